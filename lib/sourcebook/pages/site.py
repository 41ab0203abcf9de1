"""All pages of a report: the index, a page a notebook, the articles to read, and everything in one file."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook import __version__
from sourcebook.pages import downloads, evidence
from sourcebook.pages.article import Links, article
from sourcebook.pages.document import Frame, Link, document, lowered
from sourcebook.pages.languages import spoken
from sourcebook.pages.notebook import Page, page
from sourcebook.pages.parts import (
    Places,
    Report,
    articles,
    linked,
    navigation,
    opening,
    places,
    proofs,
    tables,
)

WHOLE = "sourcebook.html"
BRIEF = "brief"  # what the index is called where an article says that it cites it


@dataclass(frozen=True)
class _Part:
    """A page before its evidence is added: its link, title and HTML, what stands below, and what articles call it."""

    link: Link
    title: str
    body: str
    below: str
    called: str


def site(report: Report) -> dict[str, str]:
    """Return file name -> HTML: the index, a page each, the articles where they are readable, and the one file."""
    readable = places(report, "sources/{:03d}.html#")
    proof = proofs(report, readable)
    parts = list(_parts(report, readable))
    links, files, numbers = [part.link for part in parts], {}, {}
    for n, part in enumerate(parts):
        body, numbers[part.called] = evidence.numbered(part.body)
        known = evidence.harvested(part.body)
        listed = evidence.listed(numbers[part.called], lambda s, known=known: proof(s) or known.get(s))  # type: ignore
        frame = Frame(report.footer, links, part.link.href, part.called != BRIEF, *_neighbours(links, n))
        files[part.link.href] = document(part.title, f"{spoken(body)}\n{spoken(part.below)}\n{listed}", frame)
    files[WHOLE] = _whole(report)
    if readable:
        files |= _articles(report, _cited(report, parts, numbers))
    return files


def alone(name: str, notebook: Any, code: bool = True) -> str:
    """Return one executed notebook as a page of its own, without the corpus: what it cites is what stands in it."""
    own = page(name, notebook, code)
    names = re.findall(r'href="([^"/#:]+)\.ipynb', own.body)
    body, numbers = evidence.numbered(linked(own.body, {n: f"{n}.html" for n in names}))
    listed = evidence.listed(numbers, evidence.harvested(own.body).get)
    footer = f"Made from <code>{html.escape(name)}.ipynb</code> with Sourcebook {__version__}, as it was saved."
    return document(own.title, f"{spoken(body)}\n{listed}", Frame(footer))


# --- the pages --------------------------------------------------------------------------------------------------------


def _parts(report: Report, readable: Places | None) -> Iterable[_Part]:
    links = navigation(report, "index.html", "{}.html")
    beside = {p.name: f"{p.name}.html" for p in report.pages}
    rows = "".join(map(_notebook_line, report.pages, links[1:]))
    below = (
        f'<h2 id="pages">The notebooks</h2>\n<ul class="pages">\n{rows}</ul>\n'
        f'<p><a href="{WHOLE}">All of it in one file</a>, to send on.</p>\n'
        f"{articles(report, readable)}\n{tables(report, report.tables, 0)}"
    )
    yield _Part(links[0], report.title, linked(opening(report), beside), below, BRIEF)
    for p, link in zip(report.pages, links[1:], strict=True):
        data = tables(report, p.tables, downloads.IN_A_PAGE)
        yield _Part(link, p.title, linked(p.body, beside), data, p.name.partition("_")[0])


def _notebook_line(p: Page, link: Link) -> str:
    href, title, question = (html.escape(text) for text in (link.href, p.title, p.question))
    return f'<li><a href="{href}"><strong>{title}</strong></a><br>{question}</li>\n'


def _neighbours(links: Sequence[Link], n: int) -> tuple[Link | None, Link | None]:
    return links[n - 1] if n else None, links[n + 1] if n + 1 < len(links) else None


def _cited(report: Report, parts: Sequence[_Part], numbers: dict[str, dict[str, int]]) -> Links:
    """Return where each sentence is cited, first on the page of the facts, where a figure in an article leads to."""
    of_facts = {p.name.partition("_")[0] for p in report.pages if "facts" in p.tables}
    cited: dict[str, list[tuple[str, str]]] = {}
    for part in sorted(parts, key=lambda part: part.called not in of_facts):
        for sentence_id, n in numbers[part.called].items():
            cited.setdefault(sentence_id, []).append((f"../{part.link.href}#e{n}", part.called))
    return cited


def _articles(report: Report, cited: Links) -> dict[str, str]:
    rows = list(report.corpus.sources.itertuples())
    links = [Link(f"{n:03d}.html", row.title or row.source_id) for n, row in enumerate(rows, 1)]
    files = {}
    for n, (row, link) in enumerate(zip(rows, links, strict=True)):
        home = [Link("../index.html", "Sourcebook")]
        frame = Frame(report.footer, home, link.href, False, *_neighbours(links, n))
        files[f"sources/{link.href}"] = document(link.label, article(report.corpus, row, cited), frame)
    return files


# --- everything in one file -------------------------------------------------------------------------------------------


def _whole(report: Report) -> str:
    """Return everything in one file: one list of evidence, the tables, the articles where they are readable."""
    readable = places(report, "#", "a{}-")
    inside = {p.name: f"#{p.key}" for p in report.pages}
    numbers: dict[str, int] = {}
    known: dict[str, evidence.Proof] = {}
    bodies = []
    for body in (opening(report), *(lowered(_anchored(p)) for p in report.pages)):
        known |= evidence.harvested(body)
        text, numbers = evidence.numbered(linked(body, inside), numbers)
        bodies.append(spoken(text))
    proof = proofs(report, readable)
    below = tables(report, report.tables, downloads.IN_THE_WHOLE, alone=True)
    parts = [bodies[0], spoken(articles(report, readable)), *(f"<article>\n{text}\n</article>" for text in bodies[1:])]
    parts += [below, evidence.listed(numbers, lambda s: proof(s) or known.get(s))]
    if readable:
        cited = {sentence_id: [(f"#e{n}", str(n))] for sentence_id, n in numbers.items()}
        rows = report.corpus.sources.itertuples()
        parts += [lowered(article(report.corpus, row, cited, readable.before(row.source_id))) for row in rows]
    links = [Link("#main", "Sourcebook"), *(Link(f"#{p.key}", p.name.replace("_", " ")) for p in report.pages)]
    return document(report.title, "\n".join(parts), Frame(report.footer, links))


def _anchored(p: Page) -> str:
    return p.body.replace("<h1>", f'<h1 id="{p.key}">', 1)
