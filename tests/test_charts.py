"""Charts: what is drawn is what the table says, chosen where there is too much, nothing where there is nothing."""

import numpy as np
import pandas as pd
import pytest

from sourcebook import charts

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
