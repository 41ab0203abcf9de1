"""The parts of tables: where they lie, and the bytes of one."""

import io
import re

import pyarrow as pa
import pyarrow.parquet

from sourcebook.archive.places import Place

_PART = re.compile(r"part-\d{5,}\.parquet")


def part(folder: Place, table: str, number: int) -> Place:
    """Return where a part of a table lies in a folder of tables."""
    return folder / table / f"part-{number:05}.parquet"


def is_part(name: str) -> bool:
    """Tell whether a file is called as a part is."""
    return bool(_PART.fullmatch(name))


def parquet(table: pa.Table) -> bytes:
    """Return a table as Parquet; the same table gives the same bytes."""
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink, compression="zstd", store_schema=False)
    return sink.getvalue()
