"""Marking hits in a notebook: every answer is kept, and without buttons it says what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from framing.audit.marking import answered, next_unmarked, open_sheet
from framing.audit.of_corpus import audit_of
from framing.audit.sheet import SHEET_COLUMNS
from framing.corpus import Corpus
from framing.findings.marking_buttons import hit_to_read, mark_hits
from framing.plain_text import corpus_of_texts
from framing.problem import FramingError


@pytest.fixture
def corpus() -> Corpus:
    return corpus_of_texts(["Taxes rose. =Price <b>talks</b>. Taxes fell."])


class Widget(SimpleNamespace):
    """As much of a widget as the buttons use: its traits, and what happens when it is pressed."""

    def on_click(self, run: Any) -> None:
        self.run = run

    def click(self) -> None:
        self.run(self)


@pytest.fixture
def widgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """ipywidgets itself where it is installed; else a module that holds the five names that are used."""
    try:
        import ipywidgets  # noqa: F401
    except ImportError:
        module: Any = ModuleType("ipywidgets")
        module.HTML = lambda: Widget(value="")
        module.Text = lambda placeholder: Widget(value="", placeholder=placeholder)
        module.Button = lambda description: Widget(description=description, disabled=False)
        module.HBox = module.VBox = lambda children: Widget(children=children)
        monkeypatch.setitem(sys.modules, "ipywidgets", module)


def test_every_answer_is_written_at_once_and_gone_on_with(corpus: Corpus, widgets: None, tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    box = mark_hits(corpus, path, coder="me")
    shown, note, buttons = box.children
    yes, no, _, back = buttons.children
    assert not path.exists()  # looking leaves nothing
    yes.click()
    note.value = "a name"
    no.click()
    marked = pd.read_csv(path, keep_default_na=False)
    assert marked["right"].tolist() == ["yes", "no", *[""] * (len(marked) - 2)]
    assert marked["note"].tolist()[:2] == ["", "a name"]
    assert marked["coder"].tolist()[:2] == ["me", "me"]
    back.click()
    yes.click()
    assert pd.read_csv(path, keep_default_na=False)["right"].tolist()[:2] == ["yes", "yes"]
    shown, _, buttons = mark_hits(corpus, path, coder="me").children
    assert '<data value="2">2</data> of' in shown.value
    for _ in range(len(marked)):
        buttons.children[2].click()
    assert set(pd.read_csv(path, keep_default_na=False)["right"][2:]) <= {"unsure"}
    assert buttons.children[0].disabled
    assert audit_of(corpus, [path]).problems == ()


def test_article_text_is_shown_as_text(corpus: Corpus) -> None:
    table = open_sheet(corpus, Path("nowhere.csv"), per_category=9, seed=7)
    shown = hit_to_read(table[table["hit"] == "Price"].iloc[0]).html
    assert "=<mark>Price</mark> &lt;b&gt;talks&lt;/b&gt;." in shown


def test_without_ipywidgets_it_says_how_to_install_it(corpus: Corpus, monkeypatch: pytest.MonkeyPatch,
                                                      tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    shown = mark_hits(corpus, tmp_path / "my.csv")._repr_html_()
    assert "pip install ipywidgets" in shown
    assert "framing audit FOLDER" in shown
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_sheet_is_left_alone(corpus: Corpus, widgets: None, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(FramingError, match="no sheet of hits"):
        mark_hits(corpus, path)
    assert path.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_answers_by_hand() -> None:
    table = pd.DataFrame([dict.fromkeys(SHEET_COLUMNS, "")] * 3)
    assert next_unmarked(table) == 0
    one = answered(table, 1, "no", note="x")
    assert table["right"].tolist() == ["", "", ""]
    assert one["right"].tolist() == ["", "no", ""]
    assert (next_unmarked(one, 1), next_unmarked(one, 3)) == (2, 0)
    full = answered(answered(one, 0, "yes"), 2, "unsure")
    assert next_unmarked(full) is None
    with pytest.raises(ValueError, match="no answer"):
        answered(table, 0, "maybe")
