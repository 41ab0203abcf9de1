"""Figures beside named peers in the same run: accuracy on labelled sentences and kB/s, in one table.

The peers are installed by this program, into build/peers, and by nothing else. Accuracy is the F1 of values on
tests/gold/news.jsonl, and the share of what is found in the five articles that a careful reader called a fact; a peer
is asked for numbers with and without a unit, and can't tell a fact from "two sides" or Section 301. Throughput is on
the articles and the sentences, one paragraph at a time, in one process, start-up left out; ours is measured with
everything on: dates, frame and attribution as well.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from environments import environment

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
PEERS = ("quantulum3", "recognizers-text")
ROUNDS = 5
Answers = dict[Any, list[dict[str, Any]]]


def peer(name: str, rows: list[dict[str, Any]]) -> tuple[Answers, float]:
    """Return what a peer finds in each text, and the seconds that it took."""
    payload = "".join(json.dumps(row) + "\n" for row in rows)
    command = [str(environment(name)), str(TESTS / "bench" / "peers.py"), name]
    done = subprocess.run(command, input=payload, capture_output=True, text=True, check=True)
    *answers, last = [json.loads(line) for line in done.stdout.splitlines()]
    return {a["id"]: a["quantities"] for a in answers}, last["seconds"]


def ours(rows: list[dict[str, Any]]) -> tuple[Answers, float]:
    from sourcebook.quantities import quantities, to_dict

    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = [quantities(row["text"], "2025-06-01") for row in rows]
        times.append(time.perf_counter() - began)
    answers = {row["id"]: [to_dict(q) for q in own] for row, own in zip(rows, found, strict=True)}
    return answers, statistics.median(times)


def f1(labels: Answers, answers: Answers) -> float:
    """Return the F1 of values; what a system itself calls a date or an ordinal is not asked for."""
    right = wanted = given = 0
    for name, own in labels.items():
        free = [q for q in answers[name] if q.get("kind") not in ("date", "date_range", "ordinal")]
        wanted, given = wanted + len(own), given + len(free)
        for label in own:
            end = label["start"] + len(label["surface"])
            hit = next((q for q in free if q["start"] < end and label["start"] < q["end"] and _same(label, q)), None)
            if hit:
                free.remove(hit)
                right += 1
    return 2 * right / (wanted + given)


def _same(label: dict[str, Any], q: dict[str, Any]) -> bool:
    values = [(label.get(key), q.get(key)) for key in ("value", "low", "high")]
    return all(a is b or (a is not None and b is not None and abs(a - b) <= 1e-4 * abs(a)) for a, b in values)


def precision(labels: dict[str, list[tuple[int, int]]], answers: Answers) -> float:
    """Return the share of what is found, and not marked as in passing, that overlaps a fact."""
    found = [(name, q) for name in labels for q in answers[name] if q.get("salience", "fact") == "fact"]
    good = sum(any(q["start"] < end and start < q["end"] for start, end in labels[name]) for name, q in found)
    return good / len(found)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text that hold any, with their offsets."""
    out, at = [], 0
    for line in text.splitlines(keepends=True):
        out += [(at, line)] if line.strip() else []
        at += len(line)
    return out


def material() -> tuple[list[dict[str, Any]], Answers, dict[str, list[tuple[int, int]]]]:
    """Return the texts to read, the labels of the sentences, and those of the articles by paragraph."""
    gold = TESTS / "gold"
    news = [json.loads(line) for line in (gold / "news.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [{"id": f"news {case['id']}", "text": case["text"]} for case in news]
    sentences = {f"news {case['id']}": case["quantities"] for case in news}
    facts = [json.loads(line) for line in (gold / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    facts = [fact for fact in facts if fact["salience"] == "fact"]
    spans: dict[str, list[tuple[int, int]]] = {}
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        for at, text in paragraphs(path.read_bytes().decode("utf-8")):
            name = f"{path.name}:{at}"
            rows.append({"id": name, "text": text})
            own = [(f["start"] - at, f["end"] - at) for f in facts if f["file"] == path.name]
            spans[name] = [(start, end) for start, end in own if 0 <= start < len(text)]
    return rows, sentences, spans


def main() -> None:
    rows, sentences, spans = material()
    size = sum(len(row["text"].encode()) for row in rows) / 1000
    print(f"{len(rows)} texts, {size:.0f} kB, Python {sys.version.split()[0]}\n")
    print(f"{'':20}{'value F1':>10}{'precision':>11}{'kB/s':>9}{'ours / theirs':>15}")
    mine, took = ours(rows)
    print(f"{'sourcebook':20}{f1(sentences, mine):10.1%}{precision(spans, mine):11.1%}{size / took:9.0f}")
    for name in PEERS:
        answers, seconds = peer(name, rows)
        scores = f"{f1(sentences, answers):10.1%}{precision(spans, answers):11.1%}"
        print(f"{name:20}{scores}{size / seconds:9.0f}{seconds / took:15.1f}")


if __name__ == "__main__":
    main()
