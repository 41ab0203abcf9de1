"""Who is to act: a noun phrase as a party, parts of a paper that are addressed to somebody, pronouns."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from sourcebook.asking.states import is_adjective, is_city, is_spoken_of, state
from sourcebook.quantities.attribution import TELLERS
from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import SMALL, words
from sourcebook.spans import word_list
from sourcebook.speech.clauses import FINITE
from sourcebook.speech.kinds import bare_word, head, kind
from sourcebook.speech.naming import Names
from sourcebook.speech.speakers import is_teller

BOTH, UNCLEAR = "both", "unclear"
_PAIRED = (
    r"(?:sides?|part(?:y|ies)|countr(?:y|ies)|nations?|states?|governments?|powers?|capitals?|leaders|presidents|"
    r"ministers|neighbou?rs|councils?|cit(?:y|ies)|towns?|compan(?:y|ies)|clubs?|unions?|teams|peoples|camps?)"
)
_PAIR = re.compile(
    rf"both(?: of (?:the|these|them|us|our))?(?: \w+){{0,3}}$|(?:the )?(?:two|each|either|neither)(?: of the| of our)?"
    rf"(?: \w+){{0,2}} {_PAIRED}$|\w+s (?:from|of|in|on) both \w+$|"
    r"(?:(?:the )?(?:two|pair)|each|either|neither)(?: of (?:them|the two|us|the pair))?$",
    re.IGNORECASE,
)
_AGENTS = words(
    "company companies firm firms government governments country countries nation nations state states side sides "
    "party parties power powers city cities town towns village villages municipality municipalities county counties "
    "region regions province industry industries sector business businesses union unions employers family families "
    "parents voters school schools hospital hospitals club clubs management board boards council councils ministry "
    "ministries department departments authority authorities regulator regulators bank banks operator court courts "
    "community communities society world humanity politicians women men people everyone everybody somebody someone "
    "anyone citizens residents readers customers patients pupils students girls boys children europe commission "
    "commissions agency agencies director directors trustees universities university museum federation league "
    "parliament legislature tenants landlords households colleagues friends neighbours neighbors bishops "
    "fund funds charity charities church churches farm farms organisation organisations organization organizations "
    "association team teams federation networks platforms publishers broadcaster airline airlines airport railway "
    "contractor contractors supplier suppliers manufacturers insurer insurers trust trusts body bodies mayor voter "
    "orchestra choir band brigade crew squad broadcaster studio theatre gallery library hotel farm landlord tribunal "
    "candidates fans supporters players nurses graduates clients guests refugees migrants passengers "
    "man woman child adult pupil student parent citizen resident customer patient driver archivist officer "
    "tenant household employer neighbour neighbor minister voters volunteers recipients holders owners staff crews "
    "witnesses jurors inspectors midwives wives lawyers chefs cooks coach coaches bench defence squads pilots police "
    "shareholders investors donors lenders allies leadership police army diplomats makers media scholars who whoever"
)
_NOT_PARTIES = words(
    "it this that these those they he she i we you one there who which what them us much many more most less some all "
    "none few both nothing something everything anything"
)
_NOBODY_NAMED = words("somebody someone anyone anybody everyone everybody people one whoever nobody readers reader")
_PARTY = r"(?:the |an? |our )?(?P<who>(?:[^.,;:!?()\n]|\.(?=\S)|\.(?= [A-Z])){2,80}?)"
_ADVICE = (
    r"(?:suggestions?|recommendations?|advice|proposals?|demands?|requests?|appeals?|letters?|memos?|memorandum|"
    r"messages?|asks|guidance|tasks|steps|actions|priorities|agenda|homework|measures|checklist|lessons)"
)
_ADDRESSED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:[\w-]+ ){{0,3}}{_ADVICE} (?:for|to) {_PARTY}(?: (?:from|by|on|about|after|in \d+).*)?[:.]?$",
        rf"what {_PARTY} (?:should|must|can|could|needs? to|ought to|has to|have to)(?: now| next)? do(?: [^.]*)?$",
        rf"how {_PARTY} (?:should|must|can|could) [^.]*$",
        rf"(?:to|for) {_PARTY}[:,]?$",
        rf"dear {_PARTY}[,:!]?$",
        rf"{_PARTY} (?:should|must|ought to|needs? to|has to|have to)(?: now| therefore)?:$",
        rf"(?:we|i) .{{0,40}}?(?:call on|call upon|urge|ask|want|appeal to|recommend that|implore) {_PARTY}(?: to)?:$",
        rf"(?:this|our) \w+ (?:is|are) addressed to {_PARTY}[.]?$",
    )
]
_LETTERS = words("sir sirs madam editor editors reader readers friends friend all colleagues diary mum dad mr mrs ms")


def addressed(line: str) -> str | None:
    """Return the party that a heading, a label or an opening says that what follows is for; None where it says none.

    >>> [addressed(line) for line in ("Recommendations for the Ministry of Works", "What Peru should do", "Dear Sir,")]
    ['Ministry of Works', 'Peru', None]
    """
    for pattern in _ADDRESSED:
        found = pattern.match(line.strip())
        if found:
            who = found["who"].strip()
            known = any(bare_word(part) not in _LETTERS for part in who.split())
            if any(part.lower() in FINITE for part in who.split()):
                return None  # a clause, "To a town that is closing"
            return who if known and (is_party(who) or line.lower().startswith("dear")) else None
    return None


def is_party(who: str) -> bool:
    """Say whether a noun phrase names somebody who can act: a state, a body, persons.

    >>> [is_party(who) for who in ("both sides", "harbour board", "tenants", "Ana Reyes", "boiler", "new rules")]
    [True, True, True, True, False, False]
    """
    if _PAIR.match(who) or state(who):
        return True
    own = who.split()
    if not own or (len(own) == 1 and bare_word(own[0]) in _NOT_PARTIES):
        return False
    last, what = bare_word(head(own)), kind(who)
    if last in SMALL and last not in ("one", "zero", "a", "an"):
        return True  # "the seven", "the back four"
    if last in _AGENTS or bare_word(own[-1]) in _AGENTS or what in ("body", "office"):
        return True
    if what == "name":  # a capital may be no more than the beginning of a sentence: "Fines under Article 12"
        own = own[: own.index(head(own)) + 1]
        return any(part[0].isupper() for part in own[1:]) or (len(own) == 1 and not last.endswith("s"))
    return what != "paper" and (last in TELLERS or is_teller(last)) and not last.endswith(_THINGS)


def is_official(who: str) -> bool:
    """Say whether a plural names bodies or offices rather than private persons.

    >>> [is_official(who) for who in ("Ministers", "governments", "Tenants")]
    [True, True, False]
    """
    return kind(singular(who.lower())) in ("body", "office") or singular(who.lower()) in _BUSINESSES


def _is_common(low: str) -> bool:
    return low.endswith("s") and (is_teller(low) or low in _AGENTS or is_official(low))


_BUSINESSES = words("company firm employer school union state country nation city club business")
_THINGS = ("boiler", "number", "paper", "order", "river", "letter", "water", "tender", "register", "centers", "timber")


def _all_of(who: str) -> str:
    """Return a party in the plural where it is any of many: "every archivist", "no school", "all candidates"."""
    first, _, rest = who.partition(" ")
    low = first.lower()
    if low not in ("every", "each", "no", "all", "any") or not rest or not rest.islower():
        return who
    last = head(rest.split())
    plural = last if low == "all" or last.endswith("s") else re.sub("(?<=[^aeiou])y$", "ie", last) + "s"
    return rest.replace(last, _PLURALS.get(last, plural), 1)


_PLURALS = {"child": "children", "man": "men", "woman": "women", "person": "people"}


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name.title() for name in word_list("given_names.txt"))


def _bodies(text: str) -> list[str]:
    """Return the bodies that a text names in several words, those it names first before others."""
    found = dict.fromkeys(_LEADS.sub("", m.group()) for m in _BODY.finditer(text))
    return [name for name in found if " " in name and kind(name) == "body"]


def _is_short(name: str, full: str) -> bool:
    """Say whether a body may be called so for short: "the board", "the Department" for "Department of Education"."""
    parts, more = [bare_word(part) for part in name.split()], full.split()
    return len(parts) < len(more) and parts[-1] == bare_word(head(more)) and set(parts) <= {*map(bare_word, more)}


_LEADS = re.compile(
    r"^(?:(?:The|A|An|Our|Your|But|And|If|In|At|On|For|To|Dear|Both|Each|Every|When|While|As|Even|So) )+"
)
_BODY = re.compile(r"\b[A-Z][\w’'-]+(?:(?: (?:of|for|on|and) (?:the )?| )[A-Z][\w’'-]+){1,6}")
_ACTING = re.compile(
    r"\b(?:(from|in|at|of|to|near|for|on|by|with|and) )?((?!(?:The|A|It|He|She|They|We|In|On|At|By|If) )[A-Z][\w’&-]+"
    r"(?: [A-Z&][\w’-]*)*) "
    r"(?:has|have|is|was|will|plans?|says?|said|blames?|wants?|\w+ed|may|cannot|sells?|runs?|makes?|closed|cut|owns?)\b"
)
_GENERIC = words(
    "company firm operator carrier airline business utility supplier manufacturer retailer developer group"
)


def bare_party(who: str) -> str:
    """Return a party without its article or "our"."""
    return _ARTICLE.sub("", who.strip(), count=1)


_ARTICLE = re.compile(r"^(?:the|an?|our|my|your) (?=\w)", re.IGNORECASE)


class _ByWord:
    """Names in their order, found by the words that they hold."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: set[str] = set()
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name, unless it is known."""
        if name not in self._names:
            self._names.add(name)
            for word in {bare_word(part) for part in name.split()}:
                self._by_word[word].append(name)

    def holding(self, words_: Sequence[str]) -> list[str]:
        """Return the names that hold the rarest of some words, in order: any that holds all of them is there."""
        return min((self._by_word.get(word, []) for word in words_), key=len, default=[])


_WORD = re.compile(r"\w+")
_INSIDE = re.compile(r"(?<=[a-z,] )\w+")


class Parties:
    """The parties of one text, by one name each.

    >>> parties = Parties("Ana Reyes, the health minister, met Kenya’s harbour board.")
    >>> [parties.named(who) for who in ("the minister", "Kenya and Peru", "two countries", "Nairobi", "harbour board")]
    ['Ana Reyes', 'both', 'both', 'Kenya', 'harbour board']
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known = _ByWord([])  # what was named so far
        self._memo: dict[str, str | None] = {}

    @cached_property
    def _bodies(self) -> "_ByWord":
        return _ByWord(_bodies(self._text))

    @cached_property
    def _words(self) -> set[str]:
        """The words of the text."""
        return set(_WORD.findall(self._text))

    @cached_property
    def _inside(self) -> set[str]:
        """The words that stand behind a small letter or a comma."""
        return set(_INSIDE.findall(self._text))

    @cached_property
    def _names(self) -> Names:
        return Names.of(self._text)

    def named(self, who: str) -> str | None:
        """Return the one name of a party: both, a state, or the fullest of the text; None for anybody."""
        who = bare_party(who)
        if who not in self._memo:
            self._memo[who] = self._named(who)
        return self._memo[who]

    def _named(self, who: str) -> str | None:
        if bare_word(who.split()[0] if who else "") in _NOBODY_NAMED:
            return None
        if _PAIR.match(who) or self.are_two(who):
            return BOTH
        if found := self._state(who):
            return found
        if who == "Brussels" and "Belgi" not in self._text:
            return "European Union"
        who = self._without_capital(_all_of(who))
        own = self._fuller(self._names.fullest(who) if who[:1].islower() or " " not in who else who)
        return self._state(own) or own

    def _state(self, who: str) -> str | None:
        """Return the state that a party stands for; a capital is a mere city where the text speaks of no state."""
        found = state(who)
        return None if found and is_city(who) and not is_spoken_of(found, self._text) else found

    def _without_capital(self, who: str) -> str:
        """Return a party without the capital that only begins a sentence: "Pension funds", "Parents"."""
        first, _, rest = who.partition(" ")
        low = first.lower()
        mere = who[1:].islower() and state(first) is None and not is_adjective(first)
        common = mere and (self._is_word(low) or _is_common(low))
        return f"{low} {rest}".rstrip() if common else who

    def _is_word(self, low: str) -> bool:
        """Say whether a word stands in the text as it is."""
        if _WORD.fullmatch(low):
            return low in self._words
        return re.search(rf"\b{re.escape(low)}\b", self._text) is not None

    def is_named(self, who: str) -> bool:
        """Say whether the text has a word of its own with a capital in mid-sentence, as names have: "the Liberals"."""
        if not who.istitle() or " " in who:
            return False
        if _WORD.fullmatch(who):
            return who in self._inside
        return re.search(rf"[a-z,] {re.escape(who)}\b", self._text) is not None

    def are_two(self, who: str) -> bool:
        """Say whether a phrase names two parties: "Kenya and Peru", "the council and the union"."""
        parts = re.split(r",? (?:and|together with|along with) ", who)
        named = all(state(p.removeprefix("the ")) or p[:1].isupper() for p in parts)
        bodies = len(parts) == 2 and all(p.startswith("the ") or n == 0 for n, p in enumerate(parts))
        return len(parts) == 2 and (named or (bodies and all(is_party(bare_party(p)) for p in parts)))

    def _fuller(self, name: str) -> str:
        """Return what was said before in more words: "the board" is "the education board"."""
        parts = [bare_word(part) for part in name.split()]
        for other in reversed(self._known.holding(parts)):
            more = [bare_word(part) for part in other.split()]
            if len(more) > len(parts) and set(parts) <= set(more) and bare_word(head(other.split())) == parts[-1]:
                return other
        body = next((body for body in self._bodies.holding(parts) if _is_short(name, body)), None)
        body = body or (self._business if bare_word(name) in _GENERIC else None)
        self._known.add(body or name)
        return body or name

    @cached_property
    def _business(self) -> str | None:
        """Return the one business that a text is about: "the company"."""
        acting = Counter(m[2] for m in _ACTING.finditer(self._text) if not m[1] and self._is_business(m[2]))
        return min(acting, key=lambda name: (-acting[name], self._text.find(name)), default=None)

    def _is_business(self, name: str) -> bool:
        """Say whether a name that acts is no person's, no state's and no office's."""
        other = name.split()[0] in _first_names() or state(name) or kind(name) in ("office", "group")
        return not other and (" " in name or self.is_named(name))
