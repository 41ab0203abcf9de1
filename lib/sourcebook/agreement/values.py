"""What a figure comes to in a unit that others can be compared with, and whether two figures agree.

Lengths become metres, weights grams, spans of time days, a rate by the month one by the day; money stays in its
currency. A number is taken as exact as it is written: 1.2 billion may be 1.15 to 1.25.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from sourcebook.facts import number, worth
from sourcebook.quantities.nouns import singular

Dimension = tuple[str, ...]
EXACT = 1e-6  # relative difference of numbers that are one
LOOSE = 0.02  # the same where months or years are turned into days
ABOUT = 0.1  # how far off "about" and "nearly" may be
SURELY = 0.25  # how far off what is told so is certainly another value
BOUND = 0.3  # how far beyond its bound "over 300" is still likely to be told so
_PARTS = ("25", "333", "666", "75")  # the digits of a quarter, a third, two thirds, three quarters in per cent
_DAYS = {
    "nanosecond": 1e-9 / 86400, "microsecond": 1e-6 / 86400, "millisecond": 1e-3 / 86400, "second": 1 / 86400,
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0,
}  # fmt: skip
_MONTH = 365.2425 / 12
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_PREFIXES = {
    "n": 1e-9, "μ": 1e-6, "m": 1e-3, "c": 1e-2, "d": 0.1, "h": 100.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12,
    "P": 1e15, "E": 1e18,
}  # fmt: skip
_BASES = {
    "m": "length", "g": "mass", "W": "power", "Wh": "energy", "J": "energy", "L": "volume", "Hz": "frequency",
    "V": "voltage", "A": "current", "Pa": "pressure", "B": "data", "bit": "bits", "bps": "bit rate", "N": "force",
    "Wp": "peak power", "Bq": "activity", "Sv": "dose", "eV": "particle energy", "Ω": "resistance", "bar": "pressure",
}  # fmt: skip
_SIZES = {"g": 1e-3, "J": 1 / 3600, "L": 1e-3, "bar": 1e5}  # of a base in the unit of its dimension; others are 1
_UNITS = {
    "t": ("mass", 1e3), "kt": ("mass", 1e6), "Mt": ("mass", 1e9), "Gt": ("mass", 1e12), "lb": ("mass", 0.45359237),
    "oz": ("mass", 0.028349523), "stone": ("mass", 6.35029318), "short ton": ("mass", 907.18474), "ton": ("mass", 1e3),
    "long ton": ("mass", 1016.0469), "quintal": ("mass", 100.0),
    "ft": ("length", 0.3048), "yd": ("length", 0.9144), "mi": ("length", 1609.344), "in": ("length", 0.0254),
    "nmi": ("length", 1852.0),
    "m2": ("area", 1.0), "km2": ("area", 1e6), "cm2": ("area", 1e-4), "mm2": ("area", 1e-6), "ha": ("area", 1e4),
    "acre": ("area", 4046.8564), "decare": ("area", 1e3), "square foot": ("area", 0.09290304),
    "square mile": ("area", 2589988.11), "square yard": ("area", 0.83612736),
    "m3": ("volume", 1.0), "km3": ("volume", 1e9), "cm3": ("volume", 1e-6), "cc": ("volume", 1e-6),
    "bcm": ("volume", 1e9), "gallon": ("volume", 3.785411784e-3), "imperial gallon": ("volume", 4.54609e-3),
    "cubic foot": ("volume", 0.028316847), "ml": ("volume", 1e-6), "cl": ("volume", 1e-5), "dl": ("volume", 1e-4),
    "km/h": ("speed", 1 / 3.6), "mph": ("speed", 0.44704), "m/s": ("speed", 1.0), "kn": ("speed", 0.514444),
    "hp": ("power", 745.69987), "%": ("percent", 1.0), "percentage point": ("point", 1.0),
    "basis point": ("point", 0.01),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in the unit of its dimension: its two ends, one number twice where it is no range.

    loose   whether months or years were turned into days
    shown   the figure in words, number the same without its unit
    digits  how many digits tell something, trailing noughts aside, at most four; a half or a third has one
    reach   between what it lies as exactly as it is told
    """

    dimension: Dimension
    low: float
    high: float
    modifier: str
    change: str
    unit: str
    loose: bool
    shown: str
    number: str
    digits: int

    reach: tuple[float, float]

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low < self.high


def read(fact: Mapping[str, Any]) -> Value | None:
    """Return a measured fact as a `Value`, None where it has no number."""
    ends = [fact["value"]] * 2 if pd.notna(fact["value"]) else [fact["low"], fact["high"]]
    if any(pd.isna(end) or not math.isfinite(end) for end in ends):
        return None
    kind, unit = str(fact["kind"]), str(fact["unit"]) if pd.notna(fact["unit"]) else ""
    dimension, scale, loose = _measured(kind, unit)
    per, size, by_month = _denominator(str(fact["per"])) if pd.notna(fact["per"]) else ("", 1.0, False)
    scale /= size
    low, high = sorted(float(end) * scale for end in ends)
    change = str(fact["change"]) if pd.notna(fact["change"]) else ""
    bare = number(fact["value"]) if pd.notna(fact["value"]) else f"{number(ends[0])} to {number(ends[1])}"
    modifier = str(fact["modifier"]) if pd.notna(fact["modifier"]) else "="
    shown = worth({**fact, "modifier": "="})
    digits, reach = _digits(float(ends[0]), unit), _reach(low, high, scale, modifier == "~")
    place = (*dimension, per), low, high
    return Value(*place, modifier, change, unit, loose or by_month, shown, bare, digits, reach)


def _digits(told: float, unit: str) -> int:
    digits = f"{abs(told):.3e}".partition("e")[0].replace(".", "").rstrip("0")
    return 1 if digits.startswith(_PARTS) and unit == "%" else max(1, len(digits))


def _reach(low: float, high: float, scale: float, rough: bool) -> tuple[float, float]:
    """Return between what a number lies that is written so: half a place of its last digit, two digits at least."""
    told = abs(low / scale)
    if not told or (low < high and not rough):
        return low, high
    places = len(f"{told:.3e}".partition("e")[0].replace(".", "").rstrip("0"))
    half = 10.0 ** (math.floor(math.log10(told)) - max(places, 2) + 1) / 2 * abs(scale)
    if rough:
        half = max(half, abs(low + high) / 2 * ABOUT)
    return low - half * (1 - EXACT), high + half * (1 - EXACT)


@cache
def _measured(kind: str, unit: str) -> tuple[Dimension, float, bool]:
    """Return the dimension of a unit, its size in the unit of that dimension, and whether that is rough."""
    if kind == "duration" and unit in _MONTHS:
        return ("duration",), _MONTHS[unit] * _MONTH, True
    if kind == "duration" and unit in _DAYS:
        return ("duration",), _DAYS[unit], False
    if kind in ("money", "multiple") or kind == "duration":
        return (kind, unit), 1.0, False
    if kind in ("count", "rate"):
        return ("count",), 1.0, False
    head, _, rest = unit.partition(" ")
    found = _UNITS.get(unit) or _prefixed(unit)
    if not found and (found := _UNITS.get(head) or _prefixed(head)):
        return (found[0], rest), found[1], False  # t CO2e
    return ((found[0],), found[1], False) if found else ((unit or kind,), 1.0, False)


def _prefixed(unit: str) -> tuple[str, float] | None:
    for base, dimension in _BASES.items():
        prefix = unit.removesuffix(base)
        if prefix != unit and (not prefix or prefix in _PREFIXES):
            return dimension, _PREFIXES.get(prefix, 1.0) * _SIZES.get(base, 1.0)
    return None


@cache
def _denominator(per: str) -> tuple[str, float, bool]:
    """Return what a rate is by, how much of it, and whether that is rough: "5 years" is so many days."""
    count, _, unit = per.rpartition(" ")
    try:
        many = float(count.replace(",", "") or 1)
    except ValueError:
        many, unit = 1.0, per
    unit = singular(unit)
    if unit in _MONTHS:
        return "day", many * _MONTHS[unit] * _MONTH, True
    if unit in _DAYS:
        return "day", many * _DAYS[unit], False
    return unit, many or 1.0, False


# --- do they agree? ---------------------------------------------------------------------------------------------------


def compare(one: Value, other: Value) -> tuple[str, str] | None:
    """Return (same, consistent or differ, why); None where they can't be compared, or agree without saying much."""
    if one.dimension != other.dimension:
        return None
    if {one.change, other.change} == {"up", "down"}:
        return "differ", "one up, the other down"
    if {one.modifier[:1], other.modifier[:1]} == {"<", ">"}:
        return None
    if _equal(one, other):
        if one.unit == other.unit:
            return "same", "same value"
        joined = "and" if one.dimension[0] == "count" else "is"
        return "same", f"same value: {one.shown} {joined} {other.shown}"
    first, second = sorted((one, other), key=lambda v: (v.modifier[:1] in "<>", v.is_range, v.modifier == "~", v.low))
    return _bounded(first, second) if second.modifier[:1] in "<>" else _near(first, second)


def _equal(one: Value, other: Value) -> bool:
    loose = LOOSE if one.loose != other.loose else EXACT
    return math.isclose(one.low, other.low, rel_tol=loose) and math.isclose(one.high, other.high, rel_tol=loose)


def _bounded(point: Value, bound: Value) -> tuple[str, str] | None:
    """Compare with what is told as over, at least, under or at most something."""
    over = bound.modifier[0] == ">"
    limit = bound.low if over else bound.high
    reach = abs(limit) * BOUND
    word = "over" if over else "under"
    if point.modifier[:1] in "<>":  # two bounds on one side say little of each other
        return None
    beyond = point.low - limit if over else limit - point.high
    if 0 <= beyond <= reach:
        return "consistent", f"{point.shown} is {word} {bound.number}"
    within = ABOUT if point.modifier == "~" else LOOSE
    return ("differ", f"{point.shown}, not {word} {bound.number}") if beyond < -abs(limit) * within else None


def _near(one: Value, other: Value) -> tuple[str, str] | None:
    if one.is_range or other.is_range:
        low, high = one.reach
        if low <= other.high and other.low <= high:
            return "consistent", f"{one.shown} is within {other.shown}"
        return "differ", f"{one.shown}, not within {other.shown}"
    for of, by in ((one, other), (other, one)):
        low, high = by.reach
        if low <= of.low <= high:
            rough = "about " if by.modifier == "~" else ""
            return "consistent", f"within rounding: {of.shown} and {rough}{by.shown}"
    if "~" in (one.modifier, other.modifier) and abs(one.low - other.low) <= SURELY * max(abs(one.low), abs(other.low)):
        return None
    return "differ", f"{one.shown} and {other.shown}"
