"""The seven notebooks as notebooks are usually run in bulk: papermill, then nbconvert."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.inputs import ROOT, Inputs, Steps, timed
from benchmarks.processes import run_or_fail

# A virtual environment may have borrowed its packages; the page templates of nbconvert do not come with them.
JUPYTER_FILES = str(Path(sys.prefix) / "share" / "jupyter")


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Run and convert every notebook, ``n_jobs`` at a time."""
    notebooks = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    with timed(steps, "whole command"), ThreadPoolExecutor(inputs.n_jobs) as pool:
        pages = list(pool.map(partial(_run_notebook, inputs), notebooks))
    return {"reports": sum(page.is_file() for page in pages)}


def _run_notebook(inputs: Inputs, notebook: Path) -> Path:
    done = Path(inputs.scratch) / notebook.name
    python = [inputs.papermill_python, "-m"]
    run_or_fail([*python, "papermill", str(notebook), str(done), "-p", "corpus", str(ROOT / "seeds"), "-k", "python3",
                 "--no-progress-bar"])
    run_or_fail([*python, "nbconvert", "--to", "html", str(done)], JUPYTER_PATH=JUPYTER_FILES)
    return done.with_suffix(".html")
