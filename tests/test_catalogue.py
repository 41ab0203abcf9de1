"""What a person writes about the articles: read as meant, and refused with the right form where it is not."""

import datetime
from pathlib import Path

import pytest

from sourcebook import InputError
from sourcebook.catalogue import date_interval, read_catalogue, read_issues, read_settings, read_words

SOURCE = '[[source]]\nfile = "a.txt"\n'


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2026-02-28", (2026, 2, 28), (2026, 2, 28)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2025", (2025, 1, 1), (2025, 12, 31)),
        ("2024-11/2025-01", (2024, 11, 1), (2025, 1, 31)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
    ],
)
def test_a_date_may_be_partial_or_an_interval(date: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    assert date_interval(date) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("date", ["3/4/26", "2026-02-31", "2026-13", "2026-2-3", "yesterday", "2025/2024", "", "a/b/c"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        date_interval(date)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param('[[sources]]\nfile = "a"', ["unknown key 'sources'", "'source'"], id="a misspelt table"),
        pytest.param(SOURCE + 'titel = "x"', ["a.txt", "unknown key 'titel'", "'title'"], id="a misspelt key"),
        pytest.param('[[source]]\ntitle = "x"', ["[[source]] 1", "'file' is missing"], id="no file"),
        pytest.param(SOURCE + 'published = "3/4/26"', ["published '3/4/26'", "2026-04-03"], id="a malformed date"),
        pytest.param(
            SOURCE + "published = false", ["published 'False'", "2026-04-03"], id="a date that is a yes or no"
        ),
        pytest.param(
            SOURCE + 'published = "2026/2025"', ["ends before it begins", "earlier date first"], id="reversed"
        ),
        pytest.param(SOURCE + 'authors = [""]', ["empty name"], id="an empty name"),
        pytest.param(
            SOURCE + 'tags = { words = "x" }', ["'words'", "rename"], id="a tag with the name of another column"
        ),
        pytest.param(SOURCE + "published = 2026", ["published '2026'", "2026-04-03"], id="a date that is a number"),
        pytest.param(SOURCE + 'published_basis = "heard"', ["'heard'", "stated"], id="an unknown basis"),
        pytest.param(SOURCE + "title = 3", ["title must be in quotes"], id="a number for a text"),
        pytest.param(SOURCE + 'authors = "Ng"', ["authors must be a list"], id="a text for a list"),
        pytest.param(SOURCE + 'translated = "yes"', ["true or false"], id="a text for a yes or no"),
        pytest.param(SOURCE + 'tags = { voice = "x" }', ["'voice'", "rename"], id="a tag with the name of a column"),
        pytest.param(SOURCE + SOURCE, ["two [[source]]", "a.txt"], id="the same file twice"),
        pytest.param(
            SOURCE + '[[source.passage]]\nopens = "x"', ["'voice' is missing"], id="a passage without a voice"
        ),
        pytest.param(
            SOURCE + '[[source.passage]]\nvoice = "x"', ["'opens' is missing"], id="a passage without a beginning"
        ),
        pytest.param(
            SOURCE + '[[source.passage]]\nopens = "x"\nvoice = "y"\nrole = "boss"', ["role 'boss'", "author"], id="role"
        ),
        pytest.param(
            SOURCE + '[[source.passage]]\nopens = "x"\nvoice = "y"\nkind = "text"', ["kind 'text'", "body"], id="kind"
        ),
        pytest.param(SOURCE + "passage = 3", ["double brackets"], id="a passage that is no table"),
        pytest.param("source = [", ["not TOML"], id="no TOML"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_the_right_form(tmp_path: Path, text: str, names: list[str]) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        read_catalogue(path)
    for name in ["catalogue.toml", *names]:
        assert name in str(error.value)


def test_a_catalogue_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(
        SOURCE + 'published = 2026-02-04\nauthors = ["Ng"]\n'
        '[[source.passage]]\nopens = "Hello"\nvoice = "Ng"\ntags = { side = "north" }\naliases = ["A. Ng"]\n'
    )
    (entry,) = read_catalogue(path)
    assert (entry.file, entry.published, entry.authors, entry.translated) == ("a.txt", "2026-02-04", ("Ng",), False)
    assert (entry.passages[0].opens, entry.passages[0].tags, entry.passages[0].aliases) == (
        "Hello",
        {"side": "north"},
        ("A. Ng",),
    )


def test_a_catalogue_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text("\ufeff" + SOURCE, encoding="utf-8")
    assert read_catalogue(tmp_path / "catalogue.toml")[0].file == "a.txt"


def test_no_catalogue_and_no_settings_are_no_error(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path / "catalogue.toml") == []
    assert read_settings(tmp_path / "workbook.toml").group_by == "voice"
    assert read_issues(tmp_path / "issues.toml") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param('article = "x"', ["unknown key 'article'", "'articles'"], id="a misspelt setting"),
        pytest.param('as_of = "soon"', ["as_of 'soon'", "2026-04-03"], id="a malformed date"),
        pytest.param("most = 0", ["most must be a whole number, at least 1"], id="none"),
        pytest.param("most = 1.5", ["most must be a whole number, at least 1"], id="one and a half"),
        pytest.param("most = inf", ["most must be a whole number, at least 1"], id="without end"),
        pytest.param("group_by = 3", ["group_by must be in quotes"], id="a number"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, text: str, names: list[str]) -> None:
    path = tmp_path / "workbook.toml"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        read_settings(path)
    for name in ["workbook.toml", *names]:
        assert name in str(error.value)


def test_issues_are_names_with_words(tmp_path: Path) -> None:
    path = tmp_path / "issues.toml"
    path.write_text('[issues]\ntrade = ["tariff*", "trade deal"]\n')
    assert read_issues(path) == {"trade": ("tariff*", "trade deal")}
    path.write_text('[issues]\ntrade = "tariff"\n')
    with pytest.raises(InputError, match="an issue is a name with its words"):
        read_issues(path)
    path.write_text('[issues]\ntrade = ["*er"]\n')
    with pytest.raises(InputError, match="a star stands at a word's end only"):
        read_issues(path)


def test_words_are_asked_after_beside_the_issues(tmp_path: Path) -> None:
    path = tmp_path / "issues.toml"
    assert read_words(path) == ()
    path.write_text('words = ["soft", "trade deal"]\n[issues]\ntrade = ["tariff*"]\n')
    assert (read_words(path), read_issues(path)) == (("soft", "trade deal"), {"trade": ("tariff*",)})
    path.write_text('words = "soft"\n')
    with pytest.raises(InputError, match=r"issues.toml: key 'words': write a list"):
        read_words(path)
    path.write_text('words = ["…"]\n')
    with pytest.raises(InputError, match=r"key 'words': '…' can't be found"):
        read_words(path)
