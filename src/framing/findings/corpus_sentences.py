"""Sentences about the corpus, with numbers that open what they are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from framing.clean import KEPT_ROLES
from framing.corpus import Corpus
from framing.evidence import EvidenceSentence, n_sentences_shown
from framing.findings.article_parts import articles_card, counted_in_articles
from framing.html import Card, Fragment, clause, listed, number, opening, parts_card, plural, say, sentence_card
from framing.result import Result
from framing.support import MEANING, Support, smallest_p, weakest


def corpus_clause(corpus: Corpus) -> Fragment:
    """How many articles, outlets, sentences and words there are after cleaning."""
    articles = corpus.articles
    by_outlet = articles.groupby("outlet").size()
    outlets = parts_card([(f"{name} ({plural(n, 'article')})", 1) for name, n in by_outlet.items()],
                         title="The outlets", counted="outlets")
    return clause(
        "{articles} from {outlets} {outlet_noun}: {sentences} and {words} after cleaning.",
        articles=counted_in_articles(articles, "articles", title="The articles"),
        outlets=opening(number(len(corpus.outlets)), outlets),
        outlet_noun="outlet" if len(corpus.outlets) == 1 else "outlets",
        sentences=counted_in_articles(articles, "sentences", title="Sentences of each article"),
        words=counted_in_articles(articles, "words", title="Words of each article"))


def cleaning_sentence(corpus: Corpus) -> Fragment:
    """How much of the raw text is the articles, and where the share is smallest."""
    lines = corpus.lines
    kept = lines["n_words"].where(lines["role"].isin(KEPT_ROLES), 0)
    by_article = lines.assign(kept=kept, cut=lines["n_words"] - kept).groupby(["article_id", "outlet"])[
        ["kept", "cut", "n_words"]].sum()
    share = (by_article["kept"] / by_article["n_words"]).sort_values(kind="stable")
    (article_id, outlet), least = share.index[0], by_article.loc[share.index[0]]

    def opened(column: str, title: str) -> Fragment:
        parts = [(f"{article}, {name}", int(n)) for (article, name), n in by_article[column].head(40).items()]
        if len(by_article) > len(parts):
            parts.append((f"{len(by_article) - len(parts):,} other articles",
                          int(by_article[column].iloc[len(parts):].sum())))
        return opening(number(int(by_article[column].sum())), parts_card(parts, title=title, counted="words"))

    return say("Of {raw} raw words, {kept} ({share:share}) are title, standfirst or article; {cut} were cut. Least is "
               "left of article {article} ({outlet}): {left} of {all:,d} words.",
               raw=opened("n_words", "Words of each raw page"), kept=opened("kept", "Words kept of each page"),
               cut=opened("cut", "Words cut of each page"),
               share=float(by_article["kept"].sum() / by_article["n_words"].sum()), article=article_id, outlet=outlet,
               left=opening(number(int(least["kept"])), _lines_card(corpus, article_id)), all=int(least["n_words"]))


def _lines_card(corpus: Corpus, article_id: str) -> Card:
    """What of one page was kept and cut, by the rule that decided."""
    own = corpus.lines[corpus.lines["article_id"] == article_id]
    parts = own.groupby(["role", "rule"], sort=True)["n_words"].sum()
    return parts_card([(f"{role} ({rule})" if rule else role, int(n)) for (role, rule), n in parts.items()],
                      title=f"Article {article_id}: words by role of their line, and the rule", counted="words")


def cut_lines_card(corpus: Corpus, lines: pd.DataFrame, *, title: str) -> Card:
    """The lines that a rule cut, each marked as one."""
    shown = [EvidenceSentence(row.outlet, row.article_id, row.line, "line of the page", row.role, row.text,
                              ((0, len(row.text)),) if row.text else ())
             for row in lines.head(n_sentences_shown(corpus)).itertuples()]
    return sentence_card(shown, title=title, n_sentences=len(lines), n_marks=len(lines), counted="line",
                         counted_in="line", basis=clause("Together {n:,d|word}.", n=int(lines["n_words"].sum())))


def support_sentence(supports: Sequence[Support]) -> Fragment:
    """What the number of articles allows, in the words of the weakest contrast."""
    label = weakest([row.label for row in supports])
    limiting = max((row for row in supports if row.label == label), key=lambda row: row.smallest_p)
    others = sorted({row.label for row in supports} - {label})
    mixed = clause(" Some contrasts bear more ({others}); each table row says which.", others=listed(others))
    return say("{meaning} The weakest contrast is {contrast} ({left:,d} against {right:,d|article}): an exact test of "
               "whole articles could not go below p = {p}; {reason}.{mixed}",
               meaning=MEANING[label], contrast=limiting.contrast, left=limiting.n_articles_left,
               right=limiting.n_articles_right, p=opening(number(limiting.smallest_p, "p"), ways_card(limiting)),
               reason=limiting.reason, mixed=mixed if others else "")


def ways_card(row: Support) -> Card | None:
    """Where the smallest p comes from: the ways to deal the articles. None where they are too many to be read."""
    n_left, n_right = row.n_articles_left, row.n_articles_right
    if n_left == 0 or n_right == 0 or n_left + n_right > 60:
        return None
    n_as_extreme = 2 if n_left == n_right else 1
    n_ways = math.comb(n_left + n_right, n_left)
    assert math.isclose(smallest_p(n_left, n_right), n_as_extreme / n_ways)
    return parts_card([("as observed, and its mirror image" if n_as_extreme == 2 else "as observed", n_as_extreme),
                       ("other ways", n_ways - n_as_extreme)],
                      title=f"Ways to deal {n_left + n_right} articles to piles of {n_left} and {n_right}",
                      counted="ways")


def articles_of(corpus: Corpus, outlet: str, *, is_rest: bool = False) -> Card:
    """The articles of an outlet, or of all others."""
    is_own = corpus.articles["outlet"] == outlet
    return articles_card(corpus.articles[~is_own if is_rest else is_own], counted="articles",
                         title=f"Articles of the other outlets than {outlet}" if is_rest else f"Articles of {outlet}")


def changed_words_sentence(clean: Result, raw: Result, outlet: str, *, n_words: int = 10) -> Fragment:
    """Which of an outlet's top words are there only because of text that cleaning removes."""
    def top(result: Result) -> pd.DataFrame:
        rows = result.of(outlet).sort_values(["estimate", "feature"], ascending=[False, True])
        return rows[rows["estimate"] > 0].head(n_words)

    before, after = top(raw), set(top(clean)["feature"])
    gone = before[~before["feature"].isin(after)]
    if gone.empty:
        return say("{outlet}: the {n:,d} most distinctive words are the same raw and clean.", outlet=outlet,
                   n=len(after))
    words = [clause("“{word}” ({n:,d})", word=row.feature, n=int(row.count_))
             for row in gone.rename(columns={"count": "count_"}).itertuples()]
    return say("{outlet}: {gone:,d} of the {all:,d} most distinctive words of the raw page are not among those of the "
               "article: {words}; uses on the raw page in brackets.", outlet=outlet, gone=len(gone), all=len(before),
               words=listed(words))
