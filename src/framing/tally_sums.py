"""Tallies add: in whatever pieces a corpus was counted, and in whatever order they come, the sum is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from framing.counts import Counts
from framing.joined_units import JoinedUnits, join_units, slot_names
from framing.problem import Problem
from framing.tally import Tally, articles_holding

# Groups of articles in an outlet: resampling 200 groups gives the interval that resampling the articles gives, to
# within the noise of the resampling (a test compares them), and their sums stay small whatever the archive.
N_GROUPS = 200
# Sums of groups are kept in steps of 2^-30. Such numbers add without any rounding up to 2^22 (4 million sentences in
# a group), so that no order of adding can change the last digit of a sum.
STEPS = 2.0**30


def add_tallies(tallies: Sequence[Tally]) -> Tally:
    """One tally of all. Units that stand in several (groups of articles) are summed; vocabularies are joined.

    Raises ValueError if they were not counted alike (fragments, word lists and their versions), and for an
    article that stands in two of them.
    """
    first = tallies[0]
    if any(_rules(tally) != _rules(first) for tally in tallies):
        raise ValueError("These tallies were not counted alike: fragments_as or the versions of the lexicons differ.")
    articles = _join_articles([tally.articles for tally in tallies])
    joined: dict[tuple[str, ...], JoinedUnits] = {}

    def add(pieces: Sequence[Counts]) -> Counts:
        slots = slot_names(pieces[0].units)
        if slots not in joined:
            joined[slots] = join_units([piece.units for piece in pieces])
        return _add(pieces, joined[slots])

    counts = {name: add([tally.counts[name] for tally in tallies]) for name in first.counts}
    grouped = sorted({name for tally in tallies for name in tally.articles_with})
    articles_with = {name: add([articles_holding(tally, name) for tally in tallies]) for name in grouped}
    problems = sorted((problem for tally in tallies for problem in tally.problems), key=_place)
    return replace(first, articles=articles, counts=counts, problems=tuple(problems), lexicons=dict(first.lexicons),
                   articles_with=articles_with)


def add_counts(pieces: Sequence[Counts]) -> Counts:
    """The same counts of several sets of articles in one matrix: units in order of article_id, features joined.

    Features that are the same everywhere keep their order (categories have one); else they are sorted.
    """
    return _add(pieces, join_units([piece.units for piece in pieces]))


def _add(pieces: Sequence[Counts], joined: JoinedUnits) -> Counts:
    features, matrices = pieces[0].features, [piece.matrix for piece in pieces]
    if any(not np.array_equal(piece.features, features) for piece in pieces[1:]):
        names = sorted(set().union(*(piece.features.tolist() for piece in pieces)))
        number_of = {name: number for number, name in enumerate(names)}
        features, matrices = np.array(names, object), [_renumbered(piece, number_of) for piece in pieces]
    matrix = sparse.vstack(matrices, format="csr")
    totals = np.concatenate([piece.totals for piece in pieces])
    return Counts(joined.sum(sparse.csr_array(matrix)), joined.units, features, joined.sum(totals),
                  pieces[0].counted_in)


def group_tally(tally: Tally, *, n_groups: int = N_GROUPS, outlets: Collection[str] | None = None) -> Tally:
    """The tally with the articles of each outlet (or of those named) summed to groups.

    An article's group is a hash of its id, so it is the same wherever and in whatever order it is counted. What is
    resampled and permuted is then the group; ``articles_with`` keeps how many articles hold each word.
    ``articles`` still has one row an article. Grouping and adding can be done in either order.
    """
    names = set(tally.outlets if outlets is None else outlets)
    joined: dict[tuple[str, ...], JoinedUnits] = {}

    def grouped(counts: Counts) -> Counts:
        slots = slot_names(counts.units)
        if slots not in joined:
            joined[slots] = join_units([counts.units], lambda article_id, outlet: (
                f" group {group_of(article_id, n_groups):05d} of {outlet}" if outlet in names
                # No article's id begins with a space, so a group is never taken for one, nor grouped again.
                and not article_id.startswith(" ") else article_id))
        return _in_groups(counts, joined[slots])

    counts = {name: grouped(of) for name, of in tally.counts.items()}
    holding = {"words": grouped(articles_holding(tally))} if "words" in counts else {}
    return replace(tally, counts=counts, articles_with=holding, lexicons=dict(tally.lexicons))


def _in_groups(counts: Counts, joined: JoinedUnits) -> Counts:
    """The sums of groups; what is added there is rounded to steps first."""
    matrix = counts.matrix.copy()
    matrix.data = np.where(np.repeat(joined.is_renamed, np.diff(matrix.indptr)), _in_steps(matrix.data), matrix.data)
    totals = np.where(joined.is_renamed[:, None], _in_steps(counts.totals), counts.totals)
    return Counts(joined.sum(sparse.csr_array(matrix)), joined.units, counts.features, joined.sum(totals),
                  counts.counted_in)


def keep_articles(tally: Tally, is_kept: pd.Series) -> Tally:
    """The tally of some of its articles; ``is_kept``: one entry an article. Articles must be the units."""
    articles = tally.articles[is_kept.to_numpy(bool)].reset_index(drop=True)
    counts = {}
    for name, of in tally.counts.items():
        rows = of.units["article_id"].isin(articles["article_id"]).to_numpy()
        counts[name] = replace(of, matrix=of.matrix[rows], units=of.units[rows].reset_index(drop=True),
                               totals=of.totals[rows])
    return replace(tally, articles=articles, counts=counts)


def group_of(article_id: str, n_groups: int) -> int:
    """Number of the group of an article: from its id alone, and the same on every machine."""
    return int.from_bytes(hashlib.blake2b(article_id.encode("utf-8"), digest_size=8).digest(), "big") % n_groups


def _in_steps(values: np.ndarray) -> np.ndarray:
    return np.rint(values * STEPS) / STEPS


def _renumbered(counts: Counts, number_of: Mapping[str, int]) -> sparse.csr_array:
    number = np.fromiter(map(number_of.__getitem__, counts.features.tolist()), np.int32, len(counts.features))
    return sparse.csr_array((counts.matrix.data, number[counts.matrix.indices], counts.matrix.indptr),
                            shape=(counts.matrix.shape[0], len(number_of)))


def _join_articles(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    articles = pd.concat(tables, ignore_index=True)
    if "article_id" not in articles:
        return articles
    if twice := articles["article_id"][articles["article_id"].duplicated()].tolist():
        raise ValueError(f"Counted twice: article {', '.join(sorted(twice)[:5])}.")
    return articles.sort_values("article_id", kind="stable", ignore_index=True)


def _rules(tally: Tally) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    return tally.fragments_as, tuple(tally.counts), dict(tally.lexicons)


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.row or 0, problem.article_id, problem.message


__all__ = ["N_GROUPS", "add_counts", "add_tallies", "group_of", "group_tally", "keep_articles"]
