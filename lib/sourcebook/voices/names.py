"""What a person's name looks like, with titles before it and a place or post behind it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sourcebook.spans import function_words, word_list

_WIDEST = 120  # characters of a name
LONGEST = 8  # words of a name with its titles
PARTICLES = frozenset(
    """
    de da do dos das del della der den di du des la le les el al bin bint ibn ben abu van von zu zur ter ten te af av wa
    an ní nic ó ua na bat ha ap ab 't op os aux y e dela st mac
    """.split()
)  # words inside a name: Ada de la Cruz, Bo van der Berg
TITLES = frozenset(
    """
    mr mrs ms miss mx messrs dr prof professor sir dame lord lady baroness baron rev reverend father sister brother
    bishop archbishop cardinal rabbi imam sheikh abbé père mère pastor dean sen senator rep representative congressman
    congresswoman mp gov governor president vice deputy chairman chairwoman chairperson chair judge justice hon
    honourable honorable ambassador amb gen general lt lieutenant col colonel maj major capt captain cmdr commander sgt
    sergeant admiral minister secretary director commissioner councillor cllr alderman mayor chief inspector
    superintendent attorney engineer eng provost speaker coach nurse officer herr frau monsieur madame mme m señor
    señora sr sra ald don doña excellency his her h.e the rt right acting former prime
    """.split()
)  # words before a name: the Rt Hon. Sir, Dr.
SUFFIXES = frozenset(
    "jr sr ii iii iv phd ph.d md m.d mp obe cbe mbe kc qc esq frs frcs msc mba dphil msp mla".split()
)  # words behind a name: Ada Ng MP
_KEPT_SUFFIXES = frozenset("jr sr ii iii iv".split())  # those that belong to it
# Titles that tell nothing by themselves, since other phrases begin with them as well: "the former", "Her Right".
_LEADING = frozenset("the his her right acting former vice deputy prime chief hon honourable honorable m e don".split())
_OF_PLACES = frozenset(
    "port mount lake cape fort upper lower great little old new north south east west bay glen saint".split()
)
# Function words that are names as well: May Ng, An Bui, Do Ha.
_ALSO_NAMES = frozenset("may will mine an no so do ha he you her".split())
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+|[B-HJ-Z]")  # A.   J.-P.   B
_APOSTROPHE = "'’ʻ`"
_PART = re.compile(rf"[^\W\d_]+(?:[-‐‑{_APOSTROPHE}][^\W\d_]+)*")  # Okafor   Lind-Øst   O’Neill
_SMALL_FIRST = re.compile(r"(?:al|el|ad|d|ash|l)[-'’][A-Z]|[a-z]{1,2}[A-Z][a-z]")  # al-Amin   d’Arcy   mcDonald
_NICKNAME = re.compile(r"[“\"‘'][^\W\d_]+[”\"’']")  # “Spud”
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}|[\u3040-\u30ff\u4e00-\u9fff·・]{3,10}")
_LIST = re.compile(r"\s*(?:;|,?\s+(?:and|&|with)\s|,\s)\s*")  # what stands between the names of a list
_MARKS = re.compile(r"(?<=[^\W\d_])[\d*†‡§¹²³⁰⁴-⁹,]*[\d*†‡§¹²³⁰⁴-⁹]+(?=[\s,;]|$)")  # of affiliations: Ada Ng1,2*


@dataclass(frozen=True)
class Name:
    """A person as a line names him: `text` without titles, in usual capitals; `certainty` from 0 to 1."""

    text: str
    certainty: float
    titled: bool = False
    affiliation: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.text.split()


def name(text: str, common: Iterable[str] = ()) -> Name | None:
    """Return a text as a person's name, or None where it has not the shape of one.

    common   words that this article also writes with a small letter, so that hardly a name is made of them

    >>> [n and n.text for n in map(name, ["Dr. Åsa Lind-Øst", "TANAKA Haruko", "Green New Deal", "the plan"])]
    ['Åsa Lind-Øst', 'Tanaka Haruko', None, None]
    """
    if len(text) > _WIDEST:
        return None
    words = _words(text)
    first = _behind_titles(words)
    last = len(words)
    while last > first and _bare(words[last - 1]) in SUFFIXES:
        last -= 1
    core, suffixes = words[first:last], words[last:]
    titled = _is_titled([_bare(w) for w in words[:first]])
    if not _has_shape(core, bool(suffixes), titled=titled):
        return None
    certainty = _certainty(core, common, titled=titled)
    if certainty <= 0:
        return None
    kept = [w.strip(",") for w in suffixes if _bare(w) in _KEPT_SUFFIXES]
    return Name(" ".join([*map(_usual, core), *kept]).rstrip(","), certainty, titled)


def _words(text: str) -> list[str]:
    """Return the words of a name without the marks of bold type and the brackets round a title: "(Mr.) Ada Ng"."""
    plain = text.replace("\u00a0", " ").strip(" *_")
    return re.sub(r"^\((\w{2,4}\.?)\)\s", r"\1 ", plain).rstrip(",;").split()


def _bare(word: str) -> str:
    return word.strip(".,").casefold()


def _is_titled(titles: Sequence[str]) -> bool:
    """Tell whether one of some titles tells a person by itself, or they end like "the Hon."."""
    honoured = len(titles) > 1 and titles[-1] in ("hon", "honourable", "honorable")
    return honoured or any(w not in _LEADING for w in titles)


def _behind_titles(words: Sequence[str]) -> int:
    """Return how many words of a line are titles; the last word is none."""
    first = 0
    while first < len(words) - 1 and _bare(words[first]) in TITLES:
        if _may_be_given(words[first], left=len(words) - first):
            break
        first += 1
    return first


def _may_be_given(title: str, left: int) -> bool:
    """Tell whether a word that is a title stands for a given name: Don Ng, M Ng, and before one word M. Ng, Dean Ng."""
    return title.casefold() in ("m", "e", "don") or (left == 2 and title.casefold() in ("m.", "dean"))


def _has_shape(words: Sequence[str], suffixed: bool, titled: bool) -> bool:
    """Tell whether words are capitalised as a name is; a single one only with a title, a suffix or in ideographs."""
    if len(words) == 1 and _IDEOGRAPHS.fullmatch(words[0]):
        return True
    if not 1 <= len(words) <= LONGEST or (len(words) == 1 and not (titled or suffixed)):
        return False
    if _is_particle(words[-1]) or words[0] in ("the", "e", "y") or any(w.endswith(",") for w in words[:-1]):
        return False
    full = [w for w in words if not _is_particle(w)]
    return len(full) <= 5 and all(_is_part(w) for w in full) and any(len(w.strip(".")) > 1 for w in full)


def _is_particle(word: str) -> bool:
    small = word.casefold()
    capital = small in PARTICLES and word[0].isupper() and small not in ("ben", "mac")  # those are names as well
    return word in PARTICLES or word == "’t" or capital


def _is_part(word: str) -> bool:
    bare = word.rstrip(",")
    if _INITIAL.fullmatch(bare) or _NICKNAME.fullmatch(bare):
        return True
    return bool(_PART.fullmatch(bare)) and (bare[0].isupper() or bool(_SMALL_FIRST.match(bare)))


def _certainty(words: Sequence[str], common: Iterable[str], titled: bool) -> float:
    """Return how surely words of the right shape are a name, from 0 to 1: the sum of what speaks for it and against.

    The weights are our choice; 0.5 is a line of two capitalised words of which nothing is known.
    """
    if len(words) == 1 and _IDEOGRAPHS.fullmatch(words[0]):
        return 0.55
    full = [_bare(w) for w in words if not _is_particle(w)]
    if any(part in _function() for part in full if len(part) > 1):
        return 0.0
    not_names, given, said = word_list("not_names.txt"), given_names(), frozenset(common)
    known = full[0] in given or full[0].split("-")[0] in given or (len(full) > 2 and full[-1] in given)
    weights = (
        (0.5, True),
        (0.3, titled),
        (0.35, known),
        (0.15, any(_INITIAL.fullmatch(w.rstrip(",")) for w in words)),
        (0.15, any(_is_particle(w) and w[0].islower() for w in words)),
        (0.15, any("-" in w or not w.isascii() or _has_inner_capital(w) for w in words)),
        (0.2, _family_in_capitals(words)),
        (-0.4, full[0] in _OF_PLACES and not titled),
        (-0.2 if titled else -0.6, full[-1] in not_names if titled else sum(part in not_names for part in full)),
        (-0.25, sum(part in said for part in full)),
    )
    return max(0.0, min(1.0, sum(weight * times for weight, times in weights)))


@cache
def _function() -> frozenset[str]:
    return function_words() - _ALSO_NAMES


@cache
def given_names() -> frozenset[str]:
    """Return given names, and family names that stand first."""
    return word_list("given_names.txt")


def _has_inner_capital(word: str) -> bool:
    return any(c.isupper() for c in word[1:]) and not word.isupper()


def _family_in_capitals(words: Sequence[str]) -> bool:
    """Tell whether one word is in capitals and another isn't: LIU Weidong, Aino VIRTANEN."""
    long = [w for w in words if len(w.strip(".,")) > 1 and not _INITIAL.fullmatch(w)]
    return any(w.isupper() for w in long) and any(not w.isupper() for w in long)


def _usual(word: str) -> str:
    """Return a part of a name in usual capitals: OKAFOR, O'NEILL, LINDQVIST-ØSTBY, McDONALD."""
    bare = word.rstrip(",")
    if not bare.removeprefix("Mc").isupper() or len(bare.strip(".")) < 2 or _INITIAL.fullmatch(bare):
        return bare
    if bare.casefold() in PARTICLES:
        return bare.casefold()
    usual = re.sub(r"[^\W\d_]+", lambda m: m.group()[0] + m.group()[1:].lower(), bare)
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), usual)


# --- lines ------------------------------------------------------------------------------------------------------------

_TABLE = re.compile(r"\|\s*[\d.,%–-]+\s*(?:\||$)|\t\s*\d")  # a cell with a figure
_SHOUTED = re.compile(r"((?:[^\W\d_a-z](?:[^\W\d_a-z]|[.'’-])*\s+){2,})(?=[^\W\d_]?[^\W\d_A-Z])")  # ADA NG of Lima
_APART = re.compile(r"\s+(?:--|-)\s+|\s+[–—|/•·]\s*|\s*[|•·]\s+|\s*—\s*|,\s+|\s*[(\[]")


def named_line(line: str, common: Iterable[str] = ()) -> Name | None:
    """Return the person that a line names, with what follows behind a comma, a dash or a bracket as affiliation.

    >>> named_line("Ada Ng, Head of Ports, Delta Board").affiliation
    'Head of Ports, Delta Board'
    """
    if len(line) > 2 * _WIDEST:
        return None
    stripped = line.strip().rstrip(":").strip()
    if _TABLE.search(stripped):
        return None
    if (shouted := _SHOUTED.match(stripped)) and (person := name(shouted[1], common)):
        return replace(person, affiliation=stripped[shouted.end() :])
    return name(stripped, common) or _with_affiliation(stripped, common)


def _with_affiliation(line: str, common: Iterable[str]) -> Name | None:
    """Return the name before the first comma, dash or bracket that ends one; a suffix behind it is no affiliation."""
    for cut in _APART.finditer(line):
        if person := name(line[: cut.start()], common):
            rest = line[cut.end() :].strip().rstrip(")]").strip()
            return person if rest.strip(" .").casefold() in SUFFIXES else replace(person, affiliation=rest)
    return None


def names(text: str, common: Iterable[str] = ()) -> list[Name]:
    """Return the persons of a list such as "A, B and C"; empty where a part of it is no name.

    >>> [n.text for n in names("Ada Ng, Bo Ruiz and Dr. Eve Oduya")]
    ['Ada Ng', 'Bo Ruiz', 'Eve Oduya']
    """
    parts = [p for p in _LIST.split(_MARKS.sub("", text).strip()) if p.strip(" .")]
    found: list[Name] = []
    for part in parts:
        if part.strip(". ").casefold() in SUFFIXES and found:
            continue
        person = name(part, common) or name(part.rstrip("."), common)
        if person is None:
            return []
        found.append(person)
    return found


def is_same(one: str, other: str) -> bool:
    """Tell whether two forms of a name may be one person's: the shorter is a part of the longer.

    >>> is_same("Okafor", "Adaeze Okafor"), is_same("A. Okafor", "Adaeze Okafor"), is_same("Ada Ng", "Bo Ng")
    (True, True, False)
    """
    short, long = sorted((_plain(one), _plain(other)), key=lambda own: (len(own), sum(map(len, own)), own))
    if not short or (len(short[-1]) == 1 and not len(short) == len(long) > 1):
        return False
    return all(any(part == own or (len(part) == 1 and own.startswith(part)) for own in long) for part in short)


def _plain(text: str) -> list[str]:
    return [w.strip(".,’'").casefold() for w in re.split(r"[\s.]+", text) if w.strip(".,")]
