"""Date expressions in words and digits -> `DateReading`.

`date_at` reads the expression that begins at a token: explicit, by parts of a year, relative, or a range of two.
"""

import calendar
import re
from dataclasses import replace
from datetime import date

from sourcebook.quantities.isodates import (
    SEASONS,
    DateReading,
    Rule,
    iso_day,
    join,
    months,
    moved,
    period_iso,
    resolve,
    shift_days,
)
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.numerals import SMALL, TENS, Token, at, number, ordinal, skip_hyphen, word_at, words

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name.lower()[:3]: n for n, name in enumerate(calendar.month_name) if n} | {"sept": 9}
_ORDINARY = words("may march mar dec sun sat jan sep august")  # words that are more than dates
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_SHORT_DAYS = {name.lower()[:3]: n for n, name in enumerate(calendar.day_name)} | {"tues": 1, "thurs": 3, "thur": 3}

_BACK = words("last past previous prior preceding")
_AHEAD = {"next", "coming", "following", "upcoming"}
_HERE = {"this", "current"}
_PARTS = {"early": "~", "mid": "~", "late": "~", "beginning": "~", "start": "~", "end": "~", "middle": "~", "mid-": "~"}
_PERIODS = words("week month quarter year decade century weekend season semester") | set(SEASONS)
_NUMERIC = re.compile(
    r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[01]?[0-9])(?P=s)(?P<d>[0-3]?[0-9])(?:T[0-9][0-9:.]*Z?)?(?![0-9]|[-/][0-9])"
    r"|(?P<a>[0-3]?[0-9])(?P<t>[-/.])(?P<b>[0-3]?[0-9])(?P=t)(?P<z>[12][0-9]{3}|[0-9]{2})(?![0-9]|[-/.][0-9])"
    r"|(?P<y2>(?:19|20)[0-9]{2})[-/](?P<m2>0?[1-9]|1[0-2])(?![0-9]|[-/.][0-9])"
    r"|(?P<m3>0?[1-9]|1[0-2])[-/](?P<y3>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
    r"|(?P<y4>(?:19|20)[0-9]{2})(?P<u>[-/])(?P<w>[A-Za-z]{3})(?P=u)(?P<d4>[0-3]?[0-9])(?![0-9])"
    r"|(?P<d5>[0-3]?[0-9])(?P<v>[-/])(?P<w5>[A-Za-z]{3})(?P=v)(?P<y5>(?:19|20)[0-9]{2})(?![0-9])"
)
CLOCK = re.compile(
    r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?(?:\s?[ap]\.?m\b\.?)?|[0-9]{1,2}(?:\.[0-9]{2})?\s?[ap](?:\.m\.|m\b)",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- explicit dates


def _year(ts: list[Token], i: int) -> int | None:
    """Return the year written at token i as four digits, if it may be one."""
    if i < len(ts) and ts[i].kind == "n" and len(ts[i].text) == 4 and ts[i].text.isdigit():
        year = int(ts[i].text)
        return year if 1000 <= year <= 2199 else None
    return None


def _year_behind(ts: list[Token], i: int, short: bool = True) -> tuple[int, int] | None:
    """Return (year, end) where token i begins ", 2025", "of 2025", "2025" or "'25"."""
    k = i + (word_at(ts, i) in (",", "of", "in", "-", "/"))
    k += word_at(ts, k) == "the" and word_at(ts, k + 1) == "year"
    k += word_at(ts, k) == "year"
    year = _year(ts, k)
    if year:
        return year, k + 1
    if short and word_at(ts, k) in ("'", "’", "‘") and k + 1 < len(ts) and re.fullmatch("[0-9]{2}", ts[k + 1].text):
        return _century(int(ts[k + 1].text)), k + 2
    return None


def _century(two: int) -> int:
    return two + (2000 if two < 50 else 1900)


def _day(ts: list[Token], i: int) -> tuple[int, int] | None:
    """Return (day, end) of a day of the month: "4", "4th", "fourth", "the fourth"."""
    i += word_at(ts, i) == "the"
    found = ordinal(ts, i)
    if found:
        return found if 1 <= found[0] <= 31 else None
    if i < len(ts) and ts[i].kind == "n" and ts[i].text.isdigit() and len(ts[i].text) <= 2:
        value = int(ts[i].text)
        return (value, i + 1) if 1 <= value <= 31 else None
    return None


def _numeric(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read a date in digits: 2025-02-13, 13/02/2025, 2/13/25, 13.2.2025, 2025-02, 2019/Aug/01."""
    signed = i + 1 < len(ts) and ts[i + 1].glued and ts[i + 1].text in ("-", "/")
    m = _NUMERIC.match(text, ts[i].start) if signed or ts[i].text.count(".") == 2 else None
    if not m or (ts[i].glued and i and ts[i - 1].text in ("-", "/", "$", "€", "£")):
        return None
    iso = _from_match(m)
    end = i
    while end < len(ts) and ts[end].start < m.end():
        end += 1
    if iso is None or ts[end - 1].end != m.end():
        return DateReading(end, "day", kind="impossible") if len(m.group()) > 7 and ts[end - 1].end == m.end() else None
    return DateReading(end, "day" if len(iso) > 7 else "month", iso)


def _from_match(m: re.Match[str]) -> str | None:
    g = m.groupdict()
    if g["y"]:
        return iso_day(int(g["y"]), int(g["m"]), int(g["d"]))
    if g["y2"] or g["y3"]:
        return iso_day(int(g["y2"] or g["y3"]), int(g["m2"] or g["m3"]), None)
    if g["y4"] or g["y5"]:
        month = MONTHS.get((g["w"] or g["w5"]).lower())
        return iso_day(int(g["y4"] or g["y5"]), month, int(g["d4"] or g["d5"])) if month else None
    a, b, z = int(g["a"]), int(g["b"]), int(g["z"])
    if len(g["z"]) == 2 and g["t"] != "/":
        return None
    year = z if z > 99 else _century(z)
    day_first = g["t"] == "." or a > 12
    return iso_day(year, b, a) if day_first else iso_day(year, a, b)


def _month_first(ts: list[Token], i: int) -> DateReading | None:
    """Read "March 3, 2025", "March 3-5", "March 2025", "March"."""
    month = MONTHS.get(ts[i].low)
    if month is None or ((ts[i].low in _ORDINARY and not ts[i].text[0].isupper()) and not _day(ts, i + 1)):
        return None
    if i and ts[i - 1].kind == "n" and len(ts[i - 1].text) <= 2:
        return None  # the day before it was none of this month's
    k = i + 1 + (word_at(ts, i + 1) == "." and len(ts[i].text) < 5)
    day = _day(ts, k)
    if day and not _counts_something(ts, day[1]):
        return _with_days(ts, month, day)
    year = _year_behind(ts, k)
    if year:
        return DateReading(year[1], "month", iso_day(year[0], month, None))
    joined = at(ts, k).text == "-" and ts[k].glued
    if not ts[i].text[0].isupper() or (joined and word_at(ts, k + 1) not in MONTHS):
        return None
    doubtful = (ts[i].low in ("may", "march") or len(ts[i].text) < 4) and not joined
    if doubtful and word_at(ts, i - 1) not in _MONTH_LEADS:
        return None
    return DateReading(i + 1, "month", yearless=(month, None))


_MONTH_LEADS = words(
    "in since until till by of from to through during between for and last next this early mid late before after "
    "on end- - into"
)


def _counts_something(ts: list[Token], k: int) -> bool:
    """Say whether the number before token k is an amount ("in May 12 people"), not a day."""
    low = word_at(ts, k)
    return low in ("%", "percent", "per", "million", "billion", "people", "times") or (low == ":" and ts[k].glued)


def _with_days(ts: list[Token], month: int, day: tuple[int, int]) -> DateReading | None:
    k = day[1]
    last = None
    if word_at(ts, k) in ("-", "–", "to", "through", "till", "and") and not MONTHS.get(word_at(ts, k + 1)):
        last = _day(ts, k + 1)
        last = last if last and last[0] > day[0] and not _counts_something(ts, last[1]) else None
        k = last[1] if last else k
    year = _year_behind(ts, k, short=False)
    if year is None:
        if word_at(ts, day[1] - 1) == "." or iso_day(2024, month, day[0]) is None:
            return None
        start = DateReading(k, "day", yearless=(month, day[0]))
        return _span(start, DateReading(k, "day", yearless=(month, last[0]))) if last else start
    first = iso_day(year[0], month, day[0])
    if first is None:
        return DateReading(year[1], "day", kind="impossible")
    if last is None:
        return DateReading(year[1], "day", first)
    high = iso_day(year[0], month, last[0])
    return DateReading(year[1], "day", join(first, high), kind="date_range") if high else None


def _day_first(ts: list[Token], i: int) -> DateReading | None:
    """Read "4 February 2026", "the fourth of February", "3-5 March 2025"."""
    day = _day(ts, i)
    if day is None:
        return None
    k = day[1]
    first = day
    if word_at(ts, k) in ("-", "–", "to", "and") and (second := _day(ts, k + 1)) and second[0] > day[0]:
        day = second
        k = second[1]
    k = skip_hyphen(ts, k + (word_at(ts, k) == "of"))
    month = MONTHS.get(word_at(ts, k))
    if month is None or (ts[k].low in _ORDINARY and not ts[k].text[0].isupper()):
        return None
    k += 1 + (word_at(ts, k + 1) == "." and len(ts[k].text) < 5)
    found = _year_behind(ts, k)
    if iso_day(found[0] if found else 2024, month, day[0]) is None:
        return DateReading(found[1] if found else k, "day", kind="impossible")
    if found is None:
        low, high = (DateReading(k, "day", yearless=(month, d[0])) for d in (first, day))
        return high if first == day else _span(low, high)
    low_iso, high_iso = iso_day(found[0], month, first[0]), iso_day(found[0], month, day[0])
    if first == day:
        return DateReading(found[1], "day", high_iso)
    return DateReading(found[1], "day", join(low_iso, high_iso), kind="date_range")


def _years(ts: list[Token], i: int) -> DateReading | None:
    """Read "2025", "2014-15", "2024/25", "1990s", "the '90s", "2019 H2"."""
    year = _year(ts, i)
    if year is None:
        return _nineties(ts, i)
    nxt = at(ts, i + 1)
    decade = nxt.low in ("'s", "’s") or (nxt.glued and "s" in (nxt.low, word_at(ts, i + 2) if nxt.text in "'’" else ""))
    if decade:
        if year % 10:
            return None
        length = 99 if year % 100 == 0 and year < 2000 else 9
        return DateReading(i + 2, "decade" if length == 9 else "century", f"{year}/{year + length}", kind="date_range")
    if nxt.text in _YEAR_LINKS and nxt.glued and at(ts, i + 2).kind == "n" and ts[i + 2].glued:
        return _two_years(ts, i, year)
    month = MONTHS.get(nxt.low) if nxt.text[:1].isupper() or nxt.low == "april" else None
    if month and at(ts, i + 2).kind != "n" and at(ts, i - 1).kind != "n" and nxt.low not in ("may", "march"):
        return DateReading(i + 2, "month", iso_day(year, month, None))
    part = _quarter_code(ts, skip_hyphen(ts, i + 1))
    if part:
        return DateReading(part[2], part[3], months(year, part[0], part[1]), kind="date_range")
    return DateReading(i + 1, "year", str(year))


_YEAR_LINKS = {"-", "–", "/", "—"}


def _two_years(ts: list[Token], i: int, year: int) -> DateReading | None:
    """Read "2014-15" and "2014-2016"."""
    text = ts[i + 2].text
    last = int(text) if _year(ts, i + 2) else year // 100 * 100 + int(text) if re.fullmatch("[0-9]{2}", text) else 0
    if not year < last < year + 300 or (ts[i + 1].text == "/" and last != year + 1):
        return None
    return DateReading(i + 3, "year", f"{year}/{last}", kind="date_range")


def _nineties(ts: list[Token], i: int) -> DateReading | None:
    k = i + (ts[i].text in ("'", "’", "‘"))
    if k + 1 < len(ts) and re.fullmatch("[2-9]0", ts[k].text) and ts[k + 1].glued and ts[k + 1].low == "s":
        if k == i and (word_at(ts, i - 1) != "the" or ts[k].text < "50"):
            return None  # "in his 40s", "lows in the 30s"
        year = 1900 + int(ts[k].text)
        return DateReading(k + 2, "decade", f"{year}/{year + 9}", kind="date_range")
    return None


# ---------------------------------------------------------------- quarters, seasons, fiscal years


def _quarter_code(ts: list[Token], i: int) -> tuple[int, int, int, str] | None:
    """Return (first month, last month, end, precision) of "Q3", "3Q", "H1", "1H" at token i."""
    if i + 1 >= len(ts) or not ts[i + 1].glued:
        return None
    a, b = ts[i].low, ts[i + 1].low
    letter, n = (a, b) if a in ("q", "h") else (b, a)
    if letter not in ("q", "h") or n not in ("1", "2", "3", "4") or (letter == "h" and n > "2"):
        return None
    size = 3 if letter == "q" else 6
    return (int(n) - 1) * size + 1, int(n) * size, i + 2, "quarter" if letter == "q" else "half"


def _part_of_year(ts: list[Token], i: int) -> DateReading | None:
    """Read "Q3 2024", "the third quarter of 2024", "first half of the year", "first nine months of 2023"."""
    code = _quarter_code(ts, i)
    if code is None:
        code = _part_in_words(ts, i)
        if code is None:
            return None
    first, last, k, precision = code
    if word_at(ts, k) == "(" and _quarter_code(ts, k + 1) and word_at(ts, k + 3) == ")":
        k += 4  # "the fourth quarter (Q4) of 2022"
    fiscal = word_at(ts, k + (word_at(ts, k) in ("of", "in"))) in ("fiscal", "financial", "fy")
    year = _year_behind(ts, k)
    if year and not fiscal:
        return DateReading(year[1], precision, months(year[0], first, last), kind="date_range")
    if fiscal and (inner := _fiscal(ts, k + (word_at(ts, k) in ("of", "in")))):
        return DateReading(inner.end, precision, kind="date_range")
    which = word_at(ts, k + 1)
    if word_at(ts, k) == "of" and which in ("the", "this", "last", "next") and word_at(ts, k + 2) == "year":
        by = {"last": -1, "next": 1}.get(which, 0)
        return DateReading(k + 3, precision, rule=lambda ref: months(ref.year + by, first, last), kind="date_range")
    if precision == "month":
        return DateReading(k, precision, rule=lambda ref: "", kind="date_range")  # of which year, the words don't say
    if (word_at(ts, k) == "of" and precision == "half") or word_at(ts, k) in _GAME:
        return None
    return DateReading(k, precision, rule=lambda ref: _last_done(ref, first, last), kind="date_range")


_GAME = words("of point points goal lead final finals time")
_THIRDS = {"quarter": 3, "half": 6, "trimester": 4}


def _part_in_words(ts: list[Token], i: int) -> tuple[int, int, int, str] | None:
    low = word_at(ts, i)
    found = ordinal(ts, i)
    if low not in ("first", "last") and not found:
        return None
    k = found[1] if found else i + 1
    k = skip_hyphen(ts, k)
    noun = word_at(ts, k)
    if noun in _THIRDS and (found or low == "last"):
        size = _THIRDS[noun]
        n = found[0] if found else 12 // size
        return ((n - 1) * size + 1, n * size, k + 1, noun) if found and 1 <= n <= 12 // size else None
    count = number(ts, k)
    if low in ("first", "last") and count and word_at(ts, count.end) == "months" and 1 < count.value < 12:
        n = int(count.value)
        return (1, n, count.end + 1, "month") if low == "first" else (13 - n, 12, count.end + 1, "month")
    return None


def _last_done(ref: date, first: int, last: int) -> str:
    """Return the latest such part of a year that has begun before the reference month ends."""
    return months(ref.year if first <= ref.month else ref.year - 1, first, last)


def _fiscal(ts: list[Token], i: int) -> DateReading | None:
    """Read "fiscal 2024", "fiscal year 2024/25", "FY2024", "FY24"."""
    low = word_at(ts, i)
    if low not in ("fiscal", "financial", "fy"):
        return None
    k = i + 1 + (word_at(ts, i + 1) in ("year", "years"))
    inner = _years(ts, k) if k < len(ts) and ts[k].kind == "n" else None
    if inner:
        return replace(inner, precision="fiscal year")
    k += word_at(ts, k) in ("'", "’")
    if low == "fy" and k < len(ts) and re.fullmatch("[0-9]{2}", ts[k].text):
        return DateReading(k + 1, "fiscal year", str(2000 + int(ts[k].text)))
    return None


def _season(ts: list[Token], i: int) -> DateReading | None:
    """Read "summer of 2013", "winter 2024/25", and "in the fall" with its year left out."""
    low = word_at(ts, i)
    if low not in SEASONS:
        return None
    first, last = SEASONS[low]
    year = _year_behind(ts, i + 1, short=False)
    if year and word_at(ts, i + 1) != ",":
        return DateReading(year[1], "season", months(year[0], first, last))
    lead, before = word_at(ts, i - 1), word_at(ts, i - 2)
    if lead == "the" and before in _TIME_PREPOSITIONS and word_at(ts, i + 1) not in ("of", "in", "and"):
        return DateReading(i + 1, "season", rule=lambda ref: months(_nearest_year(ref, first), first, last))
    return None


_TIME_PREPOSITIONS = words("in by during until since over")


def _nearest_year(ref: date, month: int) -> int:
    return ref.year + (ref.month - month > 6) - (month - ref.month > 6)


def _centuries(ts: list[Token], i: int) -> DateReading | None:
    """Read "the 21st century"."""
    found = ordinal(ts, i)
    k = skip_hyphen(ts, found[1]) if found else 0
    if found is None or word_at(ts, k) not in ("century", "centuries") or not 1 <= found[0] <= 30:
        return None
    return DateReading(k + 1, "century", f"{found[0] * 100 - 99:04d}/{found[0] * 100:04d}", kind="date_range")


# ---------------------------------------------------------------- relative dates

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "nowadays": None}


def _relative(ts: list[Token], i: int) -> DateReading | None:
    """Read "yesterday", "last week", "next March", "this past spring", "the past three years", "Monday"."""
    low = word_at(ts, i)
    if (days := _DAYS.get(low)) is not None:
        return DateReading(i + 1, "day", rule=lambda ref: shift_days(ref, days).isoformat())
    led = ts[i].text.istitle() and word_at(ts, i - 1) in ("on", "last", "next", "this")
    if low in WEEKDAYS or (low in _SHORT_DAYS and led):
        return _weekday(ts, i, 0)
    sign = -1 if low in _BACK else 1 if low in _AHEAD else 0 if low in _HERE else None
    if sign is None:
        return None
    k = i + 1 + (word_at(ts, i + 1) in ("calendar", "fiscal", "financial", "working", "school", "academic"))
    if low == "this" and word_at(ts, k) in ("past", "coming"):
        sign, k = (-1 if ts[k].low == "past" else 1), k + 1
    return _relative_noun(ts, k, sign, low)


def _relative_noun(ts: list[Token], k: int, sign: int, low: str) -> DateReading | None:
    noun = word_at(ts, k)
    if noun in WEEKDAYS or noun in _SHORT_DAYS:
        return _weekday(ts, k, sign)
    if noun in MONTHS and ts[k].text[0].isupper():
        month = MONTHS[noun]
        tense = {-1: "past", 1: "future"}.get(sign, "")
        if sign == 0:
            return DateReading(k + 1, "month", rule=lambda ref: iso_day(ref.year, month, None) or "")
        return DateReading(k + 1, "month", rule=lambda ref: _strictly(ref, month, tense))
    if noun in SEASONS:
        return DateReading(k + 1, "season", rule=lambda ref: _season_rule(ref, noun, sign))
    if noun in _PERIODS:
        if low in ("past", "coming") and noun not in ("weekend",):  # "the past year" is a stretch, not a calendar year
            return _stretch(ts, k + 1, 1.0, noun, sign)
        return DateReading(k + 1, noun, rule=lambda ref: period_iso(noun, moved(noun, ref, sign)))
    if sign == 0:
        return None
    count = number(ts, k)
    if count and count.high is None and count.form != "fraction":
        k = skip_hyphen(ts, count.end)
        k += word_at(ts, k) in ("business", "working", "full", "calendar", "consecutive", "fiscal")
        unit = TIME.get(word_at(ts, k))
        if unit in _STRETCHES:
            return _stretch(ts, k + 1, count.value, unit, sign)
    return None


_STRETCHES = words("day week fortnight month quarter year decade century hour")


_COARSER = {"decade": "year", "century": "year", "quarter": "month", "hour": "day", "fortnight": "day"}


def _stretch(ts: list[Token], end: int, count: float, unit: str, sign: int) -> DateReading:
    """Read "(the past) three years": a length of time that ends or begins at the reference."""
    coarse = _COARSER.get(unit, unit)

    def rule(ref: date) -> str:
        there = moved(unit, ref, sign * count)
        pair = sorted((ref, there))
        form = coarse if coarse in ("year", "month") else "day"
        return "/".join(period_iso(form, day) for day in pair)

    return DateReading(end, coarse, rule=rule if unit != "hour" else None, kind="date_range", amount=(count, unit))


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


def _weekday(ts: list[Token], i: int, sign: int) -> DateReading:
    """Read a weekday; the nearest past one unless "next" or "this" leads."""
    low = ts[i].low
    wanted = WEEKDAYS.get(low, _SHORT_DAYS.get(low, 0))
    lead = word_at(ts, i - 1)

    def rule(ref: date) -> str:
        ahead = (wanted - ref.weekday()) % 7
        if lead == "next":
            return shift_days(ref, 7 - ref.weekday() + wanted).isoformat()
        if lead == "this":
            return shift_days(ref, wanted - ref.weekday()).isoformat()
        if lead == "last":
            return shift_days(ref, wanted - ref.weekday() - 7).isoformat()
        back = ahead - 7 if ahead or sign < 0 else 0
        return shift_days(ref, ahead if sign > 0 else back).isoformat()

    return DateReading(i + 1, "day", rule=rule)


def _ago(ts: list[Token], i: int) -> DateReading | None:
    """Read "three years ago", "a week from now", "two days later" (the last without a date)."""
    if word_at(ts, i) in ("a", "an") and word_at(ts, i + 1) in TIME:
        count, k = 1.0, i + 1
    else:
        found = number(ts, i)
        if found is None or found.high is not None or found.form == "fraction":
            return None
        count, k = found.value, found.end
    unit = TIME.get(word_at(ts, k))
    after = word_at(ts, k + 1)
    if unit is None or not (after == "ago" or (after == "from" and word_at(ts, k + 2) in ("now", "today"))):
        return None
    sign, end = (-1, k + 2) if after == "ago" else (1, k + 3)
    if unit not in _STRETCHES or unit == "hour":
        return DateReading(end, "day", amount=(count, unit))
    form = "day" if unit == "week" else _COARSER.get(unit, unit)
    rule: Rule = lambda ref: period_iso(form, moved(unit, ref, sign * count))  # noqa: E731
    return DateReading(end, form, rule=rule, amount=(count, unit))


# ---------------------------------------------------------------- everything together


def _point(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read one date that begins at token i, without "since" or "from"."""
    t = ts[i]
    if t.kind == "n":
        return (
            _numeric(text, ts, i)
            or _day_first(ts, i)
            or _years(ts, i)
            or _part_of_year(ts, i)
            or _centuries(ts, i)
            or _ago(ts, i)
        )
    if t.low in MONTHS:
        return _month_first(ts, i)
    if t.low in _PARTS:
        return _part(text, ts, i)
    if t.low in ("'", "’", "‘"):
        return _nineties(ts, i)
    if t.low == "the":
        return None
    return (
        _weekday_date(text, ts, i)
        or _part_of_year(ts, i)
        or _season(ts, i)
        or _fiscal(ts, i)
        or _day_first(ts, i)
        or _centuries(ts, i)
        or _relative(ts, i)
        or _ago(ts, i)
    )


def _weekday_date(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read "Tuesday, 4 March 2025": the weekday adds nothing."""
    if ts[i].low not in WEEKDAYS and ts[i].low not in _SHORT_DAYS:
        return None
    k = i + 1
    k += word_at(ts, k) == "."
    k += word_at(ts, k) == ","
    k += word_at(ts, k) == "the"
    if k < len(ts) and (ts[k].kind == "n" or ts[k].low in MONTHS):
        found = _month_first(ts, k) if ts[k].low in MONTHS else _numeric(text, ts, k) or _day_first(ts, k)
        return found if found and found.precision == "day" else None
    return None


def _part(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read "early 2020", "mid-2027", "the end of March", "late last year", "early in the week"."""
    k = skip_hyphen(ts, i + 1)
    if ts[i].low in ("beginning", "start", "end", "middle"):
        if word_at(ts, k) != "of":
            return None
        k += 1
    else:
        k += word_at(ts, k) == "in"
    the = word_at(ts, k) == "the"
    k += the
    if the and word_at(ts, k) in ("year", "month", "week", "decade", "quarter", "century"):
        unit = ts[k].low
        inner: DateReading | None = DateReading(k + 1, unit, rule=lambda ref: period_iso(unit, ref))
    else:
        inner = _point(text, ts, k) if k < len(ts) and ts[k].low not in _PARTS else None
    if inner is None or inner.amount or inner.precision == "day" or inner.kind == "impossible":
        return None
    return replace(inner, modifier="~")


def _span(low: DateReading, high: DateReading) -> DateReading | None:
    """Join two dates; the year of the second is the first's where that has none."""
    if high.fixed and low.yearless:
        year = int(high.fixed[:4])
        month, day = low.yearless
        start = iso_day(year, month, day)
        if start and start > high.fixed:
            start = iso_day(year - 1, month, day)
        low = replace(low, fixed=start)
    if low.fixed and high.yearless:
        year = int(low.fixed[:4])
        iso = iso_day(year, *high.yearless)
        high = replace(high, fixed=iso if iso is None or iso >= low.fixed else iso_day(year + 1, *high.yearless))
    joined = join(low.fixed, high.fixed)
    precision = high.precision
    if joined:
        rising = bool(low.fixed and high.fixed and low.fixed <= high.fixed)
        return DateReading(high.end, precision, joined, kind="date_range") if rising else None

    def rule(ref: date) -> str:
        end = resolve(high, (ref, ref))
        return join(resolve(low, (ref, ref), int(end[:4]) if end and low.yearless else None), end) or ""

    return DateReading(high.end, precision, rule=rule, kind="date_range")


_OPEN = dict.fromkeys(("since", "after", "later"), "{}/..") | dict.fromkeys(
    ("until", "till", "before", "earlier"), "../{}"
)
_THAN = {"later", "earlier"}


def _opened(reading: DateReading, word: str) -> DateReading:
    """Turn a date into the open range that "since", "before", ... makes of it."""

    def opened(iso: str | None) -> str | None:
        if not iso:
            return None
        return f"{iso.split('/')[0]}/.." if _OPEN[word].startswith("{") else f"../{iso.split('/')[-1]}"

    tense = {"since": "past", "until": "future", "till": "future"}.get(word, "")
    rule: Rule = lambda ref: opened(resolve(reading, (ref, ref), tense=tense)) or ""  # noqa: E731
    return replace(reading, fixed=opened(reading.fixed), rule=None if reading.fixed else rule, yearless=None,
                   kind="date_range", amount=None)  # fmt: skip


def date_at(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Return the date expression that begins at token i (of the tokens of `text`), or None.

    A leading "in", "on", "by" or "the" is no part of it; "since", "before", "until", "after", "from ... to" and
    "between ... and" are. An impossible day, such as 31 February, is no date.
    """
    low = ts[i].low
    than = low in _THAN and word_at(ts, i + 1) == "than"
    if low in _OPEN and i + 1 < len(ts):
        k = i + 1 + than
        k += word_at(ts, k) == "the"
        k += word_at(ts, k) == "year" and bool(_year(ts, k + 1))
        inner = _point(text, ts, k) if k < len(ts) else None
        if inner is None or inner.amount or inner.kind == "impossible" or (low in _THAN and not than):
            return None
        return None if inner.precision == "year" and _names_event(ts, inner.end) else _opened(inner, low)
    if low in ("from", "between") and i + 1 < len(ts):
        k = i + 1 + (word_at(ts, i + 1) == "the")
        first = _point(text, ts, k) if k < len(ts) else None
        found = _to(text, ts, first, low) if first and not first.amount else None
        return found
    first = _point(text, ts, i)
    if first is None or first.amount or first.kind != "date":
        return first
    return _to(text, ts, first, "") or first


def _names_event(ts: list[Token], k: int) -> bool:
    """Say whether a year is the name of an event ("since the 2016 games")."""
    return k < len(ts) and ts[k].kind == "w" and ts[k].text.islower() and word_at(ts, k - 2) == "the"


def _to(text: str, ts: list[Token], first: DateReading, lead: str) -> DateReading | None:
    """Read the second half of a range of dates, if there is one."""
    k = first.end
    word = word_at(ts, k)
    links = {"between": ("and",), "from": ("to", "until", "till", "through", "-", "–", "—")}
    if word not in links.get(lead, ("to", "through", "-", "–", "—", "until", "till")):
        return None
    k += 1 + (word_at(ts, k + 1) == "the")
    second = _point(text, ts, k) if k < len(ts) else None
    if second is None and word_at(ts, k) in ("now", "date", "present"):
        second = DateReading(k + 1, "day", rule=lambda ref: ref.isoformat())
    if (
        second is None
        or second.amount
        or second.kind == "impossible"
        or (second.kind == "date_range" and first.kind != "date_range")
    ):
        return None
    return _span(first, second)


STARTERS = frozenset(MONTHS) | frozenset(WEEKDAYS) | set(_SHORT_DAYS) | set(SEASONS) | set(_PARTS) | set(_OPEN)
STARTERS |= (
    {w for w in _DAYS if w != "nowadays"}
    | _BACK
    | _AHEAD
    | _HERE
    | words("first second third fourth from between fiscal financial fy q h a an ' ’ ‘")
    | set(SMALL)
    | set(TENS)
)


_AFTER_DAY = {"-", "/", "–", "—", "'", "’", "."}


def may_begin(ts: list[Token], i: int) -> bool:
    """Say, cheaply, whether digits at token i may begin a date: four of them, or a word or a stroke behind."""
    after = at(ts, i + 1)
    return len(ts[i].text) == 4 or ts[i].text.count(".") == 2 or after.kind == "w" or after.text in _AFTER_DAY


def clock_at(text: str, ts: list[Token], i: int) -> int | None:
    """Return the index after a time of day at token i ("9:30 a.m.", "5pm"), or None."""
    after = ts[i + 1] if i + 1 < len(ts) else None
    clock = after and ((after.glued and after.text in (":", ".")) or after.low[0] in "ap")
    m = CLOCK.match(text, ts[i].start) if clock or "." in ts[i].text else None
    if not m:
        return None
    end = i
    while end < len(ts) and ts[end].start < m.end():
        end += 1
    return end
