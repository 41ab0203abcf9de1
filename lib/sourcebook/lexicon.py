"""A reader's own issues, each a name with its words and phrases: who speaks of which, how often, and where."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from sourcebook.catalogue import read_issues
from sourcebook.concordance import occurrences
from sourcebook.corpus import Corpus
from sourcebook.errors import InputError
from sourcebook.keyness import rate_interval
from sourcebook.terms import PER

COUNTS = "issue group count words rate rate_low rate_high documents sentence_id".split()
PLACES = "issue group match source_id passage_id sentence_id voice start end".split()

Lexicon = Mapping[str, Sequence[str]]  # issue -> words and phrases, each as in `concordance.occurrences`


def read_lexicon(path: str | os.PathLike[str]) -> dict[str, tuple[str, ...]]:
    """Return issue -> words and phrases from any TOML file written like `issues.toml`.

    raises   InputError naming file and key where the file is missing, names no issue, or has one that can't be found
    """
    if not Path(path).exists():
        raise InputError(f"{path}: no such file; write one with a table [issues], as issues.toml beside the articles")
    found = read_issues(Path(path))
    if not found:
        raise InputError(f"{path}: key 'issues' names no issue; write [issues] and a line as in trade = [\"tariff\"]")
    return found


def places(corpus: Corpus, lexicon: Lexicon, by: str = "voice") -> pd.DataFrame:
    """Return every place behind the counts of `counts`: one row a place, issue by issue, in reading order.

    returns  issue, group, match (the words there), and the columns of `concordance.occurrences`
    """
    tables = [_places(corpus, issue, phrases, by) for issue, phrases in lexicon.items()]
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=PLACES)


def _places(corpus: Corpus, issue: str, phrases: Sequence[str], by: str) -> pd.DataFrame:
    found = occurrences(corpus, phrases)
    there = zip(found["source_id"], found["start"], found["end"], strict=True)
    match = [corpus.text(source_id)[start:end] for source_id, start, end in there]
    return found.assign(issue=issue, group=corpus.group(found, by), match=match)[PLACES]


def counts(corpus: Corpus, lexicon: Lexicon, by: str = "voice") -> pd.DataFrame:
    """Return how often each group speaks of each issue: one row an issue and group, groups in order of name.

    returns  issue, group, count, words (of the group), rate per 1,000 of them with the ends of its 95 % interval
             rate_low and rate_high (see `keyness.rate_interval`), documents (sources in which the group names the
             issue), sentence_id (the sentence that names it most often, the first of several; missing where the count
             is 0). A place that several phrases of an issue fit counts once; one place may speak of two issues, so
             counts of different issues must not be added up.
    """
    words = corpus.group(corpus.words, by).value_counts().sort_index()
    rows: list[tuple[object, ...]] = []
    for issue, phrases in lexicon.items():
        found = _places(corpus, issue, phrases, by)
        of = dict(list(found.groupby("group")))
        for group, n in words.items():
            own = of.get(group, found.iloc[:0])
            typical = own["sentence_id"].value_counts(sort=False).idxmax() if len(own) else None
            rates = (PER * len(own) / n, *(PER * float(end) for end in rate_interval(len(own), n)))
            rows.append((issue, group, len(own), n, *rates, own["source_id"].nunique(), typical))
    return pd.DataFrame(rows, columns=COUNTS)
