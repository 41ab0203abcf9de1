"""What the sources add up to: shared figures, the order of dates, who covers what."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook import agreement, load, synthesis

FILLER = {f"z{n}.txt": "The weather was mild and the harvest good in every village. " * 8 for n in range(3)}


def dated(file: str, published: str = "") -> str:
    date = f'published = "{published}"\n' if published else ""
    return f'[[source]]\nfile = "{file}"\nauthors = ["{file[0].upper()} Author"]\n{date}'


def shared(folder, **articles: str):
    files = {f"{name}.txt": text for name, text in articles.items()}
    toml = "".join(dated(f"{name}.txt") for name in articles)
    corpus = load(folder({**files, **FILLER, "catalogue.toml": toml}))
    return corpus, agreement.corroborations(corpus)


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


def test_a_chronology_merges_one_event_and_keeps_two_of_one_year_apart(folder) -> None:
    told = {
        "a.txt": "In 1998 the harbour bridge of Varna was opened. In 1998 a baker sold a loaf.",
        "b.txt": "The harbour bridge of Varna was opened in 1998.",
        "catalogue.toml": dated("b.txt", "2020-03"),
    }
    corpus = load(folder(told))
    line = synthesis.timeline(corpus, "2021").merge(corpus.facts.drop(columns="precision"), on="fact_id")
    shared = pd.DataFrame({"group_id": "g", "relation": "same", "fact_id": line["fact_id"].iloc[[0, 2]]})
    table = synthesis.chronology(corpus, line, shared)
    rows = [(r.date, r.status, r.mentions, r.n_voices) for r in table.itertuples()]
    assert rows == [("1998", "past", 2, 2), ("1998", "past", 1, 1), ("2020-03", synthesis.PUBLISHED, 0, 1)]


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


def test_without_a_lexicon_what_several_voices_say_again_stands_in(folder) -> None:
    corpus = load(folder({"a.txt": "The dam leaks. Fish die.", "b.txt": "Fish again, the fish."}))
    assert next(iter(synthesis.issues(corpus))) == "fish"


TOPICS = {
    "ferry": [
        "The ferry was late again.",
        "Is a ferry of use in that harbour?",
        "At the harbour the ferry has to wait.",
    ],
    "clinic": [
        "The clinic was without a nurse.",
        "A nurse of the clinic came.",
        "There is to be a clinic and a nurse.",
    ],
    "quarry": [
        "The quarry was full of dust.",
        "There was dust of the quarry in the hedge.",
        "A quarry is dust and noise.",
    ],
}


def on(topic: str) -> str:
    return " ".join([*TOPICS[topic], "It was a grey year for the people here."] * 2)


def test_issues_that_nobody_named_are_the_topics_each_with_its_company(folder) -> None:
    names = list(TOPICS)
    files = {f"{n}{k}.txt": f"{on(n)}\n\n{on(names[(k + m) % 3])}" for m, n in enumerate(names) for k in (1, 2)}
    found = synthesis.issues(load(folder(files)))
    together = [["clinic", "nurse"], ["dust", "hedge", "quarry"], ["ferry", "harbour"]]
    assert sorted(sorted(own) for own in found.values()) == together
    words = [word for own in found.values() for word in own]
    assert len(set(words)) == len(words)
    assert found == synthesis.issues(load(folder(files)))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        pytest.param("Ana Reyes said so. Later Ana Reyes said it again. Reyes was tired.", "reyes", id="a person"),
        pytest.param("It cost 4 million euros. Then 5 million euros. At last 6 million euros.", "euros", id="a unit"),
        pytest.param("They announced it. It was announced. Nobody announced it.", "announced", id="a verb of saying"),
        pytest.param("The people came. Many people came. What people!", "people", id="a word for anybody"),
        pytest.param("A nuclear plant. The nuclear age. Nuclear waste.", "nuclear", id="what only qualifies"),
    ],
)
def test_what_names_no_issue(folder, text: str, absent: str) -> None:
    found = synthesis.issues(load(folder({"a.txt": f"{text} The dam leaks. The dam is old."})))
    assert "dam" in found and not {absent, absent.capitalize()} & set(found)


def test_an_issue_is_named_as_it_is_written_and_holds_its_forms(folder) -> None:
    text = (
        "Tariffs hurt. The tariff on steel hurts. They like tariffs. In Oslo they pay. The road to Oslo. It is in Oslo."
    )
    found = synthesis.issues(load(folder({"a.txt": text})))
    assert set(found["tariffs"]) >= {"tariffs", "tariff"}
    assert found["Oslo"][0] == "oslo"


def test_a_phrase_goes_before_its_parts(folder) -> None:
    text = " ".join(["Human rights matter to them.", "They spoke of human rights.", "On human rights they agree."] * 2)
    assert next(iter(synthesis.issues(load(folder({"a.txt": text}))))) == "human rights"


def test_issues_of_other_languages_are_no_words_of_grammar(folder) -> None:
    german = (
        "Der Fluss steigt seit drei Tagen. Die Deiche sind alt, und die Gemeinde hat kein Geld für neue Deiche. "
        "Die Bauern glauben dem Minister nicht, denn die Felder der Bauern standen unter Wasser."
    )
    chinese = "村民担心洪水。洪水去年毁了庄稼。政府说洪水不会再来。"
    found = synthesis.issues(load(folder({"a.txt": german, "b.txt": chinese})))
    assert {"Deiche", "Bauern", "洪水"} <= set(found)
    assert not {"die", "und", "der", "Die", "Der"} & set(found)


def test_where_nothing_is_said_twice_there_is_no_issue(folder) -> None:
    assert synthesis.issues(load(folder({"a.txt": "The dam leaks. Fish die."}))) == {}


def test_in_the_seeds_without_their_own_issues_a_reader_knows_the_found_ones(folder) -> None:
    seeds = Path(__file__).resolve().parents[1] / "seeds"
    corpus = load(folder({path.name: path.read_bytes() for path in sorted(seeds.glob("*.txt"))}))
    found = synthesis.issues(corpus)
    assert 8 <= len(found) <= 12
    assert {"Taiwan", "tariffs", "deal"} <= set(found)
    coverage = synthesis.coverage(corpus, found)
    assert set(coverage["issue"]) == set(found)


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["C"]), max_size=300))
def test_any_text_has_issues_that_stand_in_it(text: str) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "a.txt").write_text(f"The dam leaks. A dam! {text}", encoding="utf-8")
        corpus = load(name, cache=False)
    found = synthesis.issues(corpus)
    assert set(synthesis.coverage(corpus, found)["issue"]) == set(found)


def test_each_voice_has_the_issue_that_it_speaks_of_most_densely(folder) -> None:
    files = {
        "a.txt": "The dam leaks. The dam must go, for the fish die.",
        "b.txt": "Fish are few.",
        "c.txt": "It rains.",
        "issues.toml": '[issues]\nriver = ["dam"]\nfish = ["fish"]',
    }
    corpus = load(folder(files))
    table = synthesis.leading(synthesis.coverage(corpus, synthesis.issues(corpus)), corpus.largest("voice"))
    table = table.assign(n=table["count"], text=[corpus.quote(s) for s in table["sentence_id"]])
    rows = [(r.group, r.issue, r.n, r.text) for r in table.itertuples()]
    assert rows == [
        ("unsigned (a)", "river", 2, "The dam leaks."),
        ("unsigned (b)", "fish", 1, "Fish are few."),
    ]
