"""An article to read: its words as they stand, voices in the margin, figures marked, each leading to its evidence."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sourcebook.corpus import Corpus
from sourcebook.facts import worth
from sourcebook.links import web_address
from sourcebook.pages.languages import is_mostly_another_script, spoken, tag

Links = Mapping[str, Sequence[tuple[str, str]]]  # sentence_id -> (address, label) of where it is cited
Rows = Mapping[str, Sequence[Any]]


def article(corpus: Corpus, source: Any, cited: Links, prefix: str = "") -> str:
    """Return the HTML of one article.

    source   a row of `corpus.sources`
    cited    the first place of a sentence is where its marked figures lead to
    prefix   of every id, where several articles share a page
    """
    text, language = corpus.text(source.source_id), tag(source.language)
    own = corpus.passages[corpus.passages["source_id"] == source.source_id]
    sentences = _grouped(corpus.sentences, source.source_id, "passage_id")
    facts = _grouped(corpus.facts[corpus.facts["salience"] == "fact"], source.source_id, "sentence_id")
    parts = [_heading(source, prefix)]
    for passage in own.itertuples():
        words = "".join(_words(text, passage, sentences.get(passage.passage_id, ()), facts, cited, prefix))
        parts.append(_passage(passage, words.strip("\r\n")))  # the gap is the page's own
    spoken_in = f' lang="{language}"' if language else ""
    body = f'<div class="reading"{spoken_in}>\n{"".join(parts)}</div>'
    return body if language and is_mostly_another_script(text) else spoken(body)


def anchor(sentence_id: str, prefix: str = "") -> str:
    """Return the id of a sentence on the page of its article."""
    return f"{prefix}s{sentence_id.rpartition(':')[2]}"


def on_the_web(source: Any) -> str:
    """Return the link to a source on the web and the day on which it was seen, empty where it has no address."""
    address = web_address(source.url)
    if not address:
        return ""
    seen = f", seen {html.escape(source.accessed)}" if source.accessed else ""
    return f'<a href="{html.escape(address)}" rel="noopener noreferrer">on the web</a>{seen}'


def _grouped(table: pd.DataFrame, source_id: str, by: str) -> Rows:
    own = table[table["source_id"] == source_id].sort_values(["start", "end"])
    return {str(key): list(rows.itertuples()) for key, rows in own.groupby(by, sort=False)}


def _heading(source: Any, prefix: str) -> str:
    known = [source.authors, source.outlet, f"{source.published} ({source.published_basis})" * bool(source.published)]
    about = [html.escape(part) for part in known if part] or ["author, outlet and date are not known"]
    about += [link] if (link := on_the_web(source)) else []
    title = html.escape(source.title or source.source_id)
    return f'<h1 id="{prefix}article">{title}</h1>\n<p class="about">{" · ".join(about)}</p>\n'


def _passage(passage: Any, words: str) -> str:
    who = passage.voice if isinstance(passage.voice, str) else "nobody’s words"
    role = passage.kind if passage.kind != "body" else passage.role
    label = f"{html.escape(who)}<br><small>{html.escape(role)}</small>" if isinstance(role, str) else html.escape(who)
    inside = f'<p class="who">{label}</p>\n<div class="words">{words}</div>'
    return f'<section class="passage {passage.kind}">{inside}</section>\n'


def _words(text: str, passage: Any, sentences: Sequence[Any], facts: Rows, cited: Links, prefix: str) -> Iterator[str]:
    at = passage.start
    for sentence in sentences:
        places = cited.get(sentence.sentence_id, ())
        yield html.escape(text[at : sentence.start])
        yield f'<span id="{anchor(sentence.sentence_id, prefix)}">'
        yield from _marked(text, sentence, facts.get(sentence.sentence_id, ()), places[0][0] if places else "")
        yield "</span>"
        for address, label in places:
            yield f' <a class="cite" href="{html.escape(address)}" aria-label="cited in {label}">[{label}]</a>'
        at = sentence.end
    yield html.escape(text[at : passage.end])


def _marked(text: str, sentence: Any, facts: Sequence[Any], address: str) -> Iterator[str]:
    at = sentence.start
    for fact in facts:
        if fact.start < at or fact.end > sentence.end:  # it stands in the one before, or goes on behind the sentence
            continue
        yield html.escape(text[at : fact.start])
        words = html.escape(text[fact.start : fact.end])
        yield f'<mark><a href="{html.escape(address)}">{words}</a></mark>' if address else f"<mark>{words}</mark>"
        if fact.corrected:
            by_hand = f"{fact.corrected} by the reader: {worth(fact._asdict())}"
            yield f' <small class="hand">({html.escape(by_hand)})</small>'
        at = fact.end
    yield html.escape(text[at : sentence.end])
