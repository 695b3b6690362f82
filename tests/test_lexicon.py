"""Word lists: loading, and what is said when one cannot be used."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from framing.lexicon import LexiconCard, lexicon_names, load_lexicon
from framing.lexicon_check import LISTS_OF_TEXTS, OPTIONAL_TEXTS, REQUIRED_TEXTS
from framing.problem import FramingError, Problem

ENTRIES = (
    "pattern\tcategory\tweight\treason\nwar\tconflict\t1\t\nwar on terror\tconflict\t2\ta slogan\ndeal\tpeace\t\t\n"
)
CARD = """
key = "mine"
title = "Mine"
kind = "categories"
language = "en"
licence = "CC0-1.0"
source = "own words"
version = "1"
scale = "count of matches"
measures = "words"
limits = ["It counts words."]
[[categories]]
key = "conflict"
title = "Conflict"
question = "Is there a quarrel?"
[[categories]]
key = "peace"
title = "Peace"
question = "Is there none?"
[[examples]]
text = "War and a deal."
counts = { conflict = 1, peace = 1 }
"""


def write_list(
    corpus: Path, *, card: str = CARD, entries: str | bytes = ENTRIES, key: str = "mine", sha: str = ""
) -> Path:
    """A list of the corpus's own, its checksum put first on the card; returns the corpus folder."""
    folder = corpus / "lexicons" / key
    folder.mkdir(parents=True)
    data = entries if isinstance(entries, bytes) else entries.encode("utf-8")
    (folder / "entries.tsv").write_bytes(data)
    (folder / "card.toml").write_text(f'sha256 = "{sha or hashlib.sha256(data).hexdigest()}"\n{card}', encoding="utf-8")
    return corpus


def problems_of(corpus: Path, key: str = "mine") -> tuple[Problem, ...]:
    with pytest.raises(FramingError) as caught:
        load_lexicon(key, corpus_folder=corpus)
    assert all(problem.next_step and problem.severity == "error" for problem in caught.value.problems)
    return caught.value.problems


def test_a_list_of_the_corpus_s_own(tmp_path):
    lexicon = load_lexicon("mine", corpus_folder=write_list(tmp_path))
    assert [(entry.pattern, entry.category, entry.weight, entry.reason) for entry in lexicon.entries] == [
        ("war", "conflict", 1.0, ""),
        ("war on terror", "conflict", 2.0, "a slogan"),
        ("deal", "peace", 1.0, ""),
    ]
    assert lexicon.category("peace").question == "Is there none?"
    assert lexicon.examples[0].counts == {"conflict": 1, "peace": 1}
    assert "mine" in lexicon_names(tmp_path)
    assert "mine" not in lexicon_names()
    assert load_lexicon("mine", corpus_folder=tmp_path) is lexicon


def test_an_own_list_wins_over_a_shipped_one_of_the_same_key(tmp_path):
    write_list(tmp_path, card=CARD.replace('key = "mine"', 'key = "hedges_boosters"'), key="hedges_boosters")
    assert load_lexicon("hedges_boosters", corpus_folder=tmp_path).card.title == "Mine"
    assert load_lexicon("hedges_boosters").card.title != "Mine"


def test_a_list_that_was_edited_is_read_again(tmp_path):
    write_list(tmp_path)
    assert len(load_lexicon("mine", corpus_folder=tmp_path).entries) == 3
    (tmp_path / "lexicons" / "mine" / "entries.tsv").write_text(ENTRIES + "truce\tpeace\t1\t\n")
    assert problems_of(tmp_path)[0].column == "sha256"


def test_unknown_list_names_all_that_there_are():
    with pytest.raises(FramingError) as caught:
        load_lexicon("generic_frame")
    (problem,) = caught.value.problems
    assert "'generic_frame'" in problem.message
    assert problem.allowed.split(", ") == list(lexicon_names())


def test_the_card_that_is_checked_is_the_card_that_is_made():
    assert {*REQUIRED_TEXTS, *OPTIONAL_TEXTS, *LISTS_OF_TEXTS, "validity"} == set(LexiconCard.__dataclass_fields__)


def test_wrong_checksum_gives_the_right_one(tmp_path):
    (problem,) = problems_of(write_list(tmp_path, sha="0" * 64))
    assert hashlib.sha256(ENTRIES.encode()).hexdigest() in problem.message
    assert (problem.file, problem.column, problem.value) == ("lexicons/mine/card.toml", "sha256", "0" * 64)


def test_everything_that_is_wrong_with_a_card_is_named_at_once(tmp_path):
    card = (
        CARD.replace('language = "en"\n', "")
        .replace('version = "1"', "version = 1")
        .replace('limits = ["It counts words."]', 'limits = "It counts words."\nauthor = "me"')
    )
    problems = problems_of(write_list(tmp_path, card=card))
    assert [problem.message for problem in problems] == [
        "The card lacks 'language'.",
        "A card has no key 'author'.",
        "The value has the wrong type.",
        "The value has the wrong type.",
    ]
    assert [(problem.column, problem.allowed) for problem in problems[2:]] == [
        ("version", "a text in quotation marks"),
        ("limits", "a list of texts"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        ('kind = "categories"', 'kind = "category"', "kind", "This kind is not known."),
        ('key = "mine"', 'key = "yours"', "key", "The key is not the folder's name."),
        ('question = "Is there none?"', "", "categories", "The value has the wrong type."),
        ("counts = { conflict = 1, peace = 1 }", "", "examples", "The value has the wrong type."),
        (
            "counts = { conflict = 1, peace = 1 }",
            "counts = { conflcit = 1 }",
            "examples",
            "An example counts a category that the card lacks.",
        ),
        ('key = "peace"', 'key = "conflict"', "categories", "A category stands twice."),
    ],
)
def test_broken_cards(tmp_path, old, new, column, said):
    assert CARD.count(old) == 1
    problems = problems_of(write_list(tmp_path, card=CARD.replace(old, new)))
    assert (problems[0].column, problems[0].message, problems[0].file) == (column, said, "lexicons/mine/card.toml")


@pytest.mark.parametrize(
    ("entries", "row"),
    [
        (ENTRIES + "truce\n", 5),
        (ENTRIES + "\tpeace\t1\t\n", 5),
        (ENTRIES + "\ntruce\tpeace\t1\t\n", 5),
        (ENTRIES + "*\tpeace\t1\t\n", 5),
        (ENTRIES + "truce\tpeace\tmuch\t\n", 5),
        (ENTRIES + "truce\tpeace\tnan\t\n", 5),
        (ENTRIES + "truce\t\t1\t\n", 5),
        (ENTRIES.split("\n", 1)[1], 1),
        ("", 1),
    ],
)
def test_broken_entries_are_named_by_their_row(tmp_path, entries, row):
    (problem,) = problems_of(write_list(tmp_path, entries=entries))
    assert (problem.file, problem.row) == ("lexicons/mine/entries.tsv", row)
    assert "pattern<TAB>category" in problem.allowed


def test_entries_in_a_category_that_the_card_lacks(tmp_path):
    (problem,) = problems_of(write_list(tmp_path, entries=ENTRIES + "oil\teconomy\t1\t\n"))
    assert problem.value == "economy"


def test_entries_that_are_not_utf_8_or_not_there(tmp_path):
    (problem,) = problems_of(write_list(tmp_path / "a", entries=ENTRIES.encode() + b"caf\xe9\tpeace\t1\t\n"))
    assert f"byte {len(ENTRIES) + 3}" in problem.message
    folder = write_list(tmp_path / "b")
    (folder / "lexicons" / "mine" / "entries.tsv").unlink()
    assert "not there" in problems_of(folder)[0].message


def test_entries_outside_the_list_s_folder_are_not_read(tmp_path):
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "secret.tsv").write_text(ENTRIES)
    (problem,) = problems_of(write_list(tmp_path, card='entries = "../secret.tsv"\n' + CARD))
    assert (problem.column, problem.value) == ("entries", "../secret.tsv")
