"""Executed notebooks -> HTML that opens offline: no script, no request, pictures inside."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter

from sourcebook import __version__, overview
from sourcebook.corpus import Corpus
from sourcebook.synthesis import newest

TEMPLATES = Path(__file__).parent / "templates"
_PLAIN_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_GENERATOR = '<meta name="generator" content="Sourcebook'
_DATA_FILE = re.compile(r"tables/[a-z_]+\.(?:csv|parquet)|sources\.bib")
MOST_ARTICLES = 30  # on the first page
_QUESTION = re.compile(r"^> (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One notebook as HTML: its name without suffix, title, question, and the cells."""

    name: str
    title: str
    question: str
    body: str


def page(name: str, notebook: Any) -> Page:
    """Return an executed notebook as a page; every id in it begins with the notebook's number."""
    first = str(notebook.cells[0].source)
    title, question = _TITLE.search(first), _QUESTION.search(first)
    body = _exporter().from_notebook_node(_gathered(notebook))[0]
    body = _PLAIN_HEADING.sub(lambda m: f'<h2 id="{_slug(m[1])}">{m[1]}</h2>', body)
    body = _prefixed(body, f"n{name[:2]}-")
    return Page(name, title[1] if title else name, question[1] if question else "", body)


def _gathered(notebook: Any) -> Any:
    """Return a notebook in which code cells in a row are one: all that they show, then all their code."""
    cells: list[Any] = []
    for cell in (c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])):
        if cells and cell.cell_type == cells[-1].cell_type == "code":
            cells[-1].source += f"\n\n{cell.source}"
            cells[-1].outputs = [*cells[-1].outputs, *cell.outputs]
        else:
            cells.append(nbformat.from_dict(cell))
    return nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)


def site(pages: Sequence[Page], brief: str, corpus: Corpus, tables: Sequence[str], command: str) -> dict[str, str]:
    """Return file name -> HTML: the index, a page each, and sourcebook.html with everything in one file.

    brief    the HTML that the index opens with; tables: the names of the tables beside the pages
    command  what was typed to make the report, for the footer
    """
    names = [p.name for p in pages]
    alone = _links(pages, [f"{name}.html" for name in names], "index.html")
    together = _links(pages, [f"#n{name[:2]}" for name in names], "#main")
    title = f"Sourcebook: {corpus.name}"
    summary = f"<h1>What the articles in “{html.escape(corpus.name)}” add up to</h1>\n{_prefixed(brief, 'brief-')}"
    summary += f"\n{_articles(corpus)}"
    document = partial(_document, corpus=corpus, command=command)
    beside = {f"{name}.ipynb": f"{name}.html" for name in names}
    front = f"{_linked(summary, beside)}\n{_front(pages, tables)}"
    files = {"index.html": document(title, front, alone, "index.html")}
    for p in pages:
        body = _linked(p.body, beside)
        files[f"{p.name}.html"] = document(p.title, body, alone, f"{p.name}.html", contents=_contents(body))
    inside = {f"{name}.ipynb": f"#n{name[:2]}" for name in names}
    parts = [f'<article id="n{p.name[:2]}">\n{_linked(p.body, inside)}\n</article>' for p in pages]
    files["sourcebook.html"] = document(title, "\n".join([_linked(summary, inside), *parts]), together, "#main")
    return files


def _links(pages: Sequence[Page], hrefs: Sequence[str], index: str) -> list[dict[str, str]]:
    named = zip(hrefs, (p.name.replace("_", " ") for p in pages), strict=True)
    return [{"href": href, "label": label} for href, label in [(index, "Sourcebook"), *named]]


def _articles(corpus: Corpus) -> str:
    rows = [
        f"<li><strong>{html.escape(row.title or row.path)}</strong><br>"
        f"{html.escape(row.voices)}; published: {html.escape(row.published)}</li>"
        for row in overview.check(corpus).head(MOST_ARTICLES).itertuples()
    ]
    more = len(corpus.sources) - len(rows)
    rows += [f"<li>and {more} more, see notebook 00</li>"] if more else []
    return f'<h2 id="articles">The articles</h2>\n<ul class="pages">\n{"".join(rows)}\n</ul>'


def _front(pages: Sequence[Page], tables: Sequence[str]) -> str:
    rows = [
        f'<li><a href="{p.name}.html"><strong>{html.escape(p.title)}</strong></a><br>{html.escape(p.question)}</li>'
        for p in pages
    ]
    data = ", ".join(f'<a href="tables/{t}">{html.escape(t)}</a>' for t in tables)
    return (
        f'<h2 id="pages">The notebooks</h2>\n<ul class="pages">\n{"".join(rows)}\n</ul>\n'
        '<p><a href="sourcebook.html">All of it in one file</a>, to send on.</p>\n'
        f'<h2 id="tables">The tables</h2>\n<p>{data}</p>'
    )


def tagged(notebook: Any, tag: str) -> str:
    """Return the HTML of the outputs of the first cell with a tag, empty where there is none."""
    cells = [c for c in notebook.cells if tag in c.metadata.get("tags", [])]
    if not cells:
        return ""
    part = nbformat.v4.new_notebook(cells=cells[:1])
    exporter = _exporter()
    exporter.exclude_input = True
    return str(exporter.from_notebook_node(part)[0])


def is_report(folder: Path) -> bool:
    """Tell whether a folder holds a report that this program made and nothing else, so that it may be replaced."""
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    return folder / "index.html" in files and all(_is_ours(path, folder) for path in files)


def _is_ours(path: Path, folder: Path) -> bool:
    if path.parent == folder and path.suffix == ".html":
        return _GENERATOR in path.read_text("utf-8", "replace")[:2000]
    return bool(_DATA_FILE.fullmatch(path.relative_to(folder).as_posix()))


def _exporter() -> HTMLExporter:
    exporter = HTMLExporter(template_name="sourcebook", extra_template_basedirs=[str(TEMPLATES)])
    exporter.exclude_anchor_links = True
    return exporter


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def _document(
    title: str,
    body: str,
    links: Sequence[Mapping[str, str]],
    here: str,
    *,
    corpus: Corpus,
    command: str,
    contents: Sequence[Mapping[str, str]] = (),
) -> str:
    page = _environment().get_template("page.html.j2")
    style = (TEMPLATES / "style.css").read_text("utf-8")
    about = {"corpus": corpus, "newest": newest(corpus), "version": __version__, "command": command}
    return page.render(title=title, body=body, pages=links, here=here, contents=contents, style=style, **about)


def _contents(body: str) -> list[dict[str, str]]:
    return [{"id": m[1], "text": html.unescape(re.sub(r"<[^>]+>", "", m[2])).strip()} for m in _HEADING.finditer(body)]


def _slug(heading: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", heading)).casefold()
    return re.sub(r"\W+", "-", text).strip("-") or "section"


def _prefixed(body: str, prefix: str) -> str:
    """Put a prefix before every id and every link to one, so that several notebooks can share a page."""
    body = re.sub(r'(<(?:h[1-6]|span|div|section|article)\b[^>]*? id=")', rf"\g<1>{prefix}", body)
    return re.sub(r'(<a\b[^>]*? href="#)', rf"\g<1>{prefix}", body)


def _linked(body: str, targets: Mapping[str, str]) -> str:
    """Let links to notebooks lead to their pages."""
    return re.sub(r'(?<=href=")([^"#]+\.ipynb)(?=")', lambda m: targets.get(m[1], m[1]), body)
