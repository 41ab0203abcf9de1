"""The values of dates and spans of time in TIMEX3, the notation of language technology.

It tells what the words say where the ISO form tells what the day of publication makes of them: "17 May" is
XXXX-05-17, and "on Tuesday" XXXX-WXX-2. A range is (first day, day after the last, length).
"""

import re

from sourcebook.quantities.isodates import DateReading, Window, bounds, shift_days
from sourcebook.quantities.numerals import words

_SEASON_CODES = {"03": "SP", "06": "SU", "09": "FA", "12": "WI"}
_UNITS = {
    "second": (1, "TS"), "minute": (1, "TM"), "hour": (1, "TH"), "day": (1, "D"), "week": (1, "W"),
    "fortnight": (2, "W"), "month": (1, "M"), "quarter": (3, "M"), "year": (1, "Y"), "decade": (10, "Y"),
    "century": (100, "Y"), "business day": (1, "BD"),
}  # fmt: skip
_BY_YEARS = words("year decade century")


def length(count: float, unit: str | None) -> str | None:
    """Return a span of time as TIMEX3 writes it: P3Y, PT5H, P2W.

    >>> length(1.5, "hour"), length(3, "decade")
    ('PT1.5H', 'P30Y')
    """
    factor, letter = _UNITS.get(unit or "", (0, ""))
    return (
        f"P{letter[:-1] if letter != 'BD' else ''}{count * factor:.15g}{letter if letter == 'BD' else letter[-1]}"
        if factor
        else None
    )


def timex(iso: str, precision: str | None, points: bool = False) -> str:
    """Return an ISO form as TIMEX3 writes it: a quarter "(2025-01-01,2025-04-01,P3M)", a season "2025-SU".

    A range between two points ends at the start of the second; an open range is its one bound.
    """
    low, _, high = iso.partition("/")
    if not high or ".." in (low, high):
        return low if high in ("", "..") else high
    first, last = bounds(low), bounds(high)
    if first is None or last is None:
        return iso
    if precision == "season" and low[5:7] in _SEASON_CODES and not points:
        return f"{low[:4]}-{_SEASON_CODES[low[5:7]]}"
    if precision == "weekend" and not points:
        year, week, _ = first[0].isocalendar()
        return f"{year:04d}-W{week:02d}-WE"
    end = last[0] if points else shift_days(last[1], 1)
    months = (end.year - first[0].year) * 12 + end.month - first[0].month
    days = (end - first[0]).days
    if precision == "week" and days % 7 == 0:
        return f"({first[0]},{end},P{days // 7}W)"
    whole = end.day == first[0].day == 1 and precision not in ("day", "week")
    span = (
        f"{days}D" if not whole else f"{months // 12}Y" if precision in _BY_YEARS and months % 12 == 0 else f"{months}M"
    )
    return f"({first[0]},{end},P{span})"


def timex_of(reading: DateReading, iso: str | None, window: Window | None) -> str | None:
    """Return the TIMEX3 value of a reading that was resolved to `iso`."""
    if isinstance(reading.form, str):
        return reading.form
    if reading.form and window:
        return reading.form(window[0]) if window[0] == window[1] else None
    if reading.weekday is not None and not reading.fixed:
        return f"XXXX-WXX-{reading.weekday + 1}"
    if reading.yearless and not reading.fixed:
        return yearless_form(reading) or (timex(iso, reading.precision, reading.points) if iso else None)
    return timex(iso, reading.precision, reading.points) if iso else None


def yearless_form(reading: DateReading) -> str | None:
    """Return "XXXX-05-17" for a date without a year, or None if it is not the same each year, as Thanksgiving."""
    yearly = reading.yearless or (lambda year: None)
    samples = [timex(iso, reading.precision, reading.points) for year in (2023, 2025) if (iso := yearly(year))]
    samples = samples or [yearly(2024) or ""]
    forms = {re.sub(r"\b[0-9]{4}(?=-)", "XXXX", sample) for sample in samples}
    return re.sub("XXXX-(?=[SFW][PUAI])", "", forms.pop()) if len(forms) == 1 else None
