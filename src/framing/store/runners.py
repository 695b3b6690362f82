"""Who does the work: this process, several processes, or a cluster. The results are the same, in any order."""

from __future__ import annotations

import multiprocessing
import multiprocessing.process
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Protocol, TypeVar

from framing.problem import ERROR, FramingError, Problem

Task = TypeVar("Task")
Result = TypeVar("Result")

# Tasks handed out for each process beyond the one it works on: it never waits, and little lies in memory.
TASKS_WAITING = 2
# A process may be killed (out of memory) through no fault of its task; one that is killed thrice is at fault.
MAX_TRIES = 3
# macOS can fork, but its own libraries do not bear it.
CAN_FORK = sys.platform == "linux"
# What a process needs before it can begin. A server imports it once, and every process is a fork of it.
IMPORTED_ONCE = ("framing.store.tasks",)


class Runner(Protocol):
    """Runs a function over tasks and gives the results as they are done."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]: ...


class InThisProcess:
    """One task after the other."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        yield from map(function, tasks)


class InProcesses:
    """Several processes on this machine. One that dies is replaced and its task done again."""

    def __init__(self, n_jobs: int):
        self.n_jobs = n_jobs
        self._pool: ProcessPoolExecutor | None = None
        self._start = _way_to_start()

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        todo = list(tasks)
        for _ in range(MAX_TRIES):
            if not todo:
                return
            todo = yield from self._run_once(function, todo)
        if todo:
            raise FramingError(Problem(ERROR, f"Processes were killed {MAX_TRIES} times.", value=f"{len(todo)} batches",
                                       next_step="Most often memory ran out: use fewer --jobs or smaller "
                                                 "--batch-articles. What is finished is kept."))

    def _run_once(self, function: Callable[[Task], Result], tasks: Sequence[Task]
                  ) -> Generator[Result, None, list[Task]]:
        """Gives the results; returns the tasks that were lost with a process."""
        waiting = list(reversed(tasks))
        running: dict[Future[Result], Task] = {}
        self._pool = self._pool or ProcessPoolExecutor(self.n_jobs, mp_context=self._start, initializer=_prepare)
        try:
            while waiting or running:
                while waiting and len(running) < self.n_jobs * (1 + TASKS_WAITING):
                    running[self._pool.submit(function, waiting[-1])] = waiting[-1]
                    waiting.pop()
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield done.result()
                    del running[done]
        except BrokenProcessPool:
            self.stop()
            return [*running.values(), *reversed(waiting)]
        except BaseException:  # on Ctrl-C nobody waits for batches that are half done
            self.stop()
            raise
        return []

    def stop(self) -> None:
        """End the processes at once, whatever they do."""
        pool, self._pool = self._pool, None
        if pool is not None:
            processes = list((pool._processes or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()


def _way_to_start() -> BaseContext:
    """How processes are started: as forks of a server, which begins its imports at once, where that is safe."""
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    from multiprocessing.forkserver import ensure_running

    multiprocessing.set_forkserver_preload([*IMPORTED_ONCE])
    ensure_running()
    return multiprocessing.get_context("forkserver")


def _prepare() -> None:
    """In a new process: leave Ctrl-C to the parent, and end when the parent does, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def choose_runner(*, n_jobs: int, scheduler: str = "") -> Iterator[Runner]:
    """The runner for a number of processes, or for a Dask scheduler ("local" starts a cluster on this machine)."""
    if scheduler:
        from framing.store.cluster import on_cluster

        with on_cluster(scheduler, n_jobs=n_jobs) as runner:
            yield runner
    elif n_jobs > 1:
        processes = InProcesses(n_jobs)
        try:
            yield processes
        finally:
            processes.stop()
    else:
        yield InThisProcess()


