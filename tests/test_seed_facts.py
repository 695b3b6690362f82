"""Thirty facts of the seed articles, read and written down by hand before the matrix was looked at.

How often an article names a person, place, organisation, date or number, in which of its sentences first (from 1, as
they are shown), and whether no other article does. Two are known to be counted otherwise: "NBC" is not merged with
"NBC News", and an abbreviation in brackets behind its name counts as another mention.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus import Corpus
from framing.mentions.matrix import mention_table

FACTS = Path(__file__).parent / "golden" / "seed_facts.tsv"
N_FACTS, MIN_RIGHT = 30, 28


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_what_was_read_stands_in_the_matrix(seed_corpus: Corpus, facts: list[dict[str, str]]) -> None:
    table = mention_table(seed_corpus)
    table = table[table["kind"] != "actor"]  # the lexicon's actors merge a country with its capital
    wrong = [fact for fact in facts if not is_right(table, fact)]
    assert len(facts) == N_FACTS
    assert N_FACTS - len(wrong) >= MIN_RIGHT, wrong


def is_right(table: pd.DataFrame, fact: dict[str, str]) -> bool:
    rows = table[(table["article_id"] == fact["article_id"]) & (table["item"] == fact["item"])]
    return [(str(row.n_mentions), "" if pd.isna(row.first_sentence) else str(int(row.first_sentence)),
             "yes" if row.only_here else "no") for row in rows.itertuples()] == [
        (fact["n_mentions"], fact["first_sentence"], fact["only_here"])]


def test_a_wrong_fact_is_found(seed_corpus: Corpus, facts: list[dict[str, str]]) -> None:
    table = mention_table(seed_corpus)
    right = [fact for fact in facts if is_right(table, fact)]
    assert not any(is_right(table, {**fact, "n_mentions": str(int(fact["n_mentions"]) + 1)}) for fact in right)
