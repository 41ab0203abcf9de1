"""Which facts of different voices speak of the same thing, and whether they agree."""

from sourcebook.agreement.corroborating import ALIKE, RELATIONS, corroborations

__all__ = ["ALIKE", "RELATIONS", "corroborations"]
