"""How much more one text uses a word than another, and how surely: effect sizes and evidence, each with its source."""

import numpy as np


def log_odds(here: np.ndarray, there: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Return the weighted log-odds-ratio of each term between two texts, with an informative Dirichlet prior.

    here, there  counts of the same terms in the two texts, all terms included
    prior        pseudo-counts of the same terms, all above 0
    returns      z-scores, no unit: positive where a term is more likely here; beyond 1.96 either way, 5 in 100 terms
                 would lie by chance alone
    raises       ValueError where the shapes differ or a prior is not positive
    source       Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), 372-403, equations 15, 16, 19 and 22

    >>> log_odds(np.array([1, 3]), np.array([1, 3]), np.array([1.0, 1.0]))
    array([0., 0.])
    """
    here, there, prior = np.asarray(here, float), np.asarray(there, float), np.asarray(prior, float)
    if not here.shape == there.shape == prior.shape:
        raise ValueError(f"shapes differ: {here.shape}, {there.shape} and {prior.shape}")
    if not (prior > 0).all():
        raise ValueError("a prior must be above 0 for every term")
    a, b = here + prior, there + prior
    delta = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return delta / np.sqrt(1 / a + 1 / b)
