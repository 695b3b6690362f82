"""What a notebook pays before it does anything."""

from __future__ import annotations

import sys

from benchmarks.inputs import Inputs, Steps, timed
from benchmarks.processes import run_or_fail


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """A Python that imports the four libraries of the usual notebook and ends."""
    code = "import pandas, nltk, seaborn; import sklearn.feature_extraction.text"
    with timed(steps, "whole command"):
        run_or_fail([sys.executable, "-c", code])
    return {}
