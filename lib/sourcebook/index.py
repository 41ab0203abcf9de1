"""Where words and phrases stand in a table of words, looked up in NLTK's index instead of read through."""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sourcebook import spans

if TYPE_CHECKING:
    from nltk.text import ConcordanceIndex


@dataclass(frozen=True, eq=False)
class WordIndex:
    """The words of a corpus, or of its headings, in reading order; columns term and sentence_id among others."""

    words: pd.DataFrame

    @cached_property
    def positions(self) -> "ConcordanceIndex":
        """In which rows each term stands: NLTK's index. Ask it for terms of `vocabulary` only."""
        from nltk.text import ConcordanceIndex  # half a second, for those alone who look words up

        # Built once in 70 ms for 300,000 words, where pandas' groups take 12; an absent word asked for would be added.
        return ConcordanceIndex(self.words["term"].tolist())

    @cached_property
    def vocabulary(self) -> list[str]:
        """The different terms in the order of their characters, so that those with one beginning stand together."""
        return sorted(set(self.positions.tokens()))

    @cached_property
    def sentences(self) -> np.ndarray:
        """Of which sentence, counted from 0, each row is."""
        return pd.factorize(self.words["sentence_id"])[0]

    def rows(self, phrases: Iterable[str]) -> list[tuple[int, int, str]]:
        """Return where phrases stand: the row numbers of the first and the last word of each place, and the phrase.

        A phrase is matched word by word, as words are counted, inside one sentence; `tariff*` also takes what begins
        so. In reading order; where phrases overlap, the longer one stands alone.
        """
        fitting = {(*place, phrase) for phrase in phrases for place in self._places(phrase)}
        places: list[tuple[int, int, str]] = []
        for first, last, phrase in sorted(fitting, key=lambda p: (p[0], -p[1], p[2])):
            if not places or first > places[-1][1]:
                places.append((first, last, phrase))
        return places

    def _places(self, phrase: str) -> Iterator[tuple[int, int]]:
        wanted = [(spans.term(phrase[s:e]), phrase[e : e + 1] == "*") for s, e in spans.words(phrase)]
        if not wanted:
            return
        terms, sentences = self.positions.tokens(), self.sentences
        for at in (p for term in self._known(*wanted[0]) for p in self.positions.offsets(term)):
            end = at + len(wanted) - 1
            in_sentence = end < len(terms) and sentences[at] == sentences[end]
            if in_sentence and all(map(_fits, terms[at + 1 : end + 1], wanted[1:])):
                yield at, end

    def _known(self, start: str, open_ended: bool) -> list[str]:
        """Return the terms that begin so, or this one alone; none where there is none."""
        first = bisect.bisect_left(self.vocabulary, start)
        found = itertools.takewhile(lambda t: t.startswith(start), itertools.islice(self.vocabulary, first, None))
        return list(found) if open_ended else [t for t in itertools.islice(found, 1) if t == start]


def _fits(term: str, wanted: tuple[str, bool]) -> bool:
    return term.startswith(wanted[0]) if wanted[1] else term == wanted[0]
