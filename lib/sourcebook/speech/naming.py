"""Who is meant: the fullest name that a text gives a person, and what it calls them besides."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import cache, lru_cache

from sourcebook.quantities.attribution import TELLERS
from sourcebook.quantities.explicit import MONTHS, WEEKDAYS
from sourcebook.quantities.money import COUNTRY_WORDS
from sourcebook.quantities.numerals import words
from sourcebook.spans import Span, function_words
from sourcebook.speech.clauses import PREPOSITIONS
from sourcebook.speech.kinds import bare_word, head, kind, sex_of
from sourcebook.speech.speakers import ARTICLES, is_teller
from sourcebook.speech.verbs import INVERTED

TITLES = words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness judge justice captain councillor hon honourable "
    "right rev reverend rt president vice prime minister secretary undersecretary chancellor senator congressman "
    "congresswoman representative rep sen gov governor mayor premier king queen prince princess duke duchess general "
    "gen colonel col major lieutenant lt sergeant sgt superintendent inspector constable admiral commander bishop "
    "archbishop cardinal pope pastor father sister brother imam sheikh rabbi chief deputy ambassador commissioner "
    "speaker leader chairman chairwoman chair chairperson director editor correspondent founder coach author poet "
    "writer historian astronomer lawmaker spokesman spokeswoman spokesperson former foreign finance defence health "
    "trade treasury interior home farmer nurse teacher fisherman activist campaigner engineer surgeon novelist "
    "playwright composer trader shopkeeper student resident trustee neighbour neighbor analyst widow mother cousin "
    "agent dispatcher partner officer clerk driver worker owner keeper vet soldier priest monk surveyor lender tenant "
    "cllr senhor señor señora herr frau mme monsieur madame"
) | {word for word in TELLERS if not word.endswith("s")}
_PARTICLES = words("de da di do dos das del della der den du van von bin ibn al el la le ter ten")
_UPPER = "".join(c for c in map(chr, range(min(0x530, sys.maxunicode))) if c.isupper())
_TITLE = r"(?:Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Hon|St)\."
_CAPITAL = rf"(?:{_TITLE}|(?:[{_UPPER}]\.)+(?:-[{_UPPER}]\.)?|[{_UPPER}](?:[’'][{_UPPER}])?[\w-]*)"
_PARTICLE = "|".join(sorted(_PARTICLES))
RUN = re.compile(rf"\b{_CAPITAL}(?:[ \u00a0](?:(?:{_PARTICLE}|&)[ ])?{_CAPITAL}){{0,7}}")
_PHRASE = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[\w-]+[’']s)? ?([^\s,.;:“”\"()][^,.;:“”\"()\n]{0,60})"
_BEHIND = re.compile(rf", {_PHRASE}(?=[,.;)])")
_AHEAD = re.compile(rf"(?:^|(?<=[\s“\"])){_PHRASE}(?:, | \()$")
_LEADS = re.compile(r"(?:, | \()$")
_AGED = re.compile(r", (?:aged )?\d{1,3},")
_BEFORE = re.compile(r"((?:[\w-]+ ){1,3})$")
_SHORT = re.compile(rf"\(([{_UPPER}]{{2,8}})\)")
_PERSONAL = ("er", "or", "ist", "ian", "man", "ant", "ent", "our")  # how words for one person end
_IN = re.compile(rf"\b(?:in|across) ({_CAPITAL})(?![’'\w]| [{_UPPER}])")
_WORD = re.compile(r"\w+")
_SAYS = re.compile(rf"\b(?:{'|'.join(sorted(INVERTED))}) ·|·,? (?:{'|'.join(sorted(INVERTED))})\b")
_SOMEWHERE = re.compile(rf"({RUN.pattern}) (?:of|from|at) |.+[’'](?:s )? ?({RUN.pattern})$")
_NATIONAL = {word for word in COUNTRY_WORDS if word.endswith(("an", "ese", "ish", "i"))}  # "American China policy"
_OPENERS = MONTHS.keys() | WEEKDAYS.keys() | words("asked yesterday today last next meanwhile however")


def bare(name: str) -> str:
    """Return a name without the titles and offices before it; a title alone stays.

    >>> [bare(name) for name in ("Kenyan Trade Minister Amina Otieno", "Mr. Haddad", "the minister", "Dr Ann Ode")]
    ['Amina Otieno', 'Haddad', 'the minister', 'Ann Ode']
    """
    parts = name.split()
    first = next((n for n in range(len(parts) - 1, 0, -1) if bare_word(parts[n - 1]) in TITLES), 0)
    return " ".join(parts[first:]) if parts[first:] and _is_name(parts[first:]) else name


@lru_cache(maxsize=1 << 12)  # an article says the same name again and again
def _parted(run: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the titles of a run of capitals, as bare words, and its name; what only opens a sentence is left out."""
    parts = run.replace("\u00a0", " ").split()
    openers = _openers()
    opens = (n for n, part in enumerate(parts) if len(part) == 1 or bare_word(part) not in openers)
    parts = parts[next(opens, len(parts)) :]
    own = bare(" ".join(parts)).split()
    return tuple(bare_word(part) for part in parts[: len(parts) - len(own)]), tuple(own)


@cache
def _openers() -> frozenset[str]:
    return function_words() | _OPENERS


def _is_name(parts: Iterable[str]) -> bool:
    """Say whether all words are a name's: with capitals, or particles between them."""
    return all(part[0].isupper() or part in _PARTICLES or part == "&" for part in parts)


class Names:
    """The persons and bodies that a text names in full, and what it says they are.

    >>> names = Names("Ana Reyes, the health minister, met Ivo Ng. Reyes left.")
    >>> names.fullest("Reyes"), names.fullest("Ng"), names.fullest("the minister"), names.fullest("the mayor")
    ('Ana Reyes', 'Ivo Ng', 'Ana Reyes', 'the mayor')
    """

    def __init__(self, text: str) -> None:
        self.full: set[str] = set()
        self._by_part: defaultdict[str, set[str]] = defaultdict(set)  # the first word and the last
        self._by_any: defaultdict[str, set[str]] = defaultdict(set)  # all words
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        self._by_head: defaultdict[str, set[str]] = defaultdict(set)
        self._alone: Counter[str] = Counter()  # names of one word
        self._speaking: set[str] = set()  # the last words of names beside a verb of saying
        self._last: set[str] = set()  # the last words of full names
        self._fullest: dict[str, str] = {}  # of what was asked for so far; it depends on nothing that is learnt
        self._person: dict[tuple[str, bool], bool] = {}
        self._sex: dict[str, str] = {}
        self._to_learn: list[Callable[[], None]] = []  # in reading order
        self._short = {m[1]: _spelt_out(text[max(0, m.start() - 100) : m.start()], m[1]) for m in _SHORT.finditer(text)}
        for m in RUN.finditer(text):
            self._read(text, m)
        inside = Counter(m[1] for m in _IN.finditer(text))
        self._small = set(re.findall(r"\b[a-z]{3,}", text))
        self._places = {name for name, n in inside.items() if n > 1 or 20 * n >= self._alone[name]}

    @classmethod
    def of(cls, text: str) -> "Names":
        """Return the names of a text, read once for all who ask one after the other; what they learn is their own."""
        names = copy(_names_of(text))
        names._sex, names._to_learn = dict(names._sex), []
        return names

    def _read(self, text: str, m: re.Match[str]) -> None:
        titles, own = _parted(m.group())
        if not own:
            return
        name, last = " ".join(own), bare_word(own[-1])
        beside = f"{text[max(0, m.start() - 12) : m.start()]}·{text[m.end() : m.end() + 16]}"
        if not INVERTED.isdisjoint(_WORD.findall(beside)) and _SAYS.search(beside):
            self._speaking.add(last)
        if len(own) == 1:
            self._alone[name] += (not text.endswith(("the ", "The "), 0, m.start())) + len(titles)
        for title in titles:
            self.is_called(last, title)
        if not _is_name(own) or (len(own) > 1 and name.isupper()) or any(bare_word(part) in TITLES for part in own):
            return
        if len(own) > 1 and bare_word(own[0]) in _NATIONAL and bare_word(own[-1]) in COUNTRY_WORDS:
            return
        if len(own) == 1 and not text.startswith(",", m.end()):
            return
        heads, described = self._described(text, m, titles)
        if len(own) > 1 or described:
            self._keep(name, {bare_word(own[0]), last}, heads, described)

    def _keep(self, name: str, parts: set[str], heads: set[str], described: set[str]) -> None:
        own = name.split()
        words_ = {bare_word(word) for word in own}
        self.full.add(name)
        self._last.add(own[-1])
        indexes = ((self._by_part, parts), (self._by_any, words_), (self._by_head, heads), (self._by_word, described))
        for index, keys in indexes:
            for key in keys:
                index[key].add(name)

    def _described(self, text: str, m: re.Match[str], titles: Sequence[str]) -> tuple[set[str], set[str]]:
        """Return the heads and all words of what is said of a name: "the health minister, Ana Reyes", "…, a nurse"."""
        before, after = text[max(0, m.start() - 80) : m.start()], text[m.end() : m.end() + 80]
        apposed = _AHEAD.search(before) if after[:1] in (",", ".", ")") and _LEADS.search(before) else None
        heads, found = {word for word in titles if word in TITLES}, set(titles)
        if _AGED.match(after):
            heads.add("aged")
        for phrase in (_BEHIND.match(after), apposed, None if titles else _words_before(before)):
            said = _last_phrase(phrase[1].split()) if phrase else []
            if said and said[-1].lower() in PREPOSITIONS:
                continue  # "a letter for the government from Reyes"
            own = bare_word(head(said)) if said else ""
            if own in TITLES or (said and phrase is apposed and said[-1].islower()):
                heads.add(own)
                found.update(bare_word(word) for word in said)
        return heads, found

    def presented(self, text: str, span: Span) -> str | None:
        """Return the last person whom text[span] names together with what they are."""
        found = None
        for m in RUN.finditer(text, span.start, span.end) if self.full else ():
            if m.group().replace("\u00a0", " ").rsplit(" ", 1)[-1] not in self._last:
                continue
            titles, own = _parted(m.group())
            if " ".join(own) in self.full and self._described(text, m, titles)[0].difference(titles):
                found = " ".join(own)
        return found

    def speaks(self, name: str) -> bool:
        """Say whether the text has somebody of that name say something, or gives them a title."""
        return bare(name) != name or bare_word(name.split()[-1]) in self._speaking

    def learn_later(self, learn: Callable[[], None]) -> None:
        """Put off what a part of the text tells of its names until somebody asks whom a pronoun can be."""
        self._to_learn.append(learn)

    def _learn(self) -> None:
        waiting, self._to_learn = self._to_learn, []  # what is learnt asks in its turn, and sees what went before it
        for learn in waiting:
            learn()

    def is_called(self, name: str, word: str) -> None:
        """Take from a title or a pronoun whether a surname is a man's or a woman's."""
        sex = sex_of(word)
        if sex:
            self._sex.setdefault(bare_word(name.split()[-1]), sex)

    def can_be(self, name: str, pronoun: str) -> bool:
        """Say whether a pronoun can mean somebody: nothing that the text says is against it."""
        self._learn()
        own = self._sex.get(bare_word(name.split()[-1])) or sex_of(head(name.split()))
        return own in (None, sex_of(pronoun))

    def is_person(self, name: str, speaks: bool = False) -> bool:
        """Say whether who acts, or speaks, is likely one person: by name, or by a word for persons."""
        if (name, speaks) not in self._person:
            self._person[name, speaks] = self._find_person(name, speaks)
        return self._person[name, speaks]

    def _find_person(self, name: str, speaks: bool) -> bool:
        what, parts = kind(name), bare(name).split()
        word = bare_word(head(parts))
        if what in ("person", "office"):
            told = speaks and word.endswith(_PERSONAL)
            return told or is_teller(word) or word in TITLES or sex_of(word) is not None
        if what != "name" or not _is_name(parts) or parts[-1] in self._places:
            return False
        return speaks or len(parts) < len(name.split()) or self._is_known(name, parts)

    def _is_known(self, name: str, parts: list[str]) -> bool:
        """Say whether a name without title is a person's: "Ana Reyes", and "Reyes" where it often stands alone."""
        if len(parts) > 1:
            return parts[-1].lower() not in self._small
        return name in self.full or self.fullest(name) != name or self._alone[name] > 1

    def fullest(self, name: str) -> str:
        """Return the fullest name that the text gives whoever is called so; the name as it is where that is open."""
        if name not in self._fullest:
            self._fullest[name] = self._find_fullest(name)
        return self._fullest[name]

    def _find_fullest(self, name: str) -> str:
        if name in self._short:
            return self._short[name]
        own = self._of_somewhere(name) or bare(name)
        parts = own.split()
        if _is_name(parts) and not (len(parts) == 1 and bare_word(own) in TITLES):
            return own if own in self._places else self._longest(own, parts)
        return self._holder(name) or own

    def _of_somewhere(self, name: str) -> str | None:
        """Return the person in "Ana Reyes of the Harbour Institute", "Tarn University’s Ana Reyes"."""
        found = _SOMEWHERE.match(name)
        person = bare(found[1] or found[2]) if found else ""
        return person if person in self.full and self.is_person(person) else None

    def _longest(self, own: str, parts: list[str]) -> str:
        words_ = (bare_word(part) for part in parts)
        holding = [self._by_any.get(word, set()) for word in words_ if len(word) > 1]  # of an initial, any full name
        known = set.intersection(*sorted([self._by_part.get(bare_word(parts[-1]), set()), *holding], key=len))
        longer = [full for full in known if fits(parts, full.split()) and self._is_more(own, full)]
        best = max(longer, key=lambda full: (len(full), full), default=own)
        return best if all(fits(full.split(), best.split()) for full in longer) else own

    def _is_more(self, own: str, full: str) -> bool:
        """Say whether a longer name is no other thing that is called after the short one: "Reyes Foundation"."""
        last = full.split()[-1].lower()
        return full.endswith(own) or not (last in self._small or kind(full) == "body" or kind(last) == "body")

    def _holder(self, name: str) -> str | None:
        """Return the only person whom the text says to be what somebody is called: "the minister"."""
        said = [bare_word(word) for word in name.split() if bare_word(word) not in function_words()]
        described = [self._by_word.get(word, set()) for word in said]
        held = set.intersection(*sorted([self._by_head.get(bare_word(head(name.split())), set()), *described], key=len))
        longest = {self._longest(full, full.split()) for full in held}
        return longest.pop() if len(longest) == 1 else None


@lru_cache(maxsize=1)
def _names_of(text: str) -> Names:
    return Names(text)


def _words_before(before: str) -> re.Match[str] | None:
    """Return the last words of a stretch, three at most; they are looked for no further back than the fourth space."""
    parts = before.rsplit(" ", 4)
    return _BEFORE.search(before, len(parts[0]) if len(parts) == 5 else 0)


def _last_phrase(said: list[str]) -> list[str]:
    """Return the last noun phrase of some words: "in the control room | an old dispatcher"."""
    n = max((n for n, word in enumerate(said) if word in ARTICLES), default=-1)
    return said[n + 1 :] or said


def fits(short: list[str], full: list[str]) -> bool:
    """Say whether a name may be short for another: all its words are there in their order, initials for first names.

    >>> [fits(["W.", "Lind"], name.split()) for name in ("Wanda Lind", "Ann Lind")]
    [True, False]
    """
    rest = iter(bare_word(part) for part in full)
    return all(any(_same(bare_word(part), other) for other in rest) for part in short)


def _same(part: str, other: str) -> bool:
    return part == other or (len(part) == 1 and other.startswith(part))


def same(speaker: str, voice: str) -> bool:
    """Say whether two forms of a name may be one person's: all words of one are in the other."""
    mine, theirs = set(voice.casefold().split()), set(speaker.casefold().split())
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _spelt_out(before: str, letters: str) -> str:
    """Return the body that letters in brackets stand for: the words before them that begin with these letters."""
    said = before.split()
    for n in range(len(said) - 1, -1, -1):
        if said[n][0] == letters[0] and "".join(word[0] for word in said[n:] if word[0].isupper()) == letters:
            return " ".join(said[n:])
    return letters
