"""One file -> a `Document`, by the reader for its type; whatever goes wrong is an InputError that says what to do."""

import hashlib
import importlib
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcebook.errors import InputError
from sourcebook.readers.decoding import decode
from sourcebook.readers.document import Document, Said
from sourcebook.spans import Span

# Each type's module is imported when the first file of that type is read: parsers are heavy.
_READERS = {
    ".txt": "",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "webpage",
    ".htm": "webpage",
    ".xhtml": "webpage",
    ".pdf": "pdf",
    ".docx": "word",
}
TYPES = tuple(_READERS)
_OTHERS = {
    **dict.fromkeys([".doc", ".docm", ".dot", ".dotx", ".rtf", ".odt", ".pages", ".wpd"], ".docx or .pdf"),
    **dict.fromkeys([".epub", ".mobi", ".azw3", ".ps", ".djvu"], ".pdf or .txt"),
    **dict.fromkeys([".mht", ".mhtml", ".webarchive", ".url", ".webloc"], ".html"),
    **dict.fromkeys([".eml", ".msg", ".rst", ".tex", ".org", ".srt", ".vtt"], ".txt"),
}
LARGEST = 10_000_000  # characters of an article, of which 1.6 GB are taken to analyse it; more is many articles in one
_LARGEST = 200_000_000  # bytes
_LARGEST_TEXT = 30_000_000  # bytes of text, Markdown or HTML: what is read from them takes up to fifty times as much


def read(path: Path) -> Document:
    """Read one article.

    raises InputError, whose message begins with a short reason and a colon, when no text can be had from the file
    """
    refuse(path.suffix, 0)
    return parsed(path.suffix, _bytes(path))


def parsed(suffix: str, data: bytes) -> Document:
    """Read one article from the bytes of a file whose name ends so; raises the errors of `read`."""
    suffix = suffix.lower()
    refuse(suffix, len(data))
    text, headings, said, encoding = _parsed(suffix, data)
    if not any(c.isalnum() for c in text):
        raise InputError("empty: the file holds no words; put the article's text into it, or delete it")
    if len(text) > LARGEST:
        raise InputError(f"too large: more than {LARGEST // 1_000_000} million characters; split it into its articles")
    return Document(text, hashlib.sha256(data).hexdigest(), encoding, said, headings)


def _most(suffix: str) -> int:
    """Return how many bytes a file of a type may have."""
    if suffix not in _READERS:
        advice = _OTHERS.get(suffix, ".txt, .md, .html, .pdf or .docx")
        kind = suffix or "a name without an ending"
        raise InputError(f"unknown type: {kind} is not read; if it is an article, save it as {advice}")
    return _LARGEST if suffix in (".pdf", ".docx") else _LARGEST_TEXT


def refuse(suffix: str, size: int) -> None:
    """Raise InputError for a file of a type that isn't read, or of more bytes than one may have."""
    if size > (most := _most(suffix.lower())):
        raise InputError(f"too large: more than {most // 1_000_000} MB; split it into its articles")


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError("not a file: it is a pipe, a socket or a device; put a plain file in its place")
        refuse(path.suffix, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"unreadable: {error.strerror or type(error).__name__}; check its permissions") from error


def _parsed(suffix: str, data: bytes) -> tuple[str, tuple[Span, ...], Said, str]:
    if not data.strip(b"\0 \t\r\n"):
        raise InputError("empty: the file holds nothing; put the article into it, or delete it")
    if not _READERS[suffix]:
        text, encoding = decode(data)
        return text, (), Said(), encoding
    reader = importlib.import_module(f"sourcebook.readers.{_READERS[suffix]}")
    try:
        with _quiet():
            text, headings, said, encoding = reader.read(data)
    except InputError:
        raise
    except Exception as error:  # whatever a parser makes of bytes that it was not made for, RecursionError included
        why = f"the {suffix} in it can't be read ({type(error).__name__})"
        raise InputError(f"damaged: {why}; open it in its program and save it again") from None
    return text, headings, said, encoding


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what parsers have to say about bad files away from the screen."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
