"""What is new between two states of a folder is told once, rightly, and nothing is told where nothing is new."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook import InputError, cli, exports, findings, load, views
from sourcebook.changes import Changes, changes, moved, same_sources, since
from sourcebook.corpus import SETTINGS_VARIABLE, Saved, open_tables, schema

Folder = Callable[..., Path]
RIVER = (
    "Exports of fish rose by 4% in May 2024. The board has 120 members.\n\n"
    "The dam costs $5 million. Work lasts 3 years.\n"
)
DATED = '[[source]]\nfile = "{}.txt"\npublished = "{}"\n'
BUS = "The bus carried 500 passengers.\n"


@pytest.fixture
def told(folder: Folder) -> Callable[..., Changes]:
    """Return a function that says what is new between two folders, each file=text."""

    def compare(old: dict[str, str], new: dict[str, str]) -> Changes:
        return changes(load(folder(old, "old")), load(folder(new, "new")))

    return compare


def rows(table: pd.DataFrame, *columns: str) -> list[tuple]:
    return list(table[list(columns)].itertuples(index=False, name=None))


# --- sources and voices -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"a.txt": RIVER}, {"a.txt": RIVER}, [], id="nothing"),
        pytest.param({"a.txt": RIVER}, {"a.txt": RIVER, "b.txt": BUS}, [("new", "b", "")], id="one has come"),
        pytest.param({"a.txt": RIVER, "b.txt": BUS}, {"a.txt": RIVER}, [("vanished", "b", "b")], id="one has gone"),
        pytest.param({"a.txt": RIVER}, {"a.txt": f"{RIVER} More."}, [("changed", "a", "a")], id="one was edited"),
        pytest.param({"a.txt": RIVER}, {"c.txt": RIVER}, [("renamed", "c", "a")], id="one has another name"),
        pytest.param(
            {"a.txt": RIVER, "b.txt": BUS},
            {"a.txt": BUS, "b.txt": RIVER},
            [("renamed", "a", "b"), ("renamed", "b", "a")],
            id="two have each other's name",
        ),
    ],
)
def test_sources_are_told_by_what_became_of_them(told, old: dict, new: dict, expected: list) -> None:
    assert rows(told(old, new).sources, "change", "source_id", "before") == expected


def test_an_address_tells_an_edited_and_renamed_article() -> None:
    columns = ["source_id", "sha256", "url"]
    old = pd.DataFrame([("a", "1", "x.org/1"), ("b", "2", "")], columns=columns)
    new = pd.DataFrame([("c", "3", "x.org/1"), ("d", "4", "")], columns=columns)
    assert same_sources(old, new) == {"c": "a"}


def test_a_named_voice_is_news_and_one_that_belongs_to_its_source_is_not(told) -> None:
    toml = '[[source]]\nfile = "b.txt"\nauthors = ["Ng"]\n'
    news = told({"a.txt": RIVER}, {"a.txt": RIVER, "b.txt": BUS, "c.txt": "It rained.", "catalogue.toml": toml})
    assert rows(news.voices, "change", "voice", "sources", "words") == [("new", "Ng", 1, 5)]


# --- facts and figures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(f"A line that was put in above.\n\n{RIVER}", id="everything moved down"),
        pytest.param(RIVER.replace("fish", "dried fish"), id="a word put in"),
        pytest.param("\n\n".join(reversed(RIVER.strip().split("\n\n"))), id="two paragraphs changed places"),
        pytest.param(RIVER.replace("$5 million", "$5,000,000"), id="a figure written out"),
    ],
)
def test_an_edit_that_leaves_the_figures_is_no_news_of_figures(told, edited: str) -> None:
    news = told({"a.txt": RIVER}, {"a.txt": edited})
    assert news.facts.empty
    assert news.figures.empty
    assert rows(news.sources, "change") == [("changed",)]


def test_a_figure_in_another_s_place_is_one_that_differs(told) -> None:
    news = told({"a.txt": RIVER}, {"a.txt": "New above.\n\n" + RIVER.replace("4%", "6%").replace("3 years", "8 days")})
    assert rows(news.figures, "relation", "old", "new") == [("same source", "4%", "6%")]
    # Years and days measure other things: one has gone, the other has come.
    assert rows(news.facts, "change", "worth", "of_source") == [
        ("new", "8 days", "changed"),
        ("vanished", "3 years", "changed"),
    ]


def test_a_figure_that_changed_and_moved_is_still_the_same_one(told) -> None:
    old = "Exports of fish rose by 4%.\n\nThe dam costs $5 million.\n"
    new = "The dam costs $5 million.\n\nExports of fish rose by 6%.\n"
    news = told({"a.txt": old}, {"a.txt": new})
    assert rows(news.figures, "relation", "old", "new") == [("same source", "4%", "6%")]
    assert news.facts.empty


def test_a_second_figure_beside_the_first_is_new_and_differs_from_none(told) -> None:
    news = told({"a.txt": RIVER}, {"a.txt": f"{RIVER}\nExports of fish rose by 9%."})
    assert news.figures.empty
    assert rows(news.facts, "change", "worth") == [("new", "9%")]


def test_a_date_that_was_put_off_differs(told) -> None:
    news = told({"a.txt": "It opens on 4 March 2026."}, {"a.txt": "It opens on 4 May 2026."})
    assert rows(news.figures, "relation", "old", "new") == [("same source", "2026-03-04", "2026-05-04")]


def test_figures_of_different_things_are_not_held_against_each_other(told) -> None:
    old = "Exports of fish rose by 4%.\n"
    new = "Imports of steel rose by 7%.\n"
    news = told({"a.txt": old}, {"a.txt": new})
    assert news.figures.empty
    assert rows(news.facts, "change", "worth") == [("new", "7%"), ("vanished", "4%")]


@pytest.mark.parametrize(
    ("author", "says", "relation"),
    [
        pytest.param("Ng", "Exports of fish rose by 7%.", ["same voice"], id="the voice says otherwise"),
        pytest.param("Abe", "Exports of fish rose by 7%.", ["same subject"], id="another voice says otherwise"),
        pytest.param("Abe", "Exports of fish rose by 4%.", [], id="another voice says the same"),
        pytest.param("Abe", "Exports of steel rose by 7%.", [], id="another voice speaks of something else"),
        pytest.param("Abe", "Exports of fish are 7% of all.", [], id="a share is not a rise"),
    ],
)
def test_what_a_new_article_says_is_held_against_earlier_ones(told, author: str, says: str, relation: list) -> None:
    authors = '[[source]]\nfile = "a.txt"\nauthors = ["Ng"]\n[[source]]\nfile = "b.txt"\nauthors = ["{}"]\n'
    old = {"a.txt": RIVER, "catalogue.toml": authors.format(author)}
    news = told(old, old | {"b.txt": says})
    assert list(news.figures["relation"]) == relation
    assert rows(news.facts, "change", "of_source") == [("new", "new")]


def test_of_several_earlier_figures_the_latest_is_told(told) -> None:
    toml = DATED.format("a", "2025-03") + DATED.format("b", "2024-01") + DATED.format("c", "2025-05")
    old = {"a.txt": "Exports of fish rose by 3%.", "b.txt": "Exports of fish rose by 2%.", "catalogue.toml": toml}
    news = told(old, old | {"c.txt": "Exports of fish rose by 5%."})
    assert rows(news.figures, "old", "new") == [("3%", "5%")]


def test_what_is_only_read_differently_is_said_so(folder: Folder) -> None:
    old = load(folder({"a.txt": RIVER}))
    facts = old.extracted.assign(value=old.extracted["value"].replace(4.0, 40.0))
    news = changes(replace(old, extracted=facts[facts["value"] != 120]), old)
    assert rows(news.figures, "relation", "old", "new") == [("read differently", "40%", "4%")]
    assert rows(news.facts, "change", "of_source", "worth") == [("new", "same", "120 members")]
    assert "1 of them in articles that are as they were" in findings.facts_moved(news)


FACTS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["%", "USD"]), st.sampled_from(["", "fish"])), max_size=8)


def state(stated: list[tuple[int, str, str]], sha256: str) -> Saved:
    """Return one article that states these figures, each a value, a unit and a subject."""
    source = {"source_id": "a", "sha256": sha256, "url": "", "title": "", "published": "", "words": 9}
    facts = [
        {"fact_id": f"a:{n}", "source_id": "a", "start": n, "end": n, "surface": "", "kind": "rate", "salience": "fact"}
        | {"value": float(value), "low": None, "high": None, "unit": unit, "subject": subject, "modifier": "="}
        | {"per": None, "iso": None, "change": "", "voice": "Ng"}
        for n, (value, unit, subject) in enumerate(stated)
    ]
    tables = ([source], [], facts)
    frames = (
        pd.DataFrame(own, columns=list(schema.COLUMNS[name]))
        for name, own in zip(("sources", "counts", "facts"), tables, strict=True)
    )
    return Saved(sha256, *frames)


@settings(max_examples=60)
@given(FACTS, FACTS)
def test_nothing_comes_or_goes_but_what_one_state_has_more_often(old: list, new: list) -> None:
    news = changes(state(old, "1"), state(new, "2"))
    one, other = (Counter((value, unit) for value, unit, _ in stated) for stated in (old, new))
    for which, gone, ids, more in (("vanished", old, "old_fact", one - other), ("new", new, "new_fact", other - one)):
        told = [*news.facts.loc[news.facts["change"] == which, "fact_id"], *news.figures[ids]]
        assert Counter(gone[int(fact_id[2:])][:2] for fact_id in told) == more


@settings(max_examples=20)
@given(FACTS)
def test_a_state_has_no_news_against_itself(stated: list) -> None:
    news = changes(state(stated, "1"), state(stated, "1"))
    assert [len(t) for t in (news.sources, news.voices, news.facts, news.figures, news.terms)] == [0] * 5


# --- terms ------------------------------------------------------------------------------------------------------------


def test_terms_that_came_are_held_against_all_there_was(told) -> None:
    # "fish" 1 of 10 words before, 4 of 10 in what has come: rates 100 and 400 per 1,000, two doublings.
    old = {"a.txt": "Nobody wanted to eat fish in a very small harbour."}
    news = told(old, old | {"b.txt": "Fish, fish and fish: we sold boats for more fish."})
    (fish,) = news.terms[news.terms["term"] == "fish"].to_dict("records")
    assert (fish["before"], fish["after"]) == (1, 4)
    assert (fish["rate_before"], fish["rate_after"], fish["log_ratio"]) == pytest.approx((100, 400, 2))
    assert fish["g2"] == pytest.approx(2.5315, abs=1e-4)  # 2 Σ observed ln(observed / expected), by hand
    assert fish["before_low"] < 100 < fish["before_high"]


def test_where_nothing_came_what_is_left_is_held_against_what_has_gone(told) -> None:
    old = {"a.txt": "Nobody wanted to eat fish in a very small harbour.", "b.txt": "Fish and more fish."}
    news = told(old, {"a.txt": old["a.txt"]})
    (fish,) = news.terms[news.terms["term"] == "fish"].to_dict("records")
    assert (fish["before"], fish["after"], fish["rate_before"], fish["rate_after"]) == (2, 1, 500, 100)


def test_a_term_rises_or_falls_only_when_it_is_sure() -> None:
    sure = [("up", 1, 40, 5.0, 30.0, 0.001), ("down", 40, 1, -5.0, 30.0, 0.001)]
    others = [("rare", 0, 2, 9.0, 9.0, 0.01), ("unsure", 3, 5, 0.7, 0.5, 0.4), ("even", 9, 9, 0.0, 0.0, 1.0)]
    columns = ["term", "before", "after", "log_ratio", "g2", "p"]
    table = pd.DataFrame([*others, *sure], columns=columns)
    assert list(moved(table)["term"]) == ["up", "down"]


# --- earlier states ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_saved_tables_are_as_good_as_the_articles(folder: Folder, tmp_path: Path, form: str) -> None:
    old, new = load(folder({"a.txt": RIVER, "b.txt": BUS}, "old")), load(folder({"a.txt": RIVER + "9 NA."}, "new"))
    for corpus, name in ((old, "was"), (new, "is")):
        exports.write_tables(corpus, tmp_path / name, (form,))
    from_files = changes(open_tables(tmp_path / "was"), open_tables(tmp_path / "is"))
    for name in ("sources", "voices", "facts", "figures", "terms"):
        one, other = (getattr(news, name).astype(object) for news in (from_files, changes(old, new)))
        pd.testing.assert_frame_equal(one.where(one.notna(), ""), other.where(other.notna(), ""), obj=name)
    assert changes(open_tables(tmp_path / "is"), new).facts.empty


def test_a_report_is_opened_by_its_own_name_and_that_of_its_tables(folder: Folder, tmp_path: Path) -> None:
    exports.write_tables(load(folder({"a.txt": RIVER})), tmp_path / "spring" / "tables", ("csv",))
    assert open_tables(tmp_path / "spring").name == open_tables(tmp_path / "spring" / "tables").name == "spring"


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        pytest.param("source_id,n\n", "not the table 'counts' .*write it anew", id="columns are missing"),
        pytest.param('"', "not the table 'counts'", id="no table at all"),
        pytest.param(None, "not the table 'counts'", id="it is missing"),
    ],
)
def test_a_spoilt_table_names_itself(folder: Folder, tmp_path: Path, spoilt: str | None, says: str) -> None:
    exports.write_tables(load(folder({"a.txt": RIVER})), tmp_path / "tables", ("csv",))
    if spoilt is None:
        (tmp_path / "tables" / "counts.csv").unlink()
    else:
        (tmp_path / "tables" / "counts.csv").write_text(spoilt, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        open_tables(tmp_path / "tables")


def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (tmp_path / "workbook.toml").write_text(f'articles = "articles"\n{line}\n', encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "workbook.toml"))


@pytest.mark.parametrize("line", ['since = "2025-02-01"', "since = 2025-02-01", 'since = "2025-02"'])
def test_since_a_day_means_what_was_published_from_then_on(folder: Folder, tmp_path, monkeypatch, line: str) -> None:
    toml = DATED.format("a", "2025-01-31") + DATED.format("b", "2025-02-01") + DATED.format("d", "2025-01/2025-03")
    files = {"a.txt": RIVER, "b.txt": BUS, "c.txt": "It rained.", "d.txt": "It snowed.", "catalogue.toml": toml}
    folder(files)
    workbook(tmp_path, monkeypatch, line)
    news = since(load())
    assert rows(news.sources, "change", "source_id") == [("new", "b")]
    assert "published before 2025" in findings.compared(news)


def test_since_a_folder_is_taken_from_where_the_workbook_lies(folder: Folder, tmp_path, monkeypatch) -> None:
    folder({"a.txt": RIVER, "b.txt": BUS})
    exports.write_tables(load(folder({"a.txt": RIVER}, "was")), tmp_path / "spring" / "tables")
    workbook(tmp_path, monkeypatch, 'since = "spring"')
    assert rows(since(load()).sources, "change", "source_id") == [("new", "b")]


def test_without_since_nothing_is_compared(folder: Folder, tmp_path, monkeypatch) -> None:
    folder({"a.txt": RIVER})
    workbook(tmp_path, monkeypatch, "")
    news = since(load())
    assert findings.news(news).startswith("No earlier state is named")
    assert news.sources.empty
    assert list(news.figures.columns)[:2] == ["relation", "subject"]


def test_since_nowhere_says_what_is_expected(folder: Folder, tmp_path, monkeypatch) -> None:
    folder({"a.txt": RIVER})
    workbook(tmp_path, monkeypatch, 'since = "last spring"')
    with pytest.raises(InputError, match=r"workbook.toml: since = 'last spring' is neither a folder nor a date; name"):
        since(load())


# --- said in words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param(
            {"a.txt": RIVER, "b.txt": BUS},
            {"a.txt": RIVER.replace("4%", "6%")},
            ["**1 changed article** (a); **1 article gone** (b)", "**1** gone", "**1 figure** differs", "4% → 6%"],
            id="an edit and a loss",
        ),
        pytest.param(
            {"a.txt": RIVER},
            {"a.txt": RIVER, "b.txt": BUS, "c.txt": "Nobody came."},
            ["**2 new articles** (b and c)", "The same voices", "**1** new.", "No figure was recognised that differs"],
            id="only new ones",
        ),
        pytest.param(
            {"a.txt": RIVER, "b.txt": BUS},
            {"b.txt": BUS},
            ["**1 article gone** (a)", "**5** gone.", "No term is used surely more"],
            id="only losses",
        ),
    ],
)
def test_the_sentences_say_what_there_is(told, old: dict, new: dict, says: list[str]) -> None:
    said = findings.news(told(old, new))
    assert [part for part in says if part not in said] == []


def test_nothing_new_is_one_sentence(told) -> None:
    assert findings.news(told({"a.txt": RIVER}, {"a.txt": RIVER})) == (
        "Since <code>old</code> nothing has come, gone or changed."
    )


def test_notebook_00_is_told_of_articles_and_voices_alone(told) -> None:
    said = findings.coming_and_going(told({"a.txt": RIVER}, {"a.txt": RIVER.replace("4%", "6%")}))
    assert "**1 changed article** (a)" in said and "The same voices" in said and "6%" not in said


def test_a_figure_that_differs_is_shown_in_its_sentence_and_none_of_them_not_at_all(folder: Folder) -> None:
    old, new = load(folder({"a.txt": RIVER}, "was")), load(folder({"a.txt": RIVER.replace("4%", "6%")}, "is"))
    shown = views.differing(new, changes(old, new).figures, "Other figures.")._repr_html_()
    assert ">4%</td>" in shown and "<mark>6%</mark>" in shown
    assert views.differing(new, changes(new, new).figures, "Other figures.")._repr_html_() == ""


def test_rises_and_falls_are_told_with_their_rates(told) -> None:
    old = {"a.txt": "The dam leaks. " * 30}
    news = told(old, old | {"b.txt": "The bridge holds well. " * 30})
    assert re.search(
        r"Rose most: \*\*bridge\*\* 0.00 → 250.00.*Fell most: \*\*dam\*\* 333.33 → 0.00", findings.terms_moved(news)
    )


def test_the_command_tells_every_part(folder: Folder, capsys) -> None:
    old, new = folder({"a.txt": RIVER, "b.txt": BUS}, "old"), folder({"a.txt": RIVER.replace("4%", "6%")}, "new")
    assert cli.main(["diff", str(old), str(new)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("From old to new\n")
    assert "Articles: 2\n  changed   a\n  vanished  b\n" in said
    assert "Figures that differ for the same thing: 1\n  4% -> 6%" in said
    assert "Voices: none\n" in said


def test_the_command_names_a_folder_that_is_missing(folder: Folder, capsys) -> None:
    assert cli.main(["diff", "nowhere", str(folder({"a.txt": RIVER}))]) == 2
    assert "nowhere: no such folder; name a folder of tables" in capsys.readouterr().err
