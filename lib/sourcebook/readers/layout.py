"""Pieces of text with their places on pages -> blocks in reading order: geometry alone, no file format.

    pieces -> rows without page furniture -> columns -> lines -> paragraphs, headings, rows of tables

All measures are in points, y growing downwards. A piece is a stretch of one line without a wide gap.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from sourcebook.readers.blocks import Block, Kind

_GAP = 0.6  # of the letters' height: wider than between two words, loosely justified lines aside
_WORD_GAP = 0.25  # of that height: two letters further apart than this are of two words
_DROPPED = 2.0  # times as large as the text: an initial beside several lines
_EDGE = 4  # rows from the top or the bottom of a page in which running heads stand
_DRIFT = 6.0  # points by which a running head may move from page to page
_OFTEN, _MOSTLY = 0.25, 0.75  # of the pages
_PAGE_NUMBER = re.compile(
    r"[-–—\[(| ]*(?:(?:page|p\.|seite|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|von|\|)\s*\d{1,4})?[-–—\])| ]*",
    re.IGNORECASE,
)
_PRINTED = re.compile(  # what browsers put above and below a page
    r"(?:https?|file)://\S+[\s|]+\d+\s*/\s*\d+|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d\d(?:\s?[AP]M)?[\s|].*",
    re.IGNORECASE,
)
_MARKER = re.compile(r"[•●▪◦‣·*–-]|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\([ivx]{1,5}\)")
_ENDS = re.compile(r"[.!?:;。！？…][\"'”’)\]»\d]*$")
_MOST_COLUMNS = 4
_ALIGNED = 3.0  # points by which two lines that begin alike may differ
_SHORTEST_LINE = 18  # characters, of the lines of a column
_FAR = 4.0  # of the letters' height: never between two words
_CUT = re.compile(r"\w[-‐\u00ad]$")  # a word that goes on in the next line
_SMALLER, _LARGER = 0.95, 1.15  # than the letters of the text: a note or running head, a heading
_LONGEST_HEADING = 250  # characters


@dataclass(frozen=True)
class Piece:
    """A stretch of text on one line; size is the height of its letters, ascenders and descenders included."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def continued(self, other: "Piece", spaced: bool) -> "Piece | None":
        """Return this piece with another one that follows on the same line, None where it doesn't."""
        smaller = min(self.bottom - self.top, other.bottom - other.top)
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        gap = other.left - self.right
        size = max(self.size, other.size)
        if overlap < 0.5 * smaller or gap > _GAP * size or other.left < self.right - 0.5 * size:
            return None
        space = " " if spaced or gap > _WORD_GAP * size else ""
        if len(self.text) == 1 and self.size > _DROPPED * other.size:  # a large initial belongs to its first line alone
            return replace(other, text=self.text + other.text, left=self.left)
        return self.beside(other, space)

    def beside(self, other: "Piece", between: str) -> "Piece":
        """Return both as one piece."""
        return Piece(
            self.text + between + other.text,
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            self.size if len(self.text) >= len(other.text) else other.size,
        )


@dataclass(frozen=True)
class _Line:
    """A line of a column: its piece, where its column ends on the right, and whether it is the column's first."""

    piece: Piece
    column_right: float
    is_first: bool


def blocks(pages: Sequence[Sequence[Piece]]) -> list[Block]:
    """Return the blocks of a document in reading order: columns one after the other, running heads left out."""
    stripped = _without_furniture([_rows(page) for page in pages])
    lines: list[_Line] = []
    gutter: float | None = None
    for page in filter(None, stripped):
        found = _gutter(page)
        gutter = found if found is not None or not _goes_on_below(page, gutter) else gutter
        lines += [line for column in _columns(page, gutter, 0) for line in _lines(column)]
    return list(_paragraphs(lines)) if lines else []


def running_heads(pages: Sequence[Sequence[Piece]]) -> tuple[str, ...]:
    """Return the running heads and feet that `blocks` leaves out, each once; page numbers and printers' lines aside."""
    rows = [_rows(page) for page in pages]
    kept = [{id(row) for row in page} for page in _without_furniture(rows)]
    found = [_row_text(row) for page, own in zip(rows, kept, strict=True) for row in page if id(row) not in own]
    return tuple(dict.fromkeys(t for t in found if not _PAGE_NUMBER.fullmatch(t) and not _PRINTED.fullmatch(t)))


# --- rows, and what stands on each page -------------------------------------------------------------------------------

Row = list[Piece]
Place = tuple[str, int]  # the words of a row, and how far down the page it stands


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    """Return the pieces that stand beside each other, row by row from the top, each from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and any(
            p.top <= middle <= p.bottom or piece.top <= (p.top + p.bottom) / 2 <= piece.bottom for p in rows[-1]
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _without_furniture(pages: list[list[Row]]) -> list[list[Row]]:
    """Take running heads, running feet and page numbers off, from the edges inwards.

    A row recurs where its words, digits aside, stand at one place of several pages; or where it is the outermost row
    of most pages, in letters smaller than the text's. What is set like a heading stays.
    """
    usual = _usual_size(piece for page in pages for row in page for piece in row)
    texts: Counter[Place] = Counter()
    outermost: Counter[Place] = Counter()
    for rows in pages:
        edges = {n for n in range(len(rows)) if n < _EDGE or n >= len(rows) - _EDGE}
        texts.update({place for n in edges for place in _places(rows[n])})
        outermost.update({("", y) for n in {0, len(rows) - 1} & edges for _, y in _places(rows[n])})

    def recurs(row: Row) -> bool:
        text = _row_text(row)
        if _PAGE_NUMBER.fullmatch(text) or _PRINTED.fullmatch(text):
            return True
        if any(texts[place] >= max(2, _OFTEN * len(pages)) for place in _places(row)):
            return row[0].size < _LARGER * usual
        most = max(2, _MOSTLY * len(pages))
        return row[0].size < _SMALLER * usual and any(outermost["", y] >= most for _, y in _places(row))

    return [_stripped(rows, recurs) for rows in pages]


def _usual_size(pieces: Iterable[Piece]) -> float:
    """Return the height of most letters."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _stripped(rows: list[Row], recurs: Callable[[Row], bool]) -> list[Row]:
    first, last = 0, len(rows)
    while first < min(_EDGE, last) and recurs(rows[first]):
        first += 1
    while last > max(first, len(rows) - _EDGE) and recurs(rows[last - 1]):
        last -= 1
    return rows[first:last]


def _row_text(row: Row) -> str:
    return " | ".join(piece.text for piece in row)


def _places(row: Row) -> set[Place]:
    """Return a row's text, digits aside, with the two stretches of the page that its place may be counted in."""
    text = re.sub(r"\d+|\b[ivxlc]+\b", "#", _row_text(row).casefold())
    return {(text, int(row[0].top // _DRIFT)), (text, int((row[0].top + _DRIFT / 2) // _DRIFT) + 10_000)}


# --- columns ----------------------------------------------------------------------------------------------------------


def _columns(rows: list[Row], gutter: float | None, depth: int) -> Iterator[list[Row]]:
    """Yield the columns of a page in reading order; what crosses them parts them into bands."""
    if gutter is None or depth == _MOST_COLUMNS:
        yield rows
        return
    for crosses, band in groupby(rows, lambda row: any(p.left < gutter < p.right for p in row)):
        if crosses:
            yield list(band)
            continue
        pieces = [piece for row in band for piece in row]
        for side in ([p for p in pieces if p.right <= gutter], [p for p in pieces if p.right > gutter]):
            if side:
                inner = _rows(side)
                yield from _columns(inner, _gutter(inner), depth + 1)


def _gutter(rows: list[Row]) -> float | None:
    """Return the right edge of the white stripe between two columns of running text; None where there is none.

    Few lines cross it, and on both sides most lines fill their column: the cells of a table don't.
    """
    pieces = [piece for row in rows for piece in row]
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    margin = 0.15 * (right - left)
    inner = sorted({round(p.right) + 1 for p in pieces if left + margin < p.right < right - margin})
    crossing = {x: sum(p.left < x < p.right for p in pieces) for x in inner}
    for x in sorted(inner, key=lambda x: (crossing[x], x))[:6]:
        if crossing[x] < 0.4 * len(rows) and _parts_text(rows, x):
            return min(p.left for p in pieces if p.left >= x) - 1
    return None


def _goes_on_below(rows: list[Row], gutter: float | None) -> bool:
    """Tell whether the columns of the page before go on, as on a last page with a line or two on the right.

    Its right column begins at the gutter, and nothing crosses it.
    """
    if gutter is None or any(p.left < gutter < p.right for row in rows for p in row):
        return False
    right = [p.left for row in rows for p in row if p.left >= gutter]
    return bool(right) and min(right) - gutter < _ALIGNED


def _parts_text(rows: list[Row], x: float) -> bool:
    """Tell whether both sides of a stripe hold at least three lines, long ones, most of which fill their side."""
    for side in ([[p for p in row if p.right <= x] for row in rows], [[p for p in row if p.left >= x] for row in rows]):
        lines = [line for line in side if line]
        if len(lines) < 3 or median(sum(len(p.text) for p in line) for line in lines) < _SHORTEST_LINE:
            return False
        width = max(p.right for line in lines for p in line) - min(p.left for line in lines for p in line)
        if median(line[-1].right - line[0].left for line in lines) < 0.75 * width:
            return False
    both = sum(any(p.right <= x for p in row) and any(p.left >= x for p in row) for row in rows)
    return both >= 3


# --- lines and paragraphs ---------------------------------------------------------------------------------------------


def _lines(rows: list[Row]) -> Iterator[_Line]:
    right = max(piece.right for row in rows for piece in row)
    for n, row in enumerate(rows):
        beside = [rows[m] for m in (n - 1, n + 1) if 0 <= m < len(rows)]
        is_cells = any(_share_gaps(row, other) for other in beside)
        piece = row[0]
        for other in row[1:]:
            wide = is_cells or other.left - piece.right > _FAR * piece.size
            piece = piece.beside(other, " | " if wide and not _MARKER.fullmatch(piece.text) else " ")
        yield _Line(piece, right, n == 0)


def _share_gaps(row: Row, other: Row) -> bool:
    """Tell whether the gaps of a row go on in the next one, as in a table and hardly ever in justified lines."""
    gaps, others = ([(a.right, b.left) for a, b in pairwise(r)] for r in (row, other))
    return bool(gaps) and all(
        any(min(right, ends) - max(left, starts) > 0.4 * row[0].size for starts, ends in others) for left, right in gaps
    )


@dataclass(frozen=True)
class _Measures:
    """What is usual in a document: the size of its letters and the distance from line to line."""

    size: float
    leading: float
    words: frozenset[str]


def _measured(lines: list[_Line]) -> _Measures:
    steps: Counter[float] = Counter()
    for n, line in enumerate(lines):
        if n and not line.is_first:
            steps[round(line.piece.bottom - lines[n - 1].piece.bottom, 1)] += 1
    size = _usual_size(line.piece for line in lines)
    usual = {step: n for step, n in steps.items() if 0.7 * size < step < 2.5 * size}
    leading = min((s for s in usual if usual[s] >= 0.3 * max(usual.values())), default=1.2 * size)
    words = frozenset(word for line in lines for word in re.findall(r"[\w-]+\w", line.piece.text))
    return _Measures(size, leading, words)


def _paragraphs(lines: list[_Line]) -> Iterator[Block]:
    usual = _measured(lines)
    kind, text = _kind(lines[0], usual), lines[0].piece.text
    for before, line in pairwise(lines):
        its_kind = _kind(line, usual)
        if _goes_on(before, line, kind, its_kind, usual):
            text = _spliced(text, line.piece.text, usual.words)
            continue
        yield Block(kind, text)
        kind, text = its_kind, line.piece.text
    yield Block(kind, text)


def _kind(line: _Line, usual: _Measures) -> Kind:
    text = line.piece.text
    if " | " in text:
        return "row"
    if line.piece.size >= _LARGER * usual.size and len(text) <= _LONGEST_HEADING and any(c.isalpha() for c in text):
        return "heading"
    marker, _, rest = text.partition(" ")
    return "item" if rest and _MARKER.fullmatch(marker) else "text"


def _goes_on(before: _Line, line: _Line, kind: Kind, its_kind: Kind, usual: _Measures) -> bool:
    """Tell whether a line belongs to the paragraph of the line before it."""
    one, two = before.piece, line.piece
    if "row" in (kind, its_kind) or its_kind == "item":
        return False
    if (kind == "heading") != (its_kind == "heading") or abs(one.size - two.size) > 0.12 * usual.size:
        return False
    open_ended = not _ENDS.search(one.text)
    if _CUT.search(one.text) and kind != "heading":
        return True
    if line.is_first:
        return kind != "heading" and open_ended and (two.text[:1].islower() or _is_full(before, two))
    step = two.bottom - one.bottom
    if step > 1.25 * max(usual.leading, usual.leading * one.size / usual.size) or step < 0:
        return False
    if kind == "heading":
        return True
    filled = (one.right - one.left) / max(1.0, before.column_right - one.left)
    if open_ended and filled > (0.7 if two.text[:1].islower() else 0.85):
        return True
    if not open_ended and _is_label(line):
        return False
    return _is_full(before, two) and two.left - one.left < 0.8 * usual.size


def _is_label(line: _Line) -> bool:
    """Tell whether a line is short and yet doesn't end like the last one of a paragraph: a name, a title."""
    piece = line.piece
    return not _ENDS.search(piece.text) and piece.right - piece.left < 0.6 * (line.column_right - piece.left)


def _is_full(line: _Line, next_: Piece) -> bool:
    """Tell whether the next line's first word had no room left on a line."""
    word = len(next_.text.split(" ", 1)[0]) + 1
    width = word * (next_.right - next_.left) / max(1, len(next_.text))
    return line.piece.right + width > line.column_right


# Parts before a hyphen that is there to stay, wherever the line ends.
_STAYS_AFTER = frozenset(
    """all anti co cross double ever far first full half high large left long low near non off old one open quasi right
    second self semi short single small third three two vice well wide""".split()
)


def _spliced(text: str, line: str, words: frozenset[str]) -> str:
    """Return a paragraph so far with its next line; a word that a line's end has cut in two is made whole.

    >>> _spliced("The inter\\u00ad", "national", frozenset()), _spliced("a US-", "China deal", frozenset())
    ('The international', 'a US-China deal')
    >>> _spliced("a long-", "term plan", frozenset(["long-term"])), _spliced("infra-", "structure", frozenset())
    ('a long-term plan', 'infrastructure')
    """
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if not text.endswith(("-", "‐")) or len(text) < 2 or not text[-2].isalnum():
        return f"{text} {line}"
    first = re.findall(r"[\w-]*$", text[:-1])[0]
    second = re.findall(r"^[\w-]*", line)[0]
    if not line[:1].islower() or _keeps_hyphen(first, second, words):
        return text + line
    return text[:-1] + line


def _keeps_hyphen(first: str, second: str, words: frozenset[str]) -> bool:
    if first + second in words:
        return False
    if f"{first}-{second}" in words or "-" in first or first[:1].isdigit():
        return True
    return first.casefold() in _STAYS_AFTER or first.isupper()
