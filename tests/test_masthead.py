"""What stands over an article: title, byline, date and outlet, from lines, a record, a dateline and the file itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.readers.document import Said
from sourcebook.voices import furniture, masthead
from sourcebook.voices.bylines import byline
from sourcebook.voices.dates import date_line, file_date, opening_date, told_date
from sourcebook.voices.fields import fields
from sourcebook.voices.lines import Line, lines
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.outlets import numbered_issue, of_notes, usual

PROSE = "The harbour was dredged twice that year, and the pilots still complained of the shallow eastern channel."
TITLE = "Who owns the shallow channel?"


def read(*texts: str, said: Said | None = None, file: str = "") -> Masthead:
    text = "\n\n".join(texts)
    own = lines(text)
    return masthead.read(own, furniture.sorts(own), said or Said(), text, (), file)


def test_title_byline_date_and_outlet_are_told_apart() -> None:
    head = read("DELTA COURIER", TITLE, "By Adaeze Okafor and Peter Holm", "3 March 2024", PROSE)
    assert (head.title, head.outlet, head.authors) == (TITLE, "Delta Courier", ["Adaeze Okafor", "Peter Holm"])
    assert head.dated and (head.dated.iso, head.dated.basis) == ("2024-03-03", "stated")
    assert [head.kinds[n][1] for n in range(4)] == ["header", "title", "byline", "date"]


def test_a_row_says_who_when_and_where() -> None:
    head = read(TITLE, "Adaeze Okafor | 3 March 2024 | Delta Courier", PROSE)
    assert (head.authors, head.outlet) == (["Adaeze Okafor"], "Delta Courier")
    assert head.dated and head.dated.iso == "2024-03-03"


def test_a_name_alone_below_the_title_is_the_byline_and_the_post_under_it_belongs_to_it() -> None:
    head = read(TITLE, "Adaeze Okafor", "Director, Institute of Ports", PROSE)
    assert head.authors == ["Adaeze Okafor"]
    assert [head.kinds[n][1] for n in (1, 2)] == ["byline", "byline"]


def test_a_newsroom_s_byline_leaves_an_article_unsigned_although_the_file_names_an_account() -> None:
    head = read(TITLE, "By staff reporters", PROSE, said=Said(authors=("webmaster",)))
    assert head.unsigned and head.authors == []


def test_a_sentence_between_title_and_byline_is_a_standfirst() -> None:
    head = read(TITLE, "The pilots have complained for years, and nobody listens.", "By Adaeze Okafor", PROSE)
    assert head.kinds[1] == ("heading", "standfirst") and head.top == 3


def test_a_heading_below_a_note_is_the_title_and_no_standfirst() -> None:
    note = "NOTE: Please do not cut the last line of this."
    head = read("Slug: SHALLOW-FEAT. Length: 450", note, TITLE, "By Adaeze Okafor", PROSE)
    assert head.title == TITLE


def test_the_author_of_a_book_under_review_is_not_the_article_s() -> None:
    assert read(TITLE, "The Pilots", "By Adaeze Okafor", "Delta Press, 240 pp, £20", PROSE).authors == []


def test_a_byline_below_the_article_counts_where_none_stands_over_it() -> None:
    head = read(TITLE, PROSE, PROSE.replace("year", "month"), "Written by Adaeze Okafor")
    assert head.authors == ["Adaeze Okafor"] and head.kinds[3] == ("furniture", "byline")


def test_the_title_of_a_web_page_goes_before_its_lines_and_that_of_an_office_file_does_not() -> None:
    said = Said(title="Another headline altogether")
    assert read(TITLE, PROSE, said=said, file="a.html").title == said.title
    assert read(TITLE, PROSE, said=said, file="a.docx").title == TITLE


@pytest.mark.parametrize(
    ("text", "role", "people"),
    [
        pytest.param("By Adaeze Okafor", "author", ("Adaeze Okafor",), id="by alone"),
        pytest.param("Words: Ada Ng. Photographs: Bo Ruiz", "author", ("Ada Ng",), id="words and pictures"),
        pytest.param("Translated from the Dutch by Ada Ng", "translator", ("Ada Ng",), id="a translator"),
        pytest.param("Interview: Ada Ng", "interviewer", ("Ada Ng",), id="an interviewer"),
        pytest.param("Convened and edited by Ada Ng", "editor", ("Ada Ng",), id="an editor"),
        pytest.param("By Ada Ng, Head of Ports", "author", ("Ada Ng",), id="with a post behind it"),
        pytest.param("By Ada Ng in Lima and Bo Ruiz", "author", ("Ada Ng", "Bo Ruiz"), id="with places"),
        pytest.param("By Reuters", "author", (), id="an agency"),
    ],
)
def test_a_byline_says_who_and_in_which_role(text: str, role: str, people: tuple[str, ...]) -> None:
    found = byline(text, "", ())
    assert found is not None and (found.role, found.people) == (role, people)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("By the river", id="a place"),
        pytest.param("By " + "Ada " * 60, id="longer than a byline"),
        pytest.param("Standing by Ada Ng", id="a phrase"),
        pytest.param(PROSE, id="a sentence"),
    ],
)
def test_what_only_looks_like_a_byline_is_none(text: str) -> None:
    assert byline(text, "", ()) is None


@pytest.mark.parametrize(
    ("text", "whole", "iso", "basis"),
    [
        pytest.param("Published 3 March 2024, 10:05 GMT", "", "2024-03-03", "stated", id="with a word and a time"),
        pytest.param("Updated 5 May 2024 | Published 3 March 2024", "", "2024-03-03", "stated", id="not the change"),
        pytest.param("Available online 3 March 2024", "", "2024-03-03", "stated", id="a journal's words"),
        pytest.param("Port Kalu, 3 March 2024", "", "2024-03-03", "stated", id="with a place"),
        pytest.param("3/4/2024", "", "2024", "inferred", id="day or month first is not known"),
        pytest.param("3/4/2024", "on 7 May 2023", "2024-04-03", "inferred", id="the day first elsewhere"),
        pytest.param("3/4/2024", "on May 7, 2023", "2024-03-04", "inferred", id="the month first elsewhere"),
        pytest.param("23/4/2024", "", "2024-04-23", "stated", id="no month has that number"),
        pytest.param("3 March", "", "", "unknown", id="no year"),
    ],
)
def test_a_date_line_is_read(text: str, whole: str, iso: str, basis: str) -> None:
    found = date_line(text, whole)
    assert found is not None and (found.iso, found.basis) == (iso, basis)


def test_a_sentence_with_a_date_is_no_date_line_but_may_tell_when_the_text_was_given() -> None:
    text = "This speech was first given at Port Kalu on 3 March 2024."
    assert date_line(text, "") is None
    found = told_date([Line(0, len(text), text)], text)
    assert found is not None and found.iso == "2024-03-03"


@pytest.mark.parametrize(
    ("whole", "iso", "basis"),
    [
        pytest.param("It rained. © 2024 Delta Media", "2024-03-03", "inferred", id="the copyright's year"),
        pytest.param("On 3 March 2021 it rained.", "2021-03-03", "stated", id="the same date in full"),
        pytest.param("It rained. © 2023 One © 2024 Two", "", "unknown", id="two years, so none"),
    ],
)
def test_a_dateline_takes_its_year_from_where_only_one_stands(whole: str, iso: str, basis: str) -> None:
    found = opening_date("March 3" if "March 3" in whole else "3 March", whole)
    assert found is not None and (found.iso, found.basis) == (iso, basis)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("NAIROBI, March 3 (Outlet) — The port is closed.", "NAIROBI", id="place, date and agency"),
        pytest.param("PORT KALU — The port is closed.", "PORT KALU", id="a place in capitals"),
        pytest.param("Port Kalu — The port is closed.", None, id="small letters and no date"),
        pytest.param("OKAFOR: The port is closed.", None, id="a speaker's label"),
        pytest.param(PROSE, None, id="a sentence"),
    ],
)
def test_a_dateline_is_a_place_in_capitals_or_one_with_date_or_agency(text: str, place: str | None) -> None:
    found = masthead.dateline(Line(0, len(text), text))
    assert (found and found["place"]) == place


def test_the_head_of_an_e_mail_is_a_record() -> None:
    head = read("From: Ada Ng <ada@example.org>", "Date: 3 March 2024", "Subject: Re: Ports of the delta", PROSE)
    assert (head.title, head.authors) == ("Ports of the delta", ["Ada Ng"])
    assert head.dated and head.dated.iso == "2024-03-03"


def test_two_fields_are_no_record() -> None:
    sorts = ["", ""]
    assert fields([Line(0, 0, "From: Ada Ng"), Line(0, 0, "Date: 3 March 2024")], sorts) == {}
    assert sorts == ["", ""]


@pytest.mark.parametrize(
    ("note", "outlet"),
    [
        pytest.param("© 2024 Delta Media Ltd. All rights reserved.", "Delta Media", id="a copyright"),
        pytest.param("© 2024 Adaeze Okafor", "", id="a person holds it"),
        pytest.param("This first appeared in the Delta Review.", "the Delta Review", id="first publication"),
        pytest.param("Reprinted by kind permission of the author.", "", id="a permission"),
        pytest.param("© Delta & Coast Monthly. No copying.", "Delta & Coast Monthly", id="a copyright without a year"),
        pytest.param("© 2024 The Authors. Some rights reserved.", "", id="its authors hold it"),
        pytest.param("First published in Ports & Dams, no. 5.", "Ports & Dams", id="a name with and"),
        pytest.param("THE PORT WATCHER   13", "The Port Watcher", id="a running head"),
        pytest.param("Delta Courier -- page 4", "Delta Courier", id="a running head with a word"),
        pytest.param("Dam Institute > Comment > Letters", "Dam Institute", id="a path of links"),
        pytest.param("Salt and Rust, episode 8. With music.", "Salt and Rust", id="an episode"),
        pytest.param("The Delta Courier", "The Delta Courier", id="a foot line"),
        pytest.param("Ships of 1913", "", id="any line"),
    ],
)
def test_a_note_names_the_outlet(note: str, outlet: str) -> None:
    assert of_notes([Line(0, len(note), note)]) == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        pytest.param("Dam Institute Policy Brief 14", "Dam Institute", id="a series"),
        pytest.param("Port Forum | Bulletin no. 41 | May 2024", "Port Forum", id="a row"),
        pytest.param("Night Tide #7: who owns the quay", "Night Tide", id="a number sign"),
        pytest.param("Case No. LW-0417", "", id="no number"),
    ],
)
def test_a_numbered_issue_names_its_publication(line: str, outlet: str) -> None:
    assert numbered_issue(line) == outlet


def test_an_outlet_in_capitals_is_written_as_one_says_it() -> None:
    assert usual("THE JOURNAL OF PORTS AND DAMS") == "The Journal of Ports and Dams"


def test_a_date_in_the_file_s_name_comes_last_and_is_inferred() -> None:
    head = read(TITLE, PROSE, file="2025-03-04-ports.txt")
    assert head.dated == file_date("2025-03-04-ports.txt")
    assert head.dated and (head.dated.iso, head.dated.basis) == ("2025-03-04", "inferred")


def test_the_date_of_a_program_s_default_is_no_date() -> None:
    said = Said(published="1970-01-01", published_from="property", is_publication=False)
    assert read(TITLE, PROSE, said=said).dated is None


PARTS = ["DELTA COURIER", TITLE, "By Adaeze Okafor", "3 March 2024", "Adaeze Okafor", "Staff reporter", "Ports", PROSE]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_the_lines_of_a_masthead_stand_in_the_text_and_no_running_text_above_its_top_is_a_byline(
    texts: list[str],
) -> None:
    head = read(*texts)
    assert all(0 <= n < max(len(texts), 1) for n in head.kinds)
    assert all(texts[n] != PROSE for n, (_, sort) in head.kinds.items() if sort in ("byline", "date"))
    assert set(head.authors) <= {"Adaeze Okafor"}
