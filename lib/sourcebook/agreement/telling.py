"""How telling each word of a corpus is, and which words are names."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sourcebook.agreement.wording import is_telling, key, may_be_name, name_key
from sourcebook.corpus import Corpus

BACKGROUND = 500  # sentences that any corpus is thought to stand in, so that a small one tells common words too
# In how many of them a word stands: the shorter it is the more, a name in hardly any (Zipf 1935, ch. 2).
_BY_LENGTH = ((4, 10.0), (6, 5.0), (math.inf, 2.5))
_OF_NAME = 1.0
_TITLE = 0.6  # a sentence in which more of the longer words begin with a capital tells no names


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place; capital: whether it begins with one and does not open its sentence."""

    start: int
    end: int
    term: str
    capital: bool


class Words:
    """The words around figures, by keys: `key` is one for all that says the same, `^…` of a name, `@…` of a day."""

    def __init__(self, corpus: Corpus, facts: pd.DataFrame, days: Counter[str]) -> None:
        """Take a corpus, the facts that are looked at, and in how many sentences a day is named, by its key."""
        self._corpus = corpus
        self._days = days
        self._read: dict[str, list[Word]] = {}
        self._weights: dict[str, float] = {}
        self.next = _neighbours(corpus)
        self._around = sorted({n for s in facts["sentence_id"].unique() for n in (s, *self.next.get(s, ()))})

    def weight(self, key: str) -> float:
        """Return how telling a word is: the information, in nats, that it stands in a sentence."""
        if key not in self._weights:
            background = _OF_NAME if key[0] in "^@" else next(n for most, n in _BY_LENGTH if len(key) <= most)
            self._weights[key] = math.log((self._total + BACKGROUND) / (self._spread.get(key, 0) + background))
        return self._weights[key]

    def shown(self, key: str) -> str:
        """Return a word that stands for a key, as the corpus has it most often."""
        return self._forms.get(key, key.lstrip("^@"))

    def of(self, sentence_id: str) -> list[Word]:
        """Return the telling words of a sentence."""
        if sentence_id not in self._read:
            rows = self._corpus.of_sentence.get(sentence_id, ())
            text = self._corpus.text(sentence_id.rpartition(":")[0])
            edges = [(self._starts[r], self._ends[r], self._corpus.terms[r]) for r in rows]
            self._read[sentence_id] = [
                Word(start, end, term, n > 0 and text[start : start + 1].isupper())
                for n, (start, end, term) in enumerate(edges)
                if is_telling(term)
            ]
        return self._read[sentence_id]

    @cached_property
    def _starts(self) -> list[int]:
        return self._corpus.words["start"].tolist()

    @cached_property
    def _ends(self) -> list[int]:
        return self._corpus.words["end"].tolist()

    @cached_property
    def _total(self) -> int:
        return len(self._corpus.of_sentence)

    @cached_property
    def _tallied(self) -> tuple[Counter[str], dict[str, str]]:
        words = self._corpus.words
        counts = words.drop_duplicates(["sentence_id", "term"])["term"].value_counts(sort=False).sort_index()
        spread: Counter[str] = Counter()
        forms: dict[str, tuple[int, str]] = {}
        for term, n in counts.items():
            if is_telling(str(term)):
                own = self.key(str(term))
                spread[own] += int(n)
                forms[own] = min(forms.get(own, (0, "")), (-int(n), str(term)))
        return spread + self._days, {
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
        """The names beyond doubt, and those that only open sentences and may be names."""
        return frozenset(self.sure | {t for t, n in self._opening.items() if not self._small[t] and may_be_name(t)})

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """The names in the sentences around the figures of each source."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for sentence_id in self._around:
            names = (self.key(word.term) for word in self.of(sentence_id) if word.term in self._names)
            found[sentence_id.rpartition(":")[0]].update(names)
        return {source: frozenset(names) for source, names in found.items()}

    @cached_property
    def sure(self) -> frozenset[str]:
        """The words that the sentences around the figures write with a capital within a sentence as well."""
        return frozenset(t for t, n in self._capital.items() if n > 3 * self._small[t])

    @cached_property
    def _cases(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        capital, small, opening = Counter[str](), Counter[str](), Counter[str]()
        for sentence_id in self._around:
            found = self.of(sentence_id)
            long = [w for w in found if len(w.term) > 3]
            title = sum(w.capital for w in long) > _TITLE * len(long)
            for n, word in enumerate(found):
                if not title:
                    text = self._corpus.text(sentence_id.rpartition(":")[0])
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


def _neighbours(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Return of each sentence the one before and the one behind it in its passage."""
    ids, passages = corpus.sentences["sentence_id"].tolist(), corpus.sentences["passage_id"].tolist()
    following: defaultdict[str, list[str]] = defaultdict(list)
    for n in range(1, len(ids)):
        if passages[n] == passages[n - 1]:
            following[ids[n - 1]].append(ids[n])
            following[ids[n]].append(ids[n - 1])
    return {sentence: tuple(others) for sentence, others in following.items()}
