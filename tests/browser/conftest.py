"""A real browser for the tests in this folder; without one they are skipped, unless it is said to be required.

SOURCEBOOK_BROWSER=required   a missing browser or package is a failure
SOURCEBOOK_SHOTS=folder       where prints, figures and pictures of JupyterLab are kept, and pictures of every page;
                              without it the pages aren't pictured and the rest is with pytest's own files
"""

import html
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = os.environ.get("SOURCEBOOK_BROWSER") == "required"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
REPORT_OPTIONS = ("--with-sources",)  # of the report that all these tests open


@dataclass
class Visit:
    """An opened page, what it asked for, and what it said that a quiet page doesn't say."""

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """What was asked for outside of files of this machine and of the page itself."""
        return [url[:200] for url in self.asked if not url.startswith(("data:", "file:"))]


def _missing(what: str) -> Any:
    (pytest.fail if REQUIRED else pytest.skip)(f"{what}; install it to test the pages in a browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright is not installed")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        _missing("there is no Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The code of axe-core, to be evaluated in a page: the policy of the pages forbids to load it."""
    try:
        import axe_playwright_python
    except ImportError:
        _missing("axe-playwright-python is not installed")
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for what a person may want to look at afterwards."""
    named = os.environ.get("SOURCEBOOK_SHOTS")
    folder = Path(named).resolve() if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def picture(shots: Path) -> Callable[[Any, str], None]:
    """Return a function that keeps a picture of a whole page, as far down as the browser can draw one, if asked for."""

    def keep(page: Any, name: str) -> None:
        if os.environ.get("SOURCEBOOK_SHOTS"):
            wide, high = page.evaluate("[innerWidth, Math.min(document.documentElement.scrollHeight, 16000)]")
            clip = {"x": 0, "y": 0, "width": wide, "height": high}
            page.screenshot(path=shots / f"{name}.png", full_page=True, clip=clip)

    return keep


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables for programs that are started here: nothing of the user's is read or written, one cache for all."""
    home = tmp_path_factory.mktemp("home")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "SOURCEBOOK", "XDG"))}
    places = {
        "HOME": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
        "JUPYTER_CONFIG_DIR": ".jupyter",
        "JUPYTER_DATA_DIR": ".local/share/jupyter",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": ".ipython",
        "SOURCEBOOK_CACHE": ".cache/sourcebook",
    }
    return own | {name: str(home / place) for name, place in places.items()}


@pytest.fixture(scope="session")
def report(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that makes the report on a folder by the command of the README, and returns its folder."""

    def make(articles: Path, *options: str) -> Path:
        out = tmp_path_factory.mktemp("pages") / "report"
        settings = {"SOURCEBOOK_WORKBOOK": str(ROOT / "tests" / "workbook.toml")}
        command = [sys.executable, "-m", "sourcebook.cli", "report", str(articles), "-o", str(out), *options]
        subprocess.run(command, check=True, env=environment | settings)
        return out

    return make


@pytest.fixture(scope="session")
def made(browser: Any, report: Callable[..., Path]) -> Path:
    """The report on the five articles, made once for all these tests."""
    return report(ROOT / "seeds", *REPORT_OPTIONS)


@pytest.fixture(scope="session")
def pages(made: Path) -> list[Path]:
    """Every page of the report, those in folders too."""
    found = sorted(made.rglob("*.html"))
    notebooks = {f"{path.stem}.html" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {"index.html", "sourcebook.html", *notebooks} <= {path.name for path in found}
    return found


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles in which everything that a person or a page can write is an attempt to run something."""
    folder = tmp_path_factory.mktemp("hostile") / f"dams {_attack('folder', closing=False)}"
    folder.mkdir()
    for n, name in enumerate(("one", "two"), 1):
        head = f"# Of dams {_attack('heading')}\n\nBy {_attack('byline')}\n\n"
        path = folder / f"{name} {_attack('file', closing=False)}.{'txt' if n == 1 else 'md'}"
        path.write_text(head + _told(n), encoding="utf-8")
    meta = html.escape(_attack("meta"), quote=True)
    page = (
        f'<html><head><title>{meta}</title><meta name="author" content="{meta}"><meta property="og:site_name" content='
    )
    page += f'"{meta}"></head><body><article><h1>{meta}</h1><p>{_attack("raw")}</p>'
    page += "".join(f"<p>{html.escape(part)}</p>" for part in _told(3).split("\n\n")) + "</article></body></html>"
    (folder / "[page](javascript:alert('file')).html").write_text(page, encoding="utf-8")
    (folder / f"empty {_attack('empty', closing=False)}.pdf").write_bytes(b"")
    (folder / "catalogue.toml").write_text(_hostile_catalogue(folder), encoding="utf-8")
    words = ", ".join(map(_toml, ["dam", "river", _attack("word")]))
    issues = f'{_toml(_attack("issue") + _MARKDOWN)} = {json.dumps(["river", "town"])}\n"Money" = ["cost", "euros"]'
    (folder / "issues.toml").write_text(f"words = [{words}]\n[issues]\n{issues}\n", encoding="utf-8")
    (folder / "notes.toml").write_text(
        _hostile_notes(next(path.name for path in folder.glob("one*"))), encoding="utf-8"
    )
    return folder


# Markdown and LaTeX that would make links, pictures and headings.
_MARKDOWN = (
    "[link](javascript:alert('markdown')) ![x](https://evil.example/x.png) <https://evil.example/auto> **b** `c` "
    r"$\href{javascript:alert('latex')}{x}$ \(\unicode{x41}\) $$\require{html}\style{}{x}$$ | a | b |"
)


def _attack(place: str, closing: bool = True) -> str:
    """Return markup that would run something, named by where it is put; without a slash where it is a file's name."""
    script = f"<script>alert('{place}')</script>" if closing else ""
    return f"{script}<img class=evil src=x onerror=alert('{place}')><svg class=evil onload=alert('{place}')>"


def _told(article: int) -> str:
    """Return paragraphs with figures, dates, quotations, promises and demands, each with markup in the middle of it."""
    filler = {
        1: "The river is wide and the town is old, and nobody who lives there remembers a summer without rain. ",
        2: "Boats came up from the harbour in spring with timber and salt, until the road over the hills was opened. ",
        3: "Teachers, masons and millers met in the school on Sundays to read what the papers said about the fields. ",
    }[article]
    return "".join(
        f"The dam at {place} cost {_attack('text')} ${n * article} million in May 202{n}, said Ada Ng. It may rise by "
        f"{n + article} percent </style></title>--><script>alert('break')</script>]]> and {_MARKDOWN} stays. "
        f"{filler * 2}"
        f"“We will close the sluice {_attack('quoted')} by June 202{n + 4},” Bo Ruiz promised. {filler * 2}"
        f"The council must pay {_attack('asked')} {n + 20 * article} euros. {filler * 3}\n\n"
        for n, place in enumerate(["Upper Field", "Lower Field", "Long Reach"], 1)
    )


def _hostile_notes(file: str) -> str:
    notes = [
        {"quote": "$1 million", "comment": _attack("comment") + _MARKDOWN, "value": 2000000},
        {"quote": "It may rise by 2 percent", "comment": _attack("remark"), "code": _attack("code")},
        {"quote": _attack("lost", closing=False), "verdict": "wrong"},
    ]
    lines = [[f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in n.items()] for n in notes]
    return "\n".join("\n".join(["[[note]]", f"file = {_toml(file)}", *own, ""]) for own in lines)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _hostile_catalogue(folder: Path) -> str:
    urls = [
        "javascript:alert('url')",
        "data:text/html,<script>alert('url')</script>",
        "https://example.org/\"onclick=\"alert('url')",
    ]
    entries = []
    for url, path in zip(
        urls, sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".md", ".html")), strict=True
    ):
        own = {"file": path.name, "url": url, "published": "2025-03"}
        own |= {key: f"{key} {_attack(key)} {_MARKDOWN}" for key in ("title", "outlet", "note")}
        lines = [f"{key} = {_toml(value)}" for key, value in own.items()]
        voice = f"Speaker {len(entries)} {_attack('voice')} {_MARKDOWN}"
        lines += [f"authors = [{_toml(voice)}]", f"tags = {{ side = {_toml(_attack('tag') + str(len(entries)))} }}"]
        entries.append("\n".join(["[[source]]", *lines, ""]))
    return "\n".join(entries)


@pytest.fixture(scope="session")
def visit(browser: Any) -> Callable[..., Any]:
    """Return a function that opens a file with the network cut, as a context that closes it again."""

    @contextmanager
    def opened(path: Path, width: int = 1280, height: int = 900, **context: Any) -> Iterator[Visit]:
        inside = browser.new_context(viewport={"width": width, "height": height}, **context)
        inside.set_offline(True)
        page = inside.new_page()
        seen = Visit(page)
        page.on("request", lambda request: seen.asked.append(request.url))
        page.on("console", lambda message: seen.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (seen.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri())
        yield seen
        inside.close()

    return opened


@pytest.fixture(scope="session")
def hold() -> Callable[[dict[str, Any]], None]:
    """Return a function that fails with what was found wrong, page by page, where anything was."""

    def holds(wrong: dict[str, Any]) -> None:
        told = [f"{name}: {what}" for name, found in wrong.items() if found for what in _listed(found)]
        assert not told, "\n".join(["", *told[:60], *([f"and {len(told) - 60} more"] if len(told) > 60 else [])])

    return holds


def _listed(found: Any) -> list[Any]:
    return list(found) if isinstance(found, (list, tuple, set)) else [found]
