"""The facts of a corpus set out: what each comes to, how many there are of which kind, how firm, how large."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sourcebook.quantities.nouns import is_plural

MEASURED = ("money", "percent", "count", "measure", "duration", "rate", "multiple")
DATED = ("date", "date_range")
KINDS = (*MEASURED, "ordinal", *DATED)
COMMITMENTS = ("affirmed", "hedged", "planned")
ABSENT = "–"


def kinds(facts: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures of each kind each group states: groups by kinds, kinds that nobody uses left out."""
    return _crossed(facts, "kind", KINDS)


def commitments(facts: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures each group affirms, hedges and plans: groups by commitments."""
    return _crossed(facts, "commitment", COMMITMENTS)


EXACTNESS = {"=": "as it is", "~": "about", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}


def exactness(facts: pd.DataFrame) -> pd.DataFrame:
    """Return how many measured figures each group gives as they are, as a range, or with which modifier.

    "From 4 to 6" tells two figures of a change, each as it is.
    """
    measured = facts[facts["kind"].isin(MEASURED)]
    is_range = measured["low"].notna() & (measured["modifier"] == "=") & (measured["change"].fillna("") == "")
    put = measured["modifier"].map(EXACTNESS).mask(is_range, "as a range")
    return _crossed(measured.assign(put=put), "put", ("as it is", "as a range", *list(EXACTNESS.values())[1:]))


def _crossed(facts: pd.DataFrame, column: str, order: tuple[str, ...]) -> pd.DataFrame:
    table = pd.crosstab(facts["group"], facts[column]).reindex(columns=list(order), fill_value=0)
    table = table.loc[:, table.any()]
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def amounts(facts: pd.DataFrame) -> pd.DataFrame:
    """Return percentages and sums as a chart needs them: panel (%, or a currency), value, label, group.

    The same figure of the same group stands once; ranges are left out; the label of one that a reader has corrected
    says so. Panels that more figures stand in come first.
    """
    rows = facts[facts["kind"].isin(("money", "percent")) & facts["value"].notna()]
    labels = [worth(r) + (f" ({r['corrected']})" if r.get("corrected") else "") for r in rows.to_dict("records")]
    table = pd.DataFrame({"panel": rows["unit"], "value": rows["value"], "label": labels, "group": rows["group"]})
    table = table.drop_duplicates(ignore_index=True)
    often = table["panel"].map(table["panel"].value_counts()).where(table["panel"] != "%", len(table) + 1)
    order = table.assign(often=often).sort_values(["often", "panel"], ascending=[False, True], kind="stable")
    return order.drop(columns="often").reset_index(drop=True)


# --- one fact in words ------------------------------------------------------------------------------------------------

_SIGNS = {"~": "~ ", "<": "< ", ">": "> ", "<=": "≤ ", ">=": "≥ "}


def worth(fact: Mapping[str, Any]) -> str:
    """Return what a fact comes to in one short phrase: modifier, value or range, unit, denominator; or its date."""
    if pd.notna(fact.get("iso")) and (fact["kind"] in DATED or pd.isna(fact["value"])):
        return str(fact["iso"])
    if fact["kind"] == "ordinal" and pd.notna(fact["value"]):
        return f"{_ordinal(int(fact['value']))} {fact['unit'] if pd.notna(fact['unit']) else ''}".strip()
    if pd.notna(fact["value"]):
        value, many = number(fact["value"]), abs(fact["value"]) != 1
    elif pd.notna(fact["low"]):
        ends = [number(fact["low"]), number(fact["high"])]
        value, many = " to ".join(ends if fact.get("change") != "down" else ends[::-1]), True
    else:
        return ABSENT
    unit = "" if pd.isna(fact["unit"]) else _unit(str(fact["unit"]), fact["kind"], many)
    per = f" per {_denominator(str(fact['per']))}" if pd.notna(fact["per"]) else ""
    return f"{_SIGNS.get(str(fact['modifier']), '')}{value}{unit}{per}"


def _unit(unit: str, kind: str, many: bool) -> str:
    """Return a unit as it stands behind a number; a noun takes the plural, a symbol or a currency never."""
    if unit == "%":
        return unit
    if unit.startswith("degree "):
        return f" °{unit[7:]}"
    if not many or not (kind in ("count", "duration", "rate", "multiple") or unit.endswith(" point")):
        return f" {unit}"
    head, of, rest = unit.partition(" of ")
    return f" {_plural(head)}{of}{rest}"


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n:,}{ending}"


def _denominator(per: str) -> str:
    """Return what a rate is of: "kWh", "5 years"; a symbol takes no plural."""
    number, _, unit = per.rpartition(" ")
    return f"{number} {_plural(unit)}" if number not in ("", "1") and unit.islower() and len(unit) > 2 else per


def _plural(noun: str) -> str:
    if is_plural(noun.rpartition(" ")[2]):  # people, series, or a name such as Ford Fiestas
        return noun
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return {"person": "people", "man": "men", "woman": "women", "child": "children"}.get(noun, noun + "s")


def number(value: float) -> str:
    """Return a number as a person writes it: 2.36 trillion, 63,000, 9.4."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{6 if abs(value) >= 100 else 4}g}"
