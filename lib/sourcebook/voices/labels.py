"""One line -> the label with which it begins and that says who speaks: "Q:", "MS. OKAFOR:", "The PRESIDENT."."""

import re
from dataclasses import dataclass

from sourcebook.voices.names import name, named_line
from sourcebook.voices.setting import LIKELY, Setting
from sourcebook.voices.speakers import bare, beside_time, is_office
from sourcebook.voices.wording import TIME, any_of


@dataclass(frozen=True)
class Label:
    """A label on line `n`, whose first `end` characters it takes, -1 for all of them.

    kind   ask (Q), reply (A), by (BY MR. NG), office, name, word (any other up to three), timed (beside a time of day),
           form (only set like the others)
    key    what is the same for all labels of a voice
    who    the label as it is written
    """

    n: int
    end: int
    kind: str
    key: str
    who: str


_FAR = 400  # characters in which a label must be over
_NEAR = 130  # characters in which its sign must begin
_MOST_WORDS = 14  # of a name with what somebody is

_MARK = any_of(r"""
    # "Ng:", but neither 9:05 nor http://
    [:：](?!\d|//)
    # "Ng.— I say"
    \.\s?[—–](?=\s|[A-Z])
    # "Ng — I say"
    \s[—–](?=\s)
    # "Ng (Lima) — I say"
    \)\s[—–]
""")
# What every label has, for a quick look: a mark or a full stop, else Q, A or "by" to begin with.
_MAY_END = re.compile(r"[:：—–.](?:(?<!\.)|(?=\s|$))")
_MAY_BEGIN = re.compile(r"[QA]\s|\W*by\s", re.IGNORECASE)
_MARKED = re.compile(r"[:：—–]")  # what each mark has
_LABEL = re.compile(
    rf"\W{{0,3}}?(?:{TIME}\s*[-–—|]?\s*)?(?P<who>[^\W\d_][^:：\n\r]{{0,90}}?)\s*(?:[-–—|]?\s*{TIME})?\s*"
    rf"(?P<mark>{_MARK})[*_]*(?:\s+|$)"
)

# The full stop alone, behind an office or a title, as parliaments print it: "The PRESIDENT. I call", "Ms. NG. No".
_PRESIDES = any_of(r"""
    [A-Z]{4,}(?: [A-Z]{3,})*
    (?:Deputy |Vice |Acting )?(?:President|Chair(?:man|woman|person)?|Speaker|Clerk|Secretary|Court|Witness|Moderator)
""")
_TITLE = "|".join(
    """Mr Mrs Ms Miss Dr Prof Sir Dame Lord Baroness Senator Sen Rep Representative Chair Chairman Chairwoman Judge
    Justice Secretary Ambassador Governor Mayor Councillor Cllr Commissioner Director General""".split()
)
_FAMILY = r"[A-Z][\w’'-]+"
_STOPPED = re.compile(
    rf"(?P<who>The {_PRESIDES}|(?:{_TITLE})\.? (?:[A-Z]\. ?)?{_FAMILY}(?: {_FAMILY})?(?: \[[^\]]+\])?)"
    r"(?P<mark>\.)\s+(?=[\"“‘(\[]?[A-Z0-9])"
)

# A hearing: "CROSS-EXAMINATION BY MR. NG:", then "Q" and "A" with nothing behind them.
_EXAMINED = re.compile(
    r"(?:(?:cross|direct|re-?direct|re)[- ]?examination )?by (?P<who>(?:mr|mrs|ms|dr|miss|sir|dame)\b\.? .{2,40}?):?",
    re.IGNORECASE,
)
_Q_OR_A = re.compile(r"(?P<who>[QA])\.?\s+(?=[^a-z\s])")
_ASKING = re.compile(r"(?:q|questions?)\W?\s?\d{0,3}\.?", re.IGNORECASE)  # Q3., Question 3
_ANSWERING = re.compile(r"(?:a|answers?|response)\W?\s?\d{0,3}\.?", re.IGNORECASE)
_HOUR = re.compile(r"(?:[ap]\.?m\b|[A-Z]{2,4}T\b|hrs?\b|uhr\b)", re.IGNORECASE)  # 9:05 p.m., 9:05 EST: nobody speaks
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")


def is_label(s: Setting, n: int) -> bool:
    """Tell whether a line begins with what may be a label."""
    return label_at(s, n) is not None


def label_at(s: Setting, n: int) -> Label | None:
    """Return the label with which a line begins, None without one. Whether it names a speaker its likes decide."""
    text = s.lines[n].text
    if not (_MAY_END.search(text[:_NEAR]) or _MAY_BEGIN.match(text[:_NEAR])):
        return None
    if examined := _EXAMINED.fullmatch(text):
        return Label(n, -1, "by", _key(examined["who"], "name", s), examined["who"])
    if sign := _Q_OR_A.match(text):
        kind = "ask" if sign["who"] == "Q" else "reply"
        return Label(n, sign.end(), kind, kind, sign["who"])
    if found := _labelled(text) or _STOPPED.match(text, 0, _FAR):
        return _marked(s, n, found)
    return _timed(s, n)


def loose_label(s: Setting, n: int) -> Label | None:
    """Return anything ahead of a colon or a dash as a label, to be compared with the labels that are sure."""
    text = s.lines[n].text
    found = _labelled(text)
    if not found:
        return None
    who = bare(found["who"])
    return Label(n, _end(text, found), "form", who.casefold(), who)


def _labelled(text: str) -> re.Match[str] | None:
    return _LABEL.match(text, 0, _FAR) if _MARKED.search(text, 0, _FAR) else None


def _end(text: str, found: re.Match[str]) -> int:
    return found.end() if found.end() < len(text) else -1


def _marked(s: Setting, n: int, found: re.Match[str]) -> Label | None:
    """Return the label that ends in a colon, a dash or a full stop."""
    text = s.lines[n].text
    said = text[found.end() :].lstrip("“\"‘'([*_…. ")
    if said[:1].islower() and not found["who"].isupper():
        return None  # an item of a list: "Rice: for the swamp"
    closing = ")" if found["mark"].startswith(")") else ""
    if person := _in_brackets(found["who"] + closing, s):
        return Label(n, _end(text, found), "name", _key(person, "name", s), person)
    who = found["who"].strip(' *_“"') + closing
    kind = _kind(who, s)
    if not kind or (kind == "word" and found["mark"].strip() in ("—", "–")):
        return None
    return Label(n, _end(text, found), kind, _key(who, kind, s), who)


def _in_brackets(who: str, s: Setting) -> str:
    """Return the person with a title whom brackets name behind something that is no name: "The Chair (Ms Ng)"."""
    inside = _IN_BRACKETS.search(who)
    person = name(inside[1], s.common) if inside else None
    if not inside or not person or not person.titled or name(who[: inside.start()], s.common):
        return ""
    return inside[1]


def _timed(s: Setting, n: int) -> Label | None:
    """Return the label that stands beside a time of day alone on its line."""
    who = beside_time(s.lines[n].text)
    if not who or _HOUR.match(who):
        return None
    may_be_called = who[0].isupper() or (who[0].islower() and len(who.split()) <= 4)
    kind = _kind(who, s) or ("timed" if may_be_called else "")
    return Label(n, -1, kind, _key(who, kind, s), who) if kind else None


def _kind(who: str, s: Setting) -> str:
    """Return the kind of a label by its words alone: ask, reply, office, name or word; "" where it is none."""
    if _ASKING.fullmatch(who):
        return "ask"
    if _ANSWERING.fullmatch(who):
        return "reply"
    if is_office(who):
        return "office"
    person = named_line(who, s.common)
    if person and (person.certainty >= LIKELY or person.titled) and len(who.split()) <= _MOST_WORDS:
        return "name"
    words = bare(who).split()
    capitals = all(w[0].isupper() for w in words if w[0].isalpha())
    return "word" if 1 <= len(words) <= 3 and words[0][0].isupper() and capitals else ""


def _key(who: str, kind: str, s: Setting) -> str:
    if kind in ("ask", "reply"):
        return kind
    person = named_line(who, s.common) if kind == "name" else None
    if person and person.titled:
        return person.words[-1].casefold()
    return (person.text if person else bare(who)).casefold().removeprefix("the ")
