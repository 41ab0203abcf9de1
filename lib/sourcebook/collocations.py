"""Which words keep company: pairs in one sentence that stand together more often than chance would have it."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

import numpy as np
import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

from sourcebook.corpus import Corpus
from sourcebook.terms import is_content

MEASURES = ["log_likelihood", "pmi", "t"]
PAIRS = ["group", "first", "second", "count", *MEASURES]
COMPANY = ["group", "term", "count", *MEASURES]


def association(together: float, first: float, second: float, total: float) -> tuple[float, float, float]:
    """Return how surely and how strongly two words keep company: log-likelihood, mutual information and t.

    together       how many of the pairs have both words
    first, second  how many have the one, and the other, in its place; together included
    total          all pairs
    returns        log-likelihood: G2 of the four cells, >= 0 both ways; evidence, which grows with the text
                   pmi: log2 of observed / expected pairs; strength, but rare pairs easily have the highest
                   t: (observed - expected) / sqrt(observed); evidence, which favours frequent pairs
                   no unit, more means closer company; pmi and t are negative where the words avoid each other
    raises         ValueError where there is no such pair, or more of them than the words or all pairs allow
    source         Dunning 1993, Computational Linguistics 19(1), 61-74 (log-likelihood); Church and Hanks 1990,
                   Computational Linguistics 16(1), 22-29 (pmi); Church, Gale, Hanks and Hindle 1991, in Zernik (ed.),
                   Lexical Acquisition, 115-164 (t). Computed by NLTK.

    >>> [round(value, 3) for value in association(2, 4, 4, 16)]
    [1.636, 1.0, 0.707]
    """
    if not 0 < together <= min(first, second) or first + second - together > total:
        raise ValueError(f"{together} pairs of words that stand in {first} and {second} of {total}: no such table")
    table = (together, (first, second), total)
    nltk = BigramAssocMeasures
    return max(0.0, nltk.likelihood_ratio(*table)), nltk.pmi(*table), nltk.student_t(*table)


def collocations(
    corpus: Corpus, by: str | None = "voice", window: int = 2, min_count: int = 3, function_words: bool = False
) -> pd.DataFrame:
    """Return the pairs of words that stand together more often than by chance, the surest of each group first.

    by              whose pairs; None takes the whole corpus as one group, `all`
    window          words that a pair may span, both included: 2 takes neighbours, 5 allows three words between
    min_count       how often a pair must stand; the measures of rarer ones say little
    function_words  whether pairs with function words, numbers and single letters are shown; they are counted always
    returns         group, first, second (in the order of the text), count, and what `association` says of all pairs of
                    the group. From a wider window every word has window - 1 pairs, so all counts enter the measures
                    divided by that, as in Church and Hanks 1990. Pairs that avoid each other are left out, since
                    log-likelihood has no sign. Pairs never cross a sentence; a comma does not part them.
    raises          ValueError for a window below 2
    """
    table = []
    for group, sentences in _sentences(corpus, by).items():
        pairs = _pairs(sentences, window)
        first, second, total = _margins(pairs)
        for (a, b), n in pairs.items():
            shown = function_words or (is_content(a) and is_content(b))
            if n >= min_count and shown and n * total > first[a] * second[b]:
                measures = association(*(x / (window - 1) for x in (n, first[a], second[b], total)))
                table.append((group, a, b, n, *measures))
    return _surest(pd.DataFrame(table, columns=PAIRS), ["first", "second"])


def _sentences(corpus: Corpus, by: str | None) -> dict[str, list[list[str]]]:
    """Return the terms of every sentence of every group, groups in order."""
    terms, groups = corpus.index.positions.tokens(), _groups(corpus, by)
    bounds = [*np.flatnonzero(np.diff(corpus.index.sentences, prepend=-1)), len(terms)]
    found: dict[str, list[list[str]]] = {group: [] for group in sorted(set(groups))}
    for start, end in pairwise(bounds):
        found[groups[start]].append(terms[start:end])
    return found


def _groups(corpus: Corpus, by: str | None) -> list[str]:
    """Return the group of each row of `words`."""
    return list(corpus.group(corpus.words, by)) if by else ["all"] * len(corpus.words)


def _pairs(sentences: list[list[str]], window: int) -> Counter[tuple[str, str]]:
    """Return how often each pair stands in a sentence: NLTK's finder, which counts no pair with a None."""
    gap = [None] * (window - 1)  # NLTK's own from_documents keeps neighbours apart only
    return BigramCollocationFinder.from_words(chain.from_iterable([*s, *gap] for s in sentences), window).ngram_fd


def _margins(pairs: Counter[tuple[str, str]]) -> tuple[Counter[str], Counter[str], int]:
    """Return how many pairs each word begins, how many it ends, and how many there are.

    NLTK scores with the words' own counts, although the last word of a sentence begins no pair; a table of those can
    have a cell below 0, which its log-likelihood can't bear.
    """
    first, second = Counter[str](), Counter[str]()
    for (a, b), n in pairs.items():
        first[a] += n
        second[b] += n
    return first, second, first.total()


def _surest(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    order = ["group", "log_likelihood", *names]
    return table.sort_values(order, ascending=[True, False, *[True] * len(names)], ignore_index=True)


def company(
    corpus: Corpus,
    word: str,
    by: str | None = None,
    window: int = 5,
    min_count: int = 2,
    function_words: bool = False,
) -> pd.DataFrame:
    """Return the company that a word keeps: the terms that stand near it more often than elsewhere, the surest first.

    word     a word or a phrase, as in `concordance.occurrences`
    window   words either side, inside the sentence
    returns  group, term, count, and what `association` says of the words of the group, those of `word` itself aside:
             near the word or not, this term or another. A term near two places of the word counts once. No row for a
             word that stands nowhere. The rest as in `collocations`.
    source   Evert 2008, in Lüdeling and Kytö (eds.), Corpus Linguistics: An International Handbook, 1212-1248
    """
    places = corpus.index.rows([word])
    others, near = _around(corpus, places, window)
    words = pd.DataFrame({"group": _groups(corpus, by), "term": corpus.index.positions.tokens(), "near": near})[others]
    counts = words.groupby(["group", "term"], sort=True)["near"].agg(["sum", "size"])
    sizes = words.groupby("group")["near"].agg(["sum", "size"])
    table = []
    for (group, term), n, of_term in counts.itertuples():
        spot, total = sizes.loc[group]
        if n >= min_count and (function_words or is_content(term)) and n * total > spot * of_term:
            table.append((group, term, n, *association(n, spot, of_term, total)))
    return _surest(pd.DataFrame(table, columns=COMPANY), ["term"])


def _around(corpus: Corpus, places: list[tuple[int, int, str]], window: int) -> tuple[np.ndarray, np.ndarray]:
    """Tell of each row of `words` whether it lies outside the places, and whether it lies near one."""
    sentences = corpus.index.sentences
    others, near = np.ones(len(sentences), bool), np.zeros(len(sentences), bool)
    for first, last, _ in places:
        others[first : last + 1] = False
        around = np.arange(max(0, first - window), min(len(sentences), last + window + 1))
        near[around[sentences[around] == sentences[first]]] = True
    return others, near & others


def places(corpus: Corpus, first: str, second: str, window: int = 2) -> pd.DataFrame:
    """Return every place where a pair stands, in reading order: the rows behind a count of `collocations`.

    first, second  terms, as `collocations` gives them
    returns        source_id, passage_id, sentence_id, voice, start, end: from the first word to the end of the second
    """
    found = list(_rows_of_pair(corpus, first, second, window))
    table = corpus.words.iloc[[a for a, _ in found]].drop(columns=["term"])
    table["end"] = corpus.words["end"].to_numpy()[[b for _, b in found]]
    return table.reset_index(drop=True)


def _rows_of_pair(corpus: Corpus, first: str, second: str, window: int) -> Iterator[tuple[int, int]]:
    terms, sentences = corpus.index.positions.tokens(), corpus.index.sentences
    for a in corpus.index.positions.offsets(first) if first in corpus.index.vocabulary else ():
        for b in range(a + 1, min(a + window, len(terms))):
            if terms[b] == second and sentences[a] == sentences[b]:
                yield a, b
