"""Who is named in an article, and who of them is interviewed."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from sourcebook.spans import word_list
from sourcebook.voices.names import PARTICLES, is_same, name, named_line, names

_CAPITAL, _LETTER = r"[^\W\d_a-z\u3040-\u9fff]", r"[^\W\d_\u3040-\u9fff]"
_CAPITALISED = rf"(?:{_CAPITAL}(?=[.\s,;:)]|$)|{_CAPITAL}{_LETTER}+(?:[’'-]{_LETTER}+)*|{_CAPITAL}[’']{_LETTER}+(?:[’'-]{_LETTER}+)*)"
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
    r"\b(?:interview\w*|q ?& ?a|conversation|in dialogue|talk(?:s|ed) (?:to|with)|sp(?:eaks|oke) (?:to|with)|(?:\w+ )?minutes with|sat down with|asked (?:him|her|them)|answers? (?:our|your|the) questions|five questions|questions (?:for|to|with))\b",
    re.IGNORECASE,
)


def common_words(text: str) -> frozenset[str]:
    """Return the words that a text also writes with a small letter."""
    return frozenset(re.findall(r"(?<![\w’'-])[^\W\d_A-Z][^\W\d_]{2,}", text)) - PARTICLES


def named(text: str, common: Collection[str], least: float = _LIKELY) -> Counter[str]:
    """Return the full names of persons in a text, and how often each stands there; least: how sure each must be."""
    found: Counter[str] = Counter()
    for match in _PERSON.finditer(text):
        person = _within(match.group(), common, least)
        if person:
            found[person] += 1
    return found


def _within(phrase: str, common: Collection[str], least: float) -> str:
    """Return the person's name in a run of capitalised words, which may begin a sentence or hold a post."""
    words = re.sub(r"[’']s$", "", phrase).split()
    if "’" in words[0][:2] or "'" in words[0][:2]:
        words = words[1:]  # "I’m Ada Ng"
    while len(words) > 2 and words[-1].casefold() in word_list("not_names.txt"):
        words.pop()
    for first in range(min(3, len(words) - 1)):
        person = name(" ".join(words[first:]), common)
        if person and len(person.words) > 1 and person.certainty >= least:
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
    found = named(intro, common, 0.5)
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
    titled = re.match(r"([^\W\d_a-z][^\W\d_]+)\s*[:：]", intro)
    if titled and not any(titled[1] in p for p in able) and len(re.findall(rf"\b{titled[1]}\b", intro)) > 1:
        return [titled[1]]
    sure = {p for p in able if (n := name(p, common)) and n.certainty >= _LIKELY} or set(able)
    return sorted(sure, key=lambda p: (-sum(n for q, n in found.items() if is_same(p, q)), intro.find(p)))[:1]


_SAID_TO_BE = r"\s*(?:is|was|are|=|:|stands for|refers to|will be)\s+(?:the )?"
_PRESIDING = re.compile(r"([^\n;]{4,80}?),? (?:in the chair|presiding|chairing|chaired)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\W*(?:before|coram|judge|presiding(?: judge| officer)?|chair)\s*:\s*(?P<who>.{4,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_CALLED = re.compile(
    r"\b(?:I call|calls?|called)(?: to the (?:stand|witness box))? (?P<who>(?:M[rs]{1,2}\.? |Dr\.? |Prof\.? )?[A-Z][^.,;:\n]{3,50})"
)


def behind_label(label: str, intro: str, whole: str, common: Collection[str]) -> str:
    """Return whom a label stands for by what the article says of it: "Speaker 1 is Ada Ng", "Ada Ng in the Chair"."""
    for found in re.finditer(rf"(?<!\w){re.escape(label)}{_SAID_TO_BE}", intro, re.IGNORECASE):
        if person := _first_person(intro[found.end() : found.end() + 80], common):
            return person
    for found in re.finditer(
        rf"(?=\b([A-Z][^.;:\n]{{3,60}}?)(?:,[^.;\n]{{1,60}})?\s*[(\[](?:the )?{re.escape(label)}[)\]])", intro
    ):
        if person := _first_person(found[1], common):
            return person
    plain = label.casefold().removeprefix("the ")
    cues = {
        "chair": _PRESIDING,
        "speaker": _PRESIDING,
        "president": _PRESIDING,
        "court": _BEFORE,
        "judge": _BEFORE,
        "witness": _CALLED,
    }
    if plain in cues and (match := cues[plain].search(whole)):
        words = match[match.lastgroup or 1]
        return _last_person(words, common) if plain not in ("witness",) else _first_person(words, common)
    return ""


def _first_person(text: str, common: Collection[str]) -> str:
    words = re.split(r"[;:\n(]", text)[0].replace(",", " , ").split()
    while words and words[0][0].islower():  # "the botanist Ada Ng"
        words = words[1:]
    for last in range(min(7, len(words)), 0, -1):
        person = name(" ".join(words[:last]).rstrip(" .,"), common)
        if person and (len(person.words) > 1 or person.titled):
            return person.text
    return ""


def _last_person(text: str, common: Collection[str]) -> str:
    pieces = [p for p in re.split(r"[,\[(:]", text) if p.strip()]
    found = [person.text for p in reversed(pieces) if (person := name(p.strip(" ]"), common))]
    return found[0] if found else ""


def listed(text: str, common: Collection[str]) -> list[str]:
    """Return the persons of a line such as "Panellists: Ada Ng (Oxford), Bo Ruiz (Lima)"."""
    bare = " ".join(re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text.partition(":")[2]).split())
    if people := names(bare, common):
        return [p.text for p in people]
    bare = " ".join(bare.split())
    pieces = re.split(r";|\.\s(?=[A-Z][\w ]*:)| and ", bare) if ";" in bare else re.split(r",| and ", bare)
    found = [person for piece in pieces if (person := named_line(piece.rpartition(":")[2].strip(" ."), common))]
    return [p.text for p in found if len(p.words) > 1 or p.titled]
