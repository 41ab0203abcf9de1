"""Who can bind themselves: a person, a body, a state; no thing, no date and no mere quantity."""

import re
from functools import cache, cached_property

from sourcebook.promising.announcing import BODIES
from sourcebook.promising.commitment import PERIODS
from sourcebook.quantities.explicit import MONTHS, WEEKDAYS
from sourcebook.quantities.money import COUNTRY_WORDS
from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import SMALL, words
from sourcebook.spans import listed
from sourcebook.speech.clauses import DETERMINERS
from sourcebook.speech.kinds import bare_word, head, kind
from sourcebook.speech.naming import RUN, TITLES, Names
from sourcebook.speech.speakers import is_teller
from sourcebook.speech.verbs import NOUNS

_INSIDE = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))[^\W\d_a-z][\w’'-]*")
_COUNTING = MONTHS.keys() | WEEKDAYS.keys() | SMALL.keys() | DETERMINERS
_COMING = words("last this next each every late")
_QUANTITIES = words("most more much many few some several all each every any both either neither other others half")
_POSSESSOR = re.compile(r"(.+?)(?:[’']s|(?<=s)[’']) \S")
_SPOKES = r"spokes(?:man|woman|person|people)"
_SPOKEN_FOR = re.compile(rf"(?:.* )?{_SPOKES} (?:for|of|at) (?:the )?(.+)$|(.+)[’']s? (?:\w+ )?{_SPOKES}$")
_LEGAL_FORMS = frozenset(
    "plc PLC Ltd Limited Inc Corp Corporation AG GmbH SE SA AB ASA Oyj NV BV LLC SpA Holdings".split()
)
_OFFICES_OF = words("head heads chief chiefs chair chairs body bodies member members partner partners")


class Agents:
    """Who of those that one article speaks of can bind themselves."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self.names = names
        self._whole: dict[str, str] = {}

    def acts(self, name: str) -> bool:
        """Say whether a name or a description stands for somebody who can bind themselves, and for no thing."""
        last, what = head(name.split()), kind(name)
        word = bare_word(last)
        if word in NOUNS or what == "paper" or is_nobody(name):
            return False
        body = word in BODIES or singular(word) in BODIES or what in ("body", "office") or word in _OFFICES_OF
        office = last[0].isupper() and word in TITLES
        person = office or is_teller(word) or word.endswith("ees") or self.is_person(name)
        return body or person or self.is_state(name) or (what == "name" and last in self._capitals)

    def fullest(self, name: str) -> str:
        """Return the fullest name of whoever is called so, of each where they are two: "Reyes and the council"."""
        one, _, other = name.partition(" and ")
        if one and other:
            both = [self._one(one), self._one(other.removeprefix("the "))]
            if all(self.acts(who) and not who[:1].isdigit() for who in both) and self._is_known(both[0]):
                return f"{both[0]} and {'the ' * other.startswith('the ')}{both[1]}"
        return self._one(name)

    def _one(self, name: str) -> str:
        full = self.names.fullest(name)
        cut = name.endswith(f" {full}") and kind(full) in ("body", "office")  # "Health Department"
        return name if cut else self.whole(full)

    def _is_known(self, name: str) -> bool:
        """Say whether a name is more than a word with a capital, as in "Trade and Industry Secretary"."""
        office = kind(name) in ("body", "office") or bare_word(head(name.split())) in TITLES
        return name.islower() or office or self.is_person(name) or self.is_state(name)

    def whole(self, name: str) -> str:
        """Return the only full name that the article gives a body: the Tarn Borough Council for "council"."""
        if name not in self._whole:
            self._whole[name] = self._only(name) if name.islower() and name in BODIES else name
        return self._whole[name]

    def _only(self, word: str) -> str:
        own = word.capitalize()
        found = {m.group() for m in re.finditer(rf"\b{own} (?:of|for) (?:{RUN.pattern})", self._text)}
        last = _LEGAL_FORMS if word in ("company", "group") else {own}
        runs = (m.group().replace("\u00a0", " ").removeprefix("The ") for m in RUN.finditer(self._text))
        found |= {run for run in runs if " " in run and run.split()[-1] in last}
        return found.pop() if len(found) == 1 else word

    def is_person(self, name: str) -> bool:
        """Say whether a name or a description is likely one person's."""
        firm = name.split()[-1] in _LEGAL_FORMS
        return not firm and self.names.is_person(name) and not self.is_state(name)

    def is_state(self, name: str) -> bool:
        """Say whether a name is that of a state, or of the capital that stands for it."""
        return bare_word(head(name.split())) in COUNTRY_WORDS or name.lower() in _states()

    def agent_of(self, subject: str) -> str | None:
        """Return who acts in a subject: itself, else the owner of the thing: "the city" of "the city’s plan"."""
        spoken_for = _SPOKEN_FOR.match(subject)
        if spoken_for:
            return self.agent_of(spoken_for[1] or spoken_for[2])
        full = self.fullest(subject)
        if self.acts(full):
            return full
        owner = _POSSESSOR.match(subject)
        return self.agent_of(owner[1]) if owner else None

    @cached_property
    def _capitals(self) -> set[str]:
        """The words with a capital that is a name's and not only a sentence's: it stands inside a sentence."""
        return {re.sub(r"[’']s?$", "", word) for word in _INSIDE.findall(self._text)}


def is_nobody(name: str) -> bool:
    """Say whether a phrase is a date, a length of time or a mere quantity.

    >>> [is_nobody(name) for name in ("2025", "3 May", "last year", "each time", "most", "both sides", "Theresa May")]
    [True, True, True, True, True, False, False]
    """
    own = [bare_word(word.strip(",")) for word in name.split()]
    if len(own) == 1 and own[0] in _QUANTITIES:
        return True
    if not own or "," in name or own[-1].removesuffix("s") in PERIODS:
        return True
    if own[0] in _COMING and own[min(1, len(own) - 1)].removesuffix("s") in PERIODS:
        return True
    return all(word[:1].isdigit() or word in _COUNTING for word in own)


@cache
def _states() -> frozenset[str]:
    """The states of the world by their names and capitals, in lower case."""
    parts = (line.replace(": ", "; ", 1).split("; ") for line in listed("states.txt"))
    return frozenset(form.lower() for name, _, seats in parts for form in (name, *seats.split(", ")))
