"""The tools that make a corpus, check the statistics and list untidy notebooks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import calibrate
import corpus_from_jsonl
from check_notebooks import find_untidy
from framing.corpus import build_corpus
from framing.counts import Counts
from framing.read import read_corpus
from made_corpora import made_rows, write_corpus
from pretended_outlets import LEFT, PLANTED, RIGHT, add_even_word, compare_halves, deal, repeat_word, uses_of
from pretended_summary import columns_of, count_stated, pretend, split

# ---------------------------------------------------------------- corpus_from_jsonl


def write_jsonl(path: Path, records: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def record(number: int, outlet: str, **more: str) -> dict[str, str]:
    return {"id": f"a{number}", "outlet": outlet, "date": "2024-05-06", "title": f"Title {number}",
            "topic": "rivers", "text": f"The river rose by {number} metres.\n\nThen it fell.  "} | more


def make(folder: Path, records: Sequence[object], *options: str) -> int:
    source = write_jsonl(folder / "in.jsonl", records)
    return corpus_from_jsonl.main([str(source), str(folder / "out"), "--author", "", "--url", "", *options])


def test_a_jsonl_becomes_a_corpus_with_its_texts_untouched(tmp_path):
    records = [record(number, "North") for number in range(3)] + [record(number, "South") for number in range(3, 6)]
    assert make(tmp_path, records, "--min-articles", "3", "--name", "Rivers") == 0
    source = read_corpus(tmp_path / "out")
    assert source.problems == ()
    assert source.card.name == "Rivers"
    assert {article.article_id: article.text for article in source.articles} == {
        row["id"]: row["text"] for row in records}
    first = source.articles[0]
    assert (first.outlet, first.published, first.title, first.genre) == ("North", "2024-05-06", "Title 0", "unknown")


def test_hostile_characters_survive(tmp_path):
    text = "An emoji \U0001f600, a line\u2028separator, an escape \x1b and a quote \"."
    assert make(tmp_path, [record(1, "North", text=text)], "--min-articles", "1") == 0
    assert read_corpus(tmp_path / "out").articles[0].text == text


def test_a_file_without_any_usable_line_says_so(tmp_path, capsys):
    assert make(tmp_path, [[], "word", 7]) == 1
    error = capsys.readouterr().err
    assert "No line can be used." in error
    assert error.count("skipped: in.jsonl, row") == 3


def test_outlets_with_too_few_articles_are_left_out_and_counted(tmp_path, capsys):
    records = [record(1, "North"), record(2, "North"), record(3, "South")]
    assert make(tmp_path, records, "--min-articles", "2") == 0
    assert {article.outlet for article in read_corpus(tmp_path / "out").articles} == {"North"}
    assert "outlets with too few articles: 1, with 1 articles" in capsys.readouterr().out


def test_a_text_is_kept_once_and_its_copies_are_listed(tmp_path, capsys):
    same = "One report, printed by all."
    records = [record(1, "North", text=same), record(2, "South", text=same), record(3, "North", text=same),
               record(4, "South")]
    assert make(tmp_path, records, "--min-articles", "1") == 0
    assert [article.article_id for article in read_corpus(tmp_path / "out").articles] == ["a1", "a4"]
    out = capsys.readouterr().out
    assert "2 articles left out as copies of 1" in out
    assert "a1: 2 copies: a2 (South), a3 (North)" in out


def test_copies_do_not_count_towards_the_number_of_articles(tmp_path, capsys):
    records = [record(1, "North", text="Same."), record(2, "North", text="Same.")]
    assert make(tmp_path, records, "--min-articles", "2") == 1
    assert "No outlet has 2 different articles; the most have 1." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_sample_of_an_outlet_does_not_depend_on_the_order_of_the_file(tmp_path):
    records = [record(number, "North") for number in range(20)]
    chosen = []
    for name, ordered in (("forth", records), ("back", records[::-1])):
        (tmp_path / name).mkdir()
        assert make(tmp_path / name, ordered, "--min-articles", "1", "--max-per-outlet", "5") == 0
        chosen.append([article.article_id for article in read_corpus(tmp_path / name / "out").articles])
    assert chosen[0] == chosen[1]
    assert len(chosen[0]) == 5
    assert chosen[0] != ["a0", "a1", "a10", "a11", "a12"]  # nor is it simply the first by id


def test_the_same_input_gives_the_same_bytes(tmp_path):
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert make(tmp_path / name, [record(1, "North"), record(2, "North")], "--min-articles", "1") == 0
        written.append([(path.name, path.read_bytes()) for path in sorted((tmp_path / name / "out").iterdir())])
    assert written[0] == written[1]
    assert [name for name, _ in written[0]] == ["articles.jsonl", "corpus.toml"]


def test_keys_are_mapped(tmp_path):
    row = {"n": 7, "paper": "North", "body": "It rained.", "day": "2024-01-02", "kind": "editorial", "head": "Rain"}
    assert make(tmp_path, [row], "--min-articles", "1", "--id", "n", "--outlet", "paper", "--text", "body",
                "--published", "day", "--title", "head", "--genre", "kind") == 0
    article = read_corpus(tmp_path / "out").articles[0]
    assert (article.article_id, article.title, article.published, article.genre) == (
        "7", "Rain", "2024-01-02", "editorial")


def test_a_missing_key_is_named_with_those_there_are(tmp_path, capsys):
    assert make(tmp_path, [{"id": "1", "source": "North", "text": "Rain.", "date": "", "title": ""}]) == 1
    error = capsys.readouterr().err
    assert "No line has the key 'outlet'" in error
    assert "source" in error
    assert "--outlet KEY" in error


def test_a_repeated_id_stops_the_run(tmp_path, capsys):
    assert make(tmp_path, [record(1, "North"), record(1, "South", text="Another.")], "--min-articles", "1") == 1
    assert "Found: 'a1'" in capsys.readouterr().err


def test_a_bad_line_is_listed_and_the_others_are_used(tmp_path, capsys):
    records = [record(1, "North"), ["no", "object"], record(2, "North", text="  ")]
    assert make(tmp_path, records, "--min-articles", "1") == 0
    error = capsys.readouterr().err
    assert "row 2" in error
    assert "row 3, column 'text', article 'a2'" in error
    assert len(read_corpus(tmp_path / "out").articles) == 1


def test_nothing_is_written_over(tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    assert make(tmp_path, [record(1, "North")], "--min-articles", "1") == 1
    assert "There is something there already." in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


# ---------------------------------------------------------------- calibrate

N_ARTICLES = 40


@pytest.fixture(scope="module")
def one_outlet() -> Counts:
    """Forty articles of one outlet: sixty words whose numbers vary by chance only; "rare" stands in three."""
    rng = np.random.default_rng(5)
    dense = rng.poisson(np.linspace(0.5, 6, 60), size=(N_ARTICLES, 60)).astype(float)
    rare = np.zeros((N_ARTICLES, 1))
    rare[:3] = 1
    features = np.array([*(f"w{number:02}" for number in range(60)), "rare"], dtype=object)
    units = pd.DataFrame({"article_id": [f"{number:02}" for number in range(N_ARTICLES)], "outlet": "North"})
    return Counts(sparse.csr_array(np.hstack([dense, rare])), units, features, np.full((N_ARTICLES, 1), 800.0), "words")


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_dealing_draws_articles_once_into_two_equal_halves(one_outlet):
    dealt = deal(one_outlet, 12, rng())
    assert dealt.units["outlet"].tolist() == [LEFT] * 12 + [RIGHT] * 12
    assert dealt.units["article_id"].is_unique
    originals = one_outlet.matrix.toarray()[[int(key) for key in dealt.units["article_id"]]]
    for word in dealt.features:
        assert uses_of(dealt, word).tolist() == originals[:, list(one_outlet.features).index(word)].tolist()


def test_a_repeated_word_and_the_length_of_its_articles_grow_on_the_left_only(one_outlet):
    dealt = deal(one_outlet, 12, rng())
    planted = repeat_word(dealt, "w40", 3)
    before, after = uses_of(dealt, "w40"), uses_of(planted, "w40")
    assert after.tolist() == [*(3 * before[:12]), *before[12:]]
    assert (planted.totals[:, 0] - dealt.totals[:, 0]).tolist() == [*(2 * before[:12]), *np.zeros(12)]
    assert uses_of(planted, "w41").tolist() == uses_of(dealt, "w41").tolist()


def test_an_even_word_has_about_its_rate(one_outlet):
    planted = add_even_word(deal(one_outlet, 20, rng()), 10, 2, rng())
    uses = uses_of(planted, PLANTED)
    assert uses[:20].mean() == pytest.approx(20, abs=4)
    assert uses[20:].mean() == pytest.approx(10, abs=3)
    assert planted.totals[:, 0].tolist() == (800 + uses).tolist()


def test_a_word_that_sets_the_halves_apart_is_found_and_chance_is_not(one_outlet):
    dealt = deal(one_outlet, 12, rng())
    assert compare_halves(dealt, rng()).survivors == ()
    found = compare_halves(repeat_word(dealt, "w59", 4), rng())
    assert found.survivors == ("w59",)
    assert found.label == "inferential"
    assert 0 < found.n_tested <= 61


def test_the_null_row_counts_runs_with_a_survivor(one_outlet):
    row = calibrate.null_row(one_outlet, 12, n_runs=5, seed=7)
    assert row["articles"] == "12 v 12"
    assert row["share"] == row["with a survivor"] / 5
    assert calibrate.null_row(one_outlet, 12, n_runs=5, seed=7) == row


def test_a_summary_of_pretended_outlets_is_counted_split_by_split(tmp_path):
    folder = write_corpus(tmp_path / "one", made_rows({"North": 24, "South": 2}, n_sentences=4))
    pretended = pretend(build_corpus(folder), "North")
    assert pretended.n_articles == 24
    label, panel = split(pretended, 12, seed=1)
    assert label == "inferential"
    assert [repr(asked) for asked in panel] == [repr(asked) for asked in split(pretended, 12, seed=1)[1]]
    assert split(pretended, 4, seed=1)[0] == "descriptive"
    parts = [count_stated(pretended, 4, range(first, first + 2)) for first in (0, 2)]
    together = count_stated(pretended, 4, range(4))
    assert columns_of(parts) == columns_of([together])
    assert together.n_stated > 0  # about these articles only: of eight articles something is always different


def test_the_share_has_the_exact_binomial_interval():
    # Clopper-Pearson for 0 of n ends at 1 - 0.025 ** (1 / n).
    assert calibrate._share("found", 0, 50) == {"found": 0.0, "found, 95 %": f"0.000 to {1 - 0.025 ** (1 / 50):.3f}"}
    assert calibrate._share("found", 50, 50)["found, 95 %"] == f"{0.025 ** (1 / 50):.3f} to 1.000"


def test_a_planted_word_is_found_more_often_the_more_it_is_planted(one_outlet):
    row = calibrate.planted_row(one_outlet, PLANTED, 8.0, n_per_side=12, n_runs=6, seed=7)
    assert 0 <= row["2x"] <= row["3x"] == 1


def test_intervals_of_even_words_cover_and_few_articles_cover_less(one_outlet):
    name = "words in half of the articles or more"
    few, many = (calibrate.coverage_row(one_outlet, n, n_runs=20, seed=7)[name] for n in (3, 20))
    assert few < many
    assert many > 0.85


def test_words_are_chosen_among_those_of_half_of_the_articles(one_outlet):
    chosen = calibrate.choose_words(one_outlet)
    uses = [uses for _, uses in chosen]
    assert "rare" not in [word for word, _ in chosen]
    assert uses == sorted(uses)
    assert uses[0] == pytest.approx(1, rel=0.3)
    assert all(uses_of(one_outlet, word).mean() == n for word, n in chosen)


def test_calibration_needs_an_outlet_that_is_there(seeds, capsys):
    assert calibrate.main([str(seeds), "--outlet", "The Moon"]) == 1
    assert "'The Moon' has 0 articles; 4 are needed. There are: RS/ECFR" in capsys.readouterr().err


# ---------------------------------------------------------------- check_notebooks


def markdown(cell_id: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def code(cell_id: str, source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "id": cell_id, "metadata": {}, "source": source, "outputs": [],
            "execution_count": None} | more


HEADER = "# Who speaks?\n\n" + "\n".join(
    f"| **{row}** | … |" for row in ("You will learn", "Level", "Minutes", "Needs", "Data and rights"))
PARAMETERS = 'corpus = "../seeds"\nseed = 7\nn_resamples = 1000'


def tidy_cells() -> list[dict[str, Any]]:
    return [markdown("00", HEADER), code("01", PARAMETERS, metadata={"tags": ["parameters"]}),
            code("02", "from framing.notebook import *\ntexts = build_corpus(corpus)"),
            code("03", "show_session(texts, seed=seed)")]


def problems_of(folder: Path, cells: list[dict[str, Any]]) -> list[str]:
    (folder / "n.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    return find_untidy(folder)


def test_a_tidy_notebook_has_no_problem(tmp_path):
    assert problems_of(tmp_path, tidy_cells()) == []


@pytest.mark.parametrize(("position", "change", "expected"), [
    (0, {"source": HEADER.replace("speaks?", "speaks")}, "no question"),
    (0, {"source": HEADER.replace("**Needs**", "Needs")}, "'Needs'"),
    (1, {"metadata": {}}, "0 cells are tagged 'parameters'"),
    (1, {"source": PARAMETERS.replace("7", "int(7)")}, "must be the literals"),
    (2, {"outputs": [{"output_type": "stream", "text": "hello"}]}, "outputs or an execution count"),
    (2, {"execution_count": 3}, "outputs or an execution count"),
    (2, {"source": "\n".join(["x = 1"] * 11)}, "11 lines, more than 10"),
    (2, {"source": "def f():\n    return 1"}, "holds a function"),
    (2, {"source": "for word in words:\n    word"}, "holds a loop"),
    (2, {"source": "[word for word in words]"}, "holds a loop"),
    (2, {"source": "import re\nre.findall('a+', text)"}, "imports other than public names: import re"),
    (2, {"source": "from framing.notebook import compare"}, "imports other than public names"),
    (2, {"id": "01"}, "ids are not"),
    (2, {"id": "b1f0 7c"}, "ids are not"),
    (3, {"source": "1 + 1"}, "show_session"),
])  # fmt: skip
def test_each_untidy_thing_is_named(tmp_path, position, change, expected):
    cells = tidy_cells()
    cells[position] |= change
    problems = problems_of(tmp_path, cells)
    assert len(problems) == 1
    assert expected in problems[0]
    assert problems[0].startswith("n.ipynb: ")
