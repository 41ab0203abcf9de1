"""Whose lines are by the name below them: letters, parts that are signed, an introduction with its author's name."""

import re
from dataclasses import replace

from sourcebook.voices import turns
from sourcebook.voices.ledger import Ledger, Part, spoken
from sourcebook.voices.lines import is_prose
from sourcebook.voices.turns import Turn
from sourcebook.voices.wording import any_of

_INVITING = re.compile(  # "We asked five readers what they think of it."
    r"\b"
    + any_of(r"""
    we (?:asked|invited|put)
    asked (?:\w+ ){0,4}(?:people|experts|readers|members|to|who|what|whether)
    told us|wrote to us|here (?:is|are)|selection
    letters|responses|replies|reactions|contributions|their (?:answers?|views?|thoughts|words)
    """)
    + r"\b",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"P\.?\s?P?\.?S\b")
_LITTLE = 25  # words behind the last signature that are nobody's


def give_to_signatories(ledger: Ledger) -> None:
    """Give what stands above each name that closes something to whom it names; little is left behind the last."""
    closing = _closing(ledger)
    start = 0
    for n, turn in enumerate(closing):
        first = _begins(ledger, start, turn, opens_several=n == 0 and len(closing) > 1)
        start = _give_signed(ledger, first, turn, introduces=len(closing) == 1 and _goes_on(ledger, turn))
    rest = [n for n in range(start, len(ledger.parts)) if ledger.setting.open(n)]
    if closing and sum(ledger.lines[n].count for n in rest) <= _LITTLE and not _goes_on(ledger, closing[-1]):
        ledger.set_aside(rest[0] if rest else start, len(ledger.parts))


def _closing(ledger: Ledger) -> list[Turn]:
    """Return the turns that close, in order; where the layout has none, single signatures above the first turn."""
    if closing := [turn for turn in ledger.turns if turn.back]:
        return closing
    end = ledger.opening[0].n if ledger.opening else len(ledger.parts)
    signed = (turns.signature(ledger.setting, n) or turns.initialled(ledger.setting, n) for n in range(end))
    return [turn for turn in signed if turn]


def _goes_on(ledger: Ledger, turn: Turn) -> bool:
    """Tell whether an article goes on behind a name, which then signs its introduction."""
    return sum(n > turn.n for n in ledger.prose) >= 2


def _begins(ledger: Ledger, start: int, turn: Turn, opens_several: bool) -> int:
    """Return where what a name closes begins: at the last salutation above it, else behind what stands before it.

    opens_several   whether it is the first of several, so that an introduction to all may go before, which is set apart
    """
    greeted = max((n for n in range(start, turn.n) if ledger.setting.sorts[n] == "salutation"), default=start)
    first = _behind_introduction(ledger, turn.n) if opens_several and greeted == start else greeted
    if opens_several and first > start:
        editor = Part("introduction", "Editor", "editor", 0.6, "before the first letter")
        ledger.give(start, first, editor)
    return first


def _behind_introduction(ledger: Ledger, end: int) -> int:
    """Return where the first of several letters begins: at a heading below some text, or below what invites letters."""
    open_ = [n for n in range(end) if ledger.setting.open(n)]
    text = next((n for n in open_ if ledger.parts[n].kind != "heading"), end)
    heading = next((n for n in open_ if n > text and ledger.parts[n].kind == "heading"), None)
    if heading is not None:
        return heading
    inviting = next((n for n in open_ if n < end - 1 and is_prose(ledger.lines[n])), None)
    return inviting + 1 if inviting is not None and _INVITING.search(ledger.lines[inviting].text) else 0


def _give_signed(ledger: Ledger, first: int, turn: Turn, introduces: bool) -> int:
    """Give the lines from first to a name to whom it names, postscripts below it too; return the line behind these."""
    owner = spoken(turn)
    if introduces or turn.role in ("editor", "translator"):
        owner = replace(owner, kind="introduction")
    ledger.give(first, turn.n, owner)
    for n in range(first, turn.n):
        if ledger.parts[n].kind == "body" and (greeting := turns.GREETING.match(ledger.lines[n].text)):
            ledger.recast(n, "body", greeting.end())
    ledger.set_signature_aside(turn)
    behind = turn.n + 1 + turn.more
    while behind < len(ledger.parts) and _POSTSCRIPT.match(ledger.lines[behind].text):
        ledger.give(behind, behind + 1, owner)
        behind += 1
    return behind
