"""One piece of the input -> its part of every table, written as Parquet; a pure function, whichever worker runs it."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sourcebook.archive.pieces import Reading
from sourcebook.archive.places import Place
from sourcebook.archive.survey import Decision
from sourcebook.archive.tables import parquet, part
from sourcebook.catalogue import SourceEntry
from sourcebook.corpus import schema
from sourcebook.corpus.analysis import analyse
from sourcebook.corpus.parts import ADDED_UP
from sourcebook.errors import InputError
from sourcebook.readers import Document

BLOCK = 128  # sources whose records are in memory at once: a record is ten times its text
_LONG = 10_000  # characters of a long source


@dataclass(frozen=True, kw_only=True)
class Task(Reading):
    """What a worker is told: the piece, what becomes of its sources, and where its tables go.

    tags    of voices: the name of every tag there is -> voice -> what it is
    out     where its tables go, `voices` and `vocabulary`, which are still to be added up, under `partial`
    """

    decision: Decision
    tags: schema.Tags
    out: Place


def analysed(task: Task) -> dict[str, int]:
    """Write the part of each table that a piece gives; return how many rows each has, and the words counted."""
    left_out: list[tuple[str, str]] = []
    with _rare_collections():
        found = _found(task, left_out)
    told = {"words": pc.sum(found["counts"]["n"]).as_py() or 0}
    rows = [(name, *why.partition(": ")[::2]) for name, why in sorted(left_out)]
    found["left_out"] = pa.Table.from_pandas(schema.table("left_out", rows), preserve_index=False)
    for name in sorted(found):
        table = found.pop(name)  # of two forms of a table, one alone is in memory longer than it is needed
        if name != "left_out":
            table = table.take(pc.sort_indices(table["source_id"]))
        _write(task, name, table, told)
        if name == "counts":
            for added_up, own in _added_up(table):
                _write(task, added_up, own, told)
    return told


def _write(task: Task, name: str, table: pa.Table, told: dict[str, int]) -> None:
    """Write the part of a table, and tell how many rows it has."""
    folder = task.out / ("partial" if name in ADDED_UP else "tables")
    part(folder, name, task.number).write(parquet(table))
    told[name] = len(table)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let Python look for cycles rarely: rows hold none, and looking takes a fifteenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _found(task: Task, left_out: list[tuple[str, str]]) -> dict[str, pa.Table]:
    """Return the tables of a piece but `left_out`, to which what can't be analysed is added."""
    known: list[_Source] = []
    blocks = [_tables([])]
    for block in _in_blocks(_sources(task, left_out)):
        blocks.append(_tables([source.record for source in block]))
        known += [source._replace(record=None) for source in block]
    whole = {name: pa.concat_tables([block[name] for block in blocks]) for name in blocks[0]}
    columns = list(zip(*(source[:3] for source in known), strict=True)) or [(), (), ()]
    ids, paths, texts = (pa.array(values, pa.large_string()) for values in columns)
    whole["texts"] = pa.table({"source_id": ids, "text": texts})
    whole["sources"] = whole["sources"].append_column("path", paths).select(list(schema.COLUMNS["sources"]))
    whole["passages"] = _tagged(whole["passages"], {s.id: s.tags for s in known if s.tags}, task.tags)
    return whole


class _Source(NamedTuple):
    id: str
    name: str
    text: str
    record: pa.RecordBatch | None
    tags: Mapping[str, str]


def _sources(task: Task, left_out: list[tuple[str, str]]) -> Iterator[_Source]:
    """Analyse the sources of a piece one by one; what can't be is added to `left_out` with why."""
    for at, item in task.items():
        name, why = task.piece.name(task.decision.first, at), task.decision.why.get(at)
        try:
            if why or item.document is None:
                left_out.append((name, why or item.refused))
            else:
                yield _source(task.decision.ids[at], name, item.document, item.entry)
        except InputError as error:
            left_out.append((name, f"catalogue: {error}"))
        except Exception as error:  # one bad article never spoils a run, whatever is bad about it
            said = " ".join(f"{type(error).__name__} {error}".split())[:120]
            left_out.append((name, f"failed: it can't be analysed ({said}); leave it out, and report this as an error"))


def _source(source_id: str, name: str, document: Document, entry: SourceEntry) -> _Source:
    record = schema.record(analyse(source_id, document, entry))
    return _Source(source_id, name, document.text, record, entry.tags)


def _in_blocks(sources: Iterator[_Source]) -> Iterator[list[_Source]]:
    """Yield sources in blocks of so many, or of fewer that are as long."""
    held: list[_Source] = []
    size = 0
    for source in sources:
        held.append(source)
        size += len(source.text)
        if len(held) == BLOCK or size > BLOCK * _LONG:
            yield held
            held, size = [], 0
    if held:
        yield held


def _tables(records: Sequence[pa.RecordBatch]) -> dict[str, pa.Table]:
    """Return the tables of some sources, words counted instead of listed."""
    joined = schema.together(records)
    words = joined.pop("words")
    return joined | {"counts": schema.counts(words, joined["sentences"])}


def _tagged(passages: pa.Table, of_source: schema.Tags, of_voice: schema.Tags) -> pa.Table:
    """Return the passages with a column for each tag there is, so that every part has the same columns."""
    found = schema.tagged(schema.frame(passages, "passages"), of_source, of_voice)
    return pa.Table.from_pandas(found, preserve_index=False)


def _added_up(counts: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Give what a part of `counts` adds to `voices` and to `vocabulary`."""
    by_source = counts.group_by(["voice", "source_id"], use_threads=False).aggregate([("n", "sum")])
    by_voice = by_source.group_by(["voice"], use_threads=False).aggregate([("source_id", "count"), ("n_sum", "sum")])
    yield "voices", by_voice.rename_columns(["voice", "sources", "words"]).sort_by([("voice", "ascending")])
    by_term = counts.group_by(["voice", "term"], use_threads=False).aggregate([("n", "sum"), ("source_id", "count")])
    named = by_term.rename_columns(["voice", "term", "n", "sources"])
    yield "vocabulary", named.sort_by([("voice", "ascending"), ("term", "ascending")])
