"""Who is named in an article, and who of them is interviewed."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from sourcebook.voices.names import PARTICLES, is_same, name, names

_CAPITALISED = r"(?:[^\W\d_a-z](?:[^\W\d_]*[’'-]?)*[^\W\d_]|[^\W\d_a-z]\.)"
_LINK = "|".join(sorted(PARTICLES, key=len, reverse=True))
_PERSON = re.compile(
    rf"(?<![\w’'-]){_CAPITALISED}\.?(?: (?:{_LINK}|{_CAPITALISED}\.?|(?:al|el)-{_CAPITALISED})){{1,5}}(?![\w])"
)
_LIKELY = 0.75
_MET = re.compile(
    r"\b(?:interview(?:ed|ing|s)?(?: (?:with|of))?|in conversation with|conversation with|(?:talk(?:s|ed|ing)?|sp(?:eaks?|oke|oken|eaking)|sat down|sits down|caught up|"
    r"chat(?:s|ted)?|met|meets?|correspond(?:s|ed)|Q ?& ?A) (?:to|with|by phone with)|asked|asks|questions (?:for|to)|with)\s+"
)
_ANSWERED = re.compile(
    r"\s*(?:,[^,.]{2,120},)?\s*(?:talks?|talked|speaks?|spoke|tells?|told|discuss(?:es|ed)?|explains?|explained|reflects?|reflected|answers?|answered|describes?|described|on)\b"
)
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|q ?& ?a|conversation|in dialogue|talk(?:s|ed) (?:to|with)|sp(?:eaks|oke) (?:to|with)|sat down with|asked (?:him|her|them)|answers? (?:our|your|the) questions|five questions|questions (?:for|to|with))\b",
    re.IGNORECASE,
)


def common_words(text: str) -> frozenset[str]:
    """Return the words that a text also writes with a small letter."""
    return frozenset(re.findall(r"(?<![\w’'-])[^\W\d_A-Z][^\W\d_]{2,}", text)) - PARTICLES


def named(text: str, common: Collection[str]) -> Counter[str]:
    """Return the full names of persons in a text, and how often each stands there."""
    found: Counter[str] = Counter()
    for match in _PERSON.finditer(text):
        person = _within(match.group(), common)
        if person:
            found[person] += 1
    return found


def _within(phrase: str, common: Collection[str]) -> str:
    """Return the person's name in a run of capitalised words, which may begin a sentence or hold a post."""
    words = phrase.split()
    for first in range(min(3, len(words) - 1)):
        person = name(" ".join(words[first:]), common)
        if person and len(person.words) > 1 and person.certainty >= _LIKELY:
            return person.text
        if person and person.titled and len(person.words) > 1:
            return person.text
    return ""


def is_interview(text: str) -> bool:
    """Tell whether a title or an introduction speaks of an interview."""
    return bool(_INTERVIEW.search(text))


def interviewed(intro: str, common: Collection[str], bylined: Iterable[str]) -> list[str]:
    """Return who is interviewed, by a title and introduction: said so, else whom it names most, bylined ones aside."""
    others = tuple(bylined)
    found = named(intro, common)
    able = [person for person in found if not any(is_same(person, other) for other in others)]
    for cue in _MET.finditer(intro):
        behind = next(
            (p for p in able if re.match(rf"(?:[\w.’'-]+,? ){{0,6}}?{re.escape(p)}", intro[cue.end() :])), None
        )
        if behind:
            return [behind]
    for person in able:
        for match in re.finditer(re.escape(person), intro):
            if _ANSWERED.match(intro, match.end()):
                return [person]
    return sorted(able, key=lambda p: (-sum(n for q, n in found.items() if is_same(p, q)), intro.find(p)))[:1]


def listed(text: str, common: Collection[str]) -> list[str]:
    """Return the persons of a line such as "Panellists: Ada Ng (Oxford), Bo Ruiz (Lima)"."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text.partition(":")[2])
    people = names(bare, common) or [p for piece in re.split(r";|,| and ", bare) if (p := name(piece, common))]
    return [p.text for p in people]
