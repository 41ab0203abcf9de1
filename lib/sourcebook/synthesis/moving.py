"""How issues and words move from publication to publication: rates in order of time."""

import datetime
from bisect import bisect_right
from collections.abc import Sequence

import pandas as pd

from sourcebook import lexicon as lexicons
from sourcebook.catalogue import date_interval
from sourcebook.concordance import uses
from sourcebook.corpus import Corpus
from sourcebook.corpus.schema import COUNTED
from sourcebook.keyness import false_discovery, g2, log_ratio, p_value, rate_interval
from sourcebook.lexicon import Lexicon
from sourcebook.terms import PER

SURE = 0.05  # p, adjusted, below which a rate has moved
SHIFTS = (
    "name before after before_low before_high after_low after_high log_ratio p until since same_voices "
    "sentence_before sentence_after".split()
)
MOVEMENT = "name source_id published first last basis count words rate low high sentence_id".split()


def issue_movement(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """Return how much each source speaks of each issue, in order of publication: see `_in_time`."""
    return _in_time(corpus, lexicons.counts(corpus, lexicon, "source").rename(columns={"issue": "name"}))


def word_movement(corpus: Corpus, words: Sequence[str]) -> pd.DataFrame:
    """Return how often each source asserts each word, in order of publication: see `_in_time`.

    words    words or phrases as in `concordance.uses`; uses in headings are not counted, nor are the headings' words
    """
    body = corpus.passages.loc[corpus.passages["kind"].isin(COUNTED), "passage_id"]
    found = uses(corpus, words, "source")
    own = found[(found["use"] == "asserted") & found["passage_id"].isin(body)]
    lengths = corpus.words["source_id"].value_counts().sort_index()
    rows = []
    for word in dict.fromkeys(words):
        of = dict(list(own[own["word"] == word].groupby("source_id")))
        for source_id, n in lengths.items():
            there = of.get(source_id, own.iloc[:0])
            typical = there["sentence_id"].value_counts(sort=False).idxmax() if len(there) else None
            ends = (PER * float(end) for end in rate_interval(len(there), n))
            rows.append((word, source_id, len(there), n, PER * len(there) / n, *ends, typical))
    columns = "name group count words rate rate_low rate_high sentence_id".split()
    return _in_time(corpus, pd.DataFrame(rows, columns=columns))


def _in_time(corpus: Corpus, counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts by source as a table in time: one row a name and source, names as given, sources by publication.

    counts   name, group (a source), count, words, rate, rate_low, rate_high, sentence_id
    returns  the columns of `MOVEMENT`: published as it is known, the first and the last day that it may mean, how it is
             known (published_basis); count, words of the source, rate per 1,000 of them with its 95 % interval low to
             high; the sentence with most of the count, the first of several. Sources without a date come last, their
             first and last missing.
    """
    known = corpus.sources[["source_id", "published", "published_basis"]].rename(columns={"published_basis": "basis"})
    days = [_days(str(published)) for published in known["published"].fillna("")]
    known = known.assign(first=[first for first, _ in days], last=[last for _, last in days]).astype(
        {"first": "object", "last": "object"}
    )
    renamed = counts.rename(columns={"group": "source_id", "rate_low": "low", "rate_high": "high"})
    table = renamed.merge(known, on="source_id", how="left", validate="many_to_one")
    of_name = {name: n for n, name in enumerate(dict.fromkeys(table["name"]))}
    far = datetime.date.max
    keys = [
        (of_name[r.name], *(day if isinstance(day, datetime.date) else far for day in (r.first, r.last)), r.source_id)
        for r in table.itertuples(index=False)
    ]
    return table.iloc[sorted(range(len(table)), key=keys.__getitem__)][MOVEMENT].reset_index(drop=True)


def _days(published: str) -> tuple[datetime.date | None, datetime.date | None]:
    return date_interval(published) if published else (None, None)


def shifts(corpus: Corpus, movement: pd.DataFrame) -> pd.DataFrame:
    """Return which rates differ between the earlier and the later half of the dated sources, the surest first.

    The halves are cut where they are most alike in number and no source of the one may have come out after one of the
    other; without such a cut nothing is told. One half may be one author: `same_voices` says whether anybody speaks in
    both, and without it a change of author looks the same as a change in time.

    movement   what `issue_movement` gives
    returns    name; before, after: rates per 1,000 words, with their 95 % intervals; log_ratio (each point a doubling);
               p of G2, adjusted for false discovery over the names, below `SURE` in every row; until, since: the last
               day of the earlier half and the first of the later; same_voices; sentence_before, sentence_after: of the
               source of each half that names it most densely, missing where none does
    """
    dated = movement.dropna(subset=["first"])
    cut = _cut(dated.drop_duplicates("source_id"))
    if not cut:
        return pd.DataFrame(columns=SHIFTS)
    until, since = cut
    halves = [dated[dated["last"] <= until], dated[dated["first"] >= since]]
    counts = [half.groupby("name", sort=False)[["count", "words"]].sum() for half in halves]
    table = counts[0].add_suffix("_before").join(counts[1].add_suffix("_after")).reset_index()
    cells = [table[c].to_numpy(float) for c in ("count_after", "words_after", "count_before", "words_before")]
    table["log_ratio"] = log_ratio(*cells)
    table["p"] = false_discovery(p_value(g2(*cells)))
    for n, side in ((2, "before"), (0, "after")):
        low, high = rate_interval(cells[n], cells[n + 1])
        table[side], table[f"{side}_low"], table[f"{side}_high"] = (
            PER * x for x in (cells[n] / cells[n + 1], low, high)
        )
    voices = [set(corpus.words.loc[corpus.words["source_id"].isin(half["source_id"]), "voice"]) for half in halves]
    table = table.assign(until=until, since=since, same_voices=bool(voices[0] & voices[1]))
    for half, side in zip(halves, ("before", "after"), strict=True):
        table[f"sentence_{side}"] = [_typical(half, str(name)) for name in table["name"]]
    sure = table[table["p"] < SURE].sort_values(["p", "name"], kind="stable")
    return sure[SHIFTS].reset_index(drop=True)


def _cut(sources: pd.DataFrame) -> tuple[datetime.date, datetime.date] | None:
    """Return the last day of the earlier sources and the first of the later ones, as near to the middle as can be."""
    firsts, lasts = sorted(sources["first"]), sorted(sources["last"])
    found = []
    for until in sorted(set(lasts)):
        earlier, begun = bisect_right(lasts, until), bisect_right(firsts, until)
        if earlier == begun < len(firsts):
            found.append((abs(2 * earlier - len(firsts)), until, firsts[begun]))
    return min(found)[1:] if found else None


def _typical(half: pd.DataFrame, name: str) -> str | None:
    own = half[(half["name"] == name) & half["sentence_id"].notna()]
    return str(own.sort_values("rate", ascending=False, kind="stable")["sentence_id"].iloc[0]) if len(own) else None
