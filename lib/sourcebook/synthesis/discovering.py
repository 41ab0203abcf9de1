"""The issues of articles for which nobody has named any: central terms, each with the terms that go with it."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from functools import cached_property

import numpy as np
import pandas as pd

from sourcebook import keyness, spans
from sourcebook.collocations import collocations
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED
from sourcebook.people import LOCAL
from sourcebook.quantities.nouns import is_no_noun, singular
from sourcebook.quantities.numerals import SMALL
from sourcebook.spans import function_words, word_list
from sourcebook.speech.clauses import DETERMINERS, FINITE, PREPOSITIONS
from sourcebook.speech.verbs import VERBS
from sourcebook.terms import is_content

COMPANIONS = 5  # terms that go with a central one, at most
SURE, LIKELY = 10.83, 6.63  # G2 at p = 0.001 and 0.01, four cells
_STRETCH = 100  # words that speak of one thing, about a paragraph
_LONG = 2000  # words of a corpus in which a term stands three times at least
_EVEN = 0.25  # what a term that is spread as evenly as by chance counts for, beside one that comes in clumps
_CLAUSE = frozenset("to not i you he she it we they who will would can could may might must should shall".split())
_NOUNS = frozenset(["cost"])  # what else looks like the past of an irregular verb
_VERBAL = VERBS | FINITE
_LEADS_NO_PHRASE = FINITE | SMALL.keys()
_LONG_ENOUGH = 5  # letters; where the words of grammar aren't known, most of them are shorter
_LEADING = (DETERMINERS | PREPOSITIONS) - {"to"}  # words of which a noun follows at least some
_WIDE = "\u2e80"  # the first of the characters that are words by themselves


def discovered(corpus: Corpus, most: int = 12) -> dict[str, tuple[str, ...]]:
    """Return issue -> the words and phrases that speak of it, as an issues.toml would name them; the weightiest first.

    An issue is named by a noun or a phrase of two words that comes in clumps and that many voices use; with it go the
    terms that keep its company: that share sentences with it more often than by chance (G2 beyond `LIKELY`), and stand
    in a stretch with it more often than without. No term belongs to two issues. A term weighs
    n · ln((1 + S) / s) · (ln(e / s) + `_EVEN`) · log2(1 + v): it stands n times, in s of S stretches of some
    `_STRETCH` words where chance would have it in e of them, with v voices. Left out are words of grammar, of saying,
    of measure and date, the parts of personal names, and nouns of a very general sense (general_nouns.txt).

    most     issues; fewer where fewer terms stand more than once
    source   Spärck Jones 1972, Journal of Documentation 28(1), 11-21 (rarity); Church and Gale 1995, Inverse document
             frequency: a measure of deviations from Poisson, Workshop on Very Large Corpora, 121-130 (clumps);
             Dunning 1993, Computational Linguistics 19(1), 61-74 (company)
    """
    places = _Candidates(corpus).places
    terms = _Terms(corpus, places)
    issues: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for term in terms.weightiest():
        if len(issues) == most:
            break
        if taken.isdisjoint(_parts(term)):
            company = terms.company(term, taken)
            taken.update(part for t in (term, *company) for part in _parts(t))
            forms = dict.fromkeys(form for t in (term, *company) for form in terms.forms(t))
            issues[terms.name(term)] = tuple(forms)
    return issues


def _parts(term: str) -> tuple[str, ...]:
    """Return a term and the words it is made of, in the singular."""
    return (term, *map(singular, term.split(" ")))


# --- what could name an issue -----------------------------------------------------------------------------------------


class _Candidates:
    """The nouns and phrases of a corpus, each with the places where it stands: the row of its first word, its words."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.words: list[str] = corpus.words["term"].tolist()
        self.sentence = corpus.index.sentences
        self.fewest = 3 if len(self.words) >= _LONG else 2

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """The places of each that stands often enough; a noun that is mostly half of one phrase gives way to it."""
        nouns, phrases = self._nouns(), self._phrases()
        for phrase, rows in phrases.items():
            for part in _parts(phrase)[1:]:
                if 2 * len(rows) >= len(nouns.get(part, ())):
                    nouns.pop(part, None)
        single = {term: [(k, 1) for k in rows] for term, rows in nouns.items()}
        double = {term: [(k, 2) for k in rows] for term, rows in (phrases | self._pairs()).items()}
        return {term: rows for term, rows in (single | double).items() if len(rows) >= self.fewest}

    def _nouns(self) -> dict[str, list[int]]:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for k, word in enumerate(self.words):
            if self._may_name(word):
                rows[singular(word)].append(k)
        return {term: own for term, own in rows.items() if self._is_noun(own) and self._is_known(own)}

    def _phrases(self) -> dict[str, list[int]]:
        pairs = collocations(self.corpus, None, min_count=self.fewest)
        sure = pairs[pairs["log_likelihood"] >= SURE]
        kept = {pair for pair in zip(sure["first"], sure["second"], strict=True) if self._are_phrase(*pair)}
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for k in self._neighbours:
            if (self.words[k], self.words[k + 1]) in kept:
                rows[f"{self.words[k]} {singular(self.words[k + 1])}"].append(k)
        return {
            term: own
            for term, own in rows.items()
            if self._is_noun(last := [k + 1 for k in own]) and self._is_known(own) and self._is_known(last)
        }

    def _pairs(self) -> dict[str, list[int]]:
        """Return where two characters stand side by side in scripts without spaces, in which most words have two."""
        start, end = self.corpus.words["start"].to_numpy(), self.corpus.words["end"].to_numpy()
        wide = np.array([len(word) == 1 and word >= _WIDE for word in self.words], dtype=bool)
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for k in self._neighbours[(wide[:-1] & wide[1:] & (end[:-1] == start[1:]))[self._neighbours]]:
            rows[self.words[k] + self.words[k + 1]].append(int(k))
        return rows

    @cached_property
    def _neighbours(self) -> np.ndarray:
        """The rows whose next one is of the same sentence."""
        return np.flatnonzero(self.sentence[:-1] == self.sentence[1:])

    def _are_phrase(self, first: str, second: str) -> bool:
        return first not in self._barred and first not in _LEADS_NO_PHRASE and self._may_name(second)

    def _may_name(self, word: str) -> bool:
        if not is_content(word) or word in self._barred or word in SMALL:
            return False
        general = {word, singular(word)} & word_list("general_nouns.txt")
        return word in _NOUNS or not (general or word in _VERBAL or is_no_noun(word))

    def _is_noun(self, rows: Sequence[int]) -> bool:
        """Tell whether a word ends its phrase in two of five places, and begins one in one of five.

        What qualifies the next word, or follows a pronoun or an auxiliary, is rather an adjective or a verb. It can be
        told by the words of grammar, which are known of English alone: in other languages any word may be a noun, but
        for the short ones.
        """
        return bool(self._ends[rows].mean() >= 2 / 5 and self._begins[rows].mean() >= 1 / 5)

    def _is_known(self, rows: Sequence[int]) -> bool:
        """Tell whether a word stands in English now and then, or is long enough to be none of another's grammar."""
        return not self._foreign[rows].all() or len(self.words[rows[0]]) >= _LONG_ENOUGH

    @cached_property
    def _ends(self) -> np.ndarray:
        """Of each word whether a phrase may end with it."""
        start, end = self.corpus.words["start"].to_numpy(), self.corpus.words["end"].to_numpy()
        parted = (self.sentence[1:] != self.sentence[:-1]) | (start[1:] - end[:-1] > 1)
        closed = np.append(parted | self._among(function_words())[1:], True)
        return (closed & ~self._after(_CLAUSE)) | self._foreign

    @cached_property
    def _begins(self) -> np.ndarray:
        """Of each word whether an article or a preposition stands before it or before the word before it."""
        led = self._after(_LEADING)
        return led | np.append(False, led[:-1]) | self._foreign

    def _among(self, chosen: Set[str]) -> np.ndarray:
        """Tell of each word whether it is one of some."""
        return np.array([word in chosen for word in self.words], dtype=bool)

    def _after(self, chosen: Set[str]) -> np.ndarray:
        """Tell of each word whether the one before it, in the same sentence, is one of some."""
        return np.append(False, self._among(chosen)[:-1] & (self.sentence[1:] == self.sentence[:-1]))

    @cached_property
    def _foreign(self) -> np.ndarray:
        return ~self.corpus.words["source_id"].isin(self.corpus.english).to_numpy()

    @cached_property
    def _barred(self) -> frozenset[str]:
        """The words of personal names, and those that stand in amounts and dates as often as not."""
        spoken = self.corpus.passages.dropna(subset=["voice", "role"])
        people = [*spoken.loc[~spoken["role"].isin(LOCAL), "voice"], *self.corpus.quotations["person"].dropna()]
        names = {spans.term(part) for name in set(people) if " " in name for part in name.split()}
        inside = Counter(self.words[k] for k in self._measured())
        often = Counter(self.words)
        return frozenset(names | {word for word, n in inside.items() if 2 * n >= often[word]})

    def _measured(self) -> list[int]:
        """Return the rows of words inside amounts and dates."""
        facts = self.corpus.facts[self.corpus.facts["kind"].isin({*MEASURED, *DATED} - {"count", "rate"})]
        start, rows_of = self.corpus.words["start"].to_numpy(), self.corpus.words.groupby("source_id").indices
        rows: list[int] = []
        for source_id, own in facts.groupby("source_id"):
            words = rows_of.get(source_id, np.array([], dtype=int))
            for first, last in zip(*np.searchsorted(start[words], own[["start", "end"]].to_numpy().T), strict=True):
                rows += words[first:last].tolist()
        return sorted(set(rows))


# --- how much they weigh, and what goes with them ---------------------------------------------------------------------


class _Terms:
    """Candidates held against each other: in which stretches and sentences each stands, and with whom."""

    def __init__(self, corpus: Corpus, places: dict[str, list[tuple[int, int]]]) -> None:
        self.corpus, self.places = corpus, places
        rows = {term: [k for k, _ in own] for term, own in places.items()}
        stretch, sentence = _stretches(corpus), corpus.index.sentences
        voice = pd.factorize(corpus.words["voice"])[0]
        self.stretches = {term: set(stretch[own].tolist()) for term, own in rows.items()}
        self.sentences = {term: set(sentence[own].tolist()) for term, own in rows.items()}
        self.voices = {term: len(set(voice[own].tolist())) for term, own in rows.items()}
        self.many = (int(stretch.max(initial=-1)) + 1, int(sentence.max(initial=-1)) + 1)
        self.inside: defaultdict[int, list[str]] = defaultdict(list)  # sentence -> its candidates
        for term, own in self.sentences.items():
            for s in own:
                self.inside[s].append(term)

    def weightiest(self) -> list[str]:
        """Return the candidates, the weightiest first, ties by alphabet."""
        return sorted(self.places, key=lambda term: (-self._weight(term), term))

    def _weight(self, term: str) -> float:
        n, s, total = len(self.places[term]), len(self.stretches[term]), self.many[0]
        by_chance = total * (1 - (1 - 1 / total) ** n)
        clumps = max(0.0, math.log(by_chance / s)) + _EVEN
        return n * math.log((1 + total) / s) * clumps * math.log2(1 + self.voices[term])

    def company(self, term: str, taken: set[str]) -> list[str]:
        """Return the terms that keep company with one, the surest first; none that are taken."""
        together = Counter(other for s in self.sentences[term] for other in self.inside[s])
        found = []
        for other, k in together.items():
            if k >= 2 and taken.isdisjoint(_parts(other)) and set(_parts(other)).isdisjoint(_parts(term)):
                surely = self._association(k, term, other)
                shared = len(self.stretches[term] & self.stretches[other])
                if surely >= LIKELY and 2 * shared >= len(self.stretches[other]):
                    found.append((-surely, other))
        return [other for _, other in sorted(found)[:COMPANIONS]]

    def _association(self, together: int, term: str, other: str) -> float:
        """Return G2 of two terms over the sentences; 0 where they avoid each other."""
        a, b, total = len(self.sentences[term]), len(self.sentences[other]), self.many[1]
        if b == total or together * total <= a * b:
            return 0.0
        return float(keyness.g2(together, b, a - together, total - b))

    def forms(self, term: str) -> list[str]:
        """Return the forms in which a term stands, as counted: "tariffs", "tariff"; the most frequent first."""
        words = self.corpus.words["term"].array
        join = "" if " " not in term and self.places[term][0][1] > 1 else " "
        met = Counter(join.join(words[k : k + n]) for k, n in self.places[term])
        return sorted(met, key=lambda form: (-met[form], form))

    def name(self, term: str) -> str:
        """Return the most frequent form of a term as it is written; without a capital where it is ever without one."""
        most = self.forms(term)[0]
        written = Counter(said for k, n in self.places[term] if (said := self._written(k, n)).casefold() == most)
        small = most if most in written else ""
        return small or min(written, key=lambda said: (-written[said], said), default=most)

    def _written(self, k: int, n: int) -> str:
        words = self.corpus.words
        text = self.corpus.text(words["source_id"].iat[k])[words["start"].iat[k] : words["end"].iat[k + n - 1]]
        return " ".join(text.split())


def _stretches(corpus: Corpus) -> np.ndarray:
    """Return of which stretch each word is: whole sentences of one source, fewer of them where all words are few."""
    size = min(_STRETCH, len(corpus.words) // 20)
    source, lengths = pd.factorize(corpus.words["source_id"])[0], np.bincount(corpus.index.sentences)
    of_sentence, at, filled, before = [], -1, 0, -1
    for length, own in zip(lengths, source[np.cumsum(lengths) - lengths], strict=True):
        if own != before or filled >= size:
            at, filled, before = at + 1, 0, own
        of_sentence.append(at)
        filled += length
    return np.array(of_sentence, dtype=int)[corpus.index.sentences]
