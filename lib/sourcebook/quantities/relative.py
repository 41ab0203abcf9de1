"""Dates told from the day of publication or from a date named before: "last week", "three years ago", "that month"."""

from dataclasses import replace
from datetime import date

from sourcebook.quantities.explicit import MONTHS, SHORT_DAYS, WEEKDAYS, day_at
from sourcebook.quantities.isodates import (
    SEASONS,
    DateReading,
    Rule,
    bounds,
    derived,
    iso_day,
    months,
    moved,
    period_iso,
    shift_days,
)
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.numerals import SMALL, Token, at, number, skip_hyphen, word_at, words
from sourcebook.quantities.timex import length

BACK = words("last past previous prior preceding")
AHEAD = words("next coming following upcoming")
HERE = words("this current same that")
_ANCHORED = dict.fromkeys(words("following previous prior preceding"), "soft") | {"same": "hard", "that": "hard"}
_PERIODS = words("week month quarter year decade century weekend season semester day") | set(SEASONS)
_STRETCHES = words("day week fortnight month quarter year decade century hour weekend")
_COARSER = {"decade": "year", "century": "year", "quarter": "month", "hour": "day", "fortnight": "day"}
DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_WORKING = words("business working")
_FULL = words("full calendar consecutive fiscal")


def relative(ts: list[Token], i: int) -> DateReading | None:
    """Read "yesterday", "last week", "next March", "this past spring", "the past three years", "Monday"."""
    if i >= len(ts):
        return None
    low = owner(ts, i)
    if low in DAYS and (low == ts[i].low or low != "today"):  # "today's China" is no day
        days = DAYS[low]
        return DateReading(i + 1, "day", rule=lambda ref: shift_days(ref, days).isoformat())
    led = ts[i].text.istitle() and word_at(ts, i - 1) in ("on", "last", "next", "this")
    if low in WEEKDAYS or (low in SHORT_DAYS and (led or at(ts, i + 1).kind == "n")):
        return None if word_at(ts, i - 1) in ("every", "each") else _weekday(ts, i)
    if (by := _TIMES_OF_DAY.get((low, word_at(ts, i + 1)))) is not None:
        return DateReading(i + 2, "day", rule=lambda ref: shift_days(ref, by).isoformat())
    if low == "weekend" and word_at(ts, i - 1) == "the" and word_at(ts, i - 2) in _OVER:
        over = lambda ref: period_iso("weekend", shift_days(ref, -7 * (ref.weekday() < 5)))  # noqa: E731
        return DateReading(i + 1, "weekend", rule=over, form="XXXX-WXX-WE")
    sign = -1 if low in BACK else 1 if low in AHEAD else 0 if low in HERE else None
    return None if sign is None else _led(ts, i, low, sign)


def _led(ts: list[Token], i: int, low: str, sign: int) -> DateReading | None:
    """Read what "last", "next", "this", "that" or "following" leads."""
    k = i + 1 + (word_at(ts, i + 1) in ("calendar", "fiscal", "financial", "working", "school", "academic"))
    k += low in ("this", "that") and word_at(ts, i + 1) == "same"
    if low == "this" and word_at(ts, k) in ("past", "coming"):
        sign, low, k = (-1 if ts[k].low == "past" else 1), ts[k].low, k + 1
    if low in ("same", "that") or (k > i + 1 and ts[k - 1].low == "same"):
        return _same(ts, k)
    found = _noun(ts, k, sign, low)
    if found and found.amount and low in _ANCHORED:
        return replace(found, rule=None, form=None)  # "the following two years" are not those from now
    if found is None or found.amount:
        return found
    anchor = "hard" if found.precision == "day" and word_at(ts, k) == "day" else _ANCHORED.get(low, "")
    anchor = "soft" if low == "next" and at(ts, i - 1).text == "The" else anchor  # "The next year it fell"
    return replace(found, anchor=anchor) if anchor else found


_TIMES_OF_DAY = {("this", "morning"): 0, ("this", "afternoon"): 0, ("this", "evening"): 0, ("last", "night"): -1}
_OVER = words("over at during on")


def owner(ts: list[Token], i: int) -> str:
    """Return the word at token i in small letters without an apostrophe and s: "year" of "last year's"."""
    return word_at(ts, i).removesuffix("'s").removesuffix("’s")


def _same(ts: list[Token], k: int) -> DateReading | None:
    """Read "that weekend", "the same year": known only where a date was named before."""
    noun, after = word_at(ts, k), at(ts, k + 1)
    if noun not in _PERIODS or (after.glued and after.text in ("'", "-")) or word_at(ts, k + 2) == noun:
        return None
    form = {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX"}.get(noun)
    precision = "season" if noun in SEASONS else noun
    return DateReading(k + 1, precision, rule=lambda ref: period_iso(noun, ref), anchor="hard", form=form)


def _noun(ts: list[Token], k: int, sign: int, low: str) -> DateReading | None:
    noun = owner(ts, k)
    if noun == "quarter" and (word_at(ts, k + 1), word_at(ts, k + 2)) == ("of", "a"):
        return None  # "the past quarter of a century"
    if noun in WEEKDAYS or noun in SHORT_DAYS:
        return _led_weekday(ts, k, low, sign)
    if noun in MONTHS and ts[k].text[0].isupper():
        month = MONTHS[noun]
        tense = {-1: "past", 1: "future"}.get(sign, "")
        if sign == 0:
            return DateReading(k + 1, "month", rule=lambda ref: iso_day(ref.year, month, None) or "")
        return DateReading(k + 1, "month", rule=lambda ref: _strictly(ref, month, tense))
    if noun in SEASONS:
        return DateReading(k + 1, "season", rule=lambda ref: _season_rule(ref, noun, sign))
    if noun in _PERIODS:
        if noun == "day" and low not in ("next", "following", "previous", "preceding"):
            return None
        if low in ("past", "coming") and noun != "weekend":  # "the past year" is a stretch, not a calendar year
            return _stretch(k + 1, 1.0, noun, sign)
        return DateReading(k + 1, noun, rule=lambda ref: period_iso(noun, moved(noun, ref, sign)))
    return None if sign == 0 else _counted(ts, k, sign)


def _counted(ts: list[Token], k: int, sign: int) -> DateReading | None:
    """Read "three years" behind "past" or "next"."""
    count = _count(ts, k)
    if count is None:
        return None
    k = skip_hyphen(ts, count[1])
    working = word_at(ts, k) in _WORKING
    k += working or word_at(ts, k) in _FULL
    unit = TIME.get(word_at(ts, k), "weekend" if word_at(ts, k) == "weekends" else "")
    if unit not in _STRETCHES:
        return None
    return _stretch(k + 1, count[0], "business day" if working and unit == "day" else unit, sign)


def _count(ts: list[Token], k: int) -> tuple[float, int] | None:
    """Return (number, end) of the number of units at token k."""
    if word_at(ts, k) in ("few", "several"):
        return None
    if word_at(ts, k) in SMALL and word_at(ts, k + 1) in ("quarter", "quarters"):
        return SMALL[ts[k].low], k + 1  # two quarters of a year, not two fourths
    found = number(ts, k)
    return (found.value, found.end) if found and found.high is None and found.form != "fraction" else None


def upcoming(ts: list[Token], i: int) -> DateReading | None:
    """Read "two upcoming months", with the number first."""
    count = _count(ts, i)
    low = word_at(ts, count[1]) if count else ""
    if count is None or (low not in BACK and low not in AHEAD):
        return None
    noun = word_at(ts, count[1] + 1)
    unit = TIME.get(noun, "") if count[0] == 1 or noun.endswith("s") else ""  # not "rose to 640 last year"
    return _stretch(count[1] + 2, count[0], unit, -1 if low in BACK else 1) if unit in _STRETCHES else None


def _stretch(end: int, count: float, unit: str, sign: int) -> DateReading:
    """Read "(the past) three years": a length of time that ends or begins at the reference."""
    coarse = "day" if unit == "business day" else _COARSER.get(unit, unit)

    def pair(ref: date) -> tuple[date, date]:
        if unit == "quarter":  # past quarters are whole ones
            ref = date.fromisoformat(period_iso(unit, ref)[:7] + "-01")
        there = _working_days(ref, count * sign) if unit == "business day" else moved(unit, ref, sign * count)
        return (there, ref) if sign < 0 else (ref, there)

    def rule(ref: date) -> str:
        first, last = pair(ref)
        last = shift_days(last, -(unit == "quarter"))
        form = coarse if coarse in ("year", "month") else "day"
        return f"{period_iso(form, first)}/{period_iso(form, last)}" if first <= last else ""

    def form(ref: date) -> str:
        first, last = pair(shift_days(ref, 1) if sign > 0 else ref)
        return f"({first},{last},{length(count, unit)})"

    told = unit not in ("hour", "weekend")
    return DateReading(end, coarse, rule=rule if told else None, kind="date_range", form=form if told else None,
                       amount=(count, "day" if unit == "business day" else unit))  # fmt: skip


def _working_days(day: date, by: float) -> date:
    """Return the day so many working days off."""
    weeks, rest = divmod(int(min(abs(by), 1e6)), 5)
    step = 1 if by > 0 else -1
    day = shift_days(day, 7 * weeks * step)
    while rest or day.weekday() > 4:
        rest -= shift_days(day, step).weekday() <= 4 and rest > 0
        if shift_days(day, step) == day:
            break
        day = shift_days(day, step)
    return day


def _strictly(ref: date, month: int, tense: str) -> str:
    """Return the last or the next such month, the reference's own left out."""
    year = ref.year - (month >= ref.month) if tense == "past" else ref.year + (month <= ref.month)
    return f"{year:04d}-{month:02d}"


def _season_rule(ref: date, noun: str, sign: int) -> str:
    first, last = SEASONS[noun]
    year = ref.year
    if (sign < 0 and ref.month <= first) or (sign < 0 and last < first and ref.month <= last):
        year -= 1
    if sign > 0 and ref.month >= first:
        year += 1
    return months(year, first, last)


def weekday_number(ts: list[Token], i: int) -> int | None:
    """Return 0 for Monday to 6 for Sunday at token i, or None."""
    low = owner(ts, i)
    return WEEKDAYS.get(low, SHORT_DAYS.get(low))


def _weekday(ts: list[Token], i: int) -> DateReading:
    """Read a weekday alone, or with the day of the month: "Tuesday the eleventh"."""
    wanted = weekday_number(ts, i) or 0
    k = i + 1 + (word_at(ts, i + 1) in (",", "."))
    day = day_at(ts, k) if word_at(ts, k) == "the" or word_at(ts, k + 1) in ("st", "nd", "rd", "th") else None
    if day and at(ts, day[1]).kind != "w":
        rule: Rule = lambda ref: nearest_day(ref, day[0], wanted)  # noqa: E731
        return DateReading(day[1], "day", rule=rule)
    return DateReading(i + 1, "day", weekday=wanted)


def nearest_day(ref: date, day: int, weekday: int | None = None) -> str:
    """Return the nearest such day of a month, if need be one that falls on a weekday."""
    near = [moved("month", ref, by) for by in range(-11, 12)]
    days = [date.fromisoformat(iso) for there in near if (iso := iso_day(there.year, there.month, day))]
    right = [d for d in days if weekday in (None, d.weekday())]
    return min(right, key=lambda d: abs((d - ref).days)).isoformat() if right else ""


def day_after(ref: date, day: int) -> str:
    """Return the first such day of a month from a date on: "from 28 March to the 3rd"."""
    near = [moved("month", ref, by) for by in range(3)]
    days = [iso for there in near if (iso := iso_day(there.year, there.month, day))]
    return next((iso for iso in days if iso >= ref.isoformat()), "")


def _led_weekday(ts: list[Token], k: int, low: str, sign: int) -> DateReading:
    """Read "last Tuesday", "this Friday", "next Monday": of the week before, this, or after; else the nearest."""
    wanted = weekday_number(ts, k) or 0
    if low in ("next", "this", "last"):
        weeks = {"next": 7, "this": 0, "last": -7}[low]
        return DateReading(k + 1, "day", rule=lambda ref: shift_days(ref, wanted - ref.weekday() + weeks).isoformat())

    def rule(ref: date) -> str:
        ahead = (wanted - ref.weekday()) % 7
        return shift_days(ref, (ahead or 7) if sign > 0 else ahead - 7).isoformat()

    return DateReading(k + 1, "day", rule=rule)


def ago(ts: list[Token], i: int) -> DateReading | None:
    """Read "three years ago", "a week from now", "two days later" (from a date named before)."""
    found = amount_of_time(ts, i)
    if found is None:
        return None
    count, unit, k = found
    low = word_at(ts, k)
    if low == "ago" or (low == "from" and word_at(ts, k + 1) in ("now", "today")):
        sign, end, anchor = (-1, k + 1, "") if low == "ago" else (1, k + 2, "")
    elif (low in ("later", "earlier") and word_at(ts, k + 1) != "than") or (
        low in ("before", "after") and at(ts, k + 1).kind in ("s", "")
    ):
        sign, end, anchor = (1 if low in ("later", "after") else -1), k + 1, "hard"
    elif (
        word_at(ts, i - 1) == "in"
        and low != "of"
        and not _AHEAD_CUES.isdisjoint([t.low for t in ts[max(0, i - 9) : i]])
    ):
        sign, end, anchor = 1, k, ""  # "will open in two years"
    else:
        return None
    if unit not in _STRETCHES or unit == "hour":
        return None if anchor or end == k else DateReading(end, "day", amount=(count, unit))
    if count * {"year": 1, "decade": 10, "century": 100}.get(unit, 0) > _OLDEST:
        return None  # "66 million years ago" lies before any calendar
    form = "day" if unit == "fortnight" else _COARSER.get(unit, unit)
    rule: Rule = lambda ref: period_iso(form, moved(unit, ref, sign * count))  # noqa: E731
    exact: Rule = lambda ref: moved(unit, ref, sign * count).isoformat()  # noqa: E731
    return DateReading(end, form, rule=rule, form=None if anchor else exact, amount=(count, unit), anchor=anchor)


_OLDEST = 1900  # years
_AHEAD_CUES = words("will shall i'll we'll he'll she'll they'll it'll")


def near_time(ts: list[Token], i: int) -> bool:
    """Say, cheaply, whether a unit of time stands at token i or a few words behind it."""
    return not TIME.keys().isdisjoint([t.low for t in ts[i : i + 7]])


def amount_of_time(ts: list[Token], i: int) -> tuple[float, str, int] | None:
    """Return (number, unit, end) of "three years", "a week"."""
    if ts[i].low in ("week", "month", "year", "decade"):  # "the year before"
        return (1.0, ts[i].low, i + 1) if word_at(ts, i - 1) == "the" else None
    if word_at(ts, i) in ("a", "an", "one") and word_at(ts, i + 1) in TIME:
        count, k = 1.0, i + 1
    else:
        found = _count(ts, i)
        if found is None:
            return None
        count, k = found
    unit = TIME.get(word_at(ts, k))
    return (count, unit, k + 1) if unit else None


def shifted(inner: DateReading, count: float, unit: str, sign: int) -> DateReading | None:
    """Return the date so many units before (sign -1) or after another."""
    fine = inner.precision == "day" or unit == inner.precision
    if not fine or unit not in _STRETCHES or unit == "hour":
        return None

    def move(iso: str) -> str | None:
        span = bounds(iso)
        return period_iso(inner.precision, moved(unit, span[0 if sign < 0 else 1], sign * count)) if span else None

    return derived(inner, move, kind="date", form=None)
