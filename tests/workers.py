"""What tests ask workers to do: to die, as one does that runs out of memory, or to be of another version."""

import os
import signal
import time
from pathlib import Path


def killed_once(task: tuple[int, str]) -> int:
    """Return the square of a number; at 3 the process ends the first time, which a file in a folder remembers."""
    number, folder = task
    mark = Path(folder, str(number))
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def killed_later(task: tuple[int, str]) -> int:
    """Do as `killed_once`; the process ends half a second after it has begun with 3."""
    if task[0] == 3:
        time.sleep(0.5)
    return killed_once(task)


def killed_at_one(task: int) -> int:
    """Return a number; at 1 the process always ends."""
    if task == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def late_once(folder: str) -> str:
    """Wait for something too long the first time, which a file in a folder remembers."""
    mark = Path(folder, "late")
    if not mark.exists():
        mark.touch()
        raise TimeoutError("the store doesn't answer")
    return folder


def of_another_version() -> None:
    """Let the process that calls it have another version of the library."""
    from sourcebook import cache

    cache.version = lambda: "older"  # type: ignore[assignment]
