"""What can be written after ``framing``: commands and their options. Nothing heavy is imported."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from framing import __version__


def command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="framing", description="Compare how news outlets frame the same story, and say how sure anybody can be.")
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_report(commands)
    _add_tables(commands)
    _add_count(commands)
    _add_merge(commands)
    _add_check(commands)
    _add_audit(commands)
    _add_new(commands)
    _add_verify(commands)
    return parser


def _add_report(commands) -> None:
    command = commands.add_parser("report", help="run the notebooks on a corpus and write HTML reports")
    _add_corpus(command, out="reports")
    command.add_argument("--only", action="append", default=[], metavar="NN",
                         help="only this notebook, e.g. 02 (may be repeated)")
    command.add_argument("--jobs", type=_positive, default=min(2, os.cpu_count() or 1), metavar="N",
                         help="notebooks run at a time (default: %(default)s)")
    command.add_argument("--share", action="store_true",
                         help="for passing on: snippets instead of sentences, tables without texts; see docs")
    command.add_argument("--words", type=_positive, default=7, metavar="N",
                         help="with --share: words of a sentence that are shown at most (default: %(default)s)")


def _add_tables(commands) -> None:
    command = commands.add_parser("tables", help="write what the notebooks use as CSV files, without running them")
    _add_corpus(command, out="tables")
    command.add_argument("--texts", action="store_true",
                         help="of a store also lines, sentences, quotes and voices.csv: reads the inputs again")
    command.add_argument("--jobs", type=_positive, default=min(4, os.cpu_count() or 1), metavar="N",
                         help="threads of the permutation tests; any number writes the same (default: %(default)s)")


def _add_count(commands) -> None:
    command = commands.add_parser("count", help="count an archive into a store, batch by batch; goes on if stopped")
    command.add_argument("places", nargs="+", metavar="FOLDER|FILE",
                         help="a corpus folder, or files .csv, .jsonl, .parquet (with the extra 'scale' also URLs)")
    command.add_argument("--out", type=Path, required=True, metavar="STORE", help="the folder of the store")
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes (default: %(default)s)")
    command.add_argument("--batch-articles", type=_positive, default=1000, metavar="N",
                         help="articles read and counted at a time (default: %(default)s)")
    command.add_argument("--fragments-as", choices=("quoted", "outlet"), default="quoted",
                         help="whose words are marks around three words or fewer (default: %(default)s)")
    command.add_argument("--without", action="append", default=[], choices=("voices", "tone_toward"),
                         help="leave out who is heard, or tone toward actors: they take most of the time (repeatable)")
    command.add_argument("--scheduler", default="", metavar="ADDRESS",
                         help="count on the Dask cluster of this address; 'local' starts one here (extra 'scale')")


def _add_merge(commands) -> None:
    command = commands.add_parser("merge", help="add stores, without reading any text again")
    command.add_argument("stores", nargs="+", type=Path, metavar="STORE")
    command.add_argument("--out", type=Path, required=True, metavar="STORE", help="the folder of the new store")


def _add_check(commands) -> None:
    command = commands.add_parser("check", help="say everything that is wrong with a corpus folder, at once")
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--fix", type=Path, metavar="NEW_FOLDER",
                         help="write a copy that holds only what can be used; the input is never touched")


def _add_audit(commands) -> None:
    command = commands.add_parser("audit", help="draw a sheet of word-list hits to be marked right or wrong; read it")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the corpus folder")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="SHEET", help="write a new sheet of hits, to be marked (CSV)")
    what.add_argument("--read", type=Path, nargs="+", metavar="SHEET",
                      help="say what marked sheets give: precision, and how far their markers agree")
    command.add_argument("--per-category", type=_positive, default=12, metavar="N",
                         help="hits of each category, spread over the outlets (default: %(default)s)")
    command.add_argument("--seed", type=int, default=7, help="of the draw (default: %(default)s)")


def _add_new(commands) -> None:
    command = commands.add_parser("new", help="write a template to start from")
    command.add_argument("kind", choices=("corpus", "lexicon", "measure", "notebook", "outlet"))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--in", dest="folder", type=Path, default=Path(), metavar="FOLDER",
                         help="the checkout or corpus folder to write into (default: here)")


def _add_verify(commands) -> None:
    command = commands.add_parser("verify", help="make a report again and say which of its numbers are others now",
                                  description="Make a report again from its corpus and compare. Exit status: 0 same, "
                                              "1 not the same, 2 cannot be checked.")
    command.add_argument("report", type=Path, metavar="REPORT.html", help="a page that 'framing report' wrote")
    command.add_argument("--corpus", type=Path, metavar="FOLDER",
                         help="its corpus folder or store (default: where its name, or the seeds, are found)")
    command.add_argument("--json", action="store_true", help="say everything as JSON")
    command.add_argument("--show", type=_positive, default=20, metavar="N",
                         help="differences of each kind that are printed (default: %(default)s)")
    command.add_argument("--jobs", type=_positive, default=min(2, os.cpu_count() or 1), metavar="N",
                         help="notebooks run at a time, for the index (default: %(default)s)")


def _add_corpus(command: argparse.ArgumentParser, *, out: str) -> None:
    command.add_argument("folder", type=Path, nargs="?", default=Path("seeds"), metavar="FOLDER",
                         help="the corpus folder, or a store of counts (default: %(default)s)")
    command.add_argument("--out", type=Path, default=Path(out), metavar="DIR",
                         help="where to write (default: %(default)s)")
    command.add_argument("--seed", type=int, default=7, help="of every random draw (default: %(default)s)")
    command.add_argument("--resamples", type=_positive, default=1000, metavar="N",
                         help="resamples of articles for intervals (default: %(default)s)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)
