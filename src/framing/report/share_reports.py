"""A report that may be passed on, from the whole one: its pages with snippets, its tables without texts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from framing.corpus import build_corpus
from framing.csv_files import write_csv
from framing.problem import ERROR, FramingError, Problem
from framing.report.build import write_whole
from framing.report.corpus_reports import build_corpus_reports
from framing.report.provenance import resealed, split_page
from framing.report.session import BuiltReport
from framing.share import ShareLimit, share_limit
from framing.share.limit import Shown
from framing.share.notice import share_table, with_notice

INDEX_PAGE = "index.html"
# Columns that are the articles' text; what else repeats a run of it is cut.
TEXT_COLUMNS = ("text", "content", "sentence")


def build_shared_reports(folder: Path, out: Path, *, n_words: int, **options: Any) -> tuple[BuiltReport, ...]:
    """As ``build_corpus_reports``, to be passed on: at most ``n_words`` of a sentence, no longer run of an article.

    The whole report is built elsewhere and not kept. Raises FramingError also if ``out`` holds a whole one.
    """
    refuse_whole_report(out)
    with tempfile.TemporaryDirectory(prefix="framing-share-") as name:
        whole = Path(name)
        built = build_corpus_reports(folder, whole, **options)
        share_folder(whole, out, share_limit(build_corpus(folder), n_words))
    return tuple(BuiltReport(report.notebook, report.title, out / report.path.name,
                             (out / report.path.name).stat().st_size) for report in built)


def refuse_whole_report(out: Path) -> None:
    """What was built whole must not lie beside what is to be passed on."""
    whole = [path.name for path in sorted(out.glob("*.html")) if not _is_shared(path)]
    whole += [path.name for path in (out / "tables" / "sentences.csv",)
              if path.is_file() and "text" in pd.read_csv(path, nrows=0).columns]
    if whole:
        raise FramingError(Problem(ERROR, "The folder holds a report with whole sentences.", file=str(out),
                                   value=", ".join(whole)[:200], next_step="Name another folder with --out DIR."))


def _is_shared(path: Path) -> bool:
    _, said = split_page(path.read_text(encoding="utf-8", errors="replace"))
    return said is not None and '"share_words"' in said


def share_folder(whole: Path, out: Path, limit: ShareLimit) -> None:
    """Write the pages and tables of a whole report so that they may be passed on; the index tells of all pages."""
    out.mkdir(parents=True, exist_ok=True)
    shown: Shown = frozenset()
    for path in sorted(whole.glob("*.html"), key=lambda path: (path.name == INDEX_PAGE, path.name)):
        page, of_page = shared_page(path.read_text(encoding="utf-8"), limit, shown_elsewhere=shown)
        shown |= of_page
        write_whole(out / path.name, page)
    for path in sorted(whole.glob("tables/*.csv")):
        write_csv(shared_table(path, limit), out / "tables" / path.name)
    write_csv(share_table(limit, shown), out / "tables" / "shared_text.csv")


def shared_page(whole: str, limit: ShareLimit, *, shown_elsewhere: Shown = frozenset()) -> tuple[str, Shown]:
    """The page to be passed on, and which words of the articles it shows."""
    page, said = split_page(whole)
    parameters = json.loads(said or "{}")
    page, shown = limit.limited(page)
    run = parameters["parameters"]
    rebuild = f"framing report FOLDER --seed {run['seed']} --resamples {run['n_resamples']}"
    is_index = parameters["kind"] == "index"
    page = with_notice(page, limit, shown | shown_elsewhere if is_index else shown, rebuild=rebuild, is_index=is_index)
    return resealed(page, said or "", share_words=limit.n_words), shown


def shared_table(path: Path, limit: ShareLimit) -> pd.DataFrame:
    """A table without the columns that are text, every other cell without a long run of an article."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    kept = [name for name in table if name not in TEXT_COLUMNS]
    cut: Callable[[str], str] = limit.limited_text
    return table[kept].map(lambda cell: cut(cell) if len(cell) > limit.n_words else cell)


__all__ = ["build_shared_reports", "refuse_whole_report", "share_folder", "shared_page", "shared_table"]
