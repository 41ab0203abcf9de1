"""Whose word a fact is: who is credited with it, by the sentence or as the speaker of a quotation that holds it."""

import bisect
from collections import defaultdict
from functools import cached_property

import pandas as pd

from sourcebook.corpus import Corpus


class Credits:
    """Who is credited with the facts of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, fact_id: str) -> list[str]:
        """Return by name whose word a fact is, sorted: `attributed_to` of the fact, and who is quoted with it."""
        said = self._attributed.get(fact_id)
        return sorted({*([str(said)] if pd.notna(said) else []), *self._quoted.get(fact_id, ())})

    @cached_property
    def _attributed(self) -> dict[str, object]:
        facts = self._corpus.facts
        return dict(zip(facts["fact_id"], facts["attributed_to"], strict=True))

    @cached_property
    def _quoted(self) -> dict[str, set[str]]:
        """The named speakers whose quotations hold a fact."""
        # quotations of a source neither nest nor overlap, so that only the last one before a fact may hold it
        told: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        quotations = self._corpus.quotations.dropna(subset=["speaker"]).sort_values(["source_id", "start"])
        for q in quotations[["source_id", "start", "end", "speaker"]].itertuples(index=False):
            told[str(q.source_id)].append((int(q.start), int(q.end), str(q.speaker)))
        found: dict[str, set[str]] = {}
        for f in self._corpus.facts[self._corpus.facts["source_id"].isin(list(told))].itertuples():
            own = told[str(f.source_id)]
            at = bisect.bisect_right(own, f.start, key=lambda q: q[0]) - 1
            if at >= 0 and f.end <= own[at][1]:
                found[str(f.fact_id)] = {own[at][2]}
        return found
