"""A file gives its article's text in reading order and what it says of itself; a bad one is refused with a reason."""

import datetime
import io
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfs import Put, pdf

from sourcebook.errors import InputError
from sourcebook.readers import TYPES, Document, Said, articles, read

SAMPLES = Path(__file__).parent / "readers"
RAIN = "It rained on the harbour for three days in a row, and nobody came to look at what the river had brought. "
Read = Callable[[str, bytes | str], Document]


@pytest.fixture
def reading(tmp_path: Path) -> Read:
    """Return a function that writes a file of that name and reads it."""

    def written(name: str, content: bytes | str) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path)

    return written


def headings(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.headings]


# --- plain text -------------------------------------------------------------------------------------------------------

ZOE = "Zoë said:\r\n“No.”\rThen\nshe left."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(ZOE.encode(), "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + ZOE.encode(), "utf-8-sig", id="UTF-8 with a byte-order mark"),
        pytest.param(b"\xff\xfe" + ZOE.encode("utf-16-le"), "utf-16", id="UTF-16, low byte first"),
        pytest.param(b"\xfe\xff" + ZOE.encode("utf-16-be"), "utf-16", id="UTF-16, high byte first"),
        pytest.param(ZOE.encode("utf-16-le"), "utf-16-le", id="UTF-16 without a mark, low byte first"),
        pytest.param(ZOE.encode("utf-16-be"), "utf-16-be", id="UTF-16 without a mark, high byte first"),
        pytest.param(ZOE.encode("cp1252"), "cp1252", id="Windows-1252"),
    ],
)
def test_a_text_is_decoded_and_keeps_its_newlines(reading: Read, data: bytes, encoding: str) -> None:
    document = reading("a.txt", data)
    assert (document.text, document.encoding) == (ZOE, encoding)
    assert (document.said, document.headings) == (Said(), ())


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="\x00"), min_size=1))
def test_ascii_is_never_taken_for_anything_else(text: str) -> None:
    from sourcebook.readers.decoding import decode

    try:
        assert decode(text.encode()) == (text, "utf-8")
    except InputError:
        assert any(ord(c) < 32 and c not in "\t\n\v\f\r\x1b" for c in text)


# --- Markdown ---------------------------------------------------------------------------------------------------------

FRONT = {
    "YAML": "---\ntitle: 'Ports: who pays?'\nauthors: [Ana Ruiz, Bo Li]\ndate: 2024-03-05\nsource: The Quay\n"
    "url: https://quay.example/ports\nlang: en\n---\n",
    "TOML": '+++\ntitle = "Ports: who pays?"\ndate = 2024-03-05T10:00:00Z\nsource = "The Quay"\nlanguage = "en"\n'
    'link = "https://quay.example/ports"\n[[author]]\nname = "Ana Ruiz"\n[[author]]\nname = "Bo Li"\n+++\n',
    "a string of names": "---\nTitle: \"Ports: who pays?\"\nby: Ana Ruiz and Bo Li\npublishDate: 5 March 2024\n"
    "publication: The Quay\ncanonical: https://quay.example/ports\nlang: en\n---\r\n",
    "YAML that isn't, since a colon follows": "---\ntitle: Ports: who pays?\nauthor: Ana Ruiz & Bo Li\n"
    "date: 2024-03-05\nsource: The Quay\nurl: https://quay.example/ports\nlang: en\n---\n",
}  # fmt: skip


@pytest.mark.parametrize("front", FRONT.values(), ids=FRONT)
def test_front_matter_says_who_when_and_where(reading: Read, front: str) -> None:
    document = reading("a.md", f"{front}\nThe city pays.\n")
    said = document.said
    assert document.text == "The city pays."
    assert (said.title, said.authors, said.published) == ("Ports: who pays?", ("Ana Ruiz", "Bo Li"), "2024-03-05")
    assert (said.outlet, said.url, said.language) == ("The Quay", "https://quay.example/ports", "en")
    assert said.published_from.startswith("front matter ") and said.is_publication


@pytest.mark.parametrize(
    "front",
    [
        pytest.param("---\ntitle: [open\n---\n", id="a list that isn't closed"),
        pytest.param("+++\ntitle = \n+++\n", id="a key without a value"),
        pytest.param("---\na: &a [x]\nb: *a\ntitle: *a\n---\n", id="aliases"),
        pytest.param(f"---\ntitle: {'[' * 20_000}\n---\n", id="twenty thousand brackets"),
    ],
)
def test_malformed_front_matter_neither_stops_the_reading_nor_stands_in_the_text(reading: Read, front: str) -> None:
    document = reading("a.md", f"{front}The city pays.")
    assert (document.text, document.said.title) == ("The city pays.", "")


def test_a_rule_at_the_top_is_no_front_matter(reading: Read) -> None:
    assert reading("a.md", "---\nIt rained.\n\n---\nThen it stopped.").text.split() == [
        *("It", "rained.", "Then", "it", "stopped.")
    ]


MARKED_UP = """# Who *pays*?

The **city** [pays](http://x.example) AT&amp;T,
as `before`.  
Always.[^1]

- one
- two
  wrapped
3. three
4. four

| Year | Fee |
|------|-----|
| 2022 | 3.1 |

![](rule.png)
A ship ![The quay at dawn](quay.png)

> Nobody <b>asked</b>.
<!-- unseen -->

[^1]: Until 2011.
"""
SEEN = """Who pays?

The city pays AT&T,
as before.
Always.

- one
- two
wrapped
3. three
4. four

Year | Fee
2022 | 3.1

A ship
[image: The quay at dawn]

Nobody asked.

1. Until 2011."""


def test_markdown_reads_as_its_rendered_page_does(reading: Read) -> None:
    document = reading("a.markdown", MARKED_UP)
    assert document.text == SEEN
    assert headings(document) == ["Who pays?"]


@given(st.lists(st.from_regex(r"[A-Za-z][a-z]{0,8}( [a-z]{1,8}){0,8}\.", fullmatch=True), min_size=1, max_size=6))
def test_plain_paragraphs_come_back_as_they_were(paragraphs: list[str]) -> None:
    from sourcebook.readers import markdown

    text = "\n\n".join(paragraphs)
    assert markdown.read(text.encode())[0] == text


# --- web pages --------------------------------------------------------------------------------------------------------

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Who pays? | The Quay</title>
<meta property="og:site_name" content="The Quay"><meta name="author" content="Ana Ruiz">
<meta property="article:published_time" content="2024-03-05T23:30:00+02:00">
<meta property="article:modified_time" content="2024-04-01"><link rel="canonical" href="https://quay.example/ports">
</head><body class="single has-sidebar"><a class="skip-link screen-reader-text" href="#c">Skip to content</a>
<header><a href="/">The Quay</a></header><nav><ul><li><a href=1>Home</a><li><a href=2>Ports</a></ul></nav>
<main><article><header><h1>Who pays?</h1><p>By Ana Ruiz</p></header><p>{RAIN}</p><p>“Why?”</p><p>Yes.</p>
<h2 id="social-cost">The cost</h2><ul><li>dredging: 4 m<sup>2</sup></li><li>fees</li></ul><p>{RAIN}It did.<sup><a
href="#n1">[1]</a></sup></p><div class="share-buttons"><a href=1>Tweet</a> <span>1,204 shares</span></div>
<figure><img src="q.jpg"><figcaption>The quay. <i>Photo: B. Li</i></figcaption></figure><p>“Why?”</p><p>Yes.</p>
<table><tr><th>Year<th>Fee<tr><td>2022<td>3.1</table><blockquote>Nobody asked.</blockquote></article>
<section class="related"><h2>Read next</h2><p>{RAIN} Elsewhere.</p></section></main>
<div hidden><p>{RAIN} Veiled.</p></div><template><p>Template.</p></template><p style="display: none">Unshown.</p>
<div id="cookie-banner"><p>We use cookies to improve this site, as everybody does.</p></div>
<footer><p>© The Quay</p></footer><script>var x = "Scripted.";</script></body></html>"""


def test_a_page_gives_its_article_and_nothing_around_it(reading: Read) -> None:
    document = reading("a.html", PAGE)
    assert document.text.split("\n\n") == [
        *("Who pays?", "By Ana Ruiz", RAIN.strip(), "“Why?”", "Yes.", "The cost", "- dredging: 4 m²\n- fees"),
        *(f"{RAIN}It did.", "[image: The quay. Photo: B. Li]", "“Why?”", "Yes.", "Year | Fee\n2022 | 3.1"),
        "Nobody asked.",
    ]
    assert headings(document) == ["Who pays?", "The cost"]


def test_a_page_s_head_says_who_when_and_where(reading: Read) -> None:
    assert reading("a.html", PAGE).said == Said(
        title="Who pays?",
        outlet="The Quay",
        authors=("Ana Ruiz",),
        published="2024-03-05",
        published_from="meta tag article:published_time",
        url="https://quay.example/ports",
        language="en-GB",
    )


LINKED = """<html><head><title>Home</title><script type="application/ld+json">{"@context": "https://schema.org",
"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "NewsArticle", "headline": "Who pays?",
"datePublished": "2024-03-05", "dateModified": "2024-06-01", "author": [{"@id": "#ana"}, {"name": "Bo Li"}],
"publisher": {"@type": "Organization", "name": "The Quay"}, "url": "https://quay.example/p"},
{"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"}]}</script></head><body><p>%s</p></body></html>"""


def test_json_ld_is_read_with_what_it_refers_to(reading: Read) -> None:
    said = reading("a.html", LINKED % RAIN).said
    assert (said.title, said.outlet, said.authors) == ("Who pays?", "The Quay", ("Ana Ruiz", "Bo Li"))
    assert (said.published, said.published_from) == ("2024-03-05", "JSON-LD datePublished")


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        pytest.param("<title>Who pays? - The Quay</title>", "title", "Who pays?", id="a title with the site's name"),
        pytest.param("<title>Who pays? - The Quay</title>", "outlet", "The Quay", id="the site in the page's title"),
        pytest.param("<title>Gold | silver | Quay</title>", "title", "Who pays?", id="the heading before the title"),
        pytest.param('<meta name="citation_author" content="Ruiz, Ana">', "authors", ("Ana Ruiz",), id="surname first"),
        pytest.param('<meta name="author" content="https://x.example/ana">', "authors", (), id="an address is no name"),
        pytest.param('<meta name="DC.date.issued" content="5 March 2024">', "published", "2024-03-05", id="in words"),
        pytest.param('<meta name="date" content="03/05/2024">', "published", "", id="May or March: unknown"),
        pytest.param('<meta name="dcterms.modified" content="2024-03-05">', "published", "", id="a date of change"),
        pytest.param("<!-- saved from url=(0018)https://q.example/ -->", "url", "https://q.example/", id="saved from"),
        pytest.param(
            '<base href="https://q.example/a/"><link rel=canonical href="b">', "url", "https://q.example/a/b", id="base"
        ),
    ],
)  # fmt: skip
def test_the_head_of_a_page(reading: Read, head: str, field: str, value: object) -> None:
    page = f"<html><head>{head}</head><body><h1>Who pays?</h1><p>{RAIN}</p></body></html>"
    assert getattr(reading("a.html", page).said, field) == value


@pytest.mark.parametrize(
    ("above", "published"),
    [
        pytest.param('<time datetime="2024-03-05T08:00">5 March</time>', "2024-03-05", id="above the text"),
        pytest.param('Updated <time datetime="2024-03-05">5 March</time>', "", id="of a change"),
        pytest.param("", "", id="inside the text only"),
    ],
)
def test_a_time_counts_as_the_date_above_the_text_only(reading: Read, above: str, published: str) -> None:
    within = '<p>The flood of <time datetime="1953-02-01">1953</time>.</p>'
    page = f"<article><h1>Who pays?</h1><p>{above}</p><p>{RAIN * 3}</p>{within}</article>"
    assert reading("a.html", page).said.published == published


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"<P>One.<BR><BR>{RAIN}<br>Two", ["One.", f"{RAIN.strip()}\nTwo"], id="<br><br> for paragraphs"),
        pytest.param(f"<p><b>Q:</b> Why?<p><b>A:</b> {RAIN}", ["Q: Why?", f"A: {RAIN.strip()}"], id="an interview"),
        pytest.param(f"<dl><dt>Ng</dt><dd>{RAIN}</dd><dt>Li<dd>No.</dl>", ["Ng", RAIN.strip(), "Li", "No."], id="<dl>"),
        pytest.param(
            f"<article><h3>Ng</h3><p>{RAIN}</p></article><article><h3>Li</h3><p>{RAIN}</p></article>",
            ["Ng", RAIN.strip(), "Li", RAIN.strip()],
            id="a round table of several <article>s",
        ),
        pytest.param(
            f"<table><tr><td><a href=1>News</a><br><a href=2>Sport</a><td>Letters<br><br>{RAIN}{RAIN}</table>",
            ["Letters", (RAIN * 2).strip()],
            id="a table that places the menu beside the text",
        ),
        pytest.param(
            f"<div id=content><div class=text><p>{RAIN}</p><p>{RAIN}</p></div><div>Anna Fjeld, Tromsø</div></div>",
            [RAIN.strip(), RAIN.strip(), "Anna Fjeld, Tromsø"],
            id="a signature below",
        ),
        pytest.param(
            f"<div class=content-sidebar-wrap><h1>Rain</h1><p>{RAIN}</p></div>",
            ["Rain", RAIN.strip()],
            id="a class that sounds like a sidebar",
        ),
        pytest.param(
            f"<p><a href=1>Home</a> | <a href=2>News</a> | <a href=3>Sport</a><p>{RAIN}<p><a href=4>Go</a><p>{RAIN}",
            [RAIN.strip(), "Go", RAIN.strip()],
            id="a line of links, and one link that is a paragraph",
        ),
        pytest.param(
            f"<h1>Rain</h1><p>{RAIN}</p><h2>See also</h2><ul><li><a href=1>Snow</a><li><a href=2>Hail</a></ul>",
            ["Rain", RAIN.strip()],
            id="a list of links with its heading",
        ),
        pytest.param(f"<ol start=4><li>meet<li>part</ol><p>{RAIN}", ["4. meet\n5. part", RAIN.strip()], id="numbers"),
        pytest.param(f"<pre>a\n  b</pre><p>{RAIN}", ["a\n  b", RAIN.strip()], id="preformatted"),
        pytest.param(f"<p>10<sup>9</sup> <q>so</q> A&amp;&shy;T {RAIN}", [f"10⁹ “so” A&T {RAIN.strip()}"], id="signs"),
    ],
)  # fmt: skip
def test_what_a_page_shows(reading: Read, body: str, expected: list[str]) -> None:
    assert (
        reading("a.htm", f"<html><head><title>x</title></head><body>{body}</body></html>").text.split("\n\n")
        == expected
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param('<meta charset="iso-8859-1"><p>“Zoë”'.encode("cp1252"), "cp1252", id="as browsers read Latin-1"),
        pytest.param('<meta charset="iso-8859-1"><p>“Zoë”'.encode("utf-16"), "utf-16", id="a mark beats what is said"),
        pytest.param('<meta charset="ascii"><p>“Zoë”'.encode("cp1252"), "cp1252", id="an understatement"),
        pytest.param('<meta charset="utf-8"><p>“Zoë”'.encode(), "utf-8", id="what it says"),
        pytest.param(
            ("<p title='" + "naïve it was " * 9 + "'>“Zoë”").encode("cp1252"), "cp1252", id="says nothing: Western"
        ),
        pytest.param('<meta charset="nonsense"><p>“Zoë”'.encode(), "utf-8", id="an encoding that doesn't exist"),
    ],
)
def test_a_page_is_decoded_as_it_says_unless_its_bytes_say_otherwise(reading: Read, data: bytes, encoding: str) -> None:
    document = reading("a.html", data)
    assert (document.text, document.encoding) == ("“Zoë”", encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "shift_jis", "gb18030"])
def test_a_page_that_says_nothing_of_its_encoding_is_recognised_by_its_letters(reading: Read, encoding: str) -> None:
    russian = "Сегодня на берегу никто не видел ни одного парома, и никто не сказал почему. "
    chinese = "今天港口没有船开出，也没有人说明原因，大家只好在岸上等着。"
    japanese = "今日、港では船が出なかった。誰も理由を言わなかった。"
    text = {"shift_jis": japanese, "gb18030": chinese}.get(encoding, russian) * 5
    assert reading("a.html", f"<p>{text}".encode(encoding)).text == text.strip()


WORDS = st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8}){12,20}\.", fullmatch=True)


@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(["p", "div", "li", "blockquote", "dd", "section"]))
def test_no_paragraph_is_lost_whatever_its_element(paragraphs: list[str], tag: str) -> None:
    from sourcebook.readers import webpage

    source = "".join(f"<{tag}>{p}</{tag}>" for p in paragraphs)
    text = webpage.read(f"<body><nav>Menu</nav><div><div>{source}</div></div></body>".encode())[0]
    assert [line.removeprefix("- ") for line in text.split("\n") if line] == paragraphs


# --- PDF --------------------------------------------------------------------------------------------------------------


def lines(x: float, y: float, *texts: str, size: float = 10, step: float = 12) -> list[Put]:
    return [Put(x, y - n * step, text, size) for n, text in enumerate(texts)]


def test_a_printed_page_reads_as_it_did_on_the_screen() -> None:
    document = read(SAMPLES / "printed.pdf")
    text = document.text.split("\n\n")
    assert text[:2] == ["Harbour fees: who pays?", "By Zoë Ångström-Li"]
    assert text[2].startswith("The port of Saltmere") and text[2].endswith("five efficient firms had agreed.")
    assert text[3:7] == ["Two views", "Q: Why now?", "A: Because the dredging cost $4 million.", "Yes."]
    assert text[-3:] == ["Year | Fees | Ships\n2022 | 3.1 | 412\n2023 | 4.0 | 398", *("What follows",), text[-1]]
    assert text[-1] == "The council votes in May."
    assert headings(document) == ["Harbour fees: who pays?", "Two views", "What follows"]
    assert document.said.title == "Harbour fees: who pays?"
    assert document.said.published == "", "a browser wrote the date on which it was printed"


def test_columns_are_read_one_after_the_other(reading: Read) -> None:
    left = [f"On the left it is line number {word} of" for word in "one two three four five".split()]
    right = [f"On the right it is line number {word}" for word in "six seven eight nine ten".split()]
    page = [*lines(60, 760, "A heading over both of the columns here", size=16), *lines(60, 700, *left)]
    document = reading("a.pdf", pdf([[*page, *lines(310, 700, *right)]]))
    assert document.text == f"A heading over both of the columns here\n\n{' '.join([*left, *right])}"
    assert headings(document) == ["A heading over both of the columns here"]


def test_columns_go_on_on_a_last_page_that_is_hardly_filled(reading: Read) -> None:
    left = [f"On the left it is line number {word} of" for word in "one two three four five".split()]
    right = [f"On the right it is line number {word} of" for word in "six seven eight nine ten".split()]
    pages = [[*lines(60, 700, *left), *lines(310, 700, *right)]]
    pages.append([*lines(60, 700, "two pages and of", "the other one."), Put(310, 700, "That is all.")])
    document = reading("a.pdf", pdf(pages))
    assert document.text == f"{' '.join([*left, *right])} two pages and of the other one.\n\nThat is all."


def test_running_heads_and_page_numbers_are_left_out(reading: Read) -> None:
    pages = [
        [
            Put(60, 810, "Journal of Ports 12 (2024)"),
            *lines(60, 700, f"It is page {word}."),
            Put(290, 30, str(n)),
        ]
        for n, word in enumerate("one two three".split(), 7)
    ]
    assert reading("a.pdf", pdf(pages)).text == "It is page one.\n\nIt is page two.\n\nIt is page three."


def test_running_heads_that_change_are_left_out_for_their_place_and_size(reading: Read) -> None:
    pages = [
        [Put(60, 810, head, 8), *lines(60, 700, f"It is page {word}, and on it goes.")]
        for word, head in (("one", "Ports and their fees"), ("two", "Who pays in the end"), ("three", "What is left"))
    ]
    assert "fees" not in (text := reading("a.pdf", pdf(pages)).text) and text.count("It is page") == 3


def test_a_heading_at_one_place_of_several_pages_stays(reading: Read) -> None:
    pages = [
        [*lines(60, 800, f"Part {n}", size=16), *lines(60, 700, f"It is page {w}.")] for n, w in enumerate("abc", 1)
    ]
    assert headings(reading("a.pdf", pdf(pages))) == ["Part 1", "Part 2", "Part 3"]


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 1 of 1", "1 / 2", "xii"])
def test_a_page_number_is_one_on_a_single_page_too(reading: Read, number: str) -> None:
    assert reading("a.pdf", pdf([[Put(60, 700, "Nobody came."), Put(290, 30, number)]])).text == "Nobody came."


@pytest.mark.parametrize(
    ("puts", "expected"),
    [
        pytest.param(
            lines(60, 700, "The inter-", "national US-", "China talks on long-", "term co-", "operation."),
            "The international US-China talks on long-term co-operation.",
            id="words cut at the end of a line",
        ),
        pytest.param(
            lines(60, 700, "It rained for three days and nobody came to", "look. Then it", "Stopped."),
            "It rained for three days and nobody came to look. Then it\n\nStopped.",
            id="a line that ends before it has to",
        ),
        pytest.param(
            [*lines(60, 700, "It rained for days on", "end and on."), *lines(60, 664, "It rained for days on", "end.")],
            "It rained for days on end and on.\n\nIt rained for days on end.",
            id="white space between paragraphs",
        ),
        pytest.param(
            lines(60, 700, "NG", "It rained for three days, and none", "came to look at what there was.", "LI", "Yes."),
            "NG\n\nIt rained for three days, and none came to look at what there was.\n\nLI\n\nYes.",
            id="names on lines of their own",
        ),
        pytest.param(
            [put for n, row in enumerate((("Year", "Fee"), ("2022", "3.1"), ("2023", "4.0"))) for put in
             (Put(60, 700 - 12 * n, row[0]), Put(160, 700 - 12 * n, row[1]))],
            "Year | Fee\n2022 | 3.1\n2023 | 4.0",
            id="a table",
        ),
        pytest.param(
            [Put(60, 672, "T", 42), *lines(92, 700, "he ferries did not sail on", "the day, nor did they"),
             *lines(60, 676, "on the next, and nobody said", "why.")],
            "The ferries did not sail on the day, nor did they on the next, and nobody said why.",
            id="an initial beside two lines",
        ),
        pytest.param(
            [*lines(60, 700, "It rained on the harbour for", "three days."), Put(195, 704, "7", 6),
             *lines(60, 100, "7 See the timetable.", size=7)],
            "It rained on the harbour for 7 three days.\n\n7 See the timetable.",
            id="a footnote and its mark",
        ),
        pytest.param(lines(60, 700, "1. to meet;", "2. to part."), "1. to meet;\n2. to part.", id="a list"),
        pytest.param(
            [Put(60, 700, "Fisheries Commission met.", tracking=1.7)],
            "Fisheries Commission met.",
            id="letters set apart",
        ),
    ],
)  # fmt: skip
def test_the_lines_of_a_page_become_paragraphs(reading: Read, puts: list[Put], expected: str) -> None:
    assert reading("a.pdf", pdf([puts])).text == expected


@given(st.lists(st.integers(12, 60), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_paragraphs_that_were_filled_to_a_width_come_back_whole(lengths: list[int], chance) -> None:
    """Words of one letter to nine, broken where the next one has no room on a line of 60."""
    from sourcebook.readers import pdf as reader

    paragraphs = [" ".join("a" * chance.randint(1, 9) for _ in range(n)) + "." for n in lengths]
    puts, y = [], 800.0
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > 60:
                puts.append(Put(60, y := y - 12, line))
                line = word
            else:
                line = f"{line} {word}".strip()
        puts.append(Put(60, y := y - 12, line))
        y -= 12
    assert reader.read(pdf([puts]))[0].replace("\n", " ").split() == " ".join(paragraphs).split()


@pytest.mark.parametrize(
    ("properties", "title", "authors", "published"),
    [
        pytest.param({"Title": "On dams", "Author": "Ada Ng"}, "On dams", ("Ada Ng",), "", id="as a person wrote them"),
        pytest.param({"Title": "Microsoft Word - x.doc", "Author": "Administrator"}, "", (), "", id="as programs do"),
        pytest.param({"Title": "final_v2", "Author": r"\(anonymous\)"}, "", (), "", id="the name of a file"),
        pytest.param({"CreationDate": "D:20240305101500+02'00'"}, "", (), "2024-03-05", id="the day it was made"),
    ],
)
def test_a_pdf_s_properties(reading: Read, properties, title: str, authors: tuple[str, ...], published: str) -> None:
    said = reading("a.pdf", pdf([[Put(60, 700, "It rained.")]], properties)).said
    assert (said.title, said.authors, said.published, said.is_publication) == (title, authors, published, False)


def test_a_pdf_s_xmp_speaks_where_its_properties_are_silent(reading: Read) -> None:
    packet = (
        b'%<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On dams</dc:title>'
        b"<dc:creator>Ada Ng</dc:creator></x:xmpmeta>\n"
    )
    said = reading("a.pdf", pdf([[Put(60, 700, "It rained.")]], extra=packet)).said
    assert (said.title, said.authors) == ("On dams", ("Ada Ng",))


def test_a_pdf_locked_for_changes_only_is_read() -> None:
    assert read(SAMPLES / "owner_locked.pdf").text == "The vault is open."


# --- Word -------------------------------------------------------------------------------------------------------------


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_is_read_in_its_order(reading: Read) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "A running head"
    made.add_heading("On dams", 0)
    made.add_paragraph("One line").add_run("\nand another.")
    made.add_heading("The cost", 2)
    for text, style in (("fees", "List Bullet"), ("tolls", "List Bullet"), ("meet", "List Number")):
        made.add_paragraph(text, style=style)
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("Year", "Fee", "2022", "3.1"), strict=True):
        cell.text = text
    _track(made.add_paragraph("It was "))
    document = reading("a.docx", saved(made))
    assert document.text == (
        "On dams\n\nOne line\nand another.\n\nThe cost\n\n- fees\n- tolls\n1. meet\n\n"
        "Year | Fee\n2022 | 3.1\n\nIt was dear"
    )
    assert headings(document) == ["On dams", "The cost"]


def _track(paragraph) -> None:
    """Add a word whose insertion is tracked, and one whose deletion is."""
    for change, name, word in (("w:ins", "w:t", "dear"), ("w:del", "w:delText", "cheap")):
        mark, run, text = OxmlElement(change), OxmlElement("w:r"), OxmlElement(name)
        text.text = word
        run.append(text)
        mark.append(run)
        paragraph._p.append(mark)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        pytest.param("Ada Ng; Bo Li", ("Ada Ng", "Bo Li"), id="two people"),
        pytest.param("Microsoft Office User", (), id="a program"),
        pytest.param("Administrator", (), id="a role"),
        pytest.param("frontdesk", (), id="an account"),
        pytest.param("Library PC 4", (), id="a machine"),
        pytest.param("danah quill", ("danah quill",), id="a name without capitals"),
    ],
)
def test_a_word_document_s_properties(reading: Read, author: str, authors: tuple[str, ...]) -> None:
    made = docx.Document()
    made.add_paragraph("It rained.")
    made.core_properties.title, made.core_properties.author = "On dams", author
    made.core_properties.last_modified_by = "Cy Ng"
    made.core_properties.created = datetime.datetime(2024, 3, 5)
    said = reading("a.docx", saved(made)).said
    assert (said.title, said.authors, said.published) == ("On dams", authors, "2024-03-05")
    assert said.published_from == "document property created" and not said.is_publication


W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def packed(xml: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def test_text_boxes_footnotes_and_links_are_text(reading: Read) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    link = "<w:hyperlink><w:r><w:t>Linked.</w:t></w:r></w:hyperlink>"
    assert reading("a.docx", packed(W.format(f"<w:p>{link}<w:r>{box}</w:r></w:p>"))).text == "Linked.\n\nIn a box."


# --- what can't be read -----------------------------------------------------------------------------------------------

BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + W.format("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
WHOLE = pdf([[Put(60, 700, "It rained.")]] * 3)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.txt", b"", "empty", id="an empty file"),
        pytest.param("a.html", b" \r\n", "empty", id="white space only"),
        pytest.param("a.md", "---\ntitle: x\n---\n", "empty", id="front matter only"),
        pytest.param("a.html", "<script>x</script>", "empty", id="a page of scripts"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "not text", id="a picture called .txt"),
        pytest.param("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not text", id="a picture called .html"),
        pytest.param("a.pdf", b"\x89PNG", "damaged", id="a picture called .pdf"),
        pytest.param("a.pdf", WHOLE[:200], "damaged", id="the start of a PDF"),
        pytest.param("a.pdf", pdf([[]]), "a scan", id="a page without text"),
        pytest.param("a.docx", b"hello", "damaged", id="text called .docx"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0" + bytes(99), "encrypted", id="a Word file with a password"),
        pytest.param("a.docx", packed("<w"), "damaged", id="broken XML"),
        pytest.param("a.docx", packed(BILLION), "damaged", id="entities that multiply"),
        pytest.param("a.docx", packed(BILLION.encode("utf-16")), "damaged", id="entities that multiply, in UTF-16"),
        pytest.param("a.docx", packed(b" " * 70_000_000), "too large", id="a .docx that inflates without end"),
        pytest.param("a.html", "<div>" * 50_000 + RAIN, "damaged", id="elements nested too deep"),
        pytest.param("a.html", b" " * 30_000_000 + b"<p>x", "too large", id="a page of thirty million bytes"),
        pytest.param("a.doc", b"x", "unknown type", id="an older Word file"),
        pytest.param("a.epub", b"x", "unknown type", id="a book"),
        pytest.param("a", b"x", "unknown type", id="no suffix"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_advice(
    reading: Read, name: str, content: bytes | str, reason: str
) -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match=rf"^{reason}: [^;]+; \w+"):
        reading(name, content)
    assert time.monotonic() - started < 5


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(InputError, match=r"^encrypted: .*; save it without one"):
        read(SAMPLES / "locked.pdf")


def test_a_parser_that_runs_out_of_memory_is_a_damaged_file(reading: Read, monkeypatch) -> None:
    from sourcebook.readers import markdown

    def fail(data: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(markdown, "read", fail)
    with pytest.raises(InputError, match=r"^damaged: .*MemoryError"):
        reading("a.md", "x")


def test_a_pdf_with_too_many_pages_is_refused(reading: Read, monkeypatch) -> None:
    from sourcebook.readers import pdf as reader

    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(InputError, match=r"^too large: 3 pages"):
        reading("a.pdf", WHOLE)


def test_a_pdf_that_takes_too_long_is_given_up_between_two_pages(reading: Read, monkeypatch) -> None:
    from sourcebook.readers import pdf as reader

    monkeypatch.setattr(reader, "MOST_SECONDS", -1.0)
    with pytest.raises(InputError, match=r"^too large: page 0 of 3"):
        reading("a.pdf", WHOLE)


@settings(max_examples=150)
@given(
    st.sampled_from(TYPES),
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<p>", b"---\n", WHOLE, packed(W.format(RAIN)), PAGE.encode()]
    ),
    st.binary(max_size=300),
    st.integers(0, 2_000),
)
def test_any_bytes_are_either_read_or_refused(tmp_path_factory, suffix, start: bytes, noise: bytes, at: int) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(start[:at] + noise + start[at + len(noise) :])
    try:
        document = read(path)
    except InputError as error:
        assert ": " in str(error)
        return
    assert any(c.isalnum() for c in document.text)
    assert document.text.encode()
    ends = [0, *(place for span in document.headings for place in span)]
    assert ends == sorted(ends) and ends[-1] <= len(document.text)


def test_a_bad_file_leaves_nothing_on_the_screen(tmp_path: Path) -> None:
    for name, content in {"a.pdf": WHOLE[:300], "b.html": "<p", "c.docx": "x", "d.md": "---\na: [\n---\n"}.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    script = (
        "import sys, pathlib\nfrom sourcebook.readers import read\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    try: read(path)\n    except ValueError: pass\n"
    )
    run = subprocess.run([sys.executable, "-c", script, os.fspath(tmp_path)], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_parsers_are_imported_when_a_file_of_their_type_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    script = (
        "import sys, pathlib\nfrom sourcebook.readers import read\nread(pathlib.Path(sys.argv[1]))\n"
        "print(sorted({'lxml', 'mistune', 'pypdfium2', 'yaml'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script, tmp_path / "a.txt"], capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


# --- the folder -------------------------------------------------------------------------------------------------------


def listed(folder: Path, follow_links: bool = False) -> tuple[list[str], dict[str, str]]:
    found, left_out = articles(folder, follow_links)
    return [p.relative_to(folder).as_posix() for p in found], {
        p.relative_to(folder).as_posix(): why for p, why in left_out
    }


def test_what_nobody_means_as_an_article_is_passed_over(folder: Callable[..., Path]) -> None:
    none = ["README.md", "readme.txt", "LICENSE", "LICENCE.md", "catalogue.toml", ".hidden.txt", ".git/x.txt"]
    none += ["Thumbs.db", "desktop.ini", ".DS_Store", "~$brief.docx", "__MACOSX/a.txt"]
    none += ["Page_files/x.js", "Page_files/y.html", "old/Brief-Dateien/z.png", "tables/passages.csv", "tables/x.txt"]
    meant = ["Page.html", "a.txt", "data.json", "old/Brief.htm", "other_files/b.txt", "readmes.txt"]
    assert listed(folder(dict.fromkeys([*none, *meant], "x"))) == (sorted(meant), {})


@pytest.mark.skipif(os.name != "posix", reason="links need rights of their own elsewhere")
@pytest.mark.parametrize(
    ("link", "to", "why", "followed"),
    [
        pytest.param("l.txt", "../outside/o.txt", "it leads out of the folder", True, id="a file outside"),
        pytest.param("l", "../outside", "it leads out of the folder", True, id="a folder outside"),
        pytest.param("l.txt", "a.txt", "to 'a.txt', which is inside the folder", False, id="a file inside"),
        pytest.param("sub/l", "..", "the folder itself", False, id="a loop"),
        pytest.param("l.txt", "l.txt", "it leads nowhere, or to itself", False, id="to itself"),
        pytest.param("l.txt", "gone.txt", "it leads nowhere", False, id="to nothing"),
    ],
)
def test_a_link(folder: Callable[..., Path], link: str, to: str, why: str, followed: bool) -> None:
    folder({"o.txt": "outside"}, "outside")
    made = folder({"a.txt": "x", "sub/b.txt": "y"})
    (made / link).symlink_to(to)
    found, left_out = listed(made)
    assert found == ["a.txt", "sub/b.txt"]
    assert list(left_out) == [link] and left_out[link].startswith("a link: ") and why in left_out[link]
    found, left_out = listed(made, follow_links=True)
    assert (len(found), list(left_out)) == ((3, []) if followed else (2, [link]))


@pytest.mark.skipif(os.name != "posix", reason="links need rights of their own elsewhere")
def test_two_links_to_one_file_outside_are_one_article(folder: Callable[..., Path]) -> None:
    folder({"o.txt": "outside"}, "outside")
    made = folder({"a.txt": "x"})
    for name in ("l.txt", "m.txt"):
        (made / name).symlink_to("../outside/o.txt")
    assert listed(made, follow_links=True)[0] == ["a.txt", "l.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("socket.txt")
        for path in articles(tmp_path)[0]:
            with pytest.raises(InputError, match=r"^not a file: "):
                read(path)
    assert len(articles(tmp_path)[0]) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow fewer names")
@pytest.mark.parametrize(
    "name", [b"with space.txt", b'it\'s "so".txt', b"new\nline.txt", "Zoë.txt".encode(), b"\xff\xfe.txt"]
)
def test_a_file_is_read_whatever_it_is_called(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("It rained.")
    (path,) = articles(tmp_path)[0]
    assert read(path).text == "It rained."
