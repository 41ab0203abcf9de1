"""What is new between two states of a folder: sources, voices, facts, figures for the same thing, terms.

Nothing is compared by where it stands, since a line put in above moves everything below it. A source is the same when
its bytes, its id or its address are; a fact is the same when it comes to the same in the same source, in the order in
which the source states its facts.
"""

import difflib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sourcebook import corpus as corpora
from sourcebook import spans
from sourcebook.facts import MEASURED, worth
from sourcebook.keyness import false_discovery, g2, log_ratio, p_value, rate_interval
from sourcebook.quantities.nouns import singular
from sourcebook.terms import is_content

PER = 1000
SOURCES = ["change", "source_id", "before", "title", "published", "words"]
VOICES = ["change", "voice", "sources", "words"]
FACTS = ["change", "of_source", "fact_id", "source_id", "voice", "kind", "worth", "surface", "subject"]
FIGURES = ["relation", "subject", "unit", "old_fact", "old_voice", "old", "new_fact", "new_voice", "new"]
RATES = ["rate_before", "before_low", "before_high", "rate_after", "after_low", "after_high"]
TERMS = ["term", "before", "after", *RATES, "log_ratio", "g2", "p"]
_VALUES = ["kind", "value", "low", "high", "unit", "per", "iso"]
_WORTH = [*_VALUES, "modifier", "change"]


@dataclass(frozen=True, eq=False)
class Changes:
    """What is new, as five tables; `old` and `new` name the two states, empty where nothing was compared.

    sources  change (new, vanished, changed, renamed) · source_id · before (its earlier id) · title · published · words
    voices   change (new, vanished) · voice · sources (how many) · words; a voice that belongs to one source is no news
             beside it
    facts    change (new, vanished) · of_source (new, vanished, changed, same: the article is as it was, and it is read
             or catalogued differently) · fact_id · source_id · voice · kind · worth · surface · subject
    figures  one row a figure that differs for the same thing: relation · subject · unit · old_fact · old_voice · old
             (what it comes to) · new_fact · new_voice · new. Relations: same source, in its place stands another, and
             neither is in `facts`; read differently, so too in an article that is as it was; same voice or same
             subject, a new fact for which an earlier article gives another figure
    terms    term · before · after (how often in the words that are compared, see `terms`) · the rate of each per 1,000
             words with its 95 % interval · log_ratio (each point a doubling) · g2 · p
    """

    old: str
    new: str
    sources: pd.DataFrame
    voices: pd.DataFrame
    facts: pd.DataFrame
    figures: pd.DataFrame
    terms: pd.DataFrame


def since(corpus: corpora.Corpus) -> Changes:
    """Return what is new since the state that `since` in workbook.toml names; empty tables where it names none.

    raises InputError where it names nothing that can be read
    """
    earlier = corpora.earlier(corpus)
    return changes(earlier, corpus) if earlier else Changes("", "", *_empty())


def _empty() -> list[pd.DataFrame]:
    return [pd.DataFrame(columns=columns) for columns in (SOURCES, VOICES, FACTS, FIGURES, TERMS)]


def changes(old: corpora.Tables, new: corpora.Tables) -> Changes:
    """Return what is new in one state of a folder against an earlier one; either may be a Corpus or saved tables.

    A fact counts where its salience is fact; what is mentioned in passing is left out.
    """
    was = same_sources(old.sources, new.sources)
    facts, figures = _facts(old, new, was)
    return Changes(
        old.name, new.name, _sources(old, new, was), _voices(old, new), facts, figures, terms(old, new, _kept(old, new))
    )


# --- sources and voices -----------------------------------------------------------------------------------------------


def same_sources(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Return id in the new table -> id in the old one, for the sources that are in both.

    By their bytes first, then by their id, then by their address; each source at most once.
    """
    was: dict[str, str] = {}
    for column in ("sha256", "source_id", "url"):
        taken = set(was.values())
        free = {key: s for s, key in _keyed(old, column).items() if s not in taken}
        for source_id, key in _keyed(new, column).items():
            if source_id not in was and key in free:
                was[source_id] = free.pop(key)
    return was


def _keyed(sources: pd.DataFrame, column: str) -> dict[str, str]:
    """Return source_id -> the value of a column, where it has one; of several sources with one value the first."""
    rows = sources[["source_id", column]].fillna("").set_axis(["id", "key"], axis=1)
    rows = rows[rows["key"] != ""].drop_duplicates("key")
    return dict(zip(rows["id"], rows["key"], strict=True))


def _kept(old: corpora.Tables, new: corpora.Tables) -> set[str]:
    """Return the ids in the new table of sources that are, byte for byte, in the old one."""
    return set(new.sources.loc[new.sources["sha256"].isin(old.sources["sha256"]), "source_id"])


def _sources(old: corpora.Tables, new: corpora.Tables, was: Mapping[str, str]) -> pd.DataFrame:
    before = old.sources.set_index("source_id")["sha256"]
    rows = []
    for row in new.sources.to_dict("records"):
        earlier = was.get(row["source_id"])
        if earlier is None:
            rows.append(row | {"change": "new", "before": ""})
        elif before[earlier] != row["sha256"]:
            rows.append(row | {"change": "changed", "before": earlier})
        elif earlier != row["source_id"]:
            rows.append(row | {"change": "renamed", "before": earlier})
    gone = old.sources[~old.sources["source_id"].isin(was.values())].to_dict("records")
    rows += [row | {"change": "vanished", "before": row["source_id"]} for row in gone]
    return _ordered(pd.DataFrame(rows, columns=SOURCES), ["new", "changed", "renamed", "vanished"], "source_id")


def _voices(old: corpora.Tables, new: corpora.Tables) -> pd.DataFrame:
    one, other = (_speaking(tables.counts) for tables in (old, new))
    come, gone = other[~other.index.isin(one.index)], one[~one.index.isin(other.index)]
    table = pd.concat([come.assign(change="new"), gone.assign(change="vanished")]).reset_index()
    return _ordered(table[VOICES], ["new", "vanished"], "voice")


def _speaking(counts: pd.DataFrame) -> pd.DataFrame:
    """Return sources and words of each voice that doesn't belong to one source alone."""
    words = counts.groupby(["voice", "source_id"])["n"].sum().reset_index()
    own = [
        voice.endswith(f"({source_id})") for voice, source_id in zip(words["voice"], words["source_id"], strict=True)
    ]
    return words[~np.array(own, bool)].groupby("voice").agg(sources=("source_id", "nunique"), words=("n", "sum"))


def _ordered(table: pd.DataFrame, changes: Sequence[str], by: str) -> pd.DataFrame:
    return table.sort_values(
        ["change", by], key=lambda c: c.map(changes.index) if c.name == "change" else c, ignore_index=True
    )


# --- facts ------------------------------------------------------------------------------------------------------------

Fact = dict[str, Any]  # a row of the table of facts


def _facts(old: corpora.Tables, new: corpora.Tables, was: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of new and vanished facts, and of figures that differ for the same thing."""
    before, after = _by_source(old), _by_source(new)
    kept = _kept(old, new)
    come: list[Fact] = []
    gone: list[Fact] = []
    pairs: list[tuple[str, Fact, Fact]] = []
    for source_id in new.sources["source_id"]:
        there, here = before.get(was.get(source_id, ""), []), after.get(source_id, [])
        vanished, added, replaced = _aligned(there, here)
        of = "new" if source_id not in was else "same" if source_id in kept else "changed"
        come += [fact | {"of_source": of} for fact in added]
        gone += [fact | {"of_source": of} for fact in vanished]
        pairs += [("read differently" if of == "same" else "same source", *pair) for pair in replaced]
    for source_id in sorted(set(old.sources["source_id"]) - set(was.values())):
        gone += [fact | {"of_source": "vanished"} for fact in before.get(source_id, [])]
    dated = old.sources.fillna({"published": ""}).sort_values(["published", "source_id"])
    pairs += _elsewhere([f for s in dated["source_id"] for f in before.get(s, [])], come, was)
    rows = [f | {"change": c, "worth": worth(f)} for c, own in (("new", come), ("vanished", gone)) for f in own]
    return pd.DataFrame(rows, columns=FACTS), _figures(pairs)


def _by_source(tables: corpora.Tables) -> dict[str, list[Fact]]:
    """Return the facts of each source in the order in which it states them; no subject, voice or change is empty."""
    facts = tables.facts[tables.facts["salience"] == "fact"].sort_values(["source_id", "start", "end"])
    words = dict.fromkeys(["voice", "surface", "subject", "modifier", "change"], "")
    own: dict[str, list[Fact]] = {}
    for fact in facts[["fact_id", "source_id", *words, *_VALUES]].fillna(words).to_dict("records"):
        own.setdefault(fact["source_id"], []).append(fact)
    return own


def _aligned(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact], list[tuple[Fact, Fact]]]:
    """Return which facts of a source have gone, which have come, and which stand for each other."""
    one, other = [_key(fact) for fact in old], [_key(fact) for fact in new]
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    places = [(range(a, b), range(c, d)) for what, a, b, c, d in matcher.get_opcodes() if what != "equal"]
    out, into = ([n for place in places for n in place[side]] for side in (0, 1))
    moved = Counter(one[n] for n in out) & Counter(other[n] for n in into)
    gone = {n: old[n] for n in _without(out, one, moved)}
    come = {n: new[n] for n in _without(into, other, moved)}
    replaced = []
    for here, there in [*places, (out, into)]:  # in its place first, then anywhere in the article
        left = [n for n in here if n in gone], [n for n in there if n in come]
        for n, m in _paired({n: gone[n] for n in left[0]}, {m: come[m] for m in left[1]}, vague=here is not out):
            replaced.append((gone.pop(n), come.pop(m)))
    return list(gone.values()), list(come.values()), replaced


def _without(numbers: Iterable[int], keys: Sequence[Hashable], moved: Counter[Hashable]) -> list[int]:
    """Return the numbers of the facts that have not only changed their place."""
    left = moved.copy()
    rest = []
    for n in numbers:
        left[keys[n]] -= 1
        if left[keys[n]] < 0:
            rest.append(n)
    return rest


def _paired(out: Mapping[int, Fact], into: Mapping[int, Fact], vague: bool) -> list[tuple[int, int]]:
    """Pair the facts that measure the same thing in one unit, in order.

    vague   where it isn't told what they measure, they go together if as many in that unit stand on either side
    """
    many = [Counter(map(_unit, facts.values())) for facts in (out, into)]
    pairs = []
    free = dict(into)
    for n, fact in out.items():
        unit, thing = _unit(fact), _thing(fact)
        may = vague and many[0][unit] == many[1][unit]
        fitting = [m for m, f in free.items() if _unit(f) == unit and _may_be(thing, _thing(f), may)]
        if fitting:
            match = next((m for m in fitting if _thing(free[m]) == thing), fitting[0])
            pairs.append((n, match))
            del free[match]
    return pairs


def _may_be(thing: str, other: str, vague: bool) -> bool:
    return vague if not (thing and other) else thing == other


def _key(fact: Fact) -> Hashable:
    """Return what a fact comes to, equal where it does; missing values are equal too."""
    return tuple(None if pd.isna(fact[name]) else fact[name] for name in _WORTH)


def _unit(fact: Fact) -> Hashable:
    is_date = fact["kind"] in ("date", "date_range")
    named = tuple("" if pd.isna(fact[name]) else fact[name] for name in ("unit", "per"))
    return ("date",) if is_date else (fact["kind"], *named, bool(fact["change"]))


def _thing(fact: Fact) -> str:
    """Return what a fact measures, in content words; empty where its sentence doesn't tell.

    What is counted says it as well where it takes two words: "trade deals", not "people".
    """
    unit = "" if pd.isna(fact["unit"]) else str(fact["unit"])
    told = str(fact["subject"]) or (unit if fact["kind"] == "count" and " " in unit else "")
    return " ".join(singular(term) for term, _ in spans.terms(told) if is_content(term))


def _elsewhere(before: list[Fact], come: list[Fact], was: Mapping[str, str]) -> list[tuple[str, Fact, Fact]]:
    """Return new figures that other articles gave otherwise for the same thing, each with the one it is held against.

    before  the earlier facts in the order of publication; the last one is taken, the same voice's first. Where any of
            them is the same figure, nothing differs
    """
    stated: dict[Hashable, list[Fact]] = {}
    for fact in (f for f in before if f["kind"] in MEASURED and _thing(f)):
        stated.setdefault((_thing(fact), _unit(fact)), []).append(fact)
    pairs = []
    for fact in (f for f in come if f["kind"] in MEASURED):
        others = stated.get((_thing(fact), _unit(fact)), [])
        if any(_amount(other) == _amount(fact) for other in others):
            continue
        others = [other for other in others if other["source_id"] != was.get(fact["source_id"])]
        own = [other for other in others if other["voice"] == fact["voice"]]
        if others:
            pairs.append(("same voice" if own else "same subject", (own or others)[-1], fact))
    return pairs


def _amount(fact: Fact) -> Hashable:
    return tuple(None if pd.isna(fact[name]) else fact[name] for name in ("value", "low", "high"))


def _figures(pairs: Sequence[tuple[str, Fact, Fact]]) -> pd.DataFrame:
    rows = [
        (relation, new["subject"] or old["subject"], new["unit"], *_told(old), *_told(new))
        for relation, old, new in pairs
    ]
    return pd.DataFrame(rows, columns=FIGURES)


def _told(fact: Fact) -> tuple[str, str, str]:
    return fact["fact_id"], fact["voice"], worth(fact)


# --- terms ------------------------------------------------------------------------------------------------------------


def terms(old: corpora.Tables, new: corpora.Tables, kept: set[str]) -> pd.DataFrame:
    """Return how much more or less often each content term is used, the strongest evidence first.

    Words that stand in both states say nothing of a change. What has come is therefore held against all of the old
    state; where nothing has come, what is left against what has gone. No word is on both sides.

    kept     ids in the new state of the sources that are in the old one, byte for byte
    returns  the columns of `Changes.terms`; no rows where nothing has come or gone
    source   as in `keyness`; p is adjusted for the number of terms
    """
    come = new.counts[~new.counts["source_id"].isin(kept)]
    left = set(new.sources["sha256"])
    gone = old.counts[~old.counts["source_id"].map(old.sources.set_index("source_id")["sha256"]).isin(left)]
    one, other = (old.counts, come) if len(come) else (gone, new.counts)
    if one.empty or other.empty:
        return pd.DataFrame(columns=TERMS)
    used = pd.DataFrame({name: t.groupby("term")["n"].sum() for name, t in (("before", one), ("after", other))})
    used = used.fillna(0).astype("int64").rename_axis("term").reset_index()
    n = [int(used[name].sum()) for name in ("before", "after")]
    used = used[used["term"].map(is_content).astype(bool)].reset_index(drop=True)
    return _weighed(used, *n).sort_values(["g2", "term"], ascending=[False, True], ignore_index=True)[TERMS]


def _weighed(used: pd.DataFrame, n_before: int, n_after: int) -> pd.DataFrame:
    for name, n in (("before", n_before), ("after", n_after)):
        low, high = rate_interval(used[name], n)
        used[f"rate_{name}"], used[f"{name}_low"], used[f"{name}_high"] = PER * used[name] / n, PER * low, PER * high
    texts = used["after"], n_after, used["before"], n_before
    used["log_ratio"], used["g2"] = log_ratio(*texts), g2(*texts)
    return used.assign(p=false_discovery(p_value(used["g2"])) if len(used) else np.zeros(0))


def moved(terms: pd.DataFrame, most: int = 8, min_count: int = 3, max_p: float = 0.05) -> pd.DataFrame:
    """Return the terms that rose or fell most and surely: most of each, those that rose first, strongest first.

    terms      as `Changes` has them
    min_count  how often a term is used on both sides together, at least
    max_p      the share of false discoveries that is put up with
    """
    sure = terms[(terms["before"] + terms["after"] >= min_count) & (terms["p"] <= max_p)]
    rose = sure[sure["log_ratio"] > 0].sort_values(["log_ratio", "g2", "term"], ascending=[False, False, True])
    fell = sure[sure["log_ratio"] < 0].sort_values(["log_ratio", "g2", "term"], ascending=[True, False, True])
    return pd.concat([rose.head(most), fell.head(most)], ignore_index=True)
