"""The arithmetic of dates: ISO 8601 forms, and what a day of publication makes of a date that leaves something out.

A reading leaves what the words settle in `fixed`; what depends on the year in `yearless`, a function of it; what
depends on the day of publication in `rule`, a function of that day, which `resolve` asks for the first and the last
day that the reference allows.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

Rule = Callable[[date], str]
Yearly = Callable[[int], str | None]
Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date read from tokens.

    end        index of the first token after it
    precision  day, week, month, quarter, half, season, year, decade, century
    fixed      ISO 8601 date or interval where the words suffice
    rule       the same as a function of the day of publication, where they don't
    yearless   the same as a function of the year, where only that is missing
    weekday    0 (Monday) to 6, where nothing else is told
    lean       the tense to take where the sentence has none
    anchor     "soft" if a date named before counts rather than the day of publication, "hard" if nothing else does
    points     true of a range between two dates, false of a stretch with a length of its own
    form       TIMEX3 value, or a rule for it, where the ISO form does not tell
    modifier   "~" for early, mid, late; "<=" for by; "=" else
    kind       date, date_range, or impossible (31 February)
    amount     (number, unit) of "three years ago", "the past two weeks"
    day        of the month, where nothing else is told: "the 15th"
    """

    end: int
    precision: str
    fixed: str | None = None
    rule: Rule | None = None
    yearless: Yearly | None = None
    weekday: int | None = None
    lean: str = ""
    anchor: str = ""
    points: bool = False
    form: Rule | str | None = None
    modifier: str = "="
    kind: str = "date"
    amount: tuple[float, str] | None = None
    day: int = 0

    @property
    def depends(self) -> bool:
        """Say whether the day of publication or another date has to settle it."""
        return not self.fixed and bool(self.rule or self.yearless or self.weekday is not None)


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
    if later > 9999:
        return f"{year:04d}-{first:02d}"
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
        return f"{(day.year - 1) // 100 * 100 + 1:04d}/{min((day.year - 1) // 100 * 100 + 100, 9999):04d}"
    if unit in ("week", "weekend"):
        monday = shift_days(day, -day.weekday())
        return _week(day) if unit == "week" else f"{shift_days(monday, 5)}/{shift_days(monday, 6)}"
    return {"day": day.isoformat(), "month": day.isoformat()[:7]}.get(unit, f"{day.year:04d}")


def moved(unit: str, day: date, by: float) -> date:
    """Return a day so many units off (`by` may be negative)."""
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return shift_days(day, days * by)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit, 12)
    return _shift_months(day, round(max(min(months * by, 2e5), -2e5)))


def join(low: str | None, high: str | None) -> str | None:
    """Return the interval from the start of one ISO form to the end of another."""
    if low is None or high is None:
        return None
    return f"{low.split('/')[0]}/{high.split('/')[-1]}"


# ---------------------------------------------------------------- the reference


def parse_reference(reference: str | None) -> Window | None:
    """Return the first and last day that "2025-02-13", "2025-02", "2025" or "2024-11/2025-01" allows, or None."""
    if not reference:
        return None
    parts = reference.split("/")
    first, last = bounds(parts[0]), bounds(parts[-1])
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def bounds(iso: str) -> Window | None:
    """Return the first and the last day of an ISO date, week or closed interval, or None if it is none."""
    low, stroke, high = iso.partition("/")
    if stroke:
        first, last = bounds(low), bounds(high)
        return (first[0], last[1]) if first and last else None
    m = _ISO.match(iso.strip())
    if not m:
        return None
    if m[4]:
        weeks = date(min(max(int(m[1]), 2), 9998), 12, 28).isocalendar().week
        monday = date.fromisocalendar(int(m[1]), int(m[4]), 1) if 1 <= int(m[4]) <= weeks and m[1] != "0000" else None
        return (monday, shift_days(monday, 6)) if monday else None
    year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
    if iso_day(year, month, day) is None:
        return None
    if m[3]:
        return (date(year, month, day),) * 2
    last_month = month if m[2] else 12
    return date(year, month, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?(?:T.*)?|-W([0-9]{2}))?$")


def resolve(reading: DateReading, window: Window | None, hint: int | None = None, tense: str = "") -> str | None:
    """Return the ISO form of a reading as far as it is certain, or None.

    window  first and last possible day of publication; hint, a year named just before; tense "past", "future" or ""
    """
    if reading.fixed:
        return reading.fixed
    rule, tense = reading.rule, tense or reading.lean
    if reading.yearless:
        yearly = reading.yearless
        if hint:
            return yearly(hint)
        rule = lambda ref: _nearest(ref, yearly, tense) or ""  # noqa: E731
    elif reading.weekday is not None:
        weekday = reading.weekday
        rule = lambda ref: shift_days(ref, (weekday - ref.weekday()) % 7 - 7 * _back(ref, weekday, tense)).isoformat()  # noqa: E731
    if rule is None or window is None:
        return None
    first, last = rule(window[0]), rule(window[1])
    return (first if first == last else "") or None if reading.anchor else _agreed(first, last)


def _back(ref: date, weekday: int, tense: str) -> bool:
    """Say whether the weekday before the reference is meant: always, but for what is yet to come or today."""
    return tense != "future" and weekday != ref.weekday()


def derived(inner: DateReading, f: Callable[[str], str | None], **changes: Any) -> DateReading:
    """Return the reading that a function of ISO forms makes of another, by whatever settles that one."""
    new: dict[str, Any] = {
        "end": inner.end,
        "fixed": None,
        "yearless": None,
        "rule": None,
        "weekday": None,
        "form": None,
    }
    if inner.fixed:
        new["fixed"] = f(inner.fixed)
        new["kind"] = inner.kind if new["fixed"] else "impossible"
    elif inner.yearless:
        new["yearless"] = _composed(f, inner.yearless)
    else:
        tense = changes.get("lean", inner.lean)
        new["rule"] = _composed(f, lambda ref: resolve(inner, (ref, ref), tense=tense))
    if new.get("kind") == "impossible":
        changes.pop("kind", None)
    return replace(inner, **({"points": False, "amount": None} | new | changes))


def _composed(f: Callable[[str], str | None], g: Callable[[Any], str | None]) -> Callable[[Any], str]:
    return lambda x: (f(iso) if (iso := g(x)) else None) or ""


def _agreed(first: str, last: str) -> str | None:
    """Return what two ISO forms have in common: the whole, the month or the year."""
    if first == last:
        return first or None
    if "/" in first or "W" in first or "/" in last:
        return None
    return next((first[:n] for n in (7, 4) if len(first) > n and first[:n] == last[:n]), None)


def _nearest(ref: date, yearly: Yearly, tense: str) -> str | None:
    """Return the occurrence that the tense allows and that lies nearest to the reference."""
    choices = []
    for year in (ref.year - 1, ref.year, ref.year + 1):
        iso = yearly(year) if 1 <= year <= 9999 else None
        span = bounds("/".join(part for part in iso.split("/") if part != "..")) if iso else None
        if iso and span:
            choices.append((iso, *span))
    if tense in ("past", "future"):
        choices = [c for c in choices if (c[1] <= ref if tense == "past" else c[2] >= ref)] or choices
    middle = lambda c: c[1].toordinal() if "/" in c[0] else (c[1].toordinal() + c[2].toordinal()) / 2  # noqa: E731
    return min(choices, key=lambda c: abs(middle(c) - ref.toordinal()), default=("",))[0] or None
