"""A store of counts gives what the folder gives, however it was cut, by whom and in what order it was counted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing import tally as tally_module
from framing.archive.batches import article_of
from framing.archive.manifest import batch_path, read_manifest
from framing.archive.placed_rows import placed_rows
from framing.archive.places import Table
from framing.archive.source import read_source
from framing.card import CorpusCard
from framing.cli import main
from framing.compare import corpus_support
from framing.corpus import Corpus, build_corpus
from framing.problem import FramingError
from framing.read import read_corpus
from framing.report.corpus_reports import build_corpus_reports
from framing.store.count import count_archive
from framing.store.fetch import fetch_article
from framing.store.merge import merge_stores
from framing.store.open import open_store
from framing.store.progress import CountProgress
from framing.store.tables import write_store_tables
from framing.tables import write_tables
from framing.tally import tally_corpus
from made_corpora import write_corpus
from made_stores import SHARED_LINE, archive_rows, content, few_lexicons, write_table  # noqa: F401
from test_tally import assert_same

ROWS = archive_rows({"A": 9, "B": 8, "C": 4})
FUNCTIONAL_LEXICONS = tally_module.FUNCTIONAL_LEXICONS  # all of them, before a fixture takes some away
BY_ID = {row["article_id"]: row for row in ROWS}
COUNTED = ("articles", "words", "frame_indicators", "tone", "tone_toward", "sources", "support")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("folder"), ROWS)


@pytest.fixture(scope="module")
def corpus(folder) -> Corpus:
    return build_corpus(folder)


@pytest.fixture(scope="module")
def store(folder, tmp_path_factory) -> Path:
    """The folder counted in three batches."""
    out = tmp_path_factory.mktemp("store") / "new" / "store"
    count_archive([str(folder)], out, batch_articles=8)
    return out


@pytest.fixture
def copied(store, tmp_path) -> Path:
    """A store of one's own."""
    return Path(shutil.copytree(store, tmp_path / "copied"))


@pytest.mark.parametrize("limits", [{}, {"max_units": 9}, {"max_words": 60}])
def test_words_without_parts_are_the_sums_of_those_with(store, limits):
    tally, few = open_store(store, **limits), open_store(store, with_parts=False, **limits)
    words = tally.counts["words"]
    assert [*words.units] == ["article_id", "outlet", "part", "voice"]
    assert_same(few, replace(tally, counts={**tally.counts, "words": words.articles()}))


# --- the same as the folder -------------------------------------------------------------------------------------


def test_tables_of_a_store_are_those_of_the_folder_to_the_byte(corpus, store, tmp_path):
    write_tables(corpus, tmp_path / "folder", seed=7, n_resamples=20)
    tally, paths = write_store_tables(store, tmp_path / "store", seed=7, n_resamples=20, with_texts=True)
    assert len(tally.articles) == len(ROWS)
    assert {path.stem for path in paths} == {*COUNTED, "problems", "lines", "sentences", "quotes", "voices"}
    for name in COUNTED:
        assert (tmp_path / "store" / f"{name}.csv").read_bytes() == (tmp_path / "folder" / f"{name}.csv").read_bytes()
    for name in ("lines", "sentences", "quotes", "voices"):  # the same rows, batch by batch
        one, two = (sorted((tmp_path / place / f"{name}.csv").read_text(encoding="utf-8").split("\n"))
                    for place in ("folder", "store"))
        assert one == two


@pytest.mark.parametrize(("name", "batch_articles"), [("a.jsonl", 13), ("a.csv", 30), ("a.parquet", 8)])
def test_the_form_of_the_table_and_the_cuts_change_nothing(corpus, tmp_path, name, batch_articles):
    table = write_table(tmp_path / name, ROWS)
    count_archive([str(table)], tmp_path / "store", batch_articles=batch_articles)
    tally = open_store(tmp_path / "store")
    assert_same(tally, replace(tally_corpus(corpus), problems=tally.problems))
    assert tally.problems == ()


def test_lines_that_pages_share_are_cut_whatever_the_batch(corpus, store):
    lines = corpus.lines[corpus.lines["text"] == SHARED_LINE]
    assert len(lines) == len(ROWS[::3])
    assert set(lines["role"]) == {"promotion"}
    assert "weekly" not in open_store(store).counts["words"].features


def test_notebooks_read_a_store_as_they_read_the_folder(folder, store):
    source, expected = read_source(store), read_corpus(folder)
    assert source.articles == expected.articles
    assert (source.sha256, source.card, source.problems) == (expected.sha256, expected.card, expected.problems)
    assert source.folder == folder
    assert read_source(folder) == expected


def test_text_files_beside_the_table_are_counted_and_noticed_when_they_change(tmp_path):
    rows = [{name: value for name, value in row.items() if name != "text"} | {"file": f"texts/{number}.txt"}
            for number, row in enumerate(ROWS[:4])]
    texts = {f"texts/{number}.txt": row["text"] for number, row in enumerate(ROWS[:4])}
    folder = write_corpus(tmp_path / "c", rows, files=texts)
    count_archive([str(folder)], tmp_path / "store", batch_articles=2)
    before = content(tmp_path / "store")
    (folder / "texts" / "0.txt").write_text("Peace came on Monday. It was a peaceful peace.")
    count_archive([str(folder)], tmp_path / "store", batch_articles=2)
    after = content(tmp_path / "store")
    assert len(before.keys() - after.keys()) == 1
    assert open_store(tmp_path / "store").articles.set_index("article_id")["n_words"].min() == 9 + 4  # and a headline


# --- the same whoever counts ------------------------------------------------------------------------------------


def test_two_processes_write_the_same_bytes_as_one(tmp_path, monkeypatch):
    for module in ("framing.tally", "framing.store.settings"):  # new processes know nothing of a shorter list
        monkeypatch.setattr(f"{module}.FUNCTIONAL_LEXICONS", FUNCTIONAL_LEXICONS)
    places = [str(write_table(tmp_path / f"{number}.jsonl", ROWS[5 * number: 5 * number + 5])) for number in range(3)]
    seen: list[CountProgress] = []
    count_archive(places, tmp_path / "one")
    count_archive(places, tmp_path / "two", n_jobs=2, on_progress=seen.append)
    assert content(tmp_path / "two") == content(tmp_path / "one")
    assert [(one.stage, one.n_done, one.n_all) for one in seen] == [
        *(("reading", n, 3) for n in range(4)), *(("counting", 5 * n, 15) for n in range(4))]
    assert seen[-1].rows_per_second > 0
    assert seen[-1].seconds_left == 0
    assert "15 of 15 articles" in str(seen[-1])


def test_a_second_run_counts_nothing(folder, copied):
    before = {path: path.stat().st_mtime_ns for path in (copied / "batches").iterdir()}
    seen: list[CountProgress] = []
    count_archive([str(folder)], copied, batch_articles=8, on_progress=seen.append)
    assert {path: path.stat().st_mtime_ns for path in (copied / "batches").iterdir()} == before
    assert (seen[-1].n_done, seen[-1].n_rows_before) == (len(ROWS), len(ROWS))


# --- tables that change, come and go ----------------------------------------------------------------------------


def test_a_changed_table_recounts_only_its_own_batches(tmp_path):
    one, two = (write_table(tmp_path / f"{name}.jsonl", rows) for name, rows in (("1", ROWS[:8]), ("2", ROWS[8:16])))
    out = tmp_path / "store"
    count_archive([str(one), str(two)], out, batch_articles=4)
    before = {path.name: path.stat().st_mtime_ns for path in (out / "batches").iterdir()}
    changed = ROWS[12] | {"text": f"Peace talks went on for a week.\n\n{SHARED_LINE}"}
    write_table(two, [*ROWS[8:12], changed, *ROWS[13:16]])
    count_archive([str(two), str(one)], out, batch_articles=4)
    after = {path.name: path.stat().st_mtime_ns for path in (out / "batches").iterdir()}
    assert len(after) == 4
    assert len(before.items() & after.items()) == 3
    count_archive([str(one)], out, batch_articles=4)
    assert [counted.table.path for counted in read_manifest(out).tables] == [str(one)]
    assert {path.name for path in (out / "batches").iterdir()} < before.keys()
    assert len(open_store(out).articles) == 8


def test_an_id_in_two_tables_counts_once_whatever_comes_first(tmp_path):
    again = [ROWS[3] | {"text": "War and war again. The war went on."}, *ROWS[10:13]]
    one, two = write_table(tmp_path / "1.jsonl", ROWS[:6]), write_table(tmp_path / "2.jsonl", [*again, ROWS[0]])
    found = []
    for name, places in (("x", [one, two]), ("y", [two, one])):
        count_archive([str(place) for place in places], tmp_path / name, batch_articles=5)
        found.append(open_store(tmp_path / name))
        assert content(tmp_path / "x") == content(tmp_path / name)
    assert_same(*found)
    assert len(found[0].articles) == 9
    skipped = [(problem.file, problem.row, problem.article_id, problem.message) for problem in found[0].problems
               if problem.severity == "skipped"]
    assert skipped == [("2.jsonl", 1, ROWS[3]["article_id"], "The id was already used in row 4 of 1.jsonl."),
                       ("2.jsonl", 5, ROWS[0]["article_id"], "The id was already used in row 1 of 1.jsonl.")]
    assert read_source(tmp_path / "x").problems == tuple(p for p in found[0].problems if p.severity == "skipped")
    expected = [row["text"] for row in sorted([*ROWS[:6], *ROWS[10:13]], key=lambda row: row["article_id"])]
    assert [article.text for article in read_source(tmp_path / "x").articles] == expected


def test_the_same_text_under_two_ids_is_said(tmp_path):
    table = write_table(tmp_path / "1.jsonl", [*ROWS[:4], ROWS[1] | {"article_id": "z"}])
    count_archive([str(table)], tmp_path / "store", batch_articles=4)
    tally = open_store(tmp_path / "store")
    assert len(tally.articles) == 5
    assert [(problem.row, problem.message) for problem in tally.problems] == [
        (5, f"The text is that of article {ROWS[1]['article_id']!r}: one text counts as two articles.")]


# --- merging ----------------------------------------------------------------------------------------------------


def test_two_stores_add_to_the_store_of_both(tmp_path):
    one, two = write_table(tmp_path / "1.jsonl", ROWS[:7]), write_table(tmp_path / "2.jsonl", ROWS[7:12])
    for name, places in (("a", [one]), ("b", [two]), ("both", [one, two])):
        count_archive([str(place) for place in places], tmp_path / name, batch_articles=8)
    merge_stores([tmp_path / "a", tmp_path / "b"], tmp_path / "ab")
    merge_stores([tmp_path / "b", tmp_path / "a", tmp_path / "ab"], tmp_path / "ba")
    assert content(tmp_path / "ab").keys() == content(tmp_path / "ba").keys() == content(tmp_path / "both").keys()
    assert read_manifest(tmp_path / "ab").tables == read_manifest(tmp_path / "both").tables
    merged, both = open_store(tmp_path / "ab"), open_store(tmp_path / "both")
    assert_same(merged, both)
    assert merged.card.name == "1 + 2"
    count_archive([str(one), str(two)], tmp_path / "ab", batch_articles=8)  # a merged store is a store
    assert_same(open_store(tmp_path / "ab"), both)


def test_stores_that_were_counted_otherwise_do_not_add(store, tmp_path):
    table = write_table(tmp_path / "1.jsonl", ROWS[:2])
    count_archive([str(table)], tmp_path / "other", batch_articles=8, fragments_as="outlet")
    with pytest.raises(FramingError, match="fragments_as") as caught:
        merge_stores([store, tmp_path / "other"], tmp_path / "sum")
    assert str(store) in str(caught.value)
    assert str(tmp_path / "other") in str(caught.value)
    assert not (tmp_path / "sum").exists()
    with pytest.raises(FramingError, match="is a store already"):
        merge_stores([store], store)


def test_dear_steps_can_be_left_out_and_change_nothing_else(folder, store, tmp_path, capsys):
    out, tables = tmp_path / "quick", tmp_path / "tables"
    assert main(["count", str(folder), "--out", str(out), "--batch-articles", "8",
                 "--without", "voices", "--without", "tone_toward"]) == 0
    quick, whole = open_store(out), open_store(store)
    dear = {name for name in whole.counts if name.startswith("voices") or name == "tone_toward"}
    assert len(dear) == 8
    assert quick.counts.keys() == whole.counts.keys() - dear
    assert whole.lexicons.keys() - quick.lexicons.keys() == {"attributions", "tone_toward"}
    assert all((quick.counts[name].matrix != whole.counts[name].matrix).nnz == 0 for name in quick.counts)
    capsys.readouterr()
    assert main(["tables", str(out), "--out", str(tables)]) == 0
    assert {path.stem for path in tables.glob("*.csv")} == {*COUNTED, "problems"} - {"sources", "tone_toward"}
    assert "sources.csv, tone_toward.csv" in capsys.readouterr().err
    with pytest.raises(FramingError, match="without"):
        merge_stores([store, out], tmp_path / "sum")
    with pytest.raises(FramingError, match="without"):
        count_archive([str(folder)], out, batch_articles=8)


# --- bounded memory ---------------------------------------------------------------------------------------------


def test_above_the_limit_articles_are_summed_to_groups_and_it_is_said(corpus, store):
    tally, whole = open_store(store, max_units=12), tally_corpus(corpus)
    assert tally.is_grouped is False  # no outlet has more than the 20 groups that are always kept
    assert_same(tally, replace(whole, problems=tally.problems))


def test_groups_of_a_store_add_to_the_same_tables(store, monkeypatch):
    monkeypatch.setattr("framing.store.open.MIN_GROUPS", 3)
    grouped, whole = open_store(store, max_units=9), open_store(store)
    assert grouped.is_grouped
    units = grouped.counts["words"].units.groupby("outlet")["article_id"].nunique()
    assert units.to_dict() == {"A": 3, "B": 3, "C": units["C"]}
    assert "summed to 3 groups each" in grouped.problems[-1].message
    for name, counts in whole.counts.items():
        np.testing.assert_allclose(grouped.counts[name].sum_by("outlet").matrix.toarray(),
                                   counts.sum_by("outlet").matrix.toarray(), atol=1e-6)


def test_rare_words_of_odd_text_are_counted_together_and_it_is_said(tmp_path):
    rng = np.random.default_rng(3)
    noise = [" ".join("".join(rng.choice(list("abcdefghij0123"), 12)) for _ in range(300)) for _ in range(12)]
    rows = [row | {"text": f"{row['text']}\n\nCode {text} ends."} for row, text in zip(ROWS, noise, strict=False)]
    table = write_table(tmp_path / "1.jsonl", rows)
    count_archive([str(table)], tmp_path / "store", batch_articles=4)
    tally, whole = open_store(tmp_path / "store", max_words=60), open_store(tmp_path / "store")
    words = tally.counts["words"]
    assert len(whole.counts["words"].features) > 3600
    assert len(words.features) <= 61
    assert words.features[0] == "(other)"
    assert words.matrix.sum() == whole.counts["words"].matrix.sum()
    assert words.matrix[:, [0]].sum() >= 3600
    np.testing.assert_array_equal(words.totals, whole.counts["words"].totals)
    known = dict(zip(whole.counts["words"].features, whole.counts["words"].matrix.sum(axis=0), strict=True))
    sums = dict(zip(words.features[1:], words.matrix.sum(axis=0)[1:], strict=True))
    assert sums == {word: known[word] for word in sums}
    assert {"peace", "war", "talks", "treaty"} <= sums.keys()
    assert "counted together as '(other)'" in tally.problems[-1].message
    assert len(open_store(tmp_path / "store", max_words=60).counts["words"].features) == len(words.features)


def test_articles_of_a_large_store_are_listed_from_the_store(store, tmp_path, monkeypatch):
    whole, _ = write_store_tables(store, tmp_path / "a", seed=1, n_resamples=5)
    monkeypatch.setattr("framing.store.open.MAX_ARTICLES_LISTED", 10)
    tally, paths = write_store_tables(store, tmp_path / "b", seed=1, n_resamples=5)
    assert list(tally.articles) == ["outlet"]
    assert {path.stem for path in paths} == {*COUNTED, "problems"}
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "b" / "articles.csv").sort_values("article_id"
                                                                                           ).reset_index(drop=True),
                                  pd.read_csv(tmp_path / "a" / "articles.csv"))
    assert (tmp_path / "b" / "words.csv").read_bytes() == (tmp_path / "a" / "words.csv").read_bytes()
    assert tally.outlets == whole.outlets


def test_a_store_too_large_for_a_report_is_said_before_anything_is_read(store, tmp_path, monkeypatch):
    monkeypatch.setattr("framing.report.corpus_reports.MAX_STORE_ARTICLES", 20)
    with pytest.raises(FramingError, match="framing tables STORE") as caught:
        build_corpus_reports(store, tmp_path / "reports", seed=1, n_resamples=5)
    assert "21 articles" in str(caught.value)
    assert not (tmp_path / "reports").exists()


# --- the text behind a number ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_an_article_is_fetched_from_its_place(store, tmp_path, name):
    """Places of every form of table lead back to the article."""
    table = Table(str(write_table(tmp_path / name, ROWS)))
    for row in list(placed_rows(table))[::4]:
        again = next(placed_rows(table, start=row.start, first_number=row.number))
        assert (again.found, again.start, again.end, again.number) == (row.found, row.start, row.end, row.number)
        article, problems = article_of(again, table)
        assert problems == []
        assert article.text == BY_ID[article.article_id]["text"]
    assert fetch_article(store, ROWS[5]["article_id"]).text == ROWS[5]["text"]


def test_fetching_what_is_not_there_is_an_error(store, tmp_path):
    with pytest.raises(FramingError, match="no article 'nobody'"):
        fetch_article(store, "nobody")
    table = write_table(tmp_path / "1.jsonl", ROWS[:3])
    count_archive([str(table)], tmp_path / "s", batch_articles=8)
    write_table(table, [ROWS[4], *ROWS[1:3]])
    with pytest.raises(FramingError, match="changed since it was counted"):
        fetch_article(tmp_path / "s", ROWS[0]["article_id"])
    table.unlink()
    with pytest.raises(FramingError, match="cannot be opened"):
        fetch_article(tmp_path / "s", ROWS[0]["article_id"])
    assert len(open_store(tmp_path / "s").articles) == 3  # counts need no text


# --- what a store says of itself ---------------------------------------------------------------------------------


def test_the_manifest_says_how_it_was_counted(folder, store):
    manifest = read_manifest(store)
    assert manifest.settings["fragments_as"] == "quoted"
    assert manifest.settings["lexicons"] == dict(tally_corpus(build_corpus(folder)).lexicons)
    (counted,) = manifest.tables
    assert counted.table == Table(str(folder / "articles.csv"), str(folder))
    assert counted.fingerprint.startswith("sha256:")
    assert [batch.n_rows for batch in counted.batches.values()] == [8, 8, 5]
    assert [batch.first_number for batch in counted.batches.values()] == [2, 10, 18]
    assert all(batch_path(store, name).is_file() for name in counted.batches)
    assert manifest.card == CorpusCard(name=folder.name)
    assert len(corpus_support(build_corpus(read_source(store)))) == 3
