"""Headings that give what follows to a person or a group: "Statement of Ada Ng", "Views of the delegation"."""

import re
from collections.abc import Iterator

from sourcebook.voices.lines import is_heading, is_prose, looks_like_heading
from sourcebook.voices.names import name, named_line
from sourcebook.voices.setting import LIKELY, Setting, Turn
from sourcebook.voices.wording import any_of

_NEAR = 4  # lines below a heading in which running text must stand

# --- by a person ------------------------------------------------------------------------------------------------------

_KINDS = r"(?:prepared|opening|written|closing|oral|supplementary|additional|joint|full|further)"
_STATEMENT = any_of("""
    statement|testimony|evidence|submission|contribution
    remarks|address|speech|letter|comment
    response|reply|dissent|opinion
""")
# Prepared statement of Ada Ng, Mayor of Ravna
_STATEMENT_OF = re.compile(rf"(?:{_KINDS} )*{_STATEMENT} (?:of|by|from) (?P<who>.{{4,120}})", re.IGNORECASE)
_REPLIES = any_of("""
    dissenting|concurring|in dissent
    in reply|responds|replies
    for the (?:majority|minority|motion|opposition)|against the motion
""")
# Ng J, dissenting in part; Ada Ng, for the motion
_DISSENTING = re.compile(rf"(?P<who>.{{4,60}}?),? {_REPLIES}(?: .{{0,40}})?", re.IGNORECASE)
# Ada Ng to Bo Ruiz, 3 May
_WRITES_TO = re.compile(r"(?P<who>.{4,50}?) (?:writes )?to (?P<whom>[A-Z].{3,50}?)(?:, .{4,40})?")


def statements(s: Setting) -> list[Turn]:
    """Return a turn for each heading that gives what follows to a person: "Statement of Ada Ng"."""
    return [
        Turn(n, -1, who, "author", 0.8, "the heading of the statement")
        for n in range(len(s.lines))
        if s.open(n) and (who := _stating(s, n)) and _is_followed(s, n)
    ]


def _stating(s: Setting, n: int) -> str:
    """Return the person whose statement a line says will follow, "" if it says none."""
    line = s.lines[n]
    found = _STATEMENT_OF.fullmatch(line.text) or _DISSENTING.fullmatch(line.text) if line.count <= 25 else None
    if not found and line.count <= 16 and (to := _WRITES_TO.fullmatch(line.text)) and name(to["whom"], s.common):
        found = to
    person = named_line(found["who"], s.common) if found else None
    return person.text if person and person.certainty >= LIKELY else ""


def _is_followed(s: Setting, n: int) -> bool:
    """Tell whether running text stands near below a line."""
    near = range(n + 1, min(n + 1 + _NEAR, len(s.lines)))
    return any(is_prose(s.lines[m]) and not s.sorts[m] for m in near)


def titled(s: Setting, title: str) -> str:
    """Return who speaks in a text whose title begins with a name and a colon and that says "I" or "we", "" if none."""
    before, colon, _ = title.partition(":")
    person = name(before, s.common) if colon else None
    if not person or person.certainty < 0.75 or len(person.words) < 2:
        return ""
    said = sum(len(re.findall(r"\b(?:I|my|me|we|our|us)\b", line.text)) for line in s.lines)
    return person.text if said >= 5 else ""


# --- by a group -------------------------------------------------------------------------------------------------------

_GROUP = any_of(r"""
    delegations?|missions?|contingent|representatives?|participants?|signatories
    side|party|parties|bloc|coalition|alliance|caucus|league|congress
    group|working group|team|panel|committee|commission|council|board|bench|forum|network
    government|ministry|secretariat|authority|agency|company|trust|chamber
    unions?|guild|federation|association|societ(?:y|ies)|institute|academy
    church|synod|parish|tribe|city|province|communit(?:y|ies)|people|youth|elders
    members?|authors?|experts?|scholars?|academics?|employers?|students?|residents?|tenants?
    # workers, doctors, economists, historians, fishermen
    \w+(?:ers|ors|ists|ians|men|women)
    landlords|\w*(?:wardens|citizens|officials|chiefs)
""")
_OF_PLACE = r"(?: (?:of|for|from) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)?"
_WHO = rf"(?P<who>(?:[\w’'&-]+ ){{0,5}}?{_GROUP}\b{_OF_PLACE})"
_WORDS = any_of("""
    statement|declaration|submission|contribution|paper|text|case
    position|perspective|opinion|views?|remarks|comments|part
    demands|proposals?|suggestions|recommendations?
    response|reply|answer
""")
# Remarks from the Norwegian delegation
_OF_GROUP = re.compile(rf"\b{_WORDS}s? (?:of|from|by) (?:the )?{_WHO}\s*$", re.IGNORECASE)
_FROM_GROUP = re.compile(rf"\b(?:from|by)\s+(?:the )?{_WHO}", re.IGNORECASE)
# Part II: The farmers of Ravna; The workers’ response (translated)
_PART = r"(?:part|section|chapter)?\s*(?:\d{1,2}|[ivxlc]{1,5}|[a-d]|one|two|three|four|five)?\s*[.):–—-]\s*"
_IS_GROUP = re.compile(
    rf"(?:{_PART})?(?:the )?{_WHO}(?:[’']s?)?(?:\s{_WORDS}|\ssays?)?(?:\s*\([^()]*\))?\s*:?",
    re.IGNORECASE,
)
_OF_ALL = any_of("""
    joint|common|shared|both|together|all (?:parties|sides|delegations)
    agree|agreed|recommendations?|conclusions?
    next (?:steps?|meeting|session)
    annex|closing|signed|signatures
""")
_JOINT = re.compile(rf"\b{_OF_ALL}\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_IS_PART = re.compile(r"(?:part|section)\b", re.IGNORECASE)


def groups(s: Setting) -> list[Turn]:
    """Return a turn for each heading that gives a part to a group, and for one that speaks for all behind them."""
    found = {n: who for n in range(len(s.lines)) if (who := _heading_of_group(s, n))}
    if len({who.casefold() for who in found.values()}) < 2:
        return []
    turns = [Turn(n, -1, who, "collective", 0.85, "the heading of its part") for n, who in found.items()]
    return [*turns, *_joint(s, max(found))]


def _heading_of_group(s: Setting, n: int) -> str:
    """Return the group to which a heading, over the article or in it, gives what follows; "" without one."""
    line = s.lines[n]
    if s.sorts[n] or line.count > 20 or not looks_like_heading(line) or not _is_followed(s, n):
        return ""
    who = " ".join(_group(s, n).split())
    return who[:1].upper() + who[1:]


def _group(s: Setting, n: int) -> str:
    text = s.lines[n].text
    if found := _OF_GROUP.search(text):
        return found["who"]
    if found := _FROM_GROUP.search(text):
        return found["who"] if found["who"][0].isupper() else ""
    found = _IS_GROUP.fullmatch(text)
    return found["who"] if found and _speaks_as_we(s, n) else ""


def _speaks_as_we(s: Setting, n: int) -> bool:
    """Tell whether the text below a heading says "we", once if the heading is that of a part, else twice."""
    said = 0
    least = 1 if _IS_PART.match(s.lines[n].text) else 2
    for m in range(n + 1, len(s.lines)):
        if s.open(m) and is_heading(s.lines, m):
            break
        said += len(_WE.findall(s.lines[m].text))
    return said >= least


def _joint(s: Setting, last: int) -> Iterator[Turn]:
    """Yield the turn of the first heading behind the last group's that speaks for all."""
    behind = range(last + 1, len(s.lines))
    joint = (n for n in behind if s.open(n) and is_heading(s.lines, n) and _JOINT.search(s.lines[n].text))
    for n in list(joint)[:1]:
        yield Turn(n, -1, "", "", 0.6, "a heading that speaks for all")
