"""Whether voices agree, and whether their figures fit together: notebook 04."""

from collections.abc import Iterable

import pandas as pd

from sourcebook.agreement import ALIKE
from sourcebook.findings.prose import each, escaped, listing, plural, resting_on, signed, verb

_CAUTION = "Repeating is not confirming: one may have it from another."


def most_stated(shared: pd.DataFrame) -> str:
    """Say which figure most voices state; shared: corroborations with voice, value, unit … of each fact."""
    alike = shared[shared["relation"].isin(ALIKE)]
    if alike.empty:
        return "No figure was recognised that more than one voice states of the same thing."
    voices = alike.groupby("group_id", sort=False)["voice"].nunique()
    top = voices.index[voices == voices.max()]
    said = listing(common_worth(alike[alike["group_id"] == g]) for g in top)
    across = int((alike.groupby("group_id")["source_id"].nunique() > 1).sum())
    return (
        f"{plural(len(voices), 'figure')} {verb(voices.index, 'was', 'were')} recognised with more than one voice, "
        f"{across} of them across articles. "
        f"Most widely stated: **{said}**, by {plural(int(voices.max()), 'voice')}{each(top)}. {_CAUTION}"
        f"{resting_on(_sentences(alike[alike['group_id'].isin(top)]))}"
    )


def common_worth(rows: pd.DataFrame) -> str:
    """Return what facts of one group come to: one figure where they tell the same, else each once."""
    if rows["relation"].iloc[0] == "same":
        fact = rows.iloc[0].to_dict()
        return signed(fact if rows["modifier"].nunique() == 1 else {**fact, "modifier": "="})
    return " and ".join(dict.fromkeys(signed(row) for row in rows.to_dict("records")))


def sides(rows: pd.DataFrame, between: str = " against ") -> str:
    """Return what each voice of a group states: 30% (Ng) against 40% (Abe)."""
    told: dict[str, list[str]] = {}
    for row in rows.to_dict("records"):
        names = told.setdefault(signed(row), [])
        names += [row["voice"]] if row["voice"] not in names else []
    return between.join(f"{escaped(worth)} ({listing(names)})" for worth, names in told.items())


def disagreeing(shared: pd.DataFrame, most: int = 3) -> str:
    """Say where voices contradict each other, and where one figure has taken another's place; shared: as above."""
    said = []
    for relation, none, some in (
        ("conflict", "No contradiction was recognised.", "can't both hold as printed"),
        ("superseded", "", "told of different times"),
    ):
        groups = [own for _, own in shared[shared["relation"] == relation].groupby("group_id", sort=False)]
        between = " against " if relation == "conflict" else ", "
        shown = "; ".join(
            f"**{sides(own, between)}**{_later(own)}{resting_on(_sentences(own))}" for own in groups[:most]
        )
        more = f"; and {len(groups) - most} more" if len(groups) > most else ""
        said += [f"{plural(len(groups), 'pair')} of figures, {some}: {shown}{more}."] if groups else [none]
    return " ".join(part[0].upper() + part[1:] for part in said if part)


def _sentences(rows: pd.DataFrame) -> Iterable[object]:
    return rows.get("sentence_id", ())


def _later(rows: pd.DataFrame) -> str:
    """Return why a later figure goes before an earlier one, as the table says it."""
    why = str(rows["reason"].iloc[0])
    return f" ({escaped(why.partition(':')[2].partition(':')[0].strip())})" if why.startswith("later:") else ""


def fitting(checks: pd.DataFrame, facts: pd.DataFrame, most: int = 3) -> str:
    """Say whether figures that imply one another fit together; checks: what `reckoning.checks` gives."""
    if checks.empty:
        return "No figures stand together that imply another one."
    each_once = checks.drop_duplicates("check_id")
    wrong = each_once[each_once["possible"].eq(False).fillna(False)]  # missing where nothing can be compared
    compared = int(each_once["possible"].notna().sum())
    said = f"{plural(len(each_once), 'calculation')} {verb(each_once, 'follows', 'follow')} from figures told together"
    if wrong.empty:
        held = f"; {compared} could be held against a figure that is stated, and none fails" if compared else ""
        return f"{said}{held}."
    rests = checks.merge(facts[["fact_id", "sentence_id"]], on="fact_id").groupby("check_id")["sentence_id"].agg(list)
    shown = "; ".join(
        f"**{escaped(r.formula)}**: {escaped(r.reason)}{resting_on(rests.get(r.check_id, ()))}"
        for r in wrong.head(most).itertuples()
    )
    more = f"; and {len(wrong) - most} more" if len(wrong) > most else ""
    return f"{said}. {len(wrong)} can't be true as printed: {shown}{more}."
