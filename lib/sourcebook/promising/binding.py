"""Who is bound by a commitment: the fullest name that the article gives whoever the sentence means."""

import bisect
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sourcebook.promising.announcing import BODIES
from sourcebook.promising.commitment import Commitment
from sourcebook.quantities.money import COUNTRY_WORDS
from sourcebook.spans import Span
from sourcebook.speech.antecedents import Antecedents, is_pronoun
from sourcebook.speech.clauses import Sentence, plain
from sourcebook.speech.kinds import bare_word, head, kind
from sourcebook.speech.naming import Names
from sourcebook.speech.quotations import quotations
from sourcebook.speech.quoting import acting
from sourcebook.speech.reporting import Quotation
from sourcebook.speech.speakers import is_teller, main_subject
from sourcebook.speech.verbs import NOUNS

UNCLEAR = "unclear"
_SELF = frozenset(["i", "we", "my", "our", "i'll", "we'll"])
_OWNERS = frozenset(["its", "their"])
_NEAR = 400  # characters before a noun in which the subject stands that owns it
_INSIDE = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))[^\W\d_a-z][\w’'-]*")
_REMEMBERED = 5  # sentences before, in which a pronoun's owner is looked for


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
        self._place: Span | None = None  # of the last sentence with a pronoun, and who can be meant there
        self._persons: Antecedents

    @cached_property
    def names(self) -> Names:
        """The names of the whole article."""
        return Names.of(self.text)

    def promiser(self, s: Sentence, c: Commitment, passage: Mapping[str, Any], spans: Sequence[Span], n: int) -> str:
        """Return who is bound by a commitment of sentence n of a passage, "unclear" where nobody is.

        spans   of the passage's sentences, as offsets into the article
        """
        for who, agent in ((c.who, c.agent), (c.teller, False)):
            if who is None:
                continue
            if plain(who.lower()) in _SELF or _is_ours(who):
                return self._speaker(s.ts[c.cue].start, passage, spans)
            meant = self._meant(s, c, who, spans, n) if is_pronoun(who) else who
            full = self.names.fullest(_DATED.sub("", meant) or meant) if meant else None
            if full and (agent or self._acts(full)):
                return full
        return UNCLEAR

    def _acts(self, name: str) -> bool:
        """Say whether a name or a description stands for somebody who can bind themselves, and for no thing."""
        last, what = head(name.split()), kind(name)
        word = bare_word(last)
        if word in NOUNS or what == "paper":
            return False
        body = word in BODIES or word.removesuffix("s") in BODIES or what in ("body", "office")
        person = is_teller(word) or word.endswith("ees") or self.names.is_person(name)
        return body or person or word in COUNTRY_WORDS or (what == "name" and last in self._capitals)

    @cached_property
    def _capitals(self) -> set[str]:
        """The words with a capital that is a name's and not only a sentence's: it stands inside a sentence."""
        return set(_INSIDE.findall(self.text))

    def _meant(self, s: Sentence, c: Commitment, pronoun: str, spans: Sequence[Span], n: int) -> str | None:
        """Return whom a pronoun means by the sentences before, and by the subject of its own."""
        own = main_subject(s, 0) if pronoun.lower() in _OWNERS else None
        if own and not is_pronoun(own.split()[0]) and not self.names.is_person(own):
            start = s.ts[c.first].start
            if self.text.find(own, max(s.span.start, start - _NEAR), start) >= 0:
                return own
        if self._place != s.span:
            self._place, self._persons = s.span, Antecedents(self.names)
            for span in spans[max(0, n - _REMEMBERED) : n]:
                acting(Sentence(self.text, span), self._persons)
            acting(s, self._persons)
        return self._persons.meant(pronoun)

    def _speaker(self, place: int, passage: Mapping[str, Any], spans: Sequence[Span]) -> str:
        """Return who says "we" there: whoever is quoted, else the voice of the passage."""
        start = passage["start"]
        if start not in self._quoted:
            inside = [Span(a - start, b - start) for a, b in spans]
            own = quotations(self.text[start : passage["end"]], inside, passage["voice"], self.names)
            self._quoted[start] = [q for q in own if q.form == "direct"]
        quoted = self._quoted[start]
        at = bisect.bisect_right(quoted, place - start, key=lambda q: q.start) - 1
        said = at >= 0 and place - start < quoted[at].end
        return quoted[at].speaker or UNCLEAR if said else str(passage["voice"])
