"""Tables -> tables that a person reads: a caption, plain words for column names, every cell escaped."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from sourcebook import overview
from sourcebook.corpus import Corpus
from sourcebook.facts import ABSENT, number, worth

MOST_GROUPS = 25  # groups in a table that has several rows of each
LONGEST = 600  # characters of a sentence shown either side of what is marked in it


class Markup(str):
    """A cell that is HTML already; everything else is escaped."""

    __slots__ = ()


def _column(rows: pd.DataFrame, cells: Iterable[str]) -> pd.Series:
    """Return cells as a column that keeps its Markup, which a column of strings would turn into plain text."""
    return pd.Series(list(cells), index=rows.index, dtype="object")


class Table:
    """A captioned table that shows itself in a notebook; `frame` holds what it was made of."""

    def __init__(self, frame: pd.DataFrame, caption: str, headers: Mapping[str, str], hides: bool = False) -> None:
        """Take a frame and the header of each column to show, in order; an empty one that hides shows nothing."""
        self.frame, self.caption, self._hidden = frame, caption, hides and frame.empty
        self._headers = list(headers.values())
        self._columns = [_formatted(frame[name]) for name in headers]
        self._numeric = [pd.api.types.is_numeric_dtype(frame[name]) for name in headers]

    def _repr_html_(self) -> str:
        if self._hidden:
            return ""
        aligned = [f' style="text-align: {"right" if n else "left"}"' for n in self._numeric]
        head = "".join(f'<th scope="col"{a}>{html.escape(h)}</th>' for h, a in zip(self._headers, aligned, strict=True))
        rows = [
            "".join(f"<td{a}>{_safe(cell)}</td>" for cell, a in zip(row, aligned, strict=True))
            for row in zip(*self._columns, strict=True)
        ] or [f'<td colspan="{len(self._headers)}" style="text-align: left">none</td>']
        body = "".join(f"<tr>{row}</tr>\n" for row in rows)
        caption = html.escape(self.caption)
        return (
            f'<div class="sb-table tex2jax_ignore mathjax_ignore" tabindex="0" role="region" aria-label="{caption}">'
            f'<table>\n<caption style="text-align: left">{caption}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>"
        )

    def __repr__(self) -> str:
        plain = pd.DataFrame(dict(zip(self._headers, self._columns, strict=True)), columns=self._headers)
        return f"{self.caption}\n{plain.to_string(index=False, max_colwidth=60) if len(plain) else '(none)'}"


def _formatted(column: pd.Series) -> list[str]:
    """Return a column as text: thousands separated, one number of decimals for all, a dash where there is nothing."""
    if not pd.api.types.is_numeric_dtype(column):
        return [ABSENT if not isinstance(v, Markup) and pd.isna(v) else v for v in column]
    whole = pd.api.types.is_integer_dtype(column) or bool((column.dropna() % 1 == 0).all())
    digits = 0 if whole else next((d for limit, d in ((100, 0), (10, 1)) if column.abs().max() >= limit), 2)
    return [ABSENT if pd.isna(v) else f"{v:,.{digits}f}" for v in column]


def _safe(cell: str) -> str:
    return cell if isinstance(cell, Markup) else html.escape(str(cell))


def table(frame: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 200, hides: bool = False) -> Table:
    """Return a frame as a captioned table.

    columns   the columns to show, in order, each with its header
    most      how many rows to show; the caption says so where there are more
    hides     whether nothing is shown of a frame without rows
    """
    return Table(frame[list(columns)].head(most), _first(caption, frame, most), columns, hides)


def _first(caption: str, rows: pd.DataFrame, most: int) -> str:
    return f"{caption} The first {most} of {len(rows)} rows." if len(rows) > most else caption


def facts(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200, hides: bool = False) -> Table:
    """Return facts with the sentence of each, the figure marked in it; how it is stated, and according to whom.

    What a reader has corrected says so beside its value, here and wherever facts are shown.
    """
    shown = rows.head(most)
    shown = shown.assign(worth=_worths(shown), sentence=_sentences(corpus, shown))
    columns = {"worth": "value", "sentence": "sentence", "voice": "voice"}
    columns |= {"commitment": "stated as", "attributed_to": "according to"}
    return table(shown, _first(caption, rows, most), columns, most, hides)


def quotations(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 100) -> Table:
    """Return who is quoted, each in the sentence where the words begin, these marked; rows: those of `quotations`."""
    shown = rows.head(most)
    shown = shown.assign(sentence=_sentences(corpus, shown))
    columns = {
        "speaker": "speaker",
        "sentence": "sentence",
        "form": "form",
        "sourcing": "sourcing",
        "voice": "quoted by",
    }
    return table(shown, _first(caption, rows, most), columns, most)


def quoting(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return who quotes whom how often, with the first sentence that does; rows: what `people.by_whom` gives."""
    places = corpus.quotations.set_index("quotation_id")[["sentence_id", "start", "end"]]
    shown = rows.head(most).join(places, on="example")
    shown = shown.assign(sentence=_sentences(corpus, shown))
    columns = {"voice": "voice", "speaker": "quotes", "direct": "in their words", "indirect": "in other words"}
    columns |= {"articles": "articles", "sentence": "first in the sentence"}
    return table(shown, _first(caption, rows, most), columns, most)


def shared(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60, hides: bool = False) -> Table:
    """Return facts that belong together, one below the other, each with its sentence, and the words that tie it."""
    shown = rows.head(most)
    again = shown["group_id"].eq(shown["group_id"].shift())
    shown = shown.assign(worth=_worths(shown), sentence=_sentences(corpus, shown))
    shown = shown.assign(relation=shown["relation"].mask(again, "″"))
    columns = {"worth": "figure", "sentence": "sentence", "voice": "voice", "source_id": "article"}
    columns |= {"relation": "relation", "reason": "why together"}
    columns |= {"origin": "may have it from"} if shown["origin"].fillna("").ne("").any() else {}
    return table(shown, _first(caption, rows, most), columns, most, hides)


def checks(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return calculations with what they imply and the sentence of the first figure; rows: what `checks` gives."""
    each = rows.drop_duplicates("check_id")
    known = corpus.facts[["fact_id", "sentence_id", "start", "end", "voice", "kind"]].rename(columns={"kind": "of"})
    shown = each.head(most).merge(known, on="fact_id")
    symbols = shown["of"].isin(["money", "measure"])
    fits = [ABSENT if pd.isna(r.possible) else "fits" if r.possible else r.reason for r in shown.itertuples()]
    shown = shown.assign(implies=list(map(_implied, shown.itertuples(), symbols)), fits=fits)
    shown = shown.assign(sentence=_sentences(corpus, shown))
    columns = {"formula": "calculation", "implies": "implies"}
    columns |= {"fits": "held against the text"} if shown["possible"].notna().any() else {}
    columns |= {"sentence": "sentence", "voice": "voice"}
    return table(shown, _first(caption, each, most), columns, most)


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
    shown = shown.assign(sentence=_sentences(corpus, shown))
    columns = {"due": "due", "status": "by now", "promiser": "who is bound", "sentence": "sentence", "voice": "told by"}
    return table(shown, _first(caption, rows, most), columns, most)


def later(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return what was promised beside later sentences on its subject; rows: what `synthesis.later` gives."""
    shown = rows.head(most)
    what = ["″" if again else corpus.quote(p) for p, again in zip(shown["promise_id"], _repeats(shown), strict=True)]
    shown = shown.assign(what=what, text=[corpus.quote(s) for s in shown["sentence_id"]])
    columns = {"what": "promised", "text": "a later sentence", "voice": "voice", "published": "published"}
    return table(shown, _first(caption, rows, most), columns | {"words": "words in both"}, most, True)


def _repeats(rows: pd.DataFrame) -> list[bool]:
    return rows["promise_id"].eq(rows["promise_id"].shift()).tolist()


def asks(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 120) -> Table:
    """Return what is asked of whom, in the words of those who ask; rows: what `synthesis.asked` gives."""
    shown = rows.head(most).assign(text=[" ".join(corpus.quote(a).split()) for a in rows.head(most)["ask_id"]])
    columns = {"group": by, "addressee": "asks of", "strength": "how firmly", "form": "form", "text": "in these words"}
    columns |= {} if by == "source" else {"source_id": "article"}
    return table(shown, _first(caption, rows, most), columns, most)


def differing(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return figures that differ from an earlier one for the same thing, each in its sentence: `Changes.figures`."""
    places = corpus.facts.set_index("fact_id")[["sentence_id", "start", "end"]]
    shown = rows.head(most).join(places, on="new_fact")
    shown = shown.assign(sentence=_sentences(corpus, shown))
    columns = {"subject": "of what", "old": "earlier", "old_voice": "by", "new": "now", "new_voice": "by"}
    return table(
        shown, _first(caption, rows, most), columns | {"sentence": "sentence", "relation": "found"}, most, True
    )


def dates(corpus: Corpus, rows: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 100) -> Table:
    """Return dates in order with a sentence each, the date marked in it; columns: what to show beside the sentence."""
    shown = rows.head(most)
    dates = _column(shown, (_signed(row["date"], row) for row in shown.to_dict("records")))
    titles = corpus.sources.set_index("source_id")["title"]
    sentences = _column(
        shown,
        (
            marked(corpus, r.sentence_id, r.start, r.end)
            if pd.notna(r.sentence_id)
            else Markup(f"<em>{html.escape(titles[r.source_id] or r.source_id)}</em>")
            for r in shown.itertuples()
        ),
    )
    shown = shown.assign(date=dates, sentence=sentences)
    return table(shown, _first(caption, rows, most), {"date": "date", "sentence": "sentence", **columns}, most)


def _worths(rows: pd.DataFrame) -> pd.Series:
    return _column(rows, (_signed(worth(row), row) for row in rows.to_dict("records")))


def _signed(said: str, row: Mapping[Any, Any]) -> str:
    """Return what a fact comes to, with a sign of the reader's hand where he has corrected it."""
    if not row.get("corrected"):
        return said
    found = f"; found: {row['found']}" if row["corrected"] == "amended" else ""
    return Markup(f"{html.escape(said)} <small>({html.escape(row['corrected'] + ' by the reader' + found)})</small>")


def corrections(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what a reader has amended, added and rejected; rows: what `notes.corrections` gives."""
    shown = rows.head(most)
    columns = {"found": "found", "corrected": "by the reader", "now": "now", "sentence": "sentence", "voice": "voice"}
    shown = shown.assign(sentence=_sentences(corpus, shown))
    return Table(shown, _first(caption, rows, most), columns | {"comment": "comment"}, hides=True)


def codes(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what a reader has filed under which code, each stretch marked in its sentence; rows: `corpus.codes`."""
    shown = rows.head(most)
    places = _column(shown, (marked(corpus, _sentence_at(corpus, r), r.start, r.end) for r in shown.itertuples()))
    columns = {"code": "code", "sentence": "sentence", "voice": "voice", "comment": "comment"}
    return Table(shown.assign(sentence=places), _first(caption, rows, most), columns, hides=True)


def checked(rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return what was recognised in each article, what was set aside, and why what is doubtful; rows: `check`."""
    aside = [f"{r.set_aside:.1%}{f': {r.furniture}' if r.furniture else ''}" for r in rows.itertuples()]
    voices = [r.voices.replace(f" ({r.source_id})", "") or "nobody" for r in rows.itertuples()]
    columns = {"source_id": "id", "title": "what it is", "voices": "who speaks", "published": "published"}
    columns |= {"words": "words", "aside": "set aside", "doubts": "doubtful, and why"}
    return table(rows.assign(aside=aside, voices=voices), _first(caption, rows, most), columns, most)


def left_out(rows: pd.DataFrame, caption: str) -> Table:
    """Return which files were left out and why, those of one reason in one row; rows: `corpus.left_out`."""
    return table(overview.left_out(rows), caption, {"path": "file", "reason": "reason", "detail": "what to do"})


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
    places = _column(shown, (marked(corpus, _sentence_at(corpus, r), r.start, r.end) for r in shown.itertuples()))
    columns = {"what": "disagreement", "labelled": "as labelled", "found": "as found", "sentence": "sentence"}
    return Table(shown.assign(sentence=places), _first(caption, rows, most), columns, hides=True)


def _sentence_at(corpus: Corpus, row: Any) -> str:
    own = corpus.sentences[corpus.sentences["source_id"] == row.source_id]
    over = own[(own["start"] < row.end) & (own["end"] > row.start)]["sentence_id"]
    return str(over.iloc[0]) if len(over) else f"{row.source_id}:{row.start}-{row.end}"


def to_mark(corpus: Corpus, rows: pd.DataFrame, caption: str) -> Table:
    """Return a sample that a reader is to judge, facts with what they come to, sentences as they stand."""
    columns = {"sentence": "sentence", "voice": "voice", "verdict": "your verdict"}
    if "surface" in rows:
        said = [worth(row) if worth(row) != ABSENT else "a date, not placed" for row in rows.to_dict("records")]
        rows = rows.assign(worth=said, sentence=_sentences(corpus, rows))
        return table(rows, caption, {"worth": "read as", **columns})
    text = [_digits_marked(corpus.quote(sentence_id)[:LONGEST]) for sentence_id in rows["sentence_id"]]
    return table(rows.assign(sentence=_column(rows, text)), caption, columns)


def _digits_marked(text: str) -> Markup:
    return Markup(re.sub(r"\d(?:[\d.,]*\d)?", lambda m: f"<mark>{m.group()}</mark>", html.escape(text, quote=False)))


class Folded:
    """A text to copy, folded away under a line that says what it is."""

    def __init__(self, line: str, text: str) -> None:
        """Take the line to show and the text under it."""
        self.line, self.text = line, text

    def _repr_html_(self) -> str:
        line, text = html.escape(self.line), html.escape(self.text)
        return f'<details class="fold tex2jax_ignore"><summary>{line}</summary>\n<pre>{text}</pre></details>'

    def __repr__(self) -> str:
        return f"{self.line}\n{self.text}"


def traits(rows: pd.DataFrame, caption: str, by: str) -> Table:
    """Return measures on which a group lies far from the others, each row with the decimals that its value needs."""
    said = [[f"{x:,.{2 if abs(r.value) < 1.5 else 1}f}" for x in (r.value, r.others)] for r in rows.itertuples()]
    shown = rows.assign(own=_column(rows, (own for own, _ in said)), rest=_column(rows, (rest for _, rest in said)))
    columns = {"group": by, "measure": "measure", "own": "value", "rest": "others' median", "unit": "unit"}
    return table(shown, caption, columns | {"distance": "standard errors"})


def concordance(rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 100) -> Table:
    """Return places where words stand, the word marked, each with its use; rows: those of `concordance.concordance`."""
    shown = rows.head(most)
    places = (
        Markup(f"…{html.escape(r.left)}<mark>{html.escape(r.match)}</mark>{html.escape(r.right)}…")
        for r in shown.itertuples()
    )
    columns = {"word": "word", "group": by} | ({} if by == "voice" else {"voice": "voice"})
    columns |= {"text": "in context", "use": "use", "attributed_to": "attributed to"}
    columns |= {} if by == "source" else {"source_id": "source"}
    return table(shown.assign(text=_column(shown, places)), _first(caption, rows, most), columns, most)


def _sentences(corpus: Corpus, rows: pd.DataFrame) -> pd.Series:
    return _column(rows, (marked(corpus, row.sentence_id, row.start, row.end) for row in rows.itertuples()))


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
    return Markup(f"{html.escape(before)}<mark>{html.escape(text[start : min(end, last)])}</mark>{html.escape(after)}")


def claims(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = MOST_GROUPS) -> Table:
    """Return the sentences that carry each group best, each group named once, those with the most words first.

    rows   those of `synthesis.claims`; most: groups
    """
    rows = _by_size(corpus, rows, by)
    shown = rows[rows["group"].isin(list(dict.fromkeys(rows["group"]))[:most])]
    named = shown["group"].where(shown["rank"] == 1, "")
    text = _column(shown, (_whole(corpus, sentence_id) for sentence_id in shown["sentence_id"]))
    shown, columns = shown.assign(named=named, text=text), {"named": by, "text": "sentence"}
    return table(shown, f"{caption}{_of_groups(rows, most)}", columns, len(shown))


def side_by_side(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 40) -> Table:
    """Return pairs of sentences beside each other; rows: those of `synthesis.side_by_side`."""
    shown = rows.head(most)
    shown = shown.assign(
        **{text: _column(shown, (_whole(corpus, s) for s in shown[text])) for text in ("sentence_a", "sentence_b")}
    )
    columns = {"issue": "issue", "voice_a": "one voice", "sentence_a": "says", "voice_b": "another"}
    return table(shown, _first(caption, rows, most), columns | {"sentence_b": "and says", "similarity": "alike"}, most)


def leanings(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = MOST_GROUPS) -> Table:
    """Return how each group leans, with the sentence that carries most of it, groups with the most words first.

    rows   those of `synthesis.leanings`; most: groups
    """
    rows = _by_size(corpus, rows, by).sort_values("leaning", kind="stable")
    shown = rows[rows["group"].isin(list(dict.fromkeys(rows["group"]))[:most])]
    between = [f"{r.rate_low:.1f} to {r.rate_high:.1f}" for r in shown.itertuples()]
    text = (_whole(corpus, s) if isinstance(s, str) else ABSENT for s in shown["sentence_id"])
    shown = shown.assign(between=between, text=_column(shown, text))
    columns = {"leaning": "leaning", "group": by, "count": "words of it", "words": "words in all"}
    columns |= {"rate": "per 1,000", "between": "95 % interval", "text": "most of it in the sentence"}
    return table(shown, f"{caption}{_of_groups(rows, most)}", columns, len(shown))


def leaning_places(corpus: Corpus, rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 100) -> Table:
    """Return the places behind leanings, each word marked in its sentence; rows: of `synthesis.leaning_places`."""
    shown = rows.head(most)
    counted = ["yes" if counts else "no" for counts in shown["counted"]]
    shown = shown.assign(sentence=_sentences(corpus, shown), counts=counted)
    columns = {"leaning": "leaning", "group": by, "sentence": "sentence", "use": "use", "counts": "counted"}
    return table(shown, _first(caption, rows, most), columns, most)


def appearances(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 100) -> Table:
    """Return where the same person speaks and is quoted, the words marked; rows: those of `synthesis.appearances`."""
    shown = rows.head(most)
    date = [date or "not known" for date in shown["date"]]
    shown = shown.assign(sentence=_sentences(corpus, shown), date=date)
    columns = {"person": "person", "date": "date", "role": "as", "by": "quoted by", "sentence": "sentence"}
    return table(shown, _first(caption, rows, most), columns | {"source_id": "source"}, most)


def _whole(corpus: Corpus, sentence_id: str) -> str:
    """Return a sentence on one line, a very long one cut."""
    text = " ".join(corpus.quote(sentence_id).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _by_size(corpus: Corpus, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return rows with those of the groups first that have the most words."""
    rank = {group: n for n, group in enumerate(corpus.largest(by))}
    return rows.sort_values("group", key=lambda groups: groups.map(rank), kind="stable")


def _of_groups(rows: pd.DataFrame, most: int) -> str:
    many = rows["group"].nunique()
    return f" The {most} with the most words of {many} are shown." if many > most else ""
