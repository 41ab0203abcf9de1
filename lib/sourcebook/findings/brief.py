"""The closing page: what the sources add up to, a sentence at a time, each with the way to what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from sourcebook.agreement import ALIKE
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.facts import MEASURED
from sourcebook.findings.agreement import sides
from sourcebook.findings.asking import ahead_of, by_asker, firmest
from sourcebook.findings.prose import (
    MOST_CITED,
    around,
    code,
    cut,
    escaped,
    leaders,
    listing,
    plural,
    sentence,
    signed,
    verb,
)
from sourcebook.findings.synthesis import of_shift, shift
from sourcebook.synthesis import newest

UNSIGNED = "unsigned"
ALONE = "**What conflicts.** There is one voice, so that nobody agrees or disagrees with it."
QUOTED = 140  # characters of a sentence in it
SOURCES, FIGURES, SYNTHESIS = "00_sources.ipynb", "03_quantitative_facts.ipynb", "04_synthesis.ipynb"


@dataclass(frozen=True)
class Statement:
    """One sentence of the brief in Markdown, and what it rests on.

    evidence   ids of sentences; where there are none, `table` names the notebook that shows it
    """

    text: str
    evidence: tuple[str, ...] = ()
    table: str = SYNTHESIS


def summary(
    corpus: Corpus,
    *,
    shared: pd.DataFrame,
    checks: pd.DataFrame,
    promises: pd.DataFrame,
    asks: pd.DataFrame,
    moved: pd.DataFrame,
    coverage: pd.DataFrame,
    claims: pd.DataFrame,
) -> list[Statement]:
    """Return what the corpus adds up to, statement by statement; what it gives no ground for is said or left out.

    shared   corroborations, joined with their facts
    checks   what `reckoning.checks` gives; the others as `synthesis` gives them, by voice: promised, asked, shifts of
             issues, coverage, claims
    """
    foreign = sorted(set(corpus.sources["source_id"]) - corpus.english)
    only_foreign = len(foreign) == len(corpus.sources)
    statements = [_what_it_is(corpus, coverage), *_in_own_words(corpus, claims), *_what_moved(moved)]
    if not only_foreign:
        statements += [*_due(corpus, promises), *_asked(asks)]
        several = corpus.words["voice"].nunique() > 1
        statements += _conflicts(shared) if several else [Statement(ALONE, table=SOURCES)]
        statements += [
            *_impossible(corpus, checks),
            *_widely(corpus, shared),
            *(_only_one(corpus, shared) if several else []),
        ]
    return [*statements, _not_known(corpus, foreign)]


def brief(corpus: Corpus, statements: Sequence[Statement]) -> str:
    """Return the statements as a list, each with links to its evidence, and the evidence below it."""
    numbers: dict[str, int] = {}
    lines = []
    for statement in statements:
        cited = sorted({numbers.setdefault(e, len(numbers) + 1) for e in statement.evidence[:MOST_CITED]})
        links = [f"[[{n}]](#evidence-{n})" for n in cited] or [f"[[notebook {statement.table[:2]}]]({statement.table})"]
        lines.append(f"- {' '.join([_without_sources(corpus, statement.text), *links])}")
    if not numbers:
        return "\n".join(lines)
    voices = corpus.sentences.set_index("sentence_id")["voice"]
    proof = [
        f'{n}. <span id="evidence-{n}" {sentence(e)}></span>“{_shortened(corpus.quote(e))}” — '
        f"{escaped(voices[e])}, {code(e)}"
        for e, n in numbers.items()
    ]
    heading = ['<div class="sb-evidence">', "", "### The sentences behind it", ""]
    return "\n".join([*lines, "", *heading, *proof, "", "</div>"])


def _without_sources(corpus: Corpus, text: str) -> str:
    """Return a text in which a voice that belongs to one source is called by its name alone, where that is its own."""
    bare = {
        v: v.removesuffix(f" ({s})") for v, s in zip(corpus.voices["voice"], corpus.voices["source_id"], strict=True)
    }
    alone = pd.Series(bare).value_counts()
    for voice, name in bare.items():
        if name != voice and alone[name] == 1 and name != UNSIGNED:
            text = text.replace(escaped(voice), escaped(name))
    return text


def _shortened(sentence: str, most: int = 800) -> str:
    """Return a sentence; of what has no full stop for a page, its beginning."""
    return escaped(sentence if len(sentence) <= most else f"{sentence[:most]} …")


def _ids(ids: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(i) for i in ids))


# --- what it is, what moved -------------------------------------------------------------------------------------------


def _what_it_is(corpus: Corpus, coverage: pd.DataFrame) -> Statement:
    dates = [str(d) for d in corpus.sources["published"] if d]
    first = min(dates, key=lambda d: date_interval(d)[0], default="").split("/")[0]
    last = max(dates, key=lambda d: date_interval(d)[1], default="").split("/")[-1]
    when = f", published between {first} and {last}" if first != last else f", published {first}" if first else ""
    undated = len(corpus.sources) - len(dates)
    inferred = int((corpus.sources["published_basis"] == "inferred").sum())
    doubts = [f"{n} {what}" for n, what in ((undated, "without a date"), (inferred, "inferred")) if n and dates]
    when += f" ({', '.join(doubts)})" if doubts else "" if dates else ", without a date"
    voices = corpus.words["voice"].nunique()
    stated = int((corpus.facts["salience"] == "fact").sum())
    about, evidence = _about(coverage)
    articles = plural(len(corpus.sources), "article")
    if whole := corpus.whole:
        articles = (
            f"{len(corpus.sources):,} of the {len(whole.sources):,} articles of an archive, chosen {escaped(whole.how)}"
        )
    text = (
        f"**What it is.** {articles}{when}, {plural(voices, 'voice')}, "
        f"{plural(len(corpus.words), 'word')}; {plural(stated, 'figure or date', 'figures and dates')}{about}."
    )
    return Statement(text, evidence, SOURCES)


def _about(coverage: pd.DataFrame, most: int = 3) -> tuple[str, tuple[str, ...]]:
    """Return which issues most voices speak of, and a sentence of each."""
    if coverage.empty:
        return "", ()
    voices = coverage.groupby("issue", sort=False)["group"].nunique().sort_values(ascending=False, kind="stable")
    densest = coverage.sort_values(["rate", "group"], ascending=[False, True]).drop_duplicates("issue")
    first = voices.head(most)
    said = listing(
        f"{issue} ({n} of them)" if k == 0 else f"{issue} ({n})" for k, (issue, n) in enumerate(first.items())
    )
    return f"; most voices speak of {said}", _ids(densest.set_index("issue").loc[first.index, "sentence_id"])


def _in_own_words(corpus: Corpus, claims: pd.DataFrame, most: int = 2) -> list[Statement]:
    # of the best ones the shortest, since it can be read whole
    length = claims["sentence_id"].map(lambda sentence_id: len(corpus.quote(sentence_id)))
    ordered = claims.assign(length=length).sort_values(["length", "rank"], kind="stable")
    first = ordered.drop_duplicates("group").set_index("group")["sentence_id"]
    voices = [v for v in corpus.largest("voice") if v in first.index][:most]
    if not voices:
        return []
    said = "; ".join(f"{escaped(v)}: “{escaped(cut(corpus.quote(first[v]), QUOTED).rstrip('.'))}”" for v in voices)
    return [Statement(f"**What those who speak most say.** {said}.", _ids(first[voices]))]


def _what_moved(moved: pd.DataFrame) -> list[Statement]:
    if moved.empty:
        return [Statement("**What moved.** Nothing that could be told from chance or from the dates.")]
    top = moved.iloc[0]
    text = f"**What moved.** {shift(top)}"
    text += "; nobody speaks in both, so it may be the authors that differ" if not top["same_voices"] else ""
    more = moved["name"].iloc[1:4]
    text += f"; also {listing(more)}" if len(more) else ""
    return [Statement(f"{text}.", of_shift(top))]


# --- promises and requests --------------------------------------------------------------------------------------------


def _due(corpus: Corpus, promises: pd.DataFrame) -> list[Statement]:
    if promises.empty:
        return [Statement("**What is due.** No promise, plan or deadline was recognised.")]
    promises = promises.drop_duplicates("told_first")
    dated = promises[promises["first"].notna()]
    by_hand = promises["status"].isin(["kept", "broken"])
    today = corpus.settings.as_of or newest(corpus)
    came, ahead = (dated[dated["status"] == s] for s in ("due", "pending"))
    number = plural(len(promises), "promise or plan", "promises and plans")
    said = f"Of {number} {len(dated)} {verb(dated, 'has', 'have')} a date"
    said += f"; {len(came)} had come due by {today}" if today and len(dated) else ""
    days = ahead.drop_duplicates("due")
    more = f" and {len(days) - 2} later" if len(days) > 2 else ""
    said += (
        f", still ahead: {'; '.join(ahead_of(corpus, r) for _, r in days.head(2).iterrows())}{more}"
        if len(days)
        else ""
    )
    said += f"; {int(by_hand.sum())} called kept or broken by the reader" if by_hand.any() else ""
    shown = pd.concat([ahead, came.iloc[::-1], promises]).drop_duplicates("sentence_id")
    return [Statement(f"**What is due.** {said}.", _ids(shown["sentence_id"].head(MOST_CITED)))]


def _asked(asks: pd.DataFrame, most: int = 3) -> list[Statement]:
    said = by_asker(asks) if len(asks) else {}
    if not said:
        return [Statement("**Who asks what of whom.** No request was recognised.")]
    evidence = [firmest(asks, group) for group in list(said)[:most]]
    return [Statement(f"**Who asks what of whom.** {'; '.join(list(said.values())[:most])}.", _ids(evidence))]


# --- what agrees and what does not ------------------------------------------------------------------------------------


def _conflicts(shared: pd.DataFrame, most: int = 2) -> list[Statement]:
    newer = shared[shared["relation"] == "superseded"]
    also = f"; {plural(newer['group_id'].nunique(), 'figure')} gave way to a later one" if len(newer) else ""
    groups = [own for _, own in shared[shared["relation"] == "conflict"].groupby("group_id", sort=False)]
    if not groups:
        text = f"**What conflicts.** In figures and dates, which alone are compared, no two voices{also}."
        return [Statement(text, _ids(newer["sentence_id"]))]
    more = f"; and {len(groups) - most} more" if len(groups) > most else ""
    evidence = _ids(i for own in groups[:most] for i in own["sentence_id"])
    return [Statement(f"**What conflicts.** {'; '.join(sides(own) for own in groups[:most])}{more}{also}.", evidence)]


def _impossible(corpus: Corpus, checks: pd.DataFrame) -> list[Statement]:
    wrong = checks[checks["possible"].eq(False).fillna(False)]
    if wrong.empty:
        return []
    sentence = corpus.facts.set_index("fact_id")["sentence_id"]
    first, n = wrong.iloc[0], wrong["check_id"].nunique() - 1
    more = f"; and {n} more" if n else ""
    text = f"**What can't be true as printed.** {escaped(first['formula'])}: {escaped(first['reason'])}{more}."
    return [Statement(text, _ids(sentence[f] for f in wrong["fact_id"] if f in sentence.index))]


def _widely(corpus: Corpus, shared: pd.DataFrame, most: int = 3) -> list[Statement]:
    alike = shared[shared["relation"].isin(ALIKE)]
    if alike.empty:
        return []
    voices = alike.groupby("group_id", sort=False)["voice"].nunique().sort_values(ascending=False, kind="stable")
    said, evidence = [], []
    for group_id in voices.head(most).index:
        own = alike[alike["group_id"] == group_id]
        first, *others = dict.fromkeys(own["voice"])
        said.append(f"{_in_place(corpus, own.iloc[0])} ({escaped(first)}; also {listing(others, 3)})")
        evidence.append(own["sentence_id"].iloc[0])
    text = f"**Most widely stated.** {'; '.join(said)}; to repeat is not to confirm."
    return [Statement(text, _ids(evidence))]


def _in_place(corpus: Corpus, fact: pd.Series) -> str:
    """Return a figure among the words of its sentence."""
    by_hand = f" ({escaped(signed(fact.to_dict()))})" if fact["corrected"] else ""
    first = int(str(fact["sentence_id"]).rpartition(":")[2].partition("-")[0])
    said = around(corpus.quote(str(fact["sentence_id"])), fact["start"] - first, fact["end"] - first, 4, 3)
    return f"{said}{by_hand}"


def _only_one(corpus: Corpus, shared: pd.DataFrame) -> list[Statement]:
    facts = corpus.facts[corpus.facts["kind"].isin(MEASURED) & (corpus.facts["salience"] == "fact")]
    alone = facts[~facts["fact_id"].isin(shared.loc[shared["relation"].isin(ALIKE), "fact_id"])]
    if alone.empty:
        return []
    names, _ = leaders(alone["voice"].value_counts().sort_index())
    largest = alone[alone["kind"] == "money"].sort_values("value", ascending=False).head(1)
    sums = f", the largest sum among them in {_in_place(corpus, largest.iloc[0])}" if len(largest) else ""
    text = (
        f"**What only one voice says.** {len(alone):,} of {plural(len(facts), 'figure')} (dates aside), "
        f"most of them by {listing(names)}{sums}."
    )
    return [Statement(text, _ids(largest["sentence_id"]), FIGURES)]


def _not_known(corpus: Corpus, foreign: Sequence[str]) -> Statement:
    unsigned = int(corpus.voices.loc[corpus.voices["role"] == "unsigned", "source_id"].nunique())
    undated = int(corpus.sources["published_basis"].isin(("inferred", "unknown")).sum())
    lacking = {"unsigned": unsigned, "without a stated date": undated}
    said = listing(f"{n} {what}" for what, n in lacking.items() if n)
    text = "**What can't be known from it.** Whether any of it is true"
    text += f"; of {plural(len(corpus.sources), 'article')} {said}" if said else ""
    if foreign:
        what = verb(foreign, "is not English", "are not English")
        text += (
            f"; {len(foreign)} {what}, so don't rely on figures, promises and requests in {verb(foreign, 'it', 'them')}"
        )
    return Statement(f"{text}.", table=SOURCES)
