"""Names of persons: their shapes in many languages, titles and suffixes around them, who is named in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.voices.names import PARTICLES, SUFFIXES, TITLES, is_same, name, named_line, names
from sourcebook.voices.people import behind_label, interviewed, listed, named


@pytest.mark.parametrize(
    ("text", "person"),
    [
        pytest.param("Adaeze Okafor", "Adaeze Okafor", id="a given and a family name"),
        pytest.param("The Rt Hon. Sir Piet Brouwer KC MP", "Piet Brouwer", id="titles before it and degrees behind it"),
        pytest.param("(Mr.) Bo Ruiz", "Bo Ruiz", id="a title in brackets"),
        pytest.param("Ada Ng Jr.", "Ada Ng Jr.", id="a suffix that belongs to it"),
        pytest.param("ÅSA LIND-ØST", "Åsa Lind-Øst", id="all in capitals"),
        pytest.param("LIU Weidong", "Liu Weidong", id="the family name in capitals and first"),
        pytest.param("J.-P. McGREGOR", "J.-P. McGregor", id="initials, and a capital inside"),
        pytest.param("María de la Cruz", "María de la Cruz", id="particles inside"),
        pytest.param("Noor al-Amin", "Noor al-Amin", id="an Arabic article"),
        pytest.param("Ngozi “Goldie” Eze", "Ngozi “Goldie” Eze", id="a nickname"),
        pytest.param("Don Ng", "Don Ng", id="a title that is a given name"),
        pytest.param("山田太郎", "山田太郎", id="ideographs"),
        pytest.param("Dr. Oduya", "Oduya", id="one word behind a title"),
    ],
)
def test_a_name_is_read_without_its_titles(text: str, person: str) -> None:
    found = name(text)
    assert found is not None and found.text == person


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Oduya", id="one word alone"),
        pytest.param("the harbour board", id="small letters"),
        pytest.param("Ports Of Call And Of War", id="words of grammar"),
        pytest.param("Energy Policy Review", id="words that stand in no name"),
        pytest.param("Ada Ng, Bo", id="a comma inside"),
        pytest.param("Ada van", id="a particle at the end"),
        pytest.param("Ada " * 40, id="longer than a name"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_has_not_the_shape_of_a_name_is_none(text: str) -> None:
    assert name(text) is None


def test_a_word_that_the_article_also_writes_small_makes_a_name_less_certain() -> None:
    sure, doubtful = name("Rose Harbin"), name("Rose Harbin", common=["rose"])
    assert sure and doubtful and sure.certainty > doubtful.certainty


def test_a_title_makes_a_name_more_certain() -> None:
    bare, titled = name("Zyx Qwort"), name("Dr. Zyx Qwort")
    assert bare and titled and titled.certainty > bare.certainty and titled.titled and not bare.titled


@pytest.mark.parametrize(
    ("line", "person", "affiliation"),
    [
        pytest.param("Ada Ng, Head of Ports, Delta Board", "Ada Ng", "Head of Ports, Delta Board", id="behind a comma"),
        pytest.param("Ada Ng — Lima", "Ada Ng", "Lima", id="behind a dash"),
        pytest.param("Ada Ng (Delta Board):", "Ada Ng", "Delta Board", id="in brackets, with a colon"),
        pytest.param("Ada Ng, MP", "Ada Ng", "", id="a degree is none"),
        pytest.param("ADA NG of the Delta Board", "Ada Ng", "of the Delta Board", id="behind capitals"),
    ],
)
def test_what_follows_a_name_is_its_affiliation(line: str, person: str, affiliation: str) -> None:
    found = named_line(line)
    assert found is not None and (found.text, found.affiliation) == (person, affiliation)


def test_a_row_with_figures_names_nobody() -> None:
    assert named_line("Ada Ng | 12 | 14") is None


def test_a_list_of_which_one_part_is_no_name_names_nobody() -> None:
    assert [n.text for n in names("Ada Ng1,2, Bo Ruiz3* & Eve Oduya")] == ["Ada Ng", "Bo Ruiz", "Eve Oduya"]
    assert names("Ada Ng, the pilots and Bo Ruiz") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Okafor", "Adaeze Okafor", True, id="the family name alone"),
        pytest.param("A. Okafor", "Adaeze Okafor", True, id="an initial for the given name"),
        pytest.param("B. Okafor", "Adaeze Okafor", False, id="another initial"),
        pytest.param("Ada Ng", "Bo Ng", False, id="two of one family"),
        pytest.param("A", "Ada Ng", False, id="a single letter"),
        pytest.param("", "Ada Ng", False, id="no name at all"),
    ],
)
def test_two_forms_may_be_one_person_s(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) is same


WORD = st.text("abcdefghijklmnopqrstuvwxyzåøüñ", min_size=2, max_size=9).map(str.capitalize)


@given(st.lists(WORD, min_size=2, max_size=4).map(" ".join), st.sampled_from(["Dr. ", "Prof. ", "Mr ", "Sir "]))
def test_a_name_is_a_fixed_point_and_a_title_changes_no_word_of_it(person: str, title: str) -> None:
    found, titled = name(person), name(title + person)
    if found and titled and not {word.casefold() for word in person.split()} & (PARTICLES | SUFFIXES | TITLES):
        assert found.text == titled.text
        again = name(found.text)
        assert again is not None and again.text == found.text
        assert 0 < found.certainty <= titled.certainty <= 1


@given(st.lists(WORD, min_size=1, max_size=3).map(" ".join), st.lists(WORD, min_size=1, max_size=3).map(" ".join))
def test_being_the_same_person_has_no_direction(one: str, other: str) -> None:
    assert is_same(one, other) == is_same(other, one)
    assert is_same(one, one)


def test_persons_are_named_in_running_text_and_counted() -> None:
    text = "At noon Minister Adaeze Okafor met Maria Ruiz of the Delta Board; Maria Ruiz left."
    assert named(text, ()) == {"Adaeze Okafor": 1, "Maria Ruiz": 2}


@pytest.mark.parametrize(
    ("intro", "person"),
    [
        pytest.param(
            "We spoke to the engineer Maria Ruiz, not to Peter Holm.", "Maria Ruiz", id="said to be spoken to"
        ),
        pytest.param("Peter Holm met nobody. Maria Ruiz, a pilot, explains.", "Maria Ruiz", id="said to explain"),
        pytest.param("Maria Ruiz, Peter Holm, Maria Ruiz", "Maria Ruiz", id="named most"),
        pytest.param("Adaeze: the river. Why Adaeze stayed.", "Adaeze", id="a title that opens with a first name"),
    ],
)
def test_who_is_interviewed_is_told_by_the_introduction(intro: str, person: str) -> None:
    assert interviewed(intro, (), ["Bo Writer"]) == [person]


def test_who_wrote_an_interview_is_not_interviewed() -> None:
    assert interviewed("Maria Ruiz met Peter Holm.", (), ["Peter Holm"]) == ["Maria Ruiz"]


@pytest.mark.parametrize(
    ("label", "text", "person"),
    [
        pytest.param("Speaker 1", "Speaker 1 is the botanist Maria Ruiz.", "Maria Ruiz", id="explained before"),
        pytest.param("MR", "Maria Ruiz (MR) and Peter Holm (PH) met.", "Maria Ruiz", id="initials in brackets"),
        pytest.param("The Chair", "Maria Ruiz in the Chair", "Maria Ruiz", id="who takes the chair"),
        pytest.param("The Court", "Before: Justice Maria Ruiz", "Maria Ruiz", id="before whom a case comes"),
        pytest.param("The Witness", "I call Dr. Maria Ruiz.", "Maria Ruiz", id="who is called"),
        pytest.param("The Chair", "Nobody took it.", "", id="nobody is said to"),
    ],
)
def test_a_label_stands_for_whom_the_article_says(label: str, text: str, person: str) -> None:
    assert behind_label(label, text, text, ()) == person


def test_the_persons_of_a_panel_are_read_without_their_places() -> None:
    assert listed("Panel: Maria Ruiz (Lima); Peter Holm, Oslo; Chair: Ada Ng", ()) == [
        "Maria Ruiz",
        "Peter Holm",
        "Ada Ng",
    ]
