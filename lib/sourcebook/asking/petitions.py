"""What set phrases ask in a sentence: "it is time for X to", "we call on X to", "X would do well to"."""

import re
from collections.abc import Iterator, Set

from sourcebook.asking.addressees import is_party
from sourcebook.asking.demands import MUST, SHOULD, Demand, is_rule
from sourcebook.asking.imperatives import is_base
from sourcebook.asking.phrases import (
    MASK,
    OVERDUE,
    OVERDUE_WORDS,
    OWN,
    OWN_PHRASES,
    OWN_WORDS,
    PHRASES,
    holds_phrase,
    letters_in,
    masked,
)
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import DETERMINERS, SUBJECTS, Sentence
from sourcebook.speech.speakers import phrase_end, speaker_in

_NOT_ASKING = words("if unless whether when how why")
_OBLIQUE = {"us": "we", "them": "they", "him": "he", "her": "she"}


def may_petition(said: str, found: Set[str], voice: str) -> bool:
    """Say whether a sentence can hold a set phrase that asks; `found`: its runs of letters."""
    return holds_phrase(said.lower(), found) or _asks_itself(masked(said, voice), found)


def _asks_itself(said: str, found: Set[str]) -> bool:
    """Say whether a sentence, the voice's own name masked, can hold a phrase whose subject is the voice."""
    return (MASK in said or not found.isdisjoint(OWN_WORDS)) and OWN.search(said) is not None


def petitions(s: Sentence, voice: str = "") -> Iterator[Demand]:
    """Yield what set phrases ask in a sentence of a voice.

    >>> from sourcebook.spans import Span
    >>> text = "It is high time for the harbour board to act."
    >>> [(d.strength, d.who, text[d.action :]) for d in petitions(Sentence(text, Span(0, len(text))))]
    [('should', 'harbour board', 'act.')]
    """
    said = masked(s.text[s.span.start : s.span.end], voice)
    low = said.lower()
    found = letters_in(said)
    phrases = [*(PHRASES if holds_phrase(low, found) else ()), *(OWN_PHRASES if _asks_itself(said, found) else ())]
    for strength, pattern, needs, one_of in phrases:
        for m in pattern.finditer(said) if needs in low and not found.isdisjoint(one_of) else ():
            named = _named(s, m) if _is_meant(s, m) else None
            if named and not _is_phrase(s, m, named[1]):
                leads = m.lastindex is not None and m.start(m.lastindex) == m.start()
                cue = m.end(m.lastindex or 0) if leads else m.start()  # "Critics said that X | would do well to"
                yield Demand(s.span.start + cue, strength, *named, acts=m.lastgroup == "party")
    for m in OVERDUE.finditer(said) if not found.isdisjoint(OVERDUE_WORDS) else ():
        yield Demand(s.span.start + m.start(), MUST if _NEEDED.search(m.group()) else SHOULD, None, s.ts[0].start)


_NEEDED = re.compile("needed|required", re.IGNORECASE)


def _is_meant(s: Sentence, m: re.Match[str]) -> bool:
    """Say whether a set phrase is neither denied, nor a condition, nor what a rule lays down."""
    said = m.group().lower()
    if said.startswith("if "):
        return True
    if " no need" in said or " not " in said.removesuffix(" not to ").split(",")[0][:30]:
        return False
    opener = s.clauses[s.of[s.token_at(s.span.start + m.start())]].opener
    return opener not in _NOT_ASKING and not (said.startswith("requires") and is_rule(s))


def _is_phrase(s: Sentence, m: re.Match[str], offset: int) -> bool:
    """Say whether words only look like a petition: "It is important to note", "We had better luck"."""
    low = word_at(s.ts, s.token_at(offset))
    comparing = (
        re.search(r"\b(?:[’']d|had) (?:better|best)", m.group(), re.IGNORECASE)
        and not is_base(low)
        and low != "be"
        and " not" not in m.group()
    )
    return bool(comparing) or (m.lastgroup is None and low in _RECALLING)


_RECALLING = words("note remember recall stress emphasise emphasize add say mention bear know point")


def _behind(s: Sentence, offset: int) -> int:
    """Return where the first word begins that doesn't end before a place of the text."""
    k = s.token_at(offset)
    return s.ts[min(len(s.ts) - 1, k + (s.ts[k].end <= offset))].start


def _named(s: Sentence, m: re.Match[str]) -> tuple[str | None, int] | None:
    """Return who is to act by a set phrase and where what they are to do begins; None where nothing is asked.

    A thing can't act, but something can be asked for it: "We ask that the gates be opened".
    """
    behind = _behind(s, s.span.start + m.end())
    if m.lastgroup is None:
        return None, behind
    first, last = (s.token_at(s.span.start + place) for place in (m.start(m.lastgroup), m.end(m.lastgroup) - 1))
    last, completed = last + 1, _COMPLETED.search(m.group()) is not None
    open_ended = m.lastgroup == "who" and m.end("who") == m.end()  # "I suggest | the board | pay"
    if completed or open_ended:
        last = _subject_end(s, first, last)
        behind = s.ts[min(last, len(s.ts) - 1)].start
        begins = word_at(s.ts, last)
        if begins in _TOLD or (not completed and begins not in ("be", "not") and not is_base(begins)):
            return None
    said = [t.low for t in s.ts[first:last]]
    if len(said) == 1 and (said[0] in SUBJECTS or said[0] in _OBLIQUE):
        return (
            None
            if said[0] == "i" or (said[0] == "it" and " like it " in m.group())
            else (_OBLIQUE.get(said[0], said[0]), behind)
        )
    restart = next((j for j in range(last - 1, first, -1) if s.ts[j - 1].low == "that"), first)
    name = speaker_in(s.ts, restart, last)
    if name is not None and (m.lastgroup == "party" or is_party(name)):
        return name, behind
    return (None, behind) if completed and name is not None else None


_TOLD = words("was were had did")  # "I suggest that he was afraid"
_COMPLETED = re.compile(r" that |\bit\b.* (?:essential|vital|imperative|crucial|critical) (?!for|on|to)", re.IGNORECASE)


def _subject_end(s: Sentence, first: int, last: int) -> int:
    """Return where the subject of a demanded clause ends: "that | the school board | hire a nurse"."""
    for j in range(first + 1, min(last, phrase_end(s.ts, first))):
        low, before, after = s.ts[j].low, s.ts[j - 1].low, word_at(s.ts, j + 1)
        if low == "not" or (is_base(low) and before not in DETERMINERS and not (is_base(after) and after != "be")):
            return j
    return min(last, phrase_end(s.ts, first))
