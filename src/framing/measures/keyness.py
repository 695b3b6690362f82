"""Which words set outlets apart, every outlet against all others at once.

Sums are (…, groups, features), totals (…, groups, 1): words of the group, those of features that are not
shown included. Positive means more frequent in the group than in all other groups together.
"""

from __future__ import annotations

import numpy as np

from framing.measures.measure import Measure, rest_of

# As many pseudo-words as a short article: below this, rare names top every list.
PRIOR_WORDS = 500
# A word that one side lacks is counted as half an occurrence, the usual continuity value (Hardie 2014).
ZERO_COUNT = 0.5


def log_odds(sums: np.ndarray, totals: np.ndarray, *, prior_words: float = PRIOR_WORDS) -> np.ndarray:
    """Log-odds with an informative Dirichlet prior, each over its standard error: a z-score.

    Each side is given ``prior_words`` pseudo-words spread as in all groups together, so that a rare word needs
    more than one sighting to rank high (Monroe, Colaresi & Quinn 2008, equations 15, 16, 22).
    How to read it: it ranks words by how surely they are used at different rates *in these texts*. It takes
    words to be independent, which they are not: never read it as a test. NaN for words that nobody uses.
    """
    everything = sums.sum(axis=-2, keepdims=True)
    all_words = totals.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        prior = (prior_words / all_words) * everything
        own = sums + prior
        rest = (everything + 2 * prior) - own  # the other groups' words and as many pseudo-words
        odds = own / (totals + prior_words - own) / (rest / (all_words - totals + prior_words - rest))
        scaled = np.log(odds) / np.sqrt(1 / own + 1 / rest)
    return np.where((everything > 0) & (totals > 0) & (totals < all_words), scaled, np.nan)


def log_ratio(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Doublings that separate the group's rate from the rest's (Hardie 2014).

    1 means twice as frequent, -1 half as frequent. Absent counts as half an occurrence. Says nothing about
    approval, nor how sure it is: 2 against 1 occurrence gives the same value as 200 against 100.
    """
    rest, rest_totals = rest_of(sums), rest_of(totals)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = np.where(sums > 0, sums, ZERO_COUNT) / totals
        rest_rates = np.where(rest > 0, rest, ZERO_COUNT) / rest_totals
        value = np.log2(rates / rest_rates)
    return np.where((sums + rest > 0) & (totals > 0) & (rest_totals > 0), value, np.nan)


def signed_g2(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Log-likelihood ratio of the 2 x 2 table, negative where the word is rarer in the group (Dunning 1993).

    Grows with the size of the corpus and takes words to be independent: it ranks, it does not test.
    """
    observed, expected = _two_by_two(sums, totals)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(observed > 0, observed * np.log(observed / expected), 0.0)
    return _signed(2 * terms.sum(axis=0), observed, expected)


def signed_chi_square(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Pearson's chi-square of the 2 x 2 table, signed as G2 is.

    Yates' correction is used only where an expected cell is below 5 and the counts are at least half an
    occurrence away from what is expected, as quanteda does (Benoit et al. 2018).
    """
    observed, expected = _two_by_two(sums, totals)
    group, rest, group_others, rest_others = observed
    # The distance from the expected count is the same in all four cells; times n it is a whole number, so that
    # exactly half an occurrence is half an occurrence.
    is_half_off = 2 * np.abs(group * rest_others - rest * group_others) >= observed.sum(axis=0)
    distance = np.abs(observed - expected)
    corrected = np.where((expected < 5).any(axis=0) & is_half_off, np.maximum(distance - 0.5, 0.0), distance)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (corrected ** 2 / expected).sum(axis=0)
    return _signed(value, observed, expected)


def _two_by_two(sums: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Observed and expected cells, stacked: word in group, word in rest, other in group, other in rest."""
    rest, rest_totals = rest_of(sums), rest_of(totals)
    observed = np.stack(np.broadcast_arrays(sums, rest, totals - sums, rest_totals - rest)).astype(float)
    n = totals + rest_totals
    with np.errstate(divide="ignore", invalid="ignore"):
        word, other = (sums + rest) / n, (n - sums - rest) / n
        expected = np.stack(np.broadcast_arrays(word * totals, word * rest_totals, other * totals,
                                                other * rest_totals))
    return observed, expected


def _signed(value: np.ndarray, observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    defined = (observed[0] + observed[1] > 0) & (expected[0] + expected[2] > 0) & (expected[1] + expected[3] > 0)
    return np.where(defined, np.where(observed[0] >= expected[0], value, -value), np.nan)


_CAVEAT = ("Distinctive words follow topic, genre, date and length as much as they follow an outlet's choice "
           "of words.")

LOG_ODDS = Measure("log_odds_z", "Weighted log-odds", "z-score (positive: more frequent than in the rest)", _CAVEAT,
                   log_odds, is_contrast=True)
LOG_RATIO = Measure("log_ratio", "Log ratio", "doublings of the rate against the rest", _CAVEAT, log_ratio,
                    is_contrast=True)
G2 = Measure("g2", "Log-likelihood G2", "signed G2 (no test)", _CAVEAT, signed_g2, is_contrast=True)
CHI_SQUARE = Measure("chi_square", "Chi-square", "signed chi-square (no test)", _CAVEAT, signed_chi_square,
                     is_contrast=True)
