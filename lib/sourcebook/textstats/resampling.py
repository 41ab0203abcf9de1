"""How far a value could be off by the chance of which sentences a writer came to write.

Sums are drawn by the bootstrap: as many sentences as there are, with replacement. Texts whose words are read in order
can't be drawn so, since a sentence that stands there twice repeats all its words: half the text is drawn without
replacement, which spreads as widely as the whole does around the truth.

Everything is seeded and depends on the sentences given alone, so that the same text has the same interval everywhere.
"""

import numpy as np

DRAWS = 1_000  # of sums, which are cheap: each end of an interval rests on 25 of them
TEXTS = 400  # drawn
CONFIDENCE = 0.95
MOST_WORDS = 2_000  # in a drawn text
MOST_SENTENCES = 1_000  # in a drawn sum
_SEED = 20_100_101
_TAILS = [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]


def sums(features: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the sums of each feature over drawn sentences, one row a draw, and the draw's share of the sentences.

    features   one row a sentence, one column a feature; drawn with replacement
    """
    n = len(features)
    m = min(n, MOST_SENTENCES)
    drawn = np.random.default_rng(_SEED).integers(n, size=(DRAWS, m))
    return np.array([features[rows].sum(axis=0) for rows in drawn]), m / n


def length(words: int, window: int) -> int:
    """Return how many of so many words a drawn text has: half, more where that is less than a window, up to a limit."""
    return min(max(words // 2, min(window, 7 * words // 8)), max(MOST_WORDS, window))


def texts(codes: np.ndarray, starts: np.ndarray, words: int) -> np.ndarray:
    """Return texts of so many words each, one row a draw, made of different sentences in a random order.

    codes    the words, as numbers
    starts   where each sentence begins in them; the first begins at 0
    """
    lengths = np.diff(starts, append=len(codes))
    rng = np.random.default_rng(_SEED)
    rows = np.empty((TEXTS, words), codes.dtype)
    enough = min(len(starts), int(1.2 * words / lengths.mean()) + 10)
    for row in rows:
        drawn = rng.choice(len(starts), enough, replace=False)
        if lengths[drawn].sum() < words:
            drawn = rng.permutation(len(starts))
        ends = np.cumsum(lengths[drawn])
        places = np.repeat(starts[drawn] - (ends - lengths[drawn]), lengths[drawn])[:words] + np.arange(words)
        row[:] = codes[places]
    return rows


def of_sums(value: float, drawn: np.ndarray, share: float) -> tuple[float, float]:
    """Return the 95 % interval of a value from the values of drawn sums: the percentiles.

    share    sentences of a draw by those of the text; with fewer, the interval shrinks by the root of the share
    source   Efron and Tibshirani 1993, An Introduction to the Bootstrap (Chapman & Hall), chapter 13; for drawing fewer
             Bickel, Götze and van Zwet 1997, Statistica Sinica 7(1), 1-31

    >>> of_sums(2.0, np.array([1.0, 2.0, 3.0]), 1)
    (1.05, 2.95)
    """
    low, high = np.quantile(drawn, _TAILS) - value
    return value + float(low) * share**0.5, value + float(high) * share**0.5


def of_texts(value: float, drawn: np.ndarray, share: float) -> tuple[float, float]:
    """Return the 95 % interval of a value from the values of drawn texts: their spread around the value.

    drawn    the value of each draw; one that is not a number is left out, and with half of them left out there is no
             interval
    share    words of a draw by those on which the value rests, below 1. The spread is that of the part around the
             whole, share p; the whole lies around the truth as widely times the root of p / (1 - p)
    source   Politis, Romano and Wolf 1999, Subsampling (Springer), chapter 2, with its correction for finite samples

    >>> of_texts(10.0, np.tile([1.0, 2.0, 3.0], TEXTS), 0.5)
    (9.0, 11.0)
    """
    drawn = drawn[np.isfinite(drawn)]
    if len(drawn) < TEXTS / 2:
        return np.nan, np.nan
    low, high = np.quantile(drawn, _TAILS) - drawn.mean()
    widened = (share / (1 - share)) ** 0.5
    return value + float(low) * widened, value + float(high) * widened
