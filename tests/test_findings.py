"""Prose says only what the numbers show: for a tie, for one voice, for nothing at all, and without marking up."""

import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest

from sourcebook import agreement, charts, facts, findings, load, reckoning, synthesis
from sourcebook.corpus.parts import Whole
from sourcebook.overview import check


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="a script"),
        pytest.param("[click](javascript:alert(1))", id="a link"),
        pytest.param("**bold** _it_ `code` # head", id="markup"),
        pytest.param("it cost $5 and $6", id="what looks like mathematics"),
        pytest.param("see https://evil.example/x", id="an address"),
        pytest.param("&lt;b&gt; \\ ![x](y)", id="entities and pictures"),
    ],
)
def test_what_comes_from_an_article_shows_as_text(text: str) -> None:
    from nbconvert.filters import markdown2html

    shown = markdown2html(findings.escaped(text))
    assert unescape(re.sub(r"</?(p|span)>", "", shown)).strip() == text
    assert not set(findings.escaped(text)) & set("*_`[]()") and "$" not in findings.escaped(text)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], ""),
        (["Abe"], "Abe"),
        (["Abe", "Ng"], "Abe and Ng"),
        (["Abe", "Ng", "Ortiz"], "Abe, Ng and Ortiz"),
        (list("abcdefgh"), "a, b, c, d, e and 3 more"),
    ],
)
def test_a_listing_reads_as_a_person_writes(names: list[str], says: str) -> None:
    assert findings.listing(names) == says


@pytest.mark.parametrize(("n", "says"), [(0, "no voices"), (1, "1 voice"), (1200, "1,200 voices")])
def test_a_number_with_its_noun(n: int, says: str) -> None:
    assert findings.plural(n, "voice") == says


def spoken(**words: int) -> pd.DataFrame:
    return pd.DataFrame({"voice": list(words), "words": list(words.values())})


@pytest.mark.parametrize(
    ("voices", "says"),
    [
        pytest.param(spoken(Ng=30, Abe=10), "**Ng**, 30, 75% of all", id="a clear leader"),
        pytest.param(spoken(Ng=30, Abe=30), "**Abe and Ng**, 30 each", id="a tie"),
        pytest.param(spoken(Ng=1), "one voice, **Ng**, with 1 word", id="one voice"),
        pytest.param(spoken(Ng=0), "Nobody speaks", id="nobody"),
    ],
)
def test_who_speaks_most(voices: pd.DataFrame, says: str) -> None:
    assert says in findings.who_speaks(voices)


def lengths(**values: float | None) -> pd.DataFrame:
    rows = [
        (g, "sentence length", v, v and v - 3, v and v + 3, "words per sentence", "" if v else "short")
        for g, v in values.items()
    ]
    rows += [(g, "sentences", 40, None, None, "sentences", "") for g in values]
    table = pd.DataFrame(rows, columns=["group", "measure", "value", "low", "high", "unit", "reason"])
    return table.astype({"value": float, "low": float, "high": float}).assign(note="")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(
            lengths(Ng=14, Ortiz=23), "**Ortiz**, 23 words per sentence; at the other end Ng, 14", id="a leader"
        ),
        pytest.param(lengths(Ng=9, Abe=23, Ortiz=23), "**Abe and Ortiz**, 23", id="two leaders tie"),
        pytest.param(lengths(Ng=9, Abe=9), "both are equal at 9", id="all equal"),
        pytest.param(lengths(Ng=14), "there is one group, Ng, 14 words per sentence", id="one voice"),
        pytest.param(lengths(Ng=14, Abe=None), "only Ng has enough text, 14 words per sentence", id="one of two"),
        pytest.param(lengths(Ng=None), "no group has enough text to compare. No value for Ng", id="nobody has enough"),
        pytest.param(lengths(Ng=14, Abe=20, Roe=None), "No value for Roe", id="one is too short"),
    ],
)
def test_a_measure_is_compared_only_where_there_is_something_to_compare(table: pd.DataFrame, says: str) -> None:
    assert says in findings.measured(table, "sentence length", "Longest")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(lengths(Ng=14, Abe=16), "says little about a single sentence", id="ranges that overlap"),
        pytest.param(lengths(Ng=14, Abe=16), "lie no farther apart than chance may put them", id="medians by chance"),
        pytest.param(lengths(Ng=14, Abe=40), "lie farther apart than chance would put them", id="medians apart"),
        pytest.param(lengths(Ng=14, Abe=40), "do not overlap", id="ranges apart"),
        pytest.param(lengths(Ng=14), "no difference", id="one group"),
        pytest.param(lengths(Ng=14, Abe=14), "no difference", id="equal medians"),
    ],
)
def test_a_difference_is_not_overread(table: pd.DataFrame, says: str) -> None:
    assert says in findings.spread(table)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(
            lengths(Ng=14, Abe=40),
            "highest **Abe**, 40.0 words per sentence; lowest Ng, 14.0. They lie farther apart than chance would",
            id="apart",
        ),
        pytest.param(lengths(Ng=14, Abe=16, Roe=None), "no farther apart than chance may put them.", id="overlapping"),
        pytest.param(lengths(Ng=14), "Ng alone, 14.0 words per sentence.", id="one group"),
        pytest.param(lengths(Ng=14, Abe=14), "both at 14.0", id="a tie of all"),
        pytest.param(lengths(Ng=None), "no group has enough text", id="nobody has enough"),
        pytest.param(lengths(Ng=0.5, Abe=0.91), "**Abe**, 0.91", id="two decimals below one"),
        pytest.param(lengths(Ng=140, Abe=240.4), "**Abe**, 240 words", id="none above a hundred"),
    ],
)
def test_extremes_say_whether_they_are_apart(table: pd.DataFrame, says: str) -> None:
    assert says in findings.extremes(table, ["sentence length"])


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(lengths(Ng=14, Abe=16), "None: every measure has a value for all of the 2 groups.", id="nobody"),
        pytest.param(lengths(Ng=14), "None.", id="one group with all"),
        pytest.param(
            lengths(Ng=None, Abe=14),
            "**1 of 2 groups** lacks at least one measure: Ng. Most often missing: sentence length, once.",
            id="one of two",
        ),
    ],
)
def test_who_lacks_a_measure(table: pd.DataFrame, says: str) -> None:
    assert findings.too_short(table) == says


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        pytest.param(
            {"Ng": (200, 100), "Abe": (400, 120)}, "**Ng** has used most different ones, 100; Abe fewest, 60.", id="two"
        ),
        pytest.param(
            {"Ng": (200, 100), "Abe": (400, 200)},
            "After 200 words, as many as the shortest has, all have used 100",
            id="equals",
        ),
        pytest.param(
            {"Ng": (200, 100), "Abe": (90, 80)}, "There are no two groups with 100 words", id="one is too short"
        ),
    ],
)
def test_growth_compares_at_the_length_of_the_shortest(ends: dict[str, tuple[int, int]], says: str) -> None:
    rows = [row for g, (words, types) in ends.items() for row in [(g, 0, 0), (g, words, types)]]
    assert says in findings.growth(pd.DataFrame(rows, columns=["group", "words", "types"]))


def test_who_is_translated_is_called_so_and_another_language_is_not_compared() -> None:
    table = lengths(Ng=14, Abe=40, Roe=99)
    table.loc[table["group"] == "Abe", "note"] = "translated: the style is the translator's as well"
    table.loc[table["group"] == "Roe", "note"] = "not in English: compare within one language only"
    assert "highest **Abe &#40;translated&#41;**, 40.0" in findings.extremes(table, ["sentence length"])


def test_who_has_no_interval_is_not_ranked_with_those_who_have() -> None:
    table = lengths(Ng=14, Abe=40, Roe=99)
    table.loc[table["value"] == 99, ["low", "high"]] = float("nan")
    assert "highest **Abe**" in findings.extremes(table, ["sentence length"])


def test_what_has_no_interval_is_not_called_apart() -> None:
    table = lengths(Ng=14, Abe=40).assign(low=float("nan"), high=float("nan"))
    assert findings.extremes(table, ["sentence length"]).endswith("lowest Ng, 14.0.")


@pytest.mark.parametrize(
    ("rows", "groups", "says"),
    [
        pytest.param([], 1, "one group", id="one group"),
        pytest.param([], 3, "No group stands out", id="nobody"),
        pytest.param(
            [("Ng", 41.0, 18.0)],
            3,
            "- **Ng**: sentence length, high at 41.0 words (the others' median: 18.0)",
            id="high",
        ),
        pytest.param([("Ng", 0.2, 0.31)], 3, "low at 0.20 words (the others' median: 0.31)", id="low"),
        pytest.param([("Ng", 2.0, 1.0)] * 14, 3, "- and 2 more", id="more than fit"),
    ],
)
def test_what_stands_out_is_named_with_what_the_others_do(rows: list, groups: int, says: str) -> None:
    traits = pd.DataFrame(rows, columns=["group", "value", "others"]).assign(measure="sentence length", unit="words")
    assert says in findings.stands_out(traits, groups)


@pytest.mark.parametrize(
    ("rows", "by", "says"),
    [
        pytest.param(
            [("2024", "Ng", "a"), ("2025", "Abe", "b"), ("2025", "Abe", "c")],
            "year",
            " One article stands alone in 2024 &#40;a&#41;. No voice speaks in more than one of these groups, so "
            "change over time and change of author can't be told apart.",
            id="a year with one article and another author",
        ),
        pytest.param(
            [("2024", "Ng", "a"), ("2024", "Ng", "b"), ("2025", "Ng", "c"), ("2025", "Ng", "d")],
            "year",
            "",
            id="one author in both",
        ),
        pytest.param(
            [("N", "Ng", "a"), ("N", "Ng", "b"), ("S", "Abe", "c"), ("S", "Abe", "d")],
            "side",
            "a difference of side and of author",
            id="sides",
        ),
        pytest.param([("2024", "Ng", "a")], "year", "", id="one group"),
        pytest.param([("Ng", "Ng", "a"), ("Abe", "Abe", "b")], "voice", "", id="voices are what is compared"),
    ],
)
def test_what_a_grouping_can_not_tell_apart_is_said(rows: list, by: str, says: str) -> None:
    found = findings.confounded(pd.DataFrame(rows, columns=["group", "voice", "source_id"]), by)
    assert says in found if says else found == ""


@pytest.mark.parametrize(
    ("table", "groups", "says"),
    [
        pytest.param([], ["Ng"], "nothing to compare", id="one group"),
        pytest.param([], ["Ng", "Abe"], "No word", id="nothing distinctive"),
        pytest.param([("Ng", "dam", 2.0, False)], ["Ng", "Abe"], "No word of Abe is that much", id="one of two"),
        pytest.param(
            [("Ng", "dam", 2.0, False), ("Abe", "weir", 5.0, False), ("Abe", "dyke", 3.0, False)],
            ["Ng", "Abe"],
            "- **Abe**: weir, dyke\n- **Ng**: dam",
            id="whose words stand out most comes first",
        ),
        pytest.param(
            [("Ng", "farrant", 4.0, True), ("Ng", "stubborn", 3.0, False)],
            ["Ng", "Abe"],
            "- **Ng**: stubborn; in one article only: farrant",
            id="a name that one article of several has is no habit",
        ),
        pytest.param(
            [("Ng", "ramp", 4.0, True)], ["Ng", "Abe"], "- **Ng**: in one article only: ramp", id="topics alone"
        ),
    ],
)
def test_distinctive_words(table: list, groups: list[str], says: str) -> None:
    assert says in findings.distinctive(pd.DataFrame(table, columns=["group", "term", "z", "one_of_several"]), groups)


def figures(folder, text: str):
    return load(folder({"a.txt": text})).facts


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("It rains.", "No figure and no date was found", id="no figures"),
        pytest.param("It cost $5 million.", "**1 figure or date**: 1 amount of money.", id="one figure"),
        pytest.param("The two sides paid $5 million.", "Another 1 in passing", id="one in passing"),
    ],
)
def test_kinds_of_figures(folder, text: str, says: str) -> None:
    assert says in findings.kinds(figures(folder, text).assign(group="Ng"))


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        pytest.param([("Ng", 5e6, None), ("Abe", 5e6, None)], "5 million USD (Ng and Abe)", id="a tie names both"),
        pytest.param([("Ng", 5e6, None), ("Abe", None, 9e6)], "to 9 million USD (Abe)", id="a range by its upper end"),
    ],
)
def test_the_largest_is_right_for_ties_and_ranges(figures: list, says: str) -> None:
    rows = [
        {
            "kind": "money",
            "unit": "USD",
            "group": g,
            "value": v,
            "low": h and h / 2,
            "high": h,
            "per": None,
            "modifier": "=",
        }
        for g, v, h in figures
    ]
    assert says in findings.largest(pd.DataFrame(rows).astype({"value": float, "high": float}), "money", "money")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([], "None of the issues is spoken of. Nobody speaks of rain and dams", id="nobody"),
        pytest.param(
            [("rain", "Ng"), ("rain", "Abe"), ("dams", "Ng")], "**rain**, 2 of 2. One alone speaks of dams", id="one"
        ),
        pytest.param(
            [("rain", "Ng")],
            "**rain**, 1 of 2. One alone speaks of rain &#40;Ng&#41;. Nobody speaks of dams",
            id="both",
        ),
    ],
)
def test_who_covers_what(rows: list, says: str) -> None:
    coverage = pd.DataFrame(rows, columns=["issue", "group"]).assign(rate=1.0, sentence_id="a:0-9")
    said = findings.covered(coverage, 2, ["rain", "dams"])
    assert says in re.sub(r'<span data-sentence="a:0-9"></span>', "", said)


def leaning(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["leaning", "group", "count", "words"])
    rate = 1000 * table["count"] / table["words"]
    return table.assign(rate=rate, rate_low=rate / 2, rate_high=2 * rate, sentence_id="a b:0-9")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([], "Nobody of 100 words or more uses a word", id="nobody"),
        pytest.param([("firm", "Ng", 5, 99)], "Nobody of 100 words or more", id="too few words"),
        pytest.param([("firm", "Ng", 0, 500)], "Nobody of 100 words or more", id="none of the words"),
        pytest.param(
            [("firm", "Ng", 1, 500), ("firm", "Abe", 3, 500)],
            "firm: **Abe**, 6.0 (95 % interval 3.0 to 12.0)<span",
            id="one leads",
        ),
        pytest.param(
            [("firm", "Ng", 1, 500), ("firm", "Abe", 1, 500)], "firm: **Ng and Abe**, 2.0 each<span", id="a tie"
        ),
    ],
)
def test_who_leans_most_among_those_with_words_enough(rows: list, says: str) -> None:
    assert says in findings.leaned(leaning(*rows))


def test_a_statement_rests_on_sentences_that_nobody_sees_in_the_notebook() -> None:
    said = findings.leaned(leaning(("firm", "Ng", 1, 500)))
    assert '<span data-sentence="a b:0-9"></span>' in said


@pytest.mark.parametrize(
    ("rates", "says"),
    [
        pytest.param(
            {"Ng": [4.0, 1.0], "Abe": [2.0, 0.0]}, "**dam (Ng)**, 4.0 per 1,000 words. Used by all 2: dam.", id="one"
        ),
        pytest.param({"Ng": [4.0, 0.0], "Abe": [0.0, 4.0]}, "**dam (Ng) and fish (Abe)**", id="a tie"),
        pytest.param({"Ng": [4.0, 0.0], "Abe": [0.0, 4.0]}, "None is used by all.", id="nobody shares"),
        pytest.param({"Ng": [4.0, 1.0]}, "**dam (Ng)**, 4.0 per 1,000 words.", id="one voice"),
        pytest.param({"Ng": [0.0, 0.0]}, "no content words", id="no words"),
    ],
)
def test_most_used_words(rates: dict, says: str) -> None:

    assert says in unescape(findings.most_used(pd.DataFrame(rates, index=["dam", "fish"])))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([], "No date can be placed", id="no dates"),
        pytest.param(
            [("2020", 3), ("2021", 1)], "2 events on 2 dates; told alike by most voices: **2020**, 3.", id="one"
        ),
        pytest.param([("2020", 2), ("2021", 2)], "**2020 and 2021**, 2 each.", id="a tie"),
        pytest.param([("2020", 1)], "1 date, each named by one voice only.", id="nobody agrees"),
    ],
)
def test_most_dated(rows: list, says: str) -> None:
    assert says in findings.most_dated(pd.DataFrame(rows, columns=["date", "n_voices"]))


def test_a_grouping_says_who_is_in_it(seeds) -> None:
    line = findings.corpus_line(seeds, "side")
    assert "Grouped by side: **American** (" in line and "Ryan Hass" in line
    assert "Grouped" not in findings.corpus_line(seeds)


def test_most_stated_words_for_none_and_for_a_tie() -> None:
    shared = pd.DataFrame(
        [
            {
                "group_id": g,
                "voice": v,
                "kind": "percent",
                "value": x,
                "low": None,
                "high": None,
                "unit": "%",
                "per": None,
                "modifier": "=",
                "relation": "same",
                "source_id": v,
            }
            for g, v, x in [("a", "Ng", 5.0), ("a", "Abe", 5.0), ("b", "Ng", 7.0), ("b", "Abe", 7.0)]
        ]
    )
    assert "**5% and 7%**, by 2 voices each" in findings.most_stated(shared)
    assert "No figure was recognised" in findings.most_stated(shared.iloc[:0])


def used(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "use"]).assign(word="dam")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([], "Nobody uses “dam”.", id="nobody"),
        pytest.param([("Ng", "asserted")], "**“dam”** stands once: asserted by Ng &#40;1&#41;.", id="one"),
        pytest.param(
            [("Ng", "negated"), ("Abe", "asserted"), ("Ng", "asserted"), ("Ng", "asserted")],
            "asserted by Ng &#40;2&#41; and Abe &#40;1&#41;; denied by Ng &#40;1&#41;.",
            id="who does it most comes first",
        ),
    ],
)
def test_called_says_who_does_what_with_a_word(rows: list, says: str) -> None:
    assert says in findings.called(used(*rows), "dam")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([("Ng", "asserted"), ("Abe", "negated")], "which Ng asserts and Abe only denies.", id="two"),
        pytest.param([("Ng", "asserted"), ("Ng", "negated")], "No word is asserted by one", id="one does both"),
        pytest.param([("Ng", "negated"), ("Abe", "negated")], "No word is asserted by one", id="all deny"),
        pytest.param(
            [("Ng", "asserted"), ("Roe", "asserted"), ("Abe", "negated"), ("Zoe", "negated")],
            "which Ng and Roe assert and Abe and Zoe only deny.",
            id="several on both sides",
        ),
    ],
)
def test_at_odds_are_those_who_assert_and_those_who_only_deny(rows: list, says: str) -> None:
    assert says in findings.at_odds(used(*rows))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([], "None of the words stands anywhere.", id="nowhere"),
        pytest.param(
            [("Ng", 0.0), ("Ng", 0.05), ("Ng", 0.99), ("Abe", 0.5)],
            "- “dam”: most by **Ng**, 3 times, in 2 of 10 equal parts of the text",
            id="first and last tenth",
        ),
        pytest.param([("Ng", 0.1), ("Abe", 0.5)], "- “dam”: most by **Abe and Ng**, once each", id="a tie"),
        pytest.param([("Ng", 0.1)], "- “dam”: most by **Ng**, once", id="once"),
    ],
)
def test_evenness_says_over_how_much_of_the_text_a_word_spreads(rows: list, says: str) -> None:
    places = pd.DataFrame(rows, columns=["group", "position"]).assign(word="dam")
    assert findings.evenness(places, ["dam", "weir"]) == says


def test_company_and_likeness_for_none_one_and_several() -> None:
    pairs = pd.DataFrame([("trade", "war", 9), ("rare", "earth", 4)], columns=["first", "second", "count"])
    assert findings.company(pairs) == "Strongest: **trade war &#40;9&#41; and rare earth &#40;4&#41;**."
    assert "No two content words" in findings.company(pairs.iloc[:0])
    rows = [("Ng", "Abe", 0.61), ("Ng", "Roe", 0.204), ("Abe", "Roe", float("nan"))]
    likeness = pd.DataFrame(rows, columns=["first", "second", "similarity"])
    assert findings.alike(likeness) == "Most alike: **Ng and Abe**, similarity 0.61; least: Ng and Roe, 0.20."
    assert findings.alike(likeness.iloc[:1]) == "Most alike: **Ng and Abe**, similarity 0.61."
    assert "no two groups" in findings.alike(likeness.iloc[2:])


@pytest.mark.parametrize(
    ("groups", "of", "says"),
    [
        pytest.param({}, 3, "", id="nobody"),
        pytest.param({"Ng": 90}, 3, "Withheld for 1 of 3 groups: Ng (90 words, fewer than 150).", id="one"),
        pytest.param(
            {"Ng": 90, "Abe": 40},
            2,
            "Withheld for all of 2 groups: Ng and Abe (40 to 90 words, fewer than 150).",
            id="all",
        ),
    ],
)
def test_who_is_withheld_is_said_with_the_reason(groups: dict[str, int], of: int, says: str) -> None:
    rows = [(g, n, f"{n} words, fewer than 150") for g, n in groups.items()]
    assert findings.withheld(pd.DataFrame(rows, columns=["group", "words", "reason"]), of) == says


def test_two_long_texts_are_withheld_for_being_two() -> None:
    rows = [("Ng", 9000, "1 of 2 with 5,000 words, and it takes 3"), ("Abe", 90, "90 words, fewer than 5,000")]
    says = findings.withheld(pd.DataFrame(rows, columns=["group", "words", "reason"]), 2)
    assert says.endswith("Abe (90 words, fewer than 5,000); Ng (1 of 2 with 5,000 words, and it takes 3).")


def test_the_largest_is_told_by_currency_with_who_states_it(folder) -> None:
    table = figures(folder, "It cost $5 million, then €7 million, then $9 million.")
    says = findings.largest(table.assign(group="Ng"), "money", "money")
    assert says == "3 mentions of money; the largest in each currency: 7 million EUR (Ng); 9 million USD (Ng)."
    assert findings.largest(table.assign(group="Ng"), "percent", "percentages") == "Nobody states percentages."


def test_of_many_files_left_out_for_one_reason_three_are_named() -> None:
    rows = [(f"{n}.png", "unknown type", "") for n in range(40)] + [("a.pdf", "damaged", ""), ("b.pdf", "damaged", "")]
    said = findings.left_out(pd.DataFrame(rows, columns=["path", "reason", "detail"]))
    assert said.startswith(
        "**42 files** left out: <code>a.pdf</code>, <code>b.pdf</code> (damaged); <code>0.png</code>, "
    )
    assert said.endswith("<code>2.png</code> and 37 more (unknown type).")


def test_files_left_out_are_named_with_their_reason() -> None:
    table = pd.DataFrame({"path": ["x.doc"], "reason": ["unknown type"], "detail": ["save it"]})
    assert "**1 file** left out: <code>x.doc</code> (unknown type)" in findings.left_out(table)
    assert findings.left_out(table.iloc[:0], ["catalogue.toml: 'gone'"]).startswith(
        "No file was left out. catalogue.toml&#58;"
    )


def summary(corpus) -> str:
    shared = agreement.corroborations(corpus).merge(corpus.facts, on="fact_id", how="left")
    lexicon = synthesis.issues(corpus)
    statements = findings.summary(
        corpus,
        shared=shared,
        checks=reckoning.checks(corpus),
        promises=synthesis.promised(corpus),
        asks=synthesis.asked(corpus),
        moved=synthesis.shifts(corpus, synthesis.issue_movement(corpus, lexicon)),
        coverage=synthesis.coverage(corpus, lexicon),
        claims=synthesis.claims(corpus),
    )
    return findings.brief(corpus, statements)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"a.txt": "It rains."}, id="one article of two words"),
        pytest.param(
            {"a.txt": "It cost $5 million in May 2024.", "b.txt": "In May 2024 it cost $5 million."},
            id="two that agree",
        ),
        pytest.param({"a.txt": "下雨了。今天下雨。"}, id="another script"),
    ],
)
def test_the_summary_stands_whatever_the_articles_hold(folder, files: dict) -> None:
    text = summary(load(folder(files)))
    assert "**What it is.**" in text and "What can't be known" in text
    assert "nan" not in text and "None" not in text


def test_the_summary_of_a_choice_says_of_how_many(folder) -> None:
    corpus = load(folder({"a.txt": "It rains.", "b.txt": "It snows."}))
    sources = pd.DataFrame({"source_id": [f"a{n:05}" for n in range(12_000)]})
    whole = Whole("news", "as those that say “rain*” most", sources, corpus.voices, {})
    chosen = replace(corpus, whole=whole)
    said = "2 of the 12,000 articles of an archive, chosen as those that say “rain*” most, without a date, 2 voices"
    assert said in unescape(summary(chosen)) and said not in unescape(summary(corpus))
    assert "2 of 12,000 sources" in repr(chosen) and "2 sources" in repr(corpus)


def test_every_statement_of_the_seeds_that_cites_leads_to_its_sentence(seeds) -> None:

    text = summary(seeds)
    cited = {int(n) for n in re.findall(r"\(#evidence-(\d+)\)", text)}
    entry = r'^(\d+)\. <span id="evidence-\d+" data-sentence="[^"]+"></span>.*<code>(\S+)</code>$'
    listed = dict(re.findall(entry, unescape(text), re.MULTILINE))
    assert cited == {int(n) for n in listed} and len(cited) > 5
    assert set(listed.values()) <= set(seeds.sentences["sentence_id"])


def test_doubts_are_recognised_and_only_where_there_are_some(folder) -> None:
    toml = '[[source]]\nfile = "b.txt"\nauthors = ["Ada Ng"]\npublished = "2025-01-02"\npublished_basis = "stated"\n'
    table = check(load(folder({"a.txt": "It rains.", "b.txt": "It snows.", "catalogue.toml": toml}))).set_index(
        "source_id"
    )
    assert "unsigned" in table.loc["a", "doubts"] and "no date" in table.loc["a", "doubts"]
    assert table.loc["b", "doubts"] == ""
    assert findings.doubts(table.reset_index()) == (
        "**1 of 2 articles** gives a reason for doubt: no date (1), unsigned (1), who speaks is a guess (1)."
    )


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ({"kind": "money", "value": 4.01e12, "unit": "CNY"}, "4.01 trillion CNY"),
        ({"kind": "percent", "value": 8.8, "unit": "%", "modifier": "~"}, "~ 8.8%"),
        ({"kind": "duration", "value": 90, "unit": "day", "modifier": "<="}, "≤ 90 days"),
        ({"kind": "count", "value": 1, "unit": "city"}, "1 city"),
        ({"kind": "count", "value": 5, "unit": "round of talks"}, "5 rounds of talks"),
        ({"kind": "measure", "low": 8.4, "high": 9.1, "unit": "Mt", "change": "down"}, "9.1 to 8.4 Mt"),
        ({"kind": "percent", "value": 66.666667, "unit": "%"}, "66.67%"),
        ({"kind": "percent", "value": 25, "unit": "basis point"}, "25 basis points"),
        ({"kind": "measure", "value": 38, "unit": "degree C"}, "38 °C"),
        ({"kind": "count", "low": 1000, "high": 10000, "unit": "person"}, "1,000 to 10,000 people"),
        ({"kind": "count", "value": 46, "unit": "people"}, "46 people"),
        ({"kind": "rate", "value": 100, "unit": "flight", "per": "week"}, "100 flights per week"),
        ({"kind": "rate", "value": 1, "unit": "time", "per": "5 year"}, "1 time per 5 years"),
        ({"kind": "measure", "value": 9, "unit": "L", "per": "100 km"}, "9 L per 100 km"),
        ({"kind": "ordinal", "value": 3, "unit": "largest city"}, "3rd largest city"),
        ({"kind": "ordinal", "value": 12}, "12th"),
        ({"kind": "date", "iso": "2026-04"}, "2026-04"),
        ({"kind": "count"}, "–"),
    ],
)
def test_what_a_fact_comes_to_in_words(fact: dict, says: str) -> None:
    assert (
        facts.worth({"value": None, "low": None, "high": None, "unit": None, "per": None, "modifier": "=", **fact})
        == says
    )


def test_how_exactly_figures_are_put_and_who_qualifies_most(folder) -> None:
    plain = "It cost $5. It cost $6. It cost $7. It cost $8. It cost $9."
    loose = "It cost about $5. It cost 6 to 8 dollars. It cost at least $7. It cost $8. It cost $9."
    corpus = load(folder({"a.txt": plain, "b.txt": loose, "c.txt": "It cost nearly $3."}))
    table = facts.exactness(corpus.facts.assign(group=corpus.facts["source_id"]))
    assert table.loc["b"].to_dict() == {"as it is": 2, "as a range": 1, "about": 1, "at least": 1}
    assert unescape(findings.hedging(table)) == (
        "**4 of 11 measured figures** are put with a modifier or as a range. Among those who state 5 or more, the "
        "largest share: **b (3 of 5)**."
    )
    assert findings.hedging(table.loc[["a"]]) == ("**0 of 5 measured figures** are put with a modifier or as a range.")
    assert findings.hedging(table.iloc[:0]) == "There are no measured figures to qualify."


def test_currencies_that_are_told_often_come_first_and_the_caption_names_those_left_out(folder) -> None:
    told = "It cost 5 euros. It cost 6 euros. It cost $5. It cost 7 pounds sterling. It cost 8 yen. It cost 9 rupees. "
    corpus = load(folder({"a.txt": told + "It grew by 3 percent. It cost 8 yuan."}))
    table = facts.amounts(corpus.facts.assign(group=corpus.facts["source_id"]))
    assert list(table["panel"].unique()) == ["%", "EUR", "CNY", "GBP", "INR", "JPY", "USD"]
    assert charts.undrawn(table) == " Not drawn: JPY, USD."
    assert len(charts.amounts(table).axes) == 5


def test_charts_draw_nothing_from_nothing_and_say_so() -> None:
    empty = pd.Series(dtype=float)
    assert charts.bars(empty, "x") is None
    assert charts.heatmap(pd.DataFrame(), "x") is None
    assert charts.keyness(pd.DataFrame(columns=["group", "term", "z"]), [], {}) is None
    assert charts.captioned(None, "Figure 1.").caption == "No figure, since there is nothing to draw: Figure 1."


def test_a_chart_of_many_groups_shows_some_and_says_so() -> None:
    values = pd.Series(range(60), index=[f"Voice {n}" for n in range(60)]).sort_values(ascending=False)
    figure = charts.bars(values, "words")
    assert len(figure.axes[0].get_yticklabels()) == charts.MOST_GROUPS
    assert charts.chosen(values.index) == " The first 25 of 60 are shown."
    assert charts.png(figure) == charts.png(charts.bars(values, "words"))


def test_a_dollar_in_a_name_is_no_mathematics() -> None:
    figure = charts.bars(pd.Series({"A$AP and $5": 3}), "words")
    assert figure.axes[0].get_yticklabels()[0].get_text() == r"A\$AP and \$5"


def test_who_shares_the_largest_share_is_named_with_his_own_figures(folder) -> None:
    five = "It may cost $5. It may cost $6. It cost $7. It cost $8. It cost $9."
    ten = five + " It may cost $1. It may cost $2. It cost $3. It cost $4. It cost $10."
    corpus = load(folder({"a.txt": five, "b.txt": ten, "c.txt": "It may cost $3."}))
    says = findings.commitment(corpus.facts.assign(group=corpus.facts["source_id"]))
    assert unescape(says) == (
        "Of 16 figures: 9 affirmed, 7 hedged, 0 planned. Among those who state 5 or more, the largest share that is "
        "hedged or planned: **a (2 of 5) and b (4 of 10)**."
    )


def test_the_brief_says_who_contradicts_whom(folder) -> None:
    toml = '[[source]]\nfile = "{}.txt"\nauthors = ["{} Ng"]\npublished = "2025-03-0{}"\n'
    files = {
        "a.txt": "The Kestrel bridge in Tarn opened to traffic on 3 May 2019.",
        "b.txt": "Traffic crossed the Kestrel bridge at Tarn from its opening on 5 June 2019.",
        "catalogue.toml": toml.format("a", "Ada", 1) + toml.format("b", "Bo", 2),
    }
    text = unescape(summary(load(folder(files))))
    assert re.search(r"What conflicts\.\*\* 2019-05-03 \(Ada Ng\) against 2019-06-05 \(Bo Ng\)\. \[\[\d\]\]", text)


def test_with_one_voice_nothing_is_said_of_agreement(folder) -> None:
    text = summary(load(folder({"a.txt": "The dam cost $3 million. It holds 40 boats."})))
    assert "There is one voice" in text and "no two voices" not in text and "only one voice says" not in text


def test_what_can_t_be_true_is_said_with_its_sentence(folder) -> None:
    text = unescape(
        summary(load(folder({"a.txt": "Exports rose from 40 million tonnes to 50 million tonnes, up 60 %."})))
    )
    assert re.search(r"can't be true as printed\.\*\* .+: stated as .+ \[\[\d\]\]\(#evidence-\d\)", text)


def test_the_brief_of_sixty_voices_fits_on_a_screen(folder) -> None:
    told = (
        "The council of Orme must open the bridge by {0} May 2031. The ferry of Orme carried {1} boats and cost ${2} "
        "million in May 2024, and the mayor promised a school. "
    )
    files = {
        f"v{n}.txt": f"By Voice{n} Longlastname-{n}\n\n{told.format(1 + n % 28, 300 + n, n + 2) * 4}" for n in range(60)
    }
    text = unescape(summary(load(folder(files))))
    shown = re.sub(r"\]\([^)]*\)", "]", text.partition("### ")[0])
    assert shown.count("\n- ") >= 6 and len(shown) < 2400


def test_what_gave_way_to_a_later_figure_is_no_conflict(folder) -> None:
    toml = '[[source]]\nfile = "{}.txt"\nauthors = ["{} Ng"]\npublished = "2025-{}"\n'
    files = {
        "a.txt": "In April 2025 the tariff of Orme on steel from Tarn stood at 145 percent.",
        "b.txt": "In August 2025 the tariff of Orme on steel from Tarn stood at 30 percent.",
        "catalogue.toml": toml.format("a", "Ada", "04-20") + toml.format("b", "Bo", "08-20"),
    }
    text = unescape(summary(load(folder(files))))
    assert "no two voices; 1 figure gave way to a later one" in text
