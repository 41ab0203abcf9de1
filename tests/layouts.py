"""How well articles of every layout are read without a catalogue: `python tests/layouts.py seen [--show] [NAME]`.

Of each half of tests/articles, over the labels of its articles:

title, outlet   share of articles where it is the labelled one; where none is printed, none is right
authors         F1 of names
date, basis     share of articles with the labelled date, and with the labelled ground for it
body            share of the letters of body and introduction that are in the text and not set aside as furniture
furniture       share of the letters of furniture that are set aside or not in the text
heading         share of the letters of headings that are headings
voice           share of the letters of body, introduction and furniture in the text whose owner is right: a named one
                by name, everybody else by extent, one to one within an article; furniture must be nobody's
boundary        F1 of the places in body and introduction where the voice changes, 3 letters more or less
quotations      F1; a match shares half of the shorter one; speaker, form and sourcing are shares of the matches
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
from layout_labels import ARTICLES, NAMELESS, Label, complaints, letters, place, read_labels
from scipy.optimize import linear_sum_assignment

from sourcebook import Corpus, load

TOLERANCE = 3  # letters that a change of voice may be off
MEASURES = (
    "title outlet authors date basis body furniture heading voice boundary "
    "quotations precision recall speaker form sourcing"
).split()
TITLES = frozenset("a an the mr mrs ms miss dr prof professor sir dame president secretary minister".split())
Shares = dict[str, Counter[str]]  # measure -> right and total
Owner = tuple[str, str, str]  # voice, role, kind of a passage


@dataclass
class Scored:
    """What is right of how much, by measure, and what is wrong, in words."""

    shares: Shares = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, measure: str, right: float, total: float = 1, error: str = "") -> None:
        self.shares.setdefault(measure, Counter()).update({"right": right, "total": total})
        if error and right < total:
            self.errors.append(f"{measure}: {error}")

    def share(self, measure: str) -> float | None:
        """Return right / total, None where the articles have nothing of the kind."""
        counted = self.shares.get(measure, Counter())
        return counted["right"] / counted["total"] if counted["total"] else None


@dataclass(frozen=True)
class Laid:
    """A labelled block laid over the text: its letters, which letter of the text each is, and who owns that one."""

    block: Label
    where: list[int]
    owners: list[Owner | None]

    @property
    def is_spoken(self) -> bool:
        return self.block["kind"] in ("body", "introduction")

    def present(self) -> list[tuple[int, Owner]]:
        return [(i, owner) for i, owner in zip(self.where, self.owners, strict=True) if owner]


def scores(half: str) -> dict[str, float]:
    """Return measure -> score over a half of the articles, "seen", "unseen" or "last"."""
    whole = total(scored(half).values())
    return {m: s for m in [*MEASURES, *sorts(whole)] if (s := whole.share(m)) is not None}


def scored(half: str, name: str = "", articles: Path = ARTICLES) -> dict[str, Scored]:
    """Return file -> how it is read, of the files whose name begins with `name`."""
    with mock.patch.dict(os.environ, SOURCEBOOK_WORKBOOK=str(ARTICLES / "workbook.toml")):
        corpus = load(articles / half)
    ids = dict(zip(corpus.sources["path"], corpus.sources["source_id"], strict=True))
    labels = [label for label in read_labels(half, articles) if label["file"].startswith(name)]
    return {label["file"]: compare(label, corpus, ids.get(label["file"])) for label in labels}


def total(parts: Iterable[Scored]) -> Scored:
    whole = Scored()
    for part in parts:
        for measure, counted in part.shares.items():
            whole.add(measure, counted["right"], counted["total"])
    return whole


def compare(label: Label, corpus: Corpus, source_id: str | None) -> Scored:
    """Return how one article is read; one that isn't read at all has nothing right."""
    result = Scored()
    if source_id is None:
        for measure in ("title", "outlet", "date", "basis", "body", "furniture", "voice"):
            result.add(measure, 0, 1 if measure in MEASURES[:5] else len(_all_letters(label)))
        result.errors.append(f"not read: {_reason(corpus, label['file'])}")
        return result
    laid = lay(label, corpus, source_id)
    _metadata(result, label, corpus.sources.set_index("source_id").loc[source_id])
    _kinds(result, laid)
    _voices(result, laid)
    _boundaries(result, laid)
    if hasattr(corpus, "quotations"):
        _quotations(result, label, laid, letters(corpus.text(source_id)).at, corpus.quotations, source_id)
    return result


def _all_letters(label: Label) -> str:
    return "".join(letters(block["text"]).text for block in label["blocks"] if block["kind"] != "heading")


def _reason(corpus: Corpus, file: str) -> str:
    return "; ".join(corpus.left_out.loc[corpus.left_out["path"] == file, "reason"]) or "no reason is given"


def lay(label: Label, corpus: Corpus, source_id: str) -> list[Laid]:
    """Return the labelled blocks with the owners of their letters."""
    text = letters(corpus.text(source_id))
    owners: list[Owner | None] = [None] * len(corpus.text(source_id))
    for p in corpus.passages[corpus.passages["source_id"] == source_id].fillna("").itertuples():
        owners[p.start : p.end] = [(p.voice, p.role, p.kind)] * (p.end - p.start)
    placed = zip(label["blocks"], place(label["blocks"], text), strict=True)
    return [Laid(block, where, [owners[text.at[i]] if i >= 0 else None for i in where]) for block, where in placed]


# --- title, outlet, authors, date -------------------------------------------------------------------------------------


def _metadata(result: Scored, label: Label, row: "pd.Series[Any]") -> None:
    found = row.fillna("")
    for measure, column in {"title": "title", "outlet": "outlet"}.items():
        same = re.sub("^the ", "", _plain(label[column])) == re.sub("^the ", "", _plain(found[column]))
        result.add(measure, same, error=f"'{label[column]}' is found as '{found[column]}'")
    for measure, column in {"date": "published", "basis": "published_basis"}.items():
        result.add(measure, label[column] == found[column], error=f"'{label[column]}' is found as '{found[column]}'")
    wanted = {_plain(name) for name in label["authors"]}
    names = {_plain(name) for name in found["authors"].split(";")} - {""}
    error = f"'{'; '.join(label['authors'])}' are found as '{found['authors']}'"
    result.add("authors", 2 * len(wanted & names), len(wanted) + len(names), error)


def _plain(name: str) -> str:
    return " ".join(letters(word).text for word in name.split())


# --- body, furniture, headings ----------------------------------------------------------------------------------------


def _kinds(result: Scored, laid: Sequence[Laid]) -> None:
    for one in laid:
        kinds = Counter(owner[2] if owner else "absent" for owner in one.owners)
        n, shown = len(one.where), f"{_opening(one.block)}: {_listed(kinds)}"
        if one.is_spoken:
            result.add("body", n - kinds["absent"] - kinds["furniture"], n, shown)
        elif one.block["kind"] == "heading":
            result.add("heading", kinds["heading"], n, shown)
        else:
            result.add("furniture", kinds["absent"] + kinds["furniture"], n, f"{one.block['sort']} {shown}")
            result.add(f"furniture, {one.block['sort']}", kinds["absent"] + kinds["furniture"], n)


def _opening(block: Label) -> str:
    words = " ".join(block["text"].split())
    return f"'{words[:50]}{'…' if len(words) > 50 else ''}'"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {what}" for what, n in sorted(counts.items()) if n)


# --- voices -----------------------------------------------------------------------------------------------------------


def _voices(result: Scored, laid: Sequence[Laid]) -> None:
    """Count the letters whose owner is right; the largest pairs of labelled and found owner are matched first."""
    pairs: Counter[tuple[tuple[str, str], Owner]] = Counter()
    for one in laid:
        if one.block["kind"] != "heading":
            pairs.update(((one.block["voice"], one.block["role"]), _owner(owner)) for _, owner in one.present())
    named = {wanted for wanted, _ in pairs if wanted[0] and not _is_nameless(wanted)}
    taken: set[tuple[str, ...]] = set()
    for (wanted, got), n in pairs.most_common():
        same = _is_same(wanted, got)
        if _is_nameless(wanted):  # whatever it is called, but nobody whom the article names
            same = got[2] != "furniture" and not {wanted, got} & taken and not any(_is_same(w, got) for w in named)
            taken |= {wanted, got} if same else set()
        error = f"{n} letters of {wanted[0] or 'furniture'} are {got[0] or got[2]}'s"
        result.add("voice", n * same, n, error)


def _owner(owner: Owner) -> Owner:
    """Return the owner as far as it tells voices apart: the kind matters only where there is no voice."""
    voice, role, kind = owner
    return ("", "", "furniture") if kind == "furniture" else (voice, role, "")


def _is_nameless(wanted: tuple[str, str]) -> bool:
    return wanted[0] in NAMELESS or wanted[1] in ("collective", "unsigned")


def _is_same(wanted: tuple[str, str], got: Owner) -> bool:
    """Say whether the found owner is the labelled one by name, or nobody where nobody is labelled."""
    voice, _ = wanted
    if not voice:
        return got[2] == "furniture"
    return got[1] != "collective" and set(_plain(voice).split()) <= set(_plain(got[0]).split())


def _boundaries(result: Scored, laid: Sequence[Laid]) -> None:
    """Compare where the voice changes between letters of body and introduction, in the order of the text."""
    spoken = sorted((i, one.block["voice"], owner) for one in laid if one.is_spoken for i, owner in one.present())
    wanted = _changes([voice for _, voice, _ in spoken])
    found = _changes([owner[0] if owner[2] != "furniture" else "" for _, _, owner in spoken])
    free, missed = list(found), []
    for place_ in wanted:
        near = [f for f in free if abs(f - place_) <= TOLERANCE]
        if near:
            free.remove(min(near, key=lambda f: abs(f - place_)))
        else:
            missed.append(place_)
    matched = len(wanted) - len(missed)
    shown = [f"missed {_change(spoken, n)}" for n in missed] + [f"false {_change(spoken, n)}" for n in free]
    result.add("boundary", 2 * matched, len(wanted) + len(found), "; ".join(shown))


def _changes(voices: Sequence[str]) -> list[int]:
    """Return where the voice is another one than before; letters without a voice ("") belong to the voice before.

    >>> _changes(["a", "a", "", "b", "b", "", "b"])
    [3]
    """
    spoken = [(n, voice) for n, voice in enumerate(voices) if voice]
    return [n for (_, before), (n, voice) in zip(spoken, spoken[1:], strict=False) if voice != before]


def _change(spoken: Sequence[tuple[int, str, Owner]], n: int) -> str:
    (_, before, owner), (_, after, next_owner) = spoken[n - 1], spoken[n]
    return f"{before} | {after} (found {owner[0] or owner[2]} | {next_owner[0] or next_owner[2]})"


# --- quotations -------------------------------------------------------------------------------------------------------


def _quotations(
    result: Scored, label: Label, laid: Sequence[Laid], at: Sequence[int], table: pd.DataFrame, source_id: str
) -> None:
    wanted = list(_spans(label["quotations"], laid, at))
    found = table[table["source_id"] == source_id].fillna("").to_dict("records")
    matches = pair([(w["start"], w["end"]) for w in wanted], [(f["start"], f["end"]) for f in found])
    result.add("quotations", 2 * len(matches), len(wanted) + len(found))
    result.add("precision", len(matches), len(found))
    result.add("recall", len(matches), len(wanted))
    for w, f in matches:
        for key in ("speaker", "form", "sourcing"):
            right = _agree(wanted[w][key], found[f][key]) if key == "speaker" else wanted[w][key] == found[f][key]
            result.add(key, right, error=f"{_opening(wanted[w])}: '{wanted[w][key]}' is found as '{found[f][key]}'")
    result.errors += [
        f"quotation missed: {_opening(w)}" for n, w in enumerate(wanted) if n not in {m[0] for m in matches}
    ]
    result.errors += [
        f"quotation false: {f['start']}-{f['end']}, {f['form']} of '{f['speaker']}'"
        for n, f in enumerate(found)
        if n not in {m[1] for m in matches}
    ]


def _spans(quotations: Iterable[Label], laid: Sequence[Laid], at: Sequence[int]) -> Iterator[Label]:
    """Place quotations in the text, each in a block of its voice, the same words twice in two places."""
    used: set[tuple[int, int]] = set()
    for quotation in quotations:
        own = letters(quotation["text"]).text
        places = ((n, m.start()) for n, one in enumerate(laid) for m in _occurrences(own, one, quotation["voice"]))
        n, first = next((p for p in places if p not in used), (-1, -1))
        if n < 0:
            raise ValueError(f"quotation {_opening(quotation)} is in no block of {quotation['voice']}; see --check")
        used.add((n, first))
        present = [at[i] for i in laid[n].where[first : first + len(own)] if i >= 0]
        yield quotation | {"start": min(present, default=0), "end": max(present, default=-1) + 1}


def _occurrences(own: str, one: Laid, voice: str) -> Iterator["re.Match[str]"]:
    spoken = one.is_spoken and one.block["voice"] == voice
    return re.finditer(re.escape(own), letters(one.block["text"]).text if spoken else "")


def pair(wanted: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the matches of two lists of spans, one to one, as many as possible and the closest among them.

    >>> pair([(0, 10), (5, 50)], [(0, 50), (0, 9)])
    [(0, 1), (1, 0)]
    """
    closeness = np.array([[_closeness(w, f) for f in found] for w in wanted]).reshape(len(wanted), len(found))
    pairs = zip(*linear_sum_assignment(closeness + len(wanted) * (closeness > 0), maximize=True), strict=True)
    return [(int(w), int(f)) for w, f in pairs if closeness[w, f] > 0]


def _closeness(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Return the overlap over the union of two spans, 0 where they share less than half of the shorter one."""
    shared, lengths = min(a[1], b[1]) - max(a[0], b[0]), (a[1] - a[0], b[1] - b[0])
    return shared / (sum(lengths) - shared) if shared > 0 and 2 * shared >= min(lengths) else 0.0


def _agree(wanted: str, found: str) -> bool:
    """Say whether one name holds all words of the other, titles and articles aside."""
    a, b = (set(re.findall(r"\w+(?:'s\b)?", name.replace("’", "'").casefold())) - TITLES for name in (wanted, found))
    return bool(a and b) and (a <= b or b <= a)


# --- shown ------------------------------------------------------------------------------------------------------------


def sorts(whole: Scored) -> list[str]:
    """Return the measures of the sorts of furniture."""
    return sorted(measure for measure in whole.shares if measure.startswith("furniture, "))


def table(files: Mapping[str, Scored]) -> str:
    """Return the scores by file and in total, a column a measure, and the furniture by its sorts."""
    whole = total(files.values())
    width = max([*map(len, files), 5])
    lines = [" " * width + "".join(f"{m[:6]:>7}" for m in MEASURES)]
    for file, one in [*files.items(), ("total", whole)]:
        shares = [one.share(m) for m in MEASURES]
        lines.append(f"{file:{width}}" + "".join("      –" if s is None else f"{s:7.3f}" for s in shares))
    by_sort = [f"{m.removeprefix('furniture, ')} {whole.share(m):.2f}" for m in sorts(whole)]
    return "\n".join([*lines, "furniture by sort: " + ", ".join(by_sort)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("half", choices=("seen", "unseen", "last"))
    parser.add_argument("name", nargs="?", default="", help="only files whose name begins so")
    parser.add_argument("--show", action="store_true", help="print each error")
    parser.add_argument("--check", action="store_true", help="check the labels instead of the code")
    asked = parser.parse_args()
    if asked.check:
        labels = [label for label in read_labels(asked.half) if label["file"].startswith(asked.name)]
        for label in labels:
            for complaint in complaints(label, ARTICLES / asked.half):
                print(f"{label['file']}: {complaint}")
        print(f"{len(labels)} articles checked")
        return
    files = scored(asked.half, asked.name)
    for file, one in files.items() if asked.show else ():
        print(file, *one.errors, sep="\n  ")
    print(table(files))


if __name__ == "__main__":
    main()
