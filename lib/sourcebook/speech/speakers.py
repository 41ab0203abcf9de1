"""Who does what a verb says, and to whom a noun belongs: the noun phrase beside it, as a name."""

from sourcebook.quantities.attribution import TELLERS
from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.speech.clauses import AUXILIARIES, DETERMINERS, FINITE, JOINING, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.verbs import MINDS, NOUNS, VERBS

SUBJECT = 30  # tokens of a subject and what stands between it and its verb
_GROUP = 6  # tokens of a verb with its auxiliaries and adverbs
_PHRASE = 10  # tokens of a name that follows its verb

BE = words("is are was were be been being isn't aren't wasn't weren't am gets got")
THIRD = words("he she they it his her its their him them who which that this these those himself herself themselves")
ARTICLES = words("the a an his its their our my your no every another any")
ADVERBS = words(
    "hardly rarely seldom also even still not never often then now once long just ever yet always sometimes first "
    "later again"
)
ADJECTIVAL = ("al", "ous", "ive", "ful", "less", "ic", "able", "ible", "est")
_NO_NOUN = (*ADJECTIVAL, "ed")
_MANNER = ADVERBS | {"only"}
_HELPING = AUXILIARIES | ADVERBS
_BEGINS = DETERMINERS | SUBJECTS | {","}  # a noun phrase, behind an adverb
_DENIED = words("not never don't didn't doesn't")
_COUNTED = words("second third fourth fifth sixth finally lastly")
_ALONE = words("he she it they")
_EACH = words("each this that these those some")
_HERE = words("here there today abroad alike")
_TITLES = words("mr mrs ms miss dr prof professor sir dame lord lady judge justice captain councillor")
_SELF = words("i we me us mine ours myself ourselves you one")
_NOBODY = words("no nobody none neither nothing few let")
_PERSISTING = words(
    "on continue continues continued went go goes going like likes liked seem seems seemed appear appears appeared "
    "came come began begun used tend tends tended wont prone apt inclined quick eager keen ready glad proud bound "
    "hastened rushed"
)
_PAPERS = words("study survey report poll paper analysis review letter statement article book essay memo research")
_SOURCES = _PAPERS | NOUNS
_PERSONAL = tuple("ists ist ers ians ian ors crats men women eers ants bours bors".split())  # how nouns of persons end
_OTHERS = words(
    "critics critic scholars scholar people others allies friends colleagues many some most few he she they who polls "
    "surveys studies reports documents letter memo email emails numbers records residents aides sceptics skeptics "
    "rivals hawks opponents proponents parents students police"
)
HOMOGRAPHS = NOUNS | words(  # verbs that are as often nouns
    "judge judges report reports signal signals question questions doubt doubts answer answers note notes stress show "
    "shows call calls label labels brand brands term terms find finds request requests demand demands tweet tweets "
    "post posts order orders press fault faults estimate estimates charge charges point points attack attacks state "
    "states hint hints frame paint reply replies bet bets say"
)
_UNCHANGED = words("bet broadcast cast forecast put read")  # the past tense too: "the board forecast a loss"
_STARTING = frozenset("“\"‘'«:;—–.?!…(")
_DEGREES = words("so most more very worth")
_BEFORE_VERB = SUBJECTS | AUXILIARIES | ADVERBS | {"who", "which", "that", "to", ",", "and", "or"}
_VERBS = FINITE | VERBS
_NO_VERB = PREPOSITIONS | {"and", "or", "all", "both"}
_BEHIND_VERB = DETERMINERS | PREPOSITIONS | {"out", "up", "it", "them", "him"}
_BESIDE_PHRASE = FINITE | JOINING | {"that", "but", "as", "than"}
_JOINED = JOINING - words("who whom whose what whatever whoever whichever") | words("and but that or so yet nor")
_OPENING = ADVERBS | words(
    "and or but yet so thus however moreover meanwhile therefore nevertheless still indeed hence"
)


def is_noun(ts: list[Token], k: int) -> bool:
    """Say whether the word at token k is a noun or an adjective rather than a verb, by what stands before it."""
    low, before = plain(ts[k].low), plain(word_at(ts, k - 1))
    if (before == "-" and ts[k].glued) or (k and ts[k].text[0].isupper() and before not in _STARTING):
        return True  # "state-of-the-art", "the United States"
    if before in PREPOSITIONS and before != "than":
        return before not in ("to", "as") and not (low.endswith("ing") and before in ("by", "in", "for"))
    if low.endswith("ing") and before in _EACH:
        return True
    if before in SMALL and low.endswith("s") and low not in VERBS and word_at(ts, k - 2) in DETERMINERS:
        return True  # "the three forms of rent"
    if before in _HERE and k > 1:
        return False  # "fishermen here say"
    if (
        (before in ARTICLES and before != "another")
        or before in _DEGREES
        or (before.endswith("'s") and before not in SUBJECTS)
    ):
        return True
    if low not in HOMOGRAPHS or (low in _UNCHANGED and word_at(ts, k + 1) in ARTICLES):
        return False
    if word_at(ts, k - 2) == "to":
        return True  # "to settle claims"
    head = _head(ts, k - 1)
    return not (k and _can_precede(ts[head], head == 0, plural=not low.endswith("s")))


def _head(ts: list[Token], k: int) -> int:
    """Return the head of the noun phrase that ends at token k: "| critics of the study"."""
    of = next((j for j in range(k, max(0, k - _PHRASE), -1) if ts[j].low == "of" or ts[j].kind == "s"), 0)
    return of - 1 if of and ts[of].low == "of" else k


def _can_precede(t: Token, opens: bool, plural: bool) -> bool:
    """Say whether a word can be subject or auxiliary of the verb behind it; `opens`: it is first in its sentence."""
    low = plain(t.low)
    if low in _BEFORE_VERB or low.endswith("ly") or (t.text[0].isupper() and not opens):
        return True
    is_plural = (low.endswith("s") and not low.endswith(("ss", "us"))) or low in _OTHERS
    if t.kind != "w" or plural:
        return t.kind == "w" and is_plural
    return not is_plural and low not in SMALL and not low.endswith(_NO_NOUN)


def verb_group(ts: list[Token], k: int) -> int:
    """Return where the verb group begins that token k closes: "| has repeatedly said", "| went on to say"."""
    first = k
    while first > max(0, k - _GROUP):
        t, low, then = ts[first - 1], plain(ts[first - 1].low), word_at(ts, first)
        manner = low.endswith("ly") and t.text[0].islower()
        adverb = low in ADVERBS or (manner and word_at(ts, first - 2) not in ARTICLES)  # "the assembly"
        persists = then in ("to", "on") and low in _PERSISTING  # "went | on | to say"
        to = low == "to" and word_at(ts, first - 2) in _PERSISTING
        if not (low in AUXILIARIES or adverb or persists or to):
            break
        first -= 1
    return first


def is_teller(word: str) -> bool:
    """Say whether a noun in lower case names persons or papers that tell something."""
    return word in TELLERS or word.removesuffix("s") in TELLERS or word.endswith(_PERSONAL) or word in _OTHERS


def is_verb(ts: list[Token], k: int) -> bool:
    """Say whether the word at token k looks like a finite verb, by its form and by what follows."""
    low = plain(word_at(ts, k))
    if low in _VERBS:
        return True
    after = plain(word_at(ts, k + 1))
    if after in ("a", "an", "the") and low not in _NO_VERB:
        return True
    inflected = low.endswith(("s", "ed")) and not low.endswith(("ss", "us", "'s", "is"))
    return (inflected and after in _BEHIND_VERB) or at(ts, k + 1).kind == "n"


def phrase_end(ts: list[Token], k: int) -> int:
    """Return where the noun phrase ends that begins at token k."""
    for j in range(k, min(len(ts), k + _PHRASE)):
        t = ts[j]
        if t.kind == "s":
            if not (t.glued and t.low in ".-&’'" and j + 1 < len(ts)):
                return j
        elif t.low in JOINING or (plain(t.low) in FINITE and (j == k or t.text[0].islower() or t.text.isupper())):
            return j  # but not at Split, the town
    return min(len(ts), k + _PHRASE)


def phrase_start(s: Sentence, last: int) -> int:
    """Return where the noun phrase begins that ends before token `last`."""
    ts, k = s.ts, last
    while k > max(s.clauses[s.of[max(0, last - 1)]].first, last - SUBJECT):
        t, low = ts[k - 1], plain(ts[k - 1].low)
        if t.kind == "s" and not ((t.glued and low in ".-&'’") or low == "&"):
            break
        if low in _BESIDE_PHRASE:
            break
        k -= 1
    return k


def subject(s: Sentence, group: int, k: int) -> str | None:
    """Return who does what the verb at token k says, whose group begins at token `group`; None for "I" and nobody."""
    ts, before = s.ts, word_at(s.ts, group - 1)
    if plain(ts[k].low).endswith("ing") and group == k:
        if at(ts, k - 1).kind != "w" or before in PREPOSITIONS or before in JOINING or before in ("and", "or", "but"):
            return main_subject(s, s.of[k])
    elif ts[group].low == "having" and s.of[k] + 1 < len(s.clauses):
        return main_subject(s, s.of[k] + 1)  # "Having promised a deal, Ng left"
    elif group == 0 or (before == "to" and word_at(ts, group - 2) not in _PERSISTING):
        return None  # "Believe it or not"
    elif plain(word_at(ts, phrase_start(s, group))) in _DENIED:
        return main_subject(s, s.of[group - 1])  # "a clerk who did not want to be named"
    elif before in ("and", "or", "but", ",") or group <= s.clauses[s.of[k]].first:
        return main_subject(s, s.of[max(0, group - 1)])
    elif before in ("who", "which", "that"):
        end = group - 1 - (word_at(ts, group - 2) == ",")
        begin = phrase_start(s, end)
        return speaker_in(ts, next((j for j in range(end - 1, begin, -1) if ts[j].low in DETERMINERS), begin), end)
    return speaker_in(ts, phrase_start(s, group), group)


def main_subject(s: Sentence, c: int) -> str | None:
    """Return the subject of clause c or of one before it, to which a participle or a second verb belongs."""
    for n in range(c, max(-1, c - 6), -1):
        clause = s.clauses[n]
        if (clause.opener in JOINING and n > 0) or clause.opener in ("ing", "that"):
            continue
        first = clause.first + (word_at(s.ts, clause.first) in ("and", "but", "that", "or", "so", "yet"))
        first += 2 * (word_at(s.ts, first) in _COUNTED and word_at(s.ts, first + 1) == ",")
        if plain(word_at(s.ts, first)) in VERBS and not is_noun(s.ts, first):
            continue  # "but warned", "Asked whether": whoever did what went before
        end = _subject_end(s.ts, first)
        if first < end and _can_begin(s.ts, first):
            return speaker_in(s.ts, first, end)
    return None


def clause_subject(s: Sentence, c: int) -> str | None:
    """Return the subject that clause c itself has, behind the word that joins it; None for "who" and for none."""
    first = s.clauses[c].first
    while first < s.clauses[c].last and (word_at(s.ts, first) in _JOINED or s.ts[first].kind == "s"):
        first += 1
    end = min(_subject_end(s.ts, first), s.clauses[c].last)
    while end > first + 1 and (word_at(s.ts, end - 1) in _MANNER or word_at(s.ts, end - 1).endswith("ly")):
        end -= 1
    lone = first + 1 == end and plain(word_at(s.ts, first)) in VERBS
    if first >= end or lone or word_at(s.ts, first) in JOINING or not _can_begin(s.ts, first):
        return None
    return speaker_in(s.ts, first, end)


def _subject_end(ts: list[Token], first: int) -> int:
    """Return where the subject ends that begins at token `first`: before its verb."""
    end = phrase_end(ts, first)
    counts = word_at(ts, first) in DETERMINERS or word_at(ts, first) in SMALL
    head = first + 1 + counts  # behind it a past tense is no adjective any more
    return next((j for j in range(first + 1, end) if _is_main_verb(ts, j, j >= head)), end)


def _can_begin(ts: list[Token], k: int) -> bool:
    return word_at(ts, k) not in PREPOSITIONS and not word_at(ts, k).endswith("ing")


def _is_main_verb(ts: list[Token], k: int, behind_head: bool) -> bool:
    """Say whether the verb of a subject stands at token k; behind its head a past tense is no adjective any more."""
    return (is_verb(ts, k) and not is_noun(ts, k)) or (behind_head and ts[k].text.endswith("ed"))


def speaker_in(ts: list[Token], first: int, last: int) -> str | None:
    """Return tokens [first, last) as a name: without article; None for the writer, the reader or nobody."""
    first, last = _trimmed(ts, first, last)
    if first >= last or _is_nobody(ts, first, last):
        return None
    by = next((j for j in range(first + 1, last - 1) if ts[j].low in ("by", "from")), None)
    if by and any(t.low in _SOURCES for t in ts[first:by]):  # "a study by the university"
        return speaker_in(ts, by + 1, last)
    mind = next((j for j in range(first + 1, last) if ts[j].low in MINDS), first)
    owner = next((j for j in range(first, mind) if plain(ts[j].low).endswith("'s")), None)
    last = last if owner is None else owner + 1  # "her critics' view of the plan": it is theirs
    name = "".join(t.text if t.glued or not n else f" {t.text}" for n, t in enumerate(ts[first:last]))
    return name.removesuffix("’s").removesuffix("'s")


def _trimmed(ts: list[Token], first: int, last: int) -> tuple[int, int]:
    """Return the tokens of a noun phrase without adverbs, auxiliaries, signs and its article."""
    while first < last and (
        ts[first].kind == "s" or _leads_in(ts, first) or ts[first].low in _OPENING or _is_adverb(ts, first)
    ):
        first += 1
    while last > first and (ts[last - 1].kind == "s" or plain(ts[last - 1].low) in _HELPING):
        last -= 1
    first = next((j for j in range(last - 2, first, -1) if _begins_anew(ts, j)), first)
    if last - first > 2 and ts[last - 1].low in _ALONE and word_at(ts, last - 2) not in _NO_VERB:
        first = last - 1  # "In a statement | it"
    first += first + 1 < last and ts[first].low in ("the", "a", "an")
    if first + 1 < last and ts[first].low in _TITLES and ts[last - 1].text[0].isupper():
        first += 1 + (word_at(ts, first + 1) == ".")
    return first, last


def _leads_in(ts: list[Token], k: int) -> bool:
    """Say whether a word before a noun phrase is none of it: "Fourth, | the mayor", "with | the mayor"."""
    return (ts[k].low in _COUNTED and word_at(ts, k + 1) == ",") or ts[k].low in ("with", "for", "including")


def _begins_anew(ts: list[Token], k: int) -> bool:
    """Say whether a second noun phrase begins at token k: "in a letter to the paper | the researchers"."""
    before = ts[k - 1]
    return ts[k].low in ARTICLES and before.kind == "w" and before.low not in _NO_VERB


def _is_adverb(ts: list[Token], k: int) -> bool:
    """Say whether an adverb stands before a noun phrase: "apparently the minister", not "Italy", "family doctors"."""
    return ts[k].low.endswith("ly") and word_at(ts, k + 1) in _BEGINS


def _is_nobody(ts: list[Token], first: int, last: int) -> bool:
    """Say whether tokens [first, last) name the writer, the reader, or nobody at all."""
    low, end = plain(ts[first].low), plain(ts[last - 1].low)
    if last - first == 1:
        return low.split("'")[0] in _SELF or low in _NOBODY or low == "there"
    if low in ("i", "we") and word_at(ts, first + 1) not in ("and", ","):
        return True  # "We therefore"
    inside = any(t.low in ("nobody", "none") for t in ts[first:last])  # "nobody in the room"
    some = low == "few" and word_at(ts, first - 1) == "a"
    return (low in _NOBODY and not some) or low.endswith("n't") or inside or end in ("me", "us", "i", "we")


def owner_of(s: Sentence, k: int) -> str | None:
    """Return the owner of the noun at token k: "the minister’s latest claim", "their fear"."""
    for j in range(k - 1, max(-1, k - 5), -1):
        low = plain(s.ts[j].low)
        if low in ("his", "her", "their", "its"):
            return low
        if low.endswith("'s") or (low == "'" and s.ts[j].glued):
            return speaker_in(s.ts, owner_start(s, j), j + 1)
        if s.ts[j].kind == "s" or low in PREPOSITIONS or low in FINITE:
            return None
    return None


def owner_start(s: Sentence, k: int) -> int:
    """Return where the owner begins whose ending is at token k: "an understanding on | the mayor’s visit"."""
    ts = s.ts
    begin = phrase_start(s, k)
    parts = (j for j in range(k - 1, begin - 1, -1) if _parts_owner(ts, j))
    last = next(parts, None)
    if last is None:
        return begin
    acts = word_at(ts, last) == "to" and ts[last + 1].text.islower() and ts[last + 1].low not in DETERMINERS
    return last + 1 + (acts and last + 1 < k)  # "to approve | Ng’s plan"


def _parts_owner(ts: list[Token], k: int) -> bool:
    """Say whether what follows token k is no part of what precedes it: a preposition but "of", or a verb."""
    low = plain(ts[k].low)
    verb = ts[k].text.islower() and (low in FINITE or low.endswith("ed") or (low in VERBS and not is_noun(ts, k)))
    return verb or (low in PREPOSITIONS and low != "of")
