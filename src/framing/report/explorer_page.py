"""The page of words: a plot that our own script draws, and tables that are its equal without one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from framing.corpus import Corpus
from framing.explorer import Explorer, explorer_of, word_values
from framing.explorer.fitting import likely_limits
from framing.html import Fragment, note, say
from framing.report.explorer_data import point_card, words_as_json
from framing.report.explorer_tables import outlet_tables
from framing.report.outputs import with_cards_at_the_end
from framing.report.provenance import EXPLORER, sealed
from framing.report.render import TEMPLATE_FOLDER, ReportLink, page_css, render_template
from framing.report.session import ReportContext
from framing.validity import stated_validity

EXPLORER_PAGE = "explorer.html"
TITLE = "Which words does each outlet use more, and how widely?"
# Below a megabyte with room for the links to the reports, so that the page opens at once and can be sent by mail.
MAX_BYTES = 980_000


@dataclass(frozen=True, slots=True)
class ExplorerHeader:
    """What the layout asks of a page: its title. It is none of the notebooks' pages."""

    title: str
    page: str = EXPLORER_PAGE


def fitting_explorer(corpus: Corpus, *, context: ReportContext) -> Explorer:
    """As many words and sentences as a page of MAX_BYTES holds."""
    values = word_values(corpus, seed=context.seed, n_resamples=context.n_resamples)
    explorer = None
    for limits in likely_limits(corpus, values, MAX_BYTES):
        explorer = explorer_of(corpus, values, limits)
        if len(explorer_page(explorer, links=(), context=context).encode("utf-8", "replace")) <= MAX_BYTES:
            break
    assert explorer is not None, "there are limits to try"
    return explorer


def explorer_page(explorer: Explorer, *, links: Sequence[ReportLink], context: ReportContext) -> str:
    """``explorer.html``: one script and one style sheet, each named by its hash; nothing else can run or load."""
    cards = [point_card(point, explorer) for point in explorer.points]
    css, script = page_css() + _file("explorer.css"), _file("explorer.js")
    page = {
        "header": ExplorerHeader(TITLE), "links": links, "context": context, "css": css, "script": script,
        "policy": policy(script, f"\n{css}"), "outlets": explorer.outlets,
        "opening": _opening(explorer).html, "label": note(_label(explorer), kind=explorer.label).html,
        "tables": outlet_tables(explorer, cards)._repr_html_(),
        "closing": note([explorer.caveat, stated_validity("keyness")], kind="caveat").html,
        "data": words_as_json(explorer, cards),
    }
    html = with_cards_at_the_end(render_template("explorer.html.j2", {"page": page}))
    return sealed(html, kind=EXPLORER, notebooks={}, context=context)


def policy(script: str, style: str) -> str:
    """What a browser may do with the page. Style attributes are allowed: they put the lines of a card in order."""
    return (f"default-src 'none'; script-src '{content_hash(script)}'; style-src 'unsafe-inline'; "
            f"style-src-elem '{content_hash(style)}'; base-uri 'none'; form-action 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'")


def content_hash(text: str) -> str:
    """The text of an element as a Content-Security-Policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


@cache
def _file(name: str) -> str:
    return (TEMPLATE_FOLDER / name).read_text(encoding="utf-8")


def _opening(explorer: Explorer) -> Fragment:
    n_shown = sum(len(point.evidence.rows) for point in explorer.points)
    n_all = sum(point.evidence.n_sentences for point in explorer.points)
    limits = explorer.limits
    return say(
        "Each point is a word in one outlet: the higher, the more distinctive of the outlet (weighted log-odds against "
        "all other outlets, the numbers of the report on words); further to the right, the fewer articles hold it.",
    ) + say(
        "Of {n:,d|word} compared, {shown:,d} are here: for each outlet at most {more} that it uses more than the "
        "others and {less} that it uses less, chosen by rank once with names and once without. They open "
        "{sentences:,d} of {all:,d|sentence}, at most {each} a word and outlet, evenly spread. All words: {file}.",
        n=explorer.n_words_compared, shown=explorer.n_words_shown, more=limits.n_more, less=limits.n_less,
        sentences=n_shown, all=n_all, each=limits.n_sentences, file="tables/words.csv")


def _label(explorer: Explorer) -> str:
    if explorer.label == "descriptive":
        return ("With so few articles a word is distinctive of an article, not of its outlet. The values rank; there "
                "is no interval and no test.")
    return ("Intervals come from resampled articles, for the words farthest from zero. A filled sign survives "
            "correction over all words tested; a hollow one does not, or was not tested.")
