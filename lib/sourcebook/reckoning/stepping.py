"""What a figure was before and what it became, and two rates told side by side."""

import calendar
import re
from collections.abc import Iterator, Sequence

from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import words
from sourcebook.reckoning.lines import (
    BREAKS,
    CHANGING,
    LINKING,
    PRONOUNS,
    VERBS,
    Figure,
    Line,
    Relation,
    ends_with,
    is_amount,
    is_plain,
    is_share,
    same,
)

# --- from one level to another ----------------------------------------------------------------------------------------

_EARLIER = words("earlier before ago previously last previous prior")
_MONTHS = {name.lower() for name in calendar.month_name if name} - {"may"} | {"May"}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_AGAINST = ("compared with", "compared to", "against", "versus", "vs")
_BY_THE_WAY = words(
    "later since now again also even only just soon finally by gradually quickly once yet been be being ,"
)
_PASSED = VERBS | PRONOUNS | LINKING | _BY_THE_WAY | {"then", "to"}
_LEAP = 50  # no price goes so many times up or down; "from 60 pence to 80" may have been read so
_NEXT = 3  # figures that may stand between the two ends of a change


def changes(s: Line) -> Iterator[Relation]:
    """Yield a figure before and after, in this order, with the change as it is stated beside them, if it is.

    The level before a change is yielded where it is not told: "rose by 300 to 4,000".
    """
    used: set[str] = set()
    for a in s.figures:
        if a.value is None and a.low is not None and a.unit and _is_from_to(s, a) and _is_moved(s, a):
            yield Relation("change", (a,), _stated_change(s, (a,)))
    for n, a in enumerate(s.figures):
        for b in s.figures[n + 1 : n + 1 + _NEXT]:
            ends = _ends_of_change(s, a, b) if _may_change(s, a, b) else None
            if ends and used.isdisjoint((a.fact_id, b.fact_id)):
                used |= {a.fact_id, b.fact_id}
                yield Relation("change", ends, _stated_change(s, ends))
    for step, level in _steps(s):
        if level.fact_id not in used:
            used.add(level.fact_id)
            yield Relation("level before", (level, step))


def _may_change(s: Line, a: Figure, b: Figure) -> bool:
    low, high = sorted((a.value or 0.0, b.value or 0.0))
    told = a.is_level and low > 0 and not (a.kind == "money" and high > _LEAP * low)
    return told and same(a, b) and not any(same(f, a) and f.is_level for f in s.inside(a, b))


def _is_from_to(s: Line, a: Figure) -> bool:
    return a.surface.lower().startswith("from") or s.before(a, 1) == ["from"]


def _is_moved(s: Line, a: Figure) -> bool:
    """Say whether a range tells of a change: "prices from 3 to 5 euros" may tell of none."""
    return bool(a.change) or not CHANGING.isdisjoint(s.before(a, 9))


def _ends_of_change(s: Line, a: Figure, b: Figure) -> tuple[Figure, Figure] | None:
    return (a, b) if _rises_to(s, a, b) else (b, a) if _came_from(s, a, b) else None


def _is_dated(behind: Sequence[str]) -> bool:
    """Say whether words behind a figure, as far as their clause goes, tell of an earlier time."""
    end = next((k for k, w in enumerate(behind) if w in BREAKS or w in (",", ".")), len(behind))
    return any(w in _EARLIER or w in _MONTHS or _YEAR.fullmatch(w) for w in behind[:end])


def _rises_to(s: Line, a: Figure, b: Figure) -> bool:
    """Say whether words lead from a figure to what it became: "30, later raised to 36"; "rose from 30 in May to 36"."""
    gap = s.between(a, b)
    if gap[-1:] != ["to"]:
        return False
    if _is_from_to(s, a):
        return is_plain(gap[:-1], 8) and not CHANGING.isdisjoint(s.before(a, 9))
    verb = max((k for k, w in enumerate(gap) if w in CHANGING), default=-1)
    if verb < 0 or not BREAKS.isdisjoint(gap):
        return False
    lead, tail = gap[:verb], gap[verb + 1 : -1]
    return len(lead) <= 10 and len(tail) <= 5 and "," not in tail and _keeps_subject(lead)


def _keeps_subject(lead: Sequence[str]) -> bool:
    """Say whether no new subject comes in: behind a joint or a comma only verbs, adverbs and pronouns stand."""
    joint = max((k for k, w in enumerate(lead) if w in LINKING or w == ","), default=-1)
    own = lead[joint:] if joint >= 0 else []
    return all(w in _PASSED or w.endswith("ly") for w in own)


def _came_from(s: Line, b: Figure, a: Figure) -> bool:
    """Say whether a figure is told before what it was: "44, down from 48", "to 2.9 % in May from 3.4 %"."""
    gap = s.between(b, a)
    if not BREAKS.isdisjoint(gap) or len(gap) > 10 or any(not f.change for f in s.inside(b, a)):
        return False
    if ends_with(gap, *_AGAINST):
        return b.kind != "multiple" and _is_dated(s.behind(a, 7))
    if not ends_with(gap, "from", "from a", "from an", "from the"):
        return False
    lead = gap[: -1 - gap[::-1].index("from")]
    turned = not CHANGING.union(("higher", "lower")).isdisjoint(lead) or bool(b.change) or s.before(b, 1) == ["to"]
    return turned and (VERBS - CHANGING).isdisjoint(lead)


# --- the change as it is stated ---------------------------------------------------------------------------------------

_POINTS = ("percentage point", "basis point")
_GAIN = CHANGING | words("gain loss step difference gap")
_ADJUSTED = words("adjusted constant excluding organic underlying real annualised annualized seasonally comparable")
_OTHER_TIME = words("after following before since than last next despite excluding and but while when")


def _stated_change(s: Line, ends: tuple[Figure, ...]) -> Figure | None:
    """Return the change that stands beside its two ends, in their unit, in percent or as a multiple."""
    first, last = min(f.first for f in ends), max(f.last for f in ends)
    if not _ADJUSTED.isdisjoint(s.lows):
        return None
    for d in s.figures:
        if d in ends or d.value is None or s.before(d, 1) == ["to"] or not _may_measure(d, ends[0]):
            continue
        told = d.change or d.unit in _POINTS or s.before(d, 1) == ["by"] or not _GAIN.isdisjoint(s.before(d, 3))
        if told and _is_beside(s, d, first, last):
            return d
    return None


def _may_measure(d: Figure, level: Figure) -> bool:
    if d.unit in _POINTS:
        return level.unit == "%"
    return same(d, level) or d.unit == "%" or (d.kind == "multiple" and d.change == "up")


def _is_beside(s: Line, d: Figure, first: int, last: int) -> bool:
    if d.first >= last:
        gap = s.lows[last : d.first]
        joint = min((k for k, w in enumerate(gap) if w in (",", "(", "—", "–", "or", "by")), default=-1)
        return joint >= 0 and is_plain(gap[:joint], 6) and _OTHER_TIME.union(VERBS).isdisjoint(gap[joint:])
    gap = s.lows[d.last : first] if d.last <= first else []
    return len(gap) <= 6 and (VERBS | {"and", "but", "while"} | BREAKS).isdisjoint(gap)


def _steps(s: Line) -> Iterator[tuple[Figure, Figure]]:
    """Yield a change and the level that it led to: "rose by 300 to 4,000", "$5 billion, up 25 %"."""
    for _, a, b in s.pairs():
        gap = s.between(a, b)
        if _is_step(a, b) and a.change and _leads_to(gap) and not _is_exchanged(s, b):
            yield a, b
        elif _is_step(b, a) and _is_apposed(s, gap, b):
            yield b, a


def _is_exchanged(s: Line, level: Figure) -> bool:
    """Say whether a level is a rate of exchange, which rises when its currency falls: "slipped to 83 to the dollar"."""
    behind = s.behind(level, 2)
    return level.kind == "money" and (
        behind in (["against", "the"], ["to", "the"]) or re.fullmatch("[A-Z]{3}", level.per) is not None
    )


def _leads_to(gap: Sequence[str]) -> bool:
    return gap == ["to"] or (ends_with(gap, ", to", ", to an average of", "to a total of") and is_plain(gap[:-2], 6))


def _is_step(d: Figure, level: Figure) -> bool:
    """Say whether a figure is a change of something like another."""
    if not ((d.value or 0.0) > 0 and level.is_level and (level.value or 0.0) > 0 and level.unit):
        return False
    if level.kind in ("duration", "multiple") or not (d.change or d.kind == "multiple"):
        return False
    if d.kind == "multiple":
        return level.unit != "%" or bool(d.change)
    return d.unit in _POINTS if level.unit == "%" else d.unit == "%" or d.unit == level.unit


def _is_apposed(s: Line, gap: Sequence[str], d: Figure) -> bool:
    """Say whether a change is told behind its level: "$5 billion, up 25 %", "4,000, 300 more than in 2020"."""
    if list(gap) in ([",", "up"], [",", "down"], ["(", "up"], ["(", "down"]):
        return True
    behind = s.behind(d, 6)
    compared = behind[1:2] == ["than"] and behind[0] in ("more", "less", "fewer", "higher", "lower")
    if d.kind == "multiple":  # "300,000 men, twice as many as in 2010"
        compared = behind[:1] == ["as"] and behind[2:3] == ["as"] and behind[1] in ("many", "much", "high", "large")
        behind = behind[1:]
    timed = behind[2:3] == ["in"] or _is_dated(behind[2:])
    return gap[-1:] == [","] and is_plain(gap[:-1], 4) and compared and timed


def carried(earlier: Line, later: Line) -> list[Relation]:
    """Return the change of a figure that the next sentence takes up: "The fee was 10. It was then raised to 15."."""
    b = later.at(0)
    if b is None or not b.is_level or not (is_amount(b) or is_share(b)) or PRONOUNS.isdisjoint(later.lows[:1]):
        return []
    lead = later.lows[: b.first]
    before = [f for f in earlier.figures if same(f, b)]
    told = len(before) == 1 and before[0].is_level and bool(before[0].value)
    if told and lead[-1:] == ["to"] and len(lead) <= 8 and not CHANGING.isdisjoint(lead):
        return [Relation("change", (before[0], b), _stated_change(later, (b,)))]
    return []


# --- side by side -----------------------------------------------------------------------------------------------------

_CHARGES = words("tariff duty tax levy fee surcharge excise vat toll charge")
_RATES = _CHARGES | words("rate interest commission royalty premium yield quota")


def differences(s: Line) -> Iterator[Relation]:
    """Yield two rates told of like things: "up to 15 % here and 12 % there", "63 %, against 38 %"."""
    told = [f for f in s.figures if f.unit == "%"]
    if len(told) != 2 or not all(is_share(f) for f in told) or _ends_of_change(s, *told):
        return
    a, b = told
    gap = s.between(a, b)
    one, other = (_headed(s, f) for f in told)
    alike = bool(one & other) or bool(one & _CHARGES and other & _CHARGES)
    opposed = ends_with(gap, *_AGAINST) and len(gap) <= 9
    coordinated = bool(one) and not other and "and" in gap and len(gap) <= 9 and VERBS.isdisjoint(gap)
    if opposed or alike or coordinated:
        yield Relation("difference", (a, b))


def _headed(s: Line, f: Figure) -> frozenset[str]:
    """Return the words of rates that stand with a figure: "tariffs of 15 %", "a 15 % tax"."""
    lead = s.before(f, 6)
    clause = max((k for k, w in enumerate(lead) if w in LINKING or w in BREAKS or w == ","), default=-1)
    return frozenset(singular(w) for w in lead[clause + 1 :] + s.behind(f, 2)) & _RATES
