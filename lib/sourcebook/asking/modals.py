"""Modal verbs that demand or recommend, told from those that infer, foretell or state a rule."""

import re
from collections.abc import Callable

from sourcebook.asking.addressees import is_official
from sourcebook.asking.demands import (
    BE,
    COULD,
    MUST,
    NOT,
    SHOULD,
    Demand,
    acts,
    is_participle,
    is_rule,
    is_surname,
    is_word,
)
from sourcebook.asking.demands import verb_behind as behind
from sourcebook.asking.imperatives import is_base
from sourcebook.asking.states import state
from sourcebook.asking.subjects import inverted, is_open, subject_of
from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.spans import word_list
from sourcebook.speech.clauses import DETERMINERS, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.kinds import bare_word, head
from sourcebook.speech.speakers import verb_group

MODAL = re.compile(  # a sentence without one of these, or an ability, has no modal verb that asks
    r"\b(?:must|mustn[’']t|should|shouldn[’']t|ought|oughtn[’']t|cannot|can[’']t|can not|can no longer|"
    r"needs?|ha(?:s|ve)(?: [\w’'-]+){0,3} to)\b",
    re.IGNORECASE,
)
ABLE = re.compile(r"\b(?:could|can|might)\b", re.IGNORECASE)
PROPOSED = re.compile(  # an ability that is surely proposed: "could at least", "might begin by", "might want to"
    r"\b(?:could|can|might)(?:,? (?:\w+ly|also|just|then|now|perfectly well|very well|as well))?,? (?:at least|easily|"
    r"simply|usefully|profitably|perfectly well|always|well do|consider|reconsider|start|begin|look again|think again|"
    r"(?:want|like|care|wish) to|include)\b|\b(?:could|might) [^.;:?!]{1,80} instead\b|"
    r"\b(?:perhaps|maybe|better still|better yet|alternatively|instead|failing that|for a start|one idea is that)\b,?"
    r" [^.;:?!]{1,60} (?:could|might)\b",
    re.IGNORECASE,
)
_STRENGTH = {"must": MUST, "mustn't": MUST, "should": SHOULD, "shouldn't": SHOULD, "ought": SHOULD, "oughtn't": SHOULD}
_STRENGTH |= dict.fromkeys(("could", "can", "might"), COULD)
_UNFIT = words("would will may might could can did does do don't doesn't didn't not never 'll hardly to in yet")
_SAYING = words(
    "said noted remembered recalled added stressed pointed emphasised emphasized mentioned admitted acknowledged "
    "confessed conceded"
)
_RECALLING = words("note recall add say see know hear notice expect mention")  # "we should add"
_WAITED_FOR = words(  # what is foretold, not asked: "should be ready", "should be available by noon"
    "able ready enough possible easy easier available fine over back complete finished familiar obvious apparent clear "
    "evident visible known surprised no up out there here home open capable sufficient noticeable ashamed proud glad "
    "pleased happy sorry worried"
)
_IN_MIND = re.compile(r"\b(?:(?:borne|kept|held) in mind|be (?:said|noted|remembered|stressed|added|admitted))\b")
_LIMIT = re.compile(r"\b(?:no (?:more|less|fewer) than|at most|as (?:much|many|little|few) as)\b")
_DONE = words("finished completed delivered opened done ready")
_OUTCOMES = words(  # what happens to somebody or something, and what things do
    "arrive reach last suffice recover benefit prove cost grow rise fall happen win see find receive get know notice "
    "expect take improve come bring help drop emerge produce yield become begin mean save ease lead cut land hit boost "
    "continue go finish"
)
_TIMED = words("arrive reach last take recover finish win cost know hear get receive see complete close approve")
_TIME = re.compile(
    r"\b(?:about|hours?|minutes|by \w+|in (?:\d+|about|a|an)|past|at (?:\d+|noon|"
    r"midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b"
)
_NORMS = words(  # what a thing can do only if somebody makes it so
    "include contain cover apply remain focus extend stay set reflect serve rest count form address deal not avoid aim "
    "belong respect prevail run follow require limit ban specify state name list match comply precede wait publish "
    "examine explore investigate report treat recognise recognize set cease guide govern teach involve consist centre "
    "center"
)
_RULES = words(  # what lays down what others do: "the law should protect tenants"
    "law laws act bill treaty policy policies rule rules constitution code budget strategy system regulation "
    "regulations legislation charter contract agreement curriculum standard standards reform"
)
_GRANTED = words(
    "protect ensure guarantee reward allow prevent encourage promote support require make give treat keep say"
)
_NORMS_WITH = {("take", "place"), ("take", "precedence"), ("take", "priority"), ("take", "part"), ("come", "first")}
_NORMS_WITH |= {("come", "with"), ("come", "from"), ("come", "under"), ("go", "to"), ("go", "further"), ("go", "hand")}
_NORMS_WITH |= {
    ("lie", "with"),
    ("fall", "on"),
    ("fall", "to"),
    ("stand", "on"),
    ("work", "together"),
    ("take", "account"),
    ("go", "towards"),
}
_NORMS_WITH |= {("be", "possible"), ("have", "a"), ("have", "an"), ("have", "to"), ("have", "access"), ("have", "no")}
_NORMS_WITH |= {("have", "the")}
_ENDING = words("end stop start go continue begin")  # of itself: "the wait should end now"
_DUTIES = words("file submit register apply notify renew carry wear hold obtain enrol present display pay give produce")
_FEELING = words("mean feel seem look know cost sound exist hurt rank wonder think come like weigh love hate")
_BY = re.compile(
    r"\b(?:by|within|before|no later than) (?:\d|[A-Z]|the end|(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)\b|mid|next|noon|early|late|then|now)"
)
_HABIT = re.compile(  # how things are, not what is asked
    r"\b(?:(?:every|each) (?:day|week|month|year|morning|night|evening|time|other|spring|summer|autumn|winter|term)|"
    r"(?:a|per) (?:day|week|month|year|night|time|mile)|daily|weekly|often|always|usually|sometimes|nowadays|"
    r"in turn)\b",
    re.IGNORECASE,
)
_BURDENS = words(  # what one has to do as things are: "we have to walk to the pump"
    "wait queue walk travel drive live rely depend cope buy borrow pay carry fetch sleep sit stand put get leave go "
    "make share choose guess eat drink sell"
)
_GOALS = words(  # "the priority must be"
    "priority aim goal objective task focus step rule principle message response answer test point solution remedy "
    "purpose condition target baseline priorities aims goals steps objectives watchword outcome approach strategy"
)
_FIT = words(  # what somebody has to make of a thing: "the rules must be clear"
    "clear fair transparent open independent public free simple strict binding accessible available affordable "
    "consistent swift accountable proportionate realistic credible mandatory compulsory part automatic temporary "
    "permanent voluntary equal inclusive enforceable voluntary safe sustainable funded honest visible universal"
)
_SET = words(  # what somebody sets, so that it does not merely rise: "wages should rise"
    "wage wages pay salary salaries tax taxes fine fines fee fees benefit benefits pension pensions rent rents tariff "
    "tariffs penalty penalties spending rate rates limit limits subsidy subsidies budget budgets funding duty duties "
    "levy levies charge charges fare fares quota quotas ceiling threshold age allowance allowances grant grants "
    "contribution contributions minimum punishment sentences"
)
_MOVING = words("rise fall increase go come grow end double continue stop drop shrink follow")
_SOON = re.compile(
    r"\b(?:next|soon|shortly|later|this) (?=year|month|week|spring|summer|autumn|winter|time|decade|or|[.;])"
)
_FORETOLD = re.compile(
    r"\b(?:\d+|next|soon|shortly|later|once|eventually|again|this (?:year|month|week|spring|summer))\b"
)
_REACH = 40  # tokens in which a subject and its verb stand
_AHEAD = 300  # characters behind a verb in which its date stands
_CALLED_FOR = words("end more excuse delay inquiry impunity doubt return retreat exceptions exception")
_EVADING = words("ignore wait pretend delay postpone duck shirk hide look neglect shrug dither stall")
_FOREVER = {
    ("go", "on"),
    ("carry", "on"),
    ("stand", "by"),
    ("continue", "to"),
    ("be", "allowed"),
    ("be", "left"),
}  # "cannot go on"


def modal_demands(s: Sentence) -> list[Demand]:
    """Return what the modal verbs of a sentence ask, in reading order.

    >>> from sourcebook.spans import Span
    >>> text = "The fence is old, and the council should mend it."
    >>> [(d.strength, d.who, text[d.action :]) for d in modal_demands(Sentence(text, Span(0, len(text))))]
    [('should', 'council', 'mend it.')]
    """
    cues = ((k, plain(t.low)) for k, t in enumerate(s.ts))
    return [d for k, low in cues if low in _CUES and k > 0 and (d := _CUES[low](s, k, low))]


def _modal(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what the modal verb at token k asks; `low` is a key of `_STRENGTH`."""
    ts = s.ts
    ahead = k + 1
    if low.startswith("ought"):
        ahead = behind(ts, k + 1)
        ahead += word_at(ts, ahead) == "to"
    turned = inverted(s, k)
    v = turned[1] if turned else behind(ts, ahead)
    if not (turned or is_open(s, k)) or not _begins_action(ts, v):
        return None
    who = turned[0] if turned else subject_of(s, k)
    perfect = word_at(ts, v) == "have" and is_participle(ts, v + 1)
    recalled = word_at(ts, v) == "note" or (who in ("we", "you", None) and word_at(ts, v) in _RECALLING)
    if who == "i" or perfect or recalled:
        return None
    able, named = _STRENGTH[low] == COULD, is_surname(s, who) or _is_doer(s, v, who)
    demand = Demand(ts[k].start, _STRENGTH[low], who, ts[v].start, follows=able, acts=named, doubtful=who == "it")
    if demand.follows:
        return None if word_at(ts, ahead) in NOT else demand
    asks = _asks_must if low.startswith("must") else _asks_should
    return demand if asks(s, k, v, who) else None


def _need(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what "need to", "have to", "has got to" ask at token k."""
    ts = s.ts
    got = word_at(ts, k + 1) == "got"
    to = behind(ts, k + 1 + got)
    before = [plain(t.low) for t in ts[max(0, verb_group(ts, k) - 1) : k]]
    weak = before[-1:] == ["will"] or (low == "has" and before[-1:] == ["there"])  # "there has to be a levy"
    unfit = any(word in _UNFIT - {"will"} for word in before) or ("will" in before and not weak)
    if word_at(ts, to) != "to" and low in ("need", "needs") and not unfit and is_open(s, k):
        return _needed(s, k, to)
    if word_at(ts, to) != "to" or unfit or not is_open(s, k):
        return None
    who, v = subject_of(s, k), behind(ts, to + 1)
    if who in ("i", "he", "she") or not _begins_action(ts, v):
        return None
    if word_at(ts, k - 1) in DETERMINERS or ("there" in [t.low for t in ts[max(0, k - 5) : k]] and not weak):
        return None  # a noun: "the need to", "there is little need to"
    if weak and not (acts(who) if before[-1:] == ["will"] else word_at(ts, v) == "be"):
        return None
    mere = low.startswith("ha") and not got
    if _tells_how_things_are(s, k, v, who, mere) or (mere and not weak and (who in _MERELY or is_rule(s))):
        return None
    return Demand(ts[k].start, MUST, who, ts[v].start, acts=_is_doer(s, v, who), weak=weak)


def _needed(s: Sentence, k: int, what: int) -> Demand | None:
    """Return what somebody asks who says what a community needs: "the city needs a plan"."""
    who, ts = subject_of(s, k), s.ts
    first = s.clauses[s.of[k]].first
    common = who == "we" or (who is not None and (_head(who) in _COMMUNITIES or state(who) is not None))
    definite = word_at(ts, first) not in ("a", "an", "any", "every", "no") and not _is_bare(s, who)
    fits = word_at(ts, what) in _WANTING or word_at(ts, what) in _BETTERED or word_at(ts, what).endswith("er")
    return Demand(ts[k].start, MUST, who, ts[what].start) if common and definite and fits else None


_COMMUNITIES = words(  # what an article speaks for
    "country city town village nation region district county province state government council ministry parliament "
    "sector industry economy continent world europe union league federation game sport system service services "
    "profession schools hospitals railway railways party club board police courts democracy valley island neighbourhood"
)
_WANTING = words("a an")
_BETTERED = words(
    "more less better new proper real another clear urgent honest genuine independent fresh strong further"
)
_MERELY = (None, "they", "you", "it")


def _is_doer(s: Sentence, v: int, who: str | None) -> bool:
    """Say whether a subject is somebody as nothing else does what the verb at token v says: "the choir should sing"."""
    verb, name = word_at(s.ts, v), _head(who)
    thing = name.endswith(_ABSTRACT) or name in _RULES | _GOALS | _SET | word_list("general_nouns.txt")
    return bool(name) and who not in SUBJECTS and not thing and _is_deed(verb) and verb not in _OF_THINGS


def _is_deed(verb: str) -> bool:
    """Say whether a verb tells of a deed: not how things are, and not what things do too."""
    return (
        is_base(verb) and verb not in BE and verb not in _OUTCOMES | _NORMS | _GRANTED | _FEELING | _ENDING | {"have"}
    )


_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ing", "ship", "ure", "age", "ics", "ist of")
_OF_THINGS = words(  # what things do as well as people
    "work hold fit suit survive exceed fetch clear dry ripen pass flower settle heal appear last cope attract generate "
    "deliver earn open close sell weigh measure add carry turn move change vary depend fail flow float sink break bend "
    "burn melt freeze shine spread stand lie sit hang lie form show tell indicate match double shrink return pay run "
    "rest start offer remain stick attract boost feed fill cover leave lift lower raise keep put slow speed hurt harm "
    "protect prevent encourage support help enable attract occur exist resume trade average total peak suffer wait "
    "replace serve operate involve fall need require want contain connect link spare cause drive draw create bear"
)


def _tells_how_things_are(s: Sentence, k: int, v: int, who: str | None, mere: bool) -> bool:
    """Say whether a need is nobody's demand: "Tenants have to queue", "A farmer needs to borrow", "Nobody needs to"."""
    if word_at(s.ts, s.stretch(k)[0]) in ("nobody", "none") or (who and _is_bare(s, who) and not is_official(who)):
        return True
    first = s.clauses[s.of[k]].first
    any_one = who and word_at(s.ts, first) in ("a", "an") and s.ts[first + 1].start == s.text.find(who, s.ts[first].end)
    if (who == "you" and word_at(s.ts, v) in _RECALLING) or _IN_MIND.search(_rest(s, v)):
        return True
    burden = mere and (
        word_at(s.ts, v) in _DUTIES or _HABIT.search(_rest(s, v)) or (who == "we" and word_at(s.ts, v) in _BURDENS)
    )
    return bool(any_one or burden)


def _cannot(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what "cannot go on", "cannot be allowed to", "can no longer ignore" ask."""
    never = word_at(s.ts, k + 1) == "no" and word_at(s.ts, k + 2) == "longer"
    if low == "can" and not never:
        return _modal(s, k, low)
    v = behind(s.ts, k + 1 + 2 * never)
    known = (word_at(s.ts, v), word_at(s.ts, v + 1)) in _FOREVER or word_at(s.ts, v) in _EVADING
    return Demand(s.ts[k].start, MUST, subject_of(s, k), s.ts[v].start) if known and is_open(s, k) else None


_CUES: dict[str, Callable[[Sentence, int, str], Demand | None]] = dict.fromkeys(_STRENGTH, _modal)
_CUES |= dict.fromkeys(("need", "needs", "have", "has"), _need) | dict.fromkeys(("cannot", "can't", "can"), _cannot)


def _begins_action(ts: list[Token], k: int) -> bool:
    low = word_at(ts, k)
    return is_word(ts, k) and low not in DETERMINERS | SUBJECTS | PREPOSITIONS | {"and", "or", "but"}


# --- must -------------------------------------------------------------------------------------------------------------


def _asks_must(s: Sentence, k: int, v: int, who: str | None) -> bool:
    """Say whether "must" demands; else it infers ("must be tired") or states a rule in force."""
    ts, verb = s.ts, word_at(s.ts, v)
    if is_rule(s) or _is_duty(s, v, who) or (verb in _FEELING and word_at(ts, v + 1) not in ("first", "before")):
        return False
    if verb not in BE:
        generic = word_at(ts, 0) == "to" and word_at(ts, verb_group(ts, k) - 2) in ("a", "an")
        return not generic and (verb != "have" or (acts(who) and who not in ("he", "she")))
    if is_participle(ts, v + 1):
        return word_at(ts, behind(ts, v + 1)) not in _SAYING
    if word_at(ts, k - 1) == "there":
        return any(t.low in _CALLED_FOR for t in ts[v + 1 : v + 4])
    what = word_at(ts, behind(ts, v + 1))
    return (
        who == "we"
        or (acts(who) and who not in SUBJECTS and what not in PREPOSITIONS)
        or _is_goal(who, what)
        or what in _FIT
    )


def _is_goal(who: str | None, what: str) -> bool:
    """Say whether somebody has to set a goal: "the priority must be to keep", "the first step must be a census"."""
    return _head(who) in _GOALS and (what in DETERMINERS or what == "to" or what.endswith("ing"))


def _head(who: str | None) -> str:
    """Return the head of a subject in lower case: "priority" of "first priority for the city"."""
    return bare_word(head(who.split())) if who and who.split() else ""


def _is_duty(s: Sentence, v: int, who: str | None) -> bool:
    """Say whether a sentence tells of a standing duty: "Applicants must submit", "must file its accounts by 3 May"."""
    standing = _is_bare(s, who) or s.ts[0].low in ("a", "an") or _BY.search(_rest(s, v)) is not None
    dated = _is_bare(s, who) and _BY.search(_rest(s, v)) is not None
    return dated or (word_at(s.ts, v) in _DUTIES and standing)


def _rest(s: Sentence, v: int) -> str:
    """Return what follows token v in its sentence, as far as it is looked at."""
    start = s.ts[v].start
    return s.text[start : min(s.span.end, start + _AHEAD)]


def _is_bare(s: Sentence, who: str | None) -> bool:
    """Say whether a subject is any of many: "Tenants", without an article before it."""
    if not who or not who.lower().endswith(("s", "people", "men", "children")) or " " in who:
        return False
    k = next((k for k, t in enumerate(s.ts[:_REACH]) if t.text == who), 0)
    return who.istitle() == (k == 0) and word_at(s.ts, k - 1) not in DETERMINERS


# --- should -----------------------------------------------------------------------------------------------------------


def _asks_should(s: Sentence, k: int, v: int, who: str | None) -> bool:
    """Say whether "should" recommends; else it foretells ("should be ready by noon")."""
    ts, verb, rest = s.ts, word_at(s.ts, v), _rest(s, v)
    if (verb, word_at(ts, v + 1)) in _NORMS_WITH and who not in SUBJECTS and not _FORETOLD.search(rest):
        return True
    if word_at(ts, k + 1) == "never" and who not in ("he", "she"):
        return True
    if verb in BE:
        if _IN_MIND.search(rest):
            return False
        what = word_at(ts, behind(ts, v + 1))
        if is_participle(ts, v + 1):
            return what not in _SAYING | _WAITED_FOR and not (what in _DONE and _BY.search(rest))
        foretold = what not in _FIT and (_BY.search(rest) or (_SOON.search(rest) and not acts(who)))
        return what not in _WAITED_FOR | PREPOSITIONS - {"to"} | {""} and not foretold
    if verb == "have" and who in SUBJECTS:
        return False  # "by then we should have a clearer view"
    if verb in _MOVING and _head(who) in _SET and not _SOON.search(rest) and not _BY.search(rest):
        return True
    if _LIMIT.search(rest) and not _TIME.search(rest) and not _SOON.search(rest):
        return True
    if verb in _OUTCOMES and verb not in _ENDING and (not acts(who) or who in SUBJECTS - {"we"}):
        return False
    if verb in _TIMED and (_TIME.search(rest) or _SOON.search(rest) or _BY.search(rest)):
        return False
    itself = verb in _ENDING and word_at(ts, v + 1) not in DETERMINERS and not _TIME.search(rest)
    norm = verb in _NORMS or (verb in _GRANTED and _head(who) in _RULES)
    norm = norm and not _BY.search(rest)
    if _is_doer(s, v, who) and not _FORETOLD.search(rest) and not _BY.search(rest):
        return True
    return acts(who) or who == "it" or is_surname(s, who) or word_at(ts, k) == "ought" or norm or itself or who is None
