"""One amount at a token: currency, number, scale, unit, denominator."""

from dataclasses import replace

from sourcebook.quantities.frame import DOWN, TRAILERS, UP
from sourcebook.quantities.measures import SPEEDS, feet_and_inches, measure_at, part_behind, percent_at
from sourcebook.quantities.money import coins_behind, country_mark, currency_after, currency_before, is_paid
from sourcebook.quantities.nouns import DETERMINERS, STOP, is_no_noun, is_plural, noun_at, noun_words, singular
from sourcebook.quantities.numerals import (
    GLUED_SCALES,
    SCALES,
    Number,
    Token,
    at,
    glued_scale,
    number,
    skip_hyphen,
    word_at,
    words,
)
from sourcebook.quantities.readings import Reading, Unit
from sourcebook.quantities.units import per_at, unit_after

_MORE = words("more additional further extra other another such fewer less consecutive straight full whole")
_ADDED = words("more additional further extra other another such fewer less")
MORE_UP = words("more additional further extra")


def amount_at(ts: list[Token], i: int) -> Reading | None:
    """Read one amount at token i: currency, number, scale, unit, denominator."""
    if i >= len(ts):
        return None
    money = currency_before(ts, i)
    k = money[1] if money else i
    found = number(ts, k)
    part = found and found.form == "fraction" and ts[k].low == "quarter"  # of a year, but "a quarter of a century"
    if found is None or (part and [t.low for t in ts[k + 1 : k + 3]] != ["of", "a"]):
        return None
    if money:
        return _money(ts, i, glued_scale(ts, found, apart=True), money[0])
    if feet := feet_and_inches(ts, k):
        return Reading(i, feet.end, "measure", round(found.value * feet.factor, 9), unit="ft", form="digits")
    found = _letter_scale(ts, found)
    reading = _with_unit(ts, i, found)
    reading.scale = scale_of(ts, found)
    return reading


def scale_of(ts: list[Token], found: Number) -> float:
    """Return the scale that a number was told in: 1e6 for "4.5 million" and "4.5m"."""
    last = ts[found.end - 1]
    lettered = last.glued or (len(last.text) == 1 and last.kind == "w")
    letter = GLUED_SCALES.get(last.low, 1.0) if lettered else 1.0
    return SCALES.get(last.low, 100.0 if last.low == "hundred" else letter)


def scaled_like(ts: list[Token], reading: Reading, money: Reading) -> bool:
    """Read "3.1m" after an amount of money in the same sentence as so many million of it."""
    letter = ts[reading.last - 1]
    if not (reading.unit == letter.text == "m" and letter.glued) or reading.per or reading.value is None:
        return False
    reading.kind, reading.unit, reading.value = money.kind, money.unit, reading.value * 1e6
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
    return scaled if letter == "m" and _among_millions(ts, found.end) else found


def _among_millions(ts: list[Token], k: int) -> bool:
    """Say whether the letter "m" at token k stands among millions and far from any length."""
    near = ts[max(0, k - _FAR) : k] + ts[k + 1 : k + _FAR]
    if not _OF_LENGTH.isdisjoint([t.low for t in near]):
        return False
    glued = any(t.low in ("bn", "b", "tn", "mn") and t.glued for t in near)
    return glued or not _OF_MILLIONS.isdisjoint([t.low for t in near])


_FAR = 16  # tokens
_OF_MILLIONS = words(
    "million millions billion billions trillion population populations people users subscribers customers readers "
    "viewers listeners voters inhabitants residents jobs tonnes tons barrels units copies"
)
_OF_LENGTH = words(
    "wide long tall deep high thick away above below from length width depth height altitude metre metres meter meters "
    "km cm mm feet foot sea ground race swim sprint x ×"
)


def _money(ts: list[Token], i: int, found: Number, code: str) -> Reading:
    end = found.end
    again = currency_after(ts, end) if at(ts, end).kind == "w" and not ts[end].glued else None
    if again and again.factor == 1.0:  # "$5 million US", "$10 CAD"
        code, end = (again.name if code == "USD" else code), again.end
    elif code.endswith("D") and at(ts, i).text == "$" and (country := country_mark(ts, end)):
        code, end = country
    reading = Reading(i, end, "money", found.value, found.high, code, form=found.form, prefixed=True)
    reading.scale = scale_of(ts, found)
    return with_denominator(ts, _with_coins(ts, reading))


def _with_coins(ts: list[Token], reading: Reading) -> Reading:
    """Add the coins to whole units of money: "two pounds fifty", "5 dollars and 30 cents"."""
    whole = reading.high is None and reading.scale == 1.0 and reading.value is not None and reading.value % 1 == 0
    coins = coins_behind(ts, reading.last, reading.unit or "") if whole else None
    if coins and reading.value is not None and (not reading.prefixed or word_at(ts, coins[1] - 1).isalpha()):
        reading.value, reading.last = round(reading.value + coins[0], 6), coins[1]
    return reading


def with_denominator(ts: list[Token], reading: Reading) -> Reading:
    """Take in what follows an amount as its denominator; a count with one is a rate."""
    k = reading.last
    per = per_at(ts, k) if k < len(ts) else None
    if not per and word_at(ts, k) == "of":  # "30 grams of raw nuts a day"
        k = next((n for n in (k + 2, k + 3) if word_at(ts, n) in ("a", "an", "per")), len(ts))
        per = per_at(ts, k) if k < len(ts) else None
    if per:
        reading.per, reading.last = per
        if reading.kind == "count":
            reading.kind = "rate"
        elif speed := SPEEDS.get((reading.unit or "", reading.per)):
            reading.unit, reading.per = speed, None
    return reading


def _with_unit(ts: list[Token], i: int, found: Number) -> Reading:
    """Give a number the unit that follows it."""
    reading = Reading(i, found.end, "count", found.value, found.high, form=found.form)
    if found.form == "share":
        reading.kind, reading.unit = "percent", "%"
        return reading
    k = found.end
    if found.form == "digits" and (at(ts, k).kind in ("", "n") or ts[k].text in ",.;:)"):
        return reading
    if found.form == "vague" and word_at(ts, k) == "of":
        k += 1
    if (at(ts, k).glued and ts[k].text == "+") or (word_at(ts, k) == "-" and word_at(ts, k + 1) in ("plus", "odd")):
        k += 1 + (ts[k].text == "-")
        reading.modifier, reading.last = "~" if ts[k - 1].low == "odd" else ">=", k
        found = replace(found, end=k)
    after = (word_at(ts, k), word_at(ts, k + 1))
    if after in TRAILERS and (unit_after(ts, k + 2) or noun_at(ts, k + 2, False)):  # "50 or more workers"
        reading.modifier, k = TRAILERS[after], k + 2
    if found.form in ("digits", "words") and _is_age(ts, i, found.end):
        return reading
    more = _after_more(ts, k)
    unit = next((u for start in dict.fromkeys((found.end, k, more)) if (u := unit_after(ts, start))), None)
    if unit and not (unit.name == "quarter" and found.form == "fraction"):
        return _apply_unit(ts, i, reading, found, unit)
    if found.form == "fraction":
        return _part_of(ts, reading)
    return _counted(ts, reading, k)


PERSONS = words(
    "people person those anyone everyone anybody adults child children kids women men girls boys patients workers "
    "residents voters drivers pupils students teenagers americans youths players population citizens customers them "
    "nobody somebody someone passenger passengers rider riders driver player member members user users viewers "
    "applicant applicants buyers pupil student worker patient resident"
)


def _is_age(ts: list[Token], i: int, k: int) -> bool:
    """Say whether a number is an age with a verb behind: "those aged 70 or more draw", "children under five travel"."""
    limit = word_at(ts, i - 1)
    bound = limit in ("under", "over") and word_at(ts, i - 2) in PERSONS
    return (bound and not unit_after(ts, k)) or (limit == "aged" and (word_at(ts, k), word_at(ts, k + 1)) in TRAILERS)


def _after_more(ts: list[Token], k: int) -> int:
    """Return the index after "more", "straight", "other", which belong to no noun; "full-time" does."""
    return k + (word_at(ts, k) in _MORE and word_at(ts, k + 1) != "-")


def _apply_unit(ts: list[Token], i: int, reading: Reading, found: Number, unit: Unit) -> Reading:
    name, end = unit.name, unit.end
    pounds = name == "lb" and word_at(ts, end - 1).startswith("pound")
    if pounds and (scale_of(ts, found) >= 1e6 or is_paid(ts, i) or coins_behind(ts, end, "GBP")):
        unit = Unit(end, "GBP", "money")
    reading.kind, reading.unit, reading.last = unit.kind, unit.name, end
    factor = unit.factor
    if unit.kind == "money" and SCALES.get(word_at(ts, end), 0) > 12:  # "75 USD million"
        factor, reading.last = factor * SCALES[word_at(ts, end)], end + 1
    if factor != 1.0:
        reading.value = round(found.value * factor, 12)
        reading.high = None if found.high is None else round(found.high * factor, 12)
    if unit.kind in ("measure", "duration") and (share := share_behind(ts, reading)):
        return share
    part = part_behind(ts, end, name) if unit.kind in ("measure", "duration") and reading.high is None else None
    if part and reading.value is not None:
        reading.value, reading.last = round(reading.value + part[0], 9), part[1]
    if unit.kind == "duration":
        return _age(ts, reading)
    if unit.kind == "money" and factor == 1.0:
        reading.scale = scale_of(ts, found)
        reading = _with_coins(ts, reading)
    return with_denominator(ts, reading)


def _age(ts: list[Token], reading: Reading) -> Reading:
    """Tell an age from a duration: "five years old", "68-year-old", "18 months of age"."""
    k = reading.last
    h = skip_hyphen(ts, k)
    if word_at(ts, h) in ("old", "olds", "old's", "old’s"):
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
        return reading if h > k else with_denominator(ts, reading)
    reading.unit, reading.last = f"{reading.unit} of age", end
    return reading


_BEFORE_SHARE = words("be by to than nearly almost about is was are were most least only just")
_AFTER_SHARE = words("said say says think want have had were are voted live work")


def _part_of(ts: list[Token], reading: Reading) -> Reading:
    """Read a fraction: of something it is a share in per cent, of an hour a duration, else a plain number."""
    k = reading.last
    of = word_at(ts, k) == "of"
    article = k + of
    whole = (
        measure_at(ts, article + 1 + (word_at(ts, article + 1) == "us"))
        if word_at(ts, article) in ("a", "an")
        else None
    )
    if word_at(ts, article) in ("a", "an", "one") and (percent := percent_at(ts, article + 1)):
        reading.kind, reading.unit, reading.last = percent.kind, percent.name, percent.end  # "half a per cent"
    elif word_at(ts, article) in ("a", "an") and word_at(ts, article + 1) == "point":
        reading.kind, reading.unit, reading.last = "percent", "percentage point", article + 2
    elif whole and whole.name != "quarter":
        reading.kind, reading.unit, reading.last = whole.kind, whole.name, whole.end
    elif reading.value and (
        of
        or word_at(ts, k) in _AFTER_SHARE
        or word_at(ts, k) in DETERMINERS | _COMPARED
        or word_at(ts, reading.first - 1) in _BEFORE_SHARE | UP | DOWN
    ):
        reading.kind, reading.unit, reading.value = "percent", "%", round(reading.value * 100, 4)
    return reading


def among(ts: list[Token], i: int) -> bool:
    """Say whether a superlative stands behind "one of": it ranks nothing then."""
    return any(
        a.low == "one" and b.low == "of" for a, b in zip(ts[max(0, i - 6) : i], ts[max(1, i - 5) : i], strict=False)
    )


def after_whole(ts: list[Token], k: int) -> int:
    """Return the index after "its 80" or "31" in "12 of its 80 stores", where the noun stands; else 0."""
    start = k
    while word_at(ts, k) in DETERMINERS or word_at(ts, k).endswith(("’s", "'s")):
        k += 1
    while word_at(ts, k) in _QUALIFYING or (word_at(ts, k) == "a" and word_at(ts, k + 1) in _QUALIFYING):
        k += 1
    k += at(ts, k + 1).kind == "n" and k > start and at(ts, k).kind == "w"  # "of the promised 20,000 officers"
    total = number(ts, k) if k < len(ts) else None
    k = total.end if total and total.form in ("digits", "words") else k
    return k if k > start else 0


_QUALIFYING = words(
    "last first past next most least very many several few number of handful growing small select more than only just "
    "about some nearly over"
)
_COMPARED = words(
    "fewer as more higher larger greater bigger faster lower that the its their stronger likelier longer smaller less"
)


def _compound(reading: Reading, low: str, end: int) -> Reading:
    """Read "12-member", "38-strong", "three-storey", of which the number counts the one word behind the hyphen."""
    if low == "strong":
        reading.unit, reading.last = "people", end
    elif (
        low in STOP
        or is_no_noun(low)
        or low in ("time", "figure")
        or (reading.form == "words" and (reading.value or 0) <= 1)
    ):
        reading.kind = "name"  # "one-way", "three-legged"
    else:
        reading.unit, reading.last = singular(low), end
    return reading


def _counted(ts: list[Token], reading: Reading, k: int) -> Reading:
    """Give a number the noun it counts, or make it a multiple ("three times as many", "5-fold")."""
    h = skip_hyphen(ts, k)
    low = word_at(ts, h)
    if low in ("fold", "x") and ts[h].glued and at(ts, h + 1).kind != "n":
        reading.kind, reading.unit, reading.last = "multiple", "time", h + 1
        return reading
    if low in ("x", "×") and at(ts, h + 1).kind == "n":  # "2 x 3 cm"
        return reading
    if low == "times":
        reading.kind = "multiple" if word_at(ts, h + 1) in _COMPARED else "count"
        reading.unit, reading.last = "time", h + 1
        return with_denominator(ts, reading)
    if h > k and not (ts[k].glued and at(ts, h).glued):
        return reading
    letters = h == k and at(ts, k).glued and ts[k].kind == "w"  # "3D", "787s"
    if letters:
        reading.kind = "name"
        return reading
    if h > k and ts[h].kind == "w":
        return _compound(reading, ts[h].low, h + 1)
    return _followed(ts, reading, k)


def share_behind(ts: list[Token], reading: Reading) -> Reading | None:
    """Read "nine ships in ten", "one farm in seven", "99 cases out of 100" as per cent."""
    k = reading.last
    out = word_at(ts, k) == "out" and word_at(ts, k + 1) == "of"
    whole = number(ts, k + 1 + out) if out or word_at(ts, k) == "in" else None
    if not whole or whole.form not in ("words", "digits") or not 0 < (reading.value or 0) < whole.value <= 1000:
        return None
    spelled = ts[reading.first].kind == ts[k + 1 + out].kind == "w"
    plural = any(is_plural(word) for word, _ in noun_words(ts, whole.end, 3))
    if not (spelled or out) or plural or unit_after(ts, whole.end):
        return None
    reading.kind, reading.unit, reading.last = "percent", "%", whole.end
    reading.value = 100 * (reading.value or 0) / whole.value
    return reading


def _followed(ts: list[Token], reading: Reading, k: int) -> Reading:
    """Give a number what follows it from token k: an age, a denominator, "of the" whole, or the noun it counts."""
    low = word_at(ts, k)
    if low == "yo" or (low == "age" and reading.value != 1):
        reading.kind, reading.unit, reading.last = "duration", "year of age", k + 1
        return reading
    if per := per_at(ts, k) if k < len(ts) else None:
        reading.kind, (reading.per, reading.last) = "rate", per
        return reading
    if low == "of" and (whole := after_whole(ts, k + 1)):
        noun = noun_at(ts, whole, False)
        reading.unit, reading.form = noun[0] if noun else None, "digits"
        return reading
    if noun := noun_at(ts, skip_hyphen(ts, k + (low in _ADDED)), reading.value == 1 and reading.high is None):
        reading.unit, reading.last = noun
        return share_behind(ts, reading) or with_denominator(ts, reading)
    return reading
