"""Tables -> figures, each with a caption that is also its alternative text; the only room that draws.

A chart function returns a matplotlib figure, or None where there is nothing to draw; `captioned` shows either.
Colours are Okabe and Ito's, which stay apart for colour-blind readers.
"""

import base64
import datetime
import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font_names
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sourcebook.catalogue import date_interval
from sourcebook.facts import number

INK, MUTED, GRID = "#222222", "#6b6b6b", "#e3e3e3"
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
WIDTH = 8.0  # inches
DPI = 160
MOST_GROUPS = 25  # rows of a chart that stay legible; more are chosen and the caption says so
MOST_COLUMNS = 16
MOST_PANELS = 5
_OTHER_SCRIPTS = ("Noto Sans CJK SC", "Noto Sans CJK JP", "PingFang SC", "Microsoft YaHei", "Noto Sans Arabic")
_STYLE = {
    "font.size": 10,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "text.color": INK,
    "svg.hashsalt": "sourcebook",
}


class Captioned:
    """A figure as a picture, with its caption below it and as its alternative text."""

    def __init__(self, figure: Figure | None, caption: str) -> None:
        """Keep the figure, or None where there was nothing to draw."""
        self.figure, self.caption = figure, caption

    def __repr__(self) -> str:
        return self.caption

    def _ipython_display_(self) -> None:
        from IPython.display import Markdown, display

        if self.figure is not None:
            width, height = (round(inches * 96) for inches in self.figure.get_size_inches())
            picture = base64.b64encode(png(self.figure)).decode("ascii")
            metadata = {"image/png": {"width": width, "height": height, "alt": self.caption}}
            display({"image/png": picture, "text/plain": "figure"}, raw=True, metadata=metadata)
        display(Markdown(f"*{self.caption}*"), metadata={"sourcebook": "caption"})


def captioned(figure: Figure | None, caption: str) -> Captioned:
    """Return a figure with its caption; where there is no figure, the caption says that there was nothing to draw."""
    return Captioned(figure, caption if figure is not None else f"No figure, since there is nothing to draw: {caption}")


def png(figure: Figure) -> bytes:
    """Return a figure as PNG, the same bytes for the same figure."""
    data = io.BytesIO()
    with mpl.rc_context(_style()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a script without a font here shows as boxes
        figure.savefig(data, format="png", dpi=DPI, metadata={"Software": None})
    return data.getvalue()


def chosen(groups: Iterable[str], most: int = MOST_GROUPS) -> str:
    """Return the sentence that a caption needs when not all groups fit into a chart, else nothing."""
    n = len(set(groups))
    return f" The first {most} of {n} are shown." if n > most else ""


# --- one value a group ------------------------------------------------------------------------------------------------


def bars(values: pd.Series, xlabel: str) -> Figure | None:
    """Draw one bar a group, the first on top, each with its value; values: group -> number."""
    values = values.dropna().head(MOST_GROUPS)
    if values.empty:
        return None
    figure, ax = _rows(values.index, xlabel)
    drawn = ax.barh(range(len(values)), values, color=BLUE, height=0.7)
    ax.bar_label(drawn, [f"{v:,.0f}" for v in values], padding=4, color=MUTED, fontsize=9)
    ax.margins(x=0.1)
    return figure


def dots(values: pd.Series, xlabel: str) -> Figure | None:
    """Draw one dot a group on a scale that need not begin at 0; values: group -> number."""
    values = values.dropna().head(MOST_GROUPS)
    if values.empty:
        return None
    figure, ax = _rows(values.index, xlabel)
    ax.plot(values, range(len(values)), "o", color=BLUE, markersize=7)
    for row, value in enumerate(values):
        ax.annotate(
            f"{value:.2f}", (value, row), (8, 0), textcoords="offset points", va="center", color=MUTED, fontsize=9
        )
    ax.margins(x=0.12)
    return figure


def ranges(table: pd.DataFrame, xlabel: str) -> Figure | None:
    """Draw a middle value with its lower and upper one; table: group -> low, value, high, the first on top."""
    table = table.dropna(subset=["value"]).head(MOST_GROUPS)
    if table.empty:
        return None
    figure, ax = _rows(table.index, xlabel)
    rows = range(len(table))
    ax.hlines(rows, table["low"], table["high"], color=SKY, linewidth=7)
    ax.plot(table["value"], rows, "o", color=INK, markersize=6)
    ax.set_xlim(left=0)
    ax.margins(x=0.08)
    return figure


# --- groups by something ----------------------------------------------------------------------------------------------


def heatmap(table: pd.DataFrame, label: str) -> Figure | None:
    """Draw a table of numbers as shades with the numbers in them; rows and columns as given, 0 left empty."""
    table = table.iloc[:MOST_GROUPS, :MOST_COLUMNS]
    if table.empty:
        return None
    rows, columns = table.shape
    width = min(WIDTH + 4, max(WIDTH * 0.6, 2.6 + 0.5 * columns))
    figure, ax = _figure(width, 1.5 + 0.30 * rows)
    top = max(float(np.nanmax(table.to_numpy())), 1e-9)
    image = ax.imshow(table.to_numpy(), cmap="Blues", vmin=0, vmax=top, aspect="auto")
    for (row, column), value in np.ndenumerate(table.to_numpy()):
        if value > 0:
            ink = "white" if value > 0.6 * top else INK
            ax.text(column, row, _brief(value), ha="center", va="center", fontsize=8, color=ink)
    names = [_short(str(c).replace("_", " ")) for c in table.columns]
    ax.set_xticks(range(columns), names, rotation=40, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(rows), [_short(r) for r in table.index])
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, colors=INK)
    figure.colorbar(image, ax=ax, label=label, shrink=0.8, pad=0.02).outline.set_visible(False)
    return figure


PANELS = 6  # groups whose distinctive words fit into one figure


def keyness(table: pd.DataFrame, groups: Sequence[str]) -> Figure | None:
    """Draw the distinctive terms of each group, one panel a group; table: group, term, z, strongest first."""
    groups = list(groups)[:PANELS]
    if not groups:
        return None
    across = min(2, len(groups))
    down = -(-len(groups) // across)
    most = int(table[table["group"].isin(groups)].groupby("group").size().max())
    figure = Figure((WIDTH, down * (0.75 + 0.24 * most)), layout="constrained")
    with mpl.rc_context(_style()):
        axes = np.atleast_1d(figure.subplots(down, across, sharex=True)).ravel()
    for ax, group in zip(axes, groups, strict=False):
        own = table[table["group"] == group]
        ax.barh(range(len(own)), own["z"], color=BLUE, height=0.7)
        ax.set_yticks(range(len(own)), own["term"])
        ax.set_ylim(most - 0.4, -0.6)
        ax.set_title(_short(group), fontsize=10, loc="left")
        ax.grid(axis="x", color=GRID)
    for ax in axes[len(groups) :]:
        ax.set_visible(False)
    figure.supxlabel("z of the weighted log-odds-ratio", fontsize=10)
    return figure


# --- time -------------------------------------------------------------------------------------------------------------


def published(sources: pd.DataFrame) -> Figure | None:
    """Draw when each source was published, in order of time; sources: the table of a corpus."""
    rows = []
    for source in sources[sources["published"] != ""].itertuples():
        first, last = date_interval(str(source.published))
        rows.append((source.source_id, first, last, source.published_basis))
    table = pd.DataFrame(rows, columns=["group", "first", "last", "status"]).sort_values(["first", "last", "group"])
    bases = {"stated": BLUE, "file": GREEN, "catalogue": PURPLE, "inferred": ORANGE, "unknown": MUTED}
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
    figure, ax = _rows(groups, "")
    shown = table[table.index.isin(groups)]
    too_short = (max(shown["last"]) - min(shown["first"])) / 60  # a bar that nobody would see becomes a dot
    for status, colour in colours.items():
        own = shown[shown["status"] == status]
        rows = np.array([groups.index(g) for g in own.index])
        first, last = date2num(list(own["first"])), date2num(list(own["last"]))
        point = np.array([b - a <= too_short for a, b in zip(own["first"], own["last"], strict=True)], dtype=bool)
        ax.hlines(rows[~point], first[~point], last[~point], color=_tint(colour), linewidth=8)
        ax.plot((first + last)[point] / 2, rows[point], "o", color=colour, markersize=6)
    if len(colours) > 1:
        marks = [
            Line2D(
                [],
                [],
                color=_tint(c),
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


def _tint(colour: str, share: float = 0.55) -> tuple[float, float, float]:
    """Return a colour mixed with white, so that bars that meet don't make a third colour."""
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def recent(table: pd.DataFrame, years: int = 10) -> pd.DataFrame:
    """Return the rows of a time line that end within so many years before its newest day: what one chart can show."""
    if table.empty:
        return table
    newest = max(table["last"])
    return table[table["last"] >= newest - datetime.timedelta(days=round(365.25 * years))]


# --- amounts ----------------------------------------------------------------------------------------------------------


def amounts(table: pd.DataFrame) -> Figure | None:
    """Draw figures as dots, one panel for percentages and one for each currency; table: panel, value, label, group.

    The first five panels are drawn, of more than 25 figures in one the largest; a scale is logarithmic where they are
    very far apart.
    """
    panels = list(table["panel"].unique())[:MOST_PANELS]
    if not panels:
        return None
    tables = [_largest(table[table["panel"] == panel]) for panel in panels]
    heights = [0.7 + 0.27 * len(t) for t in tables]
    figure = Figure((WIDTH + 1, sum(heights) + 0.3), layout="constrained")
    with mpl.rc_context(_style()):
        axes = np.atleast_1d(figure.subplots(len(panels), 1, height_ratios=heights))
    for ax, own, panel in zip(axes, tables, panels, strict=True):
        ax.plot(own["value"], range(len(own)), "o", color=BLUE, markersize=7)
        scale = _scale(ax, own["value"])
        ax.set_yticks(range(len(own)), [f"{_short(g)}: {w}" for g, w in zip(own["group"], own["label"], strict=True)])
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
    else:
        ax.set_xlim(min(0, values.min() * 1.1), max(values.max() * 1.1, 0) or 1)
        ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    return ", logarithmic scale" if far_apart else ""


def _largest(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["value", "group", "label"], ascending=[False, True, True]).head(MOST_GROUPS)


# --- parts ------------------------------------------------------------------------------------------------------------


def _style() -> Any:
    installed = set(get_font_names())
    return {**_STYLE, "font.family": ["DejaVu Sans", *(f for f in _OTHER_SCRIPTS if f in installed)]}


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure((width, height), layout="constrained")
    with mpl.rc_context(_style()):
        return figure, figure.subplots()


def _rows(groups: Sequence[str] | pd.Index, xlabel: str) -> tuple[Figure, Axes]:
    """Return an empty chart with one labelled row a group, the first on top."""
    figure, ax = _figure(WIDTH, 0.9 + 0.32 * len(groups))
    ax.set_yticks(range(len(groups)), [_short(g) for g in groups])
    ax.set_ylim(len(groups) - 0.4, -0.6)
    ax.set_xlabel(xlabel)
    ax.grid(axis="x", color=GRID)
    ax.tick_params(axis="y", length=0)
    return figure, ax


def _brief(value: float) -> str:
    return f"{value:.0f}" if value >= 9.95 or float(value).is_integer() else f"{value:.1f}"


def _short(name: object, most: int = 34) -> str:
    text = str(name).replace("$", r"\$")  # a dollar sign would be typeset as mathematics
    return text if len(text) <= most else text[: most - 1] + "…"
