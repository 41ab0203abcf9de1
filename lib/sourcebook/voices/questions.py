"""An interview without labels, in which the questions stand alone -> its turns."""

import re

from sourcebook.voices.lines import Line
from sourcebook.voices.setting import Setting, Turn

_LONGEST = 70  # words of a question that stands alone
_FEWEST = 3  # questions that are answered
_TO_YOU = re.compile(r"\byou(?:r|rs|[’']\w+)?\b", re.IGNORECASE)
_OF_ME = re.compile(r"\b(?:I|my|we|our|me)\b")


def first_question(s: Setting) -> int:
    """Return the first line that is a question and stands alone, 0 without one."""
    return next(iter(_answers(s)), 0)


def is_talk(s: Setting) -> bool:
    """Tell whether questions that stand alone address somebody who answers in the first person."""
    answers = _answers(s)
    answered = [s.lines[m].text for m in answers.values() if m is not None]
    addressed = sum(bool(_TO_YOU.search(s.lines[n].text)) for n in answers)
    own = sum(bool(_OF_ME.search(text)) for text in answered)
    return len(answered) >= _FEWEST and addressed >= 0.3 * len(answers) and own >= 0.5 * len(answered)


def questions(s: Setting, evidence: bool) -> list[Turn]:
    """Return turns for an interview without labels, in which questions stand alone; evidence: that it is one."""
    answers = _answers(s)
    answered = sum(m is not None for m in answers.values())
    if not evidence or answered < _FEWEST or len(answers) > 0.7 * len({*s.prose, *answers}):
        return []
    asking = s.interviewers[0] if s.interviewers else "Interviewer"
    answering = next((a for a in s.authors if a not in s.interviewers), "Interviewee")
    turns = []
    for question, answer in answers.items():
        turns.append(Turn(question, 0, asking, "interviewer", 0.75, "a question that stands alone"))
        if answer is not None:
            turns.append(Turn(answer, 0, answering, "author", 0.75, "what follows a question that stands alone"))
    return turns


def _answers(s: Setting) -> dict[int, int | None]:
    """Return the lines that are questions, and which line answers each; None where it is another question, or none."""
    asked = [n for n in range(len(s.lines)) if s.open(n) and _is_question(s.lines[n])]
    others = set(asked)
    return {n: m if (m := s.next(n)) not in others else None for n in asked}


def _is_question(line: Line) -> bool:
    return line.text.rstrip("”\"’'*_ ").endswith("?") and line.count <= _LONGEST
