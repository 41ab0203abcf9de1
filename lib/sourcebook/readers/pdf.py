"""A PDF -> the pieces of its pages' lines with their places, put in order by `layout`; and what its properties say."""

import ctypes
import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from sourcebook.errors import InputError
from sourcebook.readers import layout, stated
from sourcebook.readers.blocks import joined
from sourcebook.readers.document import Said
from sourcebook.readers.layout import Piece
from sourcebook.spans import Span

MOST_PAGES = 3_000
MOST_SECONDS = 120.0  # a page takes about a hundredth of one
_MOST_CHARACTERS = 200_000  # on one page
_XMP = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
_DC = "{http://purl.org/dc/elements/1.1/}"
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # what PDFium puts for a hyphen at a line's end
# What prints a page to a file: the date is the day of printing, not of publication.
_PRINTED_BY = re.compile(r"skia|chrom|quartz|print to pdf|wkhtmltopdf|webkit|firefox|cairo|cups", re.IGNORECASE)
_UPRIGHT = 0.1  # radians


def read(data: bytes) -> tuple[str, tuple[Span, ...], Said, str]:
    """Return text, headings, what the document's properties say, and the encoding of a PDF.

    raises InputError when a password is missing, its pages are pictures, or there are more than can be read
    """
    document = _opened(data)
    try:
        pages = list(_pages(document))
        said = _said(document.get_metadata_dict(), data)
    finally:
        document.close()
    if not any(piece.text.strip() for page in pages for piece in page):
        hold = "its page holds" if len(pages) == 1 else f"its {len(pages)} pages hold"
        raise InputError(
            f"a scan: {hold} no text; run text recognition (OCR) over it and save it as text, or as PDF with text"
        )
    text, headings = joined(layout.blocks(pages))
    return text, headings, replace(said, heads=layout.running_heads(pages)), "utf-8"


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise InputError("encrypted: it opens with a password only; save it without one") from None
        raise InputError("damaged: it is no PDF or not all of it; download or save it again") from None
    if not 0 < len(document) <= MOST_PAGES:
        pages = len(document)
        document.close()
        raise InputError(f"too large: {pages:,} pages, {MOST_PAGES:,} are read; split it into its articles")
    return document


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Piece]]:
    started = time.monotonic()
    for number in range(len(document)):
        if time.monotonic() - started > MOST_SECONDS:
            raise InputError(
                f"too large: page {number} of {len(document)} was reached in {MOST_SECONDS:.0f} s; split it"
            )
        page = document[number]
        text = page.get_textpage()
        try:
            yield list(_pieces(text, page.get_height()))
        finally:
            text.close()
            page.close()


def _pieces(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Piece]:
    """Yield the stretches of characters that stand on one line with no wide gap in them, in the order of the file."""
    piece: Piece | None = None
    spaced = False
    for character, box in _characters(text):
        if character.isspace():
            spaced = True
            continue
        left, bottom, right, top = box
        one = Piece(character, left, height - top, right, height - bottom, top - bottom)
        if piece is not None and (with_it := piece.continued(one, spaced)):
            piece = with_it
        else:
            if piece is not None:
                yield piece
            piece = one
        spaced = False
    if piece is not None:
        yield piece


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    count = text.count_chars()
    if count > _MOST_CHARACTERS:
        raise InputError(f"too large: {count:,} characters on one page; save its text as .txt")
    box = pdfium.FS_RECTF()
    lead = 0
    for n in range(count):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if pdfium.FPDFText_IsGenerated(text, n) == 1 and code != 0x02:
            if code == 0x20:
                yield " ", (0.0, 0.0, 0.0, 0.0)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, n, ctypes.byref(box)):
            continue
        if abs(pdfium.FPDFText_GetCharAngle(text, n)) % 6.2831 > _UPRIGHT:
            continue  # a stamp along the margin
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if lead and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00)
        lead = 0
        if box.top > box.bottom:
            yield _HYPHENS.get(code) or chr(code), (box.left, box.bottom, box.right, box.top)


# --- properties -------------------------------------------------------------------------------------------------------


def _said(properties: dict[str, str], data: bytes) -> Said:
    xmp = _xmp(data)
    printed = _PRINTED_BY.search(f"{properties.get('Producer', '')} {properties.get('Creator', '')}")
    created = "" if printed else stated.day(properties.get("CreationDate"))
    return Said(
        title=stated.title(properties.get("Title")) or stated.title(_xmp_value(xmp, "title")),
        authors=stated.people(properties.get("Author")) or stated.people(_xmp_values(xmp, "creator")),
        published=created,
        published_from="document property CreationDate" if created else "",
        is_publication=False,
        language=stated.line(_xmp_value(xmp, "language")),
    )


def _xmp(data: bytes) -> etree._Element | None:
    found = _XMP.search(data)
    return etree.fromstring(found[0], _XML) if found else None


def _xmp_values(xmp: etree._Element | None, name: str) -> list[str]:
    found = xmp.iter(_DC + name) if xmp is not None else ()
    return [text.strip() for element in found for text in element.itertext() if text.strip()]


def _xmp_value(xmp: etree._Element | None, name: str) -> str:
    return next(iter(_xmp_values(xmp, name)), "")
