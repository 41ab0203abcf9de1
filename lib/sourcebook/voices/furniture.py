"""What belongs to the page and not to the article: lines told by their wording, and by where they stand.

Sorts: those of `boilerplate`, and header, related, comments, menu, stage and pullquote by place or repetition.
"""

import re
from collections import Counter
from collections.abc import Sequence

from sourcebook.spans import word_list
from sourcebook.voices import boilerplate
from sourcebook.voices.lines import Line, is_prose, letters
from sourcebook.voices.wording import any_of

STAGE = boilerplate.STAGE  # a pattern of stage directions
_LONGEST_NOTICE = 120  # words
_DENSE = 0.1  # share of words about the page in a paragraph about it
_TOO_MANY = 2000  # lines to be held against each other
_OFTEN = 3  # times that a page header stands in a text at least
_TOP = 40  # lines among which a title stands
_HEAD = 12  # letters of a title that may be repeated at least
_MOST_LISTED = 12  # titles behind "read next"
_ARTICLE = 50  # words of running text that an article has at least
_AFTER_END = 50  # words behind the note that a meeting is over
_CLOCK = re.compile(r"\d:\d\d")
_PAGED = re.compile(r"\d{1,4}\s+[^a-z]{4,60}|[^a-z\d][^a-z]{3,60}\s\d{1,4}")  # 12 THE DELTA REVIEW   PORTS 7
_POSTED = re.compile(
    any_of(
        r"""
        # what stands beside a reader's comment: "Ada says:", "2 likes", "at 12:05"
        \b(?:says|wrote|posted|ago|reply|report|likes?|upvote|\d{1,2}:\d{2})\b
        """
    ),
    re.IGNORECASE,
)
_CLOSED = r"\b(?:adjourned|closed|rose|ended|concluded)\b"
_OVER = re.compile(
    any_of(
        rf"""
        # [The court rose.]   The meeting was closed at noon
        [\(\[][^()\[\]]*(?:{_CLOSED}|\b(?:whereupon|recess|end of|ends)\b)[^()\[\]]*[\)\]]\.?
        (?:the )?(?:house|meeting|court|session|hearing|sitting|committee|council|panel)\b[^.]{{0,30}}{_CLOSED}.{{0,40}}
        """
    ),
    re.IGNORECASE,
)


def sorts(lines: Sequence[Line]) -> list[str]:
    """Return the sort of each line that is furniture, by its wording and by its place, "" for all others.

    >>> sorts([Line(0, 4, "Home"), Line(6, 10, "News"), Line(12, 25, "Advertisement")])
    ['', '', 'advert']
    """
    found = [boilerplate.sort(line) for line in lines]
    for mark in _MARKS:
        mark(lines, found)
    return found


def of_the_page(line: Line) -> bool:
    """Tell whether a paragraph speaks of the page or the publication: several of its words do, and it has few figures.

    >>> of_the_page(Line(0, 0, "Subscribe to our newsletter, or send letters to the editor."))
    True
    """
    if len(re.findall(r"\d[\d.,]*", line.text)) > 3:
        return False  # hours, prices and dates are told of something
    words = [w.casefold().replace("’", "'") for w in re.findall(r"[^\W\d_][\w’'-]*", line.text)]
    own = [w for w in words if w in word_list("page_words.txt")]
    if len(words) > _LONGEST_NOTICE or len(set(own)) < 2:
        return False
    return len(own) >= (1.5 if len(set(own)) == 2 else 1) * _DENSE * len(words)


# --- marks by place: each completes `found`, the sorts of the lines ---------------------------------------------------


def _captions(lines: Sequence[Line], found: list[str]) -> None:
    """Mark the caption below a line that only announces it."""
    for n, sort in enumerate(found[:-1]):
        announced = sort == "image" and lines[n].text.rstrip().endswith(("caption,", "caption:", "Caption"))
        if announced and lines[n + 1].count <= 40:
            found[n + 1] = found[n + 1] or "image"


def _page_headers(lines: Sequence[Line], found: list[str]) -> None:
    """Mark short lines that come again and again with another number, and those with a page number that come twice."""
    masked = {n: _masked(line.text) for n, line in enumerate(lines) if _may_be_header(line)}
    often = Counter(masked.values())
    for n, own in masked.items():
        paged = often[own] >= 2 and _PAGED.fullmatch(lines[n].text.strip())
        numbered = often[own] >= _OFTEN and any(c.isdigit() for c in own)
        if paged or (numbered and not found[n]):
            found[n] = "header"


def _may_be_header(line: Line) -> bool:
    return line.count <= 14 and not line.text.rstrip().endswith((":", "?")) and not _CLOCK.search(line.text)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))


def _running_heads(lines: Sequence[Line], found: list[str]) -> None:
    """Mark short lines amid the text that repeat a line over it, or begin as one of the first two does."""
    top = _first_prose(lines, found)
    heads = [own for line in lines[: min(top, _TOP)] if line.count >= 2 and len(own := letters(line.text)) >= _HEAD]
    first = [letters(re.split(r"\s+[|•·]\s+", line.text)[0]) for line in lines[: min(top, 2)] if line.count >= 3]
    openings = tuple(own for own in first if len(own) >= _HEAD)
    for n in range(top + 3, len(lines)):
        if found[n] or lines[n].count > 16 or (is_prose(lines[n]) and not lines[n].text.endswith("?")):
            continue
        own = letters(lines[n].text)
        if own.startswith(openings) or any(head in own and len(own) <= len(head) + 25 for head in heads):
            found[n] = "header"


def _first_prose(lines: Sequence[Line], found: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines) if is_prose(line) and not found[n]), 0)


def _related(lines: Sequence[Line], found: list[str]) -> None:
    """Mark the titles that are listed behind "read next" and the like."""
    for n in [n for n, sort in enumerate(found) if sort == "related" and lines[n].count <= 9]:
        if ":" in lines[n].text.rstrip(":"):
            continue  # names its title itself
        listed = _listed(lines, found, n + 1)
        last = listed[-1] if listed else n
        if len(listed) > 1 and lines[last].apart and any(is_prose(line) for line in lines[last + 1 :]):
            listed.pop()  # what running text follows is its heading
        for m in listed[:_MOST_LISTED]:
            found[m] = "related"


def _listed(lines: Sequence[Line], found: Sequence[str], first: int) -> list[int]:
    """Return the lines from `first` on that may be titles, up to running text or the end of their block."""
    listed: list[int] = []
    close = False  # whether two of them stand in one block
    for m in range(first, len(lines)):
        if found[m] or (is_prose(lines[m]) and not lines[m].text.endswith(("?", "!"))):
            break
        if lines[m].apart and listed and close:
            break
        close = close or not lines[m].apart
        listed.append(m)
    return listed


def _posted_comments(lines: Sequence[Line], found: list[str]) -> None:
    """Mark what readers wrote below an article: all behind a count of comments where it looks like such posts.

    Such a count stands over many articles as well, so an article must have gone before.
    """
    told = 0  # words of running text so far
    posts = [n for n, line in enumerate(lines) if len(line.text) < 120 and _POSTED.search(line.text)]
    for n, sort in enumerate(found):
        told += lines[n].count if not sort and is_prose(lines[n]) else 0
        if sort == "comments" and n > len(lines) * 0.3 and told >= _ARTICLE and sum(m > n for m in posts[-2:]) == 2:
            found[n + 1 :] = ["comments"] * (len(lines) - n - 1)
            return


def _menu(lines: Sequence[Line], found: list[str]) -> None:
    """Mark runs of very short lines before the article: "Home", "World", "Sport"."""
    top = _first_prose(lines, found)
    run: list[int] = []
    for n in range(top + 1):
        if n < top and _may_be_section(lines[n]):
            run.append(n)
            continue
        if len(run) >= 4:
            for m in run:
                found[m] = found[m] or "menu"
        run = []


def _may_be_section(line: Line) -> bool:
    plain = not any(c.isdigit() for c in line.text) and not line.text.endswith((".", ":", "?"))
    return plain and line.count <= 2 and not line.marked


def _tables(lines: Sequence[Line], found: list[str]) -> None:
    """Take back what is no menu but a row of a table: its neighbours have columns as well."""
    for n, sort in enumerate(found):
        near = [m for m in (n - 1, n + 1) if 0 <= m < len(lines)]
        if sort in ("menu", "header") and " | " in lines[n].text and any(" | " in lines[m].text for m in near):
            found[n] = ""


def _pull_quotes(lines: Sequence[Line], found: list[str]) -> None:
    """Mark a line that a longer one says as well, word for word, and the name under it."""
    if len(lines) > _TOO_MANY:
        return
    able = [n for n, line in enumerate(lines) if not found[n] and _may_be_quoted(line)]
    plain = [letters(line.text) for line in lines] if able else []
    for n in able:
        if found[n]:
            continue
        own = plain[n]
        if any(len(other) > len(own) + 15 and own in other and not found[m] for m, other in enumerate(plain)):
            found[n] = "pullquote"
            if n + 1 < len(lines) and re.match(r"[—–-]\s?\S", lines[n + 1].text) and lines[n + 1].count <= 10:
                found[n + 1] = "pullquote"


def _may_be_quoted(line: Line) -> bool:
    short = 5 <= line.count <= 45 and not line.marked
    return short and len(re.findall(r"(?<![\w’'-])[a-z]{2,}", line.text)) >= 3


def _behind_the_end(lines: Sequence[Line], found: list[str]) -> None:
    """Mark the few lines behind the note that a meeting is over."""
    near = range(len(lines) - 1, max(-1, len(lines) - 9), -1)
    over = next((n for n in near if _OVER.fullmatch(lines[n].text)), None)
    if over is not None and sum(line.count for line in lines[over + 1 :]) <= _AFTER_END:
        for n in range(over, len(lines)):
            found[n] = found[n] or "stage"


_MARKS = (  # in this order: each sees what those before it have marked
    _captions,
    _page_headers,
    _running_heads,
    _related,
    _posted_comments,
    _menu,
    _tables,
    _pull_quotes,
    _behind_the_end,
)
