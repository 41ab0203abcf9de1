"""How an occurrence of a word is used: mentioned, attributed, questioned, negated, hedged, or simply asserted."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sourcebook.quantities.numerals import Token, at, word_at, words
from sourcebook.spans import Span
from sourcebook.speech.clauses import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    JOINING,
    PREPOSITIONS,
    Clause,
    Sentence,
    plain,
    quotation_marks,
)
from sourcebook.speech.quoting import credited
from sourcebook.speech.reporting import Quotation
from sourcebook.speech.verbs import VERBS, forms

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
    page = _Page(text, [Sentence(text, s) for s in _near(text, sentences, places)], voice)
    return [page.use(place) for place in places]


def _near(text: str, sentences: Sequence[Span], places: Sequence[Span]) -> list[Span]:
    """Return the sentences of the paragraphs with places in them, and of the paragraph before, where "she" was named."""
    starts = [s.start for s in sentences]
    breaks = [n for n in range(1, len(sentences)) if "\n" in text[sentences[n - 1].end : sentences[n].start]]
    bounds = [0, *breaks, len(sentences)]
    wanted: set[int] = set()
    for place in places:
        paragraph = bisect.bisect_right(bounds, max(0, bisect.bisect_right(starts, place.start) - 1)) - 1
        wanted |= {paragraph, max(0, paragraph - 1)}
    return [s for p in sorted(wanted) for s in sentences[bounds[p] : bounds[p + 1]]]


class _Page:
    """One text, cut once, of which many places are asked."""

    def __init__(self, text: str, sentences: Sequence[Sentence], voice: str) -> None:
        self.text, self.sentences = text, sentences
        self.marks = quotation_marks(text)
        self.credits = [q for q in credited(text, sentences) if not (voice and q.speaker and _same(q.speaker, voice))]
        self.reach = list(accumulate((q.end for q in self.credits), max))  # how far anything credited so far goes
        self.starts = [s.span.start for s in sentences]

    def use(self, place: Span) -> Use:
        s = self.sentences[max(0, bisect.bisect_right(self.starts, place.start) - 1)]
        k = s.token_at(place.start)
        mark, credit = self._mark(place), self._credit(place)
        mood = _mood(s, k, self._until(s, place, k))
        if _is_mentioned(s, k, mark, credit, mood):
            return Use("mentioned")
        if credit:
            return Use("attributed", credit.speaker)
        return Use(mood)

    def _until(self, s: Sentence, place: Span, k: int) -> int:
        """Return the token before which the clause of a place ends: what others say behind it is a clause of its own."""
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


def _same(speaker: str, voice: str) -> bool:
    mine, theirs = set(voice.casefold().split()), set(speaker.casefold().split())
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


# --- mentioned --------------------------------------------------------------------------------------------------------

_ABOUT_WORDS = words("word words term terms phrase phrases label labels slogan expression adjective noun verb epithet "
    "notion buzzword catchword motto nickname name title headline euphemism catchphrase mantra")  # fmt: skip
_TITLED = words("book books essay film series novel report article paper play song speech memoir act column editorial "
    "pamphlet documentary story podcast album movie show lecture")  # fmt: skip
_SCARE = 6  # words: a quotation of no more, which nobody is credited with, holds words at arm's length


def _is_mentioned(s: Sentence, k: int, mark: Span | None, credit: Quotation | None, mood: str) -> bool:
    """Say whether a word is talked about, or is part of a title or a name."""
    if (
        mark
        and s.text.count(" ", mark.start, mark.end) < _SCARE
        and (
            _is_talked_about(s, mark)
            or (not credit and not _is_own_speech(s, mark) and mood not in ("questioned", "negated"))
        )
    ):
        return True
    return _is_named(s, k) or _is_office(s.ts, k) or (mark is None and _is_bare_mention(s, k))


def _is_talked_about(s: Sentence, mark: Span) -> bool:
    """Say whether a quotation is a word or a title that the sentence speaks of: "the term “x”", "“x” means"."""
    opening, closing = s.token_at(mark.start - 1), s.token_at(mark.end)
    before = [plain(t.low) for t in s.ts[max(0, opening - 3) : opening] if t.kind == "w"][-2:]
    after = [plain(t.low) for t in s.ts[closing + 1 : closing + 3]]
    if before and before[-1] == "of":
        before.pop()
    return (bool(before) and before[-1] in _ABOUT_WORDS | _TITLED) or any(w in _MEANING for w in after)


def _is_own_speech(s: Sentence, mark: Span) -> bool:
    """Say whether the writer speaks in a quotation: "“You need patience,” I tell her"."""
    opening, closing = s.token_at(mark.start - 1), s.token_at(mark.end)
    beside = [t.low for t in (*s.ts[max(0, opening - 4) : opening], *s.ts[closing + 1 : closing + 3])]
    return ("i" in beside or "we" in beside) and any(word in VERBS for word in beside)


_MEANING = words("mean means meant implies denotes refers connotes")


_WORDS = words("word term phrase adjective noun verb")


def _is_bare_mention(s: Sentence, k: int) -> bool:
    """Say whether a word follows that says it is one: "the word threat"."""
    if any(
        t.low == "called" and word_at(s.ts, n - 2) == "so" for n, t in enumerate(s.ts[max(0, k - 3) : k], max(0, k - 3))
    ):
        return True
    return (
        word_at(s.ts, k - 1 - (word_at(s.ts, k - 1) == "for")) in _WORDS
        and word_at(s.ts, k - 2 - (word_at(s.ts, k - 1) == "for")) in DETERMINERS
    )


def _is_named(s: Sentence, k: int) -> bool:
    """Say whether a word is part of a name by its capital: "the New Deal", "The Art of the Deal"."""
    if not s.ts[k].text[0].isupper() or _is_titled(s):
        return False
    after = at(s.ts, k + 1)
    if after.text[:1].isupper() and after.low in _HEADS:
        return True
    return k > 0 and s.ts[k - 1].low not in _OPENING and not (s.ts[k - 1].kind == "n" and k == 1)


_HEADS = words(
    "act bill party street house inn hotel trust bank council committee commission court club church minister secretary "
    "day prize award museum bridge road square festival school university college company group fund agency office "
    "department ministry treaty accord plan report review times post cup league association union society institute "
    "foundation theatre theater park hall hospital island river project alliance coalition movement campaign week"
)


def _is_office(ts: list[Token], k: int) -> bool:
    """Say whether a word is what an office is called after: "minister of justice", "the defence secretary"."""
    owner = k - 2 - (word_at(ts, k - 1) == "the")
    return word_at(ts, k + 1) in _OFFICES or (
        word_at(ts, owner) in _OFFICES and word_at(ts, owner + 1) in ("of", "for")
    )


_OFFICES = words("minister ministers ministry secretary department commissioner chancellor undersecretary directorate")
_OPENING = frozenset("“\"‘'«(:—–.?!•*-…")


def _is_titled(s: Sentence) -> bool:
    """Say whether a sentence is a heading that carries capitals throughout."""
    content = [t for t in s.ts if t.kind == "w" and len(t.text) > 3 and t.low not in PREPOSITIONS | JOINING]
    return sum(t.text[0].isupper() for t in content) > 0.8 * len(content)


# --- questioned, negated, hedged --------------------------------------------------------------------------------------

_NEGATORS = words("nowhere not never no nobody none nothing nor neither cannot without hardly scarcely barely insufficiently "
    "lack lacks lacking lacked")  # fmt: skip
_REACH = 60  # tokens in which a sign that a clause asks or doubts is looked for
_MODALS = words("may might could would can")
_HEDGES = words(
    "perhaps maybe possibly probably likely unlikely apparently seemingly presumably supposedly allegedly reportedly "
    "potentially arguably conceivably seem seems seemed seeming appears appear appeared supposed possible estimate "
    "likelihood estimated estimates hypothetically purportedly ostensibly theoretically"
)
_DOUBTFUL = words("potential possible likely supposed alleged apparent prospective hypothetical probable would-be "
    "presumed purported theoretical conceivable suspected eventual putative tentative")  # fmt: skip
_CHANCES = words("possibility possibilities chance chances prospect prospects likelihood potential risk probability")
_HABITS = words("later eventually day every often always sometimes usually whenever")
_CONDITIONS = words("if unless whether lest")
_ASKED = words("ask asks asked asking wonder wonders wondered unclear unknown uncertain question questions know debate "
    "doubtful decide see")  # fmt: skip
_ASKING = words("ask asks asked asking wonder wonders wondered unclear unknown uncertain question questions")
_ONLY = words("only just merely simply solely least surprisingly necessarily")
_INSTEAD = words("than of")


def _mood(s: Sentence, k: int, until: int) -> str:
    clause = s.clauses[s.of[k]]
    if _is_questioned(s, k, clause):
        return "questioned"
    if _is_negated(s, k, clause):
        return "negated"
    if _is_hedged(s, k, clause, until):
        return "hedged"
    return "asserted"


def _is_questioned(s: Sentence, k: int, clause: Clause) -> bool:
    _first, last = s.stretch(k)
    for j in range(last, min(last + 1, len(s.ts))):
        if s.ts[j].low == "?":
            return True
    if any(t.low == "?" for t in s.ts[max(k, last - 3) : last]):
        return True
    if clause.opener == "whether":
        return True
    if any(t.low == "?" for t in s.ts[k : min(clause.last + 1, k + _REACH)]):
        return True
    cues = _ASKED if clause.opener == "if" else _ASKING
    asked = any(plain(t.low) in cues for t in s.ts[max(0, clause.first - 3) : clause.first])
    return clause.opener in ("if", "how", "why", "what", "where", "when", "who") and asked


def _is_negated(s: Sentence, k: int, clause: Clause) -> bool:
    if any(_negates(s.ts, j, k) for j in range(max(clause.first, k - 40), k)):
        return True
    if clause.parent is not None:
        parent = s.clauses[clause.parent]
        passes = clause.opener == "that" and any(
            plain(t.low) in _PASSING for t in s.ts[max(parent.first, clause.first - 3) : clause.first]
        )
        return passes and any(
            _negates(s.ts, j, clause.first) for j in range(max(parent.first, parent.last - 20), parent.last)
        )
    return False


_SAID_TO = words("said thought believed reported expected rumoured rumored known understood")
_PASSING = forms("believe think suppose expect imagine mean imply follow suggest prove agree accept show claim argue") | words(
    "true clear sure certain sign signs evidence proof guarantee chance idea convinced case likely possible reason doubt "
    "indication suggestion pretend hope say question assume")  # fmt: skip


def _negates(ts: list[Token], j: int, k: int) -> bool:
    """Say whether the word at token j negates the one at token k."""
    low, after = plain(ts[j].low), word_at(ts, j + 1)
    if low in ("rather", "instead") and after in _INSTEAD:
        return not any(ts[i].low == "," for i in range(j, k))
    if low in ("anything", "nothing") and after == "but" and j + 1 < k:
        return low == "anything"
    if (low, after) in _NEGATING or (low in _STOPPING and after == "being"):
        return True
    if low in ("nobody", "none", "nothing") and (word_at(ts, j - 1) in VERBS or "about" in (after, word_at(ts, j + 2))):
        return False  # "told nobody about it", "says nothing new about it"
    if low == "less":
        return after in ("a", "an") and any(t.low == "than" for t in ts[k : k + 8])
    if low == "far" and after == "from":
        return word_at(ts, j + 2) not in ("the", "its", "his", "her", "their", "my", "our")
    if low in ("fail", "fails", "failed", "refuse", "refuses", "refused", "unable", "impossible") and after == "to":
        return not _is_given(ts, j, k)
    if low == "no":
        ended = any(t.low in ("and", "but", ",") and _begins(ts, n + 1) for n, t in enumerate(ts[j:k], j))
        return not ended and after not in (
            "doubt",
            "matter",
            "less",
            "fewer",
            "sooner",
            ".",
            "question",
            "secret",
            "wonder",
            "small",
            "mean",
            "denying",
            "other",
        )
    if low not in _NEGATORS and not low.endswith("n't"):
        return False
    if low == "not" and (after in _ONLY | {"without"} or word_at(ts, j - 1) in ("if", "or")):
        return False
    if low == "without" and word_at(ts, j - 1) == "not":
        return False
    if low not in ("without", "lack", "lacks", "lacking", "lacked", "neither", "nor") and _is_given(ts, j, k):
        return False
    if any(word_at(ts, i) in ("except", "other", "apart") for i in range(j + 1, k)):
        return False
    if low in ("without", "nor") or (low == "not" and plain(word_at(ts, j - 1)) not in AUXILIARIES):
        return not any(ts[i].low == "," for i in range(j, k))
    return True


_NEGATING = {("yet", "to"), ("absence", "of"), ("devoid", "of"), ("bereft", "of"), ("empty", "of")}
_STOPPING = words("stopped stops stop ceased ceases cease")
_DEFINITE = words("the this these his her its our their my your whose")
_LINKING = words("is are was were be been being am become becomes became remain remains remained isn't aren't wasn't weren't "
    "as called not n't never")  # fmt: skip


def _is_given(ts: list[Token], j: int, k: int) -> bool:
    """Say whether the word at token k is taken for granted behind a negation at token j.

    What a definite noun phrase names is there, whatever is denied of it: "never signed the contract"; a predicate is
    what is denied: "was never the favourite".
    """
    for i in range(k - 1, max(j, k - 5), -1):
        low = plain(ts[i].low)
        if low in _DEFINITE or low.endswith("'s"):
            if word_at(ts, i - 1) in ("think", "believe", "that", "suppose", "mean"):
                return False
            return plain(word_at(ts, i - 1)) not in _LINKING and not any(
                plain(t.low) in _LINKING - {"never", "not", "as"} for t in ts[i - 1 : i]
            )
        if (ts[i].kind == "s" and not ts[i].glued) or low in PREPOSITIONS | DETERMINERS | FINITE | {"and", "or"}:
            return False
    return False


def _begins(ts: list[Token], k: int) -> bool:
    """Say whether a noun phrase with an article or a number of its own begins at token k: "no shop and one pub"."""
    return at(ts, k).kind == "n" or (word_at(ts, k) in DETERMINERS | {"one", "two", "three"} and word_at(ts, k) != "no")


def _is_hedged(s: Sentence, k: int, clause: Clause, until: int) -> bool:
    conditional = clause.opener in _CONDITIONS and word_at(s.ts, clause.first + 1) not in ("not", "anything")
    if conditional or _is_aside_hedged(s, k) or _is_inverted(s.ts, clause, k) or _is_doubtful(s.ts, k):
        return True
    if word_at(s.ts, clause.first) == "only" and clause.opener == "":  # "Only by doing it can he win"
        return False
    if any(_hedges(s.ts, j, k) for j in range(max(clause.first, k - 60), min(until, k + 40))):
        return True
    if clause.parent is not None:
        parent = s.clauses[clause.parent]
        return (
            any(_hedges(s.ts, j, k) for j in range(max(parent.first, parent.last - 30), parent.last))
            or parent.opener in _CONDITIONS
        )
    return False


def _is_aside_hedged(s: Sentence, k: int) -> bool:
    """Say whether an aside beside the clause of token k hedges it: "The culprit, it seems, was a fox"."""
    c = s.of[k]
    beside = [s.clauses[n] for n in (c - 1, c + 1) if 0 <= n < len(s.clauses)]
    return any(
        x.last - x.first <= 4 and any(plain(t.low) in _SUPPOSING for t in s.ts[x.first : x.last]) for x in beside
    )


_SUPPOSING = words("seems seemed appears appeared suppose guess imagine suspect perhaps maybe")


def _is_inverted(ts: list[Token], clause: Clause, k: int) -> bool:
    """Say whether a condition has no "if": "Had it rained", "Should he fail", "Suppose that"."""
    first = word_at(ts, clause.first)
    if first in ("suppose", "supposing"):
        return True
    return (
        first in ("had", "should", "were")
        and ts[-1].low != "?"
        and any(t.low == "," for t in ts[k : min(clause.last, k + _REACH)])
    )


def _hedges(ts: list[Token], j: int, k: int) -> bool:
    low = plain(ts[j].low)
    if low == "would" and any(t.low in _HABITS for t in ts[max(0, j - 3) : j + 8]):
        return False
    if low in ("looks", "look", "looked", "sounds", "sounded"):
        return word_at(ts, j + 1) == "like"
    if low in ("can", "could") and word_at(ts, j + 1) in ("not", "never") and word_at(ts, j + 2) not in _ONLY:
        return False  # unable, not unsure
    if low in _MODALS:
        return not (ts[j].text == "May" and j > 0) and not (low == "can" and at(ts, j - 1).low in DETERMINERS)
    if low in _SAID_TO and word_at(ts, j + 1) == "to":
        return any(plain(t.low) in AUXILIARIES for t in ts[max(0, j - 3) : j])
    return low in _HEDGES and not (at(ts, j + 1).kind == "w" and low in _DOUBTFUL and word_at(ts, j - 1) in DETERMINERS)


def _is_doubtful(ts: list[Token], k: int) -> bool:
    """Say whether the noun phrase of token k calls itself a mere possibility: "a potential trade deal"."""
    for j in range(k - 1, max(-1, k - 7), -1):
        low = plain(ts[j].low)
        if low in _DOUBTFUL and j >= k - 4:
            return True
        if low in ("of", "for") and word_at(ts, j - 1) in _CHANCES - {"potential", "risk"}:
            return True
        if (ts[j].kind == "s" and ts[j].low not in "-’'") or low in FINITE | JOINING | PREPOSITIONS:
            return False
    return False
