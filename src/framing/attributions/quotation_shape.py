"""What a quotation looks like from outside: speech that ends before its cue, or the name of a work."""

from __future__ import annotations

ENDS_OF_SPEECH = tuple(",.?!…—–-;")
MARKS = "\"”“’‘'«»„‟‚‛‹› "
# Shorter words are written small in titles ("The Lord of the Rings").
MIN_LETTERS_OF_TITLE_WORD = 5


def ends_a_statement(quotation: str) -> bool:
    """Whether a quotation ends as speech does before its cue: with a comma, a dash or a full stop.

    “Crucially” offered …: here the quotation is a word of the outlet's sentence.
    """
    return quotation.rstrip(MARKS)[-1:] in ENDS_OF_SPEECH


def is_title(quotation: str) -> bool:
    """Whether it is the name of a work: two words or more, those that count with a capital, no full stop."""
    words = quotation.strip(MARKS).split()
    counting = [word for word in words if len(word) >= MIN_LETTERS_OF_TITLE_WORD]
    return (len(words) > 1 and bool(counting) and not ends_a_statement(quotation)
            and all(word[0].isupper() or not word[0].isalpha() for word in (*counting, words[0], words[-1])))
