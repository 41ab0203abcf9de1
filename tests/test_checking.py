"""Arithmetic checks: what figures imply, within which bounds, and which can't be true."""

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import Corpus, load, reckoning
from sourcebook.reckoning.checking import COLUMNS
from sourcebook.reckoning.rounding import interval

LABELS = Path(__file__).parent / "gold" / "checks.jsonl"


def checked(folder: Any, text: str) -> pd.DataFrame:
    """Return one row a check of a text."""
    table = reckoning.checks(load(folder({"a.txt": f"The weather was mild and the harvest good.\n\n{text}\n"})))
    return table.drop_duplicates(["check_id", "formula"]).reset_index(drop=True)


def of_kind(table: pd.DataFrame, kind: str) -> pd.Series:
    own = table[table["kind"] == kind]
    assert len(own) == 1, f"{len(own)} checks of kind {kind}: {list(table['formula'])}"
    return own.iloc[0]


# --- worked by hand ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "implied", "low", "high", "unit"),
    [
        pytest.param(
            "Grain exports came to 2.4 billion pesos ($120 million).",
            "exchange rate",
            20.0,  # 2400 / 120
            2350 / 120.5,
            2450 / 119.5,
            "MXN per USD",
            id="two currencies",
        ),
        pytest.param(
            "Tea brought in $1.5 billion, accounting for 12% of all exports.",
            "whole",
            12.5e9,  # 1.5 / 0.12
            1.45e9 / 0.125,
            1.55e9 / 0.115,
            "USD",
            id="a part and its share",
        ),
        pytest.param(
            "The trust gave $40 billion, of which schools take 30%.",
            "part",
            12e9,  # 40 * 0.3
            39.5e9 * 0.295,
            40.5e9 * 0.305,
            "USD",
            id="a whole and a share",
        ),
        pytest.param("Of the 40 wells, 26 are dry.", "share", 65.0, 65.0, 65.0, "%", id="counts are exact"),
        pytest.param(
            "The plan is to train 30,000 nurses in four years.",
            "per period",
            7500.0,  # 30,000 / 4
            29500 / 4,
            30500 / 4,
            "nurse per year",
            id="a total over a period",
        ),
        pytest.param(
            "The toll was cut from 60 percent to 45 percent.",
            "change",
            15.0,
            15.0,
            15.0,
            "percentage point",
            id="whole percents that were set are exact",
        ),
        pytest.param(
            "Inflation slowed to 2.5% in May from 4.0% in April.",
            "change in percent",
            37.5,  # 1.5 / 4
            100 * (1 - 2.55 / 3.95),
            100 * (1 - 2.45 / 4.05),
            "%",
            id="to B from A",
        ),
        pytest.param(
            "They put on duties as high as 30% (north) and 25% (south).",
            "difference",
            5.0,
            5.0,
            5.0,
            "percentage point",
            id="two rates side by side",
        ),
        pytest.param("Output rose by 200 MW to 900 MW.", "level before", 700.0, 700.0, 700.0, "MW", id="by D to B"),
        pytest.param(
            "The army has 300 guns, twice as many as in 2010.",
            "level before",
            150.0,  # 300 / 2, "twice" being a tenth more or less
            300 / 2.2,
            300 / 1.8,
            "gun",
            id="twice as many",
        ),
        pytest.param(
            "Sales were $55 million, up 10% from 2020.",
            "level before",
            50e6,  # 55 / 1.1
            54.5e6 / 1.105,
            55.5e6 / 1.095,
            "USD",
            id="up so many percent",
        ),
        pytest.param(
            "The mill used about 60% of the 5,000 barrels.",
            "part",
            3000.0,
            0.55 * 4950,
            0.65 * 5050,
            "barrel",
            id="about",
        ),
    ],
)
def test_what_figures_imply(folder, text: str, kind: str, implied: float, low: float, high: float, unit: str) -> None:
    check = of_kind(checked(folder, text), kind)
    assert check["implied"] == pytest.approx(implied)
    assert (check["low"], check["high"]) == (pytest.approx(low), pytest.approx(high))
    assert check["unit"] == unit


@pytest.mark.parametrize(
    ("surface", "value", "low", "high"),
    [
        pytest.param("4.01 trillion", 4.01e12, 4.005e12, 4.015e12, id="decimals and a scale"),
        pytest.param("$45 million", 45e6, 44.5e6, 45.5e6, id="a scale alone"),
        pytest.param("851,000 people", 851e3, 850.5e3, 851.5e3, id="whole thousands"),
        pytest.param("8,000 flats", 8e3, 7950, 8050, id="two digits always count"),
        pytest.param("2,870 cases", 2870, 2870, 2870, id="counted to the unit"),
        pytest.param("145 percent", 145, 145, 145, id="a whole rate"),
        pytest.param("145.0 percent", 145, 144.95, 145.05, id="a zero that is printed"),
        pytest.param("half a million", 5e5, 4.5e5, 5.5e5, id="words"),
    ],
)
def test_what_a_printed_figure_may_have_been(surface: str, value: float, low: float, high: float) -> None:
    found = interval(surface, value)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("modifier", "low", "high"),
    [("=", 4950, 5050), ("~", 4500, 5500), ("<", 0, 5050), (">=", 4950, math.inf)],
)
def test_modifiers_widen_it(modifier: str, low: float, high: float) -> None:
    found = interval("5,000", 5000.0, modifier)
    assert (found.low, found.high) == (low, high)


# --- what can't be true -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "possible"),
    [
        pytest.param("Eleven of the nine members agreed.", "share", False, id="a part above its whole"),
        pytest.param("Students made up 130% of the crowd.", "share", False, id="a share above 100 %"),
        pytest.param("Women hold 48 of the 120 seats, or 45%.", "share", False, id="another share"),
        pytest.param("Women hold 48 of the 120 seats, or 40%.", "share", True, id="the right share"),
        pytest.param("It took £9 million, or 4% of the budget of £150 million.", "share", False, id="another whole"),
        pytest.param("It took £6 million, or 4% of the budget of £150 million.", "share", True, id="the right whole"),
        pytest.param(
            "Rice brought in $3 million, or 10% of exports. Total exports were $55 million.",
            "whole",
            False,
            id="another whole in the next sentence",
        ),
        pytest.param("Fares rose from $2.50 to $2.90, an increase of 20%.", "change in percent", False, id="percent"),
        pytest.param("Fares rose from $2.50 to $3.00, an increase of 20%.", "change in percent", True, id="and right"),
        pytest.param("Trips fell from 48 to 60 a day, down by 12.", "change", False, id="the other direction"),
        pytest.param(
            "The rate went from 5.25% to 4.75%, a cut of 75 basis points.", "change", False, id="basis points"
        ),
        pytest.param(
            "Exports more than doubled from 2,000 tonnes to 3,500 tonnes.", "multiple", False, id="a multiple"
        ),
        pytest.param("The 2,400 men — 1,500 in Ghent, 600 in Bruges and 450 in Mons — left.", "sum", False, id="parts"),
        pytest.param("The 2,400 men — 1,500 in Ghent, 600 in Bruges and 300 in Mons — left.", "sum", True, id="sum"),
        pytest.param("It sold 300 cars in April and 200 cars in May, 600 cars in all.", "sum", False, id="a total"),
        pytest.param(
            "Wages take 60% of it, rent 30% and the remaining 20% goes to repairs.", "sum", False, id="shares"
        ),
        pytest.param(
            "It cost $9.6 million: $4.2 million, $3.3 million and $2.1 million.", "sum", True, id="within rounding"
        ),
    ],
)
def test_what_is_stated_is_compared(folder, text: str, kind: str, possible: bool) -> None:
    check = of_kind(checked(folder, text), kind)
    assert bool(check["possible"]) is possible
    assert bool(check["reason"]) is not possible


def test_exchange_rates_of_one_text_are_compared(folder) -> None:
    table = checked(folder, "One ship cost €60 million (£52 million).\n\nThe next cost €24 million (£49 million).")
    assert list(table["possible"]) == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The city spent £12 million on buses in 2018; in 2022 it spent £19 million.", id="two years"),
        pytest.param("Interest stands at 3.5%, inflation at 2.1%.", id="two things"),
        pytest.param("The bill passed by 51 votes to 49.", id="votes"),
        pytest.param("The home side won 3-1 before 4,200 people.", id="a score"),
        pytest.param("She was 25 when she came and 60 when she left.", id="ages"),
        pytest.param("A ticket costs from 5 to 9 euros.", id="a range that is no change"),
        pytest.param("The fee of €30 was kept, but the board cut the tax to €20.", id="another subject"),
        pytest.param("The fine is up to €5,000, or 4% of turnover, whichever is higher.", id="two limits"),
        pytest.param("The population will reach 12 million in ten years.", id="a state at the end"),
        pytest.param("The slope has a height of 300 metres and a 40-year lease.", id="a time beside it"),
        pytest.param("The zloty fell 0.4% to 4.27 zlotys against the euro.", id="a rate of exchange"),
        pytest.param("Prices went up 5% in 2020 and 7% in 2021.", id="two changes"),
        pytest.param("He was fined €3,000 in 2020, and ten years later €9,000.", id="ten years later"),
    ],
)
def test_figures_that_imply_nothing_are_left_alone(folder, text: str) -> None:
    assert checked(folder, text).empty


# --- the whole --------------------------------------------------------------------------------------------------------


def test_rows_carry_the_facts_that_went_in(folder) -> None:
    corpus = load(folder({"a.txt": "Freight came to €50 million ($55 million), accounting for 5% of income.\n"}))
    table = reckoning.checks(corpus)
    went_in = {k: [corpus.quote(f) for f in own] for k, own in table.groupby("check_id", sort=False)["fact_id"]}
    assert list(went_in.values()) == [["€50 million", "$55 million"], ["€50 million", "5%"], ["$55 million", "5%"]]
    assert list(table["kind"].unique()) == ["exchange rate", "whole"]
    assert table["formula"].iloc[0] == "55 million USD ÷ 50 million EUR"


def test_the_five_articles(seeds: Corpus) -> None:
    table = reckoning.checks(seeds).drop_duplicates(["check_id", "formula"])
    gold = json.loads((LABELS.parent / "corroboration.json").read_text(encoding="utf-8"))["checks"]
    wanted = [c for c in gold if c["id"] in ("c01", "c02", "c03", "c04", "c08", "c09", "c10", "c17")]
    found = [
        any(
            row["implied"] == pytest.approx(c["result"], rel=1e-4)
            and (c["low"] is None or (row["low"], row["high"]) == pytest.approx((c["low"], c["high"]), rel=1e-4))
            for row in table.to_dict("records")
        )
        for c in wanted
    ]
    assert len(wanted) == 8 and all(found)
    assert len(table) <= 10  # nothing that nobody asked for
    assert not (table["possible"] == False).any()  # noqa: E712


@pytest.mark.parametrize(
    ("half", "precision", "recall"), [pytest.param(0, 0.96, 1.0, id="seen"), pytest.param(1, 0.93, 0.72, id="unseen")]
)
def test_against_labels_made_before_the_rules(folder, half: int, precision: float, recall: float) -> None:
    texts = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()][half::2]
    corpus = load(folder({f"{t['id']}.txt": t["text"] for t in texts}))
    printed = [own for _, own in reckoning.checks(corpus).groupby(["check_id", "formula"], sort=False)]
    right = [(t["id"], n) for t in texts for n, label in enumerate(t["checks"]) if _is_met(corpus, printed, t, label)]
    assert len(right) / len(printed) >= precision
    assert len(right) / sum(len(t["checks"]) for t in texts) >= recall


def _is_met(corpus: Corpus, printed: Iterable[pd.DataFrame], text: dict[str, Any], label: dict[str, Any]) -> bool:
    for own in printed:
        row, surfaces = own.iloc[0], [corpus.quote(f) for f in own["fact_id"]]
        told = all(any(a in b or b in a for b in surfaces) for a in label["figures"][:2])
        value = abs(row["implied"]) == pytest.approx(abs(label["implied"]), rel=0.01)
        flag = (pd.notna(row["possible"]) and not row["possible"]) == (label["possible"] is False)
        if row["check_id"].startswith(text["id"] + ":") and row["kind"] == label["kind"] and told and value and flag:
            return True
    return False


PIECES = (
    "$4.01 trillion|(€20 million)|145%|8.8% of the budget|from 48 to 44|to 30 percent|of which|accounting for|"
    "a third of|five of the nine members|in five years|-3 °C|0%|0 people|more than doubled|up 12%|, or|and|rose by|"
    "was cut to|from|5,000,000,000,000|1 in 20|200 percentage points|half|.|It was raised to 7 euros|less than 0.5%|"
    "a total of 9|:|—|compared with 3 million in 2020|1e400|300 men|, 20 of whom|100 basis points"
).split("|")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_any_figures_are_survived_and_the_interval_holds_the_value(tmp_path: Path, pieces: list[str]) -> None:
    (tmp_path / "a.txt").write_text("The town paid " + " ".join(pieces) + " last year.\n", encoding="utf-8")
    table = reckoning.checks(load(tmp_path))
    assert list(table.columns) == list(COLUMNS)
    value = table["implied"]
    slack = 1e-9 * value.abs()
    assert (table["low"].isna() | (table["low"] <= value + slack)).all()
    assert (table["high"].isna() | (table["high"] >= value - slack)).all()
    assert (table["reason"].astype(bool) == (table["possible"] == False).fillna(False)).all()  # noqa: E712


def test_a_table_without_its_lines_costs_little(folder) -> None:
    text = " ".join(f"{n} men and {n}% of {n + 1} men, or" for n in range(2, 3000))
    assert checked(folder, text).empty
