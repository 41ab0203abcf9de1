"""A peer as a filter: `python peers.py NAME ROUNDS` reads JSON lines {"id", "text"} and answers with what it finds.

It runs in an environment of its own, which `quantities.py` makes. The last line holds the median of the seconds
that so many readings took, after a first text that is not counted, since peers load what they need with it.
"""

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from machine import timed

Found = Iterator[dict[str, Any]]


def quantulum3() -> Callable[[str], Found]:
    from quantulum3 import parser

    def read(text: str) -> Found:
        for q in parser.parse(text):
            ends = {"value": q.value, "low": None, "high": None}
            if q.uncertainty:  # how it tells a range
                ends = {"value": None, "low": q.value - q.uncertainty, "high": q.value + q.uncertainty}
            yield {"start": q.span[0], "end": q.span[1], **ends}

    return read


def recognizers() -> Callable[[str], Found]:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    from recognizers_text import Culture

    models = (recognize_currency, recognize_percentage, recognize_age, recognize_temperature, recognize_dimension)

    def read(text: str) -> Found:
        taken: list[tuple[int, int]] = []
        for model in (*models, recognize_number):  # what has a unit goes before the bare number inside it
            for r in model(text, Culture.English):
                if r.resolution and not any(r.start <= end and start <= r.end for start, end in taken):
                    taken.append((r.start, r.end))
                    value = _number(r.resolution.get("value"))
                    yield {"start": r.start, "end": r.end + 1, "value": value, "low": None, "high": None}

    return read


def _number(value: Any) -> float | None:
    try:
        return float(str(value).rstrip("%"))
    except ValueError:
        return None


def main() -> None:
    warnings.simplefilter("ignore")
    read = {"quantulum3": quantulum3, "recognizers-text": recognizers}[sys.argv[1]]()
    rows = [json.loads(line) for line in sys.stdin]
    list(read(rows[0]["text"]))
    took, answers = timed(
        lambda: [{"id": row["id"], "quantities": list(read(row["text"]))} for row in rows], int(sys.argv[2])
    )
    for answer in [*answers, {"seconds": took}]:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
