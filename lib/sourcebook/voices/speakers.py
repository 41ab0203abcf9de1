"""What somebody who speaks is called besides a full name: an office, a part of the name, initials, an editor."""

import re
from collections.abc import Iterable

from sourcebook.voices.names import is_same, named_line
from sourcebook.voices.people import named
from sourcebook.voices.setting import LIKELY, Setting
from sourcebook.voices.wording import TIME, any_of

# --- offices ----------------------------------------------------------------------------------------------------------

_UNNAMED = "audience|floor|unidentified|unknown|male|female"
_SOMEBODY = r"member|question(?:er)?|participant|speaker|voice|reporter|male|female|man|woman"
_ASKS = any_of(rf"""
    interviewer|questioner|interlocutor
    moderator|facilitator|emcee|mc
    host|co-?host|presenter|anchor
    reporter|journalist|correspondent
    caller|student
    question from (?:the )?\w+
    member of the (?:audience|public)
    # Audience member, Unidentified male voice
    (?:{_UNNAMED})(?: (?:{_SOMEBODY}))*
""")
_SPEAKS = any_of(r"""
    interviewee|respondent|guest|expert|participant|panel(?:l)?ist|resident|farmer|coach
    speaker|president|(?:vice[- ]|deputy |acting )?chair(?:man|woman|person)?
    commissioner|minister|mayor|secretary|clerk|committee|staff
    spokes(?:man|woman|person)
    (?:senior )?(?:administration |government |defen[cs]e |state department )?officials?
    court|judge|counsel|prosecutor|defen[cs]e|plaintiff|claimant|applicant|witness
    narrator|announcer|operator|translator|interpreter|editors?
    # several at once
    members|delegates|all|both|together|others|voices?|crowd
""")
# The Hon. Chair, Several members, Speaker 2, Panellist (by telephone)
_OFFICE = re.compile(
    rf"(?:the |several |some |many |an? )?(?:hon(?:ourable)?\.? )?(?:(?P<ask>{_ASKS})|{_SPEAKS})"
    r"s?(?: ?(?:no\.? ?)?\d{1,2}| (?:no\.? ?)?[A-Z])?(?: [\(\[][^()]*[\)\]])?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:members|delegates|all|both|together|others|voices|crowd)$", re.IGNORECASE)
# The Editors, Editorial board, Trans., Ed., Delta Review
_EDITORS = re.compile(
    r"(?:the )?(?:editors?|editorial (?:board|team|staff)|translators?|the staff|eds?|trans|tr)\.?(?:,.{0,60})?",
    re.IGNORECASE,
)


def is_office(who: str) -> bool:
    """Tell whether a voice's name says what somebody does there, and not who.

    >>> is_office("Chair"), is_office("Audience member"), is_office("Ada Ng")
    (True, True, False)
    """
    return bool(_OFFICE.fullmatch(who))


def asks_by_office(who: str) -> bool:
    """Tell whether it is the office of somebody to ask.

    >>> asks_by_office("Moderator"), asks_by_office("Witness")
    (True, False)
    """
    found = _OFFICE.fullmatch(who)
    return bool(found and found["ask"])


def are_several(who: str) -> bool:
    """Tell whether an office is that of several at once: "Members"."""
    return bool(_SEVERAL.search(who))


def are_editors(who: str) -> bool:
    """Tell whether a signature is that of the editors or translators of a page.

    >>> are_editors("The Editors"), are_editors("Ed."), are_editors("Eda Ng")
    (True, True, False)
    """
    return bool(_EDITORS.fullmatch(who))


# --- names beside a time of day ---------------------------------------------------------------------------------------

_TIMED = re.compile(
    rf"(?:{TIME}\s*[-–—|]?\s*(?P<behind>[^\W\d_][^:\n]{{0,60}})|(?P<ahead>[^\W\d_][^:\n]{{0,60}}?)\s*[-–—|]?\s*{TIME})\s*:?"
)
_WIDEST_TIMED = 130  # characters


def beside_time(line: str) -> str:
    """Return what a line says beside a time of day, "" where it says more or no time.

    >>> beside_time("[00:09:05] Ada Ng"), beside_time("Ada Ng — 9:05"), beside_time("Ada Ng came at 9:05 and left.")
    ('Ada Ng', 'Ada Ng', '')
    """
    found = _TIMED.fullmatch(line) if len(line) <= _WIDEST_TIMED else None
    return (found["behind"] or found["ahead"]).strip(" *_") if found else ""


# --- whom a short form stands for -------------------------------------------------------------------------------------


def bare(who: str) -> str:
    """Return a label without what stands in brackets in it.

    >>> bare("Ada Ng (by telephone)")
    'Ada Ng'
    """
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", who).strip(" *_")


def known_as(who: str, s: Setting) -> str:
    """Return the full name of the one person of an article that a label's words are a part of, "" without or with two.

    A label begins or ends like the full name, or gives two or three initials: "Okafor", "AO".
    """
    person = named_line(who, s.common)
    short = (person.text if person else bare(who)).split()
    if not short:
        return ""
    alike = [*s.ending_in(short[0]), *s.ending_in(short[-1])]
    found = [full for full in alike if len(full.split()) >= len(short) and is_same(" ".join(short), full)]
    initials = "".join(short).replace(".", "")
    if not found and initials.isupper() and 2 <= len(initials) <= 3:
        found = s.initialled(initials)
    return _only(found)


def short_for(who: str, s: Setting) -> str:
    """Return whom initials or a first name stand for, "" unless it is one person named in the article."""
    known = {*s.authors, *s.helpers, *s.known, *named(s.text, s.common, LIKELY)}
    if "." in who or who.isupper():
        initials = re.sub(r"[^A-Z]", "", who)
        return _only(p for p in known if _initials(p).startswith(initials))
    return _only(p for p in known if p.split()[0] == who)


def _initials(person: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", person) if w[:1].isupper())


def _only(people: Iterable[str]) -> str:
    """Return the one person that several forms of a name belong to, in the longest form; "" if they are two."""
    found = set(people)
    longest = [p for p in found if not any(is_same(p, q) and len(q) > len(p) for q in found)]
    return longest[0] if len(longest) == 1 else ""
