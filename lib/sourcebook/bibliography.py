r"""The sources of a corpus as a bibliography that LaTeX, Zotero and others read (BibLaTeX).

source  Lehman and others, The biblatex Package (entry types and fields in chapter 2, dates in 2.3.8, names in 2.3.3)
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sourcebook.corpus import Corpus
from sourcebook.links import web_address
from sourcebook.voices import names

_PLAIN_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/+-]*[A-Za-z0-9])?")
_LIKELY = 0.5  # how sure a name must be a person's; a line of two capitalised words has as much
_SUFFIX = re.compile(r"(.+ .+) (Jr\.?|Sr\.?|I{2,3}|IV)", re.IGNORECASE)
_ESCAPES = str.maketrans(
    {c: f"\\{c}" for c in "$&#_%"}  # braces by their names, since readers count them without regard to a backslash
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
)
_LANGUAGES = dict(  # ISO 639-1 -> what babel calls it
    pair.split(":")
    for pair in """
    af:afrikaans ar:arabic be:belarusian bg:bulgarian bn:bengali br:breton ca:catalan cs:czech cy:welsh da:danish
    de:german el:greek en:english eo:esperanto es:spanish et:estonian eu:basque fa:persian fi:finnish fr:french ga:irish
    gl:galician he:hebrew hi:hindi hr:croatian hu:hungarian hy:armenian id:indonesian is:icelandic it:italian
    ja:japanese ka:georgian ko:korean la:latin lt:lithuanian lv:latvian mk:macedonian ms:malay nb:norsk nl:dutch
    nn:nynorsk no:norsk pl:polish pt:portuguese ro:romanian ru:russian sk:slovak sl:slovene sq:albanian sr:serbian
    sv:swedish ta:tamil th:thai tr:turkish uk:ukrainian ur:urdu vi:vietnamese zh:chinese
    """.split()
)


def bibtex(corpus: Corpus) -> str:
    """Return an entry for each source, in the order of their ids.

    A source with an address on the web is `@online`, one with an outlet alone `@article`, any other `@misc`. Titles
    keep their capitals. A person's name is left to BibTeX, which takes its last word for the family name; the name of
    a body, or of what may be none of a person, stands in braces. A note says where a date is inferred, where a title is
    the file's name, and what is a translation.
    """
    rows = list(corpus.sources.sort_values("source_id").itertuples())
    spoken = corpus.passages[corpus.passages["role"] == "collective"]
    bodies = spoken.groupby("source_id")["voice"].agg(frozenset).to_dict()
    keys = _keys([str(row.source_id) for row in rows])
    return "\n".join(_entry(key, row, bodies.get(row.source_id, ())) for key, row in zip(keys, rows, strict=True))


def _entry(key: str, row: Any, bodies: Collection[str]) -> str:
    url, outlet = web_address(_said(row.url)), _plain(_said(row.outlet))
    fields = {
        "author": " and ".join(_author(name, bodies) for name in _said(row.authors).split("; ") if _plain(name)),
        "title": f"{{{_plain(_said(row.title)) or _plain(row.path) or key}}}",
        "organization" if url else "journaltitle": outlet,
        "date": _said(row.published),
        "url": url or "",
        "urldate": _said(row.accessed) if url else "",
        "langid": _LANGUAGES.get(_said(row.language).casefold()[:2], "") if _has_code(_said(row.language)) else "",
        "note": "; ".join(_notes(row)),
    }
    kind = "online" if url else "article" if outlet else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _notes(row: Any) -> list[str]:
    said = [
        ("title missing, named after its file", not _plain(_said(row.title))),
        ("date inferred", bool(_said(row.published)) and row.published_basis == "inferred"),
        ("translation", bool(row.translated)),
    ]
    return [text for text, holds in said if holds]


def _said(cell: Any) -> str:
    """Return a cell of text, empty where it is missing."""
    return cell if isinstance(cell, str) else ""


def _has_code(language: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", language))


def _plain(text: str) -> str:
    r"""Return a text on one line, without control characters, what LaTeX or BibTeX would act on escaped.

    >>> print(_plain("Rain\n& {sun}"))
    Rain \& \textbraceleft{}sun\textbraceright{}
    """
    line = " ".join(text.split())
    return "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cs")).translate(_ESCAPES)


def _author(name: str, bodies: Collection[str]) -> str:
    """Return a name as BibTeX takes it: a person's as it is, in three parts where "Jr" stands behind; else in braces.

    >>> [_author(name, ()) for name in ["Dr. Ada de la Cruz", "Bo Ruiz, Jr.", "Bank of the Delta"]]
    ['Ada de la Cruz', 'Ruiz, Jr, Bo', '{Bank of the Delta}']
    """
    person = names.name(name)
    if name in bodies or person is None or person.certainty < _LIKELY or re.search(r"\band\b", name, re.IGNORECASE):
        return f"{{{_plain(name)}}}"
    if suffixed := _SUFFIX.fullmatch(person.text):
        words = suffixed[1].split()
        first = next((n for n, word in enumerate(words) if n and word[0].islower()), len(words) - 1)
        return ", ".join(map(_plain, [" ".join(words[first:]), suffixed[2].rstrip("."), " ".join(words[:first])]))
    return _plain(person.text)


def _keys(ids: Sequence[str]) -> list[str]:
    """Return a key for each source: its id where it can be one, else what is left of it in ASCII and a digest of it.

    Keys that differ in capitals only would be one for many programs; so would both have a digest.

    >>> _keys(["lake-2024", "étang d'or"])
    ['lake-2024', 'etang-d-or-a591d4ff']
    """
    alike = Counter(source_id.casefold() for source_id in ids)
    plain = {s for s in ids if _PLAIN_KEY.fullmatch(s) and alike[s.casefold()] == 1}
    taken = {s.casefold() for s in plain}
    keys = []
    for source_id in ids:
        key = source_id if source_id in plain else next(k for k in _digested(source_id) if k.casefold() not in taken)
        taken.add(key.casefold())
        keys.append(key)
    return keys


def _digested(source_id: str) -> Iterator[str]:
    ascii_only = unicodedata.normalize("NFKD", source_id).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-") or "source"
    digest = hashlib.sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()
    return (f"{stem}-{digest[:n]}" for n in range(8, 65))
