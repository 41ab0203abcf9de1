"""The first look at every source: which are read, under which ids, and which repeat another one."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from sourcebook import duplicates
from sourcebook.archive.inputs import Input
from sourcebook.archive.pieces import Files, Piece, Reading
from sourcebook.archive.places import Place
from sourcebook.archive.tables import parquet
from sourcebook.corpus import folder as folders
from sourcebook.duplicates import Sketch

# A sketch is put away in bands, a column each, so that one band of all sources can be looked at without the others.
_BANDS = [f"band_{n}" for n in range(duplicates.BANDS)]
SCHEMA = pa.schema(
    [("id", pa.string()), ("sha256", pa.binary(32)), ("sequences", pa.int64()), ("refused", pa.string())]
    + [(name, pa.binary(4 * duplicates.ROWS)) for name in _BANDS]  # missing where the text is too short to tell
)


@dataclass(frozen=True)
class Decision:
    """What becomes of the sources of a piece: the id of each, "" for what is left out; and why, by its number.

    first   how many sources of the same file stand before it
    """

    ids: tuple[str, ...]
    why: Mapping[int, str] = field(default_factory=dict)
    first: int = 0


@dataclass(frozen=True, kw_only=True)
class Survey(Reading):
    """What a worker is told to look at, and where to put what it sees."""

    to: Place


@dataclass(frozen=True, kw_only=True)
class Texts(Reading):
    """Sources of a piece whose texts are asked for."""

    wanted: frozenset[int]


def survey(task: Survey) -> list[str]:
    """Write a row for each source of a piece, the columns of `SCHEMA`; return the tags that some of them have."""
    rows: list[tuple[Any, ...]] = []
    tags: set[str] = set()
    for _, item in task.items():
        tags.update(item.entry.tags)
        if item.document is None:
            rows.append((item.entry.id, None, 0, item.refused, *[None] * len(_BANDS)))
            continue
        sketch = duplicates.sketch(item.document.text)
        digest = bytes.fromhex(item.document.sha256)
        rows.append((item.entry.id, digest, sketch.sequences, "", *_bands(sketch)))
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(values, of.type) for values, of in zip(columns, SCHEMA, strict=True)]
    task.to.write(parquet(pa.table(arrays, schema=SCHEMA)))
    return sorted(tags)


def _bands(sketch: Sketch) -> list[bytes | None]:
    if not sketch.least:
        return [None] * len(_BANDS)
    return [band.tobytes() for band in np.array(sketch.least, "<u4").reshape(len(_BANDS), -1)]


def _least(bands: Sequence[bytes | None]) -> tuple[int, ...]:
    return tuple(np.frombuffer(b"".join(filter(None, bands)), "<u4").tolist())


def texts(task: Texts) -> dict[int, bytes]:
    """Return the texts that are asked for by their numbers, packed."""
    items = ((n, item.document) for n, item in task.items() if n in task.wanted)
    return {n: zlib.compress(document.text.encode()) for n, document in items if document}


class Surveyed:
    """The surveys of all pieces, side by side; one column is in memory at a time."""

    def __init__(self, given: Input, surveys: Sequence[Place]) -> None:
        self._given = given
        self._surveys = surveys
        self._sizes = [len(column) for column in self._columns("sequences")]
        self._starts = [0, *accumulate(self._sizes)]
        self._first = _first_of_file(given.pieces, self._starts)

    def _columns(self, name: str) -> Iterator[pa.ChunkedArray]:
        for place in self._surveys:
            with place.open() as opened:
                yield pyarrow.parquet.read_table(opened, columns=[name])[name]

    def _column(self, name: str) -> pa.Array:
        chunks = [chunk for column in self._columns(name) for chunk in column.chunks]
        return pa.chunked_array(chunks, SCHEMA.field(name).type).combine_chunks()

    def alike(self) -> list[list[int]]:
        """Return the numbers of the sources, piece by piece, that may repeat another one."""
        suspect = self._is_in_another("sha256")
        for name in _BANDS:
            suspect |= self._is_in_another(name)
        found = np.flatnonzero(suspect)
        cuts = np.searchsorted(found, self._starts)
        return [(found[a:b] - start).tolist() for a, b, start in zip(cuts, cuts[1:], self._starts, strict=False)]

    def _is_in_another(self, name: str) -> np.ndarray:
        """Tell of each source whether another one has the same in a column."""
        codes = self._column(name).dictionary_encode().indices.fill_null(-1).to_numpy()
        times = np.append(np.bincount(codes[codes >= 0]), 0)  # the last is for the missing
        return times[codes] > 1

    def decisions(self, found: Mapping[tuple[int, int], bytes]) -> list[Decision]:
        """Return what becomes of every source, piece by piece.

        found   the packed texts of those that may repeat another one, by the number of the piece and their own
        """
        names = list(chain.from_iterable(self._names()))
        why = {n: said for n, said in enumerate(self._column("refused").to_pylist()) if said}
        why |= self._repeated(names, {self._starts[piece] + n: text for (piece, n), text in found.items()})
        ids = iter(self._ids(names, why))
        kept = ["" if n in why else next(ids) for n in range(len(names))]
        return [
            Decision(tuple(kept[start:end]), {n - start: why[n] for n in range(start, end) if n in why}, first)
            for start, end, first in zip(self._starts, self._starts[1:], self._first, strict=False)
        ]

    def _names(self) -> Iterator[list[str]]:
        for piece, first, size in zip(self._given.pieces, self._first, self._sizes, strict=True):
            yield [piece.name(first, at) for at in range(size)]

    def _repeated(self, names: Sequence[str], found: Mapping[int, bytes]) -> dict[int, str]:
        """Return why those are left out that repeat another one."""
        digests, sequences = (self._column(name) for name in ("sha256", "sequences"))
        rows = pa.array(sorted(found), pa.int64())
        bands = zip(*(self._column(name).take(rows).to_pylist() for name in _BANDS), strict=True)
        sketches = {
            names[n]: Sketch(sequences[n].as_py(), _least(own)) for n, own in zip(sorted(found), bands, strict=True)
        }
        at = {names[n]: n for n in found}
        said = folders.repeated(
            {name: digests[n].as_py().hex() for name, n in at.items()},
            sketches,
            lambda name: zlib.decompress(found[at[name]]).decode(),
            self._given.entries,
        )
        return {at[name]: why for name, why in said.items()}

    def _ids(self, names: Sequence[str], why: Mapping[int, str]) -> list[str]:
        """Return the ids of the sources that are kept: those of catalogue or rows, else what their names say."""
        kept = [n for n in range(len(names)) if n not in why]
        if isinstance(self._given.pieces[0], Files):
            return folders.ids([names[n] for n in kept], self._given.entries)
        own = self._column("id")
        return folders.unique(own[n].as_py() or re.sub(r"\.\w+(?=:\d+$)", "", names[n]) for n in kept)


def _first_of_file(pieces: Sequence[Piece], starts: Sequence[int]) -> list[int]:
    """Return of each piece how many sources of its file stand before it."""
    opens: dict[object, int] = {}
    return [
        start - opens.setdefault(getattr(piece, "file", None), start)
        for piece, start in zip(pieces, starts, strict=False)
    ]
