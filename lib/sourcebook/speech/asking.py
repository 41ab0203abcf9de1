"""Who asks what of whom: the sentences and headings in which a voice itself demands, recommends or urges."""

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from sourcebook.quantities.numerals import word_at, words
from sourcebook.spans import Span
from sourcebook.speech.addressees import BOTH, UNCLEAR, Parties, addressed, is_party
from sourcebook.speech.clauses import SUBJECTS, Sentence, plain, quotation_marks
from sourcebook.speech.demands import ANY, COULD, SHOULD, Demand, demands, is_passive
from sourcebook.speech.imperatives import instruction, is_base
from sourcebook.speech.naming import Names
from sourcebook.speech.speakers import main_subject

Row = Mapping[str, Any]
_NUMBER = re.compile(r"(?:[-*•–]\s+|\(?(?:\d{1,3}|[IVXLC]{1,6}|[ivx]{1,5}|[a-zA-Z])[.)]\s+|#+\s+)")
_ACTION = 90  # characters of what is asked


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence or heading without its list number: where it stands, what it is, and of which passage."""

    row: Row
    passage: Row
    span: Span
    heading: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class _Ask:
    """What one line asks; `who` is None as long as nobody is known to be addressed."""

    line: int
    strength: str
    form: str
    who: str | None
    action: Span
    passive: bool = False
    sure: bool = True


def ask_rows(
    text: str, passages: Sequence[Row], sentences: Sequence[Row], quotations: Sequence[Row]
) -> list[dict[str, Any]]:
    """Return the rows of the table `asks` for one source, in reading order.

    text         of the whole source
    passages     source_id, passage_id, voice (None or missing: nobody's), kind, start, end
    sentences    passage_id, sentence_id, start, end, in order
    quotations   start, end: what is asked inside them is asked by others
    returns      ask_id, source_id, sentence_id, voice, addressee (one name a party; "both", "unclear"), action,
                 strength (must, should, could), form (heading, imperative, question, modal), start, end
    """
    owner = {p["passage_id"]: p for p in passages if p["kind"] != "furniture" and isinstance(p["voice"], str)}
    lines = [_line(text, s, owner[s["passage_id"]]) for s in sentences if s["passage_id"] in owner]
    reader = _Reader(text, lines, [Span(q["start"], q["end"]) for q in quotations])
    return [_row(text, lines[a.line], a) for a in reader.asks()]


def _line(text: str, s: Row, p: Row) -> _Line:
    number = _NUMBER.match(text, s["start"], s["end"])
    start = number.end() if number and number.end() < s["end"] else s["start"]
    return _Line(s, p, Span(start, s["end"]), p["kind"] == "heading", start > s["start"])


def _row(text: str, line: _Line, a: _Ask) -> dict[str, Any]:
    source_id = line.passage["source_id"]
    start, end = line.span
    own = {"ask_id": f"{source_id}:{start}-{end}", "source_id": source_id, "sentence_id": line.row["sentence_id"]}
    own |= {"voice": line.passage["voice"], "addressee": a.who or UNCLEAR, "action": _short(text, a.action)}
    return own | {"strength": a.strength, "form": a.form, "start": start, "end": end}


def _short(text: str, span: Span) -> str:
    """Return what is to be done on one line, cut at a word."""
    whole = " ".join(text[span.start : span.end].split()).rstrip(".;:?!, ")
    return (
        whole if len(whole) <= _ACTION else whole[: whole.rfind(" ", 0, _ACTION) + 1 or _ACTION].rstrip(" ,;:") + " …"
    )


class _Reader:
    """One source, read line by line: who was addressed last, and in whose part of the paper we are."""

    def __init__(self, text: str, lines: Sequence[_Line], told: Sequence[Span]) -> None:
        self.text, self.lines = text, lines
        told = sorted([*told, *(m for m in quotation_marks(text) if m.end - m.start > _QUOTED)])
        self.told = [q.start for q in told]
        self.reach = list(accumulate((q.end for q in told), max))
        self.parties = Parties(Names(text), text)
        self.parsed: dict[int, Sentence] = {}
        self.found: dict[int, _Ask] = {}
        self.part: list[str | None] = []  # whom each line's part of the paper is addressed to
        self.leads: set[int] = set()  # lines that open a list of what somebody is to do

    def asks(self) -> list[_Ask]:
        """Return what is asked, in reading order."""
        part: str | None = None
        for n, line in enumerate(self.lines):
            named = self._addressed(n, line)
            part = self.parties.named(named) if named else part
            self.part.append(part)
            if named and not line.heading:
                continue
            ask = self._ask(n, line)
            if ask:
                self.found[n] = ask
        return [self._directed(ask) for ask in self._sure()]

    def _addressed(self, n: int, line: _Line) -> str | None:
        short = line.span.end - line.span.start < 150
        opens = line.heading or n == 0 or self.lines[n - 1].span.end < line.span.start - 1
        own = self.text[line.span.start : line.span.end]
        return (
            addressed(own)
            if short and (opens or "addressed to" in own) and not self._is_told(line.span.start)
            else None
        )

    def _sure(self) -> Iterator[_Ask]:
        """Yield the asks without headings that may be mere nouns in a paper whose headings are no instructions."""
        sure = {self.lines[n].passage["voice"] for n, a in self.found.items() if a.sure and a.form == "heading"}
        return (a for n, a in self.found.items() if a.sure or self.lines[n].passage["voice"] in sure)

    def _sentence(self, n: int) -> Sentence:
        if n not in self.parsed:
            self.parsed[n] = Sentence(self.text, self.lines[n].span)
        return self.parsed[n]

    def _is_told(self, offset: int) -> bool:
        n = bisect.bisect_right(self.told, offset)
        return n > 0 and self.reach[n - 1] > offset

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _ask(self, n: int, line: _Line) -> _Ask | None:
        start, end = line.span
        if self._is_told(start) and self._is_told(end - 1):
            return None
        asked = self.text[end - 1] == "?" or self.text[start:end].rstrip("”\"’')").endswith("?")
        if asked:
            return self._question(n, line)
        ask = self._demanded(n, line) if ANY.search(self.text, start, end) else None
        return ask or self._instructed(n, line)

    def _demanded(self, n: int, line: _Line) -> _Ask | None:
        s = self._sentence(n)
        for d in demands(s):
            if self._is_told(d.at):
                continue
            who = self._party(n, d)
            if d.follows and not self._follows(n, d, who):
                continue
            strength = COULD if _IF_POSSIBLE.search(self.text, line.span.start, line.span.end) else d.strength
            action = Span(d.action, self._clause_end(s, d.action))
            return _Ask(n, strength, "heading" if line.heading else "modal", who, action, is_passive(s, d.action))
        return None

    def _follows(self, n: int, d: Demand, who: str | None) -> bool:
        """Say whether an ability is one that the voice asks to use: in a part for that party, or right after an ask."""
        s = self._sentence(n)
        verb = word_at(s.ts, s.token_at(d.action))
        before = self.found.get(n - 1)
        together = before is not None and before.line == n - 1 and self.lines[n - 1].passage is self.lines[n].passage
        if who and is_party(who):
            mine = self.part[n] is not None and who in (self.part[n], BOTH) and d.who not in SUBJECTS
            again = together and before is not None and who == before.who
            active = not is_passive(s, d.action) and verb not in _STATES
            return active and (mine or again or verb in _STARTING)
        return verb in _LISTING and together

    def _clause_end(self, s: Sentence, offset: int) -> int:
        clause = s.clauses[s.of[s.token_at(offset)]]
        return s.ts[clause.last - 1].end

    def _instructed(self, n: int, line: _Line) -> _Ask | None:
        start = line.span.start
        if self._is_told(start) or (self.text[start].islower() and not line.listed):
            return None
        low = _FIRST.match(self.text, start, line.span.end)
        if low is None or self.text[start] in '“"‘«':
            return None
        s = self._sentence(n)
        listed = line.heading or line.listed
        form = "heading" if line.heading else "imperative"
        if word_at(s.ts, 0) in ("let", "let's", "let’s"):
            return self._let(n, s, form)
        found = instruction(s, listed)
        if found is None or not s.ts:
            return None
        k, sure = found
        action = Span(s.ts[k].start, self._clause_end(s, s.ts[k].start))
        return _Ask(n, SHOULD, form, BOTH if _EACH_OTHER.search(self.text, *line.span) else None, action, False, sure)

    def _let(self, n: int, s: Sentence, form: str) -> _Ask | None:
        """Return what "let us …" and "let the council …" ask."""
        us = word_at(s.ts, 0) != "let" or word_at(s.ts, 1) == "us"
        k = 1 + (us and word_at(s.ts, 0) == "let")
        if us and (word_at(s.ts, k) in _RECALLING or not is_base(word_at(s.ts, k)) or k >= len(s.ts)):
            return None
        if word_at(s.ts, k) in ("me", "alone") or k >= len(s.ts):
            return None
        return _Ask(n, SHOULD, form, None, Span(s.ts[k].start, self._clause_end(s, s.ts[k].start)))

    def _question(self, n: int, line: _Line) -> _Ask | None:
        """Return what a question asks a party to do: "Will the council consider …?", "Why not …?"."""
        start, end = line.span
        found = _WHY_NOT.match(self.text, start, end)
        if found and not self._is_told(start):
            form = "heading" if line.heading else "question"
            return _Ask(n, COULD, form, None, Span(found.end(), end))
        found = _WILL_YOU.match(self.text, start, end)
        if found is None or self._is_told(start):
            return None
        s = self._sentence(n)
        who, verb = self._asked(s)
        if who is None:
            return None
        party = self.parties.named(who) if who not in SUBJECTS else self._antecedent(n, who)
        willing = word_at(s.ts, verb) in _CONSENT or _POLITE.search(self.text, start, end)
        if not (willing or (self.part[n] and party in (self.part[n], BOTH)) or self._was_asked(n, party)):
            return None
        form = "heading" if line.heading else "question"
        return _Ask(n, COULD, form, party, Span(s.ts[verb].start, end))

    def _asked(self, s: Sentence) -> tuple[str | None, int]:
        """Return whom a question names behind its auxiliary, and the verb of what they are to do."""
        ts = s.ts
        first = next((k for k, t in enumerate(ts) if t.low in _AUXILIARY), 0) + 1
        for v in range(first + 1, min(len(ts), first + 14)):
            low = plain(ts[v].low)
            inner = low in _POLITE_WORDS or low in ("willing", "ready", "prepared")
            if inner or (
                is_base(low) and ts[v].text.islower() and word_at(ts, v - 1) not in ("the", "a", "an", "of", "in", "at")
            ):
                who = self.text[ts[first].start : ts[v - 1].end]
                verb = next(
                    (
                        j
                        for j in range(v, len(ts))
                        if is_base(ts[j].low) and ts[j].low not in ("please", "last", "like")
                    ),
                    v,
                )
                return (who if word_at(ts, first) == "you" or is_party(_bare(who)) else None), verb
        return None, first

    def _was_asked(self, n: int, party: str | None) -> bool:
        return any(a.who == party and party is not None for a in self.found.values())

    # --- who is to act ------------------------------------------------------------------------------------------------

    def _party(self, n: int, d: Demand) -> str | None:
        """Return the party that a demand names, by its one name; None where it names none."""
        if d.who is None or d.who == "there":
            return None
        if d.who in SUBJECTS or d.who in ("this", "these", "that", "those"):
            return self._antecedent(n, d.who)
        if is_passive(self._sentence(n), d.action) or not is_party(_bare(d.who)):
            return None
        return self.parties.named(d.who)

    def _antecedent(self, n: int, pronoun: str) -> str | None:
        """Return the party that acted last before a pronoun: in its sentence, as who was asked, or as a subject."""
        if pronoun not in ("it", "they", "he", "she"):
            return self.part[n] if pronoun == "you" else None
        s = self._sentence(n)
        at = next((k for k, t in enumerate(s.ts) if plain(t.low) == pronoun), 0)
        own = main_subject(s, s.of[at] - 1) if s.of and s.of[at] > 0 else None
        for name in (own, *self._subjects_before(n)):
            if name and is_party(_bare(name)) and plain(name.lower()) not in _PRONOUNS:
                return self.parties.named(name)
        return None

    def _subjects_before(self, n: int) -> Iterator[str | None]:
        for m in range(n - 1, max(-1, n - 4), -1):
            if self.lines[m].passage is not self.lines[n].passage:
                return
            if m in self.found and self.found[m].who:
                yield self.found[m].who
            s = self._sentence(m)
            yield main_subject(s, len(s.clauses) - 1) if s.ts else None

    def _directed(self, a: _Ask) -> _Ask:
        """Return an ask that names nobody with the party that it is meant for."""
        if a.who is not None:
            return a
        line, part = self.lines[a.line], self.part[a.line]
        if a.form == "imperative" and not line.listed:
            return replace(a, who=part)
        near = None if line.heading or a.form == "imperative" else self._asked_before(a.line)
        return replace(a, who=near or part or self._most_asked(line.passage["voice"]))

    def _asked_before(self, n: int) -> str | None:
        """Return whom the last ask in the same passage names."""
        for m in range(n - 1, -1, -1):
            if self.lines[m].passage is not self.lines[n].passage:
                return None
            if m in self.found and self.found[m].who:
                return self.found[m].who
        return None

    def _most_asked(self, voice: str) -> str | None:
        """Return the party that a voice asks most."""
        asked = Counter(a.who for n, a in self.found.items() if a.who and self.lines[n].passage["voice"] == voice)
        return max(sorted(asked), key=lambda who: asked[who], default=None)


def _bare(who: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", who, flags=re.IGNORECASE)


_QUOTED = 12  # characters between quotation marks that are somebody's words rather than a name
_IF_POSSIBLE = re.compile(
    r"\b(?:if|where|whenever|as far as) (?:at all )?possible\b|\bif (?:it|they|he|she) can\b", re.IGNORECASE
)
_EACH_OTHER = re.compile(r"\beach other|\bone another", re.IGNORECASE)
_FIRST = re.compile(r"\w")
_WHY_NOT = re.compile(r"(?:so |and |then )?(?:why not|how about|what about) (?=\w)", re.IGNORECASE)
_WILL_YOU = re.compile(
    r"(?:[\w ]{1,40}, )?(?:so |and |but )?(?:will|would|can|could|is|are|won[’']t|couldn[’']t)\b", re.IGNORECASE
)
_POLITE_WORDS = words("please kindly perhaps")
_POLITE = re.compile(r"\b(?:please|kindly|at least|not at least)\b", re.IGNORECASE)
_AUXILIARY = words("will would can could is are won't won’t couldn't couldn’t")
_CONSENT = words("consider agree commit promise reconsider pledge undertake willing ready prepared")
_STARTING = words("consider start begin")
_LISTING = words("include start begin")
_STATES = words("be have see expect feel know understand remember imagine take become hope get hear")
_RECALLING = words(
    "recall look see begin start turn consider imagine say suppose take return remember note face be assume"
)
_PRONOUNS = words("it they he she this that these those who which there we you i")
