"""What introduces another's text: an editor's note, a paragraph in brackets, what announces the text."""

import re

from sourcebook.voices.ledger import Ledger, Part
from sourcebook.voices.lines import is_heading
from sourcebook.voices.names import name
from sourcebook.voices.people import named
from sourcebook.voices.turns import short_for
from sourcebook.voices.wording import any_of, mentions

# --- texts that are announced -----------------------------------------------------------------------------------------

_TEXT = """
    translation|essay|article|text|excerpt|excerpts|extract|extracts|transcript|account|piece|version|column|report
    chapter|conversation|interview|exchange|letter|statement|testimony
    speech|lecture|address|remarks|sermon
"""
_HERE = any_of("""
    following|what follows|below
    here (?:is|are|in full|translated)
    re(?:produce|print|publish)(?:e?d)?
    translated (?:here|below|from)
    present(?:ed)? (?:here|below)
""")
_FOLLOWS = any_of("""
    below|follows|following
    re(?:produc|print|publish)ed
    translated (?:here|below|from|by)
    (?:is|was) (?:first |originally )?(?:delivered|given|published|translated)
""")
_ANNOUNCES = re.compile(  # "Below is an extract", "the lecture was delivered"
    rf"\b{_HERE}\b[^.]{{0,90}}\b{any_of(_TEXT)}\b|\b{any_of(_TEXT)}\b[^.]{{0,60}}\b{_FOLLOWS}\b", re.IGNORECASE
)
_OF_ORDER = mentions(
    "follow|below|here is|here are|here in full|produc|print|publish|translated|present|delivered|given"
)
_OF_TEXT = mentions(_TEXT)
_FIRST_PROSE = 8  # paragraphs in which a text is announced
_LONGEST = 4  # paragraphs above a rule that introduce


def give_announced(ledger: Ledger) -> None:
    """Give what introduces one text to its editor, and the text to its author, where nobody speaks in turn."""
    head = ledger.head
    end = None if ledger.turns else _announced(ledger)
    if end is None:
        return
    author = "" if head.authors else _introduced_author(ledger, end)
    if not head.authors and not author:
        return
    role = "translator" if head.others.get("translator") and not head.others.get("editor") else "editor"
    editor = head.others.get(role, ["Editor"])[0]
    ledger.give(0, end, Part("introduction", editor, role, 0.75, "introduces the text that follows"))
    if author:
        owner = Part("body", author, "author", 0.7, "whose text the introduction says it is")
        ledger.give(end, len(ledger.parts), owner)
        head.authors.append(author)


def _announced(ledger: Ledger) -> int | None:
    """Return where an introduction ends: at a late byline, where it says "below", or at a rule; None without one."""
    if ledger.head.late_byline is not None:
        return ledger.head.late_byline
    cues = [n for n in ledger.prose[:_FIRST_PROSE] if n < ledger.prose[-1] and _announces(ledger.lines[n].text)]
    said = next((n + 1 for n in reversed(cues) if _is_set_off(ledger, n)), None)
    return _ruled_off(ledger) if said is None else said


def _announces(text: str) -> bool:
    return _OF_ORDER(text) and _OF_TEXT(text) and _ANNOUNCES.search(text) is not None


def _is_set_off(ledger: Ledger, n: int) -> bool:
    """Tell whether a heading, a title or a rule stands directly behind line n."""
    setting, below = ledger.setting, n + 1
    if any(m in setting.head for m in (below, below + 1)):
        return True
    return setting.sorts[below] == "endmark" or (setting.open(below) and is_heading(ledger.lines, below))


def _ruled_off(ledger: Ledger) -> int | None:
    """Return the rule below an introduction that names the author; None without one."""
    lines, sorts, authors = ledger.lines, ledger.setting.sorts, ledger.head.authors
    rules = (n for n in range(ledger.head.top, len(lines)) if sorts[n] == "endmark" and not _has_words(lines[n].text))
    rule = next(rules, None)
    if rule is None or len(authors) != 1:
        return None
    above = [n for n in ledger.prose if n < rule]
    if not 1 <= len(above) <= _LONGEST or len(ledger.prose) <= 2 * len(above):
        return None
    family = re.compile(rf"\b{re.escape(authors[0].split()[-1])}\b")
    return rule if any(family.search(lines[n].text) for n in above) else None


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _introduced_author(ledger: Ledger, end: int) -> str:
    """Return whose text is introduced: the name before a colon in its title, else whom the introduction names most."""
    common = ledger.setting.common
    for line in reversed(ledger.lines[: end + 4]):
        title, colon, _ = line.text.replace("：", ":").partition(":")
        person = name(title, common) if colon else None
        sure = person is not None and len(person.words) > 1 and person.certainty >= 0.5
        if person and sure and any(person.text in above.text for above in ledger.lines[:end]):
            return person.text
    introduction = " ".join(line.text for line in ledger.lines[: end + 3])
    found = named(introduction, common)
    return max(found, key=lambda person: (found[person], -introduction.find(person)), default="")


# --- notes ------------------------------------------------------------------------------------------------------------

_WHO = r"(?:editor|translator|publisher|curator)"
_NOTE = re.compile(
    any_of(rf"""
    # "Editor's note:", "[Translators’ preface]"
    \W{{0,3}}(?:a )?{_WHO}(?:s[’']|[’']s|s)?[ -](?:note|introduction|preface|foreword|comment|remarks?)s?
    # "Foreword by the editors"
    \W{{0,3}}(?:introduction|foreword|preface|note|introductory note) (?:by|from) the {_WHO}s?
    """)
    + r"\b\s*[:.—–-]*\s*",
    re.IGNORECASE,
)
_INITIALS_BELOW = re.compile(r"[—–-]?\s?(?:[A-Z]\.\s?){2,3}(?:,.{0,40})?")  # "— A. N., Oslo"
_CLOSING_BRACKET = {"[": "]", "(": ")"}
_LONGEST_IN_BRACKETS = 8  # lines
_LONGEST_RULED = 6  # lines of a note down to the rule or the heading below it


def give_notes(ledger: Ledger) -> None:
    """Give an editor's or translator's note to who signs it; one at the end belongs to the page."""
    for n, line in enumerate(ledger.lines):
        heads = ledger.head.kinds.get(n) == ("heading", "")  # over the article, and not its title
        found = _NOTE.match(line.text) if heads or ledger.setting.open(n) else None
        if found:
            _give_note(ledger, n, found)


def _give_note(ledger: Ledger, n: int, found: re.Match[str]) -> None:
    alone = found.end() >= len(found.string) - 1  # but for a closing bracket
    end = _note_end(ledger, n, alone)
    if not ledger.prose or ledger.prose[-1] < end:
        ledger.set_aside(n, end)
        return
    role = "translator" if "translator" in found.group().casefold() else "editor"
    voice = ledger.head.others.get(role, [role.capitalize()])[0]
    ledger.give(n, end, Part("introduction", voice, role, 0.85, f"the label '{found.group().strip()[:40]}'"))
    ledger.recast(n, *(("heading", 0) if alone else ("introduction", found.end())))
    if _INITIALS_BELOW.fullmatch(ledger.lines[end].text):
        ledger.set_aside(end, end + 1)


def _note_end(ledger: Ledger, n: int, alone: bool) -> int:
    """Return the line behind a note: behind its closing bracket, at a rule or a heading below it, or the next line.

    alone   whether line n only says that it is a note, so that at least one line more belongs to it
    """
    lines, setting = ledger.lines, ledger.setting
    if closed := _CLOSING_BRACKET.get(lines[n].text[0]):
        inside = range(n, min(n + _LONGEST_IN_BRACKETS, len(lines)))
        return next((m + 1 for m in inside if lines[m].text.rstrip().endswith(closed)), n + 1)
    for m in range(n + 1, min(n + 1 + _LONGEST_RULED, len(lines))):
        if setting.sorts[m] == "endmark" or m in setting.head or (setting.open(m) and is_heading(lines, m)):
            return m
        if not alone and not setting.sorts[m] and "endmark" not in setting.sorts[m : n + _LONGEST_RULED]:
            return m
    return n + 1 + alone


# --- in brackets ------------------------------------------------------------------------------------------------------

_FEWEST = 4  # paragraphs of an article that one in brackets may introduce
_MOST_LINES = 5  # of what stands in brackets
_BRACKETED_WORD = re.compile(r"\[[^\]]{0,40}\](?=.)")  # "[T]he river", which is no paragraph in brackets
_SIGNED = re.compile(r"[—–-]\s?(?P<who>(?:[A-Z]\.\s?){2,4})\]$")  # "— A. N.]"


def give_bracketed(ledger: Ledger) -> None:
    """Give a paragraph in brackets ahead of the text to its editor, or to whose initials stand at its end."""
    lines, prose = ledger.lines, ledger.prose
    brackets = (n for n in prose[:2] if lines[n].text[0] == "[" and not _BRACKETED_WORD.match(lines[n].text))
    first = next(brackets, None)
    if first is None or len(prose) < _FEWEST or ledger.parts[first].kind == "introduction":
        return
    within = range(first, min(first + _MOST_LINES, len(lines)))
    last = next((n for n in within if lines[n].text.rstrip(" .*_").endswith("]")), None)
    if last is None or last >= prose[-2]:
        return
    signed = _SIGNED.search(" ".join(line.text for line in lines[first : last + 1]))
    who = short_for(signed["who"], ledger.setting) if signed else ""
    owner = Part("introduction", who or "Editor", "editor", 0.8, "in brackets ahead of the text")
    ledger.give(first, last + 1, owner)
