"""Tone toward actors: who is written of how, in whose words, with the sentences and the words that weigh most."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import sentence_evidence
from framing.html import EvidenceSentence, Fragment, four_beats, sentences, table
from framing.lexicon import load_lexicon
from framing.measures.actor_tone import ACTORS, TONE_TOWARD, score_actors
from framing.measures.learned_toward import KEY
from framing.measures.learned_weights import load_weights
from framing.measures.tone_toward import explain_tone_toward, score_tone_toward
from framing.prose import count_of
from framing.validity import stated_validity

# Actors of an outlet that are shown, those mentioned most; outlets; words that are named as weighing most.
N_ACTORS, MAX_OUTLETS, N_WORDS = 3, 8, 3
PLACES = {"own words": ("text", "outlet"), "quoted words": ("text", "quoted"), "headline": ("headline", "all")}


def show_tone_toward(corpus: Corpus, toward: pd.DataFrame) -> Fragment:
    """Tone toward the actors that each outlet mentions most, with the harshest and kindest mention to read.

    ``toward``: from ``tone_toward_table``.
    """
    titles = {item.key: item.title for item in load_lexicon(ACTORS, corpus_folder=corpus.folder).categories}
    shown = _by_place(toward, corpus.outlets[:MAX_OUTLETS])
    result: list[Fragment | str] = ["No actor of the list is mentioned."]
    if len(shown):
        evidence = [_ends(corpus, row.outlet, row.actor, titles[row.actor]) for row in shown.itertuples()]
        formats = {column: "+.2f" for column in shown if str(column).endswith((": mean", "by rules"))}
        result = [table(shown.assign(actor=shown["actor"].map(titles)), row_header="outlet", formats=formats,
                        caption="Mean tone toward the actors mentioned most (-1 negative, 1 positive), by voice",
                        evidence=evidence)]
    card = load_weights(KEY).card
    return four_beats(
        question="How does each outlet write of each actor, and in whose words?",
        method=["Every mention of an actor by name is scored from the sixty words on either side of it, by where they "
                "stand: each word adds a learned weight. Pronouns are left out. No name has a weight.",
                f"Learned from {card['trained_on']}. By rules: the same mean by a plain reading of clause, negation, "
                "“but” and of who does what to whom.", stated_validity(KEY)],
        result=result,
        caveat=[TONE_TOWARD.caveat, *card["limits"][:3]])


def _by_place(toward: pd.DataFrame, outlets: Sequence[str]) -> pd.DataFrame:
    """One row an outlet and actor: mean and mentions in its own words, in quoted words and in headlines."""
    every = toward[(toward["part"] == "text") & (toward["voice"] == "all") & toward["outlet"].isin(outlets)]
    top = every.sort_values(["outlet", "n_mentions", "actor"], ascending=[True, False, True])
    top = top.groupby("outlet").head(N_ACTORS).set_index(["outlet", "actor"])
    columns = {}
    for name, (part, voice) in PLACES.items():
        rows = toward[(toward["part"] == part) & (toward["voice"] == voice)].set_index(["outlet", "actor"])
        columns[f"{name}: mean"] = rows["mean"].reindex(top.index)
        columns[f"{name}: mentions"] = rows["n_mentions"].reindex(top.index).fillna(0).astype(int)
    columns |= {"all words, by rules": top["mean_by_rules"].round(2), "articles": top["n_articles"],
                "negative mentions": (top["share_negative"] * top["n_mentions"]).round().astype(int),
                "positive mentions": (top["share_positive"] * top["n_mentions"]).round().astype(int),
                "label": top["label"]}
    return pd.DataFrame(columns).reset_index()


def _ends(corpus: Corpus, outlet: str, actor: str, title: str) -> Fragment:
    """The harshest and the kindest mention of an actor, with the words that weigh most."""
    mentions = score_actors(corpus)
    of_outlet = (corpus.sentences["outlet"] == outlet).to_numpy()[mentions["sentence"]]
    rows = mentions[of_outlet & (mentions["actor"] == actor)].sort_values(["value", "word"])
    ends = rows if len(rows) < 2 else rows.iloc[[0, -1]]
    return sentences([_marked(corpus, row) for row in ends.itertuples()], total=rows["sentence"].nunique(),
                     summary=f"{outlet} on {title}: " + "; ".join(_why(corpus, row) for row in ends.itertuples()))


def actor_tone_row(corpus: Corpus) -> tuple[str, dict[str, str], dict[str, Fragment]]:
    """A row of the overview: tone toward the two actors that each outlet mentions most, in all its words."""
    titles = {item.key: item.title for item in load_lexicon(ACTORS, corpus_folder=corpus.folder).categories}
    mentions = score_actors(corpus)
    outlet = corpus.sentences["outlet"].to_numpy()[mentions["sentence"]]
    means = mentions.groupby([outlet, mentions["actor"]])["value"].agg(["mean", "size"])
    values, evidence = dict.fromkeys(corpus.outlets, "no mention"), {}
    for name in sorted(set(outlet)):
        top = means.loc[name].sort_values("size", ascending=False, kind="stable").head(2)
        values[name] = "; ".join(f"{titles[row.Index]}: {row.mean:+.2f} ({count_of(row.size, 'mention')})"
                                 for row in top.itertuples())
        evidence[name] = _ends(corpus, name, top.index[0], titles[top.index[0]])
    return "tone toward the actors mentioned most", values, evidence


def _marked(corpus: Corpus, mention) -> EvidenceSentence:
    (sentence,) = sentence_evidence(corpus, [mention.sentence])
    return EvidenceSentence(sentence.outlet, sentence.article_id, sentence.position, sentence.part, mention.voice,
                            sentence.text, ((mention.start, mention.end),))


def _why(corpus: Corpus, mention) -> str:
    text = corpus.sentences["text"].iloc[mention.sentence]
    return f"{mention.value:+.2f} ({_words_that_weigh(text, (mention.start, mention.end))})"


def _words_that_weigh(text: str, span: tuple[int, int]) -> str:
    """The words that add most to positive against negative, each with what it adds."""
    words = explain_tone_toward([text], [span])
    words = words[words["distance"] != 0].assign(size=words["adds"].abs())
    top = words.sort_values(["size", "distance"], ascending=[False, True]).head(N_WORDS)
    return ", ".join(f"“{row.word}” {row.adds:+.1f}" for row in top.itertuples()) or "no word but the mention"


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
    return table(rows, caption=f"What two ways make of {count_of(len(rows), 'sentence')} (-1 negative, 1 positive)",
                 row_header="sentence", formats={"learned": "+.2f", "by rules": "+.2f"})
