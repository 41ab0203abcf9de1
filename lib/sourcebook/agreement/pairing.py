"""Which facts are worth comparing, found without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sourcebook.agreement.company import INSIDE, Surroundings
from sourcebook.agreement.values import Dimension

KEYS = 16  # the most telling words of a fact's sentence by which it is looked up
REACH = 4  # with how many facts that have a word as well, and are next in size, it is compared for each


@dataclass(frozen=True, slots=True)
class Sized:
    """A fact with what it is looked up by: its dimension, its size in it and its voice."""

    fact_id: str
    dimension: Dimension
    size: float
    voice: str


def pairs(facts: Sequence[Sized], around: Surroundings) -> list[tuple[str, str]]:
    """Return the pairs of facts that are compared, at most KEYS x REACH a fact, sorted.

    Both are of one dimension and of different voices, and one of their most telling words stands in the sentences of
    both. Where many facts share a word, each is compared with the next ones in size, so that the number of pairs grows
    with the number of facts and not with its square.
    """
    having: defaultdict[tuple[Dimension, str], list[Sized]] = defaultdict(list)
    for fact in facts:
        for word in _told_by(around.of[fact.fact_id].place, around):
            having[fact.dimension, word].append(fact)
    found = set()
    for own in having.values():
        own.sort(key=lambda fact: (fact.size, fact.fact_id))
        for n, one in enumerate(own):
            for other in _next(own, n):
                found.add((min(one.fact_id, other.fact_id), max(one.fact_id, other.fact_id)))
    return sorted(found)


def _next(own: Sequence[Sized], n: int) -> Iterator[Sized]:
    """Yield the next facts of other voices, in order of size."""
    others = (fact for fact in own[n + 1 : n + 1 + 4 * REACH] if fact.voice != own[n].voice)
    return islice(others, REACH)


def _told_by(place: Mapping[str, float], around: Surroundings) -> list[str]:
    """Return the words of a fact's own sentence that tell most; a word beside the figure goes before its like."""
    own = [word for word, counts in place.items() if counts >= INSIDE]
    return sorted(own, key=lambda word: (-place[word], -around.weight(word), word))[:KEYS]
