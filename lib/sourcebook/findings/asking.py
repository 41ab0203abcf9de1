"""Who promises what until when, and who asks what of whom: notebook 04."""

import pandas as pd

from sourcebook.findings.prose import escaped, leaders, listing, plural, verb

UNCLEAR = "unclear"
ENOUGH = 3  # requests from which it makes sense to say to whom they go


def promised(promises: pd.DataFrame, as_of: str = "") -> str:
    """Say how much was promised, what has come due and what is next; promises: what `synthesis.promised` gives."""
    if promises.empty:
        return "No promise, plan or deadline was recognised."
    count = promises["status"].value_counts()
    dated = len(promises) - int(count.get("undated", 0))
    said = [
        f"{plural(len(promises), 'promise')}, plan{'' if len(promises) == 1 else 's'} or deadlines, {dated} with a day"
    ]
    if dated:
        today = f" by {as_of}" if as_of else ""
        said.append(f"**{count.get('due', 0)}** had come due{today}, **{count.get('pending', 0)}** had not")
    by_hand = [f"{count[s]} {s}" for s in ("kept", "broken") if s in count]
    said.append(f"by the reader's notes {' and '.join(by_hand)}" if by_hand else "which were kept nobody has noted yet")
    return f"{'; '.join(said)}.{_next(promises)}"


def _next(promises: pd.DataFrame) -> str:
    ahead = promises[promises["status"] == "pending"]
    if ahead.empty:
        return ""
    first = ahead[ahead["due"] == ahead["due"].iloc[0]]
    who = dict.fromkeys(p for p in first["promiser"] if p != UNCLEAR)
    return f" Next: **{escaped(first['due'].iloc[0])}**{f' ({listing(who)})' if who else ''}."


def asked(asks: pd.DataFrame, most: int = 4) -> str:
    """Say who asks most of whom, and how one-sided that is; asks: what `synthesis.asked` gives."""
    if asks.empty:
        return "No request, demand or recommendation was recognised."
    groups = asks["group"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    said = [_of_whom(str(g), asks[asks["group"] == g]) for g, n in groups.items() if n >= min(ENOUGH, groups.max())]
    more = f"; and {len(said) - most} more" if len(said) > most else ""
    return f"**{plural(len(asks), 'request')}** in all. {'; '.join(said[:most])}{more}."


def _of_whom(group: str, own: pd.DataFrame) -> str:
    named = own.loc[own["addressee"] != UNCLEAR, "addressee"].value_counts().sort_index()
    start = f"**{escaped(group)}** {verb(own, 'asks', 'asks')} {len(own)}"
    if named.empty:
        return f"{start}, of nobody by name"
    names, top = leaders(named)
    must = int((own["strength"] == "must").sum())
    firm = f", {must} of them as a must" if must else ""
    whom = listing("both sides" if n == "both" else n for n in names)
    return f"{start}: {int(top)} of {whom}{' each' if len(names) > 1 else ''}{firm}"
