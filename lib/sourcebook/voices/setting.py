"""What the finders of voices are given, a Setting, and what they give back, Turns."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcebook.voices.lines import Line, is_prose

LIKELY = 0.5  # certainty from which a name is more likely one than not
SURE = 0.8


@dataclass(frozen=True)
class Turn:
    """A place where a voice begins to speak: line `n`, whose first `label` characters only name it.

    label   -1: the whole line names the voice; and `more` lines behind it, with a post or an affiliation
    back    whether the line closes what the voice has said, and does not open it
    """

    n: int
    label: int
    voice: str
    role: str
    confidence: float
    basis: str
    more: int = 0
    back: bool = False


@dataclass(frozen=True)
class Setting:
    """What the finders know of an article: its lines, which are furniture, which stand over it, who is known in it.

    sorts     the kind of furniture that each line is, "" for the others
    common    words that the article also writes with a small letter
    intro     title and text ahead of what is said
    helpers   editors and translators whom the article names
    """

    lines: Sequence[Line]
    sorts: Sequence[str]
    head: Collection[int]
    known: Sequence[str]
    authors: Sequence[str]
    common: Collection[str]
    interviewers: Sequence[str] = ()
    intro: str = ""
    text: str = ""
    helpers: Sequence[str] = ()

    def open(self, n: int) -> bool:
        """Tell whether line n may be anything: it is no furniture and stands not over the article."""
        return not self.sorts[n] and n not in self.head

    def next(self, n: int) -> int | None:
        """Return the next line behind n that is no furniture."""
        return next((m for m in range(n + 1, len(self.lines)) if not self.sorts[m]), None)

    def comes_again(self, n: int) -> bool:
        """Tell whether another line says the same as line n."""
        return self._times[self.lines[n].text] > 1

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(line.text for line in self.lines)

    def ending_in(self, word: str) -> list[str]:
        """Return the known persons whose first or last name is a word."""
        return self._by_end[word.casefold()]

    def initialled(self, letters: str) -> list[str]:
        """Return the known persons whose names begin with some letters."""
        return self._by_initials[letters.upper()]

    @cached_property
    def _by_end(self) -> defaultdict[str, list[str]]:
        found = defaultdict(list)
        for person in self.known:
            for word in {person.split()[0].casefold(), person.split()[-1].casefold()}:
                found[word].append(person)
        return found

    @cached_property
    def _by_initials(self) -> defaultdict[str, list[str]]:
        found = defaultdict(list)
        for person in self.known:
            found["".join(word[0] for word in person.split()).upper()].append(person)
        return found

    @cached_property
    def prose(self) -> list[int]:
        """The lines of running text."""
        return [n for n, line in enumerate(self.lines) if self.open(n) and is_prose(line)]
