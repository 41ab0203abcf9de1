"""Two amounts that belong together: ranges, signs, and units that one of them leaves out."""

from dataclasses import replace

from sourcebook.quantities.amounts import amount_at
from sourcebook.quantities.frame import change_before, modifier_at, modifier_before
from sourcebook.quantities.numerals import SMALL, Token, at, number, word_at, words
from sourcebook.quantities.readings import Reading

_SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0}


def signed(ts: list[Token], reading: Reading) -> Reading:
    """Take in a sign: "-1.3%", "+0.4", "minus five", "20 degrees below zero"."""
    if reading.value is None or reading.high is not None:
        return reading
    sign = _sign_before(ts, reading)
    if sign:
        reading.first -= 1
        reading.value = reading.value * sign + 0.0  # -0 is 0
    degrees = not reading.unit or reading.unit.startswith("degree")
    if degrees and word_at(ts, reading.last) == "below" and word_at(ts, reading.last + 1) == "zero":
        reading.kind, reading.unit = "measure", reading.unit or "degree"
        reading.value, reading.last = -abs(reading.value), reading.last + 2
    is_level = word_at(ts, reading.first - 1) in _STATES  # "was -0.3 %" tells no change
    if sign and reading.kind != "measure" and not is_level:
        reading.change = "down" if sign < 0 else "up"
    return reading


_STATES = words("is was are were be been stood stands at of to reached between from")


def _sign_before(ts: list[Token], reading: Reading) -> float:
    """Return -1 or 1 for the sign that stands before a reading, 0 without one."""
    i = reading.first
    before = at(ts, i - 1)
    if before.low in ("minus", "negative") and word_at(ts, i - 2) != "or":
        return -1.0
    apart = before.text in ("-", "−") and not before.glued
    if apart and reading.kind == "measure" and i == 1:
        return -1.0
    if apart and (reading.unit or "").startswith("degree") and at(ts, i - 2).kind != "n":
        return -1.0  # "to - 20 degrees"
    free = ts[i].glued and (not before.glued or at(ts, i - 2).text in ("(", "["))
    return _SIGNS.get(before.text, 0.0) if free else 0.0


def ranged(ts: list[Token], first: Reading) -> Reading:
    """Join an amount with the one that follows it to a range, or supply the unit it leaves to the next."""
    if first.high is not None or first.value is None:
        return first
    sign, start = modifier_before(ts, first.first, 0)
    if both := _bounded(ts, first, sign, start) or _tolerance(ts, first):
        return both
    lead = word_at(ts, first.first - 1)
    k = first.last
    link = word_at(ts, k)
    dash = link in ("-", "–", "—", "~")
    low = first
    if sign == "~" and link in ("and", "to") and word_at(ts, start - 1) in ("between", "from"):
        lead, low = word_at(ts, start - 1), replace(first, first=start, modifier=sign)  # "between about 5 and 7"
    if (dash and ts[k].glued == at(ts, k + 1).glued) or link in _TO or (link == "and" and lead == "between"):
        start = k + 1 if dash else modifier_at(ts, k + 1)[1]
        second = amount_at(ts, start)
        if second and fits(ts, first, second, lead, dash):
            return _range(ts, low, second, lead)
    elif lead == "from" and first.last < len(ts):
        second = _far_second(ts, first)
        if second:
            return _range(ts, first, second, lead)
    if link == "or" and (second := _next_but_one(ts, first)):
        return _range(ts, first, second, "")
    listed = link == "," and at(ts, k + 2).text == ","
    if first.unit is None and link in ("or", "and", ",", "x", "×", "by", "to") and not listed and k + 1 < len(ts):
        borrow_unit(ts, first, k + 1)
    elif first.unit is None and link in _TIMES:
        _share_size(ts, first, k)
    return first


def _next_but_one(ts: list[Token], first: Reading) -> Reading | None:
    """Return the second amount of "five or six children", "one or two": words that leave open which."""
    second = amount_at(ts, first.last + 1) if first.unit is None else None
    aged = word_at(ts, first.first - 1) in ("aged", "age", "ages")
    alike = second and second.form == first.form and second.high is None and second.kind in ("count", "duration")
    alike = alike and (aged or first.form == "words")
    return second if second and alike and second.value == (first.value or 0) + 1 else None


_TIMES = ("x", "×", "by")


def _share_size(ts: list[Token], first: Reading, k: int) -> None:
    """Supply the unit of length that "20 by 30 m" or "2 x 3 x 4 cm" tells only once."""
    for _ in range(2):
        side = amount_at(ts, k + 1) if word_at(ts, k) in _TIMES else None
        if side is None:
            return
        if side.unit:
            first.kind, first.unit = (side.kind, side.unit) if side.kind == "measure" else (first.kind, None)
            return
        k = side.last


_TO = ("to", "through", "thru")


def _bounded(ts: list[Token], first: Reading, sign: str, start: int) -> Reading | None:
    """Join two bounds of one thing: "more than 3 but less than 7 km", "at least 4 and at most 9"."""
    comma = word_at(ts, first.last) == ","
    k = first.last + comma
    joined = word_at(ts, k) in ("and", "but")
    if sign[0] not in "<>" or not (joined or comma):
        return None
    k += joined
    again = word_at(ts, k) == word_at(ts, start - 1) != ""  # "x > 3 and x < 9"
    other, k = modifier_at(ts, k + again)
    second = amount_at(ts, k) if other[0] in "<>" and other[0] != sign[0] else None
    if not second or second.value is None or second.high is not None or second.kind == "name":
        return None
    if None not in (first.unit, second.unit) and first.unit != second.unit:
        return None
    low, high = (first.value or 0.0), second.value
    if (low < high) != (sign[0] == ">") or low == high:
        return None
    whole = second if second.unit else first
    return replace(whole, first=start, last=second.last, value=min(low, high), high=max(low, high))


_PLUS_MINUS = (("±",), ("+", "/", "-"), ("+", "-"), ("plus", "or", "minus"), ("give", "or", "take"))


def _tolerance(ts: list[Token], first: Reading) -> Reading | None:
    """Read "5 ± 0.2 mm", "40 kg plus or minus 3 %" as the range that it allows."""
    k = first.last
    if word_at(ts, k) not in ("±", "+", "plus", "give") or first.value is None:
        return None
    size = next((len(p) for p in _PLUS_MINUS if p == tuple(t.low for t in ts[k : k + len(p)])), 0)
    slack = amount_at(ts, k + size) if size else None
    if not slack or not slack.value or slack.high is not None or slack.value < 0:
        return None
    relative = slack.unit == "%" and first.unit not in (None, "%")
    if not relative and None not in (first.unit, slack.unit) and first.unit != slack.unit:
        return None
    by = abs(first.value) * slack.value / 100 if relative else slack.value
    whole = first if first.unit or relative else slack
    low, high = round(first.value - by, 9), round(first.value + by, 9)
    return replace(whole, first=first.first, last=slack.last, value=low, high=high) if low < high else None


def fits(ts: list[Token], first: Reading, second: Reading, lead: str, dash: bool) -> bool:
    """Say whether two amounts make a range: units agree, and the first is not a change that leads to the second."""
    if second.value is None or second.high is not None or second.kind == "name":
        return False
    if first.unit and second.unit and first.unit.split()[-1] != second.unit.split()[-1]:
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
    out.prefixed, out.modifier = first.prefixed, first.modifier if first.modifier == "~" else out.modifier
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
    for _ in range(3):  # "12 x 8 x 4 inches", "10, 12 and 15 points"
        k += 2 * (at(ts, k).kind == at(ts, k + 2).kind == "n" and word_at(ts, k + 1) in ("x", "×", ",", "and", "or"))
    second = amount_at(ts, k) if k < len(ts) else None
    if second is None or second.unit is None or second.high is not None or second.prefixed:
        return
    link, told = word_at(ts, k - 1), number(ts, k)
    worth = second.value / told.value if told and told.value and second.value and second.kind == "money" else 1.0
    value = round((first.value or 0.0) * worth, 12)  # as so many pence
    if (link == "," and second.kind == "count") or (link == "or" and value > (second.value or 0.0)):
        return
    first.unit, first.kind, first.per = second.unit, second.kind if second.kind != "rate" else "count", second.per
    first.value = value * second.scale if second.scale >= 1000 and first.scale == 1.0 and value < 1000 else value
