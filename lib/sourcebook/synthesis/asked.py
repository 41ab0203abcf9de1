"""Who asks what of whom, counted."""

import pandas as pd

from sourcebook.corpus import Corpus

STRENGTHS = ("must", "should", "could")
MOST = 10  # addressees that a matrix names; the others are added up


def asked(corpus: Corpus, by: str = "voice") -> pd.DataFrame:
    """Return the asks with the group of each, in the order of the articles."""
    places = corpus.sentences.set_index("sentence_id")["passage_id"]
    rows = corpus.asks.assign(passage_id=corpus.asks["sentence_id"].map(places))
    return corpus.asks.assign(group=corpus.group(rows, by).to_numpy())


def asked_matrix(asks: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """Return how often each group asks something of whom: groups by addressees, those who ask and are asked most first.

    asks   group, addressee; the addressees behind the first `most` are added up as "others", and "unclear" comes last
    """
    named = asks["addressee"].where(asks["addressee"] != "unclear").value_counts()
    first = list(named.sort_index().sort_values(ascending=False, kind="stable").head(most).index)
    whom = asks["addressee"].where(asks["addressee"].isin([*first, "unclear"]), "others")
    table = pd.crosstab(asks["group"], whom).rename_axis(index=None, columns=None)
    order = [c for c in (*first, "others", "unclear") if c in table]
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index, order]


def by_strength(asks: pd.DataFrame) -> pd.DataFrame:
    """Return how strongly each group asks of whom: group, addressee, must, should, could, asks; most first."""
    keys = [asks["group"], asks["addressee"]]
    table = pd.crosstab(keys, asks["strength"]).reindex(columns=list(STRENGTHS), fill_value=0)
    table = table.rename_axis(columns=None).assign(asks=table.sum(axis=1)).reset_index()
    return table.sort_values(["asks", "group", "addressee"], ascending=[False, True, True], ignore_index=True)
