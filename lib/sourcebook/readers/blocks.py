"""Blocks of text in reading order -> one text, and where its headings are."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from sourcebook.spans import Span

Kind = Literal["text", "heading", "item", "row", "code"]
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE = re.compile(r"[^\S\n]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPELT_OUT = str.maketrans(_LIGATURES)
_TIGHT = frozenset(["item", "row"])  # what stands on the next line rather than after a blank one


class Block(NamedTuple):
    """A stretch of text that stands by itself: a paragraph, a heading, a list item, a table's row, or code as it is."""

    kind: Kind
    text: str


def joined(blocks: Iterable[Block]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of the blocks, and the spans of the headings in it.

    A blank line parts two blocks; the items of a list and the rows of a table follow each other line by line. What
    nobody sees (soft hyphens, zero-width spaces, control characters) is left out, and ligatures are spelt out.

    >>> joined([Block("heading", "Fees"), Block("text", " Two  rose: "), Block("item", "- one"), Block("item", "- b")])
    ('Fees\\n\\nTwo rose:\\n\\n- one\\n- b', (Span(start=0, end=4),))
    """
    parts: list[str] = []
    headings: list[Span] = []
    length, before = 0, ""
    for kind, raw in blocks:
        text = seen(raw).strip("\n") if kind == "code" else tidy(raw)
        if not text.strip():
            continue
        gap = "" if not parts else "\n" if kind == before and kind in _TIGHT else "\n\n"
        start, length = length + len(gap), length + len(gap) + len(text)
        parts += [gap, text]
        before = kind
        if kind == "heading":
            headings.append(Span(start, length))
    return "".join(parts), tuple(headings)


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees, its ligatures spelt out."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", text).translate(_SPELT_OUT).replace("\r\n", "\n").replace("\r", "\n")


def tidy(text: str) -> str:
    """Return a text as seen, one space between two words of a line and none at its ends; line breaks stay."""
    return "\n".join(_SPACE.sub(" ", line).strip() for line in seen(text).strip().split("\n"))
