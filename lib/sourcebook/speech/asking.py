"""Who asks what of whom: the sentences and headings in which a voice itself demands, recommends or urges."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def ask_rows(
    text: str, passages: Sequence[Row], sentences: Sequence[Row], quotations: Sequence[Row]
) -> list[dict[str, Any]]:
    """Return the rows of the table `asks` for one source, in reading order."""
    return []
