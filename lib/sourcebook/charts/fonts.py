"""Which installed fonts have the characters of a figure; asked only for what DejaVu Sans lacks."""

import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font

FIRST = "DejaVu Sans"  # comes with matplotlib
# Han characters have other shapes in Japanese and Korean print; the figure's own kana or hangul decide.
_HAN = {
    "chinese": ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"),
    "japanese": ("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic"),
    "korean": ("Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"),
}


def families(text: str) -> tuple[list[str], str]:
    """Return the font families that a text needs, the first one first, and its characters that no font here has.

    Spaces and what is never drawn need no font. The order is fixed: sans before serif before fonts of equal widths,
    then by name; a font is added only for a character that those before it lack.
    """
    wanted = np.array(sorted({ord(c) for c in text if unicodedata.category(c)[0] not in "CZ"}), dtype=np.uint32)
    chosen, wanted = [FIRST], _without(wanted, _characters(*_regular()[FIRST]))
    liked = _HAN["japanese" if _any(text, 0x3040, 0x30FF) else "korean" if _any(text, 0xAC00, 0xD7A3) else "chinese"]
    for name in [name for name in (*liked, *_regular()) if name in _regular()]:
        if not len(wanted):
            break
        rest = _without(wanted, _characters(*_regular()[name]))
        if len(rest) < len(wanted):
            chosen.append(name)
        wanted = rest
    return chosen, "".join(map(chr, wanted))


def _without(wanted: np.ndarray, known: np.ndarray) -> np.ndarray:
    return wanted[~np.isin(wanted, known)]


def _any(text: str, first: int, last: int) -> bool:
    return any(first <= ord(c) <= last for c in text)


@cache
def _regular() -> dict[str, tuple[str, int]]:
    """Return each family in its regular cut, in the order in which they are asked: name -> file, face."""
    upright = [font for font in fontManager.ttflist if font.style == "normal" and "Last Resort" not in font.name]
    found: dict[str, tuple[str, int]] = {}
    for font in sorted(upright, key=_rank):
        found.setdefault(font.name, (font.fname, getattr(font, "index", 0)))
    return found


def _rank(font: FontEntry) -> tuple[bool, bool, str, int, str]:
    name = font.name.lower()
    serif = "serif" in name.replace("sans serif", "")
    weight = 400 if isinstance(font.weight, str) else int(font.weight)
    return "mono" in name, serif, font.name, abs(weight - 400), font.fname


@cache
def _characters(file: str, face: int) -> np.ndarray:
    """Return the code points that a font can draw as outlines; none where it can't be read."""
    try:
        font = FT2Font(file, face_index=face) if face else FT2Font(file)
    except (OSError, RuntimeError):
        return np.array([], dtype=np.uint32)
    known: Iterable[int] = font.get_charmap() if font.scalable else ()
    return np.fromiter(known, dtype=np.uint32)
