"""Who is named in an article, and who of them is interviewed."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sourcebook.spans import word_list
from sourcebook.voices.names import PARTICLES, is_same, name, named_line, names
from sourcebook.voices.wording import any_of, mentions

_CAPITAL, _LETTER = r"[^\W\d_a-z\u3040-\u9fff]", r"[^\W\d_\u3040-\u9fff]"
_CAPITALISED = any_of(
    rf"""
    # A.   Okafor   Lind-Øst   O’Neill
    {_CAPITAL}(?=[.\s,;:)]|$)
    {_CAPITAL}{_LETTER}+(?:[’'-]{_LETTER}+)*
    {_CAPITAL}[’']{_LETTER}+(?:[’'-]{_LETTER}+)*
    """
)
_LINK = "|".join(sorted(PARTICLES, key=lambda particle: (-len(particle), particle)))
_PERSON = re.compile(
    rf"(?<![\w’'-]){_CAPITALISED}\.?(?: (?:{_LINK}|{_CAPITALISED}\.?|(?:al|el)-{_CAPITALISED})){{1,5}}(?![\w])"
)
_LIKELY = 0.75
_MET = re.compile(
    any_of(
        r"""
        # what stands before the name of who is interviewed: "an interview with", "we spoke to", "in conversation with"
        interview(?:ed|ing|s)?(?: (?:with|of))?
        (?:in )?conversation with
        (?:talk(?:s|ed|ing)?|sp(?:eaks?|oke|oken|eaking)|correspond(?:s|ed)|Q ?& ?A) (?:to|with|by phone with)
        (?:sat down|sits down|caught up|chat(?:s|ted)?|met|meets?) (?:to|with|by phone with)
        asked|asks|questions (?:for|to)|with
        """
    ).join([r"\b", r"\s+"])
)
_ANSWERED = re.compile(
    r"\s*(?:,[^,.]{2,120},)?\s*"  # , head of the Delta Board,
    + any_of(
        r"""
        # what stands behind it: "Ada Ng explains", "Ada Ng on ports"
        talks?|talked|speaks?|spoke|tells?|told|discuss(?:es|ed)?|explains?|explained|reflects?|reflected
        answers?|answered|describes?|described|on
        """
    )
    + r"\b"
)
_INTERVIEW = re.compile(
    any_of(
        r"""
        # by which a title or an introduction calls itself one
        interview\w*|q ?& ?a|conversation|in dialogue|(?:\w+ )?minutes with
        talk(?:s|ed) (?:to|with)|sp(?:eaks|oke) (?:to|with)|sat down with
        asked (?:him|her|them)|answers? (?:our|your|the) questions|five questions|questions (?:for|to|with)
        """
    ).join([r"\b", r"\b"]),
    re.IGNORECASE,
)
_MAY_BE_INTERVIEW = mentions(
    "interview|q &|q&|conversation|dialogue|minutes with|talk|speak|spoke|sat down|asked|answer|questions"
)
# A word in small letters, as a group; what else stands without a space is passed over in one go.
_COMMON = re.compile(r"([^\W\d_A-Z][^\W\d_]{2,}+)[\w’'-]*+|[\w’'-]++")


def common_words(text: str) -> frozenset[str]:
    """Return the words that a text also writes with a small letter.

    >>> sorted(common_words("Green Ports: the ports of Ada Ng"))
    ['ports', 'the']
    """
    return frozenset(_COMMON.findall(text)) - PARTICLES - {""}


def named(text: str, common: Collection[str], least: float = _LIKELY) -> Counter[str]:
    """Return the full names of persons in a text, and how often each stands there.

    common   words that the article also writes with a small letter
    least    how sure each name must be, from 0 to 1

    >>> named("We met Ada Ng and Dr. Bo Ruiz; Ada Ng spoke.", ())
    Counter({'Ada Ng': 2, 'Bo Ruiz': 1})
    """
    found = (_within(match.group(), common, least) for match in _PERSON.finditer(text))
    return Counter(person for person in found if person)


def _within(phrase: str, common: Collection[str], least: float) -> str:
    """Return the person's name in a run of capitalised words, which may begin a sentence or hold a post."""
    words = re.sub(r"[’']s$", "", phrase).split()
    if "’" in words[0][:2] or "'" in words[0][:2]:
        words = words[1:]  # "I’m Ada Ng"
    while len(words) > 2 and words[-1].casefold() in word_list("not_names.txt"):
        words.pop()
    for first in range(min(3, len(words) - 1)):
        person = name(" ".join(words[first:]), common)
        if person and len(person.words) > 1 and (person.titled or person.certainty >= least):
            return person.text
    return ""


def is_interview(text: str) -> bool:
    """Tell whether a title or an introduction speaks of an interview."""
    return _MAY_BE_INTERVIEW(text) and _INTERVIEW.search(text) is not None


def interviewed(intro: str, common: Collection[str], bylined: Iterable[str]) -> list[str]:
    """Return who is interviewed, by a title and introduction: said so, else whom it names most; at most one.

    bylined   names of who wrote or led the interview, and are not looked for

    >>> interviewed("Ports of the delta. Bo Ruiz spoke to Ada Ng about dredging.", (), ["Bo Ruiz"])
    ['Ada Ng']
    """
    others = tuple(bylined)
    found = named(intro, common, 0.5)
    able = [person for person in found if not any(is_same(person, other) for other in others)]
    if said := _met(intro, able) or _answering(intro, able) or _before_colon(intro, able):
        return [said]
    sure = [p for p in able if (n := name(p, common)) and n.certainty >= _LIKELY] or able
    return sorted(sure, key=lambda p: (-sum(n for q, n in found.items() if is_same(p, q)), intro.find(p)))[:1]


def _met(intro: str, able: Sequence[str]) -> str:
    """Return the first of some persons whom an introduction says to be met: "we spoke to the engineer Ada Ng"."""
    for cue in _MET.finditer(intro):
        for person in able:
            if re.match(rf"(?:[\w.’'-]+,? ){{0,6}}?{re.escape(person)}", intro[cue.end() :]):
                return person
    return ""


def _answering(intro: str, able: Sequence[str]) -> str:
    """Return the first of some persons who is said to answer: "Ada Ng, head of the Delta Board, explains"."""
    for person in able:
        for match in re.finditer(re.escape(person), intro):
            if _ANSWERED.match(intro, match.end()):
                return person
    return ""


def _before_colon(intro: str, able: Sequence[str]) -> str:
    """Return the single name with which a title opens and that comes again: "Adaeze: the river is mine"."""
    titled = re.match(r"([^\W\d_a-z][^\W\d_]+)\s*[:：]", intro)
    if not titled or any(titled[1] in person for person in able):
        return ""
    return titled[1] if len(re.findall(rf"\b{titled[1]}\b", intro)) > 1 else ""


_SAID_TO_BE = r"\s*(?:is|was|are|=|:|stands for|refers to|will be)\s+(?:the )?"
_PRESIDING = re.compile(r"(?P<who>[^\n;]{4,80}?),? (?:in the chair|presiding|chairing|chaired)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\W*(?:before|coram|judge|presiding(?: judge| officer)?|chair)\s*:\s*(?P<who>.{4,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_CALLED = re.compile(  # I call Dr. Ada Ng
    r"\b(?:I call|calls?|called)(?: to the (?:stand|witness box))? "
    r"(?P<who>(?:M[rs]{1,2}\.? |Dr\.? |Prof\.? )?[A-Z][^.,;:\n]{3,50})"
)
_CUES = {  # label -> what the article says of its holder
    "chair": _PRESIDING,
    "speaker": _PRESIDING,
    "president": _PRESIDING,
    "court": _BEFORE,
    "judge": _BEFORE,
    "witness": _CALLED,
}


def behind_label(label: str, intro: str, whole: str, common: Collection[str]) -> str:
    """Return whom a label stands for by what the article says of it, "" where it doesn't.

    intro   where it may be explained
    whole   the article, which says who presides, before whom a case comes, who is called

    >>> behind_label("Speaker 1", "Speaker 1 is Ada Ng, an engineer.", "", ())
    'Ada Ng'
    """
    own = re.escape(label)
    for found in re.finditer(rf"(?<!\w){own}{_SAID_TO_BE}", intro, re.IGNORECASE):
        if person := _first_person(intro[found.end() : found.end() + 80], common):
            return person
    bracketed = rf"(?=\b([A-Z][^.;:\n]{{3,60}}?)(?:,[^.;\n]{{1,60}})?\s*[(\[](?:the )?{own}[)\]])"  # Ada Ng (AN)
    for found in re.finditer(bracketed, intro):
        if person := _first_person(found[1], common):
            return person
    return _presiding(label.casefold().removeprefix("the "), whole, common)


def _presiding(label: str, whole: str, common: Collection[str]) -> str:
    """Return who holds the office of a label: "Ada Ng in the Chair", "Before: Justice Bo Ruiz", "I call Dr. Oduya"."""
    cue = _CUES.get(label)
    found = cue.search(whole) if cue else None
    if not found:
        return ""
    return _first_person(found["who"], common) if cue is _CALLED else _last_person(found["who"], common)


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
    """Return the persons of a line such as "Panellists: Ada Ng (Oxford), Bo Ruiz (Lima)".

    >>> listed("Panellists: Ada Ng (Oxford), Bo Ruiz (Lima)", ())
    ['Ada Ng', 'Bo Ruiz']
    """
    bare = " ".join(re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text.partition(":")[2]).split())
    if people := names(bare, common):
        return [p.text for p in people]
    between = r";|\.\s(?=[A-Z][\w ]*:)| and " if ";" in bare else r",| and "
    pieces = [piece.rpartition(":")[2].strip(" .") for piece in re.split(between, bare)]
    found = [person for piece in pieces if (person := named_line(piece, common))]
    return [p.text for p in found if len(p.words) > 1 or p.titled]
