"""Who promises what until when: commitments, agreements to act, targets, duties and deadlines."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def promise_rows(
    text: str, passages: Sequence[Row], sentences: Sequence[Row], facts: Sequence[Row], published: str | None
) -> list[dict[str, Any]]:
    """Return the rows of the table `promises` for one source, in reading order."""
    return []
