"""Whom a pronoun or a possessive means: a subject before it in its sentence, else whom the sentences before speak of."""

from collections.abc import Sequence

from sourcebook.promising.agents import Agents
from sourcebook.spans import Span
from sourcebook.speech.antecedents import Antecedents, is_pronoun
from sourcebook.speech.clauses import Sentence, plain
from sourcebook.speech.kinds import kind
from sourcebook.speech.quoting import acting
from sourcebook.speech.speakers import clause_subject

_REMEMBERED = 5  # sentences before
_MANY = frozenset(["they", "their", "them"])
_ONE = frozenset(["it", "its"])


class Referents:
    """Whom the pronouns of one article mean."""

    def __init__(self, text: str, agents: Agents) -> None:
        self._text = text
        self._agents = agents
        self._read: dict[Span, list[str]] = {}  # the subjects of the sentences read last, the last first

    def meant(self, s: Sentence, k: int, pronoun: str, spans: Sequence[Span], n: int, sure: bool = True) -> str | None:
        """Return whom a pronoun means that stands at or behind token k of sentence n of a passage; None if nobody fits.

        spans   of the passage's sentences, as offsets into the article
        sure    somebody who acts is meant; if not, the thing that the sentence before is about goes first
        """
        low = plain(pronoun.lower())
        before = spans[max(0, n - _REMEMBERED) : n]
        near = [self._subjects(s, k), *(self._of(span) for span in reversed(before))]
        for own in near:
            for subject in own:
                agent = self._agents.agent_of(subject)
                if agent and self._fits(agent, low):
                    return agent
                if not (sure or agent or is_pronoun(subject)) and low == "it":
                    return None
            if low not in _ONE | _MANY:
                break
        persons = Antecedents(self._agents.names)
        for sentence in (*(Sentence(self._text, span) for span in before), s):
            acting(sentence, persons)
        return persons.meant(pronoun)

    def _of(self, span: Span) -> list[str]:
        if span not in self._read:
            s = Sentence(self._text, span)
            self._read = dict(list(self._read.items())[-_REMEMBERED:]) | {span: self._subjects(s, len(s.ts))}
        return self._read[span]

    def _subjects(self, s: Sentence, k: int) -> list[str]:
        """Return the subjects of the clauses that begin before token k, the last first."""
        found = (clause_subject(s, n) for n in range(len(s.clauses) - 1, -1, -1) if s.clauses[n].first < k)
        return [who for who in found if who and not is_pronoun(who.split()[0])]

    def _fits(self, who: str, pronoun: str) -> bool:
        """Say whether a pronoun of its number and kind can mean somebody."""
        person = self._agents.is_person(who)
        several = kind(who) == "group" or " and " in who
        if pronoun in _ONE:
            return not person and not several
        if pronoun in _MANY:
            return several
        return person and not several and self._agents.names.can_be(who, pronoun)
