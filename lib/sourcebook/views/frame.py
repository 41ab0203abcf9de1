"""A captioned table that shows itself: plain words for column names, every cell escaped."""

import html
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from sourcebook.facts import ABSENT


class Markup(str):
    """A cell that is HTML already; everything else is escaped."""

    __slots__ = ()


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
        columns = ([_plain(cell) for cell in column] for column in self._columns)
        plain = pd.DataFrame(dict(zip(self._headers, columns, strict=True)), columns=self._headers)
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


def _plain(cell: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", cell)) if isinstance(cell, Markup) else cell


class Folded:
    """A text to copy, folded away under a line that says what it is."""

    def __init__(self, line: str, text: str) -> None:
        """Take the line to show and the text under it."""
        self.line, self.text = line, text

    def _repr_html_(self) -> str:
        line, text = html.escape(self.line), html.escape(self.text)
        scrolling = f'<pre tabindex="0" role="region" aria-label="{line}">{text}</pre>'
        return f'<details class="fold tex2jax_ignore"><summary>{line}</summary>\n{scrolling}</details>'

    def __repr__(self) -> str:
        return f"{self.line}\n{self.text}"


def table(frame: pd.DataFrame, caption: str, columns: Mapping[str, str], most: int = 200, hides: bool = False) -> Table:
    """Return a frame as a captioned table.

    columns   the columns to show, in order, each with its header
    most      how many rows to show; the caption says so where there are more
    hides     whether nothing is shown of a frame without rows
    """
    return Table(frame[list(columns)].head(most), first_of(caption, frame, most), columns, hides)


def column(rows: pd.DataFrame, cells: Iterable[str]) -> pd.Series:
    """Return cells as a column that keeps its Markup, which a column of strings would turn into plain text."""
    return pd.Series(list(cells), index=rows.index, dtype="object")


def first_of(caption: str, rows: pd.DataFrame, most: int) -> str:
    """Return a caption that says how many of its rows a table shows, where it does not show all."""
    return f"{caption} The first {most} of {len(rows)} rows." if len(rows) > most else caption
