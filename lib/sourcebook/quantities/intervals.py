"""What the grammar of dates makes of them: a piece of a period, a week, the range between two, all before or after."""

from dataclasses import replace
from datetime import date

from sourcebook.quantities.holidays import nth_weekday
from sourcebook.quantities.isodates import (
    DateReading,
    Rule,
    Yearly,
    bounds,
    derived,
    join,
    moved,
    period_iso,
    resolve,
    shift_days,
)
from sourcebook.quantities.timex import timex


def cut(iso: str, unit: str, weekday: int | None, n: int, size: int) -> str | None:
    """Return the nth such piece, `size` units long, of an ISO period; n is -1 for the last."""
    span = bounds(iso)
    if span is None:
        return None
    first, last = span
    if weekday is not None or unit == "weekend":
        wanted = 5 if weekday is None else weekday
        day = nth_weekday(first, wanted, n) if n > 0 else nth_weekday(shift_days(last, -6), wanted, 1)
        low, high = (day, day) if weekday is not None else (day, shift_days(day, 1))
    elif unit == "week":  # a week belongs to the month or year that has its Thursday
        thursday = nth_weekday(first, 3, n) if n > 0 else nth_weekday(shift_days(last, -6 - 7 * (size - 1)), 3, 1)
        low, high = shift_days(thursday, -3), shift_days(thursday, 7 * size - 4)
        return period_iso("week", low) if size == 1 else f"{low}/{high}"
    else:
        low = moved(unit, first, (n - 1) * size if n > 0 else 0)
        low = low if n > 0 else shift_days(moved(unit, shift_days(last, 1), -size), 0)
        high = shift_days(moved(unit, low, size), -1)
    if not first <= low <= high <= last and unit != "weekend":
        return None
    if size == 1 and unit in ("day", "month", "year", ""):
        return period_iso(unit or "day", low)
    coarse = "year" if unit in ("year", "decade") else "month" if unit in ("month", "quarter", "half") else "day"
    return f"{period_iso(coarse, low)}/{period_iso(coarse, high)}"


def week_form(part: DateReading) -> Rule | str | None:
    """Return the TIMEX3 value of a week of a month: "2024-05-W01"."""
    if part.fixed:
        return _week_of_month(part.fixed)
    if part.yearless:
        return f"XXXX{_week_of_month(part.yearless(2023) or '')[4:]}"
    return lambda ref: _week_of_month(resolve(part, (ref, ref)) or "")


def _week_of_month(iso: str) -> str:
    span = bounds(iso)
    thursday = shift_days(span[0], 3) if span else None
    return f"{thursday:%Y-%m}-W{(thursday.day - 1) // 7 + 1:02d}" if thursday else iso


def day_in_week(iso: str, weekday: int) -> str | None:
    """Return the day of an ISO week that falls on a weekday, 0 being Monday."""
    span = bounds(iso)
    return shift_days(span[0], weekday).isoformat() if span else None


def week_around(iso: str) -> str | None:
    """Return the ISO week that holds a day."""
    span = bounds(iso)
    return period_iso("week", span[0]) if span else None


def numbered_week(year: int, n: int) -> str | None:
    """Return the nth ISO week of a year, or None if it has none."""
    iso = f"{year:04d}-W{n:02d}"
    return iso if bounds(iso) else None


OPEN = dict.fromkeys(("since", "after", "later"), "{}/..") | dict.fromkeys(
    ("until", "till", "before", "earlier", "prior"), "../{}"
)


def between(low: DateReading, high: DateReading) -> DateReading | None:
    """Join two dates; the year of the first is the second's where that has one, and the other way round."""
    precision = "day" if "day" in (low.precision, high.precision) else high.precision
    base = DateReading(high.end, precision, kind="date_range", points=True)
    if high.fixed and (low.fixed or low.yearless):
        start = low.fixed or _ordered(high.fixed, low, int(high.fixed[:4]), -1)
        return _settled(base, start, high.fixed) if start and start <= high.fixed else None
    if low.fixed and high.yearless:
        end = _ordered(low.fixed, high, int(low.fixed[:4]), 1)
        return _settled(base, low.fixed, end) if end else None
    if low.yearless and high.yearless:
        return replace(base, yearless=_both(low.yearless, high))

    def rule(ref: date) -> str:
        end = resolve(high, (ref, ref))
        start = _ordered(end, low, int(end[:4]), -1) if end and low.yearless else resolve(low, (ref, ref))
        return (join(start, end) or "") if start and end and start <= end else ""

    return replace(base, rule=rule)


def _settled(base: DateReading, low: str, high: str) -> DateReading:
    """Return the range between two dates; its TIMEX3 value ends where the second begins, be that a period or a day."""
    first, last = bounds(low), bounds(high)
    form = timex(f"{first[0]}/{last[0]}", base.precision, True) if first and last else None
    return replace(base, fixed=join(low, high), form=form)


def _both(yearly: Yearly, high: DateReading) -> Yearly:
    def both(year: int) -> str | None:
        start = yearly(year)
        return join(start, _ordered(start, high, year, 1)) if start else None

    return both


def _ordered(other: str, reading: DateReading, year: int, by: int) -> str | None:
    """Return a date without a year in that year, or a year on (by 1) or back (by -1) if it must be."""
    iso = reading.yearless(year) if reading.yearless else None
    wrong = iso and (iso < other.split("/")[0] if by > 0 else iso > other)
    if reading.yearless is None or not wrong:
        return iso
    return reading.yearless(year + by) if 1 <= year + by <= 9999 else None


def opened(reading: DateReading, word: str, end: int) -> DateReading:
    """Turn a date into the open range that "since", "before", ... makes of it."""
    forward = OPEN[word].startswith("{")
    opened = lambda iso: f"{iso.split('/')[0]}/.." if forward else f"../{iso.split('/')[-1]}"  # noqa: E731
    lean = {"since": "past", "until": "future", "till": "future"}.get(word, reading.lean)
    return derived(reading, opened, kind="date_range", lean=lean, end=end)
