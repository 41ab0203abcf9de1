"""What each voice claims in its own words: the sentences that carry it best, and like ones of two side by side."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from sourcebook import people
from sourcebook.catalogue import date_interval
from sourcebook.corpus import Corpus
from sourcebook.corpus.schema import COUNTED
from sourcebook.lexicon import Lexicon
from sourcebook.speech import kind
from sourcebook.terms import is_content, stem

CLAIMS = "group rank score sentence_id".split()
APPEARANCES = "person date role by source_id sentence_id start end".split()
PAIRS = "issue sentence_a voice_a sentence_b voice_b similarity".split()
SHORTEST, LONGEST = 10, 60  # words of a sentence that says something by itself and can still be read
CANDIDATES = 400  # sentences of a group that are weighed against each other, so that no voice is too long
DAMPING = 0.85  # of a walk from sentence to sentence, the share of steps that follow the likeness
ALIKE = 0.1  # cosine below which two sentences only name the same issue
SHARED = 2  # terms that two sentences must share beside the words of an issue; one is easily an accident
NOVELTY = 0.3  # how much a sentence loses for being like one that is chosen already
_FIRST = re.compile(  # what points back, or goes on from what was said
    r"\W*(?:this|that|these|those|it|its|they|their|he|his|she|her|such|first|second|third|fourth|fifth|finally|lastly|"
    r"moreover|furthermore|however|also|additionally|but|and|so|yet|thus|therefore|similarly|likewise|meanwhile|"
    r"for example|for instance|in addition|in other words|on top of)\b",
    re.IGNORECASE,
)
_STEPS, _CLOSE = 200, 1e-10
_WIDE = "\u2e80"  # the first of the characters that are words by themselves


def claims(corpus: Corpus, by: str = "voice", most: int = 3) -> pd.DataFrame:
    """Return the sentences that carry each group best, in its own words: one row a sentence, groups in order of name.

    Sentences are ranked by LexRank: a walk goes from one to another in proportion to the cosine of their TF-IDF, now
    and then to any, rather to one that is like the whole; the score is the share of time that it spends with each, so
    that what a group says in many ways comes first. Of the ranked, that one is taken next whose score, less its
    likeness to those taken, is highest (maximal marginal relevance). Left out are headings, sentences mostly inside
    somebody else's words, and, unless a group has no others, questions and such as are too short or too long. Of more
    than `CANDIDATES` those nearest to the group's whole enter. It shows what is said most, not what weighs most, and a
    sentence taken out of its place may mislead.

    most     sentences of each group
    returns  group, rank (from 1), score (0 to 1, of the most central sentence 1), sentence_id
    source   see `lexrank` and `diverse`; candidates by the centroid, after Radev et al. 2004, Information Processing &
             Management 40(6), 919-938
    """
    own = own_sentences(corpus)
    return _claims(corpus, own, corpus.group(own, by) if len(own) else own["voice"], most)


def _claims(corpus: Corpus, own: pd.DataFrame, groups: pd.Series, most: int) -> pd.DataFrame:
    vectors = _units(_weights(corpus, own["sentence_id"])[0])
    rows: list[tuple[object, ...]] = []
    at = pd.Series(np.arange(len(own)), index=own.index)
    for group, places in at.groupby(groups, sort=True):
        kept = _readable(own, vectors, places.to_numpy())
        nearest = kept[_central(vectors[kept])]
        alike = _cosines(vectors[nearest])
        scores = lexrank(alike, _nearness(vectors[nearest]))
        for rank, k in enumerate(diverse(scores, alike, most), 1):
            rows.append((group, rank, scores[k], own["sentence_id"].iat[nearest[k]]))
    return pd.DataFrame(rows, columns=CLAIMS)


def _readable(own: pd.DataFrame, vectors: csr_array, places: np.ndarray) -> np.ndarray:
    """Return the places of the readable sentences; of all that say anything, where there are none."""
    telling = places[np.diff(vectors.indptr)[places] > 0]
    fit = own["is_readable"].to_numpy()[telling]
    return telling[fit] if fit.any() else telling


def own_sentences(corpus: Corpus) -> pd.DataFrame:
    """Return the sentences that voices say themselves: the rows of `sentences`, with `is_readable`.

    Left out are those of headings and furniture, and those of which more than half stands in a quotation of anybody but
    the voice itself. Readable is what has `SHORTEST` to `LONGEST` words, is no question, and does not begin with a word
    that points back or goes on: "This", "They", "Second".
    """
    counted = corpus.passages.loc[corpus.passages["kind"].isin(COUNTED), "passage_id"]
    table = corpus.sentences[corpus.sentences["passage_id"].isin(counted)]
    quoted = _quoted(corpus, table)
    table = table[2 * quoted <= (table["end"] - table["start"]).to_numpy()].reset_index(drop=True)
    asked = [corpus.quote(s).rstrip("\"'”’»)").endswith(("?", "？", "؟")) for s in table["sentence_id"]]
    back = [_FIRST.match(corpus.quote(s)) is not None for s in table["sentence_id"]]
    unfit = pd.Series(asked, index=table.index, dtype=bool) | pd.Series(back, index=table.index, dtype=bool)
    fit = table["words"].between(SHORTEST, LONGEST) & ~unfit
    return table.assign(is_readable=fit.astype(bool))


def _quoted(corpus: Corpus, sentences: pd.DataFrame) -> np.ndarray:
    """Return how many characters of each sentence stand in quotations of somebody else."""
    others = corpus.quotations[corpus.quotations["person"].fillna("") != corpus.quotations["voice"]]
    inside = np.zeros(len(sentences), dtype=int)
    starts, ends = sentences["start"].to_numpy(), sentences["end"].to_numpy()
    own = sentences.groupby("source_id").indices
    for source_id, quotes in others.groupby("source_id"):
        rows = own.get(source_id, np.array([], dtype=int))
        for start, end in _merged(zip(quotes["start"], quotes["end"], strict=True)):
            first, last = np.searchsorted(ends[rows], start, "right"), np.searchsorted(starts[rows], end, "left")
            met = rows[first:last]
            inside[met] += np.minimum(ends[met], end) - np.maximum(starts[met], start)
    return inside


def _merged(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches that don't overlap and cover the same."""
    reach = 0
    for start, end in sorted(stretches):
        if end > reach:
            yield max(start, reach), end
            reach = end


# --- sentences as vectors ---------------------------------------------------------------------------------------------


def _weights(corpus: Corpus, sentences: pd.Series) -> tuple[csr_array, dict[str, int]]:
    """Return sentences by stems, their TF-IDF over all sentences of the corpus; and the column of each stem.

    sentences   their ids, each once
    """
    words = corpus.words[["sentence_id", "term"]]
    total = words["sentence_id"].nunique()
    term, names = pd.factorize(words["term"], sort=True)
    told = np.array([_tells(name) for name in names], dtype=bool)
    stemmed, stems = pd.factorize(np.array([_stem(name) for name in names], dtype=object), sort=True)
    table = pd.DataFrame({"sentence": words["sentence_id"].array, "stem": stemmed[term]})[told[term]]
    spread = table.drop_duplicates()["stem"].value_counts()
    row = table["sentence"].map({sentence_id: n for n, sentence_id in enumerate(sentences)})
    counts = table.assign(row=row).dropna(subset="row").groupby(["row", "stem"], sort=True).size()
    rows, columns = (counts.index.get_level_values(name).to_numpy(dtype=int) for name in ("row", "stem"))
    values = counts.to_numpy() * np.log((1 + total) / spread.reindex(columns).to_numpy())
    shape = (len(sentences), max(len(stems), 1))
    return csr_array((values, (rows, columns)), shape=shape), {str(s): n for n, s in enumerate(stems)}


def _units(weights: csr_array) -> csr_array:
    """Return rows of length 1; those without terms stay 0."""
    lengths = np.sqrt(np.asarray((weights * weights).sum(axis=1)).ravel())
    scale = np.divide(1, lengths, out=np.zeros(len(lengths)), where=lengths > 0)
    return csr_array(weights.multiply(scale[:, np.newaxis]))


def _tells(term: str) -> bool:
    return is_content(term) or (len(term) == 1 and term >= _WIDE)


def _stem(term: str) -> str:
    return stem(term) if term.islower() and term.isascii() else term


def _central(vectors: csr_array) -> np.ndarray:
    """Return the rows that are nearest to the sum of all, `CANDIDATES` at most, in their order."""
    return np.sort(np.argsort(-_nearness(vectors).round(12), kind="stable")[:CANDIDATES])


def _nearness(vectors: csr_array) -> np.ndarray:
    """Return how much each row is like all rows together: its product with their sum."""
    return np.asarray(vectors @ np.asarray(vectors.sum(axis=0)).ravel())


def _cosines(vectors: csr_array) -> np.ndarray:
    return np.clip((vectors @ vectors.T).toarray(), 0, 1)


# --- which sentences carry the others ---------------------------------------------------------------------------------


def lexrank(alike: np.ndarray, towards: np.ndarray) -> np.ndarray:
    """Return how central each of some sentences is, the most central 1.

    alike    their cosines, a square of at least 0 with a diagonal of 1
    towards  where the walk goes when it goes anywhere: a weight of at least 0 for each sentence
    returns  the stationary share of a walk that follows the cosines `DAMPING` of the time, by the largest share; it
             hangs on no order. Sentences like no other have what leads to them from anywhere.
    source   Erkan and Radev 2004, Journal of Artificial Intelligence Research 22, 457-479, its continuous form;
             Otterbacher, Erkan and Radev 2005, HLT/EMNLP, 915-922, for the weights

    >>> lexrank(np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]), np.ones(3)).round(3).tolist()
    [0.788, 1.0, 0.788]
    """
    if not len(alike):
        return np.zeros(0)
    steps = alike / alike.sum(axis=1, keepdims=True)
    anywhere = towards / towards.sum() if towards.sum() > 0 else np.full(len(alike), 1 / len(alike))
    share = anywhere
    for _ in range(_STEPS):
        moved = (1 - DAMPING) * anywhere + DAMPING * (share @ steps)
        close = np.abs(moved - share).max() < _CLOSE
        share = moved
        if close:
            break
    return share / share.max()


def diverse(scores: np.ndarray, alike: np.ndarray, most: int) -> list[int]:
    """Return the rows of the best scores that are not alike, at most so many, the best first, ties by order.

    Each next one has the highest (1 - `NOVELTY`) · score - `NOVELTY` · its greatest likeness to one taken.

    source   Carbonell and Goldstein 1998, SIGIR, 335-336

    >>> alike = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> diverse(np.array([1.0, 0.9, 0.7]), alike, 2)
    [0, 2]
    """
    taken: list[int] = []
    while len(taken) < min(most, len(scores)):
        nearest = alike[:, taken].max(axis=1) if taken else np.zeros(len(scores))
        worth = ((1 - NOVELTY) * scores - NOVELTY * nearest).round(9)
        worth[taken] = -np.inf
        taken.append(int(worth.argmax()))
    return taken


# --- side by side -----------------------------------------------------------------------------------------------------


def side_by_side(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """Return of each issue the two sentences of different voices that are most alike: one row an issue, best first.

    Both sentences name the issue and share `SHARED` terms beside its own words; only those make them alike. They may
    agree or contradict each other; one may have it from the other. Sentences are those of `claims`.

    returns  issue, sentence_a, voice_a, sentence_b, voice_b (in reading order), similarity (cosine of TF-IDF, `ALIKE`
             to 1, for the same words); a sentence stands in one pair at most, so that an issue may go without
    """
    own = own_sentences(corpus)
    own = own[own["is_readable"]].reset_index(drop=True)
    weights, columns = _weights(corpus, own["sentence_id"])
    found: list[tuple[float, str, int, int]] = []
    for issue, phrases in lexicon.items():
        at, named = _naming(corpus, own, phrases)
        others = np.ones(weights.shape[1])
        others[[columns[_stem(term)] for term in named]] = 0
        alike = _alike(own["voice"].to_numpy()[at], csr_array(weights[at].multiply(others)))
        found += [(value, issue, int(at[a]), int(at[b])) for value, a, b in alike]
    used: set[int] = set()
    rows: dict[str, tuple[object, ...]] = {}
    for value, issue, a, b in sorted(
        (pair for pair in found if pair[0] >= ALIKE), key=lambda pair: (-round(pair[0], 9), *pair[1:])
    ):
        if issue not in rows and used.isdisjoint((a, b)):
            used |= {a, b}
            rows[issue] = (issue, *(own[name].iat[k] for k in (a, b) for name in ("sentence_id", "voice")), value)
    return pd.DataFrame(list(rows.values()), columns=PAIRS)


def _naming(corpus: Corpus, own: pd.DataFrame, phrases: Sequence[str]) -> tuple[np.ndarray, set[str]]:
    """Return the rows of the sentences that name an issue, and the terms that do."""
    places, words = corpus.index.rows(phrases), corpus.words
    named = set(words["sentence_id"].iloc[[first for first, _, _ in places]])
    rows = [k for first, last, _ in places for k in range(first, last + 1)]
    return np.flatnonzero(own["sentence_id"].isin(named)), set(words["term"].iloc[rows])


def _alike(voices: np.ndarray, weights: csr_array) -> Iterator[tuple[float, int, int]]:
    """Yield the likeness of each two sentences of different voices that share `SHARED` terms, with their rows."""
    vectors = _units(weights)
    chosen = _in_turn(voices, vectors)
    own, speaker = vectors[chosen], pd.factorize(voices[chosen])[0]
    has = csr_array((own > 0).astype(int))
    apart = speaker[:, np.newaxis] != speaker
    cosines = _cosines(own)
    for a, b in zip(*np.nonzero(np.triu(((has @ has.T).toarray() >= SHARED) & apart)), strict=True):
        yield float(cosines[a, b]), int(chosen[a]), int(chosen[b])


def _in_turn(voices: np.ndarray, vectors: csr_array) -> np.ndarray:
    """Return `CANDIDATES` rows at most in their order: of each voice the most central, then the next of each."""
    order = np.argsort(-_nearness(vectors).round(12), kind="stable")
    turn = pd.Series(voices[order]).groupby(voices[order]).cumcount().to_numpy()
    return np.sort(order[np.argsort(turn, kind="stable")][:CANDIDATES])


# --- the same person, here and there ----------------------------------------------------------------------------------


def appearances(corpus: Corpus) -> pd.DataFrame:
    """Return where the people who speak here themselves are quoted by others as well, in order of date.

    Only persons with a name of two words or more: whoever is called "Clerk" may be somebody else elsewhere.

    returns  the columns of `APPEARANCES`: one row an article in which a person is a voice, with the sentence that
             carries it best, and one row a quotation by another voice; `role` is voice or quoted, `by` who quotes,
             missing for a voice; `date` is that of the article, undated ones last. People in order of name.
    """
    elsewhere = people.elsewhere(corpus.quotations, corpus.passages[["voice"]].dropna())
    is_name = [" " in name and kind(name) == "name" for name in elsewhere["person"]]
    elsewhere = elsewhere[pd.Series(is_name, index=elsewhere.index, dtype=bool)]
    quoted = elsewhere.rename(columns={"voice": "by"}).assign(role="quoted")
    own = own_sentences(corpus)
    own = own[own["voice"].isin(quoted["person"])].reset_index(drop=True)
    best = _claims(corpus, own, own["voice"] + "\n" + own["source_id"], 1) if len(own) else pd.DataFrame(columns=CLAIMS)
    spoken = own[own["sentence_id"].isin(best["sentence_id"])].rename(columns={"voice": "person"}).assign(role="voice")
    table = pd.concat([t for t in (spoken, quoted) if len(t)] or [quoted]).reindex(columns=APPEARANCES)
    published = dict(zip(corpus.sources["source_id"], corpus.sources["published"].fillna(""), strict=True))
    table["date"] = table["source_id"].map(published).astype("str")
    keys = [
        (r.person, not r.date, date_interval(r.date) if r.date else (), r.source_id, r.start)
        for r in table.itertuples(index=False)
    ]
    return table.iloc[sorted(range(len(table)), key=keys.__getitem__)][APPEARANCES].reset_index(drop=True)
