"""Counts add. One pass over the words makes a sparse matrix; everything else is a function of its sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import PARTS, VOICES, Corpus
from framing.corpus_units import (
    article_parts,
    article_units,
    part_units,
    unit_of_words,
    words_in_voice,
    words_of_units,
)
from framing.hits import Hits
from framing.kept import kept_with_first
from framing.long_columns import LongColumn
from framing.row_index import rows_by_number

# Articles put into the matrix of words together: what is sorted at once stays in the caches.
ARTICLES_AT_ONCE = 300


@dataclass(frozen=True)
class Counts:
    """Sums over units: ``matrix[u, f]`` of feature f in unit u, out of ``totals[u]`` (or ``totals[u, f]``).

    ``units``: one row a unit (article_id, outlet, part, voice), an article giving one unit for every part and
    voice. ``totals`` has the shape (units, 1) or (units, features); ``counted_in`` names what it counts
    ("words", "sentences"). Counts are never weighted in place: a rate is a function of two sums.
    """

    matrix: sparse.csr_array
    units: pd.DataFrame
    features: np.ndarray
    totals: np.ndarray
    counted_in: str

    def select(self, **wanted: str | Sequence[str] | None) -> Counts:
        """The units whose columns have the wanted values, e.g. ``select(part="body", voice="outlet")``.

        ``None`` leaves a column as it is. Raises ValueError for a value that no unit has: nothing counted is a
        finding, a misspelt name is not.
        """
        mask = np.ones(len(self.units), bool)
        for column, value in wanted.items():
            if value is not None:
                values, there = {value} if isinstance(value, str) else set(value), self.units[column].tolist()
                if unknown := sorted(values - set(there)):
                    raise ValueError(f"No {column} {', '.join(map(repr, unknown))}. "
                                     f"There are: {', '.join(sorted(set(there)))}.")
                mask &= np.fromiter(map(values.__contains__, there), bool, len(there))
        return Counts(self.matrix[mask], self.units[mask].reset_index(drop=True), self.features, self.totals[mask],
                      self.counted_in)

    def with_features(self, mask: np.ndarray) -> Counts:
        """Some of the features; the totals stay those of the whole text."""
        if mask.all():
            return self  # of an archive a copy is hundreds of megabytes
        totals = self.totals if self.totals.shape[1] == 1 else self.totals[:, mask]
        return Counts(sparse.csr_array(self.matrix[:, mask]), self.units, self.features[mask], totals, self.counted_in)

    def sum_by(self, *columns: str) -> Counts:
        """The same counts with units joined that agree in ``columns``, e.g. ``sum_by("article_id", "outlet")``."""
        groups, joined = _joined_units(self.units, columns)
        groups = groups.astype(self.matrix.dtype, copy=False)
        return Counts(sparse.csr_array(groups @ self.matrix), joined,
                      self.features, groups @ self.totals, self.counted_in)

    def articles(self) -> Counts:
        """One row an article: the unit that is resampled, because words of one article are not independent."""
        ids = self.units["article_id"].tolist()
        if [*self.units] == ["article_id", "outlet"] and all(one < other for one, other in pairwise(ids)):
            return self  # they are that already
        return self.sum_by("article_id", "outlet")


@kept_with_first  # all lists of a corpus share the table of units, and are summed in the same few ways
def _joined_units(units: pd.DataFrame, columns: tuple[str, ...]) -> tuple[sparse.csr_array, pd.DataFrame]:
    """Units that agree in some columns: (groups, units) with 1 for each unit of a group, and the values of these."""
    codes = [pd.factorize(units[column])[0] for column in columns]
    is_other = np.append(True, np.any([np.diff(code) != 0 for code in codes], axis=0))[:len(units)]
    first = np.flatnonzero(is_other)  # units that agree mostly stand together
    tuples = list(zip(*(units[column].iloc[first].tolist() for column in columns), strict=True))
    number_of = {value: number for number, value in enumerate(sorted(set(tuples)))}
    # Numbers of 32 bits: with those of 64 every sum would have them as well, and be half as large again.
    numbers = np.fromiter(map(number_of.__getitem__, tuples), np.int32, len(tuples))
    keys, rows = numbers[np.cumsum(is_other) - 1], np.arange(len(units), dtype=np.int32)
    groups = sparse.csr_array((np.ones(len(rows)), (keys, rows)), shape=(len(number_of), len(rows)))
    return groups, pd.DataFrame({
        column: np.array([value[side] for value in number_of], object) for side, column in enumerate(columns)})


def count_words(corpus: Corpus, *, n_max: int = 1, min_ngram_count: int = 2) -> Counts:
    """Words, and runs of up to ``n_max`` words of one sentence, counted per article x part x voice.

    Totals are words. Runs of two and more that occur fewer than ``min_ngram_count`` times in the corpus are
    left out: they cannot be compared and would be most of the matrix. A run has the voice of its first word.
    """
    features: list[np.ndarray] = [np.array(corpus.vocabulary.folded, dtype=object)]
    matrices = [_word_matrix(corpus)]
    for n_words in range(2, n_max + 1):
        starts, numbers, names = _ngrams(corpus, n_words, min_ngram_count)
        features.append(names)
        matrices.append(_incidence(unit_of_words(corpus, starts), numbers, matrices[0].shape[0], len(names)))
    matrix = matrices[0] if len(matrices) == 1 else sparse.csr_array(sparse.hstack(matrices, format="csr"))
    return Counts(matrix, article_units(corpus), np.concatenate(features), words_of_units(corpus).copy(), "words")


def count_hits(corpus: Corpus, hits: Hits) -> Counts:
    """Weighted hits of each category per article x part x voice; totals are words."""
    totals = words_of_units(corpus).copy()
    matrix = _sums_of_categories(unit_of_words(corpus, hits.first), hits.category, (len(totals), len(hits.categories)),
                                 hits.weights)
    return Counts(matrix, article_units(corpus), np.array(hits.categories, dtype=object), totals, "words")


def count_sentences(corpus: Corpus, hits: Hits, *, voice: str | None = None) -> Counts:
    """Sentences with at least one hit of each category, per article x part; totals are sentences.

    With ``voice``, only hits in that voice count, out of the sentences with at least one word in it. A
    sentence may hold both voices, so these do not add over voices; they add over articles and parts.
    """
    sentence, category = corpus.words.sentence[hits.first], hits.category
    if voice is not None:
        of_voice = corpus.is_quoted(hits.first) == (voice == "quoted")
        sentence, category = sentence[of_voice], category[of_voice]
    pairs = sentence.astype(np.int64) * len(hits.categories) + category
    pairs.sort(kind="stable")  # hits come in order: nearly nothing is left to sort
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    sentence = pairs // max(1, len(hits.categories))
    totals = _sentences_of_rows(corpus, voice).copy()
    matrix = _sums_of_categories(article_parts(corpus)[sentence], pairs - sentence * len(hits.categories),
                                 (len(totals), len(hits.categories)))
    return Counts(matrix, part_units(corpus), np.array(hits.categories, dtype=object), totals, "sentences")


@kept_with_first
def _sentences_of_rows(corpus: Corpus, voice: str | None) -> np.ndarray:
    """Number of sentences with a word in that voice (any) per article x part, as a column."""
    spoken = article_parts(corpus)[words_in_voice(corpus, voice) > 0]
    return np.bincount(spoken, minlength=len(corpus.articles) * len(PARTS)).astype(float)[:, None]


def _ngrams(corpus: Corpus, n_words: int, min_count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Runs inside sentences: (row of the first word, number of the run, the distinct runs as text)."""
    folded = np.array(corpus.vocabulary.folded, dtype=object)
    n_starts = max(0, len(corpus.words) - n_words + 1)
    inside = corpus.words.sentence[:n_starts] == corpus.words.sentence[n_words - 1:n_words - 1 + n_starts]
    starts = np.flatnonzero(inside)
    codes = corpus.words.folded[starts].astype(np.int64)
    for step in range(1, n_words):
        # Renumbering after each word keeps the code below 2**63 whatever the vocabulary.
        _, codes = np.unique(codes * len(corpus.vocabulary.folded) + corpus.words.folded[starts + step],
                             return_inverse=True)
    _, first, numbers, counts = np.unique(codes, return_index=True, return_inverse=True, return_counts=True)
    frequent = counts >= min_count
    names = folded[corpus.words.folded[starts[first[frequent]]]]
    for step in range(1, n_words):
        names = names + " " + folded[corpus.words.folded[starts[first[frequent]] + step]]
    kept = frequent[numbers]
    renumbered = np.cumsum(frequent) - 1
    return starts[kept], renumbered[numbers[kept]], names


def _word_matrix(corpus: Corpus) -> sparse.csr_array:
    """How often each folded form stands in each unit: some articles at a time, so that what is temporary is small."""
    n_each, n_articles = len(PARTS) * len(VOICES), len(corpus.articles)
    before = np.append(0, np.cumsum(corpus.sentence_columns.n_words))  # words before each sentence
    n_words = len(corpus.words)
    data, indices, n_cells = LongColumn(float, n_words), LongColumn(np.int32, n_words), [np.zeros(1, np.int32)]
    for first in range(0, n_articles, ARTICLES_AT_ONCE):
        last = min(first + ARTICLES_AT_ONCE, n_articles)
        start, stop = before[np.searchsorted(corpus.sentence_columns.article, [first, last])].tolist()
        units = unit_of_words(corpus, slice(start, stop)) - first * n_each
        folded = corpus.words.fold_of[corpus.words.surface[start:stop]]
        block = _count_pairs(units, folded, (last - first) * n_each, len(corpus.vocabulary.folded))
        data.append(block.data)
        indices.append(block.indices)
        n_cells.append(np.diff(block.indptr))
    bounds = np.cumsum(np.concatenate(n_cells), dtype=np.int32)
    return sparse.csr_array((data.closed(), indices.closed(), bounds),
                            shape=(n_articles * n_each, len(corpus.vocabulary.folded)))


def _count_pairs(rows: np.ndarray, columns: np.ndarray, n_rows: int, n_columns: int) -> sparse.csr_array:
    """How often each (row, column) occurs. Ordered by column, then by row, without a comparison."""
    by_column, bounds = rows_by_number(columns, n_columns)
    column = np.repeat(np.arange(n_columns, dtype=np.int32), np.diff(bounds))
    by_row, bounds = rows_by_number(rows[by_column], n_rows)
    column = column[by_row]
    is_new = np.append(True, column[1:] != column[:-1])[:len(column)]
    is_new[bounds[:-1][bounds[:-1] < len(column)]] = True  # another row begins
    first = np.flatnonzero(is_new)
    n_before = np.append(0, np.cumsum(is_new, dtype=np.int32))[bounds]
    counts = np.diff(first, append=len(column)).astype(float)
    return sparse.csr_array((counts, column[first], n_before), shape=(n_rows, n_columns))


def _sums_of_categories(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int],
                        values: np.ndarray | None = None) -> sparse.csr_array:
    """Sums of ``values`` (ones) at (row, column), where columns are so few that there is room for every cell."""
    cells = rows.astype(np.int64) * shape[1] + columns
    n_in_cell = np.bincount(cells, minlength=shape[0] * shape[1])
    filled = np.flatnonzero(n_in_cell)
    sums = n_in_cell if values is None else np.bincount(cells, weights=values, minlength=len(n_in_cell))
    row = filled // max(1, shape[1])
    bounds = np.append(0, np.cumsum(np.bincount(row, minlength=shape[0])))
    # Rows and columns are counted in thousands and millions: small numbers halve the matrix.
    return sparse.csr_array((sums[filled].astype(float), (filled - row * shape[1]).astype(np.int32),
                             bounds.astype(np.int32)), shape=shape)


def _incidence(rows: np.ndarray, columns: np.ndarray, n_rows: int, n_columns: int,
               values: np.ndarray | None = None) -> sparse.csr_array:
    """Sums of ``values`` (ones) at (row, column)."""
    data = np.ones(len(rows)) if values is None else np.asarray(values, float)
    # Rows and columns are counted in thousands and millions: small numbers halve the matrix and its sorting.
    places = rows.astype(np.int32), columns.astype(np.int32)
    return sparse.csr_array(sparse.coo_array((data, places), shape=(n_rows, n_columns)))
