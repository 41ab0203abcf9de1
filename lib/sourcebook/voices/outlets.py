"""Where an article came out: how publications and institutions are named, and the lines and notes that name one."""

import re
from collections.abc import Sequence

from sourcebook.voices.lines import Line, letters
from sourcebook.voices.names import name
from sourcebook.voices.wording import any_of, mentions

_PUBLICATION = re.compile(
    any_of(
        r"""
        # what publications call themselves: the Delta Courier, Ports Weekly
        \b(?:times|post|courier|herald|gazette|tribune|journal|review|chronicle|monitor|observer|guardian|telegraph)\b
        \b(?:independent|mail|star|sun|standard|examiner|inquirer|enquirer|bulletin|dispatch|mirror|express|echo)\b
        \b(?:argus|mercury|register|sentinel|ledger|beacon|globe|record|leader|citizen|advertiser|messenger|nation)\b
        \b(?:today|bugle|clarion|banner|voice|argosy|almanac|annals|proceedings|transactions|letters|digest)\b
        \b(?:news|newspaper|press|magazine|quarterly|weekly|daily|wire|agency|newsletter|blog|podcast|online)\b
        \b(?:radio|broadcasting|television|tv)\b
        """
    ),
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    any_of(
        r"""
        # bodies that hold meetings, and what they print
        \b(?:society|institute|institution|museum|university|foundation|college|school|centre|center|chamber)\b
        \b(?:house of|assembly|parliament|senate|court|tribunal|committee|council|commission|federation|association)\b
        \b(?:department|office|ministry|diocese|church)\b
        \b(?:proceedings|newsletter|bulletin|journal|transcript|official record|papers|series|episode)\b
        """
    ),
    re.IGNORECASE,
)
_NUMBERED_ISSUE = re.compile(  # Ports Quarterly, No. 5
    r"([A-Z][^\d\n]{2,60}?),?\s++(?:[|•·–—-]\s++)?(?:No\.?|Vol\.?|Volume|Issue|Nr\.?|Number|Episode|Series|#)\s?\d",
    re.IGNORECASE,
)
_SERIES = re.compile(  # Delta Institute Brief 14
    r"(?P<who>.+?)(?:,| [|•·–—-])? (?:(?:Policy|Working|Discussion|Research|Issue|Briefing) )?"
    r"(?:Brief|Paper|Note|Report|Bulletin|Newsletter|Monograph)(?: No\.?| no\.?)? \d+[.:]?"
)
_COPYRIGHT = re.compile(  # © 2024 Delta Media; without a year only where a line or a piece of a row begins
    r"(?:(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{2,4})?,?\s*)|(?:^|[|·•]\s*)(?:©|copyright\s+©?)\s*)"
    r"(?:by )?(?P<who>(?-i:[A-Z])[^.,|;©\n]{2,50})",
    re.IGNORECASE,
)
_MAY_BE_COPYRIGHT = mentions("©|(c)|copyright")
_BEHIND_HOLDER = re.compile(r"\.?\s*(?:all rights reserved|publishing|ltd|inc|llc|limited)\b.*", re.IGNORECASE)
_AUTHORS = re.compile(r"the (?:authors?|contributors?|writers?)\b", re.IGNORECASE)
_PRINTED_IN = re.compile(  # first appeared in the Delta Review; not: reprinted by kind permission
    r"\b(?:appeared|published|posted|ran|printed|republished|reprinted|reproduced) (?!(?:\w+ ){0,3}permission)"
    r"(?:\w+ ){0,3}?(?:in|on|by|from) "
    r"(?P<who>(?!the Estate\b)(?:the |The )?[A-Z][\w’'&-]+(?: (?:of|the|and|for|&|[A-Z0-9][\w’'&-]+)){0,6})"
)
_MAY_BE_PRINTED_IN = mentions("appeared|published|posted|ran |printed|reproduced")
_PAGED = re.compile(r"(?P<who>[A-Z][^\d\n]{3,40}?)(?:\s*[-–—|·•]+\s*(?:page |p\. ?)?|\s{2,}|,? page )\d{1,4}")
_BESIDE_SIGN = re.compile(r"[|•·/>»›]")
_BESIDE = re.compile(rf"\s+{_BESIDE_SIGN.pattern}\s+")
_LONGEST = 60  # words of a note about the copyright
_NEAR = 6  # lines at the head and at the foot where an article says where it was printed
_MOST_WORDS = 6  # of a publication's name


def is_publication(text: str) -> bool:
    """Tell whether a text has a word by which publications are called.

    >>> is_publication("The Delta Courier"), is_publication("Ada Ng")
    (True, False)
    """
    return bool(_PUBLICATION.search(text))


def is_institution(text: str) -> bool:
    """Tell whether a text names a body, or what such a body prints."""
    return bool(_INSTITUTION.search(text))


def is_outlet_line(line: Line) -> bool:
    """Tell whether a line is nothing but a publication's name: capitalised words, the last one telling."""
    words = first_of_row(line.text).split()
    if words[:1] and words[0].casefold() in ("transcript", "record", "minutes"):
        return False  # says what the text is, not where it was printed
    capital = all(w[0].isupper() or w in ("of", "and", "the", "for") for w in words)
    return 1 < len(words) <= _MOST_WORDS and capital and is_publication(words[-1]) and not line.marked


def first_of_row(text: str) -> str:
    """Return the first piece of a line that is set as a row: "Delta Courier | World | Ports"."""
    return _BESIDE.split(text.strip(), 1)[0] if _BESIDE_SIGN.search(text) else text.strip()


def numbered_issue(text: str) -> str:
    """Return the publication of whose issue a line gives the number, "" for another line.

    >>> numbered_issue("Ports Quarterly, No. 5, spring")
    'Ports Quarterly'
    """
    row = first_of_row(text)
    if any(map(str.isdecimal, row[-2:])) and (found := _SERIES.fullmatch(row)):
        return found["who"].strip() if is_capitalised(found["who"]) else ""
    found = _NUMBERED_ISSUE.match(text)
    return first_of_row(found[1]) if found else ""


def usual(text: str) -> str:
    """Return a name in capitals as one writes it in a sentence; a short one may be an abbreviation.

    >>> usual("JOURNAL OF PORTS"), usual("AFP")
    ('Journal of Ports', 'AFP')
    """
    if not text.isupper() or len(text) <= 5:
        return text
    return re.sub(r"(?<=\w )(?:Of|The|And|For|In|On|At)\b", lambda small: small.group().lower(), text.title())


def is_capitalised(text: str) -> bool:
    """Tell whether nearly all of the longer words of a text begin with a capital."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def of_running_heads(heads: Sequence[str], title: str) -> str:
    """Return the outlet that the running heads of a document name, "" where they name none."""
    for text in heads:
        if issue := numbered_issue(text):
            return usual(issue)
        bare = re.sub(r"\s*\b\d[\d()/., -]*.*$", "", text).strip(" |·•")
        if not bare or letters(bare) in letters(title) or not is_capitalised(bare):
            continue
        if is_institution(bare) or is_publication(bare):
            return usual(bare)
    return ""


def of_notes(lines: Sequence[Line]) -> str:
    """Return whom a copyright or a note of first publication names, "" where none does; authors are no outlet."""
    for line in reversed(lines):
        if not _MAY_BE_COPYRIGHT(line.text) or line.count > _LONGEST:
            continue
        if found := _COPYRIGHT.search(line.text):
            who = _BEHIND_HOLDER.sub("", found["who"]).strip()
            return "" if name(who) or _AUTHORS.match(who) else who
    near = [line for line in (*lines[:_NEAR], *lines[-_NEAR:]) if line.count <= _LONGEST + 20]
    for line in near:
        if _MAY_BE_PRINTED_IN(line.text) and (found := _PRINTED_IN.search(line.text)):
            return found["who"].strip()
    return next((own for line in near if (own := _of_page(line))), "") or _of_foot(lines)


def _of_page(line: Line) -> str:
    """Return what a running head, a path of links or the first words of a note name as the publication."""
    whole = line.text.strip()
    paged = _PAGED.fullmatch(whole) if whole[-1:].isdecimal() else None
    if paged and (paged["who"].isupper() or is_publication(paged["who"])):
        return usual(paged["who"].strip())
    first = first_of_row(line.text)
    if first != whole and is_capitalised(first) and len(first.split()) <= _MOST_WORDS:
        return usual(first) if is_institution(first) or is_publication(first) else ""
    issue = numbered_issue(line.text)
    return usual(issue) if is_capitalised(issue) and line.text[len(issue) :].startswith(",") else ""


def _of_foot(lines: Sequence[Line]) -> str:
    return next((usual(line.text.strip()) for line in lines[-2:] if is_outlet_line(line)), "")
