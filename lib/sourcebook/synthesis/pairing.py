"""Which facts are worth comparing, found without comparing all with all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourcebook.synthesis.company import Surroundings
from sourcebook.synthesis.values import Dimension

KEYS = 8  # the most telling words of a fact by which it is looked up
REACH = 8  # with how many facts of like dimension and next in size it is compared for each word


@dataclass(frozen=True, slots=True)
class Sized:
    """A fact with what it is compared by: its dimension, its size in it and its voice."""

    fact_id: str
    dimension: Dimension
    size: float
    voice: str


def pairs(facts: Sequence[Sized], around: Surroundings) -> list[tuple[str, str]]:
    """Return the pairs of facts that are compared, at most KEYS x REACH a fact, sorted.

    Both are of one dimension and of different voices, and one of their most telling words stands with both; of the
    facts with a common word, those that are next in size.
    """
    having: defaultdict[tuple[Dimension, str], list[Sized]] = defaultdict(list)
    for fact in facts:
        for word in _told_by(around.of[fact.fact_id].place, around):
            having[fact.dimension, word].append(fact)
    found = set()
    for own in having.values():
        own.sort(key=lambda fact: (fact.size, fact.fact_id))
        for n, one in enumerate(own):
            for other in own[n + 1 : n + 1 + REACH]:
                if one.voice != other.voice:
                    found.add((min(one.fact_id, other.fact_id), max(one.fact_id, other.fact_id)))
    return sorted(found)


def _told_by(place: Mapping[str, float], around: Surroundings) -> list[str]:
    return sorted(place, key=lambda word: (-place[word] * around.weight(word), word))[:KEYS]
