"""The command line: what it prints, writes and refuses, with the exit status that says which."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sourcebook.cli import main

RAIN = "It rained for 3 days. It cost $5 million.\n"


@pytest.mark.parametrize("command", ["report", "check", "tables"])
@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param(None, "no such folder", id="a misspelt folder"),
        pytest.param({"README.md": "x"}, "holds no articles", id="a folder without articles"),
        pytest.param({"a.txt": ""}, "none of its 1 files can be read", id="nothing readable"),
        pytest.param(
            {"a.txt": RAIN, "catalogue.toml": "[[sources]]"}, "unknown key 'sources'", id="a misspelt catalogue"
        ),
    ],
)
def test_bad_input_is_one_line_exit_2_and_nothing_written(
    folder: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture,
    command: str,
    files: dict | None,
    says: str,
) -> None:
    articles = folder(files) if files else tmp_path / "misspelt"
    out = tmp_path / "out"
    assert main([command, str(articles), *(["-o", str(out)] if command != "check" else [])]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert not out.exists()


def test_check_shows_what_is_recognised_and_what_was_left_out(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture
) -> None:
    articles = folder({"a.txt": f"On rain\n{RAIN}", "b.txt": "", "catalogue.toml": '[[source]]\nfile = "gone.txt"\n'})
    assert main(["check", str(articles)]) == 0
    out = capsys.readouterr().out
    for words in (
        "a       On rain",
        "unsigned",
        " 9     0%",
        "no date",
        "left out: b.txt: empty",
        "'gone.txt' is not among",
    ):
        assert words in out


@pytest.mark.parametrize("form", ["parquet", "csv"])
@pytest.mark.parametrize("with_sources", [False, True])
def test_tables_hold_the_text_only_when_asked(folder, tmp_path: Path, form: str, with_sources: bool) -> None:
    out = tmp_path / "tables"
    flags = ["--with-sources"] if with_sources else []
    assert main(["tables", str(folder({"a.txt": RAIN})), "-o", str(out), "--format", form, *flags]) == 0
    read = pd.read_parquet if form == "parquet" else pd.read_csv
    sources = read(out / f"sources.{form}")
    assert ("text" in sources) is with_sources
    if with_sources:
        fact = read(out / f"facts.{form}").iloc[0]
        assert sources["text"].iloc[0][fact["start"] : fact["end"]] == fact["surface"]


def test_an_unknown_grouping_is_refused_with_the_known_ones(folder, tmp_path: Path, capsys) -> None:
    assert main(["report", str(folder({"a.txt": RAIN})), "-o", str(tmp_path / "out"), "--group-by", "side"]) == 2
    assert "--group-by side: not one of voice, source, role, year" in capsys.readouterr().err


def test_settings_name_the_folder_and_a_wrong_one_is_told_with_them(tmp_path: Path, monkeypatch, capsys) -> None:
    (tmp_path / "mine.toml").write_text('articles = "gone"\n')
    monkeypatch.setenv("SOURCEBOOK_WORKBOOK", str(tmp_path / "mine.toml"))
    assert main(["check"]) == 2
    assert "mine.toml, articles = 'gone': no such folder" in capsys.readouterr().err


def test_a_grouping_in_the_settings_that_the_articles_do_not_have_is_told_at_once(
    folder, tmp_path, monkeypatch, capsys
):
    (tmp_path / "mine.toml").write_text('group_by = "sied"\n')
    monkeypatch.setenv("SOURCEBOOK_WORKBOOK", str(tmp_path / "mine.toml"))
    assert main(["report", str(folder({"a.txt": RAIN})), "-o", str(tmp_path / "out")]) == 2
    assert (
        "workbook.toml: group_by 'sied' is not one of voice, source, role, year in articles" in capsys.readouterr().err
    )


@pytest.mark.parametrize("command", ["report", "tables"])
def test_a_place_that_can_t_be_written_is_one_line_and_exit_2(folder, tmp_path: Path, capsys, command: str) -> None:
    (tmp_path / "file").write_text("x")
    assert main([command, str(folder({"a.txt": RAIN})), "-o", str(tmp_path / "file" / "out")]) == 2
    error = capsys.readouterr().err
    assert "can't be written" in error and error.count("\n") == 1


def test_one_article_in_one_part_is_told_in_the_singular(folder, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    assert main(["tables", str(folder({"a.txt": RAIN})), "-o", str(out), "--engine", "local"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 article, ") and " words in 1 part: " in told


def test_tables_do_not_go_among_the_articles(folder, capsys) -> None:
    articles = folder({"a.txt": RAIN})
    assert main(["tables", str(articles), "-o", str(articles)]) == 2
    assert "is the folder of the articles" in capsys.readouterr().err


def test_settings_that_are_named_must_be_there(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SOURCEBOOK_WORKBOOK", str(tmp_path / "gone.toml"))
    assert main(["check"]) == 2
    assert "SOURCEBOOK_WORKBOOK: there is no file" in capsys.readouterr().err
