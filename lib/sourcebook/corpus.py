"""A folder of articles -> a `Corpus`, the bundle of tables that every question is asked of."""

import bisect
import hashlib
import itertools
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from sourcebook import counting, pencil, readers, spans, voices
from sourcebook.catalogue import (
    Settings,
    SourceEntry,
    date_interval,
    read_catalogue,
    read_issues,
    read_labels,
    read_settings,
    read_words,
    to_look_at,
)
from sourcebook.errors import InputError
from sourcebook.index import WordIndex
from sourcebook.quantities import quantities

COUNTED = ("body", "introduction")
TABLES = ("sources", "passages", "sentences", "counts", "facts", "codes", "left_out")
ENGLISH = 0.25  # of running English about half the words are function words; with less than this it is hardly English
ENOUGH_TO_TELL = 20  # words
SETTINGS_FILE = "workbook.toml"
SETTINGS_VARIABLE = "SOURCEBOOK_WORKBOOK"  # names another settings file, so that tests don't depend on a user's own

_COLUMNS: dict[str, dict[str, str]] = {
    "sources": dict.fromkeys(
        "source_id title outlet authors published published_basis url accessed language note".split(), "str"
    )
    | {"translated": "bool", "path": "str", "sha256": "str", "characters": "int64", "words": "int64"},
    "passages": dict.fromkeys("passage_id source_id voice role kind part_of".split(), "str")
    | {"start": "int64", "end": "int64", "confidence": "float64", "basis": "str"},
    "sentences": dict.fromkeys("sentence_id source_id passage_id voice".split(), "str")
    | {"start": "int64", "end": "int64", "words": "int64"},
    "words": dict.fromkeys("source_id passage_id sentence_id voice term".split(), "str")
    | {"start": "int64", "end": "int64"},
    "counts": {"source_id": "str", "voice": "str", "term": "str", "n": "int64"},
    "facts": dict.fromkeys("fact_id source_id passage_id sentence_id voice".split(), "str")
    | {"start": "int64", "end": "int64", "surface": "str", "kind": "str"}
    | dict.fromkeys("value low high".split(), "float64")
    | dict.fromkeys("unit per modifier change modifier_words iso precision".split(), "str")
    | {"relative": "bool"}
    | dict.fromkeys("commitment subject attributed_to salience linked_to".split(), "str"),
    "left_out": dict.fromkeys("path reason detail".split(), "str"),
}
_LABELS = (
    dict.fromkeys("source_id surface kind unit iso salience".split(), "str")
    | dict.fromkeys("start end core_start core_end".split(), "int64")
    | dict.fromkeys("value low high".split(), "float64")
    | {"vague": "bool"}
)


@dataclass(frozen=True, eq=False)
class Corpus:
    """The tables of a folder of articles, and the texts they point into.

    Tables (pandas, one row a thing): sources, passages, sentences, words, counts, facts, codes, left_out. Every item
    carries `source_id, start, end`, and `corpus.text(source_id)[start:end]` is what it stands for. `labels` are the
    figures of these articles that a person labelled, if workbook.toml names some; `notes` what a reader wrote into
    notes.toml. `extracted` are the facts as they were found, `facts` the same as the notes correct them.
    """

    name: str
    settings: Settings
    sources: pd.DataFrame
    passages: pd.DataFrame
    sentences: pd.DataFrame
    words: pd.DataFrame
    extracted: pd.DataFrame
    left_out: pd.DataFrame
    issues: Mapping[str, tuple[str, ...]]
    notes: tuple[pencil.Note, ...]
    labels: pd.DataFrame
    notices: tuple[str, ...]
    fingerprint: str
    _texts: Mapping[str, str] = field(repr=False)

    def text(self, source_id: str) -> str:
        """Return the text of a source, exactly as its offsets mean it."""
        return self._texts[source_id]

    def quote(self, item_id: str) -> str:
        """Return the words that an id such as `source:120-184` stands for."""
        source_id, _, span = item_id.rpartition(":")
        start, end = span.split("-")
        return self._texts[source_id][int(start) : int(end)]

    @cached_property
    def placed(self) -> pd.DataFrame:
        """The notes with the place of each, as `pencil.placed` gives them."""
        ids = dict(zip(self.sources["path"], self.sources["source_id"], strict=True))
        return pencil.placed(self.notes, ids, self._texts, self.extracted, self.sentences)

    @cached_property
    def facts(self) -> pd.DataFrame:
        """The facts as the notes correct them: the rejected left out, `corrected` and `found` telling of the others."""
        return pencil.applied(self.notes, self.placed, self._texts, self.extracted, self.sentences)

    @cached_property
    def codes(self) -> pd.DataFrame:
        """What the notes file under which code: one row a code and stretch of an article."""
        return pencil.codes(self.notes, self.placed, self.sentences)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """How often each voice uses each term in each source; kinds body and introduction."""
        keys = ["source_id", "voice"]
        spoken = self.passages[self.passages["kind"].isin(COUNTED)].dropna(subset="voice")
        numbers = spoken.groupby(keys, sort=True).ngroup()
        table = counting.tallies(zip(numbers, *self._read(spoken), strict=True)).sort_values(["group", "term"])
        owner = spoken.assign(group=numbers).drop_duplicates("group").set_index("group")[keys].loc[table["group"]]
        return owner.reset_index(drop=True).assign(term=table["term"].array, n=table["n"].array)

    def _read(self, passages: pd.DataFrame) -> tuple[list[str], list[list[spans.Span]]]:
        """Return the text of each passage, and the spans of its sentences in it."""
        rows, edges = self.sentences.groupby("passage_id").indices, self.sentences[["start", "end"]].to_numpy()
        texts, found = [], []
        for p in passages.itertuples():
            texts.append(self._texts[p.source_id][p.start : p.end])
            found.append([spans.Span(*edge) for edge in (edges[rows.get(p.passage_id, [])] - p.start).tolist()])
        return texts, found

    @cached_property
    def index(self) -> WordIndex:
        """Where each term stands in `words`."""
        return WordIndex(self.words)

    @cached_property
    def heading_index(self) -> WordIndex:
        """Where each term stands in `heading_words`."""
        return WordIndex(self.heading_words)

    @cached_property
    def of_sentence(self) -> Mapping[str, Any]:
        """Which rows of `words` each sentence has."""
        return self.words.groupby("sentence_id", sort=False).indices

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row a voice and source: role, tags, words counted; in the order of the sources."""
        spoken = self.passages[self.passages["kind"].isin(COUNTED)]
        first = spoken.drop_duplicates(["source_id", "voice"])[["source_id", "voice", "role", *self.tags]]
        words = self.words.groupby(["source_id", "voice"]).size().rename("words").reset_index()
        return first.merge(words, on=["source_id", "voice"], how="left", validate="one_to_one").fillna({"words": 0})

    @cached_property
    def heading_words(self) -> pd.DataFrame:
        """The words of headings that a voice wrote: the columns of `words`, in which they are not counted."""
        headings = self.passages[(self.passages["kind"] == "heading") & self.passages["voice"].notna()]
        rows = []
        for s in self.sentences[self.sentences["passage_id"].isin(headings["passage_id"])].itertuples():
            place = (s.source_id, s.passage_id, s.sentence_id, s.voice)
            found = spans.terms(self._texts[s.source_id][s.start : s.end])
            rows += [(*place, term, s.start + first, s.start + last) for term, (first, last) in found]
        return _table("words", rows)

    @cached_property
    def english(self) -> frozenset[str]:
        """The sources in English: those that the catalogue calls so, and undeclared ones that look like it."""
        declared = dict(zip(self.sources["source_id"], self.sources["language"].str.casefold(), strict=True))
        function = (
            self.words["term"].isin(spans.function_words()).groupby(self.words["source_id"]).agg(["mean", "size"])
        )
        foreign = set(function.index[(function["mean"] < ENGLISH) & (function["size"] >= ENOUGH_TO_TELL)])
        return frozenset(s for s, said in declared.items() if (said.startswith("en") if said else s not in foreign))

    @property
    def tags(self) -> list[str]:
        """The names of the tags that the catalogue gives, one column each in `passages`."""
        return [c for c in self.passages.columns if c not in _COLUMNS["passages"]]

    @property
    def groupings(self) -> list[str]:
        """What the voices can be grouped by."""
        return list(dict.fromkeys(["voice", "source", "role", "year", *self.tags]))

    def group(self, table: pd.DataFrame, by: str) -> pd.Series:
        """Return the group of each row of a table that has `source_id`, `passage_id` and `voice`.

        A year is that of publication: 2024/2025 where the date spans both, "no year" where it is unknown; a tag of that
        name goes before.

        raises InputError when `by` is neither voice, source, role, year nor a tag of the catalogue
        """
        if by not in self.groupings:
            raise InputError(f"group_by '{by}' is not one of {', '.join(self.groupings)}")
        if by == "year" and by not in self.tags:
            years = dict(zip(self.sources["source_id"], map(_year, self.sources["published"]), strict=True))
            return table["source_id"].map(years).rename("group")
        if by in ("voice", "source"):
            return table["voice" if by == "voice" else "source_id"].rename("group")
        of = self.passages.set_index("passage_id")[by].fillna(f"no {by}")
        return pd.Series(of.reindex(table["passage_id"]).to_numpy(), index=table.index, name="group")

    def largest(self, by: str) -> list[str]:
        """Return the groups in the order of their words, those with the most first, ties by name; years by time."""
        if by == "year":
            return sorted(self.group(self.words, by).unique())
        words = self.group(self.words, by).value_counts().rename_axis("group").reset_index(name="n")
        return list(words.sort_values(["n", "group"], ascending=[False, True])["group"])

    def __repr__(self) -> str:
        return (
            f"Corpus '{self.name}': {len(self.sources)} sources, {self.words['voice'].nunique()} voices, "
            f"{len(self.words):,} words, fingerprint {self.fingerprint}"
        )


def load(articles: str | os.PathLike[str] | None = None) -> Corpus:
    """Read a folder of articles.

    articles   the folder; None takes the one that workbook.toml names, in this folder or above it
    returns    a Corpus; an article that can't be read is left out and listed in `left_out`
    raises     InputError naming what is wrong and what is expected: no such folder, nothing readable in it, an
               unknown key or a malformed date in a TOML file, a passage whose opening words are not in the text
    """
    folder, settings = _folder(articles)
    entries = _entries(folder)
    documents, left_out = _read_all(folder)
    if not documents:
        raise InputError(_nothing_readable(folder, left_out))
    sources = _identified(documents, entries)
    labels, strayed = _labels(settings, sources)
    notices = (*_notices(documents, entries), *to_look_at(folder / "catalogue.toml"), *strayed)
    rows: Rows = {name: [] for name in _COLUMNS} | {"left_out": left_out}
    descriptions: dict[str, voices.Description] = {}
    for source_id, (_, document, entry) in tqdm(sources.items(), "reading", leave=False, disable=None):
        analysed, descriptions[source_id] = _analyse(source_id, document, entry, folder.name)
        for name, part in analysed.items():
            rows[name] += part
    tables = {name: _table(name, rows[name]) for name in _COLUMNS if name not in ("sources", "counts")}
    if tables["words"].empty:
        raise InputError(
            f"{folder}: nothing is left to count, since all of it is headings or furniture; see catalogue.toml"
        )
    tables["passages"] = _tagged(tables["passages"], {s: entry.tags for s, (_, _, entry) in sources.items()})
    corpus = Corpus(
        name=folder.name,
        settings=settings,
        sources=_sources_table(sources, descriptions, tables["words"]),
        issues=read_issues(folder / "issues.toml"),
        notes=tuple(pencil.read_notes(folder / "notes.toml")),
        labels=labels,
        notices=notices,
        fingerprint=_fingerprint(sources, folder),
        _texts={source_id: document.text for source_id, (_, document, _) in sources.items()},
        extracted=tables["facts"],
        **{name: tables[name] for name in ("passages", "sentences", "words", "left_out")},
    )
    if settings.group_by not in corpus.groupings:
        known = ", ".join(corpus.groupings)
        raise InputError(f"{SETTINGS_FILE}: group_by '{settings.group_by}' is not one of {known} in {folder.name}")
    return corpus


def _year(published: str) -> str:
    if not published:
        return "no year"
    first, last = date_interval(published)
    return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"


# --- the folder -------------------------------------------------------------------------------------------------------


def _folder(articles: str | os.PathLike[str] | None) -> tuple[Path, Settings]:
    path = settings_path()
    settings = read_settings(path)
    if articles is None and not settings.articles:
        raise InputError(f'{path.name}: no folder of articles is named; write articles = "…" or give one')
    folder = Path(articles).expanduser() if articles is not None else path.parent / Path(settings.articles).expanduser()
    named = os.fspath(articles) if articles is not None else f"{path.name}, articles = '{settings.articles}'"
    expected = f"a folder with articles ({', '.join(readers.TYPES)}) is expected"
    if not folder.exists():
        raise InputError(f"{named}: no such folder; {expected}")
    if not folder.is_dir():
        raise InputError(f"{named}: not a folder; {expected}, so name the one that holds it")
    return folder.resolve(), replace(settings, words=settings.words or read_words(folder / "issues.toml"))


def articles_folder(articles: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder that `load` reads when it is given the same; it raises the same errors."""
    return _folder(articles)[0]


def settings_path() -> Path:
    """Return the workbook.toml in force: the one the environment names, else the nearest in this folder or above."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        if not Path(named).is_file():
            raise InputError(f"{SETTINGS_VARIABLE}: there is no file '{named}'; name a {SETTINGS_FILE}, or unset it")
        return Path(named).resolve()
    here = Path.cwd()
    return next(
        (p / SETTINGS_FILE for p in (here, *here.parents) if (p / SETTINGS_FILE).exists()), here / SETTINGS_FILE
    )


def _entries(folder: Path) -> dict[str, SourceEntry]:
    """Return the catalogue's entries by file, every alias replaced by the name it stands for."""
    entries = read_catalogue(folder / "catalogue.toml")
    names = {alias: p.voice for e in entries for p in e.passages for alias in p.aliases}

    def named(e: SourceEntry) -> SourceEntry:
        passages = tuple(replace(p, voice=names.get(p.voice, p.voice)) for p in e.passages)
        return replace(e, authors=tuple(names.get(a, a) for a in e.authors), passages=passages)

    return {entry.file: named(entry) for entry in entries}


def _notices(documents: "Documents", entries: Mapping[str, SourceEntry]) -> list[str]:
    """Say where catalogue and folder don't fit together."""
    notices = []
    for file, entry in sorted(entries.items()):
        if file not in documents:
            notices.append(f"catalogue.toml: '{file}' is not among the articles that were read; its entry is not used")
        elif entry.sha256 and entry.sha256 != documents[file].sha256:
            notices.append(f"catalogue.toml: '{file}' has changed since its sha256 was written down; check its entry")
    for file, document in documents.items():
        if document.encoding == "cp1252":
            notices.append(f"'{file}' is not UTF-8 and was read as Windows-1252; look whether its letters are right")
    return notices


Documents = dict[str, readers.Document]


def _read_all(folder: Path) -> tuple[Documents, list[dict[str, Any]]]:
    documents: Documents = {}
    left_out = []
    paths, closed = readers.articles(folder)
    first: dict[str, str] = {}  # sha256 -> the first file with it
    for path in paths:
        name = _shown(path, folder)
        try:
            document = readers.read(path)
            if (same := first.setdefault(document.sha256, name)) != name:
                raise InputError(f"duplicate: the same as {same}, which is read; delete one of them")
            documents[name] = document
        except InputError as error:
            left_out.append((name, str(error)))
    left_out += [(_shown(path, folder) + "/" * path.is_dir(), why) for path, why in closed]
    return documents, [dict(zip(("path", "reason", "detail"), _split(*left), strict=True)) for left in left_out]


def _split(path: str, why: str) -> tuple[str, str, str]:
    reason, _, detail = why.partition(": ")
    return path, reason, detail


def _shown(path: Path, folder: Path) -> str:
    """Return a path inside the folder as text, also where its name is no valid text."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")


def _nothing_readable(folder: Path, left_out: list[dict[str, Any]]) -> str:
    expected = f"at least one article ({', '.join(readers.TYPES)}) with text is expected"
    if not left_out:
        return f"{folder}: the folder holds no articles; {expected}"
    first = left_out[0]
    return f"{folder}: none of its {len(left_out)} files can be read ({first['path']}: {first['reason']}); {expected}"


Sources = dict[str, tuple[str, readers.Document, SourceEntry]]


def _identified(documents: Documents, entries: Mapping[str, SourceEntry]) -> Sources:
    """Return source_id -> (path, document, entry), sorted; ids are the catalogue's, or the path's, made unique."""
    found: Sources = {}
    taken = {entries[path].id for path in documents if path in entries and entries[path].id}
    for path, document in documents.items():
        entry = entries.get(path, SourceEntry(file=path))
        source_id = entry.id or _unique(re.sub(r"\.[^./]*$", "", path).replace(":", "_"), taken)
        taken.add(source_id)
        found[source_id] = (path, document, entry)
    return dict(sorted(found.items()))


def _unique(name: str, taken: set[str]) -> str:
    candidates = itertools.chain([name], (f"{name}~{k}" for k in itertools.count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _labels(settings: Settings, sources: Sources) -> tuple[pd.DataFrame, list[str]]:
    """Return the labels that stand where they say in these articles, and a notice of those that don't."""
    found = read_labels(settings_path().parent / settings.labels) if settings.labels else []
    ids = {Path(path).name: (source_id, document.text) for source_id, (path, document, _) in sources.items()}
    rows, strayed = [], Counter[str]()
    for label in found:
        source_id, text = ids.get(label["file"], ("", None))
        if text is not None and text[label["start"] : label["end"]] == label["surface"]:
            rows.append(label | {"source_id": source_id})
        elif text is not None:
            strayed[label["file"]] += 1
    notices = [f"labels: {n} of '{file}' don't stand where they say; they are not used" for file, n in strayed.items()]
    return pd.DataFrame(rows, columns=list(_LABELS)).astype(_LABELS), notices


def _fingerprint(sources: Sources, folder: Path) -> str:
    """Return what names this corpus: it changes with an article, catalogue, issues or notes, with nothing else."""
    lines = [f"{path} {document.sha256}" for path, document, _ in sources.values()]
    for name in ("catalogue.toml", "issues.toml", "notes.toml"):
        if (folder / name).exists():
            lines.append(f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


# --- one source -> rows -----------------------------------------------------------------------------------------------


Rows = dict[str, list[Any]]  # table -> its rows


def _analyse(
    source_id: str, document: readers.Document, entry: SourceEntry, folder: str
) -> tuple[Rows, voices.Description]:
    """Return the rows of one source, table by table, and what it is: a pure function of its text and its entry."""
    rows: Rows = {"passages": [], "sentences": [], "words": [], "facts": []}
    try:
        description, found = voices.recognised(document, entry, source_id)
    except InputError as error:
        raise InputError(f"{folder}/catalogue.toml, {error}") from None
    for p in found:
        owner = {"source_id": source_id, "passage_id": f"{source_id}:{p.start}-{p.end}", "voice": p.voice}
        rows["passages"].append(
            owner | {k: v for k, v in asdict(p).items() if k not in ("voice", "tags")} | {"part_of": p.voice} | p.tags
        )
        if p.kind != "furniture":
            _analyse_passage(document.text, p, owner, description, rows)
    return rows, description


def _analyse_passage(
    text: str, p: voices.Passage, owner: Mapping[str, Any], source: voices.Description, rows: Rows
) -> None:
    reference = source.published or None
    is_english = not source.language or source.language.casefold().startswith("en")  # the rules for figures are
    piece = text[p.start : p.end]
    ends: list[int] = []
    ids: list[str] = []
    for span in spans.sentences(piece):
        terms = spans.terms(piece[span.start : span.end])
        start, end = p.start + span.start, p.start + span.end
        sentence = {"sentence_id": f"{owner['source_id']}:{start}-{end}", "start": start, "end": end}
        rows["sentences"].append({**owner, **sentence, "words": len(terms)})
        ends.append(end)
        ids.append(str(sentence["sentence_id"]))
        if p.kind in COUNTED:
            place = (owner["source_id"], owner["passage_id"], sentence["sentence_id"], p.voice)
            rows["words"] += [(*place, t, start + s, start + e) for t, (s, e) in terms]
    if is_english:
        for row in _facts(piece, p.start, owner, reference):
            at = bisect.bisect_right(ends, row["start"])
            rows["facts"].append(row | {"sentence_id": ids[at] if at < len(ids) else None})


def _facts(piece: str, offset: int, owner: Mapping[str, Any], reference: str | None) -> list[dict[str, Any]]:
    found = quantities(piece, reference)
    ids = [f"{owner['source_id']}:{offset + q.start}-{offset + q.end}" for q in found]
    rows = []
    for fact_id, q in zip(ids, found, strict=True):
        linked = ids[q.linked_to] if q.linked_to is not None else None
        own = {"fact_id": fact_id, "start": offset + q.start, "end": offset + q.end, "linked_to": linked}
        rows.append({**owner, **asdict(q), **own})
    return rows


# --- rows -> tables ---------------------------------------------------------------------------------------------------


def _table(name: str, rows: list[Any]) -> pd.DataFrame:
    columns = _COLUMNS[name]
    table = pd.DataFrame(rows, columns=list(columns) if name == "words" else None)
    extra = sorted(set(table.columns) - set(columns)) if name == "passages" else []
    return table.reindex(columns=[*columns, *extra]).astype({**columns, **dict.fromkeys(extra, "str")})


def _tagged(passages: pd.DataFrame, of_source: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Spread tags: one said of a voice holds for all that it speaks, one of a source for all that is spoken in it."""
    names = [c for c in passages.columns if c not in _COLUMNS["passages"]]
    spoken = passages["voice"].notna()
    for tag in dict.fromkeys([*names, *sorted({t for tags in of_source.values() for t in tags})]):
        if tag not in passages:
            passages[tag] = pd.Series(None, index=passages.index, dtype="str")
        by_voice = passages.groupby("voice")[tag].transform("first").astype("str")
        by_source = passages["source_id"].map({s: tags.get(tag) for s, tags in of_source.items()}).astype("str")
        passages[tag] = passages[tag].fillna(by_voice).fillna(by_source.where(spoken))
    return passages[[*_COLUMNS["passages"], *sorted(set(passages.columns) - set(_COLUMNS["passages"]))]]


def _sources_table(
    sources: Sources, descriptions: Mapping[str, voices.Description], words: pd.DataFrame
) -> pd.DataFrame:
    counted = Counter(words["source_id"])
    rows = []
    for source_id, (path, document, entry) in sources.items():
        known = descriptions[source_id]
        row = {c: getattr(entry, c, "") for c in _COLUMNS["sources"]} | asdict(known)
        row |= {"source_id": source_id, "path": path, "sha256": document.sha256, "authors": "; ".join(known.authors)}
        row |= {"characters": len(document.text), "words": counted[source_id], "note": entry.note or known.why}
        rows.append(row)
    return pd.DataFrame(rows, columns=list(_COLUMNS["sources"])).astype(_COLUMNS["sources"])
