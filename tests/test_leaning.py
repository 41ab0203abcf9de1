"""Leanings: which words count as a voice's own, the rates by hand, and a place behind every count."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook import charts, load, spans, synthesis

GERMAN = (
    "Der Fluss steigt seit drei Tagen, und die Gemeinde hat kein Geld. Die Bauern glauben dem Minister nicht, denn die "
    "Felder standen schon im vorigen Jahr unter Wasser, und niemand hat ihnen damals geholfen."
)


def written(patterns) -> dict[str, bool]:
    return {p.rstrip("*"): p.endswith("*") for p in patterns}


def test_no_word_leans_two_ways() -> None:
    lists = {leaning: written(words) for leaning, words in synthesis.leaning_lexicon().items()}
    assert list(lists) == ["cooperative", "confrontational", "hedged"]
    for one, words in lists.items():
        for other, others in lists.items():
            both = {w for w in words for o, open_ended in others.items() if w == o or (open_ended and w.startswith(o))}
            assert one == other or both == set()


def test_each_list_is_long_and_no_pattern_does_another_s_work() -> None:
    for words in synthesis.leaning_lexicon().values():
        stems = [w.rstrip("*") for w in words if w.endswith("*")]
        assert 60 <= len(words) <= 200
        assert len(set(words)) == len(words)
        assert [w for w in words if any(w.startswith(s) and w != f"{s}*" for s in stems)] == []


def counted(folder, text: str) -> list[tuple[str, str]]:
    places = synthesis.leaning_places(load(folder({"a.txt": f"{text} The weather was mild in every village."})))
    return [(r.leaning, r.word) for r in places.itertuples() if r.counted]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The ministers cooperate.", [("cooperative", "cooperate")], id="asserted"),
        pytest.param("The ministers do not cooperate.", [], id="denied"),
        pytest.param("Do the ministers cooperate?", [], id="asked"),
        pytest.param("“The ministers cooperate very well indeed,” said Ana Reyes.", [], id="another's words"),
        pytest.param("The ministers might cooperate.", [("hedged", "might")], id="hedged, and the hedge itself"),
        pytest.param("Perhaps the mill will close.", [("hedged", "Perhaps")], id="a hedge that opens a sentence"),
        pytest.param("The mill is not likely to close.", [("hedged", "likely")], id="a hedge under not"),
        pytest.param("Ana Reyes said that the mill may close.", [], id="another's hedge"),
        pytest.param("The mill could not close.", [], id="unable, not unsure"),
        pytest.param("The mill closed on 3 May 2024.", [], id="the month"),
        pytest.param("They signed the Treaty of Friendship in Oslo.", [], id="a name"),
        pytest.param("THE ENEMY BLAMED US.", [("confrontational", "ENEMY"), ("confrontational", "BLAMED")], id="loud"),
        pytest.param("The trade war ruined them.", [("confrontational", "trade war")], id="a phrase is one place"),
    ],
)
def test_only_what_a_voice_says_for_itself_counts(folder, text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(counted(folder, text)) == sorted(found)


def test_rates_are_per_thousand_words_with_wilson_s_interval(folder) -> None:
    """By hand: 1 in 10 words; Wilson's interval of 1 in 10 is 0.0179 to 0.4042."""
    corpus = load(folder({"a.txt": "The ministers agreed on a road to the old mill."}))
    rows = synthesis.leanings(corpus, synthesis.leaning_places(corpus)).set_index("leaning")
    own = rows.loc["cooperative"]
    assert (own["count"], own["words"], own["rate"]) == (1, 10, 100)
    assert (own["rate_low"], own["rate_high"]) == (pytest.approx(17.9, abs=0.05), pytest.approx(404.2, abs=0.05))
    assert list(rows.loc["hedged", ["count", "rate", "rate_low"]]) == [0, 0, 0]
    assert rows["sentence_id"].notna().tolist() == [True, False, False]


def test_the_sentence_that_carries_most_is_named(folder) -> None:
    text = "They agreed on it. They agreed to a truce. The partners settled in unity."
    corpus = load(folder({"a.txt": text}))
    row = synthesis.leanings(corpus, synthesis.leaning_places(corpus)).iloc[0]
    assert (row["count"], corpus.quote(row["sentence_id"])) == (5, "They agreed to a truce.")


def test_headings_lean_nowhere_since_their_words_are_not_counted(folder) -> None:
    entry = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "An enemy"\nkind = "heading"\nvoice = "Ng"\n'
    entry += '[[source.passage]]\nopens = "The mill"\nvoice = "Ng"\n'
    corpus = load(folder({"a.txt": "An enemy at the gate\n\nThe mill is closed.", "catalogue.toml": entry}))
    assert synthesis.leaning_places(corpus).empty


def test_another_language_has_no_leanings_and_no_words_to_lean_with(folder) -> None:
    corpus = load(folder({"a.txt": GERMAN, "b.txt": "The ministers agreed on a road to the old mill."}))
    places = synthesis.leaning_places(corpus)
    assert list(places["source_id"]) == ["b"]
    assert set(synthesis.leanings(corpus, places)["group"]) == {"unsigned (b)"}
    alone = load(folder({"a.txt": GERMAN}, "alone"))
    assert synthesis.leanings(alone, synthesis.leaning_places(alone)).empty
    assert charts.leanings(synthesis.leanings(alone, synthesis.leaning_places(alone)), ["unsigned (a)"]) is None


def test_a_list_of_one_s_own_goes_before(folder) -> None:
    corpus = load(folder({"a.txt": "The dam leaks. The dams do not leak."}))
    lists = {"wet": ("dam*", "leak*"), "dry": ("desert",)}
    rows = synthesis.leanings(corpus, synthesis.leaning_places(corpus, lexicon=lists), lexicon=lists)
    assert list(rows[["leaning", "count"]].itertuples(index=False, name=None)) == [("wet", 3), ("dry", 0)]


@pytest.mark.parametrize("by", ["voice", "source", "role", "side"])
def test_behind_every_count_there_are_as_many_places(seeds, by: str) -> None:
    places = synthesis.leaning_places(seeds, by)
    rows = synthesis.leanings(seeds, places, by)
    own = places[places["counted"]].groupby(["leaning", "group"]).size()
    assert rows.set_index(["leaning", "group"])["count"].loc[lambda n: n > 0].to_dict() == own.to_dict()
    assert rows.loc[rows["count"] > 0, "count"].sum() == places["counted"].sum() > 100
    for place in places.itertuples():
        assert " ".join(seeds.text(place.source_id)[place.start : place.end].split()) == place.word
        assert " ".join(place.word.split()) in " ".join(seeds.quote(place.sentence_id).split())


@settings(max_examples=25)
@given(
    st.text(st.sampled_from("may Could ally? “not” agree, threat. perhaps\n'’—水 "), max_size=120),
    st.text(st.characters(exclude_categories=["C"]), max_size=60),
)
def test_any_text_is_survived_and_counted_within_its_words(text: str, tail: str) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "a.txt").write_text(f"The mill may close and they agree. {text} {tail}", encoding="utf-8")
        corpus = load(name, cache=False)
    places = synthesis.leaning_places(corpus)
    rows = synthesis.leanings(corpus, places)
    assert (rows["count"] <= rows["words"]).all()
    assert ((rows["rate_low"] <= rows["rate"]) & (rows["rate"] <= rows["rate_high"])).all()
    assert set(places["use"]) <= {"asserted", "negated", "questioned", "hedged", "attributed", "mentioned"}


def test_the_words_of_grammar_lean_nowhere() -> None:
    lists = synthesis.leaning_lexicon()
    assert {*lists["cooperative"], *lists["confrontational"]} & spans.function_words() == set()


def spoken(words: dict[str, int]) -> pd.DataFrame:
    rows = [(lean, g, n, n, 5.0, 1.0, 9.0) for lean in ("cooperative", "hedged") for g, n in words.items()]
    columns = ["leaning", "group", "count", "words", "rate", "rate_low", "rate_high"]
    return pd.DataFrame(rows, columns=columns)


def test_groups_of_few_words_are_left_out_of_the_chart_and_named_below_it() -> None:
    table = spoken({"a": 500, "b": 99, "c": 100})
    figure = charts.leanings(table, ["c", "b", "a"])
    assert [t.get_text() for t in figure.axes[0].get_yticklabels()] == ["c", "a"]
    assert [ax.get_title("left") for ax in figure.axes] == ["cooperative", "hedged"]
    assert charts.unweighed(table) == " Left out, with fewer than 100 words: b."
    assert charts.unweighed(spoken({"a": 500})) == ""
    assert charts.leanings(spoken({"b": 9}), ["b"]) is None


def test_of_sixty_groups_twenty_five_are_drawn() -> None:
    table = spoken({f"voice {n:02d}": 99 + (n > 8) for n in range(60)})
    figure = charts.leanings(table, sorted(set(table["group"])))
    assert len(figure.axes[0].get_yticklabels()) == 25
    assert charts.unweighed(table) == (
        " Left out, with fewer than 100 words: voice 00, voice 01, voice 02, voice 03, voice 04, voice 05 and 3 more."
        " 25 of 51 are shown, the highest and the lowest among them."
    )


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param("The talks reduced tensions on the river.", False, id="what takes away before it"),
        pytest.param("The talks avoided open hostility.", False, id="with a word between"),
        pytest.param("The talks brought tensions on the river.", True, id="nothing takes away"),
        pytest.param("They ended the long quiet; hostility came back.", True, id="too far before it"),
    ],
)
def test_a_word_under_one_that_takes_away_is_not_counted(folder, text: str, counts: bool) -> None:
    corpus = load(folder({"a.txt": f"{text} The river is wide and the boats are old, and so are the men in them."}))
    places = synthesis.leaning_places(corpus)
    (place,) = places[places["leaning"] == "confrontational"].itertuples()
    assert place.counted == counts and (place.use == "reversed") != counts
