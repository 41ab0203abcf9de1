"""What was recognised in each source and what deserves a doubt: the table behind `sourcebook check`."""

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sourcebook.corpus import COUNTED, Corpus

CONFIDENT = 0.7  # what was recognised with less is worth a look
FIRST = 40  # characters shown of each piece that was set aside


def check(corpus: Corpus) -> pd.DataFrame:
    """Return one row a source: source_id, path, title, published, voices, words, set_aside, furniture, doubts, note.

    published  as exact as it is known, and in brackets on which basis
    voices     who speaks, in the order of their first words
    set_aside  the share of characters that is nobody's voice, 0 to 1; `furniture` are the first words of each piece
    doubts     what a reader should know before trusting the rest, separated by semicolons; empty where nothing is
    note       what the catalogue adds to it
    """
    rows = []
    passages = corpus.passages.groupby("source_id", sort=False)
    for source in corpus.sources.itertuples():
        own = passages.get_group(source.source_id)
        furniture = own[own["kind"] == "furniture"]
        row = {name: getattr(source, name) for name in ("source_id", "path", "title", "words", "note")}
        published = f"{source.published} ({source.published_basis})" if source.published else "unknown"
        spoken = own[own["kind"].isin(COUNTED)]
        row |= {"published": published, "voices": ", ".join(dict.fromkeys(spoken["voice"].dropna()))}
        row |= {"set_aside": float((furniture["end"] - furniture["start"]).sum() / source.characters)}
        pieces = Counter(_beginning(corpus.quote(p)) for p in furniture["passage_id"])
        row |= {"furniture": " · ".join(f"{piece} (×{n})" if n > 1 else piece for piece, n in pieces.items())}
        row |= {"doubts": "; ".join([*_doubts(source, own), *_language(corpus, source)])}
        rows.append(row)
    return pd.DataFrame(rows, columns=_COLUMNS)


def held(corpus: Corpus, by: str) -> pd.DataFrame:
    """Return what the archive holds of which the articles are a part: group, articles, words, read.

    by       year (of publication, in order), outlet or voice (those with the most words first)
    returns  one row a group, of a year that isn't known "unknown"; read: how many of its articles the corpus has. No
             rows where the corpus is all there is
    """
    if corpus.whole is None:
        return pd.DataFrame(columns=["group", "articles", "words", "read"])
    if by == "voice":
        table = corpus.whole.voices.rename(columns={"voice": "group", "sources": "articles"})
        read = corpus.voices.groupby("voice")["source_id"].nunique()
    else:
        group = corpus.whole.sources["published"].str[:4] if by == "year" else corpus.whole.sources["outlet"]
        sources = corpus.whole.sources.assign(group=group.replace("", "unknown"))
        table = sources.groupby("group", as_index=False).agg(articles=("source_id", "size"), words=("words", "sum"))
        read = sources[sources["source_id"].isin(corpus.sources["source_id"])].groupby("group").size()
    table = table.assign(read=table["group"].map(read).fillna(0).astype(int))[["group", "articles", "words", "read"]]
    order, rising = (["group"], True) if by == "year" else (["words", "group"], [False, True])
    return table.sort_values(order, ascending=rising, ignore_index=True)


_COLUMNS = "source_id path title published voices words set_aside furniture doubts note".split()


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= FIRST else f"{line[:FIRST].rstrip()} …"


def _language(corpus: Corpus, source: Any) -> list[str]:
    """Say where figures and dates are not to be relied on, since the rules for them are for English."""
    if source.source_id in corpus.english:
        return []
    declared = source.language.casefold()
    return [
        f"not English ({declared}): figures and dates are not read"
        if declared
        else "hardly English: figures and dates may be misread"
    ]


def _doubts(source: Any, passages: pd.DataFrame) -> list[str]:
    roles = set(passages["role"].dropna())
    doubts = [
        ("unsigned", "unsigned" in roles),
        ("translated: style and words are the translator's as well", source.translated),
        ("no date", not source.published),
        ("date inferred", bool(source.published) and source.published_basis == "inferred"),
        ("speaks for a group", "collective" in roles),
    ]
    unsure = passages[passages["confidence"] < CONFIDENT]
    guesses = ("who speaks is a guess", COUNTED), ("what is set aside is a guess", ("furniture",))
    return [text for text, holds in doubts if holds] + [
        f"{what}: {_reasons(own)}" for what, kinds in guesses if len(own := unsure[unsure["kind"].isin(kinds)])
    ]


def _reasons(passages: pd.DataFrame) -> str:
    return ", ".join(basis.replace(";", ",") for basis in dict.fromkeys(passages["basis"]))


# --- the same for a terminal ------------------------------------------------------------------------------------------

_GAP = 2  # columns between two cells


def printed(table: pd.DataFrame, width: int = 100) -> str:
    """Return what `check` gives as lines of text for a terminal that many columns wide, 80 to 120.

    A source has a row, its cells broken where they are too long, and below it what was set aside and what is doubtful.
    """
    width = min(max(width, 80), 120)
    count = max([5, *(len(f"{n:,}") for n in table["words"])])
    left = width - 5 * _GAP - 10 - count - 5
    ids = min(max([6, *(_columns(i) for i in table["source_id"])]), left // 4)
    widths = [ids, (left - ids) * 5 // 9, left - ids - (left - ids) * 5 // 9, 10, -count, -5]
    names = ["source", "what it is", "who speaks", "published", "words", "aside"]
    lines = [*_row(names, widths), *_row(["-" * abs(w) for w in widths], widths)]
    for row in table.itertuples():
        voices = row.voices.replace(f" ({row.source_id})", "") or "nobody"
        cells = [row.source_id, row.title or "no title", voices, row.published.replace("/", "/ ")]
        lines += _row([*cells, f"{row.words:,}", f"{row.set_aside:.0%}"], widths)
        file = "" if row.path.startswith(f"{row.source_id}.") else row.path
        below = {"file": file, "set aside": row.furniture, "doubtful": row.doubts, "note": row.note}
        lines += [line for what, said in below.items() if said for line in _row(["", what, said], [1, 9, width - 14])]
        lines.append("")
    return "\n".join(line.rstrip() for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return a row of cells as lines, as many as its longest cell takes; a negative width puts a cell to the right."""
    broken = [list(_broken(cell, abs(width))) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in broken)
    filled = [lines + [""] * (height - len(lines)) for lines in broken]
    return [(" " * _GAP).join(map(_filled, line, widths)) for line in zip(*filled, strict=True)]


def _filled(cell: str, width: int) -> str:
    space = " " * (abs(width) - _columns(cell))
    return space + cell if width < 0 else cell + space


def _broken(cell: str, width: int) -> Iterator[str]:
    """Yield a cell in lines of that width, broken between words, and inside one that is longer."""
    line = ""
    for word in re.findall(r"\S+", _printable(cell)):
        if line and _columns(f"{line} {word}") > width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
        while _columns(line) > width:
            cut = next(n for n in range(len(line), 0, -1) if _columns(line[:n]) <= width or n == 1)
            yield line[:cut]
            line = line[cut:]
    yield line


def _columns(text: str) -> int:
    """Return how many columns a text takes: two a character that is wide in East Asian scripts, none a mark above one.

    >>> _columns("Jia 贾"), _columns("e\u0301")
    (6, 1)
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)


# --- what was left out ------------------------------------------------------------------------------------------------

_NAMED = 3  # files that are named of those that are left out for one reason
_LAST = ("duplicate", "near-duplicate", "a link", "not a file", "unknown type")  # hardly an article that is missed


def left_out(table: pd.DataFrame, by: Sequence[str] = ("reason", "detail")) -> pd.DataFrame:
    """Return what was left out, the files of one reason in one row: path, reason, detail, files.

    table    `corpus.left_out`, one row a file
    by       the columns that are the same for the files of a row; what to do (`detail`) is the first one's
    returns  path names the first three of them, files counts them; files meant as articles come first, then those that
             are read under another name, then those of types that are not read

    >>> rows = [(f"{n}.png", "unknown type", "no") for n in range(9)] + [("a.pdf", "damaged", "cut")]
    >>> left_out(pd.DataFrame(rows, columns=["path", "reason", "detail"]))["path"].tolist()
    ['a.pdf', '0.png, 1.png, 2.png and 6 more']
    """
    rows = [
        (_several(own["path"].tolist()), own["reason"].iloc[0], own["detail"].iloc[0], len(own))
        for _, own in table.groupby(list(by), sort=False)
    ]
    rank = {reason: n for n, reason in enumerate(_LAST, 1)}
    rows.sort(key=lambda row: rank.get(row[1], 0))
    return pd.DataFrame(rows, columns=["path", "reason", "detail", "files"])


def _several(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more


def listed(table: pd.DataFrame, width: int = 100) -> str:
    """Return what `left_out` gives as lines of text for a terminal that many columns wide."""
    return "\n".join(
        textwrap.fill(
            _printable(f"left out: {row.path}: {row.reason}: {row.detail}"),
            max(width, 80),
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
        for row in left_out(table).itertuples()
    )


def _printable(text: str) -> str:
    """Return a text on one line, its control characters as spaces, so that a name can't write over the screen."""
    return "".join(c if c.isprintable() else " " for c in text)


# --- who speaks where -------------------------------------------------------------------------------------------------


def members(corpus: Corpus, by: str) -> pd.DataFrame:
    """Return who speaks where in each group: one row a group, voice and source_id, in the order of their names."""
    words = corpus.words.assign(group=corpus.group(corpus.words, by))
    rows = words[["group", "voice", "source_id"]].drop_duplicates()
    return rows.sort_values(["group", "voice", "source_id"], ignore_index=True)


def translated(corpus: Corpus, by: str) -> list[str]:
    """Return the groups that speak in a translated article, editors and translators aside, in the order of names."""
    sources = corpus.sources.loc[corpus.sources["translated"], "source_id"]
    own = corpus.passages["source_id"].isin(sources) & ~corpus.passages["role"].isin(["editor", "translator"])
    words = corpus.words[corpus.words["passage_id"].isin(corpus.passages.loc[own, "passage_id"])]
    return sorted(corpus.group(words, by).dropna().unique()) if len(words) else []
