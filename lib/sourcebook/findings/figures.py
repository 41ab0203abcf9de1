"""Which figures and dates are stated: notebook 03."""

from typing import Any

import pandas as pd

from sourcebook.facts import DATED
from sourcebook.findings.prose import (
    code,
    each,
    escaped,
    largest_rows,
    leaders,
    listing,
    plural,
    resting_on,
    signed,
    times,
)

FEW = 5  # figures that somebody must state before shares of them are compared


_KIND_NAMES = {
    "date_range": ("date range", "date ranges"),
    "percent": ("percentage", "percentages"),
    "money": ("amount of money", "amounts of money"),
}


def kinds(facts: pd.DataFrame) -> str:
    """Say how many figures and dates are stated, of which kinds and by whom most; those in passing are only counted."""
    stated = facts[facts["salience"] == "fact"]
    passing = (
        f" Another {len(facts) - len(stated)} in passing are kept in the table." if len(facts) > len(stated) else ""
    )
    if stated.empty:
        return f"No figure and no date was found that is worth a table.{passing}"
    counts = stated["kind"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    names = {str(kind): _KIND_NAMES.get(str(kind), (str(kind), f"{kind}s")) for kind in counts.index}
    said = ", ".join(plural(int(n), *names[str(kind)]) for kind, n in counts.items())
    who, top = leaders(stated["group"].value_counts().sort_index())
    most = f"; most by {listing(who)}, {int(top)}{each(who)}" if stated["group"].nunique() > 1 else ""
    return f"**{plural(len(stated), 'figure or date', 'figures and dates')}**: {said}{most}.{passing}"


def largest(facts: pd.DataFrame, kind: str, name: str) -> str:
    """Say which figure of a kind is the largest and who states it, a range by its upper end; money by currency."""
    rows = facts[(facts["kind"] == kind) & facts["value"].fillna(facts["high"]).notna()]
    if rows.empty:
        return f"Nobody states {name}."
    said = []
    for _, own in rows.groupby("unit", sort=True):
        top = largest_rows(own)
        said.append(f"{escaped(signed(top.iloc[0].to_dict()))} ({listing(dict.fromkeys(top['group']))})")
    each = " in each currency" if kind == "money" and len(said) > 1 else ""
    more = f"; and {len(said) - 6} more" if len(said) > 6 else ""
    return f"{plural(len(rows), 'mention')} of {name}; the largest{each}: {'; '.join(said[:6])}{more}."


def commitment(facts: pd.DataFrame) -> str:
    """Say how many figures are affirmed, hedged or only planned, and who affirms the smallest share."""
    if facts.empty:
        return "There are no figures to affirm, hedge or plan."
    n = facts["commitment"].value_counts()
    said = ", ".join(f"{n.get(c, 0)} {c}" for c in ("affirmed", "hedged", "planned"))
    soft = facts.assign(soft=facts["commitment"] != "affirmed").groupby("group")["soft"].agg(["sum", "size"])
    who = _largest_share(soft["sum"], soft["size"])
    most = f" Among those who state {FEW} or more, the largest share that is hedged or planned: {who}." if who else ""
    return f"Of {plural(len(facts), 'figure')}: {said}.{most}"


def _largest_share(part: pd.Series, whole: pd.Series) -> str:
    """Return who has the largest part of his own whole, all of a tie, each with both: Abe (2 of 5) and Ng (4 of 10)."""
    shares = (part / whole)[(whole >= FEW) & (part > 0)].round(3)
    if shares.empty:
        return ""
    return f"**{listing(f'{name} ({part[name]} of {whole[name]})' for name in leaders(shares)[0])}**"


def hedging(exactness: pd.DataFrame) -> str:
    """Say how many measured figures are qualified, and by whom most; exactness: what `facts.exactness` gives."""
    n = int(exactness.to_numpy().sum())
    if n == 0:
        return "There are no measured figures to qualify."
    plain = exactness["as it is"] if "as it is" in exactness else exactness.sum(axis=1) * 0
    qualified = exactness.sum(axis=1) - plain
    said = f"**{int(qualified.sum())} of {plural(n, 'measured figure')}** {'is' if qualified.sum() == 1 else 'are'} "
    said += "put with a modifier or as a range"
    who = _largest_share(qualified, exactness.sum(axis=1)) if len(exactness) > 1 else ""
    return f"{said}. Among those who state {FEW} or more, the largest share: {who}." if who else f"{said}."


def labelled(scores: pd.DataFrame, errors: pd.DataFrame) -> str:
    """Say how the found figures do against labels; what `trust.compare` gives."""
    if scores.empty:
        return (
            "Nobody has labelled the figures of these articles, so how many are right is not known. The samples below "
            "answer it with a few minutes of your time."
        )
    of = scores.set_index("measure")
    says = {
        "precision": "of what is emitted as a fact is one by the labels",
        "recall": "of the labelled facts is found",
    }
    said = ", and ".join(f"**{of.loc[m, 'share']:.0%}** {words}" for m, words in says.items() if of.loc[m, "of"])
    wrong = errors["what"].value_counts()
    listed = ", ".join(f"{escaped(what)} {n}" for what, n in sorted(wrong.items()))
    return f"{said}. " + (f"Disagreements: {listed}." if listed else "There is no disagreement.")


def marked(estimates: pd.DataFrame, facts: pd.DataFrame, sentences: pd.DataFrame, placed: pd.DataFrame) -> str:
    """Say what the reader's verdicts come to; what `trust` and `notes.placed` give."""
    lost = placed.loc[placed["lost"] != "", "lost"].value_counts()
    unused = f" Of {plural(len(placed), 'note')} {lost.sum()} can't be used: " if len(lost) else ""
    unused += ", ".join(f"{reason} {n}" for reason, n in sorted(lost.items())) + "." * bool(len(lost))
    n = [int(rows["verdict"].notna().sum()) for rows in (facts, sentences)]
    of = f"{n[0]} of {plural(len(facts), 'figure')} and {n[1]} of {plural(len(sentences), 'sentence')}"
    if estimates.empty:
        return (
            f"Marked so far: {of}. Paste the folded text into {code('notes.toml')} beside the articles, fill in the "
            f"verdicts, and run this again.{unused}"
        )
    return f"Marked so far: {of}. {' '.join(_estimated(r) for r in estimates.itertuples())}{unused}"


def _estimated(row: Any) -> str:
    interval = f" (95 % interval {row.low:.0%} to {row.high:.0%})" if row.low < row.high else ""
    if row.measure == "precision":
        return f"**{row.share:.0%}** of the figures are right{interval}."
    if row.measure == "silence":
        return f"In **{1 - row.share:.0%}** of the sentences with a digit and no fact something is missed" + (
            f" (95 % interval {1 - row.high:.0%} to {1 - row.low:.0%})." if interval else "."
        )
    return (
        f"So at most **{row.share:.0%}** of the facts are found (by the ends of these intervals {row.low:.0%} to "
        f"{row.high:.0%}); what is missed beside another fact, or told without a digit, was not looked for."
    )


def corrected(rows: pd.DataFrame, codes: pd.DataFrame) -> str:
    """Say what a reader has corrected and coded; what `notes.corrections` gives, and the table `codes`."""
    if rows.empty and codes.empty:
        return f"Nothing is corrected or coded by hand; {code('notes.toml')} beside the articles is the place for it."
    n = rows["corrected"].value_counts()
    kinds = ", ".join(f"{n[kind]} {kind}" for kind in ("amended", "added", "rejected") if kind in n)
    said = [f"**{plural(len(rows), 'figure')}** corrected by the reader: {kinds}."] if len(rows) else []
    often = codes["code"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    filed = listing(f"{name} ({times(int(k))})" for name, k in often.items())
    said += [f"**{plural(len(often), 'code')}** given by the reader: {filed}."] if len(codes) else []
    return " ".join(said)


def dated(timeline: pd.DataFrame, facts: pd.DataFrame) -> str:
    """Say from when to when the dates run, how many lay ahead, and which could not be placed."""
    dates = facts[facts["kind"].isin(DATED)]
    left = dates.loc[~dates["fact_id"].isin(timeline["fact_id"]), "surface"]
    stay_open = (
        f" Not placed, since relative or without a year: {listing(f'“{s}”' for s in left)}." if len(left) else ""
    )
    if timeline.empty:
        return f"No date can be placed in time.{stay_open}" if len(left) else "No date was found."
    n = timeline["status"].value_counts()
    ahead = n.get("planned", 0) + n.get("due", 0)
    first, last = min(timeline["first"]).year, max(timeline["last"]).year
    when = f"from {first} to {last}" if first < last else f"all in {first}"
    said = (
        f"**{plural(len(timeline), 'mention')}** of dates placed, {when}: {n.get('past', 0)} had passed when written, "
    )
    said += f"{ahead} lay ahead" + (f" ({n['due']} of these have passed since)" if "due" in n else "")
    said += f", for {n['open']} it can't be said" if "open" in n else ""
    return f"{said}.{stay_open}"


def most_dated(chronology: pd.DataFrame) -> str:
    """Say of which date most voices tell the same; chronology: the events of what `synthesis.chronology` gives."""
    if chronology.empty:
        return "No date can be placed in time."
    voices = chronology.groupby("date", sort=False)["n_voices"].max()
    names, top = leaders(voices)
    if top == 1:
        return f"{plural(len(voices), 'date')}, each named by one voice only."
    widest = chronology[chronology["date"].isin(names) & (chronology["n_voices"] == top)]
    said = f"{plural(len(chronology), 'event')} on {plural(len(voices), 'date')}; told alike by most voices: "
    return f"{said}**{listing(names)}**, {int(top)}{each(names)}.{resting_on(widest.get('sentence_id', ()))}"
