"""What is unusual of a group: measures on which it lies far from all others."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sourcebook.textstats.registry import HABITS, REGISTRY

COLUMNS = ["group", "measure", "value", "others", "unit", "distance"]
_QUARTILES = {m.name for m in REGISTRY if m.low_high == "quartiles"}
_INTERVAL = 2 * 1.96  # standard errors from one end of a 95 % interval to the other
FAR = 3.0  # standard errors


def outstanding(statistics: pd.DataFrame, measures: Sequence[str] = HABITS, far: float = FAR) -> pd.DataFrame:
    """Return the measures on which a group lies far from the others, the farthest first.

    statistics  the table that `statistics` gives
    measures    the ones to look at; those that are made of one another would tell the same habit twice
    far         the least distance that is returned
    returns     group, measure, value, others (the median of the other groups), unit, distance

    The distance is the difference to the others' median, in standard errors: that of the value's own interval and the
    spread of the others together, which is taken to be no less than their own intervals leave open. A group's z-score
    among all, itself included, would hide an outlier among few, since it widens the spread that it is measured by; so
    each is left out of its own yardstick. It says where to look and is no test: the spread of a few others is itself
    hardly known.
    """
    sentences = statistics[statistics["measure"] == "sentences"].set_index("group")["value"]
    rows: list[tuple[object, ...]] = []
    for measure in measures:
        own = statistics[statistics["measure"] == measure].dropna(subset=["value"])
        rows += _distances(own, _errors(own, measure, sentences))
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table[table["distance"].abs() >= far]
    order = table.assign(size=table["distance"].abs()).sort_values(["size", "group"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def _errors(rows: pd.DataFrame, measure: str, sentences: pd.Series) -> np.ndarray:
    """Return the standard error of each value.

    That of a median is 1.2533 standard deviations / sqrt(n), of which there are 1.349 between the quartiles, as in a
    normal distribution (Kendall and Stuart, The Advanced Theory of Statistics, vol. 1).
    """
    reach = (rows["high"] - rows["low"]).fillna(0).to_numpy()
    if measure not in _QUARTILES:
        return reach / _INTERVAL
    return 1.2533 * reach / 1.349 / np.sqrt(rows["group"].map(sentences).to_numpy(dtype=float))


def _distances(rows: pd.DataFrame, errors: np.ndarray) -> list[tuple[object, ...]]:
    values = rows["value"].to_numpy()
    found: list[tuple[object, ...]] = []
    for n, row in enumerate(rows.itertuples()):
        others = np.delete(values, n)
        if len(others) == 0:
            return []
        unsure = np.sqrt(np.mean(np.delete(errors, n) ** 2))
        spread = max(others.std(ddof=1), unsure) if len(others) > 1 else unsure
        scale = float(np.hypot(spread, errors[n]))
        if scale > 0:
            distance = (row.value - np.median(others)) / scale
            found.append((row.group, row.measure, row.value, float(np.median(others)), row.unit, distance))
    return found
