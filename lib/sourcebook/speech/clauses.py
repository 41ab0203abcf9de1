"""A sentence cut into its clauses, and a text into its quotations: the little grammar that other rooms rest on.

No parser: a clause begins behind a semicolon, colon, dash or bracket, at a word that joins clauses, and behind a comma
where a new subject or a participle follows. Everything is one pass, so that any text at all costs time in proportion
to its length.
"""

import bisect
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sourcebook.quantities.numerals import Token, at, tokens, word_at, words
from sourcebook.quantities.verbs import IRREGULAR
from sourcebook.spans import Span, blocks
from sourcebook.speech.verbs import CONVINCED, NOUNS, VERBS

AUXILIARIES = words(
    "is are was were am be been being has have had having do does did will would can could may might must shall should "
    "cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't "
    "shouldn't"
)
_PAST = words(
    "arose awoke bent bled bred burst clung crept dealt dug flung forbade forgot forgave froze ground hid laid leapt "
    "lit mistook overcame overtook rode shone shut slid sped split spread sprang stank strode strove swept tore "
    "undertook upheld upset withdrew withheld withstood woke wove"
)
FINITE = (AUXILIARIES - words("be been being having")) | (IRREGULAR - words("born broken chosen known"))
FINITE |= _PAST | {"says"}
SUBJECTS = words("i you he she it they we there he's she's it's they're we're that's there's i'm i've we've")
DETERMINERS = words(
    "the a an this that these those his her its their our my your any some no each every all both many most few several"
)
PREPOSITIONS = words(
    "of in on at by to from with without for about into onto over under between among through during against within "
    "across per via upon toward towards around near behind beyond despite like unlike amid given according than as"
)
STRONG = frozenset(";:—–()[]…")
JOINING = words(
    "because although though while whereas if unless when whenever until before after since once which who whom whose "
    "where why how whether lest what whatever whoever whichever however wherever"
)
_INTRODUCING = JOINING | PREPOSITIONS | words("that")
_NO_PART = _INTRODUCING - words("of in for with")  # these don't stand inside a subject
_OF_SUBJECT = SUBJECTS | DETERMINERS  # what a clause opens with behind "once"
_COORDINATING = words("and or nor yet so")
_BOUND = words("not to and or , never n't also who which that whom") | SUBJECTS | AUXILIARIES
_TIMES = words("before after since until")
_ALL_BUT = words("nothing anything all none cannot choice everything")
_COMPLETED = NOUNS | CONVINCED  # what a "that" behind them completes: it is said, not described
_COMPLETED |= words(
    "sign signs evidence proof chance chances doubt doubts fact hope hopes case risk possibility likelihood prospect "
    "assumption impression guarantee clear true likely unlikely possible impossible obvious evident probable plausible "
    "conceivable unclear so mean means seem seems seemed appear appears appeared"
)
_RELATIVE = words("who which whose whom")
_PARTING = STRONG | {"-"}
# Nothing opens a clause but one of these words, what stands behind one of these signs, and a second verb.
_OPENERS = JOINING | _COORDINATING | words("that but")
_BEHIND = _PARTING | frozenset(',”"')


def plain(low: str) -> str:
    """Return a word in lower case with a straight apostrophe."""
    return low.replace("’", "'")


@dataclass(slots=True)
class Clause:
    """Tokens [first, last) of a sentence.

    opener   the word that joins it, "" for a main clause, "ing" for a participle behind a comma
    parent   the index of the clause that it completes ("it is likely | that he goes"), None for any other
    """

    first: int
    last: int
    opener: str
    parent: int | None


class Sentence:
    """The tokens of text[start:end], their words, its clauses, and which of them each token belongs to.

    lows    the tokens in lower case, with straight apostrophes
    ahead   how far before `text` the text begins in which its tokens have their places, where that is only a part of it
    """

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self.ahead = 0
        self.ts: list[Token] = tokens(text, span.start, span.end)
        self.lows = [t.low.replace("’", "'") for t in self.ts]
        self.clauses: list[Clause] = []
        self.of: list[int] = []
        self._cut()

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin."""
        return [t.start for t in self.ts]

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds a place of the text."""
        return max(0, bisect.bisect_right(self.starts, offset + self.ahead) - 1)

    def place(self, first: int, last: int) -> Span:
        """Return where tokens [first, last) stand in the text."""
        return Span(self.ts[first].start - self.ahead, self.ts[last - 1].end - self.ahead)

    @cached_property
    def strong(self) -> list[int]:
        """The tokens that part a sentence for good: semicolons, colons, dashes, brackets."""
        if _PARTING.isdisjoint(self.lows):
            return []
        return [k for k, low in enumerate(self.lows) if low in _PARTING and is_strong(self.ts, k)]

    def stretch(self, k: int) -> tuple[int, int]:
        """Return the tokens between the semicolons, colons, dashes and brackets around token k."""
        n = bisect.bisect_right(self.strong, k)
        first = self.strong[n - 1] + 1 if n else 0
        return first, self.strong[n] if n < len(self.strong) else len(self.ts)

    def inside(self, part: str, start: int) -> "Sentence":
        """Return the same sentence as one of the part of its text that begins at `start`; it shares the tokens."""
        other = Sentence.__new__(Sentence)
        span = Span(self.span.start - start, self.span.end - start)
        vars(other).update(vars(self), text=part, span=span, ahead=start)
        return other

    # --- cutting ------------------------------------------------------------------------------------------------------

    def _cut(self) -> None:
        first, opener, parent, has_verb = 0, "", None, False
        completing: int | None = None  # the clause that the last "that" completes: "said that …, and that …"
        before = ""
        for k, low in enumerate(self.lows):
            may_open = low in _OPENERS or before in _BEHIND or (opener in _RELATIVE and low in FINITE)
            new = self._opening(k, first, opener, has_verb, completing is not None) if may_open else None
            if new is not None and k > first:
                self._close(first, k, opener, parent)
                here = len(self.clauses) - 1
                first, opener, has_verb = k, new, False
                completing = completing if word_at(self.ts, k - 1) in ("and", "or", ",", "but") else here
                parent = completing if new == "that" else here if new == "ing" else None
            elif new is not None and not opener:
                opener = new
            has_verb = has_verb or (low in FINITE and (self.ts[k].text != "May" or k == 0))
            before = low
        self._close(first, len(self.ts), opener, parent)

    def _close(self, first: int, last: int, opener: str, parent: int | None) -> None:
        self.clauses.append(Clause(first, last, opener, parent))
        self.of += [len(self.clauses) - 1] * (last - first)

    def _opening(self, k: int, first: int, opener: str, has_verb: bool, completing: bool) -> str | None:
        """Return what opens a clause at token k, None where none begins."""
        ts = self.ts
        low, before = self.lows[k], word_at(ts, k - 1)
        if k and is_strong(ts, k - 1):
            return low if low in JOINING else ""
        if low in JOINING:
            after = plain(word_at(ts, k + 1))
            adverb = (low == "once" and after not in _OF_SUBJECT) or (low in _TIMES and after in FINITE)
            return None if adverb else low
        if low == "that":
            return self._that(k, before, completing)
        if low == "but":
            return None if before in _ALL_BUT or word_at(ts, k + 1) == "also" else "but"
        if (
            opener in _RELATIVE
            and (has_verb or before.endswith(("s", "ed")))
            and k - first > 2
            and self._is_second_verb(k, low)
        ):
            return ""
        if low in _COORDINATING:
            return low if has_verb and self._has_subject(k + 1) else None
        if before in '”"' and word_at(ts, k - 2) in (",", ".", "?", "!"):
            return ""
        if before == ",":
            return self._behind_comma(k, first, opener, has_verb)
        return None

    def _is_second_verb(self, k: int, low: str) -> bool:
        """Say whether the main verb follows a relative clause: "those who could not pay | left"."""
        return low in FINITE and plain(word_at(self.ts, k - 1)) not in _BOUND

    def _that(self, k: int, before: str, completing: bool) -> str | None:
        after = plain(word_at(self.ts, k + 1))
        complete = after in DETERMINERS or after in SUBJECTS
        if before in ("and", "or", ",", "but"):
            return "that" if completing and complete else "" if before == "," and after in FINITE else None
        if k == 0 or before in PREPOSITIONS or before in ("is", "was", "be"):
            return "that" if complete and before in ("is", "was", "be") else None
        said = before in _COMPLETED or before in VERBS or before.endswith(("ed", "ing", "es"))
        return "that" if said and after not in FINITE else "which"

    def _behind_comma(self, k: int, first: int, opener: str, has_verb: bool) -> str | None:
        low, start = self.lows[k], self.stretch(k)[0]
        if self.ts[k].kind == "n" and at(self.ts, k - 2).kind == "n" and word_at(self.ts, k + 1) == ",":
            return None  # a date goes on: "On May 3, | 2024, the board"
        if self._is_participle(k):
            return "ing"
        if (opener in JOINING and (has_verb or low in FINITE or (first <= start + 1 and self._is_main(k)))) or (
            not opener and not has_verb and self._is_lead(first)
        ):
            return ""
        if opener == "that" and self._is_lead(start) and self._has_subject(k):
            return ""
        if low in SUBJECTS or (low in FINITE and word_at(self.ts, first) in SUBJECTS):
            return ""
        return "" if has_verb and low in DETERMINERS and self._has_subject(k) else None

    def _is_main(self, k: int) -> bool:
        """Say whether the main clause begins at token k and no list goes on: by its subject, or as no comma follows."""
        return self._has_subject(k) or all(t.low != "," for t in self.ts[k : k + 25])

    def _is_participle(self, k: int) -> bool:
        """Say whether a participle begins at token k, after an adverb or two: ", thereby gradually making"."""
        while word_at(self.ts, k) in ("thereby", "thus") or word_at(self.ts, k).endswith("ly"):
            k += 1
        low = word_at(self.ts, k)
        return low.endswith("ing") and low not in ("nothing", "something", "anything", "everything")

    def _is_lead(self, first: int) -> bool:
        """Say whether a clause is only what leads into a sentence: "Without a deal, …", "Having failed, …"."""
        first += word_at(self.ts, first) in ("and", "but", "yet", "so")
        return word_at(self.ts, first) in _INTRODUCING or self._is_participle(first)

    def _has_subject(self, k: int) -> bool:
        """Say whether a clause with a verb of its own begins at token k."""
        low = plain(word_at(self.ts, k))
        if low in SUBJECTS or low in FINITE:
            return True
        for j in range(k + 1, min(k + 7, len(self.ts))):
            low = self.lows[j]
            if low in FINITE:
                return True
            if (self.ts[j].kind == "s" and not self.ts[j].glued) or low in _NO_PART:
                return False
            if low in (",", "and", "or", "but"):
                return False
        return False


class Sentences:
    """The sentences of one text, each cut once for all who ask."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._cut: dict[Span, Sentence] = {}

    @classmethod
    def of(cls, text: str) -> "Sentences":
        """Return those of a text, the same for all who ask one after the other; only the last text's are kept."""
        return _sentences_of(text)

    def cut(self, span: Span) -> Sentence:
        """Return the sentence text[start:end]."""
        if span not in self._cut:
            self._cut[span] = Sentence(self.text, span)
        return self._cut[span]

    def cut_inside(self, span: Span, part: str, start: int) -> Sentence:
        """Return the sentence text[start:end] as one of a part of the text that begins at `start`."""
        if span.start == start:  # what stands before the part says nothing of its first token
            return Sentence(part, Span(0, span.end - start))
        return self.cut(span).inside(part, start)


@lru_cache(maxsize=1)
def _sentences_of(text: str) -> Sentences:
    return Sentences(text)


def is_strong(ts: list[Token], k: int) -> bool:
    """Say whether token k parts a sentence; the colon of 10:30 and the dash of 2019–20 or China–U.S. don't."""
    t = ts[k]
    if t.low not in _PARTING:
        return False
    if t.low == "-":
        return not t.glued and not at(ts, k + 1).glued
    return not (t.low in ":–" and t.glued and at(ts, k + 1).glued)


# --- quotation marks --------------------------------------------------------------------------------------------------

_CLOSING = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
_ALWAYS_OPENS = frozenset("“„«‘‚‹「『")  # the others by what stands beside them
_SINGLE = frozenset("‘’‚'")
_MARK = re.compile(r"[“”«»„‘’‚‹›「」『』\"']")


def quotation_marks(text: str) -> list[Span]:
    """Return what stands between quotation marks, without them: outermost ones only, in order.

    A quotation that isn't closed goes on where the next paragraph opens with its mark again, and ends with its
    paragraph where none does. Apostrophes are told from single marks by their neighbours.

    >>> [text[s:e] for text in ['He said “No ‘more’ deals,” and “stop”.'] for s, e in quotation_marks(text)]
    ['No ‘more’ deals,', 'stop']
    """
    found: list[Span] = []
    start, opening, last = 0, "", 0
    for block in blocks(text):
        goes_on = opening and text[block.start] == opening
        if opening and not goes_on:
            found.append(Span(start, last))
            opening = ""
        for m in _MARK.finditer(text, block.start + bool(goes_on), block.end):
            mark, k = m.group(), m.start()
            if opening and mark in _CLOSING[opening] and (mark not in _SINGLE or _closes(text, k)):
                found.append(Span(start, k))
                opening = ""
            elif _begins(text, k, mark) and (not opening or (opening in _SINGLE and mark not in _SINGLE)):
                start, opening = k + 1, mark  # if a single mark was open, it was an apostrophe
        opening, last = ("" if opening in _SINGLE else opening), block.end
    if opening:
        found.append(Span(start, last))
    return [q for q in found if q.start < q.end]


def _begins(text: str, k: int, mark: str) -> bool:
    before, after = text[k - 1 : k], text[k + 1 : k + 2]
    beside_word = before.isalnum() or before in (".", ",", "!", "?", "…") or after.isspace() or after == ""
    return mark in _ALWAYS_OPENS or (mark in _CLOSING and not beside_word)


def _closes(text: str, k: int) -> bool:
    return not text[k + 1 : k + 2].isalnum() and not text[k - 1 : k].isspace()
