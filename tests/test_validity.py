"""What cards say about how well a measure does: shape, version, page, the line in reports, and who writes it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

import validate
from framing.card import read_toml
from framing.findings.frame_findings import category_titles, lexicon_line
from framing.lexicon import load_lexicon
from framing.problem import FramingError
from framing.validity import (
    Validity,
    card_validity,
    check_validity,
    describe_validity,
    shipped_cards,
    short,
    stated_validity,
    validity_line,
    weak_categories,
)
from validity import babe, emona, frames
from validity.cards import entry_of, update_card, write_validity
from validity.page import validity_page
from validity.resample import auc, share, with_interval
from validity.row import Row

CARDS = shipped_cards()
TONE = Validity("set", "tone toward an actor", 8733, "mentions in news sentences", "macro-F1", 0.69, "1", 0.67, 0.71,
                0.51, 0.86)


def category(key: str, value: float) -> Validity:
    return Validity("set", "what it is about", 200, "sentences", "AUC", value, "1", category=key)


# ---------------------------------------------------------------- the shipped cards


@pytest.mark.parametrize("key", CARDS)
def test_what_a_card_says_is_of_the_version_that_is_shipped(key):
    values = read_toml(CARDS[key])
    tables = values.get("validity", [])
    assert check_validity(tables, key) == []
    assert {table["version"] for table in tables} <= {values["version"]}
    assert values["key"] == key


@pytest.mark.parametrize("key", CARDS)
def test_an_interval_holds_its_value_and_a_category_is_one_of_the_list(key):
    values = read_toml(CARDS[key])
    for entry in card_validity(CARDS[key]):
        assert entry.low is None or entry.high is None or entry.low <= entry.value <= entry.high
        assert entry.category in {"", *(item["key"] for item in values.get("categories", []))}


def test_the_page_is_what_the_cards_say(root: Path):
    assert (root / "VALIDITY.md").read_text(encoding="utf-8") == validity_page()


# ---------------------------------------------------------------- the line in reports


def test_the_line_of_one_figure():
    assert describe_validity([TONE]) == (
        "tone toward an actor: macro-F1 .69 (.67 to .71) against human coding of 8,733 mentions in news sentences; "
        "coders among themselves .86")


def test_the_line_of_categories_names_those_that_are_weak():
    assert describe_validity([category("conflict", 0.7), category("human_interest", 0.55)]) == (
        "what it is about: AUC by category: conflict .70, human interest .55 against human coding of 200 sentences; "
        "weak (below .60): human interest")


def test_nothing_measured_is_said():
    assert describe_validity([]) == "not validated"
    assert validity_line("actors") == "not validated"
    assert stated_validity("actors") == "Validity: not validated."


def test_the_line_of_one_metric():
    line = validity_line("loaded_wording", dataset="babe", metric="recall")
    assert line.startswith("words named as biased: recall .")
    assert validity_line("loaded_wording", dataset="moon") == "not validated"


def test_the_bound_of_weak():
    entries = [category("a", 0.5999), category("b", 0.6), TONE]
    assert weak_categories(entries) == {"a"}


def test_numbers_are_short():
    assert [short(value) for value in (0.694, 0.05, 1.0, 0.996, -0.05, 0.0)] == [
        ".69", ".05", "1.00", "1.00", "-.05", ".00"]


def test_a_key_without_a_card_names_those_that_there_are():
    with pytest.raises(FramingError, match="loaded_wording"):
        validity_line("loaded")


def test_every_category_that_is_measured_and_weak_is_marked():
    for key in ("generic_frames", "moral_foundations"):
        lexicon = load_lexicon(key)
        weak = weak_categories(lexicon.card.validity)
        titles = category_titles(lexicon)
        assert {name for name, title in titles.items() if title.endswith(" (weak)")} == weak
        assert f"Validity: {validity_line(key)}." in lexicon_line(lexicon)


def own_list(folder: Path, more: str) -> Path:
    """A corpus folder whose own list has an empty list of entries and the card's lines ``more``."""
    place = folder / "lexicons" / "mine"
    place.mkdir(parents=True)
    (place / "entries.tsv").write_text("pattern\tcategory\tweight\treason\n", encoding="utf-8")
    sha256 = "b2cf7ac80b3c6ef1b40e2b7e8f0b70d0a5a7ac5a7a4ff1a3d0bf9cc4a0e3c9a4"
    card = "\n".join([*(f'{name} = "mine"' for name in ("key", "title", "licence", "source", "scale", "measures")),
                      'kind = "categories"', 'language = "en"', 'version = "2"', f'sha256 = "{sha256}"', 'limits = []',
                      more])
    (place / "card.toml").write_text(card, encoding="utf-8")
    return folder


@pytest.mark.parametrize("more", ['validity = "quite good"', "validity = 1", '[[validity]]\ndataset = "x"'])
def test_a_card_whose_validity_is_no_measurement_is_refused(tmp_path, more):
    with pytest.raises(FramingError) as caught:
        load_lexicon("mine", corpus_folder=own_list(tmp_path, more))
    assert {problem.column for problem in caught.value.problems} == {"validity"}


def test_what_was_measured_on_another_version_is_not_said(tmp_path):
    card = tmp_path / "card.toml"
    card.write_text('version = "2"\n')
    write_validity(card, [TONE])
    assert card_validity(card) == ()


# ---------------------------------------------------------------- writing

CARD = """key = "x"  # a comment
version = "1"
limits = [
  "[[validity]] is no table here.",
]

[[validity]]
dataset = "old"
stands_for = "old"
n = 1
unit = "old"
metric = "old"
value = 0.5
version = "1"

# a comment between
[[examples]]
text = "A text."
"""


def row(dataset: str, measure: str = "x", value: float = 0.12345678) -> Row:
    return Row(dataset, 'a "quoted" \\ thing', measure, "1", 3, "texts", "AUC", value, 0.1, float("nan"), None, None)


def test_entries_are_written_and_everything_else_stays(tmp_path):
    card = tmp_path / "card.toml"
    card.write_text(CARD, encoding="utf-8")
    update_card(card, [row("new"), row("new", "x.part", 0.2)])
    text = card.read_text(encoding="utf-8")
    assert [line for line in CARD.splitlines() if line.startswith(("key", "#", "  \"[", "text"))] == [
        line for line in text.splitlines() if line.startswith(("key", "#", "  \"[", "text"))]
    new = Validity("new", 'a "quoted" \\ thing', 3, "texts", "AUC", 0.1235, "1", 0.1)
    old = Validity("old", "old", 1, "old", "old", 0.5, "1")
    assert card_validity(card)[:2] == (new, Validity(*[*list(row_values(new))[:5], 0.2, "1", 0.1], category="part"))
    assert card_validity(card)[2] == old
    assert [path.name for path in tmp_path.iterdir()] == ["card.toml"]


def row_values(entry: Validity) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in Validity.__dataclass_fields__)


def test_the_words_not_validated_give_way_to_figures(tmp_path):
    card = tmp_path / "card.toml"
    card.write_text('version = "1"\nvalidity = "not validated"\n\n[[examples]]\ntext = "A."\n', encoding="utf-8")
    update_card(card, [row("new")])
    assert [entry.dataset for entry in card_validity(card)] == ["new"]


def test_writing_twice_changes_nothing(tmp_path):
    card = tmp_path / "card.toml"
    card.write_text(CARD, encoding="utf-8")
    update_card(card, [row("new")])
    once = card.read_bytes()
    update_card(card, [row("new")])
    assert card.read_bytes() == once
    assert tomllib.loads(once.decode())["examples"] == [{"text": "A text."}]


def test_a_card_that_cannot_be_written_without_a_loss_is_left(tmp_path):
    card = tmp_path / "card.toml"
    hostile = 'version = "1"\nnote = """\n[[validity]]\nn = 3\n"""\n'
    card.write_text(hostile, encoding="utf-8")
    with pytest.raises(ValueError, match="by hand"):
        write_validity(card, [TONE])
    assert card.read_text(encoding="utf-8") == hostile


def test_a_row_becomes_an_entry():
    assert entry_of(row("d", "key.part")).category == "part"
    assert entry_of(row("d")).high is None  # not a number: there is none


# ---------------------------------------------------------------- figures


def test_auc_by_hand():
    """Pairs of one that holds it and one that does not: 3 > 1, 3 > 2, 2 > 1 and one tie in four: 3.5 of 4."""
    statistic = auc(np.array([3, 2, 2, 1]), np.array([1, 1, 0, 0]))
    assert statistic(np.ones(4)) == 3.5 / 4
    assert statistic(np.array([1, 0, 2, 2])) == 1
    assert np.isnan(statistic(np.array([1.0, 1, 0, 0])))


def test_auc_is_that_of_scikit_learn():
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(3)
    scores, labels, weights = rng.integers(0, 5, 80), rng.random(80) < 0.4, rng.integers(0, 4, 80)
    assert auc(scores, labels)(weights.astype(float)) == pytest.approx(
        roc_auc_score(labels, scores, sample_weight=weights))


def test_whole_groups_are_drawn():
    """Two groups, one all right and one all wrong: a resample has 0, half or all of them right."""
    value, low, high = with_interval(share(np.array([1, 1, 0, 0]), np.ones(4)), ["a", "a", "b", "b"])
    assert (value, low, high) == (0.5, 0.0, 1.0)


# ---------------------------------------------------------------- the tool

SENTENCES = [
    {"id": "1", "text": "A reckless, shameful plan.", "outlet": "A", "news_link": "x", "biased": 1.0,
     "biased_words": ["shameful"]},
    {"id": "2", "text": "The plan was sent to the floor.", "outlet": "A", "news_link": "y", "biased": 0.0,
     "biased_words": []},
    {"id": "3", "text": "Mobs of ludicrous liars met.", "outlet": "B", "news_link": None, "biased": 1.0,
     "biased_words": ["ludicrous liars"]},
    {"id": "4", "text": "They met on Tuesday.", "outlet": "B", "news_link": "z", "biased": 0.0, "biased_words": []},
]


def gold(folder: Path, name: str, records: list[dict[str, object]]) -> Path:
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return folder


def test_loaded_wording_by_hand(tmp_path):
    ratings = [{"id": "1", "biased": vote} for vote in (1, 1, 0)] + [{"id": "2", "biased": vote} for vote in (0, 0, 0)]
    gold(tmp_path, "babe.ratings", ratings)
    gold(tmp_path, "babe.sentences", SENTENCES)
    rows = {(found.stands_for, found.metric): found for found in babe.measure(tmp_path)}
    assert rows["sentences called biased", "AUC"].value == 1
    # Of the coders of the first sentence only the one who said no has a majority against him (the others are tied).
    assert rows["sentences called biased", "AUC"].human == 0.5
    assert rows["sentences called biased, among those of one outlet", "AUC"].value == 1
    # Listed: reckless, shameful, mobs, ludicrous, liars; named: shameful, ludicrous, liars.
    assert rows["words named as biased", "precision"].value == pytest.approx(3 / 5)
    assert rows["words named as biased", "recall"].value == 1


def test_an_absent_set_gives_no_rows_and_is_named(tmp_path, capsys):
    assert [module.measure(tmp_path) for module in (babe, emona, frames)] == [[], [], []]
    gold(tmp_path, "sentence_rules.rules.dev", [{"id": 1, "text": "One. Two.", "sentences": ["One.", "Two."]}])
    assert validate.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "babe: skipped" in printed
    assert "sentence_rules: rows 1" in printed
    assert "hand-made rules" in printed


def test_no_data_at_all_is_no_crash(tmp_path, capsys):
    assert validate.main([str(tmp_path)]) == 0
    assert validate.main([str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err


def test_categories_are_measured_by_the_list(tmp_path):
    held = {key: 0 for keys in emona.EVENTS.values() for key in keys}
    gold(tmp_path, "emona.sentences", [
        {"text": "They killed and wounded him.", "article": "a", **held, "harm": 2},
        {"text": "The train left.", "article": "b", **held, "purity": 1}])
    values = {found.measure: found.value for found in emona.measure(tmp_path)}
    assert values["moral_foundations.care_harm"] == 1
    assert values["moral_foundations.sanctity_degradation"] == 0.5
    assert set(emona.EVENTS) == {item.key for item in load_lexicon("moral_foundations").categories}


def test_rows_of_a_version_or_a_measure_that_is_not_there_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(validate, "PAGE", tmp_path / "VALIDITY.md")
    before = {key: path.read_bytes() for key, path in CARDS.items()}
    problems = validate.write([row("d", "actors"), row("d", "nothing.part")])
    assert problems == ["actors: measured in version 1, which is not the card's",
                        "no card 'nothing': d is not written"]
    assert {key: path.read_bytes() for key, path in CARDS.items()} == before
    assert (tmp_path / "VALIDITY.md").read_text(encoding="utf-8") == validity_page()
