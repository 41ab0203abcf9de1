"""What a bare number leaves to be understood: people, an age, the noun or the unit of a figure near by."""

from sourcebook.quantities.amounts import amount_at
from sourcebook.quantities.frame import DOWN, UP
from sourcebook.quantities.nouns import STOP, is_plural, noun_at, singular
from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.quantities.readings import Reading

Unit = tuple[str, str | None, str | None]  # kind, unit, denominator

_FATES = words(
    "dead killed injured wounded hurt missing arrested hospitalised hospitalized homeless detained charged rescued "
    "evacuated displaced stranded infected jailed trapped unaccounted died perished drowned survived attended"
)
_TO_PEOPLE = words(
    "killed killing kills injured injuring wounded wounding arrested arresting detained detaining rescued evacuated "
    "displaced displacing employs employed employing hospitalised hospitalized infected infecting seats seated"
)
_CROWDS = words("crowd population audience workforce staff turnout attendance congregation crew membership")
_BY_PEOPLE = words("signed attended watched seen visited joined viewed backed used")
_PERSONS = words(
    "people person those anyone everyone anybody adults children kids women men girls boys patients workers residents "
    "voters drivers pupils students teenagers americans youths players population citizens customers them"
)
_SKIPPED = words(
    "about around at least some more than nearly almost another a an further estimated over up roughly as many "
    "approximately only just under fewer the other additional"
)
_BE = words("was were is are be been being have has had later also all")


def understood(ts: list[Token], reading: Reading, found: list[Reading]) -> bool:
    """Give a bare number the unit that the sentence leaves out; say whether there is one."""
    unit = (
        _part_of_whole(ts, reading, found)
        or _people(ts, reading, found)
        or _of_the_same(ts, reading, found)
        or _age(ts, reading)
        or _beside_change(ts, reading, found)
        or _parallel(ts, reading, found)
        or _subject(ts, reading)
    )
    if unit:
        reading.kind, reading.unit, reading.per = unit
        reading.form = "age" if reading.kind == "duration" else reading.form
    return bool(unit)


def _lead(ts: list[Token], k: int) -> int:
    """Return the index of the word before token k that no modifier takes."""
    floor = k - 6
    k -= 1
    while k > floor and (word_at(ts, k) in _SKIPPED or (word_at(ts, k) == "to" and word_at(ts, k - 1) == "up")):
        k -= 1
    return k


def _part_of_whole(ts: list[Token], reading: Reading, found: list[Reading]) -> Unit | None:
    """Read "30 of them" and "Of 40 patients, 12 died": part of the things counted before."""
    whole = next((r for r in found[::-1] if r.kind == "count" and r.unit), None)
    if whole is None:
        return None
    after = word_at(ts, reading.last)
    if after == "of" and word_at(ts, reading.last + 1) in ("them", "these", "those", "whom", "which"):
        return "count", whole.unit, None
    partitive = whole.first <= 3 and ts[0].low in ("of", "among") and whole.last < reading.first
    return ("count", whole.unit, None) if partitive and (after in STOP or after.endswith("ed")) else None


def _of_the_same(ts: list[Token], reading: Reading, found: list[Reading]) -> Unit | None:
    """Read "another 30", "300 more", "34 members voted against and 12 abstained"."""
    whole = next((r for r in found[::-1] if r.kind == "count" and r.unit), None)
    before, after = word_at(ts, reading.first - 1), word_at(ts, reading.last)
    more = before == "another" or (after in ("more", "others") and not noun_at(ts, reading.last + 1, False))
    acting = before == "and" and after.endswith("ed")
    return ("count", whole.unit, None) if whole and (more or acting) else None


def _meets_fate(ts: list[Token], k: int) -> bool:
    """Say whether token k begins "were injured", "have died", "missing"."""
    return next((t.low for t in ts[k : k + 4] if t.low not in _BE), "") in _FATES


def _people(ts: list[Token], reading: Reading, found: list[Reading]) -> Unit | None:
    """Read "killed 14", "30 were injured", "19 miners were killed and 12 injured", "a crowd of 3,000"."""
    if _meets_fate(ts, reading.last):
        named = next((r for r in found[::-1] if r.kind == "count" and r.unit and _meets_fate(ts, r.last)), None)
        return "count", named.unit if named else "people", None
    lead = _lead(ts, reading.first)
    crowd = word_at(ts, lead) in ("of", "is", "was") and word_at(ts, lead - 1) in _CROWDS
    crowd = crowd or (word_at(ts, lead) == "by" and word_at(ts, lead - 1) in _BY_PEOPLE)
    crowd = crowd or (reading.form == "vague" and next((t.low for t in ts[reading.last : reading.last + 2] if t.low != "more"), "") in _BE)
    return ("count", "people", None) if word_at(ts, lead) in _TO_PEOPLE or crowd else None


def _age(ts: list[Token], reading: Reading) -> Unit | None:
    """Read "children under 12", "those over 65"."""
    limit = word_at(ts, reading.first - 1)
    if limit == "at" and word_at(ts, reading.first - 2) == word_at(ts, reading.last) == ",":  # "became, at 81, the"
        return "duration", "year of age", None
    if limit not in ("under", "over", "above", "below", "aged", "than") or not 1 < (reading.value or 0) <= 110:
        return None
    near = ts[max(0, reading.first - 5) : reading.first - 1]
    old = limit != "than" or word_at(ts, reading.first - 2) in ("older", "younger")
    return ("duration", "year of age", None) if old and any(t.low in _PERSONS for t in near) else None


def _beside_change(ts: list[Token], reading: Reading, found: list[Reading]) -> Unit | None:
    """Read the level beside its change: "fell 32.5 points to 8,034", "8,034, up 32.5 points"."""
    change = None
    if word_at(ts, reading.first - 1) in ("to", "at"):
        change = next((r for r in found[:-3:-1] if r.kind != "percent" and reading.first - r.last < 10), None)
    else:
        k = reading.last + (word_at(ts, reading.last) == ",")
        if word_at(ts, k) in ("up", "down") and k + 1 < len(ts):
            change = amount_at(ts, k + 1)
    if change is None or (change.kind not in ("money", "measure") and change.unit != "point"):
        return None
    return change.kind, change.unit, change.per


def _parallel(ts: list[Token], reading: Reading, found: list[Reading]) -> Unit | None:
    """Read "the larger costs 90 cents and the smaller 60", "3,000 cars, compared with 2,500 last year"."""
    lead = _lead(ts, reading.first)
    before = word_at(ts, lead)
    compared = before in _COMPARING or (before in ("with", "to") and word_at(ts, lead - 1) == "compared")
    large = (reading.value or 0) >= 1000
    last = found[-1] if found else None
    if last and last.kind == "count" and last.last == reading.first - 1 and before == "to":  # "by 52 votes to 48"
        return "count", last.unit, None
    for earlier in found[:-4:-1]:
        if earlier.value is None or earlier.unit is None or not reading.value:
            continue
        if earlier.kind == "count" and (compared or (large and before in _LISTING)):
            return "count", earlier.unit, None
        ratio = reading.value / (earlier.value or 1.0)
        like = 0.2 <= ratio <= 5
        if earlier.kind in ("money", "measure", "percent") and like and (compared or before in _STATING):
            return earlier.kind, earlier.unit, earlier.per
    return None


def _subject(ts: list[Token], reading: Reading) -> Unit | None:
    """Read "the number of rough sleepers rose to 64", "deliveries totalled 97,000"."""
    k = _lead(ts, reading.first)
    for n in range(k - 1, max(-1, k - 14), -1):
        if ts[n].low == "number" and word_at(ts, n + 1) == "of" and (noun := noun_at(ts, n + 2, False)):
            return "count", noun[0], None
    if word_at(ts, k) == "to":
        k -= 1
    if word_at(ts, k) not in _REACHING:
        return None
    k -= 1
    while word_at(ts, k) in _BE:
        k -= 1
    noun = word_at(ts, k)
    return ("count", singular(noun), None) if is_plural(noun) and ts[k].text.islower() | (k == 0) and noun not in _AMOUNTS else None


_REACHING = UP.union(DOWN, words("totalled totaled totalling topped reached hit passed exceeded surpassed numbered")) - {"up", "down"}
_AMOUNTS = words(
    "sales profits shares prices earnings revenues stocks yields rates temperatures futures costs points results "
    "receipts takings markets indexes proceeds exports imports assets wages rents levels odds levies fees"
)
_COMPARING = words("than versus vs against from")
_STATING = words("is was including")
_LISTING = words("and with to about nearly over is was including")
