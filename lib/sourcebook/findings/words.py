"""Whose words are whose: notebook 02."""

from collections.abc import Sequence

import pandas as pd

from sourcebook.findings.prose import each, escaped, leaders, listing, plural, times, verb


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
    """Say the most distinctive words of each group, the group whose words stand out most first.

    table   what `terms.distinctive` gives; groups: all, in order
    """
    if len(groups) < 2:
        return "With one group there is nothing to compare it with, so nothing is distinctive."
    if table.empty:
        return "No word is used by one group so much more than by the others that chance would not explain it."
    strongest = list(dict.fromkeys(table.sort_values("z", ascending=False, kind="stable")["group"]))
    said = [f"- **{escaped(g)}**: {_own_words(table[table['group'] == g])}" for g in strongest]
    if len(said) > most:
        said = [*said[:most], f"- and {len(said) - most} more groups, whose words stand out less"]
    silent = [g for g in groups if g not in strongest]
    if silent:
        said.append(f"- No word of {listing(silent)} is that much more theirs than chance would have it.")
    return "\n".join(said)


def _own_words(rows: pd.DataFrame, most: int = 6) -> str:
    """Return the words of a group, those that only one of several articles has apart: a topic rather than a habit."""
    rows = rows.head(most)
    once = rows["one_of_several"].astype(bool)
    habits, topics = (", ".join(map(escaped, rows.loc[chosen, "term"])) for chosen in (~once, once))
    return "; ".join([*([habits] if habits else []), *([f"in one article only: {topics}"] if topics else [])])


TENTHS = 10


def evenness(places: pd.DataFrame, words: Sequence[str]) -> str:
    """Say who uses each word most, and over how many tenths of the text it spreads; places: `concordance.strips`."""
    said = []
    for word in words:
        own = places[places["word"] == word]
        if own.empty:
            continue
        names, top = leaders(own["group"].value_counts().sort_index())
        tenths = (own.loc[own["group"] == names[0], "position"] * TENTHS).astype(int).nunique()
        where = f", in {tenths} of {TENTHS} equal parts of the text" if len(names) == 1 and top > 1 else ""
        said.append(f"- “{escaped(word)}”: most by **{listing(names, 3)}**, {times(int(top))}{each(names)}{where}")
    return "\n".join(said) or "None of the words stands anywhere."


_USED = {
    "asserted": "asserted by",
    "negated": "denied by",
    "questioned": "asked after by",
    "hedged": "hedged by",
    "attributed": "attributed to others by",
    "mentioned": "only mentioned by",
}


def called(rows: pd.DataFrame, word: str) -> str:
    """Say how often a word stands, and who asserts, denies, asks … it; rows: the uses of the word, with their group."""
    if rows.empty:
        return f"Nobody uses “{escaped(word)}”."
    said = []
    for use, says in _USED.items():
        groups = rows.loc[rows["use"] == use, "group"].value_counts(sort=False).sort_index()
        groups = groups.sort_values(ascending=False, kind="stable")
        if len(groups):
            said.append(f"{says} {listing(f'{group} ({n})' for group, n in groups.items())}")
    return f"**“{escaped(word)}”** stands {times(len(rows))}: {'; '.join(said)}."


def at_odds(rows: pd.DataFrame) -> str:
    """Say which words one group asserts and another denies; rows: uses, with group, word and use."""
    said = []
    for word, own in rows.groupby("word", sort=True):
        asserting = sorted(set(own.loc[own["use"] == "asserted", "group"]))
        denying = sorted(set(own.loc[own["use"] == "negated", "group"]).difference(asserting))
        if asserting and denying:
            asserts, denies = verb(asserting, "asserts", "assert"), verb(denying, "only denies", "only deny")
            said.append(
                f"“{escaped(word)}”, which {listing(asserting, 3)} {asserts} and {listing(denying, 3)} {denies}"
            )
    if not said:
        return "No word is asserted by one group and only denied by another."
    warning = "They may speak of different things; the places stand in the table."
    return f"On the face of it at odds: {'; '.join(said)}. {warning}"


def company(pairs: pd.DataFrame, most: int = 6) -> str:
    """Say which words keep company most; pairs: first, second, count, strongest first."""
    if pairs.empty:
        return "No two content words stand side by side often enough to say that they keep company."
    strongest = pairs.head(most)
    said = (f"{a} {b} ({n})" for a, b, n in zip(*(strongest[c] for c in ("first", "second", "count")), strict=True))
    return f"Strongest: **{listing(said)}**."


def alike(nearest: pd.DataFrame) -> str:
    """Say which two groups are most and least alike; nearest: what `similarity.nearest` gives, the most alike first."""
    value = nearest.columns[2]
    known = nearest.dropna(subset=[value])
    if known.empty:
        return "There are no two groups with enough text to compare."
    top, last = known.iloc[0], known.iloc[-1]
    said = f"Most alike: **{escaped(top['first'])} and {escaped(top['second'])}**, {value} {top[value]:.2f}"
    if len(known) > 1:
        said += f"; least: {escaped(last['first'])} and {escaped(last['second'])}, {last[value]:.2f}"
    return f"{said}."


def withheld(groups: pd.DataFrame, of: int) -> str:
    """Say which groups have too little text to be compared; groups: group, words, reason; of: how many there are."""
    if groups.empty:
        return ""
    few = pd.Series([r.reason.startswith(f"{r.words:,} ") for r in groups.itertuples()], index=groups.index)
    said = []
    for needed, own in groups[few].groupby(groups["reason"].str.rpartition(", ")[2], sort=True):
        first, last = own["words"].min(), own["words"].max()
        words = f"{first:,} to {last:,}" if first < last else f"{first:,}"
        said.append(f"{listing(own['group'])} ({words} words, {escaped(needed)})")
    said += [
        f"{listing(own['group'])} ({escaped(reason)})" for reason, own in groups[~few].groupby("reason", sort=True)
    ]
    return f"Withheld for {'all' if len(groups) == of else len(groups)} of {plural(of, 'group')}: {'; '.join(said)}."


def no_words() -> str:
    """Say that there is no word to look at."""
    return "No word is distinctive, none is used twice and none was asked for; name some in `WORDS`."
