"""The noise floor in charts: as long as it is, with its name, in alt text and caption, and only where it is given."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from framing import figures
from framing.figure import Figure
from framing.figures.voices import voice_map
from framing.noise_floor.floor import COLUMNS, HALVES, Floor, NoiseFloor
from test_figures import TWO, distances, indicators, keyness, quoted, texts, tones

MANY = tuple(f"Outlet {number:02d}" for number in range(40))
# measure, family, feature, largest difference
MADE = [
    ("mean_sentence_tone", "vader", "body outlet", 0.02),
    ("mean_sentence_tone", "pattern_en", "body outlet", 0.01),
    ("share_of_quoted_words", "quotation marks", "quotation", 0.05),
    ("share_of_quoted_words", "quotation marks", "fragment", 0.005),
    ("rate_per_1000_words", "made", "conflict", 12.3),
    ("rate_per_1000_words", "made", "morality", 4.5),
]
TABLE = pd.DataFrame([{**dict.fromkeys(COLUMNS), "measure": measure, "family": family, "feature": feature,
                       "largest_difference": largest, "percentile_95": largest, "unit": "made", "how": HALVES,
                       "n_splits": 10, "n_units": 5, "is_floor": True} for measure, family, feature, largest in MADE])
FLOOR = NoiseFloor(dict(iter(TABLE.groupby("family"))))
ONE = Floor(0.1015, 0.1, "bits", HALVES, 10, 5)
TOLD = "the largest difference between halves of one article (10 pairs from 5 articles)."

CHARTS = {
    "word": lambda outlets, floor: figures.word_chart(keyness(outlets), floor=floor and ONE),
    "indicator": lambda outlets, floor: figures.indicator_chart(indicators(outlets), lexicon_title="Made", floor=floor),
    "tone": lambda outlets, floor: figures.tone_chart(tones(outlets), floor=floor),
    "quoted": lambda outlets, floor: figures.quoted_share_chart(quoted(outlets), floor=floor),
    "distance": lambda outlets, floor: figures.distance_chart(distances(outlets), floor=floor and ONE),
    "voices": lambda outlets, floor: voice_map(quoted(outlets), floors={"quotation": ONE} if floor else {}),
}


def dashed(figure: Figure) -> list[tuple[float, float]]:
    """Where each dashed line of the drawing begins and ends, from the left."""
    lines = re.findall(r'<path d="M ([\d.]+) [\d.]+ ?L ([\d.]+) [^"]*"[^>]*stroke-dasharray', figure.svg)
    return [(float(first), float(last)) for first, last in lines]


def places(figure: Figure, colour: str) -> list[float]:
    """Where markers in a colour stand, from the left."""
    return [float(x) for x in re.findall(rf'<use [^>]*x="([\d.]+)"[^>]*stroke:{colour}', figure.svg)]


@pytest.mark.parametrize("outlets", [TWO, MANY], ids=["two", "many"])
@pytest.mark.parametrize("chart", CHARTS)
def test_the_floor_is_told_wherever_it_is_drawn(chart: str, outlets: tuple[str, ...]) -> None:
    figure = CHARTS[chart](outlets, FLOOR)
    for words in (figure.alt, figure.caption):
        assert words.count("Noise floor") == 1
        assert TOLD in words
    is_table = chart == "word" and outlets is MANY
    assert is_table or any("noise floor" in text for text in texts(figure))


@pytest.mark.parametrize("chart", CHARTS)
def test_without_a_floor_nothing_is_said_of_one(chart: str) -> None:
    figure = CHARTS[chart](TWO, None)
    assert "oise floor" not in figure.svg + figure.alt + figure.caption
    assert dashed(figure) == []
    assert "stroke-dasharray" not in figure.svg


def test_no_row_and_no_word_where_the_table_has_no_floor() -> None:
    nothing = NoiseFloor({})
    assert figures.tone_chart(tones(), floor=nothing).svg == figures.tone_chart(tones()).svg
    other_list = indicators().assign(lexicon="other")
    assert (figures.indicator_chart(other_list, lexicon_title="Made", floor=FLOOR).caption
            == figures.indicator_chart(other_list, lexicon_title="Made").caption)


def test_the_line_stands_at_its_value_in_every_panel() -> None:
    """Each panel is one scale: the place of the line follows from those of two words of known values."""
    result = keyness(TWO)
    figure = figures.word_chart(result, n_words=3, floor=ONE)
    lines = dashed(figure)
    assert len(lines) == len(TWO)
    assert sum("noise floor 0.1" in text for text in texts(figure)) == len(TWO)
    for number, outlet in enumerate(TWO, start=1):
        values = figure.table.loc[figure.table["outlet"] == outlet, "estimate"].to_numpy()
        shown = np.array(places(figure, rf"var\(--outlet-{number},"))
        slope, start = np.polyfit(values, shown, 1)
        assert lines[number - 1] == pytest.approx((start + slope * ONE.largest,) * 2, abs=0.15)


def test_tone_bars_are_as_long_as_the_floor() -> None:
    """Outlets of ``tones`` lie 0.01 apart: a floor of 0.02 is twice as long, one of 0.01 as long."""
    figure = figures.tone_chart(tones(), floor=FLOOR)
    bars = dashed(figure)
    one, other = (places(figure, rf"var\(--outlet-{number},")[0] for number in (1, 2))
    step = abs(other - one)
    assert [right - left for left, right in bars] == pytest.approx([2 * step, step], abs=0.05)
    assert [sum(text == "noise floor" for text in texts(figure))] == [1]
    assert "own words, vader, 0.02; own words, pattern_en, 0.01" in figure.caption


def test_quoted_bars_begin_at_zero() -> None:
    """Shares are 10 % and 20 %: the floor of 5 points is half as far from zero as the first."""
    figure = figures.quoted_share_chart(quoted(), floor=FLOOR)
    longest, shortest = dashed(figure)
    first, second = (places(figure, rf"var\(--outlet-{number},")[0] for number in (1, 2))
    zero = 2 * first - second
    assert longest == pytest.approx((zero, zero + (first - zero) / 2), abs=0.05)
    assert shortest[0] == pytest.approx(zero, abs=0.05)
    assert {"5.0 points apart", "0.5 points apart"} <= set(texts(figure))


def test_rates_get_a_column_of_their_own() -> None:
    figure = figures.indicator_chart(indicators(), lexicon_title="Made", floor=FLOOR)
    assert {"12.3", "4.5"} <= set(texts(figure))
    assert "Noise floor (Conflict 12.3; Morality 4.5)" in figure.alt
    assert not {"12.3", "4.5"} & set(texts(figures.indicator_chart(indicators(), lexicon_title="Made")))


def test_distances_above_the_floor_have_a_frame() -> None:
    """Of three outlets the distances are 0.100, 0.101 and 0.102: one is above 0.1015."""
    figure = figures.distance_chart(distances(("A", "B", "C")), floor=ONE)
    assert figure.caption.endswith("Above it (framed): 1 of 3 distances.")
    frame = re.compile(r'<path [^>]*style="fill:none;stroke:currentColor;stroke-width:1.4')
    assert len(frame.findall(figure.svg)) == 1
    assert frame.findall(figures.distance_chart(distances(("A", "B", "C"))).svg) == []
