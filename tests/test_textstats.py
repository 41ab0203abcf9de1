"""The table of measures: values counted by hand, intervals that cover, and missing with a reason."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sourcebook import Corpus, load, textstats
from sourcebook.textstats import diversity, readability, resampling

NG = '[[source]]\nfile = "{}.txt"\nauthors = ["Ng"]\n'
RAIN = "The rain fell on the old town and nobody in it was surprised. "  # 13 words
SNOW = "Some snow lay on the new road and nobody in it was surprised. "  # 13 words
CHINESE = "今天下雨，我们不去公园，明天也许可以去。" * 20


def row(table: pd.DataFrame, group: str, measure: str) -> pd.Series:
    return table[(table["group"] == group) & (table["measure"] == measure)].iloc[0]


def of(articles: Callable[..., Path], text: str, measure: str) -> pd.Series:
    return row(textstats.statistics(load(articles({"a.txt": text}))), "unsigned (a)", measure)


def test_statistics_of_a_text_counted_by_hand(folder) -> None:
    sentences = ["One two three.", "Four five."] * 5
    table = textstats.statistics(load(folder({"a.txt": " ".join(sentences)})), window=10)
    group = "unsigned (a)"
    assert row(table, group, "words")["value"] == 25
    assert row(table, group, "types")["value"] == 5
    assert row(table, group, "sentences")["value"] == 10
    length = row(table, group, "sentence length")
    assert (length["low"], length["value"], length["high"]) == (2, 2.5, 3)
    assert row(table, group, "MATTR")["value"] == 0.5


PASSAGE = (  # 10 sentences of 10 words each; none of the counted words but those named below
    "It may rain in May, and it could snow too. "  # may 1 (not the month), could 1
    "Perhaps the 2 roads must close, which seems a pity. "  # hedges: perhaps, seems; must 1; a number
    "He said “we should go now” and then he went. "  # should 1; 4 words quoted
) + "Nobody in the town had seen so much rain before? " * 7  # 7 questions


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("words", 100),
        ("sentences", 10),
        ("word length", sum(len(w.strip(".,?“”")) for w in PASSAGE.split()) / 100),
        ("may", 10),
        ("could", 10),
        ("must", 10),
        ("should", 10),
        ("hedges", 20),
        ("numbers", 10),
        ("quoted", 0.04),
        ("questions", 0.7),
    ],
)
def test_shares_and_rates_of_a_passage_counted_by_hand(folder, measure: str, expected: float) -> None:
    assert of(folder, PASSAGE, measure)["value"] == pytest.approx(expected)


def test_readability_is_the_formula_on_counts_made_by_hand(folder) -> None:
    """13 words a sentence, 15 syllables (nobody 3, surprised 2), one hard word: nobody."""
    text = "The rain fell on the old town and nobody in it was surprised. " * 30
    counts = (390, 30, 30 * 16)
    assert of(folder, text, "Flesch reading ease")["value"] == pytest.approx(readability.flesch_reading_ease(*counts))
    assert of(folder, text, "Flesch-Kincaid grade")["value"] == pytest.approx(readability.flesch_kincaid_grade(*counts))
    assert of(folder, text, "Gunning fog")["value"] == pytest.approx(readability.gunning_fog(390, 30, 30))
    assert of(folder, text, "SMOG")["value"] == pytest.approx(readability.smog(30, 30))


def test_what_a_text_is_too_short_for_is_missing_with_its_reason(folder) -> None:
    table = textstats.statistics(load(folder({"a.txt": "It rained. It rains."})))
    reasons = table.set_index("measure")["reason"]
    assert set(table.loc[table["value"].notna(), "measure"]) == {"words", "types", "sentences"}
    assert (table["value"].isna() == (table["reason"] != "")).all()
    assert reasons["sentence length"] == reasons["questions"] == "2 sentences, fewer than 10"
    assert reasons["MATTR"] == "4 words, no stretch of 100"
    assert reasons["HD-D"] == "4 words, fewer than 50"
    assert reasons["SMOG"] == "2 sentences, fewer than 30"


@pytest.mark.parametrize("measure", ["MATTR", "MTLD"])
def test_what_is_read_in_order_never_crosses_from_one_article_into_another(folder, measure: str) -> None:
    files = {"a.txt": RAIN * 6, "b.txt": SNOW * 6, "catalogue.toml": NG.format("a") + NG.format("b")}
    table = textstats.statistics(load(folder(files)))
    assert row(table, "Ng", "words")["value"] == 156
    assert math.isnan(row(table, "Ng", measure)["value"])
    assert row(table, "Ng", measure)["reason"] == "156 words, no stretch of 100 in one article"


def test_articles_too_short_for_a_window_are_left_out_of_it(folder) -> None:
    files = {"a.txt": "water " * 60, "b.txt": "rain " * 30, "catalogue.toml": NG.format("a") + NG.format("b")}
    found = row(textstats.statistics(load(folder(files)), window=50), "Ng", "MATTR")
    assert found["value"] == 1 / 50
    assert found["note"].endswith("articles of at least 50 words only; no interval from 1 sentence")


def test_the_reason_of_a_text_of_one_word_is_in_the_singular(folder) -> None:
    assert of(folder, "Rain.", "HD-D")["reason"] == "1 word, fewer than 50"
    assert of(folder, "Rain.", "SMOG")["reason"] == "1 sentence, fewer than 30"


def test_sentences_that_are_all_alike_have_an_interval_that_holds_the_value(folder) -> None:
    found = textstats.statistics(
        load(folder({"a.txt": "Der Regen fiel auf die alte Stadt und niemand staunte. " * 40}))
    )
    given = found.dropna(subset=["low"])
    assert len(given) > 5
    assert ((given["low"] <= given["value"]) & (given["value"] <= given["high"])).all()


def test_words_that_are_all_different_have_no_mtld(folder) -> None:
    text = " ".join(f"w{n}" for n in range(120))
    assert of(folder, text, "MTLD")["reason"] == "not defined: no word is repeated"


def test_what_needs_english_is_missing_elsewhere(folder) -> None:
    table = textstats.statistics(load(folder({"a.txt": CHINESE})))
    missing = table[table["reason"] == "not English"]["measure"]
    assert {"Flesch reading ease", "SMOG", "function words", "hedges", "may"} <= set(missing)
    assert {"MATTR", "quoted", "sentence length"} & set(missing) == set()


def test_a_group_in_two_languages_counts_its_english_part_and_says_so(folder) -> None:
    files = {"a.txt": RAIN * 20, "b.txt": CHINESE, "catalogue.toml": NG.format("a") + NG.format("b")}
    table = textstats.statistics(load(folder(files)))
    share = row(table, "Ng", "function words")
    assert share["value"] == pytest.approx(8 / 13)  # the on the and nobody in it was
    assert share["note"] == "the English part only"
    assert row(table, "Ng", "MATTR")["note"] == "partly not in English"


def test_an_english_part_that_is_too_short_is_said_to_be(folder) -> None:
    files = {"a.txt": RAIN * 2, "b.txt": CHINESE, "catalogue.toml": NG.format("a") + NG.format("b")}
    table = textstats.statistics(load(folder(files)))
    assert row(table, "Ng", "hedges")["reason"] == "26 English words, fewer than 100"


@pytest.mark.parametrize(
    ("translated", "note"),
    [
        ("ab", "translated: the style is the translator's as well"),
        ("b", "translated in 1 of 2 articles: the style is the translator's as well"),
        ("", ""),
    ],
)
def test_the_style_of_a_translation_is_the_translators_as_well(folder, translated: str, note: str) -> None:
    toml = "".join(NG.format(f) + ("translated = true\n" if f in translated else "") for f in "ab")
    table = textstats.statistics(load(folder({"a.txt": RAIN * 20, "b.txt": SNOW * 20, "catalogue.toml": toml})))
    assert {row(table, "Ng", m)["note"] for m in ("MATTR", "sentence length", "hedges")} == {note}
    assert {row(table, "Ng", m)["note"] for m in ("words", "quoted", "numbers")} == {""}


def test_the_editor_of_a_translation_writes_in_his_own_words(seeds: Corpus) -> None:
    table = textstats.statistics(seeds, "role")
    notes = table[table["measure"] == "word length"].set_index("group")["note"]
    assert "translated" not in notes["editor"] and "translated" in notes["author"]


@pytest.fixture(scope="module")
def by_voice(seeds: Corpus) -> pd.DataFrame:
    return textstats.statistics(seeds)


def test_every_interval_holds_its_value(by_voice: pd.DataFrame) -> None:
    given = by_voice.dropna(subset=["low"])
    assert len(given) > 100
    assert ((given["low"] <= given["value"]) & (given["value"] <= given["high"])).all()
    assert (given["low"] < given["high"]).all()


def test_what_depends_on_length_has_no_interval(by_voice: pd.DataFrame) -> None:
    some = by_voice[by_voice["measure"].isin(["words", "types", "sentences", "type-token ratio", "hapax share"])]
    assert some["low"].isna().all() and some["high"].isna().all()


@pytest.mark.parametrize(
    ("questions", "value", "low", "high"),
    [  # Wilson's: Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3; the others by z2 / (n + z2)
        pytest.param(1, 1 / 29, 0, 0.1718, id="one of 29: the draws hold none, or three at most"),
        pytest.param(0, 0, 0, 3.8415 / 32.8415, id="none, which may be chance"),
        pytest.param(29, 1, 29 / 32.8415, 1, id="all, which may be chance"),
    ],
)
def test_few_occurrences_have_an_interval_as_wide_as_wilson_s(
    folder, questions: int, value: float, low: float, high: float
) -> None:
    text = "Did it rain on the old town? " * questions + "It did rain on the old town. " * (29 - questions)
    found = of(folder, text, "questions")
    assert (found["value"], found["low"], found["high"]) == pytest.approx((value, low, high), abs=5e-5)


def test_a_rate_is_of_words(folder) -> None:
    """No hedge in 390 words: Wilson's interval reaches up to z2 / (n + z2)."""
    assert of(folder, RAIN * 30, "hedges")["high"] == pytest.approx(1000 * 3.8415 / 393.8415, abs=5e-3)


def test_draws_without_a_value_give_no_interval() -> None:
    drawn = np.append(np.full(300, np.nan), np.ones(100))
    assert np.isnan(resampling.of_texts(1.0, drawn, 0.5)).all()


def test_few_sentences_have_no_interval(folder) -> None:
    found = of(folder, RAIN * 9, "word length")
    assert math.isnan(found["low"]) and found["note"] == "no interval from 9 sentences"


def test_the_table_is_the_same_twice_and_a_group_the_same_in_any_company(seeds: Corpus, folder) -> None:
    table = textstats.statistics(seeds, "source")
    assert table.to_csv() == textstats.statistics(seeds, "source").to_csv()
    alone = load(folder({"a.txt": PASSAGE * 3}))
    beside = load(folder({"a.txt": PASSAGE * 3, "b.txt": RAIN * 50}, name="more"))
    own = [t[t["group"] == "a"].reset_index(drop=True) for t in (_by_source(alone), _by_source(beside))]
    pd.testing.assert_frame_equal(*own)


def _by_source(corpus: Corpus) -> pd.DataFrame:
    return textstats.statistics(corpus, "source")


@pytest.mark.parametrize("by", ["voice", "source", "role", "side", "year"])
def test_whatever_the_grouping_no_word_is_lost(seeds: Corpus, by: str) -> None:
    table = textstats.statistics(seeds, by)
    assert table.loc[table["measure"] == "words", "value"].sum() == len(seeds.words)


def test_every_measure_has_a_floor_and_a_source_for_it(by_voice: pd.DataFrame) -> None:
    table = textstats.measures()
    assert list(table["measure"]) == list(by_voice["measure"].unique())
    assert (table[["unit", "says", "floor", "source", "floor_source"]] != "").all(axis=None)
    assert table.set_index("measure")["floor"]["MATTR"] == "100 words"
    assert textstats.measures(window=50).set_index("measure")["floor"]["MATTR"] == "50 words"


def test_the_curves_of_a_text_counted_by_hand(folder) -> None:
    corpus = load(folder({"a.txt": "One two two. One three one."}))
    assert textstats.zipf(corpus)[["rank", "count"]].to_numpy().tolist() == [[1, 3], [2, 2], [3, 1]]
    assert textstats.heaps(corpus, steps=3)[["words", "types"]].to_numpy().tolist() == [[1, 1], [4, 2], [6, 3]]


# --- intervals --------------------------------------------------------------------------------------------------------


def sentences(chance: np.random.Generator, how_many: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of made-up sentences, and where each begins: words as frequent as Zipf has it, 5 to 30 each."""
    lengths = chance.integers(5, 31, how_many)
    return np.minimum(chance.zipf(1.3, lengths.sum()), 5000), np.cumsum(lengths) - lengths


@pytest.mark.parametrize("measure", ["mattr", "mtld", "hdd", "yule_k"])
def test_nineteen_of_twenty_intervals_hold_the_truth(measure: str) -> None:
    """Of 100 texts by one source of words; of 100 intervals that cover 95 %, 87 or fewer would do so once in 1,000."""
    chance, found = np.random.default_rng(1), []
    for _ in range(100):
        codes, starts = sentences(chance, 40)
        value = getattr(diversity, measure)(codes)
        drawn = diversity.Rows(resampling.texts(codes, starts, resampling.length(len(codes), 100)))
        found.append((value, *resampling.of_texts(value, getattr(drawn, measure)(), drawn.length / len(codes))))
    truth = np.mean([value for value, _, _ in found])
    assert sum(low <= truth <= high for _, low, high in found) >= 88


def test_the_interval_of_a_mean_is_what_the_formula_gives() -> None:
    """Words a sentence of 400 sentences: the standard error of a mean, 1.96 times either way."""
    lengths = np.random.default_rng(3).normal(20, 5, 400)
    sums, share = resampling.sums(np.column_stack([lengths, np.ones(400)]))
    low, high = resampling.of_sums(lengths.mean(), sums[:, 0] / sums[:, 1], share)
    assert (high - low) / 2 == pytest.approx(1.96 * lengths.std() / 20, rel=0.1)


def test_an_end_of_an_interval_hardly_depends_on_the_seed(monkeypatch) -> None:
    """Of B draws of a normal mean the 97.5th percentile strays by sqrt(.025 x .975 / B) / .0584: 0.084 of 1,000."""
    lengths, ends = np.random.default_rng(3).normal(20, 5, 400), []
    for seed in range(60):
        monkeypatch.setattr(resampling, "_SEED", seed)
        sums, share = resampling.sums(lengths[:, None])
        ends.append(resampling.of_sums(lengths.mean(), sums[:, 0] / 400, share)[1])
    assert np.std(ends) / (lengths.std() / 20) < 0.1


def test_a_long_text_is_drawn_in_part_and_its_interval_is_as_narrow_as_all_of_it_makes_it() -> None:
    lengths = np.random.default_rng(3).normal(20, 5, 10_000)
    sums, share = resampling.sums(np.column_stack([lengths, np.ones(10_000)]))
    low, high = resampling.of_sums(lengths.mean(), sums[:, 0] / sums[:, 1], share)
    assert (share, (high - low) / 2) == (0.1, pytest.approx(1.96 * lengths.std() / 100, rel=0.1))


def test_a_drawn_text_holds_no_sentence_twice() -> None:
    codes, starts = np.arange(1000), np.arange(0, 1000, 10)
    drawn = resampling.texts(codes, starts, 500)
    assert drawn.shape == (resampling.TEXTS, 500)
    assert all(len(set(text)) == 500 for text in drawn.tolist())


def test_a_text_in_another_language_is_compared_with_its_own_only(folder) -> None:
    german = "Die Räte tagten lange und beschlossen nichts, weil niemand genug wusste und alle müde waren. " * 12
    corpus = load(folder({"a.txt": german, "b.txt": "It is late and we left the hall. " * 20}))
    table = textstats.statistics(corpus, "source").set_index(["group", "measure"])
    assert table.loc[("a", "MATTR"), "note"].startswith("not in English: compare within one language only")
    assert table.loc[("a", "numbers"), "note"] == table.loc[("b", "MATTR"), "note"] == ""
    assert list(textstats.comparable(table.reset_index(), "MATTR")["group"]) == ["b"]
