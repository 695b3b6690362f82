"""What is kept of the articles of a corpus, as texts of paragraphs: made from its columns, some articles at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from framing.article import Article
from framing.attributions.joined_texts import JoinedTexts, WordColumns
from framing.attributions.reading import Paragraph, Reading
from framing.corpus import Corpus
from framing.corpus_tables import Sentences
from framing.numbering.quotation_bounds import KINDS
from framing.quotes import NESTED

# Read together, so that what is temporary stays small.
CHARACTERS_AT_ONCE = 2_000_000


@dataclass(frozen=True, eq=False)
class ParagraphColumns:
    """One entry a paragraph: row of its article among those read together, numbers in PARTS and SOURCES, ``raw``, its
    first character in that source; ``start`` and ``end`` in the joined texts."""

    article: np.ndarray
    part: np.ndarray
    source: np.ndarray
    raw: np.ndarray
    start: np.ndarray
    end: np.ndarray


@dataclass(frozen=True, eq=False)
class CorpusTexts:
    """Some articles of a corpus: their paragraphs, and what was read of them. ``heads``: the first sentence of every
    paragraph, among all."""

    articles: Sequence[Article]
    paragraphs: ParagraphColumns
    texts: JoinedTexts
    heads: np.ndarray

    def readings(self) -> Iterator[Reading]:
        """The reading of each article."""
        return _readings(self.texts, self.heads)


def texts_of_corpus(corpus: Corpus) -> Iterator[CorpusTexts]:
    """All articles in order, with the sentences, words and quotations of the corpus."""
    sizes = np.cumsum([len(one.article.text) for one in corpus.lines_of_articles])
    firsts = np.flatnonzero(np.diff(sizes // CHARACTERS_AT_ONCE, prepend=-1))
    for first, stop in pairwise([*firsts.tolist(), len(sizes)]):
        yield _read(corpus, first, stop)


def _read(corpus: Corpus, first: int, stop: int) -> CorpusTexts:
    """The articles from row ``first`` to before ``stop``."""
    articles = [one.article for one in corpus.lines_of_articles[first:stop]]
    rows = slice(*np.searchsorted(corpus.sentence_columns.article, [first, stop]).tolist())
    sentences = Sentences(*(column[rows] for column in corpus.sentence_columns))
    sentences = sentences._replace(article=sentences.article - first)
    wholes = [[one.text for one in articles], [one.title for one in articles]]
    begins = _begins_paragraph(wholes, sentences)
    heads, tails = np.flatnonzero(begins), np.flatnonzero(np.append(begins[1:], True))
    raw, article, source = sentences.start[heads], sentences.article[heads], sentences.source[heads]
    lengths = sentences.end[tails] - raw
    start = np.cumsum(lengths + 1) - lengths - 1
    paragraphs = ParagraphColumns(article, sentences.part[heads], source, raw, start, start + lengths)
    shift = (start - raw)[np.cumsum(begins) - 1]
    lines = (wholes[of][row][begin:end] for of, row, begin, end in zip(
        source.tolist(), article.tolist(), raw.tolist(), (raw + lengths).tolist(), strict=True))
    text_start = np.append(start[np.searchsorted(article, np.arange(len(articles)))], (start + lengths)[-1] + 1)
    texts = JoinedTexts(
        "\n".join([*lines, ""]), text_start, np.array([paragraphs.start, paragraphs.end]),
        np.array([sentences.start, sentences.end]) + shift, _quotes(corpus, first, paragraphs),
        _words(corpus, rows, shift))
    return CorpusTexts(articles, paragraphs, texts, heads)


def _begins_paragraph(wholes: Sequence[Sequence[str]], sentences: Sentences) -> np.ndarray:
    """Mask over the sentences: the first of a line. ``wholes``: the texts of all articles, and their titles."""
    article, source, start, end = sentences.article, sentences.source, sentences.start, sentences.end
    begins = np.ones(len(start), bool)
    begins[1:] = (article[1:] != article[:-1]) | (source[1:] != source[:-1]) | (start[1:] < end[:-1])
    others = np.flatnonzero(~begins)
    begins[others] = [wholes[of][row].find("\n", after, before) >= 0 for of, row, after, before in zip(
        source[others].tolist(), article[others].tolist(), end[others - 1].tolist(), start[others].tolist(),
        strict=True)]
    return begins


def _words(corpus: Corpus, rows: slice, shift: np.ndarray) -> WordColumns:
    """The words of some sentences. ``shift``: how far each of these is moved."""
    words = corpus.words
    some = slice(*np.searchsorted(words.sentence, [rows.start, rows.stop]).tolist())
    moved = shift[words.sentence[some] - rows.start]
    return WordColumns(corpus.vocabulary.surfaces, words.surface[some], words.start[some] + moved,
                       words.end[some] + moved)


def _quotes(corpus: Corpus, first_article: int, paragraphs: ParagraphColumns) -> np.ndarray:
    """The outermost quotations that begin in one of the paragraphs, cut where it ends; shape (2, n)."""
    spans = corpus.quoted_spans
    rows = slice(*np.searchsorted(spans.article, first_article + paragraphs.article[[0, -1]] + [0, 1]).tolist())
    article, source, start, end, kind = (column[rows] for column in (
        spans.article - first_article, spans.source, spans.start, spans.end, spans.kind))
    # A title stands before its text.
    paragraph = np.searchsorted(_order(paragraphs.article, paragraphs.source, paragraphs.raw),
                                _order(article, source, start), side="right") - 1
    shift = paragraphs.start[paragraph] - paragraphs.raw[paragraph]
    start, end = start + shift, np.minimum(end + shift, paragraphs.end[paragraph])
    is_inside = (paragraph >= 0) & (paragraphs.article[paragraph] == article) & (start < paragraphs.end[paragraph]) & (
        paragraphs.source[paragraph] == source) & (kind != KINDS.index(NESTED))
    start, end = start[is_inside], end[is_inside]
    order = np.lexsort((end, start))
    return np.array([start[order], end[order]])


def _order(article: np.ndarray, source: np.ndarray, place: np.ndarray) -> np.ndarray:
    """A number that grows with the place in the joined texts."""
    return (article.astype(np.int64) * 2 + (source == 0)) << 32 | place


def _readings(texts: JoinedTexts, heads: np.ndarray) -> Iterator[Reading]:
    bounds, n_before = (np.searchsorted(spans[0], texts.text_start) for spans in (texts.paragraphs, texts.sentences))
    tails = np.append(heads[1:], texts.sentences.shape[1])
    paragraphs = [column.tolist() for column in (*_moved(texts, texts.paragraphs), *(
        numbers - np.repeat(n_before[:-1], np.diff(bounds)) for numbers in (heads, tails)))]
    starts, ends = _moved(texts, texts.sentences).tolist()
    quotes = [*zip(*_moved(texts, texts.quotes).tolist(), strict=True)]
    places = zip(*(pairwise(edges.tolist()) for edges in (
        texts.text_start, bounds, n_before, np.searchsorted(texts.quotes[0], texts.text_start))), strict=True)
    for (begin, end), some, inside, quoted in places:
        lines = tuple(map(Paragraph, *(column[slice(*some)] for column in paragraphs)))
        yield Reading(texts.text[begin:end - 1], lines,
                      tuple(quotes[slice(*quoted)]), starts[slice(*inside)], ends[slice(*inside)])


def _moved(texts: JoinedTexts, spans: np.ndarray) -> np.ndarray:
    """Spans as characters of the text in which each stands."""
    return spans - np.repeat(texts.text_start[:-1], np.diff(np.searchsorted(spans[0], texts.text_start)))
