"""One file in, its text out; the file itself is never changed."""

import codecs
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from sourcebook.errors import InputError

TYPES = (".txt", ".md")
_SIZE_LIMIT = 200_000_000


@dataclass(frozen=True)
class Document:
    """The text of a file, newlines as they are, and the sha256 of its bytes."""

    text: str
    sha256: str


def articles(folder: Path) -> list[Path]:
    """Return the files of a folder that are meant as articles, sorted, folders below it included.

    README*, LICENSE*, *.toml and hidden files never are.
    """
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [Path(root) / name for name in names if _may_be_article(name)]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _may_be_article(name: str) -> bool:
    return (
        not name.startswith(".") and not name.upper().startswith(("README", "LICENSE")) and Path(name).suffix != ".toml"
    )


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
    text = _decode(data)
    if not any(c.isalnum() for c in text):
        raise InputError("empty: the file holds no words")
    return Document(text, hashlib.sha256(data).hexdigest())


def _decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 by its byte-order mark, or Windows-1252 where no control character speaks against it."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(c < " " and c not in "\t\n\r\f\v" for c in text[:10_000]):
            return text
    raise InputError("not text: neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8")
