"""The sheet that a person marks: a CSV file with one row a hit, written once and never over somebody's marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from framing.article_rows import read_rows
from framing.audit.draw import DrawnHit
from framing.corpus import Corpus
from framing.csv_files import write_csv
from framing.lexicon import load_lexicon
from framing.problem import ERROR, FramingError, Problem

# In a corpus folder these are used by themselves: the first marker's sheet and those of further ones.
AUDIT_FILE, MORE_AUDIT_FILES = "audit.csv", "audit-*.csv"
YES, NO, UNSURE = "yes", "no", "unsure"
ANSWERS = (YES, NO, UNSURE)
# What a marker fills in.
MARKED_COLUMNS = ("right", "note", "coder")
SHEET_COLUMNS = ("hit_id", "lexicon", "version", "category", "question", "outlet", "article_id", "position", "part",
                 "voice", "before", "hit", "after", *MARKED_COLUMNS, "n_drawn", "n_hits")


def sheet_table(corpus: Corpus, drawn: Sequence[DrawnHit]) -> pd.DataFrame:
    """The sheet as a table: SHEET_COLUMNS, the columns of the marker empty."""
    rows = []
    for placed, n_drawn, n_hits in drawn:
        lexicon = load_lexicon(placed.lexicon, corpus_folder=corpus.folder)
        rows.append({**placed._asdict(), "version": lexicon.card.version, "n_drawn": n_drawn, "n_hits": n_hits,
                     "question": lexicon.category(placed.category).question, **dict.fromkeys(MARKED_COLUMNS, "")})
    return pd.DataFrame(rows, columns=list(SHEET_COLUMNS))


def write_sheet(table: pd.DataFrame, path: Path) -> None:
    """Write a sheet. Raises FramingError if there is nothing to mark, or if a file of that name is no sheet or holds
    marks: nobody's reading is ever written over."""
    if table.empty:
        raise FramingError(Problem(ERROR, "No list has a hit in this corpus, so there is nothing to mark.",
                                   next_step="Name lists that fit the texts: frame_lexicons in corpus.toml."))
    if path.exists():
        _refuse_marked(path)
    write_csv(table, path)


def _refuse_marked(path: Path) -> None:
    try:
        rows, _ = read_rows(path)
    except (FramingError, OSError):
        rows = []
    if not rows or not {"hit_id", "right"} <= set(rows[0].values):
        raise FramingError(Problem(ERROR, "There is a file of that name, and it is no sheet of hits.", file=str(path),
                                   next_step="Choose another name with --out."))
    marked = [row for row in rows if any(row.values.get(name, "").strip() for name in MARKED_COLUMNS)]
    if marked:
        raise FramingError(Problem(
            ERROR, f"Somebody has marked this sheet ({len(marked):,} of {len(rows):,} rows); it is not written over.",
            file=str(path), row=marked[0].number, next_step="Choose another name with --out, or move the sheet away."))
