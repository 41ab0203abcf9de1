"""The table of facts counted and set out: by kind, by firmness, by size."""

import pandas as pd

from sourcebook.views import worth

KINDS = ("money", "percent", "count", "measure", "duration", "rate", "multiple", "ordinal", "date", "date_range")
COMMITMENTS = ("affirmed", "hedged", "planned")


def kinds(facts: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures of each kind each group states: groups by kinds, kinds that nobody uses left out."""
    return _crossed(facts, "kind", KINDS)


def commitments(facts: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures each group affirms, hedges and plans: groups by commitments."""
    return _crossed(facts, "commitment", COMMITMENTS)


def _crossed(facts: pd.DataFrame, column: str, order: tuple[str, ...]) -> pd.DataFrame:
    table = pd.crosstab(facts["group"], facts[column]).reindex(columns=list(order), fill_value=0)
    table = table.loc[:, table.any()]
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def amounts(facts: pd.DataFrame) -> pd.DataFrame:
    """Return percentages and sums as a chart needs them: panel (%, or a currency), value, label, group.

    The same figure of the same group stands once.
    """
    rows = facts[facts["kind"].isin(("money", "percent")) & facts["value"].notna()]
    table = pd.DataFrame(
        {
            "panel": rows["unit"],
            "value": rows["value"],
            "label": [worth(row) for row in rows.to_dict("records")],
            "group": rows["group"],
        }
    )
    return table.drop_duplicates(ignore_index=True)
