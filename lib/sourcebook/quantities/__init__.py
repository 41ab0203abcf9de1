"""Quantities and dates of a text: what is stated, in which unit, how exactly, and how firmly.

`quantities` goes sentence by sentence. Sentences without a digit or a number word are passed over. In the others a
small grammar reads, at each token that may begin one, a date, an amount (currency, number, scale, unit,
denominator), an ordinal or a multiple. Two amounts may join to a range, and what a bare number leaves to be
understood is supplied from its sentence. The words around then give the frame: modifier, change, commitment, subject,
and whether the figure is worth a row in a table (salience).
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
