"""The rule files: what they hold, what is said when they are wrong, and which outlet gets which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.cleaning_rule import FORMS, RULE_ROLES
from framing.outlets import SHIPPED_RULES_FOLDER, kept_rules, load_outlet_rules, rules_for
from framing.problem import FramingError
from framing.rule_examples import find_broken_examples

RULES = load_outlet_rules()
EVERY_RULE = [rule for outlet in RULES.values() for rule in outlet.rules]

GOOD_FILE = """
key = "courier"
names = ["The Courier"]

[[rules]]
key = "box"
role = "promotion"
why = "The box under each piece."
pattern = '''Read [ ] The [ ] Courier [ ] daily'''
examples = [{ lines = ["It rained.", "Read The Courier daily"], roles = ["body", "promotion"] }]
"""


def write(folder: Path, text: str, name: str = "courier.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_example_of_the_shipped_files_comes_out_as_it_says():
    assert [str(problem) for problem in find_broken_examples(RULES)] == []


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.key)
def test_a_rule_states_why_and_shows_what_it_takes_and_what_it_leaves(rule):
    roles = [role for example in rule.examples for role in example.roles]
    assert len(rule.why) > 20
    assert rule.role in RULE_ROLES
    assert rule.form in FORMS
    assert rule.role in roles
    assert "body" in roles


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.key)
def test_a_rule_takes_a_line_of_its_own_examples(rule):
    texts = [line for example in rule.examples for line in example.lines]
    matching = [text for text in texts if rule.pattern.fullmatch(text)]
    assert matching
    if rule.contains:
        assert all(any(word in text.lower() for word in rule.contains) for text in matching)


def test_an_example_that_does_not_come_out_is_named(tmp_path):
    folder = write(tmp_path, GOOD_FILE.replace('roles = ["body", "promotion"]', 'roles = ["body", "note"]'))
    problems = find_broken_examples(load_outlet_rules(folder))
    assert [(problem.value, "courier.box" in problem.message) for problem in problems] == [
        ("Read The Courier daily", True)
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Week", "the_week"),
        ("THE WEEK", "the_week"),
        ("The Week - Opinion", "the_week"),
        ("RS/ECFR", "responsible_statecraft"),
        ("Voice of America (VOA)", "voa"),
        ("VOA", "voa"),
        ("The Weekly Courier", "generic"),
        ("Unattributed", "generic"),
        ("", "generic"),
    ],
)
def test_an_outlet_finds_its_rules_by_name(name, key):
    assert rules_for(name, RULES, {}).key == key


def test_own_rules_come_first_and_the_generic_ones_follow():
    rules = rules_for("VOA", RULES, {}).rules
    assert rules == (*RULES["voa"].rules, *RULES["generic"].rules)
    assert rules_for("Nobody", RULES, {}).rules == RULES["generic"].rules


def test_the_mapping_wins_over_the_names():
    assert rules_for("The Week", RULES, {"The Week": "voa"}).key == "voa"
    assert rules_for("The Week", RULES, {"The Week": "generic"}).key == "generic"
    assert rules_for("Any name", RULES, {"Any name": "the_week"}).key == "the_week"


def test_an_unknown_key_in_the_mapping_is_named_with_those_there_are():
    with pytest.raises(FramingError, match="the_weak") as caught:
        rules_for("The Week", RULES, {"The Week": "the_weak"})
    assert all(key in caught.value.problems[0].allowed for key in RULES)


def test_a_folder_of_ones_own_adds_an_outlet(tmp_path):
    rules = load_outlet_rules(write(tmp_path, GOOD_FILE))
    assert set(rules) == {*RULES, "courier"}
    assert rules_for("the courier", rules, {}).rules[0].key == "courier.box"


def test_a_folder_of_ones_own_replaces_a_shipped_file(tmp_path):
    text = GOOD_FILE.replace('key = "courier"', 'key = "voa"').replace("The Courier", "VOA")
    rules = load_outlet_rules(write(tmp_path, text, "voa.toml"))
    assert [rule.key for rule in rules["voa"].rules] == ["voa.box"]


def test_a_folder_that_is_not_there_or_empty_means_the_shipped_rules(tmp_path):
    assert set(load_outlet_rules(tmp_path)) == set(RULES)
    assert set(load_outlet_rules(tmp_path / "nothing")) == set(RULES)


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        ('key = "courier"', 'key = "herald"', "key", "'courier'"),
        ('names = ["The Courier"]', 'names = "The Courier"', "names", "a list of names"),
        ('role = "promotion"', 'role = "advert"', "rules.box.role", "promotion"),
        ('role = "promotion"', 'role = "blank"', "rules.box.role", "promotion"),
        ('why = "', 'reason = "', "rules.box.reason", "why"),
        ("pattern = '''Read", "pattern = '''(Read", "rules.box.pattern", "verbose"),
        ("pattern = '''Read", "pattern = '''# Read", "rules.box.pattern", "empty line"),
        ('role = "promotion"', 'role = "promotion"\nform = "paragraph"', "rules.box.form", "short_lines"),
        ('role = "promotion"', 'role = "promotion"\nform = "span"', "rules.box.closes", "span"),
        ('role = "promotion"', 'role = "promotion"\nmax_lines = "3"', "rules.box.max_lines", "whole number"),
        ('role = "promotion"', 'role = "promotion"\nmax_lines = true', "rules.box.max_lines", "whole number"),
        ('role = "promotion"', 'role = "promotion"\ncontains = ["Daily"]', "rules.box.contains", "lower case"),
        ('["body", "promotion"]', '["body"]', "rules.box.examples", "same length"),
        ('["body", "promotion"]', '["body", "advert"]', "rules.box.examples", "promotion"),
        ("[[rules]]", "[[rule]]", "rule", "rules"),
    ],
)
def test_a_wrong_file_is_named_with_the_field_and_what_is_allowed(tmp_path, old, new, column, said):
    assert old in GOOD_FILE
    with pytest.raises(FramingError) as caught:
        load_outlet_rules(write(tmp_path, GOOD_FILE.replace(old, new, 1)))
    problem = next(problem for problem in caught.value.problems if problem.column == column)
    assert said in f"{problem.allowed} {problem.message}"
    assert problem.file.endswith("courier.toml")
    assert problem.next_step


@pytest.mark.parametrize("content", [b"key = ", b"\xff\xfe\x00", b"key = 1\nkey = 2"])
def test_a_file_that_is_no_toml_is_named(tmp_path, content):
    (tmp_path / "broken.toml").write_bytes(content)
    with pytest.raises(FramingError, match=r"broken\.toml"):
        load_outlet_rules(tmp_path)


def test_everything_that_is_wrong_is_listed_at_once(tmp_path):
    write(tmp_path, GOOD_FILE.replace("promotion", "advert"))
    write(tmp_path, "key = ", "other.toml")
    with pytest.raises(FramingError) as caught:
        load_outlet_rules(tmp_path)
    assert {Path(problem.file).name for problem in caught.value.problems} == {"courier.toml", "other.toml"}


def test_a_name_in_two_files_is_refused(tmp_path):
    with pytest.raises(FramingError, match="the week"):
        load_outlet_rules(write(tmp_path, GOOD_FILE.replace("The Courier", "the week")))


def test_a_key_used_twice_is_refused(tmp_path):
    rule = GOOD_FILE[GOOD_FILE.index("[[rules]]") :]
    with pytest.raises(FramingError, match="every key once"):
        load_outlet_rules(write(tmp_path, GOOD_FILE + rule))


def test_the_shipped_folder_is_the_registry():
    assert {path.stem for path in SHIPPED_RULES_FOLDER.glob("*.toml")} == set(RULES)


def test_no_pattern_has_a_repeat_without_bound_inside_another():
    """Such patterns can take time that doubles with every character."""
    nested = re.compile(r"\([^()]*(?<!\\)[*+](?!\+)[^()]*\)(?:[*+]|\{\d+,\})")
    found = [rule.key for rule in EVERY_RULE if nested.search(re.sub(r"\s|\[[^\]]*\]", "", rule.pattern.pattern))]
    assert found == []


def test_rules_of_a_folder_are_the_same_objects_until_a_file_changes(tmp_path):
    (tmp_path / "outlet_rules").mkdir()
    write(tmp_path / "outlet_rules", GOOD_FILE)
    before = kept_rules(tmp_path)
    assert kept_rules(tmp_path) is before
    assert set(before) > set(kept_rules(None)) == set(RULES)
    own = next((tmp_path / "outlet_rules").iterdir())
    own.write_text(GOOD_FILE + "# changed\n", encoding="utf-8")
    assert kept_rules(tmp_path) is not before
    own.unlink()
    assert kept_rules(tmp_path) is kept_rules(None)


def test_a_file_of_rules_that_cannot_be_read_is_said_to_be(tmp_path):
    (tmp_path / "outlet_rules" / "folder.toml").mkdir(parents=True)
    with pytest.raises(FramingError, match="cannot be read"):
        kept_rules(tmp_path)
