"""The gate: figures are found as well as they ever were, on the five articles and on sentences made up for it."""

import pytest
from floors import f1, measured, raised, read

from sourcebook.quantities import quantities

FLOORS = [(name, measure, floor) for name, own in read().items() for measure, floor in own.items()]


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, float]]:
    return measured()


@pytest.mark.parametrize(("name", "measure", "floor"), FLOORS)
def test_what_was_reached_is_kept(scores, name: str, measure: str, floor: float) -> None:
    assert scores[name][measure] >= floor


def test_every_score_has_a_floor_and_the_articles_a_high_one(scores) -> None:
    assert {(name, measure) for name, measure, _ in FLOORS} == {(n, m) for n, own in scores.items() for m in own}
    least = {"recall": 0.98, "precision": 0.9, "value": 0.97, "unit": 0.88, "date": 0.9}
    assert {m: max(least[m], f) for m, f in read()["seeds"].items()} == read()["seeds"]


def test_a_floor_can_be_raised_and_never_lowered() -> None:
    before = {"a": {"x": 0.5, "y": 0.5}}
    assert raised(before, {"a": {"x": 0.61279, "y": 0.4}}) == {"a": {"x": 0.612, "y": 0.5}}


def test_each_label_and_each_figure_counts_once() -> None:
    labels = [{"start": 0, "surface": "3 km"}, {"start": 0, "surface": "3 km"}, {"start": 9, "surface": "x"}]
    found = quantities("3 km or 4 km")
    assert f1([(labels, found)], lambda label, q: True) == pytest.approx(2 * 2 / (3 + 2))
