"""All measures of lexical diversity for 1,000 articles, beside lexicalrichness in the same run on the same words.

Type-token ratio, MATTR (100 words), MTLD (0.72) and HD-D (42 words) of each article; ours gives hapax share and Yule's
K as well. Each side has a process of its own; timed are the measures alone, on words that are there; memory is the peak
of the process, beside what it was before the first article. The largest difference between the values is printed, and
one above 1e-9 fails.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from machine import head, timed

ARTICLES = 1_000
MEASURES = ("ttr", "mattr", "mtld", "hdd")
TOLERANCE = 1e-9
Values = list[list[float]]


def ours(texts: list[list[str]]) -> Values:
    from sourcebook.textstats.diversity import measures

    found = [measures(words) for words in texts]
    return [[own[name] for name in MEASURES] for own in found]


def lexicalrichness(texts: list[list[str]]) -> Values:
    from lexicalrichness import LexicalRichness

    found = [LexicalRichness(words, preprocessor=None, tokenizer=None) for words in texts]
    return [[own.ttr, own.mattr(100), own.mtld(0.72), own.hdd(42)] for own in found]


SIDES: dict[str, Callable[[list[list[str]]], Values]] = {"sourcebook": ours, "lexicalrichness": lexicalrichness}


def measure(side: str, kept: Path) -> None:
    """Print what one side gives: its values, the seconds, the peak before and after in MB."""
    texts = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    SIDES[side](texts[:1])  # imports are not timed
    before = _peak()
    took, values = timed(lambda: SIDES[side](texts))
    print(json.dumps({"values": values, "seconds": took, "before": before, "peak": _peak()}))


def _peak() -> float:
    """Return the peak memory of this process in MB; Linux counts kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def words() -> Iterator[list[str]]:
    """Yield the words of the first articles, as the library counts them."""
    from texts import articles

    from sourcebook import spans

    for article in articles()[:ARTICLES]:
        yield [spans.term(article.text[start:end]) for start, end in spans.words(article.text)]


def main() -> None:
    import numpy as np
    from environments import BUILD, environment

    kept = BUILD / "bench" / "words.jsonl"
    texts = list(words())
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("".join(json.dumps(own) + "\n" for own in texts), encoding="utf-8")
    pythons = {"sourcebook": sys.executable, "lexicalrichness": str(environment("lexicalrichness"))}
    found = {}
    print(head("lexicalrichness"))
    print(f"{len(texts):,} articles, {sum(map(len, texts)):,} words\n")
    print(f"{'':18}{'seconds':>9}{'articles/s':>12}{'before, MB':>12}{'peak, MB':>10}")
    for side, python in pythons.items():
        done = subprocess.run([python, __file__, side, str(kept)], capture_output=True, text=True, check=True)
        own = found[side] = json.loads(done.stdout)
        speed = len(texts) / own["seconds"]
        print(f"{side:18}{own['seconds']:9.2f}{speed:12,.0f}{own['before']:12.0f}{own['peak']:10.0f}")
    mine, theirs = found["sourcebook"], found["lexicalrichness"]
    print(f"\ntheir seconds / ours {theirs['seconds'] / mine['seconds']:.0f}")
    differences = np.abs(np.array(mine["values"]) / np.array(theirs["values"]) - 1).max(axis=0)
    for name, difference in zip(MEASURES, differences, strict=True):
        print(f"{name:6} largest relative difference {difference:.1e}")
    if differences.max() > TOLERANCE:
        sys.exit(f"the values differ by more than {TOLERANCE}")


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) > 2 else main()
