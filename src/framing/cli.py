"""The command line. The only module that prints; everything heavy is imported by the command that needs it."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from framing.cli_options import command_parser
from framing.later_imports import import_later
from framing.problem import ERROR, NOTE, SKIPPED, FramingError, Problem

if TYPE_CHECKING:
    from framing.report.session import Progress

# CANNOT_TELL: neither that a report is the same nor that it is not.
OK, FAILED, CANNOT_TELL, INTERRUPTED = 0, 1, 2, 130
# Problems of an archive that are printed; the rest is in problems.csv.
PROBLEMS_SHOWN = 20
# Python looks for garbage whenever it holds so many objects more; its own 700 are meant for longer lives than ours.
MORE_OBJECTS = 500_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Problems go to standard error, never as a traceback.

    Without ``arguments`` it takes those of the process, which is then its own.
    """
    if arguments is None:
        _settle_in()
    options = command_parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except FramingError as error:
        _complain(error.problems)
        return FAILED
    except KeyboardInterrupt:
        print("\nStopped. What was written before is whole; nothing is half written.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, e.g. "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _settle_in() -> None:
    """Make the process one that starts, runs one command and ends: a fifth of the time that five articles take."""
    gc.set_threshold(MORE_OBJECTS)
    atexit.register(gc.freeze)  # what is left when it ends goes without being looked through
    # One thread, as in reports: sums in another order give other last digits, and to start more takes time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_later()


def _report(options: argparse.Namespace) -> int:
    from framing.report import NotebookFailed, ReportsFailed, build_corpus_reports
    from framing.report.share_reports import build_shared_reports

    build = partial(build_shared_reports, n_words=options.words) if options.share else build_corpus_reports
    try:
        built = build(options.folder, options.out, only=options.only, seed=options.seed,
                      n_resamples=options.resamples, n_jobs=options.jobs, on_progress=_show_progress)
    except (NotebookFailed, ReportsFailed) as error:
        print(f"Not everything could be built; earlier reports of these are untouched.\n{error}", file=sys.stderr)
        return FAILED
    print(f"Wrote {len(built)} reports. Open {options.out / 'index.html'}")
    return OK


def _show_progress(progress: Progress) -> None:
    if progress.state != "cell":
        print(f"{progress.state:>9}  {progress.report}  {progress.message}".rstrip(), flush=True)


def _tables(options: argparse.Namespace) -> int:
    from framing.archive.manifest import is_store

    if is_store(options.folder):
        return _tables_of_store(options)
    import pandas as pd

    # Most tables on the way are small and many: to make pyarrow's strings of theirs takes longer than to use them.
    with pd.option_context("mode.string_storage", "python"):
        return _tables_of_corpus(options)


def _tables_of_corpus(options: argparse.Namespace) -> int:
    from framing.attributions.ledger import corrected_voices
    from framing.audit.of_corpus import corpus_audit
    from framing.corpus import build_corpus
    from framing.tables import write_tables

    corpus = build_corpus(options.folder)
    paths = write_tables(corpus, options.out, seed=options.seed, n_resamples=options.resamples, n_jobs=options.jobs)
    _complain([*corpus.problems, *corrected_voices(corpus).problems, *corpus_audit(corpus).problems])
    print(f"Wrote {len(paths)} tables of {len(corpus.articles):,} articles to {options.out}")
    return OK


def _tables_of_store(options: argparse.Namespace) -> int:
    from framing.store.tables import left_out, write_store_tables

    tally, paths = write_store_tables(options.folder, options.out, seed=options.seed, n_resamples=options.resamples,
                                      with_texts=options.texts, n_jobs=options.jobs)
    _complain([*tally.problems[:PROBLEMS_SHOWN], left_out(options.texts, [path.stem for path in paths])])
    if len(tally.problems) > PROBLEMS_SHOWN:
        print(f"… and {len(tally.problems) - PROBLEMS_SHOWN:,} more: see problems.csv.", file=sys.stderr)
    print(f"Wrote {len(paths)} tables of {len(tally.articles):,} articles to {options.out}")
    return OK


def _count(options: argparse.Namespace) -> int:
    from framing.store.count import count_archive
    from framing.store.progress import ProgressLine
    from framing.store.survey import survey_store

    show = ProgressLine(sys.stderr)
    try:
        manifest = count_archive(options.places, options.out, n_jobs=options.jobs, scheduler=options.scheduler,
                                 batch_articles=options.batch_articles, fragments_as=options.fragments_as,
                                 without=options.without, on_progress=show)
    except KeyboardInterrupt:
        print(f"\nStopped. {options.out} keeps what is finished; run the same command to go on.", file=sys.stderr)
        return INTERRUPTED
    finally:
        show.end()
    survey = survey_store(options.out, manifest)
    skipped = [problem for problem in survey.problems if problem.severity == SKIPPED]
    _complain(skipped[:PROBLEMS_SHOWN])
    if len(skipped) > PROBLEMS_SHOWN:
        print(f"… and {len(skipped) - PROBLEMS_SHOWN:,} more: 'framing tables {options.out}' lists all of them in "
              "problems.csv.", file=sys.stderr)
    print(f"Counted {sum(survey.n_articles.values()):,} articles of {len(survey.n_articles):,} outlets into "
          f"{options.out}; {len(skipped):,} articles or rows skipped, "
          f"{len(survey.problems) - len(skipped):,} notes.")
    return OK if survey.n_articles else FAILED


def _merge(options: argparse.Namespace) -> int:
    from framing.store.merge import merge_stores

    merged = merge_stores(options.stores, options.out)
    n_batches = sum(1 for _ in merged.batches())
    print(f"Added {len(options.stores)} stores: {n_batches:,} batches of {len(merged.tables):,} tables in "
          f"{options.out}")
    return OK


def _check(options: argparse.Namespace) -> int:
    from framing.check import check_folder, write_fixed_copy

    problems = check_folder(options.folder)
    for problem in problems:
        print(problem)
    n_errors, n_skipped, n_notes = (sum(problem.severity == severity for problem in problems)
                                    for severity in (ERROR, SKIPPED, NOTE))
    print(f"{options.folder}: {n_errors} errors, {n_skipped} articles or rows skipped, {n_notes} notes.")
    if options.fix:
        n_articles = write_fixed_copy(options.folder, options.fix)
        print(f"Wrote {n_articles:,} usable articles to {options.fix}; {options.folder} is unchanged.")
    return FAILED if n_errors or n_skipped else OK


def _new(options: argparse.Namespace) -> int:
    from framing.new import write_template

    for path in write_template(options.kind, options.name, options.folder):
        print(f"Wrote {path}")
    return OK


def _audit(options: argparse.Namespace) -> int:
    from framing.audit.draw import draw_hits
    from framing.audit.of_corpus import audit_of
    from framing.audit.sheet import sheet_table, write_sheet
    from framing.audit.summary import summary_lines
    from framing.corpus import build_corpus

    corpus = build_corpus(options.folder)
    if options.read:
        audit = audit_of(corpus, options.read)
        _complain(audit.problems)
        print("\n".join(summary_lines(corpus, audit, seed=options.seed)))
        return OK if audit.hits else FAILED
    table = sheet_table(corpus, draw_hits(corpus, per_category=options.per_category, seed=options.seed))
    write_sheet(table, options.out)
    print(f"Wrote {len(table):,} hits to {options.out}. Write yes, no or unsure into the column 'right'.")
    return OK


def _verify(options: argparse.Namespace) -> int:
    import json

    from framing.verify import verify_report

    try:
        outcome = verify_report(options.report, corpus=options.corpus, n_jobs=options.jobs,
                                on_rerun=lambda folder: print(f"Rerunning on {folder} …", file=sys.stderr, flush=True))
    except FramingError as error:
        _complain(error.problems)
        return CANNOT_TELL
    print(json.dumps(outcome.as_data(), indent=1) if options.json else "\n".join(outcome.lines(options.show)))
    return OK if outcome.is_same else FAILED


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "report": _report, "tables": _tables, "count": _count, "merge": _merge, "check": _check, "audit": _audit,
    "new": _new, "verify": _verify}
