"""What the findings about frame indicators say in words."""

from __future__ import annotations

import re

import pytest

from framing.findings.frame_sentences import list_sentence
from framing.hits import find_hits
from framing.measures.frames import indicator_table
from framing.plain_text import corpus_of_texts
from made_corpora import lexicon_of

PATTERNS = {"war": ["war"], "talks": ["talks"], "law": ["law"], "faith": ["faith"], "health": ["health"]}


@pytest.mark.parametrize(("text", "said"), [
    ("War, “war” and talks today.", "hits of 2 of 5 categories in 5 words, none of “law”, “faith” and “health”."),
    ("A war began there.", "hits of 1 of 5 categories in 4 words."),
    ("War talks law faith health.", "hits of 5 of 5 categories in 5 words."),
    ("A quiet day.", "hits of 0 of 5 categories in 3 words."),
])
def test_the_sentence_of_a_list_by_hand(text: str, said: str) -> None:
    corpus = corpus_of_texts([text])
    rows = indicator_table(corpus, find_hits(corpus, lexicon_of(PATTERNS)))
    sentence = list_sentence(corpus, rows, corpus.outlets[0], {name: name for name in PATTERNS})
    html = re.sub(r"<div popover.*?</div>", "", sentence.html, flags=re.DOTALL)
    assert re.sub(r"<[^>]+>", "", html).endswith(said)
