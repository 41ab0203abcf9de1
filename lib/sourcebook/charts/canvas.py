"""What every figure is drawn on: style, size, colours, caption, and the bytes of the picture."""

import base64
import io
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font_names
from PIL import Image

INK, MUTED, GRID = "#222222", "#6b6b6b", "#e3e3e3"
BLUE, ORANGE, GREEN, VERMILION, PINK, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
WIDTH = 8.0  # inches
DPI = 160
MOST_GROUPS = 25  # rows of a chart that stay legible; more are chosen and the caption says so
MOST_COLUMNS = 16
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
# Okabe and Ito's colours, the yellow left out, since it is lost on white.
PALETTE = (BLUE, VERMILION, GREEN, ORANGE, PINK, SKY, INK)


def colours(groups: Iterable[str]) -> dict[str, str]:
    """Return the colour of each group, the same in every figure: groups in the order of their words (`Corpus.largest`).

    The first seven have one of their own; all others share a grey, since more hues can't be told apart. No figure
    leaves it to the colour alone to say whose a mark is.
    """
    return {g: PALETTE[n] if n < len(PALETTE) else MUTED for n, g in enumerate(dict.fromkeys(groups))}


def tint(colour: str, share: float = 0.55) -> tuple[float, float, float]:
    """Return a colour mixed with white, so that bars that meet don't make a third colour."""
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(colour))
    return red, green, blue


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
    """Return a figure as PNG with a palette, a third as large as without; the same bytes for the same figure."""
    data = io.BytesIO()
    figure.set_dpi(DPI)
    with mpl.rc_context(style()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a script without a font here shows as boxes
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(data, format="png", optimize=True)
    return data.getvalue()


def chosen(groups: Iterable[str], most: int = MOST_GROUPS) -> str:
    """Return the sentence that a caption needs when not all groups fit into a chart, else nothing."""
    n = len(set(groups))
    return f" The first {most} of {n} are shown." if n > most else ""


def style() -> Any:
    """Return the settings of every figure, with fonts for other scripts where they are installed."""
    installed = set(get_font_names())
    return {**_STYLE, "font.family": ["DejaVu Sans", *(f for f in _OTHER_SCRIPTS if f in installed)]}


def blank(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty chart; sizes in inches."""
    figure, axes = grid(width, height)
    return figure, axes[0]


def grid(width: float, height: float, down: int = 1, across: int = 1, **shared: Any) -> tuple[Figure, list[Axes]]:
    """Return a figure of several empty charts, row by row; shared: what `Figure.subplots` takes."""
    figure = Figure((width, height), layout="constrained")
    with mpl.rc_context(style()):
        return figure, list(np.atleast_1d(figure.subplots(down, across, **shared)).ravel())


def row_axes(groups: Sequence[str] | pd.Index, xlabel: str) -> tuple[Figure, Axes]:
    """Return an empty chart with one labelled row a group, the first on top."""
    figure, ax = blank(WIDTH, 0.9 + 0.32 * len(groups))
    label_rows(ax, groups)
    ax.set_xlabel(xlabel)
    return figure, ax


def label_rows(ax: Axes, groups: Iterable[object]) -> None:
    """Write the names of the groups beside the rows of a chart, the first on top."""
    names = [short(g) for g in groups]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(axis="x", color=GRID)
    ax.tick_params(axis="y", length=0)


def brief(value: float, digits: int = 1) -> str:
    """Return a number as short as a cell needs it."""
    return f"{value:.0f}" if value >= 9.95 or float(value).is_integer() else f"{value:.{digits}f}"


def short(name: object, most: int = 34) -> str:
    """Return a label that fits beside a chart and shows just what it says."""
    text = str(name).replace("$", r"\$")  # a dollar sign would be typeset as mathematics
    return text if len(text) <= most else text[: most - 1] + "…"
