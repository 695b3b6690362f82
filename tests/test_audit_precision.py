"""Precision and agreement against cases worked by hand and printed in the literature."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.audit.agreement import (
    agreeing_pairs,
    agreement_table,
    alpha_interval,
    krippendorff_alpha,
)
from framing.audit.draw import draw_hits
from framing.audit.of_corpus import Audit, audit_of
from framing.audit.precision import ALL, BAR, precision_table, stratified_share, wilson_interval
from framing.audit.sheet import sheet_table
from framing.corpus import Corpus, build_corpus
from framing.csv_files import write_csv

# A and B have 2 and 6 hits of "economic_consequences" (one a word "taxes"), so B is read in part.
TEXTS = {"A": "The taxes rose. More taxes.", "B": "Taxes. Taxes. Taxes. Taxes. Taxes. Taxes."}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = [(name, name, text) for name, text in TEXTS.items()]
    write_csv(pd.DataFrame(rows, columns=["article_id", "outlet", "text"]), folder / "articles.csv")
    (folder / "corpus.toml").write_text('frame_lexicons = ["generic_frames"]\n', encoding="utf-8")
    return build_corpus(folder)


def sheet_of(corpus: Corpus, answers: dict[str, list[str]], path: Path) -> Path:
    """A sheet of four hits, two of each outlet, answered in order."""
    table = sheet_table(corpus, draw_hits(corpus, per_category=4, seed=7))
    table["right"] = [answers[outlet][place] for outlet, place in zip(
        table["outlet"], table.groupby("outlet").cumcount(), strict=True)]
    write_csv(table, path)
    return path


def audited(corpus: Corpus, *answers: dict[str, list[str]]) -> Audit:
    assert corpus.folder
    return audit_of(corpus, [sheet_of(corpus, one, corpus.folder / f"audit-{number}.csv")
                             for number, one in enumerate(answers)])


def test_wilson_interval_of_a_hand_worked_case() -> None:
    """8 of 10, z = 1.96: middle (0.8 + 0.19207) / 1.38415 = 0.71674; half sqrt(0.016 + 0.0096036) · 1.96 / 1.38415."""
    low, high = wilson_interval(0.8, 10)
    assert low == pytest.approx(0.71674 - 0.22658, abs=2e-4)
    assert high == pytest.approx(0.71674 + 0.22658, abs=2e-4)


def test_wilson_interval_is_that_of_independent_software() -> None:
    from scipy.stats import binomtest

    for right, n in ((0, 1), (1, 1), (7, 12), (70, 88), (350, 1000)):
        theirs = binomtest(right, n).proportion_ci(0.95, method="wilson")
        assert wilson_interval(right / n, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert all(math.isnan(end) for end in wilson_interval(math.nan, 0))


def test_right_and_wrong_swap_ends() -> None:
    low, high = wilson_interval(0.3, 20)
    assert wilson_interval(0.7, 20) == pytest.approx((1 - high, 1 - low))


def test_a_stratum_weighs_as_much_as_it_has_hits() -> None:
    """By hand: 1 of 2 right where there are 2 hits, 2 of 2 where there are 6: (1 · 1 + 3 · 2) / (1 · 2 + 3 · 2) = 7/8;
    hits stand for 1, 1, 3 and 3: effective size 8² / (1 + 1 + 9 + 9) = 3.2."""
    counts = (np.array(column) for column in ([1, 2], [2, 2], [2, 2], [2, 6]))
    assert stratified_share(*counts) == pytest.approx((7 / 8, 3.2))


def test_what_was_read_whole_is_the_plain_share() -> None:
    """Unsure ones included: they take nothing from the weight of the others."""
    share, n = stratified_share(np.array([1, 3]), np.array([3, 4]), np.array([3, 6]), np.array([3, 6]))
    assert (share, n) == pytest.approx((4 / 7, 7))


def test_nothing_decided_is_no_precision() -> None:
    share, n = stratified_share(np.array([0]), np.array([0]), np.array([2]), np.array([5]))
    assert math.isnan(share)
    assert n == 0


def test_precision_table_by_hand(corpus: Corpus) -> None:
    table = precision_table(corpus, audited(corpus, {"A": ["yes", "no"], "B": ["yes", "yes"]}))
    rows = table[table["category"] == "economic_consequences"].set_index("outlet")
    assert rows.loc[[ALL, "A", "B"], "n_hits"].tolist() == [8, 2, 6]
    assert rows.loc[ALL, ["n_read", "n_right", "n_wrong", "n_unsure"]].tolist() == [4, 3, 1, 0]
    assert rows.loc[[ALL, "A", "B"], "precision"].tolist() == pytest.approx([7 / 8, 1 / 2, 1])
    assert tuple(rows.loc[ALL, ["low", "high"]]) == pytest.approx(wilson_interval(7 / 8, 3.2))
    assert rows["below_bar"].tolist() == [False, True, False]
    assert 1 / 2 < BAR < 7 / 8
    nothing = table[table["category"] == "morality"]
    assert nothing[["n_hits", "n_read"]].to_numpy().tolist() == [[0, 0]]
    assert nothing["precision"].isna().all()
    assert nothing["below_bar"].tolist() == [None]


def test_unsure_is_neither_right_nor_wrong(corpus: Corpus) -> None:
    table = precision_table(corpus, audited(corpus, {"A": ["unsure", "no"], "B": ["yes", "yes"]}))
    row = table[(table["category"] == "economic_consequences") & (table["outlet"] == "A")].iloc[0]
    assert row[["n_read", "n_right", "n_wrong", "n_unsure", "precision"]].tolist() == [2, 0, 1, 1, 0]


# --- agreement --------------------------------------------------------------------------------------------------


def counts_of(*markers: str) -> np.ndarray:
    """How many markers gave each unit each value; a dot is no answer."""
    values = sorted(set("".join(markers)) - {"."})
    return np.array([[unit.count(value) for value in values] for unit in zip(*markers, strict=True)])


@pytest.mark.parametrize(("markers", "alpha"), [
    (("0100000010", "1110010000"), 0.095),  # Krippendorff 2011, A: two observers, no value missing
    (("aabbdcccedda", "babbbccceddd"), 0.692),  # B: five values
    (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),  # C: four observers, values missing
])
def test_alpha_is_the_printed_one(markers: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(counts_of(*markers)) == pytest.approx(alpha, abs=5e-4)


def test_alpha_by_hand() -> None:
    """Two markers, yes/no on four hits, one of which they differ about: 8 answers, 5 yes and 3 no; observed 2 of 8
    disagreeing, expected 2 · 5 · 3 / 7 of 8; alpha = 1 - 2 / (30 / 7) = 8 / 15."""
    counts = counts_of("yyyn", "yynn")
    assert krippendorff_alpha(counts) == pytest.approx(8 / 15)
    assert agreeing_pairs(counts) == 3 / 4


def test_no_chance_to_differ_is_no_alpha() -> None:
    assert math.isnan(krippendorff_alpha(counts_of("yyy", "yyy")))
    assert math.isnan(krippendorff_alpha(np.zeros((0, 3))))
    assert math.isnan(agreeing_pairs(counts_of("y.", ".n")))


def test_alpha_lies_in_its_interval_and_order_does_not_matter() -> None:
    counts = counts_of("yynnyunyynyn" * 3, "ynnnyuyyynyn" * 3)
    low, high = alpha_interval(counts, seed=7)
    assert low < krippendorff_alpha(counts) < high
    assert alpha_interval(counts, seed=7) == (low, high)
    assert krippendorff_alpha(counts[::-1]) == pytest.approx(krippendorff_alpha(counts))


def test_swapping_markers_changes_nothing(corpus: Corpus) -> None:
    one, two = {"A": ["yes", "no"], "B": ["yes", "yes"]}, {"A": ["yes", "yes"], "B": ["unsure", "yes"]}
    first, second = audited(corpus, one, two), audited(corpus, two, one)
    pd.testing.assert_frame_equal(agreement_table(first), agreement_table(second))
    pd.testing.assert_frame_equal(precision_table(corpus, first), precision_table(corpus, second))
    row = agreement_table(first).iloc[0]
    assert (row["lexicon"], row["markers"], row["n_hits"], row["agreement"]) == (ALL, 2, 4, 0.5)


def test_one_marker_has_nobody_to_agree_with(corpus: Corpus) -> None:
    assert agreement_table(audited(corpus, {"A": ["yes", "no"], "B": ["yes", "yes"]})).empty
