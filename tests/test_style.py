"""Marks of style: the month and the modal, and what stands between quotation marks."""

import pytest

from sourcebook import spans
from sourcebook.textstats import style


@pytest.mark.parametrize(
    ("surface", "opens", "following", "is_modal"),
    [
        pytest.param("may", False, "rise", True, id="it may rise"),
        pytest.param("may", True, "rise", True, id="a sentence without capitals"),
        pytest.param("May", True, "we", True, id="May we ask?"),
        pytest.param("May", True, "2025", False, id="May 2025 was dry."),
        pytest.param("May", True, "", False, id="May."),
        pytest.param("May", False, "the", False, id="in May the rain came"),
        pytest.param("May", False, "rise", False, id="Theresa May"),
    ],
)
def test_may_is_the_modal_or_the_month(surface: str, opens: bool, following: str, is_modal: bool) -> None:
    assert style.is_modal_may(surface, opens, following) == is_modal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “yes” twice.", ["“yes”"], id="curly marks"),
        pytest.param('He said "yes, now" and "no".', ['"yes, now"', '"no"'], id="straight marks"),
        pytest.param("Er sagte „ja“, elle «non».", ["„ja“", "«non»"], id="marks of other languages"),
        pytest.param("‘Yes’ isn’t quoted.", [], id="single marks are not counted"),
        pytest.param('A 5" pipe and a 7" one.', [], id="inches"),
        pytest.param('A "lost one.\n\nThen "yes" here.', ['"yes"'], id="a missing mark spoils one paragraph only"),
        pytest.param('A "lost one, "yes" here.', ['"yes"'], id="a missing mark before a pair"),
        pytest.param("“So long.\n\n“So done.” End.", ["“So long.", "“So done.”"], id="a speech of two paragraphs"),
        pytest.param("A “lost one.\n\nNothing more.", [], id="no speech goes on"),
    ],
)
def test_what_stands_between_double_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[s:e] for s, e in style.quoted(text)] == expected


def test_words_are_inside_a_quotation_or_not() -> None:
    text = "He said “yes, now” and “no”."
    starts = [s for s, _ in spans.words(text)]
    assert style.inside(starts, list(style.quoted(text))) == [False, False, True, True, False, True]


@pytest.mark.parametrize(
    ("sentence", "is_question"),
    [("Why?", True), ("“Why?”", True), ("为什么？", True), ("Why? he asked.", False), ("Why?!", True), ("", False)],
)
def test_a_question_ends_with_its_mark(sentence: str, is_question: bool) -> None:
    assert style.is_question(sentence) == is_question


def test_a_hedge_is_written_as_words_are_counted_and_is_no_counted_modal() -> None:
    assert {spans.term(word) for word in style.hedges()} == style.hedges()
    assert style.hedges() & set(style.MODALS) == set()
    assert {"perhaps", "likely", "suggest", "appears"} <= style.hedges()
