"""Every place where a word or phrase stands, with what stands around it, led back to the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from sourcebook import spans, speech
from sourcebook.corpus import Corpus

Positions = Mapping[str, Any]  # term -> the rows in which it stands
CONCORDANCE = "source_id passage_id sentence_id voice start end left match right group".split()
USES = "source_id passage_id sentence_id voice word use attributed_to start end group".split()


def occurrences(corpus: Corpus, phrases: Iterable[str]) -> pd.DataFrame:
    """Return every place where one of the words or phrases stands, in reading order.

    A phrase is matched word by word, as words are counted, inside one sentence; `tariff*` also takes what begins so.
    Columns: source_id, passage_id, sentence_id, voice, start, end. Where phrases overlap, the longer one stands alone.
    """
    return _occurrences(corpus.words, corpus.positions, phrases).drop(columns="phrase")


def _occurrences(words: pd.DataFrame, positions: Positions, phrases: Iterable[str]) -> pd.DataFrame:
    """Return the places of phrases among words, with the `phrase` that was asked for."""
    fitting = {(*place, phrase) for phrase in phrases for place in _places(words, positions, phrase)}
    places: list[tuple[int, int, str]] = []
    for first, last, phrase in sorted(fitting, key=lambda p: (p[0], -p[1], p[2])):
        if not places or first > places[-1][1]:
            places.append((first, last, phrase))
    found = words.iloc[[first for first, _, _ in places]].drop(columns=["term"])
    found["end"] = words["end"].to_numpy()[[last for _, last, _ in places]]
    found["phrase"] = pd.Series([phrase for _, _, phrase in places], index=found.index, dtype="str")
    return found.reset_index(drop=True)


def _places(words: pd.DataFrame, positions: Positions, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield the row numbers of the first and the last word of every place where a phrase stands."""
    wanted = [(spans.term(phrase[s:e]), phrase[e : e + 1] == "*") for s, e in spans.words(phrase)]
    if not wanted:
        return
    terms, sentences = words["term"].to_numpy(), words["sentence_id"].to_numpy()
    (start, open_ended), rest = wanted[0], wanted[1:]
    fitting = [t for t in positions if t.startswith(start)] if open_ended else [start]
    for at in (int(p) for t in fitting for p in positions.get(t, ())):
        end = at + len(rest)
        if end < len(terms) and sentences[at] == sentences[end] and all(map(_fits, terms[at + 1 : end + 1], rest)):
            yield at, end


def _fits(term: str, wanted: tuple[str, bool]) -> bool:
    return term.startswith(wanted[0]) if wanted[1] else term == wanted[0]


def concordance(corpus: Corpus, phrase: str, by: str = "voice", width: int = 60) -> pd.DataFrame:
    """Return every place where a word or phrase stands, with `width` characters either side, in reading order.

    phrase   as in `occurrences`
    returns  the columns of `CONCORDANCE`; `match` is the text's `start:end`
    """
    found = occurrences(corpus, [phrase])
    cut = []
    for source_id, passage_id, start, end in found[["source_id", "passage_id", "start", "end"]].to_numpy():
        text = corpus.text(source_id)
        first, last = (int(n) for n in passage_id.rpartition(":")[2].split("-"))  # no voice in another's context
        left = _whole_words(text[max(first, start - width) : start], start - width > first, False)
        right = _whole_words(text[end : min(last, end + width)], False, end + width < last)
        cut.append((left, text[start:end], right))
    found[["left", "match", "right"]] = pd.DataFrame(cut, columns=["left", "match", "right"], dtype="str")
    return found.assign(group=corpus.group(found, by) if len(found) else "")


def uses(corpus: Corpus, words: Iterable[str], by: str = "voice") -> pd.DataFrame:
    """Return how every occurrence of some words is used: asserted, negated, questioned, hedged, attributed, mentioned.

    words    words or phrases, matched as in `occurrences`; headings that belong to a voice are searched as well
    by       what `group` groups by
    returns  the columns of `USES`, one row a place in reading order: `word` is the phrase asked for, `attributed_to`
             whoever is credited with the place, missing where nobody is named
    """
    asked, headings = list(words), corpus.heading_words
    in_headings = _occurrences(headings, headings.groupby("term", sort=True).indices, asked)
    found = pd.concat([_occurrences(corpus.words, corpus.positions, asked), in_headings], ignore_index=True)
    found = found.sort_values(["source_id", "start"], kind="stable").rename(columns={"phrase": "word"})
    passages = {p.passage_id: p for p in corpus.passages.itertuples()}
    spoken = corpus.sentences[corpus.sentences["passage_id"].isin(found["passage_id"])].groupby(
        "passage_id", sort=False
    )
    sentences = {p: list(map(spans.Span, rows["start"], rows["end"])) for p, rows in spoken}
    read = [
        use
        for passage_id, places in found.groupby("passage_id", sort=False)
        for use in _read(corpus.text(places["source_id"].iloc[0]), passages[passage_id], sentences[passage_id], places)
    ]
    found["use"] = pd.Series([u.use for u in read], index=found.index, dtype="str")
    found["attributed_to"] = pd.Series([u.attributed_to for u in read], index=found.index, dtype="str")
    group = corpus.group(found, by) if len(found) else ""
    return found.assign(group=group)[USES].reset_index(drop=True)


def _read(text: str, passage: Any, sentences: list[spans.Span], places: pd.DataFrame) -> list[speech.Use]:
    """Return the uses of the places of one passage, read by itself: no voice in another's quotation marks."""
    piece, offset = text[passage.start : passage.end], passage.start
    inside = [spans.Span(s - offset, e - offset) for s, e in sentences]
    at = [spans.Span(s - offset, e - offset) for s, e in zip(places["start"], places["end"], strict=True)]
    return speech.uses(piece, inside, at, passage.voice)


def together(contexts: Mapping[str, pd.DataFrame], most: int = 12) -> pd.DataFrame:
    """Return the concordances of several words as one table with a column `word`; of each at most so many rows.

    Where there are more, they are spread over the groups: one row of each group, then a second, and so on.
    """
    chosen = []
    for word, rows in contexts.items():
        turn = rows.groupby("group").cumcount()
        chosen.append(rows.loc[turn.sort_values(kind="stable").index[:most]].sort_index().assign(word=word))
    return pd.concat(chosen, ignore_index=True) if chosen else pd.DataFrame(columns=["word", *CONCORDANCE])


def _whole_words(text: str, cut_left: bool, cut_right: bool) -> str:
    """Return text in one line, without the half words that cutting has left at its ends."""
    line = re.sub(r"\s+", " ", text)
    if cut_left and " " in line:
        line = line[line.index(" ") :]
    return line[: line.rindex(" ")] if cut_right and " " in line else line
