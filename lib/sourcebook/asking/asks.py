"""Who asks what of whom: the sentences and headings in which a voice itself demands, recommends or urges."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sourcebook.asking.addressees import BOTH, UNCLEAR
from sourcebook.asking.addressing import Line, Paper
from sourcebook.asking.demands import COULD, SHOULD, Demand, agent_behind, is_passive, is_spared
from sourcebook.asking.imperatives import addressed_at_end, called, colon, instruction, let_act, may_instruct, receiver
from sourcebook.asking.modals import ABLE, ABLE_WORDS, MODAL, MODAL_WORDS, PROPOSED, modal_demands
from sourcebook.asking.petitions import may_petition, petitions
from sourcebook.asking.phrases import letters_in
from sourcebook.asking.questions import question
from sourcebook.quantities.numerals import word_at, words
from sourcebook.spans import Span
from sourcebook.speech.clauses import SUBJECTS, Sentence
from sourcebook.speech.naming import same

Row = Mapping[str, Any]
_NUMBER = re.compile(r"(?:[-*•–]\s+|\(?(?:\d{1,3}|[IVXLC]{1,6}|[ivx]{1,5}|[a-zA-Z])[.)]\s+|#+\s+)")
_ACTION = 90  # characters of what is asked
_IF_POSSIBLE = re.compile(r"\b(?:if|where|whenever|as far as) (?:at all )?possible\b", re.IGNORECASE)
_EACH_OTHER = re.compile(r"\beach other|\bone another", re.IGNORECASE)
_NEAR = 4  # tokens before a verb in which it is negated
_COMPLETING = words("that which who whose what how whether where why")
_STATES = words(
    "be have see expect feel know understand remember imagine take become hope get hear win afford do want like care"
)
_WISHING = words("want like care wish")  # "might want to"
_SUFFERING = words(  # what happens to somebody: nobody proposes it
    "face lose suffer need end fail fall struggle collapse miss earn receive cost benefit prove appear seem look gain "
    "resign die vote decide lead mean come go still never soon save argue say claim find refuse"
)


@dataclass(frozen=True, slots=True)
class _Ask:
    """What one line asks; `who` is None as long as nobody is known to be addressed, `sure` if it asks indeed."""

    line: int
    strength: str
    form: str
    who: str | None
    action: Span
    sure: bool = True


def ask_rows(
    text: str, passages: Sequence[Row], sentences: Sequence[Row], quotations: Sequence[Row]
) -> list[dict[str, Any]]:
    """Return the rows of the table `asks` for one source, in reading order.

    text         of the whole source
    passages     source_id, passage_id, voice (None or missing: nobody's), kind, start, end
    sentences    passage_id, sentence_id, start, end, in order
    quotations   start, end, and if known voice, speaker, form: what is asked inside them is asked by others
    returns      ask_id, source_id, sentence_id, voice, addressee (one name a party; "both", "unclear"), action,
                 strength (must, should, could), form (heading, imperative, question, modal), start, end
    """
    owner = {p["passage_id"]: p for p in passages if p["kind"] != "furniture" and isinstance(p["voice"], str)}
    lines = [_line(text, s, owner[s["passage_id"]]) for s in sentences if s["passage_id"] in owner]
    paper = Paper(text, lines, [Span(q["start"], q["end"]) for q in quotations if not _is_own(q)])
    return [_row(text, lines[a.line], a) for a in _asks(paper)]


def _is_own(q: Row) -> bool:
    """Say whether a quotation only tells what its own voice says: "The Forum asks that", in a paper of the Forum."""
    own, speaker = q.get("voice"), q.get("speaker")
    return q.get("form") == "indirect" and bool(own and speaker) and same(str(speaker), str(own))


def _line(text: str, s: Row, p: Row) -> Line:
    number = _NUMBER.match(text, s["start"], s["end"])
    start = number.end() if number and number.end() < s["end"] else s["start"]
    return Line(s, p, Span(start, s["end"]), p["kind"] == "heading", start > s["start"])


def _row(text: str, line: Line, a: _Ask) -> dict[str, Any]:
    source_id, (start, end) = line.passage["source_id"], line.span
    own = {"ask_id": f"{source_id}:{start}-{end}", "source_id": source_id, "sentence_id": line.row["sentence_id"]}
    own |= {"voice": line.passage["voice"], "addressee": a.who or UNCLEAR, "action": _short(text, a.action)}
    return own | {"strength": a.strength, "form": a.form, "start": start, "end": end}


def _short(text: str, span: Span) -> str:
    """Return what is to be done on one line, cut at a word."""
    whole = " ".join(text[span.start : span.end].split()).rstrip(".;:?!, ")
    cut = whole.rfind(" ", 0, _ACTION) if len(whole) > _ACTION else -1
    return whole[:_ACTION] if cut < 0 else whole[:cut].rstrip(" ,;:") + " …"


_MENU = "|·•"  # between the links of a page: "Print this page | Send to a friend"


def _asks(paper: Paper) -> list[_Ask]:
    """Return what is asked, in reading order."""
    found: list[_Ask] = []
    for n in range(len(paper.lines)):
        ask = None if n in paper.labels else _ask(paper, n)
        if ask:
            paper.note(n, ask.who)
            found.append(ask)
    return [_directed(paper, a) for a in _without_mere_nouns(paper, found)]


def _without_mere_nouns(paper: Paper, found: Sequence[_Ask]) -> list[_Ask]:
    """Return asks without headings and items that may be mere nouns where none beside them is surely an instruction."""
    sorts = [(paper.lines[a.line].passage["voice"], a.form, paper.lines[a.line].listed) for a in found]
    sure = {sort for sort, a in zip(sorts, found, strict=True) if a.sure}
    return [a for sort, a in zip(sorts, found, strict=True) if a.sure or sort in sure]


def _ask(paper: Paper, n: int) -> _Ask | None:
    """Return what line n asks, if it asks anything."""
    start, end = paper.lines[n].span
    is_menu = paper.lines[n].heading and any(sign in paper.text[start:end] for sign in _MENU)
    if is_menu or (paper.is_told(start) and paper.is_told(end - 1)):
        return None
    if paper.text[start:end].rstrip("”\"’') ").endswith("?"):
        return _questioned(paper, n)
    found = letters_in(paper.text[start:end])
    modal = not found.isdisjoint(MODAL_WORDS) and MODAL.search(paper.text, start, end)
    asks = modal or may_petition(paper.text[start:end], found, paper.voice(n))
    able = not found.isdisjoint(ABLE_WORDS) and ABLE.search(paper.text, start, end)
    proposed = able and (PROPOSED.search(paper.text, start, end) or paper.part[n] or paper.was_asked(n))
    ask = _demanded(paper, n) if asks or proposed else None
    return ask or _instructed(paper, n)


def _demanded(paper: Paper, n: int) -> _Ask | None:
    """Return what a sentence demands in so many words: what it surely asks, else what it says that one could do."""
    s, line = paper.sentence(n), paper.lines[n]
    for d in sorted((*modal_demands(s), *petitions(s, paper.voice(n))), key=lambda d: (d.follows, d.at)):
        passive = is_passive(s, d.action) or is_spared(s, d)
        who = None if passive else paper.party(n, d.who, d.acts)  # what is to be done to them, not by them
        if d.who == "you" and who is None:
            who = paper.asked_before(n)
        if paper.is_told(d.at) or (d.follows and not _is_proposed(paper, n, d, who)):
            continue
        if d.weak and paper.asked_before(n) is None:
            continue
        if passive and (agent := agent_behind(s, d.action)):
            who = paper.party(n, agent, acts=True)
        if d.doubtful and who is None and not passive:
            continue
        if_possible = _IF_POSSIBLE.search(paper.text, *line.span)
        form = "heading" if line.heading else "modal"
        return _Ask(n, COULD if if_possible else d.strength, form, who, _action(s, d.action, passive))
    return None


def _is_proposed(paper: Paper, n: int, d: Demand, who: str | None) -> bool:
    """Say whether an ability is one that the voice asks to use: of whom it asks something, or as its wording says."""
    s = paper.sentence(n)
    k = s.token_at(d.action)
    verb, again = word_at(s.ts, k), paper.asked_just_before(n)
    passive = is_passive(s, d.action)
    proposed = PROPOSED.search(paper.text, *s.span)
    if who is None:  # "Steps could include", "The house could be offered instead"
        return again and (verb == "include" or bool(passive and proposed))
    if verb in _STATES or passive:
        return verb in _WISHING and word_at(s.ts, k + 1) == "to"
    mine = paper.part[n] is not None and who in (paper.part[n], BOTH) and d.who not in SUBJECTS
    just = again and who == paper.asked[n - 1]
    might = word_at(s.ts, s.token_at(d.at)) != "can" and (verb not in _SUFFERING or proposed is not None)
    might = might or verb in ("start", "begin", "consider")
    might = might and d.who not in ("it", "he", "she", "i")
    named = might and who != BOTH and paper.was_asked(n, who)
    both = might and paper.was_asked(n) and who == BOTH
    return mine or just or named or both or (might and proposed is not None)


def _action(s: Sentence, offset: int, passive: bool = False) -> Span:
    """Return what is to be done: from a place on, as far as its clause goes with what completes it.

    A negation before it belongs to it, and in the passive what it is to be done to.
    """
    k = s.token_at(offset)
    first, last = s.clauses[s.of[k]].first, s.of[k]
    negated = next((j for j in range(k - 1, max(first, k - _NEAR) - 1, -1) if s.ts[j].low in ("not", "never")), k)
    while last + 1 < len(s.clauses) and s.clauses[last + 1].opener in _COMPLETING:
        if s.ts[s.clauses[last].last - 1].low == ",":
            break
        last += 1
    return Span(s.ts[first if passive else negated].start, s.ts[s.clauses[last].last - 1].end)


def _instructed(paper: Paper, n: int) -> _Ask | None:
    """Return what a line asks that begins with a verb and no subject."""
    line, text = paper.lines[n], paper.text
    if (at := colon(text, line.span)) is not None:
        return _announced(paper, n, at)
    first = text[line.span.start]
    small = first.islower() and not line.listed
    if small or not first.isalpha() or paper.is_told(line.span.start) or not may_instruct(text, line.span):
        return None
    s = paper.sentence(n)
    found = instruction(s, line.heading or line.listed, n in paper.led)
    if found is None:
        return None
    k, sure = found
    who = BOTH if _EACH_OTHER.search(text, *line.span) else paper.party(n, called(s))
    if who is None and (last := addressed_at_end(s)):
        who = paper.party(n, last, acts=True)
    who = who or paper.party(n, let_act(s, k))
    form = "heading" if line.heading else "imperative"
    return _Ask(n, SHOULD, form, who, _action(s, s.ts[k].start), sure)


def _announced(paper: Paper, n: int, at: int) -> _Ask | None:
    """Return what an instruction behind a colon asks: "Memo to the council: mend the bridge."."""
    line = paper.lines[n]
    s = Sentence(paper.text, Span(at, line.span.end))
    if paper.is_told(at) or not s.ts or (found := instruction(s, listed=True)) is None:
        return None
    lead = receiver(paper.text[line.span.start : at])
    who = paper.party(n, lead, acts=True) if lead else None
    form = "heading" if line.heading else "imperative"
    return _Ask(n, SHOULD, form, who, _action(s, s.ts[found[0]].start))


def _questioned(paper: Paper, n: int) -> _Ask | None:
    """Return what a question asks of a party: where it asks for consent, is in a part for it, or follows an ask."""
    d = None if paper.is_told(paper.lines[n].span.start) else question(paper.sentence(n))
    if d is None:
        return None
    who, s = paper.party(n, d.who, d.acts), paper.sentence(n)
    if d.follows:
        mine = paper.part[n] is not None and who in (paper.part[n], BOTH)
        active = word_at(s.ts, s.token_at(d.action)) not in _STATES
        if who is None or not (mine or (active and (paper.asked_just_before(n) or paper.was_asked(n, who)))):
            return None
    form = "heading" if paper.lines[n].heading else "question"
    return _Ask(n, COULD, form, who, Span(d.action, paper.lines[n].span.end))


def _directed(paper: Paper, a: _Ask) -> _Ask:
    """Return an ask that names nobody with the party that it is meant for."""
    line, part = paper.lines[a.line], paper.part[a.line]
    if a.who is not None:
        return a
    if a.form == "imperative" and not line.listed:
        return replace(a, who=part or paper.asked_in_paragraph(a.line))
    near = paper.asked_before(a.line) if a.form in ("modal", "question") else None
    return replace(a, who=near or part or paper.most_asked(line.passage["voice"]))
