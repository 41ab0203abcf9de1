"""A folder of articles -> which documents it holds, under which ids, with what a person says of them beside it."""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from sourcebook import cache, duplicates, progress, readers
from sourcebook.catalogue import Settings, SourceEntry, read_catalogue, read_labels, read_settings, read_words
from sourcebook.corpus import schema
from sourcebook.errors import InputError
from sourcebook.spans import Span

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"  # those of the project
SETTINGS_FILE = "workbook.toml"
SETTINGS_VARIABLE = "SOURCEBOOK_WORKBOOK"  # names another settings file, so that tests don't depend on a user's own
FOLLOW_VARIABLE = "SOURCEBOOK_FOLLOW_LINKS"  # not empty: links to folders are followed, in the notebooks' kernels too
_LARGEST = 200_000_000  # bytes of a file that is looked up in the cache
_LABELS = (
    dict.fromkeys("source_id surface kind unit iso salience".split(), "str")
    | dict.fromkeys("start end core_start core_end".split(), "int64")
    | dict.fromkeys("value low high".split(), "float64")
    | {"vague": "bool"}
)

Entries = Mapping[str, SourceEntry]  # path -> what the catalogue says of it


@dataclass(frozen=True)
class Read:
    """A file that was read: its document, and the sketch that tells whether another one is nearly the same."""

    document: readers.Document
    sketch: duplicates.Sketch


Reads = dict[str, Read]  # path -> what was read
Sources = dict[str, tuple[str, readers.Document, SourceEntry]]  # source_id -> path, document, entry


def located(articles: str | os.PathLike[str] | None) -> tuple[Path, Settings]:
    """Return the folder of articles and the settings in force.

    raises InputError where no folder is named, or what is named is none
    """
    path = settings_path()
    settings = read_settings(path)
    if articles is None and not settings.articles:
        raise InputError(f'{path.name}: no folder of articles is named; write articles = "…" or give one')
    folder = Path(articles).expanduser() if articles is not None else path.parent / Path(settings.articles).expanduser()
    named = os.fspath(articles) if articles is not None else f"{path.name}, articles = '{settings.articles}'"
    expected = f"a folder with articles ({', '.join(readers.TYPES)}) or with tables in parts is expected"
    if not folder.exists():
        raise InputError(f"{named}: no such folder; {expected}")
    if not folder.is_dir():
        raise InputError(f"{named}: not a folder; {expected}, so name the one that holds it")
    return folder.resolve(), replace(settings, words=settings.words or read_words(folder / "issues.toml"))


def articles_folder(articles: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder that `load` reads when it is given the same; it raises the same errors."""
    return located(articles)[0]


def settings_path() -> Path:
    """Return the workbook.toml in force: the one the environment names, else the nearest in this folder or above."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        if not Path(named).is_file():
            raise InputError(f"{SETTINGS_VARIABLE}: there is no file '{named}'; name a {SETTINGS_FILE}, or unset it")
        return Path(named).resolve()
    here = Path.cwd()
    return next(
        (p / SETTINGS_FILE for p in (here, *here.parents) if (p / SETTINGS_FILE).exists()), here / SETTINGS_FILE
    )


def entries(folder: Path) -> Entries:
    """Return the entries of a folder's catalogue by file, every alias replaced by the name it stands for."""
    found = read_catalogue(folder / "catalogue.toml")
    names = {alias: p.voice for e in found for p in e.passages for alias in p.aliases}

    def named(e: SourceEntry) -> SourceEntry:
        passages = tuple(replace(p, voice=names.get(p.voice, p.voice)) for p in e.passages)
        return replace(e, authors=tuple(names.get(a, a) for a in e.authors), passages=passages)

    return {entry.file: named(entry) for entry in found}


def notices(reads: Reads, of: Entries) -> list[str]:
    """Say where catalogue and folder don't fit together."""
    said = []
    for file, entry in sorted(of.items()):
        if file not in reads:
            said.append(f"catalogue.toml: '{file}' is not among the articles that were read; its entry is not used")
        elif entry.sha256 and entry.sha256 != reads[file].document.sha256:
            said.append(f"catalogue.toml: '{file}' has changed since its sha256 was written down; check its entry")
    for file, read in reads.items():
        if read.document.encoding == "cp1252":
            said.append(f"'{file}' is not UTF-8 and was read as Windows-1252; look whether its letters are right")
    return said


# --- which files are read ---------------------------------------------------------------------------------------------


def read_all(folder: Path, of: Entries, kept: cache.Cache, follow_links: bool = False) -> tuple[Reads, pd.DataFrame]:
    """Return what was read of a folder, by path, each article once; and the table of what was left out, with why."""
    reads: Reads = {}
    left_out: list[tuple[str, str]] = []
    paths, closed = readers.articles(folder, follow_links)
    for path in progress.bar(paths, "reading"):  # after a second, since what is kept is there at once
        name = shown(path, folder)
        try:
            reads[name] = _read(path, kept)
        except InputError as error:
            left_out.append((name, str(error)))
    repeated = _repeated(reads, of)
    left_out += [*repeated.items(), *((shown(path, folder) + "/" * path.is_dir(), why) for path, why in closed)]
    rows = [(name, *why.partition(": ")[::2]) for name, why in sorted(left_out)]
    table = schema.table("left_out", rows)
    if len(reads) == len(repeated):
        raise InputError(_nothing_readable(folder, table))
    return {name: read for name, read in reads.items() if name not in repeated}, table


def _read(path: Path, kept: cache.Cache) -> Read:
    """Read a file, or take what was read of the same bytes before, and why nothing could be."""
    digest = _digest(path)
    name = cache.name("document", digest, path.suffix.lower())
    if digest and (data := kept.get(name)):
        return restored(data)
    try:
        document = readers.read(path)
    except InputError as error:
        if digest:
            kept.put(name, json.dumps({"refused": str(error)}).encode())
        raise
    read = Read(document, duplicates.sketch(document.text))
    if document.sha256 == digest:  # else it was written to between two looks
        kept.put(name, written(read))
    return read


def _digest(path: Path) -> str:
    """Return the sha256 of a file that may have been read before; empty for what is no plain file of a known type."""
    try:
        if path.suffix.lower() not in readers.TYPES or not path.is_file() or path.stat().st_size > _LARGEST:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def written(read: Read) -> bytes:
    """Return what was read as bytes, which `restored` reads."""
    return json.dumps(asdict(read)).encode()


def restored(data: bytes) -> Read:
    """Return what `written` made bytes of; raises InputError where they say why nothing could be read."""
    row = json.loads(data)
    if "refused" in row:
        raise InputError(row["refused"])
    document = row["document"]
    said = readers.Said(**_tuples(document.pop("said")))
    headings = tuple(Span(*heading) for heading in document.pop("headings"))
    own = readers.Document(**_tuples(document), said=said, headings=headings)
    return Read(own, duplicates.Sketch(**_tuples(row["sketch"])))


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _repeated(reads: Reads, of: Entries) -> dict[str, str]:
    """Return why each article that another one repeats is left out."""
    digests = {name: read.document.sha256 for name, read in reads.items()}
    sketches = {name: read.sketch for name, read in reads.items()}
    return repeated(digests, sketches, lambda name: reads[name].document.text, of)


def repeated(
    digests: Mapping[str, str], sketches: Mapping[str, duplicates.Sketch], read: Callable[[str], str], of: Entries
) -> dict[str, str]:
    """Return why each article that another one repeats is left out.

    digests, sketches   of each article by its path
    read                gives the text of a path; asked for those alone that must be measured
    """
    same: dict[str, str] = {}  # the file -> the one with the same bytes that stays
    first: dict[str, str] = {}  # sha256 -> the file with it that stays
    for name in sorted(digests, key=lambda name: (name not in of, len(name), name)):  # a copy's name says more
        if (stays := first.setdefault(digests[name], name)) != name:
            same[name] = stays
    different = {name: sketch for name, sketch in sketches.items() if name not in same}
    near = duplicates.repeats(different, read, of.keys() & different.keys())
    said = {
        name: f"near-duplicate: nearly the same as {repeat.of}, which is read ({repeat.share:.0%} of its word "
        "sequences stand there); delete one of them, or give it an entry in catalogue.toml to read both"
        for name, repeat in near.items()
    }
    for name, stays in same.items():
        which = f"nearly the same as {near[stays].of}, which is read" if stays in near else "which is read"
        said[name] = f"duplicate: the same as {stays}, {which}; delete all but one of them"
    return said


def shown(path: Path, folder: Path) -> str:
    """Return a path inside the folder as text, so that two names stay two."""
    return as_text(path.relative_to(folder).as_posix())


def as_text(path: str) -> str:
    """Return a path as text, bytes that are none as their numbers."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _nothing_readable(folder: Path, left_out: pd.DataFrame) -> str:
    expected = f"at least one article ({', '.join(readers.TYPES)}) with text is expected"
    if left_out.empty:
        return f"{folder}: the folder holds no articles; {expected}"
    first = left_out.iloc[0]
    return f"{folder}: none of its {len(left_out)} files can be read ({first['path']}: {first['reason']}); {expected}"


# --- what they are called ---------------------------------------------------------------------------------------------


def identified(reads: Reads, of: Entries) -> Sources:
    """Return the sources sorted by id."""
    found = {
        source_id: (path, reads[path].document, of.get(path, SourceEntry(file=path)))
        for path, source_id in zip(reads, ids(reads, of), strict=True)
    }
    return dict(sorted(found.items()))


def ids(paths: Iterable[str], of: Entries) -> list[str]:
    """Return the id of each article: the catalogue's, or the path without its suffix, made unique."""
    given = {path: of[path].id if path in of else "" for path in paths}
    others = [re.sub(r"\.[^./]*$", "", path) for path, own in given.items() if not own]
    free = iter(unique(others, filter(None, given.values())))
    return [own or next(free) for own in given.values()]


def unique(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return names as ids, of which no two are the same; one that is taken already gets a number.

    >>> unique(["a", "b:c", "a", "a~2"])
    ['a', 'b_c', 'a~2', 'a~2~2']
    """
    seen, last = set(taken), Counter[str]()
    found = []
    for name in names:
        own = name = name.replace(":", "_")
        while own in seen:
            last[name] += 1
            own = f"{name}~{last[name] + 1}"
        seen.add(own)
        found.append(own)
    return found


def fingerprint(digests: Iterable[tuple[str, str]], folder: Path) -> str:
    """Return what names this corpus: it changes with an article, catalogue, issues or notes, with nothing else.

    digests   path and sha256 of each article
    """
    lines = [f"{path} {digest}" for path, digest in digests]
    for name in ("catalogue.toml", "issues.toml", "notes.toml"):
        if (folder / name).exists():
            lines.append(f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def labels(settings: Settings, texts: Mapping[str, tuple[str, str]]) -> tuple[pd.DataFrame, list[str]]:
    """Return the labels that stand where they say in these articles, and a notice of those that don't.

    texts   path -> the id of its source, and its text
    """
    path = settings_path().parent / settings.labels
    if settings.labels and not path.exists():  # as where the notebooks were copied without what lies beside them
        return _label_table(), [f"labels: there is no file {path.name}; nothing is held against labels"]
    found = read_labels(path) if settings.labels else []
    ids = {Path(path).name: own for path, own in texts.items()}
    rows, strayed = [], Counter[str]()
    for label in found:
        source_id, text = ids.get(label["file"], ("", None))
        if text is not None and text[label["start"] : label["end"]] == label["surface"]:
            rows.append(label | {"source_id": source_id})
        elif text is not None:
            strayed[label["file"]] += 1
    said = [f"labels: {n} of '{file}' don't stand where they say; they are not used" for file, n in strayed.items()]
    return _label_table(rows), said


def _label_table(rows: Sequence[Any] = ()) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(_LABELS)).astype(_LABELS)
