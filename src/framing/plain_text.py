"""A corpus from texts in memory: for trying a measure or a word list on a few sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from framing.article import Article
from framing.card import CorpusCard
from framing.corpus import Corpus, build_corpus
from framing.problem import ERROR, FramingError, Problem
from framing.read import Source, hash_articles

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


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


def checked_texts(texts: Iterable[str]) -> list[str]:
    """The texts as a list, half characters (lone surrogates) replaced by U+FFFD, so that places stay.

    Raises FramingError for one text alone, for what is no list, and for the first value that is no text.
    """
    if not isinstance(texts, Iterable):
        raise FramingError(Problem(ERROR, "This is no list of texts.", value=repr(texts)[:80],
                                   allowed="a list of texts", next_step="Give a list, [] for no text."))
    if isinstance(texts, str | bytes):
        raise FramingError(Problem(ERROR, "One text was given where a list of texts is wanted.", value=repr(texts)[:80],
                                   allowed="a list of texts", next_step="Put it into a list: [text]."))
    found = list(texts)
    for number, text in enumerate(found):
        if not isinstance(text, str):
            raise FramingError(Problem(ERROR, "This is no text.", row=number, value=repr(text)[:80],
                                       allowed="texts (str)", next_step="Give an empty text for what is missing."))
    return [text if text.isascii() else LONE_SURROGATE.sub("\ufffd", text) for text in found]
