"""Numbers that are no amounts: names, codes, labels, results, list markers."""

from sourcebook.quantities.explicit import MONTHS
from sourcebook.quantities.nouns import is_plural, noun_words
from sourcebook.quantities.numerals import Token, at, number, word_at, words
from sourcebook.quantities.readings import Reading
from sourcebook.quantities.units import unit_after

LABELS = words(
    "section sections article articles chapter chapters figure fig table tables phase level levels stage type "
    "title part rule resolution route highway flight version no number page pages p pp paragraph clause annex "
    "appendix track tracks room category class grade group game season episode volume vol issue exhibit lot block "
    "gate platform box step item question scenario option model windows boeing airbus apollo formula channel "
    "interstate exit day isbn issn doi tel fax phone telephone tier schedule directive regulation convention "
    "protocol generation mach unit footnote note line war act extension ext code zip grades proposition prop area "
    "district station pier studio zone round lap size iso din ansi astm rfc asx ftse nikkei dax cac stoxx"
)
_MATCHES = words(
    "won win wins beat lost lose defeat victory draw drew score scored led lead leads vote voted ruled ruling "
    "decision winning tie tied loss game"
)
_SLASHED = {".", "-", "–", "/", ":", "_", "@", "#", "=", "\\", "&", "^", "~"}
_PREFIXES = words("sub pre post non mid under over plus minus near")
_SCREENS = words("2K 4K 5K 8K 480p 720p 1080p 1440p 2160p")
_STOPS = {",", ";", "”", "’", '"', ")"}
_SHORT_LABELS = words("no fig p pp vol tel isbn ext")


def is_name(ts: list[Token], i: int) -> bool:
    """Say whether the number at token i is part of a name, code or label: Section 301, COVID-19, G20."""
    t, before, lead = at(ts, i), at(ts, i - 1), at(ts, i - 2)
    coded = len(t.text) > 2 and t.text.isdigit() and t.text.strip("0")
    if t.text[0] == "0" and (coded or (at(ts, i + 1).low[:1] == "x" and ts[i + 1].glued)):
        return True  # "0800 555 111", "0x80070643"
    if t.glued and before.kind != "s":
        return True
    if t.glued and before.text in _SLASHED and before.glued:
        if before.text == ".":
            return lead.kind == "w" and lead.text[0].isupper()
        if before.text == "/" and unit_after(ts, i + 1):
            return False
        if before.text == "-" and lead.text.islower() and unit_after(ts, i + 1):
            return False  # "her now-18 month-old"
        return before.text not in ("-", "–") or (lead.kind == "w" and lead.low not in _PREFIXES)
    if t.glued and before.glued and before.text in _STOPS and len(t.text) < 3 and t.text.isdigit():
        return True  # a note's mark behind the sign: "rose 5 %,3 and"
    if at(ts, i + 1).glued and t.text + ts[i + 1].text in _SCREENS:
        return True
    if t.glued and (
        before.text in ("#", "@", "_", "&", "№") or (before.text == "+" and before.glued and lead.kind == "n")
    ):
        return True
    return is_label(before.low) or (before.text in (".", ":") and lead.low in _SHORT_LABELS)


_CHAINING = {"-", "–", "/", ":", "."}


def after_chain(ts: list[Token], i: int) -> int:
    """Return the index after a run of digits glued by signs: 24/7, 555-123-4567, 10:3, 1.2.3; i if there is none."""
    k, parts = i + 1, 1
    signs = set()
    while (sign := at(ts, k)).glued and sign.text in _CHAINING and at(ts, k + 1).glued and ts[k + 1].kind == "n":
        signs.add(sign.text)
        parts += 1
        k += 2
    return k if parts > 2 or signs & {"/", ":"} else i


def after_labelled(ts: list[Token], k: int) -> int:
    """Return the index after the further numbers of a label: "sections 3, 4 and 5"."""
    coded = k > 0 and ts[k - 1].text[0] == "0" and len(ts[k - 1].text) > 2
    while coded and at(ts, k).text.isdigit() and len(ts[k].text) > 2:
        k += 1  # the groups of a telephone number
    while k + 1 < len(ts) and ts[k].text in ("and", ",", "-", "–", "to", "or") and ts[k + 1].kind == "n":
        if ts[k].text in ("-", "–") and not ts[k].glued:
            break  # "CAC 40 -1.7 %"
        k += 2
    return k


def is_score(ts: list[Token], i: int) -> bool:
    """Say whether "3-1" at token i is a result rather than a range."""
    if at(ts, i + 1).text not in ("-", "–") or at(ts, i + 2).kind != "n" or not ts[i + 2].glued:
        return False
    return any(t.low in _MATCHES for t in ts[max(0, i - 5) : i] + ts[i + 3 : i + 5])


def is_even_split(ts: list[Token], i: int) -> bool:
    """Say whether "50-50" or "401(k)" or a falling "7-3" begins at token i: no amounts, no range."""
    if not (at(ts, i + 1).glued and at(ts, i + 2).glued):
        return False
    if ts[i + 1].text == "(":
        return len(ts[i + 2].text) == 1 and ts[i + 2].kind == "w"
    if ts[i + 1].text not in ("-", "–") or ts[i + 2].kind != "n" or unit_after(ts, i + 3):
        return False
    first, second = number(ts, i), number(ts, i + 2)
    return bool(first and second and first.end == i + 1 and first.value >= second.value)


def is_list_marker(ts: list[Token], i: int, rest: int) -> bool:
    """Say whether the number opens a line as "1." or "(2)" does; `rest` characters of text are in other sentences."""
    after = word_at(ts, i + 1)
    if i == 0 and len(ts) == 2 and after == ".":
        return rest > 0
    return (i == 0 and after in (".", ")")) or (i == 1 and ts[0].text in "([" and after in (")", "]"))


NAME_BEFORE_OK = words(
    "the a an some about nearly almost only just another over in at of and or but than more less with for from to "
    "by around roughly approximately those these all both after before during since until on under above below "
    "between up down as if when while that this there they we i he she it his her our their its my your least "
    "most fewer additional further first last next past not also has have had was were are is including out per "
    "plus into within without because so then where who what how here no yes"
)


_NOT_ONE = words("no every any each some another -")
_NOT_AFTER_ONE = words("another can could must should would may might will has is was that who which by to")


def is_pronoun(ts: list[Token], i: int) -> bool:
    """Say whether "one" at token i stands for somebody or something instead of counting."""
    before, after = word_at(ts, i - 1), word_at(ts, i + 1)
    if after in _NOT_AFTER_ONE:
        return True
    if ts[i].text == "One" and i and (at(ts, i + 1).text[:1].isupper() or ts[i - 1].text[0].isupper()):
        return True
    return before in _NOT_ONE or before in LABELS


def is_title(ts: list[Token], reading: Reading) -> bool:
    """Say whether capitals make a name of number and noun in a running sentence: "the Thirty Years' War"."""
    first, last, before = ts[reading.first], ts[reading.last - 1], at(ts, reading.first - 1)
    if reading.kind not in ("count", "duration"):
        return False
    capitals = first.kind == last.kind == "w" and first.text[0].isupper() and last.text[0].isupper()
    return capitals and (before.text.islower() or before.low == "the" or (before.text == "," and reading.first > 2))


def dated_prefix(ts: list[Token], i: int) -> bool:
    """Say whether a number glued behind letters belongs to a date: "Dec31", "FY2024", "mid-2020"."""
    return word_at(ts, i - 2) in ("mid", "early", "late", "post", "pre", "end") or ts[i - 1].low in MONTHS


def is_year(ts: list[Token], i: int) -> bool:
    """Say whether four digits are a year, not an amount: no unit, no modifier, no round number of things."""
    value = int(ts[i].text)
    roughly = word_at(ts, i - 1) in ("about", "around", "circa") and word_at(ts, i - 2) in ("in", "since", "until")
    before, after = word_at(ts, i - 1 - roughly), word_at(ts, i + 1)
    led = before in ("in", "since", "until")
    if not (1000 if led else 1400) <= value <= 2100 or before in ("$", "€", "£", "¥") or is_label(before):
        return False
    counted = any(is_plural(w.lower()) for w, _ in noun_words(ts, i + 1, 2))
    if before in _BY_YEAR and not (counted and (value % 50 == 0 or value < 1400)):
        return not (at(ts, i + 1).glued and ts[i + 1].kind == "w" and after != "s")
    if unit_after(ts, i + 1) or after in _COUNTING or before in ("about", "nearly", "some", "than"):
        return False
    if value % 50 == 0 or not 1800 <= value <= 2060:
        return not counted and 1900 <= value <= 2060
    return not (i and ts[i].glued and ts[i - 1].text not in _OPENING)


def is_label(word: str) -> bool:
    """Say whether a number behind this word names one of many: "Section", "Boeing"."""
    return word in LABELS or (word.endswith("s") and word[:-1] in LABELS and len(word) > 4)


_BY_YEAR = words("in since until by from during before after early late mid of year years")
_OPENING = set("([“\"'‘—–-")
_COUNTING = words("people times percent per % more million other")
