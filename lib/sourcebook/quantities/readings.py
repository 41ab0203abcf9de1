"""What a reader hands on: a unit, and a quantity in the making."""

from dataclasses import dataclass
from typing import NamedTuple

from sourcebook.quantities.isodates import DateReading


class Unit(NamedTuple):
    """A unit read from tokens: `factor` is what one of it is worth in `name` (a cent is 0.01 USD)."""

    end: int
    name: str
    kind: str  # money, percent, measure, duration, multiple
    factor: float = 1.0


@dataclass(slots=True)
class Reading:
    """A quantity in the making, by token indices [first, last)."""

    first: int
    last: int
    kind: str
    value: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    form: str = ""
    modifier: str = "="
    change: str = ""
    date: DateReading | None = None
    prefixed: bool = False
    scale: float = 1.0
