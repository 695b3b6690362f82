"""Every benchmark runs, and where two of them claim to count the same they do. Nothing is timed here."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT))  # the benchmarks are no part of the package

from benchmarks import __main__ as command  # noqa: E402
from benchmarks.articles import MIN_WORDS_OF_ALTERED_LINE, articles_of_size, made_word, read_articles  # noqa: E402
from benchmarks.bars import SCORE_CHECKS, all_bars, exponent  # noqa: E402
from benchmarks.cases import CASES, SEEDS  # noqa: E402
from benchmarks.inputs import Inputs  # noqa: E402
from benchmarks.one_case import run_case  # noqa: E402
from benchmarks.prepare import prepare  # noqa: E402
from benchmarks.processes import measure, run_or_fail  # noqa: E402
from benchmarks.results import Record, results_page  # noqa: E402
from benchmarks.runs import Run, Runs, append_run, read_runs  # noqa: E402

from made_corpora import made_rows  # noqa: E402

N_ARTICLES = 20
# What starts other programs is long, or not there: the commands have tests of their own.
IN_THIS_PROCESS = [key for key, case in CASES.items() if case.over != SEEDS and case.missing("") == ""
                   and not key.startswith("ours_store")]


@pytest.fixture(scope="module")
def corpus_file(tmp_path_factory) -> Path:
    """Twenty made articles under other names than framing's own."""
    rows = made_rows({"Left": 12, "Right": 8}, favourites={"Left": "terrible", "Right": "great"})
    path = tmp_path_factory.mktemp("corpus") / "made.jsonl"
    path.write_text("".join(json.dumps({"id": row["article_id"], "source": row["outlet"], "headline": row["title"],
                                        "date": row["published"], "body": row["text"]}) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def inputs(corpus_file: Path, tmp_path_factory) -> Inputs:
    """The files that all cases read."""
    files = Inputs(str(tmp_path_factory.mktemp("files")), str(tmp_path_factory.mktemp("scratch")))
    size = prepare(corpus_file, N_ARTICLES, files, keys={}, with_sentences=True)
    assert size["articles"] == N_ARTICLES
    return files


@pytest.fixture(scope="module")
def answers(inputs: Inputs) -> dict[str, dict[str, dict[str, float]]]:
    """Every case that needs no other program, once."""
    return {key: run_case(key, inputs) for key in IN_THIS_PROCESS}


@pytest.mark.parametrize("key", IN_THIS_PROCESS)
def test_a_case_runs_and_counts(key, answers):
    assert answers[key]["steps"]
    assert all(seconds >= 0 for seconds in answers[key]["steps"].values())
    assert answers[key]["counts"]
    assert answers[key]["counts"].get("articles", N_ARTICLES) == N_ARTICLES


def test_what_claims_to_count_the_same_does(answers, inputs):
    texts = [json.loads(line)["text"] for line in inputs.articles.read_text().splitlines()]
    counts = {key: answer["counts"] for key, answer in answers.items()}
    assert [counts["tone_ours"][name] for name in SCORE_CHECKS] == [counts["tone_nltk"][name] for name in SCORE_CHECKS]
    assert counts["lexicons_ours"] == counts["lexicons_naive"]
    assert counts["lexicons_ours"]["hits"] > 0
    n_cells = sum(len(set(re.findall(r"\w\w+", text.lower()))) for text in texts)
    assert {counts[key]["tfidf_cells"] for key in ("sklearn_tfidf", "class_notebook") if key in counts} == {n_cells}
    squares = [counts[f"resamples_{way}"]["mean_square_of_last"] for way in ("counters", "rows", "ours")]
    assert squares == pytest.approx([squares[0]] * 3)
    assert counts["parquet_scan"]["bytes"] == sum(len(text.encode()) for text in texts)


def test_keys_are_guessed_and_unknown_ones_named(corpus_file, tmp_path):
    article = read_articles(corpus_file)[0]
    assert set(article) == {"article_id", "outlet", "title", "published", "text"}
    assert article["outlet"] in ("Left", "Right")
    strange = tmp_path / "strange.jsonl"
    strange.write_text('{"paper": "Left", "text": "A text."}\n')
    with pytest.raises(ValueError, match=r"No key for outlet .* paper, text"):
        read_articles(strange)
    assert read_articles(strange, {"outlet": "paper"})[0]["outlet"] == "Left"


def test_fewer_articles_are_the_first_and_more_are_altered_copies(corpus_file):
    articles = read_articles(corpus_file)
    assert list(articles_of_size(articles, 7)) == articles[:7]
    grown = list(articles_of_size(articles, 50))
    assert len({article["article_id"] for article in grown}) == 50
    assert grown == list(articles_of_size(articles, 50))
    lines = [{line for article in part for line in article["text"].split("\n")
              if len(line.split(" ")) >= MIN_WORDS_OF_ALTERED_LINE} for part in (grown[:20], grown[20:40], grown[40:])]
    assert all(lines)
    assert not lines[0] & lines[1] | lines[1] & lines[2]


def test_made_up_words_are_all_different():
    assert len({made_word(number) for number in range(20_000)}) == 20_000


def test_a_process_is_measured_from_outside():
    done = measure([sys.executable, "-c", "x = bytearray(150_000_000); sum(range(10**6))"])
    assert done.exit_code == 0
    assert done.peak_mb > 140
    assert done.cpu_s > 0
    assert measure([sys.executable, "-c", "1 / 0"]).errors.strip().endswith("division by zero")
    with pytest.raises(RuntimeError, match="division by zero"):
        run_or_fail([sys.executable, "-c", "1 / 0"])


def test_ratios_are_of_the_same_round():
    walls = {"class_notebook": (10.0, 40.0, 30.0), "ours": (1.0, 2.0, 2.0)}
    found = Runs(tuple(Run(case, 1000, number, wall, wall, 1.0) for case, of_case in walls.items()
                       for number, wall in enumerate(of_case)))
    assert found.ratio("class_notebook", "ours", 1000, lambda run: run.wall_s) == 15
    assert found.median("ours", 1000, lambda run: run.wall_s) == 2
    assert found.median("ours", 10, lambda run: run.wall_s) is None


def test_an_exponent_of_one_is_linear():
    found = Runs(tuple(Run("ours", n, 1, seconds, 0.0, 0.0) for n, seconds in ((10, 2.0), (40, 8.0), (160, 64.0))))
    words = {10: 1_000, 40: 4_000, 160: 16_000}
    assert exponent(found, words, "ours", 10, 40) == pytest.approx(1)
    assert exponent(found, words, "ours", 40, 160) == pytest.approx(1.5)


def test_runs_are_kept_and_read_again(tmp_path):
    run = Run("wc", 10, 1, 0.5, 0.4, 3.0, {"wc -w": 0.1}, {"words": 9.0})
    append_run(tmp_path / "runs.jsonl", run)
    assert read_runs(tmp_path / "runs.jsonl") == [run]
    assert read_runs(tmp_path / "none.jsonl") == []


def test_a_page_names_what_failed_and_what_is_absent():
    runs = (Run("ours", 10, 1, 2.0, 2.0, 100.0, {"imports": 1.0, "tone": 0.5}),
            Run("wc", 10, 1, 0.1, 0.1, 3.0, failed="no such file"))
    page = results_page(Record("made.jsonl", "python -m benchmarks made.jsonl", {"memory": "1 GB"},
                               {10: {"articles": 10, "bytes": 1000, "words": 200}}, Runs(runs),
                               {"papermill": "no --papermill-python"}))
    assert "failed: no such file" in page
    assert "absent: no --papermill-python" in page
    assert "| 10 | ours | **sum of the measures** | 0.5 |" in page
    assert all(f"`{key}`" in page for key in CASES)
    assert all(bar.is_met is None for bar in all_bars(Runs(runs[1:]), {10: 200}))


def test_the_command_goes_on_where_it_was(corpus_file, tmp_path, monkeypatch, capsys):
    arguments = [str(corpus_file), "--articles", "20", "--runs", "2", "--only", "wc", "--work", str(tmp_path)]
    if CASES["wc"].missing(""):
        pytest.skip("there is no wc")
    assert command.main(arguments) == 0
    first = read_runs(tmp_path / "runs.jsonl")
    assert [run.round for run in first] == [1, 2]
    monkeypatch.setattr(command, "measure", lambda *_, **__: pytest.fail("nothing is left to measure"))
    assert command.main(arguments) == 0
    assert read_runs(tmp_path / "runs.jsonl") == first
    assert "| 20 | wc | 2 |" in capsys.readouterr().out
    assert asdict(first[0])["counts"]["words"] > 0
