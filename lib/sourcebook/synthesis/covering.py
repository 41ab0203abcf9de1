"""Who speaks of which issue, how much, and in which sentence."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sourcebook import lexicon as lexicons
from sourcebook.corpus import Corpus
from sourcebook.synthesis.discovering import discovered

SOME = 3  # mentions from which a rate says something


def issues(corpus: Corpus, most: int = 12) -> dict[str, tuple[str, ...]]:
    """Return issue -> words and phrases: the reader's own from issues.toml, else what `discovered` finds."""
    return dict(corpus.issues) if corpus.issues else discovered(corpus, most)


def coverage(corpus: Corpus, lexicon: Mapping[str, Sequence[str]], by: str = "voice") -> pd.DataFrame:
    """Return how often groups speak of issues, where they do: issue, group, count, rate per 1,000 words, sentence_id.

    sentence_id   the sentence of the group that names the issue most often, the first of several
    """
    table = lexicons.counts(corpus, lexicon, by)
    return table.loc[table["count"] > 0, ["issue", "group", "count", "rate", "sentence_id"]].reset_index(drop=True)


def busiest(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return one row an issue: mentions, groups that speak of it, the group that does so most densely, its sentence.

    One that names it `SOME` times goes before a short one that does so by chance.
    """
    rows = []
    for issue, own in coverage.groupby("issue", sort=False):
        some = own["count"] >= SOME
        top = own[some | ~some.any()].sort_values(["rate", "group"], ascending=[False, True]).iloc[0]
        rows.append((issue, own["count"].sum(), len(own), top["group"], top["count"], top["sentence_id"]))
    return pd.DataFrame(rows, columns=["issue", "count", "groups", "group", "of", "sentence_id"])


def leading(coverage: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return the issue that each group speaks of most densely, with its typical sentence: one row a group, as given.

    returns  group, issue, count, rate, sentence_id; an issue named `SOME` times goes before one named by chance, of
             equal rates the first; groups that speak of none are left out
    """
    some = coverage.assign(some=coverage["count"] >= SOME).sort_values(["some", "rate"], ascending=False, kind="stable")
    first = some.drop_duplicates("group").drop(columns="some").set_index("group")
    return first.reindex([g for g in groups if g in first.index]).reset_index()


def coverage_matrix(coverage: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return the rates as a table of issues by groups, groups as given; issues that nobody speaks of are left out."""
    rows = coverage.pivot(index="issue", columns="group", values="rate")
    return rows.reindex(index=list(dict.fromkeys(coverage["issue"])), columns=list(groups)).fillna(0.0)
