"""What tells that two figures are of different things, by the company that they keep."""

from collections.abc import Iterable

from sourcebook.agreement.company import Company

ROOT = 4  # letters that a name and a word made of it begin with


def apart(one: Company, other: Company) -> bool:
    """Say whether anything tells so; none of it tells by itself that figures which agree are of different things."""
    signs = (other_noun, other_measure, more_measures, other_length, other_step, other_part, holding, strangers, rivals)
    return any(tells(one, other) for tells in signs)


def strangers(one: Company, other: Company) -> bool:
    """Say whether both name somebody and none of these is named around the other."""
    if not (one.names and other.names):
        return False
    return not (_any_known(one.names, other.known) or _any_known(other.names, one.known))


def _any_known(names: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether one of some names is among others; words made of one root stand for it: Scotland, Scottish."""
    roots = {name[: ROOT + 1] for name in others if name[0] == "^" and len(name) > ROOT}
    known = set(others)
    return any(name in known or name[: ROOT + 1] in roots for name in names)


def rivals(one: Company, other: Company) -> bool:
    """Say whether each names somebody that the other has not."""
    return alone(one.sure, other) and alone(other.sure, one)


def alone(names: Iterable[frozenset[str]], other: Company) -> bool:
    """Say whether one of some names has no word that stands around another figure."""
    return any(not _any_known(name, other.place) for name in names)


def other_noun(one: Company, other: Company) -> bool:
    """Say whether they count two nouns."""
    return bool(one.counted and other.counted) and one.counted != other.counted


def other_measure(one: Company, other: Company) -> bool:
    """Say whether two measures stand beside them and none in common: sales and losses."""
    return bool(one.measures and other.measures) and not one.measures & other.measures


def more_measures(one: Company, other: Company) -> bool:
    """Say whether one has a measure that the other has not: a loan under a budget, a budget; counts have a noun."""
    return (
        bool(one.measures and other.measures) and one.measures != other.measures and not (one.counted or other.counted)
    )


def other_length(one: Company, other: Company) -> bool:
    """Say whether one is told of a length of time, and the other not: so many in ten years."""
    return one.lasting != other.lasting


def holding(one: Company, other: Company) -> bool:
    """Say whether one is told as what somebody has, and the other not: has 900 jobs, cuts 90."""
    return one.held != other.held


def other_part(one: Company, other: Company) -> bool:
    """Say whether a part of the whole is named beside one and nowhere around the other: the women, the north."""
    return bool(one.parts - other.place.keys() or other.parts - one.place.keys())


def other_step(one: Company, other: Company) -> bool:
    """Say whether one tells by how much it changed, and the other not."""
    return one.by != other.by
