"""Who speaks of what, and what moved: notebook 04."""

from collections.abc import Iterable

import pandas as pd

from sourcebook.findings.prose import leaders, listing


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
