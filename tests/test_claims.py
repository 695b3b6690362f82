"""Headline findings and their panel: by hand count, by a corpus where one article carries everything, and by chance."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framing.claims.basis import Basis, dealt, place_of, sides
from framing.claims.claim import INDICATOR, KINDS, QUOTED, TONE, WORD, Claim
from framing.claims.outcome import FLIPS, HOLDS, NOT_ASKED, OUTCOMES, WEAKENS, ask_again, judge, leave_out_each
from framing.claims.panel import COLUMNS, ask_all, panel_table, robustness_panel
from framing.claims.selection import find_claims
from framing.claims.survival import LEVEL, surviving
from framing.claims.variants import AS_STATED, VARIANTS, bases_of
from framing.claims.word_lists import kindred_categories, longer_function_words
from framing.corpus import Corpus, build_corpus
from framing.counts import Counts
from framing.features import function_words
from framing.findings.claim_cards import claim_card
from framing.findings.claim_findings import show_robustness, show_summary
from framing.html import Fragment
from framing.lexicon import load_lexicon
from framing.measures.difference import CAREFUL_LOG_RATIO, DIFFERENCE, careful_log_ratio, difference_of_ratios
from framing.measures.keyness import LOG_ODDS
from made_corpora import made_rows, write_corpus


def basis_of(uses: list[list[float]], outlets: list[str], words: list[str], *, n_words: float = 100) -> Basis:
    """Words by article, each article of so many words."""
    units = pd.DataFrame({"article_id": [f"a{number}" for number in range(len(outlets))], "outlet": outlets})
    counts = Counts(sparse.csr_array(np.array(uses, float)), units, np.array(words, object),
                    np.full((len(outlets), 1), n_words), "words")
    return Basis(counts, CAREFUL_LOG_RATIO, LOG_ODDS, per=1000)


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two outlets with three articles each; one article of A has "zeppelin" 12 times, every one of B has "harbour"."""
    rows = made_rows({"A": 3, "B": 3}, favourites={"B": "harbour"})
    told = ("deck", "crew", "mast", "rope", "cabin", "engine", "valve", "pilot", "keel", "sail", "hull", "wing")
    rows[1]["text"] += "\n\n" + " ".join(f"They saw the {part} of a zeppelin." for part in told)
    return build_corpus(write_corpus(tmp_path_factory.mktemp("carried") / "corpus", rows))


def test_a_difference_carried_by_one_article_is_found_out_and_not_stated(carried: Corpus) -> None:
    panel = {(asked.claim.outlet, asked.claim.feature): asked for asked in robustness_panel(carried, seed=7)}
    zeppelin, harbour = panel["A", "zeppelin"], panel["B", "harbour"]
    assert (zeppelin.claim.count, zeppelin.claim.n_articles_with, zeppelin.claim.n_articles) == (12, 1, 3)
    assert zeppelin.outcomes["without_one_article"].outcome == FLIPS
    assert zeppelin.left_out.articles[0][0] == "a001"
    assert zeppelin.left_out.n_asked == 6
    assert not zeppelin.is_stated
    assert harbour.outcomes["without_one_article"].outcome == HOLDS
    assert harbour.is_stated


def test_no_claim_of_the_seeds_that_may_be_stated_flips_under_any_variant(seed_corpus: Corpus) -> None:
    table = panel_table(robustness_panel(seed_corpus, seed=7))
    stated = table[table["is_stated"]]
    assert set(stated["variant"]) == {variant.key for variant in VARIANTS}
    assert not (stated["outcome"] == FLIPS).any()
    assert stated["outlet"].nunique() == 4
    assert (table[~table["is_stated"]].groupby("claim")["outcome"].agg(lambda found: (found == FLIPS).sum()) > 0).all()


def test_seed_claims_are_right_by_counting_the_text(seed_corpus: Corpus) -> None:
    talks = next(asked for asked in robustness_panel(seed_corpus, seed=7) if asked.claim.feature == "talks").claim
    sentences = seed_corpus.sentences
    words = sentences["text"].str.casefold().str.count(r"\btalks\b").groupby(sentences["outlet"]).sum()
    n_words = sentences["n_words"].groupby(sentences["outlet"]).sum()
    assert talks.count == words["The Week"] == 8
    rest = words.sum() - words["The Week"], n_words.sum() - n_words["The Week"]
    assert np.isclose(talks.value_of_rest, 1000 * rest[0] / rest[1])
    assert np.isclose(talks.estimate, np.log2((8 / n_words["The Week"]) / (rest[0] / rest[1])))


def test_the_sides_and_the_sizes_are_those_of_a_hand_count() -> None:
    basis = basis_of([[4, 0], [0, 1], [1, 1], [0, 2]], ["A", "A", "B", "B"], ["talks", "war"])
    found = sides(basis, "A", place_of(basis, "talks") or 0)
    assert found.sums.tolist() == [4, 1]
    assert found.totals.tolist() == [200, 200]
    assert (found.n_articles_with, found.n_articles) == (1, 2)


def test_who_lacks_a_word_never_counts_as_using_it_more() -> None:
    sums, totals = np.array([[0.0, 0, 0], [1, 0, 3]]), np.array([[100.0], [1_000]])
    own = careful_log_ratio(sums, totals)[0]
    assert own[0] < 0  # half a word in 100 would be five times one in 1,000
    assert own[1] == 0
    assert own[2] < 0
    assert (careful_log_ratio(sums, totals)[1] == -own).all()


def test_differences_mirror_for_two_outlets_and_are_missing_without_text() -> None:
    values = difference_of_ratios(np.array([[2.0], [1], [0]]), np.array([[10.0], [10], [0]]))[:, 0]
    assert np.allclose(values[:2], [0.1, -0.1])
    assert np.isnan(values[2])


def claim_of(**changed: object) -> Claim:
    fields = {"kind": WORD, "outlet": "A", "feature": "talks", "direction": 1, "estimate": 2.0, "value": 20.0,
              "value_of_rest": 5.0, "count": 4, "total": 200, "n_articles_with": 1, "n_articles": 2,
              "label": "descriptive", "p_adjusted": np.nan}
    return Claim(**(fields | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(("estimate", "count", "outcome"), [
    (2.0, 4, HOLDS), (1.0, 4, HOLDS), (0.9, 4, WEAKENS), (0.0, 0, FLIPS), (-0.1, 4, FLIPS), (2.0, 1, WEAKENS)])
def test_the_rules(estimate: float, count: float, outcome: str) -> None:
    assert judge(claim_of(), estimate, count, 1).outcome == outcome
    if outcome != WEAKENS or count > 1:  # a claim of less needs no use at all
        assert judge(claim_of(direction=-1, estimate=-2.0), -estimate, count, 1).outcome == outcome


def test_leaving_out_each_article_is_what_counting_without_it_gives() -> None:
    basis = basis_of([[4], [1], [1], [3]], ["A", "A", "B", "B"], ["talks"])
    left_out = leave_out_each(claim_of(estimate=0.32), basis, n_kept=4)
    without = {article: outcome.estimate for article, outcome in left_out.articles}
    assert np.allclose([without[f"a{number}"] for number in range(4)],
                       [np.log2((1 / 100) / (4 / 200)), np.log2((4 / 100) / (4 / 200)), np.log2((5 / 200) / (3 / 100)),
                        np.log2((5 / 200) / (1 / 100))])
    assert left_out.articles[0][0] == "a0"
    assert left_out.worst.outcome == FLIPS


def test_an_only_article_cannot_be_left_out() -> None:
    basis = basis_of([[4], [1], [1]], ["A", "B", "B"], ["talks"])
    left_out = leave_out_each(claim_of(), basis, n_kept=5)
    assert left_out.own_is_only
    assert sorted(article for article, _ in left_out.articles) == ["a1", "a2"]
    assert left_out.worst.reason == "the outlet's only article cannot be left out, the others can"
    alone = leave_out_each(claim_of(), basis_of([[4], [1]], ["A", "B"], ["talks"]), n_kept=5)
    assert alone.worst.outcome == NOT_ASKED


def test_what_cannot_be_asked_says_why() -> None:
    assert ask_again(claim_of(), "nothing is smoothed here").reason == "nothing is smoothed here"
    assert ask_again(claim_of(outlet="C"), basis_of([[4], [1]], ["A", "B"], ["talks"])).outcome == NOT_ASKED
    gone = ask_again(claim_of(feature="said"), basis_of([[4], [1]], ["A", "B"], ["talks"]))
    assert (gone.outcome, gone.reason) == (WEAKENS, "the word is left out")


def test_a_word_that_others_push_out_of_sight_weakens() -> None:
    words = ["talks", *(f"word{number}" for number in range(20))]
    basis = basis_of([[4, *[9] * 20], [1, *[0] * 20]], ["A", "B"], words, n_words=1_000)
    assert ask_again(claim_of(), basis).rank == 21
    assert ask_again(claim_of(), basis).outcome == WEAKENS
    fewer = basis_of([[4, *[9] * 19], [1, *[0] * 19]], ["A", "B"], words[:-1], n_words=1_000)
    assert ask_again(claim_of(), fewer).outcome == HOLDS


def test_dealing_the_same_outlets_changes_nothing(seed_corpus: Corpus) -> None:
    basis = bases_of(seed_corpus)[AS_STATED][WORD]
    assert isinstance(basis, Basis)
    again = dealt(basis, seed_corpus.articles.set_index("article_id")["outlet"])
    labels = dict.fromkeys(seed_corpus.outlets, "descriptive")
    found, dealt_again = (find_claims({**dict.fromkeys(KINDS, ""), WORD: one}, labels, seed=1)
                          for one in (basis, again))
    assert found
    assert [repr(claim) for claim in found] == [repr(claim) for claim in dealt_again]  # NaN equals no NaN


def test_the_lists_of_the_variants_are_what_they_say() -> None:
    assert function_words() < longer_function_words()
    for (key, category), (other, other_category) in kindred_categories().items():
        assert key != other
        assert category in {one.key for one in load_lexicon(key).categories}
        assert other_category in {one.key for one in load_lexicon(other).categories}


def test_one_outlet_makes_no_claim(tmp_path: Path) -> None:
    corpus = build_corpus(write_corpus(tmp_path / "one", made_rows({"A": 2})))
    assert robustness_panel(corpus, seed=7) == ()
    assert panel_table(()).columns.tolist() == COLUMNS


# --- what a reader sees -----------------------------------------------------------------------------------------


def plain(shown: Fragment) -> str:
    return unescape(re.sub(r"<[^>]+>", "", shown.html))


def test_the_summary_tells_only_what_may_be_stated(carried: Corpus) -> None:
    summary, panel = plain(show_summary(carried, seed=7)), plain(show_robustness(carried, seed=7))
    assert "“zeppelin”" not in summary
    assert "B uses “harbour”" in summary
    assert "Not stated, because it flips: A: more “zeppelin” (12)" in panel
    assert "“without one article”: a001 (no difference is left)" in panel


def test_descriptive_claims_are_about_these_articles(seed_corpus: Corpus) -> None:
    result = re.split("Result|Caveat", plain(show_summary(seed_corpus, seed=7)))[1]
    sentences = [text for text in re.split(r"(?<=[a-z)])\.(?=In these|Told)", result) if not text.startswith("Told")]
    assert len(sentences) > 5
    assert all(text.startswith("In these articles, ") for text in sentences)
    assert not re.search("significan|proves|biased", result)


def test_every_cell_of_the_grid_is_the_outcome_in_the_table(seed_corpus: Corpus) -> None:
    panel = robustness_panel(seed_corpus, seed=7)
    grid = re.search(r"<tbody>(.*?)</tbody>", show_robustness(seed_corpus, seed=7).html, re.DOTALL)
    assert grid
    rows = re.findall(r"<tr>(.*?)</tr>", grid[1], re.DOTALL)
    assert len(rows) == len(panel)
    for row, asked in zip(rows, panel, strict=True):
        cells = [plain(Fragment(cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        assert [next(word for word in OUTCOMES if word in cell) for cell in cells[:-1]] == [
            outcome.outcome for outcome in asked.outcomes.values()]
        assert (cells[-1] == "yes") == asked.is_stated


def test_a_claims_number_opens_the_sentences_that_hold_it(seed_corpus: Corpus) -> None:
    for asked in robustness_panel(seed_corpus, seed=7):
        card = claim_card(seed_corpus, asked.claim)
        if asked.claim.count == 0:
            assert card is None
        elif asked.claim.kind in (WORD, INDICATOR):
            assert card
            assert f'<data value="{int(asked.claim.count)}">' in card.html
            if f'data-marks="{int(asked.claim.count)}"' in card.html:
                assert card.html.count("<mark>") == asked.claim.count


def test_no_corpus_is_too_poor_for_a_summary(tmp_path: Path) -> None:
    rows = [{"article_id": outlet, "outlet": outlet, "text": "Talks went on."} for outlet in "AB"]
    corpus = build_corpus(write_corpus(tmp_path / "poor", rows))
    assert "nothing is stated" in plain(show_summary(corpus, seed=7))
    assert "no headline finding" in plain(show_robustness(corpus, seed=7))


def test_leads_are_listed_and_not_stated(tmp_path: Path) -> None:
    rows = made_rows({"A": 6, "B": 6}, favourites={"B": "harbour"}, n_sentences=4)
    corpus = build_corpus(write_corpus(tmp_path / "leads", rows))
    assert {asked.claim.label for asked in robustness_panel(corpus, seed=7)} == {"indicative"}
    assert not any(asked.is_stated for asked in robustness_panel(corpus, seed=7))
    panel = plain(show_robustness(corpus, seed=7))
    assert "Not stated, because too few articles allow no test" in panel
    assert "B: more “harbour”" in panel
    assert "harbour" not in plain(show_summary(corpus, seed=7))


# --- when nothing differs -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def one_outlet(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Twenty-four articles of made-up words, dealt to two outlets; in "planted" one side has a word of its own."""
    rows = made_rows({"A": 12, "B": 12}, n_sentences=6, seed=3)
    return build_corpus(write_corpus(tmp_path_factory.mktemp("null") / "corpus", rows))


def test_where_nothing_differs_hardly_any_split_states_anything(one_outlet: Corpus) -> None:
    bases, ids = bases_of(one_outlet), one_outlet.articles["article_id"].to_numpy()
    labels = {"left": "inferential", "right": "inferential"}
    n_stated = 0
    for run in range(40):
        sides_of = pd.Series(np.repeat(["left", "right"], 12), index=np.random.default_rng(run).permutation(ids))
        dealt_bases = {variant: {kind: dealt(basis, sides_of) if isinstance(basis, Basis) else basis
                                 for kind, basis in of_variant.items()} for variant, of_variant in bases.items()}
        n_stated += any(asked.is_stated for asked in ask_all(dealt_bases, labels, seed=run))
    assert n_stated <= 2  # a twentieth


def test_what_is_planted_survives_and_is_stated(tmp_path: Path) -> None:
    rows = made_rows({"A": 12, "B": 12}, favourites={"B": "harbour"}, n_sentences=6, seed=3)
    corpus = build_corpus(write_corpus(tmp_path / "planted", rows))
    claims = {asked.claim.feature: asked for asked in robustness_panel(corpus, seed=7)}
    assert claims["harbour"].is_stated
    assert claims["harbour"].claim.label == "inferential"
    assert claims["harbour"].claim.p_adjusted <= 0.025
    assert set(claims) == {"harbour"}  # told of the side with more only, and nothing else differs


def test_families_share_the_level_by_how_many_of_them_count() -> None:
    """Two kinds of one feature each: p of 1/6 and less cannot survive, whatever it is corrected for."""
    basis = basis_of([[9]] * 12 + [[0]] * 12, ["A"] * 12 + ["B"] * 12, ["talks"])
    alike = basis_of([[3], [4]] * 12, ["A"] * 12 + ["B"] * 12, ["talks"])
    tone = {kind: Basis(one.counts, DIFFERENCE, DIFFERENCE) for kind, one in ((TONE, basis), (QUOTED, alike))}
    found = surviving({WORD: basis, INDICATOR: alike, **tone}, ["A", "B"], rng=np.random.default_rng(1))
    assert {kind for (kind, _), features in found.items() if features} == {WORD, TONE}
    assert all(p <= LEVEL * 2 / 4 for features in found.values() for p in features.values())
