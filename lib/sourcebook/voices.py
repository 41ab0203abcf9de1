"""Who speaks from where to where in one source: a pure function of its text and its catalogue entry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.catalogue import PassageEntry, SourceEntry
from sourcebook.errors import InputError
from sourcebook.spans import Span, blocks, words


@dataclass(frozen=True)
class Passage:
    """A stretch of a source that one voice speaks, or that nobody does (`kind` furniture, `voice` None)."""

    start: int
    end: int
    voice: str | None
    role: str | None
    kind: str
    confidence: float
    basis: str
    tags: dict[str, str] = field(default_factory=dict)


def passages(text: str, entry: SourceEntry, source_id: str) -> list[Passage]:
    """Return the passages of a source in order; they tile the text.

    Without passages in the catalogue the whole text is its author's, several authors' together, or, when nobody is
    named, an unsigned voice's that belongs to this source alone. What looks like a heading is set apart either way.
    raises InputError when the opening words of a catalogued passage are not in the text
    """
    found = []
    for part in _parts(text, entry, source_id):
        found += [part] if part.kind in ("furniture", "heading") else _with_headings(text, part)
    return [_resolved(p, source_id) for p in found if p.end > p.start]


def _parts(text: str, entry: SourceEntry, source_id: str) -> Iterator[Passage]:
    starts = _starts(text, entry.passages, entry.file)
    before = text[: starts[0]] if starts else text
    if before.strip() or not starts:
        yield _default(0, len(before), entry, source_id)
    else:
        starts[0] = 0
    ends = [*starts, len(text)][1:]
    for start, end, p in zip(starts, ends, entry.passages, strict=True):
        voice, role = (None, None) if p.kind == "furniture" else (p.voice, p.role)
        yield Passage(start, end, voice, role, p.kind, 1.0, "catalogue", dict(p.tags) if voice else {})


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


def _default(start: int, end: int, entry: SourceEntry, source_id: str) -> Passage:
    if len(entry.authors) == 1:
        return Passage(start, end, entry.authors[0], "author", "body", 0.9, "the article's only author")
    if entry.authors:
        return Passage(
            start, end, ", ".join(entry.authors), "collective", "body", 0.7, "the article's authors together"
        )
    return Passage(start, end, f"unsigned ({source_id})", "unsigned", "body", 0.5, "nobody is named as speaking")


def _resolved(p: Passage, source_id: str) -> Passage:
    """Give a voice that belongs to its source the source's name."""
    if p.voice is None:
        return p
    own = f"({source_id})"
    is_local = p.role in ("collective", "unsigned") and not p.voice.endswith(own)
    return replace(p, voice=f"{p.voice} {own}") if is_local else p


# --- headings ---------------------------------------------------------------------------------------------------------

_LONGEST_HEADING = 150  # characters
_MOST_WORDS = 20
_ENDS_LIKE_PROSE = re.compile(r"[.,;:!…][\"'”’)\]]*$|[”\"]$")
_BULLET = re.compile(r"[-*•–—<]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVXLC]{1,6}|[A-Z])[.)]\s+\S|#{1,6}\s+\S")


def _with_headings(text: str, part: Passage) -> list[Passage]:
    """Split a part into its headings and what stands below them."""
    lines = [Span(part.start + s, part.start + e) for s, e in blocks(text[part.start : part.end])]
    cuts: list[tuple[int, str]] = []
    for n, line in enumerate(lines):
        kind = "heading" if _is_heading(text, lines, n) else part.kind
        if not cuts or cuts[-1][1] != kind:
            cuts.append((line.start if cuts else part.start, kind))
    ends = [start for start, _ in cuts[1:]] + [part.end]
    basis = {part.kind: part.basis, "heading": f"{part.basis}; a heading by its shape"}
    return [
        replace(part, start=start, end=end, kind=kind, basis=basis[kind])
        for (start, kind), end in zip(cuts or [(part.start, part.kind)], ends, strict=True)
    ]


def _is_heading(text: str, lines: Sequence[Span], n: int) -> bool:
    """Tell whether a line is a heading: short, not prose, and running text follows it."""
    following = next((m for m in range(n + 1, min(n + 4, len(lines))) if not _looks_like_one(text, lines[m])), None)
    return _looks_like_one(text, lines[n]) and following is not None


def _looks_like_one(text: str, line: Span) -> bool:
    if line.end - line.start > _LONGEST_HEADING:
        return False
    piece = text[line.start : line.end]
    if (
        "\n" in piece
        or _BULLET.match(piece)
        or not (piece[0].isupper() or piece[0].isdigit() or _is_ideograph(piece[0]))
    ):
        return False
    few = sum(not _is_ideograph(piece[w.start]) for w in words(piece)) <= _MOST_WORDS
    return (
        few and any(c.isalpha() for c in piece) and (bool(_NUMBERED.match(piece)) or not _ENDS_LIKE_PROSE.search(piece))
    )


def _is_ideograph(char: str) -> bool:
    return "\u3040" <= char <= "\u9fff"
