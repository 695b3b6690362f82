"""Runs a notebook from top to bottom in a kernel of its own, always under the same conditions."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import framing
from framing.report.interruptible import POLL_SECONDS, run_interruptibly
from framing.report.parameters import INJECTED_TAG, has_tag, with_parameters
from framing.report.session import NotebookFailed

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

KERNEL_NAME = "framing"
ANSI_ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONGEST_MESSAGE = 2000

# One thread a kernel: sums in another order give other last digits, and n_jobs already uses the processors.
FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}

# (number of cells done, number of cells)
OnCell = Callable[[int, int], None]


def run_notebook(path: Path, parameters: Mapping[str, object], *, timeout_seconds: float) -> NotebookNode:
    """The notebook with its outputs; ``timeout_seconds`` is the limit for each cell.

    Raises NotebookFailed when a cell fails, takes too long or ends the kernel, and for unknown parameters.
    """

    def task(stop: threading.Event) -> NotebookNode:
        return run_until_stopped(path, parameters, timeout_seconds=timeout_seconds, stop=stop)

    return run_interruptibly([task], n_threads=1)[0].result()


def run_until_stopped(
    path: Path,
    parameters: Mapping[str, object],
    *,
    timeout_seconds: float,
    stop: threading.Event,
    on_cell: OnCell = lambda n_done, n_cells: None,
) -> NotebookNode:
    """As ``run_notebook``, in a thread that another one may stop; then asyncio.CancelledError is raised."""
    notebook = with_parameters(read_notebook(path), parameters, name=path.name)
    with tempfile.TemporaryDirectory(prefix="framing-", ignore_cleanup_errors=True) as folder:
        execution = _execute(notebook, path.name, Path(folder), timeout_seconds=timeout_seconds, on_cell=on_cell)
        asyncio.run(_unless_stopped(execution, stop))
    return notebook


def read_notebook(path: Path) -> NotebookNode:
    """The notebook as stored. Raises NotebookFailed when the file is none."""
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError, AttributeError) as error:
        raise NotebookFailed(path.name, 0, "", "NotANotebook", _short(str(error))) from error


async def _unless_stopped(execution: Any, stop: threading.Event) -> None:
    task = asyncio.ensure_future(execution)
    while not task.done() and not stop.is_set():
        await asyncio.wait({task}, timeout=POLL_SECONDS)
    # Once only: a second time would interrupt the cleaning up.
    task.cancel()
    await task


async def _execute(notebook: NotebookNode, name: str, folder: Path, *, timeout_seconds: float, on_cell: OnCell) -> None:
    """Runs the notebook in place. Whatever happens, its kernel is gone afterwards."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    position = 0

    def cell_starts(cell: NotebookNode, cell_index: int) -> None:
        nonlocal position
        position = cell_index
        on_cell(cell_index, len(notebook.cells))

    work = folder / "work"
    work.mkdir()
    kernel = _new_kernel(folder)
    log = (folder / "kernel.log").open("wb")
    try:
        await kernel.start_kernel(cwd=str(work), env=_kernel_environment(folder), stdout=log, stderr=log)
        client = NotebookClient(
            notebook, km=kernel, timeout=timeout_seconds, record_timing=False, store_widget_state=False,
            coalesce_streams=True, on_cell_start=cell_starts, shutdown_kernel="immediate",
        )  # fmt: skip
        await client.async_execute(cleanup_kc=True)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise _failure(notebook, name, position, *_reason(error, timeout_seconds)) from None
    finally:
        if kernel.has_kernel:
            await kernel.shutdown_kernel(now=True)
        log.close()


def _reason(error: Exception, timeout_seconds: float) -> tuple[str, str]:
    """The name and the message under which a reader meets what stopped a cell."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    if isinstance(error, CellExecutionError):
        return error.ename, error.evalue
    if isinstance(error, CellTimeoutError):
        return "TimeoutError", f"No result after {timeout_seconds:g} seconds."
    return "KernelDied", "The Python process ended. Was there enough memory?"


def _new_kernel(folder: Path) -> AsyncKernelManager:
    """A kernel of this very interpreter, whichever kernels are installed or not."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    specification = folder / "kernels" / KERNEL_NAME / "kernel.json"
    specification.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "framing.report.kernel", "-f", "{connection_file}"]
    specification.write_text(
        json.dumps({"argv": command, "display_name": KERNEL_NAME, "language": "python"}), encoding="utf-8"
    )
    specifications = KernelSpecManager(kernel_dirs=[str(folder / "kernels")], ensure_native_kernel=False)
    return AsyncKernelManager(
        kernel_name=KERNEL_NAME,
        kernel_spec_manager=specifications,
        connection_file=str(folder / "connection.json"),
        # Where the system has them, sockets that are files: no port is opened, and no port can clash.
        **({} if sys.platform == "win32" else {"transport": "ipc", "ip": str(folder / "socket")}),
    )


def _kernel_environment(folder: Path) -> dict[str, str]:
    """The environment of every run: no user settings, fixed seed of hashes, and ``framing`` to be found."""
    search_path = [str(Path(entry).resolve()) for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    # Run from a checkout that is not installed, the kernel must find the same package as we do.
    home_of_package = Path(framing.__path__[0]).resolve().parent
    if str(home_of_package) not in (sysconfig.get_path("purelib"), *search_path):
        search_path.append(str(home_of_package))
    return {
        **os.environ,
        **FIXED_ENVIRONMENT,
        "PYTHONPATH": os.pathsep.join(search_path),
        "IPYTHONDIR": str(folder / "ipython"),
    }


def _failure(notebook: NotebookNode, name: str, position: int, error_name: str, message: str) -> NotebookFailed:
    """What failed and where, counted as in the stored notebook: without the cell that we put in."""
    cells = notebook.cells[: position + 1]
    number = sum(cell.cell_type == "code" and not has_tag(cell, INJECTED_TAG) for cell in cells)
    lines = cells[-1].source.strip().splitlines() or [""]
    return NotebookFailed(name, number, lines[0].strip(), error_name, _short(message))


def _short(message: str) -> str:
    plain = ANSI_ESCAPE.sub("", message).strip()
    return plain if len(plain) <= LONGEST_MESSAGE else plain[:LONGEST_MESSAGE] + " …"
