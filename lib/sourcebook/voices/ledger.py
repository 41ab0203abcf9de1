"""Whose each line of an article is, while that is being decided: what all the steps read, and where they write."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sourcebook.voices.lines import Line, is_heading, is_prose
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.turns import Setting, Turn

_BY_PLACE = "by its place: "
_SIGNATURE = "signature of "


@dataclass(frozen=True)
class Part:
    """What is decided of a line: what it is, whose, how surely and why.

    label   how many of its first characters only name the voice
    """

    kind: str
    voice: str | None = None
    role: str | None = None
    confidence: float = 0.0
    basis: str = ""
    label: int = 0

    @property
    def is_said(self) -> bool:
        """Whether somebody says it: it is neither furniture nor a heading."""
        return self.kind in ("body", "introduction")

    @property
    def is_by_place(self) -> bool:
        """Whether it is furniture for where it stands, and not for its wording."""
        return self.basis.startswith(_BY_PLACE)

    @property
    def is_signature(self) -> bool:
        """Whether it names whoever says what stands above it."""
        return self.basis.startswith(_BY_PLACE + _SIGNATURE)


@dataclass
class Ledger:
    """An article whose lines are given to voices: `parts` has what is decided of each so far, and alone is written to.

    setting   what is known of the article
    head      what stands over it
    turns     where another voice begins or ends in it, in order
    """

    setting: Setting
    head: Masthead
    turns: Sequence[Turn]
    parts: list[Part]

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of the article, one for each part."""
        return self.setting.lines

    @cached_property
    def prose(self) -> list[int]:
        """The lines that are running text, below what stands over the article."""
        return [n for n, line in enumerate(self.lines) if self.setting.open(n) and is_prose(line)]

    @cached_property
    def opening(self) -> list[Turn]:
        """The turns that stand before what is said."""
        return [turn for turn in self.turns if not turn.back]

    @cached_property
    def last_opening(self) -> int:
        """The last line that opens a turn, its post included; 0 where none does."""
        return max((turn.n + turn.more for turn in self.opening), default=0)

    @property
    def is_dialogue(self) -> bool:
        """Whether each turn has a label, such as "Q:"."""
        return bool(self.turns) and all(is_labelled(turn) for turn in self.turns)

    def give(self, first: int, last: int, owner: Part) -> None:
        """Give the lines from first up to last to a voice; furniture stays nobody's, headings stay headings."""
        for n, part in enumerate(self.parts[first:last], first):
            if part.kind != "furniture":
                kind = "heading" if part.kind == "heading" else owner.kind
                self.parts[n] = replace(owner, kind=kind, label=part.label)

    def recast(self, n: int, kind: str, label: int = 0) -> None:
        """Say that a line is of another kind than it was taken for, or that its first characters name the voice."""
        self.parts[n] = replace(self.parts[n], kind=kind, label=label)

    def set_aside(self, first: int, last: int, why: str = "a note at the end") -> None:
        """Take the lines from first up to last for furniture, by where they stand.

        The confidence stays: it is that with which they belonged to what they stand beside.
        """
        for n, part in enumerate(self.parts[first:last], first):
            self.parts[n] = replace(part, kind="furniture", voice=None, role=None, basis=_BY_PLACE + why)

    def set_signature_aside(self, turn: Turn) -> None:
        """Set a name aside that closes what its bearer says, with the lines of a post below it."""
        self.set_aside(turn.n, turn.n + 1 + turn.more, _SIGNATURE + turn.voice)


def is_labelled(turn: Turn) -> bool:
    """Tell whether a turn begins with a label on the line of what is said, or over it."""
    return turn.basis.startswith("the label")


def spoken(turn: Turn) -> Part:
    """Return what a line becomes that belongs to a turn."""
    return Part("body", turn.voice, turn.role, turn.confidence, turn.basis)


def opened(setting: Setting, head: Masthead, turns: Sequence[Turn]) -> Ledger:
    """Return an article of which nothing is decided yet but what its furniture is, and its headings."""
    return Ledger(setting, head, turns, [_undecided(setting, head, n) for n in range(len(setting.lines))])


def _undecided(setting: Setting, head: Masthead, n: int) -> Part:
    if setting.sorts[n]:
        return Part("furniture", confidence=0.9, basis=f"by its wording: {setting.sorts[n]}")
    if n in head.kinds:
        kind, sort = head.kinds[n]
        return Part(kind, confidence=0.8, basis=f"over the article: {sort or 'heading'}")
    return Part("heading" if is_heading(setting.lines, n) else "body")
