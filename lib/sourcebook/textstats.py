"""How a voice writes: measures of its words and sentences, each with its contract."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from sourcebook.corpus import COUNTED, Corpus

WINDOW = 100  # words; the shortest stretch on which lexical diversity is measured here
MIN_SENTENCES = 10  # below it a median of sentence lengths says more about chance than about a voice
COLUMNS = ["group", "measure", "value", "low", "high", "unit", "reason"]


def mattr(terms: Sequence[str], window: int = WINDOW) -> float:
    """Return the moving-average type-token ratio: the mean share of different words in every stretch of `window` words.

    terms     the words as counted, in the order of the text
    returns   0 < MATTR <= 1, no unit, more means more varied; comparable between texts of any length at one window
    raises    ValueError for a text shorter than the window, or a window below 1
    source    Covington and McFall 2010, Journal of Quantitative Linguistics 17(2), 94-100

    >>> mattr("one one two".split(), window=2)
    0.75
    """
    windows, share = _windows(terms, window)
    return share / windows


def _windows(terms: Sequence[str], window: int) -> tuple[int, float]:
    """Return the number of windows and the sum of their type-token ratios, in one pass."""
    if not 1 <= window <= len(terms):
        raise ValueError(
            f"a window of {window} words in a text of {len(terms)}: it must be from 1 to the text's length"
        )
    inside = Counter(terms[:window])
    types = len(inside)
    for leaving, entering in zip(terms, terms[window:], strict=False):
        inside[leaving] -= 1
        if not inside[leaving]:
            del inside[leaving]
        inside[entering] += 1
        types += len(inside)
    return len(terms) - window + 1, types / window


def statistics(corpus: Corpus, by: str = "voice", window: int = WINDOW) -> pd.DataFrame:
    """Return the measures of every group: one row a group and measure, groups in the order of their words.

    A measure for which a group has too little text has no value but a `reason`. Measures: words, types, sentences
    (counts); sentence length (median, with the quartiles as low and high, in words); MATTR (see `mattr`; windows never
    cross from one article into another).
    """
    words = corpus.words.assign(group=corpus.group(corpus.words, by))
    lengths = _sentences(corpus, by)
    rows: list[tuple[object, ...]] = []
    for group, own in words.groupby("group", sort=True):
        rows += [(group, "words", len(own), None, None, "words", "")]
        rows += [(group, "types", own["term"].nunique(), None, None, "words", "")]
        rows += [(group, "sentences", len(lengths[lengths["group"] == group]), None, None, "sentences", "")]
        rows += [_sentence_length(str(group), lengths.loc[lengths["group"] == group, "words"])]
        rows += [_diversity(str(group), own, window)]
    table = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(["value", "low", "high"], "float64"))
    order = table[table["measure"] == "words"].sort_values(["value", "group"], ascending=[False, True])["group"]
    rank = {group: n for n, group in enumerate(order)}
    return table.sort_values("group", key=lambda c: c.map(rank), kind="stable").reset_index(drop=True)


def _sentences(corpus: Corpus, by: str) -> pd.DataFrame:
    counted = corpus.passages.loc[corpus.passages["kind"].isin(COUNTED), "passage_id"]
    table = corpus.sentences[corpus.sentences["passage_id"].isin(counted) & (corpus.sentences["words"] > 0)]
    return table.assign(group=corpus.group(table, by))


def _sentence_length(group: str, lengths: pd.Series) -> tuple[object, ...]:
    name, unit = "sentence length", "words per sentence"
    if len(lengths) < MIN_SENTENCES:
        return (group, name, None, None, None, unit, f"{len(lengths)} sentences, fewer than {MIN_SENTENCES}")
    low, median, high = lengths.quantile([0.25, 0.5, 0.75])
    return (group, name, median, low, high, unit, "")


def _diversity(group: str, words: pd.DataFrame, window: int) -> tuple[object, ...]:
    name, unit = "MATTR", "types per token"
    texts = [list(own) for _, own in words.groupby("source_id")["term"]]
    long_enough = [_windows(text, window) for text in texts if len(text) >= window]
    if not long_enough:
        return (group, name, None, None, None, unit, f"{len(words)} words, no stretch of {window}")
    return (group, name, sum(s for _, s in long_enough) / sum(n for n, _ in long_enough), None, None, unit, "")


def wide(table: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Return one row a group and one column a measure, missing where a group has too little text."""
    rows = table.pivot(index="group", columns="measure", values="value").reindex(table["group"].unique())
    return rows[list(measures)]
