"""The words of the explorer: their numbers are those of the measures, and all outlets are treated alike."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from framing.compare import compare
from framing.corpus import Corpus, build_corpus
from framing.counts import count_words
from framing.explorer import LIMITS, Explorer, Limits, explorer_of, word_values
from framing.explorer.capitals import capitalised_words
from framing.explorer.choice import chosen_words
from framing.explorer.fitting import likely_bytes, likely_limits
from framing.features import content_words
from framing.measures.keyness import LOG_ODDS, PRIOR_WORDS
from framing.plain_text import corpus_of_texts
from framing.report.build import build_reports
from framing.report.corpus_reports import report_context
from framing.report.explorer_page import MAX_BYTES, content_hash, explorer_page, fitting_explorer
from framing.report.provenance import safe_in_script
from made_corpora import made_rows, write_corpus
from report_notebooks import report_context as report_context_of_tests
from report_notebooks import write_notebook


@pytest.fixture(scope="module")
def corpus(seeds: Path) -> Corpus:
    return build_corpus(seeds)


@pytest.fixture(scope="module")
def explorer(corpus: Corpus) -> Explorer:
    return explorer_of(corpus, word_values(corpus, seed=7, n_resamples=0), Limits(25, 10, 30))


def words_of_articles(corpus: Corpus) -> dict[str, list[str]]:
    """Counted forms of every article, read off the words one by one."""
    ids = corpus.articles["article_id"].tolist()
    words: dict[str, list[str]] = defaultdict(list)
    for sentence, folded in zip(corpus.words.sentence, corpus.words.folded, strict=True):
        words[ids[corpus.sentence_columns.article[sentence]]].append(corpus.vocabulary.folded[folded])
    return words


def z_by_hand(own: int, everywhere: int, n_own: int, n_all: int) -> float:
    """Monroe, Colaresi and Quinn's equations, written out for one word of one outlet."""
    prior = PRIOR_WORDS * everywhere / n_all
    here, there = own + prior, everywhere - own + prior
    odds_here = here / (n_own + PRIOR_WORDS - here)
    odds_there = there / (n_all - n_own + PRIOR_WORDS - there)
    return math.log(odds_here / odds_there) / math.sqrt(1 / here + 1 / there)


def test_every_number_is_what_counting_the_words_gives(corpus: Corpus, explorer: Explorer) -> None:
    words, outlet_of = words_of_articles(corpus), dict(zip(corpus.articles["article_id"], corpus.articles["outlet"],
                                                           strict=True))
    counts = {article: Counter(of_article) for article, of_article in words.items()}
    n_all = sum(map(len, words.values()))
    assert len(explorer.points) > 100
    for point in explorer.points:
        own = [article for article, outlet in outlet_of.items() if outlet == point.outlet]
        everywhere = sum(counted[point.word] for counted in counts.values())
        n_own = sum(len(words[article]) for article in own)
        uses = sum(counts[article][point.word] for article in own)
        assert (point.uses, point.uses_elsewhere) == (uses, everywhere - uses)
        assert point.n_articles == sum(counts[article][point.word] > 0 for article in own)
        assert point.share_of_articles == point.n_articles / len(own)
        assert point.rate_per_1000_words == pytest.approx(1000 * uses / n_own)
        assert point.z == pytest.approx(z_by_hand(uses, everywhere, n_own, n_all))
        assert point.dispersion == pytest.approx(sum(
            abs(counts[article][point.word] / everywhere - len(words[article]) / n_all) for article in words) / 2)
        assert point.evidence.n_hits == (point.uses or point.uses_elsewhere)


def test_the_numbers_are_those_of_the_notebook(corpus: Corpus) -> None:
    """The first comparison of notebook 02, with the same seed: estimates and, where there are any, intervals."""
    expected = compare(content_words(corpus, count_words(corpus)), LOG_ODDS, rng=np.random.default_rng(7),
                       n_resamples=50)
    found = word_values(corpus, seed=7, n_resamples=50).result
    assert found.table.equals(expected.table)


def test_marks_of_a_point_are_its_uses(explorer: Explorer) -> None:
    whole = [point for point in explorer.points if point.evidence.n_sentences == len(point.evidence.rows)]
    assert len(whole) > 100
    for point in whole:
        marked = [row.text[start:end] for row in point.evidence.rows for start, end in row.marks]
        assert len(marked) == (point.uses or point.uses_elsewhere)
        outlets = {row.outlet for row in point.evidence.rows}
        assert (outlets == {point.outlet}) if point.uses else (point.outlet not in outlets)


def test_two_outlets_that_change_their_names_change_their_words(tmp_path: Path) -> None:
    """No outlet is the target and none the rest: renamed so that their order turns, each keeps its own points."""
    rows = made_rows({"A": 4, "B": 4}, favourites={"A": "famine", "B": "treaty"})
    turned = [{**row, "outlet": {"A": "Z", "B": "B"}[row["outlet"]]} for row in rows]
    pages = []
    for name, given in (("one", rows), ("two", turned)):
        made = build_corpus(write_corpus(tmp_path / name, given))
        pages.append(explorer_of(made, word_values(made, seed=1, n_resamples=0), Limits(9, 9, 2)))
    first, second = ({(point.outlet, point.word): (point.uses, pytest.approx(point.z)) for point in page.points}
                     for page in pages)
    assert {({"A": "Z"}.get(outlet, outlet), word): value for (outlet, word), value in first.items()} == second
    assert len(first) >= 20


def test_of_two_outlets_one_gains_what_the_other_loses(tmp_path: Path) -> None:
    made = build_corpus(write_corpus(tmp_path, made_rows({"A": 4, "B": 4}, favourites={"A": "famine"})))
    points = explorer_of(made, word_values(made, seed=1, n_resamples=0), Limits(30, 30, 1)).points
    z = {(point.outlet, point.word): point.z for point in points}
    assert z["A", "famine"] > 2
    assert all(z["B", word] == pytest.approx(-value) for (outlet, word), value in z.items() if outlet == "A")


def test_words_are_chosen_by_rank_with_names_and_without() -> None:
    z = np.array([0.5, 3.0, 2.0, np.nan, -1.0, -2.0, 2.0, 0.0, -3.0])
    is_name = np.array([False, True, True, False, False, False, False, False, True])
    assert chosen_words(z, is_name, Limits(2, 1, 1)).tolist() == [1, 2, 6, 0, 5, 8]
    assert chosen_words(z, np.zeros(9, bool), Limits(2, 1, 1)).tolist() == [1, 2, 8]
    assert chosen_words(np.array([np.nan]), np.array([False]), Limits(9, 9, 9)).tolist() == []


def test_names_are_what_has_a_capital_inside_sentences() -> None:
    corpus = corpus_of_texts(["Talks with Minsk began. The envoy praised Minsk, and talks go on. Peace may come."])
    assert capitalised_words(corpus) == {"minsk"}
    assert capitalised_words(corpus_of_texts(["Мир и Москва. Это Москва."])) == {"москва"}


def test_what_is_capped_is_said_with_totals(corpus: Corpus) -> None:
    values = word_values(corpus, seed=7, n_resamples=0)
    explorer = explorer_of(corpus, values, Limits(3, 1, 1))
    page = explorer_page(explorer, links=(), context=report_context(corpus, seed=7, n_resamples=0))
    text = re.sub(r"<[^>]*>", "", page[page.index("Of <data"):])[:400]
    n_shown = len({point.word for point in explorer.points})
    n_sentences = sum(point.evidence.n_sentences for point in explorer.points)
    assert text.startswith(f"Of {len(values.words):,} words compared, {n_shown} are here: for each outlet at most 3 ")
    assert f"{len(explorer.points)} of {n_sentences} sentences, at most 1 a word and outlet" in text
    assert "Shown are 1, evenly spread over them." in page


def test_a_page_gives_up_sentences_and_words_until_it_fits(tmp_path: Path) -> None:
    """Forty outlets with long sentences in a script of two bytes a letter."""
    long = " ".join(["правительство"] * 60)
    rows = [{**row, "text": f"{row['text']}\n\n{long} {row['text'].lower().replace('.', ' ')}."}
            for row in made_rows({f"Outlet {number:02d}": 2 for number in range(40)}, n_sentences=30)]
    corpus = build_corpus(write_corpus(tmp_path / "many", rows))
    context = report_context(corpus, seed=1, n_resamples=0)
    explorer = fitting_explorer(corpus, context=context)
    assert explorer.limits != LIMITS[0]
    assert len(explorer_page(explorer, links=(), context=context).encode()) <= MAX_BYTES
    assert {point.outlet for point in explorer.points} == set(corpus.outlets)


def test_a_build_writes_lists_and_links_the_page_and_a_later_one_keeps_it(explorer: Explorer, tmp_path: Path) -> None:
    write_notebook(tmp_path / "notebooks", "01_a.ipynb", "Text.")
    build = partial(build_reports, tmp_path, tmp_path / "out", context=report_context_of_tests(),
                    notebooks=tmp_path / "notebooks")
    assert [report.path.name for report in build()] == ["01_a.html"]
    assert "explorer.html" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    built = build(explorer=explorer)
    assert [report.path.name for report in built] == ["01_a.html", "explorer.html"]
    page = (tmp_path / "out" / "explorer.html").read_bytes()
    assert built[-1].n_bytes == len(page)
    assert b'href="index.html"' in page
    assert b'href="01_a.html"' in page
    build(only=["01"])
    assert (tmp_path / "out" / "explorer.html").read_bytes() == page
    assert '<a href="explorer.html">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_likely_limits_begin_with_what_may_fit(corpus: Corpus) -> None:
    values = word_values(corpus, seed=7, n_resamples=0)
    sizes = [likely_bytes(corpus, values, limits) for limits in LIMITS]
    assert sizes == sorted(sizes, reverse=True)
    assert list(likely_limits(corpus, values, 10 ** 9)) == list(LIMITS)
    assert list(likely_limits(corpus, values, 1)) == [LIMITS[-1]]


def test_data_cannot_leave_its_script() -> None:
    hostile = ["</script><script>canary(1)</script>", "<!--", "a & b", "line\u2028para\u2029end", "\ud800"]
    written = safe_in_script(json.dumps(hostile[:-1], ensure_ascii=False))
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == hostile[:-1]


def test_the_policy_names_the_script_and_the_style_of_the_page(corpus: Corpus, explorer: Explorer) -> None:
    page = explorer_page(explorer, links=(), context=report_context(corpus, seed=7, n_resamples=0))
    script, = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    style, = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert f"script-src &#39;{content_hash(script)}&#39;;" in policy[1]
    assert f"style-src-elem &#39;{content_hash(style)}&#39;;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|fetch|XMLHttpRequest)\b",
                         script)
