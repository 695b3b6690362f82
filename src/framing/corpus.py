"""A corpus as two tables, articles and sentences, with every word numbered and traceable to the raw text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from framing.archive.source import read_source
from framing.card import CARD_FILE, CorpusCard
from framing.clean import CleanArticle, find_repeated_lines
from framing.cleaning_rule import Rule
from framing.corpus_tables import (
    LongColumns,
    QuotedSpans,
    Sentences,
    article_table,
    join_chunks,
    join_quotations,
    join_sentences,
    line_table,
    number_words,
    quote_table,
    sentence_table,
)
from framing.freed_memory import give_back
from framing.numbering.known import KnownWords, known_words
from framing.numbering.sentence_chunks import SentenceChunks
from framing.outlets import OutletRules, kept_rules, rules_for
from framing.pieces import FRAGMENT, OUTLET, PARTS, QUOTED
from framing.plain_line import N_RULE_BITS
from framing.problem import ERROR, NOTE, FramingError, Problem
from framing.read import Source, hash_articles
from framing.text_blocks import Cleaning, ReadBlock, clean_in_blocks, read_blocks
from framing.vocabulary import Vocabulary

VOICES = ("outlet", "quoted")

# For so few it takes longer to learn which lines a cleaning rule could describe than to ask the rule.
FEW_ARTICLES = 50


@dataclass(frozen=True)
class Words:
    """The words of the corpus in order, as columns of equal length (one entry a word).

    ``sentence``: row of the sentence; ``surface``: number of the written form; ``folded``: number of the
    counted form; ``start``/``end``: characters in the raw text; ``voice``: OUTLET, QUOTED or FRAGMENT.
    ``length_of_surface``, ``fold_of``: characters and number of the counted form of every written form.
    """

    sentence: np.ndarray
    surface: np.ndarray
    start: np.ndarray
    voice: np.ndarray
    length_of_surface: np.ndarray
    fold_of: np.ndarray

    def __len__(self) -> int:
        return len(self.sentence)

    @cached_property
    def folded(self) -> np.ndarray:
        return self.fold_of[self.surface]

    @cached_property
    def end(self) -> np.ndarray:
        return self.start + self.length_of_surface[self.surface]


@dataclass(frozen=True, eq=False)  # a corpus is itself only, so that what is worked out from it can be kept
class Corpus:
    """Articles, sentences, lines, quotations and words of one reading of the texts. Nothing is split twice.

    ``articles``: one row an article (metadata, n_words, n_words_raw, n_words_quoted, n_sentences).
    ``sentences``: one row a sentence (sentence_id, article_id, outlet, part, voice, position, start, end,
    n_words, n_words_quoted, text, source). ``voice`` is that of most of its words; the exact share is in
    n_words_quoted. Offsets count characters of the raw text (source "text") or of the title column ("title").
    ``lines``: one row a line of raw text, with its role and the rule that decided.
    ``quotes``: one row a piece of quotation. ``problems``: what was skipped or doubtful.
    Tables that hold text are made when they are first asked for; ``sentence_columns``, ``quoted_spans`` and ``chunks``
    are what they are made of, and what is counted and scored from. ``clean_later``: of a corpus that was not cleaned,
    gives the roles that its lines would have had.
    """

    card: CorpusCard
    folder: Path | None
    articles: pd.DataFrame
    sentence_columns: Sentences
    quoted_spans: QuotedSpans
    lines_of_articles: tuple[CleanArticle, ...]
    words: Words
    chunks: SentenceChunks
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    sha256: str
    fragments_as: str
    clean_later: Callable[[], Iterable[CleanArticle]] | None = None

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in the one order that every table and figure uses (by name)."""
        return tuple(sorted(self.articles["outlet"].unique()))

    def is_quoted(self, words: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Mask over the words, or those whose rows are given: which are somebody else's, fragments counted as the
        corpus was built."""
        return _quoted(self.words.voice[words], self.fragments_as)

    def text_between(self, sentence: int, start: int, end: int) -> str:
        """Characters from the text or the title that a sentence is part of; offsets count in it."""
        article = self.lines_of_articles[self.sentence_columns.article[sentence]].article
        return (article.title if self.sentence_columns.source[sentence] else article.text)[start:end]

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence, in order."""
        return sentence_table(self.lines_of_articles, self.sentence_columns)

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """One row a piece of quotation, in order."""
        return quote_table(self.lines_of_articles, self.quoted_spans)

    @cached_property
    def lines(self) -> pd.DataFrame:
        """One row a line of raw text that is not blank, with its role and the rule that decided, whether it was cut or
        not."""
        return line_table(self.clean_later() if self.clean_later else self.lines_of_articles)


def build_corpus(source: Source | str | Path, *, fragments_as: str = "quoted", cleaned: bool = True,
                 repeated_lines: frozenset[tuple[str, str]] | None = None) -> Corpus:
    """Clean, split and voice every article, once.

    ``fragments_as``: whether marks around three words or fewer count as "quoted" or as "outlet".
    ``cleaned=False`` keeps every line (except blank ones) as body: to see what cleaning does to a finding.
    ``repeated_lines``: what ``find_repeated_lines`` found in more articles than these (a batch knows only its own).
    Takes what ``read_corpus`` returns, or a folder. An article without any body left is skipped and listed.
    """
    if fragments_as not in VOICES:
        raise ValueError(f"fragments_as is {fragments_as!r}. Allowed: {', '.join(VOICES)}.")
    if not isinstance(source, Source) and (shared := _SHARED.get((Path(source).resolve(), fragments_as, cleaned))):
        return shared
    source = source if isinstance(source, Source) else read_source(source)
    rules = kept_rules(source.folder)
    problems = [*source.problems, *_card_problems(source, rules)]
    rules_of = {outlet: rules_for(outlet, rules, source.card.cleaning_rules)
                for outlet in dict.fromkeys(article.outlet for article in source.articles)}
    cleaning = Cleaning(rules_of.__getitem__, lambda: (
        find_repeated_lines(source.articles) if repeated_lines is None else repeated_lines))
    told_apart = _told_apart(rules, rules_of) if len(source.articles) > FEW_ARTICLES else ()
    known = known_words(told_apart)
    blocks, long = [], LongColumns(sum(len(article.text) for article in source.articles))
    for read in read_blocks(source.articles, known, cleaning if cleaned else None):
        problems += read.problems
        long.append(read.block)
        blocks.append(read)
    if not any(read.articles for read in blocks):
        raise FramingError([*problems, Problem(ERROR, "No article has any text left.", file=str(source.folder or ""),
                                               next_step="Mend what is listed above; one article must have a text.")])
    corpus = _assemble(source, blocks, long, known, tuple(problems), fragments_as)
    give_back()  # what reading took and is needed no more, as much as a fifth of what stays
    return corpus if cleaned else replace(corpus, clean_later=lambda: clean_in_blocks(
        [one.article for one in corpus.lines_of_articles], known_words(told_apart), cleaning))


def _told_apart(rules: Mapping[str, OutletRules], rules_of: Mapping[str, OutletRules]) -> tuple[Rule, ...]:
    """The rules that cleaning looks for by clues: all there are, so that batches of other outlets know the same chunks;
    only those of the outlets at hand if there are more than can be told apart."""
    found = tuple(dict.fromkeys(rule for one in rules.values() for rule in one.rules))
    return found if len(found) < N_RULE_BITS else tuple(dict.fromkeys(
        rule for one in rules_of.values() for rule in one.rules))


# Only a process that becomes the notebooks of one build fills this: see ``share_corpus``.
_SHARED: dict[tuple[Path, str, bool], Corpus] = {}


def share_corpus(folder: Path) -> Corpus:
    """Build the corpus of a folder once for all processes that are forked from this one.

    From here on ``build_corpus(folder)`` gives this object in them, whatever happens to the files.
    """
    corpus = build_corpus(folder)
    _SHARED[folder.resolve(), corpus.fragments_as, True] = corpus
    return corpus


def _card_problems(source: Source, rules: Mapping[str, OutletRules]) -> list[Problem]:
    """Cleaning rules that the card gives to an outlet that has no article. Raises FramingError for unknown rules."""
    outlets = sorted({article.outlet for article in source.articles})
    unknown = [
        Problem(ERROR, f"There are no cleaning rules {key!r}.", file=CARD_FILE, column=f"cleaning_rules.{outlet}",
                value=key, allowed=", ".join(sorted(rules)),
                next_step="Use one of these, or write a file of that name in the corpus's folder outlet_rules.")
        for outlet, key in source.card.cleaning_rules.items() if key not in rules
    ]
    if unknown:
        raise FramingError([*source.problems, *unknown])
    return [
        Problem(NOTE, "The card names cleaning rules for an outlet that has no article.", file=CARD_FILE,
                column="cleaning_rules", value=outlet, allowed=", ".join(outlets),
                next_step="Write the outlet as the table of articles does, or delete the line.")
        for outlet in source.card.cleaning_rules if outlet not in outlets
    ]


def _assemble(source: Source, read: Sequence[ReadBlock], long: LongColumns, known: KnownWords,
              problems: tuple[Problem, ...], fragments_as: str) -> Corpus:
    kept = tuple(article for one in read for article in one.articles)
    blocks = [one.block for one in read]
    columns, vocabulary = number_words(blocks, long, known.forms.texts)
    words = Words(**columns)
    sentences = join_sentences(blocks, words.sentence, _quoted(words.voice, fragments_as))
    return Corpus(
        card=source.card, folder=source.folder, articles=article_table(kept, sentences), sentence_columns=sentences,
        quoted_spans=join_quotations(blocks), lines_of_articles=kept, words=words,
        chunks=join_chunks(blocks, long, known.chunks), vocabulary=vocabulary,
        problems=problems, sha256=hash_articles(one.article for one in kept), fragments_as=fragments_as)


def _quoted(voice: np.ndarray, fragments_as: str) -> np.ndarray:
    return voice == QUOTED if fragments_as == "outlet" else voice != OUTLET


__all__ = ["FRAGMENT", "OUTLET", "PARTS", "QUOTED", "VOICES", "Corpus", "Words", "build_corpus"]
