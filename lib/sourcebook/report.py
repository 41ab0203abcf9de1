"""Notebooks and a folder of articles -> executed notebooks, HTML pages and tables; nothing is replaced half-made."""

import ast
import atexit
import os
import re
import shlex
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from sourcebook import bibliography, exports, pages, progress
from sourcebook.corpus import Corpus
from sourcebook.errors import InputError

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = PROJECT / "notebooks"
AT_A_TIME = 2  # kernels; more only wait for each other on a small machine
TIMEOUT = 3600  # seconds a cell may take
_GENERATOR = '<meta name="generator" content="Sourcebook'
_OURS = re.compile(r"tables/[a-z_]+\.(?:csv|parquet)|sources\.bib")
FIGURES = {"SOURCEBOOK_FIGURES": "svg"}  # for `charts`: drawn to be exported


class NotebookError(RuntimeError):
    """A notebook stopped; the message names the notebook, the cell and the error."""


def write_report(
    corpus: Corpus,
    articles: Path | None,
    out: Path,
    parameters: Mapping[str, Any] | None = None,
    notebooks: Path = NOTEBOOKS,
    *,
    code: bool = True,
    with_sources: bool = False,
) -> Path:
    """Run copies of the notebooks on a folder and write the report; return its index.

    articles      the folder, None where workbook.toml names it
    out           the folder to write; an earlier report there is replaced when the new one is complete
    code          whether the code is in the pages, folded away
    with_sources  whether the articles themselves go with it, to be read in full
    raises        NotebookError when a notebook stops; InputError when `out` can't be written, or holds something else
    """
    out = out.expanduser().resolve()
    if out.exists() and not (out.is_dir() and (is_report(out) or not any(out.iterdir()))):
        raise InputError(f"{out.name}: holds something else than a report; name an empty or a new folder with -o")
    given = dict(parameters or {}) | ({"ARTICLES": str(articles)} if articles else {})
    with scratch_beside(out) as scratch:
        executed = execute(notebooks, given, FIGURES)
        by, words = given.get("GROUP_BY") or corpus.settings.group_by, tuple(given.get("WORDS") or ())
        files = _data(exports.tables(corpus, by, words, with_sources)) | {
            exports.BIBLIOGRAPHY: bibliography.bibtex(corpus).encode("utf-8")
        }
        whole = pages.Report(
            corpus=corpus,
            pages=[pages.page(name, notebook, code) for name, notebook in executed.items()],
            brief="".join(pages.tagged(notebook, "brief") for notebook in executed.values()),
            files=files,
            command=_command(corpus, by, words, code, with_sources),
            readable=with_sources,
        )
        made = scratch / "report"
        contents: dict[str, str | bytes] = {**files, **pages.site(whole)}
        for name, content in contents.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            exports.write(made / name, content)
        _swap(made, out, scratch)
    return out / "index.html"


def _data(frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the tables as files: path in the report -> bytes."""
    return {
        f"tables/{name}.{form}": make(frame)
        for name, frame in frames.items()
        for form, make in sorted(exports.FORMS.items())
    }


def _command(corpus: Corpus, by: str, words: Sequence[str], code: bool, with_sources: bool) -> str:
    """Return what one types to make the same report."""
    options = [*(["--group-by", by] if by != "voice" else []), *(["--words", ",".join(words)] if words else [])]
    options += ["--no-code"] * (not code) + ["--with-sources"] * with_sources
    return shlex.join(["sourcebook", "report", corpus.name, *options])


def is_report(folder: Path) -> bool:
    """Tell whether a folder holds a report that this program made and nothing else, so that it may be replaced."""
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    return folder / "index.html" in files and all(_is_ours(path, folder) for path in files)


def _is_ours(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).as_posix()
    if path.suffix == ".html" and (path.parent == folder or inside.startswith("sources/")):
        return _GENERATOR in path.read_text("utf-8", "replace")[:2000]
    return bool(_OURS.fullmatch(inside))


@contextmanager
def scratch_beside(out: Path) -> Iterator[Path]:
    """Give a folder beside `out` to build in, and delete it afterwards; an error where nothing can be written there."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent)
    except OSError as error:
        raise InputError(f"{out}: can't be written: {error.strerror}; name another place with -o") from None
    with folder as name:
        yield Path(name)


def refresh(notebooks: Path = NOTEBOOKS) -> list[Path]:
    """Run the notebooks where they are and save them with their outputs, all or none; return their paths."""
    paths = []
    for name, notebook in execute(notebooks, {}).items():
        notebook.metadata["language_info"] = {"name": "python"}  # without the patch version, which says nothing
        path = notebooks / f"{name}.ipynb"
        exports.write(path, nbformat.writes(notebook) + "\n")
        paths.append(path)
    return paths


# --- running notebooks ------------------------------------------------------------------------------------------------


def execute(
    notebooks: Path, parameters: Mapping[str, Any], variables: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Run copies of all notebooks of a folder, two at a time; return name -> executed notebook, sorted.

    variables  of the environment, for the kernels alone
    raises     NotebookError naming notebook, cell and error; InputError for a parameter that no notebook knows
    """
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise InputError(f"{notebooks}: no notebooks; the folder with 00_sources.ipynb and its neighbours is expected")
    loaded = {path.stem: nbformat.read(path, as_version=4) for path in paths}
    known = {name for notebook in loaded.values() for name in _declared(notebook)}
    for name in sorted(set(parameters) - known):
        raise InputError(f"'{name}' is no parameter of the notebooks; they know {', '.join(sorted(known))}")
    for notebook in loaded.values():
        _inject(notebook, parameters)
    _execute_all(loaded, notebooks, {**os.environ, **(variables or {})})
    return loaded


def _parameters_cell(notebook: Any) -> int | None:
    return next((n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])), None)


def _declared(notebook: Any) -> set[str]:
    at = _parameters_cell(notebook)
    if at is None:
        return set()
    body = ast.parse(notebook.cells[at].source).body
    return {t.id for node in body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)}


def _inject(notebook: Any, parameters: Mapping[str, Any]) -> None:
    """Set parameters in a cell of their own behind the notebook's, as papermill does."""
    own = {name: value for name, value in parameters.items() if name in _declared(notebook)}
    at = _parameters_cell(notebook)
    if own and at is not None:
        source = "\n".join(f"{name} = {value!r}" for name, value in sorted(own.items()))
        cell = nbformat.v4.new_code_cell(source, id="injected", metadata={"tags": ["injected-parameters"]})
        notebook.cells.insert(at + 1, cell)


def _execute_all(loaded: Mapping[str, Any], folder: Path, environment: Mapping[str, str]) -> None:
    """Run notebooks in threads, so that a signal reaches us and no handler of a client; stop all when one stops."""
    clients = {name: _client(notebook, folder) for name, notebook in loaded.items()}
    stopped = threading.Event()
    cells = sum(c.cell_type == "code" for notebook in loaded.values() for c in notebook.cells)
    showing = progress.bar(None, "notebooks", total=cells, unit="cell", leave=True, delay=0)
    with showing as bar, ThreadPoolExecutor(AT_A_TIME) as pool:
        for client in clients.values():
            client.on_cell_executed = lambda **_: bar.update()
        futures = [pool.submit(_execute, name, client, stopped, environment) for name, client in clients.items()]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            stopped.set()
            for client in clients.values():
                _kill(client)
            raise


def _client(notebook: Any, folder: Path) -> NotebookClient:
    return NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],  # a warning about this machine's sockets is no news of the articles
        resources={"metadata": {"path": str(folder)}},
    )


def _execute(name: str, client: NotebookClient, stopped: threading.Event, environment: Mapping[str, str]) -> None:
    if stopped.is_set():
        return
    try:
        client.execute(env=dict(environment))
    except CellExecutionError as error:
        at, cell = _failed(client.nb)
        raise NotebookError(f"{name}.ipynb, cell {at} ({_first_line(cell)}): {error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{name}.ipynb: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from None
    finally:
        atexit.unregister(client._cleanup_kernel)  # left registered when cleaning up failed; it would complain at exit


def _kill(client: NotebookClient) -> None:
    """End a kernel at once; its thread notices and cleans up behind it."""
    process = getattr(getattr(client.km, "provisioner", None), "process", None)
    if process is not None and process.poll() is None:
        process.kill()


def _failed(notebook: Any) -> tuple[int, Any]:
    """Return the number of the first cell with an error, counted from 1 as the notebook shows them, and the cell."""
    shown = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    code = [(n, c) for n, c in enumerate(shown, 1) if c.cell_type == "code"]
    return next(((n, c) for n, c in code if any(o.output_type == "error" for o in c.outputs)), code[-1])


def _first_line(cell: Any) -> str:
    lines = [line for line in str(cell.source).splitlines() if line.strip()]
    return lines[0][:60] if lines else "empty"


def _swap(made: Path, out: Path, scratch: Path) -> None:
    """Put a complete folder into the place of an earlier one, which is deleted last."""
    try:
        if out.exists():
            out.rename(scratch / "earlier")
        made.rename(out)
    except BaseException:  # an interrupt as well: one of the two folders is always in its place
        if (scratch / "earlier").exists() and not out.exists():
            (scratch / "earlier").rename(out)
        raise
    shutil.rmtree(scratch / "earlier", ignore_errors=True)
