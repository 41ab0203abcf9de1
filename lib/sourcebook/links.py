"""Addresses on the web as they may be linked to, and the way to a sentence on a page."""

import re
from urllib.parse import quote, urlsplit

WHOLE = 12  # words of a sentence that is asked for whole; of a longer one its first and last words do
EDGE = 5
_ALLOWED = "!#$%&'()*+,/:;=?@[]~"  # what may stand in an address as it is (RFC 3986), besides letters and digits
_OUTER = re.compile(r"^[^\w]+|[^\w]+$")  # quotation marks and full stops, which a page may set in another way
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

    sentence  white space in it counts as one space; a long one is asked for by its first and last five words
    returns   `URL#:~:text=START` or `…START,END`; a fragment that the address has stays before it: `URL#part:~:text=…`;
              the bare address where the sentence has no words, None for none of http or https
    source    WICG, URL Fragment Text Directives, sections 3.2 (syntax: "-", "," and "&" have a meaning of their own)
              and 3.5 (matches begin and end at the ends of words)

    >>> fragment("https://example.org/a#part", "The dam, half-built, leaks.")
    'https://example.org/a#part:~:text=The%20dam%2C%20half%2Dbuilt%2C%20leaks'
    """
    address = web_address(url)
    words = _OUTER.sub("", sentence).split()
    if not address or not words:
        return address
    pieces = [words] if len(words) <= WHOLE else [words[:EDGE], words[-EDGE:]]
    text = ",".join(_encoded(_OUTER.sub("", " ".join(piece))) for piece in pieces)
    page, _, part = address.partition("#")
    return f"{page}#{part.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={text}"


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace").replace("-", "%2D")
