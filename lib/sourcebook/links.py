"""Addresses on the web as they may be linked to, and the way to a sentence on a page."""

import unicodedata
from urllib.parse import quote, urlsplit

WHOLE = 12  # words of a sentence that is asked for whole; of a longer one its first and last words do
EDGE = 5
LONGEST = 100  # characters of either end; a sentence of no more than two such is whole
_ALLOWED = "!#$%&'()*+,/:;=?@[]~"  # what may stand in an address as it is (RFC 3986), besides letters and digits
_DIRECTIVE = ":~:"


def web_address(url: str) -> str | None:
    """Return an address that is safe in a link, percent-encoded where it must be, None for none of http or https.

    >>> web_address("https://example.org/a b?q={1}"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b?q=%7B1%7D', None)
    """
    plain = "".join(c for c in url if c >= " " and c != "\x7f").strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return quote(plain, safe=_ALLOWED, errors="replace")


def fragment(url: str, sentence: str) -> str | None:
    """Return the address of a page with a text fragment, by which a browser shows a sentence of it and marks it.

    sentence  white space in it counts as one space; a long one is asked for by its first and last five words, each at
              most 100 characters, cut between words where it can be
    returns   `URL#:~:text=START` or `…START,END`; a fragment that the address has stays before it: `URL#part:~:text=…`;
              the bare address where the sentence has no words, None for none of http or https
    source    WICG, URL Fragment Text Directives, sections 3.2 (syntax: "-", "," and "&" have a meaning of their own)
              and 3.5 (matches begin and end at the ends of words)

    >>> fragment("https://example.org/a#part", "The dam, half-built, leaks.")
    'https://example.org/a#part:~:text=The%20dam%2C%20half%2Dbuilt%2C%20leaks'
    """
    address = web_address(url)
    plain = " ".join(_bare(sentence).split())
    if not address or not plain:
        return address
    text = ",".join(quote(_bare(piece), safe="", errors="replace").replace("-", "%2D") for piece in _pieces(plain))
    page, _, part = address.partition("#")
    return f"{page}#{part.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={text}"


def _bare(text: str) -> str:
    """Return a text without what surrounds its words: quotation marks and full stops, which a page may set otherwise.

    A word ends with the marks that are combined with its last letter.
    """
    letters = [n for n, c in enumerate(text) if _is_letter(c)]
    if not letters:
        return ""
    end = letters[-1] + 1
    while end < len(text) and _is_mark(text[end]):
        end += 1
    return text[letters[0] : end]


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _pieces(text: str) -> list[str]:
    """Return what a sentence is asked for by: all of it, or its beginning and its end, which do not overlap."""
    words = text.split(" ")
    if len(words) <= WHOLE and len(text) <= 2 * LONGEST:
        return [text]
    first, last = " ".join(words[:EDGE]), " ".join(words[-EDGE:])
    if len(first) > LONGEST:
        first = first[: min(range(LONGEST, LONGEST // 2, -1), key=lambda at: _bond(first, at))]
    if len(last) > LONGEST:
        last = last[min(range(len(last) - LONGEST, len(last) - LONGEST // 2), key=lambda at: _bond(last, at)) :]
    return [first, last]


def _bond(text: str, at: int) -> int:
    """Return what a cut parts: 0 is words, 1 words and signs, 2 the letters of a word, 3 a letter and its mark."""
    before, after = text[at - 1], text[at]
    if " " in (before, after):
        return 0
    if _is_mark(after):
        return 3
    return 2 if _is_letter(after) and (_is_letter(before) or _is_mark(before)) else 1
