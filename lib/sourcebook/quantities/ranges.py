"""Two amounts that belong together: ranges, signs, and units that one of them leaves out."""

from dataclasses import replace

from sourcebook.quantities.amounts import amount_at
from sourcebook.quantities.frame import MODIFIERS, change_before
from sourcebook.quantities.numerals import SMALL, Token, at, number, word_at
from sourcebook.quantities.readings import Reading

_SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0}


def signed(ts: list[Token], reading: Reading) -> Reading:
    """Take in a sign: "-1.3%", "+0.4", "minus five"."""
    i = reading.first
    before = at(ts, i - 1)
    if reading.value is None or reading.high is not None:
        return reading
    free = ts[i].glued and (not before.glued or at(ts, i - 2).text in ("(", "["))
    sign = _SIGNS.get(before.text, 0.0) if free else 0.0
    if (before.low in ("minus", "negative") and word_at(ts, i - 2) != "or") or (
        before.text in ("-", "−") and i == 1 and reading.kind == "measure"
    ):
        sign = -1.0
    degrees = (reading.unit or "").startswith("degree")
    if degrees and before.text in ("-", "−") and not before.glued and at(ts, i - 2).kind != "n":
        sign = -1.0  # "to - 20 degrees"
    if degrees and [t.low for t in ts[reading.last : reading.last + 2]] == ["below", "zero"]:
        reading.value, reading.last = -reading.value, reading.last + 2
    if sign:
        reading.first = i - 1
        reading.value *= sign
        if reading.kind != "measure":
            reading.change = "down" if sign < 0 else "up"
    return reading


def ranged(ts: list[Token], first: Reading) -> Reading:
    """Join an amount with the one that follows it to a range, or supply the unit it leaves to the next."""
    if first.high is not None or first.value is None:
        return first
    lead = word_at(ts, first.first - 1)
    k = first.last
    link = word_at(ts, k)
    dash = link in ("-", "–", "—")
    if (dash and ts[k].glued == at(ts, k + 1).glued) or link == "to" or (link == "and" and lead == "between"):
        start = k + 1
        if not dash:
            start += next((n for n in (3, 2, 1) if tuple(t.low for t in ts[k + 1 : k + 1 + n]) in MODIFIERS), 0)
        second = amount_at(ts, start) if start < len(ts) else None
        if second and fits(ts, first, second, lead, dash):
            return _range(ts, first, second, lead)
    elif lead == "from" and first.last < len(ts):
        second = _far_second(ts, first)
        if second:
            return _range(ts, first, second, lead)
    listed = link == "," and at(ts, k + 2).text == ","
    if first.unit is None and link in ("or", "and", ",") and not listed and k + 1 < len(ts):
        borrow_unit(ts, first, k + 1)
    return first


def fits(ts: list[Token], first: Reading, second: Reading, lead: str, dash: bool) -> bool:
    """Say whether two amounts make a range: units agree, and the first is not a change that leads to the second."""
    if second.value is None or second.high is not None or second.kind == "name":
        return False
    if first.unit and second.unit and first.unit.split()[-1] != second.unit.split()[-1]:
        return False
    if first.unit is None and not dash and second.kind == "duration" and second.unit == "quarter":
        return False
    if lead in ("from", "between"):
        return True
    if first.unit and not second.unit and not dash:
        return False
    if bool(first.unit) == bool(second.unit) and not dash and change_before(ts, first):
        return False
    low = first.value if first.value is not None else 0.0
    return low < second.value or (low < second.value * second.scale)


def _far_second(ts: list[Token], first: Reading) -> Reading | None:
    """Find the second half of "from 21 mpg in town to 23"."""
    for k in range(first.last, min(first.last + 5, len(ts) - 1)):
        if ts[k].low == "to":
            second = amount_at(ts, k + 1)
            return second if second and fits(ts, first, second, "from", False) and second.kind != "name" else None
        if ts[k].kind != "w" or ts[k].low in SMALL:
            return None
    return None


def _range(ts: list[Token], first: Reading, second: Reading, lead: str) -> Reading:
    low, high = first.value or 0.0, second.value or 0.0
    slack = 1 if first.prefixed and second.prefixed else 10
    if first.scale == 1.0 and second.scale > 12 and low < 1000 and low * second.scale <= high * slack:
        low *= second.scale
    out = replace(second if second.unit or not first.unit else first, first=first.first, last=second.last)
    out.per = second.per or first.per
    out.prefixed = first.prefixed
    if first.kind == "money" and second.kind == "count":
        out.kind, out.unit = "money", first.unit
    if lead == "from" and low != high and not (word_at(ts, out.last) == "to" and number(ts, out.last + 1)):
        out.change = "down" if high < low else "up" if change_before(ts, replace(first, first=first.first - 1)) else ""
    out.value, out.high = min(low, high), max(low, high)
    if out.value == out.high:
        out.high = None
    if lead in ("from", "between"):
        out.first = first.first - 1
    return out


def borrow_unit(ts: list[Token], first: Reading, k: int) -> None:
    """Supply the unit of "eight or nine euros", "17 and 18 million tonnes" to the first."""
    second = amount_at(ts, k)
    if second is None or second.unit is None or second.high is not None or second.prefixed:
        return
    link = word_at(ts, k - 1)
    if (link == "," and second.kind == "count") or (link == "or" and (first.value or 0) > (second.value or 0)):
        return
    first.unit, first.kind, first.per = second.unit, second.kind if second.kind != "rate" else "count", second.per
    if second.kind == "money" and second.value is not None and first.value is not None:
        spelled = number(ts, k)
        if spelled and spelled.value:
            first.value *= second.value / spelled.value
    if second.scale >= 1000 and first.scale == 1.0 and first.value is not None and first.value < 1000:
        first.value *= second.scale
