"""Charts say in alt text, caption and data table what they draw, for any number of outlets, and compute nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import figures
from framing.corpus import Corpus, build_corpus
from framing.figure import Figure, outlet_style
from framing.figures.canvas import shortened, wrapped
from framing.figures.wording import cell_text, decimals_for, label_sentence, number, value_range
from framing.html.palette import LIGHT
from framing.result import Result
from made_corpora import made_rows, write_corpus

pytestmark = pytest.mark.filterwarnings("error")

TWO = ("Alpha", "Beta")
# What scraped names look like at their worst: markup, maths, another script, nothing at all.
HOSTILE = ("<b>Post</b> & Co", "$x^2$ News_Daily", "الجزيرة العربية", "新闻联播",
           "The Very Long Name of a Regional Newspaper and Its Several Merged Predecessors of the Far North", "")
RANKING = re.compile(r"\b(best|worst|better|worse|leader|rank|ranks|winner|biased)\b", re.I)
INF = float("nan")


def names(n: int) -> tuple[str, ...]:
    """Outlets in the order of their names: Outlet 01, Outlet 02, …"""
    return tuple(f"Outlet {place:02d}" for place in range(1, n + 1))


# --- hand-made tables, in the form in which the measures give them ---------------------------------------------

def keyness(outlets: Sequence[str] = TWO, *, label: str = "descriptive", n_words: int = 3, **changes: Any) -> Result:
    """Word w of outlet k has z = k + 1 + w / 10, so the largest of outlet k is its last word."""
    rows = []
    for place, outlet in enumerate(outlets):
        for word in range(n_words):
            has_interval = label != "descriptive"
            estimate = place + 1 + word / 10
            rows.append({"feature": f"word{word}", "outlet": outlet, "estimate": estimate,
                         "low": estimate - 0.5 if has_interval else np.nan,
                         "high": estimate + 0.5 if has_interval else np.nan, "p": np.nan,
                         "p_adjusted": 0.2 * word if label == "inferential" else np.nan, "count": 10 + word,
                         "total": 1000, "n_articles": 1, "label": label})
    return result_of(pd.DataFrame(rows).assign(**changes), outlets, label)


def result_of(table: pd.DataFrame, outlets: Sequence[str], label: str) -> Result:
    return Result(table, "log_odds_z", "Weighted log-odds", "z-score", "words", "Topic decides.", label, tuple(outlets))


def indicators(outlets: Sequence[str] = TWO, *, categories: Sequence[str] = ("conflict", "morality"), **changes: Any
               ) -> pd.DataFrame:
    """Category c of outlet k has 10 * (k + 1) + c hits in 1,000 words; half of them quoted."""
    rows = []
    for voice, share in (("outlet", 0.5), ("quoted", 0.5), ("all", 1.0)):
        for place, outlet in enumerate(outlets):
            for which, category in enumerate(categories):
                hits = share * (10 * (place + 1) + which)
                rows.append({"lexicon": "made", "category": category, "outlet": outlet, "voice": voice, "hits": hits,
                             "n_words": 1000 * share, "rate_per_1000_words": hits / share, "n_sentences": 50,
                             "n_sentences_touched": 5, "share_of_sentences": 0.1, "label": "descriptive"})
    return pd.DataFrame(rows).assign(**changes)


def tones(outlets: Sequence[str] = TWO, *, label: str = "descriptive", lexicons: Sequence[str] = ("vader", "pattern_en")
          ) -> pd.DataFrame:
    """Means rise from outlet to outlet and from list to list: (10 * k + l) / 1000, the same in every panel."""
    rows = []
    for which, lexicon in enumerate(lexicons):
        for part, voice in (("all", "all"), ("headline", "all"), ("body", "outlet"), ("body", "quoted")):
            for place, outlet in enumerate(outlets):
                mean = (10 * place + which) / 1000
                has_interval = label != "descriptive"
                rows.append({"lexicon": lexicon, "outlet": outlet, "part": part, "voice": voice, "mean": mean,
                             "coverage": 0.05 + which / 100, "n_sentences": 40,
                             "low": mean - 0.1 if has_interval else np.nan,
                             "high": mean + 0.1 if has_interval else np.nan, "label": label,
                             "mean_of_scored_sentences": mean, "n_sentences_scored": 30, "n_words": 800,
                             "n_words_scored": 40, "sd_between_sentences": 0.4})
    return pd.DataFrame(rows)


def quoted(outlets: Sequence[str] = TWO, *, label: str = "descriptive") -> Result:
    """Outlet k puts 10 * (k + 1) % of its words in quotations, 1 % in fragments."""
    rows = [{"feature": feature, "outlet": outlet, "estimate": share, "low": np.nan, "high": np.nan,
             "count": 1000 * share, "total": 1000, "n_articles": 1, "label": label}
            for place, outlet in enumerate(outlets)
            for feature, share in (("quoted", 0.1 * (place + 1) % 1), ("quotation", 0.1 * (place + 1) % 1),
                                   ("fragment", 0.01))]
    return result_of(pd.DataFrame(rows), outlets, label)


def contributions(outlets: Sequence[str] = TWO) -> pd.DataFrame:
    """Each outlet has a good and a bad word; those of outlet k weigh k + 1 and -(k + 2)."""
    rows = [{"word": word, "outlet": outlet, "valence": np.sign(value), "count": 3, "n_words": 1000,
             "valence_per_1000_words": value}
            for place, outlet in enumerate(outlets) for word, value in (("good", place + 1.0), ("bad", -place - 2.0))]
    return pd.DataFrame(rows)


def distances(outlets: Sequence[str] = TWO) -> pd.DataFrame:
    """Every pair farther apart than the one before."""
    rows = [{"left": left, "right": right, "divergence": 0.1 + 0.001 * place, "n_words_left": 500,
             "n_words_right": 900, "words": (("war", 0.25, left),)}
            for place, (left, right) in enumerate(combinations(outlets, 2))]
    return pd.DataFrame(rows)


def co_occurrences(n: int = 3) -> pd.DataFrame:
    keys = [f"category_{place}" for place in range(n)]
    values = np.fromfunction(lambda row, column: 10 * (row == column) + row + column, (n, n))
    return pd.DataFrame(values, index=keys, columns=keys)


def articles(outlets: Sequence[str] = TWO, *, per_outlet: int = 2, dates: Sequence[tuple[str, str, str]] = ()
             ) -> pd.DataFrame:
    """``dates``: (published, precision, basis), taken in turn."""
    dates = dates or [("2022-07-20", "day", "stated"), ("2019", "year", "inferred: from the text")]
    rows = [{"article_id": f"a{place}-{number}", "outlet": outlet, "published": published,
             "published_precision": precision, "published_basis": basis, "n_words": 300 + 10 * number + place}
            for place, outlet in enumerate(outlets) for number in range(per_outlet)
            for published, precision, basis in [dates[(place * per_outlet + number) % len(dates)]]]
    return pd.DataFrame(rows)


def lines(outlets: Sequence[str] = TWO, *, per_outlet: int = 1) -> pd.DataFrame:
    """Of every article 100 words: 5 title, 70 body, 25 teaser."""
    rows = [{"article_id": f"a{place}-{number}", "outlet": outlet, "role": role, "n_words": n_words}
            for place, outlet in enumerate(outlets) for number in range(per_outlet)
            for role, n_words in (("title", 5), ("body", 70), ("teaser", 25))]
    return pd.DataFrame(rows)


def speakers(outlets: Sequence[str] = TWO) -> pd.DataFrame:
    """One who is heard everywhere, and in each outlet one of its own."""
    rows = [{"outlet": outlet, "speaker": speaker, "role": "official", "country": "", "n_words": 10 * (place + 1),
             "n_attributions": 2, "n_articles": 1}
            for place, outlet in enumerate(outlets) for speaker in ("Ann Lee", f"Speaker {place}")]
    return pd.DataFrame(rows)


def corpus_like(outlets: Sequence[str] = TWO, *, per_outlet: int = 2) -> Any:
    return SimpleNamespace(articles=articles(outlets, per_outlet=per_outlet), outlets=tuple(outlets))


CHARTS: dict[str, Callable[[Sequence[str]], Figure]] = {
    "word": lambda outlets: figures.word_chart(keyness(outlets, label="inferential")),
    "indicator": lambda outlets: figures.indicator_chart(indicators(outlets), lexicon_title="Made list"),
    "voice": lambda outlets: figures.voice_chart(indicators(outlets), lexicon_title="Made list"),
    "tone": lambda outlets: figures.tone_chart(tones(outlets, label="indicative")),
    "contribution": lambda outlets: figures.word_contribution_chart(contributions(outlets), lexicon_title="Made list"),
    "quoted": lambda outlets: figures.quoted_share_chart(quoted(outlets)),
    "network": lambda outlets: figures.quote_network(speakers(outlets), outlets=outlets),
    "verbs": lambda outlets: figures.reporting_verb_chart(indicators(outlets)),
    "length": lambda outlets: figures.length_chart(corpus_like(outlets)),
    "cleaning": lambda outlets: figures.cleaning_chart(lines(outlets)),
    "timeline": lambda outlets: figures.timeline_chart(articles(outlets)),
    "distance": lambda outlets: figures.distance_chart(distances(outlets)),
}


@cache
def drawn(chart: str, outlets: tuple[str, ...]) -> Figure:
    """A chart of so many outlets, drawn once for all tests that only look at it."""
    return CHARTS[chart](outlets)


# --- what a drawing holds --------------------------------------------------------------------------------------

def texts(figure: Figure) -> list[str]:
    """Everything that is written in the drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.svg)


def intervals(figure: Figure) -> int:
    """Lines in the colour of an outlet."""
    return len(re.findall(r'<path d="M [^"]*L[^"]*"[^>]*style="fill:none;stroke:var\(--outlet-', figure.svg))


def spreads(figure: Figure) -> int:
    """The thin grey lines of the spread between sentences."""
    return len(re.findall(r'style="fill:none;stroke:var\(--muted,#575e68\);stroke-width:0.9', figure.svg))


def markers(figure: Figure, *, filled: bool) -> int:
    """Markers in the colour of an outlet that are filled with it, or with the paper."""
    face = r"var\(--outlet-" if filled else r"var\(--paper"
    return len(re.findall(rf'<use [^>]*style="fill:{face}[^"]*stroke:var\(--outlet-[^"]*stroke-width:1.5', figure.svg))


def positions(figure: Figure, outlet_number: int) -> list[float]:
    """Where the markers of an outlet stand, from the left, in the order in which they were drawn."""
    found = re.findall(rf'<use [^>]*x="([\d.]+)"[^>]*stroke:var\(--outlet-{outlet_number},[^"]*stroke-width:1.5',
                       figure.svg)
    return [float(x) for x in found]


# --- every chart -----------------------------------------------------------------------------------------------

@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("n_outlets", [2, 7, 40])
def test_any_number_of_outlets(chart: str, n_outlets: int) -> None:
    figure = drawn(chart, names(n_outlets))
    assert re.search(rf"\b{n_outlets}\b", figure.alt), "The alt text says how much is drawn."
    for outlet in names(n_outlets):
        assert any(outlet in text for text in texts(figure)), f"{outlet} is named in the drawing."


@pytest.mark.parametrize("chart", CHARTS)
def test_same_table_same_bytes(chart: str) -> None:
    assert CHARTS[chart](names(2))._repr_html_() == drawn(chart, names(2))._repr_html_()


@pytest.mark.parametrize("chart", CHARTS)
def test_input_stays_as_it_is_and_global_state_too(chart: str) -> None:
    import matplotlib

    settings, state = dict(matplotlib.rcParams), np.random.get_state()[1].copy()  # type: ignore[index, union-attr]
    CHARTS[chart](TWO)
    assert dict(matplotlib.rcParams) == settings
    assert (np.random.get_state()[1] == state).all()  # type: ignore[index]


@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_names(chart: str) -> None:
    figure = CHARTS[chart](HOSTILE)
    assert "<b>Post" not in figure._repr_html_()
    assert any("x^2" in text for text in texts(figure)), "A dollar sign starts no formula."


@pytest.mark.parametrize("chart", CHARTS)
def test_words_describe_and_do_not_judge(chart: str) -> None:
    figure = drawn(chart, names(2))
    assert not RANKING.search(figure.alt + figure.caption)
    assert re.search(r"\d", figure.caption), "The caption has an n."
    assert re.search("interval|indicative|inferential", figure.caption), "The caption has a label."


@pytest.mark.parametrize("chart", CHARTS)
def test_no_text_is_too_small(chart: str) -> None:
    sizes = [float(size) for size in re.findall(r"<text[^>]*font-size:([\d.]+)px", drawn(chart, names(40)).svg)]
    assert min(sizes) >= 9


@pytest.mark.parametrize("chart", CHARTS)
def test_outlets_stand_in_their_order(chart: str) -> None:
    """Names are written in the order in which they are read."""
    written = texts(drawn(chart, names(7)))
    places = [next(place for place, text in enumerate(written) if outlet in text) for outlet in names(7)]
    assert places == sorted(places)


def test_plotting_libraries_are_loaded_only_to_draw() -> None:
    code = "import sys, framing.figures; sys.exit(bool({'matplotlib', 'seaborn'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- words -----------------------------------------------------------------------------------------------------

def test_word_chart_shows_the_largest_positive_words() -> None:
    table = keyness(n_words=4).table
    table.loc[table["feature"] == "word0", "estimate"] = -3.0
    figure = figures.word_chart(result_of(table, TWO, "descriptive"), n_words=2)
    assert list(figure.table["feature"]) == ["word3", "word2"] * 2
    assert list(figure.table["estimate"]) == [1.3, 1.2, 2.3, 2.2]
    assert "Alpha: “word3” (1.3); Beta: “word3” (2.3)" in figure.alt
    assert "word3 (13)" in texts(figure)
    assert "These 2,000 words; descriptive: no interval." in figure.caption


def test_word_chart_fills_only_what_survives() -> None:
    figure = figures.word_chart(keyness(label="inferential"))  # adjusted p of 0.0, 0.2 and 0.4 in each outlet
    assert list(figure.table["survives_correction"]) == [False, False, True] * 2
    assert markers(figure, filled=True) == 2
    assert markers(figure, filled=False) == 4
    assert intervals(figure) == 6
    assert "Tested: Alpha and Beta." in figure.caption


def test_word_chart_without_tests_is_hollow_and_has_no_lines() -> None:
    figure = figures.word_chart(keyness())
    assert (markers(figure, filled=True), markers(figure, filled=False), intervals(figure)) == (0, 6, 0)
    assert "95%" not in figure.caption


def test_word_chart_with_an_outlet_without_words() -> None:
    result = keyness()
    result.table.loc[result.table["outlet"] == "Beta", "estimate"] = np.nan
    figure = figures.word_chart(result)
    assert "no word" in texts(figure)
    assert list(figure.table["outlet"].unique()) == ["Alpha"]


# --- frames ----------------------------------------------------------------------------------------------------

def test_indicator_chart_writes_rates_and_hits() -> None:
    table = indicators()
    figure = figures.indicator_chart(table, lexicon_title="Made list", category_titles={"conflict": "Conflict!"})
    cells = {"10.0", "11.0", "20.0", "21.0", "n 10", "n 11", "n 20", "n 21"}
    assert cells | {"Conflict!", "Morality"} <= set(texts(figure))
    expected = table[table["voice"] == "all"].reset_index(drop=True)
    pd.testing.assert_frame_equal(figure.table, expected)
    assert ("Values run from 10.0 per 1,000 words (Conflict!, Alpha) to 21.0 per 1,000 words (Morality, Beta)."
            in figure.alt)
    assert "These 2,000 words (62 matches); descriptive: no interval." in figure.caption


def test_indicator_chart_tells_no_words_from_no_matches() -> None:
    table = indicators()
    table.loc[(table["outlet"] == "Alpha"), ["hits", "rate_per_1000_words", "n_words"]] = [0, np.nan, 0]
    table.loc[(table["outlet"] == "Beta"), ["hits", "rate_per_1000_words"]] = 0
    written = texts(figures.indicator_chart(table, lexicon_title="Made list"))
    assert written.count("–") == 2
    assert written.count("0.0") == 2


def test_indicator_chart_wants_one_list() -> None:
    mixed = pd.concat([indicators(), indicators(lexicon="other")])
    with pytest.raises(ValueError, match=r"made, other"):
        figures.indicator_chart(mixed, lexicon_title="Both")


def test_many_outlets_become_rows() -> None:
    wide = figures.indicator_chart(indicators(names(3)), lexicon_title="Made list")
    tall = figures.indicator_chart(indicators(names(30)), lexicon_title="Made list")
    assert height_to_width(tall) > 1 > height_to_width(wide)


def height_to_width(figure: Figure) -> float:
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', figure.svg).groups())  # type: ignore[union-attr]
    return height / width


def test_voice_chart_has_a_filled_and_a_hollow_dot_for_each() -> None:
    table = indicators()
    table.loc[(table["outlet"] == "Beta") & (table["voice"] == "quoted"), "rate_per_1000_words"] = np.nan
    figure = figures.voice_chart(table, lexicon_title="Made list")
    assert markers(figure, filled=True) == 4
    assert markers(figure, filled=False) == 2
    assert set(figure.table["voice"]) == {"outlet", "quoted"}
    assert "(Conflict, Alpha, the outlet’s own words)" in figure.alt


def test_co_occurrence_chart_names_pairs_and_leaves_the_diagonal_out_of_the_range() -> None:
    figure = figures.co_occurrence_chart(co_occurrences(), lexicon_title="Made list")
    assert ("Values run from 1 sentences (Category 0 with Category 1) to 3 sentences (Category 1 with Category 2)."
            in figure.alt)
    assert sorted(figure.table["n_sentences"]) == [1, 2, 3, 10, 12, 14]
    assert "(36 in sum)" in figure.caption


# --- tone ------------------------------------------------------------------------------------------------------

def test_tone_chart_shows_the_spread_only_where_it_is_descriptive() -> None:
    descriptive, indicative = figures.tone_chart(tones()), figures.tone_chart(tones(label="indicative"))
    assert (intervals(descriptive), spreads(descriptive)) == (0, 12)
    assert (intervals(indicative), spreads(indicative)) == (12, 0)
    assert "no interval for the outlet" in descriptive.caption
    assert "95% intervals" not in descriptive.caption
    assert "95% intervals" in indicative.caption
    assert "spread" not in indicative.caption


def test_tone_chart_data_and_alt() -> None:
    figure = figures.tone_chart(tones(), lexicon_titles={"vader": "VADER"})
    assert list(figure.table["mean"]) == [0.0, 0.01, 0.0, 0.01, 0.0, 0.01, 0.001, 0.011, 0.001, 0.011, 0.001, 0.011]
    assert "Own words run from 0.00 (Alpha, VADER) to 0.01 (Beta, pattern_en)." in figure.alt
    assert "The lists know 5 to 6% of the words." in figure.caption
    assert "These 240 sentences and headlines; descriptive: no interval." in figure.caption


def test_tone_chart_draws_no_mean_that_was_not_measured() -> None:
    table = tones()
    table.loc[table["outlet"] == "Beta", ["mean", "sd_between_sentences", "coverage"]] = np.nan
    figure = figures.tone_chart(table)
    assert markers(figure, filled=True) + markers(figure, filled=False) == 6
    assert spreads(figure) == 6


def test_tone_chart_puts_markers_where_the_numbers_are() -> None:
    table = tones(names(3), lexicons=["vader"])
    table["mean"] = table["outlet"].map(dict(zip(names(3), (-0.2, 0.1, 0.4), strict=True)))
    x = [positions(figures.tone_chart(table), outlet)[0] for outlet in (1, 2, 3)]
    assert x[1] - x[0] == pytest.approx(x[2] - x[1], abs=0.05)
    assert x[1] - x[0] > 10


def test_labels_that_differ_are_told_apart() -> None:
    table = tones()
    table.loc[table["outlet"] == "Beta", "label"] = "indicative"
    caption = figures.tone_chart(table).caption
    assert caption.endswith("descriptive for Alpha; indicative for Beta. Descriptive numbers have no interval.")
    table.loc[table["outlet"] == "Alpha", "label"] = "inferential"
    assert figures.tone_chart(table).caption.endswith("indicative for Beta; inferential for Alpha.")


def test_word_contribution_chart_keeps_places_and_colours_of_all_outlets() -> None:
    figure = figures.word_contribution_chart(contributions(("Beta",)), lexicon_title="Made list", outlets=TWO)
    assert "no word" in texts(figure)
    assert len(positions(figure, 2)) == 2
    assert positions(figure, 1) == []
    assert list(figure.table["valence_per_1000_words"]) == [-2.0, 1.0]
    assert "Values run from −2.0 (“bad”, Beta) to 1.0 (“good”, Beta)." in figure.alt


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("figures")
    return build_corpus(write_corpus(folder, made_rows({"Alpha": 2, "Beta": 13}, n_sentences=3)))


def scores_of(corpus: Corpus) -> pd.DataFrame:
    """A score for every sentence in the outlet's voice, rising through the corpus; the first has no listed word."""
    n = len(corpus.sentences)
    return pd.DataFrame({"sentence": range(n), "voice": "outlet", "score": np.linspace(-0.9, 0.9, n), "n_words": 9,
                         "n_scored": [0] + [2] * (n - 1)})


def test_tone_through_article_takes_articles_of_every_outlet_in_turn(small_corpus: Corpus) -> None:
    figure = figures.tone_through_article_chart(small_corpus, scores_of(small_corpus), lexicon_title="Made list")
    shown = figure.table.drop_duplicates("article_id")
    assert list(shown["outlet"]) == ["Alpha"] * 2 + ["Beta"] * 10
    assert "in 12 articles of 15" in figure.caption
    assert "Crosses (1): no listed word" in figure.caption


def test_tone_through_article_data(small_corpus: Corpus) -> None:
    scores = scores_of(small_corpus)
    figure = figures.tone_through_article_chart(small_corpus, scores, lexicon_title="Made list")
    first = figure.table[figure.table["article_id"] == "a000"]
    sentences = small_corpus.sentences["article_id"] == "a000"
    assert list(first["score"]) == list(scores["score"][sentences])
    assert list(first["sentence_number"]) == list(small_corpus.sentences["position"][sentences] + 1)
    assert "sentence 2) to" in figure.alt, "The first sentence, without a listed word, is no value."


# --- sources, corpus, distance ---------------------------------------------------------------------------------

def test_quoted_share_chart_shows_quotations_and_fragments_apart() -> None:
    figure = figures.quoted_share_chart(quoted())
    assert set(figure.table["feature"]) == {"quotation", "fragment"}
    assert {"10.0% (100)", "20.0% (200)", "1.0% (10)"} <= set(texts(figure))
    assert ("Values run from 1.0 percent (fragments of three words or fewer, Alpha) to 20.0 percent (quotations, Beta)."
            in figure.alt)
    assert "These 2,000 words; descriptive: no interval." in figure.caption


def test_quoted_share_chart_of_another_measure() -> None:
    with pytest.raises(ValueError, match="count_quoted_words"):
        figures.quoted_share_chart(keyness())


def test_reporting_verbs_are_counted_in_the_outlets_own_words() -> None:
    figure = figures.reporting_verb_chart(indicators(categories=("doubting",)), stance_titles={"doubting": "Doubting"})
    assert set(figure.table["voice"]) == {"outlet"}
    assert "Doubting" in texts(figure)


def test_length_chart() -> None:
    figure = figures.length_chart(corpus_like())
    assert list(figure.table["n_words"]) == [300, 310, 301, 311]
    assert "from 300 words (article a0-0, Alpha) to 311 words (article a1-1, Beta)" in figure.alt
    assert "4 articles (1,222 words)" in figure.caption
    assert texts(figure).count("2 articles") == 2


def test_length_chart_of_very_unlike_articles() -> None:
    corpus = corpus_like()
    corpus.articles["n_words"] = [30, 200, 3000, 9000]
    figure = figures.length_chart(corpus)
    assert {"100", "1,000"} <= set(texts(figure))
    assert "logarithmic" in figure.caption
    assert not any("math" in text for text in texts(figure))


def test_two_thousand_articles() -> None:
    outlets = names(20)
    length = figures.length_chart(corpus_like(outlets, per_outlet=100))
    assert len(re.findall(r'<use [^>]*style="fill:var\(--outlet-', length.svg)) == 2000
    assert len(figures.timeline_chart(articles(outlets, per_outlet=100)).svg) < 200_000
    assert len(figures.cleaning_chart(lines(outlets, per_outlet=100)).table) == 20 * 4


def test_cleaning_chart_shares() -> None:
    figure = figures.cleaning_chart(lines(per_outlet=2))
    first = figure.table[figure.table["row"] == "a0-0"].set_index("became")
    assert list(first.index) == ["title", "standfirst", "article", "teaser"]
    assert list(first["share_of_raw_words"]) == [0.05, 0.0, 0.7, 0.25]
    assert list(first["is_kept"]) == [True, True, True, False]
    assert {"75%", "25", "teaser", "a0-0: 75 of 100 words"} <= set(texts(figure))
    assert "300 of 400 raw words in 4 articles were kept" in figure.caption


def test_cleaning_chart_with_nothing_cut() -> None:
    everything = lines()
    figure = figures.cleaning_chart(everything[everything["role"] != "teaser"])
    assert "Shares kept: all 100 percent." in figure.alt


def test_cleaning_chart_of_many_articles_is_one_row_an_outlet() -> None:
    figure = figures.cleaning_chart(lines(per_outlet=11))
    assert list(figure.table["row"].unique()) == ["Alpha", "Beta"]
    assert "825 of 1,100 words" in texts(figure)


def test_timeline_bars_are_as_long_as_the_dates_are_vague() -> None:
    dates = [("2022-07-20", "day", "stated"), ("2019-03-05", "month", "inferred: x"), ("2021-01-01", "year", "stated"),
             ("", "unknown", "unknown: y")]
    figure = figures.timeline_chart(articles(dates=dates))
    by_date = figure.table.set_index("published")
    assert list(by_date.loc[["2022-07-20", "2019-03-05", "2021-01-01"], "n_months"]) == [pytest.approx(1 / 31), 1, 12]
    assert list(by_date["is_inferred"]) == [True, False, False, False]
    assert {"2019-03, inferred · a0-1", "2021 · a1-0", "undated", "Beta · a1-1"} <= set(texts(figure))
    assert "The earliest is Alpha a0-1 (2019-03-05), the latest Alpha a0-0 (2022-07-20); 1 undated." in figure.alt
    assert "1 to the day, 1 to the month, 1 to the year and 1 undated; 1 of the dates inferred" in figure.caption


def test_timeline_hollow_bars_are_inferred() -> None:
    stated, inferred = (figures.timeline_chart(articles(("Alpha",), dates=[("2019", "year", basis)]))
                        for basis in ("stated", "inferred: from the text"))
    hollow_bar = r'<path [^>]*style="fill:var\(--paper,#ffffff\);stroke:var\(--outlet-1'
    assert len(re.findall(hollow_bar, inferred.svg)) == 2
    assert not re.findall(hollow_bar, stated.svg)


def test_timeline_without_any_date() -> None:
    for per_outlet in (2, 60):
        figure = figures.timeline_chart(articles(per_outlet=per_outlet, dates=[("", "unknown", "")]))
        assert "No article has a date." in figure.alt


@pytest.mark.parametrize(("dates", "columns"), [
    (["2022-01-05", "2022-03"], ["Jan 2022", "Feb 2022", "Mar 2022"]),
    (["2019", "2021-03"], ["2019", "2020", "2021"]),
    (["1951", "1979"], ["1950s", "1960s", "1970s"]),
])
def test_timeline_of_many_articles_counts_periods(dates: list[str], columns: list[str]) -> None:
    precision = {4: "year", 7: "month", 10: "day"}
    figure = figures.timeline_chart(articles(per_outlet=30, dates=[(date, precision[len(date)], "") for date in dates]))
    assert list(figure.table["period"].unique()) == columns
    assert figure.table["n_articles"].sum() == 60


def test_timeline_counts_articles_without_a_date() -> None:
    table = figures.timeline_chart(articles(per_outlet=30, dates=[("2019", "year", ""), ("", "unknown", "")])).table
    assert list(table.groupby("period", sort=False)["n_articles"].sum().items()) == [("2019", 30), ("no date", 30)]


def test_one_wrong_year_makes_no_endless_map() -> None:
    figure = figures.timeline_chart(articles(per_outlet=30, dates=[("0001", "year", ""), ("9999", "year", "")]))
    assert figure.table["period"].nunique() == 2


def test_distance_chart() -> None:
    figure = figures.distance_chart(distances(("Alpha", "Beta", "Gamma")))
    assert list(figure.table["divergence"]) == pytest.approx([0.1, 0.101, 0.102])
    assert figure.table["words"][0] == "war (25.0%, Alpha)"
    assert "from 0.10 (Alpha and Beta) to 0.10 (Beta and Gamma)" in figure.alt
    assert "500 to 900 words" in figure.caption


def test_cells_are_shaded_by_value_in_the_colour_of_the_theme() -> None:
    svg = figures.distance_chart(distances(("Alpha", "Beta", "Gamma")).assign(divergence=[0.0, 0.5, 1.0])).svg
    shades = [float(shade) for shade in
              re.findall(rf"fill:var\(--accent,{LIGHT['accent']}\);(?:stroke[^;]*;)*fill-opacity:([\d.]+)", svg)]
    assert sorted(shades) == pytest.approx([0.21, 0.42], abs=0.01), "Zero has no shade at all."


# --- wording ---------------------------------------------------------------------------------------------------

@given(st.lists(st.floats(-1e6, 1e6) | st.just(INF), max_size=20))
def test_value_range_names_the_extremes(values: list[float]) -> None:
    said = value_range(values, [f"n{place}" for place in range(len(values))], decimals=3)
    present = [value for value in values if not np.isnan(value)]
    if not present:
        assert said == "Values: none could be measured."
    elif min(present) == max(present):
        assert said == f"Values: all {number(min(present), 3)}."
    else:
        assert said == (f"Values run from {number(min(present), 3)} (n{values.index(min(present))}) "
                        f"to {number(max(present), 3)} (n{values.index(max(present))}).")


def test_numbers() -> None:
    assert number(-1234.5, 1) == "−1,234.5"
    assert number(-0.001, 1) == "0.0"
    assert number(float("nan")) == "not available"
    assert [cell_text(value, 1) for value in (float("nan"), 0, 0.04, 0.06)] == ["–", "0.0", "<0.1", "0.1"]
    assert [decimals_for([value]) for value in (0, 12.3, 4.2, 0.42, 0.042, 1e-9)] == [1, 1, 1, 2, 3, 4]


def test_a_table_without_labels_claims_nothing() -> None:
    table = pd.DataFrame({"outlet": TWO})
    assert label_sentence(table, size="12 words") == "These 12 words; no interval."


@given(st.text(max_size=200))
def test_names_are_cut_but_never_lost(name: str) -> None:
    lines_of_name = wrapped(name)
    assert 1 <= len(lines_of_name) <= 3
    assert all(len(line) <= 18 for line in lines_of_name)
    assert len(shortened(name, 12)) <= 12


def test_styles_follow_the_order_of_all_outlets() -> None:
    """The third outlet has the third colour, in every chart that colours by outlet."""
    colour = outlet_style(names(7))["Outlet 03"][0]
    for chart in ("word", "voice", "tone", "contribution", "quoted", "length", "timeline"):
        assert f"var(--outlet-3,{colour})" in drawn(chart, names(7)).svg


def test_seeds(seed_corpus: Corpus, seeds: Path) -> None:
    """The corpus that comes with the project: five articles, so nothing but description."""
    length, cleaning, timeline = (figures.length_chart(seed_corpus), figures.cleaning_chart(seed_corpus.lines),
                                  figures.timeline_chart(seed_corpus.articles))
    assert list(length.table["n_words"]) == list(seed_corpus.articles["n_words"])
    assert cleaning.table["n_words"].sum() == seed_corpus.lines["n_words"].sum()
    assert timeline.table["n_months"].isna().sum() == 1
