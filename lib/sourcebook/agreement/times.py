"""The time that a figure is told of: the days its sentence names, those of its article, and how long it lasts."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sourcebook.agreement import moments
from sourcebook.agreement.moments import Days, Moment
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED


class Times:
    """The dates of a corpus by sentence, and its articles' own."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many sentences a day is named, by its key."""
        return Counter(key for dates in self.by_sentence.values() for key in {f"@{m.shown}" for _, _, m in dates})

    @cached_property
    def published(self) -> dict[str, Days | None]:
        """The days that each source may have come out on, by its id."""
        rows = zip(self._corpus.sources["source_id"], self._corpus.sources["published"], strict=True)
        return {str(source): date_interval(day) if isinstance(day, str) and day else None for source, day in rows}

    @cached_property
    def by_sentence(self) -> Mapping[str, list[tuple[int, int, Moment]]]:
        """The dates of each sentence, each with where it begins and ends."""
        dates = self._corpus.facts[self._corpus.facts["kind"].isin(DATED) & self._corpus.facts["iso"].notna()]
        found: defaultdict[str, list[tuple[int, int, Moment]]] = defaultdict(list)
        for sentence, start, end, iso in zip(
            dates["sentence_id"], dates["start"], dates["end"], dates["iso"], strict=True
        ):
            if moment := moments.read(str(iso)):
                found[str(sentence)].append((int(start), int(end), moment))
        return found

    def days(self, fact: Mapping[Any, Any]) -> list[str]:
        """Return keys of the days that a figure's sentence names: "on Monday" ties as a word does."""
        dates = self.by_sentence.get(str(fact["sentence_id"]), ()) if fact["kind"] not in DATED else ()
        return sorted({f"@{moment.shown}" for _, _, moment in dates if moment.days == 1})

    def dated(self, fact: Mapping[Any, Any]) -> list[tuple[int, int, Days]]:
        """Return the days that a figure's sentence names, nearest first, each with where they stand.

        What lies ahead is no time that a figure is told of.
        """
        published = self.published.get(fact["source_id"])
        near = {
            (max(start - fact["end"], fact["start"] - end), start, end, (moment.first, moment.last))
            for start, end, moment in self.by_sentence.get(str(fact["sentence_id"]), ())
            if (start, end) != (fact["start"], fact["end"])
            and not moment.role
            and not (published and moment.first > published[1])
        }
        return [(start, end, days) for _, start, end, days in sorted(near)]
