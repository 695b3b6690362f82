"""Marked sheets read back: a round trip, and everything that can be wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from framing.audit.draw import draw_hits
from framing.audit.of_corpus import Audit, audit_files, audit_of, corpus_audit
from framing.audit.places import audited_lists
from framing.audit.read_sheet import NEEDED, read_sheets
from framing.audit.sheet import sheet_table
from framing.cli import main
from framing.corpus import Corpus, build_corpus
from framing.csv_files import write_csv
from framing.problem import FramingError, Problem

TEXTS = [("1", "A", "The taxes rose. More taxes came."), ("2", "B", "Ministers =blamed= the war. <b>Taxes</b> fell.")]


def write_folder(folder: Path, texts: list[tuple[str, str, str]]) -> Path:
    folder.mkdir(exist_ok=True)
    write_csv(pd.DataFrame(texts, columns=["article_id", "outlet", "text"]), folder / "articles.csv")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return build_corpus(write_folder(tmp_path / "corpus", TEXTS))


@pytest.fixture
def table(corpus: Corpus) -> pd.DataFrame:
    """A sheet with every row marked yes."""
    return sheet_table(corpus, draw_hits(corpus, per_category=12, seed=7)).assign(right="yes")


def read(corpus: Corpus, table: pd.DataFrame, path: Path) -> Audit:
    write_csv(table, path)
    return audit_of(corpus, [path])


def changed(table: pd.DataFrame, row: int, **cells: str) -> pd.DataFrame:
    table = table.copy()
    for name, value in cells.items():
        table.loc[row, name] = value
    return table


def test_what_was_marked_is_read(corpus: Corpus, table: pd.DataFrame, tmp_path: Path) -> None:
    answers = [("yes", "no", "unsure", "", " YES ")[row % 5] for row in range(len(table))]
    audit = read(corpus, table.assign(right=answers), tmp_path / "audit-ann.csv")
    assert audit.verdicts == {hit_id: answer.strip().lower() for hit_id, answer in
                              zip(table["hit_id"], answers, strict=True) if answer}
    assert audit.sheets[0].marker == "ann"
    assert audit.problems == ()
    wrong = table.iloc[1]
    (first,) = audit.wrong_words(wrong["lexicon"], wrong["category"])
    text = {article_id: text for article_id, _, text in TEXTS}[wrong["article_id"]]
    assert text[corpus.words.start[first]:corpus.words.end[first]] == wrong["hit"]


def test_a_spreadsheet_may_drop_what_nobody_needs(corpus: Corpus, table: pd.DataFrame, tmp_path: Path) -> None:
    """Other columns, their order, and rows deleted or put in another order change nothing."""
    whole = read(corpus, table, tmp_path / "a.csv")
    less = read(corpus, table[list(reversed(NEEDED))].iloc[::-1], tmp_path / "b.csv")
    assert dict(whole.verdicts) == dict(less.verdicts)
    assert set(read(corpus, table.iloc[1:], tmp_path / "c.csv").verdicts) == set(table["hit_id"][1:])


def one_problem(audit: Audit) -> Problem:
    assert len(audit.problems) == 1
    return audit.problems[0]


@pytest.mark.parametrize(("cells", "column", "message"), [
    ({"right": "maybe"}, "right", "no answer"),
    ({"right": "=1+1"}, "right", "no answer"),
    ({"hit_id": "h-000000000000"}, "hit_id", "no such hit"),
    ({"hit_id": "<script>alert(1)</script>"}, "hit_id", "no such hit"),
    ({"version": "0.9"}, "version", "another version"),
    ({"lexicon": "nothing"}, "lexicon", "cannot be loaded"),
])
def test_a_bad_row_is_named_and_left_out(corpus: Corpus, table: pd.DataFrame, tmp_path: Path, cells: dict[str, str],
                                         column: str, message: str) -> None:
    audit = read(corpus, changed(table, 1, **cells), tmp_path / "sheet.csv")
    problem = one_problem(audit)
    assert (problem.severity, problem.file, problem.row, problem.column) == ("skipped", "sheet.csv", 3, column)
    assert message in problem.message
    assert problem.next_step
    assert len(audit.verdicts) == len(table) - 1


def test_a_hit_that_stands_twice_counts_once(corpus: Corpus, table: pd.DataFrame, tmp_path: Path) -> None:
    twice = pd.concat([table, table.iloc[[0]].assign(right="no")])
    audit = read(corpus, twice, tmp_path / "sheet.csv")
    problem = one_problem(audit)
    assert (problem.row, problem.column, problem.value) == (len(table) + 2, "hit_id", table["hit_id"][0])
    assert "stands already in row 2" in problem.message
    assert audit.verdicts[table["hit_id"][0]] == "yes"


def test_another_version_is_one_problem_for_all_rows(corpus: Corpus, table: pd.DataFrame, tmp_path: Path) -> None:
    audit = read(corpus, table.assign(version="0.1"), tmp_path / "sheet.csv")
    lists = table["lexicon"].nunique()
    assert [problem.severity for problem in audit.problems] == ["skipped"] * lists + ["note"]
    assert not audit.verdicts
    assert f"{(table['lexicon'] == table['lexicon'][0]).sum()} marked rows are not used" in audit.problems[0].message


def test_a_mark_does_not_move_to_a_changed_text(table: pd.DataFrame, tmp_path: Path) -> None:
    write_csv(table, tmp_path / "sheet.csv")
    texts = [("1", "A", "The taxes fell. More taxes came."), TEXTS[1]]
    audit = audit_of(build_corpus(write_folder(tmp_path / "changed", texts)), [tmp_path / "sheet.csv"])
    in_changed = table[(table["article_id"] == "1") & (table["position"] == 1)]
    assert len(in_changed) >= 1
    assert {problem.value for problem in audit.problems} == set(in_changed["hit_id"])
    assert all("the text" in problem.message for problem in audit.problems)
    assert len(audit.verdicts) == len(table) - len(in_changed)


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_column_stops(corpus: Corpus, table: pd.DataFrame, tmp_path: Path, name: str) -> None:
    with pytest.raises(FramingError, match="lacks a column") as caught:
        read(corpus, table.drop(columns=name), tmp_path / "sheet.csv")
    assert caught.value.problems[0].value == name


@pytest.mark.parametrize(("content", "message"), [
    ("", "empty"), ("hit_id,lexicon,version,category,article_id,right\n", "empty"), ("\n\n", "empty"),
    ('hit_id,right\n"x', "not valid CSV"), ("hit_id,hit_id\n1,2\n", "stands twice"), ("\udcff\udcfe", "not UTF-8")])
def test_what_is_no_sheet_stops(corpus: Corpus, tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(FramingError, match=message) as caught:
        read_sheets(corpus, [path])
    assert caught.value.problems[-1].file == "sheet.csv"
    assert caught.value.problems[-1].next_step


def test_a_sheet_that_is_not_there_or_given_twice_stops(corpus: Corpus, table: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(FramingError, match="no such sheet"):
        read_sheets(corpus, [tmp_path / "nowhere.csv"])
    write_csv(table, tmp_path / "sheet.csv")
    with pytest.raises(FramingError, match="given twice"):
        read_sheets(corpus, [tmp_path / "sheet.csv", tmp_path / "." / "sheet.csv"])


def test_an_unmarked_sheet_says_nothing(corpus: Corpus, table: pd.DataFrame, tmp_path: Path) -> None:
    audit = read(corpus, table.assign(right=""), tmp_path / "sheet.csv")
    assert not audit.hits
    assert one_problem(audit).severity == "note"


def test_sheets_in_the_folder_are_used_by_themselves(corpus: Corpus, table: pd.DataFrame) -> None:
    assert corpus.folder
    for name in ("audit-zoe.csv", "audit.csv", "audit-ann.csv", "other.csv"):
        write_csv(table, corpus.folder / name)
    assert [path.name for path in audit_files(corpus.folder)] == ["audit.csv", "audit-ann.csv", "audit-zoe.csv"]
    assert [sheet.marker for sheet in corpus_audit(corpus).sheets] == ["audit", "ann", "zoe"]


def edit(column: str, value: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.assign(**{column: value})


@pytest.mark.parametrize(("change", "status", "said"), [
    (lambda table: table, 0, "rows marked and used"), (edit("right", "perhaps"), 1, "no answer"),
    (edit("right", ""), 1, "says nothing yet")])
def test_the_command_reads_sheets(corpus: Corpus, table: pd.DataFrame, capsys: pytest.CaptureFixture[str],
                                  change: Callable[[pd.DataFrame], pd.DataFrame], status: int, said: str) -> None:
    assert corpus.folder
    write_csv(change(table), corpus.folder / "sheet.csv")
    assert main(["audit", str(corpus.folder), "--read", str(corpus.folder / "sheet.csv")]) == status
    output = capsys.readouterr()
    assert said in output.out + output.err
    assert "Traceback" not in output.err


def test_the_command_says_how_two_markers_agree(corpus: Corpus, table: pd.DataFrame,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.folder
    paths = [corpus.folder / name for name in ("one.csv", "two.csv")]
    write_csv(table, paths[0])
    write_csv(changed(table, 0, right="no"), paths[1])
    assert main(["audit", str(corpus.folder), "--read", *map(str, paths)]) == 0
    said = capsys.readouterr().out
    assert f"n {len(table)}" in said
    assert "alpha" in said


def test_the_sheet_of_the_seeds_fits_the_seeds(seed_corpus: Corpus, seeds: Path) -> None:
    """Every row is a hit of these texts and lists, every one is marked, and it is the draw that docs/audit.md names."""
    audit = corpus_audit(seed_corpus)
    assert audit.problems == ()
    drawn = draw_hits(seed_corpus, per_category=12, seed=7)
    assert list(audit.hits) == [hit.placed.hit_id for hit in drawn]
    assert {hit.lexicon for hit in audit.hits.values()} == set(audited_lists(seed_corpus))
    assert len(audit.sheets[0].marks) == audit.sheets[0].n_rows
    assert audit.sheets[0].coders
    marked = pd.read_csv(seeds / "audit.csv", keep_default_na=False)
    assert (marked.loc[marked["right"] != "yes", "note"] != "").all()  # every doubt has its reason


def test_check_and_tables_name_what_is_wrong_with_a_sheet(corpus: Corpus, table: pd.DataFrame, tmp_path: Path,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.folder
    write_csv(changed(table, 1, right="perhaps"), corpus.folder / "audit.csv")
    assert main(["check", str(corpus.folder)]) == 1
    assert "audit.csv, row 3, column 'right'" in capsys.readouterr().out
    assert main(["tables", str(corpus.folder), "--out", str(tmp_path / "t"), "--resamples", "20"]) == 0
    assert "Found: 'perhaps'. Allowed: yes, no, unsure" in capsys.readouterr().err
    assert "perhaps" in (tmp_path / "t" / "problems.csv").read_text(encoding="utf-8")
    precision = pd.read_csv(tmp_path / "t" / "lexicon_precision.csv")
    assert precision.loc[precision["category"].eq("all"), "n_read"].sum() == len(table) - 1
    (corpus.folder / "audit.csv").write_text("hit_id,right\nx,yes\n", encoding="utf-8")
    assert main(["check", str(corpus.folder)]) == 1
    assert "lacks a column" in capsys.readouterr().out
    assert main(["tables", str(corpus.folder), "--out", str(tmp_path / "u"), "--resamples", "20"]) == 1
