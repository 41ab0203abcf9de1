"""The elements of a page -> blocks, in the order and the lines in which a browser shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from sourcebook.errors import InputError
from sourcebook.readers.blocks import Block, Kind, tidy

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_APART = HEADINGS | frozenset(  # elements that begin a line of their own
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
_WITHOUT_TEXT = frozenset(
    """applet area audio base button canvas datalist embed frame frameset head iframe input link map meta meter
    noembed noframes noscript object optgroup option param progress rp rt script select source style svg template
    textarea title track video""".split()
)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_BREAK = "\x00"  # stands for <br> until white space is brought in order; no parser lets it through
_BREAKS = re.compile(rf"{_BREAK}(?:\s*{_BREAK})+")
_DISPLAYED = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)", re.IGNORECASE)
_SHORTEST_QUESTION = 3  # characters
_LONG_CELL = 200  # characters; a cell with more holds an article's text rather than a figure


def rendered(source: str) -> list[Block]:
    """Return the blocks of HTML made by a renderer of ours: line breaks stay, images give their alternative text."""
    if not source.strip():
        return []
    return [placed.block for placed in blocks(parsed(source), as_typed=True)]


def parsed(source: str) -> html.HtmlElement:
    """Return the elements of a page; nothing is fetched.

    raises InputError where they are nested too deep to be read to the end
    """
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True, no_network=True, huge_tree=True)
    root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError("damaged: its elements are nested too deep; open it in a browser and save it as text or PDF")
    return root


@dataclass(frozen=True)
class Placed:
    """A block, the element that it begins in, and how many of its characters are the text of links."""

    block: Block
    element: html.HtmlElement
    linked: int = 0


@dataclass
class _Page:
    """What is known while the elements are gone through: the block so far, and the lists and rows that are open."""

    as_typed: bool
    out: list[Placed] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0  # how many <a> are open
    began: html.HtmlElement | None = None
    kind: Kind = "text"
    verbatim: int = 0
    marker: str = ""  # what stands in front of the next block: the number of a list item
    numbers: list[int | None] = field(default_factory=list)
    cells: list[str] | None = None  # of the open row of a table

    def write(self, text: str | None, element: html.HtmlElement) -> None:
        if text:
            if self.began is None and text.strip():
                self.began = element
            self.pieces.append(text)
            self.linked += len(text.strip()) if self.links else 0

    def close(self) -> None:
        """End the block so far."""
        text, pieces, linked = "".join(self.pieces), self.pieces, self.linked
        self.pieces, self.linked = [], 0
        began, self.began = self.began, None
        if not text.strip(f" \t\n\r\f\xa0{_BREAK}") or began is None:
            return
        if self.cells is not None:
            self.pieces = [*pieces, " "]
            self.began, self.linked = began, linked
            return
        for part in [text] if self.verbatim else _BREAKS.split(text):
            self._place(part, began, linked)

    def _place(self, part: str, began: html.HtmlElement, linked: int) -> None:
        if self.verbatim:
            self.out.append(Placed(Block("code", part.replace(_BREAK, "\n")), began, linked))
            return
        spaced = re.sub(rf"{_BREAK}\s*", _BREAK, part) if self.as_typed else re.sub(r"\s+", " ", part)
        if text := tidy(spaced.replace(_BREAK, "\n")):
            kind: Kind = "item" if self.marker and self.kind == "text" else self.kind
            self.out.append(Placed(Block(kind, self.marker + text), began, linked))
            self.marker = ""

    def cell(self) -> None:
        """End a cell of the open row."""
        if self.cells is not None:
            self.cells.append(" ".join(tidy("".join(self.pieces).replace(_BREAK, " ")).split()))
            self.pieces = []

    def row(self, element: html.HtmlElement) -> None:
        """End the open row."""
        cells, self.cells = self.cells or [], None
        linked, self.linked, self.began, self.pieces = self.linked, 0, None, []
        if any(cells):
            self.out.append(Placed(Block("row", " | ".join(cells).strip()), element, linked))


def blocks(root: html.HtmlElement, as_typed: bool = False) -> list[Placed]:
    """Return the blocks below an element, in order.

    as_typed   line breaks of the source are kept and images give their alternative text; a browser does neither
    """
    page = _Page(as_typed)
    tables = {table: _is_layout(table) for table in root.iter("table")}
    unread: set[html.HtmlElement] = set()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_unread(element):
                unread.add(element)
                walk.skip_subtree()
            else:
                _open(page, element, tables)
        else:
            if element not in unread:
                _close(page, element, tables)
            if element is not root:
                page.write(element.tail, element.getparent())
    page.close()
    return page.out


def _open(page: _Page, element: html.HtmlElement, tables: dict[html.HtmlElement, bool]) -> None:
    tag = element.tag
    if is_apart(element) and not _in_table(tag, page):
        page.close()
    if tag in ("ol", "ul", "menu", "dir"):
        page.numbers.append(_first_number(element) if tag == "ol" else None)
    elif tag == "li":
        page.marker = _marker(page, element)
    elif tag in HEADINGS and page.cells is None:
        page.kind = "heading"
    elif tag == "pre":
        page.verbatim += 1
    elif tag == "tr" and not tables.get(_table_of(element), True):
        page.cells = []
    elif tag == "br":
        page.pieces.append(_BREAK)
    elif tag == "img" and page.as_typed:
        page.write(f"{_BREAK}[image: {alt}]{_BREAK}" if (alt := tidy(element.get("alt") or "")) else "", element)
    page.links += tag == "a"
    page.write("“" if tag == "q" else "", element)
    page.write(_raised(element.text) if tag == "sup" else element.text, element)


def _close(page: _Page, element: html.HtmlElement, tables: dict[html.HtmlElement, bool]) -> None:
    tag = element.tag
    if tag in ("td", "th") and page.cells is not None and not tables.get(_table_of(element), True):
        page.cell()
    elif tag == "tr" and page.cells is not None and not tables.get(_table_of(element), True):
        page.row(element)
    elif is_apart(element):
        page.close()
    if tag in ("ol", "ul", "menu", "dir") and page.numbers:
        page.numbers.pop()
        page.marker = ""
    elif tag == "li":
        page.marker = ""
    elif tag in HEADINGS:
        page.kind = "text"
    elif tag == "pre":
        page.verbatim -= 1
    if tag in ("b", "strong") and _is_question(page, element):
        page.pieces.append(2 * _BREAK)  # an interview: the answer begins a line of its own
    page.links -= tag == "a"
    page.write("”" if tag == "q" else "", element)


def _is_question(page: _Page, element: html.HtmlElement) -> bool:
    """Tell whether a bold question is all that the open block holds so far."""
    so_far = "".join(page.pieces).strip(f" \t\n\r{_BREAK}")
    bold = " ".join(element.text_content().split())
    return len(bold) > _SHORTEST_QUESTION and bold.rstrip("”\"’' ").endswith("?") and " ".join(so_far.split()) == bold


def is_apart(element: html.HtmlElement) -> bool:
    """Tell whether an element begins a line of its own."""
    if element.tag == "cite":
        return (parent := element.getparent()) is not None and parent.tag in ("blockquote", "figure")
    return element.tag in _APART or bool(_DISPLAYED.search(element.get("style") or ""))


def _in_table(tag: str, page: _Page) -> bool:
    return page.cells is not None and tag in ("td", "th")


def _first_number(element: html.HtmlElement) -> int:
    start = element.get("start") or ""
    return int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1


def _marker(page: _Page, element: html.HtmlElement) -> str:
    if not page.numbers or page.numbers[-1] is None:
        return "- "
    value = element.get("value") or ""
    number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else page.numbers[-1]
    page.numbers[-1] = number + 1
    return f"{number}. "


def _raised(text: str | None) -> str | None:
    """Return a raised number so that it can't be taken for digits of the number before it."""
    return text.translate(_RAISED) if re.fullmatch(r"\s*[+−-]?\d+\s*", text or "") and text else text


def _is_unread(element: html.HtmlElement) -> bool:
    """Tell whether an element holds no text of the page: a script, the mark of a footnote, the way back from it."""
    if element.tag in _WITHOUT_TEXT or not isinstance(element.tag, str):
        return True
    if element.tag not in ("sup", "a"):
        return False
    links = [element] if element.tag == "a" else list(element.iterchildren("a"))
    text = element.text_content().strip()
    raised = element.tag == "sup" or (len(element) == 1 and element[0].tag == "sup" and not element.text)
    is_mark = len(text) <= 5 and (raised or text in ("↩", "↩︎", "↑", "^"))
    return is_mark and bool(links) and all("#" in (link.get("href") or "") for link in links)


def _table_of(element: html.HtmlElement) -> html.HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _is_layout(table: html.HtmlElement) -> bool:
    """Tell whether a table places a page's parts side by side rather than holding figures."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    rows = list(table.iterdescendants("tr"))
    if max((len(list(row.iterchildren("td", "th"))) for row in rows), default=0) < 2:
        return True
    return any(_holds_text(cell) for cell in table.iterdescendants("td"))


def _holds_text(cell: html.HtmlElement) -> bool:
    paragraphs = sum(1 for p in cell.iterdescendants("p", *HEADINGS) if p.text_content().strip())
    return paragraphs > 2 or len(cell.text_content().strip()) > _LONG_CELL


def ancestors(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield an element and those it lies in, the innermost first."""
    yield element
    yield from element.iterancestors()


def is_main(p: Placed) -> bool:
    """Tell whether a heading is one of the first rank and not the site's name, which is a link."""
    return any(e.tag == "h1" for e in ancestors(p.element)) and p.linked < 0.9 * len(p.block.text)
