"""Tone through an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import pandas as pd

from framing.corpus import Corpus
from framing.figure import LINE, MUTED, Figure, drawing_style, figure_from_axes, outlet_style
from framing.figures.canvas import POINTS_PER_INCH, new_drawing, panel_grid, panel_title
from framing.figures.marks import draw_dot
from framing.figures.records import records
from framing.figures.wording import count_of, number, value_range

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAX_ARTICLES = 12
PANEL_POINTS, WIDE_PANEL_POINTS = 112, 88
# Up to this many articles each has the whole width.
MAX_WIDE_PANELS = 6
OWN_MARKER, QUOTED_MARKER, UNSCORED_MARKER = "o", "s", "x"


def tone_through_article_chart(corpus: Corpus, scores: pd.DataFrame, *, lexicon_title: str) -> Figure:
    """The score of every sentence along its article, from ``score_sentences``; one panel an article.

    Circles are the outlet's own words, squares quoted words; a sentence with both has both. Grey crosses at
    zero are sentences without a listed word: not measured, not neutral. Of more than MAX_ARTICLES articles it
    shows that many: the first of every outlet, then the second, and so on.
    """
    articles = _articles_shown(corpus)
    points = _points(corpus, scores, articles)
    with drawing_style():
        n_columns = 1 if len(articles) <= MAX_WIDE_PANELS else 2
        drawing = new_drawing(f"Tone through the article: {lexicon_title}",
                              height_inches=(84 + _height_points(len(articles), n_columns)) / POINTS_PER_INCH,
                              key=[("own words", OWN_MARKER, True), ("quoted words", QUOTED_MARKER, False),
                                   ("no listed word", UNSCORED_MARKER, False)])
        styles = outlet_style(corpus.outlets)
        panels = panel_grid(drawing, len(articles), n_columns=n_columns)
        for axes, (article_id, outlet) in zip(panels, articles, strict=True):
            panel_title(axes, f"{outlet} · {article_id}")
            _draw_course(axes, points[points["article_id"] == article_id], styles[outlet][0])
        drawing.supxlabel("sentence of the article", fontsize=10.5)
        drawing.supylabel("score, −1 to 1", fontsize=10.5)
        return figure_from_axes(drawing, alt=_alt(points, articles, lexicon_title),
                                caption=_caption(points, articles, corpus, lexicon_title), table=points)


def _height_points(n_articles: int, n_columns: int) -> int:
    return n_articles * WIDE_PANEL_POINTS if n_columns == 1 else -(-n_articles // n_columns) * PANEL_POINTS


def _articles_shown(corpus: Corpus) -> list[tuple[str, str]]:
    """(article_id, outlet) in the order of outlets; no outlet is left out for coming late."""
    by_outlet = [list(corpus.articles.loc[corpus.articles["outlet"] == outlet, "article_id"])
                 for outlet in corpus.outlets]
    in_turn = [article_id for article_id in chain.from_iterable(zip_longest(*by_outlet)) if article_id is not None]
    shown = set(in_turn[:MAX_ARTICLES])
    return [(article_id, outlet) for own, outlet in zip(by_outlet, corpus.outlets, strict=True)
            for article_id in own if article_id in shown]


def _points(corpus: Corpus, scores: pd.DataFrame, articles: Sequence[tuple[str, str]]) -> pd.DataFrame:
    rows = scores[scores["voice"].isin(["outlet", "quoted"])]
    sentences = corpus.sentences.iloc[rows["sentence"]]
    points = pd.DataFrame({
        "article_id": sentences["article_id"].to_numpy(), "outlet": sentences["outlet"].to_numpy(),
        "sentence_number": sentences["position"].to_numpy() + 1, "part": sentences["part"].to_numpy(),
        "voice": rows["voice"].to_numpy(), "score": rows["score"].to_numpy(),
        "n_words": rows["n_words"].to_numpy(), "n_words_scored": rows["n_scored"].to_numpy()})
    order = {article_id: place for place, (article_id, _) in enumerate(articles)}
    points = points[points["article_id"].isin(list(order))]
    points = points.assign(order=points["article_id"].map(order))
    return points.sort_values(["order", "sentence_number", "voice"]).drop(columns="order").reset_index(drop=True)


def _draw_course(axes: Axes, points: pd.DataFrame, colour: str) -> None:
    axes.axhline(0, color=MUTED, linewidth=0.8)
    axes.set_ylim(-1.1, 1.1)
    axes.set_yticks([-1, 0, 1])
    axes.spines["bottom"].set_visible(False)
    scored = points[points["n_words_scored"] > 0]
    axes.vlines(scored["sentence_number"], 0, scored["score"], color=LINE, linewidth=1.2, zorder=1)
    for row in records(points[points["n_words_scored"] == 0]):
        draw_dot(axes, row.sentence_number, 0, colour=MUTED, marker=UNSCORED_MARKER, size=4)
    for row in records(scored):
        is_own = row.voice == "outlet"
        draw_dot(axes, row.sentence_number, row.score, colour=colour, filled=is_own, size=5,
                 marker=OWN_MARKER if is_own else QUOTED_MARKER)


def _alt(points: pd.DataFrame, articles: Sequence[tuple[str, str]], lexicon_title: str) -> str:
    scored = points[points["n_words_scored"] > 0]
    names = [f"{row.outlet} {row.article_id}, sentence {row.sentence_number}" for row in records(scored)]
    return (f"Dots for the tone of every sentence through {count_of(len(articles), 'article')}, one panel an article, "
            f"by {lexicon_title}. {value_range(list(scored['score']), names, decimals=2)}")


def _caption(points: pd.DataFrame, articles: Sequence[tuple[str, str]], corpus: Corpus, lexicon_title: str) -> str:
    n_all = len(corpus.articles)
    which = "" if n_all == len(articles) else f" of {n_all:,} (the first of every outlet, then the second, and so on)"
    n_unscored = int((points["n_words_scored"] == 0).sum())
    return (f"{lexicon_title}: score of each sentence, −1 to 1, in {count_of(len(articles), 'article')}{which}; "
            f"{count_of(len(points), 'score')}. Filled circles: the outlet’s own words; hollow squares: quoted words; "
            f"a sentence with both has two marks. Crosses ({number(n_unscored)}): no listed word, so not measured. "
            f"The lines only lead to zero. Scores of single sentences; no interval.")
