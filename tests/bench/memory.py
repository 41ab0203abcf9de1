"""Run a command and watch the memory of every process it starts, by psutil, ten times a second.

The peak of a process is what Linux keeps as its high-water mark (VmHWM), read as long as it lives, so that no short
peak is missed; elsewhere, and for all processes together, it is the largest of the samples. Memory is resident memory
(RSS): pages that processes share are counted for each of them.
"""

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

EVERY = 0.1  # seconds


class Run(NamedTuple):
    """What a command took; memory in MB."""

    code: int
    seconds: float
    main: float
    workers: list[float]  # the largest first
    together: float
    errors: str


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end; the environment is added to this process's own."""
    peaks: dict[int, float] = {}
    together = 0.0
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        began = time.perf_counter()
        told = {"stdout": errors, "stderr": errors, "env": {**os.environ, **(environment or {})}}
        process = psutil.Popen(command, **told)
        while process.poll() is None:
            together = max(together, _sample(process, peaks))
            time.sleep(EVERY)
        took = time.perf_counter() - began
        errors.seek(0)
        said = errors.read()
    together = max(together, *peaks.values(), 0.0)
    main = peaks.pop(process.pid, 0.0)
    return Run(process.returncode, took, main, sorted(peaks.values(), reverse=True), together, said)


def _sample(root: psutil.Process, peaks: dict[int, float]) -> float:
    """Note the peak of each process so far; return what all hold now, in MB."""
    held = 0.0
    for process in [root, *_children(root)]:
        try:
            if "resource_tracker" in " ".join(process.cmdline()):  # Python's own, of a few MB
                continue
            now = process.memory_info().rss / 1e6
        except psutil.Error:  # it has ended
            continue
        peak = _high_water(process.pid)
        peaks[process.pid] = peak or max(now, peaks.get(process.pid, 0.0))
        held += now
    return held


def _children(root: psutil.Process) -> list[psutil.Process]:
    try:
        return root.children(recursive=True)
    except psutil.Error:
        return []


def _high_water(pid: int) -> float:
    """Return the peak that Linux keeps of a process, in MB; 0 where nothing is kept."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), 0.0)
