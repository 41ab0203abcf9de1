"""Measure beside named peers in the same run: `make bench`. Ratios, medians of five; nothing here can fail a test."""

import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer, wordpunct_tokenize

from sourcebook import spans

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5


def text_like(sample: str, megabytes: float, seed: int = 0) -> str:
    """Return text of a size: sentences as long as the sample's, of its words in random order, never the same."""
    rng = random.Random(seed)
    vocabulary = [sample[s:e] for s, e in spans.words(sample)]
    shapes = [len(spans.words(sample[s:e])) for s, e in spans.sentences(sample)]
    parts, size = [], 0
    while size < megabytes * 1e6:
        words = rng.choices(vocabulary, k=max(rng.choice(shapes), 3))
        parts.append(" ".join(words).capitalize() + rng.choice([". ", ". ", "? ", ".\n"]))
        size += len(parts[-1])
    return "".join(parts)


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def start_up(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    sample = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    text = text_like(sample, 2)
    tokenizer = NLTKWordTokenizer()
    rows = [
        (
            "words",
            lambda: spans.words(text),
            "NLTKWordTokenizer",
            lambda: list(tokenizer.span_tokenize(text.replace('"', "'"))),
        ),
        ("words", lambda: spans.words(text), "wordpunct_tokenize", lambda: wordpunct_tokenize(text)),
        (
            "sentences",
            lambda: spans.sentences(text),
            "Punkt untrained",
            lambda: list(PunktSentenceTokenizer().span_tokenize(text)),
        ),
        ("import", start_up("import sourcebook; sourcebook.load"), "pandas and nltk", start_up("import pandas, nltk")),
    ]
    print(f"{platform.machine()}, Python {platform.python_version()}, {len(text) / 1e6:.1f} MB, median of {ROUNDS}\n")
    print(f"{'what':12}{'seconds':>9}  {'peer':22}{'seconds':>9}{'peer / ours':>13}")
    for what, ours, peer, theirs in rows:
        mine, other = seconds(ours), seconds(theirs)
        print(f"{what:12}{mine:9.2f}  {peer:22}{other:9.2f}{other / mine:13.1f}")


if __name__ == "__main__":
    main()
