"""Runs a notebook from top to bottom in a process of its own, always under the same conditions."""

from __future__ import annotations

import json
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from dataclasses import asdict, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from framing.report.interruptible import POLL_SECONDS, run_interruptibly
from framing.report.parameters import INJECTED_TAG, has_tag, with_parameters
from framing.report.processes import NotebookProcess, Start, start_cold
from framing.report.run_cells import WORKING_FOLDER
from framing.report.session import NotebookFailed
from framing.report.stored_notebook import Notebook, Output, read_notebook

ANSI_ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONGEST_MESSAGE = 2000

# (number of cells done, number of cells)
OnCell = Callable[[int, int], None]
Message = dict[str, Any]


def run_notebook(path: Path, parameters: Mapping[str, object], *, timeout_seconds: float) -> Notebook:
    """The notebook with its outputs; ``timeout_seconds`` is the limit for each cell.

    Raises NotebookFailed when a cell fails, takes too long or ends the process, and for unknown parameters.
    """

    def task(stop: threading.Event) -> Notebook:
        return run_until_stopped(path, parameters, start=start_cold, timeout_seconds=timeout_seconds, stop=stop)

    return run_interruptibly([task], n_threads=1)[0].result()


def run_until_stopped(
    path: Path,
    parameters: Mapping[str, object],
    *,
    start: Start,
    timeout_seconds: float,
    stop: threading.Event,
    on_cell: OnCell = lambda n_done, n_cells: None,
) -> Notebook:
    """As ``run_notebook``, in a thread that another one may stop; then CancelledError is raised."""
    notebook = with_parameters(read_notebook(path), parameters, name=path.name)
    with tempfile.TemporaryDirectory(prefix="framing-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / WORKING_FOLDER).mkdir()
        request = folder / "request.json"
        request.write_text(json.dumps([asdict(cell) for cell in notebook.cells]), encoding="utf-8")
        messages = _messages(start(request), timeout_seconds=timeout_seconds, stop=stop)
        return _follow(notebook, path.name, messages, on_cell=on_cell)


def _follow(notebook: Notebook, name: str, messages: Iterator[Message], *, on_cell: OnCell) -> Notebook:
    """The notebook with the outputs that the messages bring at last, or what stopped it."""
    position = 0
    try:
        for message in messages:
            if "cell" in message:
                position = message["cell"]
                on_cell(position, len(notebook.cells))
            elif "error" in message:
                raise _failure(notebook, name, position, *message["error"])
            elif "outputs" in message:
                return _with_outputs(notebook, message["outputs"])
    except TimeoutError as error:
        raise _failure(notebook, name, position, "TimeoutError", str(error)) from None
    raise _failure(notebook, name, position, "KernelDied", "The Python process ended. Was there enough memory?")


def _messages(process: NotebookProcess, *, timeout_seconds: float, stop: threading.Event) -> Iterator[Message]:
    """What the process says until it ends. Whatever happens, it is gone afterwards.

    Raises TimeoutError after too long a silence, and CancelledError when stopped. The time that a process takes
    to start does not count.
    """
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(process.messages, lines), daemon=True).start()
    pid, deadline = None, float("inf")
    try:
        while not stop.is_set():
            try:
                line = lines.get(timeout=POLL_SECONDS)
            except Empty:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"No result after {timeout_seconds:g} seconds.") from None
                continue
            if not line.endswith(b"\n"):  # the end, perhaps in the middle of a message
                return
            message = json.loads(line)
            pid = message.get("pid", pid)
            deadline = time.monotonic() + timeout_seconds
            yield message
        raise CancelledError
    finally:
        process.end(pid)


def _receive(messages: IO[bytes], lines: SimpleQueue[bytes]) -> None:
    """A read can be neither interrupted nor given a limit on every system, so it waits in a thread of its own."""
    with messages:
        for line in messages:
            lines.put(line)
    lines.put(b"")


def _with_outputs(notebook: Notebook, outputs: list[list[dict[str, Any]]]) -> Notebook:
    cells = (
        replace(cell, outputs=tuple(Output(**output) for output in of_cell))
        for cell, of_cell in zip(notebook.cells, outputs, strict=True)
    )
    return replace(notebook, cells=tuple(cells))


def _failure(notebook: Notebook, name: str, position: int, error_name: str, message: str) -> NotebookFailed:
    """What failed and where, counted as in the stored notebook: without the cell that we put in."""
    cells = notebook.cells[: position + 1]
    number = sum(cell.cell_type == "code" and not has_tag(cell, INJECTED_TAG) for cell in cells)
    lines = cells[-1].source.strip().splitlines() or [""]
    plain = ANSI_ESCAPE.sub("", message).strip()
    short = plain if len(plain) <= LONGEST_MESSAGE else plain[:LONGEST_MESSAGE] + " …"
    return NotebookFailed(name, number, lines[0].strip(), error_name, short)
