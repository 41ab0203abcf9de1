"""Who is listed as taking part, ahead of what is said: the lists are nobody's words, the names in them are known."""

import re
from collections.abc import Collection, Sequence

from sourcebook.voices.ledger import Ledger, Part
from sourcebook.voices.lines import Line, is_prose
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.names import Name, named_line
from sourcebook.voices.people import listed
from sourcebook.voices.wording import any_of

_HEADS_LIST = re.compile(  # "Panellists: Ada Ng (Lima), Bo Ruiz (Oslo)", or the heading of a list: "Present"
    r"\W*"
    + any_of(r"""
    participants?|contributors?|signator(?:y|ies)|discussants?|featuring|with
    (?:the )?panel|panel(?:l)?ists?|speakers?|guests?|moderators?|hosts?|chair|interviewees?|interviewers?
    present|also present|members present|in attendance|attend(?:ees|ing)|apologies
    # of courts
    before|coram|witness(?:es)?|appearances|for the \w+|counsel(?: for the \w+)?
    """)
    + r"\s*(?::.*)?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LIST = 80  # words on one line
_LONGEST_HEADING = 4  # words of what heads a list whose names stand below it
_LONGEST_ENTRY = 25  # words of a line that names one person
_BELOW_TOP = 20  # lines below the top of an article in which it may list who takes part
_BEFORE_NAME = re.compile(r"^(?:[-*•–\s]+|[\w ]{3,25}:\s+)")  # "- Ada Ng", "Moderator: Ada Ng"
_WHO = Part("furniture", confidence=0.8, basis="by its place: who takes part")


def participants(
    lines: Sequence[Line], sorts: Sequence[str], head: Masthead, common: Collection[str]
) -> tuple[list[str], list[str]]:
    """Return the persons whom lists of who takes part name, and the sorts of furniture with these lists among them."""
    people: list[str] = []
    marked = list(sorts)
    inside = False
    for n, line in enumerate(lines[: head.top + _BELOW_TOP]):
        if sorts[n] or head.kinds.get(n, ("", ""))[1] == "title":
            continue
        found = []
        if _HEADS_LIST.fullmatch(line.text) and line.count <= _LONGEST_LIST:
            found = listed(line.text, common)
            inside = not found and _heads_names(lines, sorts, n, common)
        elif inside:
            person = _entry(line, common)
            found, inside = [person.text] if person else [], person is not None
        people += found
        marked[n] = "participants" if found or inside else sorts[n]
    return people, marked


def _heads_names(lines: Sequence[Line], sorts: Sequence[str], n: int, common: Collection[str]) -> bool:
    """Tell whether a line such as "Participants" stands over names and nothing else."""
    if lines[n].count > _LONGEST_HEADING or lines[n].text.rstrip()[-1] not in ":sSt":  # of several, or "Present"
        return False
    following = [line for line, sort in zip(lines[n + 1 : n + 3], sorts[n + 1 : n + 3], strict=True) if not sort]
    return len(following) == 2 and all(_entry(line, common) for line in following)


def _entry(line: Line, common: Collection[str]) -> Name | None:
    """Return the person whom a line of a list names."""
    return None if is_prose(line) else named_line(line.text.lstrip("-•*– "), common)


def set_cast_aside(ledger: Ledger) -> None:
    """Set the lines ahead of a dialogue aside that name who takes part in it."""
    setting = ledger.setting
    for n in range(ledger.turns[0].n if ledger.is_dialogue else 0):
        line = ledger.lines[n]
        if not setting.open(n) or is_prose(line) or line.count > _LONGEST_ENTRY or line.marked:
            continue
        person = named_line(_BEFORE_NAME.sub("", line.text), setting.common)
        if person and person.certainty >= 0.5 and (person.affiliation or person.text in setting.known):
            ledger.parts[n] = _WHO


def set_billing_aside(ledger: Ledger) -> None:
    """Set a line ahead of what is said aside that names several of those who speak."""
    voices = {turn.voice for turn in ledger.opening if " " in turn.voice}
    for n in range(ledger.opening[0].n if len(voices) > 1 else 0):
        line = ledger.lines[n]
        if ledger.setting.open(n) and not is_prose(line) and not line.marked:
            flat = " ".join(line.text.split())
            if sum(voice in flat for voice in voices) > 1:
                ledger.parts[n] = _WHO
