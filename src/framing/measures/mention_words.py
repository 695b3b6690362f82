"""The words around a mention, as arrays: how far each stands from it, in which clause, and whether it is negated."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from framing.kept import kept_with_first
from framing.measures.tone_rules import fold_apostrophes
from framing.plain_text import checked_texts
from framing.problem import ERROR, FramingError, Problem

# Words whole with their hyphens and apostrophes, marks, and a possessive ending by itself.
WORD_OR_MARK = re.compile(
    r"""['’]s\b | [A-Za-z0-9À-ÿ]+ (?:['’-][A-Za-z0-9À-ÿ]+)* | [.!?;:,()\[\]"“”–—…$%‘’'] | --""", re.VERBOSE)
MARKS_AS_ONE = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-"})
# So far around a mention words are looked at, on each side: what is further away is another sentence's business.
MAX_WORDS, MAX_CHARACTERS = 60, 1000
# The word before which a negation stands is one of the next three.
NEGATION_REACH = 3
MENTION, NUMBER = "(mention)", "(number)"
GRAMMAR_FILE = Path(__file__).with_suffix("").with_name("mention_grammar.tsv")


@dataclass(frozen=True, eq=False)
class MentionWords:
    """One entry a word, text after text, in order; the mention itself is one word, ``MENTION``, at distance 0.

    ``distinct``: the different words, in lower case; ``word``: numbers in it; ``text``: number of the text;
    ``distance``: in words from the mention, negative before it.
    """

    n_texts: int
    distinct: list[str]
    word: np.ndarray
    text: np.ndarray
    distance: np.ndarray

    def is_word(self, word: str) -> np.ndarray:
        """Mask over the words: where one word stands."""
        return np.array([distinct == word for distinct in self.distinct], bool)[self.word]

    def is_any(self, kind: str) -> np.ndarray:
        """Mask over the words: those of a kind in ``mention_grammar.tsv``."""
        listed = grammar_words(kind)
        of_distinct = [word in listed or (kind == "negates" and word.endswith("n't")) for word in self.distinct]
        return np.array(of_distinct, bool)[self.word]


@cache
def grammar_words(kind: str) -> frozenset[str]:
    """The words that negate, end a clause, contrast, make a passive or name its agent."""
    with GRAMMAR_FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                         if row["kind"] == kind)


def check_spans(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
    """Both as lists. Raises FramingError for what is no text, and lists every span that does not lie in its text."""
    texts = checked_texts(texts)
    if not isinstance(spans, Iterable):
        raise FramingError(Problem(ERROR, "This is no list of spans.", value=repr(spans)[:80],
                                   allowed="one span (start, end) a text", next_step="Give a list of spans."))
    spans = list(spans)
    if len(texts) != len(spans):
        raise FramingError(Problem(ERROR, f"There are {len(texts)} texts and {len(spans)} spans.",
                                   allowed="one span (start, end) a text", next_step="Give each text its span."))
    problems = [Problem(ERROR, "The span is not inside its text.", row=row, column="spans", value=str(span),
                        allowed=f"0 <= start < end <= {len(text)}",
                        next_step="Give start and end of the mention in characters.")
                for row, (text, span) in enumerate(zip(texts, spans, strict=True)) if not _fits(text, span)]
    if problems:
        raise FramingError(problems)
    return texts, spans


def _fits(text: str, span: Any) -> bool:
    is_pair = isinstance(span, tuple | list | np.ndarray) and len(span) == 2
    if not (is_pair and all(isinstance(place, int | np.integer) for place in span)):
        return False
    start, end = span
    return bool(0 <= start < end <= len(text))


def read_mentions(texts: Sequence[str], spans: Sequence[tuple[int, int]]) -> MentionWords:
    """The words around one mention a text. Spans must lie in their texts: ``check_spans``."""
    find = WORD_OR_MARK.findall
    before = [find(text[max(0, start - MAX_CHARACTERS):start])[-MAX_WORDS:]
              for text, (start, _) in zip(texts, spans, strict=True)]
    after = [find(text[end:end + MAX_CHARACTERS])[:MAX_WORDS] for text, (_, end) in zip(texts, spans, strict=True)]
    sequences = [[*left, MENTION, *right] for left, right in zip(before, after, strict=True)]
    return _numbered(sequences, np.fromiter(map(len, before), np.int64, len(before)))


def read_words(texts: Sequence[str]) -> MentionWords:
    """The words of whole texts, with the distance from their first word: for tone that is toward nobody."""
    return _numbered([WORD_OR_MARK.findall(text) for text in texts], np.zeros(len(texts), np.int64))


def _numbered(sequences: Sequence[Sequence[str]], n_before: np.ndarray) -> MentionWords:
    number_of: defaultdict[str, int] = defaultdict()
    number_of.default_factory = number_of.__len__
    raw = np.array([number_of[word] for sequence in sequences for word in sequence], np.int64)
    folded: defaultdict[str, int] = defaultdict()
    folded.default_factory = folded.__len__
    of_raw = np.array([folded[fold_token(word)] for word in number_of], np.int64)
    lengths = np.fromiter(map(len, sequences), np.int64, len(sequences))
    text = np.repeat(np.arange(len(sequences)), lengths)
    first = np.cumsum(lengths) - lengths
    distance = np.arange(len(raw)) - np.repeat(first + n_before, lengths)
    return MentionWords(len(sequences), list(folded), of_raw[raw] if len(raw) else raw, text, distance)


def fold_token(word: str) -> str:
    """The form in which weights are looked up: lower case, straight apostrophes, all numbers one word."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return NUMBER if word[0].isdigit() else fold_apostrophes(word).translate(MARKS_AS_ONE).lower()


@kept_with_first
def is_negated(words: MentionWords) -> np.ndarray:
    """Mask over the words: a negation stands one to three words before, in the same text."""
    negates, found = words.is_any("negates"), np.zeros(len(words.word), bool)
    for back in range(1, NEGATION_REACH + 1):
        found[back:] |= negates[:-back] & (words.text[back:] == words.text[:-back])
    return found


@kept_with_first
def is_in_clause(words: MentionWords) -> np.ndarray:
    """Mask over the words: no mark or word that ends a clause stands between the word and the mention."""
    ends = words.is_any("ends_clause")
    clause = np.cumsum(ends)
    of_mention = clause[words.distance == 0]
    return (clause == of_mention[words.text]) & ~ends
