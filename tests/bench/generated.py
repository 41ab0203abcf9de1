"""Make news articles of any number: `python generated.py OUT --articles N [--seed S] [--form folder|jsonl|parquet]`.

About 5 kB each (log-normal, median 4.5 kB; 100,000 make 500 MB), from a grammar of our own, `news_grammar.toml`, and a
vocabulary by topic, `news_words.toml`: twenty outlets, thousands of bylines of which a few write most, invented names
without end, dates of ten years. One article in a hundred is an earlier one with a few words changed, one in a thousand
its exact copy. An article is a function of the seed and its number alone, so that any part of a corpus can be made by
itself: `articles(start, stop, seed)`. `--describe` prints how the language compares with that of the seeds.

A folder holds a text file an article, as a newspaper prints it, a thousand to a subfolder; JSON lines and Parquet hold
the body in a column `text` beside what is known of it, authors parted by "; ".
"""

import argparse
import itertools
import json
import random
import re
import shutil
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from news import GENERAL, MONTHS, TOPICS, Newsroom, invented, person, rank

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY, DAYS = date(2015, 1, 1).toordinal(), 3653
MEDIAN, SPREAD, LEAST, MOST = 4_500, 0.46, 600, 40_000  # characters; the spread is that of the logarithm
BYLINES = 6_000
COPIES, NEARLY, COMMENTS = 0.001, 0.01, 0.06  # shares of the articles; a comment asks and judges itself
OUTLETS = tuple(f"{invented(7 * n + 3, 'town')} {name}" for n, name in enumerate(GENERAL["outlet"]))
FORMS = ("folder", "jsonl", "parquet")
ROW_GROUP = 1_000


@dataclass(frozen=True)
class Article:
    """One article; `text` is its body, paragraphs parted by blank lines."""

    number: int
    id: str
    title: str
    outlet: str
    authors: str
    published: str
    url: str
    language: str
    section: str
    text: str

    def page(self) -> str:
        """Return the article as its newspaper prints it: headline, byline, date line, body."""
        day, style = date.fromisoformat(self.published), OUTLETS.index(self.outlet)
        month = MONTHS[day.month - 1]
        written = f"{month} {day.day}, {day.year}" if style & 2 else f"{day.day} {month} {day.year}"
        by = " and ".join(self.authors.split("; "))
        lines = [f"By {by}" if style % 3 else by] if by else []
        lines.insert(style % 5 == 0, f"{self.outlet} | {written}" if style % 4 == 1 else written)
        return "\n\n".join([self.title, "\n".join(lines), self.text]) + "\n"

    def row(self) -> dict[str, str]:
        """Return the columns of a table of articles."""
        return {name: value for name, value in asdict(self).items() if name != "number"}


class Generator:
    """Makes the articles of one seed, in any order."""

    def __init__(self, seed: int = 0) -> None:
        self.seed, self.newsroom = seed, Newsroom()

    def article(self, number: int) -> Article:
        """Return the article of that number."""
        fate = self._rng(number, "fate")
        share = fate.random()
        if not number or share > COPIES + NEARLY:
            return self._original(number)
        earlier = self.article(fate.randrange(number))
        text = earlier.text if share < COPIES else _reworded(earlier.text, fate)
        return replace(earlier, number=number, text=text, **_names(number, earlier.outlet, earlier.published))

    def _rng(self, number: int, what: str) -> random.Random:
        return random.Random(f"{self.seed}/{number}/{what}")

    def _original(self, number: int) -> Article:
        rng = self._rng(number, "article")
        day = date.fromordinal(FIRST_DAY + rng.randrange(DAYS))
        first = rank(rng.random(), BYLINES, 30)
        outlet = OUTLETS[rank((first * 0.618034) % 1, len(OUTLETS), 3)]  # a journalist keeps to one
        topic = TOPICS[(first * 7 if rng.random() < 0.7 else rng.randrange(100)) % len(TOPICS)]
        title, text = self._told(rng, day, topic, OUTLETS.index(outlet))
        authors = [] if rng.random() < 0.15 else [first]
        authors += [rank(rng.random(), BYLINES, 30)] if authors and rng.random() < 0.08 else []
        by = "; ".join(dict.fromkeys(" ".join(person(9_000_000 + n)) for n in authors))
        names = _names(number, outlet, day.isoformat())
        published = day.isoformat()
        return Article(
            number, **names, title=title, outlet=outlet, authors=by, published=published, language="en", section=topic,
            text=text,
        )  # fmt: skip

    def _told(self, rng: random.Random, day: date, topic: str, style: int) -> tuple[str, str]:
        """Return headline and body."""
        room = self.newsroom
        main, aside = room.grammars[topic], room.grammars[rng.choice(TOPICS)]
        room.desk.open(rng, day, main, style)
        tell = room.teller(rng)
        title = tell(main.table("headline"))
        size = min(max(rng.lognormvariate(0, SPREAD) * MEDIAN, LEAST), MOST)
        kind = "comment" if rng.random() < COMMENTS else "sentence"
        opening = tell(main.table("lead" if kind == "sentence" else kind))
        if style % 3 == 0:
            opening = f"{room.desk.town(0).upper()} — {opening}"
        paragraphs, written, spoke = [opening], len(opening), False
        while written < size:
            grammar = aside if rng.random() < 0.12 else main
            own = []
            for _ in range(1 + int(4 * rng.random() ** 1.3)):
                again = spoke and rng.random() < 0.6
                own.append(tell(grammar.table("reported_again" if again else kind)))
                spoke = not again and own[-1].startswith("“")
            paragraphs.append(" ".join(own))
            written += len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs)
        return title, text if style % 4 else text.translate(STRAIGHT)


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def _names(number: int, outlet: str, published: str) -> dict[str, str]:
    """Return what tells one article from another."""
    site = outlet.lower().replace(" ", "-")
    return {"id": f"a{number:08}", "url": f"https://{site}.example/{published.replace('-', '/')}/{number}"}


def _reworded(text: str, rng: random.Random) -> str:
    """Return a text with three to eight of its small words changed for words of the general lists."""
    spans = [m.span() for m in re.finditer(r"(?<= )[a-z]{5,}(?= )", text)]
    for start, end in sorted(rng.sample(spans, min(rng.randrange(3, 9), len(spans))), reverse=True):
        text = text[:start] + rng.choice(GENERAL["quality"]) + text[end:]
    return text


def articles(start: int, stop: int, seed: int = 0) -> Iterator[Article]:
    """Yield the articles numbered from `start` to before `stop`."""
    generator = Generator(seed)
    return (generator.article(number) for number in range(start, stop))


def write_folder(out: Path, made: Iterable[Article]) -> int:
    size = 0
    for article in made:
        folder = out / f"{article.number // 1000:05}"
        folder.mkdir(parents=True, exist_ok=True)
        size += (folder / f"{article.id}.txt").write_bytes(article.page().encode())
    return size


def write_jsonl(out: Path, made: Iterable[Article]) -> int:
    with out.open("wb") as lines:
        return sum(lines.write(json.dumps(article.row(), ensure_ascii=False).encode() + b"\n") for article in made)


def write_parquet(out: Path, made: Iterable[Article]) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    names = [name for name in Article.__dataclass_fields__ if name != "number"]
    schema, size, rows = pa.schema([(name, pa.string()) for name in names]), 0, iter(made)
    with parquet.ParquetWriter(out, schema) as file:
        while batch := [article.row() for article in itertools.islice(rows, ROW_GROUP)]:
            size += sum(len(row["text"].encode()) for row in batch)
            file.write_table(pa.Table.from_pylist(batch, schema))
    return size


WRITERS: dict[str, Callable[[Path, Iterable[Article]], int]] = {
    "folder": write_folder,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


def corpus(out: Path, count: int, form: str = "jsonl", seed: int = 0) -> Path:
    """Return where so many articles are, written unless they are there and newer than what writes them."""
    here = Path(__file__).parent
    written = max(path.stat().st_mtime for path in (Path(__file__), *here.glob("news*")))
    if not out.exists() or out.stat().st_mtime < written:
        shutil.rmtree(out) if out.is_dir() else out.unlink(missing_ok=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(out.name + ".part")
        WRITERS[form](part, articles(0, count, seed))
        part.rename(out)
    return out


def describe(texts: Iterable[str], at: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> dict[str, str]:
    """Return figures of the language of texts, up to the largest number of words named."""
    from sourcebook import spans

    words: Counter[str] = Counter()
    sentences, digits, quoted, within, types, tokens, sample = 0, 0, 0, 0, {}, 0, ""
    for text in texts:
        sample += text if len(sample) < 1_000_000 else ""
        for start, end in spans.sentences(text):
            own = text[start:end]
            sentences, within = sentences + 1, within + len(list(spans.words(own)))
            digits += any(c.isdigit() for c in own)
            quoted += bool(re.search(r"[“”\"]|\b(?:said|says|told|according|denied|added|argued|warned)\b", own))
        for start, end in spans.words(text):
            words[spans.term(text[start:end])] += 1
            tokens += 1
            if tokens in at:
                types[tokens] = len(words)
        if tokens >= max(at):
            break
    raw = sample.encode()[:1_000_000]
    return {
        **{f"types in {n:,} words": f"{types[n]:,}" if n in types else "" for n in at},
        "sentences with a digit": f"{digits / sentences:.1%}",
        "sentences that quote or report": f"{quoted / sentences:.1%}",
        "words a sentence": f"{within / sentences:.1f}",
        "share of the commonest word": f"{words.most_common(1)[0][1] / tokens:.1%}",
        "words met once, of all types": f"{sum(n == 1 for n in words.values()) / len(words):.0%}",
        f"zlib, of {len(raw) / 1e6:.2f} MB": f"{len(raw) / len(zlib.compress(raw)):.2f}",
    }


def print_description(seed: int) -> None:
    seeds = [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    mine = describe(article.text for article in articles(0, 10_000, seed))
    theirs = describe(seeds)
    print(f"{'':34}{'generated':>12}{'seeds':>12}")
    for (name, value), (other, also) in zip(mine.items(), theirs.items(), strict=True):
        print(f"{name if name == other else name + other.removeprefix('zlib'):34}{value:>12}{also:>12}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("out", type=Path, nargs="?", help="a folder, or the file of the other forms")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--form", choices=FORMS, default="folder")
    parser.add_argument("--describe", action="store_true", help="how the language compares with that of the seeds")
    given = parser.parse_args()
    if given.describe:
        print_description(given.seed)
    if given.out:
        began = time.perf_counter()
        size = WRITERS[given.form](given.out, articles(0, given.articles, given.seed))
        took = time.perf_counter() - began
        print(f"{given.articles:,} articles, {size / 1e6:,.1f} MB, {size / took / 1e6:.1f} MB/s", file=sys.stderr)


if __name__ == "__main__":
    main()
