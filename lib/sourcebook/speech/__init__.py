"""What is said in a text and by whom, and how its words are used."""

from sourcebook.speech.kinds import SOURCING, kind
from sourcebook.speech.naming import Names, bare, fits
from sourcebook.speech.quotations import quotations, rows
from sourcebook.speech.reporting import Quotation
from sourcebook.speech.using import USES, Use, use, uses

__all__ = [
    "SOURCING",
    "USES",
    "Names",
    "Quotation",
    "Use",
    "bare",
    "fits",
    "kind",
    "quotations",
    "rows",
    "use",
    "uses",
]
