"""Duties: "is required to", "the code obliges owners to", "must be filed by", "has until May to"."""

from sourcebook.promising.commitment import (
    BACK,
    MODAL,
    NEAR,
    Commitment,
    Dates,
    binds,
    is_act,
    is_conditional,
    is_lawful,
    is_thing,
    said_before,
    verb_of,
)
from sourcebook.promising.extent import by_subject, end_of, subject_of, subject_start
from sourcebook.promising.willing import DEEDS, UNWILLED
from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.speech.clauses import Sentence, plain
from sourcebook.speech.moods import mood
from sourcebook.speech.speakers import BE, speaker_in, verb_group
from sourcebook.speech.verbs import forms

_REQUIRED = words("required obliged obligated mandated bound")
OBLIGED = words("required obliged obligated mandated supposed meant set contracted bound")


def obliged(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody is required, obliged, supposed or set to do."""
    ts, low = s.ts, plain(s.ts[k].low)
    group = verb_group(ts, k)
    linked = group < k and any(plain(t.low) in BE for t in ts[group:k])
    if low == "set" and word_at(ts, k + 1) == "aside":
        return by_subject(s, k, group, k + 2) if binds(s, k, group) and is_thing(ts, k + 2) else None
    if not linked or word_at(ts, k + 1) not in ("to", "by") or mood(s, k, k) != "asserted":
        return None
    to = next((j for j in range(k + 1, min(len(ts), k + NEAR)) if ts[j].low == "to"), None)
    if to is None or not is_act(ts, to + 1, thing=False):
        return None
    last = end_of(s, k, to)
    unsure = low in ("supposed", "meant", "set") and not dates.within(to, last)
    foreseen = (unsure or low in ("set", "bound")) and verb_of(ts, to + 1) not in DEEDS
    if foreseen or (low == "bound" and not is_lawful(s, k)):
        return None
    who = subject_of(s, group, k)
    past = low in ("supposed", "meant") and any(plain(t.low) in ("was", "were") for t in ts[group:k])
    start, agent = subject_start(s, group), low in _REQUIRED and word_at(ts, to + 1) != "be"
    rule = low in _REQUIRED
    return Commitment(start, last, k, to, who, agent, before=False, past=past, sure=not unsure, rule=rule)


def requires(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a law requires of somebody: "the code obliges owners to", "requires that they"."""
    ts, low = s.ts, plain(s.ts[k].low)
    if low in ("required", "obliged", "mandated") and any(plain(t.low) in BE for t in ts[verb_group(ts, k) : k]):
        return obliged(s, k, dates)
    lead = ts[max(0, k - BACK) : k]
    order = low.startswith(_ORDERS)
    if not (order or is_lawful(s, k) or any(t.low == "bill" for t in lead)) or not binds(s, k, verb_group(ts, k)):
        return None
    if low.endswith("ing") and any(t.low in MODAL or t.low == "will" for t in lead):
        return None
    to = _to(ts, k)
    that = word_at(ts, k + 1) == "that" and not order
    if to is None or that:
        return Commitment(k, end_of(s, k, k + 1), k, k + 2, None) if that else None
    last = end_of(s, k, to)
    if order and not dates.within(to, last):
        return None
    return Commitment(k, last, k, to, speaker_in(ts, k + 1, to), rule=not order)


_BEFORE_THING = BE | {"of"}
_ORDERS = ("order", "instruct", "direct", "task", "tell", "told")


def _until(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody "has until 7 March" or "has 60 days" to do."""
    ts = s.ts
    until = word_at(ts, k + 1) == "until"
    if not until and not dates.within(k + 1, k + 3):
        return None
    to = _to(ts, k)
    if to is None or mood(s, k, k) != "asserted" or not dates.within(k + 1, to):
        return None
    group = verb_group(ts, k)
    return Commitment(subject_start(s, group), end_of(s, k, to), k, to, subject_of(s, group, k), False, before=False)


def given(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody is "given until Friday" to do."""
    ts = s.ts
    until = next((j for j in range(k + 1, min(len(ts), k + NEAR)) if ts[j].low == "until"), None)
    to = _to(ts, until) if until is not None and dates.within(until, until + 4) else None
    if until is None or to is None or mood(s, k, k) != "asserted":
        return None
    group = verb_group(ts, k)
    passive = any(plain(t.low) in BE for t in ts[group:k])
    who = subject_of(s, group, k) if passive else speaker_in(ts, k + 1, until)
    return Commitment(subject_start(s, group), end_of(s, k, to), k, to, who, before=False)


def _to(ts: list[Token], k: int) -> int | None:
    """Return the "to" of what somebody has to do, behind who it is: "requires | owners to"."""
    near = range(k + 2, min(len(ts), k + NEAR))
    return next((j for j in near if ts[j].low == "to" and is_act(ts, j + 1, thing=False)), None)


def left(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what there are "ten weeks left to" do."""
    if (
        word_at(s.ts, k + 1) != "to"
        or plain(word_at(s.ts, k - 1)) in _BEFORE_THING
        or not dates.within(max(0, k - 8), k)
        or not is_act(s.ts, k + 2, False)
    ):
        return None
    first = dates.inside(max(0, k - 8), k)[-1]
    return Commitment(first, end_of(s, k, k + 1), k, k + 1, None, before=False)


_BY = words("by before until within from starting than")


def must(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what must be done by a day, or must be done by law."""
    ts = s.ts
    if ts[k].low not in ("must", "should") and word_at(ts, k + 1) != "to":
        return _until(s, k, dates)
    last = end_of(s, k, k + 1)
    should = ts[k].low == "should" and not (word_at(ts, k + 1) == "have" and is_lawful(s, k))
    deadline = any(t.low in _BY for j in dates.inside(k + 1, last) for t in ts[max(k, j - 3) : j + 1])
    if should or not (deadline or is_lawful(s, k)) or is_conditional(s, k) or mood(s, k, k) != "asserted":
        return None
    start = subject_start(s, k)
    demanded = said_before(ts, start, _ASKING) is not None and not is_lawful(s, k)
    if demanded or verb_of(ts, k + 1) in UNWILLED or plain(word_at(ts, start)) in ("i", "it"):
        return None
    past = ts[k].low == "should"
    agent = not past and word_at(ts, k + 1) != "be"
    rule = is_lawful(s, k)
    return Commitment(start, last, k, k + 1, speaker_in(ts, start, k), agent, before=False, past=past, rule=rule)


_ASKING = forms("say argue insist demand urge think believe")
