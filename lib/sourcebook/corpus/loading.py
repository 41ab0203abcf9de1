"""A folder of articles -> a `Corpus`; what was worked out before of the same article is not worked out again."""

import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sourcebook import cache as results
from sourcebook import pencil, progress
from sourcebook.catalogue import Settings, is_date, read_issues, to_look_at
from sourcebook.corpus import folder as folders
from sourcebook.corpus import parts, schema
from sourcebook.corpus.analysis import analyse
from sourcebook.corpus.bundle import Corpus
from sourcebook.errors import InputError


def load(
    articles: str | os.PathLike[str] | None = None, cache: bool = True, follow_links: bool | None = None
) -> Corpus:
    """Read a folder of articles, or of tables in parts that were made of many.

    articles      the folder; None takes the one that workbook.toml names, in this folder or above it
    cache         whether results for each article are kept in the user's cache directory and used again, as long as
                  the article, its catalogue entry and this library stay as they are; the tables are the same either way
    follow_links  whether links that lead to other folders are followed; None: as SOURCEBOOK_FOLLOW_LINKS says
    returns       a Corpus; an article that can't be read, or that another one repeats, is left out and listed in
                  `left_out`
    raises        InputError naming what is wrong and what is expected: no such folder, nothing readable in it, an
                  unknown key or a malformed date in a TOML file, a passage whose opening words are not in the text
    """
    corpus = assembled(articles, cache, follow_links)
    if corpus.settings.group_by not in corpus.groupings:
        known = ", ".join(corpus.groupings)
        raise InputError(
            f"{folders.SETTINGS_FILE}: group_by '{corpus.settings.group_by}' is not one of {known} in {corpus.name}"
        )
    return corpus


def assembled(
    articles: str | os.PathLike[str] | None = None, cache: bool = True, follow_links: bool | None = None
) -> Corpus:
    """Do what `load` does for a folder that the settings may not have been written for."""
    folder, settings = folders.located(articles)
    if parts.holds_parts(folder):
        return _of_parts(folder, settings)
    entries, kept = folders.entries(folder), results.opened(cache)
    follow = bool(os.environ.get(folders.FOLLOW_VARIABLE)) if follow_links is None else follow_links
    reads, left_out = folders.read_all(folder, entries, kept, follow)
    sources = folders.identified(reads, entries)
    texts = {source_id: document.text for source_id, (_, document, _) in sources.items()}
    labels, strayed = folders.labels(settings, {path: (s, texts[s]) for s, (path, _, _) in sources.items()})
    tables = schema.tables(_records(sources, kept, folder.name))
    kept.prune()
    _refuse_nothing(tables["words"], folder)
    paths = {source_id: path for source_id, (path, _, _) in sources.items()}
    named = tables["sources"].assign(path=tables["sources"]["source_id"].map(paths).astype("str"))
    return Corpus(
        name=folder.name,
        settings=settings,
        sources=named[list(schema.COLUMNS["sources"])],
        passages=_tagged(tables["passages"], sources),
        left_out=left_out,
        issues=read_issues(folder / "issues.toml"),
        notes=tuple(pencil.read_notes(folder / "notes.toml")),
        labels=labels,
        notices=(*folders.notices(reads, entries), *to_look_at(folder / "catalogue.toml"), *strayed),
        fingerprint=folders.fingerprint(((path, d.sha256) for path, d, _ in sources.values()), folder),
        _texts=texts,
        extracted=tables["facts"],
        quoted=tables["quotations"],
        asks=tables["asks"],
        promises=tables["promises"],
        **{name: tables[name] for name in ("sentences", "words")},
    )


def _of_parts(folder: Path, settings: Settings) -> Corpus:
    """Open tables in parts: all of their articles, or of many those that the settings choose."""
    chosen, whole = parts.whole(folder, int(settings.most), settings.choose)
    notices = []
    if whole and settings.since and not is_date(settings.since):
        notices.append("since: a choice of an archive is not compared with another state; sourcebook diff compares all")
        settings = replace(settings, since="")
    found = {name: parts.read(folder, name, chosen) for name in parts.PARTS if name not in ("counts", "left_out")}
    texts = dict(found["texts"].itertuples(index=False))
    sources, sentences = found["sources"], found["sentences"]
    counted = found["passages"].loc[found["passages"]["kind"].isin(schema.COUNTED), "passage_id"]
    words = schema.words(sentences[sentences["passage_id"].isin(counted)], texts)
    _refuse_nothing(words, folder)
    places = {path: (s, texts[s]) for s, path in zip(sources["source_id"], sources["path"], strict=True)}
    labels, strayed = folders.labels(settings, places)
    return Corpus(
        name=folder.name,
        settings=settings,
        sources=sources,
        passages=found["passages"],
        sentences=sentences,
        words=words,
        left_out=parts.read(folder, "left_out").sort_values("path", ignore_index=True),
        issues=read_issues(folder / "issues.toml"),
        notes=tuple(pencil.read_notes(folder / "notes.toml")),
        labels=labels,
        notices=(*notices, *strayed),
        fingerprint=folders.fingerprint(zip(sources["path"], sources["sha256"], strict=True), folder),
        _texts=texts,
        whole=whole,
        extracted=found["facts"],
        quoted=found["quotations"],
        asks=found["asks"],
        promises=found["promises"],
    )


def _refuse_nothing(words: pd.DataFrame, folder: Path) -> None:
    if words.empty:
        raise InputError(
            f"{folder}: nothing is left to count, since all of it is headings or furniture; see catalogue.toml"
        )


def _records(sources: folders.Sources, kept: results.Cache, folder: str) -> list[pa.RecordBatch]:
    """Return the record of each source: the one that was kept, or a new one."""
    names = {s: results.name("tables", d.sha256, path.rpartition(".")[2], s, e) for s, (path, d, e) in sources.items()}
    found = {s: schema.restored(data) for s, name in names.items() if (data := kept.get(name))}
    missing = [source_id for source_id in sources if source_id not in found]
    for source_id in progress.bar(missing, "analysing"):
        _, document, entry = sources[source_id]
        try:
            found[source_id] = schema.record(analyse(source_id, document, entry))
        except InputError as error:
            raise InputError(f"{folder}/catalogue.toml, {error}") from None
        kept.put(names[source_id], schema.written(found[source_id]))
    return [found[source_id] for source_id in sources]


def _tagged(passages: pd.DataFrame, sources: folders.Sources) -> pd.DataFrame:
    of_source = {source_id: entry.tags for source_id, (_, _, entry) in sources.items()}
    return schema.tagged(passages, of_source, schema.said_of_voices(passages))
