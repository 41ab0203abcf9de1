"""Figures of time: when something was, as exactly as it is known."""

import datetime
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sourcebook.catalogue import date_interval
from sourcebook.charts.canvas import MOST_GROUPS, WIDTH, grid, row_axes, short, styled
from sourcebook.charts.colours import BLUE, GREEN, GRID, MUTED, OCHRE, PAPER, PINK, VERMILION, letters


def published(sources: pd.DataFrame) -> Figure | None:
    """Draw when each source was published, in order of time; sources: the table of a corpus."""
    rows = []
    for source in sources[sources["published"] != ""].itertuples():
        first, last = date_interval(str(source.published))
        rows.append((source.source_id, first, last, source.published_basis))
    table = pd.DataFrame(rows, columns=["group", "first", "last", "status"]).sort_values(["first", "last", "group"])
    bases = {"stated": BLUE, "file": GREEN, "catalogue": PINK, "inferred": OCHRE, "unknown": MUTED}
    return intervals(table.set_index("group"), {b: c for b, c in bases.items() if (table["status"] == b).any()})


@styled
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
    figure, ax = row_axes([short(g) for g in groups], "")
    shown = table[table.index.isin(groups)]
    shown = shown.assign(row=[groups.index(g) for g in shown.index], at=_days(shown["first"]), end=_days(shown["last"]))
    span = shown["end"].max() - shown["at"].min()
    bar = shown["end"] - shown["at"] > span / 60  # a bar that nobody would see becomes a dot
    for status, colour in colours.items():
        own = shown[bar & (shown["status"] == status)]
        ax.hlines(own["row"], own["at"], own["end"], color=colour, linewidth=5)
    points = shown[~bar].assign(at=lambda own: (own["at"] + own["end"]) / 2)
    for point in _heaped(points, list(colours), span / 34).itertuples():
        colour = colours[point.status]
        size = 6.5 if point.n == 1 else 9 + 2 * len(str(point.n))
        ax.plot(point.at, point.y, "o", color=colour, markeredgecolor=PAPER, markersize=size, zorder=3)
        if point.n > 1:
            ax.text(
                point.at, point.y, f"{point.n}", color=letters(colour), fontsize=7, ha="center", va="center_baseline"
            )
    if len(colours) > 1:
        marks = [
            Line2D([], [], color=colour, marker="o", markersize=7, linewidth=5, label=_NAMES.get(status, status))
            for status, colour in colours.items()
        ]
        figure.legend(handles=marks, frameon=False, loc="outside upper center", ncols=len(marks))
    locator = AutoDateLocator(minticks=4, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.margins(x=0.04)
    return figure


def _days(dates: pd.Series) -> np.ndarray:
    return np.asarray(date2num(list(dates)), dtype=float)


def _heaped(points: pd.DataFrame, statuses: Sequence[str], near: float) -> pd.DataFrame:
    """Return the dots of a time line, those that would hide each other as one dot with their number.

    points  row, at (days), status
    near    days within which dots of one row touch; of two kinds, they stand one above the other
    returns row, status, at (their mean), n, y: the height at which to draw
    """
    heaps: list[tuple[int, str, list[float]]] = []
    for (row, status), own in points.groupby(["row", "status"], sort=True):
        for at in sorted(own["at"]):
            if heaps and heaps[-1][:2] == (row, status) and at - heaps[-1][2][0] < near:
                heaps[-1][2].append(at)
            else:
                heaps.append((row, status, [at]))
    found = [(row, status, float(np.mean(days)), len(days)) for row, status, days in heaps]
    table = pd.DataFrame(found, columns=["row", "status", "at", "n"])
    for row, own in table.groupby("row"):
        crowded = own[[(own.loc[own["status"] != s.status, "at"] - s.at).abs().min() < near for s in own.itertuples()]]
        lanes = [status for status in statuses if (crowded["status"] == status).any()]
        table.loc[own.index, "y"] = float(row)
        table.loc[crowded.index, "y"] += [lanes.index(status) % 2 * 0.5 - 0.25 for status in crowded["status"]]
    return table


STATUS_COLOURS = {"open": MUTED, "past": BLUE, "due": VERMILION, "planned": OCHRE}  # later ones are drawn on top
_NAMES = {
    "past": "past when written",
    "due": "ahead then, passed since",
    "planned": "still ahead",
    "open": "can't be said",
}


def densest(table: pd.DataFrame, years: int = 10) -> pd.DataFrame:
    """Return the rows of a time line that end within the years that hold most of them: what one chart can show.

    Of several such stretches it is the latest.
    """
    if table.empty:
        return table
    span, ends = datetime.timedelta(days=round(365.25 * years)), sorted(table["last"])
    held = [(n + 1 - bisect_left(ends, last - span), last) for n, last in enumerate(ends)]
    newest = max(held)[1]
    return table[(table["last"] <= newest) & (table["last"] >= newest - span)]


MOST_NAMES = 6  # small charts in one figure
_CROWDED = 20  # sources from which on marks are smaller


@styled
def movement(table: pd.DataFrame, most: int = MOST_NAMES, first: Sequence[str] = ()) -> Figure | None:
    """Draw rates by publication, a small chart for each of the names that are met most, all to one scale.

    A dot stands in the middle of the days on which a source may have come out, the line through it is as wide as they
    reach; the upright line is the 95 % interval of the rate. Sources that never use a name are rings on the ground.

    table    name, source_id, first, last, count, rate, low, high, as `synthesis.issue_movement` and its like give it
    first    names that are drawn in any case, before the others
    returns  None where fewer than two sources have a date, or no name is met in one
    """
    dated = table[table["first"].notna()]
    names = prominent(dated, most, first)
    if dated["source_id"].nunique() < 2 or not names:
        return None
    across = min(3, len(names)) if len(names) != 4 else 2
    down = -(-len(names) // across)
    figure, axes = grid(WIDTH + 1.2, 0.5 + 2.1 * down, down, across, sharex=True, sharey=True)
    for ax, name in zip(axes, names, strict=False):
        _rates_in_time(ax, dated[dated["name"] == name])
        ax.set_title(short(name), fontsize=10, loc="left")
    for ax in axes[len(names) :]:
        ax.set_visible(False)
    for ax in axes[max(0, len(names) - across) : len(names)]:
        ax.tick_params(labelbottom=True)  # it is the last of its column
    highest = dated.loc[dated["name"].isin(names) & (dated["count"] > 0), "high"].max()
    axes[0].set_ylim(0, 1.04 * highest)
    figure.supylabel("per 1,000 words", fontsize=10)
    return figure


def _rates_in_time(ax: Axes, own: pd.DataFrame) -> None:
    first, last = date2num(list(own["first"])), date2num(list(own["last"]))
    middle, rate, met = (first + last) / 2, own["rate"].to_numpy(), (own["count"] > 0).to_numpy()
    thin = len(own) > _CROWDED
    size = 3.5 if thin else 6
    ax.vlines(middle[met], own["low"][met], own["high"][met], color=BLUE, linewidth=1 if thin else 1.5)
    ax.hlines(rate, first, last, color=OCHRE, linewidth=2 if thin else 3.5)
    if not met.all():  # of nothing that is not clipped, matplotlib can't tell how large it is
        ring = ax.plot(middle[~met], rate[~met], "o", color=PAPER, markeredgecolor=MUTED, markersize=size - 1)
        ring[0].set_clip_on(False)
    ax.plot(middle[met], rate[met], "o", color=BLUE, markersize=size)
    ax.grid(axis="y", color=GRID)
    ax.margins(x=0.06)
    locator = AutoDateLocator(minticks=3, maxticks=6)
    forms = ["%Y", "%b\n%Y", "%d %b\n%Y", "%H:%M", "%H:%M", "%S"]  # of years, months, days …: each with its year
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, formats=forms, zero_formats=forms, show_offset=False))
    ax.tick_params(labelsize=8.5)


def prominent(table: pd.DataFrame, most: int = MOST_NAMES, first: Sequence[str] = ()) -> list[str]:
    """Return the names that come first or are met most, at most so many, in the order of the table."""
    counts = table.groupby("name", sort=False)["count"].sum()
    often = counts[counts > 0].sort_values(ascending=False, kind="stable").index
    ordered = list(dict.fromkeys([*(name for name in first if name in often), *often]))[:most]
    return [name for name in counts.index if name in set(ordered)]


def unplaced(table: pd.DataFrame, most: int = MOST_NAMES, sources: int = 6) -> str:
    """Return what to add to the caption of `movement` where it leaves out names, or sources that have no date."""
    dated = table[table["first"].notna()]
    met = prominent(dated, len(table))
    drawn = dated["source_id"].nunique() > 1 and len(met) > most
    said = f" {most} of {len(met)} are drawn, those that move and the most frequent." if drawn else ""
    without = list(dict.fromkeys(table.loc[table["first"].isna(), "source_id"]))
    rest = f" and {len(without) - sources} more" if len(without) > sources else ""
    return said + (f" Without a date, and so not drawn: {', '.join(without[:sources])}{rest}." if without else "")
