"""Markdown -> what a reader of the rendered page sees, and what its front matter says."""

import re
import tomllib
from functools import cache
from typing import Any

import mistune
import yaml

from sourcebook.readers import stated, webtext
from sourcebook.readers.blocks import joined
from sourcebook.readers.decoding import decode
from sourcebook.readers.document import Said
from sourcebook.spans import Span

_FRONT = re.compile(r"\s*?(---|\+\+\+)[ \t]*\r?\n(.*?)(?:^|(?<=\n))(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"[\w\"'-]+[ \t]*[:=]")
_PLAIN = re.compile(r"""(?m)^(\w+)[ \t]*[:=][ \t]*["']?([^\s"'\[{*&|>][^\r\n]*?)["']?[ \t]*\r?$""")
_LONGEST, _MOST_BRACKETS = 20_000, 200
_KEYS = {
    "title": ("title", "headline"),
    "outlet": ("source", "outlet", "publication", "publisher", "site", "site_name", "website", "journal"),
    "authors": ("authors", "author", "by", "byline", "creator"),
    "published": ("published", "date", "publishdate", "pubdate", "date_published", "publication_date", "created"),
    "url": ("url", "canonical", "canonical_url", "link", "source_url", "permalink"),
    "language": ("lang", "language", "locale"),
}


def read(data: bytes) -> tuple[str, tuple[Span, ...], Said, str]:
    """Return text, headings, what the front matter says, and the encoding of a Markdown file.

    A line break inside a paragraph stays where it is. Of malformed front matter the lines that are a plain
    `key: value` are believed; it is left out of the text.
    """
    raw, encoding = decode(data)
    front, body = split(raw)
    text, headings = joined(webtext.rendered(str(_renderer()(body.replace("\r\n", "\n").replace("\r", "\n")))))
    return text, headings, _said(front), encoding


@cache
def _renderer() -> mistune.Markdown:
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "footnotes", "def_list"])


def split(raw: str) -> tuple[dict[str, Any], str]:
    """Return the front matter (YAML between ---, TOML between +++) and the rest.

    >>> split("---\\ntitle: Who pays?\\n---\\nThe city.")
    ({'title': 'Who pays?'}, 'The city.')
    """
    found = _FRONT.match(raw)
    if not found or not _FIELD.search(found[2]):
        return {}, raw
    try:
        fields = tomllib.loads(found[2].replace("\r\n", "\n")) if found[1] == "+++" else _yaml(found[2])
    except (ValueError, yaml.YAMLError, RecursionError):
        fields = dict(_PLAIN.findall(found[2]))
    return (fields if isinstance(fields, dict) else {}), raw[found.end() :]


def _yaml(text: str) -> Any:
    if len(text) > _LONGEST or text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise ValueError("no person writes so much, and its reading takes too long")
    if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
        raise ValueError("aliases are not read: nested, they stand for more than any memory holds")
    return yaml.load(text, Loader=yaml.BaseLoader)  # strings, lists and tables only: a date stays as it is written


def _said(front: dict[str, Any]) -> Said:
    fields = {str(key).casefold().replace("-", "_"): value for key, value in front.items()}

    def first(name: str) -> tuple[str, Any]:
        return next(((key, fields[key]) for key in _KEYS[name] if fields.get(key)), ("", ""))

    key, date = first("published")
    published = stated.day(date)
    url = next((found for key in _KEYS["url"] if (found := stated.address(fields.get(key)))), "")
    outlet = next((v for key in _KEYS["outlet"] if (v := _outlet(fields.get(key)))), "")
    return Said(
        title=stated.line(first("title")[1]),
        outlet=outlet,
        authors=stated.people(first("authors")[1]),
        published=published,
        published_from=f"front matter {key}" if published else "",
        is_publication=key != "created",
        url=url or stated.address(fields.get("source")),
        language=stated.line(first("language")[1]),
    )


def _outlet(value: Any) -> str:
    named = value.get("name") if isinstance(value, dict) else value
    return "" if stated.address(named) else stated.line(named)
