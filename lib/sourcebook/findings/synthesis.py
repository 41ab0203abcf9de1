"""What the sources add up to: notebook 04."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import MEASURED, number
from sourcebook.findings.prose import code, each, escaped, largest_rows, leaders, listing, plural, signed, verb
from sourcebook.synthesis import newest


def most_stated(shared: pd.DataFrame) -> str:
    """Say which figure most voices state; shared: corroborations with voice, value, unit … of each fact."""
    if shared.empty:
        return "No figure was recognised that more than one voice states of the same thing."
    voices = shared.groupby("group_id", sort=False)["voice"].nunique()
    top = voices.index[voices == voices.max()]
    said = listing(_common_worth(shared[shared["group_id"] == g]) for g in top)
    return (
        f"{plural(len(voices), 'figure')} {verb(voices.index, 'was', 'were')} recognised with more than one voice. "
        f"Most widely: **{said}**, by {plural(int(voices.max()), 'voice')}{each(top)}. "
        "Repeating is not confirming: one may have it from another."
    )


def _common_worth(rows: pd.DataFrame) -> str:
    """Return what facts of one group come to; without a modifier where they do not have the same."""
    fact = rows.iloc[0].to_dict()
    return signed(fact if rows["modifier"].nunique() == 1 else {**fact, "modifier": "="})


def covered(coverage: pd.DataFrame, groups: int, issues: Iterable[str]) -> str:
    """Say which issue most groups speak of, which only one does and which nobody does.

    coverage  what `synthesis.coverage` gives; issues: all that were asked for
    """
    silent = [issue for issue in issues if issue not in set(coverage["issue"])]
    nobody = f" Nobody speaks of {listing(silent)}." if silent else ""
    if coverage.empty:
        return f"None of the issues is spoken of.{nobody}"
    voices = coverage.groupby("issue", sort=False)["group"].nunique()
    names, top = leaders(voices)
    alone = coverage[coverage["issue"].isin(voices.index[voices == 1])]
    only = (
        f" One alone speaks of {listing(f'{r.issue} ({r.group})' for r in alone.itertuples())}." if groups > 1 else ""
    )
    return f"Spoken of by most: **{listing(names)}**, {int(top)} of {groups}.{only if len(alone) else ''}{nobody}"


@dataclass(frozen=True)
class Statement:
    """One sentence of the summary in Markdown, and the ids of the sentences it rests on."""

    text: str
    evidence: tuple[str, ...] = ()


def summary(
    corpus: Corpus, distinctive: pd.DataFrame, shared: pd.DataFrame, timeline: pd.DataFrame, coverage: pd.DataFrame
) -> list[Statement]:
    """Return what the corpus adds up to, statement by statement, each with its evidence; no ground, no statement."""
    statements = [_what_it_is(corpus), *_own_words(corpus, distinctive), *_shared_statements(shared)]
    statements += [*_largest_amount(corpus), *_only_one(corpus, shared), *_ahead(corpus, timeline)]
    statements += [*_issues(corpus, coverage), _not_known(corpus)]
    return statements


def brief(corpus: Corpus, statements: Sequence[Statement]) -> str:
    """Return the statements as a list, each with links to its evidence, and the evidence below it."""
    numbers: dict[str, int] = {}
    lines = []
    for statement in statements:
        cited = sorted({numbers.setdefault(e, len(numbers) + 1) for e in statement.evidence})
        lines.append(f"- {' '.join([statement.text, *(f'[[{n}]](#evidence-{n})' for n in cited)])}")
    if not numbers:
        return "\n".join(lines)
    voices = corpus.sentences.set_index("sentence_id")["voice"]
    proof = [
        f'{n}. <span id="evidence-{n}"></span>“{_shortened(corpus.quote(e))}” — {escaped(voices[e])}, {code(e)}'
        for e, n in numbers.items()
    ]
    return "\n".join([*lines, "", "### The sentences behind it", "", *proof])


def _shortened(sentence: str, most: int = 800) -> str:
    """Return a sentence; of what has no full stop for a page, its beginning."""
    return escaped(sentence if len(sentence) <= most else f"{sentence[:most]} …")


def _what_it_is(corpus: Corpus) -> Statement:
    dates = [str(d) for d in corpus.sources["published"] if d]
    first = min(dates, key=lambda d: date_interval(d)[0], default="").split("/")[0]
    last = max(dates, key=lambda d: date_interval(d)[1], default="").split("/")[-1]
    when = f", published between {first} and {last}" if first != last else f", published {first}" if first else ""
    undated = len(corpus.sources) - len(dates)
    when += f" ({undated} without a date)" if dates and undated else ""
    voices = corpus.words["voice"].nunique()
    stated = int((corpus.facts["salience"] == "fact").sum())
    return Statement(
        f"**What it is.** {plural(len(corpus.sources), 'article')}{when}, {plural(voices, 'voice')}, "
        f"{plural(len(corpus.words), 'word')}; {plural(stated, 'figure or date', 'figures and dates')}."
    )


def _own_words(corpus: Corpus, table: pd.DataFrame, most: int = 3) -> list[Statement]:
    if table.empty:
        return []
    top = table.sort_values(["z", "group"], ascending=[False, True]).drop_duplicates("group").head(most)
    said = "; ".join(
        f"{escaped(r.group)} “{escaped(r.term)}” ({plural(r.count, 'time')})" for r in top.itertuples(index=False)
    )
    words = corpus.words
    evidence = [
        str(words.loc[(words["voice"] == r.group) & (words["term"] == r.term), "sentence_id"].iloc[0])
        for r in top.itertuples()
    ]
    return [Statement(f"**Whose words.** Most distinctive: {said}.", tuple(evidence))]


def _shared_statements(shared: pd.DataFrame, most: int = 3) -> list[Statement]:
    found = []
    for _, own in list(shared.groupby("group_id", sort=False))[:most]:
        evidence = tuple(own["sentence_id"].astype(str))
        voices = listing(dict.fromkeys(own["voice"]))
        text = f"**The same figure in like words.** {escaped(_common_worth(own))}: {voices}; compare the sentences."
        found.append(Statement(text, evidence))
    return found


def _largest_amount(corpus: Corpus) -> list[Statement]:
    money = corpus.facts[(corpus.facts["kind"] == "money") & corpus.facts["value"].fillna(corpus.facts["high"]).notna()]
    if money.empty:
        return []
    top = pd.concat([largest_rows(own) for _, own in money.groupby("unit", sort=True)])
    top = top.drop_duplicates(["unit", "voice"]).head(4)
    said = "; ".join(f"{escaped(signed(f))} ({escaped(f['voice'])})" for f in top.to_dict("records"))
    each = "The largest sum in each currency" if money["unit"].nunique() > 1 else "The largest sum"
    return [Statement(f"**{each}.** {said}.", tuple(top["sentence_id"].astype(str)))]


def _only_one(corpus: Corpus, shared: pd.DataFrame) -> list[Statement]:
    facts = corpus.facts[corpus.facts["kind"].isin(MEASURED) & (corpus.facts["salience"] == "fact")]
    if facts.empty:
        return []
    alone = len(facts) - int(facts["fact_id"].isin(shared["fact_id"]).sum())
    return [
        Statement(
            f"**No second voice found.** For {alone:,} of {plural(len(facts), 'figure')} (dates aside). "
            "Whether any two disagree is not looked for."
        )
    ]


def _ahead(corpus: Corpus, timeline: pd.DataFrame) -> list[Statement]:
    facts = corpus.facts.set_index("fact_id")
    ahead = timeline[
        timeline["status"].isin(["planned", "due"]) & (timeline["fact_id"].map(facts["salience"]) == "fact")
    ]
    if ahead.empty:
        return []
    days = ahead.drop_duplicates("date")
    still = days[days["status"] == "planned"]
    today = corpus.settings.as_of or newest(corpus)
    said = f"{len(days) - len(still)} of these had passed by {today}" if today else "none of these can be called passed"
    said += f", not yet over: {listing(still['date'])}" if len(still) else ""
    return [
        Statement(
            f"**What lay ahead.** {plural(len(ahead), 'mention')} of {plural(len(days), 'date')} ahead when written; "
            f"{said}.",
            tuple(facts.loc[list((still if len(still) else days).tail(4)["fact_id"]), "sentence_id"].astype(str)),
        )
    ]


def _issues(corpus: Corpus, coverage: pd.DataFrame) -> list[Statement]:
    if coverage.empty or not corpus.issues:  # words that only stand in for issues are no finding
        return []
    groups = coverage.groupby("issue", sort=False)["group"].nunique()
    names, top = leaders(groups)
    of_first = coverage[coverage["issue"] == names[0]].sort_values(["rate", "group"], ascending=[False, True])
    strongest = of_first.iloc[0]
    rate = number(round(strongest["rate"], 1))
    most = (
        f"**{escaped(strongest['group'])}** most ({plural(int(strongest['count']), 'mention')}, {rate} per 1,000 words)"
    )
    text = (
        f"**What it is about.** {plural(int(top), 'voice')} {verb(range(int(top)), 'speaks', 'speak')} "
        f"of {listing(names)}; "
        f"{most}{f' of {escaped(names[0])}' if len(names) > 1 else ''}."
    )
    return [Statement(text, (str(strongest["sentence_id"]),))]


def _not_known(corpus: Corpus) -> Statement:
    unsigned = int(corpus.voices.loc[corpus.voices["role"] == "unsigned", "source_id"].nunique())
    undated = int((corpus.sources["published_basis"] != "stated").sum())
    articles = corpus.sources["source_id"]
    return Statement(
        f"**What can't be known from it.** Whether any of it is true: {plural(len(articles), 'article')} "
        f"{verb(articles, 'says', 'say')} what somebody wrote. Unsigned: {unsigned}; without a stated date: {undated}."
    )
