"""Pages: what a page cites is numbered and proved, articles can be read, other scripts say their language."""

import html
import re

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import load, pages
from sourcebook.exporter import SourcebookExporter
from sourcebook.pages import downloads, evidence
from sourcebook.pages.article import article
from sourcebook.pages.document import contents_of, lowered
from sourcebook.pages.languages import language, spoken

EVIL = '<script>alert(1)</script><img src=x onerror=alert(2)> "quoted" & $a$'


def cited(sentence_id: str, said: str = "") -> str:
    return f'<span data-sentence="{html.escape(sentence_id)}">{said}</span>'


# --- evidence ---------------------------------------------------------------------------------------------------------


def test_what_is_cited_is_numbered_in_its_order_and_once_each() -> None:
    body = f"<td>{cited('b:0-4', 'Rain.')}</td><td>{cited('a:5-9', 'Snow.')}</td><p>So it is.{cited('b:0-4')}</p>"
    linked, numbers = evidence.numbered(body)
    assert numbers == {"b:0-4": 1, "a:5-9": 2}
    assert re.findall(r'href="#e(\d+)"', linked) == ["1", "2", "1"]
    assert re.findall(r' id="(c\d+)"', linked) == ["c1", "c2"], "the way back leads to where it is cited first"
    assert "data-sentence" not in linked and ">Rain. <a" in linked


def test_several_bodies_share_one_list() -> None:
    _, first = evidence.numbered(cited("a:0-4", "Rain."))
    linked, both = evidence.numbered(cited("a:0-4", "Rain.") + cited("a:5-9", "Snow."), first)
    assert both == {"a:0-4": 1, "a:5-9": 2}
    assert re.findall(r' id="(c\d+)"', linked) == ["c2"]


BRIEF = (
    '<ul><li>It rains. <a href="#n04-evidence-1">[1]</a></li></ul><div class="sb-evidence"><h3>The sentences</h3>'
    '<ol><li><span data-sentence="a:0-9" id="n04-evidence-1"></span>“It rains.” — Ng, <code>a:0-9</code></li></ol>'
    "</div>"
)


def test_the_list_of_the_brief_becomes_part_of_the_page_s() -> None:
    linked, numbers = evidence.numbered(cited("b:0-5", "Snow.") + BRIEF)
    assert numbers == {"b:0-5": 1, "a:0-9": 2}
    assert "sb-evidence" not in linked and 'href="#e2"' in linked
    assert evidence.harvested(BRIEF) == {"a:0-9": evidence.Proof("It rains.", "Ng")}


def test_a_proof_names_its_voice_its_place_and_where_else_it_stands() -> None:
    proof = evidence.Proof("It rains.", "Ng", (("https://example.org/#:~:text=It%20rains", "at the source"),), "en")
    shown = evidence.listed({"a:0-9": 3}, {"a:0-9": proof}.get)
    assert '<li id="e3"><q lang="en">It rains.</q> — Ng, <code>a:0-9</code>' in shown
    assert '<a href="https://example.org/#:~:text=It%20rains" rel="noopener noreferrer">at the source</a>' in shown
    assert 'href="#c3"' in shown


def test_a_page_that_cites_nothing_has_no_list_and_an_unknown_sentence_only_its_id() -> None:
    assert evidence.listed({}, {}.get) == ""
    assert '<li id="e1"><code>a:0-9</code>' in evidence.listed({"a:0-9": 1}, {}.get)


@given(st.lists(st.text(min_size=1), min_size=1, unique=True))
def test_any_id_is_found_again(ids: list[str]) -> None:
    body = "".join(cited(i, "words") for i in ids)
    assert list(evidence.numbered(body)[1]) == ids


# --- other scripts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "is_in"),
    [
        pytest.param("全球经济", "zh", id="Han alone"),
        pytest.param("世界の経済", "ja", id="Han with kana"),
        pytest.param("세계 경제", "ko", id="Hangul"),
        pytest.param("الاقتصاد", "ar", id="Arabic"),
        pytest.param("כלכלה", "he", id="Hebrew"),
        pytest.param("экономика", "ru", id="Cyrillic"),
        pytest.param("अर्थव्यवस्था", "hi", id="Devanagari"),
        pytest.param("économie", "", id="Latin with accents"),
    ],
)
def test_a_script_is_read_out_in_its_main_language(said: str, is_in: str) -> None:
    assert language(said) == is_in


def test_a_stretch_of_another_script_is_marked_once_and_nothing_else_is() -> None:
    assert (
        spoken("<p>The journal 全球 经济, of 2020.</p>")
        == '<p>The journal <span lang="zh">全球 经济</span>, of 2020.</p>'
    )
    assert spoken("<p>سلام</p>") == '<p><span lang="ar" dir="rtl">سلام</span></p>'
    assert spoken('<img alt="全球"><p>plain</p>') == '<img alt="全球"><p>plain</p>'


@given(st.text())
def test_any_text_stays_the_text_it_is(text: str) -> None:
    body = f"<p>{html.escape(text)}</p>"
    assert re.sub(r"</?span[^>]*>", "", spoken(body)) == body


# --- articles to read -------------------------------------------------------------------------------------------------


def test_an_article_stands_there_word_for_word_with_its_figures_leading_to_their_evidence(folder) -> None:
    text = f"Ada Ng\n\nThe dam cost $5 million. {EVIL} It leaks.\n"
    toml = '[[source]]\nfile = "a.txt"\ntitle = "The <dam>"\nauthors = ["Ada <Ng>"]\nlanguage = "en"\n'
    corpus = load(folder({"a.txt": text, "catalogue.toml": toml}))
    fact = corpus.facts[corpus.facts["kind"] == "money"].iloc[0]
    places = {fact["sentence_id"]: [("../03.html#e1", "03")]}
    shown = article(corpus, next(corpus.sources.itertuples()), places)
    assert '<mark><a href="../03.html#e1">$5 million</a></mark>' in shown
    assert f'<span id="s{fact["sentence_id"].rpartition(":")[2]}">' in shown
    assert "<script" not in shown and "The &lt;dam&gt;" in shown and '<div class="reading" lang="en">' in shown
    words = re.sub(r' <a class="cite".*?</a>', "", " ".join(re.findall(r'class="words">(.*?)</div>', shown, re.DOTALL)))
    assert html.unescape(re.sub(r"<[^>]+>", "", words)).split() == corpus.text("a").split()


def test_who_speaks_stands_beside_the_words(folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\n[[source.passage]]\nopens = "The dam"\nvoice = "Ada Ng"\n'
    toml += '[[source.passage]]\nopens = "Share"\nkind = "furniture"\n'
    corpus = load(folder({"a.txt": "The dam leaks.\nShare this\n", "catalogue.toml": toml}))
    shown = article(corpus, next(corpus.sources.itertuples()), {})
    who = re.findall(r'<p class="who">(.*?)</p>', shown)
    assert who == ["Ada Ng<br><small>author</small>", "nobody’s words<br><small>furniture</small>"]


# --- a notebook -------------------------------------------------------------------------------------------------------


def notebook(*outputs: dict, tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    first = "# 07 · What is it?\n> Is it so?\n\nReads the articles; gives the tables `facts` and `terms`. More `code`."
    cell = nbformat.v4.new_code_cell("1 + 1", metadata={"tags": list(tags)}, outputs=list(outputs))
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(first), cell])


def shown(metadata: dict | None = None, **data: str) -> dict:
    kinds = {name.replace("_", "/", 1): value for name, value in data.items()}
    return nbformat.v4.new_output("display_data", data=kinds, metadata=metadata or {})


def test_a_page_knows_its_title_question_and_tables() -> None:
    page = pages.page("07_it", notebook())
    assert (page.title, page.question, page.tables) == ("07 · What is it?", "Is it so?", ("facts", "terms"))


def test_a_figure_is_described_by_the_finding_that_follows_it() -> None:
    about = {"image/png": {"alt": "Figure 1. Rain by year.", "width": 10, "height": 5}}
    caption = shown({"sourcebook": "caption"}, text_markdown="*Figure 1. Rain by year.*")
    body = pages.page(
        "07_it", notebook(shown(about, image_png="AAAA"), caption, shown(text_markdown="**Rain** fell & fell."))
    ).body
    assert 'alt="Rain fell &amp; fell."' in body
    assert "<figcaption>Figure 1. Rain by year.</figcaption>" in body


def test_a_figure_without_a_finding_is_described_by_its_caption() -> None:
    about = {"image/png": {"alt": "Figure 1. Rain by year."}}
    assert 'alt="Figure 1. Rain by year."' in pages.page("07_it", notebook(shown(about, image_png="AAAA"))).body


def test_no_script_of_an_output_gets_into_a_page_and_the_code_only_where_it_is_wanted() -> None:
    made = notebook(shown(text_html="<p>kept</p><script>alert(1)</script >"), shown(application_javascript="alert(2)"))
    body = pages.page("07_it", made).body
    assert "kept" in body and "alert" not in body
    assert "how this was computed" in body
    assert "how this was computed" not in pages.page("07_it", made, code=False).body


def test_a_notebook_alone_brings_its_evidence_along_and_links_to_its_neighbours() -> None:
    said = shown(text_html=f"<table><tr><td>{cited('a:0-9', '<mark>It</mark> rains.')}</td></tr></table>")
    made = notebook(said)
    made.cells[0].source += "\n\nAfter: [08](08_more.ipynb)"
    page = pages.alone("07_it", made)
    assert '<li id="e1"><q>It rains.</q>' in page and 'href="08_more.html"' in page
    assert "default-src 'none'" in page and "<code>07_it.ipynb</code>" in page


def test_the_exporter_gives_the_same_page_and_heeds_no_input() -> None:
    made = notebook(shown(text_markdown="It rains."))
    page, about = SourcebookExporter().from_notebook_node(made, {"metadata": {"name": "07_it"}})
    assert page == pages.alone("07_it", made) and about["output_extension"] == ".html"
    without, _ = SourcebookExporter(exclude_input=True).from_notebook_node(made)
    assert "how this was computed" in page and "how this was computed" not in without


def test_a_notebook_among_others_stands_a_level_lower_in_the_contents() -> None:
    body = lowered('<h1 id="n07">07</h1><h2 id="n07-a">A &amp; B</h2><h2>no id</h2>')
    assert body == '<h2 id="n07">07</h2><h3 id="n07-a">A &amp; B</h3><h3>no id</h3>'
    assert contents_of(body) == [{"id": "n07", "text": "07", "below": [{"id": "n07-a", "text": "A & B", "below": []}]}]


# --- downloads --------------------------------------------------------------------------------------------------------

FILES = {"tables/facts.csv": b"a" * 10, "tables/facts.parquet": b"b" * 2000, "sources.bib": b"c"}


def test_small_files_are_in_the_page_and_large_ones_beside_it() -> None:
    shown = downloads.links(FILES, ["facts"], 100, alone=False)
    assert 'download="facts.csv" href="data:text/csv;charset=utf-8;base64,YWFhYWFhYWFhYQ=="' in shown
    assert 'download="facts.parquet" href="tables/facts.parquet"' in shown and "2.0 kB" in shown
    assert "sources" not in shown


def test_a_page_that_goes_alone_names_what_it_leaves_behind() -> None:
    shown = downloads.links(FILES, ["facts", "sources"], 100, alone=True)
    assert "Parquet, 2.0 kB: too large for this page" in shown and 'href="tables/' not in shown
    assert 'download="sources.bib"' in shown
