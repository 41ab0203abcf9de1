"""Whom a sentence names as the source of its figures.

A verb or noun of telling is looked for ("said", "according to", "'s estimate", "a survey by"), then the short
noun phrase beside it that can tell something: a name, or a word for persons and publications with what goes
before it ("a former diplomat", "trade statistics"). A pronoun names nobody.
"""

from sourcebook.quantities.explicit import MONTHS, WEEKDAYS
from sourcebook.quantities.lookalikes import NAME_BEFORE_OK
from sourcebook.quantities.nouns import STOP
from sourcebook.quantities.numerals import Token, at, word_at, words

_SEARCHED = 400  # tokens of a sentence; what is longer is no sentence
_LONGEST = 7  # words of a name

_SAYING = words(
    "said say says told estimates estimated reckons claimed claims noted notes argues argued warned warns wrote writes "
    "stated predicts predicted reported reports announced announces puts expects believes forecasts explained "
    "acknowledged confirmed"
)
_SHOWING = words("show shows showed found finds find suggest suggests suggested indicate indicates indicated put")
_THAT = words("announced announces reports found finds find")  # with "that": a name that announces tariffs acts
_DOCUMENTS = words(
    "statistics figures data report study survey poll census estimate estimates forecast forecasts projection "
    "projections analysis research paper audit inquiry review filing"
)
_TOLD = _DOCUMENTS | words("announcement statement promise pledge claim proposal warning prediction account")
_PERSONS = words(
    "official officials spokesman spokeswoman spokesperson diplomat analyst analysts economist economists minister "
    "ministry president government firm firms expert experts researchers researcher scientists police company bank "
    "agency outlets media newspaper authorities institute union department commission committee chief executive "
    "director manager mayor governor lawyer lawyers witnesses source sources council office ministers organisers "
    "campaigners regulator watchdog court judge doctor doctors professor developers critics organisation group"
)
TELLERS = _DOCUMENTS | _PERSONS
_BY = words("by from")
_PUBLISHED = words("released published conducted commissioned issued compiled carried")
_JOINING = words("of the for and on")
_PLACED = words("with in at from by to near for against into")
_TIMES = MONTHS.keys() | WEEKDAYS.keys()
_OPENERS = NAME_BEFORE_OK | STOP | _TIMES | words(
    "however meanwhile moreover furthermore but and indeed still separately "
    "additionally nevertheless nonetheless also finally later earlier yesterday according officially nobody everyone "
    "everybody someone somebody something nothing critically importantly overall similarly thus hence nor none many "
    "several few some others q a"
)  # fmt: skip


def speaker_of(ts: list[Token], text: str) -> str | None:
    """Return the source that a sentence names first, as it stands in the text without its article.

    >>> from sourcebook.quantities.numerals import tokens
    >>> text = "A former diplomat said 40 people left."
    >>> speaker_of(tokens(text), text)
    'former diplomat'
    """
    for k in range(min(len(ts), _SEARCHED)):
        low = ts[k].low
        if low not in _CUES:
            continue
        span = _span(ts, k, low) or _owner(ts, k, low)
        if span and span[0] < span[1]:
            return text[ts[span[0]].start : ts[span[1] - 1].end].removesuffix("’s").removesuffix("'s")
    return None


def _span(ts: list[Token], k: int, low: str) -> tuple[int, int] | None:
    """Return the tokens of the name that the cue at token k tells about."""
    if low == "according":
        manner = word_at(ts, k - 1).endswith("ed")  # "divided according to the catch"
        return _phrase(ts, k + 2) if word_at(ts, k + 1) == "to" and not manner else None
    if low in _SAYING or low in _SHOWING:
        if low in ("said", "says") and word_at(ts, k - 1) in (",", "”", '"', "’") and _is_name(ts, k + 1):
            return _phrase(ts, k + 1)
        return _before(ts, k, low)
    if low in _DOCUMENTS:
        asked = word_at(ts, k + 1) in ("of", "among")  # "a survey of 400 firms by"
        by = next((j for j in range(k + 1, k + (9 if asked else 3)) if word_at(ts, j) in _BY), None)
        direct = asked or by == k + 1 or word_at(ts, k + 1) in _PUBLISHED
        return _phrase(ts, by + 1) if by and direct and _is_name(ts, by + 1) else None
    return None


def _owner(ts: list[Token], k: int, low: str) -> tuple[int, int] | None:
    """Return the name in "Smith's estimate", "the bank's latest report"."""
    if low not in _TOLD:
        return None
    owner = next((j for j in (k - 1, k - 2) if word_at(ts, j).endswith(("'s", "’s"))), None)
    return None if owner is None else _ending(ts, owner + 1)


def _is_name(ts: list[Token], first: int) -> bool:
    first += word_at(ts, first) in ("the", "a", "an")
    return at(ts, first).kind == "w" and at(ts, first).text[0].isupper() and at(ts, first).low not in _OPENERS


def _phrase(ts: list[Token], first: int) -> tuple[int, int]:
    """Return the noun phrase that begins at token `first`: a name, or words up to one that ends a phrase."""
    first += word_at(ts, first) in ("the", "a", "an")
    named = at(ts, first).text[:1].isupper()
    last = first
    while last - first < _LONGEST and at(ts, last).kind in ("w", "s"):
        t, after = ts[last], at(ts, last + 1)
        if t.low in _JOINING:
            if last == first or not (after.text[:1].isupper() or (after.low == "the" and t.low == "of")):
                break
        elif t.kind == "s":
            initial = t.low == "." and t.glued and len(ts[last - 1].text) == 1 and after.text[:1].isupper()
            if not (t.glued and after.glued and t.low in "&.-" and after.kind == "w") and t.low != "&" and not initial:
                break
        elif (
            t.low in STOP
            or t.low in _PUBLISHED
            or (t.low.endswith("ed") and after.low == "by")
            or (named and t.text[0].islower() and t.low not in TELLERS)
        ):
            break
        last += 1
    return first, last


def _before(ts: list[Token], k: int, low: str) -> tuple[int, int] | None:
    """Return the subject of the verb of telling at token k."""
    last = k
    while last > k - 3 and (
        word_at(ts, last - 1) in ("has", "had", "have", "also") or word_at(ts, last - 1)[-2:] == "ly"
    ):
        last -= 1
    if word_at(ts, last - 1) == ",":  # "Smith, the minister, said"
        last = next((j for j in range(last - 2, max(0, last - 14), -1) if ts[j].low == ","), 0)
    head = word_at(ts, last - 1)
    if low in _SHOWING and head not in TELLERS and (low not in _THAT or not at(ts, last - 1).text[:1].isupper()):
        return None
    if low in _THAT and head not in _DOCUMENTS and not any(word_at(ts, j) == "that" for j in range(k + 1, k + 5)):
        return None
    if low in ("puts", "put") and not any(word_at(ts, j) == "at" for j in range(k + 1, k + 10)):
        return None
    return _ending(ts, last)


def _ending(ts: list[Token], last: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before token `last`, if it is a name or its head can tell something."""
    head = at(ts, last - 1)
    bare = head.low.removesuffix("'s").removesuffix("’s")
    capital = head.text[:1].isupper()
    if not capital and bare not in TELLERS:
        return None
    first = last - 1
    while first > 0 and last - first < _LONGEST and _continues(ts, first - 1, capital):
        first -= 1
    place = first - 1 - (word_at(ts, first - 1) == "the")
    if word_at(ts, place) in _PLACED and ts[first].low not in _TIMES:  # "who won the cup with Chelsea told us"
        inner = _ending(ts, place) if word_at(ts, place - 1) in _PERSONS else None
        return (inner[0], last) if inner else None  # "researchers at MIT say"
    while first < last - 1 and (ts[first].low in _OPENERS or ts[first].kind == "s" or ts[first].low in _JOINING):
        first += 1
    return (first, last) if bare not in _OPENERS and ts[first].kind == "w" else None


def _continues(ts: list[Token], k: int, capital: bool) -> bool:
    """Say whether token k goes on, to the left, with a name or (not `capital`) with the words before a noun."""
    t = ts[k]
    if t.low in _JOINING or t.low == "&":
        return capital and k > 0 and ts[k - 1].text[:1].isupper()
    if t.kind == "s":
        return (t.low in ".-" and t.glued and len(at(ts, k - 1).text) < 3) or (t.low == "-" and t.glued)
    if t.kind != "w":
        return False
    return t.text[0].isupper() or (not capital and t.low not in STOP)


_CUES = _SAYING | _SHOWING | _TOLD | {"according"}
