"""Links to a sentence on the web: the syntax of text fragments, and no address that could do anything else."""

import time
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.links import fragment, web_address

PAGE = "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "sentence", "expected"),
    [
        pytest.param(PAGE, "It rained.", f"{PAGE}#:~:text=It%20rained", id="a short sentence is asked for whole"),
        pytest.param(PAGE, "  It\n  rained\t. ", f"{PAGE}#:~:text=It%20rained", id="white space is one space"),
        pytest.param(
            PAGE,
            "“One two three four five six, seven eight nine ten-eleven twelve & thirteen.”",
            f"{PAGE}#:~:text=One%20two%20three%20four%20five,nine%20ten%2Deleven%20twelve%20%26%20thirteen",
            id="a long one by its first and last words",
        ),
        pytest.param(f"{PAGE}#part", "Rain", f"{PAGE}#part:~:text=Rain", id="the fragment of the address is kept"),
        pytest.param(f"{PAGE}#x:~:text=old", "Rain", f"{PAGE}#x:~:text=Rain", id="an older directive is not"),
        pytest.param(PAGE, "50,000 – 5-7", f"{PAGE}#:~:text=50%2C000%20%E2%80%93%205%2D7", id="commas and hyphens"),
        pytest.param(PAGE, "下雨了。", f"{PAGE}#:~:text=%E4%B8%8B%E9%9B%A8%E4%BA%86", id="another script"),
        pytest.param(PAGE, "“नमस्ते”", f"{PAGE}#:~:text={quote('नमस्ते')}", id="a vowel sign ends a word"),
        pytest.param(PAGE, "Cafe\u0301.", f"{PAGE}#:~:text=Cafe%CC%81", id="so does an accent of its own"),
        pytest.param(PAGE, "Rain ❤\ufe0f", f"{PAGE}#:~:text=Rain", id="a mark without a letter does not"),
        pytest.param(
            PAGE, "雨" * 300, f"{PAGE}#:~:text={quote('雨' * 100)},{quote('雨' * 100)}", id="no spaces: cut anywhere"
        ),
        pytest.param(
            PAGE,
            f"Ad {'雨' * 80}、{'下' * 300}。{'晴' * 70} e\u0301z",
            f"{PAGE}#:~:text=Ad%20{quote('雨' * 80)},{quote('晴' * 70)}%20e%CC%81z",
            id="cut at a mark of punctuation that is near",
        ),
        pytest.param(
            PAGE,
            f"{'a' * 60} {'b' * 60} {'c' * 60} {'d' * 60}",
            f"{PAGE}#:~:text={'a' * 60},{'d' * 60}",
            id="long words: cut at spaces",
        ),
        pytest.param(
            PAGE,
            "नि" * 200,
            f"{PAGE}#:~:text={quote('नि' * 50)},{quote('नि' * 50)}",
            id="no letter is parted from its mark",
        ),
        pytest.param(
            PAGE,
            "न" + "नि" * 200 + "न",
            f"{PAGE}#:~:text={quote('न' + 'नि' * 49)},{quote('नि' * 49 + 'न')}",
            id="a cut between a letter and its mark moves",
        ),
        pytest.param(PAGE, "…", PAGE, id="no word to look for"),
        pytest.param("javascript:alert(1)", "Rain", None, id="a script"),
        pytest.param("data:text/html,x", "Rain", None, id="data"),
        pytest.param("file:///etc/passwd", "Rain", None, id="a file"),
        pytest.param("//example.org", "Rain", None, id="no scheme"),
        pytest.param("https://", "Rain", None, id="no host"),
        pytest.param("http://[1", "Rain", None, id="no address"),
        pytest.param("", "Rain", None, id="nothing"),
    ],
)
def test_a_link_leads_to_the_sentence(url: str, sentence: str, expected: str | None) -> None:
    assert fragment(url, sentence) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(" HTTPS://example.org/\n", "HTTPS://example.org/", id="white space round it"),
        pytest.param("https://example.org/%20a", "https://example.org/%20a", id="encoded already"),
        pytest.param("java\nscript:alert(1)", None, id="a line break in the scheme"),
        pytest.param("\x01javascript:alert(1)", None, id="a control character before it"),
        pytest.param('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E", id="markup"),
        pytest.param("https://example.org/é", "https://example.org/%C3%A9", id="a letter beyond ASCII"),
    ],
)
def test_an_address_is_safe_in_a_link(url: str, expected: str | None) -> None:
    assert web_address(url) == expected


@pytest.mark.parametrize("text", ["a " + "-" * 400_000 + " b", "- " * 200_000, "雨" * 200_000, "a-" * 200_000])
def test_a_sentence_of_any_length_takes_no_time_and_a_short_address(text: str) -> None:
    before = time.process_time()
    link = fragment(PAGE, text)
    assert time.process_time() - before < 2, "seconds; a search that is quadratic takes an hour"
    assert link is not None and len(link) < 2_000


@given(st.text(), st.text())
def test_any_sentence_stays_inside_its_directive(text: str, path: str) -> None:
    link = fragment(f"https://example.org/{path}", text)
    assert link is None or (link.isascii() and not set(link) & set(' "<>{}\\'))
    directive = (
        (link or "").rpartition(":~:text=")[2] if ":~:" in (link or "") and any(c.isalnum() for c in text) else ""
    )
    assert not set(directive) & set("-&#") and directive.count(",") <= 1


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=30))
def test_the_words_asked_for_are_those_of_the_sentence(words: list[str]) -> None:
    first, _, last = (fragment(PAGE, " ".join(words)) or "").partition("text=")[2].partition(",")
    if len(words) <= 12:
        assert (unquote(first), last) == (" ".join(words), "")
    else:
        assert (unquote(first).split(), unquote(last).split()) == (words[:5], words[-5:])
