"""All readings of one sentence, left to right."""

import re
from dataclasses import replace

from sourcebook.quantities.amounts import after_whole, among, amount_at, scaled_like
from sourcebook.quantities.clock import clock_at
from sourcebook.quantities.dates import STARTERS, date_at, may_begin
from sourcebook.quantities.explicit import MONTHS, WEEKDAYS
from sourcebook.quantities.frame import modifier_before
from sourcebook.quantities.holidays import HOLIDAY_WORDS
from sourcebook.quantities.isodates import SEASONS
from sourcebook.quantities.lookalikes import (
    LABELS,
    NAME_BEFORE_OK,
    after_chain,
    after_labelled,
    dated_prefix,
    is_even_split,
    is_list_marker,
    is_name,
    is_pronoun,
    is_score,
    is_title,
    is_year,
)
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.money import MONEY_MARKS, currency_after
from sourcebook.quantities.nouns import DETERMINERS, STOP, is_plural, noun_at
from sourcebook.quantities.numerals import (
    GLYPHS,
    ORDINALS,
    SMALL,
    TENS,
    WORDS,
    Token,
    at,
    number,
    ordinal,
    skip_hyphen,
    word_at,
    words,
)
from sourcebook.quantities.ranges import ranged, signed
from sourcebook.quantities.readings import Reading
from sourcebook.quantities.understood import exchanged, subject, understood, whole_before
from sourcebook.quantities.units import per_at

_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[0-9½⅓⅔¼¾⅛⅜⅝⅞]")
MULTIPLES = {
    "doubled": (2.0, "up"), "doubling": (2.0, "up"), "tripled": (3.0, "up"), "tripling": (3.0, "up"),
    "trebled": (3.0, "up"), "quadrupled": (4.0, "up"), "quadrupling": (4.0, "up"), "quintupled": (5.0, "up"),
    "halved": (0.5, "down"), "halving": (0.5, "down"),
}  # fmt: skip
TO_MULTIPLY = {
    "double": (2.0, "up"), "triple": (3.0, "up"), "treble": (3.0, "up"), "quadruple": (4.0, "up"),
    "halve": (0.5, "down"), "doubles": (2.0, "up"), "triples": (3.0, "up"), "trebles": (3.0, "up"),
    "quadruples": (4.0, "up"),
}  # fmt: skip
BEFORE_MULTIPLY = words("to will would could may might should than nearly almost")
_MULTIPLIED = words("to in every the its their again")  # behind a verb, not "the doubles of the tournament"
RANKS = words("largest biggest smallest highest lowest longest tallest richest oldest fastest")
FOLDS = {word + "fold": value for word, value in (SMALL | TENS).items()}
FIGURES = WORDS.union(ORDINALS, MULTIPLES, TO_MULTIPLY, RANKS, FOLDS, words("once twice majority several few tens"))
_TRIGGERS = FIGURES.union(
    MONTHS, WEEKDAYS, TIME, SEASONS, HOLIDAY_WORDS, words("today yesterday tomorrow tonight ago weekend")
)


def worth_reading(text: str, start: int, end: int) -> bool:
    """Say whether a sentence has a digit, a number word or a word of the calendar."""
    return bool(_DIGIT.search(text, start, end)) or not _TRIGGERS.isdisjoint(_WORD.findall(text[start:end].lower()))


class Reader:
    """Reads the quantities of one sentence from its tokens."""

    def __init__(self, text: str, ts: list[Token], length: int, earlier: list[Reading], told: dict[float, str]) -> None:
        self.text = text
        self.length = length  # of the text without the space around it
        self.ts = ts
        self.earlier = earlier  # of the sentence before
        self.told = told  # what was counted before, by its number
        self.found: list[Reading] = []

    def read(self) -> list[Reading]:
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
        if skip := clock_at(self.text, ts, i):
            return skip
        if ts[i].kind == "n" and i < 2 and is_list_marker(ts, i, self.length - ts[-1].end + ts[0].start):
            return i + 1
        reading = self._date(i) or (self._special(i) if ts[i].kind == "n" or ts[i].low in _SPECIAL else None)
        if reading is None:
            if ts[i].kind == "n" or ts[i].text in GLYPHS:
                if is_name(ts, i) or is_score(ts, i):
                    return after_labelled(ts, max(after_chain(ts, i), i + 1))
                if is_even_split(ts, i):
                    return i + 3
                chain = after_chain(ts, i)
                if chain > i and number(ts, i) and number(ts, i).end <= i + 1:  # type: ignore[union-attr]
                    return chain
            reading = self._quantity(i)
        if reading is None:
            return i + 1
        if reading.kind != "name":
            self._share(reading)
            self.found.append(reading)
        return max(reading.last, i + 1)

    def _date(self, i: int) -> Reading | None:
        ts = self.ts
        if not may_begin(ts, i):
            return None
        if ts[i].kind == "n" and is_name(ts, i) and not dated_prefix(ts, i):
            return None
        found = date_at(self.text, ts, i)
        if found is None or (found.precision == "year" and found.end == i + 1 and not is_year(ts, i)):
            return None
        if found.kind == "impossible":
            return Reading(i, found.end, "name")
        long = found.amount and (found.end > i + 2 or found.amount[0] != 1 or found.amount[1] in ("decade", "century"))
        if found.amount and long and self.ts[i].low not in ("a", "an"):
            count, unit = found.amount
            return Reading(i, found.end, "duration", count, unit=unit, date=found)
        return Reading(i, found.end, found.kind, date=found, modifier=found.modifier)

    def _special(self, i: int) -> Reading | None:
        """Read multiples, "once a year", ranks and ordinals."""
        ts, low = self.ts, self.ts[i].low
        if low in ("a", "an"):
            return points_at(ts, i + (low == "a")) or one_unit(ts, i)
        if ts[i].kind == "n":
            return self._ordinal(i)
        led = word_at(ts, i - 1) in BEFORE_MULTIPLY or (low.endswith("s") and word_at(ts, i + 1) in _MULTIPLIED)
        times = MULTIPLES.get(low) or (TO_MULTIPLY.get(low) if led else None)
        if times is None and low == "double" and word_at(ts, i + 1) in DETERMINERS:
            times = (2.0, "")  # "double the share"
        if times:
            return Reading(i, i + 1, "multiple", times[0], unit="time", change=times[1])
        if low in FOLDS:
            return Reading(i, i + 1, "multiple", FOLDS[low], unit="time", change="up")
        if low in ("once", "twice"):
            return frequency(ts, i)
        if points := points_at(ts, i):
            return points
        if low == "one" and word_at(ts, i + 1) == "of":
            return one_of(ts, i)
        if low == "majority" and word_at(ts, i + 1) == "of":
            first = i - (word_at(ts, i - 1) == "a")
            return Reading(first, i + 1, "percent", 50.0, unit="%", modifier=">")
        if low in RANKS and word_at(ts, i - 1) not in ("-", "at") and not among(ts, i):
            noun = noun_at(ts, i + 1, True)
            return Reading(i, i + 1, "ordinal", 1.0, unit=noun[0], form="rank") if noun else None
        return self._ordinal(i)

    def _ordinal(self, i: int) -> Reading | None:
        ts = self.ts
        found = ordinal(ts, i)
        if found and word_at(ts, i - 1) == "every" and (share := one_in(ts, i - 1, *found)):
            return share
        if found is None or (ts[i].kind == "n" and is_name(ts, i)):
            return None
        value, end = found
        before = word_at(ts, i - 1)
        if before in ("one", "two", "three") or (ts[i].low == "second" and before in ("a", "per", "every", "each")):
            return None
        if before == "a" and number(ts, i - 1) and value > 2 and word_at(ts, end) in ("of", ",", ".", ""):
            return None
        if value > 2 and word_at(ts, end) == "of" and (before.endswith("est") or before in _SLICES):
            return Reading(i, end, "percent", round(100 / value, 4), unit="%")
        k = skip_hyphen(ts, end)
        ranked = word_at(ts, k) in RANKS or word_at(ts, k) in ("most", "best", "worst", "least")
        noun = noun_at(ts, k + ranked, True)
        unit = noun[0] if noun else None
        return Reading(i, end, "ordinal", float(value), unit=unit, form="rank" if ranked else "ordinal")

    def _quantity(self, i: int) -> Reading | None:
        ts = self.ts
        reading = amount_at(ts, i)
        if reading is None or reading.kind == "name":
            return reading
        if reading.kind == "count" and word_at(ts, i - 1) in _NAMED_SCALES and not reading.high:
            unit, end = _NAMED_SCALES[ts[i - 1].low], number(ts, i).end  # type: ignore[union-attr]
            return ranged(ts, replace(reading, first=i - 1, kind="measure", unit=unit, last=end))
        if reading.kind == "count" and reading.unit and self.found and whole_before(ts, i, self.found):
            reading = replace(reading, unit=None, last=number(ts, i).end)  # type: ignore[union-attr]
        last = next((r for r in self.found[:-7:-1] if not r.date), None)
        if (
            last
            and (last.kind == "money" or (last.kind == "count" and last.scale == 1e6))
            and scaled_like(ts, reading, last)
        ):
            return reading
        nothing = reading.kind == "count" and reading.unit is None and self._nothing(reading)
        if self._named(reading) or is_title(ts, reading):
            return replace(reading, kind="name")
        if reading.kind == "duration" and word_at(ts, i - 1) == "every" and (what := recurring(ts, i - 1)):
            return Reading(i - 1, reading.last, "rate", 1.0, unit=what, per=f"{reading.value:g} {reading.unit}")
        reading = ranged(ts, reading if nothing else signed(ts, reading))
        bare = reading.kind == "count" and reading.unit is None
        if bare and not understood(ts, reading, self.found, self.earlier, self.told) and nothing and not reading.high:
            return replace(reading, kind="name")  # passed over as a whole
        return reading

    def _share(self, reading: Reading) -> None:
        """Supply the denominator in "rose by $18 to $214 a night", the scale in "43C, some 13 degrees above normal"."""
        if reading.unit == "degree":
            reading.unit = next((r.unit for r in self.found[:-7:-1] if (r.unit or "").startswith("degree ")), "degree")
        if reading.kind == "rate" and reading.unit is None:
            self._supply_rate(reading)
        last = next((r for r in self.found[:-7:-1] if not r.date), None)
        alike = last and last.kind == reading.kind in ("money", "measure") and last.unit == reading.unit
        if last and alike and word_at(self.ts, reading.first - 1) in ("to", "from"):
            last.per, reading.per = last.per or reading.per, reading.per or last.per

    def _supply_rate(self, reading: Reading) -> None:
        """Supply what "32.8 per dollar" and "900 cars a day, 60 an hour" count."""
        told = next(
            (r for r in [*self.found[:-4:-1], *self.earlier[:-4:-1]] if r.unit and r.value and not r.date), None
        )
        named = subject(self.ts, reading)
        alike = told and told.value and (told.kind == "rate" or 0.1 <= (reading.value or 0) / told.value <= 10)
        if unit := exchanged(self.ts, reading):
            reading.kind, reading.unit = "money", unit
            base = currency_after(self.ts, reading.last - 1)
            reading.per = base.name if base else reading.per
        elif named:
            reading.unit = named[1]
        elif told and alike and told.kind in ("count", "rate", "money", "measure"):
            reading.kind, reading.unit = told.kind.replace("count", "rate"), told.unit

    def _nothing(self, reading: Reading) -> bool:
        """Say whether a bare number tells nothing: "the two", "[12]", "one", a house number."""
        ts, i = self.ts, reading.first
        if ts[reading.last - 1].end - ts[i].start >= self.length - 1:
            return False  # the text is nothing but the number
        if ts[i].kind == "n" or reading.last - i > 2:
            return False  # "two point five", "three twenty-firsts": spelled out for the number's sake
        value = reading.value or 0
        before = word_at(ts, i - 1)
        short = self.length <= _SHORT and reading.form == "words"
        short = short and before not in DETERMINERS and before not in ("all", "both", "of", "or")
        told = value != 1 and (short or before in _TELLING or ts[i].text in GLYPHS)
        small = value <= (12 if reading.form == "words" else 999)
        return not told and (small or reading.form in ("vague", "fraction"))

    def _named(self, reading: Reading) -> bool:
        """Say whether a count belongs to a name: "Boeing 787 jets", "One Nation Party", "no one"."""
        ts, i = self.ts, reading.first
        before = at(ts, i - 1)
        if reading.kind not in ("count", "rate"):
            return False
        if reading.value == 1 and ts[i].low == "one":
            return is_pronoun(ts, i)
        capital = before.kind == "w" and not before.text.islower() and before.low not in NAME_BEFORE_OK
        if ts[i].kind == "w":
            shouted = capital and ts[i].text[0].isupper() and i > 1
            return before.low in LABELS or (shouted and not is_plural(at(ts, reading.last - 1).text))
        plural = (reading.unit is not None and is_plural(at(ts, reading.last - 1).text)) or reading.per is not None
        if ts[i].text.isdigit() and at(ts, i + 1).text[:1].isupper() and reading.last == i + 2 and not plural:
            return True  # "787 Dreamliner"
        if before.text == "-" and ts[i].glued and at(ts, i - 2).low in ("under", "over"):
            return True  # "under-21"
        if i == 1 and reading.unit is None and self.length <= _SHORT:
            return False  # the capital only opens the text
        if not capital or "," in ts[i].text or reading.scale > 1:
            return False
        placed = i > 2 and word_at(ts, i - 2) in ("in", "at", "from", "on")  # "in Oslo 50 shops"
        return not plural or (i > 1 and not placed)


_SHORT = 80  # characters of a text that is a question or a note, where a bare number is the matter itself
_TELLING = words("is was are were equals minus than to from by reached totalled")


def points_at(ts: list[Token], i: int) -> Reading | None:
    """Read "quarter-point", "half percentage point"."""
    k = skip_hyphen(ts, i + 1)
    if word_at(ts, i) not in ("quarter", "half") or word_at(ts, k) not in ("point", "percentage"):
        return None
    end = k + 1 + (word_at(ts, k + 1) == "point")
    return Reading(i, end, "percent", 0.25 if ts[i].low == "quarter" else 0.5, unit="percentage point")


def one_in(ts: list[Token], first: int, value: float, end: int) -> Reading | None:
    """Read "every third house" as per cent; "every second year" is none."""
    if word_at(ts, end) in TIME and (what := recurring(ts, first)):
        return Reading(first, end + 1, "rate", 1.0, unit=what, per=f"{value:g} {TIME[ts[end].low]}")
    noun = noun_at(ts, end, True)
    if not noun or value < 2 or word_at(ts, end) in TIME or word_at(ts, end) in ("weekend", "time"):
        return None
    return Reading(first, end + 1, "percent", 100 / value, unit="%")


def one_of(ts: list[Token], i: int) -> Reading | None:
    """Read "one of the city's oldest bridges": a count of one such thing."""
    k = after_whole(ts, i + 2)
    noun = noun_at(ts, k, False) if k else None
    return Reading(i, i + 1, "count", 1.0, unit=noun[0], form="words") if noun else None


def one_unit(ts: list[Token], i: int) -> Reading | None:
    """Read "a year and a half", "less than a year", "a euro a day"."""
    noun = word_at(ts, i + 1)
    if noun in TIME:
        if [t.low for t in ts[i + 2 : i + 5]] == ["and", "a", "half"]:
            return Reading(i, i + 5, "duration", 1.5, unit=TIME[noun])
        sign, start = modifier_before(ts, i, 0)
        bound = sign in ("<", ">") and (noun != "quarter" or word_at(ts, start - 1) in ("in", "for"))
        return Reading(i, i + 2, "duration", 1.0, unit=TIME[noun]) if bound else None
    money = currency_after(ts, i + 1) if noun in MONEY_MARKS else None
    per = per_at(ts, money.end) if money and money.end < len(ts) else None
    free = word_at(ts, i - 1) not in ("half", "quarter", "third")
    return Reading(i, per[1], "money", money.factor, unit=money.name, per=per[0]) if money and per and free else None


def recurring(ts: list[Token], k: int) -> str | None:
    """Return what "a joint census (every three years)" says to come again and again before token k."""
    noun, lead = at(ts, k - 1), [t.low for t in ts[max(0, k - 8) : max(0, k - 1)]]
    named = (
        noun.text.islower() and noun.low not in STOP and not is_plural(noun.low) and not {"a", "an"}.isdisjoint(lead)
    )
    return noun.low if named else None


def frequency(ts: list[Token], i: int) -> Reading | None:
    """Read "once a year", "twice every five days"; "once" alone means formerly."""
    value = 1.0 if ts[i].low == "once" else 2.0
    per = per_at(ts, i + 1) if i + 1 < len(ts) else None
    if per:
        return Reading(i, per[1], "rate", value, unit=recurring(ts, i) or "time", per=per[0])
    if value == 2.0 and word_at(ts, i + 1) in _COMPARED:
        return Reading(i, i + 1, "multiple", 2.0, unit="time")
    return None


_NAMED_SCALES = {"magnitude": "magnitude", "ph": "pH"}  # what is told before its number: "magnitude 6.9"
_SLICES = words("top bottom upper lower middle northern southern eastern western")  # "the bottom fifth of earners"
_COMPARED = words("as the what that its their his her our")
_SPECIAL = FIGURES.union(words("a an"))
_STARTERS = FIGURES.union(STARTERS, GLYPHS, MONEY_MARKS)
