"""A folder of articles -> a `Corpus`, the bundle of tables that every question is asked of."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from sourcebook import readers, spans, voices
from sourcebook.catalogue import Settings, SourceEntry, read_catalogue, read_issues, read_settings
from sourcebook.errors import InputError
from sourcebook.quantities import quantities

COUNTED = ("body", "introduction")
TABLES = ("sources", "passages", "sentences", "counts", "facts", "left_out")
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
    "words": dict.fromkeys("source_id sentence_id voice term".split(), "str") | {"start": "int64", "end": "int64"},
    "counts": {"source_id": "str", "voice": "str", "term": "str", "n": "int64"},
    "facts": dict.fromkeys("fact_id source_id passage_id sentence_id voice".split(), "str")
    | {"start": "int64", "end": "int64", "surface": "str", "kind": "str"}
    | dict.fromkeys("value low high".split(), "float64")
    | dict.fromkeys("unit per modifier change modifier_words iso precision".split(), "str")
    | {"relative": "bool"}
    | dict.fromkeys("commitment subject attributed_to salience linked_to".split(), "str"),
    "left_out": dict.fromkeys("path reason detail".split(), "str"),
}


@dataclass(frozen=True, eq=False)
class Corpus:
    """The tables of a folder of articles, and the texts they point into.

    Tables (pandas, one row a thing): sources, passages, sentences, words, counts, facts, left_out. Every item carries
    `source_id, start, end`, and `corpus.text(source_id)[start:end]` is what it stands for.
    """

    name: str
    settings: Settings
    sources: pd.DataFrame
    passages: pd.DataFrame
    sentences: pd.DataFrame
    words: pd.DataFrame
    facts: pd.DataFrame
    left_out: pd.DataFrame
    issues: Mapping[str, tuple[str, ...]]
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
    def counts(self) -> pd.DataFrame:
        """How often each voice uses each term in each source; kinds body and introduction."""
        keys = ["source_id", "voice", "term"]
        return self.words.groupby(keys, sort=True, observed=True).size().rename("n").reset_index()

    @cached_property
    def positions(self) -> Mapping[str, Any]:
        """In which rows of `words` each term stands."""
        return self.words.groupby("term", sort=True).indices

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row a voice and source: role, tags, words counted; in the order of the sources."""
        spoken = self.passages[self.passages["kind"].isin(COUNTED)]
        first = spoken.drop_duplicates(["source_id", "voice"])[["source_id", "voice", "role", *self.tags]]
        words = self.words.groupby(["source_id", "voice"]).size().rename("words").reset_index()
        return first.merge(words, on=["source_id", "voice"], how="left", validate="one_to_one").fillna({"words": 0})

    @property
    def tags(self) -> list[str]:
        """The names of the tags that the catalogue gives, one column each in `passages`."""
        return [c for c in self.passages.columns if c not in _COLUMNS["passages"]]

    @property
    def groupings(self) -> list[str]:
        """What the voices can be grouped by."""
        return ["voice", "source", "role", *self.tags]

    def group(self, table: pd.DataFrame, by: str) -> pd.Series:
        """Return the group of each row of a table that has `source_id` and `voice`.

        raises InputError when `by` is neither voice, source, role nor a tag of the catalogue
        """
        if by not in self.groupings:
            raise InputError(f"group_by '{by}' is not one of {', '.join(self.groupings)}")
        if by in ("voice", "source"):
            return table["voice" if by == "voice" else "source_id"].rename("group")
        speakers = self.passages.drop_duplicates(["source_id", "voice"]).set_index(["source_id", "voice"])
        of = speakers[by].fillna(f"no {by}")
        keys = pd.MultiIndex.from_frame(table[["source_id", "voice"]])
        return pd.Series(of.reindex(keys).to_numpy(), index=table.index, name="group")

    def largest(self, by: str) -> list[str]:
        """Return the groups in the order of their words, those with the most first, ties by name."""
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
    rows: Rows = {name: [] for name in _COLUMNS} | {"left_out": left_out}
    for source_id, (_, document, entry) in tqdm(sources.items(), "reading", leave=False, disable=None):
        analysed = _analyse(source_id, document.text, entry, folder.name)
        for name, part in analysed.items():
            rows[name] += part
    aliases = {alias: p.voice for e in entries.values() for p in e.passages for alias in p.aliases}
    tables = {name: _table(name, rows[name], aliases) for name in _COLUMNS if name not in ("sources", "counts")}
    return Corpus(
        name=folder.name,
        settings=settings,
        sources=_sources_table(sources, folder, tables["words"]),
        issues=read_issues(folder / "issues.toml"),
        notices=tuple(_notices(documents, entries)),
        fingerprint=_fingerprint(sources, folder),
        _texts={source_id: document.text for source_id, (_, document, _) in sources.items()},
        **{name: tables[name] for name in ("passages", "sentences", "words", "facts", "left_out")},
    )


# --- the folder -------------------------------------------------------------------------------------------------------


def _folder(articles: str | os.PathLike[str] | None) -> tuple[Path, Settings]:
    path = settings_path()
    settings = read_settings(path)
    if articles is None and not settings.articles:
        raise InputError(f'{path.name}: no folder of articles is named; write articles = "…" or give one')
    folder = Path(articles).expanduser() if articles is not None else path.parent / settings.articles
    named = os.fspath(articles) if articles is not None else f"{path.name}, articles = '{settings.articles}'"
    expected = f"a folder with articles ({', '.join(readers.TYPES)}) is expected"
    if not folder.exists():
        raise InputError(f"{named}: no such folder; {expected}")
    if not folder.is_dir():
        raise InputError(f"{named}: not a folder; {expected}, so name the one that holds it")
    return folder.resolve(), settings


def settings_path() -> Path:
    """Return the workbook.toml in force: the one the environment names, else the nearest in this folder or above."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        if not Path(named).is_file():
            raise InputError(f"{SETTINGS_VARIABLE}: there is no file '{named}'; name a {SETTINGS_FILE}, or unset it")
        return Path(named)
    here = Path.cwd()
    return next(
        (p / SETTINGS_FILE for p in (here, *here.parents) if (p / SETTINGS_FILE).exists()), here / SETTINGS_FILE
    )


def _entries(folder: Path) -> dict[str, SourceEntry]:
    return {entry.file: entry for entry in read_catalogue(folder / "catalogue.toml")}


def _notices(documents: "Documents", entries: Mapping[str, SourceEntry]) -> list[str]:
    """Say where catalogue and folder don't fit together."""
    notices = []
    for file, entry in sorted(entries.items()):
        if file not in documents:
            notices.append(f"catalogue.toml: '{file}' is not among the articles that were read; its entry is not used")
        elif entry.sha256 and entry.sha256 != documents[file].sha256:
            notices.append(f"catalogue.toml: '{file}' has changed since its sha256 was written down; check its entry")
    return notices


Documents = dict[str, readers.Document]


def _read_all(folder: Path) -> tuple[Documents, list[dict[str, Any]]]:
    documents: Documents = {}
    left_out = []
    for path in readers.articles(folder):
        relative = path.relative_to(folder).as_posix()
        try:
            documents[relative] = readers.read(path)
        except InputError as error:
            reason, _, detail = str(error).partition(": ")
            left_out.append({"path": relative, "reason": reason, "detail": detail})
    return documents, left_out


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
    return next(n for n in (name, *(f"{name}~{k}" for k in range(2, len(taken) + 3))) if n not in taken)


def _fingerprint(sources: Sources, folder: Path) -> str:
    """Return what names this corpus: it changes with an article, the catalogue or the issues, with nothing else."""
    lines = [f"{path} {document.sha256}" for path, document, _ in sources.values()]
    for name in ("catalogue.toml", "issues.toml"):
        if (folder / name).exists():
            lines.append(f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


# --- one source -> rows -----------------------------------------------------------------------------------------------


Rows = dict[str, list[Any]]  # table -> its rows


def _analyse(source_id: str, text: str, entry: SourceEntry, folder: str) -> Rows:
    """Return the rows of one source, table by table: a pure function of its text and its catalogue entry."""
    rows: Rows = {"passages": [], "sentences": [], "words": [], "facts": []}
    try:
        found = voices.passages(text, entry, source_id)
    except InputError as error:
        raise InputError(f"{folder}/catalogue.toml, {error}") from None
    for p in found:
        owner = {"source_id": source_id, "passage_id": f"{source_id}:{p.start}-{p.end}", "voice": p.voice}
        rows["passages"].append(
            owner | {k: v for k, v in asdict(p).items() if k not in ("voice", "tags")} | {"part_of": p.voice} | p.tags
        )
        if p.kind != "furniture":
            _analyse_passage(text, p, owner, entry.published or None, rows)
    return rows


def _analyse_passage(text: str, p: voices.Passage, owner: Mapping[str, Any], reference: str | None, rows: Rows) -> None:
    piece = text[p.start : p.end]
    ends = []
    for span in spans.sentences(piece):
        terms = spans.terms(piece[span.start : span.end])
        start, end = p.start + span.start, p.start + span.end
        sentence = {"sentence_id": f"{owner['source_id']}:{start}-{end}", "start": start, "end": end}
        rows["sentences"].append({**owner, **sentence, "words": len(terms)})
        ends.append((end, sentence["sentence_id"]))
        if p.kind in COUNTED:
            place = (owner["source_id"], sentence["sentence_id"], p.voice)
            rows["words"] += [(*place, t, start + s, start + e) for t, (s, e) in terms]
    rows["facts"] += _facts(piece, p.start, owner, reference, ends)


def _facts(
    piece: str, offset: int, owner: Mapping[str, Any], reference: str | None, sentence_ends: list[tuple[int, Any]]
) -> list[dict[str, Any]]:
    found = quantities(piece, reference)
    ids = [f"{owner['source_id']}:{offset + q.start}-{offset + q.end}" for q in found]
    rows = []
    for fact_id, q in zip(ids, found, strict=True):
        start, end = offset + q.start, offset + q.end
        sentence_id = next((s for e, s in sentence_ends if start < e), None)
        linked = ids[q.linked_to] if q.linked_to is not None else None
        row = asdict(q) | {"start": start, "end": end, "linked_to": linked}
        rows.append({**owner, "fact_id": fact_id, "sentence_id": sentence_id, **row})
    return rows


# --- rows -> tables ---------------------------------------------------------------------------------------------------


def _table(name: str, rows: list[Any], aliases: Mapping[str, str]) -> pd.DataFrame:
    columns = _COLUMNS[name]
    table = pd.DataFrame(rows, columns=list(columns) if name == "words" else None)
    extra = sorted(set(table.columns) - set(columns)) if name == "passages" else []
    table = table.reindex(columns=[*columns, *extra]).astype({**columns, **dict.fromkeys(extra, "str")})
    if "voice" in table and aliases:
        table["voice"] = table["voice"].replace(aliases)
    for tag in extra:  # a tag is said of a voice once and holds for all that it speaks
        table[tag] = table[tag].fillna(table.groupby("voice")[tag].transform("first"))
    return table


def _sources_table(sources: Sources, folder: Path, words: pd.DataFrame) -> pd.DataFrame:
    counted = Counter(words["source_id"])
    rows = []
    for source_id, (path, document, entry) in sources.items():
        row = {c: getattr(entry, c, "") for c in _COLUMNS["sources"]}
        row |= {"source_id": source_id, "path": path, "sha256": document.sha256, "authors": "; ".join(entry.authors)}
        row |= {"characters": len(document.text), "words": counted[source_id]}
        row["published_basis"] = entry.published_basis or ("catalogue" if entry.published else "unknown")
        rows.append(row)
    return pd.DataFrame(rows, columns=list(_COLUMNS["sources"])).astype(_COLUMNS["sources"])
