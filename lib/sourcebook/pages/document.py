"""A whole HTML page: the style, the links to its neighbours, a contents list, the footer."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from sourcebook import __version__
from sourcebook.pages.languages import marked
from sourcebook.pages.notebook import TEMPLATES

_HEADING = re.compile(r'<h([1-6]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True)
class Link:
    """Where a link leads, and what it says."""

    href: str
    label: str


@dataclass(frozen=True)
class Frame:
    """What stands around the body of a page.

    links            the pages of the site, in order; `here` is the address of this one among them
    contents         whether the headings are listed, of levels 2 and, in a page of several notebooks, 3
    before, after    the neighbours
    footer           HTML
    """

    footer: str
    links: Sequence[Link] = ()
    here: str = ""
    contents: bool = True
    before: Link | None = None
    after: Link | None = None


def document(title: str, body: str, frame: Frame) -> str:
    """Return a page that needs nothing but itself; body: HTML, title: text."""
    page = _environment().get_template("page.html.j2")
    contents = contents_of(body) if frame.contents else []
    return page.render(title=title, body=body, contents=contents, version=__version__, f=frame)


def contents_of(body: str) -> list[dict[str, object]]:
    """Return the headings of level 2 that have an id as entries of a contents list, each with those of level 3."""
    entries: list[dict[str, object]] = []
    for level, anchor, heading in _HEADING.findall(body):
        entry: dict[str, object] = {"id": anchor, "text": _text(heading), "below": []}
        if level == "2":
            entries.append(entry)
        elif level == "3" and entries:
            entries[-1]["below"].append(entry)  # type: ignore[attr-defined]
    return entries


def _text(heading: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", heading)).strip()


def lowered(body: str) -> str:
    """Return HTML with every heading one level lower, for a notebook that stands in a page with others."""
    return re.sub(r"(</?h)([1-5])\b", lambda m: f"{m[1]}{int(m[2]) + 1}", body)


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["spoken"] = lambda label: Markup(marked(html.escape(label)))
    return environment


def footer(corpus_name: str, fingerprint: str, newest: str, command: str) -> str:
    """Return the footer of a report: what it is made of, and how to make it again; never the day of the run."""
    told: Mapping[str, str] = {"name": corpus_name, "print": fingerprint, "newest": newest or "undated", "by": command}
    t = {key: html.escape(value) for key, value in told.items()}
    return (
        f"Folder <code>{t['name']}</code>, fingerprint <code>{t['print']}</code>; newest article {t['newest']}. "
        f"Made with Sourcebook {__version__}: <code>{t['by']}</code> on the same articles gives the same pages. "
        "The articles belong to their authors and publishers."
    )
