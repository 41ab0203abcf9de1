"""The words around a figure: modifier, change, what it measures, whether it matters."""

from sourcebook.quantities.lookalikes import NAME_BEFORE_OK
from sourcebook.quantities.nouns import DETERMINERS, STOP, noun_words, singular
from sourcebook.quantities.numerals import Token, at, skip_hyphen, word_at, words
from sourcebook.quantities.readings import Reading

MODIFIERS = {
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
            "better than|bigger than|longer than|stronger than|heavier than|topped|to top|will top|could top|"
            "exceed|surpass|>|older than"
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
_REVERSED = {">": "<=", "<": ">="}
MODIFIERS |= (
    {  # "less than or equal to", "equal to or more than", "no bigger than", "greater or equal to"
        form: bound
        for phrase, sign in list(MODIFIERS.items())
        if sign in _REVERSED and phrase[-1] == "than" and phrase[0] not in ("just", "well")
        for form, bound in (
            ((*phrase, "or", "equal", "to"), sign + "="),
            (("equal", "to", "or", *phrase), sign + "="),
            ((*phrase[:-1], "or", "equal", "to"), sign + "="),
            (("no", *phrase), _REVERSED[sign]),
            (("not", *phrase), _REVERSED[sign]),
        )
    }
    | {("at", "least", "or", "equal", "to"): ">=", ("at", "most", "or", "equal", "to"): "<="}
)
LASTING = words(
    "took take takes taken taking lasted lasts spent spend for after just well is was were waited little of at"
)
_MODIFIER_STARTS, _MODIFIER_ENDS = ({phrase[n] for phrase in MODIFIERS} for n in (0, -1))
_LONGEST = max(map(len, MODIFIERS))
TRAILERS = {
    ("or", "so"): "~", ("or", "more"): ">=", ("or", "above"): ">=", ("or", "less"): "<=", ("or", "fewer"): "<=",
    ("at", "least"): ">=", ("at", "most"): "<=", ("and", "above"): ">=", ("or", "higher"): ">=",
    ("or", "over"): ">=", ("or", "below"): "<=", ("or", "older"): ">=", ("or", "greater"): ">=",
    ("and", "over"): ">=", ("and", "older"): ">=", ("and", "up"): ">=", ("and", "under"): "<=", ("or", "under"): "<=",
    ("and", "younger"): "<=", ("or", "younger"): "<=", ("and", "below"): "<=", ("or", "thereabouts"): "~",
}  # fmt: skip
UP = words(
    "rose rise rises risen rising up grew grow grows grown growing increased increase increases increasing "
    "climbed climb climbs climbing jumped jump jumps jumping surged surge surges surging soared soar soars "
    "soaring advanced rallied expanded spiked leapt leaped skyrocketed swelled gained gain gains gaining added "
    "adds rebounded strengthened"
)
DOWN = words(
    "fell fall falls fallen falling down dropped drop drops dropping declined decline declines declining slid "
    "slide slides sliding tumbled tumble tumbles tumbling decreased decrease decreases slipped slip slips "
    "slipping plunged plunge plunges sank sink sinks shed sheds dipped dip dips shrank shrink shrinks shrunk "
    "off eased retreated plummeted slumped slump slumps contracted lost lose loses losing weakened"
)
_UP_BY = UP | words("raised raise raises raising boosted boost lifted lift hiked hike extended")
_DOWN_BY = DOWN | words("reduced reduce reduces reducing cut cuts cutting slashed lowered lower trimmed")
_ONLY_MEASURED = words("gained gain gains gaining added adds lost lose loses losing shed sheds advanced up down off")
_EXTREMES = {("as", "low"), ("as", "high")}
_CUTS = words("cut cuts cutting slash slashed slashes axe axed eliminate eliminated")
_BETWEEN = ("ly", "ised", "ized", "usted")
_BEATEN = words("lost lose loses losing led")  # by so many goals or votes
_FILLERS = words(
    "by another just only even further as a an additional some nearly almost about around roughly more than over "
    "much less up approximately whopping still sharply it its prices price slightly modest record mere "
    "close"
)


_MOVED = words(
    "edged edging edge inched inching ticked ticking tick crept creeping moved moving move went gone go goes going "
    "nudged pushed shot bumped came"
)


def modifier_before(ts: list[Token], first: int, floor: int) -> tuple[str, int]:
    """Return (sign, index of the first modifier word) of the modifier that ends before token `first`."""
    if first <= floor or ts[first - 1].low not in _MODIFIER_ENDS:
        return "=", first
    for size in range(min(_LONGEST, first - floor), 0, -1):
        a = first - size
        if a >= floor:
            sign = MODIFIERS.get(tuple(t.low for t in ts[a:first]))
            if sign and ts[a].low == "up" and word_at(ts, a - 1) in _MOVED:
                return "=", first  # "edged up to 5 %" tells a level
            if sign:
                return sign, a
    return "=", first


def modifier_at(ts: list[Token], k: int) -> tuple[str, int]:
    """Return (sign, index behind) of the longest modifier that begins at token k."""
    for n in range(_LONGEST, 0, -1) if word_at(ts, k) in _MODIFIER_STARTS else ():
        if sign := MODIFIERS.get(tuple(t.low for t in ts[k : k + n])):
            return sign, min(k + n, len(ts))
    return "=", k


def change_before(ts: list[Token], reading: Reading, start: int | None = None) -> str:
    """Return up or down where a verb or noun of change leads straight to the figure, or to its modifier at `start`."""
    start = reading.first if start is None else start
    head = word_at(ts, start), word_at(ts, start + 1)
    if start < reading.first and (head[0] in ("below", "above", "under", "beyond") or head in _EXTREMES):
        return ""  # "fell below 60" tells a level
    if word_at(ts, start - 1) == "of":
        noun = singular(word_at(ts, start - 2))
        return "up" if noun in _RISES else "down" if noun in _FALLS else ""
    for k in range(start - 1, max(-1, start - 7), -1):
        low = ts[k].low
        if low == "by":
            return _change_by(ts, k, reading)
        if low in UP or low in DOWN or low in _CUTS:
            return _change_at(ts, k, reading)
        if low not in _FILLERS and not low.endswith(_BETWEEN):
            return ""
    return ""


def _change_by(ts: list[Token], by: int, reading: Reading) -> str:
    """Read "grew by", "cut spending on roads by"; who lost by two votes told no change."""
    for low in (t.low for t in ts[max(0, by - 5) : by][::-1]):
        if low in _BEATEN and reading.kind == "count":
            return ""
        if low in _UP_BY or low in _DOWN_BY:
            return "up" if low in _UP_BY else "down"
    return ""


def _change_at(ts: list[Token], k: int, reading: Reading) -> str:
    """Return the direction of the verb or adverb at token k that leads straight to a figure, if it is one of change."""
    low, before = ts[k].low, word_at(ts, k - 1)
    gained = (reading.unit or "").split(" ")[-1] in _GAINED
    if low in _CUTS:
        return "down" if gained else ""
    measured = gained or reading.kind in ("money", "percent", "measure")
    if low in ("up", "down"):
        measured = bool(reading.unit) and not (low == "up" and (before in _MAKE or word_at(ts, k + 1) == "to"))
    if low == "off":
        measured = before in ("was", "were", "is", "are")
    if low in _ONLY_MEASURED and not measured:
        return ""
    return "up" if low in UP else "down"


def change_behind(ts: list[Token], reading: Reading) -> str:
    """Return up or down where the change follows its figure: "a 3 % rise", "45 cents higher", "9 % fewer cars"."""
    k = skip_hyphen(ts, reading.last)
    low, after = word_at(ts, k), at(ts, k + 1)
    counted = reading.kind == "count" and low in ("more", "fewer") and after.low == "than"
    if reading.kind not in ("percent", "money") and (reading.unit or "").split(" ")[-1] not in _GAINED and not counted:
        return ""
    if low in ("up", "down"):
        return low if after.kind in ("s", "") or after.low in ("on", "at", "in") else ""
    if low in _COMPARATIVES:
        return _COMPARATIVES[low]
    for noun in (low, word_at(ts, k + 1)) if low not in STOP else ():
        if noun in _RISES or noun in _FALLS:
            return "up" if noun in _RISES else "down"
    return ""


_MAKE = words(
    "make makes made making give gives gave given set take takes took pick picked rack racked sign signed use used"
)
_GAINED = words("job position post point subscriber user customer member worker employee role")
_RISES = words("rise increase jump surge gain growth hike climb uptick upswing boost")
_FALLS = words("fall decrease drop decline slump slide plunge dip cut reduction contraction downturn")
_COMPARATIVES = {"higher": "up", "more": "up", "lower": "down", "fewer": "down", "less": "down"}


def modifier_behind(ts: list[Token], k: int) -> tuple[str, str]:
    """Return (sign, words) of a modifier that follows a figure: "50 or more", "10+"."""
    after = (word_at(ts, k), word_at(ts, k + 1))
    if after in TRAILERS:
        return TRAILERS[after], " ".join(after)
    return (">=", "+") if after[0] == "+" and ts[k].glued else ("=", "")


_VERBS_OF_STATE = words(
    "is was are were reached totalled totaled stood stands hit amounted accounted has had have cost costs remains "
    "remained averaged averages became represents"
)


def subject_of(ts: list[Token], reading: Reading) -> str | None:
    """Return, in at most six words, what the figure measures: the words before the verb, or behind "of"."""
    if reading.kind in ("percent", "multiple") and word_at(ts, reading.last) == "of":
        k = reading.last + 1
        noun = noun_words(ts, k + (word_at(ts, k) in DETERMINERS or word_at(ts, k) == "all"))
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


_PREDICATES = _VERBS_OF_STATE | UP | DOWN
_CLAUSE_STARTS = words("and but that which while")
_LEADING = words("the a an its their his her it he she they we i there of in to who")


# ---------------------------------------------------------------- salience

_ENUMERATED = words(
    "side country nation government party feature principle pillar reason aspect way thing question factor "
    "challenge lesson element step respect leader power head delegation president dimension view option category "
    "kind type sort front example goal objective priority theme scenario approach friend other"
)


def salience_of(ts: list[Token], reading: Reading, iso: str | None) -> str:
    """Return "fact" for what an analyst would copy into a table of figures, else "incidental"."""
    value = reading.value if reading.value is not None else 0.0
    unit = reading.unit or ""
    if _is_aside(ts, reading):
        fact = False
    elif reading.kind in ("date", "date_range"):
        fact = _is_worthy_date(ts, reading, iso)
    elif reading.kind == "ordinal":
        ranked = reading.form == "rank" and (" " in unit or word_at(ts, reading.first + 1) == "-")
        placed = word_at(ts, reading.last) == "among" or word_at(ts, reading.first - 1) in _PLACED
        fact = ranked or placed or (unit == "time" and word_at(ts, reading.last + 1) in ("since", "in"))
    elif reading.kind == "duration":
        last = word_at(ts, reading.last - 1)
        aged = unit.endswith("of age") and reading.high is None and (reading.form == "age" or last in ("old", "olds"))
        short = value <= 1 and unit not in ("decade", "century") and reading.high is None and reading.modifier == "="
        fact = (
            not (aged and reading.modifier == "=") and not short and not (reading.date and value == 1 and last != "ago")
        )
    elif reading.kind == "count":
        fact = bool(unit) and not _is_figure_of_speech(reading, unit, value, spelled=ts[reading.first].kind == "w")
    else:
        fact = True
    return "fact" if fact else "incidental"


_PLACED = words("ranked ranks rank ranking placed finished")


def _is_worthy_date(ts: list[Token], reading: Reading, iso: str | None) -> bool:
    date, before = reading.date, at(ts, reading.first - 1)
    if date is None or (iso is None and not date.yearless):
        return False
    named = before.text[:1].isupper() and reading.first > 1 and before.low not in NAME_BEFORE_OK
    after, determined = at(ts, reading.last), before.low in DETERMINERS
    if iso and len(iso) == 4 and (named or (determined and after.kind == "w" and after.text.istitle())):
        return False  # the year of a programme, a campaign or a treaty
    if date.weekday is not None and word_at(ts, reading.first - 1) not in ("", "on"):
        lead = reading.first - 1 - (at(ts, reading.first - 2).low in DETERMINERS)
        if "a" in (word_at(ts, lead), word_at(ts, lead - 1)):
            return False  # "on 3 May, a rainy Friday"
    if date.weekday is not None and word_at(ts, reading.last - 1).endswith(("'s", "’s")):
        return False  # "Tuesday's vote" names the vote
    here = word_at(ts, reading.first) in ("today", "tonight", "this", "current", "past")
    return not here or word_at(ts, reading.last - 1) == "next"


_APPARATUS = words("page word paragraph comment reviewer footnote")
_TRAFFIC = words("view share like reply read click")
_BARS = set("·|•")
_BYLINE = words("published updated posted revised copyright © photo")


_DASHES = set("—–-")
_BONDS = words("bond bonds note notes bill bills treasury treasuries gilt gilts bund bunds yield yields paper")
_LISTED = words("thing way tip takeaway")
_EXTREME = words("high low peak highs lows")
_SPEAKER = words("i i'm i've i'll i'd i’m i’ve i’ll i’d my")  # whose own years are no figures
_SPEAKER_TO_BE = words("i'll i'd i’ll i’d")
_ABSTRACT = words("this that it point story battle trouble problem fun job answer truth")


def _is_aside(ts: list[Token], reading: Reading) -> bool:
    """Say whether a figure is about the text itself or stands in a fixed phrase: "6 min read", "a 52-week high"."""
    if reading.date and reading.kind != "duration":
        around = {word_at(ts, reading.first - 1), word_at(ts, reading.last)}
        lead = word_at(ts, reading.first - 1) in _BYLINE or ts[0].low in _BYLINE
        furniture = ts[-1].text not in ".!?" and (lead or not _BARS.isdisjoint(around))  # "Features · 3 May 2024"
        return furniture or _is_dateline(ts, reading)
    if reading.kind == "money" and "=" in (word_at(ts, reading.first - 1), word_at(ts, reading.last)):
        return True  # "($1 = 55.80 pesos)"
    if reading.kind == "money":
        return "pages" in [t.low for t in ts[max(0, reading.first - 3) : reading.last + 3]]  # the price of a book
    after, then = word_at(ts, reading.last), word_at(ts, reading.last + 1)
    if reading.kind == "percent":
        other = word_at(ts, reading.first - 1) == "other" or not _ABSTRACT.isdisjoint(
            (then, word_at(ts, reading.last + 2))
        )
        return other and ts[reading.last - 1].low == "half"
    if reading.kind == "duration":
        idiom = after == "read" or (after in _BONDS and "-" in [t.text for t in ts[reading.first : reading.last]])
        idiom = idiom or [t.low for t in ts[max(0, reading.first - 3) : reading.first]] == ["reading", "time", ":"]
        idiom = idiom or after in _EXTREME or (after == "on" and then == ",")
        return idiom or _is_own(ts, reading.first) or _is_heading(ts, reading)
    if reading.kind != "count" or not reading.unit:
        return False
    noun = reading.unit.split(" of ")[0].split(" ")[-1]
    idiom = (noun == "time" and (after, then) == ("out", "of")) or word_at(ts, reading.first - 1) == "top"
    idiom = idiom or (noun in _LISTED and (reading.value or 0) <= 100)
    idiom = idiom or _is_own(ts, reading.first, 6)
    return idiom or noun in _APPARATUS or (noun in _TRAFFIC and len(ts) < 7) or _is_heading(ts, reading)


def _is_dateline(ts: list[Token], reading: Reading) -> bool:
    """Say whether a date stands between the place and the dash that open a report: "WARSAW, Oct. 16 —"."""
    opens = reading.first <= 8 and ts[0].text.isupper() and len(ts[0].text) > 2 and ts[reading.first - 1].text == ","
    return opens and not _DASHES.isdisjoint(t.text for t in ts[reading.last : reading.last + 8])


def _is_own(ts: list[Token], first: int, reach: int = 10) -> bool:
    """Say whether the speaker tells of a life: "I have been here for ten years"; another figure or a plan ends that."""
    for t in ts[max(0, first - reach) : first][::-1]:
        if t.kind == "n" or t.low in _SPEAKER:
            return t.kind != "n" and (reach == 10 or t.low not in _SPEAKER_TO_BE)
    return False


def _is_heading(ts: list[Token], reading: Reading) -> bool:
    """Say whether a line without an end counts off what follows: "Five Lessons from the Flood"."""
    first, last = ts[reading.first], ts[reading.last - 1]
    capitals = first.kind == last.kind == "w" and first.text[0].isupper() and last.text[0].isupper()
    return capitals and ts[-1].kind == "w"


def _is_figure_of_speech(reading: Reading, unit: str, value: float, spelled: bool) -> bool:
    """Say whether a count only counts off: "three reasons", "a thousand ways", "two sides"."""
    if reading.form == "article":
        return value in (1e3, 1e6, 1e9) or (value < 1000 and value != 12)
    if not spelled or (reading.high or 0) > 3:
        return False
    return value < 4 or (unit.split(" of ")[0].split(" ")[-1].lower() in _ENUMERATED and value <= 12)
