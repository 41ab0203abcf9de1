"""What every figure is drawn on: style, size, caption, and the picture as PNG and as SVG."""

import base64
import io
import os
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from PIL import Image

from sourcebook.charts.colours import GRID, INK, MUTED, PAPER
from sourcebook.charts.fonts import FIRST, families
from sourcebook.charts.vector import tidied

WIDTH = 8.0  # inches
DPI = 160
MOST_GROUPS = 25  # rows of a chart that stay legible; more are chosen and the caption says so
MOST_COLUMNS = 16
_LEFT_TO_RIGHT = "\u200e"
_STYLE: Any = {  # over the defaults of matplotlib
    "font.family": [FIRST],
    "font.size": 10,
    "figure.facecolor": PAPER,
    "axes.facecolor": "none",
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
    "text.color": INK,
    "svg.hashsalt": "sourcebook",
}
P = ParamSpec("P")
R = TypeVar("R")


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Return a function that draws in the style of all figures, whatever the notebook's own settings are."""

    @wraps(draw)
    def drawing(*args: P.args, **kwargs: P.kwargs) -> R:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(_STYLE)
            return draw(*args, **kwargs)

    return drawing


class Captioned:
    """A figure as a picture, with its caption below it and as its alternative text.

    The picture is a PNG; in a kernel of the report, which sets `SOURCEBOOK_FIGURES` to svg, an SVG.
    """

    def __init__(self, figure: Figure | None, caption: str) -> None:
        """Keep the figure, or None where there was nothing to draw."""
        self.figure, self.caption = figure, caption

    def __repr__(self) -> str:
        return self.caption

    def _ipython_display_(self) -> None:
        from IPython.display import Markdown, display

        if self.figure is not None:
            width, height = (round(inches * 96) for inches in self.figure.get_size_inches())
            vector = os.environ.get("SOURCEBOOK_FIGURES") == "svg"
            kind = "image/svg+xml" if vector else "image/png"
            picture = svg(self.figure) if vector else base64.b64encode(png(self.figure)).decode("ascii")
            metadata = {kind: {"width": width, "height": height, "alt": self.caption}}
            display({kind: picture, "text/plain": "figure"}, raw=True, metadata=metadata)
        display(Markdown(f"*{self.caption}*"), metadata={"sourcebook": "caption"})


def captioned(figure: Figure | None, caption: str) -> Captioned:
    """Return a figure with its caption; where there is no figure, the caption says that there was nothing to draw."""
    return Captioned(figure, caption if figure is not None else f"No figure, since there is nothing to draw: {caption}")


@styled
def png(figure: Figure) -> bytes:
    """Return a figure as PNG with a palette, a third as large as without; the same bytes for the same figure."""
    data = io.BytesIO()
    figure.set_dpi(DPI)
    find_fonts(figure)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a script without a font here shows as boxes
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(data, format="png", optimize=True)
    return data.getvalue()


@styled
def svg(figure: Figure) -> str:
    """Return a figure as SVG for light and dark paper, see `vector.tidied`; the same text for the same figure.

    Letters are outlines, so that they look the same everywhere; where no font here has one of the characters, they are
    text, so that the reader's fonts show it.
    """
    data = io.StringIO()
    missing = find_fonts(figure)
    figure.patch.set_visible(False)  # the paper is the page's
    with mpl.rc_context({"svg.fonttype": "none" if missing else "path"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        FigureCanvasSVG(figure).print_svg(data, metadata={"Date": None})
    figure.patch.set_visible(True)
    return tidied(data.getvalue())


def find_fonts(figure: Figure) -> str:
    """Set the fonts of all texts of a figure to those that have its characters; return what no font here has."""
    for ax in figure.axes:
        ax.get_xticklabels(), ax.get_yticklabels()  # which have no text before they are asked for
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    names, missing = families("".join(text.get_text() for text in texts))
    for text in texts:
        text.set_fontfamily(names)
    return missing


def chosen(groups: Iterable[str], most: int = MOST_GROUPS) -> str:
    """Return the sentence that a caption needs when not all groups fit into a chart, else nothing."""
    n = len(set(groups))
    return f" The first {most} of {n} are shown." if n > most else ""


def blank(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty chart; sizes in inches."""
    figure, axes = grid(width, height)
    return figure, axes[0]


def grid(width: float, height: float, down: int = 1, across: int = 1, **shared: Any) -> tuple[Figure, list[Axes]]:
    """Return a figure of several empty charts, row by row; shared: what `Figure.subplots` takes."""
    figure = Figure((width, height), layout="constrained")
    return figure, list(np.atleast_1d(figure.subplots(down, across, **shared)).ravel())


def row_axes(names: Sequence[str], xlabel: str) -> tuple[Figure, Axes]:
    """Return an empty chart with one row for each name, as `short` gives them, the first on top."""
    figure, ax = blank(WIDTH, 0.9 + 0.32 * len(names))
    label_rows(ax, names)
    ax.set_xlabel(xlabel)
    return figure, ax


def label_rows(ax: Axes, names: Sequence[str]) -> None:
    """Write names, as `short` gives them, beside the rows of a chart, the first on top."""
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(axis="x", color=GRID)
    ax.tick_params(axis="y", length=0)


def brief(value: float, digits: int = 1) -> str:
    """Return a number as short as a cell needs it."""
    return f"{value:.0f}" if value >= 9.95 or float(value).is_integer() else f"{value:.{digits}f}"


def breadth(text: str) -> int:
    """Return how many columns a text takes, a Chinese character being two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def widest(names: Iterable[str], size: float = 10) -> float:
    """Return how wide the widest of some labels is drawn, in inches; size: of the letters, in points."""
    names = list(names)
    font = FontProperties(family=families("".join(names))[0], size=size)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        return max(TextToPath().get_text_width_height_descent(name, font, False)[0] for name in names) / 72


def short(name: object, most: int = 34, mark: str = "") -> str:
    r"""Return a label that fits beside a chart and shows just what it says.

    most  columns that the name may take, see `breadth`
    mark  what follows the name, however long that is

    >>> short("a price of $5"), short("a" * 40, most=4), short("水水水水", most=4), short("ab", mark=" †")
    ('a price of \\$5', 'aaa…', '水…', 'ab †')
    """
    drawable = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn") else c for c in str(name))
    text = " ".join(drawable.split())
    ends = np.cumsum([breadth(c) for c in text])
    if len(text) and ends[-1] > most:
        text = text[: int(np.searchsorted(ends, most - 1, side="right"))] + "…"
    if mark and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        text = f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}"  # else a number behind an Arabic name would move before it
    return (text + mark).replace("$", r"\$")  # a dollar sign would be typeset as mathematics
