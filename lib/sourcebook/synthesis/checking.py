"""What the figures of a text imply, and which of them can't all be true."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import MEASURED, number, worth
from sourcebook.synthesis.equalling import exchanges, periods
from sourcebook.synthesis.lines import Figure, Line, Relation, line
from sourcebook.synthesis.moving import carried, changes, differences
from sourcebook.synthesis.rounding import Interval, exact, interval
from sourcebook.synthesis.sharing import accounted, head_noun, parts, shares, stands_for, sums

COLUMNS = ("check_id", "kind", "formula", "implied", "low", "high", "unit", "possible", "reason", "fact_id")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
MOST = 60  # figures; with more it is a table without its lines, and no sentence
RATES_DIFFER = 1.5  # by so much no currency moves within one text, or it would say so

RULES: tuple[Callable[[Line], Iterator[Relation]], ...] = (
    exchanges,
    shares,
    parts,
    periods,
    changes,
    differences,
    sums,
)


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


def checks(corpus: Corpus) -> pd.DataFrame:
    """Return what the figures of a sentence, or of two neighbouring ones, imply: one row a figure that went in.

    kind       exchange rate, whole, part, share (of a whole, in %), per period, change, change in percent, level before
               (a change), difference (of two rates), sum
    formula    how it is reckoned, with the figures as the table `facts` has them
    implied    the value, between `low` and `high`, which the rounding of the figures allows (`rounding.interval`);
               missing ends are open; of a change its size, without sign
    unit       of the value; "CNY per USD" of an exchange rate
    possible   whether it agrees with what is stated: True, False, or missing where nothing can be compared
    reason     why it can't be true, empty otherwise
    Changes are reckoned from the earlier figure. In reading order; linear in the number of facts.
    """
    found = _with_like_rates([check for passage in _passages(corpus) for check in _checks(passage)])
    rows = []
    for c in found:
        places = [tuple(map(int, f.fact_id.rpartition(":")[2].split("-"))) for f in c.figures]
        check_id = f"{_source(c)}:{min(p[0] for p in places)}-{max(p[1] for p in places)} {c.kind}"
        ends = (e if math.isfinite(e) else None for e in (c.implied.low, c.implied.high))
        same = (check_id, c.kind, c.formula, c.implied.value, *ends, c.unit, c.possible, c.reason)
        rows += [(*same, f.fact_id) for f in c.figures]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"implied": float, "low": float, "high": float, "possible": "boolean"})


def _passages(corpus: Corpus) -> Iterator[list[Line]]:
    """Yield the sentences of each passage with figures; an empty line stands for a sentence without any."""
    facts = corpus.facts[corpus.facts["kind"].isin(MEASURED)].sort_values(["source_id", "start"])
    own = {str(s): rows.to_dict("records") for s, rows in facts.groupby("sentence_id", sort=False)}
    sentences = corpus.sentences[corpus.sentences["passage_id"].isin(facts["passage_id"])]
    for _, told in sentences.groupby("passage_id", sort=False):
        lines = []
        for s in told.itertuples():
            members = [(r["start"], r["end"], _figure(r)) for r in own.get(str(s.sentence_id), ())]
            text = corpus.text(str(s.source_id))
            lines.append(line(text, int(s.start), int(s.end), members) if members else Line([], []))
        yield lines


def _figure(row: Mapping[Any, Any]) -> Figure:
    def word(name: str) -> str:
        return "" if pd.isna(row[name]) else str(row[name])

    def size(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    names = ("fact_id", "surface", "kind", "unit", "per", "modifier", "change", "salience", "linked_to")
    sizes = {name: size(name) for name in ("value", "low", "high")}
    return Figure(**{name: word(name) for name in names}, **sizes, worth=worth(row))  # type: ignore[arg-type]


def _checks(lines: list[Line]) -> list[Check]:
    """Return the checks of one passage, in reading order."""
    found: dict[tuple[str, tuple[str, ...]], Check] = {}
    for n, own in enumerate(lines):
        if len(own.figures) > MOST:
            continue
        told = [relation for rule in RULES for relation in rule(own)]
        if n:
            told += carried(lines[n - 1], own) + accounted(lines[n - 1], own)
        for relation in [r for one in told for r in _in_both(one, lines[max(0, n - 1) : n + 1])]:
            for check in _RECKONING[relation.kind](relation):
                if check.kind == "exchange rate":
                    check = check._replace(years=frozenset(w for w in own.lows if _YEAR.fullmatch(w)))
                if check.kind == "whole":
                    check = _with_stated_whole(check, lines[max(0, n - 1) : n + 2], own)
                found.setdefault((check.kind, tuple(f.fact_id for f in check.figures)), check)
    return sorted(found.values(), key=lambda c: min(_place(f) for f in c.figures))


def _in_both(r: Relation, near: list[Line]) -> list[Relation]:
    """Return a relation, and the same one of the amount in its other currency: a part of a whole is so in either."""
    if r.kind not in ("whole", "per period"):
        return [r]
    linked = {f.fact_id: f for own in near for f in own.figures if f.linked_to == r.figures[0].fact_id}
    return [*(r._replace(figures=(f, *r.figures[1:])) for f in linked.values()), r]


def _place(figure: Figure) -> tuple[int, int]:
    start, _, end = figure.fact_id.rpartition(":")[2].partition("-")
    return int(start), int(end)


# --- reckoning --------------------------------------------------------------------------------------------------------


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
    yield _compared(check, r.told)


def _share(r: Relation) -> Iterator[Check]:
    if len(r.figures) == 1:
        (p,) = r.figures
        why = f"a share of {p.worth} is more than the whole"
        yield Check("share", p.worth, _printed(p), "%", r.figures, False, why)
        return
    part, whole = r.figures
    implied = _level(part).over(_level(whole)).scaled(100.0)
    check = Check("share", f"{part.worth} ÷ {whole.worth}", implied, "%", _in_order(r.figures))
    if implied.low > 100.0:
        yield check._replace(possible=False, reason=f"{part.worth} is more than the whole, {whole.worth}")
    else:
        yield _compared(check._replace(possible=True), r.told)


def _per_period(r: Relation) -> Iterator[Check]:
    amount, time = r.figures
    implied = _level(amount).over(_level(time._replace(modifier="=")))
    unit = f"{_unit(amount)} per {time.unit}"
    yield Check("per period", f"{amount.worth} ÷ {time.worth}", implied, unit, _in_order(r.figures))


def _change(r: Relation) -> Iterator[Check]:
    before, after, (first, last) = _ends(r)
    if before is None or after is None:
        return
    falls, level = after.value < before.value, r.figures[0]
    told = f"{first} − {last}" if falls else f"{last} − {first}"
    size = before.minus(after) if falls else after.minus(before)
    unit = "percentage point" if level.unit == "%" else _unit(level)
    step = Check("change", told, size, unit, _in_order(r.figures))
    relative = Check("change in percent", f"({told}) ÷ {first}", _relative(before, after), "%", step.figures)
    if r.told is None:
        yield from (step, relative)
    elif r.told.change == ("up" if falls else "down"):
        why = f"stated as {r.told.change} {r.told.worth}, but it goes from {first} to {last}"
        yield step._replace(figures=_in_order((*r.figures, r.told)), possible=False, reason=why)
        yield relative
    elif r.told.kind == "multiple":
        yield step
        yield _compared(Check("multiple", f"{last} ÷ {first}", after.over(before), "time", step.figures), r.told)
    else:
        yield from _as_stated(step, relative, r.told)


def _as_stated(step: Check, relative: Check, told: Figure) -> tuple[Check, Check]:
    """Return both ways to tell a change, that one compared which is stated; of a rate, percent may mean points."""
    points = told.unit != "%" or (step.unit == "percentage point" and bool(_compared(step, told).possible))
    return (_compared(step, told), relative) if points else (step, _compared(relative, told))


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
    check = Check("level before", f"{level.worth} {sign}", implied, _unit(level), _in_order(r.figures))
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
    check = Check("sum", " + ".join(p.worth for p in parts), total, _unit(whole), _in_order(r.figures), True)
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


_RECKONING: dict[str, Callable[[Relation], Iterator[Check]]] = {
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


def _in_order(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=_place))


def _multiple(f: Figure) -> Interval:
    """Return what a multiple may be: "doubled" is about twice as much."""
    return interval(f.surface, f.value or 0.0, "~" if f.modifier == "=" else f.modifier, share=True)


# --- comparing --------------------------------------------------------------------------------------------------------


def _compared(check: Check, told: Figure | None) -> Check:
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
    return check._replace(figures=_in_order((*check.figures, told)), possible=agrees, reason=reason)


def _with_like_rates(found: list[Check]) -> list[Check]:
    """Return checks with exchange rates compared: one is impossible where no other of its article comes near it."""
    pairs: dict[tuple[str, frozenset[str]], list[int]] = {}
    for n, check in enumerate(found):
        if check.kind == "exchange rate":
            pairs.setdefault((_source(check), frozenset(f.unit for f in check.figures)), []).append(n)
    out = list(found)
    for numbers in pairs.values():
        unit = found[numbers[0]].unit
        rates = {n: found[n].implied if found[n].unit == unit else exact(1.0).over(found[n].implied) for n in numbers}
        told = sorted(numbers, key=lambda n: rates[n].value)
        for k, n in enumerate(told):
            beside = told[max(0, k - 1) : k] + told[k + 1 : k + 2]
            if beside:
                agrees = any(_near(rates[n], rates[m]) or _apart(found[n], found[m]) for m in beside)
                reason = "" if agrees else f"another rate than {found[beside[0]].formula}"
                out[n] = found[n]._replace(possible=agrees, reason=reason)
    return out


def _near(one: Interval, other: Interval) -> bool:
    return one.low <= RATES_DIFFER * other.high and other.low <= RATES_DIFFER * one.high


def _apart(one: Check, other: Check) -> bool:
    """Say whether the sentences of two checks name different years."""
    return bool(one.years and other.years) and one.years.isdisjoint(other.years)


def _source(check: Check) -> str:
    return check.figures[0].fact_id.rpartition(":")[0]


def _with_stated_whole(check: Check, near: list[Line], own: Line) -> Check:
    """Compare a whole with an amount that a neighbouring sentence calls the same: total exports, the budget."""
    part, share = check.figures
    noun = head_noun(own, share)
    for other in near if noun else ():
        for f in other.figures:
            if f not in check.figures and stands_for(other, f, noun) and f.unit == part.unit and f.per == part.per:
                return _compared(check, f)
    return check
