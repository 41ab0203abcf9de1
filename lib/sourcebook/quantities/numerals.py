"""Number words and digits -> values.

A sentence is first cut into tokens (`tokens`); every reader of quantities works on these. `number` reads the
number that begins at one token: digits, words, both mixed, fractions, shares ("three in ten") and vague
plurals ("tens of millions"). Pure, and linear in the length of the text.
"""

import math
import re
from dataclasses import dataclass, replace
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(text.split())


class Token(NamedTuple):
    """A piece of text: kind "n" digits, "w" word, "s" sign; `glued` if no space stands before it."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    glued: bool


_LETTERS = r"(?:[A-Za-z]++|[^\W\d_⁰¹²³⁴-⁹])++"
_TOKEN = re.compile(  # the space before a token and the token, as one of three kinds
    rf"""(\s*+)(?:(?P<w>[A-Za-z]++(?=[ ,])|[A-Za-z]\.(?:[A-Za-z]\.)++|{_LETTERS}(?:['’]{_LETTERS})*+)
    |(?P<n>[0-9]++(?:,[0-9]{{3}}(?![0-9])|,[0-9]{{2}}(?=,[0-9]{{2}}[,0-9]))*+(?:\.[0-9]++)*+|\.(?<![\w.]\.)[0-9]++)
    |(?P<s>\S))""",
    re.VERBOSE,
)
_new = tuple.__new__  # what Token(…) comes to, without the detour through Python: there is one a word


class Tokens(list[Token]):
    """The tokens of a sentence, which remember the numbers read from them: several readers ask for the same one."""

    __slots__ = ("numbers",)

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[int, Number | None] = {}


def tokens(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Return the tokens of text[start:end]; offsets are into the whole text."""
    out = Tokens()
    append, last = out.append, start
    end = start + len(text[start:end].rstrip())  # at each of many spaces a token would be looked for
    for gap, word, number_, sign in _TOKEN.findall(text, start, end):  # faster than an object for each match
        first = last + len(gap)
        kind, piece = ("w", word) if word else ("s", sign) if sign else ("n", number_)
        last = first + len(piece)
        append(_new(Token, (kind, piece, piece.lower(), first, last, not gap)))
    if out and out[0].glued:
        out[0] = out[0]._replace(glued=False)
    return out


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens.

    end    index of the first token after it
    value  the number; of a vague one its lower bound, `high` being the upper
    form   digits, words, article ("a million"), fraction, share (in %), vague
    """

    end: int
    value: float
    high: float | None = None
    form: str = "words"


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
SMALL = {word: float(n) for n, word in enumerate(_ONES)} | {"nought": 0.0, "naught": 0.0, "nil": 0.0}
TENS = {w: 10.0 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "quintillion": 1e18,
    "lakh": 1e5, "crore": 1e7, "lakhs": 1e5, "crores": 1e7, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12, "dozen": 12.0, "dozens": 12.0, "doz": 12.0,
}  # fmt: skip
GLUED_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "mm": 1e6, "t": 1e12}  # letters that mean a scale only after digits
PLURAL_SCALES = {
    "dozens": 12.0, "tens": 10.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6,
    "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
_ORDINAL_ONES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_ONES)}
ORDINALS |= {w: 10 * n for n, w in enumerate("twentieth thirtieth fortieth fiftieth sixtieth seventieth".split(), 2)}
ORDINALS |= {"eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000, "millionth": 1000000}
FRACTIONS = {word: n for word, n in ORDINALS.items() if n > 2} | {"half": 2, "quarter": 4}
FRACTIONS |= {word + "s": n for word, n in FRACTIONS.items()} | {"halves": 2}
FRACTIONS_OF_TENS = {word + "s": n for word, n in ORDINALS.items() if 0 < n < 10}
GLYPHS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_HYPHENS = {"-", "‐", "‑"}
_DENOMINATORS = {2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128, 256, 1000}
WORDS = frozenset(SMALL) | set(TENS) | set(SCALES) | set(PLURAL_SCALES) | {"hundred", "half", "quarter", "couple"}
_ARTICLES = words("a an")
_BEGINNINGS = WORDS.union(GLYPHS, _ARTICLES, words("several few"))  # all that a number begins with, digits aside
_BEHIND_ARTICLE = WORDS.union(FRACTIONS, words("few"))
_EUROPEAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def digits(text: str) -> float | None:
    """Return the value of a digit token such as "1,234.5" or ".08"; None for "1.2.3" and the absurdly long."""
    if len(text) > 40:
        return None
    if text.count(".") > 1:
        text = text.replace(".", "") if _EUROPEAN.fullmatch(text) else "x"
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


END = Token("", "", "", 0, 0, False)  # what stands beyond the ends of a sentence


def at(ts: list[Token], i: int) -> Token:
    """Return token i, or `END` outside the sentence."""
    try:
        return ts[i] if i >= 0 else END
    except IndexError:
        return END


def word_at(ts: list[Token], i: int) -> str:
    """Return the lower-case text of token i, or "" outside the sentence."""
    try:  # the innermost of all: asking for the length each time costs a fifth more
        return ts[i].low if i >= 0 else ""
    except IndexError:
        return ""


def skip_hyphen(ts: list[Token], i: int) -> int:
    """Return the index after a hyphen at i, or i."""
    return i + 1 if word_at(ts, i) in _HYPHENS else i


def _below_hundred(ts: list[Token], i: int) -> tuple[float, int] | None:
    low = word_at(ts, i)
    if low in SMALL:
        return SMALL[low], i + 1
    if low not in TENS:
        return None
    k = skip_hyphen(ts, i + 1)
    one = SMALL.get(word_at(ts, k), 0.0)
    return (TENS[low] + one, k + 1) if 1 <= one <= 9 else (TENS[low], i + 1)


def _group(ts: list[Token], i: int) -> tuple[float, int] | None:
    """Read what may stand before a scale: digits, or words, with or without "hundred"."""
    if i < len(ts) and ts[i].kind == "n":
        value = digits(ts[i].text)
        head = (value, i + 1) if value is not None else None
    elif word_at(ts, i) == "hundred":
        head = (1.0, i)
    else:
        head = _below_hundred(ts, i)
    if head is None:
        return None
    k = skip_hyphen(ts, head[1])
    if word_at(ts, k) != "hundred":
        return head
    value, k = head[0] * 100, k + 1
    j = k + (word_at(ts, k) == "and")
    if j < len(ts) and ts[j].kind == "n":
        tail = (digits(ts[j].text) or 100.0, j + 1) if ts[i].kind == "n" else None
    else:
        tail = _below_hundred(ts, j)
    if tail and tail[0] < 100 and word_at(ts, tail[1]) != "hundred" and ts[tail[1] - 1].low not in FRACTIONS:
        return value + tail[0], tail[1]
    return value, k


def _scales(ts: list[Token], i: int) -> tuple[float, int]:
    """Multiply the scale words that stand at i ("hundred million", "lakh crore")."""
    factor = 1.0
    k = skip_hyphen(ts, i)
    while word_at(ts, k) in SCALES and factor < 1e18:
        factor *= SCALES[ts[k].low]
        i = k + 1
        k = skip_hyphen(ts, i)
    return factor, i


def _cardinal(ts: list[Token], i: int) -> tuple[float, int] | None:
    """Read groups of falling scale: "two million three hundred thousand and five"."""
    total, ceiling, j = 0.0, math.inf, i
    while j < len(ts):
        k = j + (j > i and word_at(ts, j) == "and")
        group = _group(ts, k)
        if group is None:
            break
        factor, after = _scales(ts, group[1])
        value = group[0] * factor
        if j > i and (
            value >= ceiling or (ts[k].kind == "n" and factor == 1) or (k > j and ceiling > 1e3 and value < 100)
        ):
            break
        total, ceiling, j = total + value, factor, after
        if factor in (1.0, 12.0):
            break
    return (float(f"{total:.15g}"), j) if j > i and total < 1e30 else None


def _fraction(ts: list[Token], i: int) -> tuple[float, int] | None:
    """Read "half", "a third", "two-fifths", "3/4", "¾"."""
    if i >= len(ts):
        return None
    if ts[i].text in GLYPHS:
        return GLYPHS[ts[i].text], i + 1
    if ts[i].low in ("half", "quarter"):
        return 1 / FRACTIONS[ts[i].low], i + 1
    if ts[i].kind == "n":
        return _slashed(ts, i) or _fraction_of(ts, i, digits(ts[i].text), i + 1)
    if ts[i].low in ("a", "an"):
        return _fraction_of(ts, i, 1.0, i + 1)
    head = _below_hundred(ts, i)
    return _fraction_of(ts, i, *head) if head else None


def _fraction_of(ts: list[Token], i: int, top: float | None, k: int) -> tuple[float, int] | None:
    if top is None or top <= 0:
        return None
    if top < 100 and word_at(ts, k) == "hundred" and word_at(ts, i) not in ("a", "an"):  # "two hundred fortieths"
        return _fraction_of(ts, i, top * 100, k + 1)
    k = skip_hyphen(ts, k)
    name = word_at(ts, k)
    tens = TENS.get(name)
    one = FRACTIONS_OF_TENS.get(word_at(ts, skip_hyphen(ts, k + 1))) if tens else None
    if tens and one:  # "three twenty-firsts": the plural tells them from an ordinal
        return top / (tens + one), skip_hyphen(ts, k + 1) + 1
    if name in FRACTIONS and (top > 1) == name.endswith(("s", "halves")):
        return top / FRACTIONS[name], k + 1
    part = _compound_part(ts, k) if top == 1 else None
    return (1 / part[0], part[1]) if part else None


def _compound_part(ts: list[Token], k: int) -> tuple[float, int] | None:
    """Read the part of one that "(a) twenty-fifth", "(one) one-hundredth" names, unless a noun makes it an ordinal."""
    head = _below_hundred(ts, k) if word_at(ts, k) != "hundred" else (100.0, k + 1)
    if head is None:
        return None
    value, k = head
    if value != 100 and word_at(ts, k) == "hundred":
        value, k = value * 100, k + 1
    k = skip_hyphen(ts, k + (word_at(ts, k) == "and"))
    last = ORDINALS.get(word_at(ts, k), 0)
    fits = last < 100 <= value or (last < 10 and value in TENS.values())
    whole = value * last if last >= 100 else value + last if fits else 0.0
    after = at(ts, k + 1)
    return (whole, k + 1) if last and whole and (after.kind != "w" or after.low in ("of", "the", "as")) else None


def _slashed(ts: list[Token], i: int) -> tuple[float, int] | None:
    if not (
        i + 2 < len(ts)
        and ts[i + 1].text in ("/", "⁄")
        and ts[i + 1].glued
        and ts[i + 2].glued
        and ts[i + 2].kind == "n"
    ):
        return None
    top, bottom = digits(ts[i].text), digits(ts[i + 2].text) if len(ts[i + 2].text) < 5 else None
    after = word_at(ts, i + 3)
    if top is None or bottom not in _DENOMINATORS or not 0 < top < bottom or after == "/":
        return None
    return top / bottom, i + 3


def _and_fraction(ts: list[Token], i: int) -> tuple[float, int] | None:
    """Read what may follow a whole number: "and a half", "½", "1/2"."""
    if i < len(ts) and ts[i].text in GLYPHS:
        return GLYPHS[ts[i].text], i + 1
    k = skip_hyphen(ts, i)
    if word_at(ts, k) == "and":
        k = skip_hyphen(ts, k + 1)
        hyphenated = word_at(ts, k) == "a" and word_at(ts, k + 1) in _HYPHENS
        found = _fraction(ts, k + 2) if hyphenated else _fraction(ts, k)
        return found if found and found[0] < 1 and word_at(ts, found[1]) != "of" else None
    if i and ts[i - 1].kind == "n":
        k = skip_hyphen(ts, i)
        return _slashed(ts, k) if k < len(ts) and ts[k].kind == "n" else None
    return None


def _point(ts: list[Token], i: int) -> tuple[float, int] | None:
    """Read decimals in words after "point": "two point zero five" """
    if word_at(ts, i) != "point":
        return None
    places, k = "", i + 1
    while word_at(ts, k) in SMALL and len(places) < 12:
        places += f"{SMALL[ts[k].low]:.0f}"
        k += 1
    return (float("0." + places), k) if places else None


def _exact(ts: list[Token], i: int) -> Number | None:
    """Read one definite number at i."""
    low = word_at(ts, i)
    if low in ("a", "an"):
        return _after_article(ts, i)
    part = _fraction(ts, i)
    if part:
        return _scaled_fraction(ts, i, part)
    if low in SCALES and low not in PLURAL_SCALES and len(low) > 3:
        factor, end = _scales(ts, i)
        return Number(end, factor, form="article")
    head = _cardinal(ts, i)
    if head is None:
        return None
    value, end = head
    value, end = _with_fraction(ts, value, end) or head
    return Number(end, value, form="digits" if ts[i].kind == "n" else "words")


def _with_fraction(ts: list[Token], value: float, end: int) -> tuple[float, int] | None:
    """Add the decimals or the fraction that follow a number, with the scale behind them."""
    extra = _point(ts, end) or _and_fraction(ts, end)
    if extra is None:
        return None
    unit = SCALES.get(ts[end - 1].low, 1.0)
    factor, end = _scales(ts, extra[1])
    if unit > factor > 1:  # "a billion and three quarters million"
        return value + extra[0] * factor, end
    return (value + extra[0] * unit) * factor, end


def _after_article(ts: list[Token], i: int) -> Number | None:
    """Read "a hundred", "a million", "a half", "a couple of", "a dozen"; a bare article is no number."""
    low = word_at(ts, i + 1)
    if low == "hundred" or (low in SCALES and low not in PLURAL_SCALES and len(low) > 3):
        factor, end = _scales(ts, i + 1)
        found = _cardinal(ts, i + 1) if low == "hundred" else (factor, end)
        if found:
            value, end = _with_fraction(ts, *found) or found
            return Number(end, value, form="article")
    if low == "couple":
        end = i + 2 + (word_at(ts, i + 2) == "of")
        scale = {"hundred": 100.0, **SCALES}.get(word_at(ts, end))  # "a couple of hundred"
        return Number(end + 1, 2 * scale, form="article") if scale else Number(end, 2.0, form="article")
    part = _fraction(ts, i) or (_fraction(ts, i + 1) if low in ("half", "quarter") else None)
    return _scaled_fraction(ts, i, part) if part else None


def _scaled_fraction(ts: list[Token], i: int, part: tuple[float, int]) -> Number:
    """Read on after a fraction: "half a million", "a quarter of a million", "quarter million"."""
    value, end = part
    k = end + (word_at(ts, end) == "of")
    k += word_at(ts, k) in ("a", "an")
    low = word_at(ts, k)
    if (
        (low in SCALES or low == "hundred")
        and low not in PLURAL_SCALES
        and (k == end or word_at(ts, k - 1) in ("a", "an"))
    ):
        factor, after = _scales(ts, k) if low != "hundred" else (100.0, k + 1)
        return Number(after, value * factor, form="article")
    return Number(end, value, form="fraction")


def _vague(ts: list[Token], i: int) -> Number | None:
    """Read plurals of scales: "thousands", "tens of millions", "several hundred"."""
    low = word_at(ts, i)
    if low in ("several", "few") or (low == "a" and word_at(ts, i + 1) == "few"):
        k = i + 1 + (low == "a")
        scale = {"hundred": 100.0, **SCALES}.get(word_at(ts, k))
        return Number(k + 1, 2 * scale, 10 * scale, "vague") if scale else None
    if low in _ROUND and at(ts, i + 1).glued and ts[i + 1].text == "s":  # "100s of"
        value = float(low.replace(",", ""))
        return Number(i + 2, value, 10 * value, "vague")
    factor, k, found = 1.0, i, False
    if low == "scores" and word_at(ts, k + 1) not in ("of", "more", "were", "are"):
        return None  # "test scores rose"
    while word_at(ts, k) in PLURAL_SCALES and factor < 1e18:
        factor *= PLURAL_SCALES[ts[k].low]
        found = True
        nxt = k + 1 + (word_at(ts, k + 1) == "of")
        k = nxt if word_at(ts, nxt) in PLURAL_SCALES else k + 1
    return Number(k, factor, 10 * factor, "vague") if found else None


_ROUND = {"10", "100", "1000", "1,000", "10,000", "100,000"}


def _share(ts: list[Token], first: Number) -> Number | None:
    """Read on after a whole number: "(three) in ten", "(one) out of every five" -> per cent."""
    k = first.end
    dashed = word_at(ts, k) in _HYPHENS and word_at(ts, k + 1) == "in" and word_at(ts, k + 2) in _HYPHENS
    k += dashed
    if word_at(ts, k) == "out" and word_at(ts, k + 1) == "of":
        k += 2
    elif (word_at(ts, k) == "in" and word_at(ts, k + 1) != "the") or (word_at(ts, k), word_at(ts, k + 1)) == _OF_EVERY:
        k += 1 + dashed
    else:
        return None
    k += word_at(ts, k) == "every"
    whole = _exact(ts, k)
    if whole is None or whole.form == "fraction" or not 0 < first.value < whole.value:
        return None
    if (1900 <= whole.value < 2100 and whole.form == "digits") or word_at(ts, whole.end) in _CALENDAR:
        return None
    return Number(whole.end, 100 * first.value / whole.value, form="share")


_OF_EVERY = ("of", "every")
_CALENDAR = words(
    "day days week weeks month months year years hour hours minute minutes january february march april may june "
    "july august september october november december % percent per decades quarters"
)


def number(ts: list[Token], i: int) -> Number | None:
    """Return the number that begins at token i, or None.

    >>> number(tokens("two and a half million"), 0)
    Number(end=5, value=2500000.0, high=None, form='words')
    >>> number(tokens("tens of thousands of birds"), 0)
    Number(end=3, value=10000.0, high=100000.0, form='vague')
    """
    if not isinstance(ts, Tokens):
        return _number(ts, i)  # a part of a sentence has no memory
    if i not in ts.numbers:
        ts.numbers[i] = _number(ts, i)
    return ts.numbers[i]


def _number(ts: list[Token], i: int) -> Number | None:
    t = at(ts, i)
    if t.kind != "n" and t.low not in _BEGINNINGS:
        return None
    if t.low in _ARTICLES and word_at(ts, skip_hyphen(ts, i + 1)) not in _BEHIND_ARTICLE:
        return None
    if _stands_alone(ts, i):
        value = digits(ts[i].text)
        return Number(i + 1, value, form="digits") if value is not None else None
    vague = _vague(ts, i)
    if vague:
        return vague
    if i < len(ts) and ts[i].kind == "n" and (odd := _grouped(ts, i) or _decimal_comma(ts, i) or _power(ts, i)):
        return odd
    if at(ts, i + 1).glued and word_at(ts, i + 1) in ("^", "e") and _exponent(ts, i + 2):
        return None  # a power too large to be meant, and not its base either
    found = _over(ts, i) or _exact(ts, i)
    if found and found.form in ("digits", "words") and found.value == int(found.value):
        return _share(ts, found) or found
    return found


_GOES_ON = frozenset(SCALES) | set(FRACTIONS) | set(TENS) | words("hundred and point in out of over x")


def _stands_alone(ts: list[Token], i: int) -> bool:
    """Say whether the digits at token i are the whole number, as most are: the next token can't go on with it."""
    t, after, beyond = at(ts, i), at(ts, i + 1), at(ts, i + 2)
    if t.kind != "n":
        return False
    if after.kind == "w":
        return not after.glued and after.low not in _GOES_ON
    if after.kind == "n":
        return len(after.text) < 3 and beyond.text not in ("/", "⁄")
    listed = word_at(ts, i + 3) == "," and at(ts, i + 4).glued
    return after.kind == "" or after.text in ";.%)" or (after.text == "," and (listed or not beyond.glued))


def _decimal_comma(ts: list[Token], i: int) -> Number | None:
    """Read "1,3" and "12,75", where no list of numbers is meant."""
    if i + 2 >= len(ts) or ts[i + 1].text != "," or not (ts[i + 1].glued and ts[i + 2].glued):
        return None
    whole, part = ts[i].text, ts[i + 2].text
    european = _EUROPEAN.fullmatch(whole) is not None
    listed = word_at(ts, i + 3) == "," and at(ts, i + 4).glued and ts[i + 4].kind == "n"
    alone = european or at(ts, i - 1).text not in ("(", "[", ",", "/")
    if listed or not (alone and part.isdigit() and (len(part) <= 2 or european)) or not (whole.isdigit() or european):
        return None
    value = digits(whole.replace(".", "") + "." + part)
    factor, end = _scales(ts, i + 3)
    return Number(end, value * factor, form="digits") if value is not None else None


def _grouped(ts: list[Token], i: int) -> Number | None:
    """Read digits in groups of three apart: "1 234 567", "1'234'567"."""
    sign = at(ts, i + 1).text if at(ts, i + 1).text in ("'", "’") else ""
    step = 2 if sign else 1
    text, k = ts[i].text, i + 1
    if not (text.isdigit() and len(text) <= 3) or text[0] == "0" or at(ts, i - 1).kind == "n":
        return None
    while _is_group(at(ts, k + step - 1), bool(sign)) and (not sign or (ts[k].text == sign and ts[k].glued)):
        text, k = text + ts[k + step - 1].text, k + step
    comma, part = at(ts, k), at(ts, k + 1)
    if k > i + 1 and comma.text == "," and comma.glued and part.glued and part.text.isdigit() and len(part.text) < 3:
        text, k = f"{text}.{part.text}", k + 2
    value = digits(text) if k > i + 1 and at(ts, k).kind != "n" else None
    return Number(k, value, form="digits") if value is not None else None


def _is_group(t: Token, glued: bool) -> bool:
    """Say whether a token is the next three digits of a number, with or without decimals."""
    return t.kind == "n" and t.glued == glued and len(t.text.partition(".")[0]) == 3 and t.text[:3].isdigit()


def _power(ts: list[Token], i: int) -> Number | None:
    """Read "6.2 x 10^-4", "10^6", "10⁶", "1.3e5", "2^8"."""
    value, base, k = digits(ts[i].text), 10.0, i + 1
    if value is None or k >= len(ts):
        return None
    if ts[k].low in ("x", "×", "*", "·") and word_at(ts, k + 1) == "10":
        k += 2
    elif not ts[k].glued:
        return None
    elif ts[k].low != "e":
        if ts[k].low != "^" and ts[i].text not in ("2", "10"):
            return None  # a footnote's mark
        value, base = 1.0, value
    if k >= len(ts):
        return None
    power = _exponent(ts, k + 1) if ts[k].low in ("^", "e") else _raised(ts[k])
    try:
        result = value * base ** power[0] if power else math.inf
    except (OverflowError, ZeroDivisionError):
        return None
    return Number(power[1] or k + 1, result, form="digits") if power and result < 1e30 else None


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _raised(t: Token) -> tuple[int, int] | None:
    """Read an exponent in raised digits; it ends with its token."""
    text = t.text.translate(_SUPERSCRIPTS)
    plain = t.glued and text != t.text and len(text) < 3 and text.isdecimal()
    return (int(text), 0) if plain else None


def _exponent(ts: list[Token], k: int) -> tuple[int, int] | None:
    sign = -1 if word_at(ts, k) in ("-", "−") else 1
    k += word_at(ts, k) in ("-", "−", "+")
    ok = k < len(ts) and ts[k].kind == "n" and ts[k].glued and ts[k].text.isdigit() and len(ts[k].text) < 3
    return (sign * int(ts[k].text), k + 1) if ok else None


def _over(ts: list[Token], i: int) -> Number | None:
    """Read "three over eight" where nothing is counted and no time passes: the clause ends behind it."""
    if word_at(ts, i + 1) != "over" or not (top := _below_hundred(ts, i) or _group(ts, i)):
        return None
    bottom = _cardinal(ts, i + 2)
    if (
        not bottom
        or not 0 < top[0] < bottom[0]
        or at(ts, bottom[1]).kind in ("w", "n")
        or word_at(ts, bottom[1]) == "%"
    ):
        return None
    return Number(bottom[1], top[0] / bottom[0], form="fraction")


def glued_scale(ts: list[Token], found: Number, apart: bool = False) -> Number:
    """Return the number with a scale letter glued behind its digits taken in: 4.2b, 50m, 10k; or `apart`, "$50 m"."""
    k = found.end
    if (
        found.form == "digits"
        and k < len(ts)
        and (ts[k].glued or (apart and ts[k].text in ("m", "M", "B")))
        and ts[k].low in GLUED_SCALES
    ):
        return replace(found, end=k + 1, value=float(f"{found.value * GLUED_SCALES[ts[k].low]:.15g}"))
    return found


def ordinal(ts: list[Token], i: int) -> tuple[int, int] | None:
    """Return (value, end) of an ordinal at i ("third", "twenty-first", "21st", "one hundred and fifth"), or None."""
    found = _short_ordinal(ts, i)
    head = number(ts, i) if found is None and word_at(ts, i) in WORDS else None
    if head and head.high is None and 100 <= head.value < 1e15 and head.value % 100 == 0:
        tail = _short_ordinal(ts, head.end + (word_at(ts, head.end) in ("and", "-")))
        return (int(head.value) + tail[0], tail[1]) if tail and tail[0] < 100 else None
    return found


def _short_ordinal(ts: list[Token], i: int) -> tuple[int, int] | None:
    low = word_at(ts, i)
    if low in ORDINALS:
        return ORDINALS[low], i + 1
    if low in TENS:
        k = skip_hyphen(ts, i + 1)
        one = ORDINALS.get(word_at(ts, k), 0)
        return (int(TENS[low]) + one, k + 1) if 1 <= one <= 9 else None
    if i + 1 < len(ts) and ts[i].kind == "n" and ts[i + 1].glued and ts[i + 1].low in ("st", "nd", "rd", "th"):
        value = digits(ts[i].text)
        return (int(value), i + 2) if value is not None and value == int(value) else None
    return None
