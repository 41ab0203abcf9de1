"""JSON lines in, JSON lines out: the quantities of each text, for other programs.

One line out for each line in, in the same order, as it comes. A line that can't be read gives an `error` and no
quantities, and the lines after it are read as if nothing had been.
"""

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sourcebook.quantities import quantities, to_dict
from sourcebook.quantities.isodates import parse_reference

FORM = '{"id": 1, "text": "...", "reference": "2025-02-13"}'


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield an answer for each line that is not blank.

    lines    JSON objects with a text, an id to know it by (any JSON value, or none) and, for relative dates, a
             reference: the ISO date of publication, or a date-time, of which the day is taken
    returns  {"id", "quantities": [...]} with the fields of `Quantity` and offsets into the text in code points; or
             {"id", "quantities": [], "error"} with the number of the line, what is wrong and what is expected
    """
    for n, line in enumerate(lines, 1):
        if n == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        name = None
        try:
            row = _row(line)
            name = row.get("id")
            yield {"id": name, "quantities": [to_dict(q) for q in quantities(*_question(row))]}
        except ValueError as error:
            yield {"id": name, "quantities": [], "error": f"line {n}: {error}; {FORM} is expected"}


def written(answer: dict[str, Any]) -> str:
    """Return an answer as one line of JSON in ASCII, so that any text passes through any pipe."""
    return json.dumps(answer, allow_nan=False, separators=(",", ":")) + "\n"


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
        json.dumps(row, allow_nan=False)  # a number that JSON can't write can't be given back as an id either
    except RecursionError:
        raise ValueError("too deeply nested") from None
    except ValueError as error:
        raise ValueError(f"not JSON in UTF-8 ({error})") from None
    if not isinstance(row, dict):
        raise ValueError(f"not an object but {type(row).__name__}")
    return row


def _question(row: dict[str, Any]) -> tuple[str, str | None]:
    text, reference = row.get("text"), row.get("reference")
    if not isinstance(text, str):
        raise ValueError("'text' is missing" if text is None else f"'text' is not a string but {type(text).__name__}")
    if reference is not None and (not isinstance(reference, str) or parse_reference(reference) is None):
        raise ValueError(f"reference {reference!r} is not an ISO date")
    return text, reference
