"""What a reader sees of an audit: precision beside each category, grey with a word, wrong hits struck through."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from framing.audit.draw import draw_hits
from framing.audit.precision import BAR, corpus_precision, wilson_interval
from framing.audit.sheet import sheet_table
from framing.claims.claim import INDICATOR
from framing.claims.panel import robustness_panel
from framing.corpus import Corpus, build_corpus
from framing.csv_files import write_csv
from framing.evidence import hit_evidence
from framing.findings.audit_findings import show_audit
from framing.findings.audit_marks import BELOW, audited_cell, category_precision, category_titles
from framing.findings.claim_sentences import claim_sentence
from framing.findings.corpus_findings import show_session
from framing.findings.frame_findings import show_indicators
from framing.findings.overview_rows import frame_rows
from framing.hits import find_hits
from framing.html.evidence import EvidenceSentence, sentence_item
from framing.lexicon import load_lexicon
from framing.noise_floor.floor import noise_floor

TEXTS = [("1", "A", "Taxes rose. Ned Price spoke. Taxes fell."), ("2", "B", "Mr Price came. They clashed.")]
WRONG = "✗ counted wrongly (audit)"


def marked_folder(folder: Path, right: dict[str, str] | None, *, note: str = "", coder: str = "ann") -> Corpus:
    """A corpus whose hits are marked by the word that was counted; no sheet for None."""
    folder.mkdir()
    write_csv(pd.DataFrame(TEXTS, columns=["article_id", "outlet", "text"]), folder / "articles.csv")
    (folder / "corpus.toml").write_text('frame_lexicons = ["generic_frames"]\n', encoding="utf-8")
    corpus = build_corpus(folder)
    if right is not None:
        table = sheet_table(corpus, draw_hits(corpus, per_category=12, seed=7))
        write_csv(table.assign(right=table["hit"].map(right).fillna(""), note=note, coder=coder), folder / "audit.csv")
    return corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return marked_folder(tmp_path / "c", {"Taxes": "yes", "Price": "no", "clashed": "yes"})


def test_a_wrong_hit_is_struck_through_in_words_and_still_counts(corpus: Corpus) -> None:
    hits = find_hits(corpus, load_lexicon("generic_frames"))
    found = hit_evidence(corpus, hits, "economic_consequences")
    shown = found.show().html
    assert found.n_hits == 4
    assert shown.count("<mark>") == 4
    assert shown.count(f"<mark><s>Price</s> <small>{WRONG}</small></mark>") == 2
    assert "<mark>Taxes</mark>" in shown
    only = hit_evidence(corpus, hits, "economic_consequences", only_wrong=True)
    assert (only.n_hits, only.n_sentences) == (2, 2)
    assert WRONG not in hit_evidence(corpus, hits, "conflict").show().html


def test_marks_that_overlap_are_wrong_only_if_all_are() -> None:
    def shown(wrong: tuple[tuple[int, int], ...]) -> str:
        return sentence_item(EvidenceSentence("A", "1", 1, "body", "outlet", "one two three", ((0, 7), (4, 13)),
                                              wrong=wrong))

    assert WRONG not in shown(((0, 7),))
    assert "<s>one two three</s>" in shown(((0, 7), (4, 13)))


def test_precision_stands_beside_the_category_and_the_bar_greys_with_words(corpus: Corpus) -> None:
    found = category_precision(corpus, "generic_frames")
    economic = found["economic_consequences"]
    assert (economic.n_right, economic.n_wrong, economic.precision, economic.is_below) == (2, 2, 0.5, True)
    assert BAR > 0.5
    page = show_indicators(corpus, "generic_frames")
    shown = page._repr_html_()
    greyed = re.findall(r'<th scope="row"><span class="framing-below">(.*?)</span>', shown)
    assert greyed == [f"Economic consequences ({BELOW})"]
    low, _ = wilson_interval(2 / 4, 4)
    assert f'<data value="0.5">0.50</data> (<data value="{low:.10g}">0.15</data> to ' in shown
    assert "precision (by the audit)" in shown
    assert 'aria-label="economic consequences: counted wrongly" data-marks="2"' in shown


def test_what_was_not_read_says_so(corpus: Corpus) -> None:
    assert audited_cell(corpus, "generic_frames", "morality").html == "not read"
    assert BELOW not in category_titles(load_lexicon("generic_frames"), corpus)["morality"]


def test_the_overview_says_precision_of_what_it_ranks(corpus: Corpus) -> None:
    (_, values, _), = frame_rows(corpus)
    cell = values["A"].html  # type: ignore[union-attr]
    assert '<span class="framing-below">' in cell
    assert f"({BELOW})" in cell
    assert 'precision <data value="0.5">0.50</data>' in cell
    assert '<data value="4">4</data> read' in cell


def test_without_an_audit_nothing_changes_and_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    corpus = marked_folder(tmp_path / "c", None)
    assert corpus_precision(corpus).empty
    shown = show_audit(corpus)._repr_html_()
    assert "Nobody has marked hits" in shown
    assert "framing audit FOLDER" in shown
    page = show_indicators(corpus, "generic_frames")._repr_html_()
    assert "framing-below" not in page
    assert "precision (by the audit)" not in page


def test_the_audit_names_its_sheets_and_their_markers(corpus: Corpus) -> None:
    shown = show_audit(corpus)._repr_html_()
    assert 'audit.csv (<data value="5">5</data> marks; read by ann)' in shown
    assert "No hit was marked by two" in shown
    assert "recall" in shown
    assert "SHA-256 of audit.csv: " in show_session(corpus, seed=7)._repr_html_()


def test_a_second_marker_gives_agreement(tmp_path: Path) -> None:
    corpus = marked_folder(tmp_path / "c", {"Taxes": "yes", "Price": "no", "clashed": "yes"})
    assert corpus.folder
    sheet = corpus.folder / "audit.csv"
    (corpus.folder / "audit-bob.csv").write_text(sheet.read_text(encoding="utf-8").replace(",no,", ",yes,"), "utf-8")
    shown = show_audit(build_corpus(corpus.folder))._repr_html_()
    assert "audit-bob.csv" in shown
    assert '<data value="0.6">0.60</data>' in shown  # 3 of 5 answers are equal


def test_a_hostile_sheet_is_shown_as_text(tmp_path: Path) -> None:
    attack = '<img src=x onerror="alert(1)">'
    corpus = marked_folder(tmp_path / "c", {"Taxes": "yes", "Price": attack, "clashed": "no"}, note=attack,
                           coder=attack)
    shown = show_audit(corpus)._repr_html_() + show_indicators(corpus, "generic_frames")._repr_html_()
    assert "<img" not in shown
    assert "read by &lt;img" in shown
    assert "This is no answer" in shown  # the row that cannot be used is listed


def test_the_seeds_show_their_audit(seed_corpus: Corpus) -> None:
    """By hand, from the sheet: Ned Price is counted twice as money; of 12 read 8 are right."""
    economic = category_precision(seed_corpus, "generic_frames")["economic_consequences"]
    assert (economic.n_read, economic.n_right, economic.n_wrong) == (12, 8, 4)
    hits = find_hits(seed_corpus, load_lexicon("generic_frames"))
    shown = hit_evidence(seed_corpus, hits, "economic_consequences", outlet="VOA").show().html
    assert shown.count("<s>Price</s>") == 2


def test_a_claim_about_a_category_below_the_bar_says_so(seed_corpus: Corpus) -> None:
    panel, floor = robustness_panel(seed_corpus, seed=7), noise_floor(seed_corpus, seed=7)
    told = {asked.claim.feature: claim_sentence(seed_corpus, asked, floor).html for asked in panel
            if asked.claim.kind == INDICATOR}
    assert any(BELOW in sentence for sentence in told.values())
    for feature, sentence in told.items():
        key, category = feature.split(" ", 1)
        found = category_precision(seed_corpus, key).get(category)
        assert (f"{BELOW} in the audit" in sentence) == bool(found and found.is_below), feature
