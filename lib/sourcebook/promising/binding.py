"""Who is bound by a commitment: the fullest name that the article gives whoever the sentence means."""

import bisect
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sourcebook.promising.agents import Agents, is_nobody
from sourcebook.promising.announcing import BODIES
from sourcebook.promising.commitment import Commitment
from sourcebook.promising.extent import doer
from sourcebook.promising.pairs import Pairs
from sourcebook.promising.pledges import NOUNS
from sourcebook.promising.referring import Referents
from sourcebook.spans import Span
from sourcebook.speech.antecedents import is_pronoun
from sourcebook.speech.clauses import Sentence, plain
from sourcebook.speech.kinds import bare_word, head, kind
from sourcebook.speech.naming import Names
from sourcebook.speech.quotations import quoted_inside
from sourcebook.speech.reporting import Quotation

UNCLEAR = "unclear"
_SELF = frozenset(["i", "we", "my", "our", "i'll", "we'll"])
_POSSESSIVES = frozenset(["his", "her", "its", "their"])


def _is_ours(who: str) -> bool:
    """Say whether a part of whoever speaks is meant: "our teams", but not "our father"."""
    word = bare_word(who.split()[-1])
    return who.lower().startswith("our ") and (word in BODIES or word.endswith("s"))


_DATED = re.compile(r"^(?:(?:in|on|since|by|from|at) )?(?:\d{1,2} )?(?:[A-Z]\w+ )?\d{4},? (?:the )?", re.IGNORECASE)


class Bound:
    """Who is bound by the commitments of one article; the article's names are read when the first is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._quoted: dict[int, list[Quotation]] = {}  # direct speech, by where its passage begins

    @cached_property
    def names(self) -> Names:
        """The names of the whole article."""
        return Names.of(self.text)

    @cached_property
    def _agents(self) -> Agents:
        return Agents(self.text, self.names)

    @cached_property
    def _referents(self) -> Referents:
        return Referents(self.text, self._agents)

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(self.text, self._agents)

    def promiser(self, s: Sentence, c: Commitment, passage: Mapping[str, Any], spans: Sequence[Span], n: int) -> str:
        """Return who is bound by a commitment of sentence n of a passage, "unclear" where nobody is.

        spans   of the passage's sentences, as offsets into the article
        """
        done_to, by = (False, None) if c.agent else doer(s, c)
        for who, agent, told in ((by if done_to else c.who, c.agent, False), (c.teller, False, True)):
            if who is None:
                continue
            if plain(who.lower()) in _SELF or _is_ours(who):
                return self._speaker(s.ts[c.cue].start, passage, spans)
            full = self._named(s, c, who, spans, n, c.agent or told)
            if full is None or is_nobody(full):
                continue
            bound = agent and bare_word(head(full.split())) not in NOUNS  # a plan binds, and is not bound
            if bound and kind(full) == "group":
                return full  # "his deputies"
            acts = self._agents.agent_of(full)
            if acts and (c.sure or acts == full):  # "the owners’ wish is to sell" binds nobody
                return acts
            if bound:
                return full
        return UNCLEAR

    def _named(self, s: Sentence, c: Commitment, who: str, spans: Sequence[Span], n: int, sure: bool) -> str | None:
        """Return the fullest name of whom a sentence means: by name, by a pronoun, as one of two, as somebody's.

        sure   somebody who acts is meant, no thing
        """
        first, _, rest = who.partition(" ")
        if is_pronoun(who):
            meant = self._referents.meant(s, c.first, who, spans, n, sure)
        elif rest and plain(first.lower()) in _POSSESSIVES and (owner := self._owner(s, c, first, spans, n)):
            return f"{owner}’s {rest}"
        else:
            meant = _DATED.sub("", who) or who
        if meant is None:
            return None
        return self._pairs.meant(meant, s.ts[c.cue].start) or self._agents.fullest(meant)

    def _owner(self, s: Sentence, c: Commitment, pronoun: str, spans: Sequence[Span], n: int) -> str | None:
        """Return who "his" means in "his advisers", where that is told."""
        meant = self._referents.meant(s, c.cue, pronoun, spans, n)
        full = self.names.fullest(meant) if meant else None
        return full if full and self._agents.acts(full) else None

    def _speaker(self, place: int, passage: Mapping[str, Any], spans: Sequence[Span]) -> str:
        """Return who says "we" there: whoever is quoted, else the voice of the passage."""
        start = passage["start"]
        if start not in self._quoted:
            own = quoted_inside(self.text, Span(start, passage["end"]), spans, passage["voice"], self.names)
            self._quoted[start] = [q for q in own if q.form == "direct"]
        quoted = self._quoted[start]
        at = bisect.bisect_right(quoted, place - start, key=lambda q: q.start) - 1
        said = at >= 0 and place - start < quoted[at].end
        return quoted[at].speaker or UNCLEAR if said else str(passage["voice"])
