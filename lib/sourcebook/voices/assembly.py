"""Lines, furniture, masthead and turns put together: the passages of a source, which tile its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcebook.readers.document import Document
from sourcebook.voices import furniture, masthead, turns
from sourcebook.voices.lines import Line, ends_sentence, is_heading, is_prose, lines
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.names import Name, name, named_line
from sourcebook.voices.passage import Passage
from sourcebook.voices.people import common_words, interviewed, is_interview, listed, named
from sourcebook.voices.turns import Setting, Turn

_NOTE = re.compile(
    r"\W{0,3}(?:(?:a )?(?P<who>editor|translator|publisher|curator)(?:s[’']|[’']s|s)?[ -](?:note|introduction|preface|foreword|comment|remarks?)s?|"
    r"(?P<by>introduction|foreword|preface|note|introductory note) (?:by|from) the (?P<who2>editor|translator|publisher)s?)\b\s*(?P<mark>[:.—–-]*)\s*",
    re.IGNORECASE,
)
_TEXT = r"(?:translation|essay|article|text|excerpts?|extracts?|transcript|conversation|interview|letter|speech|lecture|address|remarks|account|piece|version|statement|column|report|chapter|testimony|sermon|exchange)"
_CUE = re.compile(
    rf"\b(?:following|below|what follows|here (?:is|are|in full|translated)|reproduced|reprinted|republished|reprint|republish|reproduce|translated (?:here|below|from)|present(?:ed)? (?:here|below))\b[^.]{{0,90}}\b{_TEXT}\b|"
    rf"\b{_TEXT}\b[^.]{{0,60}}\b(?:below|follows|following|reproduced|reprinted|republished|translated (?:here|below|from|by)|(?:is|was) (?:first |originally )?(?:delivered|given|published|translated))\b",
    re.IGNORECASE,
)
_INLINE_END = re.compile(
    r"\s*(?:[\(\[](?:enditem|ends?|fin|the end)[\)\]]\.?|(?:###|-30-|[■□●∎◼◆❏])|[—–-]{1,2}\s?eds?\.?\]?|\(eds?\.?\)|[—–-]\s?(?:[A-Z]\.){2,4}\])\s*$",
    re.IGNORECASE,
)
_STAGE_FIRST = re.compile(rf"{furniture.STAGE}\s{{1,9}}(?=\S)", re.IGNORECASE)
_STAGE_LAST = re.compile(rf"\s{{1,9}}{furniture.STAGE}$", re.IGNORECASE)
_STAMP = re.compile(r"(?:^|(?<=[.?!…”\"’]\s))[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]\s{0,9}")
_EDGE = 200  # characters
_ABOUT = re.compile(
    r"\W*(?:about the (?:authors?|writers?|contributors?|speakers?|panel(?:l)?ists?|interviewe[er]s?|editors?|translators?)|contributors|notes on contributors|author bios?|biograph(?:y|ies))\W*",
    re.IGNORECASE,
)
_PARTICIPANTS = re.compile(
    r"\W*(?:participants?|(?:the )?panel|panel(?:l)?ists?|speakers?|guests?|moderators?|hosts?|present|in attendance|attend(?:ees|ing)|members present|also present|apologies|witness(?:es)?|interviewees?|"
    r"interviewers?|before|coram|for the \w+|counsel(?: for the \w+)?|contributors?|signator(?:y|ies)|discussants?|chair|with|featuring|appearances)\s*(?::.*)?",
    re.IGNORECASE | re.DOTALL,
)
_BIO_WORDS = 80


@dataclass
class _Part:
    """What is decided of a line: whose it is, and how many of its first characters only name the voice."""

    kind: str
    voice: str | None
    role: str | None
    confidence: float
    basis: str
    label: int = 0


def passages(document: Document, authors: Sequence[str], file: str) -> tuple[Masthead, list[Passage]]:
    """Return what stands over an article, and its passages; authors: whom the catalogue names, if it names any."""
    text = document.text
    own = lines(text, document.headings)
    sorts = furniture.sorts(own)
    common = common_words("\n".join(line.text for line, sort in zip(own, sorts, strict=True) if not sort))
    limit = _dialogue(own, sorts, common)
    head = masthead.read(own, sorts, document.said, text, common, file, limit)
    head.authors = list(authors) or head.authors
    setting, found = _turns(own, sorts, head, text, common)
    parts = _parts(setting, head, found)
    _notes(setting, head, parts)
    _bracketed(replace(setting, text=text), parts)
    _by_editor(setting, parts)
    _sections(setting, parts)
    _mail_quotes(setting, parts)
    _tail(setting, parts, found)
    return head, _tiled(text, own, parts, head)


_NOT_YET = ("header", "pullquote", "menu", "share", "related")


def _dialogue(own: Sequence[Line], sorts: list[str], common: frozenset[str]) -> int | None:
    """Return where a dialogue with labels begins, and let no line of it be taken for a page header or the like."""
    open_ = ["" if sort in _NOT_YET else sort for sort in sorts]
    found = turns.labelled(Setting(own, open_, (), (), (), common))
    said = [t for t in found if t.label < 0 or ends_sentence(own[t.n])]
    if len(said) < 3:
        return None
    for turn in said:
        sorts[turn.n] = ""
    return said[0].n


def _turns(
    own: Sequence[Line], sorts: list[str], head: Masthead, text: str, common: frozenset[str]
) -> tuple[Setting, list[Turn]]:
    """Return what is known of an article, and where another voice begins in it."""
    people = _participants(own, sorts, head, common)
    flat = "\n".join(" ".join(line.text.split()) for line in own)
    helpers = [x for role in ("editor", "translator") for x in head.others.get(role, [])]
    shape = Setting(own, sorts, head.kinds, [*head.authors, *people], head.authors, common, helpers=helpers)
    first = next((n for n in range(len(own)) if shape.open(n) and turns.is_label(shape, n)), None)
    talk = turns.is_talk(shape)
    begins = [n for n in (first, turns.first_question(shape) if talk else None) if n is not None]
    start = min(begins, default=min(len(own), head.top + 3))
    intro = "\n".join([head.title, *(own[n].text for n in range(start) if not sorts[n])])
    setting = replace(shape, known=[*shape.known, *named(flat, common, 0.4)] if first is not None else shape.known, intro=intro, text=flat)
    evidence = talk or is_interview(intro) or "interviewer" in head.others
    asking = head.others.get("interviewer", []) or (head.authors if first is not None or evidence else [])
    answering = interviewed(intro, common, asking) if first is not None or evidence else []
    dialogue = replace(
        setting, authors=[*answering, *head.authors, *people], interviewers=[a for a in asking if a not in answering]
    )
    for found in (
        turns.labelled(dialogue),
        _more(_parted(turns.contributions(setting), turns.groups(setting)), turns.letters(replace(setting, intro=intro, text=flat))),
        turns.questions(dialogue, evidence),
    ):
        if found:
            return setting, sorted([*found, *(t for t in turns.statements(setting) if not found[0].back)], key=lambda t: t.n)
    spoken = turns.titled(setting, head.title) if not head.authors else ""
    if spoken:
        head.authors.append(spoken)
    return setting, turns.statements(setting) if len(turns.statements(setting)) > 1 else []


def _more(one: list[Turn], other: list[Turn]) -> list[Turn]:
    return other if len(other) > len(one) else one


def _parted(single: list[Turn], groups: list[Turn]) -> list[Turn]:
    """Return contributions, unless it is one alone beside parts by groups, to which it is added."""
    if len(single) > 1 or not groups or (single and single[0].back):
        return single or groups
    return sorted([*groups, *single], key=lambda t: t.n)


def _participants(own: Sequence[Line], sorts: list[str], head: Masthead, common: frozenset[str]) -> list[str]:
    """Set lists of who takes part aside, and return the persons that they name."""
    people: list[str] = []
    listing = False
    for n, line in enumerate(own[: head.top + 20]):
        if sorts[n] or (head.kinds.get(n, ("", ""))[1] == "title"):
            continue
        if _PARTICIPANTS.fullmatch(line.text) and line.count <= 80:
            found = listed(line.text, common)
            listing = line.text.rstrip().endswith((":", "s", "S", "t")) and line.count <= 4
            if found or listing:
                people += found
                sorts[n] = "participants" if found or _lists(own, sorts, n, common) else ""
                listing = bool(sorts[n]) and not found
            continue
        person = named_line(line.text.lstrip("-•*– "), common) if listing and not is_prose(line) else None
        if person is None:
            listing = False
            continue
        people.append(person.text)
        sorts[n] = "participants"
    return people


def _lists(own: Sequence[Line], sorts: Sequence[str], n: int, common: frozenset[str]) -> bool:
    """Tell whether names and nothing else follow a line "Participants"."""
    following = [line for line, sort in zip(own[n + 1 : n + 3], sorts[n + 1 : n + 3], strict=False) if not sort]
    return len(following) == 2 and all(
        named_line(x.text.lstrip("-•*– "), common) and not is_prose(x) for x in following
    )


# --- whose each line is -------------------------------------------------------------------------------------------------


def _parts(s: Setting, head: Masthead, found: Sequence[Turn]) -> list[_Part]:
    parts = [_part(s, head, n) for n in range(len(s.lines))]
    default = _default(head)
    opening = sorted((t for t in found if not t.back), key=lambda t: t.n)
    before = _introducing(s, head, found) if opening else default
    _give(s, parts, 0, opening[0].n if opening else len(parts), before)
    for turn, end in zip(opening, [*(t.n for t in opening[1:]), len(parts)], strict=False):
        _give(s, parts, turn.n, end, _spoken(turn) if turn.voice else default)
        _label(parts, turn)
        _unheaded(s, parts, turn, end)
    closing = [t for t in found if t.back] or [
        t for n in range(len(parts)) if not opening or n < opening[0].n for t in [turns.signature(s, n) or turns.initialled(s, n)] if t
    ]
    _close(s, parts, sorted(closing, key=lambda t: t.n))
    if not found:
        _introduced(s, head, parts)
    elif all(t.basis.startswith("the label") for t in found):
        _taking_part(s, parts, found[0].n)
        _stage(s, parts, found[0].n)
        _narrated(s, head, parts, found)
    _listed_ahead(s, parts, opening)
    _bios(s, head, parts, found)
    return parts


def _part(s: Setting, head: Masthead, n: int) -> _Part:
    if s.sorts[n]:
        return _Part("furniture", None, None, 0.9, f"by its wording: {s.sorts[n]}")
    if n in head.kinds:
        kind, sort = head.kinds[n]
        return _Part(kind, None, None, 0.8, f"over the article: {sort or 'heading'}")
    return _Part("heading" if is_heading(s.lines, n) else "body", None, None, 0.0, "")


def _default(head: Masthead) -> _Part:
    if len(head.authors) == 1:
        return _Part("body", head.authors[0], "author", 0.9, "the article's only author")
    if head.authors:
        return _Part("body", ", ".join(head.authors), "collective", 0.7, "the article's authors together")
    return _Part("body", "unsigned", "unsigned", 0.5, "nobody is named as speaking")


def _spoken(turn: Turn) -> _Part:
    return _Part("body", turn.voice, turn.role, turn.confidence, turn.basis)


def _introducing(s: Setting, head: Masthead, found: Sequence[Turn]) -> _Part:
    """Return who speaks before the first turn: the bylined interviewer, else whoever edits the page."""
    speaking = {t.voice for t in found}
    asking = [
        t.voice
        for t in found
        if t.role == "interviewer" and t.voice in [*head.authors, *head.others.get("interviewer", [])]
    ]
    if asking:
        return _Part("introduction", asking[0], "interviewer", 0.8, "before the first question")
    other = [a for a in head.authors if a not in speaking]
    if len(head.authors) == len(other) == 1:
        return _Part("introduction", other[0], "author", 0.7, "before the first contribution, and in the byline")
    for role in ("editor", "translator"):
        if head.others.get(role):
            return _Part(
                "introduction", head.others[role][0], role, 0.8, "before the first contribution, and in the byline"
            )
    return _Part("introduction", "Editor", "editor", 0.7, "before the first contribution")


def _give(s: Setting, parts: Sequence[_Part], first: int, last: int, owner: _Part) -> None:
    """Give the lines from first to last to a voice; furniture stays nobody's, headings stay headings."""
    for part in parts[first:last]:
        if part.kind == "furniture":
            continue
        if part.kind != "heading":
            part.kind = owner.kind
        part.voice, part.role = owner.voice, owner.role
        part.confidence, part.basis = owner.confidence, owner.basis


def _label(parts: Sequence[_Part], turn: Turn) -> None:
    """Set aside what only names a voice: the whole line and what describes the person, or the line's beginning."""
    if turn.basis.startswith("the heading") or not turn.voice:
        parts[turn.n].kind = "heading"
        return
    if turn.label >= 0:
        if parts[turn.n].kind == "heading":
            parts[turn.n].kind = "body"
        parts[turn.n].label = turn.label
        return
    for part in parts[turn.n : turn.n + 1 + turn.more]:
        part.kind, part.voice, part.role, part.basis = "furniture", None, None, f"by its place: label of {turn.voice}"


def _unheaded(s: Setting, parts: Sequence[_Part], turn: Turn, end: int) -> None:
    """Take sentences for what they are: in a dialogue a question is no heading, nor is what stands below a name."""
    last = end if turn.basis.startswith("the label") else turn.n + turn.more + 2
    for n in range(turn.n + 1, min(last, len(parts))):
        if parts[n].kind == "heading" and not s.lines[n].marked and s.open(n) and ends_sentence(s.lines[n]):
            parts[n].kind = "body"


def _close(s: Setting, parts: Sequence[_Part], closing: Sequence[Turn]) -> None:
    """Give what stands over each name to whom it names."""
    start = 0
    for turn in closing:
        first = max([start, *(m for m in range(start, turn.n) if s.sorts[m] == "salutation")])
        if first == start and turn is closing[0] and len(closing) > 1:
            heads = [m for m in range(start, turn.n) if s.open(m) and parts[m].kind == "heading"]
            prose = [m for m in range(start, turn.n) if s.open(m) and parts[m].kind != "heading"]
            first = next((m for m in heads if prose and prose[0] < m), first)
        if first == start and turn is closing[0] and len(closing) > 1:
            asking = next((m for m in range(start, turn.n - 1) if s.open(m) and is_prose(s.lines[m])), None)
            first = asking + 1 if asking is not None and _INVITING.search(s.lines[asking].text) else first
        if first > start and turn is closing[0] and len(closing) > 1:
            _give(s, parts, start, first, _Part("introduction", "Editor", "editor", 0.6, "before the first letter"))
        owner = _spoken(turn)
        if turn.role in ("editor", "translator") or (len(closing) == 1 and _goes_on(s, turn)):
            owner = replace(owner, kind="introduction")
        _give(s, parts, first, turn.n, owner)
        for m in range(first, turn.n):
            if parts[m].kind == "body" and (greeting := turns.GREETING.match(s.lines[m].text)):
                parts[m].label = greeting.end()
        for part in parts[turn.n : turn.n + 1 + turn.more]:
            part.kind, part.voice, part.role, part.basis = (
                "furniture",
                None,
                None,
                f"by its place: signature of {turn.voice}",
            )
        start = turn.n + 1 + turn.more
        while start < len(parts) and re.match(r"P\.?\s?P?\.?S\b", s.lines[start].text):
            _give(s, parts, start, start + 1, owner)
            start += 1
    rest = [n for n in range(start, len(parts)) if closing and s.open(n)]
    if not any(t.n >= start for t in closing) and sum(s.lines[n].count for n in rest) <= 25 and not _goes_on(s, closing[-1] if closing else None):
        _give_away(parts, rest[0] if rest else start, len(parts))


def _listed_ahead(s: Setting, parts: list[_Part], opening: Sequence[Turn]) -> None:
    """Set aside a line ahead of what is said that lists the speakers."""
    voices = {t.voice for t in opening if " " in t.voice}
    for n in range(opening[0].n if len(voices) > 1 else 0):
        line = s.lines[n]
        several = sum(voice in " ".join(line.text.split()) for voice in voices) > 1
        if several and s.open(n) and line.count <= 45 and not line.marked and not is_prose(line) | (line.count > 30):
            parts[n] = _Part("furniture", None, None, 0.8, "by its place: who takes part")


def _taking_part(s: Setting, parts: list[_Part], first: int) -> None:
    """Set aside the lines ahead of a dialogue that name who takes part in it."""
    for n in range(first):
        line = s.lines[n]
        if s.open(n) and not is_prose(line) and line.count <= 25 and not line.marked:
            person = named_line(re.sub(r"^[-*•–\s]+|^[\w ]{3,25}:\s+", "", line.text), s.common)
            if person and person.certainty >= 0.5 and (person.affiliation or person.text in s.known):
                parts[n] = _Part("furniture", None, None, 0.8, "by its place: who takes part")


_TELLS = r"(?:says|said|asks|asked|adds|added|laughs|laughed|nods|smiles|smiled|points|pauses|shrugs|tells|told)"


def _narrated(s: Setting, head: Masthead, parts: list[_Part], found: Sequence[Turn]) -> None:
    """Give unlabelled paragraphs that tell of a speaker in the third person to the interviewer who signs."""
    asking = [t for t in found if t.role == "interviewer"]
    if not asking or not head.authors:
        return
    teller = _Part("body", asking[0].voice, "interviewer", 0.7, "tells of the speakers between what they say")
    names_ = "|".join(sorted({re.escape(t.voice.split()[-1]) for t in found}))
    labelled = {t.n for t in found}
    for n in range(found[0].n + 1, len(parts)):
        if n in labelled or parts[n].kind != "body" or parts[n].role == "interviewer":
            continue
        bare = re.sub(r"[“\"«][^”\"»]*[”\"»]", " ", s.lines[n].text)
        named_ = re.search(rf"\b(?:{names_})\b[^.]{{0,30}}\b(?:{_TELLS}|was|is|has|had|\w+s)\b", bare)
        if named_ and not re.search(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b", bare):
            parts[n] = replace(teller)


_INVITING = re.compile(
    r"\b(?:we (?:asked|invited|put)|asked (?:\w+ ){0,4}(?:people|experts|readers|members|to|who|what|whether)|told us|wrote to us|letters|responses|replies|reactions|"
    r"contributions|their (?:answers?|views?|thoughts|words)|here (?:is|are)|selection)\b",
    re.IGNORECASE,
)


def _stage(s: Setting, parts: list[_Part], first: int) -> None:
    """Set aside what stands in brackets by itself among what is said."""
    for n in range(first, len(parts)):
        if s.lines[n].count <= 15 and re.fullmatch(r"[(\[][^()\[\]]+[)\]]\.?", s.lines[n].text):
            parts[n] = _Part("furniture", None, None, 0.8, "by its wording: stage")


def _goes_on(s: Setting, turn: Turn | None) -> bool:
    return turn is None or sum(s.open(n) and is_prose(s.lines[n]) for n in range(turn.n + 1, len(s.lines))) >= 2


# --- introductions, notes, bios -----------------------------------------------------------------------------------------


def _introduced(s: Setting, head: Masthead, parts: Sequence[_Part]) -> None:
    """Give what introduces another's text to its editor: all before a late byline, or up to where it says "following"."""
    own = [n for n in range(len(s.lines)) if s.open(n) and is_prose(s.lines[n])]
    end = head.late_byline
    if end is None:
        cue = [n for n in own[:8] if _CUE.search(s.lines[n].text) and own[-1] > n]
        end = next((n + 1 for n in reversed(cue) if _breaks(s, n)), None)
    if end is None:
        end = _described(s, head, own)
    intro = " ".join(line.text for line in s.lines[: (end or 0) + 3])
    who = "" if head.authors or end is None else _introduced_author(s, head, end, intro)
    if end is None or not (head.authors or who):
        return
    role = "translator" if head.others.get("translator") and not head.others.get("editor") else "editor"
    editor = head.others.get("editor", head.others.get("translator", ["Editor"]))[0]
    _give(s, parts, 0, end, _Part("introduction", editor, role, 0.75, "introduces the text that follows"))
    if who:
        _give(s, parts, end, len(parts), _Part("body", who, "author", 0.7, "whose text the introduction says it is"))
        head.authors.append(who)


def _breaks(s: Setting, n: int) -> bool:
    """Tell whether a heading, a title or a rule stands directly behind line n."""
    after = range(n + 1, min(n + 3, len(s.lines)))
    return any(s.sorts[m] == "endmark" or (s.open(m) and is_heading(s.lines, m)) for m in after[:1]) or any(
        m in s.head for m in after
    )


def _described(s: Setting, head: Masthead, own: Sequence[int]) -> int | None:
    """Return where an introduction ends that names the author and is set off by a rule; None without one."""
    rule = next(
        (
            n
            for n in range(head.top, len(s.lines))
            if s.sorts[n] == "endmark" and not any(c.isalnum() for c in s.lines[n].text)
        ),
        None,
    )
    before = [n for n in own if rule is not None and n < rule]
    if rule is None or not 1 <= len(before) <= 4 or len(own) - len(before) <= len(before) or len(head.authors) != 1:
        return None
    family = head.authors[0].split()[-1]
    return rule if any(re.search(rf"\b{re.escape(family)}\b", s.lines[n].text) for n in before) else None


def _introduced_author(s: Setting, head: Masthead, end: int, intro: str) -> str:
    """Return whose text is introduced: the name before a colon in its title, else whom the introduction names most."""
    titles = [line.text for line in s.lines[: end + 4] if ":" in line.text or "：" in line.text]
    for title in reversed(titles):
        person = name(re.split("[:：]", title)[0], s.common)
        if (
            person
            and len(person.words) > 1
            and person.certainty >= 0.5
            and sum(person.text in x.text for x in s.lines[:end]) > 0
        ):
            return person.text
    found = named(intro, s.common)
    return max(found, key=lambda p: (found[p], -intro.find(p)), default="")


def _notes(s: Setting, head: Masthead, parts: Sequence[_Part]) -> None:
    """Give an editor's or translator's note to who signs it; one at the end belongs to the page."""
    own = [n for n in range(len(s.lines)) if s.open(n) and is_prose(s.lines[n])]
    for n, line in enumerate(s.lines):
        found = _NOTE.match(line.text) if s.open(n) else None
        if not found:
            continue
        who = (found["who"] or found["who2"]).casefold()
        role = "translator" if who == "translator" else "editor"
        voice = head.others.get(role, [role.capitalize()])[0]
        alone = found.end() >= len(line.text) - 1
        end = _note_end(s, n, alone)
        behind = [m for m in own if m >= end]
        if not behind:
            _give_away(parts, n, end)
            continue
        _give(s, parts, n, end, _Part("introduction", voice, role, 0.85, f"the label '{found.group().strip()[:40]}'"))
        parts[n].kind, parts[n].label = ("heading", 0) if alone else ("introduction", found.end())
        if end < len(parts) and re.fullmatch(r"[—–-]?\s?(?:[A-Z]\.\s?){2,3}(?:,.{0,40})?", s.lines[end].text):
            _give_away(parts, end, end + 1)  # initials below it


def _bracketed(s: Setting, parts: Sequence[_Part]) -> None:
    """Give a paragraph in brackets ahead of the text to its editor, or to whose initials stand at its end."""
    prose = [n for n in range(len(s.lines)) if s.open(n) and is_prose(s.lines[n])]
    first = next((n for n in prose[:2] if s.lines[n].text[0] == "[" and not re.match(r"\[[^\]]{0,40}\](?=.)", s.lines[n].text)), None)
    if first is None or len(prose) < 4 or parts[first].kind == "introduction":
        return
    last = next((n for n in range(first, min(first + 5, len(parts))) if s.lines[n].text.rstrip(" .*_").endswith("]")), None)
    if last is None or last >= prose[-2]:
        return
    text = " ".join(line.text for line in s.lines[first : last + 1])
    signed = re.search(r"[—–-]\s?(?P<who>(?:[A-Z]\.\s?){2,4})\]$", text)
    who = turns.short_for(signed["who"], s) if signed else ""
    _give(s, parts, first, last + 1, _Part("introduction", who or "Editor", "editor", 0.8, "in brackets ahead of the text"))


def _by_editor(s: Setting, parts: Sequence[_Part]) -> None:
    """Give a reply that ends in "– Ed." to the editor."""
    for n, line in enumerate(s.lines):
        if s.open(n) and line.count > 3 and turns.BY_EDITOR.search(line.text):
            role = "editor"
            _give(s, parts, n, n + 1, _Part("body", "Editor", role, 0.85, "marked as the editor's at its end"))


_BACK_MATTER = re.compile(
    r"(?:\d+\.?\s+)?(?:acknowledge?ments?|funding(?: statement)?|conflicts? of interests?|competing interests|declarations?(?: of (?:interests?|competing interests?))?|references|bibliography|works cited|"
    r"further reading|author contributions|data availability(?: statement)?|ethics(?: statement)?|about (?:us|the (?:publisher|society|institute|series))|credits|colophon|imprint|contact(?: us)?)\W*",
    re.IGNORECASE,
)


def _sections(s: Setting, parts: Sequence[_Part]) -> None:
    """Set aside the sections behind an article that are about it: acknowledgements, funding, references."""
    inside = False
    for n in range(len(parts) // 2, len(parts)):
        line = s.lines[n]
        if parts[n].kind == "heading" or line.marked or _BACK_MATTER.fullmatch(line.text):
            inside = bool(_BACK_MATTER.fullmatch(line.text))
            continue
        if inside and s.open(n):
            parts[n].kind, parts[n].voice, parts[n].role, parts[n].basis = "furniture", None, None, "by its place: behind the article"


_WROTE = re.compile(r"(?:>\s?)*(?:On .{5,140}?,? )?(?P<who>[^\W\d_][^,<>:\n]{2,40}?)(?:\s*<[^>]*>)? (?:wrote|writes)\s*:", re.DOTALL)


def _mail_quotes(s: Setting, parts: Sequence[_Part]) -> None:
    """Give the lines that an e-mail quotes behind ">" to who wrote them, as the line above them says."""
    voice = ""
    for n, line in enumerate(s.lines):
        if wrote := _WROTE.fullmatch(line.text):
            person = name(re.sub(r"^.*?(?:[AP]M|\d{4}|\d\d:\d\d),?\s+", "", wrote["who"]), s.common)
            voice = person.text if person else ""
            if voice:
                _give_away(parts, n, n + 1)
        elif voice and line.text.startswith(">"):
            _give(s, parts, n, n + 1, _Part("body", voice, "author", 0.8, "quoted in the mail"))
            parts[n].kind = "body" if parts[n].kind == "heading" else parts[n].kind


_ENDS = ("endmark", "disclaimer", "credits", "source", "wire", "comments", "contact", "salutation")
_MOST_BEHIND = (45, 150, 0.15)  # words behind a sure sign of the end: this many, or this share up to so many
_FEW_BEHIND = (20, 60, 0.06)  # behind another sort of furniture


def _tail(s: Setting, parts: Sequence[_Part], found: Sequence[Turn]) -> None:
    """Set aside the little that stands behind the end of an article: behind a bio, a notice, a credit, an end mark."""
    whole = sum(line.count for line, part in zip(s.lines, parts, strict=True) if part.kind in ("body", "introduction"))
    last = max((t.n + t.more for t in found if not t.back), default=0)
    _trailing(s, parts, last)
    behind = 0
    for n in range(len(parts) - 1, max(last, int(len(parts) * 0.5)), -1):
        part = parts[n]
        if part.basis.startswith("by its place: signature"):
            return
        if part.kind != "furniture":
            if s.lines[n].count > _BIO_WORDS or _has_figures(s.lines[n]):
                return
            behind += s.lines[n].count
            continue
        sure = s.sorts[n] in _ENDS or part.basis.startswith("by its place")
        least, most, share = _MOST_BEHIND if sure else _FEW_BEHIND
        if behind > min(most, max(least, share * whole)):
            return
        if behind and s.sorts[n] not in ("image", "advert", "stage", "pullquote", "header", "menu", "date"):
            _give_away(parts, n + 1, len(parts))
            behind = 0


def _has_figures(line: Line) -> bool:
    """Tell whether a line states several figures, which is more than a notice does."""
    return len(re.findall(r"\d[\d.,]*", line.text)) > 3


def _trailing(s: Setting, parts: Sequence[_Part], last: int) -> None:
    """Set aside short lines that end an article and are no sentences: names, places, credits; items of a list stay."""
    prose = [n for n in range(len(parts)) if parts[n].kind in ("body", "introduction") and is_prose(s.lines[n])]
    if len(prose) < 3:
        return
    for n in range(len(parts) - 1, max(prose[-1], last), -1):
        line = s.lines[n]
        if parts[n].kind == "furniture":
            continue
        if ends_sentence(line) or line.count > 16 or _has_figures(line) or re.match(r"[-*•–—(]|\d+[.)]", line.text) or " | " in line.text:
            return
        _give_away(parts, n, n + 1)


def _note_end(s: Setting, n: int, alone: bool) -> int:
    """Return the line behind a note: behind its closing bracket, at a rule or a heading below it, or the next line."""
    opened = s.lines[n].text[0]
    if opened in "[(":
        closed = {"[": "]", "(": ")"}[opened]
        return next(
            (m + 1 for m in range(n, min(n + 8, len(s.lines))) if s.lines[m].text.rstrip().endswith(closed)), n + 1
        )
    for m in range(n + 1, min(n + 7, len(s.lines))):
        if s.sorts[m] == "endmark" or m in s.head or (s.open(m) and is_heading(s.lines, m)):
            return m
        if (
            not alone
            and not s.sorts[m]
            and not any(s.sorts[k] == "endmark" for k in range(m, min(n + 6, len(s.lines))))
        ):
            return m
    return n + 1 + alone


def _give_away(parts: Sequence[_Part], first: int, last: int) -> None:
    for part in parts[first:last]:
        part.kind, part.voice, part.role, part.basis = "furniture", None, None, "by its place: a note at the end"


def _bios(s: Setting, head: Masthead, parts: Sequence[_Part], found: Sequence[Turn]) -> None:
    """Set aside what the end says of the authors, and what a contribution ends with about who wrote it."""
    speaking = {p.voice for p in parts if p.voice and p.role in ("author", "interviewer", "translator", "editor", "collective")} | {
        *head.authors,
        *(x for o in head.others.values() for x in o),
    }
    last = max((t.n + t.more for t in found if not t.back), default=0)
    for t, end in zip(found, [*(t.n for t in found[1:]), len(parts)], strict=False):
        own = [n for n in range(t.n + t.more + 1, end) if parts[n].kind in ("body", "heading")]
        if t.voice and not t.back and own and s.lines[own[-1]].count <= _BIO_WORDS and turns.describes(s.lines[own[-1]], Name(t.voice, 1.0)):
            _give_away(parts, own[-1], own[-1] + 1)
    about = next((n for n in range(len(parts) // 2, len(parts)) if _ABOUT.fullmatch(s.lines[n].text)), None)
    if about is not None and about > last and not any(is_prose(s.lines[n]) and s.lines[n].count > 120 for n in range(about, len(parts))):
        _give_away(parts, about, len(parts))
        return
    people = [Name(one, 1.0) for voice in speaking for one in voice.split(", ")]
    outlet = re.compile(rf"\W*(?:the )?{re.escape(head.outlet.removeprefix('The '))}\b", re.IGNORECASE) if head.outlet else None
    first = None
    for n in range(len(parts) - 1, max(-1, len(parts) - 20, head.top, last), -1):
        line = s.lines[n]
        if parts[n].kind == "furniture":
            continue
        if (line.count > _BIO_WORDS and not furniture.of_the_page(line)) or _has_figures(line):
            break
        if any(turns.describes(line, p) for p in people) or _bio_of_another(s, n) or _of_the_page(line, outlet) or furniture.of_the_page(line) or _is_about(line, people):
            first = n
        elif is_prose(line) and line.count > _SHORT and not furniture.of_the_page(line):
            break
    if first is not None:
        _give_away(parts, first, len(parts))


_PAGE = re.compile(
    r"\W*(?:note:|contributors (?:are|were|write|speak)\b|(?:signed )?for (?:the )?[^.:]{3,60}: ?[A-Z]|done (?:in|at)\b|in witness whereof\b|(?:our|the) (?:editors?|editorial team)\b)", re.IGNORECASE
)
_SHORT = 45  # words of a line behind the article at most that nothing tells from it


def _is_about(line: Line, people: Sequence[Name]) -> bool:
    """Tell whether a paragraph at the end begins with the name of who speaks, and quotes nobody."""
    starts = any(re.match(rf"\W*(?:[A-Z]\w{{0,9}}\.? )?{re.escape(p.text)}\b", line.text) for p in people)
    return starts and line.count <= _BIO_WORDS and not re.search(r"[“”\"«]|\b(?:says|said)\b", line.text)


def _of_the_page(line: Line, outlet: re.Pattern[str] | None) -> bool:
    """Tell whether a line at the end speaks of its outlet, of contributors, or notes something."""
    return line.count <= _SHORT and bool(_PAGE.match(line.text) or (outlet and outlet.match(line.text)))


def _bio_of_another(s: Setting, n: int) -> bool:
    """Tell whether a line behind a rule says who somebody is."""
    text = s.lines[n].text.lstrip("*_ –—-")
    found = re.match(
        r"(.{3,60}?),? (?:is|was|are) (?:an?|the|professor|director|head|editor|author|co-|currently|based|founder|president|chair)\b",
        text,
    )
    ruled = n > 0 and (s.sorts[n - 1] in ("endmark", "disclaimer", "signature") or text != s.lines[n].text)
    return found is not None and ruled and name(found[1], s.common) is not None


# --- lines to passages --------------------------------------------------------------------------------------------------


def _tiled(text: str, own: Sequence[Line], parts: Sequence[_Part], head: Masthead) -> list[Passage]:
    """Return the passages of a text: lines of one owner and kind together, each from where it begins to the next."""
    pieces: list[tuple[int, _Part]] = []
    first_prose = head.top
    for n, (line, part) in enumerate(zip(own, parts, strict=True)):
        for start, piece in _pieces(line, part, n == first_prose):
            if not pieces or not _alike(pieces[-1][1], piece):
                pieces.append((start, piece))
    starts = [0, *(start for start, _ in pieces[1:]), len(text)]
    found = [
        Passage(start, end, p.voice, p.role, p.kind, round(p.confidence, 2), p.basis)
        for (_, p), start, end in zip(pieces, starts, starts[1:], strict=False)
    ]
    return found or [Passage(0, len(text), "unsigned", "unsigned", "body", 0.5, "nobody is named as speaking")]


def _pieces(line: Line, part: _Part, opens: bool) -> list[tuple[int, _Part]]:
    """Return a line cut into what names its voice, what is said, and stage directions and end marks at its edges."""
    if part.kind == "furniture" or (not part.voice and part.kind == "heading"):
        return [(line.start, part)]
    aside = _Part("furniture", None, None, 0.9, "by its wording: label")
    first, last = part.label, len(line.text)
    found: list[tuple[int, _Part]] = [(line.start, aside)] if first else []
    if opens and not first and (place := masthead.dateline(line)):
        found, first = [(line.start, replace(aside, basis="by its wording: dateline"))], place.end()
    said = line.text[first:last]
    if end := _INLINE_END.search(said, max(0, len(said) - 60)):
        last = first + end.start()
    at = first
    for s, e in _asides(line.text[first:last]):
        if s > 0:
            found.append((line.start + at, part))
        found.append((line.start + first + s, replace(aside, basis="by its wording: stage")))
        at = first + e
    if at < last:
        found.append((line.start + at, part))
    if last < len(line.text):
        found.append((line.start + last, replace(aside, basis="by its wording: endmark")))
    return found or [(line.start, part)]


def _asides(said: str) -> list[tuple[int, int]]:
    """Return where stage directions stand at the edges of what is said, and time stamps between its sentences."""
    edges = (_STAGE_FIRST.match(said), _STAGE_LAST.search(said, max(0, len(said) - _EDGE)))
    cuts = sorted({m.span() for m in (*edges, *_STAMP.finditer(said)) if m})
    return [cut for n, cut in enumerate(cuts) if n == 0 or cut[0] >= cuts[n - 1][1]]


def _alike(one: _Part, other: _Part) -> bool:
    return (one.kind, one.voice, one.role) == (other.kind, other.voice, other.role)
