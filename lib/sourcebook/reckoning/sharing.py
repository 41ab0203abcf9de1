"""A whole and its parts: what a share is of, parts that are counted out of a whole, parts that add up to it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import words
from sourcebook.reckoning.lines import (
    CHANGING,
    LINKING,
    OPENING,
    PRONOUNS,
    VERBS,
    Figure,
    Line,
    Relation,
    ends_with,
    is_amount,
    is_percentage,
    is_plain,
    is_share,
    same,
)

# --- shares -----------------------------------------------------------------------------------------------------------

_SHARED = words(
    "accounting accounted accounts account representing represents represented represent constituting constitutes "
    "constituted constitute comprising comprises comprised making makes made make forming forms"
)
_CAME_TO: tuple[str, ...] = (
    *("or", "(", "— or", "equivalent to", "equal to", "equals", "the equivalent of", "corresponding to"),
    *("that is", "that is ,", "i.e.", "—", "–", ","),
)
_BEHIND = (", or", "(", ", equivalent to", ", equal to", "—", "–", ", that is", ", i.e.")
_OF_ALL = ("them", "it", "whom", "which")
_POINTING = ("that", "this", "these", "those")
_OWNED = ("'s", "’s", "s'", "s’")
_LIMITS = words("whichever either")  # "up to $500 or 4 % of sales": one limit or the other


def shares(s: Line) -> Iterator[Relation]:
    """Yield a part with its share of a whole, a share with what it is of, and shares that nothing can have."""
    for n, p in enumerate(s.figures):
        if not is_percentage(p):
            continue
        of = [*s.behind(p, 3), "", "", ""]
        if p.is_level and is_accounted(s, p) and (p.value or 0.0) > 100:
            yield Relation("share", (p,))
        elif of[0] != "of":
            whole = _of_which(s, n)
            yield from [Relation("part", (p, whole))] if whole and p.is_level else []
        elif of[1] in _OF_ALL or (of[1] in _POINTING and not of[2].isalpha()):
            yield from _of_that(s, n)
        else:
            yield from _of_whole(s, n)


def is_accounted(s: Line, p: Figure) -> bool:
    """Say whether a share is led in as one: "accounting for 8 %", "makes up a third"."""
    lead = ["", "", *s.before(p, 2)]
    return (lead[-2] in _SHARED and lead[-1] in ("for", "up")) or lead[-1] in _SHARED


def _of_which(s: Line, n: int) -> Figure | None:
    """Return the amount that a share is of by "of which": "$9 billion, of which grids take 41 %"."""
    a, p = s.at(n - 1), s.figures[n]
    if a is None or not is_amount(a) or not a.is_level:
        return None
    gap = s.between(a, p)
    told = [k for k in range(len(gap) - 1) if gap[k] == "of" and gap[k + 1] in ("which", "whom")]
    return a if told and len(gap) <= told[-1] + 6 else None


def _of_that(s: Line, n: int) -> Iterator[Relation]:
    """Yield a share of the amount that "of them" points back to, with the part if it follows."""
    a, p, after = s.at(n - 1), s.figures[n], s.at(n + 1)
    if a is not None and is_amount(a) and a.is_level and len(s.between(a, p)) <= 15:
        told = after if after and same(after, a) and s.between(p, after)[2:] in ([","], ["("], [",", "or"]) else None
        yield Relation("part", (p, a), told)


def _of_whole(s: Line, n: int) -> Iterator[Relation]:
    """Yield what "8 % of the budget" implies with the part beside it, or with the whole behind its "of"."""
    p, after, then = s.figures[n], s.at(n + 1), s.at(n + 2)
    whole = after if after and _is_whole(s, p, after) else None
    part = _part_before(s, n)
    if whole is not None:
        behind = then if then and same(then, whole) and _is_told(s, whole, then) else None
        if part is not None and same(part, whole):
            yield Relation("share", (part, whole), p)
        elif behind is not None:
            yield Relation("share", (behind, whole), p)
        elif s.between(p, whole)[-1].endswith(_OWNED) or all(w in OPENING or w == "of" for w in s.between(p, whole)):
            yield Relation("part", (p, whole))
    elif part is not None:
        yield Relation("whole", (part, p))
    elif after is not None and is_amount(after) and _is_told(s, p, after):
        yield Relation("whole", (after, p))


def _is_whole(s: Line, p: Figure, f: Figure) -> bool:
    gap = s.between(p, f)
    return (
        is_amount(f)
        and f.is_level
        and gap[0] == "of"
        and is_plain(gap)
        and (gap[-1] in OPENING or gap[-1].endswith(("of", *_OWNED)))
    )


def _part_before(s: Line, n: int) -> Figure | None:
    """Return the amount whose share is told behind it: "$3 billion, or 8 % of", "… , representing 8 % of"."""
    a, p = s.at(n - 1), s.figures[n]
    if a is None or not is_amount(a) or a.salience != "fact" or not _LIMITS.isdisjoint(s.lows) or a.modifier == "<=":
        return None
    gap = s.between(a, p)
    if is_accounted(s, p):
        lead = gap[: -2 if gap[-1] in ("for", "up") else -1]
        return a if is_plain([w for w in lead if w not in (")", ",", "which", "that", "has", "have")], 10) else None
    gap = gap[1:] if gap[:1] == [")"] else gap
    tail = max((t for t in _CAME_TO if ends_with(gap, t)), key=len, default="")
    if tail:
        lead = gap[: -len(tail.split())]
        return a if is_plain(lead[:-1] if lead[-1:] == [","] else lead, 3 if tail == "," else 6) else None
    return a if [w for w in gap if w not in (",", "which", "that")] in (["is"], ["was"], ["equals"]) else None


def _is_told(s: Line, p: Figure, a: Figure) -> bool:
    """Say whether an amount is what the words before it come to: "70 % of the water, or 4,900 litres"."""
    gap = s.between(p, a)
    tail = next((t for t in _BEHIND if ends_with(gap, t)), "")
    if tail:
        return is_plain(gap[: -len(tail.split())], 9)
    return gap[-1:] == [","] and is_plain(gap[:-1], 6) and s.behind(a, 1) in (["."], [")"], [";"], [])


def accounted(earlier: Line, later: Line) -> list[Relation]:
    """Return the amount of one sentence and the share that the next gives it: "That is 31 % of all exports."."""
    p = later.at(0)
    if p is None or not is_share(p) or PRONOUNS.isdisjoint(later.lows[:1]) or later.behind(p, 1) != ["of"]:
        return []
    lead = later.lows[: p.first]
    amounts = [f for f in earlier.figures if is_amount(f) and f.is_level and f.salience == "fact"]
    told = [f for f in amounts if not any(f.linked_to == a.fact_id for a in amounts if a.first < f.first)]
    cued = is_accounted(later, p) or lead[-1:] in (["is"], ["was"], ["equals"])
    return [Relation("whole", (told[0], p))] if cued and len(told) == 1 and len(lead) <= 6 else []


# --- parts ------------------------------------------------------------------------------------------------------------


def parts(s: Line) -> Iterator[Relation]:
    """Yield two amounts of one unit, the one a part of the other: "five of the nine", "30, of which 12"."""
    for n, a, b in s.pairs():
        if not (is_amount(a) and is_amount(b) and a.is_level and b.is_level and a.kind == b.kind):
            continue
        if min(a.value or 0.0, b.value or 0.0) == 1 and a.kind == "count":  # "one of the 18" is one of them
            continue
        if same(a, b) and b.salience == "fact" and _is_of(s.between(a, b)):
            yield Relation("share", (a, b), _share_behind(s, n + 2))
        elif a.salience == "fact" and _comes_out_of(s, a, b):
            yield Relation("share", (b, a), _share_behind(s, n + 2))


def _is_of(gap: Sequence[str]) -> bool:
    told = [w for w in gap if w != "out"]
    return told[:1] == ["of"] and all(w in OPENING for w in told[1:])


def _comes_out_of(s: Line, whole: Figure, part: Figure) -> bool:
    gap = s.between(whole, part)
    if ends_with(gap, "of which", "of whom", "of them", "including", "among them"):
        fits = part.kind == "count" and (part.value or 0.0) <= (whole.value or 0.0)  # "30 people, including 3 boys"
        return len(gap) <= 10 and (same(whole, part) or (fits and ends_with(gap, "of whom", "including")))
    if s.behind(part, 2) in (["of", "whom"], ["of", "which"], ["of", "them"]):  # "5,000 workers, 200 of whom"
        return same(whole, part) and gap[-1:] == [","] and len(gap) <= 8
    return same(whole, part) and _opens_with_of(s, whole) and "," in gap and len(gap) <= 16


def _opens_with_of(s: Line, a: Figure) -> bool:
    """Say whether a clause begins with "Of the 40 wells"."""
    lead = s.lows[: a.first]
    while lead and lead[-1] in OPENING:
        lead = lead[:-1]
    return lead[-1:] == ["of"] and (len(lead) == 1 or lead[-2] in (",", "and", "but", "yet", ";"))


def _share_behind(s: Line, n: int) -> Figure | None:
    """Return the share that is told of a part and its whole: "12 of the 30 members, or 40 %"."""
    p, last = s.at(n), s.at(n - 1)
    if p is None or last is None or not is_share(p) or s.behind(p, 1) == ["of"]:
        return None
    return p if s.between(last, p) in ([",", "or"], ["("], ["or"], ["—"], ["—", "or"]) else None


# --- sums -------------------------------------------------------------------------------------------------------------

_SPLIT = words("divided divides split splits shared broken consists consisting comprises comprising composed")
_REST = words("rest remaining remainder others")
_OPENS = words(": — – including include includes included comprising namely which whom")
_PARTLY = words("including include includes included which whom") | _REST
_TOTALLED = re.compile(r"\b(?:total of|in total|altogether|in all|add(?:s|ing|ed)? up to|sum of|total(?:l?ing|l?ed))\b")
_ALTOGETHER = re.compile(r"(?:in total|altogether|in all|all told|together|combined)\b")
_REACH = 9  # words between two items of a list
_PARTIAL = 0.67  # parts that come to less than this of a total were hardly meant to add up to it


def sums(s: Line) -> Iterator[Relation]:
    """Yield parts and what they add up to: the whole first, then its parts; shares of one whole alone."""
    told = [f for f in s.figures if is_share(f)]
    if len(told) >= 3 and all(len(s.between(a, b)) <= _REACH and not s.inside(a, b) for a, b in pairwise(told)):
        near = abs(_sum(told) - 100) <= 0.5 * len(told)
        if near or not _SPLIT.union(_REST).isdisjoint(s.lows):
            yield Relation("shares", tuple(told))
    for n, whole in enumerate(s.figures):
        found = _summed(s, n) if is_amount(whole) and whole.is_level else None
        if found is not None:
            yield found
            return  # a second sum in the sentence would take up the same parts


def _summed(s: Line, n: int) -> Relation | None:
    """Return the n-th figure of a sentence as the total of what follows or of what went before."""
    whole = s.figures[n]
    own = _run(s.figures[n + 1 :], whole)
    if _may_add_up(own, whole):
        gap = s.between(whole, own[0])
        opens = max((k for k, w in enumerate(gap) if w in _OPENS or w in _SPLIT), default=-1)
        told = opens >= 0 and len(gap) - opens <= 5
        if told or (_opens_with_of(s, whole) and _sum(own) == whole.value):
            complete = _PARTLY.isdisjoint(gap) and _REST.isdisjoint(s.lows)
            return Relation("sum", (whole, *own), complete=complete)
    own = _run(s.figures[:n][::-1], whole)[::-1]
    if _may_add_up(own, whole) and _is_total(s, own[-1], whole):
        return Relation("sum", (whole, *own))
    return None


def _may_add_up(own: Sequence[Figure], whole: Figure) -> bool:
    total, most = whole.value or 0.0, max((f.value or 0.0 for f in own), default=0.0)
    return len(own) >= 2 and _sum(own) >= _PARTIAL * total and most <= total


def _is_total(s: Line, last: Figure, whole: Figure) -> bool:
    """Say whether a figure is called the total of those before it: ", a total of 500", "… and 200, 500 in all"."""
    gap = s.between(last, whole)
    joint = max((k for k, w in enumerate(gap) if w in (",", "and", ";", "(")), default=-1)
    lead, behind = " ".join(gap[joint + 1 :]), " ".join(s.behind(whole, 2))
    return bool(_TOTALLED.search(lead) or _ALTOGETHER.match(behind))


def _run(figures: Sequence[Figure], whole: Figure) -> list[Figure]:
    """Return the first of some figures, as long as they follow one another in the unit of a whole."""
    own: list[Figure] = []
    for f in figures:
        near = not own or max(f.first - own[-1].last, own[-1].first - f.last) <= _REACH
        if not (same(f, whole) and f.per == whole.per and f.is_level and near):
            break
        own.append(f)
    return own


def _sum(figures: Sequence[Figure]) -> float:
    return sum(f.value or 0.0 for f in figures)


# --- what a whole is called -------------------------------------------------------------------------------------------

_TOTAL = words("total overall whole entire all its their altogether combined")
_SMALL = words("in for of on at from by to")


def head_noun(s: Line, share: Figure) -> str:
    """Return the last noun of what a share is of, in the singular: "budget" of "4 % of the health budget"."""
    last = ""
    for w in s.lows[share.last + 1 : share.last + 8]:
        if not w.isalpha() or w in VERBS or w in LINKING or (w in _SMALL and last):
            break
        last = singular(w) if w not in OPENING else last
    return last


def stands_for(s: Line, f: Figure, noun: str) -> bool:
    """Say whether an amount is told as the whole of that name: "total exports were $6 billion"."""
    if not (is_amount(f) and f.is_level):
        return False
    lead, after = s.before(f, 7), s.behind(f, 2)
    places = [k for k, w in enumerate(lead) if singular(w) == noun]
    passed = VERBS | CHANGING | words("of at to totalled totaled came stood reached")
    led = bool(places) and not _TOTAL.isdisjoint(lead) and all(w in passed for w in lead[places[-1] + 1 :])
    return led or noun in (singular(w) for w in after)
