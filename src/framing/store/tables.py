"""The tables of a store: those that count from its counts, those that show text from the inputs, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pandas as pd

from framing.archive.manifest import Manifest, batch_path, read_manifest
from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.csv_files import csv_text
from framing.problem import NOTE, Problem
from framing.store.batch_file import read_articles
from framing.store.files import writing_file
from framing.store.open import open_store
from framing.store.survey import Survey, survey_store
from framing.store.tasks import CountTask, corpus_of
from framing.tables import counted_tables, sentence_table, write_each
from framing.tally import Tally

# Tables that show text, and how each comes from the corpus of one batch.
TEXT_TABLES: dict[str, Callable[[Corpus], pd.DataFrame]] = {
    "lines": lambda corpus: corpus.lines,
    "sentences": sentence_table,
    "quotes": lambda corpus: corpus.quotes,
    "voices": voices_ledger,
}


NEVER_OF_A_STORE = ("phrases", "mentions", "speakers", "robustness", "noise_floor", "lexicon_precision",
                    "marker_agreement")


def write_store_tables(store: Path, out: Path, *, seed: int, n_resamples: int, with_texts: bool = False,
                       n_jobs: int = 1, on_progress: Callable[[str], None] = lambda name: None
                       ) -> tuple[Tally, tuple[Path, ...]]:
    """Write the tables of a store into ``out``; returns its tally and the paths.

    lines.csv, sentences.csv, quotes.csv and voices.csv need the texts: ``with_texts`` reads the inputs again,
    batch by batch. phrases.csv, mentions.csv, speakers.csv, robustness.csv, noise_floor.csv and the tables of an audit
    are not written: they need all texts at once. A very large store's articles.csv is in the order of its inputs, else
    by id. ``n_jobs``: threads of the tests.
    """
    tally = open_store(store, with_parts=False)
    builders = dict(counted_tables(tally, seed=seed, n_resamples=n_resamples, n_jobs=n_jobs))
    is_listed = "article_id" in tally.articles
    if not is_listed:
        del builders["articles"]
    paths = write_each(builders, out, on_progress=on_progress)
    manifest = read_manifest(store)
    if not is_listed or with_texts:
        survey = survey_store(store, manifest)
        if not is_listed:
            paths += _write_pieces(out, ["articles"], _articles(survey))
        if with_texts:
            on_progress(", ".join(TEXT_TABLES))
            paths += _write_pieces(out, list(TEXT_TABLES), _texts(store, manifest, survey))
    return tally, paths


def left_out(with_texts: bool, written: Collection[str]) -> Problem:
    """Which tables of a folder a store does not give, and why. ``written``: the names of those it gave."""
    texts = [] if with_texts else list(TEXT_TABLES)
    uncounted = [name for name in ("sources", "tone_toward") if name not in written]
    *some, last = (f"{name}.csv" for name in (*texts, *uncounted, *NEVER_OF_A_STORE))
    names = f"{', '.join(some)} and {last}"
    return Problem(NOTE, f"Not written for a store: {names}.",
                   next_step="" if with_texts else f"The first {len(TEXT_TABLES)} need the texts: add --texts to "
                                                   "read them again.")


def _articles(survey: Survey) -> Iterator[Sequence[pd.DataFrame]]:
    for number, path in enumerate(survey.files):
        articles = read_articles(path)
        if len(articles):
            yield [articles[~articles["article_id"].isin(survey.repeated.get(number, ()))]]


def _texts(store: Path, manifest: Manifest, survey: Survey) -> Iterator[Sequence[pd.DataFrame]]:
    numbers = {path: number for number, path in reversed(list(enumerate(survey.files)))}
    for name, counted, batch in manifest.batches():
        number = numbers.get(batch_path(store, name))
        if number is None:
            continue
        task = CountTask(name, counted.table, batch, manifest.card, manifest.settings["fragments_as"],
                         counted.repeated_lines)
        corpus = corpus_of(task)
        if corpus is not None:
            again = survey.repeated.get(number, ())
            tables = [build(corpus) for build in TEXT_TABLES.values()]
            yield [table[~table["article_id"].isin(again)] for table in tables]


def _write_pieces(out: Path, names: Sequence[str], pieces: Iterator[Sequence[pd.DataFrame]]) -> tuple[Path, ...]:
    """Tables that come in pieces, each written whole or not at all."""
    paths = tuple(out / f"{name}.csv" for name in names)
    with ExitStack() as stack:
        files = [stack.enter_context(writing_file(path)) for path in paths]
        for is_first, tables in zip(_first_then_not(), pieces, strict=False):
            for file, table in zip(files, tables, strict=True):
                header, _, rows = csv_text(table).partition("\n")
                file.write((f"{header}\n{rows}" if is_first else rows).encode("utf-8"))
    return paths


def _first_then_not() -> Iterator[bool]:
    yield True
    while True:
        yield False


