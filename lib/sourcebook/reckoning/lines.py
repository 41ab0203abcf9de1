"""A sentence as the rules of reckoning see it: its words and its figures, and what may stand between two of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourcebook.quantities.frame import DOWN, UP, modifier_before
from sourcebook.quantities.numerals import Token, tokens, words
from sourcebook.speech.clauses import AUXILIARIES, FINITE


class Figure(NamedTuple):
    """A measured fact and its place among the tokens of its sentence: `first` with its modifier, `last` behind it."""

    fact_id: str
    surface: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    per: str
    modifier: str
    change: str
    salience: str
    linked_to: str
    worth: str = ""
    first: int = 0
    last: int = 0

    @property
    def is_level(self) -> bool:
        """Whether it is one number, and no change of one."""
        return self.value is not None and not self.change


class Relation(NamedTuple):
    """Figures that imply another: `kind` names the rule of reckoning, which reads the figures in this order."""

    kind: str
    figures: tuple[Figure, ...]
    told: Figure | None = None  # the same thing as it is stated, if it is
    complete: bool = True  # whether the parts of a sum are all the parts


@dataclass(frozen=True)
class Line:
    """A sentence: its tokens in lower case, and its figures in the order told."""

    lows: list[str]
    figures: list[Figure]

    def between(self, a: Figure, b: Figure) -> list[str]:
        """Return the words between two figures, the modifier of the second left out."""
        gap = self.lows[a.last : b.first]
        if "–" in gap:  # "in 2019–20" is one year, and no break
            return [
                w for k, w in enumerate(gap) if w != "–" or not "".join(gap[k - 1 : k] + gap[k + 1 : k + 2]).isdigit()
            ]
        return gap

    def before(self, figure: Figure, n: int) -> list[str]:
        """Return the n words before a figure and its modifier."""
        return self.lows[max(0, figure.first - n) : figure.first]

    def behind(self, figure: Figure, n: int) -> list[str]:
        """Return the n words behind a figure."""
        return self.lows[figure.last : figure.last + n]

    def pairs(self) -> Iterator[tuple[int, Figure, Figure]]:
        """Yield each two figures that follow one another, with the number of the first."""
        for n in range(len(self.figures) - 1):
            yield n, self.figures[n], self.figures[n + 1]

    def at(self, n: int) -> Figure | None:
        """Return the n-th figure, if there is one."""
        return self.figures[n] if 0 <= n < len(self.figures) else None

    def inside(self, a: Figure, b: Figure) -> list[Figure]:
        """Return the figures that stand between two of the sentence."""
        return [f for f in self.figures if a.last <= f.first and f.last <= b.first]


def line(text: str, start: int, end: int, facts: Sequence[tuple[int, int, Figure]]) -> Line:
    """Return the sentence text[start:end] with its figures; facts: (start, end, figure), in order.

    The month of May keeps its capital, so that it is no verb.
    """
    ts = tokens(text, start, end)
    starts = [t.start for t in ts]
    placed, k = [], 0
    for first, last, figure in facts:
        while k < len(ts) and starts[k] < first:
            k += 1
        n = k
        while n < len(ts) and starts[n] < last:
            n += 1
        placed.append(figure._replace(first=_without_modifier(ts, k), last=n))
    return Line([t.text if t.text == "May" and n else t.low for n, t in enumerate(ts)], placed)


def _without_modifier(ts: list[Token], k: int) -> int:
    """Return the first token of a figure with its modifier and with what only stresses it: "just under 5 %"."""
    first = modifier_before(ts, k, 0)[1] if 0 < k < len(ts) else k
    while first > 0 and ts[first - 1].low in _STRESS:
        first -= 1
    return first


_STRESS = words("just only barely fully merely mere whopping staggering modest record roughly nearly almost")


# --- words ------------------------------------------------------------------------------------------------------------

OPENING = words("the its their his her our my all every some a an this these those each such")  # a noun phrase
BREAKS = frozenset(';:—–()[]?!"“”')
LINKING = words("and but while whereas although though because which who that if when")
VERBS = FINITE | AUXILIARIES
PRONOUNS = words("it they this that these those he she we i them him her")
CHANGING = (  # verbs and nouns of change
    UP
    | DOWN
    | words(
        "raised raise raises raising lifted lift lifts boosted boost hiked hike hikes extended doubled "
        "tripled quadrupled halved reduced reduce reduces reducing cut cuts cutting slashed slash slashes "
        "lowered lower lowers trimmed trim pushed brought taken took went gone go goes going moved move "
        "moves changed change changes shifted shift shifts edged inched crept ticked slowed cooled "
        "quickened accelerated widened narrowed improved worsened revised adjusted upgraded downgraded "
        "deepened recovered returned came swung swing scaled pared growth increase reduction"
    )
)


def same(a: Figure, b: Figure) -> bool:
    """Say whether two figures measure in one unit; a denominator may be left to be understood."""
    return a.kind == b.kind and a.unit == b.unit and (a.per == b.per or not (a.per and b.per)) and a.kind != "duration"


def is_amount(f: Figure) -> bool:
    """Say whether a figure tells so much of something: money, a count, a measure."""
    return f.kind in ("money", "count", "measure", "rate") and f.value is not None and f.value > 0 and bool(f.unit)


def is_percentage(f: Figure) -> bool:
    """Say whether a figure is a number of percent."""
    return f.kind == "percent" and f.unit == "%" and (f.value or 0.0) > 0


def is_share(f: Figure) -> bool:
    """Say whether a figure is a percentage, and no change in percent."""
    return is_percentage(f) and f.is_level


def is_plain(gap: Sequence[str], limit: int = 8) -> bool:
    """Say whether words are few and go on within their clause: no verb, no joint, no break."""
    joined = any(w == "and" and "between" not in gap[max(0, k - 3) : k] for k, w in enumerate(gap))
    stops = LINKING - {"and"} | VERBS | BREAKS | {","}
    return len(gap) <= limit and not joined and stops.isdisjoint(gap)


def ends_with(gap: Sequence[str], *tails: str) -> bool:
    """Say whether words end with one of several phrases."""
    return any(list(gap[-len(tail.split()) :]) == tail.split() for tail in tails)
