"""Who is quoted by whom across a corpus, under which one name, and how much is credited to nobody by name."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from sourcebook import speech

LONGEST = 6  # words of a name
LOCAL = ("collective", "unsigned")  # the roles of voices that are nobody's own name


def linked(quotations: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """Return quotations with the column `person`: one name for whoever is quoted under several, or speaks elsewhere.

    quotations  speaker, sourcing
    voices      voice, role; a voice of a person counts as a full name
    returns     `person` is the fullest form of the speaker's name in the corpus; the name as it is where two different
                people could be meant; missing for whoever isn't named, and for an office or a body that is only
                described ("the minister"), since another article's minister may be another

    >>> sourcing = ["named", "named", "collective"]
    >>> quotations = pd.DataFrame({"speaker": ["Reyes", "A. Ng", "critics"], "sourcing": sourcing})
    >>> linked(quotations, pd.DataFrame({"voice": ["Ana Reyes"], "role": ["author"]}))["person"].fillna("").tolist()
    ['Ana Reyes', 'A. Ng', '']
    """
    said = quotations["speaker"].where(quotations["sourcing"] == "named").dropna()
    named = [name for name in said.unique() if speech.kind(name) == "name" and _is_all_name(name)]
    own = voices.loc[~voices["role"].isin(LOCAL), "voice"].dropna().unique()
    person = one_name([*named, *own])
    linking = said.map({name: person[name] for name in named}).reindex(quotations.index)
    return quotations.assign(person=linking.astype("str"))


def one_name(names: Iterable[str]) -> dict[str, str]:
    """Return the fullest form of each name among some names; the name itself where several people could be meant.

    >>> one_name(["Lind", "W. Lind", "Ms. Lind", "Wanda Lind"])["Lind"]
    'Wanda Lind'
    >>> one_name(["Lind", "Ann Lind", "Wanda Lind"])["Lind"]
    'Lind'
    """
    asked = list(dict.fromkeys(names))
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    for name in map(speech.bare, asked):
        by_surname[_surname(name)].add(name)
    return {name: _fullest(speech.bare(name), by_surname[_surname(speech.bare(name))]) for name in asked}


def _surname(name: str) -> str:
    return name.split()[-1].casefold()


def _fullest(name: str, known: Iterable[str]) -> str:
    """Return the longest of the names that one may be short for, where each of these may be short for it too."""
    longer = [other for other in known if speech.fits(name.split(), other.split()) and _is_personal(other)]
    best = max(longer, key=lambda other: (len(other), other), default=name)
    return best if all(speech.fits(other.split(), best.split()) for other in longer) else name


def _is_all_name(name: str) -> bool:
    """Say whether a speaker is a name and nothing besides: no clause that ran on."""
    small = [part for part in name.split() if part[0].islower()]
    return len(name.split()) <= LONGEST and all(len(part) <= 3 for part in small)


def _is_personal(name: str) -> bool:
    """Say whether a name can be a person's: "China" is not short for "Bank of China"."""
    return not any(part in ("of", "for", "and", "the", "&") for part in name.split())


QUOTED = ["voice", "speaker", "direct", "indirect", "quotations", "articles", "example"]


def by_whom(quotations: pd.DataFrame) -> pd.DataFrame:
    """Return who is quoted by whom: the columns of `QUOTED`, the most quoted pairs first, ties by name.

    quotations  quotation_id, source_id, voice, speaker, person, form
    returns     the speaker is the person where there is one; the example is the id of the first of the quotations
    """
    rows = quotations.assign(speaker=quotations["person"].fillna(quotations["speaker"]).fillna("nobody named"))
    rows = rows.assign(direct=rows["form"] == "direct", indirect=rows["form"] == "indirect")
    pairs = rows.groupby(["voice", "speaker"], as_index=False).agg(
        direct=("direct", "sum"), indirect=("indirect", "sum"), quotations=("form", "size"),
        articles=("source_id", "nunique"), example=("quotation_id", "first"),
    )  # fmt: skip
    return pairs.sort_values(["quotations", "voice", "speaker"], ascending=[False, True, True], ignore_index=True)[
        QUOTED
    ]


def crossed(pairs: pd.DataFrame, most: int | None = None) -> pd.DataFrame:
    """Return how often each voice quotes each speaker: voices by speakers, the most first either way, ties by name.

    pairs   what `by_whom` gives
    most    so many speakers, and the voices that quote one of them; None: all

    >>> pairs = pd.DataFrame({"voice": ["A", "B", "B"], "speaker": ["X", "X", "Y"], "quotations": [2, 1, 4]})
    >>> crossed(pairs).to_dict("split")["columns"], crossed(pairs).loc["B"].tolist()
    (['Y', 'X'], [4, 1])
    """
    table = pairs.pivot_table(index="voice", columns="speaker", values="quotations", fill_value=0, aggfunc="sum")
    table = table[_most(table)[:most]]
    return table.loc[_most(table[table.any(axis=1)].T)]


def _most(table: pd.DataFrame) -> pd.Index:
    return table.sum().sort_values(ascending=False, kind="stable").index


def elsewhere(quotations: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations of people who speak in these articles themselves, by a voice that is not their own.

    quotations  voice, person;  voices  voice
    """
    return quotations[quotations["person"].isin(voices["voice"]) & (quotations["person"] != quotations["voice"])]


def openness(quotations: pd.DataFrame) -> pd.DataFrame:
    """Return how openly each voice names whom it quotes: voice, quotations, named, anonymous, collective, share.

    share       of its quotations whose speaker is named, 0 to 1; those who quote most come first, ties by name
    """
    counts = pd.crosstab(quotations["voice"], quotations["sourcing"]).reindex(
        columns=list(speech.SOURCING), fill_value=0
    )
    table = counts.assign(quotations=counts.sum(axis=1)).rename_axis(columns=None).reset_index()
    table["share"] = table["named"] / table["quotations"]
    table = table.sort_values(["quotations", "voice"], ascending=[False, True], ignore_index=True)
    return table[["voice", "quotations", *speech.SOURCING, "share"]]


def unnamed(quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations that no name stands behind: anonymous ones, those of groups, then of offices or bodies.

    quotations  source_id, person, sourcing, start; each part comes in reading order
    """
    rows = quotations[quotations["person"].isna()]
    return rows.sort_values(["sourcing", "source_id", "start"], key=_in_order, ignore_index=True)


def _in_order(column: pd.Series) -> pd.Series:
    return column.map(["anonymous", "collective", "named"].index) if column.name == "sourcing" else column
