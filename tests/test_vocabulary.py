"""What a pattern word fits: the answers of the vocabulary's searches are those of looking at every word."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon import lexicon_names, load_lexicon
from framing.row_index import rows_by_number, spread
from framing.vocabulary import Vocabulary, number_forms
from framing.words import HYPHENS, PLAIN_MARKS, find_words, fold_word


def plain_fits(vocabulary: Vocabulary, pattern_word: str, *, parts_of_compounds: bool) -> list[int]:
    """Every surface, and every part of it, is compared with the pattern, with and without a possessive ending."""
    form_of = with_case if pattern_word != pattern_word.lower() else fold_word
    wanted = form_of(pattern_word).removesuffix("'")
    fits = re.compile(".*".join(map(re.escape, wanted.split("*")))).fullmatch
    found = []
    for number, surface in enumerate(vocabulary.surfaces):
        parts = [part for part in re.split(f"[{HYPHENS}]", surface) if part] if parts_of_compounds else []
        forms = [form_of(word) for word in (surface, *parts)]
        if any(fits(form) or fits(re.sub("'[sS]$", "", form) or form) for form in forms):
            found.append(number)
    return found


def with_case(word: str) -> str:
    return unicodedata.normalize("NFC", word.translate(PLAIN_MARKS))


def assert_fits_as_plainly(vocabulary: Vocabulary, pattern_word: str) -> None:
    for parts in (False, True):
        found = vocabulary.fits(pattern_word, parts_of_compounds=parts).tolist()
        assert sorted(found) == plain_fits(vocabulary, pattern_word, parts_of_compounds=parts), (pattern_word, parts)
        assert len(set(found)) == len(found)


PIECES = ["iran", "Iran", "IRAN", "US", "us", "U.S.", "U.N.", "UN", "I.T.", "it", "Türk", "türk", "Tu\u0308rk", "ß",
          "Σ", "ΟΔΟΣ", "co\u00adop", "a", "A.M.", "İ"]
JOINTS = ["-", "‑", "'", "’", ".", "", "'s-", "’S‑"]
ENDINGS = ["", "'s", "’s", "'S", "s", "-led"]


def words_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS), st.sampled_from(PIECES),
                          st.sampled_from(ENDINGS)), min_size=1, max_size=6),
       st.sampled_from(["{0}", "{2}", "{0}{3}", "{0}*", "*{2}", "{0}*{3}", "{0}{1}{2}", "{0}'", "{0}{1}{2}{3}"]))
def test_made_up_words_fit_as_in_a_plain_search(made, template):
    words = sorted({word for parts in made for word in words_of("".join(parts))})
    if words:
        vocabulary, _ = number_forms(words)
        assert_fits_as_plainly(vocabulary, template.format(*made[0]))


@pytest.fixture(scope="module")
def seed_vocabulary(seed_corpus) -> Vocabulary:
    return seed_corpus.vocabulary


@pytest.mark.parametrize("key", [key for key in lexicon_names() if load_lexicon(key).entries])
def test_words_of_the_lists_fit_as_in_a_plain_search(key, seed_vocabulary):
    words = dict.fromkeys(word for entry in load_lexicon(key).entries for word in entry.pattern.split())
    for word in list(words)[::31]:
        assert_fits_as_plainly(seed_vocabulary, word)


@pytest.mark.parametrize("parts_of_compounds", [False, True])
def test_many_pattern_words_fit_as_one_by_one(parts_of_compounds, seed_vocabulary):
    odd = ["*", "zzz", "it's", "workers'", "iran", "Iran", "*gate", "türk*", "US", "u.s.", "russia"]
    lists = [load_lexicon(key) for key in ("policy_frames", "actors")]
    words = tuple(dict.fromkeys([*odd, *(word for one in lists for entry in one.entries for word in
                                         entry.pattern.split())]))
    for vocabulary in (seed_vocabulary, number_forms([])[0]):
        surfaces, first, n_each = vocabulary.fits_each(words, parts_of_compounds=parts_of_compounds)
        for word, start, n in zip(words, first, n_each, strict=True):
            one = vocabulary.fits(word, parts_of_compounds=parts_of_compounds)
            assert sorted(surfaces[start:start + n].tolist()) == sorted(one.tolist()), word
        assert len(surfaces) == n_each.sum()


def test_rows_by_number_are_those_of_a_stable_sort():
    numbers = np.random.default_rng(3).integers(0, 40, size=1000).astype(np.int32)
    rows, bounds = rows_by_number(numbers, 50)
    assert np.array_equal(rows, np.argsort(numbers, kind="stable"))
    assert np.array_equal(bounds, np.searchsorted(np.sort(numbers), np.arange(51)))
    rows, bounds = rows_by_number(numbers[:0], 3)
    assert (len(rows), bounds.tolist()) == (0, [0, 0, 0, 0])


def test_ranges_follow_each_other():
    assert spread(np.array([7, 3, 0]), np.array([2, 0, 3])).tolist() == [7, 8, 0, 1, 2]
    assert spread(np.empty(0, np.int64), np.empty(0, np.int64)).tolist() == []
