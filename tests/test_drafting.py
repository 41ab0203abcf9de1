"""The draft of a catalogue: it loads as what was recognised, and what a person has written stays as it is."""

import os
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import Corpus, InputError, check, drafting, load, overview, views
from sourcebook.catalogue import read_catalogue
from sourcebook.cli import main

ROOT = Path(__file__).resolve().parents[1]
RAIN = "It rained for 3 days. It cost $5 million.\n"
OWN = "# mine\n[[source]]   # of 2024\nfile   = \"a.txt\"\r\ntitle = 'Rain'\n\n# the end"
SAID = [
    "source_id",
    "title",
    "outlet",
    "authors",
    "published",
    "published_basis",
    "url",
    "language",
    "translated",
    "note",
]


def recognised(corpus: Corpus) -> list[tuple[str, ...]]:
    """Return who says what: source, voice, role, kind and words of each passage, white space around it aside."""
    rows = [
        (p.source_id, p.voice if pd.notna(p.voice) else "", p.role if pd.notna(p.role) else "", p.kind, words)
        for p in corpus.passages.itertuples()
        if (words := corpus.quote(p.passage_id).strip())
    ]
    return sorted(rows)


@pytest.fixture
def drafted(tmp_path: Path) -> Callable[[Path], tuple[Corpus, Corpus]]:
    """Return a function that loads a folder, and again a copy of it whose catalogue is the draft."""

    def both(folder: Path) -> tuple[Corpus, Corpus]:
        before = load(folder)
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("catalogue.toml"))
        drafting.write(before, copy)
        return before, load(copy)

    return both


# --- it says what was recognised --------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_catalogue", [True, False], ids=["by its catalogue", "without one"])
@pytest.mark.parametrize("folder", ["seeds", "tests/gold/habits"])
def test_the_draft_loads_as_what_was_recognised(drafted, tmp_path: Path, folder: str, with_catalogue: bool) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(ROOT / folder, bare, ignore=None if with_catalogue else shutil.ignore_patterns("catalogue.toml"))
    before, after = drafted(bare)
    assert recognised(after) == recognised(before)
    pd.testing.assert_frame_equal(after.sources[SAID], before.sources[SAID])
    assert list(after.facts["fact_id"]) == list(before.facts["fact_id"])
    assert list(after.counts["n"]) == list(before.counts["n"])


SIGNS = [*"aB1 .\n\r\t\"'\\", "'''", '"""', "\x7f", "\x85", "\u2028", "\U0001f600", "é", "e\u0301", "贾"]
ODD = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)
VOICES = ["Ng", 'Ada "Q" Ó\\hara', "\U0001f600 Émile", "unsigned (a)", "The board (a)", None]
ROLES = {"unsigned (a)": "unsigned", "The board (a)": "collective"}
PIECES = st.lists(st.tuples(ODD, st.sampled_from(VOICES)), max_size=6)
REPEATS = st.lists(st.tuples(st.sampled_from(["Yes.", "No. Yes. No.", "Yes. " * 12, "No"]), st.sampled_from(VOICES)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(PIECES, REPEATS))
def test_whatever_the_words_each_voice_is_found_where_it_began(tmp_path: Path, pieces: list) -> None:
    """Quotes, backslashes, line ends, letters beyond the first plane, openings that an earlier passage has as well."""
    folder = tmp_path / "odd"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pieces = [(words, voice) for words, voice in pieces if words.strip()] + [("The last words count.", "Ng")]
    (folder / "a.txt").write_bytes("\n".join(words for words, _ in pieces).encode())
    corpus = load(folder)
    drafting.write(replace(corpus, passages=_passages(corpus, pieces)), folder)
    text, voices = corpus.text("a"), [voice for words, voice in pieces for _ in f"{words}\n"]
    after = load(folder).passages
    found = [p.voice if pd.notna(p.voice) else None for p in after.itertuples() for _ in range(p.start, p.end)]
    assert [v for v, c in zip(found, text, strict=True) if not c.isspace()] == [
        v for v, c in zip(voices, text, strict=False) if not c.isspace()
    ]
    once = (folder / "catalogue.toml").read_bytes()
    assert drafting.write(load(folder), folder).endswith("nothing was written")
    assert (folder / "catalogue.toml").read_bytes() == once


def _passages(corpus: Corpus, pieces: list[tuple[str, str | None]]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    start = 0
    for words, voice in pieces:
        end = start + len(words) + 1
        row = {"passage_id": f"a:{start}-{end}", "source_id": "a", "voice": voice, "start": start, "end": end}
        kind = {"kind": "body" if voice else "furniture", "role": ROLES.get(voice or "", "author") if voice else None}
        rows.append(row | kind | {"confidence": 0.5, "basis": "a\nguess \x1b"})
        start = end
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("pieces", "opens"),
    [
        pytest.param(["Well, no.", "So be it."], ["Well, no.", "So be it."], id="short ones as a whole"),
        pytest.param(["One two three four.\nMore.", "Five."], ["One two three four.", "Five."], id="the first line"),
        pytest.param(
            ["One after another they came into the hall and sat down."],
            ["One after another they came into the hall"],
            id="whole words of a long one",
        ),
        pytest.param(
            ["A long reply of some length is given here at last. Yes. And so on.", "Yes."],
            ["A long reply of some length is given here at last. Yes. And so on.", "Yes."],
            id="words that the one before holds too, which reaches beyond them",
        ),
    ],
)
def test_an_opening_is_as_long_as_it_takes(pieces: list[str], opens: list[str]) -> None:
    text, places = "\n".join(pieces), []
    for piece in pieces:
        start = places[-1][1] + 1 if places else 0
        places.append((start, start + len(piece)))
    assert drafting.openings(text, places) == opens


def test_what_is_doubtful_says_why_above_it_and_what_is_empty_is_left_out(folder) -> None:
    articles = folder(
        {"a.txt": f"On rain\n{RAIN}", "b.txt": "Ng writes.", "catalogue.toml": '[[source]]\nfile = "b.txt"'}
    )
    text = drafting.draft(load(articles), {"b.txt"})
    assert text.startswith("# doubtful: no date of publication was found")
    assert text.count("# doubtful: nobody is named as speaking") == 1 and 'kind = "heading"' in text
    assert '= ""' not in text and "b.txt" not in text
    (source,) = tomllib.loads(text)["source"]
    assert source["title"] == "On rain" and not {"published", "published_basis", "authors"} & source.keys()


def test_marks_of_doubt_are_named_until_a_person_deletes_them(folder) -> None:
    articles = folder({"a.txt": RAIN})
    assert drafting.write(load(articles), articles) == (
        "catalogue.toml: 1 entry added; look first at what is marked '# doubtful:' (2)"
    )
    assert load(articles).notices == (
        "catalogue.toml: 2 lines are marked '# doubtful:'; delete each when it is settled",
    )
    path = articles / "catalogue.toml"
    path.write_text(path.read_text().replace("# doubtful:", "# settled:"))
    assert load(articles).notices == ()


# --- it never changes what a person has written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "old",
    [
        pytest.param(OWN.encode(), id="comments, spaces, both line ends and no last one"),
        pytest.param(b"\xef\xbb\xbf" + OWN.encode(), id="a byte-order mark"),
        pytest.param(OWN.replace("\r", "").replace("\n", "\r\n").encode(), id="line ends of another system"),
        pytest.param(b"# nothing yet\n", id="a comment alone"),
        pytest.param(b"", id="an empty file"),
    ],
)
def test_every_byte_stays_and_new_entries_come_behind(folder, old: bytes) -> None:
    articles = folder({"a.txt": RAIN, "b.txt": f"More. {RAIN}", "catalogue.toml": old})
    drafting.write(load(articles), articles)
    new = (articles / "catalogue.toml").read_bytes()
    assert new.startswith(old) and len(new) > len(old)
    assert (b"\n" in new.replace(b"\r\n", b"")) is (b"\n" in old.replace(b"\r\n", b"") or b"\r\n" not in old)
    assert sorted(entry.file for entry in read_catalogue(articles / "catalogue.toml")) == ["a.txt", "b.txt"]
    assert drafting.write(load(articles), articles).endswith("nothing was written")
    assert (articles / "catalogue.toml").read_bytes() == new


def test_an_entry_whose_file_has_gone_stays_and_keeps_its_id(folder) -> None:
    old = '[[source]]\nfile = "old.txt"\nid = "a"\n'
    articles = folder({"a.txt": RAIN, "catalogue.toml": old})
    drafting.write(load(articles), articles)
    after = load(articles)
    assert (articles / "catalogue.toml").read_text().startswith(old)
    assert list(after.sources["source_id"]) == ["a"] and "'old.txt' is not among the articles" in after.notices[0]


def test_a_catalogue_behind_a_link_is_added_to_where_it_is(folder, tmp_path: Path) -> None:
    articles = folder({"a.txt": RAIN})
    (tmp_path / "kept.toml").write_text("# kept\n")
    (tmp_path / "kept.toml").chmod(0o640)
    (articles / "catalogue.toml").symlink_to(tmp_path / "kept.toml")
    drafting.write(load(articles), articles)
    assert (articles / "catalogue.toml").is_symlink() and "a.txt" in (tmp_path / "kept.toml").read_text()
    assert (tmp_path / "kept.toml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("old", "says"),
    [
        pytest.param("source = [", "articles/catalogue.toml: not TOML", id="no TOML"),
        pytest.param("[[sources]]", "unknown key 'sources'", id="a misspelt table"),
        pytest.param('source = [{ file = "a.txt" }]', "can't be added to, and stays as it is: not TOML", id="one list"),
    ],
)
def test_a_catalogue_that_can_t_be_added_to_is_left_alone(folder, capsys, old: str, says: str) -> None:
    articles = folder({"a.txt": RAIN, "b.txt": "More.", "catalogue.toml": old})
    assert main(["check", str(articles), "--write"]) == 2
    error = capsys.readouterr().err
    assert says in error and error.count("\n") == 1 and "partial" not in error
    assert sorted(p.name for p in articles.iterdir()) == ["a.txt", "b.txt", "catalogue.toml"]
    assert (articles / "catalogue.toml").read_text() == old


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_draft_that_is_cut_short_leaves_nothing_behind(folder, monkeypatch, capsys, error: BaseException) -> None:
    articles = folder({"a.txt": RAIN, "catalogue.toml": "# mine\n"})

    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", stop)
    assert main(["check", str(articles), "--write"]) in (2, 130)
    says = (
        "articles/catalogue.toml: can't be written: Permission denied; check"
        if isinstance(error, OSError)
        else "interrupted"
    )
    assert says in capsys.readouterr().err
    assert sorted(p.name for p in articles.iterdir()) == ["a.txt", "catalogue.toml"]
    assert (articles / "catalogue.toml").read_text() == "# mine\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_only_be_read_is_an_error(folder, capsys) -> None:
    articles = folder({"a.txt": RAIN})
    articles.chmod(0o500)
    assert main(["check", str(articles), "--write"]) == 2
    assert "can't be written: Permission denied" in capsys.readouterr().err


def test_check_writes_only_when_it_is_asked_to(folder, capsys) -> None:
    articles = folder({"a.txt": RAIN})
    assert main(["check", str(articles)]) == 0 and not (articles / "catalogue.toml").exists()
    assert main(["check", str(articles), "--write"]) == 0
    assert capsys.readouterr().out.endswith(
        "catalogue.toml: 1 entry added; look first at what is marked '# doubtful:' (2)\n"
    )
    with pytest.raises(InputError, match="no such folder"):
        load(articles / "gone")


# --- the table that it is drafted from --------------------------------------------------------------------------------


def test_the_table_says_what_was_set_aside_and_why_something_is_doubtful(folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "Share"\nkind = "furniture"\n'
    (row,) = check(load(folder({"a.txt": f"{RAIN}Share this\tarticle\n", "catalogue.toml": toml}))).itertuples()
    assert row.furniture == "Share this article" and row.set_aside == pytest.approx(19 / 61)
    assert row.doubts == "unsigned; no date; who speaks is a guess: before the first passage of the catalogue"


def test_a_notebook_shows_the_same_table_escaped(folder) -> None:
    corpus = load(folder({"a.txt": RAIN, "catalogue.toml": '[[source]]\nfile = "a.txt"\ntitle = "<b>"\n'}))
    shown = views.checked(check(corpus), "Articles.")._repr_html_()
    for words in ("&lt;b&gt;", ">unsigned<", "0.0%", "who speaks is a guess: nobody is named as speaking"):
        assert words in shown


def test_an_inferred_date_is_doubtful_for_the_reason_that_is_given(folder) -> None:
    toml = (
        '[[source]]\nfile = "a.txt"\npublished = "2025-02"\npublished_basis = "inferred"\nnote = "It looks\\nback."\n'
    )
    text = drafting.draft(load(folder({"a.txt": RAIN, "catalogue.toml": toml})))
    assert text.startswith("# doubtful: the date of publication is inferred: It looks back.\n[[source]]\n")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=90), st.text(max_size=200), st.integers(20, 200))
def test_the_printed_table_keeps_its_width_and_loses_nothing(title: str, doubts: str, width: int) -> None:
    row = {"source_id": "贾庆国" * 9, "path": "a.txt", "title": title, "published": "2024-11/2025-01 (inferred)"}
    row |= {"voices": "Ng", "words": 1_234_567, "set_aside": 0.5, "furniture": "", "doubts": doubts, "note": ""}
    lines = overview.printed(pd.DataFrame([row]), width).split("\n")
    assert max(overview._columns(line) for line in lines) <= min(max(width, 80), 120)
    shown = "".join("".join(lines).split())
    for part in (title, doubts):
        for word in "".join(c if c.isprintable() else " " for c in part).split():
            assert set(word) <= set(shown)
    assert "1,234,567" in shown and "50%" in shown
