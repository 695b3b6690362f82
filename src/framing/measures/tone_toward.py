"""Tone toward a mentioned actor, on plain texts: a learned model and plain rules beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from framing.measures.learned_toward import KEY, add_up, labels_of, shares_of
from framing.measures.learned_weights import load_weights
from framing.measures.mention_rules import rule_labels, rule_scores
from framing.measures.mention_words import MentionWords, check_spans, read_mentions

# So many texts at a time: what is temporary stays small.
TEXTS_AT_ONCE = 20_000


def score_tone_toward(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """One row a mention: value, label, share_negative, share_neutral, share_positive, rules_value, rules_label.

    ``texts``: usually sentences, but of any length: sixty words on either side are looked at. ``spans``: of each text
    the characters (start, end) of the mention, end excluded. ``value``: -1 (negative) to 1 (positive), probability
    of positive minus that of negative by the learned model (models/tone_toward); ``label``: -1, 0 or 1, the
    likeliest, 0 too where negative and positive are equally likely to within .05; ``share_...``: the three
    probabilities. ``rules_...``: the same by plain rules (models/tone_rules). Who is named makes no difference: names
    have no weight. A text with nothing but the mention gets what the model holds before any word.

    Read it over many mentions: single ones are often wrong; the cards say how often. Tone is not stance and not bias.
    Raises FramingError for a value that is no text, for lists of unequal length and for every span that is not inside
    its text. Source: hamborg2021newsmtsc.
    """
    texts, spans = check_spans(texts, spans)
    return score_mentions(len(texts), lambda some: read_mentions(texts[some], spans[some]))


def score_mentions(n_mentions: int, read: Callable[[slice], MentionWords]) -> pd.DataFrame:
    """What ``score_tone_toward`` says of mentions that are read some at a time: one row each."""
    pieces = [_score(read(slice(first, min(first + TEXTS_AT_ONCE, n_mentions))))
              for first in range(0, n_mentions, TEXTS_AT_ONCE)]
    return pd.concat(pieces, ignore_index=True) if pieces else _score(read_mentions([], []))


def _score(words: MentionWords) -> pd.DataFrame:
    shares = shares_of(add_up(words, load_weights(KEY))[1])
    by_rules = rule_scores(words)[1]
    return pd.DataFrame({
        "value": shares[:, 2] - shares[:, 0], "label": labels_of(shares), "share_negative": shares[:, 0],
        "share_neutral": shares[:, 1], "share_positive": shares[:, 2], "rules_value": by_rules,
        "rules_label": rule_labels(by_rules)})


def explain_tone_toward(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """One row a word around a mention: text (number), distance, word, adds, rules_add.

    ``adds``: to the log-odds of positive against negative, in the learned model. With the terms of the whole
    sentence (word "(sentence)", distance 0) they add up to the whole. ``rules_add``: to the sum of the rules.
    """
    texts, spans = check_spans(texts, spans)
    words = read_mentions(texts, spans)
    added, sums = add_up(words, load_weights(KEY))
    adds = added[:, 1] - added[:, 0]
    # The mention's own row takes what no word adds: the start and the terms of the whole sentence.
    without = np.bincount(words.text, np.where(words.distance == 0, 0.0, adds), minlength=words.n_texts)
    adds[words.distance == 0] = sums[:, 1] - sums[:, 0] - without
    return pd.DataFrame({"text": words.text, "distance": words.distance, "word": _shown(words), "adds": adds,
                         "rules_add": rule_scores(words)[0]})


def _shown(words: MentionWords) -> list[str]:
    names = [*words.distinct]
    shown = np.array(names, object)[words.word]
    shown[words.distance == 0] = "(sentence)"
    return shown.tolist()
