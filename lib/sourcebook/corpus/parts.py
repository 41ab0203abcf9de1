"""Tables saved in parts -> the rows of some of their sources, chosen where there are more than can be read closely.

A folder of such tables holds a folder for each table with its parts in Parquet, and `tables.json`, which is written
when all of them are complete; `sourcebook tables --engine …` makes it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset

from sourcebook import spans
from sourcebook.corpus import schema
from sourcebook.errors import InputError

MANIFEST = "tables.json"
# The tables of which each piece of the input gives a part; `texts` are those of the sources.
PARTS = "sources passages sentences counts facts quotations asks promises left_out texts".split()
ADDED_UP = ("voices", "vocabulary")  # of these each piece gives what is added up over all
UNFINISHED = ".unfinished"


@dataclass(frozen=True, eq=False)
class Whole:
    """An archive of which a corpus is a part: all of its sources and voices, and how the part was chosen.

    sources   source_id · outlet · published · words
    voices    voice · sources · words, counted over all
    rows      how many rows each table has
    """

    name: str
    how: str
    sources: pd.DataFrame
    voices: pd.DataFrame
    rows: Mapping[str, int]


def holds_parts(folder: Path) -> bool:
    """Tell whether a folder holds tables in parts.

    raises InputError where it does, and they are not complete
    """
    if (folder / UNFINISHED).is_dir() and not (folder / MANIFEST).is_file():
        raise InputError(f"{folder}: the tables are not complete; give the same command again, and it goes on")
    return (folder / MANIFEST).is_file()


def read(folder: Path, table: str, sources: Sequence[str] | None = None, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows of a table, sorted by source where it tells of one.

    sources   ids of those whose rows are wanted; None: all
    columns   those wanted; none: all
    raises    InputError for what is no such table
    """
    with _told(folder / table):
        data = pyarrow.dataset.dataset(folder / table, format="parquet")
        wanted = None if sources is None else pc.field("source_id").isin(pa.array(sources, pa.large_string()))
        rows = data.to_table(columns=list(columns) or None, filter=wanted)
        if "source_id" in rows.column_names:
            rows = rows.take(pc.sort_indices(rows["source_id"]))
        kinds = {name: kind for name, kind in schema.COLUMNS.get(table, {}).items() if not columns or name in columns}
        found = rows.to_pandas()
        texts = {name: "str" for name in found if name not in kinds and found[name].dtype == object}
        return found.astype(kinds | texts)


@contextmanager
def _told(table: Path) -> Iterator[None]:
    """Raise InputError where a table is damaged or is none."""
    try:
        yield
    except (OSError, pa.ArrowException, KeyError) as error:
        why = " ".join(str(error).split())[:100]
        raise InputError(f"{table}: not the table '{table.name}' ({why}); write the tables anew") from None


def whole(folder: Path, most: int, words: Sequence[str]) -> tuple[list[str], Whole | None]:
    """Return the ids of the sources to read closely, sorted; and the archive they are a part of, if they are not all.

    most    how many at most
    words   words and phrases; the sources that say them most are chosen, ties by id. Without any, sources at even
            distances in the order of their dates, so that every time has its share
    """
    sources = read(folder, "sources", columns=["source_id", "outlet", "published", "words"])
    if len(sources) <= most and not words:
        return list(sources["source_id"]), None
    chosen, how = _saying(folder, words, most) if words else _even(sources, most)
    if not chosen:
        raise InputError(
            f"workbook.toml: choose: no article of {folder.name} says {', '.join(words)}; name other words"
        )
    name, rows = _manifest(folder)
    return sorted(chosen), Whole(name, how, sources, read(folder, "voices"), rows)


def _manifest(folder: Path) -> tuple[str, dict[str, int]]:
    """Return what an archive is called, and how many rows each of its tables has."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(told["name"]), {str(name): int(rows) for name, rows in told["rows"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = " ".join(f"{type(error).__name__} {error}".split())[:100]
        raise InputError(f"{folder / MANIFEST}: damaged ({why}); write the tables anew") from None


def _even(sources: pd.DataFrame, most: int) -> tuple[list[str], str]:
    in_time = sources.sort_values(["published", "source_id"])["source_id"].to_numpy()
    chosen = in_time[np.arange(most) * len(in_time) // most]
    return list(chosen), "at even distances in the order of their dates"


def _saying(folder: Path, phrases: Sequence[str], most: int) -> tuple[list[str], str]:
    """Return the sources that say some words most; of a phrase they say each word, as often as the rarest of them."""
    said: pd.Series | None = None
    for phrase in phrases:
        counts = [_uses(folder, spans.term(phrase[s:e]), phrase[e : e + 1] == "*") for s, e in spans.words(phrase)]
        of_phrase = pd.concat(counts, axis=1, join="inner").min(axis=1)
        said = of_phrase if said is None else said.add(of_phrase, fill_value=0)
    if said is None:
        return [], ""
    table = said.rename("n").rename_axis("source_id").reset_index()
    table = table.sort_values(["n", "source_id"], ascending=[False, True])
    which = " or ".join(f"“{phrase}”" for phrase in phrases)
    return list(table["source_id"].head(most)), f"as those that say {which} most, of {len(table):,} that do"


def _uses(folder: Path, term: str, open_ended: bool) -> pd.Series:
    """Return how often each source uses a term, or those that begin so."""
    is_it = pc.starts_with(pc.field("term"), term) if open_ended else pc.field("term") == term
    with _told(folder / "counts"):
        rows = pyarrow.dataset.dataset(folder / "counts", format="parquet").to_table(["source_id", "n"], filter=is_it)
    found = rows.group_by("source_id").aggregate([("n", "sum")])
    return pd.Series(found["n_sum"].to_numpy(), index=found["source_id"].to_pylist())
