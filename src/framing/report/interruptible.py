"""Several things at a time, and a Ctrl-C that stops them all and waits until they have cleaned up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
# A wait without a limit cannot be interrupted on every system.
POLL_SECONDS = 0.2


def run_interruptibly(tasks: Sequence[Callable[[threading.Event], T]], *, n_threads: int) -> list[Future[T]]:
    """Runs the tasks, ``n_threads`` at a time, and returns their finished futures in the order given.

    Each task gets an event; when it is set, the task should end soon and leave nothing behind. On an
    interrupt (or any other exception in here) the event is set, what runs is awaited, what has not begun never
    does, and the exception goes on.
    """
    stop = threading.Event()
    with ThreadPoolExecutor(max_workers=max(1, n_threads)) as threads:
        futures = [threads.submit(task, stop) for task in tasks]
        try:
            while wait(futures, timeout=POLL_SECONDS).not_done:
                pass
        except BaseException:
            stop.set()
            threads.shutdown(wait=True, cancel_futures=True)
            raise
    return futures
