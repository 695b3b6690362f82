"""Tone toward actors: who is written of how, in whose words, with the sentences and the words that weigh most."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.corpus import Corpus
from framing.findings.article_parts import by_article
from framing.findings.intervals import interval
from framing.findings.parts_by_name import by_name_card
from framing.findings.tone_cards import SIGNED, mention_card
from framing.html import Card, Fragment, clause, four_beats, listed, number, opening, table
from framing.html.evidence import VOICE_NAMES
from framing.lexicon import load_lexicon
from framing.measures.actor_tone import ACTORS, TONE_TOWARD, score_actors
from framing.measures.learned_toward import KEY
from framing.measures.learned_weights import load_weights
from framing.measures.tone_toward import explain_tone_toward, score_tone_toward
from framing.validity import stated_validity

# Actors of an outlet that are shown, those mentioned most; outlets; words that are named as weighing most.
N_ACTORS, MAX_OUTLETS, N_WORDS = 3, 8, 3
# In the overview: actors of an outlet, and sentences of each.
N_IN_OVERVIEW, N_SHOWN = 2, 4
PLACES = {"own words": ("text", "outlet"), "quoted words": ("text", "quoted"), "headlines": ("headline", "all")}


def show_tone_toward(corpus: Corpus, toward: pd.DataFrame) -> Fragment:
    """Tone toward the actors that each outlet mentions most, with the harshest and kindest mention to read.

    ``toward``: from ``tone_toward_table``.
    """
    card = load_weights(KEY).card
    top = _most_mentioned(toward, corpus.outlets[:MAX_OUTLETS])
    return four_beats(
        question="How does each outlet write of each actor, and in whose words?",
        method=["Every mention of an actor by name is scored from the sixty words on either side of it, by where they "
                "stand: each word adds a learned weight. Pronouns are left out. No name has a weight.",
                f"Learned from {card['trained_on']}. By rules: the same mean by a plain reading of clause, negation, "
                "“but” and of who does what to whom.", stated_validity(KEY)],
        result=[*[_means(corpus, toward, rows) for _, rows in top.groupby("outlet", sort=True)], _ends(corpus, top)]
        if len(top) else "No actor of the list is mentioned.",
        caveat=[TONE_TOWARD.caveat, *card["limits"][:3]])


def actor_titles(corpus: Corpus) -> dict[str, str]:
    """Actor -> its name in plain words."""
    return {item.key: item.title for item in load_lexicon(ACTORS, corpus_folder=corpus.folder).categories}


def _most_mentioned(toward: pd.DataFrame, outlets: Sequence[str]) -> pd.DataFrame:
    """The rows of the actors that each outlet mentions most, all its words together."""
    every = toward[(toward["part"] == "text") & (toward["voice"] == "all") & toward["outlet"].isin(outlets)]
    every = every.sort_values(["outlet", "n_mentions", "actor"], ascending=[True, False, True])
    return every.groupby("outlet").head(N_ACTORS)


def _means(corpus: Corpus, toward: pd.DataFrame, top: pd.DataFrame) -> Fragment:
    """Actors of one outlet: mean and mentions in its own words, in quoted words and in headlines."""
    titles, cells = actor_titles(corpus), []
    placed = toward.set_index(["outlet", "actor", "part", "voice"], drop=False)
    for row in top.itertuples():
        name = f"{row.outlet}: {titles[row.actor]}"
        mentions = mentions_of(corpus, row.outlet, row.actor)
        cells.append([titles[row.actor], *(
            _mean(corpus, placed.loc[key], _in_place(mentions, part, voice), f"{name}, {place}")
            if (key := (row.outlet, row.actor, part, voice)) in placed.index else "no mention"
            for place, (part, voice) in PLACES.items()),
            _signs(corpus, row, _in_place(mentions, "text", "all"), name),
            opening(number(row.mean_by_rules, SIGNED), _of_articles(corpus, _in_place(mentions, "text", "all"), name))])
    outlet, label = top["outlet"].iloc[0], top["label"].iloc[0]
    return table(pd.DataFrame(cells, columns=["actor", *PLACES, "of all in the text", "by rules"]), row_header="actor",
                 caption=f"{outlet}: mean tone toward the actors mentioned most, -1 negative, 1 positive ({label}); in "
                         "brackets the mentions")


def mentions_of(corpus: Corpus, outlet: str, actor: str) -> pd.DataFrame:
    """The mentions of an actor in an outlet, from ``score_actors``."""
    mentions = score_actors(corpus)
    of_outlet = (corpus.sentences["outlet"] == outlet).to_numpy()[mentions["sentence"]]
    return mentions[of_outlet & (mentions["actor"] == actor)]


def _in_place(mentions: pd.DataFrame, part: str, voice: str) -> pd.DataFrame:
    return mentions[(mentions["part"] == part) & ((mentions["voice"] == voice) | (voice == "all"))]


def _mean(corpus: Corpus, row: pd.Series, mentions: pd.DataFrame, title: str) -> Fragment:
    card = mention_card(corpus, mentions, title=title)
    return clause("{mean}{interval} ({n})", mean=opening(number(float(row["mean"]), SIGNED), card),
                  interval=interval(row, SIGNED), n=opening(number(int(row["n_mentions"])), card))


def _signs(corpus: Corpus, row, mentions: pd.DataFrame, name: str) -> Fragment:
    """How many mentions are labelled negative and positive, and in how many articles they stand."""
    voices = mentions["voice"].map(VOICE_NAMES)
    signs = {word: opening(number(int(mask.sum())), by_name_card(
        voices[mask].value_counts(sort=False).sort_index(), title=f"{name}, {word}", counted="mentions", others=""))
        for word, mask in (("negative", mentions["label"] < 0), ("positive", mentions["label"] > 0))}
    return clause("{n} in {articles:,d|article}: {negative} negative, {positive} positive",
                  n=opening(number(row.n_mentions), _of_articles(corpus, mentions, name)), articles=row.n_articles,
                  **signs)


def _of_articles(corpus: Corpus, mentions: pd.DataFrame, name: str) -> Card:
    """The mentions of an actor, article by article."""
    article = corpus.sentences["article_id"].to_numpy()[mentions["sentence"]]
    return by_article(corpus, mentions.assign(article_id=article), title=f"{name}, all mentions", counted="mentions")


def _ends(corpus: Corpus, top: pd.DataFrame) -> Fragment:
    """The harshest and the kindest mention of each of them, with the words that weigh most."""
    titles, cells = actor_titles(corpus), []
    for row in top.itertuples():
        rows = _in_place(mentions_of(corpus, row.outlet, row.actor), "text", "all").sort_values(["value", "word"])
        ends = rows.iloc[sorted({0, len(rows) - 1})]
        name = f"{row.outlet}: {titles[row.actor]}"
        card = mention_card(corpus, ends, title=f"{name}, harshest and kindest mention")
        cells += [[name, opening(number(float(one.value), SIGNED), card), _words_that_weigh(
            corpus.sentences["text"].iloc[one.sentence], (one.start, one.end))] for one in ends.itertuples()]
    return table(pd.DataFrame(cells, columns=["outlet: actor", "tone", "words that weigh most (what each adds)"]),
                 caption="The harshest and the kindest mention, and why they are scored so", row_header="outlet: actor")


def actor_tone_row(corpus: Corpus) -> tuple[str, dict[str, Fragment], dict[str, Fragment]]:
    """A row of the overview: tone toward the two actors that each outlet mentions most, in all its words."""
    means, titles = _means_by_outlet(corpus), actor_titles(corpus)
    values = dict.fromkeys(corpus.outlets, Fragment("no mention"))
    for outlet, of_outlet in means.groupby("outlet"):
        top = of_outlet.sort_values("size", ascending=False, kind="stable").head(N_IN_OVERVIEW)
        values[outlet] = listed([clause("{actor}: {tone}", actor=titles[row.actor], tone=_toward(corpus, row, titles))
                                 for row in top.itertuples()])
    return "tone toward the actors mentioned most", values, {}


def shared_actor_row(corpus: Corpus) -> tuple[str, dict[str, Fragment], dict[str, Fragment]]:
    """The same for the one actor that most outlets mention, and of several the one mentioned most."""
    means, titles = _means_by_outlet(corpus), actor_titles(corpus)
    values = dict.fromkeys(corpus.outlets, Fragment("no mention"))
    if means.empty:
        return "tone toward actors", values, {}
    spread = means.groupby("actor")["size"].agg(["size", "sum"])
    actor = spread.sort_values(["size", "sum"], ascending=False, kind="stable").index[0]
    values |= {row.outlet: _toward(corpus, row, titles) for row in means[means["actor"] == actor].itertuples()}
    return f"tone toward {titles[actor]}", values, {}


def _means_by_outlet(corpus: Corpus) -> pd.DataFrame:
    """Columns: outlet, actor, mean, size (mentions)."""
    mentions = score_actors(corpus)
    outlet = pd.Series(corpus.sentences["outlet"].to_numpy()[mentions["sentence"]], mentions.index, name="outlet")
    return mentions.groupby([outlet, mentions["actor"]])["value"].agg(["mean", "size"]).reset_index()


def _toward(corpus: Corpus, row, titles: dict[str, str]) -> Fragment:
    card = mention_card(corpus, mentions_of(corpus, row.outlet, row.actor), n_shown=N_SHOWN,
                        title=f"{row.outlet}: {titles[row.actor]}, tone")
    return clause("{mean:+.2f} ({n} {noun})", mean=row.mean, n=opening(number(row.size), card),
                  noun="mention" if row.size == 1 else "mentions")


def _words_that_weigh(text: str, span: tuple[int, int]) -> Fragment:
    """The words that add most to positive against negative, each with what it adds."""
    words = explain_tone_toward([text], [span])
    words = words[words["distance"] != 0].assign(size=words["adds"].abs())
    top = words.sort_values(["size", "distance"], ascending=[False, True]).head(N_WORDS)
    return listed([clause("“{word}” {adds:+.1f}", word=row.word, adds=row.adds) for row in top.itertuples()],
                  nothing="no word but the mention")


def show_fooled_toward(texts: Sequence[str], mentions: Sequence[str]) -> Fragment:
    """Sentences and the tone toward one actor in each: to be predicted before they are read.

    ``mentions``: of each text the words that name the actor. Raises ValueError if they do not stand in it.
    """
    starts = [text.index(mention) for text, mention in zip(texts, mentions, strict=True)]
    spans = [(start, start + len(mention)) for start, mention in zip(starts, mentions, strict=True)]
    scores = score_tone_toward(texts, spans)
    rows = pd.DataFrame({"sentence": texts, "toward": mentions, "learned": scores["value"],
                         "by rules": scores["rules_value"],
                         "words that weigh most": [_words_that_weigh(text, span) for text, span in
                                                   zip(texts, spans, strict=True)]})
    return table(rows, caption="What two ways make of these sentences (-1 negative, 1 positive)",
                 row_header="sentence", formats={"learned": "+.2f", "by rules": "+.2f"})
