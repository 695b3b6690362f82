"""The same tasks on many machines, by Dask. Workers may die, tasks may run twice: the results are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from framing.problem import ERROR, FramingError, Problem

Task = TypeVar("Task")
Result = TypeVar("Result")

# A scheduler that is there answers within a second, also far away.
SECONDS_TO_CONNECT = 5
# Tasks handed out for each thread of the cluster: workers never wait, and few results lie in memory.
TASKS_PER_THREAD = 4
# A task is given up when this many workers died while they had it: then it is the task that kills them.
MAX_DEATHS = 10


class OnCluster:
    """Tasks on the workers of a Dask cluster. Results come back to this process, which alone writes the store."""

    def __init__(self, client: Any):
        self.client = client

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        from distributed import as_completed

        waiting = iter(tasks)
        done = as_completed()
        for task in self._next(waiting, self._n_at_a_time()):
            done.add(self._submit(function, task))
        for future in done:
            try:
                result = future.result()
            except FramingError:
                raise
            except Exception as error:
                raise _failed(error) from error
            future.release()
            for task in self._next(waiting, 1):
                done.add(self._submit(function, task))
            yield result

    def _submit(self, function: Callable[[Task], Result], task: Task) -> Any:
        return self.client.submit(function, task, pure=False, retries=2)

    def _n_at_a_time(self) -> int:
        return TASKS_PER_THREAD * max(1, sum(self.client.nthreads().values()))

    @staticmethod
    def _next(waiting: Iterator[Task], n: int) -> list[Task]:
        return [task for _, task in zip(range(n), waiting, strict=False)]


@contextmanager
def on_cluster(scheduler: str, *, n_jobs: int) -> Iterator[OnCluster]:
    """A runner on the cluster of a scheduler's address; "local" starts ``n_jobs`` workers on this machine.

    Raises FramingError when Dask is not installed, and within ten seconds when the scheduler is not there.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise FramingError(Problem(ERROR, "Counting on a cluster needs an extra package.", column="--scheduler",
                                   next_step="pip install 'media-framing[scale]'")) from error
    settings = {"distributed.scheduler.allowed-failures": MAX_DEATHS, "distributed.comm.retry.count": 0,
                "distributed.comm.timeouts.connect": f"{SECONDS_TO_CONNECT}s"}
    with dask.config.set(settings):
        if scheduler == "local":
            with (LocalCluster(n_workers=n_jobs, threads_per_worker=1, dashboard_address=None) as cluster,
                  Client(cluster) as client):
                yield OnCluster(client)
        else:
            with _connected(Client, scheduler) as client:
                yield OnCluster(client)


def _connected(connect: Callable[..., Any], scheduler: str) -> Any:
    try:
        return connect(scheduler, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError, TypeError) as error:
        raise FramingError(Problem(ERROR, f"There is no Dask scheduler at this address: {error}.", column="--scheduler",
                                   value=scheduler, allowed="an address such as tcp://host:8786, or local",
                                   next_step="Start one ('dask scheduler') or correct the address.")) from error


def _failed(error: Exception) -> FramingError:
    return FramingError(Problem(ERROR, f"The cluster could not finish a batch: {error}.", column="--scheduler",
                                next_step="Look at the workers' logs and run 'framing count' again: what is finished "
                                          "is kept."))
