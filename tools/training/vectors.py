"""Word vectors from the articles of GOLD_DIR: which words keep the same company. For training; never shipped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy import sparse

from framing.measures.mention_words import WORD_OR_MARK, fold_token
from validity.gold import read_lines

FILES = ("baly.articles", "baly.articles10k")
# Rarer words have too little company to say what they are like.
MIN_COUNT, MAX_WORDS, MAX_WORDS_OF_ARTICLE = 15, 25_000, 3_000
# Words that are mostly written with a capital are names: they get no weight, whoever they name.
MIN_SHARE_IN_LOWER_CASE = 0.5
SEED = 0


@dataclass(frozen=True, eq=False)
class Vectors:
    """``words``: no names; ``share``: how often each is used, out of all words; ``near`` and ``far``: their vectors.

    ``near`` (words, 100): by the three words before and the three after, apart; ``far`` (words, 100): by the ten
    words around, which gives topics; ``middle`` (words, 200): by the five around. All of length 1.
    """

    words: list[str]
    share: np.ndarray
    near: np.ndarray
    middle: np.ndarray
    far: np.ndarray


@cache
def word_vectors(folder: Path) -> Vectors:
    """The vectors of all words but names that are common enough, from the articles in the folder; about two minutes."""
    texts = list(dict.fromkeys(line["text"] for name in FILES for line in read_lines(folder, name)))
    stream, words, counts, share_in_lower_case = _read(texts)
    kept = np.array([not word[0].isalpha() for word in words]) | (share_in_lower_case >= MIN_SHARE_IN_LOWER_CASE)
    n = len(words)
    vectors = {
        "near": _reduce(sparse.hstack([_company(side) for side in _before_and_after(stream, n, 3, fade=True)])),
        "middle": _reduce(_company(sum(_before_and_after(stream, n, 5, fade=True))), 200),
        "far": _reduce(_company(sum(_before_and_after(stream, n, 10, fade=False))))}
    return Vectors([word for word, is_kept in zip(words, kept, strict=True) if is_kept],
                   (counts / counts.sum())[kept], **{name: matrix[kept] for name, matrix in vectors.items()})


def _read(texts: list[str]) -> tuple[np.ndarray, list[str], np.ndarray, np.ndarray]:
    """All words in order as numbers (-1: rare, or a gap between articles), the words, their counts, and their case."""
    articles = [WORD_OR_MARK.findall(text)[:MAX_WORDS_OF_ARTICLE] for text in texts]
    raw = Counter(word for article in articles for word in article)
    folded = {word: fold_token(word) for word in raw}
    counts: Counter[str] = Counter()
    in_lower_case: Counter[str] = Counter()
    for word, count in raw.items():
        counts[folded[word]] += count
        in_lower_case[folded[word]] += count * word.islower()
    common = [word for word, count in counts.items() if count >= MIN_COUNT]
    common.sort(key=lambda word: (-counts[word], word))
    number_of = {word: number for number, word in enumerate(common[:MAX_WORDS])}
    of_raw = {word: number_of.get(form, -1) for word, form in folded.items()}
    gap = [-1] * 10
    numbers = [number for article in articles for number in [*map(of_raw.__getitem__, article), *gap]]
    stream = np.array(numbers, np.int32)
    words = list(number_of)
    n_uses = np.array([counts[word] for word in words], float)
    return stream, words, n_uses, np.array([in_lower_case[word] for word in words]) / n_uses


def _before_and_after(stream: np.ndarray, n: int, reach: int, *, fade: bool
                      ) -> tuple[sparse.csr_array, sparse.csr_array]:
    """How often each word stands before and after each other one, within reach; nearer counts more if it fades."""
    after = sparse.csr_array((n, n), dtype=np.float32)
    for step in range(1, reach + 1):
        left, right = stream[:-step], stream[step:]
        both = (left >= 0) & (right >= 0)
        amounts = np.full(both.sum(), 1 / step if fade else 1, np.float32)
        after = after + sparse.coo_array((amounts, (left[both], right[both])), shape=(n, n)).tocsr()
    return after, after.T.tocsr()


def _company(counts: sparse.csr_array) -> sparse.csr_array:
    """Positive pointwise mutual information, frequent neighbours damped (levy2015improving)."""
    cells = counts.tocoo()
    of_row, of_column = np.asarray(counts.sum(axis=1)).ravel(), np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    expected = np.maximum(of_row, 1e-9)[cells.row] * (of_column / of_column.sum())[cells.col]
    values = np.log(cells.data / expected).astype(np.float32)
    kept = values > 0
    return sparse.csr_array((values[kept], (cells.row[kept], cells.col[kept])), shape=counts.shape)


def _reduce(company: sparse.csr_array, n_dimensions: int = 100) -> np.ndarray:
    from sklearn.utils.extmath import randomized_svd

    left, sizes, _ = randomized_svd(sparse.csr_matrix(company), n_dimensions, n_iter=3, random_state=SEED)
    vectors = left * np.sqrt(sizes)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
