"""What was promised, whether its day has come, and what later articles say of the same subject."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from sourcebook import notes, spans
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED
from sourcebook.pencil import KEPT
from sourcebook.synthesis.dating import Span, newest, span_of
from sourcebook.terms import is_content, stem

COMMON = 0.05  # a word in more than this share of the sentences, and in more than a few, tells no subject
FEW = 5
TOLD = 0.5  # of what a promise's words weigh, a later sentence shares at least so much
AGAIN = 0.5  # of the words, from which two promises say the same
MOST_NEAR = 50  # promises that share a word and are compared
MOST = 3  # later sentences for a promise


def promised(corpus: Corpus, as_of: str = "") -> pd.DataFrame:
    """Return the promises with the state of each, the earliest due first, those without a day last.

    status    kept or broken where the reader says so in notes.toml of any telling, never else; due where the last day
              that the date may mean is not after `as_of` (default: the newest publication date), pending where it is;
              undated
    returns   the columns of `promises`, and first and last day of what is due (missing where it is undated), status,
              and `told_first`: the promise that this one tells again, itself where none does. One tells another again
              where both have the same date and the one shares `AGAIN` of the other's content words, or none and they
              share so much of the words of both
    """
    today = as_of or newest(corpus)
    last_day = date_interval(today)[1] if today else datetime.date.min  # without any date nothing has come due
    said = notes.verdicts(corpus, corpus.promises, KEPT)
    dues = [span_of(str(due)) if pd.notna(due) and due else None for due in corpus.promises["due"]]
    status = ["undated" if d is None else "due" if d[1] <= last_day else "pending" for d in dues]
    rows = corpus.promises.assign(
        first=[d[0] if d else None for d in dues],
        last=[d[1] if d else None for d in dues],
        status=said.fillna(pd.Series(status, index=said.index, dtype="str")),
    )
    day = [d[1] if d else datetime.date.max for d in dues]
    rows = rows.assign(day=day).sort_values(["day", "source_id", "start"], ignore_index=True).drop(columns="day")
    rows = rows.assign(told_first=_told_first(corpus, rows))
    # what the reader says of one telling holds for all
    by_hand = rows["status"].where(rows["status"].isin(KEPT)).groupby(rows["told_first"]).transform("last")
    return rows.assign(status=by_hand.fillna(rows["status"]))


def _told_first(corpus: Corpus, rows: pd.DataFrame) -> list[str]:
    """Return for each promise the first one that says the same; of many that share a word the first are compared."""
    dates = _dates(corpus)
    words = [_subject(corpus.text(r.source_id), r, dates.get(r.source_id, [])) for r in rows.itertuples()]
    dues = rows["due"].fillna("").tolist()
    having: dict[str, list[int]] = {}
    first: list[int] = []
    for n, (own, due) in enumerate(zip(words, dues, strict=True)):
        near = sorted({m for word in own for m in having.get(word, [])[:MOST_NEAR]})
        like = [m for m in near if dues[m] == due and _share(own, words[m], bool(due)) >= AGAIN]
        first.append(first[like[0]] if like else n)
        for word in own:
            having.setdefault(word, []).append(n)
    return [str(rows["promise_id"].iat[n]) for n in first]


def _share(one: set[str], other: set[str], is_dated: bool) -> float:
    """Return the words in both as a share of the shorter's, of both where no date holds them together."""
    both = len(one & other)
    whole = min(len(one), len(other)) if is_dated and both > 1 else len(one | other)
    return both / max(1, whole)


def later(corpus: Corpus, promises: pd.DataFrame) -> pd.DataFrame:
    """Return later sentences on the subject of a promise: one row a promise and sentence, at most `MOST` a promise.

    A sentence is later where its article was published after the last day on which the promise's may have been. It is
    on the same subject where it shares two words with the promise that are not common in the corpus, and these weigh
    `TOLD` of all that the promise has, each by the logarithm of its rarity (inverse document frequency, Sparck Jones
    1972, sentences for documents).
    Columns: promise_id, sentence_id, voice, published, words (those shared), score (0 to 1).
    """
    columns = ["promise_id", "sentence_id", "voice", "published", "words", "score"]
    holding, weight = _index(corpus)
    published = {s: p for s, p in zip(corpus.sources["source_id"], corpus.sources["published"], strict=True) if p}
    days = {source_id: date_interval(day) for source_id, day in published.items()}
    owner = corpus.sentences.set_index("sentence_id")[["source_id", "voice"]]
    dates = _dates(corpus)
    rows = []
    for promise in promises.itertuples():
        if promise.source_id not in published:
            continue
        told = days[promise.source_id][1]
        words = _subject(corpus.text(promise.source_id), promise, dates.get(promise.source_id, [])) & weight.keys()
        for score, sentence_id, shared in _alike(words, holding, weight, told, days):
            source_id, voice = owner.loc[sentence_id]
            named = ", ".join(sorted(shared))
            rows.append((promise.promise_id, sentence_id, voice, published[source_id], named, score))
    return pd.DataFrame(rows, columns=columns)


def _index(corpus: Corpus) -> tuple[Mapping[str, list[str]], Mapping[str, float]]:
    """Return word -> the sentences that hold it, and word -> its weight, of the words that tell a subject."""
    words = corpus.words[corpus.words["term"].map(is_content).astype(bool)]
    pairs = pd.DataFrame({"word": words["term"].map(stem), "sentence_id": words["sentence_id"]}).drop_duplicates()
    total = max(1, corpus.words["sentence_id"].nunique())
    spread = pairs["word"].value_counts()
    telling = spread[spread <= max(FEW, COMMON * total)]
    held = pairs[pairs["word"].isin(telling.index)].groupby("word", sort=True)["sentence_id"].agg(list)
    weights = np.log(total / telling) + 1
    return dict(held), {str(word): float(w) for word, w in weights.items()}


def _dates(corpus: Corpus) -> dict[str, list[tuple[int, int]]]:
    """Return source -> where it names dates."""
    dated = corpus.facts[corpus.facts["kind"].isin(DATED)]
    return {str(s): list(zip(own["start"], own["end"], strict=True)) for s, own in dated.groupby("source_id")}


def _subject(text: str, promise: Any, dates: Iterable[tuple[int, int]]) -> set[str]:
    """Return the content words of a promise, as stems, but for its dates, which are no subject."""
    held = [(first, last) for first, last in dates if first < promise.end and last > promise.start]
    found = ((term, promise.start + start) for term, (start, _) in spans.terms(text[promise.start : promise.end]))
    return {stem(term) for term, at in found if is_content(term) and not any(a <= at < b for a, b in held)}


def _alike(
    words: Iterable[str],
    holding: Mapping[str, list[str]],
    weight: Mapping[str, float],
    told: datetime.date,
    days: Mapping[str, Span],
) -> list[tuple[float, str, set[str]]]:
    """Return the later sentences that share most with a set of words: score, sentence_id, shared words."""
    shared: dict[str, set[str]] = {}
    for word in sorted(words):
        for sentence_id in holding[word]:
            when = days.get(sentence_id.rpartition(":")[0])
            if when and when[0] > told:
                shared.setdefault(sentence_id, set()).add(word)
    whole = sum(weight[w] for w in words)
    scored = [(sum(weight[w] for w in own) / whole, s, own) for s, own in shared.items() if len(own) > 1]
    return sorted((row for row in scored if row[0] >= TOLD), key=lambda row: (-row[0], row[1]))[:MOST]
