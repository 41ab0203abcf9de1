"""How a voice writes: measures of its words and sentences, each with its contract, its floor and its source.

`diversity` and `readability` are pure measures, `style` what else is counted, `resampling` the intervals; `registry`
says what each measure needs and `table` puts them together by group.
"""

from sourcebook.textstats.table import heaps, measures, notes, statistics, wide, zipf
from sourcebook.textstats.traits import outstanding

__all__ = ["heaps", "measures", "notes", "outstanding", "statistics", "wide", "zipf"]
