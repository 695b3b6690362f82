"""The one command: prepare the text, run the cases in turn, print the tables, write them.

    python -m benchmarks CORPUS [--articles 1000,10000] [--runs 3] [--only CASE ...] [--write] [--work DIR]

CORPUS is a corpus folder, a ``.jsonl`` or a ``.jsonl.gz``. With ``--work`` the files stay, and the same command goes
on where it was stopped; delete the folder to measure anew. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.cases import CASES, SEEDS, Case
from benchmarks.inputs import ROOT, Inputs
from benchmarks.machine import describe_machine
from benchmarks.processes import measure
from benchmarks.results import RESULTS_FILE, Record, bar_table, main_tables, results_page
from benchmarks.runs import Run, Runs, append_run, read_runs


@dataclass(frozen=True)
class Plan:
    """What is to be run, where. ``missing``: cases that cannot run here, and why."""

    options: argparse.Namespace
    cases: tuple[Case, ...]
    missing: dict[str, str]
    work: Path

    def inputs(self, size: int) -> Inputs:
        """The files of a size; 0 is that of the seeds."""
        return Inputs(str(self.work / str(size)), str(self.work / "scratch"), self.options.papermill_python,
                      self.options.jobs)

    def cases_of(self, size: int) -> list[Case]:
        """The cases that run over so many articles (0: over the seeds)."""
        return [case for case in self.cases if case.key not in self.missing
                and (case.over == SEEDS) == (size == 0) and size <= case.max_articles]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and show. Returns the exit status: 1 if a case failed."""
    options = _parser().parse_args(arguments)
    cases = tuple(case for key, case in CASES.items() if not options.only or key in options.only)
    missing = {case.key: why for case in cases if (why := case.missing(options.papermill_python))}
    with tempfile.TemporaryDirectory(prefix="framing-benchmarks-") as temporary:
        work = Path(options.work or temporary).resolve()
        work.mkdir(parents=True, exist_ok=True)
        compile_dir(ROOT / "src" / "framing", quiet=2)  # once, as an installation does
        plan = Plan(options, cases, missing, work)
        sizes = {size: _prepare(plan, size) for size in options.articles if plan.cases_of(size)}
        runs = [run for size in [*sizes, 0] for run in _run_in_turn(plan, size)]
    record = Record(Path(options.corpus).name, _command(options), describe_machine(), sizes, Runs(tuple(runs)), missing)
    print("\n\n".join([*main_tables(record), "## Bars", bar_table(record)]))
    if options.write:
        RESULTS_FILE.write_text(results_page(record), encoding="utf-8")
        print(f"\nWrote {RESULTS_FILE}")
    return int(any(run.failed for run in runs))


def _prepare(plan: Plan, size: int) -> dict[str, int]:
    """Make the files of a size, unless they are there. Returns what is in them."""
    answer = plan.work / f"{size}.json"
    if not answer.is_file():
        print(f"preparing {size:,} articles", file=sys.stderr, flush=True)
        request = {"corpus": str(Path(plan.options.corpus).resolve()), "articles": size, "keys": dict(plan.options.key),
                   "folder": plan.inputs(size).folder, "answer": str(answer),
                   "with_sentences": any(case.key.startswith("tone_") for case in plan.cases_of(size))}
        done = measure([sys.executable, "-m", "benchmarks.prepare", json.dumps(request)])
        if done.exit_code:
            raise SystemExit(f"The articles could not be prepared:\n{done.errors}")
    return json.loads(answer.read_text(encoding="utf-8"))


def _run_in_turn(plan: Plan, size: int) -> Iterator[Run]:
    """Every case once, then every case again: what disturbs the machine for a while disturbs all."""
    path = plan.work / "runs.jsonl"
    known = {(run.case, run.n_articles, run.round): run for run in read_runs(path) if not run.failed}
    for number in range(1, plan.options.runs + 1):
        for case in plan.cases_of(size):
            run = known.get((case.key, size, number))
            if run is None:
                run = _run(plan, case, size, number)
                append_run(path, run)
                print(f"{number}/{plan.options.runs}  {size:>7,}  {case.key:<20} {run.wall_s:9.2f} s "
                      f"{run.peak_mb:8,.0f} MB  {run.failed}", file=sys.stderr, flush=True)
            yield run


def _run(plan: Plan, case: Case, size: int, number: int) -> Run:
    inputs, answer = plan.inputs(size), plan.work / "answer.json"
    answer.unlink(missing_ok=True)
    shutil.rmtree(inputs.scratch, ignore_errors=True)
    Path(inputs.scratch).mkdir()
    done = measure([sys.executable, "-m", "benchmarks.one_case", case.key, json.dumps(asdict(inputs)), str(answer)],
                   has_children=case.has_children)
    if done.exit_code or not answer.is_file():
        why = (done.errors.strip().splitlines() or [f"exit status {done.exit_code}"])[-1]
        return Run(case.key, size, number, done.wall_s, done.cpu_s, done.peak_mb, failed=why.replace("|", "/"))
    return Run(case.key, size, number, done.wall_s, done.cpu_s, done.peak_mb,
               **json.loads(answer.read_text(encoding="utf-8")))


def _command(options: argparse.Namespace) -> str:
    """The command as a reader would repeat it: with the name of the corpus, not this machine's path to it."""
    parts = ["python", "-m", "benchmarks", Path(options.corpus).name,
             "--articles", ",".join(map(str, options.articles)), "--runs", str(options.runs),
             "--jobs", str(options.jobs)]
    parts += ["--only", *options.only] if options.only else []
    parts += ["--papermill-python", "PYTHON"] if options.papermill_python else []
    return shlex.join(parts + [f"--key={column}={key}" for column, key in options.key] + ["--write"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", metavar="CORPUS", help="a corpus folder, a .jsonl or a .jsonl.gz")
    parser.add_argument("--articles", type=_sizes, default=[1_000, 10_000], metavar="N,N", help="default: 1000,10000")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of each case (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=tuple(CASES), default=[], metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--write", action="store_true", help="write RESULTS.md beside this program")
    parser.add_argument("--work", default="", metavar="DIR", help="keep the files here, and go on from what is there")
    parser.add_argument("--key", type=_pair, action="append", default=[], metavar="COLUMN=KEY",
                        help="which key of a .jsonl holds article_id, outlet, title, published or text")
    parser.add_argument("--papermill-python", default="", metavar="PYTHON", help="an interpreter that has papermill")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes of cases that can use several")
    return parser


def _sizes(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _pair(text: str) -> tuple[str, str]:
    column, _, key = text.partition("=")
    return column, key


if __name__ == "__main__":
    sys.exit(main())
