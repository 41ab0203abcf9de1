"""The analyst's pencil: notes of notes.toml, found again in the articles by the words that they stand on."""

import itertools
import json
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from sourcebook.catalogue import Note
from sourcebook.corpus import Corpus

AROUND = 20  # characters either side that tell one place from another with the same words
LONGEST = 100  # characters of a sentence that stand for it
_COLUMNS = ("file", "quote", "verdict", "comment", "source_id", "start", "end", "lost")


def placed(corpus: Corpus) -> pd.DataFrame:
    """Return the notes with the place of each, in the order of notes.toml.

    Columns: file, quote, verdict, comment, source_id, start, end, lost; where a note finds no place, or several, the
    three before the last are missing and `lost` says why. White space counts as the same whatever it is, so that
    notes outlive a copy through a browser and another system's line ends.
    """
    ids = corpus.sources.set_index("path")["source_id"]
    rows = []
    for note in corpus.notes:
        source_id = ids.get(note.file)
        places = _places(corpus.text(source_id), note) if source_id else []
        lost = _LOST[min(len(places), 2)] if source_id else "no such article"
        place = (None, None, None) if lost else (source_id, *places[0])
        rows.append((note.file, note.quote, note.verdict, note.comment, *place, lost))
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"source_id": "str", "start": "Int64", "end": "Int64"})


_LOST = ("words not found", "", "words in several places")


def _places(text: str, note: Note) -> list[tuple[int, int]]:
    before, quote, after = (_pattern(part) for part in (note.before, note.quote, note.after))
    found = re.finditer(f"(?={before}({quote}){after})", text)  # looking ahead, so that places may overlap
    return [m.span(1) for m in itertools.islice(found, 2)]


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(piece) for piece in re.split(r"\s+", words))


def verdicts(corpus: Corpus, rows: pd.DataFrame, allowed: Iterable[str]) -> pd.Series:
    """Return the reader's verdict on each row (source_id, start, end): that of the last such note that stands on it.

    A note stands on the row that begins where its words do, else on the only one that they touch.
    """
    said = pd.Series(None, index=rows.index, dtype="str", name="verdict")
    marks = placed(corpus)
    for mark in marks[marks["verdict"].isin(list(allowed)) & marks["start"].notna()].itertuples():
        near = rows[(rows["source_id"] == mark.source_id) & (rows["start"] < mark.end) & (rows["end"] > mark.start)]
        exact = near[near["start"] == mark.start]
        if len(exact) == 1 or len(near) == 1:
            said[(exact if len(exact) == 1 else near).index[0]] = mark.verdict
    return said


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
    lines = [f"{key} = {_toml(value)}" for key, value in parts.items()]
    return "\n".join(["[[note]]", *lines, f'verdict = ""  # {choices}', ""])


def _toml(text: str) -> str:
    """Return a text as a TOML string, what can't be seen in it written as its number."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in shown)


def strayed(corpus: Corpus) -> list[str]:
    """Return a line on each note that finds no place, for whoever runs the command."""
    lost = placed(corpus)
    rows = lost[lost["lost"] != ""].itertuples()
    return [
        f"notes.toml: the note on '{' '.join(r.quote.split())[:60]}' ({r.file}) is not used: {r.lost}" for r in rows
    ]
