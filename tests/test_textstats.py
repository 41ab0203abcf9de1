"""Measures against published worked examples, and missing with a reason where a text is too short."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import load, textstats


@pytest.mark.parametrize(("window", "expected"), [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_mattr_of_a_text_of_two_words(window: int, expected: float) -> None:
    """Worked by hand: the windows of "one one two one one two one" have 1 or 2 types each."""
    assert textstats.mattr("one one two one one two one".split(), window) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("window", [0, 4])
def test_mattr_refuses_a_window_that_does_not_fit(window: int) -> None:
    with pytest.raises(ValueError, match=f"a window of {window} words in a text of 3"):
        textstats.mattr(["a", "b", "c"], window)


@given(st.lists(st.sampled_from("abcd"), min_size=5, max_size=60), st.integers(1, 5))
def test_mattr_is_the_mean_over_all_windows(terms: list[str], window: int) -> None:
    ratios = [len(set(terms[i : i + window])) / window for i in range(len(terms) - window + 1)]
    assert textstats.mattr(terms, window) == pytest.approx(sum(ratios) / len(ratios))


def value(table, group: str, measure: str):
    return table[(table["group"] == group) & (table["measure"] == measure)].iloc[0]


def test_statistics_of_a_text_counted_by_hand(folder) -> None:
    sentences = ["One two three.", "Four five."] * 5
    table = textstats.statistics(load(folder({"a.txt": " ".join(sentences)})), window=10)
    group = "unsigned (a)"
    assert value(table, group, "words")["value"] == 25
    assert value(table, group, "types")["value"] == 5
    assert value(table, group, "sentences")["value"] == 10
    length = value(table, group, "sentence length")
    assert (length["low"], length["value"], length["high"]) == (2, 2.5, 3)
    assert value(table, group, "MATTR")["value"] == 0.5


def test_what_a_text_is_too_short_for_is_missing_with_its_reason(folder) -> None:
    table = textstats.statistics(load(folder({"a.txt": "It rained. It rains."})))
    missing = table[table["value"].isna()].set_index("measure")["reason"]
    assert dict(missing) == {"sentence length": "2 sentences, fewer than 10", "MATTR": "4 words, no stretch of 100"}
    assert (table.loc[table["value"].notna(), "reason"] == "").all()


def test_windows_never_cross_from_one_article_into_another(folder) -> None:
    toml = "".join(f'[[source]]\nfile = "{f}.txt"\nauthors = ["Ng"]\n' for f in "ab")
    corpus = load(folder({"a.txt": "water " * 60, "b.txt": "rain " * 60, "catalogue.toml": toml}))
    assert math.isnan(value(textstats.statistics(corpus, window=100), "Ng", "MATTR")["value"])
    assert value(textstats.statistics(corpus, window=50), "Ng", "MATTR")["value"] == 1 / 50


@pytest.mark.parametrize("by", ["voice", "source", "role", "side"])
def test_whatever_the_grouping_no_word_is_lost(seeds, by: str) -> None:
    table = textstats.statistics(seeds, by)
    assert table.loc[table["measure"] == "words", "value"].sum() == len(seeds.words)
