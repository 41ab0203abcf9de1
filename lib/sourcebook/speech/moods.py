"""Whether a clause asks, denies or doubts what stands in it."""

from sourcebook.quantities.numerals import SMALL, Token, at, word_at, words
from sourcebook.speech.clauses import AUXILIARIES, DETERMINERS, FINITE, JOINING, PREPOSITIONS, Clause, Sentence, plain
from sourcebook.speech.verbs import VERBS, forms

_REACH = 60  # tokens in which a sign that a clause asks, denies or doubts is looked for
_LINK = 30  # tokens of the clause before, where that hangs on it


def mood(s: Sentence, k: int, until: int) -> str:
    """Return questioned, negated, hedged or asserted for token k, whose own clause ends before token `until`."""
    clause = s.clauses[s.of[k]]
    if _is_questioned(s, k, clause):
        return "questioned"
    if _is_negated(s, k, clause):
        return "negated"
    return "hedged" if _is_hedged(s, k, clause, until) else "asserted"


def _leading(s: Sentence, clause: Clause) -> range:
    """Return the last tokens of the clause that this one completes; none where it completes none."""
    if clause.parent is None:
        return range(0)
    parent = s.clauses[clause.parent]
    return range(max(parent.first, parent.last - _LINK), parent.last)


# --- questioned -------------------------------------------------------------------------------------------------------

_ASKING = words(
    "ask asks asked asking wonder wonders wondered unclear unknown uncertain question questions mystery guess puzzle"
)
_UNDECIDED = _ASKING | words("know debate doubtful decide see")  # before "if"; "we know why" asks nothing
_INTERROGATIVE = words("if how why what where when who")


def _is_questioned(s: Sentence, k: int, clause: Clause) -> bool:
    last = s.stretch(k)[1]
    ends = s.ts[max(k, last - 3) : last + 1]
    if any(t.low == "?" for t in (*ends, *s.ts[k : min(clause.last + 1, k + _REACH)])) or clause.opener == "whether":
        return True
    cues = _UNDECIDED if clause.opener == "if" else _ASKING
    beside = s.ts[max(0, clause.first - 3) : clause.first]
    if clause.first <= s.stretch(k)[0] + 1:  # "How it got in is a mystery"
        beside = s.ts[k : min(last, k + _REACH)] if clause.opener != "if" else beside
    return clause.opener in _INTERROGATIVE and any(plain(t.low) in cues for t in beside)


# --- negated ----------------------------------------------------------------------------------------------------------

_NEGATORS = words(
    "nowhere not never no nobody none nothing nor neither cannot without hardly scarcely barely rarely seldom few "
    "little insufficiently lack lacks lacking lacked"
)
_SOME = DETERMINERS | words("last next past first quite")  # before "few" they make it some
_LOCAL = words("without nor lack lacks lacking lacked neither")  # deny things, definite ones as well
_DENYING = forms("fail refuse") | words("unable impossible")  # before "to"
_FALSE = words("mistake error wrong absurd mistaken misleading false inaccurate ridiculous")  # before "to call"
_PAIRS = {("yet", "to"), ("short", "of"), ("absence", "of"), ("devoid", "of"), ("bereft", "of"), ("empty", "of")}
_STOPPING = words("stopped stops stop ceased ceases cease")
_NOT_ONLY = words("only just merely simply solely least surprisingly necessarily without")
_NO_DOUBT = words("doubt matter less fewer sooner . question secret wonder small mean denying other")
_EXCEPTING = words("except other apart")
_DEFINITE = words("the this these his her its our their my your whose")
_OWNED = _DEFINITE - words("this these whose")
_BEFORE_LITTLE = FINITE | PREPOSITIONS
_LINKING = words("is are was were be been being am become becomes became remain remains remained as called not never")
_LINKING |= words("isn't aren't wasn't weren't think believe that suppose mean")
_ENDS_PHRASE = PREPOSITIONS | DETERMINERS | FINITE | {"and", "or"}
# a "that" behind these carries a denial on: "no sign that", "I do not think that", but not "surprised that"
_PASSING = forms("believe think suppose expect imagine mean imply follow suggest prove agree accept show claim argue")
_PASSING |= words(
    "true clear sure certain sign signs evidence proof guarantee chance idea convinced case likely possible reason "
    "indication suggestion pretend hope say assume"
)


def _is_negated(s: Sentence, k: int, clause: Clause) -> bool:
    first = max(clause.first, k - _REACH)
    if clause.opener == "what":  # "what she did not expect was | the applause"
        first = next((j for j in range(k - 1, first, -1) if s.ts[j].low in ("is", "was", "are", "were")), first)
    if any(_negates(s.ts, j, k) for j in range(first, k)):
        return True
    leading = _leading(s, clause)
    passes = any(plain(s.ts[j].low) in _PASSING for j in leading[-3:])
    return clause.opener == "that" and passes and any(_negates(s.ts, j, clause.first) for j in leading)


def _negates(ts: list[Token], j: int, k: int) -> bool:
    """Say whether the word at token j negates the one at token k."""
    low, after = plain(ts[j].low), word_at(ts, j + 1)
    if low in _NEGATORS or low.endswith("n't"):
        return _denies(ts, j, k, low, after)
    if low in ("rather", "instead") and after in ("than", "of"):
        return not _comma(ts, j, k)
    if low == "anything":
        return after == "but" and j + 1 < k
    if low == "less":
        return after in ("a", "an") and any(t.low == "than" for t in ts[k : k + 8])
    if low == "far" and after == "from":
        return word_at(ts, j + 2) not in _OWNED
    if low in _DENYING and after == "to":
        return not _is_given(ts, j, k)
    if low in _FALSE and after == "to":
        return word_at(ts, j + 2) in VERBS
    return (low, after) in _PAIRS or (low in _STOPPING and after == "being")


def _denies(ts: list[Token], j: int, k: int, low: str, after: str) -> bool:
    """Say whether the negator at token j is one indeed, and reaches as far as token k."""
    before = plain(word_at(ts, j - 1))
    if low in ("nobody", "none", "nothing") and "about" in (after, word_at(ts, j + 2)):
        return False  # "told nobody about it", "says nothing new about it"
    if low in ("nothing", "cannot") and after == "but":
        return False  # "cannot but admire it"
    if low == "no":
        listed = any(t.low in ("and", "but", ",") and _begins(ts, n + 1) for n, t in enumerate(ts[j:k], j))
        return after not in _NO_DOUBT and not listed and not _is_given(ts, j, k)
    if (low == "not" and (after in _NOT_ONLY or before in ("if", "or"))) or (low == "few" and before in _SOME):
        return False
    if low == "little" and (before not in _BEFORE_LITTLE or after in ("more", "less", "but")):
        return False  # "a little", "little more than"
    if (low == "without" and before == "not") or any(t.low in _EXCEPTING for t in ts[j + 1 : k]):
        return False
    local = low in ("without", "nor") or (low == "not" and before not in AUXILIARIES)
    return not (local and _comma(ts, j, k)) and (low in _LOCAL or not _is_given(ts, j, k))


def _comma(ts: list[Token], j: int, k: int) -> bool:
    return any(t.low == "," for t in ts[j:k])


def _is_given(ts: list[Token], j: int, k: int) -> bool:
    """Say whether the word at token k is taken for granted behind a negation at token j.

    What a definite noun phrase names is there, whatever is denied of it: "never signed the contract"; a predicate is
    what is denied: "was never the favourite".
    """
    if ts[k].low == "that":
        return False  # what is said, believed … is no thing
    for i in range(k - 1, max(j, k - 5), -1):
        low = plain(ts[i].low)
        if low in _DEFINITE or low.endswith("'s"):
            return plain(word_at(ts, i - 1)) not in _LINKING
        if (ts[i].kind == "s" and not ts[i].glued) or low in _ENDS_PHRASE:
            return False
    return False


def _begins(ts: list[Token], k: int) -> bool:
    """Say whether a noun phrase with an article or a number of its own begins at token k: "no shop and one pub"."""
    low = word_at(ts, k)
    return at(ts, k).kind == "n" or low in SMALL or (low in DETERMINERS and low != "no")


# --- hedged -----------------------------------------------------------------------------------------------------------

_CONDITIONS = words("if unless whether lest")
_MODALS = words("may might could would can")
_HEDGES = words(
    "perhaps maybe possibly probably likely unlikely apparently seemingly presumably supposedly allegedly reportedly "
    "potentially arguably conceivably seem seems seemed seeming appears appear appeared supposed possible estimate "
    "likelihood estimated estimates hypothetically purportedly ostensibly theoretically"
)
_SUPPOSING = words("seems seemed appears appeared suppose guess imagine suspect perhaps maybe")
_DOUBTFUL = words(
    "potential possible likely supposed alleged apparent prospective hypothetical probable presumed purported "
    "theoretical conceivable suspected eventual putative tentative"
)
_CHANCES = words(
    "risk risks danger dangers possibility possibilities chance chances prospect prospects likelihood probability"
)
_SAID_TO = words("said thought believed reported expected rumoured rumored known understood")
_HABITS = words("later eventually day every often always sometimes usually whenever")
_LIKENESS = words("looks look looked sounds sounded")
_ENDS_NOUN = FINITE | JOINING | PREPOSITIONS


def _is_hedged(s: Sentence, k: int, clause: Clause, until: int) -> bool:
    conditional = clause.opener in _CONDITIONS and word_at(s.ts, clause.first + 1) not in ("not", "anything")
    if conditional or _is_aside_hedged(s, k) or _is_inverted(s.ts, clause, k) or _is_doubtful(s.ts, k):
        return True
    if word_at(s.ts, clause.first) == "only" and not clause.opener:  # "Only by doing it can he win"
        return False
    own = range(max(clause.first, k - _REACH), min(until, k + _REACH))
    if any(plain(s.ts[j].low) in _CHANCES for j in _leading(s, clause)[-3:]):
        return True  # "a chance that"
    inherits = clause.parent is not None and s.clauses[clause.parent].opener in _CONDITIONS
    return inherits or any(_hedges(s.ts, j) for j in (*own, *_leading(s, clause)))


def _is_aside_hedged(s: Sentence, k: int) -> bool:
    """Say whether an aside beside the clause of token k hedges it: "The culprit, it seems, was a fox"."""
    c = s.of[k]
    beside = [x for x in (*s.clauses[max(0, c - 1) : c], *s.clauses[c + 1 : c + 2]) if x.last - x.first <= 4]
    return any(plain(t.low) in _SUPPOSING for x in beside for t in s.ts[x.first : x.last])


def _is_inverted(ts: list[Token], clause: Clause, k: int) -> bool:
    """Say whether a condition has no "if": "Had it rained", "Should he fail", "Suppose that"."""
    first = word_at(ts, clause.first)
    if first in ("suppose", "supposing"):
        return True
    condition = first in ("had", "should", "were") and ts[-1].low != "?"
    return condition and _comma(ts, k, min(clause.last, k + _REACH))


def _hedges(ts: list[Token], j: int) -> bool:
    """Say whether the word at token j makes its clause a mere possibility."""
    low, after = plain(ts[j].low), word_at(ts, j + 1)
    if low == "would" and any(t.low in _HABITS for t in ts[max(0, j - 3) : j + 8]):
        return False  # "would meet every Friday", "would later become"
    if low in ("can", "could") and after in ("not", "never") and word_at(ts, j + 2) not in _NOT_ONLY:
        return False  # unable, not unsure
    if low in _MODALS:
        return not (ts[j].text == "May" and j > 0) and not (low == "can" and word_at(ts, j - 1) in DETERMINERS)
    if low in _LIKENESS:
        return after == "like"
    if low in _SAID_TO and after == "to":
        return any(plain(t.low) in AUXILIARIES for t in ts[max(0, j - 3) : j])
    of_its_noun = low in _DOUBTFUL and at(ts, j + 1).kind == "w" and word_at(ts, j - 1) in DETERMINERS
    return low in _HEDGES and not of_its_noun


def _is_doubtful(ts: list[Token], k: int) -> bool:
    """Say whether the noun phrase of token k calls itself a mere possibility: "a potential trade deal"."""
    for j in range(k - 1, max(-1, k - 7), -1):
        low = plain(ts[j].low)
        if (low in _DOUBTFUL and j >= k - 4) or (low in ("of", "for") and word_at(ts, j - 1) in _CHANCES):
            return True
        if (ts[j].kind == "s" and ts[j].low not in "-’'") or low in _ENDS_NOUN:
            return False
    return False
