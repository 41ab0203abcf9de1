"""What is said in a text and by whom, and how its words are used."""

from sourcebook.speech.kinds import SOURCING
from sourcebook.speech.naming import Names
from sourcebook.speech.quotations import quotations
from sourcebook.speech.reporting import Quotation
from sourcebook.speech.using import USES, Use, use, uses

__all__ = ["SOURCING", "USES", "Names", "Quotation", "Use", "quotations", "use", "uses"]
