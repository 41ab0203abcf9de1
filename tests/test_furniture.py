"""What belongs to the page: told by the wording of a line, by repetition and by place; running text never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.voices import boilerplate, furniture
from sourcebook.voices.lines import Line, lines

PROSE = "The harbour was dredged twice that year, and the pilots still complained of the shallow eastern channel."


def sorts(*texts: str) -> list[str]:
    return furniture.sorts(lines("\n\n".join(texts)))


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        pytest.param("Share 12 Tweet 4 Email", "share", id="buttons with their counts"),
        pytest.param("Share on Pinbord", "share", id="a network that nobody has heard of"),
        pytest.param("👍 83 ❤ 41", "share", id="counts beside pictures"),
        pytest.param("Estimated reading time: 12 minutes", "share", id="how long one reads"),
        pytest.param("14 comments", "comments", id="a count of comments"),
        pytest.param("3 hours ago by Ada Ng", "date", id="how long ago it came out"),
        pytest.param("Check against delivery", "header", id="a press office's note over a speech"),
        pytest.param("Continued on page 7", "header", id="a turn of the page"),
        pytest.param("- 30 -", "endmark", id="a newsroom's end mark"),
        pytest.param("* * *", "endmark", id="nothing but marks"),
        pytest.param("[Laughter and applause.]", "stage", id="what is heard in a hall"),
        pytest.param("00:01:02,500 --> 00:01:04,000", "stage", id="the time stamp of subtitles"),
        pytest.param("Dear Editor,", "salutation", id="how a letter begins"),
        pytest.param("Yours in hope,", "signature", id="how a letter ends"),
        pytest.param("Read more: The pilots of the delta", "related", id="what else to read"),
        pytest.param("World | Sport | Opinion", "menu", id="a row of sections"),
        pytest.param("Home > Africa > Ports", "menu", id="where the page stands on its site"),
        pytest.param("Sign up for our weekly newsletter", "subscribe", id="an offer to subscribe"),
        pytest.param("We use cookies to improve your visit.", "cookie", id="a cookie notice"),
        pytest.param("Photo credit: Ada Ng", "image", id="a picture's credit"),
        pytest.param("The dam at dusk. Photograph: Ada Ng", "image", id="a caption that ends in its credit"),
        pytest.param("Additional reporting from Lima by Bo Ruiz", "credits", id="who helped"),
        pytest.param("The views expressed here are the author’s alone.", "disclaimer", id="whose views they are"),
        pytest.param("This interview has been condensed and edited.", "disclaimer", id="what was done to an interview"),
        pytest.param("© 2024 Delta Media", "disclaimer", id="a copyright"),
        pytest.param("Tel: 020 7946 0000", "contact", id="a telephone number"),
        pytest.param("Article continues below", "advert", id="where an advertisement stood"),
        pytest.param("Page 3 of 8", "header", id="a page's number"),
        pytest.param("Source: https://example.org/ports", "link", id="an address by itself"),
        pytest.param("Don’t miss our weekly newsletter", "subscribe", id="a call to subscribe that begins otherwise"),
        pytest.param("Subscribe with one click", "subscribe", id="a call that doesn't say what to"),
        pytest.param(f"Sign up for our newsletter. {PROSE} And more besides.", "subscribe", id="a call of many words"),
        pytest.param("Ports Weekly, delivered straight to your inbox", "subscribe", id="what comes into an inbox"),
        pytest.param("Register here", "subscribe", id="a button to register"),
        pytest.param("Accept all", "cookie", id="a button of a cookie notice"),
        pytest.param("For more information: the Delta Board", "source", id="whom to ask"),
        pytest.param("With inputs from agencies", "wire", id="agencies that helped"),
        pytest.param("Rush transcript", "disclaimer", id="how a transcript was made"),
        pytest.param("Comments are closed", "disclaimer", id="that comments are closed"),
    ],
)
def test_a_line_of_the_page_is_told_by_its_wording(text: str, sort: str) -> None:
    assert boilerplate.sort(Line(0, len(text), text)) == sort


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE, id="a sentence"),
        pytest.param("Comments", id="one word that may head contributions"),
        pytest.param("Share the river", id="words of a title among which one is a button's"),
        pytest.param("Wheat | 12 | 14", id="a row of figures"),
        pytest.param(
            "See, more of the river froze that year than in any winter before it.", id="a sentence like a link"
        ),
        pytest.param("The subscription of the harbour loan failed in May.", id="a subscription that is told of"),
    ],
)
def test_what_an_article_says_is_no_furniture(text: str) -> None:
    assert boilerplate.sort(Line(0, len(text), text)) == ""


def test_the_caption_under_a_line_that_announces_it_belongs_to_the_picture() -> None:
    assert sorts(PROSE, "Image caption:", "A pilot on the eastern channel")[1:] == ["image", "image"]


def test_a_line_that_comes_again_with_another_number_is_a_page_header() -> None:
    found = sorts("Delta Report 3", PROSE, "Delta Report 4", PROSE.replace("year", "month"), "Delta Report 5")
    assert [n for n, sort in enumerate(found) if sort == "header"] == [0, 2, 4]


def test_a_question_that_comes_again_with_another_number_is_no_page_header() -> None:
    assert "header" not in sorts("Why 3?", PROSE, "Why 4?", PROSE.replace("year", "month"), "Why 5?")


def test_a_title_that_comes_again_amid_the_text_is_a_running_head() -> None:
    others = [PROSE.replace("twice", word) for word in ("once", "often", "rarely")]
    assert sorts("The Shallow Channel", *others, "The Shallow Channel", PROSE)[4] == "header"


def test_titles_behind_read_next_are_furniture_up_to_the_next_paragraph() -> None:
    assert sorts(PROSE, "Read next", "A dam too far", "Who pays the pilots?") == ["", "related", "related", "related"]


def test_the_last_title_before_running_text_is_its_heading_and_no_link() -> None:
    assert sorts("Read next", "A dam too far", "The pilots", PROSE) == ["related", "related", "", ""]


def test_what_readers_wrote_is_set_aside_with_the_count_over_it() -> None:
    posts = ["2 comments", "Ada says:", "I was there, and the water was never that low in all those years.", "Bo says:"]
    article = [PROSE.replace("year", word) for word in ("year", "month", "week", "day")]
    assert sorts(*article, *posts)[4:] == ["comments"] * 4


def test_a_count_of_comments_over_an_article_takes_nothing_of_it_away() -> None:
    bylines = ["Ada Ng posted this at 12:05", "Bo Ruiz wrote the captions"]
    assert sorts("Ports", "2 comments", *bylines, PROSE)[2:] == ["", "", ""]


def test_four_short_lines_over_an_article_are_a_menu_and_three_are_not() -> None:
    assert sorts("Home", "World", "Sport", "Arts", PROSE)[:4] == ["menu"] * 4
    assert sorts("Home", "World", "Sport", PROSE)[:3] == [""] * 3


def test_a_row_of_a_table_is_no_menu() -> None:
    assert sorts("Port | Owner | Depth", "Kalu | State | Low", PROSE) == ["", "", ""]


def test_a_line_that_a_longer_one_says_as_well_is_a_pull_quote_with_the_name_under_it() -> None:
    quote = "the pilots still complained of the shallow eastern channel"
    assert sorts(PROSE, quote, "— Ada Ng", "Nobody answered.")[1:3] == ["pullquote", "pullquote"]


def test_what_stands_behind_the_end_of_a_meeting_is_nobody_s_words() -> None:
    assert sorts(PROSE, "The meeting was closed at noon.", "Tea was served.") == ["", "stage", "stage"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param("Subscribe to our newsletter, or send letters to the editor.", True, id="a note to the readers"),
        pytest.param(
            "Letters may be shortened; the editor’s decision is final.", True, id="a rule of the letters page"
        ),
        pytest.param(PROSE, False, id="a paragraph about something else"),
        pytest.param(
            "Our newsletter reached 3,000 readers in 2021, 4,000 in 2022, 9,000.", False, id="one with figures"
        ),
    ],
)
def test_a_paragraph_is_about_the_page_by_the_words_that_it_has(text: str, is_one: bool) -> None:
    assert furniture.of_the_page(Line(0, len(text), text)) is is_one


@given(st.lists(st.sampled_from(["Home", "2 comments", "Read next", "Ada says:", PROSE, "Page 3", "[Applause.]", "—"])))
def test_every_line_has_one_sort_and_running_text_has_none_before_comments(texts: list[str]) -> None:
    found = sorts(*texts)
    assert len(found) == len(texts)
    if "2 comments" not in texts:
        assert all(not sort for sort, text in zip(found, texts, strict=True) if text == PROSE)
