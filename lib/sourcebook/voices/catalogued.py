"""The passages that a catalogue lists for a source, found in its text, which they tile."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.catalogue import PassageEntry, SourceEntry
from sourcebook.errors import InputError
from sourcebook.readers.document import Document
from sourcebook.voices.lines import Line, is_heading, lines
from sourcebook.voices.passage import Passage

BASIS = "catalogue"


def catalogued(document: Document, entry: SourceEntry, recognised: Sequence[Passage]) -> list[Passage]:
    """Return the passages of a catalogue's entry, which has some, in order, their headings apart.

    recognised   the passages without the entry, of which the first body says whose the text ahead of the entry's is
    raises InputError when the opening words of a passage are not in the text
    """
    own = lines(document.text, document.headings)
    parts = _listed(document.text, entry, recognised)
    return [passage for part in parts for passage in _with_headings(own, part)]


def _listed(text: str, entry: SourceEntry, recognised: Sequence[Passage]) -> Iterator[Passage]:
    starts = _starts(text, entry.passages, entry.file)
    if text[: starts[0]].strip():
        body = next((p for p in recognised if p.kind == "body"), None)
        voice, role = (body.voice, body.role) if body else ("unsigned", "unsigned")
        yield Passage(0, starts[0], voice, role, "body", 0.5, "before the first passage of the catalogue")
    else:
        starts[0] = 0
    for start, end, p in zip(starts, [*starts[1:], len(text)], entry.passages, strict=True):
        if p.kind == "furniture":
            yield Passage(start, end, None, None, p.kind, 1.0, BASIS)
        else:
            yield Passage(start, end, p.voice, p.role, p.kind, 1.0, BASIS, dict(p.tags) if p.voice else {})


def _starts(text: str, entries: Sequence[PassageEntry], file: str) -> list[int]:
    """Return where each listed passage begins: where its opening words stand behind those of the one before it."""
    starts: list[int] = []
    after = 0
    for p in entries:
        start = text.find(p.opens, after)
        if start < 0:
            elsewhere = "stands before the passage listed above it" if p.opens in text else "is not in the text"
            raise InputError(
                f"{file}: passage opens = '{p.opens[:60]}' {elsewhere}; "
                "copy its first words letter for letter, passages in their order in the text"
            )
        starts.append(start)
        after = start + len(p.opens)
    return starts


def _with_headings(own: Sequence[Line], part: Passage) -> list[Passage]:
    """Split a catalogued part into its headings and what stands below them."""
    if part.kind in ("furniture", "heading"):
        return [part]
    inside = [line for line in own if line.start < part.end and part.start < line.end]
    cuts = [(part.start, part.kind)] if not inside else []
    for n, line in enumerate(inside):
        opens = is_heading(inside, n) and n + 1 < len(inside) and line.start >= part.start
        kind = "heading" if opens else part.kind
        if not cuts or cuts[-1][1] != kind:
            cuts.append((line.start if cuts else part.start, kind))
    ends = [*(start for start, _ in cuts[1:]), part.end]
    basis = {part.kind: part.basis, "heading": f"{part.basis}; a heading by its shape"}
    return [
        replace(part, start=start, end=end, kind=kind, basis=basis[kind])
        for (start, kind), end in zip(cuts, ends, strict=True)
    ]
