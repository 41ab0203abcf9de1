"""A text as lines, and what can be told of each by its shape alone: whether it is prose, whether a heading."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcebook.spans import Span, blocks, words

_LONGEST_HEADING = 150  # characters
_MOST_WORDS = 20
_NARROW = 45  # characters of a line that is set in on purpose
_FIELD = re.compile(
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|In-Reply-To|References|Message-ID|List-Id|X-[\w-]+|Organization|Received)\s*: ", re.IGNORECASE
)  # of the head of an e-mail
_FEWEST_WORDS = 7  # of a line that ends like a sentence and is prose for that alone
_ENDS_LIKE_PROSE = re.compile(r"[.,;:!…。！][\"'”’)\]»]*$|[”\"»]$")
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’)\]»]*\d{0,3}$|[.!?,][”\"»]$")
_BULLET = re.compile(r"[-*•–—<]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVXLC]{1,6}|[A-Z])[.)]\s+\S|#{1,6}\s+\S")


@dataclass(frozen=True)
class Line:
    """A line of a text, that is, a paragraph or what stands by itself.

    apart    whether a blank line stands before it
    marked   whether the file itself marks it as a heading
    """

    start: int
    end: int
    text: str
    apart: bool = True
    marked: bool = False

    @cached_property
    def count(self) -> int:
        """How many words it has, Chinese and Japanese ones by the character."""
        return len(words(self.text))


def lines(text: str, headings: Collection[Span] = ()) -> list[Line]:
    """Return the lines of a text in order; headings: where the file itself marks one."""
    found: list[Line] = []
    marks, at, end = sorted(headings), 0, 0
    for span in (piece for block in blocks(text) for piece in _unlike(text, block)):
        while at < len(marks) and marks[at].end <= span.start:
            at += 1
        marked = at < len(marks) and marks[at].start < span.end
        apart = not found or len(re.findall(r"\r\n|\r|\n", text[end : span.start])) > 1
        found.append(Line(span.start, span.end, text[span.start : span.end], apart, marked))
        end = span.end
    return found


def _unlike(text: str, block: Span) -> list[Span]:
    """Cut a block where lines in capitals meet others, or lines that are set in meet others: they aren't one paragraph."""
    cuts = [block.start]
    before = None
    for found in re.finditer(r"[^\r\n]+", text[block.start : block.end]):
        piece = found.group()
        letters = [c for c in piece if c.isalpha()]
        indent = len(piece) - len(piece.lstrip()) if found.start() else _indent(text, block.start)
        if before and (_FIELD.match(piece) or (piece.lstrip()[:1] == ">") != before[3]):
            cuts.append(block.start + found.start() + len(piece) - len(piece.lstrip()))
            before = None
        look = (bool(letters) and all(c.isupper() for c in letters), indent)
        set_in = before is not None and abs(indent - before[1]) >= 3 and before[2] < _NARROW and piece.lstrip()[:1].isupper()
        if before and (look[0] != before[0] or (set_in and max(indent, before[1]) >= 8)):
            cuts.append(block.start + found.start() + len(piece) - len(piece.lstrip()))
        before = (*look, len(piece.strip()), piece.lstrip()[:1] == ">")
    ends = [*cuts[1:], block.end]
    return [Span(s, s + len(text[s:e].rstrip())) for s, e in zip(cuts, ends, strict=True)]


def _indent(text: str, start: int) -> int:
    near = max(0, start - 200)
    line = max(text.rfind("\n", near, start), text.rfind("\r", near, start), near - 1) + 1
    return start - line if not text[line:start].strip() else 0


def is_prose(line: Line) -> bool:
    """Tell whether a line is running text: it ends like a sentence and has some words, or it is long."""
    if line.marked:
        return False
    if len(line.text) > _LONGEST_HEADING or line.count > _MOST_WORDS:
        return True
    return bool(_SENTENCE_END.search(line.text)) and line.count >= _FEWEST_WORDS and not _NUMBERED.match(line.text)


def ends_sentence(line: Line) -> bool:
    """Tell whether a line ends like a sentence."""
    return bool(_SENTENCE_END.search(line.text))


def is_heading(among: Sequence[Line], n: int) -> bool:
    """Tell whether a line is a heading: short, not prose, and running text follows it."""
    if not among[n].marked and _goes_on(among, n):
        return False
    following = next((m for m in range(n + 1, min(n + 4, len(among))) if not looks_like_heading(among[m])), None)
    return among[n].marked or (looks_like_heading(among[n]) and following is not None)


_OPEN_END = re.compile(r"(?:\b(?:an?|the|of|to|and|in|for|with|that|is|are|was|were|by|on|at|from|as|or|but|which|who|not|his|her|its|their|this)|,)$", re.IGNORECASE)


def _goes_on(among: Sequence[Line], n: int) -> bool:
    """Tell whether a line is the beginning of what the next one goes on with."""
    below = among[n + 1] if n + 1 < len(among) else None
    wrapped = below is not None and not below.apart and below.text[:1].islower()
    return wrapped or bool(_OPEN_END.search(among[n].text))


def looks_like_heading(line: Line) -> bool:
    """Tell whether a line has the shape of a heading, wherever it stands."""
    piece = line.text
    if line.marked:
        return True
    if piece.isupper() and len(words(piece)) <= _MOST_WORDS and not piece.endswith((",", ":", ";")):
        return any(c.isalpha() for c in piece)
    if len(piece) > _LONGEST_HEADING or piece.count(" | ") >= 2 or "\n" in piece or "\r" in piece or _BULLET.match(piece):
        return False
    if not (piece[0].isupper() or piece[0].isdigit() or is_ideograph(piece[0]) or piece[0] in "“\"‘'¿¡#"):
        return False
    if piece[0] in '“"«' and piece[-1] in '”"»' and len(words(piece)) <= 12 and not _SENTENCE_END.search(piece[:-1]):
        return True  # a cross-heading that quotes
    few = sum(not is_ideograph(piece[w.start]) for w in words(piece)) <= _MOST_WORDS
    return (
        few
        and any(c.isalpha() for c in piece)
        and (
            (bool(_NUMBERED.match(piece)) and not piece.endswith((".", ";", ","))) or not _ENDS_LIKE_PROSE.search(piece)
        )
    )


def is_ideograph(char: str) -> bool:
    """Tell whether a character is Chinese or Japanese."""
    return "\u3040" <= char <= "\u9fff"


_POST = re.compile(
    r"\b(?:professor|director|president|fellow|chair|head|chief|founder|editor|lecturer|minister|secretary|manager|officer|researcher|analyst|economist|historian|engineer|adviser|advisor|"
    r"reader in|scholar|partner|dean|university|institute|college|school of|member|commissioner|ambassador|author of|writer|journalist|correspondent|reporter|consultant|farmer|mayor|councillor|scientist|"
    r"teacher|physician|curator|former|formerly|retired|co-\w+|staff|student|nurse|judge|lawyer|attorney|advocate|columnist|desk)\b",
    re.IGNORECASE,
)
_OCCUPATION = re.compile(r"(?:\w+ )?\w{3,}(?:ists?|ians?|ers?|ors?|man|woman)(?:,.*|\s(?:of|at|for|in|and)\b.*)?", re.IGNORECASE)


def looks_like_post(line: Line) -> bool:
    """Tell whether a line says what somebody is: "Director, Institute of Ports"."""
    if line.count > 25 or ends_sentence(line):
        return False
    return bool(_POST.search(line.text)) or (line.count <= 12 and bool(_OCCUPATION.fullmatch(line.text)) and ("," in line.text or line.count <= 2))
