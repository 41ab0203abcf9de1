"""A document and its catalogue entry -> what the source is, and its passages; what the entry says goes first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcebook.catalogue import SourceEntry
from sourcebook.readers.document import Document
from sourcebook.voices.assembly import passages
from sourcebook.voices.catalogued import BASIS, catalogued
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.passage import Passage
from sourcebook.voices.turns import is_office

_NAMELESS = ("Interviewer", "Interviewee", "Moderator", "Editor", "Translator")


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
    authors = entry.authors
    if entry.passages:
        found = catalogued(document, entry, found)
    elif not authors:
        authors = _authors(head, found)
    return _described(document, entry, head, authors), [_resolved(p, source_id) for p in found if p.end > p.start]


def _authors(head: Masthead, found: Sequence[Passage]) -> tuple[str, ...]:
    """Return who wrote a source: who stands over it, who signs it, who speaks in it; by name only."""
    signed = [voice for p in found if p.voice and p.basis == "the names below it" for voice in p.voice.split(", ")]
    spoken = [p.voice for p in found if p.voice and p.role in ("author", "interviewer") and p.kind == "body"]
    people = dict.fromkeys([*head.authors, *signed, *spoken])
    return tuple(person for person in people if person not in _NAMELESS and not is_office(person))


def _described(document: Document, entry: SourceEntry, head: Masthead, authors: tuple[str, ...]) -> Description:
    published, basis, why = entry.published, "catalogue", ""
    if not published:
        published, basis, why = (
            (head.dated.iso, head.dated.basis, head.dated.why) if head.dated else ("", "unknown", "")
        )
    return Description(
        title=entry.title or head.title,
        outlet=entry.outlet or head.outlet,
        authors=authors,
        published=published,
        published_basis=entry.published_basis or basis,
        why=why,
        url=entry.url or head.url,
        language=entry.language or document.said.language,
    )


def _resolved(p: Passage, source_id: str) -> Passage:
    """Give a voice that belongs to its source the source's name: one that is unsigned, or collective, or no name."""
    own = f"({source_id})"
    nameless = p.voice in _NAMELESS and not p.basis.startswith(BASIS)
    if p.voice is None or p.voice.endswith(own) or not (nameless or p.role in ("collective", "unsigned")):
        return p
    return replace(p, voice=f"{p.voice} {own}")
