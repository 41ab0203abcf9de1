"""All pages of a report: the index, a page a notebook, the articles to read, and everything in one file."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook import __version__, overview
from sourcebook.corpus import Corpus
from sourcebook.links import fragment
from sourcebook.pages import downloads, evidence
from sourcebook.pages.article import anchor, article
from sourcebook.pages.document import Frame, Link, document, facts_of, lowered
from sourcebook.pages.notebook import Page, page
from sourcebook.synthesis import newest

WHOLE = "sourcebook.html"
MOST_ARTICLES = 30  # on the first page
LONGEST = 800  # characters of a sentence; text without full stops would fill a page


@dataclass(frozen=True)
class Report:
    """What a report is made of.

    pages     the notebooks; brief: the HTML that the index opens with
    files     the tables and the bibliography: path in the report -> bytes
    command   what was typed to make it
    readable  whether the articles themselves go with it
    """

    corpus: Corpus
    pages: Sequence[Page]
    brief: str
    files: downloads.Files
    command: str
    readable: bool = False


def site(report: Report) -> dict[str, str]:
    """Return file name -> HTML: the index, a page each, the articles where they are readable, and the one file."""
    footer = _footer(report)
    named = _links(report, "index.html", "{0}.html")
    cited: dict[str, list[tuple[str, str]]] = {}
    proofs, files = _proofs(report, _own_page(report)), {}
    for n, link in enumerate(named):
        title, body, tables = _index(report) if n == 0 else _notebook(report, report.pages[n - 1])
        body, numbers = evidence.numbered(body)
        first = n > 0 and "facts" in report.pages[n - 1].tables  # where a figure in an article leads to
        for sentence_id, number in numbers.items():
            place = f"../{link.href}#e{number}", link.label[:2] if n else "brief"
            cited.setdefault(sentence_id, []).insert(0 if first else len(cited[sentence_id]), place)
        body = "\n".join([body, tables, evidence.listed(numbers, proofs)])
        before, after = named[n - 1] if n else None, named[n + 1] if n + 1 < len(named) else None
        files[link.href] = document(title, body, Frame(footer, named, link.href, n > 0, before, after))
    files[WHOLE] = _whole(report, footer)
    return files | (_articles(report, cited, footer) if report.readable else {})


def alone(name: str, notebook: Any, code: bool = True) -> str:
    """Return one executed notebook as a page of its own, without the corpus: what it cites is what stands in it."""
    own = page(name, notebook, code)
    body, numbers = evidence.numbered(re.sub(r'(?<=href=")([^"#:]+)\.ipynb(?=[#"])', r"\1.html", own.body))
    proofs = evidence.harvested(own.body)
    footer = f"Made from <code>{html.escape(name)}.ipynb</code> with Sourcebook {__version__}, as it was saved."
    return document(own.title, f"{body}\n{evidence.listed(numbers, proofs.get)}", Frame(footer))


def _footer(report: Report) -> str:
    return facts_of(report.corpus.name, report.corpus.fingerprint, newest(report.corpus), report.command)


# --- the pages --------------------------------------------------------------------------------------------------------


def _title(report: Report) -> str:
    return f"Sourcebook: {report.corpus.name}"


def _opening(report: Report) -> str:
    name = html.escape(report.corpus.name)
    return f'<h1>What the articles in “{name}” add up to</h1>\n<div class="brief">\n{report.brief}\n</div>'


def _index(report: Report) -> tuple[str, str, str]:
    """Return title, body and what stands below it."""
    rows = "".join(
        f'<li><a href="{p.name}.html"><strong>{html.escape(p.title)}</strong></a><br>{html.escape(p.question)}</li>\n'
        for p in report.pages
    )
    beside = {f"{p.name}.ipynb": f"{p.name}.html" for p in report.pages}
    below = (
        f'<h2 id="pages">The notebooks</h2>\n<ul class="pages">\n{rows}</ul>\n'
        f'<p><a href="{WHOLE}">All of it in one file</a>, to send on.</p>\n'
        f"{_listed(report, _own_page(report))}\n{_data(report, _names(report), 0)}"
    )
    return _title(report), _linked(_opening(report), beside), below


def _notebook(report: Report, page: Page) -> tuple[str, str, str]:
    beside = {f"{p.name}.ipynb": f"{p.name}.html" for p in report.pages}
    return page.title, _linked(page.body, beside), _data(report, page.tables, downloads.IN_A_PAGE)


def _whole(report: Report, footer: str) -> str:
    """Return everything in one file: one list of evidence, the tables, the articles where they are readable."""
    inside = {f"{p.name}.ipynb": f"#n{p.name[:2]}" for p in report.pages}
    numbers: dict[str, int] = {}
    parts: list[str] = []
    for body in (_opening(report), *(lowered(_with_anchor(p)) for p in report.pages)):
        text, numbers = evidence.numbered(_linked(body, inside), numbers)
        parts.append(f"<article>\n{text}\n</article>" if parts else text)
    places = {row.source_id: f"a{n}-" for n, row in enumerate(report.corpus.sources.itertuples(), 1)}

    def own_place(sentence_id: str) -> str:
        return f"#{anchor(sentence_id, places[sentence_id.rpartition(':')[0]])}"

    proofs = _proofs(report, own_place if report.readable else None)
    parts[1:1] = [_listed(report, (lambda s: f"#{places[s]}article") if report.readable else None)]
    parts += [_data(report, _names(report), downloads.IN_THE_WHOLE, alone=True), evidence.listed(numbers, proofs)]
    if report.readable:
        cited = {sentence_id: [(f"#e{n}", str(n))] for sentence_id, n in numbers.items()}
        rows = report.corpus.sources.itertuples()
        parts += [lowered(article(report.corpus, row, cited, places[row.source_id])) for row in rows]
    return document(_title(report), "\n".join(parts), Frame(footer, _links(report, "#main", "#n{1}")))


def _links(report: Report, first: str, form: str) -> list[Link]:
    """Return the links to the index and to each notebook; form: of an address, from its name and its number."""
    notebooks = (Link(form.format(p.name, p.name[:2]), p.name.replace("_", " ")) for p in report.pages)
    return [Link(first, "Sourcebook"), *notebooks]


def _with_anchor(page: Page) -> str:
    return page.body.replace("<h1>", f'<h1 id="n{page.name[:2]}">', 1)


def _articles(report: Report, cited: Mapping[str, Sequence[tuple[str, str]]], footer: str) -> dict[str, str]:
    rows = list(report.corpus.sources.itertuples())
    links = [Link(f"{_file(n)}", row.title or row.source_id) for n, row in enumerate(rows, 1)]
    files = {}
    for n, (row, link) in enumerate(zip(rows, links, strict=True)):
        before, after = links[n - 1] if n else None, links[n + 1] if n + 1 < len(links) else None
        frame = Frame(footer, [Link("../index.html", "Sourcebook")], link.href, False, before, after)
        files[f"sources/{link.href}"] = document(link.label, article(report.corpus, row, cited), frame)
    return files


# --- their parts ------------------------------------------------------------------------------------------------------


def _file(n: int) -> str:
    return f"{n:03d}.html"


def _own_page(report: Report) -> Callable[[str], str] | None:
    """Return what gives the address of a source, or of a sentence in it; None where the articles stay away."""
    if not report.readable:
        return None
    numbers = {row.source_id: n for n, row in enumerate(report.corpus.sources.itertuples(), 1)}

    def address(item: str) -> str:
        if item in numbers:
            return f"sources/{_file(numbers[item])}"
        return f"sources/{_file(numbers[item.rpartition(':')[0]])}#{anchor(item)}"

    return address


def _proofs(report: Report, place: Callable[[str], str] | None) -> Callable[[str], evidence.Proof | None]:
    corpus = report.corpus
    voices = corpus.sentences.set_index("sentence_id")["voice"].to_dict()
    sources = {row.source_id: row for row in corpus.sources.itertuples()}

    def proof(sentence_id: str) -> evidence.Proof | None:
        said = " ".join(corpus.quote(sentence_id).split())
        source = sources[sentence_id.rpartition(":")[0]]
        links = [(place(sentence_id), "in the article")] if place else []
        there = fragment(source.url, said)
        links += [(there, "at the source")] if there else []
        voice = voices.get(sentence_id)
        whose = html.escape(voice if isinstance(voice, str) else source.title or "")
        shown = html.escape(said if len(said) <= LONGEST else f"{said[:LONGEST]} …")
        return evidence.Proof(shown, whose, tuple(links), source.language)

    return proof


def _listed(report: Report, place: Callable[[str], str] | None) -> str:
    """Return the list of the articles: title, who speaks, when, and where to read it."""
    table = overview.check(report.corpus).merge(report.corpus.sources[["source_id", "url", "accessed"]], on="source_id")
    rows = [_article_line(row, place) for row in table.head(MOST_ARTICLES).itertuples()]
    more = len(table) - len(rows)
    rows += [f"<li>and {more} more, see notebook 00</li>"] if more else []
    return f'<h2 id="articles">The articles</h2>\n<ul class="pages">\n{"".join(rows)}</ul>'


def _article_line(row: Any, place: Callable[[str], str] | None) -> str:
    title = f"<strong>{html.escape(row.title or row.path)}</strong>"
    title = f'<a href="{place(row.source_id)}">{title}</a>' if place else title
    there = fragment(row.url, "")
    seen = f", seen {html.escape(row.accessed)}" if row.accessed else ""
    web = f' · <a href="{html.escape(there)}" rel="noopener noreferrer">in the web</a>{seen}' if there else ""
    return f"<li>{title}<br>{html.escape(row.voices)}; published: {html.escape(row.published)}{web}</li>\n"


def _names(report: Report) -> list[str]:
    return list(dict.fromkeys(Path(file).stem for file in report.files))


def _data(report: Report, names: Iterable[str], most: int, alone: bool = False) -> str:
    rows = downloads.links(report.files, names, most, alone)
    return f'<section class="data">\n<h2 id="tables">The tables</h2>\n{rows}</section>' if rows else ""


def _linked(body: str, targets: Mapping[str, str]) -> str:
    """Let links to notebooks lead to their pages."""
    return re.sub(r'(?<=href=")([^"#]+\.ipynb)(?=")', lambda m: targets.get(m[1], m[1]), body)
