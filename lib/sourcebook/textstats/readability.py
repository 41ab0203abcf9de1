"""How hard English is to read: syllables of a word, and the formulas that count them, each with its source.

The formula of Dale and Chall is left out: no licence lets its list of 3,000 familiar words be passed on.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

Count = int | float | np.ndarray

# --- syllables --------------------------------------------------------------------------------------------------------

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(  # an e that is not heard
    r"""
    (?<=[aeiouy][^aeiouy])e(?=(?:ly|ness|ment|less|ful|some|man|men|land|wood|work|time|ware|line)s?$)  # state(ment)
  | (?<=[^aeiouy])(?<![^aeiouyrl]l)(?<!^[^aeiouy])e$       # time; but table, the
  | (?<=[^aeiouytd])(?<![^aeiouyrl]l)e(?=d$)               # timed; but wanted
  | (?<=[^aeiouysxzcg])(?<![^aeiouyrl]l)(?<![cs]h)e(?=s$)  # times; but prices, watches
    """,
    re.VERBOSE,
)
_APART = re.compile(  # one more syllable than there are groups of vowels
    r"""
    (?<![tcsx])i(?=ou|u) | (?<![tcsxg])i(?=[ao](?!u))      # various, radius, trial; but nation
  | (?<![tcs])i(?=et|en[ct]|est$|er$)                      # society, client, happier; but patient
  | e(?=o(?!u)|um|ate|ating|ing)                           # video, museum, create
  | (?<![gq])[aou](?=ing|is[mt]) | a(?=o)                  # doing, heroism, chaos
  | (?<![gq])u(?=[ao]|e[nlt])                              # dual, fluent
  | (?<=[^aeiou])y(?=[aeiou])(?<!^y) | (?<=[aeo])y(?=[aeiou])  # dryer, player
  | (?<=[sh])m(?=s?$) | ^m(?=c)                            # prism, rhythm, McCoy
  | (?<=[dst])n't$ | (?<=[^aeiouy])'(?=(?:ll|ve|re)$)      # didn't, could've
    """,
    re.VERBOSE,
)
_HISSING = re.compile("(?:[sxz]|[cs]h|[cgsz]e)$")  # boss's, church's, prince's
_PIECE = re.compile(r"(\d+(?:[.,]\d+)*)(?:(?:st|nd|rd|th|s)\b)?|([^\W\d_]+(?:'[^\W\d_]+)*)")  # 21st, 1990s
_SPELLED = re.compile(r"[A-Z]{1,3}|[B-DF-HJ-NP-TV-XZ]{4,}")  # IMF, CPTPP; but NATO
_SIGNS = {"$": 2, "€": 2, "£": 1, "¥": 1, "₹": 2, "%": 2, "&": 1}  # dollars euros pounds yen rupees percent and
_DIGITS = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2]  # zero to nineteen


@lru_cache(maxsize=1 << 16)
def syllables(word: str, shouted: bool = False) -> int:
    """Return the number of syllables of an English word, read aloud.

    From the pronouncing dictionary of Carnegie Mellon University, its first pronunciation, or from a rule where it does
    not have the word. A compound has the syllables of its parts; an abbreviation of up to three capitals, or without
    vowels, is spelled out, and so is one with dots; a number is read as Flesch 1949 has it read, 1918 with four.

    word      as it stands in the text, capitals and accents included
    shouted   whether the sentence is in capitals, so that they say nothing
    returns   1 at least, 0 where there is neither a letter of the Latin alphabet nor a digit
    source    CMUdict (see syllables.txt); Flesch 1949, The Art of Readable Writing (Harper), for numbers

    >>> [syllables(w) for w in ["the", "strategy", "state-of-the-art", "U.S.", "1918", "3.5%", "Ng’s", "café"]]
    [1, 3, 4, 2, 4, 5, 1, 2]
    """
    word = unicodedata.normalize("NFC", word).replace("’", "'")
    signs = sum(_SIGNS.get(c, 0) for c in word)
    if re.fullmatch(r"(?:[^\W\d_]\.){2,}(?:'\w+)?", word):
        return _spelled(word.partition("'")[0].replace(".", ""))
    pieces = _PIECE.findall(word)
    return signs + sum(_number(digits) if digits else _letters(letters, shouted) for digits, letters in pieces)


def _letters(piece: str, shouted: bool) -> int:
    capitals = piece.removesuffix("'s").removesuffix("s")
    if not shouted and _SPELLED.fullmatch(capitals) and (len(capitals) > 1 or piece == capitals):
        return _spelled(capitals)
    return _known().get(_plain(piece)) or by_rule(piece)


def _spelled(letters: str) -> int:
    return len(letters) + 2 * letters.upper().count("W")


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def by_rule(word: str) -> int:
    """Return the number of syllables that spelling alone suggests; an apostrophe and accents may be in the word.

    It counts groups of vowels, less an e that is not heard, more where two vowels are two syllables. It agrees with
    CMU's dictionary on 93 % of its words, many of them names, and is made for this library.

    >>> [by_rule(w) for w in ["statement", "tables", "nation", "radius", "naïve", "didn't"]]
    [2, 2, 2, 3, 2, 2]
    """
    folded = word.casefold()
    plain = _plain(re.sub("ée?$", "ay", re.sub("(?<=[aeiouy])(?=[ïë])", "'", folded)))
    if not re.search("[a-z]", plain):
        return 0
    stem = plain.removesuffix("'s")
    heard = _SILENT.sub("", stem)
    possessive = bool(stem != plain and _HISSING.search(stem))
    return max(1, len(_VOWELS.findall(heard)) + len(_APART.findall(heard))) + possessive


def _number(digits: str) -> int:
    """Return the syllables of a number read aloud: 2026 as a year, 1,234.5 as a number."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    if digits.isdigit() and len(digits) == 4 and "1100" <= digits <= "2099" and not "2000" <= digits <= "2009":
        return _small(int(digits[:2])) + (_small(int(digits[2:])) + (digits[2] == "0") if digits[2:] != "00" else 2)
    point = 1 + sum(_DIGITS[int(d)] for d in decimals if d != ".") if decimals else 0
    return point + _whole(int(whole)) if len(whole) <= 15 else sum(_DIGITS[int(d)] for d in whole) + point


def _whole(n: int) -> int:
    if n < 1000:
        return _small(n)
    power = (len(str(n)) - 1) // 3
    above, below = divmod(n, 1000**power)
    return _small(above) + 2 + (_whole(below) if below else 0)  # thousand, million, billion, trillion: two each


def _small(n: int) -> int:
    """Return the syllables of 0 to 999."""
    if n < 20:
        return _DIGITS[n]
    if n < 100:
        return (3 if n // 10 == 7 else 2) + (_DIGITS[n % 10] if n % 10 else 0)
    return _DIGITS[n // 100] + 2 + (_small(n % 100) if n % 100 else 0)


@cache
def _known() -> dict[str, int]:
    """Return the words of CMU's dictionary on which the rule errs, with their syllables."""
    lines = files("sourcebook").joinpath("syllables.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {word: int(count) for count, *words in rows for word in words}


@lru_cache(maxsize=1 << 16)
def is_hard(word: str, begins: bool = False, shouted: bool = False) -> bool:
    """Tell whether a word counts as hard in Gunning's sense: three syllables or more, with his three exceptions.

    Not hard: a name (a capital that does not open the sentence), a compound of easy words, a word that has its third
    syllable from -ed or -es. Numbers are not hard either.

    begins   whether the word opens its sentence
    source   Gunning 1952, The Technique of Clear Writing (McGraw-Hill)

    >>> [is_hard(w) for w in ["strategy", "America", "people-to-people", "expanded", "2027"]]
    [True, False, False, False, False]
    """
    if any(c.isdigit() for c in word) or "." in word or (word[:1].isupper() and not begins and not shouted):
        return False
    return any(_is_long(part, shouted) for part in re.split("[-‐‑]", word))


def _is_long(word: str, shouted: bool) -> bool:
    count = syllables(word, shouted)
    return count > 3 or (count == 3 and not (word[-2:] in ("ed", "es") and syllables(word[:-2]) < 3))


# --- formulas ---------------------------------------------------------------------------------------------------------


def flesch_reading_ease(words: Count, sentences: Count, syllables: Count) -> Count:
    """Return Flesch's reading ease: 206.835 - 1.015 words a sentence - 84.6 syllables a word.

    words, sentences, syllables   counts of one text, or arrays of counts
    returns  no unit; more means easier: about 100 very easy, 60 plain, 30 and less very difficult; it has no bounds
    raises   ValueError for no words or no sentences
    source   Flesch 1948, Journal of Applied Psychology 32(3), 221-233

    >>> round(flesch_reading_ease(7, 1, 8), 2)
    103.04
    """
    _positive(words=words, sentences=sentences)
    return 206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words)


def flesch_kincaid_grade(words: Count, sentences: Count, syllables: Count) -> Count:
    """Return the grade of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    returns  years of school (in the United States) that it takes to read the text; more means harder
    raises   ValueError for no words or no sentences
    source   Kincaid, Fishburne, Rogers and Chissom 1975, Research Branch Report 8-75 (Naval Technical Training)

    >>> round(flesch_kincaid_grade(6, 1, 6), 2)
    -1.45
    """
    _positive(words=words, sentences=sentences)
    return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59


def gunning_fog(words: Count, sentences: Count, hard: Count) -> Count:
    """Return Gunning's fog index: 0.4 (words a sentence + hard words in 100).

    hard     words that are hard by `is_hard`
    returns  years of school; more means harder
    raises   ValueError for no words or no sentences
    source   Gunning 1952, The Technique of Clear Writing (McGraw-Hill)

    >>> gunning_fog(100, 5, 10)
    12.0
    """
    _positive(words=words, sentences=sentences)
    return 0.4 * (words / sentences + 100 * hard / words)


def smog(sentences: Count, polysyllables: Count) -> Count:
    """Return McLaughlin's SMOG grade: 3.1291 + 1.0430 times the root of polysyllables in 30 sentences.

    polysyllables   words of three syllables and more, names and numbers included
    returns  years of school; more means harder; meant for 30 sentences and more
    raises   ValueError for no sentences
    source   McLaughlin 1969, Journal of Reading 12(8), 639-646

    >>> round(smog(30, 64), 2)
    11.47
    """
    _positive(sentences=sentences)
    return 3.1291 + 1.0430 * (30 * polysyllables / sentences) ** 0.5


def _positive(**counts: Count) -> None:
    for name, count in counts.items():
        if np.any(np.asarray(count) <= 0):
            raise ValueError(f"no {name}: a text needs one at least")
