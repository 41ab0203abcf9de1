"""Terms: counts, rates, how evenly they are spread, and what is distinctive."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats

from sourcebook import InputError, load, spans, terms

ARTICLES = {
    "a.txt": "Tariffs fell. The tariff on steel fell to 5%. Us and them. The U.S. paid. Trade talks, then trade TALKS.",
    "b.txt": "US trade deals grow. Water, water, water! The party’s art.",
}
BASE = "The council met and spoke of the river and its price for an hour. "
HABIT = {f"{n}.txt": BASE * (12 + n) for n in range(3)} | {"habit.txt": BASE * 12 + "Frankly it is late. " * 6}


@pytest.fixture
def corpus(folder):
    return load(folder(ARTICLES))


def by_term(corpus, **options) -> pd.DataFrame:
    return terms.terms(corpus, "source", **options).set_index(["group", "term"])


def test_counts_rates_and_documents(corpus) -> None:
    table = by_term(corpus)
    assert table.loc[("b", "water"), "count"] == 3
    assert table.loc[("b", "water"), "rate"] == pytest.approx(1000 * 3 / 10)
    assert table.loc[("a", "trade"), "documents"] == 2
    assert table.loc[("a", "US"), "count"] == 1
    assert table.loc[("a", "us"), "count"] == 1
    assert table.loc[("b", "water"), "z"] > 0


def test_a_rate_has_its_interval(corpus) -> None:
    """Wilson's for 3 of 10, as tables print it."""
    row = by_term(corpus).loc[("b", "water")]
    assert [row["rate_low"], row["rate_high"]] == pytest.approx([107.8, 603.2], abs=0.05)


def test_counts_sum_to_the_words(seeds) -> None:
    table = terms.terms(seeds)
    pd.testing.assert_series_equal(
        table.groupby("group")["count"].sum(),
        seeds.words.groupby("voice").size(),
        check_names=False,
        check_index_type=False,
    )
    assert not table.duplicated(["group", "term"]).any()
    assert table[["group", "term"]].apply(tuple, axis=1).is_monotonic_increasing


def test_tfidf_by_hand(folder) -> None:
    """Two articles: idf is 1 for a term of both and 1 + ln(3/2) for one of either; the vector has length 1."""
    table = by_term(load(folder({"a.txt": "Salt water water.", "b.txt": "Salt."})))
    water, length = 2 * (1 + math.log(1.5)), math.hypot(1, 2 * (1 + math.log(1.5)))
    assert table.loc[("a", "water"), "tfidf"] == pytest.approx(water / length)
    assert table.loc[("b", "salt"), "tfidf"] == pytest.approx(1)


def test_evidence_of_a_published_example(folder) -> None:
    """7 of 10 words against 2 of 9; both terms of both groups have the same p, so that adjusting leaves it."""
    table = by_term(load(folder({"a.txt": "x " * 7 + "y " * 3, "b.txt": "x " * 2 + "y " * 7})))
    assert table["g2"].tolist() == pytest.approx([4.534939] * 4, abs=5e-7)
    assert table["p"].tolist() == pytest.approx([0.033208] * 4, abs=5e-6)
    assert table.loc[("a", "x"), "log_ratio"] == pytest.approx(math.log2(0.7 / (2 / 9)))


def test_the_tests_of_a_group_are_adjusted_together(seeds) -> None:
    for _, own in terms.terms(seeds).groupby("group"):
        assert own["p"].tolist() == pytest.approx(stats.false_discovery_control(stats.chi2.sf(own["g2"], 1)))


def test_the_log_odds_of_a_published_example(folder) -> None:
    """With a prior of one's own: Monroe, Colaresi and Quinn's measure on two versions of a sentence."""
    one, two = "The quick brown fox jumps over the lazy pig.", "The lazy purple pig jumps over the lazier donkey."
    corpus = load(folder({"one.txt": one, "two.txt": two}))
    every = sorted(set(corpus.words["term"]))
    for prior in (0.05, pd.Series(0.05, index=[*every, "unseen"])):
        z = by_term(corpus, prior=prior)["z"]
        assert [z["one", w] for w in ("brown", "fox", "quick")] == pytest.approx([0.6894227887] * 3, abs=1e-10)
        assert [z["two", w] for w in ("donkey", "lazier", "purple")] == pytest.approx([0.6894227887] * 3, abs=1e-10)
        assert z["one", "the"] == 0


def test_against_one_group_the_others_don_t_count(folder) -> None:
    files = {"a.txt": "salt salt water", "b.txt": "salt water water", "c.txt": "water " * 50}
    table = by_term(load(folder(files)), against="b")
    alone = by_term(load(folder({k: v for k, v in files.items() if k != "c.txt"}, "two")))
    assert (
        table.loc[("a", "salt"), ["g2", "log_ratio"]].tolist() == alone.loc[("a", "salt"), ["g2", "log_ratio"]].tolist()
    )
    assert table.loc["b", ["g2", "log_ratio", "log_odds", "z", "p"]].isna().all(axis=None)
    assert table.loc[("c", "water"), "z"] > 0


def test_with_one_group_nothing_is_distinctive(folder) -> None:
    table = terms.terms(load(folder({"b.txt": ARTICLES["b.txt"]})))
    assert table[["g2", "log_ratio", "log_odds", "z", "p"]].isna().all(axis=None)
    assert table[["rate", "rate_low", "tfidf"]].notna().all(axis=None)
    assert terms.distinctive(table).empty


def test_dispersion_goes_by_equal_stretches_in_reading_order(folder) -> None:
    """1,000 words in ten stretches: one word in each of them, one in the last only."""
    stretch = ["salt", *["and"] * 99]
    text = " ".join(stretch * 9 + ["salt", "water", *["and"] * 98])
    row = by_term(load(folder({"a.txt": text, "b.txt": "water and salt"})))[["dp", "dp_norm", "d"]]
    assert row.loc[("a", "salt")].tolist() == pytest.approx([0, 0, 1])
    assert row.loc[("a", "water")].tolist() == pytest.approx([0.9, 1, 0])
    assert row.loc["b"].isna().all(axis=None)  # too short to be cut


def test_fewer_parts_make_do_with_fewer_words(folder) -> None:
    corpus = load(folder({"a.txt": "water " + "and " * 199}))
    assert terms.terms(corpus)["dp"].isna().all()
    assert terms.terms(corpus, parts=2).set_index("term").loc["water", "dp"] == pytest.approx(0.5)


def test_ngrams_are_counted_within_sentences(folder) -> None:
    corpus = load(folder({"a.txt": "Salt water fell. Salt water rose", "b.txt": "Water"}))
    table = terms.terms(corpus, "source", ngrams=2)
    assert dict(zip(table["term"], table["count"], strict=True)) == {
        "salt water": 2,
        "water fell": 1,
        "water rose": 1,
    }
    assert table["rate"].max() == 500  # of four pairs two
    assert terms.terms(corpus, "source", ngrams=9).empty


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    st.lists(st.sampled_from(["Salt fell", "water rose. ", "It", "no! ", "\n\n", "and U.S. trade "])), st.integers(1, 4)
)
def test_ngrams_are_what_a_window_over_each_sentence_shows(folder, pieces: list[str], n: int) -> None:
    text = "It begins. " + " ".join(pieces)
    expected: Counter[str] = Counter()
    for start, end in spans.sentences(text):
        words = [term for term, _ in spans.terms(text[start:end])]
        expected.update(" ".join(words[k : k + n]) for k in range(len(words) - n + 1))
    corpus = load(folder({"a.txt": text}))
    if len(corpus.words) == len(spans.words(text)):  # no line was taken for a heading
        table = terms.terms(corpus, "source", ngrams=n)
        assert dict(zip(table["term"], table["count"], strict=True)) == expected


def test_stems_gather_forms_but_neither_names_nor_grammar(corpus) -> None:
    table = by_term(corpus, stems=True)
    assert table.loc[("a", "tariff"), "count"] == 2
    assert table.loc[("a", "US"), "count"] == table.loc[("a", "us"), "count"] == 1
    assert table.loc[("b", "parti"), "documents"] == 1


def test_a_function_word_is_not_stemmed(folder) -> None:
    table = terms.terms(load(folder({"a.txt": "Because of this, they were having very heavy losses."})), stems=True)
    assert set(table["term"]) == {"because", "of", "this", "they", "were", "having", "very", "heavi", "loss"}


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        pytest.param({"against": "Ng"}, InputError, "'Ng' is not one of the groups: a, b", id="an unknown group"),
        pytest.param({"prior": 0}, ValueError, "above 0", id="a prior of nothing"),
        pytest.param({"prior": pd.Series({"trade": 1})}, ValueError, "terms have none", id="a prior that lacks terms"),
        pytest.param({"ngrams": 0}, ValueError, "at least 1", id="n-grams of no word"),
        pytest.param({"parts": 0}, ValueError, "at least 1", id="no parts"),
    ],
)
def test_what_can_t_be_asked_is_refused(corpus, options, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        terms.terms(corpus, "source", **options)


def test_a_planted_habit_is_named_first(folder) -> None:
    found = terms.distinctive(terms.terms(load(folder(HABIT)), "source"))
    assert found.loc[found["group"] == "habit", "term"].iloc[0] == "frankly"


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        pytest.param({}, True, id="all hurdles passed"),
        pytest.param({"count": 2}, False, id="too few"),
        pytest.param({"z": 1.9}, False, id="too near to equal use"),
        pytest.param({"p": 0.06}, False, id="too likely a false discovery"),
        pytest.param({"term": "the"}, False, id="a function word"),
        pytest.param({"p": np.nan}, False, id="not tested"),
    ],
)
def test_what_is_distinctive(changed: dict, kept: bool) -> None:
    row = {"group": "a", "term": "water", "count": 3, "range": 1, "z": 2.0, "p": 0.01} | changed
    assert len(terms.distinctive(pd.DataFrame([row]))) == kept


def test_a_matrix_keeps_its_order_and_says_0_for_never(corpus) -> None:
    table = terms.terms(corpus, "source")
    matrix = terms.matrix(table, ["water", "trade"], ["b", "a"])
    assert (list(matrix.index), list(matrix.columns)) == (["water", "trade"], ["b", "a"])
    assert matrix.loc["water", "a"] == 0


def test_content_words_are_no_function_words_numbers_or_letters() -> None:
    words = ["the", "water", "5%", "x", "US", "it's", "million", "thou", "tis", "someone's", "dont", "art", "well"]
    assert [w for w in words if terms.is_content(w)] == ["water", "US", "million", "art", "well"]
    phrases = ["of the", "the water", "water of", "water of life"]
    assert [w for w in phrases if terms.is_content(w)] == ["water of life"]


def test_the_range_counts_the_articles_of_the_group_alone(folder) -> None:
    toml = "".join(
        f'[[source]]\nfile = "{f}.txt"\nauthors = ["{a}"]\n' for f, a in [("a", "Ng"), ("b", "Ng"), ("c", "Abe")]
    )
    files = {"a.txt": "Salt water, salt.", "b.txt": "Salt air.", "c.txt": "Salt wind, air.", "catalogue.toml": toml}
    table = terms.terms(load(folder(files))).set_index(["group", "term"])
    assert table.loc[("Ng", "salt"), ["documents", "range"]].tolist() == [3, 2]
    assert table.loc[("Ng", "air"), ["documents", "range"]].tolist() == [2, 1]


@pytest.fixture(scope="module")
def habits():
    return load(Path(__file__).parent / "gold" / "habits")


def test_a_planted_word_is_named_first_of_its_author(habits) -> None:
    found = terms.distinctive(terms.terms(habits))
    first = found.groupby("group").first()
    assert first.loc["Agnes Thorley", "term"] == "stubborn"
    assert not first.loc["Agnes Thorley", "one_of_several"]
    assert set(found.loc[found["group"] == "Joan Whitlock", "one_of_several"]) == {True}
    assert set(found["group"]).isdisjoint({"Rashid Kemal", "Martin Osgood"})


def test_a_group_is_shrunk_alike_however_the_others_are_grouped(folder) -> None:
    years = {"a.txt": ("Ng", 2024), "b.txt": ("Abe", 2025), "c.txt": ("Roe", 2025)}
    toml = "".join(f'[[source]]\nfile = "{f}"\nauthors = ["{a}"]\npublished = "{y}"\n' for f, (a, y) in years.items())
    files = {"a.txt": "Salt water and salt air.", "b.txt": "Sweet water, dry air.", "c.txt": "Dry land and air."}
    corpus = load(folder(files | {"catalogue.toml": toml}))
    voice, year = (terms.terms(corpus, by).set_index(["group", "term"]) for by in ("voice", "year"))
    assert voice.loc[("Ng", "salt"), "log_odds"] == year.loc[("2024", "salt"), "log_odds"]


def test_contested_are_distinctive_terms_that_several_groups_use() -> None:
    rows = [("a", "dam"), ("b", "dam"), ("c", "dam"), ("a", "weir"), ("b", "weir"), ("a", "dyke")]
    table = pd.DataFrame(rows, columns=["group", "term"])
    chosen = pd.DataFrame([("dyke", 9.0), ("weir", 5.0), ("dam", 3.0)], columns=["term", "z"])
    assert terms.contested(table, chosen) == ["dam"]
    assert terms.contested(table, chosen, groups=2) == ["weir", "dam"]
    assert terms.contested(table[table["group"] != "c"], chosen) == ["weir", "dam"]


def test_the_words_to_follow_are_those_asked_for_else_contested_ones_else_the_most_frequent(folder) -> None:
    corpus = load(folder({"a.txt": "The dam leaks. The dam is old.", "b.txt": "The dam is safe."}))
    table = terms.terms(corpus)
    assert terms.followed(table, ["soft"]) == ["soft"]
    assert terms.followed(table) == ["dam"], "nothing is distinctive of so few words"
