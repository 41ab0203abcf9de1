"""A byline -> who wrote, translated, edited or led an interview, and what else it says: functions of one line."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sourcebook.spans import word_list
from sourcebook.voices.dates import Dated, date_line
from sourcebook.voices.lines import Line
from sourcebook.voices.names import Name, given_names, name, named_line, names
from sourcebook.voices.outlets import is_publication
from sourcebook.voices.wording import any_of

_LONGEST = 200  # characters
_MOST_WORDS = 25
_LEAST = 0.5  # certainty of a name that stands beside a sure one
SURE = 0.7  # certainty of a name that nothing else shows to be one

_WHAT = any_of(
    r"""
    # what stands before "by"
    (?:posted|published|written)(?: on [^.\n]{4,30}?)?
    story|text|words|report|reporting|analysis|opinion|essay|review|comment|commentary|column|a \w+|submitted|authored
    speech|lecture|address|remarks|keynote|testimony|statement|sermon|talk
    (?:speech|lecture|address|remarks|talk|statement) (?:given|delivered|made)
    interview|interviewed|interviewing|conducted|hosted|moderat(?:ed|or)|presented|convened|chaired|facilitated
    translat(?:ion|ed)|introduc(?:tion|ed)|edit(?:ed|ing)|foreword|preface
    compiled|curated|collected|prepared|adapted|transcribed|abridged|selected
    """
)
_ROLE_ALONE = any_of(
    r"""
    # what stands before a colon: "Words: Ada Ng"
    authors?|writers?|text|words|story|interview|translation|translator|editor|interviewer|moderator|reporter|host
    """
)
_BY = re.compile(
    rf"(?P<what>(?:{_WHAT}(?: (?:and|&) \w+)?(?: from (?:the )?\w+)?\s+)?by:?|{_ROLE_ALONE}:)\s+(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WORDS_AND_PICTURES = re.compile(  # Words: Ada Ng. Photographs: Bo Ruiz
    r"(?:words|text|story|report):?\s+(?P<who>[A-Z].{3,60}?)[.;,]?\s+"
    r"(?:photographs?|photos?|pictures?|images?|illustrations?|video)\b:?.*",
    re.IGNORECASE | re.DOTALL,
)
_ROLES = (  # role, and how the words before "by" begin that give it
    ("translator", "translat".split()),
    ("interviewer", "interview moderat conducted host presented".split()),
    ("editor", "convened chaired facilitated curated collected introduc foreword preface edit abridged".split()),
    ("editor", "selected compiled".split()),
)
PIECES = re.compile(r"\s*[|•·]\s*|\s+[–—/]\s+|\s{3,}|\t+|\n|\r")  # what stands between the pieces of a row
_NEWSROOM = re.compile(
    any_of(
        r"""
        # Staff reporter   The editors   Delta news desk   Reuters
        (?:the |our )?(?:staff|editors?|editorial|newsroom|correspondents?|reporters?|agenc(?:y|ies)|team|desk|press)
        (?:the |our )?(?:special|wire|news|admin|guest|contributors?|reuters|afp|ap|dpa|xinhua|bloomberg)
        (?:the |our )?\w+ (?:staff|desk|team|board|bureau|reporters?|correspondents?|writers?|agenc(?:y|ies))
        (?:the |our )?\w+ news(?:room)?
        """
    )
    + r"\b.*",
    re.IGNORECASE,
)
_FOR = re.compile(r",? for (?P<who>(?:[Tt]he )?[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|and|the))*)")
_PRINTED = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|[\w’']{1,4}|[a-z]{1,2}[A-Z]\w+)){1,5}")
_PLACED = re.compile(r" in (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}(?=,| and |$)")  # Ada Ng in Port Kalu
_CUT = re.compile(
    any_of(
        r"""
        # where a list of names may end: "for the Courier", "in Lima", ", Head of Ports", "(Delta)", "| 3 March"
        \s+(?:in|for|at|from|of|on|is|and agencies)(?:\s|$)
        ,\s|\s*[(\[]|\s+[|•·–—-]\s+|\s+\S*@
        \n|\s{2,}|;|\.\s
        """
    )
)


@dataclass(frozen=True)
class Byline:
    """What a byline says: `people` in the `role` of author, translator, interviewer or editor; none is a newsroom."""

    role: str = "author"
    people: tuple[str, ...] = ()
    outlet: str = ""
    dates: tuple[Dated, ...] = field(default=())


def begins_byline(text: str) -> bool:
    """Tell whether a line begins as a byline does: "By ", "Words and pictures by", "Translation:"."""
    return bool(_BY.match(text) or _WORDS_AND_PICTURES.match(text))


def is_newsroom(text: str) -> bool:
    """Tell whether a text names no person but a staff or an agency.

    >>> is_newsroom("Staff reporter"), is_newsroom("Ada Ng")
    (True, False)
    """
    return bool(_NEWSROOM.fullmatch(text))


def byline(text: str, whole: str, common: Collection[str]) -> Byline | None:
    """Return what a text says as a byline, or None where it isn't one.

    whole    the article, for dates that can be read in two ways
    common   words that the article also writes with a small letter

    >>> byline("Translated by Ada Ng", "", ())
    Byline(role='translator', people=('Ada Ng',), outlet='', dates=())
    """
    if both := _WORDS_AND_PICTURES.fullmatch(text.strip()):
        text = f"By {both['who']}"
    found = _BY.fullmatch(text.strip().lstrip("—–-*_ "))
    if not found or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    who = found["who"].strip().rstrip("*_")
    role = _role(found["what"].casefold())
    if not who[0].isupper() and not is_newsroom(who):
        return None
    people, rest = _people(who, common)
    if people:
        outlet, dates = _behind(rest, whole)
        return Byline(role, tuple(p.text for p in people), outlet, dates)
    if not is_newsroom(who) and not is_publication(who):
        return None
    return Byline(role, (), who if is_publication(who) and len(who.split()) < 6 else "")


def _role(what: str) -> str:
    return next((role for role, cues in _ROLES if any(cue in what for cue in cues)), "author")


def _people(who: str, common: Iterable[str]) -> tuple[list[Name], str]:
    """Return whom the text behind "by" names, in a shape of names or as printed, and what follows them."""
    people, rest = signed(who, common)
    if not people:
        people, rest = _as_printed(who)
    if not people and len(who.split()) == 1 and who.strip(",").casefold() in given_names():
        people = [Name(who, 0.8)]  # a blog is signed with a first name
    return people, rest


def _behind(rest: str, whole: str) -> tuple[str, tuple[Dated, ...]]:
    """Return the outlet and the dates that stand behind the names of a byline."""
    outlet = found["who"] if (found := _FOR.match(rest)) else ""
    dates = []
    for piece in [p for p in PIECES.split(rest) if p.strip(" ,")]:
        if dated := date_line(piece.strip(" ,"), whole):
            dates.append(dated)
        elif is_publication(piece) and len(piece.split()) <= 6:
            outlet = outlet or piece.strip(" ,()").removeprefix("for ").strip()
    return outlet, tuple(dates)


def signed(who: str, common: Iterable[str]) -> tuple[list[Name], str]:
    """Return the persons whom the text behind "by" names, and what follows them.

    >>> [(n.text, rest) for people, rest in [signed("Ada Ng, Head of Ports", ())] for n in people]
    [('Ada Ng', ', Head of Ports')]
    """
    if found := names(who, common):
        return found, ""
    placed = _PLACED.sub("", who)
    if placed != who and (found := names(placed, common)):
        return found, ""
    for cut in _cuts(who):
        if found := names(who[:cut], common):
            return found, who[cut:]
    return [], who


def _cuts(who: str) -> list[int]:
    """Return where a list of names may end, the last place first."""
    return sorted({m.start() for m in _CUT.finditer(who)}, reverse=True)


def _as_printed(who: str) -> tuple[list[Name], str]:
    """Return the words behind "by" as a name although they don't look like one, unless they are a newsroom's."""
    for cut in [*sorted(_cuts(who)), len(who)]:
        found = _PRINTED.fullmatch(who[:cut].strip())
        if found and _may_be_printed(found.group()):
            return [Name(found.group(), 0.6)], who[cut:]
    return [], who


def _may_be_printed(text: str) -> bool:
    words = text.split()
    ends_like_name = words[-1][0].isupper() or words[-1][-1].islower()
    known = any(w.casefold() in word_list("not_names.txt") for w in words)
    return ends_like_name and not known and not is_newsroom(text) and not is_publication(text)


def persons(line: Line, common: Collection[str], known: Collection[str], below: str, lowest: bool) -> list[Name]:
    """Return the persons of a line that is nothing but names and perhaps a post, without "by"; else none.

    known    names in small letters that the file itself gives as its authors'
    below    the article under the line, which names a person again whose name isn't a sure one
    lowest   whether it stands directly over the article, where such a line is a byline
    """
    if line.marked and line.text.casefold() not in known:
        return []
    found = _named_alone(line.text, common)
    if not all(p.certainty >= _LEAST for p in found):
        return []
    sure = any(p.certainty >= SURE or p.text.casefold() in known for p in found)
    return found if sure or lowest or _are_named(found, line, below) else []


def _named_alone(text: str, common: Collection[str]) -> list[Name]:
    if found := names(text, common):
        return found
    if " in " in text:
        placed, rest = signed(text, common)
        if placed and not rest:
            return placed
    one = named_line(text, common)
    return [one] if one and one.affiliation and one.certainty >= SURE else []


def _are_named(people: Sequence[Name], line: Line, below: str) -> bool:
    """Tell whether the text below names one of those who may be named in a line, by the family name."""
    return line.count <= 8 and any(re.search(rf"(?<!\w){re.escape(p.words[-1])}(?!\w)", below) for p in people)


def trusted(authors: Sequence[str], strict: bool) -> list[str]:
    """Return the authors that a file names, those aside that are rather a user's account or the staff.

    strict   whether only a name of a person's shape counts, since programs fill the field in
    """
    return [kept for author in authors if (kept := _trusted(author, strict)) and not any(c.isdigit() for c in kept)]


def _trusted(author: str, strict: bool) -> str:
    person = name(author)
    if person and len(person.words) > 1:
        return person.text
    if strict or is_newsroom(author) or is_publication(author):
        return ""
    return person.text if person else author
