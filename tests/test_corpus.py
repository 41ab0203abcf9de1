"""A folder becomes tables: ids that last, spans that match, bad articles left out and said so."""

import html
import os
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import InputError, load
from sourcebook.corpus import FOLLOW_VARIABLE

Folder = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[1]
RAIN = "It rained for 3 days in May 2024. The U.S. paid $5 million.\n"


def test_ids_are_the_catalogue_s_or_the_path_without_its_suffix(folder: Folder) -> None:
    made = folder(
        {
            "b.txt": RAIN,
            "b.md": f"{RAIN}1",
            "sub/a.txt": f"{RAIN}2",
            "catalogue.toml": '[[source]]\nfile = "b.txt"\nid = "rain"\n',
        }
    )
    assert list(load(made).sources["source_id"]) == ["b", "rain", "sub/a"]


def test_two_files_of_one_name_keep_apart(folder: Folder) -> None:
    assert list(load(folder({"b.txt": RAIN, "b.md": f"{RAIN}1"})).sources["source_id"]) == ["b", "b~2"]


def test_what_is_no_article_is_never_read(folder: Folder) -> None:
    files = {"a.txt": RAIN, "README.md": RAIN, "LICENSE.txt": RAIN, ".hidden.txt": RAIN, ".git/x.txt": RAIN}
    corpus = load(folder(files))
    assert list(corpus.sources["path"]) == ["a.txt"]
    assert corpus.left_out.empty


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("empty.txt", b"", "empty", id="an empty file"),
        pytest.param("blank.txt", b" \n\t\n", "empty", id="white space only"),
        pytest.param("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not text", id="a picture with a text's name"),
        pytest.param("data.xlsx", b"PK", "unknown type", id="a type that is not read"),
        pytest.param("later.txt", b"a " * 9000 + b"\x00", "not text", id="a NUL late in the file"),
        pytest.param("more.txt", RAIN.encode(), "duplicate", id="the same article again"),
    ],
)
def test_a_bad_article_is_left_out_with_its_reason(folder: Folder, name: str, content: bytes, reason: str) -> None:
    corpus = load(folder({"good.txt": RAIN, name: content}))
    assert list(corpus.sources["source_id"]) == ["good"]
    assert list(corpus.left_out["path"]) == [name]
    assert corpus.left_out["reason"].iloc[0] == reason
    assert corpus.left_out["detail"].iloc[0]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_article_is_left_out(folder: Folder) -> None:
    made = folder({"good.txt": RAIN, "locked.txt": RAIN})
    (made / "locked.txt").chmod(0)
    assert list(load(made).left_out["reason"]) == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_not_waited_for(folder: Folder) -> None:
    made = folder({"good.txt": RAIN})
    os.mkfifo(made / "pipe.txt")
    assert list(load(made).left_out["reason"]) == ["not a file"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param({}, "no such folder", id="no folder"),
        pytest.param({"README.md": "x"}, "holds no articles", id="nothing that is an article"),
        pytest.param({"a.txt": ""}, r"none of its 1 files can be read \(a.txt: empty\)", id="nothing readable"),
    ],
)
def test_a_folder_without_articles_is_an_error_that_says_what_is_expected(
    folder: Folder, files: dict, says: str
) -> None:
    with pytest.raises(InputError, match=rf"articles: .*{says}.*expected"):
        load(folder(files))


def test_a_file_for_a_folder_is_an_error(folder: Folder) -> None:
    with pytest.raises(InputError, match="not a folder"):
        load(folder({"a.txt": RAIN}) / "a.txt")


@pytest.mark.parametrize(
    ("catalogue", "says"),
    [
        pytest.param('[[source]]\nfile = "gone.txt"\n', "'gone.txt' is not among the articles", id="a missing file"),
        pytest.param('[[source]]\nfile = "a.txt"\nsha256 = "0"\n', "'a.txt' has changed", id="a changed file"),
    ],
)
def test_a_catalogue_that_does_not_fit_is_a_notice(folder: Folder, catalogue: str, says: str) -> None:
    corpus = load(folder({"a.txt": RAIN, "catalogue.toml": catalogue}))
    assert len(corpus.notices) == 1
    assert says in corpus.notices[0]


def test_a_passage_that_is_not_in_the_text_names_folder_file_and_words(folder: Folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "It snowed"\nvoice = "Ng"\n'
    with pytest.raises(
        InputError, match=r"articles/catalogue.toml, a.txt: passage opens = 'It snowed' is not in the text"
    ):
        load(folder({"a.txt": RAIN, "catalogue.toml": toml}))


def test_an_alias_and_a_name_are_one_voice_in_every_source(folder: Folder) -> None:
    toml = (
        '[[source]]\nfile = "a.txt"\nauthors = ["A. Ng"]\n'
        '[[source]]\nfile = "b.txt"\n[[source.passage]]\nopens = "It"\nvoice = "Ada Ng"\naliases = ["A. Ng"]\n'
        'tags = { side = "upstream" }\n'
    )
    corpus = load(folder({"a.txt": RAIN, "b.txt": f"{RAIN}1", "catalogue.toml": toml}))
    assert set(corpus.words["voice"]) == set(corpus.passages["part_of"]) == {"Ada Ng"}
    assert set(corpus.group(corpus.words, "side")) == {"upstream"}


TWO_ROLES = """
[[source]]
file = "a.txt"
tags = { year = "2024" }
[[source.passage]]
opens = "One"
voice = "Ng"
role = "editor"
kind = "introduction"
[[source.passage]]
opens = "Four"
voice = "Ng"
"""


def test_a_voice_with_two_roles_is_counted_under_each(folder: Folder) -> None:
    corpus = load(folder({"a.txt": "One two three.\nFour five.", "catalogue.toml": TWO_ROLES}))
    assert dict(corpus.group(corpus.words, "role").value_counts()) == {"editor": 3, "author": 2}


def test_a_tag_of_a_source_stays_in_it_and_a_tag_of_a_voice_goes_with_it(folder: Folder) -> None:
    toml = TWO_ROLES.replace('opens = "Four"', 'opens = "Four"\ntags = { side = "left" }')
    toml += '[[source]]\nfile = "b.txt"\nauthors = ["Ng"]\n'
    corpus = load(folder({"a.txt": "One two three.\nFour five.", "b.txt": "Six.", "catalogue.toml": toml}))
    assert set(corpus.group(corpus.words, "side")) == {"left"}
    assert dict(corpus.group(corpus.words, "year").value_counts()) == {"2024": 5, "no year": 1}


def test_hard_wrapped_text_counts_as_the_same_text(folder: Folder, seeds) -> None:
    """Wrapped at 72 columns an article keeps its words and sentences, whatever letter a line begins with."""
    name = seeds.sources["path"].iloc[1]
    text = (ROOT / "seeds" / name).read_text(encoding="utf-8")
    wrapped = "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in text.splitlines())
    one, other = (load(folder({"a.txt": t}, f)) for t, f in ((text, "one"), (wrapped, "two")))
    assert abs(len(one.words) - len(other.words)) <= 0.005 * len(one.words)
    assert abs(len(one.sentences) - len(other.sentences)) <= 2


def test_figures_are_not_read_in_another_language(folder: Folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\nlanguage = "de"\n'
    corpus = load(folder({"a.txt": "Es kostet 1.200 Euro.", "catalogue.toml": toml}))
    assert corpus.facts.empty


def test_a_name_is_one_name_however_it_is_typed(folder: Folder) -> None:
    toml = "".join(
        f'[[source]]\nfile = "{f}.txt"\nauthors = ["{a}"]\n' for f, a in (("a", "José  Ng"), ("b", "Jose\u0301 Ng "))
    )
    corpus = load(folder({"a.txt": "Naïve.", "b.txt": "Nai\u0308ve!", "catalogue.toml": toml}))
    assert set(corpus.words["voice"]) == {"José Ng"}
    assert set(corpus.words["term"]) == {"naïve"}


def test_a_file_that_is_not_utf8_is_read_and_told(folder: Folder) -> None:
    corpus = load(folder({"a.txt": "naïve café".encode("cp1252")}))
    assert corpus.text("a") == "naïve café"
    assert "'a.txt' is not UTF-8" in corpus.notices[0]


def test_links_are_followed_on_request_and_a_loop_ends(folder: Folder, monkeypatch) -> None:
    made = folder({"a.txt": RAIN})
    other = folder({"b.txt": "Nobody came."}, "other")
    (made / "link").symlink_to(other)
    (other / "back").symlink_to(made)
    assert list(load(made).sources["source_id"]) == ["a"]
    assert list(load(made, follow_links=True).sources["source_id"]) == ["a", "link/b"]
    monkeypatch.setenv(FOLLOW_VARIABLE, "1")  # as the command says to the notebooks' kernels
    assert list(load(made).sources["source_id"]) == ["a", "link/b"]


def test_what_can_not_be_entered_is_left_out(folder: Folder, tmp_path: Path) -> None:
    made = folder({"a.txt": RAIN, "report/sourcebook.html": "x", "report/notes.txt": RAIN})
    (tmp_path / "elsewhere").mkdir()
    (made / "link").symlink_to(tmp_path / "elsewhere")
    corpus = load(made)
    assert dict(zip(corpus.left_out["path"], corpus.left_out["reason"], strict=True)) == {"link/": "a link"}
    assert list(corpus.sources["path"]) == ["a.txt"]


def test_a_catalogue_that_leaves_nothing_to_count_is_an_error(folder: Folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "It"\nkind = "furniture"\n'
    with pytest.raises(InputError, match="nothing is left to count"):
        load(folder({"a.txt": RAIN, "catalogue.toml": toml}))


def test_grouping_knows_voice_source_role_and_tags(seeds) -> None:
    assert seeds.groupings == ["voice", "source", "role", "year", "side"]
    assert set(seeds.group(seeds.words, "side")) == {"American", "Chinese", "press"}
    assert set(seeds.group(seeds.facts, "side")) <= {"American", "Chinese", "press"}
    with pytest.raises(InputError, match="'sides' is not one of voice, source, role, year, side"):
        seeds.group(seeds.words, "sides")


def test_every_span_of_every_table_is_its_slice(seeds) -> None:
    for row in seeds.facts.itertuples():
        assert seeds.text(row.source_id)[row.start : row.end] == row.surface
    for name, table in [("passage_id", seeds.passages), ("sentence_id", seeds.sentences), ("fact_id", seeds.facts)]:
        for row in table.to_dict("records"):
            assert row[name] == f"{row['source_id']}:{row['start']}-{row['end']}"
            assert seeds.quote(row[name]) == seeds.text(row["source_id"])[row["start"] : row["end"]]


def test_every_fact_and_word_lies_in_its_sentence_and_every_sentence_in_its_passage(seeds) -> None:
    passages = seeds.passages.set_index("passage_id")
    for s in seeds.sentences.itertuples():
        assert passages.loc[s.passage_id, "start"] <= s.start < s.end <= passages.loc[s.passage_id, "end"]
    bounds = seeds.sentences.set_index("sentence_id")
    for table in (seeds.facts, seeds.words):
        own = bounds.loc[table["sentence_id"]].reset_index()
        assert (own["start"].to_numpy() <= table["start"].to_numpy()).all()
        assert (table["end"].to_numpy() <= own["end"].to_numpy()).all()


def test_headings_and_furniture_are_not_counted(seeds) -> None:
    counted = seeds.passages[seeds.passages["kind"].isin(["body", "introduction"])]
    inside = seeds.words.merge(counted, on="source_id", suffixes=("", "_passage"))
    inside = inside[(inside["start"] >= inside["start_passage"]) & (inside["end"] <= inside["end_passage"])]
    assert len(inside) == len(seeds.words) == seeds.counts["n"].sum() == seeds.sources["words"].sum()


def test_the_fingerprint_follows_the_articles_and_nothing_else(folder: Folder) -> None:
    one = load(folder({"a.txt": RAIN}, "one")).fingerprint
    assert load(folder({"a.txt": RAIN}, "two")).fingerprint == one
    assert load(folder({"a.txt": RAIN + "More."}, "three")).fingerprint != one


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_text_at_all_is_survived(tmp_path: Path, text: str) -> None:
    made = tmp_path / "any"
    made.mkdir(exist_ok=True)
    (made / "a.txt").write_bytes(text.encode())
    try:
        corpus = load(made)
    except InputError as error:
        assert "none of its 1 files can be read" in str(error) or "nothing is left to count" in str(error)
        return
    assert "".join(corpus.quote(p) for p in corpus.passages["passage_id"]) == corpus.text("a")


def test_years_of_publication_group_and_english_is_told_apart(folder) -> None:
    dates = {"a": "2024-11", "b": "2024-12/2025-01", "c": "2025"}
    toml = "".join(f'[[source]]\nfile = "{f}.txt"\npublished = "{d}"\n' for f, d in dates.items())
    toml += '[[source]]\nfile = "d.txt"\nlanguage = "de"\n'
    german = (
        "Die Räte tagten lange und beschlossen nichts, weil niemand genug wusste und alle müde waren, sehr müde. " * 2
    )
    corpus = load(
        folder(
            dict.fromkeys(["a.txt", "b.txt", "c.txt"], "It rained on me.")
            | {
                "a.txt": "It is late and we left. " * 5,
                "b.txt": "It rained.",
                "d.txt": "It is late and we left. " * 6,
                "e.txt": german,
                "catalogue.toml": toml,
            }
        )
    )
    years = dict(zip(corpus.words["source_id"], corpus.group(corpus.words, "year"), strict=True))
    assert years == {"a": "2024", "b": "2024/2025", "c": "2025", "d": "no year", "e": "no year"}
    assert corpus.english == {"a", "b", "c"}


def test_words_of_headings_lead_back_to_the_text(folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\nauthors = ["Ng"]\n'
    toml += '[[source.passage]]\nopens = "A fragile"\nvoice = "Ng"\nkind = "heading"\n'
    toml += '[[source.passage]]\nopens = "It held"\nvoice = "Ng"\n'
    corpus = load(folder({"a.txt": "A fragile peace\n\nIt held for a year.", "catalogue.toml": toml}))
    words = corpus.heading_words
    assert list(words["term"]) == ["a", "fragile", "peace"]
    assert [corpus.text("a")[s:e] for s, e in zip(words["start"], words["end"], strict=True)] == [
        "A",
        "fragile",
        "peace",
    ]
    assert "fragile" not in set(corpus.words["term"])


def test_counts_are_those_of_the_words_that_were_read(folder: Folder, seeds) -> None:
    """In capitals throughout, a sentence's US is the pronoun; counting goes by the text and must know it as well."""
    files = {"a.txt": "HE ASKED US. The US paid us.\n\nWHO CARES", "b.txt": "The WHO said so. It did."}
    for corpus in (load(folder(files)), seeds):
        words = corpus.words.groupby(["source_id", "voice", "term"], sort=True).size().rename("n").reset_index()
        pd.testing.assert_frame_equal(corpus.counts, words)


def test_words_of_the_folder_hold_where_the_workbook_names_none(folder: Folder, monkeypatch, tmp_path: Path) -> None:
    made = folder({"a.txt": RAIN, "issues.toml": 'words = ["rain"]\n'})
    assert load(made).settings.words == ("rain",)
    (tmp_path / "own.toml").write_text('words = ["snow"]\n')
    monkeypatch.setenv("SOURCEBOOK_WORKBOOK", str(tmp_path / "own.toml"))
    assert load(made).settings.words == ("snow",)


# --- how a corpus shows itself ----------------------------------------------------------------------------------------

HOSTILE = "<script>alert(1)</script> $5 and $6 **b** \"'><img src=x onerror=alert(2)>"


def test_a_corpus_shows_its_sources_and_runs_nothing_of_them(folder) -> None:
    catalogue = (
        f"""[[source]]\nfile = "a.txt"\ntitle = '''{HOSTILE}'''\nauthors = ['''{HOSTILE}''']\npublished = "2025-06"\n"""
    )
    name = "<b>rain & sun</b>".replace("/", "∕")
    corpus = load(folder({"a.txt": "It rained. " * 3, "b.txt": "The sun shone.", "catalogue.toml": catalogue}, name))
    shown = corpus._repr_html_()
    assert set(re.findall(r"</?([a-z]+)", shown)) == {"div", "table", "caption", "thead", "tr", "th", "tbody", "td"}
    assert "mathjax_ignore" in shown
    rows = [[html.unescape(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in shown.split("<tr>")[2:]]
    assert rows == [[HOSTILE, HOSTILE, "2025-06", "6"], ["b", "unsigned (b)", "unknown", "3"]]
    caption = html.unescape(re.findall(r"<caption[^>]*>(.*?)</caption>", shown)[0])
    assert caption == f"Corpus '{name}': 2 sources, 2 voices, 9 words, fingerprint {corpus.fingerprint}" == repr(corpus)


def test_of_many_sources_a_corpus_shows_the_first(folder) -> None:
    things = "river bridge market school harbour garden library station theatre museum".split()
    texts = {f"{n:02d}.txt": f"The {things[n % 10]} {n} was closed to {things[n // 10]} visitors." for n in range(25)}
    shown = load(folder(texts))._repr_html_()
    assert shown.count("<tr>") == 1 + 20
    assert "; the first 20 of 25 are listed</caption>" in shown
