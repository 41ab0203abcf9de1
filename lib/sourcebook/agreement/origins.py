"""From whom a voice may have a fact that others tell as well."""

from collections.abc import Collection, Mapping

from sourcebook import speech
from sourcebook.agreement.crediting import Credits
from sourcebook.agreement.judging import Fact
from sourcebook.corpus import Corpus

ALIKE = 0.8  # the share of the words of two sentences, counted once, from which on they are in the same words
FEWEST = 5  # words of a sentence that can be in the same words as another
SAME_WORDS = "in the same words"


class Origins:
    """Who is credited with facts: by `attributed_to` of the fact, and by quotations that hold it."""

    def __init__(self, corpus: Corpus, facts: Mapping[str, Fact], credits: Credits) -> None:
        self._corpus = corpus
        self._facts = facts
        self._of_sentence: dict[str, set[str]] = {}
        rows = corpus.facts
        self._sentence = dict(zip(rows["fact_id"], rows["sentence_id"], strict=True))
        self._credits = credits

    def of(self, fact_id: str, members: Collection[str]) -> str:
        """Return whose word a fact of a group may be: another voice of it, whom others credit as well, or nobody."""
        credited, own = self._credits.of(fact_id), self._facts[fact_id].voice
        others = [m for m in sorted(members) if self._facts[m].voice != own]
        for other in others:
            if any(_is_one(name, self._facts[other].voice) for name in credited):
                return self._facts[other].voice
        for other in others:
            if common := sorted(n for n in credited for o in self._credits.of(other) if _is_one(n, o)):
                return common[0]
        return SAME_WORDS if any(self._alike(fact_id, other) for other in others) else ""

    def _alike(self, one: str, other: str) -> bool:
        first, second = (self._terms(self._sentence[f]) for f in (one, other))
        return bool(first and second) and len(first & second) >= ALIKE * len(first | second)

    def _terms(self, sentence_id: str) -> set[str]:
        if sentence_id not in self._of_sentence:
            rows = self._corpus.of_sentence.get(sentence_id, ())
            self._of_sentence[sentence_id] = {self._corpus.terms[row] for row in rows} if len(rows) >= FEWEST else set()
        return self._of_sentence[sentence_id]


def _is_one(name: str, other: str) -> bool:
    """Say whether two names are one: the same words, or a short form of a person's."""
    short, full = sorted((speech.bare(name).split(), speech.bare(other).split()), key=len)
    return [w.casefold() for w in short] == [w.casefold() for w in full] or (
        speech.kind(name) == speech.kind(other) == "name" and speech.fits(short, full)
    )
