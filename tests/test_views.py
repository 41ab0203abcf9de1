"""Tables for people: escaped, marked, captioned, with one number of decimals a column."""

import re

import pandas as pd
import pytest

from sourcebook import concordance, load, reckoning, synthesis, views

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


def cells(table: views.Table) -> list[list[str]]:
    """Return the cells of a table as a reader sees them, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", table._repr_html_(), re.DOTALL)[1:]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


def headers(table: views.Table) -> list[str]:
    return re.findall(r"<th[^>]*>(.*?)</th>", table._repr_html_())


@pytest.mark.parametrize(
    ("text", "implies"),
    [
        pytest.param("Exports fell from 40 tonnes to 30 tonnes.", "10 t", id="a symbol takes no plural"),
        pytest.param("Staff fell from 40 workers to 30 workers.", "10 workers", id="a noun does"),
        pytest.param("The rate rose from 4 percent to 6 percent.", "2 percentage points", id="points do"),
    ],
)
def test_what_a_calculation_implies_is_written_as_a_person_does(folder, text: str, implies: str) -> None:
    corpus = load(folder({"a.txt": text}))
    shown = cells(views.checks(corpus, reckoning.checks(corpus), "Checks."))
    assert shown[0][1].partition(" (")[0] == implies


def test_what_is_held_against_nothing_has_no_column_for_it(folder) -> None:
    column = "held against the text"
    for text, has in (
        ("Exports fell from 40 tonnes to 30 tonnes.", False),
        ("Exports fell 60 % from 40 tonnes to 30 tonnes.", True),
    ):
        corpus = load(folder({"a.txt": text}, str(has)))
        assert (column in headers(views.checks(corpus, reckoning.checks(corpus), "Checks."))) == has


def test_a_table_of_several_rows_a_group_is_cut_by_groups_and_shows_the_largest(folder) -> None:
    files = {f"v{n}.txt": "The dam may leak, we hope for peace and fear a war. " * (n + 3) for n in range(4)}
    corpus = load(folder(files))
    rows = synthesis.leanings(corpus, synthesis.leaning_places(corpus))
    table = views.leanings(corpus, rows, "Leanings.", most=2)
    assert {row[1] for row in cells(table)} == {"unsigned (v3)", "unsigned (v2)"}
    assert len(cells(table)) == 2 * rows["leaning"].nunique()
    assert table.caption == "Leanings. The 2 with the most words of 4 are shown."
