"""How a voice writes: measures of its words and sentences, each with its contract, its floor and its source.

`diversity` and `readability` are pure measures, `style` what else is counted, `resampling` the intervals; `registry`
says what each measure needs and `table` puts them together by group.
"""

from sourcebook.textstats.comparing import are_apart, comparable, outstanding
from sourcebook.textstats.diversity import WINDOW
from sourcebook.textstats.registry import HABITS, MIN_SENTENCES, TRANSLATED
from sourcebook.textstats.table import COLUMNS, heaps, measures, notes, statistics, wide, zipf

__all__ = [
    "COLUMNS",
    "HABITS",
    "MIN_SENTENCES",
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
