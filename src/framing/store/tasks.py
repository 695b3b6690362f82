"""The work of one batch: read, clean, split, count. A pure function of its task, so it may run anywhere and twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from framing.archive.batches import Batch, ReadBatch, read_batch
from framing.archive.places import Table
from framing.archive.scan import Scan, scan_table
from framing.archive.source import number_text
from framing.card import CorpusCard
from framing.corpus import Corpus, build_corpus
from framing.problem import ERROR, FramingError, Problem
from framing.read import Source
from framing.store.batch_file import PLACE_COLUMNS, CountedBatch, pack_batch
from framing.tally import Tally, leave_out, tally_corpus

# What building a corpus says of articles none of which has a body: for a batch that is a finding, not the end.
NO_TEXT_LEFT = "No article has any text left."


@dataclass(frozen=True, slots=True)
class CountTask:
    """All that is needed to count one batch, on whatever machine. ``name``: of the batch's file; ``without``: the dear
    steps that are left out."""

    name: str
    table: Table
    batch: Batch
    card: CorpusCard
    fragments_as: str
    repeated_lines: frozenset[tuple[str, str]]
    without: tuple[str, ...] = ()

    def __reduce__(self):  # a card's table of rules is a view that cannot be pickled
        card = {name: getattr(self.card, name) for name in CorpusCard.__dataclass_fields__}
        card["cleaning_rules"] = dict(self.card.cleaning_rules)
        return _task, (self.name, self.table, self.batch, card, self.fragments_as, self.repeated_lines,
                       self.without)


def _task(name, table, batch, card, fragments_as, repeated_lines, without) -> CountTask:
    rules = MappingProxyType(card.pop("cleaning_rules"))
    return CountTask(name, table, batch, CorpusCard(cleaning_rules=rules, **card), fragments_as, repeated_lines,
                     without)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted batch as the bytes of its file."""

    name: str
    data: bytes
    n_rows: int
    n_problems: int


@dataclass(frozen=True, slots=True)
class ScanTask:
    """A table to be cut into batches."""

    table: Table
    batch_articles: int


def run_scan(task: ScanTask) -> Scan:
    """``scan_table``, for a runner."""
    return scan_table(task.table, batch_articles=task.batch_articles)


def run_count(task: CountTask) -> Counted:
    """Count one batch. A batch without any usable article is a file without rows, with the reasons in it."""
    read = read_batch(task.table, task.batch)
    corpus, problems = _build(task, read)
    tally = Tally(task.card, pd.DataFrame(), {}, problems, task.fragments_as, {})
    if corpus is not None:
        # Not kept: the next batch is another corpus.
        tally = leave_out(tally_corpus.__wrapped__(corpus), task.without)
    kept = set() if corpus is None else set(tally.articles["article_id"])
    places = pd.DataFrame([(article.article_id, number, start, number_text(article.text),
                            article.article_id in kept) for article, number, start in read.articles],
                          columns=list(PLACE_COLUMNS))
    return Counted(task.name, pack_batch(CountedBatch(tally, places)), task.batch.n_rows, len(problems))


def corpus_of(task: CountTask) -> Corpus | None:
    """The corpus of one batch, with its texts; None if no article of it can be used."""
    return _build(task, read_batch(task.table, task.batch))[0]


def _build(task: CountTask, read: ReadBatch) -> tuple[Corpus | None, tuple[Problem, ...]]:
    articles = tuple(sorted((one.article for one in read.articles), key=lambda article: article.article_id))
    outlets = {article.outlet for article in articles}
    # Rules for outlets that this batch happens to lack are no mistake of the card.
    rules = MappingProxyType({outlet: key for outlet, key in task.card.cleaning_rules.items() if outlet in outlets})
    folder = Path(task.table.folder) if task.table.folder else None
    source = Source(folder, replace(task.card, cleaning_rules=rules), articles, read.problems, "")
    if not articles:
        return None, read.problems
    try:
        corpus = build_corpus(source, fragments_as=task.fragments_as, repeated_lines=task.repeated_lines)
        return corpus, corpus.problems
    except FramingError as error:
        if [problem.message for problem in error.problems if problem.severity == ERROR] != [NO_TEXT_LEFT]:
            raise
        return None, tuple(problem for problem in error.problems if problem.severity != ERROR)
