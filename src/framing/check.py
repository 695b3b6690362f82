"""Everything that is wrong with a corpus folder, at once; and a corrected copy beside it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from framing.article import COLUMNS
from framing.audit.of_corpus import Audit, corpus_audit
from framing.card import CARD_FILE, CorpusCard, read_card
from framing.corpus import Corpus, build_corpus
from framing.csv_files import write_atomically
from framing.lexicon import lexicon_names, load_lexicon
from framing.outlets import GENERIC_KEY, load_outlet_rules
from framing.problem import ERROR, NOTE, FramingError, Problem
from framing.read import Source, read_articles, read_corpus
from framing.rule_examples import find_broken_examples

Value = TypeVar("Value")


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """All problems of a folder: card, table, rows, texts, cleaning rules, word lists, quotation marks.

    Unlike a run, it does not stop at the first file that cannot be used. Nothing is changed.
    """
    problems: list[Problem] = []

    def collect(step: Callable[[], Value]) -> Value | None:
        try:
            return step()
        except FramingError as error:
            problems.extend(error.problems)
            return None

    if not folder.is_dir():
        collect(lambda: read_corpus(folder))
        return tuple(problems)
    card = collect(lambda: read_card(folder)) or CorpusCard()
    rules = folder / "outlet_rules"
    loaded = collect(lambda: load_outlet_rules(rules if rules.is_dir() else None)) or {}
    own = {key for key in loaded if (rules / f"{key}.toml").is_file()} | {GENERIC_KEY}
    problems.extend(find_broken_examples({key: loaded[key] for key in own if key in loaded}) if len(own) > 1 else ())
    for key in dict.fromkeys([*lexicon_names(folder), *card.frame_lexicons]):
        collect(lambda key=key: load_lexicon(key, corpus_folder=folder))  # type: ignore[misc]
    source = collect(lambda: read_articles(folder, card))
    if source is not None:
        corpus = collect(lambda: build_corpus(source))
        problems.extend(source.problems if corpus is None else corpus.problems)
        problems.extend(_audit_problems(corpus, collect) if corpus is not None else ())
        problems.extend(_too_few_outlets(source))
    return tuple(dict.fromkeys(problems))


def _audit_problems(corpus: Corpus, collect: Callable[[Callable[[], Audit]], Audit | None]) -> tuple[Problem, ...]:
    audit = collect(lambda: corpus_audit(corpus))
    return audit.problems if audit else ()


def _too_few_outlets(source: Source) -> Iterator[Problem]:
    outlets = sorted({article.outlet for article in source.articles})
    if len(outlets) < 2:
        yield Problem(NOTE, "There is one outlet only; reports compare two or more.", column="outlet",
                      value=", ".join(outlets), allowed="two outlets or more",
                      next_step="Add articles of another outlet; 'framing tables' works with one.")


def write_fixed_copy(folder: Path, out: Path) -> int:
    """Write a copy that holds only what can be used, with dates and columns put right. The input stays as it is.

    Returns the number of articles. Raises FramingError if ``out`` is not empty or overlaps the input, and if
    nothing in the input can be used.
    """
    source, target = folder.resolve(), out.resolve()
    if target == source or target.is_relative_to(source) or source.is_relative_to(target):
        raise FramingError(Problem(ERROR, "The copy would lie in the input, or the input in the copy.", file=str(out),
                                   next_step="Name another folder: the input is never touched."))
    if out.exists() and any(out.iterdir()):
        raise FramingError(Problem(ERROR, "The folder for the copy is not empty.", file=str(out),
                                   next_step="Name a new folder."))
    corpus = read_corpus(folder)
    names = [name for name in COLUMNS if name != "text"]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(names)
    for number, article in enumerate(corpus.articles):
        file = f"texts/{number:05d}.txt"
        write_atomically(out / file, article.text)
        writer.writerow([file if name == "file" else getattr(article, name) for name in names])
    for name in (CARD_FILE,):
        if (folder / name).is_file():
            lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
            write_atomically(out / name, "".join(line for line in lines if not line.startswith("articles")))
    for name in ("lexicons", "outlet_rules"):
        if (folder / name).is_dir():
            shutil.copytree(folder / name, out / name)
    write_atomically(out / "articles.csv", table.getvalue())
    return len(corpus.articles)
