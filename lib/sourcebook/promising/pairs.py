"""Which two parties are meant by "both sides" or "the two countries": a pair that the article names."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from sourcebook.promising.agents import Agents, is_nobody
from sourcebook.speech.naming import RUN

_STATES = r"countries|nations|states|governments|powers|capitals"
_SIDES = r"sides|parties|delegations|neighbou?rs|partners|rivals|teams|camps"
_PERSONS = r"leaders|presidents|premiers|ministers|mayors|heads of (?:state|government)|statesmen|men|women"
_PLACES = r"towns|cities|villages|councils|regions|provinces|counties|clubs|companies|firms|unions|banks|parishes"
_TWO = re.compile(
    rf"(?:(?:the )?two|both)(?: of (?:the|them|these))?(?: \w+)? ?"
    rf"(?:(?P<states>{_STATES})|(?P<sides>{_SIDES})|(?P<persons>{_PERSONS})|(?P<places>{_PLACES}))$|both$",
    re.IGNORECASE,
)
_AND = re.compile(rf"(?=\b(?P<a>{RUN.pattern}) and (?:the )?(?P<b>{RUN.pattern}))")
_NEAR = 500  # characters before, in which a pair is named that is spoken of once


class Pairs:
    """The pairs of names in one article, "A and B", where they stand and how often."""

    def __init__(self, text: str, agents: Agents) -> None:
        self._text = text
        self._agents = agents

    def meant(self, who: str, place: int) -> str | None:
        """Return the two whom a phrase at a place of the text stands for, as "A and B"; None where that is open.

        The pair named last is meant if it is near, else the one of which the article speaks most.
        """
        found = _TWO.match(who)
        if not found:
            return None
        sort = found.lastgroup or "any"
        before = [(at, pair) for at, pair in self._of[sort] if at < place]
        if before and place - before[-1][0] < _NEAR:
            return self._told(before[-1][1])
        often = Counter(pair for _, pair in self._of[sort]).most_common(2) if sort in ("states", "sides", "any") else []
        clear = often and often[0][1] > 1 and (len(often) < 2 or often[1][1] < often[0][1])
        return self._told(often[0][0]) if clear else None

    def _told(self, pair: frozenset[str]) -> str:
        one, other = sorted(pair)
        return f"{one} and {'the ' * (f' the {other}' in self._text)}{other}"

    @cached_property
    def _of(self) -> dict[str, list[tuple[int, frozenset[str]]]]:
        fits: dict[str, Callable[[str], bool]] = {
            "states": self._is_state,
            "sides": self._is_party,
            "any": lambda name: self._is_party(name) or self._agents.is_person(name),
            "persons": self._agents.is_person,
            "places": lambda name: self._is_party(name) and not self._is_state(name),
        }
        return {sort: [p for p in self._all if all(map(test, p[1]))] for sort, test in fits.items()}

    @cached_property
    def _all(self) -> list[tuple[int, frozenset[str]]]:
        found = ((m.start(), frozenset(map(self._whole, (m["a"], m["b"])))) for m in _AND.finditer(self._text))
        return [(at, pair) for at, pair in found if len(pair) == 2]

    def _whole(self, name: str) -> str:
        """Return the fullest name; what letters stand for, where the text has it: "U.S." is "United States"."""
        letters = name.replace(".", "")
        if letters.isupper() and 1 < len(letters) < 5:
            return self._spelt.get(letters, name)
        return self._agents.names.fullest(name)

    @cached_property
    def _runs(self) -> Counter[str]:
        return Counter(m.group() for m in RUN.finditer(self._text))

    @cached_property
    def _spelt(self) -> dict[str, str]:
        return {"".join(part[0] for part in name.split()): name for name in self._runs if " " in name}

    def _is_state(self, name: str) -> bool:
        return self._agents.is_state(name)

    def _is_party(self, name: str) -> bool:
        """Say whether a name is a state's, or that of a body or a place of which the article speaks again."""
        if self._agents.is_state(name):
            return True
        return (
            self._runs[name] > 1
            and not is_nobody(name)
            and not self._agents.is_person(name)
            and self._agents.acts(name)
        )
