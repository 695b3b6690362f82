"""Speech after a label: transcripts ("HOST: …"), questions and answers, headlines ("Putin: …", "…: report")."""

from __future__ import annotations

import re
from functools import lru_cache

from framing.attributions.found import DIRECT, INDIRECT, NOWHERE, PARTIAL, Found
from framing.attributions.reading import Paragraph, Reading
from framing.attributions.word_lists import words_of

LABEL = re.compile(
    r"""
    \s*+ (?P<label>
        [A-Z](?:[A-Z.'’-]|[ ](?=[A-Z(]))++(?:[ ]?\([^()\n]{1,40}\))?+     # HOST   MR. SMITH   JOHN DOE (on tape)
        (?:,[ ][A-Z][A-Z .'’&-]{1,60}+)?+                                 # JOHN KING, NEWS ANCHOR   (R), ARIZONA
      | [QA](?=:|[ ]:)                                                    # Q   A
      | [A-Z][\w.'’-]++(?:[ ][A-Z][\w.'’-]++){0,3}                        # Putin   John Smith   White House
    )
    [ ]?: \s++ (?P<words>\S.*)
    """,
    re.VERBOSE | re.DOTALL,
)
QUESTION_OR_ANSWER = frozenset({"Q", "A", "QUESTION", "ANSWER", "Question", "Answer"})
MAX_WORDS_OF_HEADLINE = 20
ENDS_A_SENTENCE = (".", "!", "?", "”", '"', ",")


def found_of_label(reading: Reading, paragraph: Paragraph) -> list[Found]:
    """What stands after a label at the beginning of a paragraph, if the label is that of a speaker.

    In capitals it is a transcript's; else the name must occur in the text as that of a person or in the lists, and
    the line must be a headline. After "Q:" and "A:" it is not known who speaks.
    """
    if reading.text.find(":", paragraph.start, paragraph.end) < 0:
        return []
    match = LABEL.match(reading.text, paragraph.start, paragraph.end)
    if not match:
        return []
    label, words = match["label"], match.span("words")
    words = words[0], words[0] + len(match["words"].rstrip())
    if any(word.strip("'’.") in words_of("no_speaker") for word in label.lower().split()):
        return []
    if label in QUESTION_OR_ANSWER and _is_transcript(reading.text):
        return [Found(words, NOWHERE, match.span("label"), DIRECT, "neutral", 0.3)]
    if label.isupper() and len(label) > 2 and _is_transcript(reading.text):
        return [Found(words, NOWHERE, match.span("label"), DIRECT, "neutral", 0.85)]
    if _is_headline(reading.text[paragraph.start:paragraph.end]) and _is_speaker(reading.text, label, paragraph.end):
        kind = PARTIAL if any(words[0] <= start < words[1] for start, _ in reading.quotes) else INDIRECT
        return [Found(words, NOWHERE, match.span("label"), kind, "neutral", 0.75)]
    return []


MIN_LABELS_OF_TRANSCRIPT = 2
CAPITAL_LABEL = re.compile(
    r"^\s*(?:[QA]|[A-Z][A-Z.'’ -]{2,40}(?:\([^()\n]{1,40}\))?|Question|Answer) ?:\s", re.MULTILINE)


@lru_cache(maxsize=1)  # every line of a text asks it
def _is_transcript(text: str) -> bool:
    """Two lines at least that begin with a label in capitals: "WASHINGTON: " alone is a place."""
    return len(CAPITAL_LABEL.findall(text)) >= MIN_LABELS_OF_TRANSCRIPT


def _is_headline(line: str) -> bool:
    return not line.rstrip().endswith(ENDS_A_SENTENCE[:1]) and len(line.split()) <= MAX_WORDS_OF_HEADLINE


def _is_speaker(text: str, label: str, after: int) -> bool:
    """Whether the text says elsewhere that the one of this name speaks: "Putin said"."""
    return re.search(rf"{re.escape(label)}(?:’s|'s)?\s+(?:\w+\s+)?(?:said|says|told|has said|tweeted|wrote)\b",
                     text[after:]) is not None
