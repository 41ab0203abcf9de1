"""What the readers find, as others see it."""

from dataclasses import asdict, dataclass

from sourcebook.quantities.timex import length, timex


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity or date; `text[start:end] == surface`. The fields are those of the table `facts`.

    value, or low and high with low < high, hold numbers in `unit`; dates have neither, but `iso`.
    linked_to is the index, in the list it came in, of the same amount told in another currency or unit. timex, no
    column of the table, is the date in TIMEX3 as the words tell it: XXXX-05-17 without its year.
    """

    start: int
    end: int
    surface: str
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    modifier: str = "="
    change: str = ""
    modifier_words: str = ""
    iso: str | None = None
    precision: str | None = None
    relative: bool = False
    commitment: str = "affirmed"
    subject: str | None = None
    attributed_to: str | None = None
    salience: str = "fact"
    linked_to: int | None = None
    timex: str | None = None

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code of an amount of money."""
        return self.unit if self.kind == "money" else None


def to_dict(quantity: Quantity) -> dict[str, object]:
    """Return the quantity as the JSON object that the filter writes: its fields, `currency` and, for time, `timex`."""
    return asdict(quantity) | {"currency": quantity.currency, "timex": _timex(quantity)}


def _timex(quantity: Quantity) -> str | None:
    """Return the TIMEX3 value of a date or a duration."""
    if quantity.timex or quantity.iso:
        return quantity.timex or timex(quantity.iso or "", quantity.precision)
    is_length = quantity.kind == "duration" and quantity.value is not None
    return length(quantity.value or 0.0, quantity.unit) if is_length else None
