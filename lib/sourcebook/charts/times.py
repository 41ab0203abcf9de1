"""Figures of time: when something was, as exactly as it is known."""

import datetime
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sourcebook.catalogue import date_interval
from sourcebook.charts.canvas import BLUE, GREEN, MOST_GROUPS, MUTED, ORANGE, PINK, VERMILION, row_axes, tint


def published(sources: pd.DataFrame) -> Figure | None:
    """Draw when each source was published, in order of time; sources: the table of a corpus."""
    rows = []
    for source in sources[sources["published"] != ""].itertuples():
        first, last = date_interval(str(source.published))
        rows.append((source.source_id, first, last, source.published_basis))
    table = pd.DataFrame(rows, columns=["group", "first", "last", "status"]).sort_values(["first", "last", "group"])
    bases = {"stated": BLUE, "file": GREEN, "catalogue": PINK, "inferred": ORANGE, "unknown": MUTED}
    return intervals(table.set_index("group"), {b: c for b, c in bases.items() if (table["status"] == b).any()})


def intervals(table: pd.DataFrame, colours: Mapping[str, str] | None = None) -> Figure | None:
    """Draw when something was: a bar as long as the time that it may mean, a dot where that is short.

    table    first, last (days), status and, as index or as a column, group; one row of the chart a group
    colours  status -> colour, also the legend
    """
    if table.empty:
        return None
    table = table.set_index("group") if "group" in table else table
    colours = {
        s: c for s, c in (colours or dict.fromkeys(table["status"], BLUE)).items() if (table["status"] == s).any()
    }
    groups = list(dict.fromkeys(table.index))[:MOST_GROUPS]
    figure, ax = row_axes(groups, "")
    shown = table[table.index.isin(groups)]
    too_short = (max(shown["last"]) - min(shown["first"])) / 60  # a bar that nobody would see becomes a dot
    for status, colour in colours.items():
        own = shown[shown["status"] == status]
        rows = np.array([groups.index(g) for g in own.index])
        first, last = date2num(list(own["first"])), date2num(list(own["last"]))
        point = np.array([b - a <= too_short for a, b in zip(own["first"], own["last"], strict=True)], dtype=bool)
        ax.hlines(rows[~point], first[~point], last[~point], color=tint(colour), linewidth=8)
        ax.plot((first + last)[point] / 2, rows[point], "o", color=colour, markersize=6)
    if len(colours) > 1:
        marks = [
            Line2D(
                [],
                [],
                color=tint(c),
                marker="o",
                markerfacecolor=c,
                markeredgecolor=c,
                linewidth=8,
                label=_NAMES.get(s, s),
            )
            for s, c in colours.items()
        ]
        figure.legend(handles=marks, frameon=False, loc="outside upper center", ncols=len(marks))
    locator = AutoDateLocator(minticks=4, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.margins(x=0.04)
    return figure


STATUS_COLOURS = {"open": MUTED, "past": BLUE, "due": VERMILION, "planned": ORANGE}  # later ones are drawn on top
_NAMES = {
    "past": "past when written",
    "due": "ahead then, passed since",
    "planned": "still ahead",
    "open": "can't be said",
}


def recent(table: pd.DataFrame, years: int = 10) -> pd.DataFrame:
    """Return the rows of a time line that end within so many years before its newest day: what one chart can show."""
    if table.empty:
        return table
    newest = max(table["last"])
    return table[table["last"] >= newest - datetime.timedelta(days=round(365.25 * years))]
