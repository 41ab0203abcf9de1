"""Number words and digits, each case with the value worked out by hand."""

import pytest

from sourcebook.quantities.numerals import number, ordinal, tokens


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("1,234.5", 1234.5, id="digits with separators"),
        pytest.param(".75", 0.75, id="no leading zero"),
        pytest.param("1,00,000", 100000, id="Indian grouping"),
        pytest.param("7,25", 7.25, id="a decimal comma"),
        pytest.param("forty-two", 42, id="tens and ones"),
        pytest.param("a hundred and twelve", 112, id="an article for one"),
        pytest.param("three hundred and six thousand", 306000, id="hundreds before a scale"),
        pytest.param("two million three hundred thousand", 2.3e6, id="falling scales"),
        pytest.param("6 hundred million", 6e8, id="digits and two scales"),
        pytest.param("2.5 trillion", 2.5e12, id="digits and a scale"),
        pytest.param("3 lakh", 3e5, id="lakh"),
        pytest.param("half a billion", 5e8, id="half of a scale"),
        pytest.param("two and a half", 2.5, id="a half added"),
        pytest.param("two-and-a-half", 2.5, id="the same with hyphens"),
        pytest.param("one and three quarters", 1.75, id="quarters added"),
        pytest.param("4 1/2", 4.5, id="a slashed half added"),
        pytest.param("6½", 6.5, id="a glyph added"),
        pytest.param("three-fifths", 0.6, id="a fraction"),
        pytest.param("two dozen", 24, id="dozens"),
        pytest.param("a couple of hundred", 200, id="a couple of a scale"),
        pytest.param("nine point zero four", 9.04, id="decimals in words"),
        pytest.param("3 x 10^4", 30000, id="a power of ten"),
        pytest.param("two in eight", 25, id="a share, in per cent"),
        pytest.param("8 450 300", 8450300, id="groups of three apart"),
        pytest.param("7'305", 7305, id="groups with apostrophes"),
        pytest.param("6.120.450,75", 6120450.75, id="points between groups, a decimal comma"),
        pytest.param("3^5", 243, id="a power of any base"),
        pytest.param("10⁷", 1e7, id="a raised exponent"),
        pytest.param("2.5e-3", 0.0025, id="an exponent behind e"),
        pytest.param("three over sixteen", 0.1875, id="a fraction with over"),
        pytest.param("five thirty-seconds", 0.15625, id="a compound denominator"),
        pytest.param("one two hundred and fiftieth", 0.004, id="a large denominator in the singular"),
        pytest.param("a billion and two thirds million", 1e9 + 2e6 / 3, id="a fraction of a smaller scale"),
        pytest.param("61 204,5", 61204.5, id="groups apart and a decimal comma"),
        pytest.param("3 million 40 thousand", 3.04e6, id="digits before a falling scale"),
        pytest.param("7 hundred and 60", 760, id="digits behind hundred"),
        pytest.param("nought point nought four", 0.04, id="nought"),
    ],
)
def test_a_number_has_the_value_it_says(text: str, value: float) -> None:
    ts = tokens(text)
    found = number(ts, 0)
    assert found is not None
    assert found.end == len(ts)
    assert found.value == pytest.approx(value)


def test_vague_plurals_are_ranges() -> None:
    found = number(tokens("tens of millions of bees"), 0)
    assert found is not None
    assert (found.value, found.high, found.form) == (1e7, 1e8, "vague")


@pytest.mark.parametrize("text", ["1.2.3", "9" * 400, "house", "", "and", "7^99", "0^-3", "1e99"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(tokens(text), 0) is None


def test_a_sentence_is_not_one_number() -> None:
    ts = tokens("one hundred and two hundred")
    first = number(ts, 0)
    assert first is not None
    assert (first.value, first.end) == (100, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [("ninth", 9), ("thirty-first", 31), ("42nd", 42), ("112th", 112), ("two hundred and sixth", 206)],
)
def test_ordinals(text: str, value: int) -> None:
    found = ordinal(tokens(text), 0)
    assert found is not None
    assert found[0] == value


def test_a_sequence_of_groups_is_no_one_number() -> None:
    found = number(tokens("120 450 7"), 0)
    assert found is not None
    assert (found.value, found.end) == (120, 1)
