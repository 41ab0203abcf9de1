"""The scorer of the labelled articles gives full marks to what is right, and to nothing else."""

import json
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import layouts
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_labels import ARTICLES, complaints, letters, place, read_labels

TEXT = """What is water worth?
By Ada Ng
The dam holds less than half. "It leaks," said Bo Ruiz.
Q: Who pays for the repair?
The town does, and gladly.
Share this article
"""
BLOCKS = [
    ("What is water worth?", "heading", "", "", "title"),
    ("By Ada Ng", "furniture", "", "", "byline"),
    ('The dam holds less than half. "It leaks," said Bo Ruiz.', "body", "Ada Ng", "author", ""),
    ("Q:", "furniture", "", "", "label"),
    ("Who pays for the repair?", "body", "Interviewer", "interviewer", ""),
    ("The town does, and gladly.", "body", "Ada Ng", "author", ""),
    ("Share this article", "furniture", "", "", "share"),
]
LABEL: dict[str, Any] = {
    "file": "water.txt",
    "layout": ["interview"],
    "title": "What is water worth?",
    "outlet": "",
    "authors": ["Ada Ng"],
    "published": "",
    "published_basis": "unknown",
    "url": "",
    "blocks": [dict(zip(("text", "kind", "voice", "role", "sort"), block, strict=True)) for block in BLOCKS],
    "quotations": [
        {"text": "It leaks,", "speaker": "Bo Ruiz", "form": "direct", "sourcing": "named", "voice": "Ada Ng"}
    ],
}


def read_as(text: str, owners: list[tuple[str, str, str, str]], **said: str) -> Any:
    """Return the tables of a corpus of one article; owners are (opening words, voice, role, kind)."""
    starts = [text.index(opening) for opening, *_ in owners]
    passages = [
        {"source_id": "water", "start": start, "end": end, "voice": voice or None, "role": role, "kind": kind}
        for start, end, (_, voice, role, kind) in zip(starts, [*starts[1:], len(text)], owners, strict=True)
    ]
    source = {"source_id": "water", "path": "water.txt", "title": "What is water worth?", "outlet": "", "published": ""}
    source |= {"authors": "Ada Ng", "published_basis": "unknown"} | said
    start = text.index("It leaks")
    quotation = {"source_id": "water", "start": start, "end": start + 9, "speaker": "Mr Ruiz", "form": "direct"}
    return SimpleNamespace(
        sources=pd.DataFrame([source]),
        passages=pd.DataFrame(passages),
        quotations=pd.DataFrame([quotation | {"sourcing": "named"}]),
        text=lambda source_id: text,
    )


RIGHT = [
    ("What is", "Ada Ng", "author", "heading"),
    ("By Ada", "", "", "furniture"),
    ("The dam", "Ada Ng", "author", "body"),
    ("Q:", "", "", "furniture"),
    ("Who pays", "Somebody who asks (water)", "interviewer", "body"),
    ("The town", "Ada Ng", "author", "body"),
    ("Share", "", "", "furniture"),
]


def measured(owners: list[tuple[str, str, str, str]], text: str = TEXT, **said: str) -> dict[str, float | None]:
    result = layouts.compare(LABEL, read_as(text, owners, **said), "water")
    return {measure: result.share(measure) for measure in layouts.MEASURES}


def with_passage(n: int, *passage: str) -> list[tuple[str, str, str, str]]:
    return [passage if k == n else one for k, one in enumerate(RIGHT)]  # type: ignore[misc]


def test_what_is_right_gets_full_marks() -> None:
    assert set(measured(RIGHT).values()) == {1.0}


def test_white_space_hyphens_ligatures_and_furniture_that_is_gone_make_no_difference() -> None:
    text = TEXT.replace("Share this article", "").replace("repair", "re-\npair").replace("half", "half\n\n")
    owners = RIGHT[:-1]
    assert set(measured(owners, text).values()) == {1.0}


@pytest.mark.parametrize(
    ("change", "measure", "expected"),
    [
        # letters: "The dam…" 40, "Who pays…" 19, "The town…" 20, and 7 + 1 + 16 of furniture
        pytest.param((4, "pays", "Editor", "editor", "body"), "boundary", 1.0, id="three letters late is near enough"),
        pytest.param((4, "for the", "Editor", "editor", "body"), "boundary", 0.5, id="seven letters late is not"),
        pytest.param((4, "Who", "Ada Ng", "author", "body"), "boundary", 0.0, id="no change found of two"),
        pytest.param((4, "Who", "Ada Ng", "author", "body"), "voice", 84 / 103, id="a question given to who answers"),
        pytest.param((6, "Share", "Ada Ng", "author", "body"), "furniture", 8 / 24, id="furniture that is spoken"),
        pytest.param((5, "The town", "", "", "furniture"), "body", 59 / 79, id="an answer set aside"),
        pytest.param((5, "The town", "Bo Ng", "author", "body"), "voice", 83 / 103, id="somebody of another name"),
        pytest.param((5, "The town", "Ada Ng; Bo Ruiz", "collective", "body"), "voice", 83 / 103, id="not her alone"),
        pytest.param((0, "What is", "Ada Ng", "author", "body"), "heading", 0.0, id="a heading taken for text"),
    ],
)
def test_what_is_wrong_costs_its_letters(change: tuple[int, *tuple[str, ...]], measure: str, expected: float) -> None:
    n, *passage = change
    assert measured(with_passage(n, *passage))[measure] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("said", "measure", "expected"),
    [
        pytest.param({"title": "WHAT IS WATER WORTH"}, "title", 1.0, id="capitals and marks are not the title"),
        pytest.param({"title": "What is water worth? | The Courier"}, "title", 0.0, id="the name of the site is not"),
        pytest.param({"outlet": "The Courier"}, "outlet", 0.0, id="an outlet where none is printed"),
        pytest.param({"authors": "Ada Ng; Bo Ruiz"}, "authors", 2 / 3, id="one author too many"),
        pytest.param({"published": "2025"}, "date", 0.0, id="a date where none is known"),
        pytest.param({"published_basis": "inferred"}, "basis", 0.0, id="another ground"),
    ],
)
def test_what_a_source_is_said_to_be_counts_as_printed(said: dict[str, str], measure: str, expected: float) -> None:
    assert measured(RIGHT, **said)[measure] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([("It leaks", "Bo Ruiz", "direct")], {"quotations": 1.0, "speaker": 1.0, "form": 1.0}, id="right"),
        pytest.param([("It leaks", "Ada Ng", "direct")], {"quotations": 1.0, "speaker": 0.0}, id="of somebody else"),
        pytest.param([("It leaks", "", "indirect")], {"quotations": 1.0, "speaker": 0.0, "form": 0.0}, id="of nobody"),
        pytest.param([("Who pays", "Bo Ruiz", "direct")], {"recall": 0.0, "precision": 0.0}, id="in another place"),
        pytest.param(
            [("It leaks", "Bo Ruiz", "direct"), ("Who pays", "", "direct")],
            {"precision": 0.5, "recall": 1.0, "quotations": 2 / 3},
            id="one too many",
        ),
        pytest.param([], {"recall": 0.0, "quotations": 0.0}, id="none at all"),
    ],
)
def test_quotations_are_matched_by_their_place(found: list[tuple[str, str, str]], expected: dict[str, float]) -> None:
    corpus = read_as(TEXT, RIGHT)
    rows = [
        {"source_id": "water", "start": TEXT.index(words), "end": TEXT.index(words) + len(words), "sourcing": "named"}
        | {"speaker": speaker, "form": form}
        for words, speaker, form in found
    ]
    corpus.quotations = pd.DataFrame(rows, columns=["source_id", "start", "end", "speaker", "form", "sourcing"])
    result = layouts.compare(LABEL, corpus, "water")
    assert {measure: result.share(measure) for measure in expected} == pytest.approx(expected)


def test_a_nameless_voice_is_found_once_in_an_article() -> None:
    """The longer of two stretches is matched: the same nameless voice can't be two people."""
    label = deepcopy(LABEL)
    label["blocks"][5] |= {"voice": "unsigned", "role": "unsigned"}
    owners = with_passage(5, "The town", "Somebody who asks (water)", "interviewer", "body")
    assert layouts.compare(label, read_as(TEXT, owners), "water").share("voice") == pytest.approx(84 / 103)


def test_an_article_that_is_not_read_has_nothing_right() -> None:
    corpus = SimpleNamespace(left_out=pd.DataFrame([{"path": "water.txt", "reason": "unknown type"}]))
    result = layouts.compare(LABEL, corpus, None)  # type: ignore[arg-type]
    assert {measure: result.share(measure) for measure in ("title", "body", "voice")} == {
        "title": 0,
        "body": 0,
        "voice": 0,
    }
    assert result.errors == ["not read: unknown type"]


def test_what_no_article_has_gets_no_score() -> None:
    assert layouts.total([]).share("boundary") is None


def block(text: str, kind: str = "body") -> dict[str, str]:
    return {"text": text, "kind": kind, "voice": "", "role": "", "sort": ""}


def placed(blocks: list[dict[str, str]], text: str) -> list[str]:
    """Return the letters of the text that each block is."""
    found = letters(text)
    return ["".join(found.text[i] for i in where if i >= 0) for where in place(blocks, found)]


def test_a_sentence_in_display_leaves_the_paragraph_its_place() -> None:
    blocks = [
        block("Nobody asked the fishermen first.", "furniture"),
        block("Nobody asked the fishermen first. Now they know."),
    ]
    assert placed(blocks, blocks[1]["text"]) == ["", "nobodyaskedthefishermenfirstnowtheyknow"]


def test_a_paragraph_is_found_around_a_page_header_in_its_midst() -> None:
    paragraph = block("The harbour was dredged in spring, and by autumn it had silted up again as before.")
    text = paragraph["text"].replace("autumn", "autumn\nHarbour Review 7\n")
    assert placed([paragraph], text) == [letters(paragraph["text"]).text]


def test_columns_may_come_in_another_order() -> None:
    first, second = (
        block("The left column speaks of boats and nets."),
        block("The right column speaks of quotas alone."),
    )
    assert all(placed([first, second], f"{second['text']}\n{first['text']}"))


def test_a_label_of_one_letter_is_not_found_inside_a_word() -> None:
    assert (
        placed(
            [block("A:", "furniture"), block("It was a quiet year for the port, she said.")],
            "It was a quiet year for the port, she said.",
        )[0]
        == ""
    )


def test_a_word_of_a_menu_that_is_gone_leaves_a_longer_line_its_own() -> None:
    menu, line = block("Opinion", "furniture"), block("Opinion: guest essay", "furniture")
    assert placed([menu, line], line["text"]) == ["", "opinionguestessay"]


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=60), max_size=6))
def test_no_letter_of_a_text_is_two_blocks_and_a_block_is_what_it_says(texts: list[str]) -> None:
    blocks, text = [block(t) for t in texts], letters("\n".join(texts))
    where = place(blocks, text)
    used = [i for one in where for i in one if i >= 0]
    assert len(used) == len(set(used))
    assert all(
        text.text[i] == c
        for t, w in zip(texts, where, strict=True)
        for c, i in zip(letters(t).text, w, strict=True)
        if i >= 0
    )


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        pytest.param(BLOCKS, "", id="nothing is wrong"),
        pytest.param(BLOCKS[:-1], "behind the last block, in no block: 'Share this article'", id="the end is left out"),
        pytest.param(BLOCKS[:3] + BLOCKS[4:], "before block 3, in no block: 'Q'", id="a label is left out"),
        pytest.param([*BLOCKS[:5], BLOCKS[6], BLOCKS[5]], "before block 5, in no block", id="two have changed places"),
        pytest.param([("Dam", *BLOCKS[0][1:]), *BLOCKS[1:]], "before block 0", id="a word is not the article's"),
        pytest.param([*BLOCKS[:6], (*BLOCKS[6][:4], "shares")], "sort 'shares' of furniture", id="no such sort"),
        pytest.param([*BLOCKS[:6], (*BLOCKS[6][:2], "Ada Ng", "author", "share")], "no voice", id="furniture speaks"),
        pytest.param([*BLOCKS[:5], (*BLOCKS[5][:2], "", "", ""), BLOCKS[6]], "a voice is needed", id="body does not"),
        pytest.param(
            [*BLOCKS[:4], (*BLOCKS[4][:3], "editor", ""), *BLOCKS[5:]], "can't have the role", id="a wrong role"
        ),
    ],
)
def test_labels_that_cannot_be_right_are_told(tmp_path: Path, blocks: list[Any], complaint: str) -> None:
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")
    keys = ("text", "kind", "voice", "role", "sort")
    label = LABEL | {"blocks": [dict(zip(keys, b, strict=True)) for b in blocks]}
    told = complaints(label, tmp_path)
    assert any(complaint in one for one in told) if complaint else not told


def test_a_quotation_that_is_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")
    label = LABEL | {"quotations": [LABEL["quotations"][0] | {"voice": "Bo Ruiz"}]}
    assert complaints(label, tmp_path) == ["quotation 'It leaks,' is in no block of Bo Ruiz"]


def test_the_same_words_are_two_quotations_only_where_they_stand_twice(tmp_path: Path) -> None:
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")
    label = LABEL | {"quotations": LABEL["quotations"] * 2}
    assert complaints(label, tmp_path) == ["quotation 'It leaks,' is in no block of Ada Ng"]
    with pytest.raises(ValueError, match=r"It leaks.*see --check"):
        layouts.compare(label, read_as(TEXT, RIGHT), "water")


LABELS = [(half, label) for half in ("seen", "unseen", "last") for label in read_labels(half)]


@pytest.mark.parametrize(("half", "label"), [pytest.param(h, c, id=f"{h}/{c['file']}") for h, c in LABELS])
def test_the_labels_of_the_articles_can_be_right(half: str, label: dict[str, Any]) -> None:
    assert complaints(label, ARTICLES / half) == []


def test_every_article_is_labelled_and_every_label_has_its_article() -> None:
    for half in ("seen", "unseen", "last"):
        files = {path.name for path in (ARTICLES / half).glob("*") if path.suffix != ".toml"}
        assert {label["file"] for h, label in LABELS if h == half} == files


def test_scores_are_of_the_articles_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "seen").mkdir()
    (tmp_path / "labels" / "seen").mkdir(parents=True)
    (tmp_path / "seen" / "water.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "labels" / "seen" / "water.json").write_text(json.dumps(LABEL), encoding="utf-8")
    found = layouts.scored("seen", articles=tmp_path)["water.txt"]
    assert found.share("body") == 1.0
    assert "total" in layouts.table({"water.txt": found})
