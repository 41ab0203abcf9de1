"""Who speaks from where to where in one source, and what the source is: a pure function of its text and its entry.

A catalogue's entry decides; what it leaves open is told from how articles are laid out.
"""

from sourcebook.voices.detection import Description, recognised
from sourcebook.voices.passage import Passage

__all__ = ["Description", "Passage", "recognised"]
