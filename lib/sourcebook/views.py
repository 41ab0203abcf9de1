"""Tables -> tables that a person reads: a caption, plain words for column names, every cell escaped."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus

ABSENT = "–"


class Markup(str):
    """A cell that is HTML already; everything else is escaped."""

    __slots__ = ()


class Table:
    """A captioned table that shows itself in a notebook; `frame` holds what it was made of."""

    def __init__(self, frame: pd.DataFrame, caption: str, cells: list[list[Any]], headers: list[str]) -> None:
        """Keep the frame beside the cells made of it."""
        self.frame, self.caption, self._cells, self._headers = frame, caption, cells, headers

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col"{_align(h, i, self._cells)}>{html.escape(h)}</th>' for i, h in enumerate(self._headers)
        )
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in self._cells)
        return (
            '<div class="sb-table tex2jax_ignore mathjax_ignore"><table>\n'
            f"<caption>{html.escape(self.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>"
        )

    def __repr__(self) -> str:
        plain = pd.DataFrame([[_plain(c) for c in row] for row in self._cells], columns=self._headers)
        return f"{self.caption}\n{plain.to_string(index=False, max_colwidth=60) if len(plain) else '(empty)'}"


def table(frame: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 200) -> Table:
    """Return a frame as a captioned table.

    columns   the columns to show, in order, each with its header
    most      how many rows to show; the caption says so where there are more
    """
    shown = frame[list(columns)].head(most)
    if len(frame) > most:
        caption = f"{caption} The first {most} of {len(frame)} rows."
    return Table(frame, caption, [list(row) for row in shown.itertuples(index=False)], list(columns.values()))


def facts(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return facts with the sentence of each, the figure marked in it."""
    shown = rows.assign(
        worth=[worth(row) for row in rows.to_dict("records")],
        sentence=[marked(corpus, row.sentence_id, row.start, row.end) for row in rows.itertuples()],
    )
    columns = {"surface": "as written", "worth": "value", "kind": "kind", "voice": "voice", "sentence": "sentence"}
    return table(shown, caption, columns, most)


def shared(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return facts that belong together, one below the other, with the reason and each one's sentence."""
    again = rows["group_id"].eq(rows["group_id"].shift())
    shown = rows.assign(
        worth=["" if a else worth(row) for a, row in zip(again, rows.to_dict("records"), strict=True)],
        reason=rows["reason"].mask(again, ""),
        sentence=[marked(corpus, row.sentence_id, row.start, row.end) for row in rows.itertuples()],
    )
    columns = {"worth": "figure", "reason": "why together", "voice": "voice", "sentence": "sentence"}
    return table(shown, caption, columns, most)


def chronology(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 100) -> Table:
    """Return dated facts in order, each with its sentence."""
    shown = rows.assign(sentence=[marked(corpus, row.sentence_id, row.start, row.end) for row in rows.itertuples()])
    return table(shown, caption, {"date": "date", "status": "status", "voice": "voice", "sentence": "sentence"}, most)


def concordance(rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 60) -> Table:
    """Return places where words stand, one a row, the word marked; rows: what `terms.together` gives."""
    text = [
        Markup(f"…{html.escape(r.left)}<mark>{html.escape(r.match)}</mark>{html.escape(r.right)}…") for r in rows.itertuples()
    ]
    columns = {"word": "word", "group": by, "text": "in context"}
    return table(rows.assign(text=text), caption, columns if by == "source" else {**columns, "source_id": "source"}, most)


def marked(corpus: Corpus, sentence_id: str, start: int, end: int) -> Markup:
    """Return a sentence as HTML with the stretch `start:end` of its source marked."""
    source_id, _, span = str(sentence_id).rpartition(":")
    first, last = (int(n) for n in span.split("-"))
    text = corpus.text(source_id)
    parts = text[first:start], text[max(first, start) : min(end, last)], text[end:last]
    before, figure, after = (html.escape(part) for part in parts)
    return Markup(f"{before}<mark>{figure}</mark>{after}")


def worth(fact: Mapping[str, Any]) -> str:
    """Return what a fact comes to in one short phrase: modifier, value or range, unit, denominator; or its date."""
    if pd.notna(fact.get("iso")):
        return str(fact["iso"])
    sign = "" if fact["modifier"] in ("=", None) or pd.isna(fact["modifier"]) else f"{fact['modifier']} "
    if pd.notna(fact["value"]):
        value = number(fact["value"])
    elif pd.notna(fact["low"]):
        value = f"{number(fact['low'])} to {number(fact['high'])}"
    else:
        return ABSENT
    unit = "" if pd.isna(fact["unit"]) else ("%" if fact["unit"] == "%" else f" {fact['unit']}")
    per = f" per {fact['per']}" if pd.notna(fact["per"]) else ""
    return f"{sign}{value}{unit}{per}"


def number(value: float) -> str:
    """Return a number as a person writes it: 4.01 trillion, 50,000, 8.8."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return ABSENT
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 100 else f"{value:,.3g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _cell(value: Any) -> str:
    number = ' class="num" style="text-align: right"' if _is_number(value) else ' style="text-align: left"'
    return f"<td{number}>{value if isinstance(value, Markup) else html.escape(_plain(value))}</td>"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _align(_: str, column: int, cells: list[list[Any]]) -> str:
    numeric = bool(cells) and all(_is_number(row[column]) for row in cells)
    return f' style="text-align: {"right" if numeric else "left"}"'
