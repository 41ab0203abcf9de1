"""The clause of a modal verb: whether it states something, and who its subject is."""

from sourcebook.asking.demands import NOT
from sourcebook.asking.imperatives import is_base
from sourcebook.quantities.numerals import word_at, words
from sourcebook.speech.clauses import DETERMINERS, FINITE, PREPOSITIONS, SUBJECTS, Sentence, plain
from sourcebook.speech.speakers import is_verb, phrase_end, phrase_start, speaker_in, subject, verb_group
from sourcebook.speech.verbs import CONVINCED, VERBS, forms

_OPEN = words("and but or so nor yet while whereas ing though although that") | {""}  # clauses that state something
_RELATIVE = words("who which that whose")
_HIDDEN = words("if unless as than whether how why what where when until because lest who whom which")
_WHEN = words("after before since until") | PREPOSITIONS
_JOINED = VERBS | FINITE | CONVINCED | words("and but or so nor yet clear true mean means know then now today that")
_NOT_MEANT = words("mean say suggest argue claim pretend imply")  # "I don't mean that we should"
_ORDERED = forms("decide order rule agree require demand vote resolve stipulate mandate decree want wish hope")
_TOLD = words("told advised warned ordered instructed taught reminded assured informed asked")
_POINTING = words("this that these those")
_REACH = 40  # tokens in which a subject and its verb stand


def is_open(s: Sentence, k: int) -> bool:
    """Say whether the clause of token k states something: no condition, no relative clause, no question inside it."""
    clause = s.clauses[s.of[k]]
    if clause.opener == "which" and word_at(s.ts, clause.first - 1) in _WHEN:
        return word_at(s.ts, clause.first) == "that"  # "After that the clubs should"
    if clause.opener == "whoever":
        return verb_group(s.ts, k) > clause.first + 2
    if clause.opener in _RELATIVE and word_at(s.ts, k - 1) in _RELATIVE:
        return _is_opinion(s, clause.first) or "there" in [
            t.low for t in s.ts[: min(3, clause.first)]
        ]  # "There are walls that must be mended"
    if clause.opener in _RELATIVE and _relative_head(s, k) is not None:
        return True
    begin = phrase_start(s, verb_group(s.ts, k))
    if word_at(s.ts, clause.first) == "only":
        return False  # "Only by asking can one learn"
    if _is_reduced(s, verb_group(s.ts, k) - 1, clause.first):
        return False
    if clause.opener == "why" and [t.low for t in s.ts[:2]] in (["this", "is"], ["that", "is"]):
        return True
    if clause.opener == "which" and _is_opinion(s, clause.first):
        return True
    if word_at(s.ts, begin) in _HIDDEN or word_at(s.ts, begin - 1) in _HIDDEN or clause.opener not in _OPEN:
        return False
    return clause.opener != "that" or not _is_denied(s, clause.first)


def _is_opinion(s: Sentence, first: int) -> bool:
    """Say whether a clause is what the voice thinks: "It seems to me | that the vote should"."""
    lead = [plain(t.low) for t in s.ts[max(0, first - 5) : first]]
    if lead[:2] == ["it", "is"] and len(lead) > 2 and first < len(lead) + 1:
        return True  # "It is the ministry that should pay"
    return lead[-1:] in (["me"], ["us"]) and any(low.startswith(("seem", "appear", "strike")) for low in lead)


def inverted(s: Sentence, k: int) -> tuple[str | None, int] | None:
    """Return the subject behind the modal verb at token k, and the verb: "Nor should | the council | sell".

    Only behind a negation, "only" or "so"; else a modal verb before its subject asks or makes a condition.
    """
    first = s.clauses[s.of[k]].first
    lead = [plain(t.low) for t in s.ts[max(first, k - _FRONTED) : k]]
    if not lead or lead[0] not in _FRONTING or any(low in FINITE or low in SUBJECTS for low in lead):
        return None
    if lead[0] in ("nor", "neither", "never") and len(lead) > 1:
        return None
    if lead[0] in ("not", "only", "under", "on") and not {"only", "no"} & set(lead):
        return None
    end = phrase_end(s.ts, k + 1)
    alone = plain(word_at(s.ts, k + 1)) in SUBJECTS
    last = k + 2 if alone else k + 1
    while last < end and not alone and not (last > k + 1 and is_base(s.ts[last].low) and s.ts[last].text.islower()):
        last += 1
    if last >= len(s.ts) or last == k + 1:
        return None
    return (plain(s.ts[k + 1].low) if alone else speaker_in(s.ts, k + 1, last)), last


_FRONTING = words("nor neither never not only under on")
_FRONTED = 8  # tokens before a modal verb that stands before its subject


def _is_reduced(s: Sentence, k: int, first: int) -> bool:
    """Say whether the pronoun at token k opens a relative clause without its "that": "has duties | it must fulfil"."""
    before = word_at(s.ts, k - 1)
    if plain(word_at(s.ts, k)) not in SUBJECTS or k - 1 <= first or not before.isalpha() or before in _JOINED:
        return False
    return any(plain(t.low) in FINITE for t in s.ts[first : k - 1])


def _is_denied(s: Sentence, first: int) -> bool:
    """Say whether what leads up to a clause takes it away from the voice: "I don't mean that", "They ruled that"."""
    lead = [plain(t.low) for t in s.ts[max(0, first - 5) : first]]
    ordered = any(low in _ORDERED for low in lead[-3:]) and not {"i", "we"} & set(lead)
    denied = any(low in NOT or low.endswith("n't") for low in lead) and any(low in _NOT_MEANT for low in lead)
    before = [plain(t.low) for t in s.ts[max(0, first - _TELLING) : first]]
    told = any(low in _TOLD for low in before) and not {"must", "should", "i", "we"} & set(before)
    return ordered or denied or told


_TELLING = 12  # tokens between a verb of telling and what somebody was told


def _relative_head(s: Sentence, k: int) -> int | None:
    """Return where the relative clause begins whose noun is the subject of token k: "Girls | who play should"."""
    c = s.of[k]
    n = c if s.clauses[c].opener in _RELATIVE else c - 1
    if n < 0 or s.clauses[n].opener not in _RELATIVE:
        return None
    first, group = s.clauses[n].first, verb_group(s.ts, k)
    whose, after = word_at(s.ts, first) == "whose", s.ts[min(first + 1, k)]
    inside = after.low in DETERMINERS or after.low in SUBJECTS or after.text[0].isupper() or group <= first + 2
    verb = any(
        is_verb(s.ts, j) or is_base(s.ts[j].low) or s.ts[j].low.endswith("s")
        for j in range(max(first + 2, group - _REACH), group)
    )
    own = verb if whose else not inside
    return first if own and first > 0 and s.ts[first - 1].low != "," else None


def subject_of(s: Sentence, k: int) -> str | None:
    """Return who is to do what the modal verb at token k says, as a noun phrase or a pronoun."""
    group = verb_group(s.ts, k)
    before = plain(word_at(s.ts, group - 1))
    if before in SUBJECTS or (before in _POINTING and group - 1 == s.clauses[s.of[k]].first):
        return before
    relative = _relative_head(s, k)
    if relative is not None:
        return speaker_in(s.ts, phrase_start(s, relative), relative)
    return _pair_before(s, group) or subject(s, group, k)


def _pair_before(s: Sentence, group: int) -> str | None:
    """Return the subject that ends before a group of verbs where it joins two: "Kenya and the coastal states"."""
    ts, first = s.ts, group
    while first > max(0, group - 12) and (
        ts[first - 1].kind == "w" or (ts[first - 1].glued and ts[first - 1].low in "-'’")
    ):
        first -= 1
    said = ts[first:group]
    verbs = (t for n, t in enumerate(said) if n and is_base(t.text) and said[n - 1].low not in DETERMINERS)
    if not any(t.low == "and" for t in said[1:-1]) or said[0].low == "and" or any(verbs):
        return None
    return s.text[said[0].start : said[-1].end]
