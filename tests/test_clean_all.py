"""Many articles cleaned at once get the roles that each gets alone; and a pattern's clues are in all it describes."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from framing.article import Article
from framing.article_lines import cut_articles, held_lines
from framing.clean import clean, clean_all, find_repeated_lines
from framing.line_clues import candidates_of_lines, needs_of, rule_bits
from framing.numbering.known import known_words
from framing.outlets import load_outlet_rules, rules_for
from framing.pattern_needs import Clue, pattern_needs
from framing.plain_line import make_plain_line
from framing.read import read_corpus

RULES = load_outlet_rules()
ALL = [rule for outlet in RULES.values() for rule in outlet.rules]
# Lines that rules were made for, and lines that they must leave alone.
LINES = sorted({line for rule in ALL for example in rule.examples for line in example.lines})


def candidates(lines: list[str]):
    known = known_words(tuple(ALL)).chunks
    cut = cut_articles([Article("1", "Nobody's", "\n".join(lines))], known)
    found = candidates_of_lines(ALL, cut.chunked, held_lines(cut, known.columns), known.clues)
    assert len(found) == len(lines)
    return found


def assert_same_roles(articles: list[Article], outlets: list[str]) -> None:
    rules = [rules_for(outlet, RULES, {}) for outlet in outlets]
    repeated = find_repeated_lines(articles)
    together = clean_all(articles, rules, known_words(tuple(ALL)).chunks, repeated=repeated)
    for article, own, lines in zip(articles, rules, together.articles, strict=True):
        assert lines.lines == clean(article, own, repeated=repeated)
        assert lines.n_words_raw == len(article.text.split())


def test_the_seeds_get_the_roles_that_each_gets_alone(seeds):
    articles = list(read_corpus(seeds).articles)
    assert_same_roles(articles, [article.outlet for article in articles])


def test_every_line_of_every_rule_gets_its_role_in_any_company():
    draw = random.Random(3)
    outlets = [name for outlet in RULES.values() for name in outlet.names] + ["Nobody's"]
    articles = []
    for number in range(150):
        lines = draw.choices(["", "  ", "The river rose for a third day, and the town was cut off.", "A short heading",
                              "odd\u200b spaces\xa0here\tand\u2028there.", "\u200b", "By \u200b A\u00adna \u200b Lopes",
                              "The \u200b river ro\u00adse for a third day, and the town was cut off.", *LINES], k=25)
        articles.append(Article(f"{number:03}", draw.choice(outlets), draw.choice(["\n", "\n\n", "\r\n"]).join(lines),
                                title=draw.choice(["", lines[0], "The river"]), author="Ana Lopes"))
    assert_same_roles(articles, [article.outlet for article in articles])


UNSEEN = ["\u200b", " \u200b ", "\u00ad", "\ufeff", "\ud800", "\x00", "\u2028", "\r", "\t", "  ", "’", "ʼ", "“"]


def spoilt(draw: random.Random, article: Article) -> Article:
    """With a title set into the text, an excerpt on top, a line that comes twice, and odd characters."""
    lines = article.text.split("\n")
    words = draw.choice(lines).split()
    lines.insert(0, " ".join(words[:draw.randint(4, 30)]) + draw.choice(["", "…", " ...", "\u200b"]))
    lines.insert(draw.randint(0, 3), draw.choice([article.title, article.title.upper(), f"{article.title} - Courier"]))
    lines.insert(draw.randrange(len(lines)), draw.choice([article.author, article.title, draw.choice(lines)]))
    text = "\n".join(lines)
    for place in draw.choices(range(len(text)), k=draw.choice([0, 2, 20])):
        text = text[:place] + draw.choice(UNSEEN) + text[place:]
    title = draw.choice([article.title, "", f"{article.title}\u200b", article.title.replace(" ", "\n", 1)])
    return replace(article, text=text, title=title)


def test_spoilt_pages_get_the_roles_that_each_gets_alone(seeds):
    draw = random.Random(7)
    articles = [spoilt(draw, article) for article in read_corpus(seeds).articles for _ in range(20)]
    assert_same_roles(articles, [article.outlet for article in articles])
    assert {"position.title", "position.repeated_title", "position.teaser", "position.copy"} <= {
        line.rule for article in articles for line in clean(article, rules_for(article.outlet, RULES, {}))}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.key)
def test_a_rule_is_a_candidate_for_every_line_that_it_describes(rule):
    bits = rule_bits(ALL)
    described = [line for line in LINES if rule.pattern.fullmatch(make_plain_line(line).text)
                 and len(make_plain_line(line).text) <= rule.max_characters
                 and (not rule.contains or any(word in line.lower() for word in rule.contains))]
    assert described or not rule.examples or rule.form != "line"
    odd = [line.upper() for line in described if rule.pattern.fullmatch(make_plain_line(line.upper()).text)]
    found = candidates(described + odd)
    assert all(int(mask) & bits[rule] for mask in found)


def test_most_lines_of_a_text_are_candidates_for_few_rules(seeds):
    lines = [line for article in read_corpus(seeds).articles for line in article.text.split("\n") if line.strip()]
    n_candidates = [bin(int(mask)).count("1") for mask in candidates(lines)]
    assert sum(n_candidates) < 0.05 * len(ALL) * len(lines)


def clues_of(pattern: str) -> list[list[set[str]]]:
    """Of every way its groups of clues; those for any case stand between slashes."""
    return [[{f"/{clue.text}/" if clue.any_case else clue.text for clue in group} for group in need.clues]
            for need in pattern_needs(re.compile(pattern, re.VERBOSE))]


@pytest.mark.parametrize(("pattern", "clues"), [
    ("abc", [[{"abc"}]]),
    ("(?i:Abc)d", [[{"/abcd/"}]]),
    ("related|read[ ]later", [[{"related"}], [{"later"}, {"read"}]]),
    ("a?bcd", [[{"bcd"}]]),
    ("(?:abc)+d", [[{"abc"}]]),
    ("x[Yy]z", [[{"/xyz/"}]]),
    ("longer[ -]x[ ]ABC", [[{"longer"}, {"ABC"}]]),
    (".*", [[]]),
    ("[ ](?:one|two)?", [[]]),
    ("(?!nothing)yes", [[{"yes"}]]),
    ("(?i:İstan)", [[{"/i\u0307stan/"}]]),
    ("the[ ]us", [[]]),
    ("pre(?:fix|lude)", [[{"prefix"}], [{"prelude"}]]),
    ("|".join(f"{letter}yes" for letter in "abcdefghijklmnop"), [[{f"{letter}yes" for letter in "abcdefghijklmnop"}]]),
])  # fmt: skip
def test_clues_by_hand(pattern, clues):
    assert clues_of(pattern) == clues


@pytest.mark.parametrize(("pattern", "first", "second", "last", "is_one_word", "n"), [
    ("ab?", "a", "b", "ab", True, 1),
    ("(?i:a)[0-2]*[ ]?", "aA", "012 ", "aA012 ", False, 1),
    ("[^a-z]{2,3}x", None, None, "x", False, 3),
    ("(?=q)[bc](?<=b)", "bc", "", "bc", True, 1),
    ("(?:one|two)+", "ot", "nw", "eo", True, 3),
    ("-{0,3}[Bb]y", "-Bb", "-Bby", "y", True, 2),
    ("(?:a|(?:bc)?)+d?(?:e|fg)", "abdef", "abcdefg", "eg", True, 1),
])  # fmt: skip
def test_edges_by_hand(pattern, first, second, last, is_one_word, n):
    needs = pattern_needs(re.compile(pattern))
    assert {need.is_one_word for need in needs} == {is_one_word}
    assert min(need.min_characters for need in needs) == n
    for wanted, name in ((first, "first"), (second, "second"), (last, "last")):
        found = [getattr(need, name) for need in needs]
        codes = set().union(*found)
        assert codes == (set(map(ord, wanted)) if wanted is not None else set(range(128)) - set(range(97, 123)))


def test_the_words_of_a_rule_count_as_clues():
    rule = next(rule for rule in ALL if rule.key == "generic.copyright")
    words = frozenset(Clue(word, any_case=True) for word in ("copyright", "©", "reserved", "material"))
    assert all(words in need.clues for need in needs_of(rule))
