"""The CSV tables: what is in them adds up, survives a spreadsheet and a crash, and depends on nothing else."""

from __future__ import annotations

import csv
import io
import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing import csv_files
from framing.compare import corpus_support
from framing.corpus import PARTS, Corpus, build_corpus
from framing.csv_files import FORMULA_STARTS, csv_text, defuse, write_atomically, write_csv
from framing.lexicon import load_lexicon
from framing.measures.tone_rules import sentence_scorer
from framing.problem import FramingError
from framing.tables import frame_table, phrase_table, problem_table, tone_table, word_table, write_tables
from made_corpora import made_rows, write_corpus

NAMES = [
    "articles",
    "lines",
    "sentences",
    "quotes",
    "voices",
    "speakers",
    "speaker_concentration",
    "words",
    "phrases",
    "distances",
    "mentions",
    "robustness",
    "noise_floor",
    "sentence_tone",
    "frame_indicators",
    "tone",
    "tone_toward",
    "sources",
    "support",
    "lexicon_precision",
    "marker_agreement",
    "problems",
]
ROWS = made_rows({"A": 2, "B": 2, "C": 1}, seed=51)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Corpus:
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), ROWS))


@pytest.fixture(scope="module")
def out(made, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "new" / "tables"
    paths = write_tables(made, folder, seed=7, n_resamples=20)
    assert [path.name for path in paths] == [f"{name}.csv" for name in NAMES]
    return folder


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])


# --- what is in them --------------------------------------------------------------------------------------------


def test_tables_agree_with_each_other(out, made):
    articles, sentences, words = read(out, "articles"), read(out, "sentences"), read(out, "words")
    n_words = sentences.groupby("article_id")["n_words"].sum()
    assert articles.set_index("article_id")["n_words"].to_dict() == n_words.to_dict()
    assert words.groupby("outlet")["count"].sum().to_dict() == articles.groupby("outlet")["n_words"].sum().to_dict()
    support = read(out, "support").set_index("outlet")["label"]
    assert (
        words.groupby("outlet")["label"].first().to_dict() == support.to_dict() == dict.fromkeys("ABC", "descriptive")
    )
    assert set(read(out, "lines")["article_id"]) == set(articles["article_id"])
    assert set(read(out, "quotes")["article_id"]) <= set(articles["article_id"])
    assert set(words["outlet"]) == set(made.outlets)


def test_offsets_in_the_tables_lead_to_the_raw_text(out):
    raw = {row["article_id"]: row for row in ROWS}
    for name in ("sentences", "lines", "quotes"):
        for row in read(out, name).itertuples():
            source = raw[row.article_id][getattr(row, "source", "text")]
            text = row.text[1:] if row.text.startswith("'") else row.text
            assert source[row.start : row.end] == text


def test_columns_of_each_table_are_those_of_its_first_release(out):
    first = {name: (out / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0].split(",")[:8] for name in NAMES}
    assert first["sentences"] == ["sentence_id", "article_id", "part", "voice", "start", "end", "n_words", "text"]
    assert first["words"] == [
        "feature",
        "outlet",
        "count",
        "n_articles",
        "rate_per_1000_words",
        "tfidf",
        "log_odds_z",
        "log_ratio",
    ]
    assert first["phrases"] == first["words"]
    assert first["frame_indicators"] == [
        "lexicon",
        "category",
        "outlet",
        "voice",
        "hits",
        "rate_per_1000_words",
        "share_of_sentences",
        "label",
    ]
    assert first["tone_toward"] == ["outlet", "actor", "part", "voice", "mean", "low", "high", "share_negative"]
    assert first["lexicon_precision"][:5] == ["lexicon", "category", "outlet", "n_hits", "n_read"]
    assert first["marker_agreement"][:5] == ["lexicon", "markers", "n_hits", "agreement", "low"]
    assert first["tone"] == ["lexicon", "outlet", "part", "voice", "mean", "coverage", "n_sentences", "low"]


def test_rates_in_the_word_table_are_counts_over_words(made):
    table = word_table(made, seed=1)
    n_words = made.articles.groupby("outlet")["n_words"].sum()
    np.testing.assert_allclose(
        table["rate_per_1000_words"], 1000 * table["count"] / table["outlet"].map(n_words), rtol=1e-12
    )
    war = table[(table["feature"] == "war") & (table["outlet"] == "A")].iloc[0]
    numbers = made.sentences["article_id"].to_numpy()[
        made.words.sentence[made.words.folded == made.vocabulary.folded.index("war")]
    ]
    own = [number for number in numbers if number in set(made.articles["article_id"][made.articles["outlet"] == "A"])]
    assert (war["count"], war["n_articles"]) == (len(own), len(set(own)))


def test_a_larger_corpus_leaves_out_rows_that_tell_nothing(tmp_path, monkeypatch):
    rows = made_rows({"A": 12, "B": 12, "C": 6}, seed=4, favourites={"A": "harbour"}, n_sentences=2)
    for row in rows[:6]:
        row["text"] += " Quixotic."
    corpus = build_corpus(write_corpus(tmp_path / "c", rows))
    every = word_table(corpus, seed=1)
    monkeypatch.setattr("framing.word_tables.SMALL_CORPUS_ARTICLES", 10)
    some = word_table(corpus, seed=1)
    n_words = corpus.articles.groupby("outlet")["n_words"].sum()
    uses = every.groupby("feature")["count"].sum()
    expected = every["feature"].map(uses) * every["outlet"].map(n_words) / n_words.sum()
    in_five = every["feature"].map(every.groupby("feature")["n_articles"].sum()) >= 5
    kept = every[in_five & ((every["count"] > 0) | (expected >= 5))].reset_index(drop=True)
    pd.testing.assert_frame_equal(some.drop(columns=["p", "p_adjusted"]), kept.drop(columns=["p", "p_adjusted"]))
    assert set(some["outlet"][some["feature"] == "quixotic"]) == {"A"}
    assert set(some["outlet"][some["feature"] == "harbour"]) >= {"A", "B"}  # its absence in B tells something


def test_phrases_are_runs_that_occur_twice(made):
    table = phrase_table(made)
    assert set(table["feature"].str.count(" ")) <= {1, 2}
    assert table.groupby("feature")["count"].sum().min() >= 2


def test_hits_of_voices_add_up_in_the_frame_table(made):
    table = frame_table(made).pivot_table(
        index=["lexicon", "category", "outlet"], columns="voice", values=["hits", "n_words"]
    )
    for name in ("hits", "n_words"):
        assert (table[name]["outlet"] + table[name]["quoted"]).equals(table[name]["all"])
    assert table["hits"]["all"].sum() > 0


def test_tone_is_the_mean_of_sentence_scores(made):
    table = tone_table(made, seed=1, n_resamples=5).set_index(["lexicon", "outlet", "part", "voice"])
    assert len(table) == 2 * 3 * (1 + len(PARTS)) * 3
    score = sentence_scorer(load_lexicon("vader"))
    texts = made.sentences[(made.sentences["outlet"] == "A") & (made.sentences["part"] == "body")]["text"]
    row = table.loc[("vader", "A", "body", "all")]
    assert row["mean"] == pytest.approx(np.mean([score(text) for text in texts]), rel=1e-12)
    assert row["n_sentences"] == len(texts)
    assert row["coverage"] == row["n_words_scored"] / row["n_words"]
    nothing = table.loc[("vader", "A", "standfirst", "all")]
    assert np.isnan(nothing["mean"])
    assert nothing["n_sentences"] == 0


# --- the same input, the same bytes -----------------------------------------------------------------------------


def test_shuffled_rows_give_the_same_tables_to_the_byte(out, tmp_path):
    shuffled = build_corpus(write_corpus(tmp_path / "c", [ROWS[i] for i in (4, 1, 3, 0, 2)]))
    write_tables(shuffled, tmp_path / "out", seed=7, n_resamples=20)
    assert written(tmp_path / "out") == written(out)


def test_swapped_names_swap_the_contrasts(tmp_path):
    other_name = {"A": "B", "B": "A", "C": "C"}
    swapped = [row | {"outlet": other_name[row["outlet"]]} for row in ROWS]
    one, two = (
        word_table(build_corpus(write_corpus(tmp_path / name, rows)), seed=1)
        for name, rows in (("one", ROWS), ("two", swapped))
    )
    two = two.assign(outlet=two["outlet"].map(other_name)).sort_values(["outlet", "feature"], kind="stable")
    pd.testing.assert_frame_equal(one, two.reset_index(drop=True))


# --- one outlet -------------------------------------------------------------------------------------------------


def test_one_outlet_gets_all_tables_without_contrasts(tmp_path):
    corpus = build_corpus(write_corpus(tmp_path / "c", made_rows({"A": 3}, seed=53)))
    write_tables(corpus, tmp_path / "out", seed=1, n_resamples=5)
    words = read(tmp_path / "out", "words")
    assert words["count"].sum() == corpus.articles["n_words"].sum()
    assert words[["log_odds_z", "log_ratio", "g2", "chi_square", "p", "p_adjusted"]].isna().all().all()
    assert words[["rate_per_1000_words", "tfidf", "dp"]].notna().all().all()
    assert read(tmp_path / "out", "support")["reason"].tolist() == ["there is nothing to compare with"]
    assert corpus_support(corpus)[0].n_articles_right == 0


# --- what a spreadsheet would run -------------------------------------------------------------------------------

EVIL = ['=HYPERLINK("http://x","y")', "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1+1", "＠x"]


def test_each_start_of_a_formula_is_defused_and_nothing_else():
    for value in EVIL:
        assert defuse(value) == "'" + value
        assert not defuse(value).startswith(FORMULA_STARTS)
    for value in ("", "a=b", " x", "“-1”", "0", "'=1"):
        assert defuse(value) == value


def test_no_cell_of_any_table_starts_a_formula(tmp_path):
    rows = [
        {
            "article_id": value.strip() + str(number),
            "outlet": f"{value}{number}",
            "title": f"{value} headline of talks",
            "author": value,
            "published": value,
            "genre": value,
            "url": value,
            "rights": value,
            "=cmd": value,
            "text": f"{value} talks went on for a week.\n\n=1+1 said “-1 plus +1 makes @all of it zero” and so on."
            f"\n\n@b\n\n- talks went on for a week {number}.",
        }
        for number, value in enumerate(EVIL)
    ]
    corpus = build_corpus(write_corpus(tmp_path / "c", rows))
    write_tables(corpus, tmp_path / "out", seed=1, n_resamples=5)
    n_defused = 0
    for path in (tmp_path / "out").iterdir():
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
            for cell in row:
                is_number = (
                    cell.lstrip("-").replace(".", "", 1).replace("e-", "", 1).replace("e+", "", 1).isdigit()
                    or cell == "-inf"
                )
                assert is_number or not cell.startswith(FORMULA_STARTS), (path.name, cell)
                n_defused += cell.startswith("'")
    assert n_defused > 50


def test_numbers_below_zero_stay_numbers():
    table = pd.DataFrame({"text": ["-1"], "count": [-1], "z": [-1.5], "nothing": [np.nan], "none": [None]})
    assert csv_text(table) == "text,count,z,nothing,none\n'-1,-1,-1.5,,\n"


# --- CSV that reads back ----------------------------------------------------------------------------------------


def test_whatever_is_in_a_cell_reads_back():
    cells = [
        "a,b",
        'say "x"',
        "line\nbreak",
        "mac\rbreak",
        "dos\r\nbreak",
        "nul\0",
        "שלום 😀",
        "\ufeff",
        "",
        "x" * 200_000,
    ]
    table = pd.DataFrame({"n": range(len(cells)), "cell": cells})
    csv.field_size_limit(1 << 30)
    rows = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert rows == [["n", "cell"], *([str(n), cell] for n, cell in enumerate(cells))]


def test_numbers_keep_ten_digits():
    assert (
        csv_text(pd.DataFrame({"x": [1 / 3, 1e-20, 2.0, 12345678901.0]}))
        == "x\n0.3333333333\n1e-20\n2\n1.23456789e+10\n"
    )
    assert csv_text(pd.DataFrame({"x": [True, False]})) == "x\nTrue\nFalse\n"


def plain_csv(table: pd.DataFrame) -> str:
    """The table written cell by cell."""

    def cell(value: object) -> str:
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return ""
        text = defuse(value) if isinstance(value, str) else f"{value:.10g}" if isinstance(value, float) else str(value)
        return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text

    rows = [list(table.columns), *zip(*(table[name].tolist() for name in table), strict=True)]
    return "".join(",".join(map(cell, row)) + "\n" for row in rows)


def test_columns_are_written_as_their_cells_are():
    rng = np.random.default_rng(3)
    table = pd.DataFrame({
        "feature": [*EVIL, "a,b", "", 'x"y', "x", "x"], "outlet": ["A", None] * 7, "count": rng.integers(-3, 3, 14),
        "few": rng.choice([0.0, -0.0, np.nan, np.inf, -np.inf, 1 / 3, 1e300, 5e-324], 14), "many": rng.normal(size=14),
        "single": rng.normal(size=14).astype(np.float32), "is_so": rng.integers(0, 2, 14) > 0,
        "mixed": pd.Series([1, True, 1.0, "1", "True", None, np.nan, 0, False, -0.0, "=1", 2.5, np.float64(3), "a\nb"],
                           dtype=object)})
    assert csv_text(table) == plain_csv(table)
    assert csv_text([table, table.iloc[:0], table.iloc[3:]]) == plain_csv(table) + plain_csv(
        table.iloc[3:]).partition("\n")[2]


def test_a_table_without_rows_has_its_header(made):
    assert problem_table(made).empty
    assert csv_text(problem_table(made)).startswith("severity,message,file,row,")


def test_problems_of_the_input_are_in_their_table(tmp_path):
    rows = [*ROWS, {"article_id": "x", "outlet": "A", "file": "../x.txt"}]
    corpus = build_corpus(write_corpus(tmp_path, rows))
    table = problem_table(corpus)
    assert table[["severity", "file", "row", "column", "value"]].values.tolist() == [
        ["skipped", "articles.csv", 7, "file", "../x.txt"]
    ]
    assert "7," in csv_text(table).split("\n")[1]  # a row number is whole, not 7.0


# --- writing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["file/tables", "/proc/nowhere/tables"])
def test_a_folder_that_cannot_be_written(made, tmp_path, place):
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(FramingError) as caught:
        write_tables(made, tmp_path / place, seed=1, n_resamples=5)
    (problem,) = caught.value.problems
    assert "cannot be written" in problem.message
    assert "--out" in problem.next_step
    assert problem.file == str(tmp_path / place)


def test_a_file_in_whose_place_there_is_a_folder(tmp_path):
    (tmp_path / "words.csv").mkdir()
    with pytest.raises(FramingError, match="cannot be written"):
        write_csv(pd.DataFrame({"a": [1]}), tmp_path / "words.csv")
    assert os.listdir(tmp_path) == ["words.csv"]


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_stop_in_the_middle_of_writing_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, stopped):
    path = tmp_path / "words.csv"
    write_atomically(path, "old\n")
    real = os.fdopen

    class HalfWriter:
        """A file whose write stops half-way."""

        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self.file.close()

        def write(self, text):
            self.file.write(text[: len(text) // 2])
            self.file.flush()
            raise stopped

    monkeypatch.setattr(csv_files.os, "fdopen", lambda *arguments, **options: HalfWriter(real(*arguments, **options)))
    with pytest.raises(FramingError if isinstance(stopped, OSError) else KeyboardInterrupt):
        write_atomically(path, "new\n" * 1000)
    assert os.listdir(tmp_path) == ["words.csv"]
    assert path.read_text() == "old\n"


def test_a_stop_between_tables_leaves_whole_tables_only(made, tmp_path):
    def stop(name: str) -> None:
        if name == "quotes":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tables(made, tmp_path / "out", seed=1, n_resamples=5, on_progress=stop)
    assert sorted(os.listdir(tmp_path / "out")) == ["articles.csv", "lines.csv", "sentences.csv"]


def test_written_files_can_be_read_by_others(tmp_path):
    write_atomically(tmp_path / "a.csv", "é\r\n")
    assert (tmp_path / "a.csv").read_bytes() == "é\r\n".encode()
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o644


def test_phrases_of_few_articles_are_left_out_of_many(made, monkeypatch):
    every = phrase_table(made)
    n_articles = every.groupby("feature")["n_articles"].sum()
    monkeypatch.setattr("framing.word_tables.ARTICLES_PER_PHRASE", 2)
    kept = set(phrase_table(made)["feature"])
    assert kept == set(n_articles[2 * n_articles >= len(made.articles)].index)
    assert 0 < len(kept) < len(n_articles)
