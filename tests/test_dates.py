"""Date expressions, with and without a day of publication."""

import pytest

from sourcebook.quantities import quantities, to_dict
from sourcebook.quantities.dates import date_at
from sourcebook.quantities.isodates import parse_reference, resolve
from sourcebook.quantities.numerals import tokens
from sourcebook.quantities.timex import timex


def first_date(text: str, reference: str | None = None) -> tuple[str, str | None] | None:
    """Return the words and the ISO form of the first date in a text."""
    ts = tokens(text)
    for i in range(len(ts)):
        found = date_at(text, ts, i)
        if found and found.kind == "impossible":
            return None
        if found:
            return text[ts[i].start : ts[found.end - 1].end], resolve(found, parse_reference(reference))
    return None


@pytest.mark.parametrize(
    ("text", "surface", "iso"),
    [
        pytest.param("on 7 May 1998.", "7 May 1998", "1998-05-07", id="day first"),
        pytest.param("on May 7th, 1998,", "May 7th, 1998", "1998-05-07", id="month first"),
        pytest.param("the 7th of May 1998", "7th of May 1998", "1998-05-07", id="day of month"),
        pytest.param("Thursday, 7 May 1998", "Thursday, 7 May 1998", "1998-05-07", id="with a weekday"),
        pytest.param("filed 1998-05-07 at", "1998-05-07", "1998-05-07", id="ISO"),
        pytest.param("on 23/05/1998", "23/05/1998", "1998-05-23", id="slashes, day above twelve"),
        pytest.param("in June 2031", "June 2031", "2031-06", id="a month"),
        pytest.param("June 3-9, 2031", "June 3-9, 2031", "2031-06-03/2031-06-09", id="days of a month"),
        pytest.param("in the 1960s", "1960s", "1960/1969", id="a decade"),
        pytest.param("in the 18th century", "18th century", "1701/1800", id="a century"),
        pytest.param("in Q2 2031", "Q2 2031", "2031-04/2031-06", id="a quarter"),
        pytest.param("the second half of 2031", "second half of 2031", "2031-07/2031-12", id="a half"),
        pytest.param("the first five months of 2031", "first five months of 2031", "2031-01/2031-05", id="some months"),
        pytest.param("in the winter of 1947", "winter of 1947", "1947-12/1948-02", id="a season over new year"),
        pytest.param("in fiscal 2031", "fiscal 2031", "2031", id="a fiscal year"),
        pytest.param("in FY2030/31", "FY2030/31", "2030/2031", id="a fiscal year over two"),
        pytest.param("since 2011", "since 2011", "2011/..", id="open to the right"),
        pytest.param("until May 2012", "until May 2012", "../2012-05", id="open to the left"),
        pytest.param("from 1990 to 1994", "from 1990 to 1994", "1990/1994", id="from and to"),
        pytest.param(
            "between March and June 2020", "between March and June 2020", "2020-03/2020-06", id="one year for two"
        ),
        pytest.param("in mid-2032", "mid-2032", "2032", id="part of a year"),
    ],
)
def test_a_date_that_the_words_settle(text: str, surface: str, iso: str) -> None:
    assert first_date(text) == (surface, iso)


@pytest.mark.parametrize(
    ("text", "reference", "iso"),
    [
        pytest.param("yesterday", "2020-03-01", "2020-02-29", id="over a leap day"),
        pytest.param("last year", "2020-03-01", "2019", id="last year"),
        pytest.param("next month", "2020-12-05", "2021-01", id="over new year"),
        pytest.param("last October", "2020-03-01", "2019-10", id="last October"),
        pytest.param("next Monday", "2020-03-05", "2020-03-09", id="next Monday, on a Thursday"),
        pytest.param("this week", "2020-03-05", "2020-W10", id="a week"),
        pytest.param("next quarter", "2020-03-05", "2020-04/2020-06", id="next quarter"),
        pytest.param("two years ago", "2020-03-05", "2018", id="years ago"),
        pytest.param("the past three years", "2020-03-05", "2017/2020", id="a stretch that ends now"),
        pytest.param("in September", "2020-11-05", "2020-09", id="the nearest September"),
        pytest.param("last year", "2020-11/2021-01", None, id="an interval that leaves it open"),
        pytest.param("last month", "2020-03", "2020-02", id="a month is enough for a month"),
        pytest.param("yesterday", "2020", None, id="a year is not enough for a day"),
        pytest.param("last week", None, None, id="no reference"),
    ],
)
def test_a_relative_date_goes_as_far_as_the_reference_allows(text: str, reference: str | None, iso: str | None) -> None:
    found = first_date(text, reference)
    assert found is not None
    assert found[1] == iso


@pytest.mark.parametrize(
    ("text", "surface", "iso"),
    [
        pytest.param("the first week of June 2031", "first week of June 2031", "2031-W23", id="a week of a month"),
        pytest.param("last ten days of 2030", "last ten days of 2030", "2030-12-22/2030-12-31", id="days of a year"),
        pytest.param("third Friday of May 2031", "third Friday of May 2031", "2031-05-16", id="a weekday of a month"),
        pytest.param("final quarter of 2031", "final quarter of 2031", "2031-10/2031-12", id="the final quarter"),
        pytest.param("week 9 of 1968", "week 9 of 1968", "1968-W09", id="a week by its number"),
        pytest.param("the week of 14 May 1968", "week of 14 May 1968", "1968-W20", id="a week by a day"),
        pytest.param("the month of May 1968", "month of May 1968", "1968-05", id="a month by its name"),
        pytest.param("on Christmas Eve 1968", "Christmas Eve 1968", "1968-12-24", id="a fixed holiday"),
        pytest.param("on Easter Monday, 2031,", "Easter Monday, 2031", "2031-04-14", id="a movable holiday"),
        pytest.param("Thanksgiving Day 2031", "Thanksgiving Day 2031", "2031-11-27", id="a fourth Thursday"),
        pytest.param(
            "three weeks before Christmas 1968", "three weeks before Christmas 1968", "1968-12-04", id="weeks before"
        ),
        pytest.param(
            "two days after 27 February 1968", "two days after 27 February 1968", "1968-02-29", id="days after"
        ),
        pytest.param("three years before 2031", "three years before 2031", "2028", id="years before"),
        pytest.param("in nineteen sixty-eight", "nineteen sixty-eight", "1968", id="a year in words"),
        pytest.param("fifteen May 1968", "fifteen May 1968", "1968-05-15", id="a day in words"),
        pytest.param("on 15 May of 68,", "15 May of 68", "1968-05-15", id="a year of two digits"),
        pytest.param("10/28-11/3/2031", "10/28-11/3/2031", "2031-10-28/2031-11-03", id="two days with strokes"),
        pytest.param("from 3 to 5 May 1968", "from 3 to 5 May 1968", "1968-05-03/1968-05-05", id="days with from"),
        pytest.param(
            "Dec 30, 1968 - Jan 2, 1969", "Dec 30, 1968 - Jan 2, 1969", "1968-12-30/1969-01-02", id="new year"
        ),
        pytest.param("the winter of 1968-69", "winter of 1968-69", "1968-12/1969-02", id="a winter of two years"),
        pytest.param("in the nineties", "nineties", "1990/1999", id="a decade in words"),
        pytest.param("prior to May 1968", "prior to May 1968", "../1968-05", id="prior to"),
        pytest.param("from 1968 onwards", "1968 onwards", "1968/..", id="onwards"),
        pytest.param("in the eighteenth century", "eighteenth century", "1701/1800", id="a century in words"),
        pytest.param("the 1968-69 season", "1968-69", "1968/1969", id="a season of two years"),
        pytest.param("the 2008-09 season", "2008-09", "2008/2009", id="two years that look like a month"),
        pytest.param("3Q31 results", "3Q31", "2031-07/2031-09", id="a quarter in a report"),
        pytest.param("in two thousand and four", "two thousand and four", "2004", id="a year of this century in words"),
        pytest.param("dated 23-05-98.", "23-05-98", "1998-05-23", id="a short year behind hyphens"),
        pytest.param("since 05/1998", "since 05/1998", "1998-05/..", id="a month in digits"),
        pytest.param("on 2031-Jun-09", "2031-Jun-09", "2031-06-09", id="a month in letters"),
        pytest.param("in 2031 June", "2031 June", "2031-06", id="the year before its month"),
        pytest.param("on 2031 June 9", "2031 June 9", "2031-06-09", id="the year before its day"),
        pytest.param("in the '60s", "'60s", "1960/1969", id="a decade of two digits"),
        pytest.param(
            "from 3 May 1998 to 7 June", "from 3 May 1998 to 7 June", "1998-05-03/1998-06-07", id="a year once"
        ),
    ],
)
def test_dates_are_built_from_points_pieces_offsets_and_ranges(text: str, surface: str, iso: str) -> None:
    assert first_date(text) == (surface, iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("Monday of last week", "2020-02-24", id="a day of a week"),
        pytest.param("next week on Friday", "2020-03-13", id="a week and its day"),
        pytest.param("the day after tomorrow", "2020-03-07", id="the day after tomorrow"),
        pytest.param("a week from Tuesday", "2020-03-17", id="a week from a weekday"),
        pytest.param("first ten days of next month", "2020-04-01/2020-04-10", id="a piece of next month"),
        pytest.param("15th of next month", "2020-04-15", id="a day of next month"),
        pytest.param("9 May last year", "2019-05-09", id="a day of last year"),
        pytest.param("third quarter of last year", "2019-07/2019-09", id="a quarter of last year"),
        pytest.param("earlier this year", "2020", id="earlier this year"),
        pytest.param("the rest of the month", "2020-03-05/2020-03-31", id="the rest of the month"),
        pytest.param("Tuesday the tenth", "2020-03-10", id="a weekday with its day"),
        pytest.param("on the 9th, at sea", "2020-03-09", id="a day alone"),
        pytest.param("past two quarters", "2019-07/2019-12", id="whole quarters"),
        pytest.param("they will reopen in two years", "2022", id="in so many years"),
        pytest.param("talks over the weekend", "2020-02-29/2020-03-01", id="the weekend gone"),
        pytest.param("between now and 2031", "2020-03-05/2031", id="from now"),
        pytest.param("since the start of the year shares fell", "2020/..", id="since the start"),
        pytest.param("the fiscal third quarter", None, id="a fiscal quarter"),
        pytest.param("before Thanksgiving", "../2019-11-28", id="the nearest holiday"),
        pytest.param("due by 3/20", "2020-03-20", id="digits behind a preposition"),
        pytest.param("the week before last", "2020-W08", id="the week before last"),
        pytest.param("two weeks starting 12 March", "2020-03-12/2020-03-25", id="weeks from a day on"),
        pytest.param("17 March of the year", "2020-03-17", id="a day of the year"),
        pytest.param("it snowed this morning", "2020-03-05", id="this morning"),
        pytest.param("it snows this January", "2020-01", id="this January"),
        pytest.param("the following Tuesday", "2020-03-10", id="the following Tuesday"),
        pytest.param("this year and next", "2020/2021", id="this year and next"),
        pytest.param("this year and next weekend", "2020", id="next leads another"),
        pytest.param("the first week of next month", "2020-W14", id="a week of next month"),
    ],
)
def test_a_relative_date_of_a_thursday(text: str, iso: str | None) -> None:
    found = first_date(text, "2020-03-05")
    assert found is not None
    assert found[1] == iso


@pytest.mark.parametrize(
    "text",
    [
        "Christmas presents and Easter eggs", "April Winters met June Field", "they march second", "in 44 BC",
        "the 5th century BC", "on 9/11", "Black Friday deals", "every Monday", "Mondays", "today's world",
        "a 3/4 majority", "on 5.12 million", "year after year", "the 3rd floor", "fall in prices", "week 60 of 2031",
        "fifth Monday of February 2031",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    found = [q.surface for q in quantities(text, "2020-03-05") if q.kind in ("date", "date_range")]
    assert found in ([], ["2031"])  # the year that is left of a week that isn't there


@pytest.mark.parametrize(
    ("text", "timex3"),
    [
        pytest.param("on 17 May", "XXXX-05-17", id="without a year"),
        pytest.param("from May to July", "(XXXX-05-01,XXXX-07-01,P2M)", id="a range without a year"),
        pytest.param("on Tuesday", "XXXX-WXX-2", id="a weekday"),
        pytest.param("in the summer of 2031", "2031-SU", id="a season"),
        pytest.param("last weekend", "2020-W09-WE", id="a weekend"),
        pytest.param("the second week of May 2031", "2031-05-W02", id="a week of a month"),
        pytest.param("in the 1960s", "(1960-01-01,1970-01-01,P10Y)", id="a decade"),
        pytest.param("from Q1 2031 to Q3 2031", "(2031-01-01,2031-07-01,P6M)", id="quarters from and to"),
        pytest.param("first two weeks of 2031", "(2030-12-30,2031-01-13,P2W)", id="some weeks"),
        pytest.param("the past three years", "(2017-03-05,2020-03-05,P3Y)", id="a stretch up to now"),
        pytest.param("the next two business days", "(2020-03-06,2020-03-10,P2BD)", id="business days"),
        pytest.param("in fiscal 2031", "FY2031", id="a fiscal year"),
        pytest.param("since 2011", "2011", id="an open range"),
        pytest.param("for three decades", "P30Y", id="a length of time"),
        pytest.param("for 2.5 hours", "PT2.5H", id="part of an hour"),
    ],
)
def test_timex_tells_what_the_words_say(text: str, timex3: str) -> None:
    assert [to_dict(q)["timex"] for q in quantities(text, "2020-03-05")] == [timex3]


def test_a_date_named_before_settles_what_is_later_the_same_or_following() -> None:
    text = "The dam broke in May 1968. The following month it was mended. Two years later it broke again."
    assert [q.iso for q in quantities(text, "2020-03-05")] == ["1968-05", "1968-06", "1970"]
    assert [q.iso for q in quantities("That year was wet.", "2020-03-05")] == [None]


def test_the_tense_chooses_between_the_weekday_gone_and_the_one_to_come() -> None:
    assert [q.iso for q in quantities("They met on Tuesday.", "2020-03-05")] == ["2020-03-03"]
    assert [q.iso for q in quantities("They will meet on Tuesday.", "2020-03-05")] == ["2020-03-10"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The abbey was begun in about 1240.", [("1240", "1240", "~")]),
        ("The charter was sealed in 1215.", [("1215", "1215", "=")]),
        ("It sold in 1200 shops.", []),
        ("Some 1968 were left.", []),
    ],
)
def test_four_digits_are_a_year_where_nothing_is_counted(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(q.surface, q.iso, q.modifier) for q in quantities(text) if q.kind == "date"] == found


def test_a_limit_is_a_modifier_and_an_owner_is_a_date() -> None:
    found = quantities(
        "Pay no later than 1 May 2031 or by the end of June 2031. Last year's debts stand.", "2020-03-05"
    )
    assert [(q.surface, q.iso, q.modifier) for q in found] == [
        ("1 May 2031", "2031-05-01", "<="),
        ("end of June 2031", "2031-06", "<="),
        ("Last year", "2019", "="),
    ]


@pytest.mark.parametrize("text", ["at 9:30 a.m.", "from 7 to 9 pm", "at eight o'clock", "at 1140 a.m.", "at 3 p . m ."])
def test_a_time_of_day_is_no_count(text: str) -> None:
    assert quantities(text) == []


def test_dates_inside_dates_inside_dates_end_somewhere() -> None:
    for piece in ("two days before ", "the first week of ", "early ", "rest of the ", "the week of ", "May 3 to "):
        quantities(piece * 3000, "2020-03-05")


@pytest.mark.parametrize("reference", ["0001-01-01", "9999-12-31"])
def test_the_calendar_ends_at_both_ends(reference: str) -> None:
    text = (
        "last week, next century, two quarters ago, this winter, Easter, the next 3 business days, the coming quarter"
    )
    for quantity in quantities(text, reference):
        first, _, last = (quantity.iso or "").partition("/")
        assert last == "" or first[:4] <= last[:4] <= "9999"


@pytest.mark.parametrize("text", ["31 February 2020", "February 30", "2021-02-29", "31/02/2020", "may be", "march on"])
def test_impossible_days_and_verbs_are_no_dates(text: str) -> None:
    assert first_date(text) is None


@pytest.mark.parametrize("reference", ["", "soon", "2020-13", "2020-02-31", "2021/2020"])
def test_an_unreadable_reference_counts_as_none(reference: str) -> None:
    assert parse_reference(reference) is None


def test_timex_ends_a_quarter_with_the_first_day_after_it() -> None:
    assert timex("2031-04/2031-06", "quarter") == "(2031-04-01,2031-07-01,P3M)"
    assert timex("2011/..", "year") == "2011"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("A strike is set to start on Sunday.", "2024-05-05", id="set to"),
        pytest.param("The talks will be held on 19 April.", "2025-04-19", id="a participle behind be"),
        pytest.param("The vote is in November.", "2024-11", id="is in"),
        pytest.param("There'll be a cut, in March.", "2025-03", id="a short will"),
        pytest.param("Since June 40 have come and it'll go on.", "2023-06/..", id="since"),
        pytest.param("Meals are free from this autumn on.", "2024-09/..", id="from ... on"),
        pytest.param("It'll stay flat this year and next.", "2024/2025", id="this and next"),
        pytest.param("It beat the March forecast.", "2024-03", id="a month before a noun"),
    ],
)
def test_tense_and_open_ends(text: str, iso: str) -> None:
    assert [q.iso for q in quantities(text, "2024-05-03") if q.iso] == [iso]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        pytest.param(
            "It lost $4m in the second quarter of 2021, $9m a year earlier.",
            ["2021-04/2021-06", "2020-04/2020-06"],
            id="quarter",
        ),
        pytest.param(
            "It opened in March 2021. A year later it shut. The following spring it burned.",
            ["2021-03", "2022", "2023-03/2023-05"],
            id="chain",
        ),
        pytest.param("It fell in 2021 and 4% the year before.", ["2021", "2020"], id="the year before"),
        pytest.param("It opened on 4 March 2019. That summer it shut.", ["2019-03-04", "2019-06/2019-08"], id="season"),
        pytest.param("Founded 40 years ago, it was sold three years later.", ["1984", "1987"], id="after ago"),
        pytest.param("In 2012 it rose; in the following two years it fell.", ["2012"], id="two years after a year"),
        pytest.param("Births rose to 640 last year.", ["2023"], id="a number before last"),
    ],
)
def test_dates_told_from_the_date_before(text: str, isos: list[str]) -> None:
    assert [q.iso for q in quantities(text, "2024-05-03") if q.iso] == isos


@pytest.mark.parametrize(
    ("text", "surface", "iso"),
    [
        ("It opened on 3 March and closed on the 29th.", "29th", "2024-03-29"),
        ("It opened on 28 March and closed on the 3rd.", "3rd", "2024-04-03"),
        ("It had sold 40 seats by Monday.", "Monday", "2024-06-10"),
        ("It must sell 40 seats by Monday.", "Monday", "2024-06-17"),
        ("From 1 October, the shops will close.", "From 1 October", "2024-10-01/.."),
        ("From 1 October: every car sold must have a bell.", "From 1 October", "2024-10-01/.."),
        ("Trade grew in the first nine months.", "first nine months", "2024-01/2024-09"),
        ("In May the first 200 workers left.", "May", "2024-05"),
        ("They will meet on 23.7.", "23.7", "2024-07-23"),
        ("On 23.7. at noon they will meet.", "23.7.", "2024-07-23"),
    ],
)
def test_days_told_by_what_stands_around_them(text: str, surface: str, iso: str) -> None:
    found = {q.surface: q.iso for q in quantities(text, "2024-06-12")}
    assert found[surface] == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("By 11 February the fire had spread to 40 homes.", "2025-02-11", id="had before it came"),
        pytest.param("By Monday evening 34 deaths were known.", "2025-02-10", id="what was known by then"),
        pytest.param("He must pay by Monday.", "2025-02-17", id="a duty"),
        pytest.param("By Monday he is to pay.", "2025-02-17", id="what is to come"),
    ],
)
def test_by_a_date_looks_back_where_its_clause_does(text: str, iso: str) -> None:
    assert [q.iso for q in quantities(text, "2025-02-12") if q.kind == "date"] == [iso]
