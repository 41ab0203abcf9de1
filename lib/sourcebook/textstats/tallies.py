"""What is counted in every sentence of a corpus, so that any measure is a formula of sums."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sourcebook.corpus import COUNTED, Corpus
from sourcebook.spans import Span, function_words
from sourcebook.textstats import readability, style

NOBODY_TRANSLATED = ("editor", "translator")  # they wrote their own words in the language of the translation


class Tallies:
    """The counted sentences of a corpus, in order, and their words as numbers.

    sentences    the rows of `corpus.sentences` that have counted words
    starts, lengths   of each: where it begins among the words, and how many it has
    codes        the words, as numbers that stand for terms
    source, english, translated   of each: its source, whether that is in English, whether somebody translated it
    features     of each, under a name: how many words, syllables, hedges and so on it has
    """

    def __init__(self, corpus: Corpus) -> None:
        words, of = corpus.words, corpus.words["sentence_id"].to_numpy()
        self.starts = np.flatnonzero(np.append(True, of[1:] != of[:-1]))
        self.lengths = np.diff(self.starts, append=len(words))
        self.sentences = corpus.sentences.set_index("sentence_id", drop=False).loc[of[self.starts]]
        self.codes = pd.factorize(words["term"])[0]
        self.source = self.sentences["source_id"].to_numpy()
        self.english = self.sentences["source_id"].isin(corpus.english).to_numpy()
        self.translated = _translated(corpus, self.sentences)
        marks = _marks(corpus, np.repeat(np.arange(len(self.starts)), self.lengths))
        self.features = {name: np.add.reduceat(mark, self.starts, dtype=float) for name, mark in marks.items()}
        self.features |= {"sentences": np.ones(len(self.starts)), "questions": _questions(corpus, self.sentences)}


def _translated(corpus: Corpus, sentences: pd.DataFrame) -> np.ndarray:
    translated = corpus.sources.loc[corpus.sources["translated"], "source_id"]
    role = corpus.passages.set_index("passage_id")["role"].reindex(sentences["passage_id"]).to_numpy()
    return sentences["source_id"].isin(translated).to_numpy() & ~np.isin(role.astype(str), NOBODY_TRANSLATED)


def _questions(corpus: Corpus, sentences: pd.DataFrame) -> np.ndarray:
    places = zip(sentences["source_id"], sentences["start"], sentences["end"], strict=True)
    return np.array([style.is_question(corpus.text(s)[max(start, end - 8) : end]) for s, start, end in places], float)


def _marks(corpus: Corpus, sentence: np.ndarray) -> dict[str, np.ndarray]:
    """Return what is counted of every word: 1 or 0, or a number of characters or syllables."""
    words = corpus.words
    places = zip(words["source_id"], words["start"], words["end"], strict=True)
    surfaces = [corpus.text(source)[start:end] for source, start, end in places]
    opens = np.append(True, sentence[1:] != sentence[:-1])
    small = np.fromiter((any(map(str.islower, s)) for s in surfaces), bool, len(surfaces))
    shouted = (np.bincount(sentence, small) == 0)[sentence]
    syllables = np.fromiter(map(readability.syllables, surfaces, shouted.tolist()), int, len(surfaces))
    hard = np.fromiter(map(readability.is_hard, surfaces, opens.tolist(), shouted.tolist()), bool, len(surfaces))
    modals = words["term"].map(style.MODALS).to_numpy()
    of_modals = {modal: modals == modal for modal in dict.fromkeys(style.MODALS.values())}
    of_modals["may"] &= _is_modal_may(words["term"].to_numpy(), surfaces, opens, of_modals["may"])
    return of_modals | {
        "words": np.ones(len(words)),
        "characters": (words["end"] - words["start"]).to_numpy(),
        "syllables": syllables,
        "long": syllables >= 3,
        "hard": hard,
        "function": words["term"].isin(function_words()).to_numpy(),
        "hedges": words["term"].isin(style.hedges()).to_numpy(),
        "quoted": _quoted(corpus),
        "numbers": np.fromiter((any(map(str.isdigit, s)) for s in surfaces), bool, len(surfaces)),
    }


def _is_modal_may(terms: np.ndarray, surfaces: Sequence[str], opens: np.ndarray, may: np.ndarray) -> np.ndarray:
    found = np.zeros(len(terms), bool)
    for at in np.flatnonzero(may):
        last = at + 1 == len(terms) or opens[at + 1]
        found[at] = style.is_modal_may(surfaces[int(at)], bool(opens[at]), "" if last else terms[at + 1])
    return found


def _quoted(corpus: Corpus) -> np.ndarray:
    counted = corpus.passages[corpus.passages["kind"].isin(COUNTED)]
    stretches: dict[str, list[Span]] = {}
    for p in counted.itertuples():
        found = style.quoted(corpus.text(p.source_id)[p.start : p.end])
        stretches.setdefault(p.source_id, []).extend(Span(p.start + s, p.start + e) for s, e in found)
    words = corpus.words.groupby("source_id", sort=False)["start"]
    return np.array([q for source, starts in words for q in style.inside(starts.tolist(), stretches[source])], bool)
