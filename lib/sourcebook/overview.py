"""What was recognised in each source and what deserves a doubt: the table behind `sourcebook check`."""

import pandas as pd

from sourcebook.corpus import Corpus

CONFIDENT = 0.8  # a voice assigned with less is worth a look
_BASIS = {
    "stated": "stated",
    "file": "from the file",
    "catalogue": "catalogue",
    "inferred": "inferred",
    "unknown": "unknown",
}


def check(corpus: Corpus) -> pd.DataFrame:
    """Return one row a source: source_id, path, title, published, voices, words, set_aside, doubts.

    set_aside  the share of characters that is nobody's voice, 0 to 1
    doubts     what a reader should know before trusting the rest, separated by semicolons; empty where nothing is
    """
    rows = []
    for source in corpus.sources.itertuples():
        own = corpus.passages[corpus.passages["source_id"] == source.source_id]
        furniture = own[own["kind"] == "furniture"]
        row = {name: getattr(source, name) for name in ("source_id", "path", "title", "words")}
        published = f"{source.published} ({_BASIS[source.published_basis]})" if source.published else "unknown"
        row |= {"published": published, "voices": ", ".join(dict.fromkeys(own["voice"].dropna()))}
        row |= {"set_aside": float((furniture["end"] - furniture["start"]).sum() / source.characters)}
        row |= {"doubts": "; ".join(_doubts(source, own))}
        rows.append(row)
    columns = ["source_id", "path", "title", "published", "voices", "words", "set_aside", "doubts"]
    return pd.DataFrame(rows, columns=columns)


def _doubts(source: object, passages: pd.DataFrame) -> list[str]:
    roles = set(passages["role"].dropna())
    unsure = passages[(passages["confidence"] < CONFIDENT) & passages["voice"].notna()]
    basis, published = getattr(source, "published_basis", ""), getattr(source, "published", "")
    doubts = [
        ("unsigned", "unsigned" in roles),
        ("translated: style and words are the translator's as well", getattr(source, "translated", False)),
        ("no date", not published),
        (f"date inferred ({published})", bool(published) and basis == "inferred"),
        ("speaks for a group, no single author", "collective" in roles),
        (f"who speaks is a guess: {unsure['basis'].iloc[0] if len(unsure) else ''}", bool(len(unsure))),
    ]
    note = getattr(source, "note", "").rstrip(".")
    return [text for text, holds in doubts if holds] + ([note] if note else [])
