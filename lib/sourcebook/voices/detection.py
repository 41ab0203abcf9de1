"""A document and its catalogue entry -> what the source is, and its passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourcebook.catalogue import PassageEntry, SourceEntry
from sourcebook.errors import InputError
from sourcebook.readers.document import Document
from sourcebook.voices.assembly import passages
from sourcebook.voices.lines import Line, is_heading, lines
from sourcebook.voices.passage import Passage
from sourcebook.voices.turns import is_office


@dataclass(frozen=True)
class Description:
    """What is known of a source apart from who speaks in it; `why` says what a date rests on that isn't stated."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    published_basis: str = "unknown"
    why: str = ""
    url: str = ""
    language: str = ""


def recognised(document: Document, entry: SourceEntry, source_id: str) -> tuple[Description, list[Passage]]:
    """Return what a source is, and its passages in order; they tile the text.

    What the entry says goes before what is recognised, key by key; with passages in it, nobody else speaks.
    raises InputError when the opening words of a catalogued passage are not in the text
    """
    head, found = passages(document, entry.authors, entry.file)
    if entry.passages:
        parts = _catalogued(document.text, entry, source_id, found)
        own = lines(document.text, document.headings)
        found = [p for part in parts for p in _with_headings(own, part)]
    signed = [v for p in found if p.voice and p.basis == "the names below it" for v in p.voice.split(", ")]
    spoken = [p.voice for p in found if p.voice and p.role in ("author", "interviewer") and p.kind == "body"]
    authors = entry.authors or tuple(dict.fromkeys([*head.authors, *signed, *spoken])) if not entry.passages else entry.authors
    dated = head.dated
    description = Description(
        title=entry.title or head.title,
        outlet=entry.outlet or head.outlet,
        authors=tuple(a for a in authors if a not in _NAMELESS and not is_office(a)),
        published=entry.published or (dated.iso if dated else ""),
        published_basis=entry.published_basis
        or ("catalogue" if entry.published else dated.basis if dated else "unknown"),
        why="" if entry.published or not dated else dated.why,
        url=entry.url or head.url,
        language=entry.language or document.said.language,
    )
    return description, [_resolved(p, source_id) for p in found if p.end > p.start]


_NAMELESS = ("Interviewer", "Interviewee", "Moderator", "Editor", "Translator")


def _catalogued(text: str, entry: SourceEntry, source_id: str, found: Sequence[Passage]) -> Iterator[Passage]:
    starts = _starts(text, entry.passages, entry.file)
    if text[: starts[0]].strip():
        voice = next((p for p in found if p.kind == "body"), None)
        owner = (voice.voice, voice.role) if voice else ("unsigned", "unsigned")
        yield Passage(0, starts[0], *owner, "body", 0.5, "before the first passage of the catalogue")
    else:
        starts[0] = 0
    ends = [*starts, len(text)][1:]
    for start, end, p in zip(starts, ends, entry.passages, strict=True):
        voice_, role = (None, None) if p.kind == "furniture" else (p.voice, p.role)
        yield Passage(start, end, voice_, role, p.kind, 1.0, "catalogue", dict(p.tags) if voice_ else {})


def _starts(text: str, entries: Sequence[PassageEntry], file: str) -> list[int]:
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
    cuts: list[tuple[int, str]] = []
    for n, line in enumerate(inside):
        is_one = is_heading(inside, n) and n + 1 < len(inside) and line.start >= part.start
        kind = "heading" if is_one else part.kind
        if not cuts or cuts[-1][1] != kind:
            cuts.append((line.start if cuts else part.start, kind))
    ends = [start for start, _ in cuts[1:]] + [part.end]
    basis = {part.kind: part.basis, "heading": f"{part.basis}; a heading by its shape"}
    return [
        replace(part, start=start, end=end, kind=kind, basis=basis[kind])
        for (start, kind), end in zip(cuts or [(part.start, part.kind)], ends, strict=True)
    ]


def _resolved(p: Passage, source_id: str) -> Passage:
    """Give a voice that belongs to its source the source's name."""
    if p.voice is None:
        return p
    own = f"({source_id})"
    nameless = p.role in ("collective", "unsigned") or bool(re.fullmatch("|".join(_NAMELESS), p.voice))
    is_local = (nameless and p.basis != "catalogue") or p.role in ("collective", "unsigned")
    return replace(p, voice=f"{p.voice} {own}") if is_local and not p.voice.endswith(own) else p
