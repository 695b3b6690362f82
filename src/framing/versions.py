"""The versions that may change a number or a drawing."""

from __future__ import annotations

import platform
from importlib import metadata

PACKAGES = ("media-framing", "matplotlib", "numpy", "pandas", "pyarrow", "scipy", "seaborn")


def installed_versions() -> dict[str, str]:
    """Python's version and those of the packages that may change a number; "not installed" where one is not."""
    versions = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return versions
