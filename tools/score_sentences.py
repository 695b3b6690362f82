"""Scores split_sentences on a file of hand-made rules.

usage: PYTHONPATH=src python tools/score_sentences.py GOLD_FILE

GOLD_FILE is JSON Lines; each line an object with id, name, text and sentences (the right answer). A rule
counts as right when all its sentences are, white space apart.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from framing.sentences import split_sentences


def main() -> int:
    """Print a line for each rule and the total. Returns the exit code."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    rules = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line]
    n_right = n_sentences = n_sentences_right = 0
    print("rule  right  sentences  name")
    for rule in rules:
        expected, found = sentences_of(rule)
        n_right += found == expected
        n_sentences += len(expected)
        n_sentences_right += sum(sentence in found for sentence in expected)
        right = "yes" if found == expected else "NO"
        print(f"{rule['id']!s:>4}  {right:5}  {len(expected):9}  {rule['name']}")
        if found != expected:
            print(f"      expected: {expected}\n      found:    {found}")
    print(f"rules right: {n_right} of {len(rules)}; sentences right: {n_sentences_right} of {n_sentences}")
    return 0


def sentences_of(rule: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The sentences as they should be, and as split_sentences finds them, white space normalised."""
    text = rule["text"].replace('\\"', '"')  # some files hold quotation marks escaped twice
    found = [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
    return [" ".join(sentence.replace('\\"', '"').split()) for sentence in rule["sentences"]], found


if __name__ == "__main__":
    sys.exit(main())
