"""Every place where a word or phrase stands, with what stands around it, led back to the text."""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from sourcebook import spans
from sourcebook.corpus import Corpus

CONCORDANCE = "source_id passage_id sentence_id voice start end left match right group".split()


def occurrences(corpus: Corpus, phrases: Iterable[str]) -> pd.DataFrame:
    """Return every place where one of the words or phrases stands, in reading order.

    A phrase is matched word by word, as words are counted, inside one sentence; `tariff*` also takes what begins so.
    Columns: source_id, passage_id, sentence_id, voice, start, end. Where phrases overlap, the longer one stands alone.
    """
    places = rows(corpus, phrases)
    found = corpus.words.iloc[[p for p, _ in places]].drop(columns=["term"])
    found["end"] = corpus.words["end"].to_numpy()[[p for _, p in places]]
    return found.reset_index(drop=True)


def rows(corpus: Corpus, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Return where `occurrences` are in the table `words`: the row numbers of the first and the last word of each."""
    places: list[tuple[int, int]] = []
    for first, last in sorted({p for phrase in phrases for p in _places(corpus, phrase)}, key=lambda p: (p[0], -p[1])):
        if not places or first > places[-1][1]:
            places.append((first, last))
    return places


def _places(corpus: Corpus, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield the row numbers of the first and the last word of every place where a phrase stands."""
    wanted = [(spans.term(phrase[s:e]), phrase[e : e + 1] == "*") for s, e in spans.words(phrase)]
    if not wanted:
        return
    terms, sentences = corpus.positions.tokens(), corpus.sentence_numbers
    (start, open_ended), rest = wanted[0], wanted[1:]
    for at in (p for term in _known(corpus, start, open_ended) for p in corpus.positions.offsets(term)):
        end = at + len(rest)
        if end < len(terms) and sentences[at] == sentences[end] and all(map(_fits, terms[at + 1 : end + 1], rest)):
            yield at, end


def _known(corpus: Corpus, start: str, open_ended: bool) -> list[str]:
    """Return the terms of a corpus that begin so, or this one alone; none where it has none."""
    first = bisect.bisect_left(corpus.vocabulary, start)
    found = itertools.takewhile(lambda t: t.startswith(start), itertools.islice(corpus.vocabulary, first, None))
    return list(found) if open_ended else [t for t in itertools.islice(found, 1) if t == start]


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


def strips(corpus: Corpus, words: Iterable[str], by: str = "voice") -> pd.DataFrame:
    """Return where words stand in what each group says, for a dispersion plot: one row a place, in reading order.

    words    words or phrases, each as in `occurrences`
    returns  group, word (as asked for), position, source_id, start, end. The position is the share of the group's words
             that come before, from 0 to less than 1, its sources one after another in the order of their ids.
    """
    before = _before(corpus, by)
    found = []
    for word in dict.fromkeys(words):
        places = rows(corpus, [word])
        at = before.iloc[[first for first, _ in places]].assign(word=word)
        found.append(at.assign(end=corpus.words["end"].to_numpy()[[last for _, last in places]]))
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
