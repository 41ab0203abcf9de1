"""Verbs, nouns and adjectives that credit somebody with what is said: their forms, and what follows them."""

from sourcebook.quantities.numerals import words

_IRREGULAR = {
    "say": "says said saying", "think": "thinks thought thinking", "tell": "tells told telling",
    "write": "writes wrote written writing", "hold": "holds held holding", "feel": "feels felt feeling",
    "find": "finds found finding", "show": "shows showed shown showing", "see": "sees saw seen seeing",
    "know": "knows knew known knowing", "foresee": "foresees foresaw foreseen foreseeing",
    "understand": "understands understood understanding", "hear": "hears heard hearing",
    "swear": "swears swore sworn swearing", "put": "puts putting", "paint": "paints painted painting",
    "admit": "admits admitted admitting", "quip": "quips quipped quipping", "decry": "decries decried decrying",
    "dub": "dubs dubbed dubbing", "label": "labels labeled labelled labeling labelling",
    "brand": "brands branded branding", "concur": "concurs concurred concurring", "bet": "bets betting",
    "speak": "speaks spoke spoken speaking", "begin": "begins began beginning", "grin": "grins grinned grinning",
    "nod": "nods nodded nodding", "shrug": "shrugs shrugged shrugging", "snap": "snaps snapped snapping",
    "sing": "sings sang singing", "go": "goes went going", "slam": "slams slammed slamming", "read": "reads reading",
}  # fmt: skip


def forms(bases: str) -> frozenset[str]:
    """Return every form of the verbs of a list.

    >>> sorted(forms("argue deny"))
    ['argue', 'argued', 'argues', 'arguing', 'denied', 'denies', 'deny', 'denying']
    """
    return frozenset(form for base in bases.split() for form in (base, *_inflected(base)))


def _inflected(base: str) -> list[str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base].split()
    if base.endswith("ee"):
        return [base + "s", base + "d", base + "ing"]
    if base.endswith("e"):
        return [base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeou":
        return [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    return [base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), base + "ed", base + "ing"]


# a clause follows, with or without "that", and hardly ever a mere thing
SAY = forms("say think believe argue insist contend reckon worry complain joke quip retort muse speculate lament")
# a clause follows, or a thing: without "that" it has to have a verb
CLAIM = forms(
    "declare assert conclude boast reply respond add remark feel maintain counter concur protest claim warn fear "
    "suggest note observe report state stress emphasise emphasize expect predict forecast explain admit acknowledge "
    "concede confirm deny announce reveal imply hint write estimate recall answer caution advise allege swear "
    "proclaim repeat reiterate highlight underline guess suspect assume imagine calculate testify charge judge agree "
    "hold doubt question wonder ask hear point assure remind tell inform persuade convince promise pledge vow posit "
    "surmise opine gripe signal tweet post foresee dispute disclose divulge disagree mention bet counsel anticipate "
    "recommend propose urge demand request rule affirm attest theorise theorize grumble moan stipulate confide "
    "venture preach teach rant vouch hypothesise hypothesize postulate"
)
# what may stand beside its clause: "the plan, she argues, is weak"
ASIDE = (SAY | CLAIM | forms("find show")) - {"shown"}
# what may stand before who says it, as hardly any mere thing follows: "the plan is weak, argues the minister"
INVERTED = SAY | forms(
    "declare assert conclude remark maintain claim warn suggest note observe report explain admit acknowledge concede "
    "add write recall estimate stress announce reply respond ask wonder agree confirm caution"
)
# what a document or a figure does; of other things it says that they are a sign of something
SHOW = forms("show find indicate suggest reveal demonstrate imply confirm prove signal hint")
# view X as Y
AS = forms(
    "see view regard describe portray depict characterise characterize hail praise dismiss deride denounce condemn "
    "criticise criticize ridicule mock perceive interpret paint frame tout decry slam attack reject welcome applaud "
    "lambast blast bill remember recall speak think refer greet herald acclaim celebrate lampoon construe pitch cast "
    "present define classify label brand"
)
# call X Y
NAME = forms("call label dub deem brand term consider declare pronounce")
# accuse X of Y
OF = forms("accuse suspect warn complain boast speak")
FOR = forms("blame criticise criticize fault condemn praise")
# tell X to do Y
TO = forms(
    "tell ask urge instruct advise promise pledge vow implore beg call press order warn remind encourage request "
    "counsel recommend swear claim profess believe expect"
)
# what is proposed or foretold carries a statement even as a mere thing
CARRY = forms(
    "promise forecast propose float suggest advocate envision envisage predict pledge recommend deny expect anticipate "
    "foresee advise counsel urge"
) - {"expected", "anticipated"}
# what is not thought is no fact either; what is not told may be
THINKING = forms(
    "think believe expect agree feel hold assume imagine see view regard consider accept suspect fear doubt"
)
# what only a quotation goes with
UTTER = forms(
    "shout cry whisper murmur mutter exclaim sigh laugh smile nod shrug grin snap growl bark yell scream call "
    "continue begin sing chant plead demand urge joke groan thunder declare intone read go"
)
VERBS = (SAY | CLAIM | SHOW | AS | NAME | OF | FOR | TO | CARRY | forms("put")) - {"assuming"}

NOUNS = words(
    "claim claims argument arguments contention assertion assertions accusation accusations allegation allegations "
    "charge charges complaint complaints warning warnings prediction predictions forecast forecasts belief beliefs "
    "conviction fear fears suggestion suggestions statement statements remark remarks comment comments conclusion "
    "finding findings assessment opinion view views promise promises pledge pledges vow insistence assurance "
    "assurances criticism hint hints theory thesis speculation consensus concern concerns admission declaration "
    "rumour rumor rumours rumors worry worries announcement notion idea talk boast boasts judgment judgement estimate "
    "description portrayal depiction characterisation characterization verdict"
)
# somebody's, and only then anybody's: "the prosecution's case was that"; "the point is that" is the writer's own
OWNED = words("case point position message stance line excuse answer explanation diagnosis testimony story lesson")
MINDS = words(
    "admission view opinion eyes mind perspective judgment judgement estimation words telling account reading book "
    "viewpoint standpoint assessment imagination phrase minds views"
)
CONVINCED = words(
    "convinced confident adamant worried concerned afraid fearful skeptical sceptical doubtful hopeful optimistic "
    "pessimistic unconvinced certain sure persuaded aware alarmed anxious insistent"
)
