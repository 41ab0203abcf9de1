"""Questions that ask a party to act: "Will the council consider …?", "Why not mend it?"."""

import re

from sourcebook.asking.addressees import is_party
from sourcebook.asking.demands import COULD, Demand
from sourcebook.asking.imperatives import is_base
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import SUBJECTS, Sentence, plain

_WHY_NOT = re.compile(
    r"(?:so |and |then )?(?:why not|how about|what about|why (?:don[’']t|not) (?:we|you|they)) (?=\w)", re.IGNORECASE
)
_WILL = re.compile(
    r"(?:[\w ]{1,40}, )?(?:so |and |but )?(?:will|would|can|could|is|are|might|won[’']t|couldn[’']t|shouldn[’']t|"
    r"should(?=[^,;:?]{2,60} not\b))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:isn[’']t it|is it not) (?:\w+ )*?time (?:(?=to )|for (?P<who>[^,;:.?!]{1,80}?) to |"
    r"(?P<own>(?!for|to)[^,;:.?!]{1,80}?)"
    r" (?=\w+ed\b|rang|took|made|gave|did|had|stood|spent|put|found|came|went|began|told|kept|left|built|got|let|set|"
    r"stopped|shut|sold|cut|sent|said|brought|led|met|spoke|bought|were))",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:so |and |then )?why (?:doesn|don|can|won|couldn)[’']t (?:the )?(?P<who>[\w’'-]+(?: [\w’'-]+){0,4}?) "
    r"(?:simply |just |instead )*(?=[a-z]+ (?:the|a|an|its|their|all|every|them|it|us|more|less|in|to|on|with)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(  # "May I suggest that the company …?", "Is it too much to ask that …?"
    r"(?:(?:may|might|can|could) (?:i|we) (?:\w+ly )?(?:suggest|propose|recommend|ask|urge|beg|request|invite|plead)"
    r"|(?:is|would) it (?:really |be )?too much (?:to ask|to expect)|is it (?:really )?asking too much)"
    r"(?: that| for| of)? (?P<who>(?=\w)[^;:?!]{1,100})",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"(?:would|might) it not be (?:better|wiser|fairer|simpler|best|kinder|right|time|possible|cheaper) to ",
    re.IGNORECASE,
)
_POLITE = re.compile(r"\b(?:please|kindly|at least|now|at last|finally|for once|just)\b", re.IGNORECASE)
_POLITE_WORDS = words("please kindly perhaps not at")
_AUXILIARY = words("will would can could is are might should won't couldn't shouldn't")
_NAMED = words("please kindly")  # who is asked so can act
_WILLING = words("willing ready prepared")
_CONSENT = words("consider agree commit promise reconsider pledge undertake") | _WILLING
_POLITE_OR_WILLING = _POLITE_WORDS | _WILLING
_BESIDE_NOUN = words("the a an of in at for our their its his her my your")
_REACH = 14  # tokens of the party that a question names


def question(s: Sentence) -> Demand | None:
    """Return what a question asks a party to do; it `follows` unless its wording asks for consent.

    >>> from sourcebook.spans import Span
    >>> text = "Will the harbour board please mend the quay?"
    >>> d = question(Sentence(text, Span(0, len(text))))
    >>> d.who, d.follows, text[d.action :]
    ('harbour board', False, 'mend the quay?')
    """
    start, end = s.span
    if why_not := _WHY_NOT.match(s.text, start, end):
        return Demand(start, COULD, None, why_not.end())
    if time := _TIME.match(s.text, start, end):
        who = (time["who"] or time["own"] or "").removeprefix("the ")
        if not who:
            return Demand(start, COULD, None, time.end())
        return Demand(start, COULD, who, time.end()) if is_party(who) else None
    if (own := _WHY.match(s.text, start, end)) and is_party(own["who"]):
        return Demand(start, COULD, own["who"], own.end())
    if better := _BETTER.match(s.text, start, end):
        return Demand(start, COULD, None, better.end())
    if asking := _ASKING.match(s.text, start, end):
        return _suggested(s, asking)
    if not _WILL.match(s.text, start, end):
        return None
    ts = s.ts
    first = next((k for k, t in enumerate(ts) if plain(t.low) in _AUXILIARY), 0) + 1
    for v in range(first + 1, min(len(ts), first + _REACH)):
        low = plain(ts[v].low)
        noun = word_at(ts, v - 1) in _BESIDE_NOUN or is_base(word_at(ts, v + 1)) or word_at(ts, v + 1) in _POLITE_WORDS
        verb = is_base(low) and ts[v].text.islower() and not noun
        if (low in _POLITE_OR_WILLING or verb) and (found := _asked(s, first, v)):
            return found
    return None


def _suggested(s: Sentence, m: re.Match[str]) -> Demand:
    """Return what "May I suggest that" asks of the subject behind it."""
    first, last = s.token_at(m.start("who")), s.token_at(m.end("who") - 1)
    verb = next((j for j in range(first + 1, last) if is_base(s.ts[j].low) and s.ts[j].text.islower()), first)
    who = re.sub(r"^(?:the|an?) | to$", "", s.text[s.ts[first].start : s.ts[max(first, verb - 1)].end])
    return Demand(s.span.start, COULD, who if is_party(who) or who in SUBJECTS else None, s.ts[verb].start)


def _asked(s: Sentence, first: int, v: int) -> Demand | None:
    """Return what is asked of the party in tokens [first, v), behind which the verb stands."""
    ts = s.ts
    who = s.text[ts[first].start : ts[v - 1].end].strip(" ,")
    bare = re.sub(r"^(?:the|an?) ", "", who, flags=re.IGNORECASE)
    whoever = re.match(r"(?:whoever|anyone|anybody|someone|somebody|those|everyone) ", bare, re.IGNORECASE)
    if bare.lower() not in ("you", *SUBJECTS) and not (is_party(bare) or whoever or ts[v].low in _NAMED):
        return None
    verb = next((j for j in range(v, len(ts)) if is_base(ts[j].low) and ts[j].low not in ("please", "last", "like")), v)
    willing = (
        plain(ts[first - 1].low) in ("shouldn't", "might")
        or ts[v].low == "not"
        or any(t.low in _CONSENT for t in ts[v : verb + 1])
        or _POLITE.search(s.text, *s.span) is not None
    )
    party, named = bare.lower() if bare.lower() in SUBJECTS else bare, ts[v].low in _NAMED
    return Demand(s.span.start, COULD, party, ts[verb].start, follows=not willing, acts=named)
