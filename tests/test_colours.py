"""Every colour of the figures and pages can be read on its paper, in light and in dark, and told from its neighbours.

Run as a script, it prints the contrasts.
"""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sourcebook.charts import STATUS_COLOURS, colours
from sourcebook.charts.colours import GRID, INK, MUTED, PALETTE, PAPER, SCHEME, SHADE, TYPE, letters
from sourcebook.charts.words import FAINTEST, SHADES, USES

CSS = Path(__file__).resolve().parents[1] / "lib" / "sourcebook" / "templates" / "style.css"
TEXT, MARK = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
SCHEMES = ("light", "dark")
DARK = dict(SCHEME.values())
# Our hues as they were published.
OKABE_ITO = ("#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#222222")


# --- contrast ---------------------------------------------------------------------------------------------------------


def linear(colour: str) -> np.ndarray:
    """Return the linear light of an sRGB colour (IEC 61966-2-1)."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = np.array([int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2: (L1 + 0.05) / (L2 + 0.05), L being the relative luminance."""
    dark, light = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def through(colour: str, share: float, paper: str) -> str:
    """Return what is seen of a colour that covers so much of its paper, as browsers mix it."""
    pairs = [(int(colour[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(share * c + (1 - share) * p):02x}" for c, p in pairs)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#767676", "#fff", 4.54), ("#777777", "#ffffff", 4.48), ("#000000", "#ffffff", 21.0), ("#ff0000", "#fff", 4.0)],
)
def test_the_formula_gives_the_ratios_that_are_published(one: str, other: str, ratio: float) -> None:
    """WebAIM's and the W3C's own examples."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


# --- pairs ------------------------------------------------------------------------------------------------------------

Pair = tuple[str, str, tuple[str, str], tuple[str, str], float]  # what, on what, in light, in dark, what it needs


def both(light: str) -> tuple[str, str]:
    return light, DARK[light]


def of_figures() -> list[Pair]:
    """Return what stands on what in figures; grid lines are decoration."""
    names = {light: name for name, (light, _) in SCHEME.items()}
    paper = both(PAPER)
    pairs: list[Pair] = [(names[c], "paper", both(c), paper, TEXT) for c in (INK, MUTED)]
    marks = dict.fromkeys([*PALETTE, *STATUS_COLOURS.values(), *USES.values()])
    pairs += [(names[c], "paper", both(c), paper, MARK) for c in marks if c not in (INK, MUTED)]
    pairs += [(f"letters: {names[letters(c)]}", names[c], both(letters(c)), both(c), TEXT) for c in marks]
    for step in range(SHADES + 1):
        share = FAINTEST + (1 - FAINTEST) * step / SHADES
        cell = tuple(through(SCHEME["shade"][n], share, SCHEME["paper"][n]) for n in (0, 1))
        pairs.append(("ink", f"shade {step}", both(INK), cell, TEXT))
    return pairs


def rules(css: str) -> list[tuple[str, str, str]]:
    """Return the rules of a style sheet: the @media it stands in or nothing, selector, declarations."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found, around, start = [], "", 0
    for brace in re.finditer(r"[{}]", css):
        head = css[start : brace.start()].strip()
        if brace[0] == "{" and head.startswith("@media"):
            around = head
        elif brace[0] == "{":
            selector = head
        elif head or css[start - 1] == "{":
            found.append((around, selector, head))
        else:
            around = ""
        start = brace.end()
    return found


def properties(css: str) -> dict[str, tuple[str, str]]:
    """Return the colours that a style sheet names: name -> light, dark."""
    known: dict[str, list[str]] = {}
    for around, _, body in rules(css):
        for name, colour in re.findall(r"--([\w-]+):\s*(#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3}))\s*(?:;|$)", body):
            if "dark" in around:
                known[name][1] = colour
            elif not around:
                known[name] = [colour, colour]
    return {name: (light, dark) for name, (light, dark) in known.items()}


def of_pages(css: str) -> list[Pair]:
    named = properties(css)
    pairs: list[Pair] = [
        (f"--{text}", f"--{paper}", named[text], named[paper], TEXT)
        for text in ("ink", "muted", "link")
        for paper in ("paper", "wash")
    ]
    pairs += [(f"--{name}", f"--{name[3:]}", named[name], named[name[3:]], TEXT) for name in named if name[:3] == "on-"]
    code: dict[str, list[str]] = {}
    for around, selectors, body in rules(css):
        said = re.search(r"(?<![\w-])color:\s*(?:var\(--([\w-]+)\)|(#[0-9a-fA-F]{3,6}))", body)
        for selector in selectors.split(",") if said and ".highlight" in selectors else ():
            light, dark = named[said[1]] if said[1] else (said[2], said[2])
            own = code.setdefault(selector.strip(), [light, dark])
            if "dark" in around:
                own[1] = dark
            elif not around:
                own[:] = [light, dark]
    return pairs + [(name, "--wash", (light, dark), named["wash"], TEXT) for name, (light, dark) in code.items()]


@pytest.mark.parametrize("pair", of_figures(), ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_what_figures_say_is_legible_on_either_paper(pair: Pair) -> None:
    _, _, colour, paper, need = pair
    assert [contrast(*both) >= need for both in zip(colour, paper, strict=True)] == [True, True]


@pytest.mark.parametrize("pair", of_pages(CSS.read_text(encoding="utf-8")), ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_what_pages_say_is_legible_on_either_paper(pair: Pair) -> None:
    _, _, colour, paper, need = pair
    assert [contrast(*both) >= need for both in zip(colour, paper, strict=True)] == [True, True]


def test_a_style_sheet_is_read_with_its_dark_values_and_every_pair_is_found() -> None:
    css = """:root { --paper: #fff; --ink: #111; --muted: #555; --link: #00c; --wash: #eee;
      --mark: #ff0; --on-mark: #222 }
    /* .highlight .x { color: #fff } */ .highlight .k, .highlight .o { color: #0000cc; }
    .highlight .c { color: var(--muted); }
    @media print { .highlight .k { color: #000; } }
    @media (prefers-color-scheme: dark) { :root { --paper: #000; --ink: #eeeeee; } .highlight .k { color: #aaf; } }"""
    assert properties(css)["ink"] == ("#111", "#eeeeee") and properties(css)["wash"] == ("#eee", "#eee")
    found = {(what, on): (light, dark) for what, on, (light, dark), _, _ in of_pages(css)}
    assert found["--ink", "--paper"] == ("#111", "#eeeeee")
    assert found["--on-mark", "--mark"] == ("#222", "#222")
    assert found[".highlight .k", "--wash"] == ("#0000cc", "#aaf")
    assert found[".highlight .o", "--wash"] == ("#0000cc", "#0000cc")
    assert found[".highlight .c", "--wash"] == ("#555", "#555")
    assert len(found) == 10


def test_figures_stand_on_the_paper_of_the_pages() -> None:
    assert properties(CSS.read_text(encoding="utf-8"))["paper"] == SCHEME["paper"]


def test_no_two_colours_have_one_light_value_since_the_dark_one_is_found_by_it() -> None:
    assert len(DARK) == len(SCHEME)
    assert {*PALETTE, *USES.values(), *STATUS_COLOURS.values(), PAPER, GRID, SHADE, TYPE} <= set(DARK)
    assert set(colours("abcdefghij").values()) == {*PALETTE, MUTED}


# --- colour blindness -------------------------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes 2009, IEEE Transactions on Visualization and Computer Graphics 15(6), 1291-1298: the
# matrices of severity 1.0, on linear RGB.
SEEN = {
    "by all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(light: np.ndarray) -> np.ndarray:
    """Return linear sRGB as CIE L*a*b* under D65."""
    x, y, z = np.clip(light, 0, 1) @ XYZ.T / [0.95047, 1, 1.08883]
    x, y, z = (np.cbrt(v) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Return the colour difference CIEDE2000 of two L*a*b* colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25.0**7))
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    level, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    waves = [(-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63)]
    bend = 1 + sum(size * np.cos(np.radians(times * hue + shift)) for size, times, shift in waves)
    parts = np.array(
        [
            (l2 - l1) / (1 + 0.015 * (level - 50) ** 2 / np.sqrt(20 + (level - 50) ** 2)),
            (c2 - c1) / (1 + 0.045 * chroma),
            2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * bend),
        ]
    )
    twist = (
        -np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    )
    return float(np.sqrt(parts @ parts + twist * parts[1] * parts[2]))


def nearest(palette: tuple[str, ...]) -> tuple[float, str, str, str]:
    """Return the two colours that are hardest to tell apart: CIEDE2000, for whom, the two."""
    seen = {eye: {c: lab(matrix @ linear(c)) for c in palette} for eye, matrix in SEEN.items()}
    return min((apart(own[a], own[b]), eye, a, b) for eye, own in seen.items() for a, b in combinations(palette, 2))


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_published_test_data(one, other, difference: float) -> None:
    """Sharma, Wu and Dalal 2005, table 1: pairs 1, 17, 25 and 34."""
    assert apart(np.array(one), np.array(other)) == pytest.approx(difference, abs=5e-5)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_seven_are_further_apart_for_colour_blind_readers_than_okabe_and_ito_s(scheme: str) -> None:
    ours = PALETTE if scheme == "light" else tuple(DARK[c] for c in PALETTE)
    assert nearest(ours)[0] > nearest(OKABE_ITO)[0]


def table() -> str:
    """Return the contrasts as a table: colour, on what, in light, in dark."""
    pairs = of_figures() + of_pages(CSS.read_text(encoding="utf-8"))
    lines = [f"{'colour':28} {'on':14} {'light':>6} {'dark':>6} {'needs':>6}"]
    for what, on, colour, paper, need in pairs:
        light, dark = (contrast(*both) for both in zip(colour, paper, strict=True))
        lines.append(f"{what:28} {on:14} {light:6.2f} {dark:6.2f} {need:6.1f}")
    for name, palette in [("light", PALETTE), ("dark", tuple(DARK[c] for c in PALETTE)), ("Okabe-Ito", OKABE_ITO)]:
        lines.append("nearest two, {}: {:.1f} ({}: {}, {})".format(name, *nearest(palette)))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
