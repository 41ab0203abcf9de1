"""Which words of a sentence bind somebody to something: the commitments, each with its stretch and its subject.

Three sorts of cue: a verb with what it commits to ("agreed to cap", "has promised that"), a noun ("its pledge to mend",
"a target of 60"), and an act that is settled and not only foreseen ("is due to open on", "will close from 5 January",
"must be filed by"). Forecasts, hopes, threats, proposals, questions and conditions bind nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sourcebook.quantities.nouns import is_plural
from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.quantities.verbs import EITHER, PARTICIPLES
from sourcebook.speech.clauses import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    JOINING,
    PREPOSITIONS,
    SUBJECTS,
    Sentence,
    is_strong,
    plain,
)
from sourcebook.speech.moods import mood
from sourcebook.speech.speakers import (
    ADVERBS,
    BE,
    is_noun,
    owner_of,
    phrase_end,
    phrase_start,
    speaker_in,
    subject,
    verb_group,
)
from sourcebook.speech.verbs import forms
from sourcebook.speech.willing import DEEDS, UNWILLED, base

_NEAR = 10  # tokens between a cue and what it commits to: "agreed on Tuesday, after a long night, to"
_LONGEST = 80  # tokens of a commitment
_BACK = 25  # tokens in which a verb of saying or foretelling is looked for


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
    teller: str | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The tokens of a sentence at which dates and lengths of time stand, and which of the dates are yet to come."""

    at: frozenset[int]
    ahead: frozenset[int]

    def within(self, first: int, last: int) -> bool:
        """Say whether there is one in tokens [first, last)."""
        return any(first <= k < last for k in self.at)

    def coming(self, first: int, last: int) -> bool:
        """Say whether one in tokens [first, last) is yet to come."""
        return any(first <= k < last for k in self.ahead)


def commitments(s: Sentence, dates: Dates) -> list[Commitment]:
    """Return what a sentence commits anybody to, in order; no two overlap.

    >>> from sourcebook.spans import Span
    >>> text = "The council agreed to mend the roof and hopes for sun."
    >>> found = commitments(Sentence(text, Span(0, len(text))), Dates(frozenset(), frozenset()))
    >>> [(c.who, text[c.first : c.last] and found[0].act) for c in found]
    [('council', 3)]
    """
    if any(t.low == "?" for t in s.ts[-2:]):
        return []
    found: list[Commitment] = []
    reach = 0
    for k, t in enumerate(s.ts):
        cue = CUES.get(plain(t.low)) if k >= reach else None
        c = cue(s, k, dates) if cue else None
        if c is not None and c.last > max(c.first, reach):
            c = c if c.first >= reach else _from(c, reach)
            found.append(c)
            reach = c.last
    return found


def _from(c: Commitment, first: int) -> Commitment:
    return replace(c, first=first, act=max(c.act, first))


# --- verbs that bind --------------------------------------------------------------------------------------------------

_AIMING = forms("aim target prepare") - {"prepared"}  # promises nothing without a day
_COMMIT = words("commit commits committed committing")
_TO = (
    forms("promise pledge vow undertake guarantee agree plan intend aim resolve decide contract volunteer vote prepare")
    | _COMMIT
)
_TO |= words(
    "swear swears swore sworn swearing undertakes undertook undertaken undertaking planned planning intends opt opts "
    "opted contracted prepared"
)
_THAT = forms("promise pledge vow undertake guarantee agree decide") | words("swear swears swore sworn") | _COMMIT
_GIVE = forms("promise pledge guarantee plan target schedule") | _COMMIT | words("planned planning")
_ALLOT = words("aside")
_SETTLED = words("promised pledged agreed planned scheduled")  # "a clinic was promised", "the planned visit"
_MODAL = words("may might could would should must can cannot ought shall need")
_HOPED = words(  # what nobody has bound themselves to yet, before "to": "hopes to agree", "asked them to promise"
    "hope hopes hoped want wants wanted like seek seeks sought try tries tried trying ask asks asked urge urges urged "
    "fail fails failed refuse refuses refused need needs needed able unable expected likely unlikely yet how whether "
    "reluctant unwilling willing ready said thought believed understood have has had call calls called calling easy "
    "pressed pressure"
)


def _verb(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a verb of commitment binds its subject to."""
    ts, low = s.ts, plain(s.ts[k].low)
    if _is_nominal(ts, k):
        return _noun(s, k, dates) if low in _NOUNS else _attribute(s, k, dates)
    group = verb_group(ts, k)
    passive = low not in ("agreed", "decided") and any(plain(t.low) in BE for t in ts[group:k]) and low.endswith("ed")
    if passive and low not in _COMMIT | {"prepared"}:
        return _was_settled(s, k, group, dates)
    if not _binds(s, k, group):
        return None
    act = _complement(s, k, low, dates)
    if act is None or (low in _AIMING and not dates.within(k, end_of(s, k, act))):
        return None
    return _active(s, k, group, act)


def _active(s: Sentence, k: int, group: int, act: int) -> Commitment:
    who, sure = _subject(s, group, k), word_at(s.ts, act) in ("to", "that", "on")
    return Commitment(_subject_start(s, group), end_of(s, k, act), k, act, who, agent=sure, sure=sure)


def _subject(s: Sentence, group: int, k: int) -> str | None:
    """Return the subject of the verb at token k, "we" and "I" included."""
    own = plain(word_at(s.ts, group - 1))
    if own in ("i", "we"):
        return own
    begin = _apposed(s.ts, group) if own == "," else None
    if begin is None:
        return subject(s, group, k)
    name = s.ts[begin + 1].text[0].isupper()
    return speaker_in(s.ts, begin + 1, group - 1) if name else speaker_in(s.ts, _subject_start(s, begin), begin)


def _apposed(ts: list[Token], group: int) -> int | None:
    """Return the comma that opens what stands between a subject and its verb: "the mayor | , Ana Reyes, promised"."""
    for j in range(group - 2, max(0, group - _NEAR), -1):
        if ts[j].low == ",":
            return j if j + 1 < group - 1 else None
        if plain(ts[j].low) in FINITE | JOINING or (ts[j].kind == "s" and not ts[j].glued):
            return None
    return None


def _owner(s: Sentence, k: int) -> str | None:
    """Return the owner of the noun at token k, "our" and "my" included."""
    own = next((low for t in reversed(s.ts[max(0, k - 4) : k]) if (low := plain(t.low)) in ("our", "my")), None)
    return owner_of(s, k) or own


def _is_nominal(ts: list[Token], k: int) -> bool:
    """Say whether a noun or an adjective stands at token k: behind an article, an owner, an adjective, a number."""
    before, low = plain(word_at(ts, k - 1)), plain(ts[k].low)
    if k == 0:
        return not low.endswith(("ed", "ing"))
    owned = before.endswith("'s") and before not in SUBJECTS
    if owned or before in DETERMINERS - words("they both all each any some many most") or before == "-":
        return True
    if at(ts, k - 1).kind == "n" or before in PREPOSITIONS - words("by for without than"):
        return low not in ("prepared", "committed")
    if low == "votes" and word_at(ts, k - 1) in SMALL:
        return True
    if low not in _NOUNS:
        return False
    if word_at(ts, k + 1) == "to" and is_plural(word_at(ts, k + 2)) and not word_at(ts, k + 2).endswith("ress"):
        return True
    if word_at(ts, k + 1) != "to" and not word_at(ts, k + 1).endswith("ly"):
        return low in words("plan plans target targets aim aims schedule schedules contract contracts vow")
    phrase = phrase_start_near(ts, k)
    return phrase is not None and before.endswith(("al", "ous", "ive", "ic", "ed", "ent", "ary", "or", "an"))


def phrase_start_near(ts: list[Token], k: int) -> int | None:
    """Return the article or owner that a noun phrase near token k begins with: "the | new Reyes plan"."""
    for j in range(k - 1, max(-1, k - 6), -1):
        low = plain(ts[j].low)
        if low in DETERMINERS or low.endswith("'s"):
            return j
        if (ts[j].kind == "s" and not ts[j].glued and low not in "$£€") or low in PREPOSITIONS or low in FINITE:
            return None
    return None


def _binds(s: Sentence, k: int, group: int) -> bool:
    """Say whether the verb at token k is said of somebody, and neither denied, doubted, asked for nor hoped."""
    ts = s.ts
    if any(plain(t.low) in _MODAL or plain(t.low) in ("not", "never") for t in ts[group:k]):
        return False
    if any(plain(t.low).endswith("n't") for t in ts[group:k]):
        return False
    if word_at(ts, group - 1) == "to" or ts[group].low in ("to", "will") or _is_bidding(ts, k):
        return False
    return mood(s, k, k) == "asserted"


def _is_bidding(ts: list[Token], k: int) -> bool:
    """Say whether the verb at token k opens its sentence: "2. Agree on one number"."""
    lead = (
        t
        for t in ts[max(0, k - 5) : k]
        if t.kind == "w" and not t.low.endswith("ly") and (len(t.low) > 1 or t.low == "i")
    )
    return k < 5 and next(lead, None) is None and not plain(ts[k].low).endswith(("ed", "ing"))


def _complement(s: Sentence, k: int, low: str, dates: Dates) -> int | None:
    """Return where begins what the verb at token k commits to: "to do", "that they will", a thing."""
    ts, j = s.ts, k + 1
    for j in range(k + 1, min(len(ts), k + _NEAR)):
        word = plain(ts[j].low)
        if word == "to" and low in _TO and _is_act(ts, j + 1, low in _COMMIT):
            return j
        if word == "that" and low in _THAT:
            return j if any(plain(t.low) in _FUTURE for t in ts[j + 1 : j + 20]) else None
        agreed = low.startswith("agree") and word in ("on", "upon") and not dates.within(j, j + 2)
        if j == k + 1 and (agreed or (low.startswith("prepar") and word == "for")):
            return j if at(ts, j + 1).kind in ("w", "n") and word_at(ts, j + 1) else None
        if word in _FUTURE and low in _THAT and j > k + 1:
            return k + 1
        told = word in FINITE or (word.endswith("ed") and j > k + 1)
        if is_strong(ts, j) or word in JOINING or (told and word not in ("been", "being")):
            break
    made = low != "planned" or dates.within(k, k + 2 * _NEAR)  # "planned the route"
    return k + 1 if low in _GIVE and made and _is_thing(ts, k + 1) else None


_FUTURE = words("will would shall won't wouldn't should must")


_BARE_ING = words("bring sing ring spring string swing sting fling cling wring sling ping")
_NO_ACT = DETERMINERS | PREPOSITIONS | SUBJECTS | SMALL.keys() | words("him her them me us you")


def _is_act(ts: list[Token], k: int, thing: bool) -> bool:
    """Say whether a verb stands at token k, behind "to"; `thing`: a noun does as well ("committed to peace")."""
    low = plain(word_at(ts, k))
    if low == "not" or thing:
        return at(ts, k).kind == "w"
    return at(ts, k).kind == "w" and low not in _NO_ACT and (not low.endswith("ing") or low in _BARE_ING)


def _is_thing(ts: list[Token], k: int) -> bool:
    """Say whether an object begins at token k: "a new clinic", "£5 million", "voters lower taxes"."""
    t = at(ts, k)
    if t.kind == "n" or t.low in "$£€" and t.text:
        return True
    return (
        t.kind == "w"
        and t.low not in PREPOSITIONS | FINITE | JOINING
        and not t.low.endswith("ly")
        and (t.low in DETERMINERS or word_at(ts, k + 1) not in ("", ".", ",", "and"))
    )


def _was_settled(s: Sentence, k: int, group: int, dates: Dates) -> Commitment | None:
    """Return what is promised, agreed, planned or scheduled in the passive: "A clinic was promised for 2020"."""
    ts, low = s.ts, plain(s.ts[k].low)
    if not _binds(s, k, group):
        return None
    last = end_of(s, k, k + 1)
    toward = word_at(ts, k + 1) in ("to", "for", "in", "on", "by", "from", "at")
    if low not in _SETTLED or not (
        dates.within(k, last) or (toward and word_at(ts, k + 1) == "to") or low == "promised"
    ):
        return None
    by = next((j for j in range(k + 1, min(last, k + _NEAR)) if ts[j].low == "by" and at(ts, j + 1).kind == "w"), None)
    who = speaker_in(ts, by + 1, phrase_end(ts, by + 1)) if by is not None and not dates.within(by, by + 4) else None
    past = plain(ts[group].low) in ("was", "were") and word_at(ts, k + 1) != "by"
    return Commitment(_subject_start(s, group), last, k, k + 1, who, before=False, past=past)


def _attribute(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a participle promises of its noun, where owner and date are told: "Reyes’s planned visit in April"."""
    ts = s.ts
    owner = _owner(s, k)
    if plain(ts[k].low) not in _SETTLED or not owner or at(ts, k + 1).kind != "w":
        return None
    last = end_of(s, k, k + 1)
    return Commitment(_owner_start(s, k), last, k, k + 1, owner) if dates.within(k, last) else None


# --- nouns that bind --------------------------------------------------------------------------------------------------

_PLEDGES = words(
    "promise promises pledge pledges vow vows commitment commitments undertaking undertakings guarantee guarantees "
    "obligation obligations"
)
_PLANS = words("plan plans intention intentions timetable schedule announcement")
_TARGETS = words("target targets goal goals objective objectives deadline deadlines ambition ambitions aim aims")
_PACTS = words("agreement agreements deal accord pact contract settlement understanding memorandum")
_DUTIES = words("duty duties")
_NOUNS = _PLEDGES | _PLANS | _TARGETS | _PACTS | _DUTIES
_REACHED = forms("reach sign conclude announce approve adopt back ratify") | words(
    "strike strikes struck seal sealed make makes made have has had set sets setting unveil unveiled under"
)
_LEGAL = words("legal statutory contractual treaty constitutional binding lawful")
_GOALS_OF = words("of for on")
_KEPT = forms("keep honour honor break fulfil fulfill meet miss abandon renege uphold") | words(
    "kept broke broken met hit hits missing keeping breaking failed adherence failure"
)


def _noun(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a noun of commitment holds: "its pledge to mend", "a target of 60 by 2030", "the 2030 deadline"."""
    ts, low = s.ts, plain(s.ts[k].low)
    if at(ts, k).text[0].isupper() and k and ts[k - 1].text[0].isupper():
        return None  # part of a name: "the Tarn Agreement"
    owner = _owner(s, k)
    if low in _DUTIES and not any(t.low in _LEGAL for t in ts[max(0, k - 2) : k]):
        return None
    act = _held(s, k, low, owner, dates)
    if act is None or not (owner or _is_made(s, k)):
        return None
    return Commitment(_owner_start(s, k), end_of(s, k, act), k, act, owner or _maker(s, k), agent=bool(owner))


def _held(s: Sentence, k: int, low: str, owner: str | None, dates: Dates) -> int | None:
    """Return where begins what the noun at token k holds; None where it holds nothing that is told."""
    ts, after = s.ts, word_at(s.ts, k + 1)
    act = _act_behind(s, k, low, dates)
    last = end_of(s, k, k + 1)
    sized = dates.within(max(0, k - 4), last) or _is_sized(ts, k) or _has_number(ts, k, last)
    if low in _TARGETS | {"announcement"} and not sized:
        return None
    if act is not None:
        return act
    owned = low in _PLEDGES or (after == "for" and low in ("plan", "plans"))
    if after in _GOALS_OF and (low in _TARGETS or (owner and owned)):
        return k + 1
    if after in ("on", "over") and low in _PACTS and _is_reached(ts, k):
        return k + 1
    if plain(after) in BE and low in _TARGETS | _PLANS and (word_at(ts, k + 2) == "to" or dates.within(k + 2, k + 5)):
        return k + 2
    if low in _TARGETS and (dates.within(max(0, k - 4), k + 8) or _is_sized(ts, k)):
        return k
    if owner is None or low not in _PLEDGES:
        return None
    if plain(after) in _CONSISTS or (after == "to" and is_plural(word_at(ts, k + 2))):
        return k
    before = plain(word_at(ts, k - 1))
    return k if before not in ("his", "her", "its", "their", "own", "our") and not before.endswith("'s") else None


_CONSISTS = BE | words("include includes included cover covers covered")


def _act_behind(s: Sentence, k: int, low: str, dates: Dates) -> int | None:
    """Return the "to do" or the "that they would" behind the noun at token k, straight or behind a date."""
    ts = s.ts
    for j in range(k + 1, min(len(ts), k + _NEAR)):
        between = ts[j - 1].low if j > k + 1 else ""
        straight = not between or dates.within(k + 1, j) or between in ("made", "also", "both", "yet", "not")
        if ts[j].low == "to" and straight and _is_act(ts, j + 1, low in words("commitment commitments")):
            return j if between != "," else None
        if ts[j].low == "that" and straight and low in _PLEDGES:
            return j if any(plain(t.low) in _FUTURE for t in ts[j + 1 : j + 20]) else None
        if is_strong(ts, j) or ts[j].low in _UNDATED or plain(ts[j].low) in FINITE or ts[j].low == "ought":
            return None
    return None


_UNDATED = (PREPOSITIONS - {"in", "on"}) | JOINING | {","}


def _has_number(ts: list[Token], k: int, last: int) -> bool:
    """Say whether a number follows close behind a target: "a target of 60 units", "of at least 9,000 homes"."""
    return any(
        t.kind == "n" or (t.low in SMALL and t.low not in ("a", "an", "one")) for t in ts[k + 1 : min(last, k + 7)]
    )


def _is_sized(ts: list[Token], k: int) -> bool:
    """Say whether a number sizes the noun at token k: "the 200 million purchase target"."""
    for j in range(k - 1, max(-1, k - 5), -1):
        if ts[j].kind == "n":
            return True
        if ts[j].low in PREPOSITIONS | DETERMINERS or ts[j].low == ",":
            break
    return False


def _is_reached(ts: list[Token], k: int) -> bool:
    return any(plain(t.low) in _REACHED for t in ts[max(0, k - 5) : k])


def _is_made(s: Sentence, k: int) -> bool:
    """Say whether a noun without owner stands for a commitment somebody made: not "no plan", "should set a target"."""
    clause = s.clauses[s.of[k]]
    asked = any(plain(t.low) in _MODAL | _ASKED for t in s.ts[max(clause.first, k - _NEAR) : k])
    return not asked and mood(s, k, k) == "asserted"


_ASKED = words("call calls called calling demand demands demanded proposed suggested lacks need needs propose proposes")


def _maker(s: Sentence, k: int) -> str | None:
    """Return who set, reached or made what the noun at token k says: "The board has set a target"."""
    for j in range(k - 1, max(s.clauses[s.of[k]].first - 1, k - _NEAR), -1):
        if plain(s.ts[j].low) in _REACHED and s.ts[j].low != "under":
            return _subject(s, verb_group(s.ts, j), j)
    return None


def _owner_start(s: Sentence, k: int) -> int:
    """Return where the noun phrase of token k begins, its owner and the verb that reached it included."""
    ts = s.ts
    j = phrase_start_near(ts, k)
    if j is None:
        return k
    begin = phrase_start(s, j) if plain(ts[j].low).endswith("'s") else j
    if plain(ts[j].low).endswith("'s"):
        inner = [i for i in range(begin, j) if ts[i].low in PREPOSITIONS - {"of"} or plain(ts[i].low) in FINITE]
        begin = inner[-1] + 1 if inner else begin
    if begin and plain(word_at(ts, begin - 1)) in _REACHED - {"under"}:
        return _subject_start(s, verb_group(ts, begin - 1))
    return begin


# --- what is settled: schedules, duties, announced acts ---------------------------------------------------------------

_DUE = words("due scheduled slated timetabled pencilled penciled booked billed earmarked")
_OBLIGED = words("required obliged obligated mandated supposed meant set contracted bound")
_LAWFUL = words(
    "law laws act rules rule regulation regulations code treaty contract order statute ordinance charter constitution "
    "licence license directive deed agreement settlement legally bylaw bylaws convention ruling deal legislation decree contracts agreements licences licenses orders article articles clause section treaties"
)
_OPENED = words("open closed ready available complete operational shut finished free back")
_DEFINED = words(
    "problem question answer idea point purpose task job challenge way step reason role solution alternative best first "
    "need thing trick danger temptation temptations secret remedy duty only next all key mistake rest"
)


def _due(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what is "due to open", "scheduled for May", "due back on Friday"."""
    ts, after = s.ts, word_at(s.ts, k + 1)
    last = end_of(s, k, k + 1)
    linked = any(plain(t.low) in BE for t in ts[max(0, k - 4) : k])
    acts = after == "to" and _is_deed(ts, k + 2) and (linked or at(ts, k - 1).kind == "w" or ts[k].low == "scheduled")
    dated = after in _WHEN and dates.within(k + 1, min(last, k + 8))
    if not (acts or dated) or _is_nominal(ts, k) or mood(s, k, k) != "asserted":
        return None
    group = verb_group(ts, k)
    who = _subject(s, group, k) if group < k else speaker_in(ts, _subject_start(s, group), group)
    past = any(plain(t.low) in ("was", "were", "had") for t in ts[group:k])
    return Commitment(_subject_start(s, group), last, k, k + 1, who, agent=False, before=False, past=past)


_WHEN = words("in on for by at back from before during until next this later early")


def _is_deed(ts: list[Token], k: int) -> bool:
    """Say whether the verb of an act or of a state stands at token k, and no noun ("due to rain")."""
    low = plain(word_at(ts, k))
    return base(low) in DEEDS or low in UNWILLED or low in ("be", "not")


def _obliged(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody is required, obliged, supposed or set to do."""
    ts, low = s.ts, plain(s.ts[k].low)
    group = verb_group(ts, k)
    linked = group < k and any(plain(t.low) in BE for t in ts[group:k])
    if low == "set" and word_at(ts, k + 1) in _ALLOT:
        return _active(s, k, group, k + 2) if _binds(s, k, group) and _is_thing(ts, k + 2) else None
    if not linked or word_at(ts, k + 1) not in ("to", "by") or mood(s, k, k) != "asserted":
        return None
    to = next((j for j in range(k + 1, min(len(ts), k + _NEAR)) if ts[j].low == "to"), None)
    if to is None or not _is_act(ts, to + 1, thing=False):
        return None
    last = end_of(s, k, to)
    unsure = low in ("supposed", "meant", "set") and not dates.within(to, last)
    foreseen = (unsure or low in ("set", "bound")) and _verb_of(ts, to + 1) not in DEEDS
    if foreseen or (low == "bound" and not _is_lawful(s)):
        return None
    who = _subject(s, group, k)
    past = low in ("supposed", "meant") and any(plain(t.low) in ("was", "were") for t in ts[group:k])
    start = _subject_start(s, group)
    return Commitment(start, last, k, to, who, agent=False, before=False, past=past, sure=not unsure)


def _is_lawful(s: Sentence) -> bool:
    return any(t.low in _LAWFUL for t in s.ts)


def _requires(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a law requires of somebody: "the code obliges owners to", "requires that they"."""
    ts, low = s.ts, plain(s.ts[k].low)
    if low in ("required", "obliged", "mandated") and any(plain(t.low) in BE for t in ts[verb_group(ts, k) : k]):
        return _obliged(s, k, dates)
    lead = ts[max(0, k - _BACK) : k]
    order = low.startswith(_ORDERS)
    if not (order or any(t.low in _LAWFUL | {"bill"} for t in lead)) or not _binds(s, k, verb_group(ts, k)):
        return None
    if low.endswith("ing") and any(plain(t.low) in _MODAL | {"will"} for t in lead):
        return None
    to = next(
        (j for j in range(k + 2, min(len(ts), k + _NEAR)) if ts[j].low == "to" and _is_act(ts, j + 1, False)), None
    )
    that = word_at(ts, k + 1) == "that" and not order
    if to is None or that:
        return Commitment(k, end_of(s, k, k + 1), k, k + 2, None) if that else None
    last = end_of(s, k, to)
    if order and not dates.within(to, last):
        return None
    return Commitment(k, last, k, to, speaker_in(ts, k + 1, to))


_ORDERS = ("order", "instruct", "direct", "task")


def _is_to(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what "is to open", and the day that an event is on: "Polling day is 16 September"."""
    ts, j = s.ts, k + 1
    while word_at(ts, j) in ADVERBS | {"not", "on", "in", "for"} or _is_manner(word_at(ts, j)):
        j += 1
    start = _subject_start(s, k)
    own = {plain(t.low) for t in ts[start:k]}
    if j in dates.ahead and plain(ts[k].low) in ("is", "are") and own & _EVENTS:
        return Commitment(start, end_of(s, k, j), k, k + 1, None, before=False)
    if word_at(ts, j) != "to" or not _is_act(ts, j + 1, thing=False) or word_at(ts, k + 1) in ("on", "in", "for"):
        return None
    last, verb = end_of(s, k, j), _verb_of(ts, j + 1)
    subject_is_act = word_at(ts, start) == "to" or word_at(ts, start).endswith("ing") or not own
    if (
        own & (_DEFINED | _NOUNS | JOINING | {"what", "there", "nothing", "it's", "if", "this", "that"})
        or subject_is_act
    ):
        return None
    was = plain(ts[k].low) in ("was", "were")
    if s.clauses[s.of[k]].opener in ("if", "what", "how", "whether", "unless") or mood(s, k, k) != "asserted":
        return None
    if verb in _IDIOMS or (was and verb in UNWILLED) or (was and not dates.within(j, last)):
        return None
    sure = dates.within(j, last) or word_at(ts, j + 1) == "be"
    who = speaker_in(ts, start, k)
    return Commitment(start, last, k, j, who, agent=False, before=False, past=was, sure=sure)


_IDIOMS = words("blame see find judge become prove")
_EVENTS = words(
    "day meeting election elections vote poll deadline hearing trial match final launch opening ballot referendum "
    "session summit ceremony release conference wedding funeral hearing date verdict inspection handover"
)


def _verb_of(ts: list[Token], k: int) -> str:
    """Return the base of the verb at token k, past "not", "be", "have" and adverbs."""
    passive = False
    while word_at(ts, k) in _HELPING or _is_manner(word_at(ts, k)):
        passive = passive or word_at(ts, k) in ("be", "been")
        k += 1
    low = plain(word_at(ts, k))
    if not passive or base(low) in DEEDS or low.endswith(("ing", "ed")) or low in PARTICIPLES | EITHER:
        return "do" if passive and base(low) not in DEEDS - UNWILLED else base(low)
    return "be"


_HELPING = words("not be been have also then soon only now again")


_NO_MANNER = words("supply apply reply rely fly likely unlikely")


def _is_manner(low: str) -> bool:
    return low.endswith("ly") and low not in _NO_MANNER


def _until(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody "has until 7 March" or "has 90 days" to do."""
    ts = s.ts
    until = word_at(ts, k + 1) == "until"
    if not until and not dates.within(k + 1, k + 3):
        return None
    to = next(
        (j for j in range(k + 2, min(len(ts), k + _NEAR)) if ts[j].low == "to" and _is_act(ts, j + 1, False)), None
    )
    if to is None or mood(s, k, k) != "asserted" or not dates.within(k + 1, to):
        return None
    group = verb_group(ts, k)
    return Commitment(_subject_start(s, group), end_of(s, k, to), k, to, _subject(s, group, k), False, before=False)


# --- announced acts ---------------------------------------------------------------------------------------------------

_TELLING = forms(
    "say announce confirm tell add declare insist reveal state report write agree repeat reply explain promise"
) - words("saying")
_FORETELLING = forms(
    "expect predict forecast believe think fear hope suspect warn anticipate estimate reckon doubt worry bet guess "
    "imagine suppose argue claim foresee wonder know threaten suggest mean ensure hint speculate"
) | words(
    "likely unlikely chance sure certain doubt confident fears hopes forecasts prediction predictions risk threat "
    "probably perhaps maybe surely inevitably undoubtedly eventually doubtless ever"
)
_BY = words("by before until within from starting")
_SELF = words("i we i'll we'll")


def _will(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody will do as announced, or what will be done by a day that is told."""
    ts, low = s.ts, plain(s.ts[k].low)
    contracted, going = low.endswith("'ll"), low == "going"
    if going and (word_at(ts, k + 1) != "to" or plain(word_at(ts, k - 1)) not in BE):
        return None
    verb = _verb_of(ts, k + 1 + going)
    told = _said_before(ts, k, _TELLING)
    if (
        (low.startswith("would") and told is None)
        or _said_before(ts, k, _FORETELLING) is not None
        or "have" == word_at(ts, k + 1)
    ):
        return None
    group = k + 1 if contracted else verb_group(ts, k) if going else k
    start, last = _subject_start(s, group), end_of(s, k, k + 1)
    if told is not None and start <= told:
        start = told + 1 + (word_at(ts, told + 1) == "that")
    opening = plain(word_at(ts, start if start < k else k - 1))
    if _is_conditional(s, k) or opening in _NOT_ANNOUNCED or word_at(ts, k + 1) == "rather":
        return None
    dated = dates.within(k, last) or _leads(s, start, dates)
    from_day = any(t.low in ("from", "starting") for j in dates.at if k < j < last for t in ts[max(k, j - 3) : j])
    from_day = from_day or (word_at(ts, k + 1) == "be" and word_at(ts, k + 2) in _OPENED and dated)
    own = plain(word_at(ts, start)) in _SELF
    certain = (dated and verb not in UNWILLED) or from_day
    if not certain and not (verb in DEEDS - UNWILLED and (own or told is not None or _is_body(ts, start, group))):
        return None
    who = plain(word_at(ts, start)).split("'")[0] if own else speaker_in(ts, start, group)
    who = speaker_in(ts, start, start + 1).split("’")[0].split("'")[0] if contracted and not own else who
    if who is not None and who.lower() in ("it", "he", "she", "they") and told is not None:
        who = _subject(s, verb_group(ts, told), told) or who
    teller = _subject(s, verb_group(ts, told), told) if told is not None else None
    return Commitment(start, last, k, k + 1, who, agent=False, before=told is not None, teller=teller)


_NOT_ANNOUNCED = words("what this there nothing you all these such much everything how")


def _leads(s: Sentence, start: int, dates: Dates) -> bool:
    """Say whether a date leads up to the subject that begins at token `start`: "By 2030, | the town"."""
    first, inside = s.stretch(start)[0], word_at(s.ts, start) in _WHEN
    return start - first < _NEAR and dates.within(first, start + 5 * inside)


def _said_before(ts: list[Token], k: int, verbs: frozenset[str]) -> int | None:
    """Return the nearest verb of a list before token k in its sentence, not across a semicolon or a colon."""
    for j in range(k - 1, max(-1, k - _BACK), -1):
        if is_strong(ts, j) and ts[j].low not in "—–":
            return None
        if plain(ts[j].low) in verbs and not is_noun(ts, j):
            return j
    return None


def _is_conditional(s: Sentence, k: int) -> bool:
    """Say whether the clause of token k is a condition, or hangs on one."""
    openers = {c.opener for c in s.clauses}
    return bool(openers & {"if", "unless"}) or s.clauses[s.of[k]].opener in ("whether", "what", "how", "when", "until")


def _is_body(ts: list[Token], first: int, last: int) -> bool:
    """Say whether a body that acts as one is the subject in tokens [first, last)."""
    own = [t for t in ts[first:last] if t.kind == "w"]
    return any(t.low in BODIES for t in own[:6]) and (
        own[0].low in ("the", "its", "our", "their") or own[0].text[0].isupper()
    )


BODIES = words(
    "government ministry company council court committee commission police board department agency office treasury "
    "university institute firm parliament senate congress administration regulator group club museum airline hospital "
    "school cabinet trust operator union city town county authority bank minister ministers president mayor management "
    "federation contractor councillors party state side country nation delegation team head leader people voters"
)


def _must(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what must be done by a day, or must be done by law."""
    ts = s.ts
    if ts[k].low not in ("must", "should") and word_at(ts, k + 1) != "to":
        return _until(s, k, dates)
    last = end_of(s, k, k + 1)
    should = ts[k].low == "should" and not (word_at(ts, k + 1) == "have" and _is_lawful(s))
    deadline = any(word_at(ts, j - 1) in _BY or ts[j].low in _BY for j in dates.at if k < j < last)
    if should or not (deadline or _is_lawful(s)) or _is_conditional(s, k) or mood(s, k, k) not in ("asserted",):
        return None
    start = _subject_start(s, k)
    if (_said_before(ts, start, _ASKING) is not None and not _is_lawful(s)) or plain(word_at(ts, start)) in ("i", "it"):
        return None
    past = ts[k].low == "should"
    return Commitment(start, last, k, k + 1, speaker_in(ts, start, k), agent=False, before=False, past=past)


_ASKING = forms("say argue insist demand urge think believe")


# --- dates of what happens anyway -------------------------------------------------------------------------------------

_STARTING = words(
    "opens reopens closes begins starts launches ends expires takes comes goes resumes returns meets votes arrives "
    "leaves runs moves decides reports publishes introduces open reopen close begin start end resume take come meet"
)
_POSTPONED = words("postponed delayed deferred extended postpone postpones delay defer extend extends pushed put")


_PROLONGED = forms("continue prolong")


def _happens(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what "opens on 4 June", a day yet to come; the present tense of a timetable."""
    ts = s.ts
    last = end_of(s, k, k + 1)
    near = min(last, k + 8)
    start = _subject_start(s, k)
    if not dates.coming(k + 1, near) or start >= k or plain(word_at(ts, k - 1)) in AUXILIARIES | {"to", "that", "who"}:
        return None
    if word_at(ts, k + 1) not in _WHEN | {"effect", "into", "on", "its", "again"} or mood(s, k, k) != "asserted":
        return None
    if _said_before(ts, k, _FORETELLING) is not None or _is_conditional(s, k):
        return None
    return Commitment(start, last, k, k, speaker_in(ts, start, k), agent=False, before=False)


def _postponed(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what is put off or extended to a day that is told."""
    ts = s.ts
    last = end_of(s, k, k + 1)
    onto = ("for",) if plain(ts[k].low) in _PROLONGED else ("to", "until", "till", "for")
    to = next((j for j in range(k + 1, min(last, k + _NEAR)) if ts[j].low in onto and dates.within(j, j + 5)), None)
    away = ts[k].low not in ("pushed", "put") or word_at(ts, k + 1) in ("back", "off")
    if to is None or not away or mood(s, k, k) != "asserted":
        return None
    group = verb_group(ts, k)
    passive = any(plain(t.low) in BE for t in ts[group:k])
    who = None if passive else _subject(s, group, k)
    return Commitment(_subject_start(s, group), last, k, to, who, agent=False, before=False)


def _left(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what there are "ten weeks left to" do."""
    if (
        word_at(s.ts, k + 1) != "to"
        or plain(word_at(s.ts, k - 1)) in BE | {"of"}
        or not dates.within(max(0, k - 8), k)
        or not _is_act(s.ts, k + 2, False)
    ):
        return None
    first = max(j for j in dates.at if j < k)
    return Commitment(first, end_of(s, k, k + 1), k, k + 1, None, before=False)


def _word(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody gave their word that they would do."""
    ts = s.ts
    verb = next((j for j in range(k - 1, max(-1, k - 4), -1) if ts[j].low in ("gave", "give", "gives", "given")), None)
    act = next((j for j in range(k + 1, min(len(ts), k + _NEAR)) if ts[j].low in ("that", "to")), None)
    if verb is None or act is None or not _binds(s, verb, verb_group(ts, verb)):
        return None
    return _active(s, verb, verb_group(ts, verb), act)


# --- stretches --------------------------------------------------------------------------------------------------------

_ENDING = words("which who whose whom although though while whereas because unless if but so")
_REPORTING = words("said says added adds announced told according")


def end_of(s: Sentence, k: int, act: int) -> int:
    """Return the token before which the commitment ends that hangs on the cue at token k and does what follows."""
    ts, last = s.ts, s.stretch(act)[1] if act < len(s.ts) else len(s.ts)
    last = min(last, act + _LONGEST)
    passive = any(t.low in ("be", "been", "being") for t in ts[k : act + 4])
    for j in range(act + 1, last):
        joined = s.of[j] != s.of[j - 1] and s.clauses[s.of[j]].opener in ("and", "but", "yet", "so")
        if joined and s.clauses[s.of[j]].first == j:
            return j - (word_at(ts, j - 1) == ",")
        if ts[j].low in (",", "and") and _begins_other(ts, j, passive):
            return j
        if ts[j].low in _ENDING and not (ts[j].low == "if" and plain(ts[k].low).startswith("promise")):
            return j - (word_at(ts, j - 1) == ",")
    while last > act and ts[last - 1].low in '.!?,;”"':
        last -= 1
    return last


def _begins_other(ts: list[Token], j: int, passive: bool) -> bool:
    """Say whether something else follows the comma or "and" at token j: another statement, or who said it."""
    after, then = plain(word_at(ts, j + 1)), plain(word_at(ts, j + 2))
    if ts[j].low == "," and (after in ("and", "but") and (then in SUBJECTS or then in _TO and then.endswith("ed"))):
        return True
    if after in _REPORTING or (ts[j].low == "," and any(plain(t.low) in _REPORTING for t in ts[j + 2 : j + 6])):
        return True
    if ts[j].low == "," and (after in SUBJECTS or (after.endswith("ing") and after not in ("including", "starting"))):
        return True
    return after in FINITE - AUXILIARIES or (after.endswith("ed") and not passive)


def _subject_start(s: Sentence, group: int) -> int:
    """Return where the subject begins of the verb group at token `group`; the group where it has none beside it."""
    ts = s.ts
    if (
        group == 0
        or ts[group - 1].kind == "s"
        and not ts[group - 1].glued
        or word_at(ts, group - 1) in ("and", "or", "but")
    ):
        return group
    if plain(ts[group].low).endswith("ing") and word_at(ts, group - 1) in PREPOSITIONS | JOINING:
        return group
    if plain(ts[group - 1].low) in SUBJECTS:
        return group - 1
    first = max(phrase_start(s, group), s.clauses[s.of[group - 1]].first)
    while first < group - 1 and (ts[first].kind == "s" or ts[first].low in ("and", "but", "so", "yet")):
        first += 1
    return first


CUES: dict[str, Callable[[Sentence, int, Dates], Commitment | None]] = (
    dict.fromkeys(_STARTING, _happens)
    | dict.fromkeys(_PROLONGED, _postponed)
    | dict.fromkeys(_POSTPONED, _postponed)
    | dict.fromkeys(_NOUNS, _noun)
    | dict.fromkeys(_TO | _THAT | _GIVE, _verb)
    | dict.fromkeys(_DUE, _due)
    | dict.fromkeys(_OBLIGED, _obliged)
    | dict.fromkeys(forms("require oblige mandate order instruct direct task"), _requires)
    | dict.fromkeys(words("is are was were"), _is_to)
    | dict.fromkeys(words("must should has have had"), _must)
    | dict.fromkeys(words("will shall would going i'll we'll they'll it'll he'll she'll"), _will)
    | {"word": _word, "left": _left}
)
