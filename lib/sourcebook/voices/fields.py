"""Lines that say what they hold: the head of an e-mail, the record of a database, the particulars over a release."""

import re
from collections.abc import Sequence

from sourcebook.voices.lines import Line

_TITLE = ("subject", "headline", "title")
_WHO = ("from", "author", "authors", "byline", "by", "speaker", "name")
_WHEN = ("date", "sent", "published", "publication date", "pub date", "delivered on", "issued", "issued on", "first published", "released", "posted", "load-date", "load date", "date posted", "release date", "publication year")
_WHERE = ("source", "publication", "publication title", "newspaper", "outlet", "publisher", "journal", "site")
_OTHER = (
    "to", "cc", "bcc", "reply-to", "in-reply-to", "references", "message-id", "received", "list-id", "mailing-list", "organization", "newsgroups", "updated", "last updated", "last revised",
    "last modified", "location", "venue", "place", "section", "page", "pages", "pagination", "edition", "length", "word count", "language", "language of publication", "copyright", "document type",
    "document url", "document id", "department", "topic", "topics", "tags", "category", "categories", "filed under", "embargo", "embargoed until", "event", "accepted", "doi", "issn", "isbn", "keywords",
    "affiliation", "affiliations", "correspondence", "e-mail", "email", "tel", "telephone", "phone", "fax", "website", "web", "url", "link", "attachments", "attachment", "importance", "x-mailer",
    "content-type", "mime-version", "dateline", "graphic", "subject terms", "country of publication", "place of publication", "publication subject", "source type", "volume", "issue", "number", "ref", "reference",
    "our ref", "your ref", "case no", "file", "type", "version", "status", "classification", "audience", "duration", "running time", "format", "part of", "applies to", "documents", "original language", "translator",
    "contact", "contacts", "media contact", "press contact", "dated", "time", "abstract id", "accession number", "an", "se", "hd", "wc", "pd", "sn", "sc", "la", "cy", "lp", "td", "co", "in", "ns", "re", "pub", "ipd", "ipc", "rf", "by", "cr", "ed", "pg", "vol", "et", "art",
)  # fmt: skip
_KNOWN = frozenset((*_TITLE, *_WHO, *_WHEN, *_WHERE, *_OTHER))
_FIELD = re.compile(r"[*_>\s]*(?P<name>[^\W\d_][\w’' /.-]{0,28}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_EXPORT = re.compile(r"(?P<name>HD|BY|WC|PD|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|IPD|IPC|RF|CR|AN|SE|ET|ART|VOL)\s{1,6}(?P<value>\S.*)", re.DOTALL)
_REPLY = re.compile(r"(?:(?:re|aw|fw|fwd|sv|tr)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_FEW = 3  # fields that make a record
_EXPORTED = {"hd": "title", "by": "author", "pd": "date", "sn": "source"}


def fields(lines: Sequence[Line], sorts: list[str], top: int = 40) -> dict[str, str]:
    """Return what the fields at the head or the foot of a text say, and mark their lines as "record" in sorts.

    Keys: title, who, when, where. Fewer than three fields among neighbouring lines are none.
    """
    said: dict[str, str] = {}
    for run in _runs(lines, sorts, top):
        for n, (name, value) in run.items():
            sorts[n] = "record"
            for key, names in (("title", _TITLE), ("who", _WHO), ("when", _WHEN), ("where", _WHERE)):
                if name in names and value:
                    said.setdefault(key, " ".join(value.split()))
    if "title" in said:
        said["title"] = _REPLY.sub("", said["title"]).strip()
    return said


def _runs(lines: Sequence[Line], sorts: Sequence[str], top: int) -> list[dict[int, tuple[str, str]]]:
    """Return runs of fields, at most one other line between two; a name alone has its value in the next line."""
    runs: list[dict[int, tuple[str, str]]] = []
    run: dict[int, tuple[str, str]] = {}
    awaited = ""
    places = [n for n in range(len(lines)) if n < top or n >= len(lines) - top // 2]
    for n in places:
        field = None if lines[n].count > 40 and not awaited else _field(lines[n].text)
        if awaited and field is None and lines[n].count <= 25:
            run[n] = (awaited, lines[n].text)
            awaited = ""
            continue
        if field is not None:
            if run and n - max(run) > 2:
                runs.append(run)
                run = {}
            awaited = field[0] if not field[1] else ""
            run[n] = field
    runs.append(run)
    return [run for run in runs if len({name for name, _ in run.values()}) >= _FEW]


def _field(text: str) -> tuple[str, str] | None:
    """Return name and value where a line is a field."""
    if found := _EXPORT.fullmatch(text):
        name = found["name"].casefold()
        return _EXPORTED.get(name, name), found["value"]
    found = _FIELD.fullmatch(text)
    if not found:
        return None
    name = " ".join(found["name"].casefold().split()).rstrip(".")
    return (name, found["value"].strip(" *_")) if name in _KNOWN and len(found["value"]) < 300 else None
