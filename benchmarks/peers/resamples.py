"""Resamples of articles without matrix products: with Counters, and by picking rows."""

from __future__ import annotations

from collections import Counter

from benchmarks.inputs import Inputs, Steps, timed
from benchmarks.peers.class_notebook import log_odds
from benchmarks.two_outlets import N_RESAMPLES, draw_weights, read_two_outlets

N_BY_COUNTERS, N_BY_ROWS = 3, 50


def run_counters(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Three resamples, word by word; "1,000 resamples" is the time of three, times a third of a thousand."""
    two = read_two_outlets(inputs)
    articles = [Counter(dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))) for row in two.rows()]
    scores, drawn = {}, draw_weights(two, N_BY_COUNTERS)
    with timed(steps, "sample"):
        for weights in drawn:
            sides: tuple[Counter, Counter] = (Counter(), Counter())
            for article, group, weight in zip(articles, two.groups.tolist(), weights.tolist(), strict=True):
                for _ in range(int(weight)):
                    sides[group].update(article)
            scores = log_odds(*sides)
    steps["1,000 resamples, all terms"] = steps.pop("sample") * N_RESAMPLES / N_BY_COUNTERS
    return {"terms": two.matrix.shape[1], "mean_square_of_last": _mean_square(scores)}


def run_rows(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Fifty resamples of rows, summed; "1,000 resamples" is twenty times their time."""
    import numpy as np

    from framing.measures.keyness import log_odds as log_odds_of_arrays

    two = read_two_outlets(inputs)
    last, drawn = {}, draw_weights(two, N_BY_ROWS)
    for name, terms in (("2,000 terms", two.shown), ("all terms", np.arange(two.matrix.shape[1]))):
        table = two.matrix[:, terms]
        values = []
        with timed(steps, "sample"):
            for weights in drawn:
                picked = np.repeat(np.arange(len(weights)), weights.astype(int))
                sums = np.stack([np.asarray(table[picked[two.groups[picked] == group]].sum(axis=0)).ravel()
                                 for group in (0, 1)])
                totals = np.stack([two.totals[picked[two.groups[picked] == group]].sum(axis=0) for group in (0, 1)])
                values.append(log_odds_of_arrays(sums, totals)[0])
            np.quantile(np.nan_to_num(np.array(values)), [0.025, 0.975], axis=0)
        steps[f"1,000 resamples, {name}"] = steps.pop("sample") * N_RESAMPLES / N_BY_ROWS
        last[name] = values[N_BY_COUNTERS - 1]
    kept = last["all terms"][~np.isnan(last["all terms"])]
    return {"terms": two.matrix.shape[1], "mean_square_of_last": float((kept ** 2).mean())}


def _mean_square(scores: dict) -> float:
    return sum(score * score for score in scores.values()) / len(scores)

