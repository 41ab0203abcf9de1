"""Who asks what of whom: the sentences and headings in which a voice itself demands, recommends or urges."""

from sourcebook.asking.asks import ask_rows

__all__ = ["ask_rows"]
