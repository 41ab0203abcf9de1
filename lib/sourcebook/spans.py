"""Where words, sentences and blocks begin and end; every offset points into the text as given.

A *block* is a paragraph or a line that stands by itself (a heading, a list item, a byline). Sentences never cross one.
"""

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `text[start:end]`."""

    start: int
    end: int


# --- words ------------------------------------------------------------------------------------------------------------

# Scripts written without spaces: each character is a word, as in Unicode's default word boundaries (UAX #29).
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks that `\w` leaves out although they are parts of a word: combining accents, and vowel signs from Hebrew to Thai.
_MARK = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0e3a\u0e40-\u0e4e"
_LETTER = rf"[^\W\d_{_IDEOGRAPH}]"
_RUN = rf"(?:[0-9A-Za-z]++|[^\W_{_IDEOGRAPH}]|[{_MARK}])++"  # the first alternative is for speed alone
_PART = rf"""(?:
    {_LETTER}\.(?:{_LETTER}\.)++(?:['’]{_LETTER}+)?             # U.S.   e.g.   U.S.’s
  | {_RUN}                                                    # word   2026   H20
    (?: ['’.,&] (?: (?<=['’])(?={_LETTER}) | (?<=\d[.,])(?=\d) | (?<=[A-Z]&)(?=[A-Z]) )   # Ng’s   1,234.5   R&D
        {_RUN} )*+
)"""
# ASCII characters that stand in no word and on which none depends.
BETWEEN = string.whitespace + '!"#()*+/:;<=>?@[\\]^_`{|}~'
WORD = re.compile(
    rf"[A-Za-z]++(?![^{re.escape(BETWEEN)},])"  # most words, told at once: plain letters that nothing goes on with
    rf"|(?:[$€£¥₹](?=\d)|){_PART}(?:[-‐‑]{_PART})*+(?:%(?<=\d%)|)|[{_IDEOGRAPH}]",  # $5   state-of-the-art   3.5%
    re.VERBOSE,
)


def words(text: str) -> list[Span]:
    """Return the spans of the words of a text, in order.

    A word keeps inner hyphens, apostrophes, decimal points and a percent or currency sign; an em or en dash ends it.
    Chinese characters and Japanese kana are one word each.

    >>> [text[s:e] for text in ["Ng’s 3.5% state-of-the-art U.S. plan—or not"] for s, e in words(text)]
    ['Ng’s', '3.5%', 'state-of-the-art', 'U.S.', 'plan', 'or', 'not']
    """
    return [_new(Span, m.span()) for m in WORD.finditer(text)]


_new = tuple.__new__  # what Span(*…) comes to, without the detour through Python: there is one a word


def function_words() -> frozenset[str]:
    """Return the words that carry grammar rather than content: a reviewed list in `function_words.txt`."""
    return word_list("function_words.txt")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a list that is part of the library; a line that begins with # is a comment."""
    return frozenset(word for line in listed(name) for word in line.split())


def listed(name: str) -> list[str]:
    """Return the lines of a list that is part of the library, without its comments."""
    lines = files("sourcebook").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


_NAMES_LIKE_FUNCTION_WORDS = frozenset(["us", "who", "it"])  # a country, an organisation, a trade
NAMES_IN_CAPITALS = frozenset(name.upper() for name in _NAMES_LIKE_FUNCTION_WORDS)


@lru_cache(maxsize=1 << 16)
def term(word: str, shouted: bool = False) -> str:
    """Return the form under which a word is counted.

    Lower case, straight apostrophe, no possessive 's, no dots in an abbreviation. A name that would fall together with
    a function word keeps its capitals (U.S. and US are `US`, not the pronoun), unless it is `shouted`, that is, stands
    in a sentence without a lower-case letter.

    >>> [term(w) for w in ["Ng’s", "it’s", "U.S.", "US", "us", "3.5%"]]
    ['ng', "it's", 'US', 'US', 'us', '3.5%']
    """
    word = unicodedata.normalize("NFC", word).replace("’", "'")
    folded = word.casefold()
    if folded.endswith("'s") and folded[:-2] not in function_words():
        word, folded = word[:-2], folded[:-2]
    if "." in word and not any(c.isdigit() for c in word):
        word, folded = word.replace(".", ""), folded.replace(".", "")
    return word if word.isupper() and folded in _NAMES_LIKE_FUNCTION_WORDS and not shouted else folded


def terms(text: str) -> list[tuple[str, Span]]:
    """Return the words of one sentence as counted, each with its span."""
    shouted, end = is_shouted(text), 0
    # A word stands where its letters stand next, since they would have been found there before: faster than matches.
    return [
        (term(word, shouted), _new(Span, (start := text.find(word, end), end := start + len(word))))
        for word in WORD.findall(text)
    ]


def is_shouted(sentence: str) -> bool:
    """Tell whether a sentence has no lower-case letter."""
    return not any(c.islower() for c in sentence)


# --- blocks and sentences ---------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\r\n]+")
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 120  # characters; what hard-wrapped text is filled to
_FILLED = 0.7  # of that width, so that a longer next word may have stayed out
_ITEM = re.compile(r"[-*•]\s|\(?(?:\d{1,3}|[IVXLC]{1,6}|[a-zA-Z])[.)]\s")
# A line that ends like this is finished; one that doesn't may go on in the next line of hard-wrapped text.
_FINISHED = re.compile(r"[.!?:;。！？][\"'”’)\]»]*\s*$")
# Full stops of scripts that put no space after them, with the closing quotes that belong to them.
_WIDE_STOP = re.compile(r"[。！？．]+[”’」』）)]*|[؟।॥]+(?=\s)")
# What Punkt knows: straight quotes, and an abbreviation only as a token of its own ("China–U.S. trade"); offsets stay.
_STRAIGHT = str.maketrans("“”‘’«»–—", '""\'\'""  ')
_LIST_MARKER = re.compile(r"\(?(?:\d{1,3}|[IVXLC]+|[A-Za-z])[.)]")
# Inside a sentence a quotation or an ellipsis may end like a sentence: “Why?” she asked.
_SUSPENDED = re.compile(r"(?:[.!?…][\"'”’)]+|…|\.\s?\.)$")


def blocks(text: str) -> Iterator[Span]:
    """Yield the blocks of a text: its lines, with the lines of a hard-wrapped paragraph taken together.

    Between blank lines, a line goes on in the next one when it does not end like a sentence and the next one begins
    with a small letter; where lines are filled to one width, also when it begins otherwise, list items aside.
    """
    for paragraph in _paragraphs(text):
        width = _wrapped_at(text, paragraph)
        start, last = paragraph[0].start, paragraph[0]
        for line in paragraph[1:]:
            if not _continues(text, last, line, width):
                yield _trim(text, start, last.end)
                start = line.start
            last = line
        yield _trim(text, start, last.end)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Yield the lines between blank lines, those with words only."""
    lines: list[Span] = []
    for found in _LINE.finditer(text):
        line = Span(*found.span())
        one_break = bool(lines) and text[lines[-1].end : line.start] in ("\n", "\r\n", "\r")
        blank = not found.group().strip()
        if lines and (blank or not one_break):
            yield lines
            lines = []
        if not blank:
            lines.append(line)
    if lines:
        yield lines


def _wrapped_at(text: str, lines: list[Span]) -> int:
    """Return the width to which a paragraph's lines are filled, 0 where they are not."""
    widths = [line.end - line.start for line in lines]
    width = max(widths)
    if len(lines) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    filled = sum(w >= _FILLED * width for w in widths[:-1])
    unfinished = sum(not _FINISHED.search(text[max(s, e - 80) : e]) for s, e in lines[:-1])
    most = 0.6 * (len(lines) - 1)
    return width if filled >= most and unfinished >= most else 0


def _continues(text: str, last: Span, line: Span, width: int) -> bool:
    """Tell whether a line goes on with what the line before it says; width: to which the paragraph is filled, or 0."""
    begins = text[line.start : line.end].lstrip()
    if _ITEM.match(begins):
        return False
    if width and last.end - last.start >= _FILLED * width:
        return True
    return begins[:1].islower() and not _FINISHED.search(text[max(last.start, last.end - 80) : last.end])


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, in order; none is empty and none crosses a block.

    Punkt with abbreviations of our own, trained on nothing, so that the same text gives the same sentences everywhere.
    Kiss and Strunk 2006, Computational Linguistics 32(4), 485-525.

    >>> [text[s:e] for text in ["The U.S. paid 3.5 bn. It said “No.” Then?"] for s, e in sentences(text)]
    ['The U.S. paid 3.5 bn.', 'It said “No.”', 'Then?']
    """
    return [s for block in blocks(text) for s in _block_sentences(text, block)]


def _block_sentences(text: str, block: Span) -> Iterator[Span]:
    held: Span | None = None
    from sourcebook.punkt import punkt  # here alone, and with it NLTK

    for piece in _split_wide(text, block):
        for start, end in punkt().span_tokenize(text[piece.start : piece.end].translate(_STRAIGHT)):
            span = _trim(text, piece.start + start, piece.start + end)
            if span.start == span.end:
                continue
            before = text[max(held.start, held.end - 7) : held.end] if held else ""
            if held and (_inside_word(text, held, span) or _belongs_together(before, text[span.start : span.end])):
                held = Span(held.start, span.end)
                continue
            if held:
                yield held
            held = span
    if held:
        yield held


def _belongs_together(before: str, piece: str) -> bool:
    """Tell whether Punkt cut too early: after a list marker, inside a quotation, at an ellipsis.

    before   the last seven characters of the sentence so far, or all of it where it is shorter
    """
    if _LIST_MARKER.fullmatch(before):
        return True
    if not any(c.isalnum() for c in piece[:40]):
        return not any(c.isalnum() for c in piece)
    return piece[0].islower() and bool(_SUSPENDED.search(before))


def _inside_word(text: str, one: Span, next_: Span) -> bool:
    """Tell whether a word goes on where one sentence ends and the next begins: N.B.’s."""
    if one.end != next_.start:
        return False
    cut = one.end
    first = max(one.start, *(text.rfind(c, one.start, cut) + 1 for c in string.whitespace))
    return any(first + s < cut < first + e for s, e in words(text[first : next_.end].split(maxsplit=1)[0]))


def _split_wide(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for stop in _WIDE_STOP.finditer(text, block.start, block.end):
        yield Span(start, stop.end())
        start = stop.end()
    if start < block.end:
        yield Span(start, block.end)
