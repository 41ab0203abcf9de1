"""How an occurrence of a word is used: mentioned, attributed, questioned, negated, hedged, or simply asserted."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.spans import Span
from sourcebook.speech.clauses import DETERMINERS, JOINING, PREPOSITIONS, Sentence, plain, quotation_marks
from sourcebook.speech.moods import mood
from sourcebook.speech.naming import same
from sourcebook.speech.quoting import credited
from sourcebook.speech.reporting import Quotation
from sourcebook.speech.verbs import NAME

USES = ("asserted", "negated", "questioned", "hedged", "attributed", "mentioned")


@dataclass(frozen=True, slots=True)
class Use:
    """What a writer does with a word: one of `USES`, and who is credited with it where it is attributed."""

    use: str
    attributed_to: str | None = None


def use(text: str, sentence: Span, start: int, end: int, voice: str = "") -> Use:
    """Return how text[start:end] is used, which stands in one sentence of a text.

    >>> text = "No deal was reached."
    >>> use(text, Span(0, 20), 3, 7)
    Use(use='negated', attributed_to=None)
    """
    return uses(text, [sentence], [Span(start, end)], voice)[0]


def uses(text: str, sentences: Sequence[Span], places: Sequence[Span], voice: str = "") -> list[Use]:
    """Return how each place of a text is used.

    text        of one voice: a passage, or a heading
    sentences   the spans of its sentences, in order
    places      spans, each inside one of the sentences
    voice       who speaks; what is credited to that name itself is nobody else's

    The first that applies: mentioned (talked about as a word, or part of a title or name), attributed (inside a stretch
    credited to somebody else), questioned (in a question), negated (under not, no, never, rather than …), hedged (under
    may, could, if, seems, potential …), else asserted.
    """
    if not places:
        return []
    page = _Page(text, [Sentence(text, s) for s in sentences], voice)  # all of them: who "she" is may stand far back
    return [page.use(place) for place in places]


class _Page:
    """One text, cut once, of which many places are asked."""

    def __init__(self, text: str, sentences: Sequence[Sentence], voice: str) -> None:
        self.text, self.sentences = text, sentences
        self.marks = quotation_marks(text)
        self.credits = [
            q for q in credited(text, sentences, self.marks) if not (voice and q.speaker and same(q.speaker, voice))
        ]
        self.reach = list(accumulate((q.end for q in self.credits), max))  # how far anything credited so far goes
        self.starts = [s.span.start for s in sentences]

    def use(self, place: Span) -> Use:
        """Return how a place is used."""
        s = self.sentences[max(0, bisect.bisect_right(self.starts, place.start) - 1)]
        k = s.token_at(place.start)
        mark, credit = self._mark(place), self._credit(place)
        own = mood(s, k, self._until(s, place, k))
        if _is_mentioned(s, k, mark, credit is not None, own) or self._is_named(s, place):
            return Use("mentioned")
        return Use("attributed", credit.speaker) if credit else Use(own)

    def _is_named(self, s: Sentence, place: Span) -> bool:
        """Say whether a word is part of a name by its capital: "the New Deal", "The Art of the Deal".

        A proper name that is asked for itself is used, and no mere mention.
        """
        k, word = s.token_at(place.start), self.text[place.start : place.end]
        opens = k == 0 or s.ts[k - 1].low in _OPENING or (k == 1 and s.ts[0].kind == "n")
        if opens or not word[0].isupper() or word.isupper() or _is_titled(s):
            return False
        return word.removesuffix("’s").removesuffix("'s") not in self.names

    @cached_property
    def names(self) -> set[str]:
        """The proper names of the text: behind a preposition without an article, and never in small letters."""
        small = set(_SMALL.findall(self.text))
        found = (m.groups() for m in _NAME.finditer(self.text))
        names = {subject or name for the, name, subject in found if subject or " " in name or not the}
        return {name for name in names if name.lower() not in small}

    def _until(self, s: Sentence, place: Span, k: int) -> int:
        """Return the token before which the clause of a place ends: what others say behind it is another clause."""
        last = s.clauses[s.of[k]].last
        n = bisect.bisect_left(self.credits, place.end, key=lambda q: q.start)
        return min(last, s.token_at(self.credits[n].start)) if n < len(self.credits) else last

    def _mark(self, place: Span) -> Span | None:
        n = bisect.bisect_right(self.marks, (place.start, len(self.text))) - 1
        return self.marks[n] if n >= 0 and self.marks[n].end >= place.end else None

    def _credit(self, place: Span) -> Quotation | None:
        """Return the outermost stretch around a place."""
        n = bisect.bisect_left(self.reach, place.end)
        return self.credits[n] if n < len(self.credits) and self.credits[n].start <= place.start else None


# --- mentioned --------------------------------------------------------------------------------------------------------

_SCARE = 6  # words: a quotation of no more, which nobody is credited with, holds words at arm's length
_WORDS = words("word term phrase adjective noun verb")
_ABOUT_WORDS = _WORDS | words(
    "words terms phrases label labels slogan expression epithet notion buzzword catchword motto nickname name title "
    "headline euphemism catchphrase mantra"
)
_TITLED = words(
    "book books essay film series novel report article paper play song speech memoir act column editorial pamphlet "
    "documentary story podcast album movie show lecture"
)
_SPOKEN_OF = _ABOUT_WORDS | _TITLED
_MEANING = words("mean means meant implies denotes refers connotes")


def _is_mentioned(s: Sentence, k: int, mark: Span | None, credited: bool, own: str) -> bool:
    """Say whether a word is talked about, or is part of a title or a name; `own` is how the writer would use it."""
    if mark and s.text.count(" ", mark.start, mark.end) < _SCARE:
        denied = own in ("questioned", "negated")  # what is asked or denied in quotation marks is no mention
        if _is_talked_about(s, mark) or not (credited or denied):
            return True
    return _is_office(s.ts, k) or (mark is None and _is_bare_mention(s.ts, k))


def _is_talked_about(s: Sentence, mark: Span) -> bool:
    """Say whether a quotation is a word or a title that the sentence speaks of: "the term “x”", "“x” means"."""
    opening, closing = s.token_at(mark.start - 1), s.token_at(mark.end)
    before = [plain(t.low) for t in s.ts[max(0, opening - 3) : opening] if t.kind == "w" and t.low != "of"]
    if s.clauses[s.of[opening]].opener == "what" and before and before[-1] in NAME:
        return True  # "what the French call “terroir”"
    after = [plain(t.low) for t in s.ts[closing + 1 : closing + 3]]
    return (bool(before) and before[-1] in _SPOKEN_OF) or any(word in _MEANING for word in after)


def _is_bare_mention(ts: list[Token], k: int) -> bool:
    """Say whether what stands before a word makes it one: "the word threat", "no word for it", "the so-called deal"."""
    if any(word_at(ts, j) == "called" and word_at(ts, j - 2) == "so" for j in range(k - 3, k)):
        return True
    noun = k - 1 - (word_at(ts, k - 1) == "for")
    return word_at(ts, noun) in _WORDS and word_at(ts, noun - 1) in DETERMINERS


_SMALL = re.compile(r"\b[^\W\d_A-Z]\w+")
_RUN = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
_NAME = re.compile(  # "went to Spain", "In the European Union", "Spain has"; but not "the Commission on Water"
    r"(?:\b[a-z][\w’']*,? (?:to|in|from|with|on|at|by|for|against|between|than|over|and)|\b(?:In|From|For|With|On)) "
    rf"([Tt]he )?({_RUN})|(?<![Tt]he )(?<!of )\b({_RUN})(?= (?:is|was|has|had|will|said|says)\b)"
)


def _is_office(ts: list[Token], k: int) -> bool:
    """Say whether a word is what an office is called after: "minister of justice", "the defence secretary"."""
    owner = k - 2 - (word_at(ts, k - 1) == "the")
    named_after = word_at(ts, owner) in _OFFICES and word_at(ts, owner + 1) in ("of", "for")
    return named_after or word_at(ts, k + 1) in _OFFICES


_OFFICES = words("minister ministers ministry secretary department commissioner chancellor undersecretary directorate")
_SMALL_WORDS = PREPOSITIONS | JOINING  # also in a heading
_OPENING = frozenset("“\"‘'«(:—–.?!•*-…")


def _is_titled(s: Sentence) -> bool:
    """Say whether a sentence is a heading that carries capitals throughout."""
    content = [t for t in s.ts if t.kind == "w" and len(t.text) > 3 and t.low not in _SMALL_WORDS]
    return sum(t.text[0].isupper() for t in content) > 0.8 * len(content)
