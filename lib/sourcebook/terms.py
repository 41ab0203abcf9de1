"""Whose words are whose: counts and rates by group, what is distinctive of each, and every word in its context."""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sourcebook.corpus import COUNTED, Corpus
from sourcebook.spans import function_words

PER = 1000  # rates are per so many words
CONCORDANCE = ["source_id", "voice", "sentence_id", "start", "end", "left", "match", "right", "group"]


def terms(corpus: Corpus, by: str = "voice") -> pd.DataFrame:
    """Return one row a group and term that it uses: count, rate per 1,000 words, documents, z.

    documents  in how many sources of the corpus the term occurs
    z          how distinctive the term is of the group against all other groups together, see `log_odds`; missing where
               there is one group only. The prior is the corpus itself: each term's share of all words, together as
               strong as an average group is long.
    """
    counts = corpus.counts.assign(group=corpus.group(corpus.counts, by))
    documents = counts.groupby("term")["source_id"].nunique()
    table = counts.groupby(["group", "term"], sort=True)["n"].sum().rename("count").reset_index()
    table["rate"] = PER * table["count"] / table.groupby("group")["count"].transform("sum")
    table["documents"] = table["term"].map(documents)
    table["z"] = _distinctiveness(table)
    return table


def _distinctiveness(table: pd.DataFrame) -> pd.Series:
    groups = table["group"].nunique()
    if groups < 2:
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


def log_odds(here: np.ndarray, there: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Return the weighted log-odds-ratio of each term between two texts, with an informative Dirichlet prior.

    here, there  counts of the same terms in the two texts, all terms included
    prior        pseudo-counts of the same terms, all above 0
    returns      z-scores, no unit: positive where a term is more likely here; beyond 1.96 either way, 5 in 100 terms
                 would lie by chance alone
    raises       ValueError where the shapes differ or a prior is not positive
    source       Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), 372-403, equations 15, 16, 19 and 22

    >>> log_odds(np.array([1, 3]), np.array([1, 3]), np.array([1.0, 1.0]))
    array([0., 0.])
    """
    here, there, prior = np.asarray(here, float), np.asarray(there, float), np.asarray(prior, float)
    if not here.shape == there.shape == prior.shape:
        raise ValueError(f"shapes differ: {here.shape}, {there.shape} and {prior.shape}")
    if not (prior > 0).all():
        raise ValueError("a prior must be above 0 for every term")
    a, b = here + prior, there + prior
    delta = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return delta / np.sqrt(1 / a + 1 / b)


def is_content(term: str) -> bool:
    """Tell whether a term carries content: no function word, more than one character, not a bare number."""
    return len(term) > 1 and term not in function_words() and any(c.isalpha() for c in term)


def distinctive(table: pd.DataFrame, most: int = 8, min_count: int = 3, min_z: float = 1.96) -> pd.DataFrame:
    """Return the most distinctive content terms of each group, strongest first, from the table that `terms` gives."""
    chosen = table[table["term"].map(is_content) & (table["count"] >= min_count) & (table["z"] >= min_z)]
    ordered = chosen.sort_values(["group", "z", "term"], ascending=[True, False, True])
    return ordered.groupby("group", sort=True).head(most).reset_index(drop=True)


def strongest(chosen: pd.DataFrame, most: int) -> list[str]:
    """Return the terms with the highest z, each once, from the table that `distinctive` gives."""
    ordered = chosen.sort_values(["z", "term"], ascending=[False, True])
    return list(dict.fromkeys(ordered["term"]))[:most]


def matrix(table: pd.DataFrame, chosen: Sequence[str], value: str = "rate") -> pd.DataFrame:
    """Return a table of terms by groups, 0 where a group never uses a term."""
    rows = table[table["term"].isin(chosen)].pivot(index="term", columns="group", values=value)
    return rows.reindex(index=list(chosen), columns=sorted(table["group"].unique())).fillna(0.0)


def frequent(table: pd.DataFrame, most: int = 20) -> list[str]:
    """Return the content terms that the whole corpus uses most, ties by alphabet."""
    totals = table[table["term"].map(is_content)].groupby("term")["count"].sum().reset_index()
    return list(totals.sort_values(["count", "term"], ascending=[False, True])["term"].head(most))


# --- words in context -------------------------------------------------------------------------------------------------


def pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern for words and phrases as a reader writes them.

    Whole words, whatever their case; `tariff*` also takes what begins so; a space is any white space, a straight
    apostrophe also a curly one; a phrase in capitals only (US) is meant as it is written.
    """
    parts = []
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        stem, open_ended = phrase.rstrip("*"), phrase.endswith("*")
        body = re.escape(stem).replace(r"\ ", r"\s+").replace("'", "['’]")
        letters = [c for c in stem if c.isalpha()]
        as_written = len(letters) > 1 and all(c.isupper() for c in letters)
        parts.append((body if as_written else f"(?i:{body})") + (r"\w*" if open_ended else ""))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def occurrences(corpus: Corpus, phrases: Sequence[str]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield source_id, sentence_id, voice, start and end of every place where one of the phrases stands."""
    wanted = pattern(phrases)
    kinds = corpus.passages.set_index("passage_id")["kind"]
    for s in corpus.sentences[corpus.sentences["passage_id"].map(kinds).isin(COUNTED)].itertuples():
        for match in wanted.finditer(corpus.text(s.source_id), s.start, s.end):
            yield s.source_id, s.sentence_id, s.voice, match.start(), match.end()


def concordance(corpus: Corpus, phrase: str, by: str = "voice", width: int = 60) -> pd.DataFrame:
    """Return every place where a word or phrase stands, with `width` characters either side, in reading order.

    Columns: group, source_id, sentence_id, start, end, left, match, right, where `match` is the text's `start:end`.
    """
    rows = []
    for source_id, sentence_id, voice, start, end in occurrences(corpus, [phrase]):
        text = corpus.text(source_id)
        left, right = text[max(0, start - width) : start], text[end : end + width]
        rows.append((source_id, voice, sentence_id, start, end, _one_line(left), text[start:end], _one_line(right)))
    table = pd.DataFrame(rows, columns=CONCORDANCE[:-1])
    return table.assign(group=corpus.group(table, by)) if len(table) else table.assign(group="")


def together(contexts: Mapping[str, pd.DataFrame], most: int = 12) -> pd.DataFrame:
    """Return the concordances of several words as one table with a column `word`; of each at most so many rows.

    Where there are more, they are spread over the groups: one row of each group, then a second, and so on.
    """
    chosen = []
    for word, rows in contexts.items():
        turn = rows.groupby("group").cumcount()
        chosen.append(rows.loc[turn.sort_values(kind="stable").index[:most]].sort_index().assign(word=word))
    return pd.concat(chosen, ignore_index=True) if chosen else pd.DataFrame(columns=["word", *CONCORDANCE])


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
