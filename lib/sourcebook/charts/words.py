"""Figures of words: shades, keyness, dispersion, use, and who is near whom."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator
from scipy.cluster.hierarchy import dendrogram

from sourcebook import similarity
from sourcebook.charts.canvas import (
    MOST_COLUMNS,
    MOST_GROUPS,
    WIDTH,
    blank,
    brief,
    grid,
    label_rows,
    short,
    styled,
    widest,
)
from sourcebook.charts.colours import BLUE, GRID, INK, MUTED, OCHRE, PAPER, PINK, SHADE, SKY, VERMILION, letters

SHADES, FAINTEST = 20, 0.08  # steps of a heat map; how much of its colour 0 has
PANELS = 6  # groups whose distinctive words fit into one figure
MOST_ROWS = 10  # groups of one word that stay legible where several words share a figure
USES = {
    "asserted": BLUE,
    "attributed": SKY,
    "hedged": OCHRE,
    "questioned": PINK,
    "negated": VERMILION,
    "mentioned": MUTED,
}


@styled
def heatmap(table: pd.DataFrame, label: str, digits: int = 1) -> Figure | None:
    """Draw a table of numbers as shades with the numbers in them; rows and columns as given, 0 left empty.

    Of groups compared with themselves, the diagonal is left empty too: it says nothing and would rule the shades.
    """
    table = table.iloc[:MOST_GROUPS, :MOST_COLUMNS]
    if list(table.index[:MOST_COLUMNS]) == list(table.columns):
        table = table.mask(np.eye(*table.shape) > 0)
    if table.empty or not table.notna().to_numpy().any():
        return None
    rows, columns = table.shape
    across, down = [short(str(c).replace("_", " ")) for c in table.columns], [short(r) for r in table.index]
    slope = math.radians(40)
    beside = max(widest(down), widest(across) * math.cos(slope))
    width, height = 0.4 + beside + 0.5 * columns, 0.6 + 0.3 * rows + widest(across) * math.sin(slope)
    figure, ax = blank(min(WIDTH + 4, max(WIDTH * 0.6, width)), height)
    values = table.to_numpy(dtype=float)
    _shades(ax, values)
    for (row, column), value in np.ndenumerate(values):
        if value > 0:
            ax.text(column, row, brief(value, digits), ha="center", va="center", fontsize=8)
    ax.set_xticks(range(columns), across, rotation=40, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(rows), down)
    ax.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    ax.set_title(label, loc="left", fontsize=9, color=MUTED)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, labelcolor=INK)
    return figure


def _shades(ax: Axes, values: np.ndarray) -> None:
    """Draw a cell for each number, in one colour that covers the paper the more, the larger the number is."""
    top = max(float(np.nanmax(values)), 1e-9)
    known = [(row, column) for (row, column), value in np.ndenumerate(values) if not np.isnan(value)]
    steps = [round(SHADES * max(float(values[at]), 0) / top) / SHADES for at in known]
    cells = [Rectangle((column - 0.48, row - 0.46), 0.96, 0.92) for row, column in known]
    shades = [to_rgba(SHADE, FAINTEST + (1 - FAINTEST) * step) for step in steps]
    ax.add_collection(PatchCollection(cells, facecolors=shades, linewidths=0, clip_on=False))


@styled
def keyness(table: pd.DataFrame, groups: Sequence[str], colours: Mapping[str, str]) -> Figure | None:
    """Draw how much more each group uses its distinctive words (dot) and how surely (line: 95 % interval).

    table   group, term, count, log_odds, z, strongest first; one panel a group, at most six
    """
    groups = list(groups)[:PANELS]
    if not groups:
        return None
    across = min(2, len(groups))
    down = -(-len(groups) // across)
    sizes = table["group"].value_counts().reindex(groups).to_list()
    rows = [max(sizes[n : n + across]) for n in range(0, len(sizes), across)]  # of the longer panel of two
    heights = [0.75 + 0.25 * n for n in rows]
    ratios = {"height_ratios": heights}
    figure, axes = grid(WIDTH + 0.6, sum(heights) + 0.3, down, across, sharex=True, gridspec_kw=ratios)
    for n, (ax, group) in enumerate(zip(axes, groups, strict=False)):
        _effects(ax, table[table["group"] == group], colours.get(group, MUTED), rows[n // across])
        ax.set_title(short(group), fontsize=10, loc="left")
    for ax in axes[len(groups) :]:
        ax.set_visible(False)
        axes[len(groups) - across].tick_params(labelbottom=True)  # it is the last of its column now
    figure.supxlabel("shrunken odds ratio (times the odds elsewhere), logarithmic scale", fontsize=10)
    return figure


def _effects(ax: Axes, own: pd.DataFrame, colour: str, rows: int) -> None:
    effect = own["log_odds"] / np.log(2)
    margin = 1.96 * (effect / own["z"]).abs()
    at = range(len(own))
    ax.hlines(at, effect - margin, effect + margin, color=colour, linewidth=1.8)
    ax.plot(effect, at, "o", color=colour, markersize=5.5)
    ax.axvline(0, color=MUTED, linewidth=1)
    label_rows(ax, [short(t, mark=f"  {n}") for t, n in zip(own["term"], own["count"], strict=True)])
    ax.set_ylim(rows - 0.4, -0.6)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{2**x:g}×"))


@styled
def strips(places: pd.DataFrame, words: Sequence[str], colours: Mapping[str, str]) -> Figure | None:
    """Draw where each word stands in the running words of each group, one panel a word; see `busiest_rows`.

    places   group, word, position (0: the first of the group's words, 1: the last)
    """
    figure, panels = _word_panels(places, words, colours)
    for ax, own, groups in panels:
        for row, group in enumerate(groups):
            at = own.loc[own["group"] == group, "position"]
            ax.vlines(at, row - 0.36, row + 0.36, color=colours.get(group, MUTED), linewidth=1.6)
            ax.text(1.02, row, str(len(at)), va="center", fontsize=9, color=MUTED, transform=ax.get_yaxis_transform())
        ax.hlines(np.arange(len(groups)), 0, 1, color=GRID, linewidth=0.8, zorder=0)
    if panels:
        last = panels[-1][0]
        last.set(xlim=(-0.01, 1.01), xlabel="place in the words of the group, from the first to the last")
        last.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:.0%}"))
    return figure


def busiest_rows(places: pd.DataFrame, order: Mapping[str, str], most: int = MOST_ROWS) -> list[str]:
    """Return the groups that have the most places, at most so many, in the order given."""
    busiest = places["group"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return [group for group in order if group in set(busiest.index[:most])]


@styled
def uses(places: pd.DataFrame, words: Sequence[str], order: Mapping[str, str]) -> Figure | None:
    """Draw how often each group asserts, denies, asks … a word, one panel a word; places: group, word, use."""
    figure, panels = _word_panels(places, words, order)
    for ax, own, groups in panels:
        _stacked(ax, pd.crosstab(own["group"], own["use"]).reindex(index=groups, columns=list(USES), fill_value=0))
    if figure is not None:
        panels[-1][0].set_xlabel("times")
        panels[-1][0].xaxis.set_major_locator(MaxNLocator(6, integer=True))
        met = [use for use in USES if (places["use"] == use).any()]
        marks = [Patch(color=USES[use], label=use) for use in met]
        figure.legend(handles=marks, frameon=False, loc="outside upper center", ncols=len(marks))
    return figure


def _word_panels(
    places: pd.DataFrame, words: Sequence[str], order: Mapping[str, str]
) -> tuple[Figure | None, list[tuple[Axes, pd.DataFrame, list[str]]]]:
    """Return a figure with an empty chart for each word that stands anywhere: the chart, its places, its groups."""
    tables = {word: places[places["word"] == word] for word in words}
    shown = {word: busiest_rows(own, order) for word, own in tables.items() if len(own)}
    if not shown:
        return None, []
    heights = [0.75 + 0.27 * len(groups) for groups in shown.values()]
    ratios = {"height_ratios": heights}
    figure, axes = grid(WIDTH + 0.6, sum(heights) + 0.5, down=len(shown), sharex=True, gridspec_kw=ratios)
    for ax, (word, groups) in zip(axes, shown.items(), strict=True):
        label_rows(ax, [short(g) for g in groups])
        ax.set_title(f"“{short(word)}”", fontsize=10, loc="left")
    return figure, [(ax, tables[word], groups) for ax, (word, groups) in zip(axes, shown.items(), strict=True)]


def _stacked(ax: Axes, counts: pd.DataFrame) -> None:
    left = np.zeros(len(counts))
    for use in counts.columns:
        widths = counts[use].to_numpy()
        colour = USES[use]
        drawn = ax.barh(range(len(counts)), widths, left=left, color=colour, edgecolor=PAPER, height=0.72)
        ax.bar_label(drawn, [n or "" for n in widths], label_type="center", color=letters(colour), fontsize=8.5)
        left += widths


@styled
def tree(distances: pd.DataFrame, colours: Mapping[str, str], xlabel: str) -> Figure | None:
    """Draw who is near whom as a dendrogram: the further left two branches meet, the more alike they are.

    distances  groups by groups, as `similarity.delta` gives them
    """
    if len(distances) < 2:
        return None
    joined = similarity.tree(distances)
    drawn = dendrogram(joined.links, no_plot=True, labels=joined.labels, color_threshold=0)
    figure, ax = blank(WIDTH, 1.0 + 0.32 * len(distances))
    for heights, rows in zip(drawn["dcoord"], drawn["icoord"], strict=True):
        ax.plot(heights, (np.array(rows) - 5) / 10, color=INK, linewidth=1.2)
    label_rows(ax, [short(g) for g in drawn["ivl"]])
    ax.scatter(
        [0] * len(distances), range(len(distances)), color=[colours.get(g, MUTED) for g in drawn["ivl"]], zorder=3
    )
    ax.set_xlim(left=0)
    ax.set_xlabel(xlabel)
    return figure
