"""Notebooks that run beside each other: one that fails stops the others, and what runs beside them keeps no one."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from sourcebook import InputError, exports, load, report, running

WAIT = "import pathlib, time\nwhile not pathlib.Path('failing').exists(): time.sleep(0.01)"
PID = "import os, pathlib\npathlib.Path('{0}.pid').write_text(str(os.getpid()))"
FAIL = "import pathlib\npathlib.Path('failing').touch()\n1 / 0"


def wrote(name: str) -> str:
    return f"import pathlib; pathlib.Path('{name}').touch()"


def notebooks(folder: Path, **cells: list[str]) -> Path:
    """Write notebooks, name=sources of its cells, each of which says the number of its process first."""
    for name, sources in cells.items():
        written = [nbformat.v4.new_code_cell(source) for source in (PID.format(name), *sources)]
        nbformat.write(nbformat.v4.new_notebook(cells=written), folder / f"{name}.ipynb")
    return folder


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def assert_all_have_ended(folder: Path) -> None:
    assert not [path.name for path in folder.glob("*.pid") if is_running(int(path.read_text()))]


def test_what_is_made_is_sorted_by_name(tmp_path: Path) -> None:
    folder = notebooks(tmp_path, b=["1 + 1"], a=["x = 1", "x + 2"])
    made = running.execute(folder, {}, lambda name, notebook: (name, notebook.cells[-1].outputs[0].data["text/plain"]))
    assert list(made.items()) == [("a", ("a", "3")), ("b", ("b", "2"))]
    assert_all_have_ended(tmp_path)


def test_one_that_fails_stops_the_others_and_none_is_begun(tmp_path: Path) -> None:
    folder = notebooks(
        tmp_path,
        failing_first=[WAIT.replace("failing", "beside.pid"), FAIL, "#" * 2000],  # the longest begin
        beside=[f"{WAIT}\ntime.sleep(60)", "#" * 1000],
        next=[wrote("next-ran")],
        last=[wrote("last-ran")],
    )
    made: list[str] = []
    with pytest.raises(running.NotebookError, match=r"^failing_first\.ipynb, cell 3 .*: ZeroDivisionError"):
        running.execute(folder, {}, lambda name, _: made.append(name))
    assert made == []
    assert not list(tmp_path.glob("*-ran"))
    assert_all_have_ended(tmp_path)


def test_one_that_could_not_be_ended_begins_no_other_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that is only being started when another fails has no process yet."""
    monkeypatch.setattr(running, "_kill", lambda client: None)
    folder = notebooks(tmp_path, fails=[WAIT.replace("failing", "other.pid"), FAIL], other=[f"{WAIT}\ntime.sleep(3)"])
    notebook = nbformat.read(folder / "other.ipynb", as_version=4)
    notebook.cells += [nbformat.v4.new_markdown_cell("Then"), nbformat.v4.new_code_cell(wrote("other-ran"))]
    nbformat.write(notebook, folder / "other.ipynb")
    with pytest.raises(running.NotebookError, match=r"^fails\.ipynb"):
        running.execute(folder, {}, lambda name, _: name)
    assert not (tmp_path / "other-ran").exists()
    assert_all_have_ended(tmp_path)


def test_what_fails_beside_the_kernels_stops_them_as_well(tmp_path: Path) -> None:
    folder = notebooks(tmp_path, a=[wrote("failing")], b=[f"{WAIT}\ntime.sleep(60)", wrote("b-ran")])

    def fail(name: str, notebook: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        running.execute(folder, {}, fail)
    assert not (tmp_path / "b-ran").exists()
    assert_all_have_ended(tmp_path)


def test_nothing_is_said_of_those_that_were_stopped(tmp_path: Path) -> None:
    folder = notebooks(tmp_path, a=[FAIL, "#" * 2000], b=[f"{WAIT}\ntime.sleep(60)", "#" * 1000], c=["1"], d=["2"])
    script = (
        "import pathlib\nfrom sourcebook import running\n"
        f"try: running.execute(pathlib.Path({str(folder)!r}), {{}}, lambda name, _: name)\n"
        "except running.NotebookError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=50)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("a.ipynb, cell 2 (import pathlib): ZeroDivisionError")


# --- the tables beside the kernels ------------------------------------------------------------------------------------


def test_a_notebook_that_fails_does_not_wait_for_the_tables(folder, tmp_path: Path, monkeypatch) -> None:
    articles, asked = folder({"a.txt": "It rained."}), threading.Event()
    go_on, asked_for_more = threading.Event(), threading.Event()

    def slow(*_: object) -> Iterator[tuple[str, object]]:
        asked.set()
        go_on.wait(20)
        yield "sources", load(articles).sources
        asked_for_more.set()
        yield "facts", None

    def fail(*_: object) -> None:
        assert asked.wait(20)
        raise running.NotebookError("a.ipynb")

    monkeypatch.setattr(exports, "each_table", slow)
    monkeypatch.setattr(running, "execute", fail)
    with pytest.raises(running.NotebookError):
        report.write_report(load(articles), articles, tmp_path / "out")
    others = [t for t in threading.enumerate() if t.daemon and "collect" in t.name]
    assert others and not go_on.is_set(), "still at its table"
    go_on.set()
    others[-1].join(20)
    assert not asked_for_more.is_set(), "nobody wants the next"


def test_nor_does_the_end_of_the_program(tmp_path: Path) -> None:
    script = (
        "import time\nfrom sourcebook import report\n"
        "def slow():\n    time.sleep(60)\n    yield 'a', b''\n"
        "with report._beside(slow()): raise SystemExit(3)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=40)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


def test_an_error_in_the_tables_is_told_as_it_is(folder, tmp_path: Path, monkeypatch) -> None:
    articles, error = folder({"a.txt": "It rained."}), InputError("group_by 'x' is not one of voice")

    def fail(*_: object) -> Iterator[tuple[str, object]]:
        yield "sources", load(articles).sources
        raise error

    monkeypatch.setattr(exports, "each_table", fail)
    monkeypatch.setattr(running, "execute", lambda *_: {})
    with pytest.raises(InputError) as raised:
        report.write_report(load(articles), articles, tmp_path / "out")
    assert raised.value is error and not (tmp_path / "out").exists()
