"""Where another voice begins: labels, names on lines of their own, signatures, headings of parts, lone questions."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.voices import furniture, turns
from sourcebook.voices.labels import label_at
from sourcebook.voices.lines import lines
from sourcebook.voices.namelines import name_line
from sourcebook.voices.names import Name
from sourcebook.voices.people import common_words
from sourcebook.voices.speakers import known_as
from sourcebook.voices.turns import Setting, Turn

PARAGRAPH = "The river rose in May, and by June nobody in the lower town could reach the mill on foot."
OTHER = "It fell again in autumn, so that the ferry ran aground twice before the first frost came."


def setting(text: str, authors: Sequence[str] = (), known: Sequence[str] = (), intro: str = "") -> Setting:
    """Return a text as the finders are given it, with nothing standing over it."""
    own = lines(text)
    return Setting(
        own, furniture.sorts(own), (), [*authors, *known], authors, common_words(text), intro=intro, text=text
    )


def spoken(s: Setting, found: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return the voice of each turn, and the words that only name it."""
    return [(t.voice, s.lines[t.n].text if t.label < 0 else s.lines[t.n].text[: t.label].strip()) for t in found]


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


# --- labels -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "who"),
    [
        pytest.param("Q: Why now?", "ask", "Q", id="the letter of a question"),
        pytest.param("A3. Since it rained.", "", "", id="a numbered letter needs a colon"),
        pytest.param("A3: Since it rained.", "reply", "A3", id="the numbered letter of an answer"),
        pytest.param("Q Why now?", "ask", "Q", id="a letter with nothing behind it"),
        pytest.param("MS. OKAFOR: It rained.", "name", "MS. OKAFOR", id="a title and a family name"),
        pytest.param("Mrs. Lindqvist. It rained.", "name", "Mrs. Lindqvist", id="a full stop behind a title"),
        pytest.param("The PRESIDENT. It rained.", "office", "The PRESIDENT", id="a full stop behind an office"),
        pytest.param("Ada Ng (by telephone): It rained.", "name", "Ada Ng (by telephone)", id="a note in brackets"),
        pytest.param("The Chair (Ms. Ada Ng): Order.", "name", "Ms. Ada Ng", id="a person behind an office"),
        pytest.param("Unidentified male voice: Order!", "office", "Unidentified male voice", id="an unnamed voice"),
        pytest.param("Ada Ng — It rained.", "name", "Ada Ng", id="a name and a dash"),
        pytest.param("[00:09:05] Ada Ng: It rained.", "name", "Ada Ng", id="a time of day ahead of a name"),
        pytest.param("Ada Ng 9:05", "name", "Ada Ng", id="a name beside a time of day"),
        pytest.param("CROSS-EXAMINATION BY MR. NG:", "by", "MR. NG", id="who examines a witness"),
        pytest.param("Delta: It rained.", "word", "Delta", id="a word that may be somebody"),
        pytest.param("Rice: for the swamp", "", "", id="an item of a list"),
        pytest.param("Rain — It fell in May.", "", "", id="a word and a dash"),
        pytest.param("9:05 p.m.", "", "", id="an hour"),
        pytest.param("Sources: http://delta.example", "", "", id="a link behind a word"),
        pytest.param(PARAGRAPH, "", "", id="running text"),
    ],
)
def test_the_label_with_which_a_line_begins(line: str, kind: str, who: str) -> None:
    label = label_at(setting(line), 0)
    assert (label.kind, label.who) == (kind, who) if label else not kind


def test_question_and_answer_are_given_to_those_who_ask_and_answer() -> None:
    s = setting(text_of("Q: Did it rain?", "A: It did.", "Q: Much?", "A: Too much."), authors=["Ada Ng", "Bo Ruiz"])
    found = turns.labelled(replace(s, interviewers=["Bo Ruiz"]))
    assert [(t.voice, t.role) for t in found] == [("Bo Ruiz", "interviewer"), ("Ada Ng", "author")] * 2


def test_in_a_hearing_the_letters_stand_for_counsel_and_witness() -> None:
    text = text_of("I call Dr. Ada Ng.", "BY MR. RUIZ:", "Q Did it rain?", "A It did.", "Q Much?", "A Too much.")
    found = turns.labelled(setting(text))
    assert [t.voice for t in found][1:3] == ["Ruiz", "Ada Ng"]
    assert {t.role for t in found[1:]} == {"author"}


def test_a_family_name_is_the_person_whose_full_name_was_given() -> None:
    text = text_of("ADA OKAFOR: It rained.", "BO RUIZ: It did not.", "OKAFOR: It did.", "RUIZ: Never.")
    s = setting(text, known=["Ada Okafor", "Bo Ruiz"])
    assert [t.voice for t in turns.labelled(s)] == ["Ada Okafor", "Bo Ruiz"] * 2


def test_who_mostly_asks_is_the_interviewer() -> None:
    asked = [("Delta: Did it rain?", "Ng: It did."), ("Delta: Much?", "Ng: Too much."), ("Delta: When?", "Ng: In May.")]
    found = turns.labelled(setting(text_of(*(line for pair in asked for line in pair))))
    assert [(t.voice, t.role) for t in found[:2]] == [("Delta", "interviewer"), ("Ng", "author")]


def test_several_who_speak_at_once_are_a_collective() -> None:
    found = turns.labelled(setting(text_of("THE CHAIR: Order.", "MEMBERS: No!", "THE CHAIR: Order, I say.")))
    assert [(t.voice, t.role) for t in found[:2]] == [("Chair", "author"), ("Members", "collective")]


def test_a_label_in_the_form_of_the_others_is_one_of_them() -> None:
    known = [("ADA NG: It rained in May.", "BO RUIZ: It did not.")] * 2
    s = setting(text_of(*(line for pair in known for line in pair), "MILLTOWN FERRY COMPANY WORKER: It ran aground."))
    assert turns.labelled(s)[-1].voice == "Milltown Ferry Company Worker"


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(
            ["Rice: It needs water.", "Millet: It needs none.", "Maize: It needs some."], id="words once each"
        ),
        pytest.param([PARAGRAPH, "Note: It rained.", OTHER], id="a single word"),
        pytest.param([*[PARAGRAPH] * 6, "Ada Ng: No.", "Bo Ruiz: Yes.", "Ada Ng: No.", *[OTHER] * 6], id="a scene"),
        pytest.param(["Ada Ng:", "Bo Ruiz:", "Ada Ng:", "Bo Ruiz:"], id="labels and nothing said"),
    ],
)
def test_no_dialogue_is_seen_in(paragraphs: list[str]) -> None:
    assert turns.labelled(setting(text_of(*paragraphs))) == []


@given(st.lists(st.sampled_from(["Ada Okafor", "Bo Ruiz", "Eve Lindqvist"]), min_size=3, max_size=12))
def test_each_labelled_line_is_its_speaker_s_in_any_order(who: list[str]) -> None:
    s = setting(text_of(*(f"{name.upper()}: It rained {n} times." for n, name in enumerate(who))))
    found = turns.labelled(replace(s, sorts=[""] * len(who)))
    assert [t.voice for t in found] == (who if len(set(who)) > 1 else [])


# --- short forms ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "person"),
    [
        pytest.param("Okafor", "Ada Okafor", id="a family name"),
        pytest.param("Bo", "Bo Ruiz", id="a first name"),
        pytest.param("EL", "Eve Lindqvist", id="initials"),
        pytest.param("Ng", "", id="a family name that two have"),
        pytest.param("Marsh", "", id="a name that nobody has"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_label_stands_for_the_one_known_person_whose_name_it_shortens(label: str, person: str) -> None:
    s = setting(PARAGRAPH, known=["Ada Okafor", "Bo Ruiz", "Eve Lindqvist", "Mia Ng", "Tom Ng"])
    assert known_as(label, s) == person


@pytest.mark.parametrize(
    ("short", "person"),
    [
        pytest.param("A. O.", "Ada Okafor", id="initials"),
        pytest.param("Eve", "Eve Lindqvist", id="a first name"),
        pytest.param("T.", "Tom Ng", id="one initial"),
        pytest.param("X. Y.", "", id="initials of nobody"),
        pytest.param("Tom Ng", "", id="a full name is not short"),
    ],
)
def test_a_signature_may_be_short_for_somebody_named(short: str, person: str) -> None:
    s = setting(PARAGRAPH, known=["Ada Okafor", "Eve Lindqvist", "Tom Ng"])
    assert turns.short_for(short, s) == person


@pytest.mark.parametrize(
    ("who", "is_one"),
    [
        pytest.param("The Hon. Chair", True, id="a chair"),
        pytest.param("Speaker 2", True, id="a numbered speaker"),
        pytest.param("Panellist (by telephone)", True, id="a panellist with a note"),
        pytest.param("Speaker Ng", False, id="a title with a name"),
    ],
)
def test_an_office_is_no_name(who: str, is_one: bool) -> None:
    assert turns.is_office(who) is is_one


# --- names on lines of their own --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "person"),
    [
        pytest.param("3. Ada Okafor", "Ada Okafor", id="behind a number"),
        pytest.param("V. I. Marsh", "I. Marsh", id="an initial that may be a number is one"),
        pytest.param("— Ada Okafor, Lima", "Ada Okafor", id="behind a dash"),
        pytest.param("Ada Okafor Jr.", "Ada Okafor Jr.", id="with a full stop that belongs to it"),
        pytest.param("– The Editors", "The Editors", id="the editors"),
        pytest.param("Ada Okafor [9:05]", "Ada Okafor", id="beside a time of day"),
        pytest.param("Ada Okafor, Ports Inc.", "Ada Okafor", id="with an abbreviated firm"),
        pytest.param("Ada Okafor, we hear, left Lima.", None, id="a sentence"),
        pytest.param("Ada Okafor?", None, id="a question"),
        pytest.param("The price of water", None, id="a heading"),
    ],
)
def test_the_person_that_a_line_names(line: str, person: str | None) -> None:
    found = name_line(setting(line), 0)
    assert (found and found.text) == person


def test_names_above_what_each_says_open_a_contribution_with_their_posts() -> None:
    s = setting(
        f"Ada Okafor\nDirector, Institute of Ports\n\n{PARAGRAPH}\n\nBo Ruiz\nMayor of Ravna\n\n{OTHER}\n",
    )
    found = turns.contributions(s)
    assert spoken(s, found) == [("Ada Okafor", "Ada Okafor"), ("Bo Ruiz", "Bo Ruiz")]
    assert [(t.more, t.back) for t in found] == [(1, False), (1, False)]


def test_names_below_what_each_says_close_it() -> None:
    s = setting(text_of(PARAGRAPH, "Ada Okafor\nLima", OTHER, "Bo Ruiz\nRavna"))
    assert [(t.voice, t.more, t.back) for t in turns.contributions(s)] == [
        ("Ada Okafor", 1, True),
        ("Bo Ruiz", 1, True),
    ]


def test_a_name_behind_a_dash_closes_even_a_single_contribution() -> None:
    assert [(t.voice, t.back) for t in turns.contributions(setting(text_of(PARAGRAPH, "— Ada Okafor")))] == [
        ("Ada Okafor", True)
    ]


def test_a_single_name_counts_where_it_is_set_like_the_others() -> None:
    posts = {"Ada Okafor": "Director, Institute of Ports", "Bo Ruiz": "Mayor of Ravna", "Sukarnoto": "Farmer, Lima"}
    said = [f"{who}\n{post}\n\n{PARAGRAPH}" for who, post in posts.items()]
    assert [t.voice for t in turns.contributions(setting(text_of(*said)))] == list(posts)


def test_sections_about_people_are_not_their_contributions() -> None:
    about = [f"{who} {family}\n\n{family} came in May. {family} left in June, and nobody asked why it was so.\n"
             for who, family in (("Ada", "Okafor"), ("Bo", "Ruiz"))]  # fmt: skip
    assert turns.contributions(setting("\n".join(about))) == []


def test_those_who_sign_together_at_the_end_are_one_voice() -> None:
    s = setting(text_of(PARAGRAPH, OTHER, "Ada Okafor, Lima", "Bo Ruiz and Eve Lindqvist, Town of Ravna", "Tom Marsh"))
    (only,) = turns.contributions(s)
    assert (only.voice, only.role) == ("Ada Okafor, Bo Ruiz, Eve Lindqvist, Tom Marsh", "collective")
    assert (only.n, only.more, only.back) == (2, 2, True)


@pytest.mark.parametrize(
    ("below", "voice"),
    [
        pytest.param("Ada Okafor, Director, Institute of Ports", "Ada Okafor", id="a name with a post"),
        pytest.param("— Ada Okafor", "Ada Okafor", id="a name behind a dash"),
        pytest.param("The price of water", None, id="a heading"),
        pytest.param("— Zorvik Brzoza", None, id="words that may be no name"),
        pytest.param(f"Ada Okafor\n\n{OTHER}", None, id="a name with more text below it"),
        pytest.param(f"Ada Okafor\nMayor of Ravna\n\n{OTHER}", None, id="a name over its post and more text"),
    ],
)
def test_one_name_signs_the_text_above_it(below: str, voice: str | None) -> None:
    found = turns.signature(setting(text_of(PARAGRAPH, below)), 1)
    assert (found and found.voice) == voice


def test_a_name_below_a_quotation_says_who_is_quoted() -> None:
    quotation = "“The river rose in May, and nobody could reach the mill.”"
    assert turns.signature(setting(text_of(quotation, "— Ada Okafor, Lima")), 1) is None


@pytest.mark.parametrize(
    ("below", "voice"),
    [
        pytest.param("E. L., Archivist", "Eve Lindqvist", id="of somebody named"),
        pytest.param("X. Y.", "X. Y.", id="of nobody named"),
        pytest.param("E. coli is found in the well", None, id="that are no initials"),
    ],
)
def test_initials_below_a_text_sign_it(below: str, voice: str | None) -> None:
    found = turns.initialled(setting(text_of(PARAGRAPH, below), known=["Eve Lindqvist"]), 1)
    assert (found and found.voice) == voice


@pytest.mark.parametrize(
    ("line", "says_so"),
    [
        pytest.param("Ada Okafor is a farmer in Lima.", True, id="the full name"),
        pytest.param("Professor Okafor teaches law.", True, id="a title and the family name"),
        pytest.param("The author has lived in Lima.", True, id="the author, at the beginning of a sentence"),
        pytest.param("*Okafor, who writes on ports, left.", True, id="behind a mark of emphasis"),
        pytest.param("Bo Ruiz is a farmer in Lima.", False, id="somebody else"),
        pytest.param("We met Okafor in Lima.", False, id="later in the sentence"),
        pytest.param("Okafor rose in May.", False, id="what the person did"),
    ],
)
def test_a_line_says_what_a_person_is(line: str, says_so: bool) -> None:
    (only,) = lines(line)
    assert turns.describes(only, Name("Ada Okafor", 1.0)) is says_so


# --- letters, parts, questions ----------------------------------------------------------------------------------------


def test_signatures_close_letters_an_editor_s_among_them() -> None:
    letters = ["Dear Sir,", PARAGRAPH, "Ada Okafor, Lima", "Dear Sir,", OTHER, "Bo, Ravna", OTHER, "– Ed."]
    s = setting(text_of("Letters to the editor", *letters), known=["Bo Ruiz"], intro="Letters to the editor")
    found = turns.letters(s)
    assert [(t.voice, t.role) for t in found] == [("Ada Okafor", "author"), ("Bo Ruiz", "author"), ("Editor", "editor")]


def test_without_a_greeting_or_a_word_of_letters_there_are_none() -> None:
    assert turns.letters(setting(text_of(OTHER, PARAGRAPH, "Ada Okafor, Lima", OTHER, "Bo Ruiz, Ravna"))) == []


@pytest.mark.parametrize(
    ("headings", "voices"),
    [
        pytest.param(["Views of the Ravna farmers", "Response from the Lima delegation"],
                     ["Ravna farmers", "Lima delegation"], id="words for what a group says"),
        pytest.param(["Part One: The Farmers", "Part Two: The Wardens"], ["Farmers", "Wardens"], id="numbered parts"),
        pytest.param(["The Farmers’ Guild", "The Mill Owners"], ["Farmers’ Guild", "Mill Owners"], id="groups alone"),
        pytest.param(["Views of the Ravna farmers", "The price of water"], [], id="one group is not enough"),
        pytest.param(["Notes from the river", "Letters from the hills"], [], id="places are no groups"),
        pytest.param(["A gift from poor farmers", "A word from old millers"], [], id="a group in small letters"),
    ],
)  # fmt: skip
def test_headings_give_parts_to_groups(headings: list[str], voices: list[str]) -> None:
    said = "We saw the river rise in May, and we say that our mill must be moved before the winter comes."
    s = setting(text_of(*(line for heading in headings for line in (heading, said))))
    assert [(t.voice, t.role) for t in turns.groups(s)] == [(voice, "collective") for voice in voices]


def test_a_group_s_name_alone_gives_it_nothing_that_does_not_say_we() -> None:
    assert turns.groups(setting(text_of("The Farmers’ Guild", PARAGRAPH, "The Mill Owners", OTHER))) == []


def test_a_heading_for_all_ends_the_last_group_s_part() -> None:
    parts = ["Views of the farmers", PARAGRAPH, "Views of the millers", PARAGRAPH, "Joint recommendations", OTHER]
    found = turns.groups(setting(text_of(*parts)))
    assert [(t.n, t.voice) for t in found] == [(0, "Farmers"), (2, "Millers"), (4, "")]


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        pytest.param("Prepared statement of Ada Okafor, Mayor of Ravna", "Ada Okafor", id="a statement of"),
        pytest.param("Justice Ada Okafor, dissenting", "Ada Okafor", id="a dissent"),
        pytest.param("Ada Okafor to Bo Ruiz, 3 May", "Ada Okafor", id="a letter from one to another"),
        pytest.param("Statement of the price of water", None, id="a statement of no person"),
        pytest.param("Ada Okafor to Ravna", None, id="a way"),
    ],
)
def test_a_heading_gives_a_statement_to_a_person(line: str, voice: str | None) -> None:
    found = turns.statements(setting(text_of(line, PARAGRAPH)))
    assert [t.voice for t in found] == ([voice] if voice else [])


def test_a_heading_with_nothing_below_it_gives_nobody_a_statement() -> None:
    assert turns.statements(setting(text_of(PARAGRAPH, "Statement of Ada Okafor"))) == []


@pytest.mark.parametrize(
    ("title", "text", "voice"),
    [
        pytest.param("Ada Okafor: My river", "I saw it. I left. I came. I saw. I wrote.", "Ada Okafor", id="a person"),
        pytest.param("Ada Okafor: A river", PARAGRAPH, "", id="a person who never says I"),
        pytest.param("Water: My river", "I saw it. I left. I came. I saw. I wrote.", "", id="no person"),
        pytest.param("Ada Okafor", "I saw it. I left. I came. I saw. I wrote.", "", id="no colon"),
    ],
)
def test_a_title_names_who_speaks(title: str, text: str, voice: str) -> None:
    assert turns.titled(setting(text), title) == voice


ANSWERS = {"Did you see it rise?": "I did.", "What did you do?": "We left.", "Will you return?": "I will."}
TALK = text_of(*(line for asked, said in ANSWERS.items() for line in (asked, f"{said} {PARAGRAPH}")), OTHER)


def test_lone_questions_are_the_interviewer_s_and_what_follows_is_the_answer() -> None:
    s = replace(setting(TALK, authors=["Ada Okafor", "Bo Ruiz"]), interviewers=["Bo Ruiz"])
    found = turns.questions(s, evidence=True)
    assert turns.is_talk(s)
    assert [(t.n, t.voice) for t in found] == [(n, "Ada Okafor" if n % 2 else "Bo Ruiz") for n in range(6)]


def test_lone_questions_alone_are_no_evidence_of_an_interview() -> None:
    assert turns.questions(setting(TALK), evidence=False) == []


def test_questions_that_address_nobody_are_no_talk() -> None:
    said = f"I say this. {OTHER}"
    text = text_of("Why does it rise?", said, "Who is to blame?", said, "What is to be done?", said)
    assert not turns.is_talk(setting(text))


def test_a_list_of_questions_is_no_interview() -> None:
    text = text_of(*(line for asked in ANSWERS for line in (asked, "No answer")))
    assert turns.questions(setting(text), evidence=True) == []


# --- any text ---------------------------------------------------------------------------------------------------------

PIECES = [PARAGRAPH, "Ada Okafor", "Bo Ruiz, Lima", "E. L., Archivist", "– Ed.", "Dear Sir,", "Chair", "* * *"]
PIECES += ["Q: Why?", "A: It rained.", "NG: It did.", "[9:05] Ada", "Did you leave?"]
PIECES += ["Views of the farmers", "Statement of Bo Ruiz"]


@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=30), max_size=12))
def test_a_turn_stands_in_the_text_and_its_label_in_its_line(pieces: list[str]) -> None:
    s = setting("\n\n".join(pieces))
    finders = (turns.labelled, turns.contributions, turns.letters, turns.groups, turns.statements)
    found = [t for finder in finders for t in finder(s)] + turns.questions(s, evidence=True)
    for turn in found:
        assert not s.sorts[turn.n]
        assert -1 <= turn.label <= len(s.lines[turn.n].text)
        assert turn.n + turn.more < len(s.lines)
        assert 0 < turn.confidence <= 1
