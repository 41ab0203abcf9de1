"""How varied the words of a text are: measures on a sequence of words, and the curves of Zipf and Heaps.

Every function takes the words as counted, in the order of the text, as strings or as whole numbers that stand for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

WINDOW = 100  # words; the stretch on which MATTR counts types
THRESHOLD = 0.72  # the type-token ratio at which a factor of MTLD is full; McCarthy and Jarvis 2010
SAMPLE = 42  # words; the draw that HD-D imagines; McCarthy and Jarvis 2007
MANY = 100  # rows; from about so many on, stepping through them together is the quicker way
Terms = Sequence[str] | Sequence[int] | np.ndarray


def encoded(terms: Terms) -> np.ndarray:
    """Return terms as whole numbers from 0, in the order of their first use (of their size, where they are numbers).

    >>> encoded("one one two".split())
    array([0, 0, 1])
    """
    if isinstance(terms, np.ndarray):
        return np.unique(terms, return_inverse=True)[1]
    index = {term: n for n, term in enumerate(dict.fromkeys(terms))}
    return np.fromiter(map(index.__getitem__, terms), np.int64, len(terms))


@dataclass(frozen=True, eq=False)
class Rows:
    """Texts of equal length, one a row of whole numbers from 0; every measure gives one value a row.

    A row is sorted once, by word and place, and everything is read off from that: how often each word stands there,
    and where each word stood before.
    """

    codes: np.ndarray

    @property
    def length(self) -> int:
        """The words of a row."""
        return int(self.codes.shape[1])

    @cached_property
    def _sorted(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the places of each row, in the order of their words, and whether the one before holds the same."""
        bits = max(self.length - 1, 1).bit_length()
        kind = np.dtype(np.int32 if (int(self.codes.max()) + 1) << bits < 2**31 else np.int64)
        keys = np.sort(np.left_shift(self.codes.astype(kind), bits) | np.arange(self.length, dtype=kind), axis=1)
        again = np.zeros(keys.shape, bool)
        again[:, 1:] = (keys[:, 1:] >> bits) == (keys[:, :-1] >> bits)
        return keys & ((1 << bits) - 1), again

    @cached_property
    def frequencies(self) -> tuple[np.ndarray, np.ndarray]:
        """Of every word of every row: the row, and how often it stands there."""
        first = np.flatnonzero(~self._sorted[1])
        return first // self.length, np.diff(first, append=self.codes.size)

    @cached_property
    def previous(self) -> np.ndarray:
        """Where the word of each place stood last, -1 where it is new."""
        places, again = self._sorted
        row, column = np.nonzero(again)
        before = np.full(self.codes.shape, -1, places.dtype)
        before[row, places[row, column]] = places[row, column - 1]
        return before

    @cached_property
    def following(self) -> np.ndarray:
        """`previous` of the rows read from their ends."""
        row, column = np.nonzero(self.previous >= 0)
        after = np.full(self.codes.shape, -1, self.previous.dtype)
        after[row, self.length - 1 - self.previous[row, column]] = self.length - 1 - column
        return after

    def types(self) -> np.ndarray:
        """Return the number of different words."""
        return np.bincount(self.frequencies[0], minlength=len(self.codes))

    def ttr(self) -> np.ndarray:
        """Return `ttr` of each row."""
        return self.types() / self.length

    def hapax_share(self) -> np.ndarray:
        """Return `hapax_share` of each row."""
        row, often = self.frequencies
        return np.bincount(row[often == 1], minlength=len(self.codes)) / self.length

    def types_in_windows(self, window: int) -> np.ndarray:
        """Return the sum of the types of all windows.

        A window counts a word at its first place there: a place counts in every window that holds it, but not the
        place before of the same word.
        """
        at = np.arange(self.length)
        last = np.minimum(at, self.length - window)
        first = np.maximum(np.maximum(at - window + 1, 0), self.previous + 1)
        return np.maximum(last - first + 1, 0).sum(axis=1)

    def mattr(self, window: int = WINDOW) -> np.ndarray:
        """Return `mattr` of each row."""
        return self.types_in_windows(window) / (window * (self.length - window + 1))

    def mtld(self, threshold: float = THRESHOLD) -> np.ndarray:
        """Return `mtld` of each row, not a number where no word is repeated."""
        factors = np.array([_factors(places, threshold) for places in (self.previous, self.following)])
        return (self.length / np.where(factors > 0, factors, np.nan)).mean(axis=0)

    def hdd(self, sample: int = SAMPLE) -> np.ndarray:
        """Return `hdd` of each row."""
        row, often = self.frequencies
        others = self.length - np.arange(often.max() + 1)[:, None] - np.arange(sample)
        never = np.prod(np.maximum(others, 0) / (self.length - np.arange(sample)), axis=1)
        return np.bincount(row, (1 - never)[often], len(self.codes)) / sample

    def yule_k(self) -> np.ndarray:
        """Return `yule_k` of each row."""
        row, often = self.frequencies
        return 1e4 * (np.bincount(row, often**2.0, len(self.codes)) - self.length) / self.length**2


def _factors(previous: np.ndarray, threshold: float) -> np.ndarray:
    """Return how many stretches of each row use up their variety, the last one as the part of a stretch that it is.

    previous   where the word of each place stood last; a place before the stretch begins makes the word new in it
    """
    if len(previous) < MANY:
        found = np.array([_in_turn(row, threshold) for row in previous.tolist()])
    else:
        found = _abreast(previous, threshold)
    factors, left, repeated = found.T
    return factors + repeated / np.maximum(left, 1) / (1 - threshold)


def _in_turn(previous: list[int], threshold: float) -> tuple[int, int, int]:
    """Return of one row the full stretches, and of the last one its words and how many of them are repeated."""
    start = repeated = factors = 0
    for at, before in enumerate(previous):
        if before >= start:  # only a repeated word can lower the ratio
            repeated += 1
            words = at - start + 1
            if words - repeated <= threshold * words:
                factors, start, repeated = factors + 1, at + 1, 0
    return factors, len(previous) - start, repeated


def _abreast(previous: np.ndarray, threshold: float) -> np.ndarray:
    """Return what `_in_turn` does, of many rows in step: sooner than one after the other."""
    start, repeated, factors = np.zeros((3, len(previous)), previous.dtype)
    for at, before in enumerate(np.ascontiguousarray(previous.T)):
        repeated += before >= start
        words = at + 1 - start
        full = words - repeated <= threshold * words
        if full.any():
            factors += full
            start[full], repeated[full] = at + 1, 0
    return np.column_stack([factors, previous.shape[1] - start, repeated])


def _row(terms: Terms, least: int, what: str) -> Rows:
    if len(terms) < least:
        raise ValueError(f"{what} needs {least} words at least, and the text has {len(terms)}")
    return Rows(encoded(terms)[None, :])


def measures(terms: Terms, window: int = WINDOW) -> dict[str, float]:
    """Return all measures of one text: ttr, hapax_share, mattr, mtld, hdd, yule_k; the words are encoded once.

    A measure for which the text is too short is missing from the answer.

    >>> measures("one one two two".split(), window=2)
    {'ttr': 0.5, 'hapax_share': 0.0, 'yule_k': 2500.0, 'mtld': 2.0, 'mattr': 0.6666666666666666}
    """
    if not len(terms):
        return {}
    rows = _row(terms, 1, "a text")
    found = {"ttr": rows.ttr(), "hapax_share": rows.hapax_share(), "yule_k": rows.yule_k(), "mtld": rows.mtld()}
    found |= {"mattr": rows.mattr(window)} if rows.length >= window else {}
    found |= {"hdd": rows.hdd()} if rows.length >= SAMPLE else {}
    return {name: float(value[0]) for name, value in found.items() if not np.isnan(value[0])}


def ttr(terms: Terms) -> float:
    """Return the type-token ratio: different words as a share of all words.

    returns   0 < TTR <= 1, no unit; it falls as a text grows, so only texts of equal length can be compared
    raises    ValueError for no words
    source    Johnson 1944, Psychological Monographs 56(2), 1-15

    >>> ttr("one one two two".split())
    0.5
    """
    return float(_row(terms, 1, "the type-token ratio").ttr()[0])


def hapax_share(terms: Terms) -> float:
    """Return the share of words that stand in the text only once, of all words.

    returns   0 to 1, no unit; it falls as a text grows, so only texts of equal length can be compared. It is also an
              estimate of the chance that one more word would be new
    raises    ValueError for no words
    source    Good 1953, Biometrika 40(3-4), 237-264 (Turing's estimate)

    >>> hapax_share("one one two three".split())
    0.5
    """
    return float(_row(terms, 1, "the share of single words").hapax_share()[0])


def mattr(terms: Terms, window: int = WINDOW) -> float:
    """Return the moving-average type-token ratio: the mean share of different words in every stretch of `window` words.

    returns   0 < MATTR <= 1, no unit, more means more varied; comparable between texts of any length at one window
    raises    ValueError for a text shorter than the window, or a window below 1
    source    Covington and McFall 2010, Journal of Quantitative Linguistics 17(2), 94-100

    >>> mattr("one one two".split(), window=2)
    0.75
    """
    if window < 1:
        raise ValueError(f"a window of {window} words: it must be 1 at least")
    return float(_row(terms, window, f"MATTR with a window of {window} words").mattr(window)[0])


def mtld(terms: Terms, threshold: float = THRESHOLD) -> float:
    """Return the measure of textual lexical diversity: how many words it takes to use up a text's variety.

    A factor is a stretch in whose course the type-token ratio falls to the threshold; what is left at the end counts as
    the part of a factor that it has come to. MTLD is words by factors, the mean of reading forwards and backwards.

    threshold  between 0 and 1, excluded
    returns    words, above 0; more means more varied; meant for texts of 100 words and more
    raises     ValueError for no words, no repeated word, or a threshold that is not between 0 and 1
    source     McCarthy and Jarvis 2010, Behavior Research Methods 42(2), 381-392

    >>> round(mtld("This is a sentence .".split() * 20), 4)
    7.1429
    """
    if not 0 < threshold < 1:
        raise ValueError(f"a threshold of {threshold}: it must lie between 0 and 1")
    value = float(_row(terms, 1, "MTLD").mtld(threshold)[0])
    if np.isnan(value):
        raise ValueError(f"MTLD is not defined where no word is repeated; the {len(terms)} words are all different")
    return value


def hdd(terms: Terms, sample: int = SAMPLE) -> float:
    """Return HD-D: the share of different words to expect in `sample` words drawn from a text without putting back.

    Each type adds its chance to be in the draw, by the hypergeometric distribution, divided by the sample.

    returns   above 0 to 1, no unit, more means more varied; the order of the words does not matter
    raises    ValueError for a text shorter than the sample, or a sample below 1
    source    McCarthy and Jarvis 2007, Language Testing 24(4), 459-488

    >>> hdd("one two three".split(), sample=2)
    1.0
    """
    if sample < 1:
        raise ValueError(f"a sample of {sample} words: it must be 1 at least")
    return float(_row(terms, sample, f"HD-D with a sample of {sample} words").hdd(sample)[0])


def yule_k(terms: Terms) -> float:
    """Return Yule's characteristic K: 10,000 times the chance, about, that two words drawn from a text are the same.

    K = 10,000 (sum of f² over the types - N) / N², where f is a type's frequency and N all words.

    returns   0 to 10,000, no unit; more means more repetition, that is, less varied
    raises    ValueError for no words
    source    Yule 1944, The Statistical Study of Literary Vocabulary (Cambridge University Press)

    >>> yule_k("one one two two".split())
    2500.0
    """
    return float(_row(terms, 1, "Yule's K").yule_k()[0])


def zipf(terms: Terms) -> np.ndarray:
    """Return how often the types of a text stand there, the most frequent first: place n holds the count of rank n + 1.

    raises    ValueError for no words
    source    Zipf 1949, Human Behavior and the Principle of Least Effort (Addison-Wesley)

    >>> zipf("one two two".split())
    array([2, 1])
    """
    return np.sort(_row(terms, 1, "Zipf's curve").frequencies[1])[::-1]


def heaps(terms: Terms, steps: int = 50) -> tuple[np.ndarray, np.ndarray]:
    """Return how the vocabulary grows: numbers of words from the beginning, and the types among so many.

    steps     how many places of the curve are wanted; fewer where the text has fewer words
    raises    ValueError for no words, or steps below 1
    source    Heaps 1978, Information Retrieval: Computational and Theoretical Aspects (Academic Press), 206-208

    >>> heaps("one two two".split(), steps=3)
    (array([1, 2, 3]), array([1, 2, 2]))
    """
    if steps < 1:
        raise ValueError(f"{steps} steps: a curve has 1 at least")
    rows = _row(terms, 1, "Heaps' curve")
    words = np.unique(np.linspace(1, rows.length, min(steps, rows.length)).round().astype(int))
    return words, np.cumsum(rows.previous[0] < 0)[words - 1]
