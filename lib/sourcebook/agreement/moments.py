"""When: the days that a date may mean, and whether two dates can be dates of one thing."""

import datetime
from dataclasses import dataclass

from sourcebook.quantities.isodates import bounds

Days = tuple[datetime.date, datetime.date]  # first and last
ROLES = {"since": "since", "until": "until"}


@dataclass(frozen=True, slots=True)
class Moment:
    """The days [first, last] that a date may mean.

    role    "since" or "until" where one end is open, "from to" for a stretch told by both ends, "" for a date
    rough   whether it is told as early, late, about
    """

    first: datetime.date
    last: datetime.date
    role: str
    rough: bool
    shown: str

    @property
    def days(self) -> int:
        """How many days it may mean."""
        return (self.last - self.first).days + 1


def read(iso: str, modifier: str = "=") -> Moment | None:
    """Return an ISO 8601 date or interval as a `Moment`, None where it is none."""
    low, stroke, high = iso.partition("/")
    role = "since" if stroke and high == ".." else "until" if stroke and low == ".." else "from to" if stroke else ""
    days = bounds(low if role == "since" else high if role == "until" else iso)
    return Moment(*days, role, modifier != "=", iso) if days else None


def apart(one: Days, other: Days) -> int:
    """Return how many days lie between two stretches of days: 0 where they touch or overlap."""
    return max(0, (one[0] - other[1]).days, (other[0] - one[1]).days)


def compare(one: Moment, other: Moment) -> tuple[str, str] | None:
    """Return (same, consistent or differ, why); None where neither can be said."""
    if {one.role, other.role} == {"since", "until"}:
        return None
    if (one.first, one.last) == (other.first, other.last):
        return ("same", "same date") if one.role == other.role else ("consistent", f"from or until {other.shown}")
    wide, narrow = sorted((one, other), key=lambda m: (-m.days, m.shown))
    if wide.first <= narrow.first and narrow.last <= wide.last:
        return "consistent", f"{narrow.shown} lies in {wide.shown}"
    gap = apart((one.first, one.last), (other.first, other.last))
    if not gap or one.role or other.role or ((one.rough or other.rough) and gap <= wide.days):
        return None
    return "differ", f"{one.shown} and {other.shown}"
