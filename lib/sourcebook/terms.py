"""Whose words are whose: counts and rates by group, what is distinctive of each, and every word in its context."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sourcebook import spans
from sourcebook.corpus import Corpus
from sourcebook.spans import function_words

PER = 1000  # rates are per so many words
CONCORDANCE = "source_id passage_id sentence_id voice start end left match right group".split()


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


# --- words in context -------------------------------------------------------------------------------------------------


def occurrences(corpus: Corpus, phrases: Iterable[str]) -> pd.DataFrame:
    """Return every place where one of the words or phrases stands, in reading order.

    A phrase is matched word by word, as words are counted, inside one sentence; `tariff*` also takes what begins so.
    Columns: source_id, passage_id, sentence_id, voice, start, end. Where phrases overlap, the longer one stands alone.
    """
    words = corpus.words
    places: list[tuple[int, int]] = []
    for first, last in sorted({p for phrase in phrases for p in _places(corpus, phrase)}, key=lambda p: (p[0], -p[1])):
        if not places or first > places[-1][1]:
            places.append((first, last))
    found = words.iloc[[p for p, _ in places]].drop(columns=["term"])
    found["end"] = words["end"].to_numpy()[[p for _, p in places]]
    return found.reset_index(drop=True)


def _places(corpus: Corpus, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield the row numbers of the first and the last word of every place where a phrase stands."""
    wanted = [(spans.term(phrase[s:e]), phrase[e : e + 1] == "*") for s, e in spans.words(phrase)]
    if not wanted:
        return
    terms, sentences = corpus.words["term"].to_numpy(), corpus.words["sentence_id"].to_numpy()
    (start, open_ended), rest = wanted[0], wanted[1:]
    fitting = [t for t in corpus.positions if t.startswith(start)] if open_ended else [start]
    for at in (int(p) for t in fitting for p in corpus.positions.get(t, ())):
        end = at + len(rest)
        if end < len(terms) and sentences[at] == sentences[end] and all(map(_fits, terms[at + 1 : end + 1], rest)):
            yield at, end


def _fits(term: str, wanted: tuple[str, bool]) -> bool:
    return term.startswith(wanted[0]) if wanted[1] else term == wanted[0]


def concordance(corpus: Corpus, phrase: str, by: str = "voice", width: int = 60) -> pd.DataFrame:
    """Return every place where a word or phrase stands, with `width` characters either side, in reading order.

    phrase   as in `occurrences`
    returns  the columns of `CONCORDANCE`; `match` is the text's `start:end`
    """
    found = occurrences(corpus, [phrase])
    cut = []
    for source_id, passage_id, start, end in found[["source_id", "passage_id", "start", "end"]].to_numpy():
        text = corpus.text(source_id)
        first, last = (int(n) for n in passage_id.rpartition(":")[2].split("-"))  # no voice in another's context
        left = _whole_words(text[max(first, start - width) : start], start - width > first, False)
        right = _whole_words(text[end : min(last, end + width)], False, end + width < last)
        cut.append((left, text[start:end], right))
    found[["left", "match", "right"]] = pd.DataFrame(cut, columns=["left", "match", "right"], dtype="str")
    return found.assign(group=corpus.group(found, by) if len(found) else "")


def together(contexts: Mapping[str, pd.DataFrame], most: int = 12) -> pd.DataFrame:
    """Return the concordances of several words as one table with a column `word`; of each at most so many rows.

    Where there are more, they are spread over the groups: one row of each group, then a second, and so on.
    """
    chosen = []
    for word, rows in contexts.items():
        turn = rows.groupby("group").cumcount()
        chosen.append(rows.loc[turn.sort_values(kind="stable").index[:most]].sort_index().assign(word=word))
    return pd.concat(chosen, ignore_index=True) if chosen else pd.DataFrame(columns=["word", *CONCORDANCE])


def _whole_words(text: str, cut_left: bool, cut_right: bool) -> str:
    """Return text in one line, without the half words that cutting has left at its ends."""
    line = re.sub(r"\s+", " ", text)
    if cut_left and " " in line:
        line = line[line.index(" ") :]
    return line[: line.rindex(" ")] if cut_right and " " in line else line
