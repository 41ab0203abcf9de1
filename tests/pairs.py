"""Precision and recall of `agreement.corroborations` on labelled pairs of figures.

A record is {"id", "relation", "a", "b"}, each side {"text", "published", "voice", "surface"}; the relation is same,
consistent, superseded, conflict or none. All texts of the records stand in one folder, each an article of its voice.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from sourcebook import Corpus, agreement, load

RELATIONS = ("same", "consistent", "superseded", "conflict")
Record = Mapping[str, Any]
Found = tuple[frozenset[str], str]  # two fact ids, relation


def write(records: Sequence[Record], folder: Path) -> None:
    """Write an article for each side of each pair, named by pair and side, with a catalogue of dates and authors."""
    entries = []
    for record in records:
        for side in "ab":
            told, file = record[side], f"{record['id']}{side}.txt"
            (folder / file).write_text(told["text"], encoding="utf-8")
            keys = {"file": file, "published": told["published"], "authors": [told["voice"]]}
            lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
            entries.append("\n".join(["[[source]]", *lines]))
    (folder / "catalogue.toml").write_text("\n\n".join(entries) + "\n", encoding="utf-8")


def fact_of(corpus: Corpus, record: Record, side: str) -> str | None:
    """Return the id of the fact that the pair means: the one that shares most characters with its surface."""
    start = record[side]["text"].index(record[side]["surface"])
    end = start + len(record[side]["surface"])
    own = corpus.facts[corpus.facts["source_id"] == f"{record['id']}{side}"]
    common = (own["end"].clip(upper=end) - own["start"].clip(lower=start)).rename("common")
    best = own.assign(common=common).sort_values(["common", "start"], ascending=[False, True]).head(1)
    return str(best["fact_id"].iloc[0]) if len(best) and best["common"].iloc[0] > 0 else None


def found(corpus: Corpus) -> set[Found]:
    """Return all two facts of different voices that stand in one group, with its relation."""
    table = agreement.corroborations(corpus).merge(corpus.facts[["fact_id", "voice"]], on="fact_id")
    out = set()
    for (_, relation), own in table.groupby(["group_id", "relation"]):
        for one, other in combinations(own[["fact_id", "voice"]].itertuples(index=False), 2):
            if one.voice != other.voice:
                out.add((frozenset([one.fact_id, other.fact_id]), relation))
    return out


def compared(records: Sequence[Record]) -> tuple[dict[str, set[str]], set[Found]]:
    """Return the relations found of each pair by its id, and what is found between facts of different pairs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(records, folder)
        corpus = load(folder)
    everything = found(corpus)
    asked = {r["id"]: frozenset(f for side in "ab" if (f := fact_of(corpus, r, side))) for r in records}
    of_pairs = {pair: {relation for two, relation in everything if two == ids} for pair, ids in asked.items()}
    return of_pairs, {(two, relation) for two, relation in everything if len({_pair(fact) for fact in two}) > 1}


def _pair(fact_id: str) -> str:
    return fact_id.rpartition(":")[0][:-1]


def scores(records: Sequence[Record]) -> dict[str, dict[str, float | int]]:
    """Return for each relation `precision`, `recall`, `right`, `found` and `labelled`, and all of them for "all".

    What ties a pair of the relation none, or facts of two pairs, is found wrongly; other facts of one pair do not
    count. Precision of nothing found is 1.
    """
    of_pairs, other = compared(records)
    rows = {}
    for relation in RELATIONS:
        right = sum(relation in of_pairs[r["id"]] for r in records if r["relation"] == relation)
        hits = sum(relation in relations for relations in of_pairs.values()) + sum(r == relation for _, r in other)
        rows[relation] = (right, hits, sum(r["relation"] == relation for r in records))
    rows["all"] = tuple(map(sum, zip(*rows.values(), strict=True)))
    return {
        relation: {
            "precision": right / hits if hits else 1.0,
            "recall": right / labelled if labelled else 1.0,
            "right": right,
            "found": hits,
            "labelled": labelled,
        }
        for relation, (right, hits, labelled) in rows.items()
    }
