"""A corpus as two tables, articles and sentences, with every word numbered and traceable to the raw text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from framing.card import CARD_FILE, CorpusCard
from framing.clean import clean, find_repeated_lines
from framing.outlets import OutletRules, load_outlet_rules, rules_for
from framing.passages import FRAGMENT, OUTLET, PARTS, QUOTED, MarkedArticle, Passage, mark_article
from framing.problem import ERROR, NOTE, SKIPPED, FramingError, Problem
from framing.read import Source, hash_articles, read_corpus
from framing.vocabulary import Vocabulary, build_vocabulary

VOICES = ("outlet", "quoted")


@dataclass(frozen=True)
class Words:
    """The words of the corpus in order, as columns of equal length (one entry a word).

    ``sentence``: row of the sentence; ``surface``: number of the written form; ``folded``: number of the
    counted form; ``start``/``end``: characters in the raw text; ``voice``: OUTLET, QUOTED or FRAGMENT.
    """

    sentence: np.ndarray
    surface: np.ndarray
    folded: np.ndarray
    start: np.ndarray
    end: np.ndarray
    voice: np.ndarray

    def __len__(self) -> int:
        return len(self.sentence)


@dataclass(frozen=True, eq=False)  # a corpus is itself only, so that what is worked out from it can be kept
class Corpus:
    """Articles, sentences, lines, quotations and words of one reading of the texts. Nothing is split twice.

    ``articles``: one row an article (metadata, n_words, n_words_raw, n_words_quoted, n_sentences).
    ``sentences``: one row a sentence (sentence_id, article_id, outlet, part, voice, position, start, end,
    n_words, n_words_quoted, text, source). ``voice`` is that of most of its words; the exact share is in
    n_words_quoted. Offsets count characters of the raw text (source "text") or of the title column ("title").
    ``lines``: one row a line of raw text, with its role and the rule that decided.
    ``quotes``: one row a piece of quotation. ``problems``: what was skipped or doubtful.
    """

    card: CorpusCard
    folder: Path | None
    articles: pd.DataFrame
    sentences: pd.DataFrame
    lines: pd.DataFrame
    quotes: pd.DataFrame
    words: Words
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    sha256: str
    fragments_as: str

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in the one order that every table and figure uses (by name)."""
        return tuple(sorted(self.articles["outlet"].unique()))

    def is_quoted(self) -> np.ndarray:
        """Mask over the words: which are somebody else's, fragments counted as the corpus was built."""
        return self._is_quoted

    @cached_property
    def _is_quoted(self) -> np.ndarray:
        return self.words.voice == QUOTED if self.fragments_as == "outlet" else self.words.voice != OUTLET


def build_corpus(source: Source | str | Path, *, fragments_as: str = "quoted", cleaned: bool = True) -> Corpus:
    """Clean, split and voice every article, once.

    ``fragments_as``: whether marks around three words or fewer count as "quoted" or as "outlet".
    ``cleaned=False`` keeps every line (except blank ones) as body: to see what cleaning does to a finding.
    Takes what ``read_corpus`` returns, or a folder. An article without any body left is skipped and listed.
    """
    if fragments_as not in VOICES:
        raise ValueError(f"fragments_as is {fragments_as!r}. Allowed: {', '.join(VOICES)}.")
    source = source if isinstance(source, Source) else read_corpus(source)
    own_rules = source.folder / "outlet_rules" if source.folder else None
    rules = load_outlet_rules(own_rules) if own_rules and own_rules.is_dir() else _shipped_rules()
    repeated = find_repeated_lines(source.articles)
    kept: list[MarkedArticle] = []
    problems = [*source.problems, *_card_problems(source, rules)]
    for article in source.articles:
        lines = clean(article, rules_for(article.outlet, rules, source.card.cleaning_rules), repeated=repeated)
        marked = mark_article(article, lines, cleaned=cleaned)
        problems += _doubts(marked)
        if any(passage.part == "body" and passage.words for passage in marked.passages):
            kept.append(marked)
        else:
            problems.append(Problem(SKIPPED, "No body text is left after cleaning.", file=article.file,
                                    article_id=article.article_id,
                                    next_step="Look at its lines: 'framing check FOLDER --lines'."))
    if not kept:
        raise FramingError([*problems, Problem(ERROR, "No article has any text left.", file=str(source.folder or ""),
                                               next_step="Mend what is listed above; one article must have a text.")])
    return _assemble(source, kept, tuple(problems), fragments_as)


@cache
def _shipped_rules() -> Mapping[str, OutletRules]:
    """The rules that come with the library, read once: they are most of the work for a corpus of a few sentences."""
    return load_outlet_rules()


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


def _doubts(marked: MarkedArticle) -> list[Problem]:
    return [Problem(NOTE, message, file=marked.article.file, article_id=marked.article.article_id,
                    next_step="Look at the marks; the words in doubt count as the outlet's.")
            for message in marked.messages]


def _assemble(source: Source, kept: Sequence[MarkedArticle], problems: tuple[Problem, ...], fragments_as: str
              ) -> Corpus:
    passages = [passage for marked in kept for passage in marked.passages]
    words, vocabulary = _number_words(passages)
    quoted = words.voice == QUOTED if fragments_as == "outlet" else words.voice != OUTLET
    sentences = _sentence_table(kept, words, quoted)
    return Corpus(
        card=source.card, folder=source.folder, articles=_article_table(kept, sentences), sentences=sentences,
        lines=_line_table(kept), quotes=_quote_table(kept), words=words, vocabulary=vocabulary,
        problems=problems, sha256=hash_articles(marked.article for marked in kept), fragments_as=fragments_as)


def _number_words(passages: Sequence[Passage]) -> tuple[Words, Vocabulary]:
    surfaces, sentence, starts, ends, voices = [], [], [], [], []
    for number, passage in enumerate(passages):
        for start, end, voice in passage.words:
            surfaces.append(passage.whole[start:end])
            sentence.append(number)
            starts.append(start)
            ends.append(end)
            voices.append(voice)
    vocabulary, surface = build_vocabulary(surfaces)
    return Words(np.array(sentence, np.int32), surface, vocabulary.fold_of[surface] if len(surface) else surface,
                 np.array(starts, np.int32), np.array(ends, np.int32), np.array(voices, np.int8)), vocabulary


def _sentence_table(kept: Sequence[MarkedArticle], words: Words, quoted: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame(
        [(f"{marked.article.article_id}:{passage.position}", marked.article.article_id, marked.article.outlet,
          passage.part, passage.position, passage.start, passage.end, passage.whole[passage.start:passage.end],
          passage.source)
         for marked in kept for passage in marked.passages],
        columns=["sentence_id", "article_id", "outlet", "part", "position", "start", "end", "text", "source"])
    n_words = np.bincount(words.sentence, minlength=len(table))
    n_quoted = np.bincount(words.sentence, weights=quoted, minlength=len(table)).astype(int)
    table.insert(4, "voice", np.where(2 * n_quoted > n_words, "quoted", "outlet"))
    table["n_words"] = n_words
    table["n_words_quoted"] = n_quoted
    return table


def _article_table(kept: Sequence[MarkedArticle], sentences: pd.DataFrame) -> pd.DataFrame:
    fields = ["article_id", "outlet", "title", "author", "published", "published_precision", "published_basis",
              "genre", "republished_from", "url", "rights", "file"]
    table = pd.DataFrame([[getattr(marked.article, name) for name in fields] for marked in kept], columns=fields)
    by_article = sentences.groupby("article_id")
    for name in ("n_words", "n_words_quoted"):
        table[name] = table["article_id"].map(by_article[name].sum())
    table["n_sentences"] = table["article_id"].map(by_article.size())
    # Counted at white space: raw text is not split into words, so this is for the share kept, not for rates.
    table["n_words_raw"] = [len(marked.article.text.split()) for marked in kept]
    return table


def _line_table(kept: Sequence[MarkedArticle]) -> pd.DataFrame:
    rows = []
    for marked in kept:
        article = marked.article
        for line in marked.lines:
            if line.role != "blank":
                text = article.text[line.start:line.end]
                rows.append((article.article_id, article.outlet, article.file, line.number, line.role, line.rule,
                             line.start, line.end, len(text.split()), text))
    return pd.DataFrame(rows, columns=["article_id", "outlet", "file", "line", "role", "rule", "start", "end",
                                       "n_words", "text"])


def _quote_table(kept: Sequence[MarkedArticle]) -> pd.DataFrame:
    rows = [(marked.article.article_id, marked.article.outlet, found.quote.start, found.quote.end, found.quote.kind,
             found.part, found.n_words, found.text, found.source)
            for marked in kept for found in marked.quotes]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "start", "end", "kind", "part", "n_words", "text",
                                       "source"])


__all__ = ["FRAGMENT", "OUTLET", "PARTS", "QUOTED", "VOICES", "Corpus", "Words", "build_corpus"]
