"""What the corpus is, what cleaning did to it, and what it can bear."""

from __future__ import annotations

from framing.audit.of_corpus import audit_files
from framing.clean import KEPT_ROLES
from framing.compare import corpus_support
from framing.corpus import Corpus
from framing.figures.cleaning import cleaning_chart
from framing.figures.lengths import length_chart
from framing.figures.timeline import timeline_chart
from framing.findings.article_parts import words_by_part
from framing.findings.corpus_sentences import (
    articles_of,
    changed_words_sentence,
    cleaning_sentence,
    corpus_clause,
    cut_lines_card,
    support_sentence,
    ways_card,
)
from framing.html import Fragment, four_beats, joined, note, parts_card, prose, say, table
from framing.lexicon import checksum
from framing.likeness import like_with_like
from framing.result import Result
from framing.support import support_table, weakest
from framing.validity import stated_validity
from framing.versions import installed_versions

# More rows than this are read in tables/articles.csv, not on a page.
MAX_ARTICLES_LISTED = 40


def show_label(corpus: Corpus) -> Fragment:
    """The banner under which everything else stands: what this number of articles allows."""
    supports = corpus_support(corpus)
    return note(support_sentence(supports), kind=weakest([row.label for row in supports]))


def show_articles(corpus: Corpus) -> Fragment:
    """Who published what and when, how precisely that is known, and how long it is."""
    return four_beats(
        question="What is in this corpus?",
        method="Each article is one row of articles.csv. What is not known is said to be unknown, and a date that was "
               "worked out from the text is marked as inferred. Words are counted after cleaning.",
        result=[say("{corpus}", corpus=corpus_clause(corpus)), _article_list(corpus), timeline_chart(corpus.articles),
                length_chart(corpus)],
        caveat=[_problems(corpus), *[unlike.sentence for unlike in like_with_like(corpus.articles)]])


def _article_list(corpus: Corpus) -> Fragment:
    columns = ["article_id", "outlet", "title", "published", "published_basis", "genre", "n_words"]
    listed = corpus.articles[columns].head(MAX_ARTICLES_LISTED).copy()
    is_inferred = (listed["published"] != "") & listed["published_basis"].str.startswith("inferred")
    listed["published"] = listed["published"].replace("", "unknown") + is_inferred.map({True: " (inferred)", False: ""})
    listed["title"] = listed["title"].replace("", "(no title known)")
    more = len(corpus.articles) - len(listed)
    caption = f"Articles{f' (the first {len(listed)}; {more:,} more in tables/articles.csv)' if more else ''}"
    opens = [{"n_words": words_by_part(corpus, article_id)} for article_id in listed["article_id"]]
    return table(listed, caption=caption, row_header="article_id", opens=opens,
                 headers={"article_id": "id", "published_basis": "how the date is known", "n_words": "words"})


def _problems(corpus: Corpus) -> Fragment:
    if not corpus.problems:
        return say("Nothing in the input was skipped or doubtful.")
    shown = "\n\n".join(str(problem) for problem in corpus.problems[:10])
    found = say("{n:,d|problem} in the input (all of them in tables/problems.csv):", n=len(corpus.problems))
    return found + prose(shown)


def show_cleaning(corpus: Corpus) -> Fragment:
    """What was cut, by which rule, with the lines themselves."""
    return four_beats(
        question="What on the scraped page is not the article?",
        method="Every line gets a role by a rule: those of the outlet first, then general ones (newsletter boxes, "
               "lists of related articles, captions, teasers). Title, standfirst, body and subheadings stay; every "
               "other line is cut and kept here with its rule. " + stated_validity("cleaning"),
        result=[cleaning_sentence(corpus), cleaning_chart(corpus.lines), _rule_table(corpus)],
        caveat="A rule can cut too much or too little. Read what was cut: if a line of the article is among it, the "
               "findings miss it; if a line of somebody else's text was kept, they count it.")


def _rule_table(corpus: Corpus) -> Fragment:
    cut = corpus.lines[~corpus.lines["role"].isin(KEPT_ROLES)]
    grouped = cut.groupby(["role", "rule"], sort=True)
    rows = grouped.agg(n_lines=("line", "size"), n_words=("n_words", "sum"), n_articles=("article_id", "nunique"))
    opens = []
    for (role, rule), lines in grouped:
        cut_lines = cut_lines_card(corpus, lines, title=f"Lines cut as {role}, by {rule}")
        of_articles = lines.groupby(["article_id", "outlet"], sort=True).size()
        in_articles = parts_card([(f"{article}, {outlet}: {n:,} lines", 1) for (article, outlet), n in
                                  of_articles.items()], title=f"Articles with such lines: {role}, {rule}",
                                 counted="articles")
        opens.append({"n_lines": cut_lines, "n_words": cut_lines, "n_articles": in_articles})
    return table(rows.reset_index(), caption="Lines cut, by rule", row_header="rule", opens=opens,
                 headers={"n_lines": "lines", "n_words": "words", "n_articles": "articles"})


def show_raw_against_clean(corpus: Corpus, clean: Result, raw: Result) -> Fragment:
    """Which distinctive words are there only because of text that is not the article."""
    return four_beats(
        question="Which findings change when the page is cleaned?",
        method="The same comparison of words (weighted log-odds, every outlet against the rest) runs twice: on every "
               "line of the scraped page, and on the article alone.",
        result=[changed_words_sentence(clean, raw, outlet) for outlet in corpus.outlets],
        caveat="The list of raw words mixes the article with whatever stood around it on the day it was scraped: "
               "another scrape of the same page gives another list.")


def show_support(corpus: Corpus) -> Fragment:
    """The arithmetic behind the label."""
    supports = corpus_support(corpus)
    rows = support_table(supports)[["contrast", "n_articles_left", "n_articles_right", "smallest_p", "n_needed",
                                    "label", "reason"]]
    opens = [{"n_articles_left": articles_of(corpus, row.outlet),
              "n_articles_right": articles_of(corpus, row.outlet, is_rest=True), "smallest_p": ways_card(row)}
             for row in supports]
    shown = table(rows, caption="What each contrast can bear", row_header="contrast", opens=opens,
                  formats={"smallest_p": ".3g"},
                  headers={"n_articles_left": "articles of the outlet", "n_articles_right": "articles of the others",
                           "smallest_p": "smallest p that an exact test could reach",
                           "n_needed": "words that would have to reach it together"})
    return four_beats(
        question="What can this corpus bear?",
        method="An exact test deals whole articles to two piles in every possible way. Its p-value cannot be smaller "
               "than one over the number of ways, whatever the texts say. From that, and from the number of words "
               "that would be tested together, follows the label.",
        result=[support_sentence(supports), shown],
        caveat="Enough articles make a difference measurable; they do not say where it comes from. Outlets also "
               "differ in genre, date, length and choice of story.")


def show_session(corpus: Corpus, *, seed: int) -> Fragment:
    """Corpus, hash, seed and versions: what another person needs to get the same numbers."""
    versions = ", ".join(f"{name} {version}" for name, version in installed_versions().items())
    return (say("Corpus: {name}, {corpus}", name=corpus.card.name or "unnamed", corpus=corpus_clause(corpus))
            + say("SHA-256 of the corpus: {digest}. Seed: {seed:d}.", digest=corpus.sha256, seed=seed)
            + _marked_sheets(corpus)
            + say("{versions}.", versions=versions))


def _marked_sheets(corpus: Corpus) -> Fragment:
    """The audit's files change the page as well."""
    files = audit_files(corpus.folder) if corpus.folder else ()
    return joined(say("SHA-256 of {file}: {digest}.", file=path.name, digest=checksum(path)) for path in files)
