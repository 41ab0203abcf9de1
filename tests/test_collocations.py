"""Collocations: pairs inside a sentence, with measures that a person can recompute from four cells."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder

from sourcebook import collocations, load
from sourcebook.concordance import occurrences

TEXT = "Red lines hold. The red lines and the red flags fell, red lines. Lines fell; flags fell."
NOISE = "We met here. They left then. Nobody came. It rained. Some stayed home. Dogs barked."


@pytest.fixture
def corpus(folder):
    return load(folder({"a.txt": TEXT, "b.txt": f"{NOISE} Red lines? Blue lines! {NOISE}"}))


def by_cells(both: float, one: float, other: float, neither: float) -> tuple[float, float, float]:
    """G2, PMI and t from the table's cells, each as its paper writes it."""
    n = both + one + other + neither
    cells = [
        (both, (both + one) * (both + other) / n),
        (one, (both + one) * (one + neither) / n),
        (other, (other + neither) * (both + other) / n),
        (neither, (other + neither) * (one + neither) / n),
    ]
    g2 = 2 * sum(o * math.log(o / e) for o, e in cells if o)
    return g2, math.log2(both / cells[0][1]), (both - cells[0][1]) / math.sqrt(both)


# --- published values -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        pytest.param((110, 2442, 111, 29114), 270.72, id="the swiss"),
        pytest.param((29, 13, 123, 31612), 263.90, id="can be"),
        pytest.param((31, 23, 139, 31584), 256.84, id="previous year"),
        pytest.param((10, 0, 3, 31764), 167.23, id="mineral water"),
    ],
)
def test_log_likelihood_is_that_of_dunning_s_table(cells: tuple[int, int, int, int], published: float) -> None:
    both, one, other, _ = cells
    assert collocations.association(both, both + one, both + other, sum(cells))[0] == pytest.approx(
        published, abs=0.005
    )


# Manning and Schütze 1999, Foundations of Statistical Natural Language Processing, 5.3.1 (t) and table 5.14 (mutual
# information), from as many words of the New York Times
WORDS = 14_307_668


@pytest.mark.parametrize(
    ("together", "first", "second", "published"),
    [
        pytest.param(20, 42, 20, 18.38, id="Ayatollah Ruhollah"),
        pytest.param(20, 41, 27, 17.98, id="Bette Midler"),
        pytest.param(20, 30, 117, 16.31, id="Agatha Christie"),
        pytest.param(20, 14907, 9017, 1.09, id="first made"),
    ],
)
def test_mutual_information_is_the_published_one(together: int, first: int, second: int, published: float) -> None:
    assert collocations.association(together, first, second, WORDS)[1] == pytest.approx(published, abs=0.005)


def test_t_is_the_published_one() -> None:
    """The pair 'new companies', which that book finds no collocation: below 2.576."""
    assert collocations.association(8, 15828, 4675, WORDS)[2] == pytest.approx(0.999932, abs=1e-5)


# --- one table of four cells ------------------------------------------------------------------------------------------


@given(st.tuples(*[st.integers(0, 400)] * 4).filter(lambda c: c[0] > 0))
def test_the_measures_are_those_of_the_four_cells(cells: tuple[int, int, int, int]) -> None:
    both, one, other, _ = cells
    found = collocations.association(both, both + one, both + other, sum(cells))
    assert found == pytest.approx(by_cells(*cells), abs=1e-7)
    assert found[0] >= 0
    assert math.copysign(1, round(found[1], 9) + 0.0) == math.copysign(1, round(found[2], 9) + 0.0)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param((0, 3, 3, 10), id="no such pair"),
        pytest.param((4, 3, 5, 10), id="more pairs than the first word begins"),
        pytest.param((3, 4, 4, 4), id="a cell below nought, as the words' own counts give it for 'a a a a'"),
    ],
)
def test_what_is_no_table_is_refused(table: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such table"):
        collocations.association(*table)


def test_a_pair_by_hand(folder) -> None:
    """Five pairs of neighbours, of which red begins three, lines ends three, and two are red lines."""
    corpus = load(folder({"a.txt": "Red lines. Red lines. Red flags. Blue lines. Old flags."}))
    (row,) = collocations.collocations(corpus, min_count=2).itertuples()
    assert (row.group, row.first, row.second, row.count) == ("unsigned (a)", "red", "lines", 2)
    assert (row.log_likelihood, row.pmi, row.t) == pytest.approx(by_cells(2, 1, 1, 1))
    assert row.pmi == pytest.approx(math.log2(2 / (9 / 5)))


def test_a_wider_window_counts_every_pair_and_scales_them_all(folder) -> None:
    """Window 3 of 'a b c' and 'a c b': ab, ac, bc, ac, ab, cb; counts are halved, since words have two pairs.

    Of six pairs, 'ants' begins four and 'bite' ends three, so that two are what chance gives: no company.
    """
    corpus = load(folder({"a.txt": "Ants bite cats. Ants cats bite."}))
    rows = collocations.collocations(corpus, window=3, min_count=1).set_index(["first", "second"])
    assert dict(rows["count"]) == {("bite", "cats"): 1, ("cats", "bite"): 1}
    assert tuple(rows.loc[("bite", "cats"), collocations.MEASURES]) == pytest.approx(by_cells(0.5, 0, 1, 1.5))


# --- what is counted --------------------------------------------------------------------------------------------------


def test_pairs_stay_inside_a_sentence(corpus) -> None:
    rows = collocations.collocations(corpus, None, window=6, min_count=1, function_words=True)
    found = set(zip(rows["first"], rows["second"], strict=True))
    assert ("red", "flags") in found
    assert not found & {("hold", "the"), ("hold", "red"), ("here", "they"), ("lines", "blue")}


@pytest.mark.parametrize("window", [2, 4])
def test_counts_are_those_of_nltk_s_finder_sentence_by_sentence(corpus, window: int) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for _, terms in corpus.words.groupby("sentence_id")["term"]:
        expected.update(BigramCollocationFinder.from_words(list(terms), window).ngram_fd)
    rows = collocations.collocations(corpus, None, window, min_count=1, function_words=True)
    assert len(rows) > 5
    for row in rows.itertuples():
        assert row.count == expected[row.first, row.second]


def test_every_count_leads_to_its_places(corpus) -> None:
    for window in (2, 5):
        for row in collocations.collocations(corpus, "source", window, min_count=2).itertuples():
            found = collocations.places(corpus, row.first, row.second, window)
            assert (found["source_id"] == row.group).sum() == row.count
            for p in found.itertuples():
                words = corpus.text(p.source_id)[p.start : p.end].lower().split()
                assert (words[0], words[-1]) == (row.first, row.second)
                assert corpus.text(p.source_id)[p.start : p.end] in corpus.quote(p.sentence_id)


def test_neighbours_are_found_by_the_concordance_as_well(corpus) -> None:
    assert len(collocations.places(corpus, "red", "lines")) == len(occurrences(corpus, ["red lines"])) == 4


def test_function_words_are_shown_when_asked_for_and_change_no_number(corpus) -> None:
    few = collocations.collocations(corpus, "source", min_count=2)
    all_pairs = collocations.collocations(corpus, "source", min_count=2, function_words=True)
    assert ("the", "red") in set(zip(all_pairs["first"], all_pairs["second"], strict=True))
    assert "the" not in set(few["first"])
    assert few.equals(few.merge(all_pairs))


def test_the_surest_come_first_and_words_that_avoid_each_other_not_at_all(corpus) -> None:
    rows = collocations.collocations(corpus, "source", min_count=1, function_words=True)
    assert (rows["pmi"] > 0).all()
    for _, own in rows.groupby("group"):
        assert own["log_likelihood"].is_monotonic_decreasing


def test_a_text_of_one_word_and_a_window_of_one_are_no_trouble(folder) -> None:
    assert collocations.collocations(load(folder({"a.txt": "Trade, trade, trade, trade, trade."}))).empty
    with pytest.raises(ValueError, match="window_size"):
        collocations.collocations(load(folder({"a.txt": "It rains."})), window=1)


def test_places_of_terms_as_they_are_counted_and_of_none(folder) -> None:
    corpus = load(folder({"a.txt": "R&D spending grew. More R&D spending. The U.S. paid for r&d spending."}))
    found = collocations.places(corpus, "r&d", "spending")
    assert [corpus.quote(f"{p.source_id}:{p.start}-{p.end}") for p in found.itertuples()] == ["R&D spending"] * 2
    assert collocations.places(corpus, "unicorn", "spending").empty
    assert "unicorn" not in corpus.index.vocabulary


# --- the company of one word ------------------------------------------------------------------------------------------


def test_the_company_of_a_word_by_hand(folder) -> None:
    """Near 'dam', two words either side: old, big, leaks, old, leaks, now (6); elsewhere 8, of which one is 'leaks'."""
    text = "Old big dam leaks. Old dam leaks now. A tap leaks. Rain fell. Sun and moon."
    corpus = load(folder({"a.txt": text}))
    rows = collocations.company(corpus, "dam", window=2).set_index("term")
    assert dict(rows["count"]) == {"old": 2, "leaks": 2}
    assert tuple(rows.loc["old", collocations.MEASURES]) == pytest.approx(by_cells(2, 4, 0, 8))
    assert tuple(rows.loc["leaks", collocations.MEASURES]) == pytest.approx(by_cells(2, 4, 1, 7))
    assert list(rows.index) == ["old", "leaks"]


def test_a_word_near_two_places_counts_once(folder) -> None:
    corpus = load(folder({"a.txt": "A dam, water, a dam. Nothing else is said of it all."}))
    rows = collocations.company(corpus, "dam", min_count=1)
    assert dict(zip(rows["term"], rows["count"], strict=True)) == {"water": 1}


def test_the_company_of_a_phrase_by_group_and_of_nothing(folder) -> None:
    files = {"a.txt": "The trade deal failed badly. It rained all day.", "b.txt": "A trade deals boom. It snowed."}
    corpus = load(folder(files))
    rows = collocations.company(corpus, "trade deal*", "source", min_count=1)
    assert list(zip(rows["group"], rows["term"], strict=True)) == [("a", "badly"), ("a", "failed"), ("b", "boom")]
    empty = collocations.company(corpus, "unicorn")
    assert empty.empty
    assert list(empty.columns) == collocations.COMPANY
