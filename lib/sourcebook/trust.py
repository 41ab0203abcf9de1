"""How far the figures can be trusted: held against labels made by hand, or judged by a reader on a sample."""

import hashlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sourcebook import notes
from sourcebook.corpus import Corpus
from sourcebook.facts import ABSENT, worth
from sourcebook.quantities.nouns import singular

RIGHT_OR_WRONG = ("right", "wrong")
NOTHING_OR_MISSED = ("nothing", "missed")
MEASURES = ("recall", "precision", "value", "unit", "date")
Rows = Sequence[Mapping[Any, Any]]
Judgement = tuple[str, bool, tuple[Any, ...]]  # measure, whether it is right, what to list where it is not
_SCORES = ["measure", "right", "of", "share", "low", "high"]
_ERRORS = ["what", "source_id", "start", "end", "labelled", "found"]
_DIGIT = re.compile(r"\d")


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a share, by default at 95 %; it takes the items as drawn independently.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212.

    >>> [round(x, 3) for x in wilson(8, 10)]
    [0.49, 0.943]
    """
    if of == 0:
        return 0.0, 1.0
    share = right / of
    middle = share + z * z / (2 * of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - reach) / (1 + z * z / of)), min(1.0, (middle + reach) / (1 + z * z / of))


def _score(measure: str, right: int, of: int) -> tuple[Any, ...]:
    return (measure, right, of, right / of if of else math.nan, *(wilson(right, of) if of else (math.nan, math.nan)))


# --- against labels ---------------------------------------------------------------------------------------------------


def compare(labels: pd.DataFrame, facts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Hold facts against labels; both need source_id, start, end, kind, salience, value, low, high, unit and iso.

    A label that is a fact is *found* where a fact overlaps its number (core_start, core_end, where the labels have
    them); of those found, *value*, *unit* (by the head of a noun) and *date* are right where they agree with the
    label. What is emitted as a fact is *precise* where it overlaps a label that is a fact. Vague labels, and what is
    emitted there, don't count.
    returns  scores: measure, right, of, share and its interval low, high; and errors: what, source_id, start, end,
             labelled, found. Both are empty where there are no labels.
    """
    facts = facts[facts["source_id"].isin(labels["source_id"])]
    vague = labels[labels["vague"].astype(bool)].to_dict("records")
    labels = labels[~labels["vague"].astype(bool)]
    if labels.empty:
        return pd.DataFrame(columns=_SCORES), pd.DataFrame(columns=_ERRORS)
    wanted = labels[labels["salience"] == "fact"].to_dict("records")
    judged = [*_found(wanted, facts), *_claimed(wanted, vague, facts)]
    scores = [_score(m, sum(ok for n, ok, _ in judged if n == m), sum(n == m for n, *_ in judged)) for m in MEASURES]
    errors = pd.DataFrame([error for _, is_right, error in judged if not is_right], columns=_ERRORS)
    return pd.DataFrame(scores, columns=_SCORES), errors.sort_values(["source_id", "start", "what"], ignore_index=True)


def _found(wanted: Rows, facts: pd.DataFrame) -> Iterator[Judgement]:
    """Yield what is right and wrong about each labelled fact."""
    own = {source_id: rows.to_dict("records") for source_id, rows in facts.groupby("source_id")}
    for label in wanted:
        found = _best(label, own.get(label["source_id"], []))
        for measure, is_right in _judged(label, found).items():
            yield measure, is_right, _error("missed" if measure == "recall" else measure, label, label, found)


def _claimed(wanted: Rows, vague: Rows, facts: pd.DataFrame) -> Iterator[Judgement]:
    """Yield whether each fact that is emitted was wanted."""
    for fact in facts[facts["salience"] == "fact"].to_dict("records"):
        if not _among(vague, fact):
            yield "precision", _among(wanted, fact), _error("not a fact", fact, None, fact)


def _overlap(a: Mapping[Any, Any], b: Mapping[Any, Any]) -> int:
    return int(max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])))


def _among(labels: Rows, fact: Mapping[Any, Any]) -> bool:
    return any(label["source_id"] == fact["source_id"] and _overlap(label, fact) for label in labels)


def _best(label: Mapping[Any, Any], facts: Rows) -> Mapping[Any, Any] | None:
    core = {"start": label.get("core_start", label["start"]), "end": label.get("core_end", label["end"])}
    near = [fact for fact in facts if _overlap(core, fact)]
    return max(near, key=lambda fact: _overlap(label, fact), default=None)


def _judged(label: Mapping[Any, Any], found: Mapping[Any, Any] | None) -> dict[str, bool]:
    """Return what is right about what was found, of what the label says anything about."""
    judged = {"recall": found is not None}
    if found is None:
        return judged
    if pd.notna(label["iso"]) and label["kind"] != "duration":
        is_whole = not str(label["iso"]).startswith("--")  # a day without a year is all that the article gives
        return judged | ({"date": _same_date(str(label["iso"]), found["iso"])} if is_whole else {})
    if pd.notna(label["value"]) or pd.notna(label["low"]):
        judged["value"] = all(_same(label[key], found[key]) for key in ("value", "low", "high"))
    if pd.notna(label["unit"]) and label["kind"] not in ("ordinal", "multiple"):
        judged["unit"] = _head(label["unit"]) == _head(found["unit"])
    return judged


def _same(a: Any, b: Any) -> bool:
    if pd.isna(a) or pd.isna(b):
        return bool(pd.isna(a) and pd.isna(b))
    return math.isclose(float(a), float(b), rel_tol=1e-5, abs_tol=1e-9)


def _same_date(label: str, found: object) -> bool:
    """Say whether two dates agree; an open end may be left out of a label."""
    return pd.notna(found) and str(found).strip("./") == label.strip("./")


def _head(unit: object) -> str:
    """Return the last word of a unit before "of", in the singular."""
    words = str(unit or "").split(" of ")[0].split()
    head = singular(words[-1].casefold()) if words else ""
    return "person" if head == "people" else head


def _error(
    what: str, at: Mapping[Any, Any], label: Mapping[Any, Any] | None, found: Mapping[Any, Any] | None
) -> tuple[Any, ...]:
    said = [worth({"modifier": "=", "per": None, **fact}) if fact else ABSENT for fact in (label, found)]
    return (what, at["source_id"], at["start"], at["end"], *said)


# --- by a sample ------------------------------------------------------------------------------------------------------


def sample_facts(corpus: Corpus, n: int, seed: str = "") -> pd.DataFrame:
    """Return n facts drawn by chance from those that were found, with the reader's `verdict`: right, wrong or missing.

    What the reader has amended or rejected is drawn as it was found, so that he judges the rules, not himself.
    """
    drawn = _drawn(corpus, _emitted(corpus), n, seed)
    return drawn.assign(verdict=notes.verdicts(corpus, drawn, RIGHT_OR_WRONG))


def sample_sentences(corpus: Corpus, n: int, seed: str = "") -> pd.DataFrame:
    """Return n sentences with a digit and no fact, drawn by chance, with a `verdict`: nothing, missed or missing."""
    drawn = _drawn(corpus, silent(corpus), n, seed)
    return drawn.assign(verdict=notes.verdicts(corpus, drawn, NOTHING_OR_MISSED))


def _emitted(corpus: Corpus) -> pd.DataFrame:
    return corpus.extracted[corpus.extracted["salience"] == "fact"]


def silent(corpus: Corpus) -> pd.DataFrame:
    """Return the sentences that hold a digit and in which no fact was found."""
    stated = set(_emitted(corpus)["sentence_id"])
    chosen = [s not in stated and bool(_DIGIT.search(corpus.quote(s))) for s in corpus.sentences["sentence_id"]]
    return corpus.sentences[chosen]


def _drawn(corpus: Corpus, rows: pd.DataFrame, n: int, seed: str) -> pd.DataFrame:
    """Return the n rows whose words have the lowest hashes, in the order of the articles.

    So a larger sample holds the smaller one, and an article that is added changes little of it.
    """

    def key(row: Any) -> str:
        text = corpus.text(row.source_id)
        words = text[max(0, row.start - notes.AROUND) : row.end + notes.AROUND].split()  # line ends don't matter
        return hashlib.sha256(f"{seed}\n{row.source_id}\n{' '.join(words)}".encode()).hexdigest()

    order = sorted(range(len(rows)), key=[key(row) for row in rows.itertuples()].__getitem__)
    return rows.iloc[sorted(order[:n])]


def estimates(corpus: Corpus, facts: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return what the marked samples say of the whole: measure, right, of, share and its interval low, high.

    precision   the share of facts that are right
    silence     the share of sentences with a digit and no fact in which nothing was missed
    recall      right facts among these and one for each sentence in which something was missed: at most this, since a
                second fact of a sentence, or one without a digit, is not looked for; it carries the two others' ends
    facts and sentences are what `sample_facts` and `sample_sentences` gave; without a verdict a row doesn't count.
    Where all there are have been marked nothing is left to chance, and the interval is the share.
    """
    sizes = [len(_emitted(corpus)), len(silent(corpus))]
    marked = [rows["verdict"].dropna() for rows in (facts, sentences)]
    precision = _estimate("precision", int((marked[0] == "right").sum()), len(marked[0]), sizes[0])
    silence = _estimate("silence", int((marked[1] == "nothing").sum()), len(marked[1]), sizes[1])
    rows = [row for row in (precision, silence) if row[2]]
    if len(rows) == 2:
        pairs = zip(precision[3:], silence[3:], strict=True)
        ends = [_recall(sizes[0] * p, sizes[1] * (1 - s)) for p, s in pairs]
        rows.append(("recall", math.nan, math.nan, *ends))
    return pd.DataFrame(rows, columns=_SCORES)


def _estimate(measure: str, right: int, of: int, size: int) -> tuple[Any, ...]:
    share = right / of if of else math.nan
    return (measure, right, of, share, share, share) if 0 < of == size else _score(measure, right, of)


def _recall(right: float, missed: float) -> float:
    return right / (right + missed) if right + missed else math.nan
