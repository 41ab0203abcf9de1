"""What somebody else says in the midst of an article: the teller of a talk, an editor who replies, a quoted mail."""

import re

from sourcebook.voices.ledger import Ledger, Part
from sourcebook.voices.names import name
from sourcebook.voices.turns import is_by_editor

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]\.?")
_LONGEST_STAGE = 15  # words
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_TELLS = r"(?:said|asked|added|laughed|smiled|told|had|\w+s)"  # "\w+s": laughs, nods, was
_OF_ONESELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
_FEWEST = 3  # words ahead of "– Ed."
_WROTE = re.compile(  # "On 3 May 2026, Ada Ng <ada@river.org> wrote:"
    r"(?:>\s?)*(?:On .{5,140}?,? )?(?P<who>[^\W\d_][^,<>:\n]{2,40}?)(?:\s*<[^>]*>)? (?:wrote|writes)\s*:", re.DOTALL
)
_DAY_AND_HOUR = re.compile(r"^.*?(?:[AP]M|\d{4}|\d\d:\d\d),?\s+")


def set_stage_aside(ledger: Ledger) -> None:
    """Set aside what stands in brackets by itself in a dialogue."""
    for n in range(ledger.turns[0].n if ledger.is_dialogue else len(ledger.parts), len(ledger.parts)):
        if ledger.lines[n].count <= _LONGEST_STAGE and _IN_BRACKETS.fullmatch(ledger.lines[n].text):
            ledger.parts[n] = Part("furniture", confidence=0.8, basis="by its wording: stage")


def give_narration(ledger: Ledger) -> None:
    """Give unlabelled paragraphs of a dialogue that tell of a speaker by name to the interviewer who signs."""
    asking = [turn.voice for turn in ledger.turns if turn.role == "interviewer"]
    if not ledger.is_dialogue or not asking or not ledger.head.authors:
        return
    teller = Part("body", asking[0], "interviewer", 0.7, "tells of the speakers between what they say")
    families = "|".join(sorted({re.escape(turn.voice.split()[-1]) for turn in ledger.turns}))
    telling = re.compile(rf"\b(?:{families})\b[^.]{{0,30}}\b{_TELLS}\b")
    labelled = {turn.n for turn in ledger.turns}
    for n in range(ledger.turns[0].n + 1, len(ledger.parts)):
        part = ledger.parts[n]
        if n not in labelled and part.kind == "body" and part.role != "interviewer":
            bare = _QUOTED.sub(" ", ledger.lines[n].text)
            if telling.search(bare) and not _OF_ONESELF.search(bare):
                ledger.parts[n] = teller


def give_editor_replies(ledger: Ledger) -> None:
    """Give a line that ends in "– Ed." to the editor."""
    editor = Part("body", "Editor", "editor", 0.85, "marked as the editor's at its end")
    for n, line in enumerate(ledger.lines):
        if ledger.setting.open(n) and line.count > _FEWEST and is_by_editor(line.text):
            ledger.give(n, n + 1, editor)


def give_quoted_mail(ledger: Ledger) -> None:
    """Give the lines that an e-mail quotes behind ">" to who wrote them, as the line above them says."""
    voice = ""
    for n, line in enumerate(ledger.lines):
        if wrote := _WROTE.fullmatch(line.text):
            person = name(_DAY_AND_HOUR.sub("", wrote["who"]), ledger.setting.common)
            voice = person.text if person else ""
            if voice:
                ledger.set_aside(n, n + 1)
        elif voice and line.text.startswith(">"):
            ledger.give(n, n + 1, Part("body", voice, "author", 0.8, "quoted in the mail"))
            if ledger.parts[n].kind == "heading":
                ledger.recast(n, "body")
