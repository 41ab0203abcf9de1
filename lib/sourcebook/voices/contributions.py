"""Names on lines of their own -> the turns that they open or close, where several stand so in one article."""

import re
from collections.abc import Collection, Mapping, Sequence

from sourcebook.voices.lines import ends_sentence, is_heading, is_prose, looks_like_post
from sourcebook.voices.namelines import (
    closes,
    describes,
    is_set_out,
    is_sure,
    name_line,
    opens,
    signs,
    single_name,
    stands_directly_over,
    stands_over_post,
)
from sourcebook.voices.names import Name
from sourcebook.voices.setting import LIKELY, Setting, Turn
from sourcebook.voices.signatures import closing, signatories

_MOST_BELOW = 3  # lines with a post or a place


def contributions(s: Setting) -> list[Turn]:
    """Return a turn for each line that is a person's name and opens or closes what the person says; else none."""
    found = {n: p for n in range(len(s.lines)) if s.open(n) and (p := name_line(s, n)) and p.text not in s.helpers}
    if together := signatories(s, found):
        return [together]
    signed = [n for n in found if signs(s, n)]
    if signed and len(signed) >= 0.5 * len(found):
        return [closing(s, n, found[n]) for n in signed]
    opening = [n for n in found if opens(s, n) and not _is_topic(s, n, found)]
    below = [n for n in found if closes(s, n)]
    if len(below) >= 2 and _stand_below(s, opening, below):
        return [closing(s, n, found[n]) for n in below]
    return _opened(s, found, opening)


def _stand_below(s: Setting, opening: Sequence[int], below: Sequence[int]) -> bool:
    """Tell whether names stand below what is said: text goes before the first, none follows the last."""
    greeted = "salutation" in s.sorts
    if opening and (min(below) > min(opening) or (len(below) < len(opening) and not greeted)):
        return False
    return greeted or not any(n > max(below) for n in s.prose)


def _is_topic(s: Setting, n: int, found: Mapping[int, Name]) -> bool:
    """Tell whether a name heads a section about the person: the text below it says the family name twice."""
    p = found[n]
    if p.text in s.authors:
        return False
    end = next((m for m in range(n + 1, len(s.lines)) if m in found), len(s.lines))
    said = [s.lines[m].text for m in range(n + 1, end) if s.open(m)]
    family = p.words[-1]
    naming = [text for text in said if family in text]
    return sum(len(re.findall(rf"(?<!\w){re.escape(family)}(?!\w)", text)) for text in naming) >= 2


# --- names above what is said -----------------------------------------------------------------------------------------


def _opened(s: Setting, found: Mapping[int, Name], opening: Sequence[int]) -> list[Turn]:
    """Return the turns that names open: those of sure names, and of what is set like them."""
    strong = [n for n in opening if is_sure(found[n], s) or (found[n].certainty >= LIKELY and is_set_out(s, n))]
    if len({found[n].text for n in strong}) < 2:
        return [_opening(s, n, found[n]) for n in strong if _stands_alone(s, n, found[n])][:1]
    posted = sum(_has_post(s, n, found[n]) for n in strong) > 0.6 * len(strong)
    marked = s.lines[strong[0]].marked
    weak = [n for n in opening if _is_set_like(s, n, found[n], marked, posted)]
    people = {n: found[n] for n in [*strong, *weak]} | _singles(s, found)
    return [_opening(s, n, people[n]) for n in sorted(people)]


def _stands_alone(s: Setting, n: int, p: Name) -> bool:
    """Tell whether the only name of its kind opens a part: an author's, or, behind other text, one with a post."""
    if not stands_directly_over(s, n):
        return False
    behind = any(is_prose(s.lines[m]) and not s.sorts[m] for m in range(n))
    return p.text in s.authors or (bool(p.affiliation) and behind)


def _has_post(s: Setting, n: int, p: Name) -> bool:
    """Tell whether a name is followed by what the person is, on its line or the next."""
    return bool(p.affiliation) or stands_over_post(s, n)


def _is_set_like(s: Setting, n: int, p: Name, marked: bool, posted: bool) -> bool:
    """Tell whether a line that may be a name is set like the sure ones; marked, posted: whether these are."""
    if posted and not _has_post(s, n, p):
        return False
    return p.certainty >= 0.6 or (p.certainty >= LIKELY and s.lines[n].marked == marked)


def _singles(s: Setting, found: Collection[int]) -> dict[int, Name]:
    """Return the lines with the one name of a person who has but one."""
    others = (n for n in range(len(s.lines)) if s.open(n) and n not in found)
    return {n: p for n in others if (p := single_name(s, n)) and opens(s, n)}


def _opening(s: Setting, n: int, p: Name) -> Turn:
    """Return the turn that the name on line n opens, with the lines below it that say what the person is."""
    more = 0
    while more < _MOST_BELOW and n + more + 1 < len(s.lines) and _belongs(s, n, n + more + 1, p):
        more += 1
    return Turn(n, -1, p.text, "author", 0.6 + 0.35 * p.certainty, "the name on a line before it", more)


def _belongs(s: Setting, n: int, below: int, p: Name) -> bool:
    """Tell whether a line below the name on line n says what the person is, and isn't yet what the person says."""
    line = s.lines[below]
    if not s.open(below):
        return False
    if describes(line, p):
        return True
    if is_prose(line) or ends_sentence(line) or line.marked or line.count > 20:
        return False
    if not line.apart:
        return True
    return s.lines[n].apart and (looks_like_post(line) or not is_heading(s.lines, below))
