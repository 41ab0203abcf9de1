"""An archive in parts: the tables of `load`, whichever engine makes them, wherever it was interrupted."""

import errno
import functools
import importlib
import io
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import fsspec
import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workers import killed_at_one, killed_later, killed_once, late_once, of_another_version

from sourcebook import Corpus, InputError, archive, cache, changes, cli, findings, load, overview, readers
from sourcebook.archive import analysing, engines, inputs, merging, pieces, places
from sourcebook.archive import rows as archive_rows
from sourcebook.corpus import SETTINGS_VARIABLE, open_tables, schema

Folder = Callable[..., Path]
SEEDS = Path(__file__).resolve().parents[1] / "seeds"
TABLES = "sources passages sentences counts facts quotations asks promises".split()
RAIN = "It rained for 3 days in May 2024. The U.S. paid $5 million to {}, she said.\n"
WORDS = "river bridge harbour market farmer winter letter garden window engine valley doctor teacher soldier".split()


def dask() -> ModuleType:
    """Return Dask's scheduler, or skip the test; where SOURCEBOOK_DASK says "required", it must be there."""
    if os.environ.get("SOURCEBOOK_DASK") == "required":
        return importlib.import_module("distributed")
    return pytest.importorskip("distributed", reason="Dask is an extra: pip install -e '.[scale]'")


def article(n: int) -> str:
    """Return an article of its own for each number."""
    said = [f"In {1900 + n} the {WORDS[n % 14]} of the {WORDS[(n + k) % 14]} cost ${n + k} million." for k in range(9)]
    return f"Report {n}\n\nBy Ada Reyes{'-Lind' * (n % 3)}\n\n" + " ".join(said) + f" “We paid {n} people,” she said."


@pytest.fixture
def many(folder: Folder) -> Path:
    return folder({f"{n:03}.txt": article(n) for n in range(24)})


def bytes_of(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def read(out: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(out / table)


def assert_as_loaded(out: Path, articles: Path) -> None:
    corpus = load(articles, cache=False)
    for name in TABLES:
        expected = getattr(corpus, {"facts": "extracted", "quotations": "quoted"}.get(name, name))
        found = read(out, name).sort_values("source_id", kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(found.astype(expected.dtypes.to_dict()), expected.reset_index(drop=True))
    left_out = read(out, "left_out").sort_values("path", ignore_index=True)
    pd.testing.assert_frame_equal(left_out.astype("str"), corpus.left_out)
    assert dict(read(out, "texts").itertuples(index=False)) == {s: corpus.text(s) for s in corpus.sources["source_id"]}


class Ended(BaseException):
    """What a job does that is killed."""


def ending(function: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    """Return a function that ends the job once, after so many calls; of what it was to write, half is written."""

    @functools.wraps(function)
    def doing(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == -1:
            if function.__name__ == "write":
                function(given[0], given[1][: len(given[1]) // 2])
            raise Ended
        return function(*given, **named)

    return doing


# --- the same tables --------------------------------------------------------------------------------------------------


def test_the_tables_of_the_five_articles_are_those_of_load(tmp_path: Path) -> None:
    archive.write(SEEDS, tmp_path / "out", size=20_000)
    assert len(list((tmp_path / "out" / "facts").iterdir())) > 1
    assert_as_loaded(tmp_path / "out", SEEDS)


def test_the_tables_of_a_bad_folder_are_those_of_load(folder: Folder, tmp_path: Path) -> None:
    long = " ".join(article(n) for n in range(3))
    made = folder(
        {
            "a.txt": article(1), "a.md": article(2), "again.txt": article(1), "sub/long.txt": long,
            "near.txt": long + " One thing more.", "empty.txt": b"", "x.xlsx": b"PK", "z.txt": article(5),
            "catalogue.toml": '[[source]]\nfile = "z.txt"\nid = "last"\ntags = { side = "north" }\n'
            '[[source.passage]]\nopens = "Report"\nvoice = "Bo Li"\ntags = { country = "Norland" }\n'
            '[[source]]\nfile = "a.md"\n[[source.passage]]\nopens = "Report"\nvoice = "Bo Li"\n',
        }
    )  # fmt: skip
    archive.write(made, tmp_path / "out", size=1000)
    assert_as_loaded(tmp_path / "out", made)
    assert set(read(tmp_path / "out", "passages")["country"].dropna()) == {"Norland"}
    assert sorted(read(tmp_path / "out", "left_out")["reason"]) == [
        "duplicate",
        "empty",
        "near-duplicate",
        "unknown type",
    ]


@pytest.mark.parametrize("engine", ["processes", "dask"])
def test_every_engine_writes_the_same_bytes(engine: str, many: Path, tmp_path: Path) -> None:
    if engine == "dask":
        dask()
    one = archive.write(many, tmp_path / "one", size=3000)
    other = archive.write(many, tmp_path / "other", engine, workers=2, size=3000)
    assert one == other
    assert one.parts > 4
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")
    assert_as_loaded(tmp_path / "other", many)


def test_what_is_added_up_is_what_pandas_adds_up(many: Path, tmp_path: Path) -> None:
    archive.write(many, tmp_path / "out", size=1000)
    counts = read(tmp_path / "out", "counts").astype(schema.COLUMNS["counts"])
    by_term = counts.groupby(["voice", "term"], as_index=False).agg(n=("n", "sum"), sources=("source_id", "nunique"))
    by_voice = counts.groupby("voice", as_index=False).agg(sources=("source_id", "nunique"), words=("n", "sum"))
    for name, expected in (("vocabulary", by_term), ("voices", by_voice)):
        found = read(tmp_path / "out", name)
        pd.testing.assert_frame_equal(found.astype(expected.dtypes.to_dict()), expected)


ADDED = st.tuples(st.sampled_from("abcdé中"), st.sampled_from("xyz"), st.integers(1, 9))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.lists(ADDED, max_size=30), min_size=1, max_size=5))
def test_merging_adds_up_whatever_the_batches(tmp_path: Path, runs: list[list[tuple[str, str, int]]]) -> None:
    paths = []
    for n, run in enumerate(runs):
        rows = pd.DataFrame(run, columns=["voice", "term", "n"]).groupby(["voice", "term"], as_index=False)["n"].sum()
        table = pa.table({"voice": pa.array(rows["voice"], pa.string()), "term": pa.array(rows["term"], pa.string()),
                          "n": pa.array(rows["n"], pa.int64())})  # fmt: skip
        paths.append(places.of(tmp_path / f"{n}.parquet"))
        pyarrow.parquet.write_table(table, paths[-1].path)
    batch, merging.BATCH = merging.BATCH, 4
    try:
        merging.merge(merging.Merge(tuple(paths), places.of(tmp_path / "sum.parquet")))
    finally:
        merging.BATCH = batch
    found = [tuple(row.values()) for row in pyarrow.parquet.read_table(tmp_path / "sum.parquet").to_pylist()]
    expected: dict[tuple[str, str], int] = {}
    for voice, term, n in (row for run in runs for row in run):
        expected[voice, term] = expected.get((voice, term), 0) + n
    assert found == [(*key, n) for key, n in sorted(expected.items())]


# --- lines and rows ---------------------------------------------------------------------------------------------------

ROWS = [
    {"id": "first", "title": "Rain", "outlet": "The Post", "authors": "Ana Ruiz and Bo Li", "published": "2024-05-03",
     "url": "https://example.org/1", "language": "en", "section": "weather", "text": RAIN.format("Ana")},
    {"id": "first", "title": "More", "date": "May 4, 2024", "author": ["Cy Ng"], "section": "roads",
     "text": RAIN.format("Bo") + "Then it stopped."},
    {"text": RAIN.format("Cy") + "“No,” he said, and that was 40% of it."},
]  # fmt: skip


def written(rows: list[dict[str, Any]], path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".parquet":
        pd.DataFrame(rows).to_parquet(path, row_group_size=2)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
@pytest.mark.parametrize("size", [100, 8_000_000])
def test_metadata_stands_in_columns(suffix: str, size: int, tmp_path: Path) -> None:
    made = written([{k: v for k, v in row.items() if k != "author"} for row in ROWS], tmp_path / f"news{suffix}")
    archive.write(made, tmp_path / "out", size=size, tags=["section"])
    sources = read(tmp_path / "out", "sources").sort_values("path", ignore_index=True)
    assert list(sources["source_id"]) == ["first", "first~2", "news_3"]
    assert list(sources["path"]) == [f"news{suffix}:{n}" for n in (1, 2, 3)]
    assert list(sources["title"].iloc[:2]) == ["Rain", "More"]
    assert list(sources["published"]) == ["2024-05-03", "2024-05-04", ""]
    assert list(sources["published_basis"]) == ["file", "file", "unknown"]
    assert list(sources[["authors", "outlet", "url"]].iloc[0]) == [
        "Ana Ruiz; Bo Li",
        "The Post",
        "https://example.org/1",
    ]
    passages = read(tmp_path / "out", "passages")
    assert set(passages.loc[passages["source_id"] == "first", "section"]) == {"weather"}
    texts = dict(read(tmp_path / "out", "texts").itertuples(index=False))
    facts = read(tmp_path / "out", "facts")
    assert len(facts) > 5
    assert all(texts[f.source_id][f.start : f.end] == f.surface for f in facts.itertuples())


def test_a_large_row_group_is_cut_once_and_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"text": article(n), "title": f"Report {n}"} for n in range(30)]
    pd.DataFrame(rows).to_parquet(tmp_path / "news.parquet")  # one row group
    archive.write(tmp_path / "news.parquet", tmp_path / "whole", size=3000)
    opened, read = [], pyarrow.parquet.ParquetFile

    def reading(source: Any, **options: Any) -> Any:
        opened.append(source.path)
        return read(source, **options)

    monkeypatch.setattr(pieces, "_FEW", 2)
    monkeypatch.setattr(pyarrow.parquet, "ParquetFile", reading)
    archive.write(tmp_path / "news.parquet", tmp_path / "out", size=3000)
    assert sum(path.endswith("news.parquet") for path in opened) == 2  # to see what it holds, and to cut it
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def test_lines_that_hold_no_article_are_recorded(tmp_path: Path) -> None:
    good = json.dumps(ROWS[0]).encode()
    bad = [b"{not json", b'["a list"]', b'{"id": "x"}', b'{"text": "  "}', b'{"text": 7}', b'{"text": "caf\xe9"}', b""]
    half = b'{"id": "half", "text": "A lone \\ud83d half. It rained for 3 days."}'
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, *bad, half]))
    archive.write(tmp_path / "a.jsonl", tmp_path / "out", size=40)
    left_out = read(tmp_path / "out", "left_out").sort_values("path")
    assert list(zip(left_out["path"], left_out["reason"], strict=True)) == [
        ("a.jsonl:2", "damaged"), ("a.jsonl:3", "damaged"), ("a.jsonl:4", "empty"), ("a.jsonl:5", "empty"),
        ("a.jsonl:6", "empty"), ("a.jsonl:7", "not text"),
    ]  # fmt: skip
    assert sorted(read(tmp_path / "out", "sources")["source_id"]) == ["first", "half"]
    assert dict(read(tmp_path / "out", "texts").itertuples(index=False))["half"].startswith("A lone ? half.")


def test_a_row_that_can_t_be_read_is_recorded(tmp_path: Path) -> None:
    rains = [RAIN.format(name).encode() for name in ("Ana", "Bo", "Cy")]
    bytes_ = pa.array([rains[0], b"caf\xe9 " + rains[1], rains[2]], pa.binary())
    texts = pa.StringArray.from_buffers(3, *bytes_.buffers()[1:])
    days = pa.array([0, 0, 1 << 61], pa.timestamp("us"))
    pyarrow.parquet.write_table(pa.table({"text": texts, "date": days}), tmp_path / "a.parquet")
    archive.write(tmp_path / "a.parquet", tmp_path / "out")
    left_out = read(tmp_path / "out", "left_out")
    assert list(zip(left_out["path"], left_out["reason"], strict=True)) == [
        ("a.parquet:2", "damaged"),
        ("a.parquet:3", "damaged"),
    ]
    assert list(read(tmp_path / "out", "sources")["published"]) == ["1970-01-01"]


@pytest.mark.parametrize("size", [400, 8_000_000])
def test_a_damaged_row_group_is_recorded_and_the_others_are_read(size: int, tmp_path: Path) -> None:
    made = tmp_path / "a.parquet"
    texts = [article(n) for n in range(30)]
    pyarrow.parquet.write_table(pa.table({"text": texts}), made, row_group_size=10, use_dictionary=False)
    at = pyarrow.parquet.ParquetFile(made).metadata.row_group(1).column(0).data_page_offset
    damaged = bytearray(made.read_bytes())
    damaged[at : at + 400] = b"\xff" * 400
    made.write_bytes(damaged)
    archive.write(made, tmp_path / "out", size=size)
    left_out = read(tmp_path / "out", "left_out").sort_values("path")
    assert list(left_out["path"]) == [f"a.parquet:{n}" for n in range(11, 21)]
    assert set(left_out["reason"]) == {"damaged"}
    assert sorted(read(tmp_path / "out", "texts")["text"]) == sorted([*texts[:10], *texts[20:]])


def test_a_row_whose_columns_can_t_be_read_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = readers.stated.people

    def breaking(value: Any) -> tuple[str, ...]:
        return people(value) if value != "Bo" else 1 / 0

    monkeypatch.setattr("sourcebook.readers.stated.people", breaking)
    rows = [
        {"text": article(1), "published": "5 Mar 99999999999 10:00:00 GMT", "author": "Ada Ng"},
        {"text": article(2), "author": "Bo"},
    ]
    archive.write(written(rows, tmp_path / "a.jsonl"), tmp_path / "out")
    assert read(tmp_path / "out", "sources")[["path", "published"]].values.tolist() == [["a.jsonl:1", ""]]
    (left,) = read(tmp_path / "out", "left_out").itertuples()
    assert (left.path, left.reason) == ("a.jsonl:2", "damaged")
    assert "ZeroDivisionError" in left.detail


@pytest.mark.parametrize("trouble", [OSError(errno.ESTALE, "Stale file handle"), TimeoutError("the store is slow")])
def test_a_disk_or_network_in_trouble_is_no_fault_of_an_article(
    trouble: OSError, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plainly = Path.read_bytes

    def breaking(path: Path) -> bytes:
        if path.name == "007.txt":
            raise trouble
        if path.name == "009.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return plainly(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", breaking)
        with pytest.raises(InputError, match="give the same command again"):
            archive.write(many, tmp_path / "out", size=3000)
        trouble = OSError(errno.EIO, "Input/output error")
        archive.write(many, tmp_path / "out", size=3000)
    left_out = read(tmp_path / "out", "left_out")
    assert sorted(zip(left_out["path"], left_out["reason"], strict=True)) == [
        ("007.txt", "unreadable"),
        ("009.txt", "unreadable"),
    ]


def test_an_article_that_is_too_large_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pieces, archive_rows):
        monkeypatch.setattr(module, "LARGEST", 1000)
    made = written([ROWS[0], {"text": "long " * 300}, {"text": RAIN.format("Dee")}], tmp_path / "a.jsonl")
    archive.write(made, tmp_path / "out")
    left_out = read(tmp_path / "out", "left_out")
    assert list(zip(left_out["path"], left_out["reason"], strict=True)) == [("a.jsonl:2", "too large")]
    assert len(read(tmp_path / "out", "sources")) == 2


def test_an_article_that_breaks_the_analysis_is_recorded(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyse = analysing.analyse

    def breaking(source_id: str, *given: Any) -> schema.Rows:
        if source_id == "007":
            raise RecursionError("maximum depth")
        return analyse(source_id, *given)

    monkeypatch.setattr(analysing, "analyse", breaking)
    assert archive.write(many, tmp_path / "out").rows["sources"] == 23
    (left,) = read(tmp_path / "out", "left_out").itertuples()
    assert (left.path, left.reason) == ("007.txt", "failed")
    assert "RecursionError" in left.detail


def test_an_object_store_holds_articles_and_tables_as_a_disk_does(many: Path, tmp_path: Path) -> None:
    """So are a catalogue, what is no article, and what belongs to a saved page."""
    entry = '[[source]]\nfile = "003.txt"\nid = "own"\n\n[[source]]\nfile = "3.txt"\n'
    (many / "catalogue.toml").write_text(entry)
    for name in ("page.html", "page_files/ad.html", "__MACOSX/a.txt", "old/tables.json", "old/x.txt", "README.md"):
        (many / name).parent.mkdir(exist_ok=True)
        (many / name).write_text(f"<p>{article(60 + len(name))}</p>")
    (many / "film.mkv").write_bytes(b"\0" * 100)
    store = fsspec.filesystem("memory")
    for path in (path for path in many.rglob("*") if path.is_file()):
        store.pipe_file(f"/articles/{path.relative_to(many).as_posix()}", path.read_bytes())
    archive.write("memory://articles", "memory://tables", size=3000)
    left_out = pd.concat(pd.read_parquet(io.BytesIO(store.cat_file(p))) for p in store.find("/tables/left_out"))
    assert sorted(zip(left_out["path"], left_out["reason"], strict=True)) == [
        ("3.txt", "catalogue"),
        ("film.mkv", "unknown type"),
    ]
    archive.write(many, tmp_path / "here", size=3000)
    there = {path.removeprefix("/tables/"): store.cat_file(path) for path in store.find("/tables")}
    here = bytes_of(tmp_path / "here")
    assert {name: data for name, data in there.items() if "left_out" not in name} == {
        name: data for name, data in here.items() if "left_out" not in name
    }
    assert "own" in set(read(tmp_path / "here", "sources")["source_id"])


def test_what_a_store_would_leave_out_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = fsspec.filesystem("memory")
    for name, text in {"a.txt": article(1), "b.txt": article(2) * 3, "c.mkv": "film"}.items():
        store.pipe_file(f"/large/{name}", text.encode())
    monkeypatch.setattr("sourcebook.readers.reading._LARGEST_TEXT", len(article(2)) + 100)
    fetched = []
    cat = type(store).cat_file
    monkeypatch.setattr(type(store), "cat_file", lambda self, path, **k: fetched.append(path) or cat(self, path, **k))
    archive.write("memory://large", tmp_path / "out")
    assert set(fetched) == {"/large/a.txt"}
    left_out = read(tmp_path / "out", "left_out")
    assert sorted(zip(left_out["path"], left_out["reason"], strict=True)) == [
        ("b.txt", "too large"),
        ("c.mkv", "unknown type"),
    ]


def test_a_folder_may_be_called_whatever_a_disk_allows(folder: Folder, tmp_path: Path) -> None:
    articles = folder({"a.txt": article(1)}, "odd::name")
    Path(os.fsdecode(bytes(articles / "caf") + b"\xe9.txt")).write_text(article(2))
    archive.write(articles, tmp_path / "out")
    assert_as_loaded(tmp_path / "out", articles)
    assert "caf\\xe9.txt" in set(read(tmp_path / "out", "sources")["path"])


def test_a_catalogue_that_no_longer_fits_is_told(many: Path, tmp_path: Path) -> None:
    entry = '[[source]]\nfile = "004.txt"\n[[source.passage]]\nopens = "words that stand nowhere"\nvoice = "Bo"\n'
    (many / "catalogue.toml").write_text(entry + '[[source]]\nfile = "gone.txt"\n')
    archive.write(many, tmp_path / "out")
    left_out = read(tmp_path / "out", "left_out").sort_values("path")
    assert left_out[["path", "reason"]].values.tolist() == [["004.txt", "catalogue"], ["gone.txt", "catalogue"]]
    assert "words that stand nowhere" in left_out["detail"].iloc[0]


def test_tables_are_put_into_an_object_store_whenever_that_is_interrupted(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(many, tmp_path / "here", size=3000)
    store = fsspec.filesystem("memory")
    here = bytes_of(tmp_path / "here")

    left = [1_000_000]
    monkeypatch.setattr(type(store), "cp_file", ending(type(store).cp_file, left))
    monkeypatch.setattr(type(store), "rm_file", ending(type(store).rm_file, left))
    for moment in (5, 20, 40, len(here) + 5):
        left[0] = moment
        with pytest.raises(Ended):
            archive.write(many, "memory://interrupted", size=3000)
        archive.write(many, "memory://interrupted", size=3000)
        there = {p.removeprefix("/interrupted/"): store.cat_file(p) for p in store.find("/interrupted")}
        assert there == here, moment
        store.rm("/interrupted", recursive=True)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(lambda p: p / "none.jsonl", "no such file or folder", id="no such file"),
        pytest.param(lambda p: written([{"words": "x"}], p / "a.parquet"), "no column is called text", id="no text"),
        pytest.param(
            lambda p: written([{"text": ""}], p / "a.jsonl"),
            r"1 sources can be read \(a.jsonl:1: empty: ",
            id="nothing",
        ),
        pytest.param(
            lambda p: (p / "b.jsonl").write_text("\n\n") and p / "b.jsonl", "it holds no rows", id="blank lines"
        ),
        pytest.param(lambda p: p / "a.csv", "neither JSON lines nor Parquet", id="another form"),
        pytest.param(lambda p: (p / "a.parquet").write_text("no") and p / "a.parquet", "not Parquet", id="no Parquet"),
        pytest.param(lambda p: "nosuch://bucket/a.jsonl", "install the package", id="an address nobody knows"),
    ],
)
def test_what_can_t_be_read_is_said(make: Callable[[Path], Any], says: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nx\n")
    with pytest.raises(InputError, match=says):
        archive.write(make(tmp_path), tmp_path / "out")


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        pytest.param("texts/001.txt", "texts", id="the articles themselves"),
        pytest.param("texts/part-00000.parquet", "texts/part-00000.parquet", id="the articles, called as a part is"),
        pytest.param("sources/notes.md", "articles", id="a folder of the user's"),
        pytest.param("counts", "articles", id="a file of the user's"),
        pytest.param("tables.json", "articles", id="a file called as the manifest is"),
    ],
)
def test_what_lies_where_a_table_belongs_is_not_replaced(kept: str, read: str, folder: Folder, tmp_path: Path) -> None:
    folder({"a.txt": article(1)})
    own = folder({kept: article(2)}, ".") / kept
    if own.suffix == ".parquet":
        written(ROWS[2:], own)
    before = own.read_bytes()
    with pytest.raises(InputError, match=r"name another folder with -o"):
        archive.write(tmp_path / read, tmp_path)
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        pytest.param("a.jsonl", {"size": 0}, "a byte at least", id="parts of nothing"),
        pytest.param("a.parquet", {"size": -8}, "a byte at least", id="parts of less than nothing"),
        pytest.param("a.jsonl", {"tags": ["voice"]}, "can't be called 'voice'", id="a tag called as a column"),
        pytest.param("a.parquet", {"tags": ["url", "text"]}, "can't be called 'text'", id="the text as a tag"),
        pytest.param("b.txt", {"tags": ["section"]}, "is a folder of articles", id="tags of articles in files"),
        pytest.param("a.jsonl", {"tags": ["sektion"]}, "has a 'sektion'; the first has text", id="a tag of no line"),
    ],
)
def test_what_can_t_be_asked_of_an_input_is_said(name: str, options: dict[str, Any], says: str, tmp_path: Path) -> None:
    made = written(ROWS[2:], tmp_path / "in" / name)
    with pytest.raises(InputError, match=says):
        archive.write(made.parent if made.suffix == ".txt" else made, tmp_path / "out", **options)


# --- interrupted ------------------------------------------------------------------------------------------------------


def test_two_commands_never_write_the_same_tables(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def while_another_begins(task: analysing.Task) -> dict[str, int]:
        with pytest.raises(InputError, match="another command is at work there"):
            archive.write(many, tmp_path / "out", size=1000)
        return analysing.analysed(task)

    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.analysed", while_another_begins)
        archive.write(many, tmp_path / "out", size=3000)
    assert not (tmp_path / "out" / ".unfinished").exists()
    assert_as_loaded(tmp_path / "out", many)


def test_tables_are_not_put_in_place_when_some_of_the_work_is_gone(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deleting(task: analysing.Task) -> dict[str, int]:
        if task.number == 3:
            (task.out / "analysed" / "00001.json").delete()
        return analysing.analysed(task)

    archive.write(many, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.analysed", deleting)
        with pytest.raises(InputError, match="give the same command again"):
            archive.write(many, tmp_path / "out", size=3000)
    assert before.items() <= bytes_of(tmp_path / "out").items()
    archive.write(many, tmp_path / "out", size=3000)
    assert_as_loaded(tmp_path / "out", many)


def test_what_was_interrupted_goes_on_where_it_was(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = archive.write(many, tmp_path / "whole", size=3000)
    done: list[int] = []

    def counting(task: analysing.Task) -> dict[str, int]:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(task.number)
        return analysing.analysed(task)

    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.analysed", counting)
        with pytest.raises(KeyboardInterrupt):
            archive.write(many, tmp_path / "out", size=3000)
    assert not (tmp_path / "out" / "tables.json").exists()
    resumed = archive.write(many, tmp_path / "out", size=3000)
    assert (resumed.kept, resumed.parts) == (3, whole.parts)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


@pytest.mark.parametrize("broken", ["survey", "merge", "Place.move"])
def test_a_full_disk_is_said_and_what_is_done_is_kept(
    broken: str, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(many, tmp_path / "whole", size=3000)
    left = [1]  # times that it goes well

    def full(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def writing(*given: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return function(*given)

        return writing

    name = f"sourcebook.archive.job.{broken}"
    with monkeypatch.context() as patch:
        place, attribute = (archive.job if "." not in broken else places.Place), broken.rpartition(".")[2]
        patch.setattr(place, attribute, full(getattr(place, attribute)))
        with pytest.raises(InputError, match=r"No space left on device; free some space, and give the same command"):
            archive.write(many, tmp_path / "out", size=3000)
    archive.write(many, tmp_path / "out", size=3000)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole"), name


def test_a_job_may_end_at_any_moment(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends at each file that is written, of which half stands there then, moved or deleted; and is begun again."""
    few = folder({"a.txt": "It rained for 3 days.", "c.xlsx": b"PK"})
    archive.write(few, tmp_path / "whole")
    left = [0]
    monkeypatch.setattr(places.Place, "write", ending(places.Place.write, left))
    for name in ("rename", "unlink", "rmdir"):
        monkeypatch.setattr(os, name, ending(getattr(os, name), left))
    for moment in itertools.count():
        left[0] = moment
        try:
            archive.write(few, tmp_path / "out")
            break
        except Ended:
            archive.write(few, tmp_path / "out")
        assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole"), moment
        shutil.rmtree(tmp_path / "out")
    assert moment > 40


def test_other_articles_are_another_job(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.merge", lambda task: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.write(many, tmp_path / "out", size=3000)
    (many / "000.txt").write_text(article(50))
    assert archive.write(many, tmp_path / "out", size=3000).kept == 0
    assert_as_loaded(tmp_path / "out", many)


def test_tables_may_lie_in_the_folder_of_their_articles(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever it is interrupted: its own files never are articles."""
    parts = archive.write(many, tmp_path / "whole", size=3000).parts
    left = [5]
    with monkeypatch.context() as patch:
        patch.setattr(places.Place, "move", ending(places.Place.move, left))
        with pytest.raises(Ended):
            archive.write(many, many / "tables", size=3000)
    assert archive.write(many, many / "tables", size=3000).kept == parts
    assert load(many).left_out.empty
    assert archive.write(many, many / "tables", size=3000).rows["left_out"] == 0
    assert bytes_of(many / "tables") == bytes_of(tmp_path / "whole")


def test_tables_never_lie_among_the_rows_they_are_made_of(tmp_path: Path) -> None:
    written(ROWS[:1], tmp_path / "a.jsonl")
    with pytest.raises(InputError, match="lies in the folder that is read; name another folder with -o"):
        archive.write(tmp_path, tmp_path / "out")
    assert archive.write(tmp_path / "a.jsonl", tmp_path / "out").rows["sources"] == 1


def test_a_folder_without_locks_holds_tables_too(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*given: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("sourcebook.archive.kept.fcntl.flock", without)
    assert archive.write(many, tmp_path / "out").rows["sources"] == 24


def test_a_worker_that_writes_elsewhere_is_told(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.survey", lambda task: [])
        with pytest.raises(InputError, match="name folders that all workers and this machine have under the same"):
            archive.write(many, tmp_path / "out")
    assert archive.write(many, tmp_path / "out").rows["sources"] == 24


def test_a_link_that_is_left_out_makes_another_job_too(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (many / "a").symlink_to(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.merge", lambda task: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.write(many, tmp_path / "out")
    (many / "b").symlink_to(tmp_path)
    assert archive.write(many, tmp_path / "out").rows["left_out"] == 2
    assert set(read(tmp_path / "out", "left_out")["path"]) == {"a/", "b/"}


def test_what_another_job_still_writes_is_not_of_this_one(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another job is at its first part when this one begins, and ends it while this one is at its own."""
    late: list[analysing.Task] = []

    def begun(task: analysing.Task) -> dict[str, int]:
        late.append(task)
        raise KeyboardInterrupt

    def after_the_other(task: analysing.Task) -> dict[str, int]:
        found = analysing.analysed(task)
        if task.number == 0:
            analysing.analysed(late[0])
        return found

    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.analysed", begun)
        with pytest.raises(KeyboardInterrupt):
            archive.write(many, tmp_path / "out", size=1000)
        patch.setattr("sourcebook.archive.job.analysed", after_the_other)
        archive.write(many, tmp_path / "out", size=3000)
    assert_as_loaded(tmp_path / "out", many)


def test_fewer_articles_leave_no_part_behind(many: Path, tmp_path: Path) -> None:
    archive.write(many, tmp_path / "out", size=1000)
    for path in sorted(many.glob("*.txt"))[3:]:
        path.unlink()
    archive.write(many, tmp_path / "out", size=1000)
    assert len(read(tmp_path / "out", "sources")) == 3
    assert not list((tmp_path / "out").glob("**/.unfinished"))


# --- workers that die -------------------------------------------------------------------------------------------------


def test_a_worker_that_dies_costs_its_part_only(tmp_path: Path) -> None:
    with engines.opened("processes", 2) as run:
        found = dict(run(killed_once, [(n, str(tmp_path)) for n in range(7)]))
        assert sorted(found.values()) == [n * n for n in range(7)]
        died = dict(run(killed_at_one, range(4)))
    assert died == {0: 0, 1: engines.DIED, 2: 2, 3: 3}


def test_a_worker_may_die_while_a_result_is_looked_at(tmp_path: Path) -> None:
    found = {}
    with engines.opened("processes", 2) as run:
        for (number, _), square in run(killed_later, [(n, str(tmp_path)) for n in (3, 1, 2)]):
            found[number] = square
            time.sleep(2 if number == 1 else 0)
    assert found == {1: 1, 2: 4, 3: 9}


def test_a_dask_worker_that_dies_costs_its_part_only(tmp_path: Path) -> None:
    dask()
    with engines.opened("dask", 2) as run:
        found = dict(run(killed_once, [(n, str(tmp_path)) for n in range(7)]))
    assert sorted(found.values()) == [n * n for n in range(7)]


def test_dask_goes_on_while_all_of_its_workers_start_anew() -> None:
    dask()
    with engines.opened("dask", 1) as run:
        assert list(run(killed_at_one, [1])) == [(1, engines.DIED)]
        assert dict(run(killed_at_one, [2, 3])) == {2: 2, 3: 3}


@pytest.mark.parametrize("engine", ["processes", "dask"])
def test_what_a_function_raises_is_raised(engine: str, tmp_path: Path) -> None:
    if engine == "dask":
        dask()
    with pytest.raises(TimeoutError, match="the store"), engines.opened(engine, 1) as run:
        list(run(late_once, [str(tmp_path)]))


class Death(BaseException):
    """What ends a worker."""


def mortal(now: list[str]) -> engines.Run:
    """Return a stand-in for processes, where `Death` ends a worker; now: what a worker is at, for all to see."""

    def run(function: Callable[[Any], Any], tasks: Any) -> Iterator[tuple[Any, Any]]:
        for task in tasks:
            now[0] = function.__name__
            try:
                yield task, function(task)
            except Death:
                yield task, engines.DIED

    return run


def test_the_source_at_which_workers_die_is_left_out(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for processes: what would end a worker gives `DIED` here."""
    analyse = analysing.analyse

    def deadly(source_id: str, *given: Any) -> schema.Rows:
        if source_id == "005":
            raise Death
        return analyse(source_id, *given)

    monkeypatch.setattr(analysing, "analyse", deadly)
    monkeypatch.setattr(engines, "_local", mortal([""]))
    assert archive.write(many, tmp_path / "out", size=3000).rows["sources"] == 23
    (left,) = read(tmp_path / "out", "left_out").itertuples()
    assert (left.path, left.reason) == ("005.txt", "failed")


def test_no_source_is_left_out_for_where_an_earlier_run_was(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for processes, as above: workers die at the first part, and once more before they begin with it."""
    deaths, begun = 99, True

    def run(function: Callable[[Any], Any], tasks: Any) -> Iterator[tuple[Any, Any]]:
        nonlocal deaths
        for task in tasks:
            if function is analysing.analysed and task.number == 0 and (deaths := deaths - 1) >= 0:
                if begun and task.mark:
                    task.mark.write(b"1")
                yield task, engines.DIED
            else:
                yield task, function(task)

    monkeypatch.setattr(engines, "_local", run)
    with pytest.raises(InputError, match="workers died 8 times at each of 1 parts, the first of which begins with 000"):
        archive.write(many, tmp_path / "out", size=3000)
    deaths, begun = 2, False
    assert archive.write(many, tmp_path / "out", size=3000).rows["sources"] == 24


def test_a_killed_command_goes_on_and_leaves_no_workers(many: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sourcebook", "tables", str(many), "-o", str(tmp_path / "out"), "--engine",
               "processes", "--workers", "2", "--part-size", "0.001"]  # fmt: skip
    started = psutil.Popen(command, stderr=subprocess.DEVNULL)
    while len(list(tmp_path.glob("out/.unfinished/*/analysed/*"))) < 2 and started.poll() is None:
        time.sleep(0.01)
    workers = started.children(recursive=True)
    started.kill()
    started.wait()
    assert len(workers) >= 2
    assert not psutil.wait_procs(workers, timeout=30)[1]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "of them done before" in done.stdout
    archive.write(many, tmp_path / "whole", size=1000)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


# --- what is asked of an engine ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("engine", "options", "says"),
    [
        pytest.param("spark", {}, "is not one of local, processes, dask", id="an engine there isn't"),
        pytest.param("local", {"workers": 2}, "this process alone", id="workers for one process"),
        pytest.param("processes", {"memory": "2GB"}, "is for --engine dask only", id="memory for processes"),
        pytest.param("processes", {"workers": 0}, "at least one", id="no workers"),
        pytest.param("dask", {"memory": "two"}, "write it as in 2GB", id="memory in words"),
        pytest.param("dask", {"scheduler": "tcp://127.0.0.1:1"}, "nobody answers", id="a scheduler that isn't there"),
        pytest.param("dask", {"scheduler": "tcp://127.0.0.1:1", "workers": 2}, "there already", id="workers of others"),
    ],
)
def test_what_doesn_t_go_together_is_said(
    engine: str, options: dict[str, Any], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "dask":
        dask()
    monkeypatch.setattr(engines, "_PATIENCE", 0.5)
    with pytest.raises(InputError, match=says), engines.opened(engine, **options):
        pass


def test_what_listens_and_is_no_scheduler_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    dask()
    monkeypatch.setattr(engines, "_PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address, began = f"tcp://127.0.0.1:{silent.getsockname()[1]}", time.monotonic()
        with pytest.raises(InputError, match="nobody answers"), engines.opened("dask", scheduler=address):
            pass
    with pytest.raises(InputError, match="nobody answers"), engines.opened("dask", scheduler="nonsense"):
        pass
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        pytest.param(["--workers", "0"], "at least one is needed", id="no workers"),
        pytest.param(["--memory", "2GB"], "is for --engine dask only", id="memory without Dask"),
        pytest.param(["--tags", "section"], "which have no columns", id="tags of files"),
        pytest.param(["--engine", "local", "--no-cache"], "leave it out", id="no cache"),
        pytest.param(["--part-size", "inf"], "not a number of megabytes", id="a part without end"),
        pytest.param(["--part-size", "nan"], "not a number of megabytes", id="a part of no size"),
    ],
)
def test_what_is_asked_of_a_command_is_never_passed_over(
    asked: list[str], says: str, many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = cli.main(["tables", str(many), "-o", str(tmp_path / "out"), *asked])
    except SystemExit as error:
        status = error.code
    assert status == cli.BAD_INPUT
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_of_json_lines_needs_no_engine_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(ROWS[:1], tmp_path / "in" / "a.jsonl")
    (tmp_path / "in" / "README.md").write_text("Rows of articles.")
    assert cli.main(["tables", str(tmp_path / "in"), "-o", str(tmp_path / "out")]) == 0
    assert "1 article, " in capsys.readouterr().out
    assert len(read(tmp_path / "out", "texts")) == 1


@pytest.mark.parametrize("first", [[], ["--format", "csv"], ["--engine", "local"]])
def test_a_folder_holds_tables_in_parts_or_in_files(
    first: list[str], many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both would be of two states of the articles, and one of them would be read."""
    command = ["tables", str(many), "-o", str(tmp_path / "out")]
    assert cli.main([*command, *first]) == 0
    assert cli.main([*command, *([] if "--engine" in first else ["--engine", "local"])]) == cli.BAD_INPUT
    assert "holds tables in" in capsys.readouterr().err


def test_workers_with_another_library_are_refused() -> None:
    distributed = dask()
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster, set_as_default=False) as client:
            client.run(of_another_version)
        refused = r"1 of 1 workers have another version of this library.*older, here: "
        with pytest.raises(InputError, match=refused), engines.opened("dask", scheduler=cluster.scheduler_address):
            pass


def test_a_worker_that_dies_when_it_is_asked_is_no_other_version() -> None:
    with pytest.raises(InputError, match=r"a worker went away when it was asked \(tcp://b:1\); give the same"):
        engines._compare_versions({"tcp://a:1": cache.version(), "tcp://b:1": ConnectionError("closed")})


def test_a_scheduler_without_workers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = dask()
    monkeypatch.setattr(engines, "_ABSENCE", 0.2)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as cluster,
        distributed.Client(cluster) as client,
        pytest.raises(InputError, match="no workers any more"),
    ):
        list(engines._on_dask(client, 1, abs, [-1, -2]))


def test_a_scheduler_elsewhere_does_the_work(many: Path, tmp_path: Path) -> None:
    distributed = dask()
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        archive.write(many, tmp_path / "out", "dask", scheduler=cluster.scheduler_address, size=3000)
    archive.write(many, tmp_path / "whole", size=3000)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


# --- opened -----------------------------------------------------------------------------------------------------------

KEPT = "sources passages sentences words counts facts quotations asks promises left_out voices".split()


def opened(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str = "") -> Corpus:
    (tmp_path / "workbook.toml").write_text(f'articles = "{out.name}"\n{settings}', encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "workbook.toml"))
    return load()


def test_a_corpus_of_tables_is_that_of_their_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(SEEDS, tmp_path / "out", size=20_000)
    corpus, expected = opened(tmp_path / "out", tmp_path, monkeypatch), load(SEEDS)
    for name in KEPT:
        found = getattr(corpus, name).reset_index(drop=True)
        pd.testing.assert_frame_equal(found, getattr(expected, name).reset_index(drop=True))
    assert [corpus.text(s) for s in corpus.sources["source_id"]] == [
        expected.text(s) for s in expected.sources["source_id"]
    ]
    assert (corpus.issues, corpus.settings.words) == (expected.issues, expected.settings.words)
    assert corpus.whole is None
    differing = changes.changes(open_tables(tmp_path / "out"), open_tables(SEEDS))
    assert differing.sources.empty and differing.facts.empty


def test_of_many_articles_some_are_chosen_at_even_distances(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [{"text": article(n), "published": f"2024-01-{31 - n:02}", "outlet": "AB"[n % 2]} for n in range(20)]
    archive.write(written(days, tmp_path / "news.jsonl"), tmp_path / "out", size=3000)
    corpus = opened(tmp_path / "out", tmp_path, monkeypatch, "most = 5")
    assert sorted(corpus.sources["published"]) == [f"2024-01-{day}" for day in (12, 16, 20, 24, 28)]
    assert set(corpus.facts["source_id"]) == set(corpus.words["source_id"]) == set(corpus.sources["source_id"])
    assert "5 of 20 articles" in findings.corpus_line(corpus)
    assert "5 of 20 sources" in repr(corpus)
    by_outlet = overview.held(corpus, "outlet").set_index("group")
    assert by_outlet[["articles", "read"]].to_dict() == {"articles": {"A": 10, "B": 10}, "read": {"A": 0, "B": 5}}
    assert overview.held(corpus, "year")[["group", "articles", "read"]].values.tolist() == [["2024", 20, 5]]
    assert overview.held(corpus, "voice")["articles"].sum() == 20


def test_those_that_say_some_words_most_are_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = ["A tariff.", "Tariffs, a tariff, tariffs.", "Trade and deal.", "A deal.", "Nothing at all."]
    archive.write(written([{"text": f"It rained. {s}"} for s in said], tmp_path / "a.jsonl"), tmp_path / "out")
    corpus = opened(tmp_path / "out", tmp_path, monkeypatch, 'choose = ["tariff*", "trade deal"]\nmost = 2')
    assert list(corpus.sources["source_id"]) == ["a_1", "a_2"]
    assert "as those that say “tariff*” or “trade deal” most, of 3 that do" in corpus.whole.how
    with pytest.raises(InputError, match="no article of out says whale"):
        opened(tmp_path / "out", tmp_path, monkeypatch, 'choose = ["whale"]')


def test_no_catalogue_is_drafted_beside_tables(many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write(many, tmp_path / "out")
    assert cli.main(["check", str(tmp_path / "out"), "--write"]) == cli.BAD_INPUT
    assert "draft the catalogue where the articles are" in capsys.readouterr().err
    assert not (tmp_path / "out" / "catalogue.toml").exists()


def test_a_damaged_note_of_the_tables_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(written([{"text": article(n)} for n in range(3)], tmp_path / "a.jsonl"), tmp_path / "out")
    for text in ('{"na', "[]", '{"name": "a"}', '{"name": "a", "rows": {"facts": "x"}}'):
        (tmp_path / "out" / "tables.json").write_text(text)
        with pytest.raises(InputError, match=r"tables.json: damaged .*; write the tables anew"):
            opened(tmp_path / "out", tmp_path, monkeypatch, "most = 2")


@pytest.mark.parametrize("most", ["nan", "inf", "0", "2.5"])
def test_how_many_are_read_is_a_whole_number(
    most: str, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="most must be a whole number"):
        opened(many, tmp_path, monkeypatch, f"most = {most}")


def test_tables_without_a_word_to_count_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(written([{"text": "Comments (3)"}], tmp_path / "a.jsonl"), tmp_path / "out")
    with pytest.raises(InputError, match="nothing is left to count"):
        opened(tmp_path / "out", tmp_path, monkeypatch)


def test_tables_that_are_not_complete_are_not_read(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sourcebook.archive.job.analysed", lambda task: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.write(many, tmp_path / "out")
    with pytest.raises(InputError, match="the tables are not complete"):
        load(tmp_path / "out")
    archive.write(many, tmp_path / "out")
    for name, said in {"counts": 'choose = ["river"]', "facts": ""}.items():
        (tmp_path / "out" / name / "part-00000.parquet").write_bytes(b"no")
        with pytest.raises(InputError, match=rf"{name}: not the table '{name}'.*write the tables anew"):
            opened(tmp_path / "out", tmp_path, monkeypatch, said)


def test_a_choice_is_not_compared_with_another_state(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(many, tmp_path / "out")
    corpus = opened(tmp_path / "out", tmp_path, monkeypatch, 'most = 5\nsince = "out"')
    assert changes.since(corpus).old == ""
    assert any("a choice of an archive is not compared" in notice for notice in corpus.notices)


def test_parts_are_as_large_as_the_input_asks(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(path.stat().st_size for path in many.iterdir())
    monkeypatch.setattr(inputs, "PART", (size // 5, size))
    assert len(inputs.opened(places.of(many)).pieces) in (5, 6)  # a sixteenth would be less than the least
    monkeypatch.setattr(inputs, "PART", (1, size // 3))
    assert len(inputs.opened(places.of(many)).pieces) in range(16, 25)


@pytest.mark.parametrize("step", ["survey", "texts", "analysed"])
def test_a_worker_that_dies_while_it_reads_costs_the_source_it_was_at(
    step: str, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for processes: what would end a worker gives `DIED` here. Source 003 is deadly to one step."""
    if step == "texts":
        (many / "003.txt").write_text(article(5) + " One thing more.")  # nearly 005, so that its text is asked for

    really, now = readers.read, [""]

    def deadly(path: Path) -> readers.Document:
        if path.name == "003.txt" and now[0] == step:
            raise Death
        return really(path)

    monkeypatch.setattr(readers, "read", deadly)
    monkeypatch.setattr(engines, "_local", mortal(now))
    archive.write(many, tmp_path / "out", size=3000)
    left_out = {left.path: left.reason for left in read(tmp_path / "out", "left_out").itertuples()}
    assert left_out == {"003.txt": "failed"}
    assert len(read(tmp_path / "out", "sources")) == 23
