"""What can go wrong with an archive: a clear error or a listed skip, a store that stays readable, nothing twice."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framing.archive.manifest import read_manifest
from framing.card import CorpusCard
from framing.problem import FramingError, Problem
from framing.store.batch_file import pack_batch, read_batch_file
from framing.store.count import count_archive
from framing.store.lock import writing
from framing.store.open import open_store
from made_corpora import write_corpus
from made_stores import archive_rows, content, few_lexicons, write_table  # noqa: F401

ROWS = archive_rows({"A": 4, "B": 4})
LINES = [json.dumps(row) for row in ROWS]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    count_archive([str(write_table(folder / "1.jsonl", ROWS))], folder / "store", batch_articles=4)
    return folder / "store"


@pytest.fixture
def copied(store, tmp_path) -> Path:
    return Path(shutil.copytree(store, tmp_path / "copied"))


def count(path: Path, store: Path, **options) -> tuple[Problem, ...]:
    """Count one table in batches of four; the problems of the store."""
    count_archive([str(path)], store, batch_articles=options.pop("batch_articles", 4), **options)
    return open_store(store).problems


def skipped(problems: tuple[Problem, ...]) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.message) for problem in problems if problem.severity == "skipped"]


# --- rows -------------------------------------------------------------------------------------------------------


def test_bad_lines_are_skipped_and_listed_and_the_rest_counts(tmp_path):
    path = tmp_path / "1.jsonl"
    bad = [b'\xef\xbb\xbf' + LINES[0].encode(), b"", b"[1]", b'{"article_id": "x", "outlet": "A", "text": "caf\xe9"}',
           json.dumps(ROWS[1] | {"outlet": " "}).encode(), json.dumps(ROWS[2] | {"text": ["a"]}).encode(),
           LINES[0].encode(), LINES[3].encode(), LINES[4][: len(LINES[4]) // 2].encode()]
    path.write_bytes(b"\n".join(bad))
    problems = count(path, tmp_path / "store")
    assert [(row, message[:24]) for row, message in skipped(problems)] == [
        (3, "The line is not a JSON o"), (4, "The line is not UTF-8: b"), (5, "A required cell is empty"),
        (6, "The value is a list or a"), (7, "The id was already used "), (9, "The line is not JSON: Un")]
    assert open_store(tmp_path / "store").articles["article_id"].tolist() == sorted(
        [ROWS[0]["article_id"], ROWS[3]["article_id"]])


def test_a_batch_of_empty_texts_is_a_batch_of_skips(tmp_path):
    rows = [*({**row, "text": " \n "} for row in ROWS[:2]), *({**row, "text": "###\n\n---"} for row in ROWS[2:4]),
            *ROWS[4:6]]
    problems = count(write_table(tmp_path / "1.jsonl", rows), tmp_path / "store", batch_articles=2)
    assert [message for _, message in skipped(problems)] == ["The text is empty."] * 2 + [
        "No body text is left after cleaning."] * 2
    assert len(open_store(tmp_path / "store").articles) == 2


def test_an_archive_without_any_text_is_an_error_and_its_store_is_kept(tmp_path):
    table = write_table(tmp_path / "1.jsonl", [row | {"text": ""} for row in ROWS[:3]])
    count_archive([str(table)], tmp_path / "store", batch_articles=4)
    with pytest.raises(FramingError, match="No article of the store can be used") as caught:
        open_store(tmp_path / "store")
    assert len(caught.value.problems) == 4


# --- tables -----------------------------------------------------------------------------------------------------


def write_parquet_without(path: Path, *names: str) -> Path:
    return write_table(path, [{key: value for key, value in row.items() if key not in names} for row in ROWS])


@pytest.mark.parametrize(("name", "write", "message"), [
    ("a.parquet", lambda path: write_parquet_without(path, "outlet"), "required column 'outlet' is missing"),
    ("a.parquet", lambda path: write_parquet_without(path, "text"), "required column 'text' is missing"),
    ("a.parquet", lambda path: path.write_bytes(b"PAR1 no"), "not valid Parquet"),
    ("a.jsonl", lambda path: path.write_text('{"article_id": "1", "text": "Talks."}\n'), "'outlet' is missing"),
    ("a.jsonl", lambda path: path.write_text(""), "holds no rows"),
    ("a.csv", lambda path: path.write_text('article_id,outlet,text\n1,A,"Talks'), "not valid CSV"),
    ("a.csv", lambda path: path.write_bytes(b"article_id,outlet,text\n1,A,caf\xe9\n"), "not UTF-8"),
    ("a.csv", lambda path: path.write_text("article_id,outlet,outlet,text\n1,A,A,Talks\n"), "stands twice"),
    ("a.csv", lambda path: path.write_text("article_id,outlet\n1,A\n"), "neither a column 'text' nor"),
    ("a.txt", lambda path: path.write_text("Talks"), "neither a corpus folder nor a table"),
    ("a.jsonl", lambda path: None, "no such file"),
])
def test_a_table_that_cannot_be_read_is_an_error_before_anything_is_counted(tmp_path, name, write, message):
    write(tmp_path / name)
    good = write_table(tmp_path / "good.jsonl", ROWS[:2])
    with pytest.raises(FramingError, match=message) as caught:
        count_archive([str(good), str(tmp_path / name)], tmp_path / "store")
    assert all(problem.next_step for problem in caught.value.problems)
    assert not (tmp_path / "store" / "manifest.json").exists()


def test_unknown_columns_are_noted_once(tmp_path):
    rows = [row | {"colour": "red"} for row in ROWS[:2]]
    for name in ("a.jsonl", "a.parquet"):
        problems = count(write_table(tmp_path / name, rows), tmp_path / name[2:])
        assert [(problem.severity, problem.column) for problem in problems] == [("note", "colour")]


def test_a_table_that_changes_while_it_is_counted_is_an_error(tmp_path, monkeypatch):
    table = write_table(tmp_path / "1.jsonl", ROWS)
    real = count_archive.__globals__["write_manifest"]

    def change(*arguments):
        real(*arguments)
        write_table(table, [*ROWS[:4], ROWS[4] | {"text": "Something else altogether."}, *ROWS[5:]])

    monkeypatch.setitem(count_archive.__globals__, "write_manifest", change)
    with pytest.raises(FramingError, match="changed while it was counted"):
        count_archive([str(table)], tmp_path / "store", batch_articles=4)
    tally = open_store(tmp_path / "store")  # the batch before the change is whole
    assert len(tally.articles) == 4
    assert tally.problems[0].message == "1 of 2 batches are not counted yet."


def test_two_folders_and_wrong_cleaning_rules_are_refused(tmp_path):
    one, two = (write_corpus(tmp_path / name, ROWS[:2]) for name in "ab")
    with pytest.raises(FramingError, match="One store takes one corpus folder"):
        count_archive([str(one), str(two)], tmp_path / "store")
    (one / "corpus.toml").write_text('[cleaning_rules]\nA = "nobody"\n')
    with pytest.raises(FramingError, match="no cleaning rules nobody"):
        count_archive([str(one)], tmp_path / "store")


# --- the store --------------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(tmp_path, monkeypatch):
    table = write_table(tmp_path / "1.jsonl", ROWS)
    n_written = 0
    real = os.fsync

    def full(descriptor: int) -> None:
        nonlocal n_written
        n_written += 1
        if n_written == 3:  # the scan and the first batch found room
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FramingError, match="No space left on device") as caught:
        count_archive([str(table)], tmp_path / "store", batch_articles=4)
    assert "again" in caught.value.problems[0].next_step
    assert len(open_store(tmp_path / "store").articles) == 4
    assert [path.suffix for path in (tmp_path / "store" / "batches").iterdir()] == [".arrow"]
    monkeypatch.undo()
    assert count(table, tmp_path / "store") == ()
    assert len(open_store(tmp_path / "store").articles) == 8


@pytest.mark.parametrize("place", ["file/store", "/proc/nowhere/store"])
def test_a_place_that_cannot_be_written(tmp_path, place):
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(FramingError, match="cannot be written"):
        count_archive([str(write_table(tmp_path / "1.jsonl", ROWS[:2]))], tmp_path / place)


def edit_manifest(store: Path, **values) -> None:
    path = store / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_another_format_or_version_of_the_lists_is_refused_with_a_next_step(copied):
    manifest = json.loads((copied / "manifest.json").read_text())
    edit_manifest(copied, format=99)
    with pytest.raises(FramingError, match=r"another format.*'99'.*Allowed: 1.*media-framing"):
        open_store(copied)
    settings = manifest["settings"]
    lexicons = settings["lexicons"] | {"vader": "0.0.1 abc"}
    edit_manifest(copied, format=1, settings=settings | {"lexicons": lexicons})
    with pytest.raises(FramingError, match=r"lexicons.*vader: 0\.0\.1 abc.*Count again into a new store"):
        open_store(copied)
    path = read_manifest(copied).tables[0].table.path
    before = content(copied)
    with pytest.raises(FramingError, match="other settings"):
        count_archive([path], copied, batch_articles=4)
    assert content(copied) == before


def test_other_options_are_refused_by_a_store_that_is_there(copied):
    path = read_manifest(copied).tables[0].table.path
    for options in ({"batch_articles": 5}, {"batch_articles": 4, "fragments_as": "outlet"}):
        with pytest.raises(FramingError, match="other settings") as caught:
            count_archive([path], copied, **options)
        assert "--out" in caught.value.problems[0].next_step
    assert len(open_store(copied).articles) == 8


def test_a_broken_batch_is_named_and_counted_again_when_it_is_gone(store, copied):
    path = sorted((copied / "batches").iterdir())[0]
    whole = path.read_bytes()
    for broken in (whole[:100], whole[: len(whole) // 2], b""):
        path.write_bytes(broken)
        with pytest.raises(FramingError, match="cannot be read") as caught:
            open_store(copied)
        assert caught.value.problems[0].file == str(path)
        assert "Delete this file" in caught.value.problems[0].next_step
    path.unlink()
    count_archive([read_manifest(copied).tables[0].table.path], copied, batch_articles=4)
    assert content(copied) == content(store)


def test_a_flipped_bit_is_an_error_and_never_another_count(copied):
    path = sorted((copied / "batches").iterdir())[0]
    whole, packed = path.read_bytes(), pack_batch(read_batch_file(path, CorpusCard()))
    n_found = 0
    for place in range(40, len(whole), len(whole) // 24):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1:])
        try:
            again = pack_batch(read_batch_file(path, CorpusCard()))
            assert again == packed  # a byte that fills a gap
        except FramingError:
            n_found += 1
    assert n_found > 5  # much of a small file is gaps and a second copy of its columns


def test_a_broken_manifest_and_a_folder_that_is_no_store(copied, tmp_path):
    with pytest.raises(FramingError, match="no store of counts"):
        open_store(tmp_path)
    (copied / "manifest.json").write_text('{"format": 1')
    with pytest.raises(FramingError, match="list of the store cannot be read"):
        open_store(copied)


def test_a_broken_scan_is_made_again(store, copied):
    for path in (copied / "scans").iterdir():
        path.write_text("{")
    count_archive([read_manifest(copied).tables[0].table.path], copied, batch_articles=4)
    assert content(copied) == content(store)


# --- two runs ---------------------------------------------------------------------------------------------------

HOLD = ("import sys, time\nfrom pathlib import Path\nfrom framing.store.lock import writing\n"
        "with writing(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n")


def test_a_second_writer_is_refused_until_the_first_is_gone_however_it_went(copied):
    path = read_manifest(copied).tables[0].table.path
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(copied)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(FramingError, match="Another run is writing") as caught:
            count_archive([path], copied, batch_articles=4)
        assert f"process {holder.pid} on" in caught.value.problems[0].value
        assert len(open_store(copied).articles) == 8  # reading goes on
    finally:
        holder.kill()
        holder.wait()
    started = time.monotonic()
    count_archive([path], copied, batch_articles=4)
    assert time.monotonic() - started < 20
    with writing(copied), pytest.raises(FramingError, match=f"process {os.getpid()}"), writing(copied):
        pass
