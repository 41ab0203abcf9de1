"""What the figures of a text imply, and which of them can't all be true."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import MEASURED, worth
from sourcebook.reckoning.equalling import exchanges, periods
from sourcebook.reckoning.implying import IMPLIED, Check, compared, place
from sourcebook.reckoning.lines import Figure, Line, Relation, line
from sourcebook.reckoning.rounding import Interval, exact
from sourcebook.reckoning.sharing import accounted, head_noun, parts, shares, stands_for, sums
from sourcebook.reckoning.stepping import carried, changes, differences

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
    own: defaultdict[str, list[dict[Any, Any]]] = defaultdict(list)
    for row in facts.to_dict("records"):
        own[str(row["sentence_id"])].append(row)
    sentences = corpus.sentences[corpus.sentences["passage_id"].isin(facts["passage_id"])]
    for _, told in sentences.groupby("passage_id", sort=False):
        lines = []
        for s in told.itertuples():
            members = [(r["start"], r["end"], _figure(r)) for r in own[str(s.sentence_id)]]
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
            for check in IMPLIED[relation.kind](relation):
                if check.kind == "exchange rate":
                    check = check._replace(years=frozenset(w for w in own.lows if _YEAR.fullmatch(w)))
                if check.kind == "whole":
                    check = _with_stated_whole(check, lines[max(0, n - 1) : n + 2], own)
                found.setdefault((check.kind, tuple(f.fact_id for f in check.figures)), check)
    return sorted(found.values(), key=lambda c: min(place(f) for f in c.figures))


def _in_both(r: Relation, near: list[Line]) -> list[Relation]:
    """Return a relation, and the same one of the amount in its other currency: a part of a whole is so in either."""
    if r.kind not in ("whole", "per period"):
        return [r]
    linked = {f.fact_id: f for own in near for f in own.figures if f.linked_to == r.figures[0].fact_id}
    return [*(r._replace(figures=(f, *r.figures[1:])) for f in linked.values()), r]


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
                return compared(check, f)
    return check
