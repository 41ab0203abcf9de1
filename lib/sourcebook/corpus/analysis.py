"""One source -> its rows, table by table: a pure function of the document, its catalogue entry and its id."""

import bisect
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sourcebook import spans, speech, voices
from sourcebook.catalogue import SourceEntry
from sourcebook.corpus.schema import COLUMNS, COUNTED, RECORD, Rows
from sourcebook.quantities import quantities
from sourcebook.readers import Document

_OWN = ("source_id", "passage_id", "sentence_id", "voice", "fact_id", "start", "end", "linked_to")
_FACT = [name for name in COLUMNS["facts"] if name not in _OWN]


def analyse(source_id: str, document: Document, entry: SourceEntry) -> Rows:
    """Return the rows of one source for each table of `RECORD`; the only row of `sources` says what the source is.

    raises InputError when the opening words of a catalogued passage are not in the text
    """
    rows: Rows = {name: [] for name in RECORD}
    description, found = voices.recognised(document, entry, source_id)
    for p in found:
        owner = {"source_id": source_id, "passage_id": f"{source_id}:{p.start}-{p.end}", "voice": p.voice}
        tags = json.dumps(p.tags) if p.tags else None
        rows["passages"].append(owner | asdict(p) | {"part_of": p.voice, "tags": tags})
        if p.kind != "furniture":
            _analyse_passage(document.text, p, owner, description, rows)
    if _is_english(description):
        rows["quotations"] = speech.rows(document.text, rows["passages"], rows["sentences"])
    rows["sources"].append(_described(source_id, document, entry, description) | {"words": len(rows["words"])})
    return rows


def _described(source_id: str, document: Document, entry: SourceEntry, known: voices.Description) -> dict[str, Any]:
    row = {name: getattr(entry, name, "") for name in COLUMNS["sources"]} | asdict(known)
    row |= {"source_id": source_id, "sha256": document.sha256, "authors": "; ".join(known.authors)}
    return row | {"characters": len(document.text), "note": entry.note or known.why}


def _analyse_passage(
    text: str, p: voices.Passage, owner: Mapping[str, Any], source: voices.Description, rows: Rows
) -> None:
    reference = source.published or None
    piece = text[p.start : p.end]
    ends: list[int] = []
    ids: list[str] = []
    for span in spans.sentences(piece):
        terms = spans.terms(piece[span.start : span.end])
        start, end = p.start + span.start, p.start + span.end
        sentence = {"sentence_id": f"{owner['source_id']}:{start}-{end}", "start": start, "end": end}
        if p.kind in COUNTED:
            at = len(rows["sentences"])
            rows["words"] += [(at, t, start + s, start + e) for t, (s, e) in terms]
        rows["sentences"].append({**owner, **sentence, "words": len(terms)})
        ends.append(end)
        ids.append(str(sentence["sentence_id"]))
    if _is_english(source):
        for row in _facts(piece, p.start, owner, reference):
            at = bisect.bisect_right(ends, row["start"])
            rows["facts"].append(row | {"sentence_id": ids[at] if at < len(ids) else None})


def _is_english(source: voices.Description) -> bool:
    """Tell whether the rules for figures and for who is quoted can be asked, which are English."""
    return not source.language or source.language.casefold().startswith("en")


def _facts(piece: str, offset: int, owner: Mapping[str, Any], reference: str | None) -> list[dict[str, Any]]:
    found = quantities(piece, reference)
    ids = [f"{owner['source_id']}:{offset + q.start}-{offset + q.end}" for q in found]
    rows = []
    for fact_id, q in zip(ids, found, strict=True):
        linked = ids[q.linked_to] if q.linked_to is not None else None
        own = {"fact_id": fact_id, "start": offset + q.start, "end": offset + q.end, "linked_to": linked}
        rows.append({**owner, **{name: getattr(q, name) for name in _FACT}, **own})
    return rows
