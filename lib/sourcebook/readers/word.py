"""A Word document (.docx, ECMA-376) -> its text in reading order, and what its properties say."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sourcebook.errors import InputError
from sourcebook.readers import stated
from sourcebook.readers.blocks import Block, Kind, joined
from sourcebook.readers.document import Said
from sourcebook.spans import Span

_LARGEST_PART = 32_000_000  # bytes of XML; a thousand pages take about five million
_MOST_PARTS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPEATED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box, once more
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_SKIPPED = frozenset([_REPEATED, *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr"))])
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-", _W + "ptab": "\t"}


def read(data: bytes) -> tuple[str, tuple[Span, ...], Said, str]:
    """Return text, headings, what the document's properties say, and the encoding of a .docx file.

    Insertions that are tracked are text, deletions aren't. Footnotes follow at the end, their marks are left out.

    raises InputError when it is no such document, or holds more than a person can have written
    """
    with _archive(data) as archive:
        document = _part(archive, "word/document.xml")
        if document is None:
            raise InputError("damaged: the file holds no Word document; open it in Word and save it as .docx again")
        styles, lists = _styles(_part(archive, "word/styles.xml")), _lists(_part(archive, "word/numbering.xml"))
        notes = [_part(archive, f"word/{name}.xml") for name in ("footnotes", "endnotes")]
        said = _said(_part(archive, "docProps/core.xml"))
    numbers: Counter[tuple[str, str]] = Counter()
    blocks = list(_blocks(document, styles, lists, numbers))
    for part in notes:
        blocks += _notes(part)
    text, headings = joined(blocks)
    return text, headings, said, "utf-8"


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "encrypted: a password, or Word's older format; open it in Word and save it as .docx without one"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputError("damaged: it is no .docx inside; open it in Word and save it as .docx again") from None
    if len(archive.infolist()) > _MOST_PARTS:
        raise InputError(f"too large: it holds more than {_MOST_PARTS:,} parts; save its text as .txt")
    return archive


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root of a part's XML, None where there is no such part; no more is inflated than a part may have."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as file:
        xml = file.read(_LARGEST_PART + 1)
    if len(xml) > _LARGEST_PART:
        raise InputError(f"too large: unpacked it holds more than {_LARGEST_PART // 1_000_000} MB; save it as .txt")
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError("damaged: it defines entities of its own, as no word processor does; save it as .docx again")
    return root


# --- paragraphs and tables --------------------------------------------------------------------------------------------


def _blocks(
    parent: Any, styles: dict[str, str], lists: dict[tuple[str, str], str], numbers: Counter
) -> Iterator[Block]:
    """Yield the paragraphs and the tables' rows below an element, the text boxes of a paragraph after it."""
    for element in parent:
        if element.tag in _SKIPPED:
            continue
        if element.tag == _W + "p":
            yield _paragraph(element, styles, lists, numbers)
            for box in _boxes(element):
                yield from _blocks(box, styles, lists, numbers)
        elif element.tag == _W + "tbl":
            yield from _table(element, styles, lists, numbers)
        else:  # what wraps paragraphs: the body, content controls, insertions
            yield from _blocks(element, styles, lists, numbers)


def _table(table: Any, styles: dict[str, str], lists: dict[tuple[str, str], str], numbers: Counter) -> Iterator[Block]:
    rows = list(table.iterchildren(_W + "tr"))
    if max((len(row.findall(_W + "tc")) for row in rows), default=0) < 2:  # a frame around text
        for cell in table.iter(_W + "tc"):
            yield from _blocks(cell, styles, lists, numbers)
        return
    for row in rows:
        cells = [" ".join(" ".join(_text(p) for p in cell.iter(_W + "p")).split()) for cell in row.iter(_W + "tc")]
        yield Block("row", " | ".join(cells) if any(cells) else "")


def _paragraph(paragraph: Any, styles: dict[str, str], lists: dict[tuple[str, str], str], numbers: Counter) -> Block:
    text, properties = _text(paragraph), paragraph.find(_W + "pPr")
    style = _value(properties, "pStyle")
    level = _value(properties, "outlineLvl")
    if styles.get(style) == "heading" or (level.isdigit() and int(level) < 9):
        return Block("heading", " ".join(text.split()))
    marker = _marker(properties, style, styles, lists, numbers) if text.strip() else ""
    kind: Kind = "item" if marker else "text"
    return Block(kind, marker + text)


def _text(paragraph: Any) -> str:
    return "".join(_runs(paragraph))


def _runs(element: Any) -> Iterator[str]:
    """Yield the pieces of text of a paragraph, text boxes aside."""
    for child in element:
        if child.tag in _SKIPPED or child.tag == _W + "txbxContent":
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            page_break = child.get(_W + "type") in ("page", "column")
            yield " " if page_break else _SIGNS[child.tag]
        elif isinstance(child.tag, str):
            yield from _runs(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(above.tag == _REPEATED for above in box.iterancestors()):
            yield box


def _notes(part: Any) -> Iterator[Block]:
    notes = [] if part is None else [n for n in part if n.get(_W + "type") in (None, "normal")]
    for number, note in enumerate(notes, 1):
        if text := " ".join(" ".join(_text(p) for p in note.iter(_W + "p")).split()):
            yield Block("item", f"{number}. {text}")


# --- styles and lists -------------------------------------------------------------------------------------------------


def _value(properties: Any, name: str) -> str:
    found = properties.find(_W + name) if properties is not None else None
    return "" if found is None else found.get(_W + "val") or ""


def _styles(part: Any) -> dict[str, str]:
    """Return for each style "heading", "bullet", "number" or nothing, by what it or the style below it is called."""
    if part is None:
        return {}
    all_styles = {s.get(_W + "styleId") or "": s for s in part.iter(_W + "style")}

    def meaning(style_id: str, seen: frozenset[str] = frozenset()) -> str:
        style = all_styles.get(style_id)
        if style is None or style_id in seen or len(seen) > 20:
            return ""
        name, level = _value(style, "name").casefold(), _value(style.find(_W + "pPr"), "outlineLvl")
        if name.startswith("heading") or name == "title" or (level.isdigit() and int(level) < 9):
            return "heading"
        own = {"list bullet": "bullet", "list number": "number"}.get(name.rstrip(" 0123456789"), "")
        return own or meaning(_value(style, "basedOn"), seen | {style_id})

    return {style_id: meaning(style_id) for style_id in all_styles}


def _lists(part: Any) -> dict[tuple[str, str], str]:
    """Return the form of the numbers ("bullet", "decimal", …) of each list and level."""
    if part is None:
        return {}
    forms = {}
    for kind in part.iter(_W + "abstractNum"):
        for level in kind.iter(_W + "lvl"):
            forms[kind.get(_W + "abstractNumId"), level.get(_W + "ilvl")] = _value(level, "numFmt")
    kinds = {num.get(_W + "numId"): _value(num, "abstractNumId") for num in part.iter(_W + "num")}
    return {(num, level): form for num, kind in kinds.items() for (k, level), form in forms.items() if k == kind}


def _marker(
    properties: Any, style: str, styles: dict[str, str], lists: dict[tuple[str, str], str], numbers: Counter
) -> str:
    listed = properties.find(_W + "numPr") if properties is not None else None
    key = (_value(listed, "numId"), _value(listed, "ilvl") or "0")
    form = lists.get(key, "") if listed is not None else styles.get(style, "")
    if form in ("", "none", "heading"):
        return ""
    if form == "bullet":
        return "- "
    numbers[key] += 1
    return f"{numbers[key]}. "


def _said(core: Any) -> Said:
    if core is None:
        return Said()
    created = stated.day(core.findtext(_TERMS + "created"))
    return Said(
        title=stated.title(core.findtext(_DC + "title")),
        authors=stated.people(core.findtext(_DC + "creator")),
        published=created,
        published_from="document property created" if created else "",
        is_publication=False,
        language=stated.line(core.findtext(_DC + "language")),
    )
