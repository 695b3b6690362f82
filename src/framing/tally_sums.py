"""Tallies add: in whatever pieces a corpus was counted, and in whatever order they come, the sum is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from framing.counts import Counts
from framing.counts_sum import CountsSum
from framing.joined_units import JoinedUnits, Rename, as_it_is
from framing.problem import Problem
from framing.tally import Tally, articles_holding

# Groups of articles in an outlet: resampling 200 groups gives the interval that resampling the articles gives, to
# within the noise of the resampling (a test compares them), and their sums stay small whatever the archive.
N_GROUPS = 200


def add_tallies(tallies: Sequence[Tally]) -> Tally:
    """One tally of all. Units that stand in several (groups of articles) are summed; vocabularies are
    joined.

    Raises ValueError if they were not counted alike (fragments, word lists and their versions), and for an
    article that stands in two of them.
    """
    return _sum_up(tallies, as_it_is, is_grouped=any(tally.is_grouped for tally in tallies))


def group_tally(tally: Tally, *, n_groups: int = N_GROUPS, outlets: Collection[str] | None = None) -> Tally:
    """The tally with the articles of each outlet (or of those named) summed to groups: see ``add_in_groups``."""
    return add_in_groups([tally], n_groups=n_groups, outlets=tally.outlets if outlets is None else outlets)


def add_in_groups(tallies: Iterable[Tally], *, n_groups: int, outlets: Collection[str]) -> Tally:
    """``add_tallies`` with the articles of the outlets named summed to groups.

    An article's group is a hash of its id, so it is the same wherever and in whatever order it is counted. What is
    resampled and permuted is then the group; ``articles_with`` keeps how many articles of an outlet hold each word.
    ``articles`` still has one row an article. Grouping and adding can be done in either order.
    """
    names = frozenset(outlets)

    def group_name(article_id: str, outlet: str) -> str:
        # No article's id begins with a space, so a group is never taken for one, nor grouped again.
        if outlet not in names or article_id.startswith(" "):
            return article_id
        return f" group {group_of(article_id, n_groups):05d} of {outlet}"

    return _sum_up(tallies, group_name, is_grouped=bool(names))


def add_counts(pieces: Sequence[Counts]) -> Counts:
    """The same counts of several sets of articles in one matrix: units in order of article_id, features joined.

    Features that are the same everywhere keep their order (categories have one); else they are sorted.
    """
    joined = JoinedUnits()
    total = CountsSum(joined)
    for piece in pieces:
        total.add(piece, *joined.places(piece.units))
    return total.counts({})


@dataclass
class _Sums:
    """The sums so far of all counts, and (of groups) of the articles of each outlet that hold a feature."""

    joined: JoinedUnits
    counts: dict[str, CountsSum] = field(default_factory=dict)
    by_outlet: JoinedUnits = field(default_factory=lambda: JoinedUnits(_all_of))
    holding: dict[str, CountsSum] = field(default_factory=dict)

    def add(self, tally: Tally, *, is_grouped: bool) -> None:
        """One more."""
        places = self.joined.places(next(iter(tally.counts.values())).units)  # all have the same articles in a row
        for name, counts in tally.counts.items():
            self.counts.setdefault(name, CountsSum(self.joined)).add(counts, *places)
        if is_grouped and "words" in tally.counts:
            held = articles_holding(tally)
            total = self.holding.setdefault("words", CountsSum(self.by_outlet, self.counts["words"].features))
            total.add(held, *self.by_outlet.places(held.units))


def _sum_up(tallies: Iterable[Tally], rename: Rename, *, is_grouped: bool) -> Tally:
    sums, first = _Sums(JoinedUnits(rename)), None
    articles: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for tally in tallies:
        # Of all but the counts; the counts of the first need not be kept.
        first = first or replace(tally, counts={}, articles_with={}, lexicons=dict(tally.lexicons))
        if (tally.fragments_as, dict(tally.lexicons)) != (first.fragments_as, first.lexicons) or (
                articles and list(tally.counts) != list(sums.counts)):
            raise ValueError("These tallies were not counted alike: fragments_as or the versions of the lexicons "
                             "differ.")
        sums.add(tally, is_grouped=is_grouped)
        articles.append(tally.articles)
        problems += tally.problems
    if first is None:
        raise ValueError("There are no tallies to add.")
    units: dict[int, pd.DataFrame] = {}  # counts with as many units an article share their table
    return replace(first, articles=_join_articles(articles), problems=tuple(sorted(problems, key=_place)),
                   counts={name: one.counts(units) for name, one in sums.counts.items()},
                   articles_with={name: one.counts({}) for name, one in sums.holding.items()})


def _all_of(article_id: str, outlet: str) -> str:
    return f" articles of {outlet}"


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


def _join_articles(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    articles = pd.concat(tables, ignore_index=True)
    if "article_id" not in articles:
        return articles
    if twice := articles["article_id"][articles["article_id"].duplicated()].tolist():
        raise ValueError(f"Counted twice: article {', '.join(sorted(twice)[:5])}.")
    return articles.sort_values("article_id", kind="stable", ignore_index=True)


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.row or 0, problem.article_id, problem.message


__all__ = ["N_GROUPS", "add_counts", "add_tallies", "group_of", "group_tally", "keep_articles"]
