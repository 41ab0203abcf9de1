"""Which layout an article has: each finder of turns sees one, and the first that finds something is believed."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sourcebook.voices import turns
from sourcebook.voices.lines import Line, ends_sentence
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.people import interviewed, is_interview, named
from sourcebook.voices.turns import Setting, Turn

_UNSURE = ("header", "pullquote", "menu", "share", "related")  # sorts of lines that a label shows to be none
_FEWEST = 3  # labels of a dialogue that is told before anything else is
_LEAST = 0.4  # certainty of a name that a label may stand for
_SEEN_BELOW = 3  # lines below the top that introduce, where nothing else tells where the talk begins


def dialogue(lines: Sequence[Line], sorts: Sequence[str], common: Collection[str]) -> tuple[int | None, list[str]]:
    """Return where a dialogue with labels begins, None without one; and the sorts without its lines among them.

    Labels that come again and again would else be taken for page headers, and the first ones for lines of the masthead.
    """
    open_ = ["" if sort in _UNSURE else sort for sort in sorts]
    found = turns.labelled(Setting(lines, open_, (), (), (), common))
    said = {turn.n for turn in found if turn.label < 0 or ends_sentence(lines[turn.n])}
    if len(said) < _FEWEST:
        return None, list(sorts)
    return min(said), ["" if n in said else sort for n, sort in enumerate(sorts)]


def turns_in(
    lines: Sequence[Line], sorts: Sequence[str], head: Masthead, people: Sequence[str], common: Collection[str]
) -> tuple[Setting, list[Turn]]:
    """Return what is known of an article, and where another voice begins or ends in it, in order.

    people   who is listed as taking part
    """
    helpers = [person for role in ("editor", "translator") for person in head.others.get(role, [])]
    bare = Setting(lines, sorts, head.kinds, [*head.authors, *people], head.authors, common, helpers=helpers)
    label = next((n for n in range(len(lines)) if bare.open(n) and turns.is_label(bare, n)), None)
    talk = turns.is_talk(bare)
    setting = _read_through(bare, head, label, talk)
    evidence = talk or is_interview(setting.intro) or "interviewer" in head.others
    talking = _with_roles(setting, head, people) if label is not None or evidence else setting
    found = (
        turns.labelled(talking)
        or _larger(_with_groups(turns.contributions(setting), turns.groups(setting)), turns.letters(setting))
        or turns.questions(talking, evidence)
    )
    stated = turns.statements(setting)
    if not found:
        return setting, stated if len(stated) > 1 else []
    return setting, sorted([*found, *([] if found[0].back else stated)], key=lambda turn: turn.n)


def _read_through(bare: Setting, head: Masthead, label: int | None, talk: bool) -> Setting:
    """Add what is told ahead of the talk, whom the text names, and the text itself in one line a paragraph.

    label   the first line with a label
    talk    whether questions that stand alone are answered
    """
    begins = [n for n in (label, turns.first_question(bare) if talk else None) if n is not None]
    start = min(begins, default=min(len(bare.lines), head.top + _SEEN_BELOW))
    intro = "\n".join([head.title, *(bare.lines[n].text for n in range(start) if not bare.sorts[n])])
    flat = "\n".join(" ".join(line.text.split()) for line in bare.lines)
    known = [] if label is None else named(flat, bare.common, _LEAST)
    return replace(bare, known=[*bare.known, *known], intro=intro, text=flat)


def _with_roles(setting: Setting, head: Masthead, people: Sequence[str]) -> Setting:
    """Add who asks and who answers: the interviewer whom the masthead names, else its authors, ask."""
    asking = head.others.get("interviewer", []) or head.authors
    answering = interviewed(setting.intro, setting.common, asking)
    return replace(
        setting,
        authors=[*answering, *head.authors, *people],
        interviewers=[person for person in asking if person not in answering],
    )


def _larger(one: list[Turn], other: list[Turn]) -> list[Turn]:
    return other if len(other) > len(one) else one


def _with_groups(single: list[Turn], groups: list[Turn]) -> list[Turn]:
    """Return contributions by persons, unless it is one alone beside parts by groups, to which it is added."""
    if len(single) > 1 or not groups or (single and single[0].back):
        return single or groups
    return [*groups, *single]
