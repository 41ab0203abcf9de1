"""Which differences between groups are more than chance: who stands out, who is really highest and lowest."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri, stdtrit

from sourcebook.textstats.registry import FOREIGN, HABITS, REGISTRY

COLUMNS = ["group", "measure", "value", "others", "unit", "distance"]
_QUARTILES = {m.name for m in REGISTRY if m.low_high == "quartiles"}
_INTERVAL = 2 * 1.96  # standard errors from one end of a 95 % interval to the other
FAR = 3.0  # standard errors of a normal distribution; of few groups, as many of Student's t as are as rare
BY_CHANCE = 0.05


def comparable(statistics: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the values of a measure that may be compared, each with its standard error (missing where it has none).

    Left out are groups without a value and groups that write in another language than English. The error comes from
    the 95 % interval; that of a median is 1.2533 standard deviations / sqrt(n), of which there are 1.349 between the
    quartiles, as in a normal distribution (Kendall and Stuart, The Advanced Theory of Statistics, vol. 1).
    """
    rows = statistics[statistics["measure"] == measure].dropna(subset=["value"])
    rows = rows[~rows["note"].str.startswith(FOREIGN)]
    reach = rows["high"] - rows["low"]
    if measure not in _QUARTILES:
        return rows.assign(error=reach / _INTERVAL)
    sentences = statistics[statistics["measure"] == "sentences"].set_index("group")["value"]
    return rows.assign(error=1.2533 * reach / 1.349 / np.sqrt(rows["group"].map(sentences)))


def are_apart(rows: pd.DataFrame) -> bool | None:
    """Tell whether the highest and the lowest of several values lie farther apart than chance would put them.

    rows     group, value, error, as `comparable` gives them
    returns  None where it can't be said, since one of the two has no error, or both have none
    source   Bonferroni's correction: of k values the two ends are chosen from k (k - 1) / 2 pairs
    """
    if len(rows) < 2:
        return None
    ends = rows.loc[[rows["value"].idxmax(), rows["value"].idxmin()]]
    error = float(np.hypot(*ends["error"]))
    if not error > 0:
        return None
    pairs = len(rows) * (len(rows) - 1) / 2
    return bool(ends["value"].iloc[0] - ends["value"].iloc[1] > ndtri(1 - BY_CHANCE / (2 * pairs)) * error)


def outstanding(statistics: pd.DataFrame, measures: Sequence[str] = HABITS, far: float = FAR) -> pd.DataFrame:
    """Return the measures on which a group lies far from the others, the farthest first.

    statistics  the table that `statistics` gives
    measures    the ones to look at; those that are made of one another would tell the same habit twice
    far         the least distance that is returned, for many groups; for few it is as much more as t is wider
    returns     group, measure, value, others (the median of the other groups), unit, distance

    The distance is the difference to the others' median, in standard errors: that of the value's own interval and the
    spread of the others together, which is taken to be no less than their own intervals leave open. A group's z-score
    among all, itself included, would hide an outlier among few, since it widens the spread that it is measured by; so
    each is left out of its own yardstick. How far is far follows from Student's t, its degrees of freedom by Welch and
    Satterthwaite (Welch 1947, Biometrika 34, 28-35). A value without an interval is not tried.
    """
    tried = [comparable(statistics, measure).dropna(subset=["error"]) for measure in measures]
    rows = [row for own in tried for row in _distances(own, far)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = table.assign(size=table["distance"].abs()).sort_values(["size", "group"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def _distances(rows: pd.DataFrame, far: float) -> list[tuple[object, ...]]:
    values, errors = rows["value"].to_numpy(), rows["error"].to_numpy()
    found: list[tuple[object, ...]] = []
    for n, row in enumerate(rows.itertuples() if len(rows) > 1 else ()):
        others, centre = np.delete(values, n), float(np.median(np.delete(values, n)))
        unsure = np.mean(np.delete(errors, n) ** 2)
        between = others.var(ddof=1) if len(others) > 1 else 0.0
        scale = max(between, unsure) + errors[n] ** 2
        freedom = (len(others) - 1) * (scale / between) ** 2 if between > unsure else np.inf
        limit = far if np.isinf(freedom) else stdtrit(freedom, ndtr(far))
        distance = (row.value - centre) / np.sqrt(scale) if scale > 0 else 0.0
        if abs(distance) >= limit:
            found.append((row.group, row.measure, row.value, centre, row.unit, distance))
    return found
