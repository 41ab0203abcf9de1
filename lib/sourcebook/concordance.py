"""Every place where a word or phrase stands, with what stands around it, led back to the text."""

import re
from collections.abc import Iterable

import pandas as pd

from sourcebook import spans, speech
from sourcebook.corpus import Corpus
from sourcebook.index import WordIndex

USES = "source_id passage_id sentence_id voice word use attributed_to start end group".split()


def occurrences(corpus: Corpus, phrases: Iterable[str]) -> pd.DataFrame:
    """Return every place where one of the words or phrases stands, in reading order.

    A phrase is matched word by word, as words are counted, inside one sentence; `tariff*` also takes what begins so.
    Columns: source_id, passage_id, sentence_id, voice, start, end. Where phrases overlap, the longer one stands alone.
    """
    return _table(corpus.index, phrases).drop(columns="phrase")


def _table(index: WordIndex, phrases: Iterable[str]) -> pd.DataFrame:
    """Return the places of phrases, with the `phrase` that was asked for."""
    places = index.rows(phrases)
    found = index.words.iloc[[first for first, _, _ in places]].drop(columns=["term"])
    found["end"] = index.words["end"].to_numpy()[[last for _, last, _ in places]]
    found["phrase"] = pd.Series([phrase for _, _, phrase in places], index=found.index, dtype="str")
    return found.reset_index(drop=True)


def uses(corpus: Corpus, words: str | Iterable[str], by: str = "voice") -> pd.DataFrame:
    """Return how every occurrence of some words is used: asserted, negated, questioned, hedged, attributed, mentioned.

    words    words or phrases, each looked for by itself as in `occurrences`; headings of a voice are searched as well
    by       what `group` groups by
    returns  the columns of `USES`, one row a place in reading order: `word` is the phrase asked for, `attributed_to`
             whoever is credited with the place, missing where nobody is named
    """
    asked, indexes = _each_once(words), (corpus.index, corpus.heading_index)
    tables = [_table(index, [word]) for word in asked for index in indexes] or [_table(corpus.index, [])]
    found = pd.concat(tables).sort_values(["source_id", "start"], kind="stable", ignore_index=True)
    found = with_uses(corpus, found.rename(columns={"phrase": "word"}))
    return found.assign(group=corpus.group(found, by) if len(found) else "")[USES]


def with_uses(corpus: Corpus, places: pd.DataFrame) -> pd.DataFrame:
    """Return places, each inside one sentence, with the columns `use` and `attributed_to`, as `uses` gives them.

    places   source_id, passage_id, start, end, voice, sorted by source_id and start
    """
    sentences = corpus.sentences.groupby("passage_id", sort=False)
    read = [
        use
        for passage_id, own in places.groupby("passage_id", sort=False)
        for use in _read(corpus, passage_id, sentences.get_group(passage_id), own)
    ]
    kinds = pd.Series([u.use for u in read], dtype="str", index=places.index)
    credited = pd.Series([u.attributed_to for u in read], dtype="str", index=places.index)
    return places.assign(use=kinds, attributed_to=credited)


def _each_once(words: str | Iterable[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(dict.fromkeys(words))


def _read(corpus: Corpus, passage_id: str, sentences: pd.DataFrame, places: pd.DataFrame) -> list[speech.Use]:
    """Return the uses of the places of one passage, read by itself: no voice in another's quotation marks."""
    offset = int(passage_id.rpartition(":")[2].partition("-")[0])
    own, at = (list(map(spans.Span, rows["start"] - offset, rows["end"] - offset)) for rows in (sentences, places))
    return speech.uses(corpus.quote(passage_id), own, at, places["voice"].iloc[0])


def concordance(corpus: Corpus, words: str | Iterable[str], by: str = "voice", width: int = 60) -> pd.DataFrame:
    """Return every place where some words stand and how each is used, with `width` characters either side.

    words    words or phrases, as in `occurrences`
    returns  the columns of `USES`, then left, match, right: `match` is the text's `start:end`, and the context is cut
             between words and goes no further than the passage, so that no voice stands in another's
    """
    return in_context(corpus, uses(corpus, words, by), width)


def in_context(corpus: Corpus, places: pd.DataFrame, width: int = 60) -> pd.DataFrame:
    """Return places with what stands around them, as columns left, match and right; see `concordance`."""
    cut = []
    for source_id, passage_id, start, end in places[["source_id", "passage_id", "start", "end"]].to_numpy():
        text = corpus.text(source_id)
        first, last = (int(n) for n in passage_id.rpartition(":")[2].split("-"))
        left = _whole_words(text[max(first, start - width) : start], start - width > first, False)
        right = _whole_words(text[end : min(last, end + width)], False, end + width < last)
        cut.append((left, text[start:end], right))
    context = pd.DataFrame(cut, columns=["left", "match", "right"], dtype="str", index=places.index)
    return pd.concat([places, context], axis=1)


def spread(places: pd.DataFrame, words: Iterable[str], most: int = 12) -> pd.DataFrame:
    """Return at most so many places of each word, in the order of the words, spread over the groups.

    Where there are more, one place of each group is taken, then a second, and so on.
    """
    chosen = []
    for word in _each_once(words):
        own = places[places["word"] == word]
        turns = own.groupby("group").cumcount().sort_values(kind="stable")
        chosen.append(own.loc[turns.index[:most]].sort_index())
    return pd.concat([places.iloc[:0], *chosen], ignore_index=True)


def _whole_words(text: str, cut_left: bool, cut_right: bool) -> str:
    """Return text in one line, without the half words that cutting has left at its ends."""
    line = re.sub(r"\s+", " ", text)
    if cut_left and " " in line:
        line = line[line.index(" ") :]
    return line[: line.rindex(" ")] if cut_right and " " in line else line


def strips(corpus: Corpus, words: str | Iterable[str], by: str = "voice") -> pd.DataFrame:
    """Return where words stand in what each group says, for a dispersion plot: one row a place, in reading order.

    words    words or phrases, each as in `occurrences`
    returns  group, word (as asked for), position, source_id, start, end. The position is the share of the group's words
             that come before, from 0 to less than 1, its sources one after another in the order of their ids.
    """
    before = _before(corpus, by)
    found = []
    for word in _each_once(words):
        places = corpus.index.rows([word])
        at = before.iloc[[first for first, _, _ in places]].assign(word=word)
        found.append(at.assign(end=corpus.words["end"].to_numpy()[[last for _, last, _ in places]]))
    columns = ["group", "word", "position", "source_id", "start", "end"]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def stretches(corpus: Corpus, by: str = "voice") -> pd.DataFrame:
    """Return from where to where each source goes in `strips`: group, source_id, first, last, both from 0 to 1."""
    before = _before(corpus, by).groupby(["group", "source_id"], sort=True)["position"]
    table = before.min().rename("first").reset_index()
    return table.assign(last=table.groupby("group")["first"].shift(-1).fillna(1.0))


def _before(corpus: Corpus, by: str) -> pd.DataFrame:
    """Return the rows of `words` with their group, and what share of its words comes before each."""
    table = corpus.words[["source_id", "start", "end"]].assign(group=corpus.group(corpus.words, by))
    own = table.groupby("group")["start"]
    return table.assign(position=own.cumcount() / own.transform("size"))
