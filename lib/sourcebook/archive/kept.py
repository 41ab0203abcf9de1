"""What a job has done so far, noted in files, so that it goes on where it was however it ended."""

import json
from typing import Any

from sourcebook.archive.places import Place

_JOB = "job.json"  # whose the folder is


class Kept:
    """A folder of work with a note of every part that a step has finished; what belongs to another job is deleted.

    A note is written after all that it speaks of, and one that was half written when a job ended is none.
    """

    def __init__(self, folder: Place, job: str) -> None:
        self._folder = folder
        if _read(folder / _JOB) != job:
            self.delete()
            (folder / _JOB).write(json.dumps(job).encode())

    def delete(self) -> None:
        """Delete the folder; what is left of it when that is interrupted belongs to no job."""
        (self._folder / _JOB).delete()
        self._folder.delete()

    def done(self, step: str) -> dict[int, Any]:
        """Return what was noted of the parts for which a step is done, by their numbers."""
        folder = self._folder / step
        notes = {int(name.partition(".")[0]): _read(folder / name) for name in folder.inside()}
        return {number: said for number, said in notes.items() if said is not None}

    def note(self, step: str, number: int, said: Any) -> None:
        """Note that a step is done for a part."""
        (self._folder / step / f"{number:05}.json").write(json.dumps(said).encode())


def _read(place: Place) -> Any:
    try:
        return json.loads(place.read())
    except (OSError, ValueError):
        return None
