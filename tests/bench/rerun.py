"""Measure what a rerun costs: a folder of one thousand articles, the same again, and one article more.

Each time is that of a process of its own, imports included, beside pandas reading the same texts into a table of their
words in the same run. Articles (`generated.py`) and cache are made anew under build/.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from environments import BUILD
from generated import articles, write_folder
from machine import ROUNDS, head

ROOT = Path(__file__).resolve().parents[2]
PLACE = BUILD / "bench" / "rerun"
ARTICLES = 1_000
OURS = "import sys; from sourcebook import load; print(len(load(sys.argv[1]).words))"
BASELINE = """
import sys, pathlib, pandas as pd
texts = pd.Series([path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt"))])
print(len(texts.str.lower().str.findall(r"[\\w'’-]+").explode()))
"""


def seconds(code: str, folder: Path) -> float:
    """Return how long a process takes that runs the code on the folder."""
    environment = {**os.environ, "SOURCEBOOK_CACHE": str(PLACE / "cache"), "PYTHONPATH": str(ROOT / "lib")}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    shutil.rmtree(PLACE, ignore_errors=True)
    folder = PLACE / "articles"
    size = write_folder(folder, articles(0, ARTICLES)) / 1e6
    first = seconds(OURS, folder)
    again = statistics.median(seconds(OURS, folder) for _ in range(ROUNDS))
    write_folder(folder, articles(ARTICLES, ARTICLES + 1))
    one_more = seconds(OURS, folder)
    baseline = statistics.median(seconds(BASELINE, folder) for _ in range(ROUNDS))
    print(head("pandas"))
    print(f"{ARTICLES:,} generated articles, {size:.1f} MB; seconds, imports included; what is done once, once\n")
    for what, took in (("first run", first), ("again", again), ("one article more", one_more)):
        print(f"{what:18}{took:8.2f}{took / baseline:8.1f} x pandas reading the words ({baseline:.2f})")
    print(f"again / first     {again / first:8.3f}")


if __name__ == "__main__":
    main()
