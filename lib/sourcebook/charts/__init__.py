"""Tables -> figures, each with a caption that is also its alternative text; the only room that draws.

A chart function returns a matplotlib figure, or None where there is nothing to draw; `captioned` shows either.
Colours stay apart for colour-blind readers, on light paper and on dark.
"""

from sourcebook.charts.amounts import amounts, undrawn
from sourcebook.charts.canvas import MOST_COLUMNS, MOST_GROUPS, Captioned, captioned, chosen, png, svg
from sourcebook.charts.colours import colours
from sourcebook.charts.measures import bars, curves, key, leanings, panels, ranges, unweighed
from sourcebook.charts.times import STATUS_COLOURS, densest, intervals, movement, prominent, published, unplaced
from sourcebook.charts.words import MOST_ROWS, PANELS, heatmap, keyness, strips, tree, uses

__all__ = [
    "MOST_COLUMNS",
    "MOST_GROUPS",
    "MOST_ROWS",
    "PANELS",
    "STATUS_COLOURS",
    "Captioned",
    "amounts",
    "bars",
    "captioned",
    "chosen",
    "colours",
    "curves",
    "densest",
    "heatmap",
    "intervals",
    "key",
    "keyness",
    "leanings",
    "movement",
    "panels",
    "png",
    "prominent",
    "published",
    "ranges",
    "strips",
    "svg",
    "tree",
    "undrawn",
    "unplaced",
    "unweighed",
    "uses",
]
