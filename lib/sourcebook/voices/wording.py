"""Long patterns as lists that one can read, an alternative a line with comments; and a pattern that several share."""

from collections.abc import Callable

TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?"  # 9:05   [00:09:05]   (09:05.250)


def any_of(alternatives: str) -> str:
    r"""Return a pattern that matches any of some alternatives, one a line; a line that begins with # is a comment.

    >>> any_of('''
    ...     # units of length
    ...     km|miles?
    ...     \\d+ m
    ... ''')
    '(?:km|miles?|\\d+ m)'
    """
    return f"(?:{_joined(alternatives)})"


def _joined(alternatives: str) -> str:
    lines = (line.strip() for line in alternatives.splitlines())
    return "|".join(line for line in lines if line and not line.startswith("#"))


def mentions(words: str) -> Callable[[str], bool]:
    """Return a quick test that says no to texts without any of some words; they are written as for `any_of`.

    It goes before a long pattern that ignores case and can't fit without one of them. Where it says yes, the pattern
    decides: `re` takes ı and İ for an i and ſ for an s, so that a text with one of these is never turned down.

    >>> may_open = mentions("opened|closed")
    >>> may_open("The port is CLOSED."), may_open("The port is shut.")
    (True, False)
    """
    needed = [*_joined(words).split("|"), "ı", "ſ", "\u0307"]

    def may_fit(text: str) -> bool:
        small = text.lower()
        return any(word in small for word in needed)

    return may_fit
