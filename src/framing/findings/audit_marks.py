"""What stands beside a category that was audited: its precision, and words and grey where too few hits are right."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from framing.audit.places import hits_of
from framing.audit.precision import ALL, corpus_precision
from framing.corpus import Corpus
from framing.evidence import hit_evidence
from framing.html import Card, Fragment, clause, joined, number, opening, sentence_card
from framing.kept import kept_with_first
from framing.lexicon import Lexicon
from framing.validity import WEAK, weak_categories

BELOW = "below the bar"


class CategoryPrecision(NamedTuple):
    """One category over all outlets, as in ``precision_table``; NaN where nothing was decided."""

    n_read: int
    n_right: int
    n_wrong: int
    n_unsure: int
    precision: float
    low: float
    high: float
    is_below: bool


@kept_with_first  # asked for by every category that is named
def category_precision(corpus: Corpus, key: str) -> dict[str, CategoryPrecision]:
    """The categories of a list of which a hit was read."""
    found = corpus_precision(corpus)
    rows = found[(found["lexicon"] == key) & (found["outlet"] == ALL) & (found["category"] != ALL)
                 & (found["n_read"] > 0)]
    return {row.category: CategoryPrecision(row.n_read, row.n_right, row.n_wrong, row.n_unsure, row.precision, row.low,
                                            row.high, bool(row.below_bar)) for row in rows.itertuples()}


def category_titles(lexicon: Lexicon, corpus: Corpus | None = None) -> dict[str, str]:
    """Category key -> its name in plain words, with a mark where it was measured and is weak, and one where the
    corpus's audit found too few of its hits right."""
    weak = weak_categories(lexicon.card.validity)
    found = category_precision(corpus, lexicon.key) if corpus else {}
    titles = {}
    for category in lexicon.categories:
        marks = [WEAK] * (category.key in weak) + [BELOW] * (category.key in found and found[category.key].is_below)
        titles[category.key] = f"{category.title} ({', '.join(marks)})" if marks else category.title
    return titles


def category_name(corpus: Corpus, lexicon: Lexicon, category: str) -> Fragment:
    """The name of a category with its marks; one below the bar is greyed, and its row of a table with it."""
    found = category_precision(corpus, lexicon.key).get(category)
    name = clause("{title}", title=category_titles(lexicon, corpus)[category])
    return greyed(name) if found and found.is_below else name


def greyed(shown: Fragment) -> Fragment:
    """What is shown of a category below the bar; it also says so in words."""
    return joined((Fragment('<span class="framing-below">'), shown, Fragment("</span>")))


def audited_clause(corpus: Corpus, key: str, in_category: str, template: str, **values: Any) -> Fragment:
    """A clause about a category, with its precision behind it where an audit read it, greyed below the bar."""
    said = clause(template, **values)
    found = category_precision(corpus, key).get(in_category)
    if found is None or math.isnan(found.precision):
        return said
    whole = joined((said, clause("; precision {value:.2f} ({low:.2f} to {high:.2f}; {n} read)", value=found.precision,
                                 low=found.low, high=found.high, n=found.n_read)))
    return greyed(whole) if found.is_below else whole


def audited_cell(corpus: Corpus, key: str, category: str) -> Fragment:
    """Precision of a category and what it rests on, the hits that were counted wrongly opening their sentences."""
    found = category_precision(corpus, key).get(category)
    if found is None:
        return clause("not read")
    counts = clause("{right} right, {wrong} wrong, {unsure} unsure", right=found.n_right, unsure=found.n_unsure,
                    wrong=opening(number(found.n_wrong), wrong_card(corpus, key, category)))
    if math.isnan(found.precision):
        return counts
    return clause("{value:.2f} ({low:.2f} to {high:.2f}): {counts}", value=found.precision, low=found.low,
                  high=found.high, counts=counts)


def wrong_card(corpus: Corpus, key: str, category: str) -> Card | None:
    """The sentences of the hits that were counted wrongly."""
    found = hit_evidence(corpus, hits_of(corpus, key), category, only_wrong=True)
    return sentence_card(found.rows, title=f"{category.replace('_', ' ')}: counted wrongly", counted="hit",
                         n_sentences=found.n_sentences, n_marks=found.n_hits) if found.rows else None
