"""Sentences and headings that begin with a verb in its base form and no subject: instructions."""

import re
from functools import cache

from sourcebook.quantities.nouns import is_plural
from sourcebook.quantities.numerals import at, word_at, words
from sourcebook.spans import Span, word_list
from sourcebook.speech.clauses import DETERMINERS, FINITE, JOINING, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.speakers import is_verb, speaker_in

_LEADING = words(
    "first second third fourth fifth finally lastly then next please so and but instead also above all again always "
    "never now kindly just moreover furthermore therefore meanwhile otherwise"
)
_FOR_THE_READER = words(  # turns of phrase, which ask nobody to act: "Take the north", "Imagine a bridge"
    "say see note mind add call suppose imagine picture think look remember recall consider forget believe thank "
    "compare contrast enter witness ask name guess wonder trust meet welcome wish have take judge recognise"
)
_IDIOMS = {
    ("make", "no"),
    ("put", "simply"),
    ("put", "another"),
    ("put", "differently"),
    ("come", "what"),
}
_IDIOMS |= {("let", "me"), ("let", "alone"), ("leave", "aside")}
_RECALLING = words(  # "let us see": the speaker goes on
    "recall look see begin start turn consider imagine say suppose take return remember note face be assume hope"
)
_PRONOUNS = words("me us him her it them you yourself yourselves ourselves")
_OBJECT = DETERMINERS | _PRONOUNS | words("up out down off away back on together more less fewer better")
_OBJECT -= words("on off that")
_UNCHANGED = words("put cut read let set cost hurt do have")  # base forms too
_CHANGED = FINITE - _UNCHANGED
_OF_CLAUSE = FINITE | JOINING
_BEHIND_VERB = DETERMINERS | _PRONOUNS
_HEEDED = {("remember", "to"), ("forget", "to"), ("think", "of"), ("think", "about"), ("think", "before")}
_SOMEBODY = words("him her them your the")
_FEW = 3  # tokens of a sentence that is no mere fragment
_REACH = 12  # tokens in which the verb of a subject follows
_PREFIXES = words("de re co pre un")
_BEGINNING = _LEADING | _PREFIXES | words("be do don't let's")
_OPENING = PREPOSITIONS | words(
    "to if when where once before after whatever whoever whichever however wherever whenever unless although though "
    "while until since because given instead rather"
)
_BEFORE_VERB = _LEADING | _OPENING
_WHEN = words("today now tomorrow tonight here early again twice often hard")
_NAME = 60  # characters of a name that a sentence calls
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_COMMA = re.compile(r", ([^\W\d_]+)")
_CALLED = 6  # tokens of a name that a sentence calls, with its comma
_LEAD = 200  # characters of an opening phrase: "To upgrade, open the console"


@cache
def _base_verbs() -> dict[str, bool]:
    """Return {verb in its base form: it is as often a noun}."""
    return {word.removesuffix("*"): word.endswith("*") for word in word_list("base_verbs.txt")}


def is_base(word: str) -> bool:
    """Say whether a word is the base form of a common verb."""
    return word in _base_verbs()


def may_instruct(text: str, span: Span) -> bool:
    """Say whether a line can be an instruction, by its first word or one behind a comma."""
    first = _WORD.match(text, span.start, span.end)
    low = plain(first.group().lower()) if first else ""
    if is_base(low) or low in _BEGINNING or low.endswith("ly"):
        return True
    behind = _COMMA.finditer(text, span.start, min(span.end, span.start + (_LEAD if low in _OPENING else _NAME)))
    return any(is_base(m[1].lower()) or m[1].lower() in _BEGINNING for m in behind)


def instruction(s: Sentence, listed: bool, led: bool = False) -> tuple[int, bool] | None:
    """Return the verb that an instruction begins with, and whether it is surely a verb; None where there is none.

    listed   the sentence is a heading or an item of a list, where no turn of phrase to the reader stands
    led      an item of a list of what somebody is to do
    """
    k = _first(s)
    low = _verb(s, k)
    if low not in _base_verbs() and not (low in ("be", "do", "don't", "let's") and k + 1 < len(s.ts)):
        return None
    after = plain(word_at(s.ts, k + 1))
    if (low, after) in _IDIOMS or (low, word_at(s.ts, k + 2)) == ("come", "think"):
        return None
    # "Ask him what he did", not "Ask yourself"
    somebody = (low, after) in _HEEDED or (low in ("ask", "thank") and after in _SOMEBODY)
    if not listed and ((low in _FOR_THE_READER and not somebody) or s.ts[-1].low == "?"):
        return None
    if (low, after) == ("let", "us") or low == "let's":
        verb = k + 1 + (low == "let")
        return (verb, True) if word_at(s.ts, verb) not in _RECALLING and is_base(word_at(s.ts, verb)) else None
    if low == "do":
        return (k, True) if after in ("not", "your", "the", "it", "so", "be") or is_base(after) else None
    if low == "don't":
        return (k, True) if is_base(after) or after in ("be", "you", "even", "ever", "just") else None
    if led:
        return k, True
    return None if _has_subject(s, k) or _is_condition(s) else _judged(s, k, low, after, listed)


def _is_condition(s: Sentence) -> bool:
    """Say whether an instruction only says when something follows: "Cross the river and you are abroad"."""
    ts = s.ts
    ands = (j for j in range(1, s.stretch(0)[1]) if ts[j].low == "and" and ts[j - 1].low != ",")
    return any(word_at(ts, j + 1) in SUBJECTS or _told_of(s, j + 1) for j in ands)


def _told_of(s: Sentence, k: int) -> bool:
    """Say whether a noun with its verb stands at token k: "the tide brings"."""
    low = word_at(s.ts, k + 2)
    return word_at(s.ts, k) in DETERMINERS and low.endswith("s") and is_base(low[:-1]) and k + 3 < len(s.ts) - 1


def _judged(s: Sentence, k: int, low: str, after: str, listed: bool) -> tuple[int, bool] | None:
    """Return the verb at token k as surely one, or as one that may be a noun."""
    if (low, after) in _HEEDED:
        return k, True
    if not _base_verbs().get(low, False):
        pair = after == "and" and is_base(word_at(s.ts, k + 2))  # "Come and see"
        bare = (after in ("of", "by", "and") and not pair) or (after == "" and not listed)
        return None if bare else (k, True)
    if after in _OBJECT or (k and word_at(s.ts, k - 1) in ("please", "never")):
        return k, True
    if after in _WHEN or (after in PREPOSITIONS and not listed and _is_said(s, k)):
        return k, True
    noun = after in PREPOSITIONS or at(s.ts, k + 1).kind != "w" or after in ("and", "or")
    whole = not listed and _is_whole(s, k)
    return (k, whole and not _has_comma(s)) if not noun and (listed or whole) else None


def _has_comma(s: Sentence) -> bool:
    """Say whether a sentence goes on behind a comma, but for what is not to be done: "Plant hedges, not walls"."""
    return any(t.low == "," and word_at(s.ts, j + 1) != "not" for j, t in enumerate(s.ts))


def _is_said(s: Sentence, k: int) -> bool:
    """Say whether a whole sentence of several words goes on without a verb: "Climb to the top of the tower."."""
    rest = s.ts[k + 1 :]
    verbs = any(
        plain(t.low) in _OF_CLAUSE or t.low.endswith("ed") or is_verb(s.ts, j) or t.low == "that"
        for j, t in enumerate(s.ts)
        if j > k
    )
    named = any(t.low in DETERMINERS for t in rest[1:3])
    return len(rest) > _FEW and named and not verbs and s.ts[-1].low in ".!"


def _is_whole(s: Sentence, k: int) -> bool:
    """Say whether a plural follows token k and no verb: "Plant trees along the canal." is a whole sentence so."""
    rest = s.ts[k + 1 :]
    verbs = any(plain(t.low) in FINITE or t.low.endswith("ed") or is_base(t.low) for t in rest[1:])
    return bool(rest) and is_plural(rest[0].low) and rest[0].text.islower() and not verbs and s.ts[-1].low in ".!"


def _first(s: Sentence) -> int:
    """Return the first token behind a list number, adverbs and an opening phrase that a comma closes."""
    ts, k = s.ts, 0
    opens = int(word_at(ts, 0) in ("and", "but", "so") and word_at(ts, 1) in _OPENING)
    if word_at(ts, opens) in _OPENING:
        comma = next((j for j in range(opens + 1, min(s.stretch(0)[1], 25)) if ts[j].low == ","), None)
        k = comma + 1 if comma is not None else 0
    elif called(s):
        return next(j for j, t in enumerate(ts) if t.low == ",") + 1
    while k + 1 < len(ts) and (
        ts[k].low in _LEADING or ts[k].low in ",•-*" or (ts[k].low.endswith("ly") and not is_base(ts[k].low))
    ):
        k += 1
    return k


_ANNOUNCED = re.compile(  # what leads up to an instruction behind a colon
    r"(?:(?P<self>\b(?:i|we)\b[^:]{0,40}\b(?:say|suggest|propose|ask|advise|repeat|recommend|advice|do)\b[^:]{0,30})|"
    r"\b(?:memo|message|note|word|words|advice|plea|appeal|request|warning|lesson|moral|answer|solution|remedy|cure|"
    r"conclusion|recommendation|suggestion|proposal|verdict|demand)\b[^:]{0,60}|^(?:so|to|for)\b[^:]{0,60}):\s+(?=\w)",
    re.IGNORECASE,
)
_BRIEF = re.compile(
    r"(?:enough|no more|so|yes|no|first|one thing|[^\W\d][\w’'-]+ [^\W\d][\w’'-]+)(?: [\w’'-]+){0,2}: (?=\w)",
    re.IGNORECASE,
)
_RECEIVER = re.compile(
    r"\b(?:to|for|of|ask|advise) (?:the |our |my |all )?(?P<who>[\w’'-]+(?: [\w’'-]+){0,6}?)"
    r"(?: (?:is|are|i|we|would|in)\b.*)?:",
    re.IGNORECASE,
)


def colon(text: str, span: Span) -> int | None:
    """Return where what is announced begins: "Our advice: | sell the land"; None where nothing is.

    >>> text = "Memo to the council: mend the bridge."
    >>> text[colon(text, Span(0, len(text))) :]
    'mend the bridge.'
    """
    found = _ANNOUNCED.search(text, span.start, span.end) if ":" in text[span.start : span.end] else None
    found = found or _BRIEF.match(text, span.start, span.end)
    return found.end() if found and text[found.end()].isalpha() else None


def receiver(lead: str) -> str | None:
    """Return for whom an announcement is: "council" of "Memo to the council:"."""
    found = _RECEIVER.search(lead)
    return found["who"] if found else None


def let_act(s: Sentence, k: int) -> str | None:
    """Return who is to act by "Let the council begin" at token k."""
    if word_at(s.ts, k) != "let":
        return None
    verbs = (j for j in range(k + 2, min(len(s.ts), k + 8)) if is_base(s.ts[j].low) and s.ts[j].text.islower())
    verb = next((j for j in verbs if word_at(s.ts, j - 1) not in DETERMINERS), None)
    return speaker_in(s.ts, k + 1, verb) if verb and word_at(s.ts, k + 1) not in _PRONOUNS else None


def addressed_at_end(s: Sentence) -> str | None:
    """Return whom an instruction calls at its end: "Keep your word, Minister."."""
    end = len(s.ts) - (s.ts[-1].low in ".!")
    comma = next((j for j in range(end - 1, max(0, end - 4), -1) if s.ts[j].low == ","), None)
    said = s.ts[comma + 1 : end] if comma else []
    named = len(said) == 1 and said[0].kind == "w" and said[0].text[0].isupper()
    alone = comma is not None and all(t.low != "," for t in s.ts[max(0, comma - 3) : comma])
    return s.text[said[0].start : said[-1].end] if named and alone else None


def called(s: Sentence) -> str | None:
    """Return whom an instruction calls before it begins: "Ministers of the north, keep your word"."""
    comma = next((j for j, t in enumerate(s.ts[:_CALLED]) if t.low == ","), 0)
    if comma == 0 or s.ts[0].low in _BEFORE_VERB or any(t.kind != "w" or t.low in FINITE for t in s.ts[:comma]):
        return None
    begins = is_base(word_at(s.ts, comma + 1)) and word_at(s.ts, comma + 2) in _BEHIND_VERB
    return s.text[s.ts[0].start : s.ts[comma - 1].end] if begins else None


def _verb(s: Sentence, k: int) -> str:
    """Return the word at token k, without a prefix that a hyphen parts from it."""
    low = plain(word_at(s.ts, k))
    return word_at(s.ts, k + 2) if low in _PREFIXES and word_at(s.ts, k + 1) == "-" else low


def _has_subject(s: Sentence, k: int) -> bool:
    """Say whether a finite verb stands in the main clause behind token k, so that k holds a subject: "Help is near"."""
    for j in range(k + 1, min(len(s.ts), k + _REACH)):
        t, low = s.ts[j], plain(s.ts[j].low)
        if low in _CHANGED:
            described = plain(word_at(s.ts, j - 1)) in SUBJECTS  # "Give the coat you would miss"
            return not (described or (t.text[0].isupper() and t.text[1:].islower()))
        if low in JOINING or low in ("that", "and", "or") or t.kind == "s":
            return False
    return False
