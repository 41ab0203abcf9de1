"""Tables -> tables that a person reads: a caption, plain words for column names, every cell escaped."""

import html
from collections.abc import Iterable, Mapping

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import ABSENT, worth

LONGEST = 600  # characters of a sentence shown either side of what is marked in it


class Markup(str):
    """A cell that is HTML already; everything else is escaped."""

    __slots__ = ()


def _column(rows: pd.DataFrame, cells: Iterable[str]) -> pd.Series:
    """Return cells as a column that keeps its Markup, which a column of strings would turn into plain text."""
    return pd.Series(list(cells), index=rows.index, dtype="object")


class Table:
    """A captioned table that shows itself in a notebook; `frame` holds what it was made of."""

    def __init__(self, frame: pd.DataFrame, caption: str, headers: Mapping[str, str]) -> None:
        """Take a frame and the header of each column to show, in order."""
        self.frame, self.caption = frame, caption
        self._headers = list(headers.values())
        self._columns = [_formatted(frame[name]) for name in headers]
        self._numeric = [pd.api.types.is_numeric_dtype(frame[name]) for name in headers]

    def _repr_html_(self) -> str:
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


def table(frame: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 200) -> Table:
    """Return a frame as a captioned table.

    columns   the columns to show, in order, each with its header
    most      how many rows to show; the caption says so where there are more
    """
    return Table(frame[list(columns)].head(most), _first(caption, frame, most), columns)


def _first(caption: str, rows: pd.DataFrame, most: int) -> str:
    return f"{caption} The first {most} of {len(rows)} rows." if len(rows) > most else caption


def facts(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 200) -> Table:
    """Return facts with the sentence of each, the figure marked in it; how it is stated, and according to whom."""
    shown = rows.head(most)
    shown = shown.assign(worth=[worth(row) for row in shown.to_dict("records")], sentence=_sentences(corpus, shown))
    columns = {"worth": "value", "sentence": "sentence", "voice": "voice"}
    columns |= {"commitment": "stated as", "attributed_to": "according to"}
    return table(shown, _first(caption, rows, most), columns, most)


def shared(corpus: Corpus, rows: pd.DataFrame, caption: str, most: int = 60) -> Table:
    """Return facts that belong together, one below the other, each with its sentence and the words that tie it."""
    shown = rows.head(most)
    shown = shown.assign(worth=[worth(row) for row in shown.to_dict("records")], sentence=_sentences(corpus, shown))
    columns = {"worth": "figure", "sentence": "sentence", "voice": "voice", "reason": "why together"}
    return table(shown, _first(caption, rows, most), columns, most)


def dates(corpus: Corpus, rows: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 100) -> Table:
    """Return dates in order with a sentence each, the date marked in it; columns: what to show beside the sentence."""
    shown = rows.head(most)
    shown = shown.assign(sentence=_sentences(corpus, shown))
    return table(shown, _first(caption, rows, most), {"date": "date", "sentence": "sentence", **columns}, most)


def concordance(rows: pd.DataFrame, caption: str, by: str = "voice", most: int = 60) -> Table:
    """Return places where words stand, one a row, the word marked; rows: what `terms.together` gives."""
    text = _column(
        rows,
        (
            Markup(f"…{html.escape(r.left)}<mark>{html.escape(r.match)}</mark>{html.escape(r.right)}…")
            for r in rows.itertuples()
        ),
    )
    columns = {"word": "word", "group": by, "text": "in context"}
    return table(
        rows.assign(text=text), caption, columns if by == "source" else {**columns, "source_id": "source"}, most
    )


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
