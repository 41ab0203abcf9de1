"""Nearly the same article is counted once; what only resembles another one is not lost."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import duplicates, load
from sourcebook.corpus import folder as folders
from sourcebook.duplicates import Sketch, repeats, resemblance, sketch
from sourcebook.readers import Document, Said
from sourcebook.spans import Span

Folder = Callable[..., Path]


def prose(words: int, seed: int = 0) -> str:
    """Return sentences of so many words, other ones for each seed."""
    rng = random.Random(seed)
    made = ["".join(rng.choices("abcdefgh", k=5)) for _ in range(words)]
    return " ".join(f"{w}." if n % 9 == 8 else w for n, w in enumerate(made))


LONG, OTHER, BANNER = prose(300), prose(300, 1), prose(80, 2)


def left_out(corpus) -> list[tuple[str, str]]:
    return list(corpus.left_out[["path", "reason"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        pytest.param({"a.txt": LONG, "b.txt": f"{LONG} One thing more."}, "a.txt", id="the longer one is read"),
        pytest.param({"b.txt": f"{LONG} x", "a.txt": f"{LONG} y"}, "b.txt", id="of two as long the first by name"),
        pytest.param({"a.txt": LONG, "b.md": LONG.replace(" ", "\n")}, "b.md", id="the same text in two formats"),
        pytest.param({"a.txt": LONG, "b.txt": f"{BANNER}\n\n{LONG}"}, "a.txt", id="one copy with a cookie banner"),
    ],
)
def test_one_of_two_copies_is_read(folder: Folder, files: dict, gone: str) -> None:
    assert left_out(load(folder(files))) == [(gone, "near-duplicate")]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"a.txt": LONG, "b.txt": OTHER}, id="two articles"),
        pytest.param({"a.txt": f"{BANNER} {LONG}", "b.txt": f"{BANNER} {OTHER}"}, id="two with one banner"),
        pytest.param({"a.txt": f"{BANNER} {BANNER}", "b.txt": BANNER + OTHER}, id="one that is all banner"),
        pytest.param({"a.txt": LONG, "b.txt": f"{LONG}\n\n{OTHER}"}, id="an article and a digest that holds it"),
        pytest.param({"a.txt": "It rained for 3 days.", "b.txt": "It rained for 4 days."}, id="two short notices"),
    ],
)
def test_what_is_not_the_same_article_is_read(folder: Folder, files: dict) -> None:
    assert left_out(load(folder(files))) == []


def test_what_is_left_out_names_what_is_read_and_how_much_of_it_stands_there(folder: Folder) -> None:
    words = LONG.split()
    words[100] = "changed"  # 300 words have 296 sequences of five, five of which hold this one
    (left,) = load(folder({"a.txt": LONG + " and more", "b.txt": " ".join(words)})).left_out.itertuples()
    assert left.path == "b.txt"
    assert left.detail.startswith("nearly the same as a.txt, which is read (98% of its word sequences stand there)")


def test_an_entry_in_the_catalogue_goes_before_length_and_two_keep_both(folder: Folder) -> None:
    files = {"a.txt": LONG, "b.txt": f"{LONG} One thing more.", "catalogue.toml": '[[source]]\nfile = "a.txt"\n'}
    assert left_out(load(folder(files))) == [("b.txt", "near-duplicate")]
    files["catalogue.toml"] += '[[source]]\nfile = "b.txt"\n'
    assert left_out(load(folder(files))) == []


def test_of_the_very_same_file_twice_the_catalogued_one_is_read(folder: Folder) -> None:
    files = {"a.txt": LONG, "b.txt": LONG, "catalogue.toml": '[[source]]\nfile = "b.txt"\n'}
    assert left_out(load(folder(files))) == [("a.txt", "duplicate")]


@given(st.permutations(["one", "two", "three", "four", "five"]))
def test_the_order_of_the_files_changes_nothing(names: list[str]) -> None:
    texts = {"one": LONG, "two": f"{LONG} more", "three": OTHER, "four": f"{OTHER} more", "five": BANNER * 2}
    sketches = {name: sketch(texts[name]) for name in names}
    assert repeats(sketches, texts.__getitem__) == {"one": ("two", 1.0), "three": ("four", 1.0)}


def test_a_thousand_copies_are_compared_with_the_one_that_stays_alone() -> None:
    texts = {f"{n:04}": f"{LONG} copy {n}" for n in range(1000)} | {"zzz": f"{LONG} {BANNER[:80]}"}
    asked: list[str] = []
    found = repeats({n: sketch(t) for n, t in texts.items()}, lambda n: asked.append(n) or texts[n])
    assert {repeat.of for repeat in found.values()} == {"zzz"}
    assert len(found) == 1000
    assert len(asked) == 2000  # each copy and the one that stays, never copy with copy


def test_no_two_of_many_different_articles_are_even_compared() -> None:
    texts = {str(n): f"{BANNER} {prose(300, 100 + n)}" for n in range(200)}
    asked: list[str] = []
    assert repeats({n: sketch(t) for n, t in texts.items()}, lambda n: asked.append(n) or texts[n]) == {}
    assert asked == []


# A B C D E F has two sequences of five words, and so has A B C D E G; they share one of three.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("a b c d e f", "a b c d e g", 1 / 3, id="one of three sequences in both"),
        pytest.param("a b c d e", "A b, c. D «e»!", 1, id="case and punctuation don't count"),
        pytest.param("a b c d e", "e d c b a", 0, id="order counts"),
        pytest.param("a b c d e " * 9, "a b c d e " * 5, 1, id="repetition doesn't count"),
    ],
)
def test_resemblance_is_what_is_shared_of_all(one: str, other: str, expected: float) -> None:
    assert resemblance(one, other) == pytest.approx(expected)


def test_nothing_resembles_nothing() -> None:
    with pytest.raises(ValueError, match="less than 5 words"):
        resemblance("too short", "")


@pytest.mark.parametrize("kept_words", [100, 200, 300, 400])
def test_a_sketch_estimates_the_resemblance(kept_words: int) -> None:
    one = prose(500)
    other = " ".join(one.split()[:kept_words]) + " " + prose(500 - kept_words, 7)
    pairs = list(zip(sketch(one).least, sketch(other).least, strict=True))
    estimate = np.mean([a == b for a, b in pairs])
    true = resemblance(one, other)
    assert estimate == pytest.approx(true, abs=3.5 * np.sqrt(true * (1 - true) / len(pairs)))


def test_a_long_text_is_sketched_like_its_blocks_together(monkeypatch) -> None:
    whole = sketch(prose(3000))
    monkeypatch.setattr(duplicates, "_BLOCK", 100)
    assert sketch(prose(3000)) == whole


def test_a_short_text_has_no_sketch_and_repeats_nothing() -> None:
    assert sketch("too short") == Sketch(0, ())
    assert repeats({"a": sketch("It rained."), "b": sketch("It rained.")}, str) == {}


def test_what_the_file_says_of_itself_survives_being_kept() -> None:
    said = Said("Rain", authors=("Ng", "Abe"), published="2024-05", is_publication=False)
    read = folders.Read(Document(LONG, "0" * 64, "utf-16", said, (Span(0, 5),)), sketch(LONG))
    assert folders.restored(folders.written(read)) == read
