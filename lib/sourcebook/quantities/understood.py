"""What a bare number leaves to be understood: people, an age, the noun or the unit of a figure near by."""

from itertools import pairwise

from sourcebook.quantities.amounts import PERSONS, amount_at
from sourcebook.quantities.explicit import MONTHS
from sourcebook.quantities.frame import DOWN, UP
from sourcebook.quantities.money import currency_after
from sourcebook.quantities.nouns import DETERMINERS, STOP, is_plural, noun_at, noun_words, singular
from sourcebook.quantities.numerals import SMALL, Token, at, number, word_at, words
from sourcebook.quantities.readings import Reading

Told = tuple[str, str | None, str | None]  # kind, unit, denominator

_AGE: Told = ("duration", "year of age", None)
_ALL = words("the these those all")
_FATES = words(
    "dead killed injured wounded hurt missing arrested hospitalised hospitalized homeless detained charged rescued "
    "evacuated displaced stranded infected jailed trapped unaccounted died perished drowned survived attended "
    "fled"
)
_TO_PEOPLE = words(
    "killed killing kills injured injuring wounded wounding arrested arresting detained detaining rescued evacuated "
    "displaced displacing employ employs employed employing hospitalised hospitalized infected infecting seats seated "
    "forced"
)
_CROWDS = words(
    "crowd population audience workforce staff turnout attendance congregation crew membership "
    "town city village nation island community suburb"
)
_BY_PEOPLE = words("signed attended watched seen visited joined viewed backed used")
_SKIPPED = words(
    "about around at least some more than nearly almost another a an further estimated over up roughly as many "
    "approximately only just under fewer the other additional"
)
_LEVELS = {("up", "to")} | {(noun, "of") for noun in ("average", "target", "total", "record", "goal", "peak")}
_MEAN_AGES = {
    (mean, "age")
    for mean in ("average", "median", "mean", "minimum", "maximum", "legal", "retirement", "pension", "voting")
}
_STATED = words("is are was were be to from at")
_AGEING = UP | DOWN | words("raise raised raises raising lower lowered lowers lowering cut")
_BEING = words("is are was were be turned turns turning")
_SOMEBODY = words("he she who i will would when just only")
_AFTER_AGE = {",", ".", "", "when", "by", "in", "this", "next", "and", "at", "on", "but", ";", "years"}
_BE = words("was were is are be been being have has had later also all")


def understood(
    ts: list[Token], reading: Reading, found: list[Reading], earlier: list[Reading], told: dict[float, str]
) -> bool:
    """Give a bare number the unit that the sentence leaves out; say whether there is one.

    earlier holds the readings of the sentence before, told what was counted further up, by its number.
    """
    near = found[:-7:-1]
    counted = next((r for r in near if r.kind == "count" and r.unit), None)
    mean = _is_mean_age(ts, reading)
    unit = (
        (_AGE if mean else _age(ts, reading, near))
        or _named_again(ts, reading, told)
        or (("count", whole.unit, None) if (whole := whole_before(ts, reading.first, found)) else None)
        or (("count", counted.unit, None) if counted and _is_part_of(ts, reading) else None)
        or _people(ts, reading, near)
        or (("count", counted.unit, None) if counted and _is_more_of(ts, reading, counted) else None)
        or _beside_change(ts, reading, near[:2])
        or _parallel(ts, reading, near[:3])
        or subject(ts, reading)
        or _carried(ts, reading, near, [r for r in earlier[:-9:-1] if not r.date][:4])
    )
    reading.last += bool(unit) and word_at(ts, reading.last) == "others"
    if unit:
        reading.kind, reading.unit, reading.per = unit
        reading.form = "age" if unit == _AGE and not mean else reading.form
    return bool(unit)


def _named_again(ts: list[Token], reading: Reading, told: dict[float, str]) -> Told | None:
    """Read "the 32" and "eleven of the 32" where 32 things were counted further up."""
    k = reading.last + 2
    whole = number(ts, k) if word_at(ts, k - 2) == "of" and word_at(ts, k - 1) in _ALL else None
    if whole is None and word_at(ts, reading.first - 1) in _ALL:
        k, whole = reading.first, number(ts, reading.first)
    unit = told.get(whole.value) if whole and whole.value > 12 else None
    other = whole and any(is_plural(word) for word, _ in noun_words(ts, whole.end, 3))
    return ("count", unit, None) if unit and not other else None


def exchanged(ts: list[Token], reading: Reading) -> str | None:
    """Return the currency of "the lira traded at 32.8 per dollar"."""
    base = currency_after(ts, reading.last - 1)
    earlier = (currency_after(ts, k) for k in range(reading.first - 1, max(-1, reading.first - 20), -1))
    return next((unit.name for unit in earlier if unit and base and unit.name != base.name), None)


def _lead(ts: list[Token], k: int) -> int:
    """Return the index of the word before token k that no modifier takes."""
    floor = k - 6
    k -= 1
    while k > floor and (word_at(ts, k) in _SKIPPED or (word_at(ts, k - 1), word_at(ts, k)) in _LEVELS):
        k -= word_at(ts, k) in ("of", "to")
        k -= 1
    return k


def _is_part_of(ts: list[Token], reading: Reading) -> bool:
    """Say whether a number tells part of what was counted: "30 of them"."""
    of = word_at(ts, reading.last) == "of"
    return of and word_at(ts, reading.last + 1) in ("them", "these", "those", "whom", "which")


def whole_before(ts: list[Token], i: int, found: list[Reading]) -> Reading | None:
    """Return what the number at token i is a part of: "Of 40 boats, 12 sank and nine ran", "40 boats, of which 12 ran".

    It is no part where it counts a plural of its own.
    """
    counted = [r for r in found[:2] + found[-4:] if r.kind == "count" and r.unit]  # of many, those that may matter
    own = number(ts, i) if counted else None
    after = word_at(ts, own.end) if own else ""
    if not own or after == "of" or is_plural(after):
        return None
    lead = _lead(ts, i)
    if word_at(ts, lead) in ("which", "whom") and word_at(ts, lead - 1) == "of":
        return counted[-1]
    first = counted[0].first
    lead = first - 1 - (word_at(ts, first - 1) in DETERMINERS)
    return counted[0] if first <= 4 and word_at(ts, lead) in ("of", "among") else None


def _is_more_of(ts: list[Token], reading: Reading, counted: Reading) -> bool:
    """Say whether a number counts the same: "another 30", "300 more", "34 voted and 12 abstained", "52 votes to 48"."""
    before, after = word_at(ts, reading.first - 1), word_at(ts, reading.last)
    if before == "to" and counted.last == reading.first - 1:
        return True
    beside = before in ("and", ",")
    more = after in ("more", "fewer", "others") and not noun_at(ts, reading.last + 1, False)
    return more or before == "another" or (beside and (after.endswith("ed") or after in _BE))


def _meets_fate(ts: list[Token], k: int) -> bool:
    """Say whether token k begins "were injured", "have died", "missing"."""
    return next((t.low for t in ts[k : k + 4] if t.low not in _BE), "") in _FATES


def _people(ts: list[Token], reading: Reading, near: list[Reading]) -> Told | None:
    """Read "killed 14", "30 were injured", "19 miners were killed and 12 injured", "a crowd of 3,000"."""
    after = word_at(ts, reading.last)
    if _meets_fate(ts, reading.last + (after == "others")) or (after == "others" and not near):
        named = next((r.unit for r in near if r.kind == "count" and r.unit and _meets_fate(ts, r.last)), None)
        return "count", named or "people", None
    lead = _lead(ts, reading.first)
    verb, object_of = word_at(ts, lead), word_at(ts, lead - 1)
    after = next((t.low for t in ts[reading.last : reading.last + 2] if t.low != "more"), "")
    people = (
        verb in _TO_PEOPLE
        or (verb in ("of", "is", "was") and object_of in _CROWDS)
        or (verb == "by" and object_of in _BY_PEOPLE)
        or (reading.form == "vague" and after in _BE)
        or after in ("aboard", "onboard", "alive")
        or (after == "on" and word_at(ts, reading.last + 1) == "board")
    )
    return ("count", "people", None) if people else None


def _age(ts: list[Token], reading: Reading, others: list[Reading]) -> Told | None:
    """Read "children under 12", "those aged 14", "she was 94", "became, at 81, the first"."""
    before = [t.low for t in ts[max(0, reading.first - 10) : reading.first]]
    near = before if reading.form == "digits" else before[-3:]
    lead, limit, after = word_at(ts, reading.first - 2), word_at(ts, reading.first - 1), word_at(ts, reading.last)
    bound = limit in ("under", "over", "above", "below") or (limit == "than" and lead in ("older", "younger"))
    aged = (
        limit in ("aged", "age")
        or (limit in (*_BEING, "of") and lead == "age")
        or (limit in ("to", "from") and "age" in near and not _AGEING.isdisjoint(near))
        or not {"expectancy", "aged", "ages"}.isdisjoint(near)
        or (bound and not PERSONS.isdisjoint(before[-5:]))
        or (bound and lead in _BEING and others and (others[0].unit == "%" or "whom" in before) and after in _AFTER_AGE)
        or (limit == "at" and lead == after == ",")
        or (limit in _BEING and lead in _SOMEBODY and after in _AFTER_AGE)
        or (limit == "," and _is_apposed(ts, reading))
    )
    return _AGE if aged and 1 <= (reading.value or 0) <= 110 else None


def _is_mean_age(ts: list[Token], reading: Reading) -> bool:
    """Say whether a number is nobody's own age: "the average age of those who stay is 58.3"."""
    before = [t.low for t in ts[max(0, reading.first - 10) : reading.first]]
    mean = before[-1:] and before[-1] in _STATED and any(pair in _MEAN_AGES for pair in pairwise(before))
    return bool(mean)


def _is_apposed(ts: list[Token], reading: Reading) -> bool:
    """Say whether a number stands behind a person as an age does: "Ann Lee, 45, of Ohio", "a man, 24, was held"."""
    person, after = at(ts, reading.first - 2), word_at(ts, reading.last)
    if person.kind != "w" or reading.form != "digits" or reading.high or (reading.value or 0) % 1:
        return False
    named = person.text[0].isupper() and person.low not in MONTHS and after in (",", ".", "")
    common = person.low not in STOP and not is_plural(person.text) and (reading.value or 0) > 10 and after == ","
    return named or common


def _beside_change(ts: list[Token], reading: Reading, near: list[Reading]) -> Told | None:
    """Read the level beside its change: "fell 32.5 points to 8,034", "8,034, up 32.5 points"."""
    change = None
    k = reading.last + (word_at(ts, reading.last) == ",")
    if word_at(ts, reading.first - 1) in ("to", "at"):
        change = next((r for r in near if r.kind != "percent" and reading.first - r.last < 10), None)
    elif word_at(ts, k) in ("up", "down") and k + 1 < len(ts):
        change = amount_at(ts, k + 1)
    alike = change and (change.kind in ("money", "measure") or change.unit == "point")
    return (change.kind, change.unit, change.per) if change and alike else None


def _parallel(ts: list[Token], reading: Reading, near: list[Reading]) -> Told | None:
    """Read "the larger costs 90 cents and the smaller 60", "3,000 cars, compared with 2,500 last year"."""
    lead = _lead(ts, reading.first)
    before, value = word_at(ts, lead), reading.value or 0.0
    compared = before in _COMPARING or (word_at(ts, lead - 1), before) in _COMPARED
    for earlier in near:
        if earlier.value is None or earlier.unit is None:
            continue
        if earlier.kind == "count" and (compared or (value >= 1000 and before in _LISTING)):
            return "count", earlier.unit, None
        if compared and earlier.kind == "money" and earlier.scale >= 1e6 and reading.scale == 1.0 <= value < 1000:
            reading.value = value = value * earlier.scale  # "611 million francs instead of 480"
        like = 0.2 <= value / (earlier.value or 1.0) <= 5
        if earlier.kind in ("money", "measure", "percent") and like and (compared or before in _STATING):
            return earlier.kind, earlier.unit, earlier.per
    return None


def subject(ts: list[Token], reading: Reading) -> Told | None:
    """Read "the number of rough sleepers rose to 64", "deliveries totalled 97,000"."""
    k = _lead(ts, reading.first)
    for n in range(k - 1, max(-1, k - 14), -1):
        if ts[n].low == "number" and word_at(ts, n + 1) == "of" and (counted := noun_at(ts, n + 2, False)):
            return "count", counted[0], None
    if word_at(ts, k) == ":":
        return _announced(ts, k)
    k -= word_at(ts, k) in ("to", "from")
    toll = word_at(ts, k) in _PASSING or word_at(ts, k) in _REACHING
    if toll and "toll" in (word_at(ts, k - 1), word_at(ts, k - 2)):
        return "count", "death", None
    if word_at(ts, k) not in _REACHING:
        return None
    k -= 1
    while word_at(ts, k) in _BE or word_at(ts, k) in _MODALS:
        k -= 1
    if word_at(ts, k) in _CROWDS:
        return "count", "people", None
    behind = next((n for n in range(k - 1, max(k - 5, 0), -1) if word_at(ts, n) in _OF), 0)
    return _named_by(ts, behind - 1 if is_plural(word_at(ts, behind - 1)) else k)  # "Claims for flood damage fell"


_MODALS = words("will would could may might can should must")
_OF = words("for of to in between from with on at")


def _named_by(ts: list[Token], k: int) -> Told | None:
    """Return the unit that a plural at token k gives to what it has reached."""
    noun = word_at(ts, k)
    common = is_plural(noun) and noun not in _AMOUNTS and (k == 0 or ts[k].text.islower() or ts[k - 1].kind == "s")
    return ("count", singular(noun), None) if common else None


def _announced(ts: list[Token], colon: int) -> Told | None:
    """Read "Night trains are back: 14 run this year": the subject before the colon."""
    verb = next((k for k in range(1, min(6, colon)) if ts[k].low in _BE), 0)
    found = noun_at(ts, 0, False) if verb else None
    return ("count", found[0].lower(), None) if found and found[1] == verb else None


def _carried(ts: list[Token], reading: Reading, near: list[Reading], earlier: list[Reading]) -> Told | None:
    """Read a number that counts what the figure before it did: "You promised 400 beds. You have built 265."."""
    value, after = reading.value or 0.0, at(ts, reading.last)
    before = word_at(ts, reading.first - 1)
    more = after.low in ("more", "others") or before == "another"
    if before in ("(", "[") or (before == "at" and (after.text == "," or value <= 24)):
        return None  # "Smith (12)", "opens at 9", "At 14, he weighed 38 kilos; at 20, 71"
    earlier = earlier if more or value > 24 else []  # so small a number may be an hour, a line, a house
    ends = after.kind in ("s", "") or after.low in STOP or after.low in SMALL
    if not (more or reading.form == "digits") or not (more or ends):
        return None
    kinds = [("count", "rate", "money", "percent", "measure")] * len(near) + [("count", "rate", "money")] * len(earlier)
    for told, allowed in zip([*near, *earlier], kinds, strict=True):
        if told.value is None or told.unit is None or told.kind not in allowed:
            continue
        scaled = told.kind == "money" and reading.scale >= 1e6
        like = 0.2 <= abs(value / (told.high or told.value or 1.0)) <= 5
        if like or scaled or (more and told.kind == "count"):
            return told.kind, told.unit, told.per
    return None


_PASSING = words("passes passed tops nears neared")
_REACHING = (UP | DOWN | words("gone went totalled totaled topped reached hit passed exceeded surpassed numbered")) - {
    "up",
    "down",
}
_AMOUNTS = words(
    "sales profits shares prices earnings revenues stocks yields rates temperatures futures costs points results "
    "receipts takings markets indexes proceeds exports imports assets wages rents levels odds levies fees lists "
    "numbers queues ranks times"
)
_COMPARING = words("than versus vs against from")
_COMPARED = {("compared", "with"), ("compared", "to"), ("instead", "of")}
_STATING = words("is was including")
_LISTING = words("and with to about nearly over is was including")
