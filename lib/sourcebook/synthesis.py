"""What the sources add up to: figures that several voices state, the order of events, who covers which issue."""

import datetime
import itertools
from collections.abc import Mapping, Sequence

import pandas as pd

from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED
from sourcebook.terms import PER, is_content, occurrences

COMMON = 0.1  # a word in more than this share of the sentences does not tie two of them together
NEAR = 60  # characters either side of a figure in which its company stands


def corroborations(corpus: Corpus) -> pd.DataFrame:
    """Return the figures that more than one voice states: one row a fact, groups with the most shared words first.

    Two facts belong together when kind, value, unit and denominator are the same and a content word stands near both,
    common words of the corpus and the figure's own aside. `score` is the number of such words and `reason` names them.
    The same figure in like company may still be another thing, so the sentences decide.
    Columns: group_id, relation (same), reason, score, fact_id.
    """
    facts = corpus.facts[corpus.facts["kind"].isin(MEASURED) & (corpus.facts["salience"] == "fact")]
    company = _company(corpus, facts)
    rows = []
    for _, members in facts.groupby(["kind", "value", "low", "high", "unit", "per"], dropna=False, sort=True):
        voices = dict(zip(members["fact_id"], members["voice"], strict=True))
        for tied in _tied(voices, company):
            shared = sorted(_shared(tied, voices, company))
            rows += [(min(tied), "same", f"near both: {', '.join(shared)}", len(shared), fact_id) for fact_id in tied]
    table = pd.DataFrame(rows, columns=["group_id", "relation", "reason", "score", "fact_id"])
    return table.sort_values(["score", "group_id", "fact_id"], ascending=[False, True, True], ignore_index=True)


def _company(corpus: Corpus, facts: pd.DataFrame) -> dict[str, set[str]]:
    """Return the content words near each fact in its sentence, in the singular, without those that stand everywhere."""
    of_sentence = corpus.words.groupby("sentence_id")
    spread = corpus.words.drop_duplicates(["sentence_id", "term"])["term"].value_counts()
    limit = max(2.0, COMMON * of_sentence.ngroups)
    kept = {str(term) for term, n in spread.items() if n <= limit and is_content(str(term))}
    rows = of_sentence.indices
    company = {}
    for fact in facts.itertuples():
        near = corpus.words.iloc[rows.get(fact.sentence_id, [])]
        near = near[(near["end"] > fact.start - NEAR) & (near["start"] < fact.end + NEAR)]
        near = near[(near["end"] <= fact.start) | (near["start"] >= fact.end)]
        company[str(fact.fact_id)] = {_singular(t) for t in near["term"] if t in kept}
    return company


def _singular(term: str) -> str:
    return term[:-1] if len(term) > 3 and term.endswith("s") and not term.endswith("ss") else term


def _tied(voices: Mapping[str, str], company: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the facts that share a word with a fact of another voice, in groups that hang together."""
    groups: list[set[str]] = []
    for one, other in itertools.combinations(sorted(voices), 2):
        if voices[one] != voices[other] and company[one] & company[other]:
            touched = [g for g in groups if g & {one, other}]
            groups = [g for g in groups if g not in touched] + [set().union({one, other}, *touched)]
    return sorted(sorted(g) for g in groups)


def _shared(tied: Sequence[str], voices: Mapping[str, str], company: Mapping[str, set[str]]) -> set[str]:
    """Return the words near facts of at least two voices."""
    near = {word: {voices[f] for f in tied if word in company[f]} for f in tied for word in company[f]}
    return {word for word, who in near.items() if len(who) > 1}


def timeline(corpus: Corpus, as_of: str = "") -> pd.DataFrame:
    """Return the dates that the articles name, in order: one row a dated fact.

    date       ISO 8601 as resolved; `first` and `last` are the days it may mean; a date left open is not in the table
    status     planned where it lies after its article's publication, or its sentence plans it and it may lie there;
               due where it was planned and `as_of` (default: `newest`) has passed it; else past
    """
    facts = corpus.facts[corpus.facts["kind"].isin(DATED) & corpus.facts["iso"].notna()]
    published = corpus.sources.set_index("source_id")["published"]
    today = date_interval(as_of or newest(corpus) or "9999")[1]
    rows = []
    for fact in facts.itertuples():
        span = _span(str(fact.iso))
        if span is None:
            continue
        status = _status(span, fact.commitment == "planned", str(published[fact.source_id] or ""), today)
        rows.append((fact.fact_id, fact.iso, fact.precision, status, fact.fact_id, fact.source_id, fact.voice, *span))
    columns = ["entry_id", "date", "precision", "status", "fact_id", "source_id", "voice", "first", "last"]
    return pd.DataFrame(rows, columns=columns).sort_values(["first", "last", "entry_id"], ignore_index=True)


def _status(span: tuple[datetime.date, datetime.date], is_plan: bool, published: str, today: datetime.date) -> str:
    ahead = is_plan
    if published:
        first, last = date_interval(published)
        ahead = span[0] > last or (is_plan and span[1] >= first)
    return ("due" if span[1] <= today else "planned") if ahead else "past"


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
        found = occurrences(corpus, phrases)
        found["group"] = corpus.group(found, by) if len(found) else None
        for group, own in found.groupby("group", sort=True):
            typical = own["sentence_id"].value_counts(sort=False).idxmax()
            rows.append((issue, group, len(own), PER * len(own) / words[group], typical))
    return pd.DataFrame(rows, columns=["issue", "group", "count", "rate", "sentence_id"])


def coverage_matrix(coverage: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return the rates as a table of issues by groups, groups as given; issues that nobody speaks of are left out."""
    rows = coverage.pivot(index="issue", columns="group", values="rate")
    return rows.reindex(index=list(dict.fromkeys(coverage["issue"])), columns=list(groups)).fillna(0.0)
