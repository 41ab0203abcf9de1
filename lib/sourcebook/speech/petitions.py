"""Set phrases that ask: "it is time for X to", "we call on X to", "X would do well to", "what is needed is"."""

import re
from collections.abc import Iterator

from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.addressees import is_party
from sourcebook.speech.clauses import DETERMINERS, SUBJECTS, Sentence
from sourcebook.speech.demands import COULD, MUST, SHOULD, Demand, is_rule
from sourcebook.speech.imperatives import is_base
from sourcebook.speech.speakers import phrase_end, speaker_in

_ADV = r"(?:(?:now|also|then|therefore|thus|still|only|just|\w+ly|more|most|very|so|all|of) )*"
_IS = r"(?: is| would be| will be| remains| becomes| seems|[’']s)"
_VITAL = r"(?:essential|vital|imperative|crucial|critical|necessary|important|urgent|incumbent|indispensable|paramount)"
_GOOD = (
    r"(?:great|good|better|best|wise|wiser|helpful|welcome|right|fair|sensible|useful|prudent|advisable|desirable|kind)"
)
_WHO = r"(?P<who>(?!to\b)[^,;:.?!]{1,80}?)"
_FEW = r"(?P<who>(?:[\w’'-]+|[A-Z]\.[A-Z]\.)(?: [\w’'-]+){0,5}?)"
_PAST = (  # how a wish puts what is to be done: "it is time the council mended it"
    r"(?=\w+ed\b|(?:took|made|gave|did|had|stood|spent|put|found|came|went|began|paid|told|kept|left|built|thought|got|"
    r"let|set|cut|sent|said|brought|led|met|spoke|bought|wrote|saw|held)\b)"
)
_SELF = (
    r"\b(?:we|i)(?:,? (?:the undersigned|therefore|also|hereby|now|too|would|must|do|once again|again|\w+ly|and \w+),?)"
    r"{0,3} "
)
_ASK = (
    r"(?:ask|urge|call on|call upon|appeal to|implore|beg|beseech|invite|encourage|request|recommend|advise|want|"
    r"expect|would like|exhort|press|plead with|petition|challenge|remind)"
)
_PROPOSE = r"(?:ask|urge|request|recommend|propose|suggest|demand|insist|advise|plead)"

PETITION = re.compile(  # a sentence without one of these holds no set phrase that asks
    rf"\b(?:(?:it|there)(?: \w+){{0,2}}?{_IS} |it (?:now )?falls |(?:time|moment) (?:has|is) |now is the time|onus|burden|"
    r"responsibility|duty|task|obligation|ball|do well|better|best|wiser?|well[- ]advised|be right|owes? it|"
    r"what\b.{1,60} (?:need|require|call)|overdue|(?:is|are) \w+ (?:needed|required)|requires|demands|needs|"
    rf"(?:the )?least|nothing (?:less|short)|(?:my|our) .{{3,30}} (?:is|are))\b|{_SELF}(?:{_ASK}|{_PROPOSE}|call for|advocate)",
    re.IGNORECASE,
)


def _frame(strength: str, *pattern: str) -> tuple[str, re.Pattern[str]]:
    return strength, re.compile("".join(pattern), re.IGNORECASE)


_FRAMES = [
    _frame(MUST, rf"\bit{_IS} {_ADV}{_VITAL}(?: (?:for|on|upon) {_WHO})?,? to "),
    _frame(MUST, rf"\bit{_IS} {_ADV}{_VITAL} that (?P<who>[^,;:.?!]{{1,80}})"),
    _frame(SHOULD, rf"\bit{_IS} {_ADV}(?:high |about |past |long past )?time(?: for {_WHO})? to "),
    _frame(SHOULD, rf"\bit{_IS} {_ADV}(?:high |about |past )?time(?: that)? {_WHO} {_PAST}"),
    _frame(SHOULD, rf"\b(?:the (?:time|moment) (?:has come|is ripe)|now is the time)(?: for {_WHO})? to "),
    _frame(MUST, rf"\bthere{_IS} {_ADV}(?:an? |the )?(?:[\w-]+ ){{0,3}}?need (?:for {_WHO} )?(?:to|for) "),
    _frame(
        SHOULD,
        r"\b(?:it (?:now )?(?:falls|is up)|(?:the )?(?:onus|burden|responsibility|duty|task|obligation|ball) (?:now )?",
        rf"(?:falls|is|lies|rests)) (?:now )?(?:to|on|upon|with) {_WHO} to ",
    ),
    _frame(
        SHOULD,
        rf"\b(?!(?:it|this|that|there) would be){_WHO} (?:would do well|(?:would |[’']d |had )(?:do )?(?:better|best)|",
        r"(?:would|might) be (?:wise|wiser|well[- ]advised|better|right))(?: not)?(?: to)? (?=\w)",
    ),
    _frame(SHOULD, rf"\b{_WHO} owes? it to [^,;:.?!]{{1,60}} to "),
    _frame(
        MUST,
        r"\bwhat(?: \w+){0,6}?(?: is|[’']s| are) (?:\w+ )?(?:needed|required|called for)\b[^.,;]{0,20}? (?:is|are) ",
    ),
    _frame(MUST, rf"\bwhat {_FEW} (?:badly |really |urgently |now )?needs? (?:\w+ ){{0,3}}?(?:is|are) "),
    _frame(SHOULD, rf"{_SELF}{_ASK} {_WHO} (?:not to|to|for) "),
    _frame(SHOULD, rf"{_SELF}{_PROPOSE}(?: again)?(?: of [^,;:.]{{1,40}})?,? that (?P<who>[^,;:.?!]{{1,80}})"),
    _frame(SHOULD, rf"{_SELF}(?:recommend|call for|demand|propose|urge|advocate) (?=an? |the |more |\w+ing )"),
    _frame(SHOULD, rf"{_SELF}demand {_FEW} (?=be |to )"),
    _frame(MUST, rf"\b(?:requires|demands|needs) {_FEW} to (?=\w)"),
    _frame(COULD, rf"\bit would be {_ADV}(?:wise|wiser|better|best|sensible|prudent|advisable) to "),
    _frame(COULD, rf"\bit{_IS} {_ADV}{_GOOD} (?:if|for) {_WHO} (?:to |can |could |would |were to )(?=\w)"),
    _frame(
        SHOULD,
        rf"\bthe (?:very )?(?:least|best) (?:that )?{_WHO} (?:can|could|should) do\b[^.;]{{0,20}}? (?:is|would be) ",
    ),
    _frame(MUST, r"\bnothing (?:less|short) (?:than|of) (?=.{1,80}? will (?:do|suffice)\b)"),
    _frame(
        SHOULD,
        r"\b(?:my|our) (?:\w+ )?(?:advice|plea|request|appeal|message|demand|recommendation|proposal|suggestion)s?",
        rf"(?: to {_WHO})? (?:is|are)(?: simple| clear)?(?: to| that|:) ",
    ),
]
_OVERDUE = re.compile(
    r"\b(?:is|are) (?:long|urgently|badly|sorely|desperately|well) (?:overdue|needed|required)\b(?! (?:to|by|in)\b)",
    re.IGNORECASE,
)
_NOT_ASKING = words("if unless whether when how why")
_OBLIQUE = {"us": "we", "them": "they", "him": "he", "her": "she"}


def petitions(s: Sentence) -> Iterator[Demand]:
    """Yield what set phrases ask in a sentence.

    >>> from sourcebook.spans import Span
    >>> text = "It is high time for the harbour board to act."
    >>> [(d.strength, d.who, text[d.action :]) for d in petitions(Sentence(text, Span(0, len(text))))]
    [('should', 'harbour board', 'act.')]
    """
    if not PETITION.search(s.text, s.span.start, s.span.end):
        return
    for strength, pattern in _FRAMES:
        for m in pattern.finditer(s.text, s.span.start, s.span.end):
            said = m.group().lower()
            denied = " no need" in said or " not " in said.removesuffix(" not to ")[:30]
            if s.clauses[s.of[s.token_at(m.start())]].opener in _NOT_ASKING or denied:
                continue
            if said.startswith("requires") and is_rule(s):
                continue
            found = _named(s, m)
            if found:
                yield Demand(m.start(), strength, *found)
    for m in _OVERDUE.finditer(s.text, s.span.start, s.span.end):
        yield Demand(m.start(), SHOULD if "overdue" in m.group().lower() else MUST, None, s.ts[0].start)


def _behind(s: Sentence, offset: int) -> int:
    """Return where the first word begins that doesn't end before a place of the text."""
    k = s.token_at(offset)
    return s.ts[min(len(s.ts) - 1, k + (s.ts[k].end <= offset))].start


def _named(s: Sentence, m: re.Match[str]) -> tuple[str | None, int] | None:
    """Return who is to act by a set phrase and where what they are to do begins; None where nothing is asked.

    A thing can't act, but something can be asked for it: "We ask that the gates be opened".
    """
    behind = _behind(s, m.end())
    if m.groupdict().get("who") is None:
        return None, behind
    first, last = s.token_at(m.start("who")), s.token_at(m.end("who") - 1) + 1
    completed = " that " in m.group().lower()
    if completed:
        last = _subject_end(s, first, last)
        behind = s.ts[min(last, len(s.ts) - 1)].start
    said = [t.low for t in s.ts[first:last]]
    if len(said) == 1 and (said[0] in SUBJECTS or said[0] in _OBLIQUE):
        return None if said[0] == "i" else (_OBLIQUE.get(said[0], said[0]), behind)
    restart = next((j for j in range(last - 1, first, -1) if s.ts[j - 1].low == "that"), first)
    name = speaker_in(s.ts, restart, last)
    if name is not None and is_party(name):
        return name, behind
    return (None, behind) if completed and name is not None else None


def _subject_end(s: Sentence, first: int, last: int) -> int:
    """Return where the subject of a demanded clause ends: "that | the school board | hire a nurse"."""
    for j in range(first + 1, min(last, phrase_end(s.ts, first))):
        low, before, after = s.ts[j].low, s.ts[j - 1].low, word_at(s.ts, j + 1)
        if low == "not" or (is_base(low) and before not in DETERMINERS and not (is_base(after) and after != "be")):
            return j
    return min(last, phrase_end(s.ts, first))
