"""How far the figures can be trusted: against labels, by a sample, and what a reader's notes say of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sourcebook import InputError, findings, load, notes, trust, views

TEXT = (
    "The bridge cost $5 million. It was built in 1998 by 40 workers. About 3 km of cable hang from it. "
    "Section 12 forbids lorries. The toll rose to $4 in 2021.\n"
)


def label(surface: str, **more: object) -> dict[str, object]:
    start = TEXT.index(surface)
    return {"file": "a.txt", "start": start, "end": start + len(surface), "surface": surface} | more


@pytest.fixture
def labelled(folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Return a function that loads TEXT with these labels, and these notes."""

    def loaded(labels: list[dict[str, object]], pencil: str = "") -> object:
        (tmp_path / "labels.jsonl").write_text("".join(json.dumps(row) + "\n" for row in labels))
        (tmp_path / "workbook.toml").write_text('articles = "articles"\nlabels = "labels.jsonl"\n')
        monkeypatch.setenv("SOURCEBOOK_WORKBOOK", str(tmp_path / "workbook.toml"))
        return load(folder({"a.txt": TEXT} | ({"notes.toml": pencil} if pencil else {})))

    return loaded


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, table I
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    assert trust.wilson(right, of, 1.959964) == pytest.approx((low, high), abs=5e-5)


def test_facts_are_held_against_labels(labelled) -> None:
    """One label missed, one value, unit and date wrong, one fact without a label; a vague label counts neither way."""
    corpus = labelled([
        label("$5 million", kind="money", value=5_000_000, unit="USD"),
        label("1998", kind="date", iso="1997"),
        label("40 workers", kind="count", value=41, unit="worker"),
        label("3 km", kind="measure", value=3, unit="mi"),
        label("Section 12", kind="count", value=12),
        label("$4", kind="money", value=4, unit="USD", vague=True),
    ])  # fmt: skip
    scores, errors = trust.compare(corpus.labels, corpus.facts)
    counts = {r.measure: (r.right, r.of) for r in scores.itertuples()}
    assert counts == {"recall": (4, 5), "precision": (4, 5), "value": (2, 3), "unit": (2, 3), "date": (0, 1)}
    wrong = [(r.what, r.labelled, r.found) for r in errors.itertuples()]
    assert wrong == [
        ("date", "1997", "1998"),
        ("value", "41 workers", "40 workers"),
        ("unit", "3 mi", "~ 3 km"),
        ("missed", "12", "–"),
        ("not a fact", "–", "2021"),
    ]
    shown = views.errors(corpus, errors, "Errors.")._repr_html_()
    assert "It was built in <mark>1998</mark> by 40 workers." in shown and shown.count("<mark>") == len(errors)
    assert findings.labelled(scores, errors) == (
        "**80%** of what is emitted as a fact is one by the labels, and **80%** of the labelled facts is found. "
        "Disagreements: date 1, missed 1, not a fact 1, unit 1, value 1."
    )


def test_a_label_that_no_longer_stands_there_is_said_and_not_used(labelled) -> None:
    corpus = labelled([label("$5 million") | {"start": 3, "end": 13}, label("1998"), label("1998") | {"file": "b.txt"}])
    assert list(corpus.labels["surface"]) == ["1998"]
    assert corpus.notices == ("labels: 1 of 'a.txt' don't stand where they say; they are not used",)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("nonsense", "no label"),
        ("{}", "key 'file' is missing"),
        ("[]", "no label"),
        ('{"file": "a", "start": "x", "end": 2, "surface": ""}', "no label"),
        ('{"file": "a", "start": 1, "end": 2, "surface": "", "value": "4,200"}', "value must be a number"),
        ('{"file": "a", "start": 1, "end": 2, "surface": "", "salience": "Fact"}', "'Fact' is not fact or incidental"),
    ],
)
def test_a_broken_line_of_labels_is_named(labelled, tmp_path: Path, line: str, says: str) -> None:
    labelled([label("1998")])
    (tmp_path / "labels.jsonl").write_text(json.dumps(label("1998")) + "\n" + line)
    with pytest.raises(InputError) as error:
        load()
    assert "labels.jsonl, line 2: " in str(error.value) and says in str(error.value)


def test_a_label_told_twice_counts_once_and_a_byte_order_mark_does_no_harm(labelled, tmp_path: Path) -> None:
    corpus = labelled([label("1998"), label("1998")])
    path = tmp_path / "labels.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(corpus.labels) == len(load().labels) == 1


def test_labels_of_nothing_but_passing_figures_give_no_recall(labelled) -> None:
    corpus = labelled([label("40 workers", salience="incidental")])
    assert findings.labelled(*trust.compare(corpus.labels, corpus.facts)).startswith("**0%** of what is emitted as a")


def test_without_labels_nothing_is_claimed(labelled) -> None:
    corpus = labelled([])
    scores, errors = trust.compare(corpus.labels, corpus.facts)
    assert scores.empty and errors.empty
    assert findings.labelled(scores, errors).startswith("Nobody has labelled")


# --- the sample and the pencil ----------------------------------------------------------------------------------------


def test_the_samples_hold_facts_and_sentences_without_one(labelled) -> None:
    corpus = labelled([])
    assert set(trust.sample_facts(corpus, 99)["surface"]) == {"$5 million", "1998", "40 workers", "3 km", "$4", "2021"}
    (silent,) = trust.sample_sentences(corpus, 99)["sentence_id"]
    assert corpus.quote(silent).strip() == "Section 12 forbids lorries."


def test_a_larger_sample_holds_the_smaller_and_another_seed_draws_others(seeds) -> None:
    small, large = (set(trust.sample_facts(seeds, n)["fact_id"]) for n in (10, 30))
    other = set(trust.sample_facts(seeds, 10, seed="other")["fact_id"])
    assert len(small) == 10 and small < large and small != other


def test_marks_pasted_into_notes_give_precision_and_an_estimate_of_what_is_missed(labelled) -> None:
    """Of six facts five are right and one is wrong; in the one silent sentence something was missed."""
    corpus = labelled([])
    facts, silent = trust.sample_facts(corpus, 20), trust.sample_sentences(corpus, 20)
    nothing = findings.marked(trust.estimates(corpus, facts, silent), facts, silent, notes.placed(corpus))
    assert nothing.startswith("Marked so far: 0 of 6 figures and 0 of 1 sentence. Paste the folded text")
    pencil = notes.blank(corpus, facts, "right or wrong").replace('verdict = ""', 'verdict = "right"')
    pencil = pencil.replace('verdict = "right"', 'verdict = "wrong"', 1)
    pencil += notes.blank(corpus, silent, "nothing or missed").replace('verdict = ""', 'verdict = "missed"')
    corpus = labelled([], pencil)
    facts, silent = trust.sample_facts(corpus, 20), trust.sample_sentences(corpus, 20)
    estimates = trust.estimates(corpus, facts, silent).set_index("measure")
    assert list(estimates.loc["precision", ["right", "of"]]) == [5, 6]
    assert list(estimates.loc["silence", ["right", "of"]]) == [0, 1]
    assert estimates.loc["recall", "share"] == pytest.approx(5 / (5 + 1))
    says = findings.marked(estimates.reset_index(), facts, silent, notes.placed(corpus))
    assert says.startswith(  # all there are have been marked, so nothing is left to chance
        "Marked so far: 6 of 6 figures and 1 of 1 sentence. **83%** of the figures are right. In **100%** of the "
        "sentences with a digit and no fact something is missed. So at most **83%** of the facts are found"
    )


def test_a_part_of_the_figures_marked_gives_an_interval(seeds) -> None:
    """Nineteen of twenty right: Wilson's interval is 76.4 % to 99.1 % (Newcombe's method 3)."""
    facts = trust.sample_facts(seeds, 20).assign(verdict=["wrong"] + ["right"] * 19)
    estimates = trust.estimates(seeds, facts, trust.sample_sentences(seeds, 5))
    assert list(estimates["measure"]) == ["precision"]
    says = findings.marked(estimates, facts, trust.sample_sentences(seeds, 5), notes.placed(seeds))
    assert "**95%** of the figures are right (95 % interval 76% to 99%)." in says


@pytest.mark.parametrize("change", [("\n", "\r\n"), (" ", "\u00a0"), ("\n", "\n\n")])
def test_marks_outlive_other_line_ends_and_spaces(folder, change: tuple[str, str]) -> None:
    text = "It cost\n$5 million in 1998.\nIt cost $6 million in 1999.\n"
    corpus = load(folder({"a.txt": text}))
    pencil = notes.blank(corpus, corpus.facts, "right or wrong").replace('verdict = ""', 'verdict = "Right"')
    other = load(folder({"a.txt": text.replace(*change), "notes.toml": pencil}, "other"))
    assert notes.verdicts(other, other.facts, trust.RIGHT_OR_WRONG).tolist() == ["right"] * 4


def test_a_note_finds_its_place_by_what_stands_around_it(folder) -> None:
    text = "One dam broke. Another dam held. A third dam is new."
    pencil = "".join(
        f'[[note]]\nfile = "{file}"\nquote = "dam"\nbefore = "{before}"\ncomment = "new"\n'
        for file, before in [("a.txt", "Another "), ("a.txt", ""), ("a.txt", "No "), ("b.txt", "")]
    )
    corpus = load(folder({"a.txt": text, "notes.toml": pencil}))
    placed = notes.placed(corpus)
    lost = ["", "words in several places", "words not found", "no such article"]
    assert placed["lost"].tolist() == lost
    assert placed.loc[0, ["source_id", "start", "end"]].tolist() == ["a", 23, 26]
    empty = trust.sample_facts(corpus, 5)
    assert findings.marked(trust.estimates(corpus, empty, empty), empty, empty, placed).endswith(
        "Of 4 notes 3 can't be used: no such article 1, words in several places 1, words not found 1."
    )
    assert notes.strayed(corpus)[0] == ("notes.toml: the note on 'dam' (a.txt) is not used: words in several places")


def test_a_note_on_a_whole_sentence_marks_no_figure_of_several(folder) -> None:
    pencil = '[[note]]\nfile = "a.txt"\nquote = "It cost $5 and $6."\nverdict = "wrong"\n'
    corpus = load(folder({"a.txt": "It cost $5 and $6.", "notes.toml": pencil}))
    assert notes.verdicts(corpus, corpus.facts, trust.RIGHT_OR_WRONG).isna().all()


def test_what_is_offered_for_notes_reads_back_whatever_the_words(folder) -> None:
    text = 'He said "5\\6" — \u00e9\U0001f600 and\tpaid\n$7 "at once".\x0c Then\u00a08 km \x7f\U000e0001 off.'
    articles = folder({"a.txt": text})
    corpus = load(articles)
    (articles / "notes.toml").write_text(notes.blank(corpus, corpus.facts, "right or wrong"), encoding="utf-8")
    placed = notes.placed(load(articles))
    assert placed["start"].tolist() == corpus.facts["start"].tolist()


@pytest.mark.parametrize(
    ("pencil", "says"),
    [
        ("[[notes]]", "unknown key 'notes'; did you mean 'note'"),
        ('[[note]]\nfile = "a.txt"', "[[note]] 1: key 'quote' is missing"),
        ('[[note]]\nfile = "a.txt"\nquote = " "', "[[note]] 1: key 'quote' is empty"),
        ('[[note]]\nfile = "a.txt"\nquote = "x"\nverdict = "maybe"', "verdict 'maybe' is not one of right, wrong"),
        ('[[note]]\nfile = "a.txt"\nquote = "x"\nverdikt = "right"', "unknown key 'verdikt'; did you mean 'verdict'"),
    ],
)
def test_a_misspelt_note_is_named(folder, pencil: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        load(folder({"a.txt": TEXT, "notes.toml": pencil}))
    assert "articles/notes.toml" in str(error.value) and says in str(error.value)


def test_a_text_to_copy_is_escaped_and_folded() -> None:
    shown = views.Folded("a <line>", "<b>text</b>")._repr_html_()
    assert "<summary>a &lt;line&gt;</summary>" in shown and "&lt;b&gt;text&lt;/b&gt;" in shown


def test_a_silent_sentence_is_escaped_with_its_digits_marked(folder) -> None:
    corpus = load(folder({"a.txt": "See Section 12 & <b>Article 3</b>."}))
    shown = views.to_mark(corpus, trust.sample_sentences(corpus, 5), "Look.")._repr_html_()
    assert "Section <mark>12</mark> &amp; &lt;b&gt;Article <mark>3</mark>&lt;/b&gt;" in shown


def test_a_sample_of_nothing_is_empty(folder) -> None:
    corpus = load(folder({"a.txt": "No figure stands here."}))
    facts, silent = trust.sample_facts(corpus, 20), trust.sample_sentences(corpus, 20)
    assert (len(facts), len(silent)) == (0, 0)
    assert trust.estimates(corpus, facts, silent).empty
    assert isinstance(facts, pd.DataFrame) and ">none</td>" in views.to_mark(corpus, facts, "x")._repr_html_()


def test_labels_that_were_not_copied_along_are_missed_and_stop_nothing(labelled, tmp_path: Path) -> None:
    labelled([])
    (tmp_path / "labels.jsonl").unlink()
    corpus = load(tmp_path / "articles")
    assert corpus.labels.empty
    assert "labels: there is no file labels.jsonl; nothing is held against labels" in corpus.notices
