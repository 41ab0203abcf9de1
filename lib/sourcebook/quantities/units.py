"""Whatever may follow a number as its unit or its denominator, from one token on."""

from sourcebook.quantities.measures import TIME, measure_at, percent_at
from sourcebook.quantities.money import currency_after
from sourcebook.quantities.nouns import STOP, singular
from sourcebook.quantities.numerals import Token, number, skip_hyphen, word_at, words
from sourcebook.quantities.readings import Unit

_PER_NOUNS = set(TIME) | words(
    "person share barrel head household unit piece night kilo pound ton tonne gallon litre liter ounce mile "
    "kilometre kilometer employee student worker game seat kg kilogram word pop ticket bottle bushel acre hectare "
    "metre meter shift"
)
_SHORT_PER = {"h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "yr": "year", "y": "year",
              "mo": "month", "d": "day", "a": "year"}  # fmt: skip


def per_at(ts: list[Token], i: int) -> tuple[str, int] | None:
    """Return (denominator, end) of "per month", "a year", "every second", "/kWh", "for every 100" at token i."""
    low = word_at(ts, i)
    if low == "/" and i + 1 < len(ts) and ts[i].glued and ts[i + 1].kind == "w":
        if name := _SHORT_PER.get(ts[i + 1].low):
            return name, i + 2
        unit = measure_at(ts, i + 1)
        return (unit.name, unit.end) if unit else (singular(ts[i + 1].low), i + 2)
    if low == "per" and i + 1 < len(ts):
        return _per_phrase(ts, i + 1)
    if low in ("for", "on") and word_at(ts, i + 1) in ("every", "each"):
        return per_at(ts, i + 1)
    if low == "-" and word_at(ts, i + 1) in ("a", "an", "per") and word_at(ts, i + 2) == "-" and i + 3 < len(ts):
        noun = ts[i + 3].low  # "$900-a-month"
        return (TIME.get(noun) or singular(noun), i + 4) if noun in _PER_NOUNS else None
    if low in ("a", "an", "each", "every") and singular(word_at(ts, i + 1)) in _PER_NOUNS:
        nxt = word_at(ts, i + 2)
        if nxt in ("ago", "earlier", "later", "before", "after") and low in ("a", "an") and word_at(ts, i + 3) != "tax":
            return None if word_at(ts, i + 1) in TIME else (singular(ts[i + 1].low), i + 2)
        unit = measure_at(ts, i + 1)
        return (unit.name if unit else singular(ts[i + 1].low), unit.end if unit else i + 2)
    if low in ("every", "each") and (count := number(ts, i + 1)) and count.high is None:
        noun = word_at(ts, count.end)
        named = TIME.get(noun) or (singular(noun) if noun.isalpha() else "")
        return (f"{count.value:g} {named}".strip(), count.end + bool(named))
    return None


def _per_phrase(ts: list[Token], i: int) -> tuple[str, int] | None:
    if ts[i].kind == "n":
        value = ts[i].text.replace(",", "")
        unit = measure_at(ts, i + 1)
        if unit:
            return f"{value} {unit.name}", unit.end
        noun = ts[i + 1] if i + 1 < len(ts) and ts[i + 1].kind == "w" and ts[i + 1].low not in STOP else None
        return (f"{value} {singular(noun.low)}", i + 2) if noun else (value, i + 1)
    if ts[i].kind != "w" or ts[i].low in ("cent", "se"):
        return None
    i += ts[i].low not in _PER_NOUNS and singular(word_at(ts, i + 1)) in _PER_NOUNS  # "per diluted share"
    unit = measure_at(ts, i)
    return (unit.name, unit.end) if unit else (singular(ts[i].low), i + 1)


def unit_after(ts: list[Token], i: int) -> Unit | None:
    """Return the percent, currency, physical unit or span of time behind a number that ends before token i.

    A hyphen between them is passed over ("90-day", "185-hp").

    >>> from sourcebook.quantities.numerals import tokens
    >>> unit_after(tokens("40 km/h"), 1)
    Unit(end=2, name='km', kind='measure', factor=1.0)
    """
    k = skip_hyphen(ts, i)
    if k > i and not (k < len(ts) and ts[k].glued and ts[i].glued):
        return None
    return percent_at(ts, k) or currency_after(ts, k) or measure_at(ts, k)
