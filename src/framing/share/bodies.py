"""The articles as words, to find out which of them a page repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from framing.article import Article
from framing.share.words_of_page import words_of_text

# So many words in a row are the article's, not any text's.
MIN_RUN = 5
Place = tuple[int, int]


@dataclass(frozen=True)
class Run:
    """Words ``first`` to ``last`` (exclusive) of a text, which stand in an article from word ``place`` on."""

    first: int
    last: int
    article: int
    place: int


@dataclass(frozen=True, eq=False)
class Bodies:
    """``words``: those of each article's text. Its title is none of it, also where the text repeats it."""

    words: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    places: dict[int, list[Place]] = field(default_factory=dict)

    def runs(self, text: Sequence[str]) -> list[Run]:
        """Where a text repeats MIN_RUN words or more of an article; the longest from each place on."""
        found: list[Run] = []
        first = 0
        while first <= len(text) - MIN_RUN:
            best = max((self._run(text, first, *place) for place in
                        self.places.get(hash(tuple(text[first:first + MIN_RUN])), ())),
                       key=lambda run: run.last, default=None)
            if best is None or best.last - best.first < MIN_RUN:
                first += 1
                continue
            found.append(best)
            first = best.last
        return found

    def find(self, text: Sequence[str]) -> list[Place]:
        """Everywhere that a text stands as a whole."""
        if len(text) >= MIN_RUN:
            starts = self.places.get(hash(tuple(text[:MIN_RUN])), [])
            return [(article, place) for article, place in starts
                    if self.words[article][place:place + len(text)] == tuple(text)]
        return [(article, place) for article, words in enumerate(self.words)
                for place in range(len(words) - len(text) + 1) if words[place:place + len(text)] == tuple(text)]

    def _run(self, text: Sequence[str], first: int, article: int, place: int) -> Run:
        words, n = self.words[article], 0
        while first + n < len(text) and place + n < len(words) and text[first + n] == words[place + n]:
            n += 1
        return Run(first, first + n, article, place)


def bodies_of(articles: Iterable[Article]) -> Bodies:
    """Of articles, every run of MIN_RUN words indexed but those of their own titles."""
    listed = list(articles)
    bodies = Bodies(tuple(tuple(words_of_text(article.text)) for article in listed),
                    tuple(tuple(words_of_text(article.title)) for article in listed))
    for number, (words, title) in enumerate(zip(bodies.words, bodies.titles, strict=True)):
        of_title = {title[place:place + MIN_RUN] for place in range(len(title) - MIN_RUN + 1)}
        for place in range(len(words) - MIN_RUN + 1):
            if (run := words[place:place + MIN_RUN]) not in of_title:
                bodies.places.setdefault(hash(run), []).append((number, place))
    return bodies
