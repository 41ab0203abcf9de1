"""The noun that a number counts: where it ends, and its singular."""

import calendar

from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.quantities.verbs import IRREGULAR

DETERMINERS = words("the its their his her my our your these those only")


STOP = words(
    "a an the this that these those my your his her its our their some any no every each all both either neither "
    "and or but nor so yet of in on at by to from with without for about as into onto over under above below "
    "between among through during before after since until till against within across per than via out off up "
    "down upon toward towards around near behind beyond despite except like unlike worth is are was were be been "
    "being am has have had do does did will would shall should can could may might must i you he she it we they "
    "me him them us who whom whose which what when where why how if while because although though whether not "
    "only just also even still already again ever never now then there here too very more most less least much "
    "many said says say told tells ago apart away back together later earlier ahead such rather instead once "
    "twice else however therefore respectively x × came come comes went go goes got get gets made make makes took "
    "take takes gave give gives became become left died die dies fell rose grew saw see sees lost won stood "
    "stands remain remains isn’t wasn’t don’t didn’t plus minus times today yesterday tomorrow tonight "
    "needs wants seems requires includes contains means allows according including compared versus vs killed "
    "injured others percent dollars euros pm et last next first past"
)
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "police": "police", "lives": "life", "wives": "wife", "leaves": "leaf", "knives": "knife",
    "data": "data", "media": "media", "aircraft": "aircraft", "series": "series", "species": "species",
    "personnel": "personnel", "staff": "staff", "fish": "fish", "sheep": "sheep", "cattle": "cattle",
    "shelves": "shelf", "halves": "half", "criteria": "criterion", "phenomena": "phenomenon", "buses": "bus",
    "losses": "loss", "viruses": "virus", "crises": "crisis", "analyses": "analysis", "horses": "horse",
    "houses": "house", "cases": "case", "bases": "base", "courses": "course", "purchases": "purchase",
    "increases": "increase", "nurses": "nurse", "expenses": "expense", "responses": "response",
    "purposes": "purpose", "movies": "movie", "zombies": "zombie", "cookies": "cookie", "ties": "tie",
    "calories": "calorie", "midwives": "midwife", "pp": "page", "selfies": "selfie", "indices": "index",
    "campuses": "campus",
}  # fmt: skip
_ATTRIBUTIVE = words(
    "sales sports goods arms news savings customs operations communications systems human women business press "
    "series u.s. us"
)
_MONTHS = {name.lower() for name in calendar.month_name if name}
_NOT_PLURAL = ("ss", "us", "is", "’s", "'s", "itics", "omics", "hletics", "hysics", "thematics", "ogistics", "thics")


def singular(word: str) -> str:
    """Return the singular of a noun, by rule.

    >>> singular("countries"), singular("boxes"), singular("crews")
    ('country', 'box', 'crew')
    """
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith("men") and len(low) > 4:
        return word[:-2] + "an"
    if low.endswith("children"):
        return word[:-3]
    if low.endswith(("ches", "shes", "xes", "sses", "oes", "zzes")):
        return word[:-2]
    return word[:-1] if is_plural(word) else word


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun; "RBIs" does, "basis" does not."""
    low = word.lower()
    return (
        low in _IRREGULAR
        or (word.endswith("s") and word[:-1].isupper() and len(word) > 2)
        or (low.endswith("men") and len(low) > 4)
        or (low.endswith("s") and len(low) > 2 and not low.endswith(_NOT_PLURAL))
    )


def is_no_noun(word: str) -> bool:
    """Guess by its ending whether a word is a verb, an adverb or an adjective rather than a noun."""
    low = word.lower()
    verbal = len(low) > 4 and low.endswith(_VERBAL) and not low.endswith("eed") and low not in _NOUNS
    return verbal or low in _PREDICATES


_VERBAL = ("ed", "ly", "ing", "able", "ible", "less", "wide", "onal")
_NOUNS = words(
    "family supply ally assembly monopoly reply building meeting spring string sibling wedding painting ceiling"
)
_VERBS = IRREGULAR | words("use think believe want like suffer own attend")
_PREDICATES = _VERBS | words(
    "live work face overall total combined dead missing homeless strong free worth abroad aboard ashore alike alive "
    "clear way sided old high long deep tall wide straight faster slower better worse older younger bigger "
    "smaller larger greater cheaper closer further longer shorter average forecast estimate"
)


def _stops(ts: list[Token], k: int) -> bool:
    """Say whether a word ends a noun; "us" and "a" do, "US" and the "A" of "A320" do not."""
    t, after = ts[k], at(ts, k + 1)
    name = t.text == "US" or (t.text.isupper() and after.glued and after.kind == "n")
    return t.low in STOP and not name


def noun_words(ts: list[Token], k: int, limit: int = 4) -> list[tuple[str, int]]:
    """Return the words from k on that may belong to a noun, each with the index after it; "gas-only" is one word."""
    out: list[tuple[str, int]] = []
    while k < len(ts) and len(out) < limit and ts[k].kind == "w" and not _stops(ts, k):
        if not out and ts[k].low in SMALL and ts[k].low != "one" and word_at(ts, k + 1) != "-":
            break  # "up from 640 two years ago"; "12 two-bedroom flats" goes on
        if ts[k].low in _MONTHS and ts[k].text[0].isupper():
            break
        end = k + 1
        while at(ts, end).glued and ts[end].kind != "s":  # "A320neo"
            end += 1
        word = "".join(t.text for t in ts[k:end])
        while at(ts, end).text in ("-", "‑") and at(ts, end + 1).glued and (ts[end].glued or ts[end + 1].kind == "n"):
            word += "-" + ts[end + 1].text
            end += 2
        possessive = ts[end - 1].low.endswith(("’s", "'s"))
        if possessive and not out:
            break
        out.append((word, end))
        k = end
    return out


_GRADABLE = words(
    "large small big great old young new early high low long short deep wide tall fast slow strong weak rich poor "
    "wealthy busy deadly heavy light hot cold cheap fine nice close rare safe dense bright hard tough steep smart "
    "strange pure thick thin warm dry wet dirty clean happy lucky likely costly healthy mighty pretty brave real loud "
    "quiet soft sharp sick simple wise fierce full broad bold dark fresh grand harsh mild narrow neat odd proud quick"
)


def _degrees(word: str) -> tuple[str, str]:
    """Return comparative and superlative as English spells them."""
    if word.endswith("y"):
        stem = word[:-1] + "i"
    elif word.endswith("e"):
        stem = word[:-1]
    else:
        doubled = len(word) < 5 and word[-1] in "bdgmnt" and word[-2] in "aeiou" and word[-3] not in "aeiou"
        stem = word + word[-1] * doubled
    return stem + "er", stem + "est"


_POSITIVES = {form: word for word in _GRADABLE for form in _degrees(word)}


def noun_at(ts: list[Token], k: int, one: bool) -> tuple[str, int] | None:
    """Return (singular noun with its adjectives, end) of what is counted by the number before token k."""
    found = noun_words(ts, k)
    chosen = _singular_phrase(found) if one else _coordinated(ts, found) or _plural_phrase(found)
    if not chosen:
        return None
    head, end = chosen[-1]
    unit = " ".join([_POSITIVES.get(w, w) for w, _ in chosen[:-1]] + [head if one else singular(head)])
    of = at(ts, end + 1)
    if word_at(ts, end) == "of" and not one and of.text.islower() and of.low not in STOP and of.low not in SMALL:
        return (unit, end) if _goes_on(ts, end + 2) else (f"{unit} of {of.low}", end + 2)
    return unit, end


def _goes_on(ts: list[Token], k: int) -> bool:
    """Say whether the noun phrase before token k is not at its end: "members of foreign | parties"."""
    t = at(ts, k)
    ends = t.low in STOP or t.low in IRREGULAR or t.low.endswith(("ed", "ing", "ly"))
    return t.kind == "w" and t.text.islower() and not ends


def _coordinated(ts: list[Token], found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Read "red and white roses": adjectives joined before the plural."""
    if (
        not found
        or len(found) > 2
        or word_at(ts, found[-1][1] + 1) in SMALL
        or word_at(ts, found[-1][1]) not in ("and", "or")
        or is_plural(found[-1][0])
    ):
        return []
    rest = noun_words(ts, found[-1][1] + 1, 3)
    n = next((n for n, (w, _) in enumerate(rest) if is_plural(w)), 0)
    return [*found, (word_at(ts, found[-1][1]), 0), *rest[: n + 1]] if n else []


def _plural_phrase(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Keep the words up to the first plural; without one the first word, unless it looks like a verb."""
    plurals = [n for n, (w, _) in enumerate(found) if is_plural(w)]
    if not plurals:
        return found[:1] if found and not is_no_noun(found[0][0]) else []
    n = plurals[0]
    return found[: n + 1 + (found[n][0].lower() in _ATTRIBUTIVE and n + 1 in plurals)]


def _singular_phrase(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Cut the words behind "one" before what looks like a verb."""
    for n, (word, _) in enumerate(found[1:], 1):
        low = word.lower()
        adverb = low.endswith(("ed", "ing", "ly")) or low in ("closer", "further", "longer")
        if adverb or low in _VERBS or is_plural(low):
            return found[:n]
    return [] if len(found) == 1 and found[0][0].endswith("ed") else found[:3]
