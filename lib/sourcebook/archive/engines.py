"""Three ways to run one function over many tasks: in this process, in processes of this machine, on Dask.

Each gives the results as they come, with the task of each; no more tasks are under way than there are workers, so that
a long list of them takes no memory. What a function raises is raised here; a worker that dies gives `DIED`.
"""

import asyncio
import itertools
import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Final

from sourcebook import cache
from sourcebook.errors import InputError

ENGINES = ("local", "processes", "dask")
DIED: Final = "died"
Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[tuple[Any, Any]]]
_GOES_ON = "what is done is kept, and the same command goes on"
_WENT_AWAY = f"the Dask scheduler went away; {_GOES_ON}"
_PATIENCE = 20  # seconds until a scheduler that doesn't answer isn't there
_ABSENCE = 300  # seconds without any worker until none is expected any more


@contextmanager
def opened(
    engine: str, workers: int | None = None, memory: str | None = None, scheduler: str | None = None
) -> Iterator[Run]:
    """Give what runs a function over tasks: `run(function, tasks)` yields pairs of a task and its result.

    engine     one of `ENGINES`
    workers    processes of this machine; None: one for each processor. Not for "local", nor with a scheduler
    memory     what each worker of a Dask cluster made here may use, as in "2GB"
    scheduler  the address of a Dask scheduler, as in tcp://host:8786; None: a cluster is made here, and closed
    raises     InputError for what doesn't go together, a missing package, a scheduler that isn't there, or workers
               whose library is another one
    """
    if engine not in ENGINES:
        raise InputError(f"engine '{engine}' is not one of {', '.join(ENGINES)}")
    if engine == "local" and workers not in (None, 1):
        raise InputError("--workers: the engine 'local' is this process alone; name --engine processes or dask")
    if engine != "dask" and (memory or scheduler):
        raise InputError(f"--{'memory' if memory else 'scheduler'}: is for --engine dask only; leave it out")
    if workers is not None and workers < 1:
        raise InputError(f"--workers {workers}: at least one is needed")
    if engine == "local":
        yield _local
    elif engine == "processes":
        processes = _Processes(workers or os.cpu_count() or 1)
        try:
            yield processes
        except BaseException:
            processes.close(at_once=True)  # nobody waits for what they are at
            raise
        processes.close()
    else:
        with _dask(workers, memory, scheduler) as run:
            yield run


def _local(function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for task in tasks:
        yield task, function(task)


# --- processes of this machine ----------------------------------------------------------------------------------------


class _Processes:
    """Processes that are started anew when one dies; the tasks under way then are tried again, one at a time."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._others = set(multiprocessing.active_children())
        self._pool = self._started(workers)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of threads that Arrow has running
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Run a function over tasks, as `opened` says."""
        waiting = iter(tasks)
        while True:
            suspects: list[Any] = []
            yield from _results(self._pool, function, waiting, self._workers, suspects)
            if not suspects:
                return
            for task in suspects:
                died: list[Any] = []
                with self._started(1) as alone:
                    yield from _results(alone, function, [task], 1, died)
                yield from ((task, DIED) for task in died)
            self._pool = self._started(self._workers)

    def close(self, at_once: bool = False) -> None:
        """End the processes, after what they are at, or at once."""
        if at_once:
            for child in set(multiprocessing.active_children()) - self._others:
                child.kill()
        self._pool.shutdown(cancel_futures=True)


def _results(
    pool: ProcessPoolExecutor, function: Callable[[Any], Any], tasks: Iterable[Any], most: int, suspects: list[Any]
) -> Iterator[tuple[Any, Any]]:
    """Yield results as they come; when a worker dies, stop, and put what was under way into `suspects`."""
    waiting = iter(tasks)
    running: dict[Future[Any], Any] = {}
    while not suspects:
        for task in itertools.islice(waiting, most - len(running)):
            try:
                running[pool.submit(function, task)] = task
            except BrokenProcessPool:  # a worker died while somebody looked at the last result
                suspects.append(task)
                break
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                suspects.append(task)
            else:
                yield task, future.result()
    for future, task in running.items():
        if isinstance(future.exception(), BrokenProcessPool):
            suspects.append(task)
        else:
            yield task, future.result()


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is gone, however that ended."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


# --- Dask -------------------------------------------------------------------------------------------------------------


@contextmanager
def _dask(workers: int | None, memory: str | None, scheduler: str | None) -> Iterator[Run]:
    try:
        import distributed
    except ImportError:
        raise InputError("--engine dask: Dask is missing; pip install -e '.[scale]', or name another engine") from None
    if scheduler and (workers or memory):
        raise InputError("--scheduler: its workers are there already; leave out --workers and --memory")
    with _cluster(workers or os.cpu_count() or 1, memory, scheduler) as address:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is said below, in one line
        try:
            if scheduler:
                with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own running here
                    aside.submit(asyncio.run, _greeted(scheduler)).result()
            client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            why = " ".join(str(error).split())[:120] or f"nothing a scheduler would say in {_PATIENCE} s"
            raise InputError(f"--scheduler {scheduler}: nobody answers ({why}); check address and network") from None
        with client:
            try:
                _compare_versions(client.run(_version, on_error="return"))
            except OSError:
                raise InputError(_WENT_AWAY) from None
            threads = sum(client.nthreads().values())
            yield lambda function, tasks: _on_dask(client, threads, function, tasks)


async def _greeted(scheduler: str) -> None:
    """Ask a scheduler who it is: a client would wait for ever for what listens there and isn't one."""
    import distributed

    async with distributed.rpc(scheduler, connection_args=distributed.Security().get_connection_args("client")) as it:
        await asyncio.wait_for(it.identity(), _PATIENCE)


@contextmanager
def _cluster(workers: int, memory: str | None, scheduler: str | None) -> Iterator[Any]:
    if scheduler:
        yield scheduler
        return
    import dask
    import distributed

    settings = {
        "distributed.worker.memory.pause": False,
        "distributed.worker.profile.enabled": False,  # it keeps something of every second, 250 MB in 20 minutes
        "distributed.logging.distributed": "error",
    }
    with dask.config.set(settings):
        try:
            cluster = distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, memory_limit=memory or "auto", dashboard_address="127.0.0.1:0"
            )
        except ValueError as error:
            raise InputError(f"--memory {memory}: {error}; write it as in 2GB") from None
        with cluster:
            yield cluster


def _version() -> str:
    return cache.version()


def _compare_versions(found: dict[str, Any]) -> None:
    """Refuse workers whose library is missing, or not this one: their tables would differ."""
    if not found:
        raise InputError("--scheduler: it has no workers; start some with: dask worker ADDRESS")
    gone = [worker for worker, version in sorted(found.items()) if isinstance(version, OSError)]
    if gone:
        raise InputError(f"--scheduler: a worker went away when it was asked ({gone[0]}); give the same command again")
    others = {worker: version for worker, version in sorted(found.items()) if version != cache.version()}
    if others:
        first, version = next(iter(others.items()))
        raise InputError(
            f"--scheduler: {len(others)} of {len(found)} workers have another version of this library, of Python or of "
            f"a package, or none ({first}: {version}, here: {cache.version()}); install the same there"
        )


def _on_dask(
    client: Any, threads: int, function: Callable[[Any], Any], tasks: Iterable[Any]
) -> Iterator[tuple[Any, Any]]:
    """Run a function over tasks, as `opened` says; threads: of the workers at first, since all may be starting anew."""
    import distributed

    waiting = iter(tasks)
    most = 2 * max(threads, sum(client.nthreads().values()))  # of each worker, one to do and one at hand
    running: dict[Any, Any] = {}
    seen = time.monotonic()  # when there were workers the last time, as far as is known
    while True:
        for task in itertools.islice(waiting, most - len(running)):
            running[client.submit(function, task, pure=False)] = task
        if not running:
            return
        for future in [future for future in running if future.status != "pending"]:
            task = running.pop(future)
            try:
                if future.status == "cancelled":
                    raise InputError(_WENT_AWAY)
                if future.status == "lost":
                    raise TimeoutError
                yield task, future.result(timeout=_PATIENCE)
            except TimeoutError:  # it was done, and the worker that had the result died: once more
                if future.status == "error":  # it is the function that waited for something too long
                    raise
                running[client.submit(function, task, pure=False)] = task
            except distributed.KilledWorker:
                yield task, DIED
            seen = time.monotonic()
        if time.monotonic() - seen > _ABSENCE:
            if not client.nthreads():
                raise InputError(f"the Dask scheduler has no workers any more; start some: {_GOES_ON}")
            seen = time.monotonic()
        time.sleep(_PAUSE)


_PAUSE = 0.02  # seconds between two looks at what is done
