"""Long patterns as lists that one can read, an alternative a line with comments; and a pattern that several share."""

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
    lines = (line.strip() for line in alternatives.splitlines())
    return f"(?:{'|'.join(line for line in lines if line and not line.startswith('#'))})"
