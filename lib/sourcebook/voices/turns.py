"""Where another voice begins, by the shapes in which articles show it.

Labels before what is said ("Q:", "MS. OKAFOR:"), names on a line of their own before or below each contribution, groups
named in headings, questions that stand alone. Each finder returns the turns that it sees, or none.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcebook.spans import function_words, word_list
from sourcebook.voices.lines import Line, ends_sentence, is_heading, is_prose, looks_like_heading, looks_like_post
from sourcebook.voices.names import SUFFIXES, Name, given_names, is_same, name, named_line, names
from sourcebook.voices.people import behind_label, named

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?"
_LABEL = re.compile(
    rf"\W{{0,3}}?(?:{_TIME}\s*[-–—|]?\s*)?(?P<who>[^\W\d_][^:：\n\r]{{0,90}}?)\s*(?:[-–—|]?\s*{_TIME})?\s*"
    rf"(?P<mark>[:：](?!\d|//)|\.\s?[—–](?=\s|[A-Z])|\s[—–](?=\s)|\)\s[—–])(?:[*_]*)(?:\s+|$)"
)
_STOPPED = re.compile(
    r"(?P<who>The (?:[A-Z]{4,}(?: [A-Z]{3,})*|(?:Deputy |Vice |Acting )?(?:President|Chair(?:man|woman|person)?|Speaker|Clerk|Secretary|Court|Witness|Moderator))|(?:Mr|Mrs|Ms|Dr|Miss|Sir|Dame|Prof|Senator|Sen|Rep|Representative|Chair(?:man|woman)?|Judge|Justice|Secretary|Ambassador|Governor|Mayor|"
    r"Councillor|Cllr|Lord|Baroness|Commissioner|Director|General)\.? (?:[A-Z]\. ?)?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?: \[[^\]]+\])?)(?P<mark>\.)\s+(?=[\"“‘(\[]?[A-Z0-9])"
)
_HOUR = re.compile(r"(?:[ap]\.?m\b|[A-Z]{2,4}T\b|hrs?\b|uhr\b)", re.IGNORECASE)
_TIMED = re.compile(
    rf"(?:{_TIME}\s*[-–—|]?\s*(?P<a>[^\W\d_][^:\n]{{0,60}})|(?P<b>[^\W\d_][^:\n]{{0,60}}?)\s*[-–—|]?\s*{_TIME})\s*:?"
)
_MAY_LABEL = re.compile(r"[:：—–]|\.(?:\s|$)|^[QA]\s|^\W*by\s", re.IGNORECASE)
_Q_OR_A = re.compile(r"(?P<who>[QA])\.?\s+(?=[^a-z\s])")
_EXAMINED = re.compile(r"(?:(?:cross|direct|re-?direct|re)[- ]?examination )?by (?P<who>(?:mr|mrs|ms|dr|miss|sir|dame)\b\.? .{2,40}):?", re.IGNORECASE)
_ASKING = re.compile(r"(?:q|question|questions)\W?\s?\d{0,3}\.?", re.IGNORECASE)
_ANSWERING = re.compile(r"(?:a|answer|answers|response)\W?\s?\d{0,3}\.?", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:the |several |some |many |an? )?(?:hon(?:ourable)?\.? )?(?:(?P<ask>interviewer|moderator|host|co-?host|presenter|anchor|questioner|question from (?:the )?\w+|facilitator|reporter|journalist|correspondent|"
    r"(?:audience|floor|unidentified|unknown|male|female)(?: (?:member|question(?:er)?|participant|speaker|voice|reporter|male|female|man|woman))*|member of the (?:audience|public)|caller|student|"
    r"interlocutor|emcee|mc)|"
    r"interviewee|respondent|(?:vice[- ]|deputy |acting )?chair(?:man|woman|person)?|speaker|president|clerk|secretary|court|judge|witness|members|delegates|all|both|together|others|voices|audience|crowd|counsel|guest|narrator|operator|"
    r"translator|interpreter|participant|panel(?:l)?ist|committee|staff|commissioner|minister|mayor|editors?|expert|voice|(?:senior )?(?:administration |government |defen[cs]e |state department )?officials?|coach|announcer|prosecutor|defen[cs]e|plaintiff|claimant|applicant|resident|"
    r"farmer|spokes(?:man|woman|person))(?: ?(?:no\.? ?)?(?:\d{1,2}|[A-Z]))?(?: [\(\[][^()]*[\)\]])?",
    re.IGNORECASE,
)
_GROUP_NOUNS = (
    r"delegations?|side|group|party|team|scholars?|experts?|researchers?|members?|union|association|committee|caucus|council|panel|"
    r"working group|authors?|representatives?|employers?|workers?|ministry|government|secretariat|coalition|alliance|chamber|federation|"
    r"farmers?|residents?|parties|signatories|bloc|commission|board|academics?|economists?|historians?|participants?|contingent|mission|bench|"
    r"guild|board|trust|company|agency|authority|church|synod|parish|tribe|city|province|league|congress|"
    r"(?:\w+(?:ers|ors|ists|ians|men|women|wardens|citizens|officials|leaders|chiefs|mayors)|people)|students?|teachers?|unions?|societ(?:y|ies)|institute|academy|network|forum|communit(?:y|ies)|villagers?|owners?|operators?|users?|"
    r"fishers?|fishermen|engineers?|scientists?|doctors?|nurses?|planners?|producers?|growers?|traders?|tenants?|landlords?|youth|women|elders"
)
_FROM_GROUP = re.compile(
    rf"\b(?:from|by)\s+(?:the )?(?P<who>(?:[\w’'&-]+ ){{0,4}}?(?:{_GROUP_NOUNS})\b(?: (?:of|for|from) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)?)",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(
    rf"\b(?:statement|position|views?|response|remarks|proposals?|recommendations?|perspectives?|contribution|submission|declaration|demands|reply|case|"
    rf"suggestions|comments|paper|text|opinion|answer)s? (?:of|from|by) (?:the )?(?P<who>(?:[\w’'&-]+ ){{0,4}}?(?:{_GROUP_NOUNS})\b(?: of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)?)\s*$",
    re.IGNORECASE,
)
_IS_GROUP = re.compile(
    rf"(?:(?:part|section|chapter)?\s*(?:\d{{1,2}}|[ivxlc]{{1,5}}|[a-d]|one|two|three|four|five)?\s*[.):–—-]\s*)?(?:the )?(?P<who>(?:[A-Z][\w’'&-]* ){{0,5}}?(?:{_GROUP_NOUNS})(?: of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)?)"
    r"(?:[’']s?)?(?:\s(?:statement|position|views?|response|perspective|part|proposals?|recommendations?|remarks|contribution|says?))?(?:\s*\([^()]*\))?\s*:?",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\b(?:recommendations?|agree|next (?:steps?|meeting|session)|joint|common|agreed|shared|conclusions?|next steps|annex|closing|signed|signatures|both|together|all (?:parties|sides|delegations))\b",
    re.IGNORECASE,
)
_IS_NUMBERED = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[IVX]{1,4})[.)]\s+")
_EDITORS = re.compile(
    r"(?:the )?(?:editors?|editorial (?:board|team|staff)|translators?|the staff|ed|eds|trans|tr)\.?(?:,.{0,60})?",
    re.IGNORECASE,
)
_FAR = 400  # characters in which a label must be over
_WIDEST = 130  # characters of a line that is a label by itself
_SURE = 0.8
_LIKELY = 0.5


@dataclass(frozen=True)
class Turn:
    """A place where a voice begins to speak: line `n`, whose first `label` characters only name it.

    label   -1: the whole line names the voice; and `more` lines behind it, with a post or an affiliation
    back    whether the line closes what the voice has said, and does not open it
    """

    n: int
    label: int
    voice: str
    role: str
    confidence: float
    basis: str
    more: int = 0
    back: bool = False


@dataclass(frozen=True)
class Setting:
    """What the finders know of an article: its lines, which are furniture, which stand over it, who is known in it."""

    lines: Sequence[Line]
    sorts: Sequence[str]
    head: Collection[int]
    known: Sequence[str]
    authors: Sequence[str]
    common: Collection[str]
    interviewers: Sequence[str] = ()
    intro: str = ""
    text: str = ""
    helpers: Sequence[str] = ()

    def open(self, n: int) -> bool:
        """Tell whether line n may be anything: it is no furniture and stands not over the article."""
        return not self.sorts[n] and n not in self.head

    def next(self, n: int) -> int | None:
        """Return the next line behind n that is no furniture."""
        return next((m for m in range(n + 1, len(self.lines)) if not self.sorts[m]), None)


# --- labels before what is said -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Label:
    n: int
    end: int
    kind: str  # ask, reply, office, name, word
    key: str
    who: str


def labelled(s: Setting) -> list[Turn]:
    """Return a turn for each label such as "Q:", "MS. OKAFOR:", "FT:", where they make a dialogue."""
    found = [label for n in range(len(s.lines)) if s.open(n) and (label := _label(s, n))]
    times = Counter(label.key for label in found)
    stamped = sum(bool(_TIMED.fullmatch(s.lines[label.n].text)) for label in found)
    if stamped >= 3:
        times.update({label.key: 3 for label in found if _TIMED.fullmatch(s.lines[label.n].text)})
    kept = [label for label in found if _holds(label, times, s)]
    if len(kept) >= 3:
        kept = sorted({*kept, *(x for x in found if x.kind in ("ask", "reply"))}, key=lambda x: x.n)
    keys = Counter(label.key for label in kept)
    kinds = {label.kind for label in kept}
    dialogue = len(kept) >= 3 and len(keys) >= 2
    asked = "ask" in kinds and ("reply" in kinds or len(kept) >= 2)
    round_ = len(keys) >= 2 and all(label.kind in ("name", "office") for label in kept) and len(kept) >= 2
    if len(kept) == 1 and len(found) == 1 and _opens_alone(s, kept[0]):
        return _named_turns(s, kept)
    if not (dialogue or asked or round_) or not _said_in_prose(s, kept) or _is_quoted_dialogue(s, kept):
        return []
    return _named_turns(s, sorted([*kept, *_of_one_form(s, kept)], key=lambda label: label.n))


def _opens_alone(s: Setting, label: _Label) -> bool:
    """Tell whether one label opens all that is said, as in "SECRETARY NG: Thank you.": a name in capitals or with a title."""
    first = next((n for n in range(len(s.lines)) if s.open(n) and (is_prose(s.lines[n]) or n == label.n)), None)
    person = named_line(label.who, s.common)
    return first == label.n and person is not None and (person.titled or label.who.isupper()) and label.end > 0 and ends_sentence(s.lines[label.n])


def _form(s: Setting, label: _Label) -> tuple[bool, bool, bool, str]:
    """Return what a label looks like: in capitals, on a line of its own, stamped, and the sign behind it."""
    text = s.lines[label.n].text
    sign = text[: label.end].rstrip()[-1:] if label.end > 0 else text.rstrip()[-1:]
    return label.who.isupper(), label.end < 0, bool(re.match(_TIME, text)), sign if sign in ":：.—–" else ""


def _of_one_form(s: Setting, kept: Sequence[_Label]) -> list[_Label]:
    """Return the other lines that begin with a label of the form that most of the dialogue's labels have."""
    forms = Counter(_form(s, label) for label in kept if label.kind not in ("ask", "reply"))
    usual = {form for form, n in forms.items() if n >= 3}
    taken = {label.n for label in kept}
    found = []
    for n in range(kept[0].n, len(s.lines)):
        match = _LABEL.match(s.lines[n].text, 0, _FAR) if s.open(n) and n not in taken else None
        if not match:
            continue
        who = _bare(match["who"])
        label = _Label(n, -1 if match.end() >= len(s.lines[n].text) else match.end(), "form", who.casefold(), who)
        plain = {w.strip(".,").casefold() for w in who.split()}
        wordy = not who.isupper() and (len(plain) > 4 or not who[:1].isupper() or plain & set(s.common) or plain & word_list("not_names.txt"))
        if _form(s, label) in usual and len(plain) <= 6 and not wordy:
            found.append(label)
    often = Counter(label.key for label in found)
    return [label for label in found if label.who.isupper() or " " in label.who or label.end < 0 or often[label.key] > 1]


def _is_quoted_dialogue(s: Setting, labels: Sequence[_Label]) -> bool:
    """Tell whether labelled lines are a scene inside somebody's own text: few of its words, with prose around them."""
    prose = [n for n in range(len(s.lines)) if s.open(n) and is_prose(s.lines[n])]
    said = sum(s.lines[label.n].count for label in labels)
    before = [n for n in prose if n < labels[0].n]
    after = [n for n in prose if n > labels[-1].n]
    own = sum(s.lines[n].count for n in {*prose, *(label.n for label in labels)})
    return said < 0.25 * own and len(before) >= 3 and len(after) >= 2 and all(label.kind in ("name", "word", "office") for label in labels)


def is_office(who: str) -> bool:
    """Tell whether a voice's name says what somebody does there, and not who: "Chair", "Audience member"."""
    return bool(_OFFICE.fullmatch(who))


def is_label(s: Setting, n: int) -> bool:
    """Tell whether a line begins with what may be a label."""
    return _label(s, n) is not None


def _label(s: Setting, n: int) -> _Label | None:
    text = s.lines[n].text
    if not _MAY_LABEL.search(text[:130]):
        return None
    if examined := _EXAMINED.fullmatch(text):
        return _Label(n, -1, "by", _key(examined["who"], "name", s), examined["who"])
    if asked := _Q_OR_A.match(text):
        return _Label(n, asked.end(), "ask" if asked["who"] == "Q" else "reply", "ask" if asked["who"] == "Q" else "reply", asked["who"])
    found = _LABEL.match(text, 0, _FAR) or _STOPPED.match(text, 0, _FAR)
    if not found:
        timed = _TIMED.fullmatch(text) if len(text) <= _WIDEST else None
        if not timed:
            return None
        who = (timed["a"] or timed["b"]).strip(" *_")
        kind = "" if _HOUR.match(who) else _kind(who, s) or ("timed" if who[:1].isupper() or who[:1].islower() and len(who.split()) <= 4 else "")
        return _Label(n, -1, kind, _key(who, kind, s), who) if kind else None
    said = text[found.end() :].lstrip("“\"‘'([*_…. ")
    if said[:1].islower() and not found["who"].isupper():
        return None  # an item of a list: "Rice: for the swamp"
    inside = re.search(r"[(\[]([^()\[\]]+)[)\]]$", found["who"] + (")" if found["mark"].startswith(")") else ""))
    if inside and (person := name(inside[1], s.common)) and person.titled and not name(found["who"][: inside.start()], s.common):
        return _Label(n, -1 if not said else found.end(), "name", person.words[-1].casefold(), inside[1])
    who = found["who"].strip(' *_“"') + (")" if found["mark"].startswith(")") else "")
    kind = _kind(who, s)
    if not kind or (found["mark"].strip() in ("—", "–") and kind == "word"):
        return None
    return _Label(n, -1 if found.end() >= len(text) else found.end(), kind, _key(who, kind, s), who)


def _kind(who: str, s: Setting) -> str:
    """Return what a label is: of a question, of an answer, an office, a person's name, a single word; "" if none."""
    if _ASKING.fullmatch(who):
        return "ask"
    if _ANSWERING.fullmatch(who):
        return "reply"
    if _OFFICE.fullmatch(who):
        return "office"
    person = named_line(who, s.common)
    if person and (person.certainty >= _LIKELY or person.titled) and len(who.split()) <= 14:
        return "name"
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", who).strip()
    if len(bare.split()) <= 3 and bare[:1].isupper() and all(w[0].isupper() for w in bare.split() if w[0].isalpha()):
        return "word"
    return ""


def _key(who: str, kind: str, s: Setting) -> str:
    if kind == "ask" or kind == "reply":
        return kind
    person = named_line(who, s.common) if kind == "name" else None
    plain = person.text if person else re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", who)
    return (
        plain.split()[-1].casefold()
        if kind == "name" and person and person.titled
        else plain.casefold().removeprefix("the ")
    )


def _holds(label: _Label, times: Mapping[str, int], s: Setting) -> bool:
    """Tell whether a label is a speaker's by itself: a single word needs to come again or to be known."""
    if label.kind in ("ask", "reply"):
        return times["ask"] >= 1 and times["ask"] + times["reply"] >= 3
    if label.kind in ("office", "by") or times[label.key] > 3:
        return True
    if label.kind == "timed":
        return times[label.key] >= 3
    if label.kind == "name":
        person = named_line(label.who, s.common)
        return person is not None and (person.certainty >= 0.6 or times[label.key] >= 2 or bool(_known(label.who, s)))
    word = label.key
    if _known(label.who, s) or (word in given_names() and times[word] >= 2):
        return True
    if times[word] < 2 or any(w in s.common for w in word.split()):
        return False
    return label.who.isupper() or len(word.split()) == 1


def _bare(who: str) -> str:
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", who).strip(" *_")


def _known(who: str, s: Setting) -> str:
    """Return the full name of a person of the article that a label's words are a part of, if it is one only."""
    person = named_line(who, s.common)
    bare = person.text if person else re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", who)
    initials = bare.replace(".", "").replace(" ", "")
    ends = {bare.split()[-1].casefold(), bare.split()[0].casefold()} if bare else set()
    found = {full for full in s.known if is_same(bare, full) and len(full.split()) >= len(bare.split())}
    found = {full for full in found if {full.split()[-1].casefold(), full.split()[0].casefold()} & ends}
    if not found and initials.isupper() and 2 <= len(initials) <= 3:
        found = {full for full in s.known if "".join(w[0] for w in full.split()).upper() == initials}
    longest = {
        full
        for full in found
        if not any(full != other and is_same(full, other) and len(other) > len(full) for other in found)
    }
    return longest.pop() if len(longest) == 1 else ""


def _said_in_prose(s: Setting, labels: Sequence[_Label]) -> bool:
    """Tell whether most labels stand before something said: a sentence, or more lines below them."""
    good = 0
    taken = {label.n for label in labels}
    for label in labels:
        line = s.lines[label.n]
        below = s.next(label.n)
        good += ends_sentence(line) if label.end > 0 else below is not None and below not in taken
    return good >= 0.6 * len(labels)


def _named_turns(s: Setting, labels: Sequence[_Label]) -> list[Turn]:
    asking = _asking(s, labels)
    voices: dict[str, tuple[str, str]] = {}
    answered = [key for key in dict.fromkeys(label.key for label in labels) if key not in asking]
    own = {_bare(label.who).title() for label in labels if label.kind in ("name", "word", "form")}
    own |= {p.text for label in labels if label.kind == "name" and (p := named_line(label.who, s.common))}
    labelled_ = [i for i in s.interviewers if any(is_same(who, i) for who in own)]
    s = replace(s, interviewers=[i for i in s.interviewers if i not in labelled_] if "ask" in {x.kind for x in labels} else s.interviewers)
    for label in labels:
        if label.key not in voices:
            voices[label.key] = _voice(label, label.key in asking, s, alone=len(answered) == 1)
        elif (
            label.kind == "name"
            and (full := named_line(label.who, s.common))
            and len(full.words) > len(voices[label.key][0].split())
        ):
            voices[label.key] = (full.text, voices[label.key][1])
    turns, by = [], ""
    witness = behind_label("witness", s.intro, s.text, s.common) or "Witness"
    for x in labels:
        voice, role = voices[x.key]
        by = voice if x.kind == "by" else by
        if by and x.kind in ("ask", "reply"):  # in a hearing
            voice, role = (by, "author") if x.kind == "ask" else (witness, "author")
        certain = 0.9 if x.kind != "word" else 0.8
        turns.append(Turn(x.n, x.end, voice, role, certain, f"the label before what is said, '{x.who[:40]}'"))
    return turns


def _asking(s: Setting, labels: Sequence[_Label]) -> set[str]:
    """Return the labels of those who ask: by their office, or since most that they say are questions."""
    asking = {label.key for label in labels if label.kind == "ask"}
    asking |= {
        label.key for label in labels if label.kind == "office" and (m := _OFFICE.fullmatch(label.who)) and m["ask"]
    }
    if asking:
        return asking
    questions: Counter[str] = Counter()
    total = Counter(label.key for label in labels)
    ends = [label.n for label in labels[1:]] + [len(s.lines)]
    for label, end in zip(labels, ends, strict=True):
        said = [s.lines[n] for n in range(label.n, end) if s.open(n)]
        questions[label.key] += any(line.text.rstrip("”\"’' ").endswith("?") for line in said[-1:])
    keys = [key for key in total if total[key] >= 2 and questions[key] >= 0.6 * total[key]]
    return set(keys) if len(keys) == 1 else set()


def _voice(label: _Label, asks: bool, s: Setting, alone: bool) -> tuple[str, str]:
    """Return name and role of who speaks under a label; alone: whether one voice only answers."""
    role = "interviewer" if asks else "author"
    if label.kind == "ask":
        return (s.interviewers[0] if s.interviewers else "Interviewer"), role
    if label.kind == "reply":
        others = [a for a in s.authors if a not in s.interviewers]
        return (others[0] if others else "Interviewee"), role
    if behind := behind_label(_bare(label.who), s.intro, s.text, s.common):
        return _known(behind, s) or behind, role
    if full := _known(label.who, s):
        return full, role
    if label.kind == "office":
        bare = _bare(label.who)
        inside = re.search(r"[(\[]([^()\[\]]+)[)\]]", label.who)
        if inside and (person := name(inside[1], s.common)):
            return person.text, role
        if asks and s.interviewers and bare.casefold() in ("interviewer", "moderator", "host", "presenter"):
            return s.interviewers[0], role
        if re.search(r"\b(?:members|delegates|all|both|together|others|voices|crowd)$", bare, re.IGNORECASE):
            role = "collective"
        return bare.removeprefix("The ").removeprefix("THE ").capitalize(), role
    if label.kind in ("name", "by") and (person := named_line(label.who, s.common)):
        return person.text, role
    if asks:
        return (s.interviewers[0] if s.interviewers else label.who.title() if len(label.who) > 4 else label.who), role
    others = [a for a in s.authors if a not in s.interviewers]
    if alone and len(label.who) <= 3 and len(others) == 1:
        return others[0], role
    return (label.who if len(label.who) <= 3 or not label.who.isupper() else label.who.title()), role


# --- names on a line of their own ---------------------------------------------------------------------------------------


def contributions(s: Setting) -> list[Turn]:
    """Return a turn for each line that is a person's name and opens or closes what the person says."""
    found = {n: p for n in range(len(s.lines)) if s.open(n) and (p := _name_line(s, n)) and p.text not in s.helpers}
    if signatories := _signatories(s, found):
        return [signatories]
    sure = {n for n, p in found.items() if _is_sure(p, s) or (p.certainty >= _LIKELY and _is_set_out(s, n))}
    signed = [n for n in found if _signs(s, n)]
    if signed and len(signed) >= 0.5 * len(found):
        return [_closing(s, n, found[n]) for n in signed]
    opening = [n for n in found if _opens(s, n) and not _is_topic(s, n, found[n], sorted(found))]
    closing = [n for n in found if _closes(s, n)]
    if len(closing) >= 2 and _below(s, opening, closing):
        return [_closing(s, n, found[n]) for n in closing]
    strong = [n for n in opening if n in sure]
    if len({found[n].text for n in strong}) < 2:
        strong = [
            n
            for n in strong
            if _directly(s, n) and (found[n].text in s.authors or (found[n].affiliation and _behind_prose(s, n)))
        ]
        return [_opening(s, n, found[n]) for n in strong[:1]]
    posted = sum(_has_post(s, n, found[n]) for n in strong) > 0.6 * len(strong)
    weak = [n for n in opening if n not in sure and _fits(s, n, found[n], strong[0], posted)]
    single = {n: Name(s.lines[n].text.strip("*_ "), _LIKELY) for n in range(len(s.lines)) if s.open(n) and n not in found and _is_single(s, n)}
    found |= {n: p for n, p in single.items() if _opens(s, n)}
    return [_opening(s, n, found[n]) for n in sorted({*strong, *weak, *(single.keys() & found.keys())})]


def _has_post(s: Setting, n: int, p: Name) -> bool:
    """Tell whether a name is followed by what the person is, on its line or the next."""
    below = s.next(n)
    return bool(p.affiliation) or (below is not None and s.open(below) and _is_post_line(s.lines[below]))


def _fits(s: Setting, n: int, p: Name, model: int, posted: bool) -> bool:
    """Tell whether a line that may be a name is set like the sure ones."""
    if posted and not _has_post(s, n, p):
        return False
    return p.certainty >= 0.6 or (p.certainty >= _LIKELY and s.lines[n].marked == s.lines[model].marked)


def _is_set_out(s: Setting, n: int) -> bool:
    """Tell whether a line is set out like a name: it comes again, or the next says what the person is."""
    again = sum(line.text == s.lines[n].text for line in s.lines) > 1
    below = s.next(n)
    return again or (below is not None and s.open(below) and _is_post_line(s.lines[below]))


def _is_post_line(line: Line) -> bool:
    return not is_prose(line) and not ends_sentence(line) and line.count <= 16 and (looks_like_post(line) or "," in line.text)


def _is_single(s: Setting, n: int) -> bool:
    """Tell whether a line is one name alone, as some people have but one, and is set out like the others."""
    text = s.lines[n].text.strip("*_ ")
    plain = text.casefold()
    known = looks_like_post(s.lines[n]) or plain in s.common or plain in word_list("not_names.txt") or plain in function_words()
    return bool(re.fullmatch(r"[^\W\d_a-z][^\W\d_]{2,}", text)) and not known and _is_set_out(s, n)


def _signatories(s: Setting, found: Mapping[int, Name]) -> Turn | None:
    """Return the turn of those who sign together at the end: three lines of names or more, one below the other."""
    prose = [n for n in range(len(s.lines)) if s.open(n) and is_prose(s.lines[n])]
    people: dict[int, list[str]] = {}
    for n in range(prose[len(prose) // 2] + 1 if prose else 0, len(s.lines)):
        if s.open(n) and not is_prose(s.lines[n]) and (named := _people_of(s, n)):
            people[n] = named
        elif len(people) >= 3:
            break
        elif s.open(n):
            people = {}
    if len(people) < 3 or len(set(found) - set(people)) > 1:
        return None
    first, last = min(people), max(people)
    voice = ", ".join(dict.fromkeys(p for some in people.values() for p in some))
    return Turn(first, -1, voice, "collective", 0.8, "the names below it", last - first, back=True)


def _people_of(s: Setting, n: int) -> list[str]:
    """Return the persons of a line that may name two: "Ada Ng and Bo Ruiz, Town of Ravna"."""
    text = re.sub(r"^(?:For|On behalf of) (?:the )?[^:]{2,60}:\s*", "", s.lines[n].text)
    for cut in [len(text), *(m.start() for m in re.finditer(r",\s|\s[–—(]", text))][::-1]:
        people = names(text[:cut], s.common)
        if people and (len(people) > 1 or people[0].certainty >= _LIKELY):
            return [p.text for p in people]
    return []


def _name_line(s: Setting, n: int) -> Name | None:
    line = s.lines[n]
    text = line.text.lstrip("—–-•* ").strip("*_ ")
    if (
        line.count > 22
        or "\n" in text.strip()
        or (text.endswith((".", "?", "!", ":")) and not _ends_in_abbreviation(text))
    ):
        return None
    if _EDITORS.fullmatch(text) and line.text[0] in "—–-":
        return Name(text, 1.0)
    if _OFFICE.fullmatch(text) and sum(other.text == line.text for other in s.lines) > 1:
        return Name(text, 0.6)
    timed = _TIMED.fullmatch(text) if len(text) <= _WIDEST else None
    if _IS_NUMBERED.match(text):
        text = _IS_NUMBERED.sub("", text)
    return named_line((timed["a"] or timed["b"]) if timed else text, s.common)


def _ends_in_abbreviation(text: str) -> bool:
    last = text.split()[-1].strip(".").casefold()
    return last in SUFFIXES or len(last) == 1 or bool(re.search(r"\b(?:inc|ltd|co|u\.s|d\.c)\.$", text, re.IGNORECASE))


def _is_sure(p: Name, s: Setting) -> bool:
    return p.certainty >= _SURE or p.text in s.authors or (bool(p.affiliation) and p.certainty >= _LIKELY)


def _opens(s: Setting, n: int) -> bool:
    """Tell whether running text follows a line, an affiliation or a heading between them."""
    at: int | None = n
    for _ in range(5):
        at = s.next(at) if at is not None else None
        if at is None or (at != n and _is_another(s, at)):
            return False
        if is_prose(s.lines[at]) or ends_sentence(s.lines[at]):
            return True
    return False


def _directly(s: Setting, n: int) -> bool:
    below = s.next(n)
    return below is not None and (is_prose(s.lines[below]) or looks_like_post(s.lines[below]))


def _is_another(s: Setting, n: int) -> bool:
    """Tell whether a line is another name line, and no post or place of the one before it."""
    person = _name_line(s, n) if s.open(n) and not is_prose(s.lines[n]) else None
    return person is not None and person.certainty >= _LIKELY and not (looks_like_post(s.lines[n]) and not person.affiliation)


def _behind_prose(s: Setting, n: int) -> bool:
    return any(is_prose(s.lines[m]) and not s.sorts[m] for m in range(n))


def _closes(s: Setting, n: int) -> bool:
    before = next((m for m in range(n - 1, -1, -1) if s.sorts[m] not in ("signature", "stage", "endmark")), None)
    return before is not None and s.open(before) and (is_prose(s.lines[before]) or ends_sentence(s.lines[before]))


def _signs(s: Setting, n: int) -> bool:
    """Tell whether a name signs what stands before it: behind a dash, or a closing formula."""
    if not _closes(s, n) or _is_quoted(s, n - 1):
        return False
    return s.lines[n].text[0] in "—–-" or (n > 0 and s.sorts[n - 1] == "signature")


def _is_quoted(s: Setting, n: int) -> bool:
    text = s.lines[n].text
    return text[0] in '“"«„' and text.rstrip(".")[-1] in '”"»“' and text.count(text[0]) == 1 + (text[0] == '"')


def _below(s: Setting, opening: Sequence[int], closing: Sequence[int]) -> bool:
    """Tell whether names stand below what is said: text goes before the first, none follows the last."""
    last = max(closing)
    after = [m for m in range(last + 1, len(s.lines)) if s.open(m) and is_prose(s.lines[m])]
    first = min(closing)
    greeted = any(sort == "salutation" for sort in s.sorts)
    return (not after or greeted) and first <= min(opening, default=first) and (len(closing) >= len(opening) or greeted)


def _is_topic(s: Setting, n: int, p: Name, others: Sequence[int]) -> bool:
    """Tell whether a name heads a section about the person: it is named in the text below."""
    end = next((m for m in others if m > n), len(s.lines))
    below = " ".join(s.lines[m].text for m in range(n + 1, end) if s.open(m))
    family = p.words[-1]
    return len(re.findall(rf"(?<!\w){re.escape(family)}(?!\w)", below)) >= 2 and p.text not in s.authors


def _opening(s: Setting, n: int, p: Name) -> Turn:
    more = 0
    for m in range(n + 1, min(n + 4, len(s.lines))):
        line = s.lines[m]
        if not s.open(m) or (is_prose(line) and not describes(line, p)):
            break
        if not describes(line, p) and (
            (line.apart != s.lines[n].apart and line.apart) or line.marked or line.count > 20 or ends_sentence(line)
        ):
            break
        if (
            not describes(line, p)
            and line.apart
            and is_heading(s.lines, m)
            and s.lines[n].apart
            and not looks_like_post(line)
        ):
            break
        more += 1
    return Turn(n, -1, p.text, "author", min(0.95, 0.6 + 0.35 * p.certainty), "the name on a line before it", more)


def describes(line: Line, p: Name) -> bool:
    """Tell whether a line says who the person is: "Ada Ng is a professor of …"."""
    if line.count > 50:
        return False
    subject = "|".join(re.escape(w) for w in (p.text, p.words[-1]))
    return bool(
        re.match(
            rf"(?:\W*(?:[\w.]+ )?(?:{subject})|(?:the|our) (?:author|writer)s?),? (?:who )?(?:is|was|are|has|had|holds|serves?d?|teaches|taught|works?(?:ed)?|writes?|wrote|leads?|heads?|runs?|chairs?|directs?|lives?|"
            rf"covers?|reports?|edits?|reads|stud(?:ies|ied)|grew up|researches|practises|practices|translates?d?|publish(?:es|ed)|blogs|farms|hosts?|presents?|founded)\b",
            line.text,
        )
    )


def _closing(s: Setting, n: int, p: Name) -> Turn:
    editors = bool(_EDITORS.fullmatch(p.text))
    more = 0
    for m in range(n + 1, min(n + 4, len(s.lines))):
        line = s.lines[m]
        if (
            not s.open(m)
            or line.apart
            or is_prose(line)
            or ends_sentence(line)
            or line.count > 12
            or (_is_another(s, m) and (_opens(s, m) or _is_somebody(s, m)))
        ):
            break
        more += 1
    voice = re.sub(r",.*", "", p.text).strip() if editors else p.text
    role = "translator" if editors and "trans" in voice.casefold() else "editor" if editors else "author"
    return Turn(
        n, -1, voice, role, 0.9 if editors else min(0.9, 0.6 + 0.3 * p.certainty), "the name below it", more, back=True
    )


def _is_somebody(s: Setting, n: int) -> bool:
    person = _name_line(s, n)
    return person is not None and person.certainty >= _SURE


def signature(s: Setting, n: int) -> Turn | None:
    """Return the turn that a single line closes: a name with its post that no running text follows directly."""
    person = _name_line(s, n) if s.open(n) else None
    if person is None or not _closes(s, n) or _is_quoted(s, n - 1):
        return None
    follows = s.next(n)
    if follows is not None and s.open(follows) and _is_post_line(s.lines[follows]) and _opens(s, n) and not person.affiliation:
        return None
    ends = follows is None or not (is_prose(s.lines[follows]) or ends_sentence(s.lines[follows]))
    dashed = s.lines[n].text[0] in "—–-"
    if person.certainty >= _LIKELY and follows is not None and describes(s.lines[follows], person):
        return _closing(s, n, person)  # and below it what the person is
    if person.text in s.helpers:
        return replace(_closing(s, n, person), role="translator" if "translat" in s.intro.casefold() else "editor")
    if _is_sure(person, s) and (
        dashed or (ends and (person.affiliation or person.text in s.authors or person.certainty >= _SURE))
    ):
        return _closing(s, n, person)
    return None


# --- letters ------------------------------------------------------------------------------------------------------------

_BY_LETTERS = re.compile(r"\b(?:letters?|correspondence|mailbag|postbag|your (?:say|views|letters)|readers[’'] (?:views|letters)|to the editor)\b", re.IGNORECASE)
_SHORT_SIGN = re.compile(r"[—–-]?\s?(?P<who>(?:[A-Z]\.\s?){1,4}(?:Mc)?(?:[A-Z]\w*\.?)?|[^\W\d_a-z][^\W\d_]{1,14})(?:,\s.{2,40})?")
GREETING = re.compile(r"(?:Dear (?:[A-Z][\w.’'-]*\s?){1,4}|Sirs?|Madam|To the [Ee]ditors?)\s*(?:,|--|–|—|:)\s+(?=\S)")
BY_EDITOR = re.compile(r"\s*(?:[—–-]{1,2}\s?|\(|\s{2,})(?:the )?eds?(?:itors?)?\.?[\])]*\s*$", re.IGNORECASE)


def letters(s: Setting) -> list[Turn]:
    """Return a turn for each signature below a letter, where several are greeted or the page says it has letters."""
    greeted = sum(sort == "salutation" or bool(GREETING.match(line.text)) for line, sort in zip(s.lines, s.sorts, strict=True))
    if greeted < 2 and not (greeted and _BY_LETTERS.search(s.intro)) and not _BY_LETTERS.search(s.intro[:80]):
        return []
    turns: list[Turn] = []
    for n in range(len(s.lines)):
        if s.open(n) and n > 1 and s.sorts[n - 1] != "salutation" and not is_prose(s.lines[n]) and not _greets_below(s, n) and (person := _signer(s, n)):
            turns.append(_closing(s, n, person))
    return turns if len(turns) >= 2 or (turns and greeted >= 2) else []


def _greets_below(s: Setting, n: int) -> bool:
    """Tell whether a salutation follows, so that a line heads a letter and doesn't sign one."""
    return n + 1 < len(s.lines) and s.sorts[n + 1] == "salutation"


def _signer(s: Setting, n: int) -> Name | None:
    """Return who signs with a line: by a name, or by a first name or initials of somebody who is named elsewhere."""
    text = re.sub(r"\s*\([^()]*\)", "", s.lines[n].text).strip("*_ —–-").rstrip(".") if s.lines[n].count <= 14 else ""
    if _EDITORS.fullmatch(text):
        return Name("Editor" if not text.casefold().startswith("tr") else "Translator", 1.0)
    if short := _SHORT_SIGN.fullmatch(s.lines[n].text.strip("*_ ")):
        return Name(full, 0.8) if (full := short_for(short["who"], s)) else None
    person = named_line(text, s.common) if text else None
    return person if person and person.certainty >= 0.4 and len(person.words) > 1 else None


def short_for(who: str, s: Setting) -> str:
    """Return whom initials or a first name stand for, if it is one person named in the article."""
    letters_ = re.sub(r"[^A-Z]", "", who) if "." in who or who.isupper() else ""
    known = dict.fromkeys([*s.authors, *s.helpers, *s.known, *named(s.text, s.common, _LIKELY)])
    if letters_:
        found = [p for p in known if _initials(p).startswith(letters_)]
    else:
        found = [p for p in known if p.split()[0] == who]
    longest = [p for p in found if not any(p != q and is_same(p, q) and len(q) > len(p) for q in found)]
    return longest[0] if len(longest) == 1 else ""


def _initials(person: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", person) if w[:1].isupper())


def initialled(s: Setting, n: int) -> Turn | None:
    """Return the turn that initials close below running text: "E. P., Archivist"."""
    text = s.lines[n].text
    if not s.open(n) or s.lines[n].count > 8 or not re.match(r"[—–-]?\s?(?:[A-Z]\.\s?){2,4}", text) or not _closes(s, n):
        return None
    short = _SHORT_SIGN.fullmatch(text)
    if not short:
        return None
    who = short_for(short["who"], s) or " ".join(short["who"].split())
    return Turn(n, -1, who, "author", 0.7, "the initials below it", back=True)


# --- groups in headings, and questions that stand alone -----------------------------------------------------------------


_STATEMENT = re.compile(
    r"(?:(?:prepared|opening|written|closing|oral|supplementary|additional|joint|full|further) )*(?:statement|testimony|remarks|address|submission|evidence|dissent|opinion|response|reply|comment|"
    r"letter|speech|contribution) (?:of|by|from) (?P<who>.{4,120})",
    re.IGNORECASE,
)
_WRITES_TO = re.compile(r"(?P<who>.{4,50}?) (?:writes )?to (?P<whom>[A-Z].{3,50}?)(?:, .{4,40})?")
_DISSENTING = re.compile(r"(?P<who>.{4,60}?),? (?:dissenting|concurring|in reply|responds|replies|in dissent|for the (?:majority|minority|motion|opposition)|against the motion)(?: .{0,40})?", re.IGNORECASE)


def statements(s: Setting) -> list[Turn]:
    """Return a turn for each heading that gives what follows to a person: "Statement of Ada Ng"."""
    found = []
    for n, line in enumerate(s.lines):
        match = _STATEMENT.fullmatch(line.text) or _DISSENTING.fullmatch(line.text) if s.open(n) and line.count <= 25 else None
        if not match and s.open(n) and line.count <= 16 and (to := _WRITES_TO.fullmatch(line.text)) and name(to["whom"], s.common):
            match = to
        person = named_line(match["who"], s.common) if match and not _follows_none(s, n) else None
        if person and person.certainty >= _LIKELY:
            found.append(Turn(n, -1, person.text, "author", 0.8, "the heading of the statement"))
    return found


def titled(s: Setting, title: str) -> str:
    """Return who speaks in a text whose title begins with a name and a colon and that says "I" or "we"."""
    before, colon, _ = title.partition(":")
    person = name(before, s.common) if colon else None
    said = sum(len(re.findall(r"\b(?:I|my|me|we|our|us)\b", line.text)) for line in s.lines)
    return person.text if person and person.certainty >= 0.75 and len(person.words) > 1 and said >= 5 else ""


def groups(s: Setting) -> list[Turn]:
    """Return a turn for each heading that gives a part to a group: "Statement by the Norwegian delegation"."""
    found: dict[int, str] = {}
    for n, line in enumerate(s.lines):
        if s.sorts[n] or line.count > 20 or not (line.marked or looks_like_heading(line)) or _follows_none(s, n):
            continue
        match = _OF_GROUP.search(line.text) or _FROM_GROUP.search(line.text) or _IS_GROUP.fullmatch(line.text.strip())
        if match and line.text[match.start("who")].isupper() | (match.re is not _FROM_GROUP):
            if match.re is not _IS_GROUP or _speaks_as_we(s, n):
                found[n] = " ".join(match["who"].split())
    if len({who.casefold() for who in found.values()}) < 2:
        return []
    turns = [
        Turn(n, -1, who[0].upper() + who[1:], "collective", 0.85, "the heading of its part") for n, who in found.items()
    ]
    last = max(found)
    joint = next(
        (
            n
            for n in range(last + 1, len(s.lines))
            if s.open(n) and is_heading(s.lines, n) and _JOINT.search(s.lines[n].text)
        ),
        None,
    )
    return [*turns, Turn(joint, -1, "", "", 0.6, "a heading that speaks for all")] if joint else turns


def _speaks_as_we(s: Setting, n: int) -> bool:
    """Tell whether the text below a heading says "we"."""
    below = []
    for m in range(n + 1, len(s.lines)):
        if s.open(m) and is_heading(s.lines, m):
            break
        below.append(s.lines[m].text)
    said = len(re.findall(r"\b(?:we|our|us)\b", " ".join(below), re.IGNORECASE))
    return said >= 2 or (said == 1 and bool(re.match(r"(?:part|section)\b", s.lines[n].text, re.IGNORECASE)))


def first_question(s: Setting) -> int:
    """Return the first line that is a question and stands alone."""
    return next((n for n in range(len(s.lines)) if s.open(n) and _is_question(s.lines[n])), 0)


def is_talk(s: Setting) -> bool:
    """Tell whether questions that stand alone address somebody who answers in the first person."""
    asked = {n: None for n in range(len(s.lines)) if s.open(n) and _is_question(s.lines[n])}
    answers = [s.lines[m].text for n in asked if (m := s.next(n)) is not None and m not in asked]
    addressed = sum(bool(re.search(r"\byou(?:r|rs|[’']\w+)?\b", s.lines[n].text, re.IGNORECASE)) for n in asked)
    own = sum(bool(re.search(r"\b(?:I|my|we|our|me)\b", text)) for text in answers)
    return len(answers) >= 3 and addressed >= 0.3 * len(asked) and own >= 0.5 * len(answers)


def _follows_none(s: Setting, n: int) -> bool:
    return not any(is_prose(s.lines[m]) and not s.sorts[m] for m in range(n + 1, min(n + 5, len(s.lines))))


def questions(s: Setting, evidence: bool) -> list[Turn]:
    """Return turns for an interview without labels, in which questions stand alone; evidence: that it is one."""
    asked = {n: None for n in range(len(s.lines)) if s.open(n) and _is_question(s.lines[n])}
    answered = [n for n in asked if (m := s.next(n)) is not None and m not in asked]
    prose = [n for n in range(len(s.lines)) if s.open(n) and is_prose(s.lines[n])]
    if not evidence or len(answered) < 3 or len(asked) > 0.7 * max(1, len(set(prose) | set(asked))):
        return []
    who = s.interviewers[0] if s.interviewers else "Interviewer"
    others = [a for a in s.authors if a not in s.interviewers]
    answers = others[0] if others else "Interviewee"
    turns = []
    for n in asked:
        turns.append(Turn(n, 0, who, "interviewer", 0.75, "a question that stands alone"))
        if (m := s.next(n)) is not None and m not in asked:
            turns.append(Turn(m, 0, answers, "author", 0.75, "what follows a question that stands alone"))
    return turns


def _is_question(line: Line) -> bool:
    return line.text.rstrip("”\"’'*_ ").endswith("?") and line.count <= 70
