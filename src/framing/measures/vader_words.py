"""The words and the factors of VADER's rules, as NLTK 3.10.4 has them. The list of valences is a lexicon's.

They are facts of the method, taken over unchanged: a word that seems to be missing is missing in VADER.
Source: hutto2014vader; ``VaderConstants`` in NLTK's ``sentiment/vader.py``.
"""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


# Before a listed word these add to its size or take from it.
STRENGTHENING = words_of(
    """absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely especially
    exceptionally extremely fabulously flipping flippin fricking frickin frigging friggin fully fucking greatly hella
    highly hugely incredibly intensely majorly more most particularly purely quite really remarkably so substantially
    thoroughly totally tremendously uber unbelievably unusually utterly very"""
)
WEAKENING = words_of(
    """almost barely hardly kinda kindof kind-of less little marginally occasionally partly scarcely slightly somewhat
    sorta sortof sort-of"""
)
# Two words before a listed one, or three and two before it, in lower case.
WEAKENING_PAIRS = frozenset({"just enough", "kind of", "sort of"})
BOOST = 0.293
# A word in capitals, in a text that is not all in capitals, weighs more: the listed one, and the one before it.
CAPITALS_BOOST = 0.733
# What a strengthening or weakening word adds fades with its distance: next to the listed word, one further, two.
FADING = (1.0, 0.95, 0.9)

# Words with "n't" in them negate as well, listed or not.
NEGATIONS = words_of(
    """aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neednt neither
    never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh uh-uh wasnt werent without wont wouldnt rarely
    seldom despite"""
)
NEGATED = -0.74
# "Never so good", "never this good" praise: the factor at two words before, and at three.
NEVER_SO_NEAR, NEVER_SO_FAR = 1.5, 1.25

# What a phrase, in lower case, makes of a listed word in or just after it, whatever that word's own valence is.
IDIOMS = {
    "the shit": 3.0,
    "the bomb": 3.0,
    "bad ass": 1.5,
    "yeah right": -2.0,
    "cut the mustard": 2.0,
    "kiss of death": -1.5,
    "hand to mouth": -2.0,
}

# A text's first "but" halves what stands before it and raises what stands after it.
BEFORE_BUT, AFTER_BUT = 0.5, 1.5

# Exclamation marks count up to four. Question marks count from two on; four and more are one amount.
EXCLAMATION, MAX_EXCLAMATIONS = 0.292, 4
QUESTION, MAX_QUESTIONS, MANY_QUESTIONS = 0.18, 3, 0.96

# Sums are squashed to -1 to 1: sum / sqrt(sum ^ 2 + 15), and rounded.
SQUASHING = 15
DECIMALS = 4

# What is taken off a word, before it or after it but not both: "deal," is deal, "(deal" and '"deal"' stay as they are.
MARKS_TAKEN_OFF = frozenset(
    [".", "!", "?", ",", ";", ":", "-", "'", '"', "!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?"]
)
