"""The analyst's pencil: what a reader wrote into notes.toml, the place of each note, and the facts as he corrects them.

Pure functions of the notes, the texts and what was found in them, so that nothing here has to be kept between runs.
"""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd

from sourcebook.catalogue import build, date_interval, only_tables
from sourcebook.errors import InputError
from sourcebook.facts import ABSENT, COMMITMENTS, DATED, KINDS, worth

KEPT = ("kept", "broken")  # of a promise
VERDICTS = ("right", "wrong", "nothing", "missed", *KEPT)
PLACED = ("file", "quote", "verdict", "comment", "source_id", "start", "end", "fact_id", "lost")
TELLING = 8  # characters of one side that tell a place when the other side has changed
CODES = ("code", "comment", "source_id", "sentence_id", "voice", "start", "end")


@dataclass(frozen=True)
class Note:
    """One `[[note]]` of a notes.toml, on the words of `quote`, which stand between before and after.

    verdict   on a figure "right" or "wrong"; on a sentence without one "nothing", or "missed" where one is stated; on a
              promise "kept" or "broken"
    codes     what the reader files the words under
    kind …    columns of the table `facts`: what is given replaces what was found, "" where the article says nothing
    """

    file: str
    quote: str
    before: str = ""
    after: str = ""
    verdict: str = ""
    comment: str = ""
    codes: tuple[str, ...] = ()
    kind: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    modifier: str | None = None
    change: str | None = None
    iso: str | None = None
    commitment: str | None = None
    subject: str | None = None
    attributed_to: str | None = None
    salience: str | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What the note says of a figure: column of `facts` -> what is to stand in it."""
        return {key: value for key in CORRECTED if (value := getattr(self, key)) is not None}

    @property
    def adds(self) -> bool:
        """Whether the quoted words are a figure that was missed."""
        return self.verdict == "missed" and bool(self.said)

    @property
    def judges(self) -> bool:
        """Whether the note is on a figure that was found."""
        return not self.adds and (self.verdict in ("right", "wrong") or bool(self.said))


CORRECTED = tuple(f.name for f in fields(Note))[7:]
_READING = ("kind", "value", "low", "high", "unit", "per", "modifier", "iso")  # what a verdict is on
_ALLOWED: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "modifier": ("=", "~", "<", ">", "<=", ">="),
    "change": ("up", "down", ""),
    "commitment": COMMITMENTS,
    "salience": ("fact", "incidental"),
}


# --- what a reader wrote ----------------------------------------------------------------------------------------------


def read_notes(path: Path) -> list[Note]:
    """Return what a reader wrote into a notes.toml; nothing where the file is missing.

    raises InputError naming file, note and key, with the right form
    """
    return [_note(where, row) for where, row in only_tables(path, "note")]


def _note(where: str, row: Mapping[str, Any]) -> Note:
    row = dict(row)
    if isinstance(row.get("code"), str) and "codes" not in row:  # one code needs no list
        row["codes"] = [row.pop("code")]
    if "code" in row:
        raise InputError(f'{where}: code must be in quotes, as in code = "one", and several are codes = ["one", "two"]')
    note: Note = build(Note, where, row, shown={"code"})
    if not note.quote.strip():
        raise InputError(f"{where}: key 'quote' is empty; write the words that the note is on")
    unit = "%" if note.unit in ("percent", "per cent") else note.unit
    note = replace(note, verdict=note.verdict.strip().casefold(), unit=unit)
    if wrong := next(_mistakes(note), ""):
        raise InputError(f"{where}: {wrong}")
    return note


def _mistakes(note: Note) -> Iterator[str]:
    """Yield what is wrong with a note, and what to write instead."""
    if note.verdict not in ("", *VERDICTS):
        yield f"verdict '{note.verdict}' is not one of {', '.join(VERDICTS)}"
    for key, allowed in _ALLOWED.items():
        if note.said.get(key, allowed[0]) not in allowed:
            yield f"{key} '{note.said[key]}' is not one of {', '.join(a or 'empty' for a in allowed)}"
    for key in ("value", "low", "high"):
        if not math.isfinite(note.said.get(key, 0)):
            yield f"{key} must be a number that ends, as in {key} = 5000000"
    if note.iso and not _is_date(note.iso):
        yield f"iso '{note.iso}' is no date; write it like 2026-04-03, 2026-04, 2025-11/2026-01 or, open, 2018/.."
    yield from _contradictions(note)


def _contradictions(note: Note) -> Iterator[str]:
    if note.value is not None and (note.low is not None or note.high is not None):
        yield "value and low or high are given; write value for a number, low and high for a range"
    if (note.low is None) != (note.high is None):
        yield "low and high go together; write both, or value for a number"
    if note.low is not None and note.high is not None and note.low >= note.high:
        yield f"low {note.low:g} is not below high {note.high:g}; write the smaller one first"
    if note.verdict == "right" and (keys := [key for key in _READING if key in note.said]):
        yield f"verdict 'right' and another {keys[0]} can't both hold; write wrong, or leave the {keys[0]} out"
    if note.verdict == "nothing" and note.said:
        yield f"verdict 'nothing' and a {next(iter(note.said))} can't both hold; write missed for a figure there"
    if note.verdict in KEPT and note.said:
        yield f"verdict '{note.verdict}' is on a promise, {next(iter(note.said))} on a figure; write a note for each"
    if note.adds and not (note.iso or note.value is not None or note.low is not None):
        yield "a missed figure takes a value, low and high, or iso"
    elif note.adds and not _kind(note, ""):
        yield f"key 'kind' is missing; a missed figure is one of {', '.join(KINDS)}"


def _is_date(iso: str) -> bool:
    """Say whether this is a date, or an interval, one of whose ends may be open."""
    try:
        date_interval(iso.removesuffix("/..") if iso.endswith("/..") else iso.removeprefix("../"))
    except ValueError:
        return False
    return True


# --- the place of each note -------------------------------------------------------------------------------------------


def placed(
    notes: Sequence[Note],
    ids: Mapping[str, str],
    texts: Mapping[str, str],
    found: pd.DataFrame,
    sentences: pd.DataFrame,
    promises: pd.DataFrame,
) -> pd.DataFrame:
    """Return the notes with the place of each, in their order.

    ids      file -> source_id
    found    the facts as they were found; `sentences` and `promises` as the tables are
    returns  file, quote, verdict, comment, source_id, start, end, fact_id, lost. A note on a figure has the fact_id of
             the one that begins where its words do, else of the only one that they touch; one that adds a figure has
             that one's. Where a note finds no place, or several, or no figure, place and fact_id are missing and `lost`
             says why. White space counts as the same whatever it is, and one side of the words may have changed.
    """
    noted = {source_id for note in notes if (source_id := ids.get(note.file))}
    tables = (found, sentences, promises)
    own = [dict(list(table[table["source_id"].isin(noted)].groupby("source_id"))) for table in tables]
    rows = []
    for note in notes:
        source_id = ids.get(note.file, "")
        places = _places(texts[source_id], note) if source_id else []
        lost = _LOST[min(len(places), 2)] if source_id else "no such article"
        place: tuple[Any, ...] = (None, None, None, None)
        if not lost:
            fact_id, lost = _stands(
                note, source_id, places[0], *(of.get(source_id, t[:0]) for of, t in zip(own, tables, strict=True))
            )
            place = place if lost else (source_id, *places[0], fact_id)
        rows.append((note.file, note.quote, note.verdict, note.comment, *place, lost))
    types = {"source_id": "str", "fact_id": "str", "start": "Int64", "end": "Int64"}
    return pd.DataFrame(rows, columns=list(PLACED)).astype(types)


_LOST = ("words not found", "", "words in several places")


def _places(text: str, note: Note) -> list[tuple[int, int]]:
    """Return up to two places of the quoted words; where a side of theirs has changed, the other one may tell."""
    before, after = note.before.lstrip(), note.after.rstrip()
    sides = [(before, after)]
    sides += [side for side in ((before, ""), ("", after)) if len("".join(side)) >= TELLING]
    return next((places for one, other in sides if (places := _found(text, one, note.quote, other))), [])


def _found(text: str, before: str, quote: str, after: str) -> list[tuple[int, int]]:
    words = quote.strip()
    at = quote.index(words)
    before, after = _pattern(before + quote[:at]), _pattern(quote[at + len(words) :] + after)
    found = re.finditer(f"(?={before}({_pattern(words)}){after})", text)  # looking ahead, so that places may overlap
    return [m.span(1) for m in itertools.islice(found, 2)]


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(piece) for piece in re.split(r"\s+", words))


def _stands(
    note: Note,
    source_id: str,
    place: tuple[int, int],
    found: pd.DataFrame,
    sentences: pd.DataFrame,
    promises: pd.DataFrame,
) -> tuple[str | None, str]:
    """Return the fact_id that a note is on, if it is on any, and why it can't be used, if it can't."""
    if note.verdict not in KEPT:
        return _figure(note, f"{source_id}:{place[0]}-{place[1]}", place, found, sentences)
    near = promises[(promises["start"] < place[1]) & (promises["end"] > place[0])]
    if 1 in (len(near), int((near["start"] == place[0]).sum())):
        return None, ""
    return None, "several promises there" if len(near) else "no promise there"


def _figure(
    note: Note, own_id: str, place: tuple[int, int], found: pd.DataFrame, sentences: pd.DataFrame
) -> tuple[str | None, str]:
    """Return the fact_id that a note is on, if it is on any, and why it can't be used, if it can't."""
    near = found[(found["start"] < place[1]) & (found["end"] > place[0])]
    if note.adds:
        spoken = ((sentences["start"] <= place[0]) & (sentences["end"] > place[0])).any()
        is_new = own_id not in set(near["fact_id"])
        return own_id, "" if spoken and is_new else "nobody speaks there" if is_new else "a figure was found just there"
    if not note.judges:
        return None, ""
    exact = near[near["start"] == place[0]]
    on = exact if len(exact) == 1 else near
    if len(on) != 1:
        return None, "several figures there" if len(on) else "no figure there"
    row = on.iloc[0].to_dict()
    return str(row["fact_id"]), _unsettled(row, note)


def _unsettled(row: Mapping[str, Any], note: Note) -> str:
    """Say what is missing from a note that would make another kind of figure of the found one."""
    if not note.said:
        return ""
    if not _kind(note, str(row["kind"])):
        return f"the figure is a {row['kind']} there, so write kind as well"
    is_bare = worth(_amended(row, note)) == ABSENT != worth(row)
    return "the value, or iso of a date, is missing" if is_bare else ""


# --- the facts as corrected -------------------------------------------------------------------------------------------


def applied(
    notes: Sequence[Note], places: pd.DataFrame, texts: Mapping[str, str], found: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Return the facts as the reader corrects them: those of `found`, amended, without the rejected, with the added.

    A figure is rejected by the verdict "wrong", unless a note amends it. Two columns are new: `corrected` ("", amended
    or added) and `found`, what had been found in place of what an amended fact says now.
    """
    on: dict[str, list[Note]] = {}
    for note, fact_id in zip(notes, places["fact_id"], strict=True):
        if pd.notna(fact_id):
            on.setdefault(str(fact_id), []).append(note)
    facts = found.assign(corrected="", found=pd.Series(None, index=found.index, dtype="str"))
    if not on:
        return facts
    touched = facts["fact_id"].isin(on)
    rows = [row for old in facts[touched].to_dict("records") for row in _corrected(old, on.pop(old["fact_id"]))]
    rows += [_added(fact_id, own, texts, sentences) for fact_id, own in on.items()]
    made = pd.DataFrame(rows, columns=list(facts.columns)).astype(facts.dtypes)
    facts = pd.concat([facts[~touched], made]).sort_values(["source_id", "start", "end"], ignore_index=True)
    return facts.assign(linked_to=facts["linked_to"].where(facts["linked_to"].isin(facts["fact_id"])))


def _corrected(row: dict[str, Any], notes: Sequence[Note]) -> list[dict[str, Any]]:
    """Return a fact as the notes on it leave it, the later ones going before; nothing where it is rejected."""
    judged = [note.verdict for note in notes if note.verdict]
    amended = row
    for note in notes:
        amended = _amended(amended, note)
    if not any(note.said for note in notes):
        return [row] if judged[-1:] != ["wrong"] else []
    differing = [key for key in CORRECTED if not _same(row[key], amended[key])]
    return [amended | ({"corrected": "amended", "found": _as_found(row, differing)} if differing else {})]


def _amended(row: Mapping[str, Any], note: Note) -> dict[str, Any]:
    """Return a fact with what a note says of it, and without what can no longer hold."""
    said = note.said
    new = {**row, **{key: None if value == "" and key != "change" else value for key, value in said.items()}}
    if said:
        new["kind"] = _kind(note, str(row["kind"])) or row["kind"]
    if "value" in said:
        new |= {"low": None, "high": None}
    if "low" in said:
        new["value"] = None
    if "iso" in said:
        new |= {"precision": _precision(said["iso"]), "relative": False}
    if new["kind"] in DATED:
        return new | dict.fromkeys(("value", "low", "high", "unit", "per"))
    return new | ({"iso": None, "precision": None, "relative": False} if row["kind"] in DATED else {})


def _kind(note: Note, found: str) -> str:
    """Return the kind that a figure has after a note on it; empty where that can't be told from what it says."""
    if note.kind:
        return note.kind
    if note.iso:
        return found if found in (*DATED, "duration") else "date_range" if "/" in note.iso else "date"
    if note.unit:
        is_share = note.unit == "%" or note.unit.endswith(" point")
        named = "percent" if is_share else "money" if re.fullmatch("[A-Z]{3}", note.unit) else ""
        return named or (found if found not in ("money", "percent", *DATED) else "")
    return "" if found in DATED and (note.value is not None or note.low is not None) else found


def _precision(iso: str) -> str | None:
    """Return how exact a date is.

    >>> _precision("../2023-11"), _precision("2024-02-01")
    ('month', 'day')
    """
    return {4: "year", 7: "month", 10: "day"}.get(len(iso.removeprefix("../").split("/")[0]))


def _added(fact_id: str, notes: Sequence[Note], texts: Mapping[str, str], sentences: pd.DataFrame) -> dict[str, Any]:
    source_id, _, span = fact_id.rpartition(":")
    start, end = (int(n) for n in span.split("-"))
    own = sentences[(sentences["source_id"] == source_id) & (sentences["start"] <= start) & (sentences["end"] > start)]
    owner = own.iloc[0][["source_id", "passage_id", "sentence_id", "voice"]].to_dict()
    place = {"fact_id": fact_id, "start": start, "end": end, "surface": texts[source_id][start:end]}
    usual = {"modifier": "=", "change": "", "relative": False, "commitment": "affirmed", "salience": "fact"}
    blank = dict.fromkeys(CORRECTED) | {"kind": ""}
    return _amended(blank | owner | place | usual, notes[-1]) | {"corrected": "added"}


def _same(one: Any, other: Any) -> bool:
    return bool(one == other or (pd.isna(one) and pd.isna(other)))


def _as_found(row: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return in words what was found where it differs: the figure as a whole, other columns by their names."""
    figure = [worth(row)] if {*keys} & {*_READING} else []
    return "; ".join(
        figure + [f"{k} {row[k] if pd.notna(row[k]) and row[k] else ABSENT}" for k in keys if k not in _READING]
    )


# --- the codes --------------------------------------------------------------------------------------------------------


def codes(notes: Sequence[Note], places: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return what the reader files under which code, in the order of the articles: one row a code and stretch.

    code     missing where a note has a comment alone, and is not on a figure
    returns  code, comment, source_id, sentence_id, voice, start, end; sentence and voice are those in which the words
             begin, and missing where nobody speaks
    """
    rows = []
    for note, at in zip(notes, places.itertuples(), strict=True):
        is_remark = bool(note.comment) and not (note.verdict or note.said)
        if pd.notna(at.start) and (note.codes or is_remark):
            over = (sentences["start"] <= at.start) & (sentences["end"] > at.start)
            own = sentences[over & (sentences["source_id"] == at.source_id)]
            who = (own["sentence_id"].iloc[0], own["voice"].iloc[0]) if len(own) else (None, None)
            rows += [(code, note.comment, at.source_id, *who, at.start, at.end) for code in note.codes or (None,)]
    types = dict.fromkeys(("code", "comment", "source_id", "sentence_id", "voice"), "str")
    table = pd.DataFrame(rows, columns=list(CODES)).astype(types | {"start": "int64", "end": "int64"})
    return table.sort_values(["source_id", "start", "end", "code"], ignore_index=True)
