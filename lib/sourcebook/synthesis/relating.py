"""Which figures of a sentence stand in a relation from which another figure follows: a part and its whole, a change.

Rules read the words between two figures (`Line.between`), a closed class at a time; they know no number.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourcebook.quantities.frame import DOWN, UP, modifier_before
from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import Token, tokens, words
from sourcebook.speech.clauses import AUXILIARIES, FINITE


class Figure(NamedTuple):
    """A measured fact and its place among the tokens of its sentence: `first` with its modifier, `last` behind it."""

    fact_id: str
    surface: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    per: str
    modifier: str
    change: str
    salience: str
    linked_to: str
    first: int
    last: int
    worth: str = ""

    @property
    def is_level(self) -> bool:
        """Whether it is one number, and no change of one."""
        return self.value is not None and not self.change


class Relation(NamedTuple):
    """Figures that imply another: `kind` names the rule of reckoning, which reads the figures in this order."""

    kind: str
    figures: tuple[Figure, ...]
    told: Figure | None = None  # the same thing as it is stated, if it is
    complete: bool = True  # whether the parts of a sum are all the parts


@dataclass(frozen=True)
class Line:
    """A sentence: its tokens in lower case, and its figures in the order told."""

    lows: list[str]
    figures: list[Figure]

    def between(self, a: Figure, b: Figure) -> list[str]:
        """Return the words between two figures, the modifier of the second left out."""
        return self.lows[a.last : b.first]

    def before(self, figure: Figure, n: int) -> list[str]:
        return self.lows[max(0, figure.first - n) : figure.first]

    def behind(self, figure: Figure, n: int) -> list[str]:
        return self.lows[figure.last : figure.last + n]

    def inside(self, a: Figure, b: Figure) -> list[Figure]:
        """Return the figures that stand between two of the sentence."""
        return [f for f in self.figures if a.last <= f.first and f.last <= b.first]


def line(text: str, start: int, end: int, facts: Sequence[tuple[int, int, Figure]]) -> Line:
    """Return the sentence text[start:end] with its figures; facts: (start, end, figure), in order."""
    ts = tokens(text, start, end)
    starts = [t.start for t in ts]
    placed, k = [], 0
    for first, last, figure in facts:
        while k < len(ts) and starts[k] < first:
            k += 1
        n = k
        while n < len(ts) and starts[n] < last:
            n += 1
        placed.append(figure._replace(first=_without_modifier(ts, k), last=n))
    return Line([t.low for t in ts], placed)


def _without_modifier(ts: list[Token], k: int) -> int:
    return modifier_before(ts, k, 0)[1] if 0 < k < len(ts) else k


# --- words ------------------------------------------------------------------------------------------------------------

_OPENING = words("the its their his her our my all every some a an this these those each such")
_BREAKS = frozenset(";:—–()[]?!\"“”")
_LINKING = words("and but while whereas although though because which who that if when")
_VERBS = FINITE | AUXILIARIES
CHANGING = (
    UP
    | DOWN
    | words(
        "raised raise raises raising lifted lift lifts boosted boost hiked hike hikes extended doubled tripled quadrupled "
        "halved reduced reduce reduces reducing cut cuts cutting slashed slash slashes lowered lower lowers trimmed trim "
        "pushed brought taken took went gone go goes going moved moves changed changes shifted edged inched crept ticked "
        "slowed cooled quickened accelerated widened narrowed improved worsened revised adjusted upgraded downgraded "
        "eased deepened rebounded recovered returned came swung adjusted scaled pared cuts drop fall decline rise increase "
        "reduction growth hike jump surge climb slide plunge dip shift change move swing decrease slump"
    )
)
_PRONOUNS = words("it they this that these those he she we i them him her")
_BY_THE_WAY = words("and but then later since now again also even only just soon finally by gradually quickly once yet been")
_SHARED = words("accounting accounted accounts account representing represents represented represent constituting")
_SHARED |= words("constitutes constituted constitute comprising comprises comprised making makes made make forming forms")
_EARLIER = words("earlier before ago previously last previous prior then")
_EQUAL = (
    ("or",),
    ("(",),
    ("( or"),
    ("equivalent", "to"),
    ("equal", "to"),
    ("equals",),
    ("the", "equivalent", "of"),
    ("corresponding", "to"),
    ("that", "is"),
    ("that", "is", ","),
    ("i.e.",),
    ("—",),
    ("–",),
    (",",),
    ("is",),
    ("was",),
    ("worth",),
)
_PERIOD = words("in over within during across through throughout")
_SPACE = words("the a its next past last first coming following space period course of full just only previous and is to be")
_LASTING_LEVEL = words("reach reached reaches hit hits worth become be than at exceed stand stood total stands fetch")
_DEBTS = words("bond bonds note notes bill bills loan loans mortgage mortgages treasury treasuries gilt gilts lease debt")
RATES = words("tariff tariffs duty duties tax taxes levy levies fee fees surcharge surcharges rate rates interest excise vat")
RATES |= words("toll tolls commission commissions royalty royalties premium premiums yield yields quota quotas")
_AGAINST = words("against versus vs while whereas")
_SPLIT = words("divided divides split splits shared broken consists consisting comprises comprising composed")
_REST = words("rest remaining remainder others")
_OPENS_SUM = words(": — – including comprising namely")
_SUMS = re.compile(
    r"(?:total of|in total|altogether|in all|all told|together|combined|adding up to|adds? up to|a sum of|total(?:l?ing)?)"
)


def _same(a: Figure, b: Figure) -> bool:
    """Say whether two figures measure in one unit; a denominator may be left to be understood."""
    return a.kind == b.kind and a.unit == b.unit and (a.per == b.per or not (a.per and b.per)) and a.kind != "duration"


def _amount(f: Figure) -> bool:
    return f.kind in ("money", "count", "measure", "rate") and f.value is not None and f.value > 0 and bool(f.unit)


def _share(f: Figure) -> bool:
    return f.kind == "percent" and f.unit == "%" and f.is_level and (f.value or 0.0) > 0


def _plain(gap: Sequence[str], limit: int = 8) -> bool:
    """Say whether words are few and go on within their clause: no verb, no joint, no break."""
    return len(gap) <= limit and not any(w in _VERBS or w in _LINKING or w in _BREAKS or w == "," for w in gap)


def _ends(gap: Sequence[str], *tails: str) -> bool:
    return any(list(gap[-len(t.split()) :]) == t.split() for t in tails if len(gap) >= len(t.split()))


# --- one rule after the other -----------------------------------------------------------------------------------------


def exchanges(s: Line) -> Iterator[Relation]:
    """Yield amounts told in two currencies: linked by the reader, or set beside each other as the same."""
    by_id = {f.fact_id: f for f in s.figures}
    for n, a in enumerate(s.figures):
        if a.kind != "money" or not a.value or a.salience != "fact":
            continue
        b = by_id.get(a.linked_to)
        if b is None and n + 1 < len(s.figures):
            b = s.figures[n + 1] if _told_twice(s, a, s.figures[n + 1]) else None
        if b is not None and b.first > a.first and b.value and b.unit != a.unit and (a.per == b.per or not b.per or not a.per):
            yield Relation("exchange rate", (a, b))


def _told_twice(s: Line, a: Figure, b: Figure) -> bool:
    gap = tuple(w for w in s.between(a, b) if w not in ("some", "about", "around"))
    if b.kind != "money" or b.linked_to or not gap or gap[0] == "and":
        return False
    core = gap[1:] if gap[0] in (",", "(", "[", "—") and len(gap) > 1 else gap
    apposed = gap == (",",) and s.behind(b, 1) in ([","], ["."], [")"], [";"])
    listed = any(f.kind == "money" and s.between(b, f) in ([","], ["and"], [",", "and"]) for f in s.figures if f.first >= b.last)
    return not listed and (
        apposed or core in {("or",), ("for",), ("equivalent", "to"), ("equal", "to"), ("the", "equivalent", "of"),
                            ("i.e.",), ("that", "is"), ("that", "is", ","), ("=",), ("(",), ("[",), ("worth",)}
    )  # fmt: skip


def shares(s: Line) -> Iterator[Relation]:
    """Yield a part with its share of a whole, a share with what it is of, and shares that nothing can have."""
    for n, p in enumerate(s.figures):
        if not _share(p):
            continue
        cued = _is_accounted(s, p)
        if cued and p.value is not None and p.value > 100:
            yield Relation("share", (p,))
            continue
        of = s.behind(p, 3)
        if of[:1] == ["of"] and of[1:2] and of[1] not in ("which", "whom"):
            if of[1] in ("them", "it", "these", "those", "that", "this") and not (of[2:] and of[2].isalpha() and of[1] != "them" and of[1] != "it"):
                yield from _of_that(s, n)
            else:
                yield from _of_whole(s, n, cued)
        elif whole := _of_which(s, n):
            yield Relation("part", (p, whole))


def _is_accounted(s: Line, p: Figure) -> bool:
    lead = s.before(p, 2)
    return len(lead) == 2 and lead[0] in _SHARED and lead[1] in ("for", "up") or bool(lead) and lead[-1] in _SHARED


def _of_which(s: Line, n: int) -> Figure | None:
    """Return the amount that the first share behind ", of which" is of."""
    p = s.figures[n]
    for a in reversed(s.figures[:n]):
        gap = s.between(a, p)
        for k in range(len(gap) - 1):
            if gap[k] == "of" and gap[k + 1] in ("which", "whom"):
                later = any(f.last <= p.first and f.first >= a.last + k for f in s.inside(a, p))
                return a if _amount(a) and a.is_level and not later and len(gap) <= k + 6 else None
    return None


def _of_that(s: Line, n: int) -> Iterator[Relation]:
    """Yield a share of an amount that "of them" points back to; the part may follow."""
    p = s.figures[n]
    whole = next((f for f in reversed(s.figures[:n]) if _amount(f) and f.is_level), None)
    if whole is None:
        return
    after = s.figures[n + 1] if n + 1 < len(s.figures) else None
    told = after if after and _same(after, whole) and s.between(p, after)[2:] in ([","], ["("], [",", "or"]) else None
    yield Relation("part", (p, whole), told)


def _of_whole(s: Line, n: int, cued: bool) -> Iterator[Relation]:
    """Yield what "8 % of the budget" implies with the part beside it, or with the whole behind its "of"."""
    p = s.figures[n]
    after = s.figures[n + 1] if n + 1 < len(s.figures) else None
    whole = after if after and _is_whole(s, p, after) else None
    part = _part_before(s, n, cued)
    if part is None and after is not None and whole is None and _is_told_behind(s, p, after):
        part = after
    if part is not None and whole is not None and _same(part, whole):
        yield Relation("share", (part, whole), p)
    elif part is not None:
        yield Relation("whole", (part, p))
    elif whole is not None and all(w in _OPENING or w == "of" for w in s.between(p, whole)):
        yield Relation("part", (p, whole))


def _is_whole(s: Line, p: Figure, f: Figure) -> bool:
    gap = s.between(p, f)
    return _amount(f) and f.is_level and gap[:1] == ["of"] and _plain(gap) and (gap[-1] in _OPENING or gap[-1] == "of")


def _part_before(s: Line, n: int, cued: bool) -> Figure | None:
    """Return the amount whose share is told behind it: "$3 billion, or 8 % of", "… , representing 8 % of"."""
    p = s.figures[n]
    a = s.figures[n - 1] if n else None
    if a is None or not _amount(a) or not a.is_level or a.salience != "fact":
        return None
    gap = s.between(a, p)
    if cued:
        lead = gap[: -2 if gap[-1] in ("for", "up") else -1]
        lead = [w for w in lead if w not in (")", ",", "which", "that", "has", "have", "had", "this")]
        return a if _plain(lead, 10) else None
    if gap and gap[0] == ")":
        gap = gap[1:]
    for size in (3, 2, 1):
        if tuple(gap[-size:]) in _EQUAL and len(gap) >= size:
            lead = [w for w in gap[:-size] if w not in ("which", "that")]
            inner = lead[:-1] if lead[-1:] == [","] else lead
            tied = gap[-1] not in ("is", "was") or not inner or lead != gap[:-size]
            return a if tied and _plain(inner, 6 if gap[-1] != "," else 3) else None
    return None


def _is_told_behind(s: Line, p: Figure, a: Figure) -> bool:
    """Say whether an amount is what a share comes to: "70 % of the water, or 4,900 litres"."""
    gap = s.between(p, a)
    if not (_amount(a) and a.is_level):
        return False
    for tail in (", or", "(", ", equivalent to", ", equal to", "—", "–", ", about", ", that is"):
        if _ends(gap, tail):
            return _plain(gap[: -len(tail.split())], 9)
    return _ends(gap, ",") and _plain(gap[:-1], 6) and s.behind(a, 1) in (["."], [")"], [";"], [])


def parts(s: Line) -> Iterator[Relation]:
    """Yield two amounts of one unit, the one a part of the other: "five of the nine", "30, of which 12"."""
    for n, a in enumerate(s.figures[:-1]):
        b = s.figures[n + 1]
        if not (_amount(a) and _amount(b) and a.is_level and b.is_level):
            continue
        gap = s.between(a, b)
        if _same(a, b) and b.salience == "fact" and _is_of(gap):
            yield Relation("share", (a, b))
        elif a.salience == "fact" and _ends(gap, "of which", "of whom", "of them", "including", "among them") and len(gap) <= 10:
            if _same(a, b) or (_ends(gap, "of whom", "including") and (b.value or 0) <= (a.value or 0) and a.kind == b.kind == "count"):
                yield Relation("share", (b, a))
        elif _same(a, b) and a.salience == "fact" and _opens_with_of(s, a) and gap[-1:] and "," in gap and len(gap) <= 16:
            yield Relation("share", (b, a))


def _is_of(gap: Sequence[str]) -> bool:
    rest = [w for w in gap if w not in ("out",)]
    return bool(rest) and rest[0] == "of" and all(w in _OPENING for w in rest[1:])


def _opens_with_of(s: Line, a: Figure) -> bool:
    """Say whether a clause begins with "Of the 40 wells"."""
    lead = s.lows[: a.first]
    while lead and lead[-1] in _OPENING:
        lead = lead[:-1]
    return lead[-1:] == ["of"] and (len(lead) == 1 or lead[-2] in (",", "and", "but", "yet", ";"))


def periods(s: Line) -> Iterator[Relation]:
    """Yield an amount and the time that it is spread over: "600 dockers over four years", "a ten-year, $3bn plan"."""
    for n, a in enumerate(s.figures[:-1]):
        b = s.figures[n + 1]
        if a.kind == "duration":
            hyphen = "-" in a.surface or "‑" in a.surface
            if hyphen and _spread(b, a) and s.between(a, b) in ([], [","]) and _DEBTS.isdisjoint(s.behind(b, 3)):
                yield Relation("per period", (b, a))
        elif _spread(a, b) and _over_time(s, a, b):
            yield Relation("per period", (a, b))


def _spread(a: Figure, d: Figure) -> bool:
    told = _amount(a) and not a.per and a.kind != "rate" and a.salience == d.salience == "fact"
    counted = a.kind != "count" or a.unit not in ("time", "point")
    lasting = d.kind == "duration" and d.value is not None and d.value > 1 and "of age" not in d.unit
    return told and counted and lasting and not re.search(r"\b(ago|earlier|later|old)\b", d.surface.lower())


def _over_time(s: Line, a: Figure, d: Figure) -> bool:
    gap = s.lows[a.last : d.first]
    inner = [w for w in d.surface.lower().split() if w in _SPACE]
    while gap and gap[-1] in _SPACE:
        gap = gap[:-1]
    if not gap or gap[-1] not in _PERIOD:
        return d.modifier == ">" and _plain(gap, 6) and not inner and s.lows[d.first : d.first + 1] == ["over"]
    lead, before = gap[:-1], s.before(a, 2)
    level = gap[-1] in ("in", "within") and not _LASTING_LEVEL.isdisjoint(before)
    return _plain(lead, 6) and not level and before[-1:] != ["to"]


# --- change -----------------------------------------------------------------------------------------------------------


def changes(s: Line) -> Iterator[Relation]:
    """Yield a figure before and after, in this order, with the change as it is stated beside them, if it is."""
    used: set[str] = set()
    for a in s.figures:
        if a.value is None and a.low is not None and a.change and _is_from_to(s, a):
            yield Relation("change", (a,), _stated_change(s, (a,)))
    pairs = [(a, b) for n, a in enumerate(s.figures) for b in s.figures[n + 1 : n + 4] if _comparable(s, a, b)]
    for a, b in pairs:
        if {a.fact_id, b.fact_id} & used:
            continue
        if _rises_to(s, a, b):
            ends = (a, b)
        elif _came_from(s, a, b):
            ends = (b, a)
        else:
            continue
        used |= {a.fact_id, b.fact_id}
        yield Relation("change", ends, _stated_change(s, ends))
    for d, b in _steps(s):
        if b.fact_id not in used:
            used.add(b.fact_id)
            yield Relation("level before", (b, d))


def _comparable(s: Line, a: Figure, b: Figure) -> bool:
    levels = a.is_level and (b.is_level or b.change) and b.value is not None and (a.value or 0) > 0 and (b.value or 0) > 0
    return bool(levels) and _same(a, b) and not any(_same(f, a) and f.is_level for f in s.inside(a, b))


def _is_from_to(s: Line, a: Figure) -> bool:
    return a.surface.lower().startswith("from") or s.before(a, 1) == ["from"]


def _rises_to(s: Line, a: Figure, b: Figure) -> bool:
    """Say whether words lead from a figure to what it became: "30, later raised to 36"; "rose from 30 in May to 36"."""
    gap = s.between(a, b)
    if gap[-1:] != ["to"]:
        return False
    if s.before(a, 1) == ["from"] or a.surface.lower().startswith("from"):
        return _plain(gap[:-1], 8) and not CHANGING.isdisjoint(s.before(a, 9))
    verbs = [k for k, w in enumerate(gap) if w in CHANGING]
    if not verbs or any(w in _BREAKS for w in gap):
        return False
    lead, tail = gap[: verbs[-1]], gap[verbs[-1] + 1 : -1]
    return len(lead) <= 10 and len(tail) <= 5 and "," not in tail and _keeps_subject(lead)


def _keeps_subject(lead: Sequence[str]) -> bool:
    """Say whether no new subject comes in: behind a joint or a comma only verbs, adverbs and pronouns stand."""
    joints = [k for k, w in enumerate(lead) if w in _LINKING or w == ","]
    inner = lead[joints[0] :] if joints else [w for w in lead if w in _VERBS]
    if joints:
        last = max(joints)
        inner = lead[last:]
    return all(w in _VERBS or w in _BY_THE_WAY or w in _PRONOUNS or w in _LINKING or w in (",", "be", "being") or w.endswith("ly") for w in inner)


def _came_from(s: Line, b: Figure, a: Figure) -> bool:
    """Say whether a figure is told before what it was: "44, down from 48", "to 2.9 % in May from 3.4 %"."""
    gap = [w for w in s.between(b, a)]
    for f in s.inside(b, a):
        if not f.change:
            return False
    if _ends(gap, "from", "from a", "from an", "from the") and len(gap) <= 10 and _BREAKS.isdisjoint(gap):
        lead = gap[: len(gap) - 1 - gap[::-1].index("from")]
        turned = bool(lead) and not CHANGING.union(("higher", "lower")).isdisjoint(lead)
        led = s.before(b, 1) == ["to"] or bool(b.change)
        return (turned or led) and not any(w in _VERBS - CHANGING for w in lead)
    if _ends(gap, "compared with", "compared to", "against", "versus", "vs", "vs .") and len(gap) <= 8:
        return b.unit != "%" or not _EARLIER.isdisjoint(s.behind(a, 4))
    return False


def _stated_change(s: Line, ends: tuple[Figure, ...]) -> Figure | None:
    """Return the change that stands beside its two ends, in their unit or in percent."""
    first, last = min(f.first for f in ends), max(f.last for f in ends)
    level = ends[0]
    for d in s.figures:
        if d in ends or d.value is None:
            continue
        gap = s.lows[d.last : first] if d.last <= first else s.lows[last : d.first]
        inside = d.first >= first and d.last <= last
        near = inside or (len(gap) <= 7 and _BREAKS.isdisjoint(gap) and not any(w in _VERBS or w in ("and", "but", "while") for w in gap))
        step = d.unit in ("percentage point", "basis point") or d.kind == "multiple"
        by = s.before(d, 1) == ["by"] or bool(CHANGING.union(words("gain loss step difference gap")) & set(s.before(d, 3)))
        if near and (d.change or step or by) and (_same(d, level) or d.unit == "%" or (step and level.unit == "%") or d.kind == "multiple"):
            return d
    return None


def _steps(s: Line) -> Iterator[tuple[Figure, Figure]]:
    """Yield a change and the level that it led to: "rose by 300 to 4,000", "$5 billion, up 25 %"."""
    for n, a in enumerate(s.figures[:-1]):
        b = s.figures[n + 1]
        gap = s.between(a, b)
        if _is_step(a, b) and (gap == ["to"] or (_ends(gap, ", to", ", to an average of") and _plain(gap[:-2], 6))):
            yield a, b
        elif _is_step(b, a) and _is_apposed(s, gap, b):
            yield b, a


def _is_step(d: Figure, level: Figure) -> bool:
    if not (d.change and d.value and level.is_level and level.value and level.kind != "duration") or len(level.per) == 3 and level.per.isupper():
        return False
    if level.unit == "%":
        return d.unit in ("percentage point", "basis point")
    return d.unit == "%" or _same(d, level) or d.unit == level.unit


def _is_apposed(s: Line, gap: Sequence[str], d: Figure) -> bool:
    if list(gap) in ([",", "up"], [",", "down"], ["(", "up"], ["(", "down"], ["up"], ["down"]):
        return True
    compared = s.behind(d, 2)[1:] == ["than"] and s.behind(d, 1)[0] in ("more", "less", "fewer", "higher", "lower")
    timed = re.compile(r"(in|before|earlier|last|a year|[12][0-9]{3})\b")
    return list(gap) == [","] and compared and bool(timed.search(" ".join(s.behind(d, 5)[2:])))


# --- side by side -----------------------------------------------------------------------------------------------------


def differences(s: Line) -> Iterator[Relation]:
    """Yield two rates told of like things: "up to 15 % here and 12 % there", "63 %, against 38 %"."""
    rates = [f for f in s.figures if f.kind == "percent" and f.unit == "%"]
    if len(rates) != 2 or not all(_share(f) for f in rates):
        return
    a, b = rates
    gap = s.between(a, b)
    headed = [not RATES.isdisjoint(s.before(f, 4) + s.behind(f, 2)) for f in rates]
    opposed = _ends(gap, "against", "versus", "vs", "compared with", "compared to") and _EARLIER.isdisjoint(s.behind(b, 4))
    coordinated = headed[0] and "and" in gap and len(gap) <= 9 and not any(w in _VERBS for w in gap)
    if (opposed and len(gap) <= 9) or (headed[0] and headed[1]) or coordinated:
        yield Relation("difference", (a, b))


# --- sums -------------------------------------------------------------------------------------------------------------


def sums(s: Line) -> Iterator[Relation]:
    """Yield parts and what they add up to: the whole first, then its parts; shares of one whole alone."""
    shares_told = [f for f in s.figures if _share(f)]
    if len(shares_told) >= 3 and _is_list(s, shares_told):
        total = sum(f.value or 0.0 for f in shares_told)
        split = not _SPLIT.union(_REST).isdisjoint(s.lows)
        if abs(total - 100) <= 0.5 * len(shares_told) or split:
            yield Relation("shares", tuple(shares_told))
    for n, whole in enumerate(s.figures):
        if not (_amount(whole) and whole.is_level):
            continue
        own = _run(s, n + 1, whole)
        if len(own) >= 2 and _opens_list(s, whole, own[0]):
            yield Relation("sum", (whole, *own), complete=_is_complete(s, whole, own[0]))
            return
        earlier = _run_back(s, n - 1, whole)
        if len(earlier) >= 2 and _SUMS.search(" ".join(s.between(earlier[-1], whole)[-6:] + s.behind(whole, 2))):
            yield Relation("sum", (whole, *earlier))
            return


def _is_list(s: Line, figures: Sequence[Figure]) -> bool:
    return all(len(s.between(a, b)) <= 9 and not s.inside(a, b) for a, b in zip(figures, figures[1:], strict=False))


def _run(s: Line, n: int, whole: Figure) -> list[Figure]:
    """Return the figures in the unit of a whole that follow one another, from the n-th of the sentence."""
    own: list[Figure] = []
    for f in s.figures[n:]:
        if not (_same(f, whole) and f.is_level) or (own and len(s.between(own[-1], f)) > 9):
            break
        own.append(f)
    return own


def _run_back(s: Line, n: int, whole: Figure) -> list[Figure]:
    own: list[Figure] = []
    for f in s.figures[: n + 1][::-1]:
        if not (_same(f, whole) and f.is_level) or (own and len(s.between(f, own[0])) > 9):
            break
        own.insert(0, f)
    return own


def _opens_list(s: Line, whole: Figure, first: Figure) -> bool:
    gap = s.between(whole, first)
    opens = [k for k, w in enumerate(gap) if w in _OPENS_SUM or w in ("which", "whom") or w in _SPLIT]
    return bool(opens) and len(gap) - opens[-1] <= 5


def _is_complete(s: Line, whole: Figure, first: Figure) -> bool:
    """Say whether a list names all the parts: behind a colon, a dash or "consisting of", not behind "including"."""
    gap = s.between(whole, first)
    rest = not _REST.isdisjoint(s.lows[first.first :])
    return not rest and "including" not in gap and not {"which", "whom"} & set(gap)


RULES: tuple[Callable[[Line], Iterator[Relation]], ...] = (
    exchanges, shares, parts, periods, changes, differences, sums,
)  # fmt: skip


def relations(s: Line) -> list[Relation]:
    """Return all that the figures of a sentence imply, rule by rule."""
    return [found for rule in RULES for found in rule(s)] if s.figures else []


# --- two sentences ----------------------------------------------------------------------------------------------------


def carried(earlier: Line, later: Line) -> list[Relation]:
    """Return what the first figure of a sentence implies with one of the sentence before, taken up by a pronoun."""
    if not later.figures or _PRONOUNS.isdisjoint(later.lows[:2]):
        return []
    b = later.figures[0]
    lead = later.lows[: b.first]
    if len(lead) > 8:
        return []
    if _share(b) and _is_accounted(later, b) or (_share(b) and lead[-1:] in (["is"], ["was"])):
        amounts = [f for f in earlier.figures if _amount(f) and f.is_level and f.salience == "fact"]
        alone = [f for f in amounts if f.linked_to not in {a.fact_id for a in amounts} or f.fact_id < f.linked_to]
        if len(alone) == 1 and later.behind(b, 1) == ["of"]:
            return [Relation("whole", (alone[0], b))]
    before = [f for f in earlier.figures if _same(f, b)]
    if len(before) == 1 and before[0].is_level and b.is_level and _amount_or_rate(b) and _amount_or_rate(before[0]):
        if lead[-1:] == ["to"] and not CHANGING.isdisjoint(lead):
            return [Relation("change", (before[0], b), _stated_change(later, (b,)))]
    return []


def _amount_or_rate(f: Figure) -> bool:
    return _amount(f) or _share(f)


def head_noun(s: Line, share: Figure) -> str:
    """Return the last noun of what a share is of, in the singular: "budget" of "4 % of the health budget"."""
    last = ""
    for w in s.lows[share.last + 1 : share.last + 8]:
        if not w.isalpha() or w in _VERBS or w in _LINKING or (w in ("in", "for", "of", "on", "at", "from", "by") and last):
            break
        last = singular(w) if w not in _OPENING else last
    return last


def stands_for(s: Line, f: Figure, noun: str) -> bool:
    """Say whether an amount is told as the whole of that name: "total exports were $6 billion", "a $6 billion budget"."""
    if not (_amount(f) and f.is_level):
        return False
    lead, after = s.before(f, 7), s.behind(f, 3)
    named = noun in (singular(w) for w in lead)
    return (named and bool(_TOTAL & set(lead)) and _plain_tail(lead, noun)) or noun in (singular(w) for w in after[:2])


_TOTAL = words("total overall whole entire all its their altogether combined")


def _plain_tail(lead: Sequence[str], noun: str) -> bool:
    tail = lead[max(k for k, w in enumerate(lead) if singular(w) == noun) + 1 :]
    return all(w in _VERBS or w in CHANGING or w in ("of", "at", "to", "totalled", "totaled", "came", "stood", "reached") for w in tail)
