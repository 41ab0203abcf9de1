"""Tables of notebooks 00, 01 and 02: what was read, who is quoted, words in their places."""

import html

import pandas as pd

from sourcebook import overview
from sourcebook.corpus import Corpus
from sourcebook.views.cells import cited, sentences
from sourcebook.views.frame import Table, column, first_of, table


def quotations(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 100) -> Table:
    """Return who is quoted, each in the sentence where the words begin, these marked; rows: those of `quotations`."""
    shown = rows.head(most)
    shown = shown.assign(sentence=sentences(corpus, shown))
    columns = {
        "speaker": "speaker",
        "sentence": "sentence",
        "form": "form",
        "sourcing": "sourcing",
        "voice": "quoted by",
    }
    return table(shown, first_of(caption, rows, most), columns, most)


def quoting(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return who quotes whom how often, with the first sentence that does; rows: what `people.by_whom` gives."""
    places = corpus.quotations.set_index("quotation_id")[["sentence_id", "start", "end"]]
    shown = rows.head(most).join(places, on="example")
    shown = shown.assign(sentence=sentences(corpus, shown))
    columns = {"voice": "voice", "speaker": "quotes", "direct": "in their words", "indirect": "in other words"}
    columns |= {"articles": "articles", "sentence": "first in the sentence"}
    return table(shown, first_of(caption, rows, most), columns, most)


def checked(rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what was recognised in each article, what was set aside, and why what is doubtful; rows: `check`."""
    aside = [f"{r.set_aside:.1%}{f': {r.furniture}' if r.furniture else ''}" for r in rows.itertuples()]
    voices = [r.voices.replace(f" ({r.source_id})", "") or "nobody" for r in rows.itertuples()]
    columns = {"source_id": "id", "title": "what it is", "voices": "who speaks", "published": "published"}
    columns |= {"words": "words", "aside": "set aside", "doubts": "doubtful, and why"}
    return table(rows.assign(aside=aside, voices=voices), first_of(caption, rows, most), columns, most)


def left_out(rows: pd.DataFrame, caption: str) -> Table:
    """Return which files were left out and why, those of one reason in one row; rows: `corpus.left_out`."""
    return table(overview.left_out(rows), caption, {"path": "file", "reason": "reason", "detail": "what to do"})


def traits(rows: pd.DataFrame, caption: str, by: str) -> Table:
    """Return measures on which a group lies far from the others, each row with the decimals that its value needs."""
    said = [[f"{x:,.{2 if abs(r.value) < 1.5 else 1}f}" for x in (r.value, r.others)] for r in rows.itertuples()]
    shown = rows.assign(own=column(rows, (own for own, _ in said)), rest=column(rows, (rest for _, rest in said)))
    columns = {"group": by, "measure": "measure", "own": "value", "rest": "others' median", "unit": "unit"}
    return table(shown, caption, columns | {"distance": "standard errors"})


def concordance(rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 100) -> Table:
    """Return places where words stand, the word marked, each with its use; rows: those of `concordance.concordance`."""
    shown = rows.head(most)
    places = (
        cited(r.sentence_id, f"…{html.escape(r.left)}<mark>{html.escape(r.match)}</mark>{html.escape(r.right)}…")
        for r in shown.itertuples()
    )
    columns = {"word": "word", "group": by} | ({} if by == "voice" else {"voice": "voice"})
    columns |= {"text": "in context", "use": "use", "attributed_to": "attributed to"}
    columns |= {} if by == "source" else {"source_id": "source"}
    return table(shown.assign(text=column(shown, places)), first_of(caption, rows, most), columns, most)
