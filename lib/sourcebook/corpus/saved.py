"""An earlier state of the articles: tables that were saved, another folder, or what was published before a day."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pandas as pd

from sourcebook import tablefiles
from sourcebook.catalogue import date_interval
from sourcebook.corpus import parts, schema
from sourcebook.corpus.bundle import Corpus
from sourcebook.corpus.folder import settings_path
from sourcebook.corpus.loading import assembled
from sourcebook.errors import InputError

_NEEDED = ("sources", "counts", "facts")


class Tables(Protocol):
    """What two states are compared by; a Corpus is one."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sources(self) -> pd.DataFrame:
        """The table of sources."""

    @property
    def counts(self) -> pd.DataFrame:
        """The table of counts."""

    @property
    def facts(self) -> pd.DataFrame:
        """The table of facts."""


@dataclass(frozen=True, eq=False)
class Saved:
    """Tables without the texts that they were made from."""

    name: str
    sources: pd.DataFrame
    counts: pd.DataFrame
    facts: pd.DataFrame


def open_tables(place: str | os.PathLike[str]) -> Tables:
    """Return the tables in a folder: those that `sourcebook tables` or `sourcebook report` wrote, or of its articles.

    Of tables in parts all is read, however much it is.

    raises InputError for a folder that is none, a table that can't be read, and as `load` does
    """
    folder = Path(place).expanduser()
    if not folder.is_dir():
        raise InputError(f"{place}: no such folder; name a folder of tables, a report or a folder of articles")
    if parts.holds_parts(folder):
        return Saved(folder.resolve().name, *(parts.read(folder, name) for name in _NEEDED))
    for inner in (folder, folder / "tables"):
        for form in ("parquet", "csv"):
            if holds_tables(inner, form):
                called = folder.resolve().parent.name if folder.name == "tables" else folder.name
                return Saved(called, *(_read(inner / f"{name}.{form}", name) for name in _NEEDED))
    return assembled(folder)


def holds_tables(folder: Path, form: str) -> bool:
    """Tell whether a folder itself holds tables that were written in a form: the suffix of their names."""
    return all((folder / f"{name}.{form}").is_file() for name in ("sources", "passages"))


def _read(path: Path, name: str) -> pd.DataFrame:
    columns = schema.COLUMNS[name]
    try:
        if path.suffix == ".csv":
            return tablefiles.from_csv(path.read_bytes(), columns)
        return pd.read_parquet(path)[list(columns)].astype(columns)
    except (OSError, ValueError, KeyError) as error:
        why = " ".join(str(error).split())[:100]
        raise InputError(f"{path}: not the table '{name}' ({why}); write it anew with sourcebook tables") from None


def earlier(corpus: Corpus) -> Tables | None:
    """Return the state that `since` in workbook.toml names, None where it names none.

    It is a date: what had been published before it, undated articles too; or a folder, as `open_tables` takes one.
    """
    since = corpus.settings.since
    if not since:
        return None
    try:
        first = date_interval(since)[0]
    except ValueError:
        folder = settings_path().parent / Path(since).expanduser()
        if not folder.is_dir():
            raise InputError(
                f"{settings_path().name}: since = '{since}' is neither a folder nor a date; name an earlier report or "
                'its tables, a folder of articles, or a day, as in since = "2026-01-31"'
            ) from None
        return open_tables(folder)
    dated = corpus.sources["published"].map(lambda p: bool(p) and date_interval(p)[0] >= first).astype(bool)
    ids = set(corpus.sources.loc[~dated, "source_id"])
    parts = (table[table["source_id"].isin(ids)] for table in (corpus.sources, corpus.counts, corpus.facts))
    return Saved(f"what was published before {since}", *parts)
