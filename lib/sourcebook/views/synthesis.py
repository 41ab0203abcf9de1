"""Tables of notebook 04: what agrees, what is implied, promised and asked, and what is said in which words."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import ABSENT, number, worth
from sourcebook.views.cells import by_size, cited, of_groups, sentences, whole, worths
from sourcebook.views.frame import Table, column, first_of, table

MOST_GROUPS = 25  # groups in a table that has several rows of each


def shared(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60, hides: bool = False) -> Table:
    """Return facts that belong together, one below the other, each with its sentence, and the words that tie it."""
    shown = rows.head(most)
    again = shown["group_id"].eq(shown["group_id"].shift())
    shown = shown.assign(worth=worths(shown), sentence=sentences(corpus, shown))
    shown = shown.assign(relation=shown["relation"].mask(again, "″"))
    columns = {"worth": "figure", "sentence": "sentence", "voice": "voice", "source_id": "article"}
    columns |= {"relation": "relation", "reason": "why together"}
    columns |= {"origin": "may have it from"} if shown["origin"].fillna("").ne("").any() else {}
    return table(shown, first_of(caption, rows, most), columns, most, hides)


def checks(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return calculations with what they imply and the sentence of the first figure; rows: what `checks` gives."""
    each = rows.drop_duplicates("check_id")
    known = corpus.facts[["fact_id", "sentence_id", "start", "end", "voice", "kind"]].rename(columns={"kind": "of"})
    shown = each.head(most).merge(known, on="fact_id")
    symbols = shown["of"].isin(["money", "measure"])
    fits = [ABSENT if pd.isna(r.possible) else "fits" if r.possible else r.reason for r in shown.itertuples()]
    shown = shown.assign(implies=list(map(_implied, shown.itertuples(), symbols)), fits=fits)
    shown = shown.assign(sentence=sentences(corpus, shown))
    columns = {"formula": "calculation", "implies": "implies"}
    columns |= {"fits": "held against the text"} if shown["possible"].notna().any() else {}
    columns |= {"sentence": "sentence", "voice": "voice"}
    return table(shown, first_of(caption, each, most), columns, most)


def _implied(row: Any, symbol: bool) -> str:
    """Return what a calculation comes to in four digits, with its ends where these differ from it."""
    unit, _, per = (str(row.unit) if pd.notna(row.unit) else "").partition(" per ")
    fact = {"kind": "measure" if symbol else "count", "unit": unit, "per": per or None, "modifier": "="}
    value, low, high = (float(f"{x:.4g}") for x in (row.implied, row.low, row.high))
    ends = f" ({number(low)} to {number(high)})" if low < high else ""
    return f"{worth(fact | {'value': value})}{ends}"


def promises(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 100) -> Table:
    """Return what was promised, each marked in its sentence; rows: what `synthesis.promised` gives."""
    shown = rows.head(most)
    shown = shown.assign(sentence=sentences(corpus, shown))
    columns = {"due": "due", "status": "by now", "promiser": "who is bound", "sentence": "sentence", "voice": "told by"}
    return table(shown, first_of(caption, rows, most), columns, most)


def later(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return what was promised beside later sentences on its subject; rows: what `synthesis.later` gives."""
    shown = rows.head(most)
    what = ["″" if again else corpus.quote(p) for p, again in zip(shown["promise_id"], _repeats(shown), strict=True)]
    shown = shown.assign(what=what, text=column(shown, (whole(corpus, s) for s in shown["sentence_id"])))
    columns = {"what": "promised", "text": "a later sentence", "voice": "voice", "published": "published"}
    return table(shown, first_of(caption, rows, most), columns | {"words": "words in both"}, most, True)


def _repeats(rows: pd.DataFrame) -> list[bool]:
    return rows["promise_id"].eq(rows["promise_id"].shift()).tolist()


def asks(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 120) -> Table:
    """Return what is asked of whom, in the words of those who ask; rows: what `synthesis.asked` gives."""
    shown = rows.head(most)
    said = (" ".join(corpus.quote(a).split()) for a in shown["ask_id"])
    text = (cited(s, html.escape(words)) for s, words in zip(shown["sentence_id"], said, strict=True))
    shown = shown.assign(text=column(shown, text))
    columns = {"group": by, "addressee": "asks of", "strength": "how firmly", "form": "form", "text": "in these words"}
    columns |= {} if by == "source" else {"source_id": "article"}
    return table(shown, first_of(caption, rows, most), columns, most)


def covered(corpus: Corpus, rows: pd.DataFrame, caption: str, columns: Mapping[str, str]) -> Table:
    """Return who speaks of what, with a sentence that does; rows: of `synthesis.busiest` or `synthesis.leading`."""
    text = column(rows, (whole(corpus, sentence_id) for sentence_id in rows["sentence_id"]))
    return table(rows.assign(text=text), caption, {**columns, "text": "as in the sentence"})


def claims(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = MOST_GROUPS) -> Table:
    """Return the sentences that carry each group best, each group named once, those with the most words first.

    rows   those of `synthesis.claims`; most: groups
    """
    rows = by_size(corpus, rows, by)
    shown = rows[rows["group"].isin(list(dict.fromkeys(rows["group"]))[:most])]
    named = shown["group"].where(shown["rank"] == 1, "")
    text = column(shown, (whole(corpus, sentence_id) for sentence_id in shown["sentence_id"]))
    shown, columns = shown.assign(named=named, text=text), {"named": by, "text": "sentence"}
    return table(shown, f"{caption}{of_groups(rows, most)}", columns, len(shown))


def side_by_side(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 40) -> Table:
    """Return pairs of sentences beside each other; rows: those of `synthesis.side_by_side`."""
    shown = rows.head(most)
    shown = shown.assign(
        **{text: column(shown, (whole(corpus, s) for s in shown[text])) for text in ("sentence_a", "sentence_b")}
    )
    columns = {"issue": "issue", "voice_a": "one voice", "sentence_a": "says", "voice_b": "another"}
    return table(
        shown, first_of(caption, rows, most), columns | {"sentence_b": "and says", "similarity": "alike"}, most
    )


def leanings(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = MOST_GROUPS) -> Table:
    """Return how each group leans, with the sentence that carries most of it, groups with the most words first.

    rows   those of `synthesis.leanings`; most: groups
    """
    rows = by_size(corpus, rows, by).sort_values("leaning", kind="stable")
    shown = rows[rows["group"].isin(list(dict.fromkeys(rows["group"]))[:most])]
    between = [f"{r.rate_low:.1f} to {r.rate_high:.1f}" for r in shown.itertuples()]
    text = (whole(corpus, s) if isinstance(s, str) else ABSENT for s in shown["sentence_id"])
    shown = shown.assign(between=between, text=column(shown, text))
    columns = {"leaning": "leaning", "group": by, "count": "words of it", "words": "words in all"}
    columns |= {"rate": "per 1,000", "between": "95 % interval", "text": "most of it in the sentence"}
    return table(shown, f"{caption}{of_groups(rows, most)}", columns, len(shown))


def leaning_places(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 100) -> Table:
    """Return the places behind leanings, each word marked in its sentence; rows: of `synthesis.leaning_places`."""
    shown = rows.head(most)
    counted = ["yes" if counts else "no" for counts in shown["counted"]]
    shown = shown.assign(sentence=sentences(corpus, shown), counts=counted)
    columns = {"leaning": "leaning", "group": by, "sentence": "sentence", "use": "use", "counts": "counted"}
    return table(shown, first_of(caption, rows, most), columns, most)


def appearances(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 100) -> Table:
    """Return where the same person speaks and is quoted, the words marked; rows: those of `synthesis.appearances`."""
    shown = rows.head(most)
    date = [date or "not known" for date in shown["date"]]
    shown = shown.assign(sentence=sentences(corpus, shown), date=date)
    columns = {"person": "person", "date": "date", "role": "as", "by": "quoted by", "sentence": "sentence"}
    return table(shown, first_of(caption, rows, most), columns | {"source_id": "source"}, most)
