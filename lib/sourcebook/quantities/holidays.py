"""Holidays by name: those of one date, those of one weekday of a month, and those that go with Easter."""

from collections.abc import Callable
from datetime import date

from sourcebook.quantities.explicit import with_year, year_behind
from sourcebook.quantities.isodates import DateReading, shift_days
from sourcebook.quantities.numerals import Token, at, words

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "xmas": (12, 25),
    "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1),
    "epiphany": (1, 6), "groundhog day": (2, 2), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "april fool's day": (4, 1), "april fools day": (4, 1), "april fools' day": (4, 1), "earth day": (4, 22),
    "may day": (5, 1), "juneteenth": (6, 19), "canada day": (7, 1), "independence day": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1), "all saints day": (11, 1),
    "armistice day": (11, 11), "veterans day": (11, 11), "remembrance day": (11, 11),
}  # fmt: skip
_BY_WEEKDAY = {  # month, weekday (0 is Monday), which (-1 is the last), days to add
    "martin luther king day": (1, 0, 3, 0), "mlk day": (1, 0, 3, 0), "presidents' day": (2, 0, 3, 0),
    "presidents day": (2, 0, 3, 0), "mother's day": (5, 6, 2, 0), "memorial day": (5, 0, -1, 0),
    "father's day": (6, 6, 3, 0), "labor day": (9, 0, 1, 0), "labour day": (9, 0, 1, 0),
    "columbus day": (10, 0, 2, 0), "thanksgiving": (11, 3, 4, 0), "thanksgiving day": (11, 3, 4, 0),
    "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4),
}  # fmt: skip
_FROM_EASTER = {
    "easter": 0, "easter day": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "maundy thursday": -3,
    "palm sunday": -7, "ash wednesday": -46, "shrove tuesday": -47, "mardi gras": -47, "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact > 28 or (epact == 28 and golden > 10))  # days from 21 March to the full moon
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return shift_days(date(year, 3, 28), moon - sunday)


def nth_weekday(first: date, weekday: int, n: int) -> date:
    """Return the nth such weekday from a day on."""
    return shift_days(first, (weekday - first.weekday()) % 7 + 7 * (n - 1))


def _by_weekday(year: int, month: int, weekday: int, n: int, plus: int) -> str:
    first = date(year, month, 1) if n > 0 else shift_days(date(year, month, 31), -6)
    return shift_days(nth_weekday(first, weekday, max(n, 1)), plus).isoformat()


def _yearly(name: str) -> Callable[[int], str | None] | None:
    """Return the function from year to day of a holiday, or None."""
    if name in _FIXED:
        month, day = _FIXED[name]
        return lambda year: f"{year:04d}-{month:02d}-{day:02d}"
    if name in _BY_WEEKDAY:
        rule = _BY_WEEKDAY[name]
        return lambda year: _by_weekday(year, *rule)
    if name in _FROM_EASTER:
        days = _FROM_EASTER[name]
        return lambda year: shift_days(easter(year), days).isoformat() if year > 1582 else None
    return None


_NAMES = _FIXED | _BY_WEEKDAY | _FROM_EASTER
HOLIDAY_WORDS = frozenset(name for name in _NAMES if " " not in name) | {"gras"}  # the others have a day or a year
HOLIDAY_STARTS = frozenset(name.split()[0] for name in _NAMES) | {"st", "saint"}
_LONGEST = max(len(name.split()) for name in _NAMES) + 1  # "St. Patrick"
_SHORT = HOLIDAY_WORDS | {"new year's"}  # that may stand before another noun
_LEADS = words("at on by for since until till before after this last next of in to from around early late")


def holiday(ts: list[Token], i: int) -> DateReading | None:
    """Read "Christmas Eve", "Easter Monday 2024", "after Thanksgiving"; not "Christmas presents"."""
    if ts[i].low not in HOLIDAY_STARTS:
        return None
    for size in range(min(_LONGEST, len(ts) - i), 0, -1):
        name = (
            " ".join(t.low for t in ts[i : i + size]).replace("’", "'").replace("saint ", "st ").replace("st . ", "st ")
        )
        yearly = _yearly(name)
        if yearly:
            end = i + size
            told = year_behind(ts, end, short=False)
            after = at(ts, end)
            noun = after.kind == "w" and after.low not in _AFTER_NAME
            led = at(ts, i - 1).low in _LEADS or at(ts, i - 1).kind != "w"
            if not told and (noun or after.text == "-" or not (led or name not in _SHORT)):
                return DateReading(end, "day", kind="impossible") if size > 1 else None  # "Good Friday agreement"
            return with_year(ts, DateReading(end, "day", yearless=yearly), short=False)
    return None


_AFTER_NAME = words("of and or in at when where the with as to but is was will that this last next than because if on")
