"""Quantities and dates of a text: what is stated, in which unit, how exactly, and how firmly.

    text -> sentences -> tokens -> readings (value, unit, date) -> quantities (with their frame)

The modules in the order to read them, each using only earlier ones (a test keeps it so):

numbers   numerals (tokens, numbers), verbs, nouns (what is counted), sentences
units     measures, money, units (whatever may follow a number)
dates     isodates (arithmetic, `resolve`), timex, explicit (written out), holidays, relative (told from a day),
          intervals (pieces, ranges), dates (the grammar: `date_at`), clock (times of day, passed over)
types     readings (a unit, a quantity in the making), quantity (the result)
frame     lookalikes (numbers that are none), frame (modifier, change, subject, salience), commitment, attribution
amounts   amounts (one), ranges (two), understood (units left out)
pipeline  reader (one sentence -> readings), assembly (readings -> quantities; remembers a year and a date between them)

The first reader that takes a token wins: clock, list marker, date, multiple or rank, name or result, amount. A new unit
belongs into measures or money, a new form of date into explicit or relative, a number wrongly read into lookalikes, a
wrong mood into commitment. Not read: negation ("did not cut 10,000 jobs" counts as affirmed).
"""

from sourcebook.quantities.assembly import Assembler
from sourcebook.quantities.isodates import parse_reference
from sourcebook.quantities.quantity import Quantity, to_dict
from sourcebook.quantities.reader import worth_reading
from sourcebook.quantities.sentences import sentences

__all__ = ["Quantity", "quantities", "to_dict"]


def quantities(text: str, reference: str | None = None) -> list[Quantity]:
    """Return the quantities and dates of a text, sorted by start, not overlapping.

    text       any string; offsets of the result are into it
    reference  ISO date of publication, whole or partial ("2025-02", "2024-11/2025-01"), for relative dates;
               without it, or where it leaves them open, they have relative True and iso None
    returns    see `Quantity`; never raises

    >>> [(q.surface, q.value, q.unit, q.modifier) for q in quantities("Costs rose to about €3.5 million.")]
    [('€3.5 million', 3500000.0, 'EUR', '~')]
    """
    assembler = Assembler(text, parse_reference(reference))
    for start, end in sentences(text):  # one pass, each sentence for itself
        assembler.new_sentence(text.find("\n", start, end) >= 0)
        if worth_reading(text, start, end):
            assembler.add_sentence(start, end)
    return assembler.out
