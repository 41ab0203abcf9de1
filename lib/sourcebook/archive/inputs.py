"""A folder of articles, JSON lines or Parquet, cut into pieces."""

import hashlib
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from sourcebook import readers
from sourcebook.archive import places
from sourcebook.archive.pieces import Files, Lines, Piece, Rows
from sourcebook.archive.places import Place
from sourcebook.archive.rows import COLUMNS
from sourcebook.catalogue import RESERVED_TAGS
from sourcebook.corpus import folder as folders
from sourcebook.errors import InputError
from sourcebook.readers import LARGEST

PART = 500_000, 4_000_000  # bytes of a part: the least, so that it is worth a task, and the most, for memory
PARTS = 16  # of what is neither small nor large, so that every worker has some and what is lost is little
_Listed = tuple[str, int, str]  # path, bytes, and what changes with the content


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
    listed = place.inside()
    if readers.are_tables(listed):
        return _of_tables(place, [place / name for name in listed if readers.are_tables([name])], size, tuple(tags))
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
    listed, left_out = _on_disk(Path(root.path), follow_links) if root.is_local else _in_store(root)
    entries, catalogue = _catalogue(root)
    names = {folders.as_text(path) for path, _, _ in listed}
    strayed = sorted(entries.keys() - names - {name for name, _ in left_out})
    left_out += [(name, "catalogue: no file is called so; put the entry in catalogue.toml right") for name in strayed]
    if not listed:
        raise InputError(f"{root}: the folder holds no articles; expected are {', '.join(readers.TYPES)}")
    pieces: list[Piece] = []
    for run in _runs(listed, size or _part_of(sum(n for _, n, _ in listed))):
        names_of = [folders.as_text(path) for path, _, _ in run]
        own = {name: entries[name] for name in names_of if name in entries}
        pieces.append(Files(root, tuple(path for path, _, _ in run), sum(n for _, n, _ in run), own))
    tags = {tag for e in entries.values() for own in (e.tags, *(p.tags for p in e.passages)) for tag in own}
    told = (f"{path} {stamp}" for path, _, stamp in listed)
    identity = _digest([catalogue, *told, *map(": ".join, left_out)])
    beside = [root / name for name in ("issues.toml", "notes.toml")]
    present = tuple(place for place in beside if place.exists())
    return Input(root.name, pieces, left_out, entries, identity, tuple(sorted(tags)), present)


def _catalogue(root: Place) -> tuple[folders.Entries, str]:
    """Return what the catalogue of a folder says, and what changes with it."""
    file = root / "catalogue.toml"
    if not file.exists():
        return {}, ""
    if root.is_local:
        return folders.entries(Path(root.path)), file.stamp()
    with tempfile.TemporaryDirectory() as above:
        copy = Path(above, root.name)
        copy.mkdir()
        (copy / file.name).write_bytes(file.read())
        return folders.entries(copy), file.stamp()


def _on_disk(root: Path, follow_links: bool) -> tuple[list[_Listed], list[tuple[str, str]]]:
    found, closed = readers.articles(root, follow_links)
    stats = [(path.relative_to(root).as_posix(), path.stat()) for path in found]
    listed = [(path, stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}") for path, stat in stats]
    return listed, [(folders.shown(path, root) + "/" * path.is_dir(), why) for path, why in closed]


def _in_store(root: Place) -> tuple[list[_Listed], list[tuple[str, str]]]:
    """Return what a store holds; nothing is fetched of what would be left out."""
    listed, left_out = [], []
    there = dict(root.files())
    for path in readers.meant(there):
        try:
            readers.refuse(Path(path).suffix, there[path]["size"])
            listed.append((path, there[path]["size"], places.stamp(there[path])))
        except InputError as error:
            left_out.append((path, str(error)))
    return listed, left_out


def _runs(listed: list[_Listed], size: int) -> Iterator[list[_Listed]]:
    held: list[_Listed] = []
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
        if kind not in readers.TABULAR:
            raise InputError(
                f"{file}: neither JSON lines nor Parquet; write one of them (.jsonl, .parquet), or name a folder"
            )
        pieces += _of_parquet(file, size, tags) if kind == ".parquet" else _of_lines(file, size, tags)
    if not pieces:
        raise InputError(f"{place}: holds nothing; expected are rows with a column 'text'")
    identity = _digest([f"{file} {file.stamp()}" for file in files])
    name = Path(place.name).stem if files == [place] else place.name
    return Input(name, pieces, [], {}, identity, tuple(sorted(tags)))


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


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "backslashreplace")).hexdigest()
