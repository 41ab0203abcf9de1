"""What stands at the end of an article and is nobody's in it: who the authors are, notices, back matter, odd lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.voices import furniture
from sourcebook.voices.ledger import Ledger
from sourcebook.voices.lines import Line, ends_sentence, is_prose
from sourcebook.voices.names import Name, name
from sourcebook.voices.turns import describes
from sourcebook.voices.wording import any_of

_LONGEST_BIO = 80  # words
_MOST_FIGURES = 3  # of a line that is a notice; more of them state something


def _has_figures(line: Line) -> bool:
    """Tell whether a line states several figures, which is more than a notice does."""
    return len(re.findall(r"\d[\d.,]*", line.text)) > _MOST_FIGURES


# --- who the authors are ----------------------------------------------------------------------------------------------

_ABOUT = re.compile(  # "About the authors"
    r"\W*"
    + any_of(r"""
    about the (?:authors?|writers?|contributors?|speakers?|panel(?:l)?ists?|interviewe[er]s?|editors?|translators?)
    (?:notes on )?contributors
    author bios?|biograph(?:y|ies)
    """)
    + r"\W*",
    re.IGNORECASE,
)
_LONGEST_ABOUT = 120  # words of a paragraph below "About the authors"
_OF_THE_PAGE = re.compile(
    r"\W*"
    + any_of(r"""
    note:
    contributors (?:are|were|write|speak)\b
    (?:our|the) (?:editors?|editorial team)\b
    # signatures of an agreement
    (?:signed )?for (?:the )?[^.:]{3,60}: ?[A-Z]
    done (?:in|at)\b|in witness whereof\b
    """),
    re.IGNORECASE,
)
_IS_SOMETHING = re.compile(
    r"(?P<who>.{3,60}?),? (?:is|was|are) "
    r"(?:an?|the|professor|director|head|editor|author|co-|currently|based|founder|president|chair)\b"
)
_LONGEST_NOTICE = 45  # words of a line that nothing tells from the article but its place
_SHORT = 20  # words of a sentence that may stand between two bios; a longer one is of the article
_LAST_LINES = 20  # in which bios stand


def set_bios_aside(ledger: Ledger) -> None:
    """Set aside what the end says of the authors, and what a contribution ends with about who wrote it."""
    _set_bios_of_contributors_aside(ledger)
    first = _about_the_authors(ledger)
    if first is None:
        first = min(_bios(ledger), default=len(ledger.parts))
    ledger.set_aside(first, len(ledger.parts))


def _set_bios_of_contributors_aside(ledger: Ledger) -> None:
    ends = [*(turn.n for turn in ledger.turns[1:]), len(ledger.parts)]
    for turn, end in zip(ledger.turns, ends, strict=False):
        said = [n for n in range(turn.n + turn.more + 1, end) if ledger.parts[n].kind in ("body", "heading")]
        if turn.voice and not turn.back and said:
            last = ledger.lines[said[-1]]
            if last.count <= _LONGEST_BIO and describes(last, Name(turn.voice, 1.0)):
                ledger.set_aside(said[-1], said[-1] + 1)


def _about_the_authors(ledger: Ledger) -> int | None:
    """Return the heading "About the authors" in the second half, if no long paragraph follows it."""
    half = range(len(ledger.parts) // 2, len(ledger.parts))
    about = next((n for n in half if _ABOUT.fullmatch(ledger.lines[n].text)), None)
    if about is None or about <= ledger.last_opening:
        return None
    long = any(is_prose(line) and line.count > _LONGEST_ABOUT for line in ledger.lines[about:])
    return None if long else about


def _bios(ledger: Ledger) -> Iterator[int]:
    """Yield the lines at the end, the last first, that say who somebody is or speak of the page."""
    people = _speaking(ledger)
    outlet = _outlet(ledger.head.outlet)
    for n in range(
        len(ledger.parts) - 1, max(len(ledger.parts) - _LAST_LINES, ledger.head.top, ledger.last_opening), -1
    ):
        line = ledger.lines[n]
        if ledger.parts[n].kind == "furniture":
            continue
        notice = furniture.of_the_page(line)
        if (line.count > _LONGEST_BIO and not notice) or _has_figures(line):
            return
        told = any(describes(line, person) or _begins_with(line, person) for person in people)
        if notice or told or _is_bio_behind_rule(ledger, n) or _is_of_the_page(line, outlet):
            yield n
        elif is_prose(line) and line.count > (_SHORT if ends_sentence(line) else _LONGEST_NOTICE):
            return


def _speaking(ledger: Ledger) -> list[Name]:
    """Return whoever speaks in an article or stands over it."""
    voices = {part.voice for part in ledger.parts if part.voice and part.role != "unsigned"}
    voices |= {*ledger.head.authors, *(person for people in ledger.head.others.values() for person in people)}
    return [Name(person, 1.0) for voice in sorted(voices) for person in voice.split(", ")]


def _outlet(outlet: str) -> re.Pattern[str] | None:
    """Return a pattern of a line that begins with the name of the outlet."""
    return re.compile(rf"\W*(?:the )?{re.escape(outlet.removeprefix('The '))}\b", re.IGNORECASE) if outlet else None


def _begins_with(line: Line, person: Name) -> bool:
    """Tell whether a paragraph at the end begins with the name of who speaks, and quotes nobody."""
    if line.count > _LONGEST_BIO or re.search(r"[“”\"«]|\b(?:says|said)\b", line.text):
        return False
    return re.match(rf"\W*(?:[A-Z]\w{{0,9}}\.? )?{re.escape(person.text)}\b", line.text) is not None


def _is_of_the_page(line: Line, outlet: re.Pattern[str] | None) -> bool:
    """Tell whether a line at the end speaks of its outlet, of contributors, or notes something."""
    return line.count <= _LONGEST_NOTICE and bool(_OF_THE_PAGE.match(line.text) or (outlet and outlet.match(line.text)))


def _is_bio_behind_rule(ledger: Ledger, n: int) -> bool:
    """Tell whether a line behind a rule, or behind a mark of its own, says who somebody is."""
    text = ledger.lines[n].text.lstrip("*_ –—-")
    ruled = text != ledger.lines[n].text or ledger.setting.sorts[n - 1] in ("endmark", "disclaimer", "signature")
    found = _IS_SOMETHING.match(text) if ruled else None
    return found is not None and name(found["who"], ledger.setting.common) is not None


# --- back matter ------------------------------------------------------------------------------------------------------

_BACK_MATTER = re.compile(  # "7. Acknowledgements"
    r"(?:\d+\.?\s+)?"
    + any_of(r"""
    acknowledge?ments?|credits|colophon|imprint|contact(?: us)?
    about (?:us|the (?:publisher|society|institute|series))
    # of learned articles
    references|bibliography|works cited|further reading
    funding(?: statement)?|author contributions|ethics(?: statement)?|data availability(?: statement)?
    conflicts? of interests?|competing interests|declarations?(?: of (?:interests?|competing interests?))?
    """)
    + r"\W*",
    re.IGNORECASE,
)


def set_back_matter_aside(ledger: Ledger) -> None:
    """Set aside the sections behind an article that are about it: acknowledgements, funding, references."""
    inside = False
    for n in range(len(ledger.parts) // 2, len(ledger.parts)):
        line = ledger.lines[n]
        opens = _BACK_MATTER.fullmatch(line.text) is not None
        if opens or line.marked or ledger.parts[n].kind == "heading":
            inside = opens
        elif inside and ledger.setting.open(n):
            ledger.set_aside(n, n + 1, "behind the article")


# --- end marks --------------------------------------------------------------------------------------------------------

_END_MARK = re.compile(
    r"\s*"
    + any_of(r"""
    # "[ends]", "###", "■"
    [\(\[](?:enditem|ends?|fin|the end)[\)\]]\.?
    (?:###|-30-|[■□●∎◼◆❏])
    # "– Ed.", "(Eds.)", "— A.N.]"
    [—–-]{1,2}\s?eds?\.?\]?
    \(eds?\.?\)
    [—–-]\s?(?:[A-Z]\.){2,4}\]
    """)
    + r"\s*$",
    re.IGNORECASE,
)
_LONGEST_MARK = 60  # characters


def end_mark(text: str) -> re.Match[str] | None:
    """Return the mark that ends a line and with it an article, with the space before it.

    >>> [text[: found.start()] for text in ["So it was. ###", "So it was."] if (found := end_mark(text))]
    ['So it was.']
    """
    return _END_MARK.search(text, max(0, len(text) - _LONGEST_MARK))


# --- the little that stands behind the end ----------------------------------------------------------------------------

_ENDS = ("endmark", "disclaimer", "credits", "source", "wire", "comments", "contact", "salutation")
_ALSO_INSIDE = ("image", "advert", "stage", "pullquote", "header", "menu", "date")  # sorts that don't end an article
_FEWEST_PARAGRAPHS = 3  # of an article that odd lines end
_LONGEST_ODD_LINE = 16  # words
_ITEM = re.compile(r"[-*•–—(]|\d+[.)]")


class _Most(NamedTuple):
    """How many words may stand behind a line that ends an article: so many, or this share of it up to so many."""

    least: int
    most: int
    share: float

    def of(self, whole: float) -> float:
        """Return how many it is for an article of so many words."""
        return min(self.most, max(self.least, self.share * whole))


_BEHIND_SURE_SIGN = _Most(45, 150, 0.15)
_BEHIND_OTHER = _Most(20, 60, 0.06)


def set_remainder_aside(ledger: Ledger) -> None:
    """Set aside the little that stands behind the end of an article: behind a bio, a notice, a credit, an end mark."""
    whole = sum(line.count for line, part in zip(ledger.lines, ledger.parts, strict=True) if part.is_said)
    _set_odd_lines_aside(ledger)
    behind, end = 0, len(ledger.parts)
    for n in range(len(ledger.parts) - 1, max(ledger.last_opening, len(ledger.parts) // 2), -1):
        part, line, sort = ledger.parts[n], ledger.lines[n], ledger.setting.sorts[n]
        if part.kind != "furniture":
            if line.count > _LONGEST_BIO or _has_figures(line):
                return
            behind += line.count
            continue
        most = _BEHIND_SURE_SIGN if sort in _ENDS or part.is_by_place else _BEHIND_OTHER
        if part.is_signature or behind > min(most.of(whole), whole / 2):  # never most of what there is
            return
        if behind and sort not in _ALSO_INSIDE:
            ledger.set_aside(n + 1, end)
            behind, end = 0, n + 1


def _set_odd_lines_aside(ledger: Ledger) -> None:
    """Set short lines aside that end an article and are no sentences: names, places, credits; items of a list stay."""
    prose = [n for n, part in enumerate(ledger.parts) if part.is_said and is_prose(ledger.lines[n])]
    if len(prose) < _FEWEST_PARAGRAPHS:
        return
    for n in range(len(ledger.parts) - 1, max(prose[-1], ledger.last_opening), -1):
        if ledger.parts[n].kind != "furniture":
            if not _is_odd(ledger.lines[n]):
                return
            ledger.set_aside(n, n + 1)


def _is_odd(line: Line) -> bool:
    """Tell whether a line is short, and neither a sentence, nor an item of a list, nor a row of a table."""
    if line.count > _LONGEST_ODD_LINE or ends_sentence(line) or end_mark(line.text) or _has_figures(line):
        return False
    return not _ITEM.match(line.text) and " | " not in line.text
