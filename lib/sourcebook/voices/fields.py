"""Lines that say what they hold: the head of an e-mail, the record of a database, the particulars over a release."""

import re
from collections.abc import Sequence

from sourcebook.voices.lines import Line


def _list(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(",") if name.strip())


_NAMES = {  # what is asked -> the names of fields that say it
    "title": _list("subject, headline, title"),
    "who": _list("from, author, authors, byline, by, speaker, name"),
    "when": _list(
        """date, sent, published, publication date, pub date, delivered on, issued, issued on, first published,
        released, posted, load-date, load date, date posted, release date, publication year"""
    ),
    "where": _list("source, publication, publication title, newspaper, outlet, publisher, journal, site"),
}
_OTHERS = _list(
    # of a letter
    """to, cc, bcc, reply-to, in-reply-to, references, message-id, received, list-id, mailing-list, organization,
    newsgroups, attachments, attachment, importance, x-mailer, content-type, mime-version, ref, reference, our ref,
    your ref, """
    # of a release or a document of an office
    """embargo, embargoed until, event, location, venue, place, time, dated, duration, running time, audience,
    classification, status, version, department, case no, file, type, document type, document url, document id,
    documents, applies to, part of, original language, translator, contact, contacts, media contact, press contact,
    e-mail, email, tel, telephone, phone, fax, website, web, url, link, """
    # of a paper, a page, a database
    """updated, last updated, last revised, last modified, accepted, section, page, pages, pagination, edition, volume,
    issue, number, length, word count, language, language of publication, copyright, topic, topics, tags, category,
    categories, filed under, keywords, subject terms, doi, issn, isbn, affiliation, affiliations, correspondence,
    dateline, graphic, format, country of publication, place of publication, publication subject, source type,
    abstract id, accession number, """
    # the codes of a database's export
    """an, se, hd, wc, pd, sn, sc, la, cy, lp, td, co, in, ns, re, pub, ipd, ipc, rf, cr, ed, pg, vol, et, art"""
)
_KNOWN = _OTHERS.union(*_NAMES.values())
_FIELD = re.compile(r"[*_>\s]*(?P<name>[^\W\d_][\w’' /.-]{0,28}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_EXPORT = re.compile(  # HD   The ports of the delta
    r"(?P<name>HD|BY|WC|PD|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|IPD|IPC|RF|CR|AN|SE|ET|ART|VOL)\s{1,6}"
    r"(?P<value>\S.*)",
    re.DOTALL,
)
_REPLY = re.compile(r"(?:(?:re|aw|fw|fwd|sv|tr)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)  # Re: [ports-list]
_FEW = 3  # fields that make a record
_EXPORTED = {"hd": "title", "by": "author", "pd": "date", "sn": "source"}


def fields(lines: Sequence[Line], sorts: list[str], top: int = 40) -> dict[str, str]:
    """Return what the fields at the head or the foot of a text say, and mark their lines as "record" in sorts.

    top       lines that are looked at at the head; half as many at the foot
    returns   the first value of each of title, who, when, where, without those that no field says

    Fewer than three fields among neighbouring lines are none.

    >>> texts = ["From: Ada Ng", "Date: 3 March 2024", "Subject: Re: Ports"]
    >>> fields([Line(0, 0, text) for text in texts], ["", "", ""])
    {'who': 'Ada Ng', 'when': '3 March 2024', 'title': 'Ports'}
    """
    said: dict[str, str] = {}
    for run in _runs(lines, top):
        for n, (name, value) in run.items():
            sorts[n] = "record"
            for key in [key for key, own in _NAMES.items() if name in own and value]:
                said.setdefault(key, " ".join(value.split()))
    if "title" in said:
        said["title"] = _REPLY.sub("", said["title"]).strip()
    return said


def _runs(lines: Sequence[Line], top: int) -> list[dict[int, tuple[str, str]]]:
    """Return runs of fields, at most one other line between two; a name alone has its value in the next line."""
    runs: list[dict[int, tuple[str, str]]] = [{}]
    awaited = ""  # the name of a field whose value is still to come
    for n in (n for n in range(len(lines)) if n < top or n >= len(lines) - top // 2):
        field = _field(lines[n].text) if lines[n].count <= 40 or awaited else None
        if field is not None:
            if runs[-1] and n - max(runs[-1]) > 2:
                runs.append({})
            runs[-1][n] = field
            awaited = "" if field[1] else field[0]
        elif awaited and lines[n].count <= 25:
            runs[-1][n] = (awaited, lines[n].text)
            awaited = ""
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
