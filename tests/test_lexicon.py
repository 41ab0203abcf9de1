"""A reader's own issues: counts by voice, the places behind them, and files that say what is wrong with them."""

import pytest

from sourcebook import InputError, lexicon, load, synthesis

TOML = """
[[source]]
file = "a.txt"
authors = ["Ng"]
tags.side = "river"
[[source]]
file = "b.txt"
authors = ["Ng"]
[[source]]
file = "c.txt"
authors = ["Roe"]
"""
ISSUES = {"Water": ("dam*", "dam wall", "river"), "Money": ("tax", "dam levy"), "War": ("war",)}


@pytest.fixture
def corpus(folder):
    files = {
        "a.txt": "The dam leaks. The dam wall of the river dam fell, said the river.",
        "b.txt": "A dam levy is a tax.",
        "c.txt": "A tax is due.",
    }
    return load(folder({**files, "catalogue.toml": TOML}))


def test_counts_by_voice_with_rates_and_sources(corpus) -> None:
    """Ng has 20 words: dam, dam wall, river, dam and river in the first source, dam in the second."""
    rows = lexicon.counts(corpus, ISSUES).set_index(["issue", "group"])
    assert dict(rows["count"]) == {
        ("Water", "Ng"): 6,
        ("Water", "Roe"): 0,
        ("Money", "Ng"): 2,
        ("Money", "Roe"): 1,
        ("War", "Ng"): 0,
        ("War", "Roe"): 0,
    }
    assert dict(rows.loc["Water", "words"]) == {"Ng": 20, "Roe": 4}
    assert rows.loc[("Water", "Ng"), "rate"] == pytest.approx(300)
    assert rows.loc[("Money", "Roe"), "rate"] == pytest.approx(250)
    assert dict(rows.loc["Water", "documents"]) == {"Ng": 2, "Roe": 0}


def test_a_rate_has_wilson_s_interval_and_never_named_is_not_surely_never(corpus) -> None:
    """Wilson 1927: (p + z2/2n +- z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n); of 0 in 4, from 0 to z2/(4 + z2)."""
    rows = lexicon.counts(corpus, ISSUES).set_index(["issue", "group"])[["rate_low", "rate_high"]]
    z2 = 1.959964**2
    middle, half = 0.3 + z2 / 40, 1.959964 * (0.3 * 0.7 / 20 + z2 / 1600) ** 0.5
    expected = [1000 * (middle - half) / (1 + z2 / 20), 1000 * (middle + half) / (1 + z2 / 20)]
    assert list(rows.loc[("Water", "Ng")]) == pytest.approx(expected, rel=1e-6)
    assert list(rows.loc[("Water", "Roe")]) == pytest.approx([0, 1000 * z2 / (4 + z2)], rel=1e-6)


def test_the_sentence_shown_is_the_one_that_names_the_issue_most(corpus) -> None:
    rows = lexicon.counts(corpus, ISSUES).set_index(["issue", "group"])["sentence_id"]
    assert corpus.quote(rows["Water", "Ng"]).startswith("The dam wall")
    assert rows[[("Water", "Roe"), ("War", "Ng")]].isna().all()


def test_every_count_leads_to_its_places(corpus) -> None:
    places = lexicon.places(corpus, ISSUES)
    water = places[places["issue"] == "Water"]
    assert list(water["match"]) == ["dam", "dam wall", "river", "dam", "river", "dam"]
    for p in places.itertuples():
        assert corpus.text(p.source_id)[p.start : p.end] == p.match
    sizes = places.groupby(["issue", "group"]).size()
    counts = lexicon.counts(corpus, ISSUES).set_index(["issue", "group"])["count"]
    assert dict(sizes) == {key: n for key, n in counts.items() if n}


@pytest.mark.parametrize("by", ["source", "year", "role", "side"])
def test_any_grouping_adds_up_to_the_same(corpus, by: str) -> None:
    table = lexicon.counts(corpus, ISSUES, by)
    assert dict(table.groupby("issue")["count"].sum()) == {"Water": 6, "Money": 3, "War": 0}
    assert (table.groupby("issue")["words"].sum() == len(corpus.words)).all()


def test_without_issues_or_mentions_there_is_nothing(corpus) -> None:
    assert lexicon.counts(corpus, {}).empty
    assert list(lexicon.places(corpus, {"War": ("war",)}).columns) == lexicon.PLACES


def test_synthesis_counts_as_the_lexicon_does(corpus) -> None:
    own = lexicon.counts(corpus, ISSUES)
    shown = synthesis.coverage(corpus, ISSUES)
    assert shown.equals(own.loc[own["count"] > 0, list(shown.columns)].reset_index(drop=True))


def test_any_file_written_so_is_a_lexicon(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[issues]\n"Water and dams" = ["dam*", "water price", "trade* deal*"]\n')
    assert lexicon.read_lexicon(path) == {"Water and dams": ("dam*", "water price", "trade* deal*")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(None, "mine.toml: no such file", id="no such file"),
        pytest.param("", "mine.toml: key 'issues' names no issue", id="an empty file"),
        pytest.param("[issues]\n", "key 'issues' names no issue", id="no issue"),
        pytest.param('issues = "dam"', "key 'issues': an issue is a name with its words", id="no table"),
        pytest.param("[issues]\nwater = []", "key 'water': an issue is a name", id="an issue without words"),
        pytest.param('[issues]\nwater = "dam"', "key 'water': an issue is a name", id="a word instead of a list"),
        pytest.param('[issues]\nwater = ["dam", 5]', "key 'water': an issue is a name", id="a number"),
        pytest.param('[issues]\nwater = ["…"]', "key 'water': '…' can't be found", id="no word in a phrase"),
        pytest.param('[issues]\nwater = ["dam", "d*m"]', "key 'water': 'd\\*m' can't be found", id="a star inside"),
        pytest.param('[issues]\nwater = ["* dam"]', "'\\* dam' can't be found", id="a star alone"),
        pytest.param('[issue]\nwater = ["dam"]', "unknown key 'issue'; did you mean 'issues'", id="a misspelt table"),
        pytest.param("[issues", "mine.toml: not TOML", id="no TOML"),
    ],
)
def test_a_lexicon_says_what_is_wrong_with_it(tmp_path, text: str | None, says: str) -> None:
    path = tmp_path / "mine.toml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match=says):
        lexicon.read_lexicon(path)
