"""Names: runs of words in capitals, cut where a title stands, with the acronym that a text gives for one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from framing.attributions.word_lists import FOLDER, read_table
from framing.corpus import Corpus
from framing.features import function_words
from framing.mentions.name_lists import adjectives, group, places
from framing.words import fold_word

POSSESSIVE = re.compile(r"['’‘ʼ][sS]$")
HYPHEN = re.compile(r"[-‐‑]")
MAX_WORDS = 8


class Word(NamedTuple):
    """One word of a sentence: as written without a possessive ending, folded, its characters, what stands before it.

    ``before``: the characters after the word before it; nothing before the first of a sentence.
    """

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
    parts = [tuple(_parts(surface)) for surface in corpus.vocabulary.surfaces]  # a distinct word is taken apart once
    stretches, is_headline = list(_stretches(corpus, parts)), (corpus.sentence_columns.part == 0).tolist()
    inner = _capitals_inside(((words, is_headline[row]) for row, words in stretches), _in_lower_case(corpus, parts))
    return [name for row, words in stretches for name in _names_of(row, words, inner, is_headline[row])]


def _stretches(corpus: Corpus, parts: Sequence[tuple[Word, ...]]) -> Iterator[tuple[int, list[Word]]]:
    """Sentence and words of every stretch in which a name may stand: all others end one, and most are others."""
    words, columns = corpus.words, corpus.sentence_columns
    has_capital = np.array([any(map(_has_capital, some)) for some in parts], bool)
    may_stand = has_capital | [any(one.fold in group("title") or one.fold in group("inside") for one in some)
                               for some in parts]
    is_first = np.diff(words.sentence, prepend=-1) != 0
    begins = is_first | ~np.append(False, may_stand[words.surface[:-1]])
    stretch = np.cumsum(begins) - 1
    has_name = np.bincount(stretch[has_capital[words.surface]], minlength=len(words)) > 0
    kept = np.flatnonzero(may_stand[words.surface] & has_name[stretch])
    row, before = words.sentence[kept], np.where(is_first[kept], words.start[kept], words.end[kept - 1])
    whole = [(one.article.text, one.article.title) for one in corpus.lines_of_articles]
    found: dict[int, tuple[int, list[Word]]] = {}
    for number, sentence, article, source, surface, last, start in zip(*(column.tolist() for column in (
            stretch[kept], row, columns.article[row], columns.source[row], words.surface[kept], before,
            words.start[kept])), strict=True):
        in_stretch = found.setdefault(number, (sentence, []))[1]
        gap = whole[article][source][last:start]
        in_stretch += [Word(one.text, one.fold, start + one.start, start + one.end, one.before if part else gap)
                       for part, one in enumerate(parts[surface])]
    yield from found.values()


def _has_capital(word: Word) -> bool:
    """Whether a word may be one of a name; digits begin none."""
    first = word.text[:1]
    return first.isupper() or (first.isalpha() and not first.islower()) or (
        word.text[:3] in ("al-", "el-") and word.text[3:4].isupper())


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


def _in_lower_case(corpus: Corpus, parts: Sequence[tuple[Word, ...]]) -> Counter[str]:
    """How often each folded word is written in lower case."""
    lower: Counter[str] = Counter()
    for n_uses, some in zip(np.bincount(corpus.words.surface, minlength=len(parts)).tolist(), parts, strict=True):
        for word in some:
            if word.text[:1].islower():
                lower[word.fold] += n_uses
    return lower


def _capitals_inside(stretches: Iterable[tuple[list[Word], bool]], lower: Counter[str]) -> set[str]:
    """Folded words written with a capital inside sentences of the text, at least as often as without.

    ``stretches``: words, and whether they stand in a headline.
    """
    upper = Counter(word.fold for words, is_headline in stretches if not is_headline for word in words
                    if word.before in (" ", "-") and not word.text[:1].islower())
    return {fold for fold, n in upper.items() if n >= lower[fold]}


def _names_of(row: int, words: list[Word], inner: set[str], is_headline: bool) -> Iterator[Name]:
    run: list[Word] = []
    title_before = False
    for place, word in enumerate([*words, Word("", "", 0, 0, "")]):
        is_acronym = word.before == " (" and word.text.isupper() and len(word.text) > 1
        is_first = word.before not in (" ", "-", ". ") and not (is_acronym or _begins_organisation(words[place:]))
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
