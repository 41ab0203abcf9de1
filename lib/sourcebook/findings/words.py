"""Whose words are whose: notebook 02."""

from collections.abc import Sequence

import pandas as pd

from sourcebook.findings.prose import each, escaped, leaders, listing, plural


def most_used(matrix: pd.DataFrame) -> str:
    """Say who uses which of the shown terms most, and which all use; matrix: terms by groups, rates per 1,000."""
    if matrix.empty or not matrix.to_numpy().any():
        return "There are no content words to compare."
    rates = matrix.stack()
    top = rates[rates.round(1) == rates.max().round(1)]
    highest = listing((f"{term} ({group})" for term, group in top.index), most=4)
    everybody = [term for term in matrix.index if (matrix.loc[term] > 0).all()]
    said = f"Highest: **{highest}**, {rates.max():.1f} per 1,000 words."
    if matrix.shape[1] > 1:
        said += f" Used by all {matrix.shape[1]}: {listing(everybody)}." if everybody else " None is used by all."
    return said


def distinctive(table: pd.DataFrame, groups: Sequence[str], most: int = 15) -> str:
    """Say the most distinctive words of each group; table: what `terms.distinctive` gives; groups: all, in order."""
    if len(groups) < 2:
        return "With one group there is nothing to compare it with, so nothing is distinctive."
    if table.empty:
        return "No word is used by one group so much more than by the others that chance would not explain it."
    said = [
        f"- **{escaped(g)}**: {', '.join(escaped(t) for t in table.loc[table['group'] == g, 'term'].head(6))}"
        for g in groups
        if g in set(table["group"])
    ]
    if len(said) > most:
        said = [*said[:most], f"- and {len(said) - most} more groups, those with fewer words"]
    silent = [g for g in groups if g not in set(table["group"])]
    if silent:
        said.append(f"- Nothing stands out in {listing(silent)}: too little text, or too much like the others.")
    return "\n".join(said)


def in_context(rows: pd.DataFrame, phrase: str) -> str:
    """Say how often a word stands and with whom; rows: what `concordance.concordance` gives."""
    if rows.empty:
        return f"Nobody uses “{escaped(phrase)}”."
    names, top = leaders(rows["group"].value_counts().sort_index())
    return (
        f"“{escaped(phrase)}” stands {plural(len(rows), 'time')}, used by {plural(rows['group'].nunique(), 'group')}; "
        f"most by **{listing(names)}**, {plural(int(top), 'time')}{each(names)}."
    )


def no_words() -> str:
    """Say that there is no word to look at."""
    return "No word is distinctive, none is used twice and none was asked for; name some in `WORDS`."
