"""What stands in the cells of several tables: figures, sentences with a stretch marked, groups in their order."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import worth
from sourcebook.views.frame import Markup, column

LONGEST = 600  # characters of a sentence shown either side of what is marked in it


def worths(rows: pd.DataFrame) -> pd.Series:
    """Return what facts come to, with a sign where a reader has corrected them."""
    return column(rows, (signed(worth(row), row) for row in rows.to_dict("records")))


def signed(said: str, row: Mapping[Any, Any]) -> str:
    """Return what a fact comes to, with a sign of the reader's hand where he has corrected it."""
    if not row.get("corrected"):
        return said
    found = f"; found: {row['found']}" if row["corrected"] == "amended" else ""
    return Markup(f"{html.escape(said)} <small>({html.escape(row['corrected'] + ' by the reader' + found)})</small>")


def sentences(corpus: Corpus, rows: pd.DataFrame) -> pd.Series:
    """Return the sentence of each row, the stretch from start to end marked in it."""
    return column(rows, (marked(corpus, row.sentence_id, row.start, row.end) for row in rows.itertuples()))


def marked(corpus: Corpus, sentence_id: str, start: int, end: int) -> Markup:
    """Return a sentence as HTML with the stretch `start:end` of its source marked."""
    source_id, _, span = str(sentence_id).rpartition(":")
    first, last = (int(n) for n in span.split("-"))
    text = corpus.text(source_id)
    before, after = text[first:start], text[end:last]
    if len(before) > LONGEST:  # text without full stops would otherwise fill a page with each of its figures
        before = f"… {before[-LONGEST:]}"
    if len(after) > LONGEST:
        after = f"{after[:LONGEST]} …"
    said = f"{html.escape(before)}<mark>{html.escape(text[start : min(end, last)])}</mark>{html.escape(after)}"
    return cited(sentence_id, said)


def whole(corpus: Corpus, sentence_id: str) -> Markup:
    """Return a sentence as HTML on one line, a very long one cut."""
    text = " ".join(corpus.quote(sentence_id).split())
    return cited(sentence_id, html.escape(text if len(text) <= LONGEST else f"{text[:LONGEST]} …"))


def cited(sentence_id: str, said: str) -> Markup:
    """Return HTML that says which sentence it rests on; a page puts a link to its evidence behind it."""
    return Markup(f'<span data-sentence="{html.escape(sentence_id)}">{said}</span>')


def by_size(corpus: Corpus, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return rows with those of the groups first that have the most words."""
    rank = {group: n for n, group in enumerate(corpus.largest(by))}
    return rows.sort_values("group", key=lambda groups: groups.map(rank), kind="stable")


def of_groups(rows: pd.DataFrame, most: int) -> str:
    """Return what to add to a caption where there are more groups than are shown."""
    many = rows["group"].nunique()
    return f" The {most} with the most words of {many} are shown." if many > most else ""
