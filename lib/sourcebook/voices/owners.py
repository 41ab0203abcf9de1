"""Whose each line is by the turns that open: a line belongs to the turn above it, the first lines to who introduces."""

from sourcebook.voices.ledger import Ledger, Part, is_labelled, spoken
from sourcebook.voices.lines import ends_sentence
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.turns import Turn


def give_in_turn(ledger: Ledger) -> None:
    """Give each line to the turn above it, and those above the first turn to who introduces; labels are nobody's."""
    everyone = by_default(ledger.head)
    starts = [turn.n for turn in ledger.opening]
    first = starts[0] if starts else len(ledger.parts)
    ledger.give(0, first, _introducing(ledger) if starts else everyone)
    for turn, end in zip(ledger.opening, [*starts[1:], len(ledger.parts)], strict=False):
        ledger.give(turn.n, end, spoken(turn) if turn.voice else everyone)
        _set_label_aside(ledger, turn)
        _take_headings_back(ledger, turn, end)


def by_default(head: Masthead) -> Part:
    """Return whose a line is of which nothing else is told: the authors' together, else nobody's by name."""
    if len(head.authors) == 1:
        return Part("body", head.authors[0], "author", 0.9, "the article's only author")
    if head.authors:
        return Part("body", ", ".join(head.authors), "collective", 0.7, "the article's authors together")
    return Part("body", "unsigned", "unsigned", 0.5, "nobody is named as speaking")


def _introducing(ledger: Ledger) -> Part:
    """Return who speaks before the first turn: the bylined interviewer, else whoever edits the page."""
    head = ledger.head
    signing = [*head.authors, *head.others.get("interviewer", [])]
    asking = [turn.voice for turn in ledger.turns if turn.role == "interviewer" and turn.voice in signing]
    if asking:
        return Part("introduction", asking[0], "interviewer", 0.8, "before the first question")
    bylined = "before the first contribution, and in the byline"
    if len(head.authors) == 1 and head.authors[0] not in {turn.voice for turn in ledger.turns}:
        return Part("introduction", head.authors[0], "author", 0.7, bylined)
    for role in ("editor", "translator"):
        if head.others.get(role):
            return Part("introduction", head.others[role][0], role, 0.8, bylined)
    return Part("introduction", "Editor", "editor", 0.7, "before the first contribution")


def _set_label_aside(ledger: Ledger, turn: Turn) -> None:
    """Set aside what only names a voice: the whole line and what describes the person, or the line's beginning."""
    if turn.basis.startswith("the heading") or not turn.voice:
        ledger.recast(turn.n, "heading")
    elif turn.label < 0:
        ledger.set_aside(turn.n, turn.n + 1 + turn.more, f"label of {turn.voice}")
    else:
        kind = ledger.parts[turn.n].kind
        ledger.recast(turn.n, "body" if kind == "heading" else kind, turn.label)


def _take_headings_back(ledger: Ledger, turn: Turn, end: int) -> None:
    """Take sentences for what they are: in a dialogue a question is no heading, nor is what stands below a name."""
    last = end if is_labelled(turn) else min(turn.n + turn.more + 2, len(ledger.parts))
    for n in range(turn.n + 1, last):
        line = ledger.lines[n]
        if ledger.parts[n].kind == "heading" and not line.marked and ledger.setting.open(n) and ends_sentence(line):
            ledger.recast(n, "body")
