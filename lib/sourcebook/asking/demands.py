"""What one sentence asks: how strongly, of whom and what; and the grammar that every way of asking shares."""

import re
from dataclasses import dataclass

from sourcebook.asking.addressees import is_party
from sourcebook.asking.imperatives import is_base
from sourcebook.quantities.numerals import Token, at, word_at, words
from sourcebook.quantities.verbs import EITHER, PARTICIPLES
from sourcebook.speech.clauses import SUBJECTS, Sentence, plain
from sourcebook.speech.speakers import ADVERBS, phrase_end, speaker_in

MUST, SHOULD, COULD = "must", "should", "could"
NOT = words("not never n't")
BE = words("be get")
_AHEAD = ADVERBS - {"yet"} | words("at least all both each surely now then too instead therefore thus please kindly")
_PASSED = NOT | _AHEAD
_LAW = re.compile(  # what a rule says, not the voice
    r"\b(?:by (?:law|treaty|statute|contract|custom|tradition)|"
    r"legally|statutory|under (?:the|this|that|its|his|their|new|current|existing|an?) [^,.;]{0,40}?"
    r"(?:law|act|rules?|code|statute|regulations?|terms|agreement|contract|treaty|charter|constitution|by-?laws?|policy|"
    r"scheme|convention|directive|ordinance|order|licence|license|lease|deed|plan)s?\b|"
    r"(?:law|act|rules?|regulations?|statute|code|constitution|contract|licence|license|permit|by-?law|ordinance|deed|"
    r"treaty|treaty of \d+|sign|timetable|notice) (?:\w+ )?(?:says?|states?|requires?|provides?|obliges?)|"
    r"(?:section|article) \d)|^(?:(?:from|by|until|since|as of|on) [^,;:.]{0,30}|\d{4}):",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What one cue asks.

    at         where the cue stands in the text
    strength   must, should or could
    who        the noun phrase or pronoun that is to act, None where the sentence names nobody
    action     where what is to be done begins in the text
    follows    an ability ("they could"), which asks only of whoever was asked before
    doubtful   asks only if the pronoun `who` turns out to mean a party: "it should do so"
    weak       a need, which asks only behind an ask of the same passage: "the council will need to"
    acts       the wording says that `who` is somebody who can act, whatever they are called
    """

    at: int
    strength: str
    who: str | None
    action: int
    follows: bool = False
    doubtful: bool = False
    acts: bool = False
    weak: bool = False


def is_rule(s: Sentence) -> bool:
    """Say whether a sentence tells what a law, a contract or a notice lays down."""
    return _LAW.search(s.text[s.span.start : min(s.span.end, s.span.start + _REACH)]) is not None


def verb_behind(ts: list[Token], k: int) -> int:
    """Return the first token from k on that is no adverb, no negation and no aside between commas."""
    end = min(len(ts), k + 12)
    while k < end:
        low = plain(ts[k].low)
        closing = next((j for j in range(k + 1, min(len(ts), k + 6)) if ts[j].low == ","), None)
        if low == "," and closing:
            k = closing + 1
        elif low in _PASSED or (low.endswith("ly") and not is_base(low)):
            k += 1
        else:
            break
    return k


def is_participle(ts: list[Token], k: int) -> bool:
    """Say whether a past participle stands at token k, adverbs aside."""
    low = word_at(ts, verb_behind(ts, k))
    return low.endswith(("ed", "en")) or low in _PARTICIPLES


_PARTICIPLES = PARTICIPLES | EITHER
_PARTICIPLES |= words(
    "been had put set cut read done gone begun shut let hit run drunk sung withdrawn torn worn undone"
)


def is_passive(s: Sentence, offset: int) -> bool:
    """Say whether what is to be done, from a place of the text on, is put in the passive: "be addressed"."""
    k = s.token_at(offset)
    return word_at(s.ts, k) in BE and is_participle(s.ts, k + 1)


def is_spared(s: Sentence, d: Demand) -> bool:
    """Say whether a subject isn't to act but to be spared: "No tenant should have to wait"."""
    k = s.token_at(d.action)
    return d.strength == SHOULD and word_at(s.ts, k) == "have" and word_at(s.ts, k + 1) == "to"


def agent_behind(s: Sentence, offset: int) -> str | None:
    """Return by whom something is to be done that is put in the passive: "must be paid back by the lender"."""
    k = verb_behind(s.ts, s.token_at(offset) + 1)
    end = s.clauses[s.of[k]].last if k < len(s.ts) else k
    by = next((j for j in range(k + 1, end) if s.ts[j].low == "by"), None)
    if by is None or word_at(s.ts, by + 1).endswith("ing"):
        return None
    last = phrase_end(s.ts, by + 1)
    who = speaker_in(s.ts, by + 1, last)
    whole = word_at(s.ts, by + 1) == "those" and word_at(s.ts, last) == "who"
    if whole:
        return s.text[s.ts[by + 1].start : s.ts[s.clauses[s.of[last]].last - 1].end].rstrip(" .!;:,")
    return who if who and is_party(who) else None


def acts(who: str | None) -> bool:
    """Say whether a subject can act: a party, or a pronoun of persons."""
    return who in ("we", "you", "they", "he", "she") or (who is not None and who not in SUBJECTS and is_party(who))


def is_surname(s: Sentence, who: str | None) -> bool:
    """Say whether a subject is a name like Reyes: a capital in mid-sentence nearby, where a mere plural has none."""
    if not who or " " in who or not who.istitle() or not who.endswith("s"):
        return False
    near = s.text[max(0, s.span.start - _NEAR) : s.span.end + _NEAR]
    return re.search(rf"[a-z,] {re.escape(who)}\b", near) is not None


_NEAR = 4000  # characters
_REACH = 2000  # characters of a sentence in which a law is named


def is_word(ts: list[Token], k: int) -> bool:
    """Say whether token k is a word of letters."""
    return at(ts, k).kind == "w"
