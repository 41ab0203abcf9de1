"""Whose word a fact is: who is credited with it, by the sentence or as the speaker of a quotation that holds it."""

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
        quotations = self._corpus.quotations.dropna(subset=["speaker"])
        spans = defaultdict(list)
        for q in quotations[["source_id", "start", "end", "speaker"]].itertuples(index=False):
            spans[q.source_id].append((q.start, q.end, q.speaker))
        found: defaultdict[str, set[str]] = defaultdict(set)
        facts = self._corpus.facts
        for f in facts[facts["source_id"].isin(list(spans))].itertuples():
            for start, end, speaker in spans[f.source_id]:
                if start <= f.start and f.end <= end:
                    found[str(f.fact_id)].add(str(speaker))
        return found
