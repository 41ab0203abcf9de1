"""A text as lines, and what can be told of each by its shape alone: whether it is prose, whether a heading."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcebook.spans import WORD, Span, blocks, words
from sourcebook.voices.wording import any_of

_LONGEST_HEADING = 150  # characters
_MOST_WORDS = 20
_NARROW = 45  # characters of a line that is set in on purpose
_MAIL_FIELD = re.compile(  # of the head of an e-mail
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|In-Reply-To|References|Message-ID|List-Id|X-[\w-]+|Organization"
    r"|Received)\s*: ",
    re.IGNORECASE,
)
_MOST_QUOTED = 12  # words of a cross-heading that quotes
_FEWEST_WORDS = 7  # of a line that ends like a sentence and is prose for that alone
_ENDS_LIKE_PROSE = re.compile(r"[.,;:!…。！][\"'”’)\]»]*$|[”\"»]$")
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’)\]»]*\d{0,3}$|[.!?,][”\"»]$")
_BULLET = re.compile(r"[-*•–—<]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVXLC]{1,6}|[A-Z])[.)]\s+\S|#{1,6}\s+\S")  # 2. Ports   IV) Ports   ## Ports
_OPEN_END = re.compile(  # what a next line has to go on with
    r"(?:\b(?:an?|the|of|to|and|in|for|with|that|is|are|was|were|by|on|at|from|as|or|but|which|who|not|his|her|its|their"
    r"|this)|,)$",
    re.IGNORECASE,
)
_LONGEST_OPEN = 6  # characters: "which", "their", and a line break behind
_POST = re.compile(
    any_of(
        r"""
        # what somebody is
        professor|lecturer|reader in|scholar|fellow|dean|researcher|scientist|historian|economist|analyst|engineer
        director|president|chair|head|chief|founder|manager|officer|partner|staff|member|consultant|adviser|advisor
        editor|writer|author of|journalist|correspondent|reporter|columnist|curator
        minister|secretary|commissioner|ambassador|mayor|councillor|judge|lawyer|attorney|advocate
        teacher|student|physician|nurse|farmer|former|formerly|retired|co-\w+
        # and where
        university|institute|college|school of|desk
        """
    ).join([r"\b", r"\b"]),
    re.IGNORECASE,
)
_OCCUPATION = re.compile(  # Hydrologist, Delta Board   Bus driver
    r"(?:\w+ )?\w{3,}(?:ists?|ians?|ers?|ors?|man|woman)(?:,.*|\s(?:of|at|for|in|and)\b.*)?", re.IGNORECASE
)


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
        return len(WORD.findall(self.text))


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


@dataclass(frozen=True)
class _Look:
    """How a line of a block is set."""

    capitals: bool
    indent: int
    length: int
    quoted: bool  # as in an answer to an e-mail: "> …"


def _unlike(text: str, block: Span) -> list[Span]:
    """Cut a block where lines of unlike look meet, or a field of an e-mail begins: they aren't one paragraph."""
    cuts = [block.start]
    above: _Look | None = None
    for found in re.finditer(r"[^\r\n]+", text[block.start : block.end]):
        piece = found.group().lstrip()
        indent = len(found.group()) - len(piece) if found.start() else _indent(text, block.start)
        own = _Look(piece.isupper(), indent, len(piece.rstrip()), piece.startswith(">"))
        if above and (_MAIL_FIELD.match(found.group()) or _breaks(above, own, piece)):
            cuts.append(block.start + found.end() - len(piece))
        above = own
    ends = [*cuts[1:], block.end]
    return [Span(s, s + len(text[s:e].rstrip())) for s, e in zip(cuts, ends, strict=True)]


def _breaks(above: _Look, own: _Look, piece: str) -> bool:
    """Tell whether a line is set in another way than the one above it: quoted, in capitals, or set in on purpose."""
    set_in = abs(own.indent - above.indent) >= 3 and max(own.indent, above.indent) >= 8
    begun = above.length < _NARROW and piece[:1].isupper()
    return own.quoted != above.quoted or own.capitals != above.capitals or (set_in and begun)


def _indent(text: str, start: int) -> int:
    """Return how far a block is set in, 0 where other text stands before it on its line."""
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
    near = among[n + 1 : n + 4]
    follows = any(line.count and not looks_like_heading(line) for line in near)  # a rule of dashes is no text
    return among[n].marked or (looks_like_heading(among[n]) and follows)


def _goes_on(among: Sequence[Line], n: int) -> bool:
    """Tell whether a line is the beginning of what the next one goes on with."""
    below = among[n + 1] if n + 1 < len(among) else None
    wrapped = below is not None and not below.apart and below.text[:1].islower()
    text = among[n].text
    return wrapped or bool(_OPEN_END.search(text, max(0, len(text) - _LONGEST_OPEN)))


def looks_like_heading(line: Line) -> bool:
    """Tell whether a line has the shape of a heading, wherever it stands.

    >>> [looks_like_heading(Line(0, 0, text)) for text in ["The long river", "2. Ports", "It rained for a week."]]
    [True, True, False]
    """
    text = line.text
    if line.marked:
        return True
    if text.isupper() and line.count <= _MOST_WORDS and not text.endswith((",", ":", ";")):
        return True
    if not _may_be_heading(text) or not _begins_heading(text[0]):
        return False
    if text[0] in '“"«' and text[-1] in '”"»' and line.count <= _MOST_QUOTED and not _SENTENCE_END.search(text[:-1]):
        return True
    few = sum(not is_ideograph(text[w.start]) for w in words(text)) <= _MOST_WORDS
    numbered = bool(_NUMBERED.match(text)) and not text.endswith((".", ";", ","))
    return few and (numbered or not _ENDS_LIKE_PROSE.search(text))


def _may_be_heading(text: str) -> bool:
    """Tell whether a text is one short line with letters, no row of a table and no item of a list."""
    apart = text.count(" | ") < 2 and not _BULLET.match(text)
    return len(text) <= _LONGEST_HEADING and apart and not re.search(r"[\r\n]", text) and any(map(str.isalpha, text))


def _begins_heading(char: str) -> bool:
    return char.isupper() or char.isdigit() or is_ideograph(char) or char in "“\"‘'¿¡#"


def letters(text: str) -> str:
    """Return the letters and digits of a text, in small letters, to hold two lines against each other.

    >>> letters("Ports & Dams, 2024")
    'portsdams2024'
    """
    small = text.casefold()
    return small.translate(_NO_ASCII_LETTER) if small.isascii() else _NO_LETTER.sub("", small)  # twice as fast


_NO_LETTER = re.compile(r"[\W_]+")
_NO_ASCII_LETTER = dict.fromkeys(n for n in range(128) if not chr(n).isalnum())


def is_ideograph(char: str) -> bool:
    """Tell whether a character is Chinese or Japanese."""
    return "\u3040" <= char <= "\u9fff"


def looks_like_post(line: Line) -> bool:
    """Tell whether a line says what somebody is.

    >>> looks_like_post(Line(0, 0, "Director, Institute of Ports")), looks_like_post(Line(0, 0, "The Long River"))
    (True, False)
    """
    if line.count > 25 or ends_sentence(line):
        return False
    short = line.count <= 2 or (line.count <= 12 and "," in line.text)
    return bool(_POST.search(line.text)) or (short and bool(_OCCUPATION.fullmatch(line.text)))
