"""Derive ``lexicons/pattern_en/entries.tsv`` from pattern's ``en-sentiment.xml``.

    python tools/derive_pattern_lexicon.py PATH/TO/en-sentiment.xml > entries.tsv

The XML is in the packages ``pattern`` and ``textblob`` (folder ``textblob/en``). It holds one row a *sense*;
the rules look words up by their *form*. This script makes the one from the other as ``Sentiment.load`` of
both packages does: the mean over the senses of each part of speech, then the mean over the parts of speech,
then an adverb in -ly for every adjective. The same XML gives the same bytes. Source: desmedt2012pattern.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from statistics import fmean
from typing import NamedTuple
from xml.etree import ElementTree

COLUMNS = ("word", "polarity", "subjectivity", "intensity", "n_senses")
ADJECTIVE, ADVERB = "JJ", "RB"
# Intensity of a word that modifies nothing. In the XML such words hold 1.0, which the rules never use.
NO_MODIFIER = 0.0


class Values(NamedTuple):
    """Polarity (-1 to 1), subjectivity (0 to 1), intensity (a factor)."""

    polarity: float
    subjectivity: float
    intensity: float


def read_senses(xml: str) -> dict[str, dict[str, list[Values]]]:
    """Every form's senses by part of speech, in the order of the file."""
    senses: dict[str, dict[str, list[Values]]] = {}
    for word in ElementTree.fromstring(xml).findall("word"):
        values = Values(*(float(word.attrib[name]) for name in Values._fields))
        senses.setdefault(word.attrib["form"], {}).setdefault(word.attrib["pos"], []).append(values)
    return senses


def average(values: Iterable[Values]) -> Values:
    return Values(*(fmean(column) for column in zip(*values, strict=True)))


def name_adverb(adjective: str) -> str:
    """The adverb as pattern forms it: happy -> happily, terrible -> terribly; wrongly, full -> fullly."""
    if adjective.endswith("y"):
        adjective = adjective[:-1] + "i"
    return adjective.removesuffix("le") + "ly"


def can_be_found(form: str) -> bool:
    """False for what the rules never look up: several words, and contractions, which they cut into pieces."""
    return " " not in form and "'" not in form


def derive_rows(xml: str) -> list[tuple[str, Values, int]]:
    """(word, values, number of senses; 0 for an adverb that has an adjective's values), sorted by word."""
    rows: dict[str, tuple[Values, int]] = {}
    adverbs: dict[str, Values] = {}
    for form, by_part in read_senses(xml).items():
        averages = {part: average(senses) for part, senses in by_part.items()}
        values = average(averages.values())
        if ADVERB not in by_part:
            values = values._replace(intensity=NO_MODIFIER)
        rows[form] = (values, sum(map(len, by_part.values())))
        if ADJECTIVE in averages:
            adverbs[name_adverb(form)] = averages[ADJECTIVE]
    # As in pattern, the derived adverb replaces an entry of its own: "really" has the values of "real".
    rows.update({adverb: (values, 0) for adverb, values in adverbs.items()})
    return [(word, *rows[word]) for word in sorted(rows) if can_be_found(word)]


def format_number(value: float) -> str:
    """Six decimals at most: 0.5, -0.291667, 0."""
    short = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        rows = derive_rows(file.read())
    lines = ["\t".join(COLUMNS)]
    lines += [
        "\t".join([word, *map(format_number, values), str(n_senses)]) for word, values, n_senses in rows
    ]
    # Bytes, so that Windows adds no carriage returns.
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
