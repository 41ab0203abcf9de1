"""What every sentence is made of: escaped text, lists of names, numbers with their nouns, leaders."""

import re
from collections.abc import Iterable, Mapping, Sized
from typing import Any

import pandas as pd

from sourcebook.facts import worth

MOST_CITED = 4  # sentences behind one statement
_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>()#+!|~^&:@-]")


def escaped(text: object) -> str:
    """Return text as Markdown that shows just that text: nothing in it marks up, links, or becomes mathematics."""
    safe = _MEANS_SOMETHING.sub(lambda m: f"&#{ord(m.group())};", " ".join(str(text).split()))
    return safe.replace("$", "<span>&#36;</span>").replace("&#92;", "<span>&#92;</span>")


def resting_on(sentence_ids: Iterable[object], most: int = MOST_CITED) -> str:
    """Return marks that nobody sees in a notebook, by which a page links a statement to the sentences behind it."""
    each_once = dict.fromkeys(i for i in sentence_ids if isinstance(i, str))
    return "".join(f"<span {sentence(i)}></span>" for i in list(each_once)[:most])


def sentence(sentence_id: str) -> str:
    """Return the attribute that says which sentence an element stands for; nothing in it is Markdown or mathematics."""
    safe = re.sub(r"[^\w:./ -]", lambda m: f"&#{ord(m.group())};", sentence_id)
    return f'data-sentence="{safe}"'


def code(text: object) -> str:
    """Return text as a piece of code that shows just that text."""
    return f"<code>{escaped(text)}</code>"


def listing(names: Iterable[object], most: int = 6) -> str:
    """Return names as a person lists them: Abe, Ng and Ortiz; of more than `most` the first, with the number left."""
    shown = [escaped(name) for name in names]
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def plural(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 voice, 1,200 voices, no voices."""
    return f"{n:,} {one}" if n == 1 else f"{n or 'no':{',' if n else ''}} {many or one + 's'}"


def times(n: int) -> str:
    """Return how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def leaders(values: pd.Series) -> tuple[list[str], float]:
    """Return who has the highest value, several where they tie, and the value."""
    top = values.max()
    return [str(name) for name in values.index[values == top]], float(top)


def verb(names: Sized, one: str, many: str) -> str:
    """Return the form of a verb that fits one name or several."""
    return one if len(names) == 1 else many


def each(names: Sized) -> str:
    """Return what to add to a value that several share."""
    return verb(names, "", " each")


def largest_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the highest value, all of a tie."""
    values = rows["value"].fillna(rows["high"])
    return rows[values == values.max()]


def signed(fact: Mapping[Any, Any]) -> str:
    """Return what a fact comes to, with a word where a reader has corrected it: 5 people (amended by the reader)."""
    by_hand = fact.get("corrected")
    return worth(fact) + (f" ({by_hand} by the reader)" if by_hand else "")


def cut(text: str, most: int) -> str:
    """Return a text on one line, of more than so many characters its beginning up to a word's end.

    >>> cut("The dam was  built in 1998.", 12), cut("A dam.", 12)
    ('The dam was …', 'A dam.')
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most + 1].rpartition(' ')[0] or line[:most]} …"


def around(text: str, start: int, end: int, before: int = 5, after: int = 4) -> str:
    """Return text[start:end], in bold, with a few words either side, as Markdown.

    >>> around("In May the council paid 3 million for a new dam and a road.", 24, 33, 2, 3)
    '“… council paid **3 million** for a new …”'
    """
    left, right = text[:start].split(), text[end:].split()
    said = [escaped(" ".join(words)) for words in (left[-before:], right[:after])]
    glued = end < len(text) and not text[end].isspace()
    inner = (
        f"{'… ' if len(left) > before else ''}{said[0]} **{escaped(text[start:end])}**{'' if glued else ' '}{said[1]}"
    )
    return f"“{inner.strip()}{' …' if len(right) > after else ''}”"
