"""Tables read as streams: the same rows as read at once, found again from any place, the same shared lines."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.archive.batches import article_of, read_batch
from framing.archive.parquet_rows import parquet_records
from framing.archive.placed_rows import PlacedRow, placed_rows
from framing.archive.places import Table, find_tables
from framing.archive.scan import scan_table
from framing.article import Article
from framing.article_rows import Row, read_rows
from framing.plain_line import fold_marks, make_plain_line
from framing.problem import FramingError, Problem
from framing.repeated_lines import find_repeated_lines
from made_stores import SHARED_LINE, archive_rows, write_table

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
ROWS = archive_rows({"A": 14, "B": 6})


def sorted_out(table: Table) -> tuple[list[Row], list[Problem]]:
    found = [row.found for row in placed_rows(table)]
    return [one for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, Problem)]


def read(rows: Iterable[PlacedRow]) -> list[tuple[Row | Problem | None, int, int, int]]:
    return [(row.found, row.start, row.end, row.number) for row in rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), end=st.sampled_from(["\n", "\r\n"]),
       mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_rows_of_csv_are_those_of_the_whole_table_from_any_place(tmp_path, cells, end, mark):
    path = tmp_path / "a.csv"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [("x", "text"), *cells]]
    path.write_bytes(mark + end.join(quoted).encode("utf-8"))
    table = Table(str(path))
    assert sorted_out(table) == tuple(read_rows(path))
    rows = read(placed_rows(table))
    assert len(rows) == len(cells)
    for place, (_, start, end, number) in enumerate(rows):
        assert read(placed_rows(table, start=start, first_number=number)) == rows[place:]
        assert read(placed_rows(table, start=start, end=end, first_number=number)) == rows[place:place + 1]


@pytest.mark.parametrize("lines", [
    ['{"article_id": "1"}', "", "[1]", '{"text": "Ä“ü”"}'], ["\ufeff" + '{"a": 1}', '{"b": "' + "x" * 5000 + '"}'],
    [""]])
def test_rows_of_jsonl_are_those_of_the_whole_table_from_any_place(tmp_path, lines):
    for end in ("", "\n"):
        path = tmp_path / "a.jsonl"
        path.write_text("\n".join(lines) + end, encoding="utf-8")
        table = Table(str(path))
        assert sorted_out(table) == tuple(read_rows(path))
        rows = read(placed_rows(table))
        for place, (_, start, _, number) in enumerate(rows):
            assert read(placed_rows(table, start=start, first_number=number)) == rows[place:]


def test_rows_of_parquet_are_numbered_over_all_portions(tmp_path, monkeypatch):
    monkeypatch.setattr("framing.article_rows.RECORDS_AT_ONCE", 3)
    path = write_table(tmp_path / "a.parquet", ROWS)
    rows, problems = read_rows(path)
    assert [row.number for row in rows] == list(range(1, len(ROWS) + 1))
    assert not problems
    assert (rows, problems) == sorted_out(Table(str(path)))


def test_rows_of_parquet_are_entered_anywhere_and_gone_on_with(tmp_path, monkeypatch):
    table = Table(str(write_table(tmp_path / "a.parquet", ROWS)))
    whole = list(parquet_records(table, 0, None))
    assert [record["article_id"] for _, record in whole] == [row["article_id"] for row in ROWS]
    for start in range(len(ROWS)):
        assert list(parquet_records(table, start, None)) == whole[start:]
    assert list(parquet_records(table, 2, 7)) == whole[2:7]
    monkeypatch.setattr("framing.archive.parquet_rows._opened", None)
    assert list(parquet_records(table, 7, 9)) == whole[7:9]  # without opening the file again


def test_batches_hold_every_row_once(tmp_path):
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        table = Table(str(write_table(tmp_path / name, ROWS)))
        for size in (1, 4, 100):
            scan = scan_table(table, batch_articles=size)
            articles = [one.article for batch in scan.batches for one in read_batch(table, batch).articles]
            assert [article.text for article in articles] == [row["text"] for row in ROWS]
            assert sum(batch.n_rows for batch in scan.batches) == len(ROWS)
            assert {line for _, line in scan.repeated_lines} == {SHARED_LINE.casefold()}
        assert len({batch.sha256 for batch in scan_table(table, batch_articles=1).batches}) == len(ROWS)


def made_articles(seed: int) -> list[Article]:
    """Articles of lines from a stock that they share; most have a long paragraph of their own, some are versions."""
    chance = random.Random(seed)
    words = ["talks", "“war", "peace", "oil", "deal.", "'treaty", "MORE"]
    stock = [" ".join(chance.choices(words, k=chance.randint(1, 70))) + chance.choice(["", ".", ":", "”"])
             for _ in range(40)]
    articles = []
    for number in range(60):
        lines = chance.choices(stock, k=chance.randint(1, 6))
        if chance.random() < 0.8:
            lines.append(f"{' '.join(chance.choices(words, k=300))} {number}.")
        text = chance.choice(["\n", "\r\n", "\n\n"]).join(lines)
        articles.append(Article(str(number), chance.choice("ABCDE"), text))
    return articles


def count_plainly(articles: list[Article]) -> set[tuple[str, str]]:
    """The lines that are repeated, by looking at every pair of a line and an article."""
    lines_of = {article.article_id: {line.strip() for line in article.text.replace("\r", "\n").split("\n")}
                for article in articles}
    plain = {line: make_plain_line(fold_marks(line)) for lines in lines_of.values() for line in lines}

    def n_words(lines: set[str]) -> int:
        return sum(plain[line].n_words for line in lines if plain[line].ends_like_a_sentence())

    def elsewhere(article: Article) -> set[str]:
        others = [lines for other, lines in lines_of.items() if other != article.article_id]
        return {line for line in lines_of[article.article_id] if any(line in lines for lines in others)}

    originals = [article for article in articles if n_words(elsewhere(article)) == 0
                 or n_words(elsewhere(article)) <= n_words(lines_of[article.article_id]) / 2]
    found = set()
    for line, seen in plain.items():
        outlets = [article.outlet for article in originals if line in lines_of[article.article_id]]
        if 6 <= seen.n_words <= 60 and not seen.text.startswith(('"', "'", "«")):
            found |= {(outlet, seen.text.casefold()) for outlet in set(outlets)
                      if outlets.count(outlet) >= max(2, min(3, sum(one.outlet == outlet for one in originals)))
                      and len([one for one in articles if line in lines_of[one.article_id]]) > 1}
            found |= {("", seen.text.casefold())} if len(set(outlets)) >= 4 else set()
    return found


def test_repeated_lines_are_those_of_a_plain_count():
    n_found = 0
    for seed in range(12):
        articles = made_articles(seed)
        found = find_repeated_lines(articles)
        assert found == count_plainly(articles)
        n_found += len(found)
    assert n_found > 100


def test_lines_are_shared_also_around_rows_that_are_no_articles(tmp_path):
    path = write_table(tmp_path / "a.jsonl", ROWS)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["", "[1]", *lines[:5], '{"article_id": ""}', "", *lines[5:]]) + "\n", encoding="utf-8")
    articles = [article for row in placed_rows(Table(str(path))) if (article := article_of(row, Table(str(path)))[0])]
    assert len(articles) == len(ROWS)
    scan = scan_table(Table(str(path)), batch_articles=4)
    assert scan.repeated_lines == find_repeated_lines(articles) != frozenset()


def test_places_that_are_none_are_all_said_at_once(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(FramingError) as caught:
        find_tables([str(tmp_path / "a.jsonl"), str(tmp_path / "empty"), str(tmp_path / "b.txt")])
    assert len(caught.value.problems) == 3


def test_a_row_that_is_blank_is_neither_article_nor_problem(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("article_id,outlet,text\n1,A,Talks.\n,,\n2,B,War.\n")
    assert [article_of(row, Table(str(path)))[1] for row in placed_rows(Table(str(path)))] == [[], [], []]
    assert [row.number for row in placed_rows(Table(str(path)))] == [2, 3, 4]
