"""Counting terms by voice beside scikit-learn and polars: same texts, same token pattern, results checked equal.

Each counter runs in a process of its own, `python counting.py NAME`, which answers with one line of JSON: medians of
the time by the clock and by the processors, the peak of its process's memory with the texts in it, and what it found.
Times begin with the texts in memory and end with the counts by voice and term; start-up is left out. polars finds a
few tokens less, since to its engine a raised 2 is no word character.
"""

import json
import os
import re
import resource
import statistics
import string
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from environments import environment
from machine import ROUNDS, head
from texts import articles

PATTERN = r"\w\w+"
PUNCTUATION = string.whitespace + string.punctuation.replace("_", "")  # what the pattern can't hold, in ASCII
TURNS = 3
OURS = ("ours", "ours, only white space named", "ours, our own words")
PEERS = ("CountVectorizer", "polars", "polars, one thread", "DuckDB", "DuckDB, one thread", "re and Counter")
Counts = Iterable[tuple[str, str, int]]  # voice, term, n
Texts = list[tuple[str, str]]


def ours(texts: Texts, pattern: str | None = PATTERN, between: str = PUNCTUATION) -> Callable[[], object]:
    from sourcebook import counting, spans

    def work() -> object:
        spans.term.cache_clear()
        return counting.count(texts, re.compile(pattern) if pattern else None, between)

    return work


def vectorizer(texts: Texts) -> Callable[[], object]:
    """CountVectorizer counts by text; the sums by voice are a product with the matrix of who wrote what."""
    import numpy as np
    from scipy import sparse
    from sklearn.feature_extraction.text import CountVectorizer

    def work() -> object:
        voices, of = np.unique([voice for voice, _ in texts], return_inverse=True)
        counter = CountVectorizer(token_pattern=PATTERN)
        wrote = sparse.csr_matrix((np.ones(len(texts), np.int64), (of, np.arange(len(texts)))))
        return voices, counter, wrote @ counter.fit_transform([text for _, text in texts])

    return work


def polars(texts: Texts) -> Callable[[], object]:
    """The quickest of four forms tried; neither categories nor blanks first nor streaming is quicker."""
    import polars as pl

    def work() -> object:
        frame = pl.DataFrame(texts, schema=["voice", "term"], orient="row").lazy()
        terms = pl.col("term").str.to_lowercase().str.extract_all(PATTERN)
        return frame.select("voice", terms).explode("term").group_by("voice", "term").len().collect()

    return work


def duckdb(texts: Texts) -> Callable[[], object]:
    """Its engine takes ASCII alone for word characters, so that the pattern names letters and digits of all scripts.

    One batch of rows a thread is quicker than one in all or many; splitting at what is no word is no quicker.
    """
    import duckdb
    import polars as pl
    import pyarrow as pa

    threads = int(os.environ.get("DUCKDB_THREADS", os.cpu_count() or 1))
    batch = -(-len(texts) // threads)
    database = duckdb.connect()
    database.execute(f"set threads = {threads}")

    def work() -> object:
        rows = pl.DataFrame(texts, schema=["voice", "text"], orient="row").to_arrow()
        database.register("texts", pa.Table.from_batches(rows.to_batches(max_chunksize=batch)))
        terms = "select voice, unnest(regexp_extract_all(lower(text), '[\\p{L}\\p{N}_]{2,}')) as term from texts"
        return database.execute(f"select voice, term, count(*) from ({terms}) group by all").fetchnumpy()

    return work


def plain(texts: Texts) -> Callable[[], object]:
    find = re.compile(PATTERN).findall

    def work() -> object:
        counts: dict[str, Counter[str]] = {}
        for voice, text in texts:
            counts.setdefault(voice, Counter()).update(find(text.lower()))
        return counts

    return work


def rows(name: str, found: Any) -> Counts:
    """Return what a counter found, in one form."""
    if name.startswith("ours"):
        return found.itertuples(index=False)
    if name == "CountVectorizer":
        voices, counter, table = found
        names, table = counter.get_feature_names_out(), table.tocoo()
        return ((voices[i], names[j], n) for i, j, n in zip(table.row, table.col, table.data, strict=True))
    if name.startswith("DuckDB"):
        return zip(*found.values(), strict=True)
    if name.startswith("polars"):
        return ((voice, term, n) for voice, term, n in found.iter_rows() if n and term is not None)
    return ((voice, term, n) for voice, own in found.items() for term, n in own.items())


COUNTERS: dict[str, Callable[[Texts], Callable[[], object]]] = {
    "ours": ours,
    "ours, only white space named": lambda texts: ours(texts, between=string.whitespace),
    "ours, our own words": lambda texts: ours(texts, None),
    "CountVectorizer": vectorizer,
    "polars": polars,
    "polars, one thread": polars,
    "DuckDB": duckdb,
    "DuckDB, one thread": duckdb,
    "re and Counter": plain,
}


def measure(name: str) -> dict[str, Any]:
    texts = [(article.voice, article.text) for article in articles()]
    work = COUNTERS[name](texts)
    found, times, processor = work(), [], []
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # of one count
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        work()
        times.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    counts = Counter({(str(voice), str(term)): int(n) for voice, term, n in rows(name, found)})
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1000]
    took = {"seconds": statistics.median(times), "processor": statistics.median(processor)}
    return took | {"peak": peak, "tokens": counts.total(), "top": top}


def run(name: str) -> dict[str, Any]:
    python = sys.executable if name in OURS else environment("counting")
    one = {"POLARS_MAX_THREADS": "1", "DUCKDB_THREADS": "1"} if name.endswith("one thread") else {}
    done = subprocess.run([str(python), __file__, name], capture_output=True, text=True, env={**os.environ, **one})
    if done.returncode:
        sys.exit(f"{name}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    size = sum(len(article.text.encode()) for article in articles()) / 1e6
    voices = len({article.voice for article in articles()})
    print(head("counting"))
    print(f"terms of {size:.1f} MB by {voices} voices, pattern {PATTERN}; {TURNS} turns, taken by all in order\n")
    print(f"{'':30}{'MB/s':>7}{'theirs / ours':>15}{'CPU s':>8}{'peak MB':>9}{'tokens':>11}  same top 1,000")
    turns = [{name: run(name) for name in (*OURS, *PEERS)} for _ in range(TURNS)]
    mine = turns[0]["ours"]
    for name in (*OURS, *PEERS):
        seconds, processor = (statistics.median(turn[name][k] for turn in turns) for k in ("seconds", "processor"))
        ratio = statistics.median(turn[name]["seconds"] / turn["ours"]["seconds"] for turn in turns)
        last = turns[-1][name]
        same = "other words" if name == OURS[2] else "yes" if last["top"] == mine["top"] else "NO"
        costs = f"{size / seconds:7.1f}{ratio:15.2f}{processor:8.2f}{last['peak']:9.0f}"
        print(f"{name:30}{costs}{last['tokens']:11,}  {same}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
