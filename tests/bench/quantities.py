"""Figures beside named peers in the same run: accuracy on labelled sentences and kB/s, in one table.

The peers are installed by this program, into build/peers, and by nothing else. Accuracy is the F1 of values on
tests/gold/news.jsonl, and the share of what is found in the five articles that a careful reader called a fact; a peer
is asked for numbers with and without a unit, and can't tell a fact from "two sides" or Section 301. Throughput is on
the articles and the sentences, one paragraph at a time, in one process, start-up left out, and beside it on articles
that are made (`generated.py`); ours is measured with everything on: dates, frame and attribution as well.
"""

import functools
import json
import subprocess
from pathlib import Path
from typing import Any

from environments import environment
from generated import articles
from machine import ROUNDS, head, timed

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
PEERS = ("quantulum3", "recognizers-text")
GENERATED = 20  # articles
Answers = dict[Any, list[dict[str, Any]]]


def peer(name: str, rows: list[dict[str, Any]], rounds: int = ROUNDS) -> tuple[Answers, float]:
    """Return what a peer finds in each text, and the median of the seconds that it took."""
    payload = "".join(json.dumps(row) + "\n" for row in rows)
    command = [str(environment(name)), str(TESTS / "bench" / "peers.py"), name, str(rounds)]
    done = subprocess.run(command, input=payload, capture_output=True, text=True, check=True)
    *answers, last = [json.loads(line) for line in done.stdout.splitlines()]
    return {a["id"]: a["quantities"] for a in answers}, last["seconds"]


def ours(rows: list[dict[str, Any]]) -> tuple[Answers, float]:
    from sourcebook.quantities import quantities, to_dict

    took, found = timed(lambda: [quantities(row["text"], "2025-06-01") for row in rows])
    answers = {row["id"]: [to_dict(q) for q in own] for row, own in zip(rows, found, strict=True)}
    return answers, took


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


def made() -> list[dict[str, Any]]:
    """Return the paragraphs of generated articles."""
    texts = [(article.id, at, text) for article in articles(0, GENERATED) for at, text in paragraphs(article.text)]
    return [{"id": f"{name}:{at}", "text": text} for name, at, text in texts]


def kilobytes(rows: list[dict[str, Any]]) -> float:
    return sum(len(row["text"].encode()) for row in rows) / 1000


def main() -> None:
    rows, sentences, spans = material()
    news = made()
    size, more = kilobytes(rows), kilobytes(news)
    print(head(*PEERS))
    print(f"{len(rows)} texts of sentences and seeds, {size:.0f} kB; {len(news)} generated paragraphs, {more:.0f} kB\n")
    columns = ("value F1", "precision", "kB/s", "theirs / ours", "generated kB/s", "theirs / ours")
    print(f"{'':18}" + "".join(f"{column:>16}" for column in columns))
    own: tuple[float, ...] = ()
    for name in ("sourcebook", *PEERS):
        read = functools.partial(peer, name) if own else ours
        (answers, took), (_, also) = read(rows), read(news)
        own = own or (took, also)
        scores = f"{f1(sentences, answers):16.1%}{precision(spans, answers):16.1%}"
        speed = f"{size / took:16.0f}{took / own[0]:16.1f}{more / also:16.0f}{also / own[1]:16.1f}"
        print(f"{name:18}{scores}{speed}")


if __name__ == "__main__":
    main()
