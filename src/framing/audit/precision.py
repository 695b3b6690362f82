"""Precision of a word list: the share of its hits that are right, with an interval."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from framing.audit.of_corpus import Audit, corpus_audit
from framing.audit.places import hits_of, outlet_of_hits
from framing.audit.sheet import NO, UNSURE, YES
from framing.corpus import Corpus
from framing.kept import kept_with_first

# A category of whose hits fewer than this share are right is greyed out. Below it more than three in ten counted words
# are something else; that is as much as outlets often differ, so that a difference could be made of errors alone. It
# is the share itself that is held against it, not an end of the interval: greying warns and takes nothing away, and
# to trust a wrong count costs more than to read some sentences once more.
BAR = 0.70
Z = 1.959963984540054  # 95 %
ALL = "all"
PRECISION_COLUMNS = ("lexicon", "category", "outlet", "n_hits", "n_read", "n_right", "n_wrong", "n_unsure",
                     "precision", "low", "high", "n_effective", "below_bar")


def wilson_interval(share: float, n: float) -> tuple[float, float]:
    """The 95 % score interval of a share of n (wilson1927probable); NaN where n is 0.

    >>> [round(end, 3) for end in wilson_interval(8 / 10, 10)]
    [0.49, 0.943]
    """
    if not n > 0:
        return math.nan, math.nan
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def stratified_share(right: np.ndarray, decided: np.ndarray, read: np.ndarray, sizes: np.ndarray
                     ) -> tuple[float, float]:
    """The share right of the hits decided upon, over strata, and the number of hits read that it is worth.

    Of each stratum ``right`` of ``decided`` (right or wrong) of ``read`` (unsure too) of ``sizes`` hits: every hit
    read stands for sizes / read hits, so that a stratum weighs as much as it has hits. One without a hit read is left
    out. The second number is Kish's effective sample size: as many as were decided upon where every hit stands for as
    many, fewer where not (kish1965survey). NaN and 0 where nothing was decided.
    """
    weights = np.divide(sizes, read, out=np.zeros(len(sizes)), where=read > 0)
    total = float((weights * decided).sum())
    if not total:
        return math.nan, 0.0
    return float((weights * right).sum()) / total, total**2 / float((weights**2 * decided).sum())


@kept_with_first  # each list, and each category of the overview, asks for it
def corpus_precision(corpus: Corpus) -> pd.DataFrame:
    """``precision_table`` of the audit in the corpus folder; no rows without one."""
    return precision_table(corpus, corpus_audit(corpus))


def precision_table(corpus: Corpus, audit: Audit) -> pd.DataFrame:
    """One row a category and outlet, "all" outlets first, of every list that the audit read: PRECISION_COLUMNS.

    ``n_hits``: in the corpus; ``n_read``: that have a verdict, of which ``n_right``, ``n_wrong``, ``n_unsure``.
    ``precision``: right among right and wrong, each outlet weighing as much as it has hits; ``low``, ``high``: Wilson's
    95 % interval for ``n_effective`` hits. Category "all": the whole list. It says nothing of what the list misses
    (recall), and the interval knows only the chance of the draw: not the marker's errors, nor other corpora.
    """
    keys = sorted({hit.lexicon for hit in audit.hits.values()})
    rows = [row for key in keys for row in _rows_of(corpus, audit, key)]
    table = pd.DataFrame(rows, columns=list(PRECISION_COLUMNS))
    return table.astype({"below_bar": object})


def _rows_of(corpus: Corpus, audit: Audit, key: str) -> Iterator[tuple]:
    """Sums by category and outlet: (categories, outlets) of all hits, and of those with each verdict."""
    hits = hits_of(corpus, key)
    shape = (len(hits.categories), len(corpus.outlets))
    sizes = np.zeros(shape, int)
    np.add.at(sizes, (hits.category, outlet_of_hits(corpus, hits)), 1)
    found = {verdict: np.zeros(shape, int) for verdict in (YES, NO, UNSURE)}
    categories, outlets = list(hits.categories), list(corpus.outlets)
    for hit_id, hit in audit.hits.items():
        if hit.lexicon == key:
            found[audit.verdicts[hit_id]][categories.index(hit.category), outlets.index(hit.outlet)] += 1
    cells = np.stack([sizes, *found.values()])
    yield (key, ALL, ALL, *_figures(cells.reshape(4, -1)))
    for row, category in enumerate(categories):
        yield (key, category, ALL, *_figures(cells[:, row]))
        yield from ((key, category, outlet, *_figures(cells[:, row, [column]]))
                    for column, outlet in enumerate(outlets) if sizes[row, column])


def _figures(cells: np.ndarray) -> Sequence[object]:
    """The numbers of a row from its strata: (hits, right, wrong, unsure) x strata."""
    sizes, right, wrong, unsure = cells
    share, n = stratified_share(right, right + wrong, cells[1:].sum(axis=0), sizes)
    below = None if math.isnan(share) else share < BAR
    return (int(sizes.sum()), int(cells[1:].sum()), int(right.sum()), int(wrong.sum()), int(unsure.sum()), share,
            *wilson_interval(share, n), n, below)
