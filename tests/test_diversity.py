"""Measures of variety against published worked examples, naive counting, and what must hold for any text."""

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sourcebook.textstats import diversity

REPEATED = "This is a sentence .".split() * 20
SEVEN = "one one two one one two one".split()
texts = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=120)


@pytest.mark.parametrize(("window", "expected"), [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_mattr_of_a_text_of_two_words(window: int, expected: float) -> None:
    """Worked by hand: the windows of "one one two one one two one" have 1 or 2 types each."""
    assert diversity.mattr(SEVEN, window) == pytest.approx(expected, abs=1e-12)


def test_mtld_of_a_sentence_twenty_times() -> None:
    """Each factor is full at its seventh word, with 5 types of 7; the two words left over are both new."""
    assert diversity.mtld(REPEATED) == pytest.approx(100 / 14, abs=1e-12)


def test_hdd_of_a_sentence_twenty_times() -> None:
    """Each of the 5 types is missing from a draw with the chance C(80, 42) / C(100, 42)."""
    expected = 5 * (1 - math.comb(80, 42) / math.comb(100, 42)) / 42
    assert diversity.hdd(REPEATED) == pytest.approx(expected, abs=1e-12)


def test_yule_k_of_a_text_counted_by_hand() -> None:
    """Frequencies 3, 2, 1: 10,000 (9 + 4 + 1 - 6) / 36."""
    assert diversity.yule_k("a a a b b c".split()) == pytest.approx(80_000 / 36)


def test_shares_of_a_text_counted_by_hand() -> None:
    terms = "a a a b b c".split()
    assert (diversity.ttr(terms), diversity.hapax_share(terms)) == (3 / 6, 1 / 6)


def test_all_measures_of_a_text_are_what_each_measure_gives() -> None:
    found = diversity.measures(REPEATED, window=50)
    alone = {name: getattr(diversity, name)(REPEATED) for name in ("ttr", "hapax_share", "mtld", "hdd", "yule_k")}
    assert found == alone | {"mattr": diversity.mattr(REPEATED, 50)}


def test_a_measure_for_which_a_text_is_too_short_is_missing() -> None:
    assert set(diversity.measures(SEVEN)) == {"ttr", "hapax_share", "mtld", "yule_k"}
    assert set(diversity.measures(["a", "b"])) == {"ttr", "hapax_share", "yule_k"}
    assert diversity.measures([]) == {}


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        (lambda: diversity.mattr(SEVEN, 8), "a window of 8 words needs 8 words at least, and the text has 7"),
        (lambda: diversity.mattr(SEVEN, 0), "a window of 0 words"),
        (lambda: diversity.hdd(SEVEN), "a sample of 42 words needs 42 words at least, and the text has 7"),
        (lambda: diversity.hdd(SEVEN, 0), "a sample of 0 words"),
        (lambda: diversity.mtld(["a", "b"]), "not defined where no word is repeated; the 2 words are all different"),
        (lambda: diversity.mtld(SEVEN, 1.0), "a threshold of 1.0"),
        (lambda: diversity.mtld([]), "1 words at least"),
        (lambda: diversity.ttr([]), "the text has 0"),
        (lambda: diversity.yule_k([]), "the text has 0"),
        (lambda: diversity.heaps(SEVEN, 0), "0 steps"),
    ],
)
def test_what_can_t_be_measured_is_refused(measure: Callable[[], float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        measure()


@given(texts, st.integers(1, 30))
def test_mattr_is_the_mean_over_all_windows(terms: list[str], window: int) -> None:
    assume(len(terms) >= window)
    ratios = [len(set(terms[i : i + window])) / window for i in range(len(terms) - window + 1)]
    assert diversity.mattr(terms, window) == pytest.approx(sum(ratios) / len(ratios))


def textbook_factors(terms: Sequence[str], threshold: float) -> float:
    """As the paper tells it: count types and words, start anew when their ratio is down at the threshold."""
    factors, types, words = 0.0, set(), 0
    for term in terms:
        types.add(term)
        words += 1
        if len(types) / words <= threshold:
            factors, types, words = factors + 1, set(), 0
    return factors + ((1 - len(types) / words) / (1 - threshold) if words else 0)


@given(texts, st.sampled_from([0.5, 0.72, 0.9]))
def test_mtld_is_what_the_textbook_gives(terms: list[str], threshold: float) -> None:
    assume(len(set(terms)) < len(terms))
    both = [len(terms) / textbook_factors(t, threshold) for t in (terms, terms[::-1])]
    assert diversity.mtld(terms, threshold) == pytest.approx(sum(both) / 2, rel=1e-9)
    many = diversity.Rows(np.array([[ord(t) for t in terms]] * diversity.MANY))
    assert many.mtld(threshold) == pytest.approx(sum(both) / 2, rel=1e-9)


@given(texts, st.integers(1, 30))
def test_hdd_is_what_counting_the_draws_gives(terms: list[str], sample: int) -> None:
    assume(len(terms) >= sample)
    n, draws = len(terms), math.comb(len(terms), sample)
    chances = [1 - math.comb(n - terms.count(t), sample) / draws for t in set(terms)]
    assert diversity.hdd(terms, sample) == pytest.approx(sum(chances) / sample)


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_words_changes_only_what_is_read_in_order(terms: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(terms, len(terms))
    for measure in (diversity.ttr, diversity.hapax_share, diversity.yule_k, lambda t: diversity.hdd(t, 1)):
        assert measure(shuffled) == pytest.approx(measure(terms))


@given(texts)
def test_every_measure_stays_within_its_bounds(terms: list[str]) -> None:
    found = diversity.measures(terms, window=5)
    assert all(0 <= found[name] <= 1 for name in ("ttr", "hapax_share", "mattr", "hdd") if name in found)
    assert 0 <= found["yule_k"] < 10_000
    assert found.get("mtld", 2) >= 2  # of two words at least one must be repeated


@given(texts)
def test_words_and_numbers_that_stand_for_them_are_measured_alike(terms: list[str]) -> None:
    assert diversity.measures(np.array([ord(t) * 1000 for t in terms])) == diversity.measures(terms)


@given(texts)
def test_both_curves_come_to_the_words_and_types_of_the_text(terms: list[str]) -> None:
    counts = diversity.zipf(terms)
    assert counts.sum() == len(terms) and list(counts) == sorted(counts, reverse=True)
    words, types = diversity.heaps(terms, steps=10)
    assert (words[0], words[-1], types[-1]) == (1, len(terms), len(counts))
    assert list(types) == [len(set(terms[:n])) for n in words]


@pytest.mark.parametrize("times", [1, 100], ids=["of a few rows", "of many rows"])
def test_rows_of_equal_length_are_measured_each_for_itself(times: int) -> None:
    rows = [list("aabbaabb"), list("abcdabcd"), list("aaaaaaab"), list("abcdefga")] * times
    together = diversity.Rows(np.array([[ord(t) for t in row] for row in rows]))
    assert list(together.mattr(4)) == [diversity.mattr(row, 4) for row in rows]
    assert list(together.mtld()) == [diversity.mtld(row) for row in rows]
    assert list(together.hdd(3)) == [diversity.hdd(row, 3) for row in rows]
    assert list(together.yule_k()) == [diversity.yule_k(row) for row in rows]
