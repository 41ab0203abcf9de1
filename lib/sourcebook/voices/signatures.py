"""Names below what is said: the turn that each closes, and those who sign together."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from sourcebook.voices.lines import ends_sentence, is_prose
from sourcebook.voices.namelines import (
    closes,
    credits_quotation,
    describes,
    is_another,
    is_sure,
    name_line,
    opens,
    stands_over_post,
)
from sourcebook.voices.names import Name, names
from sourcebook.voices.setting import LIKELY, SURE, Setting, Turn
from sourcebook.voices.speakers import are_editors, short_for

_MOST_BELOW = 3  # lines with a post or a place
_TOGETHER = 3  # lines of names below each other that are signatories
_INITIALS = r"(?:[A-Z]\.\s?)"
# "– E. P.", "A. Mc", "Ana, Lima": initials or a first name, and a place or post
SHORT = re.compile(
    rf"[—–-]?\s?(?P<who>{_INITIALS}{{1,4}}(?:Mc)?(?:[A-Z]\w*\.?)?|[^\W\d_a-z][^\W\d_]{{1,14}})(?:,\s.{{2,40}})?"
)


def closing(s: Setting, n: int, p: Name) -> Turn:
    """Return the turn that the name on line n closes, with the lines below it that say what the person is."""
    more = 0
    while more < _MOST_BELOW and n + more + 1 < len(s.lines) and _belongs(s, n + more + 1):
        more += 1
    if not are_editors(p.text):
        return Turn(n, -1, p.text, "author", 0.6 + 0.3 * p.certainty, "the name below it", more, back=True)
    voice = p.text.partition(",")[0].strip()
    role = "translator" if "trans" in voice.casefold() else "editor"
    return Turn(n, -1, voice, role, 0.9, "the name below it", more, back=True)


def _belongs(s: Setting, n: int) -> bool:
    """Tell whether a line goes with the signature above it: a short one directly below it, and no other name."""
    line = s.lines[n]
    if not s.open(n) or line.apart or line.count > 12 or is_prose(line) or ends_sentence(line):
        return False
    return not (is_another(s, n) and (opens(s, n) or _names_surely(s, n)))


def _names_surely(s: Setting, n: int) -> bool:
    person = name_line(s, n)
    return person is not None and person.certainty >= SURE


def signature(s: Setting, n: int) -> Turn | None:
    """Return the turn that a single line closes: a name with its post that no running text follows directly."""
    person = name_line(s, n) if s.open(n) else None
    if person is None or not closes(s, n) or credits_quotation(s, n) or _heads(s, n, person):
        return None
    turn = closing(s, n, person)
    below = s.next(n)
    if below is not None and person.certainty >= LIKELY and describes(s.lines[below], person):
        return turn
    if person.text in s.helpers:
        return replace(turn, role="translator" if "translat" in s.intro.casefold() else "editor")
    return turn if is_sure(person, s) and (s.lines[n].text[0] in "—–-" or _ends(s, n)) else None


def _heads(s: Setting, n: int, p: Name) -> bool:
    """Tell whether a name stands over its post and what the person says."""
    return not p.affiliation and stands_over_post(s, n) and opens(s, n)


def _ends(s: Setting, n: int) -> bool:
    """Tell whether nothing more is said directly below a line."""
    below = s.next(n)
    return below is None or not (is_prose(s.lines[below]) or ends_sentence(s.lines[below]))


def initialled(s: Setting, n: int) -> Turn | None:
    """Return the turn that initials close below running text: "E. P., Archivist"."""
    text = s.lines[n].text
    if not s.open(n) or s.lines[n].count > 8 or not re.match(rf"[—–-]?\s?{_INITIALS}{{2,4}}", text):
        return None
    short = SHORT.fullmatch(text) if closes(s, n) else None
    if not short:
        return None
    who = short_for(short["who"], s) or " ".join(short["who"].split())
    return Turn(n, -1, who, "author", 0.7, "the initials below it", back=True)


# --- those who sign together ------------------------------------------------------------------------------------------


def signatories(s: Setting, found: Collection[int]) -> Turn | None:
    """Return the turn of those who sign together at the end: three lines of names or more, one below the other.

    found   the lines that name a person; one of them at most is no signatory's
    """
    people = _signing(s)
    if len(people) < _TOGETHER or len(set(found) - set(people)) > 1:
        return None
    first, last = min(people), max(people)
    voice = ", ".join(dict.fromkeys(p for some in people.values() for p in some))
    return Turn(first, -1, voice, "collective", 0.8, "the names below it", last - first, back=True)


def _signing(s: Setting) -> Mapping[int, list[str]]:
    """Return whom each line of the first list of names in the second half of an article names."""
    people: dict[int, list[str]] = {}
    begin = s.prose[len(s.prose) // 2] + 1 if s.prose else 0
    for n in range(begin, len(s.lines)):
        if some := _people_of(s, n) if s.open(n) and not is_prose(s.lines[n]) else []:
            people[n] = some
        elif len(people) >= _TOGETHER:
            break
        elif s.open(n):
            people = {}
    return people


def _people_of(s: Setting, n: int) -> list[str]:
    """Return the persons of a line that may name two: "Ada Ng and Bo Ruiz, Town of Ravna"."""
    text = re.sub(r"^(?:For|On behalf of) (?:the )?[^:]{2,60}:\s*", "", s.lines[n].text)
    cuts = [m.start() for m in re.finditer(r",\s|\s[–—(]", text)]
    for cut in [*reversed(cuts), len(text)]:
        people = names(text[:cut], s.common)
        if len(people) > 1 or (people and people[0].certainty >= LIKELY):
            return [p.text for p in people]
    return []
