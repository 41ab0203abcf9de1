"""Files and folders wherever they lie: on this machine, or in an object store whose package is installed (fsspec)."""

import os
import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from sourcebook.errors import InputError


@dataclass(frozen=True)
class Place:
    """A file or folder by its address: a path, or `s3://…` and whatever else fsspec knows; travels between machines."""

    address: str

    @cached_property
    def _of(self) -> tuple[Any, str]:
        if "://" not in self.address:
            return LocalFileSystem(), LocalFileSystem._strip_protocol(self.address)
        try:
            return fsspec.core.url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise InputError(f"{self.address}: can't be opened ({error}); install the package it needs") from None

    @property
    def fs(self) -> Any:
        """The file system it lies in."""
        return self._of[0]

    @property
    def path(self) -> str:
        """What it is called there."""
        return self._of[1]

    @property
    def name(self) -> str:
        """The last part of its path."""
        return posixpath.basename(self.path.rstrip("/"))

    @property
    def is_local(self) -> bool:
        """Whether it lies on this machine."""
        return isinstance(self.fs, LocalFileSystem)

    def __str__(self) -> str:
        return self.address

    def __truediv__(self, name: str) -> "Place":
        return Place(f"{self.address.rstrip('/')}/{name}")

    def exists(self) -> bool:
        """Tell whether there is such a file or folder."""
        return bool(self.fs.exists(self.path))

    def is_folder(self) -> bool:
        """Tell whether it is a folder."""
        return bool(self.fs.isdir(self.path))

    def open(self) -> IO[bytes]:
        """Open it for reading."""
        return self.fs.open(self.path, "rb")

    def read(self) -> bytes:
        """Return its bytes."""
        return bytes(self.fs.cat_file(self.path))

    def write(self, data: bytes) -> None:
        """Write it, with the folders above it; half of it may stand there when writing ends before it is done."""
        self.fs.makedirs(posixpath.dirname(self.path), exist_ok=True)
        self.fs.pipe_file(self.path, data)

    def inside(self) -> list[str]:
        """Return the names of what lies in it, sorted; none where it is no folder."""
        if not self.is_folder():
            return []
        return sorted(posixpath.basename(path.rstrip("/")) for path in self.fs.ls(self.path, detail=False))

    def files(self) -> list[tuple[str, dict[str, Any]]]:
        """Return every file below it: its path from here, and what the file system says of it; sorted by path."""
        found = self.fs.find(self.path, detail=True)
        root = self.path.rstrip("/") + "/"
        return sorted((path.removeprefix(root), info) for path, info in found.items())

    @property
    def size(self) -> int:
        """The bytes of a file."""
        return int(self.fs.size(self.path))

    def stamp(self) -> str:
        """Return what changes when its content does, as far as the file system tells without reading it."""
        return stamp(self.fs.info(self.path))

    def move(self, to: "Place") -> None:
        """Put it in the place of another one, of which nothing stays; interrupted, it can be begun again.

        An object store moves file by file, so that half of a folder would be neither here nor there: it is copied, and
        stays.
        """
        to.delete()
        self.fs.makedirs(posixpath.dirname(to.path), exist_ok=True)
        if self.is_local or not self.is_folder():
            self.fs.mv(self.path, to.path, recursive=self.is_folder())
        else:
            self.fs.copy(f"{self.path}/", f"{to.path}/", recursive=True, on_error="raise")

    def delete(self) -> None:
        """Delete it with all that lies in it, if it exists."""
        if self.exists():
            self.fs.rm(self.path, recursive=True)


def stamp(info: dict[str, Any]) -> str:
    """Return size and time of a file, or the tag that an object store gives its content, from what is said of it."""
    told = [str(info[key]) for key in ("size", "mtime", "ETag", "etag", "LastModified", "last_modified") if key in info]
    return " ".join(told)


def of(place: str | os.PathLike[str]) -> Place:
    """Return a place by its address or path; one on this machine is made absolute, so that workers find it."""
    address = os.fspath(place)
    return Place(address if "://" in address else os.path.abspath(os.path.expanduser(address)))
