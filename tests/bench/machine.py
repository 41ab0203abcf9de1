"""What every benchmark says of itself, and how it takes a time: the line above its table, and medians."""

import os
import platform
import statistics
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from environments import ENVIRONMENTS

ROUNDS = 5
Result = TypeVar("Result")


def head(*peers: str, rounds: int = ROUNDS) -> str:
    """Return the line above a table: machine, Python, versions, and of how many a time is the median.

    peers  environments of `environments.py`, of which the pins are named, or packages installed beside the library
    """
    names = "; ".join(", ".join(_versions(peer)) for peer in ("sourcebook", *peers))
    where = f"{os.cpu_count()} cores {_processor()}, {platform.system()} {platform.release()} {platform.machine()}"
    times = f"; medians of {rounds}" if rounds else ""
    return f"{where}\nPython {platform.python_version()}; {names}{times}\n"


def _versions(peer: str) -> list[str]:
    if peer in ENVIRONMENTS:
        return [pin.replace("==", " ") for pin in ENVIRONMENTS[peer] if "==" in pin]
    return [f"{peer} {metadata.version(peer)}"]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def timed(work: Callable[[], Result], rounds: int = ROUNDS) -> tuple[float, Result]:
    """Return the median of the seconds that a call takes, and what it gave the last time."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - began)
    return statistics.median(times), found
