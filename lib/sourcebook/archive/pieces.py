"""Pieces of the input, each of which a worker reads by itself: files, lines of JSON, rows of Parquet."""

import errno
import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet

from sourcebook import readers
from sourcebook.archive import rows
from sourcebook.archive.places import Place
from sourcebook.archive.rows import COLUMNS, Item
from sourcebook.catalogue import SourceEntry
from sourcebook.corpus import folder as folders
from sourcebook.errors import InputError
from sourcebook.readers import LARGEST, Document

_LONGEST = 7  # bytes of a line for each character of its text, which JSON may write with six
_DIED = "failed: the worker that was at it died, for want of memory perhaps; leave it out, or give workers more"
_FEW = 8  # ranges of a row group that are read where they are
_BATCH = 256  # rows of Parquet that are read at once
# Troubles of a disk or a network that pass: what is read then is there when the command is given again.
_PASSING = frozenset(
    getattr(errno, name)
    for name in "EAGAIN EBUSY EMFILE ENFILE ENOMEM ESTALE ETIMEDOUT ENETDOWN ENETUNREACH EHOSTDOWN EHOSTUNREACH".split()
    if hasattr(errno, name)
)


class Piece(Protocol):
    """A part of the input; it travels to workers."""

    @property
    def size(self) -> int:
        """Its bytes, about."""

    def items(self, skipped: Collection[int] = ()) -> Iterator[Item]:
        """Read its sources in order; those of some numbers are not touched, and refused."""

    def name(self, first: int, at: int) -> str:
        """Return what its source number `at` is called; `first` are the sources of the same file before it."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A piece that a worker is told to read.

    mark     where it notes which source it is at, so that the one at which a worker died is known; None: nowhere
    skipped  the numbers of the sources at which workers died
    """

    number: int
    piece: Piece
    mark: Place | None = None
    skipped: tuple[int, ...] = ()

    def items(self) -> Iterator[tuple[int, Item]]:
        """Read the sources, each with its number, which is noted before anything is done to it."""
        items = self.piece.items(self.skipped)
        for at in itertools.count():
            if self.mark:
                self.mark.write(str(at).encode())
            item = next(items, None)
            if item is None:
                return
            yield at, item


def _raise_passing(error: BaseException | None) -> None:
    """Raise what is no fault of the source at which it came."""
    if error and (isinstance(error, TimeoutError | ConnectionError) or getattr(error, "errno", None) in _PASSING):
        raise error


def _raise_unless_damaged(error: Exception) -> None:
    """Raise what keeps Arrow from reading a file; it has no number of an error for what it can't make sense of."""
    if isinstance(error, TimeoutError | ConnectionError) or getattr(error, "errno", None) not in (None, errno.EIO):
        raise error


@dataclass(frozen=True)
class Files:
    """Articles that are files of a folder; paths: as the file system has them, which may not be text."""

    root: Place
    paths: tuple[str, ...]
    size: int
    entries: Mapping[str, SourceEntry] = field(default_factory=dict)

    def items(self, skipped: Collection[int] = ()) -> Iterator[Item]:
        """Read the files."""
        for at, path in enumerate(self.paths):
            name = self.name(0, at)
            entry = self.entries.get(name, SourceEntry(file=name))
            if at in skipped:
                yield Item(entry, refused=_DIED)
                continue
            try:
                yield Item(entry, self._document(path))
            except InputError as error:
                _raise_passing(error.__cause__)
                yield Item(entry, refused=str(error))
            except OSError as error:
                _raise_passing(error)
                why = error.strerror or type(error).__name__
                yield Item(entry, refused=f"unreadable: {why}; check its permissions")

    def _document(self, path: str) -> Document:
        if self.root.is_local:
            return readers.read(Path(self.root.path, path))
        return readers.parsed(Path(path).suffix, (self.root / path).read())

    def name(self, first: int, at: int) -> str:
        """Return the path of a file in the folder, as text."""
        return folders.as_text(self.paths[at])


@dataclass(frozen=True)
class Lines:
    """Lines of JSON from one place of a file to another."""

    file: Place
    start: int
    end: int
    tags: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.end - self.start

    def items(self, skipped: Collection[int] = ()) -> Iterator[Item]:
        """Read the lines, blank ones left out."""
        for at, line in enumerate(self._lines()):
            if at in skipped:
                yield rows.refused(_DIED)
            elif line is None:
                yield rows.refused(rows.too_large())
            else:
                yield rows.of_line(line, self.tags)

    def _lines(self) -> Iterator[bytes | None]:
        """Yield the lines that are not blank; None for one that is too long."""
        with self.file.open() as opened:
            opened.seek(self.start)
            while opened.tell() < self.end:
                line = opened.readline(_LONGEST * LARGEST)
                if len(line) == _LONGEST * LARGEST and not line.endswith(b"\n"):
                    while (rest := opened.readline(LARGEST)) and not rest.endswith(b"\n"):
                        pass
                    yield None
                elif line.strip():
                    yield line

    def columns(self) -> str:
        """Return what the columns of the first row are called."""
        for line in filter(None, self._lines()):
            try:
                return ", ".join(list(json.loads(line))[:12])
            except (ValueError, TypeError, RecursionError):
                continue
        return "none"

    def name(self, first: int, at: int) -> str:
        """Return the file with the number of the line, blank ones not counted."""
        return f"{self.file.name}:{first + at + 1}"


@dataclass(frozen=True)
class Rows:
    """Rows of a Parquet file: so many of one row group, from one on.

    copy   where the row group lies cut into ranges, of which this is number `part`; None: it is read where it is, from
           its beginning on
    """

    file: Place
    group: int
    start: int
    stop: int
    size: int
    tags: tuple[str, ...] = ()
    copy: Place | None = None
    part: int = 0

    def items(self, skipped: Collection[int] = ()) -> Iterator[Item]:
        """Read the rows, a batch at a time."""
        for at, row in enumerate(self._rows()):
            if at in skipped:
                yield rows.refused(_DIED)
            else:
                yield rows.refused(row) if isinstance(row, str) else rows.of_row(row, self.tags)

    def _rows(self) -> Iterator[Mapping[str, Any] | str]:
        """Yield the rows; why there is none for each that stands in the damaged rest of its row group."""
        left = self.stop - self.start
        try:
            for batch in self.batches(self.start, self.stop):
                yield from rows.told(batch)
                left -= len(batch)
        except (OSError, pa.ArrowException) as error:
            _raise_unless_damaged(error)
            said = " ".join(str(error).split())[:80]
            yield from itertools.repeat(f"damaged: the row group can't be read ({said}); write the file anew", left)

    def batches(self, start: int, stop: int) -> Iterator[pa.RecordBatch]:
        """Yield rows from one to another of the row group, some at a time."""
        file, group, at = (self.copy, self.part, self.start) if self.copy else (self.file, self.group, 0)
        with file.open() as opened:
            parquet = pyarrow.parquet.ParquetFile(opened, buffer_size=1 << 20, pre_buffer=False)
            wanted = {*self.tags, *(name for names in COLUMNS.values() for name in names)}
            columns = [name for name in parquet.schema_arrow.names if name in wanted]
            for batch in parquet.iter_batches(_BATCH, row_groups=[group], columns=columns, use_threads=False):
                yield batch.slice(max(start - at, 0), max(stop - max(at, start), 0))
                at += len(batch)
                if at >= stop:
                    return

    def name(self, first: int, at: int) -> str:
        """Return the file with the number of the row."""
        return f"{self.file.name}:{first + at + 1}"


@dataclass(frozen=True)
class Cut:
    """A large row group that is to be cut into its ranges, and where to put them."""

    ranges: tuple[Rows, ...]
    to: Place


def cut(task: Cut) -> int:
    """Write the ranges of a row group as row groups of their own, reading it once; return how many they are.

    A range that is read where it is, is read from the beginning of its row group, so that the time to read all of them
    would grow with the square of their number. It is all the same, and 0 is returned, where a row can't be written.
    """
    try:
        return _cut(task)
    except (OSError, pa.ArrowException) as error:
        _raise_unless_damaged(error)
        return 0


def _cut(task: Cut) -> int:
    first, *_, last = task.ranges
    task.to.fs.makedirs(task.to.path.rpartition("/")[0], exist_ok=True)
    with task.to.fs.open(task.to.path, "wb") as sink:
        batches = first.batches(first.start, last.stop)
        held = pa.Table.from_batches([next(batches)])
        with pyarrow.parquet.ParquetWriter(sink, held.schema, compression="zstd") as writer:
            for own in task.ranges:
                while len(held) < own.stop - own.start:
                    held = pa.concat_tables([held, pa.Table.from_batches([next(batches)])])
                writer.write_table(held.slice(0, own.stop - own.start))
                held = held.slice(own.stop - own.start)
    return len(task.ranges)


def to_cut(pieces: Sequence[Piece], folder: Place) -> list[Cut]:
    """Return the row groups that have more than a few ranges."""
    ranges: dict[tuple[Place, int], list[Rows]] = {}
    for piece in pieces:
        if isinstance(piece, Rows):
            ranges.setdefault((piece.file, piece.group), []).append(piece)
    large = [tuple(own) for own in ranges.values() if len(own) > _FEW]
    return [Cut(own, folder / f"{n:05}.parquet") for n, own in enumerate(large)]


def from_copies(pieces: Sequence[Piece], cuts: Iterable[Cut]) -> list[Piece]:
    """Return pieces that are read from the copies in which their row groups are cut."""
    copied = {own: replace(own, copy=task.to, part=n) for task in cuts for n, own in enumerate(task.ranges)}
    return [copied[piece] if isinstance(piece, Rows) and piece in copied else piece for piece in pieces]
