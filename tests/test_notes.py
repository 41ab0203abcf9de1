"""The analyst's pencil: what a reader rejects, amends, adds and codes, where it stands, and where it shows."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import (
    Corpus,
    InputError,
    agreement,
    facts,
    findings,
    load,
    notes,
    pencil,
    reckoning,
    synthesis,
    trust,
    views,
)
from sourcebook.quantities.quantity import Quantity

TEXT = (
    "The bridge cost $5 million. It was built in 1998 by 40 workers. About 3 km of cable hang from it. "
    "Section 12 forbids lorries. The toll rose to $4 in 2021. A crowd of a gross came to see it, and no one paid.\n"
)


def note(quote: str, **keys: object) -> str:
    """Return a note on the words of a.txt, its values as TOML has them."""
    lines = "".join(f"{key} = {value if not isinstance(value, str) else repr(value)}\n" for key, value in keys.items())
    return f"[[note]]\nfile = 'a.txt'\nquote = '{quote}'\n{lines}"


@pytest.fixture
def marked(folder):
    """Return a function that loads TEXT, or another text, with these notes."""

    def loaded(*pencilled: str, text: str = TEXT, name: str = "articles") -> Corpus:
        return load(folder({"a.txt": text, "notes.toml": "\n".join(pencilled)}, name))

    return loaded


def fact(corpus: Corpus, surface: str) -> pd.Series:
    (row,) = [row for _, row in corpus.facts.iterrows() if row["surface"] == surface]
    return row


# --- rejected, amended, added -----------------------------------------------------------------------------------------


def test_a_rejected_fact_is_in_no_table_of_figures_and_still_counts_as_found_and_wrong(marked) -> None:
    corpus = marked(note("1998", verdict="wrong"), note("40 workers", verdict="Wrong "))
    assert set(corpus.extracted["surface"]) - set(corpus.facts["surface"]) == {"1998", "40 workers"}
    assert set(synthesis.timeline(corpus)["date"]) == {"2021"}
    drawn = trust.sample_facts(corpus, 99)
    assert dict(drawn["verdict"].value_counts()) == {"wrong": 2} and len(drawn) == 6
    (row,) = trust.estimates(corpus, drawn, trust.sample_sentences(corpus, 99)).itertuples()
    assert (row.measure, row.right, row.of) == ("precision", 0, 2)
    listed = notes.corrections(corpus)
    assert listed[["found", "corrected"]].values.tolist() == [["1998", "rejected"], ["40 workers", "rejected"]]
    assert listed["now"].isna().all()


def test_an_amended_fact_has_the_reader_s_value_and_tells_what_was_found(marked) -> None:
    corpus = marked(note("$5 million", value=6e6, unit="EUR", subject="the bridge", comment="see the budget"))
    amended = fact(corpus, "$5 million")
    assert (amended["value"], amended["unit"], amended["kind"]) == (6_000_000, "EUR", "money")
    assert amended["corrected"] == "amended" and amended["found"].startswith("5 million USD")
    assert (corpus.facts["corrected"] == "amended").sum() == 1 and len(corpus.facts) == len(corpus.extracted)
    assert fact(corpus, "1998")["corrected"] == "" and pd.isna(fact(corpus, "1998")["found"])
    (listed,) = notes.corrections(corpus).itertuples()
    assert (listed.now, listed.comment) == ("6 million EUR", "see the budget")


@pytest.mark.parametrize(
    ("quote", "keys", "expected"),
    [
        pytest.param("3 km", {"low": 2, "high": 4}, {"value": None, "low": 2, "high": 4}, id="a range for a number"),
        pytest.param("3 km", {"modifier": "<="}, {"modifier": "<=", "value": 3}, id="another modifier"),
        pytest.param("3 km", {"value": 3, "unit": "%"}, {"kind": "percent"}, id="a share has its kind from its unit"),
        pytest.param("1998", {"iso": "1998-05"}, {"iso": "1998-05", "precision": "month"}, id="a date more exact"),
        pytest.param("1998", {"iso": "../1998"}, {"kind": "date", "precision": "year"}, id="a date open at one end"),
        pytest.param(
            "1998",
            {"value": 1998, "kind": "count", "unit": "brick"},
            {"kind": "count", "iso": None, "precision": None, "value": 1998},
            id="a count that was taken for a date",
        ),
        pytest.param(
            "40 workers", {"iso": "1940"}, {"kind": "date", "value": None, "unit": None, "iso": "1940"}, id="a date"
        ),
        pytest.param("$4", {"change": ""}, {"change": ""}, id="no rise"),
        pytest.param("$4", {"salience": "incidental"}, {"salience": "incidental"}, id="in passing"),
        pytest.param("$4", {"attributed_to": "the board"}, {"attributed_to": "the board"}, id="whose word it is"),
        pytest.param("40 workers", {"unit": ""}, {"unit": None, "value": 40}, id="a number of nothing in particular"),
    ],
)
def test_what_a_note_gives_replaces_what_was_found(marked, quote: str, keys: dict, expected: dict) -> None:
    amended = fact(marked(note(quote, **keys)), quote)
    assert {key: None if pd.isna(amended[key]) else amended[key] for key in expected} == expected


def test_a_note_that_says_what_was_found_corrects_nothing(marked) -> None:
    corpus = marked(note("$5 million", value=5_000_000, unit="USD"))
    assert (corpus.facts["corrected"] == "").all() and notes.corrections(corpus).empty


def test_the_later_of_two_notes_goes_before_and_an_amendment_before_a_verdict(marked) -> None:
    corpus = marked(note("3 km", value=2), note("3 km", value=1), note("3 km", verdict="wrong"))
    assert fact(corpus, "3 km")["value"] == 1
    corpus = marked(note("3 km", verdict="wrong"), note("3 km", verdict="right"))
    assert fact(corpus, "3 km")["corrected"] == ""


def test_a_missed_figure_with_its_value_becomes_a_fact_and_its_sentence_stays_one_that_was_missed(marked) -> None:
    words = {"verdict": "missed", "value": 144, "kind": "count", "unit": "visitor"}
    corpus = marked(note("a gross", **words), note("Section 12", verdict="missed", iso="1912"))
    added = fact(corpus, "a gross")
    assert (added["value"], added["corrected"], added["voice"], added["salience"]) == (
        144, "added", "unsigned (a)", "fact",
    )  # fmt: skip
    assert corpus.quote(added["fact_id"]) == added["surface"]
    assert corpus.quote(added["sentence_id"]).startswith("A crowd of a gross")
    assert "1912" in set(synthesis.timeline(corpus)["date"])
    assert trust.sample_sentences(corpus, 99)["verdict"].tolist() == ["missed"]
    assert corpus.facts["start"].is_monotonic_increasing and corpus.facts["fact_id"].is_unique


def test_a_rejected_fact_is_no_other_fact_s_equivalent(marked) -> None:
    text = "The bridge cost $5 million (4.6 million euros)."
    linked = marked(text=text).facts["linked_to"].notna()
    assert linked.any()
    rejected = marked(note("$5 million", verdict="wrong"), text=text)
    assert set(rejected.facts["linked_to"].dropna()) <= set(rejected.facts["fact_id"])


def test_two_voices_agree_by_what_a_reader_made_of_their_figures(folder) -> None:
    files = {"a.txt": "The flood hit 30 villages.", "b.txt": "Villages under the flood: 20 villages."}
    assert agreement.corroborations(load(folder(files))).empty
    files["notes.toml"] = '[[note]]\nfile = "b.txt"\nquote = "20 villages"\nvalue = 30\n'
    assert len(agreement.corroborations(load(folder(files, "noted")))) == 2


# --- where a note stands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pencilled", "lost"),
    [
        pytest.param(note("forbids lorries", value=3), "no figure there", id="an amendment of no figure"),
        pytest.param(note("forbids lorries", verdict="right"), "no figure there", id="a verdict on no figure"),
        pytest.param(note("$4 in 2021", before="cost ", value=3), "words not found", id="other words before"),
        pytest.param(note("rose to $4 in 2021", value=3), "several figures there", id="an amendment of two"),
        pytest.param(note("1998", value=3), "the figure is a date there, so write kind as well", id="no kind"),
        pytest.param(note("1998", kind="count"), "the value, or iso of a date, is missing", id="no value"),
        pytest.param(
            note("$4", verdict="missed", value=4, kind="count"), "a figure was found just there", id="not missed"
        ),
        pytest.param(note("it", comment="which?"), "words in several places", id="words that stand often"),
        pytest.param(note("x", comment="!").replace("a.txt", "b.txt"), "no such article", id="no such article"),
    ],
)
def test_a_note_that_can_t_be_used_is_listed_with_the_reason_and_changes_nothing(
    marked, pencilled: str, lost: str
) -> None:
    corpus = marked(pencilled)
    (row,) = notes.placed(corpus).itertuples()
    assert row.lost == lost and pd.isna(row.start) and pd.isna(row.fact_id)
    assert (corpus.facts["corrected"] == "").all()
    assert notes.strayed(corpus)[0].endswith(f"is not used: {lost}")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(TEXT.replace(". ", ".\r\n\r\n"), id="other line ends"),
        pytest.param(TEXT.replace("$5 million", "$5\u00a0\nmillion"), id="a space that does not break"),
        pytest.param(
            "A new first line, 1997.\n\n" + TEXT + "It was $5 million well spent.", id="text before and after"
        ),
        pytest.param(TEXT.replace("The bridge cost", "Their bridge had cost"), id="another word before it"),
        pytest.param(TEXT.replace("It was built", "The thing was built"), id="another word behind it"),
        pytest.param(TEXT.strip(), id="no line end at the end"),
    ],
)
def test_a_note_outlives_edits_around_it(marked, changed: str) -> None:
    corpus = marked()
    first = corpus.facts[corpus.facts["surface"] == "$5 million"]
    pencilled = notes.blank(corpus, first, "right or wrong").replace('verdict = ""', "value = 7")
    assert fact(marked(pencilled, name="same"), "$5 million")["value"] == 7
    edited = marked(pencilled, text=changed, name="edited")
    assert notes.placed(edited)["lost"].tolist() == [""]
    (amended,) = edited.facts[edited.facts["corrected"] == "amended"].itertuples()
    assert " ".join(amended.surface.split()) == "$5 million"


def test_a_note_is_not_taken_for_the_same_words_elsewhere(marked) -> None:
    """Where neither side is as it was, or a few characters of one, the words alone say too little."""
    for after in (" to paint", ". "):
        pencilled = note("$5 million", before="ship cost ", after=after, value=7)
        assert notes.placed(marked(pencilled))["lost"].tolist() == ["words not found"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40), st.sampled_from(["\n", "\r\n"]))
def test_whatever_stands_around_a_figure_its_note_finds_it_again(tmp_path: Path, words: str, end: str) -> None:
    (tmp_path / "a.txt").write_bytes(f"{words}{end}It cost $5 million.{end}{words}".encode())
    corpus = load(tmp_path)
    rows = corpus.facts[corpus.facts["surface"] == "$5 million"]
    (tmp_path / "notes.toml").write_text(notes.blank(corpus, rows, "right or wrong"), encoding="utf-8")
    try:
        assert notes.placed(load(tmp_path))["start"].tolist() == rows["start"].tolist()
    finally:
        (tmp_path / "notes.toml").unlink()


# --- codes and comments -----------------------------------------------------------------------------------------------


def test_codes_and_comments_stand_with_their_sentence_and_voice(marked) -> None:
    corpus = marked(
        note("no one paid", codes=["money", "crowd"], comment="irony?"),
        note("forbids lorries", code="rule"),
        note("hang from it", comment="odd"),
        note("1998", verdict="right", comment="checked"),
    )
    said = [(r.code, r.comment, corpus.quote(f"a:{r.start}-{r.end}")) for r in corpus.codes.itertuples()]
    assert said[0][1:] == ("odd", "hang from it") and pd.isna(said[0][0])
    assert said[1:] == [
        ("rule", "", "forbids lorries"),
        ("crowd", "irony?", "no one paid"),
        ("money", "irony?", "no one paid"),
    ]
    assert set(corpus.codes["voice"]) == {"unsigned (a)"}
    shown = views.codes(corpus, corpus.codes, "Codes.")._repr_html_()
    assert "Section 12 <mark>forbids lorries</mark>." in shown and "irony?" in shown


def test_words_that_nobody_says_can_be_coded_too(folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "It"\nvoice = "Ng"\n'
    toml += '[[source.passage]]\nopens = "Share"\nkind = "furniture"\n'
    files = {"a.txt": "It rained.\nShare this 3", "catalogue.toml": toml, "notes.toml": note("Share this", code="web")}
    corpus = load(folder(files))
    assert corpus.codes["voice"].isna().all() and len(corpus.codes) == 1
    assert "<mark>Share this</mark>" in views.codes(corpus, corpus.codes, "Codes.")._repr_html_()
    lost = note("this 3", verdict="missed", value=3, kind="count")
    assert notes.placed(load(folder(files | {"notes.toml": lost})))["lost"].tolist() == ["nobody speaks there"]


# --- where a correction shows -----------------------------------------------------------------------------------------


def test_a_corrected_fact_says_so_in_words_wherever_it_is_shown(marked) -> None:
    corpus = marked(note("$5 million", value=6e6, subject="<b>"), note("1998", iso="1999"))
    sign = "<small>(amended by the reader; found: {}"
    assert sign.format("5 million USD") in views.facts(corpus, corpus.facts, "Facts.")._repr_html_()
    shared = corpus.facts.assign(reason="", relation="same", group_id="g", origin="")
    assert sign.format("5 million USD") in views.shared(corpus, shared, "Shared.")._repr_html_()
    dated = synthesis.timeline(corpus).merge(corpus.facts.drop(columns="precision"), on="fact_id")
    for rows in (dated, synthesis.chronology(corpus, dated, agreement.corroborations(corpus))):
        shown = views.dates(corpus, rows, "Dates.", {"status": "status"})._repr_html_()
        assert f"1999 {sign.format('1998')})</small>" in shown and shown.count("by the reader") == 1
    assert "by the reader" not in views.facts(corpus, corpus.facts[corpus.facts["surface"] == "$4"], "")._repr_html_()


def test_a_dot_of_a_corrected_figure_says_so_too(marked) -> None:
    corpus = marked(note("$5 million", value=6e6))
    labels = facts.amounts(corpus.facts.assign(group="all"))["label"]
    assert sorted(labels) == ["4 USD", "6 million USD (amended)"]


def test_a_finding_cites_an_amended_figure_with_its_new_value_and_says_so(folder) -> None:
    files = {"a.txt": TEXT, "b.txt": "It rains.", "notes.toml": note("$5 million", value=6e6, unit="EUR")}
    corpus = load(folder(files))
    lexicon = synthesis.issues(corpus)
    statements = findings.summary(
        corpus,
        shared=agreement.corroborations(corpus).merge(corpus.facts, on="fact_id"),
        checks=reckoning.checks(corpus),
        promises=synthesis.promised(corpus),
        asks=synthesis.asked(corpus),
        moved=synthesis.shifts(corpus, synthesis.issue_movement(corpus, lexicon)),
        coverage=synthesis.coverage(corpus, lexicon),
        claims=synthesis.claims(corpus),
    )
    (largest,) = [s.text for s in statements if "largest sum" in s.text]
    own = findings.largest(corpus.facts.assign(group="Ng"), "money", "money")
    for said in (largest, own):
        assert "6 million EUR &#40;amended by the reader&#41;" in said
    assert "4 USD (" in own


@pytest.mark.parametrize(
    ("pencilled", "says"),
    [
        pytest.param([], "Nothing is corrected or coded by hand", id="nothing"),
        pytest.param(
            [note("1998", verdict="wrong"), note("$5 million", value=6e6), note("40 workers", value=50)],
            "**3 figures** corrected by the reader: 2 amended, 1 rejected.",
            id="corrections",
        ),
        pytest.param(
            [note("Section 12", code="law"), note("The toll", codes=["money", "law"])],
            "**2 codes** given by the reader: law &#40;twice&#41; and money &#40;once&#41;.",
            id="codes",
        ),
    ],
)
def test_what_a_reader_did_is_said_in_a_line(marked, pencilled: list[str], says: str) -> None:
    corpus = marked(*pencilled)
    assert says in findings.corrected(notes.corrections(corpus), corpus.codes)


def test_all_corrections_are_listed_together(marked) -> None:
    corpus = marked(note("$5 million", value=6e6), note("$4", verdict="wrong", comment="a <toll>"))
    shown = views.corrections(corpus, notes.corrections(corpus), "By the reader.")._repr_html_()
    assert re.findall("amended|rejected", shown) == ["amended", "rejected"] and "a &lt;toll&gt;" in shown
    assert views.corrections(corpus, notes.corrections(marked()), "By the reader.")._repr_html_() == ""


def test_notes_change_the_fingerprint_and_without_them_nothing_is_corrected(marked, folder) -> None:
    plain = load(folder({"a.txt": TEXT}, "plain"))
    assert marked(note("$4", verdict="wrong")).fingerprint != plain.fingerprint
    pd.testing.assert_frame_equal(plain.facts.drop(columns=["corrected", "found"]), plain.extracted)


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"valeu": 3}, "unknown key 'valeu'; did you mean 'value'"),
        ({"value": "5 million"}, "value must be a number without quotes, as in value = 5000000"),
        ({"value": "true"}, "value must be a number"),
        ({"low": 3}, "low and high go together"),
        ({"low": 3, "high": 3}, "low 3 is not below high 3"),
        ({"value": 3, "high": 4, "low": 1}, "value and low or high are given"),
        ({"kind": "number"}, "kind 'number' is not one of money, percent"),
        ({"modifier": "≈"}, "modifier '≈' is not one of =, ~"),
        ({"change": "rise"}, "change 'rise' is not one of up, down, empty"),
        ({"commitment": "sure"}, "commitment 'sure' is not one of affirmed"),
        ({"salience": "high"}, "salience 'high' is not one of fact"),
        ({"iso": "3/4/26"}, "iso '3/4/26' is no date; write it like 2026-04-03"),
        ({"iso": "../2018/.."}, "iso '../2018/..' is no date"),
        ({"verdict": "right", "value": 3}, "verdict 'right' and another value can't both hold"),
        ({"verdict": "nothing", "value": 3}, "verdict 'nothing' and a value can't both hold"),
        ({"verdict": "missed", "unit": "km"}, "a missed figure takes a value"),
        ({"verdict": "missed", "value": 3, "unit": "km"}, "key 'kind' is missing"),
        ({"codes": "one"}, "codes must be a list of words"),
        ({"code": 3}, "code must be in quotes"),
        ({"code": "a", "codes": ["b"]}, 'several are codes = ["one", "two"]'),
        ({"comment": 3}, "comment must be in quotes"),
    ],
)
def test_a_wrong_key_is_named_with_the_right_form(marked, keys: dict, says: str) -> None:
    with pytest.raises(InputError) as error:
        marked(note("1998"), note("$4", **keys))
    assert str(error.value).startswith("articles/notes.toml, [[note]] 2: ") and says in str(error.value)


@pytest.mark.parametrize(("value", "says"), [("inf", "that ends"), ("nan", "that ends"), ("true", "without quotes")])
def test_what_is_no_plain_number_is_refused(marked, value: str, says: str) -> None:
    with pytest.raises(InputError, match=f"value must be a number {says}"):
        marked(f"{note('$4')}value = {value}\n")


def test_what_a_note_may_correct_are_columns_of_the_facts() -> None:
    assert set(pencil.CORRECTED) <= set(Quantity.__dataclass_fields__)
