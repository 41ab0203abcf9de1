"""The arithmetic of dates: ISO 8601 and TIMEX3 forms, and what a day of publication makes of a relative date.

A reading leaves what the words settle in `fixed`; what depends on the day of publication is a `rule`, a function
of that day, which `resolve` asks for the first and the last day that the reference allows.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sourcebook.quantities.numerals import words

Rule = Callable[[date], str]
Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date read from tokens.

    end        index of the first token after it
    precision  day, week, month, quarter, half, season, year, decade, century
    fixed      ISO 8601 date or interval where the words suffice
    rule       the same as a function of the day of publication, where they don't
    yearless   (month, day or None) where only the year is missing
    modifier   "~" for early, mid, late; "<=" for by; "=" else
    kind       date, date_range, or impossible (31 February)
    amount     (number, unit) of "three years ago", "the past two weeks"
    """

    end: int
    precision: str
    fixed: str | None = None
    rule: Rule | None = None
    yearless: tuple[int, int | None] | None = None
    modifier: str = "="
    kind: str = "date"
    amount: tuple[float, str] | None = None


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


def iso_day(year: int, month: int, day: int | None) -> str | None:
    """Return the ISO form of a day or month, or None if the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def months(year: int, first: int, last: int) -> str:
    """Return the months from `first` to `last`, over the new year where they fall."""
    later = year + (last < first)
    return f"{year:04d}-{first:02d}/{later:04d}-{last:02d}"


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year = min(max(index // 12, 1), 9999)
    month = index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift_days(day: date, days: float) -> date:
    """Return a day so many days off, held inside the calendar."""
    return date.fromordinal(int(min(max(day.toordinal() + days, 1), date.max.toordinal())))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def period_iso(unit: str, day: date) -> str:
    """Return the ISO form of the week, month, quarter, ... that holds the day."""
    if unit in SEASONS:
        return months(day.year, *SEASONS[unit])
    if unit == "quarter":
        first = 3 * ((day.month - 1) // 3) + 1
        return months(day.year, first, first + 2)
    if unit == "decade":
        return f"{day.year // 10 * 10:04d}/{day.year // 10 * 10 + 9:04d}"
    if unit == "century":
        return f"{(day.year - 1) // 100 * 100 + 1:04d}/{(day.year - 1) // 100 * 100 + 100:04d}"
    if unit in ("week", "weekend"):
        monday = shift_days(day, -day.weekday())
        return _week(day) if unit == "week" else f"{shift_days(monday, 5)}/{shift_days(monday, 6)}"
    return {"day": day.isoformat(), "month": f"{day:%Y-%m}"}.get(unit, f"{day.year:04d}")


def moved(unit: str, day: date, by: float) -> date:
    """Return a day so many units off (`by` may be negative)."""
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return shift_days(day, days * by)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}.get(unit, 12)
    return _shift_months(day, round(max(min(months * by, 2e5), -2e5)))


def join(low: str | None, high: str | None) -> str | None:
    """Return the interval from the start of one ISO form to the end of another."""
    if low is None or high is None:
        return None
    return f"{low.split('/')[0]}/{high.split('/')[-1]}"


def timex(iso: str, precision: str | None) -> str:
    """Return an ISO form as TIMEX3 writes it: "(2025-01-01,2025-04-01,P3M)", the end of a period exclusive.

    A range of two named points ends at the start of the second; an open range is its one bound.
    """
    low, _, high = iso.partition("/")
    if not high or ".." in (low, high):
        return low if high in ("", "..") else high
    first, last = _bounds(low), _bounds(high)
    if first is None or last is None:
        return iso
    closed = precision in _WHOLE_PERIODS or (precision == "month" and low.endswith("-01"))
    end = shift_days(last[1], 1) if closed else last[0]
    months = (end.year - first[0].year) * 12 + end.month - first[0].month
    whole = end.day == first[0].day == 1 and precision != "day"
    length = f"{(end - first[0]).days}D" if not whole else f"{months // 12}Y" if precision == "year" else f"{months}M"
    return f"({first[0]},{end},P{length})"


_WHOLE_PERIODS = words("quarter half season decade century")


# ---------------------------------------------------------------- the reference


def parse_reference(reference: str | None) -> Window | None:
    """Return the first and last day that "2025-02-13", "2025-02", "2025" or "2024-11/2025-01" allows, or None."""
    if not reference:
        return None
    parts = reference.split("/")
    first, last = _bounds(parts[0]), _bounds(parts[-1])
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _bounds(iso: str) -> Window | None:
    m = re.match(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T.*)?$", iso.strip())
    if not m:
        return None
    year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
    if iso_day(year, month, day) is None:
        return None
    if m[3]:
        return (date(year, month, day),) * 2
    last_month = month if m[2] else 12
    return date(year, month, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def resolve(reading: DateReading, window: Window | None, hint: int | None = None, tense: str = "") -> str | None:
    """Return the ISO form of a reading as far as it is certain, or None.

    window  first and last possible day of publication; hint, a year named just before; tense "past", "future" or ""
    """
    if reading.fixed:
        return reading.fixed
    if reading.yearless:
        month, day = reading.yearless
        if hint:
            return iso_day(hint, month, day)
        rule: Rule | None = lambda ref: _nearest(ref, month, day, tense) or ""  # noqa: E731
    else:
        rule = reading.rule
    if rule is None or window is None:
        return None
    return _agreed(rule(window[0]), rule(window[1]))


def _agreed(first: str, last: str) -> str | None:
    """Return what two ISO forms have in common: the whole, the month or the year."""
    if first == last:
        return first or None
    if "/" in first or "W" in first or "/" in last:
        return None
    return next((first[:n] for n in (7, 4) if len(first) > n and first[:n] == last[:n]), None)


def _nearest(ref: date, month: int, day: int | None, tense: str) -> str | None:
    """Return the occurrence of a month or day that the tense allows and that lies nearest to the reference."""
    choices = [iso for year in (ref.year - 1, ref.year, ref.year + 1) if (iso := iso_day(year, month, day))]
    now = ref.isoformat()[: 7 if day is None else 10]
    if tense in ("past", "future"):
        choices = [c for c in choices if (c <= now if tense == "past" else c >= now)] or choices
    middle = lambda c: date.fromisoformat(c if day else c + "-15")  # noqa: E731
    return min(choices, key=lambda c: abs((middle(c) - ref).days), default=None)
