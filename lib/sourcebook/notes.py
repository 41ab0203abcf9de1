"""The analyst's pencil: notes of notes.toml, found again in the articles by the words that they stand on."""

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from sourcebook.catalogue import Note
from sourcebook.corpus import Corpus

AROUND = 20  # characters either side that tell one place from another with the same words
LONGEST = 100  # characters of a sentence that stand for it
_COLUMNS = ("file", "quote", "verdict", "comment", "source_id", "start", "end")


def placed(corpus: Corpus) -> pd.DataFrame:
    """Return the notes with the place of each, in the order of notes.toml.

    Columns: file, quote, verdict, comment, source_id, start, end; the last three are missing where the words are no
    longer there, or stand in several places.
    """
    ids = corpus.sources.set_index("path")["source_id"]
    rows = []
    for note in corpus.notes:
        source_id = ids.get(note.file)
        places = _places(corpus.text(source_id), note) if source_id else []
        span = places[0] if len(places) == 1 else (None, None)
        rows.append((note.file, note.quote, note.verdict, note.comment, source_id if len(places) == 1 else None, *span))
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"source_id": "str", "start": "Int64", "end": "Int64"})


def _places(text: str, note: Note) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = text.find(note.quote)
    while start >= 0 and len(found) < 2:
        end = start + len(note.quote)
        if text[:start].endswith(note.before) and text.startswith(note.after, end):
            found.append((start, end))
        start = text.find(note.quote, start + 1)
    return found


def verdicts(corpus: Corpus, rows: pd.DataFrame, allowed: Iterable[str]) -> pd.Series:
    """Return the reader's verdict on each row (source_id, start, end): that of the last such note that stands in it."""
    marks = placed(corpus)
    marks = marks[marks["verdict"].isin(list(allowed)) & marks["start"].notna()]
    said = []
    for row in rows.itertuples():
        own = marks[(marks["source_id"] == row.source_id) & (marks["start"] < row.end) & (marks["end"] > row.start)]
        said.append(own["verdict"].iloc[-1] if len(own) else None)
    return pd.Series(said, index=rows.index, dtype="str", name="verdict")


def blank(corpus: Corpus, rows: pd.DataFrame, choices: str) -> str:
    """Return notes to paste into notes.toml, one for each row (source_id, start, end), their verdicts left to fill in.

    choices   what may be written as the verdict, as a comment behind it
    """
    paths = corpus.sources.set_index("source_id")["path"]
    return "\n".join(_written(corpus.text(r.source_id), paths[r.source_id], r, choices) for r in rows.itertuples())


def _written(text: str, path: str, row: Any, choices: str) -> str:
    end = min(row.end, row.start + LONGEST)
    parts = {"file": path, "quote": text[row.start : end], "before": text[max(0, row.start - AROUND) : row.start]}
    parts["after"] = text[end : end + AROUND]
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in parts.items()]
    return "\n".join(["[[note]]", *lines, f'verdict = ""  # {choices}', ""])
