"""Measure what a rerun costs: a folder of one thousand articles, the same again, and one article more.

Each time is that of a process of its own, imports included, beside pandas reading the same texts into a table of their
words in the same run. The articles are sentences of `tests/gold/habits` in random order, names and numbers changed, so
that no two are alike; they and the cache are made anew under build/.
"""

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from environments import BUILD

from sourcebook import spans

ROOT = Path(__file__).resolve().parents[2]
HABITS = ROOT / "tests" / "gold" / "habits"
PLACE = BUILD / "bench" / "rerun"
ARTICLES, SIZE, ROUNDS = 1_000, 5_000, 3
OURS = "import sys; from sourcebook import load; print(len(load(sys.argv[1]).words))"
BASELINE = """
import sys, pathlib, pandas as pd
texts = pd.Series([path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))])
print(len(texts.str.lower().str.findall(r"[\\w'’-]+").explode()))
"""


def make(folder: Path, articles: int, seed: int = 0) -> None:
    """Write that many articles; the same seed writes the same ones."""
    rng = random.Random(seed)
    paragraphs = [p for path in sorted(HABITS.glob("*.txt")) for p in path.read_text(encoding="utf-8").split("\n\n")]
    known = sorted({p[s:e] for p in paragraphs for s, e in spans.sentences(p) if e - s > 40})
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(articles):
        text = f"Report {seed}.{n}\n\n"
        while len(text) < SIZE:
            text += " ".join(_changed(rng.choice(known), rng) for _ in range(rng.randint(2, 5))) + "\n\n"
        (folder / f"report-{seed}-{n:05}.txt").write_text(text, encoding="utf-8")


def _changed(sentence: str, rng: random.Random) -> str:
    numbered = re.sub(r"(?<![\d.,])\d{1,2}(?![\d.,])", lambda _: str(rng.randint(2, 99)), sentence)
    return re.sub(r"(?<=[a-z] )[A-Z][a-z]{3,}", lambda m: m.group() + rng.choice(["", "by", "ton", "field"]), numbered)


def seconds(code: str, folder: Path) -> float:
    """Return how long a process takes that runs the code on the folder."""
    environment = {**os.environ, "SOURCEBOOK_CACHE": str(PLACE / "cache"), "PYTHONPATH": str(ROOT / "lib")}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    shutil.rmtree(PLACE, ignore_errors=True)
    folder = PLACE / "articles"
    make(folder, ARTICLES)
    first = seconds(OURS, folder)
    again = statistics.median(seconds(OURS, folder) for _ in range(ROUNDS))
    make(folder, 1, seed=1)
    one_more = seconds(OURS, folder)
    baseline = statistics.median(seconds(BASELINE, folder) for _ in range(ROUNDS))
    print(f"{ARTICLES:,} articles of {SIZE / 1000:.0f} kB; seconds, imports included")
    for what, took in (("first run", first), ("again", again), ("one article more", one_more)):
        print(f"{what:18}{took:8.2f}{took / baseline:8.1f} x pandas reading the words ({baseline:.2f})")
    print(f"again / first     {again / first:8.3f}")


if __name__ == "__main__":
    main()
