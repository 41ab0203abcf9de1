"""Sentences of invented news: `news_grammar.toml` filled with the words of `news_words.toml`, topic by topic.

A slot is a table of 1,024 cells, in which an entry stands as often as it is to be drawn: words by Zipf's law in the
order of their list, templates by their weights. One draw of 32 bits picks a cell and, where a number or a name stands
in it, makes that. An article sees half of the cells only, so that it keeps to its own words as articles do.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CELLS, KEPT_BITS = 1024, 9  # an article keeps 2**KEPT_BITS of the cells of a table
NAMES = 5_000_000  # invented persons; as many towns and firms, fewer of which come up
WORDS = tomllib.loads((HERE / "news_words.toml").read_text(encoding="utf-8"))
GRAMMAR = tomllib.loads((HERE / "news_grammar.toml").read_text(encoding="utf-8"))
TOPICS = tuple(WORDS["topics"])
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = "two three four five six seven eight nine ten eleven twelve".split()
IRREGULAR = {"loaf": "loaves", "half": "halves", "hypothesis": "hypotheses", "bacterium": "bacteria"}
IRREGULAR |= {"crisis": "crises", "diagnosis": "diagnoses", "fungus": "fungi", "child": "children"}
IRREGULAR |= {"sheep": "sheep", "species": "species", "series": "series", "spacecraft": "spacecraft"}
IRREGULAR |= {"potato": "potatoes", "tomato": "tomatoes", "veto": "vetoes", "mosquito": "mosquitoes"}
IRREGULAR |= {"volcano": "volcanoes", "tornado": "tornadoes", "hero": "heroes", "embargo": "embargoes"}
Maker = Callable[[int], str]
Table = list[Any]  # of str, Maker, or a template: a tuple of str and Table


def entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(",") if entry.strip()]


GENERAL = {name: entries(text) for name, text in WORDS["general"].items()}
WOMEN = set(GENERAL["woman"])


def _lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


def plural(noun: str) -> str:
    """Return the plural of a noun, of its first part where it has an "of"."""
    first, of, rest = noun.partition(" of ")
    before, space, word = first.rpartition(" ")
    if word in IRREGULAR:
        word = IRREGULAR[word]
    elif word.endswith("man"):
        word = word[:-2] + "en"
    elif re.search(r"[^aeiou]y$", word):
        word = word[:-1] + "ies"
    else:
        word += "es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s"
    return before + space + word + of + rest


def form(entry: str, ending: str) -> str:
    """Return a form of a verb of the lists: its base, or what ends in "ed" or "ing"."""
    base, *given = entry.split(":")
    if not ending:
        return base
    if given:
        past, continuous = (*given, "")[:2]
        return past if ending == "ed" else continuous or past.removesuffix("ed") + "ing"
    verb, space, rest = base.partition(" ")
    if ending == "ed":
        verb = re.sub(r"([^aeiou])y$", r"\1i", verb)
        verb += "d" if verb.endswith("e") else "ed"
    else:
        verb = re.sub(r"(?<=[^eoy])e$", "", verb) + "ing"
    return verb + space + rest


def adverb(adjective: str) -> str:
    """Return the adverb of an adjective, "more" with it where it has none."""
    if adjective.endswith("ly") or "-" in adjective or adjective in ("fast", "early", "late", "old", "young"):
        return f"more {adjective}"
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("le") and adjective != "sole":
        return adjective[:-1] + "y"
    return re.sub(r"(?<=[^aeiou])y$", "i", adjective) + "ly"


def with_article(words: str) -> str:
    vowel = re.match(r"(?:[aeiou]|hour|honest)(?!ni(?!m|n|d)|se[fd]?)", words) and not re.match(r"eu|one|once", words)
    return f"{'an' if vowel else 'a'} {words}"


def spread(weighted: list[tuple[float, Any]], rng: random.Random) -> Table:
    """Return a table of cells in which each entry stands by its weight, at least once, in no order."""
    total, at = sum(weight for weight, _ in weighted), 0.0
    cells: Table = [entry for _, entry in weighted]
    spare = CELLS - len(cells)
    for weight, entry in weighted:
        until = at + spare * weight / total
        cells += [entry] * (round(until) - round(at))
        at = until
    rng.shuffle(cells)
    return cells


class Grammar:
    """The tables of one topic, each made when it is first asked for."""

    def __init__(self, topic: str, makers: dict[str, Maker]) -> None:
        self.lists = GENERAL | {name: entries(text) for name, text in WORDS["topics"][topic].items()}
        told = {name: _lines(text) for name, text in GRAMMAR["topics"][topic].items()}
        shared = {name: _lines(text) for name, text in GRAMMAR["every"].items()}
        self.lines = {name: _lines(text) for name, text in GRAMMAR["slots"].items()}
        self.lines |= {name: lines * 2 + shared[name] for name, lines in told.items()}
        self.topic, self.makers, self.tables = topic, makers, dict[str, Table]()

    def table(self, slot: str) -> Table:
        if slot not in self.tables:
            own = self.tables[slot] = Table()  # first, since a template may hold itself
            own += spread(self._weighted(slot), random.Random(f"{self.topic}/{slot}"))
        return self.tables[slot]

    def _weighted(self, slot: str) -> list[tuple[float, Any]]:
        name, _, ending = slot.removeprefix("a.").partition(".")
        if name in self.makers:
            return [(1, self.makers[name])]
        if name == "deed":
            parted = (line.split(" > ") for line in self.lines[name])
            return [(1, self._template(f"{form(verb, ending)} {rest}")) for verb, rest in parted]
        if name in self.lines:
            lines = (re.fullmatch(r"(?:(\d+)\| )?(.*)", line) for line in self.lines[name])
            return [(int(line[1] or 1), self._template(line[2])) for line in lines if line]
        given = self.lists[name]
        words = [form(word, ending if ending in ("ed", "ing") else "") for word in given]
        words = [adverb(word) for word in words if " " not in word] if ending == "ly" else words
        words = [plural(word) for word in words] if ending == "s" else words
        words = [with_article(word) for word in words] if slot.startswith("a.") else words
        return [(1 / (rank + 10), word) for rank, word in enumerate(words)]

    def _template(self, line: str) -> tuple[str | Table, ...]:
        pieces = re.split(r"\{([\w.]+)\}", line)
        return tuple(self.table(piece) if n % 2 else piece for n, piece in enumerate(pieces) if piece)


def invented(number: int, kind: str) -> str:
    """Return the name of that number: short ones for the low numbers."""
    mixed = (number * 2_654_435_761 + len(kind) * 40_503) % 2**32
    syllables, ends = GENERAL["syllable"], GENERAL[f"{kind}_end"]
    mixed, first = divmod(mixed, len(syllables))
    mixed, last = divmod(mixed, len(ends))
    middle = syllables[mixed % len(syllables)] if number > 400 and mixed % 3 else ""
    end = " " + ends[last] if kind == "firm" else ends[last]
    return (syllables[first] + (middle or ("" if kind != "firm" else syllables[mixed % 7]))).capitalize() + end


def person(number: int) -> tuple[str, str]:
    """Return the given and the family name of an invented person."""
    return GENERAL["given"][number * 40_503 % 65_537 % len(GENERAL["given"])], invented(number, "family")


def rank(u: float, many: int, flat: float) -> int:
    """Return a rank below `many` by Zipf and Mandelbrot's law, the first `flat` ones about as likely as each other."""
    return int(flat * ((many / flat + 1) ** u - 1))


class Desk:
    """Who and what one article tells of, and how its paper writes numbers and dates."""

    def __init__(self) -> None:
        own = (getattr(self, name) for name in dir(self) if not name.startswith("_") and name != "open")
        self.makers: dict[str, Maker] = {maker.__name__: maker for maker in own if callable(maker)}

    def open(self, rng: random.Random, day: date, grammar: Grammar, style: int) -> None:
        """Take up an article: draw its cast, its towns and its firms; the style is its outlet's."""
        self._day, self._style = day, style
        self._lists, self._known, self._last = grammar.lists, set[int](), 0
        self._cast = [person(rank(rng.random(), NAMES, 400)) for _ in range(rng.randrange(3, 8))]
        self._towns = [invented(rank(rng.random(), 400_000, 100), "town") for _ in range(rng.randrange(1, 5))]
        self._firms = [invented(rank(rng.random(), 400_000, 100), "firm") for _ in range(rng.randrange(1, 4))]

    def person(self, d: int) -> str:
        """Name a person, with an office the first time."""
        n = self._last = (d & 255) * (d >> 8 & 255) * len(self._cast) >> 16  # the first ones more often
        given, family = self._cast[n]
        if n in self._known:
            if self._style & 1:
                return f"{'Ms' if given in WOMEN else 'Mr'} {family}"
            return family
        self._known.add(n)
        titles, bodies = self._lists["title"], self._lists["body"]
        title = titles[d % len(titles)]
        where = bodies[d // 64 % len(bodies)] if d & 2 else self._firms[0]
        if d & 12 == 12:
            roles = self._lists["role"]
            return f"{given} {family}, {with_article(roles[d % len(roles)])} from {self._towns[0]},"
        return f"{given} {family}, {title} of {where}," if d & 1 else f"the {title} of {where}, {given} {family},"

    def he(self, d: int) -> str:
        """Name the last person again."""
        return "she" if self._cast[self._last][0] in WOMEN else "he"

    def town(self, d: int) -> str:
        return self._towns[d % len(self._towns)]

    def company(self, d: int) -> str:
        return self._firms[d % len(self._firms)]

    def spot(self, d: int) -> str:
        """Name a place that comes up once."""
        return invented(d + 1000, "town")

    def passer(self, d: int) -> str:
        """Name somebody who comes up once."""
        return " ".join(person(d + 1000))

    def few(self, d: int) -> str:
        return SMALL[d % 11]

    def age(self, d: int) -> str:
        return str(18 + d % 70)

    def clock(self, d: int) -> str:
        return f"{d % 24:02}:{d // 32 % 12 * 5:02}" if self._style & 4 else f"{1 + d % 11}.{d // 32 % 2 * 3}0 am"

    def count(self, d: int) -> str:
        kind, d = d & 7, d >> 3
        if kind < 2:
            return str(13 + d % 87)
        if kind < 4:
            return str(100 + d % 900)
        if kind < 6:
            return f"{1000 + d % 90_000 // 10 * 10:,}"
        return f"{1 + d % 40}.{d // 64 % 9 + 1} million" if kind == 7 and d & 1 else f"{(1 + d % 300) * 1000:,}"

    def moved(self, d: int) -> str:
        """Tell how a number changed, by at most a half of it."""
        before = 20 + d % 980 * 10 ** (d >> 10 & 1)
        change = 1 + before * (d >> 11 & 63) // 128
        up = d >> 17 & 1
        return f"{'rose' if up else 'fell'} from {before:,} to {before + change if up else before - change:,}"

    def low_count(self, d: int) -> str:
        low = (2 + d % 40) * 10 ** (1 + d // 64 % 3)
        return f"{low:,} and {low + low * (1 + d // 512 % 5) // 2:,}"

    def percent(self, d: int) -> str:
        value = f"{1 + d % 60}" if d & 64 else f"{d % 19}.{1 + d // 128 % 9}"
        return value + ("%", " per cent", " percent", " per cent")[self._style & 3]

    def sum(self, d: int) -> str:
        sign, kind, value = "$€£€"[self._style >> 1 & 3], d & 3, d >> 2
        if kind == 0:
            return f"{sign}{(10 + value % 990) * 10:,}"
        if kind == 1:
            return f"{sign}{1 + value % 9}.{value // 16 % 9 + 1} billion"
        tenths = f".{value // 512 % 9 + 1}" if value & 1 else ""
        return f"{sign}{1 + value % 480}{tenths}{'m' if self._style == 3 else ' million'}"

    def low_sum(self, d: int) -> str:
        sign, low = "$€£€"[self._style >> 1 & 3], 2 + d % 60
        return f"{sign}{low} million and {sign}{low + 1 + d // 64 % 40} million"

    def year(self, d: int) -> str:
        return str(self._day.year - 1 - d % 12 * (d // 16 % 4) // 3)

    def soon(self, d: int) -> str:
        return str(self._day.year + 1 + d % 12 * (d // 16 % 4) // 3)

    def month(self, d: int) -> str:
        return MONTHS[d % 12] if d & 32 else f"{MONTHS[d % 12]} {self.year(d >> 6)}"

    def date(self, d: int) -> str:
        day = date.fromordinal(self._day.toordinal() - d % 90)
        return self._date(day) + (f", {day.year}" if d & 1024 and self._style & 2 else "")

    def weekday(self, d: int) -> str:
        return WEEKDAYS[d % 7]

    def _date(self, day: date) -> str:
        month = MONTHS[day.month - 1]
        return f"{month} {day.day}" if self._style & 2 else f"{day.day} {month}"


class Newsroom:
    """Grammars of all topics around one desk."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.grammars = {topic: Grammar(topic, self.desk.makers) for topic in TOPICS}

    def teller(self, rng: random.Random) -> Callable[[Table], str]:
        """Return what fills a table of sentences anew at each call, in the words of one article."""
        offset = rng.randrange(CELLS)
        mask = sum(1 << bit for bit in rng.sample(range(CELLS.bit_length() - 1), KEPT_BITS))
        draw = _draws(rng).__next__

        def fill(table: Table, put: Callable[[str], None]) -> None:
            drawn = draw()
            entry = table[(drawn & mask) ^ offset]
            if entry.__class__ is str:
                put(entry)
            elif entry.__class__ is tuple:
                for part in entry:
                    if part.__class__ is str:
                        put(part)
                    else:
                        fill(part, put)
            else:
                put(entry(drawn >> 10))

        def tell(table: Table) -> str:
            out: list[str] = []
            fill(table, out.append)
            return _tidy("".join(out))

        return tell


def _draws(rng: random.Random) -> Iterator[int]:
    while True:
        yield from memoryview(rng.randbytes(8192)).cast("I")


def _tidy(line: str) -> str:
    """Give a sentence its capital, and one mark where two met."""
    at = line[0] in "“‘"
    line = line[:at] + line[at : at + 1].upper() + line[at + 1 :]
    if ",." in line or ",," in line or ",:" in line or ",;" in line:
        line = line.replace(",.", ".").replace(",,", ",").replace(",:", ":").replace(",;", ";")
    if ": “" in line:
        line = re.sub("(?<=: “)[a-z]", lambda m: m[0].upper(), line)
    return line
