"""Who promises what until when, and who asks what of whom: notebook 04."""

from collections.abc import Sequence

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.findings.prose import cut, escaped, listing, plural, resting_on

UNCLEAR = "unclear"
LONGEST = 90  # characters of a promise
ENOUGH_SAID = 30  # characters of a request that says something by itself
ENOUGH = 3  # requests from which it makes sense to say to whom they go


def promised(corpus: Corpus, promises: pd.DataFrame, as_of: str = "") -> str:
    """Say how much was promised, what has come due and what is next; promises: what `synthesis.promised` gives."""
    if promises.empty:
        return "No promise, plan or deadline was recognised."
    told = len(promises)
    promises = promises.drop_duplicates("told_first")
    count = promises["status"].value_counts()
    dated = int(promises["first"].notna().sum())
    again = f" (told {plural(told, 'time')})" if told > len(promises) else ""
    number = plural(len(promises), "promise, plan or deadline", "promises, plans or deadlines")
    said = [f"**{number}**{again}, {dated} with a date"]
    if dated:
        today = f" by {as_of}" if as_of else ""
        said.append(f"**{count.get('due', 0)}** had come due{today}, **{count.get('pending', 0)}** had not")
    by_hand = [f"{count[s]} {s}" for s in ("kept", "broken") if s in count]
    said.append(f"by the reader's notes {' and '.join(by_hand)}" if by_hand else "no note says whether they were kept")
    return f"{'; '.join(said)}.{_next(corpus, promises)}"


def _next(corpus: Corpus, promises: pd.DataFrame) -> str:
    ahead = promises[promises["status"] == "pending"]
    if ahead.empty:
        return ""
    return f" Next: **{ahead_of(corpus, ahead.iloc[0])}**.{resting_on([ahead.iloc[0]['sentence_id']])}"


def ahead_of(corpus: Corpus, row: pd.Series) -> str:
    """Return what is due when, and who is bound where that is known; row: one of what `synthesis.promised` gives."""
    who = "" if row["promiser"] == UNCLEAR else f"{escaped(row['promiser'])}, "
    return f"{escaped(row['due'])} ({who}“{escaped(cut(corpus.quote(row['promise_id']), LONGEST))}”)"


def asked(asks: pd.DataFrame, groups: Sequence[str] = (), most: int = 4) -> str:
    """Say who asks most of whom, and how one-sided that is, and how many of these groups ask nothing.

    asks   what `synthesis.asked` gives
    """
    if asks.empty:
        return "No request, demand or recommendation was recognised."
    said = [f"{words}{resting_on([firmest(asks, g)])}" for g, words in list(by_asker(asks).items())[:most]]
    others = asks["group"].nunique() - len(said)
    more = f"; and {others} more" if others else ""
    silent = len(set(groups) - set(asks["group"]))
    nothing = f" {silent} of {len(groups)} ask nothing of anybody." if silent else ""
    return f"**{plural(len(asks), 'request')}** in all. {'; '.join(said)}{more}.{nothing}"


def by_asker(asks: pd.DataFrame) -> dict[str, str]:
    """Return group -> what it asks of whom, those who ask most first; groups that hardly ask are left out."""
    groups = asks["group"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return {
        str(g): _of_whom(str(g), asks[asks["group"] == g]) for g, n in groups.items() if n >= min(ENOUGH, groups.max())
    }


def firmest(asks: pd.DataFrame, group: str) -> str:
    """Return the sentence of the firmest request of a group, one that says something by itself before others."""
    own = asks[asks["group"] == group]
    firm = own["strength"].map({"must": 0, "should": 1}).fillna(2)
    telling = (own["action"].fillna("").str.len() > ENOUGH_SAID).map({True: 0, False: 1})
    ordered = own.assign(telling=telling, firm=firm).sort_values(["telling", "firm"], kind="stable")
    return str(ordered["sentence_id"].iloc[0])


def _of_whom(group: str, own: pd.DataFrame) -> str:
    must = int((own["strength"] == "must").sum())
    start = f"**{escaped(group)}** {plural(len(own), 'request')}{f' ({must} as a must)' if must else ''}"
    whom = own.loc[own["addressee"] != UNCLEAR, "addressee"].value_counts().sort_index()
    if whom.empty:
        return f"{start}, to nobody by name"
    ordered = whom.sort_values(ascending=False, kind="stable").head(3)
    return f"{start}, to {listing(f'{_party(w)} {n}' for w, n in ordered.items())}"


def _party(addressee: object) -> str:
    return "both sides" if addressee == "both" else str(addressee)
