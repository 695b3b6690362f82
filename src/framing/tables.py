"""The tables that others can build on: long CSV files, documented column by column in docs/tables.md.

Those that count are functions of a tally; those that show text (lines, sentences, quotes) or runs of words
(phrases) need the corpus itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.attributions.ledger import voices_ledger
from framing.audit.agreement import agreement_table
from framing.audit.of_corpus import corpus_audit
from framing.audit.precision import corpus_precision
from framing.claims.panel import panel_table, robustness_panel
from framing.compare import describe
from framing.corpus import Corpus
from framing.csv_files import write_csv
from framing.lexicon import load_lexicon
from framing.measures.actor_tone import TONE_TOWARD
from framing.measures.frames import indicator_rows
from framing.measures.speakers import speaker_concentration, speaker_table
from framing.measures.tone import TONE, VOICES_SCORED, score_sentences, sentence_spread
from framing.measures.voices import VOICES
from framing.mentions.matrix import mention_table
from framing.noise_floor.floor import noise_floor
from framing.problem import Problem
from framing.support import support_table
from framing.tally import FUNCTIONAL_LEXICONS, TONE_LEXICONS, Tally, as_tally
from framing.tally_support import tally_labels, tally_support
from framing.word_tables import phrase_pieces, phrase_table, word_pieces, word_table, wording_distances

# Up to so many articles mentions.csv has every item; of more only the items mentioned most, or it would be huge.
FEW_ARTICLES, MAX_ITEMS = 50, 50
# A table, or its pieces in the order of its rows.
TableBuilders = Mapping[str, Callable[[], pd.DataFrame | Iterable[pd.DataFrame]]]


def write_tables(corpus: Corpus, out: Path, *, seed: int, n_resamples: int, n_jobs: int = 1,
                 on_progress: Callable[[str], None] = lambda name: None) -> tuple[Path, ...]:
    """Write every table into ``out``, each at once and whole. Returns the paths. ``n_jobs``: threads of the tests."""
    counted = counted_tables(as_tally(corpus), seed=seed, n_resamples=n_resamples, n_jobs=n_jobs)
    builders: TableBuilders = {
        "articles": counted["articles"],
        "lines": lambda: corpus.lines,
        "sentences": lambda: sentence_table(corpus),
        "quotes": lambda: corpus.quotes,
        "voices": lambda: voices_ledger(corpus),
        "speakers": lambda: speaker_table(corpus),
        "speaker_concentration": lambda: speaker_concentration(corpus),
        "words": counted["words"],
        "phrases": lambda: phrase_pieces(corpus),
        "distances": lambda: wording_distances(corpus),
        "mentions": lambda: mention_table(corpus, max_items=MAX_ITEMS if len(corpus.articles) > FEW_ARTICLES else None),
        "robustness": lambda: panel_table(robustness_panel(corpus, seed=seed)),
        "noise_floor": lambda: noise_floor(corpus, seed=seed).table,
        "sentence_tone": lambda: sentence_tone_table(corpus),
        **{name: build for name, build in counted.items() if name not in ("articles", "words", "problems")},
        "lexicon_precision": lambda: corpus_precision(corpus),
        "marker_agreement": lambda: agreement_table(corpus_audit(corpus), seed=seed),
        "problems": lambda: problem_table(corpus, corpus_audit(corpus).problems),
    }
    return write_each(builders, out, on_progress=on_progress)


def counted_tables(tally: Tally, *, seed: int, n_resamples: int, n_jobs: int = 1) -> TableBuilders:
    """The tables that need no text, by name; those of what was left out of the count are not among them."""
    builders: TableBuilders = {
        "articles": lambda: tally.articles,
        "words": lambda: word_pieces(tally, seed=seed, n_jobs=n_jobs),
        "frame_indicators": lambda: frame_table(tally),
        "tone": lambda: tone_table(tally, seed=seed, n_resamples=n_resamples),
        "tone_toward": lambda: tone_toward_table(tally, seed=seed, n_resamples=n_resamples),
        "sources": lambda: source_table(tally, seed=seed, n_resamples=n_resamples),
        "support": lambda: support_table(tally_support(tally)),
        "problems": lambda: problem_table(tally),
    }
    left_out = {"sources": "voices words", "tone_toward": "tone_toward"}
    return {name: build for name, build in builders.items() if left_out.get(name, "words") in tally.counts}


def write_each(builders: TableBuilders, out: Path, *, on_progress: Callable[[str], None] = lambda name: None
               ) -> tuple[Path, ...]:
    """Build each table and write it into ``out``. Returns the paths."""
    paths = []
    for name, build in builders.items():
        on_progress(name)
        paths.append(out / f"{name}.csv")
        write_csv(build(), paths[-1])
    return tuple(paths)


def sentence_table(corpus: Corpus) -> pd.DataFrame:
    """Sentences in the order sentence_id, article_id, part, voice, start, end, n_words, text, then the rest."""
    first = ["sentence_id", "article_id", "part", "voice", "start", "end", "n_words", "text"]
    return corpus.sentences[first + [name for name in corpus.sentences if name not in first]]


def sentence_tone_table(corpus: Corpus, lexicons: tuple[str, ...] = TONE_LEXICONS) -> pd.DataFrame:
    """The scores of every sentence and voice in which a list has a word. Documented in docs/tables.md.

    Columns: sentence_id, article_id, outlet, part, voice ("outlet", "quoted", "all"), and a column for each list with
    the score (-1 to 1) of the words in that voice, missing where none is listed.
    """
    by_list = {}
    for key in lexicons:
        scores = score_sentences(corpus, load_lexicon(key, corpus_folder=corpus.folder))
        by_list[key] = scores[scores["n_scored"] > 0].set_index(["sentence", "voice"])["score"]
    table = pd.DataFrame(by_list).sort_index().reset_index()
    places = corpus.sentences[["sentence_id", "article_id", "outlet", "part"]].iloc[table.pop("sentence")]
    return pd.concat([places.reset_index(drop=True), table], axis=1)


def frame_table(texts: Corpus | Tally) -> pd.DataFrame:
    """Frame indicators and the other category lists (hedges, reporting verbs, loaded wording, actors)."""
    tally = as_tally(texts)
    pieces = [indicator_rows(tally.counts[f"hits {key}"],
                             {voice: tally.counts[f"sentences {key} {voice}"] for voice in VOICES_SCORED}, key)
              for key in tally.category_lexicons]
    table = pd.concat(pieces, ignore_index=True)
    table["label"] = table["outlet"].map(tally_labels(tally))
    first = ["lexicon", "category", "outlet", "voice", "hits", "rate_per_1000_words", "share_of_sentences", "label"]
    return table[first + [name for name in table if name not in first]]


def tone_table(texts: Corpus | Tally, *, seed: int, n_resamples: int, lexicons: tuple[str, ...] = TONE_LEXICONS
               ) -> pd.DataFrame:
    """Tone of every outlet by list, part and voice, "all" included. Documented in docs/tables.md."""
    tally, rng = as_tally(texts), np.random.default_rng(seed)
    table = pd.concat([_tone_rows(tally, key, rng, n_resamples).assign(lexicon=key) for key in lexicons],
                      ignore_index=True)
    first = ["lexicon", "outlet", "part", "voice", "mean", "coverage", "n_sentences", "low", "high", "label"]
    return table[first + [name for name in table if name not in first]]


def _tone_rows(tally: Tally, key: str, rng: np.random.Generator, n_resamples: int) -> pd.DataFrame:
    counts = tally.counts[f"tone {key}"]
    found = describe(counts, TONE, rng=rng, n_resamples=n_resamples, n_tested=tally_support(tally)[0].n_tested).table
    by_quantity = _by_quantity(found)
    tone, scored, coverage = (by_quantity[name] for name in ("tone", "tone_scored", "coverage"))
    voice, part = zip(*tone["place"], strict=True)
    spread = sentence_spread(counts, tally.counts[f"squares {key}"])
    # A mean over sentences none of which holds a listed word is no neutral tone: it is no measurement.
    mean, low, high = (np.where(scored["total"] > 0, tone[name], np.nan) for name in ("estimate", "low", "high"))
    return pd.DataFrame({
        "outlet": tone["outlet"], "voice": voice, "part": part, "mean": mean, "coverage": coverage["estimate"],
        "n_sentences": tone["total"].astype(int), "low": low, "high": high, "label": tone["label"],
        "mean_of_scored_sentences": scored["estimate"], "n_sentences_scored": scored["total"].astype(int),
        "n_words": coverage["total"].astype(int), "n_words_scored": coverage["count"].astype(int),
        "sd_between_sentences": [spread[place] for place in zip(tone["outlet"], voice, part, strict=True)]})


def _by_quantity(found: pd.DataFrame) -> dict[str, dict[str, np.ndarray]]:
    """The columns of a table of results by quantity, the first word of its features; ``place``: the other words.

    Every quantity has the same rows: outlets and places in one order.
    """
    words = [feature.split(" ") for feature in found["feature"].tolist()]
    quantity, place = np.array([first for first, *_ in words], object), np.empty(len(words), object)
    place[:] = [tuple(rest) for _, *rest in words]
    columns = {name: found[name].to_numpy() for name in found} | {"place": place}
    return {name: {column: values[quantity == name] for column, values in columns.items()}
            for name in dict.fromkeys(quantity.tolist())}


def tone_toward_table(texts: Corpus | Tally, *, seed: int, n_resamples: int) -> pd.DataFrame:
    """Tone toward each actor that is mentioned, by outlet, part and voice. Documented in docs/tables.md."""
    tally = as_tally(texts)
    found = describe(tally.counts["tone_toward"], TONE_TOWARD, rng=np.random.default_rng(seed), n_resamples=n_resamples,
                     n_tested=tally_support(tally)[0].n_tested).table
    by_quantity = _by_quantity(found)
    value, rules = by_quantity["value"], by_quantity["rules"]
    actor, part, voice = zip(*value["place"], strict=True)
    shares = {f"share_{name}": by_quantity[name]["estimate"] for name in ("negative", "neutral", "positive")}
    table = pd.DataFrame({"outlet": value["outlet"], "actor": actor, "part": part, "voice": voice,
                          "mean": value["estimate"], "low": value["low"], "high": value["high"], **shares,
                          "n_mentions": value["total"].astype(int), "n_articles": value["n_articles"].astype(int),
                          "label": value["label"], "mean_by_rules": rules["estimate"]})
    return table[table["n_mentions"] > 0].reset_index(drop=True)


def source_table(texts: Corpus | Tally, *, seed: int, n_resamples: int) -> pd.DataFrame:
    """Who is heard in every outlet: the measures of ``VOICES``, one row a measure, feature and outlet."""
    tally, rng = as_tally(texts), np.random.default_rng(seed)
    n_tested = tally_support(tally)[0].n_tested
    pieces = []
    for name, (measure, _) in VOICES.items():
        result = describe(tally.counts[name], measure, rng=rng, n_resamples=n_resamples, n_tested=n_tested)
        pieces.append(result.table.assign(measure=measure.key, counted_in=result.counted_in))
    return pd.concat(pieces, ignore_index=True)[["measure", "feature", "outlet", "estimate", "low", "high", "count",
                                                 "total", "counted_in", "n_articles", "label"]]


def problem_table(texts: Corpus | Tally, more: Sequence[Problem] = ()) -> pd.DataFrame:
    """Everything that was skipped or doubtful, one row each; ``more``: found in other files of the folder."""
    columns = list(Problem.__dataclass_fields__)
    return pd.DataFrame([problem.as_row() for problem in (*texts.problems, *more)], columns=columns)


__all__ = ["FUNCTIONAL_LEXICONS", "TONE_LEXICONS", "counted_tables", "frame_table", "phrase_table",
           "problem_table", "sentence_table", "source_table", "tone_table", "tone_toward_table", "word_table",
           "write_each", "write_tables"]
