"""The report beside nbconvert over the same notebooks, executed in the same run."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import ROUNDS, head

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def seconds(command: list[str], out: Path) -> float:
    environment = {**os.environ, "SOURCEBOOK_WORKBOOK": str(ROOT / "tests" / "workbook.toml")}
    environment["SOURCEBOOK_CACHE"] = str(out / "cache")  # kept from round to round, for both
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return time.perf_counter() - start


def main(rounds: int = ROUNDS) -> None:
    notebooks = [str(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        ours = [sys.executable, "-m", "sourcebook", "report", str(ROOT / "seeds"), "-o", str(out / "ours")]
        theirs = [str(BIN / "jupyter"), "nbconvert", "--execute", "--to", "html", "--output-dir", str(out / "theirs")]
        seconds(ours, out)  # both then find what is kept
        times = [(seconds(ours, out), seconds([*theirs, *notebooks], out)) for _ in range(rounds)]
        sizes = [(path.name, path.stat().st_size / 1e6) for path in sorted((out / "ours").glob("*.html"))]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    print(head("nbconvert", "nbclient", rounds=rounds))
    print(f"{'what':34}{'seconds':>9}")
    print(f"{'sourcebook report':34}{mine:9.1f}\n{'jupyter nbconvert --execute':34}{other:9.1f}")
    print(f"{'ratio (ours / theirs)':34}{mine / other:9.2f}\n")
    for page, size in sizes:
        print(f"{page:34}{size:9.2f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
