"""Counting terms by chunks: the same as reading every word, and what it refuses."""

import re
import string
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_spans import PIECES

from sourcebook import counting, spans

NAMES = st.lists(st.sampled_from(["US ", "U.S.", "WHO", "IT.", " it’s ", "HE PAID. ", "a.b.'s", "? ", "\n", "(", "x"]))


def tally(text: str) -> dict[str, int]:
    table = counting.tallies([("a", text, spans.sentences(text))])
    return dict(zip(table["term"], table["n"], strict=True))


def by_sentences(text: str) -> Counter[str]:
    return Counter(term for s, e in spans.sentences(text) for term, _ in spans.terms(text[s:e]))


@given(PIECES | NAMES.map("".join))
@example("GIVE US BREAD. The US paid us. WHO ASKS?\nIT WHO")
@example("A.B.'s first, N.B.’s second; e.g.'x")
def test_a_tally_is_what_reading_sentence_by_sentence_gives(text: str) -> None:
    assert tally(text) == by_sentences(text)


def test_a_tally_of_the_articles_is_what_reading_them_gives(seeds) -> None:
    for source_id in seeds.sources["source_id"]:
        text = seeds.text(source_id)
        assert tally(text) == by_sentences(text)


@given(st.characters(max_codepoint=127), st.sampled_from(["a", "A", "5", "$", ".", "'", "-", "&", "%", ",", " "]))
def test_on_what_stands_between_words_no_word_depends(c: str, next_: str) -> None:
    if c in spans.BETWEEN:
        for text in (f"U{c}{next_}", f"5{c}{next_}5", f"a.{c}b.{next_}", f"{next_}{c}5"):
            assert spans.WORD.findall(text) == spans.WORD.findall(text.replace(c, " "))


@given(st.lists(st.tuples(st.sampled_from("ab"), PIECES)))
def test_a_pattern_of_one_s_own_finds_what_it_finds_in_the_whole_text(texts: list[tuple[str, str]]) -> None:
    pattern = re.compile(r"\w\w+")
    for between in (string.whitespace, string.punctuation.replace("_", "")):
        parted = [(group, re.sub(f"[{re.escape(between)}]", " ", text).lower()) for group, text in texts]
        expected = Counter((group, term) for group, text in parted for term in pattern.findall(text))
        found = counting.count(texts, pattern, between)
        assert dict(zip(zip(found["group"], found["term"], strict=True), found["n"], strict=True)) == expected


def test_a_text_in_many_pieces_is_counted_once(monkeypatch) -> None:
    monkeypatch.setattr(counting, "PIECE", 10)
    found = counting.count([("a", "one two three"), ("a", "two"), ("b", "two"), ("a", "three two")])
    assert found.to_numpy().tolist() == [["a", "one", 1], ["a", "three", 2], ["a", "two", 3], ["b", "two", 1]]


def test_tallies_stand_in_the_order_of_the_groups_and_of_the_alphabet() -> None:
    texts = [("b", "WHO ASKS? Ants."), ("a", "HE ASKS."), ("b", "IT")]
    found = counting.tallies((group, text, spans.sentences(text)) for group, text in texts)
    assert found.to_numpy().tolist() == [
        ["b", "ants", 1],
        ["b", "asks", 1],
        ["b", "it", 1],
        ["b", "who", 1],
        ["a", "asks", 1],
        ["a", "he", 1],
    ]


def test_no_text_has_no_term() -> None:
    assert counting.count([]).empty and counting.count([("a", " ")]).empty
    assert list(counting.count([]).columns) == ["group", "term", "n"]


@pytest.mark.parametrize(
    ("pattern", "between", "says"),
    [
        pytest.param(r"(\w)+", " ", r"write \(\?:…\)", id="a group would be counted in place of the match"),
        pytest.param(r"\w+", " —", "only ASCII", id="a separator of two bytes"),
    ],
)
def test_what_can_t_be_counted_is_refused(pattern: str, between: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        counting.count([("a", "text")], re.compile(pattern), between)
