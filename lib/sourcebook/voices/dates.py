"""When an article was published, by its own words: a date line, the head of its first paragraph, or a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcebook.quantities import Quantity, quantities
from sourcebook.voices.lines import Line
from sourcebook.voices.wording import any_of, mentions

_LONGEST = 160  # characters of a date line
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?![\d/])")  # 3/4/2024
_CLOCK_OR_NUMBER = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\d+")
_DATE_WORDS = re.compile(
    any_of(
        r"""
        # what was done on the day: "First published online", "Last updated"
        (?:first |originally )?(?:published|received|accepted|revised)|available online
        (?:first |originally )?(?:posted|printed|issued|released|written|broadcast|aired|recorded|delivered|filed)
        (?:first |originally )?(?:uploaded|adopted|signed|dated?)
        (?:last )?(?:updated|modified|revised|edited|reviewed|changed)
        # the issue, the day of the week, the season, the hour
        publication|issue|edition|vol(?:ume)?|no|number|print|online|web
        mon|tues?|wed|thu(?:rs)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day
        spring|summer|autumn|fall|winter|early|mid|late|new|last
        a\.?m|p\.?m|hrs?|uhr|local time|time|ago|min(?:ute)?s?|read|reading
        gmt|utc|bst|cet|cest|est|edt|pst|pdt|cst|cdt|ist|jst|sgt|wat|eat|cat|aest|et|pt
        date|on|at|in|of|the|from|by
        """
    ).join([r"\b", r"\b"]),
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:[A-Z][\w’'.-]+ ?){1,3}(?:, (?:[A-Z][\w’'.-]+ ?){1,2})?,?")  # Port Kalu, Delta
_UPDATED = re.compile(  # before a date that is another than that of publication
    r"\b(?:updated|modified|revised|edited|reviewed|changed|accessed|retrieved|printed)\b\W*(?:on|at)?\W*$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|released|first appeared|filed|printed|date)\b", re.IGNORECASE)
_BEFORE = 24  # characters before a date that say which date it is
_WORK = """
    article|essay|piece|text|paper|original|post|story|column|report|commentary|letter|translation|version
    interview|speech|conversation|discussion|statement|lecture|transcript
"""
_BROUGHT_OUT = """
    published|posted|printed|released|delivered|given|recorded|issued|broadcast|conducted|held|written
"""
_TELLING = re.compile(
    any_of(
        rf"""
        # This speech was first given at Port Kalu on …   Originally published …   It appeared in …
        \b{any_of(_WORK)}\b[^.]{{0,60}}?\b(?:was|were|is)\b[^.]{{0,20}}?\b{any_of(_BROUGHT_OUT)}\b
        \b(?:first|originally) (?:published|appeared|ran|printed|posted)\b
        \b(?:first )?appeared (?:in|on)\b
        """
    ),
    re.IGNORECASE,
)
_OF_WORK = mentions(_WORK + "first|originally|appeared")
_OF_BRINGING_OUT = mentions(_BROUGHT_OUT + "appeared|first ran|originally ran")
_COPYRIGHT_YEAR = re.compile(r"(?:©|\(c\)|copyright)\s*(\d{4})", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=[/-]|$)")
_IN_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTHS} \d{{1,2}}\b(?!\s?%)")


@dataclass(frozen=True)
class Dated:
    """A date of publication.

    iso       ISO 8601, or "" where a day without its year is known
    basis     stated, file, inferred or unknown; `why` says what it rests on where it isn't stated
    updated   whether it is rather the date of a change
    """

    iso: str
    basis: str
    why: str = ""
    updated: bool = False


def date_line(text: str, whole: str) -> Dated | None:
    """Return the date that a line consists of, with words such as "Published" and a time; None where it says more.

    whole   the article, in which dates written out may show whether the day or the month comes first

    >>> date_line("Published 3 March 2024, 10:05 GMT", "").iso
    '2024-03-03'
    >>> date_line("The port was closed on 3 March 2024", "") is None
    True
    """
    found = [q for q in quantities(text) if q.kind in ("date", "date_range")]
    if not found or len(text) > _LONGEST:
        return None
    rest = text
    for q in reversed(found):
        rest = rest[: q.start] + " " + rest[q.end :]
    rest = _DATE_WORDS.sub(" ", _CLOCK_OR_NUMBER.sub(" ", rest))
    full = any(q.precision == "day" and q.iso for q in found)
    placed = full and _PLACE.fullmatch(rest.strip(" ,.|·•-–—"))
    return _chosen(text, found, whole) if placed or not re.search(r"[^\W\d_]{2,}", rest) else None


def _chosen(text: str, found: Sequence[Quantity], whole: str) -> Dated | None:
    """Return the date said to be of publication, else the first that isn't said to be another."""
    before = {q: text[: q.start].rsplit("|", 1)[-1][-_BEFORE:] for q in found}
    own = [q for q in found if not _UPDATED.search(before[q])]
    best = min(own or found, key=lambda q: not _PUBLISHED.search(before[q]))
    if best.iso is None:
        return Dated("", "unknown", f"'{best.surface}' has no year") if best.precision == "day" else None
    return replace(_read(best.surface, best.iso.rstrip("~"), whole), updated=not own)


def _read(surface: str, iso: str, whole: str) -> Dated:
    """Return a date as stated, or where its figures can be read in two ways, as the article writes others."""
    numeric = _NUMERIC.search(surface)
    if not numeric or int(numeric[1]) > 12 or int(numeric[2]) > 12 or numeric[1] == numeric[2]:
        return Dated(iso, "stated")
    day_first = _day_first(whole)
    if day_first is None:
        return Dated(iso[:4], "inferred", f"'{surface}' may put the day or the month first")
    day, month = (numeric[1], numeric[2]) if day_first else (numeric[2], numeric[1])
    why = f"'{surface}', taken with the {'day' if day_first else 'month'} first, as elsewhere in the text"
    return Dated(f"{iso[:4]}-{int(month):02}-{int(day):02}", "inferred", why)


def _day_first(text: str) -> bool | None:
    """Tell whether an article writes the day before the month; None where nothing in it shows."""
    numeric = _NUMERIC.findall(text)
    day = len(_DAY_FIRST.findall(text)) + sum(int(first) > 12 for first, _, _ in numeric)
    month = len(_MONTH_FIRST.findall(text)) + sum(int(second) > 12 for _, second, _ in numeric)
    return None if day == month else day > month


def dates_in(text: str) -> list[Dated]:
    """Return the days and months with a year that a text mentions.

    >>> [d.iso for d in dates_in("The port opened in May 2023 and closed on 3 March 2024, in a year.")]
    ['2023-05', '2024-03-03']
    """
    found = [q for q in quantities(text) if _is_date(q) and not q.relative]
    return [Dated(q.iso.rstrip("~"), "stated") for q in found if q.iso]


def _is_date(q: Quantity) -> bool:
    return q.kind == "date" and q.precision in ("day", "month")


def opening_date(dateline: str, whole: str) -> Dated | None:
    """Return the date that the head of the first paragraph gives, its year from elsewhere where it says none."""
    first = next((q for q in quantities(dateline) if _is_date(q)), None)
    if first is None:
        return None
    return _read(first.surface, first.iso, whole) if first.iso else with_year(first.surface, whole)


def with_year(surface: str, whole: str) -> Dated:
    """Return a day and month with the year that the article shows elsewhere; `why` says where.

    surface   the day and month as they stand in the text

    >>> with_year("3 March", "NAIROBI, 3 March - It rained. © 2024 Delta Media").iso
    '2024-03-03'
    """
    dates = [q for q in quantities(whole) if _is_date(q) and q.iso]
    bare = surface.casefold().strip(" ,")
    full = {q.iso for q in dates if q.precision == "day" and not q.relative and bare in q.surface.casefold()}
    if len(full) == 1:
        return Dated(str(full.pop()), "stated", f"'{surface}', its year from the same date elsewhere in the text")
    opening = [line for line in whole.split("\n")[:30] if surface in line]
    places = {  # the years that stand in a place, which gives the year where there is only one
        "the year of the copyright": set(_COPYRIGHT_YEAR.findall(whole)),
        "the year that the same paragraph names": {
            y for line in opening for y in re.findall(r"\b(?:19|20)\d\d\b", line)
        },
        "the only year of a dated event in the text": {str(q.iso)[:4] for q in dates},
    }
    for why, years in places.items():
        if len(years) == 1:
            return _completed(surface, years.pop(), why)
    return Dated("", "unknown", f"'{surface}' has no year")


def _completed(surface: str, year: str, why: str) -> Dated:
    found = [q.iso for q in quantities(f"{surface}, {year}") if q.iso and len(q.iso) >= 7]
    if not found:
        return Dated("", "unknown", f"'{surface}' has no year")
    return Dated(found[0], "inferred", f"'{surface}', with {why}")


def told_date(lines: Sequence[Line], whole: str) -> Dated | None:
    """Return the date of which a sentence says that the article was published then."""
    for line in lines:
        if not (_OF_WORK(line.text) and _OF_BRINGING_OUT(line.text) and _TELLING.search(line.text)):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line.text):
            said = _TELLING.search(sentence)
            first = next((q for q in quantities(sentence) if said and q.start >= said.start() and _is_date(q)), None)
            if first:
                return Dated(first.iso, "stated") if first.iso else with_year(first.surface, whole)
    return None


def address_date(url: str) -> Dated | None:
    """Return the date that stands in an address.

    >>> address_date("https://example.org/2025/03/04/ports").iso
    '2025-03-04'
    """
    if found := _IN_ADDRESS.search(url):
        return Dated("-".join(part for part in found.groups() if part), "inferred", "from the address")
    return None


def file_date(name: str) -> Dated | None:
    """Return the date that stands in a file's name.

    >>> file_date("2025-03-04-ports.md").iso
    '2025-03-04'
    """
    found = _IN_FILE.search(name)
    return Dated("-".join(found.groups()), "inferred", "from the file's name") if found else None
