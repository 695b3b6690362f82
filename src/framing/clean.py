"""Raw text in, the role of every line out: what is the article, and what the page put around it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from framing.article import Article
from framing.article_lines import ArticleLines, UnreadLines, cut_articles, held_lines, line_places
from framing.known_chunks import KnownChunks
from framing.line_clues import SHARED_BIT, candidates_of_lines, rule_bits
from framing.line_positions import claim_standfirst, claim_subheadings
from framing.line_repeats import claim_copies, claim_teasers
from framing.line_rules import Step, claim_by_rules, steps_of
from framing.line_signs import EVERYTHING, Signs, signs_of
from framing.line_titles import claim_given_title, claim_guessed_title, claim_names
from framing.outlets import OutletRules
from framing.plain_line import Claims, Lines, find_lines, fold_words, make_plain_lines
from framing.repeated_lines import claim_repeated, find_repeated_lines

__all__ = ["BODY", "KEPT_ROLES", "CleanArticle", "CleanedLines", "Line", "clean", "clean_all", "find_repeated_lines",
           "keep_all"]

# What is kept as the article; every other role is shown to the reader as removed.
KEPT_ROLES = ("title", "standfirst", "subheading", "body")

# Lines that may be the text after all, when without them an article would have none.
_TEXT_IF_NOTHING_ELSE = frozenset({"caption", "note", "related", "standfirst", "teaser"})
_MIN_WORDS_OF_TEXT = 8
BODY = ("body", "position.body")


class Line(NamedTuple):
    """One line of the raw text: ``text[start:end]`` without its line break, and what it is.

    ``number`` counts from 1. ``role`` is one of ``framing.cleaning_rule.ROLES``; ``rule`` says what decided:
    a rule of a file ("the_week.newsletter"), the line's place ("position.title"), its likeness to the
    metadata ("metadata.author") or to other articles ("repeated.in_outlet").
    """

    number: int
    start: int
    end: int
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article with the roles of its lines.

    ``claims``: role and rule of the lines that are not plain body, by index. ``n_words_raw``: words of the raw text,
    counted at white space.
    """

    article: Article
    claims: Claims
    n_words_raw: int

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, blank ones included."""
        spans = find_lines(self.article.text)
        held = make_plain_lines(self.article.text, spans)
        return tuple(Line(i + 1, start, end, *(self.claims.get(i, BODY) if i in held else ("blank", "blank")))
                     for i, (start, end) in enumerate(spans))


class CleanedLines(NamedTuple):
    """Articles cleaned together, and their titles and lines. ``held``: the pieces that are lines with text."""

    articles: list[CleanArticle]
    lines: ArticleLines
    held: np.ndarray


def clean(article: Article, rules: OutletRules, *, repeated: Set[tuple[str, str]] = frozenset()) -> tuple[Line, ...]:
    """The role of every line of an article's raw text, blank lines included, in order.

    ``rules``: from ``rules_for``. ``repeated``: from ``find_repeated_lines`` over the whole corpus.
    The text is not changed: joining the lines and the gaps between them gives it back. Keep the lines
    whose role is in ``KEPT_ROLES``. What stands inside a line is never cut, so a caption that was glued
    to a paragraph stays; an article on one single line is all body. A text that the rules would leave
    without a body keeps its longer lines as body ("position.nothing_else").
    """
    spans = find_lines(article.text)
    lines = make_plain_lines(article.text, spans)
    steps = steps_of(rules.rules, rule_bits(rules.rules))
    return CleanArticle(article, _claim_roles(lines, article, rules, steps, repeated), 0).lines


def clean_all(articles: Sequence[Article], rules: Sequence[OutletRules], known: KnownChunks, *,
              repeated: Set[tuple[str, str]] = frozenset()) -> CleanedLines:
    """``clean`` for many articles. ``rules``: one entry an article; those in ``known.rules`` are asked about few lines.

    Numbers tell which steps could find anything in an article; most lines are then never read.
    """
    lines = cut_articles(articles, known)
    held = held_lines(lines, known.columns)
    bits = {rule: SHARED_BIT for outlet in dict.fromkeys(rules) for rule in outlet.rules} | dict(rule_bits(known.rules))
    columns = {**known.columns, **known.clues}
    candidates = candidates_of_lines(known.rules, lines.chunked, held, columns)
    candidates &= np.uint64(reduce(or_, bits.values(), 0))
    signs = signs_of(articles, rules, lines, held, columns, candidates=candidates, repeated=repeated)
    steps = {outlet: steps_of(outlet.rules, bits) for outlet in dict.fromkeys(rules)}
    places = line_places(lines, held, candidates)
    cleaned = [
        CleanArticle(article, _claim_roles(UnreadLines(article.text, places, row), article, outlet, steps[outlet],
                                           repeated, own), n_words)
        for row, (article, outlet, own, n_words) in enumerate(zip(
            articles, rules, signs, _words_of_texts(lines), strict=True))]
    return CleanedLines(cleaned, lines, held.piece)


def keep_all(articles: Sequence[Article], known: KnownChunks) -> CleanedLines:
    """The articles with every line that holds text as body."""
    lines = cut_articles(articles, known)
    return CleanedLines([CleanArticle(article, {}, n_words) for article, n_words in zip(
        articles, _words_of_texts(lines), strict=True)], lines, held_lines(lines, known.columns).piece)


def _words_of_texts(lines: ArticleLines) -> list[int]:
    """The words of every text, counted at white space."""
    return (lines.chunked.bounds[lines.first[1:]] - lines.chunked.bounds[lines.first[:-1] + 1]).tolist()


def _claim_roles(lines: Lines, article: Article, rules: OutletRules, steps: Sequence[Step],
                 repeated: Set[tuple[str, str]], signs: Signs = EVERYTHING) -> Claims:
    """Each step claims some of the lines that are left; the strongest evidence comes first."""
    title = fold_words(article.title) if signs.title is None else signs.title
    claims = claim_given_title(lines, title, asked=signs.top)
    claims = claim_by_rules(lines, steps, claims, asked=signs.asked)
    claims = claim_repeated(lines, article.outlet, repeated, claims, asked=signs.shared)
    claims = claim_names(lines, article, rules.names, claims, asked=signs.named)
    claims = claims if title else claim_guessed_title(lines, claims)
    claims = claim_teasers(lines, claims, known_once=signs.known_once)
    claims = claim_copies(lines, claims) if signs.copies else claims
    claims = claim_standfirst(lines, claims)
    return _restore_text(lines, claim_subheadings(lines, claims, asked=signs.short))


def _restore_text(lines: Lines, claims: Claims) -> Claims:
    """The claims, without those that leave an article nothing to read."""
    if len(claims) < len(lines):
        return claims
    return {
        i: ("body", "position.nothing_else")
        if lines[i].n_words >= _MIN_WORDS_OF_TEXT and (role in _TEXT_IF_NOTHING_ELSE or rule.startswith("repeated."))
        else (role, rule)
        for i, (role, rule) in claims.items()
    }
