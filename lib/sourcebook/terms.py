"""Whose words are whose: counts and rates by group, and what is distinctive of each."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.keyness import log_odds
from sourcebook.spans import function_words

PER = 1000  # rates are per so many words


def terms(corpus: Corpus, by: str = "voice") -> pd.DataFrame:
    """Return one row a group and term that it uses: count, rate per 1,000 words, documents, z.

    documents  in how many sources of the corpus the term occurs
    z          how distinctive the term is of the group against all other groups together, see `log_odds`; missing where
               there is one group only. The prior is the corpus itself: each term's share of all words, together as
               strong as an average group is long.
    """
    words = corpus.words.assign(group=corpus.group(corpus.words, by))
    documents = words.groupby("term")["source_id"].nunique()
    table = words.groupby(["group", "term"], sort=True).size().rename("count").reset_index()
    table["rate"] = PER * table["count"] / table.groupby("group")["count"].transform("sum")
    table["documents"] = table["term"].map(documents)
    table["z"] = _distinctiveness(table)
    return table


def _distinctiveness(table: pd.DataFrame) -> pd.Series:
    groups = table["group"].nunique()
    if groups < 2 or table["term"].nunique() < 2:
        return pd.Series(np.nan, index=table.index)
    everywhere = table.groupby("term")["count"].sum()
    total = everywhere.sum()
    prior = everywhere / total * (total / groups)
    z = pd.Series(np.nan, index=table.index)
    for _, own in table.groupby("group"):
        mine = own.set_index("term")["count"].reindex(everywhere.index, fill_value=0)
        scores = log_odds(mine.to_numpy(), (everywhere - mine).to_numpy(), prior.to_numpy())
        z[own.index] = pd.Series(scores, index=everywhere.index)[own["term"]].to_numpy()
    return z


def is_content(term: str) -> bool:
    """Tell whether a term carries content: no function word, more than one character, not a bare number."""
    return len(term) > 1 and term not in function_words() and any(c.isalpha() for c in term)


def distinctive(table: pd.DataFrame, most: int = 8, min_count: int = 3, min_z: float = 1.96) -> pd.DataFrame:
    """Return the most distinctive content terms of each group, strongest first, from the table that `terms` gives.

    most       of each group
    min_count  how often the group uses the term at least; min_z: how far from equal use, in standard errors
    """
    chosen = table[table["term"].map(is_content).astype(bool) & (table["count"] >= min_count) & (table["z"] >= min_z)]
    ordered = chosen.sort_values(["group", "z", "term"], ascending=[True, False, True])
    return ordered.groupby("group", sort=True).head(most).reset_index(drop=True)


def strongest(chosen: pd.DataFrame, most: int) -> list[str]:
    """Return the terms with the highest z, each once, from the table that `distinctive` gives."""
    ordered = chosen.sort_values(["z", "term"], ascending=[False, True])
    return list(dict.fromkeys(ordered["term"]))[:most]


def matrix(table: pd.DataFrame, chosen: Sequence[str], groups: Sequence[str]) -> pd.DataFrame:
    """Return the rates of chosen terms by groups, both in the order given, 0 where a group never uses a term."""
    rows = table[table["term"].isin(chosen)].pivot(index="term", columns="group", values="rate")
    return rows.reindex(index=list(chosen), columns=list(groups)).fillna(0.0)


def frequent(table: pd.DataFrame, most: int = 20) -> list[str]:
    """Return the content terms that the whole corpus uses most, more than once, ties by alphabet."""
    totals = table[table["term"].map(is_content).astype(bool)].groupby("term")["count"].sum().reset_index()
    totals = totals[totals["count"] > 1]
    return list(totals.sort_values(["count", "term"], ascending=[False, True])["term"].head(most))
