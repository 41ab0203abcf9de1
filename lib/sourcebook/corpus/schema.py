"""The columns of the tables, and how the rows of a source are put away, read again and joined to tables.

What is said of one source is one Arrow record: a list of rows for each table. Records of a thousand sources are joined
by Arrow, column by column, so that tables from kept records and from fresh ones are the same.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sourcebook import spans

COUNTED = ("body", "introduction")
TABLES = ("sources", "passages", "sentences", "counts", "facts", "quotations", "asks", "promises", "codes", "left_out")

Rows = dict[str, list[Any]]  # table -> its rows, each a mapping of columns; of `words` tuples, since they are many

COLUMNS: dict[str, dict[str, str]] = {
    "sources": dict.fromkeys(
        "source_id title outlet authors published published_basis url accessed language note".split(), "str"
    )
    | {"translated": "bool", "path": "str", "sha256": "str", "characters": "int64", "words": "int64"},
    "passages": dict.fromkeys("passage_id source_id voice role kind part_of".split(), "str")
    | {"start": "int64", "end": "int64", "confidence": "float64", "basis": "str"},
    "sentences": dict.fromkeys("sentence_id source_id passage_id voice".split(), "str")
    | {"start": "int64", "end": "int64", "words": "int64"},
    "words": dict.fromkeys("source_id passage_id sentence_id voice term".split(), "str")
    | {"start": "int64", "end": "int64"},
    "counts": {"source_id": "str", "voice": "str", "term": "str", "n": "int64"},
    "facts": dict.fromkeys("fact_id source_id passage_id sentence_id voice".split(), "str")
    | {"start": "int64", "end": "int64", "surface": "str", "kind": "str"}
    | dict.fromkeys("value low high".split(), "float64")
    | dict.fromkeys("unit per modifier change modifier_words iso precision".split(), "str")
    | {"relative": "bool"}
    | dict.fromkeys("commitment subject attributed_to salience linked_to".split(), "str"),
    "quotations": dict.fromkeys(
        "quotation_id source_id sentence_id voice speaker named_as form sourcing".split(), "str"
    )
    | {"start": "int64", "end": "int64"},
    "asks": dict.fromkeys("ask_id source_id sentence_id voice addressee action strength form".split(), "str")
    | {"start": "int64", "end": "int64"},
    "promises": dict.fromkeys("promise_id source_id sentence_id voice promiser what due due_basis".split(), "str")
    | {"start": "int64", "end": "int64"},
    "left_out": dict.fromkeys("path reason detail".split(), "str"),
}
_OF_SENTENCE = ("source_id", "passage_id", "sentence_id", "voice")  # what a word shares with its sentence
# What a record holds of each table; one more table of a source is columns above, a line here and rows from `analyse`.
# A path is no part of what a source says; tags are a JSON object; a word has the number of its sentence instead of all
# that is said of it.
RECORD: dict[str, dict[str, str]] = {
    "sources": {name: kind for name, kind in COLUMNS["sources"].items() if name != "path"},
    "passages": COLUMNS["passages"] | {"tags": "str"},
    "sentences": COLUMNS["sentences"],
    "words": {"sentence": "int32", "term": "str", "start": "int32", "end": "int32"},
    "facts": COLUMNS["facts"],
    "quotations": COLUMNS["quotations"],
    "asks": COLUMNS["asks"],
    "promises": COLUMNS["promises"],
}
_ARROW = {
    "str": pa.large_string(),
    "int64": pa.int64(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
}
_STRUCTS = {name: pa.struct([(c, _ARROW[kind]) for c, kind in kinds.items()]) for name, kinds in RECORD.items()}
_SCHEMA = pa.schema([(name, pa.large_list(struct)) for name, struct in _STRUCTS.items()])


# --- one source -------------------------------------------------------------------------------------------------------


def record(rows: Rows) -> pa.RecordBatch:
    """Return the rows of one source as a record: a list of rows for each table of `RECORD`."""
    lists = []
    for field in _SCHEMA:
        own = rows[field.name]
        struct = _struct(field.name, own)
        lists.append(pa.LargeListArray.from_arrays(pa.array([0, len(own)], pa.int64()), struct, type=field.type))
    return pa.RecordBatch.from_arrays(lists, schema=_SCHEMA)


def _struct(table: str, rows: list[Any]) -> pa.StructArray:
    """Return the rows of one table as Arrow has them."""
    kind = _STRUCTS[table]
    if rows and isinstance(rows[0], tuple):
        columns = zip(kind, zip(*rows, strict=True), strict=True)
        return pa.StructArray.from_arrays([pa.array(values, f.type) for f, values in columns], fields=list(kind))
    floats = [name for name, sort in RECORD[table].items() if sort == "float64"]
    if any(isinstance(row.get(name), int) for row in rows for name in floats):
        rows = [row | {name: _float(row.get(name)) for name in floats} for row in rows]
    return pa.array(rows, kind)


def _float(value: float | None) -> float | None:  # Arrow refuses an integer that a float can't hold exactly
    return None if value is None else float(value)


def written(kept: pa.RecordBatch) -> bytes:
    """Return a record as bytes, which `restored` reads."""
    # Not compressed: half the size would take four times as long to read, Parquet eighteen and JSON twelve times.
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, _SCHEMA) as stream:
        stream.write_batch(kept)
    return sink.getvalue().to_pybytes()


def restored(data: bytes) -> pa.RecordBatch:
    """Return the record that `written` made bytes of."""
    with pa.ipc.open_stream(data) as stream:
        return stream.read_next_batch()


# --- all sources ------------------------------------------------------------------------------------------------------


def tables(records: Sequence[pa.RecordBatch]) -> dict[str, pd.DataFrame]:
    """Return the tables of all sources together, rows in the order of the records."""
    joined = together(records)
    joined["words"] = _with_sentences(joined["words"], joined["sentences"])
    return {name: frame(rows, name) for name, rows in joined.items()}


def together(records: Sequence[pa.RecordBatch]) -> dict[str, pa.Table]:
    """Return the tables of all sources together as Arrow has them; a word has the number of its sentence among all."""
    nothing = record({name: [] for name in RECORD})
    whole = pa.Table.from_batches([*records, nothing], _SCHEMA).combine_chunks()
    lists = {name: whole[name].chunk(0) for name in RECORD}
    joined = {name: pa.Table.from_struct_array(rows.flatten()) for name, rows in lists.items()}
    first = lists["sentences"].offsets.to_numpy()[:-1]  # a record numbers its sentences from 0
    of = joined["words"]["sentence"].to_numpy() + np.repeat(first, np.diff(lists["words"].offsets.to_numpy()))
    at = joined["words"].schema.get_field_index("sentence")
    joined["words"] = joined["words"].set_column(at, "sentence", pa.array(of))
    return joined


def counts(words: pa.Table, sentences: pa.Table) -> pa.Table:
    """Return how often each voice uses each term in each source: the table `counts`, from what `together` gives."""
    sources, voices, terms = (_coded(column) for column in (sentences["source_id"], sentences["voice"], words["term"]))
    of = words["sentence"].to_numpy()
    spoken = voices.codes[of] >= 0
    shape = len(sources.names), len(voices.names) + 1, len(terms.names)
    places = sources.codes[of][spoken], voices.codes[of][spoken], terms.codes[spoken]
    key, n = np.unique(np.ravel_multi_index(places, shape), return_counts=True)
    columns = zip((sources, voices, terms), np.unravel_index(key, shape), strict=True)
    named = [column.names.take(pa.array(codes)) for column, codes in columns]
    return pa.table([*named, pa.array(n, pa.int64())], names=list(COLUMNS["counts"]))


class _Coded(NamedTuple):
    """A column of texts as numbers, which are in the order of the texts; -1 for a missing one."""

    names: pa.Array
    codes: np.ndarray


def _coded(column: pa.ChunkedArray) -> _Coded:
    found = column.combine_chunks().dictionary_encode()
    order = pc.array_sort_indices(found.dictionary).to_numpy()
    rank = np.append(np.argsort(order), -1)  # the last is for the missing
    return _Coded(found.dictionary.take(pa.array(order)), rank[found.indices.fill_null(-1).to_numpy()])


def _with_sentences(words: pa.Table, sentences: pa.Table) -> pa.Table:
    """Give each word what is said of its sentence."""
    for name in _OF_SENTENCE:
        words = words.append_column(name, sentences[name].take(words["sentence"]))
    return words


def frame(rows: pa.Table, name: str) -> pd.DataFrame:
    """Return a table as pandas has it: its columns in their order, and behind them one for each tag of a voice."""
    columns = {c: kind for c, kind in COLUMNS[name].items() if c in rows.column_names}
    found = rows.select(list(columns)).combine_chunks().to_pandas().astype(columns)
    return _untied(found, rows["tags"].to_pylist()) if name == "passages" else found


def _untied(passages: pd.DataFrame, tags: list[str | None]) -> pd.DataFrame:
    """Add a column for each tag that a voice of the catalogue has."""
    if not any(tags):
        return passages
    found = [json.loads(own) if own else {} for own in tags]
    names = sorted({name for own in found for name in own})
    return passages.assign(**{name: pd.Series([own.get(name) for own in found], dtype="str") for name in names})


Tags = Mapping[str, Mapping[str, str]]


def said_of_voices(passages: pd.DataFrame) -> Tags:
    """Return tag -> voice -> what the passages say first, from the table with the tags of each passage itself."""
    names = [c for c in passages.columns if c not in COLUMNS["passages"]]
    first = {name: passages.dropna(subset=["voice", name]).drop_duplicates("voice") for name in names}
    return {name: dict(zip(rows["voice"], rows[name], strict=True)) for name, rows in first.items()}


def tagged(passages: pd.DataFrame, of_source: Tags, of_voice: Tags) -> pd.DataFrame:
    """Spread tags: one said of a voice holds for all that it speaks, one of a source for all that is spoken in it.

    passages   the table, with the tags of each passage itself
    of_source  source -> tag -> what it is;  of_voice: tag -> voice -> what it is
    """
    own = list(COLUMNS["passages"])
    spoken = passages["voice"].notna()
    for tag in sorted({*passages.columns, *of_voice, *(t for tags in of_source.values() for t in tags)} - set(own)):
        if tag not in passages:
            passages[tag] = pd.Series(None, index=passages.index, dtype="str")
        by_voice = passages["voice"].map(of_voice.get(tag, {})).astype("str")
        by_source = passages["source_id"].map({s: tags.get(tag) for s, tags in of_source.items()}).astype("str")
        passages[tag] = passages[tag].fillna(by_voice).fillna(by_source.where(spoken))
    return passages[[*own, *sorted(set(passages.columns) - set(own))]]


def words(sentences: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the words of sentences as the table `words`; texts: by source."""
    rows = []
    for s in sentences.itertuples():
        place = (s.source_id, s.passage_id, s.sentence_id, s.voice)
        found = spans.terms(texts[s.source_id][s.start : s.end])
        rows += [(*place, term, s.start + first, s.start + last) for term, (first, last) in found]
    return table("words", rows)


def table(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Return rows, mappings or tuples of all columns, as the table of that name."""
    return pd.DataFrame(rows, columns=list(COLUMNS[name])).astype(COLUMNS[name])
