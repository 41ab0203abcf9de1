"""Whom a pronoun means: who spoke or acted last, as far as one reads from the beginning of a text."""

from sourcebook.speech.clauses import plain
from sourcebook.speech.kinds import kind, sex_of
from sourcebook.speech.naming import Names
from sourcebook.speech.speakers import THIRD

_REMEMBERED = 4  # persons
_ANY = ("every ", "each ", "some ", "any ")
_MANY = frozenset(["they", "their", "them", "themselves"])


class Antecedents:
    """The persons, the group and the body that a text spoke of last.

    >>> who = Antecedents(Names("Mr Ivo Ng met Ana Reyes. Ms. Reyes left."))
    >>> who.mention("Ana Reyes"), who.mention("Ivo Ng"), who.meant("she"), who.meant("he"), who.meant("they")
    (None, None, 'Ana Reyes', 'Ivo Ng', 'Ivo Ng')
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self._persons: list[str] = []  # the last first
        self._group: str | None = None
        self._body: str | None = None

    def mention(self, name: str | None, speaks: bool = False) -> None:
        """Take note of somebody who acts, or speaks."""
        if name is None or is_pronoun(name) or name.lower().startswith(_ANY):
            return
        full = self.names.fullest(name)
        what = kind(full)
        if self.names.is_person(full, speaks):
            self._persons = [full, *(other for other in self._persons if other != full)][:_REMEMBERED]
            self._group = self._body = None
        elif what == "group":
            self._group = name
        if what in ("body", "name"):
            self._body = name

    def meant(self, pronoun: str) -> str | None:
        """Return whom a pronoun means; None where nobody fits."""
        low = plain(pronoun.lower()).removesuffix(" own")
        if low in _MANY:
            return self._group or self._body
        if low in ("it", "its"):
            return self._body
        if sex_of(low) is None and low not in ("who", "whom"):
            return None
        person = next((name for name in self._persons if low[:2] == "wh" or self.names.can_be(name, low)), None)
        if person and low[:2] != "wh":
            self.names.is_called(person, low)
        return person


def is_pronoun(name: str) -> bool:
    """Say whether a speaker is only a pronoun of the third person: "she", "their own"."""
    return plain(name.lower()).removesuffix(" own") in THIRD
