"""Who is heard: shares of quoted words, the quotations themselves, and the verbs that report them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.counts import count_hits
from framing.evidence import hit_evidence
from framing.figures.sources import quoted_share_chart, reporting_verb_chart
from framing.findings.frame_findings import category_titles, labelled_indicators, lexicon_line
from framing.findings.voice_findings import FIRST_LOOK
from framing.hits import find_hits
from framing.html import Fragment, four_beats, table
from framing.lexicon import load_lexicon
from framing.measures.sourcing import QUOTED_SHARE, longest_quotes
from framing.prose import count_of, quoted_sentence
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
        result=[*[quoted_sentence(result, outlet) for outlet in corpus.outlets], quoted_share_chart(result)],
        caveat=QUOTED_SHARE.caveat)


def show_quotes(corpus: Corpus, *, n_per_outlet: int = 5) -> Fragment:
    """The longest quotations of each outlet, to be read."""
    quotes = longest_quotes(corpus, n_per_outlet=n_per_outlet)
    outer = corpus.quotes[corpus.quotes["kind"] != "nested"]
    n_fragments = int((outer["kind"] == "scare_or_fragment").sum())
    shown = quotes[["outlet", "article_id", "part", "n_words", "text"]]
    return four_beats(
        question="What is quoted?",
        method="Quotations are found by their marks, nested ones inside their parent. A quotation that runs over "
               "paragraphs gives one piece a paragraph.",
        result=[f"{count_of(len(outer), 'quotation')} or pieces of one, {n_fragments} of them three words or fewer.",
                table(shown, caption=f"The {n_per_outlet} longest of each outlet", row_header="outlet",
                      headers={"article_id": "article", "n_words": "words", "text": "quotation"})],
        caveat="Marks say that words are somebody else's, not whose. A long quotation is not an endorsement.")


def show_reporting_verbs(corpus: Corpus) -> Fragment:
    """With which verbs the outlet reports what others say."""
    lexicon = load_lexicon("reporting_verbs", corpus_folder=corpus.folder)
    hits = find_hits(corpus, lexicon)
    rows = labelled_indicators(corpus, hits)
    own = count_hits(corpus, hits).select(voice="outlet").sum_by("outlet")
    counts = pd.DataFrame(own.matrix.toarray().astype(int).T, columns=list(corpus.outlets))
    counts.insert(0, "stance", [*category_titles(lexicon).values()])
    evidence = []
    for key in hits.categories:
        pieces = [found.show(f"{outlet}: {found.n_hits}") for outlet in corpus.outlets[:MAX_OUTLETS_WITH_EVIDENCE]
                  if (found := hit_evidence(corpus, hits, key, outlet=outlet, voice="outlet", n_shown=4)).n_hits]
        evidence.append(sum(pieces[1:], start=pieces[0]) if pieces else None)
    n_hits = int(np.asarray(own.matrix.sum()))
    return four_beats(
        question="With which verbs does the outlet report what others say?",
        method=[lexicon_line(lexicon), "Only the outlet's own words are searched: a verb inside a quotation is the "
                                       "speaker's."],
        result=[f"{count_of(n_hits, 'reporting verb')} in the outlets' own words.", 
                reporting_verb_chart(rows, stance_titles=category_titles(lexicon)),
                table(counts, caption="Reporting verbs by stance, number of uses", row_header="stance",
                      evidence=evidence)],
        caveat=list(lexicon.card.limits))
