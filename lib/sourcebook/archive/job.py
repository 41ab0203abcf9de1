"""An archive of any size -> a folder of tables in parts; what was interrupted goes on where it was.

All is made in a folder beside the tables, `.unfinished`, and moved into their place when it is complete.
"""

import errno
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from sourcebook import cache, progress
from sourcebook.archive import engines, inputs, pieces, places
from sourcebook.archive.analysing import Task, analysed
from sourcebook.archive.kept import Kept, alone
from sourcebook.archive.merging import FAN, Merge, merge
from sourcebook.archive.places import Place
from sourcebook.archive.survey import Survey, Surveyed, Texts, survey, texts
from sourcebook.archive.tables import is_part, parquet, part
from sourcebook.catalogue import SourceEntry
from sourcebook.corpus import schema
from sourcebook.corpus.parts import ADDED_UP, MANIFEST, PARTS, UNFINISHED
from sourcebook.errors import InputError

_AGAIN = "give the same command again"
ATTEMPTS = 8  # how often workers may die at one part; from the second time on it is known at which source


@dataclass(frozen=True)
class Summary:
    """What a run came to: parts in all, and those that were done before; rows by table; words."""

    parts: int
    kept: int
    rows: Mapping[str, int]
    words: int


def write(
    place: str | os.PathLike[str], out: str | os.PathLike[str], engine: str = "local", *, workers: int | None = None,
    memory: str | None = None, scheduler: str | None = None, tags: Sequence[str] = (), size: int | None = None,
    follow_links: bool = False,
) -> Summary:  # fmt: skip
    """Write the tables of an archive, in parts, as Parquet.

    place    a folder of articles, JSON lines or Parquet, or a folder of such files: a path, or an address of fsspec's
    out      the folder of tables; in it, one folder for each table with its parts, and `tables.json`
    engine, workers, memory, scheduler   as `engines.opened` says; the tables are the same whichever runs
    tags     columns of JSON lines or Parquet that become tags
    size     bytes of input in a part; None: a sixteenth of the whole, between half a megabyte and four
    raises   InputError for what can't be read or written; what is done by then is kept, and the same call goes on.
             Where a table belongs nothing else may lie
    """
    source, target = places.of(place), places.of(out)
    if source.path.rstrip("/") == target.path.rstrip("/"):
        raise InputError(f"{out}: is what is read; name another folder with -o")
    _refuse_to_replace(source, target)
    given = inputs.opened(source, size, tags, follow_links)
    if not isinstance(given.pieces[0], pieces.Files) and f"{target.path}/".startswith(f"{source.path.rstrip('/')}/"):
        raise InputError(f"{out}: lies in the folder that is read; name another folder with -o")
    with engines.opened(engine, workers, memory, scheduler) as run:
        try:
            with alone(target / UNFINISHED):
                return _Job(given, target, size, run).done()
        except OSError as error:
            full = "free some space" if error.errno == errno.ENOSPC else "see what stands in the way"
            said = f"{error.strerror or error or type(error).__name__}; {full}"
            raise InputError(f"{error.filename or target}: {said}, and {_AGAIN}: what is done is kept") from error


def _refuse_to_replace(source: Place, target: Place) -> None:
    """Refuse a folder in which something else lies where tables belong: it would be deleted when they are complete."""
    if target.exists() and not target.is_folder():
        raise InputError(f"{target}: is a file; name a folder with -o")
    for name in (*PARTS, *ADDED_UP):
        place = target / name
        is_read = f"{source.path.rstrip('/')}/".startswith(f"{place.path}/")
        if is_read or (place.exists() and not place.is_folder()) or not all(map(is_part, place.inside())):
            raise InputError(f"{place}: is no table, and one would take its place; name another folder with -o")
    if any((target / f"sources.{form}").exists() for form in ("parquet", "csv")):
        raise InputError(f"{target}: holds tables in one file each, which would stay; name another folder with -o")
    if (target / MANIFEST).exists() and not (target / "sources").is_folder():
        raise InputError(f"{target / MANIFEST}: is not of tables; name another folder with -o")


class _Job:
    def __init__(self, given: inputs.Input, target: Place, size: int | None, run: engines.Run) -> None:
        self._given, self._target, self._run = given, target, run
        told = [cache.version(), given.name, given.identity, given.tags, size]
        self._kept = Kept(target / UNFINISHED, hashlib.sha256(repr(told).encode()).hexdigest())
        self._work = self._kept.folder
        self._skipped: dict[int, tuple[int, ...]] = {}  # of this run alone, since the next may have more memory

    def done(self) -> Summary:
        """Do what is left to do, and put the tables in their place."""
        self._cut_large_row_groups()
        known = self._surveyed()
        self._leave_out_the_closed()
        kept = len(self._kept.done("analysed"))
        self._analyse(self._tasks(known))
        found = self._kept.done("analysed").values()
        if len(found) < len(self._given.pieces):
            raise InputError(f"{self._work}: what was done is gone, deleted by another command perhaps; {_AGAIN}")
        rows = {name: sum(part[name] for part in found) for name in PARTS}
        rows["left_out"] += len(self._given.closed)
        if not rows["sources"]:
            raise InputError(
                f"{self._given.name}: none of its {rows['left_out']:,} sources can be read "
                f"({self._first_left_out()}); at least one article with text is expected"
            )
        rows |= {name: self._added_up(name) for name in ADDED_UP}
        summary = Summary(len(self._given.pieces), kept, rows, sum(part["words"] for part in found))
        self._publish(summary)
        return summary

    def _cut_large_row_groups(self) -> None:
        cuts = pieces.to_cut(self._given.pieces, self._work / "copies")
        there = self._kept.done("cut")
        waiting = [task for n, task in enumerate(cuts) if n not in there]
        with progress.bar(None, "cutting", total=len(waiting), unit="row group") as bar:
            for task, ranges in self._each(pieces.cut, waiting):
                self._kept.note("cut", cuts.index(task), ranges)
                bar.update()
        done = [cuts[n] for n, ranges in self._kept.done("cut").items() if ranges]
        self._given = replace(self._given, pieces=pieces.from_copies(self._given.pieces, done))

    def _surveyed(self) -> Surveyed:
        """Look at every source once."""
        there = self._kept.done("surveyed")
        tasks = [Survey(**of, to=part(self._work, "survey", of["number"])) for of in self._pieces()]
        waiting = [task for task in tasks if task.number not in there]
        with progress.bar(None, "reading", total=len(waiting), unit="part") as bar:
            for task, tags in self._each(survey, waiting):
                if not task.to.exists():
                    raise InputError(
                        f"{task.to}: a worker wrote it where this machine can't see it; name folders "
                        "that all workers and this machine have under the same names"
                    )
                self._kept.note("surveyed", task.number, tags)
                bar.update()
        inputs.refuse_unseen(self._given, self._kept.done("surveyed").values())
        return Surveyed(self._given, [task.to for task in tasks])

    def _leave_out_the_closed(self) -> None:
        """Write what is left out unread as one part more of `left_out`."""
        if self._given.closed and not self._kept.done("closed"):
            rows = [(name, *why.partition(": ")[::2]) for name, why in self._given.closed]
            table = pa.Table.from_pandas(schema.table("left_out", rows), preserve_index=False)
            part(self._work / "tables", "left_out", len(self._given.pieces)).write(parquet(table))
            self._kept.note("closed", 0, len(rows))

    def _first_left_out(self) -> str:
        """Return what the first source that is left out is called, and why it is."""
        parts = [part(self._work / "tables", "left_out", n) for n in range(len(self._given.pieces) + 1)]
        tables = (pyarrow.parquet.read_table(io.BytesIO(own.read())) for own in parts if own.exists())
        rows = (tuple(row.values()) for table in tables for row in table.slice(0, 1).to_pylist())
        path, *why = next(rows, (self._given.name, "empty", "it holds no rows"))
        return f"{path}: {': '.join(why)}"

    def _tasks(self, known: Surveyed) -> list[Task]:
        """Return what is to be done for each piece, now that it can be told which sources repeat others."""
        each, suspects = self._pieces(), known.alike()
        wanted = [Texts(**of, wanted=frozenset(own)) for of, own in zip(each, suspects, strict=True) if own]
        found = {(task.number, at): text for task, own in self._each(texts, wanted) for at, text in own.items()}
        told = _tags_of_voices(self._given.entries)
        tags = {tag: told.get(tag, {}) for tag in self._given.tags}
        decided = zip(self._pieces(), known.decisions(found), strict=True)
        return [Task(**of, decision=decision, tags=tags, out=self._work) for of, decision in decided]

    def _analyse(self, tasks: Sequence[Task]) -> None:
        """Analyse what is not yet."""
        there = self._kept.done("analysed")
        waiting = [task for task in tasks if task.number not in there]
        with progress.bar(None, "analysing", total=sum(len(t.decision.ids) for t in waiting), unit="article") as bar:
            for task, found in self._each(analysed, waiting):
                self._kept.note("analysed", task.number, found)
                bar.update(len(task.decision.ids))

    # --- workers that die ---------------------------------------------------------------------------------------------

    def _each(self, function: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """Yield tasks with their results; one at which a worker died is tried again, without the source it was at."""
        for _ in range(ATTEMPTS):
            died = []
            for task, found in self._run(function, tasks):
                if found == engines.DIED:
                    died.append(self._again(task) if isinstance(task, pieces.Reading) else task)
                else:
                    yield task, found
            tasks = died
        if tasks:
            names = [task.piece.name(0, 0) for task in tasks if isinstance(task, pieces.Reading)]
            first = f", the first of which begins with {names[0]}" if names else ""
            raise InputError(
                f"workers died {ATTEMPTS} times at each of {len(tasks)} parts{first}; give them more memory, or take "
                "these sources out. What is done is kept"
            )

    def _pieces(self) -> list[dict[str, Any]]:
        """Return what is told of each piece whatever is done to it; skipped: the sources at which workers died."""
        return [
            {"number": n, "piece": piece, "skipped": self._skipped.get(n, ())}
            for n, piece in enumerate(self._given.pieces)
        ]

    def _again(self, task: pieces.Reading) -> pieces.Reading:
        """Return a task to be tried again: it notes where it is, and leaves out the source at which it was."""
        mark = self._work / "marks" / f"{task.number:05}"
        if not task.mark:
            mark.delete()  # that of an earlier run
        at = mark.read() if mark.exists() else b""
        self._skipped[task.number] = (*task.skipped, int(at)) if at else task.skipped
        return replace(task, mark=mark, skipped=self._skipped[task.number])

    def _added_up(self, name: str) -> int:
        """Add up what the parts give of a table, in a tree, and return how many rows there are."""
        level = [part(self._work / "partial", name, n) for n in range(len(self._given.pieces))]
        step = 0
        while True:
            groups = [tuple(level[n : n + FAN]) for n in range(0, len(level), FAN)]
            folder = self._work / ("tables" if len(groups) == 1 else f"merged-{step}")
            tasks = [Merge(own, part(folder, name, n)) for n, own in enumerate(groups)]
            rows = sum(rows for _, rows in self._each(merge, tasks))
            if len(groups) == 1:
                return rows
            level, step = [task.to for task in tasks], step + 1

    def _publish(self, summary: Summary) -> None:
        """Put the tables where they belong, and say what they are; begun again, it goes on where it was."""
        (self._target / MANIFEST).delete()
        for name in (self._work / "tables").inside():
            (self._work / "tables" / name).move(self._target / name)
        for place in self._given.beside:
            if not (own := self._target / place.name).exists():  # else the reader has gone on writing there
                (self._work / place.name).write(place.read())
                (self._work / place.name).move(own)
        said = {"name": self._given.name, "parts": summary.parts, "words": summary.words, "rows": dict(summary.rows)}
        (self._target / MANIFEST).write((json.dumps(said, indent=1) + "\n").encode())
        self._kept.delete()


def _tags_of_voices(entries: Mapping[str, SourceEntry]) -> dict[str, dict[str, str]]:
    """Return tag -> voice -> what the catalogue says first of it."""
    found: dict[str, dict[str, str]] = {}
    for _, entry in sorted(entries.items()):
        for p in entry.passages:
            for tag, value in p.tags.items():
                found.setdefault(tag, {}).setdefault(p.voice, value)
    return found
