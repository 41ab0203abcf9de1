"""What is settled for a day: "is due to open", "is to be held", "opens on 4 June", "was postponed until"."""

from sourcebook.promising.commitment import (
    FORETELLING,
    NEAR,
    WHEN,
    Commitment,
    Dates,
    is_act,
    is_conditional,
    is_manner,
    said_before,
    verb_of,
)
from sourcebook.promising.extent import end_of, subject_of, subject_start
from sourcebook.promising.pledges import NOUNS, is_nominal
from sourcebook.promising.willing import DEEDS, UNWILLED
from sourcebook.quantities.numerals import Token, at, word_at, words
from sourcebook.speech.clauses import AUXILIARIES, JOINING, Sentence, plain
from sourcebook.speech.moods import mood
from sourcebook.speech.speakers import ADVERBS, BE, speaker_in, verb_group
from sourcebook.speech.verbs import forms

DUE = words("due scheduled slated timetabled pencilled penciled booked billed")


def due(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what is "due to open", "scheduled for May", "due back on Friday"."""
    ts, after = s.ts, word_at(s.ts, k + 1)
    last = end_of(s, k, k + 1)
    linked = any(plain(t.low) in BE for t in ts[max(0, k - 4) : k]) or ts[k].low == "scheduled"
    acts = after == "to" and _is_deed(ts, k + 2) and (linked or at(ts, k - 1).kind == "w" or word_at(ts, k - 1) == ",")
    dated = after in WHEN and dates.within(k + 1, min(last, k + 8))
    if not (acts or dated) or is_nominal(ts, k) or mood(s, k, k) != "asserted":
        return None
    group = verb_group(ts, k)
    who = subject_of(s, group, k) if group < k else speaker_in(ts, subject_start(s, group), group)
    past = any(plain(t.low) in ("was", "were", "had") for t in ts[group:k])
    return Commitment(subject_start(s, group), last, k, k + 1, who, agent=False, before=False, past=past)


def _is_deed(ts: list[Token], k: int) -> bool:
    """Say whether the verb of an act or of a state stands at token k, and no noun ("due to rain")."""
    low = plain(word_at(ts, k))
    return low in DEEDS or low in UNWILLED or low in ("be", "not")


_BETWEEN = ADVERBS | words("not on in for")  # "is not to open", "is on 3 May"
_DEFINED = words(  # what "is to" defines rather than settles: "the challenge is to pay"
    "problem question answer idea point purpose task job challenge way step reason role solution alternative best "
    "first need thing trick danger temptation temptations secret remedy duty only next all key mistake rest what there "
    "nothing it's this that"
)
_DEFINED |= NOUNS | JOINING


def is_to(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what "is to open", and the day that an event is on: "Polling day is 16 September"."""
    ts, j = s.ts, k + 1
    while word_at(ts, j) in _BETWEEN or is_manner(word_at(ts, j)):
        j += 1
    dated = dates.coming(j, j + 1)
    if word_at(ts, j) != "to" and not dated:
        return None
    start = subject_start(s, k)
    own = set(s.lows[start:k])
    if dated and s.lows[k] in ("is", "are") and own & _EVENTS:
        return Commitment(start, end_of(s, k, j), k, k + 1, None, before=False)
    if word_at(ts, j) != "to" or not is_act(ts, j + 1, thing=False) or word_at(ts, k + 1) in ("on", "in", "for"):
        return None
    last, verb = end_of(s, k, j), verb_of(ts, j + 1)
    is_act_itself = word_at(ts, start) == "to" or word_at(ts, start).endswith("ing") or not own
    if is_act_itself or not own.isdisjoint(_DEFINED):
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
STARTING = words(
    "opens reopens closes begins starts launches ends expires takes comes goes resumes returns meets votes arrives "
    "leaves runs moves decides reports publishes introduces open reopen close begin start end resume take come meet"
)
POSTPONED = words("postponed delayed deferred extended postpone postpones delay defer extend extends pushed put")
PROLONGED = forms("continue prolong")


_NO_SUBJECT = AUXILIARIES | words("to that who")
_FOLLOWING = WHEN | words("effect into its again to")


def happens(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what "opens on 4 June", a day yet to come; the present tense of a timetable."""
    ts = s.ts
    last = end_of(s, k, k + 1)
    near = min(last, k + 8)
    start = subject_start(s, k)
    if not dates.coming(k + 1, near) or start >= k or plain(word_at(ts, k - 1)) in _NO_SUBJECT:
        return None
    straight = word_at(ts, k + 1) in _FOLLOWING or dates.coming(k + 1, k + 2)
    if not straight or mood(s, k, k) != "asserted":
        return None
    if said_before(ts, k, FORETELLING) is not None or is_conditional(s, k):
        return None
    return Commitment(start, last, k, k, speaker_in(ts, start, k), agent=False, before=False)


def postponed(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what is put off or extended to a day that is told."""
    ts = s.ts
    last = end_of(s, k, k + 1)
    onto = ("for",) if plain(ts[k].low) in PROLONGED else ("to", "until", "till", "for")
    to = next((j for j in range(k + 1, min(last, k + NEAR)) if ts[j].low in onto and dates.within(j, j + 5)), None)
    away = ts[k].low not in ("pushed", "put") or word_at(ts, k + 1) in ("back", "off")
    if to is None or not away or mood(s, k, k) != "asserted":
        return None
    group = verb_group(ts, k)
    passive = any(plain(t.low) in BE for t in ts[group:k])
    who = None if passive else subject_of(s, group, k)
    return Commitment(subject_start(s, group), last, k, to, who, agent=False, before=False)
