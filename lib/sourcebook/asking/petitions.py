"""Set phrases that ask: "it is time for X to", "we call on X to", "X would do well to", "what is needed is"."""

import re
from collections.abc import Iterator

from sourcebook.asking.addressees import is_party
from sourcebook.asking.demands import COULD, MUST, SHOULD, Demand, is_rule
from sourcebook.asking.imperatives import is_base
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import DETERMINERS, SUBJECTS, Sentence
from sourcebook.speech.speakers import phrase_end, speaker_in

_ADV = r"(?:(?:now|also|then|therefore|thus|still|only|just|\w+ly|more|most|very|so|all|of) )*+"
_IS = r"(?: is| would be| will be| remains| becomes| seems|[’']s)"
_VITAL = r"(?:essential|vital|imperative|crucial|critical|necessary|important|urgent|incumbent|indispensable|paramount)"
_GOOD = (
    r"(?:great|good|better|best|wise|wiser|helpful|welcome|right|fair|sensible|useful|prudent|advisable|desirable|kind)"
)
_WHO = r"(?P<who>(?!to\b)[^,;:.?!]{1,80}?)"
_PARTY = _WHO.replace("who", "party")  # whoever stands here can act
_FEW = r"(?P<who>(?:[\w’'-]+|[A-Z]\.[A-Z]\.)(?: [\w’'-]+){0,5}?)"
_PAST = (  # how a wish puts what is to be done: "it is time the council mended it"
    r"(?=\w+ed\b|(?:took|made|gave|did|had|stood|spent|put|found|came|went|began|paid|told|kept|left|built|thought|got|"
    r"let|set|cut|sent|said|brought|led|met|spoke|bought|wrote|saw|held)\b)"
)
_SELF = (  # the voice itself, the paper or the body that it speaks for
    r"\b(?:(?:we|i)(?:[’'](?:d|m|re)| am| are)?|this (?:newspaper|paper|column|union|committee|report|brief|letter|"
    r"branch|society|alliance|group))(?:,? (?:the undersigned|therefore|also|hereby|now|too|would|must|do|once again|"
    r"again|\w+ly|and \w+),?){0,3} "
)
_ASK = (
    r"(?:ask(?:s|ing)?|urg(?:es?|ing)|call(?:s|ing)? (?:up)?on|appeal(?:s|ing)? to|implor(?:es?|ing)|beg(?:s|ging)?|"
    r"invit(?:es?|ing)|encourag(?:es?|ing)|request(?:s|ing)?|recommend(?:s|ing)?|advis(?:es?|ing)|"
    r"exhort|press|plead(?:s|ing)? with|petition|challenge|remind)"
)
_PROPOSE = r"(?:ask|urge|request|recommend|propose|suggest|demand|insist|advise|plead|advocate)(?:s|ing)?"
PETITION = re.compile(  # a sentence without one of these holds no set phrase that asks
    rf"\b(?:(?:high |about )?time (?:for|to)|(?:it|there)(?: \w+){{0,2}}?{_IS}|it (?:now )?falls|it would help|"
    r"(?:time|moment) (?:has|is)|now is the time|onus|burden|responsibility|duty|task|obligation|ball|job|do worse|"
    r"do well|better|best|wiser?|well[- ]advised|be right|owes? it|what\b.{1,60} (?:needs?|needed|required|called|do)|"
    r"overdue|(?:is|are) \w+ (?:needed|required)|requires|demands|needs|least|nothing (?:less|short))\b|"
    rf"\b(?:my|our) .{{3,60}}(?: is| are|:)|{_SELF}(?:{_ASK}|{_PROPOSE}|call(?:s|ing)? for|wants?|like)",
    re.IGNORECASE,
)


def _frame(strength: str, *pattern: str) -> tuple[str, re.Pattern[str]]:
    return strength, re.compile("".join(pattern), re.IGNORECASE)


_FRAMES = [
    _frame(MUST, rf"\bit{_IS} {_ADV}{_VITAL}(?: (?:for|on|upon) {_WHO})?,? to "),
    _frame(MUST, rf"\bit{_IS} {_ADV}{_VITAL} that (?P<who>[^,;:.?!]{{1,80}})"),
    _frame(SHOULD, rf"\bit{_IS} {_ADV}(?:high |about |past |long past )?time(?: for {_WHO})? to "),
    _frame(SHOULD, rf"\bit{_IS} {_ADV}(?:high |about |past )?time(?: that)? {_WHO} {_PAST}"),
    _frame(SHOULD, rf"^(?:high |about )?time (?:for {_WHO} )?to "),
    _frame(SHOULD, rf"\b(?:the (?:time|moment) (?:has come|is ripe)|now is the time)(?: for {_WHO})? to "),
    _frame(MUST, rf"\bthere{_IS} {_ADV}(?:an? |the )?(?:[\w-]+ ){{0,3}}?need (?:for {_WHO} )?(?:to|for) "),
    _frame(
        SHOULD,
        r"\b(?:it (?:now )?(?:falls|is up)|(?:the )?(?:onus|burden|responsibility|duty|task|obligation|ball) (?:now )?",
        rf"(?:falls|is|lies|rests)) (?:now )?(?:to|on|upon|with) {_PARTY} to ",
    ),
    _frame(
        SHOULD,
        rf"\b(?!(?:it|this|that|there) would be){_PARTY} ",
        r"(?:would do (?:well|better|best)|(?:[’']d|had) (?:better|best)|(?:would|might) be ",
        r"(?:wise|wiser|well[- ]advised|better|right))(?: not)?(?: to)? (?=\w)",
    ),
    _frame(COULD, rf"\b{_PARTY} could do worse than (?:to )?"),
    _frame(SHOULD, rf"\bit{_IS} {_ADV}the (?:duty|job|task|responsibility) of {_PARTY} to "),
    _frame(MUST, rf"\bwhat {_PARTY} must (?:now )?do\b[^.;]{{0,20}}? is (?:to )?"),
    _frame(SHOULD, rf"\bwhat {_PARTY} (?:should|ought to) (?:now )?do\b[^.;]{{0,20}}? is (?:to )?"),
    _frame(COULD, rf"\bit would help if {_PARTY} {_PAST}"),
    _frame(SHOULD, rf"\b{_PARTY} owes? it to [^,;:.?!]{{1,60}} to "),
    _frame(
        MUST,
        r"\bwhat(?: \w+){0,6}?(?: is|[’']s| are) (?:\w+ )?(?:needed|required|called for)\b[^.,;]{0,20}? (?:is|are) ",
    ),
    _frame(
        MUST,
        rf"\bwhat (?!(?:he|she|i|you|one)\b){_FEW} (?:\w+ly |now )?needs? (?:\w+ ){{0,3}}?(?:is|are) ",
    ),
    _frame(SHOULD, rf"{_SELF}{_ASK} {_PARTY} (?:not to|to|for) "),
    _frame(SHOULD, rf"{_SELF}(?:wants?|like) {_WHO} (?:not to|to) "),
    _frame(SHOULD, rf"{_SELF}{_PROPOSE}(?: again| of [^,;:.]{{1,40}})?,? that (?P<who>[^,;:.?!]{{1,80}})"),
    _frame(
        SHOULD, rf"{_SELF}(?:recommend|call for|calling for|demand|propose|urge|advocate) (?=an? |the |more |\w+ing )"
    ),
    _frame(SHOULD, rf"{_SELF}demand {_FEW} (?=be |to )"),
    _frame(MUST, rf"\b(?:requires|demands|needs) {_FEW} to (?=\w)"),
    _frame(COULD, rf"\bit would be {_ADV}(?:wise|wiser|better|best|sensible|prudent|advisable) to "),
    _frame(COULD, rf"\bit{_IS} {_ADV}{_GOOD} (?:if|for) {_WHO} (?:to |can |could |would |were to )(?=\w)"),
    _frame(
        SHOULD,
        rf"\bthe (?:very )?(?:least|best) (?:that )?{_PARTY} (?:can|could|should) do\b[^.;]{{0,20}}? (?:is|would be) ",
    ),
    _frame(MUST, r"\bnothing (?:less|short) (?:than|of) (?=.{1,80}? will (?:do|suffice)\b)"),
    _frame(
        SHOULD,
        r"\b(?:my|our) (?:\w+ )?(?:advice|plea|request|appeal|message|demand|recommendation|proposal|suggestion)s?",
        rf"(?: to {_PARTY})?(?: is| are)?(?: simple| clear)?(?: to| that|:) ",
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
    said = s.text[s.span.start : s.span.end]
    for strength, pattern in _FRAMES:
        for m in pattern.finditer(said):
            found = _named(s, m) if _is_meant(s, m) else None
            if found and not _is_phrase(s, m, found[1]):
                leads = m.lastgroup is not None and m.start(m.lastgroup) == m.start()
                cue = m.end(m.lastgroup or 0) if leads else m.start()  # "Critics said that X | would do well to"
                yield Demand(s.span.start + cue, strength, *found, acts=m.lastgroup == "party")
    for m in _OVERDUE.finditer(said):
        yield Demand(s.span.start + m.start(), SHOULD if "overdue" in m.group().lower() else MUST, None, s.ts[0].start)


def _is_meant(s: Sentence, m: re.Match[str]) -> bool:
    """Say whether a set phrase is neither denied, nor a condition, nor what a rule lays down."""
    said = m.group().lower()
    if " no need" in said or " not " in said.removesuffix(" not to ")[:30]:
        return False
    opener = s.clauses[s.of[s.token_at(s.span.start + m.start())]].opener
    return opener not in _NOT_ASKING and not (said.startswith("requires") and is_rule(s))


def _is_phrase(s: Sentence, m: re.Match[str], offset: int) -> bool:
    """Say whether words only look like a petition: "It is important to note", "We had better luck"."""
    low = word_at(s.ts, s.token_at(offset))
    comparing = (
        re.search(r"\b(?:[’']d|had) (?:better|best)", m.group(), re.IGNORECASE) and not is_base(low) and low != "be"
    )
    return bool(comparing) or (m.lastgroup is None and low in _RECALLING)


_RECALLING = words("note remember recall stress emphasise emphasize add say mention bear know point")


def _behind(s: Sentence, offset: int) -> int:
    """Return where the first word begins that doesn't end before a place of the text."""
    k = s.token_at(offset)
    return s.ts[min(len(s.ts) - 1, k + (s.ts[k].end <= offset))].start


def _named(s: Sentence, m: re.Match[str]) -> tuple[str | None, int] | None:
    """Return who is to act by a set phrase and where what they are to do begins; None where nothing is asked.

    A thing can't act, but something can be asked for it: "We ask that the gates be opened".
    """
    behind = _behind(s, s.span.start + m.end())
    if m.lastgroup is None:
        return None, behind
    first, last = (s.token_at(s.span.start + place) for place in (m.start(m.lastgroup), m.end(m.lastgroup) - 1))
    last, completed = last + 1, " that " in m.group().lower()
    if completed:
        last = _subject_end(s, first, last)
        behind = s.ts[min(last, len(s.ts) - 1)].start
    said = [t.low for t in s.ts[first:last]]
    if len(said) == 1 and (said[0] in SUBJECTS or said[0] in _OBLIQUE):
        return None if said[0] == "i" else (_OBLIQUE.get(said[0], said[0]), behind)
    restart = next((j for j in range(last - 1, first, -1) if s.ts[j - 1].low == "that"), first)
    name = speaker_in(s.ts, restart, last)
    if name is not None and (m.lastgroup == "party" or is_party(name)):
        return name, behind
    return (None, behind) if completed and name is not None else None


def _subject_end(s: Sentence, first: int, last: int) -> int:
    """Return where the subject of a demanded clause ends: "that | the school board | hire a nurse"."""
    for j in range(first + 1, min(last, phrase_end(s.ts, first))):
        low, before, after = s.ts[j].low, s.ts[j - 1].low, word_at(s.ts, j + 1)
        if low == "not" or (is_base(low) and before not in DETERMINERS and not (is_base(after) and after != "be")):
            return j
    return min(last, phrase_end(s.ts, first))
