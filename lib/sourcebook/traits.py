"""What is unusual of a group: measures on which it lies far from all others."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

COLUMNS = ["group", "measure", "value", "others", "unit", "distance"]
FAR = 3.0  # standard errors; with some dozens of comparisons chance alone hardly gets that far


def outstanding(statistics: pd.DataFrame, measures: Sequence[str], far: float = FAR) -> pd.DataFrame:
    """Return the measures on which a group lies far from the others, the farthest first.

    statistics  group, measure, value, low, high (ends of a 95 % interval), unit
    measures    the ones to look at; those that are made of one another would tell the same habit twice
    far         the least distance that is returned
    returns     group, measure, value, others (the median of the other groups), unit, distance

    The distance is the difference to the others' median, in standard errors: those of the value's own interval and the
    spread of the others together (of one other, its interval). A group's z-score among all, itself included, would hide
    an outlier among few, since it widens the spread that it is measured by; so each is left out of its own yardstick.
    """
    rows = [row for measure in measures for row in _distances(statistics[statistics["measure"] == measure])]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table[table["distance"].abs() >= far]
    order = table.assign(size=table["distance"].abs()).sort_values(["size", "group"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def _distances(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    rows = rows.dropna(subset=["value"])
    values, errors = rows["value"].to_numpy(), ((rows["high"] - rows["low"]) / 3.92).fillna(0).to_numpy()
    found: list[tuple[object, ...]] = []
    for n, row in enumerate(rows.itertuples()):
        others = np.delete(values, n)
        if len(others) == 0:
            return []
        spread = others.std(ddof=1) if len(others) > 1 else np.delete(errors, n)[0]
        scale = float(np.hypot(spread, errors[n]))
        if scale > 0:
            distance = (row.value - np.median(others)) / scale
            found.append((row.group, row.measure, row.value, float(np.median(others)), row.unit, distance))
    return found
