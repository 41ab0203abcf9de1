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
from sourcebook.speech.naming import Names
from sourcebook.speech.speakers import is_teller
from sourcebook.speech.verbs import NOUNS

_INSIDE = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))[^\W\d_a-z][\w’'-]*")
_COUNTING = MONTHS.keys() | WEEKDAYS.keys() | SMALL.keys() | DETERMINERS
_QUANTITIES = words("most more much many few some several all each every any both either neither other others half")
_POSSESSOR = re.compile(r"(.+?)(?:[’']s|(?<=s)[’']) \S")
_OFFICES_OF = words("head heads chief chiefs chair chairs body bodies member members partner partners")


class Agents:
    """Who of those that one article speaks of can bind themselves."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self.names = names

    def acts(self, name: str) -> bool:
        """Say whether a name or a description stands for somebody who can bind themselves, and for no thing."""
        last, what = head(name.split()), kind(name)
        word = bare_word(last)
        if word in NOUNS or what == "paper" or is_nobody(name):
            return False
        body = word in BODIES or singular(word) in BODIES or what in ("body", "office") or word in _OFFICES_OF
        person = is_teller(word) or word.endswith("ees") or self.is_person(name)
        return body or person or self.is_state(name) or (what == "name" and last in self._capitals)

    def is_person(self, name: str) -> bool:
        """Say whether a name or a description is likely one person's."""
        return self.names.is_person(name) and not self.is_state(name)

    def is_state(self, name: str) -> bool:
        """Say whether a name is that of a state, or of the capital that stands for it."""
        return bare_word(head(name.split())) in COUNTRY_WORDS or name.lower() in _states()

    def agent_of(self, subject: str) -> str | None:
        """Return who acts in a subject: itself, else the owner of the thing: "the city" of "the city’s plan"."""
        full = self.names.fullest(subject)
        if self.acts(full):
            return full
        owner = _POSSESSOR.match(subject)
        return self.agent_of(owner[1]) if owner else None

    @cached_property
    def _capitals(self) -> set[str]:
        """The words with a capital that is a name's and not only a sentence's: it stands inside a sentence."""
        return set(_INSIDE.findall(self._text))


def is_nobody(name: str) -> bool:
    """Say whether a phrase is a date, a length of time or a mere quantity.

    >>> [is_nobody(name) for name in ("2025", "3 May", "last year", "each time", "most", "both sides", "Theresa May")]
    [True, True, True, True, True, False, False]
    """
    own = [bare_word(word.strip(",")) for word in name.split()]
    if len(own) == 1 and own[0] in _QUANTITIES:
        return True
    if own and own[-1].removesuffix("s") in PERIODS:
        return True
    return all(word[:1].isdigit() or word in _COUNTING for word in own)


@cache
def _states() -> frozenset[str]:
    """The states of the world by their names and capitals, in lower case."""
    parts = (line.replace(": ", "; ", 1).split("; ") for line in listed("states.txt"))
    return frozenset(form.lower() for name, _, seats in parts for form in (name, *seats.split(", ")))
