"""Any folder a person really has: what can be read is analysed, of everything else it is said why not, in bounds."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfs import Put, pdf

from sourcebook import Corpus, drafting, load, overview, spans
from sourcebook.cli import main

TESTS = Path(__file__).resolve().parent
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{{}}</w:body></w:document>'
Folder = Callable[..., Path]


def docx(xml: str | bytes) -> bytes:
    """Return a .docx that holds that document and nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return made.getvalue()


def page(title: str, *paragraphs: str) -> str:
    shown = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{shown}</article></body></html>"


HARBOUR = [
    "The harbour silted up again in 2023. The council set aside 3.4 million pounds for it, and nobody asked the crews.",
    "Dredging costs 12% more than it did in 2019. The boats that leave at dawn now wait for the tide, and every hour "
    "of waiting costs a crew about 40 pounds, which is more than the owners earn from the first haul of the morning.",
]
WELL = (
    "The village had 4 wells in 1990, and it has one now. It gives 600 litres a day to the 250 people who live there."
)
TRAIN = (
    "The night train came back in 2021 with 6 coaches. It carried 41,000 people in its first year, and a bed cost £89."
)
RAIN = "It rained on {} of 30 days at the {}th station. Its keeper, who is {}, wrote down every one of them by hand."
BOAT = "A boat of 9 metres went down off the point. "
LINE = "Representatives unquestionably misunderstood telecommunications infrastructure. "
GOOD: dict[str | bytes, str | bytes] = {
    "harbour.txt": "\n\n".join(["Who pays for the harbour?", "By Ada Ng", *HARBOUR]),
    "well.html": page("The last well", "By Tomas Lind", WELL),
    "train.docx": docx(
        WORD.format(f"<w:p><w:r><w:t>Night trains</w:t></w:r></w:p><w:p><w:r><w:t>{TRAIN}</w:t></w:r></w:p>")
    ),
}
ODDLY_NAMED: dict[str | bytes, str | bytes] = {
    name: RAIN.format(n, n + 4, n + 50)
    for n, name in enumerate(
        [
            "with space.txt",
            'it\'s "so".txt',
            "new\nline.txt",
            "Zoë 水 😀.txt",
            "<b>&amp;|*_`.txt",
            b"\xff.txt",
            b"\xfe.txt",
        ]
    )
}
LEFT_OUT: dict[str, tuple[str | bytes, str]] = {  # file -> what is in it, and why it is left out
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \r\n\t\n", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
    "cut.pdf": (pdf([[Put(60, 700, "It rained.")]])[:200], "damaged"),
    "locked.pdf": ((TESTS / "readers" / "locked.pdf").read_bytes(), "encrypted"),
    "scan.pdf": (pdf([[]]), "a scan"),
    "letter.docx": ("Dear all,", "damaged"),
    "endless.docx": (docx(b" " * 400_000_000), "too large"),
    "table.xlsx": (b"PK", "unknown type"),
    "copy of harbour.txt": (GOOD["harbour.txt"], "duplicate"),
    "harbour.html": (page("Who pays for the harbour?", HARBOUR[0], HARBOUR[1][:160] + "."), "near-duplicate"),
    **{f"pictures/{n:02}.PNG": (b"\x89PNG", "unknown type") for n in range(12)},
}
LINKS = {"loop": ".", "gone.txt": "nowhere.txt", "elsewhere": "../outside", "again.txt": "harbour.txt"}
EXPECTED = {name: why for name, (_, why) in LEFT_OUT.items()} | {
    "pipe.txt": "not a file",
    **dict.fromkeys(["loop/", "gone.txt", "elsewhere/", "again.txt"], "a link"),
    **({"secret.txt": "unreadable"} if os.geteuid() else {}),
}
READ = sorted([*GOOD, *(os.fsencode(name).decode("utf-8", "backslashreplace") for name in ODDLY_NAMED)])
MEASURED = """
import json, resource, sys, time
from sourcebook import load
start = time.monotonic()
corpus = load(sys.argv[1])
print(json.dumps({
    "sources": dict(zip(corpus.sources["path"], map(int, corpus.sources["words"]))),
    "left out": dict(zip(corpus.left_out["path"], corpus.left_out["reason"])),
    "seconds": time.monotonic() - start,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three good articles, seven that are oddly named, and everything bad."""
    made = tmp_path_factory.mktemp("any") / "articles"
    (made / "pictures").mkdir(parents=True)
    for name, content in (GOOD | ODDLY_NAMED | {name: content for name, (content, _) in LEFT_OUT.items()}).items():
        with open(os.path.join(os.fsencode(made), os.fsencode(name)), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    (made.parent / "outside").mkdir()
    (made.parent / "outside" / "tide.txt").write_text("The tide came in at 6.40 and left at noon.")
    for link, to in LINKS.items():
        (made / link).symlink_to(to)
    os.mkfifo(made / "pipe.txt")
    if os.geteuid():  # the superuser may read everything
        (made / "secret.txt").write_text(WELL)
        (made / "secret.txt").chmod(0)
    return made


@pytest.fixture(scope="module")
def corpus(whole: Path) -> Corpus:
    return load(whole)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems allow fewer names, links and pipes")

# --- everything bad at once -------------------------------------------------------------------------------------------


def test_what_can_be_read_is_analysed_whatever_else_lies_there(corpus: Corpus) -> None:
    assert sorted(corpus.sources["path"]) == READ
    assert (corpus.sources["words"] > 15).all()
    authors = corpus.sources.set_index("path")["authors"]
    assert (authors["harbour.txt"], authors["well.html"]) == ("Ada Ng", "Tomas Lind")
    assert {3_400_000.0, 12.0, 600.0, 41_000.0, 89.0} <= set(corpus.facts["value"])


def test_every_other_file_is_told_once_with_its_reason_and_what_to_do(corpus: Corpus) -> None:
    told = corpus.left_out
    assert list(zip(told["path"], told["reason"], strict=True)) == sorted(EXPECTED.items())
    assert told["detail"].str.fullmatch(r"[^;]+; [a-z][^;]+").all()


def test_links_that_lead_out_are_followed_on_request(whole: Path) -> None:
    followed = load(whole, follow_links=True)
    assert sorted(followed.sources["path"]) == sorted([*READ, "elsewhere/tide.txt"])
    assert dict(zip(followed.left_out["path"], followed.left_out["reason"], strict=True)) == {
        name: why for name, why in EXPECTED.items() if name != "elsewhere/"
    }


def test_a_line_of_five_megabytes_beside_them_takes_bounded_time_and_memory(folder: Folder) -> None:
    made = folder(GOOD | {"line.txt": LINE * (5_000_000 // len(LINE))})
    run = subprocess.run([sys.executable, "-c", MEASURED, made], capture_output=True, text=True, timeout=600)
    assert (run.returncode, run.stderr) == (0, "")
    found = json.loads(run.stdout)
    assert sorted(found["sources"]) == sorted([*GOOD, "line.txt"])
    assert found["sources"]["line.txt"] == 5 * (5_000_000 // len(LINE))
    assert found["megabytes"] < 2_000


def test_the_list_names_first_what_was_meant_as_an_article_and_a_type_in_one_line(whole: Path, capsys) -> None:
    assert main(["check", str(whole)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert max(map(len, printed.out.splitlines())) <= 100
    listed = printed.out[printed.out.index("left out: ") :]
    files = [line.split(": ")[1] for line in listed.splitlines() if line.startswith("left out: ")]
    assert files[0] == "blank.md, empty.txt"
    assert files[-2:] == ["pictures/00.PNG, pictures/01.PNG, pictures/02.PNG and 9 more", "table.xlsx"]
    assert len(files) == len({(r.reason, r.detail) for r in load(whole).left_out.itertuples()})


def test_a_catalogue_is_drafted_under_every_name(whole: Path, corpus: Corpus, tmp_path: Path) -> None:
    shutil.copytree(whole, made := tmp_path / "odd", ignore=shutil.ignore_patterns(*LINKS, "pipe.txt", "secret.txt"))
    drafting.write(corpus, made)
    drafted = load(made)
    assert owners(drafted) == owners(corpus)
    assert [notice for notice in drafted.notices if "doubtful" not in notice] == []


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_the_tables_hold_every_name_as_it_is(whole: Path, corpus: Corpus, tmp_path: Path, form: str) -> None:
    assert main(["tables", str(whole), "-o", str(tmp_path / "out"), "--format", form]) == 0
    read = pd.read_parquet if form == "parquet" else pd.read_csv
    for name, key in (("sources", "path"), ("left_out", "path"), ("facts", "fact_id")):
        table = read(tmp_path / "out" / f"{name}.{form}")
        assert table[key].tolist() == getattr(corpus, name)[key].tolist()


# --- names and copies -------------------------------------------------------------------------------------------------


def test_a_copy_is_told_from_its_original_by_its_longer_name(folder: Folder) -> None:
    left = load(folder(dict.fromkeys(["report (1).txt", "report.txt", "Copy of report.txt"], WELL))).left_out
    assert left["path"].tolist() == ["Copy of report.txt", "report (1).txt"]
    assert left["detail"].str.startswith("the same as report.txt, which is read; ").all()


def test_a_copy_of_what_is_left_out_itself_names_what_is_read(folder: Folder) -> None:
    text = "\n\n".join(HARBOUR)
    left = load(folder({"a.txt": text, "b.txt": text, "longer.txt": f"{text} And so on."})).left_out.set_index("path")
    assert left["reason"].to_dict() == {"a.txt": "near-duplicate", "b.txt": "duplicate"}
    assert left["detail"]["b.txt"].startswith("the same as a.txt, nearly the same as longer.txt, which is read; ")


def test_files_of_one_reason_are_one_row_and_only_the_first_three_are_named() -> None:
    rows = [(f"{n}.png", "unknown type", "no picture is read") for n in range(5)] + [("b.txt", "empty", "write")]
    told = overview.left_out(pd.DataFrame(rows, columns=["path", "reason", "detail"]))
    assert told.values.tolist() == [
        ["b.txt", "empty", "write", 1],
        ["0.png, 1.png, 2.png and 2 more", "unknown type", "no picture is read", 5],
    ]


def test_where_nothing_was_left_out_nothing_is_listed() -> None:
    assert overview.listed(pd.DataFrame(columns=["path", "reason", "detail"])) == ""


# --- the catalogue, there and back ------------------------------------------------------------------------------------


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a copy of a dozen labelled articles, of all formats, without a catalogue."""
    made = tmp_path / "a dozen"
    made.mkdir()
    for path in sorted((TESTS / "articles" / "seen").glob("a*")):
        shutil.copy(path, made)
    return made


def owners(corpus: Corpus) -> dict[str, list[tuple[str, ...]]]:
    """Return source -> who owns each letter of it, in order: voice, role and kind."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for p in corpus.passages.fillna("").itertuples():
        letters = "".join(corpus.quote(p.passage_id).split())
        found.setdefault(p.source_id, []).extend([(p.voice, p.role, p.kind, c) for c in letters])
    return found


def test_the_draft_of_any_format_loads_as_what_was_recognised(articles: Path) -> None:
    before = load(articles)
    drafting.write(before, articles)
    drafted = (articles / drafting.FILE).read_bytes()
    after = load(articles)
    assert owners(after) == owners(before)
    pd.testing.assert_frame_equal(after.sources, before.sources)
    assert after.facts["fact_id"].tolist() == before.facts["fact_id"].tolist()
    assert after.quotations.drop(columns="sentence_id").equals(before.quotations.drop(columns="sentence_id"))
    drafting.write(after, articles)
    assert (articles / drafting.FILE).read_bytes() == drafted


def test_what_a_person_corrects_in_the_draft_holds_and_nothing_else_moves(folder: Folder) -> None:
    made = folder(GOOD)
    before = load(made)
    drafting.write(before, made)
    path = made / drafting.FILE
    mine = "# mine: the byline is a pen name\n"
    corrected = path.read_text().replace('voice = "Tomas Lind"', 'voice = "Åsa Holm"  # who wrote it')
    corrected = corrected.replace('title = "Who pays for the harbour?"', 'title = "Who pays?"\npublished = 2024-03-05')
    path.write_text(mine + corrected)
    after = load(made)
    said = after.sources.set_index("source_id")
    assert (said["title"]["harbour"], said["published"]["harbour"]) == ("Who pays?", "2024-03-05")
    assert said["published_basis"]["harbour"] == "catalogue"
    assert set(after.passages.loc[after.passages["source_id"] == "well", "voice"].dropna()) == {"Åsa Holm"}
    assert owners(after)["train"] == owners(before)["train"]
    (made / "new.txt").write_text(BOAT)
    drafting.write(load(made), made)
    assert path.read_text().startswith(mine + corrected)
    assert main(["check", str(made), "--write"]) == 0
    (made / "new.txt").write_text(f"{BOAT} It was raised.")
    assert [n for n in load(made).notices if "new.txt" in n] == [
        "catalogue.toml: 'new.txt' has changed since its sha256 was written down; check its entry"
    ]


# --- whatever is in a file --------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8"), max_size=400)
SHAPES = [  # what tells readers and voices something
    "By Ada Ng",
    "Ada Ng:",
    "ADA NG",
    "Q:",
    "A: Yes.",
    "Who pays?",
    "# Rain",
    "3 March 2024",
    "NAIROBI, March 3 (Quay) —",
    "“It rained,” said Bo Li.",
    "Share",
    "[x](y)",
    "---",
    "* * *",
    "| a | b |",
    "<p>x",
    "",
    "  ",
    "\x0c",
    BOAT,
    WELL,
]
LAID_OUT = st.lists(st.sampled_from(SHAPES), max_size=12)
ANY = st.one_of(TEXT, st.builds(str.join, st.sampled_from(["\n", "\n\n", "\r\n", "\r", " "]), LAID_OUT))


def whole_and_sound(corpus: Corpus) -> None:
    """Assert that passages tile each text and cut no word, and that every span of every table stands in its text."""
    for source_id in corpus.sources["source_id"]:
        text, own = corpus.text(source_id), corpus.passages[corpus.passages["source_id"] == source_id]
        assert [0, *own["end"]] == [*own["start"], len(text)]
        assert not [text[s:e] for s, e in spans.words(text) for cut in own["start"] if s < cut < e]
        for table, surface in ((corpus.facts, "surface"), (corpus.words, ""), (corpus.quotations, "")):
            rows = table[table["source_id"] == source_id]
            assert (rows["start"] < rows["end"]).all() and (rows["end"] <= len(text)).all()
            if surface:
                assert [text[r.start : r.end] for r in rows.itertuples()] == rows[surface].tolist()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([".txt", ".md", ".html"]), ANY)
def test_any_text_is_survived_beside_a_good_article(folder: Folder, suffix: str, text: str) -> None:
    made = folder({"good.txt": WELL, f"any{suffix}": text.encode()})
    try:
        corpus = load(made)
        whole_and_sound(corpus)
        assert len(corpus.sources) + len(corpus.left_out) == 2
        drafting.write(corpus, made)
        assert owners(load(made)) == owners(corpus)
    finally:
        shutil.rmtree(made)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([".pdf", ".docx"]), st.binary(max_size=200), st.integers(0, 2_000))
def test_any_bytes_are_survived_beside_a_good_article(folder: Folder, suffix: str, noise: bytes, at: int) -> None:
    good = pdf([[Put(60, 700, WELL[:60])]]) if suffix == ".pdf" else GOOD["train.docx"]
    made = folder({"good.txt": TRAIN, f"any{suffix}": good[:at] + noise + good[at + len(noise) :]})
    try:
        corpus = load(made)
        whole_and_sound(corpus)
        assert len(corpus.sources) + len(corpus.left_out) == 2
    finally:
        shutil.rmtree(made)
