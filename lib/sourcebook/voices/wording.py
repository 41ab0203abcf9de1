"""Long patterns written so that they can be read: one alternative a line."""


def any_of(alternatives: str) -> str:
    """Return a pattern that matches any of some alternatives, one a line; a line that begins with # is a comment.

    >>> any_of('''
    ...     # days
    ...     mon(?:day)?
    ...     tue(?:sday)?
    ... ''')
    '(?:mon(?:day)?|tue(?:sday)?)'
    """
    lines = [line.strip() for line in alternatives.splitlines()]
    return f"(?:{'|'.join(line for line in lines if line and not line.startswith('#'))})"
