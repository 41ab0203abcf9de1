"""What was promised and asked, as a corpus has it: what has come due, what is said later, who asks what of whom."""

from dataclasses import replace

import pandas as pd
import pytest

from sourcebook import InputError, findings, load, notes, synthesis
from sourcebook.corpus import schema

PLEDGE = "Varna council will open the harbour museum by June 2025."
TOLD = {
    "a.txt": f"{PLEDGE} Its mayor promised a second ferry. It rained all week.",
    "b.txt": "The harbour museum of Varna opened its doors to a crowd. Bread was dear that week.",
    "c.txt": "The harbour museum in Varna is a ruin, said the old guide.",
}
DATES = {"a.txt": "2025-01-10", "b.txt": "2025-07-02", "c.txt": "2024-12-01"}


def corpus_of(folder, name: str = "articles", notes_toml: str = "", dates: dict[str, str] = DATES):
    """Return TOLD as a corpus in which two promises were found, whatever the rules find."""
    entries = (f'[[source]]\nfile = "{file}"\npublished = "{day}"\n' for file, day in dates.items())
    corpus = load(folder({**TOLD, "catalogue.toml": "\n".join(entries)}, name))
    text, (first, second) = corpus.text("a"), ("open the harbour museum by June 2025", "promised a second ferry")
    rows = [promise(text, first, "Varna council", "2025-06"), promise(text, second, "its mayor", None)]
    corpus = replace(corpus, promises=schema.table("promises", [row | {"voice": "A"} for row in rows]))
    path = folder({**TOLD, "notes.toml": notes_toml}, f"{name}-notes") / "notes.toml"
    from sourcebook.pencil import read_notes

    return replace(corpus, notes=tuple(read_notes(path)))


def promise(text: str, what: str, who: str, due: str | None) -> dict[str, object]:
    start = text.index(what)
    place = {"start": start, "end": start + len(what), "source_id": "a", "sentence_id": f"a:0-{len(PLEDGE)}"}
    named = {"promise_id": f"a:{start}-{start + len(what)}", "promiser": who, "what": what}
    return place | named | {"due": due, "due_basis": "given" if due else "none"}


def states(corpus, as_of: str = "") -> list[tuple[str, str]]:
    return [(r.promiser, r.status) for r in synthesis.promised(corpus, as_of).itertuples()]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        pytest.param("", "due", id="the newest article came after its last day"),
        pytest.param("2025-06-30", "due", id="on its last day"),
        pytest.param("2025-06-29", "pending", id="a day before, since June may mean its last day"),
    ],
)
def test_a_promise_is_due_when_its_last_day_has_come(folder, as_of: str, state: str) -> None:
    assert states(corpus_of(folder), as_of) == [("Varna council", state), ("its mayor", "undated")]


def test_without_any_date_nothing_has_come_due(folder) -> None:
    assert states(corpus_of(folder, dates={}))[0] == ("Varna council", "pending")


def test_only_the_reader_says_what_was_kept(folder) -> None:
    note = '[[note]]\nfile = "a.txt"\nquote = "open the harbour museum"\nverdict = "kept"\n'
    note += '[[note]]\nfile = "a.txt"\nquote = "a second ferry"\nverdict = "broken"\n'
    assert states(corpus_of(folder, notes_toml=note)) == [("Varna council", "kept"), ("its mayor", "broken")]


def test_a_verdict_on_no_promise_is_listed_and_not_used(folder) -> None:
    note = '[[note]]\nfile = "a.txt"\nquote = "It rained all week"\nverdict = "kept"\n'
    corpus = corpus_of(folder, notes_toml=note)
    assert "no promise there" in notes.strayed(corpus)[0]
    assert "kept" not in [state for _, state in states(corpus)]


def test_a_kept_figure_is_an_error_that_says_what_to_write(folder) -> None:
    note = '[[note]]\nfile = "a.txt"\nquote = "June 2025"\nverdict = "kept"\niso = "2025-05"\n'
    with pytest.raises(InputError, match="write a note for each"):
        corpus_of(folder, notes_toml=note)


def test_what_is_said_later_of_a_promise_comes_from_later_articles_on_its_subject(folder) -> None:
    corpus = corpus_of(folder)
    found = synthesis.later(corpus, corpus.promises)
    assert [corpus.quote(s) for s in found["sentence_id"]] == [
        "The harbour museum of Varna opened its doors to a crowd."
    ]
    assert found["words"].tolist() == ["harbour, museum, open"]
    assert synthesis.later(corpus_of(folder, "undated", dates={}), corpus.promises).empty


def test_who_asks_what_of_whom_is_counted_and_the_unnamed_come_last() -> None:
    asks = pd.DataFrame(
        [("Ng", "council", "must"), ("Ng", "council", "should"), ("Ng", "unclear", "must"), ("Abe", "port", "could")],
        columns=["group", "addressee", "strength"],
    )
    table = synthesis.asked_matrix(asks)
    assert list(table.columns) == ["council", "port", "unclear"] and list(table.index) == ["Ng", "Abe"]
    assert table.to_numpy().tolist() == [[2, 0, 1], [0, 1, 0]]
    assert list(synthesis.asked_matrix(asks, most=1).columns) == ["council", "others", "unclear"]
    first = synthesis.by_strength(asks).iloc[0]
    assert (first["addressee"], first["must"], first["should"], first["could"], first["asks"]) == (
        "council",
        1,
        1,
        0,
        2,
    )
    assert synthesis.asked_matrix(asks[:0]).empty and synthesis.by_strength(asks[:0]).empty


def test_a_promise_told_again_points_to_the_one_told_first(folder) -> None:
    text = (
        "The council will open the harbour museum in June 2025. It rained. "
        "In June 2025 the harbour museum will be opened. The council will build a ferry."
    )
    corpus = load(folder({"a.txt": text}))
    spans = ["open the harbour museum in June 2025", "In June 2025 the harbour museum will be opened", "build a ferry"]
    rows = [promise(text, what, "council", due) for what, due in zip(spans, ["2025-06", "2025-06", None], strict=True)]
    corpus = replace(corpus, promises=schema.table("promises", [row | {"voice": "A"} for row in rows]))
    table = synthesis.promised(corpus)
    assert [corpus.quote(p) for p in table["told_first"]] == [spans[0], spans[0], spans[2]]


def test_what_the_reader_says_of_one_telling_holds_for_all_and_gives_no_date(folder) -> None:
    text = "The council will open the harbour museum. It rained. The harbour museum will be opened by the council."
    spans = ["open the harbour museum", "The harbour museum will be opened"]
    corpus = load(folder({"a.txt": text}))
    rows = [promise(text, what, "council", None) | {"voice": "A"} for what in spans]
    table = schema.table("promises", rows)
    path = folder({"notes.toml": f'[[note]]\nfile = "a.txt"\nquote = "{spans[1]}"\nverdict = "kept"\n'}, "pencil")
    from sourcebook.pencil import read_notes

    corpus = replace(corpus, promises=table, notes=tuple(read_notes(path / "notes.toml")))
    told = synthesis.promised(corpus)
    assert list(told["status"]) == ["kept", "kept"] and told["told_first"].nunique() == 1
    assert "1 promise, plan or deadline** (told 2 times), 0 with a date" in findings.promised(corpus, told)
