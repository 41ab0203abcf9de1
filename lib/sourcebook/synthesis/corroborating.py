"""Which facts of different voices speak of the same thing, and whether they agree."""

from collections.abc import Mapping

import pandas as pd

from sourcebook import spans
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED
from sourcebook.quantities.nouns import singular
from sourcebook.terms import is_content

COMMON = 0.1  # a word in more than this share of the sentences does not tie two of them together
NEAR = 60  # characters either side of a figure in which its company stands


def corroborations(corpus: Corpus) -> pd.DataFrame:
    """Return the figures that more than one voice states: one row a fact, groups with the most shared words first.

    Two facts belong together when kind, value, unit and denominator are the same and a content word stands with both:
    near the figure, or as what a count counts; common words of the corpus and words of measure aside. `score` is the
    number of words that at least two voices share, and `reason` names those of each fact. Facts whose sentences name
    different years stay apart. The same figure in like company may still be another thing, and a modifier (up to,
    about) is not compared, so the sentences decide.
    Columns: group_id, relation (same), reason, score, fact_id.
    """
    facts = corpus.facts[corpus.facts["kind"].isin(MEASURED) & (corpus.facts["salience"] == "fact")]
    rows = []
    kept = _tying_words(corpus)
    for _, members in facts.groupby(["kind", "value", "low", "high", "unit", "per"], dropna=False, sort=True):
        if members["voice"].nunique() < 2:
            continue
        company = _company(corpus, members, kept)
        for same_time in _by_time(corpus, members):
            for tied, words in _tied(same_time, company):
                own = {f: ", ".join(sorted(company[f] & words)) for f in sorted(tied)}
                rows += [(min(tied), "same", f"with both: {own[f]}", len(words), f) for f in own]
    table = pd.DataFrame(rows, columns=["group_id", "relation", "reason", "score", "fact_id"])
    return table.sort_values(["score", "group_id", "fact_id"], ascending=[False, True, True], ignore_index=True)


def _by_time(corpus: Corpus, members: pd.DataFrame) -> list[pd.DataFrame]:
    """Return facts apart where their sentences date them to different years; undated ones go with a single year."""
    dates = corpus.facts[corpus.facts["kind"].isin(DATED) & corpus.facts["iso"].notna()]
    dates = dates[dates["sentence_id"].isin(members["sentence_id"])]
    named: dict[str, set[str]] = {}
    for sentence_id, iso in zip(dates["sentence_id"], dates["iso"], strict=True):
        named.setdefault(sentence_id, set()).add(iso.strip("./")[:4])
    years = pd.Series([" ".join(sorted(named.get(s, ()))) for s in members["sentence_id"]], index=members.index)
    dated = sorted(set(years) - {""})
    return [members] if len(dated) < 2 else [members[years == year] for year in ["", *dated]]


def _tying_words(corpus: Corpus) -> set[str]:
    """Return the content words that do not stand in very many sentences."""
    spread = corpus.words.drop_duplicates(["sentence_id", "term"])["term"].value_counts()
    limit = max(2.0, COMMON * corpus.words["sentence_id"].nunique())
    return {str(term) for term, n in spread.items() if n <= limit and is_content(str(term))}


def _company(corpus: Corpus, facts: pd.DataFrame, kept: set[str]) -> dict[str, set[str]]:
    """Return the words that stand with each fact, in the singular: near it in its sentence, and what it counts."""
    company = {}
    for fact in facts.itertuples():
        near = corpus.words.iloc[corpus.of_sentence.get(fact.sentence_id, [])]
        near = near[(near["end"] > fact.start - NEAR) & (near["start"] < fact.end + NEAR)]
        inside = (near["end"] > fact.start) & (near["start"] < fact.end)
        words = {singular(t) for t in near.loc[~inside, "term"] if t in kept}
        counted = spans.words(str(fact.unit)) if fact.kind in ("count", "rate") and pd.notna(fact.unit) else []
        company[str(fact.fact_id)] = words | {singular(str(fact.unit)[s:e].casefold()) for s, e in counted}
    return company


def _tied(members: pd.DataFrame, company: Mapping[str, set[str]]) -> list[tuple[set[str], set[str]]]:
    """Return the facts that share a word across voices, in groups that hang together, each with its shared words."""
    voices = dict(zip(members["fact_id"], members["voice"], strict=True))
    having: dict[str, set[str]] = {}
    for fact_id in sorted(voices):
        for word in company[fact_id]:
            having.setdefault(word, set()).add(fact_id)
    groups: list[tuple[set[str], set[str]]] = []
    for word, ids in sorted(having.items()):
        if len({voices[i] for i in ids}) > 1:
            touched = [g for g in groups if g[0] & ids]
            groups = [g for g in groups if g not in touched]
            groups.append((ids.union(*(g[0] for g in touched)), {word}.union(*(g[1] for g in touched))))
    return groups
