"""Whose words are whose: counts and rates by group, how evenly they are spread, and what is distinctive of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.dispersion import dp, dp_norm, juilland_d
from sourcebook.errors import InputError
from sourcebook.keyness import false_discovery, g2, log_odds_ratio, log_ratio, p_value, rate_interval
from sourcebook.spans import function_words

if TYPE_CHECKING:
    from nltk.stem import SnowballStemmer

PER = 1000  # rates are per so many words
STRETCH = 100  # words that a part of a group has at least; in less, most words stand once whatever their spread
Prior: TypeAlias = float | pd.Series | None


def terms(
    corpus: Corpus,
    by: str = "voice",
    against: str | None = None,
    prior: Prior = None,
    ngrams: int = 1,
    stems: bool = False,
    parts: int = 10,
) -> pd.DataFrame:
    """Return one row a group and term that it uses, both in alphabetical order.

    against    the group that each is compared with; None: all other groups together
    prior      of the log-odds: a pseudo-count for every term, or a Series of them by term; None is the corpus itself,
               each term's share of all words, together as strong as what one voice says in one article is long on
               average, so that a word is shrunk alike whatever the grouping
    ngrams     how many words of one sentence make a term, joined with blanks; "words" below are then n-grams
    stems      whether a term is its stem, by Snowball's rules for English; function words and capitals stay
    parts      equal stretches of a group's words in reading order, over which its terms may be spread
    returns    group · term · count
               rate, rate_low, rate_high   per 1,000 words of the group; Wilson's 95 % interval
               documents, range   in how many sources of the corpus the term occurs, in how many the group uses it
               tfidf       count x (ln((1 + sources) / (1 + documents)) + 1), by the length of the group's vector of
                           these, so that the sum of products of two groups is their cosine
               dp, dp_norm, d   dispersion over the parts; missing for a group of fewer than 100 words a part
               g2, log_ratio, log_odds, z   evidence and effect against the others, see `keyness`; four cells, natural
                           logarithm; missing with one group only, and for the group that is compared with
               p           of g2, adjusted for false discovery over the terms that the group uses
    raises     InputError for an unknown group or grouping; ValueError for a prior that is not above 0 or lacks a term,
               or fewer than one word or part
    """
    if ngrams < 1 or parts < 1:
        raise ValueError(f"ngrams {ngrams}, parts {parts}: at least 1 is expected")
    tokens = _tokens(corpus, by, ngrams, stems)
    documents = _documents(tokens)
    uses = _uses(tokens)
    group, term, count, size = uses.group, uses.term, uses.count, tokens.sizes[uses.group]
    low, high = rate_interval(count, size)
    table = pd.DataFrame({"group": tokens.groups[group], "term": tokens.names[term], "count": count}).astype(
        {"group": "str", "term": "str"}
    )
    table["rate"], table["rate_low"], table["rate_high"] = PER * count / size, PER * low, PER * high
    table["documents"], table["range"] = documents[term], _range(tokens, uses)
    table["tfidf"] = _tfidf(uses, documents, len(corpus.sources))
    table[["dp", "dp_norm", "d"]] = _dispersion(tokens, uses, parts)
    speeches = len(corpus.voices)
    table[["g2", "log_ratio", "log_odds", "z", "p"]] = _keyness(tokens, uses, against, prior, speeches)
    return table


@dataclass(frozen=True)
class _Tokens:
    """The words, or n-grams, of a corpus in reading order: of each the numbers of its group, source and term."""

    group: np.ndarray
    source: np.ndarray
    term: np.ndarray
    groups: np.ndarray  # their names
    names: np.ndarray  # of the terms

    @cached_property
    def sizes(self) -> np.ndarray:
        """How many each group has."""
        return np.bincount(self.group, minlength=len(self.groups))


@dataclass(frozen=True)
class _Uses:
    """Which groups use which terms, sorted by both."""

    group: np.ndarray
    term: np.ndarray
    count: np.ndarray
    of: np.ndarray  # of each token the number of its use

    def by_group(self) -> Iterator[tuple[int, slice]]:
        """Yield each group that uses any, with where its uses are."""
        found, first = np.unique(self.group, return_index=True)
        ends = [*first[1:], len(self.group)]
        for group, start, end in zip(found, first, ends, strict=False):  # without any use there is one end too many
            yield int(group), slice(start, end)


def _tokens(corpus: Corpus, by: str, ngrams: int, stems: bool) -> _Tokens:
    of = corpus.group(corpus.words, by)
    words = corpus.words[of.notna()]
    group, groups = pd.factorize(of.dropna(), sort=True)
    source, _ = pd.factorize(words["source_id"])
    term, names = pd.factorize(words["term"])
    at = np.arange(len(words))
    if stems:
        names = _stemmed(names)
    if ngrams > 1:
        sentence, _ = pd.factorize(words["sentence_id"])
        at = np.flatnonzero(sentence[: 1 - ngrams] == sentence[ngrams - 1 :])
        term, names = _joined(term, names, at, ngrams)
    order, names = pd.factorize(np.array(names, dtype=object), sort=True)  # two words may have one stem
    return _Tokens(group[at], source[at], order[term], np.array(groups, dtype=object), names)


def _stemmed(names: Sequence[str]) -> list[str]:
    return [stem(t) if t.islower() and t not in function_words() else t for t in names]


def _joined(term: np.ndarray, names: Sequence[str], at: np.ndarray, ngrams: int) -> tuple[np.ndarray, list[str]]:
    """Return the codes of the n-grams that begin at these places, and their names."""
    codes, first = term[at], np.arange(len(at))
    for n in range(1, ngrams):
        _, first, codes = np.unique(codes * len(names) + term[at + n], return_index=True, return_inverse=True)
    return codes, [" ".join(names[k] for k in term[start : start + ngrams]) for start in at[first]]


def _documents(tokens: _Tokens) -> np.ndarray:
    """Return in how many sources each term occurs."""
    terms = max(len(tokens.names), 1)
    return np.bincount(np.unique(tokens.source * terms + tokens.term) % terms, minlength=terms)


def _range(tokens: _Tokens, uses: _Uses) -> np.ndarray:
    """Return in how many sources the group of each use has the term."""
    sources = int(tokens.source.max(initial=0)) + 1
    return np.bincount(np.unique(uses.of * sources + tokens.source) // sources, minlength=len(uses.count))


def _uses(tokens: _Tokens) -> _Uses:
    terms = max(len(tokens.names), 1)
    key, of, count = np.unique(tokens.group * terms + tokens.term, return_inverse=True, return_counts=True)
    return _Uses(key // terms, key % terms, count, of)


def _tfidf(uses: _Uses, documents: np.ndarray, sources: int) -> np.ndarray:
    weight = uses.count * (np.log((1 + sources) / (1 + documents[uses.term])) + 1)
    return weight / np.sqrt(np.bincount(uses.group, weight**2))[uses.group]


def _dispersion(tokens: _Tokens, uses: _Uses, parts: int) -> np.ndarray:
    """Return dp, dp_norm and d of each use."""
    order = np.argsort(tokens.group, kind="stable")
    group = tokens.group[order]
    nth = np.arange(len(order)) - (np.cumsum(tokens.sizes) - tokens.sizes)[group]
    part = nth * parts // tokens.sizes[group]
    sizes = np.bincount(group * parts + part, minlength=len(tokens.groups) * parts).reshape(-1, parts)
    counts = np.bincount(uses.of[order] * parts + part, minlength=len(uses.count) * parts).reshape(-1, parts)
    found = np.full((len(uses.count), 3), np.nan)
    for g, own in uses.by_group():
        if tokens.sizes[g] >= STRETCH * parts:
            found[own] = np.column_stack([measure(counts[own], sizes[g]) for measure in (dp, dp_norm, juilland_d)])
    return found


def _keyness(tokens: _Tokens, uses: _Uses, against: str | None, prior: Prior, speeches: int) -> np.ndarray:
    """Return g2, log_ratio, log_odds, z and p of each use."""
    if against is not None and against not in tokens.groups:
        raise InputError(f"against '{against}' is not one of the groups: {', '.join(tokens.groups)}")
    found = np.full((len(uses.count), 5), np.nan)
    if len(tokens.groups) < 2 or len(tokens.names) < 2:
        return found
    everywhere = np.bincount(tokens.term, minlength=len(tokens.names))
    weights = everywhere / speeches if prior is None else _prior(prior, everywhere, tokens)
    named = np.bincount(tokens.term[tokens.groups[tokens.group] == against], minlength=len(tokens.names))
    for g, own in uses.by_group():
        mine = np.zeros_like(everywhere)
        mine[uses.term[own]] = uses.count[own]
        others = everywhere - mine if against is None else named
        if against != tokens.groups[g] and others.any():
            found[own] = _compared(mine, others, weights, uses.term[own])
    return found


def _compared(here: np.ndarray, there: np.ndarray, prior: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return g2, log_ratio, log_odds, z and p of chosen terms, from the counts of all terms in two texts."""
    texts = here[chosen], here.sum(), there[chosen], there.sum()
    evidence = g2(*texts)
    delta, error = (values[chosen] for values in log_odds_ratio(here, there, prior))
    adjusted = false_discovery(p_value(evidence))
    return np.column_stack([evidence, log_ratio(*texts), delta, delta / error, adjusted])


def _prior(prior: float | pd.Series, everywhere: np.ndarray, tokens: _Tokens) -> np.ndarray:
    """Return the pseudo-count that the user gives each term."""
    if not isinstance(prior, pd.Series):
        return np.full(len(everywhere), float(prior))
    missing = sorted(set(tokens.names) - set(prior.index))
    if missing:
        raise ValueError(f"prior: {len(missing)} terms have none, such as '{missing[0]}'; give every term one above 0")
    return prior.loc[list(tokens.names)].to_numpy(float)


@cache
def stem(word: str) -> str:
    """Return the stem of a word in lower case, by Snowball's rules for English.

    >>> stem("opened"), stem("openings")
    ('open', 'open')
    """
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> "SnowballStemmer":
    from nltk.stem import SnowballStemmer  # half a second, for those alone who ask for stems

    return SnowballStemmer("english")


@cache
def is_content(term: str) -> bool:
    """Tell whether a term carries content: no function word, more than one character, not a bare number.

    An n-gram does where its first and its last word do.
    """
    words = term.split(" ")
    return all(len(w) > 1 and w not in function_words() and any(c.isalpha() for c in w) for w in (words[0], words[-1]))


def _of_content(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["term"].isin([term for term in table["term"].unique() if is_content(term)])]


def distinctive(
    table: pd.DataFrame, most: int = 8, min_count: int = 3, min_z: float = 1.96, max_p: float = 0.05
) -> pd.DataFrame:
    """Return the most distinctive content terms of each group, strongest first, from the table that `terms` gives.

    Two hurdles, since each is blind where the other sees. z is drawn towards the prior, so that a rare word needs more
    to pass it, but of many words tested some would by chance. Against that stands p, on G2: where nothing differs, its
    distribution is known and doesn't depend on the prior as that of z does, but a rare word passes it too easily.

    most       of each group
    min_count  how often the group uses the term at least; min_z: how far from equal use, in standard errors
    max_p      the share of false discoveries that is put up with
    returns    rows of the table, and `one_of_several`: whether just one of several articles of the group has the term,
               which makes it a topic rather than a habit
    """
    several = table.groupby("group")["range"].transform("max") > 1
    chosen = _of_content(table.assign(one_of_several=several & (table["range"] == 1)))
    chosen = chosen[(chosen["count"] >= min_count) & (chosen["z"] >= min_z) & (chosen["p"] <= max_p)]
    ordered = chosen.sort_values(["group", "z", "term"], ascending=[True, False, True])
    return ordered.groupby("group", sort=True).head(most).reset_index(drop=True)


def contested(table: pd.DataFrame, chosen: pd.DataFrame, most: int = 4, groups: int = 3) -> list[str]:
    """Return distinctive terms that other groups use as well, so that their uses can be compared; the surest first.

    table   as `terms` gives it; chosen: what `distinctive` takes from it
    groups  how many groups must use a term, all of them where there are fewer
    """
    using = table.groupby("term")["group"].nunique()
    enough = set(using.index[using >= min(groups, table["group"].nunique())])
    ordered = chosen[chosen["term"].isin(enough)].sort_values(["z", "term"], ascending=[False, True])
    return list(dict.fromkeys(ordered["term"]))[:most]


def matrix(table: pd.DataFrame, chosen: Sequence[str], groups: Sequence[str]) -> pd.DataFrame:
    """Return the rates of chosen terms by groups, both in the order given, 0 where a group never uses a term."""
    rows = table[table["term"].isin(chosen)].pivot(index="term", columns="group", values="rate")
    return rows.reindex(index=list(chosen), columns=list(groups)).fillna(0.0)


def followed(table: pd.DataFrame, asked: Sequence[str] = (), most: int = 4) -> list[str]:
    """Return the words to follow through the texts: those asked for, else contested ones, else the most frequent.

    table   as `terms` gives it
    """
    return list(asked) or contested(table, distinctive(table), most) or frequent(table, most)


def frequent(table: pd.DataFrame, most: int = 20) -> list[str]:
    """Return the content terms that the whole corpus uses most, more than once, ties by alphabet."""
    totals = _of_content(table).groupby("term")["count"].sum().reset_index()
    totals = totals[totals["count"] > 1]
    return list(totals.sort_values(["count", "term"], ascending=[False, True])["term"].head(most))
