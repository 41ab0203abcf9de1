"""Tables -> one sentence of prose, right for a tie, for one voice and for nothing at all; the only room that writes.

Every function returns Markdown. What comes from an article or a catalogue is escaped, so that it shows as text.
"""

import re
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sourcebook import overview
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import DATED, MEASURED, number, worth
from sourcebook.synthesis import newest

FEW = 5  # figures that somebody must state before shares of them are compared
_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>()#+!|~^&:@-]")


def escaped(text: object) -> str:
    """Return text as Markdown that shows just that text: nothing in it marks up, links, or becomes mathematics."""
    safe = _MEANS_SOMETHING.sub(lambda m: f"&#{ord(m.group())};", " ".join(str(text).split()))
    return safe.replace("$", "<span>&#36;</span>")


def code(text: object) -> str:
    """Return text as a piece of code that shows just that text."""
    return f"<code>{escaped(text)}</code>"


def listing(names: Iterable[object], most: int = 6) -> str:
    """Return names as a person lists them: Abe, Ng and Ortiz; of more than `most` the first, with the number left."""
    shown = [escaped(name) for name in names]
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def plural(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 voice, 1,200 voices, no voices."""
    return f"{n:,} {one}" if n == 1 else f"{n or 'no':{',' if n else ''}} {many or one + 's'}"


def leaders(values: pd.Series) -> tuple[list[str], float]:
    """Return who has the highest value, several where they tie, and the value."""
    top = values.max()
    return [str(name) for name in values.index[values == top]], float(top)


def _verb(names: Sized, one: str, many: str) -> str:
    return one if len(names) == 1 else many


def _each(names: Sized) -> str:
    return _verb(names, "", " each")


# --- 00: the sources --------------------------------------------------------------------------------------------------


def corpus_line(corpus: Corpus, by: str = "voice") -> str:
    """Say what was loaded and from where, and, where voices are grouped, who is in which group."""
    voices = corpus.words["voice"].nunique()
    line = (
        f"Read **{plural(len(corpus.sources), 'article')}** from the folder {code(corpus.name)}: "
        f"{plural(voices, 'voice')}, {plural(len(corpus.words), 'word')}. Fingerprint `{corpus.fingerprint}`."
    )
    if by == "voice":
        return line
    members = overview.members(corpus, by)
    voices_of = members.groupby("group")["voice"].unique()
    said = "; ".join(f"**{escaped(group)}** ({listing(own)})" for group, own in voices_of.items())
    return f"{line} Grouped by {escaped(by)}: {said}.{confounded(members, by)}"


def confounded(members: pd.DataFrame, by: str) -> str:
    """Say what a comparison of groups can't tell apart; members: what `overview.members` gives."""
    if members["group"].nunique() < 2 or by in ("voice", "source"):
        return ""
    sources_of = members.groupby("group")["source_id"].unique()
    alone = [f"{group} ({own[0]})" for group, own in sources_of.items() if len(own) == 1]
    said = f" One article stands alone in {listing(alone)}." if alone else ""
    if members.groupby("voice")["group"].nunique().max() == 1:
        what = (
            "change over time and change of author" if by == "year" else f"a difference of {escaped(by)} and of author"
        )
        said += f" No voice speaks in more than one of these groups, so {what} can't be told apart."
    return said


def set_aside(check: pd.DataFrame) -> str:
    """Say how much was set aside as furniture; check: the table that `overview.check` gives."""
    some = check[check["set_aside"] > 0]
    if some.empty:
        return "Nothing was set aside: every line of every article is somebody's."
    names, top = leaders(some.set_index("source_id")["set_aside"])
    return (
        f"Something was set aside in **{len(some)} of {plural(len(check), 'article')}**, most in "
        f"{listing(names)}: {top:.1%} of its characters."
    )


def who_speaks(voices: pd.DataFrame) -> str:
    """Say who speaks most, and how much of the whole that is; voices: Corpus.voices."""
    words = voices.groupby("voice")["words"].sum()
    if words.sum() == 0:
        return "Nobody speaks: the articles hold no running text."
    if len(words) == 1:
        return f"There is one voice, **{escaped(words.index[0])}**, with {plural(int(words.iloc[0]), 'word')}."
    names, top = leaders(words)
    return (
        f"Most words: **{listing(names)}**, {int(top):,}{_each(names)}, {top / words.sum():.0%} of all. "
        f"The shortest of the {len(words)} voices has {plural(int(words.min()), 'word')}."
    )


_BASES = {
    "stated": "stated",
    "file": "from the file itself",
    "catalogue": "from the catalogue",
    "inferred": "inferred",
    "unknown": "of unknown origin",
}


def publication(sources: pd.DataFrame) -> str:
    """Say when the articles were published and how well that is known."""
    known = sources[sources["published"] != ""]
    if known.empty:
        return "No article has a known date, so nothing can be said about order in time."
    counts = known["published_basis"].value_counts()
    said = [f"**{counts[basis]}** {name}" for basis, name in _BASES.items() if basis in counts]
    said += [f"**{len(sources) - len(known)}** unknown"] if len(known) < len(sources) else []
    return f"Dates of {plural(len(sources), 'article')}: {', '.join(said)}."


def left_out(table: pd.DataFrame, notices: Sequence[str] = ()) -> str:
    """Say which files were left out and why, and where the catalogue does not fit the folder."""
    said = [f"{escaped(notice)}." for notice in notices]
    if table.empty:
        return " ".join(["No file was left out.", *said])
    reasons = "; ".join(f"{code(r.path)} ({escaped(r.reason)})" for r in table.head(10).itertuples())
    reasons += f"; and {len(table) - 10} more" if len(table) > 10 else ""
    return " ".join([f"**{plural(len(table), 'file')}** left out: {reasons}.", *said])


def doubts(check: pd.DataFrame) -> str:
    """Say how many articles deserve a doubt."""
    some = check[check["doubts"] != ""]
    if some.empty:
        return "No article gives a reason for doubt that could be recognised."
    kinds = some["doubts"].str.split("; ").explode().str.partition(":")[0].value_counts()
    said = ", ".join(f"{escaped(kind)} ({n})" for kind, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    return (
        f"**{len(some)} of {plural(len(check), 'article')}** {_verb(some, 'gives', 'give')} a reason for doubt: {said}."
    )


# --- 01: text statistics ----------------------------------------------------------------------------------------------


def measured(statistics: pd.DataFrame, measure: str, says: str, digits: int = 0) -> str:
    """Say who stands highest and lowest on a measure, and how many groups are too short for it.

    statistics  the table that `textstats.statistics` gives
    says        the sentence's beginning, as in "Longest sentences"
    """
    rows = statistics[statistics["measure"] == measure].set_index("group")
    values, missing = rows["value"].dropna(), rows[rows["value"].isna()]
    unit = rows["unit"].iloc[0] if len(rows) else ""
    short = f" Too short to say: {listing(missing.index)}." if len(missing) else ""
    if values.empty:
        return f"{says}: no group has enough text to compare.{short}"
    if len(values) == 1 and missing.empty:
        return f"{says}: there is one group, {escaped(values.index[0])}, {values.iloc[0]:,.{digits}f} {unit}."
    if len(values) == 1:
        alone = f"{escaped(values.index[0])} has enough text, {values.iloc[0]:,.{digits}f} {unit}"
        return f"{says}: only {alone}; nothing is compared.{short}"
    names, top = leaders(values.round(digits))
    lowest, bottom = leaders(-values.round(digits))
    if top == -bottom:
        return f"{says}: all {len(values)} are equal at {top:,.{digits}f} {unit}.{short}"
    return (
        f"{says}: **{listing(names)}**, {top:,.{digits}f} {unit}; at the other end {listing(lowest)}, "
        f"{-bottom:,.{digits}f}.{short}"
    )


def spread(statistics: pd.DataFrame) -> str:
    """Say whether the middle halves of the sentence lengths overlap, so that a difference is not overread."""
    rows = statistics[statistics["measure"] == "sentence length"].dropna(subset=["value"])
    if len(rows) < 2 or rows["value"].max() == rows["value"].min():
        return "There is no difference between medians to weigh."
    return "The middle halves of the longest and the shortest " + (
        "overlap, so the difference between the medians says little about a single sentence."
        if _overlap(rows)
        else "do not overlap: most sentences of the one are longer than most of the other."
    )


def _overlap(rows: pd.DataFrame) -> bool:
    """Tell whether the ranges of the highest and the lowest value meet."""
    return bool(rows.loc[rows["value"].idxmax(), "low"] <= rows.loc[rows["value"].idxmin(), "high"])


def extremes(statistics: pd.DataFrame, measures: Sequence[str]) -> str:
    """Say who stands highest and lowest on each of several measures, and whether their 95 % intervals keep apart."""
    said = [_extremes(statistics[statistics["measure"] == m].dropna(subset=["value"]), m) for m in measures]
    return "\n".join(f"- {line}" for line in said)


def _extremes(rows: pd.DataFrame, measure: str) -> str:
    if rows.empty:
        return f"{escaped(measure)}: no group has enough text."
    digits = _digits(rows["value"])
    values, unit = rows.set_index("group")["value"].round(digits), escaped(rows["unit"].iloc[0])
    names, top = leaders(values)
    if len(rows) == 1:
        return f"{escaped(measure)}: {listing(names)} alone, {top:,.{digits}f} {unit}."
    lowest, bottom = leaders(-values)
    if top == -bottom:
        return f"{escaped(measure)}: all {len(rows)} at {top:,.{digits}f} {unit}."
    apart = " Their intervals overlap: the order may be chance." if _overlap(rows) else " Their intervals keep apart."
    return (
        f"{escaped(measure)}: highest **{listing(names, 3)}**, {top:,.{digits}f} {unit}; lowest {listing(lowest, 3)}, "
        f"{-bottom:,.{digits}f}.{apart if rows['low'].notna().all() else ''}"
    )


def _digits(values: pd.Series) -> int:
    """Return how many decimals a measure needs: two below 1, one below 100, none above."""
    largest = float(values.abs().max())
    return 2 if largest < 1.5 else 1 if largest < 100 else 0


def stands_out(traits: pd.DataFrame, groups: int, most: int = 12) -> str:
    """Say what is most unusual of each group, the most unusual first; traits: what `textstats.outstanding` gives."""
    if groups < 2:
        return "With one group there is nothing to stand out from."
    if traits.empty:
        return (
            "No group stands out on any of these measures by more than chance and the others' own differences explain."
        )
    said = []
    for row in traits.head(most).itertuples():
        digits = _digits(pd.Series([row.value, row.others]))
        how = "high" if row.value > row.others else "low"
        said.append(
            f"- **{escaped(row.group)}**: {escaped(row.measure)} is {how}, {row.value:,.{digits}f} {escaped(row.unit)} "
            f"(others: {row.others:,.{digits}f})"
        )
    return "\n".join([*said, *([f"- and {len(traits) - most} more"] if len(traits) > most else [])])


def too_short(statistics: pd.DataFrame) -> str:
    """Say how many groups are too short for a measure."""
    missing = statistics[statistics["value"].isna()]
    groups = statistics["group"].nunique()
    if missing.empty:
        return f"None: every measure has a value for all of the {plural(groups, 'group')}." if groups > 1 else "None."
    names = list(dict.fromkeys(missing["group"]))
    who = f"**{len(names)} of {plural(groups, 'group')}** {_verb(names, 'is', 'are')} too short"
    return f"{who} for at least one measure: {listing(names)}."


# --- 02: terms --------------------------------------------------------------------------------------------------------


def most_used(matrix: pd.DataFrame) -> str:
    """Say who uses which of the shown terms most, and which all use; matrix: terms by groups, rates per 1,000."""
    if matrix.empty or not matrix.to_numpy().any():
        return "There are no content words to compare."
    rates = matrix.stack()
    top = rates[rates.round(1) == rates.max().round(1)]
    highest = listing((f"{term} ({group})" for term, group in top.index), most=4)
    everybody = [term for term in matrix.index if (matrix.loc[term] > 0).all()]
    said = f"Highest: **{highest}**, {rates.max():.1f} per 1,000 words."
    if matrix.shape[1] > 1:
        said += f" Used by all {matrix.shape[1]}: {listing(everybody)}." if everybody else " None is used by all."
    return said


def distinctive(table: pd.DataFrame, groups: Sequence[str], most: int = 15) -> str:
    """Say the most distinctive words of each group; table: what `terms.distinctive` gives; groups: all, in order."""
    if len(groups) < 2:
        return "With one group there is nothing to compare it with, so nothing is distinctive."
    if table.empty:
        return "No word is used by one group so much more than by the others that chance would not explain it."
    said = [
        f"- **{escaped(g)}**: {', '.join(escaped(t) for t in table.loc[table['group'] == g, 'term'].head(6))}"
        for g in groups
        if g in set(table["group"])
    ]
    if len(said) > most:
        said = [*said[:most], f"- and {len(said) - most} more groups, those with fewer words"]
    silent = [g for g in groups if g not in set(table["group"])]
    if silent:
        said.append(f"- Nothing stands out in {listing(silent)}: too little text, or too much like the others.")
    return "\n".join(said)


def in_context(rows: pd.DataFrame, phrase: str) -> str:
    """Say how often a word stands and with whom; rows: what `concordance.concordance` gives."""
    if rows.empty:
        return f"Nobody uses “{escaped(phrase)}”."
    names, top = leaders(rows["group"].value_counts().sort_index())
    return (
        f"“{escaped(phrase)}” stands {plural(len(rows), 'time')}, used by {plural(rows['group'].nunique(), 'group')}; "
        f"most by **{listing(names)}**, {plural(int(top), 'time')}{_each(names)}."
    )


def no_words() -> str:
    """Say that there is no word to look at."""
    return "No word is distinctive, none is used twice and none was asked for; name some in `WORDS`."


# --- 03: facts --------------------------------------------------------------------------------------------------------

_KIND_NAMES = {
    "date_range": ("date range", "date ranges"),
    "percent": ("percentage", "percentages"),
    "money": ("amount of money", "amounts of money"),
}


def kinds(facts: pd.DataFrame) -> str:
    """Say how many figures and dates are stated, of which kinds and by whom most; those in passing are only counted."""
    stated = facts[facts["salience"] == "fact"]
    passing = (
        f" Another {len(facts) - len(stated)} in passing are kept in the table." if len(facts) > len(stated) else ""
    )
    if stated.empty:
        return f"No figure and no date was found that is worth a table.{passing}"
    counts = stated["kind"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    names = {str(kind): _KIND_NAMES.get(str(kind), (str(kind), f"{kind}s")) for kind in counts.index}
    said = ", ".join(plural(int(n), *names[str(kind)]) for kind, n in counts.items())
    who, top = leaders(stated["group"].value_counts().sort_index())
    most = f"; most by {listing(who)}, {int(top)}{_each(who)}" if stated["group"].nunique() > 1 else ""
    return f"**{plural(len(stated), 'figure or date', 'figures and dates')}**: {said}{most}.{passing}"


def largest(facts: pd.DataFrame, kind: str, name: str) -> str:
    """Say which figure of a kind is the largest and who states it, a range by its upper end; money by currency."""
    rows = facts[(facts["kind"] == kind) & facts["value"].fillna(facts["high"]).notna()]
    if rows.empty:
        return f"Nobody states {name}."
    said = []
    for _, own in rows.groupby("unit", sort=True):
        top = _largest(own)
        said.append(f"{escaped(worth(top.iloc[0].to_dict()))} ({listing(dict.fromkeys(top['group']))})")
    each = " in each currency" if kind == "money" and len(said) > 1 else ""
    more = f"; and {len(said) - 6} more" if len(said) > 6 else ""
    return f"{plural(len(rows), 'mention')} of {name}; the largest{each}: {'; '.join(said[:6])}{more}."


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the highest value, all of a tie."""
    values = rows["value"].fillna(rows["high"])
    return rows[values == values.max()]


def commitment(facts: pd.DataFrame) -> str:
    """Say how many figures are affirmed, hedged or only planned, and who affirms the smallest share."""
    if facts.empty:
        return "There are no figures to affirm, hedge or plan."
    n = facts["commitment"].value_counts()
    said = ", ".join(f"{n.get(c, 0)} {c}" for c in ("affirmed", "hedged", "planned"))
    soft = facts.assign(soft=facts["commitment"] != "affirmed").groupby("group")["soft"].agg(["sum", "size"])
    who = _largest_share(soft["sum"], soft["size"])
    most = f" Among those who state {FEW} or more, the largest share that is hedged or planned: {who}." if who else ""
    return f"Of {plural(len(facts), 'figure')}: {said}.{most}"


def _largest_share(part: pd.Series, whole: pd.Series) -> str:
    """Return who has the largest part of his own whole, all of a tie, each with both: Abe (2 of 5) and Ng (4 of 10)."""
    shares = (part / whole)[(whole >= FEW) & (part > 0)].round(3)
    if shares.empty:
        return ""
    return f"**{listing(f'{name} ({part[name]} of {whole[name]})' for name in leaders(shares)[0])}**"


def hedging(exactness: pd.DataFrame) -> str:
    """Say how many measured figures are qualified, and by whom most; exactness: what `facts.exactness` gives."""
    n = int(exactness.to_numpy().sum())
    if n == 0:
        return "There are no measured figures to qualify."
    plain = exactness["as it is"] if "as it is" in exactness else exactness.sum(axis=1) * 0
    qualified = exactness.sum(axis=1) - plain
    said = f"**{int(qualified.sum())} of {plural(n, 'measured figure')}** {'is' if qualified.sum() == 1 else 'are'} "
    said += "put with a modifier or as a range"
    who = _largest_share(qualified, exactness.sum(axis=1)) if len(exactness) > 1 else ""
    return f"{said}. Among those who state {FEW} or more, the largest share: {who}." if who else f"{said}."


def labelled(scores: pd.DataFrame, errors: pd.DataFrame) -> str:
    """Say how the found figures do against labels; what `trust.compare` gives."""
    if scores.empty:
        return (
            "Nobody has labelled the figures of these articles, so how many are right is not known. The samples below "
            "answer it with a few minutes of your time."
        )
    of = scores.set_index("measure")
    says = {
        "precision": "of what is emitted as a fact is one by the labels",
        "recall": "of the labelled facts is found",
    }
    said = ", and ".join(f"**{of.loc[m, 'share']:.0%}** {words}" for m, words in says.items() if of.loc[m, "of"])
    wrong = errors["what"].value_counts()
    listed = ", ".join(f"{escaped(what)} {n}" for what, n in sorted(wrong.items()))
    return f"{said}. " + (f"Disagreements: {listed}." if listed else "There is no disagreement.")


def marked(estimates: pd.DataFrame, facts: pd.DataFrame, sentences: pd.DataFrame, placed: pd.DataFrame) -> str:
    """Say what the reader's verdicts come to; what `trust` and `notes.placed` give."""
    lost = placed.loc[placed["lost"] != "", "lost"].value_counts()
    unused = f" Of {plural(len(placed), 'note')} {lost.sum()} can't be used: " if len(lost) else ""
    unused += ", ".join(f"{reason} {n}" for reason, n in sorted(lost.items())) + "." * bool(len(lost))
    n = [int(rows["verdict"].notna().sum()) for rows in (facts, sentences)]
    of = f"{n[0]} of {plural(len(facts), 'figure')} and {n[1]} of {plural(len(sentences), 'sentence')}"
    if estimates.empty:
        return (
            f"Marked so far: {of}. Paste the folded text into {code('notes.toml')} beside the articles, fill in the "
            f"verdicts, and run this again.{unused}"
        )
    return f"Marked so far: {of}. {' '.join(_estimated(r) for r in estimates.itertuples())}{unused}"


def _estimated(row: Any) -> str:
    interval = f" (95 % interval {row.low:.0%} to {row.high:.0%})" if row.low < row.high else ""
    if row.measure == "precision":
        return f"**{row.share:.0%}** of the figures are right{interval}."
    if row.measure == "silence":
        return f"In **{1 - row.share:.0%}** of the sentences with a digit and no fact something is missed" + (
            f" (95 % interval {1 - row.high:.0%} to {1 - row.low:.0%})." if interval else "."
        )
    return (
        f"So at most **{row.share:.0%}** of the facts are found (by the ends of these intervals {row.low:.0%} to "
        f"{row.high:.0%}); what is missed beside another fact, or told without a digit, was not looked for."
    )


def dated(timeline: pd.DataFrame, facts: pd.DataFrame) -> str:
    """Say from when to when the dates run, how many lay ahead, and which could not be placed."""
    dates = facts[facts["kind"].isin(DATED)]
    left = dates.loc[~dates["fact_id"].isin(timeline["fact_id"]), "surface"]
    stay_open = (
        f" Not placed, since relative or without a year: {listing(f'“{s}”' for s in left)}." if len(left) else ""
    )
    if timeline.empty:
        return f"No date can be placed in time.{stay_open}" if len(left) else "No date was found."
    n = timeline["status"].value_counts()
    ahead = n.get("planned", 0) + n.get("due", 0)
    first, last = min(timeline["first"]).year, max(timeline["last"]).year
    when = f"from {first} to {last}" if first < last else f"all in {first}"
    said = (
        f"**{plural(len(timeline), 'mention')}** of dates placed, {when}: {n.get('past', 0)} had passed when written, "
    )
    said += f"{ahead} lay ahead" + (f" ({n['due']} of these have passed since)" if "due" in n else "")
    said += f", for {n['open']} it can't be said" if "open" in n else ""
    return f"{said}.{stay_open}"


def most_dated(chronology: pd.DataFrame) -> str:
    """Say which date most voices name; chronology: what `synthesis.chronology` gives."""
    if chronology.empty:
        return "No date can be placed in time."
    voices = chronology.groupby("date", sort=False)["n_voices"].max()
    names, top = leaders(voices)
    if top == 1:
        return f"{plural(len(voices), 'date')}, each named by one voice only."
    return f"{plural(len(voices), 'date')}; named by most voices: **{listing(names)}**, by {int(top)}{_each(names)}."


# --- 04: synthesis ----------------------------------------------------------------------------------------------------


def most_stated(shared: pd.DataFrame) -> str:
    """Say which figure most voices state; shared: corroborations with voice, value, unit … of each fact."""
    if shared.empty:
        return "No figure was recognised that more than one voice states of the same thing."
    voices = shared.groupby("group_id", sort=False)["voice"].nunique()
    top = voices.index[voices == voices.max()]
    said = listing(_common_worth(shared[shared["group_id"] == g]) for g in top)
    return (
        f"{plural(len(voices), 'figure')} {_verb(voices.index, 'was', 'were')} recognised with more than one voice. "
        f"Most widely: **{said}**, by {plural(int(voices.max()), 'voice')}{_each(top)}. "
        "Repeating is not confirming: one may have it from another."
    )


def _common_worth(rows: pd.DataFrame) -> str:
    """Return what facts of one group come to; without a modifier where they do not have the same."""
    fact = rows.iloc[0].to_dict()
    return worth(fact if rows["modifier"].nunique() == 1 else {**fact, "modifier": "="})


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
    top = pd.concat([_largest(own) for _, own in money.groupby("unit", sort=True)])
    top = top.drop_duplicates(["unit", "voice"]).head(4)
    said = "; ".join(f"{escaped(f.surface)} ({escaped(f.voice)})" for f in top.itertuples())
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
        f"**What it is about.** {plural(int(top), 'voice')} {_verb(range(int(top)), 'speaks', 'speak')} "
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
        f"{_verb(articles, 'says', 'say')} what somebody wrote. Unsigned: {unsigned}; without a stated date: {undated}."
    )
