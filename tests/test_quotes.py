"""Quotations: by hand, the rules for apostrophes, quotations over paragraphs, properties, hostile input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.quotes import Quote, find_quotes

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Every line that is not empty."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def find(text: str) -> tuple[list[str], tuple[str, ...]]:
    """The quotes with their depth, as "1 “so”", and the problems."""
    quotes, problems = find_quotes(text, paragraphs_of(text))
    return [f"{quote.depth} {text[quote.start : quote.end]}" for quote in quotes], problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” (“maybe”) and—“yes”.", ["1 “no”", "1 “maybe”", "1 “yes”"]),
        ('He said "no" ("maybe") and—"yes".', ['1 "no"', '1 "maybe"', '1 "yes"']),
        ("It called a ‘strategic’ pact 'dead'.", ["1 ‘strategic’", "1 'dead'"]),
        ("«Oui», « non », »ja«, „nein“, ‚so‘, ‹a›", ["1 «Oui»", "1 « non »", "1 »ja«", "1 „nein“", "1 ‚so‘", "1 ‹a›"]),
        ("“It’s ‘over’ for now,” he said.", ["1 “It’s ‘over’ for now,”", "2 ‘over’"]),
        ('"The "third" way", she said.', ['1 "The "third" way"', '2 "third"']),
        ("‘He said “no”,’ she said.", ["1 ‘He said “no”,’", "2 “no”"]),
        ("“A ‘B “C” D’ E”", ["1 “A ‘B “C” D’ E”", "2 ‘B “C” D’", "3 “C”"]),
        ("''We will,'' he said. “Why,’’ she asked.", ["1 ''We will,''", "1 “Why,’’"]),
        ('“So" and "so” and “so“ here', ['1 “So"', '1 "so”', "1 “so“"]),
        ('"Yes.""No." He said,"We go".', ['1 "Yes."', '1 "No."', '1 "We go"']),
        ('"...and so it is," he said.', ['1 "...and so it is,"']),
        ('“” "" “…” «»', []),
    ],
)
def test_by_hand(text: str, expected: list[str]) -> None:
    assert find(text) == (expected, ())


@pytest.mark.parametrize(
    "text",
    [
        "The leaders’ talks and the Obamas' house were Iran’s.",
        "In the '90s and ‘90s, O'Brien played rock 'n' roll and rock ’n’ roll.",
        "Get 'em, get ‘em: 'Tis nothin' new, 'cause I said so.",
        "He is 5'10\" and has a 6\" pipe and a 5' rope.",
        "Robert Mueller 's report and Mueller ’s team",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotations(text: str) -> None:
    assert find(text) == ([], ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘the leaders’ summit was good’ he said", ["1 ‘the leaders’ summit was good’"]),
        ("‘pragmatists’ are the leaders’ enemies.", ["1 ‘pragmatists’"]),
        ("‘pragmatists’ and ‘hardliners’ met.", ["1 ‘pragmatists’", "1 ‘hardliners’"]),
        ("'Release certificates' and 'gift bags' part of it", ["1 'Release certificates'", "1 'gift bags'"]),
        ("‘It’s the Smiths’ house,’ he said of the Browns’ son.", ["1 ‘It’s the Smiths’ house,’"]),
        ("“the leaders’ plan”, the leaders’ “plan”", ["1 “the leaders’ plan”", "1 “plan”"]),
        ("A 'cause for concern' in the '90s", ["1 'cause for concern'"]),
        ("The “Squad”’s plan, ‘D’ students", ["1 “Squad”", "1 ‘D’"]),
        ('"A 6" pipe," he said. “A 6" pipe,” she said.', ['1 "A 6" pipe,"', '1 “A 6" pipe,”']),
    ],
)
def test_single_marks_and_apostrophes_together(text: str, expected: list[str]) -> None:
    assert find(text) == (expected, ())


def test_kinds() -> None:
    text = "“one two three” “one two three four” “one ‘two’ three four”"
    quotes, problems = find_quotes(text, [(0, len(text))])
    assert [quote.kind for quote in quotes] == ["scare_or_fragment", "quotation", "quotation", "nested"]
    assert quotes[0] == Quote(0, 15, "scare_or_fragment", 1)
    assert problems == ()


@pytest.mark.parametrize(("opening", "closing"), ["“”", "‘’", '""', "''", "«»"])
def test_a_quotation_over_three_paragraphs(opening: str, closing: str) -> None:
    first, second, last = f"{opening}We go.", f"{opening}On.", f"{opening}To the end{closing}"
    text = f"He said: {first}\nAdvertisement\n{second}\n\n{last} he said."
    kept = [span for span in paragraphs_of(text) if text[span[0] : span[1]] != "Advertisement"]
    quotes, problems = find_quotes(text, kept)
    assert [text[quote.start : quote.end] for quote in quotes] == [first, second, last]
    assert [quote.kind for quote in quotes] == ["quotation", "quotation", "scare_or_fragment"]
    assert problems == ()


def test_a_mark_that_is_never_closed_is_listed_and_harms_nothing_else() -> None:
    text = "He said “never here.\nShe said “yes” and left.\n“End"
    quotes, problems = find(text)
    assert quotes == ["1 “yes”"]
    assert problems == (
        'opening mark “ at character 8 is never closed: "never here.…"',
        'opening mark “ at character 46 is never closed: "End…"',
    )


def test_a_closing_mark_without_an_opening_one_is_listed() -> None:
    quotes, problems = find("He left.” She said “no”.")
    assert quotes == ["1 “no”"]
    assert problems == ('closing mark ” at character 8 was never opened: "…He left."',)


def test_only_the_given_paragraphs_are_read() -> None:
    text = "“one”\n“two”\n“three”"
    quotes, _ = find_quotes(text, [(0, 5), (12, 19)])
    assert [text[quote.start : quote.end] for quote in quotes] == ["“one”", "“three”"]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_in_the_seeds_every_opening_mark_is_paired_and_none_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quotes, problems = find_quotes(text, paragraphs_of(text))
    found = [text[quote.start] for quote in quotes]
    assert problems == ()
    assert (found.count("“"), found.count("‘")) == (text.count("“"), text.count("‘"))
    assert all(text[quote.end - 1] in "”’\"'" for quote in quotes)


MARKS = "“”„‟\"‘’‚'«»‹›"


@given(st.text(alphabet=MARKS + "as \n.,-5n"))
def test_quotes_are_ordered_inside_the_text_and_nested(text: str) -> None:
    paragraphs = paragraphs_of(text)
    quotes, problems = find_quotes(text, paragraphs)
    assert (quotes, problems) == find_quotes(text, paragraphs)
    open_ends: list[int] = []
    for earlier, quote in zip((None, *quotes), quotes, strict=False):
        assert earlier is None or (earlier.start, -earlier.end) < (quote.start, -quote.end)
        assert any(start <= quote.start < quote.end <= end for start, end in paragraphs)
        assert text[quote.start] in MARKS
        while open_ends and open_ends[-1] <= quote.start:
            open_ends.pop()
        assert not open_ends or quote.end <= open_ends[-1]
        open_ends.append(quote.end)
        assert quote.depth == len(open_ends)
        assert (quote.kind == "nested") == (quote.depth > 1)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert find_quotes(text, [(0, len(text))]) == find_quotes(text, [(0, len(text))])


@given(st.text(alphabet="ab ,."))
def test_text_without_marks_holds_no_quote(text: str) -> None:
    assert find_quotes(text, [(0, len(text))]) == ((), ())


# So long that a rule whose time grows with the square of the length would not come back.
@pytest.mark.parametrize(
    ("text", "n_quotes", "n_problems"),
    [
        ("“‘" * 20_000 + "a" + "’”" * 20_000, 40_000, 0),
        ("“" * 20_000, 0, 20_000),
        ("”" * 20_000, 0, 20_000),
        ('"' * 20_000, 0, 0),
        ("«»“”‘’" * 10_000, 0, 0),
        ('6" ' * 20_000, 0, 0),
        ("the leaders’ talks " * 20_000, 0, 0),
        ("‘leaders’ talks " * 20_000, 20_000, 0),
        ("‘a " * 20_000 + "” " * 20_000, 0, 40_000),
        ("“a " * 20_000 + "”" * 20_000, 20_000, 0),
    ],
    ids=["nested", "only opening", "only closing", "only straight", "empty", "inches", "possessives", "single",
         "without partner", "nested words"],
)
def test_long_hostile_text(text: str, n_quotes: int, n_problems: int) -> None:
    quotes, problems = find_quotes(text, [(0, len(text))])
    assert (len(quotes), len(problems)) == (n_quotes, n_problems)


def test_deep_nesting_keeps_its_depth() -> None:
    n_levels = 100_000
    quotes, problems = find_quotes("“" * n_levels + "a" + "”" * n_levels, [(0, 2 * n_levels + 1)])
    assert [quote.depth for quote in quotes] == list(range(1, n_levels + 1))
    assert problems == ()
