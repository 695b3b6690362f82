"""Runs the cells of one notebook in this very process and tells the build how far it is.

Messages are lines of JSON: ``{"pid": …}`` first, ``{"cell": position}`` before each cell, and at last either
``{"outputs": [outputs of each cell]}`` or ``{"error": [name, message]}``.

Started as ``python -m framing.report.run_cells REQUEST`` where no warm process can be forked.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import IO, Any

from framing.report.offline import refuse_network

WORKING_FOLDER = "work"
MAY_FAIL_TAG, SKIP_TAG = "raises-exception", "skip-execution"


def run_cells(request: Path, messages: IO[bytes]) -> None:
    """``request``: a file with the cells as JSON, beside an empty folder ``work`` to run them in."""
    _send(messages, pid=os.getpid())
    cells = json.loads(request.read_bytes())
    os.environ["IPYTHONDIR"] = str(request.parent / "ipython")
    os.chdir(request.parent / WORKING_FOLDER)
    sys.addaudithook(refuse_network)
    from framing.report.shell import CellOutputs, TextStream, new_shell

    keep_strings_plain()
    outputs = CellOutputs()
    shell = new_shell(outputs)
    sys.stdout, sys.stderr = TextStream("stdout", outputs), TextStream("stderr", outputs)
    for position, cell in enumerate(cells):
        _send(messages, cell=position)
        outputs.begin_cell()
        if error := _error_of(shell, cell):
            _send(messages, error=[type(error).__name__, str(error)])
            return
    _send(messages, outputs=outputs.by_cell())


def keep_strings_plain() -> None:
    """Notebooks make many small tables: to make pyarrow's strings of theirs takes longer than to use them."""
    import pandas as pd

    pd.set_option("mode.string_storage", "python")


def _error_of(shell: Any, cell: dict[str, Any]) -> BaseException | None:
    """Runs a cell if it is to be run; what it raised that it may not raise."""
    if cell["cell_type"] != "code" or not cell["source"].strip() or SKIP_TAG in cell["tags"]:
        return None
    result = shell.run_cell(cell["source"], store_history=True)
    return None if MAY_FAIL_TAG in cell["tags"] else result.error_before_exec or result.error_in_exec


def _send(messages: IO[bytes], **message: object) -> None:
    # Ids and notes that are no JSON are shown nowhere: their look will do.
    messages.write(json.dumps(message, default=repr).encode("ascii") + b"\n")
    messages.flush()


def main() -> None:
    """Messages go where standard output led, where nothing else may go; standard input closes with the build."""
    messages, build = os.fdopen(os.dup(1), "wb"), os.dup(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    threading.Thread(target=_end_with, args=(build,), daemon=True).start()
    try:
        run_cells(Path(sys.argv[1]), messages)
    finally:
        os._exit(0)  # without waiting for threads that the notebook left


def _end_with(build: int) -> None:
    os.read(build, 1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
