"""Reading a folder: what is used, what is listed, and what stops the run, each time with what to do about it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from framing.article import COLUMNS
from framing.problem import ERROR, NOTE, SKIPPED, FramingError, Problem
from framing.read import MAX_CHARACTERS, MAX_ID_CHARACTERS, Source, read_corpus
from made_corpora import write_corpus

GOOD = {"article_id": "1", "outlet": "A", "text": "Talks went on for a week."}


def jsonl(folder: Path, *lines: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def raw_csv(folder: Path, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.csv").write_bytes(data)
    return folder


def only(source: Source) -> Problem:
    assert len(source.problems) == 1, source.problems
    return source.problems[0]


def errors_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(FramingError) as caught:
        read_corpus(folder)
    assert all(problem.next_step for problem in caught.value.problems), caught.value
    return caught.value.problems


# --- what is used ----------------------------------------------------------------------------------------------


def test_articles_come_sorted_by_id_with_their_metadata(tmp_path):
    folder = write_corpus(
        tmp_path / "c",
        [
            GOOD | {"article_id": "b", "title": " Two ", "published": "2022-07-20", "genre": "editorial"},
            GOOD | {"article_id": "a", "text": "Other words stood here."},
        ],
    )
    source = read_corpus(folder)
    assert [article.article_id for article in source.articles] == ["a", "b"]
    first, second = source.articles
    assert (first.genre, first.published, first.published_precision) == ("unknown", "", "unknown")
    assert (second.title, second.published, second.published_precision) == ("Two", "2022-07-20", "day")
    assert source.problems == ()


def test_csv_jsonl_and_parquet_of_the_same_articles_have_the_same_hash(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [GOOD | {"article_id": "1", "title": "“Curly”"}, GOOD | {"article_id": "2", "text": 'A,\n"B"\r\nçé 😀.'}]
    a = write_corpus(tmp_path / "csv", rows)
    b = jsonl(tmp_path / "jsonl", *(json.dumps(row) for row in rows))
    (tmp_path / "parquet").mkdir()
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "parquet" / "articles.parquet")
    hashes = {read_corpus(folder).sha256 for folder in (a, b, tmp_path / "parquet")}
    assert len(hashes) == 1
    assert read_corpus(b).articles[1].text == 'A,\n"B"\r\nçé 😀.'


def test_the_hash_depends_on_what_numbers_depend_on_and_not_on_order_or_place(tmp_path):
    rows = [GOOD, GOOD | {"article_id": "2", "text": "Second text here."}]
    base = read_corpus(write_corpus(tmp_path / "a", rows)).sha256
    assert read_corpus(write_corpus(tmp_path / "b", rows[::-1])).sha256 == base
    assert (
        read_corpus(write_corpus(tmp_path / "c", [GOOD | {"text": "Talks went on for a weak."}, rows[1]])).sha256
        != base
    )
    # Cleaning cuts a line with the author's name, so the author counts; where a page was does not.
    assert read_corpus(write_corpus(tmp_path / "f", [GOOD | {"author": "Ann Other"}, rows[1]])).sha256 != base
    assert read_corpus(write_corpus(tmp_path / "g", [GOOD | {"url": "https://example.org"}, rows[1]])).sha256 == base
    # Moving a character from one field to the next is another corpus.
    left = read_corpus(write_corpus(tmp_path / "d", [GOOD | {"article_id": "1", "outlet": "AB"}])).sha256
    right = read_corpus(write_corpus(tmp_path / "e", [GOOD | {"article_id": "1A", "outlet": "B"}])).sha256
    assert left != right


def test_a_text_file_is_kept_to_the_character_but_for_its_byte_order_mark(tmp_path):
    text = "First line\r\nsecond\rthird\n\n  indented \u00a0\n"
    folder = write_corpus(
        tmp_path,
        [{"article_id": "1", "outlet": "A", "file": "texts/one.txt"}],
        files={"texts/one.txt": b"\xef\xbb\xbf" + text.encode("utf-8")},
    )
    assert read_corpus(folder).articles[0].text == text


def test_a_byte_order_mark_and_trailing_empty_columns_do_no_harm(tmp_path):
    folder = raw_csv(tmp_path, "\ufeffarticle_id,outlet,text,,\n1,A,Talks went on.,,\n".encode())
    source = read_corpus(folder)
    assert source.articles[0].text == "Talks went on."
    assert source.problems == ()


def test_a_csv_with_old_mac_line_ends_is_read(tmp_path):
    source = read_corpus(raw_csv(tmp_path, b"article_id,outlet,text\r1,A,Talks went on.\r2,B,Others too.\r"))
    assert [article.outlet for article in source.articles] == ["A", "B"]


def test_numbers_in_jsonl_are_ids_and_absent_values_are_empty(tmp_path):
    source = read_corpus(jsonl(tmp_path, '{"article_id": 7, "outlet": "A", "text": "Talks went on.", "title": null}'))
    assert (source.articles[0].article_id, source.articles[0].title) == ("7", "")


# --- what stops the run ----------------------------------------------------------------------------------------


def test_missing_folder(tmp_path):
    (problem,) = errors_of(tmp_path / "nowhere")
    assert problem.severity == ERROR
    assert problem.file == str(tmp_path / "nowhere")
    assert "articles.csv" in problem.next_step


def test_folder_without_a_table(tmp_path):
    (problem,) = errors_of(tmp_path)
    assert "no table" in problem.message
    assert "articles.jsonl" in problem.allowed


def test_two_tables_are_not_guessed_between(tmp_path):
    write_corpus(tmp_path, [GOOD])
    (problem,) = errors_of(jsonl(tmp_path, json.dumps(GOOD)))
    assert problem.value == "articles.csv, articles.jsonl"
    (tmp_path / "corpus.toml").write_text('articles = "articles.jsonl"\n')
    assert len(read_corpus(tmp_path).articles) == 1


def test_card_that_names_a_table_that_is_not_there(tmp_path):
    (problem,) = errors_of(write_corpus(tmp_path, [GOOD], card='articles = "other.csv"\n'))
    assert (problem.file, problem.column, problem.value) == ("corpus.toml", "articles", "other.csv")
    assert "is not there" in problem.message


def test_card_that_names_a_table_outside_the_folder(tmp_path):
    write_corpus(tmp_path / "other", [GOOD])
    (problem,) = errors_of(write_corpus(tmp_path / "c", [GOOD], card='articles = "../other/articles.csv"\n'))
    assert "outside the corpus folder" in problem.message


def test_card_with_a_misspelt_key_and_a_wrong_type_names_both(tmp_path):
    card = 'nmae = "x"\nlanguage = 3\nframe_lexicons = "generic_frames"\n[cleaning_rules]\n"A" = 1\n'
    problems = errors_of(write_corpus(tmp_path, [GOOD], card=card))
    assert [problem.column for problem in problems] == ["nmae", "language", "frame_lexicons", "cleaning_rules"]
    assert "frame_lexicons" in problems[0].allowed
    assert problems[1].value == "3"


def test_card_that_is_no_toml_names_the_place(tmp_path):
    (problem,) = errors_of(write_corpus(tmp_path, [GOOD], card='name = "open\n'))
    assert problem.file == "corpus.toml"
    assert "line 1" in problem.message


def test_missing_required_columns_are_all_named(tmp_path):
    problems = errors_of(write_corpus(tmp_path, [{"id": "1", "title": "Talks"}]))
    assert [problem.column for problem in problems if problem.severity == ERROR] == ["article_id", "outlet", ""]
    assert "neither a column 'text' nor a column 'file'" in problems[2].message
    assert [problem.column for problem in problems if problem.severity == NOTE] == ["id"]


def test_empty_table_and_header_without_rows(tmp_path):
    assert "no rows" in errors_of(raw_csv(tmp_path / "a", b""))[0].message
    assert "no rows" in errors_of(raw_csv(tmp_path / "b", b"article_id,outlet,text\n"))[0].message


def test_wrong_encoding_of_the_table_names_bytes_position_and_row(tmp_path):
    data = b"article_id,outlet,text\n1,A,Talks.\n2,B,Caf" + "é talks.\n".encode("latin-1")
    (problem,) = errors_of(raw_csv(tmp_path, data))
    position = data.index(b"\xe9")
    assert f"bytes e9 20 74 61 at position {position}" in problem.message
    assert (problem.file, problem.row, problem.allowed) == ("articles.csv", 3, "UTF-8")


@pytest.mark.parametrize("name", ["articles.csv", "articles.jsonl"])
def test_wrong_bytes_far_into_a_table_are_named_by_their_place_in_all_of_it(tmp_path, name):
    rows = [b"article_id,outlet,text"] if name.endswith("csv") else [b"{}"]
    rows += [b"1,A," + b"x" * 50_000, b"2,A,\xc3\xa9 \xe9 talks"]
    data = b"\xef\xbb\xbf" + b"\n".join(rows)
    (tmp_path / name).write_bytes(data)
    (problem,) = errors_of(tmp_path)
    position = data.index(b"\xe9 talks")
    assert f"bytes e9 20 74 61 at position {position}" in problem.message
    assert problem.row == 3


def test_utf_16_is_named_by_its_first_bytes(tmp_path):
    (problem,) = errors_of(raw_csv(tmp_path, "article_id,outlet,text\n".encode("utf-16")))
    assert "bytes ff fe 61 00 at position 0" in problem.message


def test_a_column_that_stands_twice(tmp_path):
    (problem,) = errors_of(raw_csv(tmp_path, b"article_id,outlet,text,outlet\n1,A,Talks.,B\n"))
    assert (problem.value, problem.row) == ("outlet", 1)


def test_a_quotation_mark_that_is_never_closed_names_the_row_where_it_opens(tmp_path):
    data = b'article_id,outlet,text\n1,A,"Two\nlines."\n2,B,"Open for ever\n3,C,Talks.\n'
    (problem,) = errors_of(raw_csv(tmp_path, data))
    assert "not valid CSV" in problem.message
    assert problem.row == 3  # as a spreadsheet counts: header, article 1 (two lines in one cell), article 2


def test_no_usable_article_lists_what_is_wrong_with_each(tmp_path):
    problems = errors_of(write_corpus(tmp_path, [GOOD | {"text": " \n\t "}, GOOD | {"article_id": "2", "outlet": ""}]))
    assert [problem.severity for problem in problems] == [SKIPPED, SKIPPED, ERROR]
    assert [problem.row for problem in problems] == [2, 3, None]
    assert "at least one row" in problems[2].next_step


# --- what is listed, the run going on ---------------------------------------------------------------------------


def test_unknown_column_is_a_note_that_lists_the_known_ones(tmp_path):
    problem = only(read_corpus(write_corpus(tmp_path, [GOOD | {"autor": "x"}])))
    assert (problem.severity, problem.column) == (NOTE, "autor")
    assert problem.allowed == ", ".join(COLUMNS)


@pytest.mark.parametrize("value", ["20 July 2022", "2022-13", "2022-02-30", "0000", "20220720", "٢٠٢٢"])
def test_a_date_that_is_none_leaves_the_article_undated(tmp_path, value):
    source = read_corpus(write_corpus(tmp_path, [GOOD | {"published": value}]))
    problem = only(source)
    assert (problem.severity, problem.row, problem.column, problem.value) == (NOTE, 2, "published", value)
    assert problem.allowed == "YYYY-MM-DD, YYYY-MM, YYYY or empty"
    assert (source.articles[0].published, source.articles[0].published_precision) == ("", "unknown")


@pytest.mark.parametrize(
    ("published", "stated", "used", "is_noted"),
    [
        ("2022-07-20", "month", "month", False),
        ("2022-07-20", "", "day", False),
        ("2022", "year", "year", False),
        ("2022-07", "day", "month", True),
        ("2022", "week", "year", True),
        ("2022-07-20", "unknown", "unknown", False),
    ],
)
def test_precision_is_what_is_stated_unless_the_date_says_less(tmp_path, published, stated, used, is_noted):
    row = GOOD | {"published": published, "published_precision": stated}
    source = read_corpus(write_corpus(tmp_path, [row]))
    assert source.articles[0].published_precision == used
    assert [problem.column for problem in source.problems] == (["published_precision"] if is_noted else [])


def test_duplicate_id_is_skipped_and_names_the_first_row(tmp_path):
    source = read_corpus(write_corpus(tmp_path, [GOOD, GOOD | {"outlet": "B", "text": "Other words."}]))
    problem = only(source)
    assert (problem.severity, problem.row, problem.column, problem.value) == (SKIPPED, 3, "article_id", "1")
    assert "row 2" in problem.message
    assert [article.outlet for article in source.articles] == ["A"]


def test_the_same_text_under_two_ids_is_noted_because_it_counts_twice(tmp_path):
    source = read_corpus(write_corpus(tmp_path, [GOOD, GOOD | {"article_id": "2", "outlet": "B"}]))
    problem = only(source)
    assert (problem.severity, problem.row, problem.article_id) == (NOTE, 3, "2")
    assert "'1'" in problem.message
    assert len(source.articles) == 2


def test_missing_text_file(tmp_path):
    rows = [GOOD, {"article_id": "2", "outlet": "B", "file": "b.txt"}]
    problem = only(read_corpus(write_corpus(tmp_path, rows)))
    assert (problem.severity, problem.row, problem.column, problem.value) == (SKIPPED, 3, "file", "b.txt")
    assert problem.article_id == "2"
    assert "is not there" in problem.message


@pytest.mark.parametrize("name", ["../secret.txt", "texts/../../secret.txt", "/etc/hostname"])
def test_a_path_out_of_the_folder_is_not_followed(tmp_path, name):
    (tmp_path / "secret.txt").write_text("Nobody should read this text here.")
    rows = [GOOD, {"article_id": "2", "outlet": "B", "file": name}]
    source = read_corpus(write_corpus(tmp_path / "c", rows))
    assert only(source).message == "The file lies outside the corpus folder."
    assert len(source.articles) == 1


def test_a_link_out_of_the_folder_is_not_followed_and_one_in_a_circle_ends(tmp_path):
    (tmp_path / "secret.txt").write_text("Nobody should read this text here.")
    rows = [GOOD, *({"article_id": name, "outlet": "B", "file": name} for name in ("out", "circle"))]
    folder = write_corpus(tmp_path / "c", rows)
    os.symlink(tmp_path / "secret.txt", folder / "out")
    os.symlink(folder / "circle", folder / "circle")
    source = read_corpus(folder)
    assert [(problem.severity, problem.value) for problem in source.problems] == [(SKIPPED, "out"), (SKIPPED, "circle")]
    assert "outside" in source.problems[0].message


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000, "d" * 300 + "/a.txt", "."])
def test_file_names_that_no_file_can_have(tmp_path, name):
    rows = [GOOD, {"article_id": "2", "outlet": "B", "file": name}]
    problem = only(read_corpus(write_corpus(tmp_path, rows)))
    assert (problem.severity, problem.row, problem.column, problem.value) == (SKIPPED, 3, "file", name)


def test_text_file_that_is_not_utf_8_names_bytes_and_position(tmp_path):
    rows = [GOOD, {"article_id": "2", "outlet": "B", "file": "b.txt"}]
    folder = write_corpus(tmp_path, rows, files={"b.txt": "Talks in Café".encode("cp1252") + b" went on."})
    problem = only(read_corpus(folder))
    assert (problem.severity, problem.file, problem.row) == (SKIPPED, "b.txt", 3)
    assert "bytes e9 20 77 65 at position 12" in problem.message


def test_empty_text_in_a_cell_and_in_a_file(tmp_path):
    rows = [
        GOOD,
        {"article_id": "2", "outlet": "B", "text": " \n "},
        {"article_id": "3", "outlet": "B", "file": "c.txt"},
    ]
    source = read_corpus(write_corpus(tmp_path, rows, files={"c.txt": "\r\n\t\u00a0"}))
    assert [(problem.file, problem.row, problem.column) for problem in source.problems] == [
        ("articles.csv", 3, "text"),
        ("c.txt", 4, "file"),
    ]
    assert {problem.message for problem in source.problems} == {"The text is empty."}


def test_required_cell_that_is_empty(tmp_path):
    problem = only(read_corpus(write_corpus(tmp_path, [GOOD, GOOD | {"article_id": "2", "outlet": "  "}])))
    assert (problem.severity, problem.row, problem.column) == (SKIPPED, 3, "outlet")


def test_ragged_rows_are_skipped_and_the_others_used(tmp_path):
    data = b"article_id,outlet,text\n1,A,Talks went on.\n2,B,Yes, they did.\n3,C\n\n4,D,Talks ended.\n"
    source = read_corpus(raw_csv(tmp_path, data))
    assert [article.article_id for article in source.articles] == ["1", "4"]
    assert [(problem.row, problem.value) for problem in source.problems] == [(3, "2"), (4, "3")]
    assert "The row has 4 cells, the header 3." in source.problems[0].message
    assert "quotation marks" in source.problems[0].next_step


def test_jsonl_lines_that_are_no_objects(tmp_path):
    lines = (json.dumps(GOOD), "[1, 2]", "null", '"text"', "{broken", "9" * 5000, "[" * 100_000, "NaN")
    source = read_corpus(jsonl(tmp_path, *lines))
    assert len(source.articles) == 1
    assert [problem.row for problem in source.problems] == [2, 3, 4, 5, 6, 7, 8]
    assert {problem.severity for problem in source.problems} == {SKIPPED}
    assert source.problems[0].message == "The line is not a JSON object."
    assert "not JSON" in source.problems[3].message
    assert all(len(problem.value) <= 80 for problem in source.problems)


@pytest.mark.parametrize(
    ("record", "column", "said"),
    [
        ('{"article_id": "2", "outlet": "A", "text": ["a", "b"]}', "text", "a list or an object"),
        ('{"article_id": "2", "outlet": {"name": "A"}, "text": "Talks."}', "outlet", "a list or an object"),
        (
            '{"article_id": "2", "outlet": "A", "text": "Talks \\ud83d went"}',
            "text",
            "half a character (U+D83D) at position 6",
        ),
        ('{"article_id": "2", "outlet": "A", "text": "Talks.", "x\\udc00": 1}', "x\\udc00", "half a character"),
    ],
)
def test_jsonl_values_that_are_no_text(tmp_path, record, column, said):
    problem = only(read_corpus(jsonl(tmp_path, json.dumps(GOOD), record)))
    assert (problem.severity, problem.row, problem.column) == (SKIPPED, 2, column)
    assert said in problem.message


def test_a_huge_id_is_skipped_and_not_repeated_in_the_message(tmp_path):
    problem = only(read_corpus(write_corpus(tmp_path, [GOOD, GOOD | {"article_id": "9" * 100_000}])))
    assert (problem.severity, problem.row, problem.column) == (SKIPPED, 3, "article_id")
    assert "100,000 characters" in problem.message
    assert len(problem.value) == MAX_ID_CHARACTERS
    longest = "9" * MAX_ID_CHARACTERS
    source = read_corpus(write_corpus(tmp_path, [GOOD | {"article_id": longest}]))
    assert source.articles[0].article_id == longest


def test_nul_bidi_and_emoji_are_kept_in_text_and_shown_escaped_in_messages(tmp_path):
    text = "Talks\0went on. שלום עולם. محادثات 😀👩‍👩‍👧."
    source = read_corpus(write_corpus(tmp_path, [GOOD | {"text": text, "published": "\u202e2022"}]))
    assert source.articles[0].text == text
    assert "\\u202e2022" in str(only(source))


def test_a_semicolon_table_says_which_column_is_missing(tmp_path):
    problems = errors_of(raw_csv(tmp_path, b"article_id;outlet;text\n1;A;Talks.\n"))
    assert [problem.column for problem in problems] == ["article_id", "outlet", "", "article_id;outlet;text"]


# --- size ------------------------------------------------------------------------------------------------------

LINE_OF_50_MB = "talks went on, " * (50 * 1024 * 1024 // 15)


def timed(read, folder: Path, *, seconds: float) -> Source:
    start = time.process_time()  # not the clock: other work may share the machine
    source = read(folder)
    assert time.process_time() - start < seconds
    return source


def test_a_line_of_50_mb_in_a_csv_is_skipped_within_seconds(tmp_path):
    folder = raw_csv(tmp_path, f'article_id,outlet,text\n1,A,Talks went on.\n2,A,"{LINE_OF_50_MB}"\n'.encode())
    problem = only(timed(read_corpus, folder, seconds=15))
    assert (problem.severity, problem.row, problem.column) == (SKIPPED, 3, "text")
    assert f"{len(LINE_OF_50_MB):,} characters" in problem.message
    assert problem.allowed == f"at most {MAX_CHARACTERS:,} characters"


def test_a_line_of_50_mb_in_jsonl_is_skipped_within_seconds(tmp_path):
    long_record = f'{{"article_id": "2", "outlet": "A", "text": "{LINE_OF_50_MB}"}}'
    folder = jsonl(tmp_path, json.dumps(GOOD), long_record, LINE_OF_50_MB)
    source = timed(read_corpus, folder, seconds=15)
    assert [problem.row for problem in source.problems] == [3, 2]
    assert "not JSON" in source.problems[0].message
    assert len(source.problems[0].value) == 80


def test_a_file_of_50_mb_is_skipped_without_being_read(tmp_path):
    rows = [GOOD, {"article_id": "2", "outlet": "B", "file": "big.txt"}]
    folder = write_corpus(tmp_path, rows, files={"big.txt": LINE_OF_50_MB})
    problem = only(timed(read_corpus, folder, seconds=5))
    assert (problem.severity, problem.file, problem.row) == (SKIPPED, "big.txt", 3)
    assert f"{len(LINE_OF_50_MB):,} bytes" in problem.message
