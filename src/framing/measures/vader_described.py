"""Chunks described for VADER's rules: those of a corpus once in all corpora that are read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from framing.known_chunks import Learn
from framing.lexicon import Lexicon
from framing.measures.tone_rules import fold_apostrophes, listed_valences
from framing.measures.vader_chunks import VaderChunks, VaderList, describe_chunks
from framing.numbering.sentence_chunks import SentenceChunks


def described(distinct: Sequence[str], lexicon: Lexicon, *, fold: bool = True) -> VaderChunks:
    """What chunks are to VADER, their apostrophes folded."""
    # One by one: nearly all stay as they are and so the same objects, of which a corpus knows hundreds of thousands.
    folded = list(map(fold_apostrophes, distinct)) if fold else distinct
    return describe_chunks(folded, _known_words(lexicon))


def described_sentences(chunks: SentenceChunks, lexicon: Lexicon, more: Sequence[str]) -> VaderChunks:
    """The same of the chunks of sentences, which are described once in all corpora, and of some more."""
    columns = chunks.columns(_learn(lexicon))
    return VaderChunks(*map(np.concatenate, zip(columns.values(), described(more, lexicon), strict=True)))


@cache
def _learn(lexicon: Lexicon) -> Learn:
    return lambda new: described(new, lexicon)._asdict()


@cache
def _known_words(lexicon: Lexicon) -> VaderList:
    return VaderList.of(listed_valences(lexicon))
