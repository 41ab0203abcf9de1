"""How well asks and promises are found in labelled records: text, published, voice, headings, asks, promises.

A record is one article of one voice. A found item and a label match if they share at least half of the shorter; each
is matched once, as many as possible. An optional label that isn't found is no miss, and what meets nothing but one is
left aside. A field with a companion (`due_also`) accepts any of its answers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sourcebook import asking, promising, spans, speech
from sourcebook.asking.states import state
from sourcebook.quantities import quantities

Item = Mapping[str, Any]
FIELDS = {"asks": ("addressee", "strength", "form"), "promises": ("promiser", "due", "due_basis")}
_NAMES = ("addressee", "promiser")
_TITLES = set("a an the mr mrs ms miss dr prof professor sir president secretary minister".split())


def scores(records: Iterable[Item]) -> dict[str, dict[str, float]]:
    """Return list -> precision, recall, f1, and the share of the matched that each field tells right."""
    return compared((record, read(record)) for record in records)


def compared(cases: Iterable[tuple[Item, Item]]) -> dict[str, dict[str, float]]:
    """Return the same for cases of labels and of what was found, both with lists of asks and promises."""
    counts = {name: dict.fromkeys(("labels", "found", "pairs", *fields), 0) for name, fields in FIELDS.items()}
    for labels, found in cases:
        for name, fields in FIELDS.items():
            pairs, false, firm = matched(labels[name], found[name])
            own = counts[name]
            own["labels"] += len(firm)
            own["pairs"] += len(pairs)
            own["found"] += len(pairs) + len(false)
            for field in fields:
                own[field] += sum(agree(field, label, got) for label, got in pairs)
    return {name: _shares(own, FIELDS[name]) for name, own in counts.items()}


def _shares(own: Mapping[str, int], fields: Sequence[str]) -> dict[str, float]:
    precision, recall = own["pairs"] / max(own["found"], 1), own["pairs"] / max(own["labels"], 1)
    told = {field: own[field] / max(own["pairs"], 1) for field in fields}
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * own["pairs"] / max(own["labels"] + own["found"], 1),
        **told,
    }


def read(record: Item) -> dict[str, list[dict[str, Any]]]:
    """Return the asks and promises found in a record."""
    text, published = record["text"], record["published"]
    passages, sentences = tables(record)
    quoted = speech.rows(text, passages, sentences)
    facts = [_placed(asdict(q), sentences) for q in quantities(text, published)]
    return {
        "asks": asking.ask_rows(text, passages, sentences, quoted),
        "promises": promising.promise_rows(text, passages, sentences, facts, published),
    }


def tables(record: Item) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the passages and sentences of a record: each heading line is a passage, and what stands between them."""
    text, bounds, at = record["text"], [], 0
    for start, end in sorted(map(tuple, record["headings"])):
        first, last = text.rfind("\n", 0, start) + 1, end
        bounds += [("body", at, first), ("heading", first, last)]
        at = last
    bounds.append(("body", at, len(text)))
    passages = [_passage(record, *bound) for bound in bounds if text[bound[1] : bound[2]].strip()]
    return passages, [s for p in passages for s in _sentences(text, p)]


def _passage(record: Item, kind: str, start: int, end: int) -> dict[str, Any]:
    own = {"source_id": record["id"], "passage_id": f"{record['id']}:{start}-{end}", "voice": record["voice"]}
    return own | {"kind": kind, "start": start, "end": end}


def _sentences(text: str, p: Item) -> Iterable[dict[str, Any]]:
    own = {name: p[name] for name in ("source_id", "passage_id", "voice")}
    for s in spans.sentences(text[p["start"] : p["end"]]):
        start, end = p["start"] + s.start, p["start"] + s.end
        yield own | {"sentence_id": f"{p['source_id']}:{start}-{end}", "start": start, "end": end}


def _placed(fact: dict[str, Any], sentences: Sequence[Item]) -> dict[str, Any]:
    own = next((s for s in sentences if s["start"] <= fact["start"] < s["end"]), None)
    ids = {name: own[name] if own else None for name in ("source_id", "passage_id", "sentence_id", "voice")}
    return fact | ids | {"fact_id": f"{ids['source_id']}:{fact['start']}-{fact['end']}"}


# --- matching ---------------------------------------------------------------------------------------------------------

Pairs = list[tuple[Item, Item]]


def matched(labels: Sequence[Item], found: Sequence[Item]) -> tuple[Pairs, list[Item], list[Item]]:
    """Return the pairs, what is found and not labelled, and the labels that must be found."""
    firm = [label for label in labels if not label.get("optional")]
    loose = [label for label in labels if label.get("optional")]
    owner: dict[int, int] = {}
    for n in range(len(firm)):
        _place(firm, found, n, owner, set())
    rest = [got for m, got in enumerate(found) if m not in owner]
    false = [got for got in rest if not any(_overlap(label, got) for label in loose)]
    return [(firm[n], found[m]) for m, n in sorted(owner.items())], false, firm


def _place(labels: Sequence[Item], found: Sequence[Item], n: int, owner: dict[int, int], seen: set[int]) -> bool:
    """Give label n the closest thing found, moving others where need be, so that as many as possible are matched."""
    near = sorted(
        (m for m in range(len(found)) if _overlap(labels[n], found[m])), key=lambda m: -_overlap(labels[n], found[m])
    )
    for m in near:
        if m not in seen:
            seen.add(m)
            if m not in owner or _place(labels, found, owner[m], owner, seen):
                owner[m] = n
                return True
    return False


def _overlap(a: Item, b: Item) -> float:
    """Return what two stretches share of their union; 0 if that is less than half of the shorter."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    lengths = (a["end"] - a["start"], b["end"] - b["start"])
    return shared / (sum(lengths) - shared) if shared > 0 and 2 * shared >= min(lengths) else 0.0


def agree(field: str, label: Item, got: Item) -> bool:
    """Say whether a field is one of the answers of a label; of two names one may hold all words of the other."""
    wanted = [label.get(field), *label.get(f"{field}_also", [])]
    if field not in _NAMES:
        return (got.get(field) or None) in [want or None for want in wanted]
    mine = _name(got.get(field))
    return any(mine <= name or name <= mine for name in map(_name, wanted))


def _name(value: str | None) -> set[str]:
    whole = state(value) if value else "unclear"
    words = re.findall(r"[^\W_]+(?:'s\b)?", (whole or value or "").replace("’", "'").lower())
    return {word for word in words if word not in _TITLES} or set(words)
