"""Date expressions, with and without a day of publication."""

import pytest

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


@pytest.mark.parametrize("text", ["31 February 2020", "February 30", "2021-02-29", "31/02/2020", "may be", "march on"])
def test_impossible_days_and_verbs_are_no_dates(text: str) -> None:
    assert first_date(text) is None


@pytest.mark.parametrize("reference", ["", "soon", "2020-13", "2020-02-31", "2021/2020"])
def test_an_unreadable_reference_counts_as_none(reference: str) -> None:
    assert parse_reference(reference) is None


def test_timex_ends_a_quarter_with_the_first_day_after_it() -> None:
    assert timex("2031-04/2031-06", "quarter") == "(2031-04-01,2031-07-01,P3M)"
    assert timex("2011/..", "year") == "2011"
