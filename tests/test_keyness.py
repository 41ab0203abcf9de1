"""Keyness: effect and evidence against published worked examples, and what must hold of any two texts."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourcebook import keyness

TEXT = st.integers(1, 500_000_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "expected"),
    [
        pytest.param(10, 10, 3, 31767, 167.23, id="Dunning's cells 10, 0, 3, 31764"),
        pytest.param(7, 10, 2, 9, 4.534939, id="7 of 10 words against 2 of 9"),
        pytest.param(5, 50, 10, 100, 0, id="equal rates"),
        pytest.param(0, 10, 0, 20, 0, id="a term that neither text has"),
    ],
)
def test_g2_of_four_cells(k1: int, n1: int, k2: int, n2: int, expected: float) -> None:
    assert keyness.g2(k1, n1, k2, n2) == pytest.approx(expected, abs=0.005 if expected > 100 else 5e-7)


def test_g2_of_two_cells_by_hand() -> None:
    """10 and 5 occurrences in two texts of one length: 2 (10 ln 10/7.5 + 5 ln 5/7.5)."""
    assert keyness.g2(10, 1000, 5, 1000, cells=2) == pytest.approx(1.6989903679)


@given(TEXT, TEXT, st.sampled_from([2, 4]))
def test_g2_is_never_below_0_and_takes_no_side(one: tuple[int, int], two: tuple[int, int], cells: int) -> None:
    found = keyness.g2(*one, *two, cells=cells)
    assert 0 <= found < np.inf
    assert found == pytest.approx(keyness.g2(*two, *one, cells=cells), rel=1e-6, abs=1e-6)


@given(TEXT, st.integers(1, 9))
def test_g2_is_0_at_equal_rates_of_texts_of_any_length(text: tuple[int, int], times: int) -> None:
    k, n = text
    assert keyness.g2(k, n, times * k, times * n) == pytest.approx(0, abs=1e-6)


def with_fifty_digits(k1: int, n1: int, k2: int, n2: int) -> float:
    both, words = k1 + k2, n1 + n2
    cells = [(k1, n1 * both), (k2, n2 * both), (n1 - k1, n1 * (words - both)), (n2 - k2, n2 * (words - both))]
    with localcontext(prec=50):
        return float(2 * sum(seen * (Decimal(seen) * words / product).ln() for seen, product in cells if seen))


@given(TEXT, TEXT)
@example((250_002_500, 500_000_000), (250_000_000, 500_000_000))  # rates that differ by one in 100,000
@example((10, 10), (3, 500_000_000))  # a term far off its expectation, and a rest that is hardly off
def test_g2_keeps_its_digits_in_half_a_billion_words(one: tuple[int, int], two: tuple[int, int]) -> None:
    assert keyness.g2(*one, *two) == pytest.approx(with_fifty_digits(*one, *two), rel=1e-9, abs=1e-9)


def test_log_ratio_counts_doublings() -> None:
    assert keyness.log_ratio([8, 1, 3], 100, [1, 8, 3], 100) == pytest.approx([3, -3, 0])
    assert keyness.log_ratio(4, 1000, 0, 1000) == pytest.approx(3)  # against half an occurrence


def test_a_term_that_neither_text_has_has_no_ratio() -> None:
    assert np.isnan(keyness.log_ratio([0, 1], 100, 0, 1000)).tolist() == [True, False]


@given(TEXT, TEXT)
def test_log_ratio_changes_its_sign_with_the_sides(one: tuple[int, int], two: tuple[int, int]) -> None:
    assert keyness.log_ratio(*one, *two) == pytest.approx(-keyness.log_ratio(*two, *one), nan_ok=True)


def test_simple_maths_of_a_published_example() -> None:
    """With rates per million that the source gives as counts of 35 and 263 in 112 and 1,560 million words."""
    assert keyness.simple_maths(35, 112_289_776, 263, 1_559_716_979) == pytest.approx(1.1224, abs=5e-5)


@pytest.mark.parametrize(
    ("g2", "p"),
    [pytest.param(0, 1, id="no evidence"), (3.841458821, 0.05), (6.634896601, 0.01), (10.82756617, 0.001)],
)
def test_p_values_are_those_of_printed_tables(g2: float, p: float) -> None:
    assert keyness.p_value(g2) == pytest.approx(p)


def test_false_discovery_of_the_published_example() -> None:
    """Benjamini and Hochberg's fifteen p values: at 5 % the first four are called, and no more."""
    p = "0001 0004 0019 0095 0201 0278 0298 0344 0459 3240 4262 5719 6528 7590 10000".split()
    found = keyness.false_discovery(np.array([int(x) / 10_000 for x in p]))
    assert (found <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert found[[0, 3, 14]] == pytest.approx([0.0015, 0.0095 * 15 / 4, 1])


@given(st.lists(st.floats(0, 1), max_size=50))
def test_adjusted_p_values_keep_their_order_and_are_no_smaller(values: list[float]) -> None:
    p = np.array(values)
    found = keyness.false_discovery(p)
    assert ((found >= p) & (found <= 1)).all()
    assert (np.diff(found[np.argsort(p, kind="stable")]) >= 0).all()


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_the_published_ones(k: int, n: int, low: float, high: float) -> None:
    assert np.array(keyness.rate_interval(k, n)) == pytest.approx([low, high], abs=5e-5)


@given(TEXT)
def test_an_interval_holds_the_rate(text: tuple[int, int]) -> None:
    low, high = keyness.rate_interval(*text)
    assert 0 <= low <= text[0] / text[1] <= high <= 1


def test_log_odds_of_a_published_example() -> None:
    """Two versions of a sentence, prior 0.05 a word."""
    one, two = "the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey"
    words = sorted(set(one.split()) | set(two.split()))
    counts = [np.array([text.split().count(w) for w in words]) for text in (one, two)]
    z = dict(zip(words, keyness.log_odds(*counts, np.full(len(words), 0.05)), strict=True))
    assert [z[w] for w in ("brown", "fox", "quick")] == pytest.approx([0.6894227887] * 3, abs=1e-10)
    assert [z[w] for w in ("donkey", "lazier", "purple")] == pytest.approx([-0.6894227887] * 3, abs=1e-10)
    assert z["the"] == 0


def test_log_odds_by_hand() -> None:
    """With a prior of 1, 3 against 1 of 4 words each: odds 4/2 and 2/4; errors of 1/4 + 1/2."""
    delta, error = keyness.log_odds_ratio(np.array([3, 1]), np.array([1, 3]), np.array([1.0, 1.0]))
    assert delta == pytest.approx([np.log(4), -np.log(4)])
    assert error == pytest.approx([np.sqrt(0.75)] * 2)


@pytest.mark.parametrize(
    ("here", "prior", "says"),
    [
        pytest.param([1, 2], [1.0, 0.0], "above 0", id="a prior of nothing"),
        pytest.param([1], [1.0, 1.0], "shapes differ", id="a term is missing"),
        pytest.param([-1, 1], [1.0, 1.0], "none below 0", id="a count below 0"),
    ],
)
def test_log_odds_refuses_what_it_can_t_weigh(here: list[int], prior: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        keyness.log_odds(np.array(here), np.array([1, 1]), np.array(prior))


@pytest.mark.parametrize("measure", [keyness.g2, keyness.log_ratio, keyness.simple_maths])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param((6, 5), "more often than there are words", id="more occurrences than words"),
        pytest.param((0, 0), "without words", id="an empty text"),
        pytest.param(([1, 2, 3], [5, 5]), "shapes differ", id="shapes that don't fit together"),
    ],
)
def test_texts_that_can_t_be_are_refused(measure, text, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        measure(*text, 1, 10)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        pytest.param(lambda: keyness.g2(1, 2, 1, 2, cells=3), "cells 3", id="three cells"),
        pytest.param(lambda: keyness.p_value(-1), "never below 0", id="evidence below nothing"),
        pytest.param(lambda: keyness.false_discovery(np.array([1.5])), "from 0 to 1", id="a p value above 1"),
        pytest.param(lambda: keyness.false_discovery(np.array([np.nan])), "from 0 to 1", id="a missing p value"),
        pytest.param(lambda: keyness.rate_interval(3, 2), "more often", id="a share above 1"),
        pytest.param(lambda: keyness.rate_interval(1, 2, level=95), "0.95", id="a level in per cent"),
        pytest.param(lambda: keyness.simple_maths(1, 2, 1, 2, smoothing=0), "above 0", id="no smoothing"),
    ],
)
def test_what_has_no_answer_is_refused(call, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        call()
