"""Which texts are nearly the same: found by sketches, so that not every two are compared, then measured exactly.

Two texts are nearly the same when most of their sequences of five words are: their resemblance, what they share of all
that they have together, is at least `SAME`. A short text in a much longer one shares little of it and stays.
source  Broder 1997, On the resemblance and containment of documents, Proceedings of Compression and Complexity of
        Sequences, 21-29; bands of a sketch: Leskovec, Rajaraman and Ullman 2014, Mining of Massive Datasets, 3.4
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sourcebook.spans import WORD

SEQUENCE = 5  # words
# 168 copies of articles resemble them by 0.67 and more; 1,152 pairs that are none, digests that hold an article among
# them, by 0.55 at most: tests/bench/duplicates.py.
SAME = 0.65
FEWEST = 20  # sequences; shorter texts, a sentence or two such as notices made to a pattern, tell too little
BANDS, ROWS = 32, 4  # a resemblance of 0.65 is missed twice in a thousand pairs, of 0.8 once in ten million
_DOUBT = 0.15  # how much less a sketch may estimate: three and a half standard errors
_BLOCK = 4096  # sequences that are sketched at once


@dataclass(frozen=True)
class Sketch:
    """A text in half a kilobyte: how many different sequences it has, and the least of them under many orders."""

    sequences: int
    least: tuple[int, ...]


class Repeat(NamedTuple):
    """What is nearly the same: the name of the text that stays, and the share of one's own sequences found there."""

    of: str
    share: float


def sequences(text: str) -> np.ndarray:
    """Return the different sequences of five words of a text as 64-bit numbers, sorted; case doesn't count.

    >>> len(sequences("One two three four five six.")), len(sequences("too short"))
    (2, 0)
    """
    words = np.array([_number(word) for word in WORD.findall(text.casefold())], np.uint64)
    if len(words) < SEQUENCE:
        return np.zeros(0, np.uint64)
    total = np.zeros(len(words) - SEQUENCE + 1, np.uint64)
    for n in range(SEQUENCE):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[n : len(words) - SEQUENCE + 1 + n]  # overflow is meant
    return np.unique(total ^ total >> np.uint64(29))


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; texts with too few sequences have an empty one."""
    found = sequences(text)
    if len(found) < FEWEST:
        return Sketch(len(found), ())
    blocks = (found[n : n + _BLOCK] for n in range(0, len(found), _BLOCK))
    least = np.min([_least(block) for block in blocks], axis=0)
    return Sketch(len(found), tuple((least >> np.uint64(32)).tolist()))


def _least(block: np.ndarray) -> np.ndarray:
    """Return the least number under each order; an order multiplies by an odd number and adds another."""
    return (_FACTORS[:, None] * block[None, :] + _TERMS[:, None]).min(axis=1)


_FACTORS = np.array([_number(f"factor {n}") | 1 for n in range(BANDS * ROWS)], np.uint64)
_TERMS = np.array([_number(f"term {n}") for n in range(BANDS * ROWS)], np.uint64)


def repeats(
    sketches: Mapping[str, Sketch], read: Callable[[str], str], vouched: Collection[str] = ()
) -> dict[str, Repeat]:
    """Return which texts are nearly the same as one that stays.

    sketches  of each text by its name
    read      gives the text of a name; asked for those that are measured alone
    vouched   names of texts that stay whatever they resemble, since a person has described them
    returns   name -> `Repeat`. Of two the longer one stays, ties by name, one that is vouched for before all; the order
              of the names never matters
    """
    by_worth = sorted(sketches, key=lambda name: (name not in vouched, -sketches[name].sequences, name))
    staying: dict[tuple[int, ...], list[str]] = {}  # band -> texts that stay
    found: dict[str, Repeat] = {}
    for name in by_worth:
        bands = _bands(sketches[name])
        if name not in vouched:
            near = dict.fromkeys(other for band in bands for other in staying.get(band, ()))
            candidates = [other for other in near if _may_be_same(sketches[name], sketches[other])]
            if repeat := _nearest(name, candidates, read):
                found[name] = repeat
                continue
        for band in bands:
            staying.setdefault(band, []).append(name)
    return found


def _bands(own: Sketch) -> list[tuple[int, ...]]:
    return [(n, *own.least[n : n + ROWS]) for n in range(0, len(own.least), ROWS)]


def _may_be_same(one: Sketch, other: Sketch) -> bool:
    shorter, longer = sorted((one.sequences, other.sequences))
    alike = sum(a == b for a, b in zip(one.least, other.least, strict=True)) / len(one.least)
    return shorter >= SAME * longer and alike >= SAME - _DOUBT


def _nearest(name: str, candidates: list[str], read: Callable[[str], str]) -> Repeat | None:
    """Return the candidate that a text resembles most, if it is nearly the same; ties by name."""
    if not candidates:
        return None
    own = sequences(read(name))
    found = {other: sequences(read(other)) for other in sorted(candidates)}
    nearest = max(found, key=lambda other: _resemblance(own, found[other]))
    if _resemblance(own, found[nearest]) < SAME:
        return None
    return Repeat(nearest, _shared(own, found[nearest]) / len(own))


def resemblance(one: str, other: str) -> float:
    """Return the share of the different sequences of two texts that stand in both, 0 to 1.

    raises  ValueError for two texts without any

    >>> resemblance("a b c d e f", "A, b, c, d, e!")
    0.5
    """
    own, theirs = sequences(one), sequences(other)
    if not len(own) + len(theirs):
        raise ValueError(f"two texts of less than {SEQUENCE} words can't be compared")
    return _resemblance(own, theirs)


def _resemblance(own: np.ndarray, other: np.ndarray) -> float:
    shared = _shared(own, other)
    return shared / (len(own) + len(other) - shared)


def _shared(own: np.ndarray, other: np.ndarray) -> int:
    return len(np.intersect1d(own, other, assume_unique=True))
