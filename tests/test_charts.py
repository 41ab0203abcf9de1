"""Charts: what is drawn is what the table says, chosen where there is too much, nothing where there is nothing."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from sourcebook import charts
from sourcebook.charts import fonts
from sourcebook.charts.canvas import short
from sourcebook.charts.colours import SCHEME
from sourcebook.charts.vector import tidied

SVG = "{http://www.w3.org/2000/svg}"
SIXTY = [f"voice {n:02d}" for n in range(60)]


def measured(groups: list[str], **columns: float) -> pd.DataFrame:
    rows = [(g, "MATTR", 0.5 + n / 100, 0.4, 0.9, "types per token") for n, g in enumerate(groups)]
    table = pd.DataFrame(rows, columns=["group", "measure", "value", "low", "high", "unit"])
    return table.assign(**columns)


def labels(ax) -> list[str]:
    return [text.get_text() for text in ax.get_yticklabels()]


def test_seven_voices_have_a_colour_of_their_own_whatever_is_drawn() -> None:
    colours = charts.colours(SIXTY)
    assert len({colours[g] for g in SIXTY[:7]}) == 7
    assert len({colours[g] for g in SIXTY[7:]}) == 1
    assert charts.colours(SIXTY[:3]) == {g: colours[g] for g in SIXTY[:3]}


def test_panels_draw_value_interval_and_median_of_each_group() -> None:
    figure = charts.panels(measured(["a", "b", "c"]), ["MATTR"])
    ax = figure.axes[0]
    assert labels(ax) == ["a", "b", "c"]
    dots, lines = ax.collections[1], ax.collections[0]
    assert [tuple(xy) for xy in dots.get_offsets()] == [(0.5, 0), (0.51, 1), (0.52, 2)]
    assert [segment[:, 0].tolist() for segment in lines.get_segments()] == [[0.4, 0.9]] * 3
    assert ax.lines[0].get_xdata()[0] == 0.51


def test_of_sixty_groups_the_first_and_both_ends_are_drawn_and_a_missing_value_stays_empty() -> None:
    """The values rise from the first to the last, so the three highest are the last three."""
    table = measured(SIXTY).assign(note="")
    table.loc[0, "value"] = np.nan
    assert labels(charts.panels(table, ["MATTR"]).axes[0]) == [*SIXTY[1:23], *SIXTY[57:]]
    assert charts.key(table, ["MATTR"]) == " 25 of 59 are shown, the highest and the lowest among them."
    assert labels(charts.ranges(table.set_index("group"), "x").axes[0]) == [*SIXTY[1:13], *SIXTY[47:]]


def test_a_measure_that_few_of_sixty_have_is_drawn_with_the_others() -> None:
    rare = measured(SIXTY[:1]).assign(measure="SMOG")
    figure = charts.panels(pd.concat([measured(SIXTY), rare], ignore_index=True), ["MATTR", "SMOG"])
    assert len(labels(figure.axes[0])) == 25
    assert len(figure.axes[1].collections[1].get_offsets()) == 25


def test_who_is_translated_bears_a_dagger_that_the_caption_explains() -> None:
    table = measured(["a", "b"]).assign(note=["", "translated: the style is the translator's as well"])
    assert labels(charts.panels(table, ["MATTR"]).axes[0]) == ["a", "b †"]
    assert labels(charts.ranges(table.set_index("group"), "x").axes[0]) == ["a", "b †"]
    assert charts.key(table, ["MATTR"]) == " † translated: the style is the translator's as well."
    assert charts.key(table.head(1), ["MATTR"]) == ""


def test_every_column_of_panels_has_its_numbers() -> None:
    table = pd.DataFrame({"group": list("abc"), "term": "dam", "count": 5, "log_odds": 1.0, "z": 4.0})
    axes = charts.keyness(table, list("abc"), charts.colours("abc")).axes
    assert [ax.xaxis.get_tick_params()["labelbottom"] for ax in axes[:3]] == [False, True, True]


def test_without_values_there_is_no_panel() -> None:
    assert charts.panels(measured(["a"]).assign(value=np.nan), ["MATTR"]) is None


def test_keyness_shows_the_effect_as_a_power_of_two_with_its_interval() -> None:
    """By hand: log-odds 2 ln 2 is four times the odds; with z = 4 the standard error is a quarter of the effect."""
    table = pd.DataFrame({"group": ["a"], "term": ["dam"], "count": [5], "log_odds": [2 * np.log(2)], "z": [4.0]})
    ax = charts.keyness(table, ["a"], charts.colours(["a"])).axes[0]
    assert ax.lines[0].get_xdata()[0] == pytest.approx(2)
    assert ax.collections[0].get_segments()[0][:, 0] == pytest.approx([2 - 1.96 / 2, 2 + 1.96 / 2])
    assert labels(ax) == ["dam  5"]
    assert ax.xaxis.get_major_formatter()(2, 0) == "4×"


def placed(groups: list[str]) -> pd.DataFrame:
    rows = [(g, "dam", n / 100, "negated" if n % 2 else "asserted") for n, g in enumerate(groups)]
    return pd.DataFrame(rows, columns=["group", "word", "position", "use"])


def test_of_a_word_that_many_use_those_who_use_it_most_are_drawn_in_order() -> None:
    places = pd.concat([placed(SIXTY), placed(SIXTY[30:40])])
    order = charts.colours(SIXTY)
    for figure in (charts.strips(places, ["dam", "weir"], order), charts.uses(places, ["dam", "weir"], order)):
        assert len(figure.axes) == 1
        assert labels(figure.axes[0]) == SIXTY[30:40]
    assert charts.strips(places, ["weir"], order) is None and charts.uses(places, [], order) is None


def test_uses_are_stacked_to_the_number_of_places() -> None:
    rows = [("a", "dam", use) for use in ["asserted"] * 3 + ["negated"] * 2]
    ax = charts.uses(pd.DataFrame(rows, columns=["group", "word", "use"]), ["dam"], {"a": "k"}).axes[0]
    assert max(bar.get_x() + bar.get_width() for bar in ax.patches) == 5
    assert [t.get_text() for t in ax.texts if t.get_text()] == ["3", "2"]


def test_a_table_of_groups_by_themselves_has_an_empty_diagonal() -> None:
    table = pd.DataFrame([[1, 0.25], [0.25, 1]], index=["a", "b"], columns=["a", "b"])
    figure = charts.heatmap(table, "cosine", digits=2)
    assert [t.get_text() for t in figure.axes[0].texts] == ["0.25", "0.25"]
    assert charts.heatmap(table.iloc[:1, :1], "cosine") is None


def test_neighbours_in_a_tree_are_the_nearest() -> None:
    near = pd.DataFrame([[0, 1, 9], [1, 0, 8], [9, 8, 0]], index=list("abc"), columns=list("abc"), dtype=float)
    ax = charts.tree(near, charts.colours("abc"), "distance").axes[0]
    assert labels(ax) in (["a", "b", "c"], ["b", "a", "c"], ["c", "a", "b"], ["c", "b", "a"])
    assert sorted({x for line in ax.lines for x in line.get_xdata()}) == [0, 1, 8.5]
    assert charts.tree(near.iloc[:1, :1], {}, "distance") is None


def test_curves_name_the_groups_with_a_colour_and_count_the_others() -> None:
    table = pd.DataFrame({"group": [g for g in SIXTY for _ in "ab"], "words": [1, 9] * 60, "types": [1, 5] * 60})
    figure = charts.curves({"different words": table}, charts.colours(SIXTY), logarithmic=False)
    assert [t.get_text() for t in figure.legends[0].get_texts()] == [*SIXTY[:7], "53 more"]
    assert len(figure.axes[0].lines) == 60
    assert charts.curves({"x": table.iloc[:0]}, {}, True) is None


def test_the_same_figure_has_the_same_bytes() -> None:
    def draw() -> bytes:
        return charts.png(charts.uses(placed(SIXTY), ["dam"], charts.colours(SIXTY)))

    assert draw() == draw()


# --- pictures ---------------------------------------------------------------------------------------------------------


def drawn(*labels: str) -> str:
    return charts.svg(charts.bars(pd.Series(range(1, len(labels) + 1), index=list(labels)), "words"))


def outlines(picture: str) -> dict[str, str]:
    """Return the outlines of letters: id -> path."""
    return {p.attrib["id"]: p.attrib["d"] for p in ET.fromstring(picture).iter(f"{SVG}path") if "id" in p.attrib}


def every_figure() -> dict[str, Figure]:
    order = charts.colours(SIXTY)
    terms = pd.DataFrame({"group": list("abc"), "term": "dam", "count": 5, "log_odds": 1.0, "z": 4.0})
    near = pd.DataFrame([[0, 1, 9], [1, 0, 8], [9, 8, 0]], index=list("abc"), columns=list("abc"), dtype=float)
    zipf = pd.DataFrame({"group": ["a", "a", "b", "b"], "rank": [1, 9, 1, 7], "times used": [40, 2, 30, 1]})
    money = pd.DataFrame([["%", 5.0, "5%", "a"], ["EUR", 7e6, "7 million EUR", "b"]])
    moving = [("dam", s, date(2025, 1, 1), date(2025, 1, 9), n, n, 0, n + 1) for n, s in enumerate("ab")]
    columns = ["name", "source_id", "first", "last", "count", "rate", "low", "high"]
    figures = {
        "bars": charts.bars(pd.Series({"a": 5, "b": 3}), "words", order),
        "ranges": charts.ranges(measured(["a", "b"]).set_index("group"), "words"),
        "panels": charts.panels(measured([*SIXTY[:9], "a"]), ["MATTR"], order),
        "curves": charts.curves({"times used": zipf}, order, logarithmic=True),
        "heatmap": charts.heatmap(near, "distance"),
        "keyness": charts.keyness(terms, list("abc"), order),
        "strips": charts.strips(placed(SIXTY), ["dam"], order),
        "uses": charts.uses(placed(SIXTY), ["dam"], order),
        "tree": charts.tree(near, order, "distance"),
        "amounts": charts.amounts(money.set_axis(["panel", "value", "label", "group"], axis=1)),
        "intervals": charts.intervals(dated(3, "past", "due"), charts.STATUS_COLOURS),
        "movement": charts.movement(pd.DataFrame(moving, columns=columns)),
    }
    return {name: figure for name, figure in figures.items() if figure is not None}


def dated(times: int, *statuses: str, group: str = "a") -> pd.DataFrame:
    rows = [(group, date(2025, 5, 1), date(2025, 5, 1), status) for status in statuses for _ in range(times)]
    rows.append((group, date(2020, 1, 1), date(2020, 12, 31), statuses[0]))
    return pd.DataFrame(rows, columns=["group", "first", "last", "status"])


@pytest.mark.parametrize(
    "name", "bars ranges panels curves heatmap keyness strips uses tree amounts intervals movement".split()
)
def test_a_picture_of_paths_stands_alone_in_colours_that_have_a_dark_side(name: str) -> None:
    picture = charts.svg(every_figure()[name])
    root = ET.fromstring(picture)
    style = root[0].text
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg",
        "style",
        "defs",
        "g",
        "path",
        "use",
        "clipPath",
        "rect",
    }
    assert picture.count("http") == 1 and "<!--" not in picture and picture.startswith("<svg ")
    named = re.findall(r"--(\w+):(#\w{6})", style)
    assert named == [(n, SCHEME[n][0]) for n, _ in named[: len(named) // 2]] + [
        (n, SCHEME[n][1]) for n, _ in named[: len(named) // 2]
    ]
    assert set(re.findall(r"var\(--(\w+)\)", style)) == {n for n, _ in named}
    assert len(re.findall(r"#[0-9a-f]{6}", picture)) == len(named)  # no colour but by name
    classes = dict(re.findall(r"\.(\w+)\{([^}]*)\}", style))
    unseen = [e for e in shapes(root) if not re.search(r"(fill|stroke):(var|none)", " ".join(classes[c] for c in e))]
    assert unseen == []
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids)) and set(ids) == set(re.findall(r'(?:href="|url\()#(\w+)', picture))


def shapes(element: ET.Element, around: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the classes that are in force for each shape that is drawn."""
    around += tuple(element.attrib.get("class", "").split())
    if element.tag in (f"{SVG}path", f"{SVG}use", f"{SVG}rect"):
        yield around
    for child in element if element.tag not in (f"{SVG}defs", f"{SVG}clipPath") else ():
        yield from shapes(child, around)


def test_pictures_are_the_same_each_time_and_after_the_other_kind() -> None:
    figure = every_figure()["intervals"]
    first, dots = charts.svg(figure), charts.png(figure)
    assert (charts.svg(figure), charts.png(figure)) == (first, dots)
    assert charts.svg(every_figure()["intervals"]) == first


@pytest.mark.parametrize(
    "said", [' xmlns="b"', ' xmlns:xlink="b"', "xlink:href", "<!-- b -->", "{http://www.w3.org/2000/svg}"]
)
def test_a_label_that_looks_like_markup_stays_a_label(said: str) -> None:
    """A letter that the font lacks leaves the texts to the reader's fonts, and so in the picture as texts."""
    label = f"\U00012000{said} x"
    texts = [element.text for element in ET.fromstring(drawn(label, "river")).iter(f"{SVG}text")]
    assert label in texts


def test_numbers_are_shortened_where_the_eye_sees_no_difference() -> None:
    written = """<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 576.001 9"><metadata/><defs/>
      <g id="figure_1"><defs><path id="D-41" d="M 640 64 \nL 640 128 L 0 128 z" transform="scale(0.015625)"/></defs>
      <g id="axes"><use xlink:href="#D-41" transform="translate(12.34567 0)" style="fill: #222222"/>
      <path d="M 0.12345 7 L 3.1 7.00001 L 5 8" style="stroke: #135894; stroke-width: 2"/></g></g></svg>"""
    assert tidied(written.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ')) == (
        '<svg viewBox="0 0 576 9" xmlns="http://www.w3.org/2000/svg"><style>svg{stroke-linejoin:round;--ink:#222222;'
        "--blue:#135894}@media screen and (prefers-color-scheme:dark){svg{--ink:#e7e8ea;--blue:#3891fe}}"
        ".c0{fill:var(--ink)}.c1{stroke:var(--blue);stroke-width:2}</style>"
        '<defs><path d="M10 1V2H0z" id="i0"/></defs><use href="#i0" x="12.35" class="c0"/>'
        '<path d="M0.12 7H3.1L5 8" class="c1"/></svg>'
    )


@pytest.mark.parametrize(("setting", "kind"), [("svg", "image/svg+xml"), ("", "image/png")])
def test_the_report_s_kernels_show_svg_and_all_others_png(monkeypatch, setting: str, kind: str) -> None:
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *args, **kwargs: shown.append((args[0], kwargs)))
    monkeypatch.setenv("SOURCEBOOK_FIGURES", setting)
    charts.captioned(charts.bars(pd.Series({"a": 5}), "words"), "Figure 1.")._ipython_display_()
    picture, settings = shown[0]
    assert set(picture) == {kind, "text/plain"}
    assert settings["metadata"] == {kind: {"width": 768, "height": 117, "alt": "Figure 1."}}


def test_a_heat_map_shades_by_how_much_covers_the_paper() -> None:
    """By hand: of 0, 1, 2 the middle one covers half of what lies between the faintest and the whole."""
    cells = charts.heatmap(pd.DataFrame([[0, 1, 2]]), "figures").axes[0].collections[0]
    assert cells.get_facecolors()[:, 3] == pytest.approx([0.08, 0.54, 1])
    assert charts.svg(every_figure()["heatmap"]).count("<image") == 0


def test_dates_that_fall_together_are_one_dot_with_their_number_one_kind_above_the_other() -> None:
    ax = charts.intervals(dated(12, "past", "due"), charts.STATUS_COLOURS).axes[0]
    assert sorted((t.get_text(), t.get_position()[1]) for t in ax.texts) == [("12", -0.25), ("12", 0.25)]
    alone = charts.intervals(dated(1, "past"), charts.STATUS_COLOURS).axes[0]
    assert [list(line.get_ydata()) for line in alone.lines] == [[0.0]] and not alone.texts


def test_what_stands_alone_bears_its_number() -> None:
    assert [t.get_text() for t in charts.panels(measured(["a"]), ["MATTR"]).axes[0].texts] == ["0.5"]
    assert not charts.panels(measured(["a", "b"]), ["MATTR"]).axes[0].texts


# --- glyphs -----------------------------------------------------------------------------------------------------------


def needs(text: str) -> None:
    missing = fonts.families(text)[1]
    if missing:
        pytest.skip(f"no font installed here has {missing}")


@pytest.mark.parametrize("text", ["林森", "たろ", "김대", "אב", "Жя"])
def test_letters_of_any_script_that_has_a_font_here_have_outlines_of_their_own(text: str) -> None:
    """Two letters without a font would be the same box, or text."""
    needs(text)
    one, other, both = (outlines(drawn(label)) for label in (text[0], text[1], text))
    assert "<text" not in drawn(text)
    assert len({*both.values()} - {*one.values()}) == 1 and len({*both.values()} - {*other.values()}) == 1


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    """Beh has other shapes at the beginning, the middle and the end of a word; dal stands left of alef."""
    plain = {*outlines(drawn("")).values()}
    assert [len({*outlines(drawn(word)).values()} - plain) for word in ("بب", "ببب")] == [2, 3]
    (alef,) = {*outlines(drawn("ا")).values()} - plain
    picture = drawn("اد")
    known = outlines(picture)
    placed = {known.get(u.attrib["href"][1:]): u.attrib.get("x", "0") for u in ET.fromstring(picture).iter(f"{SVG}use")}
    assert float(placed[alef]) > 0


def test_what_no_font_here_has_is_left_to_the_reader_s_fonts(monkeypatch) -> None:
    only = {fonts.FIRST: fonts._regular()[fonts.FIRST]}
    monkeypatch.setattr(fonts, "_regular", lambda: only)
    assert fonts.families("Lin 林") == (["DejaVu Sans"], "林")
    picture = drawn("Lin 林 & <b>", "Ng")
    texts = [t.text for t in ET.fromstring(picture).iter(f"{SVG}text")]
    assert {"Lin 林 & <b>", "Ng", "words"} <= set(texts) and len(outlines(picture)) == 1  # a tick
    assert "sans-serif" in picture and "prefers-color-scheme:dark" in picture
    assert fonts.families("Ng \u200f\n\ufe0f") == (["DejaVu Sans"], "")


def test_fonts_are_asked_in_a_fixed_order_and_added_for_what_is_lacking_alone(monkeypatch) -> None:
    has = {
        "DejaVu Sans": "ab",
        "Ming Serif": "林か",
        "Kana": "か",
        "Noto Sans CJK JP": "林か",
        "Noto Sans CJK SC": "林か",
    }
    monkeypatch.setattr(fonts, "_regular", lambda: {name: (name, 0) for name in has})
    monkeypatch.setattr(fonts, "_characters", lambda name, _: np.array([ord(c) for c in has[name]]))
    assert fonts.families("a林") == (["DejaVu Sans", "Noto Sans CJK SC"], "")
    assert fonts.families("林かか") == (["DejaVu Sans", "Noto Sans CJK JP"], "")
    assert fonts.families("ab") == (["DejaVu Sans"], "")
    del has["Noto Sans CJK JP"], has["Noto Sans CJK SC"]
    assert fonts.families("か!") == (["DejaVu Sans", "Ming Serif"], "!")


def test_sans_comes_before_serif_and_mono_and_each_family_in_its_regular_cut() -> None:
    names = list(fonts._regular())
    assert names.index("DejaVu Sans") < names.index("DejaVu Serif") < names.index("DejaVu Sans Mono")
    assert Path(fonts._regular()["DejaVu Serif"][0]).stem == "DejaVuSerif"
    assert not [name for name in names if "Last Resort" in name]


def test_a_number_behind_a_name_from_right_to_left_stays_behind_it() -> None:
    assert short("דן", mark=": 5") == "\u200eדן\u200e: 5"
    assert short("Dan", mark=": 5") == "Dan: 5" and short("דן") == "דן"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_name_gives_a_picture_that_can_be_read(name: str) -> None:
    root = ET.fromstring(drawn(name, "Ng"))
    assert root.tag == f"{SVG}svg" and float(root.attrib["width"].removesuffix("pt")) == 576


def test_a_time_line_shows_the_ten_years_that_hold_most_and_of_two_such_the_later() -> None:
    def line(*years: int) -> list[int]:
        days = [date(year, 1, 1) for year in years]
        return [day.year for day in charts.densest(pd.DataFrame({"last": days}))["last"]]

    assert line(1850, 1979, 2016, 2020, 2024, 2035) == [2016, 2020, 2024]
    assert line(1850, 1851, 2016, 2020) == [2016, 2020]
    assert charts.densest(pd.DataFrame({"last": []})).empty


def test_a_measure_that_nobody_has_text_enough_for_gets_no_panel() -> None:
    rows = [("Ng", "SMOG", None), ("Abe", "SMOG", None), ("Ng", "rate", 1.0), ("Abe", "rate", 2.0)]
    table = pd.DataFrame(rows, columns=["group", "measure", "value"]).assign(low=None, high=None, unit="", note="")
    figure = charts.panels(table, ["SMOG", "rate"])
    assert [ax.get_title(loc="left") for ax in figure.axes] == ["rate"]
