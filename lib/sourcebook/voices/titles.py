"""Which of the lines over an article is its title: by the file's own word, else by the look of each."""

import re
from collections.abc import Mapping, Sequence

from sourcebook.voices.lines import Line, letters, looks_like_heading
from sourcebook.voices.outlets import is_capitalised, is_institution, is_outlet_line

_LONGEST = 25  # words
_MINUTES = re.compile(
    r"\b(?:record|minutes|proceedings|transcript|unrevised|uncorrected|hansard|bulletin|newsletter)\b", re.IGNORECASE
)
_FILED = re.compile(r"\s--\s|::|\bpage \d|^\w+:.*\b\w+:")  # Vol: 5 Page: 7
_NUMBERED = re.compile(r"\d\W*$|\b(?:No|Vol|Case|Issue)\b\.? ?\S*\d")
_ADDRESSED = re.compile(r"(?:to|for the attention of) the\b", re.IGNORECASE)


def same_line(lines: Sequence[Line], able: Sequence[int], title: str) -> int | None:
    """Return which of some lines is the title that the file gives, None where none is."""
    wanted = letters(title)
    return next((n for n in able if wanted and letters(lines[n].text) == wanted), None)


def best_line(lines: Sequence[Line], open_: Sequence[int], kinds: Mapping[int, tuple[str, str]]) -> int | None:
    """Return which of some lines over an article looks most like its title, the first of equal ones; None for none.

    open_   the numbers of the lines that are nothing else yet
    kinds   kind and sort of the others: a byline that stands directly below speaks for a line
    """
    able = [n for n in open_ if looks_like_heading(lines[n])] or [n for n in open_ if lines[n].count <= _LONGEST]
    scores = {n: title_like(lines[n]) + 0.05 * _is_signed_below(lines, kinds, n) for n in able}
    chosen = max(able, key=lambda n: (round(scores[n], 2), -n), default=None)
    return None if chosen is None or is_outlet_line(lines[chosen]) else chosen


def _is_signed_below(lines: Sequence[Line], kinds: Mapping[int, tuple[str, str]], n: int) -> bool:
    """Tell whether a byline stands directly below a line, unless it is longer than the one above, as decks are."""
    below = kinds.get(n + 1, ("", ""))[1]
    return below in ("byline", "date") and (n == 0 or lines[n].count <= lines[n - 1].count + 2)


def title_like(line: Line) -> float:
    """Return how much a line over an article looks like its title: no unit, more for a title than for the name of a
    body, an issue or a section; the weights are our choice.

    >>> title_like(Line(0, 0, "Who owns the river?")) > title_like(Line(0, 0, "DELTA COURIER"))
    True
    """
    text, count = line.text.strip(), line.count
    asks = text.endswith("?")
    body = is_institution(text) and count <= 8 and is_capitalised(text) and not line.marked and not asks
    weights = (
        (3.0, line.marked),
        (1.0, count >= 3),
        (0.3, count >= 4),
        (1.0, asks or (text[0] in '“"«' and count >= 4)),
        (0.4, text.isupper() and count >= 8),
        (-0.2, text.isupper() and count < 8),
        (-0.6, text.isupper() and count <= 4),
        (-0.5, count > 20),
        (-2.0, body or is_outlet_line(line)),
        (-1.0, _FILED.search(text)),
        (-0.5, text.endswith(")")),
        (-0.1, ";" in text),  # two statements: rather the deck below
        (-0.5, count <= 6 and _MINUTES.search(text)),
        (-1.0, count <= 10 and text.count(",") >= 2),
        (-1.0, _NUMBERED.search(text)),
        (-0.35, _ADDRESSED.match(text)),
        (-2.0, text.endswith((".", ",", ":")) and not line.marked),
    )
    return sum(weight for weight, holds in weights if holds)


def title_text(lines: Sequence[Line], chosen: int, open_: Sequence[int]) -> str:
    """Return the title that stands at a line, with the next one where it is set in two."""
    own = " ".join(lines[chosen].text.lstrip("# ").split())
    below = lines[chosen + 1] if chosen + 1 in open_ else None
    return f"{own} {below.text}" if below and below.text[0].islower() and below.count <= 12 else own


def share_word(one: str, other: str) -> bool:
    """Tell whether two titles have a longer word in common."""
    return any(w in other.casefold() for w in re.findall(r"\w{4,}", one.casefold()))
