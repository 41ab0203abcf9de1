"""In what order things happened, or are to happen, by the dates that the articles name."""

import datetime

import pandas as pd

from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED

Span = tuple[datetime.date, datetime.date]  # first and last day


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
