"""What a person says about the articles and the analysis: catalogue, workbook, issues, and labels.

Every entry is optional; an entry that nobody would read is an error, so that a misspelling never passes in silence.
"""

import calendar
import contextlib
import datetime
import json
import os
import re
import shutil
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sourcebook.errors import InputError, unknown_key

KINDS = ("body", "introduction", "heading", "furniture")
ROLES = ("author", "editor", "translator", "interviewer", "collective", "unsigned")
BASES = ("stated", "file", "catalogue", "inferred", "unknown")
# The columns of a passage that a tag must not overwrite.
RESERVED_TAGS = frozenset(
    """passage_id source_id sentence_id fact_id source voice role kind part_of start end confidence basis group words
    term n text title path published language authors note""".split()
)
DOUBTFUL = "# doubtful:"  # begins a line of a drafted catalogue that a person is to look at
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_STRAY_STAR = re.compile(r"(?<!\w)\*|\*(?!\s|$)")


@dataclass(frozen=True)
class PassageEntry:
    """One `[[source.passage]]`: who speaks from the words in `opens` up to the next entry."""

    opens: str
    voice: str = ""
    role: str = "author"
    kind: str = "body"
    aliases: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceEntry:
    """One `[[source]]`: what an article can't say of itself."""

    file: str
    id: str = ""
    sha256: str = ""
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    published_basis: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    translated: bool = False
    note: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[PassageEntry, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What `workbook.toml` says: the folder of articles, how to group them, and what the reader asks after.

    since   an earlier state to compare with: a folder of tables or of articles, or a date
    choose  of tables in parts, words that the articles to read closely say most; most: how many articles at most
    """

    articles: str = ""
    group_by: str = "voice"
    as_of: str = ""
    since: str = ""
    words: tuple[str, ...] = ()
    labels: str = ""
    choose: tuple[str, ...] = ()
    most: float = 500


def quoted(text: str) -> str:
    r"""Return a text as a TOML string on one line, what can't be seen in it written as its number.

    >>> print(quoted('He said "no"\n'))
    "He said \"no\"\n"
    """
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in shown)


def date_interval(value: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day that an ISO 8601 date, month, year or interval may mean.

    raises ValueError where it is none

    >>> date_interval("2024-11/2025-01")
    (datetime.date(2024, 11, 1), datetime.date(2025, 1, 31))
    """
    parts = value.split("/")
    if len(parts) > 2 or not all(_DATE.fullmatch(part) for part in parts):
        raise ValueError(f"'{value}' is no date")
    first, last = _first_day(parts[0]), _last_day(parts[-1])
    if first > last:
        raise ValueError(f"'{value}' ends before it begins")
    return first, last


def is_date(value: str) -> bool:
    """Tell whether a text is a date as `date_interval` takes one."""
    try:
        date_interval(value)
    except ValueError:
        return False
    return True


def _first_day(date: str) -> datetime.date:
    return datetime.date.fromisoformat((date + "-01-01")[:10] if len(date) < 10 else date)


def _last_day(date: str) -> datetime.date:
    first = _first_day(date)
    if len(date) == 10:
        return first
    month = 12 if len(date) == 4 else first.month
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])


def read_catalogue(path: Path) -> list[SourceEntry]:
    """Return the entries of a catalogue; none where the file is missing.

    raises InputError naming file, table and key, with the right form
    """
    entries = [_source(where, row) for where, row in only_tables(path, "source")]
    for key in ("file", "id"):
        values = [getattr(entry, key) for entry in entries if getattr(entry, key)]
        for value in sorted({v for v in values if values.count(v) > 1}):
            raise InputError(f"{_name(path)}: two [[source]] tables with {key} = '{value}'; keep one of them")
    return entries


def append(path: Path, text: str, head: str = "") -> None:
    """Add text to a catalogue behind what stands in it, every byte of which stays; head: what a new one begins with.

    The file is the old one or the new one at every moment, never a part of it.
    raises InputError where it would be no valid catalogue then, or can't be written; it is left as it was
    """
    path = path.resolve()  # where the name is a link, what it leads to is the catalogue
    scratch = path.with_name(f".{path.name}.partial")
    try:
        old = path.read_bytes() if path.exists() else b""
        scratch.write_bytes(old + _behind(old, text if old else head + text))
        read_catalogue(scratch)
        if path.exists():
            shutil.copymode(path, scratch)
        os.replace(scratch, path)
    except InputError as error:
        said = str(error).replace(f"{_name(scratch)}: ", "").replace(_name(scratch), "it")
        raise InputError(f"{_name(path)}: can't be added to, and stays as it is: {said}") from None
    except OSError as error:
        raise InputError(f"{_name(path)}: can't be written: {error.strerror}; check the folder's permissions") from None
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)


def _behind(old: bytes, text: str) -> bytes:
    """Return text as it goes behind what is there: two lines below it, with its line ends."""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    gap = b"" if not old else end * 2 if old.endswith(b"\n") else end * 3
    return gap + text.encode().replace(b"\n", end)


def to_look_at(path: Path) -> list[str]:
    """Return a notice of what a draft marked as doubtful and nobody has settled yet; none where there is nothing."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    n = sum(line.startswith(DOUBTFUL) for line in text.split("\n"))
    lines = "1 line is" if n == 1 else f"{n} lines are"
    return [f"{path.name}: {lines} marked '{DOUBTFUL}'; delete each when it is settled"] if n else []


def _source(where: str, row: Mapping[str, Any]) -> SourceEntry:
    if not isinstance(row.get("file"), str) or not row["file"]:
        raise InputError(f"{where}: key 'file' is missing; write the article's name, as in file = \"article.txt\"")
    where = f"{where} ({row['file']})"
    row = dict(row)
    passages = [
        _passage(f"{where}, [[source.passage]] {n}", p) for n, p in enumerate(_tables(where, row, "passage"), 1)
    ]
    row.pop("passage", None)
    for key in ("published", "accessed"):
        row[key] = _date(where, key, row.get(key, ""))
    entry = build(SourceEntry, where, row, hidden={"passages"}, shown={"passage"}, extra={"passages": tuple(passages)})
    if entry.published_basis and entry.published_basis not in BASES:
        raise InputError(f"{where}: published_basis '{entry.published_basis}' is not one of {', '.join(BASES)}")
    return entry


def _passage(where: str, row: Mapping[str, Any]) -> PassageEntry:
    entry = build(PassageEntry, where, row)
    if not entry.opens.strip():
        raise InputError(f"{where}: key 'opens' is missing; write the words that the passage begins with")
    for key, value, allowed in (("role", entry.role, ROLES), ("kind", entry.kind, KINDS)):
        if value not in allowed:
            raise InputError(f"{where}: {key} '{value}' is not one of {', '.join(allowed)}")
    if not entry.voice and entry.kind != "furniture":
        raise InputError(
            f"{where}: key 'voice' is missing; write who speaks, or kind = \"furniture\" where nobody does"
        )
    return entry


def read_settings(path: Path) -> Settings:
    """Return what a workbook.toml says, defaults where the file is missing.

    raises InputError naming file and key, with the right form
    """
    if not path.exists():
        return Settings()
    row = _read_toml(path)
    row["as_of"] = _date(_name(path), "as_of", row.get("as_of", ""))
    if isinstance(row.get("since"), datetime.date):  # TOML has dates of its own
        row["since"] = _date(_name(path), "since", row["since"])
    settings = build(Settings, _name(path), row)
    _refuse_what_can_t_be_found(f"{_name(path)}: choose", settings.choose)
    if settings.most < 1 or settings.most % 1 != 0:  # nor of nan and inf
        raise InputError(f"{_name(path)}: most must be a whole number, at least 1, as in most = 500")
    return settings


def read_issues(path: Path) -> dict[str, tuple[str, ...]]:
    """Return issue -> words and phrases from an issues.toml; empty where the file is missing."""
    issues = _issues_file(path).get("issues", {})
    form = 'an issue is a name with its words, as in trade = ["tariff", "trade deal"]'
    if not isinstance(issues, dict):
        raise InputError(f"{_name(path)}: key 'issues': {form}")
    for name, phrases in issues.items():
        if not (_is_strings(phrases) and phrases):
            raise InputError(f"{_name(path)}: key '{name}': {form}")
        _refuse_what_can_t_be_found(f"{_name(path)}: key '{name}'", phrases)
    return {name: tuple(phrases) for name, phrases in issues.items()}


def read_words(path: Path) -> tuple[str, ...]:
    """Return the words and phrases whose use an issues.toml asks after; none where it is missing or asks after none."""
    words = _issues_file(path).get("words", [])
    if not _is_strings(words):
        raise InputError(f'{_name(path)}: key \'words\': write a list, as in words = ["soft", "trade deal"]')
    _refuse_what_can_t_be_found(f"{_name(path)}: key 'words'", words)
    return tuple(words)


def _issues_file(path: Path) -> dict[str, Any]:
    table = _read_toml(path) if path.exists() else {}
    for key in table.keys() - {"issues", "words"}:
        raise unknown_key(_name(path), key, ["issues", "words"])
    return table


def _refuse_what_can_t_be_found(where: str, phrases: Iterable[str]) -> None:
    for phrase in phrases:
        if not any(c.isalnum() for c in phrase) or _STRAY_STAR.search(phrase):
            raise InputError(
                f"{where}: '{phrase}' can't be found; it takes a word, and a star stands at a word's end only"
            )


def read_labels(path: Path) -> list[dict[str, Any]]:
    """Return the figures that a person labelled: a JSON object a line with file, start and end of the figure's words.

    What it may say besides: core (start and end of the number alone), kind, value, low, high, unit, iso, salience (fact
    or incidental) and vague, as the table `facts` has them; value_expanded goes before value, and a share may be
    written as a ratio.
    raises InputError naming file and line
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"{_name(path)}: not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"{_name(path)}: can't be read: {error.strerror}; correct labels in workbook.toml") from None
    labels = {}
    for n, line in enumerate(lines, 1):
        try:
            label = _label(json.loads(line)) if line.strip() else None
        except KeyError as error:
            raise InputError(f"{_name(path)}, line {n}: key {error} is missing; see tests/gold/README.md") from None
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(f"{_name(path)}, line {n}: no label ({error}); see tests/gold/README.md") from None
        if label:
            labels[label["file"], label["start"], label["end"]] = label
    return list(labels.values())


def _label(row: Mapping[str, Any]) -> dict[str, Any]:
    core = row.get("core") or row
    label: dict[str, Any] = {key: row.get(key) for key in ("kind", "low", "high", "unit", "iso")}
    label |= {"file": str(row["file"]), "start": int(row["start"]), "end": int(row["end"]), "surface": row["surface"]}
    label |= {"core_start": int(core["start"]), "core_end": int(core["end"])}
    label |= {"value": row.get("value_expanded", row.get("value")), "salience": row.get("salience", "fact")}
    label["vague"] = bool(row.get("vague"))
    if wrong := [key for key in ("value", "low", "high") if not isinstance(label[key], (int, float, type(None)))]:
        raise ValueError(f"{wrong[0]} must be a number")
    if label["salience"] not in ("fact", "incidental"):
        raise ValueError(f"salience '{label['salience']}' is not fact or incidental")
    if label["unit"] == "ratio":
        label |= {"unit": "%", "value": label["value"] * 100}
    return label | ({"unit": "%"} if label["unit"] == "percent" else {})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{_name(path)}: not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{_name(path)}: not TOML: {error}") from None
    except OSError as error:
        raise InputError(f"{_name(path)}: can't be read: {error.strerror}; check its permissions") from None


def only_tables(path: Path, key: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the tables of a file that holds one kind alone, each with its place in words; none without the file."""
    if not path.exists():
        return []
    table = _read_toml(path)
    for other in table.keys() - {key}:
        raise unknown_key(_name(path), other, [key])
    return [(f"{_name(path)}, [[{key}]] {n}", row) for n, row in enumerate(_tables(_name(path), table, key), 1)]


def _tables(where: str, row: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    tables = row.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise InputError(f"{where}: '{key}' must be written as a list of tables, with double brackets")
    return tables


def build(
    kind: type[Any],
    where: str,
    row: Mapping[str, Any],
    hidden: frozenset[str] | set[str] = frozenset(),
    shown: frozenset[str] | set[str] = frozenset(),
    extra: Mapping[str, Any] | None = None,
) -> Any:
    """Make a dataclass of a TOML table, each value of the type that its field has.

    where    the file and table, for errors
    hidden   fields that can't be written; `extra` has their values
    shown    keys that are read elsewhere
    raises   InputError naming a key that is unknown, missing or of another type, with the right form
    """
    types = {f.name: f.type for f in fields(kind) if f.name not in hidden}
    for key in row:
        if key not in types:
            raise unknown_key(where, key, types.keys() | shown)
    values = {key: _checked(where, key, value, str(types[key])) for key, value in row.items()}
    try:
        return kind(**values, **(extra or {}))
    except TypeError:
        missing = next(f.name for f in fields(kind) if f.name not in values)
        raise InputError(f"{where}: key '{missing}' is missing") from None


def _checked(where: str, key: str, value: Any, wanted: str) -> Any:
    if "Mapping" in wanted:
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise InputError(f'{where}: {key} must be a table of words, as in {key} = {{ side = "north" }}')
        for name in value.keys() & RESERVED_TAGS:
            raise InputError(f"{where}: a tag can't be called '{name}', since a column of the tables is; rename it")
        return dict(value)
    if "tuple" in wanted:
        if not _is_strings(value):
            raise InputError(f'{where}: {key} must be a list of words, as in {key} = ["one", "two"]')
        return tuple(_name_like(where, key, v) for v in value)
    if "bool" in wanted:
        if not isinstance(value, bool):
            raise InputError(f"{where}: {key} must be true or false")
        return value
    if "float" in wanted:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError(f"{where}: {key} must be a number without quotes, as in {key} = 5000000")
        return float(value)
    if not isinstance(value, str):
        raise InputError(f'{where}: {key} must be in quotes, as in {key} = "…"')
    return _name_like(where, key, value) if key == "voice" and value else value


def _name_like(where: str, key: str, value: str) -> str:
    """Return a name in one form, so that the same person never is two for an accent or a space."""
    name = " ".join(unicodedata.normalize("NFC", value).split())
    if not name:
        raise InputError(f"{where}: {key} holds an empty name; leave the key out where nobody is known")
    return name


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _date(where: str, key: str, value: Any) -> str:
    text = value.isoformat()[:10] if isinstance(value, datetime.date) else value
    try:
        if text != "":
            date_interval(text)
        return str(text)
    except (ValueError, AttributeError, TypeError) as error:
        if "before it begins" in str(error):
            raise InputError(f"{where}: {key} {error}; write the earlier date first") from None
        raise InputError(
            f'{where}: {key} \'{value}\' is not year-month-day; write it like "2026-04-03", "2026-04", "2026" '
            f'or, for an interval, "2025-11/2026-01"'
        ) from None


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name
