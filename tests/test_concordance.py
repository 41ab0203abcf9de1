"""Concordance: whole words as counted, phrases, and every place led back to the text."""

from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_of_many_places_every_group_has_its_turn_and_every_word_its_share() -> None:
    rows = pd.DataFrame({"word": "x", "group": ["a"] * 5 + ["b"] * 2, "start": range(7)})
    assert list(concordance.spread(rows, ["x"], most=4)["start"]) == [0, 1, 5, 6]
    both = pd.concat([rows, rows.head(1).assign(word="y")], ignore_index=True)
    assert list(concordance.spread(both, ["y", "x"], most=1)["word"]) == ["y", "x"]


def test_each_word_asked_for_is_looked_for_by_itself(corpus) -> None:
    rows = concordance.concordance(corpus, ["talks", "trade talks", "talks"], "source")
    assert list(rows["word"]) == ["trade talks", "talks", "trade talks", "talks"]
    assert list(rows["match"].str.casefold()) == ["trade talks", "talks", "trade talks", "talks"]
    assert concordance.uses(corpus, []).empty
    assert list(concordance.uses(corpus, "talks")["word"]) == ["talks", "talks"]


def test_looking_a_word_up_leaves_the_index_as_it_is(corpus) -> None:
    before = (list(corpus.index.vocabulary), repr(corpus.index.positions))
    for phrase in ("unicorn", "unicorn*", "trade unicorn", "tariffs*", "zz"):
        concordance.occurrences(corpus, [phrase])
    assert (list(corpus.index.vocabulary), repr(corpus.index.positions)) == before
    assert f"{len(corpus.words)} tokens ({corpus.words['term'].nunique()} types)" in before[1]


SENTENCES = ["Rain raining the dam.", "Raindrop rain dam the dams.", "Damp dam rain dam.", "They the then dams rain."]


@given(st.lists(st.sampled_from("rain rain* dam dam* the the* t* zz*".split()), min_size=1, max_size=3))
def test_a_phrase_with_stars_is_found_as_by_reading_every_sentence(wanted: list[str]) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(" ".join(SENTENCES))
        corpus = load(folder)
    expected = []
    for words in (sentence.rstrip(".").split() for sentence in SENTENCES):
        free = 0
        for n in range(len(words) - len(wanted) + 1):
            piece = words[n : n + len(wanted)]
            if n >= free and all(fnmatch(word.lower(), w) for word, w in zip(piece, wanted, strict=True)):
                expected.append(" ".join(piece))
                free = n + len(wanted)
    assert list(concordance.concordance(corpus, " ".join(wanted))["match"]) == expected


def test_strips_say_where_in_a_group_s_words_a_word_stands(folder) -> None:
    toml = "".join(f'[[source]]\nfile = "{f}.txt"\nauthors = ["Ng"]\n' for f in "ab")
    corpus = load(folder({"b.txt": "Rain fell. Big dam.", "a.txt": "Dams leak. Dam, dam!", "catalogue.toml": toml}))
    rows = concordance.strips(corpus, ["dam*", "rain", "unicorn", "dam*"])
    assert list(rows[["word", "position"]].itertuples(index=False, name=None)) == [
        ("dam*", 0),
        ("dam*", 2 / 8),
        ("dam*", 3 / 8),
        ("dam*", 7 / 8),
        ("rain", 4 / 8),
    ]
    assert list(rows["group"].unique()) == ["Ng"]
    for r in rows.itertuples():
        assert corpus.text(r.source_id)[r.start : r.end].lower().startswith(r.word.rstrip("*"))
    assert concordance.strips(corpus, ["rain"], "source")["position"].tolist() == [0]
    assert concordance.strips(corpus, []).empty


def test_stretches_say_where_one_source_ends_and_the_next_begins(folder) -> None:
    toml = "".join(
        f'[[source]]\nfile = "{f}.txt"\nauthors = ["{a}"]\n' for f, a in (("a", "Ng"), ("b", "Ng"), ("c", "Roe"))
    )
    files = {"a.txt": "Rain fell then.", "b.txt": "It did.", "c.txt": "No.", "catalogue.toml": toml}
    rows = concordance.stretches(load(folder(files))).itertuples(index=False, name=None)
    assert list(rows) == [("Ng", "a", 0.0, 0.6), ("Ng", "b", 0.6, 1.0), ("Roe", "c", 0.0, 1.0)]


def test_a_place_in_strips_lies_in_the_stretch_of_its_source(seeds) -> None:
    for by in ("voice", "role", "year"):
        found = concordance.strips(seeds, ["trade", "president*"], by).merge(concordance.stretches(seeds, by))
        assert len(found) == len(concordance.occurrences(seeds, ["trade", "president*"]))
        assert ((found["first"] <= found["position"]) & (found["position"] < found["last"])).all()
