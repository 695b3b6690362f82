"""Make a corpus folder out of a file of articles in JSON Lines.

    PYTHONPATH=src python tools/corpus_from_jsonl.py INPUT.jsonl OUT_FOLDER --min-articles 20

INPUT holds one JSON object a line. Which key holds what is said by options (``--id``, ``--outlet`` ...); an
empty name (``--author ""``) leaves a column out. Of articles with the same text only the first is kept, and
each text that was found again is listed with the number of its copies. Nothing else is changed. The same
input and options give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.article_rows import Row, read_rows
from framing.csv_files import write_atomically
from framing.problem import ERROR, SKIPPED, FramingError, Problem

# Column of the corpus -> option, and the key in the input that is taken unless the option names another.
OPTION_OF = {"article_id": "id", "outlet": "outlet", "published": "published", "title": "title",
             "author": "author", "url": "url", "text": "text", "genre": "genre"}
# No key is taken for the genre: what files of articles hold is mostly a topic, and a topic is no genre.
KEY_OF = {"article_id": "id", "outlet": "outlet", "published": "date", "title": "title", "author": "author",
          "url": "url", "text": "text", "genre": ""}
REQUIRED = ("article_id", "outlet", "text")
# An outlet with fewer articles can be described, but hardly compared.
MIN_ARTICLES = 20


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that are kept, and why the others are not.

    ``copies``: articles whose text an earlier article has, by the id of that one. ``small``: number of
    articles of the outlets that have too few. ``n_over``: articles above the number wanted per outlet.
    """

    articles: tuple[Mapping[str, str], ...]
    copies: Mapping[str, tuple[Mapping[str, str], ...]]
    small: Mapping[str, int]
    n_over: int
    problems: tuple[Problem, ...]


def select_articles(path: Path, keys: Mapping[str, str], *, min_articles: int, max_per_outlet: int | None
                    ) -> Selection:
    """Read the file and choose: no text twice, enough articles an outlet, not more than wanted.

    ``keys``: column of the corpus -> key in the file. Raises FramingError with all that is wrong: a key that
    no line has, an id that stands twice, no outlet with enough articles.
    """
    rows, problems = read_rows(path)
    if missing := _missing_keys(path, rows, keys):
        raise FramingError([*problems, *missing])
    articles, found = _articles_from(path, rows, keys)
    _check_ids(path, articles)
    originals, copies = _split_copies(articles)
    n_articles = Counter(article["outlet"] for article in originals)
    small = {outlet: n for outlet, n in sorted(n_articles.items()) if n < min_articles}
    wanted = [article for article in originals if article["outlet"] not in small]
    if not wanted:
        raise FramingError(Problem(ERROR, f"No outlet has {min_articles} different articles; the most have "
                                          f"{max(n_articles.values(), default=0)}.", file=path.name,
                                   next_step="Lower --min-articles."))
    kept = wanted if max_per_outlet is None else _sample(wanted, max_per_outlet)
    return Selection(tuple(kept), copies, small, len(wanted) - len(kept), (*problems, *found))


def _missing_keys(path: Path, rows: Sequence[Row], keys: Mapping[str, str]) -> list[Problem]:
    present = {name for row in rows for name in row.values}
    if not rows:
        return [Problem(ERROR, "No line can be used.", file=path.name, allowed="one JSON object a line",
                        next_step="Give a file in JSON Lines.")]
    return [
        Problem(ERROR, f"No line has the key {key!r}.", file=path.name, value=f"--{OPTION_OF[column]} {key}",
                allowed=", ".join(sorted(present)),
                next_step=f"Say which key holds it: --{OPTION_OF[column]} KEY"
                          + ("." if column in REQUIRED else f'; or leave it out: --{OPTION_OF[column]} "".'))
        for column, key in keys.items() if (key or column in REQUIRED) and key not in present
    ]


def _articles_from(path: Path, rows: Sequence[Row], keys: Mapping[str, str]
                   ) -> tuple[list[Mapping[str, str]], list[Problem]]:
    articles: list[Mapping[str, str]] = []
    problems = []
    for row in rows:
        article = {column: row.values.get(key, "") for column, key in keys.items() if key}
        # As the corpus will read it: cells lose the white space around them, the text never does.
        article |= {column: value.strip() for column, value in article.items() if column != "text"}
        empty = [column for column in REQUIRED if not article[column].strip()]
        if empty:
            problems.append(Problem(SKIPPED, "There is nothing in a required place.", file=path.name, row=row.number,
                                    column=keys[empty[0]], article_id=article["article_id"],
                                    next_step="Fill it or delete the line."))
        else:
            articles.append(article)
    return articles, problems


def _check_ids(path: Path, articles: Sequence[Mapping[str, str]]) -> None:
    repeated = sorted(key for key, n in Counter(article["article_id"] for article in articles).items() if n > 1)
    if repeated:
        raise FramingError(Problem(ERROR, f"{len(repeated)} ids stand more than once.", file=path.name,
                                   value=", ".join(repeated[:5]), allowed="each id once",
                                   next_step="Mend them, or name another key with --id KEY."))


def _split_copies(articles: Sequence[Mapping[str, str]]
                  ) -> tuple[list[Mapping[str, str]], dict[str, tuple[Mapping[str, str], ...]]]:
    originals: dict[str, Mapping[str, str]] = {}
    copies: dict[str, tuple[Mapping[str, str], ...]] = {}
    for article in articles:
        first = originals.setdefault(article["text"], article)
        if first is not article:
            copies[first["article_id"]] = (*copies.get(first["article_id"], ()), article)
    return list(originals.values()), copies


def _sample(articles: Sequence[Mapping[str, str]], n_per_outlet: int) -> list[Mapping[str, str]]:
    """At most so many of each outlet, chosen by a hash of the id.

    The first of the file would often be the newest or those of one topic; a hash knows neither.
    """
    by_hash = sorted(articles, key=lambda article: hashlib.sha256(article["article_id"].encode()).digest())
    taken: Counter[str] = Counter()
    chosen = set()
    for article in by_hash:
        if taken[article["outlet"]] < n_per_outlet:
            taken[article["outlet"]] += 1
            chosen.add(article["article_id"])
    return [article for article in articles if article["article_id"] in chosen]


def write_corpus(out: Path, articles: Sequence[Mapping[str, str]], *, name: str, source: str) -> None:
    """Write ``articles.jsonl`` (empty cells left out) and ``corpus.toml`` into a new or empty folder."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FramingError(Problem(ERROR, "There is something there already.", file=str(out),
                                   next_step="Name a new folder: nothing is written over."))
    # ASCII with escapes: no character of a text (a half emoji, a line separator) can break the file.
    lines = (json.dumps({column: value for column, value in article.items() if value}) for article in articles)
    write_atomically(out / "articles.jsonl", "".join(line + "\n" for line in lines))
    card = {"name": name, "description": f"Made by tools/corpus_from_jsonl.py from {source}.",
            "rights": "The texts are their publishers'."}
    # A JSON text is also a TOML text.
    write_atomically(out / "corpus.toml", "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
                                                  for key, value in card.items()))


def describe_selection(selection: Selection) -> Iterator[str]:
    """What was left out and what is kept, one line each."""
    n_copies = sum(map(len, selection.copies.values()))
    yield f"texts found again: {n_copies} articles left out as copies of {len(selection.copies)}"
    for first, copies in selection.copies.items():
        where = ", ".join(f"{copy['article_id']} ({copy['outlet']})" for copy in copies)
        yield f"  {first}: {len(copies)} {'copy' if len(copies) == 1 else 'copies'}: {where}"
    yield (f"outlets with too few articles: {len(selection.small)}, with {sum(selection.small.values())} articles"
           f" together; articles above the number wanted per outlet: {selection.n_over}")
    for outlet, n_articles in sorted(Counter(article["outlet"] for article in selection.articles).items()):
        yield f"  {n_articles:6,}  {outlet}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder. Returns the exit status; problems go to standard error."""
    options = _parser().parse_args(arguments)
    keys = {column: getattr(options, column) for column in OPTION_OF}
    try:
        if not options.input.is_file():
            raise FramingError(Problem(ERROR, "There is no such file.", file=str(options.input),
                                       next_step="Give a file in JSON Lines."))
        selection = select_articles(options.input, keys, min_articles=options.min_articles,
                                    max_per_outlet=options.max_per_outlet)
        write_corpus(options.out, selection.articles, name=options.name or options.out.resolve().name,
                     source=options.input.name)
    except FramingError as error:
        print(error, file=sys.stderr)
        return 1
    for problem in selection.problems:
        print(problem, file=sys.stderr)
    for line in describe_selection(selection):
        print(line)
    print(f"Wrote {len(selection.articles):,} articles to {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path, metavar="INPUT.jsonl")
    parser.add_argument("out", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--name", default="", help="of the corpus (default: the folder's)")
    parser.add_argument("--min-articles", type=_whole_number, default=MIN_ARTICLES, metavar="N",
                        help="leave out outlets with fewer (default: %(default)s)")
    parser.add_argument("--max-per-outlet", type=_whole_number, metavar="N", help="keep no more of any outlet")
    for column, option in OPTION_OF.items():
        parser.add_argument(f"--{option}", dest=column, default=KEY_OF[column], metavar="KEY",
                            help=f"key that holds the {column} (default: {KEY_OF[column] or 'none'})")
    return parser


def _whole_number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
