"""What the machine needs only to look at the text."""

from __future__ import annotations

from benchmarks.inputs import Inputs, Steps, timed
from benchmarks.processes import run_or_fail


def run_wc(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Words at white space, in the C locale (bytes, no alphabet)."""
    with timed(steps, "wc -w"):
        counted = run_or_fail(["wc", "-w", str(inputs.texts)], LC_ALL="C")
    return {"words": float(counted.split()[0])}


def run_parquet_scan(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Every text decompressed and measured."""
    with timed(steps, "imports"):
        import pyarrow.compute
        from pyarrow import parquet
    with timed(steps, "scan"):
        lengths = pyarrow.compute.binary_length(parquet.read_table(inputs.parquet, columns=["text"])["text"])
        n_bytes = pyarrow.compute.sum(lengths).as_py()
    return {"articles": len(lengths), "bytes": n_bytes}
