"""Verbs of what is done on purpose, and verbs of what only is or comes about."""

from sourcebook.quantities.numerals import words
from sourcebook.speech.verbs import forms

_DONE_OTHERWISE = {  # forms that no ending makes
    "build": "built building", "rebuild": "rebuilt rebuilding", "begin": "began begun beginning", "pay": "paid paying",
    "repay": "repaid repaying", "spend": "spent spending", "buy": "bought buying", "sell": "sold selling",
    "hold": "held holding", "meet": "met meeting", "send": "sent sending", "give": "gave given giving",
    "bring": "brought bringing", "keep": "kept keeping", "leave": "left leaving", "make": "made making",
    "take": "took taken taking", "put": "put putting", "set": "set setting", "cut": "cut cutting", "teach": "taught",
    "choose": "chose chosen", "draw": "drew drawn", "write": "written writing", "let": "letting", "run": "ran running",
    "lay": "laid laying", "stop": "stopped stopping", "plan": "planned planning", "ban": "banned banning",
    "scrap": "scrapped scrapping", "submit": "submitted submitting", "cap": "capped capping", "shut": "shutting",
    "refer": "referred", "ship": "shipped shipping", "step": "stepped", "lend": "lent", "fit": "fitted", "see": "seen",
    "drop": "dropped dropping", "get": "got getting",
}  # fmt: skip
_REGULAR = (
    "open reopen close launch start introduce publish release refund invest fund hire recruit train provide offer "
    "deliver complete finish install replace repair restore plant reduce lower abolish phase extend expand move "
    "relocate transfer purchase acquire merge sign ratify vote visit attend host present report review consult "
    "appoint elect resign retire return join play compete decide announce raise increase double halve suspend "
    "lift impose withdraw enforce support protect ensure tackle create establish develop upgrade modernise "
    "modernize test trial conduct carry perform donate award grant allocate pass adopt approve implement remove "
    "end halt resume continue maintain honour honor respect apply register file disclose inspect monitor convert "
    "clean clear renovate refurbish demolish dredge pave dig fill store supply equip issue roll hand share "
    "cooperate work negotiate address discuss debate consider investigate prosecute sue appeal compensate "
    "reimburse treat vaccinate screen contribute settle construct electrify mend cover serve accept answer reply "
    "rule count declare collect recycle recall redesign rename stay remain cease limit curb freeze digitise "
    "digitize bury evict house accommodate sponsor dismantle deploy evacuate revoke tighten strengthen improve "
    "exempt waive charge bid seek submit step erect pilot enact"
)
DEEDS = frozenset(_REGULAR.split()) | _DONE_OTHERWISE.keys() - {"see", "get"}
_BASES = {form: verb for verb in _REGULAR.split() for form in forms(verb)}
_BASES |= {form: verb for verb, own in _DONE_OTHERWISE.items() for form in own.split()}

# what nobody does on purpose, so that to say it "will" be is to foretell it
UNWILLED = words(
    "be become need have rise fall grow increase decrease decline climb shrink cost lose suffer face feel know "
    "happen depend matter mean last prove fail struggle survive die win exceed reach total affect cause lead show "
    "tell find like want think believe require seem look appear stay remain come go exist belong contain involve "
    "soar plunge slow improve worsen collapse disappear vanish melt dry rain snow freeze flood warm cool peak "
    "overtake outnumber age surpass drop double halve triple help benefit hurt damage force allow enable ensure "
    "continue persist emerge result change turn take remember forget regret understand learn miss hate love enjoy "
    "see weigh hit drive say sound fetch bloom flower ripen live wait"
)

WILLED = DEEDS - UNWILLED


def base(word: str) -> str:
    """Return the base of a verb of what is done, the word itself where it is no form of one.

    >>> base("reopened"), base("built"), base("will")
    ('reopen', 'build', 'will')
    """
    return _BASES.get(word, word)
