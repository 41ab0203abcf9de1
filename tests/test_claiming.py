"""Claims: the sentences that carry a voice, its own and not those of others; like ones of two voices; who is where."""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook import load, synthesis
from sourcebook.synthesis import claiming

HUB = "The reservoir floods orchards, and the villages below the reservoir lose meadows every spring."
ARTICLE = (
    "The reservoir was filled in May by an engineer who liked to whistle at work. "
    "Orchards were planted on the slope when my mother was still a girl in school. "
    "The villages have a bakery, a chapel and a bench where the old men sit. "
    f"Meadows give hay twice in a good year, and thrice in a very wet one. {HUB} "
    "Nobody ever explained to me why the post office is painted such a bright yellow."
)


def entry(file: str, author: str, published: str = "") -> str:
    date = f'published = "{published}"\n' if published else ""
    return f'[[source]]\nfile = "{file}"\nauthors = ["{author}"]\n{date}'


def first(corpus, by: str = "voice") -> dict[str, str]:
    table = synthesis.claims(corpus, by)
    return {r.group: corpus.quote(r.sentence_id) for r in table[table["rank"] == 1].itertuples()}


# --- which sentences carry the others ---------------------------------------------------------------------------------


def test_the_sentence_that_takes_up_the_others_comes_first(folder) -> None:
    corpus = load(folder({"a.txt": ARTICLE}))
    table = synthesis.claims(corpus)
    assert corpus.quote(table["sentence_id"][0]) == HUB
    assert list(table["rank"]) == [1, 2, 3] and table["score"][0] == 1
    assert table["sentence_id"].is_unique


def test_a_star_by_hand() -> None:
    """Two leaves of likeness 1/2 to the middle: x = 0.05 + 0.85 (2/3 x + 1/4 y), y the middle, 2x + y = 1."""
    middle = (1 - 2 * 0.05 / (1 - 0.85 * 2 / 3)) / (1 + 2 * 0.85 * 0.25 / (1 - 0.85 * 2 / 3))
    leaf = (1 - middle) / 2
    found = claiming.lexrank(np.array([[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]), np.ones(3))
    assert found == pytest.approx([leaf / middle, 1, leaf / middle])


def test_sentences_like_no_other_are_ranked_by_where_the_walk_is_drawn() -> None:
    assert claiming.lexrank(np.eye(3), np.array([1.0, 4.0, 2.0])) == pytest.approx([0.25, 1, 0.5])
    assert claiming.lexrank(np.eye(2), np.zeros(2)) == pytest.approx([1, 1])
    assert len(claiming.lexrank(np.zeros((0, 0)), np.zeros(0))) == 0


@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_ranks_hang_on_no_order(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.random((n, 4))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    alike, towards, order = vectors @ vectors.T, rng.random(n), rng.permutation(n)
    scores = claiming.lexrank(alike, towards)
    assert scores.max() == 1 and (scores > 0).all()
    assert claiming.lexrank(alike[np.ix_(order, order)], towards[order]) == pytest.approx(scores[order])
    taken = claiming.diverse(scores, alike, n)
    assert sorted(taken) == list(range(n)) and taken[0] == scores.round(9).argmax()


def test_what_was_said_already_waits() -> None:
    """By hand, 0.7 score - 0.3 likeness: 0.63 - 0.27 = 0.36 for the twin, 0.42 - 0 for the other."""
    alike = np.array([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1]])
    assert claiming.diverse(np.array([1, 0.9, 0.6]), alike, 3) == [0, 2, 1]
    assert claiming.diverse(np.array([1, 0.9, 0.5]), alike, 2) == [0, 1]


# --- whose sentences, and which ---------------------------------------------------------------------------------------

QUOTE = "“The orchards and the villages and the meadows drown every spring below the reservoir,” said Ana Reyes."


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(QUOTE, id="another's words"),
        pytest.param("Why do orchards, villages and meadows drown below the reservoir in every spring?", id="asked"),
        pytest.param("Reservoir, orchards, villages, meadows!", id="too short"),
        pytest.param(f"Orchards, villages, meadows {'and the reservoir ' * 20}drown.", id="too long"),
    ],
)
def test_what_is_not_the_voice_s_own_claim_is_left_out(folder, other: str) -> None:
    corpus = load(folder({"a.txt": f"{other} The reservoir floods orchards, villages and meadows in every wet year."}))
    assert list(first(corpus).values()) == ["The reservoir floods orchards, villages and meadows in every wet year."]
    assert len(synthesis.claims(corpus)) == 1


def test_a_voice_without_better_sentences_still_has_one(folder) -> None:
    files = {"a.txt": "Orchards drown.", "b.txt": "Who drowns orchards?", "c.txt": "It is so. And so it was to be."}
    assert first(load(folder(files))) == {
        "unsigned (a)": "Orchards drown.",
        "unsigned (b)": "Who drowns orchards?",
    }


def test_sixty_voices_have_three_sentences_each_the_same_every_time(folder) -> None:
    things = "ferry harbour lamp".split()
    files = {
        f"v{n:02d}.txt": " ".join(
            f"On island{n} the {thing} of uncle{n} was sold{n} for rope{n} to a friend." for thing in things
        )
        for n in range(60)
    }
    corpus = load(folder(files))
    table = synthesis.claims(corpus)
    assert table["group"].nunique() == 60 and len(table) == 180
    assert table.equals(synthesis.claims(corpus))
    assert list(synthesis.claims(corpus, "role", most=2)["rank"]) == [1, 2]


def test_a_very_long_voice_is_weighed_by_the_sentences_nearest_to_its_whole(folder) -> None:
    """Of 900 sentences all but the one that names what most name are about a thing of their own."""
    many = [f"Parcel thing{n} went by cart from hall{n} to gate{n} without any trouble at all." for n in range(900)]
    hub = "A parcel and a cart and trouble: that is how every parcel went by cart from anywhere."
    corpus = load(folder({"a.txt": " ".join([*many[:450], hub, *many[450:]])}))
    assert first(corpus) == {"unsigned (a)": hub}


def test_another_language_has_claims_as_well(folder) -> None:
    files = {"a.txt": "堤坝是四十年前修建的，政府没有钱修新的堤坝。村民担心洪水会冲垮堤坝。河水已经上涨了三天。"}
    assert first(load(folder(files))) == {"unsigned (a)": "堤坝是四十年前修建的，政府没有钱修新的堤坝。"}


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["C"]), max_size=200), st.integers(0, 4))
def test_any_text_is_survived(text: str, most: int) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "a.txt").write_text(f"The mill is closed. {text}", encoding="utf-8")
        corpus = load(name, cache=False)
    table = synthesis.claims(corpus, most=most)
    assert (table["rank"] <= most).all() and set(table["sentence_id"]) <= set(corpus.sentences["sentence_id"])
    assert synthesis.side_by_side(corpus, synthesis.issues(corpus)).empty
    assert synthesis.appearances(corpus).empty


# --- side by side -----------------------------------------------------------------------------------------------------

SPRING = "The dam drowns orchards, villages, meadows and the chapel in spring."
AUTUMN = "The dam drowns orchards, villages, meadows and the chapel in autumn."


def test_two_voices_stand_side_by_side_where_they_say_alike(folder) -> None:
    """By hand: two sentences; five terms in both weigh ln(3/2) each, one of its own ln 3; the issue's word nothing."""
    corpus = load(folder({"a.txt": SPRING, "b.txt": AUTUMN}))
    (row,) = synthesis.side_by_side(corpus, {"river": ("dam",), "birds": ("swan*",)}).itertuples()
    both, own = 5 * math.log(3 / 2) ** 2, math.log(3) ** 2
    assert row.similarity == pytest.approx(both / (both + own))
    assert (row.issue, row.voice_a, row.voice_b) == ("river", "unsigned (a)", "unsigned (b)")
    assert (corpus.quote(row.sentence_a), corpus.quote(row.sentence_b)) == (SPRING, AUTUMN)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SPRING.replace("dam", "lake"), id="one does not name the issue"),
        pytest.param("The dam was drawn by a friend of mine on a napkin in spring.", id="one word in common"),
        pytest.param(f"“{SPRING[:-1]},” said Ana Reyes.", id="only quoted"),
    ],
)
def test_no_pair_where_two_do_not_say_alike_of_one_issue(folder, other: str) -> None:
    corpus = load(
        folder({"a.txt": SPRING, "b.txt": f"{other} It rained a little on the way to the mill this morning."})
    )
    assert synthesis.side_by_side(corpus, {"river": ("dam",)}).empty


def test_one_voice_makes_no_pair_with_itself(folder) -> None:
    assert synthesis.side_by_side(load(folder({"a.txt": f"{SPRING} {AUTUMN}"})), {"river": ("dam",)}).empty


def test_a_sentence_stands_in_one_pair_and_ties_go_by_name_and_order(folder) -> None:
    """Of three sentences one stays alone; the first two are as alike as the last two, whatever the issue."""
    corpus = load(folder({"a.txt": SPRING, "b.txt": AUTUMN, "c.txt": AUTUMN.replace("meadows", "stables")}))
    (row,) = synthesis.side_by_side(
        corpus, {"river": ("dam",), "farming": ("orchard*",), "faith": ("chapel",)}
    ).itertuples()
    assert (row.issue, corpus.quote(row.sentence_a), corpus.quote(row.sentence_b)) == ("faith", SPRING, AUTUMN)


def test_in_the_seeds_pairs_are_of_two_voices_that_name_the_issue(seeds) -> None:
    table = synthesis.side_by_side(seeds, seeds.issues)
    assert table["similarity"].is_monotonic_decreasing and table["issue"].is_unique
    assert (table["voice_a"] != table["voice_b"]).all() and table["similarity"].between(0, 1, inclusive="right").all()
    used = [*table["sentence_a"], *table["sentence_b"]]
    assert len(set(used)) == len(used) >= 10


# --- the same person, here and there ----------------------------------------------------------------------------------


def test_a_person_stands_where_she_speaks_and_where_she_is_quoted_in_order_of_date(folder) -> None:
    toml = entry("a.txt", "Ana Reyes", "2025-03-01") + entry("b.txt", "Bo Lind", "2024-02-01") + entry("c.txt", "Cy Ng")
    files = {
        "a.txt": ARTICLE,
        "b.txt": f"{QUOTE} I walked home through the rain and thought of nothing in particular.",
        "c.txt": "The dam is old. Ana Reyes said that the dam would hold. I am not so sure of that.",
        "catalogue.toml": toml,
    }
    corpus = load(folder(files))
    rows = synthesis.appearances(corpus)
    assert list(rows[["person", "date", "role", "source_id"]].itertuples(index=False, name=None)) == [
        ("Ana Reyes", "2024-02-01", "quoted", "b"),
        ("Ana Reyes", "2025-03-01", "voice", "a"),
        ("Ana Reyes", "", "quoted", "c"),
    ]
    assert rows["by"].fillna("").tolist() == ["Bo Lind", "", "Cy Ng"]
    assert corpus.quote(rows["sentence_id"][1]) == HUB
    assert corpus.text("c")[rows["start"][2] : rows["end"][2]] == "the dam would hold"


def test_nobody_is_here_and_there_where_nobody_is_quoted(folder) -> None:
    assert list(synthesis.appearances(load(folder({"a.txt": ARTICLE}))).columns) == claiming.APPEARANCES
