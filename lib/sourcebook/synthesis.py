"""What the sources add up to: figures that several voices state, the order of events, who covers which issue."""

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd

from sourcebook import lexicon as lexicons
from sourcebook import spans
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED
from sourcebook.quantities.nouns import singular
from sourcebook.terms import is_content

Span = tuple[datetime.date, datetime.date]  # first and last day
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


def timeline(corpus: Corpus, as_of: str = "") -> pd.DataFrame:
    """Return the dates that the articles name, in order: one row a dated fact.

    date       ISO 8601 as resolved; `first` and `last` are the days it may mean; a date left open is not in the table
    status     planned where it lies after its article's publication, or its sentence plans it and it may lie there; due
               where it was planned and `as_of` (default: `newest`) has passed it; past where it had passed by then;
               open where that can't be said: the time was under way, or the article has no date
    """
    facts = corpus.facts[corpus.facts["kind"].isin(DATED) & corpus.facts["iso"].notna()]
    published = corpus.sources.set_index("source_id")["published"]
    known_day = as_of or newest(corpus)
    today = date_interval(known_day)[1] if known_day else datetime.date.min  # without any date nothing is overdue
    rows = []
    for fact in facts.itertuples():
        span = _span(str(fact.iso))
        if span is None:
            continue
        status = _status(span, fact.commitment == "planned", str(published[fact.source_id] or ""), today)
        rows.append((fact.fact_id, fact.iso, fact.precision, status, fact.fact_id, *span))
    columns = ["entry_id", "date", "precision", "status", "fact_id", "first", "last"]
    return pd.DataFrame(rows, columns=columns).sort_values(["first", "last", "entry_id"], ignore_index=True)


def _status(span: Span, is_plan: bool, published: str, today: datetime.date) -> str:
    ahead, past = is_plan, False
    if published:
        first, last = date_interval(published)
        ahead = span[0] > last or (is_plan and span[1] >= first)
        past = not ahead and span[1] <= last
    elif not is_plan:
        past = span[1] <= today
    return ("due" if span[1] <= today else "planned") if ahead else "past" if past else "open"


def _span(iso: str) -> Span | None:
    start, _, end = iso.partition("/")
    bounds = [part for part in (start, end) if part and part != ".."]
    try:
        first, last = date_interval(bounds[0])[0], date_interval(bounds[-1])[1]
    except (ValueError, IndexError):
        return None
    return (first, last) if ".." not in iso else (first, date_interval(bounds[0])[1])


def chronology(corpus: Corpus, dated: pd.DataFrame) -> pd.DataFrame:
    """Return a time line with the mentions of one date as one row; dated: the time line, joined with its facts.

    Columns: date, status, mentions, voices (their names), n_voices; sentence_id, start, end of the first mention; and
    corrected, found of the first one that a reader has corrected.
    """
    rows = []
    for (date, status), own in dated.groupby(["date", "status"], sort=False):
        voices = list(dict.fromkeys(own["voice"]))
        place = own.iloc[0][["sentence_id", "start", "end"]]
        by_hand = own.sort_values("corrected", key=lambda said: said == "", kind="stable").iloc[0][
            ["corrected", "found"]
        ]
        rows.append((date, status, len(own), ", ".join(voices), len(voices), *place, *by_hand))
    columns = ["date", "status", "mentions", "voices", "n_voices", "sentence_id", "start", "end", "corrected", "found"]
    return pd.DataFrame(rows, columns=columns)


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
    counts = corpus.counts[corpus.counts["term"].map(is_content).astype(bool)]
    used = counts.groupby("term").agg(voices=("voice", "nunique"), n=("n", "sum")).reset_index()
    used = used[used["n"] > 1].sort_values(["voices", "n", "term"], ascending=[False, False, True])
    return {term: (term,) for term in used["term"].head(most)}


def coverage(corpus: Corpus, lexicon: Mapping[str, Sequence[str]], by: str = "voice") -> pd.DataFrame:
    """Return how often groups speak of issues, where they do: issue, group, count, rate per 1,000 words, sentence_id.

    sentence_id   the sentence of the group that names the issue most often, the first of several
    """
    table = lexicons.counts(corpus, lexicon, by)
    return table.loc[table["count"] > 0, ["issue", "group", "count", "rate", "sentence_id"]].reset_index(drop=True)


def busiest(corpus: Corpus, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return one row an issue: mentions, groups that speak of it, the group that does so most densely, its sentence."""
    rows = []
    for issue, own in coverage.groupby("issue", sort=False):
        top = own.sort_values(["rate", "group"], ascending=[False, True]).iloc[0]
        quote = " ".join(corpus.quote(top["sentence_id"]).split())
        rows.append((issue, own["count"].sum(), len(own), top["group"], top["count"], quote))
    return pd.DataFrame(rows, columns=["issue", "count", "groups", "group", "of", "text"])


def coverage_matrix(coverage: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return the rates as a table of issues by groups, groups as given; issues that nobody speaks of are left out."""
    rows = coverage.pivot(index="issue", columns="group", values="rate")
    return rows.reindex(index=list(dict.fromkeys(coverage["issue"])), columns=list(groups)).fillna(0.0)
