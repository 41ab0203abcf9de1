"""The English of the benchmarks: what the documentation of installed packages says in prose, by package.

At least 20 MB in which no paragraph stands twice, as `articles()`: a *voice* is a package, an article a stretch of its
paragraphs in the order of its files. Paragraphs are kept where they read like sentences: enough words, a fifth of them
the commonest of English, hardly a sign that prose doesn't have. Read once, then kept under build/.
"""

import ast
import hashlib
import json
import re
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from environments import BUILD, environment

ARTICLE = 16_000  # characters, about 2,500 words
VOICE = 100_000  # characters that a package has at least
MEGABYTES, VOICES, ARTICLES = 20, 20, 1_000  # what there must be
KEPT = BUILD / "bench" / "english.jsonl"
_COMMON = frozenset("a and are as be by can for from if in is it not of on or that the this to which with".split())


class Article(NamedTuple):
    """A stretch of text by one voice."""

    voice: str
    name: str
    text: str


def articles() -> list[Article]:
    """Return the articles, voice by voice; made where they are missing."""
    if not KEPT.exists():
        made = [Article(voice, f"{voice} {n}", text) for voice, own in _voices() for n, text in enumerate(_cut(own), 1)]
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text("".join(json.dumps(article) + "\n" for article in made), encoding="utf-8")
    return [Article(*json.loads(line)) for line in KEPT.read_text(encoding="utf-8").splitlines()]


def _voices() -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for package, path in _files():
        for piece in _documentation(path):
            for paragraph in _paragraphs(piece):
                key = " ".join(paragraph.casefold().split())
                if key not in seen and _is_prose(paragraph):
                    seen.add(key)
                    found.setdefault(package, []).append(paragraph)
    for package, own in sorted(found.items()):
        if sum(map(len, own)) >= VOICE:
            yield package, own


def _files() -> Iterator[tuple[str, Path]]:
    """Yield what may hold prose, with the package it belongs to."""
    peers = environment("english").parents[1]
    for packages in (Path(sysconfig.get_paths()["purelib"]), *peers.glob("lib/python*/site-packages")):
        for path in sorted(packages.rglob("*")):
            if path.suffix in (".py", ".pyi", ".md", ".rst") or path.name == "METADATA":
                yield path.relative_to(packages).parts[0].partition("-")[0].removesuffix(".py"), path


def _documentation(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix not in (".py", ".pyi"):
        yield text
        return
    with warnings.catch_warnings(action="ignore"):
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def _paragraphs(text: str) -> list[str]:
    return [re.sub(r"\n[ \t]+", "\n", piece.strip()) for piece in re.split(r"\n\s*\n", text)]


def _is_prose(paragraph: str) -> bool:
    words = re.findall(r"[A-Za-z']+", paragraph)
    common = sum(word.lower() in _COMMON for word in words)
    letters = sum(c.isalpha() or c == " " for c in paragraph)
    return len(words) >= 8 and common >= 0.2 * len(words) and letters >= 0.85 * len(paragraph)


def _cut(paragraphs: list[str]) -> Iterator[str]:
    """Yield articles of at least that many characters; what is left at the end goes to the last one."""
    held: list[str] = []
    left = sum(map(len, paragraphs))
    size = 0
    for paragraph in paragraphs:
        held.append(paragraph)
        size, left = size + len(paragraph), left - len(paragraph)
        if size >= ARTICLE and left >= ARTICLE:
            yield "\n\n".join(held)
            held, size = [], 0
    if held:
        yield "\n\n".join(held)


def main() -> None:
    found = articles()
    megabytes = sum(len(article.text.encode()) for article in found) / 1e6
    voices = {article.voice for article in found}
    digest = hashlib.sha256(KEPT.read_bytes()).hexdigest()[:12]
    print(f"{megabytes:.1f} MB, {len(voices)} voices, {len(found):,} articles, fingerprint {digest}")
    if megabytes < MEGABYTES or len(voices) < VOICES or len(found) < ARTICLES:
        sys.exit(f"expected at least {MEGABYTES} MB, {VOICES} voices and {ARTICLES:,} articles")


if __name__ == "__main__":
    main()
