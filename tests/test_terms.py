"""Terms: counts, rates and what is distinctive."""

import pytest

from sourcebook import load, terms

ARTICLES = {
    "a.txt": "Tariffs fell. The tariff on steel fell to 5%. Us and them. The U.S. paid. Trade talks, then trade TALKS.",
    "b.txt": "US trade deals grow. Water, water, water! The party’s art.",
}


@pytest.fixture
def corpus(folder):
    return load(folder(ARTICLES))


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
