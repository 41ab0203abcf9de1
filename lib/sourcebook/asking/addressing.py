"""One paper read line by line: whom its parts are addressed to, whom a pronoun means, who was asked before."""

import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sourcebook.asking.addressees import BOTH, Parties, addressed, is_party
from sourcebook.asking.imperatives import called, is_base
from sourcebook.quantities.numerals import word_at, words
from sourcebook.spans import Span, function_words
from sourcebook.speech.clauses import JOINING, SUBJECTS, Sentence, Sentences, plain, quotation_marks
from sourcebook.speech.kinds import kind
from sourcebook.speech.speakers import ADVERBS, is_noun, is_verb, main_subject, phrase_end, speaker_in

Row = Mapping[str, Any]
_QUOTED = 12  # characters between quotation marks that are somebody's words rather than a name
_LABEL = 150  # characters of a line that says for whom the next part is
_CLAUSES = 6  # clauses of its own sentence in which it does
_FAR = 100  # lines of a passage back to the last ask
_BEFORE = 3  # sentences in which a pronoun looks for whom it means
_NAMELESS = words("it they he she this that these those who which there we you i what")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or heading, without its list number: where it stands, what it is, and of which passage."""

    row: Row
    passage: Row
    span: Span
    heading: bool
    listed: bool


class Paper:
    """The lines of one source; `asked` holds whom a line asks, None for nobody named; `note` fills it.

    lines   in reading order
    told    stretches that are somebody else's words
    """

    def __init__(self, text: str, lines: Sequence[Line], told: Sequence[Span]) -> None:
        self.text, self.lines = text, lines
        told = sorted([*told, *(m for m in quotation_marks(text) if m.end - m.start > _QUOTED)])
        self._told = [q.start for q in told]
        self._reach = list(accumulate((q.end for q in told), max))
        self.parties = Parties(text)
        self._cut = Sentences.of(text)
        self.asked: dict[int, str | None] = {}
        self._most: dict[str, Counter[str]] = {}
        self.labels: set[int] = set()  # lines that only say for whom the next part is
        self.led: set[int] = set()  # items of a list of what somebody is to do
        self.part = list(self._parts())

    def sentence(self, n: int) -> Sentence:
        """Return line n cut into clauses."""
        return self._cut.cut(self.lines[n].span)

    def voice(self, n: int) -> str:
        """Return whose line n is."""
        return str(self.lines[n].passage["voice"])

    def is_told(self, offset: int) -> bool:
        """Say whether a place of the text stands in somebody else's words."""
        n = bisect.bisect_right(self._told, offset)
        return n > 0 and self._reach[n - 1] > offset

    def _parts(self) -> Iterator[str | None]:
        """Yield whom each line's part of the paper is addressed to; behind a colon that is a list for somebody."""
        part = led = None
        for n, line in enumerate(self.lines):
            named = self._label(n, line)
            led = led if line.listed else None
            if named:
                self.labels.add(n)
                opens = not line.heading and self.text[line.span.end - 1] == ":"
                led, part = (self.parties.named(named), part) if opens else (None, self.parties.named(named))
            elif line.heading and (whom := called(self.sentence(n))):
                part = self.parties.named(whom)
            if led:
                self.led.add(n)
            yield led or part

    def _label(self, n: int, line: Line) -> str | None:
        """Return whom a line says that what follows is for, if it is a label or an opening at all."""
        said = self.text[line.span.start : line.span.end]
        alone = line.heading or n == 0 or self.lines[n - 1].passage is not line.passage or said.endswith((",", ":"))
        fits = len(said) < _LABEL and (alone or "addressed to" in said) and not self.is_told(line.span.start)
        return addressed(said) if fits else None

    # --- whom a pronoun means -----------------------------------------------------------------------------------------

    def party(self, n: int, who: str | None, acts: bool = False) -> str | None:
        """Return the party that a noun phrase or a pronoun in line n means; None where it means none.

        acts   the wording says that it is one: "it falls to the orchestra to"
        """
        low = plain(who.lower()) if who else ""
        if who is None or low in ("there", "we", "i"):
            return None
        if low in _NAMELESS:
            return self.part[n] if low == "you" else self._meant(n, low)
        return self.parties.named(who) if acts or is_party(who) else None

    def _meant(self, n: int, pronoun: str) -> str | None:
        """Return the party that acted last before a pronoun: in its sentence, as who was asked, or as a subject."""
        s = self.sentence(n)
        at = next((k for k, t in enumerate(s.ts) if plain(t.low) == pronoun), 0)
        near = self._clause_subjects(s, s.of[at]) if s.ts else ()
        before = self._subjects_before(n) if pronoun in SUBJECTS else ()
        for name in (*near, *before):
            known = name and (name == BOTH or is_party(name) or self.parties.is_named(name))
            party = self.parties.named(name) if name and known and not _is_opening(name) else None
            if party and _can_be(party, pronoun):
                return party
        return None

    def _clause_subjects(self, s: Sentence, c: int) -> Iterator[str | None]:
        """Yield the subjects of the clauses of a sentence before clause c, the last first."""
        for clause in reversed(s.clauses[max(0, c - _CLAUSES) : c]):
            first = clause.first
            while first < clause.last and (word_at(s.ts, first) in JOINING or word_at(s.ts, first) in _LEADS):
                first += 1
            end = phrase_end(s.ts, first)
            end = next((j for j in range(first + 1, end) if _is_its_verb(s, j, end)), end)
            said = s.text[s.ts[first].start : s.ts[end - 1].end] if first < end else ""
            yield said if self.parties.are_two(said) else speaker_in(s.ts, first, end)

    def _subjects_before(self, n: int) -> Iterator[str | None]:
        for m in range(n - 1, max(-1, n - 1 - _BEFORE), -1):
            if self.lines[m].passage is not self.lines[n].passage:
                return
            yield self.asked.get(m)
            s = self.sentence(m)
            yield main_subject(s, len(s.clauses) - 1) if s.ts else None

    # --- whom an ask means that names nobody --------------------------------------------------------------------------

    def asked_just_before(self, n: int) -> bool:
        """Say whether the line before asks something, in the same passage."""
        return n - 1 in self.asked and self.lines[n - 1].passage is self.lines[n].passage

    def asked_before(self, n: int) -> str | None:
        """Return whom the last ask in the same passage names."""
        for m in range(n - 1, max(-1, n - 1 - _FAR), -1):
            if self.lines[m].passage is not self.lines[n].passage:
                return None
            if self.asked.get(m):
                return self.asked[m]
        return None

    def asked_in_paragraph(self, n: int) -> str | None:
        """Return whom the last ask in the same paragraph names."""
        for m in range(n - 1, max(-1, n - 1 - _FAR), -1):
            between = self.text[self.lines[m].span.end : self.lines[m + 1].span.start]
            if "\n\n" in between or self.lines[m].passage is not self.lines[n].passage:
                return None
            if self.asked.get(m):
                return self.asked[m]
        return None

    def note(self, n: int, who: str | None) -> None:
        """Take note that line n asks something, and of whom."""
        self.asked[n] = who
        if who:
            self._most.setdefault(self.lines[n].passage["voice"], Counter())[who] += 1

    def was_asked(self, n: int, who: str | None = None) -> bool:
        """Say whether the voice of line n asked something of a party before, or of any party."""
        asked = self._most.get(self.lines[n].passage["voice"], Counter())
        return bool(asked) if who is None else who in asked

    def most_asked(self, voice: str) -> str | None:
        """Return the party that a voice asks most, the one that it asked first of several."""
        return next((who for who, _ in self._most.get(voice, Counter()).most_common(1)), None)


def _is_its_verb(s: Sentence, k: int, end: int) -> bool:
    """Say whether the verb of a subject stands at token k, of a phrase that may go on to token `end`."""
    low = s.ts[k].low
    inflected = low.endswith("s") and is_base(low[:-1]) and k + 1 < end and not s.ts[k - 1].low.endswith("s")
    return inflected or (is_verb(s.ts, k) and not is_noun(s.ts, k))


def _is_opening(name: str) -> bool:
    """Say whether a word with a capital only begins its sentence: "Better still"."""
    low = name.lower()
    return (
        " " not in name
        and name != BOTH
        and (low in function_words() or low in ADVERBS or low.endswith(("ly", "etter")))
    )


def _can_be(name: str, pronoun: str) -> bool:
    """Say whether a pronoun can mean a party: "it" is no group."""
    return plain(name.lower()) not in _NAMELESS and not (pronoun == "it" and (name == BOTH or kind(name) == "group"))


_LEADS = words("even and but or so yet")
