"""Verbs that report: "she says that …", "critics see it as …", "…, the minister said", "is described by … as …"."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
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
from sourcebook.speech.speakers import (
    ADJECTIVAL,
    ADVERBS,
    BE,
    HOMOGRAPHS,
    SUBJECT,
    is_noun,
    is_teller,
    is_verb,
    phrase_end,
    speaker_in,
    subject,
    verb_group,
)
from sourcebook.speech.verbs import (
    AS,
    ASIDE,
    CARRY,
    CLAIM,
    FOR,
    INVERTED,
    NAME,
    OF,
    SAY,
    SHOW,
    THINKING,
    TO,
    VERBS,
    forms,
)

NEAR = 12  # tokens between a verb of saying and its "that" or its quotation marks
_AROUND = 4000  # characters in which a name is looked for
_REACH = 120  # tokens in which what ends a report is looked for; behind them it is the end of the sentence

_PUT, _BLAME, _ACCUSE, _CALL, _POINT = (forms(verb) for verb in "put blame accuse call point".split())
_ASK = forms("ask wonder")  # "as both sides had asked" reports nothing
_SPEAK, _CONSIDER, _EXPECT = forms("speak"), forms("consider"), forms("believe expect") | {"asked"} | _CALL
_CHOOSY = _CALL | _CONSIDER | forms("declare pronounce term brand label")  # also of telephones, prices and cattle
_STATING = (VERBS - AS - NAME - FOR) | SAY | CLAIM | SHOW | OF | _CALL
_STATED = SAY | CLAIM
_BID = OF | FOR | SAY | CLAIM
_DIRECTED = forms("tell assure remind inform persuade convince warn ask")  # somebody stands between verb and "that"
_WH = words("how why whether what where who if when which")
_WHERE = words("in on at during after before through via from to late early")
_UNADDRESSED = JOINING | words("that to of about against as for") | {":"}
_TIMES = words("home back today tonight yesterday now later again then earlier recently on last this")
_WHEN = _WHERE | _TIMES
_PLACED = (PREPOSITIONS - words("as of than for like")) | _TIMES
_ADDED = words("out also too")
_ABOUT = words("at about around between up under over nearly more less fewer")  # with a number: "at least forty people"
_HOLD = forms("hold")  # "farmers who hold no share may buy one"
_TELLING = (_STATED | SHOW) - _HOLD
_ASCRIBING = NAME | AS | CARRY
_LEAST = words("least most") | SMALL.keys()
_ADDRESSED = words("me us him them you reporters journalists lawmakers parliament")
_GOING_ON = words("to that because but if when as and")
_HAS_MORE = FINITE | _GOING_ON
_FURTHER = frozenset(verb for verb in VERBS | forms("cite") if verb.endswith("ing"))  # ", adding that"
_TURNING = words("but though although whereas while yet so")
_MODALS = words("must should can could may might would ought cannot")
_PARTICIPIAL = ("ed", "en", "id", "ld", "wn", "ught")
_PAST = ("ed", "id", "ld")
_OPEN = words("where how why when whether")
_QUOTES = frozenset("“”\"‘’'«»„")
_NO_CLAUSE = (PREPOSITIONS - {"in"}) | (FINITE - words("felt found led left thought cost lost"))
_NO_CLAUSE |= words("so nothing not twice much little otherwise together and or but to")
_NO_THING = PREPOSITIONS | {"and", "or"}
_BEFORE_NOUN = PREPOSITIONS | {"up", "down"}
_BEHIND_SUBJECT = FINITE | {"that"}
_OPENS_CLAUSE = DETERMINERS | SUBJECTS
_NO_SUBJECT = ((FINITE | JOINING) - {"who"}) | words("that than as")
_INTRODUCING = PREPOSITIONS | JOINING | FINITE | {"and", "or", "not", "but"}
_NO_NAME = PREPOSITIONS | _TIMES | FINITE | JOINING | {"and", "or", "to", "back"}
_NOT_NAMED = PREPOSITIONS | {",", ".", "that", "off", "up"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """text[start:end] is credited to `speaker`, None where nobody is named; form is direct or indirect.

    named_as   what the sentence calls the speaker: "she", "the minister"
    sourcing   named, anonymous (one unnamed person, a document) or collective (an unnamed group)
    """

    start: int
    end: int
    speaker: str | None
    form: str
    named_as: str | None = None
    sourcing: str = ""


def indirect_speech(s: Sentence, first: int, last: int, speaker: str | None) -> Quotation | None:
    """Return tokens [first, last) as credited to somebody, without signs at their ends; None where nothing is left."""
    while first < last and s.ts[first].low in ",:":
        first += 1
    while last > first and s.ts[last - 1].low in ",;":
        last -= 1
    return Quotation(*s.place(first, last), speaker, "indirect") if first < last else None


def reported(s: Sentence, k: int, low: str) -> Quotation | None:
    """Return what the verb at token k reports of somebody else; None for nothing, and where its subject is "I"."""
    group = verb_group(s.ts, k)
    if word_at(s.ts, k - 1) == "," and low.endswith("ed") and word_at(s.ts, k + 1) == "at":
        return None  # ", estimated at"
    denied = any(plain(t.low) in ("not", "never") or plain(t.low).endswith("n't") for t in s.ts[group:k])
    denied = denied or word_at(s.ts, s.clauses[s.of[k]].first) in ("nor", "neither", "never")
    passive = word_at(s.ts, k + 1) == "by" or any(plain(t.low) in BE for t in s.ts[group:k])
    if passive and low.endswith(_PARTICIPIAL):
        return None if denied or s.ts[group].low in _MODALS else _passive(s, k, low)
    if aside := _aside(s, k, group, low):
        return aside
    if _is_asked_for(s, k):
        return None
    first = _content(s, k, low)
    if first is None or (denied and low not in THINKING):  # what nobody was told is the writer's own to say
        return None
    speaker = subject(s, group, k)
    if speaker is None:
        return None
    return (
        indirect_speech(s, first, report_end(s, k, first), speaker) if low not in SHOW or can_show(s, speaker) else None
    )


def _is_asked_for(s: Sentence, k: int) -> bool:
    """Say whether a verb only stands in what is asked or talked about: "a talk on where it believes they can meet"."""
    clause = s.clauses[s.of[k]]
    return clause.opener in _OPEN and word_at(s.ts, clause.first - 1) in PREPOSITIONS


def can_show(s: Sentence, speaker: str) -> bool:
    """Say whether who shows it can tell something: a survey can, but "silence suggests" is the writer's own voice."""
    own = [plain(word) for word in speaker.split()]
    if any(is_teller(word.lower()) for word in own):
        return True
    if not own[-1][0].isupper():
        return False
    return len(own) > 1 or _is_known(s, own[0])


def _is_known(s: Sentence, word: str) -> bool:
    """Say whether a capital is a name's and not only a sentence's: it stands inside a sentence somewhere near."""
    near = s.text[max(0, s.span.start - _AROUND) : s.span.start + _AROUND]
    return re.search(rf"[^\W\d_],? {re.escape(word)}\b", near) is not None


# --- what is said -----------------------------------------------------------------------------------------------------


def _content(s: Sentence, k: int, low: str) -> int | None:
    """Return the token with which begins what the verb at token k credits; None where nothing is said."""
    ts, j = s.ts, k + 1
    if low in _POINT and word_at(ts, j) != "out":
        return None
    while word_at(ts, j) in _ADDED or (word_at(ts, j).endswith(("ly", "day")) and j < k + 3):
        j += 1
    if word_at(ts, j) == "on" and word_at(ts, j + 1).endswith("day"):  # "said on Friday the deal was off"
        j += 2
    after = plain(word_at(ts, j))
    if s.clauses[s.of[k]].opener in ("what", "whom") and after not in ("that", ":") and low not in NAME:
        return None  # "what he fears most is"
    if low in _STATING and (first := _stated(s, k, j, low)) is not None:
        return first
    return _ascribed(ts, k, j, low) if low not in AS else _as(s, k, j, low)


def _stated(s: Sentence, k: int, j: int, low: str) -> int | None:
    """Return where a clause begins that the verb at token k states, or what it bids, warns of or promises."""
    ts, after = s.ts, plain(word_at(s.ts, j))
    if (that := _that(ts, j, low)) is not None:
        return that + 1
    if after in _WH or (after == "about" and word_at(ts, j + 1) in _WH):
        return j + (after == "about")
    if low in _DIRECTED and after in _ADDRESSED and _is_clause(ts, j + 1, easily=False):
        return j + 1
    if low in _CALL and after == "for":
        return j + 1
    if after == ":":
        return j + 1
    if (
        low in _DIRECTED
        and (colon := find(ts, j, (":",), NEAR))
        and not any(plain(t.low) in FINITE for t in ts[j:colon])
    ):
        return colon + 1  # "has told us the same:"
    if low in _TELLING and _is_clause(ts, j, low in SAY) and not (low.startswith("believ") and after == "in"):
        return j
    if low in TO and (to := find(ts, k + 1, ("to",), NEAR)) is not None and _is_order(ts, k, to):
        return j if low in THINKING else to  # "expect | prices to fall", but "told his staff | to leave"
    if low in OF and after in ("of", "against") and (low not in _SPEAK or word_at(ts, j + 1) in ("a", "an")):
        return j + 1
    return j if low in CARRY and at(ts, j).kind == "w" and after not in _NO_THING else None


def _as(s: Sentence, k: int, j: int, low: str) -> int | None:
    """Return where begins what is seen, described, dismissed … as something."""
    ts = s.ts
    place = find(ts, j, ("as",), 2 * NEAR)
    if place is None or place == j or any(t.low == "," for t in ts[j:place]) or _is_when(ts, place + 1):
        return _ascribed(ts, k, j, low)
    turned = any(s.clauses[c].opener in ("but", "and") for c in range(s.of[k] + 1, s.of[place] + 1))
    return None if turned else j


def _ascribed(ts: list[Token], k: int, j: int, low: str) -> int | None:
    """Return where begins what somebody is called, accused of, blamed for, or what a number is put at."""
    if low in _PUT:
        number = find(ts, j, ("at",), NEAR)
        return j if number is not None and at(ts, number + 1).kind == "n" else None
    if low in NAME and word_at(ts, j) not in _NOT_NAMED and _names(ts, k, j, low):
        return j
    wanted = ("of",) if low in _ACCUSE else ("for", "on") if low in _BLAME else ("for",) if low in FOR else ()
    place = find(ts, j, wanted, NEAR) if wanted else None
    return None if place is None else place + 1


def _that(ts: list[Token], j: int, low: str) -> int | None:
    """Return the "that" of the verb before token j: "told the court on Friday | that"."""
    for i in range(j, min(j + NEAR, len(ts))):
        word = plain(ts[i].low)
        if word == "that":
            described = low in HOMOGRAPHS and plain(word_at(ts, i + 1)) in FINITE  # "charges that took effect"
            follows = i == j or word_at(ts, i - 1) == "," or word_at(ts, j) in _PLACED or low in _DIRECTED
            return i if follows and not described else None
        if (
            word in FINITE
            or (word in JOINING and at(ts, i + 1).kind != "n")
            or (ts[i].kind == "s" and ts[i].low not in ",.-'’“”\"")
        ):
            return None
        if word == "," and word_at(ts, i + 1) != "that":  # "maintains, against the evidence, that"
            closing = find(ts, i + 1, (",",), NEAR)
            return closing + 1 if closing and word_at(ts, closing + 1) == "that" else None
    return None


def _is_clause(ts: list[Token], j: int, easily: bool) -> bool:
    """Say whether a clause without "that" begins at token j; `easily`: the verb takes hardly anything else."""
    first, low = at(ts, j), plain(at(ts, j).low)
    if low in _ABOUT and any(t.kind == "n" or t.low in _LEAST for t in ts[j + 1 : j + 3]):
        return True
    if (first.kind == "s" and first.low not in _QUOTES) or low in _NO_CLAUSE or (low == "in" and not easily):
        return False
    if low in SUBJECTS or (easily and first.kind != "n" and low != "in"):
        return True
    for t in ts[j + 1 : j + 15]:
        word = plain(t.low)
        if word in AUXILIARIES:
            return True
        if word in JOINING or word in (",", ";", ":", "—", "that"):
            return False
    return False


def find(ts: list[Token], j: int, wanted: Collection[str], within: int) -> int | None:
    """Return the first of some words in so many tokens from j on, not across a semicolon, colon, dash or bracket."""
    for i in range(j, min(j + within, len(ts))):
        if ts[i].low in wanted:
            return i
        if is_strong(ts, i):
            return None
    return None


def _is_when(ts: list[Token], k: int) -> bool:
    """Say whether a clause of time follows "as": "saw the ferry as it left"."""
    if word_at(ts, k) in SUBJECTS:
        return True
    return word_at(ts, k) in ("the", "his", "her", "their") and any(plain(t.low) in FINITE for t in ts[k + 1 : k + 6])


def _is_order(ts: list[Token], k: int, to: int) -> bool:
    """Say whether the verb at token k bids somebody do what follows "to"."""
    between, then = ts[k + 1 : to], at(ts, to + 1)
    if then.kind != "w" or then.low in DETERMINERS or then.low in PREPOSITIONS:
        return False  # "from 1 to 2", "to the minister"
    if not between and plain(ts[k].low) in _EXPECT:
        return False
    return all(plain(t.low) not in FINITE and t.low not in (",", "for") for t in between)


def _names(ts: list[Token], k: int, j: int, low: str) -> bool:
    """Say whether "call X Y" follows: not "call the police", "call off the strike", "consider a deal"."""
    if low not in _CHOOSY:
        return True
    if low in _CALL and word_at(ts, j) in _NOT_NAMED:
        return False
    if low in _CALL and any(t.low in ("what", "which", "that") for t in ts[max(0, k - 4) : k]):
        return True
    return _is_said_of(ts, j, low in _CONSIDER)


def _is_said_of(ts: list[Token], j: int, strictly: bool) -> bool:
    """Say whether something is said of what is named from token j on: "the plan | absurd", "him | a liar"."""
    j += 1 + (word_at(ts, j) in DETERMINERS)
    while at(ts, j).text[:1].isupper() and word_at(ts, j - 1) not in DETERMINERS:
        j += 1
    t = at(ts, j)
    if strictly:
        return t.low in ("a", "an", "too", "so", "to") or t.low.endswith(ADJECTIVAL)
    for i in range(j, min(len(ts), j + NEAR)):  # "call the move to the ring road | a betrayal"
        if ts[i].kind == "s":
            break
        if ts[i].low in ("a", "an") and word_at(ts, i - 1) not in _INTRODUCING:
            return True
    return t.kind == "w" and t.low not in _NO_NAME


def report_end(s: Sentence, k: int, first: int) -> int:
    """Return the token before which a report ends that begins at token `first` and hangs on the word at token k."""
    ts, clause = s.ts, s.clauses[s.of[k]]
    last = s.stretch(first)[1]
    near = range(first, min(last, first + _REACH))
    if clause.opener == "what":  # "what they call a lake | is a pond"
        return next((j for j in near if plain(ts[j].low) in FINITE), last)
    ascribes = plain(ts[k].low) in _ASCRIBING
    inner = clause.opener in JOINING or word_at(ts, clause.first) in PREPOSITIONS  # "Despite warnings that …, they"
    return next((j for j in near[1:] if _ends_report(s, j, ascribes, inner)), last)


def _ends_report(s: Sentence, j: int, ascribes: bool, inner: bool) -> bool:
    """Say whether a report ends at token j; `ascribes`: "see X as Y"; `inner`: its clause stands inside another."""
    ts, after, then = s.ts, plain(word_at(s.ts, j + 1)), plain(word_at(s.ts, j + 2))
    if ts[j].low in ("and", "but") and after in _STATED and not is_noun(ts, j + 1):
        return then == "that" or (ts[j].low == "but" and after.endswith(_PAST) and then in DETERMINERS)
    if ts[j].low == "and":
        return ascribes and (after in AUXILIARIES or (after.endswith("ed") and then in DETERMINERS))
    if ts[j].low != ",":
        return False
    if after in _TURNING or after in _FURTHER or (ascribes and after in ("which", "who")):
        return True
    if after in ("and", "or") and then != "that" and is_verb(ts, j + 2):
        return True
    if ascribes and after == "and" and then in _OPENS_CLAUSE:
        return any(is_verb(ts, i) or ts[i].low.endswith("ed") for i in range(j + 3, min(j + 7, len(ts))))
    return inner and j + 1 < len(ts) and s.of[j + 1] != s.of[j] and s.clauses[s.of[j + 1]].opener == ""


# --- asides and passives ----------------------------------------------------------------------------------------------


def _aside(s: Sentence, k: int, group: int, low: str) -> Quotation | None:
    """Return what an aside credits: "The deal, she argues, is weak", "…, said the minister", "As she says, …"."""
    if (low not in ASIDE and low not in _PUT) or word_at(s.ts, group - 1) == "to":
        return None
    end = _addressed(s.ts, k + 1, low)
    out = low not in _POINT or word_at(s.ts, k + 1) == "out"
    if out and _ends_aside(s.ts, end) and (found := _subject_first(s, k, group, low, end)):
        return found
    return _verb_first(s, k) if group == k and low in INVERTED else None


def _subject_first(s: Sentence, k: int, group: int, low: str, end: int) -> Quotation | None:
    ts = s.ts
    first, last = s.stretch(k)
    begin = group
    while begin > max(first, group - SUBJECT) and ts[begin - 1].low not in (",", "”", '"'):
        begin -= 1
    manner = word_at(ts, begin) in ("as", "so")
    name = range(begin + manner, group)
    if not 0 < len(name) <= NEAR + 2 or any(plain(ts[j].low) in _NO_SUBJECT for j in name):
        return None
    if word_at(ts, name.start) in _BEFORE_NOUN or word_at(ts, name.start).endswith("ing"):
        return None
    speaker = speaker_in(ts, name.start, group)
    if manner:
        told = speaker and low not in _ASK and (low not in SHOW or can_show(s, speaker))
        cut = (end, last) if begin == first else (first, begin if end + 1 >= last else last)
        return indirect_speech(s, *cut, speaker) if told else None
    if low in _PUT or not speaker or begin == first or ts[begin - 1].low != ",":
        return None
    if low in SHOW and not can_show(s, speaker):
        return None
    ends = end + 1 >= last
    if ends and end > k + 2 and not _is_statement(s, first, begin - 1):
        return None  # "After the war, he wrote in French."
    return indirect_speech(s, first, begin if ends else last, speaker)


def _is_statement(s: Sentence, first: int, last: int) -> bool:
    """Say whether tokens [first, last) hold a main clause, and don't only lead up to one."""
    ts = s.ts
    lead = s.of[first] == s.of[last - 1] and s.clauses[s.of[first]].opener in JOINING
    return not lead and any(plain(t.low) in FINITE or t.low.endswith("ed") for t in ts[first:last])


def _verb_first(s: Sentence, k: int) -> Quotation | None:
    ts = s.ts
    first, last = s.stretch(k)
    end = phrase_end(ts, k + 1)
    if k == first or ts[k - 1].low != "," or not _is_name(ts, k + 1) or plain(word_at(ts, end)) in _BEHIND_SUBJECT:
        return None  # "Ng, the minister, said borrowers would"
    goes_on = word_at(ts, end) == "," and plain(word_at(ts, end + 1)) in _HAS_MORE
    speaker = speaker_in(ts, k + 1, end)
    return indirect_speech(s, first, last if goes_on else k - 1, speaker) if speaker else None


def _addressed(ts: list[Token], k: int, low: str) -> int:
    """Return the token behind whom and when it is said: "tells us tonight |", "said on Friday |"."""
    if word_at(ts, k) == "out" or (word_at(ts, k) == "it" and low in _PUT):
        return k + 1
    if low not in _DIRECTED and word_at(ts, k) not in _WHEN and not word_at(ts, k).endswith(("ly", "day")):
        return k
    for j in range(k, min(k + NEAR, len(ts))):
        if _ends_aside(ts, j):
            return j
        if plain(ts[j].low) in FINITE or ts[j].low in _UNADDRESSED or (ts[j].kind == "s" and not ts[j].glued):
            return k
    return k


def _ends_aside(ts: list[Token], k: int) -> bool:
    return k >= len(ts) or ts[k].low in (",", ".") or (is_strong(ts, k) and ts[k].low != ":")


def _is_name(ts: list[Token], k: int) -> bool:
    t = at(ts, k)
    if t.kind != "w" or t.low == "that":
        return False
    return t.text[0].isupper() or t.low in DETERMINERS or is_teller(t.low) or is_teller(word_at(ts, k + 1))


def _passive(s: Sentence, k: int, low: str) -> Quotation | None:
    """Return what is said in the passive: "is seen by critics as soft", "was told that", "is called a deal"."""
    ts, start, speaker = s.ts, k + 1, None
    if word_at(ts, start) == "by":
        end = phrase_end(ts, k + 2)
        start = next((j for j in range(k + 2, end) if ts[j].low in ("as", "to", "of", "for", "that")), end)
        speaker = speaker_in(ts, k + 2, start)
    after = word_at(ts, start)
    as_ = find(ts, start, ("as",), NEAR) if after in _PLACED else start  # "greeted in Europe as"
    if low in AS and as_ is not None and word_at(ts, as_) == "as":
        return indirect_speech(s, as_, report_end(s, k, as_), speaker)
    if low in FOR and low not in OF and not speaker:
        return None
    if low in _STATED and (that := _that(ts, start, low)) is not None:  # "it was held in the village that"
        return indirect_speech(s, that + 1, report_end(s, k, that + 1), speaker)
    if low in _BID and (after == "of" or (after == "to" and speaker)):
        return indirect_speech(s, start + 1, report_end(s, k, start + 1), speaker)
    if low in NAME and after not in _NOT_NAMED and after not in ADVERBS:
        return indirect_speech(s, start, report_end(s, k, start), speaker)
    return None
