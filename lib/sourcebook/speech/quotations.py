"""Who is quoted in a text, how, and how openly."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sourcebook.spans import Span
from sourcebook.speech.clauses import Sentence, Sentences, quotation_marks
from sourcebook.speech.kinds import kind, sourcing
from sourcebook.speech.naming import RUN, Names, same
from sourcebook.speech.quoting import credited
from sourcebook.speech.reporting import Quotation


def quotations(text: str, sentences: Sequence[Span], voice: str = "", names: Names | None = None) -> list[Quotation]:
    """Return what a text quotes, in order: the outermost stretches, none inside or across another.

    text        of one voice, so that a quotation may run over several sentences
    sentences   their spans in it, in order
    voice       who speaks; what is credited to that name itself is no quotation
    names       of the whole article, where the text is a part of it
    returns     direct: the words between a pair of quotation marks; indirect: the reported clause, without its
                reporting clause where that stands at its beginning or its end. A clause that is quoted for the most
                part is direct. `speaker` is the fullest name that the article gives, `named_as` what the sentence says.

    >>> text = "Ana Reyes, the minister, left. “No deal,” she said."
    >>> [(text[q.start : q.end], q.speaker, q.named_as) for q in quotations(text, [Span(0, 30), Span(31, len(text))])]
    [('No deal,', 'Ana Reyes', 'she')]
    """
    return _quoted(text, [Sentence(text, s) for s in sentences], voice, names or Names(text))


def quoted_inside(text: str, part: Span, sentences: Iterable[Span], voice: str, names: Names) -> list[Quotation]:
    """Return what a part of a text quotes, as offsets into that part; its sentences are given as ones into the text."""
    said, whole = text[part.start : part.end], Sentences.of(text)
    return _quoted(said, [whole.cut_inside(s, said, part.start) for s in sentences], voice, names)


def _quoted(text: str, sentences: Sequence[Sentence], voice: str, names: Names) -> list[Quotation]:
    marks = quotation_marks(text)
    found = [_shaped(text, q, marks) for q in credited(text, sentences, marks, names)]
    found += [q for s in sentences if (q := _headline(text, s.span, names))]
    told = [_told(text, q, names) for q in _outermost(q for q in found if _says_something(text, q))]
    return [q for q in told if not (voice and q.speaker and same(q.speaker, voice))]


def rows(
    text: str, passages: Iterable[Mapping[str, Any]], sentences: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rows of the table `quotations` for one source, in reading order.

    text        of the whole source
    passages    source_id, passage_id, voice (None or missing: nobody's), kind, start, end
    sentences   passage_id, sentence_id, start, end, in order
    returns     quotation_id, source_id, sentence_id (where it begins), voice, speaker, named_as, form,
                sourcing, start, end
    """
    names = Names.of(text)
    inside: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for s in sentences:
        inside[s["passage_id"]].append(s)
    spoken = (p for p in passages if p["kind"] != "furniture" and isinstance(p["voice"], str))
    return [row for p in spoken for row in _rows_of(text, p, inside[p["passage_id"]], names)]


def _rows_of(
    text: str, p: Mapping[str, Any], sentences: Sequence[Mapping[str, Any]], names: Names
) -> Iterable[dict[str, Any]]:
    spans = (Span(s["start"], s["end"]) for s in sentences)
    for q in quoted_inside(text, Span(p["start"], p["end"]), spans, p["voice"], names):
        start, end = p["start"] + q.start, p["start"] + q.end
        at = bisect.bisect_right(sentences, start, key=lambda s: s["start"]) - 1
        own = {"quotation_id": f"{p['source_id']}:{start}-{end}", "source_id": p["source_id"], "voice": p["voice"]}
        own |= {"sentence_id": sentences[max(0, at)]["sentence_id"], "speaker": q.speaker, "named_as": q.named_as}
        yield own | {"form": q.form, "sourcing": q.sourcing, "start": start, "end": end}


_LABELLED = re.compile(rf"({RUN.pattern}): (?=[^“\"‘'«„\s])")
_LONGEST_HEADLINE = 150  # characters


def _headline(text: str, s: Span, names: Names) -> Quotation | None:
    """Return what a headline reports: "Reyes: No deal before the rains"."""
    label = _LABELLED.match(text, s.start, s.end)
    if (
        label is None
        or s.end - s.start > _LONGEST_HEADLINE
        or text[s.end - 1] in '.!?”"’'
        or not names.speaks(label[1])
    ):
        return None
    return Quotation(label.end(), s.end, label[1], "indirect")


def _shaped(text: str, q: Quotation, marks: Sequence[Span]) -> Quotation:
    """Return a reported clause as direct speech where it is quoted for the most part, else without its full stop."""
    if q.form == "direct":
        return q
    first = max(0, bisect.bisect_right(marks, (q.start, q.start)) - 1)
    inside = [m for m in marks[first : bisect.bisect_left(marks, (q.end, q.end))] if m.end > q.start]
    longest = max(inside, key=lambda m: m.end - m.start, default=None)
    if longest and 2 * sum(min(m.end, q.end) - max(m.start, q.start) for m in inside) >= q.end - q.start:
        return replace(q, start=longest.start, end=longest.end, form="direct")
    end = q.end - (text[q.end - 1] in ".!?" and q.end - q.start > 1)
    return replace(q, end=end)


_OBJECT = re.compile(  # no statement: "they put | it down", "four who argued | best"
    r"(?:it|this|that|them|him|so)(?:$|,| (?:on|in|at|to|for|down|up|off|out|away|back|again|once|before|after)\b)|\S+$"
)


def _says_something(text: str, q: Quotation) -> bool:
    """Say whether somebody is credited with a statement: not "it is called Gunvor", "they put it down"."""
    if q.form == "direct":
        return True
    nobody = q.speaker is None and q.named_as is None
    own = (q.speaker or "").lower().startswith(("my own ", "our own "))
    return not (nobody or own or _OBJECT.match(text[q.start : q.end]))


def _outermost(found: Iterable[Quotation]) -> list[Quotation]:
    """Return stretches that neither nest nor overlap: of two the one that begins first, the longer, the direct one."""
    kept: list[Quotation] = []
    for q in sorted(found, key=lambda q: (q.start, -q.end, q.form, q.speaker is None)):
        if not kept or q.start >= kept[-1].end:
            kept.append(q)
    return kept


# --- who it is --------------------------------------------------------------------------------------------------------

_NEAR = 300  # characters around a quotation in which its speaker is named


def _told(text: str, q: Quotation, names: Names) -> Quotation:
    """Return a stretch with the fullest name of its speaker, and how openly that says who it is."""
    if q.speaker is None:
        return replace(q, speaker=q.named_as, sourcing=sourcing(q.named_as or "unnamed"))
    near = text[max(0, q.start - _NEAR) : q.end + _NEAR]
    called = _called(near, q.speaker) or q.speaker
    open_ = called == q.speaker and _is_indefinite(near, q.speaker)
    speaker = q.speaker if open_ else names.fullest(called)
    return replace(q, speaker=speaker, named_as=q.named_as or q.speaker, sourcing=sourcing(speaker, open_))


def _called(near: str, who: str) -> str | None:
    """Return the name or the maker behind a description: "a trustee, Mary Lunt,", "the paper, by Lena Hoff,"."""
    what = kind(who)
    if what == "paper" and (maker := _MADE_BY.match(who)):
        return maker[1] or maker[2]
    place = near.find(f"{who}, ")
    if place < 0 or what == "name":
        return None
    found = (_BY if what == "paper" else _APPOSED).match(near, place + len(who))
    return found[1] if found else None


def _is_indefinite(near: str, who: str) -> bool:
    """Say whether a speaker is any one of many: "a minister", "another nurse"."""
    low, name = near.lower(), who.lower()
    return any(f"{word} {name}" in f" {low}" for word in (" a", " an", " one", " another", "“a", '"a'))


_APPOSED = re.compile(rf", (?:[a-z]+ )?({RUN.pattern}),")
_BY = re.compile(r", (?:\w+ )?by ([^,;.]+)")
_MADE_BY = re.compile(r"(.+)[’']s (?:own )?\w+$|\w+ (?:of|from|by) (?:the )?([A-Z].+)")
