"""Readability with published examples; syllables with words whose syllables anybody can count."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import spans
from sourcebook.textstats import readability


@pytest.mark.parametrize(
    ("words", "sentences", "syllables", "expected"),
    [(7, 1, 8, 103.04), (10, 1, 10, 112.085), (4, 1, 5, 97.025), (13, 1, 24, 37.455)],
)
def test_reading_ease_of_published_examples(words: int, sentences: int, syllables: int, expected: float) -> None:
    assert readability.flesch_reading_ease(words, sentences, syllables) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("counts", "expected"), [((6, 1, 6), -1.45), ((13, 1, 24), 11.3)])
def test_flesch_kincaid_of_published_examples(counts: tuple[int, int, int], expected: float) -> None:
    assert readability.flesch_kincaid_grade(*counts) == pytest.approx(expected, abs=0.05)


def test_fog_of_a_passage_counted_by_hand() -> None:
    """120 words in 6 sentences with 12 hard ones: 0.4 (20 + 10)."""
    assert readability.gunning_fog(120, 6, 12) == pytest.approx(12)


# McGraw's table for 30 sentences: polysyllables from .. to -> grade, as usually printed beside the formula.
TABLE = [(7, 12, 6), (13, 20, 7), (21, 30, 8), (31, 42, 9), (43, 56, 10), (57, 72, 11), (73, 90, 12), (91, 110, 13)]


@pytest.mark.parametrize(("first", "last", "grade"), TABLE)
def test_smog_lies_within_the_published_table(first: int, last: int, grade: int) -> None:
    assert abs(readability.smog(30, (first + last) / 2) - grade) < 1


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        (lambda: readability.flesch_reading_ease(0, 1, 0), "no words"),
        (lambda: readability.flesch_kincaid_grade(10, 0, 20), "no sentences"),
        (lambda: readability.gunning_fog(0, 1, 0), "no words"),
        (lambda: readability.smog(0, 0), "no sentences"),
    ],
)
def test_a_text_of_nothing_is_refused(formula, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        formula()


SYLLABLES = {
    "words of the dictionary": "the 1 people 2 world 1 business 2 every 3 idea 3 being 2 nation 2 create 2 strategy 3",
    "words of everyday endings": "wanted 2 asked 1 prices 2 watches 2 times 1 statement 2 hopeful 2 table 2 tables 2",
    "words the dictionary hasn't": "underdelivers 5 backchannel 3 derisking 3 stabilised 3 favourable 4",
    "contractions and possessives": "don't 1 didn't 2 couldn't 2 we've 1 could've 2 boss's 2 Ng’s 1 church's 2",
    "compounds": "state-of-the-art 4 people-to-people 5 well-known 2",
    "abbreviations are spelled out": "US 2 U.S. 2 U.S.’s 2 EU 2 WTO 5 GDP 3 CPTPP 5 SOEs 3 R&D 3 e.g. 2",
    "but read where they have vowels": "NATO 2 OPEC 2",
    "accents": "café 2 cafe 2 naïve 2 résumé 3 Müller 2",
    "numbers are read aloud": "7 2 13 2 21 3 100 3 1,000 3 1918 4 2005 4 2026 5 1900 4 3.5 3 3.5% 5 $5 3 5G 2 1st 1",
    "nothing to say": "中 0",
}


@pytest.mark.parametrize("words", SYLLABLES.values(), ids=SYLLABLES)
def test_syllables(words: str) -> None:
    pairs = words.split()
    expected = dict(zip(pairs[::2], map(int, pairs[1::2]), strict=True))
    assert {word: readability.syllables(word) for word in expected} == expected


def test_a_shouted_word_is_not_spelled_out() -> None:
    assert (readability.syllables("NOW"), readability.syllables("NOW", shouted=True)) == (5, 1)


def test_syllables_of_a_published_sentence() -> None:
    sentence = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert sum(readability.syllables(sentence[s:e]) for s, e in spans.words(sentence)) == 24


@given(st.text(max_size=30))
def test_any_text_has_a_number_of_syllables(word: str) -> None:
    assert readability.syllables(word) >= bool(re.search("[a-zA-Z0-9]", word))


@given(st.integers(0, 10**18))
def test_a_number_written_with_commas_sounds_the_same(n: int) -> None:
    if n >= 10_000 or n < 1_000:
        assert readability.syllables(f"{n:,}") == readability.syllables(str(n))


def test_the_packaged_dictionary_holds_only_what_the_rule_gets_wrong_and_that_is_little() -> None:
    lines = files("sourcebook").joinpath("syllables.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    listed = {word: int(count) for count, *words in rows for word in words}
    assert [word for word, n in listed.items() if readability.by_rule(word) == n] == []
    of = re.search(r"dictionary's (\d+) words .* these (\d+) are", " ".join(lines[:5]))
    assert of and int(of[2]) == len(listed) and 1 - len(listed) / int(of[1]) > 0.92


@pytest.mark.parametrize(
    ("word", "begins", "is_hard"),
    [
        pytest.param("economy", False, True, id="three syllables"),
        pytest.param("Economy", True, True, id="a capital that opens the sentence"),
        pytest.param("Economy", False, False, id="a name"),
        pytest.param("bookkeeper-to-be", False, True, id="a compound with a hard part"),
        pytest.param("well-to-do", False, False, id="a compound of easy parts"),
        pytest.param("expanded", False, False, id="long by -ed alone"),
        pytest.param("considered", False, True, id="an -ed that is not heard"),
        pytest.param("1,234", False, False, id="a number"),
        pytest.param("U.S.A.", False, False, id="an abbreviation"),
    ],
)
def test_hard_words(word: str, begins: bool, is_hard: bool) -> None:
    assert readability.is_hard(word, begins) == is_hard
