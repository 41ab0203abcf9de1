"""Whether two facts speak of the same thing, and what then holds between them.

The evidence is counted in nats: of each word that stands with both how seldom it is, and how little an equal number is
to be expected. It has to outweigh the number of facts that either could have been taken for. Numbers that differ are
no evidence of one thing, so that for them the words alone have to tell: the same names, the same noun, the same words
beside the figure.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.agreement import company, differing, moments, values
from sourcebook.agreement.company import BESIDE, INSIDE, Company, Surroundings
from sourcebook.agreement.moments import Days, Moment
from sourcebook.agreement.values import Dimension, Value
from sourcebook.agreement.wording import MEASURES, ONCE
from sourcebook.quantities.isodates import shift_days

ALIKE, UNLIKE = 4.0, 7.0  # what the evidence must come to for like and for differing values, before the number of facts
TELLING = 2.5  # the least weight of a word that stands in both sentences
STRANGERS = 9.0  # more where both name somebody and nobody is named by both
NAMES_ALONE = 4.0  # more where only names stand with both: who it is about is not yet what
OTHER_NOUN = 12.0  # more where they count other things
OTHER_MEASURE = 8.0  # more where other measures stand beside them
IN_PASSING = 3.0  # more for figures in passing
DIGIT = math.log(10)  # what one digit in common tells
SMALL = 1.0  # the same of one, two and three
ROUGHLY = 1.5  # what agreement within rounding tells
STALE = 14  # days between two articles after which what the first said may have been overtaken
SAME_TIME = 60  # days between the dates of two sentences up to which an equal figure is told of one time
NEWS = 3  # days before its article of which a figure without a date is told
MONTH = 27  # days from its first to its last: a figure of a month is not that of the year around it
YEAR = 364  # days from its first to its last: a figure of a year is not overtaken by that of another
ORDER = 20  # times: figures further apart are not of one thing
NEXT = 300  # days: further apart, two dates of like events may be two events


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as it is compared: `value` of a measured one, `moment` of a date; foreseen: whether it may come so."""

    fact_id: str
    source_id: str
    voice: str
    value: Value | None
    moment: Moment | None
    in_passing: bool
    foreseen: bool
    company: Company

    @property
    def dimension(self) -> Dimension:
        """What it can be compared with."""
        return self.value.dimension if self.value else ("date",)

    @property
    def size(self) -> float:
        """How much it is in its dimension; of a date, how late."""
        return self.value.low if self.value else float(self.moment.first.toordinal()) if self.moment else 0.0


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds between two facts: same, consistent, superseded or conflict; why; the words; how strong, in nats."""

    relation: str
    why: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The words that stand with two facts.

    weights  word -> how telling it is, by how much it counts with both
    common   those that stand in the sentences of both figures
    within   the telling ones of them
    beside   those of the latter that stand near both
    """

    weights: Mapping[str, float]
    common: frozenset[str]
    within: frozenset[str]
    beside: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that their sentences have in common, the most telling first."""
        return tuple(sorted(self.common, key=lambda word: (-self.weights[word], word)))

    @property
    def names(self) -> list[str]:
        return [word for word in self.within if word[0] == "^"]

    @property
    def nouns(self) -> list[str]:
        return [word for word in self.beside if word[0] not in "^@"]

    @property
    def told(self) -> int:
        """How many telling words tell what it is about, names and days aside."""
        return sum(word[0] not in "^@" for word in self.within)

    @property
    def placed(self) -> bool:
        """Whether words of both sentences tell what happened, and names or a day in and around them where and when."""
        return self.told > 1 and bool(self.names or self.days) and len(self.around) > 1

    @property
    def days(self) -> list[str]:
        return [word for word in self.within if word[0] == "@"]

    @property
    def around(self) -> list[str]:
        """The names and days that stand in both sentences, and the names in those next to them."""
        return [word for word in self.weights if word[0] in "^@"]

    @property
    def own(self) -> float:
        """What the words of the two sentences tell."""
        return sum(weight for word, weight in self.weights.items() if word in self.within)

    @property
    def all(self) -> float:
        """The same with those of the sentences around them, which never tell more than the two themselves."""
        return self.own + min(self.own, sum(self.weights.values()) - self.own)


class Judge:
    """Compares facts of a corpus two by two."""

    def __init__(self, around: Surroundings, sizes: Mapping[Dimension, int], lone: frozenset[str]) -> None:
        """Take the company of the facts, the number of facts by dimension, and those that are alone in theirs.

        lone    ids of the facts whose source has no other of the dimension
        """
        self._around = around
        self._sizes = sizes
        self._lone = lone

    def tie(self, one: Fact, other: Fact) -> Tie | None:
        """Return what holds between two facts, None where nothing that can be told."""
        found = _compared(one, other)
        if not found:
            return None
        evidence = self._evidence(one.company, other.company)
        if not evidence.within or (one.moment and not _event(evidence)):
            return None
        asked = math.log(1 + self._sizes[one.dimension]) + IN_PASSING * (one.in_passing or other.in_passing)
        if found[0] == "differ":
            return self._unlike(one, other, found[1], evidence, asked)
        return _alike(one, other, *found, evidence, asked)

    def _evidence(self, one: Company, other: Company) -> _Evidence:
        places = company.shared(one, other)
        weight = {word: self._around.weight(word) for word in places}
        common = frozenset(word for word, place in places.items() if place >= INSIDE)
        within = frozenset(word for word in common if weight[word] >= TELLING)
        beside = frozenset(word for word in within if places[word] >= BESIDE)
        return _Evidence({word: places[word] * weight[word] for word in places}, common, within, beside)

    def _unlike(self, one: Fact, other: Fact, why: str, evidence: _Evidence, asked: float) -> Tie | None:
        """Judge figures that differ: superseded where one is told of a later time, else conflict."""
        score, names, nouns = evidence.own, evidence.names, evidence.nouns
        if score < asked + UNLIKE or differing.apart(one.company, other.company):
            return None
        later = _later(one, other)
        if later.series or not _like(one, other, evidence):
            return None
        if one.moment and not _one_event(one, other, nouns, bool(later.why) and len(names) > 1):
            return None
        if not self._identified(one, other, evidence, later):
            return None
        if later.why:
            anew = later.explicit or later.soon or len(nouns) > 2 or _renewed(one, other, evidence)
            return Tie("superseded", f"{later.why}: {why}", evidence.words, score) if anew else None
        if differing.alone(one.company.near, other.company) or differing.alone(other.company.near, one.company):
            return None  # what is told beside one figure alone may set it apart: "300 jobs in Tarn"
        return Tie("conflict", f"same time, different value: {why}", evidence.words, score)

    def _identified(self, one: Fact, other: Fact, evidence: _Evidence, later: "_Later") -> bool:
        """Say whether the words tell that both figures are of one thing: what it is, and whose, or where and when."""
        names, nouns = evidence.names, evidence.nouns
        alone = {one.fact_id, other.fact_id} <= self._lone and len(names) > 1 and _one_day(one, other)
        sure = bool(names) + bool(names and (later.why or MEASURES & set(nouns)))
        known = len(names) > 1 or len(nouns) > 3 - sure or evidence.placed
        known = known or bool(names and later.why and evidence.told > 1)
        known = known or (later.explicit and bool(names or len(nouns) > 2))
        return known and bool(nouns or alone)


def _alike(one: Fact, other: Fact, relation: str, why: str, evidence: _Evidence, asked: float) -> Tie | None:
    """Judge figures that agree: the number tells as well, the same or, within rounding, a little."""
    companies = one.company, other.company
    days = [company.dated[0] for company in companies if company.dated]
    if one.value and len(days) == 2 and moments.apart(days[0], days[1]) > SAME_TIME:
        return None
    asked += ALIKE + NAMES_ALONE * all(word[0] in "^@" for word in evidence.within)
    asked += OTHER_NOUN * differing.other_noun(*companies) + OTHER_MEASURE * differing.other_measure(*companies)
    asked += STRANGERS * differing.strangers(*companies)
    score = evidence.all + (_expected(one, other) if relation == "same" else ROUGHLY)
    return Tie(relation, why, evidence.words, score) if score >= asked else None


def _like(one: Fact, other: Fact, evidence: _Evidence) -> bool:
    """Say whether figures that differ may be of one thing by what they are: of one order, and no bare numbers."""
    if one.moment or other.moment:
        return _ahead(one) == _ahead(other)
    if not (one.value and other.value):
        return False
    low, high = sorted(abs(fact.value.low) for fact in (one, other) if fact.value)
    bare = any(fact.value.dimension[0] == "count" and not fact.value.unit for fact in (one, other) if fact.value)
    if one.dimension[0] == "percent" and not _alike_shares(one, other):
        return False
    return high <= ORDER * low and not (bare and MEASURES.isdisjoint(evidence.within))


def _alike_shares(one: Fact, other: Fact) -> bool:
    """Say whether both are shares, or both changes and none of them only foreseen: up 5%, 30% of all."""
    steps = [bool(fact.value and fact.value.change) or fact.company.by for fact in (one, other)]
    return steps[0] == steps[1] and not (steps[0] and one.foreseen != other.foreseen and not _one_period(one, other))


def _one_period(one: Fact, other: Fact) -> bool:
    """Say whether the sentences of both name one time."""
    return not set(one.company.dated).isdisjoint(other.company.dated)


def _renewed(one: Fact, other: Fact, evidence: _Evidence) -> bool:
    """Say whether the later of two articles may tell anew what the first told: a measure, what one has, a change."""
    if one.moment or not MEASURES.isdisjoint(evidence.within) or (one.company.held and other.company.held):
        return True
    last = max((one, other), key=lambda fact: (fact.company.published or (), fact.fact_id))
    return last.company.renewed or _one_period(one, other)


def _ahead(date: Fact) -> bool:
    """Say whether a date lay ahead when it was told."""
    published = date.company.published
    return bool(date.moment and published and date.moment.last >= published[0])


def _event(evidence: _Evidence) -> bool:
    """Say whether two dates have a word in common for what happened, and one more or a name for whom it concerns."""
    nouns = sum(word[0] != "^" for word in evidence.within)
    return nouns > 1 or (nouns > 0 and any(word[0] == "^" for word in evidence.weights))


def _compared(one: Fact, other: Fact) -> tuple[str, str] | None:
    if one.value and other.value:
        return values.compare(one.value, other.value)
    return moments.compare(one.moment, other.moment) if one.moment and other.moment else None


def _expected(one: Fact, other: Fact) -> float:
    """Return what an equal number tells: the more digits, the more; of a date, the shorter the time."""
    if one.value and other.value:
        if one.dimension[0] in ("count", "multiple") and abs(one.value.low) <= 3:
            return SMALL
        return DIGIT * min(one.value.digits, other.value.digits)
    days = one.moment.days if one.moment else 1
    return math.log(max(2.0, 3650 / days))


# --- time -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Later:
    """Why one is later, if it is.

    explicit whether the sentences of both say so; soon: whether one does, and both articles are of a few days
    series   whether one is told of a year or longer, or of a part of the other's time: that is another figure
    """

    why: str = ""
    explicit: bool = False
    soon: bool = False
    series: bool = False


def _later(one: Fact, other: Fact) -> _Later:
    """Say which of two facts is told of a later time, by the dates of their sentences, else of their articles.

    A day that both sentences name is no time at which one of them is told.
    """
    times = [_told_of(one, other), _told_of(other, one)]
    if not (times[0] and times[1]):
        return _NOT_LATER
    early, late = sorted(_awaited(times[0], times[1], one, other))
    dated = [time.dated for time in (early, late)]
    gap = moments.apart(early.days, late.days)
    if not all(dated) and one.company.published and other.company.published:
        gap = min(gap, moments.apart(one.company.published, other.company.published))
    if gap < (1 if all(dated) else 2 if any(dated) else STALE):
        return _Later(series=all(dated) and early.days != late.days and max(_length(early), _length(late)) >= MONTH)
    series = any(time.dated and _length(time) >= YEAR for time in (early, late))
    return _Later(f"later: {late.shown} after {early.shown}", all(dated), gap < STALE, series)


def _length(time: "_Time") -> int:
    return (time.days[1] - time.days[0]).days


def _awaited(one_told: "_Time", other_told: "_Time", one: Fact, other: Fact) -> tuple["_Time", "_Time"]:
    """Return when both are told of, by their articles where it is one time that was not over when the first came out.

    What is foreseen of a year, or counted so far in it, is overtaken by what is said of it later.
    """
    published = [fact.company.published for fact in (one, other)]
    if one_told.days != other_told.days or not (published[0] and published[1]):
        return one_told, other_told
    if one_told.days[1] <= min(published[0], published[1])[1]:
        return one_told, other_told
    return _Time(published[0], False), _Time(published[1], False)


@dataclass(frozen=True, slots=True, order=True)
class _Time:
    days: Days
    dated: bool

    @property
    def shown(self) -> str:
        first, last = (day.isoformat() for day in (self.days[0] if self.dated else self.days[1], self.days[1]))
        if first == last:
            return first
        return first[:7] if first[:7] == last[:7] else f"{first[:7]} to {last[:7]}"


_NOT_LATER = _Later()


def _told_of(fact: Fact, other: Fact) -> _Time | None:
    """Return the days that a fact is told of: those of its sentence, else the last ones before its article."""
    if not fact.moment and fact.company.dated:
        own, others = fact.company.dated, other.company.dated
        different = [days for days in own if days not in others]
        common = [days for days in own if days in others]
        apart = bool(different) and (not common or any(days not in own for days in others))
        return _Time(different[0] if apart else common[0], True)
    published = fact.company.published
    return _Time((shift_days(published[0], -NEWS), published[1]), False) if published else None


def _one_day(one: Fact, other: Fact) -> bool:
    """Say whether two articles came out within some days of one another."""
    first, second = one.company.published, other.company.published
    return first is not None and second is not None and moments.apart(first, second) <= STALE


def _one_event(one: Fact, other: Fact, nouns: list[str], likely: bool) -> bool:
    """Say whether two dates are dates of one event, and not the times at which a figure was so much.

    nouns   what stands beside both; likely: whether one is enough
    """
    if not (one.moment and other.moment) or len(nouns) < 2 - likely:
        return False
    gap = moments.apart((one.moment.first, one.moment.last), (other.moment.first, other.moment.last))
    return not ONCE.isdisjoint(nouns) or (gap <= NEXT and not (one.company.figures or other.company.figures))
