"""Lines that articles share are the same as a plain reading finds, article by article and line by line."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

from framing.article import Article
from framing.plain_line import PlainLine, fold_marks, make_plain_line
from framing.repeated_lines import (
    ALL_OUTLETS,
    MAX_WORDS,
    MIN_ARTICLES,
    MIN_OUTLETS,
    MIN_WORDS,
    find_repeated_lines,
)

TOWNS = ("Vale", "Rise", "Ferry", "Hythe", "Ness")
BOXES = ["The Courier is printed by its readers: buy a share of it.", "Sign up for our letter about the river",
         "Read on.",
         "He said “no” to the council’s second plan.", "odd\u200b marks\xa0in a line of its own, \ud800 and a half",
         "\u200b", "\x00 the line of a broken page that comes again."]
SENTENCES = [f"The mayor of {town} said on {day} that the river had not been so high for {n} years." for town in TOWNS
             for day in ("Monday", "Friday") for n in (2, 40)]


def plainly_repeated(articles: list[Article]) -> frozenset[tuple[str, str]]:
    """What the docstring of ``find_repeated_lines`` says, one line after the other."""
    lines_of = [{line.strip() for line in article.text.replace("\r", "\n").split("\n")} - {""} for article in articles]
    n_with = Counter(line for lines in lines_of for line in lines)
    folded = {line: make_plain_line(fold_marks(line)) for line in n_with}
    originals = [(article.outlet, lines) for article, lines in zip(articles, lines_of, strict=True)
                 if 2 * n_words(folded[line] for line in lines if n_with[line] > 1)
                 <= n_words(folded[line] for line in lines) or not n_words(
                     folded[line] for line in lines if n_with[line] > 1)]
    n_of_outlet = Counter(outlet for outlet, _ in originals)
    n_articles = Counter((outlet, line) for outlet, lines in originals for line in lines if n_with[line] > 1
                         and MIN_WORDS <= folded[line].n_words <= MAX_WORDS
                         and not folded[line].text.startswith(('"', "'", "«")))
    n_outlets = Counter(line for _, line in n_articles)
    found = {key for key, n in n_articles.items() if n >= max(2, min(n_of_outlet[key[0]], MIN_ARTICLES))}
    found |= {(ALL_OUTLETS, line) for line, n in n_outlets.items() if n >= MIN_OUTLETS}
    return frozenset((outlet, folded[line].text.casefold()) for outlet, line in found)


def n_words(lines: Iterable[PlainLine]) -> int:
    return sum(line.n_words for line in lines if line.ends_like_a_sentence())


def test_any_articles_have_the_repeated_lines_that_a_plain_reading_finds():
    draw = random.Random(5)
    found = 0
    for _ in range(60):
        articles = []
        for number in range(draw.randint(0, 14)):
            lines = draw.choices(SENTENCES, k=draw.randint(0, 6)) + draw.choices(BOXES, k=draw.randint(0, 3))
            lines = [f"{line} {draw.random() if draw.random() < 0.7 else ''}." for line in lines]
            lines += draw.choices(BOXES, k=2)
            draw.shuffle(lines)
            articles.append(Article(str(number), draw.choice(TOWNS[:draw.randint(1, 5)]),
                                    draw.choice(["\n", "\n\n ", "\r\n", "\r", " \t\n"]).join(lines)))
        repeated = find_repeated_lines(articles)
        assert repeated == plainly_repeated(articles)
        found += len(repeated)
    assert found


def test_an_article_that_says_a_line_twice_shares_it_with_nobody():
    twice = Article("1", "Courier", f"{BOXES[0]}\n{SENTENCES[0]}\n{BOXES[0]}\r{BOXES[0]}")
    other = Article("2", "Courier", SENTENCES[1])
    assert find_repeated_lines([twice, other]) == frozenset()
