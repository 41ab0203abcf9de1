"""How often each term occurs in texts, fast: chunks are counted first, and only the distinct ones are read.

A text of a million words has some fifty thousand distinct chunks between its blanks, so that counting those and looking
for words in each once is exact, and costs a tenth of looking for words in all of it.
"""

import os
import re
import string
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from sourcebook import spans

PIECE = 1 << 21  # characters that are counted at once, in a thread
Read = Callable[[str], list[str]]  # chunk -> its terms


def count(
    texts: Iterable[tuple[Hashable, str]],
    pattern: re.Pattern[str] | None = None,
    between: str = string.whitespace,
    shouted: bool = False,
) -> pd.DataFrame:
    """Return how often each term occurs in each group of texts: group · term · n, by group as they come, then by term.

    texts    pairs of a group and a text; a group may have many texts
    pattern  what a term is, in lower case; None is `spans.WORD`, counted as `spans.term` says
    between  for a pattern: the ASCII characters that none of its matches holds or looks at, white space at least; the
             more one can name, the faster it is, and a wrong one cuts terms in two
    shouted  whether the texts are in capitals throughout, see `spans.term`; `tallies` finds that out
    raises   ValueError for a pattern with groups, or a character in `between` that is not ASCII

    >>> count([("a", "No, no."), ("b", "No: 3.5% more.")]).values.tolist()
    [['a', 'no', 2], ['b', '3.5%', 1], ['b', 'more', 1], ['b', 'no', 1]]
    >>> count([("a", "to-day, to-morrow")], re.compile("[a-z]+"), between=" ,-").values.tolist()
    [['a', 'day', 1], ['a', 'morrow', 1], ['a', 'to', 2]]
    """
    if pattern is None:
        return _table(texts, partial(_terms, shouted=shouted), _cuts(spans.BETWEEN, lower=False))
    if pattern.groups:
        raise ValueError(f"pattern '{pattern.pattern}' has groups; write (?:…) instead of (…)")
    return _table(texts, lambda chunk: pattern.findall(chunk.lower()), _cuts(between, lower=True))


def tallies(texts: Iterable[tuple[Hashable, str, Iterable[spans.Span]]]) -> pd.DataFrame:
    """Return how often each term occurs in each group of texts: what reading `spans.terms` of their sentences gives.

    texts    of each: its group, itself, its sentences; only those without a lower-case letter matter
    returns  group · term · n, as `count` does

    >>> tallies([("a", "WHO ASKS? The WHO does.", [spans.Span(0, 9), spans.Span(10, 23)])])["term"].tolist()
    ['WHO', 'asks', 'does', 'the', 'who']
    """
    parts = [(group, *apart(text, sentences)) for group, text, sentences in texts]
    said = count((group, text) for group, text, _ in parts)
    cried = count(((group, text) for group, _, text in parts if text), shouted=True)
    if cried.empty:
        return said
    both = pd.concat([said, cried]).groupby(["group", "term"])["n"].sum().reset_index()
    come = {group: n for n, group in enumerate(dict.fromkeys(group for group, _, _ in parts))}
    return both.sort_values("group", key=lambda groups: groups.map(come), kind="stable", ignore_index=True)


def apart(text: str, sentences: Iterable[spans.Span]) -> tuple[str, str]:
    """Return a text without its sentences that hold no lower-case letter, and these."""
    cried = [s for s in sentences if spans.is_shouted(text[s.start : s.end])]
    if not cried:
        return text, ""
    starts, ends = [0, *(s.end for s in cried)], [*(s.start for s in cried), len(text)]
    said = "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    return said, "\n".join(text[s.start : s.end] for s in cried)


def _terms(chunk: str, shouted: bool) -> list[str]:
    return [spans.term(word, shouted) for word in spans.WORD.findall(chunk)]


def _cuts(between: str, lower: bool) -> bytes:
    """Return what each byte becomes: a blank where a chunk ends, and a small letter where case doesn't count."""
    if not between.isascii():
        raise ValueError(f"between {between!r}: only ASCII characters can stand between terms")
    cuts = bytes.maketrans((between + string.whitespace).encode(), b" " * (len(between) + len(string.whitespace)))
    return cuts.translate(bytes(range(256)).lower()) if lower else cuts


def _table(texts: Iterable[tuple[Hashable, str]], read: Read, cuts: bytes) -> pd.DataFrame:
    groups: dict[Hashable, int] = {}
    pieces = [(groups.setdefault(group, len(groups)), piece) for group, piece in _pieces(texts)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # what it spends its time on runs without the interpreter's lock
        found = list(pool.map(lambda piece: _chunks(piece[1], cuts), pieces))
    rows = np.repeat([group for group, _ in pieces], [len(f) for f in found]).astype(np.int64)
    chunks = pa.chunked_array([f.field("values") for f in found], pa.large_string()).combine_chunks()
    n = np.concatenate([np.zeros(0, np.int64), *(f.field("counts").to_numpy() for f in found)])
    return _summed(list(groups), rows, chunks.dictionary_encode(), n, read)


def _pieces(texts: Iterable[tuple[Hashable, str]]) -> Iterator[tuple[Hashable, str]]:
    """Yield the texts of a group that follow each other together, up to a size."""
    held: list[str] = []
    of, size = None, 0
    for group, text in texts:
        if held and (group != of or size >= PIECE):
            yield of, "\n".join(held)
            held, size = [], 0
        of, size = group, size + len(text)
        held.append(text)
    if held:
        yield of, "\n".join(held)


def _chunks(text: str, cuts: bytes) -> pa.StructArray:
    """Return the distinct chunks of a text and how often each stands in it; a chunk holds the blank that ends it."""
    data = np.frombuffer(f"{text} ".encode().translate(cuts), np.uint8)
    ends = np.flatnonzero(data == ord(" ")) + 1
    offsets = np.concatenate([[0], ends])
    return pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(data)).value_counts()


def _summed(groups: Sequence[Hashable], rows: np.ndarray, chunks: pa.Array, n: np.ndarray, read: Read) -> pd.DataFrame:
    """Return the counts by group and term, from those by group and chunk.

    rows    of each count the number of its group
    chunks  of each count its chunk, dictionary-encoded
    """
    terms: list[str] = []
    ends = [0]
    for chunk in chunks.dictionary.to_pylist():
        terms += read(chunk)
        ends.append(len(terms))
    held = pa.array(terms, pa.string()).dictionary_encode()
    order = pc.array_sort_indices(held.dictionary)
    place = np.argsort(order.to_numpy())[held.indices.to_numpy()]  # of each term in the alphabet
    uses = sparse.csr_array((n, (rows, chunks.indices.to_numpy())), shape=(len(groups), len(ends) - 1))
    holds = sparse.csr_array((np.ones(len(terms), np.int64), place, np.array(ends)), shape=(len(ends) - 1, len(order)))
    found = uses @ holds
    found.sort_indices()
    group = np.repeat(np.arange(len(groups)), np.diff(found.indptr))
    column = pd.Series(groups, dtype=None if groups else "str").take(group).array
    names = pd.array(held.dictionary.take(order).take(pa.array(found.indices)), dtype="str")
    return pd.DataFrame({"group": column, "term": names, "n": found.data})
