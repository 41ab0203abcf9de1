"""What "need", "have to" and "have got to" ask, told from how things are."""

import re

from sourcebook.asking.addressees import is_official
from sourcebook.asking.deeds import DUTIES, IN_MIND, RECALLING, begins_action, head_of, is_bare, is_doer, rest_of
from sourcebook.asking.demands import MUST, Demand, acts, is_rule
from sourcebook.asking.demands import verb_behind as behind
from sourcebook.asking.states import state
from sourcebook.asking.subjects import is_open, subject_of
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import DETERMINERS, Sentence, plain
from sourcebook.speech.speakers import verb_group

_UNFIT = words("would will may might could can did does do don't doesn't didn't not never 'll hardly to in yet")
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


def need(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what "need to", "have to", "has got to" ask at token k."""
    ts = s.ts
    got = word_at(ts, k + 1) == "got"
    to = behind(ts, k + 1 + got)
    before = [plain(t.low) for t in ts[max(0, verb_group(ts, k) - 1) : k]]
    weak = before[-1:] == ["will"] or (low == "has" and before[-1:] == ["there"])  # "there has to be a levy"
    unfit = any(word in _UNFIT and word != "will" for word in before) or ("will" in before and not weak)
    if word_at(ts, to) != "to" and low in ("need", "needs") and not unfit and is_open(s, k):
        return _needed(s, k, to)
    if word_at(ts, to) != "to" or unfit or not is_open(s, k):
        return None
    who, v = subject_of(s, k), behind(ts, to + 1)
    if who in ("i", "he", "she") or not begins_action(ts, v):
        return None
    if word_at(ts, k - 1) in DETERMINERS or ("there" in [t.low for t in ts[max(0, k - 5) : k]] and not weak):
        return None  # a noun: "the need to", "there is little need to"
    if weak and not (acts(who) if before[-1:] == ["will"] else word_at(ts, v) == "be"):
        return None
    mere = low.startswith("ha") and not got
    if _tells_how_things_are(s, k, v, who, mere) or (mere and not weak and (who in _MERELY or is_rule(s))):
        return None
    return Demand(ts[k].start, MUST, who, ts[v].start, acts=is_doer(s, v, who), weak=weak)


def _needed(s: Sentence, k: int, what: int) -> Demand | None:
    """Return what somebody asks who says what a community needs: "the city needs a plan"."""
    who, ts = subject_of(s, k), s.ts
    first = s.clauses[s.of[k]].first
    common = who == "we" or (who is not None and (head_of(who) in _COMMUNITIES or state(who) is not None))
    definite = word_at(ts, first) not in ("a", "an", "any", "every", "no") and not is_bare(s, who)
    fits = word_at(ts, what) in _WANTING or word_at(ts, what) in _BETTERED or word_at(ts, what).endswith("er")
    return Demand(ts[k].start, MUST, who, ts[what].start) if common and definite and fits else None


def _tells_how_things_are(s: Sentence, k: int, v: int, who: str | None, mere: bool) -> bool:
    """Say whether a need is nobody's demand: "Tenants have to queue", "A farmer needs to borrow", "Nobody needs to"."""
    if word_at(s.ts, s.stretch(k)[0]) in ("nobody", "none") or (who and is_bare(s, who) and not is_official(who)):
        return True
    first = s.clauses[s.of[k]].first
    any_one = who and word_at(s.ts, first) in ("a", "an") and s.ts[first + 1].start == s.text.find(who, s.ts[first].end)
    if (who == "you" and word_at(s.ts, v) in RECALLING) or IN_MIND.search(rest_of(s, v)):
        return True
    burden = mere and (
        word_at(s.ts, v) in DUTIES or _HABIT.search(rest_of(s, v)) or (who == "we" and word_at(s.ts, v) in _BURDENS)
    )
    return bool(any_one or burden)
