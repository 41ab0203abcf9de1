"""The labels of a dialogue -> its turns: whose voice each label stands for, and who asks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.voices.labels import Label
from sourcebook.voices.names import is_same, name, named_line
from sourcebook.voices.people import behind_label
from sourcebook.voices.setting import Setting, Turn
from sourcebook.voices.speakers import are_several, asks_by_office, bare, known_as

_MOST_ASKED = 0.6  # of what somebody says ends in a question, if he is the one who asks
_ABBREVIATION = 3  # letters of a label that may be an abbreviation: AO
_OUTLET = 4  # letters, if it asks: an outlet's


def spoken(s: Setting, labels: Sequence[Label]) -> Iterator[Turn]:
    """Yield the turn that each label opens; labels: those of one dialogue, in order."""
    voices = _voices(s, labels)
    examiner, witness = "", "Witness"
    if any(label.kind == "by" for label in labels):
        witness = behind_label("witness", s.intro, s.text, s.common) or witness
    for label in labels:
        voice, role = voices[label.key]
        if label.kind == "by":
            examiner = voice
        elif examiner and label.kind in ("ask", "reply"):
            voice, role = (examiner if label.kind == "ask" else witness), "author"
        certainty = 0.8 if label.kind == "word" else 0.9
        yield Turn(label.n, label.end, voice, role, certainty, f"the label before what is said, '{label.who[:40]}'")


def _voices(s: Setting, labels: Sequence[Label]) -> dict[str, tuple[str, str]]:
    """Return the name and role behind the key of each label, the name in the fullest form that a label gives."""
    asking = _asking(s, labels)
    alone = len({label.key for label in labels} - asking) == 1
    s = _with_labels_of_their_own(s, labels)
    voices: dict[str, tuple[str, str]] = {}
    for label in labels:
        if label.key not in voices:
            voices[label.key] = _speaker(label, label.key in asking, alone, s)
        elif label.kind == "name" and (person := named_line(label.who, s.common)):
            voice, role = voices[label.key]
            voices[label.key] = (person.text if len(person.words) > len(voice.split()) else voice, role)
    return voices


def _with_labels_of_their_own(s: Setting, labels: Sequence[Label]) -> Setting:
    """Return the setting without the interviewers who speak under their own names, so that "Q" is somebody else."""
    if not any(label.kind == "ask" for label in labels):
        return s
    own = {bare(label.who).title() for label in labels if label.kind in ("name", "word", "form")}
    own |= {p.text for label in labels if label.kind == "name" and (p := named_line(label.who, s.common))}
    others = [i for i in s.interviewers if not any(is_same(who, i) for who in own)]
    return replace(s, interviewers=others)


# --- who asks ---------------------------------------------------------------------------------------------------------


def _asking(s: Setting, labels: Sequence[Label]) -> set[str]:
    """Return the keys of those who ask: by their office, or since most that they say are questions."""
    asking = {x.key for x in labels if x.kind == "ask" or (x.kind == "office" and asks_by_office(x.who))}
    return asking or _mostly_asking(s, labels)


def _mostly_asking(s: Setting, labels: Sequence[Label]) -> set[str]:
    """Return the key of the one voice most of whose turns end in a question; empty where several or none do."""
    times = Counter(label.key for label in labels)
    asked: Counter[str] = Counter()
    ends = [*(label.n for label in labels[1:]), len(s.lines)]
    for label, end in zip(labels, ends, strict=True):
        last = next((n for n in range(end - 1, label.n - 1, -1) if s.open(n)), label.n)
        asked[label.key] += s.lines[last].text.rstrip("”\"’' ").endswith("?")
    keys = {key for key, n in times.items() if n >= 2 and asked[key] >= _MOST_ASKED * n}
    return keys if len(keys) == 1 else set()


# --- whose voice a label stands for -----------------------------------------------------------------------------------


def _speaker(label: Label, asks: bool, alone: bool, s: Setting) -> tuple[str, str]:
    """Return name and role of who speaks under a label; alone: whether one voice only answers."""
    role = "interviewer" if asks else "author"
    answering = [a for a in s.authors if a not in s.interviewers]
    if label.kind == "ask":
        return _first(s.interviewers, "Interviewer"), role
    if label.kind == "reply":
        return _first(answering, "Interviewee"), role
    if person := _introduced(label, s):
        return person, role
    if label.kind == "office":
        return _official(label, asks, s)
    if label.kind in ("name", "by") and (named := named_line(label.who, s.common)):
        return named.text, role
    if asks:
        return _first(s.interviewers, _in_usual_capitals(label.who, _OUTLET)), role
    if alone and len(label.who) <= _ABBREVIATION and len(answering) == 1:
        return answering[0], role
    return _in_usual_capitals(label.who, _ABBREVIATION), role


def _first(people: Sequence[str], otherwise: str) -> str:
    return people[0] if people else otherwise


def _introduced(label: Label, s: Setting) -> str:
    """Return whom the article says a label stands for, or whose name it shortens; "" if it does not say."""
    behind = behind_label(bare(label.who), s.intro, s.text, s.common)
    return known_as(behind or label.who, s) or behind


def _official(label: Label, asks: bool, s: Setting) -> tuple[str, str]:
    """Return name and role of who speaks by an office, under the name that stands in brackets behind it if one does."""
    who = bare(label.who)
    role = "interviewer" if asks else "author"
    inside = re.search(r"[(\[]([^()\[\]]+)[)\]]", label.who)
    if inside and (person := name(inside[1], s.common)):
        return person.text, role
    if asks and s.interviewers and who.casefold() in ("interviewer", "moderator", "host", "presenter"):
        return s.interviewers[0], role
    plain = re.sub(r"^the ", "", who, flags=re.IGNORECASE).capitalize()
    return plain, "collective" if are_several(who) else role


def _in_usual_capitals(who: str, abbreviation: int) -> str:
    """Return a label as it is written, but OKAFOR as Okafor; abbreviation: the most letters that stay."""
    return who.title() if who.isupper() and len(who) > abbreviation else who
