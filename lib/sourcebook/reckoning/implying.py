"""What a relation between figures implies, and whether it agrees with what is stated of it."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sourcebook.facts import number, worth
from sourcebook.reckoning.lines import Figure, Relation
from sourcebook.reckoning.rounding import Interval, exact, interval


class Check(NamedTuple):
    """A figure that follows from others."""

    kind: str
    formula: str
    implied: Interval
    unit: str
    figures: tuple[Figure, ...]
    possible: bool | None = None
    reason: str = ""
    years: frozenset[str] = frozenset()


def _level(f: Figure, computed: bool = False) -> Interval:
    """Return what a figure may be, its bounds open: what more than 80 % may be."""
    return interval(f.surface, f.value or 0.0, f.modifier, f.unit == "%", computed)


def _printed(f: Figure, computed: bool = False) -> Interval:
    """Return what the printed number may be: a difference of two bounds is told of the bounds themselves."""
    return interval(f.surface, f.value or 0.0, "~" if f.modifier == "~" else "=", f.unit == "%", computed)


def _exchange(r: Relation) -> Iterator[Check]:
    large, small = sorted(r.figures, key=lambda f: f.value or 0.0, reverse=True)
    rate = _printed(large, computed=True).over(_printed(small, computed=True))
    yield Check("exchange rate", f"{large.worth} ÷ {small.worth}", rate, f"{large.unit} per {small.unit}", r.figures)


def _fraction(p: Figure) -> Interval:
    told = _level(p, computed=True)
    high = min(told.high, 100.0) if told.value <= 100 else told.high
    return Interval(told.low, told.value, high).scaled(0.01)


def _whole(r: Relation) -> Iterator[Check]:
    part, share = r.figures
    yield Check("whole", f"{part.worth} ÷ {share.worth}", _level(part).over(_fraction(share)), _unit(part), r.figures)


def _part(r: Relation) -> Iterator[Check]:
    share, whole = r.figures
    implied = _level(whole).times(_fraction(share))
    check = Check("part", f"{share.worth} of {whole.worth}", implied, _unit(whole), (whole, share))
    yield compared(check, r.told)


def _share(r: Relation) -> Iterator[Check]:
    if len(r.figures) == 1:
        (p,) = r.figures
        why = f"a share of {p.worth} is more than the whole"
        yield Check("share", p.worth, _printed(p), "%", r.figures, False, why)
        return
    part, whole = r.figures
    implied = _level(part).over(_level(whole)).scaled(100.0)
    check = Check("share", f"{part.worth} ÷ {whole.worth}", implied, "%", in_order(r.figures))
    if implied.low > 100.0:
        yield check._replace(possible=False, reason=f"{part.worth} is more than the whole, {whole.worth}")
    else:
        yield compared(check._replace(possible=True), r.told)


def _per_period(r: Relation) -> Iterator[Check]:
    amount, time = r.figures
    implied = _level(amount).over(_level(time._replace(modifier="=")))
    unit = f"{_unit(amount)} per {time.unit}"
    yield Check("per period", f"{amount.worth} ÷ {time.worth}", implied, unit, in_order(r.figures))


def _change(r: Relation) -> Iterator[Check]:
    before, after, (first, last) = _ends(r)
    if before is None or after is None:
        return
    falls, level = after.value < before.value, r.figures[0]
    told = f"{first} − {last}" if falls else f"{last} − {first}"
    size = before.minus(after) if falls else after.minus(before)
    unit = "percentage point" if level.unit == "%" else _unit(level)
    step = Check("change", told, size, unit, in_order(r.figures))
    relative = Check("change in percent", f"({told}) ÷ {first}", _relative(before, after), "%", step.figures)
    if r.told is None:
        yield from (step, relative)
    elif r.told.change == ("up" if falls else "down"):
        why = f"stated as {r.told.change} {r.told.worth}, but it goes from {first} to {last}"
        yield step._replace(figures=in_order((*r.figures, r.told)), possible=False, reason=why)
        yield relative
    elif r.told.kind == "multiple":
        yield step
        yield compared(Check("multiple", f"{last} ÷ {first}", after.over(before), "time", step.figures), r.told)
    else:
        yield from _as_stated(step, relative, r.told)


def _as_stated(step: Check, relative: Check, told: Figure) -> tuple[Check, Check]:
    """Return both ways to tell a change, that one compared which is stated; of a rate, percent may mean points."""
    points = told.unit != "%" or (step.unit == "percentage point" and bool(compared(step, told).possible))
    return (compared(step, told), relative) if points else (step, compared(relative, told))


def _relative(before: Interval, after: Interval) -> Interval:
    grown = after.over(before)
    change = Interval(100 * (grown.low - 1), 100 * (grown.value - 1), 100 * (grown.high - 1))
    return change if change.value >= 0 else Interval(-change.high, -change.value, -change.low)


def _ends(r: Relation) -> tuple[Interval | None, Interval | None, tuple[str, str]]:
    """Return what a change begins and ends with, and both as they are written."""
    before, after = r.figures if len(r.figures) == 2 else _of_range(r.figures[0])
    if min(before.value or 0.0, after.value or 0.0) <= 0:
        return None, None, ("", "")
    return _printed(before), _printed(after), (before.worth, after.worth)


def _of_range(f: Figure) -> tuple[Figure, Figure]:
    """Return the two ends of "from 48 to 44" as figures of their own, in the order told."""
    told = [n.group() for n in re.finditer(r"[0-9][0-9.,]*(?:\s*[^\W\d]+\b)?", f.surface)]
    last = re.search(r"[0-9][^0-9]*$", f.surface)
    behind = last.group()[1:] if last else ""  # "from 1.2 to 1.5 million": the scale is of both
    falls = f.change == "down"
    surfaces = [f.surface, f.surface]
    if len(told) == 2:
        surfaces = [told[0] if " " in told[0] else told[0] + behind, told[1]]
        one, other = (float(re.sub(r"[^0-9.]", "", n).strip(".") or 0) for n in told)
        falls = falls or (not f.change and one > other)
    figures = []
    for surface, value in zip(surfaces, (f.high, f.low) if falls else (f.low, f.high), strict=True):
        row = {"kind": f.kind, "value": value, "unit": f.unit, "per": f.per or None, "modifier": "=", "iso": None}
        figures.append(f._replace(surface=surface, value=value, low=None, high=None, worth=worth(row)))
    return figures[0], figures[1]


def _level_before(r: Relation) -> Iterator[Check]:
    level, step = r.figures
    now = _printed(level)
    if step.kind == "multiple":
        implied, sign = now.over(_multiple(step)), f"÷ {number(step.value or 0.0)}"
    elif step.unit == "%":
        share = _printed(step, computed=True).scaled(0.01)
        grown = exact(1.0).plus(share) if step.change == "up" else exact(1.0).minus(share)
        if grown.low <= 0:
            return
        implied, sign = now.over(grown), f"÷ (1 {'+' if step.change == 'up' else '−'} {step.worth})"
    else:
        size = _printed(step).scaled(0.01 if step.unit == "basis point" else 1.0)
        implied = now.minus(size) if step.change == "up" else now.plus(size)
        sign = f"{'−' if step.change == 'up' else '+'} {step.worth}"
    check = Check("level before", f"{level.worth} {sign}", implied, _unit(level), in_order(r.figures))
    if implied.high < 0:
        check = check._replace(possible=False, reason=f"{step.worth} is more than there is now")
    yield check


def _difference(r: Relation) -> Iterator[Check]:
    large, small = sorted(r.figures, key=lambda f: f.value or 0.0, reverse=True)
    implied = _printed(large).minus(_printed(small))
    yield Check("difference", f"{large.worth} − {small.worth}", implied, "percentage point", r.figures)


def _total(figures: tuple[Figure, ...], computed: bool = False) -> Interval:
    total = exact(0.0)
    for f in figures:
        total = total.plus(_printed(f, computed))
    return total


def _sum(r: Relation) -> Iterator[Check]:
    whole, *parts = r.figures
    total, stated = _total(tuple(parts)), _level(whole)
    check = Check("sum", " + ".join(p.worth for p in parts), total, _unit(whole), in_order(r.figures), True)
    if total.low > stated.high:
        check = check._replace(possible=False, reason=f"the parts add up to more than {whole.worth}")
    elif r.complete and not total.meets(stated):
        check = check._replace(possible=False, reason=f"stated as {whole.worth}")
    yield check


def _shares(r: Relation) -> Iterator[Check]:
    total = _total(r.figures, computed=True)
    check = Check("sum", " + ".join(p.worth for p in r.figures), total, "%", r.figures, True)
    if total.low > 100.0:
        check = check._replace(possible=False, reason="shares of one whole add up to more than 100 %")
    yield check


IMPLIED: dict[str, Callable[[Relation], Iterator[Check]]] = {
    "exchange rate": _exchange,
    "whole": _whole,
    "part": _part,
    "share": _share,
    "per period": _per_period,
    "change": _change,
    "level before": _level_before,
    "difference": _difference,
    "sum": _sum,
    "shares": _shares,
}


def _unit(f: Figure) -> str:
    return f"{f.unit} per {f.per}" if f.per else f.unit


def place(figure: Figure) -> tuple[int, int]:
    """Return where a figure stands."""
    start, _, end = figure.fact_id.rpartition(":")[2].partition("-")
    return int(start), int(end)


def in_order(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return figures in reading order."""
    return tuple(sorted(figures, key=place))


def _multiple(f: Figure) -> Interval:
    """Return what a multiple may be: "doubled" is about twice as much."""
    return interval(f.surface, f.value or 0.0, "~" if f.modifier == "=" else f.modifier, share=True)


# --- comparing --------------------------------------------------------------------------------------------------------


def compared(check: Check, told: Figure | None) -> Check:
    """Return a check with what is stated of its value, if anything is."""
    if told is None:
        return check
    stated = _level(told, computed=told.kind == "percent")
    if told.kind == "multiple":
        stated = _multiple(told)
    if told.unit == "basis point":
        stated = stated.scaled(0.01)
    agrees = check.implied.meets(stated)
    reckoned = f"{number(float(f'{check.implied.value:.4g}'))} {check.unit}"
    reason = "" if agrees else f"stated as {told.worth}, reckoned as {reckoned}"
    return check._replace(figures=in_order((*check.figures, told)), possible=agrees, reason=reason)
