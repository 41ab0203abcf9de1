"""The command line: thin, since the notebooks are the product."""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sourcebook import __version__
from sourcebook.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from sourcebook.changes import Changes
    from sourcebook.corpus import Corpus

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130
MOST_NEWS = 200  # lines of each kind that `diff` prints
FILTER = """\
A line in:   {"id": 1, "text": "...", "reference": "2025-02-13"}   (the reference places relative dates; optional)
A line out:  {"id": 1, "quantities": [{...}, ...]}                 (or "error", and the exit status is 2 at the end)

A quantity has
  start end surface     where it stands, in code points: text[start:end] is surface
  kind                  money percent count measure duration rate multiple ordinal date date_range
  value | low high      in unit, scaled: 1.5 million is 1500000; a range or a vague number has low and high
  unit per              ISO 4217 code, %, symbol, or noun in the singular; what a rate is of
  currency              the unit again, of money only
  modifier change       = ~ < > <= >= ("about", "up to"); up, down or empty; modifier_words as written
  iso precision timex   of dates: ISO 8601, interval or open range; day to century; TIMEX3
  relative              true where the date depends on the reference
  commitment            affirmed, hedged or planned
  subject attributed_to what it measures and who says so, where the sentence tells
  salience              fact, or incidental ("two sides", "first")
  linked_to             index of the same amount told in another currency or unit
"""
ARCHIVE = """\
With --engine, or a file, the work streams: what a worker needs of memory depends on the size of a part, not on how
many articles there are; what was interrupted goes on where it was; each table is a folder of Parquet files, the texts
of the articles among them, and `articles` in workbook.toml may name the folder of tables. A .jsonl or .parquet file has
a column `text`, and may have id, title, outlet, authors, published, url, language. Folders and files may lie in an
object store whose package is installed.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 when a notebook stopped, 2 for bad input, 130 when interrupted."""
    args = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is to be interrupted: clean up first
    try:
        _heed(args)
        args.run(args)
    except InputError as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt as error:
        print(f"sourcebook: interrupted; {''.join(error.args) or 'nothing was replaced'}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _leave_quietly()
    except (RuntimeError, OSError) as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return FAILED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sourcebook", description="A folder of articles in, answers one can check out."
    )
    parser.add_argument("--version", action="version", version=f"sourcebook {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    report = commands.add_parser("report", help="run the notebooks on a folder and write HTML pages and tables")
    report.add_argument(
        "folder", nargs="?", type=Path, help="the articles; left out: the folder that workbook.toml names"
    )
    report.add_argument("-o", "--out", type=Path, default=Path("report"), help="where to write (default: report)")
    report.add_argument("--group-by", help="voice, source, role, year, or a tag of the catalogue")
    _add_words(report)
    _add_reading(report)
    report.add_argument("--notebooks", type=Path, help="another folder of notebooks")
    report.add_argument("--no-code", action="store_true", help="leave the code out of the pages")
    report.add_argument(
        "--with-sources", action="store_true", help="with the articles in full: mind whose they are before you send it"
    )
    report.set_defaults(run=_report)

    check = commands.add_parser("check", help="show what is recognised in each article, and what is doubtful")
    check.add_argument("folder", nargs="?", type=Path)
    check.add_argument(
        "--write", action="store_true", help="draft catalogue.toml: add an entry for each article that has none in it"
    )
    _add_reading(check)
    check.set_defaults(run=_check)

    tables = commands.add_parser("tables", help="write the tables for other programs")
    tables.formatter_class = argparse.RawDescriptionHelpFormatter
    tables.epilog = ARCHIVE
    tables.add_argument("folder", nargs="?", help="the articles; with an engine also a .jsonl or .parquet file")
    tables.add_argument("-o", "--out", required=True)
    tables.add_argument("--format", choices=("parquet", "csv", "both"), default="parquet")
    tables.add_argument("--with-sources", action="store_true", help="with the text of every article")
    _add_words(tables)
    _add_reading(tables)
    _add_archive(tables)
    tables.set_defaults(run=_tables)

    diff = commands.add_parser("diff", help="show what is new between two states of a folder")
    diff.add_argument("old", type=Path, help="the earlier state: tables or a report of sourcebook, or articles")
    diff.add_argument("new", type=Path, help="the later one")
    _add_reading(diff)
    diff.set_defaults(run=_diff)

    quantities = commands.add_parser("quantities", help="JSON lines with a text in, the quantities of each out")
    quantities.formatter_class = argparse.RawDescriptionHelpFormatter
    quantities.epilog = FILTER
    quantities.set_defaults(run=_quantities)

    notebooks = commands.add_parser("notebooks", help="run the notebooks where they are and save their outputs")
    notebooks.set_defaults(run=_notebooks)
    return parser


def _add_words(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--words",
        type=_phrases,
        default=(),
        metavar="WORD,…",
        help='words and phrases whose uses are read: soft,tough,"trade deal"; deal* takes what begins so '
        "(default: words in workbook.toml, else in issues.toml beside the articles)",
    )


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--no-cache", action="store_true", help="work everything out anew, and keep nothing")
    command.add_argument("--follow-links", action="store_true", help="enter links that lead to other folders")


def _add_archive(command: argparse.ArgumentParser) -> None:
    large = command.add_argument_group("for more articles than memory holds")
    large.add_argument("--engine", choices=("local", "processes", "dask"), help="who does the work")
    large.add_argument("--workers", type=int, metavar="N", help="processes of this machine (default: its processors)")
    large.add_argument("--memory", metavar="2GB", help="what each worker of Dask may use")
    large.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler whose workers see the same folders, as in tcp://host:8786",
    )
    large.add_argument("--tags", type=_phrases, default=(), metavar="COLUMN,…", help="columns to group articles by")
    large.add_argument(
        "--part-size", type=_bytes, metavar="MB", help="input in each part (default: a sixteenth, 0.5 to 4)"
    )


def _heed(args: argparse.Namespace) -> None:
    """Let what is said of reading hold in this process and in the kernels that it starts."""
    if getattr(args, "no_cache", False):
        from sourcebook import cache

        os.environ[cache.VARIABLE] = "off"
    if getattr(args, "follow_links", False):
        from sourcebook.corpus import FOLLOW_VARIABLE

        os.environ[FOLLOW_VARIABLE] = "1"


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(phrase for part in listed.split(",") if (phrase := part.strip()))


def _bytes(megabytes: str) -> int:
    try:
        return round(float(megabytes) * 1e6)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{megabytes} is not a number of megabytes") from None


def _use_settings_of_the_notebooks(notebooks: Path | None = None) -> Path:
    """Let workbook.toml beside the notebooks hold wherever the command is typed; return the folder of the notebooks."""
    from sourcebook.corpus import NOTEBOOKS, SETTINGS_FILE, SETTINGS_VARIABLE

    notebooks = notebooks or NOTEBOOKS
    if (notebooks / SETTINGS_FILE).is_file():
        os.environ.setdefault(SETTINGS_VARIABLE, str((notebooks / SETTINGS_FILE).resolve()))
    return notebooks


def _report_room() -> ModuleType:
    """Import what runs notebooks, without what takes longer than the rest together and checks nothing of a notebook.

    It is a grammar of web addresses, which jsonschema, loaded by nbformat, has built where it finds it installed.
    """
    grammar, own = "rfc3987_syntax", sys.modules.get("rfc3987_syntax")
    sys.modules[grammar] = own  # type: ignore[assignment]  # None makes its import fail, for which jsonschema is ready
    try:
        from sourcebook import report
    finally:
        if own is None:
            del sys.modules[grammar]
    return report


def _report(args: argparse.Namespace) -> None:
    from sourcebook import load

    notebooks = _use_settings_of_the_notebooks(args.notebooks)
    corpus = load(args.folder)
    given = {"GROUP_BY": args.group_by, "WORDS": list(args.words)}
    parameters = {name: value for name, value in given.items() if value}
    if args.group_by and args.group_by not in corpus.groupings:
        raise InputError(f"--group-by {args.group_by}: not one of {', '.join(corpus.groupings)}")
    folder = args.folder.expanduser().resolve() if args.folder else None
    parts = {"code": not args.no_code, "with_sources": args.with_sources}
    index = _report_room().write_report(corpus, folder, args.out, parameters, notebooks, **parts)
    print(f"The report on {_articles(corpus)} is at {_near(index)}")
    _print_what_is_amiss(corpus)


def _print_what_is_amiss(corpus: "Corpus") -> None:
    """Print which files were left out and why, and what in catalogue and notes doesn't fit the folder."""
    from sourcebook import notes, overview

    if len(corpus.left_out):
        print(overview.listed(corpus.left_out, _columns()))
    for notice in (*corpus.notices, *notes.strayed(corpus)):
        print(notice)


def _columns() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def _articles(corpus: "Corpus") -> str:
    """Return how many articles a corpus holds, and of how many they were chosen."""
    n = len(corpus.sources)
    of = f" of {len(corpus.whole.sources):,}" if corpus.whole else ""
    return f"{n:,}{of} article{'s' if of or n != 1 else ''}"


def _near(path: Path) -> Path:
    """Return a path as one would type it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _check(args: argparse.Namespace) -> None:
    from sourcebook import drafting, load, overview
    from sourcebook.corpus import articles_folder
    from sourcebook.corpus.parts import holds_parts

    _use_settings_of_the_notebooks()
    folder = articles_folder(args.folder)
    if args.write and holds_parts(folder):
        raise InputError(f"{folder}: holds tables; draft the catalogue where the articles are that they were made of")
    corpus = load(args.folder)
    print(f"{corpus}\n")
    print(overview.printed(overview.check(corpus), _columns()))
    _print_what_is_amiss(corpus)
    if args.write:
        print(drafting.write(corpus, folder))


def _tables(args: argparse.Namespace) -> None:
    from sourcebook import exports, load
    from sourcebook.corpus.parts import holds_parts

    if _is_archive(args):
        _archive(args)
        return
    _use_settings_of_the_notebooks()
    corpus = load(args.folder)
    out = Path(args.out).expanduser().resolve()
    if args.folder and out == Path(args.folder).expanduser().resolve():
        raise InputError(f"{args.out}: is the folder of the articles; name another one with -o")
    if holds_parts(out):
        raise InputError(f"{args.out}: holds tables in parts, which would go on being read; name another one with -o")
    forms = tuple(exports.FORMS) if args.format == "both" else (args.format,)
    paths = exports.write_tables(corpus, out, forms, args.with_sources, corpus.settings.group_by, args.words)
    many = len(paths) // len(forms)
    paths.append(exports.write_bibliography(corpus, out))
    chosen = f" on {_articles(corpus)}" if corpus.whole else ""
    print(f"{many} tables{chosen} and a bibliography in {_near(out)}: {', '.join(path.name for path in paths)}")


def _is_archive(args: argparse.Namespace) -> bool:
    """Tell whether something is asked for that the tables of a corpus in memory don't have."""
    from sourcebook.readers import are_tables

    asked = (args.engine, args.workers is not None, args.memory, args.scheduler, args.tags, args.part_size is not None)
    place = Path(args.folder or "")
    names = (file.name for file in place.iterdir()) if args.folder and place.is_dir() else [place.name]
    return any(asked) or "://" in str(args.folder) or are_tables(names)


def _archive(args: argparse.Namespace) -> None:
    from sourcebook import archive
    from sourcebook.corpus import articles_folder

    if args.format != "parquet" or args.words:
        raise InputError("--format, --words: tables in parts are Parquet, and hold no uses of words; leave them out")
    if args.no_cache:
        raise InputError("--no-cache: of tables in parts nothing is in the cache; leave it out")
    if not args.folder:
        _use_settings_of_the_notebooks()
    engine = args.engine or ("dask" if args.scheduler else "processes" if args.workers not in (None, 1) else "local")
    try:
        done = archive.write(
            args.folder or articles_folder(), args.out, engine, workers=args.workers, memory=args.memory,
            scheduler=args.scheduler, tags=args.tags, size=args.part_size, follow_links=args.follow_links,
        )  # fmt: skip
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"what is done is kept in {args.out}, and the same command goes on there") from None
    n, before = done.rows["sources"], f", {done.kept:,} of them done before" if done.kept else ""
    left_out = f"; {done.rows['left_out']:,} left out, see left_out" if done.rows["left_out"] else ""
    articles, parts = f"article{'s' if n != 1 else ''}", f"part{'s' if done.parts != 1 else ''}"
    print(f"{n:,} {articles}, {done.words:,} words in {done.parts:,} {parts}{before}{left_out}: {args.out}")


def _diff(args: argparse.Namespace) -> None:
    from sourcebook import changes
    from sourcebook.corpus import open_tables

    news = changes.changes(open_tables(args.old), open_tables(args.new))
    print(f"From {news.old} to {news.new}")
    for title, rows in _news(news, changes.moved(news.terms)).items():
        print(f"\n{title}: {len(rows) or 'none'}")
        for row in rows[:MOST_NEWS]:
            print(f"  {row}")
        if len(rows) > MOST_NEWS:
            print(f"  … and {len(rows) - MOST_NEWS:,} more")


def _news(news: "Changes", terms: "pd.DataFrame") -> dict[str, list[str]]:
    """Return what is new as lines under their titles."""
    sources = [f"{r.change:9} {r.source_id}  {r.title or ''}".rstrip() for r in news.sources.itertuples()]
    voices = [f"{r.change:9} {r.voice}  {r.words:,} words in {r.sources}" for r in news.voices.itertuples()]
    figures = [
        f"{r.old} -> {r.new}  {r.subject or ''}\n    {r.relation}: {r.old_fact} ({r.old_voice}) -> {r.new_fact} "
        f"({r.new_voice})"
        for r in news.figures.itertuples()
    ]
    facts = [f"{r.change:9} {r.worth}  {r.subject or ''}\n    {r.fact_id} ({r.voice})" for r in news.facts.itertuples()]
    moved = [f"{r.term}  {r.rate_before:.2f} -> {r.rate_after:.2f} per 1,000 words" for r in terms.itertuples()]
    return {
        "Articles": sources,
        "Voices": voices,
        "Figures that differ for the same thing": figures,
        "Figures and dates": facts,
        "Terms that rose or fell most": moved,
    }


def _quantities(args: argparse.Namespace) -> None:
    from sourcebook import jsonlines

    if sys.stdin.isatty():
        print(f"sourcebook: reading lines of {jsonlines.FORM} from standard input", file=sys.stderr)
    read = refused = 0
    try:
        for answer in jsonlines.answers(sys.stdin.buffer):
            read, refused = read + 1, refused + ("error" in answer)
            sys.stdout.write(jsonlines.written(answer))
            sys.stdout.flush()  # whoever reads on has each answer at once
    except BrokenPipeError:
        _leave_quietly()
    if refused:
        raise InputError(f"{refused} of {read} lines could not be read; the answer to each says why under 'error'")


def _leave_quietly() -> None:
    """Let go of a pipe whose reader has had enough, as `head` has; Python would complain at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _notebooks(args: argparse.Namespace) -> None:
    _use_settings_of_the_notebooks()
    for path in _report_room().refresh():
        print(path.name)


if __name__ == "__main__":
    sys.exit(main())
