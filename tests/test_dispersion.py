"""Dispersion: a published worked example, what can be computed by hand, and the ends of each scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import dispersion

# Gries's example: five parts of a text whose words are letters.
PARTS = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
SIZES = np.array([len(part) for part in PARTS])


def counts(terms: str) -> np.ndarray:
    return np.array([[part.count(term) for part in PARTS] for term in terms])


@pytest.mark.parametrize(
    ("term", "dp", "normalised"),
    [
        pytest.param("a", 0.18, 0.2195, id="the commonest term"),
        pytest.param("b", 0.02, 0.024, id="a term twice in each part"),
        pytest.param("i", 0.82, 1.0, id="a term in the smallest part only"),
        pytest.param("q", 0.80, 0.976, id="a term in a middle part only"),
        pytest.param("x", 0.78, 0.951, id="a term in the largest part only"),
    ],
)
def test_the_published_deviation_of_proportions(term: str, dp: float, normalised: float) -> None:
    assert dispersion.dp(counts(term), SIZES)[0] == pytest.approx(dp, abs=0.0005)
    assert dispersion.dp_norm(counts(term), SIZES)[0] == pytest.approx(normalised, abs=0.0005)


def test_the_published_d() -> None:
    assert dispersion.juilland_d(counts("ab"), SIZES) == pytest.approx([0.785, 0.968], abs=0.0005)


def test_with_equal_parts_by_hand() -> None:
    """Shares 2/3, 1/3, 0 against 1/3 each: half of 1/3 + 0 + 1/3, of at most 2/3."""
    equal = np.array([7, 7, 7])
    assert dispersion.dp(np.array([2, 1, 0]), equal) == pytest.approx(1 / 3)
    assert dispersion.dp_norm(np.array([2, 1, 0]), equal) == pytest.approx(0.5)
    assert dispersion.juilland_d(np.array([4, 0, 0]), equal) == pytest.approx(0)
    assert dispersion.juilland_d(np.array([2, 2, 2]), equal) == pytest.approx(1)


def test_many_terms_at_once_are_each_term_alone() -> None:
    for measure in (dispersion.dp, dispersion.dp_norm, dispersion.juilland_d):
        together = measure(counts("aeiqx"), SIZES)
        assert together.tolist() == [measure(counts(term), SIZES)[0] for term in "aeiqx"]


def test_what_doesn_t_occur_has_no_dispersion() -> None:
    for measure in (dispersion.dp, dispersion.dp_norm, dispersion.juilland_d):
        assert np.isnan(measure(np.array([0, 0]), np.array([5, 5])))
    assert np.isnan(dispersion.dp_norm(np.array([2]), np.array([5])))
    assert np.isnan(dispersion.juilland_d(np.array([2]), np.array([5])))


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 10**6)), min_size=2, max_size=12).filter(
        lambda parts: any(k for k, _ in parts)
    )
)
def test_each_stays_on_its_scale(parts: list[tuple[int, int]]) -> None:
    k, n = np.array([min(k, n) for k, n in parts]), np.array([n for _, n in parts])
    assert -1e-12 <= dispersion.dp(k, n) <= 1 - n.min() / n.sum() + 1e-12
    assert -1e-12 <= dispersion.dp_norm(k, n) <= 1 + 1e-12
    assert -1e-9 <= dispersion.juilland_d(k, n) <= 1 + 1e-12


@pytest.mark.parametrize(
    ("k", "n", "says"),
    [
        pytest.param([1, 2], [5, 5, 5], "shapes differ", id="more parts than counts"),
        pytest.param([1, 0], [5, 0], "no words", id="an empty part"),
        pytest.param([6, 0], [5, 5], "more occurrences", id="more occurrences than words"),
    ],
)
def test_parts_that_can_t_be_are_refused(k: list[int], n: list[int], says: str) -> None:
    for measure in (dispersion.dp, dispersion.dp_norm, dispersion.juilland_d):
        with pytest.raises(ValueError, match=says):
            measure(np.array(k), np.array(n))
