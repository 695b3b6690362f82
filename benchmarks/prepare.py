"""Write the files of one size: in a process of its own, so that the one that starts the cases stays small."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from benchmarks.articles import Article, articles_of_size, read_articles
from benchmarks.inputs import Inputs

COLUMNS = ("article_id", "outlet", "title", "published", "text")


def prepare(corpus: Path, n: int, inputs: Inputs, *, keys: dict[str, str], with_sentences: bool) -> dict[str, int]:
    """Make all files and return what is in them: articles, bytes, words (at white space)."""
    Path(inputs.folder).mkdir(parents=True, exist_ok=True)
    size = write_files(articles_of_size(read_articles(corpus, keys), n), inputs)
    if with_sentences:
        write_sentences(inputs)
    return size


def write_files(articles: Iterable[Article], inputs: Inputs) -> dict[str, int]:
    """The corpus folder and the plain forms of the same texts."""
    import pyarrow
    from pyarrow import parquet

    n_articles = n_bytes = n_words = 0
    schema = pyarrow.schema([("text", pyarrow.string())])
    with (inputs.articles.open("w", encoding="utf-8") as lines, inputs.texts.open("w", encoding="utf-8") as texts,
          inputs.outlets.open("w", encoding="utf-8") as outlets,
          parquet.ParquetWriter(inputs.parquet, schema, compression="zstd") as table):
        for some in _blocks(articles):
            lines.writelines(json.dumps({name: row[name] for name in COLUMNS}, ensure_ascii=False) + "\n"
                             for row in some)
            texts.writelines(" ".join(row["text"].split()) + "\n" for row in some)
            outlets.writelines(row["outlet"] + "\n" for row in some)
            table.write_table(pyarrow.table({"text": [row["text"] for row in some]}, schema=schema))
            n_articles += len(some)
            n_bytes += sum(len(row["text"].encode()) for row in some)
            n_words += sum(len(row["text"].split()) for row in some)
    (Path(inputs.folder) / "corpus.toml").write_text('name = "benchmark"\n', encoding="utf-8")
    return {"articles": n_articles, "bytes": n_bytes, "words": n_words}


def _blocks(articles: Iterable[Article], n: int = 2_000) -> Iterable[list[Article]]:
    some: list[Article] = []
    for article in chain(articles, [None]):
        if article is not None:
            # A lone half of a pair of surrogates cannot be written as UTF-8.
            some.append({name: value.encode("utf-8", "replace").decode() for name, value in article.items()})
        if some and (article is None or len(some) == n):
            yield some
            some = []


def write_sentences(inputs: Inputs) -> None:
    """The sentences of the cleaned texts, as every tone case scores them."""
    from framing.corpus import build_corpus
    from framing.measures.tone_rules import fold_apostrophes

    with inputs.sentences.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(fold_apostrophes(text)) + "\n"
                         for text in build_corpus(inputs.folder).sentences["text"])


def main() -> None:
    """Arguments and answer are JSON: they come from ``__main__`` and go there."""
    request = json.loads(sys.argv[1])
    size = prepare(Path(request["corpus"]), request["articles"], Inputs(request["folder"], request["folder"]),
                   keys=request["keys"], with_sentences=request["with_sentences"])
    Path(request["answer"]).write_text(json.dumps(size), encoding="utf-8")


if __name__ == "__main__":
    main()
