"""A line of JSON or a row of Parquet -> a source, its metadata as a catalogue would give them."""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from sourcebook.catalogue import SourceEntry
from sourcebook.readers import LARGEST, Document, Said, stated

_HALVES = re.compile(rb"\\u[dD][89a-fA-F]")
# What a column may be called that holds the text, or what a catalogue says of a source.
COLUMNS = {
    "text": ("text", "body", "content"),
    "id": ("id", "source_id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "source"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "publication_date", "published_at", "datetime"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True)
class Item:
    """A source as it comes: its document, or why there is none; the entry has its metadata, the id if it has one."""

    entry: SourceEntry
    document: Document | None = None
    refused: str = ""


def refused(why: str) -> Item:
    """Return what stands for a source of which nothing can be told but why."""
    return Item(SourceEntry(file=""), refused=why)


def of_line(line: bytes, tags: Sequence[str]) -> Item:
    """Return the source in a line of JSON."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
        if _HALVES.search(line):  # half of a pair stands for no character, and nothing can write it
            row = json.loads(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"))
    except UnicodeDecodeError:
        return refused("not text: the line is not UTF-8; write the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return refused(f"damaged: the line is no JSON ({str(error)[:60]}); write an object on each line")
    if not isinstance(row, dict):
        return refused("damaged: the line is no JSON object; write one on each line")
    return of_row(row, tags)


def told(rows: pa.RecordBatch) -> Iterator[Mapping[str, Any] | str]:
    """Return rows as Python has them, or why there is none: a cell holds what it can't, no UTF-8, a day after 9999."""
    try:
        yield from rows.to_pylist()
    except (ValueError, OverflowError, LookupError):  # the last is a time zone that nobody knows
        if len(rows) == 1:
            yield "damaged: a cell of the row holds what no text or day is; mend the row"
        else:
            yield from itertools.chain.from_iterable(told(rows.slice(n, 1)) for n in range(len(rows)))


def of_row(row: Mapping[str, Any], tags: Sequence[str]) -> Item:
    """Return the source in a row; whatever is bad about it spoils nothing but itself."""
    try:
        return _of_row(row, tags)
    except Exception as error:
        said = " ".join(f"{type(error).__name__} {error}".split())[:120]
        return refused(f"damaged: what its columns hold can't be read ({said}); mend the row")


def _of_row(row: Mapping[str, Any], tags: Sequence[str]) -> Item:
    cells = {
        key: next((row[name] for name in names if row.get(name) is not None), None) for key, names in COLUMNS.items()
    }
    entry = SourceEntry(
        file="",
        id=stated.line(cells["id"]),
        title=stated.line(cells["title"]),
        outlet=stated.line(cells["outlet"]),
        authors=stated.people(cells["authors"]),
        published=stated.day(cells["published"]),
        published_basis="file" if stated.day(cells["published"]) else "",
        url=stated.address(cells["url"]),
        language=stated.line(cells["language"]),
        tags={tag: stated.line(row[tag]) for tag in tags if stated.line(row.get(tag))},
    )
    text = cells["text"]
    if not isinstance(text, str) or not any(map(str.isalnum, text)):
        return Item(entry, refused="empty: the row holds no text; fill its column 'text', or delete the row")
    if len(text) > LARGEST:
        return Item(entry, refused=too_large())
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Item(entry, Document(text, digest, said=Said(title=entry.title)))


def too_large() -> str:
    """Return why a source is refused that is longer than any article."""
    return f"too large: more than {LARGEST // 1_000_000} million characters; split it into its articles"
