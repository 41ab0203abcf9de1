"""Which words of a sentence bind somebody to something: the commitments, each with its stretch and its subject.

Three sorts of cue: a verb with what it commits to ("agreed to cap", "has promised that"), a noun ("its pledge to mend",
"a target of 60"), and an act that is settled and not only foreseen ("is due to open on", "will close from 5 January",
"must be filed by"). Forecasts, hopes, threats, proposals, questions and conditions bind nobody.
"""

from collections.abc import Callable, Set
from dataclasses import replace

from sourcebook.promising.announcing import will
from sourcebook.promising.commitment import Commitment, Dates
from sourcebook.promising.obliging import OBLIGED, given, left, must, obliged, requires
from sourcebook.promising.pledges import NOUNS, by_noun
from sourcebook.promising.pledging import GIVE, THAT, TO, by_verb, by_word
from sourcebook.promising.scheduling import DUE, POSTPONED, PROLONGED, STARTING, due, happens, is_to, postponed
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import Sentence
from sourcebook.speech.verbs import forms


def commitments(s: Sentence, dates: Dates) -> list[Commitment]:
    """Return what a sentence commits anybody to, in order; no two overlap.

    >>> from sourcebook.spans import Span
    >>> text = "The council agreed to mend the roof, but it hopes for sun."
    >>> [(c.who, c.first, c.last) for c in commitments(Sentence(text, Span(0, len(text))), Dates((), ()))]
    [('council', 0, 7)]
    """
    if any(t.low == "?" for t in s.ts[-2:]):
        return []
    found: list[Commitment] = []
    reach = 0
    for k, low in enumerate(s.lows):
        cue = _CUES.get(low) if k >= reach else None
        c = cue(s, k, dates) if cue else None
        if c is not None and c.last > max(c.first, reach):
            c = c if c.first >= reach else _from(c, reach)
            found.append(c)
            reach = c.last
    return found


def _from(c: Commitment, first: int) -> Commitment:
    return replace(c, first=first, act=max(c.act, first))


def _set(s: Sentence, k: int, dates: Dates) -> Commitment | None:
    """Return what is "set for 7 May" or "set to open"."""
    return (due if word_at(s.ts, k + 1) == "for" else obliged)(s, k, dates)


_Reader = Callable[[Sentence, int, Dates], Commitment | None]
_LINKS = words("is are was were")
_HELD = words("must should has have had")
_DATED: dict[str, _Reader] = dict.fromkeys(STARTING, happens)
_DATED |= dict.fromkeys(PROLONGED | POSTPONED, postponed) | {"left": left}
_DATED |= dict.fromkeys(words("give gives gave given giving"), given)
_ALWAYS: dict[str, _Reader] = dict.fromkeys(NOUNS, by_noun)
_ALWAYS |= dict.fromkeys(TO | THAT | GIVE, by_verb) | dict.fromkeys(DUE, due) | dict.fromkeys(OBLIGED, obliged)
_ALWAYS |= dict.fromkeys(forms("require oblige mandate order instruct direct task tell"), requires)
_ALWAYS |= dict.fromkeys(words("will shall would going i'll we'll they'll it'll he'll she'll"), will)
_ALWAYS |= {"word": by_word, "set": _set}
_CUES = _DATED | _ALWAYS | dict.fromkeys(_LINKS, is_to) | dict.fromkeys(_HELD, must)
_OPEN = _ALWAYS.keys() | words("must should ll")  # of "we'll"


def has_cue(found: Set[str], dated: bool) -> bool:
    """Say whether a sentence of these words, in lower case, can hold a commitment; `dated`: a figure or a date, too."""
    if not found.isdisjoint(_OPEN) or (dated and not found.isdisjoint(_CUES)):
        return True
    return "to" in found and not found.isdisjoint(_LINKS)
