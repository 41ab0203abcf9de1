"""What somebody will do as announced, or what will be done by a day that is told: no forecasts."""

from sourcebook.promising.commitment import (
    FORETELLING,
    NEAR,
    WHEN,
    Commitment,
    Dates,
    is_conditional,
    is_lawful,
    said_before,
    verb_of,
)
from sourcebook.promising.extent import end_of, subject_of, subject_start
from sourcebook.promising.willing import UNWILLED, WILLED
from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.speech.clauses import Sentence, plain
from sourcebook.speech.speakers import BE, speaker_in, verb_group
from sourcebook.speech.verbs import forms

_OPENED = words("open closed ready available complete operational shut finished free back")
_LASTING = words("stay remain continue last")
_TELLING = forms(
    "say announce confirm tell add declare insist reveal state report write agree repeat reply explain promise "
    "assure inform"
) - words("saying")
_SELF = words("i we i'll we'll")


def will(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody will do as announced, or what will be done by a day that is told."""
    ts, low = s.ts, plain(s.ts[k].low)
    going, contracted = low == "going", low.endswith("'ll")
    if going and (word_at(ts, k + 1) != "to" or plain(word_at(ts, k - 1)) not in BE):
        return None
    told = said_before(ts, k, _TELLING)
    if said_before(ts, min(len(ts), k + 4), FORETELLING) is not None or _is_hoped(ts) or is_conditional(s, k):
        return None
    if word_at(ts, k + 1) in ("have", "rather") or (low.startswith("would") and told is None):
        return None
    group = k + 1 if contracted else verb_group(ts, k) if going else k
    start, last = subject_start(s, group), end_of(s, k, k + 1)
    if told is not None and start <= told:
        start = told + 1 + (word_at(ts, told + 1) == "that")
    if plain(word_at(ts, start if start < k else k - 1)) in _NOT_ANNOUNCED:
        return None
    if not _is_settled(s, k, start, last, verb_of(ts, k + 1 + going), told is not None, dates):
        return None
    who = _contracted(ts[k]) if contracted else speaker_in(ts, start, group)
    who = ts[group - 1].low if ts[group - 1].low in ("i", "we") else who
    teller = subject_of(s, verb_group(ts, told), told) if told is not None else None
    who = teller or who if who and who.lower() in ("it", "he", "she", "they") else who
    return Commitment(start, last, k, k + 1, who, agent=False, before=told is not None, teller=teller)


def _is_hoped(ts: list[Token]) -> bool:
    """Say whether a sentence ends in who foretells it: ", shopkeepers hope"."""
    ends = ts[max(0, len(ts) - 6) :]
    comma = next((n for n, t in enumerate(ends) if t.low == ","), len(ends))
    return any(plain(t.low) in FORETELLING for t in ends[comma:])


def _contracted(t: Token) -> str:
    """Return the pronoun of "we'll"."""
    return plain(t.low).removesuffix("'ll")


def _is_settled(s: Sentence, k: int, start: int, last: int, verb: str, told: bool, dates: Dates) -> bool:
    """Say whether what "will" be is settled: by a day for what is done, by a first day, or as somebody announces it."""
    ts = s.ts
    dated = dates.within(k, last) or _leads(s, start, dates)
    opened = word_at(ts, k + 1) == "be" and word_at(ts, k + 2) in _OPENED
    if dated and (verb not in UNWILLED or opened or (told and verb in _LASTING)):
        return True
    if any(t.low in ("from", "starting") for j in dates.inside(k + 1, last) for t in ts[max(k, j - 3) : j]):
        return True
    if ts[k].low == "shall" and is_lawful(s, k):
        return True
    own = plain(word_at(ts, start)) in _SELF
    return verb in WILLED and (own or told or _is_body(ts, start, k))


_NOT_ANNOUNCED = words("what this there nothing you all these such much everything how")


def _leads(s: Sentence, start: int, dates: Dates) -> bool:
    """Say whether a date leads up to the subject that begins at token `start`: "By 2030, | the town"."""
    first, inside = s.stretch(start)[0], word_at(s.ts, start) in WHEN
    return start - first < NEAR and dates.within(first, start + 5 * inside)


def _is_body(ts: list[Token], first: int, last: int) -> bool:
    """Say whether a body that acts as one is the subject in tokens [first, last)."""
    own = [t for t in ts[first:last] if t.kind == "w"]
    definite = bool(own) and (own[0].low in ("the", "its", "our", "their") or own[0].text[0].isupper())
    return definite and any(t.low in BODIES for t in own[:6])


BODIES = words(
    "government ministry company council court committee commission police board department agency office "
    "treasury university institute firm parliament senate congress administration regulator group club museum "
    "airline hospital school cabinet trust operator union city town county authority bank minister ministers "
    "president mayor management federation contractor councillors party state side country nation delegation team "
    "head leader people voters academy college league association charity village region province district parish "
    "railway"
)
