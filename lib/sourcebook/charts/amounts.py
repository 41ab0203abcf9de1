"""Figures of stated amounts."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from sourcebook.charts.canvas import MOST_GROUPS, WIDTH, grid, short, styled
from sourcebook.charts.colours import BLUE, GRID, MUTED
from sourcebook.facts import number

MOST_PANELS = 5


@styled
def amounts(table: pd.DataFrame, colours: Mapping[str, str] | None = None) -> Figure | None:
    """Draw figures as dots, one panel for percentages and one for each currency; table: panel, value, label, group.

    The first five panels are drawn, of more than 25 figures in one the largest; a scale is logarithmic where they are
    very far apart.
    """
    panels = list(table["panel"].unique())[:MOST_PANELS]
    if not panels:
        return None
    tables = [_largest(table[table["panel"] == panel]) for panel in panels]
    heights = [0.7 + 0.27 * len(t) for t in tables]
    figure, axes = grid(WIDTH + 1, sum(heights) + 0.3, len(panels), gridspec_kw={"height_ratios": heights})
    for ax, own, panel in zip(axes, tables, panels, strict=True):
        marks = [BLUE if colours is None else colours.get(str(g), MUTED) for g in own["group"]]
        ax.scatter(own["value"], range(len(own)), color=marks, s=46)
        scale = _scale(ax, own["value"])
        ax.set_yticks(
            range(len(own)), [short(g, mark=f": {w}") for g, w in zip(own["group"], own["label"], strict=True)]
        )
        ax.set_ylim(len(own) - 0.4, -0.6)
        ax.set_xlabel("percent" if panel == "%" else f"{panel}{scale}")
        ax.grid(axis="both", color=GRID)
    return figure


def undrawn(table: pd.DataFrame) -> str:
    """Return what to add to the caption of `amounts` where it leaves panels or figures out."""
    panels = list(table["panel"].unique())
    said = f" Not drawn: {', '.join(panels[MOST_PANELS:])}." if len(panels) > MOST_PANELS else ""
    crowded = [panel for panel in panels[:MOST_PANELS] if (table["panel"] == panel).sum() > MOST_GROUPS]
    return said + (f" Of {', '.join(crowded)} the largest {MOST_GROUPS}." if crowded else "")


def _scale(ax: Axes, values: pd.Series) -> str:
    """Set an axis from 0, or in powers of ten where the values are too far apart; return what to add to its label."""
    far_apart = values.min() > 0 and values.max() / values.min() > 200
    if far_apart:
        ax.set_xscale("log")
        ax.set_xlim(values.min() / 3, values.max() * 3)
        ax.xaxis.set_major_locator(LogLocator(numticks=5))
        ax.xaxis.set_minor_locator(NullLocator())
    else:
        ax.set_xlim(min(0, values.min() * 1.1), max(values.max() * 1.1, 0) or 1)
        ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    return ", logarithmic scale" if far_apart else ""


def _largest(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["value", "group", "label"], ascending=[False, True, True]).head(MOST_GROUPS)
