"""Nouns that bind: "its pledge to mend", "a target of 60 by 2030", "reached an agreement on"."""

from sourcebook.promising.commitment import FUTURE, MODAL, NEAR, Commitment, Dates, is_act
from sourcebook.promising.extent import end_of, holder, phrase_start_near, subject_of, subject_start
from sourcebook.quantities.nouns import is_plural
from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.speech.clauses import DETERMINERS, FINITE, JOINING, PREPOSITIONS, SUBJECTS, Sentence, is_strong, plain
from sourcebook.speech.moods import mood
from sourcebook.speech.speakers import BE, verb_group
from sourcebook.speech.speakers import owner_start as possessor_start
from sourcebook.speech.verbs import forms

_ARTICLES = DETERMINERS - words("they both all each any some many most")
_BEFORE_NOUN = PREPOSITIONS - words("by for without than")
_OFTEN_NOUNS = words("plan plans target targets aim aims schedule schedules contract contracts vow")


_OBJECTS = words("a an two three four five six seven eight nine ten £ $ €") | words("at")
_ADJECTIVES = words(
    "new old own big bold secret detailed initial original early latest current many several further national local "
    "official long short grand radical modest joint final"
)


def is_nominal(ts: list[Token], k: int) -> bool:
    """Say whether a noun or an adjective stands at token k: behind an article, an owner, an adjective, a number."""
    before, low = plain(word_at(ts, k - 1)), plain(ts[k].low)
    if k == 0:
        return not low.endswith(("ed", "ing"))
    owned = before.endswith("'s") and before not in SUBJECTS
    if owned or before in _ARTICLES or before == "-":
        return True
    if at(ts, k - 1).kind == "n" or before in _BEFORE_NOUN:
        return low not in ("prepared", "committed")
    if low.endswith("s") and before in SMALL:
        return True  # "two votes"
    if low not in NOUNS:
        return False
    if before in _REACHED:
        return True  # "the ministry of health announced plans to"
    if word_at(ts, k + 1) == "to" and is_plural(word_at(ts, k + 2)):
        return True
    if low == "aims" and word_at(ts, k + 1) in ("for", "at"):
        return False
    if word_at(ts, k + 1) != "to" and not word_at(ts, k + 1).endswith("ly"):
        return low in _OFTEN_NOUNS and word_at(ts, k + 1) not in _OBJECTS
    phrase = phrase_start_near(ts, k)
    return phrase is not None and (before in _ADJECTIVES or before.endswith(("ous", "ive", "ed")))


_PLEDGES = words(
    "promise promises pledge pledges vow vows commitment commitments undertaking undertakings guarantee guarantees "
    "obligation obligations assurance assurances"
)
_PLANS = words("plan plans intention intentions timetable schedule announcement")
_TARGETS = words("target targets goal goals objective objectives deadline deadlines ambition ambitions aim aims")
_PACTS = words("agreement agreements deal accord pact contract settlement understanding memorandum")
_DUTIES = words("duty duties")
_AIMS = _TARGETS | _PLANS
NOUNS = _PLEDGES | _PLANS | _TARGETS | _PACTS | _DUTIES
_REACHED = forms("reach sign conclude announce approve adopt back ratify") | words(
    "strike strikes struck seal sealed make makes made have has had set sets setting unveil unveiled under"
)
_PROMISED = _PLANS | _PLEDGES | {"planned", "promised"}
_BEFORE_PHRASE = PREPOSITIONS | DETERMINERS
_MADE = _REACHED - {"under"}
_LEGAL = words("legal statutory contractual treaty constitutional binding lawful")
_GOALS_OF = words("of for on")


def by_noun(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what a noun of commitment holds: "its pledge to mend", "a target of 60 by 2030", "the 2030 deadline"."""
    ts, low = s.ts, plain(s.ts[k].low)
    if at(ts, k).text[0].isupper() and k and ts[k - 1].text[0].isupper():
        return None  # part of a name: "the Tarn Agreement"
    owner = holder(s, k)
    if low in _DUTIES and not any(t.low in _LEGAL for t in ts[max(0, k - 2) : k]):
        return None
    act = _held(s, k, low, owner, dates)
    if act is None or not (owner or _is_made(s, k)):
        return None
    if not owner and low in _PLANS and not (_is_reached(ts, k) or dates.within(k, k + NEAR) or _is_the(ts, k)):
        return None  # "a plan to build a tower": whose?
    return Commitment(owner_start(s, k), end_of(s, k, act), k, act, owner or _maker(s, k))


def _held(s: Sentence, k: int, low: str, owner: str | None, dates: Dates) -> int | None:
    """Return where begins what the noun at token k holds; None where it holds nothing that is told."""
    ts, after = s.ts, word_at(s.ts, k + 1)
    act = _act_behind(s, k, low, dates)
    last = end_of(s, k, k + 1)
    sized = dates.within(max(0, k - 4), last) or _is_sized(ts, k) or _has_number(ts, k, last)
    counted = after == "of" and low.startswith("goal") and dates.within(k + 2, k + 3)  # "the first goal of 2025"
    if counted or ((low in _TARGETS or low == "announcement") and not sized):
        return None
    if act is not None:
        return act
    owned = low in _PLEDGES or (after == "for" and low in ("plan", "plans"))
    if after in _GOALS_OF and (low in _TARGETS or (owner and owned)):
        return k + 1
    if after in ("on", "over") and low in _PACTS and _is_reached(ts, k):
        return k + 1 if _owned_behind(s, k) is None else None
    if plain(after) in BE and low in _AIMS and (word_at(ts, k + 2) == "to" or dates.within(k + 2, k + 5)):
        return k + 2
    if low in _TARGETS and (dates.within(max(0, k - 4), k + 8) or _is_sized(ts, k)):
        return k
    if owner is None or low not in _PLEDGES:
        return None
    if plain(after) in _CONSISTS or (after == "to" and is_plural(word_at(ts, k + 2))):
        return k
    before = plain(word_at(ts, k - 1))
    return k if before not in ("his", "her", "its", "their", "own", "our") and not before.endswith("'s") else None


def _owned_behind(s: Sentence, k: int) -> int | None:
    """Return somebody's own plan on which the pact at token k is: "an understanding on Ng’s intention to"."""
    near = range(k + 2, min(len(s.ts), k + NEAR))
    plans = (j for j in near if plain(s.ts[j].low) in _PROMISED)
    return next((j for j in plans if (owner := holder(s, j)) and owner not in ("our", "its", "their")), None)


_CONSISTS = BE | words("include includes included cover covers covered")


def _act_behind(s: Sentence, k: int, low: str, dates: Dates) -> int | None:
    """Return the "to do" or the "that they would" behind the noun at token k, straight or behind a date."""
    ts = s.ts
    k = _past_aside(ts, k)
    for j in range(k + 1, min(len(ts), k + NEAR)):
        between = ts[j - 1].low if j > k + 1 else ""
        straight = not between or dates.within(k + 1, j) or between in ("made", "also", "both", "yet", "not")
        if ts[j].low == "to" and straight and is_act(ts, j + 1, low.startswith("commitment")):
            return j if between != "," else None
        if ts[j].low == "that" and straight and low in _PLEDGES:
            return j if any(plain(t.low) in FUTURE for t in ts[j + 1 : j + 20]) else None
        if is_strong(ts, j) or ts[j].low in _UNDATED or plain(ts[j].low) in FINITE or ts[j].low == "ought":
            return None
    return None


def _past_aside(ts: list[Token], k: int) -> int:
    """Return the last token of an aside behind the noun at token k: ", made in 2021,"; else k."""
    if word_at(ts, k + 1) != "," or word_at(ts, k + 2) not in ("made", "given", "signed", "announced", "first"):
        return k
    return next((j for j in range(k + 3, min(len(ts), k + NEAR)) if ts[j].low == ","), k)


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
        if ts[j].low in _BEFORE_PHRASE or ts[j].low == ",":
            break
    return False


def _is_the(ts: list[Token], k: int) -> bool:
    j = phrase_start_near(ts, k)
    return j is not None and ts[j].low == "the"


def _is_reached(ts: list[Token], k: int) -> bool:
    return any(plain(t.low) in _REACHED for t in ts[max(0, k - 5) : k])


def _is_made(s: Sentence, k: int) -> bool:
    """Say whether a noun without owner stands for a commitment somebody made: not "no plan", "should set a target"."""
    clause = s.clauses[s.of[k]]
    asked = any(plain(t.low) in _ASKED for t in s.ts[max(clause.first, k - NEAR) : k])
    made = next((j for j in range(k - 1, max(clause.first, k - 5), -1) if plain(s.ts[j].low) in _REACHED), k)
    return not asked and word_at(s.ts, made - 1) != "to" and mood(s, k, k) == "asserted"


_ASKED = MODAL | words(
    "call calls called calling demand demands demanded propose proposes proposed suggested lacks need needs consider "
    "considers considered considering weighing mulling discuss discussed discussing"
)


def _maker(s: Sentence, k: int) -> str | None:
    """Return who set, reached or made what the noun at token k says: "The board has set a target"."""
    for j in range(k - 1, max(s.clauses[s.of[k]].first - 1, k - NEAR), -1):
        if plain(s.ts[j].low) in _REACHED and s.ts[j].low != "under":
            return subject_of(s, verb_group(s.ts, j), j)
    return _keeper(s, k)


_KEPT = forms("miss fulfil fulfill achieve exceed honour honor breach abandon scrap reaffirm renew") | words(
    "meet meets met keep keeps kept break breaks broke broken hit hits"
)
_TRYING = forms("fail try manage promise pledge vow agree plan seek struggle intend refuse decide")
_ATTEMPTS = words("failure inability refusal effort efforts attempt attempts promise pledge decision plan")


def _keeper(s: Sentence, k: int) -> str | None:
    """Return who keeps, breaks or fails to keep what the noun at token k says: "his failure to meet the target"."""
    ts = s.ts
    for j in range(k - 1, max(s.clauses[s.of[k]].first - 1, k - NEAR), -1):
        if plain(ts[j].low) not in _KEPT:
            continue
        if word_at(ts, j - 1) != "to":
            return subject_of(s, verb_group(ts, j), j)
        before = plain(word_at(ts, j - 2))
        if before in _ATTEMPTS and (owner := holder(s, j - 2)):
            return owner
        return subject_of(s, verb_group(ts, j - 2), j - 2) if before in _TRYING else None
    return None


def owner_start(s: Sentence, k: int) -> int:
    """Return where the noun phrase of token k begins, its owner and the verb that reached it included."""
    ts = s.ts
    j = phrase_start_near(ts, k)
    if j is None:
        return k
    begin = possessor_start(s, j) if plain(ts[j].low).endswith("'s") else j
    if begin and plain(word_at(ts, begin - 1)) in _MADE:
        return subject_start(s, verb_group(ts, begin - 1))
    return begin
