"""Who is to act: a noun phrase as a party, parts of a paper that are addressed to somebody, pronouns."""

import re
from functools import cached_property

from sourcebook.asking.states import is_adjective, is_city, is_spoken_of, state
from sourcebook.quantities.attribution import TELLERS
from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import words
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
    "person man woman child adult pupil student parent citizen resident customer patient driver archivist officer "
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


def bare_party(who: str) -> str:
    """Return a party without its article or "our"."""
    return _ARTICLE.sub("", who.strip(), count=1)


_ARTICLE = re.compile(r"^(?:the|an?|our|my|your) (?=\w)", re.IGNORECASE)


class Parties:
    """The parties of one text, by one name each.

    >>> parties = Parties("Ana Reyes, the health minister, met Kenya’s harbour board.")
    >>> [parties.named(who) for who in ("the minister", "Kenya and Peru", "two countries", "Nairobi", "harbour board")]
    ['Ana Reyes', 'both', 'both', 'Kenya', 'harbour board']
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[str] = []
        self._memo: dict[str, str | None] = {}

    @cached_property
    def _names(self) -> Names:
        return Names(self._text)

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
        who = self._without_capital(who)
        return self._fuller(self._names.fullest(who) if who[:1].islower() or " " not in who else who)

    def _state(self, who: str) -> str | None:
        """Return the state that a party stands for; a capital is a mere city where the text speaks of no state."""
        found = state(who)
        return None if found and is_city(who) and not is_spoken_of(found, self._text) else found

    def _without_capital(self, who: str) -> str:
        """Return a party without the capital that only begins a sentence: "Pension funds", "Parents"."""
        first, _, rest = who.partition(" ")
        low = first.lower()
        mere = who[1:].islower() and state(first) is None and not is_adjective(first)
        common = mere and (re.search(rf"\b{re.escape(low)}\b", self._text) or _is_common(low))
        return f"{low} {rest}".rstrip() if common else who

    def are_two(self, who: str) -> bool:
        """Say whether a phrase names two parties: "Kenya and Peru", "the council and the union"."""
        parts = re.split(r",? (?:and|together with|along with) ", who)
        return len(parts) == 2 and all(state(p.removeprefix("the ")) or p[:1].isupper() for p in parts)

    def _fuller(self, name: str) -> str:
        """Return what was said before in more words: "the board" is "the education board"."""
        parts = [bare_word(part) for part in name.split()]
        for other in reversed(self._known):
            more = [bare_word(part) for part in other.split()]
            if len(more) > len(parts) and set(parts) <= set(more) and bare_word(head(other.split())) == parts[-1]:
                return other
        if name not in self._known:
            self._known.append(name)
        return name
