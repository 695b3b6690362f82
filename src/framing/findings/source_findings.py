"""Who is heard: shares of quoted words, the quotations themselves, and the verbs that report them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.counts import count_hits
from framing.evidence import hit_evidence
from framing.figures.sources import quoted_share_chart, reporting_verb_chart
from framing.findings.audit_marks import category_titles
from framing.findings.frame_findings import labelled_indicators, lexicon_line
from framing.findings.intervals import interval
from framing.findings.parts_by_name import by_name_card
from framing.findings.voice_cards import quotation_card, quoted_words_card, words_by_article
from framing.findings.voice_findings import FIRST_LOOK
from framing.hits import find_hits
from framing.html import Fragment, four_beats, joined, number, opening, say, table
from framing.lexicon import load_lexicon
from framing.measures.sourcing import QUOTED_SHARE, longest_quotes
from framing.result import Result
from framing.validity import validity_line

MAX_OUTLETS_WITH_EVIDENCE = 6


def show_quoted_share(corpus: Corpus, result: Result) -> Fragment:
    """How much of each outlet's text stands inside quotation marks."""
    return four_beats(
        question="How much of the text is somebody else's words?",
        method=[f"Words inside quotation marks, as a share of all words. Marks around three words or fewer may be a "
                f"short quotation or scare quotes: they are counted apart and here taken as {corpus.fragments_as}.",
                "Validity of what marks show: "
                + "; ".join(validity_line("attributions", dataset=FIRST_LOOK, metric=f"{metric} of direct speech")
                            for metric in ("precision", "recall")) + "."],
        result=[*[_quoted_sentence(corpus, result, outlet) for outlet in corpus.outlets], quoted_share_chart(result)],
        caveat=QUOTED_SHARE.caveat)


def _quoted_sentence(corpus: Corpus, result: Result, outlet: str) -> Fragment:
    """The share of an outlet's words that stand inside quotation marks."""
    row = result.of(outlet).set_index("feature").loc["quoted"]
    return say("{outlet}: {n} of {all} words ({share:share}) stand inside quotation marks{interval}.", outlet=outlet,
               n=opening(number(int(row["count"])), quoted_words_card(corpus, outlet)), share=float(row["estimate"]),
               all=opening(number(int(row["total"])), words_by_article(corpus, outlet,
                                                                       title=f"{outlet}: words of each article")),
               interval=interval(row))


def show_quotes(corpus: Corpus, *, n_per_outlet: int = 5) -> Fragment:
    """The longest quotations of each outlet, to be read."""
    outer = corpus.quotes[corpus.quotes["kind"] != "nested"]
    fragments = outer[outer["kind"] == "scare_or_fragment"]
    found = say("{all} or pieces of one, {fragments} of them three words or fewer.",
                all=joined((_by_outlet(outer, "quotations"), Fragment(" quotation" if len(outer) == 1
                                                                      else " quotations"))),
                fragments=_by_outlet(fragments, "fragments"))
    quotes = longest_quotes(corpus, n_per_outlet=n_per_outlet)
    opens = [{"n_words": quotation_card(corpus, quotes.iloc[[place]], title=f"A quotation in article {article}")}
             for place, article in enumerate(quotes["article_id"])]
    return four_beats(
        question="What is quoted?",
        method="Quotations are found by their marks, nested ones inside their parent. A quotation that runs over "
               "paragraphs gives one piece a paragraph.",
        result=[found, table(quotes[["outlet", "article_id", "n_words", "text"]], row_header="outlet", opens=opens,
                             caption="The longest of each outlet",
                             headers={"article_id": "article", "n_words": "words", "text": "quotation"})],
        caveat="Marks say that words are somebody else's, not whose. A long quotation is not an endorsement.")


def _by_outlet(quotes: pd.DataFrame, counted: str) -> Fragment:
    """How many there are; the number opens how many in each outlet."""
    card = by_name_card(quotes.groupby("outlet", sort=True).size(), title=f"{counted.capitalize()} of each outlet",
                        counted=counted, others="other outlets")
    return opening(number(len(quotes)), card)


def show_reporting_verbs(corpus: Corpus) -> Fragment:
    """With which verbs the outlet reports what others say."""
    lexicon = load_lexicon("reporting_verbs", corpus_folder=corpus.folder)
    hits = find_hits(corpus, lexicon)
    titles = category_titles(lexicon)
    own = count_hits(corpus, hits).select(voice="outlet").sum_by("outlet")
    counts = pd.DataFrame(own.matrix.toarray().astype(int).T, columns=list(corpus.outlets))
    counts.insert(0, "stance", [*titles.values()])
    opens = [{outlet: hit_evidence(corpus, hits, key, outlet=outlet, voice="outlet").card(
        f"{outlet}: {titles[key]}", counted="reporting verb")
        for outlet in corpus.outlets[:MAX_OUTLETS_WITH_EVIDENCE]} for key in hits.categories]
    of_outlet = pd.Series(np.asarray(own.matrix.sum(axis=1)).ravel().astype(int), index=list(own.units["outlet"]))
    n_hits = opening(number(int(of_outlet.sum())), by_name_card(
        of_outlet, title="Reporting verbs of each outlet", counted="reporting verbs", others="other outlets"))
    return four_beats(
        question="With which verbs does the outlet report what others say?",
        method=[lexicon_line(lexicon), "Only the outlet's own words are searched: a verb inside a quotation is the "
                                       "speaker's."],
        result=[say("{n} reporting verbs in the outlets' own words.", n=n_hits),
                reporting_verb_chart(labelled_indicators(corpus, hits), stance_titles=titles),
                table(counts, caption="Reporting verbs by stance, number of uses", row_header="stance", opens=opens)],
        caveat=list(lexicon.card.limits))
