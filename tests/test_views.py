"""Tables for people: escaped, marked, captioned, with one number of decimals a column."""

import pandas as pd
import pytest

from sourcebook import concordance, load, views

EVIL = "<img src=x onerror=alert(1)>"


def test_every_cell_header_and_caption_is_escaped() -> None:
    shown = views.table(pd.DataFrame({"a": [EVIL]}), EVIL, {"a": EVIL})._repr_html_()
    assert "<img" not in shown
    assert shown.count("&lt;img src=x onerror=alert(1)&gt;") == 4


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        pytest.param([1, 2345], ["1", "2,345"], id="whole numbers"),
        pytest.param([1.5, 20.25], ["1.5", "20.2"], id="tens have one decimal"),
        pytest.param([0.5, None], ["0.50", "–"], id="small ones two, nothing is a dash"),
        pytest.param(["x", None], ["x", "–"], id="text"),
    ],
)
def test_a_column_has_one_form(values: list, cells: list[str]) -> None:
    shown = views.table(pd.DataFrame({"a": values}), "", {"a": "a"})._repr_html_()
    assert [part.split(">", 1)[1].split("</td>")[0] for part in shown.split("<td")[1:]] == cells


def test_a_long_table_says_how_much_it_shows_and_an_empty_one_says_none() -> None:
    frame = pd.DataFrame({"a": range(30)})
    assert "The first 10 of 30 rows." in views.table(frame, "All.", {"a": "a"}, most=10)._repr_html_()
    assert ">none</td>" in views.table(frame.iloc[:0], "All.", {"a": "a"})._repr_html_()


def test_a_fact_is_marked_in_its_escaped_sentence(folder) -> None:
    corpus = load(folder({"a.txt": f"He wrote {EVIL} and paid $5 million."}))
    shown = views.facts(corpus, corpus.facts[corpus.facts["kind"] == "money"], "Facts.")._repr_html_()
    assert "<mark>$5 million</mark>" in shown and "<img" not in shown


def test_a_word_in_context_is_marked_and_escaped(folder) -> None:
    corpus = load(folder({"a.txt": f"The dam {EVIL} leaks."}))
    shown = views.concordance(concordance.concordance(corpus, "dam"), "Words.")._repr_html_()
    assert "<mark>dam</mark>" in shown and "<img" not in shown
