"""Keyness: effect and evidence against published worked examples."""

import numpy as np
import pytest

from sourcebook import keyness


def test_log_odds_of_a_published_example() -> None:
    """Two versions of a sentence, prior 0.05 a word."""
    one, two = "the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey"
    words = sorted(set(one.split()) | set(two.split()))
    counts = [np.array([text.split().count(w) for w in words]) for text in (one, two)]
    z = dict(zip(words, keyness.log_odds(*counts, np.full(len(words), 0.05)), strict=True))
    assert [z[w] for w in ("brown", "fox", "quick")] == pytest.approx([0.6894227887] * 3, abs=1e-10)
    assert [z[w] for w in ("donkey", "lazier", "purple")] == pytest.approx([-0.6894227887] * 3, abs=1e-10)
    assert z["the"] == 0


@pytest.mark.parametrize(
    ("here", "prior", "says"),
    [([1, 2], [1.0, 0.0], "above 0"), ([1], [1.0, 1.0], "shapes differ")],
)
def test_log_odds_refuses_what_it_can_t_weigh(here: list[int], prior: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        keyness.log_odds(np.array(here), np.array([1, 1]), np.array(prior))
