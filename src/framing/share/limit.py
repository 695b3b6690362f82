"""What ``--share`` does to a finished page: snippets for sentences, no long run of an article anywhere, and a count."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from framing.article import Article
from framing.corpus import Corpus
from framing.share.bodies import Bodies, bodies_of
from framing.share.snippet import GAP, QUOTED, snippet
from framing.share.words_of_page import words_of_page, words_of_text

# Enough to see what a counted word is about, and less than a sentence.
DEFAULT_WORDS = 7
MAX_TIMES = 5
# Attributes that hold text long enough to repeat an article's.
ATTRIBUTE = re.compile(r'(?P<start>\b[\w-]+=")(?P<text>[^"<>]{20,})(?=")')

# Numbers of an article and of a word in it.
Shown = frozenset[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class ShareLimit:
    """``n_words``: the longest run of an article's words, and the most of one sentence."""

    n_words: int
    bodies: Bodies
    articles: tuple[Article, ...]

    def limited(self, page: str) -> tuple[str, Shown]:
        """The page with snippets, and which words of the articles it shows.

        Counted are the words kept of sentences, by their place in the article, and elsewhere every run of five words
        or more that is an article's.
        """
        shown: set[tuple[int, int]] = set()
        places: dict[tuple[str, ...], list[tuple[int, int]]] = {}

        def cut(found: re.Match[str]) -> str:
            inner, words, kept = snippet(found["inner"], self.n_words)
            if tuple(words) not in places:
                places[tuple(words)] = self.bodies.find(words) if words else []
            for article, start in places[tuple(words)]:
                shown.update((article, start + number) for number, is_kept in enumerate(kept) if is_kept)
            return found["start"] + inner + found["end"]

        page = QUOTED.sub(cut, page)
        page = ATTRIBUTE.sub(self._limited_attribute, page)
        page, more = self._without_long_runs(page)
        for _ in range(MAX_TIMES):  # what stands together now may be a run by chance: then it is cut as well
            again, more = self._without_long_runs(page)
            if again == page:
                break
            page = again
        return page, frozenset(shown | more)

    def _limited_attribute(self, found: re.Match[str]) -> str:
        return found["start"] + html.escape(self.limited_text(html.unescape(found["text"])))

    def limited_text(self, text: str) -> str:
        """Plain text, e.g. a cell of a table, without a longer run of an article."""
        runs = self.bodies.runs(words_of_text(text))
        if all(run.last - run.first <= self.n_words for run in runs):
            return text
        return html.unescape(self._without_long_runs(html.escape(text))[0])

    def _without_long_runs(self, page: str) -> tuple[str, set[tuple[int, int]]]:
        words = words_of_page(page)
        pieces, end = [], 0
        shown: set[tuple[int, int]] = set()
        for run in self.bodies.runs([word.word for word in words]):
            n_kept = min(run.last - run.first, self.n_words)
            shown.update((run.article, run.place + number) for number in range(n_kept))
            for number, word in enumerate(words[run.first + n_kept:run.last]):
                pieces += [page[end:word.start], "" if number else GAP]
                end = word.end
        return "".join([*pieces, page[end:]]), shown


def share_limit(corpus: Corpus, n_words: int) -> ShareLimit:
    """The limit of a run on a corpus."""
    articles = tuple(cleaned.article for cleaned in corpus.lines_of_articles)
    return ShareLimit(n_words, bodies_of(articles), articles)


