"""What kind of speaker a name or a description stands for, and how openly it says who that is."""

from collections.abc import Sequence
from functools import lru_cache

from sourcebook.quantities.attribution import TELLERS
from sourcebook.quantities.numerals import SMALL, words
from sourcebook.speech.clauses import PREPOSITIONS, plain
from sourcebook.speech.speakers import is_teller

SOURCING = ("named", "anonymous", "collective")
_BODIES = words(
    "government ministry bank company council court committee commission police army navy union party board department "
    "agency office authority treasury university institute firm inquiry parliament senate congress administration "
    "embassy regulator watchdog group organisation organization charity club museum airline hospital school church "
    "palace kremlin pentagon cabinet assembly house campaign team delegation newspaper paper magazine "
    "association society trust foundation centre center society network corporation operator line manufacturer maker "
    "editors tribunal panel fund federation cooperative synod delegation club programme bureau supermarket operator "
    "contractor"
)
_OFFICES = words(
    "president minister mayor governor king queen pope ambassador secretary chairman chairwoman chief chancellor judge "
    "premier speaker prosecutor commissioner general bishop archbishop director leader prince princess captain "
    "coroner ombudsman editor auditor treasurer"
)
_PAPERS = words(
    "report study survey poll memo letter note email statistics figures data research paper document documents "
    "analysis statement numbers records review article book essay evidence legend filing audit polls studies reports "
    "surveys"
)
_GROUPS = words(
    "people many some others most several few all both they those everyone everybody critics men women children folk "
    "sides countries media staff consensus public crowd placards hardliners insiders half villagers"
)
_HIS = words("mr sir lord father brother son husband king prince duke uncle grandfather man boy chairman spokesman")
_HERS = words(
    "mrs ms miss lady dame baroness mother sister daughter wife widow queen princess duchess aunt grandmother woman "
    "girl chairwoman spokeswoman congresswoman"
)
_SEVERAL = _GROUPS | words("every no either") | (SMALL.keys() - words("one a an zero"))
_MANY = _GROUPS | {"every", "no"}  # before a noun
_ONE = words("one another someone somebody he she who i")
_BEHIND_HEAD = PREPOSITIONS | words("who which that here there familiar close consulted briefed opposed loyal")


@lru_cache(maxsize=1 << 12)
def kind(name: str) -> str:
    """Return what a speaker is: name, person (a word for one), office, body, paper or group.

    >>> [kind(who) for who in ("Ana Reyes", "farmer from Tarn", "mayor", "Ministry of Works", "a survey", "critics")]
    ['name', 'person', 'office', 'body', 'paper', 'group']
    """
    own = name.split()
    word = head(own)
    low = bare_word(word)
    if low in _PAPERS:
        return "paper"
    if low in _ONE:
        return "person"
    capital = word[0].isupper()
    inner = capital and word is not own[0]
    if low in _GROUPS or own[0].lower() in _MANY or (_is_plural(low) and not inner and _is_common(word, low)):
        return "group"
    if low in _BODIES:
        return "body"
    if low in _OFFICES and not inner:
        return "office"
    return "name" if capital and (inner or not is_teller(low)) else "person"


def _is_common(word: str, low: str) -> bool:
    return word[0].islower() or low.removesuffix("s") in TELLERS or is_teller(low)


def head(own: Sequence[str]) -> str:
    """Return the head of a noun phrase: the word before "of", "for", "at", "who", else its last."""
    return next((own[n - 1] for n in range(1, len(own)) if own[n].lower() in _BEHIND_HEAD), own[-1])


@lru_cache(maxsize=1 << 16)
def bare_word(word: str) -> str:
    """Return a word in lower case without its possessive ending and its full stop."""
    return plain(word.lower()).rstrip(".").removesuffix("'s")


def _is_plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def sourcing(speaker: str, indefinite: bool = False) -> str:
    """Return how openly a speaker is named: one of `SOURCING`.

    speaker      a name or a description, without its article
    indefinite   the text says "a" or "one of"

    >>> [sourcing(who) for who in ("Ana Reyes", "mayor", "farmer", "Chinese officials", "survey")]
    ['named', 'named', 'anonymous', 'collective', 'anonymous']
    """
    what = kind(speaker)
    if what == "group":
        return "collective"
    somebody = indefinite or speaker.lower().startswith(("my ", "our ", "his ", "her ", "their "))
    return "named" if what == "name" or (what in ("office", "body") and not somebody) else "anonymous"


def sex_of(word: str) -> str | None:
    """Return "he" or "she" for a word that says so: "Mr", "her", "grandmother"; else None."""
    low = bare_word(word)
    if low in _HIS or low in ("he", "his", "him", "himself"):
        return "he"
    return "she" if low in _HERS or low in ("she", "her", "hers", "herself") else None
