"""The states of the world by their names, capitals and adjectives, as a text calls whoever acts for them."""

from collections import defaultdict
from functools import cache

from sourcebook.quantities.numerals import words
from sourcebook.spans import listed
from sourcebook.speech.clauses import plain
from sourcebook.speech.kinds import bare_word

_ORGANS = words(  # who acts for a state when its adjective stands before them: "the Kenyan authorities"
    "government governments administration administrations authorities officials official leader leaders leadership "
    "president presidency premier minister ministers ministry ministries department diplomat diplomats negotiator "
    "negotiators regime parliament congress senate lawmakers legislators policymakers makers planners cabinet embassy "
    "side delegation state military army navy"
)


@cache
def _table() -> list[tuple[str, list[str], list[str]]]:
    """Return name, adjectives, and capital and other names of each state."""
    rows = (line.replace(": ", "; ", 1).split("; ") for line in listed("states.txt"))
    return [(name, adjectives.split(", "), seats.split(", ")) for name, adjectives, seats in rows]


@cache
def _names() -> dict[str, str]:
    """Return {name or capital: state}; a state's own name goes before another's capital."""
    found = {_key(name): name for name, _, _ in _table()}
    for name, _, seats in _table():
        for seat in seats:
            found.setdefault(_key(seat), name)
    return found


@cache
def _adjectives() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, adjectives, _ in _table():
        for adjective in adjectives:
            found.setdefault(_key(adjective), name)
    return found


@cache
def _spoken_of() -> dict[str, list[str]]:
    """Return what names each state without doubt: its name, and its adjectives."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, adjectives, _ in _table():
        found[name] += [name, *adjectives]
    return dict(found)


def _key(name: str) -> str:
    return plain(name.lower()).replace(".", "")


def state(party: str) -> str | None:
    """Return the state that a party stands for: by name, by its capital, or as one of its organs; else None.

    >>> [state(who) for who in ("Nairobi", "Kenyan government", "government of Kenya", "Kenya’s leaders", "us")]
    ['Kenya', 'Kenya', 'Kenya', 'Kenya', None]
    >>> [state(who) for who in ("Kenyan farmers", "Kenya Airways")]
    [None, None]
    """
    parts = party.split()
    if not any(c.isupper() for c in party):
        return None
    if whole := _names().get(_key(party)):
        return whole
    if not any(bare_word(part) in _ORGANS for part in parts):
        return None
    for n in range(min(4, len(parts) - 1), 0, -1):
        led = _key(" ".join(parts[:n])).removesuffix("'s").removesuffix("'")
        if found := _adjectives().get(led) or _names().get(led):
            return found
    return _names().get(_key(" ".join(parts[2:]).removeprefix("the "))) if parts[1:2] == ["of"] else None


@cache
def home(word: str) -> str | None:
    """Return the state whose name or adjective a word is, None for any other word.

    >>> home("Kenyan"), home("kenya"), home("Nairobi")
    ('Kenya', 'Kenya', None)
    """
    own = _key(word)
    return _adjectives().get(own) or next((name for name, *_ in _table() if _key(name) == own), None)


def is_spoken_of(name: str, text: str) -> bool:
    """Say whether a text speaks of a state by its name or an adjective, not only of the city that is its capital."""
    return any(form in text for form in _spoken_of().get(name, ()))


def is_city(party: str) -> bool:
    """Say whether a party is called by a capital, which may stand for no more than a city."""
    return _key(party) in _names() and _key(party) not in _adjectives() and party not in _spoken_of()


def is_adjective(word: str) -> bool:
    """Say whether a word is the adjective of a state: "Kenyan"."""
    return _key(word) in _adjectives()
