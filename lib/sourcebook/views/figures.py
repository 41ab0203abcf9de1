"""Tables of notebook 03: figures and dates with their sentences, what a reader judges and corrects."""

import html
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import ABSENT, worth
from sourcebook.views.cells import LONGEST, cited, marked, sentences, signed, worths
from sourcebook.views.frame import Markup, Table, column, first_of, table


def facts(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200, hides: bool = False) -> Table:
    """Return facts with the sentence of each, the figure marked in it; how it is stated, and according to whom.

    What a reader has corrected says so beside its value, here and wherever facts are shown.
    """
    shown = rows.head(most)
    shown = shown.assign(worth=worths(shown), sentence=sentences(corpus, shown))
    columns = {"worth": "value", "sentence": "sentence", "voice": "voice"}
    columns |= {"commitment": "stated as", "attributed_to": "according to"}
    return table(shown, first_of(caption, rows, most), columns, most, hides)


def dates(corpus: Corpus, rows: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 100) -> Table:
    """Return dates in order with a sentence each, the date marked in it; columns: what to show beside the sentence."""
    shown = rows.head(most)
    dates = column(shown, (signed(row["date"], row) for row in shown.to_dict("records")))
    titles = corpus.sources.set_index("source_id")["title"]
    sentences = column(
        shown,
        (
            marked(corpus, r.sentence_id, r.start, r.end)
            if pd.notna(r.sentence_id)
            else Markup(f"<em>{html.escape(titles[r.source_id] or r.source_id)}</em>")
            for r in shown.itertuples()
        ),
    )
    shown = shown.assign(date=dates, sentence=sentences)
    return table(shown, first_of(caption, rows, most), {"date": "date", "sentence": "sentence", **columns}, most)


def corrections(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what a reader has amended, added and rejected; rows: what `notes.corrections` gives."""
    shown = rows.head(most)
    columns = {"found": "found", "corrected": "by the reader", "now": "now", "sentence": "sentence", "voice": "voice"}
    shown = shown.assign(sentence=sentences(corpus, shown))
    return Table(shown, first_of(caption, rows, most), columns | {"comment": "comment"}, hides=True)


def codes(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what a reader has filed under which code, each stretch marked in its sentence; rows: `corpus.codes`."""
    shown = rows.head(most)
    places = column(shown, (marked(corpus, _sentence_at(corpus, r), r.start, r.end) for r in shown.itertuples()))
    columns = {"code": "code", "sentence": "sentence", "voice": "voice", "comment": "comment"}
    return Table(shown.assign(sentence=places), first_of(caption, rows, most), columns, hides=True)


def scores(rows: pd.DataFrame, caption: str) -> Table:
    """Return shares with their intervals; rows: what `trust.compare` or `trust.estimates` gives."""
    percent = [ABSENT if pd.isna(s) else f"{s:.1%}" for s in rows["share"]]
    between = [ABSENT if pd.isna(r.low) else f"{r.low:.1%} to {r.high:.1%}" for r in rows.itertuples()]
    shown = rows.assign(percent=percent, between=between)
    columns = {"measure": "measure", "right": "right", "of": "of", "percent": "share", "between": "95 % interval"}
    return Table(shown, caption, columns, hides=True)


def errors(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what labels and facts disagree on, each in its sentence; rows: the errors of `trust.compare`."""
    shown = rows.head(most)
    places = column(shown, (marked(corpus, _sentence_at(corpus, r), r.start, r.end) for r in shown.itertuples()))
    columns = {"what": "disagreement", "labelled": "as labelled", "found": "as found", "sentence": "sentence"}
    return Table(shown.assign(sentence=places), first_of(caption, rows, most), columns, hides=True)


def _sentence_at(corpus: Corpus, row: Any) -> str:
    own = corpus.sentences[corpus.sentences["source_id"] == row.source_id]
    over = own[(own["start"] < row.end) & (own["end"] > row.start)]["sentence_id"]
    return str(over.iloc[0]) if len(over) else f"{row.source_id}:{row.start}-{row.end}"


def to_mark(corpus: Corpus, rows: pd.DataFrame, caption: str) -> Table:
    """Return a sample that a reader is to judge, facts with what they come to, sentences as they stand."""
    columns = {"sentence": "sentence", "voice": "voice", "verdict": "your verdict"}
    if "surface" in rows:
        said = [worth(row) if worth(row) != ABSENT else "a date, not placed" for row in rows.to_dict("records")]
        rows = rows.assign(worth=said, sentence=sentences(corpus, rows))
        return table(rows, caption, {"worth": "read as", **columns})
    text = [cited(s, _digits_marked(corpus.quote(s)[:LONGEST])) for s in rows["sentence_id"]]
    return table(rows.assign(sentence=column(rows, text)), caption, columns)


def _digits_marked(text: str) -> str:
    return re.sub(r"\d(?:[\d.,]*\d)?", lambda m: f"<mark>{m.group()}</mark>", html.escape(text, quote=False))


def differing(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return figures that differ from an earlier one for the same thing, each in its sentence: `Changes.figures`."""
    places = corpus.facts.set_index("fact_id")[["sentence_id", "start", "end"]]
    shown = rows.head(most).join(places, on="new_fact")
    shown = shown.assign(sentence=sentences(corpus, shown))
    columns = {"subject": "of what", "old": "earlier", "old_voice": "by", "new": "now", "new_voice": "by"}
    return table(
        shown, first_of(caption, rows, most), columns | {"sentence": "sentence", "relation": "found"}, most, True
    )
