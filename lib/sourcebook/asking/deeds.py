"""What somebody does and what merely happens: verbs and things by what a "should" or a "must" before them can mean."""

import re

from sourcebook.asking.demands import BE, is_word
from sourcebook.asking.imperatives import is_base
from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.spans import word_list
from sourcebook.speech.clauses import DETERMINERS, PREPOSITIONS, SUBJECTS, Sentence
from sourcebook.speech.kinds import bare_word, head

RECALLING = words("note recall add say see know hear notice expect mention")  # "we should add"
IN_MIND = re.compile(r"\b(?:(?:borne|kept|held) in mind|be (?:said|noted|remembered|stressed|added|admitted))\b")
LIMIT = re.compile(r"\b(?:no (?:more|less|fewer) than|at most|as (?:much|many|little|few) as)\b")
OUTCOMES = words(  # what happens to somebody or something, and what things do
    "arrive reach last suffice recover benefit prove cost grow rise fall happen win see find receive get know notice "
    "expect take improve come bring help drop emerge produce yield become begin mean save ease lead cut land hit boost "
    "continue go finish"
)
TIMED = words("arrive reach last take recover finish win cost know hear get receive see complete close approve")
TIME = re.compile(
    r"\b(?:about|hours?|minutes|by \w+|in (?:\d+|about|a|an)|past|at (?:\d+|noon|"
    r"midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b"
)
NORMS = words(  # what a thing can do only if somebody makes it so
    "include contain cover apply remain focus extend stay set reflect serve rest count form address deal not avoid aim "
    "belong respect prevail run follow require limit ban specify state name list match comply precede wait publish "
    "examine explore investigate report treat recognise recognize set cease guide govern teach involve consist centre "
    "center"
)
RULES = words(  # what lays down what others do: "the law should protect tenants"
    "law laws act bill treaty policy policies rule rules constitution code budget strategy system regulation "
    "regulations legislation charter contract agreement curriculum standard standards reform"
)
GRANTED = words(
    "protect ensure guarantee reward allow prevent encourage promote support require make give treat keep say"
)
NORMS_WITH = {  # the same of verbs that say little by themselves
    (verb, low)
    for verb, follows in {
        "take": "place precedence priority part account",
        "come": "first with from under",
        "go": "to further",
        "lie": "with",
        "fall": "on to",
        "stand": "on",
        "work": "together",
        "be": "possible",
        "have": "a an the no to access",
    }.items()
    for low in follows.split()
}
ENDING = words("end stop start go continue begin")  # of itself: "the wait should end now"
DUTIES = words("file submit register apply notify renew carry wear hold obtain enrol present display pay give produce")
FEELING = words("mean feel seem look know cost sound exist hurt rank wonder think come like weigh love hate")
BY = re.compile(
    r"\b(?:by|within|before|no later than) (?:\d|[A-Z]|the end|(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)\b|mid|next|noon|early|late|then|now)"
)
GOALS = words(  # "the priority must be"
    "priority aim goal objective task focus step rule principle message response answer test point solution remedy "
    "purpose condition target baseline priorities aims goals steps objectives watchword outcome approach strategy"
)
FIT = words(  # what somebody has to make of a thing: "the rules must be clear"
    "clear fair transparent open independent public free simple strict binding accessible available affordable "
    "consistent swift accountable proportionate realistic credible mandatory compulsory part automatic temporary "
    "permanent voluntary equal inclusive enforceable safe sustainable funded honest visible universal"
)
SET = words(  # what somebody sets, so that it does not merely rise: "wages should rise"
    "wage wages pay salary salaries tax taxes fine fines fee fees benefit benefits pension pensions rent rents tariff "
    "tariffs penalty penalties spending rate rates limit limits subsidy subsidies budget budgets funding duty duties "
    "levy levies charge charges fare fares quota quotas ceiling threshold age allowance allowances grant grants "
    "contribution contributions minimum punishment sentences"
)
MOVING = words("rise fall increase go come grow end double continue stop drop shrink follow")
SOON = re.compile(
    r"\b(?:soon|shortly|(?:next|later this|this) (?:year|month|week|spring|summer|autumn|winter|time|decade))\b"
)
FORETOLD = re.compile(
    r"\b(?:\d+|next|soon|shortly|later|once|eventually|again|this (?:year|month|week|spring|summer))\b"
)
_THINGS = RULES | GOALS | SET
_NO_DEEDS = OUTCOMES | NORMS | GRANTED | FEELING | ENDING | {"have"}
_NO_VERB = DETERMINERS | SUBJECTS | PREPOSITIONS | {"and", "or", "but"}
_REACH = 40  # tokens in which a subject and its verb stand
_AHEAD = 300  # characters behind a verb in which its date stands
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ing", "ship", "ure", "age", "ics")
_OF_THINGS = words(  # what things do as well as people
    "work hold fit suit survive exceed fetch clear dry ripen pass flower settle heal appear last cope attract generate "
    "deliver earn open close sell weigh measure add carry turn move change vary depend fail flow float sink break bend "
    "burn melt freeze shine spread stand lie sit hang lie form show tell indicate match double shrink return pay run "
    "rest start offer remain stick attract boost feed fill cover leave lift lower raise keep put slow speed hurt harm "
    "protect prevent encourage support help enable attract occur exist resume trade average total peak suffer wait "
    "replace serve operate involve fall need require want contain connect link spare cause drive draw create bear"
)


def is_doer(s: Sentence, v: int, who: str | None) -> bool:
    """Say whether a subject is somebody as nothing else does what the verb at token v says: "the choir should sing"."""
    verb, name = word_at(s.ts, v), head_of(who)
    thing = name.endswith(_ABSTRACT) or name in _THINGS or name in word_list("general_nouns.txt")
    return bool(name) and who not in SUBJECTS and not thing and _is_deed(verb) and verb not in _OF_THINGS


def _is_deed(verb: str) -> bool:
    """Say whether a verb tells of a deed: not how things are, and not what things do too."""
    return is_base(verb) and verb not in BE and verb not in _NO_DEEDS


def is_goal(who: str | None, what: str) -> bool:
    """Say whether somebody has to set a goal: "the priority must be to keep", "the first step must be a census"."""
    return head_of(who) in GOALS and (what in DETERMINERS or what == "to" or what.endswith("ing"))


def head_of(who: str | None) -> str:
    """Return the head of a subject in lower case: "priority" of "first priority for the city"."""
    return bare_word(head(who.split())) if who and who.split() else ""


def is_duty(s: Sentence, v: int, who: str | None) -> bool:
    """Say whether a sentence tells of a standing duty: "Applicants must submit", "must file its accounts by 3 May"."""
    standing = is_bare(s, who) or s.ts[0].low in ("a", "an") or BY.search(rest_of(s, v)) is not None
    dated = is_bare(s, who) and BY.search(rest_of(s, v)) is not None
    return dated or (word_at(s.ts, v) in DUTIES and standing)


def rest_of(s: Sentence, v: int) -> str:
    """Return what follows token v in its sentence, as far as it is looked at."""
    start = s.ts[v].start
    return s.text[start : min(s.span.end, start + _AHEAD)]


def is_bare(s: Sentence, who: str | None) -> bool:
    """Say whether a subject is any of many: "Tenants", without an article before it."""
    if not who or not who.lower().endswith(("s", "people", "men", "children")) or " " in who:
        return False
    k = next((k for k, t in enumerate(s.ts[:_REACH]) if t.text == who), 0)
    return who.istitle() == (k == 0) and word_at(s.ts, k - 1) not in DETERMINERS


def begins_action(ts: list[Token], k: int) -> bool:
    """Say whether what is to be done can begin at token k."""
    low = word_at(ts, k)
    return is_word(ts, k) and low not in _NO_VERB
