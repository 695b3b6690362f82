"""Where the chosen words stand, and their sentences with who speaks there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.evidence import Evidence, sentence_evidence, spread_over
from framing.html.evidence import VOICE_NAMES, EvidenceSentence
from framing.pieces import SOURCES

Spans = dict[tuple[str, str], list[tuple[int, int, str]]]


class WordPlaces:
    """The places of some words, looked up once for all of them."""

    def __init__(self, corpus: Corpus, words: Iterable[str]):
        self.corpus = corpus
        number_of = {word: number for number, word in enumerate(corpus.vocabulary.folded)}
        self.numbers = {word: number_of[word] for word in words}
        wanted = np.zeros(len(number_of), bool)
        wanted[list(self.numbers.values())] = True
        places = np.flatnonzero(wanted[corpus.words.folded])
        self._places = places[np.argsort(corpus.words.folded[places], kind="stable")]
        self._first = np.searchsorted(corpus.words.folded[self._places], np.arange(len(number_of) + 1))
        self._is_marked = np.zeros(len(corpus.words), bool)  # one for all, cleared after each
        self._outlet_of_sentence = corpus.articles["outlet"].to_numpy(object)[corpus.sentence_columns.article]
        self._speakers = _speaker_spans(corpus)

    def evidence(self, word: str, outlet: str, *, elsewhere: bool, n_shown: int) -> Evidence:
        """The sentences of the outlet, or of all others, that hold the word; ``n_shown`` at most, evenly spread."""
        places = self._places[slice(*self._first[self.numbers[word]:][:2])]
        rows = self.corpus.words.sentence[places]
        kept = (self._outlet_of_sentence[rows] == outlet) != elsewhere
        places, rows = places[kept], rows[kept]
        distinct = np.unique(rows)
        shown = spread_over(distinct, n_shown)
        self._is_marked[places] = True
        sentences = sentence_evidence(self.corpus, shown, is_marked=self._is_marked)
        self._is_marked[places] = False
        return Evidence(tuple(self._with_speaker(int(row), sentence) for row, sentence in
                              zip(shown, sentences, strict=True)), len(distinct), len(places))

    def _with_speaker(self, row: int, sentence: EvidenceSentence) -> EvidenceSentence:
        """The sentence with whoever is said to say a marked word, where the attributions name somebody."""
        columns = self.corpus.sentence_columns
        spans = self._speakers.get((sentence.article_id, SOURCES[columns.source[row]]), [])
        start = int(columns.start[row])
        speakers = [speaker for mark, _ in sentence.marks for first, last, speaker in spans
                    if first <= start + mark < last]
        if not speakers:
            return sentence
        voice = VOICE_NAMES.get(sentence.voice, sentence.voice)
        return replace(sentence, voice=f"{voice} · speaker: {', '.join(dict.fromkeys(speakers))}")


def _speaker_spans(corpus: Corpus) -> Spans:
    """Article and source of the offsets -> where attributed words begin and end, and whose they are."""
    ledger = voices_ledger(corpus)
    spans: Spans = defaultdict(list)
    for article_id, source, start, end, speaker in zip(ledger["article_id"], ledger["offsets_in"], ledger["start"],
                                                       ledger["end"], ledger["speaker"], strict=True):
        if speaker:
            spans[article_id, source].append((int(start), int(end), speaker))
    return dict(spans)
