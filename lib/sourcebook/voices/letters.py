"""Letters to a page -> the turn that each signature closes, a first name, initials or the editor's among them."""

import re

from sourcebook.voices.lines import is_prose
from sourcebook.voices.namelines import closes
from sourcebook.voices.names import Name, named_line
from sourcebook.voices.setting import Setting, Turn
from sourcebook.voices.signatures import SHORT, closing
from sourcebook.voices.speakers import are_editors, bare, short_for
from sourcebook.voices.wording import any_of

_MOST_WORDS = 14  # of a signature
# "Dear Ms Ng,", "Sirs:", "To the Editor – " ahead of a letter's first sentence, on its line
GREETING = re.compile(r"(?:Dear (?:[A-Z][\w.’'-]*\s?){1,4}|Sirs?|Madam|To the [Ee]ditors?)\s*(?:,|--|–|—|:)\s+(?=\S)")
# "… for the moment. – Ed.", "(the editors)" at the end of a reply
_BY_EDITOR = re.compile(r"\s*(?:[—–-]{1,2}\s?|\(|\s{2,})(?:the )?eds?(?:itors?)?\.?[\])]*\s*$", re.IGNORECASE)
_LONGEST_EDITOR = 20  # characters of "-- the editors."
_LETTERS = any_of("""
    letters?|correspondence|mailbag|postbag|to the editor
    your (?:say|views|letters)|readers[’'] (?:views|letters)
""")
_OF_LETTERS = re.compile(rf"\b{_LETTERS}\b", re.IGNORECASE)
_TITLE = 80  # characters


def is_by_editor(text: str) -> bool:
    """Tell whether a line ends in "– Ed.", "(the editors)".

    >>> is_by_editor("We shall see. – Ed."), is_by_editor("The sluice was mended.")
    (True, False)
    """
    end = len(text.rstrip().rstrip(")]"))
    return _BY_EDITOR.search(text, max(0, end - _LONGEST_EDITOR)) is not None


def letters(s: Setting) -> list[Turn]:
    """Return a turn for each signature below a letter, where several are greeted or the page says it has letters."""
    greeted = sum(
        sort == "salutation" or bool(GREETING.match(line.text)) for line, sort in zip(s.lines, s.sorts, strict=True)
    )
    said = _OF_LETTERS.search(s.intro) if greeted else _OF_LETTERS.search(s.intro[:_TITLE])
    if greeted < 2 and not said:
        return []
    turns = [closing(s, n, person) for n in range(2, len(s.lines)) if (person := _signed(s, n))]
    return turns if len(turns) >= 2 or greeted >= 2 else []


def _signed(s: Setting, n: int) -> Name | None:
    """Return who signs on a line, None where it is prose, or greets, or heads a letter."""
    if not s.open(n) or is_prose(s.lines[n]) or s.sorts[n - 1] == "salutation":
        return None
    heads = "salutation" in s.sorts[n + 1 : n + 2] and not closes(s, n)
    return _signer(s, n) if not heads else None


def _signer(s: Setting, n: int) -> Name | None:
    """Return who signs with a line: by a name, or by a first name or initials of somebody who is named elsewhere."""
    line = s.lines[n]
    text = bare(line.text).strip("*_ —–-").rstrip(".") if line.count <= _MOST_WORDS else ""
    if are_editors(text):
        return Name("Translator" if text.casefold().startswith("tr") else "Editor", 1.0)
    if short := SHORT.fullmatch(line.text.strip("*_ ")):
        return Name(full, 0.8) if (full := short_for(short["who"], s)) else None
    person = named_line(text, s.common) if text else None
    return person if person and person.certainty >= 0.4 and len(person.words) > 1 else None
