"""A store opened: its batches read one after the other and added, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from framing.archive.manifest import Manifest, read_manifest
from framing.freed_memory import give_back
from framing.problem import ERROR, NOTE, FramingError, Problem
from framing.store.batch_file import read_batch_file
from framing.store.settings import check_settings
from framing.store.survey import Survey, survey_store
from framing.store.vocabulary_limit import KeptWords, choose_words, limit_words
from framing.tally import Tally, lexicon_version
from framing.tally_sums import N_GROUPS, add_in_groups, keep_articles

# Up to so many articles each is a unit of its own, as in a folder. It bounds memory: 20,000 articles have about
# 10 million cells, 120 MB.
MAX_UNITS = 20_000
# Fewer groups would make intervals visibly wider than resampling articles does.
MIN_GROUPS = 20
# Words counted by name. English newspapers of ten years have about 2 million different words, most of them once.
MAX_WORDS = 2_000_000
# Up to so many articles the table of articles is held whole (about 250 bytes each).
MAX_ARTICLES_LISTED = 200_000


def open_store(store: str | Path, *, max_units: int = MAX_UNITS, max_words: int = MAX_WORDS,
               with_parts: bool = True) -> Tally:
    """The tally of all that was counted into a store.

    With up to ``max_units`` articles every article is a unit. With more, outlets with many articles are summed to
    groups of articles, 200 an outlet (fewer, but at least 20, where there are more than ``max_units`` / 200
    outlets); ``problems`` says so. With more than ``max_words`` different words the rarest are counted together
    as "(other)"; ``problems`` says which. ``with_parts``: whether words are told by part and voice; without, they take
    a quarter less memory, and they are most of it. Raises FramingError for a store that is not one, is of
    another format, or was counted with other versions of the word lists than those installed.
    """
    store = Path(store)
    manifest = read_manifest(store)
    check_lexicons(store, manifest)
    survey = survey_store(store, manifest)
    if not survey.n_articles:
        raise FramingError([*survey.problems, Problem(ERROR, "No article of the store can be used.", file=str(store),
                                                      next_step="Mend what is listed above and count again.")])
    n_groups = max(MIN_GROUPS, min(N_GROUPS, max_units // len(survey.n_articles)))
    is_small = sum(survey.n_articles.values()) <= max_units
    grouped = set() if is_small else {outlet for outlet, n in survey.n_articles.items() if n > n_groups}
    words = choose_words(survey.files, max_words=max_words)
    pieces = _pieces(survey, manifest, words)
    total = add_in_groups(pieces if with_parts else map(_without_parts, pieces), n_groups=n_groups, outlets=grouped)
    give_back()
    notes = [*_note_on_groups(grouped, n_groups), *words.notes()]
    return replace(total, card=manifest.card, problems=(*survey.problems, *notes))


def check_lexicons(store: Path, manifest: Manifest) -> None:
    """Raise FramingError if the word lists that are installed are not those that the store was counted with."""
    folder = next((Path(counted.table.folder) for counted in manifest.tables if counted.table.folder), None)
    wanted = manifest.settings["lexicons"]
    installed = {key: lexicon_version(key, folder if folder and folder.is_dir() else None) for key in wanted}
    check_settings({"lexicons": wanted}, {"lexicons": installed}, place=str(store), other="those installed",
                   next_step=f"Count again into a new store, or use media-framing {manifest.library}.")


def _pieces(survey: Survey, manifest: Manifest, words: KeptWords) -> Iterator[Tally]:
    """The tallies of batches, without articles that stand twice."""
    hides_articles = sum(survey.n_articles.values()) > MAX_ARTICLES_LISTED
    for number, (path, n_kept) in enumerate(zip(survey.files, survey.n_kept, strict=True)):
        if not n_kept:
            continue
        tally = replace(read_batch_file(path, manifest.card).tally, problems=())
        if number in survey.repeated:
            tally = keep_articles(tally, ~tally.articles["article_id"].isin(survey.repeated[number]))
        tally = limit_words(tally, words)
        yield replace(tally, articles=tally.articles[["outlet"]]) if hides_articles else tally


def _without_parts(tally: Tally) -> Tally:
    return replace(tally, counts={**tally.counts, "words": tally.counts["words"].articles()})


def _note_on_groups(grouped: set[str], n_groups: int) -> list[Problem]:
    if not grouped:
        return []
    return [Problem(NOTE, f"The articles of {len(grouped)} outlets are summed to {n_groups} groups each, by a hash of "
                          "their ids: intervals and tests resample and permute these groups.",
                    column="outlet", value=", ".join(sorted(grouped)[:5]),
                    next_step="Nothing: the intervals are those of resampling articles, to within a few percent.")]


