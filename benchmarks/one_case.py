"""One case in this process: the process that is measured."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.inputs import Inputs, Steps


def run_case(key: str, inputs: Inputs) -> dict[str, dict[str, float]]:
    """Run a case. Returns the wall seconds of its steps and what it counted."""
    module, function = CASES[key].function.split(":")
    steps: Steps = {}
    counts = getattr(import_module(f"benchmarks.{module}"), function)(inputs, steps)
    return {"steps": steps, "counts": counts}


if __name__ == "__main__":
    answer = run_case(sys.argv[1], Inputs(**json.loads(sys.argv[2])))
    Path(sys.argv[3]).write_text(json.dumps(answer), encoding="utf-8")
