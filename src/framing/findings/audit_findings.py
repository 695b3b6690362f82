"""What the audit of a corpus says: how many hits of each list are right, and how far its markers agree."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.audit.agreement import agreement_table
from framing.audit.of_corpus import Audit, corpus_audit
from framing.audit.precision import ALL, BAR, corpus_precision
from framing.corpus import Corpus
from framing.findings.audit_marks import BELOW, greyed
from framing.html import Card, Fragment, clause, four_beats, listed, parts_card, prose, say, table
from framing.lexicon import Lexicon, load_lexicon

# More problems of the sheets than this are read in tables/problems.csv.
MAX_PROBLEMS = 5
NUMBERS = {"n_hits": "hits", "n_read": "read", "n_right": "right", "n_wrong": "wrong", "n_unsure": "unsure"}
# The cards of all five counts would be more than what they tell.
OPENED = {"n_read": "hits read in the audit", "n_wrong": "hits counted wrongly"}
HOW_TO = ("“framing audit FOLDER --out sheet.csv” draws a sheet of hits, to be marked right or wrong and put into the "
          "corpus folder as audit.csv; a second marker's as audit-NAME.csv. How to mark stands in docs/audit.md.")


def show_audit(corpus: Corpus) -> Fragment:
    """Precision of every list that was audited, and how far the markers agree; without an audit how to make one."""
    audit = corpus_audit(corpus)
    return four_beats(
        question="How many of the hits are right?",
        method=[say("A sample of hits of each category and outlet is read and marked right (used in the sense of the "
                    "category), wrong or unsure. Precision: right among right and wrong, each outlet weighing as "
                    "much as it has hits, with Wilson's 95 % interval. A category below the bar of {bar:.2f} is greyed "
                    "and says so; a word that was counted wrongly is struck through where its sentence is shown, but "
                    "still counts.", bar=BAR), HOW_TO],
        result=_result(corpus, audit),
        caveat=["Reading hits cannot tell what a list misses: precision says nothing of recall. A right hit is a right "
                "indicator, not a frame. The interval knows the chance of the draw only: another reader may mark "
                "otherwise, and other texts use the same words otherwise.",
                *map(str, audit.problems[:MAX_PROBLEMS])])


def _result(corpus: Corpus, audit: Audit) -> list[Fragment]:
    if not audit.hits:
        return [prose("Nobody has marked hits of this corpus yet: how many of them are right is not known.")]
    names = listed([clause("{file} ({n:,d|mark}; read by {who})", file=sheet.file, n=len(sheet.marks),
                           who=listed(sheet.coders, nothing="somebody who gave no name")) for sheet in audit.sheets])
    return [say("Marked: {names}.", names=names), _lists(corpus), *_agreement(audit)]


def _lists(corpus: Corpus) -> Fragment:
    found = corpus_precision(corpus)
    lists = found[(found["category"] == ALL) & (found["outlet"] == ALL)]
    rows = lists[["lexicon", *NUMBERS, "precision", "low", "high"]].copy()
    rows["lexicon"] = [_name(load_lexicon(key, corpus_folder=corpus.folder), is_below=bool(is_below))
                       for key, is_below in zip(lists["lexicon"], lists["below_bar"], strict=True)]
    opens = [{name: _by_category(found, key, name) for name in OPENED} for key in lists["lexicon"]]
    return table(rows, caption="Hits read, and the share that is right, of each list", row_header="lexicon",
                 opens=opens, headers={"lexicon": "list", **NUMBERS, "low": "from", "high": "to"})


def _name(lexicon: Lexicon, *, is_below: bool) -> Fragment:
    title = lexicon.card.title
    return greyed(clause("{title} ({below})", title=title, below=BELOW)) if is_below else clause("{title}", title=title)


def _by_category(found: pd.DataFrame, key: str, column: str) -> Card | None:
    """The categories that a number of a list is made of."""
    rows = found[(found["lexicon"] == key) & (found["outlet"] == ALL) & (found["category"] != ALL)
                 & (found[column] > 0)]
    if rows.empty:
        return None
    parts = [(category.replace("_", " "), int(n)) for category, n in zip(rows["category"], rows[column], strict=True)]
    return parts_card(parts, title=f"{key.replace('_', ' ')}: {OPENED[column]}", counted="hits")


def _agreement(audit: Audit) -> Iterator[Fragment]:
    rows = agreement_table(audit)
    if rows.empty:
        yield prose("No hit was marked by two, so how far readers agree is not known.")
        return
    yield table(rows, row_header="lexicon", caption="Agreement: share of equal answers, and Krippendorff's alpha (1 "
                "agreement, 0 as by chance), each with its 95 % interval",
                headers={"lexicon": "list", "n_hits": "hits marked by two or more"})
