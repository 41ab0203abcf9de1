"""Lines that name a person and say nothing else: what each names, what stands above and below it."""

import re

from sourcebook.spans import function_words, word_list
from sourcebook.voices.lines import Line, ends_sentence, is_prose, looks_like_post
from sourcebook.voices.names import SUFFIXES, Name, named_line
from sourcebook.voices.setting import LIKELY, SURE, Setting
from sourcebook.voices.speakers import are_editors, beside_time, is_office
from sourcebook.voices.wording import any_of

_MOST_WORDS = 22  # of a name with what the person is
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[IVX]{1,4})[.)]\s+")  # 3.   iv)
_ABBREVIATED = re.compile(r"\b(?:inc|ltd|co|u\.s|d\.c)\.$", re.IGNORECASE)
_BETWEEN = 5  # lines at most between a name and what is said
_DASHES = "—–-"


def name_line(s: Setting, n: int) -> Name | None:
    """Return the person that a line names, or the office or editor; None where it names none or says more."""
    line = s.lines[n]
    text = line.text.lstrip("—–-•* ").strip("*_ \r\n")
    if line.count > _MOST_WORDS or "\n" in text or _ends_otherwise(text):
        return None
    if are_editors(text) and line.text[0] in _DASHES:
        return Name(text, 1.0)
    if is_office(text) and s.comes_again(n):
        return Name(text, 0.6)
    return named_line(beside_time(text) or _NUMBER.sub("", text), s.common)


def _ends_otherwise(text: str) -> bool:
    """Tell whether a line ends as names don't: with a sign that is no abbreviation's full stop."""
    if not text.endswith((".", "?", "!", ":")):
        return False
    last = text.split()[-1].strip(".").casefold()
    return not (last in SUFFIXES or len(last) == 1 or _ABBREVIATED.search(text))


def single_name(s: Setting, n: int) -> Name | None:
    """Return the one name of a person who has but one, if the line is set out like the names of others."""
    text = s.lines[n].text.strip("*_ ")
    plain = text.casefold()
    usual = plain in s.common or plain in word_list("not_names.txt") or plain in function_words()
    shaped = re.fullmatch(r"[^\W\d_a-z][^\W\d_]{2,}", text)
    if not shaped or usual or looks_like_post(s.lines[n]) or not is_set_out(s, n):
        return None
    return Name(text, LIKELY)


def is_sure(p: Name, s: Setting) -> bool:
    """Tell whether words are surely a person's name: by themselves, by the byline, or by the post behind them."""
    return p.certainty >= SURE or p.text in s.authors or (bool(p.affiliation) and p.certainty >= LIKELY)


def is_set_out(s: Setting, n: int) -> bool:
    """Tell whether a line is set out like a name: it comes again, or the next says what the person is."""
    return s.comes_again(n) or stands_over_post(s, n)


def stands_over_post(s: Setting, n: int) -> bool:
    """Tell whether the line below says what somebody is: "Director, Institute of Ports", "Lima, Peru"."""
    below = s.next(n)
    return below is not None and s.open(below) and _is_post(s.lines[below])


def _is_post(line: Line) -> bool:
    if is_prose(line) or ends_sentence(line) or line.count > 16:
        return False
    return looks_like_post(line) or "," in line.text


def stands_directly_over(s: Setting, n: int) -> bool:
    """Tell whether running text or somebody's post stands directly below a line."""
    below = s.next(n)
    return below is not None and (is_prose(s.lines[below]) or looks_like_post(s.lines[below]))


def is_another(s: Setting, n: int) -> bool:
    """Tell whether a line is another name line, and no post or place of the one before it."""
    person = name_line(s, n) if s.open(n) and not is_prose(s.lines[n]) else None
    is_post = looks_like_post(s.lines[n]) and not (person and person.affiliation)
    return person is not None and person.certainty >= LIKELY and not is_post


def opens(s: Setting, n: int) -> bool:
    """Tell whether running text follows a line, an affiliation or a heading between them."""
    below = s.next(n)
    for _ in range(_BETWEEN):
        if below is None or is_another(s, below):
            return False
        if is_prose(s.lines[below]) or ends_sentence(s.lines[below]):
            return True
        below = s.next(below)
    return False


def closes(s: Setting, n: int) -> bool:
    """Tell whether a line stands below running text, a closing formula or a stage direction between them."""
    before = next((m for m in range(n - 1, -1, -1) if s.sorts[m] not in ("signature", "stage", "endmark")), None)
    if before is None or not s.open(before):
        return False
    return is_prose(s.lines[before]) or ends_sentence(s.lines[before])


def signs(s: Setting, n: int) -> bool:
    """Tell whether a name signs what stands before it: behind a dash, or a closing formula."""
    if not closes(s, n) or credits_quotation(s, n):
        return False
    return s.lines[n].text[0] in _DASHES or s.sorts[n - 1] == "signature"


def credits_quotation(s: Setting, n: int) -> bool:
    """Tell whether a line stands below one that is a single quotation, so that it names who is quoted."""
    above = s.lines[n - 1].text
    if above[0] not in '“"«„' or above.rstrip(".")[-1] not in '”"»“':
        return False
    return above.count(above[0]) == (2 if above[0] == '"' else 1)


_DOES = any_of("""
    is|are|was|has|had
    holds|serves?|served|teaches|taught|works?|worked
    leads|heads|runs|chairs|directs|hosts?|presents?|founded
    writes?|wrote|covers?|reports?|edits?|translates?|translated|publish(?:es|ed)|blogs
    reads|studies|studied|researches|practi[cs]es|farms
    lives?|grew up
""")
_IS = re.compile(rf",? (?:who )?{_DOES}\b")
_THE_AUTHOR = re.compile(r"\W*(?:[Tt]he|[Oo]ur) (?:author|writer)s?")


def describes(line: Line, p: Name) -> bool:
    """Tell whether a line says who the person is.

    >>> describes(Line(0, 34, "Professor Ng teaches law in Lima."), Name("Ada Ng", 1.0))
    True
    """
    if line.count > 50:
        return False
    text = line.text
    if author := _THE_AUTHOR.match(text):
        return bool(_IS.match(text, author.end()))
    first = len(text) - len(re.sub(r"^\W+", "", text))
    second = text.find(" ", first) + 1  # "Professor Ng teaches"
    ends = [at + len(who) for at in (first, second) for who in (p.text, p.words[-1]) if text.startswith(who, at)]
    return any(_IS.match(text, end) for end in ends)
