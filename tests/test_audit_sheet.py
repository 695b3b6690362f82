"""The sheet of hits to be marked: what is drawn, how it is written, and that nobody's marks are lost."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from framing.audit.draw import DrawnHit, draw_hits, share_out
from framing.audit.places import audited_lists, hits_of
from framing.audit.sheet import MARKED_COLUMNS, SHEET_COLUMNS, sheet_table, write_sheet
from framing.cli import main
from framing.corpus import Corpus
from framing.csv_files import FORMULA_STARTS
from framing.plain_text import corpus_of_texts
from framing.problem import FramingError


def drawn_of(corpus: Corpus, per_category: int = 12, seed: int = 7) -> list[DrawnHit]:
    return draw_hits(corpus, per_category=per_category, seed=seed)


@pytest.mark.parametrize(("sizes", "n_wanted", "shares"), [
    ([1, 10, 3], 8, [1, 4, 3]), ([5, 5], 4, [2, 2]), ([5, 5], 5, [2, 3]), ([0, 2, 0], 9, [0, 2, 0]), ([], 3, []),
    ([4] * 5, 2, [0, 0, 0, 1, 1])])
def test_hits_are_shared_out_evenly(sizes: list[int], n_wanted: int, shares: list[int]) -> None:
    assert share_out(sizes, n_wanted) == shares
    assert sum(shares) == min(n_wanted, sum(sizes))


def test_every_category_is_drawn_from_every_outlet_that_has_hits(seed_corpus: Corpus) -> None:
    drawn = drawn_of(seed_corpus)
    found = Counter((hit.placed.lexicon, hit.placed.category) for hit in drawn)
    for key in audited_lists(seed_corpus):
        hits = hits_of(seed_corpus, key)
        for number, category in enumerate(hits.categories):
            assert found[key, category] == min(12, int((hits.category == number).sum()))
    strata = {(hit.placed.lexicon, hit.placed.category, hit.placed.outlet): hit for hit in drawn}
    in_stratum = Counter((hit.placed.lexicon, hit.placed.category, hit.placed.outlet) for hit in drawn)
    assert {place: hit.n_drawn for place, hit in strata.items()} == dict(in_stratum)
    assert all(hit.n_drawn <= hit.n_hits for hit in drawn)


def test_the_same_seed_draws_the_same_hits_and_another_one_others(seed_corpus: Corpus) -> None:
    assert drawn_of(seed_corpus) == drawn_of(seed_corpus)
    other = drawn_of(seed_corpus, seed=8)
    assert other != drawn_of(seed_corpus)
    assert len(other) == len(drawn_of(seed_corpus))


def test_a_row_shows_the_sentence_around_the_hit(seed_corpus: Corpus) -> None:
    table = sheet_table(seed_corpus, drawn_of(seed_corpus))
    assert tuple(table.columns) == SHEET_COLUMNS
    assert table["hit_id"].is_unique
    sentences = {(row.article_id, row.position + 1): row.text for row in seed_corpus.sentences.itertuples()}
    for row in table.itertuples():
        assert row.before + row.hit + row.after == sentences[row.article_id, row.position]
    assert (table[list(MARKED_COLUMNS)] == "").all(axis=None)


def test_the_id_stays_when_another_article_changes_and_goes_with_its_sentence() -> None:
    def ids(*texts: str) -> list[str]:
        return [hit.placed.hit_id for hit in drawn_of(corpus_of_texts(texts)) if hit.placed.article_id == "0000"]

    there = ids("The taxes rose.", "Another tax.")
    assert len(there) > 1
    assert ids("The taxes rose.", "Nothing of the kind.") == there
    assert not set(ids("The taxes fell.", "Another tax.")) & set(there)


def test_untrusted_text_is_written_so_that_no_spreadsheet_runs_it(tmp_path: Path) -> None:
    corpus = corpus_of_texts(['=HYPERLINK("http://x","tax")', "<script>alert(1)</script> taxes, \"rose\""],
                             outlets=["@outlet", "+1"])
    write_sheet(sheet_table(corpus, drawn_of(corpus)), tmp_path / "sheet.csv")
    with (tmp_path / "sheet.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 2
    assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULA_STARTS)]
    assert any(row["before"].startswith("'=HYPERLINK") and row["hit"] == "tax" for row in rows)
    assert any(row["before"] == "<script>alert(1)</script> " and row["after"] == ', "rose"' for row in rows)


def test_a_marked_sheet_is_never_written_over(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sheet.csv"
    assert main(["audit", str(seeds), "--out", str(path)]) == 0
    assert "Wrote 246 hits" in capsys.readouterr().out
    assert main(["audit", str(seeds), "--out", str(path), "--per-category", "2"]) == 0  # nobody has marked it yet
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(csv.reader([lines[1]]))
    first[SHEET_COLUMNS.index("right")] = "yes"
    path.write_text("\n".join([lines[0], ",".join(f'"{cell}"' for cell in first), *lines[2:]]), encoding="utf-8")
    before = path.read_bytes()
    assert main(["audit", str(seeds), "--out", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"Somebody has marked this sheet (1 of {len(lines) - 1:,} rows)" in said
    assert "row 2" in said
    assert path.read_bytes() == before


def test_a_file_that_is_no_sheet_is_left_alone(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("notes.csv", "a,b\n1,2\n"), ("list.txt", "text"), ("bytes.csv", "\udcff")):
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert main(["audit", str(seeds), "--out", str(path)]) == 1
        assert "it is no sheet of hits" in capsys.readouterr().err
        assert path.read_bytes() == content.encode("utf-8", "surrogateescape")


def test_a_corpus_without_hits_gives_no_sheet(tmp_path: Path) -> None:
    corpus = corpus_of_texts(["Nothing here."])
    with pytest.raises(FramingError, match="nothing to mark"):
        write_sheet(sheet_table(corpus, drawn_of(corpus)), tmp_path / "sheet.csv")
    assert not (tmp_path / "sheet.csv").exists()
