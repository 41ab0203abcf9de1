"""What the pages of a report share: its proofs, the list of its articles, its tables, its footer."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook import overview
from sourcebook.corpus import Corpus
from sourcebook.links import fragment
from sourcebook.pages import downloads
from sourcebook.pages.article import anchor, on_the_web
from sourcebook.pages.document import Link, footer
from sourcebook.pages.evidence import Proof
from sourcebook.pages.notebook import Page
from sourcebook.synthesis import newest

_STATEMENT = re.compile(r"<li>(<strong>.*?</strong>)(.*?)</li>", re.DOTALL)
MOST_ARTICLES = 30  # on a page that does not lead to them
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

    @property
    def title(self) -> str:
        """What the browser calls it."""
        return f"Sourcebook: {self.corpus.name}"

    @property
    def footer(self) -> str:
        """What it is made of, and how to make it again."""
        return footer(self.corpus.name, self.corpus.fingerprint, newest(self.corpus), self.command)

    @property
    def tables(self) -> list[str]:
        """The names of all its tables."""
        return list(dict.fromkeys(Path(file).stem for file in self.files))


@dataclass(frozen=True)
class Places:
    """Where the articles of a report can be read: addresses as a page links to them.

    form  of the address of an article, from its number; prefix: of the ids on its page, likewise
    """

    numbers: Mapping[str, int]
    form: str
    prefix: str = ""

    def article(self, source_id: str) -> str:
        """Return the address of an article."""
        return f"{self.form.format(self.numbers[source_id])}{self.before(source_id)}article"

    def sentence(self, sentence_id: str) -> str:
        """Return the address of a sentence in its article."""
        source_id = sentence_id.rpartition(":")[0]
        return f"{self.form.format(self.numbers[source_id])}{anchor(sentence_id, self.before(source_id))}"

    def before(self, source_id: str) -> str:
        """Return the prefix of the ids of an article."""
        return self.prefix.format(self.numbers[source_id])


def places(report: Report, form: str, prefix: str = "") -> Places | None:
    """Return where the articles can be read, None where they stay away."""
    numbers = {row.source_id: n for n, row in enumerate(report.corpus.sources.itertuples(), 1)}
    return Places(numbers, form, prefix) if report.readable else None


def proofs(report: Report, readable: Places | None) -> Callable[[str], Proof | None]:
    """Return what gives the proof of a sentence; None for one that is not in the articles, as of another corpus."""
    voices = report.corpus.sentences.set_index("sentence_id")["voice"].to_dict()
    sources = {row.source_id: row for row in report.corpus.sources.itertuples()}

    def proof(sentence_id: str) -> Proof | None:
        source = sources.get(sentence_id.rpartition(":")[0])
        if source is None or not re.fullmatch(r"\d+-\d+", sentence_id.rpartition(":")[2]):
            return None
        said = " ".join(report.corpus.quote(sentence_id).split())
        links = [(readable.sentence(sentence_id), "in the article")] if readable and sentence_id in voices else []
        there = fragment(source.url, said)
        links += [(there, "at the source")] if there else []
        voice = voices.get(sentence_id)
        whose = html.escape(voice if isinstance(voice, str) else source.title or "")
        shown = html.escape(said if len(said) <= LONGEST else f"{said[:LONGEST]} …")
        return Proof(shown, whose, tuple(links), source.language)

    return proof


def opening(report: Report) -> str:
    """Return the title and the brief."""
    name = html.escape(report.corpus.name)
    brief = _STATEMENT.sub(r"<li>\1<div>\2</div></li>", report.brief)
    return f'<h1>What the articles in “{name}” add up to</h1>\n<div class="brief">\n{brief}\n</div>'


def articles(report: Report, readable: Places | None) -> str:
    """Return the list of the articles: title, who speaks, when, and where to read it."""
    table = overview.check(report.corpus).merge(report.corpus.sources[["source_id", "url", "accessed"]], on="source_id")
    shown = table if readable else table.head(MOST_ARTICLES)
    rows = [_article(row, readable.article(row.source_id) if readable else "") for row in shown.itertuples()]
    more = len(table) - len(rows)
    rows += [f"<li>and {more} more, see notebook 00</li>"] if more else []
    return f'<h2 id="articles">The articles</h2>\n<ul class="pages">\n{"".join(rows)}</ul>'


def _article(row: Any, address: str) -> str:
    title = f"<strong>{html.escape(row.title or row.path)}</strong>"
    title = f'<a href="{html.escape(address)}">{title}</a>' if address else title
    web = f" · {link}" if (link := on_the_web(row)) else ""
    return f"<li>{title}<br>{html.escape(row.voices)}; published: {html.escape(row.published)}{web}</li>\n"


def tables(report: Report, names: Iterable[str], most: int, alone: bool = False) -> str:
    """Return the links that save some tables; see `downloads.links`."""
    rows = downloads.links(report.files, names, most, alone)
    return f'<section class="data">\n<h2 id="tables">The tables</h2>\n{rows}</section>' if rows else ""


def navigation(report: Report, first: str, form: str) -> list[Link]:
    """Return the links to the index and to each notebook; form: of an address, from its name."""
    notebooks = (Link(form.format(p.name), p.name.replace("_", " ")) for p in report.pages)
    return [Link(first, "Sourcebook"), *notebooks]


def linked(body: str, targets: Mapping[str, str]) -> str:
    """Let links to notebooks lead to their pages, name -> address; a heading in them is not found again."""

    def lead(match: re.Match[str]) -> str:
        return f'href="{html.escape(targets[match[1]])}"' if match[1] in targets else match[0]

    return re.sub(r'href="([^"/#:]+)\.ipynb(?:#[^"]*)?"', lead, body)
