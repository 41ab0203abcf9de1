"""Whom a pronoun means: a subject or an owner before it in its sentence, else whom the sentences before speak of."""

from collections.abc import Iterator, Sequence

from sourcebook.promising.agents import Agents
from sourcebook.promising.extent import subject_of
from sourcebook.spans import Span
from sourcebook.speech.antecedents import Antecedents, is_pronoun
from sourcebook.speech.clauses import DETERMINERS, SUBJECTS, Sentence, Sentences, plain
from sourcebook.speech.kinds import kind
from sourcebook.speech.quoting import acting
from sourcebook.speech.speakers import clause_subject, is_noun, is_verb, owner_start, speaker_in, verb_group

_NEAR = 12  # tokens
_CLAUSES = 8
_REMEMBERED = 5  # sentences before
_MANY = frozenset(["they", "their", "them"])
_ONE = frozenset(["it", "its"])


class Referents:
    """Whom the pronouns of one article mean."""

    def __init__(self, text: str, agents: Agents) -> None:
        self._text = text
        self._cut = Sentences.of(text)
        self._agents = agents
        self._place: Span | None = None  # of the last sentence with a pronoun, and who acts there and before
        self._acting: Antecedents
        self._read: dict[Span, list[str]] = {}  # the subjects of the sentences read last, the last first

    def meant(self, s: Sentence, k: int, pronoun: str, spans: Sequence[Span], n: int, sure: bool = True) -> str | None:
        """Return whom a pronoun means that stands at or behind token k of sentence n of a passage; None if nobody fits.

        spans   of the passage's sentences, as offsets into the article
        sure    somebody who acts is meant; if not, the thing that the sentence before is about goes first
        """
        low = plain(pronoun.lower())
        before = spans[max(0, n - _REMEMBERED) : n]
        near = [list(self._beside(s, k)), self._subjects(s, k), *(self._of(span) for span in reversed(before))]
        for own in near:
            for subject in own:
                agent = self._agents.agent_of(subject)
                if agent and self._fits(agent, low):
                    return agent
                if not (sure or agent or is_pronoun(subject)) and low == "it":
                    return None
            if low not in _ONE and low not in _MANY:
                break
        who = self._persons(s, before).meant(pronoun)
        return who if who and self._fits(who, low) else None

    def _persons(self, s: Sentence, before: Sequence[Span]) -> Antecedents:
        if self._place != s.span:
            self._place, self._acting = s.span, Antecedents(self._agents.names)
            for sentence in (*(self._cut.cut(span) for span in before), s):
                acting(sentence, self._acting)
        return self._acting

    def _beside(self, s: Sentence, k: int) -> Iterator[str]:
        """Yield the owners and the subjects of the verbs near before token k, the last first."""
        for j in range(k - 1, max(s.stretch(k - 1)[0] - 1, k - _NEAR) if k else -1, -1):
            low, who = plain(s.ts[j].low), None
            if low.endswith("'s") and low not in SUBJECTS:
                who = speaker_in(s.ts, owner_start(s, j), j + 1)
            elif is_verb(s.ts, j) and not is_noun(s.ts, j) and not low.endswith("ing") and low not in DETERMINERS:
                who = subject_of(s, verb_group(s.ts, j), j)
            if who and not is_pronoun(who.split()[0]):
                yield who

    def _of(self, span: Span) -> list[str]:
        if span not in self._read:
            s = self._cut.cut(span)
            quoted = self._text[span.start : span.start + 1] in tuple('“"«„')
            self._read = dict(list(self._read.items())[-_REMEMBERED:]) | {
                span: [] if quoted else self._subjects(s, len(s.ts))
            }
        return self._read[span]

    def _subjects(self, s: Sentence, k: int) -> list[str]:
        """Return the subjects of the clauses that begin before token k, the last first."""
        last = s.of[k] if k < len(s.of) else len(s.clauses) - 1
        found = (clause_subject(s, n) for n in range(last, max(-1, last - _CLAUSES), -1) if s.clauses[n].first < k)
        return [who for who in found if who and not is_pronoun(who.split()[0])]

    def _fits(self, who: str, pronoun: str) -> bool:
        """Say whether a pronoun of its number and kind can mean somebody."""
        person = self._agents.is_person(who)
        several = kind(who) == "group" or " and " in who
        if pronoun in _ONE:
            return not person and not several
        if pronoun in _MANY:
            return several
        return not several and self._agents.names.can_be(who, pronoun)
