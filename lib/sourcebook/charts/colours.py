"""The colours of figures, each for light and for dark paper.

The hues are those of Okabe and Ito (Color Universal Design, 2008), lighter or darker where a mark would have less than
3:1 on its paper, and kept apart for colour-blind readers; tests/test_colours.py measures both.
"""

from collections.abc import Iterable

# name: on light paper, on dark paper. A figure is drawn in the light values; the picture as SVG looks the name up by
# them, so no two may be alike.
SCHEME = {
    "paper": ("#ffffff", "#16181c"),
    "ink": ("#222222", "#e7e8ea"),
    "muted": ("#5f6368", "#a6abb4"),
    "grid": ("#e3e3e3", "#33373e"),
    "type": ("#0a0a0a", "#15171b"),  # letters on marks that are pale on either paper
    "shade": (
        "#5f9fd8",
        "#2b62a3",
    ),  # of heat maps; it lets the paper through, so that one ink is legible on all shades
    "blue": ("#135894", "#3891fe"),
    "vermilion": ("#e56a15", "#da6107"),
    "green": ("#08865f", "#369362"),
    "ochre": ("#875708", "#f0ab1b"),
    "pink": ("#b56b94", "#c477a7"),
    "sky": ("#1f9bd5", "#2dccfe"),
}
PAPER, INK, MUTED, GRID, TYPE, SHADE = (SCHEME[n][0] for n in ("paper", "ink", "muted", "grid", "type", "shade"))
BLUE, VERMILION, GREEN = (SCHEME[n][0] for n in ("blue", "vermilion", "green"))
OCHRE, PINK, SKY = (SCHEME[n][0] for n in ("ochre", "pink", "sky"))
PALETTE = (BLUE, VERMILION, GREEN, OCHRE, PINK, SKY, INK)
_DEEP = {BLUE, GREEN, OCHRE, INK, MUTED}


def colours(groups: Iterable[str]) -> dict[str, str]:
    """Return the colour of each group, the same in every figure: groups in the order of their words (`Corpus.largest`).

    The first seven have one of their own; all others share a grey, since more hues can't be told apart. No figure
    leaves it to the colour alone to say whose a mark is.
    """
    return {g: PALETTE[n] if n < len(PALETTE) else MUTED for n, g in enumerate(dict.fromkeys(groups))}


def letters(mark: str) -> str:
    """Return the colour of letters on a mark."""
    return PAPER if mark in _DEEP else TYPE
