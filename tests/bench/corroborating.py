"""Ten thousand figures of many voices compared, beside pandas: `agreement.corroborations` and a merge of the same.

The peer is what one would write without it: the facts merged with themselves by kind, unit and a content word of their
sentences (pandas.merge), which gives the pairs to look at and judges none of them. Articles are made of words drawn
with Zipf's frequencies; one figure in five tells what another article told.
"""

import functools
import random
import sys
import tempfile
from pathlib import Path

from machine import head, timed

from sourcebook import Corpus, agreement, load
from sourcebook.agreement.wording import is_telling

FACTS = 10_000
IN_ARTICLE = 5  # figures
SYLLABLES = "ba ce di fo gu ha ki lo ma ne po ra se ti vu wo ya zu".split()
UNITS = ("${} million", "{}%", "{} workers", "{} km", "{} days", "{} tonnes")


def vocabulary(size: int, rng: random.Random) -> list[str]:
    """Return invented words, a fifth of them names, none twice."""
    words: dict[str, None] = {}
    while len(words) < size:
        word = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))
        words[word.title() if len(words) % 5 == 4 else word] = None
    return list(words)


def articles(facts: int, seed: int = 0) -> list[str]:
    """Return articles with so many figures in all, one in each sentence."""
    rng = random.Random(seed)
    words = vocabulary(2000 + facts, rng)
    often = [1 / (rank + 3) for rank in range(len(words))]
    told: list[tuple[list[str], str]] = []
    made = []
    for _ in range(facts // IN_ARTICLE):
        sentences = []
        for _ in range(IN_ARTICLE):
            if told and rng.random() < 0.2:
                shared, figure = rng.choice(told)
                shared = rng.sample(shared, 8)
            else:
                shared, figure = rng.choices(words, often, k=8), rng.choice(UNITS).format(rng.randint(3, 999))
            own = [*shared, *rng.choices(words, often, k=6)]
            told.append((own, figure))
            sentences.append(f"The {' '.join(own[:7])} was {figure} of {' '.join(own[7:])}.")
        made.append(" ".join(sentences))
    return made


def corpus(facts: int, folder: Path) -> Corpus:
    """Return a corpus of such articles, each by a voice of its own."""
    for n, text in enumerate(articles(facts)):
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")
    return load(folder)


def merged(made: Corpus) -> int:
    """Return how many pairs of facts a merge by kind, unit and word finds; the peer."""
    words = made.words[["sentence_id", "term"]].drop_duplicates()
    words = words[words["term"].map(is_telling)]
    facts = made.facts[["fact_id", "sentence_id", "voice", "kind", "unit"]].merge(words, on="sentence_id")
    both = facts.merge(facts, on=["kind", "unit", "term"])
    return len(both[both["voice_x"] < both["voice_y"]][["fact_id_x", "fact_id_y"]].drop_duplicates())


def main() -> None:
    """Print the times for the numbers of facts given, 10,000 without any."""
    sizes = [int(n) for n in sys.argv[1:]] or [FACTS // 4, FACTS]
    print(head("pandas"))
    print(f"{'facts':>8}{'seconds':>9}{'tied':>8}  {'peer':16}{'seconds':>9}{'pairs':>12}{'peer / ours':>13}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            made = corpus(size, Path(name))
        ours, table = timed(functools.partial(agreement.corroborations, made))
        theirs, pairs = timed(functools.partial(merged, made))
        print(
            f"{len(made.facts):8,}{ours:9.2f}{len(table):8,}  {'pandas.merge':16}{theirs:9.2f}{pairs:12,}"
            f"{theirs / ours:13.1f}"
        )


if __name__ == "__main__":
    main()
