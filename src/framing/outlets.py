"""The cleaning rules of outlets: a folder of TOML files, one a file, checked at the door."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from framing.cleaning_rule import Example, Rule
from framing.outlet_check import check_rule_file
from framing.problem import ERROR, FramingError, Problem

SHIPPED_RULES_FOLDER = Path(__file__).parent / "outlet_rules"
GENERIC_KEY = "generic"


@dataclass(frozen=True, slots=True)
class OutletRules:
    """The rules for one outlet's pages, in order: a line belongs to the first rule that claims it."""

    key: str
    names: tuple[str, ...]
    rules: tuple[Rule, ...]


def load_outlet_rules(folder: Path | None = None) -> Mapping[str, OutletRules]:
    """All rule files, key -> rules: those that come with the library, and those of ``folder``, which win.

    ``folder`` is a corpus' own folder of ``<key>.toml`` files; ``None`` or a folder without such files
    means the shipped ones only. Raises FramingError with everything that is wrong in any file.
    """
    own_files = sorted(folder.glob("*.toml")) if folder is not None else []
    problems: list[Problem] = []
    loaded: dict[str, OutletRules] = {}
    for path in [*sorted(SHIPPED_RULES_FOLDER.glob("*.toml")), *own_files]:
        outlet = _read_file(path, problems)
        if outlet is not None:
            loaded[outlet.key] = outlet
    problems.extend(_find_shared_names(loaded.values()))
    if problems:
        raise FramingError(problems)
    return dict(sorted(loaded.items()))


def kept_rules(corpus_folder: Path | None) -> Mapping[str, OutletRules]:
    """The shipped rules and those in a corpus folder's ``outlet_rules``. While the files stay as they are the rules are
    the same objects, so that what is known of chunks by these rules holds from one batch to the next."""
    own_files = sorted((corpus_folder / "outlet_rules").glob("*.toml")) if corpus_folder is not None else []
    return _rules_read(corpus_folder if own_files else None, tuple((path.name, _content(path)) for path in own_files))


@lru_cache(maxsize=2)  # the shipped ones, and those of one folder
def _rules_read(corpus_folder: Path | None, files: tuple[tuple[str, bytes], ...]) -> Mapping[str, OutletRules]:
    """``files``: names and contents of the folder's own, so that other ones are read anew."""
    return load_outlet_rules(corpus_folder / "outlet_rules" if corpus_folder is not None else None)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # reading the rules says what is wrong
        return b""


def rules_for(
    outlet_name: str, rules: Mapping[str, OutletRules], mapping: Mapping[str, str] | None = None
) -> OutletRules:
    """The rules for an outlet's articles: its own first, then the generic ones.

    ``mapping`` (outlet name -> key) decides if it holds the name. Otherwise a file is found by its names,
    for the whole name ("Voice of America") or a part of it ("Voice of America (VOA)", "RS/ECFR",
    "The Week - Opinion"), whatever the case. An unknown outlet gets the generic rules only.
    Raises FramingError for an unknown key.
    """
    key = _find_key(outlet_name, rules, mapping or {})
    generic = rules.get(GENERIC_KEY, OutletRules(GENERIC_KEY, (), ()))
    if key == GENERIC_KEY:
        return generic
    return OutletRules(key, rules[key].names, (*rules[key].rules, *generic.rules))


def _find_key(outlet_name: str, rules: Mapping[str, OutletRules], mapping: Mapping[str, str]) -> str:
    if outlet_name in mapping:
        key = mapping[outlet_name]
        if key != GENERIC_KEY and key not in rules:
            raise FramingError(_unknown_key(outlet_name, key, rules))
        return key
    by_name = {name.casefold(): outlet.key for outlet in rules.values() for name in outlet.names}
    for name in (outlet_name, *re.split(r"[/()|,]|\s[-–—]\s", outlet_name)):
        if name.strip().casefold() in by_name:
            return by_name[name.strip().casefold()]
    return GENERIC_KEY


def _unknown_key(outlet_name: str, key: str, rules: Mapping[str, OutletRules]) -> Problem:
    return Problem(
        severity=ERROR,
        message=f"There are no cleaning rules {key!r}, which the outlet {outlet_name!r} asks for.",
        value=key,
        allowed=", ".join(sorted({*rules, GENERIC_KEY})),
        next_step=f"Use one of these keys, or write {key}.toml in the folder of your own rules.",
    )


def _read_file(path: Path, problems: list[Problem]) -> OutletRules | None:
    """The rules of one file; ``None`` and at least one problem more when it cannot be used."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(_unreadable(path, error))
        return None
    found = list(check_rule_file(path, table))
    problems.extend(found)
    if found:
        return None
    return OutletRules(
        key=table["key"],
        names=tuple(table["names"]),
        rules=tuple(_make_rule(table["key"], entry) for entry in table["rules"]),
    )


def _make_rule(outlet_key: str, entry: Mapping[str, object]) -> Rule:
    """A rule from a checked entry: fields that are not given keep the defaults of ``Rule``."""
    fields = {name: value for name, value in entry.items() if name not in ("key", "examples")}
    for name in ("pattern", "closes"):
        if name in fields:
            fields[name] = re.compile(str(fields[name]), re.VERBOSE)
    if "contains" in fields:
        fields["contains"] = tuple(entry["contains"])  # type: ignore[arg-type]
    examples = tuple(
        Example(tuple(example["lines"]), tuple(example["roles"]))
        for example in entry.get("examples", ())  # type: ignore[attr-defined]
    )
    return Rule(key=f"{outlet_key}.{entry['key']}", examples=examples, **fields)  # type: ignore[arg-type]


def _unreadable(path: Path, error: Exception) -> Problem:
    return Problem(
        severity=ERROR,
        message=f"This file of cleaning rules cannot be read: {error}.",
        file=str(path),
        allowed="TOML in UTF-8",
        next_step="Mend the place that is named.",
    )


def _find_shared_names(outlets: Iterable[OutletRules]) -> Iterable[Problem]:
    """Two files that claim one outlet name: which rules hold would depend on the order of files."""
    owner: dict[str, str] = {}
    for outlet in outlets:
        for name in outlet.names:
            other = owner.setdefault(name.casefold(), outlet.key)
            if other != outlet.key:
                yield Problem(
                    severity=ERROR,
                    message=f"The outlet {name!r} is in two files of cleaning rules: {other} and {outlet.key}.",
                    file=f"{outlet.key}.toml",
                    column="names",
                    value=name,
                    next_step=f"Take it out of one of the two, or give your file the key {other!r} to replace it.",
                )
