"""The whole of `sourcebook tables` on generated articles: engines, memory of every process, and simple peers.

The same file of JSON lines goes through each engine, in a process of its own, start-up included, nothing kept from run
to run. The peers do a part of the work each: pandas, CountVectorizer and pyarrow count the words of the same file by
author (`file_counts.py`); quantulum3 finds the figures of a sample of the same articles, and its time is extrapolated
to all of them. Together they are what the ratio is to. Then once ten times the articles, for the memory alone.
"""

import argparse
import json
import shutil
import statistics
import sys
from pathlib import Path

from environments import BUILD, environment
from generated import corpus
from machine import ROUNDS, head
from memory import Run, run
from quantities import peer

ENGINES = ("local", "processes", "dask")
SAMPLE = 20  # articles that quantulum3 reads
PLACE = BUILD / "bench" / "tables"


def command(engine: str, file: Path, workers: int) -> list[str]:
    own = [sys.executable, "-m", "sourcebook", "tables", str(file), "-o", str(PLACE / "out"), "--engine", engine]
    return own if engine == "local" else [*own, "--workers", str(workers)]


def runs(own: list[str], rounds: int) -> list[Run]:
    """Return what each run took, none of which finds what another has left; the first alone if it fails."""
    done: list[Run] = []
    while len(done) < rounds and not (done and done[-1].code):
        shutil.rmtree(PLACE / "out", ignore_errors=True)
        done.append(run(own, {"SOURCEBOOK_CACHE": "off"}))
    return done


def median(done: list[Run], what: str) -> float:
    return statistics.median(getattr(one, what) for one in done)


def largest(one: Run) -> float:
    """Return the peak of the process that held most, in MB."""
    return max(one.main, *one.workers, 0.0)


def memory(done: list[Run]) -> str:
    """Return the peaks of the run that held most: of its main process, of each worker, of all at once."""
    most = max(done, key=lambda one: one.together)
    workers = " + ".join(f"{peak:.0f}" for peak in most.workers)
    return f"{most.main:.0f}{f' + {workers}' if workers else ''}, at once {most.together:.0f}"


def quantulum3(texts: list[str], rounds: int) -> float:
    """Return the seconds that quantulum3 would take for all the texts, from a sample of them."""
    sample = texts[:: max(len(texts) // SAMPLE, 1)][:SAMPLE]
    _, took = peer("quantulum3", [{"id": n, "text": text} for n, text in enumerate(sample)], rounds)
    return took * sum(map(len, texts)) / sum(map(len, sample))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--workers", type=int, default=2, help="of the engines that have any")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--times", type=int, default=10, help="as many articles for the memory; 0 for no such run")
    given = parser.parse_args()
    file = corpus(PLACE / f"news-{given.articles}.jsonl", given.articles)
    texts = [json.loads(line)["text"] for line in file.open(encoding="utf-8")]
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(head("counting", "quantulum3", rounds=given.rounds))
    print(f"{len(texts):,} generated articles, {size:.1f} MB of text, {given.workers} workers\n")

    counting = runs([str(environment("counting")), str(Path(__file__).with_name("file_counts.py")), str(file),
                     str(PLACE / "counts.parquet")], given.rounds)  # fmt: skip
    if counting[-1].code:
        sys.exit(f"file_counts.py: {counting[-1].errors}")
    figures = quantulum3(texts, given.rounds)
    both = median(counting, "seconds") + figures
    found = {engine: runs(command(engine, file, given.workers), given.rounds) for engine in given.engines}
    rows = [(f"tables, {engine}", median(done, "seconds"), memory(done)) for engine, done in found.items()
            if not done[-1].code]  # fmt: skip
    rows.append(("pandas + CountVectorizer", median(counting, "seconds"), memory(counting)))
    rows.append(("quantulum3", figures, f"extrapolated from {min(SAMPLE, len(texts))} of the articles"))
    rows.append(("both peers", both, ""))
    print(f"{'':26}{'seconds':>9}{'MB/s':>8}{'articles/s':>12}{'peers / it':>12}  peak MB: main + workers")
    for what, took, peak in rows:
        print(f"{what:26}{took:9.2f}{size / took:8.2f}{len(texts) / took:12.1f}{both / took:12.2f}  {peak}".rstrip())
    for engine, done in found.items():
        if done[-1].code:
            print(f"tables, {engine}: skipped, the command refuses: {(done[-1].errors.splitlines() or [''])[-1]}")
    if given.times:
        again({engine: done for engine, done in found.items() if not done[-1].code}, given)


def again(found: dict[str, list[Run]], given: argparse.Namespace) -> None:
    """Print what so many times the articles do to the memory; one run each."""
    many = given.articles * given.times
    file = corpus(PLACE / f"news-{many}.jsonl", many)
    print(f"\npeak MB of the largest process and of all at once; {many:,} articles once\n")
    print(f"{'':26}{f'{given.articles:,}':>16}{f'{many:,}':>16}{'ratio':>16}{'seconds':>9}")
    for engine, done in found.items():
        few, (more,) = max(done, key=lambda one: one.together), runs(command(engine, file, given.workers), 1)
        if more.code:
            print(f"tables, {engine}: failed: {(more.errors.splitlines() or [''])[-1]}")
            continue
        peaks = [(largest(one), one.together) for one in (few, more)]
        columns = [f"{own:.0f}, {every:.0f}" for own, every in peaks]
        columns.append(", ".join(f"{after / before:.2f}" for before, after in zip(*peaks, strict=True)))
        print(f"{f'tables, {engine}':26}{''.join(f'{column:>16}' for column in columns)}{more.seconds:9.1f}")


if __name__ == "__main__":
    main()
