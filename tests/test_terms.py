"""Terms: published values for keyness, whole words in context, and every place led back to the text."""

import numpy as np
import pytest

from sourcebook import load, terms

ARTICLES = {
    "a.txt": "Tariffs fell. The tariff on steel fell to 5%. Us and them. The U.S. paid. Trade talks, then trade TALKS.",
    "b.txt": "US trade deals grow. Water, water, water! The party’s art.",
}


@pytest.fixture
def corpus(folder):
    return load(folder(ARTICLES))


def test_log_odds_of_a_published_example() -> None:
    """Two versions of a sentence, prior 0.05 a word."""
    one, two = "the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey"
    words = sorted(set(one.split()) | set(two.split()))
    counts = [np.array([text.split().count(w) for w in words]) for text in (one, two)]
    z = dict(zip(words, terms.log_odds(*counts, np.full(len(words), 0.05)), strict=True))
    assert [z[w] for w in ("brown", "fox", "quick")] == pytest.approx([0.6894227887] * 3, abs=1e-10)
    assert [z[w] for w in ("donkey", "lazier", "purple")] == pytest.approx([-0.6894227887] * 3, abs=1e-10)
    assert z["the"] == 0


@pytest.mark.parametrize(
    ("here", "prior", "says"),
    [([1, 2], [1.0, 0.0], "above 0"), ([1], [1.0, 1.0], "shapes differ")],
)
def test_log_odds_refuses_what_it_can_t_weigh(here: list[int], prior: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        terms.log_odds(np.array(here), np.array([1, 1]), np.array(prior))


def test_counts_rates_and_documents(corpus) -> None:
    table = terms.terms(corpus, "source").set_index(["group", "term"])
    assert table.loc[("b", "water"), "count"] == 3
    assert table.loc[("b", "water"), "rate"] == pytest.approx(1000 * 3 / 10)
    assert table.loc[("a", "trade"), "documents"] == 2
    assert table.loc[("a", "US"), "count"] == 1
    assert table.loc[("a", "us"), "count"] == 1
    assert table.loc[("b", "water"), "z"] > 0


def test_with_one_group_nothing_is_distinctive(folder) -> None:
    table = terms.terms(load(folder({"b.txt": ARTICLES["b.txt"]})))
    assert table["z"].isna().all()
    assert terms.distinctive(table).empty


def test_a_planted_habit_is_named_first(folder) -> None:
    base = "The council met and spoke of the river and its price for an hour. "
    files = {f"{n}.txt": base * (12 + n) for n in range(3)} | {"habit.txt": base * 12 + "Frankly it is late. " * 6}
    found = terms.distinctive(terms.terms(load(folder(files)), "source"))
    assert found.loc[found["group"] == "habit", "term"].iloc[0] == "frankly"


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        pytest.param("tariff", ["tariff"], id="whole words only"),
        pytest.param("tariff*", ["Tariffs", "tariff"], id="a star takes what begins so"),
        pytest.param("trade talks", ["Trade talks", "trade TALKS"], id="a phrase, whatever its case"),
        pytest.param("trade deal*", ["trade deals"], id="a phrase with a star"),
        pytest.param("US", ["U.S.", "US"], id="an abbreviation with and without dots"),
        pytest.param("us", ["Us"], id="the pronoun"),
        pytest.param("art", ["art"], id="not inside party"),
        pytest.param("party", ["party’s"], id="a possessive counts as its word"),
        pytest.param("fell us", [], id="never across a sentence"),
        pytest.param("5%", ["5%"], id="a figure"),
        pytest.param("…", [], id="no word at all"),
    ],
)
def test_words_in_context_are_whole_words_as_counted(corpus, phrase: str, found: list[str]) -> None:
    rows = terms.concordance(corpus, phrase, width=5)
    assert list(rows["match"]) == found
    for row in rows.itertuples():
        assert corpus.text(row.source_id)[row.start : row.end] == row.match
        assert corpus.quote(row.sentence_id).find(row.match) >= 0


def test_places_that_several_phrases_fit_stand_once(corpus) -> None:
    found = terms.occurrences(corpus, ["tariff*", "tariffs", "Tariffs fell", "fell"])
    texts = [corpus.text(r.source_id)[r.start : r.end] for r in found.itertuples()]
    assert texts == ["Tariffs fell", "tariff", "fell"]


def test_together_gives_every_group_a_turn() -> None:
    import pandas as pd

    rows = pd.DataFrame({"group": ["a"] * 5 + ["b"] * 2, "start": range(7)})
    assert list(terms.together({"x": rows}, most=4)["start"]) == [0, 1, 5, 6]


def test_a_matrix_keeps_its_order_and_says_0_for_never(corpus) -> None:
    table = terms.terms(corpus, "source")
    matrix = terms.matrix(table, ["water", "trade"], ["b", "a"])
    assert (list(matrix.index), list(matrix.columns)) == (["water", "trade"], ["b", "a"])
    assert matrix.loc["water", "a"] == 0


def test_content_words_are_no_function_words_numbers_or_letters() -> None:
    assert [w for w in ["the", "water", "5%", "x", "US", "it's", "million"] if terms.is_content(w)] == [
        "water",
        "US",
        "million",
    ]
