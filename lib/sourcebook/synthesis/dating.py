"""In what order things happened, or are to happen, by the dates that the articles name."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sourcebook import spans
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED
from sourcebook.terms import is_content, stem

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
        span = span_of(str(fact.iso))
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


def span_of(iso: str) -> Span | None:
    """Return the first and the last day that a date may mean; one that is open at an end is taken at its other end."""
    start, _, end = iso.partition("/")
    bounds = [part for part in (start, end) if part and part != ".."]
    try:
        first, last = date_interval(bounds[0])[0], date_interval(bounds[-1])[1]
    except (ValueError, IndexError):
        return None
    return (first, last) if ".." not in iso else (first, date_interval(bounds[0])[1])


EVENT = 4  # content words that two sentences share which tell of one date
PUBLISHED = "published"  # the status of an entry that is an article's own date


def chronology(corpus: Corpus, dated: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """Return one time line of events and of publications: the mentions of one event are one row, in order of time.

    dated     the time line, joined with its facts
    shared    corroborations: the dates of a group that is told alike are one event. So are mentions of one date in one
              article whose sentences share `EVENT` content words; others are events of their own
    returns   date, status (as in `timeline`, the most advanced of its mentions; or published), mentions, voices (their
              names), n_voices; sentence_id, start, end of the first mention, missing where an article was published;
              source_id; corrected and found of the first mention that a reader has corrected
    """
    told = shared[(shared["relation"] == "same") & shared["fact_id"].isin(dated["fact_id"])]
    events = _events(corpus, dated, dict(zip(told["fact_id"], told["group_id"], strict=True)))
    mentions: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for event, mention in zip(events, dated.to_dict("records"), strict=True):
        mentions.setdefault((event, mention["date"]), []).append(mention)
    rows = [_entry(own) for own in mentions.values()]
    rows += [_publication(corpus, source) for source in corpus.sources.itertuples() if source.published]
    columns = ["first", "last", "date", "status", "mentions", "voices", "n_voices", "source_id"]
    columns += ["sentence_id", "start", "end", "corrected", "found"]
    table = pd.DataFrame(rows, columns=columns).astype({"start": "Int64", "end": "Int64", "corrected": "str"})
    table = table.sort_values(["first", "last", "date", "source_id", "start"], ignore_index=True)
    return table.drop(columns=["first", "last"])


def _events(corpus: Corpus, dated: pd.DataFrame, told: Mapping[str, str]) -> list[str]:
    """Return the event of each mention of a date: the first mention of it."""
    event: dict[str, str] = {}
    for _, own in dated.groupby(["source_id", "date"], sort=False):
        seen: list[tuple[set[str], str]] = []
        for r in own.itertuples():
            words = _content(corpus.quote(str(r.sentence_id)))
            like = next((name for other, name in seen if len(words & other) >= EVENT), str(r.fact_id))
            event[str(r.fact_id)] = like
            seen.append((words, like))
    first: dict[str, str] = {}  # group told alike -> the event of its first mention
    for fact_id, group in told.items():
        first.setdefault(group, event[fact_id])
    joined = {event[fact_id]: first[group] for fact_id, group in told.items()}
    return [joined.get(event[str(f)], event[str(f)]) for f in dated["fact_id"]]


def _content(sentence: str) -> set[str]:
    return {stem(term) for term, _ in spans.terms(sentence) if is_content(term)}


_ADVANCED = ("open", "planned", "past", "due")  # what was ahead for one is past for a later one: it has come due


def _entry(own: Sequence[Mapping[Any, Any]]) -> tuple[Any, ...]:
    """Return the row of an event; own: its mentions, in order of time."""
    first = own[0]
    voices = list(dict.fromkeys(mention["voice"] for mention in own))
    by_hand = next((mention for mention in own if mention["corrected"]), first)
    status = max((mention["status"] for mention in own), key=_ADVANCED.index)
    head = (first["first"], first["last"], first["date"], status, len(own), ", ".join(voices), len(voices))
    place = (first[name] for name in ("source_id", "sentence_id", "start", "end"))
    return *head, *place, by_hand["corrected"], by_hand["found"]


def _publication(corpus: Corpus, source: Any) -> tuple[Any, ...]:
    """Return the row of an article, with those who speak in it and nothing of what they say."""
    own = corpus.voices.loc[corpus.voices["source_id"] == source.source_id, "voice"]
    head = (*date_interval(source.published), source.published, PUBLISHED, 0, ", ".join(own), len(own))
    return *head, source.source_id, None, None, None, "", None


def newest(corpus: Corpus) -> str:
    """Return the newest publication date as written in the catalogue, empty where none is known."""
    dates = [str(d) for d in corpus.sources["published"].dropna() if d]
    return max(dates, key=lambda d: date_interval(d)[1], default="")
