"""The labelled articles of tests/articles (see README.md there): read, checked, and laid over a text.

Labels and texts are compared by their letters and digits alone, without case and diacritics, so that white space, line
breaks, hyphens at the end of a line and ligatures make no difference.
"""

import codecs
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).resolve().parent / "articles"
ALLOWED = {
    "kind": ("body", "introduction", "heading", "furniture"),
    "role": ("author", "editor", "translator", "interviewer", "collective", "unsigned"),
    "sort": (
        "byline dateline date label signature salutation participants stage share comments image cookie subscribe "
        "related menu header endmark disclaimer bio credits advert pullquote"
    ).split(),
    "published_basis": ("stated", "file", "inferred", "unknown"),
    "form": ("direct", "indirect"),
    "sourcing": ("named", "anonymous", "collective"),
}
NAMELESS = {"unsigned": "unsigned", "Editor": "editor", "Translator": "translator"} | dict.fromkeys(
    ("Interviewer", "Moderator"), "interviewer"
)
LONG = 20  # letters: a block of so many is hardly found by chance, wherever it is looked for
CERTAIN = 10  # and one of so many hardly in a place that no other block claims
RUN = 6  # letters in a row, the least that counts as a piece of a block that isn't found whole
Label = dict[str, Any]


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a text, and where each stands in it."""

    text: str
    at: list[int]

    def is_edge(self, n: int) -> bool:
        """Say whether a word ends before letter n or the text does."""
        return n in (0, len(self.at)) or self.at[n] - self.at[n - 1] > 1


@cache
def _plain(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", char).casefold() if c.isalnum())


def letters(text: str) -> Letters:
    pairs = [(c, n) for n, char in enumerate(text) for c in _plain(char)]
    return Letters("".join(c for c, _ in pairs), [n for _, n in pairs])


def read_labels(half: str, articles: Path = ARTICLES) -> list[Label]:
    return [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((articles / "labels" / half).glob("*.json"))
    ]


# --- where the blocks stand in a text ---------------------------------------------------------------------------------


def place(blocks: Sequence[Label], text: Letters) -> list[list[int]]:
    """Return for each block and each of its letters which letter of the text it is, -1 where it is absent.

    Long blocks go first, since a sentence that is repeated in display or a title in a list of links must not claim the
    place where it belongs; then those of which only pieces are found; then the short ones, between their neighbours.
    """
    own = [letters(block["text"]).text for block in blocks]
    where = [[-1] * len(block) for block in own]
    free = list(text.text)

    def claim(n: int, first: int, start: int, size: int) -> None:
        where[n][first : first + size] = range(start, start + size)
        free[start : start + size] = "\0" * size

    def claim_whole(n: int) -> None:
        start = _found(own[n], "".join(free), text, _gap(where, n, len(free)))
        if start is not None:
            claim(n, 0, start, len(own[n]))

    order = sorted(range(len(own)), key=lambda n: (-len(own[n]), blocks[n]["kind"] == "furniture", n))
    for n in order:
        if len(own[n]) >= LONG:
            claim_whole(n)
    for n in order:
        if len(own[n]) >= LONG and max(where[n]) < 0:
            for run in _pieces(own[n], "".join(free), _gap(where, n, len(free))):
                claim(n, run.a, run.b, run.size)
    for n in order:
        if 0 < len(own[n]) < LONG:
            claim_whole(n)
    return where


def _gap(where: Sequence[Sequence[int]], n: int, end: int) -> tuple[int, int]:
    """Return the stretch between the block before and the block after that have their places."""
    before = next((max(w) + 1 for w in reversed(where[:n]) if w and max(w) >= 0), 0)
    after = next((min(i for i in w if i >= 0) for w in where[n + 1 :] if w and max(w) >= 0), end)
    return before, after


def _found(block: str, free: str, text: Letters, gap: tuple[int, int]) -> int | None:
    """Return where a block stands as whole words: in the gap if it can be, elsewhere only if it is no chance."""
    hits = [m.start() for m in re.finditer(f"(?={re.escape(block)})", free)]
    hits = [h for h in hits if text.is_edge(h) and text.is_edge(h + len(block))]
    inside = [h for h in hits if gap[0] <= h and h + len(block) <= gap[1]]
    return next(iter(inside or (hits if len(block) >= CERTAIN else [])), None)


def _pieces(block: str, free: str, gap: tuple[int, int]) -> list[Match]:
    """Return the pieces of a block in the gap, or else anywhere; none if they are less than half of it."""
    for start, end in (gap, (0, len(free))):
        matcher = SequenceMatcher(None, block, free[start:end], autojunk=False)
        runs = list(_runs(matcher, 0, len(block), 0, max(end - start, 0)))
        if 2 * sum(run.size for run in runs) >= len(block):
            return [Match(run.a, run.b + start, run.size) for run in runs]
    return []


def _runs(matcher: "SequenceMatcher[str]", a: int, a_end: int, b: int, b_end: int) -> Iterator[Match]:
    longest = matcher.find_longest_match(a, a_end, b, b_end)
    if longest.size >= RUN:
        yield from _runs(matcher, a, longest.a, b, longest.b)
        yield longest
        yield from _runs(matcher, longest.a + longest.size, a_end, longest.b + longest.size, b_end)


# --- whether labels can be right --------------------------------------------------------------------------------------


def complaints(label: Label, folder: Path) -> list[str]:
    """Return what can't be right about the labels of an article, in words; nothing if all may be."""
    return [*_words_not_allowed(label), *_quotations_astray(label), *_not_covered(label, folder / label["file"])]


def _words_not_allowed(label: Label) -> Iterator[str]:
    if label["published_basis"] not in ALLOWED["published_basis"]:
        yield f"published_basis '{label['published_basis']}' is not one of {', '.join(ALLOWED['published_basis'])}"
    if bool(label["published"]) == (label["published_basis"] == "unknown"):
        yield f"published '{label['published']}' can't be {label['published_basis']}"
    if label["published"] and not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", label["published"]):
        yield f"published '{label['published']}' is not ISO 8601"
    for n, block in enumerate(label["blocks"]):
        for reason in _block_not_allowed(block):
            yield f"block {n} '{block['text'][:40]}': {reason}"
    for quotation in label["quotations"]:
        for key in ("form", "sourcing"):
            if quotation[key] not in ALLOWED[key]:
                yield f"quotation '{quotation['text'][:40]}': {key} '{quotation[key]}' is not allowed"


def _block_not_allowed(block: Label) -> Iterator[str]:
    kind, voice, role, sort = (block[key] for key in ("kind", "voice", "role", "sort"))
    if kind not in ALLOWED["kind"]:
        yield f"kind '{kind}' is not one of {', '.join(ALLOWED['kind'])}"
    if kind == "furniture" and sort not in ALLOWED["sort"]:
        yield f"sort '{sort}' of furniture is not one of {', '.join(ALLOWED['sort'])}"
    if kind == "furniture" and (voice or role):
        yield f"furniture has no voice, and this is {voice}'s"
    if kind in ("body", "introduction") and (not voice or role not in ALLOWED["role"]):
        yield f"voice '{voice}' in role '{role}': a voice is needed, and a role of {', '.join(ALLOWED['role'])}"
    if NAMELESS.get(voice, role) != role:
        yield f"voice '{voice}' can't have the role '{role}'"
    if ("; " in voice) and role != "collective":
        yield f"several speak as {voice}, so the role is collective"


def _quotations_astray(label: Label) -> Iterator[str]:
    spoken = [(b["voice"], letters(b["text"]).text) for b in label["blocks"] if b["kind"] in ("body", "introduction")]
    entered: Counter[tuple[str, str]] = Counter()
    for quotation in label["quotations"]:
        own, speaking = letters(quotation["text"]).text, quotation["voice"]
        entered[own, speaking] += 1
        if sum(text.count(own) for voice, text in spoken if voice == speaking) < entered[own, speaking]:
            yield f"quotation '{quotation['text'][:60]}' is in no block of {quotation['voice'] or 'a voice'}"


def _not_covered(label: Label, path: Path) -> Iterator[str]:
    """Compare the blocks, one after the other, with what a reader of the file sees; not for .pdf and .docx."""
    if path.suffix not in (".txt", ".md", ".html"):
        return
    seen = _seen(path)
    text, at = letters(seen), 0
    for n, block in enumerate(label["blocks"]):
        own = letters(block["text"]).text
        start = text.text.find(own, at)
        if start < 0:
            yield f"block {n} '{block['text'][:60]}' does not follow '{_words(seen, text, at - 40, at)}'"
            continue
        if start > at:
            yield f"before block {n}, in no block: '{_words(seen, text, at, start)}'"
        at = start + len(own)
    if at < len(text.text):
        yield f"behind the last block, in no block: '{_words(seen, text, at, len(text.text))}'"


def _words(seen: str, text: Letters, start: int, end: int) -> str:
    if start >= end:
        return ""
    return " ".join(seen[text.at[max(start, 0)] : text.at[end - 1] + 1].split())[:200]


def _seen(path: Path) -> str:
    """Return what a reader sees: no front matter, no targets of links, no markup, nothing of a page's head."""
    data = path.read_bytes()
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    if path.suffix == ".md":
        text = re.sub(r"\A(---|\+\+\+)\r?\n.*?\n\1\s*\n", "", text, flags=re.DOTALL)
        return re.sub(r"\]\([^)\s]*\)", "]", text)
    if path.suffix == ".html":
        page = _Page()
        page.feed(text)
        return " ".join(page.shown)
    return text


class _Page(HTMLParser):
    """The words of a page that a browser shows."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in _NOT_SHOWN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _NOT_SHOWN

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.shown.append(data)


_NOT_SHOWN = ("head", "script", "style", "noscript", "template", "svg")
