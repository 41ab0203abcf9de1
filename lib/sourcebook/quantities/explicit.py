"""Dates written out: days, months, years, decades and centuries, fiscal years, and the parts and seasons of a year."""

import calendar
import re
from dataclasses import replace
from datetime import date

from sourcebook.quantities.isodates import SEASONS, DateReading, Yearly, iso_day, join, months
from sourcebook.quantities.nouns import DETERMINERS, STOP
from sourcebook.quantities.numerals import SMALL, TENS, Token, at, number, ordinal, skip_hyphen, word_at, words
from sourcebook.quantities.timex import timex

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name.lower()[:3]: n for n, name in enumerate(calendar.month_name) if n} | {"sept": 9}
_ORDINARY = words("may march mar dec sun sat jan sep august")  # words that are more than dates
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
SHORT_DAYS = {name.lower()[:3]: n for n, name in enumerate(calendar.day_name)} | {"tues": 1, "thurs": 3, "thur": 3}
QUOTES = ("'", "’", "‘")
DAY_LINKS = ("-", "–", "to", "through", "till", "until", "and")

_NUMERIC = re.compile(
    r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[01]?[0-9])(?P=s)(?P<d>[0-3]?[0-9])(?:T[0-9][0-9:.]*Z?)?(?![0-9]|[-/][0-9])"
    r"|(?P<a>[0-3]?[0-9])(?P<t>[-/.])(?P<b>[0-3]?[0-9])(?P=t)(?P<z>[12][0-9]{3}|[0-9]{2})(?![0-9]|[-/.][0-9])"
    r"|(?P<y2>(?:19|20)[0-9]{2})[-/](?P<m2>0?[1-9]|1[0-2])(?![0-9]|[-/.][0-9])"
    r"|(?P<m3>0?[1-9]|1[0-2])[-/](?P<y3>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
    r"|(?P<y4>(?:19|20)[0-9]{2})(?P<u>[-/])(?P<w>[A-Za-z]{3})(?P=u)(?P<d4>[0-3]?[0-9])(?![0-9])"
    r"|(?P<d5>[0-3]?[0-9])(?P<v>[-/])(?P<w5>[A-Za-z]{3})(?P=v)(?P<y5>(?:19|20)[0-9]{2})(?![0-9])"
)
_DAY_AND_MONTH = re.compile(r"([0-3]?[0-9])([-/.])([0-3]?[0-9])(?![0-9%]|[./-][0-9])\.?")
_FIRST_OF_TWO = re.compile(r"([01]?[0-9])/([0-3]?[0-9])(?=-[01]?[0-9]/[0-3]?[0-9]/(?:[0-9]{2}){1,2}(?![0-9/]))")


# ---------------------------------------------------------------- years


def year_at(ts: list[Token], i: int) -> int | None:
    """Return the year written at token i as four digits, if it may be one."""
    if i < len(ts) and ts[i].kind == "n" and len(ts[i].text) == 4 and ts[i].text.isdigit():
        year = int(ts[i].text)
        return year if 1000 <= year <= 2199 else None
    return None


def year_behind(ts: list[Token], i: int, short: bool = True) -> tuple[int, int] | None:
    """Return (year, end) where token i begins ", 2025", "of 2025", "2025", "'25" or "nineteen ninety"."""
    k = i + (word_at(ts, i) in (",", "of", "in", "-", "/"))
    k += word_at(ts, k) == "the" and word_at(ts, k + 1) == "year"
    k += word_at(ts, k) == "year"
    year = year_at(ts, k)
    if year:
        return year, k + 1
    if short and word_at(ts, k) in QUOTES and k + 1 < len(ts) and re.fullmatch("[0-9]{2}", ts[k + 1].text):
        return _century(int(ts[k + 1].text)), k + 2
    return _spoken_year(ts, k)


def _century(two: int) -> int:
    return two + (2000 if two < 50 else 1900)


def _spoken_year(ts: list[Token], i: int) -> tuple[int, int] | None:
    """Return (year, end) of "nineteen ninety-three", "eighteen hundred and twelve", "two thousand and one"."""
    low = word_at(ts, i)
    hundreds = SMALL.get(low, TENS.get(low, 0.0)) * 100
    k = i + 1
    if low == "two" and word_at(ts, k) == "thousand":
        hundreds, k = 2000.0, k + 1
    elif not 1000 <= hundreds <= 2000:
        return None
    spaced = word_at(ts, k - (low == "two")) in ("hundred", "thousand")
    k += word_at(ts, k) == "hundred"
    k += spaced and word_at(ts, k) == "and"
    k = skip_hyphen(ts, k)
    rest = number(ts, k) if word_at(ts, k) in TENS or word_at(ts, k) in SMALL else None
    if rest is None or rest.high is not None or not (1 if spaced else 10) <= rest.value <= 99 or rest.value % 1:
        return None
    return int(hundreds + rest.value), rest.end


def with_year(ts: list[Token], reading: DateReading | None, short: bool = True) -> DateReading | None:
    """Give a date without a year the one that follows it, if one does; a day that no year has is impossible."""
    if reading is None or reading.yearless is None:
        return reading
    found = year_behind(ts, reading.end, short)
    if found:
        iso = reading.yearless(found[0])
        kind = reading.kind if iso else "impossible"
        return replace(reading, end=found[1], fixed=iso, yearless=None, kind=kind)
    possible = reading.yearless(2024) or reading.yearless(2023)
    return reading if possible else replace(reading, kind="impossible")


# ---------------------------------------------------------------- days and months


def day_at(ts: list[Token], i: int) -> tuple[int, int] | None:
    """Return (day, end) of a day of the month: "4", "4th", "fourth", "the fourth"."""
    the = word_at(ts, i) == "the"
    i += the
    found = ordinal(ts, i)
    if found and the and at(ts, found[1]).kind == "n":
        return None  # "in August the first 200 workers"
    if found:
        return found if 1 <= found[0] <= 31 else None
    if i < len(ts) and ts[i].kind == "n" and ts[i].text.isdigit() and len(ts[i].text) <= 2:
        value = int(ts[i].text)
        return (value, i + 1) if 1 <= value <= 31 else None
    return None


def numeric(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read a date in digits: 2025-02-13, 13/02/2025, 2/13/25, 13.2.2025, 2025-02, 2019/Aug/01; "on 17.5." too."""
    signed = i + 1 < len(ts) and ts[i + 1].glued and ts[i + 1].text in ("-", "/")
    if not signed and "." not in ts[i].text:
        return None
    dashed = at(ts, i - 1).text == "-" and at(ts, i - 2).kind == "n" and at(ts, i + 1).text == "/"  # 5/1-5/7/2024
    if ts[i].glued and i and ts[i - 1].text in ("-", "/", "$", "€", "£") and not dashed:
        return None
    m = _NUMERIC.match(text, ts[i].start) if signed or ts[i].text.count(".") == 2 else None
    if not m:
        return _day_and_month(text, ts, i)
    if m["y2"] and word_at(ts, i - 1) == "the" and int(m["m2"]) == int(m["y2"][2:]) + 1:
        return None  # "the 2008-09 season"
    iso = _from_match(m, word_at(ts, i - 1) in _BEFORE_DIGITS)
    end = _after(ts, i, m.end())
    if iso is None or ts[end - 1].end != m.end():
        return DateReading(end, "day", kind="impossible") if len(m.group()) > 7 and ts[end - 1].end == m.end() else None
    return DateReading(end, "day" if len(iso) > 7 else "month", iso)


def _after(ts: list[Token], i: int, offset: int) -> int:
    """Return the index of the first token from i on that begins at the offset or behind it."""
    while i < len(ts) and ts[i].start < offset:
        i += 1
    return i


def _from_match(m: re.Match[str], led: bool) -> str | None:
    g = m.groupdict()
    if g["y"]:
        return iso_day(int(g["y"]), int(g["m"]), int(g["d"]))
    if g["y2"] or g["y3"]:
        return iso_day(int(g["y2"] or g["y3"]), int(g["m2"] or g["m3"]), None)
    if g["y4"] or g["y5"]:
        month = MONTHS.get((g["w"] or g["w5"]).lower())
        return iso_day(int(g["y4"] or g["y5"]), month, int(g["d4"] or g["d5"])) if month else None
    a, b, z = int(g["a"]), int(g["b"]), int(g["z"])
    if len(g["z"]) == 2 and g["t"] != "/" and not led:
        return None
    year = z if z > 99 else _century(z)
    day_first = g["t"] == "." or a > 12
    return iso_day(year, b, a) if day_first else iso_day(year, a, b)


_BEFORE_DIGITS = words("on by until till this dated")
DIGIT_LEADS = _BEFORE_DIGITS.union(WEEKDAYS, SHORT_DAYS)


def _day_and_month(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read "on 5/17", "by 23/12", "on 17.5.", "Friday 7-6", "5/1-5/7/2024": where nothing but a date can stand."""
    m = _FIRST_OF_TWO.match(text, ts[i].start)
    if m and iso_day(2024, int(m[1]), int(m[2])):
        return DateReading(_after(ts, i, m.end()), "day", yearless=_monthly(int(m[1]), int(m[2])))
    lead = word_at(ts, i - 1)
    if lead not in DIGIT_LEADS:
        return None
    m = _DAY_AND_MONTH.match(text, ts[i].start)
    if not m or m.group()[:4] == "9/11" or (m[2] != "/" and lead in _BEFORE_DIGITS and lead != "on"):
        return None
    end = _after(ts, i, m.end())
    if m.group().endswith(".") and (m[2] != "." or end == len(ts)):
        end -= 1
    after = at(ts, end)
    if after.kind == "n" or (after.kind == "w" and after.low not in _AFTER_DIGITS and m[2] != "/"):
        return None
    a, b = int(m[1]), int(m[3])
    month, day = (b, a) if a > 12 or (m[2] == "." and m.group().endswith(".") and b <= 12) else (a, b)
    return DateReading(end, "day", yearless=_monthly(month, day)) if iso_day(2024, month, day) else None


_AFTER_DIGITS = words("at and or to from in for with")


_SHORT_MONTHS = frozenset(MONTHS) - {name.lower() for name in calendar.month_name}


def _monthly(month: int, day: int | None) -> Yearly:
    return lambda year: iso_day(year, month, day)


def month_first(ts: list[Token], i: int) -> DateReading | None:
    """Read "March 3, 2025", "March 3-5", "March 2025", "March"."""
    month = MONTHS.get(ts[i].low)
    small = not ts[i].text[0].isupper() and ts[i].low in _ORDINARY
    if month is None or (small and word_at(ts, i - 1) not in _SMALL_LEADS and not _is_dated(ts, i)):
        return None
    if i and ts[i - 1].kind == "n" and len(ts[i - 1].text) <= 2:
        return None  # the day before it was none of this month's
    k = i + 1 + (word_at(ts, i + 1) == "." and ts[i].low in _SHORT_MONTHS)
    day = day_at(ts, k + (at(ts, k).text in ("/", "-") and ts[k].glued and ts[i].text[0].isupper()))
    if day and not _counts_something(ts, day[1]) and not (word_at(ts, day[1] - 1) == "." and day[1] - 1 > k):
        return _with_days(ts, month, day)
    reading = DateReading(k, "month", yearless=_monthly(month, None))
    if year_behind(ts, k):
        return with_year(ts, reading)
    return replace(reading, end=i + 1) if _is_bare_month(ts, i, k) else None


_SMALL_LEADS = words("in on")


def _is_dated(ts: list[Token], i: int) -> bool:
    """Say whether a day in digits follows "may" or "march" in small letters, a day at all the other names."""
    day = day_at(ts, i + 1)
    figures = (
        at(ts, i + 1).kind == "n" and day and (day[1] == i + 3 or year_behind(ts, day[1]))
    )  # "march 5th", not "march 5"
    return bool(day and (MONTHS[ts[i].low] not in (3, 5) or figures))


def _is_bare_month(ts: list[Token], i: int, k: int) -> bool:
    """Say whether the name of a month with neither day nor year is a month: not a verb, not a person's name."""
    joined = at(ts, k).text in ("-", "–") and ts[k].glued
    if not ts[i].text[0].isupper() or (joined and word_at(ts, k + 1) not in MONTHS):
        usual = ts[i].low not in _ORDINARY and len(ts[i].low) > 3
        return word_at(ts, i - 1) in (_MONTH_LEADS if usual else ("in",)) and at(ts, k).kind != "w"
    noun = at(ts, k).text.islower() and at(ts, k).low not in STOP
    led = word_at(ts, i - 1) in _MONTH_LEADS or (word_at(ts, i - 1) in DETERMINERS and noun)  # "the May forecast"
    surname = at(ts, k).kind == "w" and ts[k].text.istitle()
    if ts[i].low in _GIVEN_NAMES and surname and word_at(ts, i - 1) not in _NEVER_BEFORE_NAMES:
        return False
    doubtful = (ts[i].low in ("may", "march") or len(ts[i].text) < 4) and not joined
    return led or not doubtful


_GIVEN_NAMES = words("april may june august")
_NEVER_BEFORE_NAMES = words("in since until till during last next this early mid late end-")
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
    if word_at(ts, k) in DAY_LINKS and not MONTHS.get(word_at(ts, k + 1)):
        last = day_at(ts, k + 1)
        last = last if last and last[0] > day[0] and not _counts_something(ts, last[1]) else None
        k = last[1] if last else k
    return with_year(ts, _days(k, month, day[0], last[0] if last else None), short=False)


def _days(end: int, month: int, first: int, last: int | None) -> DateReading:
    """Return a reading of a day of a month, or of two of them and what lies between."""
    if last is None:
        return DateReading(end, "day", yearless=_monthly(month, first))
    both = lambda year: join(iso_day(year, month, first), iso_day(year, month, last))  # noqa: E731
    return DateReading(end, "day", yearless=both, points=True, kind="date_range")


def day_first(ts: list[Token], i: int) -> DateReading | None:
    """Read "4 February 2026", "the fourth of February", "3-5 March 2025", "fifteen May 1990"."""
    day = day_at(ts, i)
    spoken = False
    if day is None and ts[i].low in _CARDINALS and any(t.low in MONTHS for t in ts[i + 1 : i + 5]):
        count = number(ts, i)
        if count and count.high is None and 1 <= count.value <= 31:
            day, spoken = (int(count.value), count.end), True
    if day is None:
        return None
    k = day[1]
    last = None
    if word_at(ts, k) in DAY_LINKS and (second := day_at(ts, k + 1)) and second[0] > day[0]:
        last, k = second
    of = word_at(ts, k) == "of"
    k = skip_hyphen(ts, k + of)
    month = MONTHS.get(word_at(ts, k))
    verb = month in (3, 5) and not ts[k].text[0].isupper() and not of and not year_behind(ts, k + 1)
    if month is None or verb:
        return None
    k += 1 + (word_at(ts, k + 1) == "." and ts[k].low in _SHORT_MONTHS)
    found = with_year(ts, _days(k, month, day[0], last))
    if found and found.yearless:
        found = _two_digit_year(ts, found)
    return None if spoken and found and found.yearless else found


_CARDINALS = frozenset(SMALL) | set(TENS)


def _two_digit_year(ts: list[Token], reading: DateReading) -> DateReading:
    """Read the year in "15 April of 87"."""
    k = reading.end + 1
    if word_at(ts, k - 1) != "of" or not re.fullmatch("[0-9]{2}", at(ts, k).text) or at(ts, k + 1).kind == "w":
        return reading
    iso = reading.yearless(_century(int(ts[k].text))) if reading.yearless else None
    return replace(reading, end=k + 1, fixed=iso, yearless=None) if iso else reading


# ---------------------------------------------------------------- years, decades, centuries


def years(ts: list[Token], i: int) -> DateReading | None:
    """Read "2025", "2014-15", "2024/25", "1990s", "the '90s", "2019 H2"."""
    year = year_at(ts, i)
    if year is None:
        return nineties(ts, i) or _year_in_words(ts, i)
    nxt = at(ts, i + 1)
    decade = nxt.low in ("'s", "’s") or (nxt.glued and "s" in (nxt.low, word_at(ts, i + 2) if nxt.text in "'’" else ""))
    if decade:
        if year % 10:
            return None
        length = 99 if year % 100 == 0 and year < 2000 else 9
        end = i + 2 + (nxt.text in QUOTES)
        return DateReading(end, "decade" if length == 9 else "century", f"{year}/{year + length}", kind="date_range")
    if nxt.text in _YEAR_LINKS and nxt.glued and at(ts, i + 2).kind == "n" and ts[i + 2].glued:
        return _two_years(ts, i, year)
    if found := _month_behind(ts, i, year):
        return found
    part = quarter_code(ts, skip_hyphen(ts, i + 1))
    if part:
        return DateReading(part[2], part[3], months(year, part[0], part[1]), kind="date_range")
    return DateReading(i + 1, "year", str(year))


def _month_behind(ts: list[Token], i: int, year: int) -> DateReading | None:
    """Read "2019 August", "2019 August 3"."""
    month = at(ts, i + 1)
    n = MONTHS.get(month.low) if month.text[:1].isupper() or month.low == "april" else None
    if n is None or at(ts, i - 1).kind == "n" or n in (3, 5):
        return None
    if at(ts, i + 2).kind != "n":
        return DateReading(i + 2, "month", iso_day(year, n, None))
    day = day_at(ts, i + 2)
    iso = iso_day(year, n, day[0]) if day and word_at(ts, i - 1) != "of" else None
    return DateReading(day[1], "day", iso) if day and iso else None


def _year_in_words(ts: list[Token], i: int) -> DateReading | None:
    """Read "(in) nineteen eighty-four"; "nineteen" and "two thousand" alone are amounts."""
    found = _spoken_year(ts, i) if word_at(ts, i - 1) in _YEAR_LEADS else None
    after = word_at(ts, found[1]) if found else ""
    return DateReading(found[1], "year", str(found[0])) if found and not after.endswith("s") else None


_YEAR_LEADS = words("in since by until till from year before after early late mid")
_YEAR_LINKS = {"-", "–", "/", "—"}


def _two_years(ts: list[Token], i: int, year: int) -> DateReading | None:
    """Read "2014-15" and "2014-2016"."""
    text = ts[i + 2].text
    last = int(text) if year_at(ts, i + 2) else year // 100 * 100 + int(text) if re.fullmatch("[0-9]{2}", text) else 0
    if not year < last < year + 300 or (ts[i + 1].text == "/" and last != year + 1):
        return None
    return DateReading(i + 3, "year", f"{year}/{last}", kind="date_range", points=True)


def nineties(ts: list[Token], i: int) -> DateReading | None:
    """Read "'90s", "the 90s", "the nineties"."""
    k = i + (ts[i].text in QUOTES)
    if word_at(ts, i - 2) in ("over", "under"):
        return None  # "the over-80s"
    if k == i and ts[i].low in _DECADES and word_at(ts, i - 1) in ("the", "early", "mid", "late", "-"):
        year = 1900 + _DECADES[ts[i].low]
        return DateReading(i + 1, "decade", f"{year}/{year + 9}", kind="date_range")
    if k + 1 < len(ts) and re.fullmatch("[2-9]0", ts[k].text) and ts[k + 1].glued and ts[k + 1].low == "s":
        if k == i and (word_at(ts, i - 1) not in ("the", "-", "mid") or ts[k].text < "50"):
            return None  # "in his 40s", "lows in the 30s"
        year = 1900 + int(ts[k].text)
        return DateReading(k + 2, "decade", f"{year}/{year + 9}", kind="date_range")
    return None


_DECADES = {w[:-1] + "ies": int(n) for w, n in TENS.items() if n >= 50}


def centuries(ts: list[Token], i: int) -> DateReading | None:
    """Read "the 21st century"."""
    found = ordinal(ts, i)
    k = skip_hyphen(ts, found[1]) if found else 0
    if found is None or word_at(ts, k) not in ("century", "centuries") or not 1 <= found[0] <= 30:
        return None
    if word_at(ts, k + 1) in ("bc", "bce", "b.c.", "b.c.e."):
        return DateReading(k + 2, "century", kind="impossible")
    return DateReading(k + 1, "century", f"{found[0] * 100 - 99:04d}/{found[0] * 100:04d}", kind="date_range")


# ---------------------------------------------------------------- quarters, seasons, fiscal years


def quarter_code(ts: list[Token], i: int) -> tuple[int, int, int, str] | None:
    """Return (first month, last month, end, precision) of "Q3", "3Q", "H1", "1H" at token i."""
    if i + 1 >= len(ts) or not ts[i + 1].glued or (i == 0 and word_at(ts, 2) in (".", ":", ")")):
        return None  # a question's number, at the head of a line
    a, b = ts[i].low, ts[i + 1].low
    letter, n = (a, b) if a in ("q", "h") else (b, a)
    if letter not in ("q", "h") or n not in ("1", "2", "3", "4") or (letter == "h" and n > "2"):
        return None
    size = 3 if letter == "q" else 6
    return (int(n) - 1) * size + 1, int(n) * size, i + 2, "quarter" if letter == "q" else "half"


def part_of_year(ts: list[Token], i: int) -> DateReading | None:
    """Read "Q3 2024", "the third quarter of 2024", "first half", "first nine months of 2023"."""
    code = quarter_code(ts, i) or _part_in_words(ts, i)
    if code is None:
        return None
    first, last, k, precision = code
    if word_at(ts, k) == "(" and quarter_code(ts, k + 1) and word_at(ts, k + 3) == ")":
        k += 4  # "the fourth quarter (Q4) of 2022"
    if re.fullmatch("[0-9]{2}", at(ts, k).text) and ts[k].glued:
        return DateReading(k + 1, precision, months(_century(int(ts[k].text)), first, last), kind="date_range")  # 1Q25
    of = word_at(ts, k) in ("of", "in")
    fiscal_part = fiscal(ts, k + of)
    if fiscal_part or word_at(ts, i - 1) in ("fiscal", "financial"):  # when it begins, the words don't say
        return DateReading(fiscal_part.end if fiscal_part else k, precision, kind="date_range")
    reading = DateReading(k, precision, yearless=lambda year: months(year, first, last), lean="past", kind="date_range")
    if year_behind(ts, k):
        return with_year(ts, reading)
    if not of and precision == "month":
        whole = first == 1 and last > 6 and word_at(ts, k) not in ("after", "since", "following", "as")
        return reading if whole else replace(reading, yearless=None, rule=lambda ref: "")  # of which year?
    return None if word_at(ts, k) in _GAME and precision == "half" and not of else reading


_GAME = words("point points goal lead final finals time")
_THIRDS = {"quarter": 3, "half": 6, "trimester": 4}


def _part_in_words(ts: list[Token], i: int) -> tuple[int, int, int, str] | None:
    low = word_at(ts, i)
    found = ordinal(ts, i)
    if low not in ("first", "last", "final") and not found:
        return None
    k = skip_hyphen(ts, found[1] if found else i + 1)
    noun = word_at(ts, k)
    if noun in _THIRDS:
        size = _THIRDS[noun]
        n = found[0] if found else 12 // size
        told = found or word_at(ts, k + 1) in ("of", "in")
        return ((n - 1) * size + 1, n * size, k + 1, noun) if told and 1 <= n <= 12 // size else None
    count = number(ts, k)
    if low in ("first", "last", "final") and count and word_at(ts, count.end) == "months" and 1 < count.value < 12:
        n = int(count.value)
        return (1, n, count.end + 1, "month") if low == "first" else (13 - n, 12, count.end + 1, "month")
    return None


def fiscal(ts: list[Token], i: int) -> DateReading | None:
    """Read "fiscal 2024", "fiscal year 2024/25", "FY2024", "FY24", "school year 2008"."""
    low = word_at(ts, i)
    taught = low in ("school", "academic") and word_at(ts, i + 1) == "year"
    if low not in ("fiscal", "financial", "fy") and not taught:
        return None
    k = i + 1 + (word_at(ts, i + 1) in ("year", "years"))
    inner = years(ts, k) if k < len(ts) and ts[k].kind == "n" else None
    if inner:
        form = (
            f"{'SY' if taught else 'FY'}{inner.fixed}" if inner.precision == "year" and inner.kind == "date" else None
        )
        return replace(inner, precision="fiscal year", points=False, form=form)
    k += word_at(ts, k) in QUOTES
    if low == "fy" and k < len(ts) and re.fullmatch("[0-9]{2}", ts[k].text):
        year = str(2000 + int(ts[k].text))
        return DateReading(k + 1, "fiscal year", year, form=f"FY{year}")
    return None


def season(ts: list[Token], i: int) -> DateReading | None:
    """Read "summer of 2013", "winter 2024/25", and "in the fall" with its year left out."""
    low = word_at(ts, i)
    if low not in SEASONS:
        return None
    first, last = SEASONS[low]
    reading = DateReading(i + 1, "season", yearless=lambda year: months(year, first, last))
    if year_behind(ts, i + 1, short=False) and word_at(ts, i + 1) != ",":
        found = with_year(ts, reading, short=False)
        two = (
            found
            and at(ts, found.end).text in ("-", "–", "/")
            and re.fullmatch("[0-9]{2,4}", at(ts, found.end + 1).text)
        )
        return replace(found, end=found.end + 2) if found and two and ts[found.end + 1].glued else found
    lead, before, after = word_at(ts, i - 1), word_at(ts, i - 2), word_at(ts, i + 1)
    if lead == "the" and before in _TIME_PREPOSITIONS and after not in ("of", "in", "and"):
        rule = lambda ref: months(_nearest_year(ref, first), first, last)  # noqa: E731
        return DateReading(i + 1, "season", rule=rule, form=timex(months(2000, first, last), "season")[5:])
    return reading if after == "of" and word_at(ts, i + 2) in ("last", "this", "next") else None


_TIME_PREPOSITIONS = words("in by during until since over")


def _nearest_year(ref: date, month: int) -> int:
    return ref.year + (ref.month - month > 6) - (month - ref.month > 6)
