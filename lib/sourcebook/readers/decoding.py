"""Bytes -> text, and the name of the encoding they were read in."""

import codecs
import re
import unicodedata

from sourcebook.errors import InputError

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAMPLE = 4096  # bytes looked at where the start of a file tells how to go on
_LONG_SAMPLE, _FOREIGN = 200_000, 0.05  # bytes; the least share beyond ASCII in a page of another script
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_ENOUGH_NULS = 0.7  # of every second byte, in text of Latin letters; a letter or two of another script may be there
_MOST_CONTROLS = 0.002  # of the characters of a web page that an editor has damaged here and there


def decode(data: bytes) -> tuple[str, str]:
    """Decode UTF-8, UTF-16 or Windows-1252, whichever fits; a byte-order mark is left out, newlines stay as they are.

    raises InputError where control characters say that it is no text

    >>> decode("Zoë".encode("cp1252")), decode("Zoë".encode("utf-16-be"))
    (('Zoë', 'cp1252'), ('Zoë', 'utf-16-be'))
    """
    for encoding in _likely(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text.removeprefix("\ufeff"), encoding
    raise InputError(
        "not text: it is neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8, or name it as what it is"
    )


def _likely(data: bytes) -> list[str]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return [encoding]
    if len(data) % 2 == 0 and (order := _byte_order(data[:_SAMPLE])):
        return [order]
    return ["utf-8", "cp1252"]


def _byte_order(sample: bytes) -> str:
    """Return the kind of UTF-16 in which every second byte of Latin text is NUL; empty where it isn't so."""
    first, second = sample[0::2], sample[1::2]
    for nuls, others, encoding in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
        if nuls and nuls.count(0) >= _ENOUGH_NULS * len(nuls) and others.count(0) == 0:
            return encoding
    return ""


def decode_page(data: bytes) -> tuple[str, str]:
    """Decode a web page, as `_decoded_page` does.

    raises InputError where control characters say that it is no text
    """
    text, encoding = _decoded_page(data)
    controls = len(_CONTROL.findall(text[:100_000])) + text[:100_000].count("\ufffd")
    if controls > max(3, _MOST_CONTROLS * min(len(text), 100_000)):
        raise InputError("not text: no web page is in it; save the page again")
    return text, encoding


def _decoded_page(data: bytes) -> tuple[str, str]:
    """Decode a web page: by byte-order mark, by what it declares, as UTF-8, or by what its letters look like.

    A declaration that its bytes contradict is not believed. ISO 8859-1 is read as Windows-1252, as browsers do
    (WHATWG Encoding Standard, section 4.2).
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    declared = _declared(data[:_SAMPLE])
    for encoding in dict.fromkeys([declared, "utf-8"] if declared else ["utf-8", *_byte_order(data[:_SAMPLE]).split()]):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    encoding = declared if declared not in ("", "utf-8") else _guessed(data)
    return data.decode(encoding, "replace"), encoding


def _declared(head: bytes) -> str:
    """Return Python's name of the encoding that a page declares, empty where it declares none that is known."""
    if not (found := _DECLARED.search(head)):
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
        "".encode(name)  # some codecs turn no text into bytes
    except (LookupError, UnicodeError):
        return ""
    if name.startswith(("utf-16", "utf-32")):  # it could be read, so it was written in something else
        return "utf-8"
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _guessed(data: bytes) -> str:
    """Return the encoding whose letters make the likeliest text, Windows-1252 where these are Latin ones or few."""
    from charset_normalizer import from_bytes

    sample = data[:_LONG_SAMPLE]
    if sum(byte > 127 for byte in sample) < _FOREIGN * len(sample) or not (best := from_bytes(sample).best()):
        return "cp1252"
    letters = [c for c in str(best) if not c.isascii() and c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return "cp1252" if latin >= 0.5 * len(letters) else best.encoding
