"""What an audit says, as lines of text for a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from framing.audit.agreement import agreement_table
from framing.audit.of_corpus import Audit
from framing.audit.precision import ALL, BAR, precision_table
from framing.corpus import Corpus

WIDTH = 34


def summary_lines(corpus: Corpus, audit: Audit, *, seed: int) -> Iterator[str]:
    """Sheets, precision of each list, category and outlet, and the agreement of the markers."""
    for sheet in audit.sheets:
        yield f"{sheet.file}: {len(sheet.marks):,} of {sheet.n_rows:,} rows marked and used"
    yield (f"\nPrecision: share right of the hits decided upon, each outlet weighing as much as it has hits; 95 % "
           f"interval (Wilson). * below {BAR:g}")
    for row in precision_table(corpus, audit).itertuples():
        if row.n_read:
            name = row.lexicon if row.category == ALL else row.category if row.outlet == ALL else f"  {row.outlet}"
            start = "\n" if row.category == ALL else "  "
            star = "*" if row.below_bar else " "
            yield (f"{start}{name:{WIDTH}} {_interval(row.precision, row.low, row.high)}{star} {row.n_right} right, "
                   f"{row.n_wrong} wrong, {row.n_unsure} unsure of {row.n_hits} hits")
    yield from _agreement(audit, seed)
    yield "\nWhat the lists miss (recall) stands in no sheet of hits."


def _agreement(audit: Audit, seed: int) -> Iterator[str]:
    table = agreement_table(audit, seed=seed)
    if table.empty:
        yield "\nAgreement: no hit was marked by two markers."
        return
    yield "\nAgreement of markers: share of equal answers; Krippendorff's alpha; n: hits marked by two or more"
    for row in table.itertuples():
        yield (f"  {row.lexicon:{WIDTH}} {_interval(row.agreement, row.low, row.high)}; alpha "
               f"{_interval(row.alpha, row.alpha_low, row.alpha_high)}; n {row.n_hits}")


def _interval(value: float, low: float, high: float) -> str:
    if math.isnan(value):
        return "not defined"
    return f"{value:.2f}" if math.isnan(low) else f"{value:.2f} ({low:.2f} to {high:.2f})"
