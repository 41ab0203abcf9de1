"""Labels on lines -> the dialogue that they make, if they make one: "Q:" and "A:", "MS. OKAFOR:", "FT:"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sourcebook.spans import word_list
from sourcebook.voices.cast import spoken
from sourcebook.voices.labels import Label, label_at, loose_label
from sourcebook.voices.lines import ends_sentence
from sourcebook.voices.names import given_names, named_line
from sourcebook.voices.setting import Setting, Turn
from sourcebook.voices.speakers import beside_time, known_as
from sourcebook.voices.wording import TIME

_OFTEN = 3  # labels of a dialogue at least, and lines that show of any shape that it is meant
_LIKELY = 0.6  # certainty of a name that is a speaker's though it comes once
_SCENE = 0.25  # of an article's words at most are a scene in it


def labelled(s: Setting) -> list[Turn]:
    """Return a turn for each label such as "Q:", "MS. OKAFOR:", "FT:", where they make a dialogue; else none."""
    found = [label for n in range(len(s.lines)) if s.open(n) and (label := label_at(s, n))]
    kept = _speakers(s, found)
    if len(found) == 1 and kept and _opens_alone(s, kept[0]):
        return list(spoken(s, kept))
    if not _is_exchange(kept) or not _is_followed(s, kept) or _is_scene(s, kept):
        return []
    return list(spoken(s, sorted([*kept, *_of_one_form(s, kept)], key=lambda label: label.n)))


# --- which labels name speakers ---------------------------------------------------------------------------------------


def _speakers(s: Setting, found: Sequence[Label]) -> list[Label]:
    """Return the labels that name speakers: each by itself, and with some of them every "Q" and "A"."""
    times = Counter(label.key for label in found)
    stamped = [label.key for label in found if beside_time(s.lines[label.n].text)]
    if len(stamped) >= _OFTEN:  # times of day all along are a recording's: whoever stands beside one speaks
        times.update(dict.fromkeys(stamped, _OFTEN))
    kept = [label for label in found if _holds(label, times, s)]
    if len(kept) < _OFTEN:
        return kept
    held = set(kept)
    return [label for label in found if label in held or label.kind in ("ask", "reply")]


def _holds(label: Label, times: Mapping[str, int], s: Setting) -> bool:
    """Tell whether a label is a speaker's by itself: a single word needs to come again or to be known."""
    if label.kind in ("ask", "reply"):
        return times["ask"] >= 1 and times["ask"] + times["reply"] >= _OFTEN
    if label.kind in ("office", "by") or times[label.key] > _OFTEN:
        return True
    if label.kind == "timed":
        return times[label.key] >= _OFTEN
    if label.kind == "name":
        person = named_line(label.who, s.common)
        sure = person is not None and person.certainty >= _LIKELY
        return sure or times[label.key] >= 2 or bool(known_as(label.who, s))
    return bool(known_as(label.who, s)) or (times[label.key] >= 2 and _may_be_called(label, s))


def _may_be_called(label: Label, s: Setting) -> bool:
    """Tell whether up to three words that come again are somebody: a given name, or no words of the article."""
    words = label.key.split()
    usual = any(word in s.common for word in words)
    return label.key in given_names() or (not usual and (label.who.isupper() or len(words) == 1))


class _Form(NamedTuple):
    """What a label looks like."""

    in_capitals: bool
    alone: bool
    stamped: bool
    sign: str


def _form(s: Setting, label: Label) -> _Form:
    text = s.lines[label.n].text
    sign = (text[: label.end] if label.end > 0 else text).rstrip()[-1:]
    stamped = bool(re.match(TIME, text))
    return _Form(label.who.isupper(), label.end < 0, stamped, sign if sign in ":：.—–" else "")


def _of_one_form(s: Setting, kept: Sequence[Label]) -> list[Label]:
    """Return the other lines that begin with a label of the form that most of the dialogue's labels have."""
    forms = Counter(_form(s, label) for label in kept if label.kind not in ("ask", "reply"))
    usual = {form for form, n in forms.items() if n >= _OFTEN}
    taken = {label.n for label in kept}
    others = [n for n in range(kept[0].n, len(s.lines)) if s.open(n) and n not in taken] if usual else []
    loose = [x for n in others if (x := loose_label(s, n)) and _form(s, x) in usual and _is_like_a_name(x.who, s)]
    times = Counter(label.key for label in loose)
    return [x for x in loose if x.who.isupper() or " " in x.who or x.end < 0 or times[x.key] > 1]


def _is_like_a_name(who: str, s: Setting) -> bool:
    """Tell whether somebody may be called so: six words in capitals, or four that a text doesn't use otherwise."""
    words = {w.strip(".,").casefold() for w in who.split()}
    if who.isupper():
        return len(words) <= 6
    usual = any(w in s.common or w in word_list("not_names.txt") for w in words)
    return who[:1].isupper() and len(words) <= 4 and not usual


# --- whether they make a dialogue -------------------------------------------------------------------------------------


def _is_exchange(kept: Sequence[Label]) -> bool:
    """Tell whether labels take turns: one asks, or two voices or more speak, twice only if by a name or an office."""
    if any(label.kind == "ask" for label in kept):
        return len(kept) >= 2
    several = len({label.key for label in kept}) >= 2
    return several and (len(kept) >= _OFTEN or all(label.kind in ("name", "office") for label in kept))


def _opens_alone(s: Setting, label: Label) -> bool:
    """Tell whether a single label opens all that is said, by a name in capitals or with a title: "SECRETARY NG: …"."""
    opens = label.n <= min(s.prose, default=label.n)
    person = named_line(label.who, s.common)
    named = person is not None and (person.titled or label.who.isupper())
    return opens and named and label.end > 0 and ends_sentence(s.lines[label.n])


def _is_followed(s: Setting, labels: Sequence[Label]) -> bool:
    """Tell whether most labels stand before something said: a sentence, or more lines below them."""
    taken = {label.n for label in labels}
    said = 0
    for label in labels:
        below = s.next(label.n)
        said += ends_sentence(s.lines[label.n]) if label.end > 0 else below is not None and below not in taken
    return said >= 0.6 * len(labels)


def _is_scene(s: Setting, labels: Sequence[Label]) -> bool:
    """Tell whether labelled lines are a scene inside somebody's own text: few of its words, with prose around them."""
    if any(label.kind not in ("name", "word", "office") for label in labels):
        return False
    said = sum(s.lines[label.n].count for label in labels)
    own = sum(s.lines[n].count for n in {*s.prose, *(label.n for label in labels)})
    before = sum(n < labels[0].n for n in s.prose)
    after = sum(n > labels[-1].n for n in s.prose)
    return said < _SCENE * own and before >= 3 and after >= 2
