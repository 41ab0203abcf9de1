"""Readings -> quantities, sentence after sentence, with what one sentence leaves to the next."""

import re
from dataclasses import replace

from sourcebook.quantities.amounts import MORE_UP
from sourcebook.quantities.attribution import speaker_of
from sourcebook.quantities.commitment import commitment_of
from sourcebook.quantities.explicit import WEEKDAYS
from sourcebook.quantities.frame import (
    LASTING,
    change_before,
    change_behind,
    modifier_before,
    modifier_behind,
    salience_of,
    subject_of,
)
from sourcebook.quantities.isodates import SEASONS, DateReading, Window, bounds, resolve
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.money import country_of, shared_noun
from sourcebook.quantities.numerals import Token, tokens, word_at, words
from sourcebook.quantities.quantity import Quantity
from sourcebook.quantities.reader import Reader
from sourcebook.quantities.readings import Reading
from sourcebook.quantities.relative import day_after
from sourcebook.quantities.timex import timex_of
from sourcebook.quantities.verbs import EITHER, PAST


def tense_around(ts: list[Token], first: int) -> str:
    """Return the tense that the words around a date without a year suggest."""
    near = [*range(first - 1, max(-1, first - 13), -1), *range(first + 1, min(first + 10, len(ts)))]
    if word_at(ts, first - 1) in ("in", "on") and word_at(ts, first - 2) in ("is", "are"):
        return "future"
    if word_at(ts, first - 1) in ("to", "ending", "ended") and word_at(ts, first - 2) in TIME:
        return "past"  # "in the three months to April"
    for k in near:
        low = ts[k].low
        by = low == "by" and k == first - 1 and not _has_passed(ts, k)
        if by or low in _FUTURE or low.endswith(("'ll", "’ll")):
            return "future"
        past = low in _PAST or (low.endswith("ed") and len(low) > 4)
        if past and word_at(ts, k - 1) not in _UNTENSED and word_at(ts, k + 1) not in _MODALS:
            return "past"  # "will be held", "to cut", "every car sold must" are none
        if low in ("to", "would", "could", "might"):
            return "future" if low == "to" and k < first and word_at(ts, k - 1) in _AHEAD else ""
    return ""


def _has_passed(ts: list[Token], by: int) -> bool:
    """Say whether a date behind "by" has passed: "by Monday 34 deaths were known", "had spread by Monday"."""
    if any(t.low == "had" for t in ts[max(0, by - 12) : by]):
        return True
    ahead = ts[by : by + 14] if all(t.low in ("by", "and", ",") for t in ts[: by + 1]) else []
    verb = next((t.low for t in ahead if t.low in _TURNING), "")
    return verb in ("had", "was", "were")


_TURNING = words("had was were is are will would must shall should may might can could has have to")
_FUTURE = words(
    "will must until due scheduled upcoming deadline expire expires shall plans set payable "
    "expects expected forecasts starts begins opens closes ends"
)
_UNTENSED = words("be will to would could may might shall should must can a the")
_MODALS = words("will must shall may can")
_BOUND = {"since": "past", "until": "future", "till": "future"}
_AHEAD = words("set due scheduled expected expects expect likely about planned is are hopes aims wants")
_OWNERS = words("day week weekend month quarter year decade century season today tonight yesterday tomorrow").union(
    SEASONS, WEEKDAYS
)
_PAST = PAST | EITHER | words("was were ago hit cut put beat")


def is_limited(ts: list[Token], first: int) -> bool:
    """Say whether "by (the)" or "no later than (the)" leads to a date."""
    k = first - 1 - (word_at(ts, first - 1) == "the")
    later = word_at(ts, k) == "than" and word_at(ts, k - 1) == "later" and word_at(ts, k - 2) in ("no", "not")
    return later or word_at(ts, k) == "by"


_PLACING = words("in on this last for at and")


class Assembler:
    """Turns readings into quantities, sentence after sentence."""

    def __init__(self, text: str, window: Window | None) -> None:
        self.text = text
        self.length = len(text.strip())
        self.window = window
        self.out: list[Quantity] = []
        self.year: int | None = None
        self.anchor: str | None = None
        self.fresh = 0
        self.earlier: list[Reading] = []
        self.paid: set[str] = set()
        self.told: dict[float, str] = {}  # what was counted, by its number
        self.currencies: dict[str, str | None] = {}  # whose pesos are meant, by their noun

    def add_sentence(self, start: int, end: int) -> None:
        """Read one sentence and add its quantities."""
        ts = tokens(self.text, start, end)
        readings = Reader(self.text, ts, self.length, self.earlier, self.told).read()
        self.earlier = readings
        if not readings:
            return
        for reading in readings:
            self._remember(ts, reading)
        speaker = speaker_of(ts, self.text)
        floor = 0
        base = len(self.out)
        for n, reading in enumerate(readings):
            self.out.append(self._quantity(ts, reading, floor, speaker, readings[n - 1] if n else None))
            floor = reading.last
        self._link(ts, readings, base)

    def _remember(self, ts: list[Token], r: Reading) -> None:
        """Note what is counted and paid in for the sentences to come; settle a currency that the sentence leaves open.

        "1.5 billion pesos" are those of the country that the text names, "15 cents" those of a text all in euros.
        """
        if r.kind == "count" and r.unit and r.value and r.high is None and r.value > 3:
            self.told.setdefault(r.value, r.unit)
        if r.kind != "money":
            return
        if noun := shared_noun(ts, r.first, r.last):
            if noun not in self.currencies:
                self.currencies[noun] = country_of(self.text, noun)
            r.unit = self.currencies[noun] or r.unit
        elif ts[r.first].text != "$" and any(t.low in ("cent", "cents") for t in ts[r.first : r.last]):
            r.unit = "EUR" if r.unit == "USD" and self.paid == {"EUR"} else r.unit
        elif r.unit:
            self.paid.add(r.unit)

    def new_sentence(self, paragraph: bool) -> None:
        """Forget the year of the sentence before the last, or at a new paragraph."""
        self.fresh -= 1
        if paragraph or self.fresh < 0:
            self.year = self.anchor = None

    def _quantity(
        self, ts: list[Token], r: Reading, floor: int, speaker: str | None, previous: Reading | None
    ) -> Quantity:
        r.first = max(r.first, floor)
        start, phrase = self._set_modifier(ts, r, floor, previous)
        r.change = self._change(ts, r, start, floor, previous)
        iso, precision, timex = self._iso(ts, r)
        a, b = ts[r.first].start, ts[r.last - 1].end
        if r.date and ts[r.last - 1].kind == "w" and ts[r.last - 1].low.endswith(("'s", "’s")):
            b -= 2 if word_at(ts, r.last - 1)[:-2] in _OWNERS else 0  # "last year's"
        value, low = (r.value, None) if r.high is None else (None, r.value)
        relative = bool(r.date and r.date.depends)
        return Quantity(
            a, b, self.text[a:b], r.kind, value, low, r.high, r.unit, r.per, r.modifier, r.change, phrase, iso,
            precision, relative, self._commitment(ts, r, iso), subject_of(ts, r), speaker, salience_of(ts, r, iso),
            timex=timex,
        )  # fmt: skip

    def _set_modifier(self, ts: list[Token], r: Reading, floor: int, previous: Reading | None) -> tuple[int, str]:
        """Give a reading its modifier; return the index where that begins and its words."""
        sign, start = modifier_before(ts, r.first, floor)
        dated = bool(r.date) and r.kind != "duration"
        during = r.kind == "duration" and ts[start].low == "over" and word_at(ts, r.last - 1) != "ago"
        during = during and r.form != "age" and word_at(ts, start - 1) not in LASTING  # "over ten years"
        compared = start == floor > 0 and ts[start].low in ("more", "less", "fewer") and previous and not previous.date
        if (dated and sign not in ("~", "<=")) or during or compared:  # "$5 more than ten years ago"
            sign, start = "=", r.first
        phrase = " ".join(t.text for t in ts[start : r.first])
        if sign == "=":
            sign, phrase = modifier_behind(ts, r.last)
        if dated and is_limited(ts, r.first):
            sign = "<="
        elif r.modifier != "=":
            sign = r.modifier
        r.modifier = sign
        return start, phrase

    def _change(self, ts: list[Token], r: Reading, start: int, floor: int, previous: Reading | None) -> str:
        if r.date:
            return r.change
        change = r.change or change_before(ts, r, start) or change_behind(ts, r) or self._inherited(ts, r, previous)
        near = range(max(floor, r.first - 1), r.last)
        more = any(ts[k].low in MORE_UP and word_at(ts, k + 1) != "than" for k in near)
        added = more and r.kind in ("duration", "count") and word_at(ts, r.last) != "than"
        return change or ("up" if added else "")

    def _commitment(self, ts: list[Token], r: Reading, iso: str | None) -> str:
        """Return affirmed, hedged or planned; a date yet to come is planned, one that is past can't be."""
        found = commitment_of(ts, r.first, r.last, bool(r.date) or r.kind in ("duration", "ordinal"))
        if found == "hedged" and r.form == "age" and r.modifier not in ("=", "~"):
            return "affirmed"  # "those under 30 might stay" says who they are
        end = (iso or "").rpartition("/")[2]
        if found == "planned" and self.window and end[:4].isdigit() and end < self.window[0].isoformat()[: len(end)]:
            return "affirmed"
        start = (iso or "").removeprefix("../")  # "before April" is told by its end
        ahead = self.window is not None and start[:4].isdigit() and start[:10] > self.window[1].isoformat()
        return "planned" if ahead and found == "affirmed" else found

    def _inherited(self, ts: list[Token], r: Reading, previous: Reading | None) -> str:
        """Pass on the direction in "grew by 500 jobs, or 2 %"."""
        if previous is None or not previous.change or previous.date:
            return ""
        between = [t.low for t in ts[previous.last : r.first]]
        listed = between[-1:] == ["and"] and between[0] in _PLACING and len(between) < 6  # "3 % in Rome and 2 % in"
        listed = listed and previous.kind == r.kind == "percent"
        return previous.change if between in (["or"], [",", "or"], ["("]) or listed else ""

    def _iso(self, ts: list[Token], r: Reading) -> tuple[str | None, str | None, str | None]:
        """Return the ISO form, the precision and the TIMEX3 value of a date."""
        date = r.date
        if date is None:
            return None, None, None
        hint = self.year if date.yearless else None
        tense = "" if date.fixed else _BOUND.get(word_at(ts, r.first)) or tense_around(ts, r.first)
        if hint and self.window and abs(hint - self.window[1].year) <= 1:
            hint = None  # so near the reference that the reference decides
        window = self.window
        if date.anchor:
            named = bounds(self.anchor) if self.anchor and self.fresh >= 0 else None
            window = named or (window if date.anchor == "soft" else None)
        iso = resolve(self._since_named(date), window, hint, tense)
        iso = iso or (resolve(date, self.window) if date.anchor == "soft" else None)
        anchor = iso
        if iso and self.anchor and date.anchor and date.amount and date.amount[1] == "year":
            by = int(iso[:4]) - int(self.anchor[:4])
            anchor = "/".join(f"{int(end[:4]) + by:04d}{end[4:]}" for end in self.anchor.split("/"))
            iso = anchor if "/" in anchor else iso  # "a year earlier" than a quarter is a quarter
        if date.fixed and date.kind == "date" and re.match(r"[0-9]{4}-", date.fixed):
            self.year, self.fresh = int(date.fixed[:4]), 1
        whole = date.kind == "date" or date.precision in ("quarter", "half")
        told = date.anchor or not date.amount or word_at(ts, r.last - 1) == "ago"
        if iso and ".." not in iso and whole and told:
            self.anchor, self.fresh = anchor, max(self.fresh, 1)
        precision = date.precision
        if iso and date.depends and precision in ("day", "month", "week") and "/" not in iso and "W" not in iso:
            precision = {4: "year", 7: "month"}.get(len(iso), precision)
        return iso, precision, timex_of(date, iso, window)

    def _since_named(self, date: DateReading) -> DateReading:
        """Count a lone day of the month from the day named before: "opened on 28 March and closed on the 3rd"."""
        if not date.day or self.fresh < 0 or len(self.anchor or "") != 10:
            return date
        return replace(date, rule=lambda ref: day_after(ref, date.day))

    def _link(self, ts: list[Token], readings: list[Reading], base: int) -> None:
        """Link an amount with the same one in brackets behind it: "RMB 40 million ($5.5 million)"."""
        for n in range(1, len(readings)):
            a, b = readings[n - 1], readings[n]
            gap = " ".join(t.text for t in ts[a.last : b.first][:3])
            if gap in _PAIRING and a.kind == b.kind and a.kind in ("money", "measure") and a.unit != b.unit:
                i, j = base + n - 1, base + n
                self.out[i] = replace(self.out[i], linked_to=j)
                self.out[j] = replace(self.out[j], linked_to=i)


_PAIRING = {"(", "( or", "[", "( about", "( around", "( approximately", ", or about", ", or"}
