"""JupyterLab as a reader meets it: a fresh start, Run All in each notebook, contents, export, a clean file at the end.

The server runs on a free port of this machine with a token of its own, in a folder of copies, and with places for its
settings that belong to the tests.
"""

import json
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
SCREEN = {"width": 1400, "height": 1000}
TALL = {"width": 1400, "height": 5200}  # for a picture of most of a notebook
OF_ARTICLES = [name for name in NAMES if name[:2] in ("00", "02", "03", "04")]  # those that show what articles say
PATIENCE = 120_000  # milliseconds; a loaded machine is slow, and what hangs is to fail
# The notebook that is open, as the page knows it: how far it has run, and what of its outputs no reader should see.
STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget, kernel = panel.sessionContext.session?.kernel;
  const cells = [...panel.content.model.cells].filter(c => c.type === 'code');
  const outputs = cells.flatMap(c => Array.from({length: c.outputs.length}, (_, n) => c.outputs.get(n).toJSON()));
  return {code: cells.filter(c => c.sharedModel.getSource().trim()).length,
          run: cells.filter(c => c.executionCount).length, kernel: kernel?.status, id: kernel?.id,
          trusted: cells.every(c => c.trusted), dirty: panel.content.model.dirty,
          errors: outputs.filter(o => o.output_type === 'error').map(o => `${o.ename}: ${o.evalue}`)};
}"""
# What of an article became more than text in an output.
GROWN = """() => [...document.querySelectorAll('.jp-OutputArea *')].filter(e =>
    e.matches('script, iframe, object, embed, form, .evil, mjx-container')
    || [...e.attributes].some(a => a.name.startsWith('on'))
    || /^(javascript|data:text)/i.test(e.getAttribute('href') || e.getAttribute('xlink:href') || ''))
  .map(e => `${e.outerHTML.slice(0, 60)} in: ${e.parentElement.innerHTML.slice(0, 300)}`)"""
DONE = f"() => {{ const s = ({STATE})(); return s.kernel === 'idle' && (s.run === s.code || s.errors.length > 0); }}"
IDLE = f"() => window.jupyterapp?.shell.currentWidget?.sessionContext?.isReady && ({STATE})().kernel === 'idle'"


@dataclass
class Lab:
    """A running server: its address, its token and the folder it serves."""

    address: str
    token: str
    root: Path
    runtime: Path

    def asked(self, path: str, method: str = "GET") -> tuple[int, bytes]:
        """Return status and body of what the server answers."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.address}{path}", headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@dataclass
class Opened:
    """A notebook that was opened in JupyterLab and run: its page, its file, and what the page said and asked for."""

    page: Any
    path: Path
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        return self.page.evaluate(STATE)


@pytest.fixture(scope="module")
def lab(browser, environment: dict[str, str], hostile: Path, tmp_path_factory) -> Iterator[Lab]:
    """A server on copies of the notebooks: notebooks/ on the five articles, hostile/ on articles full of markup."""
    root = tmp_path_factory.mktemp("lab")
    labels = json.dumps(str(ROOT / "tests" / "gold" / "facts.jsonl"))
    for name, articles, rest in [
        ("notebooks", ROOT / "seeds", f"labels = {labels}"),
        ("hostile", hostile, 'group_by = "side"'),
    ]:
        shutil.copytree(ROOT / "notebooks", root / name, ignore=shutil.ignore_patterns(".*"))
        shutil.copytree(articles, root / "articles" / name / articles.name)
        place = json.dumps(f"../articles/{name}/{articles.name}", ensure_ascii=False)
        (root / name / "workbook.toml").write_text(f"articles = {place}\n{rest}\n", encoding="utf-8")
        for path in (root / name).glob("*.ipynb"):  # as from a repository without outputs: what is seen was made now
            notebook = nbformat.read(path, as_version=4)
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = [], None
            nbformat.write(notebook, path)
    token, port = secrets.token_hex(16), _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}"]
    command += ["--LabApp.expose_app_in_browser=True"]  # so that a test can ask whether a notebook is done
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    quiet = Path(environment["JUPYTER_CONFIG_DIR"]) / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True, exist_ok=True)
    (quiet / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')  # nothing is fetched
    if sys.platform != "win32":
        command += ["--allow-root"]
    with (root / ".server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=root, stdout=log, stderr=subprocess.STDOUT)
        running = Lab(f"http://127.0.0.1:{port}", token, root, Path(environment["JUPYTER_RUNTIME_DIR"]))
        try:
            _await_server(running, server)
            yield running
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _await_server(lab: Lab, server: subprocess.Popen) -> None:
    for _ in range(300):
        assert server.poll() is None, (lab.root / ".server.log").read_text()
        try:
            if lab.asked("/api/status")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab does not answer")


@pytest.fixture(scope="module")
def context(browser) -> Iterator[Any]:
    """A browser that keeps what it has loaded of JupyterLab from one notebook to the next."""
    opened = browser.new_context(viewport=SCREEN)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=NAMES)
def ran(context, lab: Lab, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A notebook, opened, run from a fresh start by the menu, waited for and saved; its tests follow one another."""
    with _ran(context, lab, "notebooks", request.param) as shown:
        yield shown


@contextmanager
def _ran(context, lab: Lab, folder: str, name: str) -> Iterator[Opened]:
    shown = _run(context, lab, folder, name)
    yield shown
    kernel = shown.state()["id"]
    shown.page.close()
    lab.asked(f"/api/kernels/{kernel}", "DELETE")


def _run(context, lab: Lab, folder: str, name: str) -> Opened:
    page = context.new_page()
    shown = Opened(page, lab.root / folder / f"{name}.ipynb")
    page.on("dialog", lambda dialog: (shown.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: shown.said.append(f"error: {error}"))
    page.on("request", lambda request: shown.asked.append(request.url))
    page.goto(f"{lab.address}/lab/workspaces/{folder}{name}/tree/{folder}/{name}.ipynb?token={lab.token}&reset")
    page.wait_for_function(IDLE, timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(DONE, timeout=PATIENCE)
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.content.model.dirty", timeout=PATIENCE)
    return shown


def test_run_all_works_from_a_fresh_start(ran: Opened, shots: Path) -> None:
    state = ran.state()
    assert state["errors"] == []
    assert state["run"] == state["code"] > 0
    assert [said for said in ran.said if "ResizeObserver" not in said] == []
    ran.page.set_viewport_size(TALL)
    ran.page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.node.querySelector('.jp-WindowedPanel-outer').scrollTop = 0"
    )
    ran.page.wait_for_timeout(500)  # for the picture alone
    ran.page.screenshot(path=shots / f"jupyterlab-{ran.path.stem}.png")
    ran.page.set_viewport_size(SCREEN)


def test_what_is_saved_is_what_the_repository_holds(ran: Opened) -> None:
    """No warning, no progress bar, no trace of a widget; every cell ran, in order."""
    saved = nbformat.read(ran.path, as_version=4)
    code = [cell for cell in saved.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [output.name for output in outputs if output.output_type == "stream"] == []
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert kinds and not {kind for kind in kinds if "widget" in kind}
    assert "widgets" not in saved.metadata
    assert not re.search(r"\d+%\|.*\| \d+/\d+|\[\d\d:\d\d<", json.dumps(outputs))


def test_the_headings_make_the_contents_panel(ran: Opened) -> None:
    saved = nbformat.read(ran.path, as_version=4)
    headings = [
        line.lstrip("# ").strip()
        for cell in saved.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if re.match(r"#{1,3} ", line)
    ]
    ran.page.evaluate("window.jupyterapp.commands.execute('toc:show-panel')")
    items = ran.page.locator(".jp-TableOfContents .jp-tocItem-content")
    items.first.wait_for(timeout=PATIENCE)
    listed = [re.sub(r"^[\d.]+\s(?=\d\d ·)", "", text.strip()) for text in items.all_inner_texts()]
    assert [text for text in listed if text in headings] == headings


def test_the_kernel_is_the_one_of_the_environment(ran: Opened, lab: Lab) -> None:
    from jupyter_client import BlockingKernelClient

    client = BlockingKernelClient(connection_file=str(lab.runtime / f"kernel-{ran.state()['id']}.json"))
    client.load_connection_file()
    client.start_channels()
    try:
        asked = {"prefix": "__import__('sys').prefix", "library": "__import__('sourcebook').__file__"}
        reply = client.execute("", store_history=False, user_expressions=asked, reply=True, timeout=60)
        told = {
            key: value["data"]["text/plain"].strip("'") for key, value in reply["content"]["user_expressions"].items()
        }
    finally:
        client.stop_channels()
    assert Path(told["prefix"]) == Path(sys.prefix)
    assert Path(told["library"]).is_relative_to(ROOT / "lib")


@pytest.mark.parametrize("ran", NAMES[:1], indirect=True)
def test_the_export_menu_has_our_pages(ran: Opened, lab: Lab) -> None:
    page = ran.page
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_text("Save and Export Notebook As", exact=False).first.hover()
    page.locator(
        "#jp-mainmenu-file-notebookexport li, .lm-Menu-item[data-command='notebook:export-to-format']"
    ).first.wait_for()
    entries = page.locator(
        ".lm-Menu-item[data-command='notebook:export-to-format'] .lm-Menu-itemLabel"
    ).all_inner_texts()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert "HTML" in entries
    assert "Sourcebook" in entries


@pytest.mark.parametrize("ran", NAMES[:1], indirect=True)
def test_what_the_export_menu_gives_is_a_page_of_ours(ran: Opened, lab: Lab) -> None:
    status, body = lab.asked(f"/nbconvert/sourcebook/notebooks/{ran.path.name}?download=true")
    assert status == 200, body[:300]
    text = body.decode()
    assert "default-src 'none'" in text and "<script" not in text and "how this was computed" in text


@pytest.mark.parametrize("name", OF_ARTICLES)
def test_hostile_articles_run_nothing_in_jupyterlab(context, lab: Lab, name: str) -> None:
    """In cells that are trusted, since they were run here; what is rendered of an article is text, not maths either."""
    with _ran(context, lab, "hostile", name) as shown:
        shown.page.set_viewport_size({"width": 1400, "height": 12000})  # so that every cell is drawn
        shown.page.wait_for_timeout(1000)  # for whatever would run
        state, grown = shown.state(), shown.page.evaluate(GROWN)
        assert state["errors"] == [] and state["trusted"]
        assert [said for said in shown.said if "ResizeObserver" not in said] == []
        assert [url for url in shown.asked if "evil" in url or url.endswith("/x")] == []
        assert grown == []
