"""One executed notebook -> the HTML of its cells, without the page around them."""

import base64
import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import markdown2html_mistune

TEMPLATES = Path(__file__).parents[1] / "templates"
LONGEST_ALT = 600  # characters; who listens to a picture can't skim
_PLAIN_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_QUESTION = re.compile(r"^> (.+)$", re.MULTILINE)
_GIVES = re.compile(r"gives the tables? ((?:`\w+`(?:, | and )?)+)")
_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """One notebook as HTML: its name without suffix, title, question, the cells, and the tables that it says it gives.

    Every id in it begins with `key`, and so does every link within it.

    A sentence that a cell cites is an element with `data-sentence`, as `views` and `findings` make it; what links it to
    its proof is put in by `evidence`.
    """

    name: str
    title: str
    question: str
    body: str
    tables: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the ids of the notebook begin with."""
        return _key(self.name)


def _key(name: str) -> str:
    return "n" + re.sub(r"\W+", "-", name.casefold())


def page(name: str, notebook: Any, code: bool = True) -> Page:
    """Return an executed notebook as a page.

    code   whether the code is there, folded away
    """
    first = str(notebook.cells[0].source) if notebook.cells else ""
    title, question, gives = _TITLE.search(first), _QUESTION.search(first), _GIVES.search(" ".join(first.split()))
    tables = tuple(re.findall(r"`(\w+)`", gives[1])) if gives else ()
    body = _rendered(_gathered(notebook), code)
    body = _prefixed(_named(body), f"{_key(name)}-")
    return Page(name, title[1] if title else name, question[1] if question else "", body, tables)


def tagged(notebook: Any, tag: str) -> str:
    """Return the HTML of the outputs of the first cell with a tag, empty where there is none."""
    cells = [c for c in notebook.cells if tag in c.metadata.get("tags", [])]
    return _rendered(nbformat.v4.new_notebook(cells=cells[:1]), code=False) if cells else ""


def _rendered(notebook: Any, code: bool) -> str:
    return _SCRIPT.sub("", str(_exporter(code).from_notebook_node(notebook)[0]))


class _Cells(HTMLExporter):
    """nbconvert's exporter with our template, without its second reading of the whole page by another parser."""

    def from_notebook_node(  # type: ignore[override]  # a text, as with every exporter but the base class
        self, nb: Any, resources: Any = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name"))
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer=lexer, parent=self))
        return TemplateExporter.from_notebook_node(self, nb, resources, **options)


@cache
def _exporter(code: bool) -> HTMLExporter:
    exporter = _Cells(template_name="sourcebook", extra_template_basedirs=[str(TEMPLATES)])
    exporter.exclude_anchor_links, exporter.exclude_input = True, not code
    exporter.register_filter("as_base64", lambda text: base64.b64encode(text.encode("utf-8")).decode("ascii"))
    return exporter


def _gathered(notebook: Any) -> Any:
    """Return a notebook in which code cells in a row are one: all that they show, then all their code."""
    cells: list[Any] = []
    for cell in (c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])):
        if cells and cell.cell_type == cells[-1].cell_type == "code":
            cells[-1].source += f"\n\n{cell.source}"
            cells[-1].outputs = [*cells[-1].outputs, *cell.outputs]
        else:
            cells.append(nbformat.from_dict(cell))
    for cell in cells:
        _described(cell.get("outputs", []))
    return nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)


def _described(outputs: list[Any]) -> None:
    """Give each figure the finding that follows it as its alternative text: what it shows, not only what it is of."""
    finding = ""
    for output in reversed(outputs):
        for kind in {"image/svg+xml", "image/png"} & set(output.get("data", {})):
            about = output.metadata.setdefault(kind, nbformat.NotebookNode())
            about["finding"] = finding or about.get("alt", "")
        if _is_finding(output):
            finding = _plain(output.data["text/markdown"])


def _is_finding(output: Any) -> bool:
    return "text/markdown" in output.get("data", {}) and output.metadata.get("sourcebook") != "caption"


def _plain(markdown: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", markdown2html_mistune(markdown)))
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ALT else f"{line[:LONGEST_ALT].rpartition(' ')[0]} …"


def _named(body: str) -> str:
    """Give each heading of level 2 an id; of one that stands there again with its number."""
    met: Counter[str] = Counter()

    def name(heading: re.Match[str]) -> str:
        slug = _slug(heading[1])
        met[slug] += 1
        again = f"-{met[slug]}" if met[slug] > 1 else ""
        return f'<h2 id="{slug}{again}">{heading[1]}</h2>'

    return _PLAIN_HEADING.sub(name, body)


def _slug(heading: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", heading)).casefold()
    return re.sub(r"\W+", "-", text).strip("-") or "section"


def _prefixed(body: str, prefix: str) -> str:
    """Put a prefix before every id and every link to one, so that several notebooks can share a page."""
    body = re.sub(r'(<[a-z][a-z0-9]*\b[^>]*? id=")', rf"\g<1>{prefix}", body)
    return re.sub(r'(<a\b[^>]*? href="#)', rf"\g<1>{prefix}", body)
