"""Verbs that bind: "agreed to cap", "has promised that", "was promised a clinic", "plans a tunnel"."""

from dataclasses import replace

from sourcebook.promising.commitment import FUTURE, NEAR, WHEN, Commitment, Dates, binds, is_act, is_thing
from sourcebook.promising.extent import by_subject, end_of, holder, subject_start
from sourcebook.promising.pledges import NOUNS, by_noun, is_nominal, owner_start
from sourcebook.quantities.numerals import at, word_at, words
from sourcebook.speech.clauses import FINITE, JOINING, Sentence, is_strong, plain
from sourcebook.speech.speakers import BE, phrase_end, speaker_in, verb_group
from sourcebook.speech.verbs import forms

_AIMING = forms("aim target prepare") - {"prepared"}  # promises nothing without a day
_COMMIT = words("commit commits committed committing")
TO = (
    forms("promise pledge vow undertake guarantee agree plan intend aim resolve decide contract volunteer vote prepare")
    | _COMMIT
)
TO |= words(
    "swear swears swore sworn swearing undertakes undertook undertaken undertaking planned planning intends opt opts "
    "opted contracted prepared"
)
THAT = forms("promise pledge vow undertake guarantee agree decide") | words("swear swears swore sworn") | _COMMIT
GIVE = forms("promise pledge guarantee plan target schedule earmark allocate") | _COMMIT | words("planned planning")
_BOUND = _COMMIT | {"prepared"}  # "was committed to" tells of its subject
_SETTLED = words(
    "promised pledged agreed planned scheduled earmarked allocated"
)  # "a clinic was promised", "the planned visit"


def by_verb(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a verb of commitment binds its subject to."""
    ts, low = s.ts, plain(s.ts[k].low)
    if is_nominal(ts, k):
        return by_noun(s, k, dates) if low in NOUNS else _attribute(s, k, dates)
    group = verb_group(ts, k)
    if low in _SETTLED and word_at(ts, k - 1) == "," and word_at(ts, k + 1) in WHEN and dates.within(k + 1, k + NEAR):
        return _was_settled(s, k, k, dates)  # "the clinic, promised for last spring, is"
    passive = low not in ("agreed", "decided") and any(plain(t.low) in BE for t in ts[group:k]) and low.endswith("ed")
    if passive and low not in _BOUND:
        return _was_settled(s, k, group, dates)
    if not binds(s, k, group):
        return None
    act = _complement(s, k, low, dates)
    if act is None or (low in _AIMING and not dates.within(k, end_of(s, k, act))):
        return None
    c = by_subject(s, k, group, act)
    return _of_object(s, k, c) if low in _COMMIT else c


def _of_object(s: Sentence, k: int, c: Commitment) -> Commitment:
    """Return a commitment as that of whom the verb at token k commits, if they act: "the deal commits | both towns"."""
    who = speaker_in(s.ts, k + 1, c.act) if word_at(s.ts, c.act) == "to" and c.act > k + 1 else None
    if who is None or who.endswith(("self", "selves")):
        return c
    return replace(c, who=who, agent=False, teller=c.who)


def _complement(s: Sentence, k: int, low: str, dates: Dates) -> int | None:
    """Return where begins what the verb at token k commits to: "to do", "that they will", a thing."""
    ts, j = s.ts, k + 1
    for j in range(k + 1, min(len(ts), k + NEAR)):
        word = plain(ts[j].low)
        if word == "to" and low in TO and is_act(ts, j + 1, low in _COMMIT):
            return j
        if word == "that" and low in THAT:
            return j if any(plain(t.low) in FUTURE for t in ts[j + 1 : j + 20]) else None
        if j == k + 1 and low.startswith("aim") and word in ("for", "at"):
            return j
        agreed = low.startswith("agree") and word in ("on", "upon") and not dates.within(j, j + 2)
        if j == k + 1 and (agreed or (low.startswith("prepar") and word == "for")):
            return j if at(ts, j + 1).kind in ("w", "n") and word_at(ts, j + 1) else None
        if word in FUTURE and low in THAT and j > k + 1:
            return k + 1
        told = (word in FINITE and ts[j].text != "May") or (word.endswith("ed") and j > k + 1)
        if is_strong(ts, j) or word in JOINING or (told and word not in ("been", "being")):
            break
    if low.startswith("agree") and word_at(ts, k + 1) in ("a", "an"):
        return k + 1
    made = low != "planned" or dates.within(k, k + 2 * NEAR)  # "planned the route"
    return k + 1 if low in GIVE and made and is_thing(ts, k + 1) else None


def _was_settled(s: Sentence, k: int, group: int, dates: Dates) -> Commitment | None:
    """Return what is promised, agreed, planned or scheduled in the passive: "A clinic was promised for 2020"."""
    ts, low = s.ts, plain(s.ts[k].low)
    if not binds(s, k, group):
        return None
    last = end_of(s, k, k + 1)
    told = dates.within(k, last) or word_at(ts, k + 1) == "to" or low == "promised"
    if low not in _SETTLED or not told:
        return None
    by = next((j for j in range(k + 1, min(last, k + NEAR)) if ts[j].low == "by" and at(ts, j + 1).kind == "w"), None)
    who = speaker_in(ts, by + 1, phrase_end(ts, by + 1)) if by is not None and not dates.within(by, by + 4) else None
    past = plain(ts[group].low) in ("was", "were") and word_at(ts, k + 1) != "by"
    return Commitment(subject_start(s, group), last, k, k + 1, who, before=False, past=past)


def _attribute(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a participle promises of its noun, where owner and date are told: "Reyes’s planned visit in May"."""
    ts = s.ts
    owner = holder(s, k)
    if plain(ts[k].low) not in _SETTLED or not owner or at(ts, k + 1).kind != "w":
        return None
    last = end_of(s, k, k + 1)
    return Commitment(owner_start(s, k), last, k, k + 1, owner) if dates.within(k, last) else None


def by_word(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what somebody gave their word that they would do."""
    ts = s.ts
    verb = next((j for j in range(k - 1, max(-1, k - 4), -1) if ts[j].low in ("gave", "give", "gives", "given")), None)
    act = next((j for j in range(k + 1, min(len(ts), k + NEAR)) if ts[j].low in ("that", "to")), None)
    if verb is None or act is None or not binds(s, verb, verb_group(ts, verb)):
        return None
    return by_subject(s, verb, verb_group(ts, verb), act)
