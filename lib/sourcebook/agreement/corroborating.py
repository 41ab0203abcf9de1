"""Which facts of different voices speak of the same thing, and whether they agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sourcebook.agreement import moments, values
from sourcebook.agreement.company import Surroundings
from sourcebook.agreement.judging import Fact, Judge, Tie
from sourcebook.agreement.origins import Origins
from sourcebook.agreement.pairing import Sized, pairs
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED

ALIKE = ("same", "consistent")
RELATIONS = (*ALIKE, "superseded", "conflict")
COLUMNS = ["group_id", "relation", "reason", "score", "fact_id", "origin"]
WORDS = 4  # of those that tie two facts so many are named
Ties = Mapping[tuple[str, str], Tie]


def corroborations(corpus: Corpus) -> pd.DataFrame:
    """Return the facts that different voices tell of one thing: one row a member of a group, strongest groups first.

    relation  same        the same value or date, also in another unit
              consistent  compatible: within rounding, or by an "over", "about", a range or a longer time
              superseded  another value told of a later time
              conflict    values, or dates of one event, that can't both be true as printed
    reason    why, and the words that stand with this fact and with another of the group
    score     the strongest evidence, in nats, that two of the group tell of one thing; see `judging`
    origin    whose word it may be: the voice of the group that it is credited to, whom the group credits as well, or
              "in the same words"; empty where nothing shows
    A fact may stand in several groups. What ties two facts are the words and names near them, so that the sentences
    decide: the same figure in like company may still be another thing. Figures that differ are tied only where the same
    names and nouns stand with both; most that disagree are not found. Repeating is not confirming.
    Columns: group_id, relation, reason, score, fact_id, origin.
    """
    around = Surroundings(corpus, _usable(corpus.facts))
    facts = _comparable(around)
    ties = _ties(facts, around)
    origins = Origins(corpus, facts, around.credits)
    rows = []
    for group in _groups(ties):
        group_id = f"{group.relation}:{min(group.members)}"
        for fact_id, reason in group.reasons(around).items():
            rows.append((group_id, group.relation, reason, group.score, fact_id, origins.of(fact_id, group.members)))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["score", "group_id", "fact_id"], ascending=[False, True, True], ignore_index=True)


def _usable(facts: pd.DataFrame) -> pd.DataFrame:
    """Return what may be compared: "the two sides", "one of them" and "this year" state nothing."""
    passing = facts["salience"] == "incidental"
    measured = facts["kind"].isin(MEASURED) & ~(passing & facts["kind"].isin(["count", "rate"]) & (facts["value"] <= 2))
    dated = facts["kind"].isin(DATED) & facts["iso"].notna() & ~passing
    return facts[(measured | dated) & facts["voice"].notna()]


def _comparable(around: Surroundings) -> dict[str, Fact]:
    """Return the facts that have a value or a date, by id."""
    found = {}
    for row in around.facts.to_dict("records"):
        value = values.read(row) if row["kind"] in MEASURED else None
        moment = moments.read(str(row["iso"]), str(row["modifier"])) if row["kind"] in DATED else None
        if value or moment:
            fact_id, passing = str(row["fact_id"]), row["salience"] == "incidental"
            found[fact_id] = Fact(
                fact_id=fact_id,
                source_id=str(row["source_id"]),
                voice=str(row["voice"]),
                value=value,
                moment=moment,
                in_passing=passing,
                foreseen=row["commitment"] == "hedged",
                company=around.of[fact_id],
            )
    return found


def _ties(facts: Mapping[str, Fact], around: Surroundings) -> dict[tuple[str, str], Tie]:
    """Return what holds between the facts that are compared."""
    sized = [Sized(f.fact_id, f.dimension, f.size, f.voice) for f in facts.values()]
    in_source = Counter((f.source_id, f.dimension) for f in facts.values())
    lone = frozenset(f.fact_id for f in facts.values() if in_source[f.source_id, f.dimension] == 1)
    judge = Judge(around, Counter(f.dimension for f in facts.values()), lone)
    found = {pair: judge.tie(facts[pair[0]], facts[pair[1]]) for pair in pairs(sized, around)}
    return _best({pair: tie for pair, tie in found.items() if tie}, facts)


def _best(ties: Ties, facts: Mapping[str, Fact]) -> dict[tuple[str, str], Tie]:
    """Leave out that a figure differs from another voice's where that voice has one that agrees, or a likelier one."""
    agreeing, likeliest = set[tuple[str, str]](), defaultdict[tuple[str, str], float](float)
    for pair, tie in ties.items():
        for one, other in (pair, pair[::-1]):
            if tie.relation in ALIKE:
                agreeing.add((one, facts[other].voice))
            else:
                likeliest[one, facts[other].voice] = max(likeliest[one, facts[other].voice], tie.score)
    return {
        pair: tie
        for pair, tie in ties.items()
        if tie.relation in ALIKE
        or all(
            (one, facts[other].voice) not in agreeing and tie.score >= likeliest[one, facts[other].voice]
            for one, other in (pair, pair[::-1])
        )
    }


@dataclass(frozen=True, slots=True)
class _Group:
    relation: str
    members: set[str]
    ties: Ties

    @property
    def score(self) -> float:
        return round(max(tie.score for tie in self.ties.values()), 2)

    def reasons(self, around: Surroundings) -> dict[str, str]:
        """Return why each member is one, by its strongest tie."""
        strongest: dict[str, Tie] = {}
        for pair, tie in self.ties.items():
            for fact_id in pair:
                strongest[fact_id] = max(strongest.get(fact_id, tie), tie, key=lambda t: t.score)
        said = {}
        for fact_id in sorted(strongest):
            words = ", ".join(around.shown(word) for word in strongest[fact_id].words[:WORDS])
            said[fact_id] = f"{strongest[fact_id].why}; with both: {words}"
        return said


def _groups(ties: Ties) -> Iterator[_Group]:
    """Yield the facts of one relation that hang together."""
    for relation in RELATIONS:
        own = {pair: tie for pair, tie in ties.items() if tie.relation == relation}
        touched = {fact_id for pair in own for fact_id in pair}
        through = [pair for pair, tie in ties.items() if tie.relation == "same" and touched.issuperset(pair)]
        group_of = _connected([*own, *through])
        parts: defaultdict[str, dict[tuple[str, str], Tie]] = defaultdict(dict)
        for pair, tie in own.items():
            parts[group_of[pair[0]]][pair] = tie
        for first in sorted(parts):
            yield _Group(relation, {fact_id for pair in parts[first] for fact_id in pair}, parts[first])


def _connected(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return of each fact the first of those that it hangs together with."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {node: root(node) for node in list(parent)}
