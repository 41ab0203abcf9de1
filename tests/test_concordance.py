"""Concordance: whole words as counted, phrases, and every place led back to the text."""

import pandas as pd
import pytest

from sourcebook import concordance, load

ARTICLES = {
    "a.txt": "Tariffs fell. The tariff on steel fell to 5%. Us and them. The U.S. paid. Trade talks, then trade TALKS.",
    "b.txt": "US trade deals grow. Water, water, water! The party’s art.",
}


@pytest.fixture
def corpus(folder):
    return load(folder(ARTICLES))


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
    rows = concordance.concordance(corpus, phrase, width=5)
    assert list(rows["match"]) == found
    for row in rows.itertuples():
        assert corpus.text(row.source_id)[row.start : row.end] == row.match
        assert corpus.quote(row.sentence_id).find(row.match) >= 0


def test_places_that_several_phrases_fit_stand_once(corpus) -> None:
    found = concordance.occurrences(corpus, ["tariff*", "tariffs", "Tariffs fell", "fell"])
    texts = [corpus.text(r.source_id)[r.start : r.end] for r in found.itertuples()]
    assert texts == ["Tariffs fell", "tariff", "fell"]


def test_together_gives_every_group_a_turn() -> None:
    rows = pd.DataFrame({"group": ["a"] * 5 + ["b"] * 2, "start": range(7)})
    assert list(concordance.together({"x": rows}, most=4)["start"]) == [0, 1, 5, 6]
