"""A commitment, and what tells one from a hope, an order, a condition or a question."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.promising.willing import DEEDS, WILLED, base
from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.quantities.verbs import EITHER, PARTICIPLES
from sourcebook.speech.clauses import DETERMINERS, FINITE, JOINING, PREPOSITIONS, SUBJECTS, Sentence, is_strong, plain
from sourcebook.speech.moods import mood
from sourcebook.speech.speakers import is_noun
from sourcebook.speech.verbs import forms

NEAR = 10  # tokens between a cue and what it commits to: "agreed on Tuesday, after a long night, to"
_OPENING = 5  # tokens in which a list marker and an adverb may stand before a verb
_BESIDE = 6  # clauses
BACK = 25  # tokens in which a verb of saying or foretelling is looked for

PERIODS = words(
    "second minute hour day week fortnight month quarter season spring summer autumn winter year decade century time "
    "moment morning afternoon evening night weekend today yesterday tomorrow tonight now date"
)
WHEN = words("in on for by at back from before during until next this later early")
FORETELLING = forms(
    "expect predict forecast believe think fear hope suspect warn anticipate estimate reckon doubt worry bet guess "
    "imagine suppose argue claim foresee wonder know threaten suggest mean ensure hint speculate"
) | words(
    "likely unlikely chance sure certain doubt confident fears hopes forecasts prediction predictions risk threat "
    "probably perhaps maybe surely inevitably undoubtedly eventually doubtless ever"
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """Tokens [first, last) of a sentence commit somebody.

    cue      the word that binds
    act      where what is to be done begins
    who      who is bound, as the sentence says it: a name, a pronoun, a thing; None where it says nothing
    agent    true where who is bound can be anybody or anything, false where only somebody who acts counts
    before   true where the words before the act tell when it was promised, false where they may tell when it is due
    past     true where it was due in the past: "was to open in March"
    sure     false where it is a commitment only if somebody who acts is bound: "it promises rain"
    rule     true of a standing duty, whose lengths of time don't count from the day it is told
    teller   who announced it, who is bound where the subject is a thing
    """

    first: int
    last: int
    cue: int
    act: int
    who: str | None
    agent: bool = True
    before: bool = True
    past: bool = False
    sure: bool = True
    rule: bool = False
    teller: str | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The tokens of a sentence where dates and lengths of time stand, in order, and which of them are yet to come."""

    at: Sequence[int]
    ahead: Sequence[int]

    def within(self, first: int, last: int) -> bool:
        """Say whether there is one in tokens [first, last)."""
        return bool(self.inside(first, last))

    def inside(self, first: int, last: int) -> Sequence[int]:
        """Return those in tokens [first, last)."""
        return _between(self.at, first, last)

    def coming(self, first: int, last: int) -> bool:
        """Say whether one in tokens [first, last) is yet to come."""
        return bool(_between(self.ahead, first, last))


def _between(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    return places[bisect.bisect_left(places, first) : bisect.bisect_left(places, last)]


MODAL = words("may might could would should must can cannot ought shall need")
_UNBOUND = MODAL | words("not never")


def binds(s: Sentence, k: int, group: int) -> bool:
    """Say whether the verb at token k is said of somebody, and neither denied, doubted, asked for nor hoped."""
    ts = s.ts
    own = [plain(t.low) for t in ts[group:k]]
    if any(low in _UNBOUND or low.endswith("n't") for low in own):
        return False
    if word_at(ts, group - 1) == "to" or ts[group].low in ("to", "will") or _is_bidding(ts, k):
        return False
    return mood(s, k, k) == "asserted"


def _is_bidding(ts: list[Token], k: int) -> bool:
    """Say whether the verb at token k opens its sentence: "2. Agree on one number"."""
    if k >= _OPENING or plain(ts[k].low).endswith(("ed", "ing")):
        return False
    return not any(t.kind == "w" and not t.low.endswith("ly") and (len(t.low) > 1 or t.low == "i") for t in ts[:k])


FUTURE = words("will would shall won't wouldn't should must")
_BARE_ING = words("bring sing ring spring string swing sting fling cling wring sling ping")
_NO_ACT = DETERMINERS | PREPOSITIONS | SUBJECTS | SMALL.keys() | words("him her them me us you")


_NO_THING = PREPOSITIONS | FINITE | JOINING


def is_act(ts: list[Token], k: int, thing: bool) -> bool:
    """Say whether a verb stands at token k, behind "to"; `thing`: a noun does as well ("committed to peace")."""
    low = plain(word_at(ts, k))
    if low == "not" or thing:
        return at(ts, k).kind == "w"
    return at(ts, k).kind == "w" and low not in _NO_ACT and (not low.endswith("ing") or low in _BARE_ING)


def is_thing(ts: list[Token], k: int) -> bool:
    """Say whether an object begins at token k: "a new clinic", "£5 million", "voters lower taxes"."""
    t = at(ts, k)
    if t.kind == "n" or (t.low in "$£€" and t.text):
        return True
    if t.kind != "w" or t.low in _NO_THING or t.low.endswith("ly"):
        return False
    return t.low in DETERMINERS or word_at(ts, k + 1) not in ("", ".", ",", "and")


def verb_of(ts: list[Token], k: int) -> str:
    """Return the base of the verb at token k, past "not", "be", "have" and adverbs."""
    passive = False
    while word_at(ts, k) in _HELPING or is_manner(word_at(ts, k)):
        passive = passive or word_at(ts, k) in ("be", "been")
        k += 1
    low = plain(word_at(ts, k))
    if not passive or base(low) in DEEDS or low.endswith(("ing", "ed")) or low in PAST_PARTICIPLES:
        return "do" if passive and base(low) not in WILLED else base(low)
    return "be"


_HELPING = words("not be been have also then soon only now again")
PAST_PARTICIPLES = PARTICIPLES | EITHER
_NO_MANNER = words("supply apply reply rely fly likely unlikely")


def is_manner(low: str) -> bool:
    """Say whether a word is an adverb of manner, by its ending."""
    return low.endswith("ly") and low not in _NO_MANNER


def said_before(ts: list[Token], k: int, verbs: frozenset[str]) -> int | None:
    """Return the nearest verb of a list before token k in its sentence, not across a semicolon or a colon."""
    for j in range(k - 1, max(-1, k - BACK), -1):
        if is_strong(ts, j) and ts[j].low not in "—–":
            return None
        if plain(ts[j].low) in verbs and not is_noun(ts, j):
            return j
    return None


def is_conditional(s: Sentence, k: int) -> bool:
    """Say whether the clause of token k is a condition, or hangs on one."""
    own = s.of[k]
    hangs = any(c.opener in ("if", "unless") for c in s.clauses[max(0, own - _BESIDE) : own + _BESIDE + 1])
    return hangs or s.clauses[own].opener in ("whether", "what", "how", "when", "until")


_AROUND = 40  # tokens in which the law is looked for that binds
_LAWFUL = words(
    "law laws rules regulation regulations code treaty treaties contract contracts statute ordinance charter "
    "constitution licence licences license licenses directive deed agreement agreements settlement legally bylaw "
    "bylaws convention ruling legislation decree article articles section"
)
_ALSO_VERBS = words("act acts rule order orders clause deal")  # laws behind an article or with a capital


def is_lawful(s: Sentence, k: int) -> bool:
    """Say whether a law, a contract or an order stands near token k."""
    near = range(max(0, k - _AROUND), min(len(s.ts), k + _AROUND))
    return any(s.ts[j].low in _LAWFUL or (s.ts[j].low in _ALSO_VERBS and _is_named(s.ts, j)) for j in near)


def _is_named(ts: list[Token], k: int) -> bool:
    return word_at(ts, k - 1) in DETERMINERS or (k > 0 and ts[k].text[0].isupper())
