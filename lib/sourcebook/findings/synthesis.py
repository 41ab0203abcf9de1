"""Who speaks of what, what moved, and who leans which way: notebook 04."""

from collections.abc import Iterable

import pandas as pd

from sourcebook.findings.prose import each, escaped, leaders, listing, plural, resting_on, verb
from sourcebook.synthesis import ENOUGH


def covered(coverage: pd.DataFrame, groups: int, issues: Iterable[str]) -> str:
    """Say which issue most groups speak of, which only one does and which nobody does.

    coverage  what `synthesis.coverage` gives; issues: all that were asked for
    """
    silent = [issue for issue in issues if issue not in set(coverage["issue"])]
    nobody = f" Nobody speaks of {listing(silent)}." if silent else ""
    if coverage.empty:
        return f"None of the issues is spoken of.{nobody}"
    voices = coverage.groupby("issue", sort=False)["group"].nunique()
    names, top = leaders(voices)
    alone = coverage[coverage["issue"].isin(voices.index[voices == 1])]
    densest = coverage[coverage["issue"].isin(names)].sort_values("rate", ascending=False, kind="stable")
    rests = resting_on(densest.drop_duplicates("issue")["sentence_id"])
    only = (
        f" One alone speaks of {listing(f'{r.issue} ({r.group})' for r in alone.itertuples())}." if groups > 1 else ""
    )
    return (
        f"Spoken of by most: **{listing(names)}**, {int(top)} of {groups}.{rests}{only if len(alone) else ''}{nobody}"
    )


def shift(row: pd.Series) -> str:
    """Say how the rate of one issue moved; row: one of what `synthesis.shifts` gives."""
    rose = "rises" if row["after"] > row["before"] else "falls"
    was, now = f"{row['before']:.1f} (up to {row['until']})", f"{row['after']:.1f} (from {row['since']} on)"
    return f"Talk of {escaped(row['name'])} {rose} from {was} to {now} per 1,000 words"


def of_shift(row: pd.Series) -> tuple[str, ...]:
    """Return the sentences behind a movement, before and after."""
    return tuple(s for s in (row["sentence_before"], row["sentence_after"]) if isinstance(s, str))


def moved(shifts: pd.DataFrame, most: int = 4) -> str:
    """Say which issues moved and what else it may be; shifts: what `synthesis.shifts` gives."""
    if shifts.empty:
        return "No issue is spoken of so much more or less in the later half that chance can be left out."
    first = f"**{shift(shifts.iloc[0])}**.{resting_on(of_shift(shifts.iloc[0]))}"
    others = [
        f"{r.name_} ({r.before:.1f} to {r.after:.1f})" for r in shifts.rename(columns={"name": "name_"}).itertuples()
    ][1:]
    also = f" Also {listing(others, most)}." if others else ""
    same = shifts.iloc[0]["same_voices"]
    caution = "" if same else " Nobody speaks in both halves, so this may be a change of author and none in time."
    return f"{plural(len(shifts), 'issue')} {verb(shifts, 'moves', 'move')} by more than chance. {first}{also}{caution}"


def leaned(leanings: pd.DataFrame) -> str:
    """Say who leans most which way among those with words enough; leanings: what `synthesis.leanings` gives."""
    enough = leanings[(leanings["words"] >= ENOUGH) & (leanings["count"] > 0)]
    if enough.empty:
        return f"Nobody of {ENOUGH} words or more uses a word of these lists."
    said = []
    for leaning, own in enough.groupby("leaning", sort=False):
        top = own[own["rate"] == own["rate"].max()]
        between = (
            f" (95 % interval {top.iloc[0]['rate_low']:.1f} to {top.iloc[0]['rate_high']:.1f})" if len(top) == 1 else ""
        )
        said.append(
            f"{escaped(leaning)}: **{listing(top['group'])}**, {top.iloc[0]['rate']:.1f}{each(top)}{between}"
            f"{resting_on(top['sentence_id'])}"
        )
    return f"Most words of a leaning per 1,000, of those with {ENOUGH} words or more: {'; '.join(said)}."
