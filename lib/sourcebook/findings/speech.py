"""Who is quoted, by whom, and how openly: notebook 00."""

import pandas as pd

from sourcebook import people
from sourcebook.findings.prose import each, escaped, leaders, listing, plural, times, verb

_NOBODY = "Nobody is quoted in these articles, as far as the rules find."


def most_quoted(pairs: pd.DataFrame) -> str:
    """Say who is quoted most, and by how many voices; pairs: what `people.by_whom` gives for those with a name."""
    if pairs.empty:
        return "Nobody is quoted by name in these articles, as far as the rules find."
    totals = pairs.groupby("speaker")["quotations"].sum()
    names, top = leaders(totals)
    voices = pairs[pairs["speaker"].isin(names)]["voice"].nunique()
    if len(names) == len(totals) > 1:
        return f"All **{len(totals)}** who are quoted are quoted equally often, {times(int(top))}{each(names)}."
    return (
        f"Quoted most: **{listing(names)}**, {times(int(top))}{each(names)}, by {plural(voices, 'voice')}; "
        f"**{plural(int(totals.sum()), 'quotation')}** of {plural(len(totals), 'speaker')} with a name."
    )


def openly(table: pd.DataFrame) -> str:
    """Say how many quotations have a named speaker and who leaves most unnamed; table: what `people.openness` gives."""
    total = int(table["quotations"].sum())
    if total == 0:
        return _NOBODY
    said = (
        f"**{table['named'].sum() / total:.0%}** of {plural(total, 'quotation')} {verb(range(total), 'has', 'have')} "
    )
    parts = {"an anonymous one": int(table["anonymous"].sum()), "a group": int(table["collective"].sum())}
    said += ", ".join(["a named speaker", *(f"**{n}** {what}" for what, n in parts.items() if n)]) + "."
    hidden = (table["anonymous"] + table["collective"]).set_axis(table["voice"])
    if len(table) == 1 or hidden.max() == 0:
        return said
    names, top = leaders(hidden)
    return f"{said} Most without a name: **{listing(names)}**, {int(top)}{each(names)}."


def both(quotations: pd.DataFrame, voices: pd.DataFrame) -> str:
    """Say who speaks in these articles and is quoted by others as well.

    quotations  voice, person
    voices      voice
    """
    if quotations.empty:
        return _NOBODY
    others = people.elsewhere(quotations, voices)
    if others.empty:
        return "Nobody who speaks in these articles is quoted by another voice."
    counts = others["person"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    said = "; ".join(f"**{escaped(name)}** {times(int(n))}" for name, n in counts.head(6).items())
    more = f"; and {len(counts) - 6} more" if len(counts) > 6 else ""
    return f"{plural(len(counts), 'voice')} {verb(counts, 'is', 'are')} quoted by others as well: {said}{more}."
