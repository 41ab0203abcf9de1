"""The company that a figure keeps: the words and names around it, and the time it is told of."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sourcebook import spans
from sourcebook.agreement.crediting import Credits
from sourcebook.agreement.moments import Days
from sourcebook.agreement.telling import Word, Words
from sourcebook.agreement.times import Times
from sourcebook.agreement.wording import ADDED, ADDING, ANYBODY, MEASURES, PARTS, RENEWING, is_telling
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED

NEAR = 60  # characters either side of a figure in which words stand beside it
BESIDE, INSIDE, AROUND = 1.0, 0.8, 0.4  # how much a word counts: beside a figure, in its sentence, in the next one
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|our|my|your|this|that)|['’]s)\s+$", re.IGNORECASE)
_ABOUT = r"\s+(?:(?:about|around|over|under|nearly|almost|some|just|only|up to|(?:more|less) than|at least)\s+)?$"
_BY = re.compile(
    rf"\b(?:by|los(?:e|es|t|ing)|gain(?:s|ed|ing)?|add(?:s|ed|ing)?|shed(?:s|ding)?){_ABOUT}", re.IGNORECASE
)
_NEW = re.compile(r"\b(?:more|new|further|additional|extra|fresh)\b", re.IGNORECASE)
_PART = re.compile(
    rf"\b(?:in|among)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?({'|'.join(sorted(PARTS))})\b", re.IGNORECASE
)
_HAVING = re.compile(
    rf"\b(?:has|have|had|having|with|counts?|employ(?:s|ed|ing)?|own(?:s|ed|ing)?|number(?:s|ed|ing)?|its|their)"
    rf"(?:\s+[\d.,]+\s+[\w-]+\s+and)?{_ABOUT}",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()–—]")  # what parts clauses
_ITS_NOUN = re.compile(r"\s+[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Company:
    """What stands with one figure; words by their keys.

    place   key -> how much it counts there; beside a date stands its event, other words hardly count
    names   keys of the names in its sentence, where there are none of those in its article
    known   keys of the names in its sentence and the next ones, where there are none of those in its article
    sure    those in its sentence that are names beyond doubt, each with the keys of its words, but not the names of
            those whose word it is; near: beside the figure
    measures what the words beside it say that it measures, those nearer to another figure aside
    parts   which parts of a country or of its people are named beside it, where it counts or tells a share
    counted key of the noun that it counts, empty where it counts none, or people
    dated   the days that its sentence names, nearest first; published: those of its article
    lasting whether its clause names how long as well: "14 ships in ten years"
    figures whether its sentence has another figure than dates and lengths of time
    by      whether it tells by how much something changed, or what is new; held: whether how much somebody has
    renewed whether its sentence says that something is no longer what it was
    """

    place: Mapping[str, float]
    names: frozenset[str]
    known: frozenset[str]
    sure: tuple[frozenset[str], ...]
    near: tuple[frozenset[str], ...]
    measures: frozenset[str]
    parts: frozenset[str]
    counted: str
    dated: tuple[Days, ...]
    published: Days | None
    lasting: bool
    figures: bool
    by: bool
    held: bool
    renewed: bool


class Surroundings:
    """The company of the facts of a corpus."""

    def __init__(self, corpus: Corpus, facts: pd.DataFrame) -> None:
        self.corpus = corpus
        self.facts = facts
        self._times = Times(corpus)
        self._words = Words(corpus, facts, self._times.spread)
        self.credits = Credits(corpus)

    def weight(self, key: str) -> float:
        """Return how telling a word is, as `Words.weight`."""
        return self._words.weight(key)

    def shown(self, key: str) -> str:
        """Return a word that stands for a key, as `Words.shown`."""
        return self._words.shown(key)

    @cached_property
    def of(self) -> dict[str, Company]:
        """The company of each fact by its id."""
        return {str(fact["fact_id"]): self._company(fact) for fact in self.facts.to_dict("records")}

    def _company(self, fact: Mapping[Any, Any]) -> Company:
        sentence, start, end = str(fact["sentence_id"]), int(fact["start"]), int(fact["end"])
        place: dict[str, float] = {}
        names, sure, near = set[str](), list[list[Word]](), list[list[Word]]()
        is_date = fact["kind"] in DATED
        low, high = self._reach(fact) if is_date else (start - NEAR, end + NEAR)
        text, measures = self.corpus.text(fact["source_id"]), set[str]()
        figures = self._measures.get(sentence, ())
        for word in self._words.of(sentence):
            if all(word.end <= first or word.start >= last for first, last in ((start, end), *figures)):
                own, beside = self._words.key(word.term), low < word.end and word.start < high
                beside = beside and self._is_nearest(fact, word.start, word.end, alike=True)
                far = AROUND if is_date and own[0] != "^" else INSIDE
                place[own] = max(place.get(own, 0.0), BESIDE if beside else far)
                if beside and own in MEASURES and self._is_nearest(fact, word.start, word.end):
                    measures.add(own)
                if own[0] == "^":
                    names.add(own)
                if word.capital and word.term in self._words.sure:
                    _join(sure, word)
                    if beside:
                        _join(near, word)
        counted, noun = self._counted(fact)
        place |= dict.fromkeys(sorted(counted), BESIDE) | ({ADDED: BESIDE} if self._adds(fact) else {})
        place |= dict.fromkeys(self._times.days(fact), INSIDE)
        for other in self._words.next.get(sentence, ()):
            for word in self._words.of(other):
                place.setdefault(self._words.key(word.term), AROUND)
        published = self._times.published.get(fact["source_id"])
        everyone = self._words.named[fact["source_id"]]
        known = frozenset(own for own in place if own[0] == "^") or everyone
        kinds = self._kinds.get(sentence, Counter[str]())
        return Company(
            place=place,
            names=frozenset(names) or everyone,
            known=known,
            sure=self._keys(sure, fact),
            near=self._keys(near, fact),
            measures=frozenset(measures) | (counted & MEASURES),
            parts=self._parts(fact),
            counted=noun,
            dated=self._dated(fact),
            published=published,
            lasting=self._lasts(fact),
            by=bool(_BY.search(text, max(0, start - 30), start) or _NEW.search(str(fact["surface"]))),
            held=bool(fact["kind"] == "count" and _HAVING.search(text, max(0, start - NEAR), start)),
            renewed=self._renewed(sentence),
            figures=any(kinds[kind] for kind in MEASURED if kind not in ("duration", fact["kind"])),
        )

    def _keys(self, names: list[list[Word]], fact: Mapping[Any, Any]) -> tuple[frozenset[str], ...]:
        """Return the keys of the words of each name, without those of whom a fact is credited to."""
        tellers = {self._words.key(t) for who in self.credits.of(str(fact["fact_id"])) for t, _ in spans.terms(who)}
        keys = (frozenset(self._words.key(word.term) for word in name) for name in names)
        return tuple(name for name in keys if not name & tellers)

    def _is_nearest(self, fact: Mapping[Any, Any], start: int, end: int, alike: bool = False) -> bool:
        """Say whether no other figure of the sentence is nearer to what stands between two characters.

        alike   whether only figures of the same kind matter, and none where each has a noun of its own
        """
        own, kind = max(start - fact["end"], fact["start"] - end), fact["kind"]
        others = self._figures.get(str(fact["sentence_id"]), ())
        if alike:
            others = [other for other in others if other[2] == kind and kind not in ("count", "rate")]
        return all(own <= max(start - last, first - end) for first, last, _ in others)

    def _dated(self, fact: Mapping[Any, Any]) -> tuple[Days, ...]:
        """Return the days that a figure's sentence names, those in other clauses and nearer to other figures aside."""
        dates = self._times.dated(fact)
        return tuple(
            days
            for start, end, days in dates
            if self._is_nearest(fact, start, end) or not _CLAUSE.search(self._between(fact, start, end))
        )

    def _between(self, fact: Mapping[Any, Any], start: int, end: int) -> str:
        text = self.corpus.text(fact["source_id"])
        return text[fact["end"] : start] if start >= fact["end"] else text[end : fact["start"]]

    def _lasts(self, fact: Mapping[Any, Any]) -> bool:
        """Say whether a length of time other than the figure itself stands in its clause."""
        lengths = [place for *place, kind in self._figures.get(str(fact["sentence_id"]), ()) if kind == "duration"]
        others = [(start, end) for start, end in lengths if (start, end) != (fact["start"], fact["end"])]
        return any(not _CLAUSE.search(self._between(fact, start, end)) for start, end in others)

    def _parts(self, fact: Mapping[Any, Any]) -> frozenset[str]:
        if fact["kind"] not in ("count", "rate", "percent"):
            return frozenset()
        text, inside = self.corpus.text(fact["source_id"]), self._words.of(str(fact["sentence_id"]))
        if not inside:
            return frozenset()
        first, last = inside[0].start - NEAR // 6, inside[-1].end
        found = _PART.finditer(text, max(0, first, fact["start"] - NEAR), min(last, fact["end"] + NEAR))
        return frozenset(self._words.key(match[1].lower()) for match in found)

    def _renewed(self, sentence: str) -> bool:
        """Say whether a sentence tells of a change: "is now put at", "was raised to"."""
        return any(self.corpus.terms[row] in RENEWING for row in self.corpus.of_sentence.get(sentence, ()))

    @cached_property
    def _figures(self) -> Mapping[str, list[tuple[int, int, str]]]:
        """Where the figures of each sentence stand, and their kinds, dates and those in passing aside."""
        rows = self.facts[self.facts["kind"].isin(MEASURED) & (self.facts["salience"] != "incidental")]
        found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for sentence, *place in zip(rows["sentence_id"], rows["start"], rows["end"], rows["kind"], strict=True):
            found[str(sentence)].append((int(place[0]), int(place[1]), str(place[2])))
        return found

    @cached_property
    def _measures(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where figures with a unit of measure stand in each sentence: their words are no company for others."""
        rows = self.facts[~self.facts["kind"].isin(["count", "rate"])]
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for sentence, start, end in zip(rows["sentence_id"], rows["start"], rows["end"], strict=True):
            found[str(sentence)].append((int(start), int(end)))
        return found

    def _reach(self, date: Mapping[Any, Any]) -> tuple[int, int]:
        """Return between which characters the words of a date's event stand: near it, as far as the next dates.

        Of a date that stands before its noun ("the 2020 census") it is the noun alone.
        """
        start, end = int(date["start"]), int(date["end"])
        text = self.corpus.text(date["source_id"])
        if _DETERMINED.search(text, max(0, start - 12), start) and _ITS_NOUN.match(text, end):
            return end, end + NEAR // 2
        others = self._times.by_sentence.get(str(date["sentence_id"]), ())
        before = [last for _, last, _ in others if last <= start]
        behind = [first for first, _, _ in others if first >= end]
        return max([start - NEAR, *before]), min([end + NEAR, *behind])

    def _counted(self, fact: Mapping[Any, Any]) -> tuple[frozenset[str], str]:
        """Return the words of what is counted, and its noun: the last word before an "of"."""
        if fact["kind"] not in ("count", "rate") or pd.isna(fact["unit"]):
            return frozenset(), ""
        terms = [term for term, _ in spans.terms(str(fact["unit"]))]
        phrase = terms[: terms.index("of")] if "of" in terms[1:] else terms
        noun = phrase[-1] if phrase and is_telling(phrase[-1]) and phrase[-1] not in ANYBODY else ""
        return frozenset(self._words.key(term) for term in terms if is_telling(term)), noun and self._words.key(noun)

    def _adds(self, fact: Mapping[Any, Any]) -> bool:
        """Say whether a length of time comes on top of another: "another 60 days", "60 more days"."""
        if fact["kind"] != "duration":
            return False
        text = self.corpus.text(fact["source_id"])
        before = text[max(0, fact["start"] - 16) : fact["start"]].casefold().split()
        inside = set(str(fact["surface"]).casefold().split())
        return bool(inside & ADDING) or (bool(before) and before[-1] in ADDING - {"more"})

    @cached_property
    def _kinds(self) -> Mapping[str, Counter[str]]:
        """How many figures of which kind each sentence has, those in passing aside."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        rows = self.facts[self.facts["salience"] != "incidental"]
        for sentence, kind in zip(rows["sentence_id"], rows["kind"], strict=True):
            found[str(sentence)][str(kind)] += 1
        return found


def _join(names: list[list[Word]], word: Word) -> None:
    """Add a word to the name that it goes on, or as a new one."""
    if names and word.start - names[-1][-1].end <= 1:
        names[-1].append(word)
    else:
        names.append([word])


def shared(one: Company, other: Company) -> dict[str, float]:
    """Return the words that two figures have in common, each with how much it counts with both."""
    theirs = other.place
    return {word: min(place, theirs[word]) for word, place in one.place.items() if word in theirs}
