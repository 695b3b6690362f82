"""Hits marked in a notebook, one sentence at a time, with ipywidgets where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from framing.audit.marking import answered, next_unmarked, open_sheet
from framing.audit.sheet import ANSWERS
from framing.corpus import Corpus
from framing.csv_files import write_csv
from framing.html import Fragment, clause, joined, prose, say
from framing.html.evidence import EvidenceSentence, sentence_item

WITHOUT_BUTTONS = (
    "To mark hits here, install ipywidgets (pip install \"media-framing[marking]\", or pip install ipywidgets), start "
    "the notebook again and run this cell.\n\nWithout it: “framing audit FOLDER --out sheet.csv” writes the same sheet "
    "for a spreadsheet; write yes, no or unsure into its column right.")


def mark_hits(corpus: Corpus, sheet: str | Path, *, coder: str = "", per_category: int = 12, seed: int = 7) -> Any:
    """Buttons that mark the hits of a sheet; every answer is written to the file at once, so that nothing is lost.

    A sheet that is there is gone on with; a new one is drawn as ``framing audit`` does it, and written with the first
    answer. Without ipywidgets, it says how to mark in a spreadsheet. Raises
    FramingError for a file that is no sheet.
    """
    try:
        import ipywidgets
    except ImportError:
        return prose(WITHOUT_BUTTONS)
    table = open_sheet(corpus, Path(sheet), per_category=per_category, seed=seed)
    return _Buttons(ipywidgets, table, Path(sheet), coder).box


class _Buttons:
    """What is on the screen: the sentence, a line for a note, a button for each answer, and one to go back."""

    def __init__(self, widgets: Any, table: Any, path: Path, coder: str):
        self.table, self.path, self.coder = table, path, coder
        self.row = next_unmarked(table)
        self.shown = widgets.HTML()
        self.note = widgets.Text(placeholder="why, if not yes")
        self.answers = [widgets.Button(description=answer) for answer in ANSWERS]
        for button in self.answers:
            button.on_click(lambda pressed: self.answer(pressed.description))
        self.back = widgets.Button(description="back")
        self.back.on_click(lambda _: self.go_back())
        self.box = widgets.VBox([self.shown, self.note, widgets.HBox([*self.answers, self.back])])
        self.show()

    def answer(self, answer: str) -> None:
        """Write one answer to the file and show the next hit."""
        if self.row is None:
            return
        self.table = answered(self.table, self.row, answer, note=self.note.value, coder=self.coder)
        write_csv(self.table, self.path)
        self.row = next_unmarked(self.table, self.row + 1)
        self.show()

    def go_back(self) -> None:
        """Show the hit before, to answer it again."""
        self.row = max(0, (len(self.table) if self.row is None else self.row) - 1)
        self.show()

    def show(self) -> None:
        """Draw the hit that is to be read, or say that all are marked."""
        is_done = self.row is None
        for button in self.answers:
            button.disabled = is_done
        self.note.value = "" if is_done else self.table["note"].iloc[self.row]
        n_marked = int((self.table["right"] != "").sum())
        where = say("{n:,d} of {all:,d|hit} marked; {file} holds every answer.", n=n_marked, all=len(self.table),
                    file=self.path.name)
        shown = where if self.row is None else joined((where, hit_to_read(self.table.iloc[self.row])))
        self.shown.value = shown._repr_html_()


def hit_to_read(row: Any) -> Fragment:
    """One row of a sheet as it is read: the question, then the sentence with the counted word marked."""
    start, end = len(row["before"]), len(row["before"]) + len(row["hit"])
    sentence = EvidenceSentence(row["outlet"], row["article_id"], int(row["position"]), row["part"], row["voice"],
                                row["before"] + row["hit"] + row["after"], ((start, end),))
    question = clause("{category}: {question}", category=row["category"].replace("_", " "), question=row["question"])
    return joined((Fragment('<p class="framing-prose">'), question, Fragment('</p><div class="framing-evidence"><ol>'),
                   Fragment(sentence_item(sentence)), Fragment("</ol></div>")))
