"""Notebooks -> executed notebooks: in kernels of their own, several at a time, stopped together when one fails."""

import ast
import atexit
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, TypeVar

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from sourcebook import progress
from sourcebook.errors import InputError

AT_A_TIME = 2  # kernels; more only wait for each other on a small machine
TIMEOUT = 3600  # seconds a cell may take
T = TypeVar("T")


class NotebookError(RuntimeError):
    """A notebook stopped; the message names the notebook, the cell and the error."""


class _StoppedError(Exception):
    """A notebook was not run, or not to its end, since something else failed."""


def execute(
    notebooks: Path,
    parameters: Mapping[str, Any],
    then: Callable[[str, Any], T],
    variables: Mapping[str, str] | None = None,
) -> dict[str, T]:
    """Run copies of all notebooks of a folder, two at a time; return name -> what was made of each, sorted by name.

    then       what makes it: from the name and the executed notebook, while others still run
    variables  of the environment, for the kernels alone
    raises     NotebookError naming notebook, cell and error; InputError for a parameter that no notebook knows
    """
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise InputError(f"{notebooks}: no notebooks; the folder with 00_sources.ipynb and its neighbours is expected")
    loaded = {path.stem: nbformat.read(path, as_version=4) for path in paths}
    known = {name for notebook in loaded.values() for name in _declared(notebook)}
    for name in sorted(set(parameters) - known):
        raise InputError(f"'{name}' is no parameter of the notebooks; they know {', '.join(sorted(known))}")
    for notebook in loaded.values():
        _inject(notebook, parameters)
    made = _execute_all(loaded, notebooks, then, {**os.environ, **(variables or {})})
    return {name: made[name] for name in loaded}


def _parameters_cell(notebook: Any) -> int | None:
    return next((n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])), None)


def _declared(notebook: Any) -> set[str]:
    at = _parameters_cell(notebook)
    if at is None:
        return set()
    body = ast.parse(notebook.cells[at].source).body
    return {t.id for node in body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)}


def _inject(notebook: Any, parameters: Mapping[str, Any]) -> None:
    """Set parameters in a cell of their own behind the notebook's, as papermill does."""
    own = {name: value for name, value in parameters.items() if name in _declared(notebook)}
    at = _parameters_cell(notebook)
    if own and at is not None:
        source = "\n".join(f"{name} = {value!r}" for name, value in sorted(own.items()))
        cell = nbformat.v4.new_code_cell(source, id="injected", metadata={"tags": ["injected-parameters"]})
        notebook.cells.insert(at + 1, cell)


def _execute_all(
    loaded: Mapping[str, Any], folder: Path, then: Callable[[str, Any], T], environment: Mapping[str, str]
) -> dict[str, T]:
    """Run notebooks in threads, so that a signal reaches us and no handler of a client; stop all when one stops."""
    longest_first = sorted(loaded, key=lambda name: (-len(str(loaded[name])), name))  # none is left over for the end
    clients = {name: _client(loaded[name], folder) for name in longest_first}
    stopped = threading.Event()
    cells = sum(c.cell_type == "code" for notebook in loaded.values() for c in notebook.cells)
    showing = progress.bar(None, "notebooks", total=cells, unit="cell", leave=True, delay=0)
    with showing as bar, ThreadPoolExecutor(AT_A_TIME) as pool:
        for client in clients.values():
            client.on_cell_executed = lambda **_: bar.update()
            client.on_cell_start = lambda **_: _go_on(stopped)
        futures = {pool.submit(_execute_or_stop, name, c, stopped, environment): name for name, c in clients.items()}
        try:
            # what is made of a notebook is made here, in one thread, beside the kernels that still run; one that was
            # stopped may come before the one that failed
            ended = (future for future in as_completed(futures) if not isinstance(future.exception(), _StoppedError))
            return {futures[future]: then(futures[future], future.result().nb) for future in ended}
        except BaseException:
            stopped.set()
            for client in clients.values():
                _kill(client)
            raise


def _client(notebook: Any, folder: Path) -> NotebookClient:
    return NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],  # a warning about this machine's sockets is no news of the articles
        resources={"metadata": {"path": str(folder)}},
    )


def _execute_or_stop(
    name: str, client: NotebookClient, stopped: threading.Event, environment: Mapping[str, str]
) -> NotebookClient:
    """Run a notebook; where it fails, tell the others at once, since this thread takes the next before anybody sees."""
    _go_on(stopped)
    try:
        return _execute(name, client, environment)
    except BaseException:
        stopped.set()
        raise


def _execute(name: str, client: NotebookClient, environment: Mapping[str, str]) -> NotebookClient:
    try:
        client.execute(env=dict(environment))
        return client
    except CellExecutionError as error:
        at, cell = _failed(client.nb)
        raise NotebookError(f"{name}.ipynb, cell {at} ({_first_line(cell)}): {error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{name}.ipynb: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from None
    finally:
        atexit.unregister(client._cleanup_kernel)  # left registered when cleaning up failed; it would complain at exit


def _go_on(stopped: threading.Event) -> None:
    """Raise _StoppedError where something has failed: before each cell, since `_kill` may come before the kernel."""
    if stopped.is_set():
        raise _StoppedError


def _kill(client: NotebookClient) -> None:
    """End a kernel at once; its thread notices and cleans up behind it."""
    process = getattr(getattr(client.km, "provisioner", None), "process", None)
    if process is not None and process.poll() is None:
        process.kill()


def _failed(notebook: Any) -> tuple[int, Any]:
    """Return the number of the first cell with an error, counted from 1 as the notebook shows them, and the cell."""
    shown = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    code = [(n, c) for n, c in enumerate(shown, 1) if c.cell_type == "code"]
    return next(((n, c) for n, c in code if any(o.output_type == "error" for o in c.outputs)), code[-1])


def _first_line(cell: Any) -> str:
    lines = [line for line in str(cell.source).splitlines() if line.strip()]
    return lines[0][:60] if lines else "empty"
