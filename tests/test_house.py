"""The house keeps its order: rooms import from below only, and what the README promises is there."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import sourcebook

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "lib" / "sourcebook"
FLOORS = [
    ["errors", "cache", "tablefiles", "links", "progress", "punkt"],
    ["catalogue", "spans", "quantities", "keyness", "dispersion"],
    ["readers", "jsonlines", "counting", "speech", "index", "facts", "duplicates"],
    ["voices", "pencil", "people", "asking", "promising"],
    ["corpus"],
    ["archive", "notes", "overview", "textstats", "terms", "concordance"],
    ["collocations", "lexicon", "similarity", "drafting", "changes"],
    ["agreement", "reckoning", "synthesis", "trust"],
    ["views", "bibliography"],
    ["findings", "charts", "exports"],
    ["pages", "running"],
    ["report", "exporter"],
    ["cli"],
    ["__main__"],
]
QUANTITIES = [  # a room with floors of its own, and nothing but the standard library
    ["numerals"],
    ["isodates", "verbs", "sentences"],
    ["nouns"],
    ["readings", "timex", "commitment"],
    ["measures", "explicit"],
    ["money"],
    ["units", "holidays", "relative", "quantity", "clock"],
    ["intervals"],
    ["dates"],
    ["lookalikes"],
    ["frame", "attribution"],
    ["amounts"],
    ["ranges", "understood"],
    ["reader"],
    ["assembly"],
]
READERS = [
    ["document", "blocks", "decoding", "folder"],
    ["stated", "webtext", "layout"],
    ["webmeta", "markdown", "word", "pdf"],
    ["webpage"],
    ["reading"],
]
VOICES = [
    ["passage", "wording"],
    ["lines", "names"],
    ["boilerplate", "dates", "people", "fields"],
    ["furniture", "outlets", "setting"],
    ["bylines", "titles", "speakers"],
    ["masthead", "labels", "namelines", "parts", "questions"],
    ["cast", "signatures"],
    ["dialogue", "contributions", "letters"],
    ["turns"],
    ["ledger", "layout"],
    ["owners", "closings", "participants", "insertions", "introductions", "endings"],
    ["tiling"],
    ["assembly", "catalogued"],
    ["detection"],
]
ARCHIVE = [
    ["places", "engines", "rows"],
    ["tables", "kept", "pieces", "merging"],
    ["inputs"],
    ["survey"],
    ["analysing"],
    ["job"],
]
CORPUS = [["schema"], ["parts"], ["analysis", "bundle", "folder"], ["loading"], ["saved"]]
SPEECH = [
    ["verbs"],
    ["clauses"],
    ["speakers"],
    ["kinds", "reporting"],
    ["naming", "indirect"],
    ["antecedents"],
    ["quoting", "moods"],
    ["quotations", "using"],
]
ASKING = [
    ["states", "imperatives"],
    ["addressees"],
    ["demands", "addressing"],
    ["subjects", "phrases", "questions"],
    ["petitions", "deeds"],
    ["needs"],
    ["modals"],
    ["asks"],
]
PROMISING = [
    ["willing"],
    ["commitment"],
    ["extent", "dues"],
    ["pledges"],
    ["pledging", "obliging", "scheduling", "announcing"],
    ["committing", "agents"],
    ["pairs", "referring"],
    ["binding"],
    ["promises"],
]
AGREEMENT = [
    ["wording", "values", "moments"],
    ["telling", "times", "crediting"],
    ["company"],
    ["pairing", "differing"],
    ["judging"],
    ["origins"],
    ["corroborating"],
]
RECKONING = [["rounding", "lines"], ["equalling", "sharing", "stepping", "implying"], ["checking"]]
SYNTHESIS = [
    ["dating", "discovering", "leaning", "claiming", "asked"],
    ["covering", "moving", "promised"],
]
TEXTSTATS = [["diversity", "readability", "resampling", "style"], ["registry", "tallies"], ["comparing"], ["table"]]
FINDINGS = [
    ["prose"],
    ["sources", "speech", "style", "words", "figures", "synthesis", "changes", "agreement", "asking"],
    ["brief"],
]
VIEWS = [["frame"], ["cells"], ["sources", "figures", "synthesis"]]
CHARTS = [["colours", "fonts"], ["vector"], ["canvas"], ["measures", "words", "times", "amounts"]]
PAGES = [["languages", "downloads", "notebook"], ["evidence", "article"], ["document"], ["parts"], ["site"]]
FOLDERS = {
    "readers": READERS,
    "voices": VOICES,
    "archive": ARCHIVE,
    "corpus": CORPUS,
    "quantities": QUANTITIES,
    "speech": SPEECH,
    "asking": ASKING,
    "promising": PROMISING,
    "agreement": AGREEMENT,
    "reckoning": RECKONING,
    "synthesis": SYNTHESIS,
    "textstats": TEXTSTATS,
    "findings": FINDINGS,
    "charts": CHARTS,
    "views": VIEWS,
    "pages": PAGES,
}
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
INNER = {f"{folder}.{room}": n for folder, own in FOLDERS.items() for n, rooms in enumerate(own) for room in rooms}


def imported(path: Path) -> set[str]:
    """Return the modules that a file names in its imports at top level, in full."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module == "sourcebook":
            found |= {f"sourcebook.{alias.name}" for alias in node.names if alias.name != "__version__"}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def rooms(path: Path) -> set[str]:
    """Return the rooms that a file of the library imports."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("sourcebook.")}


def files(room: str) -> list[Path]:
    return sorted(LIBRARY.glob(f"{room}/*.py")) or [LIBRARY / f"{room}.py"]


def test_every_room_has_its_floor() -> None:
    inner = {f"{path.parent.name}.{path.stem}" for path in LIBRARY.glob("*/*.py") if path.stem != "__init__"}
    folders = {path.parent.name for path in LIBRARY.glob("*/__init__.py")}
    assert {path.stem for path in LIBRARY.glob("*.py")} - {"__init__"} | folders == set(FLOOR)
    assert inner == set(INNER)


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_a_room_imports_only_from_below(room: str) -> None:
    others = {other for path in files(room) for other in rooms(path)} - {room}
    assert {other for other in others if FLOOR[other] >= FLOOR[room]} == set()


@pytest.mark.parametrize("room", sorted(INNER))
def test_so_does_a_part_of_a_room(room: str) -> None:
    folder, _, part = room.partition(".")
    names = {name.removeprefix("sourcebook.") for name in imported(LIBRARY / folder / f"{part}.py")}
    own = {name for name in names if name.startswith(f"{folder}.")}
    assert {other for other in own if INNER[other] >= INNER[room]} == set()


@pytest.mark.parametrize("path", files("quantities"), ids=lambda path: path.stem)
def test_quantities_needs_the_standard_library_alone(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(path)} - {"sourcebook"} <= set(sys.stdlib_module_names)


def test_only_the_rooms_that_may_touch_the_disk_do() -> None:
    touching = re.compile(
        r"\.(read|write)_(text|bytes)\(|(?<![.\w])(?<!def )open\(|\.open\([)'\"]|\.to_(csv|parquet)\("
    )
    files = [p.relative_to(LIBRARY) for p in LIBRARY.rglob("*.py") if touching.search(p.read_text(encoding="utf-8"))]
    found = {p.parts[0] if p.parts[0] in ("readers", "corpus", "archive") else p.stem for p in files}
    # the cache keeps what was worked out before
    # spans and readability read lists that are part of the library, catalogue what a person wrote beside the articles
    assert found <= {
        "readers",
        "corpus",
        "archive",
        "exports",
        "report",
        "cli",
        "pages",
        "spans",
        "readability",
        "catalogue",
        "cache",
    }


def test_a_name_is_imported_only_when_it_is_asked_for() -> None:
    """The package alone costs nothing: neither pandas nor NLTK nor matplotlib is imported with it."""
    script = "import sys, sourcebook; print(sorted({'pandas', 'nltk', 'matplotlib', 'nbclient'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


def test_the_library_knows_no_seed(seeds) -> None:
    names = {name for voice in seeds.voices["voice"] for name in re.findall(r"\b[A-Z]\w{3,}\b", voice)}
    names -= {"Chinese", "American", "Editor", "Editors", "James", "Ryan", "Stephen"}
    code = "\n".join(p.read_text(encoding="utf-8") for p in LIBRARY.rglob("*.py"))
    assert len(names) >= 8
    assert {name for name in names if re.search(rf"\b{name}\b", code)} == set()


def test_every_package_is_pinned_and_the_library_comes_last() -> None:
    lines = [
        line
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if line and not line.lstrip().startswith("#")
    ]
    assert lines[-1] == "-e ."
    assert all(re.match(r"[a-z0-9-]+(\[[a-z]+\])?==\S+", line) for line in lines[:-1])
    pinned = {re.split(r"[=\[ ]", line)[0] for line in lines}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {re.split(r"[>=\[ ]", line)[0] for line in declared} <= pinned


def test_what_is_cited_is_the_version_there_is() -> None:
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(said), "the schema of CFF 1.2.0 asks for these"
    assert said["version"] == sourcebook.__version__
    license_line = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()[0]
    assert said["license"] in license_line


def test_the_readme_promises_what_there_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)\b", readme, re.MULTILINE)) <= targets
    for path in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / path).exists(), path
    help_text = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "--help"], capture_output=True, text=True
    ).stdout
    commands = set(re.findall(r"^    ([a-z]+)\b", help_text, re.MULTILINE))
    assert set(re.findall(r"(?<!from )\bsourcebook ([a-z]+) ", readme)) <= commands


def test_the_readme_shows_a_figure_that_a_notebook_drew() -> None:
    from readme_figure import PICTURE, figure

    assert PICTURE.read_bytes() == figure()
