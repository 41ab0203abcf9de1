"""Who promises what until when: commitments, agreements to act, targets, duties and deadlines."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sourcebook.promising.binding import UNCLEAR, Bound
from sourcebook.promising.commitment import Commitment
from sourcebook.promising.committing import commitments, has_cue
from sourcebook.promising.dues import dates_of, due
from sourcebook.spans import Span
from sourcebook.speech.clauses import Sentence, Sentences

Row = Mapping[str, Any]


_LEAD = 40  # tokens before a commitment in which its date may stand
_WORD = re.compile(r"[a-z]+")
_PERSONS = frozenset(["he", "she", "they"])


def promise_rows(
    text: str, passages: Sequence[Row], sentences: Sequence[Row], facts: Sequence[Row], published: str | None
) -> list[dict[str, Any]]:
    """Return the rows of the table `promises` for one source, in reading order.

    text        of the whole source
    passages    source_id, passage_id, voice (None or missing: nobody's), kind, start, end
    sentences   passage_id, sentence_id, start, end, in order
    facts       start, end, kind, surface, value, unit, iso, modifier, relative, in order
    published   ISO date, whole or partial, from which relative dates count; None leaves them open
    returns     promise_id, source_id, sentence_id, voice, promiser ("unclear" where nobody is bound), what, due
                (ISO 8601 or None), due_basis (given, computed, none), start, end
    """
    inside: defaultdict[str, list[Row]] = defaultdict(list)
    for sentence in sentences:
        inside[sentence["passage_id"]].append(sentence)
    bound, starts = Bound(text), [f["start"] for f in facts]
    rows = []
    for p in passages:
        if p["kind"] == "furniture" or not isinstance(p["voice"], str):
            continue
        spans = [Span(s["start"], s["end"]) for s in inside[p["passage_id"]]]
        for n, sentence in enumerate(inside[p["passage_id"]]):
            near = facts[bisect.bisect_left(starts, spans[n].start) : bisect.bisect_left(starts, spans[n].end)]
            for s, c in _in_sentence(text, spans[n], near, published):
                who = bound.promiser(s, c, p, spans, n)
                if who == UNCLEAR and not c.sure and (c.who or "").lower() not in _PERSONS:
                    continue
                first, last = s.ts[max(0, c.first - _LEAD)].start, s.ts[c.last - 1].end
                when = due(s, c, [f for f in near if first <= f["start"] < last], published)
                told = {"promiser": who, "due": when.iso, "due_basis": when.basis}
                rows.append(_row(s, c, sentence, p) | told)
    return rows


def _in_sentence(
    text: str, span: Span, near: Sequence[Row], published: str | None
) -> Iterator[tuple[Sentence, Commitment]]:
    """Yield the commitments of a sentence; most hold no cue, which costs less to see than to read them."""
    if has_cue(set(_WORD.findall(text[span.start : span.end].lower())), bool(near)):
        s = Sentences.of(text).cut(span)
        for c in commitments(s, dates_of(s, near, published)):
            yield s, c


def _row(s: Sentence, c: Commitment, sentence: Row, passage: Row) -> dict[str, Any]:
    start, end = s.ts[c.first].start, s.ts[c.last - 1].end
    what = " ".join(s.text[s.ts[min(c.act, c.last - 1)].start : end].split())
    own = {"promise_id": f"{passage['source_id']}:{start}-{end}", "source_id": passage["source_id"]}
    own |= {"sentence_id": sentence["sentence_id"], "voice": passage["voice"]}
    return own | {"what": what, "start": start, "end": end}
