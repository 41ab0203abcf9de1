"""What files say of themselves, brought into one form: a day, a list of people, a title."""

import datetime
import re
from collections.abc import Iterable
from email.utils import parsedate
from typing import Any

from sourcebook.quantities import quantities
from sourcebook.readers.blocks import tidy

_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?=$|[T\s])")
_PACKED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:\d{4}(?:\d\d(?:\d{3})?)?(?!\d).*|T.*|$)")
_BY = re.compile(r"^(?:written\s+)?by:?\s+", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\(?(?:anonymous|unspecified|unknown|none|null|admin(?:istrator)?|user|owner|author|guest|root"
    r"|editor|staff|default|microsoft(?: office)?(?: user)?|office user|python-docx|windows user|test)\)?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*")
_OF = re.compile(r"\b(?:of|for|the|in|at|on|to)\b")
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel) - "
    r"|\(?(?:untitled|unspecified|unknown|none|null|title|word document)\)?\s*\d*$"
    r"|.*\btemplate\b|(?:document|slide|presentation)\s?\d*$|about:blank|.*\.(?:docx?|pdf|rtf|odt|txt|md|html?|indd|qxd|tex|pages|wpd)$"
    r"|[^\s]*[_\d][^\s]*$",  # one "word" with a digit or an underscore is the name of a file
    re.IGNORECASE,
)


def day(value: Any) -> str:
    """Return a date as ISO 8601, a day or less exact; empty where it isn't clear which day is meant.

    >>> [day(v) for v in ["2024-03-05T23:30:00+02:00", "March 5, 2024", "Tue, 05 Mar 2024 10:00:00 GMT"]]
    ['2024-03-05', '2024-03-05', '2024-03-05']
    >>> day("D:20240305101500+02'00'"), day("2024/03"), day("3/4/26")
    ('2024-03-05', '2024-03', '')
    >>> day(20240305), day(1712051500000)  # milliseconds since 1970 begin as a day of 1712 does
    ('2024-03-05', '')
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    text = str(value or "").strip()
    if found := _ISO.match(text):
        return _valid(found[1], found[3], found[4])
    if found := _PACKED.match(text):
        return _valid(*found.groups())
    if parts := parsedate(text):
        return _valid(*parts[:3])
    if not any(c.isalpha() for c in text):  # 3/4/26 may be of March or of April
        return ""
    dates = [q for q in quantities(text[:200]) if q.kind == "date" and q.iso and not q.relative]
    return str(dates[0].iso) if len(dates) == 1 and _is_day(str(dates[0].iso)) else ""


def _valid(year: Any, month: Any, of_month: Any) -> str:
    try:
        exact = datetime.date(int(year), int(month or 1), int(of_month or 1)).isoformat()
    except (ValueError, OverflowError):
        return ""
    return exact if of_month else exact[:7] if month else exact[:4]


def _is_day(iso: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", iso))


def people(values: Any) -> tuple[str, ...]:
    """Return the names in a string, a table with a name, or a list of these; what is no name is left out.

    >>> people("By Ana Ruiz, Bo Li and Cy Ng"), people(["Ruiz, Ana", {"name": "Ministry of Air and Sea"}])
    (('Ana Ruiz', 'Bo Li', 'Cy Ng'), ('Ana Ruiz', 'Ministry of Air and Sea'))
    """
    found = (name for value in _strings(values) for part in value.split(";") for name in _names(part))
    return tuple(dict.fromkeys(name for name in found if name and not _is_account(name)))


def _is_account(name: str) -> bool:
    """Tell whether an address, a role or the account of a computer stands where a name should: admin, intern02."""
    return bool(_NO_NAME.match(name)) or any(c.isdigit() for c in name) or (name.islower() and " " not in name)


def _strings(values: Any) -> Iterable[str]:
    if isinstance(values, dict):
        yield from _strings(values.get("name") or values.get("title"))
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _strings(value)
    elif isinstance(values, str):
        yield values


def _names(text: str) -> list[str]:
    text = _BY.sub("", tidy(text)).strip(" ,;")
    parts = [part.strip() for part in re.split(r",\s+and\s+|\s+and\s+|\s*&\s*|,\s+", text)]
    if len(parts) > 1 and all(_PERSON.fullmatch(part) and not _OF.search(part) for part in parts):
        return parts
    surname, comma, given = text.partition(", ")
    if comma and "," not in given and " " not in surname and len(given.split()) <= 2 and not given.isupper():
        return [f"{given} {surname}"]
    return [text]


def title(value: Any) -> str:
    """Return a title among a file's properties, empty where a program or a file's name stands in its place.

    >>> title("Who pays for\\nwater?"), title("Microsoft Word - draft.doc"), title("final_v2")
    ('Who pays for water?', '', '')
    """
    text = line(value)
    return "" if _NO_TITLE.match(text) else text


def line(value: Any) -> str:
    """Return a string or a number on one line, empty for what is none.

    >>> line("Who\\n pays?"), line(7), line(float("nan")), line(None)
    ('Who pays?', '7', '', '')
    """
    return " ".join(tidy(str(value)).split()) if isinstance(value, str | int | float) and value == value else ""


def address(value: Any) -> str:
    """Return an address on the web, empty for anything else."""
    text = line(value)
    return text if re.match(r"https?://[^\s/]", text) else ""
