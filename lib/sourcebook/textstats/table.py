"""How a voice writes: the table of all measures by group, with intervals and reasons, and the curves of vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.keyness import rate_interval
from sourcebook.textstats import diversity, resampling
from sourcebook.textstats.diversity import WINDOW, Rows
from sourcebook.textstats.registry import FOREIGN, MIN_SENTENCES, REGISTRY, TRANSLATED, Measure, Totals
from sourcebook.textstats.tallies import Tallies

COLUMNS = ["group", "measure", "value", "low", "high", "unit", "reason", "note"]


def measures(window: int = WINDOW) -> pd.DataFrame:
    """Return the measures of `statistics`, one row each: measure, unit, says, low_high, floor, source, floor_source.

    says       what a higher value means
    low_high   what low and high hold: a 95 % interval, quartiles, or nothing
    floor      the least text for a value, in words or sentences
    """
    rows = [(m.name, m.unit, m.says, m.low_high, _floor(m, window), m.source, m.floor_source) for m in REGISTRY]
    return pd.DataFrame(rows, columns="measure unit says low_high floor source floor_source".split())


def _floor(m: Measure, window: int) -> str:
    return f"{m.floor or window} {m.of if m.floor != 1 else m.of[:-1]}"


def statistics(corpus: Corpus, by: str = "voice", window: int = WINDOW) -> pd.DataFrame:
    """Return the measures of every group: one row a group and measure, groups in the order of their words.

    value      missing, with a `reason`, where a group has too little text, or none in English for what needs English
    low, high  the 95 % interval over drawn sentences, see `resampling`; of a rate or share Wilson's where that is wider
               (see `keyness.rate_interval`), since draws from few occurrences hold too few; of the sentence length the
               quartiles. None for what depends on the text's length (types, type-token ratio, hapax share), nor from
               fewer than 10 sentences. Sentences are taken as independent: too narrow for what comes in runs of them
    note       what to know of a value: translated, English part only
    raises     InputError for a grouping that there is not

    MATTR and MTLD never cross from one article into another: MATTR is the mean over the windows of all articles that
    have one, MTLD the mean over the articles of 100 words and more, weighted by their words. All else is of the words
    of a group taken together.
    """
    text = Tallies(corpus)
    groups = corpus.group(text.sentences, by)
    rows = [
        (group, *row)
        for group in corpus.largest(by)
        for row in _group(text, np.flatnonzero((groups == group).to_numpy()), window)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(["value", "low", "high"], "float64"))


# --- the measures of one group ----------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Part:
    """Some sentences of a corpus: what one group wrote, or its English part."""

    text: Tallies
    chosen: np.ndarray
    window: int

    @cached_property
    def lengths(self) -> np.ndarray:
        """The words of each sentence."""
        return self.text.lengths[self.chosen]

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each sentence begins in `codes`."""
        return np.cumsum(self.lengths) - self.lengths

    @cached_property
    def codes(self) -> np.ndarray:
        """The words, as whole numbers from 0."""
        elsewhere = np.repeat(self.text.starts[self.chosen] - self.starts, self.lengths)
        return diversity.encoded(self.text.codes[elsewhere + np.arange(len(elsewhere))])

    @cached_property
    def articles(self) -> list[Rows]:
        """The words of each article."""
        source = self.text.source[self.chosen]
        return [Rows(codes[None, :]) for codes in np.split(self.codes, self.starts[1:][source[1:] != source[:-1]])]

    def long(self, floor: int) -> "_Part":
        """Return the part of it in articles with at least so many of its words."""
        article = np.unique(self.text.source[self.chosen], return_inverse=True)[1]
        is_long = np.bincount(article, self.lengths)[article] >= floor
        return self if is_long.all() else _Part(self.text, self.chosen[is_long], self.window)

    @cached_property
    def features(self) -> Totals:
        """What is counted in each sentence."""
        return {name: values[self.chosen] for name, values in self.text.features.items()}

    @cached_property
    def totals(self) -> Totals:
        """What is counted, summed."""
        return {name: values.sum() for name, values in self.features.items()}

    @cached_property
    def drawn_sums(self) -> tuple[Totals, float]:
        """What is counted, summed over each draw of sentences, and the share of a draw."""
        drawn, share = resampling.sums(np.column_stack(list(self.features.values())))
        return dict(zip(self.features, drawn.T, strict=True)), share

    @cached_property
    def drawn_texts(self) -> Rows:
        """The words of each draw of sentences."""
        words = resampling.length(len(self.codes), self.window)
        return Rows(resampling.texts(self.codes, self.starts, words))


_Row = tuple[str, float, float | None, float | None, str, str, str]  # the columns but the group


def _group(text: Tallies, chosen: np.ndarray, window: int) -> Iterator[_Row]:
    """Yield the rows of one group, measure by measure."""
    everything = _Part(text, chosen, window)
    is_english = text.english[chosen]
    english = everything if is_english.all() else _Part(text, chosen[is_english], window)
    for m in REGISTRY:
        part = english if m.is_english else everything
        reason = _reason(m, part, len(chosen))
        part = part.long(m.floor or window) if m.weight and not reason else part
        value, low, high = (np.nan, None, None) if reason else _value(m, part)
        if not reason and np.isnan(value):
            reason = "not defined: no word is repeated"
        yield m.name, value, low, high, m.unit, reason, "" if reason else _note(m, part, len(chosen))


def _reason(m: Measure, part: _Part, sentences: int) -> str:
    """Say why a measure has no value: "" where it has one."""
    english = "English " if len(part.chosen) < sentences else ""
    if m.is_english and not len(part.chosen):
        return "not English"
    floor = m.floor or part.window
    have = len(part.codes) if m.of == "words" else len(part.chosen)
    if have < floor:
        unit = m.of if have != 1 else m.of[:-1]
        return f"{have} {english}{unit}, " + (f"no stretch of {floor}" if m.weight else f"fewer than {floor}")
    if m.weight and not len(part.long(floor).chosen):
        return f"{have} words, no stretch of {floor} in one article"
    return ""


def _note(m: Measure, part: _Part, sentences: int) -> str:
    said = []
    foreign = ~part.text.english[part.chosen]
    if m.is_style and foreign.any():
        said.append(f"{FOREIGN}: compare within one language only" if foreign.all() else "partly not in English")
    if len(part.chosen) < sentences:
        said.append(
            "the English part only" if m.is_english else f"articles of at least {m.floor or part.window} words only"
        )
    if m.low_high == "interval" and len(part.chosen) < MIN_SENTENCES:
        said.append(f"no interval from {len(part.chosen)} sentence{'s' * (len(part.chosen) != 1)}")
    sources = part.text.source[part.chosen]
    translated = len(set(sources[part.text.translated[part.chosen]]))
    if m.is_style and translated:
        some = f" in {translated} of {len(set(sources))} articles" if translated < len(set(sources)) else ""
        said.append(f"{TRANSLATED}{some}: the style is the translator's as well")
    return "; ".join(said)


def _value(m: Measure, part: _Part) -> tuple[float, float | None, float | None]:
    """Return the value of a measure with what stands under low and high."""
    if m.low_high == "quartiles":
        low, value, high = np.quantile(part.lengths, [0.25, 0.5, 0.75])
        return float(value), float(low), float(high)
    value = float(m.formula(part.totals)) if m.formula else _in_order(m, part)
    if m.low_high == "nothing" or len(part.chosen) < MIN_SENTENCES or np.isnan(value):
        return value, None, None
    low, high = _interval(m, part, value)
    if m.trials:
        trials, scale = float(part.totals[m.trials]), m.bounds[1]
        least, most = rate_interval(value / scale * trials, trials)
        low, high = min(low, float(least) * scale), max(high, float(most) * scale)
    return value, max(min(low, value), m.bounds[0]), min(max(high, value), m.bounds[1])  # equal draws are off by a bit


def _in_order(m: Measure, part: _Part) -> float:
    """Return a measure of the words in their order."""
    assert m.rows is not None
    if m.weight is None:
        return float(m.rows(Rows(part.codes[None, :]), part.window)[0])
    values = [float(m.rows(rows, part.window)[0]) for rows in part.articles]
    return float(np.average(values, weights=[m.weight(rows.length, part.window) for rows in part.articles]))


def _interval(m: Measure, part: _Part, value: float) -> tuple[float, float]:
    if m.formula:
        sums, share = part.drawn_sums
        return resampling.of_sums(value, m.formula(sums), share)
    assert m.rows is not None
    rows = part.drawn_texts
    return resampling.of_texts(value, m.rows(rows, min(part.window, rows.length)), rows.length / len(part.codes))


# --- other tables -----------------------------------------------------------------------------------------------------


def wide(table: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """Return one row a group and one column a measure, missing where a group has too little text."""
    rows = table.pivot(index="group", columns="measure", values="value").reindex(table["group"].unique())
    return rows[list(measures)]


def notes(table: pd.DataFrame) -> dict[str, str]:
    """Return what to know of each group's style, such as that it is translated: group -> note."""
    style = table[table["measure"].isin(["word length", "sentence length"])]
    return {str(group): max(own, key=len) for group, own in style.groupby("group")["note"]}


def zipf(corpus: Corpus, by: str = "voice") -> pd.DataFrame:
    """Return how often the types of every group stand there: group, rank, count; groups in the order of their words."""
    curves = {group: diversity.zipf(own) for group, own in _terms(corpus, by)}
    return _long({group: (np.arange(len(n)) + 1, n) for group, n in curves.items()}, ["rank", "count"])


def heaps(corpus: Corpus, by: str = "voice", steps: int = 50) -> pd.DataFrame:
    """Return how the vocabulary of every group grows: group, words, types; at most so many steps a group.

    The articles of a group are read one after the other, in the order of the sources.
    """
    return _long({group: diversity.heaps(own, steps) for group, own in _terms(corpus, by)}, ["words", "types"])


def _terms(corpus: Corpus, by: str) -> Iterator[tuple[str, np.ndarray]]:
    codes, of = pd.factorize(corpus.words["term"])[0], corpus.group(corpus.words, by).to_numpy()
    for group in corpus.largest(by):
        yield group, codes[of == group]


def _long(curves: Mapping[str, tuple[np.ndarray, np.ndarray]], columns: list[str]) -> pd.DataFrame:
    parts = [pd.DataFrame({"group": g, columns[0]: x, columns[1]: y}) for g, (x, y) in curves.items()]
    return pd.concat(parts, ignore_index=True)
