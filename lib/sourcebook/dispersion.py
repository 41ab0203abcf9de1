"""How evenly a term is spread over the parts of a text: three measures, each with its source and its direction.

All take the counts of one term in each part (shape: parts), or of many terms (shape: terms x parts), and the words of
each part; all are NaN for a term that doesn't occur. They depend on how the text is cut, so that only texts cut into
equally many parts may be compared.
"""

import numpy as np
from numpy.typing import ArrayLike


def dp(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return the deviation of proportions: half of all by which the parts' shares differ from what they ought to be.

    counts, sizes  see above
    returns        0 for a term spread as the words are, up to 1 - the share of the smallest part for one that stands in
                   that part only; no unit, higher is clumpier
    raises         ValueError for a part without words, a part with more occurrences than words, or shapes that differ
    source         Gries 2008, International Journal of Corpus Linguistics 13(4), 403-437

    >>> float(dp(np.array([2, 1, 0]), np.array([5, 5, 5])).round(4))
    0.3333
    """
    counts, sizes = _checked(counts, sizes)
    return np.abs(_shares(counts) - sizes / sizes.sum()).sum(axis=-1) / 2


def dp_norm(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return `dp` divided by the most that it can be with these parts, so that 1 is reached whatever their sizes.

    counts, sizes  see above
    returns        0 to 1, no unit, higher is clumpier; NaN also for one part only, which nothing can be spread over
    raises         ValueError as `dp` does
    source         Lijffijt and Gries 2012, International Journal of Corpus Linguistics 17(1), 147-149

    >>> float(dp_norm(np.array([2, 1, 0]), np.array([5, 5, 5])).round(4))
    0.5
    """
    _, shares = _checked(counts, sizes)
    most = 1 - shares.min() / shares.sum()
    return dp(counts, sizes) / (most or np.nan)


def juilland_d(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return Juilland's D: 1 less the variation coefficient of the rates by part, over the root of the parts less one.

    counts, sizes  see above; the rate of a part is its occurrences by its words, so that parts may differ in size; the
                   standard deviation is the population's
    returns        0 for a term in one part only, 1 for one of the same rate in all; no unit, higher is more even; NaN
                   also for one part only
    raises         ValueError as `dp` does
    source         Juilland and Chang-Rodriguez 1964, Frequency Dictionary of Spanish Words; for parts of unequal size
                   as in Gries 2008 (see `dp`)

    >>> float(juilland_d(np.array([3, 3]), np.array([10, 10])))
    1.0
    """
    counts, sizes = _checked(counts, sizes)
    shares = _shares(counts / sizes)  # a rate by the sum of all; its mean is 1 by the number of parts
    parts = counts.shape[-1]
    return 1 - shares.std(axis=-1) * parts / (np.sqrt(parts - 1) or np.nan)


def _shares(values: np.ndarray) -> np.ndarray:
    total = values.sum(axis=-1, keepdims=True)
    return values / np.where(total > 0, total, np.nan)


def _checked(counts: ArrayLike, sizes: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    counts, sizes = np.asarray(counts, float), np.asarray(sizes, float)
    if sizes.ndim != 1 or counts.shape[-1:] != sizes.shape:
        raise ValueError(f"shapes differ: counts {counts.shape} end with other parts than sizes {sizes.shape}")
    if not (sizes > 0).all():
        raise ValueError("a part has no words; leave it out")
    if (counts < 0).any() or (counts > sizes).any():
        raise ValueError("a part has more occurrences of a term than words, or fewer than none")
    return counts, sizes
