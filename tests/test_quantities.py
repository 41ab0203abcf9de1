"""What is read from a sentence, what is not, and that no input breaks the reader."""

import math
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sourcebook.quantities import Quantity, quantities, to_dict


def only(text: str, reference: str | None = None) -> Quantity:
    """Return the one quantity of a text."""
    found = quantities(text, reference)
    assert len(found) == 1, [q.surface for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "value", "unit"),
    [
        pytest.param("It cost €3.5 million.", "€3.5 million", "money", 3.5e6, "EUR", id="sign and scale"),
        pytest.param("It cost HK$40m.", "HK$40m", "money", 4e7, "HKD", id="a dollar of another kind"),
        pytest.param("It cost RMB 90 billion.", "RMB 90 billion", "money", 9e10, "CNY", id="code in front"),
        pytest.param("It cost 300 Swedish kronor.", "300 Swedish kronor", "money", 300, "SEK", id="country and noun"),
        pytest.param("It cost Rs 4 crore.", "Rs 4 crore", "money", 4e7, "INR", id="crore"),
        pytest.param("It cost 80 pence.", "80 pence", "money", 0.8, "GBP", id="coins are hundredths"),
        pytest.param("It cost 90 Fijian dollars.", "90 Fijian dollars", "money", 90, "FJD", id="a country's dollar"),
        pytest.param("It cost 60 Canadian cents.", "60 Canadian cents", "money", 0.6, "CAD", id="a country's coin"),
        pytest.param("It cost 8 euros and 45 cents.", "8 euros and 45 cents", "money", 8.45, "EUR", id="coins added"),
        pytest.param("It cost six dollars eighty.", "six dollars eighty", "money", 6.8, "USD", id="coins left unnamed"),
        pytest.param("It cost 3 pounds 20 pence.", "3 pounds 20 pence", "money", 3.2, "GBP", id="pounds and pence"),
        pytest.param("It cost £7.5 m.", "£7.5 m", "money", 7.5e6, "GBP", id="a scale letter apart"),
        pytest.param("It cost Yen 700bn.", "Yen 700bn", "money", 7e11, "JPY", id="the noun in front"),
        pytest.param("It holds 35 m^3.", "35 m^3", "measure", 35, "m3", id="a power after a caret"),
        pytest.param("It holds 70 kPa.", "70 kPa", "measure", 70, "kPa", id="a prefixed symbol"),
        pytest.param("It covers 80 sq. km.", "80 sq. km", "measure", 80, "km2", id="a square abbreviated"),
        pytest.param("The post is 7 ft 6 in tall.", "7 ft 6 in", "measure", 7.5, "ft", id="feet and inches"),
        pytest.param("The post is 4'9\" tall.", "4'9\"", "measure", 4.75, "ft", id="marks for feet and inches"),
        pytest.param("A 7-foot-3 post stood there.", "7-foot-3", "measure", 7.25, "ft", id="inches left unnamed"),
        pytest.param("It was 14 °C.", "14 °C", "measure", 14, "degree C", id="a degree sign"),
        pytest.param("It was 9 degrees below zero.", "9 degrees below zero", "measure", -9, "degree", id="below zero"),
        pytest.param("It fell to - 11 degrees.", "- 11 degrees", "measure", -11, "degree", id="a minus apart"),
        pytest.param("It lost 4 per cent.", "4 per cent", "percent", 4, "%", id="per cent in two words"),
        pytest.param("It lost 30 basis points.", "30 basis points", "percent", 30, "basis point", id="basis points"),
        pytest.param("Three in four agree.", "Three in four", "percent", 75, "%", id="a share"),
        pytest.param("Two-thirds of farms closed.", "Two-thirds", "percent", 66.6667, "%", id="a fraction of"),
        pytest.param(
            "The dam holds 7 million cubic metres.", "7 million cubic metres", "measure", 7e6, "m3", id="volume"
        ),
        pytest.param("The dam makes 800 MW.", "800 MW", "measure", 800, "MW", id="a symbol"),
        pytest.param("It emits 90 tonnes of CO2e.", "90 tonnes of CO2e", "measure", 90, "t CO2e", id="a gas"),
        pytest.param("It was 31 degrees Celsius.", "31 degrees Celsius", "measure", 31, "degree C", id="temperature"),
        pytest.param("A 60-day pause began.", "60-day", "duration", 60, "day", id="a hyphenated duration"),
        pytest.param("They waited half an hour.", "half an hour", "duration", 0.5, "hour", id="half an hour"),
        pytest.param("Her 12-year-old dog barked.", "12-year-old", "duration", 12, "year of age", id="an age"),
        pytest.param(
            "They built 40 coastal villages.", "40 coastal villages", "count", 40, "coastal village", id="a count"
        ),
        pytest.param(
            "They held six rounds of talks.", "six rounds of talks", "count", 6, "round of talks", id="rounds of"
        ),
        pytest.param("Output rose fivefold.", "fivefold", "multiple", 5, "time", id="a multiple"),
        pytest.param("Output halved.", "halved", "multiple", 0.5, "time", id="halved"),
        pytest.param("A 7-fold rise came.", "7-fold", "multiple", 7, "time", id="a multiple in digits"),
        pytest.param("It cost $8 million US.", "$8 million US", "money", 8e6, "USD", id="the country behind"),
        pytest.param("It cost 35 USD million.", "35 USD million", "money", 3.5e7, "USD", id="the scale behind"),
        pytest.param("It cost 9k euros.", "9k euros", "money", 9000, "EUR", id="a scale letter before a currency"),
        pytest.param("It cost 70 pounds sterling.", "70 pounds sterling", "money", 70, "GBP", id="sterling"),
        pytest.param("It cost 90 grand.", "90 grand", "money", 90000, "USD", id="grand"),
        pytest.param("It cost $1.3t.", "$1.3t", "money", 1.3e12, "USD", id="a letter for trillions"),
        pytest.param("It covers 80 metres squared.", "80 metres squared", "measure", 80, "m2", id="squared"),
        pytest.param("It fell half a point.", "half a point", "percent", 0.5, "percentage point", id="half a point"),
        pytest.param(
            "They waited two years and a half.", "two years and a half", "duration", 2.5, "year", id="and half"
        ),
        pytest.param("A 30-year-long feud ended.", "30-year-long", "duration", 30, "year", id="so long"),
        pytest.param("They walk at 9 months of age.", "9 months of age", "duration", 9, "month of age", id="of age"),
        pytest.param("She saw an 88 yo man.", "88 yo", "duration", 88, "year of age", id="an age abbreviated"),
        pytest.param("It hired 30 firemen.", "30 firemen", "count", 30, "fireman", id="men"),
        pytest.param(
            "It sank 14 local fishermen's boats.",
            "14 local fishermen's boats",
            "count",
            14,
            "local fishermen's boat",
            id="a noun behind its owner",
        ),
    ],
)
def test_value_unit_and_kind(text: str, surface: str, kind: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.surface, found.kind, found.unit) == (surface, kind, unit)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "surface", "low", "high", "unit"),
    [
        pytest.param("It takes 10-15 km.", "10-15 km", 10, 15, "km", id="hyphen"),
        pytest.param("It takes 8 ± 0.5 mm.", "8 ± 0.5 mm", 7.5, 8.5, "mm", id="a tolerance"),
        pytest.param(
            "It takes more than 4 but less than 9 km.", "more than 4 but less than 9 km", 4, 9, "km", id="two bounds"
        ),
        pytest.param(
            "It takes between about 2 and 6 kg.", "between about 2 and 6 kg", 2, 6, "kg", id="a modifier inside"
        ),
        pytest.param("It takes between 3 and 5 percent.", "between 3 and 5 percent", 3, 5, "%", id="between"),
        pytest.param("It costs $2 to $3 million.", "$2 to $3 million", 2e6, 3e6, "USD", id="the scale goes to both"),
        pytest.param("It cut rates from 8 % to 6 %.", "from 8 % to 6 %", 6, 8, "%", id="falling, told in order"),
        pytest.param("Thousands of birds came.", "Thousands of birds", 1000, 10000, "bird", id="a vague plural"),
        pytest.param("Some 100s of birds came.", "100s of birds", 100, 1000, "bird", id="a vague plural in digits"),
        pytest.param("It costs $1 to $1.3t.", "$1 to $1.3t", 1e12, 1.3e12, "USD", id="a letter goes to both"),
        pytest.param(
            "It went from 30 mpg in town to 35.", "from 30 mpg in town to 35", 30, 35, "mpg", id="words between"
        ),
    ],
)
def test_ranges_are_ascending(text: str, surface: str, low: float, high: float, unit: str) -> None:
    found = only(text)
    assert (found.surface, found.value, found.low, found.high, found.unit) == (surface, None, low, high, unit)


@pytest.mark.parametrize(
    ("text", "modifier", "change"),
    [
        pytest.param("Sales rose by more than 3%.", ">", "up", id="both"),
        pytest.param("Sales fell 3%.", "=", "down", id="a verb"),
        pytest.param("Sales fell to 30%.", "=", "", id="a level, not a change"),
        pytest.param("It holds nearly 300 litres.", "~", "", id="nearly"),
        pytest.param("It holds up to 300 litres.", "<=", "", id="up to"),
        pytest.param("It holds at least 300 litres.", ">=", "", id="at least"),
        pytest.param("It holds less than or equal to 300 litres.", "<=", "", id="less or equal"),
        pytest.param("It holds 300 litres or more.", ">=", "", id="behind the figure"),
        pytest.param("They asked for an additional 40 days.", "=", "up", id="additional"),
        pytest.param("Costs fell from 9 % to 7 %.", "=", "down", id="the order of a range"),
    ],
)
def test_modifier_and_change_are_kept_apart(text: str, modifier: str, change: str) -> None:
    found = only(text)
    assert (found.modifier, found.change) == (modifier, change)


def test_a_denominator_is_kept_apart() -> None:
    found = only("They fly 60 times per week, they say.")
    assert (found.surface, found.kind, found.value, found.per) == ("60 times per week", "rate", 60, "week")
    rent = only("The rent is £700 a month.")
    assert (rent.surface, rent.kind, rent.unit, rent.per) == ("£700 a month", "money", "GBP", "month")
    yearly = only("The board meets once every two years.")
    assert (yearly.kind, yearly.value, yearly.per) == ("rate", 1, "2 year")


def test_a_unit_left_out_is_supplied() -> None:
    first, second = quantities("It sold 3 million phones, compared with 2 million before.")
    assert first.unit == second.unit == "phone"


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        pytest.param("It costs 8 or 9 pence.", [0.08, 0.09], "GBP", id="coins"),
        pytest.param("It costs 14 and 15 thousand yen.", [14000, 15000], "JPY", id="a scale"),
        pytest.param("It costs 8 or 9m euros.", [8e6, 9e6], "EUR", id="a letter of scale"),
        pytest.param("It cost €1.5m in 2019 and 2.5m in 2020.", [1.5e6, 2.5e6], "EUR", id="a year between"),
        pytest.param("It measures 4 x 5 x 6 cm.", [4, 5, 6], "cm", id="three sides"),
        pytest.param("It measures 20 by 30 m.", [20, 30], "m", id="two sides"),
    ],
)
def test_a_unit_told_once_belongs_to_both(text: str, values: list[float], unit: str) -> None:
    found = [q for q in quantities(text) if q.iso is None]
    assert [q.value for q in found] == values
    assert {q.unit for q in found} == {unit}


def test_a_sum_in_two_currencies_is_one_statement() -> None:
    first, second = quantities("It cost 90 million yen ($600,000).")
    assert (first.linked_to, second.linked_to) == (1, 0)


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("It built 40 ships.", "affirmed"),
        ("It could build 40 ships.", "hedged"),
        ("It will build 40 ships.", "planned"),
        ("Fees should rise by 40 dollars.", "planned"),
        ("The yard, he said, is going to build 40 ships.", "planned"),
        ("The yard is due to launch 40 ships.", "planned"),
        ("The delay was due to the 40 broken pumps.", "affirmed"),
        ("The state agreed to buy 40 ships.", "planned"),
        ("The city asks owners to scrap 40 ships.", "planned"),
        ("The survey asked 40 owners.", "affirmed"),
        ("There'll be 40 ships.", "planned"),
        ("The dam is said to hold 40 tonnes.", "hedged"),
        ("He said it held 40 tonnes.", "affirmed"),
        ("The target is $40.", "planned"),
        ("They missed a $40 spending target.", "planned"),
        ("It can't match the $40 forecast by brokers.", "hedged"),
        ("Brokers believe that the fee is $40.", "hedged"),
        ("Brokers put the fee at $40.", "hedged"),
        ("The fee is $40, I think.", "hedged"),
        ("If the fee is $40, they leave.", "hedged"),
        ("Half of the ships may leave.", "hedged"),
        ("A levy of $40 would annoy them.", "planned"),
        ("A rise of $40 would annoy them.", "hedged"),
        ("After a loss of $40, they may leave.", "affirmed"),
        ("It could sell the yard, which has 40 ships.", "affirmed"),
        ("It could sell the yard, but the fee is $40.", "affirmed"),
        ("It will raise the current $40 fee.", "affirmed"),
        ("It may cost more than the $40 it did then.", "affirmed"),
        ("In May it built 40 ships.", "affirmed"),
        ("The pilots claim that 40 flights were late.", "hedged"),
        ("Claims of $40 were paid.", "affirmed"),
        ("The yard said it would build 40 ships.", "planned"),
        ("It undertook to build 40 ships.", "planned"),
        ("It undertook 40 repairs.", "affirmed"),
        ("The mayor appealed for 40 tents.", "planned"),
        ("The port has earmarked $40 for pumps.", "planned"),
        ("He sees the fee at $40.", "hedged"),
        ("It met its goal and sold 40 ships.", "affirmed"),
        ("Its goal of 40 ships was met.", "planned"),
        ("It will raise its initial gift of $40.", "affirmed"),
        ("Half of the clerks could not say why.", "affirmed"),
        ("Should the levy be $40?", "hedged"),
    ],
)
def test_commitment(text: str, commitment: str) -> None:
    (figure,) = [q for q in quantities(text) if not q.kind.startswith("date")]
    assert figure.commitment == commitment


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Growth was 4 %, according to the World Bank's latest report.", "World Bank"),
        ("According to a study published in Rome, 40 % of reefs are dead.", "study"),
        ("The catch was divided according to the 40 records.", None),
        ("“We lost 40 ships,” said John O’Neill, a captain.", "John O’Neill"),
        ("Anna Lind, the mayor of Oslo, said 40 schools had closed.", "Anna Lind"),
        ("In January Strandvik said it had 40 ships.", "Strandvik"),
        ("Johnson & Johnson said it sold 40 million doses.", "Johnson & Johnson"),
        ("Researchers at MIT say 40 % is enough.", "Researchers at MIT"),
        ("A former diplomat said 40 people left.", "former diplomat"),
        ("Official statistics show a rise of 4 %.", "Official statistics"),
        ("A survey of 400 firms by the Bank of Japan was cited.", "Bank of Japan"),
        ("The Bank of Japan’s estimate of 4 % is high.", "Bank of Japan"),
        ("Harbour Partners puts the cost at $40 million.", "Harbour Partners"),
        ("The ministry announced on Monday that 40 schools had closed.", "ministry"),
        ("The president announced tariffs of 40 %.", None),
        ("The fans who stayed with Chelsea told 40 jokes.", None),
        ("However said 40 people left.", None),
        ("He said 40 people left.", None),
        ("An estimated 40 people left.", None),
    ],
)
def test_who_says_it(text: str, speaker: str | None) -> None:
    assert quantities(text)[0].attributed_to == speaker


LOOKALIKES = (
    "Under Section 12 of the law. See Article 9. On page 14. In Table 3. Figure 2 shows it. "
    "The H5N1 and MERS-4 viruses. The G7 met. At COP12. An X90 chip. A Boeing 737 landed. Phase One ended. "
    "Version 2.0 is out, and 3.1.4 too. From day one. On 9/11. It works 24/7. Call 555-010-9999. "
    "ISBN 978-3-16-148410-0. They won 3-1. No one came. They hate one another. It is a zero-sum game. "
    "Once again it rained. Both rain and snow fell. It cost him a 50-50 chance. See note [12]."
)


def test_look_alikes_are_not_facts() -> None:
    assert [q.surface for q in quantities(LOOKALIKES) if q.salience == "fact"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The under-21 side.",
        "A PS5 and a 4K screen.",
        "The 747 SP.",
        "BBC One aired it.",
        "Round 2 began.",
        "No one",
        "She wore #7.",
        "A 401(k) plan.",
        "It says 0x80070643.",
    ],
)
def test_names_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_list_markers_are_not_facts() -> None:
    text = "1. Keep calm\nIt rained.\n2. Carry on\nIt snowed.\nIV. Go home\n"
    assert [q.surface for q in quantities(text) if q.salience == "fact"] == []


@pytest.mark.parametrize(
    "text", ["The two sides met.", "One of the oldest mills burned.", "There are a thousand reasons."]
)
def test_what_only_counts_off_is_incidental(text: str) -> None:
    assert {q.salience for q in quantities(text)} <= {"incidental"}


def test_bare_digits_are_kept_as_incidental() -> None:
    assert [(q.value, q.salience) for q in quantities("Then add 17, and take 256 away.")] == [
        (17, "incidental"),
        (256, "incidental"),
    ]


@pytest.mark.parametrize(
    "text", ["She waited 6 dollars 20 March.", "Euro 2032 begins.", "He owns 9 grand pianos.", "We sold 40 Teslas."]
)
def test_what_only_looks_like_money_or_a_unit(text: str) -> None:
    assert not [q for q in quantities(text) if q.kind in ("money", "measure") and q.surface != "6 dollars"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("4 × 10", ["4", "10"]),
        ("more than 4 but less than", ["4"]),
        ("8 ± ", ["8"]),
        ("2 by", ["2"]),
        ("7 ft -", ["7 ft"]),
        ("3^", ["3"]),
        ("9 dollars and", ["9 dollars"]),
    ],
)
def test_what_breaks_off_is_read_up_to_there(text: str, surfaces: list[str]) -> None:
    assert [q.surface for q in quantities(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("It was forty below zero.", -40, "degree", id="degrees understood"),
        pytest.param("It was minus 18 degrees below zero.", -18, "degree", id="below zero said twice"),
        pytest.param("It opened in ALL 30 towns.", 30, "town", id="a word in capitals that is a code"),
        pytest.param("Press it with 40 pounds per square inch.", 40, "psi", id="a unit of four words"),
        pytest.param("They have 30K fans.", 30000, "fan", id="a capital letter for thousands"),
        pytest.param("It cost rs 900.", 900, "INR", id="a mark in small letters"),
    ],
)
def test_more_that_broke_it(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (value, unit)


def test_two_bounds_may_repeat_what_they_bound() -> None:
    found = only("Choose a width above 30 cm and width below 50 cm.")
    assert (found.low, found.high, found.unit) == (30, 50, "cm")


def test_a_bound_is_no_increase() -> None:
    found = only("More than 60 but fewer than 90 villages were flooded.")
    assert (found.low, found.high, found.change) == (60, 90, "")


def test_the_sides_of_a_thing_share_their_unit() -> None:
    assert [(q.value, q.unit) for q in quantities("It is 6 x 9 m wide.")] == [(6, "m"), (9, "m")]


def test_hard_wrapped_lines_do_not_break_a_fact_but_blocks_do() -> None:
    wrapped = "The ministry said on Tuesday that it had spent about 40\nmillion euros on the bridge."
    assert any(q.surface == "40\nmillion euros" for q in quantities(wrapped))
    assert all("\n" not in q.surface for q in quantities("A budget of 40\n\nMillion euros are gone"))


def test_dates_take_their_year_from_the_reference_and_say_so() -> None:
    last = only("Prices fell last year.", "2031-02")
    assert (last.kind, last.iso, last.relative, last.value) == ("date", "2030", True, None)
    assert only("Prices fell last year.").iso is None
    assert only("The deal runs until March 2033.").iso == "../2033-03"


def test_the_json_form_names_the_currency() -> None:
    row = to_dict(only("It cost $5."))
    assert (row["currency"], row["surface"], row["kind"]) == ("USD", "$5", "money")


# ---------------------------------------------------------------- any input

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        *"1 2,000 3.5 0 -7 one two hundred million dozen and a half of % $ € per cent km year years old to".split(),
        *"from between - – / ( ) , . March 2024 31 since until last next first third quarter 's Q3 USD ½ twice".split(),
        *"every each more than thousands tens no minus point Feb May 3rd x ^ e in out by ago the Section :".split(),
        *"± + ' × but less over 234 ft in pence dollars 10⁶ fifths equal below °".split(),
    ]
)


def check(text: str, reference: str | None = None) -> None:
    found = quantities(text, reference)
    end = 0
    for q in found:
        assert text[q.start : q.end] == q.surface != ""
        assert q.start >= end
        end = q.end
        dated = q.kind in ("date", "date_range")
        assert (q.value is not None) + (q.low is not None) == (0 if dated else 1)
        assert (q.low is None) == (q.high is None)
        assert q.low is None or q.high is None or q.low < q.high
        assert all(math.isfinite(x) for x in (q.value, q.low, q.high) if x is not None)
        assert q.linked_to is None or 0 <= q.linked_to < len(found)
    assert found == quantities(text, reference)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from([None, "2025-02", "2024-11/2025-01", "x"]))
@example("It paid 5, AMD", None)  # ends with capitals that may be a currency
def test_any_text_is_read(text: str, reference: str | None) -> None:
    check(text, reference)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(PIECES, max_size=30), st.sampled_from([" ", "", "  "]), st.sampled_from([None, "0001-01-01", "9999-12"])
)
def test_any_run_of_number_words_is_read(pieces: list[str], space: str, reference: str | None) -> None:
    check(space.join(pieces), reference)


UNITS = [
    *("1,", "$", "one hundred and ", "1-", "(", "a ", "7", " ", "\n", "5%", "1/2 ", "5\n", "half a ", "from 1 to "),
    *("1,111,", "thousands of ", "May ", "According to ", "Aa said ", ". ", "twenty-", "5 or ", "one of the "),
    *(
        "1 to ",
        "more than 1 but less than ",
        "hundred ",
        "1'",
        "2^8 ",
        "5 ft 2 in ",
        "1 234 ",
        "5 ± ",
        "euros ",
        "1 x ",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    """Eight times the text takes about eight times the time of this process, and nowhere near eight times eight."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        quantities(text)
        return time.process_time() - start

    small = max(min(seconds(5_000) for _ in range(3)), 0.02)
    assert min(seconds(40_000) for _ in range(2)) < 8 * 5 * small


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        pytest.param(
            "Firms with 50 or more workers pay.", ["50 or more workers"], id="a modifier between number and noun"
        ),
        pytest.param("About 90 red and white roses grew.", ["90 red and white roses"], id="joined adjectives"),
        pytest.param("The film runs for a year and a half.", ["a year and a half"], id="a half added to a unit"),
        pytest.param("Each costs $75 Canadian per box.", ["$75 Canadian per box"], id="the country behind"),
        pytest.param("The Seven Years' War and the Five Eyes.", [], id="capitals make a name"),
        pytest.param("Jo Lee, 45, of Oslo left.", ["45"], id="an age set off by commas"),
        pytest.param("It seats 5 US troops.", ["5 US troops"], id="US is no pronoun"),
        pytest.param("She broke one of the city's oldest vases.", ["one"], id="one of"),
        pytest.param("It is 1/8 of a mile off.", ["1/8 of a mile"], id="a fraction of a unit"),
        pytest.param(
            "Sales rose 5% in the fourth quarter (Q4) of 2022.", ["5%", "fourth quarter (Q4) of 2022"], id="Q4"
        ),
    ],
)
def test_sentences_that_broke_it(text: str, surfaces: list[str]) -> None:
    assert [q.surface for q in quantities(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "surface", "unit"),
    [
        pytest.param("The gale killed 16 and hurt a few more.", "16", "people", id="killed"),
        pytest.param("Police said 17 were injured.", "17", "people", id="injured"),
        pytest.param("Five miners were hurt and 18 were killed.", "18", "miner", id="the same people"),
        pytest.param("A crowd of 9,000 sang.", "9,000", "people", id="a crowd"),
        pytest.param("Hundreds were freed.", "Hundreds", "people", id="a vague number that acts"),
        pytest.param("Of 60 pumps tested, 14 leaked.", "14", "pump", id="part of a whole"),
        pytest.param("It has 60 pumps, 14 of which leak.", "14", "pump", id="of which"),
        pytest.param("It has 60 pumps and ordered another 14.", "14", "pump", id="another"),
        pytest.param("They won by 60 votes to 14.", "14", "vote", id="to"),
        pytest.param("The number of tall ships rose to 14.", "14", "tall ship", id="the number of"),
        pytest.param("Orders reached 9,500.", "9,500", "order", id="the subject"),
        pytest.param("The audience rose to 900.", "900", "people", id="a crowd that grows"),
        pytest.param("The index is 9,876.5, up 12 points.", "9,876.5", "point", id="the level before its change"),
        pytest.param("It sold 60 pumps, compared with 14 in May.", "14", "pump", id="compared"),
        pytest.param("The index lost 12 points to 9,876.5.", "9,876.5", "point", id="the level beside its change"),
        pytest.param("It is free for children under 14.", "14", "year of age", id="an age"),
        pytest.param("A smith, 47, was held.", "47", "year of age", id="an age behind a noun"),
        pytest.param("The panel measures 90 x 60 x 5 cm.", "90", "cm", id="sides"),
        pytest.param("They own 14, 15 and 20 percent.", "14", "%", id="a list"),
        pytest.param("It built 60 homes against a target of 14.", "14", "home", id="a target"),
        pytest.param("The jet had 14 aboard.", "14", "people", id="aboard"),
        pytest.param("It lent 60 boats, 14 fewer than in May.", "14", "boat", id="fewer than"),
        pytest.param("Noon brought 31C, some 8 degrees above normal.", "8 degrees", "degree C", id="the scale"),
        pytest.param("The rupee stood at 81.4 per dollar.", "81.4 per dollar", "INR", id="exchange"),
    ],
)
def test_what_a_number_leaves_to_be_understood(text: str, surface: str, unit: str) -> None:
    assert {q.surface: q.unit for q in quantities(text)}.get(surface) == unit


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("It saw a 4 % rise.", "up", id="a noun behind"),
        pytest.param("A 90-point slide followed.", "down", id="behind a hyphen"),
        pytest.param("It asked for a rise of 4 %.", "up", id="a noun before"),
        pytest.param("It closed $4 higher.", "up", id="higher"),
        pytest.param("It built 4 % fewer boats.", "down", id="fewer"),
        pytest.param("It will shed 400 jobs.", "down", id="posts that are lost"),
        pytest.param("It lost by 400 votes.", "", id="a defeat"),
        pytest.param("They make up 4 % of it.", "", id="make up"),
        pytest.param("It gained half a per cent.", "up", id="half a per cent"),
        pytest.param("It shrank by an annualised 4 %.", "down", id="a word between"),
        pytest.param("Fees went up by as much as 4 %.", "up", id="a modifier between"),
        pytest.param("A $4 reduction is planned.", "down", id="a reduction"),
        pytest.param("The share fell below $4.", "", id="a level that is passed"),
        pytest.param("It gave up 4 % of them.", "", id="give up"),
        pytest.param("It edged up to 4 %.", "", id="up to a level"),
        pytest.param("It fell as low as $4.", "", id="as low as"),
        pytest.param("It wrote off 4 % of them.", "", id="write off"),
        pytest.param("It was off 4 %.", "down", id="off"),
        pytest.param("It will cut 400 jobs.", "down", id="jobs that are cut"),
        pytest.param("It rose half a percentage point.", "up", id="half a point"),
        pytest.param("That is double the share.", "", id="a multiple without a direction"),
    ],
)
def test_changes_before_and_behind(text: str, change: str) -> None:
    assert only(text).change == change


def test_change_and_level_share_their_denominator() -> None:
    first, second = quantities("Diesel rose by 4 cents to $3.20 a gallon.")
    assert first.per == second.per == "gallon"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("Only 40 of the promised 90 lamps work.", "lamp", id="a participle before the whole"),
        pytest.param("It is one of the most modern ports.", "modern port", id="one of the most"),
        pytest.param("One of several ports closed.", "port", id="one of several"),
        pytest.param("One young girl spoke.", "young girl", id="an irregular verb ends it"),
        pytest.param("One regional passenger port closed.", "regional passenger port", id="three words"),
        pytest.param("It lent 40 SUVs.", "SUV", id="capitals and s"),
        pytest.param("It shut 40 clinics.", "clinic", id="ics"),
        pytest.param("It flies 40 Airbus A320neo jets.", "Airbus A320neo jet", id="a number in a name"),
        pytest.param("A 40-bed ward opened.", "bed", id="a noun in -ed"),
        pytest.param("A four-storey wing burned.", "storey", id="spelled with a hyphen"),
        pytest.param("The 40-strong choir sang.", "people", id="strong"),
        pytest.param("Some 40-odd boats left.", "boat", id="odd"),
        pytest.param("It has 40 wind and solar farms.", "wind and solar farm", id="joined"),
        pytest.param("She ate 40 grams of nuts a day.", "g", id="the thing before the denominator"),
    ],
)
def test_where_the_noun_ends(text: str, unit: str) -> None:
    assert quantities(text)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "reference", "commitment"),
    [
        pytest.param("The board plans to open it in 2027.", "2026-03-03", "planned", id="a plan ahead"),
        pytest.param("It missed the target of the 2019 plan.", "2026-03-03", "affirmed", id="a year that is past"),
        pytest.param("It was to be built by January 2026.", "2026-03-03", "affirmed", id="a month that is past"),
        pytest.param("It will be built by March 2026.", "2026-03-03", "planned", id="a month that is under way"),
        pytest.param("The board plans to open it in 2019.", None, "planned", id="no date to judge by"),
    ],
)
def test_what_is_past_is_no_plan(text: str, reference: str | None, commitment: str) -> None:
    (date,) = [q for q in quantities(text, reference) if q.kind in ("date", "date_range")]
    assert date.commitment == commitment


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The van did 40 km/h.", "km/h"),
        ("The van did 30 miles an hour.", "mph"),
        ("Light rain fell at 2 mm per hour.", "mm/h"),
        ("The line carries 40 megabits per second.", "Mbps"),
        ("One of the city's oldest bridges fell.", "old bridge"),
        ("The bank shut 3 smaller branches.", "small branch"),
    ],
)
def test_a_speed_is_one_unit_and_an_adjective_is_told_in_its_positive(text: str, unit: str) -> None:
    (found,) = [q for q in quantities(text) if q.kind in ("measure", "count")]
    assert (found.unit, found.per) == (unit, None)


def test_a_code_is_no_length() -> None:
    assert [q for q in quantities("Model 40m300 was sold.") if q.kind == "measure"] == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Losses were 6.2 ± 0.4 per cent.", (5.8, 6.6), "%"),
        ("It came with 12,5 million litres.", 12_500_000, "L"),
        ("A trip took 1 h 42 min.", 1.7, "hour"),
        ("It lasted 3 hours and 20 minutes.", 200 / 60, "hour"),
        ("It costs 8.4 c/kWh.", 0.084, "USD"),
        ("It fell by 1.2 pp.", 1.2, "percentage point"),
    ],
)
def test_parts_and_tolerances_belong_to_their_figure(text: str, value: object, unit: str) -> None:
    (found,) = quantities(text)
    told = (found.low, found.high) if found.value is None else found.value
    assert (told, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "text", ["SDG 6 wants all served.", "The book runs to 412 pp.", "Q1. What is it?", "Box 7 lists it."]
)
def test_goals_pages_and_numbers_of_questions_are_no_facts(text: str) -> None:
    assert [q.surface for q in quantities(text, "2025-03-01") if q.salience == "fact"] == []


def test_not_before_opens_what_follows_and_a_full_stop_is_no_part_of_a_date() -> None:
    (start,) = quantities("Not before 2035, they say.")
    assert (start.surface, start.iso) == ("before 2035", "2035/..")
    assert [q.surface for q in quantities("It fell on 19 July. It rose on 3 Sept. 2021.", "2025-07-25")] == [
        "19 July",
        "3 Sept. 2021",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Published 3 May 2024 · 4 min read", id="a date line"),
        pytest.param("The report has 148 pages and 3,100 words of notes.", id="pages and words"),
        pytest.param("Seven Lessons from the Flood", id="a heading"),
        pytest.param("Nine times out of ten the pump fails.", id="nine times out of ten"),
        pytest.param("Half the battle is the other half of the story.", id="half the battle"),
        pytest.param("The share is at a 52-week low.", id="an extreme"),
        pytest.param("I have lived here for twenty years.", id="a life"),
        pytest.param("Six years on, the pier is shut.", id="years on"),
    ],
)
def test_asides_are_incidental(text: str) -> None:
    assert {q.salience for q in quantities(text, "2024-05-03")} == {"incidental"}


def test_the_year_of_a_treaty_is_incidental_and_that_of_an_act_is_a_fact() -> None:
    found = quantities("Under the 1951 Refugee Convention, which Peru joined in 1964, a state must act.")
    assert [(q.surface, q.salience) for q in found if q.iso] == [("1951", "incidental"), ("1964", "fact")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "We promised 700 huts. We have built 512.",
            [(700, "hut", None), (512, "hut", None)],
            id="the sentence before",
        ),
        pytest.param(
            "Night buses are back: 38 were ordered.", [(38, "night bus", None)], id="the subject before a colon"
        ),
        pytest.param(
            "Claims for flood damage fell from 812 in 2015 to 640 in 2019.",
            [(812, "claim", None), (640, "claim", None)],
            id="a subject with a complement",
        ),
        pytest.param(
            "It earned 40 million euros and the city 15 million.",
            [(4e7, "EUR", None), (1.5e7, "EUR", None)],
            id="money",
        ),
        pytest.param(
            "The bridge cost 92 million pounds instead of 70.",
            [(9.2e7, "GBP", None), (7e7, "GBP", None)],
            id="its scale",
        ),
        pytest.param("Trains do 300 km/h, buses 90.", [(300, "km/h", None), (90, "km/h", None)], id="a speed"),
        pytest.param("The share was 64.3%, up from 58.1.", [(64.3, "%", None), (58.1, "%", None)], id="a share"),
        pytest.param("It makes 900 cars a day, 60 an hour.", [(900, "car", "day"), (60, "car", "hour")], id="a rate"),
        pytest.param(
            "Of the 60 wards, only seven have heat and nine have light.",
            [(60, "ward", None), (7, "ward", None), (9, "ward", None)],
            id="parts of a whole",
        ),
        pytest.param(
            "It has 40 ships, of which 12 run on gas.", [(40, "ship", None), (12, "ship", None)], id="of which"
        ),
        pytest.param("The average age of members is 58.3.", [(58.3, "year of age", None)], id="a mean age"),
        pytest.param("Children under five travel free.", [(5, "year of age", None)], id="an age with a verb behind"),
        pytest.param("A Norwegian farm lost 3,100 kroner.", [(3100, "NOK", None)], id="the country's currency"),
        pytest.param("We propose a joint census every three years.", [(1, "census", "3 year")], id="what recurs"),
        pytest.param(
            "It earned $0.14 per diluted share.", [(0.14, "USD", "share")], id="an adjective in a denominator"
        ),
    ],
)
def test_units_that_the_text_leaves_out(text: str, wanted: list[tuple[float, str, str | None]]) -> None:
    assert [(q.value, q.unit, q.per) for q in quantities(text) if not q.iso and q.value and q.kind != "date"] == wanted


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("Two wells in five ran dry.", 40, "%", id="a noun in a share"),
        pytest.param("In 99 cases out of 100 it holds.", 99, "%", id="out of"),
        pytest.param("Every fourth house is empty.", 25, "%", id="every fourth"),
        pytest.param("The ticket costs a dollar a day.", 1, "USD", id="a dollar a day"),
        pytest.param("It took less than a year.", 1, "year", id="less than a year"),
        pytest.param("The rent is twice what it was.", 2, "time", id="twice what"),
        pytest.param("The fee doubles to nothing.", 2, "time", id="doubles"),
    ],
)
def test_figures_in_words(text: str, value: float, unit: str) -> None:
    assert (only(text).value, only(text).unit) == (value, unit)


def test_one_or_the_next_is_a_range() -> None:
    found = only("They had five or six sons.")
    assert (found.low, found.high, found.unit) == (5, 6, "son")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A $7,500 grant is offered.", (7500, "USD")),
        ("The guide costs $4.1 million¹.", (4_100_000, "USD")),
        ('The "Harbour 2040" plan has 3 parts.', (3, "part")),
        ("She asked for “at least 40”.", (40, None)),
        ('A 27" screen hangs there.', (27, "in")),
        ("Ireland’s population is 5.3m.", (5_300_000, "people")),
        ("The wall is 3m high.", (3, "m")),
        ("Roughly 1-in-4 adults smoke.", (25, "%")),
        ("The price fell two-thirds.", (66.6667, "%")),
        ("The field gives 1 million b/d.", (1_000_000, "barrel per day")),
        ("Sales rose 5%,3 as planned.", (5, "%")),
        ("The 2,000 cars² were sold.", (2000, "car")),
        ("Rocks formed 66 million years ago.", (66_000_000, "year")),
    ],
)
def test_what_stands_close_to_a_figure_does_not_spoil_it(text: str, told: tuple[float, str | None]) -> None:
    (found,) = [q for q in quantities(text, "2024-11-14") if q.kind not in ("date", "date_range")]
    assert (found.value, found.unit) == (pytest.approx(told[0], rel=1e-9), told[1])
    assert found.iso is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("The bank cut rates in March.", "2024-03"),
        ("He quit in April.", "2024-04"),
        ("It will hit a record in April.", "2025-04"),
        ("Wages grew in the year to March.", "2024-03"),
        ("It will not happen before 2030.", "2030/.."),
        ("No one came before 2020.", "../2020"),
    ],
)
def test_the_verb_of_the_clause_places_a_date(text: str, iso: str) -> None:
    assert [q.iso for q in quantities(text, "2024-11-14") if q.kind in ("date", "date_range")] == [iso]


def test_a_level_below_zero_is_no_fall_and_scaled_figures_are_round() -> None:
    (level,) = quantities("Inflation was -0.3%.")
    assert (level.value, level.change) == (-0.3, "")
    for tenths in range(1, 1000):
        assert quantities(f"It cost ${tenths / 10} billion.")[0].value == tenths * 10**8


@pytest.mark.parametrize(
    ("text", "commitment"),
    [("By 2030, 50% of cars will be electric.", "planned"), ("However, 25% of firms could close.", "hedged")],
)
def test_a_figure_behind_an_opening_phrase_takes_the_verb_that_follows(text: str, commitment: str) -> None:
    assert [q.commitment for q in quantities(text, "2024-11-14") if q.unit == "%"] == [commitment]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("A magnitude 6.1 quake shook Izmir.", "magnitude 6.1", 6.1, "magnitude"),
        ("It was weaker than magnitude 5.", "magnitude 5", 5.0, "magnitude"),
        ("Nine litres in ten leak away.", "Nine litres in ten", 90.0, "%"),
        ("One crate in four sold there was empty.", "One crate in four", 25.0, "%"),
        ("It uses two litres in ten minutes.", "two litres", 2.0, "L"),
        ("In the poorest fifth of towns, trade fell.", "fifth", 20.0, "%"),
        ("The third of May was cold.", "third", None, None),
        ("Fewer than a quarter had eaten.", "a quarter", 25.0, "%"),
        ("It was built in less than a quarter.", "a quarter", 1.0, "quarter"),
        ("It took a quarter of a century.", "a quarter of a century", 0.25, "century"),
        ("They argued for a half-point cut.", "half-point", 0.5, "percentage point"),
        ("Clerks handled 640 appeals, up from 512 two years earlier.", "512", 512.0, "appeal"),
        ("We rent 12 two-bedroom flats.", "12 two-bedroom flats", 12.0, "two-bedroom flat"),
        ("The legal age is 18.", "18", 18.0, "year of age"),
        ("The pension age was raised to 67.", "67", 67.0, "year of age"),
        ("Toys for those under the age of five broke.", "five", 5.0, "year of age"),
        ("Pupils aged 14 or 15 may leave.", "14 or 15", None, "year of age"),
        ("The death toll rose to 52.", "52", 52.0, "death"),
        ("Both of its 2 towns ask a euro on every bottle.", "a euro on every bottle", 1.0, "EUR"),
        ("Oil cost N1,200 a bottle.", "N1,200 a bottle", 1200.0, "NGN"),
        ("A Norway fund paid 40 kroner.", "40 kroner", 40.0, "NOK"),
    ],
)
def test_units_in_front_of_their_number_or_left_out(
    text: str, surface: str, value: float | None, unit: str | None
) -> None:
    found = {q.surface: q for q in quantities(text, "2024-06-10")}
    if unit is None:
        assert surface not in found
    else:
        assert (found[surface].value, found[surface].unit) == (value, unit)


def test_the_text_says_whose_pesos_and_cents_are_meant() -> None:
    text = "The tax brought 40 million pesos. It rose to 52 pesos a kilo, said Philippine traders."
    assert [q.unit for q in quantities(text)] == ["PHP", "PHP"]
    assert [q.unit for q in quantities("It brought 40 million pesos.")] == ["MXN"]
    assert [q.unit for q in quantities("The fine is €40. A bag costs 15 cents.")] == ["EUR", "EUR"]
    assert [q.unit for q in quantities("It lost $5 and €40. A bag costs 15 cents.")] == ["USD", "EUR", "USD"]


def test_things_are_named_again_by_their_number() -> None:
    text = "The port counts 46 ferries.\n\nThey are old. Only nine of the 46 sailed, and the 46 cranes rust."
    assert [(q.value, q.unit) for q in quantities(text)] == [(46, "ferry"), (9, "ferry"), (46, "ferry"), (46, "crane")]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("LIMA, June 3 (Coast Wire) — The bank cut its rate.", "June 3"),
        ("Nobody foresaw Tuesday’s vote.", "Tuesday"),
        ("Yields on 10-year bonds fell.", "10-year"),
        ("The ($1 = 55.8 pesos) rate held.", "55.8 pesos"),
        ("I have kept twelve goats.", "twelve goats"),
        ("Reading time: 4 minutes", "4 minutes"),
        ("See also: 10 things to know", "10 things"),
    ],
)
def test_datelines_and_own_matters_are_no_facts(text: str, surface: str) -> None:
    found = {q.surface: q.salience for q in quantities(text, "2024-06-10")}
    assert found[surface] == "incidental"


@pytest.mark.parametrize(
    "text", ["Call 0800 555 111.", "It showed error 0x80070643.", "Her book, Forty Days in Rome, sold."]
)
def test_codes_and_titles_count_nothing(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ferry trips between the two islands should grow to 80 per day.", "trip"),
        ("Night flights to the two cities rose to 40 a day.", "flight"),
    ],
)
def test_a_rate_counts_its_subject_and_not_what_stands_between(text: str, unit: str) -> None:
    assert [q.unit for q in quantities(text) if q.kind == "rate"] == [unit]
