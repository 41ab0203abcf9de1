"""The set phrases that ask, as patterns: "it is time for X to", "we call on X to", "the wisest course is to".

`who` in a pattern is a noun phrase that may be a party; whoever stands at `party` can act, whatever they are called.
"""

import re
from collections.abc import Set
from functools import lru_cache

from sourcebook.asking.demands import COULD, MUST, SHOULD
from sourcebook.quantities.numerals import words
from sourcebook.speech.kinds import head
from sourcebook.speech.verbs import forms

Phrase = tuple[str, re.Pattern[str], str, frozenset[str]]

_ADV = r"(?:(?:now|also|then|therefore|thus|still|only|just|far|much|\w+ly|more|most|very|so|all|of) )*+"
_IS = r"(?: is| would be| will be| might be| may be| remains| becomes| seems|[’']s)"
_WOULD = r"(?: would be| might be| may be|[’']d be)"
_VITAL = r"(?:essential|vital|imperative|crucial|critical|necessary|important|urgent|incumbent|indispensable|paramount)"
_GOOD = (
    r"(?:great|good|better|best|wise|wiser|helpful|welcome|right|fair|fairer|sensible|useful|prudent|advisable|"
    r"desirable|kind|kinder|worthwhile|preferable|reasonable|safer|simpler|cheaper|appropriate|fitting|proper|"
    r"an? (?:\w+ )?(?:kindness|start|beginning|help|idea)|no harm)"
)
_BAD = (
    r"(?:unwise|foolish|wrong|mistaken|reckless|rash|irresponsible|premature|short-sighted|ill[- ]advised|unfair|"
    r"(?:an?|the) (?:\w+ )?(?:mistake|error|blunder|folly|shame)|folly|madness)"
)
_COURSE = (
    r"(?:thing|step|course|way|option|answer|solution|response|remedy|move|task|job|priority|choice|cure|policy|"
    r"approach|place to (?:start|begin)|way (?:forward|out|ahead)|start|"
    r"beginning|idea|plan|measure|reform|alternative|compromise|fix|duty|aim|goal|rule)s?"
)
_RIGHT = (
    r"(?:first|next(?! thing)|best|better|right|proper|only|obvious|main|top|immediate|urgent|honest|decent|sensible|"
    r"clear|"
    r"reasonable|modest|good|logical|natural|sane|key|overriding|real|central|essential|prudent|responsible|"
    r"(?:most|more|least) \w+|(?!hardest|easiest|worst|strangest|oldest|last)\w{3,}(?:est|ier|er))"
)
_WHO = r"(?P<who>(?!to\b)[^,;:.?!]{1,80}?)"
_PARTY = _WHO.replace("who", "party")  # whoever stands here can act
_FEW = r"(?P<who>(?:[\w’'-]+|[A-Z]\.[A-Z]\.)(?: [\w’'-]+){0,5}?)"
_LED = r"(?P<party>(?:[\w’'-]+|[A-Z]\.[A-Z]\.)(?: [\w’'-]+){0,7}?)"  # a party before its verb
_BESIDE = r"(?:, [^,;:.?!]{2,60},)?"  # an aside: ", and not for its lawyers,"
_PAST = (  # how a wish puts what is to be done: "it is time the council mended it"
    r"(?=(?:\w+ed|took|made|gave|did|had|stood|spent|put|found|came|went|began|paid|told|kept|left|built|thought|got|"
    r"let|set|cut|sent|said|brought|led|met|spoke|bought|wrote|saw|held|rang|were|stopped|shut|sold|read|ran|sat|"
    r"taught|drew|chose|grew|showed|threw|woke|lost|won|fed|lent|sought|caught|dealt|rose|fell|wound)\b)"
)
_ASK = (
    r"(?:ask(?:s|ing)?|urg(?:es?|ing)|call(?:s|ing)? (?:up)?on|appeal(?:s|ing)? to|implor(?:es?|ing)|beg(?:s|ging)?|"
    r"invit(?:es?|ing)|encourag(?:es?|ing)|request(?:s|ing)?|recommend(?:s|ing)?|advis(?:es?|ing)|petition(?:s|ing)?|"
    r"exhorts?|press(?:es)?|plead(?:s|ing)? with|challenges?|reminds?|beseech(?:es)?|entreats?|counsels?)"
)
_PROPOSE = (
    r"(?:ask|urge|request|recommend|propose|suggest|demand|insist|advise|plead|advocate|petition|prefer)(?:s|ing)?"
)
_FIRST = r"(?:we|i)(?:[’'](?:d|m|re)| am| are)?"
MASK = "\x00"  # stands for the name of the voice itself, so that the patterns are the same for all voices
_PAPERS = (
    r"this (?:newspaper|paper|column|union|committee|report|brief|letter|branch|society|alliance|group|statement|"
    r"petition|council|board|office|institute|forum)|the (?:undersigned|signatories|authors|petitioners)"
)
_BETWEEN = (
    r"(?:,? (?:the undersigned|therefore|also|hereby|now|too|would|should|must|do|once again|again|further|thus|will|"
    r"still|only|simply|however|instead|accordingly|\w+ly|and \w+),?){0,3} "
)
_PASSIVE = (
    r"(?:asked|urged|requested|invited|encouraged|advised|begged|implored|entreated|exhorted|called (?:up)?on|kindly)"
)
_WISEST = (  # "the fairest course", "the council’s first duty", "the answer"
    rf"\b(?:the|our|its|their|your|one|an?|(?P<party>(?:[\w-]+ ){{1,4}}?[\w-]+)[’']s?) (?:(?:very )?{_RIGHT} "
    rf"(?:and \w+ )?"
    rf"(?:\w+ )?{_COURSE}|(?:answer|solution|remedy|priority|duty|responsibility|way (?:forward|out|ahead))s?)"
    r"(?: now| here| then)?(?: for [^,;:.?!]{1,60}?)?(?: to do)?,?"
)
_TO = rf" (?:now |surely |simply )?(?:for {_WHO} )?(?:not )?to (?=\w)"
_GIFT = r"(?:reply|answer|apology|explanation|account|word|hearing|inquiry|response|promise|truth|answers|better)"
_PETITION = re.compile(  # a sentence, in small letters, without one of these holds no phrase but of the voice itself
    r"\b(?:(?:it|there)(?: (?!is\b)\w+)?(?: (?:is|would|will|might|may|remains|becomes|seems)\b|[’']s )|it falls|"
    r"time (?:for|to|has|is)|moment (?:has|is|to|for)|now is|(?:onus|burden|responsibility|duty|task|obligation|ball|"
    r"job|better|best|wise|wiser|unwise|foolish|wrong|mistaken|reckless|rash|overdue|requires|demands|needs?|least|"
    r"serious|responsible|decent|sensible|competent|brave|ideally|owes?|needed|required|wanted|sought|do worse|do well|"
    r"be right|well[- ]advised|called for|hands off|down with|away with|an end|no more|no to|if only|would that|"
    r"would not|what)\b|(?:asked|urged|requested|invited|encouraged|advised|begged|implored|entreated|exhorted|"
    r"(?:up)?on) (?:not )?to\b|nothing (?:less|short)|(?:want|wish|like|care) to\b|(?:is|be)(?: \w+)? (?:to|for)\b)|"
    r"\b(?:my|our) .{3,60}(?: is| are|:)"
)
_PETITION_WORDS = words(  # one of which is in all of it, but for what goes on with "to" or "for"
    "it there time moment now onus burden responsibility duty task obligation ball job better best wise wiser "
    "unwise foolish wrong mistaken reckless rash overdue requires demands need needs least serious responsible "
    "decent sensible competent brave ideally owe owes needed required wanted sought worse well right called hands "
    "down away end no if would what asked urged requested invited encouraged advised begged implored entreated "
    "exhorted nothing want wish like care my our"
)
_PETITION_LEADS, _PETITION_LINKS = words("is be on upon"), words("to for")


def holds_phrase(low: str, found: Set[str]) -> bool:
    """Say whether a sentence in small letters can hold a set phrase; `found`: its runs of letters.

    >>> [holds_phrase(low, letters_in(low)) for low in ("it is time to go.", "the ferry left at noon.")]
    [True, False]
    """
    linked = not (found.isdisjoint(_PETITION_LEADS) or found.isdisjoint(_PETITION_LINKS))
    worded = linked or not found.isdisjoint(_PETITION_WORDS) or "\u0307" in low  # what `lower` leaves of İ parts words
    return worded and _PETITION.search(low) is not None


def letters_in(said: str) -> frozenset[str]:
    """Return the runs of plain letters of a sentence, as a pattern sees them that ignores case.

    Such a pattern takes for i and s three letters which `lower` leaves as they are.

    >>> sorted(letters_in("Who muſtn’t go?"))
    ['go', 'mustn', 't', 'who']
    """
    return frozenset(_LETTERS.findall(said.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")))


_LETTERS = re.compile("[a-z]+")


def _phrase(strength: str, one_of: str, *pattern: str, needs: str = "") -> Phrase:
    """Return a phrase; a sentence without the words of `needs`, or without a run of letters `one_of`, holds none."""
    return strength, re.compile("".join(pattern), re.IGNORECASE), needs, words(one_of)


_VITAL_WORDS = (
    "essential vital imperative crucial critical necessary important urgent incumbent indispensable paramount"
)
_BAD_WORDS = (
    "unwise foolish wrong mistaken reckless rash irresponsible premature short ill unfair mistake error blunder folly "
    "shame madness"
)
_GOOD_WORDS = (
    "great good better best wise wiser helpful welcome right fair fairer sensible useful prudent advisable desirable "
    "kind kinder worthwhile preferable reasonable safer simpler cheaper appropriate fitting proper kindness start "
    "beginning help idea harm"
)
_COURSE_WORDS = (
    "thing step course way option answer solution response remedy move task job priority choice cure policy approach "
    "place start beginning idea plan measure reform alternative compromise fix duty aim goal rule responsibility"
)
_COURSE_WORDS += "".join(f" {word}s" for word in _COURSE_WORDS.split())
_ADVICE_WORDS = "advice plea request appeal message demand recommendation proposal suggestion"
_ADVICE_WORDS += "".join(f" {word}s" for word in _ADVICE_WORDS.split())
_ASKING = " ".join(
    forms(
        "ask urge call appeal implore beg invite encourage request recommend advise petition exhort press plead "
        "challenge remind beseech entreat counsel"
    )
    | {"begging"}
)


PHRASES = [
    _phrase(MUST, _VITAL_WORDS, rf"\bit{_IS} {_ADV}{_VITAL}(?: (?:for|on|upon) {_WHO})?,? to "),
    _phrase(
        MUST,
        _VITAL_WORDS,
        rf"\bit{_IS} {_ADV}{_VITAL}(?: that)? (?!for\b|on\b|to\b|upon\b|in\b|that\b)(?P<who>[^,;:.?!]{{1,80}})",
    ),
    _phrase(SHOULD, "time", rf"\bit{_IS} {_ADV}(?:high |about |past |long past )?time(?: for {_WHO})? to "),
    _phrase(SHOULD, "time", rf"\bit{_IS} {_ADV}(?:high |about |past )?time(?: that)? {_WHO} {_PAST}"),
    _phrase(
        SHOULD, "time", rf"\bit{_IS} {_ADV}(?:high |about |past |long past )?time for (?=(?:an?|some|new|more|real)\b)"
    ),
    _phrase(SHOULD, "time", rf"^(?:high |about )?time (?:for {_WHO} )?to "),
    _phrase(
        SHOULD,
        "time moment",
        rf"\b(?:the (?:time|moment) (?:has come|is ripe)|now is (?:also )?the (?:time|moment))(?: for {_WHO})? to ",
    ),
    _phrase(SHOULD, "time moment", rf"\bthe (?:time|moment)(?: for {_WHO})? to (?=[^,;:.?!]{{2,60}} is now\b)"),
    _phrase(SHOULD, "late", rf"\bit is not (?:yet )?too late (?:for {_WHO} )?to ", needs="late"),
    _phrase(MUST, "need", rf"\bthere{_IS} {_ADV}(?:an? |the )?(?:[\w-]+ ){{0,3}}?need (?:for {_WHO} )?(?:to|for) "),
    _phrase(
        SHOULD,
        "reason excuse",
        rf"\bthere{_IS} no (?:\w+ )?(?:reason|excuse) (?:why |that )?(?P<who>[^,;:.?!]{{1,80}}?) should not ",
    ),
    _phrase(SHOULD, "reason excuse", rf"\bthere{_IS} no (?:\w+ )?(?:reason|excuse) (?:for {_WHO} )?not to "),
    _phrase(
        SHOULD,
        "falls up down left onus burden responsibility duty task obligation ball",
        r"\b(?:it (?:now )?(?:falls|is (?:now )?(?:up|down|left))|(?:the )?",
        r"(?:onus|burden|responsibility|duty|task|obligation|ball) (?:now )?",
        rf"(?:falls|is|lies|rests)) (?:now )?(?:squarely )?(?:to|on|upon|with) {_PARTY}{_BESIDE} to ",
    ),
    _phrase(SHOULD, "it", rf"\bit is (?:now )?for {_WHO}{_BESIDE} to "),
    _phrase(
        SHOULD,
        "well better best wise wiser right",
        rf"\b(?!(?:it|this|that|there) would be){_PARTY} ",
        r"(?:(?:would|might|could|will) do (?:well|better|best)|(?:[’']d|had) (?:better|best)|(?:would|might) be ",
        r"(?:wise|wiser|well[- ]advised|better|right))(?: not)?(?: to)? (?=\w)",
    ),
    _phrase(SHOULD, _BAD_WORDS, rf"\b(?!(?:it|this|that|there) would){_PARTY}{_WOULD} {_ADV}{_BAD} to ", needs="be "),
    _phrase(SHOULD, _BAD_WORDS, rf"\bit{_WOULD} {_ADV}{_BAD} (?:for {_WHO} )?(?:not )?to "),
    _phrase(COULD, "worse", rf"\b{_PARTY} could do worse than (?:to )?", needs="do worse"),
    _phrase(
        SHOULD, "duty job task responsibility", rf"\bit{_IS} {_ADV}the (?:duty|job|task|responsibility) of {_PARTY} to "
    ),
    *(
        _phrase(strength, words, rf"\b{opens} {_PARTY} {has}(?: now)? do\b[^.;]{{0,20}}? is (?:to )?", needs=needs)
        for strength, words, opens, has, needs in (
            (MUST, "must", "what", "must", "what"),
            (SHOULD, "should ought", "what", "(?:should|ought to)", "what"),
            (MUST, "do", "all(?: that)?", "(?:needs?|has|have)(?: to)?", "all"),
        )
    ),
    _phrase(COULD, "help", rf"\bit would help if {_PARTY} {_PAST}", needs="help"),
    _phrase(SHOULD, "owe owes", rf"\b{_PARTY} owes? it to [^,;:.?!]{{1,60}} to ", needs="owe"),
    _phrase(
        SHOULD,
        "owe owes",
        rf"\b{_LED} owes? (?:[^,;:.?!\d]{{1,50}} )?(?:an?|the|some) (?=(?:\w+ )?{_GIFT}\b)",
        needs="owe",
    ),
    _phrase(
        MUST,
        "needed required called",
        r"\bwhat(?: \w+){0,6}?(?: is|[’']s| are) (?:\w+ )?(?:needed|required|called for)\b[^.,;]{0,20}? (?:is|are) ",
    ),
    _phrase(
        MUST,
        "need needs",
        rf"\bwhat (?!(?:he|she|i|you|one)\b){_FEW} (?:\w+ly |now )?needs? (?:\w+ ){{0,3}}?(?:is|are) ",
    ),
    _phrase(MUST, "requires demands needs", rf"\b(?:requires|demands|needs) {_FEW} to (?=\w)"),
    _phrase(
        COULD,
        "wise wiser better best sensible prudent advisable",
        rf"\bit(?:{_WOULD}|[’']s| is) {_ADV}(?:wise|wiser|better|best|sensible|prudent|advisable) to ",
    ),
    _phrase(COULD, _GOOD_WORDS, rf"\bit{_WOULD} {_ADV}{_GOOD} to "),
    _phrase(
        COULD,
        "help harm hurt cost",
        r"\bit would (?:also |surely )?(?:help|do no harm|not hurt|not harm|cost (?:nothing|little)) to ",
    ),
    _phrase(
        COULD, _GOOD_WORDS, rf"\bit{_IS} {_ADV}{_GOOD} (?:if|for) {_WHO} (?:to |can |could |would |were to )(?=\w)"
    ),
    _phrase(COULD, _GOOD_WORDS, rf"\bit{_WOULD} {_ADV}{_GOOD} if {_WHO} {_PAST}"),
    _phrase(SHOULD, "better", rf"^(?:far |much )?better (?:by far )?(?:for {_WHO} )?to "),
    _phrase(SHOULD, _COURSE_WORDS, rf"{_WISEST}(?: is| remains| becomes){_TO}"),
    _phrase(COULD, _COURSE_WORDS, rf"{_WISEST}{_WOULD}{_TO}"),
    _phrase(
        SHOULD,
        "least best",
        rf"\bthe (?:very )?(?:least|best) (?:that )?{_PARTY} (?:can|could|should) do\b[^.;]{{0,20}}? (?:is|would be) ",
    ),
    _phrase(MUST, "nothing", r"\bnothing (?:less|short) (?:than|of) (?=.{1,80}? will (?:do|suffice)\b)"),
    _phrase(
        SHOULD,
        _ADVICE_WORDS,
        r"\b(?:my|our) (?:\w+ )?(?:advice|plea|request|appeal|message|demand|recommendation|proposal|suggestion)s?",
        rf"(?: to {_PARTY})?(?: is| are)?(?: simple| clear| this| plain)?(?: to| that|:) ",
    ),
    _phrase(COULD, "grateful", rf"\bit would be grateful if {_WHO} (?:could|would|might) "),
    _phrase(
        SHOULD,
        "asked urged requested invited encouraged advised begged implored entreated exhorted called kindly",
        rf"^(?!who\b|what\b|if\b|when\b|{_FIRST} ){_PARTY} (?:is|are) (?:\w+ly |again |also |now )?"
        rf"{_PASSIVE} (?:not )?to (?=\w)",
    ),
    _phrase(
        SHOULD,
        "like love want hope prefer wish",
        r"\bwhat (?:we|i)(?: would|[’']d)? (?:\w+ )?(?:like|love|want|hope|prefer|wish)(?: to see)?"
        r"(?: \w+)? (?:is|are) (?:for )?",
    ),
    _phrase(
        SHOULD,
        "hands down away end no",
        r"^(?:hands off|down with|away with|an end to|no to|no more(?=[^.?]{2,50}!)) (?=[^.?]{2,50}(?:!|$))",
    ),
    _phrase(
        SHOULD,
        "job duty task responsibility turn",
        r"\bit(?: is|[’']s) (?:now )?(?P<party>(?:[\w-]+ ){0,4}[\w-]+)[’']s? "
        r"(?:job|duty|task|responsibility|turn) to ",
        needs="it",
    ),
    _phrase(SHOULD, "only would", rf"^(?:if only|would that) {_WHO} (?:would|could|{_PAST})"),
    _phrase(SHOULD, "hurt amiss harm", r"\bwould (?=not (?:hurt|(?:go|come) amiss|do any harm)\b)"),
    _phrase(COULD, "want wish like care", rf"^{_LED} (?:may|might|could) (?:also |well )?(?:want|wish|like|care) to "),
    _phrase(SHOULD, "ideally", rf"\bideally,? {_FEW} (?:would|could) ", needs="ideally"),
    _phrase(
        SHOULD,
        "serious responsible decent wise sensible competent brave braver bolder confident honest prudent",
        rf"\ban? (?:serious|responsible|decent|wise|sensible|competent|brave|braver|bolder|confident|honest|"
        rf"prudent) {_FEW} would (?!have\b)",
    ),
    _phrase(
        SHOULD,
        "serious",
        rf"\bif {_FEW} (?:is|are) serious(?: about [^,;:.?!]{{1,60}})?, (?:it|they|he|she) (?:will|would) ",
        needs="serious",
    ),
]
_OWN = [  # phrases whose subject is the voice itself
    (SHOULD, _ASKING, rf"{_ASK} {_PARTY}{_BESIDE} (?:not to|to|for) "),
    (SHOULD, "wants want like love prefer", rf"(?:wants?|like|love|prefer) {_WHO} (?:not to|to) "),
    (
        SHOULD,
        "see",
        r"(?:like|love|wants?|wish|hope|prefer) to see (?=more|less|fewer|better|stronger|every|all|an end)",
    ),
    (SHOULD, "see", r"(?:like|love|wants?|wish|prefer) to see (?P<who>[^,;:.?!]{1,80})"),
    (
        SHOULD,
        "suggest recommend propose insist ask demand",
        r"(?:suggest|recommend|propose|insist|ask|demand) (?!that\b)(?P<who>[^,;:.?!]{1,60})",
    ),
    (SHOULD, "want", r"(?<=we )want (?!to\b|nothing\b|it\b)(?!(?:[\w’'-]+ ){1,6}to\b)(?=[\w-]+ )"),
    (SHOULD, "that", rf"{_PROPOSE}(?: again| of [^,;:.]{{1,40}})?,? that (?P<who>[^,;:.?!]{{1,80}})"),
    (
        SHOULD,
        "recommend recommends call calls calling demand demands propose proposes proposing urge urges advocate "
        "advocates seek seeks",
        r"(?:recommends?|calls? for|calling for|demands?|propos(?:es?|ing)|urges?|advocates?|seeks?) "
        r"(?!to\b|by\b|in\b|it\b|that\b|him\b|her\b|them\b|"
        r"(?:\w+ )?(?:things|points|steps|measures|changes|questions)\b)(?=[\w-]+ )",
    ),
    (SHOULD, "demand", rf"demand {_FEW} (?=be |to )"),
    (SHOULD, "rather sooner wish", rf"(?:far |much )?(?:rather|sooner|wish) (?:that )?{_WHO} {_PAST}"),
    (
        COULD,
        "grateful obliged thankful glad pleased appreciate like",
        rf"(?:be (?:very |most |deeply )?(?:grateful|obliged|thankful|glad|pleased)|appreciate it|like it) if "
        rf"{_WHO} (?:could |would |can |might |{_PAST})",
    ),
]
OVERDUE_WORDS = words("wanted overdue needed required sought called")
OVERDUE = re.compile(
    r"\bare wanted (?:for|at|on|who)\b|^an? [\w -]{3,40} is overdue\b|^(?:(?:far|much|many|a) )?(?:more|better|"
    r"fewer|stronger|tougher|further|greater|urgent|swift|bold|bolder|new|fresh|clearer|another|other|additional|action|"
    r"reform|leadership|help)\b[^,;:.?!]{0,60} (?:is|are) (?:\w+ly |also |now )?(?:needed|required)(?=[.;,!])|"
    r"\b(?:is|are) (?:(?:long|urgently|badly|sorely|desperately|well|still|now) (?:overdue|needed|required)"
    r"|(?:sought|called for))\b(?! (?:to|by|in|as)\b)",
    re.IGNORECASE,
)


_ITSELF = rf"(?:\b(?:{_FIRST}|{_PAPERS})|{MASK}+){_BETWEEN}"
OWN_PHRASES = [_phrase(strength, one_of, _ITSELF, pattern) for strength, one_of, pattern in _OWN]
OWN_WORDS = words("we i this undersigned signatories authors petitioners")  # one, or the mask, stands before its asks
OWN = re.compile(  # a sentence without one of these holds no phrase of the voice itself
    rf"{_ITSELF}(?:{_ASK}|{_PROPOSE}|calls?|calling|wants?|like|love|wish|seeks?|far|much|rather|sooner|be|appreciate)\b",
    re.IGNORECASE,
)


def masked(said: str, voice: str) -> str:
    """Return a sentence of the same length in which what a body calls itself in its own paper is a run of one sign.

    >>> [bool(OWN.search(masked(said, "Embassy of Peru"))) for said in ("The Embassy requests", "The mayor requests")]
    [True, False]
    """
    word = _last_word(voice)
    return _called(word).sub(lambda m: MASK * len(m.group()), said) if word in said else said


@lru_cache(maxsize=256)
def _last_word(voice: str) -> str:
    own = voice.split(",")[0].split()
    return head(own) if own else "we"


@lru_cache(maxsize=256)
def _called(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he (?:[\w’'-]+ ){{0,3}}?{re.escape(word)}\b")
