"""What the head of a web page says of its article: meta tags, JSON-LD, the canonical link, the language."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import html

from sourcebook.readers import stated
from sourcebook.readers.blocks import tidy
from sourcebook.readers.document import Said
from sourcebook.readers.webtext import Placed, is_main

_TITLES = "og:title citation_title dc.title dcterms.title headline parsely-title twitter:title"
_OUTLETS = "og:site_name citation_journal_title dc.publisher dcterms.publisher publisher application-name"
_AUTHORS = "author article:author citation_author dc.creator dcterms.creator parsely-author sailthru.author byl byline"
_DATES = (
    "article:published_time og:published_time og:article:published_time citation_publication_date citation_date "
    "citation_online_date dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date "
    "datepublished parsely-pub-date sailthru.date article.published pubdate publishdate publish-date date"
)
_SEPARATORS = re.compile(r"\s+(?:[|–—·•»«]|::|-|\\|/)\s+")
_ARTICLE_TYPE = re.compile(r"article|posting|report|interview|opinion|review|analysis", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|revis|edited", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.IGNORECASE)
_NEAR_TOP = 6  # blocks
_DEEPEST = 40  # levels of JSON-LD


def said(root: html.HtmlElement, source: str, kept: list[Placed]) -> Said:
    """Return what a page says of its article.

    kept   the blocks of the article; a <time> counts as its date above its first paragraph only
    """
    metas = _metas(root)
    linked = _linked_data(root)
    outlet = _first(stated.line, [*metas(_OUTLETS), _get(linked, "publisher", "name")])
    page_title = stated.line(root.findtext(".//head//title") or "")
    first_heading = _heading(kept, page_title)
    if not outlet and first_heading:
        outlet = _after(page_title, stated.line(first_heading))
    titles = [*metas(_TITLES), linked.get("headline"), first_heading, page_title]
    published, published_from = _published(root, metas, linked, kept)
    return Said(
        title=_first(lambda value: _without_site(stated.line(value), outlet), titles),
        outlet=outlet,
        authors=tuple(name for name in _authors(root, metas, linked) if name.casefold() != outlet.casefold()),
        published=published,
        published_from=published_from,
        url=_url(root, source, metas, linked),
        language=_language(root, metas),
    )


def _first(form: Callable[[Any], str], values: Iterable[Any]) -> str:
    return next((found for value in values if (found := form(value))), "")


def _heading(kept: list[Placed], page_title: str) -> str:
    """Return the title above the text: a line with which the page's title begins, or the first main heading."""
    begins = _SEPARATORS.split(page_title)[0]
    near = [p.block.text for p in kept[:_NEAR_TOP] if begins and stated.line(p.block.text) == begins]
    mains = [p.block.text for p in kept if p.block.kind == "heading" and is_main(p)]
    return next(iter([*near, *mains]), "")


def _after(page_title: str, heading: str) -> str:
    """Return what the page's title adds to the article's title, which is the site's name."""
    rest = page_title[len(heading) :] if heading and page_title.casefold().startswith(heading.casefold()) else ""
    parts = _SEPARATORS.split(rest)
    return parts[-1].strip() if len(parts) > 1 and len(parts[-1].split()) <= 5 else ""


def _without_site(title: str, outlet: str) -> str:
    """Cut the site's name off a title: the last part where it is the outlet's, or after a vertical bar."""
    found = list(_SEPARATORS.finditer(title))
    if title.casefold() == outlet.casefold() or not found:
        return "" if outlet and title.casefold() == outlet.casefold() else title
    head, last = title[: found[-1].start()], title[found[-1].end() :]
    one, other = (re.sub(r"\W|^the ", "", name.casefold()) for name in (last, outlet))
    is_site = bool(other) and (one == other or (min(len(one), len(other)) > 3 and (one in other or other in one)))
    return head if is_site or ("|" in found[-1].group() and len(last.split()) <= 4) else title


def _metas(root: html.HtmlElement) -> Callable[[str], list[str]]:
    """Return a function that gives the contents of meta tags by their names, in the order of the names."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().casefold()
        if (content := (meta.get("content") or "").strip()) and name:
            found.setdefault(name.replace("dc:", "dc.").replace("dcterms:", "dcterms."), []).append(content)
    return lambda names: [content for name in names.split() for content in found.get(name, [])]


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def _linked_data(root: html.HtmlElement) -> dict[str, Any]:
    """Return the article that the page's JSON-LD describes, what it refers to by @id filled in; empty for none."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            text = re.sub(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$", "", script.text or "")
            try:
                nodes += _nodes(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                continue
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _ARTICLE_TYPE.search(str(node.get("@type")))]
    described = [node for node in articles if node.get("headline") or node.get("datePublished")]
    chosen = next(iter(described), {})
    return {key: _resolved(value, by_id) for key, value in chosen.items()}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "author", "publisher"):
            yield from _nodes(value.get(key), depth + 1)


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(part, by_id) for part in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _get(node: Any, *keys: str) -> Any:
    for key in keys:
        node = node[0] if isinstance(node, list) and node else node
        node = node.get(key) if isinstance(node, dict) else None
    return node


# --- people, dates, addresses -----------------------------------------------------------------------------------------


def _authors(root: html.HtmlElement, metas: Callable[[str], list[str]], linked: dict[str, Any]) -> tuple[str, ...]:
    marked = [e.text_content() for e in root.iter() if e.get("rel") == "author" or e.get("itemprop") == "author"]
    values = [linked.get("author"), *map(metas, _AUTHORS.split()), marked]
    return next((found for value in values if (found := stated.people(value))), ())


def _published(
    root: html.HtmlElement, metas: Callable[[str], list[str]], linked: dict[str, Any], kept: list[Placed]
) -> tuple[str, str]:
    """Return the day of publication and what says so; a date of change is none."""
    candidates: list[tuple[Any, str]] = [(linked.get("datePublished"), "JSON-LD datePublished")]
    candidates += [(value, f"meta tag {name}") for name in _DATES.split() for value in metas(name)]
    candidates.sort(key=lambda c: c[1] != "meta tag article:published_time")
    candidates += [(value, "time element above the text") for value in _times(root, kept)]
    return next(((day, source) for value, source in candidates if (day := stated.day(value))), ("", ""))


def _times(root: html.HtmlElement, kept: list[Placed]) -> Iterator[str]:
    """Yield the dates of the <time> elements above the first long paragraph."""
    first = next((p.element for p in kept if len(p.block.text) > 200), None)
    for element in root.iter():
        if element is first:
            return
        if element.tag == "time" and not _tells_change(element):
            yield element.get("datetime") or element.text_content()


def _tells_change(time: html.HtmlElement) -> bool:
    around = [time, *time.iterancestors()][:2]
    names = " ".join(f"{e.get('class')} {e.get('itemprop')}" for e in around)
    before = " ".join((time.getparent().text or "").split()[-3:]) if time.getparent() is not None else ""
    previous = time.getprevious()
    before += f" {previous.text_content()[-40:]} {previous.tail}" if previous is not None else ""
    return bool(_CHANGED.search(f"{names} {before} {time.text_content()}"))


def _url(root: html.HtmlElement, source: str, metas: Callable[[str], list[str]], linked: dict[str, Any]) -> str:
    canonical = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").split()]
    base = next((b.get("href") for b in root.iter("base") if b.get("href")), "") or "".join(metas("og:url")[:1])
    page = linked.get("mainEntityOfPage")
    saved = _SAVED_FROM.search(source, 0, 5000)
    candidates: list[Any] = [*(_joined(base, href) for href in canonical), *metas("og:url citation_public_url")]
    candidates += [linked.get("url"), page if isinstance(page, str) else _get(page, "@id"), saved and saved[1]]
    return _first(stated.address, candidates)


def _joined(base: str, href: str | None) -> str:
    try:
        return urljoin(base, (href or "").strip())
    except ValueError:
        return ""


def _language(root: html.HtmlElement, metas: Callable[[str], list[str]]) -> str:
    values = [root.get("lang"), root.get("xml:lang"), *metas("content-language og:locale dc.language language")]
    tag = next((v for v in map(tidy, filter(None, values)) if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w{2,8})*", v)), "")
    return tag.replace("_", "-")
