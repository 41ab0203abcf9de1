"""What is said in a text and by whom, and how its words are used."""

from sourcebook.speech.quoting import quoted
from sourcebook.speech.reporting import Quotation
from sourcebook.speech.using import USES, Use, use, uses

__all__ = ["USES", "Quotation", "Use", "quoted", "use", "uses"]
