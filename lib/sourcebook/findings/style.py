"""How each group writes: notebook 01."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sourcebook.findings.prose import escaped, leaders, listing, plural, times, verb
from sourcebook.textstats import TRANSLATED, are_apart, comparable


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
        return f"{says}: {_all(len(values))} are equal at {top:,.{digits}f} {unit}.{short}"
    return (
        f"{says}: **{listing(names)}**, {top:,.{digits}f} {unit}; at the other end {listing(lowest)}, "
        f"{-bottom:,.{digits}f}.{short}"
    )


def spread(statistics: pd.DataFrame) -> str:
    """Say whether the longest and the shortest sentences differ: the medians, and the middle halves around them."""
    rows = comparable(statistics, "sentence length")
    if len(rows) < 2 or rows["value"].max() == rows["value"].min():
        return "There is no difference between medians to weigh."
    halves = (
        "The middle halves of the longest and the shortest overlap, so that says little about a single sentence."
        if rows.loc[rows["value"].idxmax(), "low"] <= rows.loc[rows["value"].idxmin(), "high"]
        else "The middle halves of the longest and the shortest do not overlap: most sentences of the one are longer "
        "than most of the other."
    )
    return f"The highest and the lowest median lie {_CHANCE[are_apart(rows)]} {halves}"


# What `are_apart` says, in words.
_CHANCE = {
    True: "farther apart than chance would put them.",
    False: "no farther apart than chance may put them.",
    None: "apart, but one of them is too short to say whether that is chance.",
}


def extremes(statistics: pd.DataFrame, measures: Sequence[str]) -> str:
    """Say who stands highest and lowest on each of several measures, and whether they are farther apart than by chance.

    Of groups that write in English and, where two or more have an interval, of these; a translated one is called so.
    """
    return "\n".join(f"- {_extremes(comparable(statistics, measure), measure)}" for measure in measures)


def _extremes(rows: pd.DataFrame, measure: str) -> str:
    if rows.empty:
        return f"{escaped(measure)}: no group has enough text."
    rows = rows.dropna(subset=["error"]) if rows["error"].count() > 1 else rows
    digits, unit = _digits(rows["value"]), escaped(rows["unit"].iloc[0])
    names = [f"{r.group} (translated)" if TRANSLATED in r.note else r.group for r in rows.itertuples()]
    values = pd.Series(rows["value"].round(digits).to_numpy(), index=names)
    (highest, top), (lowest, bottom) = leaders(values), leaders(-values)
    if len(rows) == 1:
        return f"{escaped(measure)}: {listing(highest)} alone, {top:,.{digits}f} {unit}."
    if top == -bottom:
        return f"{escaped(measure)}: {_all(len(rows))} at {top:,.{digits}f} {unit}."
    least = f"{len(lowest)} of {len(rows)} with" if len(lowest) > 2 else f"{listing(lowest)},"
    apart = are_apart(rows)
    said = "" if apart is None else f" They lie {_CHANCE[apart]}"
    return (
        f"{escaped(measure)}: highest **{listing(highest, 3)}**, {top:,.{digits}f} {unit}; lowest {least} "
        f"{-bottom:,.{digits}f}.{said}"
    )


def _all(n: int) -> str:
    return "both" if n == 2 else f"all {n}"


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
    return f"{who}: {listing(names)}. Most often missing: {listing(most)}, {times(int(n))}."
