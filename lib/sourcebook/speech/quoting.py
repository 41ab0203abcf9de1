"""Which stretches of a text are credited to somebody, and to whom."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from sourcebook.quantities.numerals import word_at
from sourcebook.spans import Span
from sourcebook.speech.antecedents import Antecedents, is_pronoun
from sourcebook.speech.clauses import AUXILIARIES, FINITE, Sentence, is_strong, plain
from sourcebook.speech.indirect import indirect, name_end
from sourcebook.speech.kinds import kind
from sourcebook.speech.naming import Names
from sourcebook.speech.reporting import NEAR, Quotation
from sourcebook.speech.speakers import (
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


def credited(
    text: str, sentences: Sequence[Sentence], marks: Sequence[Span], names: Names | None = None
) -> list[Quotation]:
    """Return every stretch of a text that is credited to somebody, in order; stretches may nest.

    text        of one voice, so that a quotation may run over several sentences
    sentences   of it, in order
    marks       what stands between its quotation marks
    names       of the whole article; None: those of this text
    returns     direct speech without its quotation marks, and indirect speech without its reporting clause where that
                stands at its beginning or its end. A pronoun is taken for whoever spoke or acted last.
    """
    course = _Course(names or Names(text))
    found: list[Quotation] = []
    n = 0
    for s in sentences:
        own = indirect(s)
        while n < len(marks) and marks[n].start < s.span.end:
            if marks[n].start >= s.span.start:
                own += _direct(text, sentences, s, marks[n], own, course)
            n += 1
        if not _around(marks, s.span.start):
            course.act(s)
        own = [_resolved(_inside(q, marks), course) for q in own]
        for q in own:
            if q.speaker is not None and (q.form == "direct" or not _around(marks, q.start)):
                course.speak(q.speaker)
        found += own
    course.names.learn_later(course.catch_up)
    return sorted(found, key=lambda q: (q.start, -q.end))


class _Course:
    """Who acted and spoke so far; it is worked out when somebody asks, since half of it is never asked for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._who = Antecedents(names)
        self._last: str | None = None
        self._waiting: list[Sentence | str] = []  # what was read and who spoke since somebody asked

    def act(self, s: Sentence) -> None:
        """Take note of a sentence, for whom it is about."""
        self._waiting.append(s)

    def speak(self, name: str) -> None:
        """Take note of who speaks."""
        self._waiting.append(name)

    def meant(self, pronoun: str) -> str | None:
        """Return whom a pronoun means; None where nobody fits."""
        self.catch_up()
        return self._who.meant(pronoun)

    def last(self) -> str | None:
        """Return who spoke last, or whom a sentence behind that is about."""
        self.catch_up()
        return self._last

    def catch_up(self) -> None:
        """Work out what waits, in its order."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if isinstance(one, str):
                self._who.mention(one, speaks=True)
                self._last = one or self._last
            else:
                self._last = acting(one, self._who) or self._last


def acting(s: Sentence, who: Antecedents) -> str | None:
    """Take note of the person whom a sentence is about, its subject or somebody it presents; return who that is."""
    subject_ = main_subject(s, 0)
    if not subject_ and len(s.clauses) > 1:
        subject_ = main_subject(s, len(s.clauses) - 1)
    if subject_ and is_pronoun(subject_):
        return who.meant(subject_)
    if subject_ is None or not who.names.is_person(who.names.fullest(subject_)):
        subject_ = who.names.presented(s.text, s.span) or subject_
    who.mention(subject_)
    return None


def _around(marks: Sequence[Span], place: int) -> Span | None:
    """Return the quotation around a place that doesn't begin there."""
    n = bisect.bisect_right(marks, (place, place)) - 1
    return marks[n] if n >= 0 and marks[n].start < place < marks[n].end else None


def _inside(q: Quotation, marks: Sequence[Span]) -> Quotation:
    """Return what is said inside a quotation cut off at its end."""
    around = _around(marks, q.start)
    return replace(q, end=around.end) if around and around.end < q.end else q


def _resolved(q: Quotation, who: _Course) -> Quotation:
    """Return a stretch with the name that a pronoun stands for; without speaker where that is open."""
    if q.speaker is None:
        return q
    owner, _, thing = q.speaker.partition(" ")
    if thing and is_pronoun(owner) and kind(thing) == "paper" and (maker := who.meant(owner)):
        return replace(q, speaker=maker, named_as=q.speaker)  # "its report says"
    if not is_pronoun(q.speaker):
        return q
    return replace(q, speaker=who.meant(q.speaker), named_as=q.speaker)


def _direct(
    text: str, sentences: Sequence[Sentence], s: Sentence, q: Span, own: Sequence[Quotation], course: _Course
) -> list[Quotation]:
    """Return a quotation with its speaker; nothing where nobody is credited with it.

    own     what the sentence it begins in reports in other words; a quotation inside is by the same speaker
    course  tells who spoke last, whose words go on where a sentence is nothing but a quotation
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
    return [Quotation(q.start, q.end, course.last(), "direct")] if whole else []


def _sentence_of(sentences: Sequence[Sentence], place: int) -> Sentence:
    return sentences[max(0, bisect.bisect_right(sentences, place, key=lambda s: s.span.start) - 1)]


_LEADING = VERBS | UTTER
_ASCRIBING = AS | NAME | OF | FOR
_SAYING = SAY | CLAIM | UTTER
_ACTS = FINITE - AUXILIARIES
_QUOTES = frozenset("”\"’'“«»")


def _before_quote(s: Sentence, q: Span) -> str | None:
    """Return the subject of the verb or the owner of the noun that leads up to a quotation."""
    mark = s.token_at(q.start - 1)
    for k in range(mark - 1, max(-1, mark - NEAR - 6), -1):
        low = plain(s.ts[k].low)
        if s.ts[k].low in "”;" or (is_strong(s.ts, k) and s.ts[k].low != ":"):
            return None
        if low in _LEADING and not is_noun(s.ts, k) and _leads(s, k, mark):
            group = verb_group(s.ts, k)
            if group == k and word_at(s.ts, k - 1) in _QUOTES:  # "…,” said Ng, “…”
                return speaker_in(s.ts, k + 1, phrase_end(s.ts, k + 1))
            return subject(s, group, k)
        if low in NOUNS and mark - k <= 3:
            return owner_of(s, k)
    return _of_colon(s, mark, q)


def _of_colon(s: Sentence, mark: int, q: Span) -> str | None:
    """Return whom a clause speaks of that leads up to a whole sentence in quotation marks: "She is wary: “No.”"."""
    if word_at(s.ts, mark - 1) != ":" or s.text[q.end - 1] not in ".!?…":
        return None
    who = main_subject(s, s.of[mark - 1])
    return who if who and kind(who) in ("name", "person", "office") else None


def _leads(s: Sentence, k: int, mark: int) -> bool:
    """Say whether a quotation at token `mark` is what the verb at token k says."""
    low, beside = plain(s.ts[k].low), word_at(s.ts, mark - 1)
    if low in _ASCRIBING:
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
        if low in _SAYING and not is_noun(ts, k):
            group = verb_group(ts, k)
            if group <= first:
                if low not in INVERTED and low not in UTTER:
                    return None  # "“soft” implies a choice"
                return speaker_in(ts, k + 1, phrase_end(ts, k + 1))
            return speaker_in(ts, max(first, phrase_start(s, group)), group) or subject(s, group, k)
        if low in _ACTS or is_strong(ts, k) or low in ("and", "but"):
            return None
    return None
