"""From a folder to articles: every row that can be used, and everything that is wrong with the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from framing.article import COLUMNS, REQUIRED_COLUMNS, Article
from framing.article_rows import Row, read_rows
from framing.card import CARD_FILE, CorpusCard, read_card
from framing.dates import check_date
from framing.problem import ERROR, NOTE, SKIPPED, FramingError, Problem

TABLE_FILES = ("articles.csv", "articles.jsonl", "articles.parquet")

# The longest novel is about 3 million characters: what is longer is not an article but a file that was
# put into one cell by mistake, and it would hide every other article in the counts.
MAX_CHARACTERS = 2_000_000
# An id is repeated beside every sentence. What is longer is a text in the wrong column.
MAX_ID_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A corpus folder as it was read: its card, its usable articles, all problems, and a hash of the input.

    ``folder`` is None for texts that come from no folder.
    ``sha256`` covers ids, outlets, titles, authors, dates, genres and texts in the order of their ids: two folders
    with the same hash, card, cleaning rules and word lists give the same numbers.
    """

    folder: Path | None
    card: CorpusCard
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    sha256: str


def read_corpus(folder: str | Path) -> Source:
    """Read a corpus folder: ``articles.csv``, ``.jsonl`` or ``.parquet``, with a card ``corpus.toml`` beside it.

    The text stands in a column ``text`` or in files named by a column ``file``; columns are those of
    ``framing.article.COLUMNS``. Articles come back sorted by id. An article that cannot be used is left out
    and listed in ``problems`` with row, column, value and next step.

    Raises FramingError (with all that is wrong) if there is no folder, no readable table, no required column
    or no usable article.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FramingError(Problem(ERROR, "There is no such folder.", file=str(folder),
                                   next_step="Give a folder with articles.csv in it, such as seeds."))
    return read_articles(folder, read_card(folder))


def read_articles(folder: Path, card: CorpusCard) -> Source:
    """The same with a card that was read before, or another one."""
    table = find_table(folder, card)
    rows, problems = read_rows(table)
    columns = {name for row in rows for name in row.values}
    problems += column_problems(table, columns, rows)
    if any(problem.severity == ERROR for problem in problems):
        raise FramingError(problems)
    articles, row_problems = _articles_from(rows, folder, table.name)
    problems += row_problems
    if not articles:
        raise FramingError([*problems, Problem(ERROR, "No article can be used.", file=table.name,
                                               next_step="Mend what is listed above; at least one row must stand.")])
    ordered = tuple(sorted(articles, key=lambda article: article.article_id))
    return Source(folder, card, ordered, tuple(problems), hash_articles(ordered))


def find_table(folder: Path, card: CorpusCard) -> Path:
    """The table of articles: the one that the card names, else the only one of the usual names."""
    if card.articles:
        path, what = _path_inside(folder, card.articles)
        if path is None:
            raise FramingError(Problem(ERROR, f"The table that the card names {what}.", file=CARD_FILE,
                                       column="articles", value=card.articles, allowed="a file inside the folder",
                                       next_step="Correct the name or add the file."))
        return path
    found = [folder / name for name in TABLE_FILES if (folder / name).is_file()]
    if len(found) != 1:
        what = "There is no table of articles." if not found else "There is more than one table of articles."
        raise FramingError(Problem(ERROR, what, file=str(folder), value=", ".join(path.name for path in found),
                                   allowed="one of " + ", ".join(TABLE_FILES),
                                   next_step="'framing new corpus NAME' writes a folder to start from; "
                                             "or name the table in corpus.toml: articles = \"…\"."))
    return found[0]


def hash_articles(articles: Iterable[Article]) -> str:
    """SHA-256 over what the numbers depend on. Fields are separated by a byte that UTF-8 never holds.

    The author is among it, because cleaning takes a line with the author's name for a byline.
    """
    digest = hashlib.sha256()
    for article in articles:
        for value in (article.article_id, article.outlet, article.title, article.author, article.published,
                      article.genre, article.text):
            digest.update(value.encode("utf-8", "surrogatepass") + b"\xff")
    return digest.hexdigest()


def column_problems(table: Path, columns: set[str], rows: list[Row]) -> list[Problem]:
    """Required columns that are missing and columns that nobody knows."""
    problems = [
        Problem(ERROR, f"The required column {name!r} is missing.", file=table.name, column=name,
                allowed=COLUMNS[name], next_step="Add the column.")
        for name in REQUIRED_COLUMNS if rows and name not in columns
    ]
    if rows and not columns & {"file", "text"}:
        problems.append(Problem(ERROR, "There is neither a column 'text' nor a column 'file'.", file=table.name,
                                next_step="Add the texts in a column, or the names of their files."))
    if not rows and not problems:
        problems.append(Problem(ERROR, "The table holds no rows.", file=table.name, next_step="Add articles."))
    problems += [
        Problem(NOTE, "The column is not known and is ignored.", file=table.name, column=name,
                allowed=", ".join(COLUMNS), next_step="Rename it if it should count.")
        for name in sorted(columns - set(COLUMNS))
    ]
    return problems


def _articles_from(rows: list[Row], folder: Path, table: str) -> tuple[list[Article], list[Problem]]:
    articles: dict[str, Article] = {}
    first_row: dict[str, int] = {}
    first_with_text: dict[str, str] = {}
    problems: list[Problem] = []
    for row in rows:
        article, found = article_from_row(row, folder, table)
        if article and article.article_id in articles:
            found.append(Problem(SKIPPED, f"The id was already used in row {first_row[article.article_id]}.",
                                 file=table, row=row.number, column="article_id", value=article.article_id,
                                 allowed="each id once", next_step="Give this article another id.",
                                 article_id=article.article_id))
        elif article:
            articles[article.article_id] = article
            first_row[article.article_id] = row.number
            twin = first_with_text.setdefault(article.text, article.article_id)
            if twin != article.article_id:
                found.append(Problem(NOTE, f"The text is that of article {twin!r}: one text counts as two articles.",
                                     file=table, row=row.number, article_id=article.article_id,
                                     next_step="Delete one of them, unless two publications are meant."))
        problems += found
    return list(articles.values()), problems


def article_from_row(row: Row, folder: Path, table: str) -> tuple[Article | None, list[Problem]]:
    """The article of a row of the table, or None; and what is wrong with the row. Texts in files lie in the folder."""
    values = {name: value.strip() for name, value in row.values.items() if name in COLUMNS and name != "text"}
    missing = [name for name in REQUIRED_COLUMNS if not values.get(name)]
    if missing:
        return None, [Problem(SKIPPED, "A required cell is empty.", file=table, row=row.number, column=name,
                              allowed=COLUMNS[name], next_step="Fill the cell.",
                              article_id=values.get("article_id", "")[:MAX_ID_CHARACTERS]) for name in missing]
    if len(values["article_id"]) > MAX_ID_CHARACTERS:
        return None, [Problem(SKIPPED, f"The id has {len(values['article_id']):,} characters.", file=table,
                              row=row.number, column="article_id", value=values["article_id"][:MAX_ID_CHARACTERS],
                              allowed=f"at most {MAX_ID_CHARACTERS} characters", next_step="Give it a short id.")]
    text, problem = _text_of(row, folder, table, values)
    if problem:
        return None, [replace(problem, article_id=values["article_id"])]
    published, precision, date_problems = check_date(
        values.get("published", ""), values.get("published_precision", ""), file=table, row=row.number,
        article_id=values["article_id"])
    values |= {"published": published, "published_precision": precision,
               "genre": values.get("genre") or "unknown"}
    return Article(text=text, **values), date_problems


def _text_of(row: Row, folder: Path, table: str, values: dict[str, str]) -> tuple[str, Problem | None]:
    """The article's raw text, or why there is none. Line ends and spaces stay as they are: offsets count."""
    name = values.get("file", "")
    in_cell = row.values.get("text", "")
    if in_cell.strip() or not name:
        text, column, where = in_cell, "text", table
    else:
        path, what = _path_inside(folder, name)
        if path is None:
            return "", Problem(SKIPPED, f"The file {what}.", file=table, row=row.number, column="file", value=name,
                               allowed="a file inside the folder", next_step="Correct the name or copy the file here.")
        text, problem = read_text(path, name)
        if problem:
            return "", replace(problem, row=row.number)
        column, where = "file", name
    if not text.strip():
        return "", Problem(SKIPPED, "The text is empty.", file=where, row=row.number, column=column, value=name,
                           next_step="Add the text or delete the row.")
    if len(text) > MAX_CHARACTERS:
        return "", Problem(SKIPPED, f"The text has {len(text):,} characters and is no article.", file=where,
                           row=row.number, column=column, allowed=f"at most {MAX_CHARACTERS:,} characters",
                           next_step="Split it into its articles.")
    return text, None


def _path_inside(folder: Path, name: str) -> tuple[Path | None, str]:
    """The file of that name if it is one of the folder's own, else why it is not."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None, "lies outside the corpus folder"
        return (path, "") if path.is_file() else (None, "is not there")
    except (OSError, ValueError, RuntimeError) as error:  # too long, a NUL in it, links that go in circles
        return None, f"cannot be opened ({error})"


def read_text(path: Path, name: str) -> tuple[str, Problem | None]:
    """A file as UTF-8 text, or a problem that says which bytes are not UTF-8. Never guesses an encoding."""
    if path.stat().st_size > 4 * MAX_CHARACTERS:
        return "", Problem(SKIPPED, f"The file has {path.stat().st_size:,} bytes and is no article.", file=name,
                           allowed=f"at most {MAX_CHARACTERS:,} characters", next_step="Split it into its articles.")
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", Problem(SKIPPED, f"The text is not UTF-8: bytes {data[error.start:error.end + 3].hex(' ')} at "
                                    f"position {error.start}.", file=name, column="file", allowed="UTF-8",
                           next_step="Save the file as UTF-8.")
