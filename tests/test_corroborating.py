"""Facts of different voices on one thing: what ties them, what holds between them, and what it costs."""

import itertools
import random
from pathlib import Path
from types import SimpleNamespace

import pairs
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import agreement, load
from sourcebook.agreement import moments, pairing, values
from sourcebook.agreement.wording import key, name_key

DAY = "2025-03-10"


def told(folder, *texts: str | tuple[str, str]) -> tuple:
    """Return a corpus of articles, each of its own author; a text alone is published on DAY."""
    files, toml = {}, []
    for name, given_text in zip("abcdefgh", texts, strict=False):
        text, published = (given_text, DAY) if isinstance(given_text, str) else given_text
        files[f"{name}.txt"] = text
        date = f'published = "{published}"\n' if published else ""
        toml.append(f'[[source]]\nfile = "{name}.txt"\nauthors = ["{name.upper()} Author"]\n{date}')
    corpus = load(folder({**files, "catalogue.toml": "\n".join(toml)}))
    return corpus, agreement.corroborations(corpus)


def relations(folder, *texts: str | tuple[str, str]) -> list[str]:
    return sorted(told(folder, *texts)[1].drop_duplicates("group_id")["relation"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The Tarn bridge cost $1.2 billion.", "The bridge at Tarn cost 1,200 million dollars.", id="money"
        ),
        pytest.param(
            "In Orme 30 percent of pupils walk to school.", "Three in ten Orme pupils come on foot.", id="shares"
        ),
        pytest.param(
            "Ada Lindqvist got 30 months for fraud.",
            "Lindqvist went to jail for fraud for two and a half years.",
            id="months",
        ),
        pytest.param("The Selm tunnel is 5 km long.", "The tunnel at Selm has a length of 5,000 metres.", id="length"),
        pytest.param("The Selm bell weighs 3.2 tonnes.", "At Selm hangs a bell of 3,200 kg.", id="weight"),
        pytest.param(
            "The Orme ferry takes 90 minutes.", "By the ferry to Orme it is one and a half hours.", id="hours"
        ),
        pytest.param(
            "A Corley bus ticket costs 80 cents.", "Passengers in Corley pay $0.80 for a bus ticket.", id="cents"
        ),
        pytest.param(
            "The Tarn mill makes 14 tonnes of paper a day.",
            "The paper mill at Tarn makes 98 tonnes a week.",
            id="rates",
        ),
        pytest.param(
            "The bank of Orme cut its key rate by 75 basis points.",
            "The key rate of Orme fell by 0.75 percentage points.",
            id="points",
        ),
    ],
)
def test_one_figure_in_two_units_is_the_same(folder, one: str, other: str) -> None:
    assert relations(folder, one, other) == ["same"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        pytest.param(
            "Nearly 70% of Orme voters stayed at home.",
            "In Orme 69.4% of voters stayed at home.",
            "within rounding: 69.4% and about 70%",
            id="nearly",
        ),
        pytest.param(
            "About two-thirds of the Selm orchard froze.",
            "In Selm 65% of the orchard froze.",
            "within rounding: 65% and about 66.67%",
            id="a fraction",
        ),
        pytest.param(
            "Over 300 houses burned down in Corley.",
            "The blaze in Corley took 312 houses.",
            "312 houses is over 300",
            id="over",
        ),
        pytest.param(
            "The Tarn dam holds at most 40 million cubic metres.",
            "Behind the Tarn dam lie 38.5 million cubic metres.",
            "38.5 million m3 is under 40 million",
            id="at most",
        ),
        pytest.param(
            "The Tarn dam will cost $3 million to $4 million.",
            "Costs of the Tarn dam: $3.4 million.",
            "3.4 million USD is within 3 million to 4 million USD",
            id="a range",
        ),
        pytest.param(
            "The Selm quarry employs 1,200 workers in Orme.",
            "At the quarry of Selm in Orme 1,234 workers have jobs.",
            "within rounding: 1,234 workers and 1,200 workers",
            id="a round number",
        ),
        pytest.param(
            "The Corley library burned down in June 2023.",
            "On 6 June 2023 fire destroyed the library in Corley.",
            "2023-06-06 lies in 2023-06",
            id="a day of the month",
        ),
        pytest.param(
            "Since 2018 the Orme ferry strike has gone on.",
            "The ferry strike of Orme began in 2018.",
            "from or until 2018",
            id="since",
        ),
    ],
)
def test_rounding_and_modifiers_are_consistent(folder, one: str, other: str, why: str) -> None:
    _, table = told(folder, one, other)
    assert list(table["relation"]) == ["consistent"] * 2
    assert table["reason"].str.startswith(f"{why}; with both: ").all()


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        pytest.param(
            "In April 2024 the tariff on Norlandish timber was 145%.",
            "In August 2024 the tariff on timber from Norlandia stood at 30%.",
            "later: 2024-08 after 2024-04: ",
            id="dates in both sentences",
        ),
        pytest.param(
            ("On 3 March the toll of the Orme ferry fire was 12 people, Selm police said.", "2025-03-04"),
            ("The death toll of the ferry fire at Orme near Selm has reached 19 people.", "2025-03-12"),
            "later: 2025-03-12 after 2025-03-03: ",
            id="a date in one",
        ),
        pytest.param(
            ("The Tarn bridge at Orme will cost $30 million, the works office says.", "2024-01-10"),
            ("The cost of the Tarn bridge at Orme is put at $41 million by the works office.", "2024-09-02"),
            "later: 2024-09-02 after 2024-01-10: ",
            id="articles months apart",
        ),
        pytest.param(
            ("With 41,000 members the union of Norwegian millers can stop the mills.", "2014-01-10"),
            ("The millers' union of Norway has 23,500 members.", "2024-09-02"),
            "later: 2024-09-02 after 2014-01-10: ",
            id="what somebody has, and a nation's adjective",
        ),
        pytest.param(
            ("The economy of Tarnland will grow by 3.1% in 2025, its ministry of trade said.", "2025-03-10"),
            ("The ministry of trade sees the economy of Tarnland growing by 2.2% in 2025.", "2025-10-02"),
            "later: 2025-10-02 after 2025-03-10: ",
            id="two forecasts of one year",
        ),
        pytest.param(
            ("A single ticket on the Orme light railway costs 600 francs.", "2024-01-10"),
            ("On the Orme light railway a single ticket costs 850 francs, the first rise in 11 years.", "2024-09-02"),
            "later: 2024-09-02 after 2024-01-10: ",
            id="a length of time in another clause",
        ),
        pytest.param(
            ("The Tarn bridge at Orme will open to traffic in May 2026.", "2024-01-10"),
            ("The opening of the Tarn bridge at Orme to traffic is now set for October 2026.", "2024-09-02"),
            "later: 2024-09-02 after 2024-01-10: 2026-05 and 2026-10",
            id="an opening put off",
        ),
    ],
)
def test_what_is_told_of_a_later_time_supersedes(folder, one, other, why: str) -> None:
    _, table = told(folder, one, other)
    table = table[table["relation"] != "same"]  # the dates
    assert list(table["relation"]) == ["superseded"] * 2
    assert table["reason"].str.startswith(why).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The Kestrel dam in Tarn has a wall 163 metres high.",
            "At Tarn the wall of the Kestrel dam is 136 metres high.",
            id="a height",
        ),
        pytest.param(
            "More than 500 jobs go at the Brandt works in Orme.",
            "The Brandt works in Orme cut 420 jobs.",
            id="below a bound",
        ),
        pytest.param(
            "The Kestrel bridge in Tarn opened to traffic on 3 May 2019.",
            "Traffic crossed the Kestrel bridge at Tarn from its opening on 5 June 2019.",
            id="the date of an event",
        ),
        pytest.param(
            "The Kestrel bank of Orme, founded in 1887 by 14 millers, has one branch.",
            "Founded in 1894 with 3,000 francs, the Kestrel bank of Orme is sold.",
            id="what happens once, beside other figures",
        ),
        pytest.param(
            "Some 18,000 people marched through Orme on Saturday against high rents, police said.",
            "In Orme 65,000 demonstrators came out over rents on Saturday, tenants said.",
            id="a day and a place",
        ),
        pytest.param(
            "A storm destroyed 212 schools in Orme, Tarnland's ministry of schools said on Saturday.",
            "The number of schools destroyed in Orme is 148, the Selm ministry of trade said on Saturday.",
            id="names of those credited",
        ),
    ],
)
def test_two_values_of_one_thing_at_one_time_conflict(folder, one: str, other: str) -> None:
    _, table = told(folder, one, other)
    table = table[table["relation"] != "same"]  # the dates
    assert list(table["relation"]) == ["conflict"] * 2
    assert table["reason"].str.startswith("same time, different value: ").all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The dam cost $3 million.", "The dam cost $4 million.", id="too little to say that it is one dam"),
        pytest.param("Uganda earned $2.3 billion from tea.", "Tea brought Kenya $2.3 billion.", id="other people"),
        pytest.param("Orme ordered 120 buses.", "Orme lacks 120 bus drivers.", id="another noun counted"),
        pytest.param(
            "Tarn exports 5 million tonnes of wheat.", "Tarn imports 9 million tonnes of rice.", id="other goods"
        ),
        pytest.param(
            "The trade treaty dates from 1979.", "In 1979 the school at Orme opened.", id="a year of two events"
        ),
        pytest.param(
            "Lena Moe met Ada Lind in 2018.", "In 2018 Lena Moe sold her ship to Ada Lind.", id="same people only"
        ),
        pytest.param("The two sides met in Orme.", "In Orme the two sides met.", id="no figure but grammar"),
        pytest.param("Prices in Orme rose 5%.", "Prices in Orme fell 5%.", id="up and down"),
        pytest.param(
            "The Brandt bank of Orme cut 700 jobs in Tarnland.",
            "The Brandt bank of Orme cut 300 jobs.",
            id="a place more",
        ),
        pytest.param(
            "The Tarn river at Orme rose by 3 metres.",
            "The Tarn river at Orme is 7 metres deep.",
            id="a rise and a level",
        ),
        pytest.param(
            "The Selm fair at Orme drew 750,000 visitors in 2019.",
            "In 2023 the Selm fair at Orme drew 900,000 visitors.",
            id="a series of years",
        ),
        pytest.param(
            "The Kestrel bridge in Tarn is 180 metres long.",
            "The Kestrel bridge in Tarn is 12 metres wide.",
            id="sides",
        ),
        pytest.param(
            "The Brandt yard in Orme repaired 14 ships.",
            "The Brandt yard in Orme built six ships in ten years.",
            id="a length of time",
        ),
        pytest.param(
            "The Brandt bank of Orme cut 800 jobs in Tarn and Selm.",
            "The Brandt bank of Orme in Tarn and Selm has 5,200 jobs.",
            id="a cut and what there is",
        ),
        pytest.param(
            "The Green Union of Orme won 50 seats in the Tarn vote.",
            "In the Tarn vote the Green Union of Orme lost nine seats.",
            id="by how much it changed",
        ),
        pytest.param(
            "The Green Union of Orme won 34% of the Tarn vote.",
            "In the north the Green Union of Orme won 41% of the Tarn vote.",
            id="a part of the whole",
        ),
        pytest.param(
            "The sales of Brandt cars in Orme and Selm fell by 18%.",
            "The Brandt cars had 40% of the sales in Orme and Selm.",
            id="a change and a share",
        ),
        pytest.param(
            "The council of Orme voted for the Kestrel stadium of Selm, 19 to 12.",
            "The Kestrel stadium of Selm in Orme has not more seats than the 170 it had.",
            id="a bare number",
        ),
        pytest.param(
            "The Kestrel bridge in Tarn is 1,800 metres long.",
            "The Kestrel bridge in Tarn has a plate 12 metres long.",
            id="of another order",
        ),
        pytest.param(
            "The Selm budget of Orme is $900 million.",
            "The Selm loan under the budget of Orme is $140 million.",
            id="a measure more",
        ),
        pytest.param(
            ("The Brandt airline of Orme ordered 24 jets.", "2025-03-10"),
            ("The Brandt airline of Orme will lease six jets.", "2025-05-20"),
            id="months later, but nothing anew",
        ),
        pytest.param(
            ("Flooded in September, the people of the Orme valley may claim compensation.", "2025-01-10"),
            ("In the Orme valley the flooded may claim compensation in June 2025.", "2025-03-18"),
            id="a date past and one ahead",
        ),
        pytest.param("Over 300 pupils of Orme walk.", "In Orme 900 pupils walk.", id="far over a bound"),
    ],
)
def test_what_may_be_two_things_is_not_tied(folder, one: str, other: str) -> None:
    assert relations(folder, one, other) == []


def test_a_figure_of_a_month_does_not_conflict_with_that_of_its_year(folder) -> None:
    year = "Grain exports of Orme from Selm reached 2.1 million tonnes in 2024."
    month = "In December 2024 the exports of grain from Selm in Orme were 320,000 tonnes."
    assert relations(folder, year, month) == ["consistent"]  # the dates
    assert relations(folder, year, month.replace("December ", "")) == ["conflict", "same"]


def test_one_voice_alone_neither_agrees_nor_disagrees_with_itself(folder) -> None:
    text = "The Kestrel dam in Tarn is 163 metres high. In Tarn the Kestrel dam is 136 metres high, 163 metres high."
    assert told(folder, text)[1].empty


def test_a_voice_that_tells_both_values_is_not_in_conflict(folder) -> None:
    first = "The Kestrel dam in Tarn has a wall 163 metres high."
    second = "The wall of the Kestrel dam in Tarn is 163 metres high, and 136 metres high at its side."
    assert relations(folder, first, second) == ["same"]


def test_a_fact_stands_in_groups_of_several_relations(folder) -> None:
    high = "The Kestrel dam in Tarn has a wall 163 metres high."
    corpus, table = told(folder, high, f"It is so: {high}", "At Tarn the wall of the Kestrel dam is 136 metres high.")
    assert list(table.groupby("relation")["fact_id"].nunique().items()) == [("conflict", 3), ("same", 2)]
    assert {corpus.quote(f) for f in table["fact_id"]} == {"163 metres", "136 metres"}
    assert table["score"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("one", "other", "origin"),
    [
        pytest.param(
            "The Tarn bridge cost $41 million, according to B Author.",
            "I say that the bridge at Tarn cost $41 million.",
            ["B Author", ""],
            id="credited to the other voice",
        ),
        pytest.param(
            "The Tarn bridge cost $41 million, Mara Lund said.",
            "“The bridge at Tarn cost $41 million,” said Mara Lund.",
            ["Mara Lund", "Mara Lund"],
            id="both have it from a third",
        ),
        pytest.param(
            "The bridge across the Tarn cost $41 million to build.",
            "The bridge across the Tarn cost $41 million to build. Nobody was asked in the town.",
            ["in the same words"] * 2,
            id="word for word",
        ),
        pytest.param(
            "The Tarn bridge cost $41 million.", "At Tarn a bridge for $41 million!", ["", ""], id="nothing shows"
        ),
    ],
)
def test_whose_word_it_may_be_is_said(folder, one: str, other: str, origin: list[str]) -> None:
    table = told(folder, one, other)[1].sort_values("fact_id")
    assert table["origin"].tolist() == origin


def test_the_order_of_the_articles_changes_nothing(folder) -> None:
    texts = ["The Tarn bridge cost $1.2 billion.", "The bridge at Tarn cost 1,200 million dollars.", "It rained."]
    reasons = {tuple(sorted(told(folder, *order)[1]["reason"])) for order in itertools.permutations(texts)}
    assert len(reasons) <= 2  # which of two equal figures is named first goes by id


# --- the parts --------------------------------------------------------------------------------------------------------


def value(number: float, unit: str, kind: str, **more: object) -> values.Value:
    fact = {"value": number, "low": None, "high": None, "unit": unit, "kind": kind, "per": None, "modifier": "="}
    read = values.read({**fact, "change": "", **more})
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (value(2, "mi", "measure"), value(3.218688, "km", "measure"), "same"),
        (value(1, "kWh", "measure"), value(3.6, "MJ", "measure"), "same"),
        (value(10, "t CO2e", "measure"), value(10_000, "kg CO2e", "measure"), "same"),
        (value(10, "t CO2e", "measure"), value(10, "t", "measure"), None),
        (value(6, "week", "duration"), value(42, "day", "duration"), "same"),
        (value(18, "month", "duration"), value(1.5, "year", "duration"), "same"),
        (value(900, "USD", "money", per="month"), value(10_800, "USD", "money", per="year"), "same"),
        (value(5, "USD", "money"), value(5, "EUR", "money"), None),
        (value(300, "house", "count", modifier=">"), value(290, "house", "count"), "differ"),
        (value(300, "house", "count", modifier=">"), value(312, "house", "count", modifier="~"), "consistent"),
        (value(300, "house", "count", modifier=">"), value(300, "house", "count", modifier="<"), None),
        (value(24, "house", "count"), value(25, "house", "count"), "differ"),
        (value(1.2e9, "USD", "money"), value(1.234e9, "USD", "money"), "consistent"),
        (value(1.2e9, "USD", "money"), value(1.26e9, "USD", "money"), "differ"),
    ],
)
def test_two_values_agree_or_do_not(one: values.Value, other: values.Value, relation: str | None) -> None:
    for found in (values.compare(one, other), values.compare(other, one)):
        assert (found[0] if found else None) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2023-06", "2023-06", "same"),
        ("2023-06-06", "2023-06", "consistent"),
        ("2018/..", "2018", "consistent"),
        ("2018/..", "../2018", None),
        ("2023-06-06", "2023-06-07", "differ"),
        ("2023-05/2023-07", "2023-07/2023-09", None),
    ],
)
def test_two_dates_agree_or_do_not(one: str, other: str, relation: str | None) -> None:
    read = moments.read(one), moments.read(other)
    assert read[0] is not None and read[1] is not None
    for found in (moments.compare(*read), moments.compare(*read[::-1])):
        assert (found[0] if found else None) == relation


def test_words_of_one_meaning_and_a_name_with_its_adjective_have_one_key() -> None:
    assert key("killed") == key("toll") and key("villages") == key("village") and key("dam") != key("road")
    assert (
        name_key("dutch") == name_key("netherlands")
        and name_key("italy") != name_key("iceland")
        and name_key("china") == name_key("chinese")
    )


# --- cost and robustness ----------------------------------------------------------------------------------------------


class Crowd:
    """The company of facts that all have two words in common, and six of a hundred by chance."""

    def __init__(self, size: int) -> None:
        rng = random.Random(size)
        words = [dict.fromkeys(["dam", "town", *rng.sample(range(100), 6)], 1.0) for _ in range(size)]
        self.of = {
            f"f{n:05}": SimpleNamespace(place={str(w): p for w, p in own.items()}) for n, own in enumerate(words)
        }
        self.sized = [pairing.Sized(f, ("money",), rng.randint(1, 900), f"v{n % 50}") for n, f in enumerate(self.of)]

    def weight(self, word: str) -> float:
        return float(len(word))


def test_the_number_of_compared_pairs_grows_with_the_facts_and_not_with_their_square() -> None:
    found = {}
    for size in (1000, 2000, 4000):
        crowd = Crowd(size)
        found[size] = len(pairing.pairs(crowd.sized, crowd))
    assert found[1000] > 10_000
    assert found[4000] / found[2000] == pytest.approx(2, rel=0.1)
    assert found[2000] / found[1000] == pytest.approx(2, rel=0.1)


def test_of_many_facts_with_a_word_those_next_in_size_are_compared() -> None:
    crowd = Crowd(500)
    sizes = {fact.fact_id: fact.size for fact in crowd.sized}
    differences = [abs(sizes[one] - sizes[other]) for one, other in pairing.pairs(crowd.sized, crowd)]
    assert max(differences) < 900 / 2


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=60), max_size=3))
def test_any_folder_is_survived(tmp_path: Path, texts: list[str]) -> None:
    for n in range(3):
        figure = "In 2024 it cost $5 million, 3 km."
        (tmp_path / f"{n}.txt").write_text(f"{texts[n] if n < len(texts) else ''} {figure}", encoding="utf-8")
    table = agreement.corroborations(load(tmp_path))
    assert list(table.columns) == ["group_id", "relation", "reason", "score", "fact_id", "origin"]
    assert set(table["relation"]) <= {"same", "consistent", "superseded", "conflict"}
    assert (table.groupby("group_id")["fact_id"].nunique() > 1).all()


# --- labelled pairs ---------------------------------------------------------------------------------------------------


def test_scores_of_pairs_count_what_is_found_wrongly() -> None:
    def pair(id_: str, relation: str, one: tuple[str, str], other: tuple[str, str]) -> dict:
        sides = {
            side: {"text": text, "published": DAY, "voice": f"{id_} {side} Voice", "surface": surface}
            for side, (text, surface) in zip("ab", (one, other), strict=True)
        }
        return {"id": id_, "relation": relation, **sides}

    bridge = ("The Tarn bridge cost $41 million.", "$41 million"), ("At Tarn a bridge for $41 million!", "$41 million")
    tunnel = ("The Selm tunnel is 5 km long.", "5 km"), ("The tunnel at Selm has a length of 5,000 m.", "5,000 m")
    rain = ("In Orme 40% of fields froze.", "40%"), ("It rained 12 mm in Corley.", "12 mm")
    records = [pair("x1", "none", *bridge), pair("x2", "same", *tunnel), pair("x3", "conflict", *rain)]
    found = pairs.scores(records)
    assert (found["same"]["right"], found["same"]["found"], found["same"]["labelled"]) == (1, 2, 1)
    assert (found["conflict"]["recall"], found["conflict"]["precision"]) == (0.0, 1.0)
    assert found["all"]["precision"] == 0.5 and found["all"]["recall"] == 0.5


def test_the_table_has_its_columns_without_any_fact(folder) -> None:
    table = told(folder, "It rained.")[1]
    assert isinstance(table, pd.DataFrame) and table.empty and "origin" in table
