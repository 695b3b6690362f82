"""What is known of chunks for reading: clues to cleaning rules, words, ends of sentences, quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.article_lines import visible_columns
from framing.characters import Characters
from framing.chunk_shapes import Shapes
from framing.cleaning_rule import Rule
from framing.known_chunks import MAX_CHUNKS, Columns, KnownChunks
from framing.line_clues import clue_columns
from framing.line_signs import sign_columns
from framing.numbering.chunk_marks import mark_columns
from framing.numbering.chunk_stops import stop_columns
from framing.numbering.chunk_words import word_columns
from framing.string_numbers import StringNumbers


@dataclass(frozen=True, eq=False)
class KnownWords:
    """``chunks``: those that have been met; ``forms``: the words in them as written, numbered."""

    chunks: KnownChunks
    forms: StringNumbers


def known_words(rules: tuple[Rule, ...]) -> KnownWords:
    """What has been met so far with these cleaning rules; nothing, if that had become too much to keep."""
    known = _known_words(rules)
    if len(known.chunks.texts) > MAX_CHUNKS:
        _known_words.cache_clear()
        known = _known_words(rules)
    return known


@lru_cache(maxsize=2)
def _known_words(rules: tuple[Rule, ...]) -> KnownWords:
    forms = StringNumbers()

    def learn(new: Sequence[str]) -> Columns:
        characters = Characters.of(new)
        shapes = Shapes.of(new, characters)
        return {**visible_columns(new, characters), **word_columns(new, characters, shapes, forms),
                **stop_columns(new, shapes), **mark_columns(new, shapes), **sign_columns(shapes)}

    def learn_clues(new: Sequence[str]) -> Columns:
        return clue_columns(rules, new, Characters.of(new))

    return KnownWords(KnownChunks(learn, learn_clues, rules), forms)
