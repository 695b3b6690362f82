"""What a word is: where the words of a text stand, and the form in which each is counted."""

from __future__ import annotations

import re
import unicodedata

# What scraped text uses for an apostrophe or a hyphen inside a word. An en dash is not among them:
# "U.S.–China" names two countries.
APOSTROPHES = "'’‘ʼ＇`´"
HYPHENS = "-‐‑"

# Characters that no reader sees: soft hyphen, joiners. They stay inside the word and are not counted.
INVISIBLE = "\u00ad\u200c\u200d"

# All repeats are possessive (++, *+): they never give back what they took, so that every character is
# looked at a bounded number of times, whatever the text.
RUN = r"(?:[A-Za-z0-9]++[^\W_ʼ]*+|[^\W_ʼ]++)"  # letters and digits; naming the common ones makes it faster
WORD = re.compile(
    rf"""
    {RUN}
    (?:
      (?!\ )                                        # most words end here: look no further
      (?:
        [{HYPHENS}{APOSTROPHES}]{RUN}               # joined to another run: Iran’s  sanction-hit
      | [.,](?<=\d.)(?=\d){RUN}                     # a point or comma between digits: 3.67  1,000
      | \.(?<=[^\W\d_]\.)(?<![^\W_]{{2}}\.)          # after a single letter, the dot of an acronym ...
        (?:[^\W\d_]\.)++                            #   with one more letter and dot at least: U.S.  e.g.
        (?:[^\W\d_](?![^\W_]))?+                    #   and perhaps a last letter without: U.S.A
      | [\u0300-\u036f{INVISIBLE}]++[^\W_ʼ]*+       # loose accents and invisible characters
      )
    )*+
    """,
    re.VERBOSE,
)

# "US" and "U.S." as a whole word or as one part of it: US  U.S.  US's  US-led  anti-U.S.
UNITED_STATES = re.compile(r"(?<![^'-])(?:US|U\.S\.?)(?![^'-])")

# Other acronyms in dotted capitals: U.N.  N.A.T.O.  U.S.A
DOTTED_CAPITALS = re.compile(r"(?<![^'-])(?:[A-Z]\.){2,}[A-Z]?(?![^'-])")

# Without their dots these would be counted as the English words am, is, it, who (and P.M. keeps its dots
# because A.M. does).
KEEP_DOTS = frozenset({"A.M.", "P.M.", "I.S.", "I.T.", "W.H.O."})

PLAIN_MARKS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-") | dict.fromkeys(INVISIBLE, "")
)


def find_words(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand: spans (start, end) in characters, in order, never overlapping.

    A word is a run of letters and digits. Apostrophes and hyphens between letters belong to it ("Iran’s",
    "de-escalation"), those at its edges do not ("'90s" gives 90s, "leaders’ talks" gives leaders). A dotted
    acronym is one word and keeps its last dot ("U.S.", "U.S.-led"); so is a number with a point or comma
    between digits ("3.67"). Time and memory grow with the length of the text, whatever is in it.

    What it gets wrong by design: web addresses, "AT&T" and "and/or" fall into their parts; names joined
    by an en dash are separate words; initials lose their dot ("George W." gives W) unless two stand together
    ("J.D."); scripts that write vowels as separate marks (Hindi, pointed Hebrew) are cut at those marks, and
    scripts without spaces (Chinese) are not cut into words at all.
    """
    return [match.span() for match in WORD.finditer(text)]


def fold_word(word: str) -> str:
    """The form in which a word is counted: lower case, straight apostrophes, plain hyphens.

    Acronyms in dotted capitals lose their dots, so that "U.N." and "UN" are one word, "un". One exception:
    "US" in capitals and "U.S." both become "u.s.", so that the country does not fall together with the
    pronoun "us" (and "US’s" becomes "u.s.'s", "US-led" becomes "u.s.-led"). For the same reason five other
    acronyms keep their dots (``KEEP_DOTS``): "I.T." must not become "it". Folding twice changes nothing.

    What it cannot tell: in a line all in capitals "US" may be the pronoun; "WHO" and "IT" without dots
    are counted as the pronouns; words that differ only in case ("Turkey", "turkey") are one.
    """
    if word.isascii() and (word.isalnum() or word.islower()):  # nearly all words are one run of plain letters
        return "u.s." if word == "US" else word.lower()
    plain = unicodedata.normalize("NFC", word.translate(PLAIN_MARKS))
    if "US" in plain or "." in plain:
        plain = UNITED_STATES.sub("u.s.", plain)
        plain = DOTTED_CAPITALS.sub(_drop_dots, plain)
    return unicodedata.normalize("NFC", plain.lower())


def _drop_dots(acronym: re.Match[str]) -> str:
    return acronym[0] if acronym[0] in KEEP_DOTS else acronym[0].replace(".", "")
