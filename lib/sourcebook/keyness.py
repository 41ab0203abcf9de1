"""How much more one text uses a word than another, and how surely: effect sizes and evidence, each with its source.

All take arrays as well as numbers, a place a term. k1 and k2 are the occurrences of a term in each of two texts, n1 and
n2 all their words, the term's included. Evidence grows with the length of the texts, an effect doesn't: a report needs
both. All take each word as drawn by itself. Words come in clumps, so that the evidence for a term that stands in one
stretch or one article is overstated (Lijffijt et al. 2016, Digital Scholarship in the Humanities 31(2), 374-397): see
`dispersion` beside it.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc, ndtri, xlog1py


def g2(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, cells: int = 4) -> np.ndarray:
    """Return G2, the log-likelihood ratio: the evidence that the rate of a term differs between two texts.

    k1, n1, k2, n2  see above
    cells           4 counts the term and all other words, as Dunning does; 2 the term alone, as Rayson and Garside do,
                    which is a little less and much the same for a rare term
    returns         at least 0, no unit, no direction, 0 at equal rates; see `p_value`
    raises          ValueError for a text without words, more occurrences than words, or shapes that don't fit together
    source          Dunning 1993, Computational Linguistics 19(1), 61-74; Rayson and Garside 2000, Proceedings of the
                    Workshop on Comparing Corpora, 1-6

    >>> float(g2(7, 10, 2, 9).round(6))
    4.534939
    """
    k1, n1, k2, n2 = _checked(k1, n1, k2, n2)
    if cells not in (2, 4):
        raise ValueError(f"cells {cells}: 4 (Dunning) or 2 (Rayson and Garside) is expected")
    share = n1 / (n1 + n2)
    total = _deviance(k1, (k1 + k2) * share) + _deviance(k2, (k1 + k2) * (1 - share))
    if cells == 4:
        rest = n1 - k1 + n2 - k2
        total = total + _deviance(n1 - k1, rest * share) + _deviance(n2 - k2, rest * (1 - share))
    return 2 * total


def _deviance(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return seen log(seen / expected) - seen + expected: never below 0, and the last two cancel over a table.

    The plain sum loses its digits near equality, where large terms leave a small rest; this goes by how far the ratio
    is off 1.
    """
    off = np.divide(seen - expected, expected, out=np.zeros_like(expected), where=expected > 0)
    return np.maximum(xlog1py(seen, off) - (seen - expected), 0)


def p_value(g2: ArrayLike) -> np.ndarray:
    """Return how probable evidence at least as strong is where the rates don't differ.

    g2       of `g2`, four cells
    returns  0 to 1: the upper tail of the chi-square distribution with one degree of freedom, which G2 follows the
             nearer the more occurrences are expected; below 5 in either text it is a rough guide
    raises   ValueError below 0
    source   Wilks 1938, Annals of Mathematical Statistics 9(1), 60-62

    >>> float(p_value(3.841458820694124).round(6))
    0.05
    """
    g2 = np.asarray(g2, float)
    if (g2 < 0).any():
        raise ValueError("G2 is never below 0")
    return erfc(np.sqrt(g2 / 2))


def false_discovery(p: ArrayLike) -> np.ndarray:
    """Return adjusted p values: of all that are called true up to some level, on average at most that share is false.

    p        the p values of all tests that were made, those that came out weak too; of tests that don't depend on each
             other, or that err together
    returns  0 to 1, none below its p, in the order of p
    raises   ValueError outside 0 to 1, or for more than one dimension
    source   Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57(1), 289-300

    >>> false_discovery(np.array([0.04, 0.01, 0.03])).round(3).tolist()
    [0.04, 0.03, 0.04]
    """
    p = np.asarray(p, float)
    if p.ndim != 1 or not ((p >= 0) & (p <= 1)).all():
        raise ValueError("p values from 0 to 1 in one row are expected")
    order = np.argsort(-p, kind="stable")
    least = np.minimum.accumulate(p[order] * (len(p) / np.arange(len(p), 0, -1)))
    adjusted = np.empty_like(p)
    adjusted[order] = least
    return adjusted


def rate_interval(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Return the interval of the share that a term has of the words: Wilson's.

    It is right for a word that occurs once as well, where the usual one reaches below 0. Where a word comes in clumps,
    the true interval is wider.

    k, n     occurrences and words
    level    how often such an interval holds the true share
    returns  low and high, each 0 to 1
    raises   ValueError for a text without words, more occurrences than words, or a level outside 0 to 1
    source   Wilson 1927, Journal of the American Statistical Association 22(158), 209-212

    >>> [float(x.round(4)) for x in rate_interval(5, 10)]
    [0.2366, 0.7634]
    """
    k, n, *_ = _checked(k, n, 0, 1)
    if not 0 < level < 1:
        raise ValueError(f"level {level}: a share between 0 and 1 is expected, such as 0.95")
    z2 = ndtri((1 + level) / 2) ** 2
    half = np.sqrt(z2) * np.sqrt(k * (1 - k / n) + z2 / 4)
    low, high = (k + z2 / 2 - half) / (n + z2), (k + z2 / 2 + half) / (n + z2)
    return np.where(k == 0, 0, np.maximum(low, 0)), np.where(k == n, 1, np.minimum(high, 1))


def log_ratio(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike) -> np.ndarray:
    """Return the binary logarithm of the relative rate: each point is a doubling.

    k1, n1, k2, n2  see above; 0 occurrences are taken as half of one
    returns         0 at equal rates, 1 at twice the rate in the first text, -1 at half; no unit; NaN for a term that
                    neither text has
    raises          ValueError as `g2` does
    source          Hardie 2014, Log Ratio: an informal introduction (Centre for Corpus Approaches to Social Science)

    >>> float(log_ratio(8, 1000, 2, 1000)), float(log_ratio(0, 100, 1, 100))
    (2.0, -1.0)
    """
    k1, n1, k2, n2 = _checked(k1, n1, k2, n2)
    one, two = (np.where(k == 0, 0.5, k) / n for k, n in ((k1, n1), (k2, n2)))
    return np.where(k1 + k2 > 0, np.log2(one) - np.log2(two), np.nan)


def simple_maths(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, smoothing: float = 1.0) -> np.ndarray:
    """Return the ratio of the rates per million words, after something is added to both.

    k1, n1, k2, n2  see above
    smoothing       per million words: the more, the commoner the terms it ranks first
    returns         above 0, 1 at equal rates, no unit
    raises          ValueError as `g2` does, or for a smoothing that is not above 0
    source          Kilgarriff 2009, Simple maths for keywords, Proceedings of Corpus Linguistics

    >>> float(simple_maths(35, 112.289776e6, 263, 1559.716979e6).round(4))
    1.1224
    """
    k1, n1, k2, n2 = _checked(k1, n1, k2, n2)
    if smoothing <= 0:
        raise ValueError(f"smoothing {smoothing}: a rate above 0 is expected, such as 1")
    return (1e6 * k1 / n1 + smoothing) / (1e6 * k2 / n2 + smoothing)


def log_odds_ratio(here: ArrayLike, there: ArrayLike, prior: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds-ratio of each term between two texts, with an informative Dirichlet prior.

    here, there  counts of the same terms in the two texts, all terms included
    prior        pseudo-counts of the same terms, all above 0; they are added to both texts
    returns      the natural logarithm of the ratio of odds, 0 at equal use, positive where a term is more likely here;
                 and its standard error
    raises       ValueError where the shapes differ, a count is below 0, a prior is not above 0, or there is one term
    source       Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), 372-403; the error is their approximation

    >>> [x.round(3).tolist() for x in log_odds_ratio(np.array([3, 1]), np.array([1, 3]), np.array([1.0, 1.0]))]
    [[1.386, -1.386], [0.866, 0.866]]
    """
    here, there, prior = np.asarray(here, float), np.asarray(there, float), np.asarray(prior, float)
    if not here.shape == there.shape == prior.shape:
        raise ValueError(f"shapes differ: {here.shape}, {there.shape} and {prior.shape}")
    if not (prior > 0).all():
        raise ValueError("a prior must be above 0 for every term")
    if here.size < 2 or (here < 0).any() or (there < 0).any():
        raise ValueError("counts of at least two terms are expected, none below 0")
    a, b = here + prior, there + prior
    delta = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return delta, np.sqrt(1 / a + 1 / b)


def log_odds(here: ArrayLike, there: ArrayLike, prior: ArrayLike) -> np.ndarray:
    """Return the log-odds-ratio of each term in standard errors: evidence with a direction.

    here, there, prior  as for `log_odds_ratio`
    returns             z-scores, no unit: positive where a term is more likely here; beyond 1.96 either way, at most
                        about 5 in 100 terms would lie by chance alone, the fewer the stronger the prior
    raises              ValueError as `log_odds_ratio` does
    source              as there

    >>> log_odds(np.array([1, 3]), np.array([1, 3]), np.array([1.0, 1.0]))
    array([0., 0.])
    """
    delta, error = log_odds_ratio(here, there, prior)
    return delta / error


def _checked(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike) -> list[np.ndarray]:
    try:
        k1, n1, k2, n2 = np.broadcast_arrays(*(np.asarray(x, float) for x in (k1, n1, k2, n2)))
    except ValueError:
        raise ValueError(f"shapes differ: {[np.shape(x) for x in (k1, n1, k2, n2)]}") from None
    if not ((n1 > 0) & (n2 > 0)).all():
        raise ValueError("a text without words can't be compared")
    if not ((k1 >= 0) & (k2 >= 0) & (k1 <= n1) & (k2 <= n2)).all():
        raise ValueError("a term occurs more often than there are words, or less often than never")
    return [k1, n1, k2, n2]
