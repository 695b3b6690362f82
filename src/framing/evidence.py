"""From a count back to the sentences that made it, with the counted words marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.audit.of_corpus import corpus_audit
from framing.corpus import Corpus
from framing.hits import Hits
from framing.html import Card, EvidenceSentence, Fragment, opening, plural, sentence_card, sentences
from framing.pieces import PARTS
from framing.voice_text import first_words
from framing.words import fold_word

# All sentences of a small corpus can be read behind a number; of a large one a sample, or the page would not open.
MAX_ARTICLES_SHOWN_WHOLE = 20
N_SHOWN_OF_FEW, N_SHOWN_OF_MANY = 30, 5


@dataclass(frozen=True)
class Evidence:
    """The sentences behind a number: ``rows`` to show, of ``n_sentences`` in all, holding ``n_hits`` hits in all."""

    rows: tuple[EvidenceSentence, ...]
    n_sentences: int
    n_hits: int

    def show(self, summary: str = "") -> Fragment:
        """The sentences as a folded list that says how many of them it shows."""
        label = summary or plural(self.n_hits, "use")
        return sentences(self.rows, total=self.n_sentences, summary=label)

    def card(self, title: str, *, counted: str = "use", basis: Fragment | None = None) -> Card | None:
        """The sentences as what a number opens, to be read as a concordance; None if there is no sentence.

        ``basis``: how the number that opens it follows from the count, e.g. "of 1,904 words: 4.2 per 1,000".
        """
        if not self.rows:
            return None
        return sentence_card(self.rows, title=title, n_sentences=self.n_sentences, n_marks=self.n_hits, counted=counted,
                             basis=basis, is_concordance=True)

    def opened_by(self, shown: Fragment | str, title: str, *, counted: str = "use", basis: Fragment | None = None
                  ) -> Fragment:
        """A number, or words, that open these sentences."""
        return opening(shown, self.card(title, counted=counted, basis=basis))


def word_evidence(corpus: Corpus, feature: str, *, outlet: str | None = None, part: str | None = None,
                  voice: str | None = None, n_shown: int | None = None) -> Evidence:
    """The sentences that hold a word or a run of words, as counted by ``count_words``."""
    starts, length = _word_places(corpus, feature)
    return _evidence(corpus, starts, np.full(len(starts), length), outlet, part, voice, n_shown)


def uses_by_article(corpus: Corpus, feature: str) -> pd.Series:
    """How often each article that holds a word, or a run of words, uses it; by its row in ``corpus.articles``."""
    rows = corpus.words.sentence[_word_places(corpus, feature)[0]]
    holding = corpus.sentences["article_id"].to_numpy()[rows]
    found, uses = np.unique(pd.Index(corpus.articles["article_id"]).get_indexer(holding), return_counts=True)
    return pd.Series(uses, index=found)


def _word_places(corpus: Corpus, feature: str) -> tuple[np.ndarray, int]:
    """Where a word, or a run of words, starts, and how many words it is long."""
    wanted = [fold_word(word) for word in feature.split(" ")]
    numbers = [_number_of(corpus, word) for word in wanted]
    starts = np.flatnonzero(corpus.words.folded == numbers[0])
    starts = starts[starts + len(wanted) <= len(corpus.words)]
    for step, number in enumerate(numbers[1:], start=1):
        starts = starts[(corpus.words.folded[starts + step] == number)
                        & (corpus.words.sentence[starts + step] == corpus.words.sentence[starts])]
    return starts, len(wanted)


def hit_evidence(corpus: Corpus, hits: Hits, category: str, *, outlet: str | None = None, part: str | None = None,
                 voice: str | None = None, n_shown: int | None = None, only_wrong: bool = False) -> Evidence:
    """The sentences that hold indicators of a category; those that the corpus's audit found wrong are marked so.

    ``only_wrong``: these alone.
    """
    wrong = corpus_audit(corpus).wrong_words(hits.lexicon.key, category)
    kept = hits.category == hits.categories.index(category)
    if only_wrong:
        kept &= np.isin(hits.first, sorted(wrong))
    return _evidence(corpus, hits.first[kept], hits.length[kept], outlet, part, voice, n_shown, wrong)


def place_evidence(corpus: Corpus, first: np.ndarray, length: np.ndarray, *, n_shown: int | None = None) -> Evidence:
    """The sentences that hold runs of words: the row of each one's first word, and how many words it has."""
    return _evidence(corpus, first, length, None, None, None, n_shown)


def meeting_evidence(corpus: Corpus, hits: Hits, left: str, right: str, *, n_shown: int | None = None) -> Evidence:
    """The sentences that hold indicators of both categories. A place that is a hit of both is counted once."""
    sentences_of = corpus.words.sentence[hits.first]
    of_left, of_right = (hits.category == hits.categories.index(category) for category in (left, right))
    meeting = np.intersect1d(sentences_of[of_left], sentences_of[of_right])
    kept = (of_left | of_right) & np.isin(sentences_of, meeting)
    starts, lengths = _joined_places(hits.first[kept], hits.length[kept])
    return _evidence(corpus, starts, lengths, None, None, None, n_shown)


def _joined_places(starts: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places that overlap as one, in the order of the text."""
    if not len(starts):
        return starts, lengths
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate((starts + lengths)[order])
    is_new = np.concatenate([[True], starts[1:] >= ends[:-1]])
    first = np.flatnonzero(is_new)
    return starts[first], np.maximum.reduceat(ends, first) - starts[first]


def sentence_evidence(corpus: Corpus, rows: Iterable[int], *, is_marked: np.ndarray | None = None
                      ) -> tuple[EvidenceSentence, ...]:
    """Whole sentences by their row in ``corpus.sentences``, in the order given.

    ``is_marked``: mask over the words of the corpus; those words are marked.
    """
    found, first_word = [], first_words(corpus)
    for row in map(int, rows):
        first, last = first_word[row:row + 2].tolist()
        marked = [] if is_marked is None else first + np.flatnonzero(is_marked[first:last])
        found.append(_sentence(corpus, row, [(int(word), 1) for word in marked]))
    return tuple(found)


def n_sentences_shown(corpus: Corpus) -> int:
    """How many sentences a card shows at most, where nothing else is asked for."""
    return N_SHOWN_OF_FEW if len(corpus.articles) <= MAX_ARTICLES_SHOWN_WHOLE else N_SHOWN_OF_MANY


def _number_of(corpus: Corpus, word: str) -> int:
    """Number of a counted form, or -1: the forms are sorted."""
    number = bisect_left(corpus.vocabulary.folded, word)
    return number if corpus.vocabulary.folded[number:number + 1] == (word,) else -1


def _evidence(corpus: Corpus, starts: np.ndarray, lengths: np.ndarray, outlet: str | None, part: str | None,
              voice: str | None, n_shown: int | None, wrong: Collection[int] = ()) -> Evidence:
    rows = corpus.words.sentence[starts]
    columns, kept = corpus.sentence_columns, np.ones(len(starts), bool)
    if outlet is not None:
        kept &= np.array([one.article.outlet == outlet for one in corpus.lines_of_articles])[columns.article[rows]]
    if part is not None:
        kept &= np.array([name == part for name in PARTS])[columns.part[rows]]
    if voice is not None:
        kept &= corpus.is_quoted(starts) == (voice == "quoted")
    starts, lengths, rows = starts[kept], lengths[kept], rows[kept]
    distinct = np.unique(rows)
    shown = spread_over(distinct, n_sentences_shown(corpus) if n_shown is None else n_shown)
    by_row: dict[int, list[tuple[int, int]]] = {int(row): [] for row in shown}
    for start, length, row in zip(starts, lengths, rows, strict=True):
        if int(row) in by_row:
            by_row[int(row)].append((start, length))
    return Evidence(tuple(_sentence(corpus, row, places, wrong) for row, places in by_row.items()), len(distinct),
                    len(starts))


def spread_over(rows: np.ndarray, n_shown: int) -> np.ndarray:
    """At most ``n_shown`` of the rows, evenly spread, so that no article is favoured for coming first."""
    if len(rows) <= n_shown:
        return rows
    return rows[np.linspace(0, len(rows) - 1, n_shown).round().astype(int)]


def _sentence(corpus: Corpus, row: int, places: list[tuple[int, int]], wrong: Collection[int] = ()
              ) -> EvidenceSentence:
    article, part, _, offset, end, n_words, n_quoted = (int(column[row]) for column in corpus.sentence_columns)
    of_article = corpus.lines_of_articles[article].article
    position = row - int(np.searchsorted(corpus.sentence_columns.article, article)) + 1
    marks = tuple((int(corpus.words.start[first]) - offset, int(corpus.words.end[first + length - 1]) - offset)
                  for first, length in places)
    return EvidenceSentence(outlet=of_article.outlet, article_id=of_article.article_id, position=position,
                            part=PARTS[part], voice="quoted" if 2 * n_quoted > n_words else "outlet",
                            text=corpus.text_between(row, offset, end), marks=marks,
                            wrong=tuple(mark for mark, (first, _) in zip(marks, places, strict=True)
                                        if int(first) in wrong))
