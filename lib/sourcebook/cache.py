"""What has been worked out before, kept in the user's cache directory: bytes in, the same bytes out, or nothing.

An entry is named by everything that it depends on. What can't be trusted is treated as missing, and what can't be
written is not kept, so that a cache never changes a result and never stops a run.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
import sys
import time
from functools import cache
from importlib import metadata
from pathlib import Path

import platformdirs

VARIABLE = "SOURCEBOOK_CACHE"  # a folder; empty or "off": nothing is kept
OWN = "sourcebook-results"  # a folder of our own inside, so that nothing else is ever deleted
LIMIT = 4_000_000_000  # bytes that are kept at most: some 80,000 articles of five kilobytes
UNUSED = 3600  # seconds after which what another version of the library kept is deleted: it may be running right now
# Packages whose version changes what is read from an article.
_READING = "charset-normalizer lxml mistune nltk pyarrow pypdfium2 python-docx pyyaml".split()
_DIGEST = hashlib.sha256().digest_size
_VERSION = 16  # characters


class Cache:
    """A folder of entries, one for each version of the library; without a folder it keeps nothing and finds nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / OWN / version() if folder else None
        self._writable = True
        self._written = False

    def get(self, name: str) -> bytes | None:
        """Return the bytes kept under a name; None where there are none, or not those that were written."""
        if self._folder is None:
            return None
        try:
            with open(self._folder / name, "rb") as file:
                kept = file.read()
        except OSError:
            return None
        digest, data = kept[:_DIGEST], kept[_DIGEST:]
        return data if digest == hashlib.sha256(data).digest() else None

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name; after the first failure nothing more is tried."""
        if self._folder is None or not self._writable:
            return
        scratch = self._folder / f"{name}.{secrets.token_hex(4)}"  # another process may be writing the same entry
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(scratch, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            os.replace(scratch, self._folder / name)
            self._written = True
        except OSError:
            with contextlib.suppress(OSError):
                scratch.unlink()
            self._writable = False

    def prune(self, limit: int = LIMIT) -> None:
        """Delete what other versions kept, and the oldest entries beyond a limit in bytes; only after writing."""
        if self._folder is None or not self._written:
            return
        with contextlib.suppress(OSError):
            for other in self._folder.parent.glob("[0-9a-f]" * _VERSION):
                if other != self._folder and time.time() - other.stat().st_mtime > UNUSED:
                    shutil.rmtree(other, ignore_errors=True)
            _shrink(self._folder, limit)


def _shrink(folder: Path, limit: int) -> None:
    """Delete the oldest entries of a folder beyond a limit; what a process that was killed left half-written, first."""
    now = time.time()
    entries = [("." not in e.name, e.stat().st_mtime, e.stat().st_size, e.path) for e in os.scandir(folder)]
    size = sum(entry[2] for entry in entries)
    for is_whole, written, own, path in sorted(entries):
        if size <= limit and (is_whole or now - written < UNUSED):
            return
        with contextlib.suppress(OSError):  # another process may have deleted it
            os.unlink(path)
        size -= own


def opened(wanted: bool = True) -> Cache:
    """Return the cache in the folder that SOURCEBOOK_CACHE names, else in the user's cache directory."""
    named = os.environ.get(VARIABLE)
    if not wanted or named in ("", "off"):
        return Cache(None)
    folder = Path(named or platformdirs.user_cache_dir("sourcebook")).expanduser()
    return Cache(folder if named or folder.is_absolute() else None)


def name(*parts: object) -> str:
    """Return the name of an entry that depends on these parts, each of which says all it is in its repr.

    >>> name("a", "b") == name("a", "b"), name("ab") == name("a", "b")
    (True, False)
    """
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:40]


@cache
def version() -> str:
    """Return what stands for everything that results depend on besides articles and catalogue.

    It changes with any file of the library, with Python, and with the packages that read files and sentences.
    """
    package = Path(__file__).parent
    digest = hashlib.sha256(repr((sys.version_info[:3], *map(_installed, _READING))).encode())
    for path in sorted(p for p in package.rglob("*") if p.is_file() and p.parent.name != "__pycache__"):
        digest.update(f"{path.relative_to(package).as_posix()} {path.stat().st_size} ".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_VERSION]


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
