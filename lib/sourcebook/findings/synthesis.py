"""Who speaks of what, and what moved: notebook 04."""

from collections.abc import Iterable

import pandas as pd

from sourcebook.findings.prose import escaped, leaders, listing, plural, verb


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
    only = (
        f" One alone speaks of {listing(f'{r.issue} ({r.group})' for r in alone.itertuples())}." if groups > 1 else ""
    )
    return f"Spoken of by most: **{listing(names)}**, {int(top)} of {groups}.{only if len(alone) else ''}{nobody}"


def shift(row: pd.Series) -> str:
    """Say how the rate of one issue moved; row: one of what `synthesis.shifts` gives."""
    rose = "rises" if row["after"] > row["before"] else "falls"
    was, now = f"{row['before']:.1f} (up to {row['until']})", f"{row['after']:.1f} (from {row['since']} on)"
    return f"Talk of {escaped(row['name'])} {rose} from {was} to {now} per 1,000 words"


def moved(shifts: pd.DataFrame, most: int = 4) -> str:
    """Say which issues moved and what else it may be; shifts: what `synthesis.shifts` gives."""
    if shifts.empty:
        return "No issue is spoken of so much more or less in the later half that chance can be left out."
    first = f"**{shift(shifts.iloc[0])}**."
    others = [
        f"{r.name_} ({r.before:.1f} to {r.after:.1f})" for r in shifts.rename(columns={"name": "name_"}).itertuples()
    ][1:]
    also = f" Also {listing(others, most)}." if others else ""
    same = shifts.iloc[0]["same_voices"]
    caution = "" if same else " Nobody speaks in both halves, so this may be a change of author and none in time."
    return f"{plural(len(shifts), 'issue')} {verb(shifts, 'moves', 'move')} by more than chance. {first}{also}{caution}"
