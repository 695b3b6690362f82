"""All mentions of a corpus, of every kind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from framing.corpus import Corpus
from framing.hits import find_hits
from framing.kept import kept_with_first
from framing.lexicon import load_lexicon
from framing.mentions.aliases import merge_names
from framing.mentions.found import ACTOR, Found, Item, Mentions
from framing.mentions.names import find_names
from framing.mentions.phrases import find_phrases
from framing.mentions.quantities import find_quantities, load_rules

# In an item's list of forms, so that a name with hundreds of spellings does not fill a cell.
MAX_FORMS = 12


@kept_with_first
def find_mentions(corpus: Corpus) -> Mentions:
    """Every mention of an actor, person, place, organisation, number, date and recurring phrase.

    Found by capitals, marks and word lists: an item that is meant but not named (he, the company) is not found, and a
    name the rules cannot read is missed. Time grows with the length of the text.
    """
    found = [*_actors(corpus), *_names(corpus), *_quantities(corpus), *find_phrases(corpus)]
    found.sort(key=lambda one: (one.sentence, one.start, one.end, one.kind, one.item))
    forms: dict[tuple[str, str], dict[str, None]] = {}
    for one in found:
        forms.setdefault((one.kind, one.item), {})[one.form] = None
    keys = sorted(forms)
    number = {key: place for place, key in enumerate(keys)}
    items = tuple(Item(*key, tuple(sorted(forms[key])[:MAX_FORMS])) for key in keys)
    columns = np.array([(number[one.kind, one.item], one.sentence, one.start, one.end) for one in found],
                       np.int64).reshape(-1, 4)
    return Mentions(items, *columns.T)


def _actors(corpus: Corpus) -> Iterator[Found]:
    lexicon = load_lexicon("actors", corpus_folder=corpus.folder)
    hits, words, surfaces = find_hits(corpus, lexicon), corpus.words, corpus.vocabulary.surfaces
    titles = [category.title for category in lexicon.categories]
    for first, length, category in zip(hits.first.tolist(), hits.length.tolist(), hits.category.tolist(), strict=True):
        form = " ".join(surfaces[number] for number in words.surface[first:first + length].tolist())
        yield Found(ACTOR, titles[category], form, int(words.sentence[first]), int(words.start[first]),
                    int(words.end[first + length - 1]))


def _names(corpus: Corpus) -> list[Found]:
    names = find_names(corpus)
    articles = [int(corpus.sentence_columns.article[name.sentence]) for name in names]
    ends = [(-1, 0), *((name.sentence, name.end) for name in names)]
    between = [corpus.text_between(name.sentence, end, min(name.start, end + 3)) if sentence == name.sentence else ""
               for name, (sentence, end) in zip(names, ends, strict=False)]
    return merge_names(names, articles, between)


def _quantities(corpus: Corpus) -> Iterator[Found]:
    columns, words, needs = corpus.sentence_columns, corpus.words, load_rules().needs
    may_count = np.array([needs.search(surface) is not None for surface in corpus.vocabulary.surfaces], bool)
    rows = np.unique(words.sentence[may_count[words.surface]])
    for row, start, end in zip(rows.tolist(), columns.start[rows].tolist(), columns.end[rows].tolist(), strict=True):
        yield from find_quantities(corpus.text_between(row, start, end), sentence=row, offset=start)
