"""Other ways to do the same analysis, each with the bases that the claims are asked again on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from framing.claims import indicator_bases, voice_bases, word_bases
from framing.claims.basis import Basis
from framing.claims.claim import INDICATOR, KINDS, QUOTED, TONE, WORD
from framing.claims.name_spans import name_forms
from framing.corpus import Corpus, build_corpus
from framing.kept import kept_with_first
from framing.read import Source
from framing.tally import TONE_LEXICONS

# Kind of claim -> what it is asked on, or why it cannot be asked.
Bases = Mapping[str, Basis | str]
AS_STATED, WITHOUT_ARTICLE = "as_stated", "without_one_article"
NOT_SMOOTHED, NO_WORD_LIST = "nothing is smoothed here", "no list of function words is used here"
IS_OWN_VOICE, IS_ABOUT_VOICES = "it is about the outlet's own voice already", "it is about quoted words"


@dataclass(frozen=True, slots=True)
class Variant:
    """``title``: what is done otherwise, for the head of a column; ``meaning``: the same in a sentence."""

    key: str
    title: str
    meaning: str


# In the order of a grid: what every kind of claim can be asked first.
VARIANTS = (
    Variant(WITHOUT_ARTICLE, "without one article", "each article of the corpus is left out in turn; the cell shows "
                                                    "the worst that happens"),
    Variant("raw_text", "raw text", "every line of the page as it was scraped, nothing cut"),
    Variant("own_voice", "own voice only", "words inside quotation marks do not count"),
    Variant("other_list", "other list or rule", "a second word list asks the same; quotations of three words or fewer "
                                                "do not count"),
    Variant("names", "names otherwise", "names compete with the other words; indicators inside names do not count"),
    Variant("function_words", "function words in", "function words compete with the others"),
    Variant("longer_list", "longer stop list", "a longer list of function words is left out"),
    Variant("weaker_prior", "weaker prior", "a tenth of the pseudo-words that rank the words"),
    Variant("stronger_prior", "stronger prior", "ten times the pseudo-words that rank the words"),
)


@kept_with_first
def bases_of(corpus: Corpus) -> Mapping[str, Bases]:
    """Variant (and AS_STATED) -> kind -> basis or reason. WITHOUT_ARTICLE is asked on the basis as stated."""
    makers: Mapping[str, Callable[[Corpus], Bases]] = {
        AS_STATED: _as_stated,
        "function_words": lambda texts: _of_words(word_bases.with_function_words(texts), NO_WORD_LIST),
        "longer_list": lambda texts: _of_words(word_bases.with_longer_list(texts), NO_WORD_LIST),
        "names": _names,
        "other_list": _other_list,
        **{key: lambda texts, key=key: _of_words(word_bases.with_prior(texts, key), NOT_SMOOTHED)  # type: ignore[misc]
           for key in word_bases.PRIORS},
        "raw_text": _raw_text,
        "own_voice": _own_voice,
    }
    return {key: make(corpus) for key, make in makers.items()}


def _as_stated(corpus: Corpus) -> Bases:
    return {WORD: word_bases.stated_words(corpus), INDICATOR: indicator_bases.stated_indicators(corpus),
            TONE: voice_bases.own_tone(corpus), QUOTED: voice_bases.quoted_share(corpus)}


def _of_words(words: Basis, reason: str) -> Bases:
    return {kind: words if kind == WORD else reason for kind in KINDS}


def _names(corpus: Corpus) -> Bases:
    no_names = "names are neither left out nor counted here"
    return {WORD: word_bases.with_names(corpus), INDICATOR: indicator_bases.outside_names(corpus), TONE: no_names,
            QUOTED: no_names}


def _other_list(corpus: Corpus) -> Bases:
    indicators = indicator_bases.by_other_lists(corpus)
    return {WORD: "no word list is used here", INDICATOR: indicators or "no category has a second list",
            TONE: voice_bases.own_tone(corpus, TONE_LEXICONS[1]),
            QUOTED: voice_bases.quoted_share(corpus, "quotation")}


def _raw_text(corpus: Corpus) -> Bases:
    raw = raw_corpus(corpus)
    return {WORD: word_bases.of_other_text(raw, name_forms(corpus)),
            INDICATOR: indicator_bases.stated_indicators(raw), TONE: voice_bases.own_tone(raw),
            QUOTED: voice_bases.quoted_share(raw)}


def _own_voice(corpus: Corpus) -> Bases:
    return {WORD: word_bases.in_own_voice(corpus), INDICATOR: indicator_bases.in_own_voice(corpus),
            TONE: IS_OWN_VOICE, QUOTED: IS_ABOUT_VOICES}


def raw_corpus(corpus: Corpus) -> Corpus:
    """The same articles with every line of their pages."""
    articles = tuple(cleaned.article for cleaned in corpus.lines_of_articles)
    return build_corpus(Source(corpus.folder, corpus.card, articles, (), corpus.sha256),
                        fragments_as=corpus.fragments_as, cleaned=False)
