"""When a commitment falls due: which of the dates beside it is meant, and lengths of time counted from their anchor."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sourcebook.promising.commitment import Commitment, Dates
from sourcebook.quantities.explicit import MONTHS, WEEKDAYS
from sourcebook.quantities.isodates import SEASONS, bounds, iso_day, moved, parse_reference, shift_days
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import Sentence

Row = Mapping[str, Any]

_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_YEAR = re.compile(r"\b(?:1[5-9]|2[01])\d\d\b")
_NAMED = re.compile(rf"\b(?:{'|'.join([*MONTHS, *SEASONS])})\b")
_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_SETTLED = re.compile(r"\b(?:last|next|past|ago|previous|yesterday|tomorrow|today|following|coming)\b")
_LIMIT = words("by until till before within")
_WHEN = words("in on from at for during over starting next this to")
_INSIDE = words(
    "the a an about around early late mid end of beginning start another further additional all roughly some"
)
_SPAN = words("within in over for")
_FROM_ELSEWHERE = words("of after from following")
_NOW = words("today now publication")
_UNITS = words("day week month year decade fortnight quarter")
_SHORT = {"hour"}  # which lead to no other day
_LENGTHS = _UNITS | _SHORT
_LEADING = _WHEN | _LIMIT
_ADDED = words("another further additional more")
_NOT_DUE = words("since than every each with")
_CLOSE = 6  # tokens between a date that leads a sentence and its subject
_LEVELS = words(
    "levels level agreement accord deal summit election law act settlement contract budget value values figures"
)


class Due(NamedTuple):
    """An ISO 8601 date or interval, None without one, and its basis: given, computed or none."""

    iso: str | None
    basis: str


NONE = Due(None, "none")


class Anchor(NamedTuple):
    """The ISO date from which a length of time counts; `told` where the sentence tells it, else that of publication."""

    iso: str | None
    told: bool


def dates_of(s: Sentence, facts: Sequence[Row], published: str | None) -> Dates:
    """Return where the dates and lengths of time of a sentence stand, and which lie after the day of publication.

    facts   those of the sentence, in order
    """
    window = parse_reference(published)
    when = [(s.token_at(f["start"]), f) for f in facts if _is_time(s, f)]
    ahead = (k for k, f in when if window and f["iso"] and _last_day(f["iso"], window[0]) > window[1])
    unsettled = (k for k, f in when if f["relative"] and _turning(f["surface"]) and window)
    whole = (k for k, t in enumerate(s.ts) if t.low in _SPAN and _one_unit(s, k))
    return Dates(sorted({*(k for k, _ in when), *(k + 1 for k in whole)}), sorted({*ahead, *unsettled}))


def _is_time(s: Sentence, f: Row) -> bool:
    """Say whether a fact is a date, or a length of time at whose end something can be due."""
    if f["kind"] != "duration":
        return bool(f["kind"] in ("date", "date_range"))
    k = s.token_at(f["start"])
    lead, behind = _lead(s, k), word_at(s.ts, s.token_at(f["end"] - 1) + 1)
    added = lead != "for" or any(t.low in _ADDED for t in s.ts[max(0, k - 2) : k + 3])  # "for another 60 days"
    spans = lead in _SPAN and f["unit"] in _LENGTHS and added
    return bool(f["iso"]) or behind == "left" or spans


def _one_unit(s: Sentence, k: int) -> str | None:
    """Return the unit of "within a year", which is no figure, behind the preposition at token k."""
    unit = TIME.get(word_at(s.ts, k + 2), "")
    ends = word_at(s.ts, k + 3) not in ("of", "or", "ago") or word_at(s.ts, k) == "within"
    return unit if word_at(s.ts, k + 1) == "a" and unit in _UNITS and ends else None


def _lead_at(s: Sentence, k: int) -> int:
    """Return the token of the preposition that leads up to the date at token k: "by | the end of 2027"."""
    j = k - 1
    while j > k - 5 and (word_at(s.ts, j) in _INSIDE or s.ts[max(j, 0)].low == "-"):
        j -= 1
    return j


def _lead(s: Sentence, k: int) -> str:
    return word_at(s.ts, _lead_at(s, k))


def _is_leading(s: Sentence, k: int) -> bool:
    """Say whether the date at token k opens a sentence or a clause: "By 2030 the town", "Next week"."""
    j = _lead_at(s, k)
    first = s.clauses[s.of[k]].first
    opened = first + (word_at(s.ts, first) in ("and", "but", "so"))
    return max(j, 0) <= opened or k <= opened + 1 or (word_at(s.ts, j - 1) == "," and word_at(s.ts, j) in _LEADING)


def _turning(surface: str) -> bool:
    """Say whether a date comes round again: a month, a season or a weekday without more."""
    low = surface.lower()
    return bool(_NAMED.search(low) or _DAY.search(low)) and not _SETTLED.search(low) and not _YEAR.search(low)


def _last_day(iso: str, otherwise: date) -> date:
    window = bounds("/".join(part for part in iso.split("/") if part != ".."))
    return window[1] if window else otherwise


# --- which date -------------------------------------------------------------------------------------------------------


def due(s: Sentence, c: Commitment, facts: Sequence[Row], published: str | None) -> Due:
    """Return when the commitment falls due.

    facts       those of its sentence, in order
    published   ISO date of publication, whole or partial, from which lengths of time without an anchor count
    """
    times = {s.token_at(f["start"]): f for f in facts if _is_time(s, f)}
    anchor = _anchor(s, c, times, published)
    ranks = ((_rank(s, c, k, f, anchor), abs(k - c.act), k) for k, f in times.items())
    ranked = sorted((rank, far, k) for rank, far, k in ranks if rank is not None)
    for _, _, k in ranked:
        found = _read(s, c, k, times[k], anchor)
        if found is not None:
            return found
    whole = next((k for k in range(c.act, c.last) if s.ts[k].low in ("within", "in") and _one_unit(s, k)), None)
    if whole is None or ranked or c.rule:
        return NONE
    return _counted(s, whole + 3, 1.0, _one_unit(s, whole), anchor)


def _anchor(s: Sentence, c: Commitment, times: Mapping[int, Row], published: str | None) -> Anchor:
    """Return from when a length of time counts: "promised in May 2022 to", else the day of publication."""
    for k, f in times.items() if c.before else ():
        early = k < c.act and _lead(s, k) not in _LIMIT and not _is_of_target(s, c, k, f)
        if early and f["iso"] and _is_told(f, published):
            return Anchor(f["iso"], True)
    return Anchor(published, False)


def _is_told(f: Row, published: str | None) -> bool:
    """Say whether a date lies no later than the publication, as a promise that is reported does."""
    window, own = parse_reference(published), bounds(f["iso"])
    return own is not None and (window is None or own[0] <= window[1])


def _rank(s: Sentence, c: Commitment, k: int, f: Row, anchor: Anchor) -> int | None:
    """Return how well a date fits as the day that is due: 0 best, None not at all."""
    lead = _lead(s, k)
    end = s.token_at(f["end"] - 1) + 1
    limit = lead in _LIMIT or f["surface"].lower().startswith(("until", "before", "by")) or f["modifier"] == "<="
    if (lead in _NOT_DUE and not limit) or (anchor.told and f["iso"] == anchor.iso):
        return None
    if k >= c.last or k < c.first:
        near = _is_leading(s, k) and s.stretch(c.cue)[0] <= k < c.first and c.first - end < _CLOSE
        fits = near and (limit or not c.before or _is_ahead(f, anchor))
        return None if not fits else 1 if limit else 3
    if k < c.act and c.before:
        over = k > c.cue and f["kind"] == "duration"  # "pledged £4 million over five years to"
        return 2 if over or _is_of_target(s, c, k, f) else None
    if k < c.cue and not (_is_leading(s, k) or _is_of_target(s, c, k, f)):
        return None
    if word_at(s.ts, end) in _LEVELS and lead not in _LIMIT:
        return None
    return 0 if limit else 1 if lead in _WHEN or f["relative"] else 2


def _is_of_target(s: Sentence, c: Commitment, k: int, f: Row) -> bool:
    """Say whether a date names the target it stands before: "its 2020 target"."""
    beside = k < c.cue <= s.token_at(f["end"] - 1) + 2
    return beside and s.ts[c.cue].low.startswith(("target", "deadline", "goal"))


def _is_ahead(f: Row, anchor: Anchor) -> bool:
    """Say whether a date lies after the anchor."""
    own, base = bounds(f["iso"] or ""), bounds(anchor.iso or "")
    return f["kind"] != "duration" and own is not None and base is not None and own[1] > base[1]


# --- reading it -------------------------------------------------------------------------------------------------------


def _read(s: Sentence, c: Commitment, k: int, f: Row, anchor: Anchor) -> Due | None:
    """Return the date that a fact gives; None where it can't be the day that is due."""
    if f["iso"] is None:
        behind = s.token_at(f["end"] - 1) + 1
        counts = f["kind"] == "duration" and not (c.rule and not anchor.told)
        return _counted(s, behind, f["value"], f["unit"], anchor) if counts else NONE
    iso = _ended(f)
    if _YEAR.search(f["surface"]):
        base, own = bounds(anchor.iso or ""), bounds(iso)
        earlier = anchor.told and base and own and own[1] < base[0]
        return None if earlier else Due(iso, "given")
    comes_round = _turning(f["surface"]) and not c.past
    return Due(_next(f["surface"], iso, anchor) if comes_round else iso, "computed")


def _ended(f: Row) -> str:
    """Return a date without its open end; of "the next five years" and "the end of the decade" only the end."""
    parts = [part for part in f["iso"].split("/") if part != ".."]
    counted = f["kind"] == "duration" and f["relative"]
    last = f["precision"] in ("decade", "century") and f["surface"].lower().startswith("end of")
    return parts[-1] if counted or last else "/".join(parts)


def _counted(s: Sentence, end: int, value: float | None, unit: str | None, anchor: Anchor) -> Due:
    """Return the date that a length of time leads to from its anchor; none where that is an event without a date."""
    elsewhere = word_at(s.ts, end) in _FROM_ELSEWHERE and word_at(s.ts, end + 1) not in _NOW
    window = parse_reference(anchor.iso)
    if elsewhere or value is None or unit not in _UNITS or window is None:
        return NONE
    first, last = (moved(unit, day, value).isoformat() for day in window)
    finest = _DIGITS.get(unit, 10)
    finest = 7 if finest == 4 and value % 1 else finest
    certain = next((n for n in (10, 7, 4) if n <= finest and first[:n] == last[:n]), 0)
    return Due(first[:certain], "computed") if certain else NONE


_DIGITS = {"year": 4, "decade": 4, "month": 7, "quarter": 7}  # of the ISO form that a length of time can settle


def _next(surface: str, iso: str, anchor: Anchor) -> str:
    """Return a date that comes round again, the first time at or after the anchor."""
    window, own = parse_reference(anchor.iso), bounds(iso)
    if window is None or own is None:
        return iso
    base = window[0]
    if not _NAMED.search(surface.lower()):
        weeks = max(0, (base - own[0]).days + 6) // 7
        return shift_days(own[0], 7 * weeks).isoformat() if weeks and len(iso) == 10 else iso
    year = base.year + ((own[1].month, own[1].day) < (base.month, base.day))
    return "/".join(_in_year(part, year - own[1].year) for part in iso.split("/"))


def _in_year(iso: str, by: int) -> str:
    """Return a month or a day so many years later; a week, and what the calendar lacks, as it is."""
    if not _MONTH.fullmatch(iso):
        return iso
    year, month, *day = (int(piece) for piece in iso.split("-"))
    return iso_day(year + by, month, day[0] if day else None) or iso
