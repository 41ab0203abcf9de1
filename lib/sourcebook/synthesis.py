"""What the sources add up to: figures that several voices state, the order of events, who covers which issue."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.terms import PER, is_content, occurrences

MEASURED = ("money", "percent", "count", "measure", "duration", "rate", "multiple")
DATED = ("date", "date_range")
COMMON = 0.1  # a word in more than this share of the sentences does not tie two of them together


def corroborations(corpus: Corpus) -> pd.DataFrame:
    """Return the figures that more than one voice states: one row a fact, groups with the most shared words first.

    Two facts belong together when kind, value, unit and denominator are the same. The same figure need not be the same
    thing: `score` is the number of content words, rare in the corpus, that sentences of different voices share, and
    `reason` names them. Columns: group_id, relation (same), reason, score, fact_id.
    """
    facts = _measured(corpus)
    key = ["kind", "value", "low", "high", "unit", "per"]
    tying = _tying_words(corpus)
    rows = []
    for _, members in facts.groupby(key, dropna=False, sort=True):
        if members["voice"].nunique() < 2:
            continue
        shared = _shared_words(members, tying)
        reason = f"same figure; shared words: {', '.join(shared)}" if shared else "same figure; no words shared"
        group_id = members["fact_id"].iloc[0]
        rows += [(group_id, "same", reason, len(shared), fact_id) for fact_id in members["fact_id"]]
    table = pd.DataFrame(rows, columns=["group_id", "relation", "reason", "score", "fact_id"])
    return table.sort_values(["score", "group_id", "fact_id"], ascending=[False, True, True], ignore_index=True)


def _measured(corpus: Corpus) -> pd.DataFrame:
    facts = corpus.facts
    return facts[facts["kind"].isin(MEASURED) & (facts["salience"] == "fact")]


def _tying_words(corpus: Corpus) -> Mapping[str, set[str]]:
    """Return the content words of each sentence, without those that stand in very many sentences."""
    words = corpus.words[["sentence_id", "term"]].drop_duplicates()
    sentences = words.groupby("term")["sentence_id"].size()
    limit = max(2.0, COMMON * corpus.words["sentence_id"].nunique())
    kept = {term for term, n in sentences.items() if n <= limit and is_content(str(term))}
    return words[words["term"].isin(kept)].groupby("sentence_id")["term"].agg(set).to_dict()


def _shared_words(members: pd.DataFrame, words: Mapping[str, set[str]]) -> list[str]:
    """Return the words that sentences of at least two voices have in common."""
    by_voice: dict[str, set[str]] = {}
    for row in members.itertuples():
        by_voice.setdefault(str(row.voice), set()).update(words.get(str(row.sentence_id), set()))
    voices = Counter(word for own in by_voice.values() for word in own)
    return sorted(word for word, n in voices.items() if n > 1)


def timeline(corpus: Corpus, as_of: str = "") -> pd.DataFrame:
    """Return the dates that the articles name, in order: one row a dated fact.

    date       ISO 8601 as resolved; `first` and `last` are the days it may mean; a date left open is not in the table
    status     past, or planned where the sentence plans it or it lies behind its article's publication;
               due where it is planned and `as_of` (default: `newest`) has passed it
    """
    facts = corpus.facts[corpus.facts["kind"].isin(DATED) & corpus.facts["iso"].notna()]
    published = corpus.sources.set_index("source_id")["published"]
    today = date_interval(as_of or newest(corpus) or "9999")[1]
    rows = []
    for fact in facts.itertuples():
        span = _span(str(fact.iso))
        if span is None:
            continue
        known = str(published[fact.source_id] or "")
        ahead = fact.commitment == "planned" or bool(known and span[0] > date_interval(known)[1])
        status = ("due" if span[1] <= today else "planned") if ahead else "past"
        rows.append((fact.fact_id, fact.iso, fact.precision, status, fact.fact_id, fact.source_id, fact.voice, *span))
    columns = ["entry_id", "date", "precision", "status", "fact_id", "source_id", "voice", "first", "last"]
    return pd.DataFrame(rows, columns=columns).sort_values(["first", "last", "entry_id"], ignore_index=True)


def _span(iso: str) -> tuple[datetime.date, datetime.date] | None:
    start, _, end = iso.partition("/")
    bounds = [part for part in (start, end) if part and part != ".."]
    try:
        first, last = date_interval(bounds[0])[0], date_interval(bounds[-1])[1]
    except (ValueError, IndexError):
        return None
    return (first, last) if ".." not in iso else (first, date_interval(bounds[0])[1])


def newest(corpus: Corpus) -> str:
    """Return the newest publication date as written in the catalogue, empty where none is known."""
    dates = [str(d) for d in corpus.sources["published"].dropna() if d]
    return max(dates, key=lambda d: date_interval(d)[1], default="")


# --- issues -----------------------------------------------------------------------------------------------------------


def issues(corpus: Corpus, most: int = 12) -> dict[str, tuple[str, ...]]:
    """Return issue -> words and phrases: the reader's own from issues.toml, else the most widely used content words.

    A word counts as widely used by the number of voices that use it, then by how often they do.
    """
    if corpus.issues:
        return dict(corpus.issues)
    counts = corpus.counts[corpus.counts["term"].map(is_content)]
    used = counts.groupby("term").agg(voices=("voice", "nunique"), n=("n", "sum")).reset_index()
    used = used[used["n"] > 1].sort_values(["voices", "n", "term"], ascending=[False, False, True])
    return {term: (term,) for term in used["term"].head(most)}


def coverage(corpus: Corpus, lexicon: Mapping[str, Sequence[str]], by: str = "voice") -> pd.DataFrame:
    """Return how often each group speaks of each issue: issue, group, count, rate per 1,000 words, sentence_id.

    sentence_id   the sentence of the group that names the issue most often, the first of several
    """
    words = corpus.group(corpus.words, by).value_counts()
    rows = []
    for issue, phrases in lexicon.items():
        found = pd.DataFrame(
            occurrences(corpus, phrases), columns=["source_id", "sentence_id", "voice", "start", "end"]
        )
        found["group"] = corpus.group(found, by) if len(found) else None
        for group, own in found.groupby("group", sort=True):
            typical = own["sentence_id"].value_counts(sort=False).idxmax()
            rows.append((issue, group, len(own), PER * len(own) / words[group], typical))
    return pd.DataFrame(rows, columns=["issue", "group", "count", "rate", "sentence_id"])
