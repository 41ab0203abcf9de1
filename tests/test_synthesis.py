"""What the sources add up to: shared figures, the order of dates, who covers what."""

import pytest

from sourcebook import load, synthesis

FILLER = {f"z{n}.txt": "The weather was mild and the harvest good in every village. " * 8 for n in range(3)}


def dated(file: str, published: str = "") -> str:
    date = f'published = "{published}"\n' if published else ""
    return f'[[source]]\nfile = "{file}"\nauthors = ["{file[0].upper()} Author"]\n{date}'


def shared(folder, **articles: str):
    files = {f"{name}.txt": text for name, text in articles.items()}
    toml = "".join(dated(f"{name}.txt") for name in articles)
    corpus = load(folder({**files, **FILLER, "catalogue.toml": toml}))
    return corpus, synthesis.corroborations(corpus)


def test_the_same_figure_in_like_company_is_shared(folder) -> None:
    corpus, table = shared(
        folder,
        a="Officials say the dam cost $3 million.",
        b="The dam has swallowed 3 million dollars.",
        c="A road cost $3 million.",
    )
    assert list(table["relation"].unique()) == ["same"]
    assert {corpus.quote(f) for f in table["fact_id"]} >= {"$3 million", "3 million dollars"}
    assert table["reason"].str.contains("dam").any()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The dam cost $3 million.",
            "The dam cost $4 million.",
            id="another value, and too little to say that it is one dam",
        ),
        pytest.param("The dam cost $3 million.", "The dam cost 3 million euros.", id="another currency"),
        pytest.param("The dam cost $3 million.", "A school choir raised $3 million.", id="nothing near both"),
        pytest.param("In 2019 the dam cost $3 million.", "The dam cost $3 million in 2021.", id="another year"),
    ],
)
def test_what_does_not_belong_together_is_not_shared(folder, one: str, other: str) -> None:
    assert shared(folder, a=one, b=other)[1].empty


def test_what_is_counted_ties_two_counts_together(folder) -> None:
    corpus, table = shared(folder, a="The council drew four red lines.", b="There are four red lines.")
    assert [corpus.quote(f) for f in table["fact_id"]] == ["four red lines"] * 2
    assert table["reason"].iloc[0] == "same value; with both: lines, red"


def test_one_voice_that_repeats_itself_corroborates_nothing(folder) -> None:
    assert shared(folder, a="The dam cost $3 million. Yes, the dam cost $3 million.")[1].empty


@pytest.mark.parametrize(
    ("text", "published", "as_of", "status"),
    [
        pytest.param("The dam opened on 3 May 2024.", "2025-01-10", "", "past", id="before publication"),
        pytest.param("The dam will open on 3 May 2025.", "2025-01-10", "2025-01-10", "planned", id="ahead"),
        pytest.param(
            "The dam will open on 3 May 2025.", "2025-01-10", "2026-01-01", "due", id="ahead then, passed since"
        ),
        pytest.param("The dam will open on 3 May 2025.", "", "", "planned", id="nothing is overdue without a date"),
        pytest.param("In 2025 the dam leaks.", "2025-01-10", "", "open", id="a year that is under way"),
        pytest.param("The dam leaked on 3 May 2025.", "", "", "open", id="without any date nothing is past"),
        pytest.param("The dam leaked on 3 May 2025.", "", "2026-01-01", "past", id="past by the day named"),
    ],
)
def test_a_date_is_past_planned_or_due(folder, text: str, published: str, as_of: str, status: str) -> None:
    corpus = load(folder({"a.txt": text, "catalogue.toml": dated("a.txt", published)}))
    assert list(synthesis.timeline(corpus, as_of)["status"]) == [status]


def test_dates_stand_in_their_order_and_without_any_there_are_none(folder) -> None:
    corpus = load(folder({"a.txt": "In 2024 it grew. On 3 May 2020 it was built. By June 2022 it leaked."}))
    assert [d[:4] for d in synthesis.timeline(corpus)["date"].str.strip("./")] == ["2020", "2022", "2024"]
    assert synthesis.timeline(load(folder({"b.txt": "It rains."}, "none"))).empty


def test_a_chronology_has_each_date_once_with_its_voices(folder) -> None:
    corpus = load(folder({"a.txt": "It was built in 1998.", "b.txt": "In 1998 it rained. In 1999 it snowed."}))
    dated = synthesis.timeline(corpus, "2020").merge(corpus.facts.drop(columns="precision"), on="fact_id")
    rows = [(r.date, r.mentions, r.n_voices) for r in synthesis.chronology(corpus, dated).itertuples()]
    assert rows == [("1998", 2, 2), ("1999", 1, 1)]


def test_newest_is_the_last_day_that_any_article_may_have(folder) -> None:
    toml = dated("a.txt", "2025-01-10") + dated("b.txt", "2024-11/2025-02")
    corpus = load(folder({"a.txt": "It rains.", "b.txt": "It snows.", "catalogue.toml": toml}))
    assert synthesis.newest(corpus) == "2024-11/2025-02"
    assert synthesis.newest(load(folder({"a.txt": "It rains."}, "undated"))) == ""


def test_issues_are_the_reader_s_and_counted_by_voice(folder) -> None:
    files = {
        "a.txt": "The dam leaks. A dam! The fish die.",
        "b.txt": "Fish again.",
        "issues.toml": '[issues]\nriver = ["dam"]',
    }
    corpus = load(folder(files))
    lexicon = synthesis.issues(corpus)
    assert lexicon == {"river": ("dam",)}
    (row,) = synthesis.coverage(corpus, lexicon).itertuples()
    assert (row.group, row.count, row.rate) == ("unsigned (a)", 2, pytest.approx(1000 * 2 / 8))
    assert corpus.quote(row.sentence_id) == "The dam leaks."


def test_without_a_lexicon_the_most_widely_used_words_stand_in(folder) -> None:
    corpus = load(folder({"a.txt": "The dam leaks. Fish die.", "b.txt": "Fish again, the fish."}))
    assert next(iter(synthesis.issues(corpus))) == "fish"
