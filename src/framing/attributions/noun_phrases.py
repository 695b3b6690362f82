"""Where a noun phrase stands beside a cue: the subject before it, the source after it. Rules over letters."""

from __future__ import annotations

from framing.attributions.cues import cue_forms
from framing.attributions.known_speakers import load_lists
from framing.attributions.tokens import Tokens
from framing.attributions.word_lists import words_of

Span = tuple[int, int]

FINITE = frozenset("xv")
NOT_A_SUBJECT = frozenset("psgerykwtbcTo")  # what an adverbial, and no subject, begins with
CUTS_A_CLAUSE = frozenset("sTbk:;-")
# A source is seldom longer; what is longer is a clause whose verb was not seen.
MAX_TOKENS_OF_PHRASE = 14
PEOPLE_ENDINGS = ("ers", "ors", "ists", "ians", "men", "women")
THINGS = frozenset({"it", "this", "that", "there", "it's", "that's"})


def phrase_before(tokens: Tokens, stop: int, floor: int = 0) -> Span | None:
    """The noun phrase that ends before token ``stop``, as tokens (first, stop); None if there is none."""
    letters = tokens.letters
    if stop > floor and letters[stop - 1] == "h":
        return stop - 1, stop
    if stop > floor and tokens.low[stop - 1] in words_of("quantity"):
        first = stop - 2 if stop - 2 >= floor and tokens.low[stop - 2] in words_of("quantity") else stop - 1
        return first, stop
    if stop - 1 > floor and tokens.low[stop - 1] == "first":
        stop -= 1  # Trump first told
    first = stop
    while first > floor and stop - first < MAX_TOKENS_OF_PHRASE and _belongs(tokens, first - 1, floor, stop):
        first -= 1
    while first < stop and letters[first] not in "dNneg":
        first += 1
    phrase = letters[first:stop]
    is_noun = phrase[:1] == "d" or "N" in phrase or any(
        letter == "n" and low not in cue_forms() for letter, low in zip(phrase, tokens.low[first:stop], strict=True))
    return (first, stop) if is_noun else None


def _belongs(tokens: Tokens, place: int, floor: int, stop: int) -> bool:
    """Whether the token continues to the left a noun phrase that ends before ``stop``."""
    letter, letters = tokens.letters[place], tokens.letters
    if place + 1 < stop and letters[place + 1] == "d" and letter not in "dpc":
        return False  # a determiner begins the phrase; what stands before it is a verb or another phrase
    if letter in "Nn":
        return tokens.low[place] not in cue_forms() or letter == "N" or place + 1 == stop or letters[place + 1] in "Nn"
    if letter in "d()":
        return place + 1 < stop or letter == ")"
    before = letters[place - 1] if place > floor else ""
    if place + 1 == stop:
        return False
    if letter in "pc":
        return before in tuple("Nn)") and letters[place + 1] in "dNn"
    if letter == "g":
        return before == "d" and letters[place + 1] in "Nn"
    return letter == "e" and before in ("", "d", ",", "p", "r") and letters[place + 1] in "Nn"


def phrase_after(tokens: Tokens, first: int, stop: int | None = None) -> Span | None:
    """The noun phrase that begins at token ``first``, with what a preposition joins to it."""
    letters, stop = tokens.letters, len(tokens.letters) if stop is None else stop
    if first < stop and letters[first] == "h":
        return first, first + 1
    end = first
    while end < stop and end - first < MAX_TOKENS_OF_PHRASE:
        letter = letters[end]
        if letter in "Nn()" or (letter == "d" and (end == first or letters[end - 1] in "dpc")):
            if letter == "n" and end > first and (tokens.low[end] in cue_forms() or
                                                  (end + 1 < stop and letters[end + 1] in "dohT")):
                break
        elif letter in "pc" and end > first and letters[end - 1] in "Nn)":
            if end + 1 >= stop or letters[end + 1] not in "dNn":
                break
        elif not (letter in "eg" and end + 1 < stop and letters[end + 1] in "Nn" and
                  (end == first or letters[end - 1] == "d")):
            break
        end += 1
    return (first, end) if any(letter in "Nn" for letter in letters[first:end]) else None


def subject_before(tokens: Tokens, cue_first: int, floor: int = 0) -> tuple[Span, float] | None:
    """The subject of the verb at ``cue_first`` and how sure that is (0 to 1); None if none is seen.

    Adverbs, auxiliaries and words of time between subject and verb are skipped; a subject may stand before an
    apposition between commas, before "who", or before another verb that shares it ("X met Y and said").
    """
    letters, place = tokens.letters, cue_first
    while place > floor and (letters[place - 1] in "rxy" or (letters[place - 1] == "p" and place < cue_first
                                                            and letters[place] == "y")):
        place -= 1
    if place == floor:
        return None
    letter = letters[place - 1]
    if letter == "h" or letter in "Nn)" or tokens.low[place - 1] in words_of("quantity"):
        phrase = phrase_before(tokens, place, floor)
        if phrase and phrase[0] - 2 > floor and letters[phrase[0] - 2:phrase[0]] == "xp":
            return subject_before(tokens, phrase[0] - 1, floor)  # has in the past denied
        return (phrase, 0.95) if phrase else None
    if letter == ",":
        return _before_apposition(tokens, place - 1, floor)
    if letter == "w":
        end = place - 2 if place - 2 >= floor and letters[place - 2] == "," else place - 1
        phrase = phrase_before(tokens, end, floor)
        return (_nearest_who_speaks(tokens, phrase), 0.8) if phrase else None
    if letter in "cbt":
        phrase = clause_subject(tokens, floor, place - 1)
        return (phrase, 0.7) if phrase else None
    return None


def _nearest_who_speaks(tokens: Tokens, phrase: Span) -> Span:
    """Before "who": the whole phrase if its head is somebody ("founder of X"), else its end ("effect on donors")."""
    first, stop = phrase
    if can_speak(tokens, phrase):
        return phrase
    while (cut := tokens.letters.rfind("p", first, stop)) > first:
        if can_speak(tokens, (cut + 1, stop)):
            return cut + 1, stop
        stop = cut
    return phrase


def _before_apposition(tokens: Tokens, stop: int, floor: int) -> tuple[Span, float] | None:
    """The subject before "…, the minister," : the first part between commas that is a noun phrase."""
    letters = tokens.letters
    first = max(letters.rfind("Q", floor, stop) + 1, floor)
    parts, start = [], first
    for place in range(first, stop + 1):
        if place == stop or letters[place] == ",":
            parts.append((start, place))
            start = place + 1
    adverbial = [part for part in parts if letters[part[0]:part[0] + 1] in ("s", "p")]
    for start, end in [part for part in parts if part not in adverbial] + adverbial:
        while start < end and any(letter in CUTS_A_CLAUSE for letter in letters[start:end]):
            start += next(n for n, letter in enumerate(letters[start:end]) if letter in CUTS_A_CLAUSE) + 1
        while start < end and letters[start] in "cbr":
            start += 1
        if start < end and letters[start] not in NOT_A_SUBJECT and not _has_verb(tokens, start, end):
            return (start, end), 0.9
    return None


def _has_verb(tokens: Tokens, first: int, stop: int) -> bool:
    return any(letter in FINITE or (letter in "ne" and low in cue_forms() and first < place < stop - 1)
               or (letter == "h" and stop - first > 1)
               for place, (letter, low) in enumerate(zip(tokens.letters[first:stop], tokens.low[first:stop],
                                                         strict=True), start=first))


def clause_subject(tokens: Tokens, floor: int, stop: int) -> Span | None:
    """The first noun phrase of a clause that is no part of an adverbial at its beginning."""
    letters, place = tokens.letters, floor
    while place < stop and letters[place] in "cbr,":
        place += 1
    while place < stop and letters[place] in NOT_A_SUBJECT - {"o"}:
        comma = letters.find(",", place, stop)
        if comma < 0:
            return None
        place = comma + 1
    return phrase_after(tokens, place, stop)


def can_speak(tokens: Tokens, span: Span) -> bool:
    """Whether a phrase means somebody, or a document: for verbs that things have as well ("the delay suggests")."""
    head = next((place for place in range(span[0] + 1, span[1]) if tokens.letters[place] == "p"), span[1]) - 1
    letter, low = tokens.letters[head], tokens.low[head]
    if letter == "h":
        return low not in THINGS
    if letter == "N" or low in words_of("document") or low in words_of("quantity"):
        return True
    return low.rpartition("-")[2] in load_lists().roles or low.endswith(PEOPLE_ENDINGS)
