"""What goes wrong because of what a person gave us: said in one line, with what to write instead."""

import difflib
from collections.abc import Iterable


class InputError(ValueError):
    """A folder, an article, a catalogue or a setting is not as it must be; the message names it and the right form."""


def unknown_key(where: str, key: str, known: Iterable[str]) -> InputError:
    """Return the error for a key that nobody reads, with the nearest one that somebody does."""
    known = sorted(known)
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(known)}"
    return InputError(f"{where}: unknown key '{key}'; {hint}")
