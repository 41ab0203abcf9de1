"""Quantities and dates of a text: what is stated, in which unit, how exactly, and how firmly.

`quantities` goes sentence by sentence. Sentences without a digit or a number word are passed over. In the others a
small grammar reads, at each token that may begin one, a date, an amount (currency, number, scale, unit,
denominator), an ordinal or a multiple; two amounts may join to a range. The words around then give the frame:
modifier, change, commitment, subject, and whether the figure is worth a row in a table (salience).
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from sourcebook import dates
from sourcebook.dates import MONTHS, WEEKDAYS, DateReading, Window, date_at, parse_reference
from sourcebook.numerals import (
    GLYPHS,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    WORDS,
    Number,
    Token,
    at,
    glued_scale,
    number,
    ordinal,
    skip_hyphen,
    tokens,
    word_at,
    words,
)
from sourcebook.units import (
    MONEY_MARKS,
    STOP,
    TIME,
    Unit,
    country_mark,
    currency_after,
    currency_before,
    is_plural,
    measure_at,
    noun_at,
    noun_words,
    per_at,
    unit_after,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity or date; `text[start:end] == surface`. The fields are those of the table `facts`.

    value, or low and high with low < high, hold numbers in `unit`; dates have neither, but `iso`.
    linked_to is the index, in the list it came in, of the same amount told in another currency or unit.
    """

    start: int
    end: int
    surface: str
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    modifier: str = "="
    change: str = ""
    modifier_words: str = ""
    iso: str | None = None
    precision: str | None = None
    relative: bool = False
    commitment: str = "affirmed"
    subject: str | None = None
    attributed_to: str | None = None
    salience: str = "fact"
    linked_to: int | None = None

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code of an amount of money."""
        return self.unit if self.kind == "money" else None


def to_dict(quantity: Quantity) -> dict[str, object]:
    """Return the quantity as the JSON object that the filter writes: its fields, `currency` and, for time, `timex`."""
    return asdict(quantity) | {"currency": quantity.currency, "timex": _timex(quantity)}


def _timex(quantity: Quantity) -> str | None:
    """Return the TIMEX3 value of a date or a duration."""
    if quantity.iso:
        return dates.timex(quantity.iso, quantity.precision)
    letter = _TIMEX_UNITS.get(quantity.unit or "") if quantity.kind == "duration" else None
    return f"P{letter[:-1]}{quantity.value:g}{letter[-1]}" if letter and quantity.value is not None else None


_TIMEX_UNITS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y"}


@dataclass(slots=True)
class _Reading:
    """A quantity in the making, by token indices [first, last)."""

    first: int
    last: int
    kind: str
    value: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    form: str = ""
    modifier: str = "="
    change: str = ""
    date: DateReading | None = None
    prefixed: bool = False
    scale: float = 1.0


# ---------------------------------------------------------------- sentences

_BREAK = re.compile(r"[.!?][\"”’)\]]*+\s++(?=[\"“‘(\[]?[A-Z0-9])|\n\s*+")
_ABBREVIATIONS = words(
    "mr mrs ms dr st no vs u.s inc co corp ltd approx rs gen sen rep gov prof jan feb mar apr jun jul aug sep "
    "sept oct nov dec p pp fig sec art e.g i.e a.m p.m jr sr lt col est ca cf al vol u.k u.n"
)
_LAST_WORD = re.compile(r"[\w.]*$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of stretches that no figure crosses: sentences, headings, list items."""
    start = line = 0
    for m in _BREAK.finditer(text):
        newline = text.find("\n", m.start(), m.end())
        if newline < 0 and _abbreviated(text, m):
            continue
        if newline >= 0:
            wrapped = text[m.start()] == "\n" and _is_wrapped(text, line, m)
            line = m.end()
            if wrapped:
                continue
        yield start, m.end()
        start = m.end()
    if start < len(text):
        yield start, len(text)


def _abbreviated(text: str, m: re.Match[str]) -> bool:
    if text[m.start()] != ".":
        return False
    found = _LAST_WORD.search(text, max(0, m.start() - 8), m.start())
    last = found.group().lower() if found else ""
    digit = text[m.end()].isdigit() if m.end() < len(text) else False
    if last in ("no", "art", "sec", "mar", "dec", "jan", "est", "fig", "p", "pp"):
        return digit
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())


def _is_wrapped(text: str, line: int, m: re.Match[str]) -> bool:
    """Say whether a line break stands inside a running sentence (hard-wrapped text)."""
    if text.count("\n", m.start(), m.end()) > 1 or m.end() >= len(text):
        return m.end() >= len(text)
    nxt = text[m.end()]
    length = m.start() - line
    short = len(text) - m.end() <= 100 or text.find("\n", m.end(), m.end() + 101) >= 0
    if nxt.islower() or nxt in "$€£¥(":
        return True
    before = text[m.start() - 1] if m.start() else ""
    return (short and 40 <= length <= 100 and before not in '.!?:;”"' and (nxt.isalnum())) or before == ","


_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[0-9½⅓⅔¼¾⅛⅜⅝⅞]")
_MULTIPLES = {
    "doubled": (2.0, "up"), "doubling": (2.0, "up"), "tripled": (3.0, "up"), "tripling": (3.0, "up"),
    "trebled": (3.0, "up"), "quadrupled": (4.0, "up"), "quadrupling": (4.0, "up"), "quintupled": (5.0, "up"),
    "halved": (0.5, "down"), "halving": (0.5, "down"),
}  # fmt: skip
_TO_MULTIPLY = {
    "double": (2.0, "up"), "triple": (3.0, "up"), "treble": (3.0, "up"), "quadruple": (4.0, "up"),
    "halve": (0.5, "down"),
}  # fmt: skip
_BEFORE_MULTIPLY = words("to will would could may might should than nearly almost")
_RANKS = words("largest biggest smallest highest lowest longest tallest richest oldest fastest")
_FOLDS = {word + "fold": value for word, value in (SMALL | TENS).items()}
_FIGURES = WORDS.union(
    ORDINALS, _MULTIPLES, _TO_MULTIPLY, _RANKS, _FOLDS, words("once twice majority several few tens")
)
_TRIGGERS = _FIGURES.union(MONTHS, WEEKDAYS, TIME, dates.SEASONS, words("today yesterday tomorrow tonight ago weekend"))


def _worth_reading(text: str, start: int, end: int) -> bool:
    """Say whether a sentence has a digit, a number word or a word of the calendar."""
    return bool(_DIGIT.search(text, start, end)) or not _TRIGGERS.isdisjoint(_WORD.findall(text[start:end].lower()))


# ---------------------------------------------------------------- look-alikes

_LABELS = words(
    "section sections article articles chapter chapters figure fig table tables phase level levels stage type "
    "title part rule resolution route highway flight version no number page pages p pp paragraph clause annex "
    "appendix track tracks room category class grade group game season episode volume vol issue exhibit lot block "
    "gate platform step item question scenario option model windows boeing airbus apollo formula channel "
    "interstate exit day isbn issn doi tel fax phone telephone tier schedule directive regulation convention "
    "protocol generation mach unit footnote note line war act extension ext code zip grades proposition prop area "
    "district station pier studio zone"
)
_MATCHES = words(
    "won win wins beat lost lose defeat victory draw drew score scored led lead leads vote voted ruled ruling "
    "decision winning tie tied loss game"
)
_SLASHED = {".", "-", "–", "/", ":", "_", "@", "#", "=", "\\", "&", "^", "~"}
_PREFIXES = words("sub pre post non mid under over plus minus near")
_SHORT_LABELS = words("no fig p pp vol tel isbn ext")


def _is_name(ts: list[Token], i: int) -> bool:
    """Say whether the number at token i is part of a name, code or label: Section 301, COVID-19, G20."""
    t, before, lead = at(ts, i), at(ts, i - 1), at(ts, i - 2)
    if t.glued and before.kind != "s":
        return True
    if t.glued and before.text in _SLASHED and before.glued:
        if before.text == ".":
            return lead.kind == "w" and lead.text[0].isupper()
        if before.text == "/" and unit_after(ts, i + 1):
            return False
        if before.text == "-" and lead.text.islower() and unit_after(ts, i + 1):
            return False  # "her now-18 month-old"
        return before.text not in ("-", "–") or (lead.kind == "w" and lead.low not in _PREFIXES)
    if t.glued and (
        before.text in ("#", "@", "_", "&", "№") or (before.text == "+" and before.glued and lead.kind == "n")
    ):
        return True
    return _is_label(before.low) or (before.text in (".", ":") and lead.low in _SHORT_LABELS)


_CHAINING = {"-", "–", "/", ":", "."}


def _chain(ts: list[Token], i: int) -> int:
    """Return the index after a run of digits glued by signs: 24/7, 555-123-4567, 10:3, 1.2.3; i if there is none."""
    k, parts = i + 1, 1
    signs = set()
    while (sign := at(ts, k)).glued and sign.text in _CHAINING and at(ts, k + 1).glued and ts[k + 1].kind == "n":
        signs.add(sign.text)
        parts += 1
        k += 2
    return k if parts > 2 or signs & {"/", ":"} else i


def _after_labelled(ts: list[Token], k: int) -> int:
    """Return the index after the further numbers of a label: "sections 3, 4 and 5"."""
    while k + 1 < len(ts) and ts[k].text in ("and", ",", "-", "–", "to", "or") and ts[k + 1].kind == "n":
        k += 2
    return k


def _is_score(ts: list[Token], i: int) -> bool:
    """Say whether "3-1" at token i is a result rather than a range."""
    if at(ts, i + 1).text not in ("-", "–") or at(ts, i + 2).kind != "n" or not ts[i + 2].glued:
        return False
    return any(t.low in _MATCHES for t in ts[max(0, i - 5) : i] + ts[i + 3 : i + 5])


def _is_even_split(ts: list[Token], i: int) -> bool:
    """Say whether "50-50" or "401(k)" or a falling "7-3" begins at token i: no amounts, no range."""
    if not (at(ts, i + 1).glued and at(ts, i + 2).glued):
        return False
    if ts[i + 1].text == "(":
        return len(ts[i + 2].text) == 1 and ts[i + 2].kind == "w"
    if ts[i + 1].text not in ("-", "–") or ts[i + 2].kind != "n" or unit_after(ts, i + 3):
        return False
    first, second = number(ts, i), number(ts, i + 2)
    return bool(first and second and first.end == i + 1 and first.value >= second.value)


def _is_list_marker(ts: list[Token], i: int, rest: int) -> bool:
    """Say whether the number opens a line as "1." or "(2)" does; `rest` characters of text are in other sentences."""
    after = word_at(ts, i + 1)
    if i == 0 and len(ts) == 2 and after == ".":
        return rest > 0
    return (i == 0 and after in (".", ")")) or (i == 1 and ts[0].text in "([" and after in (")", "]"))


# ---------------------------------------------------------------- one amount

_MORE = words("more additional further extra other another fewer less consecutive straight full whole")
_MORE_UP = words("more additional further extra another")


def _amount(ts: list[Token], i: int) -> _Reading | None:
    """Read one amount at token i: currency, number, scale, unit, denominator."""
    money = currency_before(ts, i)
    k = money[1] if money else i
    found = number(ts, k)
    if found is None or (found.form == "fraction" and ts[k].low == "quarter"):
        return None
    if money:
        return _money(ts, i, glued_scale(ts, found), money[0])
    found = _letter_scale(ts, found)
    reading = _with_unit(ts, i, found)
    reading.scale = _scale_of(ts, found)
    return reading


def _scale_of(ts: list[Token], found: Number) -> float:
    last = ts[found.end - 1]
    letter = {"k": 1e3, "m": 1e6, "b": 1e9}.get(last.low, 1.0) if last.glued else 1.0
    return SCALES.get(last.low, 100.0 if last.low == "hundred" else letter)


def _scaled_like(ts: list[Token], reading: _Reading, money: _Reading) -> bool:
    """Read "3.1m" after an amount of money in the same sentence as so many million of it."""
    letter = ts[reading.last - 1]
    if not (reading.unit == letter.text == "m" and letter.glued) or reading.per or reading.value is None:
        return False
    reading.kind, reading.unit, reading.value = "money", money.unit, reading.value * 1e6
    return True


def _letter_scale(ts: list[Token], found: Number) -> Number:
    """Take in a scale letter where it can't be a unit: "10k", "5m people", "3b euros"."""
    scaled = glued_scale(ts, found)
    if scaled is found:
        return found
    letter = ts[found.end].text
    if currency_after(ts, scaled.end):
        return scaled
    if letter in ("k", "b", "K", "B", "M"):
        return found if letter == "B" and at(ts, scaled.end).text[:1].isupper() else scaled
    if letter == "m" and (nouns := noun_words(ts, scaled.end)) and any(is_plural(w.lower()) for w, _ in nouns[:2]):
        return scaled
    return found


def _money(ts: list[Token], i: int, found: Number, code: str) -> _Reading:
    end = found.end
    again = currency_after(ts, end) if at(ts, end).kind == "w" and not ts[end].glued else None
    if again and again.factor == 1.0:  # "$5 million US", "$10 CAD"
        code, end = (again.name if code == "USD" else code), again.end
    elif code.endswith("D") and at(ts, i).text == "$" and (country := country_mark(ts, end)):
        code, end = country
    reading = _Reading(i, end, "money", found.value, found.high, code, form=found.form, prefixed=True)
    reading.scale = _scale_of(ts, found)
    return _with_denominator(ts, reading)


def _with_denominator(ts: list[Token], reading: _Reading) -> _Reading:
    per = per_at(ts, reading.last) if reading.last < len(ts) else None
    if per:
        reading.per, reading.last = per
        if reading.kind == "count":
            reading.kind = "rate"
    return reading


def _with_unit(ts: list[Token], i: int, found: Number) -> _Reading:
    """Give a number the unit that follows it."""
    reading = _Reading(i, found.end, "count", found.value, found.high, form=found.form)
    if found.form == "share":
        reading.kind, reading.unit = "percent", "%"
        return reading
    k = found.end
    if found.form == "vague" and word_at(ts, k) == "of":
        k += 1
    if (at(ts, k).glued and ts[k].text == "+") or (word_at(ts, k) == "-" and word_at(ts, k + 1) == "plus"):
        k += 1 + (ts[k].text == "-")
        reading.modifier, reading.last = ">=", k
        found = replace(found, end=k)
    after = (word_at(ts, k), word_at(ts, k + 1))
    if after in _TRAILERS and (unit_after(ts, k + 2) or noun_at(ts, k + 2, False)):  # "50 or more workers"
        reading.modifier, k = _TRAILERS[after], k + 2
    more = k + (word_at(ts, k) in _MORE)
    unit = next((u for start in dict.fromkeys((found.end, k, more)) if (u := unit_after(ts, start))), None)
    if unit and not (unit.name == "quarter" and found.form == "fraction"):
        return _apply_unit(ts, reading, found, unit)
    if found.form == "fraction":
        return _part_of(ts, reading)
    return _counted(ts, reading, k)


def _apply_unit(ts: list[Token], reading: _Reading, found: Number, unit: Unit) -> _Reading:
    name, end = unit.name, unit.end
    if name == "lb" and _scale_of(ts, found) >= 1e6:
        unit = Unit(end, "GBP", "money")
    reading.kind, reading.unit, reading.last = unit.kind, unit.name, end
    factor = unit.factor
    if unit.kind == "money" and SCALES.get(word_at(ts, end), 0) > 12:  # "75 USD million"
        factor, reading.last = factor * SCALES[word_at(ts, end)], end + 1
    if factor != 1.0:
        reading.value = round(found.value * factor, 12)
        reading.high = None if found.high is None else round(found.high * factor, 12)
    if unit.kind == "duration":
        return _age(ts, reading)
    return _with_denominator(ts, reading)


def _age(ts: list[Token], reading: _Reading) -> _Reading:
    """Tell an age from a duration: "five years old", "68-year-old", "18 months of age"."""
    k = reading.last
    h = skip_hyphen(ts, k)
    if word_at(ts, h) in ("old", "olds"):
        end = h + 1
    elif word_at(ts, k) == "of" and word_at(ts, k + 1) == "age":
        end = k + 2
    elif h > k and word_at(ts, h) == "long":
        reading.last = h + 1
        return reading
    elif [t.low for t in ts[k : k + 3]] == ["and", "a", "half"] and reading.value is not None:
        reading.value, reading.last = reading.value + 0.5, k + 3
        return reading
    else:
        return reading if h > k else _with_denominator(ts, reading)
    reading.unit, reading.last = f"{reading.unit} of age", end
    return reading


_BEFORE_SHARE = words("by to than nearly almost about")


def _part_of(ts: list[Token], reading: _Reading) -> _Reading:
    """Read a fraction: of something it is a share in per cent, of an hour a duration, else a plain number."""
    k = reading.last
    of = word_at(ts, k) == "of"
    article = k + of
    whole = (
        measure_at(ts, article + 1 + (word_at(ts, article + 1) == "us"))
        if word_at(ts, article) in ("a", "an")
        else None
    )
    if whole and whole.name != "quarter":
        reading.kind, reading.unit, reading.last = whole.kind, whole.name, whole.end
    elif reading.value and (of or word_at(ts, k) in _DETERMINERS or word_at(ts, reading.first - 1) in _BEFORE_SHARE):
        reading.kind, reading.unit, reading.value = "percent", "%", round(reading.value * 100, 4)
    return reading


def _among(ts: list[Token], i: int) -> bool:
    """Say whether a superlative stands behind "one of": it ranks nothing then."""
    return any(
        a.low == "one" and b.low == "of" for a, b in zip(ts[max(0, i - 6) : i], ts[max(1, i - 5) : i], strict=False)
    )


def _whole(ts: list[Token], k: int) -> int:
    """Return the index after "its 80" or "31" in "12 of its 80 stores", where the noun stands; else 0."""
    start = k
    while word_at(ts, k) in _DETERMINERS or word_at(ts, k).endswith(("’s", "'s")):
        k += 1
    while word_at(ts, k) in ("last", "first", "past", "next"):
        k += 1
    total = number(ts, k) if k < len(ts) else None
    k = total.end if total and total.form in ("digits", "words") else k
    return k if k > start else 0


_COMPARED = words(
    "as more higher larger greater bigger faster lower that the its their stronger likelier longer smaller less"
)


def _counted(ts: list[Token], reading: _Reading, k: int) -> _Reading:
    """Give a number the noun it counts, or make it a multiple ("three times as many", "5-fold")."""
    h = skip_hyphen(ts, k)
    low = word_at(ts, h)
    if low in ("fold", "x") and ts[h].glued:
        reading.kind, reading.unit, reading.last = "multiple", "time", h + 1
        return reading
    if low == "times":
        reading.kind = "multiple" if word_at(ts, h + 1) in _COMPARED else "count"
        reading.unit, reading.last = "time", h + 1
        return _with_denominator(ts, reading)
    if h > k and not (ts[k].glued and at(ts, h).glued):
        return reading
    letters = h == k and at(ts, k).glued and ts[k].kind == "w"  # "3D", "787s"
    if letters or (h > k and reading.form == "words"):  # "four-star": an adjective more than a count
        reading.kind = "name"
        return reading
    low = word_at(ts, k)
    start = k + (low in _MORE)
    if low == "yo":
        reading.kind, reading.unit, reading.last = "duration", "year of age", k + 1
        return reading
    if per := per_at(ts, k) if k < len(ts) else None:
        reading.kind, (reading.per, reading.last) = "rate", per
        return reading
    if low == "of" and (whole := _whole(ts, k + 1)):
        noun = noun_at(ts, whole, False)
        reading.unit, reading.form = noun[0] if noun else None, "digits"
        return reading
    if noun := noun_at(ts, skip_hyphen(ts, start), reading.value == 1 and reading.high is None):
        reading.unit, reading.last = noun
        return _with_denominator(ts, reading)
    return reading


# ---------------------------------------------------------------- ranges and pairs

_SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0}


def _signed(ts: list[Token], reading: _Reading) -> _Reading:
    """Take in a sign: "-1.3%", "+0.4", "minus five"."""
    i = reading.first
    before = at(ts, i - 1)
    if reading.value is None or reading.high is not None:
        return reading
    free = ts[i].glued and (not before.glued or at(ts, i - 2).text in ("(", "["))
    sign = _SIGNS.get(before.text, 0.0) if free else 0.0
    if (before.low in ("minus", "negative") and word_at(ts, i - 2) != "or") or (
        before.text in ("-", "−") and i == 1 and reading.kind == "measure"
    ):
        sign = -1.0
    if sign:
        reading.first = i - 1
        reading.value *= sign
        if reading.kind != "measure":
            reading.change = "down" if sign < 0 else "up"
    return reading


def _ranged(ts: list[Token], first: _Reading) -> _Reading:
    """Join an amount with the one that follows it to a range, or supply the unit it leaves to the next."""
    if first.high is not None or first.value is None:
        return first
    lead = word_at(ts, first.first - 1)
    k = first.last
    link = word_at(ts, k)
    dash = link in ("-", "–", "—")
    if (dash and ts[k].glued == at(ts, k + 1).glued) or link == "to" or (link == "and" and lead == "between"):
        start = k + 1
        if not dash:
            start += next((n for n in (3, 2, 1) if tuple(t.low for t in ts[k + 1 : k + 1 + n]) in _MODIFIERS), 0)
        second = _amount(ts, start) if start < len(ts) else None
        if second and _fits(ts, first, second, lead, dash):
            return _range(ts, first, second, lead)
    elif lead == "from" and first.last < len(ts):
        second = _far_second(ts, first)
        if second:
            return _range(ts, first, second, lead)
    listed = link == "," and at(ts, k + 2).text == ","
    if first.unit is None and link in ("or", "and", ",") and not listed and k + 1 < len(ts):
        _borrow_unit(ts, first, k + 1)
    return first


def _fits(ts: list[Token], first: _Reading, second: _Reading, lead: str, dash: bool) -> bool:
    """Say whether two amounts make a range: units agree, and the first is not a change that leads to the second."""
    if second.value is None or second.high is not None or second.kind == "name":
        return False
    if first.unit and second.unit and first.unit.split()[-1] != second.unit.split()[-1]:
        return False
    if first.unit is None and not dash and second.kind == "duration" and second.unit == "quarter":
        return False
    if lead in ("from", "between"):
        return True
    if first.unit and not second.unit and not dash:
        return False
    if bool(first.unit) == bool(second.unit) and not dash and _change_before(ts, first):
        return False
    low = first.value if first.value is not None else 0.0
    return low < second.value or (low < second.value * second.scale)


def _far_second(ts: list[Token], first: _Reading) -> _Reading | None:
    """Find the second half of "from 21 mpg in town to 23"."""
    for k in range(first.last, min(first.last + 5, len(ts) - 1)):
        if ts[k].low == "to":
            second = _amount(ts, k + 1)
            return second if second and _fits(ts, first, second, "from", False) and second.kind != "name" else None
        if ts[k].kind != "w" or ts[k].low in SMALL:
            return None
    return None


def _range(ts: list[Token], first: _Reading, second: _Reading, lead: str) -> _Reading:
    low, high = first.value or 0.0, second.value or 0.0
    slack = 1 if first.prefixed and second.prefixed else 10
    if first.scale == 1.0 and second.scale > 12 and low < 1000 and low * second.scale <= high * slack:
        low *= second.scale
    out = replace(second if second.unit or not first.unit else first, first=first.first, last=second.last)
    out.per = second.per or first.per
    out.prefixed = first.prefixed
    if first.kind == "money" and second.kind == "count":
        out.kind, out.unit = "money", first.unit
    if lead == "from" and low != high and not (word_at(ts, out.last) == "to" and number(ts, out.last + 1)):
        out.change = "down" if high < low else "up" if _change_before(ts, replace(first, first=first.first - 1)) else ""
    out.value, out.high = min(low, high), max(low, high)
    if out.value == out.high:
        out.high = None
    if lead in ("from", "between"):
        out.first = first.first - 1
    return out


def _borrow_unit(ts: list[Token], first: _Reading, k: int) -> None:
    """Supply the unit of "eight or nine euros", "17 and 18 million tonnes" to the first."""
    second = _amount(ts, k)
    if second is None or second.unit is None or second.high is not None or second.prefixed:
        return
    link = word_at(ts, k - 1)
    if (link == "," and second.kind == "count") or (link == "or" and (first.value or 0) > (second.value or 0)):
        return
    first.unit, first.kind, first.per = second.unit, second.kind if second.kind != "rate" else "count", second.per
    if second.kind == "money" and second.value is not None and first.value is not None:
        spelled = number(ts, k)
        if spelled and spelled.value:
            first.value *= second.value / spelled.value
    if second.scale >= 1000 and first.scale == 1.0 and first.value is not None and first.value < 1000:
        first.value *= second.scale


# ---------------------------------------------------------------- the reader at one token

_NOT_ONE = words("no every any each some another -")
_BEING = words("is was be turned turns turning")
_SOMEBODY = words("he she who i will would when just only")
_AFTER_AGE = {",", ".", "", "when", "by", "in", "this", "next", "and", "at", "on", "but", ";", "years"}
_NOT_AFTER_ONE = words("another can could must should would may might will has is was that who which by to")
_NAME_BEFORE_OK = words(
    "the a an some about nearly almost only just another over in at of and or but than more less with for from to "
    "by around roughly approximately those these all both after before during since until on under above below "
    "between up down as if when while that this there they we i he she it his her our their its my your least "
    "most fewer additional further first last next past not also has have had was were are is including out per "
    "plus into within without because so then where who what how here no yes"
)


class _Reader:
    """Reads the quantities of one sentence from its tokens."""

    def __init__(self, text: str, ts: list[Token], length: int) -> None:
        self.text = text
        self.length = length  # of the text without the space around it
        self.ts = ts
        self.found: list[_Reading] = []

    def read(self) -> list[_Reading]:
        """Return the readings of the sentence, in order."""
        i = 0
        while i < len(self.ts):
            t = self.ts[i]
            if t.kind == "n" or t.low in _STARTERS:
                i = self._step(i)
            else:
                i += 1
        return self.found

    def _step(self, i: int) -> int:
        """Read what begins at token i; return the index to go on from."""
        ts = self.ts
        if ts[i].kind == "n":
            skip = dates.clock_at(self.text, ts, i)
            if skip:
                return skip
            if i < 2 and _is_list_marker(ts, i, self.length - ts[-1].end + ts[0].start):
                return i + 1
        reading = self._date(i) or self._special(i)
        if reading is None:
            if ts[i].kind == "n" or ts[i].text in GLYPHS:
                if _is_name(ts, i) or _is_score(ts, i):
                    return _after_labelled(ts, max(_chain(ts, i), i + 1))
                if _is_even_split(ts, i):
                    return i + 3
                if age := self._age_of_person(i):
                    self.found.append(age)
                    return age.last
                chain = _chain(ts, i)
                if chain > i and number(ts, i) and number(ts, i).end <= i + 1:  # type: ignore[union-attr]
                    return chain
            reading = self._quantity(i)
        if reading is None:
            return i + 1
        if reading.kind != "name":
            self.found.append(reading)
        return max(reading.last, i + 1)

    def _age_of_person(self, i: int) -> _Reading | None:
        """Read the age in "Ann Lee, 45, of Ohio"."""
        ts = self.ts
        if i < 2 or not ts[i].text.isdigit() or not 1 <= float(ts[i].text[:4]) <= 110:
            return None
        if word_at(ts, i - 1) in _BEING and word_at(ts, i - 2) in _SOMEBODY and word_at(ts, i + 1) in _AFTER_AGE:
            return _Reading(i, i + 1, "duration", float(ts[i].text), unit="year of age", form="age")
        named = ts[i - 2].kind == "w" and ts[i - 2].text[0].isupper() and ts[i - 2].low not in MONTHS
        if not named or word_at(ts, i - 1) != "," or word_at(ts, i + 1) not in (",", ".", ""):
            return None
        return _Reading(i, i + 1, "duration", float(ts[i].text), unit="year of age", form="age")

    def _date(self, i: int) -> _Reading | None:
        ts = self.ts
        if not (dates.may_begin(ts, i) if ts[i].kind == "n" else ts[i].low in dates.STARTERS):
            return None
        if ts[i].kind == "n" and _is_name(ts, i) and not _dated_prefix(ts, i):
            return None
        found = date_at(self.text, ts, i)
        if found is None or (found.precision == "year" and found.end == i + 1 and not _is_year(ts, i)):
            return None
        if found.kind == "impossible":
            return _Reading(i, found.end, "name")
        if found.amount and self.ts[i].low not in ("a", "an"):
            count, unit = found.amount
            return _Reading(i, found.end, "duration", count, unit=unit, date=found)
        return _Reading(i, found.end, found.kind, date=found, modifier=found.modifier)

    def _special(self, i: int) -> _Reading | None:
        """Read multiples, "once a year", ranks and ordinals."""
        ts, low = self.ts, self.ts[i].low
        times = _MULTIPLES.get(low) or (_TO_MULTIPLY.get(low) if word_at(ts, i - 1) in _BEFORE_MULTIPLY else None)
        if times:
            return _Reading(i, i + 1, "multiple", times[0], unit="time", change=times[1])
        if low in _FOLDS:
            return _Reading(i, i + 1, "multiple", _FOLDS[low], unit="time", change="up")
        if low in ("once", "twice"):
            return _frequency(ts, i)
        if (
            low in ("a", "an")
            and word_at(ts, i + 1) in TIME
            and [t.low for t in ts[i + 2 : i + 5]] == ["and", "a", "half"]
        ):
            return _Reading(i, i + 5, "duration", 1.5, unit=TIME[ts[i + 1].low])
        if low == "one" and word_at(ts, i + 1) == "of":
            return _one_of(ts, i)
        if low == "majority" and word_at(ts, i + 1) == "of":
            first = i - (word_at(ts, i - 1) == "a")
            return _Reading(first, i + 1, "percent", 50.0, unit="%", modifier=">")
        if low in _RANKS and word_at(ts, i - 1) not in ("-", "at") and not _among(ts, i):
            noun = noun_at(ts, i + 1, True)
            return _Reading(i, i + 1, "ordinal", 1.0, unit=noun[0], form="rank") if noun else None
        return self._ordinal(i)

    def _ordinal(self, i: int) -> _Reading | None:
        ts = self.ts
        found = ordinal(ts, i)
        if found is None or (ts[i].kind == "n" and _is_name(ts, i)):
            return None
        value, end = found
        before = word_at(ts, i - 1)
        if before in ("one", "two", "three") or (ts[i].low == "second" and before in ("a", "per", "every", "each")):
            return None
        if before == "a" and number(ts, i - 1) and value > 2 and word_at(ts, end) in ("of", ",", ".", ""):
            return None
        k = skip_hyphen(ts, end)
        ranked = word_at(ts, k) in _RANKS or word_at(ts, k) in ("most", "best", "worst", "least")
        noun = noun_at(ts, k + ranked, True)
        unit = noun[0] if noun else None
        return _Reading(i, end, "ordinal", float(value), unit=unit, form="rank" if ranked else "ordinal")

    def _quantity(self, i: int) -> _Reading | None:
        ts = self.ts
        reading = _amount(ts, i)
        if reading is None:
            return None
        last = self.found[-1] if self.found else None
        if last and last.kind == "money" and _scaled_like(ts, reading, last):
            return reading
        aged = word_at(ts, i - 1) == "aged" or (word_at(ts, i - 1) == "age" and reading.unit is None)
        if reading.kind == "name":
            return reading
        if reading.unit is None and reading.form == "digits" and 1 < (reading.value or 0) <= 110:
            aged = aged or any(t.low in ("expectancy", "aged", "ages") for t in ts[max(0, i - 10) : i])
        bare = reading.kind == "count" and reading.unit is None and not aged
        if bare and not self._parallel(reading) and self._nothing(reading):
            whole = _ranged(ts, reading)
            return whole if whole.high is not None or whole.unit else None
        if reading.kind in ("count", "rate") and self._named(reading):
            return replace(reading, kind="name")
        if reading.kind in ("count", "duration") and _is_title(ts, reading):
            return replace(reading, kind="name")
        reading = _ranged(ts, _signed(ts, reading))
        aged = aged or (word_at(ts, reading.first - 1) == "aged" and reading.high is not None)
        if aged and reading.unit is None:
            reading.kind, reading.unit, reading.form = "duration", "year of age", "age"
        return reading

    def _parallel(self, reading: _Reading) -> bool:
        """Give a bare number the unit of the figure before: "the larger costs 90 cents and the smaller 60"."""
        last = self.found[-1] if self.found else None
        before = word_at(self.ts, reading.first - 1)
        large = (reading.value or 0) >= 1000 and (before in _PARALLEL or before in _PARALLEL_COUNTS)
        if large or (before in ("with", "to") and word_at(self.ts, reading.first - 2) == "compared"):
            earlier = next((r for r in self.found[:-4:-1] if r.kind == "count" and r.unit), None)
            if earlier:
                reading.unit = earlier.unit
                return True
        if last is None or last.kind not in ("money", "measure", "percent") or last.value is None or not reading.value:
            return False
        ratio = reading.value / (last.value or 1.0) if last.high is None else 0.0
        if not 0.2 <= ratio <= 5 or before not in _PARALLEL:
            return False
        reading.kind, reading.unit, reading.per = last.kind, last.unit, last.per
        return True

    def _nothing(self, reading: _Reading) -> bool:
        """Say whether a bare number tells nothing: "the two", "[12]", "one", a house number."""
        ts, i = self.ts, reading.first
        if ts[reading.last - 1].end - ts[i].start >= self.length - 1:
            return False  # the text is nothing but the number
        if reading.form in ("words", "article", "vague", "fraction"):
            value = reading.value or 0
            told = value != 1 and (word_at(ts, i - 1) in _TELLING or ts[i].text in GLYPHS)
            return not told and (
                value <= (12 if reading.form == "words" else 999) or reading.form in ("vague", "fraction")
            )
        before = word_at(ts, i - 1)
        stated = i > 0 and ts[i - 1].text.islower() and (reading.value or 0) >= 100
        measured = "." in ts[i].text or "," in ts[i].text or (reading.value or 0) >= 1000 or stated
        return not measured and before not in _FIGURE_LEADS

    def _named(self, reading: _Reading) -> bool:
        """Say whether a count belongs to a name: "Boeing 787 jets", "One Nation Party", "no one"."""
        ts, i = self.ts, reading.first
        before = at(ts, i - 1)
        if reading.value == 1 and ts[i].low == "one":
            return _is_pronoun(ts, i)
        capital = before.kind == "w" and not before.text.islower() and before.low not in _NAME_BEFORE_OK
        if ts[i].kind == "w":
            shouted = capital and ts[i].text[0].isupper() and i > 1
            return before.low in _LABELS or (shouted and not is_plural(word_at(ts, reading.last - 1)))
        plural = (reading.unit is not None and is_plural(word_at(ts, reading.last - 1))) or reading.per is not None
        if ts[i].text.isdigit() and at(ts, i + 1).text.isupper() and _is_label(at(ts, i + 1).low):
            return True  # "the 55555 ZIP code"
        if ts[i].text.isdigit() and at(ts, i + 1).text.istitle() and reading.last == i + 2 and not plural:
            return True  # "787 Dreamliner"
        if before.text in ("-", "–") and ts[i].glued and len(at(ts, i - 2).text) > 1 and ts[i - 2].text.isupper():
            return True  # "COVID -19"
        if not capital or "," in ts[i].text or reading.scale > 1:
            return False
        placed = i > 2 and word_at(ts, i - 2) in ("in", "at", "from", "on")  # "in Oslo 50 shops"
        return not plural or (i > 1 and not placed)


_TELLING = words("is was are were equals minus than to from by reached totalled")
_PARALLEL = words("is was than versus vs against from including")
_PARALLEL_COUNTS = words("and with to about nearly over")
_FIGURE_LEADS = words(
    "to at by from of is was than about around over under nearly some are were between reached hit = > < least "
    "equals and or only"
)


def _is_pronoun(ts: list[Token], i: int) -> bool:
    """Say whether "one" at token i stands for somebody or something instead of counting."""
    before, after = word_at(ts, i - 1), word_at(ts, i + 1)
    if after in _NOT_AFTER_ONE:
        return True
    if ts[i].text == "One" and i and at(ts, i + 1).text[:1].isupper():
        return True
    return before in _NOT_ONE or before in _LABELS


def _is_title(ts: list[Token], reading: _Reading) -> bool:
    """Say whether capitals make a name of number and noun in a running sentence: "the Thirty Years' War"."""
    first, last, before = ts[reading.first], ts[reading.last - 1], at(ts, reading.first - 1)
    capitals = first.kind == last.kind == "w" and first.text[0].isupper() and last.text[0].isupper()
    return capitals and (before.text.islower() or before.low == "the")


def _dated_prefix(ts: list[Token], i: int) -> bool:
    """Say whether a number glued behind letters belongs to a date: "Dec31", "FY2024", "mid-2020"."""
    return word_at(ts, i - 2) in ("mid", "early", "late", "post", "pre", "end") or ts[i - 1].low in MONTHS


def _is_year(ts: list[Token], i: int) -> bool:
    """Say whether four digits are a year, not an amount: no unit, no modifier, no round number of things."""
    value = int(ts[i].text)
    before, after = word_at(ts, i - 1), word_at(ts, i + 1)
    if not 1400 <= value <= 2100 or before in ("$", "€", "£", "¥") or _is_label(before):
        return False
    if before in _BY_YEAR:
        return not (at(ts, i + 1).glued and ts[i + 1].kind == "w" and after != "s")
    if unit_after(ts, i + 1) or after in _COUNTING or before in ("about", "nearly", "some", "than"):
        return False
    if value % 50 == 0 or not 1800 <= value <= 2060:
        counted = any(is_plural(w.lower()) for w, _ in noun_words(ts, i + 1, 2))
        return not counted and 1900 <= value <= 2060
    return not (i and ts[i].glued and ts[i - 1].text not in _OPENING)


def _is_label(word: str) -> bool:
    return word in _LABELS or (word.endswith("s") and word[:-1] in _LABELS and len(word) > 4)


_BY_YEAR = words("in since until by from during before after early late mid of year years")
_OPENING = set("([“\"'‘—–-")
_COUNTING = words("people times percent per % more million other")


def _one_of(ts: list[Token], i: int) -> _Reading | None:
    """Read "one of the city's oldest bridges": a count of one such thing."""
    k = _whole(ts, i + 2)
    noun = noun_at(ts, k, False) if k else None
    return _Reading(i, i + 1, "count", 1.0, unit=noun[0], form="words") if noun else None


_DETERMINERS = words("the its their his her my our your these those only")


def _frequency(ts: list[Token], i: int) -> _Reading | None:
    """Read "once a year", "twice every five days"; "once" alone means formerly."""
    value = 1.0 if ts[i].low == "once" else 2.0
    per = per_at(ts, i + 1) if i + 1 < len(ts) else None
    if per:
        return _Reading(i, per[1], "rate", value, unit="time", per=per[0])
    if value == 2.0 and word_at(ts, i + 1) in ("as", "the"):
        return _Reading(i, i + 1, "multiple", 2.0, unit="time")
    return None


_STARTERS = _FIGURES.union(dates.STARTERS, GLYPHS, MONEY_MARKS)


# ---------------------------------------------------------------- the frame: modifier, change, commitment

_MODIFIERS = {
    tuple(phrase.split()): sign
    for sign, phrases in {
        "~": (
            "about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|"
            "circa|approx|approx .|approaching|somewhere around|in the region of|on the order of|"
            "more or less|an average of|averaged|~|≈|c .|averaging|near|virtually|somewhere between|"
            "as about|at around|at about"
        ),
        ">": (
            "more than|over|above|exceeding|in excess of|upwards of|upward of|north of|greater than|"
            "just over|well over|higher than|larger than|exceeded|exceeds|surpassing|surpassed|beyond|"
            "better than|longer than|topped|>|sub >|older than"
        ),
        "<": (
            "less than|under|below|fewer than|lower than|just under|smaller than|shy of|short of|"
            "shorter than|just shy of|<|sub -|sub|not quite|younger than"
        ),
        "<=": (
            "up to|as much as|as many as|no more than|not more than|at most|a maximum of|maximum of|"
            "within|at the most|as high as|no greater than|capped at|no longer than|≤|< =|no later than|"
            "a ceiling of"
        ),
        ">=": (
            "at least|a minimum of|minimum of|no less than|no fewer than|not less than|as low as|≥|> =|"
            "as little as|as few as"
        ),
    }.items()
    for phrase in phrases.split("|")
}
_LASTING = words(
    "took take takes taken taking lasted lasts spent spend for after just well is was were waited little of at"
)
_MODIFIER_ENDS = {phrase[-1] for phrase in _MODIFIERS}
_TRAILERS = {
    ("or", "so"): "~", ("or", "more"): ">=", ("or", "above"): ">=", ("or", "less"): "<=", ("or", "fewer"): "<=",
    ("at", "least"): ">=", ("at", "most"): "<=", ("and", "above"): ">=", ("or", "higher"): ">=",
    ("or", "over"): ">=", ("or", "below"): "<=", ("or", "older"): ">=", ("or", "greater"): ">=",
}  # fmt: skip
_UP = words(
    "rose rise rises risen rising up grew grow grows grown growing increased increase increases increasing "
    "climbed climb climbs climbing jumped jump jumps jumping surged surge surges surging soared soar soars "
    "soaring advanced rallied expanded spiked leapt leaped skyrocketed swelled gained gain gains gaining added "
    "adds rebounded strengthened"
)
_DOWN = words(
    "fell fall falls fallen falling down dropped drop drops dropping declined decline declines declining slid "
    "slide slides sliding tumbled tumble tumbles tumbling decreased decrease decreases slipped slip slips "
    "slipping plunged plunge plunges sank sink sinks shed sheds dipped dip dips shrank shrink shrinks shrunk "
    "eased retreated plummeted slumped slump slumps contracted lost lose loses losing weakened"
)
_UP_BY = _UP | words("raised raise raises raising boosted boost lifted lift hiked hike extended")
_DOWN_BY = _DOWN | words("reduced reduce reduces reducing cut cuts cutting slashed lowered lower trimmed")
_ONLY_MEASURED = words("gained gain gains gaining added adds lost lose loses losing shed sheds advanced up down")
_FILLERS = words(
    "by another just only even further as a an additional some nearly almost about around roughly more than over "
    "at least much less up approximately whopping still sharply it its prices price slightly modest record mere "
    "close"
)


def _modifier(ts: list[Token], first: int, floor: int) -> tuple[str, int]:
    """Return (sign, index of the first modifier word) of the modifier that ends before token `first`."""
    if first > floor and word_at(ts, first - 1) in ("-",) and word_at(ts, first - 2) == "sub":
        return "<", first - 2
    if first <= floor or ts[first - 1].low not in _MODIFIER_ENDS:
        return "=", first
    for size in (4, 3, 2, 1):
        a = first - size
        if a >= floor:
            sign = _MODIFIERS.get(tuple(t.low for t in ts[a:first]))
            if sign:
                return sign, a
    return "=", first


def _change_before(ts: list[Token], reading: _Reading) -> str:
    """Return up or down where a verb of change leads straight to the figure."""
    k = reading.first - 1
    if word_at(ts, k) == "by":
        for low in (t.low for t in ts[max(0, k - 5) : k][::-1] if t.kind == "w"):
            if low in _UP_BY or low in _DOWN_BY:
                return "up" if low in _UP_BY else "down"
    steps = 0
    while k >= 0 and steps < 6:
        low = ts[k].low
        if low in _UP or low in _DOWN:
            measured = reading.kind in ("money", "percent", "measure") or (low in ("up", "down") and reading.unit)
            if (low in _ONLY_MEASURED and not measured) or (low == "up" and word_at(ts, k + 1) == "to"):
                return ""
            return "up" if low in _UP else "down"
        if low not in _FILLERS and not low.endswith("ly"):
            return ""
        k -= 1
        steps += 1
    return ""


def _trailer(ts: list[Token], k: int) -> tuple[str, str]:
    """Return (sign, words) of a modifier that follows a figure: "50 or more", "10+"."""
    after = (word_at(ts, k), word_at(ts, k + 1))
    if after in _TRAILERS:
        return _TRAILERS[after], " ".join(after)
    return (">=", "+") if after[0] == "+" and ts[k].glued else ("=", "")


_HEDGES = words(
    "could may might likely possibly perhaps reportedly allegedly would probably potentially expected expects "
    "forecast forecasts estimated estimates rumoured projected unlikely"
)
_PLANS = words(
    "will plan plans planned planning aim aims aimed target targets targeted pledge pledged pledges promise "
    "promised promises commit committed commits intends intend propose proposes proposed due scheduled goal must "
    "shall vowed required requires requiring deadline upcoming wants seeks hopes prepare prepares preparing "
    "intention instructed instructs decide commitment"
)


def _commitment(ts: list[Token], first: int) -> str:
    """Return affirmed, hedged or planned, after the nearest cue in the clause before a figure."""
    for k in range(first - 1, max(-1, first - 16), -1):
        low = ts[k].low
        if low in _HEDGES and not (low == "may" and ts[k].text == "May"):
            return "hedged"
        if low in _PLANS:
            return "planned"
        if low in (";", "but", "while", "although", "whereas"):
            break
    return "affirmed"


_ATTRIBUTION = re.compile(
    r"[Aa]ccording to (?:the |an? )?(?P<a>[A-Za-z][\w&’'.-]*(?: [A-Za-z][\w&’'.-]*){0,4})"
    r"|(?P<b>[A-Z][\w’'.-]*+(?: (?:of |the |and )?[A-Z][\w’'.-]*+){0,4})"
    r" (?:said|says|told|announced|reported|noted|estimates|estimated|claimed)\b"
    r"|(?:poll|survey|report|study|figures|data|estimates?) (?:released |published |conducted )?(?:by|from) (?:the )?"
    r"(?P<d>[A-Z][\w&’'.-]*+(?: (?:of |on |for |the |and )?[A-Z][\w&’'.-]*+){0,6})"
    r"|, (?:said|says|told) (?:the )?(?P<c>[A-Z][\w’'.-]*+(?: [A-Z][\w’'.-]*+){0,3})"
)
_VERBS_OF_STATE = words(
    "is was are were reached totalled totaled stood stands hit amounted accounted has had have cost costs remains "
    "remained averaged averages became represents"
)


def _subject(ts: list[Token], reading: _Reading) -> str | None:
    """Return, in at most six words, what the figure measures: the words before the verb, or behind "of"."""
    if reading.kind in ("percent", "multiple") and word_at(ts, reading.last) == "of":
        k = reading.last + 1
        noun = noun_words(ts, k + (word_at(ts, k) in _DETERMINERS or word_at(ts, k) == "all"))
        if noun:
            return " ".join(w for w, _ in noun)
    before = range(reading.first - 1, max(-1, reading.first - 12), -1)
    verb = next((k for k in before if ts[k].low in _PREDICATES), None)
    if not verb:
        return None
    first = verb
    while verb - first < 6 and at(ts, first - 1).kind == "w" and ts[first - 1].low not in _CLAUSE_STARTS:
        first -= 1
    while first < verb and ts[first].low in _LEADING:
        first += 1
    while verb > first and ts[verb - 1].low in STOP:
        verb -= 1
    return " ".join(t.text for t in ts[first:verb]) or None


_PREDICATES = _VERBS_OF_STATE | _UP | _DOWN
_CLAUSE_STARTS = words("and but that which while")
_LEADING = words("the a an its their his her it he she they we i there of in to who")


# ---------------------------------------------------------------- salience

_ENUMERATED = words(
    "side country nation government party feature principle pillar reason aspect way thing question factor "
    "challenge lesson element step respect leader power head delegation president dimension view option category "
    "kind type sort front example goal objective priority theme scenario approach friend other"
)


def _salience(ts: list[Token], reading: _Reading, iso: str | None) -> str:
    """Return "fact" for what an analyst would copy into a table of figures, else "incidental"."""
    value = reading.value if reading.value is not None else 0.0
    unit = reading.unit or ""
    if reading.kind in ("date", "date_range"):
        fact = _is_worthy_date(ts, reading, iso)
    elif reading.kind == "ordinal":
        ranked = reading.form == "rank" and " " in unit
        fact = ranked or (unit == "time" and word_at(ts, reading.last + 1) in ("since", "in"))
    elif reading.kind == "duration":
        last = word_at(ts, reading.last - 1)
        aged = unit.endswith("of age") and reading.high is None and (reading.form == "age" or last in ("old", "olds"))
        short = value <= 1 and reading.high is None and reading.modifier == "="
        fact = not aged and not short and not (reading.date and value == 1 and last != "ago")
    elif reading.kind == "count":
        fact = bool(unit) and not _is_figure_of_speech(reading, unit, value, spelled=ts[reading.first].kind == "w")
    else:
        fact = True
    return "fact" if fact else "incidental"


def _is_worthy_date(ts: list[Token], reading: _Reading, iso: str | None) -> bool:
    date, before = reading.date, at(ts, reading.first - 1)
    if date is None or (iso is None and not date.yearless):
        return False
    named = before.text[:1].isupper() and reading.first > 1 and before.low not in _NAME_BEFORE_OK
    if iso and len(iso) == 4 and named:
        return False  # the year of a programme or a campaign
    return word_at(ts, reading.first) not in ("today", "tonight", "this", "current")


def _is_figure_of_speech(reading: _Reading, unit: str, value: float, spelled: bool) -> bool:
    """Say whether a count only counts off: "three reasons", "a thousand ways", "two sides"."""
    if reading.form == "article":
        return value in (1e3, 1e6, 1e9) or (value < 1000 and value != 12)
    if not spelled or reading.high is not None:
        return False
    return value < 4 or (unit.split(" of ")[0].split(" ")[-1].lower() in _ENUMERATED and value <= 12)


# ---------------------------------------------------------------- assembly


def _tense(ts: list[Token], first: int) -> str:
    """Return the tense that the words around a date without a year suggest."""
    near = [*range(first - 1, max(-1, first - 13), -1), *range(first + 1, min(first + 10, len(ts)))]
    for k in near:
        low = ts[k].low
        if low in _FUTURE or (low == "by" and k == first - 1):
            return "future"
        if low in _PAST or (low.endswith("ed") and len(low) > 4):
            return "past"
        if low in ("to", "would", "could", "might"):
            return ""
    return ""


_FUTURE = words("will until due scheduled upcoming deadline expire expires shall plans set")
_PAST = words(
    "was were had did said told held met won went came took began fell rose grew made gave left became found lost "
    "saw paid sold bought spent ago"
)


class _Assembler:
    """Turns readings into quantities, sentence after sentence."""

    def __init__(self, text: str, window: Window | None) -> None:
        self.text = text
        self.length = len(text.strip())
        self.window = window
        self.out: list[Quantity] = []
        self.year: int | None = None
        self.fresh = 0

    def add_sentence(self, start: int, end: int) -> None:
        """Read one sentence and add its quantities."""
        ts = tokens(self.text, start, end)
        readings = _Reader(self.text, ts, self.length).read()
        if not readings:
            return
        speaker = self._speaker(start, end)
        floor = 0
        base = len(self.out)
        for n, reading in enumerate(readings):
            self.out.append(self._quantity(ts, reading, floor, speaker, readings[n - 1] if n else None))
            floor = reading.last
        self._link(ts, readings, base)

    def new_sentence(self, paragraph: bool) -> None:
        """Forget the year of the sentence before the last, or at a new paragraph."""
        self.fresh -= 1
        if paragraph or self.fresh < 0:
            self.year = None

    def _speaker(self, start: int, end: int) -> str | None:
        m = _ATTRIBUTION.search(self.text, start, min(end, start + 2000))
        if not m:
            return None
        name = next(g for g in m.groups() if g).strip(" .,")
        return name if name.lower() not in _NAME_BEFORE_OK else None

    def _quantity(
        self, ts: list[Token], r: _Reading, floor: int, speaker: str | None, previous: _Reading | None
    ) -> Quantity:
        r.first = max(r.first, floor)
        sign, start = _modifier(ts, r.first, floor)
        if r.date and r.kind != "duration" and sign != "~":
            sign, start = "=", r.first
        during = r.kind == "duration" and ts[start].low == "over" and word_at(ts, r.last - 1) != "ago"
        if during and word_at(ts, start - 1) not in _LASTING:
            sign, start = "=", r.first  # "over ten years" means during
        phrase = " ".join(t.text for t in ts[start : r.first])
        if sign == "=":
            sign, phrase = _trailer(ts, r.last)
        if r.modifier != "=":
            sign = r.modifier
        iso, precision = self._iso(ts, r)
        if r.date and r.kind != "duration" and word_at(ts, r.first - 1) == "by":
            sign = "<="
        change = "" if r.date else r.change or _change_before(ts, r) or self._inherited(ts, r, previous)
        if ts[r.first].low in _MORE_UP or any(t.low in _MORE_UP for t in ts[max(floor, r.first - 1) : r.last]):
            change = change or ("up" if r.kind in ("duration", "count") and word_at(ts, r.last) != "than" else "")
        r.change = change
        r.modifier = sign
        a, b = ts[r.first].start, ts[r.last - 1].end
        value, low = (r.value, None) if r.high is None else (None, r.value)
        relative = bool(r.date and not r.date.fixed and (r.date.rule or iso is None))
        return Quantity(
            a, b, self.text[a:b], r.kind, value, low, r.high, r.unit, r.per, sign, change, phrase, iso, precision,
            relative, self._commitment(ts, r, iso), _subject(ts, r), speaker, _salience(ts, r, iso),
        )  # fmt: skip

    def _commitment(self, ts: list[Token], r: _Reading, iso: str | None) -> str:
        """Return affirmed, hedged or planned; a date yet to come is planned, one that is past can't be."""
        found = _commitment(ts, r.first)
        end = (iso or "").rpartition("/")[2]
        if found == "planned" and self.window and end[:4].isdigit() and end < self.window[0].isoformat()[: len(end)]:
            return "affirmed"
        ahead = (
            iso is not None and self.window is not None and iso[:4].isdigit() and iso[:10] > self.window[1].isoformat()
        )
        return "planned" if ahead and found == "affirmed" else found

    def _inherited(self, ts: list[Token], r: _Reading, previous: _Reading | None) -> str:
        """Pass on the direction in "grew by 500 jobs, or 2 %"."""
        if previous is None or not previous.change or previous.date:
            return ""
        between = [t.low for t in ts[previous.last : r.first]]
        return previous.change if between in (["or"], [",", "or"], ["("]) else ""

    def _iso(self, ts: list[Token], r: _Reading) -> tuple[str | None, str | None]:
        date = r.date
        if date is None:
            return None, None
        hint = self.year if date.yearless else None
        tense = _tense(ts, r.first)
        if hint and self.window and abs(hint - self.window[1].year) <= 1:
            hint = None  # so near the reference that the reference decides
        iso = dates.resolve(date, self.window, hint, tense)
        if date.fixed and date.kind == "date" and re.match(r"[0-9]{4}-", date.fixed):
            self.year, self.fresh = int(date.fixed[:4]), 1
        precision = date.precision
        if iso and date.rule and precision in ("day", "month", "week") and "/" not in iso and "W" not in iso:
            precision = {4: "year", 7: "month"}.get(len(iso), precision)
        return iso, precision

    def _link(self, ts: list[Token], readings: list[_Reading], base: int) -> None:
        """Link an amount with the same one in brackets behind it: "RMB 40 million ($5.5 million)"."""
        for n in range(1, len(readings)):
            a, b = readings[n - 1], readings[n]
            gap = " ".join(t.text for t in ts[a.last : b.first][:3])
            if gap in _PAIRING and a.kind == b.kind and a.kind in ("money", "measure") and a.unit != b.unit:
                i, j = base + n - 1, base + n
                self.out[i] = replace(self.out[i], linked_to=j)
                self.out[j] = replace(self.out[j], linked_to=i)


_PAIRING = {"(", "( or", "[", "( about", "( around", "( approximately", ", or about", ", or"}


def quantities(text: str, reference: str | None = None) -> list[Quantity]:
    """Return the quantities and dates of a text, sorted by start, not overlapping.

    text       any string; offsets of the result are into it
    reference  ISO date of publication, whole or partial ("2025-02", "2024-11/2025-01"), for relative dates;
               without it, or where it leaves them open, they have relative True and iso None
    returns    see `Quantity`; never raises

    >>> [(q.surface, q.value, q.unit, q.modifier) for q in quantities("Costs rose to about €3.5 million.")]
    [('€3.5 million', 3500000.0, 'EUR', '~')]
    """
    assembler = _Assembler(text, parse_reference(reference))
    for start, end in sentences(text):  # one pass, each sentence for itself
        assembler.new_sentence(text.find("\n", start, end) >= 0)
        if _worth_reading(text, start, end):
            assembler.add_sentence(start, end)
    return assembler.out
