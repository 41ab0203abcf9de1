"""A folder of articles, JSON lines or Parquet, cut into pieces that a worker can read by itself."""

import hashlib
import itertools
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet

from sourcebook import readers
from sourcebook.archive import places
from sourcebook.archive.places import Place
from sourcebook.catalogue import RESERVED_TAGS, SourceEntry
from sourcebook.corpus import folder as folders
from sourcebook.errors import InputError
from sourcebook.readers import LARGEST, Document, Said, stated

PART = 500_000, 8_000_000  # bytes of a part: the least, so that it is worth a task, and the most, for memory
PARTS = 16  # of what is neither small nor large, so that every worker has some and what is lost is little
_LONGEST = 7  # bytes of a line for each character of its text, which JSON may write with six
_DIED = "failed: the worker that was at it died, for want of memory perhaps; leave it out, or give workers more"
_FEW = 8  # ranges of a row group that are read where they are
BATCH = 256  # rows of Parquet that are read at once
_HALVES = re.compile(rb"\\u[dD][89a-fA-F]")
TABULAR = (".jsonl", ".ndjson", ".parquet")
# What a column may be called that holds the text, or what a catalogue says of a source.
COLUMNS = {
    "text": ("text", "body", "content"),
    "id": ("id", "source_id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "source"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "publication_date", "published_at", "datetime"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True)
class Item:
    """A source as it comes: its document, or why there is none; the entry has its metadata, the id if it has one."""

    entry: SourceEntry
    document: Document | None = None
    refused: str = ""


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


@dataclass(frozen=True)
class Files:
    """Articles that are files of a folder."""

    root: Place
    paths: tuple[str, ...]
    size: int
    entries: Mapping[str, SourceEntry] = field(default_factory=dict)

    def items(self, skipped: Collection[int] = ()) -> Iterator[Item]:
        """Read the files."""
        for at, path in enumerate(self.paths):
            entry = self.entries.get(path, SourceEntry(file=path))
            if at in skipped:
                yield Item(entry, refused=_DIED)
                continue
            try:
                yield Item(entry, self._document(path))
            except InputError as error:
                yield Item(entry, refused=str(error))
            except OSError as error:
                why = error.strerror or type(error).__name__
                yield Item(entry, refused=f"unreadable: {why}; check its permissions")

    def _document(self, path: str) -> Document:
        if self.root.is_local:
            return readers.read(Path(self.root.path, path))
        return readers.parsed(Path(path).suffix, (self.root / path).read())

    def name(self, first: int, at: int) -> str:
        """Return the path of a file in the folder."""
        return self.paths[at]


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
                yield Item(SourceEntry(file=""), refused=_DIED)
            elif line is None:
                yield Item(SourceEntry(file=""), refused=str(_too_large()))
            else:
                yield _of_line(line, self.tags)

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
                yield Item(SourceEntry(file=""), refused=_DIED)
            elif isinstance(row, str):
                yield Item(SourceEntry(file=""), refused=row)
            else:
                yield _of_row(row, self.tags) if row else _unreadable()

    def _rows(self) -> Iterator[Mapping[str, Any] | str]:
        """Yield the rows; why there is none for each that stands in the damaged rest of its row group."""
        left = self.stop - self.start
        try:
            for batch in self.batches(self.start, self.stop):
                yield from _told(batch)
                left -= len(batch)
        except (OSError, pa.ArrowException) as error:
            if getattr(error, "errno", None):  # it is the disk or the network
                raise
            said = " ".join(str(error).split())[:80]
            yield from itertools.repeat(f"damaged: the row group can't be read ({said}); write the file anew", left)

    def batches(self, start: int, stop: int) -> Iterator[pa.RecordBatch]:
        """Yield rows from one to another of the row group, some at a time."""
        file, group, at = (self.copy, self.part, self.start) if self.copy else (self.file, self.group, 0)
        with file.open() as opened:
            parquet = pyarrow.parquet.ParquetFile(opened, buffer_size=1 << 20, pre_buffer=False)
            wanted = {*self.tags, *(name for names in COLUMNS.values() for name in names)}
            columns = [name for name in parquet.schema_arrow.names if name in wanted]
            for batch in parquet.iter_batches(BATCH, row_groups=[group], columns=columns, use_threads=False):
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
        if getattr(error, "errno", None):
            raise
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


@dataclass(frozen=True)
class Input:
    """What is to be read.

    closed     what is left out unread, with why
    entries    what the catalogue says, by path
    identity   what changes with any of the files, those left out too
    tags       the names of the tags that sources or voices have
    beside     what a reader wrote beside the articles, and the notebooks ask for: issues and notes
    """

    name: str
    pieces: list[Piece]
    closed: list[tuple[str, str]]
    entries: folders.Entries
    identity: str
    tags: tuple[str, ...] = ()
    beside: tuple[Place, ...] = ()


def opened(place: Place, size: int | None = None, tags: Sequence[str] = (), follow_links: bool = False) -> Input:
    """Return what a place holds, in pieces of about so many bytes.

    place   a folder of articles, or of files of JSON lines or Parquet; or one such file
    size    None: as large as the input allows, between the two of `PART`
    tags    columns of JSON lines or Parquet that become tags of a source
    raises  InputError where there is no such place, or nothing to read in it; for a size below one byte, and for tags
            that a column of the tables is called, or that a folder of articles can't have
    """
    if size is not None and size < 1:
        raise InputError("--part-size: a part holds a byte at least; write it in MB, as in 8")
    for tag in tags:
        if tag in RESERVED_TAGS:
            raise InputError(
                f"--tags: a tag can't be called '{tag}', since a column of the tables is; rename the column"
            )
    if not place.exists():
        raise InputError(f"{place}: no such file or folder; name a folder of articles, a .jsonl or a .parquet file")
    if not place.is_folder():
        return _of_tables(place, [place], size, tuple(tags))
    listed = [name for name in place.inside() if not name.startswith((".", "_"))]
    if listed and all(name.lower().endswith(TABULAR) for name in listed):
        return _of_tables(place, [place / name for name in listed], size, tuple(tags))
    if tags:
        raise InputError(f"--tags: {place} is a folder of articles, which have no columns; leave it out")
    return _of_articles(place, size, follow_links)


def refuse_unseen(given: Input, seen: Iterable[Sequence[str]]) -> None:
    """Raise InputError for a tag of JSON lines that no line has; seen: the tags that each piece has."""
    missing = sorted(set(given.tags).difference(*seen))
    if missing and isinstance(first := given.pieces[0], Lines):
        raise InputError(f"--tags: no row of {given.name} has a '{missing[0]}'; the first has {first.columns()}")


def _part_of(size: int) -> int:
    """Return the bytes of a part of an input; they depend on nothing else, so that every engine has the same parts."""
    least, most = PART
    return min(max(size // PARTS, least), most)


# --- a folder of articles ---------------------------------------------------------------------------------------------


def _of_articles(root: Place, size: int | None, follow_links: bool) -> Input:
    if root.is_local:
        entries = folders.entries(Path(root.path))
        found, closed = readers.articles(Path(root.path), follow_links)
        paths = [(folders.shown(path, Path(root.path)), path.stat()) for path in found]
        listed = [(path, stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}") for path, stat in paths]
        left_out = [(folders.shown(path, Path(root.path)) + "/" * path.is_dir(), why) for path, why in closed]
        catalogue = (root / "catalogue.toml").stamp() if (root / "catalogue.toml").exists() else ""
    else:
        entries, left_out, catalogue = {}, [], ""
        listed = [(path, info["size"], places.stamp(info)) for path, info in root.files() if _is_article(path)]
    if not listed:
        raise InputError(f"{root}: the folder holds no articles; expected are {', '.join(readers.TYPES)}")
    pieces: list[Piece] = []
    for run in _runs(listed, size or _part_of(sum(n for _, n, _ in listed))):
        paths_of = tuple(path for path, _, _ in run)
        own = {path: entries[path] for path in paths_of if path in entries}
        pieces.append(Files(root, paths_of, sum(n for _, n, _ in run), own))
    tags = {tag for e in entries.values() for own in (e.tags, *(p.tags for p in e.passages)) for tag in own}
    identity = _digest([catalogue, *(f"{path} {told}" for path, _, told in listed), *map(": ".join, left_out)])
    beside = [root / name for name in ("issues.toml", "notes.toml")]
    present = tuple(place for place in beside if place.exists())
    return Input(root.name, pieces, left_out, entries, identity, tuple(sorted(tags)), present)


def _is_article(path: str) -> bool:
    *above, name = path.split("/")
    return readers.is_meant(name) and not any(part.startswith(".") for part in above)


def _runs(listed: list[tuple[str, int, str]], size: int) -> Iterator[list[tuple[str, int, str]]]:
    held: list[tuple[str, int, str]] = []
    held_size = 0
    for file in listed:
        if held and held_size + file[1] > size:
            yield held
            held, held_size = [], 0
        held.append(file)
        held_size += file[1]
    yield held


# --- JSON lines and Parquet -------------------------------------------------------------------------------------------


def _of_tables(place: Place, files: list[Place], size: int | None, tags: tuple[str, ...]) -> Input:
    pieces: list[Piece] = []
    size = size or _part_of(sum(file.size for file in files))
    for file in files:
        kind = Path(file.name).suffix.lower()
        if kind not in TABULAR:
            raise InputError(
                f"{file}: neither JSON lines nor Parquet; write one of them (.jsonl, .parquet), or name a folder"
            )
        pieces += _of_parquet(file, size, tags) if kind == ".parquet" else _of_lines(file, size, tags)
    if not pieces:
        raise InputError(f"{place}: holds nothing; expected are rows with a column 'text'")
    identity = _digest([f"{file} {file.stamp()}" for file in files])
    return Input(Path(place.name).stem, pieces, [], {}, identity, tuple(sorted(tags)))


def _of_lines(file: Place, size: int, tags: tuple[str, ...]) -> Iterator[Lines]:
    """Cut a file at the line ends that follow each so many bytes."""
    with file.open() as opened:
        end = opened.seek(0, 2)
        start = 0
        while start < end:
            opened.seek(min(start + size, end))
            while (line := opened.readline(LARGEST)) and not line.endswith(b"\n"):
                pass
            stop = opened.tell()
            yield Lines(file, start, stop, tags)
            start = stop


def _of_parquet(file: Place, size: int, tags: tuple[str, ...]) -> Iterator[Rows]:
    """Cut a file into its row groups, and large ones into ranges of their rows."""
    try:
        with file.open() as opened:
            parquet = pyarrow.parquet.ParquetFile(opened)
            names, metadata = parquet.schema_arrow.names, parquet.metadata
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{file}: not Parquet ({' '.join(str(error).split())[:80]}); write it anew") from None
    if not set(names) & set(COLUMNS["text"]):
        raise InputError(f"{file}: no column is called {' or '.join(COLUMNS['text'])}; it has {', '.join(names[:12])}")
    for tag in tags:
        if tag not in names:
            raise InputError(f"{file}: there is no column '{tag}' to take as a tag; it has {', '.join(names[:12])}")
    for group in range(metadata.num_row_groups):
        rows, whole = metadata.row_group(group).num_rows, metadata.row_group(group).total_byte_size
        parts = max(1, min(rows, round(whole / size)))
        cuts = [rows * n // parts for n in range(parts + 1)]
        for start, stop in itertools.pairwise(cuts):
            if stop > start:
                yield Rows(file, group, start, stop, whole // parts, tags)


def _of_line(line: bytes, tags: Sequence[str]) -> Item:
    nothing = SourceEntry(file="")
    try:
        row = json.loads(line.decode("utf-8-sig"))
        if _HALVES.search(line):  # half of a pair stands for no character, and nothing can write it
            row = json.loads(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"))
    except UnicodeDecodeError:
        return Item(nothing, refused="not text: the line is not UTF-8; write the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return Item(nothing, refused=f"damaged: the line is no JSON ({str(error)[:60]}); write an object on each line")
    if not isinstance(row, dict):
        return Item(nothing, refused="damaged: the line is no JSON object; write one on each line")
    return _of_row(row, tags)


def _told(rows: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Return rows as Python has them; an empty one where a cell holds what it can't: no UTF-8, a day after 9999."""
    try:
        yield from rows.to_pylist()
    except (ValueError, OverflowError):
        if len(rows) == 1:
            yield {}
        else:
            yield from itertools.chain.from_iterable(_told(rows.slice(n, 1)) for n in range(len(rows)))


def _unreadable() -> Item:
    return Item(SourceEntry(file=""), refused="damaged: a cell of the row holds what no text or day is; mend the row")


def _of_row(row: Mapping[str, Any], tags: Sequence[str]) -> Item:
    """Return the source in a row, its metadata as a catalogue would give them."""
    told = {
        key: next((row[name] for name in names if row.get(name) is not None), None) for key, names in COLUMNS.items()
    }
    entry = SourceEntry(
        file="",
        id=stated.line(told["id"]),
        title=stated.line(told["title"]),
        outlet=stated.line(told["outlet"]),
        authors=stated.people(told["authors"]),
        published=stated.day(told["published"]),
        published_basis="file" if stated.day(told["published"]) else "",
        url=stated.address(told["url"]),
        language=stated.line(told["language"]),
        tags={tag: stated.line(row[tag]) for tag in tags if stated.line(row.get(tag))},
    )
    text = told["text"]
    if not isinstance(text, str) or not any(map(str.isalnum, text)):
        return Item(entry, refused="empty: the row holds no text; fill its column 'text', or delete the row")
    if len(text) > LARGEST:
        return Item(entry, refused=str(_too_large()))
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    document = Document(text, digest, said=Said(title=entry.title))
    return Item(entry, document)


def _too_large() -> InputError:
    return InputError(f"too large: more than {LARGEST // 1_000_000} million characters; split it into its articles")


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "backslashreplace")).hexdigest()
