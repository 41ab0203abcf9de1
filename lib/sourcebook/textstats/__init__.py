"""How a voice writes: measures of its words and sentences, each with its contract, its floor and its source.

`diversity` and `readability` are pure measures, `style` what else is counted, `resampling` the intervals; `registry`
says what each measure needs, `table` puts them together by group and `comparing` tells chance from difference.
"""

from sourcebook.textstats.comparing import are_apart, comparable, outstanding
from sourcebook.textstats.diversity import WINDOW
from sourcebook.textstats.registry import TRANSLATED
from sourcebook.textstats.table import heaps, measures, notes, statistics, wide, zipf

__all__ = [
    "TRANSLATED",
    "WINDOW",
    "are_apart",
    "comparable",
    "heaps",
    "measures",
    "notes",
    "outstanding",
    "statistics",
    "wide",
    "zipf",
]
