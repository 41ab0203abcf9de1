"""At home in Jupyter: what a kernel sends when somebody works in it, and what is left in the notebook that is saved."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

LIBRARY = Path(__file__).resolve().parents[1] / "lib"
SLOW = (  # 0.9 seconds, of which the first 0.2 are not worth a bar
    "import time\nfrom sourcebook import progress\nprint('before')\n"
    "for _ in progress.bar(range(30), 'reading', delay=0.2):\n    time.sleep(0.03)\nprint('after')"
)
Output = dict[str, Any]


@pytest.fixture(scope="module")
def kernel() -> Iterator[BlockingKernelClient]:
    """Start a kernel in which a corpus of one article is loaded."""
    path = os.pathsep.join([str(LIBRARY), os.environ.get("PYTHONPATH", "")])
    manager, client = start_new_kernel(
        kernel_name="python3", extra_arguments=["--log-level=ERROR"], env=os.environ | {"PYTHONPATH": path}
    )
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def loaded(kernel: BlockingKernelClient, tmp_path_factory: pytest.TempPathFactory) -> BlockingKernelClient:
    folder = tmp_path_factory.mktemp("rain")
    (folder / "a.txt").write_text("It rained for 3 days. It cost $5 million.")
    sent(kernel, f"import sourcebook\nfrom sourcebook import views\ncorpus = sourcebook.load({str(folder)!r})")
    return kernel


def sent(client: BlockingKernelClient, code: str, watched: bool = False) -> list[Output]:
    """Run code as JupyterLab does, or as a program that nobody watches; return the messages that show something."""
    messages: list[Output] = []
    reply = client.execute_interactive(code, allow_stdin=watched, timeout=60, output_hook=messages.append)
    assert reply["content"]["status"] == "ok", reply["content"]
    return [m for m in messages if m["msg_type"] not in ("status", "execute_input")]


def saved(messages: list[Output]) -> list[Output]:
    """Return the outputs that a front end keeps of some messages."""
    outputs: list[Output] = []
    for message in messages:
        if message["msg_type"] == "clear_output":
            outputs.clear()
        elif message["msg_type"] != "update_display_data":
            outputs.append(nbformat.v4.output_from_msg(message))
    return outputs


def test_a_bar_shows_to_somebody_who_waits_and_leaves_nothing(kernel: BlockingKernelClient) -> None:
    begun = time.perf_counter()
    messages = sent(kernel, SLOW, watched=True)
    seconds = time.perf_counter() - begun
    kinds = [m["msg_type"] for m in messages]
    updates = kinds.count("update_display_data")
    assert kinds == ["stream", "display_data", *["update_display_data"] * updates, "clear_output", "stream"]
    assert 1 <= updates <= 4 * seconds + 1, "a few times a second"
    assert messages[1]["content"]["data"]["text/plain"].startswith("reading:")
    assert len({m["content"]["transient"]["display_id"] for m in messages if "display" in m["msg_type"]}) == 1
    assert [o["text"] for o in saved(messages)] == ["after\n"], "what the cell printed before goes with the bar"


def test_a_short_task_has_no_bar_and_takes_nothing_back(kernel: BlockingKernelClient) -> None:
    messages = sent(kernel, SLOW.replace("delay=0.2", "delay=60"), watched=True)
    assert "".join(m["content"]["text"] for m in messages) == "before\nafter\n"


def test_nobody_is_shown_a_bar_where_nobody_looks_on(kernel: BlockingKernelClient) -> None:
    messages = sent(kernel, SLOW)
    assert {(m["msg_type"], m["content"]["name"]) for m in messages} == {("stream", "stdout")}
    assert "".join(m["content"]["text"] for m in messages) == "before\nafter\n"


def test_a_cell_that_fails_takes_its_bar_back(kernel: BlockingKernelClient) -> None:
    messages: list[Output] = []
    code = SLOW.replace("time.sleep(0.03)", "time.sleep(0.03)\n    assert _ < 20")
    kernel.execute_interactive(code, allow_stdin=True, timeout=60, output_hook=messages.append)
    kinds = [m["msg_type"] for m in messages if m["msg_type"] not in ("status", "execute_input")]
    assert kinds[-2:] == ["clear_output", "error"] and "display_data" in kinds


def test_a_notebook_that_a_program_runs_is_saved_without_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(LIBRARY), prepend=os.pathsep)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SLOW)])
    NotebookClient(notebook, timeout=60, kernel_name="python3", extra_arguments=["--log-level=ERROR"]).execute()
    assert "".join(output.get("text", "?") for output in notebook.cells[0].outputs) == "before\nafter\n"


def asked(ask: Callable[..., str], reply: str, client: BlockingKernelClient, code: str) -> tuple[Output, float]:
    """Return the content of the reply to a request of a front end, and the seconds it took."""
    begun, request = time.perf_counter(), ask(code)
    while True:
        message = client.get_shell_msg(timeout=30)
        if message["msg_type"] == reply and message["parent_header"]["msg_id"] == request:
            return message["content"], time.perf_counter() - begun


def test_completion_offers_the_tables_and_works_none_of_them_out(loaded: BlockingKernelClient) -> None:
    reply, seconds = asked(loaded.complete, "complete_reply", loaded, "corpus.")
    tables = {
        "sources",
        "passages",
        "sentences",
        "counts",
        "facts",
        "quotations",
        "asks",
        "promises",
        "codes",
        "left_out",
    }
    assert tables <= set(reply["matches"])
    assert seconds < 5
    worked_out = sent(loaded, "print(sorted({'counts', 'facts', 'quotations', 'index', 'placed'} & set(vars(corpus))))")
    assert worked_out[0]["content"]["text"] == "[]\n"


def test_completion_offers_what_the_library_has_and_not_what_it_is_made_of(loaded: BlockingKernelClient) -> None:
    offered = set(asked(loaded.complete, "complete_reply", loaded, "sourcebook.")[0]["matches"])
    assert {"load", "check", "Corpus", "InputError"} <= offered
    assert not offered & {"import_module", "Any", "TYPE_CHECKING", "_HOME"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("sourcebook.load", "Read a folder of articles"),
        ("sourcebook.check", "Return one row a source"),
        ("views.facts", "Return facts with the sentence of each"),
        ("corpus", "The tables of a folder of articles"),
        ("corpus.quote", "Return the words that an id such as"),
    ],
)
def test_help_tells_what_a_function_does(loaded: BlockingKernelClient, name: str, says: str) -> None:
    reply, _ = asked(loaded.inspect, "inspect_reply", loaded, name)
    assert says in reply["data"]["text/plain"]


def test_a_corpus_shows_itself_as_a_table(loaded: BlockingKernelClient) -> None:
    (result,) = sent(loaded, "corpus")
    assert set(result["content"]["data"]) == {"text/plain", "text/html"}
    assert "<td" in result["content"]["data"]["text/html"]
