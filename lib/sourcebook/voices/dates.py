"""When an article was published, by its own words: a date line, the head of its first paragraph, or a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcebook.quantities import quantities
from sourcebook.voices.lines import Line

_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?![\d/])")
_OTHER_WORDS = re.compile(
    r"\b(?:(?:received|accepted|revised|available online|first |originally )?(?:published|received|accepted|revised|adopted|delivered|signed|posted|printed|issued|filed|released|uploaded|written|broadcast|aired|recorded|dated?)|"
    r"(?:last )?(?:updated|modified|revised|edited|reviewed|changed)|publication|date|on|at|in|of|the|from|issue|edition|vol(?:ume)?|no|number|"
    r"mon|tues?|wed|thu(?:rs)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"a\.?m|p\.?m|gmt|utc|bst|cet|cest|est|edt|pst|pdt|cst|cdt|ist|jst|sgt|wat|eat|cat|aest|et|pt|hrs?|uhr|local time|print|online|"
    r"spring|summer|autumn|fall|winter|early|mid|late|min(?:ute)?s?|read|reading|time|ago|new|last|by|web)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:[A-Z][\w’'.-]+ ?){1,3}(?:, (?:[A-Z][\w’'.-]+ ?){1,2})?,?")
_UPDATED = re.compile(
    r"\b(?:updated|modified|revised|edited|reviewed|changed|accessed|retrieved|printed)\b\W*(?:on|at)?\W*$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|released|first appeared|filed|printed|date)\b", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:article|essay|piece|text|paper|original|post|story|column|report|interview|commentary|speech|letter|translation|conversation|"
    r"discussion|statement|lecture|version|transcript)\b[^.]{0,60}?\b(?:was|were|is)\b[^.]{0,20}?\b(?:published|posted|printed|released|delivered|"
    r"given|recorded|issued|broadcast|conducted|held|written)\b|\b(?:first|originally) (?:published|appeared|ran|printed|posted)\b|"
    r"\b(?:first )?appeared (?:in|on)\b",
    re.IGNORECASE,
)
_ACCESSED = re.compile(r"\b(?:accessed|retrieved|downloaded|printed|archived)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:©|\(c\)|copyright)\s*(\d{4})", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=[/-]|$)")
_IN_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True)
class Dated:
    """A date of publication: ISO 8601, or without its year where `day` alone is known; whether it is stated, and why."""

    iso: str
    basis: str
    why: str = ""
    updated: bool = False


def date_line(text: str, whole: str) -> Dated | None:
    """Return the date that a line consists of, with words such as "Published" and a time; None where it says more.

    whole   the article, in which dates written out may show whether the day or the month comes first
    """
    found = [q for q in quantities(text) if q.kind in ("date", "date_range")]
    if not found or len(text) > 160:
        return None
    rest = text
    for q in reversed(found):
        rest = rest[: q.start] + " " + rest[q.end :]
    rest = re.sub(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\d+", " ", rest)
    rest = _OTHER_WORDS.sub(" ", rest)
    if re.search(r"[^\W\d_]{2,}", rest) and not (_PLACE.fullmatch(rest.strip(" ,.|·•-–—")) and any(q.precision == "day" and q.iso for q in found)):
        return None
    return _chosen(text, found, whole)


def _chosen(text: str, found: Sequence[object], whole: str) -> Dated | None:
    """Return the date said to be of publication, else the first that isn't said to be another."""
    rows = [(q, text[: q.start].rsplit("|", 1)[-1]) for q in found]  # type: ignore[attr-defined]
    updated = all(_UPDATED.search(before[-24:]) for _, before in rows)
    rows = [(q, before) for q, before in rows if not _UPDATED.search(before[-24:])] or rows
    rows.sort(key=lambda row: not _PUBLISHED.search(row[1][-24:]))
    q = rows[0][0]
    if q.iso is None:  # type: ignore[attr-defined]
        return Dated("", "unknown", f"'{q.surface}' has no year") if q.precision == "day" else None  # type: ignore[attr-defined]
    return replace(_read(q.surface, q.iso.rstrip("~"), whole), updated=updated)  # type: ignore[attr-defined]


def _read(surface: str, iso: str, whole: str) -> Dated:
    numeric = _NUMERIC.search(surface)
    if numeric and int(numeric[1]) <= 12 and int(numeric[2]) <= 12 and numeric[1] != numeric[2]:
        year = iso[:4]
        day_first = _day_first(whole)
        if day_first is None:
            return Dated(year, "inferred", f"'{surface}' may put the day or the month first")
        day, month = (numeric[1], numeric[2]) if day_first else (numeric[2], numeric[1])
        order = "day" if day_first else "month"
        return Dated(
            f"{year}-{int(month):02}-{int(day):02}",
            "inferred",
            f"'{surface}', taken with the {order} first, as elsewhere in the text",
        )
    return Dated(iso, "stated")


_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"


def _day_first(text: str) -> bool | None:
    """Tell whether an article writes the day before the month; None where nothing in it shows."""
    day = len(re.findall(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b", text))
    month = len(re.findall(rf"\b{_MONTHS} \d{{1,2}}\b(?!\s?%)", text))
    for m in _NUMERIC.finditer(text):
        day, month = day + (int(m[1]) > 12), month + (int(m[2]) > 12)
    return None if day == month else day > month


def dates_in(text: str) -> list[Dated]:
    """Return the days and months with a year that a text mentions."""
    found = [
        q for q in quantities(text) if q.kind == "date" and q.iso and q.precision in ("day", "month") and not q.relative
    ]
    return [Dated(q.iso.rstrip("~"), "stated") for q in found if q.iso]


def opening_date(dateline: str, whole: str) -> Dated | None:
    """Return the date that the head of the first paragraph gives, its year from elsewhere where it says none."""
    found = [q for q in quantities(dateline) if q.kind == "date" and q.precision in ("day", "month")]
    if not found:
        return None
    if found[0].iso:
        return _read(found[0].surface, found[0].iso, whole)
    return with_year(found[0].surface, whole)


def with_year(surface: str, whole: str) -> Dated:
    """Return a day and month with the year that the article shows elsewhere: the same date in full, or its copyright."""
    full = [q for q in quantities(whole) if q.kind == "date" and q.precision == "day" and q.iso and not q.relative]
    bare = surface.casefold().strip(" ,")
    same = sorted({q.iso for q in full if q.iso and bare in q.surface.casefold()})
    if len(same) == 1:
        return Dated(same[0], "stated", f"'{surface}', its year from the same date elsewhere in the text")
    years = {m[1] for m in _YEAR.finditer(whole)}
    if len(years) == 1:
        return _completed(surface, years.pop(), "the year of the copyright")
    opening = {m for line in whole.split("\n")[:30] if surface in line for m in re.findall(r"\b((?:19|20)\d\d)\b", line)}
    if len(opening) == 1:
        return _completed(surface, opening.pop(), "the year that the same paragraph names")
    near = {q.iso[:4] for q in quantities(whole) if q.kind == "date" and q.iso and q.precision in ("day", "month")}
    if len(near) == 1:
        return _completed(surface, near.pop(), "the only year of a dated event in the text")
    return Dated("", "unknown", f"'{surface}' has no year")


def _completed(surface: str, year: str, why: str) -> Dated:
    found = [q.iso for q in quantities(f"{surface}, {year}") if q.iso and len(q.iso) >= 7]
    if not found:
        return Dated("", "unknown", f"'{surface}' has no year")
    return Dated(found[0], "inferred", f"'{surface}', with {why}")


def told_date(lines: Sequence[Line], whole: str) -> Dated | None:
    """Return the date of which a sentence says that the article was published then."""
    for line in lines:
        if not _TELLING.search(line.text):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line.text):
            if not (said := _TELLING.search(sentence)):
                continue
            found = [
                q
                for q in quantities(sentence)
                if q.kind == "date" and q.start >= said.start() and q.precision in ("day", "month")
            ]
            if found:
                q = found[0]
                return Dated(q.iso, "stated", "") if q.iso else with_year(q.surface, whole)
    return None


def address_date(url: str) -> Dated | None:
    """Return the date that stands in an address, as in /2025/03/04/."""
    if found := _IN_ADDRESS.search(url):
        return Dated("-".join(part for part in found.groups() if part), "inferred", "from the address")
    return None


def file_date(name: str) -> Dated | None:
    """Return the date that stands in a file's name, as in 2025-03-04-title.md."""
    found = _IN_FILE.search(name)
    return Dated("-".join(found.groups()), "inferred", "from the file's name") if found else None
