"""The measures of the table `statistics`: what each one says, how much text it needs, and by whose authority."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from sourcebook.textstats import readability
from sourcebook.textstats.diversity import Rows

PER = 1000  # rates are per so many words
MIN_SENTENCES = 10
FOREIGN = "not in English"  # how the note begins of a value that is compared within its own language only
TRANSLATED = "translated"  # in the note of a value that is the translator's as well
Totals = Mapping[str, np.ndarray]  # what is counted in every sentence, summed

_ONE_WORD = "ours: below 100 words a single one moves a share by more than 1 in 100"
_CHANCE = "ours: below 10 sentences a median or a spread says more about chance than about a voice"
_COUNT = "ours: a count needs no more than what it counts"
_SAMPLE = "Flesch 1948: samples of 100 words"


@dataclass(frozen=True)
class Measure:
    """One measure and its contract.

    says        what a higher value means
    floor       the least text, in words or sentences (`of`); None for MATTR, whose window is its floor
    formula     from sums over sentences; for a measure of the words in their order, `rows` is given instead
    weight      how much an article counts, by its words and the window, where articles are measured one by one
    low_high    what the columns low and high hold: interval, quartiles, or nothing
    trials      what a share or rate counts as drawn by itself, words or sentences: a quotation fills whole sentences
    is_english  whether it is made for English alone
    is_style    whether in a translated text it is the translator's as well
    """

    name: str
    unit: str
    says: str
    source: str
    floor: int | None
    of: str
    floor_source: str
    formula: Callable[[Totals], np.ndarray] | None = None
    rows: Callable[[Rows, int], np.ndarray] | None = None
    weight: Callable[[int, int], int] | None = None
    low_high: str = "interval"
    bounds: tuple[float, float] = (-inf, inf)
    trials: str = ""
    is_english: bool = False
    is_style: bool = True


def _count(name: str, says: str, **more: Any) -> Measure:
    of = "sentences" if name == "sentences" else "words"
    return Measure(name, name, says, "a count", 1, of, _COUNT, low_high="nothing", is_style=False, **more)


def _share(name: str, part: str, says: str, of: str = "words", **more: Any) -> Measure:
    floor, why = (100, _ONE_WORD) if of == "words" else (MIN_SENTENCES, _CHANCE)
    told: dict[str, Any] = {"source": "a share", "bounds": (0, 1), "trials": of} | more
    return Measure(name, f"share of {of}", says, floor=floor, of=of, floor_source=why,
                   formula=lambda t: t[part] / t[of], **told)  # fmt: skip


def _rate(name: str, says: str, **more: Any) -> Measure:
    told: dict[str, Any] = {"source": "a rate", "bounds": (0, PER), "trials": "words"} | more
    return Measure(name, f"per {PER:,} words", says, floor=100, of="words", floor_source=_ONE_WORD,
                   formula=lambda t: PER * t[name] / t["words"], **told)  # fmt: skip


def _reading(name: str, says: str, source: str, formula: Callable[[Totals], Any], **more: Any) -> Measure:
    told: dict[str, Any] = {"unit": "school years", "floor": 100, "of": "words", "floor_source": _SAMPLE} | more
    return Measure(name, says=says, source=source, formula=formula, is_english=True, **told)


def _modal(name: str) -> Measure:
    says = "“may”; the month is not counted" if name == "may" else f"“{name}”, also with n't or 've"
    return _rate(name, says, is_english=True)


REGISTRY = (
    _count("words", "how much is said", formula=lambda t: t["words"]),
    _count("types", "how many different words; grows with the text", rows=lambda r, _: r.types()),
    _count("sentences", "how many sentences", formula=lambda t: t["sentences"]),
    Measure("sentence length", "words per sentence", "longer sentences: the median, low and high its quartiles",
            "a median", MIN_SENTENCES, "sentences", _CHANCE, low_high="quartiles"),
    Measure("word length", "characters per word", "longer words, on average", "a mean", 100, "words", _ONE_WORD,
            formula=lambda t: t["characters"] / t["words"]),
    Measure("type-token ratio", "types per token", "more varied; falls with length, so only equal lengths compare",
            "Johnson 1944", 100, "words", _ONE_WORD, rows=lambda r, _: r.ttr(), low_high="nothing"),
    Measure("MATTR", "types per token", "more varied, within the window", "Covington and McFall 2010", None, "words",
            "Covington and McFall 2010: one window, in one article", rows=lambda r, window: r.mattr(window),
            weight=lambda words, window: words - window + 1, bounds=(0, 1)),
    Measure("MTLD", "words", "more varied: words until their variety is down to 0.72", "McCarthy and Jarvis 2010", 100,
            "words", "McCarthy and Jarvis 2010: texts of 100 words, here in one article",
            rows=lambda r, _: r.mtld(), weight=lambda words, _: words, bounds=(1, inf)),
    Measure("HD-D", "types per token", "more varied: in a draw of 42 words", "McCarthy and Jarvis 2007", 50, "words",
            "McCarthy and Jarvis 2007: texts of 50 words", rows=lambda r, _: r.hdd(), bounds=(0, 1)),
    Measure("Yule's K", "of 10,000 pairs", "more repetition, less varied", "Yule 1944", 100, "words",
            "ours: K lies below its expectation by 1 part in N, so at 100 words by 1 %", rows=lambda r, _: r.yule_k(),
            bounds=(0, 10_000)),
    Measure("hapax share", "share of words", "more words used once; falls with length, so only equal lengths compare",
            "Good 1953", 100, "words", _ONE_WORD, rows=lambda r, _: r.hapax_share(), low_high="nothing"),
    _reading("Flesch reading ease", "easier to read", "Flesch 1948",
             lambda t: readability.flesch_reading_ease(t["words"], t["sentences"], t["syllables"]), unit="points"),
    _reading("Flesch-Kincaid grade", "harder to read", "Kincaid et al. 1975",
             lambda t: readability.flesch_kincaid_grade(t["words"], t["sentences"], t["syllables"])),
    _reading("Gunning fog", "harder to read", "Gunning 1952",
             lambda t: readability.gunning_fog(t["words"], t["sentences"], t["hard"])),
    _reading("SMOG", "harder to read", "McLaughlin 1969", lambda t: readability.smog(t["sentences"], t["long"]),
             floor=30, of="sentences", floor_source="McLaughlin 1969: 30 sentences"),
    _share("function words", "function", "more grammar, less content", is_english=True),
    _rate("hedges", "more that is said as less than certain; the modals below are not among them", is_english=True,
          source="a rate; the list is ours, after Hyland 2005"),
    *map(_modal, ("may", "could", "must", "should")),
    _share("quoted", "quoted", "more between double quotation marks", trials="sentences", is_style=False),
    _rate("numbers", "more words with a digit", is_style=False),
    _share("questions", "questions", "more sentences that end with a question mark", of="sentences"),
)  # fmt: skip

# What tells one hand from another and is not made of another measure: of the four that say how varied the words are
# one, and none of readability, which is made of the lengths of words and sentences.
HABITS = tuple(
    m.name
    for m in REGISTRY
    if m.low_high != "nothing" and m.unit != "school years"
    and m.name not in ("MTLD", "HD-D", "Yule's K", "Flesch reading ease")
)  # fmt: skip
