"""How far a value could be off by the chance of which sentences a writer came to write: the bootstrap over sentences.

Everything is seeded and depends on the sentences given alone, so that the same text has the same interval everywhere.
"""

import numpy as np

DRAWS = 400
CONFIDENCE = 0.95
MOST_WORDS = 2_000  # in one draw of a long text, which has to be read in order; see `interval` on drawing fewer
MOST_SENTENCES = 1_000  # in one draw of sums
_SEED = 20_100_101


def sums(features: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the sums of each feature over drawn sentences, one row a draw, and the draw's share of the sentences.

    features   one row a sentence, one column a feature; drawn with replacement
    """
    n = len(features)
    m = min(n, MOST_SENTENCES)
    drawn = np.random.default_rng(_SEED).integers(n, size=(DRAWS, m))
    return features[drawn].sum(axis=1), m / n


def texts(codes: np.ndarray, starts: np.ndarray, words: int) -> np.ndarray:
    """Return texts of so many words each, one row a draw, made of drawn sentences one after another.

    codes    the words, as numbers
    starts   where each sentence begins in them; the first begins at 0
    """
    lengths = np.diff(starts, append=len(codes))
    rng, wanted = np.random.default_rng(_SEED), DRAWS * words
    drawn = rng.integers(len(starts), size=int(1.1 * wanted / lengths.mean()) + 100)
    while lengths[drawn].sum() < wanted:
        drawn = np.concatenate([drawn, rng.integers(len(starts), size=len(drawn))])
    ends = np.cumsum(lengths[drawn])
    places = np.arange(ends[-1]) + np.repeat(starts[drawn] - (ends - lengths[drawn]), lengths[drawn])
    return codes[places[:wanted]].reshape(DRAWS, words)


def interval(value: float, drawn: np.ndarray, share: float = 1.0, is_biased: bool = False) -> tuple[float, float]:
    """Return the 95 % interval of a value from its draws. Where a draw was a share of the text, it shrinks by the root.

    drawn      the value of each draw; where it is not a number, a draw is left out
    share      words (or sentences) of a draw, by those on which the value rests
    is_biased  whether draws lie elsewhere than the value. Drawing with replacement repeats sentences, which makes every
               text look less varied than it is; then the draws tell how far the value varies, not where it lies, and
               their mean is put on the value
    source   Efron and Tibshirani 1993, An Introduction to the Bootstrap (Chapman & Hall); for drawing fewer Politis,
             Romano and Wolf 1999, Subsampling (Springer)

    >>> interval(10.0, np.array([1.0, 2.0, 3.0]), is_biased=True)
    (9.05, 10.95)
    """
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail]) - (np.nanmean(drawn) if is_biased else value)
    return value + float(low) * share**0.5, value + float(high) * share**0.5
