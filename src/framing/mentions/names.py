"""Names: runs of words in capitals, cut where a title stands, with the acronym that a text gives for one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from framing.attributions.word_lists import FOLDER, read_table
from framing.corpus import Corpus
from framing.features import function_words
from framing.mentions.name_lists import adjectives, group, places
from framing.words import fold_word

POSSESSIVE = re.compile(r"['’‘ʼ][sS]$")
HYPHEN = re.compile(r"[-‐‑]")
MAX_WORDS = 8


class Word(NamedTuple):
    """One word of a sentence: as written without a possessive ending, folded, its characters, what stands before it."""

    text: str
    fold: str
    start: int
    end: int
    before: str


class Name(NamedTuple):
    """A name as found: its words, sentence, characters, and whether a person's title stands before it."""

    text: str
    sentence: int
    start: int
    end: int
    after_title: bool


def find_names(corpus: Corpus) -> list[Name]:
    """Every name, in the order of the text.

    The first word of a sentence or quotation, and any word of a headline, counts as a name only if it is a known place
    or organisation, or is written with a capital elsewhere inside sentences, more often than without.
    """
    sentences = list(_sentences(corpus))
    inner = _capitals_inside(sentences, corpus)
    return [name for row, words in sentences for name in _names_of(row, words, inner, _is_headline(corpus, row))]


def _sentences(corpus: Corpus) -> Iterator[tuple[int, list[Word]]]:
    columns, surfaces, words = corpus.sentence_columns, corpus.vocabulary.surfaces, corpus.words
    of_sentence: dict[int, list[Word]] = {}
    parts: dict[int, tuple[Word, ...]] = {}  # a distinct word is taken apart once
    last = -1
    for row, surface, start, end in zip(words.sentence.tolist(), words.surface.tolist(), words.start.tolist(),
                                        words.end.tolist(), strict=True):
        if row not in of_sentence:
            last = int(columns.start[row])
        if surface not in parts:
            parts[surface] = tuple(_parts(surfaces[surface]))
        (text, fold, _, length, _), *others = parts[surface]
        in_sentence = of_sentence.setdefault(row, [])
        in_sentence.append(Word(text, fold, start, start + length, corpus.text_between(row, last, start)))
        in_sentence += [Word(one.text, one.fold, start + one.start, start + one.end, one.before) for one in others]
        last = end
    yield from of_sentence.items()


def _parts(surface: str) -> Iterator[Word]:
    """A word, or the parts of a compound in which a place or a capital stands beside others (Iran-Russia, Nato-led).

    Their places count from the start of the word; what stands before the word is not known here.
    """
    bare = POSSESSIVE.sub("", surface)
    parts = HYPHEN.split(bare)
    known = [fold_word(part) in places() or fold_word(part) in adjectives() for part in parts]
    if len(parts) == 1 or not (any(known) or (parts[0][:1].isupper() and parts[-1][:1].islower())):
        ending = " " if bare == surface else "’s"
        yield Word(bare, fold_word(bare), 0, len(bare), "")
        if ending != " ":
            yield Word("", "", len(bare), len(surface), "")
        return
    start, before = 0, ""
    for part in parts:
        yield Word(part, fold_word(part), start, start + len(part), before)
        start, before = start + len(part) + 1, "-"


def _is_headline(corpus: Corpus, row: int) -> bool:
    return int(corpus.sentence_columns.part[row]) == 0


def _capitals_inside(sentences: list[tuple[int, list[Word]]], corpus: Corpus) -> set[str]:
    """Folded words written with a capital inside sentences of the text, at least as often as without."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for row, words in sentences:
        for place, word in enumerate(words):
            if word.text[:1].islower():
                lower[word.fold] += 1
            elif place and not _is_headline(corpus, row) and word.before in (" ", "-"):
                upper[word.fold] += 1
    return {fold for fold, n in upper.items() if n >= lower[fold]}


def _names_of(row: int, words: list[Word], inner: set[str], is_headline: bool) -> Iterator[Name]:
    run: list[Word] = []
    title_before = False
    for place, word in enumerate([*words, Word("", "", 0, 0, "")]):
        is_acronym = word.before == " (" and word.text.isupper() and len(word.text) > 1
        is_first = (place == 0 or word.before not in (" ", "-", ". ")) and not (
            is_acronym or _begins_organisation(words[place:]))
        if run and (word.before not in (" ", ". ") or len(run) == MAX_WORDS):
            yield from _close(row, run, title_before)
            run, title_before = [], False
        if word.fold in group("title") and word.text:
            if run and _is_whole(run):
                yield from _close(row, run, False)
            run, title_before = [], True
        elif _is_name_word(word, inner, strict=is_first or is_headline):
            if run and fold_word(" ".join(one.text for one in run)) in places() and _is_given_name(word.text):
                yield from _close(row, run, False)  # "Envoy for Iran Robert Malley": a place, then a person
                run = []
            run.append(word)
        elif run and word.fold in group("inside") and _goes_on(run, words[place + 1:place + 3]):
            run.append(word)
        elif word.text:
            if run:
                yield from _close(row, run, title_before)
            run, title_before = [], False
    yield from _close(row, run, title_before)


def _begins_organisation(words: list[Word]) -> bool:
    """Whether the next word closes the name of an organisation: "State Department" at the start of a sentence."""
    return len(words) > 1 and words[1].text[:1].isupper() and words[1].fold in group("organisation")


def _is_name_word(word: Word, inner: set[str], *, strict: bool) -> bool:
    text = word.text
    if word.fold in group("not_name") or not text or (len(text) < 2 and not text.isupper()):
        return False
    if text[:3] in ("al-", "el-") and text[3:4].isupper():
        return True
    if not text[:1].isupper() or (word.fold in function_words() and not text.isupper()):
        return False
    known = word.fold in places() or word.fold in adjectives() or word.fold in group("organisation_name")
    return not strict or known or word.fold in inner or _is_given_name(text)


@cache
def first_names() -> frozenset[str]:
    """Folded given names."""
    return frozenset(fold_word(row[0]) for row in read_table(FOLDER / "first_names.tsv", ("name", "gender", "reason")))


def _is_given_name(text: str) -> bool:
    """Whether a word is a known given name."""
    return fold_word(text) in first_names()


def _goes_on(run: list[Word], following: list[Word]) -> bool:
    """Whether a word in lower case goes on with a name of an organisation (Council on Foreign Relations)."""
    may_go_on = run[-1].fold not in places() and run[-1].fold not in adjectives()
    goes_on = bool(following) and following[0].text[:1].isupper() and following[0].before == " "
    return goes_on and may_go_on and any(word.fold in group("organisation") for word in run)


def _is_whole(run: list[Word]) -> bool:
    """Whether a run that a title follows is a name of its own, as in "State Department Spokesperson"."""
    return run[-1].fold in group("organisation") or run[-1].fold in places() or (
        len(run) == 1 and run[0].fold in group("organisation_name"))


def _close(row: int, run: list[Word], after_title: bool) -> Iterator[Name]:
    """The names of a run: known places at its start or end stand alone, demonyms are cut off unless an organisation."""
    if not run:
        return
    text = " ".join(word.text for word in run)
    is_organisation = run[-1].fold in group("organisation")
    if not is_organisation and fold_word(text) not in places() and not text.endswith("Peninsula"):
        while run and run[0].fold in adjectives():
            run = run[1:]
    left = fold_word(" ".join(word.text for word in run))
    if run and left not in adjectives() and not all(word.fold in adjectives() for word in run):
        yield Name(" ".join(word.text for word in run), row, run[0].start, run[-1].end, after_title)
