"""What typographic apostrophes do to a tone list that knows straight ones only."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import n_sentences_shown, sentence_evidence
from framing.findings.tone_cards import SIGNED
from framing.html import Card, Fragment, four_beats, joined, number, opening, say, sentence_card, table
from framing.lexicon import load_lexicon
from framing.measures.tone_rules import fold_apostrophes
from framing.measures.vader_arrays import score_texts

N_ROWS = 8
NOT = "n't"


def show_apostrophes(corpus: Corpus) -> Fragment:
    """What typographic apostrophes do to VADER when nobody folds them."""
    scores = _scores(corpus)
    changed = scores[scores["as_typed"] != scores["folded"]]
    opens = [dict.fromkeys(("as_typed", "folded"), _card(corpus, changed.loc[[row]], "A sentence whose score changes"))
             for row in changed.index[:N_ROWS]]
    return four_beats(
        question="Does a curly apostrophe change the tone?",
        method="VADER knows “don't” with a straight apostrophe only. Every sentence is scored as typed and "
               "with the apostrophe folded.",
        result=[*_found(corpus, scores, changed),
                *([table(changed.head(N_ROWS), caption="Sentences whose score changes", row_header="sentence",
                         opens=opens, headers={"as_typed": "as typed"},
                         formats={"as_typed": SIGNED, "folded": SIGNED})] if len(changed) else [])],
        caveat="The folded score is the one used everywhere in these reports.")


def _scores(corpus: Corpus) -> pd.DataFrame:
    """The sentences with a typographic apostrophe, by their row in ``corpus.sentences``: as typed, and folded."""
    lexicon = load_lexicon("vader", corpus_folder=corpus.folder)
    texts = corpus.sentences["text"]
    curly = texts[texts.map(fold_apostrophes) != texts]
    return pd.DataFrame({"sentence": curly, "as_typed": score_texts(curly.tolist(), lexicon, fold=False),
                         "folded": score_texts(curly.tolist(), lexicon)}, index=curly.index)


def _found(corpus: Corpus, scores: pd.DataFrame, changed: pd.DataFrame) -> list[Fragment]:
    texts = corpus.sentences[["text"]].rename(columns={"text": "sentence"})
    with_not = texts[texts["sentence"].map(fold_apostrophes).str.contains(NOT, regex=False)]
    missed = with_not[~with_not["sentence"].str.contains(NOT, regex=False)]
    flipped = changed[changed["as_typed"] * changed["folded"] < 0]
    return [
        say("{curly} of {all:,d} hold a typographic apostrophe or single quotation mark; folding it to a straight one "
            "changes the score of {changed} and turns the sign of {flipped}.", all=len(texts),
            curly=_counted(corpus, scores, "Sentences with a typographic apostrophe"),
            changed=_opened(corpus, changed, "Sentences whose score changes"),
            flipped=_opened(corpus, flipped, "Sentences whose sign turns")),
        say("Negations in “n’t”: {with_not}, {missed} of them with a typographic apostrophe only, where VADER does not "
            "see the negation in the text as typed.", with_not=_counted(corpus, with_not, "Sentences with “n’t”",
                                                                                is_not=True),
            missed=_opened(corpus, missed, "Sentences with a typographic “n’t” only", is_not=True))]


def _counted(corpus: Corpus, rows: pd.DataFrame, title: str, *, is_not: bool = False) -> Fragment:
    noun = Fragment(" sentence" if len(rows) == 1 else " sentences")
    return joined((_opened(corpus, rows, title, is_not=is_not), noun))


def _opened(corpus: Corpus, rows: pd.DataFrame, title: str, *, is_not: bool = False) -> Fragment:
    return opening(number(len(rows)), _card(corpus, rows, title, is_not=is_not))


def _card(corpus: Corpus, rows: pd.DataFrame, title: str, *, is_not: bool = False) -> Card | None:
    """Sentences, in each the first apostrophe that is concerned marked; so there are as many marks as sentences.

    ``is_not``: the first “n’t” instead.
    """
    if rows.empty:
        return None
    top = rows.head(n_sentences_shown(corpus))
    lines = [replace(line, marks=(_first_not(line.text) if is_not else _first_apostrophe(line.text),))
             for line in sentence_evidence(corpus, top.index)]
    return sentence_card(lines, title=title, n_sentences=len(rows), n_marks=len(rows),
                         counted="first “n’t”" if is_not else "first apostrophe", chosen_by="the first of them")


def _first_apostrophe(text: str) -> tuple[int, int]:
    """Where folding changes the text first; it keeps the length."""
    place = next(place for place, letter in enumerate(fold_apostrophes(text)) if letter != text[place])
    return place, place + 1


def _first_not(text: str) -> tuple[int, int]:
    place = fold_apostrophes(text).index(NOT)
    return place, place + len(NOT)
