"""Words, sentences and blocks: what is one, and that every span is a slice of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import spans


def cut(text: str, found: list[spans.Span]) -> list[str]:
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "It rose 3.5% in May.", ["It", "rose", "3.5%", "in", "May"], id="a percent sign belongs to its number"
        ),
        pytest.param("1,234.5 and $5.2", ["1,234.5", "and", "$5.2"], id="separators and currency signs stay"),
        pytest.param("state-of-the-art", ["state-of-the-art"], id="inner hyphens"),
        pytest.param(
            "the U.S. and the U.K.’s", ["the", "U.S.", "and", "the", "U.K.’s"], id="abbreviations keep their dots"
        ),
        pytest.param("Ortiz’s “plan” isn't", ["Ortiz’s", "plan", "isn't"], id="apostrophes in, quotation marks out"),
        pytest.param("done—or not", ["done", "or", "not"], id="an unspaced em dash ends a word"),
        pytest.param("2019–2024", ["2019", "2024"], id="an en dash ends a word"),
        pytest.param("全球治理 forum", ["全", "球", "治", "理", "forum"], id="a Chinese character is a word"),
        pytest.param("GEG全球", ["GEG", "全", "球"], id="Latin letters end where Chinese ones begin"),
        pytest.param("R&D at AT&T", ["R&D", "at", "AT&T"], id="an ampersand between capitals"),
        pytest.param(
            "naïve Müller na\u0308ive", ["naïve", "Müller", "na\u0308ive"], id="accents, composed and combining"
        ),
        pytest.param("हिन्दी में", ["हिन्दी", "में"], id="vowel signs are parts of a word"),
        pytest.param("snake_case … ’tis", ["snake", "case", "tis"], id="underscores and stray marks are none"),
        pytest.param("end.Next", ["end", "Next"], id="a missing space after a full stop"),
    ],
)
def test_what_is_a_word(text: str, words: list[str]) -> None:
    assert cut(text, spans.words(text)) == words


@pytest.mark.parametrize(
    ("word", "shouted", "counted"),
    [
        pytest.param("Trade", False, "trade", id="case is folded"),
        pytest.param("Ng’s", False, "ng", id="a possessive is taken off"),
        pytest.param("it’s", False, "it's", id="a contraction is not"),
        pytest.param("U.S.", False, "US", id="an abbreviation keeps its capitals where it would be a pronoun"),
        pytest.param("US", False, "US", id="with or without dots"),
        pytest.param("us", False, "us", id="the pronoun"),
        pytest.param("WHO", False, "WHO", id="an organisation"),
        pytest.param("WHO", True, "who", id="unless everything is in capitals"),
        pytest.param("U.N.", False, "un", id="other abbreviations fold"),
        pytest.param("3.5%", False, "3.5%", id="numbers keep their point"),
    ],
)
def test_under_which_form_a_word_is_counted(word: str, shouted: bool, counted: str) -> None:
    assert spans.term(word, shouted) == counted


FILLED = (  # a paragraph as a mail program wraps it: lines that begin with capitals go on all the same
    "The council met on the river and its price, and the\n"
    "River Board had sent three of its oldest members to\n"
    "Northgate, where the mayor was to hear them and the\n"
    "Farmers of the upper valley, who had come by bus to\n"
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("It fell. It rose.", ["It fell.", "It rose."], id="two"),
        pytest.param("In the U.S. It fell.", ["In the U.S.", "It fell."], id="an abbreviation that ends one"),
        pytest.param("The U.S. Senate met.", ["The U.S. Senate met."], id="an abbreviation inside one"),
        pytest.param("Sino–U.S. trade fell.", ["Sino–U.S. trade fell."], id="an abbreviation behind a dash"),
        pytest.param("Mr. Ng met Dr. Abe.", ["Mr. Ng met Dr. Abe."], id="titles"),
        pytest.param(
            "See No. 5. It is no. He left.", ["See No. 5.", "It is no.", "He left."], id="No. before a number only"
        ),
        pytest.param(
            "He said “No.” She left.", ["He said “No.”", "She left."], id="a closing quotation mark belongs to it"
        ),
        pytest.param("“Why now?” she asked.", ["“Why now?” she asked."], id="a question inside one"),
        pytest.param("They talk . . . and wait.", ["They talk . . . and wait."], id="an ellipsis inside one"),
        pytest.param("2. Second point", ["2. Second point"], id="a list marker belongs to its item"),
        pytest.param("A heading\nThe text.", ["A heading", "The text."], id="a heading is no part of the next line"),
        pytest.param("It went\non here.", ["It went\non here."], id="a hard-wrapped line goes on"),
        pytest.param("It went\n\non here.", ["It went", "on here."], id="a blank line always ends one"),
        pytest.param(
            f"{FILLED}say so.\nOn water\nThe price of water rose again in summer.",
            [f"{FILLED}say so.", "On water", "The price of water rose again in summer."],
            id="filled lines go on, a short last line ends the block",
        ),
        pytest.param("一句。两句！", ["一句。", "两句！"], id="wide full stops"),
    ],
)
def test_what_is_a_sentence(text: str, sentences: list[str]) -> None:
    assert cut(text, spans.sentences(text)) == sentences


PIECES = st.text(alphabet=st.characters(codec="utf-8")) | st.lists(
    st.sampled_from(
        ["The U.S. ", "3.5% ", "“Why?” ", "he ", ". ", "\n", "\r\n", "\n\n", "全球。", " . . . ", "No. 5 ", "—", "I. "]
    )
).map("".join)


@given(PIECES)
def test_spans_of_any_text_are_in_order_apart_and_not_empty(text: str) -> None:
    for found in (spans.words(text), list(spans.blocks(text)), spans.sentences(text)):
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(one.end <= next_.start for one, next_ in zip(found, found[1:], strict=False))


@given(PIECES)
def test_sentences_lose_no_word_and_cross_no_blank_line(text: str) -> None:
    sentences = spans.sentences(text)
    inside = [s for s in sentences for _ in spans.words(text[s.start : s.end])]
    assert len(inside) == len(spans.words(text))
    assert not any("\n\n" in text[s.start : s.end] for s in sentences)


def test_function_words_do_not_take_what_articles_are_about() -> None:
    assert not spans.function_words() & {"million", "billion", "state", "said", "first", "against", "new", "two"}
    assert {"the", "of", "it's", "would", "us"} <= spans.function_words()
