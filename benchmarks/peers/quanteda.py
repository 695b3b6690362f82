"""quanteda in R, as its quick start has it; the script is ``quanteda.R``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from benchmarks.inputs import Inputs, Steps
from benchmarks.peers.class_notebook import ENTRIES
from benchmarks.processes import run_or_fail

SCRIPT = Path(__file__).with_suffix(".R")


def run_default(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """With the default tokens."""
    return _run("word", inputs, steps)


def run_fasterword(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """With the tokens that are cut at white space only."""
    return _run("fasterword", inputs, steps)


def _run(what: str, inputs: Inputs, steps: Steps) -> dict[str, float]:
    scratch = Path(inputs.scratch)
    dictionary, answer = scratch / "entries.tsv", scratch / "answer.json"
    with ENTRIES.open(encoding="utf-8", newline="") as rows:
        entries = [(row["category"], row["pattern"]) for row in csv.DictReader(rows, delimiter="\t",
                                                                            quoting=csv.QUOTE_NONE)]
    dictionary.write_text("".join(f"{category}\t{pattern}\n" for category, pattern in entries), encoding="utf-8")
    run_or_fail(["Rscript", str(SCRIPT), what, str(inputs.texts), str(inputs.outlets), str(dictionary), str(answer),
                 str(inputs.n_jobs)])
    found = json.loads(answer.read_text(encoding="utf-8"))
    steps.update(found["steps"])
    return found["counts"]
