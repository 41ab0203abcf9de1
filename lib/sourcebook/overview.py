"""What was recognised in each source and what deserves a doubt: the table behind `sourcebook check`."""

from typing import Any

import pandas as pd

from sourcebook.corpus import COUNTED, Corpus

CONFIDENT = 0.8  # a voice assigned with less is worth a look


def check(corpus: Corpus) -> pd.DataFrame:
    """Return one row a source: source_id, path, title, published, voices, words, set_aside, doubts, note.

    set_aside  the share of characters that is nobody's voice, 0 to 1
    doubts     what a reader should know before trusting the rest, separated by semicolons; empty where nothing is
    note       what the catalogue adds to it
    """
    rows = []
    for source in corpus.sources.itertuples():
        own = corpus.passages[corpus.passages["source_id"] == source.source_id]
        furniture = own[own["kind"] == "furniture"]
        row = {name: getattr(source, name) for name in ("source_id", "path", "title", "words", "note")}
        published = f"{source.published} ({source.published_basis})" if source.published else "unknown"
        spoken = own[own["kind"].isin(COUNTED)]
        row |= {"published": published, "voices": ", ".join(dict.fromkeys(spoken["voice"]))}
        row |= {"set_aside": float((furniture["end"] - furniture["start"]).sum() / source.characters)}
        row |= {"doubts": "; ".join([*_doubts(source, own), *_language(corpus, source)])}
        rows.append(row)
    columns = ["source_id", "path", "title", "published", "voices", "words", "set_aside", "doubts", "note"]
    return pd.DataFrame(rows, columns=columns)


def _language(corpus: Corpus, source: Any) -> list[str]:
    """Say where figures and dates are not to be relied on, since the rules for them are for English."""
    if source.source_id in corpus.english:
        return []
    declared = source.language.casefold()
    return [
        f"not English ({declared}): figures and dates are not read"
        if declared
        else "hardly English: figures and dates may be misread"
    ]


def _doubts(source: Any, passages: pd.DataFrame) -> list[str]:
    roles = set(passages["role"].dropna())
    unsure = passages[(passages["confidence"] < CONFIDENT) & passages["voice"].notna()]
    doubts = [
        ("unsigned", "unsigned" in roles),
        ("translated: style and words are the translator's as well", source.translated),
        ("no date", not source.published),
        ("date inferred", bool(source.published) and source.published_basis == "inferred"),
        ("speaks for a group", "collective" in roles),
        ("no catalogue entry says who speaks", bool(len(unsure))),
    ]
    return [text for text, holds in doubts if holds]


def members(corpus: Corpus, by: str) -> pd.DataFrame:
    """Return who speaks where in each group: one row a group, voice and source_id, in the order of their names."""
    words = corpus.words.assign(group=corpus.group(corpus.words, by))
    rows = words[["group", "voice", "source_id"]].drop_duplicates()
    return rows.sort_values(["group", "voice", "source_id"], ignore_index=True)


def translated(corpus: Corpus, by: str) -> list[str]:
    """Return the groups that speak in a translated article, editors and translators aside, in the order of names."""
    sources = corpus.sources.loc[corpus.sources["translated"], "source_id"]
    own = corpus.passages["source_id"].isin(sources) & ~corpus.passages["role"].isin(["editor", "translator"])
    words = corpus.words[corpus.words["passage_id"].isin(corpus.passages.loc[own, "passage_id"])]
    return sorted(corpus.group(words, by).dropna().unique()) if len(words) else []
