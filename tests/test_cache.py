"""A rerun works out only what is new, and gives what a run without a cache gives."""

import ast
import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import Corpus, InputError, cache, cli, load, readers
from sourcebook.corpus import TABLES, analysis, loading

ROOT = Path(__file__).resolve().parents[1]
Folder = Callable[..., Path]
ARTICLES: dict[str, str | bytes] = {
    "a.txt": "Ada Ng\n\nIt rained for 3 days in May 2024. The U.S. paid $5 million.\n",
    "sub/b.md": "Prices rose by 4%. “We wait,” said Bo Ortiz.\n",
    "c.txt": "价格上涨了。\r\nNobody knows why.\n",
    "empty.txt": "",
    "catalogue.toml": '[[source]]\nfile = "a.txt"\nid = "rain"\npublished = "2024-06-01"\ntags = { side = "north" }\n'
    '[[source.passage]]\nopens = "It rained"\nvoice = "Ada Ng"\ntags = { country = "X" }\n',
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that results are kept in."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Return which files are read and which sources analysed from now on."""
    said: dict[str, list[str]] = {"read": [], "analysed": []}

    def read(path: Path) -> readers.Document:
        said["read"].append(path.name)
        return READ(path)

    def analyse(source_id: str, *others: object) -> object:
        said["analysed"].append(source_id)
        return ANALYSE(source_id, *others)

    monkeypatch.setattr(readers, "read", read)
    monkeypatch.setattr(loading, "analyse", analyse)
    return said


READ, ANALYSE = readers.read, analysis.analyse


def entries(kept: Path) -> list[Path]:
    return sorted(path for path in kept.rglob("*") if path.is_file())


def assert_same(one: Corpus, other: Corpus) -> None:
    for name in (*TABLES, "words"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True, obj=name)
    assert [one.text(s) for s in one.sources["source_id"]] == [other.text(s) for s in other.sources["source_id"]]
    assert (one.fingerprint, one.notices, one.groupings) == (other.fingerprint, other.notices, other.groupings)


@pytest.mark.parametrize("articles", ["small", "seeds"])
def test_every_table_is_the_same_with_a_cache_and_without(articles: str, folder: Folder, kept: Path) -> None:
    made = ROOT / "seeds" if articles == "seeds" else folder(ARTICLES)
    without = load(made, cache=False)
    assert not kept.exists()
    assert_same(load(made), without)
    assert entries(kept)
    assert_same(load(made), without)


def test_the_command_writes_the_same_bytes_each_time(folder: Folder, kept: Path, tmp_path: Path) -> None:
    made = folder(ARTICLES)
    for out, more in (("without", ["--no-cache"]), ("first", []), ("second", [])):
        os.environ[cache.VARIABLE] = str(kept)  # which --no-cache sets for the kernels it starts
        assert cli.main(["tables", str(made), "-o", str(tmp_path / out), *more]) == 0
        assert kept.exists() == (out != "without")
    written = {out: {p.name: p.read_bytes() for p in (tmp_path / out).iterdir()} for out in ("without", "first")}
    assert len(written["without"]) > 8
    assert written["first"] == written["without"]
    assert {p.name: p.read_bytes() for p in (tmp_path / "second").iterdir()} == written["without"]


def test_one_article_more_is_the_only_one_that_is_read_and_analysed(folder: Folder, kept: Path, done) -> None:
    made = folder(ARTICLES)
    load(made)
    assert done == {"read": ["a.txt", "c.txt", "empty.txt", "b.md"], "analysed": ["c", "rain", "sub/b"]}
    (made / "new.txt").write_text("This is new.", encoding="utf-8")
    assert load(made).sources["source_id"].tolist() == ["c", "new", "rain", "sub/b"]
    assert (done["read"][4:], done["analysed"][3:]) == (["new.txt"], ["new"])


def test_what_the_catalogue_says_anew_is_analysed_anew_and_not_read_again(folder: Folder, kept: Path, done) -> None:
    made = folder(ARTICLES)
    load(made)
    toml = str(ARTICLES["catalogue.toml"]).replace("Ada Ng", "Ida Ng")
    (made / "catalogue.toml").write_text(toml, encoding="utf-8")
    assert load(made).passages["voice"].tolist().count("Ida Ng") == 1
    assert (len(done["read"]), done["analysed"][3:]) == (4, ["rain"])


def test_the_same_text_under_another_name_has_ids_of_its_own(folder: Folder, kept: Path) -> None:
    load(folder({"one.txt": "It rained."}))
    assert load(folder({"two.txt": "It rained."}, "other")).sentences["sentence_id"].tolist() == ["two:0-10"]


def test_a_file_without_text_is_remembered_and_a_locked_one_is_not(folder: Folder, kept: Path, done) -> None:
    made = folder(ARTICLES)
    assert load(made).left_out.values.tolist() == load(made).left_out.values.tolist()
    assert done["read"].count("empty.txt") == 1
    os.mkfifo(made / "pipe.txt")
    for times in (1, 2):
        assert load(made).left_out["path"].tolist() == ["empty.txt", "pipe.txt"]
        assert done["read"].count("pipe.txt") == times


DAMAGE = {
    "truncated": lambda data: data[:-1],
    "cut to nothing": lambda data: b"",
    "a bit turned": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "overwritten": lambda data: b"\x00" * len(data),
    "another file": lambda data: b"not ours",
}


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
def test_a_damaged_entry_is_worked_out_again(folder: Folder, kept: Path, damage: str, capfd) -> None:
    made = folder(ARTICLES)
    whole = load(made)
    sound = {path: path.read_bytes() for path in entries(kept)}
    assert len(sound) == 7  # four files, three sources
    for path, data in sound.items():
        path.write_bytes(DAMAGE[damage](data))
    assert_same(load(made), whole)
    assert {path: path.read_bytes() for path in entries(kept)} == sound
    assert capfd.readouterr() == ("", "")


def test_what_another_version_kept_is_not_used(folder: Folder, kept: Path, done, monkeypatch) -> None:
    made = folder(ARTICLES)
    load(made)
    monkeypatch.setattr(cache, "version", lambda: "0" * 16)
    load(made)
    assert done["analysed"] == ["c", "rain", "sub/b"] * 2


def test_the_version_follows_every_package_that_reads() -> None:
    """A new version of a parser may read another text from the same bytes."""
    library = Path(cache.__file__).parent
    files = [library / "spans.py", *library.glob("readers/*.py"), *library.glob("voices/*.py")]
    files += [
        *library.glob("quantities/*.py"),
        *library.glob("speech/*.py"),
        library / "duplicates.py",
        library / "punkt.py",
    ]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    named = [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    named += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    packages = metadata.packages_distributions()
    third_party = {packages[top][0] for name in named if (top := name.partition(".")[0]) in packages} - {"sourcebook"}
    assert third_party == set(cache._READING) - {"pyarrow"}  # which writes what is kept


@pytest.mark.parametrize("changed", ["spans.py", "hedges.txt", "quantities/units.py"])
def test_the_version_follows_every_file_of_the_library(tmp_path: Path, changed: str) -> None:
    package = tmp_path / "sourcebook"
    shutil.copytree(Path(cache.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    code = "from sourcebook import cache; print(cache.version())"

    def version() -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True).stdout

    before = version()
    assert before.strip() == cache.version()  # not where the library lies, but what it is
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert version() != before


def test_nowhere_to_write_is_no_error(folder: Folder, tmp_path: Path, monkeypatch) -> None:
    made = folder(ARTICLES)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file"))
    assert_same(load(made), load(made, cache=False))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"


def test_a_full_disk_is_no_error_and_leaves_nothing_behind(folder: Folder, kept: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    made = folder(ARTICLES)
    assert_same(load(made), load(made, cache=False))
    assert entries(kept) == []


def test_several_processes_at_once_get_the_same(folder: Folder, kept: Path) -> None:
    made = folder({**ARTICLES, **{f"{n}.txt": f"{n} ships came. " * (n + 1) for n in range(40)}})
    code = "import sys; from sourcebook import load; c = load(sys.argv[1]); print(c, c.facts.to_csv())"
    command = [sys.executable, "-c", code, str(made)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    said = [process.communicate() for process in running]
    assert len(set(said)) == 1
    assert said[0][0]
    assert said[0][1] == b""
    assert all(len(path.name) == 40 for path in entries(kept))  # nothing half-written is left


@pytest.mark.parametrize("value", ["", "off"])
def test_the_environment_switches_it_off(folder: Folder, tmp_path: Path, monkeypatch, value: str) -> None:
    monkeypatch.setenv(cache.VARIABLE, value)
    monkeypatch.setattr(cache.platformdirs, "user_cache_dir", lambda _: str(tmp_path / "user"))
    load(folder(ARTICLES))
    assert not (tmp_path / "user").exists()


def test_it_is_the_user_s_own_cache_directory_otherwise(folder: Folder, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setattr(cache.platformdirs, "user_cache_dir", lambda name: str(tmp_path / name))
    load(folder(ARTICLES))
    (own,) = (tmp_path / "sourcebook" / cache.OWN).iterdir()
    assert own.name == cache.version()
    assert own.stat().st_mode & 0o077 == 0  # the texts of articles are nobody else's


def test_nothing_is_written_to_a_notebook_s_error_stream(folder: Folder, kept: Path, capfd) -> None:
    made = folder(ARTICLES)
    load(made)
    load(made)
    assert capfd.readouterr() == ("", "")


def test_an_error_in_the_catalogue_is_told_every_time(folder: Folder, kept: Path) -> None:
    made = folder({**ARTICLES, "catalogue.toml": str(ARTICLES["catalogue.toml"]).replace("It rained", "It snowed")})
    for _ in range(2):
        with pytest.raises(InputError, match=r"articles/catalogue.toml, a.txt: passage opens = 'It snowed'"):
            load(made)


# --- the cache by itself ----------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> cache.Cache:
    return cache.Cache(tmp_path)


@given(st.binary(max_size=300))
def test_bytes_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    own = cache.Cache(tmp_path_factory.getbasetemp() / "bytes")
    own.put("x", data)
    assert own.get("x") == data


def test_nothing_is_found_under_another_name(store: cache.Cache) -> None:
    store.put("x", b"1")
    assert store.get("y") is None


def aged(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_other_versions_go_unless_they_may_be_in_use(store: cache.Cache, tmp_path: Path) -> None:
    for name, age in (("a" * 16, 2 * cache.UNUSED), ("b" * 16, 0), ("their own", 9 * cache.UNUSED)):
        (tmp_path / cache.OWN / name).mkdir(parents=True)
        aged(tmp_path / cache.OWN / name, age)
    store.prune()
    assert len(list((tmp_path / cache.OWN).iterdir())) == 3  # a run that wrote nothing deletes nothing
    store.put("x", b"1")
    store.prune()
    assert {p.name for p in (tmp_path / cache.OWN).iterdir()} == {"b" * 16, "their own", cache.version()}


def test_the_oldest_go_when_there_are_too_many(store: cache.Cache, tmp_path: Path) -> None:
    for n, name in enumerate("abcd"):
        store.put(name, bytes(100))
        aged(tmp_path / cache.OWN / cache.version() / name, 100 - n)
    store.prune(limit=300)  # a checksum of 32 bytes goes with each
    assert [name for name in "abcd" if store.get(name)] == ["c", "d"]


def test_what_a_killed_process_left_half_written_goes_in_time(store: cache.Cache, tmp_path: Path) -> None:
    store.put("a", b"1")
    folder = tmp_path / cache.OWN / cache.version()
    for name, age in (("b.0123", 2 * cache.UNUSED), ("c.0123", 0)):
        (folder / name).write_bytes(b"half")
        aged(folder / name, age)
    store.prune()
    assert {path.name for path in folder.iterdir()} == {"a", "c.0123"}


def test_what_was_kept_is_found_after_the_disk_has_filled_up(store: cache.Cache, monkeypatch) -> None:
    store.put("a", b"1")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    store.put("b", b"2")
    assert (store.get("a"), store.get("b")) == (b"1", None)
