"""Figures of one value or more a group: bars, ranges, small panels side by side, curves."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogFormatter, MaxNLocator

from sourcebook.charts.canvas import MOST_GROUPS, WIDTH, grid, label_rows, row_axes, short, styled
from sourcebook.charts.colours import BLUE, GRID, MUTED, PALETTE, PAPER
from sourcebook.synthesis import ENOUGH
from sourcebook.textstats import TRANSLATED

DAGGER = "†"
Colours = Mapping[str, str]  # group -> colour, as `canvas.colours` gives it
NARROW = 0.32  # inches a row


@styled
def bars(values: pd.Series, xlabel: str, colours: Colours | None = None) -> Figure | None:
    """Draw one bar a group, the first on top, each with its value; values: group -> number."""
    values = values.dropna().head(MOST_GROUPS)
    if values.empty:
        return None
    figure, ax = row_axes([short(g) for g in values.index], xlabel)
    drawn = ax.barh(range(len(values)), values, color=_of(values.index, colours), height=0.7)
    ax.bar_label(drawn, [f"{v:,.0f}" for v in values], padding=4, color=MUTED, fontsize=9)
    ax.margins(x=0.1)
    return figure


@styled
def ranges(table: pd.DataFrame, xlabel: str, colours: Colours | None = None) -> Figure | None:
    """Draw a middle value with its lower and upper one, from 0; the first and the last rows where there are too many.

    table   group -> low, value, high and, where a group is marked for being translated, note; sorted
    """
    table = table.dropna(subset=["value"])
    if len(table) > MOST_GROUPS:
        table = pd.concat([table.head(MOST_GROUPS // 2), table.tail(MOST_GROUPS - MOST_GROUPS // 2)])
    if table.empty:
        return None
    figure, ax = row_axes(_marked(table.index, table), xlabel)
    _ranges(ax, table, colours, bar=True)
    ax.set_xlim(left=0)
    ax.margins(x=0.08)
    return figure


@styled
def panels(statistics: pd.DataFrame, measures: Sequence[str], colours: Colours | None = None) -> Figure | None:
    """Draw several measures side by side, one row a group: value (dot), 95 % interval (line), median of all (dashed).

    statistics  group, measure, value, low, high, unit and note, which marks who is translated; rows stand in its order
                of groups, a missing value stays empty
    measures    from left to right; each has a scale of its own, which need not begin at 0
    """
    known = statistics.dropna(subset=["value"])
    measures = [measure for measure in measures if (known["measure"] == measure).any()]
    groups = telling(known, measures)
    if not groups:
        return None
    figure, axes = grid(WIDTH + 1.2, 1.1 + NARROW * len(groups), across=len(measures), sharey=True)
    for ax, measure in zip(axes, measures, strict=True):
        own = known[known["measure"] == measure].set_index("group").reindex(groups)
        _ranges(ax, own, colours)
        if own["value"].count() > 2:
            ax.axvline(own["value"].median(), color=MUTED, linewidth=1, linestyle=(0, (3, 3)), zorder=0)
        ax.set_title(measure, fontsize=10, loc="left")
        ax.set_xlabel(str(own["unit"].dropna().iloc[0]) if own["unit"].notna().any() else "", fontsize=9, color=MUTED)
        ax.xaxis.set_major_locator(MaxNLocator(4))
        ax.margins(x=0.12)
    label_rows(axes[0], _marked(groups, known.set_index("group")))
    for ax in axes[1:]:
        ax.grid(axis="x", color=GRID)
        ax.tick_params(axis="y", length=0)
    return figure


def telling(statistics: pd.DataFrame, measures: Sequence[str], most: int = MOST_GROUPS) -> list[str]:
    """Return the groups that a chart of some measures shows, in their order: all, where it has room for all.

    Else the three highest and the three lowest of each measure, and as many of the first as there is room for.
    """
    known = statistics[statistics["measure"].isin(measures)].dropna(subset=["value"])
    groups = list(dict.fromkeys(known["group"]))
    if len(groups) <= most:
        return groups
    ends = [own.sort_values("value", kind="stable")["group"] for _, own in known.groupby("measure", sort=True)]
    wanted = [g for n in range(3) for own in ends for g in [*own.iloc[n : n + 1], *own.iloc[::-1].iloc[n : n + 1]]]
    chosen = set(list(dict.fromkeys([*wanted, *groups]))[:most])
    return [g for g in groups if g in chosen]


def key(statistics: pd.DataFrame, measures: Sequence[str], most: int = MOST_GROUPS) -> str:
    """Return the sentences that the caption of `panels` or `ranges` needs: who is left out, what the dagger means."""
    known = statistics[statistics["measure"].isin(measures)].dropna(subset=["value"])
    n = known["group"].nunique()
    few = f" {most} of {n} are shown, the highest and the lowest among them." if n > most else ""
    translated = known["note"].str.contains(TRANSLATED).any()
    return few + (f" {DAGGER} translated: the style is the translator's as well." if translated else "")


def _marked(groups: Iterable[str], rows: pd.DataFrame) -> list[str]:
    """Return the names of groups with a dagger behind those that are translated; rows: group -> note."""
    notes = rows["note"] if "note" in rows else pd.Series("", index=rows.index)
    translated = set(notes.index[notes.str.contains(TRANSLATED)])
    return [short(g, mark=f" {DAGGER}" if g in translated else "") for g in groups]


def _ranges(ax: Axes, table: pd.DataFrame, colours: Colours | None, bar: bool = False) -> None:
    """Draw a dot on a line, or a ring on a bar, in each row; of a row alone, with nothing beside it, the number too."""
    rows = np.arange(len(table))
    marks = _of(table.index, colours)
    ax.hlines(rows, table["low"], table["high"], color=marks, linewidth=7 if bar else 1.8)
    ax.scatter(table["value"], rows, color=[PAPER] * len(rows) if bar else marks, edgecolors=marks, s=38, zorder=3)
    for value in table["value"].dropna() if len(table) == 1 else ():
        ax.annotate(f"{value:,.3g}", (value, 0), (0, 6), textcoords="offset points", ha="center", fontsize=9)


def _of(groups: Sequence[str] | pd.Index, colours: Colours | None) -> list[str]:
    return [BLUE if colours is None else colours.get(str(g), MUTED) for g in groups]


@styled
def curves(tables: Mapping[str, pd.DataFrame], colours: Colours, logarithmic: bool) -> Figure | None:
    """Draw curves of groups, one chart beside the other: the seven with a colour by name, all others in grey.

    tables       what the vertical axis counts -> group, then the horizontal and the vertical value, in this order
    logarithmic  whether both axes are
    """
    tables = {name: table for name, table in tables.items() if len(table)}
    if not tables:
        return None
    figure, axes = grid(WIDTH + 1.2, 4.0, across=len(tables))
    for ax, (name, table) in zip(axes, tables.items(), strict=True):
        _, x, y = table.columns[:3]
        for group, own in sorted(table.groupby("group"), key=lambda g: colours.get(str(g[0])) in PALETTE):
            colour = colours.get(str(group), MUTED)
            ax.plot(own[x], own[y], color=colour, linewidth=1.6 if colour in PALETTE else 0.7, label=short(group))
        if logarithmic:
            ax.set(xscale="log", yscale="log")
            for axis in (ax.xaxis, ax.yaxis):
                axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
                axis.set_minor_formatter(LogFormatter())  # plain numbers, where a decade or less is drawn
        ax.set(xlabel=x, ylabel=name)
        ax.grid(color=GRID)
    _legend(figure, axes[0], colours)
    return figure


def _legend(figure: Figure, ax: Axes, colours: Colours) -> None:
    lines = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    own = [(name, line) for name, line in lines.items() if line.get_color() in PALETTE]
    own.sort(key=lambda entry: PALETTE.index(entry[1].get_color()))
    others = [line for line in lines.values() if line.get_color() not in PALETTE]
    own += [(f"{len(others)} more", others[0])] if others else []
    if len(lines) > 1:
        handles, labels = [line for _, line in own], [name for name, _ in own]
        figure.legend(handles, labels, frameon=False, loc="outside upper center", ncols=min(2, len(own)))


# --- leanings ---------------------------------------------------------------------------------------------------------


@styled
def leanings(table: pd.DataFrame, order: Sequence[str], colours: Colours | None = None) -> Figure | None:
    """Draw how much each group leans which way, one panel a leaning: rate per 1,000 words (dot), 95 % interval (line).

    table    leaning, group, words, rate, rate_low, rate_high, as `synthesis.leanings` gives it
    order    the groups from top to bottom; those of fewer than `ENOUGH` words are left out, see `unweighed`
    """
    named = table.rename(columns={"leaning": "measure", "rate": "value", "rate_low": "low", "rate_high": "high"})
    rows = {group: n for n, group in enumerate(order)}
    own = named[(named["words"] >= ENOUGH) & named["group"].isin(rows)].assign(unit="per 1,000 words", note="")
    own = own.sort_values("group", key=lambda groups: groups.map(rows), kind="stable")
    figure = panels(own, list(dict.fromkeys(named["measure"])), colours)
    for ax in figure.axes if figure is not None else ():
        ax.set_xlim(left=-0.03 * ax.get_xlim()[1])  # a dot at 0 is drawn whole
    return figure


def unweighed(table: pd.DataFrame, most: int = 6) -> str:
    """Return the sentences that the caption of `leanings` needs: who is left out for few words, or for want of room."""
    words = table.groupby("group", sort=True)["words"].first()
    few, enough = list(words.index[words < ENOUGH]), int((words >= ENOUGH).sum())
    shown = ", ".join(few[:most]) + (f" and {len(few) - most} more" if len(few) > most else "")
    said = f" Left out, with fewer than {ENOUGH} words: {shown}." if few else ""
    room = f" {MOST_GROUPS} of {enough} are shown, the highest and the lowest among them."
    return said + (room if enough > MOST_GROUPS else "")
