"""Comparing: a group that lies far from the others is found, one that merely leads is not."""

from pathlib import Path

import pandas as pd
import pytest

from sourcebook import load
from sourcebook.textstats import are_apart, comparable, outstanding, statistics


def table(**values: tuple[float, float]) -> pd.DataFrame:
    """Return statistics of one measure: group=(value, half of its interval)."""
    rows = [(g, "hedges", v, v - half, v + half, "words") for g, (v, half) in values.items()]
    return pd.DataFrame(rows, columns=["group", "measure", "value", "low", "high", "unit"]).assign(note="")


def test_the_distance_is_in_standard_errors_of_value_and_others() -> None:
    """By hand: the others' median is 18, their deviation 2; the interval 39.2 +- 3.92 has a standard error of 2."""
    found = outstanding(table(A=(39.2, 3.92), B=(16, 0), C=(18, 0), D=(20, 0)), ["hedges"])
    assert list(found["group"]) == ["A"]
    assert found.loc[0, "others"] == 18
    assert found.loc[0, "distance"] == pytest.approx((39.2 - 18) / 8**0.5)


@pytest.mark.parametrize(
    ("values", "groups"),
    [
        pytest.param({"A": (20, 2), "B": (18, 2), "C": (16, 2)}, [], id="who merely leads does not stand out"),
        pytest.param({"A": (40, 40), "B": (18, 1), "C": (16, 1)}, [], id="nor does who is hardly known"),
        pytest.param({"A": (40, 2), "B": (18, 40), "C": (18, 40)}, [], id="nor from others who agree by chance"),
        pytest.param({"A": (40, 2), "B": (18, 2)}, ["A", "B"], id="of two both are far from the other"),
        pytest.param({"A": (40, 2)}, [], id="one has nobody to stand out from"),
        pytest.param({"A": (5, 0), "B": (5, 0), "C": (5, 0)}, [], id="equals do not"),
        pytest.param({"A": (2, 1), "B": (18, 1), "C": (19, 1), "D": (17, 1)}, ["A"], id="low is as far as high"),
    ],
)
def test_who_stands_out(values: dict[str, tuple[float, float]], groups: list[str]) -> None:
    assert list(outstanding(table(**values), ["hedges"])["group"]) == groups


@pytest.mark.parametrize(
    ("column", "entry"),
    [("value", float("nan")), ("low", float("nan")), ("note", "not in English: compare within one language only")],
    ids=["no value", "no interval", "another language"],
)
def test_what_can_not_be_compared_is_passed_over(column: str, entry: object) -> None:
    statistics = table(A=(40, 1), B=(18, 1), C=(17, 1), D=(19, 1))
    assert list(outstanding(statistics, ["hedges", "MATTR"])["group"]) == ["A"]
    statistics.loc[0, column] = entry
    assert outstanding(statistics, ["hedges"]).empty


def test_of_three_groups_it_takes_far_more_to_stand_out_than_of_many() -> None:
    """With two others their spread has one degree of freedom, and 3 standard errors are those of 235 in Student's t."""
    few = {"A": (30, 0.1), "B": (18, 0.1), "C": (17, 0.1)}
    many = few | {f"D{n}": (17 + n % 2, 0.1) for n in range(20)}
    assert outstanding(table(**few), ["hedges"]).empty
    assert list(outstanding(table(**many), ["hedges"])["group"]) == ["A"]


@pytest.mark.parametrize(
    ("values", "apart"),
    [
        pytest.param({"A": (14.0, 1.96), "B": (10, 1.96)}, True, id="2.83 standard errors of two"),
        pytest.param(
            {"A": (14.0, 1.96), "B": (10, 1.96), "C": (12, 1.96), "D": (12, 1.96), "E": (12, 1.96)},
            True,
            id="of five 2.81 are enough",
        ),
        pytest.param(
            {"A": (13.9, 1.96), "B": (10, 1.96)} | {f"C{n}": (12, 1.96) for n in range(4)},
            False,
            id="of six it takes 2.94",
        ),
        pytest.param({"A": (14.0, 0), "B": (10, 0)}, None, id="without errors nobody knows"),
        pytest.param({"A": (14.0, 1)}, None, id="one"),
    ],
)
def test_the_ends_of_many_are_chosen_so_it_takes_more_to_be_apart(values: dict, apart: bool | None) -> None:
    """Bonferroni: of two groups one pair, z = 1.96; of five ten pairs, 2.81; of six fifteen, 2.94."""
    assert are_apart(comparable(table(**values), "hedges")) is apart


def test_the_error_of_a_median_comes_from_its_quartiles_and_the_number_of_sentences() -> None:
    """By hand: quartiles 13.49 apart are a deviation of 10, of 100 sentences an error of the median of 1.2533.

    The others lie together, but each could be off as far, so that the difference has twice that variance.
    """
    rows = [(g, "sentence length", v, v - 6.745, v + 6.745, "words") for g, v in [("A", 30), ("B", 20), ("C", 20)]]
    rows += [(g, "sentences", 100, None, None, "sentences") for g in "ABC"]
    table = pd.DataFrame(rows, columns=["group", "measure", "value", "low", "high", "unit"]).assign(note="")
    found = outstanding(table, ["sentence length"])
    assert list(found["group"]) == ["A"]
    assert found.loc[0, "distance"] == pytest.approx(10 / (1.2533 * 2**0.5), rel=1e-3)


def test_planted_habits_are_named_first_and_nobody_else_is_named() -> None:
    """Of five authors one counts everywhere, one writes long sentences; see tests/gold/habits."""
    found = outstanding(statistics(load(Path(__file__).parent / "gold" / "habits")))
    assert list(zip(found["group"], found["measure"], strict=True))[:2] == [
        ("Petra Lindgren", "numbers"),
        ("Martin Osgood", "sentence length"),
    ]
    assert set(found["group"]) == {"Petra Lindgren", "Martin Osgood"}
