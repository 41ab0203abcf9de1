"""A table -> the bytes of a CSV or Parquet file, and back: what a spreadsheet that splits at commas runs nothing of."""

import codecs
import io
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

_LARGEST_BLOCK = 2**31 - 1  # bytes that Arrow reads at a time; a cell may not reach over two of its blocks
_RUNS = "=+@\t\r\n＝＋－＠-"  # what a cell begins with that a spreadsheet may take for a formula
_BEGINNING = rf"('*[{_RUNS}](?s:.))"  # with apostrophes of its own before it too, so that one can be taken away again
_BARE, _GUARDED = rf"\A{_BEGINNING}", rf"\A'{_BEGINNING}"


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""Return a table as CSV: UTF-8 with a byte order mark, commas, lines that end with "\n", every text in quotes.

    A missing value is an empty cell without quotes, an empty text one with quotes; line breaks of any kind stay in
    their cell. A text that begins with = + - @, their full-width forms, a tab or a line break gets an apostrophe before
    it, so that it runs as a formula in no spreadsheet where the comma is the separator; one that splits at semicolons
    makes cells of parts of a text, and such a part may begin with =. A text of that one character alone runs nothing
    and stays as it is: the modifier =. `from_csv` takes the apostrophe away again. The same table gives the same bytes.

    source  OWASP, CSV Injection

    >>> csv_bytes(pd.DataFrame({"said": ["=1+1", "=", None], "n": [1, 2, 3]})).decode("utf-8-sig")
    '"said","n"\n"\'=1+1",1\n"=",2\n,3\n'
    """
    table = pa.Table.from_pandas(frame, preserve_index=False)
    names = pc.replace_substring_regex(pa.array(table.column_names, pa.string()), _BARE, r"'\1").to_pylist()
    guarded = [_each_text(column, _BARE, r"'\1") for column in table.columns]
    sink = io.BytesIO()
    sink.write(codecs.BOM_UTF8)  # without it Excel takes a file for one in the code page of the machine
    pyarrow.csv.write_csv(pa.table(guarded, names=names), sink, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue()


def from_csv(data: bytes, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return the table that `csv_bytes` made bytes of.

    columns  the columns to take, each with its dtype
    raises   ValueError or KeyError for what is no such table
    """
    read = pyarrow.csv.ReadOptions(block_size=min(len(data) + 1, _LARGEST_BLOCK))
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)
    convert = pyarrow.csv.ConvertOptions(
        include_columns=list(columns),
        column_types={name: _ARROW[kind] for name, kind in columns.items()},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    table = pyarrow.csv.read_csv(io.BytesIO(data), read, parse, convert)
    plain = [_each_text(column, _GUARDED, r"\1") for column in table.columns]
    return pa.table(plain, names=table.column_names).to_pandas().astype(dict(columns))


_ARROW = {"str": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}


def _each_text(column: pa.ChunkedArray, pattern: str, replacement: str) -> pa.ChunkedArray:
    """Return a column with its first match replaced in each of its texts; one that holds no texts as it is."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    return pc.replace_substring_regex(column, pattern, replacement, max_replacements=1)


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as Parquet, packed with Zstandard; the same table gives the same bytes.

    Arrow's own schema is left out: it would be a quarter of a small file, and pandas and others need it for nothing.
    """
    sink = io.BytesIO()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pyarrow.parquet.write_table(table, sink, compression="zstd", compression_level=12, store_schema=False)
    return sink.getvalue()
