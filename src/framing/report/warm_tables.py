"""Tables written by the warm process: what they are worked out of is known to every notebook forked from it later."""

from __future__ import annotations

import json
import pickle
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from framing.corpus import Corpus, build_corpus
from framing.problem import ERROR, FramingError, Problem
from framing.report.processes import Start, start_cold
from framing.tables import write_tables

REQUEST = "tables.json"


@contextmanager
def tables_written(corpus: Corpus, folder: Path, out: Path, *, seed: int, n_resamples: int, start: Start
                   ) -> Iterator[None]:
    """``write_tables`` into ``out``: beside the block where there is a warm process, else after it.

    ``folder``: where the corpus was built from. Raises what writing the tables raises, at the end of the block, and
    FramingError if the process that writes them ends.
    """
    if start is start_cold:
        yield
        write_tables(corpus, out, seed=seed, n_resamples=n_resamples)
        return
    with tempfile.TemporaryDirectory(prefix="framing-") as name:
        request = Path(name) / REQUEST
        request.write_text(json.dumps({"folder": str(folder.resolve()), "out": str(out.resolve()), "seed": seed,
                                       "n_resamples": n_resamples}))
        with start(request).messages as messages:
            yield
            outcome = messages.read()
    if not outcome:
        raise FramingError(Problem(ERROR, "The process that writes the tables ended.", file=str(out),
                                   next_step="Most often memory ran out: report on fewer articles or outlets."))
    if (error := pickle.loads(outcome)) is not None:
        raise error


def answer(request: Path, messages: IO[bytes]) -> None:
    """In the warm process: write the tables that a request asks for, and say what went wrong.

    Until they are written SIGTERM ends the process, and nothing half written stays.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    wanted = json.loads(request.read_bytes())
    try:
        write_tables(build_corpus(wanted["folder"]), Path(wanted["out"]), seed=wanted["seed"],
                     n_resamples=wanted["n_resamples"])
        outcome = pickle.dumps(None)
    except Exception as error:
        outcome = _pickled(error)
    messages.write(outcome)


def _pickled(error: Exception) -> bytes:
    try:
        return pickle.dumps(error)
    except Exception:  # an error may hold anything
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
