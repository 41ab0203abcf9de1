"""One source -> its rows, table by table: a pure function of the document, its catalogue entry and its id."""

import bisect
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sourcebook import asking, promising, spans, speech, voices
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
            _analyse_passage(document.text, p, owner, rows)
    if _is_english(description):
        rows["facts"] = _facts(document.text, rows["passages"], rows["sentences"], description.published or None)
        spoken = (document.text, rows["passages"], rows["sentences"])
        rows["quotations"] = speech.rows(*spoken)
        rows["asks"] = asking.ask_rows(*spoken, rows["quotations"])
        rows["promises"] = promising.promise_rows(*spoken, rows["facts"], description.published or None)
    rows["sources"].append(_described(source_id, document, entry, description) | {"words": len(rows["words"])})
    return rows


def _described(source_id: str, document: Document, entry: SourceEntry, known: voices.Description) -> dict[str, Any]:
    row = {name: getattr(entry, name, "") for name in COLUMNS["sources"]} | asdict(known)
    row |= {"source_id": source_id, "sha256": document.sha256, "authors": "; ".join(known.authors)}
    return row | {"characters": len(document.text), "note": entry.note or known.why}


def _analyse_passage(text: str, p: voices.Passage, owner: Mapping[str, Any], rows: Rows) -> None:
    piece = text[p.start : p.end]
    for span in spans.sentences(piece):
        terms = spans.terms(piece[span.start : span.end])
        start, end = p.start + span.start, p.start + span.end
        sentence = {"sentence_id": f"{owner['source_id']}:{start}-{end}", "start": start, "end": end}
        if p.kind in COUNTED:
            at = len(rows["sentences"])
            rows["words"] += [(at, t, start + s, start + e) for t, (s, e) in terms]
        rows["sentences"].append({**owner, **sentence, "words": len(terms)})


def _is_english(source: voices.Description) -> bool:
    """Tell whether the rules for figures and for who is quoted can be asked, which are English."""
    return not source.language or source.language.casefold().startswith("en")


def _facts(
    text: str, passages: Sequence[Mapping[str, Any]], sentences: Sequence[Mapping[str, Any]], reference: str | None
) -> list[dict[str, Any]]:
    """Return the facts of a source: its figures are read in one go, since one speaker's francs are the next one's.

    Furniture is blanked out; a figure that would reach from one passage into the next is none.
    """
    source_id = passages[0]["source_id"]
    found = quantities(_without_furniture(text, passages), reference)
    ids = [f"{source_id}:{q.start}-{q.end}" for q in found]
    starts, ends = [p["start"] for p in passages], [s["end"] for s in sentences]
    rows = []
    for fact_id, q in zip(ids, found, strict=True):
        p = passages[bisect.bisect_right(starts, q.start) - 1]
        at = bisect.bisect_right(ends, q.start)
        if q.end > p["end"]:
            continue
        own = {"source_id": source_id, "passage_id": p["passage_id"], "voice": p["voice"], "fact_id": fact_id}
        own |= {"sentence_id": sentences[at]["sentence_id"] if at < len(sentences) else None}
        own |= {"start": q.start, "end": q.end, "linked_to": ids[q.linked_to] if q.linked_to is not None else None}
        rows.append({name: getattr(q, name) for name in _FACT} | own)
    kept = {row["fact_id"] for row in rows}
    return [row | {"linked_to": row["linked_to"] if row["linked_to"] in kept else None} for row in rows]


def _without_furniture(text: str, passages: Sequence[Mapping[str, Any]]) -> str:
    """Return a text of the same length in which furniture is white space, its line breaks kept."""
    pieces = [text[p["start"] : p["end"]] for p in passages]
    blank = re.compile(r"[^\r\n]")
    return "".join(
        blank.sub(" ", piece) if p["kind"] == "furniture" else piece for p, piece in zip(passages, pieces, strict=True)
    )
