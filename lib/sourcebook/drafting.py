"""A draft of the catalogue: what was recognised, written down for a person to correct; what he has written stays."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sourcebook.catalogue import DOUBTFUL, append, quoted, read_catalogue
from sourcebook.corpus import Corpus
from sourcebook.overview import CONFIDENT
from sourcebook.spans import Span

FILE = "catalogue.toml"
HEAD = f"""\
# Who speaks in these articles and when they appeared, as it was recognised; what you correct here holds. One [[source]]
# an article, one [[source.passage]] for each change of speaker, found by the words it opens with. Lines that begin with
# "{DOUBTFUL}" deserve a look first; delete each when it is settled. What stands here is never changed, only added to.


"""
_SHORT, _USUAL = 12, 40  # characters of opening words: at least so many where there are more, about so many at first


def write(corpus: Corpus, folder: Path) -> str:
    """Add an entry to the catalogue of a folder for each article that has none, and say in a line what was done.

    raises InputError where the catalogue is not valid or can't be written; it is left as it was
    """
    entries = read_catalogue(folder / FILE)
    files = {entry.file for entry in entries}
    new = int((~corpus.sources["path"].isin(files)).sum())
    if not new:
        return f"{FILE}: every article has its entry; nothing was written"
    text = draft(corpus, files, {entry.id for entry in entries})
    append(folder / FILE, text, HEAD)
    doubts = sum(line.startswith(DOUBTFUL) for line in text.splitlines())
    said = f"{FILE}: {new} {'entry' if new == 1 else 'entries'} added"
    return f"{said}; look first at what is marked '{DOUBTFUL}' ({doubts})" if doubts else said


def draft(corpus: Corpus, files: Collection[str] = (), ids: Collection[str] = ()) -> str:
    """Return entries in TOML for the articles whose file is not among `files`; an id among `ids` is left to the path.

    Loaded with them the articles have the same voices, kinds, titles and dates. What is empty is left out.
    """
    passages = dict(list(corpus.passages.groupby("source_id")))
    entries = []
    for source in corpus.sources[~corpus.sources["path"].isin(list(files))].itertuples():
        places = [(p, span) for p in passages[source.source_id].itertuples() if (span := _words(corpus, p))]
        opens = openings(corpus.text(source.source_id), [span for _, span in places])
        doubts = _doubts([p for p, _ in places])
        said = zip(places, opens, doubts, strict=True)
        parts = [_passage(p, words, doubt, source.source_id) for (p, _), words, doubt in said]
        entries.append("\n".join([_source(source, ids), *parts]))
    return "\n\n".join(entries)


def _words(corpus: Corpus, passage: Any) -> Span | None:
    """Return where a passage stands without the white space around it; None for one that is nothing else."""
    piece = corpus.quote(passage.passage_id)
    start = passage.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip())) if piece.strip() else None


def _source(source: Any, ids: Collection[str]) -> str:
    keys = {"file": source.path, "id": "" if source.source_id in ids else source.source_id, "sha256": source.sha256}
    keys |= {"title": source.title, "outlet": source.outlet}
    keys["authors"] = [name for name in source.authors.split("; ") if name]
    keys |= {"published": source.published, "published_basis": source.published_basis if source.published else ""}
    keys |= {key: getattr(source, key) for key in ("url", "accessed", "language", "translated", "note")}
    return _table("[[source]]", keys, _doubt_of_date(source))


def _doubt_of_date(source: Any) -> str:
    if not source.published:
        return 'no date of publication was found; add one like published = "2026-04-03"'
    why = f": {source.note}" if source.note else ""
    return f"the date of publication is inferred{why}" if source.published_basis == "inferred" else ""


def _doubts(passages: Sequence[Any]) -> Iterator[str]:
    """Yield what is doubtful about each passage, once for a voice that goes on below its headings."""
    before: object = None
    for p in passages:
        mark = (p.voice if pd.notna(p.voice) else p.basis, p.confidence)
        yield p.basis if p.confidence < CONFIDENT and mark != before else ""
        before = mark


def _passage(passage: Any, opens: str, doubt: str, source_id: str) -> str:
    keys: dict[str, Any] = {"opens": opens}
    if pd.notna(passage.voice):
        is_local = passage.role in ("collective", "unsigned")
        voice = passage.voice.removesuffix(f" ({source_id})") if is_local else passage.voice
        keys |= {"voice": voice, "role": passage.role}
    keys["kind"] = passage.kind
    return _table("[[source.passage]]", keys, doubt)


def _table(header: str, keys: dict[str, Any], doubt: str) -> str:
    """Return a TOML table: its doubt as a comment, its header, and each key that has a value."""
    said = "".join(c for c in " ".join(doubt.split()) if c.isprintable())
    lines = [f"{key} = {_value(value)}" for key, value in keys.items() if value]
    return "\n".join([*([f"{DOUBTFUL} {said}"] if said else []), header, *lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    return quoted(value) if isinstance(value, str) else "true"


# --- the words that a passage opens with ------------------------------------------------------------------------------


def openings(text: str, passages: Sequence[Span]) -> list[str]:
    """Return the words that each passage opens with: as many as it takes to find it, looked for one after the other.

    passages   where they stand, in order, each beginning with a letter or sign
    returns    so many texts; where a passage as a whole stands in the one before, that one's words reach beyond it

    >>> openings("Yes, yes. Yes.", [(0, 9), (10, 14)])
    ['Yes, yes.', 'Yes.']
    >>> openings("No. Yes. No. Yes. No.", [(0, 12), (13, 17), (18, 21)])
    ['No. Yes. No.', 'Yes.', 'No.']
    """
    ends: list[int] = []  # where the opening words of each end
    for n, (start, end) in enumerate(passages):
        after = ends[-1] if ends else 0
        cuts = list(_cuts(text, start, end))
        found = next((cut for cut in cuts if text.find(text[start:cut], after, cut) == start), None)
        if found is None:
            ends[-1] = passages[n - 1][1]
        ends.append(found or cuts[0])
    return [text[start:end] for (start, _), end in zip(passages, ends, strict=True)]


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where opening words may end, from few to all: at the end of the first line, or after a word."""
    line = re.compile(r"[\r\n]|$").search(text, start, end)
    short = line.start() if line and _SHORT <= line.start() - start <= _USUAL else None
    size = _USUAL
    if short:
        yield short
    while start + size < end:
        space = re.compile(r"\s").search(text, start + size, min(end, start + 2 * size))
        yield start + len(text[start : space.start() if space else start + size].rstrip())
        size *= 2
    yield end
