"""Who speaks from where to where: the passages of a source tile it, whatever its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import InputError
from sourcebook.catalogue import PassageEntry, SourceEntry
from sourcebook.readers.document import Document, Said
from sourcebook.voices import Passage, recognised


def passages(text: str, entry: SourceEntry, source_id: str) -> list[Passage]:
    """Return the passages of a plain text."""
    return recognised(Document(text, "", "utf-8", Said(), ()), entry, source_id)[1]


TALK = "A talk on water\nHow the river was shared.\n\nAda Ng\nI say no. It is dear.\nBo Ruiz\nI say yes.\nShare this\n"
ENTRY = SourceEntry(
    file="talk.txt",
    passages=(
        PassageEntry("A talk on water", voice="The paper", role="editor", kind="introduction"),
        PassageEntry("Ada Ng", kind="furniture"),
        PassageEntry("I say no", voice="Ada Ng", tags={"side": "upstream"}),
        PassageEntry("Bo Ruiz", kind="furniture"),
        PassageEntry("I say yes", voice="Bo Ruiz", tags={"side": "downstream"}),
        PassageEntry("Share this", kind="furniture"),
    ),
)


def test_the_catalogue_says_who_speaks() -> None:
    found = [(p.voice, p.kind, TALK[p.start : p.end].strip()) for p in passages(TALK, ENTRY, "talk")]
    assert found == [
        ("The paper", "heading", "A talk on water"),
        ("The paper", "introduction", "How the river was shared."),
        (None, "furniture", "Ada Ng"),
        ("Ada Ng", "body", "I say no. It is dear."),
        (None, "furniture", "Bo Ruiz"),
        ("Bo Ruiz", "body", "I say yes."),
        (None, "furniture", "Share this"),
    ]


def test_furniture_has_no_tags() -> None:
    tags = {p.voice: p.tags for p in passages(TALK, ENTRY, "talk")}
    assert tags["Ada Ng"] == {"side": "upstream"}
    assert tags[None] == {}


@pytest.mark.parametrize(
    ("authors", "voice", "role"),
    [
        pytest.param((), "unsigned (x)", "unsigned", id="nobody is named"),
        pytest.param(("Ada Ng",), "Ada Ng", "author", id="one author"),
        pytest.param(("Ada Ng", "Bo Ruiz"), "Ada Ng, Bo Ruiz (x)", "collective", id="two authors"),
    ],
)
def test_without_passages_the_whole_text_is_its_authors(authors: tuple[str, ...], voice: str, role: str) -> None:
    (only,) = passages("It rained. It still rains.\n", SourceEntry(file="x.txt", authors=authors), "x")
    assert (only.voice, only.role, only.kind) == (voice, role, "body")


def test_text_before_the_first_catalogued_passage_is_nobody_s_by_name() -> None:
    entry = SourceEntry(file="x.txt", passages=(PassageEntry("I say", voice="Ada Ng"),))
    assert [p.voice for p in passages("Once upon a time. I say no.", entry, "x")] == ["unsigned (x)", "Ada Ng"]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        pytest.param("The price of water", True, id="a short line without a full stop"),
        pytest.param("II. The price of water", True, id="a Roman numeral"),
        pytest.param("3. The price of water?", True, id="a numbered question"),
        pytest.param("水的价格", True, id="a Chinese title"),
        pytest.param("It costs more.", False, id="a sentence"),
        pytest.param("- one of several points", False, id="a list item"),
        pytest.param("and so it went on — twice", False, id="a small first letter"),
        pytest.param("Water " * 30, False, id="a long line"),
    ],
)
def test_what_looks_like_a_heading(line: str, is_heading: bool) -> None:
    text = f"On rain\nIt had been dry for weeks, and the river was low.\n{line}\nIt rained in May, and then again.\n"
    kinds = {p.kind for p in passages(text, SourceEntry(file="x.txt"), "x") if p.start <= text.index(line) < p.end}
    assert (kinds == {"heading"}) is is_heading


def test_a_last_line_is_no_heading_since_nothing_follows_it() -> None:
    assert [p.kind for p in passages("It rained.\nAnd then the sun\n", SourceEntry(file="x.txt"), "x")] == ["body"]


@pytest.mark.parametrize(
    ("opens", "says"),
    [
        pytest.param(["I say maybe"], "is not in the text", id="words that are nowhere"),
        pytest.param(["I say yes", "I say no"], "stands before", id="words in another order"),
    ],
)
def test_opening_words_that_are_not_there_are_an_error(opens: list[str], says: str) -> None:
    entry = SourceEntry(file="talk.txt", passages=tuple(PassageEntry(o, voice="Ada Ng") for o in opens))
    with pytest.raises(InputError, match=f"talk.txt: passage opens = '{opens[-1]}' {says}"):
        passages(TALK, entry, "talk")


TEXTS = st.text(alphabet=st.characters(codec="utf-8")) | st.lists(
    st.sampled_from(["A heading\n", "It rained in May. ", "\n", "\r\n\r\n", "1. Point\n", "水\n", "- item\n", "   "])
).map("".join)


@given(TEXTS)
def test_the_passages_of_any_text_tile_it(text: str) -> None:
    found = passages(text, SourceEntry(file="x.txt"), "x")
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(p.start < p.end for p in found)


@given(TEXTS, st.data())
def test_the_passages_of_a_catalogued_text_tile_it(text: str, data: st.DataObject) -> None:
    starts = sorted(data.draw(st.sets(st.integers(0, max(len(text) - 1, 0)), max_size=4)))
    ends = [*starts, len(text)][1:]
    opens = [text[a:b] for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    entry = SourceEntry(file="x.txt", passages=tuple(PassageEntry(o, voice="Ng") for o in opens))
    found = passages(text, entry, "x")
    assert "".join(text[p.start : p.end] for p in found) == text
