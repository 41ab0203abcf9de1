"""Where another voice begins, by the shapes in which articles show it: the finders, each in a room of its own.

Each takes a `Setting` and returns the `Turn`s that it sees, or none.
"""

from sourcebook.voices.contributions import contributions
from sourcebook.voices.dialogue import labelled
from sourcebook.voices.labels import is_label
from sourcebook.voices.letters import GREETING, is_by_editor, letters
from sourcebook.voices.namelines import describes
from sourcebook.voices.parts import groups, statements, titled
from sourcebook.voices.questions import first_question, is_talk, questions
from sourcebook.voices.setting import Setting, Turn
from sourcebook.voices.signatures import initialled, signature
from sourcebook.voices.speakers import is_office, short_for

__all__ = [
    "GREETING",
    "Setting",
    "Turn",
    "contributions",
    "describes",
    "first_question",
    "groups",
    "initialled",
    "is_by_editor",
    "is_label",
    "is_office",
    "is_talk",
    "labelled",
    "letters",
    "questions",
    "short_for",
    "signature",
    "statements",
    "titled",
]
