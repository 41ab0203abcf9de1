"""What the figures of a text imply, reckoned with all that their rounding allows."""

from sourcebook.reckoning.checking import checks

__all__ = ["checks"]
