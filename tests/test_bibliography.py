"""The bibliography: entries worked out by hand, and titles that would break LaTeX or a reader of BibTeX."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import load
from sourcebook.bibliography import _author, _keys, _plain, bibtex

CATALOGUE = """\
[[source]]
file = "dam.txt"
id = "dam"
title = 'The {Dam} & "Us": 100% of $5_000 #1 ~ ^ \\end'
outlet = "Delta & Coast"
authors = ["Ada de la Cruz", "Delta Board"]
published = "2024-11/2025-01"
published_basis = "inferred"
url = "https://example.org/a b#{x}"
accessed = "2026-02-03"
language = "en-GB"
translated = true

[[source]]
file = "ebb.txt"
title = "Ebb"
outlet = "Delta Times"
authors = ["Bo Ruiz, Jr."]
published = "2024"
published_basis = "stated"
accessed = "2026-02-03"

[[source]]
file = "flood.txt"
url = "javascript:alert(1)"
"""
ENTRIES = r"""@online{dam,
  author = {Ada de la Cruz and {Delta Board}},
  title = {{The \textbraceleft{}Dam\textbraceright{} \& "Us": 100\% of \$5\_000 \#1 \textasciitilde{} \textasciicircum{} \textbackslash{}end}},
  organization = {Delta \& Coast},
  date = {2024-11/2025-01},
  url = {https://example.org/a%20b#%7Bx%7D},
  urldate = {2026-02-03},
  langid = {english},
  note = {date inferred; translation},
}

@article{ebb,
  author = {Ruiz, Jr, Bo},
  title = {{Ebb}},
  journaltitle = {Delta Times},
  date = {2024},
}

@misc{flood,
  title = {{flood.txt}},
  note = {title missing, named after its file},
}
"""  # noqa: E501


def test_an_entry_says_what_is_known_and_what_is_not(folder) -> None:
    rain = "the rain fell and the river rose. " * 3
    articles = folder(
        {"dam.txt": rain, "ebb.txt": f"ebb {rain}", "flood.txt": f"flood: {rain}", "catalogue.toml": CATALOGUE}
    )
    assert bibtex(load(articles)) == ENTRIES


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("Ada Ng", "Ada Ng", id="a person is left to BibTeX"),
        pytest.param("Dr. Åsa Lind-Øst", "Åsa Lind-Øst", id="without titles"),
        pytest.param("Bo van der Berg III", "van der Berg, III, Bo", id="a suffix stands in the middle"),
        pytest.param("Institute for Water", "{Institute for Water}", id="a body"),
        pytest.param("others", "{others}", id="a word that BibTeX acts on"),
        pytest.param("Rock and Sand", "{Rock and Sand}", id="a name with the word that parts names"),
        pytest.param("a}b{c", r"{a\textbraceright{}b\textbraceleft{}c}", id="braces"),
    ],
)
def test_a_name_is_told_from_a_body(name: str, written: str) -> None:
    assert _author(name, ()) == written


def test_a_voice_that_speaks_for_a_group_is_a_body() -> None:
    assert _author("Ada Ng", {"Ada Ng"}) == "{Ada Ng}"


def test_a_key_is_kept_where_it_can_be_and_else_does_not_hang_on_the_others() -> None:
    assert _keys(["a/b.c-1", "x"]) == ["a/b.c-1", "x"]
    alone, among = _keys(["été"]), _keys(["ete", "été", "éte"])
    assert among[1] == alone[0] != "ete" == among[0]
    assert re.fullmatch(r"ete-[0-9a-f]{8}", alone[0])
    assert len({key.casefold() for key in _keys(["Lake", "lake"])}) == 2


@given(st.lists(st.text(min_size=1), unique=True))
def test_keys_are_ascii_and_unlike_whatever_the_ids(ids: list[str]) -> None:
    keys = _keys(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/+-]*", key) for key in keys)
    assert len({key.casefold() for key in keys}) == len(ids)


@given(st.text())
def test_any_text_leaves_braces_balanced_and_nothing_to_act_on(text: str) -> None:
    plain = _plain(text)
    depth = 0
    for c in plain:
        depth += (c == "{") - (c == "}")
        assert depth >= 0
    assert depth == 0
    bare = re.sub(r"\\[$&#_%]|\\text[a-z]+\{\}", "", plain)
    assert not set(bare) & set("\\{}$&#_%^~\n\r")
