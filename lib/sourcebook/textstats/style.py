"""Marks of style in one text: hedges, modals, questions, and what stands between quotation marks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook import spans
from sourcebook.spans import Span

MODALS = {
    "may": "may",
    **{form: modal for modal in ("could", "must", "should") for form in (modal, f"{modal}n't", f"{modal}'ve")},
}  # term -> modal
# What follows a "May" that opens a question or a wish; anything else there makes it the month or a name.
_SUBJECTS = frozenset("i you he she it we they one this that these those there the a an".split())
_QUOTATION = re.compile(r'“[^“”]*”|„[^“”"]*[“”"]|«[^«»]*»|(?<!\w)"(?=\S)[^"]*(?<=\S)"(?!\w)')
_UNCLOSED = re.compile(r'(?:“|(?<![\w"])"(?=[^\s"]))[^“”"]*$')
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]!]*$")


@cache
def hedges() -> frozenset[str]:
    """Return the words that mark a statement as less than certain: a reviewed list in `hedges.txt`."""
    return spans.word_list("hedges.txt")


def is_modal_may(surface: str, opens: bool, following: str) -> bool:
    """Tell whether a "may" is the verb, and neither the month nor a name.

    surface    as it stands in the text
    opens      whether it opens a sentence or a quotation
    following  the term after it in its sentence, "" for none

    >>> is_modal_may("may", False, "rise"), is_modal_may("May", True, "we"), is_modal_may("May", True, "2025")
    (True, True, False)
    """
    return surface == "may" or (opens and following in _SUBJECTS)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence ends with a question mark, closing quotation marks aside.

    >>> is_question("“Why?”"), is_question("Why? he asked.")
    (True, False)
    """
    return bool(_QUESTION.search(sentence))


def quoted(text: str) -> Iterator[Span]:
    """Yield the stretches of a passage that stand between double quotation marks, marks included.

    Marks are paired within a paragraph, so that a missing one spoils that paragraph alone. A quotation that is not
    closed goes on to its paragraph's end if the next paragraph opens with the same mark, as in a long speech.

    >>> [s for s in quoted('He said “yes”, and she "no" to 5" of rain.')]
    [Span(start=8, end=13), Span(start=23, end=27)]
    """
    blocks = list(spans.blocks(text))
    for n, block in enumerate(blocks):
        piece, end = text[block.start : block.end], 0
        for found in _QUOTATION.finditer(piece):
            end = found.end()
            yield Span(block.start + found.start(), block.start + end)
        left = _UNCLOSED.search(piece, end)
        if left and n + 1 < len(blocks) and text[blocks[n + 1].start] == left.group()[0]:
            yield Span(block.start + left.start(), block.end)


def inside(starts: Sequence[int], stretches: Sequence[Span]) -> list[bool]:
    """Tell of each place, in order, whether it lies in one of the stretches, in order."""
    found, left = [], iter([*stretches, Span(1 << 62, 1 << 62)])
    current = next(left)
    for start in starts:
        while current.end <= start:
            current = next(left)
        found.append(current.start <= start)
    return found
