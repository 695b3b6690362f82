"""What a page says about the text that it holds: how much of each article, and how to rebuild the whole report."""

from __future__ import annotations

import pandas as pd

from framing.html import Fragment, folded, note, say, table
from framing.share.limit import ShareLimit, Shown

MAIN = '<main id="content" tabindex="-1">'


def with_notice(page: str, limit: ShareLimit, shown: Shown, *, rebuild: str, is_index: bool) -> str:
    """The page with the notice at its head. ``shown``: on this page, of the index on all pages together."""
    return page.replace(MAIN, MAIN + share_notice(limit, shown, rebuild=rebuild, is_index=is_index)._repr_html_(), 1)


def share_notice(limit: ShareLimit, shown: Shown, *, rebuild: str, is_index: bool) -> Fragment:
    """Counts are those of the whole texts; sentences are not whole."""
    rows = share_table(limit, shown)
    n_shown, n_words = int(rows["words_shown"].sum()), int(rows["words"].sum())
    told = say(
        "{what} {shown:,d|word} of the {words:,d} in the articles ({share:share}): titles, and of a sentence at most "
        "{n:,d|word}, the first counted one and how it begins. All counts are those of the whole texts.",
        what="All pages of this report hold" if is_index else "This page holds", shown=n_shown, words=n_words,
        share=n_shown / n_words if n_words else float("nan"), n=limit.n_words)
    how = say("The whole report: get the articles where they were published, put them in a corpus folder (with the "
              "hash at the foot of this page) and run “{rebuild}”.", rebuild=rebuild)
    listed = table(rows, caption="Words of each article that can be read here",
                   headers={"article_id": "article", "words_shown": "words shown"}, formats={"share": "share"},
                   row_header="article_id")
    return note([told, folded(listed, summary="How much of each article"), how], kind="caveat")


def share_table(limit: ShareLimit, shown: Shown) -> pd.DataFrame:
    """One row an article: what it is, where it is, its words, and how many of them are shown."""
    n_shown = [0] * len(limit.articles)
    for article, _ in shown:
        n_shown[article] += 1
    n_words = [len(words) for words in limit.bodies.words]
    return pd.DataFrame({
        "article_id": [article.article_id for article in limit.articles],
        "outlet": [article.outlet for article in limit.articles],
        "title": [article.title for article in limit.articles],
        "published": [article.published for article in limit.articles],
        "url": [article.url or "unknown" for article in limit.articles],
        "words": n_words, "words_shown": n_shown,
        "share": [part / whole if whole else float("nan") for part, whole in zip(n_shown, n_words, strict=True)]})
