"""Names that are one item: aliases of places, an acronym and its expansion, a surname and the one full name it fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from framing.mentions.found import ORGANISATION, OTHER_NAME, PERSON, PLACE, Found
from framing.mentions.name_lists import group, places
from framing.mentions.names import Name, first_names
from framing.words import fold_word

ARTICLES = ("al", "el")


def merge_names(names: Sequence[Name], articles: Sequence[int], texts_between: Sequence[str]) -> list[Found]:
    """Each name under the item it belongs to. ``articles``: of each name; ``texts_between``: what stands before each.

    A surname goes to the one full name of its article, else of the corpus; if two fit, it stays a name of its own.
    """
    plain = [plain_name(name.text) for name in names]
    usual = _usual_forms(zip(plain, (name.text for name in names), strict=True))
    acronyms = _acronyms(names, plain, texts_between)
    people = {form for form, name in zip(plain, names, strict=True) if _is_person(form, name)}
    own, corpus_wide = _by_surname(zip(articles, plain, strict=True), people)
    found = []
    for name, article, form in zip(names, articles, plain, strict=True):
        form = acronyms.get(form, form)
        if form not in people and " " not in form and fold_word(name.text) not in places():
            fitting = own.get((article, form)) or corpus_wide.get(form, set())
            form = min(fitting) if len(fitting) == 1 else form
        kind, item = _kind_and_name(form, people, usual)
        found.append(Found(kind, item, name.text, name.sentence, name.start, name.end))
    return found


def plain_name(text: str) -> str:
    """A name for comparison: folded, without hyphens, dots and the particle of "al-Assad"."""
    words = fold_word(text).replace("-", " ").split()
    return " ".join(word for word in words if word not in ARTICLES) or fold_word(text)


def _usual_forms(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The form as written that is used most for each plain name, the first in the alphabet if two are."""
    counts = Counter(pairs)
    best: dict[str, str] = {}
    for (form, text), _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(form, text)
    return best


def _acronyms(names: Sequence[Name], plain: Sequence[str], between: Sequence[str]) -> dict[str, str]:
    """Acronym -> the one expansion that texts of the corpus give for it: "Guards Corps (IRGC)"."""
    given: dict[str, set[str]] = {}
    for before, after, text, gap in zip(plain, plain[1:], (name.text for name in names[1:]), between[1:], strict=False):
        initials = "".join(word[0] for word in before.split())
        if gap == " (" and text.isupper() and len(after) > 1 and after in (
                initials, "".join(word[0] for word in before.split() if word not in group("inside"))):
            given.setdefault(after, set()).add(before)
    return {acronym: min(full) for acronym, full in given.items() if len(full) == 1}


def _is_person(form: str, name: Name) -> bool:
    """Two to four words, no place or organisation, after a title or beginning with a given name."""
    words = form.split()
    closes_another = words[-1] in group("organisation") | group("place") or form in places()
    return 1 < len(words) <= 4 and not closes_another and (name.after_title or words[0] in first_names())


def _by_surname(pairs: Iterable[tuple[int, str]], people: set[str]
                ) -> tuple[dict[tuple[int, str], set[str]], dict[str, set[str]]]:
    own: dict[tuple[int, str], set[str]] = {}
    everywhere: dict[str, set[str]] = {}
    for article, form in pairs:
        if form in people:
            surname = form.rpartition(" ")[2]
            own.setdefault((article, surname), set()).add(form)
            everywhere.setdefault(surname, set()).add(form)
    return own, everywhere


def _kind_and_name(form: str, people: set[str], usual: dict[str, str]) -> tuple[str, str]:
    if form in places():
        return PLACE, places()[form]
    last = form.rpartition(" ")[2]
    name = usual.get(form, form)
    if form in people:
        return PERSON, name
    if last in group("organisation") or form in group("organisation_name") or (name.isupper() and len(name) > 2):
        return ORGANISATION, name
    if last in group("place") and " " in form:
        return PLACE, name
    organisations = any(word in group("organisation") for word in form.split()[:-1])
    return (ORGANISATION if organisations else OTHER_NAME), name
