"""What one article or outlet names and another does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.html import (
    Card,
    Fragment,
    clause,
    folded,
    four_beats,
    joined,
    listed,
    number,
    opening,
    parts_card,
    say,
    table,
)
from framing.mention_evidence import mention_evidence
from framing.mentions.find import find_mentions
from framing.mentions.found import ACTOR
from framing.mentions.groups import MAX_ARTICLES_SIDE_BY_SIDE, GroupedMentions, group_mentions

N_PARTLY, N_IN_ONE, N_EVERYWHERE = 12, 8, 8
# Of few articles all items are listed; of an archive the most frequent: each of its cells counts over many articles.
MAX_ITEMS, MAX_ITEMS_BY_OUTLET = 200, 60
# More columns than this are shown in several tables.
GROUPS_PER_TABLE = 6


def show_omissions(corpus: Corpus) -> Fragment:
    """Who and what is named in which article (or, of many articles, outlet), where first, how often, and where not."""
    found = grouped(corpus)
    group = "outlet" if _is_by_outlet(corpus) else "article"
    partly = partly_named(corpus, found)[:N_PARTLY]
    in_one = _once_each(corpus, _in_one(found))[:N_IN_ONE]
    return four_beats(
        question="What does one tell that another leaves out?",
        method="Actors, people, places, organisations, dates, numbers and recurring phrases, found by capitals, marks "
               "and word lists; the names of one person or country are merged. Beside an absence stands how many "
               f"mentions were to be expected if the {group} named it as often per word as the others together: in a "
               "text a tenth as long, most absences mean nothing. Not validated against human coding.",
        result=[_counts_sentence(corpus, found, group), _everywhere_sentence(corpus, found, group),
                *_matrix(corpus, found, partly, caption=f"Named in some {group}s, absent in others: the absences with "
                                                        "most expected mentions first"),
                *_matrix(corpus, found, in_one, caption=f"Named in one {group} only: most mentions first")],
        caveat="Absent means: not named by one of the forms that were found. A text can speak of somebody as “he” or "
               "“the ministry”. Mentions come in clusters, so an absence where few are expected is common. And what "
               "nobody tells is not in this table.")


def grouped(corpus: Corpus) -> GroupedMentions:
    """Mentions by article, or by outlet where articles do not fit side by side."""
    return group_mentions(corpus, by_outlet=_is_by_outlet(corpus))


def _is_by_outlet(corpus: Corpus) -> bool:
    return len(corpus.articles) > MAX_ARTICLES_SIDE_BY_SIDE


def show_mentions(corpus: Corpus) -> Fragment:
    """Every item in every article, or the most frequent ones in every outlet."""
    found, items = grouped(corpus), find_mentions(corpus).items
    is_by_outlet = _is_by_outlet(corpus)
    ranked = np.argsort(-found.counts.sum(axis=1), kind="stable")
    chosen = ranked[:MAX_ITEMS_BY_OUTLET if is_by_outlet else MAX_ITEMS].tolist()
    group = "outlet" if is_by_outlet else "article"
    shown = folded(_matrix(corpus, found, chosen, caption=f"Mentions in each {group}, most named first",
                           is_absence_opened=False), summary=f"All {group}s side by side: {len(chosen):,} of "
                                                             f"{len(items):,} items")
    return four_beats(
        question=f"Who and what is named in which {group}?",
        method="Actors (by word list), people, places, organisations and other names (by capitals and marks), dates, "
               "numbers and recurring phrases. The names of one person or country are merged. A place can also be an "
               "actor: “Moscow” is counted as a place and, by the list of actors, as Russia. Not validated against "
               "human coding.",
        result=[_counts_sentence(corpus, found, group), shown],
        caveat="What is meant but not named (he, the company, the ministry) is not found, and a name that the rules "
               "cannot read is missed.")


def _once_each(corpus: Corpus, chosen: list[int]) -> list[int]:
    """Without places and names that are in the table as actors already."""
    items = find_mentions(corpus).items
    actors = {_plain(items[item].name) for item in chosen if items[item].kind == ACTOR}
    return [item for item in chosen if items[item].kind == ACTOR or _plain(items[item].name) not in actors]


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def partly_named(corpus: Corpus, found: GroupedMentions) -> list[int]:
    """Items named in two groups or more but not in all: the most telling absence first."""
    n_with, telling = found.n_groups_with, found.telling_absences()
    chosen = np.flatnonzero((n_with > 1) & (n_with < len(found.names)))
    ranked = chosen[np.lexsort((chosen, -found.counts[chosen].sum(axis=1), -telling[chosen]))]
    return _once_each(corpus, ranked.tolist())


def _in_one(found: GroupedMentions) -> list[int]:
    chosen = np.flatnonzero(found.n_groups_with == 1)
    return chosen[np.lexsort((chosen, -found.counts[chosen].sum(axis=1)))].tolist()


def _counts_sentence(corpus: Corpus, found: GroupedMentions, group: str) -> Fragment:
    n_with, n_groups = found.n_groups_with, len(found.names)
    kinds = [item.kind for item in find_mentions(corpus).items]

    def opened(is_chosen: np.ndarray, title: str) -> Fragment:
        by_kind = pd.Series([kind for kind, chosen in zip(kinds, is_chosen, strict=True) if chosen]).value_counts(
            sort=False).sort_index()
        parts = [(str(kind), int(n)) for kind, n in by_kind.items()]
        return opening(number(int(is_chosen.sum())), parts_card(parts, title=title, counted="items") if parts else None)

    return say("Of {all} items named, {every} are in every {group}, {some} in some, {one} in one only. All of them "
               "stand in tables/mentions.csv.", group=group, all=opened(n_with > 0, "All items, by kind"),
               every=opened(n_with == n_groups, f"Items in every {group}, by kind"),
               some=opened((n_with > 1) & (n_with < n_groups), f"Items in some {group}s, by kind"),
               one=opened((n_with == 1) & (n_groups > 1), f"Items in one {group} only, by kind"))


def _everywhere_sentence(corpus: Corpus, found: GroupedMentions, group: str) -> Fragment:
    chosen = np.flatnonzero(found.n_groups_with == len(found.names))
    ranked = _once_each(corpus, chosen[np.lexsort((chosen, -found.counts[chosen].sum(axis=1)))].tolist())[:N_EVERYWHERE]
    items = find_mentions(corpus).items
    words = [clause("{item} ({n})", item=items[item].name, n=opening(
        number(int(found.counts[item].sum())), _spread_card(found, int(item), items[item].name))) for item in ranked]
    return say("Named in every {group}: {items}; mentions in brackets.", group=group, items=listed(words))


def _spread_card(found: GroupedMentions, item: int, name: str) -> Card:
    return parts_card([(group, int(n)) for group, n in zip(found.names, found.counts[item], strict=True) if n],
                      title=f"Where “{name}” is named", counted="mentions")


def _matrix(corpus: Corpus, found: GroupedMentions, chosen: list[int], *, caption: str, is_absence_opened: bool = True
            ) -> list[Fragment]:
    if not chosen:
        return []
    items, tables = find_mentions(corpus).items, []
    for first in range(0, len(found.names), GROUPS_PER_TABLE):
        groups = range(first, min(first + GROUPS_PER_TABLE, len(found.names)))
        rows = [[items[item].name, items[item].kind, *(
            _cell(corpus, found, item, group) if found.counts[item, group] or is_absence_opened else Fragment("–")
            for group in groups)] for item in chosen]
        tables.append(table(pd.DataFrame(rows, columns=["item", "kind", *(found.names[group] for group in groups)]),
                            caption=caption, row_header="item"))
    return tables


def _cell(corpus: Corpus, found: GroupedMentions, item: int, group: int) -> Fragment:
    name, n = find_mentions(corpus).items[item].name, int(found.counts[item, group])
    title = f"{found.names[group]}: {name}"
    if n == 0:
        return absence(found, item, group, name)
    is_article = found.group_of_article == group
    evidence = mention_evidence(corpus, item, is_article=is_article)
    shown = evidence.opened_by(number(n), title, counted="mention",
                               basis=clause("Counted in {n:,d|word}.", n=int(found.n_words[group])))
    return joined((shown, _first_place(corpus, found, item, group, is_article)))


def _first_place(corpus: Corpus, found: GroupedMentions, item: int, group: int, is_article: np.ndarray) -> Fragment:
    """Of one article, where it is named first; of an outlet, in how many of its articles."""
    sentences = corpus.sentence_columns
    if is_article.sum() > 1:
        mentions = find_mentions(corpus)
        named_in = sentences.article[mentions.sentence[mentions.item == item]]
        return clause(", in {n:,d} of {all:,d|article}", n=len(np.unique(named_in[is_article[named_in]])),
                      all=int(is_article.sum()))
    row = int(found.first_sentence[item, group])
    position = row - int(np.searchsorted(sentences.article, sentences.article[row])) + 1
    part = corpus.sentences["part"].iat[row]
    return clause(", first in sentence {position:d}{part}", position=position,
                  part="" if part == "body" else f" ({part})")


def absence(found: GroupedMentions, item: int, group: int, name: str) -> Fragment:
    """That a group does not name an item, with the mentions that were to be expected."""
    return clause("absent ({expected} expected)", expected=opening(
        number(float(found.expected[item, group]), ".1f"), _elsewhere_card(found, item, group, name)))


def _elsewhere_card(found: GroupedMentions, item: int, group: int, name: str) -> Card:
    """Who names it, from which follows what was to be expected."""
    others = [(f"{other}, {int(words):,} words", int(n)) for other, n, words in
              zip(found.names, found.counts[item], found.n_words, strict=True) if n]
    return parts_card(others, counted="mentions",
                      title=f"{name}: named elsewhere, at which rate {found.names[group]} with "
                            f"{int(found.n_words[group]):,} words would have {found.expected[item, group]:.1f}")


def absences_of(corpus: Corpus, outlet: str, *, n_items: int) -> list[Fragment]:
    """What an outlet does not name although it was to be expected, most expected mentions first."""
    found, items = group_mentions(corpus, by_outlet=True), find_mentions(corpus).items
    group = found.names.index(outlet)
    missing = np.flatnonzero((found.counts[:, group] == 0) & (found.n_groups_with > 0))
    ranked = missing[np.argsort(-np.nan_to_num(found.expected[missing, group]), kind="stable")]
    return [clause("{item} ({expected})", item=items[item].name, expected=opening(
        number(float(found.expected[item, group]), ".1f"), _elsewhere_card(found, item, group, items[item].name)))
        for item in _once_each(corpus, ranked.tolist())[:n_items]]
