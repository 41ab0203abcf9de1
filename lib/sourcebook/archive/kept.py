"""What a job has done so far, noted in files, so that it goes on where it was however it ended."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sourcebook.archive.places import Place
from sourcebook.errors import InputError

if sys.platform != "win32":
    import fcntl

_JOB = "job.json"  # whose the folder is
_LOCK = "lock"


@contextmanager
def alone(folder: Place) -> Iterator[None]:
    """Let no other command work in a folder meanwhile.

    raises  InputError where one does already, on this machine: neither object stores, nor Windows, nor every network
            drive have a lock that ends with the process that holds it
    """
    if sys.platform == "win32" or not folder.is_local:
        yield
        return
    held = Path(folder.path, _LOCK)
    held.parent.mkdir(parents=True, exist_ok=True)
    with held.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                f"{folder}: another command is at work there; wait until it is done, or name another folder with -o"
            ) from None
        except OSError:  # a file system without locks
            pass
        try:
            yield
        finally:
            held.unlink(missing_ok=True)
            if not any(held.parent.iterdir()):
                held.parent.rmdir()


class Kept:
    """A folder of work with a note of every part that a step has finished; what belongs to other jobs is deleted.

    Each job has a folder of its own in it: what a worker of another one still writes is never taken for this one's.
    A note is written after all that it speaks of, and one that was half written when a job ended is none.
    """

    def __init__(self, folder: Place, job: str) -> None:
        self._all, self.folder = folder, folder / job[:16]
        for other in folder.inside():
            if other not in (self.folder.name, _LOCK):
                (folder / other).delete()
        if _read(self.folder / _JOB) != job:
            self.delete()
            (self.folder / _JOB).write(json.dumps(job).encode())

    def delete(self) -> None:
        """Delete the folder of the job; what is left of it when that is interrupted belongs to no job."""
        (self.folder / _JOB).delete()
        self.folder.delete()
        if not self._all.is_local and not self._all.inside():
            self._all.delete()

    def done(self, step: str) -> dict[int, Any]:
        """Return what was noted of the parts for which a step is done, by their numbers."""
        folder = self.folder / step
        notes = {int(name.partition(".")[0]): _read(folder / name) for name in folder.inside()}
        return {number: said for number, said in notes.items() if said is not None}

    def note(self, step: str, number: int, said: Any) -> None:
        """Note that a step is done for a part."""
        (self.folder / step / f"{number:05}.json").write(json.dumps(said).encode())


def _read(place: Place) -> Any:
    try:
        return json.loads(place.read())
    except (OSError, ValueError):
        return None
