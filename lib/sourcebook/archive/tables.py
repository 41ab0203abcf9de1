"""The tables of an archive: which there are, where their parts lie, and the bytes of one."""

import io

import pyarrow as pa
import pyarrow.parquet

from sourcebook.archive.places import Place

# The tables of which each piece of the input gives a part; `texts` are those of the sources.
TABLES = "sources passages sentences counts facts quotations asks promises left_out texts".split()
PARTIAL = ("voices", "vocabulary")  # of these it gives what is added up over all pieces
MANIFEST = "tables.json"  # what a folder of such tables holds, told when they are complete


def part(folder: Place, table: str, number: int) -> Place:
    """Return where a part of a table lies in a folder of tables."""
    return folder / table / f"part-{number:05}.parquet"


def parquet(table: pa.Table) -> bytes:
    """Return a table as Parquet; the same table gives the same bytes."""
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink, compression="zstd", store_schema=False)
    return sink.getvalue()
