"""Whether a sentence affirms a figure, hedges it or plans it.

The nearest cue in the figure's own clause decides: first a participle that leans on the figure ("the 5 %
expected by analysts"), then the words before it, and where no verb stands before it (the figure is in the
subject) the modal that follows. Every walk is bounded.
"""

from sourcebook.quantities.nouns import STOP
from sourcebook.quantities.numerals import Token, at, word_at, words
from sourcebook.quantities.verbs import EITHER, PAST

_REACH = 40  # tokens before a figure in which a cue still counts
_AHEAD = 30  # and behind it, where the figure stands in the subject
_LEAD = 12  # tokens a subject may have before its figure

# What a word before a figure does. Modals and participles bind the figures of their own clause; an opinion
# covers the clause it introduces, finite verb and all; a noun of planning passes "is" ("the target is 5 %").
_HEDGE_MODALS = words("could may might would")
_PLAN_MODALS = words("will shall must should ought won't won’t") | {
    f"{who}{mark}ll" for who in words("i you he she it we they that there this who") for mark in "'’"
}
_OPINIONS = words(
    "believe believes believed think thinks suspect suspects suspected reckon reckons expect expects "
    "expected expecting forecast forecasts predict predicts predicted projected anticipate "
    "anticipates anticipated estimate estimates estimated estimating assume assumes assumed assuming fear fears "
    "feared suggest suggests hinted hint hints guess reportedly allegedly apparently supposedly purportedly perhaps "
    "maybe probably possibly potentially presumably likely unlikely possible rumoured rumored rumours reputedly seem "
    "seems seemed appear appears speculation projection projections prediction predictions if unless hypothetical"
)
_PLANS = words(
    "plan plans planned planning aim aims aimed aiming target targets targeted targeting pledge pledged pledges "
    "pledging promise promised promises promising commit commits committed commitment commitments intends intend "
    "intended intention propose proposes proposed proposing proposal proposals due scheduled goal goals vow vowed vows "
    "required require requires requiring deadline deadlines upcoming want wants seek seeks hope hopes hoping prepare "
    "prepares preparing instructed instructs decide recommend recommends recommended recommending recommendation "
    "foresee foresees foreseen envisage envisages envisaged stipulates stipulated mandates mandated obliged obliges "
    "obligated compulsory mandatory threatened threatens threatening caps insist insists demanding ambition payable "
    "budgeted earmarked pencilled penciled"
)
_NEED_TO = words(  # planned only before "to" and a verb: "agreed to pay", "an offer in May to mend"
    "agreed agree agrees decided decides offered offers announcement decision offer bid agreement order ordered "
    "going set about have has need needs supposed ask asks asked urge urges urged call calls called calling appeal "
    "appeals appealed appealing undertake undertakes undertook undertaken"
)
_NEED_FOR = words("ask asks asked call calls called calling appeal appeals appealed appealing")
_SAYS = words("said says")
_PROMISERS = words("it he she they we i")
_CONDITIONS = words("if unless")  # hedge their own clause, up to the comma
_SAID_TO = words("said believed thought understood")
_PUT_AT = words("put puts putting see sees")
_CLAIMS = words("claim claims claimed")  # opinions only before "that": there are claims for damage, and lives claimed
_MET = words("met meets meet hit hits beat beats missed misses exceeded surpassed topped reached under above below")
_AIMS = words("target targets goal goals plan plans forecast forecasts estimates expectations projections")

_COPULAS = words("is are was were remains remain stands stood")
_FINITE = PAST | words("does do reached totalled totaled climbed jumped")
_PARTICIPLES = EITHER | {"earned"}
_AUXILIARIES = words("be been being have has had to will would could may might should must shall is are was were")
_STOPS = words("; but despite amid while although whereas though compared versus whereby")
_SUBJECTS = words("the a an it he she they we i you this that these those there his her its our their my in on at")
_LEANING = {"planned": words("planned promised pledged proposed required scheduled targeted sought demanded")}
_LEANING["hedged"] = words("forecast expected predicted projected estimated anticipated")
_SIZED = dict.fromkeys(words("target goal plan pledge promise proposal deadline requirement"), "planned")
_SIZED |= dict.fromkeys(words("forecast estimate projection prediction"), "hedged")
_LEANS_ON = words("by in for from at on under to this last next when , . ) ; :") | {""}
_HOPES = words("hope think believe suspect guess reckon expect estimates reckons predicts believes expects thinks")
_FUNCTION = words(
    "of by in for to on at over under within from and or with than per the a an these those every each its their all "
    'about around some roughly nearly almost least most more less fewer , : ( – — " “ until after before since between'
)
_INSTRUMENTS = words(
    "fund levy tax cap fee limit quota total ceiling tariff charge subsidy fine scheme budget target threshold rule "
    "default penalty grant loan package minimum maximum"
)
_DEFINITE = words("the these those its their all")  # "the two towns may": that there are two is no guess
_STANDING = words("current present existing today's today’s previous original initial former")
_NOW = words("now currently already today")
_BACKGROUND = words("after since with at despite given like unlike as than without besides")  # told as known
_CLOSES = words("; : said says say that who which where when because if as whose")
_DUE_TO = words("the a an its their his her this that these those")
_HEDGED = dict.fromkeys(_OPINIONS, "opinion") | dict.fromkeys(_HEDGE_MODALS, "hedged")
_ROLES = (
    dict.fromkeys(_NEED_TO, "to?")
    | dict.fromkeys(_COPULAS, "copula")
    | dict.fromkeys(_FINITE | _PARTICIPLES | _SAID_TO, "finite")
    | dict.fromkeys(_STOPS | {"which", "who", "from", "that", "than"}, "stop?")
    | dict.fromkeys(_PLANS, "plan")
    | dict.fromkeys(_PLAN_MODALS, "planned")
    | dict.fromkeys(_PUT_AT, "put")
    | dict.fromkeys(_CLAIMS, "claim")
    | _HEDGED
)


def commitment_of(ts: list[Token], first: int, last: int, timed: bool = False) -> str:
    """Return affirmed, hedged or planned for the figure in tokens [first, last); `timed` is a date, a time or a rank.

    >>> from sourcebook.quantities.numerals import tokens
    >>> commitment_of(tokens("A levy of 5 % could follow."), 3, 5)
    'hedged'
    """
    found = _leaning(ts, last) or ("" if timed else _sized(ts, last))
    if found:
        return found
    if _is_known(ts, first, last, timed):
        return "affirmed"
    found, open_at = _before(ts, first)
    if not found and open_at >= 0 and _in_subject(ts, first, open_at):
        found = _ahead(ts, first, last)
    return found or "affirmed"


def _leaning(ts: list[Token], last: int) -> str:
    """Return the mood of words that follow straight on a figure: "5 % expected by", "5 %, I hope"."""
    low, after = word_at(ts, last), word_at(ts, last + 1)
    for mood, participles in _LEANING.items():
        if low in participles and after in _LEANS_ON:
            return mood
    if low == "," and after == "payable":
        return "planned"
    if low == "," and (word_at(ts, last + 2) in _HOPES and word_at(ts, last + 3) in _LEANS_ON):
        return "hedged"
    return ""


def _is_known(ts: list[Token], first: int, last: int, timed: bool) -> bool:
    """Say whether the sentence takes the figure for granted: "the current 5 %", "more than the 5 million spent"."""
    before, low = word_at(ts, first - 1), word_at(ts, last)
    now = low in _NOW or (low == "at" and word_at(ts, last + 1) == "present")
    if before == "of":  # "double its initial contribution of 4 million"
        before = next((t.low for t in ts[max(0, first - 4) : first - 1] if t.low in _STANDING), before)
    return now or before in _STANDING or (before in _DEFINITE and not timed) or word_at(ts, last - 1) == "ago"


def _sized(ts: list[Token], last: int) -> str:
    """Return the mood of the noun that the figure sizes: "a $200 million purchase target", "the 5 % forecast"."""
    k = last + (word_at(ts, last) == "-")
    k += at(ts, k).kind == "w" and ts[k].low not in _SIZED and word_at(ts, k + 1) in _SIZED and ts[k].low not in STOP
    return _SIZED.get(word_at(ts, k), "")


def _before(ts: list[Token], first: int) -> tuple[str, int]:
    """Return the mood that the words before a figure give it, and where its clause begins if that has no verb."""
    passed = ""  # the finite verb between: its role
    for k in range(first - 1, max(-1, first - _REACH), -1):
        low = ts[k].low
        role = _ROLES.get(low)
        if role is None:
            if passed and low == "and":
                break
            continue
        if role == "stop?":
            if _stops(ts, k):
                return "", -1 if passed else k + 1
            continue
        mood = _mood(ts, k, first, role, passed)
        if mood:
            return mood, -1
        if role in ("copula", "finite") and not passed and _is_finite(ts, k):
            passed = role
    return "", -1 if passed else max(0, first - _REACH)


def _mood(ts: list[Token], k: int, first: int, role: str, passed: str) -> str:
    """Return the mood that the cue at token k gives the figure at token `first`, or ""."""
    low = ts[k].low
    if low in _AIMS and _is_met(ts, k):
        return ""
    if role == "claim":
        return "hedged" if word_at(ts, k + 1) == "that" else ""
    if role == "opinion":
        conditional = low in _CONDITIONS and any(ts[j].low == "," for j in range(k + 1, first))
        return "" if conditional or _is_past(ts, k, passed) else "hedged"
    if role == "plan":
        if word_at(ts, k - 1) == "to" and word_at(ts, k - 2) in _SAID_TO:
            return "hedged"  # "is said to want"
        beside = low == "due" and word_at(ts, k + 1) == "to" and (word_at(ts, k + 2) in _DUE_TO or k + 2 >= first)
        return "planned" if passed in ("", "copula") and not beside else ""
    if passed:
        return ""
    if low in _SAID_TO and word_at(ts, k + 1) == "to" and k + 2 < first:
        return "hedged"
    if role in ("hedged", "planned"):
        return _modal(ts, k, role)
    if role == "to?":
        return "planned" if _leads_to_verb(ts, k, first) else ""
    if role == "put":
        return "hedged" if any(ts[j].low == "at" for j in range(k + 1, min(first, k + 12))) and _at(ts, first) else ""
    if role == "copula":
        return "planned" if word_at(ts, k + 1) == "to" and k + 2 < first else ""
    return ""


def _modal(ts: list[Token], k: int, role: str) -> str:
    """Return the mood of a modal: none in May and "could not", a plan in "said it would", a doubt in a question."""
    low, after = ts[k].low, word_at(ts, k + 1)
    if ts[k].text == "May" or (low, after) in (("should", "have"), ("could", "not")):
        return ""
    if (
        low == "would"
        and word_at(ts, k - 1) in _PROMISERS
        and _SAYS.intersection((word_at(ts, k - 2), word_at(ts, k - 3)))
    ):
        return "planned"
    return "hedged" if k == 0 and ts[-1].text == "?" else role


def _is_met(ts: list[Token], k: int) -> bool:
    """Say whether an aim is only what came about was measured by: "met the old target", "beat forecasts"."""
    return word_at(ts, k + 1) != "of" and any(t.low in _MET for t in ts[max(0, k - 3) : k])


def _is_past(ts: list[Token], k: int, passed: str) -> bool:
    """Say whether an opinion is only the measure of what came after all: "beat forecasts and rose 5 %"."""
    return passed == "finite" and ts[k].low not in ("if", "unless", "believe", "believes", "reportedly", "allegedly")


def _at(ts: list[Token], first: int) -> bool:
    return any(word_at(ts, j) == "at" for j in range(first - 4, first)) or word_at(ts, first - 1) in ("or", ",")


def _leads_to_verb(ts: list[Token], k: int, first: int) -> bool:
    """Say whether "to" and a verb (or "for") follow the word at token k before the figure."""
    low = ts[k].low
    if low in ("going", "set", "about", "have", "has", "need", "needs", "supposed"):
        return word_at(ts, k + 1) == "to" and k + 2 < first
    for j in range(k + 1, min(first, k + 7)):
        if ts[j].low == "to" or (ts[j].low in ("for", "on") and low in _NEED_FOR):
            return j + 1 < first or ts[j].low == "for"
    return False


def _stops(ts: list[Token], k: int) -> bool:
    """Say whether the clause of the figure begins behind token k."""
    low, before, after = ts[k].low, word_at(ts, k - 1), at(ts, k + 1)
    if low == "but":
        opens = after.low in _SUBJECTS or after.text[:1].isupper() or after.kind == "n"
        return opens or after.low.endswith(("s", "ed"))  # "but use" goes on
    if low == "which" and after.low in ("means", "is"):
        return False  # goes on from what was told
    if low in ("which", "who"):
        return before not in ("of", "in", "for", "to", "on")
    if low == "that":
        return after.low.endswith(("s", "ed")) and after.low not in ("this", "its", "his") and before not in _ROLES
    if low == "than":
        return after.low in _SUBJECTS
    if low == "from":
        return before in ("up", "down")
    return True


def _is_finite(ts: list[Token], k: int) -> bool:
    return ts[k].low not in _PARTICIPLES or word_at(ts, k - 1) not in _AUXILIARIES


def _in_subject(ts: list[Token], first: int, start: int) -> bool:
    """Say whether a figure may stand before the verb of its clause, as what the clause is about or when it holds."""
    comma = next((k for k in range(first - 1, max(start, first - _LEAD) - 1, -1) if ts[k].low == ","), -1)
    lead = max(start, comma + 1)
    if (
        first - start > _LEAD
        or word_at(ts, lead) in _BACKGROUND
        or (lead == first and comma >= 0 and not _after_opener(ts, start, comma))
    ):
        return False
    before = word_at(ts, first - 1)
    return first <= start or (before in _FUNCTION and before not in _DEFINITE)


def _after_opener(ts: list[Token], start: int, comma: int) -> bool:
    """Say whether the comma closes only an opening phrase: "By 2030, 50 % of cars will"."""
    return start == 0 and ts[0].low in _OPENING and all(ts[k].low != "," for k in range(comma))


_OPENING = words("by in on from until next last however according under this")


def _ahead(ts: list[Token], first: int, last: int) -> str:
    """Return the mood of the first verb behind a figure in the subject: "half of the cables may"."""
    for k in range(last, min(len(ts), last + _AHEAD)):
        low = ts[k].low
        role = _ROLES.get(low)
        after = word_at(ts, k + 1)
        if low in _CLOSES or (low == "and" and (word_at(ts, k - 1) == "," or after in _ROLES)):
            return ""
        if role in ("hedged", "planned"):
            return "planned" if low == "would" and _is_instrument(ts, first) else _modal(ts, k, role)
        if role == "copula":
            return _predicate(ts, k)
        if (role == "finite" and _is_finite(ts, k)) or (role == "stop?" and _stops(ts, k)):
            return ""
    return ""


def _predicate(ts: list[Token], k: int) -> str:
    """Return the mood of what follows a copula: "is due", "are expected", "is to open"."""
    for j in range(k + 1, k + 3):
        low = word_at(ts, j)
        if low == "to" or (low in _NEED_TO and word_at(ts, j + 1) == "to") or low in _PLANS:
            return "planned"
        if low in _OPINIONS or (low in _SAID_TO and word_at(ts, j + 1) == "to"):
            return "hedged"
    return ""


def _is_instrument(ts: list[Token], first: int) -> bool:
    """Say whether the figure sizes what is proposed: "a levy of $30 would"; what follows from that is hedged."""
    return any(ts[k].low in _INSTRUMENTS for k in range(max(0, first - 6), first))
