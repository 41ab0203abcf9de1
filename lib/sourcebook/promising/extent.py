"""How far a commitment reaches in its sentence, and whose it is: its subject, its owner, its end."""

from sourcebook.promising.commitment import NEAR, PAST_PARTICIPLES, PERIODS, Commitment
from sourcebook.quantities.numerals import Token, at, word_at, words
from sourcebook.speech.clauses import AUXILIARIES, DETERMINERS, FINITE, JOINING, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.speakers import ADVERBS, main_subject, owner_of, phrase_start, speaker_in, subject

_OF_CLAUSE = FINITE | JOINING
_LONGEST = 80  # tokens of a commitment


def by_subject(s: Sentence, k: int, group: int, act: int) -> Commitment:
    """Return the commitment of the subject of the verb at token k, whose group begins at token `group`, to an act."""
    who, sure = subject_of(s, group, k), word_at(s.ts, act) in ("to", "that", "on")
    return Commitment(subject_start(s, group), end_of(s, k, act), k, act, who, agent=sure, sure=sure)


def subject_of(s: Sentence, group: int, k: int) -> str | None:
    """Return the subject of the verb at token k, "we" and "I" included."""
    own = plain(word_at(s.ts, group - 1))
    if own in ("i", "we"):
        return own
    if plain(word_at(s.ts, k)).endswith("ing") and word_at(s.ts, group) not in AUXILIARIES and _is_aside(s.ts, group):
        return main_subject(s, s.of[k])
    begin = _apposed(s.ts, group) if own == "," else None
    if begin is None:
        return subject(s, group, k)
    name = s.ts[begin + 1].text[0].isupper()
    return speaker_in(s.ts, begin + 1, group - 1) if name else speaker_in(s.ts, subject_start(s, begin), begin)


_EACH_TIME = PERIODS | words("each this that every last next most more very")


def _is_aside(ts: list[Token], group: int) -> bool:
    """Say whether a comma stands before a participle and what tells when: "the towns met, each time | agreeing"."""
    k = group
    while k > max(0, group - 4) and ts[k - 1].low in _EACH_TIME:
        k -= 1
    return word_at(ts, k - 1) == ","


def _apposed(ts: list[Token], group: int) -> int | None:
    """Return the comma that opens what stands between a subject and its verb: "the mayor | , Ana Reyes, promised"."""
    for j in range(group - 2, max(0, group - NEAR), -1):
        if ts[j].low == ",":
            return j if j + 1 < group - 1 else None
        if plain(ts[j].low) in _OF_CLAUSE or (ts[j].kind == "s" and not ts[j].glued):
            return None
    return None


def holder(s: Sentence, k: int) -> str | None:
    """Return the owner of the noun at token k, "our" and "my" included."""
    own = next((low for t in reversed(s.ts[max(0, k - 4) : k]) if (low := plain(t.low)) in ("our", "my")), None)
    return owner_of(s, k) or own


def phrase_start_near(ts: list[Token], k: int) -> int | None:
    """Return the article or owner that a noun phrase near token k begins with: "the | new Reyes plan"."""
    for j in range(k - 1, max(-1, k - 6), -1):
        low = plain(ts[j].low)
        if low in DETERMINERS or low.endswith("'s"):
            return j
        if (ts[j].kind == "s" and not ts[j].glued and low not in "$£€") or low in PREPOSITIONS or low in FINITE:
            return None
    return None


_GETTING = words("get gets receive receives obtain obtains gain gains")
_UNBOUND = AUXILIARIES | ADVERBS | {"to", "not", "due", "going"}


def doer(s: Sentence, c: Commitment) -> tuple[bool, str | None]:
    """Say whether a commitment is told in the passive, or of who gets something, and by whom it is to be done."""
    ts, k = s.ts, c.act
    while k < c.last and (plain(ts[k].low) in _UNBOUND or ts[k].low.endswith("ly")):
        k += 1
    low = plain(word_at(ts, k))
    passive = word_at(ts, k - 1) in ("be", "been", "being") and (low.endswith("ed") or low in PAST_PARTICIPLES)
    if not passive:
        return low in _GETTING, None
    for j in range(k + 1, c.last - 1):
        if ts[j].low == "by" and ts[j + 1].kind == "w":
            end = next((i for i in range(j + 2, c.last) if _ends_name(ts, i)), c.last)
            return True, speaker_in(ts, j + 1, end)
    return True, None


def _ends_name(ts: list[Token], k: int) -> bool:
    return (ts[k].kind == "s" and not ts[k].glued) or (ts[k].low in PREPOSITIONS and ts[k].low != "of")


_ENDING = words("which who whose whom although though while whereas because unless if but so")
_ACTS = FINITE - AUXILIARIES
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
    if ts[j].low == "," and (after in ("and", "but") and (then in SUBJECTS or (then.endswith("ed") and not passive))):
        return True
    if after in _REPORTING or (ts[j].low == "," and any(plain(t.low) in _REPORTING for t in ts[j + 2 : j + 6])):
        return True
    if ts[j].low == "," and (after in SUBJECTS or (after.endswith("ing") and after not in ("including", "starting"))):
        return True
    return after in _ACTS or (after.endswith("ed") and not passive)


def subject_start(s: Sentence, group: int) -> int:
    """Return where the subject begins of the verb group at token `group`; the group where it has none beside it."""
    ts, before = s.ts, word_at(s.ts, group - 1)
    if group == 0 or (ts[group - 1].kind == "s" and not ts[group - 1].glued) or before in ("and", "or", "but"):
        return group
    if at(ts, group).low.endswith("ing") and (before in PREPOSITIONS or before in JOINING):
        return group
    if plain(before) in SUBJECTS:
        return group - 1
    first = max(phrase_start(s, group), s.clauses[s.of[group - 1]].first)
    while first < group - 1 and (ts[first].kind == "s" or ts[first].low in ("and", "but", "so", "yet")):
        first += 1
    return first
