"""Which stretches of a text are credited to somebody, and to whom."""

import bisect
import itertools
from collections.abc import Sequence

from sourcebook.quantities.numerals import word_at, words
from sourcebook.spans import Span
from sourcebook.speech.clauses import AUXILIARIES, DETERMINERS, FINITE, Sentence, is_strong, plain, quotation_marks
from sourcebook.speech.indirect import indirect, name_end
from sourcebook.speech.reporting import NEAR, Quotation
from sourcebook.speech.speakers import (
    THIRD,
    is_noun,
    main_subject,
    owner_of,
    phrase_end,
    phrase_start,
    speaker_in,
    subject,
    verb_group,
)
from sourcebook.speech.verbs import AS, CLAIM, FOR, INVERTED, NAME, NOUNS, OF, SAY, UTTER, VERBS


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
    """Return a stretch with the name that a pronoun stands for; None for "it", which may be anything."""
    who = plain((q.speaker or "").lower()).removesuffix(" own")
    if who not in THIRD:
        return q
    person = who in ("he", "she", "they", "his", "her", "their", "who", "him", "them")
    return Quotation(q.start, q.end, last_named if person else None, q.form)


_IN_NAMES = words("of the and de van von der al bin")
_NO_NAME = THIRD | DETERMINERS | {"there"}


def _named(s: Sentence) -> str | None:
    """Return the person or body that a sentence begins with, whom a pronoun in the next one may mean."""
    name = (main_subject(s, 0) or "").split()
    own = list(itertools.takewhile(lambda word: word[0].isupper() or word in _IN_NAMES, name))
    if sum(word[0].isupper() for word in own) < 2 or plain(own[0].lower()) in _NO_NAME:
        return None
    return " ".join(own)


def _direct(
    text: str, sentences: Sequence[Sentence], s: Sentence, q: Span, own: Sequence[Quotation], last: str | None
) -> list[Quotation]:
    """Return a quotation with its speaker; nothing where nobody is credited with it.

    own     what the sentence it begins in reports in other words; a quotation inside is by the same speaker
    last    who spoke last, whose words go on where a sentence is nothing but a quotation
    """
    around = next((o for o in own if o.start <= q.start and q.end <= o.end + 1), None)
    if around:
        return [Quotation(q.start, q.end, around.speaker, "direct")]
    begun = next((o for o in reversed(own) if o.form == "direct"), None)
    if begun and text[q.start].islower() and text[begun.end - 1] == ",":  # "…,” said Ng, “…”
        return [Quotation(q.start, q.end, begun.speaker, "direct")]
    speaker = _before_quote(s, q) or _after_quote(_sentence_of(sentences, q.end), q)
    if speaker:
        return [Quotation(q.start, q.end, speaker, "direct")]
    whole = q.start <= s.span.start + 1 and text[q.end - 1] in ".!?,…" and text.count(" ", q.start, q.end) > 2
    return [Quotation(q.start, q.end, last, "direct")] if whole else []


def _sentence_of(sentences: Sequence[Sentence], place: int) -> Sentence:
    starts = [s.span.start for s in sentences]
    return sentences[max(0, bisect.bisect_right(starts, place) - 1)]


_QUOTES = frozenset("”\"’'“«»")


def _before_quote(s: Sentence, q: Span) -> str | None:
    """Return the subject of the verb or the owner of the noun that leads up to a quotation."""
    mark = s.token_at(q.start - 1)
    for k in range(mark - 1, max(-1, mark - NEAR - 6), -1):
        low = plain(s.ts[k].low)
        if s.ts[k].low in "”;" or (is_strong(s.ts, k) and s.ts[k].low != ":"):
            return None
        if low in VERBS | UTTER and not is_noun(s.ts, k) and _leads(s, k, mark):
            group = verb_group(s.ts, k)
            if group == k and word_at(s.ts, k - 1) in _QUOTES:  # "…,” said Ng, “…”
                return speaker_in(s.ts, k + 1, phrase_end(s.ts, k + 1))
            return subject(s, group, k)
        if low in NOUNS and mark - k <= 3:
            return owner_of(s, k)
    return None


def _leads(s: Sentence, k: int, mark: int) -> bool:
    """Say whether a quotation at token `mark` is what the verb at token k says."""
    low, beside = plain(s.ts[k].low), word_at(s.ts, mark - 1)
    if low in AS | NAME | OF | FOR:
        return beside != "," or low in SAY
    return beside in (":", ",", "that", "as") or (k == mark - 1 and low not in UTTER)


def _after_quote(s: Sentence, q: Span) -> str | None:
    """Return who says what went before: "…,” said the minister", "…,” Ng wrote", "…,” according to Ng"."""
    ts = s.ts
    first = s.token_at(q.end) + 1
    if word_at(ts, first) in (",", "—", "–"):
        first += 1
    if word_at(ts, first) == "according":
        return speaker_in(ts, first + 2, name_end(s, first + 2, len(ts)))
    for k in range(first, min(len(ts), first + NEAR)):
        low = plain(ts[k].low)
        if low in SAY | CLAIM | UTTER and not is_noun(ts, k):
            group = verb_group(ts, k)
            if group <= first:
                if low not in INVERTED and low not in UTTER:
                    return None  # "“soft” implies a choice"
                return speaker_in(ts, k + 1, phrase_end(ts, k + 1))
            return speaker_in(ts, max(first, phrase_start(s, group)), group) or subject(s, group, k)
        if low in FINITE - AUXILIARIES or is_strong(ts, k) or low in ("and", "but"):
            return None
    return None
