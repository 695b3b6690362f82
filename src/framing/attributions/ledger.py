"""The voices of a corpus: one row an attribution, with corrections by hand where there are any."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.attributions.corrections import CORRECTED_FILE, Corrected, correct_voices
from framing.attributions.find import attribution_rows
from framing.attributions.merged_names import merge_names
from framing.attributions.reading import Paragraph, Reading
from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.words import find_words

# A corpus's own lists of roles, countries and speakers stand in this folder of it.
OWN_LISTS = "speakers"

LEDGER_COLUMNS = ("outlet", "article_id", "position", "content", "n_words", "kind", "cue", "stance", "source",
                  "speaker", "role", "country", "confidence", "part", "start", "end", "offsets_in", "corrected")


def voices_ledger(corpus: Corpus) -> pd.DataFrame:
    """Every attribution of a corpus, one row each, in the order of articles and of their text.

    ``position`` counts the attributions of an article from 1. ``content``, ``cue`` and ``source`` are as written
    (cue and source are empty where none is written), ``n_words`` counts the content's words. ``kind``, ``stance``,
    ``speaker``, ``role``, ``country`` and ``confidence`` are those of ``find_attributions``; a speaker who has only
    a surname in one article takes the full name that the other articles give, if they give one only. ``start`` and
    ``end`` are the content's characters in the raw text (``offsets_in`` "text") or in the title column ("title").

    A file ``voices.corrected.csv`` in the corpus folder wins over what was found; ``corrected`` marks its rows.
    ``corrected_voices`` says how many there are and which of its rows could not be used.
    """
    return corrected_voices(corpus).table.copy()


@kept_with_first  # tables, counts and findings ask for it
def corrected_voices(corpus: Corpus) -> Corrected:
    """The ledger with the corrections of the corpus's folder, how many rows they changed, and what is wrong in them."""
    found = _found_voices(corpus)
    path = corpus.folder / CORRECTED_FILE if corpus.folder else None
    return correct_voices(found, path) if path and path.is_file() else Corrected(found, 0, ())


def _found_voices(corpus: Corpus) -> pd.DataFrame:
    own = corpus.folder / OWN_LISTS if corpus.folder else None
    rows = [row for article in _articles(corpus) for row in _rows_of(article, own)]
    table = pd.DataFrame(rows, columns=list(LEDGER_COLUMNS[:-1]))
    table["speaker"] = merge_names(table["speaker"].tolist(), table["role"].tolist())
    return table.assign(corrected=False)


class _Piece(NamedTuple):
    """A kept paragraph: where it begins in the joined text and in its own, of which part and source it is."""

    joined: int
    raw: int
    part: str
    source: str


class _Article(NamedTuple):
    outlet: str
    article_id: str
    reading: Reading
    pieces: list[_Piece]


def _articles(corpus: Corpus) -> Iterator[_Article]:
    """What is kept of every article, as one text of paragraphs, with the sentences and quotations of the corpus."""
    sentences, quotes = corpus.sentences, corpus.quotes[corpus.quotes["kind"] != "nested"]
    columns = [sentences[name].tolist() for name in ("start", "end", "part", "source")]
    ids = sentences["article_id"].to_numpy(object)
    marks: dict[str, list[tuple[str, int, int]]] = {}
    for article_id, *place in zip(*(quotes[name].tolist() for name in ("article_id", "source", "start", "end")),
                                  strict=True):
        marks.setdefault(article_id, []).append(tuple(place))
    firsts = np.flatnonzero(np.append(True, ids[1:] != ids[:-1])).tolist() if len(ids) else []
    places = {ids[first]: (first, stop) for first, stop in zip(firsts, [*firsts[1:], len(ids)], strict=True)}
    for one in corpus.lines_of_articles:
        article = one.article
        rows = list(zip(*(column[slice(*places[article.article_id])] for column in columns), strict=True))
        texts = {"text": article.text, "title": article.title}
        reading, pieces = _joined(texts, rows, marks.get(article.article_id, []))
        yield _Article(article.outlet, article.article_id, reading, pieces)


def _joined(texts: dict[str, str], rows: list[tuple[int, int, str, str]], marks: list[tuple[str, int, int]]
            ) -> tuple[Reading, list[_Piece]]:
    pieces: list[_Piece] = []
    lines: list[str] = []
    paragraphs: list[Paragraph] = []
    length = 0
    for group in _by_paragraph(texts, rows):
        start, end, source = group[0][0], group[-1][1], group[0][3]
        pieces.append(_Piece(length, start, group[0][2], source))
        lines.append(texts[source][start:end])
        shift = length - start
        paragraphs.append(Paragraph(length, end + shift, tuple((row[0] + shift, row[1] + shift) for row in group)))
        length += end - start + 1
    quotes = sorted(place for mark in marks if (place := _place_of(mark, pieces, paragraphs)))
    return Reading("\n".join(lines), tuple(paragraphs), tuple(quotes)), pieces


def _by_paragraph(texts: dict[str, str], rows: list[tuple[int, int, str, str]]
                  ) -> Iterator[list[tuple[int, int, str, str]]]:
    """The sentences (start, end, part, source) of each line."""
    group: list[tuple[int, int, str, str]] = []
    for row in rows:
        if group and (row[3] != group[-1][3] or row[0] < group[-1][1] or
                      "\n" in texts[row[3]][group[-1][1]:row[0]]):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _place_of(mark: tuple[str, int, int], pieces: list[_Piece], paragraphs: list[Paragraph]) -> tuple[int, int] | None:
    """Where a quotation stands in the joined text."""
    source, start, end = mark
    for piece, paragraph in zip(pieces, paragraphs, strict=True):
        if piece.source == source and piece.raw <= start < piece.raw + paragraph.end - paragraph.start:
            return start - piece.raw + piece.joined, min(end - piece.raw + piece.joined, paragraph.end)
    return None


def _rows_of(article: _Article, own_lists: Path | None) -> Iterator[tuple[object, ...]]:
    text, starts = article.reading.text, [piece.joined for piece in article.pieces]
    for position, row in enumerate(attribution_rows(article.reading, own_lists), start=1):
        piece = article.pieces[bisect_right(starts, row.content_start) - 1]
        shift = piece.raw - piece.joined
        content = text[row.content_start:row.content_end]
        cue = text[row.cue_start:row.cue_end] if row.cue_start >= 0 else ""
        yield (article.outlet, article.article_id, position, content, len(find_words(content)), row.kind, cue,
               row.stance, row.source, row.speaker, row.role, row.country, row.confidence, piece.part,
               row.content_start + shift, row.content_end + shift, piece.source)
