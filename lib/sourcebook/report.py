"""Notebooks and a folder of articles -> executed notebooks, HTML pages and tables; nothing is replaced half-made."""

import re
import shlex
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat

from sourcebook import bibliography, exports, pages, running
from sourcebook.corpus import NOTEBOOKS, Corpus
from sourcebook.errors import InputError

_GENERATOR = '<meta name="generator" content="Sourcebook'
_OURS = re.compile(r"tables/[a-z_]+\.(?:csv|parquet)|sources\.bib")
FIGURES = {"SOURCEBOOK_FIGURES": "svg"}  # for `charts`: drawn to be exported


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
    by, words = given.get("GROUP_BY") or corpus.settings.group_by, tuple(given.get("WORDS") or ())
    with scratch_beside(out) as scratch:
        with _beside(_files(corpus, by, words, with_sources)) as tables:  # while kernels start
            made = running.execute(notebooks, given, lambda name, notebook: _page(name, notebook, code), FIGURES)
            files = tables.result()
        whole = pages.Report(
            corpus=corpus,
            pages=[page for page, _ in made.values()],
            brief="".join(brief for _, brief in made.values()),
            files=files,
            command=_command(corpus, by, words, code, with_sources),
            readable=with_sources,
        )
        contents: dict[str, str | bytes] = {**whole.files, **pages.site(whole)}
        for name, content in contents.items():
            (scratch / "report" / name).parent.mkdir(parents=True, exist_ok=True)
            exports.write(scratch / "report" / name, content)
        _swap(scratch / "report", out, scratch)
    return out / "index.html"


def _page(name: str, notebook: Any, code: bool) -> tuple[pages.Page, str]:
    """Return the page of an executed notebook, and the HTML of its brief."""
    return pages.page(name, notebook, code), pages.tagged(notebook, "brief")


def _files(corpus: Corpus, by: str, words: Sequence[str], with_sources: bool) -> Iterator[tuple[str, bytes]]:
    """Give the tables and the bibliography as files: path in the report, bytes."""
    for name, frame in exports.each_table(corpus, by, words, with_sources):
        for form, make in sorted(exports.FORMS.items()):
            yield f"tables/{name}.{form}", make(frame)
    yield exports.BIBLIOGRAPHY, bibliography.bibtex(corpus).encode("utf-8")


@contextmanager
def _beside(pairs: Iterator[tuple[str, bytes]]) -> Iterator[Future[dict[str, bytes]]]:
    """Collect pairs in a thread; who leaves early waits for none, not even at the end of the program.

    An executor would be waited for; the thread that was left ends with the pair that it is at.
    """
    collected, left = Future[dict[str, bytes]](), threading.Event()

    def collect() -> None:
        try:
            collected.set_result(dict(takewhile(lambda _: not left.is_set(), pairs)))
        except BaseException as error:
            collected.set_exception(error)

    threading.Thread(target=collect, daemon=True).start()
    try:
        yield collected
    finally:
        left.set()


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
    for name, notebook in running.execute(notebooks, {}, lambda _, notebook: notebook).items():
        notebook.metadata["language_info"] = {"name": "python"}  # without the patch version, which says nothing
        path = notebooks / f"{name}.ipynb"
        exports.write(path, nbformat.writes(notebook) + "\n")
        paths.append(path)
    return paths


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
