"""Tallies add: in whatever pieces a corpus was counted, and in whatever order they come, the sum is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from framing.counts import Counts
from framing.counts_sum import CountsSum, FeatureUnion
from framing.joined_units import JoinedUnits, Rename, as_it_is, renamed
from framing.problem import Problem
from framing.tally import Tally, articles_holding

# Groups of articles in an outlet: resampling 200 groups gives the interval that resampling the articles gives, to
# within the noise of the resampling (a test compares them), and their sums stay small whatever the archive.
N_GROUPS = 200


def add_tallies(tallies: Sequence[Tally]) -> Tally:
    """One tally of all. Units that stand in several (groups of articles) are summed; vocabularies are joined.

    They are gone through twice, one after the other: a sequence that reads each when it is asked for holds one.
    Raises ValueError if they were not counted alike (fragments, word lists and their versions), and for an
    article that stands in two of them.
    """
    return _sum_up(tallies, as_it_is, is_grouped=any(tally.articles_with for tally in tallies))


def group_tally(tally: Tally, *, n_groups: int = N_GROUPS, outlets: Collection[str] | None = None) -> Tally:
    """The tally with the articles of each outlet (or of those named) summed to groups: see ``add_in_groups``."""
    return add_in_groups([tally], n_groups=n_groups, outlets=tally.outlets if outlets is None else outlets)


def add_in_groups(tallies: Sequence[Tally], *, n_groups: int, outlets: Collection[str]) -> Tally:
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
    features = FeatureUnion()
    for piece in pieces:
        features.add(piece.features)
    joined = JoinedUnits.of(pair for piece in pieces for pair in renamed(piece.units))
    total = CountsSum(pieces[0], joined, features)
    for piece in pieces:
        total.add(piece, *joined.places(piece.units))
    return total.counts(joined.units(pieces[0].units))


@dataclass
class _Names:
    """What the first reading of tallies gathers: what there is to be summed."""

    units: set[tuple[str, str]] = field(default_factory=set)
    features: dict[str, FeatureUnion] = field(default_factory=dict)
    articles: list[pd.DataFrame] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _gather(tallies: Sequence[Tally], first: Tally, rename: Rename) -> _Names:
    names = _Names()
    for tally in tallies:
        if _rules(tally) != _rules(first):
            raise ValueError("These tallies were not counted alike: fragments_as or the versions of the lexicons "
                             "differ.")
        names.units.update(renamed(_any_units(tally), rename))
        for name, counts in tally.counts.items():
            names.features.setdefault(name, FeatureUnion()).add(counts.features)
        names.articles.append(tally.articles)
        names.problems += tally.problems
    return names


def _sum_up(tallies: Sequence[Tally], rename: Rename, *, is_grouped: bool) -> Tally:
    first = tallies[0]
    names = _gather(tallies, first, rename)
    joined = JoinedUnits.of(names.units, rename)
    by_outlet = JoinedUnits.of({(_all_of(name, outlet), outlet) for name, outlet in names.units}, _all_of)
    sums = {name: CountsSum(counts, joined, names.features[name]) for name, counts in first.counts.items()}
    held = {name: CountsSum(articles_holding(first, name), by_outlet, names.features[name])
            for name in ("words",) if is_grouped and name in sums}
    for tally in tallies:
        places = joined.places(_any_units(tally))
        for name, counts in tally.counts.items():
            sums[name].add(counts, *places)
        for name, total in held.items():
            holding = articles_holding(tally, name)
            total.add(holding, *by_outlet.places(holding.units))
    units = {one.n_slots: joined.units(one.first.units) for one in sums.values()}  # as many slots, the same slots
    return replace(first, articles=_join_articles(names.articles), problems=tuple(sorted(names.problems, key=_place)),
                   counts={name: one.counts(units[one.n_slots]) for name, one in sums.items()},
                   articles_with={name: one.counts(by_outlet.units(one.first.units)) for name, one in held.items()},
                   lexicons=dict(first.lexicons))


def _any_units(tally: Tally) -> pd.DataFrame:
    """Units of any of the counts: all have the same articles in the same order."""
    return next(iter(tally.counts.values())).units


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


def _rules(tally: Tally) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    return tally.fragments_as, tuple(tally.counts), dict(tally.lexicons)


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.row or 0, problem.article_id, problem.message


__all__ = ["N_GROUPS", "add_counts", "add_tallies", "group_of", "group_tally", "keep_articles"]
