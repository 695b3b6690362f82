"""The versions that may change a number or a drawing."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGES = ("media-framing", "matplotlib", "numpy", "pandas", "pyarrow", "scipy", "seaborn")
# What numbers and pages are made by; a notebook has a hash of its own.
SOURCES = (".css", ".csv", ".j2", ".js", ".json", ".py", ".toml", ".tsv", ".txt")


def installed_versions() -> dict[str, str]:
    """Python's version and those of the packages that may change a number; "not installed" where one is not."""
    versions = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return versions


@cache
def library_hash() -> str:
    """Of the library's own code, rules and word lists: two checkouts of one version may differ."""
    package, digest = Path(__file__).parent, hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in SOURCES and path.is_file():
            digest.update(path.relative_to(package).as_posix().encode() + b"\xff")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\xff")
    return digest.hexdigest()[:12]
