"""Resamples and permutations as products."""

from __future__ import annotations

import numpy as np

from benchmarks.inputs import Inputs, Steps, timed
from benchmarks.peers.resamples import N_BY_COUNTERS
from benchmarks.two_outlets import N_RESAMPLES, draw_weights, read_two_outlets


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """1,000 resamples for the shown and for all terms; then whole articles dealt to two piles, again and again."""
    from framing.measures.keyness import LOG_ODDS, log_odds
    from framing.permutation import permutation_p
    from framing.uncertainty import bootstrap_interval

    two = read_two_outlets(inputs)
    for name, terms in (("2,000 terms", two.shown), ("all terms", np.arange(two.matrix.shape[1]))):
        with timed(steps, f"1,000 resamples, {name}"):
            bootstrap_interval(two.matrix[:, terms].toarray(), two.totals, two.groups, LOG_ODDS,
                               n_resamples=N_RESAMPLES, rng=np.random.default_rng(7))
    with timed(steps, "permutation test, all terms"):
        p = permutation_p(two.matrix, two.totals, two.groups == 0, LOG_ODDS, rng=np.random.default_rng(7))
    weights = draw_weights(two, N_BY_COUNTERS)[-1]
    sums, totals = (np.stack([(weights * (two.groups == group)) @ table for group in (0, 1)])
                    for table in (two.matrix, two.totals))
    scores = log_odds(sums, totals)[0]
    return {"terms": two.matrix.shape[1], "tested": float((~np.isnan(p)).sum()),
            "mean_square_of_last": float(np.nanmean(scores ** 2))}
