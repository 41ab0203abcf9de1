"""What a sentence credits to somebody in other words than their own."""

from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.speech.clauses import DETERMINERS, FINITE, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.reporting import NEAR, Quotation, find, indirect_speech, report_end, reported
from sourcebook.speech.speakers import (
    ARTICLES,
    BE,
    SUBJECT,
    is_noun,
    is_teller,
    is_verb,
    owner_of,
    speaker_in,
    subject,
    verb_group,
)
from sourcebook.speech.verbs import CONVINCED, MINDS, NOUNS, OWNED, VERBS


def indirect(s: Sentence) -> list[Quotation]:
    """Return what a sentence credits to somebody in other words than their own, in order; stretches may nest.

    >>> from sourcebook.spans import Span
    >>> text = "Critics say the deal is weak."
    >>> [(text[q.start : q.end], q.speaker) for q in indirect(Sentence(text, Span(0, len(text))))]
    [('the deal is weak.', 'Critics')]
    """
    found = (_credited(s, k, low) for k, low in enumerate(s.lows) if low in _CUES)
    return sorted((q for q in found if q), key=lambda q: (q.start, -q.end))


def _credited(s: Sentence, k: int, low: str) -> Quotation | None:
    """Return what the word at token k credits to somebody."""
    if low in ("to", "for"):
        return _to_them(s, k)
    if low == "according":
        return _according(s, k) if word_at(s.ts, k + 1) == "to" else None
    if low in MINDS and (found := _in_mind(s, k)):
        return found
    if low in CONVINCED:
        return _convinced(s, k)
    if low in _NAMING and (low not in VERBS or is_noun(s.ts, k)):
        return _noun(s, k)
    if low in VERBS and not is_noun(s.ts, k):
        return reported(s, k, low)
    return None


def _according(s: Sentence, k: int) -> Quotation | None:
    """Return what "according to X" covers: what follows at the head of a sentence, else what goes before."""
    first, last = s.stretch(k)
    end = name_end(s, k + 2, last)
    speaker = speaker_in(s.ts, k + 2, end)
    if k <= first + 1:
        return indirect_speech(s, end, last, speaker)
    known = speaker and (speaker[0].isupper() or any(is_teller(plain(word)) for word in speaker.lower().split()))
    if word_at(s.ts, k - 1).endswith("ed") or (word_at(s.ts, k - 1) != "," and not known):
        return None  # "divided according to the catch", "varies according to taste"
    goes_on = any(plain(t.low) in FINITE for t in s.ts[end:last])
    return indirect_speech(s, first, last if goes_on else k, speaker)


def _to_them(s: Sentence, k: int) -> Quotation | None:
    """Return what "To his critics" or "For many farmers" covers at the head of a sentence."""
    first, last = s.stretch(k)
    if k != first:
        return None
    end = name_end(s, k + 1, min(last, k + 8))
    if plain(word_at(s.ts, k + 1)) in FINITE or word_at(s.ts, end) not in _NEXT:
        return None
    head = plain(word_at(s.ts, end - 1))
    many = head.endswith(("s", "men", "people")) or word_at(s.ts, k + 1) in _OWNERS
    if not is_teller(head) or (s.ts[k].low == "for" and not many):
        return None
    speaker = speaker_in(s.ts, k + 1, end)
    return indirect_speech(s, end, last, speaker) if speaker else None


def name_end(s: Sentence, k: int, last: int) -> int:
    """Return the comma, or the end, that closes the name beginning at token k."""
    for j in range(k, min(last, k + SUBJECT)):
        low = s.ts[j].low
        opens = j > k + 1 and low in _OPENS_NAME and word_at(s.ts, j - 1) not in _GOES_ON
        if low == "," or opens:
            return j
    return min(last, k + SUBJECT)


def _in_mind(s: Sentence, k: int) -> Quotation | None:
    """Return what "in X's view", "from the perspective of X", "in the eyes of X" cover."""
    ts = s.ts
    first, last = s.stretch(k)
    lead = next((j for j in range(k - 1, max(first, k - 8) - 1, -1) if ts[j].low in ("in", "from", "to", "by")), None)
    if lead is None:
        return None
    behind = word_at(ts, k + 1) == "of"
    end = name_end(s, k + 2, last) if behind else k + 1
    speaker = speaker_in(ts, k + 2, end) if behind else speaker_in(ts, lead + 1, k)
    if not speaker or not (behind or _owned(ts[lead + 1 : k])):
        return None
    if lead <= first + 1 or word_at(ts, lead - 1) == "that":
        return indirect_speech(s, end, last, speaker)
    ends = ts[lead].low in ("in", "by") and word_at(ts, end) in ("", ",", ".")
    return indirect_speech(s, first, last, speaker) if ends else None


_OWNERS = words("his her their its")


def _owned(ts: list[Token]) -> bool:
    """Say whether an owner stands among tokens: "the critics’ harsh", "his own"."""
    return any(plain(t.low).endswith("'s") or t.low in "'’" or t.low in _OWNERS for t in ts)


def _convinced(s: Sentence, k: int) -> Quotation | None:
    """Return what somebody "is convinced that"; "I am sure" and "it is certain" credit nobody."""
    ts = s.ts
    link = next((j for j in range(k - 1, max(-1, k - 5), -1) if plain(ts[j].low) in _LINKS), None)
    if word_at(ts, k + 1) != "that" or link is None:
        return None
    speaker = subject(s, verb_group(ts, link), link)
    return None if speaker in (None, "it") else indirect_speech(s, k + 2, report_end(s, k, k + 2), speaker)


_LINKS = BE | words("remain remains remained grew")


def _noun(s: Sentence, k: int) -> Quotation | None:
    """Return what a noun of saying holds: "the critics' claim that …", "her verdict: …", "his portrayal of X as Y"."""
    ts, after, owner = s.ts, word_at(s.ts, k + 1), owner_of(s, k)
    colon = find(ts, k + 1, (":",), NEAR)
    if owner and colon and not any(plain(t.low) in FINITE for t in ts[k:colon]):
        return indirect_speech(s, colon + 1, s.stretch(colon + 1)[1], owner)
    that, teller = _completed(ts, k, after)
    if that is not None:
        own = any(plain(t.low) in ("my", "our", "your") for t in ts[max(0, k - 3) : k])
        if own or is_verb(ts, that + 1) or (ts[k].low in OWNED and not owner):
            return None  # "a statement that names a threat"
        return indirect_speech(s, that + 1, report_end(s, k, that + 1), teller or owner or _holder(s, k))
    if owner and after == "to" and word_at(ts, k + 2) in ("be", "have"):  # "his claim to be a victim"
        return indirect_speech(s, k + 1, report_end(s, k, k + 1), owner)
    if owner and after == "of" and ts[k].low not in _OF_WHAT:
        return indirect_speech(s, k + 2, report_end(s, k, k + 2), owner)
    return None


def _holder(s: Sentence, k: int) -> str | None:
    """Return who is "of the opinion that"."""
    held = [t.low for t in s.ts[max(0, k - 2) : k]] == ["of", "the"] and plain(word_at(s.ts, k - 3)) in BE
    return subject(s, verb_group(s.ts, k - 3), k - 3) if held else None


_BARE = words("view views idea fear fears concern announcement")  # of what they are, they don't say how it is
_OF_WHAT = _BARE | OWNED


def _completed(ts: list[Token], k: int, after: str) -> tuple[int | None, str | None]:
    """Return the "that" of the noun at token k and who stands between: "a claim by X that", "the view of X is that"."""
    if after in ("by", "from", "among", "in", "of"):
        that = find(ts, k + 2, ("that",), NEAR)
        linked = that is not None and word_at(ts, that - 1) in ("is", "was")
        told = that is not None and (linked or after != "of")
        return (that, speaker_in(ts, k + 2, that - linked)) if that is not None and told else (None, None)
    that = k + 1 + (after in ("is", "was", "are", "were", "being", ","))
    return (that, None) if word_at(ts, that) == "that" else (None, None)


_NAMING = NOUNS | OWNED
_NEXT = SUBJECTS | DETERMINERS | {","}
_OPENS_NAME = ARTICLES | SUBJECTS
_GOES_ON = PREPOSITIONS | {"and", "&"}
_CUES = VERBS | NOUNS | OWNED | MINDS | CONVINCED | {"according", "to", "for"}
