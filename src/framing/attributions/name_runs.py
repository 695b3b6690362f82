"""Runs of words with a capital, found in many texts at once: "Senator Ann Lee", "Ludwig van Beethoven"."""

from __future__ import annotations

import re

import numpy as np

from framing.attributions.joined_texts import MARKS_IN_NAMES, JoinedTexts
from framing.attributions.word_lists import words_of

PARTICLES = ("al", "bin", "bint", "van", "von", "der", "de", "la", "el", "ben", "ibn", "du", "di", "da")
# A word with a capital; its full stop belongs to it after an initial and after "Mr", "Sen".
SHORTENED = rf"(?=[A-Z][a-z]{{0,5}}\.)(?:{'|'.join(sorted(words_of('abbreviation')))}|[A-Z])\."
PART = rf"(?:{SHORTENED}|[A-Z][\w{MARKS_IN_NAMES}]*+)"
NAME = re.compile(rf"\b{PART}(?:[ ](?:{PART}|(?:{'|'.join(PARTICLES)})\b))*+")
MAX_LETTERS_SHORTENED = 6
BLANK, FULL_STOP = ord(" "), ord(".")
N_LETTERS_OF_PARTICLE = 4


def find_runs(texts: JoinedTexts) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of every match of ``NAME`` in order, as characters of the joined texts."""
    parts = _parts(texts)
    particles = _particles_after(texts, parts[1])
    starts, ends = np.concatenate([parts, particles], axis=1)
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], ends[order]
    goes_on = (starts[1:] == ends[:-1] + 1) & (texts.codes[ends[:-1]] == BLANK)
    return starts[np.append(True, ~goes_on)[:len(starts)]], ends[np.append(~goes_on, True)[:len(starts)]]


def _parts(texts: JoinedTexts) -> np.ndarray:
    """Start and end of every word with a capital, shape (2, n)."""
    starts = np.flatnonzero(texts.where("capital"))
    starts = starts[~texts.where("word")[starts - 1]]  # before the first text is its last line break
    breaks = np.flatnonzero(~texts.where("word", "mark in names"))
    run = np.searchsorted(breaks, starts)
    is_first = np.diff(run, prepend=-1) > 0  # Smith-Jones is one
    starts, ends = starts[is_first], breaks[run[is_first]]
    before_stop = np.flatnonzero((texts.codes[ends] == FULL_STOP) & (ends - starts <= MAX_LETTERS_SHORTENED))
    ends[[place for place, start, end in zip(before_stop.tolist(), starts[before_stop].tolist(),
                                             ends[before_stop].tolist(), strict=True)
          if end == start + 1 or texts.text[start:end] in words_of("abbreviation")]] += 1
    return np.array([starts, ends])


def _particles_after(texts: JoinedTexts, ends: np.ndarray) -> np.ndarray:
    """Start and end of every particle one blank after one of the ends, or after such a particle; shape (2, n)."""
    breaks = np.flatnonzero(~texts.where("word"))
    wanted = [int.from_bytes(particle.encode(), "little") for particle in PARTICLES]
    found = [np.empty((2, 0), np.int64)]
    while len(ends):
        starts = ends[texts.codes[ends] == BLANK] + 1
        ends = breaks[np.searchsorted(breaks, starts)]
        letters = [np.where(starts + step < ends, np.minimum(texts.codes.take(starts + step, mode="clip"), 255), 0)
                   for step in range(N_LETTERS_OF_PARTICLE)]
        is_one = np.isin(sum(letter.astype(np.int64) << 8 * step for step, letter in enumerate(letters)), wanted)
        is_one &= ends - starts <= N_LETTERS_OF_PARTICLE
        ends = ends[is_one]
        found.append(np.array([starts[is_one], ends]))
    return np.concatenate(found, axis=1)
