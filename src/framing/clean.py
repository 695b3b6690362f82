"""Raw text in, the role of every line out: what is the article, and what the page put around it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.article import Article
from framing.chunked import Chunked
from framing.known_chunks import KnownChunks
from framing.line_clues import candidates_of_lines, rule_bits
from framing.line_positions import claim_standfirst, claim_subheadings
from framing.line_repeats import claim_copies, claim_teasers
from framing.line_rules import Step, claim_by_rules, steps_of
from framing.line_titles import claim_given_title, claim_guessed_title, claim_names
from framing.outlets import OutletRules
from framing.plain_line import Claims, Lines, PlainLine, find_lines, fold_marks, holds_invisible, make_plain_lines
from framing.repeated_lines import claim_repeated, find_repeated_lines

__all__ = ["BODY", "KEPT_ROLES", "CleanArticle", "CleanedLines", "Line", "clean", "clean_all", "find_repeated_lines"]

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
    """Articles cleaned together. ``spans``: start and end of every line of each; ``held``: the indices of those that
    are not blank; ``chunked``: the chunks of every article's title and then of its lines."""

    articles: list[CleanArticle]
    spans: list[list[tuple[int, int]]]
    held: list[list[int]]
    chunked: Chunked


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
    claims = _claim_roles(lines, article, rules, steps, repeated)
    return CleanArticle(article, claims, 0).lines


def clean_all(articles: Sequence[Article], rules: Sequence[OutletRules], known: KnownChunks, *,
              repeated: Set[tuple[str, str]] = frozenset()) -> CleanedLines:
    """``clean`` for many articles. ``rules``: one entry an article; all of them must be in ``known.rules``.

    The chunks decide at once which rules could describe a line; most lines are then asked nothing.
    """
    spans = [find_lines(article.text) for article in articles]
    chunked = known.chunk([piece for article, lines in zip(articles, spans, strict=True)
                           for piece in (article.title, *(article.text[start:end] for start, end in lines))])
    bits = rule_bits(known.rules)
    steps = {outlet: steps_of(outlet.rules, bits) for outlet in dict.fromkeys(rules)}
    n_chunks = np.diff(chunked.bounds).tolist()
    candidates = candidates_of_lines(known.rules, chunked, known.columns).tolist()
    columns = list(zip(n_chunks, chunked.is_even.tolist(), candidates, strict=True))
    cleaned, held, first = [], [], 0
    for article, outlet, lines_of_article in zip(articles, rules, spans, strict=True):
        last = first + 1 + len(lines_of_article)
        lines = _plain_lines(article.text, lines_of_article, columns[first + 1:last])
        claims = _claim_roles(lines, article, outlet, steps[outlet], repeated)
        cleaned.append(CleanArticle(article, claims, sum(n_chunks[first + 1:last])))
        held.append(list(lines))
        first = last
    return CleanedLines(cleaned, spans, held, chunked)


def _plain_lines(text: str, spans: list[tuple[int, int]], columns: Sequence[tuple[int, bool, int]]) -> Lines:
    """``make_plain_lines`` when number of chunks, evenness and candidates of every line are known."""
    if holds_invisible(text):
        return {i: line._replace(candidates=columns[i][2]) for i, line in make_plain_lines(text, spans).items()}
    folded = fold_marks(text)
    return {i: PlainLine(folded[start:end] if is_even else " ".join(folded[start:end].split()), n_chunks, candidates)
            for i, ((start, end), (n_chunks, is_even, candidates)) in enumerate(zip(spans, columns, strict=True))
            if n_chunks}


def _claim_roles(lines: Lines, article: Article, rules: OutletRules, steps: Sequence[Step],
                 repeated: Set[tuple[str, str]]) -> Claims:
    """Each step claims some of the lines that are left; the strongest evidence comes first."""
    claims = claim_given_title(lines, article, {})
    claims = claim_by_rules(lines, steps, claims)
    claims = claim_repeated(lines, article.outlet, repeated, claims)
    claims = claim_names(lines, article, rules.names, claims)
    claims = claim_guessed_title(lines, article, claims)
    claims = claim_teasers(lines, claims)
    claims = claim_copies(lines, claims)
    claims = claim_standfirst(lines, claims)
    return _restore_text(lines, claim_subheadings(lines, claims))


def _restore_text(lines: Lines, claims: Claims) -> Claims:
    """The claims, without those that leave an article nothing to read."""
    if any(i not in claims for i in lines):
        return claims
    return {
        i: ("body", "position.nothing_else")
        if lines[i].n_words >= _MIN_WORDS_OF_TEXT and (role in _TEXT_IF_NOTHING_ELSE or rule.startswith("repeated."))
        else (role, rule)
        for i, (role, rule) in claims.items()
    }
