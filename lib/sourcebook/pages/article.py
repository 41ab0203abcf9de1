"""An article to read: its words as they stand, voices in the margin, figures marked, each leading to its evidence."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus

Links = Mapping[str, Sequence[tuple[str, str]]]  # sentence_id -> (address, label) of where it is cited


def article(corpus: Corpus, source: Any, cited: Links, prefix: str = "") -> str:
    """Return the HTML of one article.

    source   a row of `corpus.sources`
    cited    the first place of a sentence is where its marked figures lead to
    prefix   of every id, where several articles share a page
    """
    own = corpus.passages[corpus.passages["source_id"] == source.source_id]
    sentences = _by_passage(corpus.sentences, source.source_id)
    facts = _by_passage(corpus.facts[corpus.facts["salience"] == "fact"], source.source_id)
    parts = [_heading(source, prefix)]
    for passage in own.itertuples():
        inside = sentences.get(passage.passage_id, []), facts.get(passage.passage_id, [])
        parts.append(_passage(corpus.text(source.source_id), passage, *inside, cited, prefix))
    language = f' lang="{html.escape(source.language)}"' if source.language else ""
    return f'<div class="reading"{language}>\n{"".join(parts)}</div>'


def anchor(sentence_id: str, prefix: str = "") -> str:
    """Return the id of a sentence on the page of its article."""
    return f"{prefix}s{sentence_id.rpartition(':')[2]}"


def _by_passage(table: pd.DataFrame, source_id: str) -> dict[str, list[Any]]:
    own = table[table["source_id"] == source_id].sort_values(["start", "end"])
    return {str(passage): list(rows.itertuples()) for passage, rows in own.groupby("passage_id", sort=False)}


def _heading(source: Any, prefix: str) -> str:
    known = [source.authors, source.outlet, f"{source.published} ({source.published_basis})" * bool(source.published)]
    about = " · ".join(html.escape(part) for part in known if part)
    title = html.escape(source.title or source.source_id)
    return f'<h1 id="{prefix}article">{title}</h1>\n<p class="about">{about or "nothing is known of it"}</p>\n'


def _passage(text: str, passage: Any, sentences: list[Any], facts: list[Any], cited: Links, prefix: str) -> str:
    body = "".join(_pieces(text, passage, sentences, facts, cited, prefix)).strip("\r\n")  # the gap is the page's own
    who = passage.voice if isinstance(passage.voice, str) else "nobody’s words"
    role = passage.kind if passage.kind != "body" else passage.role
    label = f"{html.escape(who)}<br><small>{html.escape(role)}</small>" if isinstance(role, str) else html.escape(who)
    words = f'<p class="who">{label}</p>\n<div class="words">{body}</div>'
    return f'<section class="passage {passage.kind}">{words}</section>\n'


def _pieces(
    text: str, passage: Any, sentences: list[Any], facts: list[Any], cited: Links, prefix: str
) -> Iterator[str]:
    at = passage.start
    for sentence in sentences:
        yield html.escape(text[at : sentence.start])
        places = cited.get(sentence.sentence_id, ())
        inside = [f for f in facts if sentence.start <= f.start and f.end <= sentence.end]
        yield f'<span id="{anchor(sentence.sentence_id, prefix)}">'
        yield from _marked(text, sentence, inside, places[0][0] if places else "")
        yield "</span>"
        for address, label in places:
            yield f' <a class="cite" href="{html.escape(address)}" aria-label="cited in {label}">[{label}]</a>'
        at = sentence.end
    yield html.escape(text[at : passage.end])


def _marked(text: str, sentence: Any, facts: list[Any], address: str) -> Iterator[str]:
    at = sentence.start
    for fact in facts:
        if fact.start < at:  # it stands in the one before
            continue
        yield html.escape(text[at : fact.start])
        words = html.escape(text[fact.start : fact.end])
        yield f'<mark><a href="{html.escape(address)}">{words}</a></mark>' if address else f"<mark>{words}</mark>"
        at = fact.end
    yield html.escape(text[at : sentence.end])
