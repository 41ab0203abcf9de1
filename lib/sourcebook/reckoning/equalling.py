"""One amount told in two currencies, and an amount told with the time that it is spread over."""

import re
from collections.abc import Iterator

from sourcebook.quantities.numerals import words
from sourcebook.reckoning.lines import Figure, Line, Relation, is_amount, is_plain

_AS_MUCH = {
    ("or",),
    ("for",),
    ("equivalent", "to"),
    ("equal", "to"),
    ("the", "equivalent", "of"),
    ("i.e.",),
    ("that", "is"),
    ("that", "is", ","),
    ("=",),
    ("(",),
    ("[",),
    ("worth",),
}


def exchanges(s: Line) -> Iterator[Relation]:
    """Yield amounts told in two currencies: linked by the reader, or set beside each other as the same."""
    by_id = {f.fact_id: f for f in s.figures}
    for n, a in enumerate(s.figures):
        beside = s.at(n + 1)
        b = by_id.get(a.linked_to) or (beside if beside and _told_twice(s, a, beside) else None)
        if b is not None and a.first < b.first and _are_sums(a, b):
            yield Relation("exchange rate", (a, b))


def _are_sums(a: Figure, b: Figure) -> bool:
    told = all(f.kind == "money" and (f.value or 0.0) > 0 and f.salience == "fact" for f in (a, b))
    return told and a.unit != b.unit and (a.per == b.per or not (a.per and b.per))


def _told_twice(s: Line, a: Figure, b: Figure) -> bool:
    """Say whether a sum stands for the one before it: "5 million francs, or $6 million"; not in a list of sums."""
    gap = tuple(s.between(a, b))
    if b.linked_to or not gap:
        return False
    later = [f for f in s.figures if f.first >= b.last and f.kind == "money"]
    if any(s.between(b, f) in ([","], ["and"], [",", "and"]) for f in later):
        return False
    apposed = gap == (",",) and s.behind(b, 1) in ([","], ["."], [")"], [";"])
    core = gap[1:] if gap[0] in (",", "(", "[", "—") and len(gap) > 1 else gap
    return apposed or core in _AS_MUCH


# --- time -------------------------------------------------------------------------------------------------------------

_HYPHENED = re.compile(r"[-‑](?:hour|day|week|month|year|decade)")
_PERIOD = words("in over within during across through throughout")
_SPACE = words(
    "the a its next past last first coming following space period course of full just only previous spread and to be"
)
_LASTING = words(  # of a state at the end, not of what goes on all the time
    "reach reaches reached hit hits worth become becomes be than at exceed exceeds stand stood total have has own owns"
)
_DEBTS = words(
    "bond bonds note notes bill bills loan loans mortgage mortgages treasury treasuries gilt gilts lease debt "
    "borrow borrows borrowed lend lends lent"
)


def periods(s: Line) -> Iterator[Relation]:
    """Yield an amount and the time that it is spread over: "600 dockers over four years", "a ten-year, $3bn plan"."""
    for _, a, b in s.pairs():
        if a.kind == "duration" and _HYPHENED.search(a.surface) and _is_spread(b, a):
            if s.between(a, b) in ([], [","]) and _DEBTS.isdisjoint(s.behind(b, 3)):
                yield Relation("per period", (b, a))
        elif _is_spread(a, b) and _is_over_time(s, a, b):
            yield Relation("per period", (a, b))


def _is_spread(a: Figure, time: Figure) -> bool:
    told = is_amount(a) and not a.per and a.kind != "rate" and a.salience == time.salience == "fact"
    lasting = time.kind == "duration" and (time.value or 0.0) > 1 and "of age" not in time.unit
    dated = re.search(r"\b(ago|earlier|later|old)\b", time.surface.lower())
    return told and lasting and not dated and not (a.kind == "count" and a.unit in ("time", "point"))


def _is_over_time(s: Line, a: Figure, time: Figure) -> bool:
    gap = s.between(a, time)
    if s.lows[time.first : time.first + 1] == ["over"]:  # read as "more than" by itself
        gap = [*gap, "over"]
    while gap and gap[-1] in _SPACE:
        gap = gap[:-1]
    if not gap or gap[-1] not in _PERIOD:
        return False
    lead, before = gap[:-1], s.before(a, 3)
    is_state = gap[-1] in ("in", "within") and not _LASTING.isdisjoint(before)
    return is_plain(lead, 6) and _DEBTS.isdisjoint([*lead, *before]) and not is_state and before[-1:] != ["to"]
