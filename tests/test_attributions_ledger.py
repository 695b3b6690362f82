"""The voices ledger: its rows and offsets, speakers across articles, corrections by hand, and the seeds as a whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from framing.attributions.corrections import CORRECTED_FILE, correct_voices
from framing.attributions.ledger import LEDGER_COLUMNS, corrected_voices, voices_ledger
from framing.attributions.merged_names import merge_names
from framing.corpus import build_corpus
from framing.csv_files import write_csv
from framing.plain_text import corpus_of_texts
from framing.problem import FramingError

SEEDS = Path(__file__).parents[1] / "seeds"
TEXT = "Ann Lee said prices would rise.\n“We shall stay,” she said. Critics say they will not."


def make_folder(path: Path, articles: dict[str, tuple[str, str]]) -> Path:
    """A corpus folder with articles: id -> (title, text)."""
    rows = [["article_id", "file", "outlet", "title"]]
    for article_id, (title, text) in articles.items():
        (path / f"{article_id}.txt").write_text(text, encoding="utf-8")
        rows.append([article_id, f"{article_id}.txt", "Outlet", title])
    with (path / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (path / "corpus.toml").write_text('name = "made"\n', encoding="utf-8")
    return path


def test_one_row_an_attribution_with_its_place_in_the_text() -> None:
    table = voices_ledger(corpus_of_texts([TEXT, "Nothing is said here."]))
    assert tuple(table.columns) == LEDGER_COLUMNS
    assert table["position"].tolist() == [1, 2, 3]
    assert table["content"].tolist() == ["prices would rise", "“We shall stay,”", "they will not"]
    assert table["n_words"].tolist() == [3, 3, 3]
    assert table["speaker"].tolist() == ["Ann Lee", "Ann Lee", "critics"]
    places = zip(table["start"], table["end"], strict=True)
    assert [TEXT[start:end] for start, end in places] == table["content"].tolist()
    assert not table["corrected"].any()


def test_a_corpus_without_attributions_gives_an_empty_table() -> None:
    table = voices_ledger(corpus_of_texts(["The town was quiet."]))
    assert len(table) == 0
    assert tuple(table.columns) == LEDGER_COLUMNS


def test_a_title_outside_the_text_has_offsets_of_its_own(tmp_path: Path) -> None:
    title = "Prices will rise, says Ann Lee"
    folder = make_folder(tmp_path, {"a": (title, "She lives in Paris.\n\nLee said prices would rise in the spring.\n")})
    table = voices_ledger(build_corpus(folder))
    assert table["part"].tolist() == ["headline", "body"]
    assert table["offsets_in"].tolist() == ["title", "text"]
    assert title[table["start"][0]:table["end"][0]] == "Prices will rise"
    assert table["speaker"].tolist() == ["Ann Lee", "Ann Lee"]


def test_speakers_merge_across_articles_only_where_one_fits() -> None:
    names = ["Ann Lee", "Lee", "Gray", "Bob Gray", "Tom Gray", "Jean-Luc Roy", "Jean Luc Roy", "Jean Luc Roy", "Lee",
             ""]
    roles = ["official", "unknown", *["unknown"] * 6, "media", "unnamed"]
    assert merge_names(names, roles) == ["Ann Lee", "Ann Lee", "Gray", "Bob Gray", "Tom Gray", "Jean Luc Roy",
                                         "Jean Luc Roy", "Jean Luc Roy", "Lee", ""]


def corrections(tmp_path: Path, change) -> Path:
    """A corrected copy of the ledger of TEXT."""
    table = voices_ledger(corpus_of_texts([TEXT]))
    write_csv(change(table), tmp_path / CORRECTED_FILE)
    return tmp_path / CORRECTED_FILE


def test_a_corrected_copy_wins_and_is_counted(tmp_path: Path) -> None:
    table = voices_ledger(corpus_of_texts([TEXT]))
    path = corrections(tmp_path, lambda rows: rows.assign(speaker=["Ann B. Lee", "Ann Lee", "critics"],
                                                          kind=["indirect", "direct", "none"]))
    corrected = correct_voices(table, path)
    assert corrected.n_corrected == 2
    assert corrected.table["speaker"].tolist() == ["Ann B. Lee", "Ann Lee"]
    assert corrected.table["corrected"].tolist() == [True, False]
    assert [problem.message for problem in corrected.problems] == ["2 rows of the ledger were corrected by hand."]
    assert table["speaker"].tolist() == ["Ann Lee", "Ann Lee", "critics"]


def test_a_copy_without_changes_corrects_nothing(tmp_path: Path) -> None:
    table = voices_ledger(corpus_of_texts([TEXT]))
    corrected = correct_voices(table, corrections(tmp_path, lambda rows: rows))
    assert (corrected.n_corrected, corrected.problems) == (0, ())
    assert corrected.table.equals(table)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("position", "99", "No attribution was found"),
        ("article_id", "nowhere", "No attribution was found"),
        ("content", "something else", "Another content was found"),
        ("kind", "shouted", "There is no such kind"),
        ("role", "wizard", "There is no such role"),
        ("position", "2", "corrected twice"),
    ],
)
def test_bad_rows_are_named_and_left_out(tmp_path: Path, column: str, value: str, message: str) -> None:
    def change(rows):
        if message == "corrected twice":
            return rows.iloc[[0, 1, 1]]
        return rows.assign(**{column: [*rows[column].tolist()[:2], value]})

    corrected = correct_voices(voices_ledger(corpus_of_texts([TEXT])), corrections(tmp_path, change))
    assert corrected.n_corrected == 0
    assert [problem.row for problem in corrected.problems] == [4]
    assert message in corrected.problems[0].message
    assert len(corrected.table) == 3


def test_a_file_without_the_needed_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / CORRECTED_FILE).write_text("speaker\nAnn\n", encoding="utf-8")
    with pytest.raises(FramingError, match="article_id, position, content"):
        correct_voices(voices_ledger(corpus_of_texts([TEXT])), tmp_path / CORRECTED_FILE)


def test_the_corpus_folder_holds_corrections_and_own_lists(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, {"a": ("", TEXT)})
    (folder / "speakers").mkdir()
    (folder / "speakers" / "speakers.tsv").write_text(
        "name\taliases\trole\tcountry\tgender\nAnn Lee\t\texpert\tNorway\tf\n", encoding="utf-8")
    table = voices_ledger(build_corpus(folder))
    assert table["role"].tolist()[:2] == ["expert", "expert"]
    assert table["country"].tolist()[:2] == ["Norway", "Norway"]
    write_csv(table.assign(country="Sweden"), folder / CORRECTED_FILE)
    corrected = corrected_voices(build_corpus(folder))
    assert corrected.n_corrected == 3
    assert set(voices_ledger(build_corpus(folder))["country"]) == {"Sweden"}


def test_the_seeds() -> None:
    corpus = build_corpus(SEEDS)
    table = voices_ledger(corpus)
    texts = {one.article.article_id: one.article for one in corpus.lines_of_articles}
    for row in table.itertuples():
        article = texts[row.article_id]
        assert (article.text if row.offsets_in == "text" else article.title)[row.start:row.end] == row.content
    long_quotes = corpus.quotes[(corpus.quotes["kind"] == "quotation") & (corpus.quotes["part"] == "body")]
    for quote in long_quotes.itertuples():
        rows = table[table["article_id"] == quote.article_id]
        assert ((rows["start"] <= quote.start) & (rows["end"] >= quote.end)).sum() == 1, quote.text
    spoken = table[table["kind"] == "direct"].groupby("article_id")["speaker"].agg(lambda names: sorted(set(names)))
    assert spoken.to_dict() == {
        "001": ["Ali Shamkhani", "Hossein Amir-Abdollahian"],
        "002": ["Ali Khamenei", "Andrey Kortunov", "The Times", "Yury Ushakov"],
        "003": ["Jake Sullivan", "Ned Price", "Robert Malley"]}
