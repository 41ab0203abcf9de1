"""Movement: rates in order of publication, inferred dates as intervals, undated articles last and named."""

import datetime

import pytest
from matplotlib.dates import date2num

from sourcebook import charts, load, synthesis
from sourcebook.synthesis import moving

DAY = datetime.date


def dated(published: dict[str, str]) -> str:
    entries = []
    for name, date in published.items():
        basis = f'published = "{date}"\npublished_basis = "inferred"\n' if date else ""
        entries.append(f'[[source]]\nfile = "{name}.txt"\nauthors = ["{name.upper()} Author"]\n{basis}')
    return "".join(entries)


def corpus_of(folder, articles: dict[str, tuple[str, str]]):
    files = {f"{name}.txt": text for name, (text, _) in articles.items()}
    return load(folder({**files, "catalogue.toml": dated({name: date for name, (_, date) in articles.items()})}))


@pytest.fixture
def three(folder):
    return corpus_of(
        folder,
        {
            "a": ("The dam leaks, and the dam is old. So it goes.", "2025-03"),
            "b": ("The dam stands. It will not leak.", ""),
            "c": ("No dam was here then, so they say.", "2024-11/2025-01"),
        },
    )


def test_issues_stand_in_order_of_publication_with_the_days_it_may_mean(three) -> None:
    """By hand: two of eleven words, one of seven, one of eight; what has no date comes last."""
    rows = synthesis.issue_movement(three, {"dam": ("dam",), "fish": ("fish",)})
    assert list(rows.columns) == moving.MOVEMENT
    assert list(rows["name"]) == ["dam"] * 3 + ["fish"] * 3
    assert list(rows["source_id"]) == ["c", "a", "b"] * 2
    assert list(rows["count"]) == [1, 2, 1, 0, 0, 0]
    assert list(rows["rate"].head(3)) == pytest.approx([1000 / 8, 2000 / 11, 1000 / 7])
    assert (rows["first"][0], rows["last"][0]) == (DAY(2024, 11, 1), DAY(2025, 1, 31))
    assert (rows["first"][1], rows["last"][1]) == (DAY(2025, 3, 1), DAY(2025, 3, 31))
    assert rows["first"].isna().tolist() == [False, False, True] * 2
    assert list(rows["basis"]) == ["inferred", "inferred", "unknown"] * 2
    assert ((rows["low"] <= rows["rate"]) & (rows["rate"] <= rows["high"])).all()


def test_words_are_counted_where_they_are_asserted(three) -> None:
    rows = synthesis.word_movement(three, ["dam", "leak*"])
    assert dict(zip(zip(rows["name"], rows["source_id"], strict=True), rows["count"], strict=True)) == {
        ("dam", "c"): 0, ("dam", "a"): 2, ("dam", "b"): 1,
        ("leak*", "c"): 0, ("leak*", "a"): 1, ("leak*", "b"): 0,
    }  # fmt: skip
    assert three.quote(rows["sentence_id"][1]) == "The dam leaks, and the dam is old."
    assert synthesis.word_movement(three, []).empty


def test_a_heading_asserts_nothing_that_is_counted(folder) -> None:
    entry = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "A dam"\nkind = "heading"\nvoice = "Ng"\n'
    entry += '[[source.passage]]\nopens = "It leaks"\nvoice = "Ng"\n'
    corpus = load(folder({"a.txt": "A dam\n\nIt leaks.", "catalogue.toml": entry}))
    assert synthesis.word_movement(corpus, ["dam"])["count"].tolist() == [0]


def test_the_chart_draws_the_uncertainty_of_a_date_and_of_a_rate(three) -> None:
    rows = synthesis.issue_movement(three, {"dam": ("dam",), "fish": ("fish",)})
    figure = charts.movement(rows)
    assert [ax.get_title("left") for ax in figure.axes] == ["dam"]
    upright, lying = figure.axes[0].collections
    days = [
        [date2num(DAY(2024, 11, 1)), date2num(DAY(2025, 1, 31))],
        [date2num(DAY(2025, 3, 1)), date2num(DAY(2025, 3, 31))],
    ]
    assert [s[:, 0].tolist() for s in lying.get_segments()] == days
    assert [s[:, 1].tolist() for s in upright.get_segments()] == rows.loc[[0, 1], ["low", "high"]].to_numpy().tolist()
    assert figure.axes[0].get_ylim()[1] > rows["high"].head(2).max()
    assert charts.unplaced(rows) == " Without a date, and so not drawn: b."


def test_nothing_moves_in_one_article_or_without_dates(folder) -> None:
    lexicon = {"dam": ("dam",)}
    one = synthesis.issue_movement(corpus_of(folder, {"a": ("The dam leaks.", "2025-03")}), lexicon)
    assert len(one) == 1 and charts.movement(one) is None
    none = synthesis.issue_movement(load(folder({"x.txt": "The dam.", "y.txt": "A dam."}, "undated")), lexicon)
    assert charts.movement(none) is None
    assert charts.unplaced(none) == " Without a date, and so not drawn: x, y."
    assert charts.movement(synthesis.issue_movement(load(folder({"x.txt": "The dam."}, "empty")), {})) is None


def test_of_sixty_articles_the_six_most_frequent_issues_are_drawn_in_their_order(folder) -> None:
    names = [f"word{n}" for n in "abcdefgh"]
    own = [" ".join(f"thing{k}x{n}" for n in range(40)) for k in range(68)]  # what no other says
    often = " ".join(f"The {name} stood." * (n + 1) for n, name in enumerate(names))
    articles = {f"s{k:02d}": (f"{often} {own[k]}.", f"20{k:02d}-05-01") for k in range(60)}
    articles |= {f"t{k}": (f"The worda stood. {own[60 + k]}.", "") for k in range(8)}
    rows = synthesis.issue_movement(corpus_of(folder, articles), {name: (name,) for name in names})
    figure = charts.movement(rows)
    assert [ax.get_title("left") for ax in figure.axes] == names[2:]
    assert charts.unplaced(rows) == (
        " 6 of 8 are drawn, those that move and the most frequent. "
        "Without a date, and so not drawn: t0, t1, t2, t3, t4, t5 and 2 more."
    )
    assert len(charts.png(figure)) < 200_000
