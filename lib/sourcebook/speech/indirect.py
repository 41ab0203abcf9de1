"""What a sentence credits to somebody in other words than their own."""

from sourcebook.quantities.numerals import Token, word_at
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
from sourcebook.speech.verbs import CONVINCED, MINDS, NOUNS, VERBS


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
    if low in NOUNS and (low not in VERBS or is_noun(s.ts, k)):
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
    return indirect_speech(s, first, last if end + 1 < last else k, speaker)


def _to_them(s: Sentence, k: int) -> Quotation | None:
    """Return what "To his critics" or "For many farmers" covers at the head of a sentence."""
    first, last = s.stretch(k)
    end = name_end(s, k + 1, min(last, k + 8))
    if k != first or word_at(s.ts, end) not in SUBJECTS | DETERMINERS | {","}:
        return None
    head = plain(word_at(s.ts, end - 1))
    if not is_teller(head) or (s.ts[k].low == "for" and not head.endswith(("s", "men", "people"))):
        return None
    speaker = speaker_in(s.ts, k + 1, end)
    return indirect_speech(s, end, last, speaker) if speaker else None


def name_end(s: Sentence, k: int, last: int) -> int:
    """Return the comma, or the end, that closes the name beginning at token k."""
    for j in range(k, min(last, k + SUBJECT)):
        low = s.ts[j].low
        opens = j > k + 1 and low in ARTICLES | SUBJECTS and word_at(s.ts, j - 1) not in PREPOSITIONS | {"and", "&"}
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
        end = name_end(s, k + 2, last)
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
        return indirect_speech(s, end, last, speaker) if speaker else None
    if (
        word_at(ts, end) not in ("", ",", ".")
        or ts[lead].low in ("from", "to")
        or (ts[lead].low == "in" and word_at(ts, lead - 1) != "," and low_is_page(ts, k))
    ):
        return None
    return indirect_speech(s, first, last, speaker) if speaker else None


def low_is_page(ts: list[Token], k: int) -> bool:
    return ts[k].low in ("book", "account", "words", "mind", "eyes", "vision", "assessment", "imagination")


def _owned(ts: list[Token], first: int, last: int) -> bool:
    """Say whether an owner stands in tokens [first, last): "the critics’ harsh view"."""
    return any(plain(t.low).endswith("'s") or t.low in "'’" or t.low in ("his", "her", "their") for t in ts[first:last])


def _convinced(s: Sentence, k: int) -> Quotation | None:
    """Return what somebody "is convinced that"; "I am sure" and "it is certain" credit nobody."""
    ts = s.ts
    if word_at(ts, k + 1) != "that" or not any(
        plain(t.low) in BE | {"remain", "remains", "remained", "grew"} for t in ts[max(0, k - 4) : k]
    ):
        return None
    group = next(j for j in range(k - 1, -1, -1) if plain(ts[j].low) in BE | {"remain", "remains", "remained", "grew"})
    speaker = subject(s, verb_group(ts, group), group)
    return None if speaker in (None, "it") else indirect_speech(s, k + 2, report_end(s, k, k + 2), speaker)


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
    owner = owner_of(s, k)
    colon = find(ts, k + 1, (":",), 8)
    if owner and colon and not any(plain(t.low) in FINITE for t in ts[k:colon]):
        return indirect_speech(s, colon + 1, s.stretch(colon + 1)[1], owner)
    if after == "of" and (is_that := find(ts, k + 2, ("is", "was"), NEAR)) and word_at(ts, is_that + 1) == "that":
        owner, start = speaker_in(ts, k + 2, is_that), is_that + 1
    if word_at(ts, start) == "that" and is_verb(ts, start + 1):
        return None  # "a statement that names a threat"
    if word_at(ts, start) == "that" or (after == "," and word_at(ts, k + 2) == "that"):
        speaker = speaker_in(ts, k + 2, start) if by else owner
        if not by and owner is None and _is_own(ts, k):
            return None
        return indirect_speech(s, start + 1, report_end(s, k, start + 1), speaker)
    if (
        owner
        and after in ("of", "about", "for")
        and ts[k].low not in ("view", "views", "idea", "fear", "fears", "concern")
    ):
        return indirect_speech(s, k + 2, report_end(s, k, k + 2), owner)
    return None


def _is_own(ts: list[Token], k: int) -> bool:
    return any(plain(t.low) in ("my", "our", "your") for t in ts[max(0, k - 3) : k])


_CUES = VERBS | NOUNS | MINDS | CONVINCED | {"according", "to", "for"}
