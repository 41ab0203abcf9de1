"""How voices lean by lists of words, cooperative, confrontational or hedged, where they speak for themselves."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files

import pandas as pd

from sourcebook import spans
from sourcebook.concordance import with_uses
from sourcebook.corpus import Corpus
from sourcebook.keyness import rate_interval
from sourcebook.lexicon import Lexicon, read_lexicon
from sourcebook.speech.verbs import forms
from sourcebook.terms import PER
from sourcebook.textstats.style import hedges

HEDGED = "hedged"
ENOUGH = 100  # words of a group; in fewer, a single word is a rate of ten in a thousand
LEANINGS = "leaning group count words rate rate_low rate_high sentence_id".split()
PLACES = "leaning group source_id passage_id sentence_id voice word use counted start end".split()
REVERSED = "reversed"  # the use of a word under one that takes away what it names: "reduced tensions"
_REACH = 3  # words before it in which that one stands
_TAKING = forms(
    "abandon avert avoid cease cut decrease defuse deescalate dispel ease eliminate end halt lessen lower oppose "
    "prevent reduce refrain reject remove resolve restrain reverse scrap slash soften stop suspend undermine weaken "
    "withdraw"
) | {"against", "without"}
_OWN = ("asserted", "hedged", "negated")  # a hedge is its writer's own under another one and under "not" as well
_MODALS = ("may", "could")  # they hedge only where nothing else is meant by them: "could not", the month


@cache
def leaning_lexicon() -> Mapping[str, tuple[str, ...]]:
    """Return leaning -> its words and phrases, from leanings.toml and, for what is hedged, hedges.txt; English."""
    with as_file(files("sourcebook").joinpath("leanings.toml")) as path:
        lists = read_lexicon(path)
    return {**lists, HEDGED: (*sorted(hedges()), *lists[HEDGED])}


def leaning_places(corpus: Corpus, by: str = "voice", lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Return every place where a word of the lists stands in English running text: one row a place, list by list.

    lexicon  leaning -> words and phrases, as `lexicon.read_lexicon` gives them; None: `leaning_lexicon`
    returns  the columns of `PLACES`: `word` as it is written; `use` as in `concordance.uses`, or reversed: behind a
             word that takes away what it names (a valence shifter, after Polanyi and Zaenen 2006); and whether the
             place is counted: where the word is asserted; one of a list named hedged where it is neither attributed nor
             questioned nor mentioned. Words that begin with a capital inside a sentence belong to a name and are no
             places, so that an Alliance or a Treaty of Friendship leans nowhere.
    """
    lists = leaning_lexicon() if lexicon is None else lexicon
    tables = [_places(corpus, leaning, phrases) for leaning, phrases in lists.items()]
    filled = [table for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=PLACES)
    found = pd.concat(filled, ignore_index=True)
    # in one go, since a passage is read whole for the uses of its words
    found = with_uses(corpus, found.sort_values(["source_id", "start"], kind="stable")).sort_index()
    found["use"] = found["use"].mask((found["use"] == "asserted") & _is_taken(corpus, found), REVERSED)
    return found.assign(group=corpus.group(found, by), counted=_is_own(found))[PLACES]


def _places(corpus: Corpus, leaning: str, phrases: Sequence[str]) -> pd.DataFrame:
    places = corpus.index.rows(phrases)
    found = corpus.index.words.iloc[[first for first, _, _ in places]].drop(columns="term")
    found["end"] = corpus.index.words["end"].to_numpy()[[last for _, last, _ in places]]
    found = found[found["source_id"].isin(corpus.english)]
    edges = zip(found["source_id"], found["sentence_id"], found["start"], found["end"], strict=True)
    said = [
        (" ".join(corpus.text(source)[start:end].split()), _is_name(corpus, sentence, start))
        for source, sentence, start, end in edges
    ]
    kept = found.assign(leaning=leaning, word=pd.Series([word for word, _ in said], index=found.index, dtype="str"))
    return kept[[not is_name for _, is_name in said]].reset_index(drop=True)


def _is_name(corpus: Corpus, sentence_id: str, start: int) -> bool:
    """Tell whether a word has a capital that its place does not explain."""
    sentence = corpus.quote(sentence_id)
    at = start - int(sentence_id.rpartition(":")[2].partition("-")[0])
    opens = not any(c.isalnum() for c in sentence[:at])
    return sentence[at].isupper() and not opens and not spans.is_shouted(sentence)


def _is_taken(corpus: Corpus, places: pd.DataFrame) -> pd.Series:
    """Tell whether a word that takes away what the place names stands just before it in its sentence."""
    words = corpus.index.words
    terms, sentences = words["term"].to_numpy(), words["sentence_id"].to_numpy()
    at = {key: n for n, key in enumerate(zip(words["source_id"], words["start"], strict=True))}
    taken = []
    for place in places.itertuples():
        n = at[place.source_id, place.start]
        before = range(max(0, n - _REACH), n)
        taken.append(any(terms[k] in _TAKING and sentences[k] == sentences[n] for k in before))
    return pd.Series(taken, index=places.index, dtype=bool)


def _is_own(places: pd.DataFrame) -> pd.Series:
    hedge = places["leaning"] == HEDGED
    modal = hedge & places["word"].str.casefold().isin(_MODALS)
    own = (places["use"] == "asserted") | (hedge & places["use"].isin(_OWN))
    return own & ~(modal & (places["use"] != "hedged"))


def leanings(corpus: Corpus, places: pd.DataFrame, by: str = "voice", lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Return how each group leans: one row a leaning and group, groups in order of name.

    places   what `leaning_places` gives for the same grouping and lexicon; those that are counted enter
    returns  the columns of `LEANINGS`: count; words of the group in English; rate per 1,000 of them and the ends of its
             95 % interval (`keyness.rate_interval`); sentence_id, the sentence that carries most of it, the first of
             several, missing where the count is 0. Counts of different leanings speak of different lists: compare
             groups within a leaning, not leanings within a group.
    """
    spoken = corpus.words[corpus.words["source_id"].isin(corpus.english)]
    words = corpus.group(spoken, by).value_counts().sort_index()
    counted = places[places["counted"].astype(bool)]
    rows: list[tuple[object, ...]] = []
    for leaning in leaning_lexicon() if lexicon is None else lexicon:
        of = dict(list(counted[counted["leaning"] == leaning].groupby("group")))
        for group, n in words.items():
            own = of.get(group, counted.iloc[:0])
            typical = own["sentence_id"].value_counts(sort=False).idxmax() if len(own) else None
            rates = (PER * len(own) / n, *(PER * float(end) for end in rate_interval(len(own), n)))
            rows.append((leaning, group, len(own), n, *rates, typical))
    return pd.DataFrame(rows, columns=LEANINGS)
