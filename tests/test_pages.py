"""Pages: what a page cites is numbered and proved, articles can be read, other scripts say their language."""

import html
import re

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from sourcebook import findings, load, pages
from sourcebook.exporter import SourcebookExporter
from sourcebook.findings.prose import resting_on
from sourcebook.pages import downloads, evidence
from sourcebook.pages.article import article
from sourcebook.pages.document import contents_of, lowered
from sourcebook.pages.languages import language, spoken
from sourcebook.views import cells

BY_NG = '[[source]]\nfile = "a.txt"\nauthors = ["Ada Ng"]\n'
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


def test_the_list_of_the_brief_becomes_part_of_the_page_s(folder) -> None:
    corpus = load(folder({"a.txt": "He said “no” — and left, so.", "catalogue.toml": BY_NG}))
    brief = findings.brief(corpus, [findings.Statement("**What.** It rains.", ("a:0-28",))])
    body = pages.page("07_it", notebook(shown(text_markdown=brief))).body
    linked, numbers = evidence.numbered(cited("b:0-5", "Snow.") + body)
    assert numbers == {"b:0-5": 1, "a:0-28": 2}
    assert "sb-evidence" not in linked and 'href="#e2"' in linked
    assert evidence.harvested(body) == {"a:0-28": evidence.Proof("He said “no” — and left, so.", "Ada Ng")}


def test_a_proof_names_its_voice_its_place_and_where_else_it_stands() -> None:
    proof = evidence.Proof("It rains.", "Ng", (("https://example.org/#:~:text=It%20rains", "at the source"),), "en")
    shown = evidence.listed({"a:0-9": 3}, {"a:0-9": proof}.get)
    assert '<li id="e3"><q lang="en">It rains.</q> — Ng, <code>a:0-9</code>' in shown
    link = re.search(r'<a href="https://example.org/#:~:text=It%20rains" ([^>]*)>at the source</a>', shown)
    assert link[1] == 'aria-label="sentence 3 at the source" rel="noopener noreferrer"'
    assert 'href="#c3"' in shown


def test_a_page_that_cites_nothing_has_no_list_and_an_unknown_sentence_only_its_id() -> None:
    assert evidence.listed({}, {}.get) == ""
    assert '<li id="e1"><code>a:0-9</code>' in evidence.listed({"a:0-9": 1}, {}.get)


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs"]), min_size=1), st.integers(0, 99), st.integers(100, 999)
)
def test_any_sentence_is_found_again_in_a_table_and_in_a_finding(name: str, start: int, end: int) -> None:
    sentence_id = f"{name}:{start}-{end}"
    finding = markdown2html_mistune(f"It **rains**, `they` say.{resting_on([sentence_id])} And $5 or *so*.")
    table = f"<td>{cells.cited(sentence_id, 'It rains.')}</td>"
    assert list(evidence.numbered(table)[1]) == list(evidence.numbered(finding)[1]) == [sentence_id]


def test_nothing_in_an_id_is_markdown_or_mathematics() -> None:
    mark = resting_on(["Budget $5 *a* `b`\n\n\\c{d}<e>:0-9"])
    assert not set("$*`\\{}\n") & set(mark)


def test_a_sentence_that_the_articles_do_not_hold_keeps_its_own_words(folder) -> None:
    corpus = load(folder({"a.txt": "It rains."}))
    body = f"<p>{cited('another:0-8', 'It snows.')}{cited('a:0-9')}{cited('nowhere:1-2')}</p>"
    own = pages.Page("07_it", "07", "So?", f"<h1>07</h1>{body}")
    made = pages.site(pages.Report(corpus, [own], "", {}, "sourcebook report"))
    for name in ("07_it.html", "sourcebook.html"):
        assert "<q>It snows.</q>" in made[name] and "<q>It rains.</q>" in made[name]
        assert "<code>nowhere:1-2</code>" in made[name]


def test_articles_whose_ids_look_like_sentences_are_told_apart(folder) -> None:
    files = {f"{n}.txt": f"It rains {n}." for n in "ab"}
    toml = '[[source]]\nfile = "a.txt"\nid = "a"\n[[source]]\nfile = "b.txt"\nid = "a:0-11"\n'
    corpus = load(folder(files | {"catalogue.toml": toml}))
    own = pages.Page("07_it", "07", "So?", f"<h1>07</h1>{cited('a:0-11')}{cited('a:0-11:0-11')}")
    made = pages.site(pages.Report(corpus, [own], "", {}, "sourcebook report", readable=True))
    proofs = re.findall(r'<q>(.*?)</q>.*?href="(sources/\d+\.html#s[\d-]+)"', made["07_it.html"])
    assert proofs == [("It rains a.", "sources/001.html#s0-11"), ("It rains b.", "sources/002.html#s0-11")]


def test_every_article_that_can_be_read_is_on_the_index(folder) -> None:
    corpus = load(folder({f"{n:02d}.txt": f"It rains in place {n}." for n in range(35)}))
    made = {r: pages.site(pages.Report(corpus, [], "", {}, "x", readable=r))["index.html"] for r in (True, False)}
    assert len(set(re.findall(r'href="sources/\d+\.html#article"', made[True]))) == 35
    assert "and 5 more, see notebook 00" in made[False]


def test_a_source_on_the_web_leads_to_its_sentence_there_and_nothing_else_does(folder) -> None:
    toml = '[[source]]\nfile = "a.txt"\nurl = "https://example.org/?a=1&b=\\"x"\naccessed = "2025-01-02"\n'
    toml += '[[source]]\nfile = "b.txt"\nurl = "javascript:alert(1)"\n'
    corpus = load(folder({"a.txt": "It rains.", "b.txt": "It snows.", "catalogue.toml": toml}))
    own = pages.Page("07_it", "07", "So?", f"<h1>07</h1>{cited('a:0-9')}{cited('b:0-9')}")
    made = pages.site(pages.Report(corpus, [own], "", {}, "x"))
    address = 'href="https://example.org/?a=1&amp;b=%22x#:~:text=It%20rains" aria-label="sentence 1 at the source" rel='
    assert address in made["07_it.html"] and "seen 2025-01-02" in made["index.html"]
    assert "javascript:" not in made["07_it.html"] + made["index.html"]


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
    assert spoken("<p>سلام!</p>") == '<p><span lang="ar">سلام</span>!</p>'
    assert spoken('<img alt="全球"><p>plain</p>') == '<img alt="全球"><p>plain</p>'


@pytest.mark.parametrize("declared", ["uk", "ru", "bg"])
def test_a_declared_language_is_never_guessed_at(declared: str, folder) -> None:
    toml = f'[[source]]\nfile = "a.txt"\nlanguage = "{declared}"\n'
    corpus = load(folder({"a.txt": "Економіка країни.", "catalogue.toml": toml}))
    shown = article(corpus, next(corpus.sources.itertuples()), {})
    shown += evidence.listed({"a:0-17": 1}, {"a:0-17": evidence.Proof("Економіка країни.", "", (), declared)}.get)
    assert set(re.findall(r'lang="(\w+)"', shown)) == {declared}


def test_what_is_no_tag_of_a_language_is_not_given_to_the_browser() -> None:
    proof = evidence.Proof("It rains.", "", (), 'English (British)" onload="x')
    assert "<q>It rains.</q>" in evidence.listed({"a:0-9": 1}, {"a:0-9": proof}.get)


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


def test_what_a_reader_corrected_says_so_in_the_article_too(folder) -> None:
    notes = '[[note]]\nfile = "a.txt"\nquote = "$5 million"\nvalue = 6e6\n'
    toml = '[[source]]\nfile = "a.txt"\nurl = "https://example.org/a"\naccessed = "2025-01-02"\n'
    corpus = load(folder({"a.txt": "The dam cost $5 million.", "notes.toml": notes, "catalogue.toml": toml}))
    shown = article(corpus, next(corpus.sources.itertuples()), {})
    assert '<mark>$5 million</mark> <small class="hand">(amended by the reader: 6 million USD)</small>' in shown
    assert '<a href="https://example.org/a" rel="noopener noreferrer">on the web</a>, seen 2025-01-02' in shown


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


def test_ids_are_one_notebook_s_own_and_links_go_on_leading_to_them() -> None:
    body = "## Twice\n\n## Twice\n\n<p id='x'></p><p id=\"intro\">In</p>\n\n[to it](#intro)"
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# 07 · It?\n\n{body}")])
    one, two = (pages.page(name, made).body for name in ("my_one", "my_two"))
    ids = re.findall(r' id="([^"]+)"', one + two)
    assert len(ids) == len(set(ids)) >= 6
    assert 'href="#nmy_one-intro"' in one and 'id="nmy_one-intro"' in one


def test_what_a_cell_prints_is_there_and_warnings_are_not() -> None:
    printed = [nbformat.v4.new_output("stream", name=n, text=f"{n} <b>") for n in ("stdout", "stderr")]
    body = pages.page("07_it", notebook(*printed, shown(text_latex="$x<y$", text_plain="x<y"))).body
    assert "<pre>stdout &lt;b&gt;</pre>" in body and "stderr" not in body and "$x&lt;y$" in body


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
