"""Framing as it is called from a shell. This process only waits, so that it is small."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.inputs import ROOT, Inputs, Steps, timed
from benchmarks.processes import run_or_fail


def run_store(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Count into a store, then every table that is counted."""
    return _run_store(inputs, steps)


def run_store_without_dear_steps(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """The same without attributions and tone toward actors."""
    return _run_store(inputs, steps, "--without", "voices", "--without", "tone_toward")


def _run_store(inputs: Inputs, steps: Steps, *options: str) -> dict[str, float]:
    store, tables = Path(inputs.scratch) / "store", Path(inputs.scratch) / "tables"
    with timed(steps, "count"):
        _framing("count", str(inputs.articles), "--out", str(store), "--jobs", str(inputs.n_jobs), *options)
    with timed(steps, "tables"):
        _framing("tables", str(store), "--out", str(tables), "--jobs", str(inputs.n_jobs))
    return {"tables": len(list(tables.glob("*.csv"))),
            "store_mb": sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 2**20}


def run_tables(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """The tables of the five articles that come with framing."""
    tables = Path(inputs.scratch) / "tables"
    with timed(steps, "whole command"):
        _framing("tables", str(ROOT / "seeds"), "--out", str(tables))
    return {"tables": len(list(tables.glob("*.csv")))}


def run_reports(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """The seven reports of the five articles."""
    reports = Path(inputs.scratch) / "reports"
    with timed(steps, "whole command"):
        _framing("report", str(ROOT / "seeds"), "--out", str(reports), "--jobs", str(inputs.n_jobs))
    return {"reports": len(list(reports.glob("[0-9]*.html")))}


def _framing(*arguments: str) -> None:
    run_or_fail([sys.executable, "-m", "framing", *arguments])
