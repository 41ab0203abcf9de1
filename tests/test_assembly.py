"""Whose each line of an article is: who introduces, who signs, who is quoted, and what is nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.catalogue import PassageEntry, SourceEntry
from sourcebook.readers.document import Document
from sourcebook.spans import Span
from sourcebook.voices import Passage, recognised

RAIN = "It rained in May, and the river rose by the old mill until nobody could cross it."
DRY = "In June it was dry again, and the farmers came down to the bridge to look at it."
LATE = "By autumn the question of who should pay for the bridge was still an open one."
MILL = "The mill itself had been closed for years, and its wheel no longer turned at all."


def passages(text: str, entry: SourceEntry | None = None, headings: tuple[Span, ...] = ()) -> list[Passage]:
    return recognised(Document(text, "x", headings=headings), entry or SourceEntry(file="a.txt"), "a")[1]


def owner(text: str, words: str, entry: SourceEntry | None = None) -> tuple[str | None, str]:
    """Return the voice and the kind of the passage in which words stand, which stand once in a text."""
    assert text.count(words) == 1, words
    at = text.index(words)
    (one,) = [p for p in passages(text, entry) if p.start <= at and at + len(words) <= p.end]
    return one.voice and one.voice.removesuffix(" (a)"), one.kind


def article(*lines: str, title: str = "The price of the bridge", by: str = "By Ada Okafor") -> str:
    return "\n\n".join([line for line in (title, by) if line] + list(lines)) + "\n"


NOBODY = (None, "furniture")
ADA = ("Ada Okafor", "body")
ESSAY = (RAIN, DRY, LATE, MILL)


# --- who introduces ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "voice"),
    [
        pytest.param("Editor’s note: The bridge fell in May.", "Editor", id="an editor's note"),
        pytest.param("A translator's preface: The bridge fell in May.", "Translator", id="a translator's preface"),
        pytest.param("[Editors’ introduction: The bridge fell in May.]", "Editor", id="editors, in brackets"),
        pytest.param("Introduction from the translators: The bridge fell in May.", "Translator", id="by translators"),
    ],
)
def test_a_note_belongs_to_who_its_label_says(note: str, voice: str) -> None:
    text = article(note, *ESSAY)
    assert owner(text, "The bridge fell in May.") == (voice, "introduction")
    assert owner(text, RAIN) == ADA


def test_a_label_over_a_note_is_a_heading_and_the_note_goes_down_to_the_rule() -> None:
    note = ["The bridge fell in May, as all who read this will know.", "Nobody was hurt by it, not even the miller."]
    text = article("Translator’s note", *note, "***", *ESSAY)
    assert owner(text, "Translator’s note") == ("Translator", "heading")
    assert [owner(text, line) for line in note] == [("Translator", "introduction")] * 2
    assert owner(text, RAIN) == ADA


def test_a_note_behind_the_article_belongs_to_the_page() -> None:
    text = article(*ESSAY, "Editor’s note: An earlier version gave another price.")
    assert owner(text, "An earlier version gave another price.") == NOBODY
    assert owner(text, MILL) == ADA


def test_the_word_note_inside_a_sentence_is_no_label() -> None:
    text = article(RAIN, "One editor’s note on the rain was lost before.", DRY, LATE)
    assert owner(text, "One editor’s note on the rain was lost before.") == ADA


def test_a_paragraph_in_brackets_ahead_of_the_text_is_its_editor_s() -> None:
    text = article("[This was said at the inn of the village. It has been cut a little for length.]", *ESSAY)
    assert owner(text, "It has been cut a little for length.") == ("Editor", "introduction")
    assert owner(text, RAIN) == ADA


def test_a_letter_in_brackets_begins_no_introduction() -> None:
    text = article("[T]he river rose by the old mill, and nobody could cross it [at all].", *ESSAY)
    assert owner(text, "he river rose by the old mill, and nobody could cross it [at all].") == ADA


@pytest.mark.parametrize(
    ("cue", "introduces"),
    [
        pytest.param("Below is an extract of what Ada Okafor said at the inn.", True, id="what is said to follow"),
        pytest.param("The speech was delivered at the inn in May by Ada Okafor.", True, id="what was delivered"),
        pytest.param("Ada Okafor stood at the inn in May, where all could hear.", False, id="what announces nothing"),
    ],
)
def test_what_announces_a_text_is_its_editor_s_up_to_a_heading(cue: str, introduces: bool) -> None:
    text = article(cue, "The first bridge", *ESSAY)
    assert owner(text, cue) == (("Editor", "introduction") if introduces else ADA)
    assert owner(text, RAIN) == ADA


def test_what_stands_above_a_rule_and_names_the_author_introduces() -> None:
    text = article("For years Okafor has walked by the river with a rain gauge in hand.", "* * *", *ESSAY)
    assert owner(text, "has walked by the river") == ("Editor", "introduction")
    assert owner(text, DRY) == ADA


def test_what_stands_above_a_rule_and_names_nobody_is_the_author_s() -> None:
    text = article("For years people have walked by the river with a rain gauge in hand.", "* * *", *ESSAY)
    assert owner(text, "have walked by the river") == ADA


# --- who takes part, and who tells ------------------------------------------------------------------------------------

TALK = [
    "MS. OKAFOR: I do not think that we should pay for the bridge.",
    "MR. RUIZ: We have always paid for it. (Laughter)",
    "MS. OKAFOR: That was before it fell into the river.",
    "MR. RUIZ: It was our river then as well.",
]


def test_a_list_of_participants_is_nobody_s_and_gives_labels_their_names() -> None:
    text = article("Participants:", "Ada Okafor, engineer", "Bo Ruiz, miller", *TALK, by="")
    assert owner(text, "Bo Ruiz, miller") == NOBODY
    assert owner(text, "That was before it fell into the river.") == ADA


def test_a_line_ahead_of_a_dialogue_that_says_what_a_speaker_is_is_nobody_s() -> None:
    text = article(
        "They met at the inn of the village, where the bridge could be seen.", "Bo Ruiz, miller", *TALK, by=""
    )
    assert owner(text, "Bo Ruiz, miller") == NOBODY
    assert owner(text, "They met at the inn") == ("Editor", "introduction")


def test_a_label_and_a_stage_direction_are_cut_from_what_is_said() -> None:
    text = article(*TALK, by="")
    kinds = [(text[p.start : p.end].strip(), p.voice) for p in passages(text) if p.start >= text.index("MR. RUIZ: We")]
    assert kinds[:3] == [
        ("MR. RUIZ:", None),
        ("We have always paid for it.", "Ruiz"),
        ("(Laughter)\n\nMS. OKAFOR:", None),
    ]


def test_a_question_in_a_dialogue_is_no_heading() -> None:
    text = article(
        "Q: Who pays?", "The old mill?", "A: Nobody pays for it.", "Q: And then?", "A: Then it falls.", by=""
    )
    assert owner(text, "The old mill?")[1] == "body"


def test_a_paragraph_that_tells_of_who_answers_is_the_interviewer_s() -> None:
    talk = [
        "Q: Why did it fall?",
        "Ruiz: It was old.",
        "Ruiz laughs and looks at the river from the window of the mill.",
    ]
    talk += ["Q: And who pays?", "Ruiz: I do, in the end.", "Q: You alone?", "Ruiz: So it seems to me."]
    text = article("Bo Ruiz has kept the mill for years. I met him there.", *talk, title="An interview with Bo Ruiz")
    assert owner(text, "Ruiz laughs and looks at the river")[0] == "Ada Okafor"
    assert owner(text, "I do, in the end.")[0] == "Bo Ruiz"


# --- who signs --------------------------------------------------------------------------------------------------------

LETTERS = [
    "We asked readers what they think of the price of the bridge. Here are two letters.",
    "Dear Editor,",
    RAIN,
    "Bo Ruiz, Lima",
    "Dear Editor,",
    DRY,
    "Ada Okafor, Lagos",
]


def test_a_letter_is_its_signatory_s_and_the_signature_nobody_s() -> None:
    text = article(*LETTERS, title="Letters to the editor", by="")
    assert owner(text, RAIN) == ("Bo Ruiz", "body")
    assert owner(text, DRY) == ADA
    assert owner(text, "Bo Ruiz, Lima") == NOBODY
    assert owner(text, "We asked readers") == ("Editor", "introduction")


def test_a_postscript_below_a_signature_is_its_writer_s() -> None:
    text = article(*LETTERS[:4], "P.S. The mill is for sale.", *LETTERS[4:], title="Letters to the editor", by="")
    assert owner(text, "The mill is for sale.") == ("Bo Ruiz", "body")


def test_a_second_postscript_is_its_writer_s_too() -> None:
    both = ["P.S. The mill is for sale.", "P.P.S. It has been sold."]
    text = article(*LETTERS[:4], *both, *LETTERS[4:], title="Letters to the editor", by="")
    assert owner(text, "It has been sold.") == ("Bo Ruiz", "body")


def test_what_invites_answers_stands_apart_from_the_first_where_nobody_is_greeted() -> None:
    asked = "We asked three neighbours of the mill who should pay for the bridge."
    signed = [RAIN, "— Bo Ruiz, Lima", DRY, "— Ada Okafor, Lagos", LATE, "— Ines Duarte, Porto"]
    text = article(asked, *signed, by="")
    assert owner(text, asked) == ("Editor", "introduction")
    assert owner(text, RAIN) == ("Bo Ruiz", "body")


def test_a_reply_marked_as_the_editor_s_is_the_editor_s() -> None:
    text = article(
        *LETTERS[:4], "The price was right on the day. – Ed.", *LETTERS[4:], title="Letters to the editor", by=""
    )
    assert owner(text, "The price was right on the day.")[0] == "Editor"


def test_a_quoted_mail_is_who_wrote_it_s() -> None:
    text = article(
        RAIN, DRY, "On 3 May 2026, Bo Ruiz wrote:", "> The mill is for sale.", "> Nobody wants it.", LATE, MILL
    )
    assert owner(text, "Nobody wants it.") == ("Bo Ruiz", "body")
    assert owner(text, "wrote:") == NOBODY
    assert owner(text, LATE) == ADA


# --- the end ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Ada Okafor is an engineer and lives by the river.", id="who the author is"),
        pytest.param("*Bo Ruiz* is an editor of these pages.", id="who another is, marked as a note"),
        pytest.param("Note: prices are those of May.", id="a note"),
        pytest.param("Lagos and Lima", id="odd words"),
    ],
)
def test_what_the_end_says_of_author_and_page_is_nobody_s(line: str) -> None:
    text = article(*ESSAY, line)
    assert owner(text, line) == NOBODY
    assert owner(text, MILL) == ADA


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "Ada Okafor said that the bridge was lost, and that she would build it again.", id="who is quoted"
        ),
        pytest.param("They paid 5 for the first, 7 for the second, 9 for the third and 12 for the last.", id="figures"),
        pytest.param("- a new bridge for the old mill", id="an item of a list"),
        pytest.param("And so the bridge stayed where it had fallen.", id="a last sentence"),
    ],
)
def test_what_an_article_ends_with_is_its_author_s(line: str) -> None:
    text = article(*ESSAY, line)
    assert owner(text, line) == ADA


def test_a_sentence_about_editors_amid_short_paragraphs_sets_nothing_aside_below_it() -> None:
    told = "The editors of two papers came to see the bridge."
    text = article(RAIN, told, f"{DRY} They said so.", f"{LATE} They said no more.")
    assert owner(text, "They said so.") == owner(text, "They said no more.") == ADA


def test_about_the_authors_goes_on_to_the_end() -> None:
    text = article(*ESSAY, "About the authors", "Ada Okafor walks a lot.", "Bo Ruiz keeps bees.")
    assert owner(text, "Bo Ruiz keeps bees.") == NOBODY


def test_acknowledgements_are_nobody_s_and_what_follows_under_another_heading_is_the_author_s() -> None:
    back = [
        "7. Acknowledgements",
        "I thank the miller for his patience with all my questions.",
        "A last word",
        LATE,
        DRY,
        LATE + " So it was.",
    ]
    text = article(RAIN, MILL, RAIN, MILL, *back)
    assert owner(text, "I thank the miller") == NOBODY
    assert owner(text, "So it was.") == ADA


def test_little_behind_an_end_mark_is_nobody_s_and_much_is_not() -> None:
    little, much = article(*ESSAY, "###", "Bees are kept there now."), article(RAIN, "###", DRY, LATE, MILL, RAIN + " ")
    assert owner(little, "Bees are kept there now.") == NOBODY
    assert owner(much, LATE) == ADA


@pytest.mark.parametrize("mark", ["[ends]", "###", "■", "-30-", "(The End)", "—A.O.]"])
def test_an_end_mark_is_cut_from_the_last_line(mark: str) -> None:
    text = article(*ESSAY[:3], f"{MILL} {mark}")
    assert owner(text, mark) == NOBODY
    assert owner(text, MILL) == ADA


def test_a_dateline_and_a_time_stamp_are_cut_from_what_is_said() -> None:
    text = article(f"LAGOS, May 3 (River Post) — {RAIN}", DRY, f"{LATE} [00:12:13] {MILL}")
    assert owner(text, "LAGOS, May 3 (River Post) —") == NOBODY
    assert owner(text, "[00:12:13]") == NOBODY
    assert [owner(text, line) for line in (RAIN, LATE, MILL)] == [ADA] * 3


# --- what the source is -----------------------------------------------------------------------------------------------


def test_an_office_is_no_author_unless_the_catalogue_says_so() -> None:
    talk = article("CLERK: Who pays for it?", "CHAIR: Nobody does.", "CLERK: And then?", "CHAIR: It falls.", by="")
    assert recognised(Document(talk, "x"), SourceEntry(file="a.txt"), "a")[0].authors == ()
    entry = SourceEntry(file="a.txt", authors=("Editor",))
    assert recognised(Document(article(*ESSAY, by=""), "x"), entry, "a")[0].authors == ("Editor",)


def test_a_heading_of_a_catalogued_voice_has_the_voice_s_name() -> None:
    text = article("The first bridge", RAIN, by="")
    entry = SourceEntry(file="a.txt", passages=(PassageEntry("The price", voice="Editor", role="editor"),))
    assert {p.voice for p in passages(text, entry)} == {"Editor"}


# --- what holds for any text ------------------------------------------------------------------------------------------

ODD = """
***
###
Editor’s note: It rained.
[It was said.]
About the authors
References
Participants
On 3 May 2026, Bo Ruiz wrote:
> No.
P.S. No.
– Ed.
Dear Sir, it rains.
(Laughter)
[00:12] No. [00:13] Yes. [Applause]
Below is the text.
A. O.
Statement of Bo Ruiz
""".splitlines()
LINES = st.lists(st.sampled_from([*ESSAY, *TALK, *LETTERS, *ODD]), max_size=14).map("\n\n".join)


@given(LINES)
def test_passages_tile_any_article_and_furniture_alone_is_nobody_s(text: str) -> None:
    found = passages(text)
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(p.start < p.end for p in found)
    assert all(p.voice is None and p.role is None for p in found if p.kind == "furniture")
    assert all(p.voice and p.role for p in found if p.kind in ("body", "introduction"))
    assert all(0 <= p.confidence <= 1 and p.basis for p in found if p.kind != "heading")


@given(LINES)
def test_neighbouring_passages_differ_in_kind_voice_or_role(text: str) -> None:
    found = passages(text)
    assert all((p.kind, p.voice, p.role) != (q.kind, q.voice, q.role) for p, q in zip(found, found[1:], strict=False))
