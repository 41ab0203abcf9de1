"""Lines that are given to voices -> passages that tile the text."""

import re
from collections.abc import Iterator

from sourcebook.voices import furniture
from sourcebook.voices.endings import end_mark
from sourcebook.voices.ledger import Ledger, Part
from sourcebook.voices.lines import Line
from sourcebook.voices.masthead import dateline
from sourcebook.voices.passage import Passage

_STAGE_FIRST = re.compile(rf"{furniture.STAGE}\s{{1,9}}(?=\S)", re.IGNORECASE)
_STAGE_LAST = re.compile(rf"\s{{1,9}}{furniture.STAGE}$", re.IGNORECASE)
_LONGEST_STAGE = 200  # characters
_STAMP = re.compile(r"(?:^|(?<=[.?!…”\"’]\s))[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]\s{0,9}")  # "[00:12:13] "


def tiled(text: str, ledger: Ledger) -> list[Passage]:
    """Return the passages of a text: lines of one owner and kind together, each from where it begins to the next."""
    pieces: list[tuple[int, Part]] = []
    for n, (line, part) in enumerate(zip(ledger.lines, ledger.parts, strict=True)):
        for start, piece in _pieces(line, part, n == ledger.head.top):
            if not pieces or not _is_alike(pieces[-1][1], piece):
                pieces.append((start, piece))
    starts = [0, *(start for start, _ in pieces[1:])]
    ends = [*starts[1:], len(text)]
    return [
        Passage(start, end, part.voice, part.role, part.kind, round(part.confidence, 2), part.basis)
        for (_, part), start, end in zip(pieces, starts, ends, strict=False)
    ] or [Passage(0, len(text), "unsigned", "unsigned", "body", 0.5, "nobody is named as speaking")]


def _is_alike(one: Part, other: Part) -> bool:
    return (one.kind, one.voice, one.role) == (other.kind, other.voice, other.role)


def _pieces(line: Line, part: Part, opens: bool) -> Iterator[tuple[int, Part]]:
    """Yield a line cut into what somebody says and what is nobody's in it, each with where it begins.

    opens   whether the article begins with it, so that a dateline may stand before what is said
    """
    at = 0
    if part.is_said or part.voice:
        for start, end, sort in _asides(line, part.label, opens):
            if at < start:
                yield line.start + at, part
            yield line.start + start, Part("furniture", confidence=0.9, basis=f"by its wording: {sort}")
            at = end
    if at < len(line.text):
        yield line.start + at, part


def _asides(line: Line, label: int, opens: bool) -> list[tuple[int, int, str]]:
    """Return what is nobody's in a line, in order, with its sort: label or dateline, stage directions, an end mark."""
    first, last = label, len(line.text)
    found = [(0, label, "label")] if label else []
    if opens and not label and (place := dateline(line)):
        first = place.end()
        found = [(0, first, "dateline")]
    end = end_mark(line.text[first:])
    if end:
        last = first + end.start()
    found += [(first + s, first + e, "stage") for s, e in _stage_directions(line.text[first:last])]
    return [*found, (last, len(line.text), "endmark")] if end else found


def _stage_directions(said: str) -> list[tuple[int, int]]:
    """Return where stage directions stand at the edges of what is said, and time stamps between its sentences."""
    if "[" not in said and "(" not in said:
        return []
    edges = (_STAGE_FIRST.match(said), _STAGE_LAST.search(said, max(0, len(said) - _LONGEST_STAGE)))
    cuts = sorted({found.span() for found in (*edges, *_STAMP.finditer(said)) if found})
    return [cut for n, cut in enumerate(cuts) if n == 0 or cut[0] >= cuts[n - 1][1]]
