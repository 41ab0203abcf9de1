"""How exact a printed figure is, and arithmetic with that: intervals that hold whatever the figure may have been."""

import math
import re
from typing import NamedTuple

from sourcebook.quantities.numerals import SCALES

_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
_PER_CENT = re.compile(r"%|per\s?cent|pct", re.IGNORECASE)
_WORDED = 0.05  # a share in words, "a third", is a round one: within a twentieth of itself
_TINY = 1e-9  # what arithmetic with floats may lose


class Interval(NamedTuple):
    """A value and the least and the most that it may be: low <= value <= high; an open end is infinite."""

    low: float
    value: float
    high: float

    def plus(self, other: "Interval") -> "Interval":
        """Return the sum of two intervals."""
        return Interval(self.low + other.low, self.value + other.value, self.high + other.high)

    def minus(self, other: "Interval") -> "Interval":
        """Return the difference of two intervals."""
        return Interval(self.low - other.high, self.value - other.value, self.high - other.low)

    def times(self, other: "Interval") -> "Interval":
        """Return the product of two intervals that are not negative."""
        return Interval(_product(self.low, other.low), self.value * other.value, _product(self.high, other.high))

    def over(self, other: "Interval") -> "Interval":
        """Return the quotient of two intervals that are not negative; `other.value` is not 0."""
        high = self.high / other.low if other.low > 0 else math.inf
        low = self.low / other.high if other.high > 0 else 0.0
        value = self.value / other.value
        return Interval(min(low, value), value, max(high, value))

    def scaled(self, factor: float) -> "Interval":
        """Return the interval times a number above 0."""
        return Interval(self.low * factor, self.value * factor, self.high * factor)

    def meets(self, other: "Interval") -> bool:
        """Say whether both may be the same number."""
        slack = _TINY * max(abs(self.value), abs(other.value))
        return self.low <= other.high + slack and other.low <= self.high + slack


def _product(one: float, other: float) -> float:
    return 0.0 if 0.0 in (one, other) else one * other


def exact(value: float) -> Interval:
    """Return the interval of a number without rounding."""
    return Interval(value, value, value)


def interval(surface: str, value: float, modifier: str = "=", share: bool = False, computed: bool = False) -> Interval:
    """Return what a figure may have been before it was rounded for print.

    A figure with decimals, a scale word (million) or whole thousands stands for half a unit of its last printed place
    either way: 2.36 million for 2.355 to 2.365 million, 63,000 for 62,500 to 63,500; two digits always count (8,000 for
    7,950 to 8,050). A whole number printed to the unit was counted or set, and is exact, unless it is `computed` from
    others (a share, a conversion, a change in percent): 8 % is then 7.5 to 8.5. A share in words is taken within a
    twentieth of itself. `~` lets the last digit that is not 0 be rounded, by a tenth of the figure at most ("about
    5,000": 4,500 to 5,500), and doubles a rounding that is wider; < and <= open the interval down to 0, > and >=
    upwards.

    value   the figure, its scale multiplied out
    share   whether it is a percentage, which may be told in words
    source  half a unit of the last digit: JCGM 100:2008 (the GUM), F.2.2.1; whole zeros as no digits of their own:
            NIST SP 811, B.7.1; wider when approximated: Krifka 2007, Approximate interpretation of number words

    >>> interval("2.36 million", 2.36e6).low / 1e6, interval("120%", 120.0).high
    (2.355, 120.0)
    """
    if not math.isfinite(value):
        return Interval(-math.inf, value, math.inf)
    half = _half(surface, value, share, computed)
    if modifier == "~":
        half = max(2 * half, min(last_place(value) / 2, abs(value) / 10))
    low, high = value - half, value + half
    if value >= 0:
        low = max(low, 0.0)
    if modifier in ("<", "<="):
        low = 0.0 if value >= 0 else -math.inf
    if modifier in (">", ">="):
        high = math.inf
    return Interval(low, value, high)


def _half(surface: str, value: float, share: bool, computed: bool) -> float:
    found = _DIGITS.search(surface)
    number = float(found.group().replace(",", "")) if found else 0.0
    if share and not _PER_CENT.search(surface) and not math.isclose(number, value):
        return _WORDED * abs(value)
    if found is None or not number:
        scale = next((SCALES[w] for w in reversed(re.findall(r"[a-z]+", surface.lower())) if SCALES.get(w, 0) > 100), 1)
        if scale == 1 and not computed:
            return 0.0  # nobody rounds to "half a point"
        return _place(f"{abs(value) / scale:.6f}".rstrip("0").rstrip("."), float(scale), computed) / 2
    return _place(found.group().replace(",", ""), abs(value / number), computed) / 2


def _place(printed: str, scale: float, computed: bool) -> float:
    """Return the size of the last printed place, 0 where the figure is exact."""
    power = math.log10(scale) if scale > 0 else math.nan
    if not math.isclose(power, round(power) if math.isfinite(power) else math.nan, abs_tol=1e-6):
        return 0.0  # "every fifth": the value is not the number that is printed
    whole, _, decimals = printed.partition(".")
    if decimals:
        return float(scale) * 10.0 ** -len(decimals)
    thousands = 0
    while whole.endswith("000") and len(whole) > 3:
        whole, thousands = whole[:-3], thousands + 3
    if thousands:  # two digits are taken to hold whatever follows them: 8,000 is no rounder than 8,100
        thousands = min(thousands, int(math.log10(max(float(printed), 100.0))) - 1)
    if thousands or scale > 1 or computed:
        return float(scale) * 10.0**thousands
    return 0.0


def last_place(value: float) -> float:
    """Return the place of the last digit that is not 0: 100 of 9,800."""
    digits, _, power = f"{abs(value):.9e}".partition("e")
    kept = digits.rstrip("0").rstrip(".").replace(".", "")
    return float(f"1e{int(power) - len(kept) + 1}") if value else 0.0
