"""Modal verbs that demand or recommend, told from those that infer, foretell or state a rule."""

import re
from collections.abc import Callable

from sourcebook.asking.deeds import (
    BY,
    ENDING,
    FEELING,
    FIT,
    FORETOLD,
    GRANTED,
    IN_MIND,
    LIMIT,
    MOVING,
    NORMS,
    NORMS_WITH,
    OUTCOMES,
    RECALLING,
    RULES,
    SET,
    SOON,
    TIME,
    TIMED,
    begins_action,
    head_of,
    is_doer,
    is_duty,
    is_goal,
    rest_of,
)
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
)
from sourcebook.asking.demands import verb_behind as behind
from sourcebook.asking.needs import need
from sourcebook.asking.subjects import inverted, is_open, subject_of
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import DETERMINERS, PREPOSITIONS, SUBJECTS, Sentence
from sourcebook.speech.speakers import verb_group

MODAL_WORDS = words("must mustn should shouldn ought oughtn cannot can need needs has have")
MODAL = re.compile(  # a sentence without one of these, or an ability, has no modal verb that asks
    r"\b(?:must|mustn[’']t|should|shouldn[’']t|ought|oughtn[’']t|cannot|can[’']t|can not|can no longer|"
    r"needs?|ha(?:s|ve)(?: [\w’'-]+){0,3} to)\b",
    re.IGNORECASE,
)
ABLE_WORDS = words("could can might")
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
_SAYING = words(
    "said noted remembered recalled added stressed pointed emphasised emphasized mentioned admitted acknowledged "
    "confessed conceded"
)
_WAITED_FOR = words(  # what is foretold, not asked: "should be ready", "should be available by noon"
    "able ready enough possible easy easier available fine over back complete finished familiar obvious apparent clear "
    "evident visible known surprised no up out there here home open capable sufficient noticeable ashamed proud glad "
    "pleased happy sorry worried"
)
_UNASKED = _SAYING | _WAITED_FOR
_UNFIT = _WAITED_FOR | PREPOSITIONS - {"to"} | {""}
_OTHERS = SUBJECTS - {"we"}
_DONE = words("finished completed delivered opened done ready")
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
    return [d for k, low in enumerate(s.lows) if low in _CUES and k > 0 and (d := _CUES[low](s, k, low))]


def _modal(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what the modal verb at token k asks; `low` is a key of `_STRENGTH`."""
    ts = s.ts
    ahead = k + 1
    if low.startswith("ought"):
        ahead = behind(ts, k + 1)
        ahead += word_at(ts, ahead) == "to"
    turned = inverted(s, k)
    v = turned[1] if turned else behind(ts, ahead)
    if not (turned or is_open(s, k)) or not begins_action(ts, v):
        return None
    who = turned[0] if turned else subject_of(s, k)
    perfect = word_at(ts, v) == "have" and is_participle(ts, v + 1)
    recalled = word_at(ts, v) == "note" or (who in ("we", "you", None) and word_at(ts, v) in RECALLING)
    if who == "i" or perfect or recalled:
        return None
    able, named = _STRENGTH[low] == COULD, is_surname(s, who) or is_doer(s, v, who)
    demand = Demand(ts[k].start, _STRENGTH[low], who, ts[v].start, follows=able, acts=named, doubtful=who == "it")
    if demand.follows:
        return None if word_at(ts, ahead) in NOT else demand
    asks = _asks_must if low.startswith("must") else _asks_should
    return demand if asks(s, k, v, who) else None


def _cannot(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what "cannot go on", "cannot be allowed to", "can no longer ignore" ask."""
    never = word_at(s.ts, k + 1) == "no" and word_at(s.ts, k + 2) == "longer"
    if low == "can" and not never:
        return _modal(s, k, low)
    v = behind(s.ts, k + 1 + 2 * never)
    known = (word_at(s.ts, v), word_at(s.ts, v + 1)) in _FOREVER or word_at(s.ts, v) in _EVADING
    return Demand(s.ts[k].start, MUST, subject_of(s, k), s.ts[v].start) if known and is_open(s, k) else None


_CUES: dict[str, Callable[[Sentence, int, str], Demand | None]] = dict.fromkeys(_STRENGTH, _modal)
_CUES |= dict.fromkeys(("need", "needs", "have", "has"), need) | dict.fromkeys(("cannot", "can't", "can"), _cannot)


def _asks_must(s: Sentence, k: int, v: int, who: str | None) -> bool:
    """Say whether "must" demands; else it infers ("must be tired") or states a rule in force."""
    ts, verb = s.ts, word_at(s.ts, v)
    if is_rule(s) or is_duty(s, v, who) or (verb in FEELING and word_at(ts, v + 1) not in ("first", "before")):
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
        or is_goal(who, what)
        or what in FIT
    )


def _asks_should(s: Sentence, k: int, v: int, who: str | None) -> bool:
    """Say whether "should" recommends; else it foretells ("should be ready by noon")."""
    ts, verb, rest = s.ts, word_at(s.ts, v), rest_of(s, v)
    if (verb, word_at(ts, v + 1)) in NORMS_WITH and who not in SUBJECTS and not FORETOLD.search(rest):
        return True
    if word_at(ts, k + 1) == "never" and who not in ("he", "she"):
        return True
    if verb in BE:
        if IN_MIND.search(rest):
            return False
        what = word_at(ts, behind(ts, v + 1))
        if is_participle(ts, v + 1):
            return what not in _UNASKED and not (what in _DONE and BY.search(rest))
        foretold = what not in FIT and (BY.search(rest) or (SOON.search(rest) and not acts(who)))
        return what not in _UNFIT and not foretold
    if verb == "have" and who in SUBJECTS:
        return False  # "you should have the key by Monday"
    if verb in MOVING and head_of(who) in SET and not SOON.search(rest) and not BY.search(rest):
        return True
    if LIMIT.search(rest) and not TIME.search(rest) and not SOON.search(rest):
        return True
    if verb in OUTCOMES and verb not in ENDING and (not acts(who) or who in _OTHERS):
        return False
    if verb in TIMED and word_at(ts, v + 1) != "out" and (TIME.search(rest) or SOON.search(rest) or BY.search(rest)):
        return False
    itself = verb in ENDING and word_at(ts, v + 1) not in DETERMINERS and not TIME.search(rest)
    norm = verb in NORMS or (verb in GRANTED and head_of(who) in RULES)
    norm = norm and not BY.search(rest)
    if is_doer(s, v, who) and not FORETOLD.search(rest) and not BY.search(rest):
        return True
    return acts(who) or who == "it" or is_surname(s, who) or word_at(ts, k) == "ought" or norm or itself or who is None
