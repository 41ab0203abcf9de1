"""Measure how like each other copies of an article are, and articles that are none: what `duplicates.SAME` rests on.

The articles are those of `tests/gold/habits`, about 450 words each. Copies and false copies are made of them as they
come about; each line gives the least, the median and the greatest resemblance of its pairs.
"""

import itertools
import random
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from machine import head

from sourcebook import duplicates

HABITS = Path(__file__).resolve().parents[1] / "gold" / "habits"
FURNITURE = """We use cookies and similar tools to give you the best reading of our pages, to show you what may interest
you, and to learn how our pages are used. By pressing Agree you allow this; you can change your mind at any time under
Settings. Subscribe to our letter, three times a week, free of charge. Read more. Share. Print. Most read today. About
us. Contact. Terms of use. All rights reserved. No part of this page may be copied without leave in writing."""
Pair = tuple[str, str]


def reworded(text: str, share: float, rng: random.Random) -> str:
    """Return a text with that share of its words replaced."""
    return re.sub(r"\w+", lambda m: f"x{rng.randrange(10**6)}" if rng.random() < share else m.group(), text)


def paragraphs(text: str) -> list[str]:
    return [piece for piece in text.split("\n\n") if piece.strip()]


def copies(text: str, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    """Yield the same article as another file may hold it."""
    parts = paragraphs(text)
    yield "quotes straightened, lines wrapped anew", (text, re.sub(r"\s+", "\n", text.replace("’", "'")))
    yield "furniture of 90 words around it", (text, f"{FURNITURE}\n\n{text}")
    yield "title and first line gone", (text, "\n\n".join(parts[2:]))
    yield "last paragraph gone", (text, "\n\n".join(parts[:-1]))
    yield "one word in a hundred corrected", (text, reworded(text, 0.01, rng))
    yield "two words in a hundred corrected", (text, reworded(text, 0.02, rng))
    yield "one in a hundred corrected, furniture", (text, f"{FURNITURE}\n\n{reworded(text, 0.01, rng)}")


def others(texts: list[str], rng: random.Random) -> Iterator[tuple[str, Pair]]:
    """Yield pairs that are not the same article, however much they share."""
    for one, other in itertools.combinations(texts, 2):
        yield "two articles", (one, other)
        yield "two articles, both with furniture", (f"{FURNITURE}\n{one}", f"{FURNITURE}\n{other}")
        yield (
            "two articles, both with it twice as long",
            (
                "\n".join([FURNITURE, FURNITURE[::-1], one]),
                "\n".join([FURNITURE, FURNITURE[::-1], other]),
            ),
        )
        yield "an article in a digest of two", (one, f"{one}\n\n{other}")
    for text in texts:
        parts = paragraphs(text)
        yield "half of it written anew", (text, "\n\n".join(parts[: len(parts) // 2]) + reworded(text, 1, rng))
        yield "one word in ten replaced", (text, reworded(text, 0.1, rng))


def main() -> None:
    print(head(rounds=0))
    rng = random.Random(0)
    texts = [path.read_text(encoding="utf-8") for path in sorted(HABITS.glob("*.txt"))]
    same = [pair for text in texts for pair in copies(text, rng)]
    for title, pairs in (("copies", same), ("others", list(others(texts, rng)))):
        found: dict[str, list[float]] = {}
        for what, (one, other) in pairs:
            found.setdefault(what, []).append(duplicates.resemblance(one, other))
        print(f"{title}: {len(pairs):,} pairs")
        for what, values in found.items():
            print(f"  {what:42}{min(values):6.2f}{statistics.median(values):6.2f}{max(values):6.2f}")
    print(f"nearly the same from {duplicates.SAME} on")


if __name__ == "__main__":
    main()
