"""A corpus from texts in memory: for trying a measure or a word list on a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from framing.article import Article
from framing.card import CorpusCard
from framing.corpus import Corpus, build_corpus
from framing.read import Source, hash_articles


def corpus_of_texts(texts: Sequence[str], *, outlets: Sequence[str] | None = None, fragments_as: str = "quoted"
                    ) -> Corpus:
    """Each text as one article, numbered in order (0000, 0001, …), every line of it body: nothing is cleaned away.

    ``outlets``: the outlet of each text; "text" if not given. A text without words is left out and listed in
    ``problems``. Raises FramingError if no text has words, ValueError if there are not as many outlets as texts.

    >>> corpus_of_texts(["Talks failed.", "Talks resumed."], outlets=["A", "B"]).articles["n_words"].tolist()
    [2, 2]
    """
    names = ["text"] * len(texts) if outlets is None else list(outlets)
    if len(names) != len(texts):
        raise ValueError(f"There are {len(texts)} texts and {len(names)} outlets; each text needs one.")
    articles = tuple(Article(f"{number:04d}", outlet, text)
                     for number, (outlet, text) in enumerate(zip(names, texts, strict=True)))
    source = Source(None, CorpusCard(name="texts in memory"), articles, (), hash_articles(articles))
    return build_corpus(source, fragments_as=fragments_as, cleaned=False)
