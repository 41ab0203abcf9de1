"""The company that a figure keeps: the words and names around it, how telling each is, and the time it is said of."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sourcebook import spans
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED
from sourcebook.synthesis import moments
from sourcebook.synthesis.moments import Days, Moment
from sourcebook.synthesis.wording import ADDED, ADDING, ANYBODY, is_telling, key, may_be_name, name_key

NEAR = 60  # characters either side of a figure in which words stand beside it
BESIDE, INSIDE, AROUND = 1.0, 0.8, 0.4  # how much a word counts: beside a figure, in its sentence, in the next one
BACKGROUND = 500  # sentences that any corpus is thought to stand in, so that a small one tells common words too
# In how many of them a word stands: the shorter it is the more, a name in hardly any (Zipf 1935, ch. 2).
_BY_LENGTH = ((4, 10.0), (6, 5.0), (math.inf, 2.5))
_OF_NAME = 1.0
_TITLE = 0.6  # a sentence in which more of the longer words begin with a capital tells no names
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|our|my|your|this|that)|['’]s)\s+$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:(?:about|around|over|under|nearly|almost|some|up to|(?:more|less) than|at least)\s+)?$")
_ITS_NOUN = re.compile(r"\s+[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Company:
    """What stands with one figure; words by their keys.

    place   key -> how much it counts there; beside a date stands its event, other words hardly count
    names   keys of the names in its sentence, where there are none of those in its article
    known   keys of the names in its sentence and the next ones, where there are none of those in its article
    sure    those in its sentence that are names beyond doubt, each with the keys of its words; near: beside the figure
    counted key of the noun that it counts, empty where it counts none, or people
    dated   the days that its sentence names, nearest first; published: those of its article
    lasting whether its sentence names how long as well: "14 ships in ten years"
    figures whether its sentence has another figure than dates and lengths of time
    by      whether it tells by how much something changed
    """

    place: Mapping[str, float]
    names: frozenset[str]
    known: frozenset[str]
    sure: tuple[frozenset[str], ...]
    near: tuple[frozenset[str], ...]
    counted: str
    dated: tuple[Days, ...]
    published: Days | None
    lasting: bool
    figures: bool
    by: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    term: str
    capital: bool  # and does not open its sentence


class Surroundings:
    """The company of facts, and the weight of each word in a corpus."""

    def __init__(self, corpus: Corpus, facts: pd.DataFrame) -> None:
        self.corpus = corpus
        self.facts = facts
        self._words: dict[str, list[_Word]] = {}
        self._weights: dict[str, float] = {}
        self._next = _neighbours(corpus)

    @cached_property
    def of(self) -> dict[str, Company]:
        """The company of each fact by its id."""
        return {str(fact["fact_id"]): self._company(fact) for fact in self.facts.to_dict("records")}

    def weight(self, key: str) -> float:
        """Return how telling a word is: the information, in nats, that it stands in a sentence."""
        if key not in self._weights:
            background = _OF_NAME if key[0] in "^@" else next(n for most, n in _BY_LENGTH if len(key) <= most)
            self._weights[key] = math.log((self._total + BACKGROUND) / (self._spread.get(key, 0) + background))
        return self._weights[key]

    def shown(self, key: str) -> str:
        """Return a word that stands for a key, as the corpus has it most often."""
        return self._forms.get(key, key.lstrip("^@"))

    # --- the whole corpus ---------------------------------------------------------------------------------------------

    @cached_property
    def _total(self) -> int:
        return len(self.corpus.of_sentence)

    @cached_property
    def _tallied(self) -> tuple[Counter[str], dict[str, str]]:
        words = self.corpus.words
        counts = words.drop_duplicates(["sentence_id", "term"])["term"].value_counts(sort=False).sort_index()
        spread: Counter[str] = Counter()
        forms: dict[str, tuple[int, str]] = {}
        for term, n in counts.items():
            if is_telling(str(term)):
                own = self.key(str(term))
                spread[own] += int(n)
                forms[own] = min(forms.get(own, (0, "")), (-int(n), str(term)))
        for dates in self._dates.values():
            spread.update({f"@{moment.shown}" for _, _, moment in dates})
        return spread, {
            own: term if own[0] != "^" or term.isupper() else term.title() for own, (_, term) in forms.items()
        }

    @cached_property
    def _spread(self) -> Counter[str]:
        return self._tallied[0]

    @cached_property
    def _forms(self) -> dict[str, str]:
        return self._tallied[1]

    def key(self, term: str) -> str:
        """Return what stands for a word: that of a name where the corpus writes it with a capital."""
        return name_key(term) if term in self._names else key(term)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that the sentences around the figures write with a capital alone, or nearly so."""
        return frozenset(self._sure | {t for t, n in self._opening.items() if not self._small[t] and may_be_name(t)})

    @cached_property
    def _named(self) -> Mapping[str, frozenset[str]]:
        """The names in the sentences around the figures of each source."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for sentence_id in self._around:
            names = (self.key(word.term) for word in self._read(sentence_id) if word.term in self._names)
            found[sentence_id.rpartition(":")[0]].update(names)
        return {source: frozenset(names) for source, names in found.items()}

    @cached_property
    def _around(self) -> list[str]:
        """The sentences with figures and those next to them."""
        return sorted({n for s in self.facts["sentence_id"].unique() for n in (s, *self._next.get(s, ()))})

    @cached_property
    def _sure(self) -> frozenset[str]:
        """Those of them that have one within a sentence."""
        return frozenset(t for t, n in self._capital.items() if n > 3 * self._small[t])

    @cached_property
    def _cases(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        capital, small, opening = Counter[str](), Counter[str](), Counter[str]()
        around = {n for s in self.facts["sentence_id"].unique() for n in (s, *self._next.get(s, ()))}
        for sentence_id in sorted(around):
            found = self._read(sentence_id)
            long = [w for w in found if len(w.term) > 3]
            title = sum(w.capital for w in long) > _TITLE * len(long)
            for n, word in enumerate(found):
                if not title:
                    text = self.corpus.text(sentence_id.rpartition(":")[0])
                    upper = text[word.start : word.start + 1].isupper()
                    (capital if word.capital else opening if upper and not n else small)[word.term] += 1
        return capital, small, opening

    @property
    def _capital(self) -> Counter[str]:
        return self._cases[0]

    @property
    def _small(self) -> Counter[str]:
        return self._cases[1]

    @property
    def _opening(self) -> Counter[str]:
        return self._cases[2]

    # --- one fact -----------------------------------------------------------------------------------------------------

    def _read(self, sentence_id: str) -> list[_Word]:
        """Return the telling words of a sentence."""
        if sentence_id not in self._words:
            rows = self.corpus.of_sentence.get(sentence_id, ())
            text = self.corpus.text(sentence_id.rpartition(":")[0])
            edges = [(self._starts[r], self._ends[r], self._terms[r]) for r in rows]
            self._words[sentence_id] = [
                _Word(start, end, term, n > 0 and text[start : start + 1].isupper())
                for n, (start, end, term) in enumerate(edges)
                if is_telling(term)
            ]
        return self._words[sentence_id]

    @cached_property
    def _starts(self) -> list[int]:
        return self.corpus.words["start"].tolist()

    @cached_property
    def _ends(self) -> list[int]:
        return self.corpus.words["end"].tolist()

    @cached_property
    def _terms(self) -> list[str]:
        return self.corpus.words["term"].tolist()

    def _company(self, fact: Mapping[Any, Any]) -> Company:
        sentence, start, end = str(fact["sentence_id"]), int(fact["start"]), int(fact["end"])
        place: dict[str, float] = {}
        names, sure, near = set[str](), list[list[_Word]](), list[list[_Word]]()
        is_date = fact["kind"] in DATED
        low, high = self._reach(fact) if is_date else (start - NEAR, end + NEAR)
        figures = self._measures.get(sentence, ())
        for word in self._read(sentence):
            if all(word.end <= first or word.start >= last for first, last in ((start, end), *figures)):
                own, beside = self.key(word.term), low < word.end and word.start < high
                far = AROUND if is_date and own[0] != "^" else INSIDE
                place[own] = max(place.get(own, 0.0), BESIDE if beside else far)
                if own[0] == "^":
                    names.add(own)
                if word.capital and word.term in self._sure:
                    _join(sure, word)
                    if beside:
                        _join(near, word)
        counted, noun = self._counted(fact)
        place |= dict.fromkeys(sorted(counted), BESIDE) | ({ADDED: BESIDE} if self._adds(fact) else {})
        place |= dict.fromkeys(self._days_with(fact), INSIDE)
        for other in self._next.get(sentence, ()):
            for word in self._read(other):
                place.setdefault(self.key(word.term), AROUND)
        published = self._published.get(fact["source_id"])
        everyone = self._named[fact["source_id"]]
        known = frozenset(own for own in place if own[0] == "^") or everyone
        kinds = self._kinds.get(sentence, Counter[str]())
        return Company(
            place=place,
            names=frozenset(names) or everyone,
            known=known,
            sure=self._keys(sure),
            near=self._keys(near),
            counted=noun,
            dated=self._dated(fact),
            published=published,
            lasting=kinds["duration"] > (fact["kind"] == "duration"),
            by=bool(_BY.search(self.corpus.text(fact["source_id"]), max(0, start - 30), start)),
            figures=any(kinds[kind] for kind in MEASURED if kind not in ("duration", fact["kind"])),
        )

    def _keys(self, names: list[list[_Word]]) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(self.key(word.term) for word in name) for name in names)

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
        others = self._dates.get(str(date["sentence_id"]), ())
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
        return frozenset(self.key(term) for term in terms if is_telling(term)), noun and self.key(noun)

    def _adds(self, fact: Mapping[Any, Any]) -> bool:
        """Say whether a figure comes on top of another: "another 90 days", "90 more days"."""
        text = self.corpus.text(fact["source_id"])
        before = text[max(0, fact["start"] - 16) : fact["start"]].casefold().split()
        inside = set(str(fact["surface"]).casefold().split())
        return bool(inside & ADDING) or (bool(before) and before[-1] in ADDING - {"more"})

    # --- its time -----------------------------------------------------------------------------------------------------

    @cached_property
    def _published(self) -> dict[str, Days | None]:
        rows = zip(self.corpus.sources["source_id"], self.corpus.sources["published"], strict=True)
        return {str(source): date_interval(day) if isinstance(day, str) and day else None for source, day in rows}

    @cached_property
    def _dates(self) -> Mapping[str, list[tuple[int, int, Moment]]]:
        dates = self.corpus.facts[self.corpus.facts["kind"].isin(DATED) & self.corpus.facts["iso"].notna()]
        found: defaultdict[str, list[tuple[int, int, Moment]]] = defaultdict(list)
        for sentence, start, end, iso in zip(
            dates["sentence_id"], dates["start"], dates["end"], dates["iso"], strict=True
        ):
            if moment := moments.read(str(iso)):
                found[str(sentence)].append((int(start), int(end), moment))
        return found

    def _days_with(self, fact: Mapping[Any, Any]) -> list[str]:
        """Return keys of the days that a figure's sentence names: "on Monday" ties as a word does."""
        dates = self._dates.get(str(fact["sentence_id"]), ()) if fact["kind"] not in DATED else ()
        return sorted({f"@{moment.shown}" for _, _, moment in dates if moment.days == 1})

    def _dated(self, fact: Mapping[Any, Any]) -> tuple[Days, ...]:
        """Return the days that a figure's sentence names; what lies ahead is no time that it is told of."""
        published = self._published.get(fact["source_id"])
        near = {
            (max(start - fact["end"], fact["start"] - end), (moment.first, moment.last))
            for start, end, moment in self._dates.get(str(fact["sentence_id"]), ())
            if (start, end) != (fact["start"], fact["end"])
            and not moment.role
            and not (published and moment.first > published[1])
        }
        return tuple(days for _, days in sorted(near))

    @cached_property
    def _kinds(self) -> Mapping[str, Counter[str]]:
        """How many figures of which kind each sentence has, those in passing aside."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        rows = self.facts[self.facts["salience"] != "incidental"]
        for sentence, kind in zip(rows["sentence_id"], rows["kind"], strict=True):
            found[str(sentence)][str(kind)] += 1
        return found


def _join(names: list[list[_Word]], word: _Word) -> None:
    """Add a word to the name that it goes on, or as a new one."""
    if names and word.start - names[-1][-1].end <= 1:
        names[-1].append(word)
    else:
        names.append([word])


def _neighbours(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Return of each sentence the one before and the one behind it in its passage."""
    ids, passages = corpus.sentences["sentence_id"].tolist(), corpus.sentences["passage_id"].tolist()
    following: defaultdict[str, list[str]] = defaultdict(list)
    for n in range(1, len(ids)):
        if passages[n] == passages[n - 1]:
            following[ids[n - 1]].append(ids[n])
            following[ids[n]].append(ids[n - 1])
    return {sentence: tuple(others) for sentence, others in following.items()}


def shared(one: Company, other: Company) -> dict[str, float]:
    """Return the words that two figures have in common, each with how much it counts with both."""
    theirs = other.place
    return {word: min(place, theirs[word]) for word, place in one.place.items() if word in theirs}
