"""Stretches of a text that no figure crosses: sentences, headings, list items."""

import re
from collections.abc import Iterator

from sourcebook.quantities.numerals import words

_BREAK = re.compile(r"[.!?][\"”’)\]]*+\s++(?=[\"“‘(\[]?[A-Z0-9])|\n\s*+")
_ABBREVIATIONS = words(
    "mr mrs ms dr st no vs u.s inc co corp ltd approx rs gen sen rep gov prof jan feb mar apr jun jul aug sep "
    "sept oct nov dec p pp fig sec art e.g i.e a.m p.m jr sr lt col est ca cf al vol u.k u.n"
)
_LAST_WORD = re.compile(r"[\w.]*$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of stretches that no figure crosses: sentences, headings, list items."""
    start = line = 0
    for m in _BREAK.finditer(text):
        newline = text.find("\n", m.start(), m.end())
        if newline < 0 and _abbreviated(text, m):
            continue
        if newline >= 0:
            wrapped = text[m.start()] == "\n" and _is_wrapped(text, line, m)
            line = m.end()
            if wrapped:
                continue
        yield start, m.end()
        start = m.end()
    if start < len(text):
        yield start, len(text)


def _abbreviated(text: str, m: re.Match[str]) -> bool:
    if text[m.start()] != ".":
        return False
    found = _LAST_WORD.search(text, max(0, m.start() - 8), m.start())
    last = found.group().lower() if found else ""
    digit = text[m.end()].isdigit() if m.end() < len(text) else False
    if last in ("no", "art", "sec", "mar", "dec", "jan", "est", "fig", "p", "pp"):
        return digit
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())


def _is_wrapped(text: str, line: int, m: re.Match[str]) -> bool:
    """Say whether a line break stands inside a running sentence (hard-wrapped text)."""
    if text.count("\n", m.start(), m.end()) > 1 or m.end() >= len(text):
        return m.end() >= len(text)
    nxt = text[m.end()]
    length = m.start() - line
    short = len(text) - m.end() <= 100 or text.find("\n", m.end(), m.end() + 101) >= 0
    if nxt.islower() or nxt in "$€£¥(":
        return True
    before = text[m.start() - 1] if m.start() else ""
    return (short and 40 <= length <= 100 and before not in '.!?:;”"' and (nxt.isalnum())) or before == ","
