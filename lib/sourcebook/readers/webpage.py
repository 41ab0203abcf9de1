"""A saved web page -> its article in reading order; menus, notices, related links and what is hidden are left out."""

import re
from collections import Counter

from lxml import html

from sourcebook.readers import webmeta
from sourcebook.readers.blocks import joined, tidy
from sourcebook.readers.decoding import decode_page
from sourcebook.readers.document import Said
from sourcebook.readers.webtext import HEADINGS, Placed, ancestors, blocks, is_apart, is_main, parsed
from sourcebook.spans import Span

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Words of class names and ids: a name is furniture's when one of its words is here and each here or in the next list.
_FURNITURE = frozenset(
    """ad ads adslot advert adverts advertisement advertising banner breadcrumb breadcrumbs comment comments commenting
    consent cookie cookies crumbs disqus donate donation flyout footer footnav gdpr hamburger masthead menu menus modal
    morefrom mostread nav navbar navigation newsletter newsletters offcanvas outbrain overlay pager pagination paywall
    popular popup print promo promos promotion readmore readnext recirc recommend recommendation recommendations
    recommended related share sharebar sharedaddy sharing shares sidebar signup skip skiplink social sociable sponsor
    sponsored sponsors sponsorship subscribe subscription subscriptions taboola tag taglist tags teaser teasers toolbar
    topbar topnav trending""".split()
)
_NEUTRAL = frozenset(
    """a area article articles bar block blocks body bottom box btn button buttons c card cards container content count
    counts desktop entry follow form fixed foot global group header icon icons inline inner item items js l label left
    link links list lists m main media message mobile module more most msg next notice o on outer page panel par post
    posts primary privacy read right row s sd secondary section site small sticky stories story strip system text this
    to tools top u ui us widget widgets wrap wrapper you""".split()
)
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"])
_UNSEEN_CLASSES = frozenset(["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "a11y-hidden"])
_MOST = 0.5  # of a page's text; what holds more is the article, whatever it is called
_ARTICLE = 0.9  # of the prose of a page lies in the element taken for the article
_PROSE = re.compile(r"[.!?。！？…:;]|[.,]\s")
_FEW_WORDS, _LONGEST_MENU = 300, 300  # characters
_SHORTEST_PROSE, _SURE_PROSE = 60, 200  # characters


def read(data: bytes) -> tuple[str, tuple[Span, ...], Said, str]:
    """Return text, headings, what the head of the page says, and the encoding of a web page. Nothing is fetched."""
    source, encoding = decode_page(data)
    root = parsed(source)
    _remove_furniture(root)
    kept = article(root) or blocks(parsed(source))  # a page that looks like furniture throughout is read as a whole
    text, headings = joined(p.block for p in kept)
    return text, headings, webmeta.said(root, source, kept), encoding


def article(root: html.HtmlElement) -> list[Placed]:
    """Return the blocks of a page that are its article, from the title above it to its last line."""
    placed = [p for p in blocks(root) if not _is_links(p)]
    if not (prose := [p for p in placed if _is_prose(p)]):
        return placed
    weight: Counter[html.HtmlElement] = Counter()
    for p in prose:
        for element in ancestors(p.element):
            weight[element] += len(p.block.text) - p.linked
    holder = _with_the_rest(_holder(weight, prose[0].element.getroottree().getroot()), placed)
    inside = [n for n, p in enumerate(placed) if any(e is holder for e in ancestors(p.element))]
    return placed[_title(placed, inside[0]) : inside[-1] + 1]


def _is_prose(p: Placed) -> bool:
    text = p.block.text
    return (
        p.block.kind in ("text", "item")
        and len(text) >= _SHORTEST_PROSE
        and p.linked < 0.5 * len(text)
        and bool(_PROSE.search(text))
    )


def _holder(weight: Counter[html.HtmlElement], root: html.HtmlElement) -> html.HtmlElement:
    """Return the innermost element that holds the article."""
    total = weight[root]
    marked = [e for e in weight if e.tag in ("article", "main") or e.get("role") in ("article", "main")]
    for e in sorted(marked, key=lambda e: (-weight[e], -sum(1 for _ in e.iterancestors()))):
        if weight[e] >= _MOST * total and (e.tag == "main" or not _has_equals(e, weight)):
            return e
        break
    large = [e for e in weight if weight[e] >= _ARTICLE * total]
    holder = max(large, key=lambda e: sum(1 for _ in e.iterancestors()))
    for outer in list(holder.iterancestors()):  # further paragraphs that are surely no notice
        if weight[outer] - weight[holder] >= _SURE_PROSE:
            holder = outer
    return holder


def _with_the_rest(holder: html.HtmlElement, placed: list[Placed]) -> html.HtmlElement:
    """Return the outermost element that adds only a few words to those of the article: a date, a signature, a table."""
    if holder.tag in ("article", "main"):
        return holder
    all_of: Counter[html.HtmlElement] = Counter()
    links: Counter[html.HtmlElement] = Counter()
    for p in placed:
        for element in ancestors(p.element):
            all_of[element] += len(p.block.text)
            links[element] += p.linked
    own, inner = all_of[holder], holder
    for outer in holder.iterancestors():
        added, linked = all_of[outer] - own, links[outer] - links[inner]
        if added > max(_FEW_WORDS, 0.1 * own) or linked > 0.5 * added:
            break
        holder = outer
    return holder


def _has_equals(element: html.HtmlElement, weight: Counter[html.HtmlElement]) -> bool:
    """Tell whether an <article> is one of several, each a part of the page's text."""
    others = [e for e in weight if e.tag == "article" and e is not element and element not in ancestors(e)]
    return any(weight[e] >= 0.1 * weight[element] and e not in ancestors(element) for e in others)


def _title(placed: list[Placed], first: int) -> int:
    """Return where the title stands that is nearest above the article, or the article's first block."""
    above = [n for n, p in enumerate(placed[: first + 1]) if p.block.kind == "heading"]
    mains = [n for n in above if is_main(placed[n])]
    return mains[-1] if mains else first


def _is_links(p: Placed) -> bool:
    """Tell whether a block is nothing but links, other than a heading or one link that is a paragraph."""
    if p.block.kind != "text" or len(p.block.text) > _LONGEST_MENU or p.linked < 0.6 * len(p.block.text):
        return False
    line = next(filter(is_apart, ancestors(p.element)))
    return sum(1 for _ in line.iter("a")) > 2


# --- furniture --------------------------------------------------------------------------------------------------------


def _remove_furniture(root: html.HtmlElement) -> None:
    whole = len(tidy(root.text_content()))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "head", "body", "main", *HEADINGS):
            continue
        if element.tag == "figure":
            _note_caption(element)
        elif (_is_hidden(element) or _is_furniture(element)) and not _holds_article(element, whole):
            _drop(element)
    for listing in list(root.iter("ul", "ol")):
        if _is_link_list(listing):
            _drop_with_heading(listing)


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
        or not _UNSEEN_CLASSES.isdisjoint((element.get("class") or "").casefold().split())
    )


def _is_furniture(element: html.HtmlElement) -> bool:
    tag = element.tag
    if tag in ("nav", "aside", "dialog", "form") or element.get("role") in _ROLES:
        return True
    if tag in ("header", "footer"):
        return next(element.iterancestors("article", "main", "blockquote"), None) is None
    names = (element.get("class") or "").split()
    names += (element.get("id") or "").split() if tag not in ("p", "a", "span") else []
    return any(_names_furniture(name) for name in names)


def _names_furniture(name: str) -> bool:
    """Tell whether a class name or id is that of furniture: `share-buttons` is, `market-share` isn't."""
    words = {w for w in re.split(r"[^a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).casefold()) if w}
    return not words.isdisjoint(_FURNITURE) and words <= _FURNITURE | _NEUTRAL


def _holds_article(element: html.HtmlElement, whole: int) -> bool:
    if not _is_hidden(element) and any(_is_title(e) for e in element.iter("h1", "main")):
        return True
    return len(tidy(element.text_content())) > _MOST * whole


def _is_title(element: html.HtmlElement) -> bool:
    link = element.find(".//a")
    return link is None or tidy(link.text_content()) != tidy(element.text_content())


def _is_link_list(listing: html.HtmlElement) -> bool:
    """Tell whether each item of a list is a link and nothing else."""
    items = list(listing.iterchildren("li"))
    linked = [sum(len(tidy(a.text_content())) for a in item.iter("a")) for item in items]
    texts = [len(tidy(item.text_content())) for item in items]
    return bool(items) and all(n >= 0.8 * total for n, total in zip(linked, texts, strict=True)) and sum(linked) > 0


def _drop_with_heading(listing: html.HtmlElement) -> None:
    heading = listing.getprevious()
    if heading is not None and heading.tag in HEADINGS - {"h1"} and not (heading.tail or "").strip():
        _drop(heading)
    _drop(listing)


def _note_caption(figure: html.HtmlElement) -> None:
    """Mark the caption of a picture as such: it is not a paragraph of the article."""
    if next(figure.iter("img", "picture", "video", "svg", "iframe"), None) is None:
        return
    for caption in list(figure.iter("figcaption")):
        if text := " ".join(tidy(caption.text_content()).split()):
            for child in list(caption):
                caption.remove(child)
            caption.text = f"[image: {text}]"
