"""Sorted tables of counts added up, a few rows of each in memory at a time, however long they are."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from sourcebook.archive.places import Place

BATCH = 1 << 14  # rows that are read of each table at once; of four times as many, a merge takes 120 MB more
FAN = 16  # tables that are added up at once: what is merged again is a tree of so many branches


@dataclass(frozen=True)
class Merge:
    """Tables to add up, and where to write their sum."""

    tables: tuple[Place, ...]
    to: Place


class _Run:
    """A table that is read on, sorted by its first column."""

    def __init__(self, place: Place) -> None:
        self._file = place.open()
        parquet = pyarrow.parquet.ParquetFile(self._file, buffer_size=1 << 20, pre_buffer=False)
        self._batches = parquet.iter_batches(BATCH, use_threads=False)
        self.held = parquet.schema_arrow.empty_table()
        self.is_done = False
        self.read_on()

    def read_on(self) -> None:
        """Hold one batch more."""
        batch = next(self._batches, None)
        if batch is None:
            self._file.close()
            self.is_done = True
        else:
            self.held = pa.concat_tables([self.held, pa.Table.from_batches([batch])])

    @property
    def last(self) -> str:
        """The key of the last row held."""
        return self.held[0][-1].as_py()

    def take_before(self, key: str | None) -> pa.Table:
        """Give away the rows whose key stands before one; all of them for None."""
        n = len(self.held) if key is None else pc.sum(pc.less(self.held[0], key)).as_py() or 0
        taken, self.held = self.held.slice(0, n), self.held.slice(n)
        return taken


def merge(task: Merge) -> int:
    """Add up tables with the same columns, texts first and whole numbers behind them; return the rows written.

    Each is sorted by its columns of texts in the order of their characters, and so is what is written. All rows of one
    key, the first column, are in memory at once, and little besides.
    """
    to, rows, writer = task.to, 0, None
    to.fs.makedirs(to.path.rpartition("/")[0], exist_ok=True)
    with to.fs.open(to.path, "wb") as sink:
        for block in _blocks([_Run(table) for table in task.tables]):
            writer = writer or pyarrow.parquet.ParquetWriter(sink, block.schema, compression="zstd", store_schema=False)
            writer.write_table(block)
            rows += len(block)
        if writer:
            writer.close()
    return rows


def _blocks(runs: list[_Run]) -> Iterator[pa.Table]:
    first = True
    while any(len(run.held) for run in runs) or first:
        first = False
        open_ = [run for run in runs if not run.is_done]
        end = min((run.last for run in open_ if len(run.held)), default=None)
        taken = pa.concat_tables([run.take_before(end) for run in runs])
        if len(taken) or not open_:
            yield _added(taken)
        for run in open_:
            if not len(run.held) or run.last == end:
                run.read_on()


def _added(rows: pa.Table) -> pa.Table:
    keys = [field.name for field in rows.schema if not pa.types.is_integer(field.type)]
    numbers = [name for name in rows.column_names if name not in keys]
    added = rows.group_by(keys, use_threads=False).aggregate([(name, "sum") for name in numbers])
    return added.rename_columns(rows.column_names).sort_by([(key, "ascending") for key in keys])
