"""How many chi-square and G2 values agree with a reference file, to four decimal places.

    python tools/score_keyness.py REFERENCE.jsonl

Each line of the reference is one term: feature, n_target, n_reference, total_target, total_reference and the published
values (chi2, g2_unsigned). It holds numbers only. Positive means more frequent in the target.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from framing.measures.keyness import CHI_SQUARE, G2

TOLERANCE = 1e-4


def score_terms(lines: list[str]) -> tuple[int, int, int]:
    """(terms, those whose chi-square agrees, those whose G2 agrees)."""
    terms = [json.loads(line) for line in lines if line.strip()]
    # Every term is a table of its own: two groups, one feature.
    sums = np.array([[[term["n_target"]], [term["n_reference"]]] for term in terms], float)
    totals = np.array([[[term["total_target"]], [term["total_reference"]]] for term in terms], float)
    chi_square, g2 = CHI_SQUARE(sums, totals)[:, 0, 0], G2(sums, totals)[:, 0, 0]
    agree = [
        int((np.abs(values - np.array([term[name] for term in terms])) < TOLERANCE).sum())
        for values, name in ((chi_square, "chi2"), (np.abs(g2), "g2_unsigned"))
    ]
    return len(terms), agree[0], agree[1]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    n_terms, n_chi_square, n_g2 = score_terms(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    print(f"chi-square: {n_chi_square} of {n_terms} within {TOLERANCE}; G2: {n_g2} of {n_terms}.")


if __name__ == "__main__":
    main()
