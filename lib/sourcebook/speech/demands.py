"""What in a sentence demands, recommends or urges: its cue, how strong it is, who is to act and what is to be done."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourcebook.quantities.numerals import Token, at, word_at, words
from sourcebook.quantities.verbs import EITHER, PARTICIPLES
from sourcebook.speech.addressees import is_party
from sourcebook.speech.clauses import DETERMINERS, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.imperatives import is_base
from sourcebook.speech.speakers import ADVERBS, phrase_end, speaker_in, subject, verb_group

MUST, SHOULD, COULD = "must", "should", "could"


@dataclass(frozen=True, slots=True)
class Demand:
    """What one cue asks.

    at         where the cue stands in the text
    strength   must, should or could
    who        the noun phrase or pronoun that is to act, None where the sentence names nobody
    action     where what is to be done begins in the text
    follows    an ability ("they could"), which asks only where something was asked before
    """

    at: int
    strength: str
    who: str | None
    action: int
    follows: bool = False


# --- modal verbs ------------------------------------------------------------------------------------------------------

_MODALS = {"must": MUST, "should": SHOULD, "ought": SHOULD, "could": COULD, "can": COULD, "might": COULD}
_MODALS |= dict.fromkeys(("mustn't",), MUST) | dict.fromkeys(("shouldn't", "oughtn't"), SHOULD)
_NEEDING = words("need needs have has has've 've")
_OPEN = words("and but or so nor yet while whereas ing though although")  # clauses that may ask, main clauses aside
_NOT = words("not never n't")
_AHEAD = ADVERBS | words("at least all both each surely now then too instead therefore thus")
_BE = words("be get")
_HIDDEN = words("if unless as than whether how why what where when until before because since lest after who whom")
_UNFIT = words("would will may might could can did does do don't doesn't didn't not never 'll hardly")  # "will have to"
_SAYING = words(
    "said noted remembered recalled added stressed pointed emphasised emphasized mentioned admitted acknowledged "
    "confessed conceded borne kept"
)
_WAITED_FOR = words(  # what is foretold, not asked, with "should": "should be ready", "should arrive by noon"
    "able ready enough possible easy easier available fine over back complete finished familiar obvious apparent clear "
    "evident visible known surprised no up out there here home open done capable sufficient noticeable"
)
_OUTCOMES = words(
    "arrive reach last suffice recover benefit prove cost grow rise fall happen win see find receive get know notice "
    "expect take improve come bring help drop emerge produce yield become begin mean save ease lead cut land hit boost "
    "continue go"
)
_DUTIES = words("file submit register apply notify renew carry wear hold obtain enrol present display pay give produce")
_FEELING = words("mean feel seem look know cost sound exist hurt rank wonder think come like weigh surely love hate")
_LAW = re.compile(
    r"\b(?:by law|legally|statutory|under (?:the|this|that|its|his|their|new|current|existing|an?) [^,.;]{0,40}?"
    r"(?:law|act|rules?|code|statute|regulations?|terms|agreement|contract|treaty|charter|constitution|by-?laws?|policy|"
    r"scheme|convention|directive|ordinance|order|licence|license|lease|deed|plan)s?\b|"
    r"(?:law|act|rules|regulations?|statute|code|constitution|contract|licence|license|permit|by-?law|ordinance|deed|"
    r"treaty|sign|timetable|notice) (?:\w+ )?(?:says?|states?|requires?|provides?|obliges?)|(?:section|article) \d)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|within|before|no later than) (?:\d|[A-Z]|the end|mid|next|noon|early|late)")
_IDLE = words("go carry stand continue be")  # what one cannot do for ever: "cannot go on", "cannot be allowed"


def _modal(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what the modal verb at token k asks; `low` is a key of `_MODALS`."""
    ts = s.ts
    v = k + 1 + (low == "ought" and word_at(ts, k + 1) == "to")
    negated = low.endswith("n't") or word_at(ts, v) in _NOT
    v = _verb_behind(ts, v)
    if not _is_open(s, k) or not _is_verb(ts, v) or k == 0:
        return None
    who = _subject(s, k)
    if who == "i" or word_at(ts, v) == "have" and _is_participle(ts, v + 1):
        return None
    if low in ("could", "can", "might"):
        return None if negated else Demand(ts[k].start, COULD, who, ts[v].start, follows=True)
    asks = _asks_must if low.startswith("must") else _asks_should
    return Demand(ts[k].start, _MODALS[low], who, ts[v].start) if asks(s, k, v, who, low) else None


def _is_open(s: Sentence, k: int) -> bool:
    """Say whether the clause of token k states something: no condition, no relative clause, no question inside it."""
    clause = s.clauses[s.of[k]]
    if clause.opener in ("which", "that", "who") and word_at(s.ts, k - 1) in ("that", "which", "who"):
        lead = [t.low for t in s.ts[: clause.first]][:5]
        return k + 1 < len(s.ts) and "there" in lead[:3]  # "There are steps that must be taken"
    own = [plain(t.low) for t in s.ts[clause.first : k]]
    return (clause.opener in _OPEN or clause.opener in ("", "that")) and not any(low in _HIDDEN for low in own[-8:])


def _verb_behind(ts: list[Token], k: int) -> int:
    """Return the first token behind k that is no adverb or negation."""
    for j in range(k, min(len(ts), k + 8)):
        low = plain(ts[j].low)
        manner = low.endswith("ly") and not is_base(low)
        aside = low == "," and any(t.low == "," for t in ts[j + 1 : j + 5])
        if not (low in _NOT | _AHEAD or manner or aside or (j > k and _in_aside(ts, k, j))):
            return j
    return k


def _in_aside(ts: list[Token], k: int, j: int) -> bool:
    """Say whether token j stands between two commas behind token k: "must, of course, act"."""
    return ts[k].low == "," and sum(t.low == "," for t in ts[k : j + 1]) < 2 + (ts[j].low == ",")


def _is_verb(ts: list[Token], k: int) -> bool:
    low = word_at(ts, k)
    return at(ts, k).kind == "w" and low not in DETERMINERS | SUBJECTS | PREPOSITIONS | {"and", "or", "but"}


def _is_participle(ts: list[Token], k: int) -> bool:
    j = _verb_behind(ts, k)
    low = word_at(ts, j)
    return (
        low.endswith(("ed", "en")) or low in PARTICIPLES | EITHER or low in ("been", "had", "put", "set", "cut", "read")
    )


def is_passive(s: Sentence, offset: int) -> bool:
    """Say whether what is to be done, from a place of the text on, is put in the passive: "be addressed"."""
    k = s.token_at(offset)
    return word_at(s.ts, k) in _BE and _is_participle(s.ts, k + 1)


def _subject(s: Sentence, k: int) -> str | None:
    """Return who is to do what the modal verb at token k says, as a noun phrase or a pronoun."""
    group = verb_group(s.ts, k)
    first = max(s.clauses[s.of[k]].first, group - 1)
    before = plain(word_at(s.ts, group - 1))
    if before in SUBJECTS and first < k:
        return before
    pair = _list_before(s, group)
    return pair or subject(s, group, k)


def _list_before(s: Sentence, group: int) -> str | None:
    """Return the subject where it joins two parties: "Kenya and the coastal states"."""
    ts = s.ts
    j = group - 1
    while j > 0 and (ts[j].kind == "w" or ts[j].glued) and word_at(ts, j) not in ("that", "because", "but"):
        j -= 1
    first = j + (ts[j].kind == "s")
    if not any(t.low == "and" for t in ts[first:group]) or group - first > 12 or first >= group:
        return None
    if any(
        is_base(t.low) and t.low == t.text and ts[n - 1].low not in DETERMINERS
        for n, t in enumerate(ts)
        if first < n < group
    ):
        return None
    return "".join(t.text if t.glued or n == first else f" {t.text}" for n, t in enumerate(ts[first:group], first))


def _acts(who: str | None) -> bool:
    """Say whether a subject can act: a party, or a pronoun of persons."""
    return who in ("we", "you", "they", "he", "she") or (who is not None and who not in SUBJECTS and is_party(who))


def _asks_must(s: Sentence, k: int, v: int, who: str | None, low: str) -> bool:
    """Say whether "must" demands; else it infers ("must be tired") or states a rule in force."""
    ts, verb = s.ts, word_at(s.ts, v)
    if _LAW.search(s.text, s.span.start, s.span.end) or _is_duty(s, k, v, who) or verb in _FEELING:
        return False
    if verb in _BE:
        if _is_participle(ts, v + 1):
            return word_at(ts, _verb_behind(ts, v + 1)) not in _SAYING
        after = word_at(ts, v + 1)
        if who == "there" or word_at(ts, k - 1) == "there":
            return after in ("no", "an") and word_at(ts, v + 2) in (
                "end",
                "more",
                "excuse",
                "delay",
                "inquiry",
                "impunity",
            )
        return who == "we" or (_acts(who) and who not in SUBJECTS)
    return not (verb == "have" and who in ("he", "she", "it"))


def _is_duty(s: Sentence, k: int, v: int, who: str | None) -> bool:
    """Say whether a sentence tells of a standing duty: "Applicants must submit", "must file its accounts by 3 May"."""
    if word_at(s.ts, v) not in _DUTIES:
        return False
    plural = who is not None and who == who.lower().capitalize() and who.endswith("s")
    return plural or _BY.search(s.text, s.ts[v].start, s.span.end) is not None


def _asks_should(s: Sentence, k: int, v: int, who: str | None, low: str) -> bool:
    """Say whether "should" recommends; else it foretells ("should be ready by noon")."""
    ts, verb, after = s.ts, word_at(s.ts, v), word_at(s.ts, v + 1)
    if verb in _BE:
        if _is_participle(ts, v + 1) and after not in _WAITED_FOR:
            said = word_at(ts, _verb_behind(ts, v + 1))
            told = said in _SAYING or (
                said in ("finished", "completed", "delivered", "opened") and _BY.search(s.text, ts[v].start, s.span.end)
            )
            return not told
        return after not in _WAITED_FOR | PREPOSITIONS and after != ""
    foretold = verb in _OUTCOMES and (not _acts(who) or who in SUBJECTS)
    timed = (
        verb in _OUTCOMES
        and re.search(r"\b(?:about|hours?|minutes|ten past|by \w+|in \d+)\b", s.text[ts[v].start : s.span.end])
        is not None
    )
    return (
        not foretold
        and not (timed and verb in words("arrive reach last take recover finish win cost"))
        and (_acts(who) or low == "ought" or verb in _NORMS or who is None)
    )


_NORMS = words(
    "include contain cover apply remain stop end start focus extend stay set reflect serve rest count form address deal "
    "require not avoid aim guide meet follow belong ensure allow give state specify respect provide wait prevail"
)


def _need(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what "need to", "have to", "has got to" ask at token k."""
    ts = s.ts
    got = word_at(ts, k + 1) == "got"
    to = _verb_behind(ts, k + 1 + got)
    if word_at(ts, to) != "to" or not _is_open(s, k):
        return None
    group = verb_group(ts, k)
    if any(plain(t.low) in _UNFIT for t in ts[group:k]) or any(plain(word_at(ts, j)) in ("to", "in") for j in (k - 1,)):
        return None
    who, v = _subject(s, k), _verb_behind(ts, to + 1)
    if who in ("i", "he", "she") or not _is_verb(ts, v) or (who is None and low in ("have", "has")):
        return None
    having = not low.startswith("need") and not got
    many = who is not None and (who in ("they", "you", "it") or who.split()[0].lower() in ("who", "whoever", "which"))
    bare = who is not None and who.endswith("s") and who == who.lower().capitalize() and word_at(ts, 0) == who.lower()
    if having and (many or bare or _LAW.search(s.text, s.span.start, s.span.end)):
        return None  # "Tenants have to queue" tells how things are
    return Demand(ts[k].start, MUST, who, ts[v].start)


def _no_longer(s: Sentence, k: int, low: str) -> Demand | None:
    """Return what "cannot go on", "cannot be allowed to" ask."""
    v = _verb_behind(s.ts, k + 1 + (word_at(s.ts, k + 1) == "not"))
    pair = (word_at(s.ts, v), word_at(s.ts, v + 1))
    if pair not in {
        ("go", "on"),
        ("carry", "on"),
        ("stand", "by"),
        ("continue", "to"),
        ("be", "allowed"),
    } or not _is_open(s, k):
        return None
    return Demand(s.ts[k].start, MUST, _subject(s, k), s.ts[v].start)


# --- set phrases ------------------------------------------------------------------------------------------------------

_ADV = r"(?:(?:now|also|then|therefore|thus|still|only|just|\w+ly|more|most|very|so|all|of) )*"
_IS = r"(?: is| was not|[’']s| would be| will be| remains| becomes| seems)"
_NEEDED = (
    r"(?:essential|vital|imperative|crucial|critical|necessary|important|urgent|incumbent|indispensable|paramount|"
    r"of the utmost importance|high time|about time|past time|long past time|time)"
)
_GOOD = (
    r"(?:great|good|better|best|wise|wiser|helpful|welcome|right|fair|sensible|useful|prudent|advisable|desirable|kind)"
)
_WHO = r"(?P<who>(?!to\b|it\b that)[^,;:.?!]{1,80}?)"
_ASK = (
    r"(?:ask|urge|call on|call upon|appeal to|implore|beg|beseech|invite|encourage|request|recommend|propose|suggest|"
    r"advise|advocate|want|expect|would like|exhort|press|beseech|plead with|petition)"
)
_SELF = r"(?:\b(?:we|i)(?:,? (?:the undersigned|therefore|also|hereby|now|too|would|must|do|strongly|respectfully|once again|again|\w+ly|and \w+),?){0,3})"


def _frame(strength: str, pattern: str) -> tuple[str, re.Pattern[str]]:
    return strength, re.compile(pattern, re.IGNORECASE)


_FRAMES = [
    _frame(MUST, rf"\bit{_IS} {_ADV}{_NEEDED}(?: (?:for|on|upon|that) {_WHO})?,? (?:to|that)\b"),
    _frame(MUST, rf"\bit{_IS} {_ADV}(?:essential|vital|imperative|crucial|necessary|important) (?:for|that) {_WHO} (?=\w+)"),
    _frame(SHOULD, rf"\b(?:the (?:time|moment) (?:has come|is ripe)|now is the time)(?: for {_WHO})? to\b"),
    _frame(SHOULD, rf"\bit{_IS} {_ADV}(?:high |about |past )?time(?: that)? {_WHO} (?=\w+ed\b|took|made|gave|did|had|stood|spent|put|found|came|went|began|paid|told|kept|left|built|thought|got|\w+ down)"),
    _frame(MUST, rf"\bthere{_IS} {_ADV}(?:an? |the )?(?:[\w-]+ ){{0,3}}need (?:for {_WHO} )?(?:to|for)\b"),
    _frame(SHOULD, rf"\b(?:it (?:falls|is up|must fall)|(?:the )?(?:onus|burden|responsibility|duty|task|obligation|ball) (?:now )?(?:falls|is|lies|rests)) (?:now )?(?:to|on|upon|with) {_WHO} to\b"),
    _frame(SHOULD, rf"\b{_WHO} (?:would do well|(?:would|[’']d|had) (?:do )?(?:better|best)|(?:would|might) be (?:wise|wiser|well[- ]advised|better|right)|owes? it to [^,;:.?!]{{1,80}}?)(?: not)?(?: to| (?=\w))"),
    _frame(MUST, r"\bwhat(?: \w+){0,6}? (?:is|are|[’']s) (?:\w+ )?(?:needed|required|called for)\b[^.,;]{0,20}? (?:is|are)\b"),
    _frame(MUST, rf"\bwhat {_WHO} (?:badly |really |urgently |now )?needs? (?:\w+ ){{0,3}}?(?:is|are)\b"),
    _frame(SHOULD, rf"{_SELF} {_ASK} (?:(?:for|that|and \w+|on|upon) )?(?!you think|so\b){_WHO} (?:to|for|not to)\b"),
    _frame(SHOULD, rf"{_SELF} (?:ask|urge|request|recommend|propose|suggest|demand|insist|advise)(?: again)?,? that {_WHO} (?=\w+)"),
    _frame(SHOULD, rf"{_SELF} (?:recommend|call for|demand|propose|urge|advocate) (?=an? |the |more |\w+ing )"),
    _frame(MUST, rf"\b(?:requires?|demands?|obliges?|needs?) {_WHO} to (?=\w+)"),
    _frame(COULD, rf"\bit{_IS} {_ADV}{_GOOD} (?:if|for) {_WHO} (?=\w+)"),
    _frame(SHOULD, rf"\bthe (?:very )?(?:least|best) (?:that )?{_WHO} (?:can|could|should) do\b[^.;]{{0,20}}? (?:is|would be)\b"),
    _frame(MUST, r"\b(?:nothing|no one) (?:less|short) (?:than|of) .{1,80}? will (?:do|suffice)\b"),
    _frame(SHOULD, rf"\b(?:my|our) (?:advice|plea|request|appeal|message|demand|recommendation|proposal|suggestion|call)s?(?: to {_WHO})? (?:is|are)(?: simple| clear)?(?: to| that|:)"),
]  # fmt: skip
_IMPERSONAL = re.compile(
    r"\b(?:is|are) (?:now |long |\w+ly )*(?:overdue|needed|required|called for)\b(?! to\b| for\b| by\b)", re.IGNORECASE
)


def _framed(s: Sentence) -> Iterator[Demand]:
    """Yield what set phrases ask: "it is time for X to", "we call on X to", "X would do well to"."""
    for strength, pattern in _FRAMES:
        for m in pattern.finditer(s.text, s.span.start, s.span.end):
            told = m.group().lower()
            k = s.token_at(m.start())
            opener = s.clauses[s.of[k]].opener
            if opener in ("if", "unless", "whether", "when", "how") or (" no " in told and " need" in told):
                continue
            who = m.groupdict().get("who")
            found = _named(s, m, who)
            if found is False:
                continue
            at_ = s.ts[min(len(s.ts) - 1, s.token_at(max(m.start(), m.end() - 1)) + 1)].start
            if strength == SHOULD and re.search(r"\b(?:demand|insist)\b", told):
                strength = SHOULD
            yield Demand(m.start() if who is None else max(m.start(), m.end() - 2), strength, found, at_)


def _named(s: Sentence, m: re.Match[str], who: str | None) -> str | None | bool:
    """Return who is to act by a set phrase; False where that can't be a party, so that nothing is asked."""
    if who is None:
        return None
    first, last = s.token_at(m.start("who")), s.token_at(m.end("who") - 1) + 1
    said = [t.low for t in s.ts[first:last]]
    if len(said) == 1 and said[0] in SUBJECTS | {"us", "them", "him", "her"}:
        return (
            False if said[0] == "i" else {"us": "we", "them": "they", "him": "he", "her": "she"}.get(said[0], said[0])
        )
    restart = next((j for j in range(last - 1, first, -1) if s.ts[j].low in (",", ";", "that")), first - 1) + 1
    end = min(last, phrase_end(s.ts, restart)) if m.re.pattern.startswith(r"\bit") else last
    name = speaker_in(s.ts, restart, end)
    if name is None or not is_party(name):
        passive = m.group().lower().rstrip().endswith(("that", "for")) or " that " in m.group().lower()
        return None if passive and name is not None else False
    return name


# --- all of them ------------------------------------------------------------------------------------------------------

_CUES: dict[str, Callable[[Sentence, int, str], Demand | None]] = dict.fromkeys(_MODALS, _modal)
_CUES |= dict.fromkeys(("need", "needs", "have", "has"), _need) | dict.fromkeys(("cannot", "can't"), _no_longer)
ANY = re.compile(
    r"\b(?:must|should|ought|could|can|might|cannot|needs?|ha(?:s|ve)|time|essential|vital|imperative|crucial|critical|"
    r"necessary|important|urgent|incumbent|falls|onus|burden|responsibility|duty|obligation|better|best|wise|well|owes?|"
    r"needed|required|requires?|demands?|ask|urge|call|appeal|implore|beg|invite|encourage|request|recommend|propose|"
    r"suggest|advise|want|expect|like|least|nothing|great|good|fair|right|helpful|welcome|advice|plea|message|proposal|"
    r"oblige[sd]?|mustn|shouldn|let|why)\b",
    re.IGNORECASE,
)


def demands(s: Sentence) -> list[Demand]:
    """Return what a sentence that is no question asks, what surely asks first, then in reading order.

    >>> from sourcebook.spans import Span
    >>> text = "The fence is old, and the council should mend it."
    >>> [(d.strength, d.who, text[d.action :]) for d in demands(Sentence(text, Span(0, len(text))))]
    [('should', 'council', 'mend it.')]
    """
    found = [d for k, t in enumerate(s.ts) if (low := plain(t.low)) in _CUES and (d := _CUES[low](s, k, low))]
    found += _framed(s)
    return sorted(found, key=lambda d: (d.follows, d.at))
