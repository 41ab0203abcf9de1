"""One file in, its text out; the file itself is never changed."""

import codecs
import hashlib
import os
import re
from pathlib import Path

from sourcebook.errors import InputError
from sourcebook.readers.document import Document

TYPES = (".txt", ".md")
_SIZE_LIMIT = 200_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def articles(folder: Path, follow_links: bool = False) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files of a folder that are meant as articles, and the folders in it that were not entered, with why.

    Folders below it are included. README and LICENSE files, *.toml and hidden files never are articles; a report or
    tables that were written into the folder are passed over. Links to folders are entered on request, each place once.
    """
    found: list[Path] = []
    closed: list[tuple[Path, str]] = []

    def note(error: OSError) -> None:
        closed.append((Path(error.filename), f"unreadable: {error.strerror}; check its permissions"))

    entered: set[str] = set()
    for root, folders, names in os.walk(folder, onerror=note, followlinks=follow_links):
        if follow_links and (place := os.path.realpath(root)) in entered:
            folders.clear()
            continue
        elif follow_links:
            entered.add(place)
        if root != os.fspath(folder) and not _MADE_BY_US.isdisjoint(names):
            folders.clear()
            continue
        links = [name for name in folders if not follow_links and os.path.islink(os.path.join(root, name))]
        closed += [(Path(root, name), "a link: links to folders are not followed; copy it here") for name in links]
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [Path(root) / name for name in names if _may_be_article(name)]
    return sorted(found, key=os.fspath), sorted(closed)


_MADE_BY_US = frozenset(["sourcebook.html", "passages.csv", "passages.parquet"])
_NO_ARTICLE = re.compile(r"\.|(?:README|LICEN[CS]E)(?![a-z])|.*\.toml$", re.IGNORECASE)


def _may_be_article(name: str) -> bool:
    return not _NO_ARTICLE.match(name)


def read(path: Path) -> Document:
    """Read one article.

    raises InputError, whose message begins with a short reason and a colon, when no text can be had from the file
    """
    if path.suffix.lower() not in TYPES:
        raise InputError(f"unknown type: '{path.suffix or path.name}' is not read; save it as {' or '.join(TYPES)}")
    try:
        if not path.is_file():
            raise InputError("not a file: a plain file is expected")
        if path.stat().st_size > _SIZE_LIMIT:
            raise InputError(f"too large: more than {_SIZE_LIMIT // 1_000_000} MB; split it into its articles")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"unreadable: {error.strerror or type(error).__name__}; check its permissions") from None
    text, encoding = _decode(data)
    if not any(c.isalnum() for c in text):
        raise InputError("empty: the file holds no words; put the article's text into it, or delete it")
    return Document(text, hashlib.sha256(data).hexdigest(), encoding)


def _decode(data: bytes) -> tuple[str, str]:
    """Decode UTF-8, UTF-16 by its byte-order mark, or Windows-1252 where no control character speaks against it."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text, encoding
    raise InputError("not text: neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8")
