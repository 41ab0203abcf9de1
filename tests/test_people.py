"""Who is quoted by whom: one name for a person, never one for two, and sentences true of a tie and of nothing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import findings, load, people, speech, views


@pytest.mark.parametrize(
    ("names", "name", "person"),
    [
        pytest.param(["Wanda Lind", "Lind"], "Lind", "Wanda Lind", id="a surname"),
        pytest.param(["Wanda Lind", "Ms. Lind"], "Ms. Lind", "Wanda Lind", id="a title"),
        pytest.param(["Wanda Lind", "W. Lind"], "W. Lind", "Wanda Lind", id="an initial"),
        pytest.param(["Wanda Q. Lind", "Wanda Lind"], "Wanda Lind", "Wanda Q. Lind", id="without the middle initial"),
        pytest.param(["Trade Secretary Bo Ek", "Bo Ek"], "Trade Secretary Bo Ek", "Bo Ek", id="an office before it"),
        pytest.param(["Wanda Lind", "Ann Lind", "Lind"], "Lind", "Lind", id="open between two people"),
        pytest.param(["Wanda Lind", "Ann Lind"], "Ann Lind", "Ann Lind", id="never two full names"),
        pytest.param(["Bank of Tarn", "Tarn"], "Tarn", "Tarn", id="a place that a body is called after"),
    ],
)
def test_a_person_has_one_name(names: list[str], name: str, person: str) -> None:
    assert people.one_name(names)[name] == person


NAMES = st.lists(st.sampled_from(["Wanda Lind", "W. Lind", "Lind", "Ann Lind", "Bo Ek", "Ek", "Dr Bo Ek"]), max_size=8)


@given(NAMES)
def test_a_name_is_a_person_s_own_or_longer_whatever_the_order(names: list[str]) -> None:
    found = people.one_name(names)
    assert found == people.one_name(names[::-1]) and set(found) == set(names)
    assert all(speech.fits(speech.bare(name).split(), person.split()) for name, person in found.items())
    assert all(found[person] == person for person in found.values() if person in found)


def table(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return quotations of one article each: voice, speaker, form, sourcing."""
    found = pd.DataFrame(rows, columns=["voice", "speaker", "form", "sourcing"]).astype("str")
    found = found.assign(source_id=[f"s{n}" for n in range(len(found))], start=0)
    found = found.assign(quotation_id=found["source_id"] + ":0-9")
    voices = pd.DataFrame({"voice": ["Bo Ek", "Ann Lind"], "role": ["author", "author"]})
    return people.linked(found, voices)


SOME = table(
    ("Bo Ek", "Lind", "direct", "named"),
    ("Bo Ek", "Ann Lind", "indirect", "named"),
    ("Ann Lind", "critics", "indirect", "collective"),
    ("Ann Lind", "minister", "indirect", "named"),
    ("Ann Lind", "diplomat", "direct", "anonymous"),
)


def test_a_person_is_linked_and_a_description_is_not() -> None:
    assert SOME["person"].fillna("").tolist() == ["Ann Lind", "Ann Lind", "", "", ""]


def test_who_is_quoted_by_whom() -> None:
    pairs = people.by_whom(SOME)
    assert list(pairs.columns) == people.QUOTED
    assert pairs.iloc[0].tolist() == ["Bo Ek", "Ann Lind", 1, 1, 2, 2, "s0:0-9"]
    assert pairs["quotations"].sum() == len(SOME)


def test_how_openly() -> None:
    shares = people.openness(SOME).set_index("voice")
    assert shares.loc["Ann Lind", ["named", "anonymous", "collective"]].tolist() == [1, 1, 1]
    assert shares["share"].round(2).to_dict() == {"Ann Lind": 0.33, "Bo Ek": 1.0}
    assert people.unnamed(SOME)["speaker"].tolist() == ["diplomat", "critics", "minister"]


TIE = table(("Bo Ek", "Ana Roy", "direct", "named"), ("Ann Lind", "Ivo Ng", "direct", "named"))
MANY = table(*((f"V{n:02}", f"Ana Roy{chr(97 + n % 26)}{n}", "direct", "anonymous") for n in range(60)))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        pytest.param(SOME, "Quoted most: **Ann Lind**, twice, by 1 voice; **5 quotations** of 4 speakers", id="one"),
        pytest.param(TIE, "All **2** who are quoted are quoted equally often, once each", id="a tie"),
        pytest.param(TIE[:1], "Quoted most: **Ana Roy**, once, by 1 voice", id="a single one"),
        pytest.param(SOME[:0], "Nobody is quoted", id="nobody"),
        pytest.param(MANY, "All **60** who are quoted are quoted equally often", id="sixty"),
    ],
)
def test_who_is_quoted_most(found: pd.DataFrame, says: str) -> None:
    assert says in findings.most_quoted(people.by_whom(found))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        pytest.param(SOME, "**60%** of 5 quotations have a named speaker, **1** an anonymous one, **1** a group. "
                     "Most without a name: **Ann Lind**, 2.", id="one hides most"),
        pytest.param(TIE, "**100%** of 2 quotations have a named speaker.", id="all named"),
        pytest.param(TIE[:1], "**100%** of 1 quotation has a named speaker.", id="one"),
        pytest.param(SOME[:0], "Nobody is quoted", id="nobody"),
        pytest.param(MANY, "and 55 more**, 1 each", id="sixty tie"),
    ],
)  # fmt: skip
def test_how_openly_speakers_are_named(found: pd.DataFrame, says: str) -> None:
    assert says in findings.openly(people.openness(found))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        pytest.param(SOME, "1 voice is quoted by others as well: **Ann Lind** twice.", id="one"),
        pytest.param(TIE, "Nobody who speaks in these articles is quoted by another voice.", id="none of them"),
        pytest.param(SOME[:0], "Nobody is quoted", id="nobody"),
    ],
)
def test_who_speaks_and_is_quoted(found: pd.DataFrame, says: str) -> None:
    assert says in findings.both(found, pd.DataFrame({"voice": ["Bo Ek", "Ann Lind"]}))


def test_the_words_are_marked_in_their_escaped_sentence(folder) -> None:
    text = "Ivo Ng said “the <b>pump</b> broke” and left."
    corpus = load(folder({"a.txt": text}))
    parts = (corpus.passages.to_dict("records"), corpus.sentences.to_dict("records"))
    found = people.linked(pd.DataFrame(speech.rows(text, *parts)), corpus.voices)
    shown = views.quotations(corpus, found, "Quoted.")._repr_html_()
    assert "<mark>the &lt;b&gt;pump&lt;/b&gt; broke</mark>" in shown and "<b>" not in shown


def test_who_quotes_whom_leads_to_the_first_sentence(folder) -> None:
    text = "Bo Ek said the pump broke. Bo Ek said “it leaks <i>badly</i>” too."
    corpus = load(folder({"a.txt": text}))
    pairs = people.by_whom(corpus.quotations)
    assert pairs[["speaker", "direct", "indirect"]].values.tolist() == [["Bo Ek", 1, 1]]
    shown = views.quoting(corpus, pairs, "Pairs.")._repr_html_()
    assert "Bo Ek said <mark>the pump broke</mark>." in shown and "badly" not in shown


def test_where_nobody_is_quoted_the_table_of_pairs_is_empty(folder) -> None:
    corpus = load(folder({"a.txt": "It rained."}))
    pairs = people.by_whom(corpus.quotations)
    assert people.crossed(pairs).empty and "none" in views.quoting(corpus, pairs, "Pairs.")._repr_html_()


def test_of_many_speakers_only_who_quotes_the_shown_ones_is_shown() -> None:
    rows = [("A", "X", 5), ("B", "Y", 4), ("C", "Z", 9), ("C", "X", 1)]
    pairs = pd.DataFrame(rows, columns=["voice", "speaker", "quotations"])
    shown = people.crossed(pairs, 2)
    assert (list(shown.columns), list(shown.index)) == (["Z", "X"], ["C", "A"])
    assert shown.to_numpy().tolist() == [[9, 1], [0, 5]]


def test_a_person_who_speaks_himself_is_found_where_others_quote_him() -> None:
    voices = pd.DataFrame({"voice": ["Bo Ek", "Ann Lind"]})
    assert people.elsewhere(SOME, voices)["voice"].tolist() == ["Bo Ek", "Bo Ek"]
    assert people.elsewhere(table(("Ann Lind", "Lind", "direct", "named")), voices).empty, "her own words are hers"
