"""Which stretches of a text are credited to somebody, and to whom."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.quantities.attribution import TELLERS
from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.spans import Span
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
    quotation_marks,
)
from sourcebook.speech.verbs import (
    AS,
    ASIDE,
    CARRY,
    CLAIM,
    CONVINCED,
    DOUBTING,
    FOR,
    MINDS,
    NAME,
    NOUNS,
    OF,
    SAY,
    SHOW,
    THINKING,
    TO,
    UTTER,
    VERBS,
)

_REACH = 120  # tokens in which what ends a report is looked for; behind them it is the end of the sentence
_SUBJECT = 30  # tokens of a subject and what stands between it and its verb
_NEAR = 12  # tokens between a verb of saying and its "that" or its quotation marks

_SELF = words("i we me us mine ours myself ourselves you one")
_THIRD = words("he she they it his her their its him them who which that this these those himself herself themselves")
_WH = words("how why whether what where who if when which")
_BE = words("is are was were be been being isn't aren't wasn't weren't am gets got")
_HAVE = words("has have had having 've 's hasn't haven't hadn't he's she's")
_ADVERBS = words(
    "hardly rarely seldom also even still not never often then now once long just ever yet always sometimes first later again"
)
_PERSISTING = words(
    "continue continues continued went go goes going likes like seem seems appear appears came come began begun used "
    "tend tends hastened quick keen fond rushed"
)
_DIRECTED = words("tell tells told telling assure assures assured assuring remind reminds reminded reminding inform "
    "informs informed persuade persuades persuaded convince convinces convinced warn warns warned warning ask asks "
    "asked asking")  # fmt: skip
_ADDRESSEES = words("us me him her them you reporters journalists readers viewers people")
_TIMES = words("home back today tonight yesterday now later again then earlier recently on last this")
_INTRODUCING = PREPOSITIONS | JOINING | FINITE | {"and", "or", "not", "but"}
_TURNING = words("but though although whereas while yet so")
_QUOTES = frozenset("“”\"‘’'«»„")
_PAPERS = words("study survey report poll paper analysis review letter statement article book essay memo research")
_PARTICIPIAL = ("ed", "en", "id", "ld", "wn", "ught")
_MODALS = words("must should can could may might would ought cannot")
_ADDED = words("out also too")


@dataclass(frozen=True, slots=True)
class Quotation:
    """text[start:end] is credited to `speaker`, None where nobody is named; form is direct or indirect."""

    start: int
    end: int
    speaker: str | None
    form: str


# --- indirect speech --------------------------------------------------------------------------------------------------


def indirect(s: Sentence) -> list[Quotation]:
    """Return what a sentence credits to somebody in other words than their own, in order; stretches may nest.

    >>> text = "Critics say the deal is weak."
    >>> [(text[q.start : q.end], q.speaker) for q in indirect(Sentence(text, Span(0, len(text))))]
    [('the deal is weak.', 'Critics')]
    """
    found = []
    for k, t in enumerate(s.ts):
        low = plain(t.low)
        if low in _CUES:
            found += [q for q in (_credited(s, k, low),) if q]
    return sorted(found, key=lambda q: (q.start, -q.end))


def _credited(s: Sentence, k: int, low: str) -> Quotation | None:
    if low in ("to", "for"):
        return _to_them(s, k)
    if low == "according":
        return _according(s, k) if word_at(s.ts, k + 1) == "to" else None
    if low in MINDS and (found := _in_mind(s, k)):
        return found
    if low in CONVINCED:
        return _convinced(s, k)
    if low in NOUNS and (low not in VERBS or _is_noun(s.ts, k)):
        return _noun(s, k)
    if low in VERBS and not _is_noun(s.ts, k):
        return _verb(s, k, low)
    return None


def _is_noun(ts: list[Token], k: int) -> bool:
    """Say whether the word at token k is a noun or an adjective by what stands before it."""
    low, before = plain(ts[k].low), plain(word_at(ts, k - 1))
    if ts[k - 1].low == "-" and ts[k].glued and k:
        return True
    if before in PREPOSITIONS and before != "than":
        return before not in ("to", "as") and not (low.endswith("ing") and before in ("by", "in", "for"))
    if before in _ARTICLES or before == "so" or (before.endswith("'s") and before not in SUBJECTS):
        return True
    if low == "forecast" and word_at(ts, k + 1) in _ARTICLES:
        return False
    if low in NOUNS or low in _HOMOGRAPHS:
        return not _can_precede(ts, k - 1, plural=not low.endswith("s"))
    return False


_ARTICLES = words("the a an his its their our my your no every another any")
_HOMOGRAPHS = words("judge judges report reports signal signals question questions doubt doubts answer answers note notes "
    "stress show shows call calls label labels brand brands term terms find finds present presents request requests "
    "demand demands tweet tweets post posts order orders press fault faults estimate estimates charge charges point "
    "points attack attacks state states hint hints display cast frame paint reply replies bet bets")  # fmt: skip


def _can_precede(ts: list[Token], k: int, plural: bool) -> bool:
    """Say whether the word at token k can be the subject, or the auxiliary, of a verb behind it."""
    if k < 0:
        return False
    t, low = ts[k], plain(ts[k].low)
    if low in SUBJECTS | AUXILIARIES | _ADVERBS | {"who", "which", "that", "to", ",", "and", "or"} or low.endswith(
        "ly"
    ):
        return True
    if t.text[0].isupper() and k:
        return True
    is_plural = (low.endswith("s") and not low.endswith(("ss", "us"))) or low in _OTHERS or low in ("people", "police")
    return t.kind == "w" and (
        is_plural if plural else not is_plural and low not in SMALL and not low.endswith(_ADJECTIVAL)
    )


_ADJECTIVAL = ("al", "ous", "ive", "ful", "less", "ic", "able", "ible", "est")


def _quotation(s: Sentence, first: int, last: int, speaker: str | None) -> Quotation | None:
    """Return tokens [first, last) as credited, without the signs at their ends."""
    while first < last and s.ts[first].low in ",:":
        first += 1
    while last > first and s.ts[last - 1].low in ",;":
        last -= 1
    if first >= last:
        return None
    return Quotation(s.ts[first].start, s.ts[last - 1].end, speaker, "indirect")


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(s: Sentence, k: int, low: str) -> Quotation | None:
    group = _group(s.ts, k)
    passive = low.endswith(_PARTICIPIAL) and any(plain(t.low) in _BE for t in s.ts[group:k])
    if passive:
        return None if _is_denied(s.ts, group, k) or s.ts[group].low in _MODALS else _passive(s, k, low)
    if aside := _aside(s, k, group, low):
        return aside
    first = _content(s, k, low)
    if first is None or (low not in THINKING and _is_denied(s.ts, group, k)):
        return None
    speaker = subject(s, group, k)
    if speaker and low in DOUBTING and speaker.lower().startswith("few"):
        return None
    if speaker is None or (low in SHOW and not _can_show(speaker, s.span.start == s.ts[0].start)):
        return None
    return _quotation(s, first, _end(s, k, first), speaker)


def _group(ts: list[Token], k: int) -> int:
    """Return where the verb group ends that token k closes: "has repeatedly | said"."""
    first = k
    while first > max(0, k - 6):
        low = plain(word_at(ts, first - 1))
        joins = low == "to" and word_at(ts, first - 2) in _PERSISTING | {"on"}
        if not (low in AUXILIARIES or low in _ADVERBS or (low.endswith("ly") and ts[first - 1].text[0].islower()) or joins or
                (low in _PERSISTING | {"on"} and word_at(ts, first) == "to") or (low == "went" and word_at(ts, first) == "on")):  # fmt: skip
            break
        first -= 1
    return first


def _is_denied(ts: list[Token], group: int, k: int) -> bool:
    """Say whether a verb of telling is denied: what nobody was told is the writer's own to say."""
    return any(plain(t.low) in ("not", "never") or plain(t.low).endswith("n't") for t in ts[group:k])


def _can_show(speaker: str, capital: bool) -> bool:
    """Say whether who shows it can tell something: a survey can, but "silence suggests" is the writer's own voice."""
    own = [plain(word) for word in speaker.split()]
    if any(is_teller(word.lower()) for word in own) or own[0] in ("he", "she", "they", "He", "She", "They"):
        return True
    return sum(word[0].isupper() for word in own) > 1 and own[-1][0].isupper()


def is_teller(word: str) -> bool:
    """Say whether a noun in lower case names persons or papers that tell something."""
    return word in TELLERS or word.endswith(_PERSONAL) or word in _OTHERS


_PERSONAL = (
    "ists",
    "ist",
    "ers",
    "ians",
    "ian",
    "ors",
    "crats",
    "men",
    "women",
    "cians",
    "eers",
    "ants",
    "bours",
    "bors",
)
_OTHERS = words("critics critic scholars scholar people others allies friends colleagues many some most few he she they "
    "polls surveys studies reports documents letter memo email emails numbers records residents aides sceptics "
    "skeptics rivals hawks opponents proponents parents students he she who")  # fmt: skip


def _content(s: Sentence, k: int, low: str) -> int | None:
    """Return the token with which begins what the verb at token k credits; None where nothing is said."""
    ts = s.ts
    j = k + 1
    if low.startswith("point") and word_at(ts, j) != "out":
        return None
    while word_at(ts, j) in _ADDED or (word_at(ts, j).endswith("ly") and j < k + 3):
        j += 1
    after = plain(word_at(ts, j))
    if s.clauses[s.of[k]].opener in ("what", "whom") and after not in ("that", ":") and low not in NAME:
        return None  # "what he fears most is"
    if after in ("otherwise", "differently", "so") and word_at(ts, j + 1) == ":":
        return j + 2
    if low in VERBS - AS - NAME - FOR or low in SAY | CLAIM | SHOW:
        if (that := _that(s, j, low)) is not None:
            return that + 1
        if after in _WH and low not in ("see", "sees", "saw"):
            return j
        if after == ":":
            return j + 1
        if low in SAY | CLAIM and _is_clause(ts, j, low in SAY) and not (low.startswith("believ") and after == "in"):
            return j
        if low in TO and (to := _find(ts, k + 1, ("to",), _NEAR)) is not None and _is_order(s, k, to):
            return to
        if (
            low in OF
            and after in ("of", "against")
            and (low[:4] not in ("spea", "spok") or word_at(ts, j + 1) in ("a", "an"))
        ):
            return j + 1
        if low in CARRY and (after in DETERMINERS or at(ts, j).kind == "w") and after not in PREPOSITIONS:
            return j
    if low in AS and (found := _find(ts, j, ("as",), 25)) is not None and found > j and _same_clause(s, k, found):
        if any(t.low == "," for t in ts[j:found]) or _is_when(ts, found + 1):
            return None
        return j
    if low in ("see", "sees", "saw", "seeing") and after == "in":
        return _find(ts, j + 2, ("a", "an"), _NEAR)
    if (
        low in ("put", "puts")
        and (number := _find(ts, j, ("at",), _NEAR)) is not None
        and at(ts, number + 1).kind == "n"
    ):
        return j
    if low in NAME - SAY and after not in PREPOSITIONS | {",", ".", "that", "off", "up"} and _names(ts, k, j):
        return j
    if low in OF and (found := _find(ts, j, ("of",), _NEAR)) is not None and low.startswith("accus"):
        return found + 1
    if low in FOR and (found := _find(ts, j, ("for", "on") if low.startswith("blam") else ("for",), _NEAR)) is not None:
        return found + 1
    return None


def _that(s: Sentence, j: int, low: str) -> int | None:
    """Return the "that" of the verb before token j: "told the court on Friday | that"."""
    ts = s.ts
    if word_at(ts, j) == ",":  # "maintains, against the evidence, that"
        closing = _find(ts, j + 1, (",",), _NEAR)
        return closing + 1 if closing and word_at(ts, closing + 1) == "that" else None
    for i in range(j, min(j + _NEAR, len(ts))):
        word = plain(ts[i].low)
        if word == "that":
            return i if i == j or word_at(ts, j) in PREPOSITIONS | _TIMES or low in _DIRECTED else None
        if word in FINITE or word in JOINING or (ts[i].kind == "s" and ts[i].low not in ",.-'’“”\""):
            return None
        if word == "," and i > j and word_at(ts, i + 1) != "that":
            return None
    return None


def _is_clause(ts: list[Token], j: int, easily: bool) -> bool:
    """Say whether a clause without "that" begins at token j; `easily`: the verb takes hardly anything else."""
    first = at(ts, j)
    low = plain(first.low)
    if (first.kind == "s" and first.low not in _QUOTES) or low in PREPOSITIONS - ({"in"} if easily else set()) | {
        "so",
        "nothing",
        "not",
        "twice",
        "much",
        "little",
        "otherwise",
    }:
        return False
    if low in FINITE - IRREGULAR_NOUNS or low in ("and", "or", "but", "to"):
        return False
    if low in SUBJECTS or (easily and first.kind != "n"):
        return True
    for i in range(j + 1, min(j + 15, len(ts))):
        word = plain(ts[i].low)
        if word in AUXILIARIES:
            return True
        if word in JOINING or word in ",;:—" or word == "that":
            return False
    return False


IRREGULAR_NOUNS = words("felt found led left thought cost lost")


def _find(ts: list[Token], j: int, wanted: Sequence[str], within: int) -> int | None:
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


def _same_clause(s: Sentence, k: int, j: int) -> bool:
    return s.of[k] == s.of[j] or not any(s.clauses[c].opener in ("but", "and") for c in range(s.of[k] + 1, s.of[j] + 1))


def _is_order(s: Sentence, k: int, to: int) -> bool:
    """Say whether the verb at token k bids somebody do what follows "to"."""
    between, then = s.ts[k + 1 : to], at(s.ts, to + 1)
    if then.kind != "w" or then.low in DETERMINERS | PREPOSITIONS:
        return False  # "from 1 to 2", "to the minister"
    return all(plain(t.low) not in FINITE and t.low not in (",", "for") for t in between) and not (
        not between
        and plain(s.ts[k].low)
        in ("expect", "expects", "expected", "asked", "called", "call", "calls", "believe", "believed", "believes")
    )


def _names(ts: list[Token], k: int, j: int) -> bool:
    """Say whether "call X Y" follows: not "call the police", "consider a deal"."""
    low = plain(ts[k].low)
    if not low.startswith(("call", "consider", "declar", "pronounc", "term", "brand", "label")):
        return True
    if low == "considering" or (low.startswith("term") and word_at(ts, k - 1) in DETERMINERS):
        return False
    if low.startswith("call") and any(word_at(ts, i) in ("what", "which", "that") for i in range(max(0, k - 4), k)):
        return True
    return _is_said_of(ts, j, low.startswith("consider"))


def _is_said_of(ts: list[Token], j: int, strictly: bool) -> bool:
    """Say whether something is said of what is named from token j on: "the plan | absurd", "him | a liar"."""
    if word_at(ts, j) in DETERMINERS:
        j += 2
    else:
        j += 1
        while at(ts, j).text[:1].isupper():
            j += 1
    if strictly:
        return at(ts, j).low in ("a", "an", "too", "so", "to") or at(ts, j).low.endswith(_ADJECTIVAL)
    t = at(ts, j)
    for i in range(j, min(len(ts), j + 12)):  # "call the move to the ring road | a betrayal"
        if ts[i].kind == "s":
            break
        if ts[i].low in ("a", "an") and word_at(ts, i - 1) not in _INTRODUCING:
            return True
    return t.kind == "w" and t.low not in PREPOSITIONS | _TIMES | FINITE | JOINING | {"and", "or", "to", "back"}


def _end(s: Sentence, k: int, first: int) -> int:
    """Return the token before which a report ends that begins at token `first`."""
    last = s.stretch(first)[1]
    if s.clauses[s.of[k]].opener == "what":  # "what they call a lake | is a pond"
        return next((j for j in range(first, min(last, first + _REACH)) if plain(s.ts[j].low) in FINITE), last)
    closing = s.clauses[s.of[k]].opener in JOINING
    for j in range(first + 1, min(last, first + _REACH)):
        if (
            s.ts[j].low == "and"
            and plain(s.ts[k].low) in NAME | AS
            and word_at(s.ts, j + 1).endswith("ed")
            and word_at(s.ts, j + 2) in DETERMINERS
        ):
            return j
        if s.ts[j].low != ",":
            continue
        after, then = plain(word_at(s.ts, j + 1)), plain(word_at(s.ts, j + 2))
        if after in _TURNING:
            return j
        if after in ("and", "or") and then != "that" and _is_verb(s.ts, j + 2):
            return j
        if closing and j + 1 < last and s.of[j + 1] != s.of[j] and s.clauses[s.of[j + 1]].opener == "":
            return j
    return last


def _is_verb(ts: list[Token], k: int) -> bool:
    low, after = plain(word_at(ts, k)), plain(word_at(ts, k + 1))
    if (
        low in FINITE
        or low in VERBS
        or (after in ("a", "an", "the") and low not in PREPOSITIONS | {"and", "or", "all", "both"})
    ):
        return True
    inflected = low.endswith(("s", "ed")) and not low.endswith(("ss", "us", "'s", "is"))
    return (inflected and after in DETERMINERS | PREPOSITIONS | {"out", "up", "it", "them", "him"}) or at(ts, k + 1).kind == "n"  # fmt: skip


# --- asides and passives ----------------------------------------------------------------------------------------------


def _aside(s: Sentence, k: int, group: int, low: str) -> Quotation | None:
    """Return what an aside credits: "The deal, she argues, is weak", "…, said the minister", "As she says, …"."""
    ts = s.ts
    if low not in ASIDE and low not in ("put", "puts"):
        return None
    first, last = s.stretch(k)
    if _ends_aside(ts, _addressed(ts, k + 1, low)):
        begin = _piece(ts, group, first)
        if not _is_noun_phrase(ts, begin + (word_at(ts, begin) in ("as", "so")), group):
            return None
        if word_at(ts, begin) in ("as", "so") and begin < group:
            speaker = speaker_in(ts, begin + 1, group)
            shown = low not in SHOW or (speaker and _can_show(speaker, True))
            return _quotation(s, first, last, speaker) if speaker and shown else None
        if low in ("put", "puts"):
            return None
        if begin > first and ts[begin - 1].low == ",":
            speaker = speaker_in(ts, begin, group)
            return _quotation(s, first, begin if k + 2 >= last else last, speaker) if speaker else None
    if group == k and k > first and ts[k - 1].low == "," and low in ASIDE and _is_name_ahead(ts, k + 1):
        end = _np_end(ts, k + 1)
        if plain(word_at(ts, end)) in FINITE | {"that"}:
            return None  # "Ng, the minister, said borrowers would"
        speaker = speaker_in(ts, k + 1, end)
        goes_on = word_at(ts, end) == "," and plain(word_at(ts, end + 1)) in FINITE
        return _quotation(s, first, last if goes_on else k - 1, speaker) if speaker else None
    return None


def _addressed(ts: list[Token], k: int, low: str) -> int:
    """Return the token behind whom and when it is said: "tells us tonight |", "said on Friday |"."""
    if word_at(ts, k) == "out" or (word_at(ts, k) == "it" and low in ("put", "puts")):
        return k + 1
    if word_at(ts, k) in _ADDRESSEES and low in _DIRECTED:
        k += 1
    while word_at(ts, k) in _TIMES or (word_at(ts, k) == "on" and at(ts, k + 1).text[:1].isupper()):
        k += 1 + (word_at(ts, k) in ("on", "last", "this"))
    return k


def _is_noun_phrase(ts: list[Token], first: int, last: int) -> bool:
    """Say whether tokens [first, last) can be a subject: short, without a verb of its own or a joining word."""
    free = words("who which that")
    return 0 < last - first <= 14 and all(plain(t.low) not in (FINITE | JOINING) - free for t in ts[first:last])


def _ends_aside(ts: list[Token], k: int) -> bool:
    return k >= len(ts) or ts[k].low in (",", ".") or (is_strong(ts, k) and ts[k].low != ":")


def _piece(ts: list[Token], group: int, first: int) -> int:
    """Return where the words between the last comma and a verb begin."""
    k = group
    while k > max(first, group - _SUBJECT) and ts[k - 1].low not in (",", "”", '"'):
        k -= 1
    return k


def _is_name_ahead(ts: list[Token], k: int) -> bool:
    t = at(ts, k)
    return (
        t.kind == "w"
        and t.low != "that"
        and (t.text[:1].isupper() or t.low in DETERMINERS or is_teller(t.low) or is_teller(word_at(ts, k + 1)))
    )


def _np_end(ts: list[Token], k: int) -> int:
    """Return where the noun phrase ends that begins at token k."""
    j = k
    while j < min(len(ts), k + 10):
        t = ts[j]
        if (t.kind == "s" and not (t.glued and t.low in ".-&’'" and j + 1 < len(ts))) or plain(
            t.low
        ) in FINITE | JOINING:
            break
        j += 1
    return j


def _passive(s: Sentence, k: int, low: str) -> Quotation | None:
    """Return what somebody unnamed is made to say: "is seen as soft", "are said to be afraid", "by critics" apart."""
    ts = s.ts
    after = word_at(ts, k + 1)
    if after == "by":
        end = _np_end(ts, k + 2)
        end = next((j for j in range(k + 2, end) if ts[j].low in ("as", "to", "of", "for", "that")), end)
        speaker, start = speaker_in(ts, k + 2, end), end
    else:
        speaker, start = None, k + 1
    if low in AS and word_at(ts, start) == "as":
        return _quotation(s, start, _end(s, k, start), speaker)
    follows = word_at(ts, start)
    if low in FOR - OF and not speaker:
        return None
    if low in OF | FOR | SAY | CLAIM and (follows in ("of", "that") or (follows == "to" and speaker)):
        return _quotation(s, start + 1, _end(s, k, start + 1), speaker)
    if low in NAME and low[:4] not in ("decl", "thou", "foun", "beli") and after not in PREPOSITIONS | {"off"}:
        return _quotation(s, start, _end(s, k, start), speaker)
    return None


# --- who --------------------------------------------------------------------------------------------------------------


def subject(s: Sentence, group: int, k: int) -> str | None:
    """Return who does what the verb says that stands at token k and whose group begins at token `group`."""
    ts, low = s.ts, plain(s.ts[k].low)
    before = word_at(ts, group - 1)
    clause = s.clauses[s.of[k]]
    if low.endswith("ing") and group == k:
        if at(ts, k - 1).kind == "w" and before not in PREPOSITIONS | JOINING | {"and", "or", "but"} and k > 0:
            return speaker_in(ts, _left(s, group), group)
        return _main_subject(s, s.of[k])
    if group == 0 or (before == "to" and word_at(ts, group - 2) not in _PERSISTING):
        return None  # "Believe it or not"
    if before in ("and", "or", "but") or group <= clause.first:
        return _main_subject(s, s.of[max(0, group - 1)])
    if before in ("who", "which", "that"):
        end = group - 1 - (word_at(ts, group - 2) == ",")
        begin = _left(s, end)
        return speaker_in(ts, next((j for j in range(end - 1, begin, -1) if ts[j].low in DETERMINERS), begin), end)
    if before == ",":
        return _main_subject(s, s.of[group - 1]) or None
    return speaker_in(ts, _left(s, group), group)


def _left(s: Sentence, group: int) -> int:
    """Return where the noun phrase begins that ends before token `group`."""
    ts, k = s.ts, group
    while k > max(0, group - _SUBJECT):
        t = ts[k - 1]
        low = plain(t.low)
        if t.kind == "s" and not ((t.glued and low in ".-&'’") or low in "&"):
            break
        if (
            low in FINITE
            or low in JOINING
            or low in ("that", "but", "as", "than")
            or (low == "and" and _verb_before(ts, k - 1))
        ):
            break
        k -= 1
    return k


def _verb_before(ts: list[Token], k: int) -> bool:
    return any(plain(t.low) in FINITE for t in ts[max(0, k - 8) : k])


def _main_subject(s: Sentence, c: int) -> str | None:
    """Return the subject of the clause before, to which a participle or a second verb belongs."""
    for n in range(c, max(-1, c - 6), -1):
        clause = s.clauses[n]
        if (clause.opener in JOINING and clause.first > 0 and n > 0) or clause.opener == "ing":
            continue
        first = clause.first + (clause.opener in ("and", "but", "that", "or", "so", "yet"))
        end = _np_end(s.ts, first)
        for j in range(first, end):
            if _is_verb(s.ts, j) and j > first:
                end = j
                break
        if first < end and word_at(s.ts, first) not in PREPOSITIONS and not word_at(s.ts, first).endswith("ing"):
            return speaker_in(s.ts, first, end)
    return None


def speaker_in(ts: list[Token], first: int, last: int) -> str | None:
    """Return tokens [first, last) as a name: without article; None for the writer, the reader or nobody."""
    while first < last and (ts[first].kind == "s" or ts[first].low in _ADVERBS | {"and", "or", "but", "yet", "so"} or
                            (ts[first].low.endswith("ly") and ts[first].low not in ("only", "family"))):  # fmt: skip
        first += 1
    if word_at(ts, first) in ("the", "a", "an") and first + 1 < last:
        first += 1
    while last > first and (
        ts[last - 1].kind == "s" or plain(ts[last - 1].low) in AUXILIARIES or ts[last - 1].low in _ADVERBS
    ):
        last -= 1
    if first < last and ts[first].low in PREPOSITIONS:  # "In a letter to the paper the researchers"
        first = next((j for j in range(last - 2, first + 1, -1) if ts[j].low in DETERMINERS), first)
        first += word_at(ts, first) in ("the", "a", "an")
    if first >= last or _is_nobody(ts, first, last):
        return None
    if ts[first].low in ("there", "it") and last - first == 1:
        return "it" if ts[first].low == "it" else None
    by = next((j for j in range(first + 1, last - 1) if ts[j].low in ("by", "from")), None)
    if by and any(t.low in _PAPERS for t in ts[first:by]):  # "a study by the university": it is the university's
        return speaker_in(ts, by + 1, last)
    minds = next((j for j in range(first + 1, last) if ts[j].low in MINDS), None)
    if minds and (owner := next((j for j in range(first, minds) if plain(ts[j].low).endswith("'s")), None)) is not None:
        last = owner + 1  # "her critics' view of the plan": it is theirs
    return _joined(ts[first:last])


def _is_nobody(ts: list[Token], first: int, last: int) -> bool:
    """Say whether tokens [first, last) name the writer, the reader, or nobody at all."""
    one, low = last - first == 1, plain(ts[first].low)
    return (
        (one and low.split("'")[0] in _SELF)
        or plain(ts[last - 1].low) in ("me", "us", "i", "we", "nobody", "none")
        or low in ("no", "nobody", "none", "neither", "nothing", "let")
        or (low.endswith("n't") and not one)
    )


def _joined(ts: list[Token]) -> str:
    text = "".join(t.text if t.glued or not n else f" {t.text}" for n, t in enumerate(ts))
    return text.removesuffix("’s").removesuffix("'s")


# --- according to, in the view of, the claim that -----------------------------------------------------------------------


def _according(s: Sentence, k: int) -> Quotation | None:
    """Return what "according to X" covers: what follows at the head of a sentence, else what goes before."""
    first, last = s.stretch(k)
    end = _name_end(s, k + 2, last)
    speaker = speaker_in(s.ts, k + 2, end)
    if k <= first + 1:
        return _quotation(s, end, last, speaker)
    known = speaker and (speaker[0].isupper() or any(is_teller(plain(word)) for word in speaker.lower().split()))
    if word_at(s.ts, k - 1).endswith("ed") or (word_at(s.ts, k - 1) != "," and not known):
        return None  # "divided according to the catch", "varies according to taste"
    return _quotation(s, first, last if end + 1 < last else k, speaker)


def _to_them(s: Sentence, k: int) -> Quotation | None:
    """Return what "To his critics" or "For many farmers" covers at the head of a sentence."""
    first, last = s.stretch(k)
    end = _name_end(s, k + 1, min(last, k + 8))
    if k != first or word_at(s.ts, end) not in SUBJECTS | DETERMINERS | {","}:
        return None
    head = plain(word_at(s.ts, end - 1))
    if not is_teller(head) or (s.ts[k].low == "for" and not head.endswith(("s", "men", "people"))):
        return None
    speaker = speaker_in(s.ts, k + 1, end)
    return _quotation(s, end, last, speaker) if speaker else None


def _name_end(s: Sentence, k: int, last: int) -> int:
    """Return the comma, or the end, that closes the name beginning at token k."""
    for j in range(k, min(last, k + _SUBJECT)):
        low = s.ts[j].low
        opens = j > k + 1 and low in _ARTICLES | SUBJECTS and word_at(s.ts, j - 1) not in PREPOSITIONS | {"and", "&"}
        if low == "," or opens:
            return j
    return last


def _in_mind(s: Sentence, k: int) -> Quotation | None:
    """Return what "in X's view", "from the perspective of X", "in the eyes of X" cover."""
    ts = s.ts
    first, last = s.stretch(k)
    lead = next((j for j in range(k - 1, max(first, k - 8) - 1, -1) if ts[j].low in ("in", "from", "to", "by")), None)
    if lead is None:
        return None
    if word_at(ts, k + 1) == "of":
        end = _name_end(s, k + 2, last)
        speaker = speaker_in(ts, k + 2, end)
    else:
        end = k + 1
        owner = plain(word_at(ts, k - 1))
        if not (
            owner.endswith(("'s", "s'", "'")) or owner in ("his", "her", "their", "its") or _owned(ts, lead + 1, k)
        ):
            return None
        speaker = speaker_in(ts, lead + 1, k)
    if lead <= first + 1 or word_at(ts, lead - 1) == "that":
        return _quotation(s, end, last, speaker) if speaker else None
    if (
        word_at(ts, end) not in ("", ",", ".")
        or ts[lead].low in ("from", "to")
        or (ts[lead].low == "in" and word_at(ts, lead - 1) != "," and low_is_page(ts, k))
    ):
        return None
    return _quotation(s, first, last, speaker) if speaker else None


def low_is_page(ts: list[Token], k: int) -> bool:
    return ts[k].low in ("book", "account", "words", "mind", "eyes", "vision", "assessment", "imagination")


def _owned(ts: list[Token], first: int, last: int) -> bool:
    """Say whether an owner stands in tokens [first, last): "the critics’ harsh view"."""
    return any(plain(t.low).endswith("'s") or t.low in "'’" or t.low in ("his", "her", "their") for t in ts[first:last])


def _convinced(s: Sentence, k: int) -> Quotation | None:
    """Return what somebody "is convinced that"; "I am sure" and "it is certain" credit nobody."""
    ts = s.ts
    if word_at(ts, k + 1) != "that" or not any(
        plain(t.low) in _BE | {"remain", "remains", "remained", "grew"} for t in ts[max(0, k - 4) : k]
    ):
        return None
    group = next(j for j in range(k - 1, -1, -1) if plain(ts[j].low) in _BE | {"remain", "remains", "remained", "grew"})
    speaker = subject(s, _group(ts, group), group)
    return None if speaker in (None, "it") else _quotation(s, k + 2, _end(s, k, k + 2), speaker)


def _noun(s: Sentence, k: int) -> Quotation | None:
    """Return what a noun of saying holds: "the critics' claim that …", "warnings of …", "his portrayal of X as Y"."""
    ts = s.ts
    after = word_at(ts, k + 1)
    by = word_at(ts, k + 1) in ("by", "from", "among")
    start = k + 1
    if by:
        start = next((j for j in range(k + 2, min(len(ts), k + 10)) if ts[j].low == "that"), k + 1)
    elif after in ("is", "was", "are", "were", "being"):
        start = k + 2
    owner = _owner(s, k)
    colon = _find(ts, k + 1, (":",), 8)
    if owner and colon and not any(plain(t.low) in FINITE for t in ts[k:colon]):
        return _quotation(s, colon + 1, s.stretch(colon + 1)[1], owner)
    if after == "of" and (is_that := _find(ts, k + 2, ("is", "was"), _NEAR)) and word_at(ts, is_that + 1) == "that":
        owner, start = speaker_in(ts, k + 2, is_that), is_that + 1
    if word_at(ts, start) == "that" and _is_verb(ts, start + 1):
        return None  # "a statement that names a threat"
    if word_at(ts, start) == "that" or (after == "," and word_at(ts, k + 2) == "that"):
        speaker = speaker_in(ts, k + 2, start) if by else owner
        if not by and owner is None and _is_own(ts, k):
            return None
        return _quotation(s, start + 1, _end(s, k, start + 1), speaker)
    if (
        owner
        and after in ("of", "about", "for")
        and ts[k].low not in ("view", "views", "idea", "fear", "fears", "concern")
    ):
        return _quotation(s, k + 2, _end(s, k, k + 2), owner)
    return None


def _owner(s: Sentence, k: int) -> str | None:
    """Return the owner of the noun at token k: "the minister’s latest claim", "their fear"."""
    ts = s.ts
    for j in range(k - 1, max(-1, k - 5), -1):
        low = plain(ts[j].low)
        if low in ("his", "her", "their", "its"):
            return low
        if low.endswith("'s") or (low == "'" and ts[j].glued):
            return speaker_in(ts, _left(s, j), j + 1)
        if ts[j].kind == "s" or low in PREPOSITIONS or low in FINITE:
            return None
    return None


def _is_own(ts: list[Token], k: int) -> bool:
    return any(plain(t.low) in ("my", "our", "your") for t in ts[max(0, k - 3) : k])


_CUES = VERBS | NOUNS | MINDS | CONVINCED | {"according", "to", "for"}


# --- direct speech ----------------------------------------------------------------------------------------------------


def quoted(text: str, sentences: Sequence[Span]) -> list[Quotation]:
    """Return every stretch of a text that is credited to somebody, in order; stretches may nest.

    text        of one voice, so that a quotation may run over several sentences
    sentences   their spans in it, in order
    returns     direct speech without its quotation marks, and indirect speech without its reporting clause where that
                stands at its beginning or its end. A pronoun is taken for the person named last.
    """
    return credited(text, [Sentence(text, s) for s in sentences])


def credited(text: str, sentences: Sequence[Sentence]) -> list[Quotation]:
    """Return what `quoted` does, of sentences cut already."""
    marks = quotation_marks(text)
    found: list[Quotation] = []
    last_named: str | None = None
    n = 0
    for s in sentences:
        own = indirect(s)
        while n < len(marks) and marks[n].start < s.span.end:
            if marks[n].start >= s.span.start:
                own += _direct(text, sentences, s, marks[n], own, last_named if found else None)
            n += 1
        own = [_resolved(_inside(q, marks), last_named) for q in own]
        last_named = next((q.speaker for q in own if q.speaker), None) or _named(s) or last_named
        found += own
    return sorted(found, key=lambda q: (q.start, -q.end))


def _inside(q: Quotation, marks: Sequence[Span]) -> Quotation:
    """Return what is said inside a quotation cut off at its end."""
    n = bisect.bisect_right(marks, (q.start, q.start)) - 1
    around = marks[n] if n >= 0 and marks[n].start < q.start < marks[n].end < q.end else None
    return Quotation(q.start, around.end, q.speaker, q.form) if around else q


def _resolved(q: Quotation, last_named: str | None) -> Quotation:
    who = plain((q.speaker or "").lower()).removesuffix(" own")
    if who not in _THIRD:
        return q
    person = who in ("he", "she", "they", "his", "her", "their", "who", "him", "them")
    return Quotation(q.start, q.end, last_named if person else None, q.form)


def _named(s: Sentence) -> str | None:
    """Return the person or body that a sentence begins with, whom a pronoun in the next one may mean."""
    name = _main_subject(s, 0)
    if (
        not name
        or sum(word[0].isupper() for word in name.split()) < 2
        or plain(name.split()[0].lower()) in _THIRD | DETERMINERS | {"there"}
    ):
        return None
    own = name.split()
    lower = next(
        (n for n, word in enumerate(own) if not word[0].isupper() and word not in ("of", "the", "and", "de", "van")),
        None,
    )
    return " ".join(own[:lower])


def _direct(
    text: str, sentences: Sequence[Sentence], s: Sentence, q: Span, own: Sequence[Quotation], last: str | None
) -> list[Quotation]:
    around = next((o for o in own if o.start <= q.start and q.end <= o.end + 1), None)
    if around:
        return [Quotation(q.start, q.end, around.speaker, "direct")]
    speaker = _before_quote(s, q) or _after_quote(_sentence_of(sentences, q.end), q)
    if speaker:
        return [Quotation(q.start, q.end, speaker, "direct")]
    whole = q.start <= s.span.start + 1 and text[q.end - 1] in ".!?,…" and text.count(" ", q.start, q.end) > 2
    return [Quotation(q.start, q.end, last, "direct")] if whole and last else []


def _sentence_of(sentences: Sequence[Sentence], place: int) -> Sentence:
    starts = [s.span.start for s in sentences]
    return sentences[max(0, bisect.bisect_right(starts, place) - 1)]


def _before_quote(s: Sentence, q: Span) -> str | None:
    """Return the subject of the verb or the owner of the noun that leads up to a quotation."""
    mark = s.token_at(q.start - 1)
    for k in range(mark - 1, max(-1, mark - _NEAR - 6), -1):
        low = plain(s.ts[k].low)
        if s.ts[k].low in "”;" or (is_strong(s.ts, k) and s.ts[k].low != ":"):
            return None
        if low in VERBS and not _is_noun(s.ts, k) and _leads(s, k, mark):
            return subject(s, _group(s.ts, k), k)
        if low in NOUNS and mark - k <= 3:
            return _owner(s, k)
    return None


def _leads(s: Sentence, k: int, mark: int) -> bool:
    """Say whether a quotation at token `mark` is what the verb at token k says."""
    low, beside = plain(s.ts[k].low), word_at(s.ts, mark - 1)
    if low in AS | NAME | OF | FOR:
        return beside != "," or low in SAY
    return beside in (":", ",", "that", "as") or k == mark - 1


def _after_quote(s: Sentence, q: Span) -> str | None:
    """Return who says what went before: "…,” said the minister", "…,” Ng wrote", "…,” according to Ng"."""
    ts = s.ts
    first = s.token_at(q.end) + 1
    if word_at(ts, first) in (",", "—", "–"):
        first += 1
    if word_at(ts, first) == "according":
        return speaker_in(ts, first + 2, _name_end(s, first + 2, len(ts)))
    for k in range(first, min(len(ts), first + _NEAR)):
        low = plain(ts[k].low)
        if low in SAY | CLAIM | UTTER and not _is_noun(ts, k):
            group = _group(ts, k)
            if group <= first:
                return speaker_in(ts, k + 1, _np_end(ts, k + 1))
            return speaker_in(ts, max(first, _left(s, group)), group) or subject(s, group, k)
        if low in FINITE - AUXILIARIES or is_strong(ts, k) or low in ("and", "but"):
            return None
    return None
