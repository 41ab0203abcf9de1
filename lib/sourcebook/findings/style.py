"""How each group writes: notebook 01."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sourcebook.findings.prose import escaped, leaders, listing, plural, verb


def measured(statistics: pd.DataFrame, measure: str, says: str, digits: int = 0) -> str:
    """Say who stands highest and lowest on a measure, and how many groups are too short for it.

    statistics  the table that `textstats.statistics` gives
    says        the sentence's beginning, as in "Longest sentences"
    """
    rows = statistics[statistics["measure"] == measure].set_index("group")
    values, missing = rows["value"].dropna(), rows[rows["value"].isna()]
    unit = rows["unit"].iloc[0] if len(rows) else ""
    short = f" No value for {listing(missing.index)}." if len(missing) else ""
    if values.empty:
        return f"{says}: no group has enough text to compare.{short}"
    if len(values) == 1 and missing.empty:
        return f"{says}: there is one group, {escaped(values.index[0])}, {values.iloc[0]:,.{digits}f} {unit}."
    if len(values) == 1:
        alone = f"{escaped(values.index[0])} has enough text, {values.iloc[0]:,.{digits}f} {unit}"
        return f"{says}: only {alone}; nothing is compared.{short}"
    names, top = leaders(values.round(digits))
    lowest, bottom = leaders(-values.round(digits))
    if top == -bottom:
        return f"{says}: all {len(values)} are equal at {top:,.{digits}f} {unit}.{short}"
    return (
        f"{says}: **{listing(names)}**, {top:,.{digits}f} {unit}; at the other end {listing(lowest)}, "
        f"{-bottom:,.{digits}f}.{short}"
    )


def spread(statistics: pd.DataFrame) -> str:
    """Say whether the middle halves of the sentence lengths overlap, so that a difference is not overread."""
    rows = statistics[statistics["measure"] == "sentence length"].dropna(subset=["value"])
    if len(rows) < 2 or rows["value"].max() == rows["value"].min():
        return "There is no difference between medians to weigh."
    return "The middle halves of the longest and the shortest " + (
        "overlap, so the difference between the medians says little about a single sentence."
        if _overlap(rows)
        else "do not overlap: most sentences of the one are longer than most of the other."
    )


def _overlap(rows: pd.DataFrame) -> bool:
    """Tell whether the ranges of the highest and the lowest value meet."""
    return bool(rows.loc[rows["value"].idxmax(), "low"] <= rows.loc[rows["value"].idxmin(), "high"])


def extremes(statistics: pd.DataFrame, measures: Sequence[str]) -> str:
    """Say who stands highest and lowest on each of several measures, and whether their 95 % intervals keep apart."""
    said = [_extremes(statistics[statistics["measure"] == m].dropna(subset=["value"]), m) for m in measures]
    return "\n".join(f"- {line}" for line in said)


def _extremes(rows: pd.DataFrame, measure: str) -> str:
    if rows.empty:
        return f"{escaped(measure)}: no group has enough text."
    digits = _digits(rows["value"])
    values, unit = rows.set_index("group")["value"].round(digits), escaped(rows["unit"].iloc[0])
    names, top = leaders(values)
    if len(rows) == 1:
        return f"{escaped(measure)}: {listing(names)} alone, {top:,.{digits}f} {unit}."
    lowest, bottom = leaders(-values)
    if top == -bottom:
        return f"{escaped(measure)}: all {len(rows)} at {top:,.{digits}f} {unit}."
    ends = rows.loc[[rows["value"].idxmax(), rows["value"].idxmin()], ["low", "high"]]
    apart = " Their intervals overlap: the order may be chance." if _overlap(rows) else " Their intervals keep apart."
    least = f"{len(lowest)} of {len(rows)} with" if len(lowest) > 2 else f"{listing(lowest)},"
    return (
        f"{escaped(measure)}: highest **{listing(names, 3)}**, {top:,.{digits}f} {unit}; lowest {least} "
        f"{-bottom:,.{digits}f}.{apart if ends.notna().all(axis=None) else ''}"
    )


def _digits(values: pd.Series) -> int:
    """Return how many decimals a measure needs: two below 1, one below 100, none above."""
    largest = float(values.abs().max())
    return 2 if largest < 1.5 else 1 if largest < 100 else 0


def stands_out(traits: pd.DataFrame, groups: int, most: int = 12) -> str:
    """Say what is most unusual of each group, the most unusual first; traits: what `textstats.outstanding` gives."""
    if groups < 2:
        return "With one group there is nothing to stand out from."
    if traits.empty:
        return (
            "No group stands out on any of these measures by more than chance and the others' own differences explain."
        )
    said = []
    for row in traits.head(most).itertuples():
        digits = _digits(pd.Series([row.value, row.others]))
        how = "high" if row.value > row.others else "low"
        said.append(
            f"- **{escaped(row.group)}**: {escaped(row.measure)}, {how} at {row.value:,.{digits}f} {escaped(row.unit)} "
            f"(the others' median: {row.others:,.{digits}f})"
        )
    return "\n".join([*said, *([f"- and {len(traits) - most} more"] if len(traits) > most else [])])


def growth(curve: pd.DataFrame, least: int = 100) -> str:
    """Say who has used most different words by the end of the shortest text; curve: what `textstats.heaps` gives.

    least   words that a text must have to be compared
    """
    lengths = curve.groupby("group", sort=False)["words"].max()
    enough = lengths[lengths >= least]
    if len(enough) < 2:
        return f"There are no two groups with {least} words to compare."
    at = int(enough.min())
    own = {str(g): c for g, c in curve.groupby("group", sort=False) if g in enough.index}
    types = pd.Series({g: round(np.interp(at, c["words"], c["types"])) for g, c in own.items()})
    (names, top), (lowest, bottom) = leaders(types), leaders(-types)
    if top == -bottom:
        return f"After {at:,} words, as many as the shortest has, all have used {top:,.0f} different ones."
    return (
        f"After {at:,} words, as many as the shortest has, **{listing(names)}** {verb(names, 'has', 'have')} used most "
        f"different ones, {top:,.0f}; {listing(lowest)} fewest, {-bottom:,.0f}."
    )


def too_short(statistics: pd.DataFrame) -> str:
    """Say how many groups lack a value for some measure, and for which most do."""
    missing = statistics[statistics["value"].isna()]
    groups = statistics["group"].nunique()
    if missing.empty:
        return f"None: every measure has a value for all of the {plural(groups, 'group')}." if groups > 1 else "None."
    names = list(dict.fromkeys(missing["group"]))
    most, n = leaders(missing["measure"].value_counts().sort_index())
    who = f"**{len(names)} of {plural(groups, 'group')}** {verb(names, 'lacks', 'lack')} at least one measure"
    return f"{who}: {listing(names)}. Most often missing: {listing(most)}, {plural(int(n), 'time')}."
