"""When a commitment falls due: which of the dates beside it is meant, and lengths of time counted from their anchor."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sourcebook.quantities.explicit import MONTHS, WEEKDAYS
from sourcebook.quantities.isodates import SEASONS, bounds, iso_day, moved, parse_reference, shift_days
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.numerals import at, word_at, words
from sourcebook.speech.clauses import Sentence
from sourcebook.speech.commitment import Commitment, Dates

Row = Mapping[str, Any]

_YEAR = re.compile(r"\b(?:1[5-9]|2[01])\d\d\b")
_NAMED = re.compile(rf"\b(?:{'|'.join([*(m for m in MONTHS if m != 'may'), 'may', *SEASONS])})\b")
_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_SETTLED = re.compile(r"\b(?:last|next|past|ago|previous|yesterday|tomorrow|today|following|coming)\b")
_LIMIT = words("by until till before within")
_WHEN = words("in on from at for during over starting next this to to")
_INSIDE = words(
    "the a an about around early late mid end of beginning start another further additional all roughly some"
)
_SPAN = words("within in over for")
_FROM_ELSEWHERE = words("of after from following")
_NOW = words("today now publication")
_UNITS = words("day week month year decade fortnight quarter")
_LEVELS = words(
    "levels level agreement accord deal summit election law act settlement contract budget value values figures"
)


class Due(NamedTuple):
    """An ISO 8601 date or interval, None without one, and its basis: given, computed or none."""

    iso: str | None
    basis: str


NONE = Due(None, "none")


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
    if f["kind"] in ("date", "date_range"):
        return True
    before = _lead(s, s.token_at(f["start"]))
    length = before in _SPAN and f["unit"] in _UNITS | {"hour"} and (before != "for" or _is_added(s, f))
    return f["kind"] == "duration" and (
        bool(f["iso"]) or length or word_at(s.ts, s.token_at(f["end"] - 1) + 1) == "left"
    )


def _is_added(s: Sentence, f: Row) -> bool:
    """Say whether a length of time comes on top of what was: "for another 90 days"; the others last from whenever."""
    k = s.token_at(f["start"])
    return any(t.low in ("another", "further", "additional", "more") for t in s.ts[max(0, k - 2) : k + 3])


def _one_unit(s: Sentence, k: int) -> str | None:
    """Return the unit of "within a year", which is no figure, behind the preposition at token k."""
    unit = TIME.get(word_at(s.ts, k + 2), "")
    ends = word_at(s.ts, k + 3) not in ("of", "or", "ago") or word_at(s.ts, k) == "within"
    return unit if word_at(s.ts, k + 1) == "a" and unit in _UNITS and ends else None


def _lead(s: Sentence, k: int) -> str:
    """Return the preposition that leads up to the date at token k: "by | the end of 2027"."""
    j = k - 1
    while j > k - 5 and (word_at(s.ts, j) in _INSIDE or s.ts[max(j, 0)].low == "-"):
        j -= 1
    return word_at(s.ts, j)


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
    times = [(s.token_at(f["start"]), f) for f in facts if _is_time(s, f)]
    anchor, told = _anchor(s, c, times, published)
    ranked = sorted(
        (rank, abs(k - c.act), k) for k, f in times if (rank := _rank(s, c, k, f, anchor, told)) is not None
    )
    by_place = dict(times)
    for _, _, k in ranked:
        found = _read(s, k, by_place[k], anchor, told, c.past)
        if found is not None:
            return found
    whole = next((k for k in range(c.act, c.last) if s.ts[k].low in ("within", "in") and _one_unit(s, k)), None)
    if whole is None or ranked:
        return NONE
    return _counted(s, whole + 3, 1.0, _one_unit(s, whole) or "", anchor)


def _anchor(
    s: Sentence, c: Commitment, times: Sequence[tuple[int, Row]], published: str | None
) -> tuple[str | None, bool]:
    """Return from when a length of time counts, and whether the sentence tells it: "promised in May 2022 to"."""
    if c.before:
        for k, f in times:
            iso = f["iso"]
            early = k < c.act and _lead(s, k) not in _LIMIT and not _is_of_target(s, c, k, f)
            if early and iso and ".." not in iso and _is_told(f, published):
                return iso, True
    return published, False


def _is_told(f: Row, published: str | None) -> bool:
    """Say whether a date lies no later than the publication, as a promise that is reported does."""
    window, own = parse_reference(published), bounds(f["iso"])
    return own is not None and (window is None or own[0] <= window[1])


def _rank(s: Sentence, c: Commitment, k: int, f: Row, anchor: str | None, told: bool) -> int | None:
    """Return how well a date fits as the day that is due: 0 best, None not at all."""
    lead = _lead(s, k)
    end = s.token_at(f["end"] - 1) + 1
    if lead in ("since", "than", "every", "each", "with") or (told and f["iso"] == anchor):
        return None
    limit = lead in _LIMIT or f["surface"].lower().startswith(("until", "before", "by")) or f["modifier"] == "<="
    if k >= c.last or k < c.first:
        leading = lead in _WHEN | _LIMIT or k <= s.stretch(k)[0] + 1
        outside = leading and k < c.first and s.stretch(c.cue)[0] <= k and c.first - end < 6
        if not outside or (c.before and not limit and not _is_ahead(f, anchor)):
            return None
        return 1 if limit else 3
    if k < c.act and c.before:
        return 2 if _is_of_target(s, c, k, f) else None
    if word_at(s.ts, end) in _LEVELS and lead not in _LIMIT:
        return None
    if limit:
        return 0
    return 1 if lead in _WHEN or f["relative"] else 2


def _is_of_target(s: Sentence, c: Commitment, k: int, f: Row) -> bool:
    """Say whether a date names the target it stands before: "its 2020 target"."""
    beside = k < c.cue <= s.token_at(f["end"] - 1) + 2
    return beside and s.ts[c.cue].low.startswith(("target", "deadline", "goal"))


def _is_ahead(f: Row, anchor: str | None) -> bool:
    if f["kind"] == "duration" or anchor is None:
        return False
    own, base = bounds(f["iso"] or ""), bounds(anchor)
    return own is not None and base is not None and own[1] > base[1]


# --- reading it -------------------------------------------------------------------------------------------------------


def _read(s: Sentence, k: int, f: Row, anchor: str | None, told: bool, past: bool) -> Due | None:
    """Return the date that a fact gives; None where it can't be the day that is due."""
    if f["iso"] is None:
        if f["kind"] != "duration":
            return NONE
        return _counted(s, s.token_at(f["end"] - 1) + 1, f["value"], f["unit"], anchor)
    iso = _ended(f)
    if _YEAR.search(f["surface"]):
        window = bounds(anchor or "")
        own = bounds(iso)
        if told and window and own and own[1] < window[0]:
            return None
        return Due(iso, "given")
    if _turning(f["surface"]) and not past:
        iso = _next(f["surface"], iso, anchor)
    return Due(iso, "computed")


def _ended(f: Row) -> str:
    """Return a date without its open end, and a stretch of years that is counted ("the next five years") as its end."""
    parts = [part for part in f["iso"].split("/") if part != ".."]
    counted = f["kind"] == "duration" and f["relative"]
    return parts[-1] if counted else "/".join(parts)


def _counted(s: Sentence, end: int, value: float | None, unit: str | None, anchor: str | None) -> Due:
    """Return the date that a length of time leads to from its anchor; none where that is an event without a date."""
    lead = word_at(s.ts, end)
    elsewhere = lead in _FROM_ELSEWHERE and word_at(s.ts, end + 1) not in _NOW
    if elsewhere or value is None or unit not in _UNITS or not anchor:
        return NONE
    window = parse_reference(anchor)
    if window is None:
        return NONE
    first, last = (moved(unit, day, value) for day in window)
    size = {"year": 4, "decade": 4, "month": 7, "quarter": 7}.get(unit, 10)
    if value != int(value) and size == 4:
        size = 7
    size = next((n for n in (10, 7, 4) if n <= size and first.isoformat()[:n] == last.isoformat()[:n]), 0)
    return Due(first.isoformat()[:size], "computed") if size else NONE


def _next(surface: str, iso: str, anchor: str | None) -> str:
    """Return a date that comes round again, the first time at or after the anchor."""
    window = parse_reference(anchor)
    own = bounds(iso)
    if window is None or own is None:
        return iso
    low = surface.lower()
    if _DAY.search(low) and not _NAMED.search(low) and len(iso) == 10:
        weeks = max(0, -(-(window[0].toordinal() - own[0].toordinal()) // 7))
        return shift_days(own[0], 7 * weeks).isoformat() if weeks else iso
    year = window[0].year + (
        own[1].replace(year=window[0].year, day=min(own[1].day, 28)) < window[0].replace(day=min(window[0].day, 28))
    )
    return _in_year(iso, year - int(iso[:4]) - (own[1].year - own[0].year)) if year != own[1].year else iso


def _in_year(iso: str, by: int) -> str:
    """Return a date so many years later."""
    parts = []
    for part in iso.split("/"):
        pieces = [int(p) for p in part.split("-")] if "W" not in part else []
        moved_to = (
            iso_day(pieces[0] + by, pieces[1], pieces[2] if len(pieces) > 2 else None) if len(pieces) > 1 else None
        )
        parts.append(moved_to or part)
    return "/".join(parts)


__all__ = ["NONE", "Due", "at", "dates_of", "due"]
