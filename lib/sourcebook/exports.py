"""A corpus -> files that other programs read: its tables as CSV and Parquet, its sources as a bibliography."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import pandas as pd

from sourcebook import agreement, bibliography, concordance, notes, reckoning, synthesis, terms, textstats
from sourcebook.corpus import TABLES, Corpus
from sourcebook.corpus.saved import holds_tables
from sourcebook.errors import InputError
from sourcebook.tablefiles import csv_bytes, parquet_bytes

__all__ = [
    "BIBLIOGRAPHY",
    "FORMS",
    "csv_bytes",
    "each_table",
    "parquet_bytes",
    "tables",
    "write",
    "write_bibliography",
    "write_tables",
]

FORMS = {"parquet": parquet_bytes, "csv": csv_bytes}  # the suffix of a form, and what makes its bytes
BIBLIOGRAPHY = "sources.bib"


def tables(
    corpus: Corpus, by: str = "voice", words: Sequence[str] = (), with_sources: bool = False
) -> dict[str, pd.DataFrame]:
    """Return every table by its name, as `each_table` makes them."""
    return dict(each_table(corpus, by, words, with_sources))


def each_table(
    corpus: Corpus, by: str = "voice", words: Sequence[str] = (), with_sources: bool = False
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give every table with its name, each made when it is asked for: those of the corpus, and what is made of them.

    words         whose uses are asked for; without any, those that workbook.toml names, else `terms.followed`
    with_sources  the articles' texts as well, in a column of `sources`
    """
    made: dict[str, Callable[[], pd.DataFrame]] = {name: partial(getattr, corpus, name) for name in TABLES}
    if with_sources:
        made["sources"] = lambda: corpus.sources.assign(text=[corpus.text(s) for s in corpus.sources["source_id"]])
    made["corrections"] = lambda: notes.corrections(corpus)
    made["statistics"] = lambda: textstats.statistics(corpus, by)
    counted = cache(lambda: terms.terms(corpus, by))
    made["terms"] = counted
    made["uses"] = lambda: concordance.uses(corpus, terms.followed(counted(), words or corpus.settings.words), by)
    made["corroborations"] = lambda: agreement.corroborations(corpus)
    made["checks"] = lambda: reckoning.checks(corpus)
    made["promises"] = lambda: _without_days(synthesis.promised(corpus, corpus.settings.as_of))
    made["timeline"] = lambda: _without_days(synthesis.timeline(corpus, corpus.settings.as_of))
    return ((name, make()) for name, make in made.items())


def _without_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows without their first and last day, which only say again what a column of dates says."""
    return rows.drop(columns=["first", "last"])


def write_tables(
    corpus: Corpus,
    out: Path,
    forms: Sequence[str] = ("parquet",),
    with_sources: bool = False,
    by: str = "voice",
    words: Sequence[str] = (),
) -> list[Path]:
    """Write every table to a folder in each of some forms of `FORMS`, and return the paths, table by table.

    Tables of another form that were written there before would be older than these: they are deleted at the end.

    raises InputError where the folder can't be written; the rest is as `tables` says
    """
    frames = tables(corpus, by, words, with_sources)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "sources.partial").touch()
        (out / "sources.partial").unlink()
    except OSError as error:
        raise InputError(f"{out}: can't be written: {error.strerror}; name another folder with -o") from None
    paths = []
    for name, frame in frames.items():
        for form in forms:
            paths.append(out / f"{name}.{form}")
            write(paths[-1], FORMS[form](frame))
    for form in sorted(set(FORMS) - set(forms)):
        _delete(out, frames, form)
    return paths


def _delete(folder: Path, names: Iterable[str], form: str) -> None:
    """Delete tables by their names in a form; in a folder without a set of them, such a file is the user's own."""
    if holds_tables(folder, form):
        for name in names:
            (folder / f"{name}.{form}").unlink(missing_ok=True)


def write_bibliography(corpus: Corpus, folder: Path) -> Path:
    """Write the sources into a folder as a bibliography, and return its path."""
    path = folder / BIBLIOGRAPHY
    write(path, bibliography.bibtex(corpus))
    return path


def write(path: Path, content: str | bytes) -> None:
    """Write a file so that it is either the old one or the new one, never half of it."""
    scratch = path.with_name(f".{path.name}.partial")
    scratch.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    os.replace(scratch, path)
