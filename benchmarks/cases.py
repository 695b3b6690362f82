"""What is measured. One entry a case: what it does, which function runs it, and up to how many articles."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

SEEDS = "seeds"
# Peers are linear in the text and would take hours: they run up to here.
MAX_ARTICLES_OF_PEERS = 10_000
# All numbered words of more articles do not fit into the memory of a laptop: then it is the store's turn.
MAX_ARTICLES_IN_MEMORY = 40_000


@dataclass(frozen=True, slots=True)
class Case:
    """``function``: "module:function" in this package, imported in the measured process only.

    ``over``: "articles", or "seeds" for what does not depend on the corpus. ``missing``: why it cannot run here,
    or "". ``has_children``: its memory is that of all its processes.
    """

    key: str
    what: str
    function: str
    max_articles: int = MAX_ARTICLES_OF_PEERS
    over: str = "articles"
    has_children: bool = False
    missing: Callable[[str], str] = lambda papermill_python: ""


def _no_quanteda(_: str) -> str:
    if not shutil.which("Rscript"):
        return "R is not installed"
    code = "quit(status = !all(sapply(c('quanteda', 'quanteda.textstats'), requireNamespace, quietly = TRUE)))"
    return "" if _runs(["Rscript", "-e", code]) else "R has no quanteda or quanteda.textstats"


def _no_papermill(python: str) -> str:
    if not python:
        return "no --papermill-python"
    return "" if _runs([python, "-c", "import papermill, nbconvert"]) else f"{python} has no papermill or nbconvert"


def _no_store(_: str) -> str:
    return "" if _runs([sys.executable, "-m", "framing", "count", "--help"]) else "framing has no command 'count'"


def _no_vadersentiment(_: str) -> str:
    return "" if find_spec("vaderSentiment") else "vaderSentiment is not installed"


def _no_wc(_: str) -> str:
    return "" if shutil.which("wc") else "there is no program wc"


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


_ALL = (
    Case("class_notebook", "a careful class notebook: pandas; NLTK's Punkt (untrained) and Treebank words; the "
         "one-word entries of generic_frames, a set and startswith for each word; vaderSentiment for each sentence; "
         "TfidfVectorizer; log-odds of the two largest outlets with Counters",
         "peers.class_notebook:run", missing=_no_vadersentiment),
    Case("sklearn_tfidf", "scikit-learn's TfidfVectorizer alone, with its defaults", "peers.sklearn_tfidf:run"),
    Case("quanteda_default", "quanteda, 2 threads: tokens(), dfm, generic_frames, keyness",
         "peers.quanteda:run_default", missing=_no_quanteda),
    Case("quanteda_fasterword", "the same with tokens(what = \"fasterword\")", "peers.quanteda:run_fasterword",
         missing=_no_quanteda),
    Case("wc", "wc -w over the texts: a physical floor", "peers.floor:run_wc", MAX_ARTICLES_IN_MEMORY, missing=_no_wc),
    Case("parquet_scan", "pyarrow reads the texts from Parquet and sums their lengths: a physical floor",
         "peers.floor:run_parquet_scan", MAX_ARTICLES_IN_MEMORY),
    Case("ours", "framing in memory, one process: cleaning, words, sentences, parts and voices; every word list per "
         "article and per sentence; tone by both lists in all voices; quoted words; TF-IDF; keyness of the two largest "
         "outlets; 1,000 resamples for the 2,000 terms farthest apart", "ours.in_memory:run", MAX_ARTICLES_IN_MEMORY),
    Case("ours_uncleaned", "the same without cleaning, as the class notebook does not clean",
         "ours.in_memory:run_uncleaned"),
    Case("ours_like_for_like", "only what the class notebook measures, by framing: no cleaning, generic_frames alone, "
         "VADER of whole sentences", "ours.in_memory:run_like_for_like", MAX_ARTICLES_IN_MEMORY),
    Case("ours_store", "framing count --jobs 2 into a store, then framing tables from the store",
         "ours.command_line:run_store", sys.maxsize, has_children=True, missing=_no_store),
    Case("ours_store_without_dear_steps", "the same with --without voices --without tone_toward",
         "ours.command_line:run_store_without_dear_steps", sys.maxsize, has_children=True, missing=_no_store),
    Case("tone_vadersentiment", "vaderSentiment for each of the first 50,000 sentences",
         "peers.sentence_tone:run_vadersentiment", missing=_no_vadersentiment),
    Case("tone_nltk", "NLTK's VADER for each of the first 50,000 sentences", "peers.sentence_tone:run_nltk"),
    Case("tone_ours", "framing's VADER of all sentences, from their text and from their numbered chunks "
         "(NLTK's values are the reference; vaderSentiment's own differ in a few sentences of a hundred)",
         "ours.tone:run"),
    Case("attributions", "framing's voices ledger (who says what, by which cue) and all that is counted from it, from "
         "a corpus that is built", "ours.attributions:run"),
    Case("tone_toward", "framing's tone toward every actor of its list, from a corpus that is built",
         "ours.attributions:run_tone_toward"),
    Case("lexicons_naive", "all category lists (one-word entries) per article and per sentence, a set and startswith "
         "for each word and category", "peers.naive_lexicons:run"),
    Case("lexicons_ours", "the same lists by framing, on the numbered corpus", "ours.lexicons:run"),
    Case("resamples_counters", "log-odds of all terms of the two largest outlets in resamples of articles, with "
         "Counters: 3 resamples, the time of 1,000 extrapolated", "peers.resamples:run_counters"),
    Case("resamples_rows", "the same by picking rows of the sparse matrix: 50 resamples, extrapolated",
         "peers.resamples:run_rows"),
    Case("resamples_ours", "framing's 1,000 resamples for 2,000 terms and for all in 5 articles or more, and its "
         "permutation test of all of these", "ours.resamples:run"),
    Case("imports", "python -c 'import pandas, sklearn…, nltk, seaborn'", "peers.imports:run", over=SEEDS,
         has_children=True),
    Case("tables_seeds", "framing tables seeds", "ours.command_line:run_tables", over=SEEDS, has_children=True),
    Case("papermill", "papermill and nbconvert for the seven notebooks on the seeds, two at a time",
         "peers.papermill:run", over=SEEDS, has_children=True, missing=_no_papermill),
    Case("reports_seeds", "framing report seeds --jobs 2", "ours.command_line:run_reports", over=SEEDS,
         has_children=True),
)
CASES = {case.key: case for case in _ALL}
