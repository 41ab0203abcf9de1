"""What a person's name looks like, with titles before it and a place or post behind it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sourcebook.spans import function_words, word_list

_WIDEST = 120  # characters of a name
LONGEST = 8  # words of a name with its titles
PARTICLES = frozenset(
    """de da do dos das del della der den di du des la le les el al bin bint ibn ben abu van von zu zur ter ten te af av wa an ní nic ó ua na bat ha ap ab 't op os aux
    y e dela st ap mac""".split()
)
TITLES = frozenset(
    """mr mrs ms miss mx messrs dr prof professor sir dame lord lady baroness baron rev reverend father sister brother bishop
    archbishop cardinal rabbi imam sheikh sen senator rep representative congressman congresswoman mp gov governor
    president vice deputy chairman chairwoman chairperson chair judge justice hon honourable honorable ambassador amb
    gen general lt lieutenant col colonel maj major capt captain cmdr commander sgt sergeant admiral minister secretary
    director commissioner councillor cllr alderman mayor chief herr frau monsieur madame mme m señor señora sr sra père pere mère abbé ald don
    doña excellency his her h.e the rt right acting former prime attorney inspector superintendent engineer eng pastor
    dean provost speaker coach nurse officer""".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd ph.d md m.d mp obe cbe mbe kc qc esq frs frcs msc mba dphil msp mla".split())
_LEADING = frozenset("the his her right acting former vice deputy prime chief hon honourable honorable m e don".split())
_OF_PLACES = frozenset("port mount lake cape fort upper lower great little old new north south east west bay glen saint".split())
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+|[B-HJ-Z]")
_APOSTROPHE = "'’ʻ`"
_PART = re.compile(rf"[^\W\d_]+(?:[-‐‑{_APOSTROPHE}][^\W\d_]+)*")
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}|[\u3040-\u30ff\u4e00-\u9fff·・]{3,10}")
_LIST = re.compile(r"\s*(?:;|,?\s+(?:and|&|with)\s|,\s)\s*")


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
    words = re.sub(r"^\((\w{2,4}\.?)\)\s", r"\1 ", text.replace("\u00a0", " ").strip(" *_")).rstrip(",;").split()
    first = _behind_titles(words)
    titled = any(w.strip(".,").casefold() not in _LEADING for w in words[:first]) or _is_honourable(words[:first])
    last = len(words)
    while last > first and words[last - 1].strip(".,").casefold() in SUFFIXES:
        last -= 1
    core = words[first:last]
    if not _has_shape(core, len(words) > last, titled=titled):
        return None
    certainty = _certainty(core, common, titled=titled)
    if certainty <= 0:
        return None
    suffix = [w.strip(",") for w in words[last:] if w.strip(".,").casefold() in ("jr", "sr", "ii", "iii", "iv")]
    return Name(" ".join([*map(_usual, core), *suffix]).rstrip(","), certainty, titled)


def _is_honourable(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[-1].strip(".,").casefold() in ("hon", "honourable", "honorable")


def _behind_titles(words: Sequence[str]) -> int:
    first = 0
    while first < len(words) - 1 and words[first].strip(".,").casefold() in TITLES:
        if words[first].casefold() in ("m", "e", "don") and not words[first].endswith("."):
            break  # an initial, a given name
        if words[first].casefold() == "m." and len(words) - first == 2:
            break
        if words[first].casefold() == "dean" and len(words) - first == 2:
            break
        first += 1
    return first


def _has_shape(words: Sequence[str], suffixed: bool, titled: bool) -> bool:
    if len(words) == 1 and _IDEOGRAPHS.fullmatch(words[0]):
        return True
    if not 1 <= len(words) <= LONGEST or (len(words) == 1 and not (titled or suffixed)):
        return False
    full = [w for w in words if not _is_particle(w)]
    return (
        bool(full)
        and all(_is_part(w) for w in full)
        and any(len(w.strip(".")) > 1 for w in full)
        and not _is_particle(words[-1])
        and not any(w.endswith(",") for w in words[:-1])
        and len(full) <= 5
        and not (words[0][0].islower() and words[0].casefold() in ("the", "e", "y"))
    )


def _is_particle(word: str) -> bool:
    return word in PARTICLES or word in ("’t", "'t") or (
        word.casefold() in PARTICLES and word[0].isupper() and word.casefold() not in ("ben", "mac")
    )


def _is_part(word: str) -> bool:
    bare = word.rstrip(",")
    if _INITIAL.fullmatch(bare) or re.fullmatch(r"[“\"‘'][^\W\d_]+[”\"’']", bare):
        return True  # “Spud”
    found = _PART.fullmatch(bare)
    return bool(found) and (bare[0].isupper() or bool(re.match(r"(?:al|el|ad|d|ash|l)[-'’][A-Z]|[a-z]{1,2}[A-Z][a-z]", bare)))


def _certainty(words: Sequence[str], common: Iterable[str], titled: bool) -> float:
    """Say how surely words of the right shape are a name, by what is known of each."""
    if len(words) == 1 and _IDEOGRAPHS.fullmatch(words[0]):
        return 0.55
    plain = [w.strip(".,").casefold() for w in words]
    full = [p for w, p in zip(words, plain, strict=True) if not _is_particle(w)]
    if any(p in _function() for p in full if len(p) > 1):
        return 0.0
    not_names, given = word_list("not_names.txt"), given_names()
    sure = 0.5 + 0.3 * titled
    sure += 0.35 * (full[0] in given or full[0].split("-")[0] in given or (len(full) > 2 and full[-1] in given))
    sure += 0.15 * any(_INITIAL.fullmatch(w.rstrip(",")) for w in words)
    sure += 0.15 * any(_is_particle(w) and w[0].islower() for w in words)
    sure += 0.15 * any("-" in w or not w.isascii() or _has_inner_capital(w) for w in words)
    sure += 0.2 * (_family_in_capitals(words))
    sure -= 0.4 * (full[0] in _OF_PLACES and not titled)
    sure -= 0.6 * sum(p in not_names for p in full) if not titled else 0.2 * (full[-1] in not_names)
    said = frozenset(common)
    sure -= 0.25 * sum(p in said for p in full)
    return max(0.0, min(1.0, sure))


@cache
def _function() -> frozenset[str]:
    return function_words() - {"may", "will", "mine", "an", "no", "so", "do", "ha", "he", "you", "her"}


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
    """Return a part of a name in usual capitals: OKAFOR, O'NEILL, LINDQVIST-ØSTBY, McGREGOR."""
    bare = word.rstrip(",")
    if not bare.isupper() or len(bare.strip(".")) < 2 or _INITIAL.fullmatch(bare):
        return bare
    if bare.casefold() in PARTICLES:
        return bare.casefold()
    usual = re.sub(r"[^\W\d_]+", lambda m: m.group()[0] + m.group()[1:].lower(), bare)
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), usual)


# --- lines --------------------------------------------------------------------------------------------------------------

_TABLE = re.compile(r"\|\s*[\d.,%–-]+\s*(?:\||$)|\t\s*\d")
_SHOUTED = re.compile(r"((?:[^\W\d_a-z](?:[^\W\d_a-z]|[.'’-])*\s+){2,})(?=[^\W\d_]?[^\W\d_A-Z])")
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
        return Name(person.text, person.certainty, person.titled, stripped[shouted.end() :])
    if whole := name(stripped, common):
        return whole
    for cut in _APART.finditer(stripped):
        if person := name(stripped[: cut.start()], common):
            rest = stripped[cut.end() :].strip().rstrip(")]").strip()
            if not rest:
                return person
            suffix = rest.split(",")[0].strip(" .")
            if suffix.casefold() in SUFFIXES and "," not in rest:
                return person
            return Name(person.text, person.certainty, person.titled, rest)
    return None


def names(text: str, common: Iterable[str] = ()) -> list[Name]:
    """Return the persons of a list such as "A, B and C"; empty where a part of it is no name.

    >>> [n.text for n in names("Ada Ng, Bo Ruiz and Dr. Eve Oduya")]
    ['Ada Ng', 'Bo Ruiz', 'Eve Oduya']
    """
    text = re.sub(r"(?<=[^\W\d_])[\d*†‡§¹²³⁰⁴-⁹,]*[\d*†‡§¹²³⁰⁴-⁹]+(?=[\s,;]|$)", "", text)  # marks of affiliations
    parts = [p for p in _LIST.split(text.strip()) if p.strip(" .")]
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
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if not short:
        return False
    return all(any(s == w or (len(s) == 1 and w.startswith(s)) for w in long) for s in short) and (
        len(short[-1]) > 1 or len(short) == len(long) > 1
    )


def _plain(text: str) -> list[str]:
    return [w.strip(".,’'").casefold() for w in re.split(r"[\s.]+", text) if w.strip(".,")]
