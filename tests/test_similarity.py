"""Similarity: cosines and Delta by hand and by formula, what is too short for them, and authors told apart."""

import statistics as st
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sourcebook import similarity, spans
from sourcebook.terms import is_content, terms


def table(counts: dict[str, dict[str, int]], documents: dict[str, int] | None = None) -> pd.DataFrame:
    """Counts by group as the table of terms has them."""
    rows = [(g, t, n, (documents or {}).get(t, 1)) for g, own in counts.items() for t, n in own.items()]
    return pd.DataFrame(rows, columns=["group", "term", "count", "documents"])


BAGS = some.dictionaries(
    some.sampled_from(["a1", "b1", "c1"]),
    some.dictionaries(some.sampled_from(["dam", "fish", "tax", "rain"]), some.integers(1, 50), min_size=1),
    min_size=2,
)

# --- cosine -----------------------------------------------------------------------------------------------------------


def test_a_cosine_by_hand() -> None:
    """Counts (3, 4) and (4, 3): 24 of 25; nothing in common: 0."""
    counts = table({"a": {"dam": 3, "fish": 4}, "b": {"dam": 4, "fish": 3}, "c": {"tax": 9}})
    values = similarity.cosines(counts, floor=1).values
    assert values.loc["a", "b"] == pytest.approx(24 / 25)
    assert (values.loc["a", "c"], values.loc["a", "a"]) == (0, 1)


def test_a_word_of_few_sources_weighs_more_as_the_formula_says() -> None:
    """Of 3 sources 'dam' is in one, weight ln(4/2) + 1 = 1.6931, 'fish' in all, weight ln(4/4) + 1 = 1."""
    counts = table({"a": {"dam": 1, "fish": 1}, "b": {"dam": 1}}, {"dam": 1, "fish": 3})
    found = similarity.cosines(counts, sources=3, floor=1).values.loc["a", "b"]
    assert found == pytest.approx(1.6931472 / (1.6931472**2 + 1) ** 0.5, abs=1e-7)


@given(BAGS)
def test_cosines_are_the_same_both_ways_from_0_to_1_and_1_with_itself(counts: dict[str, dict[str, int]]) -> None:
    for sources in (None, 5):
        values = similarity.cosines(table(counts), sources, floor=1).values
        assert list(values.index) == list(values.columns) == sorted(counts)
        assert np.allclose(values, values.T)
        assert ((values >= 0) & (values <= 1)).all(axis=None)
        assert (np.diag(values) == 1).all()


@given(BAGS)
def test_a_text_said_twice_is_no_less_alike(counts: dict[str, dict[str, int]]) -> None:
    first = min(counts)
    doubled = counts | {first: {t: 2 * n for t, n in counts[first].items()}}
    once, twice = (similarity.cosines(table(c), floor=1).values for c in (counts, doubled))
    assert np.allclose(once, twice)


def test_function_words_are_compared_only_when_asked_for() -> None:
    counts = table({"a": {"the": 9, "dam": 1}, "b": {"the": 9, "tax": 1}})
    assert similarity.cosines(counts, floor=1).values.loc["a", "b"] == 0
    assert similarity.cosines(counts, floor=1, function_words=True).values.loc["a", "b"] == pytest.approx(81 / 82)


def test_groups_with_few_words_are_withheld_with_the_reason() -> None:
    counts = table({"long": {"dam": 200}, "other": {"fish": 150}, "short": {"dam": 149}, "empty": {"the": 400}})
    found = similarity.cosines(counts)
    assert list(found.values.index) == ["long", "other"]
    assert list(found.withheld.itertuples(index=False, name=None)) == [
        ("empty", 0, "0 content words, fewer than 150"),
        ("short", 149, "149 content words, fewer than 150"),
    ]
    assert similarity.cosines(counts, floor=900).values.empty


def test_more_documents_than_sources_are_refused() -> None:
    with pytest.raises(ValueError, match="3 documents, but 2 sources"):
        similarity.cosines(table({"a": {"dam": 1}}, {"dam": 3}), sources=2)


def test_no_draws_and_no_words_are_refused() -> None:
    counts = table({"a": {"dam": 200}, "b": {"dam": 200}})
    with pytest.raises(ValueError, match="0 draws"):
        similarity.even_cosines(counts, draws=0)
    with pytest.raises(ValueError, match="0 words"):
        similarity.delta(counts, words=0)


def pieces(corpus, rng: np.random.Generator, sizes: dict[int, int]) -> dict[tuple[str, int], list[str]]:
    """The content words of the four longest voices, sentences shuffled, cut into pieces of such sizes."""
    words = corpus.words[corpus.words["term"].map(is_content)]
    found = {}
    for voice in corpus.largest("voice")[:4]:
        said = [list(own) for _, own in words[words["voice"] == voice].groupby("sentence_id", sort=True)["term"]]
        mixed = [term for n in rng.permutation(len(said)) for term in said[n]]
        for n, size in sizes.items():
            found[voice, n], mixed = mixed[:size], mixed[size:]
    return found


def compared(corpus, bags: dict[tuple[str, int], list[str]], how) -> pd.DataFrame:
    documents = corpus.words.groupby("term")["source_id"].nunique()
    return how(
        table({f"{v} {n}": dict(Counter(b)) for (v, n), b in bags.items()}, dict(documents)), len(corpus.sources)
    )


def test_at_the_floor_two_samples_of_one_voice_are_mostly_nearer_than_those_of_two(seeds) -> None:
    """What the floor promises, on the longest voices of the five articles: nearer nine times in ten."""
    rng, nearer = np.random.default_rng(4), []
    for _ in range(12):
        bags = pieces(seeds, rng, {1: similarity.CONTENT_FLOOR, 2: similarity.CONTENT_FLOOR})
        values = compared(seeds, bags, similarity.cosines).values
        for voice in {v for v, _ in bags}:
            others = [g for g in values.columns if not g.startswith(voice)]
            nearer += [values.loc[f"{voice} 1", f"{voice} 2"] > values.loc[f"{voice} 1", g] for g in others]
    assert len(nearer) == 12 * 4 * 6
    assert np.mean(nearer) > 0.85


def test_a_longer_text_is_not_nearer_because_it_is_longer(seeds) -> None:
    """A short piece, another of the same voice, and four times as much of another voice: samples tell whose it is."""
    rng, right = np.random.default_rng(3), {similarity.cosines: [], similarity.even_cosines: []}
    for _ in range(5):
        bags = pieces(seeds, rng, {1: 150, 2: 150, 3: 400})
        for how, found in right.items():
            values = compared(seeds, bags, how).values
            for voice in {v for v, _ in bags}:
                others = [g for g in values.columns if g.endswith(" 3") and not g.startswith(voice)]
                found += [values.loc[f"{voice} 1", f"{voice} 2"] > values.loc[f"{voice} 1", g] for g in others]
    assert np.mean(right[similarity.even_cosines]) > 0.85
    assert np.mean(right[similarity.cosines]) < np.mean(right[similarity.even_cosines]) - 0.1


def test_samples_of_all_words_are_the_texts_themselves() -> None:
    counts = table({"a": {"dam": 3, "fish": 4}, "b": {"dam": 4, "fish": 3}, "c": {"tax": 7}, "d": {"tax": 6}})
    found = similarity.even_cosines(counts, sources=4, size=7, draws=3)
    assert np.allclose(found.values, similarity.cosines(counts, sources=4, floor=7).values)
    assert list(found.withheld["reason"]) == ["6 content words, fewer than 7"]


def test_samples_are_the_same_every_time_and_none_without_groups() -> None:
    counts = table({"a": {"dam": 30, "fish": 40}, "b": {"dam": 40, "fish": 3, "tax": 9}})
    once, again = (similarity.even_cosines(counts, size=10, draws=5).values for _ in range(2))
    assert once.equals(again)
    assert not once.equals(similarity.even_cosines(counts, size=10, draws=5, seed=1).values)
    assert similarity.even_cosines(counts, size=900).values.empty


# --- Delta ------------------------------------------------------------------------------------------------------------

# Counts of four words in three samples of Gratian's Decretum (3,605, 66,238 and 14,811 words), as Paul Evans counted
# them for his lesson on Delta (github.com/decretist/Delta); the rest of each sample stands here as one word.
GRATIAN = {
    "cases": {"in": 74, "et": 70, "non": 24, "est": 13, "…": 3605 - 181},
    "first": {"in": 1682, "et": 1542, "non": 1622, "est": 1136, "…": 66238 - 5982},
    "second": {"in": 431, "et": 356, "non": 314, "est": 178, "…": 14811 - 1279},
}


def test_delta_is_the_mean_difference_of_z_scores() -> None:
    words = ["in", "et", "non", "est", "…"]
    rates = {g: [1000 * own[w] / sum(own.values()) for w in words] for g, own in GRATIAN.items()}
    assert [round(r, 6) for r in rates["first"][:4]] == [25.393279, 23.279688, 24.487454, 17.150276]  # his own table
    z = {g: [] for g in rates}
    for n in range(len(words)):
        column = [own[n] for own in rates.values()]
        for g, own in rates.items():
            z[g].append((own[n] - st.mean(column)) / st.stdev(column))
    found = similarity.delta(table(GRATIAN), floor=3000).values
    for a, b in (("cases", "first"), ("cases", "second"), ("first", "second")):
        expected = st.mean(abs(x - y) for x, y in zip(z[a], z[b], strict=True))
        assert found.loc[a, b] == found.loc[b, a] == pytest.approx(expected)


def test_delta_by_hand() -> None:
    """Rates of 'the' 10, 20, 30 %: z -1, 0, 1; what is left is as far apart the other way."""
    counts = {g: {"the": n, "dam": 100 - n} for g, n in (("a", 10), ("b", 20), ("c", 30))}
    values = similarity.delta(table(counts), floor=100).values
    assert [values.loc["a", "b"], values.loc["a", "c"], values.loc["a", "a"]] == pytest.approx([1, 2, 0])


def test_delta_takes_the_most_frequent_words_only_and_passes_over_what_all_use_alike() -> None:
    counts = {g: {"the": n, "of": 50, "dam": 50 - n} for g, n in (("a", 10), ("b", 20), ("c", 30))}
    assert similarity.delta(table(counts), words=2, floor=100).values.loc["a", "b"] == pytest.approx(1)
    same = {g: {"the": 60, "dam": 40} for g in "abc"}
    assert (similarity.delta(table(same), floor=100).values == 0).all(axis=None)


def test_no_delta_for_a_group_below_the_floor() -> None:
    counts = {g: {"the": n, "dam": 5000} for g, n in (("a", 10), ("b", 20), ("c", 30))} | {"d": {"the": 4999}}
    found = similarity.delta(table(counts))
    assert list(found.values.index) == ["a", "b", "c"]
    assert list(found.withheld.itertuples(index=False, name=None)) == [("d", 4999, "4,999 words, fewer than 5,000")]
    assert found.values.equals(similarity.delta(table({g: counts[g] for g in "abc"})).values)


def test_no_delta_between_two_groups() -> None:
    found = similarity.delta(table({"a": {"the": 6000}, "b": {"of": 7000}, "c": {"of": 10}}))
    assert found.values.empty
    assert dict(zip(found.withheld["group"], found.withheld["reason"], strict=True)) == {
        "a": "2 of 3 with 5,000 words, and it takes 3",
        "b": "2 of 3 with 5,000 words, and it takes 3",
        "c": "10 words, fewer than 5,000",
    }


def test_the_five_articles_are_too_short_for_delta(seeds) -> None:
    found = similarity.delta(terms(seeds))
    assert found.values.empty
    assert set(found.withheld["group"]) == set(seeds.words["voice"])


# --- trees and order --------------------------------------------------------------------------------------------------


def test_a_tree_by_hand() -> None:
    """Join b and d at 1; their mean distance to a is (4 + 6) / 2."""
    distances = pd.DataFrame([[0, 4, 6], [4, 0, 1], [6, 1, 0]], index=list("abd"), columns=list("abd"), dtype=float)
    found = similarity.tree(distances)
    assert found.labels == ["a", "b", "d"]
    assert found.links[:, 2] == pytest.approx([1, 5])
    assert found.leaves in (["a", "b", "d"], ["d", "b", "a"])


@given(some.permutations(range(6)))
def test_a_tree_is_the_same_whatever_the_order_of_the_groups(order: list[int]) -> None:
    places = np.array([[0, 0], [1, 0], [5, 5], [5, 7], [9, 1], [9.5, 4]])
    names = [f"g{n}" for n in range(6)]
    near = pd.DataFrame(np.abs(places[:, None] - places).sum(axis=2), index=names, columns=names)
    shuffled = near.iloc[order, order]
    assert similarity.tree(shuffled).leaves == similarity.tree(near).leaves
    assert np.array_equal(similarity.tree(shuffled).links, similarity.tree(near).links)


@pytest.mark.parametrize(
    ("distances", "says"),
    [
        pytest.param([[0.0]], "it takes two", id="one group"),
        pytest.param([[0, np.nan], [np.nan, 0]], "are numbers", id="a missing value"),
        pytest.param([[0, 1], [2, 0]], "both ways", id="not the same both ways"),
        pytest.param([[1, 0.5], [0.5, 1]], "0 from a group to itself", id="a similarity instead of a distance"),
    ],
)
def test_what_is_no_distance_makes_no_tree(distances: list[list[float]], says: str) -> None:
    names = list("ab")[: len(distances)]
    with pytest.raises(ValueError, match=says):
        similarity.tree(pd.DataFrame(distances, index=names, columns=names))


def test_the_nearest_come_first_each_pair_once() -> None:
    values = pd.DataFrame([[1, 0.2, 0.7], [0.2, 1, 0.7], [0.7, 0.7, 1]], index=list("abc"), columns=list("abc"))
    rows = similarity.nearest(values).itertuples(index=False, name=None)
    assert list(rows) == [("a", "c", 0.7), ("b", "c", 0.7), ("a", "b", 0.2)]
    assert similarity.nearest(1 - values, distance=True)["distance"].is_monotonic_increasing
    assert similarity.nearest(values.iloc[:1, :1]).empty


# --- known authors ----------------------------------------------------------------------------------------------------


def test_texts_of_one_author_stand_together() -> None:
    """Two authors, four texts each: the same vocabulary, function words and subjects in other proportions."""
    rng = np.random.default_rng(1)
    vocabulary = sorted(spans.function_words())[:80] + [f"subject{n}" for n in range(120)]
    habits = [rng.dirichlet(np.full(len(vocabulary), 2.0)) for _ in range(2)]
    drawn = {f"{'AB'[n % 2]}{n}": rng.multinomial(6000, habits[n % 2]) for n in range(8)}
    counts = table({g: {w: int(n) for w, n in zip(vocabulary, own, strict=True) if n} for g, own in drawn.items()})
    for distances in (similarity.delta(counts).values, 1 - similarity.cosines(counts, sources=8).values):
        leaves = "".join(leaf[0] for leaf in similarity.tree(distances).leaves)
        assert leaves in ("AAAABBBB", "BBBBAAAA")
        same = similarity.nearest(distances, distance=True).head(12)
        assert (same["first"].str[0] == same["second"].str[0]).all()
