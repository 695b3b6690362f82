"""Every attribution of a plain text: content, cue, source, and who that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, get_type_hints

import pandas as pd

from framing.attributions.found import NOWHERE
from framing.attributions.in_article import find_in_article
from framing.attributions.joined_texts import JoinedTexts
from framing.attributions.known_speakers import load_lists
from framing.attributions.people import find_named, find_people
from framing.attributions.reading import Reading, read_text
from framing.attributions.speakers import find_speakers
from framing.attributions.tokenised_text import tokenise
from framing.problem import ERROR, FramingError, Problem


class Attribution(NamedTuple):
    """One attribution: a row of the table of ``find_attributions``."""

    content_start: int
    content_end: int
    cue_start: int
    cue_end: int
    source_start: int
    source_end: int
    kind: str
    source: str
    speaker: str
    role: str
    country: str
    stance: str
    confidence: float


# Kinds of columns by their annotation: an empty table cannot guess them.
KINDS = {int: "int64", float: "float64", str: "str"}
EMPTY_KINDS = {name: KINDS[kind] for name, kind in get_type_hints(Attribution).items()}


def find_attributions(text: str, *, lists_folder: Path | None = None) -> pd.DataFrame:
    """What a text gives as somebody's words, belief or intention, with who that is. One row an attribution.

    Columns: ``content_start``/``content_end``, ``cue_start``/``cue_end``, ``source_start``/``source_end`` (characters
    of the text, from 0, the end not included; -1 and -1 where no cue or no source is written); ``kind``: "direct" (the
    content is a quotation), "partial" (the outlet's sentence with quotations in it), "indirect" (no quotation);
    ``source`` as written; ``speaker``: the name under which its mentions are merged, empty where nobody is named or
    two fit; ``role`` and ``country`` by lists; ``stance`` of the cue (neutral, doubting, confirming, confronting,
    supporting, wishing, thinking); ``confidence``, 0 to 1: how sure the rules are of source and speaker together.
    A content that its cue interrupts ("…," he said, "…") is two rows. Content, cue and source of a row do not overlap,
    nor do the contents of two rows. Every line of the text is a paragraph.

    ``lists_folder``: a folder with own ``roles.tsv``, ``countries.tsv``, ``speakers.tsv`` or ``first_names.tsv``, which
    win over those of the library.

    >>> table = find_attributions('The talks failed, Ann Lee said. “We are sad,” the minister told reporters.')
    >>> table[["kind", "speaker"]].to_numpy().tolist()
    [['indirect', 'Ann Lee'], ['direct', 'minister']]

    It cannot tell whether somebody said it, only that the text says so. Wrong by design: what is reported inside a
    reported statement belongs to the outer source; verbs that are in no list are found beside quotations only; where
    a reported clause ends and the outlet's own begins, the end of the sentence is assumed; a pronoun goes to the last
    speaker whom it fits. Made for English news: other languages give quotations without a speaker, or nothing.
    Confidence is an order, not a probability. How well it does: docs/voices.md.
    Raises FramingError for a value that is no text.
    """
    if not isinstance(text, str):
        raise FramingError(Problem(ERROR, "This is no text.", value=repr(text)[:80], allowed="one text (str)",
                                   next_step="Call it once for each text."))
    readings = [read_text(text)]
    rows, = attribution_rows(readings, JoinedTexts.of(readings), lists_folder)
    table = pd.DataFrame(rows, columns=list(Attribution._fields))
    # An empty table has the columns of a full one, numbers too.
    return table if rows else table.astype(EMPTY_KINDS)


def attribution_rows(readings: Iterable[Reading], texts: JoinedTexts, lists_folder: Path | None = None
                     ) -> Iterator[list[Attribution]]:
    """The rows of ``find_attributions`` for each of some texts that are read already, together in ``texts``."""
    lists = load_lists(lists_folder)
    for article, runs in zip(tokenise(readings, texts), find_named(texts, lists), strict=True):
        text, found = article.reading.text, find_in_article(article)
        speakers = find_speakers(text, found, find_people(text, runs, lists), lists)
        yield [Attribution(*one.content, *one.cue, *one.source, one.kind,
                           "" if one.source == NOWHERE else text[slice(*one.source)],
                           speaker.name, speaker.role, speaker.country, one.stance,
                           round(one.confidence * confidence, 2))
               for one, (speaker, confidence) in zip(found, speakers, strict=True)]
