"""Which files of a folder are meant as articles, and which are passed over or left out, with why."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

TABULAR = (".jsonl", ".ndjson", ".parquet")  # files with an article in each row
_MADE_BY_US = frozenset(["sourcebook.html", "passages.csv", "passages.parquet", "tables.json", ".unfinished"])
_NO_ARTICLE = re.compile(
    r"\.|~\$|(?:README|LICEN[CS]E)(?![a-z])|.*\.toml$|(?:thumbs\.db|desktop\.ini|icon\r)$", re.IGNORECASE
)
_PAGE = re.compile(r"(.+)\.x?html?$", re.IGNORECASE)
# What browsers call the folder of pictures and scripts beside a saved page, in the languages they speak.
_COMPANION = re.compile(
    r"(.+?)(?:[_.-](?:files|dateien|fichiers|archivos|file|arquivos|bestanden|pliki|filer|filen|ficheiros|soubory"
    r"|tiedostot|fajlovi|dosyalar|elemei|data))$",
    re.IGNORECASE,
)
LeftOut = list[tuple[Path, str]]


def articles(folder: Path, follow_links: bool = False) -> tuple[list[Path], LeftOut]:
    """Return the files of a folder that are meant as articles, and what was left out unread, with why.

    Folders below it are included. README and LICENSE files, *.toml and hidden files never are articles; a report or
    tables that were written into the folder are passed over, and the folder of pictures beside a saved web page.

    follow_links   read also what links lead to outside the folder; a link to what is inside is a second name of it
    """
    found: list[Path] = []
    left_out: LeftOut = []
    seen = {os.path.realpath(folder)}
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        for entry in _entries(inner, inner == folder, left_out):
            path = inner / entry.name
            if entry.is_symlink() and (why := _why_not(path, folder, follow_links, seen)):
                left_out.append((path, why))
            elif _is_folder(entry):
                seen.add(os.path.realpath(path))
                waiting.append(path)
            else:
                found.append(path)
    return sorted(found, key=os.fspath), sorted(left_out)


def _entries(folder: Path, is_top: bool, left_out: LeftOut) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder and may be an article or hold some."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        left_out.append((folder, f"unreadable: {error.strerror}; check its permissions"))
        return
    names = {entry.name for entry in entries}
    if not is_top and not _MADE_BY_US.isdisjoint(names):
        return
    pages = _pages(names)
    for entry in entries:
        if _may_hold_articles(entry.name, pages) if _is_folder(entry) else not _NO_ARTICLE.match(entry.name):
            yield entry


def _pages(names: Iterable[str]) -> set[str]:
    """Return what web pages are called, without the ending."""
    return {found[1] for name in names if (found := _PAGE.match(name))}


def _may_hold_articles(name: str, pages: Collection[str]) -> bool:
    """Tell it of a folder by its name; pages: those that lie beside it."""
    companion = _COMPANION.match(name)
    return not (name.startswith(".") or name == "__MACOSX" or (companion and companion[1] in pages))


def meant(paths: Iterable[str]) -> list[str]:
    """Return which of all paths below a folder are meant as articles, sorted; as `articles` does, without a disk."""
    inside: dict[str, set[str]] = {"": set()}  # folder -> the names in it
    for path in paths:
        while path:
            above, _, name = path.rpartition("/")
            inside.setdefault(above, set()).add(name)
            path = above
    found: list[str] = []
    waiting = [""]
    while waiting:
        above = waiting.pop()
        names = inside[above]
        pages = _pages(names)
        if above and not _MADE_BY_US.isdisjoint(names):
            continue
        for name in names:
            path = f"{above}/{name}".lstrip("/")
            if path not in inside:
                found += [path] * (not _NO_ARTICLE.match(name))
            elif _may_hold_articles(name, pages):
                waiting.append(path)
    return sorted(found)


def are_tables(names: Iterable[str]) -> bool:
    """Tell whether what lies in a folder is files with an article in each row, besides what nobody reads."""
    read = [name for name in names if not _NO_ARTICLE.match(name) and not name.startswith("_")]
    return bool(read) and all(name.lower().endswith(TABULAR) for name in read)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _why_not(link: Path, folder: Path, follow_links: bool, seen: set[str]) -> str:
    """Return why a link is not followed, empty where it is."""
    target = os.path.realpath(link)
    if not os.path.exists(target):
        return "a link: it leads nowhere, or to itself; delete it"
    if os.path.commonpath([target, os.path.realpath(folder)]) == os.path.realpath(folder):
        inner = os.path.relpath(target, os.path.realpath(folder))
        whole = "the folder itself" if inner == os.curdir else f"'{inner}', which is inside the folder"
        return f"a link: it leads to {whole}; delete it, nothing is lost"
    if not follow_links:
        return "a link: it leads out of the folder; copy what it leads to here, or read it with --follow-links"
    if target in seen:
        return "a link: it leads where another one leads, which is followed; delete one of them"
    seen.add(target)
    return ""
