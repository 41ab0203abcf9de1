"""The reader's notes on a corpus: his verdicts, what they correct, those that find no place, and forms for new ones."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from sourcebook.catalogue import quoted
from sourcebook.corpus import Corpus
from sourcebook.facts import worth

AROUND = 20  # characters either side that tell one place from another with the same words
LONGEST = 100  # characters of a sentence that stand for it
_CORRECTIONS = (
    "fact_id", "source_id", "sentence_id", "voice", "start", "end", "corrected", "found", "now", "comment",
)  # fmt: skip


def placed(corpus: Corpus) -> pd.DataFrame:
    """Return the notes with the place of each, in the order of notes.toml: `pencil.placed` says what is in it."""
    return corpus.placed


def verdicts(corpus: Corpus, rows: pd.DataFrame, allowed: Iterable[str]) -> pd.Series:
    """Return the reader's verdict on each row (source_id, start, end): that of the last such note that stands on it.

    A note stands on the fact that it was found to be on; on another row where it begins as that does, else on the only
    one that its words touch.
    """
    marks = corpus.placed[corpus.placed["verdict"].isin(list(allowed)) & corpus.placed["start"].notna()]
    if "fact_id" in rows:
        last = marks.dropna(subset="fact_id").drop_duplicates("fact_id", keep="last").set_index("fact_id")["verdict"]
        return rows["fact_id"].map(last).astype("str").rename("verdict")
    said = pd.Series(None, index=rows.index, dtype="str", name="verdict")
    for mark in marks.itertuples():
        near = rows[(rows["source_id"] == mark.source_id) & (rows["start"] < mark.end) & (rows["end"] > mark.start)]
        exact = near[near["start"] == mark.start]
        if len(exact) == 1 or len(near) == 1:
            said[(exact if len(exact) == 1 else near).index[0]] = mark.verdict
    return said


def corrections(corpus: Corpus) -> pd.DataFrame:
    """Return every fact that a note corrects, in the order of the articles.

    Columns: fact_id, source_id, sentence_id, voice, start, end, corrected (amended, added or rejected), found (what
    was found, missing of an added one), now (what it says instead, missing of a rejected one), comment (of the last
    note on it that has one).
    """
    kept = corpus.facts[corpus.facts["corrected"] != ""]
    kept = kept.assign(now=[worth(row) for row in kept.to_dict("records")])
    gone = corpus.extracted[~corpus.extracted["fact_id"].isin(corpus.facts["fact_id"])]
    gone = gone.assign(corrected="rejected", found=[worth(row) for row in gone.to_dict("records")])
    said = corpus.placed[corpus.placed["comment"] != ""].dropna(subset="fact_id")
    said = said.drop_duplicates("fact_id", keep="last").set_index("fact_id")["comment"]
    rows = pd.concat([kept, gone.assign(now=pd.Series(None, index=gone.index, dtype="str"))])
    rows = rows.assign(comment=rows["fact_id"].map(said).astype("str"))[list(_CORRECTIONS)]
    return rows.sort_values(["source_id", "start", "end"], ignore_index=True)


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
    lines = [f"{key} = {quoted(value)}" for key, value in parts.items()]
    return "\n".join(["[[note]]", *lines, f'verdict = ""  # {choices}', ""])


def strayed(corpus: Corpus) -> list[str]:
    """Return a line on each note that can't be used, for whoever runs the command."""
    rows = corpus.placed[corpus.placed["lost"] != ""].itertuples()
    return [
        f"notes.toml: the note on '{' '.join(r.quote.split())[:60]}' ({r.file}) is not used: {r.lost}" for r in rows
    ]
